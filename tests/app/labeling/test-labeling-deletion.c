/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits.h"
#include "labeling-keys.h"

/* What was deleted last, and taking it back. */

typedef LabelingPageFixture Fixture;

static void
assert_deletion (Fixture *fixture, const char *wanted)
{
  g_autofree char *text = NULL;

  g_object_get (fixture->page, "deletion", &text, NULL);
  g_assert_cmpstr (text, ==, wanted);
}

static guint
n_objects (Fixture *fixture)
{
  return gw_document_get_n_objects (fixture->page->document);
}

static void
delete_all (Fixture *fixture)
{
  labeling_page_draw (fixture, 4, 4);
  labeling_page_draw (fixture, 30, 20);
  gw_document_select_all (fixture->page->document);
  gtk_widget_grab_focus (fixture->page->canvas);
  g_assert_true (labeling_press_key (fixture, "Delete"));
  g_assert_cmpuint (n_objects (fixture), ==, 0);
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  labeling_page_draw (fixture, 4, 4);
  gtk_widget_grab_focus (fixture->page->canvas);
  assert_deletion (fixture, NULL);
  g_assert_true (labeling_press_key (fixture, "BackSpace"));
  assert_deletion (fixture, "Car deleted");
  gw_labeling_page_undo_deletion (fixture->page);
  assert_deletion (fixture, NULL);
  labeling_page_settle (fixture);
  g_assert_cmpuint (n_objects (fixture), ==, 1);

  /* Once is enough. */
  gw_labeling_page_undo_deletion (fixture->page);
  labeling_page_settle (fixture);
  g_assert_cmpuint (n_objects (fixture), ==, 1);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  delete_all (fixture);
  assert_deletion (fixture, "2 objects deleted");
  gw_labeling_page_undo_deletion (fixture->page);
  labeling_page_settle (fixture);
  g_assert_cmpuint (n_objects (fixture), ==, 2);
  g_assert_cmpstr (gw_document_get_undo_name (fixture->page->document), ==, "Draw Car");
}

static void
test_next_edit_ends_it (Fixture *fixture, gconstpointer data)
{
  delete_all (fixture);
  labeling_page_draw (fixture, 10, 10);
  assert_deletion (fixture, NULL);
  gw_labeling_page_undo_deletion (fixture->page);
  labeling_page_settle (fixture);
  g_assert_cmpuint (n_objects (fixture), ==, 1);

  g_assert_true (labeling_press_key (fixture, "Delete"));
  assert_deletion (fixture, "Car deleted");
  gw_labeling_page_undo (fixture->page, FALSE);
  assert_deletion (fixture, NULL);
  labeling_page_settle (fixture);
  g_assert_cmpuint (n_objects (fixture), ==, 1);
}

/* From the next image, Undo leads back to the one that it is about. */
static void
test_from_another_image (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);

  delete_all (fixture);
  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  assert_deletion (fixture, "2 objects deleted");
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
  gw_labeling_page_undo_deletion (fixture->page);
  labeling_page_settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, first);
  g_assert_cmpuint (n_objects (fixture), ==, 2);

  /* What is edited now is saved as before. */
  labeling_page_draw (fixture, 10, 10);
  labeling_page_settle (fixture);
  g_assert_cmpstr (gw_document_get_undo_name (fixture->page->document), ==, "Draw Car");
}

/* Opened again, the image has another document. */
static void
test_after_opening_again (Fixture *fixture, gconstpointer data)
{
  delete_all (fixture);
  labeling_page_settle (fixture);
  gw_labeling_page_open (fixture->page, G_LIST_MODEL (fixture->images), gw_labeling_page_get_image_id (fixture->page));
  labeling_page_settle (fixture);
  assert_deletion (fixture, "2 objects deleted");
  gw_labeling_page_undo_deletion (fixture->page);
  labeling_page_settle (fixture);
  g_assert_cmpuint (n_objects (fixture), ==, 2);
}

#define ADD(path, func) \
  g_test_add ("/labeling-deletion/" path, Fixture, GINT_TO_POINTER (GW_TASK_BOXES), labeling_page_set_up, func, \
              labeling_page_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("one", test_one);
  ADD ("many", test_many);
  ADD ("next-edit-ends-it", test_next_edit_ends_it);
  ADD ("from-another-image", test_from_another_image);
  ADD ("after-opening-again", test_after_opening_again);

  return g_test_run ();
}
