/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-edits.h"
#include "labeling-keys.h"

/* Comparing the labels with an annotator's answers, and taking from them. */

typedef LabelingPageFixture Fixture;

typedef struct
{
  GwRecordHead *head;
  GwRecord *record;
} Answers;

static GwRecord *
next_answer (gpointer data, GCancellable *cancellable, GError **error)
{
  return g_steal_pointer (&((Answers *) data)->record);
}

/* A box of a class of the project, as Kim's answer for the image. */
static gpointer
import_answers (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *image_id = data;
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "Nobody", NULL);
  g_autoptr (GPtrArray) images = gw_store_get_images (store, image_id, 1, NULL, NULL);
  g_autoptr (GPtrArray) classes = gw_store_list_classes (store, FALSE, NULL, NULL);
  Answers answers = { gw_record_head_new (), gw_record_new (gw_image_get_path (g_ptr_array_index (images, 0))) };
  GwImportSpec spec = { .name = "Import", .format = "gw-jsonl", .head = answers.head, .layer = layer };
  GwImportCounts counts = { 0 };
  const double boxes[][4] = { { 4, 4, 12, 10 }, { 40, 30, 10, 10 } };

  g_ptr_array_add (answers.head->classes, g_object_ref (g_ptr_array_index (classes, 0)));
  answers.record->image_id = *image_id;
  answers.record->annotator = g_strdup ("Kim");
  for (gsize i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      GwObject *object = gw_object_new (gw_object_make_id (), gw_class_get_id (g_ptr_array_index (classes, 0)));

      gw_object_set_box (object, boxes[i][0], boxes[i][1], boxes[i][2], boxes[i][3]);
      g_ptr_array_add (answers.record->objects, object);
    }
  g_assert_true (gw_store_import (store, &spec, next_answer, &answers, &counts, NULL, error));
  g_assert_cmpint (counts.objects_added[GW_SHAPE_BOX], ==, 2);
  gw_record_head_free (answers.head);
  return NULL;
}

static void
on_imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

static void
add_answers (Fixture *fixture)
{
  gboolean done = FALSE;
  gint64 id = gw_labeling_page_get_image_id (fixture->page);

  gw_store_run_async (gw_project_get_store (fixture->project), GW_STORE_NORMAL, import_answers,
                      g_memdup2 (&id, sizeof id), g_free, NULL, NULL, on_imported_cb, &done);
  labeling_wait (is_true, &done);
}

static gboolean
has_comparison (gpointer data)
{
  Fixture *fixture = data;

  return gw_comparer_get_comparison (fixture->page->comparer) != NULL
         && !gw_comparer_get_busy (fixture->page->comparer);
}

typedef struct
{
  Fixture *fixture;
  guint n;
} Different;

static gboolean
has_different (gpointer data)
{
  Different *different = data;

  return has_comparison (different->fixture)
         && gw_comparison_get_n_different (gw_comparer_get_comparison (different->fixture->page->comparer))
                == different->n;
}

static void
wait_for_different (Fixture *fixture, guint n)
{
  Different different = { fixture, n };

  labeling_wait (has_different, &different);
}

static const GwComparedPair *
get_chosen (Fixture *fixture)
{
  return gw_compare_pane_get_chosen (GW_COMPARE_PANE (fixture->page->compare_pane));
}

/* F3 and the rest with the canvas in focus. */
static void
press (Fixture *fixture, const char *key)
{
  gtk_widget_grab_focus (fixture->page->canvas);
  g_assert_true (labeling_press_key (fixture, key));
}

static void
test_taking (Fixture *fixture, gconstpointer data)
{
  GwLabelingPage *page = fixture->page;

  labeling_page_draw (fixture, 6, 4);
  labeling_page_draw (fixture, 30, 6);
  labeling_page_settle (fixture);
  add_answers (fixture);
  press (fixture, "F7");
  g_assert_true (page->comparing);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (page->pane_stack)), ==, "comparison");
  wait_for_different (fixture, 3);
  g_assert_true (gw_canvas_get_comparison (GW_CANVAS (page->canvas)) == gw_comparer_get_comparison (page->comparer));
  g_assert_null (get_chosen (fixture));

  /* What is kept of the view meanwhile does not take the choice away. */
  press (fixture, "F3");
  gw_project_set_view_state (fixture->project, "labeling.pane", "300");
  labeling_page_settle (fixture);
  g_assert_nonnull (get_chosen (fixture));
  press (fixture, "<Shift>F3");

  /* The pane is one of those that F6 goes through. */
  gtk_widget_grab_focus (page->canvas);
  labeling_page_act (fixture, "labeling.next-pane", NULL);
  g_assert_true (
      gtk_widget_is_ancestor (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (page))), page->compare_pane));

  /* What only the labels have, is deleted. */
  press (fixture, "F3");
  g_assert_cmpint (get_chosen (fixture)->kind, ==, GW_COMPARED_ONLY_A);
  press (fixture, "<Control>F7");
  g_assert_cmpuint (gw_document_get_n_objects (page->document), ==, 1);
  wait_for_different (fixture, 2);

  /* What only Kim has, comes. */
  press (fixture, "F3");
  g_assert_cmpint (get_chosen (fixture)->kind, ==, GW_COMPARED_ONLY_B);
  press (fixture, "<Control>F7");
  g_assert_cmpuint (gw_document_get_n_objects (page->document), ==, 2);
  wait_for_different (fixture, 1);

  /* And what both have becomes Kim's. */
  press (fixture, "F3");
  g_assert_cmpint (get_chosen (fixture)->kind, ==, GW_COMPARED_BOTH);
  g_assert_cmpuint (get_chosen (fixture)->n_only_a, ==, 20);
  press (fixture, "<Control>F7");
  wait_for_different (fixture, 0);
  g_assert_cmpuint (gw_document_get_n_objects (page->document), ==, 2);

  labeling_page_settle (fixture);
  gw_labeling_page_undo (page, FALSE);
  labeling_page_settle (fixture);
  wait_for_different (fixture, 1);

  press (fixture, "F7");
  g_assert_false (page->comparing);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (page->pane_stack)), ==, "objects");
  g_assert_null (gw_canvas_get_comparison (GW_CANVAS (page->canvas)));
}

static void
test_following_edits (Fixture *fixture, gconstpointer data)
{
  add_answers (fixture);
  press (fixture, "F7");
  wait_for_different (fixture, 2);
  labeling_page_draw (fixture, 4, 4);
  wait_for_different (fixture, 1);

  labeling_page_act (fixture, "labeling.next", NULL);
  labeling_page_settle (fixture);
  wait_for_different (fixture, 0);
  g_assert_cmpuint (gw_comparison_get_n_pairs (gw_comparer_get_comparison (fixture->page->comparer)), ==, 0);
}

static void
test_swapping (Fixture *fixture, gconstpointer data)
{
  GwComparer *comparer = fixture->page->comparer;
  gint64 a, b;
  g_autofree char *title = NULL;

  add_answers (fixture);
  press (fixture, "F7");
  wait_for_different (fixture, 2);
  a = gw_comparer_get_layer (comparer, 0);
  b = gw_comparer_get_layer (comparer, 1);
  title = gw_comparer_dup_title (comparer, 1);
  g_assert_cmpstr (title, ==, "Kim");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "labeling.compare-sets", "(xx)", b, a);
  wait_for_different (fixture, 2);
  press (fixture, "F3");
  g_assert_cmpint (get_chosen (fixture)->kind, ==, GW_COMPARED_ONLY_A);
  press (fixture, "<Shift>F7");
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 1);
  wait_for_different (fixture, 1);
}

static gboolean
has_layers (gpointer data)
{
  return gw_comparer_get_layers (((Fixture *) data)->page->comparer) != NULL;
}

static void
test_one_set (Fixture *fixture, gconstpointer data)
{
  press (fixture, "F7");
  labeling_wait (has_layers, fixture);
  g_assert_cmpuint (gw_comparer_get_layers (fixture->page->comparer)->len, ==, 1);
  g_assert_null (gw_comparer_get_comparison (fixture->page->comparer));
  press (fixture, "F3");
  g_assert_null (get_chosen (fixture));

  /* Answers that come meanwhile are there. */
  add_answers (fixture);
  wait_for_different (fixture, 2);
}

#define ADD(path, func) \
  g_test_add ("/labeling-compare/" path, Fixture, GINT_TO_POINTER (GW_TASK_BOXES), labeling_page_set_up, func, \
              labeling_page_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("taking", test_taking);
  ADD ("following-edits", test_following_edits);
  ADD ("swapping", test_swapping);
  ADD ("one-set", test_one_set);

  return g_test_run ();
}
