/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Manifests of jobs that go on: inputs, verdicts, adjustments, failures, and what is trained
 * with. What one attribute is, test-format-sagemaker.c asks.
 */

#include "formats-fixture.h"
#include "manifest-lines.h"

#include <math.h>
#include <png.h>
#include <string.h>

#include "gw-error.h"
#include "gw-mask.h"
#include "gw-time.h"

/* --- inputs ------------------------------------------------------------------------------ */

/* Lines without labels, lines with a person's own keys, another end of lines, inline text. */
static void
test_input (Fixture *self, gconstpointer data)
{
  static const char input[] =
      "{\"source-ref\":\"s3://orchard/img/0001.jpg\",\"camera\":\"north-gate\",\"batch\":7}\r\n"
      "{\"source-ref\":\"s3://orchard/img/0002.jpg\",\"fruit\":2,\"fruit-metadata\":{\"class-name\":\"pear\","
      "\"confidence\":0.94," COMMON (
          "image-classification") "}}\r\n"
                                  "{\"source\":\"a text\"}\r\n"
                                  "{\"source-ref\":\"s3://orchard/a b%20c.jpg\",\"my-metadata\":{\"type\":\"mine\"}}\r\n";
  g_autofree char *path = fixture_write (self, "in.manifest", input);
  g_autofree char *out = NULL;

  g_assert_cmpstr (gw_format_detect (path, NULL, NULL, NULL)->name, ==, "sagemaker");
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_false (fixture_record (self, 0)->labeled);
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "a b%20c.jpg");
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  out = fixture_load (self, "out/output.manifest");
  g_assert_cmpint (strchr (out, '\r') == NULL, ==, TRUE);
  g_assert_nonnull (strstr (out, "\"camera\":\"north-gate\",\"batch\":7}\n"));
  g_assert_nonnull (strstr (out, "{\"source\":\"a text\"}\n"));
}

/* A failed object has metadata alone, and counts as not labeled. */
static void
test_failed (Fixture *self, gconstpointer data)
{
  static const char failed[] =
      "{\"source-ref\":\"1.jpg\",\"fruit-metadata\":{\"failure-reason\":\"ClientError: The image is too large.\"," COMMON (
          "image-classification") "}}\n"
                                  "{\"source-ref\":\"2.jpg\",\"fruit\":0,\"fruit-metadata\":{\"class-name\":\"a\"," COMMON (
                                      "image-classification") "}}\n";
  g_autofree char *path = fixture_write (self, "in.manifest", failed);
  g_autofree char *out = NULL;

  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_false (fixture_record (self, 0)->labeled);
  g_assert_cmpuint (fixture_record (self, 1)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "label-failed"), ==, 1);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  out = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (out, ==, failed);
}

/* Where all have failed, that is told too, and labels go where the job would have put them. */
static void
test_failed_all (Fixture *self, gconstpointer data)
{
#define FAILED(image, reason) \
  "{\"source-ref\":\"" image "\",\"fruit-box-metadata\":{\"failure-reason\":\"" reason \
  "\"," COMMON ("object-detection") "}}\n"
  static const char failed[] = FAILED ("1.jpg", "ClientError: Too large.") FAILED ("2.jpg", "Declined: Nobody.");
  g_autofree char *path = fixture_write (self, "in.manifest", failed);
  g_autofree char *beside = fixture_write (
      self, "beside.manifest",
      "{\"source-ref\":\"1.jpg\",\"fruit\":0,\"fruit-metadata\":{\"class-name\":"
      "\"a\"," COMMON ("image-classification") "},\"fruit-box-metadata\":{"
                                               "\"failure-reason\":\"Declined: Nobody.\"," COMMON (
                                                   "object-detection") "}}\n");
  GwReadOptions options = { .attribute = "fruit" };

  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "label-failed"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "label-unpaired"), ==, 0);
  g_assert_false (fixture_record (self, 0)->labeled);
  g_assert_true (self->head->has_task);
  g_assert_cmpint (self->head->task, ==, GW_TASK_BOXES);
  g_assert_nonnull (strstr (self->head->bag, "\"fruit-box\""));

  /* What another job has failed in is told of, and does not change what the labels are; nor where a person asks
   * for those of one.
   */
  g_assert_true (fixture_read (self, "sagemaker", beside, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "label-failed"), ==, 1);
  g_assert_cmpint (self->head->task, ==, GW_TASK_SINGLE_CLASS);
  g_assert_true (fixture_read (self, "sagemaker", beside, &options));
  g_assert_cmpuint (fixture_count (self, "label-failed"), ==, 0);
}

/* Writes what was read last, record by record. (transfer full): the lines */
static char *
write_records (Fixture *self, const char *target)
{
  g_autofree char *folder = fixture_path (self, target);
  g_autofree char *name = g_build_filename (target, "output.manifest", NULL);
  GwWriter *writer = gw_format_create (gw_format_find ("sagemaker", NULL), folder, self->head, NULL, self->problems,
                                       NULL);

  for (guint i = 0; i < self->records->len; i++)
    g_assert_true (gw_writer_write (writer, fixture_record (self, i), NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);

  return fixture_load (self, name);
}

/* Labeled after all, an image has no reason any more why it was not. */
static void
test_failed_no_more (Fixture *self, gconstpointer data)
{
  static const char failed[] =
      "{\"source-ref\":\"1.jpg\",\"fruit-metadata\":{\"failure-reason\":\"Declined: nobody\",\"k\":1}}\n"
      "{\"source-ref\":\"2.jpg\",\"fruit\":0,\"fruit-metadata\":{\"class-name\":\"a\"," COMMON (
          "image-classification") "}}\n";
  g_autofree char *path = fixture_write (self, "in.manifest", failed);
  g_autofree char *lines = NULL;
  GwReadOptions options = { .keep_lines = TRUE };
  GwLabel label;

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  label = g_array_index (fixture_record (self, 1)->labels, GwLabel, 0);
  g_array_append_val (fixture_record (self, 0)->labels, label);
  lines = write_records (self, "out");
  g_assert_null (strstr (lines, "failure-reason"));
  g_assert_nonnull (strstr (lines, "\"fruit-metadata\":{\"k\":1,\"class-name\":\"a\""));
}

/* A picture that cannot be read is an image that could not be labeled. */
static void
test_unreadable (Fixture *self, gconstpointer data)
{
  static const char input[] = "{\"source-ref\":\"1.jpg\",\"batch\":7}\n"
                              "{\"source-ref\":\"2.jpg\",\"fruit\":0,\"fruit-metadata\":{\"class-name\":\"a\"," COMMON (
                                  "image-classification") "}}\n";
  g_autofree char *path = fixture_write (self, "in.manifest", input);
  GwReadOptions options = { .keep_lines = TRUE };

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  for (guint i = 0; i < 2; i++)
    {
      GwImage *image = fixture_record (self, i)->image = gw_image_new (1, fixture_record (self, i)->path);

      gw_image_set_marks (image, GW_IMAGE_UNREADABLE);
      gw_image_set_problem (image, "It is no picture.");
      gw_image_set_added (image, G_GINT64_CONSTANT (1772442851502));
    }
  for (guint pass = 0; pass < 2; pass++)
    {
      g_autofree char *lines = write_records (self, pass == 0 ? "kept" : "new");

      g_assert_true (g_str_has_prefix (
          lines, "{\"source-ref\":\"1.jpg\",\"batch\":7,\"fruit-metadata\":{\"failure-reason\":\"ImageUnreadable: It "
                 "is no picture.\",\"type\":\"groundtruth/image-classification\",\"job-name\":"));
      /* When that was found. */
      g_assert_nonnull (strstr (lines,
                                "\"human-annotated\":\"yes\",\"creation-date\":\"2026-03-02T09:14:11.502000\"}}\n"
                                "{\"source-ref\":\"2.jpg\",\"fruit\":0,"));
      for (guint i = 0; i < 2; i++)
        g_clear_pointer (&fixture_record (self, i)->raw, g_free);
    }

  /* Nobody knows it: it is found now. */
  gw_image_set_added (fixture_record (self, 0)->image, 0);
  gw_time_freeze (G_GINT64_CONSTANT (1772442852000));
  {
    g_autofree char *lines = write_records (self, "now");

    g_assert_nonnull (strstr (lines, "\"creation-date\":\"2026-03-02T09:14:12.000000\"}}\n"));
  }
  gw_time_unfreeze ();
}

/* --- what is said of a label ------------------------------------------------------------------- */

/* What a machine has labeled, a date that is none and the depth of a grey picture come back where the
 * lines themselves do not.
 */
static void
test_facts (Fixture *self, gconstpointer data)
{
  static const char grey[] =
      "{\"source-ref\":\"1.jpg\",\"b\":{\"image_size\":[{\"width\":6,\"height\":4,\"depth\":1}],\"annotations\":[{"
      "\"class_id\":0,\"left\":1,\"top\":1,\"width\":2,\"height\":2}]},\"b-metadata\":{\"objects\":[{\"confidence\":1}],"
      "\"class-map\":{\"0\":\"apple\"},\"type\":\"groundtruth/object-detection\",\"job-name\":\"labeling-job/labels\","
      "\"human-annotated\":\"no\",\"creation-date\":\"last spring\"}}\n";
  g_autofree char *path = fixture_write (self, "in.manifest", grey);
  g_autofree char *lines = NULL;
  g_autofree char *changed = NULL;
  GwReadOptions options = { .keep_lines = TRUE };

  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpint (fixture_record (self, 0)->modified, ==, 0);
  g_assert_cmpint (gw_object_get_source (fixture_object (self, 0, 0)), ==, GW_SOURCE_PREDICTION);
  lines = write_records (self, "out");
  g_assert_cmpstr (lines, ==, grey);

  /* Whoever has changed it is no machine. */
  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  gw_object_set_box (fixture_object (self, 0, 0), 1, 1, 3, 2);
  changed = write_records (self, "changed");
  g_assert_nonnull (strstr (changed, "\"width\":3"));
  g_assert_nonnull (strstr (changed, "\"human-annotated\":\"yes\""));
}

/* --- addresses ------------------------------------------------------------------------------------ */

/* A picture is looked for as it is written first, then without what cannot be seen and by its escapes. */
static void
test_addresses (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in/output.manifest",
      "{\"source-ref\":\"s3://o/a\u200b.png\"}\n{\"source-ref\":\"s3://o/b\u200b.png\"}\n"
      "{\"source-ref\":\"s3://o/c%20d.png\"}\n{\"source-ref\":\"s3://o/e%20f.png\"}\n"
      "{\"source-ref\":\"s3://o/g%20h.png\"}\n");

  fixture_picture (self, "in/a\u200b.png", 4, 4);
  fixture_picture (self, "in/b.png", 4, 4);
  fixture_picture (self, "in/c d.png", 4, 4);
  fixture_picture (self, "in/e%20f.png", 4, 4);
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a\u200b.png");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "b.png");
  g_assert_cmpstr (fixture_record (self, 2)->path, ==, "c d.png");
  g_assert_cmpstr (fixture_record (self, 3)->path, ==, "e%20f.png");
  g_assert_cmpstr (fixture_record (self, 4)->path, ==, "g%20h.png");
  g_assert_cmpuint (fixture_count (self, "path-cleaned"), ==, 2);
}

/* --- verdicts and adjustments --------------------------------------------------------------- */

static const char checked[] = "{\"source-ref\":\"1.jpg\"," BOX ("fruit-box", "40.4", "") "," CHECK (
    "1", "bad", ",\"worker-feedback\":[{\"comment\":\"Left box cuts the stalk.\"}]") "}\n"
                                                                                     "{\"source-ref\":\"2.jpg\"," BOX (
                                                                                         "fruit-box", "41",
                                                                                         "") "," CHECK ("\"0\"", "good",
                                                                                                        "") "}\n";

static void
test_verdict (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.manifest", checked);
  g_autofree char *lines = NULL;
  g_autofree char *out = NULL;
  GwReadOptions options = { .attribute = "fruit-box-check" };

  /* Verdicts are no labels of the image: its boxes are. */
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 0);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  lines = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (lines, ==, checked);

  /* Asked for, they are classes. */
  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_cmpstr (fixture_class (self, g_array_index (fixture_record (self, 0)->labels, GwLabel, 0).class_id), ==,
                   "bad");
  g_assert_cmpfloat (g_array_index (fixture_record (self, 0)->labels, GwLabel, 0).confidence, ==, 0.93);
  g_assert_cmpint (self->head->task, ==, GW_TASK_SINGLE_CLASS);
  g_assert_nonnull (strstr (fixture_record (self, 0)->bag, "cuts the stalk"));
}

/* Written without the lines that they came in, verdicts are still verdicts. */
static void
test_verdict_written (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.manifest", checked);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *lines = NULL;
  GwReadOptions options = { .attribute = "fruit-box-check" };
  GwWriter *writer;

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  writer = gw_format_create (gw_format_find ("sagemaker", NULL), target, self->head, NULL, self->problems, NULL);
  for (guint i = 0; i < self->records->len; i++)
    g_assert_true (gw_writer_write (writer, fixture_record (self, i), NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  lines = fixture_load (self, "out/output.manifest");
  g_assert_true (g_str_has_prefix (
      lines, "{\"source-ref\":\"1.jpg\",\"fruit-box-check\":1,\"fruit-box-check-metadata\":{"
             "\"class-name\":\"bad\",\"confidence\":0.93,\"type\":\"groundtruth/label-verification\","));
  g_assert_nonnull (strstr (lines, "\"worker-feedback\":[{\"comment\":\"Left box cuts the stalk.\"}]}}\n"));
}

/* The label that was adjusted stays beside the new one; each can be asked for. */
static void
test_adjustment (Fixture *self, gconstpointer data)
{
  static const char adjusted[] = "{\"source-ref\":\"1.jpg\"," BOX ("fruit-box", "40", "") "," BOX (
      "fruit-box-adjusted", "44", ",\"adjustment-status\":\"adjusted\"") "}\n";
  g_autofree char *path = fixture_write (self, "in.manifest", adjusted);
  g_autofree char *lines = NULL;
  GwReadOptions options = { .attribute = "fruit-box-adjusted" };

  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_box (self, 0, 0, 40, 31, 88, 90);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  fixture_assert_adds_up (self);
  fixture_assert_box (self, 0, 0, 44, 31, 88, 90);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  lines = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (lines, ==, adjusted);
}

/* --- an old sample --------------------------------------------------------------------------- */

/* The metadata of city-streets-ref is called city-streets-metadata there. */
static void
test_old_key (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0xffffff, 0x2ca02c };
  static const guint8 rows[4 * 2] = { 0, 1, 1, 0, 0, 0, 1, 0 };
  g_autofree char *path = fixture_write (
      self, "in/output.manifest",
      "{\"source-ref\":\"a.png\",\"city-streets-ref\":\"s3://o/m.png\",\"city-streets-metadata\":{"
      "\"internal-color-map\":{\"0\":{\"class-name\":\"BACKGROUND\",\"hex-color\":\"#ffffff\",\"confidence\":0.9},"
      "\"1\":{\"class-name\":\"road\",\"hex-color\":\"#2ca02c\",\"confidence\":0.9}}," COMMON (
          "semantic-segmentation") "}}\n");
  g_autofree char *target = fixture_path (self, "changed");
  g_autofree char *before = fixture_load (self, "in/output.manifest");
  g_autofree char *lines = NULL;
  g_autofree char *changed = NULL;
  GwReadOptions options = { .keep_lines = TRUE };
  GwWriter *writer;

  fixture_png (self, "in/m.png", &(FixturePng) { 4, 2, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 2, palette, NULL, rows });
  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 0))->as.mask), ==, 3);
  g_assert_cmpuint (fixture_count (self, "label-unpaired"), ==, 0);

  /* Where the mask has changed, the key is the usual one. */
  gw_object_set_score (fixture_object (self, 0, 0), 0.5);
  writer = gw_format_create (gw_format_find ("sagemaker", NULL), target, self->head, NULL, self->problems, NULL);
  g_assert_true (gw_writer_write (writer, fixture_record (self, 0), NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  changed = fixture_load (self, "changed/output.manifest");
  g_assert_nonnull (strstr (changed, "\"city-streets-ref-metadata\":{"));
  g_assert_null (strstr (changed, "\"city-streets-metadata\""));
  g_assert_nonnull (strstr (changed, "\"confidence\":0.5"));

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  lines = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (lines, ==, before);
}

/* --- labels that do not pair ------------------------------------------------------------------ */

/* As in a real file: “normal” with “auto-label-metadata”. It is told of once, and paired for
 * the whole file where a person says so.
 */
static void
test_unpaired (Fixture *self, gconstpointer data)
{
#define NORMAL(image, index, name) \
  "{\"source-ref\":\"" image "\",\"normal\":" index ",\"auto-label-metadata\":{\"class-name\":\"" name \
  "\",\"confidence\":1," COMMON ("image-classification") "}}\n"
  static const char lines[] = NORMAL ("1.jpg", "0", "normal") NORMAL ("2.jpg", "1", "anomaly");
  g_autofree char *path = fixture_write (self, "in.manifest", lines);
  g_autofree char *again = NULL;
  GwReadOptions options = { .attribute = "normal=auto-label-metadata" };

  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "label-unpaired"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 0);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  again = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (again, ==, lines);

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "label-unpaired"), ==, 0);
  g_assert_cmpstr (fixture_class (self, g_array_index (fixture_record (self, 1)->labels, GwLabel, 0).class_id), ==,
                   "anomaly");
  g_assert_cmpfloat (g_array_index (fixture_record (self, 1)->labels, GwLabel, 0).confidence, ==, 1);
}

/* --- training ----------------------------------------------------------------------------------- */

static void
assert_file (Fixture *self, const char *name, const char *wanted)
{
  g_autofree char *text = fixture_load (self, name);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_channels (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"task\":\"classification\",\"classes\":[{\"name\":\"a\"},{\"name\":\"b\"}]}\n"
      "{\"image\":\"1.png\",\"width\":9,\"height\":9,\"split\":\"train\",\"labels\":[\"b\"],\"confidences\":{\"b\":0.5}}\n"
      "{\"image\":\"2.png\",\"width\":9,\"height\":9,\"split\":\"my val\",\"labels\":[\"a\"],\"objects\":[{\"label\":\"a\","
      "\"bbox\":[1,1,2,2]}]}\n"
      "{\"image\":\"3.png\",\"width\":9,\"height\":9,\"split\":\"train\"}\n"
      "{\"image\":\"4.png\",\"width\":9,\"height\":9,\"labels\":[\"a\"]}\n"
      "{\"image\":\"5.png\",\"width\":9,\"height\":9,\"split\":\"val\",\"labels\":[\"a\"]}\n"
      "{\"image\":\"6.png\",\"width\":9,\"height\":9,\"split\":\"valid\",\"labels\":[\"a\"]}\n");
  g_autofree char *manifest = fixture_path (self, "out/output.manifest");
  g_autofree char *again = fixture_path (self, "out/train.manifest");
  GwWriteOptions options = { .channels = TRUE, .attribute = "fruit" };

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", &options));
  g_assert_cmpuint (fixture_count (self, "loss-split"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-objects"), ==, 1);
  g_assert_false (g_file_test (manifest, G_FILE_TEST_EXISTS));
  assert_file (self, "out/train.manifest",
               "{\"source-ref\":\"1.png\",\"fruit\":1,\"fruit-metadata\":{\"class-name\":\"b\",\"confidence\":0.5,"
               "\"type\":\"groundtruth/image-classification\",\"job-name\":\"labeling-job/labels\","
               "\"human-annotated\":\"yes\"}}\n");
  assert_file (self, "out/my val.manifest",
               "{\"source-ref\":\"2.png\",\"fruit\":0,\"fruit-metadata\":{\"class-name\":\"a\","
               "\"type\":\"groundtruth/image-classification\",\"job-name\":\"labeling-job/labels\","
               "\"human-annotated\":\"yes\"}}\n");
  {
    g_autofree char *channels = fixture_load (self, "out/channels.json");
    const char *plain = strstr (channels, "\"ChannelName\": \"images\"");
    const char *val = strstr (channels, "\"ChannelName\": \"my-val\"");
    const char *train = strstr (channels, "\"ChannelName\": \"train\"");
    g_autofree char *names = NULL;

    g_assert_true (plain != NULL && val != NULL && train != NULL && plain < val && val < train);
    g_assert_nonnull (strstr (train, "\"S3Uri\": \"train.manifest\""));
    /* As training jobs call it. */
    g_assert_nonnull (strstr (train, "\"ChannelName\": \"validation\""));
    g_assert_nonnull (strstr (train, "\"ChannelName\": \"validation-2\""));
    g_assert_nonnull (strstr (train, "\"S3DataType\": \"AugmentedManifestFile\""));
    names = g_strdup (strstr (train, "\"AttributeNames\": ["));
    g_assert_true (strstr (names, "\"source-ref\"") < strstr (names, "\"fruit\""));
  }

  g_assert_true (fixture_read (self, "sagemaker", again, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
}

/* A project of boxes may have classes of images, too, or nothing else. */
static void
test_channels_of_kinds (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"task\":\"detection\",\"classes\":[{\"name\":\"a\"}]}\n"
      "{\"image\":\"1.png\",\"width\":9,\"height\":9,\"split\":\"train\",\"labels\":[\"a\"]}\n"
      "{\"image\":\"2.png\",\"width\":9,\"height\":9,\"split\":\"train\",\"labels\":[\"a\"],\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1,1,2,2]}]}\n");
  GwWriteOptions options = { .channels = TRUE, .name = "fruit" };
  g_autofree char *classes = NULL;
  g_autofree char *boxes = NULL;
  g_autofree char *channels = NULL;

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", &options));
  g_assert_cmpuint (fixture_count (self, "loss-image"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "loss-labels"), ==, 0);
  classes = fixture_load (self, "out/train.manifest");
  boxes = fixture_load (self, "out/train.fruit-box.manifest");
  channels = fixture_load (self, "out/channels.json");
  g_assert_true (g_str_has_prefix (classes, "{\"source-ref\":\"1.png\",\"fruit\":[0],"));
  g_assert_nonnull (strstr (classes, "\n{\"source-ref\":\"2.png\",\"fruit\":[0],"));
  g_assert_true (g_str_has_prefix (boxes, "{\"source-ref\":\"2.png\",\"fruit-box\":{"));
  g_assert_nonnull (strstr (channels, "\"fruit-box\""));
}

/* Keys of a person's own and other labels have no place in the lines that are trained with. */
static void
test_channels_of_lines (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.manifest",
                                         "{\"batch\":7," BOX ("fruit-box", "40", "") ",\"source-ref\":\"s3://o/1.jpg\","
                                                                                     "\"seen\":5}\nno json\n");
  g_autofree char *lines = NULL;
  GwWriteOptions options = { .channels = TRUE };

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", &options));
  lines = fixture_load (self, "out/images.manifest");
  g_assert_true (g_str_has_prefix (lines, "{\"source-ref\":\"1.jpg\",\"fruit-box\":{\"image_size\":"));
  g_assert_nonnull (strstr (lines, ",\"fruit-box-metadata\":{\"objects\":"));
  g_assert_null (strstr (lines, "batch"));
  g_assert_null (strstr (lines, "no json"));
}

static void
test_channels_losses (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *task;
    const char *members;
    const char *losses;
  } cases[] = {
    { "classification", "\"labels\":[\"a\"]", "" },
    { "classification", "\"labels\":[]", "loss-image" },
    { "detection", "\"objects\":[{\"label\":\"a\",\"bbox\":[1,1,2,2]}]", "" },
    { "detection", "\"objects\":[]", "" },
    { "detection", "\"split\":\"val\",\"labels\":[\"a\"]", "" },
    { "detection", "\"split\":\"val\"", "loss-image" },
    { "segmentation", "\"objects\":[{\"label\":\"a\",\"rle\":{\"size\":[9,9],\"counts\":[5,2,74]}}]", "" },
    { "segmentation", "\"labels\":[\"a\"],\"objects\":[{\"label\":\"a\",\"line\":[[1,1],[2,2]]}]", "loss-shape" },
    { "segmentation", "\"objects\":[{\"label\":\"a\",\"line\":[[1,1],[2,2]]}]", "loss-shape" },
    { "segmentation", "\"objects\":[]", "" },
    { "segmentation", "\"labels\":[\"a\"],\"objects\":[{\"label\":\"a\",\"score\":0.1,\"bbox\":[1,1,2,2]}]",
      "loss-shape" },
  };
  GwWriteOptions options = { .channels = TRUE, .min_confidence = 0.2 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"groundwork\":1,\"task\":\"%s\"}\n{\"image\":\"a.png\",\"width\":9,\"height\":9,%s}\n", cases[i].task,
          cases[i].members);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_autofree char *target = g_strdup_printf ("out%u", (guint) i);
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      g_auto (GStrv) codes = NULL;
      g_auto (GStrv) wanted = cases[i].losses[0] != '\0' ? g_strsplit (cases[i].losses, " ", -1) : g_new0 (char *, 1);

      g_test_message ("%s: %s", cases[i].task, cases[i].members);
      g_assert_true (fixture_convert (self, source, NULL, "sagemaker", target, &options));
      codes = gw_problems_list_codes (self->problems);
      for (gsize k = 0; codes[k] != NULL; k++)
        if (g_str_has_prefix (codes[k], "loss-"))
          {
            g_ptr_array_add (found, codes[k]);
            g_assert_true (g_strv_contains ((const char *const *) wanted, codes[k]));
          }
      g_assert_cmpuint (found->len, ==, g_strv_length (wanted));
    }
}

/* --- what jobs take ------------------------------------------------------------------------------- */

static void
test_caps (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"image\":\"a.png\",\"width\":9999,\"height\":9999,\"objects\":[");
  g_autofree char *path = NULL;
  GwWriteOptions options = { .compatible = TRUE };

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (text, "%s{\"label\":\"x\",\"bbox\":[%u,1,2,2]}", i > 0 ? "," : "", i);
  g_string_append (text, "]}\n");
  path = fixture_write (self, "in.gw.jsonl", text->str);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", &options));
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "free", NULL));
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 0);
}

static void
test_caps_of_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"task\":\"detection\",\"classes\":[");
  g_autofree char *longest = g_strnfill (257, 'x');
  g_autofree char *path = NULL;
  g_autofree char *lines = NULL;
  GwWriteOptions options = { .compatible = TRUE, .attribute = "source" };

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "{\"name\":\"c%u\"},", i);
  g_string_append_printf (text, "{\"name\":\"%s\"}]}\n{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":[]}\n",
                          longest);
  path = fixture_write (self, "in.gw.jsonl", text->str);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", &options));
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 2);
  /* "source" is the text of a line, and no label. */
  lines = fixture_load (self, "out/output.manifest");
  g_assert_nonnull (strstr (lines, "\"source-1\":{"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/sagemaker/jobs/input", test_input);
  FIXTURE_TEST ("/sagemaker/jobs/failed", test_failed);
  FIXTURE_TEST ("/sagemaker/jobs/failed-all", test_failed_all);
  FIXTURE_TEST ("/sagemaker/jobs/failed-no-more", test_failed_no_more);
  FIXTURE_TEST ("/sagemaker/jobs/unreadable", test_unreadable);
  FIXTURE_TEST ("/sagemaker/jobs/facts", test_facts);
  FIXTURE_TEST ("/sagemaker/jobs/addresses", test_addresses);
  FIXTURE_TEST ("/sagemaker/jobs/verdict", test_verdict);
  FIXTURE_TEST ("/sagemaker/jobs/verdict-written", test_verdict_written);
  FIXTURE_TEST ("/sagemaker/jobs/adjustment", test_adjustment);
  FIXTURE_TEST ("/sagemaker/jobs/old-key", test_old_key);
  FIXTURE_TEST ("/sagemaker/jobs/unpaired", test_unpaired);
  FIXTURE_TEST ("/sagemaker/channels/written", test_channels);
  FIXTURE_TEST ("/sagemaker/channels/of-lines", test_channels_of_lines);
  FIXTURE_TEST ("/sagemaker/channels/of-kinds", test_channels_of_kinds);
  FIXTURE_TEST ("/sagemaker/channels/losses", test_channels_losses);
  FIXTURE_TEST ("/sagemaker/caps", test_caps);
  FIXTURE_TEST ("/sagemaker/caps/of-classes", test_caps_of_classes);

  return g_test_run ();
}
