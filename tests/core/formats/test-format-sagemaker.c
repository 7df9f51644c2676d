/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <png.h>
#include <string.h>
#include <unistd.h>

#include "gw-mask.h"

#define META \
  "\"type\":\"groundtruth/image-classification\",\"job-name\":\"labeling-job/fruit-1\"," \
  "\"human-annotated\":\"yes\",\"creation-date\":\"2026-03-02T09:14:11.502114\""
#define BOX_META \
  "\"type\":\"groundtruth/object-detection\",\"human-annotated\":\"yes\"," \
  "\"creation-date\":\"2026-03-02T09:14:11.502114\",\"job-name\":\"labeling-job/fruit-box\""

/* Lines as they are met: keys of a person's own, a chained attribute, an odd
 * name, a line that is no JSON, one without an image, CR LF at one end.
 */
static const char lines[] =
    "{\"source-ref\":\"s3://orchard/img/0001.jpg\",\"camera\":\"north-gate\",\"batch\":7,\"fruit\":\"0\","
    "\"fruit-metadata\":{\"class-name\":\"apple \",\"confidence\":0.95," META "}}\n"
    "{\"source-ref\":\"s3://orchard/img/00\u200b02.jpg\", \"fruit\":2,\"fruit-metadata\":{\"class-name\":\"pear\"," META
    ",\"x\":1},\"box\":{\"image_size\":[{\"width\":640,\"height\":480,\"depth\":3}],\"annotations\":["
    "{\"class_id\":0,\"left\":40.4,\"top\":31,\"width\":88,\"height\":90.2},"
    "{\"class_id\":2,\"left\":300,\"top\":12,\"width\":20,\"height\":31,\"k\":[1, 2]}]},"
    "\"box-metadata\":{\"objects\":[{\"confidence\":0.91},{\"confidence\":0}],"
    "\"class-map\":{\"0\":\"apple \",\"2\":\"leaf\"}," BOX_META "}}\n"
    "this is no json\n"
    "{\"source\":\"inline text\"}\n"
    "{\"source-ref\":\"3.jpg\",\"land-ref\":\"s3://m.png\",\"land-ref-metadata\":{"
    "\"type\":\"groundtruth/semantic-segmentation\"},\"my-metadata\":{\"type\":\"mine\"}}\n"
    "{\"source-ref\":\"4.jpg\",\"box\":{\"image_size\":[{\"width\":6,\"height\":4,\"depth\":1}],\"annotations\":[]},"
    "\"box-metadata\":{\"objects\":[],\"class-map\":{}," BOX_META "}}\n";

/* Where a line is broken is told as a place of the file. */
static void
test_places_are_of_the_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  const GwProblem *problem;

  g_assert_true (fixture_read_text (self, "sagemaker", lines));
  found = gw_problems_list (self->problems, "json-syntax");
  g_assert_cmpuint (found->len, ==, 1);
  problem = g_ptr_array_index (found, 0);
  g_assert_cmpuint (problem->line, ==, 3);
  g_assert_nonnull (strstr (problem->text, "(line 3, column 2, "));
}

static void
test_read (Fixture *self, gconstpointer data)
{
  GwRecord *record;
  const char *id, *name;

  g_assert_true (fixture_read_text (self, "sagemaker", lines));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpuint (fixture_count (self, "json-syntax"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-trimmed"), ==, 1);

  record = fixture_record (self, 0);
  g_assert_cmpstr (record->path, ==, "img/0001.jpg");
  g_assert_cmpstr (fixture_class (self, g_array_index (record->labels, GwLabel, 0).class_id), ==, "apple");
  g_assert_cmpfloat (g_array_index (record->labels, GwLabel, 0).confidence, ==, 0.95);
  g_assert_cmpint (record->modified, ==, G_GINT64_CONSTANT (1772442851502));

  record = fixture_record (self, 1);
  g_assert_cmpstr (record->path, ==, "img/0002.jpg");
  g_assert_cmpint (record->width, ==, 640);
  g_assert_true (isnan (g_array_index (record->labels, GwLabel, 0).confidence));
  fixture_assert_box (self, 1, 0, 40.4, 31, 88, 90.2);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 1, 1)), ==, 0);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 1, 1))), ==, "leaf");
  g_assert_false (fixture_record (self, 2)->labeled);
  g_assert_true (fixture_record (self, 3)->labeled);

  /* In the order of the file's own numbers, which are kept. */
  g_assert_true (gw_class_get_alias (g_ptr_array_index (self->head->classes, 0), "sagemaker", &id, &name));
  g_assert_cmpstr (name, ==, "apple ");
  g_assert_cmpstr (id, ==, "0");
}

static void
test_verbatim (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.manifest", lines);
  g_autofree char *out = NULL;

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  out = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (out, ==, lines);
}

static void
test_chosen (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.manifest", lines);
  GwReadOptions options = { .attribute = "box" };

  g_assert_true (fixture_read (self, "sagemaker", path, &options));
  g_assert_cmpuint (fixture_record (self, 1)->labels->len, ==, 0);
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 2);
}

static void
test_multi (Fixture *self, gconstpointer data)
{
  static const char multi[] =
      "{\"source-ref\":\"1.jpg\",\"seen\":[1,0],\"seen-metadata\":{\"class-map\":{\"1\":\"leaf\",\"0\":\"apple\"},"
      "\"confidence-map\":{\"1\":0.95,\"0\":0.2},\"type\":\"groundtruth/image-classification-multilabel\","
      "\"job-name\":\"labeling-job/seen\",\"human-annotated\":\"yes\",\"creation-date\":\"2026-03-02T09:14:11.502114\"}}\n"
      "{\"source-ref\":\"2.jpg\",\"seen\":[7],\"seen-metadata\":{\"class-map\":{},"
      "\"type\":\"groundtruth/image-classification-multilabel\"}}\n";

  g_assert_true (fixture_read_text (self, "sagemaker", multi));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 2);
  g_assert_cmpfloat (g_array_index (fixture_record (self, 0)->labels, GwLabel, 1).confidence, ==, 0.2);
  g_assert_cmpint (self->head->task, ==, GW_TASK_MULTI_CLASS);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
}

/* Names are what they are; those that may be one are told of. */
static void
test_similar (Fixture *self, gconstpointer data)
{
  static const char multi[] =
      "{\"source-ref\":\"1.jpg\",\"seen\":[0,1,2,3],\"seen-metadata\":{\"class-map\":{\"0\":\"Red car\",\"1\":\"red  car\","
      "\"2\":\"redcar\",\"3\":\"cart\"},\"type\":\"groundtruth/image-classification-multilabel\"}}\n";

  g_assert_true (fixture_read_text (self, "sagemaker", multi));
  g_assert_cmpuint (self->head->classes->len, ==, 4);
  g_assert_cmpuint (fixture_count (self, "class-similar"), ==, 2);
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *annotation;
    const char *code;
  } cases[] = {
    { "{\"class_id\":9,\"left\":1,\"top\":1,\"width\":2,\"height\":2}", "class-index-range" },
    { "{\"left\":1,\"top\":1,\"width\":2,\"height\":2}", "class-index-range" },
    { "{\"class_id\":0,\"left\":1,\"top\":1,\"width\":2}", "coord-not-finite" },
    { "{\"class_id\":0,\"left\":\"a\",\"top\":1,\"width\":2,\"height\":2}", "coord-not-finite" },
    { "{\"class_id\":0,\"left\":1,\"top\":1,\"width\":0,\"height\":2}", "box-degenerate" },
    { "{\"class_id\":0,\"left\":100,\"top\":1,\"width\":2,\"height\":2}", "box-outside" },
    { "5", "value-type" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"source-ref\":\"1.jpg\",\"b\":{\"image_size\":[{\"width\":10,\"height\":10}],\"annotations\":[%s,"
          "{\"class_id\":0,\"left\":3,\"top\":3,\"width\":2,\"height\":2}]},\"b-metadata\":{\"objects\":[{},{}],"
          "\"class-map\":{\"0\":\"x\"}," BOX_META "}}\n",
          cases[i].annotation);

      g_test_message ("%s", cases[i].annotation);
      g_assert_true (fixture_read_text (self, "sagemaker", text));
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      fixture_assert_adds_up (self);
    }

  g_assert_true (fixture_read_text (self, "sagemaker",
                                    "{\"source-ref\":\"1.jpg\",\"f\":0,\"f-metadata\":{\"class-name\":\"a\"," META
                                    "}}\n"
                                    "{\"source-ref\":\"2.jpg\",\"f\":0}\n"));
  g_assert_cmpuint (fixture_count (self, "label-unpaired"), ==, 1);

  /* Boxes that are no list do not say that there is nothing in the image. */
  g_assert_true (fixture_read_text (self, "sagemaker",
                                    "{\"source-ref\":\"1.jpg\",\"b\":{\"annotations\":{\"0\":{}}},\"b-metadata\":{"
                                    "\"objects\":[],\"class-map\":{\"0\":\"x\"}," BOX_META "}}\n"));
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
  g_assert_false (fixture_record (self, 0)->labeled);
  fixture_assert_adds_up (self);
}

/* Labels of other formats, read back equal. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"task\":\"detection\"}\n"
      "{\"image\":\"a.png\",\"width\":10,\"height\":8,\"objects\":[{\"label\":\"x\",\"bbox\":[1.25,1,2,2]},"
      "{\"label\":\"y\",\"score\":0.123456789,\"bbox\":[2,1,3,3]}]}\n"
      "{\"image\":\"b.png\",\"width\":10,\"height\":8,\"objects\":[]}\n{\"image\":\"c.png\",\"width\":1,\"height\":1}\n");
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  first = fixture_load (self, "out/output.manifest");
  g_assert_nonnull (strstr (first, "\"left\":1.25,\"top\":1,"));
  g_assert_nonnull (strstr (first, "\"objects\":[{},{\"confidence\":0.123456789}]"));
  g_assert_true (fixture_read (self, "sagemaker", out, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_true (isnan (gw_object_get_score (fixture_object (self, 0, 0))));
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 1)), ==, 0.123456789);
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_false (fixture_record (self, 2)->labeled);
  g_assert_true (fixture_convert (self, out, NULL, "sagemaker", "again", NULL));
  second = fixture_load (self, "again/output.manifest");
  g_assert_cmpstr (first, ==, second);
}

static void
test_compatible (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.gw.jsonl",
                                         "{\"image\":\"a.png\",\"width\":10,\"height\":8,\"objects\":[{\"label\":\"x\","
                                         "\"bbox\":[1,1,2,2]},{\"label\":\"y\",\"score\":0.987,\"bbox\":[2,1,3,3]},"
                                         "{\"label\":\"y\",\"score\":0.126,\"line\":[[2,1],[3,3]]}]}\n");
  GwWriteOptions options = { .compatible = TRUE, .attribute = "streets" };
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", &options));
  text = fixture_load (self, "out/output.manifest");
  g_assert_nonnull (strstr (text, "\"objects\":[{\"confidence\":0},{\"confidence\":0.95}]"));
  g_assert_nonnull (strstr (text, "\"streets-metadata\""));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 1);
}

/* Lines kept by an earlier import come back in their order, with new labels. */
static gboolean
give_lines (gpointer data, GwLineFunc func, gpointer func_data, GError **error)
{
  return func (1, 0, "not json", func_data, error)
         && func (2, 22, "{\"source-ref\":\"b.png\",\"mine\":1}", func_data, error)
         && func (3, 99, "{\"source-ref\":\"gone.png\"}", func_data, error)
         && func (4, 11,
                  "{\"f\":1,\"source-ref\":\"a.png\",\"f-metadata\":{\"class-name\":\"old\",\"note\":true," META "}}",
                  func_data, error);
}

static void
test_kept_lines (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_path (self, "out");
  g_autofree char *text = NULL;
  g_autoptr (GwRecordHead) head = gw_record_head_new ();
  GwWriteOptions options = { .lines = give_lines };
  GwWriter *writer;
  GwClass *class = gw_record_head_ensure_class (head, "new");

  head->bag = g_strdup ("{\"sagemaker\":{\"classes\":\"f\",\"kind\":\"single\"}}");
  writer = gw_format_create (gw_format_find ("sagemaker", NULL), path, head, &options, self->problems, NULL);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "a.png", "b.png", "c.png" };
      g_autoptr (GwRecord) record = gw_record_new (names[i]);
      GwLabel label = { gw_class_get_id (class), NAN };

      record->image_id = 11 * ((gint64) i + 1);
      if (i == 0)
        g_array_append_val (record->labels, label);
      g_assert_true (gw_writer_write (writer, record, NULL));
    }
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);

  text = fixture_load (self, "out/output.manifest");
  g_assert_true (g_str_has_prefix (text,
                                   "not json\n{\"source-ref\":\"b.png\",\"mine\":1}\n{\"f\":0,\"source-ref\":\"a.png\","
                                   "\"f-metadata\":{\"class-name\":\"new\",\"note\":true,"));
  g_assert_true (g_str_has_suffix (text, "}}\n{\"source-ref\":\"c.png\"}\n"));
}

/* --- masks ------------------------------------------------------------------------- */

#define LAND_META \
  "\"type\":\"groundtruth/semantic-segmentation\",\"human-annotated\":\"yes\"," \
  "\"creation-date\":\"2026-03-02T09:14:11.562419\",\"job-name\":\"labeling-job/land\""

static const char land[] =
    "{\"source-ref\":\"s3://orchard/img/a.png\",\"k\":1, \"land-ref\":\"s3://out/land/annotations/output/0_x.png\","
    "\"land-ref-metadata\":{\"internal-color-map\":{\"0\":{\"class-name\":\"BACKGROUND\",\"hex-color\":\"#ffffff\","
    "\"confidence\":0.81},\"1\":{\"class-name\":\"road\",\"hex-color\":\"#2ca02c\",\"confidence\":0.81},"
    "\"3\":{\"class-name\":\"sea\",\"hex-color\":\"#0000ff\",\"confidence\":0.81}}," LAND_META "}}\n";

#define LAND_WIDTH 8
#define LAND_HEIGHT 4

static void
set_up_land (Fixture *self, const guint32 *palette, const guint8 *alpha)
{
  static const guint8 rows[LAND_WIDTH * LAND_HEIGHT] = { 0, 1, 1, 0, 0, 0, 3, 3, 0, 1, 1 };

  fixture_png (self, "in/annotations/output/0_x.png",
               &(FixturePng) { LAND_WIDTH, LAND_HEIGHT, 8, PNG_COLOR_TYPE_PALETTE, FALSE, 4, palette, alpha, rows });
}

static guint64
area_of (Fixture *self, const char *class)
{
  guint64 area = 0;

  for (guint i = 0; i < fixture_record (self, 0)->objects->len; i++)
    {
      GwObject *object = fixture_object (self, 0, i);

      if (g_strcmp0 (fixture_class (self, gw_object_get_class_id (object)), class) == 0)
        area += gw_mask_area (&gw_object_get_shape (object)->as.mask);
    }
  return area;
}

static void
test_masks (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0xffffff, 0x2ca02c, 0xffffff, 0x0000ff };
  g_autofree char *path = fixture_write (self, "in/output.manifest", land);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *out = NULL;
  GwClass *road;

  set_up_land (self, palette, NULL);
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpint (self->head->task, ==, GW_TASK_MASKS);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpuint (area_of (self, "road"), ==, 4);
  g_assert_cmpuint (area_of (self, "sea"), ==, 2);
  g_assert_cmpint (fixture_record (self, 0)->width, ==, LAND_WIDTH);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 0)), ==, 0.81);
  road = gw_record_head_find_class_by_name (self->head, "road");
  g_assert_cmphex (gw_class_get_color (road), ==, 0x2ca02c);

  /* Written unchanged: the line to the byte, and the mask where it is found. */
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 0);
  out = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (out, ==, land);
  g_assert_true (fixture_read (self, "sagemaker", target, NULL));
  g_assert_cmpuint (fixture_count (self, "mask-index"), ==, 0);
  g_assert_cmpuint (area_of (self, "road"), ==, 4);
  g_assert_cmpuint (area_of (self, "sea"), ==, 2);
}

/* In the tree of a job masks lie beside the manifest's folder; elsewhere nothing above
 * it is looked at.
 */
static void
test_masks_of_a_job (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0xffffff, 0x2ca02c, 0xffffff, 0x0000ff };
  g_autofree char *path = fixture_write (self, "in/manifests/output/output.manifest", land);
  g_autofree char *other = fixture_write (self, "in/labels/mine/output.manifest", land);

  set_up_land (self, palette, NULL);
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  g_assert_cmpuint (area_of (self, "road"), ==, 4);
  g_assert_true (fixture_read (self, "sagemaker", other, NULL));
  g_assert_cmpuint (area_of (self, "road"), ==, 0);
}

/* The colours are right where the places are not, and edges may be soft. */
static void
test_masks_by_colour (Fixture *self, gconstpointer data)
{
  static const guint32 lies[] = { 0xffffff, 0x0000ff, 0xffffff, 0x2ca02c };
  static const guint32 soft[] = { 0xffffff, 0x2ca02c, 0x2ca02c, 0x2ca02c };
  static const guint8 alpha[] = { 0, 255, 255, 90 };
  g_autofree char *path = fixture_write (self, "in/output.manifest", land);

  set_up_land (self, lies, NULL);
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  g_assert_cmpuint (area_of (self, "road"), ==, 2);
  g_assert_cmpuint (area_of (self, "sea"), ==, 4);
  g_assert_cmpuint (fixture_count (self, "mask-index"), ==, 1);

  set_up_land (self, soft, alpha);
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  g_assert_cmpuint (area_of (self, "road"), ==, 4);
  g_assert_cmpuint (area_of (self, "sea"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "mask-antialias"), ==, 1);
}

static void
test_masks_missing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in/output.manifest", land);
  g_autofree char *out = NULL;

  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2); /* of the picture, too */
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  out = fixture_load (self, "out/output.manifest");
  g_assert_cmpstr (out, ==, land);
}

/* A mask has the size of its picture: without one, that it is not written is told before. */
static void
test_masks_without_size (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"task\":\"segmentation\"}\n"
      "{\"image\":\"a.png\",\"objects\":[{\"label\":\"a\",\"rings\":[[[1,1],[5,1],[5,5]]]}]}\n"
      "{\"image\":\"b.png\",\"objects\":[]}\n{\"image\":\"c.png\"}\n"
      "{\"image\":\"d.png\",\"width\":9,\"height\":9,\"objects\":[]}\n");
  g_autofree char *out = NULL;
  GwProblemKind kind;

  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  out = fixture_load (self, "out/output.manifest");
  g_assert_true (g_str_has_prefix (out, "{\"source-ref\":\"a.png\"}\n{\"source-ref\":\"b.png\"}\n"
                                        "{\"source-ref\":\"c.png\"}\n{\"source-ref\":\"d.png\",\"labels-ref\":"));
  g_assert_true (gw_problems_get_kind (self->problems, "size-missing", &kind));
  g_assert_cmpuint (kind.outcomes[GW_OUTCOME_LEFT_OUT], ==, 2);
  g_assert_cmpuint (kind.n_labels, ==, 1);
}

/* Of more classes than a mask has places, what is left out is told. */
static void
test_masks_of_many_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"task\":\"segmentation\",\"classes\":[");
  g_autofree char *path = NULL;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "%s{\"name\":\"c%u\"}", i > 0 ? "," : "", i);
  g_string_append (text, "]}\n{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":["
                         "{\"label\":\"c254\",\"bbox\":[1,1,2,2]},{\"label\":\"c255\",\"bbox\":[4,4,2,2]}]}\n");
  path = fixture_write (self, "in.gw.jsonl", text->str);
  g_assert_true (fixture_convert (self, path, NULL, "sagemaker", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-objects"), ==, 1);
}

/* A manifest does not choose what else of the computer is read. */
static void
test_masks_linked (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0xffffff, 0x2ca02c, 0xffffff, 0x0000ff };
  g_autofree char *path = fixture_write (self, "set/output.manifest", land);
  g_autofree char *place = fixture_write (self, "set/annotations/output/readme.txt", "");
  g_autofree char *outside = fixture_path (self, "in/annotations/output/0_x.png");
  g_autofree char *link = fixture_path (self, "set/annotations/output/0_x.png");

  set_up_land (self, palette, NULL);
  g_assert_cmpint (symlink (outside, link), ==, 0);
  g_assert_true (fixture_read (self, "sagemaker", path, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (area_of (self, "road"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2); /* of the picture, too */
}

/* What was removed does not come back with the old line; image labels say that the image was looked at. */
static void
test_masks_removed (Fixture *self, gconstpointer data)
{
  static const guint32 palette[] = { 0xffffff, 0x2ca02c, 0xffffff, 0x0000ff };
  g_autofree char *source = fixture_write (self, "in/output.manifest", land);
  g_autofree char *path = fixture_path (self, "out");
  g_autofree char *text = NULL;
  const GwWriteOptions options = { 0 };
  GwRecord *record;
  GwWriter *writer;
  GwLabel label = { 0, NAN };

  set_up_land (self, palette, NULL);
  g_assert_true (fixture_read (self, "sagemaker", source, &(GwReadOptions) { .keep_lines = TRUE }));
  record = fixture_record (self, 0);
  g_assert_nonnull (record->raw);
  g_ptr_array_set_size (record->objects, 0);
  label.class_id = gw_class_get_id (gw_record_head_find_class_by_name (self->head, "road"));
  g_array_append_val (record->labels, label);
  writer = gw_format_create (gw_format_find ("sagemaker", NULL), path, self->head, &options, self->problems, NULL);
  g_assert_true (gw_writer_write (writer, record, NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  text = fixture_load (self, "out/output.manifest");
  g_assert_null (strstr (text, "land-ref"));
  g_assert_null (strstr (text, "groundwork-"));
  g_assert_nonnull (strstr (text, "\"k\":1"));
}

/* New masks: places from 1, the background white, the upper object on top. */
static void
test_masks_written (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"segmentation\",\"classes\":["
      "{\"name\":\"a\",\"color\":\"#ff0000\"},{\"name\":\"b\",\"color\":\"#ffffff\"}]}\n"
      "{\"image\":\"x/1.png\",\"width\":10,\"height\":10,\"objects\":[{\"label\":\"a\",\"bbox\":[0,0,4,4]},"
      "{\"label\":\"b\",\"rings\":[[[2,2],[6,2],[6,6],[2,6]]]}]}\n"
      "{\"image\":\"x/2.png\",\"width\":10,\"height\":10,\"objects\":[]}\n"
      "{\"image\":\"x/3.png\",\"width\":10,\"height\":10}\n");
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *unlabeled = fixture_path (self, "out/land/x/3.png");
  g_autofree char *out = NULL;
  GwWriteOptions options = { .attribute = "land" };

  g_assert_true (fixture_convert (self, source, NULL, "sagemaker", "out", &options));
  g_assert_cmpuint (fixture_count (self, "loss-overlap"), ==, 1);
  out = fixture_load (self, "out/output.manifest");
  g_assert_nonnull (strstr (out, "\"land-ref\":\"land/x/1.png\",\"land-ref-metadata\":{\"internal-color-map\":{"
                                 "\"0\":{\"class-name\":\"BACKGROUND\",\"hex-color\":\"#ffffff\"},"
                                 "\"1\":{\"class-name\":\"a\",\"hex-color\":\"#ff0000\"},"
                                 "\"2\":{\"class-name\":\"b\",\"hex-color\":\"#800000\"}}"));
  g_assert_null (strstr (out, "groundwork-same-mask"));
  g_assert_false (g_file_test (unlabeled, G_FILE_TEST_EXISTS));
  g_assert_true (fixture_read (self, "sagemaker", target, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (area_of (self, "a"), ==, 12);
  g_assert_cmpuint (area_of (self, "b"), ==, 16);
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_false (fixture_record (self, 2)->labeled);
}

/* That there is nothing in an image, and when that was found, is said where a line may say so. */
static void
test_negatives (Fixture *self, gconstpointer data)
{
  static const char *const tasks[] = { "multilabel", "classification", "detection" };

  for (gsize i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      const gboolean is_told = i == 1;
      g_autofree char *text = g_strdup_printf ("{\"groundwork\":1,\"task\":\"%s\",\"classes\":[{\"name\":\"cat\"}]}\n"
                                               "{\"image\":\"a.png\",\"width\":9,\"height\":9,\"objects\":[],"
                                               "\"labelled_at\":\"2024-03-02T09:14:11.502Z\"}\n"
                                               "{\"image\":\"b.png\",\"width\":9,\"height\":9}\n"
                                               "{\"image\":\"c.png\",\"width\":9,\"height\":9,\"labels\":[\"cat\"]}\n",
                                               tasks[i]);
      g_autofree char *source = fixture_write (self, "in.gw.jsonl", text);
      g_autofree char *target = fixture_path (self, tasks[i]);

      g_test_message ("%s", tasks[i]);
      g_assert_true (fixture_convert (self, source, "gw-jsonl", "sagemaker", tasks[i], NULL));
      g_assert_cmpuint (fixture_count (self, "loss-negative"), ==, is_told);
      g_assert_true (fixture_read (self, "sagemaker", target, NULL));
      g_assert_cmpint (fixture_record (self, 0)->labeled, ==, !is_told);
      g_assert_cmpint (fixture_record (self, 0)->modified, ==, is_told ? 0 : 1709370851502);
      g_assert_false (fixture_record (self, 1)->labeled);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/sagemaker/similar", test_similar);
  FIXTURE_TEST ("/sagemaker/reads-classes-and-boxes", test_read);
  FIXTURE_TEST ("/sagemaker/keeps-every-line-to-the-byte", test_verbatim);
  FIXTURE_TEST ("/sagemaker/reads-the-chosen-attribute", test_chosen);
  FIXTURE_TEST ("/sagemaker/reads-several-labels", test_multi);
  FIXTURE_TEST ("/sagemaker/places-are-of-the-file", test_places_are_of_the_file);
  FIXTURE_TEST ("/sagemaker/rejects-only-the-bad-box", test_bad);
  FIXTURE_TEST ("/sagemaker/round-trips", test_round_trip);
  FIXTURE_TEST ("/sagemaker/writes-for-other-tools", test_compatible);
  FIXTURE_TEST ("/sagemaker/merges-kept-lines", test_kept_lines);
  FIXTURE_TEST ("/sagemaker/says-that-nothing-was-found", test_negatives);

  FIXTURE_TEST ("/sagemaker/masks/read", test_masks);
  FIXTURE_TEST ("/sagemaker/masks/by-colour", test_masks_by_colour);
  FIXTURE_TEST ("/sagemaker/masks/of-a-job", test_masks_of_a_job);
  FIXTURE_TEST ("/sagemaker/masks/missing", test_masks_missing);
  FIXTURE_TEST ("/sagemaker/masks/of-many-classes", test_masks_of_many_classes);
  FIXTURE_TEST ("/sagemaker/masks/without-size", test_masks_without_size);
  FIXTURE_TEST ("/sagemaker/masks/linked", test_masks_linked);
  FIXTURE_TEST ("/sagemaker/masks/removed", test_masks_removed);
  FIXTURE_TEST ("/sagemaker/masks/written", test_masks_written);

  return g_test_run ();
}
