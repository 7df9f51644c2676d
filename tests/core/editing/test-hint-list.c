/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-hint-list.h"

#include "gw-edits.h"
#include "gw-test-document.h"
#include "gw-test-wait.h"

static void
count_cb (guint *n)
{
  ++*n;
}

static gboolean
has_found (gpointer list)
{
  return !gw_hint_list_is_searching (list);
}

static guint
n_items (GwHintList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static GwHintItem *
item_at (GwHintList *list, guint i)
{
  g_autoptr (GwHintItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

  g_assert_nonnull (item);
  return item;
}

static const char *
text_at (GwHintList *list, guint i)
{
  return gw_hint_item_get_hint (item_at (list, i))->text;
}

/* Three in a row that overlap, and one of a few pixels: three hints. */
static GwDocument *
make_document (void)
{
  GwDocument *document = gw_test_document_new ();

  gw_test_add_mask (document, 1, 1, 10, 10, 30, 30);
  gw_test_add_mask (document, 2, 1, 35, 10, 30, 30);
  gw_test_add_mask (document, 3, 1, 63, 10, 30, 30);
  gw_test_add_mask (document, 4, 2, 150, 50, 3, 3);
  return document;
}

static GwHintList *
make_list (GwDocument *document)
{
  GwHintList *list = gw_hint_list_new ();

  gw_hint_list_set_document (list, document, NULL);
  g_assert_true (gw_hint_list_is_searching (list));
  gw_test_wait (has_found, list);
  return list;
}

static void
test_follows_the_document (void)
{
  g_autoptr (GwDocument) document = gw_test_document_new ();
  g_autoptr (GwHintList) list = make_list (document);

  g_assert_cmpuint (n_items (list), ==, 0);
  g_assert_false (gw_hint_list_has_outlines (list));
  gw_test_add_box (document, 9, 1, 0, 0, 5, 5);
  g_assert_false (gw_hint_list_has_outlines (list));
  gw_test_add_mask (document, 1, 1, 10, 10, 30, 30);
  gw_test_add_mask (document, 2, 1, 35, 10, 30, 30);
  g_assert_true (gw_hint_list_has_outlines (list));
  g_assert_true (gw_hint_list_is_searching (list));
  gw_test_wait (has_found, list);
  g_assert_cmpuint (n_items (list), ==, 1);
  g_assert_cmpstr (text_at (list, 0), ==, "Car 1 and Car 2 overlap by 150 px.");

  /* What is gone has none, at once. */
  gw_document_select (document, 2, FALSE);
  g_assert_true (gw_document_delete_selected (document));
  g_assert_cmpuint (n_items (list), ==, 0);

  gw_hint_list_set_document (list, NULL, NULL);
  g_assert_false (gw_hint_list_is_searching (list));
}

/* One change after the other begins one search; rows that stay are the same. */
static void
test_items_stay (void)
{
  g_autoptr (GwDocument) document = make_document ();
  g_autoptr (GwHintList) list = make_list (document);
  GwHintItem *first, *last;
  guint n_current = 0;

  g_assert_cmpuint (n_items (list), ==, 3);
  first = item_at (list, 0);
  last = item_at (list, 2);
  gw_hint_list_set_current (list, last);
  g_signal_connect_swapped (list, "current-changed", G_CALLBACK (count_cb), &n_current);
  gw_test_add_mask (document, 5, 3, 100, 80, 20, 4);
  gw_test_add_mask (document, 6, 3, 100, 83, 20, 10);
  gw_test_wait (has_found, list);
  g_assert_cmpuint (n_items (list), ==, 4);
  g_assert_true (item_at (list, 0) == first);
  g_assert_true (item_at (list, 3) == last);
  g_assert_true (gw_hint_list_get_current (list) == last);
  g_assert_cmpuint (n_current, ==, 0);

  gw_document_select (document, 4, FALSE);
  gw_document_delete_selected (document);
  g_assert_null (gw_hint_list_get_current (list));
  g_assert_cmpuint (n_current, ==, 1);
}

static void
test_limits (void)
{
  const GwHintLimits limits = { 0, 100, 0.0, 8 };
  g_autoptr (GwDocument) document = make_document ();
  g_autoptr (GwHintList) list = make_list (document);

  gw_hint_list_set_limits (list, &limits);
  gw_test_wait (has_found, list);
  g_assert_cmpuint (n_items (list), ==, 1);
  g_assert_cmpstr (text_at (list, 0), ==, "Car 1 and Car 2 overlap by 150 px.");
}

static void
test_steps (void)
{
  g_autoptr (GwDocument) document = make_document ();
  g_autoptr (GwHintList) list = make_list (document);
  guint position = 99;

  g_assert_true (gw_hint_list_step (list, 1, &position) == item_at (list, 0));
  g_assert_cmpuint (position, ==, 0);
  gw_hint_list_step (list, -1, &position);
  g_assert_cmpuint (position, ==, 2);
  gw_hint_list_step (list, 1, &position);
  gw_hint_list_step (list, 1, &position);
  g_assert_cmpuint (position, ==, 1);

  /* Where one has gone, it goes on in its place. */
  gw_hint_list_dismiss (list, gw_hint_list_get_current (list));
  g_assert_null (gw_hint_list_get_current (list));
  gw_hint_list_step (list, 1, &position);
  g_assert_cmpuint (position, ==, 1);
  g_assert_cmpstr (text_at (list, 1), ==, "Cyclist 1 has only 9 px.");
  gw_hint_list_dismiss (list, gw_hint_list_get_current (list));
  gw_hint_list_step (list, 1, &position);
  g_assert_cmpuint (position, ==, 0);
  gw_hint_list_dismiss (list, gw_hint_list_get_current (list));
  g_assert_null (gw_hint_list_step (list, 1, &position));
}

static void
test_dismissed (void)
{
  g_autoptr (GwDocument) document = make_document ();
  g_autoptr (GwHintList) list = make_list (document);
  g_auto (GStrv) none = NULL;
  g_auto (GStrv) keys = NULL;
  guint n_told = 0;

  g_signal_connect_swapped (list, "dismissed-changed", G_CALLBACK (count_cb), &n_told);
  g_assert_false (gw_hint_list_undo_dismiss (list));
  none = gw_hint_list_dup_dismissed (list);
  g_assert_null (none[0]);
  gw_hint_list_dismiss (list, item_at (list, 0));
  gw_hint_list_dismiss (list, item_at (list, 1));
  g_assert_cmpuint (n_told, ==, 2);
  g_assert_cmpuint (n_items (list), ==, 1);
  g_assert_cmpuint (gw_hint_list_get_n_dismissed (list), ==, 2);
  keys = gw_hint_list_dup_dismissed (list);
  g_assert_cmpuint (g_strv_length (keys), ==, 2);

  /* The last one comes back first. */
  g_assert_true (gw_hint_list_undo_dismiss (list));
  g_assert_cmpuint (n_items (list), ==, 2);
  g_assert_cmpstr (text_at (list, 1), ==, "Cyclist 1 has only 9 px.");

  /* Kept elsewhere, they are dismissed for another list too. */
  gw_hint_list_set_document (list, document, (const char *const *) keys);
  gw_test_wait (has_found, list);
  g_assert_cmpuint (n_items (list), ==, 1);
  g_assert_cmpuint (gw_hint_list_get_n_dismissed (list), ==, 2);

  /* What it is about was drawn anew. */
  gw_document_select (document, 1, FALSE);
  g_assert_true (gw_document_resize_selected (document, 2, 0));
  gw_test_wait (has_found, list);
  g_assert_cmpuint (n_items (list), ==, 2);
  g_assert_cmpuint (gw_hint_list_get_n_dismissed (list), ==, 1);

  gw_hint_list_restore (list);
  g_assert_cmpuint (n_items (list), ==, 3);
}

static void
test_repairs (void)
{
  g_autoptr (GwDocument) document = make_document ();
  g_autoptr (GwHintList) list = make_list (document);
  g_autoptr (GPtrArray) edits = gw_test_watch_edits (document);

  g_assert_true (gw_hint_list_repair (list, item_at (list, 2)));
  g_assert_cmpuint (n_items (list), ==, 2);
  g_assert_null (gw_document_find (document, 4));
  gw_test_wait (has_found, list);
  g_assert_cmpuint (n_items (list), ==, 2);
  gw_test_undo (document, g_ptr_array_index (edits, 0));
  gw_test_wait (has_found, list);
  g_assert_cmpuint (n_items (list), ==, 3);

  gw_test_set_flags (document, 1, GW_OBJECT_LOCKED);
  gw_test_wait (has_found, list);
  g_assert_false (gw_hint_list_repair (list, item_at (list, 0)));
  g_assert_cmpuint (n_items (list), ==, 3);
}

/* Gone in the middle of a search. */
static void
test_ends_in_a_search (void)
{
  g_autoptr (GwDocument) document = make_document ();
  GwHintList *list = gw_hint_list_new ();

  gw_hint_list_set_document (list, document, NULL);
  g_assert_finalize_object (list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hint-list/follows-the-document", test_follows_the_document);
  g_test_add_func ("/hint-list/items-stay", test_items_stay);
  g_test_add_func ("/hint-list/keeps-limits", test_limits);
  g_test_add_func ("/hint-list/steps-around", test_steps);
  g_test_add_func ("/hint-list/dismissed-ones-stay-away", test_dismissed);
  g_test_add_func ("/hint-list/repairs", test_repairs);
  g_test_add_func ("/hint-list/ends-in-a-search", test_ends_in_a_search);

  return g_test_run ();
}
