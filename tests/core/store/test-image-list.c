/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list as a view sees it: items are asked for when they are told of, and
 * never again.
 */

#include "gw-image-list.h"
#include "gw-store-sqlite.h"
#include "store-fixture.h"

#define N_SEEN 40

static GwStore *
create (const char *folder, const GwProjectInfo *info, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "list.groundwork", NULL);

  return gw_store_sqlite_create (path, info, NULL, error);
}

static GwStore *
open_again (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "list.groundwork", NULL);

  return gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, error);
}

static const StoreBackend backend = { "list", create, open_again };

/* The rows from `first` on that a view shows. */
typedef struct
{
  GListModel *list;
  GPtrArray *rows; /* of GwImage, at most N_SEEN */
  gboolean at_end;
} View;

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, View *self)
{
  guint n = g_list_model_get_n_items (list);
  guint first = self->at_end && n > N_SEEN ? n - N_SEEN : 0;

  if (removed != added)
    {
      /* Rows that were not told of keep their objects. */
      g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
      guint old_n = n + removed - added;
      guint old_first = self->at_end && old_n > N_SEEN ? old_n - N_SEEN : 0;

      self->rows = g_ptr_array_new_with_free_func (g_object_unref);
      for (guint i = first; i < n && self->rows->len < N_SEEN; i++)
        {
          guint was = i < position ? i : i + removed - added;

          if ((i < position || i >= position + added) && was >= old_first && was - old_first < old->len)
            g_ptr_array_add (self->rows, g_object_ref (g_ptr_array_index (old, was - old_first)));
          else
            g_ptr_array_add (self->rows, g_list_model_get_item (list, i));
        }
      return;
    }
  for (guint i = position; i < position + added; i++)
    if (i >= first && i - first < self->rows->len)
      {
        g_object_unref (self->rows->pdata[i - first]);
        self->rows->pdata[i - first] = g_list_model_get_item (list, i);
      }
}

static View *
view_new (GwImageList *list, gboolean at_end)
{
  View *self = g_new0 (View, 1);

  self->list = G_LIST_MODEL (list);
  self->at_end = at_end;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  return self;
}

static void
view_free (View *self)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

static gboolean
is_filled (View *self, guint n)
{
  if (g_list_model_get_n_items (self->list) != n || gw_image_list_is_pending (GW_IMAGE_LIST (self->list)))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!gw_image_list_is_loaded (g_ptr_array_index (self->rows, i)))
      return FALSE;
  return self->rows->len == MIN (n, N_SEEN);
}

static void
on_deadline_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Runs the main loop until the view has all its rows. */
static void
wait_filled (View *self, guint n)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_once (30000, on_deadline_cb, &late);

  while (!is_filled (self, n) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (id);
}

/* The first ids come first, and their rows while all ids are being read. */
static void
test_first_rows (Fixture *fixture)
{
  g_autoptr (GArray) added = fixture_add_images (fixture, 1500);
  g_autoptr (GwImageList) list = gw_image_list_new (fixture->store);
  View *view = view_new (list, FALSE);

  wait_filled (view, 1500);
  view_free (view);
}

/* Rows behind those that came are in other pages now. */
static void
test_rows_behind (Fixture *fixture)
{
  g_autoptr (GArray) added = fixture_add_images (fixture, 700);
  g_autoptr (GwImageList) list = gw_image_list_new (fixture->store);
  View *view = view_new (list, TRUE);
  g_autoptr (GwImage) last = NULL;
  g_autoptr (GwImage) same = NULL;

  wait_filled (view, 700);
  last = g_list_model_get_item (G_LIST_MODEL (list), 699);
  fixture_add_image (fixture, "a/003b.jpg");
  wait_filled (view, 701);
  same = g_list_model_get_item (G_LIST_MODEL (list), 700);
  g_assert_cmpint (gw_image_get_id (same), ==, gw_image_get_id (last));
  for (guint i = 0; i < view->rows->len; i++)
    g_assert_cmpint (gw_image_get_id (g_ptr_array_index (view->rows, i)), ==,
                     gw_image_list_get_id (list, 701 - N_SEEN + i));
  view_free (view);
}

static gpointer
tell (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_async_queue_push (data, GINT_TO_POINTER (TRUE));
  return NULL;
}

/* Waits until the reading thread has done all that was asked before; what
 * comes of it waits for the main loop.
 */
static void
wait_read (GwStore *store)
{
  g_autoptr (GAsyncQueue) told = g_async_queue_new ();

  gw_store_read_async (store, GW_STORE_NORMAL, tell, g_async_queue_ref (told), (GDestroyNotify) g_async_queue_unref,
                       NULL, NULL, NULL, NULL);
  g_async_queue_pop (told);
}

/* What is asked last counts, also when the answer before it is ready and only
 * the main loop has not seen it.
 */
static void
test_filter_at_once (Fixture *fixture)
{
  g_autoptr (GArray) added = fixture_add_images (fixture, 300);
  g_autoptr (GwFilter) filter = gw_filter_parse ("tag:night", NULL);

  g_assert_cmpint (
      gw_store_bulk_tag (fixture->store, (const gint64 *) (gpointer) added->data, 7, "night", TRUE, NULL, NULL), >, 0);
  for (int ready = 0; ready < 2; ready++)
    {
      g_autoptr (GwImageList) list = gw_image_list_new (fixture->store);
      View *view;

      if (ready)
        wait_read (fixture->store);
      gw_image_list_set_filter (list, filter);
      view = view_new (list, FALSE);
      wait_filled (view, 7);
      view_free (view);
    }
}

static void
settle (GwImageList *list)
{
  while (gw_image_list_is_pending (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_reads_again_when_told (Fixture *fixture)
{
  g_autoptr (GArray) added = fixture_add_images (fixture, N_SEEN);
  g_autoptr (GwImageList) list = gw_image_list_new (fixture->store);

  settle (list);
  gw_image_list_reload (list);
  g_assert_true (gw_image_list_is_pending (list));
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_SEEN);
}

static void
count_call (guint *n)
{
  (*n)++;
}

static void
count_told (GListModel *list, guint position, guint removed, guint added, guint *n)
{
  *n += added;
}

/* What a view has for a row stays when the row comes, and when it is read
 * again another takes its place.
 */
static void
test_fills_placeholders (Fixture *fixture)
{
  g_autoptr (GArray) added = fixture_add_images (fixture, 100);
  g_autoptr (GwImageList) list = gw_image_list_new (fixture->store);
  g_autoptr (GwImage) placeholder = NULL;
  g_autoptr (GwImage) same = NULL;
  g_autoptr (GwImage) other = NULL;
  guint n_filled = 0, n_told = 0;

  settle (list);
  placeholder = g_list_model_get_item (G_LIST_MODEL (list), 10);
  g_assert_false (gw_image_list_is_loaded (placeholder));
  g_signal_connect_swapped (placeholder, "filled", G_CALLBACK (count_call), &n_filled);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_told), &n_told);
  while (n_filled == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gw_image_list_is_loaded (placeholder));
  g_assert_cmpint (gw_image_get_id (placeholder), ==, g_array_index (added, gint64, 10));
  same = g_list_model_get_item (G_LIST_MODEL (list), 10);
  g_assert_true (same == placeholder);
  g_assert_cmpuint (n_told, ==, 0);

  g_assert_cmpint (gw_store_bulk_tag (fixture->store, &g_array_index (added, gint64, 10), 1, "night", TRUE, NULL, NULL),
                   >, 0);
  while (n_told == 0)
    g_main_context_iteration (NULL, TRUE);
  other = g_list_model_get_item (G_LIST_MODEL (list), 10);
  g_assert_true (other != placeholder);
  g_assert_nonnull (gw_image_get_tags (other));
  g_assert_null (gw_image_get_tags (placeholder));
  g_assert_cmpuint (n_filled, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_add_test (&backend, "/first-rows", test_first_rows);
  fixture_add_test (&backend, "/rows-behind", test_rows_behind);
  fixture_add_test (&backend, "/fills-placeholders", test_fills_placeholders);
  fixture_add_test (&backend, "/filter-at-once", test_filter_at_once);
  fixture_add_test (&backend, "/reads-again-when-told", test_reads_again_when_told);
  return g_test_run ();
}
