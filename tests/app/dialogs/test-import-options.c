/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialogs-fixtures.h"
#include "gw-import-window.h"
#include "gw-read-choice.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

/* What a person says of a source that its file does not say. */

/* Made for the development kit as it seems: whole numbers from 1, one of them the width. */
static const char voc[] = "<annotation><folder>VOC2007</folder><filename>one.png</filename>"
                          "<size><width>100</width><height>80</height></size>"
                          "<object><name>Car</name><bndbox><xmin>11</xmin><ymin>21</ymin><xmax>100</xmax>"
                          "<ymax>40</ymax></bndbox></object></annotation>";

static const char via[] = "{\"one.png1\":{\"filename\":\"one.png\",\"size\":1,\"regions\":[{\"shape_attributes\":"
                          "{\"name\":\"rect\",\"x\":1,\"y\":2,\"width\":10,\"height\":20},\"region_attributes\":"
                          "{\"kind\":\"Car\",\"colour\":\"red\"}}],\"file_attributes\":{}}}";

typedef struct
{
  char *folder;
  GwProject *project;
  DialogsHost *host;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = NULL;
  g_autofree char *relative = g_build_filename ("set", name, NULL);
  g_autofree char *source = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  source = g_build_filename (fixture->folder, relative, NULL);
  dialogs_draw (fixture->folder, "set/one.png", 100, 80);
  dialogs_write (fixture->folder, relative, text);
  fixture->project = dialogs_open_project (path);
  fixture->host = dialogs_host_new ();
  fixture->window = gw_import_window_new (GTK_WINDOW (fixture->host), fixture->project, source);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  dialogs_close (GTK_WIDGET (fixture->host), fixture->project);
  gw_test_folder_free (fixture->folder);
}

static gboolean
is_checked (gpointer data)
{
  return dialogs_says (data, "Ready to Import");
}

static gboolean
is_clear (gpointer data)
{
  return is_checked (data) && !dialogs_says (data, "The origin of boxes is not clear");
}

static gboolean
is_imported (gpointer data)
{
  return dialogs_says (data, "Nothing in your files was changed");
}

static GtkWidget *
expander (Fixture *fixture)
{
  return dialogs_find (fixture->window, ADW_TYPE_EXPANDER_ROW, "How it is read");
}

/* The box of the one object that was imported. */
static GwBox
import (Fixture *fixture)
{
  GwStore *store = gw_project_get_store (fixture->project);
  g_autoptr (GPtrArray) objects = NULL;
  gint64 id = 0;

  dialogs_act (fixture->window, "import.run", NULL);
  labeling_wait (is_imported, fixture->window);
  g_assert_true (gw_store_find_image (store, 0, "one.png", &id, NULL, NULL));
  g_assert_cmpint (id, >, 0);
  objects = gw_store_load_objects (store, id, GW_LAYER_LABELS, NULL, NULL);
  g_assert_nonnull (objects);
  g_assert_cmpuint (objects->len, ==, 1);
  return gw_object_get_bounds (g_ptr_array_index (objects, 0));
}

static void
test_pixels_count_from_one (void)
{
  Fixture fixture;
  GtkWidget *row;
  GwBox box;

  set_up (&fixture, "one.xml", voc);
  labeling_wait (is_checked, fixture.window);
  /* What is not clear is shown without being asked for. */
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (expander (&fixture))));
  row = dialogs_find (fixture.window, ADW_TYPE_COMBO_ROW, "Pixels count");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, GW_PIXEL_BASE_DEFAULT);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), GW_PIXEL_BASE_DEVKIT);
  labeling_wait (is_clear, fixture.window);
  box = import (&fixture);
  g_assert_cmpfloat (box.x, ==, 10);
  g_assert_cmpfloat (box.y, ==, 20);
  g_assert_cmpfloat (box.width, ==, 90);
  g_assert_cmpfloat (box.height, ==, 20);
  tear_down (&fixture);
}

static gboolean
has_class (gpointer data)
{
  return is_checked (data) && dialogs_says (data, "red");
}

static gboolean
has_red (gpointer data)
{
  return gw_project_find_class_by_name (data, "red") != NULL;
}

static void
test_attribute_that_says_the_class (void)
{
  Fixture fixture;
  GtkWidget *row;

  set_up (&fixture, "via.json", via);
  labeling_wait (is_checked, fixture.window);
  row = dialogs_find (fixture.window, ADW_TYPE_ENTRY_ROW, "Attribute that says the class");
  gtk_editable_set_text (GTK_EDITABLE (row), "colour");
  g_signal_emit_by_name (row, "apply");
  labeling_wait (has_class, fixture.window);
  import (&fixture);
  labeling_wait (has_red, fixture.project);
  tear_down (&fixture);
}

/* Names of classes may be in a file that nothing else names. */
static void
test_names_of_classes (void)
{
  Fixture fixture;
  GtkWidget *row;
  g_autofree char *names = NULL;

  set_up (&fixture, "one.json",
          "{\"shapes\":[{\"label\":\"Car\",\"points\":[[1,2],[11,12]],\"shape_type\":\"rectangle\"}],"
          "\"imagePath\":\"one.png\",\"imageHeight\":80,\"imageWidth\":100}");
  dialogs_write (fixture.folder, "names.txt", "red\n");
  names = g_build_filename (fixture.folder, "names.txt", NULL);
  labeling_wait (is_checked, fixture.window);
  row = dialogs_find (fixture.window, ADW_TYPE_ENTRY_ROW, "Names of classes, a file");
  gtk_editable_set_text (GTK_EDITABLE (row), names);
  g_signal_emit_by_name (row, "apply");
  labeling_wait (has_class, fixture.window);
  tear_down (&fixture);
}

/* Whether the list of images is no longer doubted. */
static gboolean
is_turned (gpointer data)
{
  return is_checked (data) && !dialogs_says (data, "Labels were made on turned pictures");
}

/* The picture of 100 by 80 was turned upright after its boxes were made. */
static void
test_labels_are_turned (void)
{
  Fixture fixture;
  GtkWidget *row;
  GwBox box;

  set_up (&fixture, "image_ids.csv", "ImageID,Rotation\none,90\n");
  dialogs_write (fixture.folder, "set/boxes.csv",
                 "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,"
                 "IsInside\none,xclick,Car,1,0.1,0.4,0.2,0.9,0,0,0,0,0\n");
  gtk_window_destroy (GTK_WINDOW (fixture.window));
  {
    g_autofree char *source = g_build_filename (fixture.folder, "set", NULL);

    fixture.window = gw_import_window_new (GTK_WINDOW (fixture.host), fixture.project, source);
  }
  gtk_window_present (GTK_WINDOW (fixture.window));
  labeling_wait (is_checked, fixture.window);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (expander (&fixture))));
  row = dialogs_find (fixture.window, ADW_TYPE_COMBO_ROW, "Labels of pictures to be turned are");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, GW_ROTATION_DEFAULT);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), GW_ROTATION_TURN);
  labeling_wait (is_turned, fixture.window);
  box = import (&fixture);
  /* 8 to 32 by 20 to 90 of 80 by 100. */
  g_assert_cmpfloat_with_epsilon (box.x, 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.y, 48, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.width, 70, 1e-9);
  g_assert_cmpfloat_with_epsilon (box.height, 24, 1e-9);
  tear_down (&fixture);
}

static gboolean
has_split (gpointer data)
{
  return is_checked (data) && !dialogs_says (data, "The kind of labels is not clear");
}

/* Folders of which some are called as splits are: which of them are is asked. */
static void
test_folders_that_are_splits (void)
{
  Fixture fixture;
  GtkWidget *row;
  g_autofree char *source = NULL;

  set_up (&fixture, "none.txt", "");
  dialogs_draw (fixture.folder, "folders/train/cat/1.png", 100, 80);
  dialogs_draw (fixture.folder, "folders/extra/dog/2.png", 100, 80);
  gtk_window_destroy (GTK_WINDOW (fixture.window));
  source = g_build_filename (fixture.folder, "folders", NULL);
  fixture.window = gw_import_window_new (GTK_WINDOW (fixture.host), fixture.project, source);
  gtk_window_present (GTK_WINDOW (fixture.window));
  labeling_wait (is_checked, fixture.window);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (expander (&fixture))));
  row = dialogs_find (fixture.window, ADW_TYPE_ENTRY_ROW, "Folders that are splits, between commas");
  gtk_editable_set_text (GTK_EDITABLE (row), "train, extra");
  g_signal_emit_by_name (row, "apply");
  labeling_wait (has_split, fixture.window);
  tear_down (&fixture);
}

static gboolean
has_scores (gpointer data)
{
  return is_checked (data) && !dialogs_says (data, "Confidences are not between 0 and 1");
}

static gboolean
is_refused (gpointer data)
{
  GtkWidget *row = dialogs_find (data, ADW_TYPE_COMBO_ROW, "Scores of classes are");

  return row != NULL && gtk_widget_get_mapped (row) && dialogs_says (data, "Confidences are not between 0 and 1");
}

/* Of a table of logits nothing can be used until it is said that they are. */
static void
test_scores_that_are_logits (void)
{
  Fixture fixture;
  GtkWidget *row;

  set_up (&fixture, "scores.csv", "image,truth,score:Car,score:Person\none.png,Car,4,-2\n");
  labeling_wait (is_refused, fixture.window);
  row = dialogs_find (fixture.window, ADW_TYPE_COMBO_ROW, "Scores of classes are");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), GW_SCORE_MODE_LOGIT);
  labeling_wait (has_scores, fixture.window);
  row = dialogs_find (fixture.window, ADW_TYPE_COMBO_ROW, "True classes beside scores become");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, GW_TRUTH_DEFAULT);
  dialogs_act (fixture.window, "import.run", NULL);
  labeling_wait (is_imported, fixture.window);
  tear_down (&fixture);
}

/* COCO says all of it. */
static void
test_nothing_to_say (void)
{
  Fixture fixture;

  set_up (&fixture, "coco.json",
          "{\"images\":[{\"id\":1,\"file_name\":\"one.png\",\"width\":100,\"height\":80}],\"categories\":"
          "[{\"id\":1,\"name\":\"Car\"}],\"annotations\":[{\"id\":1,\"image_id\":1,\"category_id\":1,"
          "\"bbox\":[1,2,3,4]}]}");
  labeling_wait (is_checked, fixture.window);
  g_assert_false (gtk_widget_get_visible (expander (&fixture)));
  tear_down (&fixture);
}

static gboolean
is_saved (gpointer data)
{
  return dialogs_host_get_toast (data) != NULL;
}

static const char two_classes[] =
    "{\"images\":[{\"id\":1,\"file_name\":\"one.png\",\"width\":100,\"height\":80}],\"categories\":"
    "[{\"id\":1,\"name\":\"auto\"},{\"id\":2,\"name\":\"dust\"}],\"annotations\":[{\"id\":1,\"image_id\":1,"
    "\"category_id\":1,\"bbox\":[1,2,3,4]},{\"id\":2,\"image_id\":1,\"category_id\":2,\"bbox\":[1,2,3,5]}]}";

static gboolean
is_mapped (gpointer data)
{
  GtkWidget *row = is_checked (data) ? dialogs_find (data, ADW_TYPE_COMBO_ROW, "auto") : NULL;

  return row != NULL
         && g_strcmp0 (gtk_string_object_get_string (adw_combo_row_get_selected_item (ADW_COMBO_ROW (row))), "Car")
                == 0;
}

static void
test_class_map_is_used_and_saved (void)
{
  Fixture fixture;
  g_autofree char *map = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *text = NULL;

  set_up (&fixture, "coco.json", two_classes);
  dialogs_write (fixture.folder, "classes.map.csv", "from,to\nauto,Car\ndust,\n");
  map = g_build_filename (fixture.folder, "classes.map.csv", NULL);
  saved = g_build_filename (fixture.folder, "saved.csv", NULL);
  labeling_wait (is_checked, fixture.window);
  dialogs_act (fixture.window, "import.use-map", NULL);
  dialogs_choose_file (map);
  labeling_wait (is_mapped, fixture.window);
  dialogs_act (fixture.window, "import.save-map", NULL);
  dialogs_choose_file (saved);
  labeling_wait (is_saved, fixture.host);
  g_assert_cmpstr (dialogs_host_get_toast (fixture.host), ==, "Class map saved as saved.csv");
  g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "from,to\nauto,Car\ndust,\n");
  import (&fixture);
  tear_down (&fixture);
}

/* Half of it would put labels into the wrong classes. */
static void
test_bad_class_map_changes_nothing (void)
{
  Fixture fixture;
  g_autofree char *map = NULL;
  AdwMessageDialog *message;

  set_up (&fixture, "coco.json", two_classes);
  dialogs_write (fixture.folder, "classes.map.csv", "from,to\nauto,Car\nauto,Person\n");
  map = g_build_filename (fixture.folder, "classes.map.csv", NULL);
  labeling_wait (is_checked, fixture.window);
  dialogs_act (fixture.window, "import.use-map", NULL);
  dialogs_choose_file (map);
  message = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (message), ==, "Class Map Cannot Be Used");
  gtk_window_destroy (GTK_WINDOW (message));
  g_assert_false (is_mapped (fixture.window));
  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/import-options/labels-are-turned", test_labels_are_turned);
  g_test_add_func ("/import-options/pixels-count-from-one", test_pixels_count_from_one);
  g_test_add_func ("/import-options/attribute-that-says-the-class", test_attribute_that_says_the_class);
  g_test_add_func ("/import-options/names-of-classes", test_names_of_classes);
  g_test_add_func ("/import-options/scores-that-are-logits", test_scores_that_are_logits);
  g_test_add_func ("/import-options/nothing-to-say", test_nothing_to_say);
  g_test_add_func ("/import-options/class-map-is-used-and-saved", test_class_map_is_used_and_saved);
  g_test_add_func ("/import-options/bad-class-map-changes-nothing", test_bad_class_map_changes_nothing);
  g_test_add_func ("/import-options/folders-that-are-splits", test_folders_that_are_splits);

  return g_test_run ();
}
