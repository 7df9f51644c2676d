/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-encode.h"
#include "gw-mask.h"

/* The crop of a mask: rows of 0 and 1. (transfer full) */
static char *
encode_crop (const guint8 *rows, int width, int height)
{
  g_autoptr (GBytes) png = gw_encode_png_gray (rows, width, height, (gsize) width, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);

  return g_base64_encode (data, size);
}

static const char *
text_of (Fixture *self, const char *name, char **text)
{
  *text = fixture_load (self, name);
  return *text;
}

/* --- reading --------------------------------------------------------------------- */

static void
test_kinds (Fixture *self, gconstpointer data)
{
  static const guint8 crop[] = { 1, 0, 1, 1, 1, 0 };
  g_autofree char *mask = encode_crop (crop, 3, 2);
  g_autofree char *shapes = g_strdup_printf (
      "{\"label\":\"p\",\"points\":[[1,1],[9,1],[9,9]]},"
      "{\"label\":\"r\",\"points\":[[30,20],[10,5]],\"shape_type\":\"rectangle\"},"
      "{\"label\":\"c\",\"points\":[[50,20],[53,24]],\"shape_type\":\"circle\"},"
      "{\"label\":\"l\",\"points\":[[1,2],[3,4]],\"shape_type\":\"line\"},"
      "{\"label\":\"l\",\"points\":[[1,2],[3,4],[5,4]],\"shape_type\":\"linestrip\"},"
      "{\"label\":\"k\",\"points\":[[7,8]],\"shape_type\":\"point\"},"
      "{\"label\":\"o\",\"points\":[[10,10],[20,20],[15,25],[5,15]],\"shape_type\":\"oriented_rectangle\"},"
      "{\"label\":\"m\",\"points\":[[40,10],[42,11]],\"shape_type\":\"mask\",\"mask\":\"%s\"}",
      mask);
  g_autofree char *source = fixture_write_labelme (self, "set/a.json", shapes);
  const GwShape *shape;

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_true (fixture_read (self, "labelme", source, NULL));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 8);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_POLYGON), ==, 2);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_POLYLINE), ==, 2);
  fixture_assert_box (self, 0, 1, 10, 5, 20, 15);
  shape = gw_object_get_shape (fixture_object (self, 0, 2));
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, ==, 64);
  fixture_assert_box (self, 0, 2, 45, 15, 10, 10);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 2), "circle"), ==, "true");
  shape = gw_object_get_shape (fixture_object (self, 0, 6));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.angle, 45, 1e-9);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.width, sqrt (200), 1e-9);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.height, sqrt (50), 1e-9);
  shape = gw_object_get_shape (fixture_object (self, 0, 7));
  g_assert_cmpuint (gw_mask_area (&shape->as.mask), ==, 4);
  g_assert_true (gw_mask_contains (&shape->as.mask, 40, 10));
  g_assert_false (gw_mask_contains (&shape->as.mask, 41, 10));
  g_assert_true (gw_mask_contains (&shape->as.mask, 41, 11));
}

static void
test_members (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write_labelme (
      self, "a.json",
      "{\"label\":\" cat\",\"points\":[[1,1],[9,9]],\"shape_type\":\"rectangle\",\"flags\":{\"occluded\":true,\"wet\":"
      "true,\"old\":false},\"group_id\":0,\"description\":\"hi\",\"score\":0.5,\"difficult\":true,\"attributes\":{"
      "\"colour\":\"red\",\"n\":3},\"kie_linking\":[ 1 ],\"line_color\":null}");
  GwObject *object;
  g_autofree char *text = NULL;

  g_assert_true (fixture_read (self, "labelme", source, NULL));
  object = fixture_object (self, 0, 0);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (object)), ==, "cat");
  g_assert_cmpuint (fixture_count (self, "class-trimmed"), ==, 1);
  g_assert_cmpint (gw_object_get_flags (object), ==, GW_OBJECT_OCCLUDED | GW_OBJECT_DIFFICULT);
  g_assert_cmpint (gw_object_get_group (object), ==, 1);
  g_assert_cmpfloat (gw_object_get_score (object), ==, 0.5);
  g_assert_cmpstr (gw_object_get_attribute (object, "wet"), ==, "true");
  g_assert_cmpstr (gw_object_get_attribute (object, "old"), ==, "false");
  g_assert_cmpstr (gw_object_get_attribute (object, "colour"), ==, "red");
  g_assert_cmpstr (gw_object_get_attribute (object, "n"), ==, "3");

  g_assert_true (fixture_convert (self, source, NULL, "labelme", "out", NULL));
  text_of (self, "out/a.json", &text);
  g_assert_nonnull (strstr (text, "\"version\": \"4.5.6\""));
  g_assert_nonnull (strstr (text, "\"group_id\": 0,"));
  g_assert_nonnull (strstr (text, "\"description\": \"hi\""));
  g_assert_nonnull (strstr (text, "\"kie_linking\": [ 1 ]"));
  g_assert_nonnull (strstr (text, "\"wet\": true"));
  g_assert_nonnull (strstr (text, "\"score\": 0.5"));
  g_assert_nonnull (strstr (text, "\"imageData\": null"));
}

static void
test_image_flags (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "a.json",
      "{\"flags\":{\"cat\":true,\"dog\":false},\"shapes\":[],\"imagePath\":\"a.png\","
      "\"checked\":true}");
  g_autofree char *text = NULL;

  fixture_picture (self, "a.png", 10, 20);
  g_assert_true (fixture_read (self, "labelme", source, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  g_assert_cmpint (fixture_record (self, 0)->height, ==, 20);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_true (fixture_convert (self, source, NULL, "labelme", "out", NULL));
  text_of (self, "out/a.json", &text);
  g_assert_nonnull (strstr (text, "\"cat\": true,\n    \"dog\": false"));
  g_assert_nonnull (strstr (text, "\"checked\": true"));
}

static void
test_paths (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *given;
    const char *path;
  } cases[] = {
    { "a.png", "one/a.png" },         { "..\\\\two\\\\b.png", "two/b.png" },
    { "a.json", "one/a.png" },   /* the file itself: by name */
    { "gone.png", "one/a.png" }, /* the same */
    { "/etc/gone.png", "one/a.png" }, { "../../../../etc/passwd", "one/a.png" },
  };
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/one/a.png", 100, 50);
  fixture_picture (self, "set/two/b.png", 100, 50);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"shapes\":[],\"imagePath\":\"%s\"}", cases[i].given);
      g_autofree char *file = fixture_write (self, "set/one/a.json", text);

      g_test_message ("%s", cases[i].given);
      g_assert_true (fixture_read (self, "labelme", source, NULL));
      g_assert_cmpuint (self->records->len, ==, 2); /* the other picture has no labels */
      g_assert_cmpstr (fixture_record (self, 0)->path, ==, cases[i].path);
      g_assert_false (fixture_record (self, 1)->labeled);
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
    }
}

/* --- what is broken ----------------------------------------------------------------- */

static void
test_bad_shapes (Fixture *self, gconstpointer data)
{
  static const guint8 crop[] = { 1, 0, 1, 1, 1, 0 };
  static const struct
  {
    const char *shape; /* %s: a mask of 3 by 2 */
    const char *code;
  } cases[] = {
    { "7", "class-unknown" },
    { "{\"points\":[[1,1],[9,1],[9,9]]}", "class-unknown" },
    { "{\"label\":\"\",\"points\":[[1,1],[9,1],[9,9]]}", "class-unknown" },
    { "{\"label\":\"a\",\"points\":[[1,1],[9,1]]}", "ring-short" },
    { "{\"label\":\"a\"}", "value-type" },
    { "{\"label\":\"a\",\"points\":7}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1],[2,3],[4,5]]}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1,\"x\"],[2,3],[4,5]]}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1,NaN],[2,3],[4,5]]}", "coord-not-finite" },
    { "{\"label\":\"a\",\"points\":[[1,1e999],[2,3],[4,5]]}", "coord-not-finite" },
    { "{\"label\":\"a\",\"points\":[[1,1],[2,3]],\"shape_type\":\"spline\"}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1,1]],\"shape_type\":\"rectangle\"}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1,1],[1,5]],\"shape_type\":\"rectangle\"}", "box-degenerate" },
    { "{\"label\":\"a\",\"points\":[[1,1],[1,1]],\"shape_type\":\"circle\"}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1,1]],\"shape_type\":\"line\"}", "value-type" },
    { "{\"label\":\"a\",\"points\":[],\"shape_type\":\"point\"}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1,1],[3,2]],\"shape_type\":\"mask\"}", "value-type" },
    { "{\"label\":\"a\",\"points\":[[1,1],[3,2]],\"shape_type\":\"mask\",\"mask\":\"AAAA\"}", "image-unreadable" },
    { "{\"label\":\"a\",\"points\":[[1,1],[4,2]],\"shape_type\":\"mask\",\"mask\":\"%s\"}", "mask-size" },
    { "{\"label\":\"a\",\"points\":[[200,1],[202,2]],\"shape_type\":\"mask\",\"mask\":\"%s\"}", "segment-empty" },
    { "{\"label\":\"a\",\"points\":[[1e300,1],[1e300,2]],\"shape_type\":\"mask\",\"mask\":\"%s\"}", "value-type" },
  };
  g_autofree char *mask = encode_crop (crop, 3, 2);

  fixture_picture (self, "set/a.png", 100, 50);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].shape, "%s", 2);
      g_autofree char *shape = g_strjoinv (mask, parts);
      g_autofree char *both = g_strconcat (shape, ",{\"label\":\"b\",\"points\":[[1,1],[9,1],[9,9]]}", NULL);
      g_autofree char *source = fixture_write_labelme (self, "set/a.json", both);

      g_test_message ("%s", cases[i].shape);
      g_assert_true (fixture_read (self, "labelme", source, NULL));
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      fixture_assert_adds_up (self);
    }
}

/* A fractional corner does not say the size: the crop does. */
static void
test_fractional_mask (Fixture *self, gconstpointer data)
{
  static const guint8 crop[] = { 1, 0, 1, 1, 1, 0 };
  g_autofree char *mask = encode_crop (crop, 3, 2);
  g_autofree char *shape = g_strdup_printf ("{\"label\":\"a\",\"points\":[[10.4,5.5],[13.1,8]],\"shape_type\":\"mask\","
                                            "\"mask\":\"%s\"}",
                                            mask);
  g_autofree char *source = fixture_write_labelme (self, "a.json", shape);

  g_assert_true (fixture_read (self, "labelme", source, NULL));
  fixture_assert_box (self, 0, 0, 10, 6, 3, 2);
}

/* A mask of a header that is larger than the image is refused by the header. */
static void
test_huge_mask (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *rows = g_malloc0 (101 * 2);
  g_autofree char *mask = encode_crop (rows, 101, 2);
  g_autofree char *shape = g_strdup_printf ("{\"label\":\"a\",\"points\":[[0,0],[100,1]],\"shape_type\":\"mask\","
                                            "\"mask\":\"%s\"}",
                                            mask);
  g_autofree char *source = fixture_write_labelme (self, "a.json", shape);

  g_assert_true (fixture_read (self, "labelme", source, NULL));
  g_assert_cmpuint (fixture_count (self, "mask-size"), ==, 1);
}

static void
test_broken_files (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "{\"shapes\":[", "truncated-file" },
    { "{\"shapes\":[}", "json-syntax" },
    { "[]", "json-syntax" },
    { "{}", "labels-unread" },
    { "{\"shapes\":[]} x", "json-syntax" },
    { "{\"shapes\":[{\"label\":\"a\",\"points\":[[1,1],[2,2],[3,\"\xff\"]]}]}", "json-syntax" },
  };
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *good = fixture_write_labelme (self, "set/a.json",
                                                 "{\"label\":\"b\",\"points\":[[1,1],[9,1],[9,9]]}");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bad = fixture_write (self, "set/b.json", cases[i].text);

      g_test_message ("%u: %s", (guint) i, cases[i].code);
      g_assert_true (fixture_read (self, "labelme", source, NULL));
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
      g_assert_cmpuint (self->records->len, ==, 1);
      fixture_assert_adds_up (self);
    }
}

/* --- writing ------------------------------------------------------------------------------ */

static void
assert_stable (Fixture *self, const char *source, const char *name)
{
  g_autofree char *first = fixture_path (self, "first");
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *inner = g_build_filename ("first", name, NULL);
  g_autofree char *outer = g_build_filename ("second", name, NULL);
  GwWriteOptions options = { .overwrite = TRUE };

  g_assert_true (fixture_convert (self, source, NULL, "labelme", "first", &options));
  g_assert_true (fixture_convert (self, first, "labelme", "labelme", "second", &options));
  g_assert_cmpstr (text_of (self, inner, &one), ==, text_of (self, outer, &two));
}

static void
test_bytes (Fixture *self, gconstpointer data)
{
  static const guint8 crop[] = { 1, 0, 1, 1, 1, 0 };
  g_autofree char *mask = encode_crop (crop, 3, 2);
  g_autofree char *shapes = g_strdup_printf (
      "{\"label\":\"p\",\"points\":[[1.1,1.7],[9.3,1],[9,9]],\"group_id\":3},"
      "{\"label\":\"r\",\"points\":[[30.1,20.3],[10.7,5.9]],\"shape_type\":\"rectangle\"},"
      "{\"label\":\"c\",\"points\":[[50.1,20],[53,24]],\"shape_type\":\"circle\"},"
      "{\"label\":\"l\",\"points\":[[1,2],[3,4]],\"shape_type\":\"linestrip\"},"
      "{\"label\":\"k\",\"points\":[[7,8]],\"shape_type\":\"points\"},"
      "{\"label\":\"m\",\"points\":[[40,10],[42,11]],\"shape_type\":\"mask\",\"mask\":\"%s\"}",
      mask);
  g_autofree char *source = fixture_write_labelme (self, "a.json", shapes);
  g_autofree char *text = NULL;

  assert_stable (self, source, "a.json");
  text_of (self, "first/a.json", &text);
  g_assert_nonnull (strstr (text, "\"shape_type\": \"circle\""));
  g_assert_nonnull (strstr (text, "\"shape_type\": \"linestrip\""));
  g_assert_nonnull (strstr (text, "\"shape_type\": \"points\""));
  g_assert_nonnull (strstr (text, "50.1,\n"));
  g_assert_null (strstr (text, "\"circle\": "));
}

/* Parts become a group, holes a mask. */
static void
test_parts (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"b/a.png\",\"width\":100,\"height\":50,\"objects\":["
      "{\"label\":\"x\",\"rings\":[[[0,0],[3,0],[3,3]],[[5,5],[9,5],[9,9]]]},"
      "{\"label\":\"x\",\"rings\":[[[20,0],[40,0],[40,20],[20,20]],[[25,5],[35,5],[35,15],[25,15]]]}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "labelme", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-parts"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-holes"), ==, 1);
  g_assert_true (fixture_read (self, "labelme", target, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "b/a.png");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==, 1);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 1)), ==, 1);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 2))->as.mask), ==, 300);
}

/* The same where nothing tells how large the image is; what is too large for a mask is told of. */
static void
test_holes_without_size (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"image\":\"a.png\",\"objects\":["
      "{\"label\":\"x\",\"rings\":[[[20,0],[40,0],[40,20],[20,20]],[[25,5],[35,5],[35,15],[25,15]]]},"
      "{\"label\":\"x\",\"rings\":[[[0,0],[99999,0],[99999,9],[0,9]],[[25,5],[35,5],[35,8],[25,8]]]}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, NULL, "labelme", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-holes"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  fixture_picture (self, "out/a.png", 50, 30);
  g_assert_true (fixture_read (self, "labelme", target, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 0))->as.mask), ==, 300);
}

/* Points that are not in the picture are at 0, 0 in the model, which is a place like any other here. */
static void
test_absent_points (Fixture *self, gconstpointer data)
{
  static const char *const formats[] = { "labelme", "label-studio" };
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           "{\"image\":\"a.png\",\"width\":50,\"height\":30,\"objects\":["
                                           "{\"label\":\"x\",\"points\":[[3,4,2],[0,0,0],[5,6,1]]},"
                                           "{\"label\":\"x\",\"points\":[[0,0,0]]}]}\n");

  fixture_picture (self, "a.png", 50, 30);
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *target = fixture_path (self, formats[i]);
      g_autofree char *pictures = fixture_path (self, ".");
      const GwReadOptions options = { .images_dir = pictures };
      g_autoptr (GPtrArray) losses = NULL;
      const GwKeypoints *points;

      g_assert_true (fixture_convert (self, source, NULL, formats[i], formats[i], NULL));
      losses = gw_problems_list (self->problems, "loss-shape");
      g_assert_cmpuint (losses->len, ==, 2);
      g_assert_cmpuint (((GwProblem *) g_ptr_array_index (losses, 0))->n_labels
                            + ((GwProblem *) g_ptr_array_index (losses, 1))->n_labels,
                        ==, 1);
      g_assert_true (fixture_read (self, formats[i], target, &options));
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
      points = &gw_object_get_shape (fixture_object (self, 0, 0))->as.points;
      g_assert_cmpuint (points->n_points, ==, 2);
      g_assert_cmpfloat (points->points[1].point.x, >, 4.9);
    }
}

/* A circle whose points were moved is a polygon like any other. */
static void
test_edited_circle (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write_labelme (
      self, "a.json", "{\"label\":\"c\",\"points\":[[50,20],[53,24]],\"shape_type\":\"circle\"}");
  g_autofree char *lines = fixture_path (self, "in.gw.jsonl");
  g_autofree char *text = NULL;
  g_autofree char *written = NULL;
  g_auto (GStrv) halves = NULL;
  g_autofree char *moved = NULL;
  GwWriteOptions options = { .lossless = TRUE };

  g_assert_true (fixture_convert (self, source, NULL, "gw-jsonl", "in.gw.jsonl", &options));
  text_of (self, "in.gw.jsonl", &text);
  halves = g_strsplit (text, "[55,20]", 2);
  g_assert_nonnull (halves[1]);
  moved = g_strjoinv ("[57,20]", halves);
  g_assert_true (g_file_set_contents (lines, moved, -1, NULL));
  g_assert_true (fixture_convert (self, lines, NULL, "labelme", "out", NULL));
  text_of (self, "out/a.json", &written);
  g_assert_nonnull (strstr (written, "\"shape_type\": \"polygon\""));
}

/* --- real data ------------------------------------------------------------------------------ */

static void
assert_real (Fixture *self, const char *folder, guint n_records, guint n_objects)
{
  g_autofree char *path = g_build_filename ("seg-labelme", folder, NULL);
  g_autofree char *source = gw_test_data_path (path);
  g_autofree char *target = fixture_path (self, "out");
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autoptr (GRegex) ids = g_regex_new (",\"id\":\"[0-9]+\"", 0, 0, NULL);
  g_autofree char *plain = NULL;
  g_autofree char *other = NULL;
  GwWriteOptions options = { .overwrite = TRUE };

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_read (self, "labelme", source, NULL));
  g_assert_cmpuint (self->records->len, ==, n_records);
  g_assert_cmpuint (self->counts.labels_given, ==, n_objects);
  /* Written and read again, nothing has changed. */
  options.copy = GW_COPY_SYMLINK;
  g_assert_true (fixture_convert (self, source, "labelme", "labelme", "out", &options));
  options.copy = GW_COPY_NONE;
  g_assert_true (fixture_convert (self, source, "labelme", "gw-jsonl", "one.gw.jsonl", &options));
  g_assert_true (fixture_convert (self, target, "labelme", "gw-jsonl", "two.gw.jsonl", &options));
  text_of (self, "one.gw.jsonl", &one);
  text_of (self, "two.gw.jsonl", &two);
  plain = g_regex_replace_literal (ids, strchr (one, '\n'), -1, 0, "", 0, NULL);
  other = g_regex_replace_literal (ids, strchr (two, '\n'), -1, 0, "", 0, NULL);
  g_assert_cmpstr (plain, ==, other);
}

static void
test_real (Fixture *self, gconstpointer data)
{
  assert_real (self, "bbox_detection/data_annotated", 3, 9);
  assert_real (self, "classification/data_annotated", 2, 2);
  assert_real (self, "instance_segmentation/data_annotated", 3, 18);
  assert_real (self, "semantic_segmentation/data_annotated", 3, 18);
  assert_real (self, "video_annotation/data_annotated", 5, 15);
  assert_real (self, "primitives", 1, 8);
}

static void
test_real_primitives (Fixture *self, gconstpointer data)
{
  g_autofree char *source = gw_test_data_path ("seg-labelme/primitives/primitives.json");
  GwShape *shape;

  if (source == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "labelme");
  g_assert_true (fixture_read (self, "labelme", source, NULL));
  fixture_assert_box (self, 0, 0, 32, 35, 100, 100);
  fixture_assert_box (self, 0, 2, 391, 33, 151, 102);
  fixture_assert_box (self, 0, 7, 417, 305, 100, 100);
  shape = (GwShape *) gw_object_get_shape (fixture_object (self, 0, 7));
  g_assert_cmpuint (gw_mask_area (&shape->as.mask), ==, 7275);
}

/* --- options ---------------------------------------------------------------------------- */

static void
test_flags_as_tags (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (
      self, "a.json",
      "{\"flags\":{\"night\":true,\"rain\":false,\"dirt\":true},\"shapes\":[],\"imagePath\":\"a.png\"}");
  static const char *const tags[] = { "night", "dirt", NULL };

  fixture_picture (self, "a.png", 20, 10);
  g_assert_true (fixture_read (self, "labelme", file, &(GwReadOptions) { .flags_mean = GW_FLAGS_TAGS }));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 0);
  g_assert_cmpstrv (fixture_record (self, 0)->tags, tags);
  g_assert_cmpuint (self->head->classes->len, ==, 0);
  fixture_assert_adds_up (self);

  g_assert_true (fixture_read (self, "labelme", file, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 2);
  g_assert_null (fixture_record (self, 0)->tags);
}

/* Parts that overlap are no hole where they do. */
static void
test_groups_merged (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (
      self, "a.json",
      "{\"shapes\":["
      "{\"label\":\"p\",\"points\":[[0,0],[4,0],[4,4],[0,4]],\"group_id\":7},"
      "{\"label\":\"q\",\"points\":[[0,0],[4,0],[4,4]],\"group_id\":7},"
      "{\"label\":\"p\",\"points\":[[2,2],[6,2],[6,6],[2,6]],\"group_id\":7},"
      "{\"label\":\"p\",\"points\":[[10,0],[14,0],[14,4],[10,4]],\"group_id\":7},"
      "{\"label\":\"p\",\"points\":[[0,0],[3,3]],\"shape_type\":\"rectangle\",\"group_id\":7},"
      "{\"label\":\"p\",\"points\":[[15,0],[19,0],[19,4]],\"group_id\":8},"
      "{\"label\":\"p\",\"points\":[[15,5],[19,5],[19,9]]}],"
      "\"imagePath\":\"a.png\",\"imageWidth\":20,\"imageHeight\":10}");
  const GwShape *shape;

  fixture_picture (self, "a.png", 20, 10);
  g_assert_true (fixture_read (self, "labelme", file, &(GwReadOptions) { .groups = GW_GROUPS_MERGE }));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 5);
  shape = gw_object_get_shape (fixture_object (self, 0, 0));
  g_assert_cmpuint (shape->as.polygon.n_rings, ==, 2);
  g_assert_cmpfloat_with_epsilon (gw_shape_area (shape), 16 + 16 - 4 + 16, 1e-9);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==,
                   gw_object_get_group (fixture_object (self, 0, 1)));
  fixture_assert_adds_up (self);

  g_assert_true (fixture_read (self, "labelme", file, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 7);
}

/* --- the same bytes again ----------------------------------------------------------------- */

/* Shapes that labelme has in another form than the model. */
static void
test_bytes_of_turned (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "in.gw.jsonl",
                                           "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
                                           "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"objects\":["
                                           "{\"label\":\"cat\",\"bbox\":[10.1,20.2,33.3,7.7],\"angle\":33.3},"
                                           "{\"label\":\"cat\",\"bbox\":[10,20,30,10],\"angle\":-120},"
                                           "{\"label\":\"cat\",\"ellipse\":[50,25,11.1,7.3,12.5]},"
                                           "{\"label\":\"cat\",\"ellipse\":[50,25,11.1,11.1,0]}]}\n");
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "labelme", "out", NULL));
  g_assert_true (fixture_convert (self, out, "labelme", "labelme", "again", NULL));
  text_of (self, "out/a.json", &first);
  text_of (self, "again/a.json", &second);
  g_assert_cmpstr (first, ==, second);
}

/* Corners against the clock are those of a turned box, too, and what is no rectangle is none however large it is. */
static void
test_corners (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write_labelme (self, "set/a.json",
                                                   "{\"label\":\"cat\",\"points\":[[10,10],[10,15],[20,15],[20,10]],"
                                                   "\"shape_type\":\"oriented_rectangle\"},"
                                                   "{\"label\":\"cat\",\"points\":[[0,0],[90,0],[90,40],[1.5,40]],"
                                                   "\"shape_type\":\"oriented_rectangle\"}");
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_true (fixture_read (self, "labelme", source, NULL));
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 0))->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 1))->kind, ==, GW_SHAPE_POLYGON);

  g_assert_true (fixture_convert (self, source, "labelme", "labelme", "out", NULL));
  g_assert_true (fixture_convert (self, out, "labelme", "labelme", "again", NULL));
  text_of (self, "out/a.json", &first);
  text_of (self, "again/a.json", &second);
  g_assert_cmpstr (first, ==, second);
  g_assert_true (fixture_read (self, "labelme", out, NULL));
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 0))->kind, ==, GW_SHAPE_ROTATED_BOX);
}

/* What somebody has turned since is written as it is now. */
static void
test_direction (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write_labelme (self, "set/a.json",
                                                   "{\"label\":\"cat\",\"points\":[[10,10],[20,10],[20,15],[10,15]],"
                                                   "\"shape_type\":\"rotation\",\"direction\":6.283185307179586}");
  g_autofree char *out = fixture_path (self, "turned");
  g_autofree char *text = NULL;
  g_autofree char *turned = NULL;
  GwWriter *writer;
  GwShape shape = { .kind = GW_SHAPE_ROTATED_BOX, .as = { .rotated = { 15, 12.5, 10, 5, 90 } } };

  g_assert_true (fixture_convert (self, source, "labelme", "labelme", "out", NULL));
  text_of (self, "out/a.json", &text);
  g_assert_nonnull (strstr (text, "\"direction\": 6.283185307179586"));

  g_assert_true (fixture_read (self, "labelme", source, NULL));
  gw_object_take_shape (fixture_object (self, 0, 0), &shape);
  writer = gw_format_create (gw_format_find ("labelme", NULL), out, self->head, &(GwWriteOptions) { 0 }, self->problems,
                             NULL);
  g_assert_true (gw_writer_write (writer, fixture_record (self, 0), NULL));
  g_assert_true (gw_writer_finish (writer, NULL, NULL));
  gw_writer_close (writer);
  text_of (self, "turned/a.json", &turned);
  g_assert_nonnull (strstr (turned, "\"direction\": 1.57079632679"));
  g_assert_null (strstr (turned, "corners"));
}

/* Keys that only begin like those of the picture are kept. */
static void
test_other_keys (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "set/a.json",
      "{\"version\":\"5\",\"flags\":{},\"shapes\":[],\"imagePath\":\"a.png\","
      "\"imageTags\":[\"x\"],\"imageHeight\":5,\"imageWidth\":4,\"checked\":true}");
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, source, "labelme", "labelme", "out", NULL));
  text_of (self, "out/a.json", &text);
  g_assert_nonnull (strstr (text, "\"imageTags\""));
  g_assert_nonnull (strstr (text, "\"checked\": true"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  FIXTURE_TEST ("/labelme/kinds", test_kinds);
  FIXTURE_TEST ("/labelme/members", test_members);
  FIXTURE_TEST ("/labelme/image-flags", test_image_flags);
  FIXTURE_TEST ("/labelme/paths", test_paths);
  FIXTURE_TEST ("/labelme/hostile/shapes", test_bad_shapes);
  FIXTURE_TEST ("/labelme/hostile/fractional-mask", test_fractional_mask);
  FIXTURE_TEST ("/labelme/hostile/huge-mask", test_huge_mask);
  FIXTURE_TEST ("/labelme/hostile/files", test_broken_files);
  FIXTURE_TEST ("/labelme/write/bytes", test_bytes);
  FIXTURE_TEST ("/labelme/write/parts", test_parts);
  FIXTURE_TEST ("/labelme/write/holes-without-size", test_holes_without_size);
  FIXTURE_TEST ("/labelme/absent-points", test_absent_points);
  FIXTURE_TEST ("/labelme/write/edited-circle", test_edited_circle);
  FIXTURE_TEST ("/labelme/options/flags", test_flags_as_tags);
  FIXTURE_TEST ("/labelme/options/groups", test_groups_merged);
  FIXTURE_TEST ("/labelme/real/all", test_real);
  FIXTURE_TEST ("/labelme/real/primitives", test_real_primitives);
  FIXTURE_TEST ("/labelme/bytes-of-turned", test_bytes_of_turned);
  FIXTURE_TEST ("/labelme/corners", test_corners);
  FIXTURE_TEST ("/labelme/direction", test_direction);
  FIXTURE_TEST ("/labelme/other-keys", test_other_keys);

  return g_test_run ();
}
