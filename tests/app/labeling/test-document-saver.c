/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-document-saver.h"

#include "gw-edits.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

typedef struct
{
  char *folder;
  char *path;
  GwStore *real;
  GwFlakyStore *store;
  GwDocumentSaver *saver;
  GwDocument *document;
} Fixture;

static GwDocument *
make_document (Fixture *fixture)
{
  gint64 id = 1;
  GError *error = NULL;
  g_autoptr (GPtrArray) images = gw_store_get_images (fixture->real, &id, 1, NULL, &error);
  g_autoptr (GPtrArray) objects = gw_store_load_objects (fixture->real, id, GW_LAYER_LABELS, NULL, &error);
  g_autoptr (GArray) labels = gw_store_load_labels (fixture->real, id, GW_LAYER_LABELS, NULL, &error);
  g_autoptr (GPtrArray) classes = gw_store_list_classes (fixture->real, FALSE, NULL, &error);
  GwDocument *document;

  g_assert_no_error (error);
  document = gw_document_new (g_ptr_array_index (images, 0));
  gw_document_set_classes (document, classes);
  gw_document_set_size (document, 64, 48);
  gw_document_load (document, objects, labels);
  gw_document_set_current_class (document, gw_class_get_id (g_ptr_array_index (classes, 0)));

  return document;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
  fixture->path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 2);
  fixture->real = labeling_open_store (fixture->path);
  fixture->store = gw_flaky_store_new (fixture->real);
  fixture->saver = gw_document_saver_new (GW_STORE (fixture->store), "Mara");
  fixture->document = make_document (fixture);
  gw_document_saver_follow (fixture->saver, fixture->document);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_document_saver_unfollow (fixture->saver, fixture->document);
  g_clear_object (&fixture->document);
  g_assert_finalize_object (fixture->saver);
  gw_store_close (fixture->real);
  g_clear_object (&fixture->store);
  g_clear_object (&fixture->real);
  g_free (fixture->path);
  gw_test_folder_free (fixture->folder);
}

static void
draw (Fixture *fixture, double x)
{
  GwShape shape = GW_SHAPE_INIT;

  gw_shape_init_box (&shape, x, 5, 10, 12);
  g_assert_nonnull (gw_document_add_shape (fixture->document, &shape));
}

/* What somebody else sees who opens the file now. */
static guint
count_on_disk (Fixture *fixture)
{
  g_autoptr (GwStore) other = labeling_open_store (fixture->path);
  GError *error = NULL;
  g_autoptr (GPtrArray) objects = gw_store_load_objects (other, 1, GW_LAYER_LABELS, NULL, &error);
  guint n;

  g_assert_no_error (error);
  n = objects->len;
  gw_store_close (other);

  return n;
}

static gboolean
is_saved (gpointer data)
{
  return gw_document_saver_get_state (data) == GW_SAVE_SAVED;
}

static gboolean
has_failed (gpointer data)
{
  return gw_document_saver_get_state (data) == GW_SAVE_FAILED;
}

static void
test_saves_each (Fixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= 4; i++)
    {
      draw (fixture, i * 3);
      g_assert_cmpint (gw_document_saver_get_state (fixture->saver), ==, GW_SAVE_SAVING);
      labeling_wait (is_saved, fixture->saver);
      g_assert_cmpuint (count_on_disk (fixture), ==, i);
    }
  g_assert_cmpstr (gw_document_get_undo_name (fixture->document), ==, "Draw Car");
  g_assert_cmpint (gw_image_get_status (gw_document_get_image (fixture->document)), ==, GW_IMAGE_IN_PROGRESS);
}

/* While the window's thread is at the next stroke and its main loop does not turn:
 * nothing is put off for it. Asked again and again, for at most 20 s.
 */
static void
test_saves_while_drawing (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  draw (fixture, 3);
  while (count_on_disk (fixture) == 0 && g_get_monotonic_time () < end)
    g_thread_yield ();
  g_assert_cmpuint (count_on_disk (fixture), ==, 1);
  /* Nobody has heard of it yet. */
  g_assert_cmpint (gw_document_saver_get_state (fixture->saver), ==, GW_SAVE_SAVING);
  labeling_wait (is_saved, fixture->saver);
}

/* Faster than the disk: all arrive, in their order. */
static void
test_saves_in_order (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    {
      draw (fixture, i);
      gw_document_move_selected (fixture->document, 1, 1);
    }
  gw_document_set_marks (fixture->document, GW_IMAGE_LABELED, 0, "Submit");
  g_assert_cmpuint (gw_document_saver_get_n_waiting (fixture->saver), ==, 41);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (count_on_disk (fixture), ==, 20);
  g_assert_cmpstr (gw_document_get_undo_name (fixture->document), ==, "Submit");
}

static void
test_undo_and_redo (Fixture *fixture, gconstpointer data)
{
  draw (fixture, 3);
  draw (fixture, 9);
  gw_document_undo (fixture->document);
  gw_document_undo (fixture->document);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 0);
  g_assert_cmpuint (count_on_disk (fixture), ==, 0);
  g_assert_null (gw_document_get_undo_name (fixture->document));
  g_assert_cmpint (gw_image_get_status (gw_document_get_image (fixture->document)), ==, GW_IMAGE_UNLABELED);

  gw_document_redo (fixture->document);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  g_assert_cmpuint (count_on_disk (fixture), ==, 1);
  gw_document_redo (fixture->document);
  gw_document_redo (fixture->document);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 2);
}

static void
note_edit (GwDocument *document, GwEdit *edit, GwEdit **noted)
{
  g_clear_pointer (noted, gw_edit_unref);
  *noted = gw_edit_ref (edit);
}

/* Asked for before the disk has it, too. */
static void
test_undoes_one_step (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwEdit) deletion = NULL;

  draw (fixture, 3);
  draw (fixture, 9);
  gw_document_select_all (fixture->document);
  g_signal_connect (fixture->document, "edited", G_CALLBACK (note_edit), &deletion);
  g_assert_true (gw_document_delete_selected (fixture->document));
  gw_document_saver_undo_step (fixture->saver, fixture->document, deletion);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 2);
  g_assert_cmpuint (count_on_disk (fixture), ==, 2);
  g_assert_cmpstr (gw_document_get_redo_name (fixture->document), ==, "Delete 2 Objects");
  g_signal_handlers_disconnect_by_data (fixture->document, &deletion);
}

static void
test_keeps_what_fails (Fixture *fixture, gconstpointer data)
{
  gw_flaky_store_refuse (fixture->store, GW_STORE_ERROR_FULL);
  draw (fixture, 3);
  draw (fixture, 9);
  labeling_wait (has_failed, fixture->saver);
  g_assert_error (gw_document_saver_get_error (fixture->saver), GW_STORE_ERROR, GW_STORE_ERROR_FULL);
  g_assert_cmpuint (gw_document_saver_get_n_waiting (fixture->saver), ==, 2);
  g_assert_true (gw_document_saver_find (fixture->saver, 1) == fixture->document);
  g_assert_cmpuint (count_on_disk (fixture), ==, 0);

  /* The document goes on, and all of it comes when there is room. */
  gw_flaky_store_refuse (fixture->store, -1);
  gw_document_saver_retry (fixture->saver);
  labeling_wait (is_saved, fixture->saver);
  g_assert_null (gw_document_saver_get_error (fixture->saver));
  g_assert_cmpuint (gw_document_saver_get_n_waiting (fixture->saver), ==, 0);
  g_assert_null (gw_document_saver_find (fixture->saver, 1));
  g_assert_cmpuint (count_on_disk (fixture), ==, 2);
}

static void
test_new_edit_tries_again (Fixture *fixture, gconstpointer data)
{
  gw_flaky_store_refuse (fixture->store, GW_STORE_ERROR_READ_ONLY);
  draw (fixture, 3);
  labeling_wait (has_failed, fixture->saver);
  gw_flaky_store_refuse (fixture->store, -1);
  draw (fixture, 9);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (count_on_disk (fixture), ==, 2);
}

static void
test_discards (Fixture *fixture, gconstpointer data)
{
  gw_flaky_store_refuse (fixture->store, GW_STORE_ERROR_FULL);
  draw (fixture, 3);
  labeling_wait (has_failed, fixture->saver);
  gw_document_saver_discard (fixture->saver);
  g_assert_cmpint (gw_document_saver_get_state (fixture->saver), ==, GW_SAVE_SAVED);
  g_assert_cmpuint (gw_document_saver_get_n_waiting (fixture->saver), ==, 0);
  g_assert_cmpuint (count_on_disk (fixture), ==, 0);
}

static void
on_conflict_cb (GwDocumentSaver *saver, GwDocument *document, GError *error, guint *n)
{
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  (*n)++;
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwEdit) theirs = gw_edit_new (1, "Submit");
  GError *error = NULL;
  guint n = 0;

  g_signal_connect (fixture->saver, "conflict", G_CALLBACK (on_conflict_cb), &n);
  gw_edit_add_marks (theirs, 1, GW_IMAGE_UNLABELED, 0, GW_IMAGE_LABELED, 0);
  gw_store_apply_edit (fixture->real, theirs, NULL, &error);
  g_assert_no_error (error);

  gw_document_set_marks (fixture->document, GW_IMAGE_UNLABELED, GW_IMAGE_SKIPPED, "Skip");
  draw (fixture, 3);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (gw_document_saver_get_n_waiting (fixture->saver), ==, 0);
  g_assert_cmpuint (count_on_disk (fixture), ==, 0);
}

/* The step that is meant, or nothing. */
static void
test_undo_of_one_step_conflicts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwEdit) first = NULL;
  guint n = 0;

  g_signal_connect (fixture->saver, "conflict", G_CALLBACK (on_conflict_cb), &n);
  g_signal_connect (fixture->document, "edited", G_CALLBACK (note_edit), &first);
  draw (fixture, 3);
  g_signal_handlers_disconnect_by_data (fixture->document, &first);
  draw (fixture, 9);
  gw_document_saver_undo_step (fixture->saver, fixture->document, first);
  labeling_wait (is_saved, fixture->saver);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (count_on_disk (fixture), ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/document-saver/saves-each", test_saves_each);
  ADD ("/document-saver/saves-while-drawing", test_saves_while_drawing);
  ADD ("/document-saver/saves-in-order", test_saves_in_order);
  ADD ("/document-saver/undo-and-redo", test_undo_and_redo);
  ADD ("/document-saver/undoes-one-step", test_undoes_one_step);
  ADD ("/document-saver/undo-of-one-step-conflicts", test_undo_of_one_step_conflicts);
  ADD ("/document-saver/keeps-what-fails", test_keeps_what_fails);
  ADD ("/document-saver/new-edit-tries-again", test_new_edit_tries_again);
  ADD ("/document-saver/discards", test_discards);
  ADD ("/document-saver/conflict", test_conflict);

  return g_test_run ();
}
