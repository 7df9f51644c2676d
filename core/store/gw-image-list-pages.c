/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-list-private.h"

/* Enough for some screens of the smallest thumbnails. */
#define MAX_PAGES 64

static void
stop_reading (GwImagePage *page)
{
  g_cancellable_cancel (page->reading);
  g_clear_object (&page->reading);
}

void
_gw_image_page_free (gpointer data)
{
  GwImagePage *page = data;

  stop_reading (page);
  for (guint i = 0; i < GW_IMAGE_PAGE_ROWS; i++)
    g_clear_object (&page->rows[i]);
  g_free (page);
}

typedef struct
{
  GwImageList *list;
  guint number;
  GCancellable *cancellable; /* the page's, as long as it is this request that it waits for */
} PageRequest;

static void
page_request_free (PageRequest *request)
{
  g_object_unref (request->list);
  g_object_unref (request->cancellable);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PageRequest, page_request_free)

static gpointer
read_page (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return gw_store_get_images (store, (const gint64 *) (gpointer) ids->data, ids->len, cancellable, error);
}

/* Views that have a placeholder keep it, and the widgets for it: making them
 * anew took most of the time that a page did.
 */
static void
take_rows (GwImageList *self, GwImagePage *page, GPtrArray *rows)
{
  g_autoptr (GPtrArray) filled = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = page->number * GW_IMAGE_PAGE_ROWS;
  guint replaced = GW_IMAGE_PAGE_ROWS;
  guint behind = 0;

  for (guint i = 0; i < rows->len && i < GW_IMAGE_PAGE_ROWS; i++)
    {
      GwImage *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      if (page->rows[i] != NULL && !gw_image_list_is_loaded (page->rows[i]))
        {
          gw_image_fill (page->rows[i], row);
          g_ptr_array_add (filled, g_object_ref (page->rows[i]));
          continue;
        }
      if (page->rows[i] != NULL)
        {
          replaced = MIN (replaced, i);
          behind = i + 1;
        }
      g_set_object (&page->rows[i], row);
    }
  page->loaded = TRUE;

  /* What is told of may make the list forget the page. */
  for (guint i = 0; i < filled->len; i++)
    g_signal_emit_by_name (g_ptr_array_index (filled, i), "filled");
  behind = MIN (behind, self->ids->len - MIN (first, self->ids->len));
  if (replaced < behind)
    g_list_model_items_changed (G_LIST_MODEL (self), first + replaced, behind - replaced, behind - replaced);
}

static void
on_page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = gw_store_run_finish (GW_STORE (source), result, &error);
  GwImageList *self = request->list;
  GwImagePage *page;

  page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (request->number));
  if (page == NULL || page->reading != request->cancellable)
    return;
  g_clear_object (&page->reading);
  if (rows == NULL)
    {
      g_signal_emit_by_name (self, "failed", error);
      return;
    }

  take_rows (self, page, rows);
}

void
_gw_image_list_ask_page (GwImageList *self, GwImagePage *page)
{
  PageRequest *request;
  guint first = page->number * GW_IMAGE_PAGE_ROWS;
  guint n = MIN (GW_IMAGE_PAGE_ROWS, self->ids->len - first);
  GArray *ids;

  if (page->reading != NULL)
    return;

  page->reading = g_cancellable_new ();
  request = g_new0 (PageRequest, 1);
  request->list = g_object_ref (self);
  request->number = page->number;
  request->cancellable = g_object_ref (page->reading);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n);
  g_array_append_vals (ids, &g_array_index (self->ids, gint64, first), n);
  gw_store_read_async (self->store, GW_STORE_URGENT, read_page, ids, (GDestroyNotify) g_array_unref,
                       (GDestroyNotify) g_ptr_array_unref, page->reading, on_page_read_cb, request);
}

static void
forget_oldest (GwImageList *self)
{
  GHashTableIter iter;
  gpointer value;
  GwImagePage *oldest = NULL;

  if (g_hash_table_size (self->pages) <= MAX_PAGES)
    return;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GwImagePage *page = value;

      if (page->reading == NULL && (oldest == NULL || page->used < oldest->used))
        oldest = page;
    }
  if (oldest != NULL)
    g_hash_table_remove (self->pages, GUINT_TO_POINTER (oldest->number));
}

GwImagePage *
_gw_image_list_ensure_page (GwImageList *self, guint number)
{
  GwImagePage *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    {
      forget_oldest (self);
      page = g_new0 (GwImagePage, 1);
      page->number = number;
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
    }
  page->used = ++self->clock;

  return page;
}

static gboolean
is_whole (GwImageList *self, const GwImagePage *page)
{
  guint n = MIN (GW_IMAGE_PAGE_ROWS, self->ids->len - page->number * GW_IMAGE_PAGE_ROWS);

  for (guint i = 0; i < n; i++)
    if (page->rows[i] == NULL || !gw_image_list_is_loaded (page->rows[i]))
      return FALSE;
  return !page->stale;
}

/* The rows before and behind the run that differs are told to nobody, so the
 * objects that others hold for them have to stay, and those that are mere
 * placeholders have to be read yet, wherever their page is now.
 */
void
_gw_image_list_move_pages (GwImageList *self, guint old_len, guint head, guint tail)
{
  g_autoptr (GHashTable) old = g_steal_pointer (&self->pages);
  GHashTableIter iter;
  gpointer value;

  self->pages = g_hash_table_new_full (NULL, NULL, NULL, _gw_image_page_free);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GwImagePage *from = value;

      for (guint i = 0; i < GW_IMAGE_PAGE_ROWS; i++)
        {
          guint position = from->number * GW_IMAGE_PAGE_ROWS + i;
          GwImagePage *to;

          if (from->rows[i] == NULL || (position >= head && position < old_len - tail))
            continue;
          if (position >= head)
            position = position - old_len + self->ids->len;
          to = _gw_image_list_ensure_page (self, position / GW_IMAGE_PAGE_ROWS);
          to->rows[position % GW_IMAGE_PAGE_ROWS] = g_steal_pointer (&from->rows[i]);
          to->stale |= from->reading != NULL;
        }
    }

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GwImagePage *page = value;

      page->loaded = is_whole (self, page);
      page->stale = FALSE;
      if (!page->loaded)
        _gw_image_list_ask_page (self, page);
    }
}

/* Pages of many changed rows are read again whole when they are seen. */
void
_gw_image_list_reload_pages (GwImageList *self, GHashTable *changed)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GwImagePage *page = value;
      guint first = page->number * GW_IMAGE_PAGE_ROWS;
      gboolean concerned = changed == NULL;

      for (guint i = 0; !concerned && i < GW_IMAGE_PAGE_ROWS && first + i < self->ids->len; i++)
        {
          gint64 id = g_array_index (self->ids, gint64, first + i);

          concerned = g_hash_table_contains (changed, &id);
        }
      if (concerned)
        {
          stop_reading (page); /* what is under way may be the old state */
          _gw_image_list_ask_page (self, page);
        }
    }
}
