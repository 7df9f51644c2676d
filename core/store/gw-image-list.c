/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-list-private.h"

#include <string.h>

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwImageList, gw_image_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_0,
  PROP_PENDING,
  PROP_FILTER_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
id_at (GwImageList *self, guint position)
{
  return g_array_index (self->ids, gint64, position);
}

gboolean
gw_image_list_is_loaded (GwImage *image)
{
  g_return_val_if_fail (GW_IS_IMAGE (image), FALSE);

  return *gw_image_get_path (image) != '\0';
}

/* --- the list ------------------------------------------------------------------- */

static GType
gw_image_list_get_item_type (GListModel *model)
{
  return GW_TYPE_IMAGE;
}

static guint
gw_image_list_get_n_items (GListModel *model)
{
  return GW_IMAGE_LIST (model)->ids->len;
}

/* Items are the same object as long as nothing changes, so that selections
 * and cells can compare them; those not read yet are placeholders.
 */
static gpointer
gw_image_list_get_item (GListModel *model, guint position)
{
  GwImageList *self = GW_IMAGE_LIST (model);
  GwImagePage *page;
  guint row = position % GW_IMAGE_PAGE_ROWS;

  if (position >= self->ids->len)
    return NULL;

  page = _gw_image_list_ensure_page (self, position / GW_IMAGE_PAGE_ROWS);
  if (!page->loaded)
    _gw_image_list_ask_page (self, page);
  if (page->rows[row] == NULL)
    page->rows[row] = gw_image_new (id_at (self, position), "");

  return g_object_ref (page->rows[row]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gw_image_list_get_item_type;
  iface->get_n_items = gw_image_list_get_n_items;
  iface->get_item = gw_image_list_get_item;
}

/* --- ids --------------------------------------------------------------------------- */

/* So many ids come first where there are none yet: some screens, in
 * milliseconds, however many there are in all.
 */
#define FIRST_IDS 512

typedef struct
{
  GwFilter *filter;
  GwSort sort;
  gboolean first; /* only the first ids */
} Query;

static void
query_free (gpointer data)
{
  Query *query = data;

  gw_filter_free (query->filter);
  g_free (query);
}

static gpointer
read_ids (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Query *query = data;

  if (query->first)
    return gw_store_list_first_image_ids (store, query->filter, query->sort, FIRST_IDS, cancellable, error);
  return gw_store_list_image_ids (store, query->filter, query->sort, cancellable, error);
}

/* Takes the new ids, and tells the smallest run that differs. */
static void
take_ids (GwImageList *self, GArray *ids)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->ids);
  guint shorter = MIN (old->len, ids->len);
  guint head = 0;
  guint tail = 0;

  while (head < shorter && g_array_index (old, gint64, head) == g_array_index (ids, gint64, head))
    head++;
  while (tail < shorter - head
         && g_array_index (old, gint64, old->len - 1 - tail) == g_array_index (ids, gint64, ids->len - 1 - tail))
    tail++;

  self->ids = g_array_ref (ids);
  self->last_found = 0;
  if (head == old->len && head == ids->len)
    return;

  _gw_image_list_move_pages (self, old->len, head, tail);
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, ids->len - head - tail);
}

static void start_listing (GwImageList *self);

/* An answer that was ready when another question was asked still comes, and
 * without an error.
 */
typedef struct
{
  GwImageList *list;
  GCancellable *listing; /* the list's, as long as it is this answer that it waits for */
} Listing;

static void
listing_free (Listing *listing)
{
  g_object_unref (listing->list);
  g_object_unref (listing->listing);
  g_free (listing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Listing, listing_free)

/* The first ids are shown while all of them are still being read. */
static void
on_first_ids_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Listing) listing = user_data;
  g_autoptr (GArray) ids = gw_store_run_finish (GW_STORE (source), result, NULL);
  GwImageList *self = listing->list;

  if (ids != NULL && self->listing == listing->listing && self->ids->len == 0)
    take_ids (self, ids);
}

static void
ask_ids (GwImageList *self, gboolean first, GAsyncReadyCallback callback)
{
  Query *query = g_new0 (Query, 1);
  Listing *listing = g_new0 (Listing, 1);

  listing->list = g_object_ref (self);
  listing->listing = g_object_ref (self->listing);
  query->filter = gw_filter_copy (self->filter);
  query->sort = self->sort;
  query->first = first;
  gw_store_read_async (self->store, GW_STORE_NORMAL, read_ids, query, query_free, (GDestroyNotify) g_array_unref,
                       self->listing, callback, listing);
}

static void
on_ids_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Listing) listing = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = gw_store_run_finish (GW_STORE (source), result, &error);
  GwImageList *self = listing->list;

  /* Another filter was set meanwhile: its own answer comes. */
  if (self->listing != listing->listing)
    return;

  g_clear_object (&self->listing);
  if (ids != NULL)
    take_ids (self, ids);
  else
    g_signal_emit (self, signals[FAILED], 0, error);

  if (self->list_again)
    start_listing (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

static void
start_listing (GwImageList *self)
{
  gboolean was_pending = self->listing != NULL;

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  self->list_again = FALSE;

  if (self->ids->len == 0)
    ask_ids (self, TRUE, on_first_ids_read_cb);
  ask_ids (self, FALSE, on_ids_read_cb);
  if (!was_pending)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PENDING]);
}

/* --- following the store -------------------------------------------------------------- */

static void
on_store_changed_cb (GwStore *store, guint changes, GArray *image_ids, GwImageList *self)
{
  g_autoptr (GHashTable) changed = NULL;
  gboolean membership = (changes & GW_STORE_CHANGED_IMAGES) != 0;
  gboolean lasting = self->sort == GW_SORT_NAME || self->sort == GW_SORT_NAME_REVERSED || self->sort == GW_SORT_ADDED
                     || self->sort == GW_SORT_RANDOM;

  if ((changes & (GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_CLASSES)) == 0)
    return;

  if (image_ids != NULL)
    {
      changed = g_hash_table_new (g_int64_hash, g_int64_equal);
      for (guint i = 0; i < image_ids->len; i++)
        g_hash_table_add (changed, &g_array_index (image_ids, gint64, i));
    }
  _gw_image_list_reload_pages (self, changed);

  /* A row that changed may leave the filter, or its place in the order. */
  if (membership || !gw_filter_is_empty (self->filter) || !lasting)
    {
      if (self->listing != NULL)
        self->list_again = TRUE;
      else
        start_listing (self);
    }
}

/* --- the object --------------------------------------------------------------------------- */

static void
gw_image_list_dispose (GObject *object)
{
  GwImageList *self = GW_IMAGE_LIST (object);

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_hash_table_remove_all (self->pages);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gw_image_list_parent_class)->dispose (object);
}

static void
gw_image_list_finalize (GObject *object)
{
  GwImageList *self = GW_IMAGE_LIST (object);

  g_hash_table_unref (self->pages);
  g_array_unref (self->ids);
  gw_filter_free (self->filter);

  G_OBJECT_CLASS (gw_image_list_parent_class)->finalize (object);
}

static void
gw_image_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  GwImageList *self = GW_IMAGE_LIST (object);

  switch (prop_id)
    {
    case PROP_PENDING:
      g_value_set_boolean (value, self->listing != NULL);
      break;
    case PROP_FILTER_TEXT:
      g_value_take_string (value, gw_filter_to_text (self->filter));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
gw_image_list_class_init (GwImageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = gw_image_list_dispose;
  object_class->finalize = gw_image_list_finalize;
  object_class->get_property = gw_image_list_get_property;

  properties[PROP_PENDING] = g_param_spec_boolean ("pending", NULL, NULL, FALSE, flags);
  properties[PROP_FILTER_TEXT] = g_param_spec_string ("filter-text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
gw_image_list_init (GwImageList *self)
{
  self->filter = gw_filter_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, _gw_image_page_free);
}

GwImageList *
gw_image_list_new (GwStore *store)
{
  GwImageList *self;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);

  self = g_object_new (GW_TYPE_IMAGE_LIST, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self, 0);
  start_listing (self);

  return self;
}

void
gw_image_list_set_filter (GwImageList *self, const GwFilter *filter)
{
  g_autoptr (GwFilter) wanted = NULL;

  g_return_if_fail (GW_IS_IMAGE_LIST (self));

  wanted = filter != NULL ? gw_filter_copy (filter) : gw_filter_new ();
  if (gw_filter_equal (wanted, self->filter))
    return;

  gw_filter_free (self->filter);
  self->filter = g_steal_pointer (&wanted);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER_TEXT]);
  start_listing (self);
}

const GwFilter *
gw_image_list_get_filter (GwImageList *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_LIST (self), NULL);

  return self->filter;
}

void
gw_image_list_set_sort (GwImageList *self, GwSort sort)
{
  g_return_if_fail (GW_IS_IMAGE_LIST (self));

  if (self->sort == sort)
    return;

  self->sort = sort;
  start_listing (self);
}

GwSort
gw_image_list_get_sort (GwImageList *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_LIST (self), GW_SORT_NAME);

  return self->sort;
}

gboolean
gw_image_list_is_pending (GwImageList *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_LIST (self), FALSE);

  return self->listing != NULL;
}

void
gw_image_list_reload (GwImageList *self)
{
  g_return_if_fail (GW_IS_IMAGE_LIST (self));

  _gw_image_list_reload_pages (self, NULL);
  start_listing (self);
}

gboolean
gw_image_list_find (GwImageList *self, gint64 image_id, guint *position)
{
  guint n;

  g_return_val_if_fail (GW_IS_IMAGE_LIST (self), FALSE);
  g_return_val_if_fail (position != NULL, FALSE);

  /* People walk: the next is asked for mostly near the last. */
  n = self->ids->len;
  for (guint i = 0; i < n; i++)
    {
      guint at = (self->last_found + i) % n;

      if (id_at (self, at) == image_id)
        {
          self->last_found = at;
          *position = at;
          return TRUE;
        }
    }

  return FALSE;
}

gint64
gw_image_list_get_id (GwImageList *self, guint position)
{
  g_return_val_if_fail (GW_IS_IMAGE_LIST (self), 0);

  return position < self->ids->len ? id_at (self, position) : 0;
}

GArray *
gw_image_list_ref_ids (GwImageList *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_LIST (self), NULL);

  return g_array_ref (self->ids);
}
