/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the format of a source says of an import: whose labels they are, and sources that
 * have classes alone, or nothing that can be used.
 */

#include "gw-import.h"
#include "gw-limits.h"
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

#define COMMON(type) \
  "\"type\":\"groundtruth/" type "\",\"job-name\":\"labeling-job/x\",\"human-annotated\":\"yes\"," \
  "\"creation-date\":\"2026-03-02T09:14:11.502114\""
#define LABEL(name, index, class, type) \
  "\"" name "\":" index ",\"" name "-metadata\":{\"class-name\":\"" class "\"," COMMON (type) "}"

static const char chained[] = "{\"source-ref\":\"1.png\"," LABEL (
    "labels-a", "0", "cat",
    "image-classification") "," LABEL ("labels-a-verification", "1", "bad",
                                       "label-verification") "}\n"
                                                             "{\"source-ref\":\"2.png\"," LABEL (
                                                                 "labels-a", "1", "dog", "image-classification") "}\n";

static gint64
find_layer (Fixture *self, const char *name)
{
  g_autoptr (GPtrArray) layers = gw_store_list_layers (self->store, NULL, NULL);

  for (guint i = 0; i < layers->len; i++)
    {
      const GwLayer *layer = g_ptr_array_index (layers, i);

      if (layer->kind == GW_LAYER_KIND_ANSWERS && g_strcmp0 (layer->name, name) == 0)
        return layer->id;
    }
  return 0;
}

static gboolean
take_names (GwRecord *record, gpointer data, GError **error)
{
  GString *text = data;

  g_string_append_printf (text, "%s:%u ", record->path, record->labels->len);
  return TRUE;
}

static char *
describe_layer (Fixture *self, gint64 layer)
{
  GString *text = g_string_new (NULL);

  g_assert_true (gw_store_export (self->store, NULL, layer, take_names, text, NULL, NULL));
  return g_string_free (text, FALSE);
}

/* Jobs that were chained are layers beside the labels, and all of it one import. */
static void
test_layers (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (self, chained);
  g_autofree char *own = NULL;
  g_autofree char *layer = NULL;
  g_autofree char *none = NULL;
  g_autoptr (GError) error = NULL;

  run (import);
  g_assert_cmpint (gw_import_get_layer_kind (import), ==, GW_LAYER_KIND_LABELS);
  g_assert_cmpuint (gw_import_get_report (import)->images_read, ==, 2);
  g_assert_cmpint (find_layer (self, "labels-a-verification"), !=, 0);
  own = describe_layer (self, GW_LAYER_LABELS);
  layer = describe_layer (self, find_layer (self, "labels-a-verification"));
  g_assert_cmpstr (own, ==, "1.png:1 2.png:1 ");
  g_assert_cmpstr (layer, ==, "1.png:1 2.png:0 ");

  gw_import_undo (import, NULL, &error);
  g_assert_no_error (error);
  none = describe_layer (self, GW_LAYER_LABELS);
  g_assert_cmpstr (none, ==, "");
}

/* Where all is to go to one layer, the first attribute is all. */
static void
test_layers_given (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (self, chained);
  g_autoptr (GwLayer) kim = gw_layer_new (GW_LAYER_KIND_ANSWERS, "kim", NULL);

  gw_import_set_layer (import, kim);
  run (import);
  g_assert_cmpint (find_layer (self, "kim"), !=, 0);
  g_assert_cmpint (find_layer (self, "labels-a-verification"), ==, 0);
}

static const char skips[] =
    "[{\"data\":{\"image\":\"1.png\"},\"annotations\":[{\"completed_by\":1,\"was_cancelled\":true,\"result\":[]}]},"
    "{\"data\":{\"image\":\"2.png\"},\"annotations\":[{\"completed_by\":1,\"ground_truth\":true,\"result\":["
    "{\"id\":\"a\",\"type\":\"choices\",\"from_name\":\"c\",\"to_name\":\"image\",\"value\":{\"choices\":[\"cat\"]}}]}]}]";

static gboolean
take_marks (GwRecord *record, gpointer data, GError **error)
{
  GString *text = data;

  g_string_append_printf (text, "%s:%s%s ", record->path, record->skipped ? "skipped" : "",
                          record->tags != NULL && record->tags[0] != NULL ? record->tags[0] : "");
  return TRUE;
}

static char *
describe_marks (Fixture *self)
{
  GString *text = g_string_new (NULL);

  g_assert_true (gw_store_export (self->store, NULL, GW_LAYER_LABELS, take_marks, text, NULL, NULL));
  return g_string_free (text, FALSE);
}

/* What a person has set aside is marked so, until it is labeled; gold answers are a tag. */
static void
test_marks (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (self, skips);
  g_autoptr (GwImport) labels = NULL;
  g_autofree char *marks = NULL;
  g_autofree char *later = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  run (import);
  marks = describe_marks (self);
  g_assert_cmpstr (marks, ==, "1.png:skipped 2.png:gold ");

  labels = start (self, "{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n");
  gw_import_set_format (labels, gw_format_find ("gw-jsonl", NULL));
  run (labels);
  later = describe_marks (self);
  g_assert_cmpstr (later, ==, "1.png: 2.png:gold ");
  gw_import_undo (labels, NULL, &error);
  g_assert_no_error (error);
  undone = describe_marks (self);
  g_assert_cmpstr (undone, ==, "1.png:skipped 2.png:gold ");
}

/* One of several people who set an image aside leaves it to the others. */
static void
test_marks_of_people (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (
      self,
      "[{\"data\":{\"image\":\"1.png\"},\"annotations\":[{\"completed_by\":1,\"was_cancelled\":true,\"result\":[]},"
      "{\"completed_by\":2,\"result\":[{\"id\":\"a\",\"type\":\"choices\",\"from_name\":\"c\",\"to_name\":\"image\","
      "\"value\":{\"choices\":[\"cat\"]}}]},{\"completed_by\":3,\"result\":[]}]}]");
  g_autofree char *marks = NULL;

  run (import);
  g_assert_cmpint (gw_import_get_layer_kind (import), ==, GW_LAYER_KIND_ANSWERS);
  marks = describe_marks (self);
  g_assert_cmpstr (marks, ==, "1.png:skipped ");
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

/* A class without a name costs itself; where there is no other nothing is done. */
static void
test_classes_left_out (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (self, "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"apple\"},"
                                             "{\"label\":\" \"},{\"label\":\"pear\"}]}");
  g_autoptr (GwImport) none = NULL;

  g_assert_true (gw_import_check (import, NULL, NULL, NULL));
  g_assert_cmpuint (gw_import_get_report (import)->n_classes_new, ==, 2);
  run (import);
  g_assert_cmpuint (gw_import_get_report (import)->n_classes_new, ==, 2);
  g_assert_cmpuint (count_classes (self), ==, 2);
  assert_title (import, "Imported With 1 Kind of Problem");
  g_assert_cmpint (gw_import_report_get_exit_code (gw_import_get_report (import)), ==, 2);

  none = start (self, "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\" \"}]}");
  run (none);
  g_assert_cmpuint (count_classes (self), ==, 2);
  g_assert_cmpint (gw_import_report_get_exit_code (gw_import_get_report (none)), ==, 3);
}

/* A picture that stands in the file is written beside it by the import, and not by looking at it first. */
static void
test_embedded (Fixture *self, gconstpointer data)
{
  static const char text[] = "{\"shapes\":[{\"label\":\"cat\",\"points\":[[0,0],[2,1]],\"shape_type\":\"rectangle\"}],"
                             "\"imagePath\":\"a.png\",\"imageData\":\"iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAAAAAC4HznGAAAA"
                             "DklEQVR4nGNgZGJmAGIAADQADXMjh/AAAAAASUVORK5CYII=\"}";
  g_autoptr (GwImport) import = start (self, text);
  g_autofree char *picture = g_build_filename (self->folder, "a.png", NULL);

  gw_import_set_options (import, &(GwReadOptions) { .embedded = GW_EMBEDDED_EXTRACT });
  g_assert_true (gw_import_check (import, NULL, NULL, NULL));
  g_assert_cmpuint (gw_import_get_report (import)->images_missing, ==, 0);
  g_assert_cmpuint (gw_import_get_report (import)->images_new, ==, 1);
  g_assert_false (g_file_test (picture, G_FILE_TEST_EXISTS));

  run (import);
  g_assert_cmpuint (gw_import_get_report (import)->images_missing, ==, 0);
  g_assert_cmpuint (gw_import_get_report (import)->images_new, ==, 1);
  g_assert_true (g_file_test (picture, G_FILE_TEST_IS_REGULAR));
}

/* Many classes cost a look each, and not at all others: in an empty project, and where all are there. */
static void
test_many_classes (Fixture *self, gconstpointer data)
{
  enum
  {
    N = 30000
  };
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1}\n{\"image\":\"a.png\",\"labels\":[\"0\"");

  for (int i = 1; i < N; i++)
    g_string_append_printf (text, ",\"%d\"", i);
  g_string_append (text, "]}\n");
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GwImport) import = start (self, text->str);
      g_autoptr (GPtrArray) classes = NULL;

      run (import);
      classes = gw_store_list_classes (self->store, TRUE, NULL, NULL);
      g_assert_cmpuint (classes->len, ==, N);
      g_assert_cmpint (gw_class_get_position (g_ptr_array_index (classes, N - 1)), ==, N - 1);
    }
}

/* --- images that are left out or missing ------------------------------------------------ */

#define HEAD "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"dog\"}]}\n"

/* Where all is left out nothing is done, not even to the classes. */
static void
test_nothing_left (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (self, HEAD "{\"image\":\"\\u0001.png\",\"labels\":[\"cat\"]}\n");

  run (import);
  g_assert_cmpint (gw_import_report_get_exit_code (gw_import_get_report (import)), ==, 3);
  g_assert_cmpuint (gw_import_get_report (import)->n_classes_new, ==, 0);
  g_assert_cmpuint (count_classes (self), ==, 0);
}

/* What two people say of one image is one picture that is missing. */
static void
test_missing_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) import = start (self, HEAD "{\"image\":\"1.png\",\"annotator\":\"kim\",\"labels\":[\"cat\"]}\n"
                                                  "{\"image\":\"1.png\",\"annotator\":\"lee\",\"labels\":[\"dog\"]}\n");
  const GwImportReport *report;

  run (import);
  report = gw_import_get_report (import);
  g_assert_cmpuint (report->images_missing, ==, 1);
  g_assert_cmpuint (gw_problems_count_code (report->problems, "path-missing"), ==, 1);
  g_assert_cmpuint (gw_problems_count_code (report->problems, "size-missing"), ==, 1);
  g_assert_cmpuint (report->labels_used, ==, 2);
}

/* What the image has already stays, and the report says so; the rehearsal too. */
static void
test_attributes (Fixture *self, gconstpointer data)
{
  g_autoptr (GwImport) first = start (
      self, HEAD "{\"image\":\"1.png\",\"labels\":[\"cat\"],\"attributes\":{\"weather\":\"rain\",\"iso\":400}}\n");
  g_autoptr (GwImport) second = NULL;
  const GwImportReport *report;

  run (first);
  report = gw_import_get_report (first);
  g_assert_cmpint (report->counts.attributes_added, ==, 2);
  g_assert_cmpuint (gw_problems_count_code (report->problems, "attribute-differs"), ==, 0);

  second = start (self, HEAD "{\"image\":\"1.png\",\"labels\":[\"cat\"],\"attributes\":{\"weather\":\"snow\","
                             "\"iso\":400,\"lens\":\"wide\"}}\n");
  g_assert_true (gw_import_check (second, NULL, NULL, NULL));
  report = gw_import_get_report (second);
  g_assert_cmpuint (gw_problems_count_code (report->problems, "attribute-differs"), ==, 1);
  run (second);
  report = gw_import_get_report (second);
  g_assert_cmpint (report->counts.attributes_added, ==, 1);
  g_assert_cmpint (report->counts.attributes_kept, ==, 1);
  g_assert_cmpuint (gw_problems_count_code (report->problems, "attribute-differs"), ==, 1);
}

/* However many imports bring them. */
static void
test_most_attributes (Fixture *self, gconstpointer data)
{
  const guint most = (guint) gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES);
  g_autoptr (GString) text = g_string_new (HEAD "{\"image\":\"1.png\",\"attributes\":{\"first\":\"x\"");
  g_autoptr (GwImport) first = NULL;
  g_autoptr (GwImport) second = NULL;
  const GwImportReport *report;

  for (guint i = 1; i < most; i++)
    g_string_append_printf (text, ",\"a%u\":\"x\"", i);
  g_string_append (text, "}}\n");
  first = start (self, text->str);
  run (first);
  report = gw_import_get_report (first);
  g_assert_cmpint (report->counts.attributes_added, ==, most);
  g_assert_cmpuint (gw_problems_count_code (report->problems, "limit"), ==, 0);

  second = start (self, HEAD "{\"image\":\"1.png\",\"attributes\":{\"first\":\"x\",\"more\":\"x\",\"most\":\"x\"}}\n");
  g_assert_true (gw_import_check (second, NULL, NULL, NULL));
  g_assert_cmpint (gw_import_get_report (second)->counts.attributes_cut, ==, 2);
  run (second);
  report = gw_import_get_report (second);
  g_assert_cmpint (report->counts.attributes_added, ==, 0);
  g_assert_cmpint (report->counts.attributes_cut, ==, 2);
  g_assert_cmpuint (gw_problems_count_code (report->problems, "limit"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/import-formats/answers", Fixture, NULL, set_up, test_answers, tear_down);
  g_test_add ("/import-formats/layers", Fixture, NULL, set_up, test_layers, tear_down);
  g_test_add ("/import-formats/layers/given", Fixture, NULL, set_up, test_layers_given, tear_down);
  g_test_add ("/import-formats/marks", Fixture, NULL, set_up, test_marks, tear_down);
  g_test_add ("/import-formats/marks/people", Fixture, NULL, set_up, test_marks_of_people, tear_down);
  g_test_add ("/import-formats/classes", Fixture, NULL, set_up, test_classes, tear_down);
  g_test_add ("/import-formats/classes/many", Fixture, NULL, set_up, test_many_classes, tear_down);
  g_test_add ("/import-formats/classes/left-out", Fixture, NULL, set_up, test_classes_left_out, tear_down);
  g_test_add ("/import-formats/nothing-left", Fixture, NULL, set_up, test_nothing_left, tear_down);
  g_test_add ("/import-formats/missing-once", Fixture, NULL, set_up, test_missing_once, tear_down);
  g_test_add ("/import-formats/attributes", Fixture, NULL, set_up, test_attributes, tear_down);
  g_test_add ("/import-formats/attributes/most", Fixture, NULL, set_up, test_most_attributes, tear_down);
  g_test_add ("/import-formats/embedded", Fixture, NULL, set_up, test_embedded, tear_down);

  return g_test_run ();
}
