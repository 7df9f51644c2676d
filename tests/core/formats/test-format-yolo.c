/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#define YAML \
  "path: .  # here\ntrain: images/train\nval: [images/val]\nnames:\n  0: cat\n  1: 'dog''s'\n  3: \"a \\\"b\\\"\"\n"

static void
set_up_files (Fixture *self)
{
  g_autofree char *yaml = fixture_write (self, "set/data.yaml", YAML);
  g_autofree char *one = fixture_write (self, "set/labels/train/a.txt",
                                        "\xEF\xBB\xBF"
                                        "0 0.5 0.5 0.2 0.4\r\n\n1\t0.25 0.25 0.1 0.1 0.75\n");
  g_autofree char *two = fixture_write (self, "set/labels/train/b.txt", "");

  fixture_picture (self, "set/images/train/a.png", 100, 50);
  fixture_picture (self, "set/images/train/b.png", 10, 10);
  fixture_picture (self, "set/images/val/c.png", 10, 10);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  const char *id;

  set_up_files (self);
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "train/a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 2)->split, ==, "val");
  fixture_assert_box (self, 0, 0, 40, 15, 20, 20);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 1)), ==, 0.75);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 1))), ==, "dog's");
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_true (fixture_record (self, 2)->labeled); /* a negative, since others have files */
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  gw_class_get_alias (gw_record_head_find_class_by_name (self->head, "a \"b\""), "yolo", &id, NULL);
  g_assert_cmpstr (id, ==, "3");
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  GwReadOptions options = { .empty_means = GW_EMPTY_UNLABELED };

  set_up_files (self);
  g_assert_true (fixture_read (self, "yolo", source, &options));
  g_assert_false (fixture_record (self, 1)->labeled);
  g_assert_false (fixture_record (self, 2)->labeled);
}

static void
test_bad (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *line;
    const char *code;
  } cases[] = {
    { "0 0.5 0.5 0.2", "row-fields" },
    { "0 0.5 0.5 0.2 0.4 0.1 0.1", "row-fields" },
    { "0 0,5 0,5 0,2 0,4", "row-fields" },
    { "x 0.5 0.5 0.2 0.4", "row-fields" },
    { "0.5 0.5 0.5 0.2 0.4", "row-fields" },
    { "2 0.5 0.5 0.2 0.4", "class-index-range" },
    { "9 0.5 0.5 0.2 0.4", "class-index-range" },
    { "-1 0.5 0.5 0.2 0.4", "class-index-range" },
    { "0 1.5 0.5 0.2 0.4", "coord-out-of-range" },
    { "0 50 20 10 10", "coord-out-of-range" }, /* one line among others says nothing about the file */
    { "0 0.5 0.5 0.2 0.4 7", "score-range" },
    { "0 nan 0.5 0.2 0.4", "coord-not-finite" },
    { "0 0.5 0.5 0 0.4", "box-degenerate" },
    { "3 0.1 0.1 0.1 0.1", "object-duplicate" },
  };
  g_autofree char *source = fixture_path (self, "set");

  set_up_files (self);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("%s\n3.0 0.1 0.1 0.1 0.1\n", cases[i].line);
      g_autofree char *file = fixture_write (self, "set/labels/train/a.txt", text);
      g_autoptr (GPtrArray) problems = NULL;

      g_test_message ("%s", cases[i].line);
      g_assert_true (fixture_read (self, "yolo", source, NULL));
      g_assert_cmpuint (fixture_count (self, cases[i].code), ==, 1);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, strcmp (cases[i].code, "score-range") == 0 ? 2 : 1);
      fixture_assert_adds_up (self);
      problems = gw_problems_list (self->problems, cases[i].code);
      if (strcmp (cases[i].code, "object-duplicate") != 0)
        g_assert_cmpuint (((GwProblem *) g_ptr_array_index (problems, 0))->line, ==, 1);
    }
}

/* Whether numbers are pixels is told by all of a file. */
static void
test_pixels (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const GwReadOptions divide = { .coordinates = GW_COORDINATES_PIXELS };

  set_up_files (self);
  file = fixture_write (self, "set/labels/train/a.txt", "0 50 25 20 20\n1 10 10 2 2\nx\n0 0.5 0.5 0.1 0.1\n");
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_false (fixture_record (self, 0)->labeled); /* nobody has said that nothing is there */
  g_assert_cmpuint (fixture_count (self, "coord-looks-pixel"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "row-fields"), ==, 1);
  problems = gw_problems_list (self->problems, "coord-looks-pixel");
  g_assert_cmpuint (((GwProblem *) g_ptr_array_index (problems, 0))->n_labels, ==, 3);

  g_assert_true (fixture_read (self, "yolo", source, &divide));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "coord-looks-pixel"), ==, 1);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  fixture_assert_box (self, 0, 0, 40, 15, 20, 20);
}

/* Scores in every line are those of a model. */
static void
test_predictions (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = NULL;
  g_autofree char *other = NULL;

  set_up_files (self);
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  g_assert_false (self->head->predictions);
  file = fixture_write (self, "set/labels/train/a.txt", "0 0.5 0.5 0.2 0.4 0.25\n1 0.5 0.5 0.1 0.1 1\n");
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  g_assert_true (self->head->predictions);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 0)), ==, 0.25);
  /* A track is numbered there by some tools. */
  other = fixture_write (self, "set/labels/train/a.txt", "0 0.5 0.5 0.2 0.4 12\n1 0.5 0.5 0.1 0.1 13\n");
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  g_assert_false (self->head->predictions);
  g_assert_cmpuint (fixture_count (self, "score-range"), ==, 2);
}

static void
test_make_classes (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = NULL;
  const GwReadOptions make = { .unnamed = GW_UNNAMED_MAKE };

  set_up_files (self);
  file = fixture_write (self, "set/labels/train/a.txt", "2 0.5 0.5 0.2 0.4\n5 0.5 0.5 0.1 0.1\n-1 0.5 0.5 0.1 0.1\n");
  g_assert_true (fixture_read (self, "yolo", source, &make));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "class-index-range"), ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 5); /* three that have names, and no fifth */
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "class_2");
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 1))), ==, "class_5");
}

/* What is not there or too far away to be seen. */
static void
test_known_sizes (Fixture *self, gconstpointer data)
{
  G_GNUC_UNUSED g_autofree char *names = fixture_write (self, "set/classes.txt", "cat\n");
  G_GNUC_UNUSED g_autofree char *file = fixture_write (self, "set/x.txt", "0 0.5 0.5 0.2 0.4\n");
  g_autofree char *source = fixture_path (self, "set");
  g_autoptr (GwImageTable) known = gw_image_table_new ();
  const GwReadOptions options = { .known_images = known };

  gw_image_table_add (known, 1, "deep/x.jpg", 100, 50);
  g_assert_true (fixture_read (self, "yolo", source, &options));
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 0);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "deep/x.jpg");
  fixture_assert_box (self, 0, 0, 40, 15, 20, 20);
}

static void
test_tolerance (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = NULL;

  set_up_files (self);
  file = fixture_write (self, "set/labels/train/a.txt", "0 1.005 0.5 0.2 0.4\n");
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  fixture_assert_box (self, 0, 0, 90, 15, 20, 20);
}

static void
test_segment (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = NULL;

  set_up_files (self);
  file = fixture_write (self, "set/labels/train/a.txt",
                        "0 0 0 1 0 1 1\n1 0.5 0.5 0.2 0.4\n0 0 0 1 0 1 1 0 1 0.5\n0 0 0 1 0\n");
  g_assert_true (fixture_read (self, "yolo-segment", source, NULL));
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_POLYGON), ==, 2);
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_BOX), ==, 1);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 2)), ==, 0.5);
  g_assert_cmpfloat (gw_object_get_shape (fixture_object (self, 0, 0))->as.polygon.rings[0].points[1].x, ==, 100);
  g_assert_cmpuint (fixture_count (self, "box-degenerate"), ==, 1);
}

static void
test_no_pictures (Fixture *self, gconstpointer data)
{
  G_GNUC_UNUSED g_autofree char *names = fixture_write (self, "set/classes.txt", "cat\n");
  G_GNUC_UNUSED g_autofree char *file = fixture_write (self, "set/x.txt", "0 0.5 0.5 0.2 0.4\n");
  g_autofree char *source = fixture_path (self, "set");

  g_assert_true (fixture_read (self, "yolo", source, NULL));
  g_assert_cmpuint (fixture_count (self, "size-missing"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 0);
  fixture_assert_adds_up (self);
}

/* Texts of scripts, lists over several lines, characters by number. */
static void
test_yaml_read (Fixture *self, gconstpointer data)
{
  static const char *const expected[] = { "cat", "x: y", "Käse", "tab\there", "# no comment" };
  g_autofree char *source = fixture_path (self, "set/data.yaml");
  g_autofree char *yaml = NULL;

  set_up_files (self);
  yaml = fixture_write (self, "set/data.yaml",
                        "# a comment\n---\ndownload: |\n  from x import y  # code\n\n  y('a: [')\n"
                        "other: [[1, 2], {a: [3], b: 4}]\ntrain: images/train\nval: images/val\n"
                        "names: [cat, 'x: y',  # two\n  \"K\\xE4se\", # three\n\n  \"tab\\there\", \"# no comment\"]\n"
                        "more: >-\n   folded\n");
  g_assert_true (fixture_read (self, "yolo", source, NULL));
  g_assert_cmpuint (self->head->classes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, i)), ==, expected[i]);
  g_assert_cmpuint (self->records->len, ==, 3);
}

static void
test_yaml_refused (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = { "names: !!python/object x\n",
                                       "names: *a\n",
                                       "a: &b c\n",
                                       "names: \"x\n",
                                       "x\n",
                                       "names: [a, b\n",
                                       "names: [a] x\n",
                                       "names: [a[\n",
                                       "names: [\"a]\n",
                                       "names: {a: [b}]\n",
                                       "names: \"\\uD800\"\n",
                                       "names: \"\\x0\"\n",
                                       "names: [[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *yaml = fixture_write (self, "data.yaml", texts[i]);

      g_assert_false (fixture_read (self, "yolo", yaml, NULL));
      g_assert_nonnull (strstr (self->error->message, "data.yaml:1:"));
      g_assert_cmpuint (fixture_count (self, "yaml-tag"), ==, i < 3 ? 1 : 0);
    }
}

/* --- writing -------------------------------------------------------------------- */

static void
write_shapes (Fixture *self, const char *format)
{
  g_autofree char *path = NULL;
  GwWriteOptions copy = { .copy = GW_COPY_COPY };

  fixture_picture (self, "a.png", 20, 10);
  fixture_picture (self, "b.png", 20, 10);
  path = fixture_write (self, "in.gw.jsonl",
                        "{\"image\":\"a.png\",\"split\":\"train\",\"objects\":["
                        "{\"label\":\"cat\",\"bbox\":[1,1,2,2]},"
                        "{\"label\":\"no\",\"rings\":[[[0,0],[8,0],[8,8],[0,8]],[[2,2],[6,2],[6,6],[2,6]]]},"
                        "{\"label\":\"cat\",\"rings\":[[[0,0],[2,0],[2,2]],[[4,4],[6,4],[6,6]]]},"
                        "{\"label\":\"cat\",\"bbox\":[2,2,4,2],\"angle\":30,\"attributes\":{\"a\":\"b\"}},"
                        "{\"label\":\"cat\",\"line\":[[1,1],[2,2]]},"
                        "{\"label\":\"cat\",\"rle\":{\"size\":[10,20],\"counts\":[5,2,193]}}]}\n"
                        "{\"image\":\"b.png\",\"split\":\"val\",\"objects\":[]}\n");
  g_assert_true (fixture_convert (self, path, NULL, format, "out", &copy));
}

static void
test_write_boxes (Fixture *self, gconstpointer data)
{
  g_autofree char *out = fixture_path (self, "out");
  g_autofree char *yaml = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  GwWriteOptions copy = { .copy = GW_COPY_COPY };

  write_shapes (self, "yolo");
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 4);
  g_assert_cmpuint (fixture_count (self, "loss-rotation"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-attributes"), ==, 1);
  yaml = fixture_load (self, "out/data.yaml");
  g_assert_cmpstr (yaml, ==, "path: .\ntrain: images/train\nval: images/val\nnc: 2\nnames:\n  0: cat\n  1: \"no\"\n");
  first = fixture_load (self, "out/labels/train/a.txt");
  g_assert_true (g_str_has_prefix (first, "0 0.1 0.2 0.1 0.2\n1 0.2 0.4 0.4 0.8\n"));
  g_assert_true (fixture_read (self, "yolo", out, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 5);
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_true (fixture_convert (self, out, NULL, "yolo", "again", &copy));
  second = fixture_load (self, "again/labels/train/a.txt");
  g_assert_cmpstr (first, ==, second);
}

static void
test_write_segments (Fixture *self, gconstpointer data)
{
  g_autofree char *out = fixture_path (self, "out");

  write_shapes (self, "yolo-segment");
  g_assert_cmpuint (fixture_count (self, "loss-holes"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-parts"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-rotation"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 3); /* box, line, mask */
  g_assert_true (fixture_read (self, "yolo-segment", out, NULL));
  g_assert_cmpuint (fixture_count_objects (self, GW_SHAPE_POLYGON), ==, 6);
  g_assert_cmpfloat_with_epsilon (gw_shape_area (gw_object_get_shape (fixture_object (self, 0, 1))), 48, 0.01);
}

static void
test_real (Fixture *self, gconstpointer data)
{
  g_autofree char *boxes = gw_test_data_path ("det-coco128/labels-yolo");
  g_autofree char *segments = gw_test_data_path ("det-coco128/labels-yolo-seg");
  g_autofree char *images = gw_test_data_path ("det-coco128/images");
  g_autofree char *out = fixture_path (self, "out");
  GwReadOptions options = { .images_dir = images };

  if (boxes == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  /* 941 boxes, 12 of them of two pictures that the set lacks. */
  g_assert_true (fixture_read (self, "yolo", boxes, NULL));
  g_assert_cmpuint (self->counts.labels_read, ==, 941);
  g_assert_cmpuint (self->counts.labels_given, ==, 929);
  g_assert_cmpuint (self->records->len, ==, 128);
  g_assert_cmpuint (self->head->classes->len, ==, 80);
  fixture_assert_adds_up (self);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "train2017/000000000009.jpg");
  fixture_assert_box (self, 0, 0, 1.08, 187.69, 611.59, 285.84);

  g_assert_true (fixture_convert (self, boxes, NULL, "coco", "out", NULL));
  g_assert_true (fixture_read (self, "coco", out, &options));
  g_assert_cmpuint (self->counts.labels_given, ==, 929);
  g_assert_cmpuint (self->records->len, ==, 128);

  g_assert_true (fixture_read (self, "yolo-segment", segments, NULL));
  g_assert_cmpuint (self->counts.labels_given, ==, 746);
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *file = NULL;
  GwDetection detection;

  set_up_files (self);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "yolo");
  file = fixture_write (self, "set/labels/train/a.txt", "0 0 0 1 0 1 1\n");
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "yolo-segment");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/yolo/reads-boxes", test_read);
  FIXTURE_TEST ("/yolo/knows-negatives", test_empty);
  FIXTURE_TEST ("/yolo/rejects-only-the-bad-line", test_bad);
  FIXTURE_TEST ("/yolo/tells-pixels-by-the-file", test_pixels);
  FIXTURE_TEST ("/yolo/knows-predictions", test_predictions);
  FIXTURE_TEST ("/yolo/makes-classes", test_make_classes);
  FIXTURE_TEST ("/yolo/takes-known-sizes", test_known_sizes);
  FIXTURE_TEST ("/yolo/reads-yaml", test_yaml_read);
  FIXTURE_TEST ("/yolo/allows-a-little-outside", test_tolerance);
  FIXTURE_TEST ("/yolo/reads-polygons", test_segment);
  FIXTURE_TEST ("/yolo/needs-pictures", test_no_pictures);
  FIXTURE_TEST ("/yolo/refuses-yaml-beyond-data", test_yaml_refused);
  FIXTURE_TEST ("/yolo/writes-boxes", test_write_boxes);
  FIXTURE_TEST ("/yolo/writes-polygons", test_write_segments);
  FIXTURE_TEST ("/yolo/reads-a-real-set", test_real);
  FIXTURE_TEST ("/yolo/is-detected", test_detect);

  return g_test_run ();
}
