/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is written for Label Studio, and what comes back. */

#include "label-studio-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-box.h"
#include "gw-mask.h"
#include "gw-problem-code.h"

/* --- losses -------------------------------------------------------------------------------------------- */

#define OBJECT "\"label\":\"a\",\"bbox\":[1,2,3,4]"

static const struct
{
  const char *members;
  const char *losses;
} kinds[] = {
  { "\"objects\":[{" OBJECT "}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"bbox\":[5,3,6,4],\"angle\":30}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]]}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]}]", "loss-holes" },
  { "\"objects\":[{\"label\":\"a\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]]}]", "loss-parts" },
  { "\"objects\":[{\"label\":\"a\",\"rle\":{\"size\":[10,20],\"counts\":[5,2,193]}}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"line\":[[1,1],[5,5]]}]", "loss-shape" },
  { "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,2]]}]", "" },
  { "\"objects\":[{\"label\":\"a\",\"points\":[[1,1,2],[2,3,1]]}]", "loss-shape" },
  { "\"objects\":[{\"label\":\"s\",\"points\":[[1,1,2],[2,3,2]]}]", "loss-classes loss-skeleton" },
  { "\"objects\":[{\"label\":\"a\",\"ellipse\":[10,5,4,3,0]}]", "" },
  { "\"labels\":[\"a\"]", "" },
  { "\"labels\":[\"a\",\"b\"]", "" },
  { "\"objects\":[{" OBJECT ",\"attributes\":{\"colour\":\"red\"}}]", "" },
  { "\"objects\":[{" OBJECT ",\"flags\":[\"crowd\"]}]", "loss-flags" },
  { "\"objects\":[{" OBJECT ",\"flags\":[\"occluded\",\"truncated\"]}]", "loss-flags" },
  { "\"objects\":[{" OBJECT ",\"score\":0.5}]", "" },
  { "\"scores\":{\"a\":0.5,\"b\":0.5}", "" },
  { "\"annotator\":\"kim\",\"objects\":[{" OBJECT "}]", "" },
  { "\"objects\":[{" OBJECT ",\"author\":\"kim\"},{\"label\":\"a\",\"bbox\":[5,2,3,4],\"author\":\"lee\"}]",
    "loss-author" },
  { "\"split\":\"train\",\"objects\":[{" OBJECT "}]", "loss-split" },
  { "\"objects\":[{" OBJECT ",\"group\":2},{\"label\":\"a\",\"bbox\":[5,2,3,4],\"group\":2}]", "" },
  { "\"objects\":[{" OBJECT ",\"group\":2}]", "loss-group" },
  { "\"tags\":[\"night\"],\"objects\":[{" OBJECT "}]", "loss-tags" },
  { "\"tags\":[\"gold\"],\"objects\":[{" OBJECT "}]", "" },
  { "\"tags\":[\"gold\",\"night\"],\"objects\":[{" OBJECT "}]", "loss-tags" },
  { "\"tags\":[\"gold\"],\"annotator\":\"kim\",\"objects\":[{" OBJECT "}]", "loss-tags" },
};

static void
test_losses (Fixture *self, gconstpointer data)
{
  GwWriteOptions options = { .overwrite = TRUE };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"groundwork\":1,\"classes\":[{\"name\":\"a\"},{\"name\":\"b\"}%s]}\n"
          "{\"image\":\"1.png\",\"width\":20,\"height\":10,%s}\n",
          strstr (kinds[i].members, "\"s\"") != NULL
              ? ",{\"name\":\"s\",\"keypoints\":[\"p\",\"q\"],\"skeleton\":[[1,2]]}"
              : "",
          kinds[i].members);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_auto (GStrv) codes = NULL;
      g_autoptr (GString) losses = g_string_new (NULL);

      g_test_message ("%s", kinds[i].members);
      g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", &options));
      codes = gw_problems_list_codes (self->problems);
      for (gsize k = 0; codes[k] != NULL; k++)
        if (gw_problem_code_is_loss (codes[k]))
          g_string_append_printf (losses, "%s%s", losses->len > 0 ? " " : "", codes[k]);
      g_assert_cmpstr (losses->str, ==, kinds[i].losses);
    }
}

/* --- there and back ---------------------------------------------------------------------------------------- */

/* What is told without loss comes back as it was, from the start of the records. */
static void
test_internal (Fixture *self, gconstpointer data)
{
  static const char lines[] =
      "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"a\",\"color\":\"#102030\"},"
      "{\"name\":\"b\",\"color\":\"#405060\",\"hotkey\":\"b\"},{\"name\":\"c\",\"color\":\"#708090\",\"parent\":\"b\"}],"
      "\"units\":\"pixel\"}\n"
      "{\"image\":\"x/1.png\",\"width\":20,\"height\":10,\"annotator\":\"kim\",\"labels\":[\"a\",\"c\"],\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1,2,3,4],\"attributes\":{\"also\":\"b, z\",\"colour\":\"red\",\"n\":\"3\"}},"
      "{\"label\":\"b\",\"bbox\":[5,3,6,4],\"angle\":90,\"group\":1},"
      "{\"label\":\"a\",\"rings\":[[[1,1],[9,1],[9,9]]],\"group\":1},"
      "{\"label\":\"a\",\"rle\":{\"size\":[10,20],\"counts\":\"52Q6\"}},"
      "{\"label\":\"a\",\"points\":[[1,1,2],[2,3,2],[4,5,2]]},"
      "{\"label\":\"a\",\"points\":[[7,8,2]]},"
      "{\"label\":\"a\",\"line\":[[1,1],[5,5]]}]}\n"
      "{\"image\":\"x/1.png\",\"width\":20,\"height\":10,\"annotator\":\"7\",\"objects\":[{\"label\":\"b\","
      "\"bbox\":[1,2,3,5]}]}\n"
      "{\"image\":\"x/ä 2.png\",\"annotator\":\"kim\",\"objects\":[]}\n"
      "{\"image\":\"x/3.png\"}\n";
  g_autofree char *source = fixture_write (self, "in.gw.jsonl", lines);
  g_autofree char *middle = fixture_path (self, "out");
  g_autofree char *back = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *clean = NULL;
  g_autoptr (GRegex) aliases = g_regex_new (",\"aliases\":\\{[^}]*\\}\\}", 0, 0, NULL);
  g_autoptr (GRegex) bags = g_regex_new (",\"bag\":\\{\"label-studio\":\\{(?:[^{}]|\\{[^{}]*\\})*\\}\\}", 0, 0, NULL);

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_convert (self, middle, NULL, "gw-jsonl", "back.gw.jsonl", NULL));
  back = fixture_load (self, "back.gw.jsonl");
  plain = g_regex_replace_literal (aliases, back, -1, 0, "", 0, NULL);
  clean = g_regex_replace_literal (bags, plain, -1, 0, "", 0, NULL);
  g_assert_cmpstr (clean, ==, lines);
}

static void
assert_same_file (Fixture *self, const char *one, const char *other, const char *name)
{
  g_autofree char *first = g_build_filename (one, name, NULL);
  g_autofree char *second = g_build_filename (other, name, NULL);
  g_autofree char *before = fixture_load (self, first);
  g_autofree char *after = fixture_load (self, second);

  if (strcmp (before, after) != 0)
    {
      gsize i = 0;

      while (before[i] == after[i])
        i++;
      g_error ("%s: from byte %u on: %.200s\nis not\n%.200s", name, (guint) i, before + (i > 40 ? i - 40 : 0),
               after + (i > 40 ? i - 40 : 0));
    }
}

/* A file of Groundwork's own, read and written, has the same bytes. */
static void
assert_stable (Fixture *self, const char *source)
{
  g_autofree char *first = fixture_path (self, "first");
  GwWriteOptions options = { .overwrite = TRUE };

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "first", &options));
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "again", &options));
  g_assert_true (fixture_convert (self, first, "label-studio", "label-studio", "second", &options));
  assert_same_file (self, "first", "again", "tasks.json");
  assert_same_file (self, "first", "again", "config.xml");
  assert_same_file (self, "first", "second", "tasks.json");
  assert_same_file (self, "first", "second", "config.xml");
}

static void
test_bytes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":37,\"height\":23,\"annotator\":\"kim\",\"labels\":[\"a\",\"b\"],\"confidences\":"
      "{\"b\":0.25},\"objects\":[{\"label\":\"b\",\"rings\":[[[0.1,0.7],[3.3,0],[3,3]],[[5,5],[9,5],[9,9]]],"
      "\"attributes\":{\"k\":\"v\"}},{\"label\":\"a\",\"bbox\":[1.1,2.7,3.3,4.9],\"score\":0.1},"
      "{\"label\":\"a\",\"bbox\":[5.7,3.1,6,4],\"angle\":-33.3},{\"label\":\"a\",\"ellipse\":[10,5,4,3,17]},"
      "{\"label\":\"a\",\"rings\":[[[0,0],[9,0],[9,9],[0,9]],[[2,2],[5,2],[5,5],[2,5]]]},"
      "{\"label\":\"a\",\"points\":[[1,1,2],[0,0,0],[2.3,3.7,1]],\"group\":4},"
      "{\"label\":\"a\",\"points\":[[1.7,1,2]],\"group\":4},"
      "{\"label\":\"a\",\"line\":[[1.1,1.3],[5,5.7]]}]}\n"
      "{\"image\":\"1.png\",\"annotator\":\"lee\",\"width\":37,\"height\":23,\"objects\":[{\"label\":\"b\","
      "\"bbox\":[1,1,7,7]}]}\n"
      "{\"image\":\"2.png\",\"width\":37,\"height\":23,\"objects\":[]}\n{\"image\":\"3.png\"}\n");
  /* What one person says at two times becomes one annotation, in which each region has its own id. */
  g_autofree char *twice = fixture_write (
      self, "twice.json",
      "[{\"data\":{\"image\":\"a.png\"},\"annotations\":[{\"completed_by\":1,\"result\":[" BOX
      "]},{\"completed_by\":1,\"result\":[{\"id\":\"A\",\"type\":\"rectanglelabels\",\"from_name\":\"label\"," SIDES
      ",\"value\":{\"x\":50,\"y\":20,\"width\":30,\"height\":40,\"rectanglelabels\":[\"cat\"]}},{\"id\":\"A\",\"type\":\"rating\",\"from_name\":\"r\","
      "\"value\":{\"rating\":3}}]}]}]");
  g_autofree char *given = fixture_write (self, "tasks.json", studio_people);
  g_autofree char *guessed = fixture_write (self, "guesses.json", studio_predictions);

  assert_stable (self, source);
  assert_stable (self, twice);
  assert_stable (self, given);
  assert_stable (self, guessed);
}

/* What was not understood stands in the file again, and what names are called. */
static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "tasks.json",
      "[{\"id\":77,\"data\":{\"pic\":\"s3://b/set/a.png\",\"site\":\"north\"},\"meta\":{\"m\":1},\"annotations\":[{"
      "\"id\":5,\"completed_by\":{\"id\":9,\"email\":\"k@x.org\"},\"ground_truth\":true,\"lead_time\":2.5,\"result\":["
      "{\"id\":\"xY_1\",\"type\":\"rectanglelabels\",\"from_name\":\"bbox\",\"origin\":\"manual\"," SIDES
      ",\"value\":{\"x\":10,\"y\":20,\"width\":30,\"height\":40,\"rotation\":0,\"rectanglelabels\":[\"cat\",\"wet\"]},"
      "\"meta\":{\"text\":[\"hi\"]}},"
      "{\"id\":\"xY_1\",\"type\":\"rating\",\"from_name\":\"stars\",\"to_name\":\"image\",\"value\":{\"rating\":4}},"
      "{\"id\":\"e\",\"type\":\"ellipselabels\",\"from_name\":\"round\"," SIDES
      ",\"value\":{\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":10,\"rotation\":30,\"ellipselabels\":[\"cat\"]}},"
      "{\"id\":\"G\",\"type\":\"rectangle\",\"from_name\":\"rect\"," SIDES
      ",\"value\":{\"x\":1,\"y\":2,\"width\":3,\"height\":4,\"rotation\":0}},"
      "{\"id\":\"G\",\"type\":\"labels\",\"from_name\":\"lab\",\"to_name\":\"image\",\"value\":{\"labels\":[\"owl\"]}},"
      "{\"id\":\"v\",\"type\":\"videorectangle\",\"value\":{\"frames\":[ 1 ]}}]}]}]");
  static const char *const parts[] = {
    "{\"id\":77,\"data\":{\"pic\":\"s3://b/set/a.png\",\"site\":\"north\"},\"meta\":{\"m\":1},\"annotations\":[{\"id\":5,",
    "\"completed_by\":{\"id\":9,\"email\":\"k@x.org\"},\"ground_truth\":true,\"lead_time\":2.5,",
    "{\"id\":\"xY_1\",\"type\":\"rectanglelabels\",\"from_name\":\"bbox\",\"to_name\":\"image\",",
    "\"rectanglelabels\":[\"cat\",\"wet\"]},\"origin\":\"manual\",\"meta\":{\"text\":[\"hi\"]}}",
    "{\"id\":\"xY_1\",\"type\":\"rating\",\"from_name\":\"stars\",\"to_name\":\"image\",\"value\":{\"rating\":4}}",
    "\"value\":{\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":10,\"rotation\":30,\"ellipselabels\":[\"cat\"]}",
    "{\"id\":\"G\",\"type\":\"rectangle\",\"from_name\":\"rect\"",
    "{\"id\":\"G\",\"type\":\"labels\",\"from_name\":\"lab\"",
    "{\"id\":\"v\",\"type\":\"videorectangle\",\"value\":{\"frames\":[ 1 ]}}",
  };
  g_autofree char *tasks = NULL;
  g_autofree char *config = NULL;

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  tasks = fixture_load (self, "out/tasks.json");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (tasks, parts[i]) == NULL)
      g_error ("%s\nis not in\n%s", parts[i], tasks);
  config = fixture_load (self, "out/config.xml");
  g_assert_nonnull (strstr (config, "<RectangleLabels name=\"bbox\" toName=\"image\">"));
  g_assert_nonnull (strstr (config, "<Rating name=\"stars\" toName=\"image\" perRegion=\"true\"/>"));
  g_assert_nonnull (strstr (config, "<Labels name=\"lab\" toName=\"image\">"));
  assert_stable (self, source);
}

/* Drafts are nobody's answer yet, and relations are between regions: both come back as they were. */
static void
test_drafts_and_relations (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "tasks.json",
      "[{\"id\":1,\"data\":{\"image\":\"a.png\"},\"drafts\":[{\"id\":3,\"result\":[" BOX
      "]}],\"annotations\":[{\"id\":5,\"result\":[" BOX
      ",{\"id\":\"B\",\"type\":\"rectanglelabels\",\"from_name\":\"label\"," SIDES
      ",\"value\":{\"x\":50,\"y\":20,\"width\":30,\"height\":40,\"rectanglelabels\":[\"dog\"]}},"
      "{\"from_id\":\"A\",\"to_id\":\"B\",\"type\":\"relation\",\"direction\":\"right\",\"labels\":[\"sees\"]}]}]}]");
  g_autofree char *tasks = NULL;

  g_assert_true (fixture_read (self, "label-studio", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  tasks = fixture_load (self, "out/tasks.json");
  g_assert_nonnull (strstr (tasks, "\"drafts\":[{\"id\":3,\"result\":[{\"id\":\"A\""));
  g_assert_nonnull (strstr (tasks, "{\"from_id\":\"A\",\"to_id\":\"B\",\"type\":\"relation\",\"direction\":\"right\","
                                   "\"labels\":[\"sees\"]"));
  assert_stable (self, source);
}

/* Of the project's own labels an image tells whether it was set aside and is gold, whatever was read of it; of single
 * people's answers it is what was read.
 */
static void
test_marks (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *annotation; /* as it was read */
    const char *annotator;
    gboolean has_image;
    gboolean skipped;
    const char *tag;
    const char *written; /* NULL: there is no annotation */
  } cases[] = {
    { NULL, NULL, TRUE, FALSE, NULL, NULL },
    { NULL, NULL, TRUE, TRUE, NULL, "\"was_cancelled\":true,\"ground_truth\":false" },
    { NULL, NULL, FALSE, TRUE, "gold", "\"was_cancelled\":true,\"ground_truth\":true" },
    { "{\"was_cancelled\":true,\"ground_truth\":true}", NULL, TRUE, FALSE, NULL,
      "\"was_cancelled\":false,\"ground_truth\":false" },
    { "{\"was_cancelled\":true,\"ground_truth\":true}", NULL, TRUE, TRUE, "gold",
      "\"was_cancelled\":true,\"ground_truth\":true" },
    { "{\"was_cancelled\":true,\"ground_truth\":true,\"completed_by\":5}", "5", TRUE, FALSE, NULL,
      "\"was_cancelled\":true,\"ground_truth\":true" },
    { "{\"was_cancelled\":false,\"ground_truth\":false,\"completed_by\":5}", "5", TRUE, FALSE, "gold",
      "\"was_cancelled\":false,\"ground_truth\":false" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GwRecordHead) head = gw_record_head_new ();
      g_autoptr (GwRecord) record = gw_record_new ("a.png");
      g_autofree char *name = g_strdup_printf ("out%u", (guint) i);
      g_autofree char *target = fixture_path (self, name);
      g_autofree char *file = g_build_filename (name, "tasks.json", NULL);
      g_autofree char *tasks = NULL;
      const char *const tags[] = { cases[i].tag, NULL };
      GwWriter *writer = gw_format_create (gw_format_find ("label-studio", NULL), target, head, NULL, self->problems,
                                           NULL);

      g_test_message ("%u", (guint) i);
      record->bag = cases[i].annotation != NULL
                        ? g_strdup_printf ("{\"label-studio\":{\"annotation\":%s}}", cases[i].annotation)
                        : NULL;
      record->annotator = g_strdup (cases[i].annotator);
      record->skipped = cases[i].skipped;
      record->tags = g_strdupv ((GStrv) tags);
      record->image = cases[i].has_image ? gw_image_new (1, "a.png") : NULL;
      g_assert_true (gw_writer_write (writer, record, NULL));
      g_assert_true (gw_writer_finish (writer, NULL, NULL));
      gw_writer_close (writer);
      tasks = fixture_load (self, file);
      if (cases[i].written != NULL)
        g_assert_nonnull (strstr (tasks, cases[i].written));
      else
        g_assert_nonnull (strstr (tasks, "\"annotations\":[]"));
    }
}

/* Copies of an object, and labels of the image, do not take the id of a region. */
static void
test_ids (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":20,\"height\":10,\"labels\":[\"day\"],\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1,2,3,4],\"attributes\":{\"k\":\"v\"},\"bag\":{\"label-studio\":{\"id\":\"c1\"}}},"
      "{\"label\":\"a\",\"bbox\":[5,2,3,4],\"attributes\":{\"k\":\"w\"},\"bag\":{\"label-studio\":{\"id\":\"c1\"}}},"
      "{\"label\":\"a\",\"bbox\":[9,2,3,4],\"bag\":{\"label-studio\":{\"id\":\"r2\"}}}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "label-studio", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "k"), ==, "v");
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 1), "k"), ==, "w");
  g_assert_cmpuint (gw_object_get_n_attributes (fixture_object (self, 0, 2)), ==, 0);
  assert_stable (self, source);
}

/* An outline that was changed is an ellipse no more. */
static void
test_edited_ellipse (Fixture *self, gconstpointer data)
{
  g_autofree char *source = studio_write_results (self, "tasks.json",
                                                  "{\"type\":\"ellipselabels\"," SIDES
                                                  ",\"value\":{\"x\":50,\"y\":50,\"radiusX\":10,\"radiusY\":10,"
                                                  "\"ellipselabels\":[\"dog\"]}}");
  g_autofree char *lines = fixture_path (self, "in.gw.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *moved = NULL;
  g_autofree char *tasks = NULL;
  g_auto (GStrv) halves = NULL;
  GwWriteOptions options = { .lossless = TRUE };

  g_assert_true (fixture_convert (self, source, NULL, "gw-jsonl", "in.gw.jsonl", &options));
  text = fixture_load (self, "in.gw.jsonl");
  halves = g_strsplit (text, "[120,50]", 2);
  g_assert_nonnull (halves[1]);
  moved = g_strjoinv ("[125,50]", halves);
  g_assert_true (g_file_set_contents (lines, moved, -1, NULL));
  g_assert_true (fixture_convert (self, lines, NULL, "label-studio", "out", NULL));
  tasks = fixture_load (self, "out/tasks.json");
  g_assert_nonnull (strstr (tasks, "\"type\":\"polygonlabels\""));
  g_assert_null (strstr (tasks, "\"type\":\"ellipselabels\""));
}

/* --- other formats ------------------------------------------------------------------------------------------- */

/* The boxes of COCO, through a file of Label Studio. */
static void
test_real_boxes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("det-formats-toy/gts_coco_format");
  g_autofree char *images = gw_test_data_path ("det-formats-toy/images");
  g_autofree char *middle = fixture_path (self, "out");
  g_autoptr (GPtrArray) expected = NULL;
  guint n = 0;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "coco", source, NULL));
  expected = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "label-studio", middle, &(GwReadOptions) { .images_dir = images }));
  g_assert_cmpuint (self->records->len, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      const GwRecord *record = g_ptr_array_index (expected, i);

      g_assert_cmpstr (fixture_record (self, i)->path, ==, record->path);
      g_assert_cmpuint (fixture_record (self, i)->objects->len, ==, record->objects->len);
      for (guint k = 0; k < record->objects->len; k++, n++)
        {
          const GwBox box = gw_object_get_bounds (g_ptr_array_index (record->objects, k));

          fixture_assert_box (self, i, k, box.x, box.y, box.width, box.height);
        }
    }
  g_assert_cmpuint (n, ==, 12);
}

/* Masks keep every pixel. */
static void
test_masks (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":90,\"height\":70,\"objects\":[{\"label\":\"a\",\"ellipse\":[40,30,25,12,17]},"
      "{\"label\":\"b\",\"rings\":[[[0,0],[90,0],[90,70],[0,70]],[[20,20],[50,20],[50,55],[20,50]]]}]}\n");
  g_autofree char *painted = fixture_path (self, "masks");
  g_autofree char *middle = fixture_path (self, "out");
  g_autoptr (GPtrArray) expected = NULL;
  GwRecord *record;

  fixture_picture (self, "1.png", 90, 70);
  g_assert_true (fixture_convert (self, source, NULL, "coco-panoptic", "masks", NULL));
  g_assert_true (fixture_read (self, "coco-panoptic", painted, NULL));
  expected = g_ptr_array_ref (self->records);
  g_assert_true (fixture_convert (self, painted, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "label-studio", middle, NULL));
  record = g_ptr_array_index (expected, 0);
  g_assert_cmpuint (record->objects->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (record->objects, i));

      g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK);
      g_assert_true (gw_mask_equal (&shape->as.mask, &gw_object_get_shape (fixture_object (self, 0, i))->as.mask));
    }
}

/* An object that was taken out of its group since does not stand below its old parent. */
static void
test_ungrouped (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"1.png\",\"width\":20,\"height\":10,\"objects\":["
      "{\"label\":\"a\",\"bbox\":[1,2,3,4],\"group\":1,\"bag\":{\"label-studio\":{\"id\":\"A\"}}},"
      "{\"label\":\"a\",\"bbox\":[5,2,3,4],\"group\":1,\"bag\":{\"label-studio\":{\"id\":\"B\",\"parentID\":\"A\"}}},"
      "{\"label\":\"a\",\"bbox\":[9,2,3,4],\"bag\":{\"label-studio\":{\"id\":\"C\",\"parentID\":\"A\"}}}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "label-studio", "out", NULL));
  g_assert_true (fixture_read (self, "label-studio", target, NULL));
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==, 1);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 1)), ==, 1);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2)), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/label-studio/write/losses", test_losses);
  FIXTURE_TEST ("/label-studio/write/internal", test_internal);
  FIXTURE_TEST ("/label-studio/write/bytes", test_bytes);
  FIXTURE_TEST ("/label-studio/write/kept", test_kept);
  FIXTURE_TEST ("/label-studio/write/drafts-and-relations", test_drafts_and_relations);
  FIXTURE_TEST ("/label-studio/write/marks", test_marks);
  FIXTURE_TEST ("/label-studio/write/ids", test_ids);
  FIXTURE_TEST ("/label-studio/write/ungrouped", test_ungrouped);
  FIXTURE_TEST ("/label-studio/write/edited-ellipse", test_edited_ellipse);
  FIXTURE_TEST ("/label-studio/cross/boxes", test_real_boxes);
  FIXTURE_TEST ("/label-studio/cross/masks", test_masks);

  return g_test_run ();
}
