/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "dialogs-fixtures.h"
#include "gw-import-report-view.h"
#include "gw-import-window.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

/* Six images, two of which are nowhere; ten labels: two reach out of their
 * image, two have no area, one lies outside altogether, one is there twice.
 */
static const char coco[] =
    "{\"images\": [\n"
    "{\"id\": 1, \"file_name\": \"one.png\", \"width\": 100, \"height\": 80},\n"
    "{\"id\": 2, \"file_name\": \"two.png\", \"width\": 100, \"height\": 80},\n"
    "{\"id\": 3, \"file_name\": \"three.png\", \"width\": 100, \"height\": 80},\n"
    "{\"id\": 4, \"file_name\": \"four.png\", \"width\": 100, \"height\": 80},\n"
    "{\"id\": 5, \"file_name\": \"lost/five.png\", \"width\": 100, \"height\": 80},\n"
    "{\"id\": 6, \"file_name\": \"lost/six.png\", \"width\": 100, \"height\": 80}],\n"
    "\"categories\": [{\"id\": 1, \"name\": \"car\"}, {\"id\": 2, \"name\": \"Person\"}, {\"id\": 3, \"name\": \"bike\"}],\n"
    "\"annotations\": [\n"
    "{\"id\": 1, \"image_id\": 1, \"category_id\": 1, \"bbox\": [-6, 10, 30, 20], \"iscrowd\": 0, \"area\": 600},\n"
    "{\"id\": 2, \"image_id\": 1, \"category_id\": 2, \"bbox\": [10, 70, 10, 24], \"iscrowd\": 0, \"area\": 240},\n"
    "{\"id\": 3, \"image_id\": 2, \"category_id\": 1, \"bbox\": [10, 10, 0, 20], \"iscrowd\": 0, \"area\": 0},\n"
    "{\"id\": 4, \"image_id\": 2, \"category_id\": 1, \"bbox\": [10, 10, 20, 0], \"iscrowd\": 0, \"area\": 0},\n"
    "{\"id\": 5, \"image_id\": 3, \"category_id\": 3, \"bbox\": [200, 200, 10, 10], \"iscrowd\": 0, \"area\": 100},\n"
    "{\"id\": 6, \"image_id\": 4, \"category_id\": 3, \"bbox\": [1, 2, 10, 10], \"iscrowd\": 0, \"area\": 100},\n"
    "{\"id\": 7, \"image_id\": 4, \"category_id\": 3, \"bbox\": [1, 2, 10, 10], \"iscrowd\": 0, \"area\": 100},\n"
    "{\"id\": 8, \"image_id\": 5, \"category_id\": 3, \"bbox\": [1, 2, 10, 10], \"iscrowd\": 0, \"area\": 100},\n"
    "{\"id\": 9, \"image_id\": 6, \"category_id\": 2, \"bbox\": [1, 2, 10, 10], \"iscrowd\": 0, \"area\": 100},\n"
    "{\"id\": 10, \"image_id\": 6, \"category_id\": 1, \"bbox\": [5, 2, 10, 10], \"iscrowd\": 0, \"area\": 100}]}\n";

typedef struct
{
  char *folder;
  char *elsewhere;
  char *source;
  GwProject *project;
  DialogsHost *host;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const found[] = { "one.png", "two.png", "three.png", "four.png" };
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  fixture->elsewhere = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_autofree char *relative = g_build_filename ("set", found[i], NULL);

      dialogs_draw (fixture->folder, relative, 100, 80);
    }
  dialogs_draw (fixture->elsewhere, "lost/five.png", 100, 80);
  dialogs_draw (fixture->elsewhere, "lost/six.png", 100, 80);
  dialogs_write (fixture->folder, "set/labels.json", data != NULL ? data : coco);
  fixture->source = g_build_filename (fixture->folder, "set", "labels.json", NULL);
  fixture->project = dialogs_open_project (path);
  fixture->host = dialogs_host_new ();
  fixture->window = gw_import_window_new (GTK_WINDOW (fixture->host), fixture->project, fixture->source);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  dialogs_close (GTK_WIDGET (fixture->host), fixture->project);
  g_free (fixture->source);
  gw_test_folder_free (fixture->elsewhere);
  gw_test_folder_free (fixture->folder);
}

/* --- what the window shows ---------------------------------------------------------- */

static gboolean
shows (Fixture *fixture, const char *text)
{
  return fixture->window != NULL && dialogs_says (fixture->window, text);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_shown (gpointer data)
{
  Wanted *wanted = data;

  return shows (wanted->fixture, wanted->text);
}

static void
wait_for (Fixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  labeling_wait (is_shown, &wanted);
}

static gboolean
is_checked (gpointer data)
{
  return dialogs_says (data, "Ready to Import");
}

static void
import (Fixture *fixture)
{
  labeling_wait (is_checked, fixture->window);
  dialogs_act (fixture->window, "import.run", NULL);
  wait_for (fixture, "Imported With");
}

static GtkWidget *
report_view (Fixture *fixture)
{
  GtkWidget *view = NULL;
  GtkWidget *stack = dialogs_find (fixture->window, GTK_TYPE_STACK, NULL);

  view = dialogs_find (gtk_stack_get_visible_child (GTK_STACK (stack)), GW_TYPE_IMPORT_REPORT_VIEW, NULL);
  g_assert_nonnull (view);

  return view;
}

/* The row of a kind of problem; fails where there is none. */
static GtkWidget *
problem_row (Fixture *fixture, const char *title)
{
  GtkWidget *row = dialogs_find (report_view (fixture), ADW_TYPE_EXPANDER_ROW, title);

  g_assert_nonnull (row);

  return row;
}

static gint64
count_objects (Fixture *fixture)
{
  g_autoptr (GwProjectInfo) info = gw_store_get_info (gw_project_get_store (fixture->project), NULL, NULL);

  return info->n_objects;
}

static gint64
count_images (Fixture *fixture)
{
  return gw_store_count_images (gw_project_get_store (fixture->project), NULL, NULL, NULL);
}

/* --- tests ------------------------------------------------------------------------------ */

static void
test_figures_add_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view;

  import (fixture);
  view = report_view (fixture);

  /* Six of six images; of ten labels four left out: two without area, one
   * outside, one that was there twice.
   */
  g_assert_true (dialogs_says (view, "of 6 images"));
  g_assert_true (dialogs_says (view, "of 10 labels"));
  g_assert_nonnull (dialogs_find (view, GTK_TYPE_LABEL, "6"));
  g_assert_cmpint (count_objects (fixture), ==, 6);
  g_assert_cmpint (count_images (fixture), ==, 7);
  g_assert_true (dialogs_says (problem_row (fixture, "Boxes have no area"), "2 labels were left out."));
  g_assert_true (dialogs_says (problem_row (fixture, "Labels are there twice"), "1 label was left out."));
  g_assert_nonnull (dialogs_find (problem_row (fixture, "Shapes reach outside the image"), GTK_TYPE_LABEL, "3"));
  g_assert_nonnull (
      dialogs_find (problem_row (fixture, "Images named in the file were not found"), GTK_TYPE_LABEL, "2"));
}

/* What is to come is not told as if it had been. */
static void
test_plans_before_it_reports (Fixture *fixture, gconstpointer data)
{
  labeling_wait (is_checked, fixture->window);
  g_assert_true (shows (fixture, "2 labels will be left out."));
  g_assert_false (shows (fixture, "were left out."));
  import (fixture);
  g_assert_true (shows (fixture, "2 labels were left out."));
}

static void
test_tells_of_unread_labels (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "other", NULL);

  dialogs_draw (fixture->folder, "other/pictures/one.png", 100, 80);
  dialogs_write (fixture->folder, "other/notes/one.xml", "<annotations/>");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gw_import_window_new (GTK_WINDOW (fixture->host), fixture->project, folder);
  gtk_window_present (GTK_WINDOW (fixture->window));
  labeling_wait (is_checked, fixture->window);
  g_assert_true (dialogs_says (problem_row (fixture, "Label files were not read"), "Nothing of them is taken."));
  g_assert_true (dialogs_says (problem_row (fixture, "Label files were not read"), "1 .xml file looks like labels"));
}

/* Labels in another form beside those that are read, and how to come by them. */
static void
test_tells_of_labels_in_other_forms (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "other", NULL);
  GtkWidget *row;

  dialogs_draw (fixture->folder, "other/one.png", 100, 80);
  dialogs_write (fixture->folder, "other/all.json",
                 "{\"images\":[{\"id\":1,\"file_name\":\"one.png\"}],\"annotations\":[],\"categories\":[]}");
  dialogs_write (fixture->folder, "other/yolo/classes.txt", "cat\n");
  dialogs_write (fixture->folder, "other/yolo/one.txt", "0 0.5 0.5 0.2 0.2\n");
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gw_import_window_new (GTK_WINDOW (fixture->host), fixture->project, folder);
  gtk_window_present (GTK_WINDOW (fixture->window));
  labeling_wait (is_checked, fixture->window);
  row = problem_row (fixture, "Label files were not read");
  g_assert_true (dialogs_says (row, "not read: yolo (YOLO Boxes). Import"));
  g_assert_true (dialogs_says (row, "in the import window"));
}

static void
test_refuses_an_archive (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.zip", NULL);

  g_assert_true (g_file_set_contents (path, "7z\xbc\xaf\x27\x1c and more", -1, NULL));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gw_import_window_new (GTK_WINDOW (fixture->host), fixture->project, path);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for (fixture, "The archive is of a kind that is not read");
  g_assert_true (shows (fixture, "Unpack it yourself"));
}

static void
test_tells_of_labels_that_are_there (Fixture *fixture, gconstpointer data)
{
  import (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gw_import_window_new (GTK_WINDOW (fixture->host), fixture->project, fixture->source);
  gtk_window_present (GTK_WINDOW (fixture->window));
  import (fixture);

  /* The six that went in the first time: with the four above they are ten. */
  g_assert_true (dialogs_says (report_view (fixture), "6 labels were in the project already"));
  g_assert_cmpint (count_objects (fixture), ==, 6);
}

static void
test_lists_problems_largest_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  guint64 former = G_MAXUINT64;
  guint n = 0;

  import (fixture);
  list = dialogs_find (report_view (fixture), GTK_TYPE_LIST_BOX, NULL);
  for (GtkListBoxRow *row; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n)) != NULL; n++)
    {
      GtkWidget *count = NULL;
      guint64 number;

      if (!ADW_IS_EXPANDER_ROW (row))
        break;
      for (number = 0; number < 100 && count == NULL; number++)
        {
          g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number + 1);

          count = dialogs_find (GTK_WIDGET (row), GTK_TYPE_LABEL, text);
        }
      g_assert_nonnull (count);
      g_assert_cmpuint (number, <=, former);
      former = number;
    }
  g_assert_cmpuint (n, ==, 5);
  g_assert_true (ADW_IS_ACTION_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n)));
  g_assert_true (dialogs_says (list, "Passed: file structure, image sizes"));
  g_assert_true (
      adw_expander_row_get_expanded (ADW_EXPANDER_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0))));
}

static void
test_examples_have_their_lines (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  import (fixture);
  row = problem_row (fixture, "Shapes reach outside the image");
  g_assert_nonnull (dialogs_find (row, GTK_TYPE_LABEL, "one.png"));
  g_assert_nonnull (dialogs_find (row, GTK_TYPE_LABEL, "car"));
  g_assert_nonnull (dialogs_find (row, GTK_TYPE_LABEL, "−6, 10, 30, 20"));
  /* The first annotation stands on line 10 of the file. */
  g_assert_nonnull (dialogs_find (row, GTK_TYPE_LABEL, "10"));
}

static void
test_undo_takes_everything_back (Fixture *fixture, gconstpointer data)
{
  import (fixture);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  dialogs_act (fixture->window, "import.undo", NULL);
  while (fixture->window != NULL && gtk_widget_get_visible (fixture->window))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (dialogs_host_get_toast (fixture->host), ==, "Undone: Import labels.json");
  g_assert_cmpint (count_objects (fixture), ==, 0);
  g_assert_cmpint (count_images (fixture), ==, 1);
}

static void
test_undo_refuses_when_others_followed (Fixture *fixture, gconstpointer data)
{
  GwStore *store = gw_project_get_store (fixture->project);
  g_autoptr (GArray) ids = NULL;
  AdwMessageDialog *dialog;

  import (fixture);
  ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, NULL, NULL);
  g_assert_cmpint (gw_store_bulk_tag (store, (const gint64 *) (gpointer) ids->data, 1, "night", TRUE, NULL, NULL), >,
                   0);
  dialogs_act (fixture->window, "import.undo", NULL);
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Import Cannot Be Undone");
  adw_message_dialog_response (dialog, "close");
  g_assert_true (shows (fixture, "Imported With"));
  g_assert_cmpint (count_objects (fixture), ==, 6);
}

static void
test_locates_images_afterwards (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) images = NULL;
  gint64 id = 0;

  import (fixture);
  g_assert_nonnull (
      dialogs_find (problem_row (fixture, "Images named in the file were not found"), GTK_TYPE_BUTTON, "_Locate…"));
  dialogs_act (fixture->window, "import.locate-missing", NULL);
  dialogs_choose_file (fixture->elsewhere);
  wait_for (fixture, "4 Kinds of Problems");

  g_assert_null (
      dialogs_find (report_view (fixture), ADW_TYPE_EXPANDER_ROW, "Images named in the file were not found"));
  g_assert_cmpint (count_objects (fixture), ==, 6);
  g_assert_true (gw_store_find_image (gw_project_get_store (fixture->project), 0, "lost/five.png", &id, NULL, NULL));
  images = gw_store_get_images (gw_project_get_store (fixture->project), &id, 1, NULL, NULL);
  g_assert_true (g_file_test (gw_image_get_file (g_ptr_array_index (images, 0)), G_FILE_TEST_IS_REGULAR));
}

static void
test_cuts_when_asked (Fixture *fixture, gconstpointer data)
{
  GwStore *store = gw_project_get_store (fixture->project);
  g_autoptr (GPtrArray) objects = NULL;
  gint64 id = 0;

  labeling_wait (is_checked, fixture->window);
  g_assert_true (dialogs_says (problem_row (fixture, "Shapes reach outside the image"), "Keep"));
  dialogs_act (fixture->window, "import.choose", "('box-outside', 'fix')");
  wait_for (fixture, "Cut at the image border.");
  import (fixture);

  g_assert_true (gw_store_find_image (store, 0, "one.png", &id, NULL, NULL));
  objects = gw_store_load_objects (store, id, 1, NULL, NULL);
  g_assert_cmpuint (objects->len, ==, 2);
  g_assert_cmpfloat (gw_object_get_bounds (g_ptr_array_index (objects, 0)).x, ==, 0.0);
  g_assert_cmpfloat (gw_object_get_bounds (g_ptr_array_index (objects, 0)).width, ==, 24.0);
}

/* The rows of the checks and the menus of the report are one choice. */
static void
test_asks_for_every_check (Fixture *fixture, gconstpointer data)
{
  GtkWidget *row;

  labeling_wait (is_checked, fixture->window);
  row = dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Shapes that reach outside of the image");
  g_assert_nonnull (row);
  g_assert_nonnull (dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Polygons that cross themselves"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  wait_for (fixture, "Cut at the image border.");
  g_assert_true (dialogs_says (problem_row (fixture, "Shapes reach outside the image"), "Cut"));

  dialogs_act (fixture->window, "import.choose", "('box-outside', 'default')");
  wait_for (fixture, "will be kept as they are.");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
}

static void
test_leaves_missing_out_when_asked (Fixture *fixture, gconstpointer data)
{
  import (fixture);
  dialogs_act (fixture->window, "import.choose", "('path-missing', 'reject')");
  wait_for (fixture, "of 6 images");
  wait_for (fixture, "2 images with 3 labels were left out.");
  g_assert_cmpint (count_objects (fixture), ==, 3);
  g_assert_cmpint (count_images (fixture), ==, 5);
}

static void
test_merges_similar_classes (Fixture *fixture, gconstpointer data)
{
  GListModel *classes = gw_project_get_classes (fixture->project);

  /* The project has Car, Person and Sign; the file car, Person and bike. */
  labeling_wait (is_checked, fixture->window);
  g_assert_nonnull (problem_row (fixture, "Class names differ only in case or blanks"));
  dialogs_act (fixture->window, "import.merge-similar", NULL);
  wait_for (fixture, "classes, 1 new");
  import (fixture);
  while (g_list_model_get_n_items (classes) != 4)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (gw_project_find_class_by_name (fixture->project, "car"));
}

static gboolean
offers_problem_images (gpointer data)
{
  return dialogs_find (data, GTK_TYPE_BUTTON, "Show Pro_blem Images") != NULL;
}

static void
test_shows_problem_images (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFilter) filter = NULL;

  import (fixture);
  labeling_wait (offers_problem_images, fixture->window);
  dialogs_act (fixture->window, "import.show-images", NULL);
  fixture->window = NULL;
  filter = gw_filter_parse (dialogs_host_get_filter (fixture->host), NULL);
  g_assert_nonnull (filter);
  /* All but the project's own: each has a problem. */
  g_assert_cmpint (gw_store_count_images (gw_project_get_store (fixture->project), filter, NULL, NULL), ==, 6);
}

static gboolean
opened_an_image (gpointer data)
{
  return dialogs_host_get_image_id (data) > 0;
}

/* What is in the project opens by its name in the report, among those with problems. */
static void
test_opens_the_image_of_a_problem (Fixture *fixture, gconstpointer data)
{
  GtkWidget *name;
  gboolean done = FALSE;
  gint64 id = 0;

  import (fixture);
  labeling_wait (offers_problem_images, fixture->window);
  name = dialogs_find (report_view (fixture), GTK_TYPE_LABEL, "two.png");
  g_assert_nonnull (name);
  g_signal_emit_by_name (name, "activate-link", "image:", &done);
  g_assert_true (done);
  labeling_wait (opened_an_image, fixture->host);
  fixture->window = NULL;
  g_assert_true (gw_store_find_image (gw_project_get_store (fixture->project), 0, "two.png", &id, NULL, NULL));
  g_assert_cmpint (dialogs_host_get_image_id (fixture->host), ==, id);
  g_assert_nonnull (dialogs_host_get_filter (fixture->host));
}

static void
test_tells_of_an_image_that_is_not_there (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *dialog;

  import (fixture);
  dialogs_act (fixture->window, "import.open-image", "'nowhere.png'");
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Image Is Not in the Project");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_cmpint (dialogs_host_get_image_id (fixture->host), ==, 0);
}

/* A report is written on a thread of its own. */
static gboolean
is_written (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
test_saves_its_report (Fixture *fixture, gconstpointer data)
{
  g_autofree char *markdown = g_build_filename (fixture->folder, "report.md", NULL);
  g_autofree char *csv = g_build_filename (fixture->folder, "report.csv", NULL);
  g_autofree char *text = NULL;
  g_autofree char *rows = NULL;

  import (fixture);
  dialogs_act (fixture->window, "import.save-report", NULL);
  dialogs_choose_file (markdown);
  labeling_wait (is_written, markdown);
  dialogs_act (fixture->window, "import.save-report", NULL);
  dialogs_choose_file (csv);
  labeling_wait (is_written, csv);
  g_assert_true (g_file_get_contents (markdown, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "# Imported With 5 Kinds of Problems"));
  g_assert_nonnull (strstr (text, "| Labels read | 10 |"));
  g_assert_nonnull (strstr (text, "one.png"));
  g_assert_nonnull (strstr (text, "Passed: file structure"));
  g_assert_true (g_file_get_contents (csv, &rows, NULL, NULL));
  g_assert_nonnull (strstr (rows, "box-degenerate"));
}

/* The chooser is answered while the import that it was opened for is replaced. */
static void
test_saves_while_it_imports_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *markdown = g_build_filename (fixture->folder, "report.md", NULL);
  g_autofree char *text = NULL;
  GtkDialog *chooser;

  import (fixture);
  dialogs_act (fixture->window, "import.save-report", NULL);
  chooser = dialogs_fill_chooser (markdown);
  dialogs_act (fixture->window, "import.choose", "('path-missing', 'reject')");
  gtk_dialog_response (chooser, GTK_RESPONSE_ACCEPT);
  labeling_wait (is_written, markdown);
  wait_for (fixture, "2 images with 3 labels were left out.");
  g_assert_true (g_file_get_contents (markdown, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "# Imported With 5 Kinds of Problems"));
}

static void
test_choices_wait_for_the_job (Fixture *fixture, gconstpointer data)
{
  GtkDialog *chooser;

  labeling_wait (is_checked, fixture->window);
  dialogs_act (fixture->window, "import.locate", NULL);
  chooser = dialogs_fill_chooser (fixture->elsewhere);
  dialogs_act (fixture->window, "import.run", NULL);
  gtk_dialog_response (chooser, GTK_RESPONSE_ACCEPT);
  wait_for (fixture, "Imported With");
  g_assert_nonnull (dialogs_find (fixture->window, GTK_TYPE_LABEL, "Beside the labels"));
  g_assert_null (dialogs_find (fixture->window, GTK_TYPE_LABEL, fixture->elsewhere));
}

/* What a view shows of a report. */
static void
test_report_is_true (void)
{
  g_autoptr (GwImportReport) report = gw_import_report_new ("labels.json", NULL, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *view = gw_import_report_view_new ();
  const GwIntakeRules rules = { 0 };

  report->labels_read = 1;
  report->labels_used = 1;
  report->seconds = 1.0;
  for (guint i = 0; i < GW_PROBLEMS_KEPT; i++)
    gw_problems_add (report->problems, GW_SEVERITY_INFO, "box-outside", NULL, i, "a.png", "x");
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  gw_import_report_view_set_report (GW_IMPORT_REPORT_VIEW (view), report, &rules);
  g_assert_true (dialogs_says (view, "1 label a second"));
  g_assert_true (dialogs_says (view, "more; a report saved as CSV lists them."));
  g_assert_true (dialogs_says (view, "The project has nothing of this import."));

  /* Of this one the saved report lists no more than are kept. */
  gw_problems_add (report->problems, GW_SEVERITY_INFO, "box-outside", NULL, 1, "a.png", "x");
  report->counts.edit_id = 1;
  gw_import_report_view_set_report (GW_IMPORT_REPORT_VIEW (view), report, &rules);
  g_assert_true (dialogs_says (view, "more; a report saved as CSV lists the first 10"));
  g_assert_true (dialogs_says (view, "Everything that could be read is in the project."));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_names_an_unknown_format (Fixture *fixture, gconstpointer data)
{
  wait_for (fixture, "File Is Not in a Known Format");
  g_assert_nonnull (dialogs_find (fixture->window, GTK_TYPE_DROP_DOWN, NULL));
  g_assert_true (shows (fixture, "Known are COCO,"));
  g_assert_cmpint (count_images (fixture), ==, 1);
}

static void
test_reports_bad_json (Fixture *fixture, gconstpointer data)
{
  import (fixture);
  g_assert_true (dialogs_says (report_view (fixture), "of 3 images"));
  g_assert_nonnull (problem_row (fixture, "JSON is not well-formed"));
  g_assert_cmpint (count_objects (fixture), ==, 2);
}

static const char bad_lines[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"}]}\n"
    "{\"image\":\"one.png\",\"width\":100,\"height\":80,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n"
    "{\"image\":\"two.png\",\"width\":100,\n"
    "{\"image\":\"three.png\",\"width\":100,\"height\":80,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n";

static const char answers[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"}]}\n"
    "{\"image\":\"one.png\",\"width\":100,\"height\":80,\"annotator\":\"Kim\",\"objects\":[{\"label\":\"cat\","
    "\"bbox\":[1,2,3,4]}]}\n"
    "{\"image\":\"two.png\",\"width\":100,\"height\":80,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n";

static void
test_answers_of_annotators (Fixture *fixture, gconstpointer data)
{
  GwStore *store = gw_project_get_store (fixture->project);
  GtkWidget *as, *name;
  g_autoptr (GPtrArray) layers = NULL;

  labeling_wait (is_checked, fixture->window);
  as = dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Import as");
  g_assert_nonnull (as);
  adw_combo_row_set_selected (ADW_COMBO_ROW (as), 2);
  name = dialogs_find (fixture->window, ADW_TYPE_ENTRY_ROW, "Annotator where the file names none");
  g_assert_nonnull (name);
  g_assert_true (gtk_widget_get_visible (name));
  wait_for (fixture, "Labeled by Kim, Annotator");
  gtk_editable_set_text (GTK_EDITABLE (name), "Lee");
  g_signal_emit_by_name (name, "apply");
  wait_for (fixture, "Labeled by Kim, Lee");
  labeling_wait (is_checked, fixture->window);
  dialogs_act (fixture->window, "import.run", NULL);
  wait_for (fixture, "Imported With");
  g_assert_cmpint (count_objects (fixture), ==, 0);
  layers = gw_store_list_layers (store, NULL, NULL);
  g_assert_cmpuint (layers->len, ==, 3);

  dialogs_act (fixture->window, "import.show-images", NULL);
  g_assert_nonnull (strchr (dialogs_host_get_filter (fixture->host), ' '));
}

/* --- predictions ------------------------------------------------------------------------ */

static const char scores[] = "image,model,truth,score:Car,score:bike\none.png,a,Car,0.75,0.25\n"
                             "one.png,b,Car,0.25,0.75\ntwo.png,b,bike,0.5,0.5\n";
static const char one_score[] = "image,score\none.png,0.75\ntwo.png,0.25\n";

/* The page itself: what it says is seen for a while after it is left. */
static gboolean
is_on_check_page (gpointer data)
{
  GtkWidget *stack = dialogs_find (data, GTK_TYPE_STACK, NULL);

  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "check") == 0;
}

static void
apply_entry (Fixture *fixture, const char *title, const char *text)
{
  GtkWidget *row = dialogs_find (fixture->window, ADW_TYPE_ENTRY_ROW, title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_visible (row));
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_emit_by_name (row, "apply");
  labeling_wait (is_on_check_page, fixture->window);
}

/* "name:version " of each model. */
static char *
list_models (Fixture *fixture)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (gw_project_get_store (fixture->project), NULL, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_PREDICTIONS)
        g_string_append_printf (names, "%s:%s ", layer->name, layer->version != NULL ? layer->version : "");
    }
  return g_string_free (names, FALSE);
}

/* What a table of scores holds is predictions, of the models that it names. */
static void
test_predictions_of_models (Fixture *fixture, gconstpointer data)
{
  g_autofree char *names = NULL;
  GtkWidget *row;

  labeling_wait (is_checked, fixture->window);
  row = dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Import as");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  apply_entry (fixture, "Model version", "2");
  import (fixture);
  names = list_models (fixture);
  g_assert_cmpstr (names, ==, "a:2 b:2 ");
}

static void
test_positive_class_is_named (Fixture *fixture, gconstpointer data)
{
  labeling_wait (is_checked, fixture->window);
  g_assert_nonnull (problem_row (fixture, "The kind of labels is not clear"));
  apply_entry (fixture, "Positive class, where one column has the scores", "Car");
  import (fixture);
  g_assert_null (gw_project_find_class_by_name (fixture->project, "positive"));
}

#define ADD(name, data, func) g_test_add ("/import-window/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("figures-add-up", NULL, test_figures_add_up);
  ADD ("plans-before-it-reports", NULL, test_plans_before_it_reports);
  ADD ("tells-of-unread-labels", NULL, test_tells_of_unread_labels);
  ADD ("tells-of-labels-in-other-forms", NULL, test_tells_of_labels_in_other_forms);
  ADD ("refuses-an-archive", NULL, test_refuses_an_archive);
  ADD ("tells-of-labels-that-are-there", NULL, test_tells_of_labels_that_are_there);
  ADD ("lists-problems-largest-first", NULL, test_lists_problems_largest_first);
  ADD ("examples-have-their-lines", NULL, test_examples_have_their_lines);
  ADD ("undo-takes-everything-back", NULL, test_undo_takes_everything_back);
  ADD ("undo-refuses-when-others-followed", NULL, test_undo_refuses_when_others_followed);
  ADD ("locates-images-afterwards", NULL, test_locates_images_afterwards);
  ADD ("cuts-when-asked", NULL, test_cuts_when_asked);
  ADD ("asks-for-every-check", NULL, test_asks_for_every_check);
  ADD ("leaves-missing-out-when-asked", NULL, test_leaves_missing_out_when_asked);
  ADD ("merges-similar-classes", NULL, test_merges_similar_classes);
  ADD ("shows-problem-images", NULL, test_shows_problem_images);
  ADD ("opens-the-image-of-a-problem", NULL, test_opens_the_image_of_a_problem);
  ADD ("tells-of-an-image-that-is-not-there", NULL, test_tells_of_an_image_that_is_not_there);
  ADD ("saves-its-report", NULL, test_saves_its_report);
  ADD ("saves-while-it-imports-again", NULL, test_saves_while_it_imports_again);
  ADD ("choices-wait-for-the-job", NULL, test_choices_wait_for_the_job);
  g_test_add_func ("/import-window/report-is-true", test_report_is_true);
  ADD ("names-an-unknown-format", "[1, 2, 3]", test_names_an_unknown_format);
  ADD ("reports-bad-json", bad_lines, test_reports_bad_json);
  ADD ("answers-of-annotators", answers, test_answers_of_annotators);
  ADD ("predictions-of-models", scores, test_predictions_of_models);
  ADD ("positive-class-is-named", one_score, test_positive_class_is_named);

  return g_test_run ();
}
