/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the format of a source says of an import: whose labels they are, and sources that
 * have classes alone.
 */

#include "gw-import.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

typedef struct
{
  char *folder;
  char *source;
  GwStore *store;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autofree char *project = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = gw_test_folder_new ();
  self->source = g_build_filename (self->folder, "source.json", NULL);
  project = g_build_filename (self->folder, "p.groundwork", NULL);
  self->store = gw_store_sqlite_create (project, info, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  g_free (self->source);
  gw_test_folder_free (self->folder);
}

static GwImport *
start (Fixture *self, const char *text)
{
  g_assert_true (g_file_set_contents (self->source, text, -1, NULL));
  return gw_import_new (self->store, self->source);
}

static void
run (GwImport *import)
{
  const GwImportReport *report;
  g_autoptr (GError) error = NULL;

  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
  report = gw_import_get_report (import);
  g_assert_cmpuint (report->images_read, ==, report->images_used + report->images_left_out);
  g_assert_cmpuint (report->labels_read, ==, report->labels_used + report->labels_left_out);
}

static guint
count_classes (Fixture *self)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (self->store, TRUE, NULL, NULL);

  return classes->len;
}

static void
assert_title (GwImport *import, const char *wanted)
{
  g_autofree char *title = gw_import_report_get_title (gw_import_get_report (import));

  g_assert_cmpstr (title, ==, wanted);
}

/* What comes in a format of answers is answers without being asked for. */
static void
test_answers (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (
      self,
      "[{\"datasetObjectId\":\"0\",\"dataObject\":{\"s3Uri\":\"s3://bucket/a/1.png\"},\"annotations\":[{\"workerId\":"
      "\"kim\",\"annotationData\":{\"content\":{\"b\":{\"boundingBoxes\":[{\"label\":\"cat\",\"left\":1,\"top\":2,"
      "\"width\":3,\"height\":4}]}}}},{\"workerId\":\"lee\",\"annotationData\":{\"content\":{\"b\":{"
      "\"boundingBoxes\":[{\"label\":\"cat\",\"left\":1,\"top\":2,\"width\":3,\"height\":5}]}}}}]}]");
  g_autoptr (GPtrArray) layers = NULL;
  g_autoptr (GwProjectInfo) info = NULL;
  g_autofree char *names = NULL;
  guint n = 0;

  run (import);
  g_assert_cmpint (gw_import_get_layer_kind (import), ==, GW_LAYER_KIND_ANSWERS);
  names = gw_import_report_list_annotators (gw_import_get_report (import));
  g_assert_cmpstr (names, ==, "kim, lee");
  layers = gw_store_list_layers (self->store, NULL, NULL);
  for (guint i = 0; i < layers->len; i++)
    n += ((const GwLayer *) g_ptr_array_index (layers, i))->kind == GW_LAYER_KIND_ANSWERS ? 1 : 0;
  g_assert_cmpuint (n, >=, 2);
  info = gw_store_get_info (self->store, NULL, NULL);
  g_assert_cmpint (info->n_objects, ==, 0);

  gw_import_set_layer (import, NULL);
  run (import);
  g_assert_cmpint (gw_import_get_layer_kind (import), ==, GW_LAYER_KIND_LABELS);
}

static void
test_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (
      self, "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"apple\",\"categoryAttributes\":[{\"name\":"
            "\"ripe\",\"type\":\"string\",\"enum\":[\"true\",\"false\"]}]},{\"label\":\"pear\"}]}");
  g_autoptr (GPtrArray) classes = NULL;

  run (import);
  g_assert_cmpuint (count_classes (self), ==, 2);
  classes = gw_store_list_classes (self->store, TRUE, NULL, NULL);
  g_assert_nonnull (gw_class_find_attribute (g_ptr_array_index (classes, 0), "ripe"));
  assert_title (import, "Imported Without Problems");

  /* The second time there is nothing in it. */
  run (import);
  g_assert_cmpuint (count_classes (self), ==, 2);
  assert_title (import, "Nothing Imported");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/import-formats/answers", Fixture, NULL, set_up, test_answers, tear_down);
  g_test_add ("/import-formats/classes", Fixture, NULL, set_up, test_classes, tear_down);

  return g_test_run ();
}
