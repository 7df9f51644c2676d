/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

/* 50 × 100 pixels by columns: 5 off, 2 on, the rest off. */
#define COUNTS "52Ql4"
#define RLE "{\"size\":[50,100],\"counts\":\"" COUNTS "\"}"
#define MASK(segmentation, rest) \
  "{\"bbox\":[0,5,1,2],\"area\":2,\"segmentation\":" segmentation ",\"id\":7,\"point_coords\":[[0.5,5.5]]" rest "}"
#define SCORES ",\"predicted_iou\":0.75,\"stability_score\":0.9"
#define FILE(masks) \
  "{\"image\":{\"image_id\":1,\"width\":100,\"height\":50,\"file_name\":\"a.png\"},\"annotations\":[" masks "]}"

static void
read_set (Fixture *self, const char *text)
{
  g_autofree char *source = fixture_write (self, "set/sa_1.json", text);

  fixture_picture (self, "set/a.png", 100, 50);
  if (!fixture_read (self, "segment-anything", source, NULL))
    g_error ("%s: %s", text, self->error->message);
  fixture_assert_adds_up (self);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  GwObject *object;

  read_set (self, FILE (MASK (RLE, SCORES) "," MASK ("{\"size\":[50,100],\"counts\":[60,3,4937]}",
                                                     ",\"predicted_iou\":1.02") ",{\"bbox\":[1,2,3,4]}"));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_true (self->head->predictions);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  object = fixture_object (self, 0, 0);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (object)), ==, "object");
  g_assert_cmpint (gw_object_get_shape (object)->kind, ==, GW_SHAPE_MASK);
  fixture_assert_box (self, 0, 0, 0, 5, 1, 2);
  g_assert_cmpfloat (gw_object_get_score (object), ==, 0.75);
  g_assert_cmpstr (gw_object_get_attribute (object, "stability_score"), ==, "0.9");
  g_assert_nonnull (strstr (gw_object_get_bag (object), "\"point_coords\":[[0.5,5.5]]"));
  g_assert_null (strstr (gw_object_get_bag (object), "bbox"));
  /* From the 11th pixel of the second column. */
  object = fixture_object (self, 0, 1);
  fixture_assert_box (self, 0, 1, 1, 10, 1, 3);
  g_assert_cmpfloat (gw_object_get_score (object), ==, 1);
  fixture_assert_box (self, 0, 2, 1, 2, 3, 4);
}

/* As the model's own script writes them; the file is called like its picture. */
static void
test_bare_list (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "set/a.json", "[" MASK (RLE, SCORES) "]");
  GwDetection detection = { 0 };

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "segment-anything");
  g_assert_true (fixture_read (self, "segment-anything", source, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
}

static void
test_class_name (Fixture *self, gconstpointer data)
{
  g_autofree char *names = fixture_write (self, "names.txt", "thing\n");
  g_autofree char *source = fixture_write (self, "set/sa_1.json", FILE (MASK (RLE, SCORES)));
  const GwReadOptions options = { .classes_file = names };

  g_assert_true (fixture_read (self, "segment-anything", source, &options));
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "thing");
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 0);
}

/* Many files, of which one is broken; the image may stand behind the masks. */
static void
test_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fixture_write (
      self, "set/sa_1.json",
      "{\"annotations\":[" MASK (RLE, SCORES) "],\"image\":{\"image_id\":1,\"width\":100,\"height\":50,"
                                              "\"file_name\":\"a.png\"}}");
  g_autofree char *two = fixture_write (self, "set/sa_2.json",
                                        "{\"image\":{\"image_id\":1},\"annotations\":[" MASK (RLE, SCORES));
  g_autofree char *ten = fixture_write (self, "set/sa_10.json", FILE (""));
  g_autofree char *other = fixture_write (self, "set/other.json", "{\"a\":1}");
  g_autofree char *folder = fixture_path (self, "set");
  GwDetection detection = { 0 };

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_cmpstr (gw_format_detect (folder, &detection, NULL, NULL)->name, ==, "segment-anything");
  g_assert_cmpstr (gw_format_detect (one, &detection, NULL, NULL)->name, ==, "segment-anything");
  g_assert_true (fixture_read (self, "segment-anything", folder, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "truncated-file"), ==, 1);
}

static void
test_bad_masks (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *mask;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { MASK ("7", SCORES), "value-type", 0 },
    { MASK ("[[1,2,3,4]]", SCORES), "value-type", 0 },
    { MASK ("{\"counts\":\"" COUNTS "\"}", SCORES), "value-type", 0 },
    { MASK ("{\"size\":[50,100],\"counts\":[1,NaN]}", SCORES), "value-type", 0 },
    { MASK ("{\"size\":[50,100],\"counts\":[60,3]}", SCORES), "rle-sum", 0 },
    { MASK ("{\"size\":[50,100],\"counts\":[60,-3,4943]}", SCORES), "rle-sum", 0 },
    { MASK ("{\"size\":[50,100],\"counts\":\"5 2\"}", SCORES), "rle-char", 0 },
    { MASK ("{\"size\":[50,100],\"counts\":\"52Ql\"}", SCORES), "rle-short", 0 },
    { MASK ("{\"size\":[4e9,100],\"counts\":\"52Ql4\"}", SCORES), "value-type", 0 },
    { MASK ("{\"size\":[100,50],\"counts\":[60,4,4936]}", SCORES), "rle-order-suspect", 1 },
    { MASK ("{\"size\":[60,100],\"counts\":[60,4,5936]}", SCORES), "mask-size", 0 },
    { MASK ("{\"size\":[50,100],\"counts\":[5000]}", SCORES), "segment-empty", 0 },
    { "{\"bbox\":[1,2,3]}", "value-type", 0 },
    { "7", "value-type", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE ("%s,%s"), MASK (RLE, SCORES), cases[i].mask);

      read_set (self, text);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].mask, cases[i].code);
    }
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "", "truncated-file" },         { "{}", "json-syntax" },
    { "7", "json-syntax" },           { "{\"annotations\":7}", "json-syntax" },
    { FILE ("") "x", "json-syntax" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      read_set (self, cases[i].text);
      if (self->records->len != 0 || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
}

/* The same masks as COCO results have them. */
static void
test_as_coco (Fixture *self, gconstpointer data)
{
  g_autofree char *coco = fixture_write (
      self, "results.json", "[{\"image_id\":1,\"category_id\":1,\"score\":0.75,\"segmentation\":" RLE "}]");
  g_autoptr (GPtrArray) records = NULL;

  read_set (self, FILE (MASK (RLE, SCORES)));
  records = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "coco-results", coco, NULL));
  g_assert_true (gw_shape_equal (
      gw_object_get_shape (g_ptr_array_index (((GwRecord *) g_ptr_array_index (records, 0))->objects, 0)),
      gw_object_get_shape (fixture_object (self, 0, 0)), 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-segment-anything/read", test_read);
  FIXTURE_TEST ("/format-segment-anything/bare-list", test_bare_list);
  FIXTURE_TEST ("/format-segment-anything/class-name", test_class_name);
  FIXTURE_TEST ("/format-segment-anything/folder", test_folder);
  FIXTURE_TEST ("/format-segment-anything/bad-masks", test_bad_masks);
  FIXTURE_TEST ("/format-segment-anything/bad-files", test_bad_files);
  FIXTURE_TEST ("/format-segment-anything/as-coco", test_as_coco);

  return g_test_run ();
}
