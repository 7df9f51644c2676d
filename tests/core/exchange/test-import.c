/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <cairo.h>
#include <glib/gstdio.h>
#include <string.h>

#include "gw-error.h"
#include "gw-import.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

typedef struct
{
  char *folder;
  char *source;
  GwStore *store;
} Fixture;

#define HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"Dog\"}]}\n"

static const char labels[] = HEAD
    "{\"image\":\"a/1.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4]},"
    "{\"label\":\"Dog\",\"bbox\":[5,6,7,8]}]}\n"
    "{\"image\":\"a/2.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"bbox\":[9,9,9,9]}]}\n";

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autofree char *project = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = gw_test_folder_new ();
  self->source = g_build_filename (self->folder, "labels.gw.jsonl", NULL);
  project = g_build_filename (self->folder, "p.groundwork", NULL);
  self->store = gw_store_sqlite_create (project, info, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (self->source, labels, -1, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  g_free (self->source);
  gw_test_folder_free (self->folder);
}

/* --- what the tests share ---------------------------------------------------------- */

static void
add_image (Fixture *self, const char *path)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  GwImage *image = gw_image_new (0, path);
  g_autoptr (GError) error = NULL;

  gw_image_set_root_id (image, gw_store_add_root (self->store, self->folder, NULL, &error));
  gw_image_set_size (image, 40, 30);
  g_ptr_array_add (images, image);
  g_assert_no_error (error);
  g_assert_true (gw_store_add_images (self->store, images, NULL, NULL, &error));
}

static void
add_class (Fixture *self, const char *name)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (classes, gw_class_new (name, 0x112233));
  g_assert_true (gw_store_save_classes (self->store, classes, NULL, NULL));
}

static gint64
count_objects (Fixture *self)
{
  g_autoptr (GwProjectInfo) info = gw_store_get_info (self->store, NULL, NULL);

  return info->n_objects;
}

static guint
count_classes (Fixture *self)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (self->store, TRUE, NULL, NULL);

  return classes->len;
}

static void
run (GwImport *import)
{
  g_autoptr (GError) error = NULL;

  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_adds_up (const GwImportReport *report)
{
  g_assert_cmpuint (report->images_read, ==, report->images_used + report->images_left_out);
  g_assert_cmpuint (report->labels_read, ==, report->labels_used + report->labels_left_out);
}

static const GwImportMapping *
find_mapping (GwImport *import, const char *name)
{
  GPtrArray *mappings = gw_import_get_mappings (import);

  for (guint i = 0; i < mappings->len; i++)
    if (strcmp (((const GwImportMapping *) g_ptr_array_index (mappings, i))->name, name) == 0)
      return g_ptr_array_index (mappings, i);
  return NULL;
}

/* --- tests --------------------------------------------------------------------------- */

static void
test_check_changes_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GPtrArray) roots = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (gw_import_check (import, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (gw_import_get_report (import)->labels_used, ==, 3);
  g_assert_true (gw_import_get_report (import)->dry_run);
  g_assert_nonnull (gw_import_get_reason (import));
  assert_adds_up (gw_import_get_report (import));
  g_assert_cmpint (gw_store_count_images (self->store, NULL, NULL, NULL), ==, 0);
  g_assert_cmpint (count_objects (self), ==, 0);
  g_assert_cmpuint (count_classes (self), ==, 0);
  roots = gw_store_list_roots (self->store, NULL, NULL);
  g_assert_cmpuint (roots->len, ==, 0);
}

static void
test_is_undone_as_one_step (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GwEdit) undone = NULL;
  g_autoptr (GwEdit) redone = NULL;
  g_autoptr (GError) error = NULL;

  run (import);
  g_assert_cmpint (count_objects (self), ==, 3);
  undone = gw_store_undo (self->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_objects (self), ==, 0);
  g_assert_cmpint (gw_store_count_images (self->store, NULL, NULL, NULL), ==, 0);
  redone = gw_store_redo (self->store, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_objects (self), ==, 3);
}

static void
test_maps_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  const GwImportMapping *dog;

  add_class (self, "cat");
  add_class (self, "dog");
  g_assert_true (gw_import_check (import, NULL, NULL, NULL));
  g_assert_cmpint (find_mapping (import, "cat")->target, >, 0);
  dog = find_mapping (import, "Dog");
  g_assert_cmpint (dog->target, ==, GW_IMPORT_CREATE);
  g_assert_cmpint (dog->suggestion, >, 0);
  g_assert_cmpuint (gw_problems_count_code (gw_import_get_report (import)->problems, "class-similar"), ==, 1);

  gw_import_set_class_target (import, "Dog", dog->suggestion);
  run (import);
  g_assert_cmpuint (count_classes (self), ==, 2);
  g_assert_cmpint (count_objects (self), ==, 3);
}

static guint32
find_color (GPtrArray *classes, const char *name)
{
  for (guint i = 0; i < classes->len; i++)
    if (strcmp (gw_class_get_name (g_ptr_array_index (classes, i)), name) == 0)
      return gw_class_get_color (g_ptr_array_index (classes, i));
  g_assert_not_reached ();
}

/* What is looked at before has the colors that it has afterwards, and no two
 * classes have the same.
 */
static void
test_colors_are_known_before (Fixture *self, gconstpointer data)
{
  static const char three[] = "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":["
                              "{\"name\":\"cat\",\"color\":\"#010203\"},{\"name\":\"Dog\",\"color\":\"#112233\"},"
                              "{\"name\":\"car\",\"color\":\"#445566\"},{\"name\":\"cow\",\"color\":\"#778899\"}]}\n"
                              "{\"image\":\"a/1.png\",\"width\":40,\"height\":30,\"objects\":["
                              "{\"label\":\"cat\",\"bbox\":[1,2,3,4]},{\"label\":\"Dog\",\"bbox\":[5,6,7,8]},"
                              "{\"label\":\"cow\",\"bbox\":[2,2,3,4]},{\"label\":\"car\",\"bbox\":[9,6,7,8]}]}\n";
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GPtrArray) classes = NULL;
  const GwRecordHead *head;

  g_assert_true (g_file_set_contents (self->source, three, -1, NULL));
  add_class (self, "cat");
  gw_import_set_class_name (import, "cow", "car");
  g_assert_true (gw_import_check (import, NULL, NULL, NULL));
  head = gw_import_get_head (import);
  /* One that the project has, one whose color it has, one of its own, and one that joins that. */
  g_assert_cmpint (find_color (head->classes, "cat"), ==, 0x112233);
  g_assert_cmpint (find_color (head->classes, "Dog"), !=, 0x112233);
  g_assert_cmpint (find_color (head->classes, "car"), ==, 0x445566);
  g_assert_cmpint (find_color (head->classes, "cow"), ==, 0x445566);
  {
    guint32 dog = find_color (head->classes, "Dog");

    run (import);
    classes = gw_store_list_classes (self->store, TRUE, NULL, NULL);
    g_assert_cmpuint (classes->len, ==, 3);
    g_assert_cmpint (find_color (classes, "cat"), ==, 0x112233);
    g_assert_cmpint (find_color (classes, "Dog"), ==, dog);
    g_assert_cmpint (find_color (classes, "car"), ==, 0x445566);
  }
}

static void
test_leaves_out_ignored_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);

  gw_import_set_class_target (import, "cat", GW_IMPORT_IGNORE);
  run (import);
  g_assert_cmpint (count_objects (self), ==, 1);
  g_assert_cmpuint (count_classes (self), ==, 1);
  g_assert_cmpuint (gw_import_get_report (import)->labels_left_out, ==, 2);
  assert_adds_up (gw_import_get_report (import));
}

/* Replacing takes no labels for which nothing comes, because their classes are ignored. */
static void
test_replaces_nothing_by_ignored_classes (Fixture *self, gconstpointer data)
{
  static const char cats[] = "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":["
                             "{\"name\":\"cat\"},{\"name\":\"Dog\"}]}\n"
                             "{\"image\":\"a/1.png\",\"width\":40,\"height\":30,\"objects\":["
                             "{\"label\":\"cat\",\"bbox\":[1,2,3,4]}]}\n"
                             "{\"image\":\"2.png\",\"width\":40,\"height\":30,\"objects\":["
                             "{\"label\":\"Dog\",\"bbox\":[5,6,7,8]}]}\n";
  g_autoptr (GwImport) first = gw_import_new (self->store, self->source);
  const GwImportReport *report;

  g_assert_true (g_file_set_contents (self->source, cats, -1, NULL));
  run (first);
  g_assert_cmpuint (gw_import_get_report (first)->labels_replaced, ==, 0);
  for (guint checked = 0; checked < 2; checked++)
    {
      g_autoptr (GwImport) import = gw_import_new (self->store, self->source);

      gw_import_set_merge (import, GW_MERGE_REPLACE);
      gw_import_set_class_target (import, "cat", GW_IMPORT_IGNORE);
      if (checked == 0)
        g_assert_true (gw_import_check (import, NULL, NULL, NULL));
      else
        run (import);
      report = gw_import_get_report (import);
      g_assert_cmpuint (report->labels_replaced, ==, 1);
      g_assert_cmpuint (report->images_kept, ==, 1);
      g_assert_cmpint (count_objects (self), ==, 2);
      assert_adds_up (report);
    }
}

static void
test_finds_images_by_their_ends (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);

  add_image (self, "set/a/1.png");
  add_image (self, "other/2.png");
  run (import);
  g_assert_cmpuint (gw_import_get_report (import)->images_new, ==, 0);
  g_assert_cmpint (count_objects (self), ==, 3);
  g_assert_cmpint (gw_store_count_images (self->store, NULL, NULL, NULL), ==, 2);
}

static void
test_leaves_out_ambiguous_images (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);

  add_image (self, "x/1.png");
  add_image (self, "y/1.png");
  add_image (self, "x/2.png");
  run (import);
  g_assert_cmpuint (gw_problems_count_code (gw_import_get_report (import)->problems, "path-ambiguous"), ==, 1);
  g_assert_cmpint (count_objects (self), ==, 1);
  assert_adds_up (gw_import_get_report (import));
}

static void
test_cancelled_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (gw_import_run (import, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (gw_store_count_images (self->store, NULL, NULL, NULL), ==, 0);
}

static void
test_saves_its_report (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autofree char *path = g_build_filename (self->folder, "report.md", NULL);
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  run (import);
  title = gw_import_report_get_title (gw_import_get_report (import));
  g_assert_true (gw_import_report_save (gw_import_get_report (import), path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, title));
  g_assert_nonnull (strstr (text, "path-missing"));
  g_assert_cmpint (gw_import_report_get_exit_code (gw_import_get_report (import)), ==, 1);
}

static void
write_picture (const char *root, const char *relative)
{
  g_autofree char *path = g_build_filename (root, relative, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 30);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

static gboolean
has_picture (Fixture *self, const char *path)
{
  g_autoptr (GPtrArray) images = NULL;
  gint64 id = 0;

  g_assert_true (gw_store_find_image (self->store, 0, path, &id, NULL, NULL));
  if (id == 0)
    return FALSE;
  images = gw_store_get_images (self->store, &id, 1, NULL, NULL);
  return g_file_test (gw_image_get_file (g_ptr_array_index (images, 0)), G_FILE_TEST_IS_REGULAR);
}

static void
test_locates_missing_images (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  char *elsewhere = gw_test_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) undone = NULL;

  write_picture (self->folder, "a/1.png");
  write_picture (elsewhere, "deep/2.png");
  run (import);
  g_assert_cmpuint (gw_import_get_report (import)->images_missing, ==, 1);
  g_assert_true (has_picture (self, "a/1.png"));

  gw_import_add_images_dir (import, elsewhere);
  g_assert_true (gw_import_run_again (import, NULL, NULL, &error));
  g_assert_no_error (error);
  assert_adds_up (gw_import_get_report (import));
  g_assert_cmpuint (gw_import_get_report (import)->images_missing, ==, 0);
  g_assert_cmpint (count_objects (self), ==, 3);
  g_assert_true (has_picture (self, "a/1.png"));
  g_assert_true (has_picture (self, "deep/2.png"));
  gw_test_folder_free (elsewhere);

  /* Still one step. */
  undone = gw_store_undo (self->store, 0, NULL, NULL);
  g_assert_nonnull (undone);
  g_assert_cmpint (count_objects (self), ==, 0);
  g_assert_cmpint (gw_store_count_images (self->store, NULL, NULL, NULL), ==, 0);
}

static void
test_undoes_only_its_own_step (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) undone = NULL;

  run (import);
  ids = gw_store_list_image_ids (self->store, NULL, GW_SORT_NAME, NULL, NULL);
  g_assert_cmpint (
      gw_store_bulk_tag (self->store, (const gint64 *) (gpointer) ids->data, ids->len, "night", TRUE, NULL, NULL), >,
      0);
  g_assert_false (gw_import_undo (import, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_cmpint (count_objects (self), ==, 3);

  g_clear_error (&error);
  g_assert_false (gw_import_run_again (import, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_cmpint (count_objects (self), ==, 3);

  g_clear_error (&error);
  undone = gw_store_undo (self->store, 0, NULL, NULL);
  g_assert_true (gw_import_undo (import, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_objects (self), ==, 0);
}

static void
test_failing_again_keeps_the_first (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GError) error = NULL;

  run (import);
  g_assert_cmpint (g_remove (self->source), ==, 0);
  g_assert_false (gw_import_run_again (import, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (count_objects (self), ==, 3);
  g_assert_cmpuint (gw_import_get_report (import)->labels_used, ==, 3);
}

/* Also one that has left nothing behind, where the second comes to no report of its own. */
static void
test_failing_again_keeps_an_empty_first (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  const GwIntakeRules strict = { .missing = GW_CHECK_REJECT };
  g_autoptr (GError) error = NULL;

  gw_import_set_rules (import, &strict);
  run (import);
  g_assert_cmpint (gw_import_get_report (import)->counts.edit_id, ==, 0);
  g_assert_cmpuint (gw_import_get_report (import)->labels_left_out, ==, 3);
  g_assert_cmpint (g_remove (self->source), ==, 0);
  g_assert_false (gw_import_run_again (import, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (gw_import_get_report (import)->format);
  g_assert_cmpuint (gw_import_get_report (import)->labels_left_out, ==, 3);
}

/* The source cannot be read, and meanwhile somebody else goes on working. */
static GwStore *busy_store;

static gboolean
open_among_others (GwReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = gw_store_list_image_ids (busy_store, NULL, GW_SORT_NAME, NULL, NULL);

  g_assert_cmpint (
      gw_store_bulk_tag (busy_store, (const gint64 *) (gpointer) ids->data, ids->len, "night", TRUE, NULL, NULL), >, 0);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return FALSE;
}

static void
test_says_when_the_first_is_lost (Fixture *self, gconstpointer data)
{
  const GwFormat *format = gw_format_find ("gw-jsonl", NULL);
  GwFormat busy = { 0 };
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GError) error = NULL;
  const GwImportReport *report;

  g_assert_nonnull (format);
  add_image (self, "b/3.png");
  run (import);
  busy = *format;
  busy.open = open_among_others;
  busy.close = NULL;
  busy_store = self->store;
  gw_import_set_format (import, &busy);
  g_assert_false (gw_import_run_again (import, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_cmpint (count_objects (self), ==, 0);
  report = gw_import_get_report (import);
  g_assert_nonnull (report);
  g_assert_false (report->dry_run);
  g_assert_cmpint (report->counts.edit_id, ==, 0);
  g_assert_cmpuint (report->labels_used, ==, 0);

  /* Nothing is left to be taken back, and the labels can come again. */
  g_clear_error (&error);
  gw_import_set_format (import, format);
  g_assert_true (gw_import_run_again (import, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_objects (self), ==, 3);
  g_assert_true (gw_import_undo (import, NULL, &error));
  g_assert_cmpint (count_objects (self), ==, 0);
}

/* --- answers of annotators ------------------------------------------------------------ */

static const char answers[] = HEAD
    "{\"image\":\"a/1.png\",\"width\":40,\"height\":30,\"annotator\":\"kim\",\"objects\":[{\"label\":\"cat\","
    "\"bbox\":[1,2,3,4]},{\"label\":\"Dog\",\"bbox\":[5,6,7,8]}]}\n"
    "{\"image\":\"a/1.png\",\"width\":40,\"height\":30,\"annotator\":\"lee\",\"objects\":[{\"label\":\"cat\","
    "\"bbox\":[1,2,3,5]}]}\n"
    "{\"image\":\"a/2.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"bbox\":[9,9,9,9]}]}\n";

static guint
count_in_layer (Fixture *self, const char *name)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, NULL);
  g_autoptr (GArray) ids = gw_store_list_image_ids (self->store, NULL, GW_SORT_NAME, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < layers->len; i++)
    for (guint k = 0; k < ids->len; k++)
      {
        const GwLayer *layer = g_ptr_array_index (layers, i);
        g_autoptr (GPtrArray) objects = gw_store_load_objects (self->store, g_array_index (ids, gint64, k), layer->id,
                                                               NULL, NULL);

        if (layer->kind == GW_LAYER_KIND_ANSWERS && g_strcmp0 (layer->name, name) == 0)
          n += objects->len;
      }
  return n;
}

static void
test_answers_are_parted (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "jo", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;
  const GwImportReport *report;

  g_assert_true (g_file_set_contents (self->source, answers, -1, NULL));
  gw_import_set_layer (import, layer);
  run (import);
  report = gw_import_get_report (import);
  assert_adds_up (report);
  g_assert_cmpint (gw_import_get_layer_kind (import), ==, GW_LAYER_KIND_ANSWERS);
  names = gw_import_report_list_annotators (report);
  g_assert_cmpstr (names, ==, "kim, lee, jo");
  g_assert_cmpuint (count_in_layer (self, "kim"), ==, 2);
  g_assert_cmpuint (count_in_layer (self, "lee"), ==, 1);
  g_assert_cmpuint (count_in_layer (self, "jo"), ==, 1);
  g_assert_cmpint (count_objects (self), ==, 0);
  /* One image twice is no problem where two people labeled it. */
  g_assert_cmpuint (gw_problems_count_code (report->problems, "image-duplicate"), ==, 0);

  /* All of it is taken back as it came, also to come again. */
  g_assert_true (gw_import_run_again (import, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_in_layer (self, "kim"), ==, 2);
  g_assert_cmpint (g_remove (self->source), ==, 0);
  g_assert_false (gw_import_run_again (import, NULL, NULL, &error));
  g_clear_error (&error);
  g_assert_cmpuint (count_in_layer (self, "kim"), ==, 2);
  g_assert_cmpuint (count_in_layer (self, "jo"), ==, 1);
  g_assert_true (gw_import_undo (import, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_in_layer (self, "kim"), ==, 0);
  g_assert_cmpuint (count_in_layer (self, "jo"), ==, 0);
  g_assert_cmpuint (count_classes (self), ==, 0);
}

/* What comes in a format of answers is answers without being asked for. */
static void
test_answers_by_format (Fixture *self, gconstpointer data)
{
  static const char batch[] =
      "[{\"datasetObjectId\":\"0\",\"dataObject\":{\"s3Uri\":\"s3://bucket/a/1.png\"},\"annotations\":[{\"workerId\":"
      "\"kim\",\"annotationData\":{\"content\":{\"b\":{\"boundingBoxes\":[{\"label\":\"cat\",\"left\":1,\"top\":2,"
      "\"width\":3,\"height\":4}]}}}},{\"workerId\":\"lee\",\"annotationData\":{\"content\":{\"b\":{"
      "\"boundingBoxes\":[{\"label\":\"cat\",\"left\":1,\"top\":2,\"width\":3,\"height\":5}]}}}}]}]";
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);

  g_assert_true (g_file_set_contents (self->source, batch, -1, NULL));
  run (import);
  assert_adds_up (gw_import_get_report (import));
  g_assert_cmpint (gw_import_get_layer_kind (import), ==, GW_LAYER_KIND_ANSWERS);
  g_assert_cmpuint (count_in_layer (self, "kim"), ==, 1);
  g_assert_cmpuint (count_in_layer (self, "lee"), ==, 1);
  g_assert_cmpint (count_objects (self), ==, 0);

  gw_import_set_layer (import, NULL);
  run (import);
  g_assert_cmpint (gw_import_get_layer_kind (import), ==, GW_LAYER_KIND_LABELS);
}

static guint
count_answerers (Fixture *self)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < layers->len; i++)
    n += ((const GwLayer *) g_ptr_array_index (layers, i))->kind == GW_LAYER_KIND_ANSWERS ? 1 : 0;
  return n;
}

/* Where several people labeled one image their labels are not joined without being asked for. */
static void
test_answers_by_people (Fixture *self, gconstpointer data)
{
#define BOX(x) \
  "{\"type\":\"rectanglelabels\",\"original_width\":40,\"original_height\":30,\"value\":{\"x\":" x \
  ",\"y\":10,\"width\":50,\"height\":50,\"rectanglelabels\":[\"cat\"]}}"
  static const char one[] = "[{\"data\":{\"image\":\"a/1.png\"},\"annotations\":[{\"completed_by\":1,\"result\":[" BOX (
      "10") "]}]}]";
  static const char two[] = "[{\"data\":{\"image\":\"a/1.png\"},\"annotations\":[{\"completed_by\":{\"email\":\"kim\"},"
                            "\"result\":[" BOX ("20") "]},{\"completed_by\":{\"email\":\"lee\"},\"result\":[" BOX (
                                "30") "," BOX ("40") "]}]},{\"data\":{\"image\":\"a/2.png\"},\"annotations\":[]}]";
#undef BOX
  g_autoptr (GwImport) alone = gw_import_new (self->store, self->source);
  g_autoptr (GwImport) both = gw_import_new (self->store, self->source);
  g_autoptr (GwImport) joined = gw_import_new (self->store, self->source);
  g_autofree char *names = NULL;
  const gint64 before = count_objects (self);

  g_assert_true (g_file_set_contents (self->source, one, -1, NULL));
  run (alone);
  g_assert_cmpint (gw_import_get_layer_kind (alone), ==, GW_LAYER_KIND_LABELS);
  g_assert_cmpint (count_objects (self), ==, before + 1);

  g_assert_true (g_file_set_contents (self->source, two, -1, NULL));
  run (both);
  g_assert_cmpint (gw_import_get_layer_kind (both), ==, GW_LAYER_KIND_ANSWERS);
  g_assert_cmpuint (count_in_layer (self, "kim"), ==, 1);
  g_assert_cmpuint (count_in_layer (self, "lee"), ==, 2);
  g_assert_cmpint (count_objects (self), ==, before + 1);
  /* An image that nobody has looked at is nobody's. */
  names = gw_import_report_list_annotators (gw_import_get_report (both));
  g_assert_cmpstr (names, ==, "kim, lee");
  g_assert_cmpuint (count_answerers (self), ==, 2);

  /* Who asks for it gets it. */
  gw_import_set_layer (joined, NULL);
  run (joined);
  g_assert_cmpint (gw_import_get_layer_kind (joined), ==, GW_LAYER_KIND_LABELS);
  g_assert_cmpint (count_objects (self), ==, before + 4);
}

/* --- predictions of models -------------------------------------------------------------- */

static const char scores[] = "image,model,truth,score:cat,score:owl\na/1.png,m,cat,0.75,0.25\n"
                             "a/1.png,n,cat,0.25,0.75\na/2.png,n,owl,0.5,0.5\n";

static char *
list_models (Fixture *self)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, NULL);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_PREDICTIONS)
        g_string_append_printf (names, "%s:%s ", layer->name, layer->version != NULL ? layer->version : "");
    }
  return g_string_free (names, FALSE);
}

static GwImport *
make_scores (Fixture *self, const char *name, const char *version)
{
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, name, version);
  g_autofree char *path = g_build_filename (self->folder, "scores.csv", NULL);
  GwImport *import;

  g_assert_true (g_file_set_contents (path, scores, -1, NULL));
  import = gw_import_new (self->store, path);
  gw_import_set_layer (import, layer);
  return import;
}

static void
test_models_are_parted (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = make_scores (self, NULL, "2");
  g_autofree char *names = NULL;

  run (import);
  names = list_models (self);
  g_assert_cmpstr (names, ==, "m:2 n:2 ");
  g_assert_cmpint (gw_import_get_report (import)->counts.truths_added, ==, 2);
  assert_adds_up (gw_import_get_report (import));
}

/* With a name all would go to one: of several that is a mistake. */
static void
test_several_models_need_their_names (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = make_scores (self, "mine", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  g_assert_false (gw_import_run (import, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "“m” and “n”"));
  names = list_models (self);
  g_assert_cmpstr (names, ==, "");
}

/* What gives way to predictions are predictions, and is called so. */
static void
test_predictions_give_way (Fixture *self, gconstpointer data)
{
  static const char *const others[] = { "owl", "dog", "cow" };
  g_autofree char *path = g_build_filename (self->folder, "report.md", NULL);
  g_autofree char *source = g_build_filename (self->folder, "scores.csv", NULL);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GwImport) import = make_scores (self, NULL, "2");
      g_autofree char *lines = g_strdup_printf ("image,model,truth,score:cat,score:%s\na/1.png,m,%s,0.75,0.25\n",
                                                others[i], others[i]);
      const GwReadOptions overwrite = { .truth = GW_TRUTH_OVERWRITE };
      g_autofree char *text = NULL;

      g_assert_true (g_file_set_contents (source, lines, -1, NULL));
      gw_import_set_merge (import, GW_MERGE_REPLACE);
      if (i == 2)
        gw_import_set_options (import, &overwrite);
      run (import);
      g_assert_cmpuint (gw_import_get_report (import)->labels_replaced > 0, ==, i > 0);
      g_assert_true (gw_import_report_save (gw_import_get_report (import), path, NULL));
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpint (strstr (text, "Predictions of the project that give way") != NULL, ==, i == 1);
      g_assert_cmpint (strstr (text, "Labels of the project that give way") != NULL, ==, i == 2);
    }
}

/* As labels, what is true counts, and scores do not. */
static void
test_scores_as_labels (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = make_scores (self, NULL, NULL);

  gw_import_set_layer (import, NULL);
  run (import);
  g_assert_cmpint (gw_import_get_report (import)->counts.labels_added, ==, 2);
  g_assert_cmpint (gw_import_get_report (import)->counts.scores_added, ==, 0);
}

static void
test_report_outlives_its_import (Fixture *self, gconstpointer data)
{
  GwImport *import = gw_import_new (self->store, self->source);
  g_autoptr (GwImportReport) report = NULL;
  g_autofree char *path = g_build_filename (self->folder, "report.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  run (import);
  report = gw_import_report_ref (gw_import_get_report (import));
  g_assert_true (gw_import_run_again (import, NULL, NULL, &error));
  g_object_unref (import);
  g_assert_true (gw_import_report_save (report, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "| Labels used | 3 |"));
}

static void
test_says_what_passed (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = gw_import_new (self->store, self->source);
  g_autofree char *passed = NULL;

  /* Two pictures are missing, and no more. */
  run (import);
  passed = gw_import_report_get_passed (gw_import_get_report (import));
  g_assert_nonnull (strstr (passed, "class names"));
  g_assert_nonnull (strstr (passed, "shapes"));
  g_assert_null (strstr (passed, "image names"));
}

#define ADD(name, func) g_test_add ("/import/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("check-changes-nothing", test_check_changes_nothing);
  ADD ("is-undone-as-one-step", test_is_undone_as_one_step);
  ADD ("maps-classes", test_maps_classes);
  ADD ("colors-are-known-before", test_colors_are_known_before);
  ADD ("leaves-out-ignored-classes", test_leaves_out_ignored_classes);
  ADD ("replaces-nothing-by-ignored-classes", test_replaces_nothing_by_ignored_classes);
  ADD ("finds-images-by-their-ends", test_finds_images_by_their_ends);
  ADD ("leaves-out-ambiguous-images", test_leaves_out_ambiguous_images);
  ADD ("cancelled-leaves-nothing", test_cancelled_leaves_nothing);
  ADD ("saves-its-report", test_saves_its_report);
  ADD ("locates-missing-images", test_locates_missing_images);
  ADD ("undoes-only-its-own-step", test_undoes_only_its_own_step);
  ADD ("failing-again-keeps-the-first", test_failing_again_keeps_the_first);
  ADD ("failing-again-keeps-an-empty-first", test_failing_again_keeps_an_empty_first);
  ADD ("says-when-the-first-is-lost", test_says_when_the_first_is_lost);
  ADD ("answers-are-parted", test_answers_are_parted);
  ADD ("answers-by-format", test_answers_by_format);
  ADD ("answers-by-people", test_answers_by_people);
  ADD ("models-are-parted", test_models_are_parted);
  ADD ("several-models-need-their-names", test_several_models_need_their_names);
  ADD ("scores-as-labels", test_scores_as_labels);
  ADD ("predictions-give-way", test_predictions_give_way);
  ADD ("report-outlives-its-import", test_report_outlives_its_import);
  ADD ("says-what-passed", test_says_what_passed);

  return g_test_run ();
}
