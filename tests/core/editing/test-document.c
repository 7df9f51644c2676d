/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-document.h"

#include <math.h>

#include "gw-edits.h"
#include "gw-test-document.h"
#include "gw-test-objects.h"

static void
count_cb (gpointer object, gpointer argument, guint *n)
{
  ++*n;
}

static void
count_plain_cb (gpointer object, guint *n)
{
  ++*n;
}

static gint64
hit_id (GwDocument *document, double x, double y, double slack)
{
  GwObject *object = gw_document_hit (document, (GwPoint) { x, y }, slack);

  return object != NULL ? gw_object_get_id (object) : 0;
}

static void
test_is_a_list_in_paint_order (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwObject) first = NULL;

  gw_test_add_box (document, 5, 1, 0, 0, 10, 10);
  gw_test_add_box (document, 3, 1, 0, 0, 10, 10);
  gw_test_add_box (document, 4, 1, 0, 0, 10, 10);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (document)) == GW_TYPE_OBJECT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (document)), ==, 3);
  first = g_list_model_get_item (G_LIST_MODEL (document), 0);
  g_assert_cmpint (gw_object_get_id (first), ==, 3);
  g_assert_cmpint (gw_object_get_id (gw_document_get_object (document, 2)), ==, 5);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (document), 3));
}

typedef struct
{
  guint position, removed, added, n;
} Change;

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, Change *change)
{
  *change = (Change) { position, removed, added, change->n + 1 };
}

static void
test_tells_what_changed (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  Change change = { 0 };
  guint damaged = 0;

  for (int i = 1; i <= 5; i++)
    gw_test_add_box (document, i, 1, i * 10, 0, 5, 5);
  g_signal_connect (document, "items-changed", G_CALLBACK (on_items_changed_cb), &change);
  g_signal_connect (document, "objects-changed", G_CALLBACK (count_cb), &damaged);
  gw_document_select (document, 3, FALSE);
  gw_document_move_selected (document, 1, 1);
  g_assert_cmpuint (change.position, ==, 2);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 1);
  g_assert_cmpuint (damaged, ==, 1);
  gw_document_delete_selected (document);
  g_assert_cmpuint (change.position, ==, 2);
  g_assert_cmpuint (change.removed, ==, 1);
  g_assert_cmpuint (change.added, ==, 0);
  g_assert_cmpuint (change.n, ==, 2);
}

static void
test_load_keeps_selection_by_id (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  GwLabel label = { 3, NAN };
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));

  gw_test_add_box (document, 1, 1, 0, 0, 5, 5);
  gw_test_add_box (document, 2, 1, 0, 0, 5, 5);
  gw_document_select_all (document);
  g_ptr_array_add (objects, gw_object_new (2, 1));
  g_ptr_array_add (objects, gw_object_new (9, 1));
  g_array_append_val (labels, label);
  gw_document_load (document, objects, labels);
  gw_test_assert_selected (document, "2");
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 2);
  g_assert_cmpuint (gw_document_get_labels (document)->len, ==, 1);
  gw_document_load (document, NULL, NULL);
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 0);
  g_assert_cmpuint (gw_document_get_labels (document)->len, ==, 0);
}

static void
test_first_work_is_in_progress (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  g_assert_true (gw_document_set_marks (document, GW_IMAGE_UNLABELED, GW_IMAGE_NEGATIVE, "Nothing to Label"));
  g_assert_true (gw_document_choose_label (document, 1, TRUE));
  g_assert_cmpint (gw_image_get_status (gw_document_get_image (document)), ==, GW_IMAGE_IN_PROGRESS);
  g_assert_cmpint (gw_image_get_marks (gw_document_get_image (document)), ==, 0);
  g_assert_cmpuint (edits->len, ==, 2);
  g_assert_cmpuint (gw_edit_get_n_changes (g_ptr_array_index (edits, 1)), ==, 1);
}

static void
test_other_images_changes_are_left_out (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwEdit) edit = gw_edit_new (0, "Bulk");
  g_autoptr (GwObject) object = gw_object_new (1, 1);

  gw_edit_add_object (edit, 8, NULL, object);
  gw_edit_add_marks (edit, 8, 0, 0, GW_IMAGE_LABELED, 0);
  gw_document_take (document, edit);
  g_assert_cmpuint (gw_document_get_n_objects (document), ==, 0);
  g_assert_cmpint (gw_image_get_status (gw_document_get_image (document)), ==, GW_IMAGE_UNLABELED);
}

static void
test_hit_prefers_small_and_top (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_test_add_box (document, 1, 1, 40, 40, 10, 10); /* small, at the bottom */
  gw_test_add_box (document, 2, 1, 0, 0, 100, 90);  /* holds it */
  gw_test_add_box (document, 3, 1, 80, 40, 60, 20); /* overlaps 2 */
  g_assert_cmpint (hit_id (document, 45, 45, 0), ==, 1);
  g_assert_cmpint (hit_id (document, 20, 20, 0), ==, 2);
  g_assert_cmpint (hit_id (document, 90, 50, 0), ==, 3);
  g_assert_cmpint (hit_id (document, 170, 80, 4), ==, 0);
  /* Near an outline, but not inside: what is inside wins unless it holds the other. */
  g_assert_cmpint (hit_id (document, 52, 45, 4), ==, 1);
  g_assert_cmpint (hit_id (document, 78, 50, 4), ==, 2);
  g_assert_cmpint (hit_id (document, 143, 50, 4), ==, 3);
  gw_test_set_flags (document, 1, GW_OBJECT_HIDDEN);
  g_assert_cmpint (hit_id (document, 45, 45, 0), ==, 2);
  gw_test_set_flags (document, 2, GW_OBJECT_LOCKED);
  g_assert_cmpint (hit_id (document, 45, 45, 0), ==, 2);
  g_assert_cmpint (hit_id (document, 78, 50, 4), ==, 3);
}

static void
test_hit_all_goes_on_below (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) hits = NULL;

  gw_test_add_box (document, 1, 1, 0, 0, 90, 90);
  gw_test_add_box (document, 2, 1, 10, 10, 20, 20);
  gw_test_add_box (document, 3, 1, 5, 5, 40, 40);
  hits = gw_document_hit_all (document, (GwPoint) { 15, 15 }, 0);
  g_assert_cmpuint (hits->len, ==, 3);
  g_assert_cmpint (gw_object_get_id (g_ptr_array_index (hits, 0)), ==, 2);
  g_assert_cmpint (gw_object_get_id (g_ptr_array_index (hits, 1)), ==, 3);
  g_assert_cmpint (gw_object_get_id (g_ptr_array_index (hits, 2)), ==, 1);
}

/* The index must find what looking at all finds, through any changes. */
static void
test_places_are_found_as_by_looking_at_all (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  gw_random random;

  gw_random_init (&random, 5);
  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GwObject) object = gw_test_random_object (&random, gw_test_random_kind (&random), 200, 100);
      g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");
      g_autoptr (GPtrArray) found = NULL;
      GwBox box = { 200 * gw_random_real (&random), 100 * gw_random_real (&random), 40 * gw_random_real (&random), 30 };
      guint n = gw_document_get_n_objects (document), expected = 0;

      if (n > 20 && gw_random_below (&random, 3) == 0)
        gw_edit_add_object (edit, 7, gw_document_get_object (document, (guint) gw_random_below (&random, n)), NULL);
      else
        gw_edit_add_object (edit, 7, NULL, object);
      gw_document_take (document, edit);
      found = gw_document_query (document, &box);
      n = gw_document_get_n_objects (document);
      for (guint i = 0; i < n; i++)
        {
          GwBox bounds = gw_object_get_bounds (gw_document_get_object (document, i));

          if (bounds.x <= box.x + box.width && bounds.x + bounds.width >= box.x && bounds.y <= box.y + box.height
              && bounds.y + bounds.height >= box.y)
            {
              g_assert_cmpuint (expected, <, found->len);
              g_assert_true (g_ptr_array_index (found, expected) == gw_document_get_object (document, i));
              expected++;
            }
        }
      g_assert_cmpuint (found->len, ==, expected);
    }
}

static void
test_selection_tells_once (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  const gint64 ids[] = { 1, 2, 99 };
  guint n = 0;

  gw_test_add_box (document, 1, 1, 0, 0, 5, 5);
  gw_test_add_box (document, 2, 1, 0, 0, 5, 5);
  g_signal_connect (document, "selection-changed", G_CALLBACK (count_plain_cb), &n);
  gw_document_select_many (document, ids, G_N_ELEMENTS (ids), FALSE);
  g_assert_cmpuint (n, ==, 1);
  gw_test_assert_selected (document, "1 2");
  gw_document_select_many (document, ids, G_N_ELEMENTS (ids), FALSE);
  gw_document_select (document, 1, TRUE);
  gw_document_select (document, 99, FALSE);
  gw_document_unselect (document, 99);
  g_assert_cmpuint (n, ==, 1);
  gw_document_select (document, 2, FALSE);
  gw_test_assert_selected (document, "2");
  gw_document_select_none (document);
  gw_document_select_none (document);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (gw_document_get_n_selected (document), ==, 0);
}

static void
check_selected_cb (GwDocument *document, gpointer argument, guint *n_told)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (document);

  ++*n_told;
  g_assert_cmpuint (selected->len, ==, gw_document_get_n_selected (document));
  for (guint i = 0; i < selected->len; i++)
    g_assert_true (GW_IS_OBJECT (g_ptr_array_index (selected, i)));
}

static void
on_items_cb (GwDocument *document, guint position, guint removed, guint added, guint *n_told)
{
  check_selected_cb (document, NULL, n_told);
}

static void
test_selection_is_whole_while_changes_are_told (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  guint n_items = 0, n_objects = 0, n_selections = 0;

  for (int i = 1; i <= 5; i++)
    gw_test_add_box (document, i, 1, i * 10, 0, 5, 5);
  g_signal_connect (document, "items-changed", G_CALLBACK (on_items_cb), &n_items);
  g_signal_connect (document, "objects-changed", G_CALLBACK (check_selected_cb), &n_objects);
  gw_document_select_many (document, (const gint64[]) { 2, 3, 5 }, 3, FALSE);
  g_signal_connect (document, "selection-changed", G_CALLBACK (count_plain_cb), &n_selections);
  gw_document_delete_selected (document);
  g_assert_cmpuint (n_items, ==, 1);
  g_assert_cmpuint (n_objects, ==, 1);
  g_assert_cmpuint (n_selections, ==, 1);
  g_assert_cmpuint (gw_document_get_n_selected (document), ==, 0);

  gw_document_select_all (document);
  n_selections = 0;
  gw_document_load (document, NULL, NULL);
  g_assert_cmpuint (n_items, ==, 2);
  g_assert_cmpuint (n_selections, ==, 1);
}

static void
test_walks_in_reading_order (void)
{
  static const char *const order[] = { "9", "4", "2", "5", "1", "9" };
  g_autoptr (GwDocument) document = gw_test_document_new ();

  gw_test_add_box (document, 1, 1, 5, 60, 20, 20);
  gw_test_add_box (document, 2, 1, 90, 13, 20, 20);
  gw_test_add_box (document, 4, 1, 10, 15, 20, 20);
  gw_test_add_box (document, 5, 1, 150, 10, 20, 20);
  gw_test_add_box (document, 9, 1, 0, 0, 200, 100);
  gw_test_add_box (document, 6, 1, 60, 60, 20, 20);
  gw_test_set_flags (document, 6, GW_OBJECT_HIDDEN);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      gw_document_select_next (document, 1);
      gw_test_assert_selected (document, order[i]);
    }
  gw_document_select_next (document, -1);
  gw_test_assert_selected (document, "1");
  gw_document_select_next (document, -1);
  gw_test_assert_selected (document, "5");
  gw_document_select_none (document);
  gw_document_select_next (document, -1);
  gw_test_assert_selected (document, "1");
  gw_document_select_all (document);
  g_assert_cmpuint (gw_document_get_n_selected (document), ==, 5);
}

static GListModel *
make_order (GwDocument *document, const gint64 *ids, gsize n)
{
  GListStore *order = g_list_store_new (GW_TYPE_OBJECT);

  for (gsize i = 0; i < n; i++)
    g_list_store_append (order, gw_document_find (document, ids[i]));
  return G_LIST_MODEL (order);
}

static void
assert_next_in (GwDocument *document, GListModel *order, int step, const char *id, guint place, guint n_places)
{
  guint at = 0, n = 0;

  g_assert_true (gw_document_select_next_in (document, order, step, &at, &n));
  gw_test_assert_selected (document, id);
  g_assert_cmpuint (at, ==, place);
  g_assert_cmpuint (n, ==, n_places);
}

static void
test_walks_in_the_order_of_a_list (void)
{
  static const gint64 ids[] = { 3, 1, 4, 2 };
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GListModel) order = NULL;
  guint at, n;

  for (gint64 id = 1; id <= 4; id++)
    gw_test_add_box (document, id, 1, 10 * id, 10, 5, 5);
  gw_test_set_flags (document, 1, GW_OBJECT_HIDDEN);
  order = make_order (document, ids, G_N_ELEMENTS (ids));

  assert_next_in (document, order, 1, "3", 1, 3);
  assert_next_in (document, order, 1, "4", 2, 3);
  assert_next_in (document, order, 1, "2", 3, 3);
  assert_next_in (document, order, 1, "3", 1, 3);
  assert_next_in (document, order, -1, "2", 3, 3);
  gw_document_select_none (document);
  assert_next_in (document, order, -1, "2", 3, 3);

  /* From the end of a larger selection, and from one that is hidden. */
  gw_document_select_many (document, (const gint64[]) { 3, 4 }, 2, FALSE);
  assert_next_in (document, order, 1, "2", 3, 3);
  gw_document_select (document, 1, FALSE);
  assert_next_in (document, order, 1, "4", 2, 3);
  gw_document_select (document, 1, FALSE);
  assert_next_in (document, order, -1, "3", 1, 3);

  for (gint64 id = 2; id <= 4; id++)
    gw_test_set_flags (document, id, GW_OBJECT_HIDDEN);
  g_clear_object (&order);
  order = make_order (document, ids, G_N_ELEMENTS (ids));
  g_assert_false (gw_document_select_next_in (document, order, 1, &at, &n));
}

static void
test_counts_objects_of_a_class (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwObject) other = gw_object_new (77, 1);

  gw_test_add_box (document, 10, 1, 0, 0, 5, 5);
  gw_test_add_box (document, 20, 2, 0, 0, 5, 5);
  gw_test_add_box (document, 30, 1, 0, 0, 5, 5);
  g_assert_cmpuint (gw_document_get_index (document, gw_document_find (document, 30)), ==, 2);
  g_assert_cmpuint (gw_document_get_index (document, gw_document_find (document, 20)), ==, 1);
  g_assert_cmpuint (gw_document_get_index (document, other), ==, 0);
  gw_document_select (document, 10, FALSE);
  gw_document_delete_selected (document);
  g_assert_cmpuint (gw_document_get_index (document, gw_document_find (document, 30)), ==, 1);
}

static void
test_preview_and_history_are_told (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GPtrArray) preview = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = 0, notified = 0, asked = 0;

  g_signal_connect (document, "preview-changed", G_CALLBACK (count_cb), &n);
  g_signal_connect (document, "notify::undo-name", G_CALLBACK (count_cb), &notified);
  g_signal_connect (document, "undo-requested", G_CALLBACK (count_plain_cb), &asked);
  gw_document_set_preview (document, NULL);
  g_ptr_array_add (preview, gw_object_new (1, 1));
  gw_document_set_preview (document, preview);
  g_assert_cmpuint (gw_document_get_preview (document)->len, ==, 1);
  gw_document_set_preview (document, NULL);
  g_assert_null (gw_document_get_preview (document));
  g_assert_cmpuint (n, ==, 2);
  gw_document_set_history (document, "Draw Car", NULL);
  gw_document_set_history (document, "Draw Car", "Move Car");
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpstr (gw_document_get_redo_name (document), ==, "Move Car");
  gw_document_undo (document);
  g_assert_cmpuint (asked, ==, 1);
  g_assert_finalize_object (g_steal_pointer (&document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/is-a-list-in-paint-order", test_is_a_list_in_paint_order);
  g_test_add_func ("/document/tells-what-changed", test_tells_what_changed);
  g_test_add_func ("/document/load-keeps-selection-by-id", test_load_keeps_selection_by_id);
  g_test_add_func ("/document/first-work-is-in-progress", test_first_work_is_in_progress);
  g_test_add_func ("/document/other-images-changes-are-left-out", test_other_images_changes_are_left_out);
  g_test_add_func ("/document/hit-prefers-small-and-top", test_hit_prefers_small_and_top);
  g_test_add_func ("/document/hit-all-goes-on-below", test_hit_all_goes_on_below);
  g_test_add_func ("/document/places-are-found-as-by-looking-at-all", test_places_are_found_as_by_looking_at_all);
  g_test_add_func ("/document/selection-tells-once", test_selection_tells_once);
  g_test_add_func ("/document/selection-is-whole-while-changes-are-told",
                   test_selection_is_whole_while_changes_are_told);
  g_test_add_func ("/document/walks-in-reading-order", test_walks_in_reading_order);
  g_test_add_func ("/document/walks-in-the-order-of-a-list", test_walks_in_the_order_of_a_list);
  g_test_add_func ("/document/counts-objects-of-a-class", test_counts_objects_of_a_class);
  g_test_add_func ("/document/preview-and-history-are-told", test_preview_and_history_are_told);
  return g_test_run ();
}
