/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "dialogs-fixtures.h"
#include "gw-export-choices.h"
#include "gw-export-window.h"
#include "gw-import.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

typedef struct
{
  char *folder;
  GwProject *project;
  DialogsHost *host;
  GtkWidget *window;
} Fixture;

/* Three images with the class Car, one of them with the tag “night” too. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GArray) ids = NULL;
  GwStore *store;
  gint64 car;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_SINGLE_CLASS, 3);
  fixture->project = dialogs_open_project (path);
  store = gw_project_get_store (fixture->project);
  car = gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Car"));
  ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, NULL, NULL);
  g_assert_cmpint (gw_store_bulk_label (store, (const gint64 *) (gpointer) ids->data, ids->len, &car, 1, GW_BULK_ADD,
                                        "Label", NULL, NULL),
                   >, 0);
  g_assert_cmpint (gw_store_bulk_tag (store, (const gint64 *) (gpointer) ids->data, 1, "night", TRUE, NULL, NULL), >,
                   0);

  fixture->host = dialogs_host_new ();
  fixture->window = gw_export_window_new (GTK_WINDOW (fixture->host), fixture->project, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  dialogs_close (GTK_WIDGET (fixture->host), fixture->project);
  gw_test_folder_free (fixture->folder);
}

static void
choose (Fixture *fixture, const char *row, const char *value)
{
  GtkWidget *combo = dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, row);
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (combo));
  guint n = g_list_model_get_n_items (model);
  guint i;

  for (i = 0; i < n; i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_strcmp0 (gtk_string_object_get_string (item), value) == 0)
        break;
    }
  g_assert_cmpuint (i, <, n);
  adw_combo_row_set_selected (ADW_COMBO_ROW (combo), i);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_said (gpointer data)
{
  Wanted *wanted = data;
  GtkWidget *spinner = dialogs_find (wanted->fixture->window, GTK_TYPE_SPINNER, NULL);

  return !gtk_spinner_get_spinning (GTK_SPINNER (spinner)) && dialogs_says (wanted->fixture->window, wanted->text);
}

static void
wait_for (Fixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  labeling_wait (is_said, &wanted);
}

static gboolean
is_told (gpointer data)
{
  return dialogs_host_get_toast (data) != NULL;
}

static void
test_says_what_is_lost (Fixture *fixture, gconstpointer data)
{
  choose (fixture, "Format", "COCO");
  wait_for (fixture, "3 images");
  g_assert_true (dialogs_says (fixture->window, "0 objects, 3 image labels"));
  g_assert_true (dialogs_says (fixture->window, "Image labels cannot be held"));
  g_assert_true (dialogs_says (fixture->window, "Tags cannot be held"));
  g_assert_true (dialogs_says (fixture->window, "will be left out."));
  g_assert_false (dialogs_says (fixture->window, "were left out."));

  choose (fixture, "Format", "Groundwork JSON Lines");
  wait_for (fixture, "3 images");
  g_assert_false (dialogs_says (fixture->window, "What the Format Cannot Hold"));
}

static void
test_asks_before_it_loses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "out", NULL);
  AdwMessageDialog *dialog;

  choose (fixture, "Format", "COCO");
  wait_for (fixture, "Image labels cannot be held");
  dialogs_act (fixture->window, "export.choose-target", NULL);
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Some Labels Cannot Be Exported");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "Image labels cannot be held: 3"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "Tags cannot be held: 1"));
  adw_message_dialog_response (dialog, "another");
  g_assert_nonnull (fixture->window);

  dialogs_act (fixture->window, "export.choose-target", NULL);
  adw_message_dialog_response (dialogs_wait_message (), "anyway");
  dialogs_choose_file (target);
  labeling_wait (is_told, fixture->host);
  g_assert_cmpstr (dialogs_host_get_toast (fixture->host), ==, "Exported to out");
  g_assert_cmpstr (dialogs_host_get_folder (fixture->host), ==, target);
  g_assert_true (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_writes_without_asking_when_nothing_is_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename (fixture->folder, "labels.gw.jsonl", NULL);
  g_autofree char *text = NULL;

  choose (fixture, "Format", "Groundwork JSON Lines");
  choose (fixture, "Splits", "Train 70%, Test 30%");
  wait_for (fixture, "3 images");
  dialogs_act (fixture->window, "export.choose-target", NULL);
  dialogs_choose_file (target);
  labeling_wait (is_told, fixture->host);
  g_assert_true (g_file_get_contents (target, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "picture_01.png"));
  g_assert_nonnull (strstr (text, "\"train\""));
  g_assert_nonnull (strstr (text, "\"test\""));
}

/* Names of files are bytes: a folder from an older system has a name that is not UTF-8. */
static void
test_tells_of_a_folder_of_any_name (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "l\xe4nder", NULL);
  g_autofree char *target = g_build_filename (folder, "labels.gw.jsonl", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  choose (fixture, "Format", "Groundwork JSON Lines");
  wait_for (fixture, "3 images");
  dialogs_act (fixture->window, "export.choose-target", NULL);
  dialogs_choose_file (target);
  labeling_wait (is_told, fixture->host);
  g_assert_cmpstr (dialogs_host_get_toast (fixture->host), ==, "Exported to labels.gw.jsonl");
  g_assert_cmpstr (dialogs_host_get_folder (fixture->host), ==, target);
  g_assert_true (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_measures_what_the_filter_shows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("tag:night", NULL);

  /* It may go later than the other one comes. */
  g_object_remove_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gw_export_window_new (GTK_WINDOW (fixture->host), fixture->project, filter);
  gtk_window_present (GTK_WINDOW (fixture->window));
  choose (fixture, "Images", "Shown by the Filters");
  wait_for (fixture, "1 image");
  g_assert_true (dialogs_says (fixture->window, "1 image label,"));
}

/* Rows for what a format can be asked, and what was chosen there is done. */
static void
test_asks_what_the_format_heeds (Fixture *fixture, gconstpointer data)
{
  GwStore *store = gw_project_get_store (fixture->project);
  g_autoptr (GArray) ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, NULL, NULL);
  gint64 person = gw_class_get_id (gw_project_find_class_by_name (fixture->project, "Person"));
  GtkWidget *row;

  g_assert_cmpint (gw_store_bulk_label (store, (const gint64 *) (gpointer) ids->data, 1, &person, 1, GW_BULK_ADD,
                                        "Label", NULL, NULL),
                   >, 0);
  choose (fixture, "Format", "COCO");
  g_assert_true (gtk_widget_get_visible (dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Masks")));
  row = dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Images in several folders");
  g_assert_false (gtk_widget_get_visible (row));

  choose (fixture, "Format", "Class Folders");
  g_assert_false (gtk_widget_get_visible (dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Masks")));
  g_assert_true (gtk_widget_get_visible (row));
  wait_for (fixture, "2 labels will be left out.");
  gtk_switch_set_active (GTK_SWITCH (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row))), TRUE);
  wait_for (fixture, "Put right.");
}

/* A folder holds all tables, one file one of them: what it does not hold is asked for. */
static void
test_asks_before_one_table_loses (Fixture *fixture, gconstpointer data)
{
  static const char boxes[] = "{\"image\":\"new.png\",\"width\":40,\"height\":30,\"labels\":[\"Car\"],\"objects\":"
                              "[{\"label\":\"Car\",\"bbox\":[1,2,3,4]}]}\n";
  GwStore *store = gw_project_get_store (fixture->project);
  g_autofree char *source = g_build_filename (fixture->folder, "boxes.gw.jsonl", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autoptr (GwImport) import = NULL;
  AdwMessageDialog *first, *dialog;

  g_assert_true (g_file_set_contents (source, boxes, -1, NULL));
  import = gw_import_new (store, source);
  g_assert_true (gw_import_run (import, NULL, NULL, NULL));
  choose (fixture, "Format", _ (gw_format_find ("csv", NULL)->title));
  wait_for (fixture, "1 object,");
  g_assert_false (dialogs_says (fixture->window, "Objects cannot be held"));
  dialogs_act (fixture->window, "export.choose-target", NULL);
  first = dialogs_wait_message ();
  g_assert_null (strstr (adw_message_dialog_get_body (first), "Objects"));
  adw_message_dialog_response (first, "anyway");
  gtk_window_destroy (GTK_WINDOW (first));
  dialogs_choose_file (target);
  dialog = dialogs_wait_message ();
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "Objects"));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  adw_message_dialog_response (dialog, "anyway");
  labeling_wait (is_told, fixture->host);
  g_assert_true (g_file_test (target, G_FILE_TEST_IS_REGULAR));
}

static GwWriteOptions
read_choices (GwExportChoices *choices, const char *format)
{
  GwWriteOptions options = { 0 };

  gw_export_choices_show (choices, gw_format_find (format, NULL));
  gw_export_choices_read (choices, &options);
  return options;
}

static void
on_choice_cb (guint *n)
{
  (*n)++;
}

/* Numbers and texts have rows, too, of the formats that heed them. */
static void
test_numbers_and_texts (void)
{
  GtkWidget *holder = g_object_ref_sink (adw_expander_row_new ());
  g_autoptr (GwExportChoices) choices = gw_export_choices_new (ADW_EXPANDER_ROW (holder));
  GtkWidget *tolerance, *confidence, *attribute;
  GwWriteOptions options;
  guint n = 0;

  g_signal_connect_swapped (choices, "changed", G_CALLBACK (on_choice_cb), &n);
  tolerance = dialogs_find (holder, ADW_TYPE_ACTION_ROW, "Pixels by which outlines of masks are simplified");
  confidence = dialogs_find (holder, ADW_TYPE_ACTION_ROW, "Least confidence");
  attribute = dialogs_find (holder, ADW_TYPE_ENTRY_ROW, "Label attribute");
  options = read_choices (choices, "yolo-segment");
  g_assert_true (gtk_widget_get_visible (tolerance) && !gtk_widget_get_visible (confidence));
  g_assert_cmpfloat (options.tolerance, ==, 0.5);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (tolerance))), 0);
  g_assert_cmpuint (n, ==, 1);
  options = read_choices (choices, "yolo-segment");
  g_assert_cmpfloat (options.tolerance, <, 0);

  options = read_choices (choices, "sagemaker");
  g_assert_true (!gtk_widget_get_visible (tolerance) && gtk_widget_get_visible (confidence));
  g_assert_cmpfloat (options.min_confidence, ==, 0);
  g_assert_null (options.attribute);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (confidence))),
                             0.75);
  gtk_editable_set_text (GTK_EDITABLE (attribute), "animals");
  g_signal_emit_by_name (attribute, "apply");
  g_assert_cmpuint (n, ==, 3);
  options = read_choices (choices, "sagemaker");
  g_assert_cmpfloat (options.min_confidence, ==, 0.75);
  g_assert_cmpstr (options.attribute, ==, "animals");
  /* Another format has nothing of it. */
  options = read_choices (choices, "coco");
  g_assert_true (options.min_confidence == 0 && options.attribute == NULL && options.tolerance == 0);
  g_assert_true (gtk_widget_get_visible (holder));
  gw_export_choices_show (choices, NULL);
  g_assert_false (gtk_widget_get_visible (holder));
  g_object_unref (holder);
}

/* What two people answered goes out together, and a format for one tells of the other. */
static void
test_exports_the_answers_of_all (Fixture *fixture, gconstpointer data)
{
  static const char answers[] = "{\"image\":\"new.png\",\"annotator\":\"kim\",\"labels\":[\"Car\"]}\n"
                                "{\"image\":\"new.png\",\"annotator\":\"lee\",\"labels\":[\"Person\"]}\n";
  GwStore *store = gw_project_get_store (fixture->project);
  g_autofree char *source = g_build_filename (fixture->folder, "answers.gw.jsonl", NULL);
  g_autoptr (GwImport) import = NULL;
  g_autoptr (GError) error = NULL;
  GtkCheckButton *check;
  GtkWidget *lee;

  g_assert_true (g_file_set_contents (source, answers, -1, NULL));
  import = gw_import_new (store, source);
  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
  g_object_remove_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture->window = gw_export_window_new (GTK_WINDOW (fixture->host), fixture->project, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));

  wait_for (fixture, "4 images");
  choose (fixture, "Format", "Groundwork JSON Lines");
  choose (fixture, "Labels", "All Answers");
  wait_for (fixture, "2 image labels");
  g_assert_false (dialogs_says (fixture->window, "What the Format Cannot Hold"));

  /* One of them may be left out, and somebody is always chosen. */
  lee = dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "lee");
  check = GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (lee)));
  gtk_check_button_set_active (check, FALSE);
  wait_for (fixture, "1 image label,");
  g_assert_true (dialogs_says (fixture->window, "1 of 2"));
  g_assert_false (gtk_widget_get_sensitive (adw_action_row_get_activatable_widget (
      ADW_ACTION_ROW (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "kim")))));
  gtk_check_button_set_active (check, TRUE);
  wait_for (fixture, "2 image labels");

  choose (fixture, "Format", "Class Folders");
  wait_for (fixture, "Answers of others to the same image cannot be held");
  g_assert_true (dialogs_says (fixture->window, "1 image label,"));
  g_assert_true (dialogs_says (fixture->window, "1 label will be left out."));
}

#define ADD(name, func) g_test_add ("/export-window/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("says-what-is-lost", test_says_what_is_lost);
  ADD ("asks-before-it-loses", test_asks_before_it_loses);
  ADD ("asks-before-one-table-loses", test_asks_before_one_table_loses);
  ADD ("writes-without-asking-when-nothing-is-lost", test_writes_without_asking_when_nothing_is_lost);
  ADD ("tells-of-a-folder-of-any-name", test_tells_of_a_folder_of_any_name);
  ADD ("measures-what-the-filter-shows", test_measures_what_the_filter_shows);
  ADD ("asks-what-the-format-heeds", test_asks_what_the_format_heeds);
  g_test_add_func ("/export-window/numbers-and-texts", test_numbers_and_texts);
  ADD ("exports-the-answers-of-all", test_exports_the_answers_of_all);

  return g_test_run ();
}
