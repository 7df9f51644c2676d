/* SPDX-License-Identifier: GPL-3.0-or-later */

/* COCO as it is written, and read again. */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-image-info.h"
#include "gw-mask.h"

#define JSONL_HEAD \
  "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\",\"color\":\"#2070d7\"}]," \
  "\"units\":\"pixel\"}\n"

static void
write_shapes (Fixture *self, const GwWriteOptions *options)
{
  g_autofree char *path = fixture_write (
      self, "in.gw.jsonl",
      JSONL_HEAD
      "{\"image\":\"a.png\",\"width\":10,\"height\":8,\"objects\":["
      "{\"label\":\"cat\",\"score\":0.123456,\"bbox\":[1.23456,1,2,2],\"attributes\":{\"color\":\"red\",\"n\":\"3\"},"
      "\"flags\":[\"occluded\",\"crowd\"]},"
      "{\"label\":\"cat\",\"rings\":[[[0,0],[8,0],[8,8],[0,8]],[[2,2],[6,2],[6,6],[2,6]]]},"
      "{\"label\":\"cat\",\"rings\":[[[0,0],[2,0],[2,2]],[[4,4],[6,4],[6,6]]]},"
      "{\"label\":\"cat\",\"bbox\":[2,2,4,2],\"angle\":30},"
      "{\"label\":\"cat\",\"ellipse\":[5,4,2,1,0]},"
      "{\"label\":\"cat\",\"line\":[[1,1],[2,2]]},"
      "{\"label\":\"cat\",\"points\":[[1,1,2],[2,2,0],[3,3,1]]},"
      "{\"label\":\"cat\",\"rle\":{\"size\":[8,10],\"counts\":[5,2,73]},\"group\":4}]}\n");

  g_assert_true (fixture_convert (self, path, NULL, "coco", "out", options));
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  write_shapes (self, NULL);
  g_assert_cmpuint (fixture_count (self, "loss-holes"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-rotation"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 2); /* ellipse, line */
  g_assert_cmpuint (fixture_count (self, "loss-group"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 0);
  g_assert_cmpint (gw_problems_exit_code (self->problems), ==, 1);
  {
    g_autofree char *note = fixture_load (self, "out/groundwork-export.json");

    g_assert_nonnull (strstr (note, "\"loss-holes\""));
    g_assert_nonnull (strstr (note, "\"images\": 1"));
  }
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  GwWriteOptions lossless = { .lossless = TRUE };
  g_autofree char *out = NULL;
  const GwShape *shape;

  write_shapes (self, &lossless);
  out = fixture_path (self, "out");
  g_assert_true (fixture_read (self, "coco", out, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 7);
  g_assert_cmpfloat (gw_object_get_bounds (fixture_object (self, 0, 0)).x, ==, 1.23456);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 0)), ==, 0.123456);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "n"), ==, "3");
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 0)), ==, GW_OBJECT_OCCLUDED | GW_OBJECT_CROWD);
  shape = gw_object_get_shape (fixture_object (self, 0, 1));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK); /* the hole */
  g_assert_cmpuint (gw_mask_area (&shape->as.mask), ==, 48);
  g_assert_cmpuint (gw_object_get_shape (fixture_object (self, 0, 2))->as.polygon.n_rings, ==, 2);
  shape = gw_object_get_shape (fixture_object (self, 0, 3));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.width, 4, 0.01);
  g_assert_cmpfloat (shape->as.rotated.angle, ==, 30);
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 5))->kind, ==, GW_SHAPE_POINTS);
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 6))->kind, ==, GW_SHAPE_MASK);
}

/* What was written once is written again to the byte. */
static void
test_bytes (Fixture *self, gconstpointer data)
{
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  write_shapes (self, NULL);
  g_assert_true (fixture_convert (self, out, "coco", "coco", "again", NULL));
  first = fixture_load (self, "out/annotations.json");
  second = fixture_load (self, "again/annotations.json");
  g_assert_cmpstr (first, ==, second);
}

static double
draw (double from, double to)
{
  return g_test_rand_double_range (from, to);
}

static void
append_object (GString *line, guint kind)
{
  g_string_append_printf (line, "%s{\"label\":\"cat\",", line->str[line->len - 1] == '[' ? "" : ",");
  switch (kind)
    {
    case 0:
      g_string_append_printf (line, "\"bbox\":[%.9f,%.9f,%.9f,%.9f]}", draw (0, 90), draw (0, 90), draw (1, 9),
                              draw (1, 9));
      break;
    case 1:
      g_string_append_printf (line, "\"bbox\":[%.9f,%.9f,%.9f,%.9f],\"angle\":%.9f}", draw (0, 90), draw (0, 90),
                              draw (1, 9), draw (1, 9), draw (-179, 180));
      break;
    case 2:
      g_string_append_printf (line, "\"ellipse\":[%.9f,%.9f,%.9f,%.9f,%.9f]}", draw (20, 70), draw (20, 70),
                              draw (1, 9), draw (1, 9), draw (-179, 180));
      break;
    case 3:
      g_string_append_printf (line, "\"points\":[[%.9f,%.9f,2],[%.9f,%.9f,1]]}", draw (0, 90), draw (0, 90),
                              draw (0, 90), draw (0, 90));
      break;
    default:
      g_string_append_printf (line, "\"rings\":[[[%.9f,%.9f],[%.9f,%.9f],[%.9f,%.9f]]]}", draw (0, 90), draw (0, 90),
                              draw (0, 90), draw (0, 90), draw (0, 90), draw (0, 90));
      break;
    }
}

/* Whatever digits the shapes had: box, area and outline are those of the file. */
static void
test_bytes_of_any (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (JSONL_HEAD);
  g_autofree char *path = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      g_string_printf (line, "{\"image\":\"%u.png\",\"width\":100,\"height\":100,\"objects\":[", i);
      for (guint kind = 0; kind < 5; kind++)
        append_object (line, kind);
      g_string_append_printf (text, "%s]}\n", line->str);
    }
  path = fixture_write (self, "in.gw.jsonl", text->str);
  for (guint lossless = 0; lossless < 2; lossless++)
    {
      GwWriteOptions options = { .lossless = lossless == 1 };
      const char *names[2][2] = { { "out", "again" }, { "exact", "exact-again" } };
      g_autofree char *out = fixture_path (self, names[lossless][0]);
      g_autofree char *one = g_build_filename (names[lossless][0], "annotations.json", NULL);
      g_autofree char *two = g_build_filename (names[lossless][1], "annotations.json", NULL);
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;

      g_assert_true (fixture_convert (self, path, NULL, "coco", names[lossless][0], &options));
      g_assert_true (fixture_convert (self, out, "coco", "coco", names[lossless][1], &options));
      first = fixture_load (self, one);
      second = fixture_load (self, two);
      g_assert_cmpstr (first, ==, second);
    }
}

static void
test_forms (Fixture *self, gconstpointer data)
{
  GwWriteOptions counts = { .masks = GW_MASKS_COUNTS, .holes = GW_HOLES_FILL };
  g_autofree char *text = NULL;

  write_shapes (self, &counts);
  text = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (text, "\"counts\":[5,2,73]"));
  g_assert_nonnull (strstr (text, "\"segmentation\":[[0,0,8,0,8,8,0,8]]"));
  g_assert_nonnull (strstr (text, "\"bbox\":[1.235,1,2,2]"));
}

static void
test_splits (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *out = fixture_path (self, "out");
  GwWriteOptions copy = { .copy = GW_COPY_COPY };

  fixture_picture (self, "a.png", 4, 4);
  fixture_picture (self, "b.png", 4, 4);
  path = fixture_write (self, "in.gw.jsonl",
                        JSONL_HEAD "{\"image\":\"a.png\",\"split\":\"train\",\"objects\":[{\"label\":\"cat\","
                                   "\"bbox\":[1,1,2,2]}]}\n{\"image\":\"b.png\",\"split\":\"a/../b\"}\n");
  g_assert_true (fixture_convert (self, path, NULL, "coco", "out", &copy));
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  {
    g_autofree char *one = fixture_path (self, "out/annotations/instances_train.json");
    g_autofree char *two = fixture_path (self, "out/annotations/instances_a%2F..%2Fb.json");
    g_autofree char *picture = fixture_path (self, "out/images/train/a.png");

    g_assert_true (g_file_test (one, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (two, G_FILE_TEST_EXISTS));
    g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  }
  g_assert_true (fixture_read (self, "coco", out, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "a/../b");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "train/a.png");
  g_assert_nonnull (fixture_record (self, 1)->file);
}

/* As Roboflow has it: a label file for each split, with its images; those without one are at the top. */
static void
test_beside (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *again = fixture_path (self, "again");
  GwWriteOptions options = { .copy = GW_COPY_COPY, .layout = GW_LAYOUT_BESIDE };
  static const char *const names[] = {
    "_annotations.coco.json",       "c.png",      "train/_annotations.coco.json", "train/a.png", "train/a~2.png",
    "x%2Fy/_annotations.coco.json", "x%2Fy/b.png"
  };

  fixture_picture (self, "a.png", 4, 4);
  fixture_picture (self, "b.png", 4, 4);
  fixture_picture (self, "c.png", 4, 4);
  fixture_picture (self, "train/a.png", 4, 4);
  path = fixture_write (self, "in.gw.jsonl",
                        JSONL_HEAD "{\"image\":\"a.png\",\"split\":\"train\",\"objects\":[{\"label\":\"cat\","
                                   "\"bbox\":[1,1,2,2]}]}\n{\"image\":\"c.png\"}\n{\"image\":\"train/a.png\"}\n"
                                   "{\"image\":\"b.png\",\"split\":\"x/y\"}\n");
  g_assert_true (fixture_convert (self, path, NULL, "coco", "out", &options));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_build_filename (out, names[i], NULL);

      g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
    }
  g_assert_cmpuint (fixture_count (self, "image-renamed"), ==, 1);

  g_assert_true (fixture_read (self, "coco", out, NULL));
  g_assert_cmpuint (self->records->len, ==, 4);
  g_assert_cmpuint (self->counts.images_missing, ==, 0);
  g_assert_null (fixture_record (self, 0)->split);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "train/a~2.png");
  g_assert_cmpstr (fixture_record (self, 2)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 3)->split, ==, "x/y");

  g_assert_true (fixture_convert (self, out, "coco", "coco", "again", &options));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *one = g_build_filename ("out", names[i], NULL);
      g_autofree char *two = g_build_filename ("again", names[i], NULL);
      g_autofree char *first = g_str_has_suffix (one, ".json") ? fixture_load (self, one) : NULL;
      g_autofree char *second = g_str_has_suffix (two, ".json") ? fixture_load (self, two) : NULL;

      g_assert_cmpstr (first, ==, second);
    }
}

/* Outlines as masks, each with a report; one that no pixel is in stays what it is. */
static void
test_runs (Fixture *self, gconstpointer data)
{
  static const char lines[] = JSONL_HEAD
      "{\"image\":\"a.png\",\"width\":10,\"height\":8,\"objects\":["
      "{\"label\":\"cat\",\"rings\":[[[1,1],[4,1],[4,3],[1,3]]]},"
      "{\"label\":\"cat\",\"rings\":[[[0,0],[8,0],[8,8],[0,8]],[[2,2],[6,2],[6,6],[2,6]]]},"
      "{\"label\":\"cat\",\"ellipse\":[5,4,3,2,0]},"
      "{\"label\":\"cat\",\"rings\":[[[1.1,1.1],[1.2,1.1],[1.2,1.2]]]},"
      "{\"label\":\"cat\",\"bbox\":[1,1,2,2]}]}\n";
  g_autofree char *path = fixture_write (self, "in.gw.jsonl", lines);
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *text = NULL;
  GwWriteOptions options = { .polygons = GW_POLYGONS_RUNS, .masks = GW_MASKS_COUNTS };

  g_assert_true (fixture_convert (self, path, NULL, "coco", "out", &options));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 4);
  g_assert_cmpuint (fixture_count (self, "loss-holes"), ==, 0);
  text = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (text, "{\"size\":[8,10],\"counts\":[9,2,6,2,6,2,53]}"));
  g_assert_true (fixture_read (self, "coco", out, NULL));
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_MASK), ==, 3);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_POLYGON), ==, 1);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_BOX), ==, 1);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (fixture_object (self, 0, 1))->as.mask), ==, 48);
}

/* Copies of what is stored on its side, in a folder and within RecordIO, where it is asked for. */
static void
test_upright (Fixture *self, gconstpointer data)
{
  g_autofree char *photo = gw_test_data_path ("img-exif-orientation/Landscape_6.jpg");
  g_autofree char *path = NULL;
  GwWriteOptions options = { .copy = GW_COPY_LINK, .upright = TRUE };
  GwWriteOptions plain = { .copy = GW_COPY_LINK };

  if (photo == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  {
    g_autofree char *bytes = NULL;
    g_autofree char *copy = fixture_path (self, "a.jpg");
    gsize n;

    g_assert_true (g_file_get_contents (photo, &bytes, &n, NULL));
    g_assert_true (g_file_set_contents (copy, bytes, (gssize) n, NULL));
  }
  fixture_picture (self, "b.png", 4, 4);
  path = fixture_write (self, "in.gw.jsonl",
                        JSONL_HEAD "{\"image\":\"a.jpg\",\"labels\":[\"cat\"],\"objects\":[{\"label\":\"cat\","
                                   "\"bbox\":[1,1,2,2]}]}\n{\"image\":\"b.png\",\"labels\":[\"cat\"]}\n");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *target = fixture_path (self, i == 0 ? "plain/images/a.jpg" : "turned/images/a.jpg");
      GwImageInfo info;

      g_assert_true (
          fixture_convert (self, path, NULL, "coco", i == 0 ? "plain" : "turned", i == 0 ? &plain : &options));
      g_assert_cmpuint (fixture_count (self, "image-turned"), ==, i);
      g_assert_true (gw_image_info_read_file (target, &info, NULL));
      g_assert_cmpint (info.orientation, ==, i == 0 ? 6 : 1);
      g_assert_cmpint (info.width, ==, 1800);
    }
  g_assert_true (fixture_convert (self, path, NULL, "recordio", "records", &options));
  g_assert_cmpuint (fixture_count (self, "image-turned"), ==, 1);
}

static void
test_target (Fixture *self, gconstpointer data)
{
  g_autofree char *path = fixture_write (self, "in.gw.jsonl", JSONL_HEAD);
  g_autofree char *stays = fixture_write (self, "out/mine.txt", "x");
  GwWriteOptions overwrite = { .overwrite = TRUE };

  g_assert_false (fixture_convert (self, path, NULL, "coco", "out", NULL));
  g_assert_false (fixture_convert (self, path, NULL, "coco", "in.gw.jsonl", NULL));
  g_assert_true (fixture_convert (self, path, NULL, "coco", "out", &overwrite));
  g_assert_true (g_file_test (stays, G_FILE_TEST_EXISTS));
}

/* Attributes that would come back as something else. */
static void
test_taken_attributes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.gw.jsonl",
      "{\"groundwork\":1,\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":40,\"height\":30,\"objects\":[{\"label\":\"cat\",\"bbox\":[1,2,3,4],"
      "\"attributes\":{\"rotation\":45,\"occluded\":true,\"difficult\":\"very\"}},{\"label\":\"cat\","
      "\"rings\":[[[1,1],[9,1],[9,9]]],\"attributes\":{\"rotation\":45}}]}\n");
  g_autofree char *target = fixture_path (self, "out");
  GwObject *box, *polygon;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "coco", "out", NULL));
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 2);
  g_assert_true (fixture_read (self, "coco", target, NULL));
  box = fixture_object (self, 0, 0);
  polygon = fixture_object (self, 0, 1);
  g_assert_cmpint (gw_object_get_shape (box)->kind, ==, GW_SHAPE_BOX);
  g_assert_cmpint (gw_object_get_flags (box), ==, 0);
  g_assert_cmpstr (gw_object_get_attribute (box, "difficult"), ==, "very");
  g_assert_cmpstr (gw_object_get_attribute (polygon, "rotation"), ==, "45");
}

/* What is no parent of its class goes back as it was. */
static void
test_no_parents (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "in.json",
      "{\"images\":[],\"annotations\":[],\"categories\":[{\"id\":1,\"name\":\"person\",\"supercategory\":\"person\"},"
      "{\"id\":2,\"name\":\"cat\",\"supercategory\":\"animal\"},"
      "{\"id\":3,\"name\":\"car\",\"supercategory\":\"none\"}]}");
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *text = NULL;

  g_assert_true (fixture_convert (self, source, "coco", "coco", "out", NULL));
  text = fixture_load (self, "out/annotations.json");
  g_assert_nonnull (strstr (text, "\"name\":\"person\",\"supercategory\":\"person\"}"));
  g_assert_nonnull (strstr (text, "\"name\":\"cat\",\"supercategory\":\"animal\"}"));
  g_assert_nonnull (strstr (text, "\"name\":\"car\",\"supercategory\":\"none\"}"));
  g_assert_true (fixture_read (self, "coco", out, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/coco-writing/no-parents", test_no_parents);
  FIXTURE_TEST ("/coco-writing/taken-attributes", test_taken_attributes);
  FIXTURE_TEST ("/coco-writing/tells-what-is-lost", test_losses);
  FIXTURE_TEST ("/coco-writing/round-trips", test_round_trip);
  FIXTURE_TEST ("/coco-writing/writes-beside-the-images", test_beside);
  FIXTURE_TEST ("/coco-writing/writes-outlines-as-runs", test_runs);
  FIXTURE_TEST ("/coco-writing/writes-the-same-bytes-of-any-shape", test_bytes_of_any);
  FIXTURE_TEST ("/coco-writing/turns-copies-upright", test_upright);
  FIXTURE_TEST ("/coco-writing/writes-the-same-bytes-again", test_bytes);
  FIXTURE_TEST ("/coco-writing/writes-other-forms", test_forms);
  FIXTURE_TEST ("/coco-writing/writes-a-file-for-each-split", test_splits);
  FIXTURE_TEST ("/coco-writing/leaves-targets-alone", test_target);

  return g_test_run ();
}
