/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-labeling-page-private.h"

#include "gw-edits.h"
#include "gw-image-list.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

typedef struct
{
  char *folder;
  GwProject *project;
  GwImageList *images;
  GtkWidget *window;
  GwLabelingPage *page;
} Fixture;

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  GError *error = NULL;

  fixture->project = gw_project_open_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_open (gpointer data)
{
  return ((Fixture *) data)->project != NULL;
}

static gboolean
has_images (gpointer data)
{
  return g_list_model_get_n_items (data) == 4;
}

static gboolean
is_shown (gpointer data)
{
  GwLabelingPage *page = data;

  return page->document != NULL && !_gw_labeling_page_is_loading (page) && gtk_widget_get_mapped (page->canvas);
}

static gboolean
is_saved (gpointer data)
{
  return gw_document_saver_get_state (((GwLabelingPage *) data)->saver) == GW_SAVE_SAVED;
}

static void
settle (Fixture *fixture)
{
  labeling_wait (is_saved, fixture->page);
  labeling_wait (is_shown, fixture->page);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, (GwTask) GPOINTER_TO_INT (data), 4);
  gw_project_open_async (path, NULL, on_opened_cb, fixture);
  labeling_wait (is_open, fixture);
  fixture->images = gw_image_list_new (gw_project_get_store (fixture->project));
  labeling_wait (has_images, fixture->images);

  fixture->page = GW_LABELING_PAGE (gw_labeling_page_new (fixture->project));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gw_labeling_page_open (fixture->page, G_LIST_MODEL (fixture->images),
                         gw_image_list_get_id (fixture->images, 0));
  settle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->images);
  gw_project_close (fixture->project);
  g_clear_object (&fixture->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gw_test_folder_free (fixture->folder);
}

static void
act (Fixture *fixture, const char *action, const char *argument)
{
  g_autoptr (GVariant) value = argument != NULL ? g_variant_ref_sink (g_variant_new_parsed (argument, NULL)) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->page), action, value));
}

/* A box as the pointer draws it. */
static void
draw (Fixture *fixture, double x, double y)
{
  GwTool *tool = gw_canvas_get_tool (GW_CANVAS (fixture->page->canvas));
  GwToolEvent event = { .point = { x, y }, .scale = 8.0, .n_press = 1 };

  g_assert_cmpstr (gw_tool_get_name (tool), ==, "box");
  gw_tool_press (tool, &event);
  event.point = (GwPoint) { x + 12, y + 10 };
  gw_tool_motion (tool, &event);
  gw_tool_release (tool, &event);
}

static GwImage *
read_image (Fixture *fixture, gint64 id)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) images
      = gw_store_get_images (gw_project_get_store (fixture->project), &id, 1, NULL, &error);

  g_assert_no_error (error);

  return g_object_ref (g_ptr_array_index (images, 0));
}

static void
test_draws_and_submits (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  g_assert_false (fixture->page->classes);
  draw (fixture, 4, 4);
  draw (fixture, 30, 20);
  settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 2);

  gw_labeling_page_undo (fixture->page, FALSE);
  settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 1);
  gw_labeling_page_undo (fixture->page, TRUE);
  settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 2);

  act (fixture, "labeling.submit", NULL);
  settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->page->document), ==, 0);
  image = read_image (fixture, first);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_cmpuint (gw_image_get_n_objects (image), ==, 2);
}

static void
test_relabels_selection (Fixture *fixture, gconstpointer data)
{
  /* The row is read again with each change; its id stays. */
  gint64 person = gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Person"));

  draw (fixture, 4, 4);
  act (fixture, "labeling.choose-number", "uint32 2");
  settle (fixture);
  g_assert_cmpint (gw_object_get_class_id (gw_document_get_object (fixture->page->document, 0)), ==,
                   person);
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, person);

  /* The label goes on to the next image. */
  act (fixture, "labeling.next", NULL);
  settle (fixture);
  g_assert_cmpint (gw_document_get_current_class (fixture->page->document), ==, person);
}

static void
test_asks_for_empty (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  act (fixture, "labeling.submit", NULL);
  settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, first);
  g_signal_emit_by_name (fixture->page->submit_popover, "confirmed");
  settle (fixture);
  image = read_image (fixture, first);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
  g_assert_cmpint (gw_image_get_marks (image), ==, GW_IMAGE_NEGATIVE);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
}

static void
test_skips_and_flags (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  g_signal_emit_by_name (fixture->page->flag_popover, "done", TRUE, "Blurred");
  act (fixture, "labeling.skip", NULL);
  settle (fixture);
  image = read_image (fixture, first);
  g_assert_cmpint (gw_image_get_marks (image), ==, GW_IMAGE_FLAGGED | GW_IMAGE_SKIPPED);
  g_assert_cmpstr (gw_image_get_attribute (image, GW_FLAG_REASON), ==, "Blurred");
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
}

static void
test_walks (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_image_list_get_id (fixture->images, 0);
  gint64 last = gw_image_list_get_id (fixture->images, 3);

  act (fixture, "labeling.last", NULL);
  settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, last);
  act (fixture, "labeling.previous", NULL);
  act (fixture, "labeling.previous", NULL);
  act (fixture, "labeling.previous", NULL);
  settle (fixture);
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), ==, first);
  g_assert_cmpint (gw_document_get_image_id (fixture->page->document), ==, first);
}

static gboolean
has_objects (gpointer data)
{
  return gw_document_get_n_objects (((GwLabelingPage *) data)->document) == 2;
}

static void
test_pastes_previous (Fixture *fixture, gconstpointer data)
{
  draw (fixture, 4, 4);
  draw (fixture, 30, 20);
  act (fixture, "labeling.next", NULL);
  settle (fixture);
  act (fixture, "labeling.paste-previous", NULL);
  labeling_wait (has_objects, fixture->page);
  settle (fixture);
}

typedef struct
{
  Fixture *fixture;
  gint64 id;
  GwImageMarks marks;
} Wanted;

/* What is known of a file is written when nothing else is to be done. */
static gboolean
has_marks (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (GwImage) image = read_image (wanted->fixture, wanted->id);

  return gw_image_get_marks (image) == wanted->marks;
}

static void
test_unreadable_picture (Fixture *fixture, gconstpointer data)
{
  gint64 id = gw_image_list_get_id (fixture->images, 1);
  g_autofree char *path = g_build_filename (fixture->folder, "images", "picture_02.png", NULL);
  GError *error = NULL;
  g_autoptr (GwImage) image = NULL;

  gw_image_loader_forget (gw_project_get_loader (fixture->project), path);
  g_file_set_contents (path, "no picture", -1, &error);
  g_assert_no_error (error);
  gw_image_loader_forget (gw_project_get_loader (fixture->project), path);
  act (fixture, "labeling.next", NULL);
  settle (fixture);
  g_assert_nonnull (fixture->page->picture_problem);

  /* It can be passed over, and is known as such. */
  act (fixture, "labeling.skip", NULL);
  settle (fixture);
  g_assert_null (fixture->page->picture_problem);
  labeling_wait (has_marks, &(Wanted){ fixture, id, GW_IMAGE_UNREADABLE | GW_IMAGE_SKIPPED });
  image = read_image (fixture, id);
  g_assert_nonnull (gw_image_get_problem (image));
}

static void
test_zen (Fixture *fixture, gconstpointer data)
{
  act (fixture, "labeling.zen", NULL);
  g_assert_true (fixture->page->zen);
  g_assert_false (gtk_widget_get_visible (fixture->page->pane));
  act (fixture, "labeling.zen", NULL);
  g_assert_true (gtk_widget_get_visible (fixture->page->pane));
}

static void
test_leaves_when_saved (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gw_labeling_page_leave (fixture->page));
  draw (fixture, 4, 4);
  g_assert_false (gw_labeling_page_leave (fixture->page));
  settle (fixture);
  g_assert_true (gw_labeling_page_leave (fixture->page));
}

/* --- classes ------------------------------------------------------------------------------- */

static void
test_chooses_one (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  gint64 sign = gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Sign"));
  g_autoptr (GwImage) image = NULL;

  g_assert_true (fixture->page->classes);
  act (fixture, "labeling.choose-number", "uint32 1");
  act (fixture, "labeling.choose-number", "uint32 3");
  settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 1);
  image = read_image (fixture, first);
  g_assert_cmpint (g_array_index (gw_image_get_labels (image), GwLabel, 0).class_id, ==, sign);

  act (fixture, "labeling.clear", NULL);
  settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 0);
}

static void
test_advances (Fixture *fixture, gconstpointer data)
{
  gint64 first = gw_labeling_page_get_image_id (fixture->page);
  g_autoptr (GwImage) image = NULL;

  g_settings_set_boolean (fixture->page->settings, "advance-after-choosing", TRUE);
  act (fixture, "labeling.choose-number", "uint32 2");
  settle (fixture);
  g_settings_reset (fixture->page->settings, "advance-after-choosing");
  g_assert_cmpint (gw_labeling_page_get_image_id (fixture->page), !=, first);
  image = read_image (fixture, first);
  g_assert_cmpint (gw_image_get_status (image), ==, GW_IMAGE_LABELED);
}

static void
test_marks_attributes (Fixture *fixture, gconstpointer data)
{
  act (fixture, "labeling.toggle-attribute", "uint32 1");
  settle (fixture);
  g_assert_cmpstr (gw_image_get_attribute (gw_document_get_image (fixture->page->document), "Parked"), ==, "true");
}

static void
test_chooses_many (Fixture *fixture, gconstpointer data)
{
  act (fixture, "labeling.choose-number", "uint32 1");
  act (fixture, "labeling.choose-number", "uint32 3");
  settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 2);
  act (fixture, "labeling.choose-number", "uint32 1");
  settle (fixture);
  g_assert_cmpuint (gw_document_get_labels (fixture->page->document)->len, ==, 1);
}

#define ADD(path, task, func) g_test_add (path, Fixture, GINT_TO_POINTER (task), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/labeling-page/boxes/draws-and-submits", GW_TASK_BOXES, test_draws_and_submits);
  ADD ("/labeling-page/boxes/relabels-selection", GW_TASK_BOXES, test_relabels_selection);
  ADD ("/labeling-page/boxes/asks-for-empty", GW_TASK_BOXES, test_asks_for_empty);
  ADD ("/labeling-page/boxes/skips-and-flags", GW_TASK_BOXES, test_skips_and_flags);
  ADD ("/labeling-page/boxes/walks", GW_TASK_BOXES, test_walks);
  ADD ("/labeling-page/boxes/pastes-previous", GW_TASK_BOXES, test_pastes_previous);
  ADD ("/labeling-page/boxes/unreadable-picture", GW_TASK_BOXES, test_unreadable_picture);
  ADD ("/labeling-page/boxes/zen", GW_TASK_BOXES, test_zen);
  ADD ("/labeling-page/boxes/leaves-when-saved", GW_TASK_BOXES, test_leaves_when_saved);
  ADD ("/labeling-page/classes/chooses-one", GW_TASK_SINGLE_CLASS, test_chooses_one);
  ADD ("/labeling-page/classes/advances", GW_TASK_SINGLE_CLASS, test_advances);
  ADD ("/labeling-page/classes/marks-attributes", GW_TASK_SINGLE_CLASS, test_marks_attributes);
  ADD ("/labeling-page/classes/chooses-many", GW_TASK_MULTI_CLASS, test_chooses_many);

  return g_test_run ();
}
