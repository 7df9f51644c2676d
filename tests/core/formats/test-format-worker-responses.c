/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <png.h>
#include <string.h>

#include "gw-error.h"
#include "gw-mask.h"
#include "gw-worker-answers.h"

/* A worker response as the reference describes it; content: of the form. */
#define ANSWER(worker, content) \
  "{\"acceptanceTime\":\"2026-03-02T09:10:01.191Z\",\"submissionTime\":\"2026-03-02T09:10:44.321Z\"," \
  "\"timeSpentInSeconds\":40.5,\"workerId\":\"" worker "\",\"workerMetadata\":{\"identityData\":{" \
  "\"identityProviderType\":\"Cognito\",\"issuer\":\"https://idp.example/pool_1\"," \
  "\"sub\":\"0b6f7c1e-1111-2222-3333-444455556666\"}},\"answerContent\":" content "}"
#define LABEL(name) "{\"crowd-image-classifier\":{\"label\":\"" name "\"}}"
#define MANIFEST \
  "{\"source-ref\":\"s3://orchard/img/0001.jpg\",\"fruit\":0}\n" \
  "{\"source-ref\":\"s3://orchard/img/0002.jpg\"}\n" \
  "{\"source\":\"a text\"}\n"

static void
put (Fixture *self, const char *name, const char *text)
{
  g_autofree char *path = fixture_write (self, name, text);

  g_assert_nonnull (path);
}

static const char *
label_of (Fixture *self, guint record, guint i)
{
  return fixture_class (self, g_array_index (fixture_record (self, record)->labels, GwLabel, i).class_id);
}

/* --- the tree of a job ------------------------------------------------------------------ */

static char *
set_up_job (Fixture *self)
{
  put (self, "job/manifests/output/output.manifest", MANIFEST);
  put (self, "job/annotations/worker-response/iteration-1/0/2026-03-02_09-14-11.json",
       "{\"answers\":[" ANSWER ("private.local.3f9a", LABEL ("pear")) "," ANSWER ("private.local.77",
                                                                                  LABEL ("apple")) "]}");
  put (self, "job/annotations/worker-response/iteration-2/1/2026-03-02_10-14-11.json",
       "{\"answers\":[" ANSWER ("private.local.3f9a", LABEL ("apple")) "]}");
  return fixture_path (self, "job");
}

static void
test_job (Fixture *self, gconstpointer data)
{
  g_autofree char *job = set_up_job (self);
  g_autofree char *folder = g_build_filename (job, "annotations", "worker-response", NULL);
  g_autofree char *file = g_build_filename (folder, "iteration-1", "0", "2026-03-02_09-14-11.json", NULL);
  GwRecord *record;

  /* Of a job as a whole the result is meant. */
  g_assert_cmpstr (gw_format_detect (job, NULL, NULL, NULL)->name, ==, "sagemaker");
  g_assert_cmpstr (gw_format_detect (folder, NULL, NULL, NULL)->name, ==, "worker-responses");
  g_assert_cmpstr (gw_format_detect (file, NULL, NULL, NULL)->name, ==, "worker-responses");

  g_assert_true (fixture_read (self, "worker-responses", job, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpint (self->head->task, ==, GW_TASK_SINGLE_CLASS);
  g_assert_false (self->head->predictions);
  record = fixture_record (self, 0);
  g_assert_cmpstr (record->path, ==, "img/0001.jpg");
  g_assert_cmpstr (record->annotator, ==, "private.local.3f9a");
  g_assert_cmpstr (label_of (self, 0, 0), ==, "pear");
  g_assert_true (record->labeled);
  g_assert_cmpint (record->modified, ==, G_GINT64_CONSTANT (1772442644321));
  g_assert_nonnull (strstr (record->bag, "\"timeSpentInSeconds\":40.5"));
  g_assert_nonnull (strstr (record->bag, "\"acceptanceTime\":\"2026-03-02T09:10:01.191Z\""));
  g_assert_cmpstr (fixture_record (self, 1)->annotator, ==, "private.local.77");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "img/0001.jpg");
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "img/0002.jpg");
  g_assert_cmpuint (fixture_count (self, "image-duplicate"), ==, 0);
  /* How long answers took is told of once. */
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);

  /* The folder alone, and one file of it, find the manifest too. */
  g_assert_true (fixture_read (self, "worker-responses", folder, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_true (fixture_read (self, "worker-responses", file, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "img/0001.jpg");
}

/* A manifest further up is another's: nothing says that the answers are of its job. */
static void
test_other_job (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "top/mine/deep");

  put (self, "top/manifests/output/output.manifest", MANIFEST);
  put (self, "top/mine/deep/0/a.json", "{\"answers\":[" ANSWER ("kim", LABEL ("pear")) "]}");
  g_assert_false (fixture_read (self, "worker-responses", folder, NULL));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);
}

/* Older files and the public crowd's: no times but one, without a fraction. */
static void
test_old (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *manifest = fixture_write (self, "in.jsonl", MANIFEST);
  GwReadOptions options = { .manifest = manifest };

  put (self, "set/0/a.json",
       "{\"answers\":[{\"answerContent\":" LABEL (
           "pear") ",\"submissionTime\":\"2018-11-28T10:00:00Z\","
                   "\"workerId\":\"public.us-east-1.ABCDEFGHIJKLMNOPQRSTUVWXYZ\"}]}");
  g_assert_true (fixture_read (self, "worker-responses", folder, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpstr (fixture_record (self, 0)->annotator, ==, "public.us-east-1.ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  g_assert_cmpint (fixture_record (self, 0)->modified, ==, G_GINT64_CONSTANT (1543399200000));
  g_assert_null (fixture_record (self, 0)->bag);
}

/* Numbers mean nothing without their manifest, or with another. */
static void
test_manifest (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *right = fixture_write (self, "right.jsonl", MANIFEST);
  g_autofree char *other = fixture_write (self, "other.jsonl", "{\"source-ref\":\"1.jpg\"}\n");
  g_autofree char *none = fixture_path (self, "none.jsonl");
  GwReadOptions options = { .manifest = right };

  put (self, "set/1/a.json", "{\"answers\":[" ANSWER ("kim", LABEL ("pear")) "]}");
  put (self, "set/2/a.json", "{\"answers\":[" ANSWER ("kim", LABEL ("pear")) "]}");
  g_assert_false (fixture_read (self, "worker-responses", folder, NULL));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);
  g_assert_nonnull (strstr (self->error->message, "--manifest"));

  /* A line that is no image has no answers that could be used. */
  g_assert_true (fixture_read (self, "worker-responses", folder, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "img/0002.jpg");
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2); /* of the picture, too */

  options.manifest = other;
  g_assert_false (fixture_read (self, "worker-responses", folder, &options));
  g_assert_nonnull (strstr (self->error->message, "object 2"));
  options.manifest = none;
  g_assert_false (fixture_read (self, "worker-responses", folder, &options));

  options = (GwReadOptions) { .object_numbers = TRUE };
  g_assert_true (fixture_read (self, "worker-responses", folder, &options));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "1");
}

/* --- forms ------------------------------------------------------------------------------- */

static void
read_content (Fixture *self, const char *content)
{
  g_autofree char *text = g_strdup_printf ("{\"answers\":[{\"workerId\":\"w\",\"answerContent\":%s}]}", content);
  g_autofree char *path = NULL;

  put (self, "set/one.manifest", "{\"source-ref\":\"a.png\"}\n");
  path = fixture_write (self, "set/0/a.json", text);
  g_free (path);
  path = fixture_path (self, "set");
  g_assert_true (fixture_read (self, "worker-responses", path, NULL));
  fixture_assert_adds_up (self);
}

static void
test_forms (Fixture *self, gconstpointer data)
{
  const GwShape *shape;

  read_content (self, "{\"crowd-image-classifier\":{\"label\":\"pear\",\"workerComment\":\"stalk hidden\"}}");
  g_assert_cmpstr (label_of (self, 0, 0), ==, "pear");
  g_assert_cmpstr (gw_record_get_attribute (fixture_record (self, 0), "workerComment (w)"), ==, "stalk hidden");
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  g_assert_cmpuint (self->head->attributes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (self->head->attributes, 0), ==, "workerComment (w)");

  read_content (self, "{\"crowd-image-classifier\":{\"label\":\"pear\"},\"hard\":true,\"note\":null}");
  g_assert_cmpstr (gw_record_get_attribute (fixture_record (self, 0), "hard (w)"), ==, "true");
  g_assert_cmpuint (self->head->attributes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (self->head->attributes, 0), ==, "hard (w)");

  read_content (self, "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"apple\",\"leaf\"]}}");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 2);
  g_assert_cmpstr (label_of (self, 0, 1), ==, "leaf");
  g_assert_cmpint (self->head->task, ==, GW_TASK_MULTI_CLASS);

  read_content (self, "{\"boundingBox\":{\"boundingBoxes\":[{\"label\":\"apple\",\"left\":40,\"top\":31,\"width\":88,"
                      "\"height\":90}],\"inputImageProperties\":{\"width\":640,\"height\":480}}}");
  fixture_assert_box (self, 0, 0, 40, 31, 88, 90);
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 640);
  g_assert_cmpint (fixture_record (self, 0)->height, ==, 480);
  g_assert_cmpint (self->head->task, ==, GW_TASK_BOXES);

  read_content (self,
                "{\"annotatedResult\":{\"polygons\":[{\"label\":\"apple\",\"vertices\":[{\"x\":1,\"y\":2},{\"x\":9,"
                "\"y\":2},{\"x\":5,\"y\":8}]}],\"inputImageProperties\":{\"width\":640,\"height\":480}}}");
  shape = gw_object_get_shape (fixture_object (self, 0, 0));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, ==, 3);
  g_assert_cmpfloat (shape->as.polygon.rings[0].points[1].x, ==, 9);

  read_content (self,
                "{\"annotatedResult\":{\"polylines\":[{\"label\":\"edge\",\"vertices\":[{\"x\":1,\"y\":2},{\"x\":9,"
                "\"y\":2.5}]}],\"inputImageProperties\":{\"width\":640,\"height\":480}}}");
  shape = gw_object_get_shape (fixture_object (self, 0, 0));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYLINE);
  g_assert_cmpfloat (shape->as.line.points[1].y, ==, 2.5);

  read_content (self, "{\"annotatedResult\":{\"keypoints\":[{\"label\":\"eye\",\"x\":3,\"y\":4}],"
                      "\"inputImageProperties\":{\"width\":640,\"height\":480}}}");
  shape = gw_object_get_shape (fixture_object (self, 0, 0));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POINTS);
  g_assert_cmpfloat (shape->as.points.points[0].point.y, ==, 4);

  /* A person who saw nothing in the image has answered all the same. */
  read_content (self, "{\"boundingBox\":{\"boundingBoxes\":[],\"inputImageProperties\":{\"width\":6,\"height\":4}}}");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_true (fixture_record (self, 0)->labeled);
}

#define WIDTH 6
#define HEIGHT 3

/* A picture of three colors as base64. */
static char *
make_mask (Fixture *self)
{
  static const guint8 kinds[WIDTH * HEIGHT] = { 0, 1, 1, 0, 2, 0, 0, 1, 1, 0, 2, 0 };
  static const guint8 colors[3][3] = { { 0xff, 0xff, 0xff }, { 0x2c, 0xa0, 0x2c }, { 0x1f, 0x77, 0xb4 } };
  guint8 rows[WIDTH * HEIGHT * 3];
  g_autofree char *path = fixture_path (self, "mask.png");
  g_autofree char *bytes = NULL;
  gsize size;

  for (guint i = 0; i < WIDTH * HEIGHT; i++)
    memcpy (rows + 3 * (gsize) i, colors[kinds[i]], 3);
  fixture_png (self, "mask.png", &(FixturePng) { WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_RGB, FALSE, 0, NULL, NULL, rows });
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));

  return g_base64_encode ((const guchar *) bytes, size);
}

static void
test_masks (Fixture *self, gconstpointer data)
{
  g_autofree char *png = make_mask (self);
  g_autofree char *semantic = g_strdup_printf (
      "{\"crowd-semantic-segmentation\":{\"inputImageProperties\":{\"width\":6,\"height\":3},\"labelMappings\":{"
      "\"apple\":{\"color\":\"#2ca02c\"},\"pear\":{\"color\":\"#1f77b4\"},\"plum\":{\"color\":\"#ff7f0e\"}},"
      "\"labeledImage\":{\"pngImageData\":\"%s\"}}}",
      png);
  g_autofree char *instances = g_strdup_printf (
      "{\"annotatedResult\":{\"instances\":[{\"color\":\"#2ca02c\",\"label\":\"apple\"},{\"color\":\"#1f77b4\","
      "\"label\":\"apple\"}],\"labeledImage\":{\"pngImageData\":\"%s\"},\"inputImageProperties\":{\"width\":6,"
      "\"height\":3}}}",
      png);
  g_autofree char *nameless = g_strdup_printf ("{\"annotatedResult\":{\"instances\":[{\"color\":\"#2ca02c\"},{"
                                               "\"color\":\"#1f77b4\",\"label\":\"apple\"}],\"labeledImage\":{"
                                               "\"pngImageData\":\"%s\"}}}",
                                               png);
  g_autofree char *other_size = g_strdup_printf (
      "{\"s\":{\"inputImageProperties\":{\"width\":7,\"height\":3},\"labelMappings\":{\"apple\":{\"color\":"
      "\"#2ca02c\"}},\"labeledImage\":{\"pngImageData\":\"%s\"}}}",
      png);

  /* In the order of their colors. */
  read_content (self, semantic);
  g_assert_cmpint (self->head->task, ==, GW_TASK_MASKS);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 0))->as.mask), ==, 2);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 1))->as.mask), ==, 4);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "pear");

  /* Two objects of one class, each of its own color. */
  read_content (self, instances);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 0))->as.mask), ==, 2);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 1))->as.mask), ==, 4);

  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 1))), ==, "apple");
  read_content (self, nameless);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);

  read_content (self, other_size);
  g_assert_cmpuint (fixture_count (self, "mask-size"), ==, 1);
  read_content (self, "{\"s\":{\"labelMappings\":{\"a\":{\"color\":\"#2ca02c\"}},\"labeledImage\":{\"pngImageData\":"
                      "\"bm8gcG5n\"}}}");
  g_assert_cmpuint (fixture_count (self, "image-unreadable"), ==, 1);
  read_content (self, "{\"s\":{\"labelMappings\":{\"a\":{\"color\":\"#2ca02c\"}}}}");
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *content;
    const char *code;
    guint n_labels; /* that are left */
  } cases[] = {
    { "{\"f\":{\"label\":5}}", "value-type", 0 },
    { "{\"f\":{\"label\":\"\\u0000\"}}", "value-type", 0 },
    { "{\"f\":{\"labels\":[\"\"]}}", "class-unknown", 0 },
    { "{\"f\":{\"labels\":\"a\"}}", "value-type", 0 },
    { "{\"f\":{\"labels\":[\"a\",\"a\"]}}", "object-duplicate", 1 },
    { "{\"f\":{\"boundingBoxes\":[5,{\"label\":\"a\",\"left\":1,\"top\":1,\"width\":2,\"height\":2}]}}", "value-type",
      1 },
    { "{\"f\":{\"boundingBoxes\":[{\"left\":1,\"top\":1,\"width\":2,\"height\":2}]}}", "class-unknown", 0 },
    { "{\"f\":{\"boundingBoxes\":[{\"label\":\"a\",\"left\":1,\"top\":1,\"width\":2}]}}", "coord-not-finite", 0 },
    { "{\"f\":{\"boundingBoxes\":[{\"label\":\"a\",\"left\":1,\"top\":1,\"width\":NaN,\"height\":2}]}}",
      "coord-not-finite", 0 },
    { "{\"f\":{\"boundingBoxes\":[{\"label\":\"a\",\"left\":1,\"top\":1,\"width\":0,\"height\":2}]}}", "box-degenerate",
      0 },
    { "{\"f\":{\"polygons\":[{\"label\":\"a\",\"vertices\":[{\"x\":1,\"y\":1},{\"x\":2,\"y\":2}]}]}}", "ring-short",
      0 },
    { "{\"f\":{\"polygons\":[{\"label\":\"a\",\"vertices\":[{\"x\":1,\"y\":1},{\"x\":2},{\"x\":3,\"y\":3}]}]}}",
      "coord-not-finite", 0 },
    { "{\"f\":{\"entities\":[{\"label\":\"a\"}]}}", "label-foreign", 0 },
    { "[1]", "value-type", 0 },
    { "5", "value-type", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].content);
      read_content (self, cases[i].content);
      g_assert_cmpuint (fixture_count (self, cases[i].code), >=, 1);
      g_assert_cmpuint (fixture_record (self, 0)->labels->len + fixture_record (self, 0)->objects->len, ==,
                        cases[i].n_labels);
    }
}

/* What is wrong with an answer or a file takes nothing else with it. */
static void
test_bad_files (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *broken = NULL;

  put (self, "set/one.manifest", "{\"source-ref\":\"a.png\"}\n{\"source-ref\":\"b.png\"}\n");
  put (
      self, "set/0/a.json",
      "{\"answers\":[5,{\"answerContent\":" LABEL ("pear") "},{\"workerId\":\"w\"}," ANSWER ("w", LABEL ("pear")) "]}");
  broken = fixture_write (self, "set/1/a.json", "{\"answers\":[" ANSWER ("w", LABEL ("apple")) ",");
  put (self, "set/note.json", "{\"labels\":[]}");
  g_assert_true (fixture_read (self, "worker-responses", folder, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "truncated-file"), ==, 1);

  g_assert_false (fixture_read (self, "worker-responses", broken, NULL));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_TRUNCATED);
}

/* --- consolidation ---------------------------------------------------------------------------- */

#define BATCH \
  "[{\"datasetObjectId\":\"0\",\"dataObject\":{\"s3Uri\":\"s3://orchard/img/0001.jpg\"},\"annotations\":[" \
  "{\"workerId\":\"private.local.3f9a\",\"annotationData\":{\"content\":\"{\\\"crowd-image-classifier\\\":{" \
  "\\\"label\\\":\\\"pear\\\"}}\"}},{\"workerId\":\"kim\",\"annotationData\":{\"content\":{\"f\":{\"label\":" \
  "\"apple\"}}}},{\"workerId\":\"lee\",\"annotationData\":{\"s3Uri\":\"s3://elsewhere\"}}]}]"

static void
test_batch (Fixture *self, gconstpointer data)
{
  g_autofree char *batch = fixture_write (self, "annotations.json", BATCH);
  g_autofree char *request = fixture_write (
      self, "request.json",
      "{\"version\":\"2018-10-16\",\"labelingJobArn\":\"local:labeling-job/fruit-1\",\"labelCategories\":[\"apple\","
      "\"pear\"],\"labelAttributeName\":\"fruit\",\"roleArn\":\"\",\"payload\":{\"s3Uri\":\"file:annotations.json\"}}");
  g_autofree char *lost = fixture_write (
      self, "lost.json",
      "{\"version\":\"2018-10-16\",\"labelAttributeName\":\"fruit\",\"payload\":{\"s3Uri\":\"file:../annotations\"}}");
  g_autofree char *result = fixture_write (
      self, "set/result.json",
      "[{\"datasetObjectId\":\"1\",\"consolidatedAnnotation\":{\"content\":{\"fruit\":{\"label\":\"pear\"}}}}]");

  g_assert_cmpstr (gw_format_detect (batch, NULL, NULL, NULL)->name, ==, "worker-responses");
  g_assert_true (fixture_read (self, "worker-responses", batch, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "img/0001.jpg");
  g_assert_cmpstr (fixture_record (self, 0)->annotator, ==, "private.local.3f9a");
  g_assert_cmpstr (label_of (self, 0, 0), ==, "pear");
  g_assert_cmpstr (fixture_record (self, 1)->annotator, ==, "kim");
  g_assert_cmpstr (label_of (self, 1, 0), ==, "apple");
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);

  /* A request names the batch, and its classes in their order. */
  g_assert_cmpstr (gw_format_detect (request, NULL, NULL, NULL)->name, ==, "worker-responses");
  g_assert_true (fixture_read (self, "worker-responses", request, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 0)), ==, "apple");
  g_assert_false (fixture_read (self, "worker-responses", lost, NULL));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);

  /* What came out of it is nobody's answer. */
  put (self, "set/in.manifest", MANIFEST);
  g_assert_true (fixture_read (self, "worker-responses", result, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "img/0002.jpg");
  g_assert_null (fixture_record (self, 0)->annotator);
  g_assert_cmpstr (label_of (self, 0, 0), ==, "pear");
}

/* Answers for consolidating: objects go by their numbers. */
static void
test_answers (Fixture *self, gconstpointer data)
{
  g_autofree char *job = set_up_job (self);
  g_autofree char *nothing = fixture_path (self, "job/manifests");
  g_autoptr (GError) error = NULL;
  g_autoptr (GwWorkerAnswers) answers = gw_worker_answers_read (job, self->problems, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answers->n, ==, 3);
  g_assert_cmpuint (answers->objects->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (answers->objects, 0), ==, "0");
  g_assert_cmpstr (g_ptr_array_index (answers->objects, 1), ==, "1");
  g_assert_cmpuint (answers->workers->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (answers->labels, 0), ==, "apple");
  g_assert_cmpint (answers->label[0], ==, 1);
  g_assert_cmpint (answers->label[1], ==, 0);
  g_assert_cmpint (answers->worker[2], ==, 0);
  g_assert_null (gw_worker_answers_read (nothing, self->problems, NULL, NULL, &error));
}

/* --- human loops --------------------------------------------------------------------------------- */

#define IDENTITY \
  "\"workerMetadata\":{\"identityData\":{\"identityProviderType\":\"Cognito\",\"issuer\":\"https://idp.example/pool_1\"," \
  "\"sub\":\"d0b3\"}}"

static void
test_review (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (
      self, "out/fruit-review/2026/03/02/09/10/01/fruit-0001/output.json",
      "{\"flowDefinitionArn\":\"local:flow-definition/fruit-review\",\"humanAnswers\":[{\"acceptanceTime\":"
      "\"2026-03-02T09:10:01.191Z\",\"answerContent\":{\"category\":{\"labels\":[\"pear\"]}},\"submissionTime\":"
      "\"2026-03-02T09:10:44.321Z\",\"timeSpentInSeconds\":40.5,\"workerId\":\"a4d8700a\"," IDENTITY
      "}],\"humanLoopName\":\"fruit-0001\",\"inputContent\":{\"initialValue\":\"apple\",\"taskObject\":"
      "\"s3://orchard/img/0001.jpg\"}}");
  g_autofree char *folder = fixture_path (self, "out");

  g_assert_cmpstr (gw_format_detect (file, NULL, NULL, NULL)->name, ==, "a2i");
  g_assert_cmpstr (gw_format_detect (folder, NULL, NULL, NULL)->name, ==, "a2i");
  put (self, "out/fruit-review/2026/03/02/09/10/02/fruit-0002/output.json",
       "{\"flowDefinitionArn\":\"f\",\"humanAnswers\":[{\"answerContent\":{\"category\":{\"label\":\"apple\"},\"note\":"
       "\"hard\"},\"submissionTime\":\"2020-01-02T09:10:44Z\",\"workerId\":\"b\"}],\"humanLoopName\":\"Fruit-2\","
       "\"inputContent\":{\"text\":\"Look at it\",\"picture\":\"s3://orchard/img/0002.jpg\"}}");
  g_assert_true (fixture_read (self, "a2i", folder, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "img/0001.jpg");
  g_assert_cmpstr (fixture_record (self, 0)->annotator, ==, "a4d8700a");
  g_assert_cmpstr (label_of (self, 0, 0), ==, "pear");
  g_assert_cmpint (fixture_record (self, 0)->modified, ==, G_GINT64_CONSTANT (1772442644321));
  g_assert_nonnull (strstr (fixture_record (self, 0)->bag, "\"sub\":\"d0b3\""));
  g_assert_nonnull (strstr (fixture_record (self, 0)->bag, "\"humanLoopName\":\"fruit-0001\""));
  g_assert_nonnull (
      strstr (fixture_record (self, 0)->bag, "\"flowDefinitionArn\":\"local:flow-definition/fruit-review\""));
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "img/0002.jpg");
  g_assert_cmpstr (label_of (self, 1, 0), ==, "apple");
  g_assert_cmpstr (gw_record_get_attribute (fixture_record (self, 1), "note (b)"), ==, "hard");
}

static void
test_review_built_in (Fixture *self, gconstpointer data)
{
  static const char output[] =
      "{\"awsManagedHumanLoopRequestSource\":\"AWS/Rekognition/DetectModerationLabels/Image/V3\","
      "\"flowDefinitionArn\":\"f\",\"humanAnswers\":[{\"answerContent\":{"
      "\"AWS/Rekognition/DetectModerationLabels/Image/V3\":{\"moderationLabels\":[{\"name\":\"Suggestive\","
      "\"parentName\":\"\"},{\"name\":\"Smoking\",\"parentName\":\"Tobacco\"}]}},\"workerId\":\"b\"},"
      "{\"answerContent\":{\"AWS/Rekognition/DetectModerationLabels/Image/V3\":{\"moderationLabels\":[]}},"
      "\"workerId\":\"c\"},{\"answerContent\":{\"AWS/Textract/AnalyzeDocument/Forms/V1\":{\"blocks\":[{\"id\":\"1\"}]}},"
      "\"workerId\":\"d\"}],\"humanLoopName\":\"m-1\",\"inputContent\":{\"aiServiceRequest\":{\"humanLoopConfig\":{"
      "\"flowDefinitionArn\":\"...\",\"humanLoopName\":\"m-1\"},\"image\":{\"s3Object\":{\"bucket\":\"b\",\"name\":"
      "\"in/x.jpg\"}}},\"aiServiceResponse\":{\"moderationLabels\":[],\"moderationModelVersion\":\"3.0\"},"
      "\"selectedAiServiceResponse\":{\"moderationLabels\":[{\"confidence\":96.7,\"name\":\"Suggestive\",\"parentName\":"
      "\"\"}],\"moderationModelVersion\":\"3.0\"}}}";

  g_assert_true (fixture_read_text (self, "a2i", output));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "in/x.jpg");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 2);
  g_assert_cmpstr (label_of (self, 0, 1), ==, "Smoking");
  g_assert_cmpint (self->head->task, ==, GW_TASK_MULTI_CLASS);
  g_assert_cmpuint (fixture_record (self, 1)->labels->len, ==, 0);
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 2); /* what the service noted is told of too */
  g_assert_false (fixture_record (self, 2)->labeled);
}

static void
test_review_bad (Fixture *self, gconstpointer data)
{
  g_autofree char *responses = fixture_write (self, "w.json", "{\"answers\":[" ANSWER ("w", LABEL ("a")) "]}");

  /* Nothing tells what was reviewed. */
  g_assert_true (
      fixture_read_text (self, "a2i",
                         "{\"humanAnswers\":[{\"answerContent\":{\"c\":{\"label\":\"a\"}},\"workerId\":\"b\"}],"
                         "\"inputContent\":{\"text\":\"no picture\"}}"));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 0);
  g_assert_true (fixture_read_text (self, "a2i", "{\"humanAnswers\":[]}"));
  g_assert_cmpuint (self->records->len, ==, 0);
  g_assert_true (
      fixture_read_text (self, "a2i",
                         "{\"humanAnswers\":[{\"answerContent\":{\"c\":{\"label\":\"a\"}},\"workerId\":\"b\"}],"
                         "\"inputContent\":{\"taskObject\":\"../../etc/x.jpg\"}}"));
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 1);
  g_assert_false (fixture_read_text (self, "a2i", "{\"humanAnswers\":[{"));
  g_assert_false (fixture_read_text (self, "a2i", "[]"));
  g_assert_false (fixture_read (self, "a2i", responses, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/worker-responses/of-a-job", test_job);
  FIXTURE_TEST ("/worker-responses/of-another-job", test_other_job);
  FIXTURE_TEST ("/worker-responses/old-ones", test_old);
  FIXTURE_TEST ("/worker-responses/need-their-manifest", test_manifest);
  FIXTURE_TEST ("/worker-responses/forms", test_forms);
  FIXTURE_TEST ("/worker-responses/masks", test_masks);
  FIXTURE_TEST ("/worker-responses/rejects-only-the-bad", test_bad);
  FIXTURE_TEST ("/worker-responses/broken-files", test_bad_files);
  FIXTURE_TEST ("/worker-responses/batches", test_batch);
  FIXTURE_TEST ("/worker-responses/answers-of-a-folder", test_answers);
  FIXTURE_TEST ("/a2i/custom", test_review);
  FIXTURE_TEST ("/a2i/built-in", test_review_built_in);
  FIXTURE_TEST ("/a2i/bad", test_review_bad);

  return g_test_run ();
}
