/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define LABEL(name, x, y, w, h) \
  "{\"label\":\"" name "\",\"coordinates\":{\"x\":" x ",\"y\":" y ",\"width\":" w ",\"height\":" h "}}"
#define ENTRY(image, labels) "{\"image\":\"" image "\",\"annotations\":[" labels "]}"

static char *
write_set (Fixture *self, const char *text)
{
  fixture_picture (self, "set/a.png", 100, 50);
  return fixture_write (self, "set/annotations.json", text);
}

static void
read_set (Fixture *self, const char *text, const GwReadOptions *options)
{
  g_autofree char *source = write_set (self, text);

  if (!fixture_read (self, "createml", source, options))
    g_error ("%s: %s", text, self->error->message);
  fixture_assert_adds_up (self);
}

/* (x, y) is the center: 30 - 20/2, 20 - 10/2. */
static void
test_read (Fixture *self, gconstpointer data)
{
  read_set (self,
            "[" ENTRY ("a.png", LABEL ("cat", "30", "20", "20", "10") "," LABEL ("dog", "5.5", "6", "3",
                                                                                 "4")) "," ENTRY ("none.png", "") "]",
            NULL);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 100);
  fixture_assert_box (self, 0, 0, 20, 15, 20, 10);
  fixture_assert_box (self, 0, 1, 4, 4, 3, 4);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 1))), ==, "dog");
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 0);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
}

/* What Apple's own documentation has, and classifiers. */
static void
test_other_keys (Fixture *self, gconstpointer data)
{
  read_set (self,
            "[{\"imagefilename\":\"a.png\",\"annotation\":[" LABEL (
                "cat", "30", "20", "20", "10") "]},"
                                               "{\"image\":\"b.png\",\"annotations\":\"dog\"},"
                                               "{\"image\":\"c.png\",\"annotations\":[\"cat\",{\"label\":\"dog\"}]}]",
            NULL);
  fixture_assert_box (self, 0, 0, 20, 15, 20, 10);
  g_assert_cmpuint (fixture_record (self, 1)->labels->len, ==, 1);
  g_assert_cmpuint (fixture_record (self, 2)->labels->len, ==, 2);
}

/* Which of both readings leaves the picture of 100 × 50 more often. */
static void
test_origin (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *labels;
    guint told;
    double x; /* of the first box: 2 less than written when it is the center */
  } cases[] = {
    /* The corner would leave the picture at the right: the center. */
    { LABEL ("a", "97", "20", "4", "4") "," LABEL ("a", "90", "20", "20", "4"), 0, 95 },
    /* The center would leave it at the left and the top. */
    { LABEL ("a", "3", "20", "4", "4") "," LABEL ("a", "0", "0", "40", "40"), 1, 3 },
    /* Both fit. */
    { LABEL ("a", "30", "20", "4", "4"), 1, 28 },
    /* Both leave it once. */
    { LABEL ("a", "30", "20", "4", "4") "," LABEL ("a", "0", "0", "300", "300"), 1, 28 },
    /* Half a pixel beyond the border is rounding. */
    { LABEL ("a", "99", "20", "4", "4") "," LABEL ("a", "1", "20", "3", "4"), 0, 97 },
  };
  const GwReadOptions center = { .box_origin = GW_BOX_ORIGIN_CENTER };
  const GwReadOptions corner = { .box_origin = GW_BOX_ORIGIN_CORNER };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[" ENTRY ("a.png", "%s") "]", cases[i].labels);

      read_set (self, text, NULL);
      if (gw_object_get_bounds (fixture_object (self, 0, 0)).x != cases[i].x
          || fixture_count (self, "origin-ambiguous") != cases[i].told)
        g_error ("%s: %g", cases[i].labels, gw_object_get_bounds (fixture_object (self, 0, 0)).x);
      read_set (self, text, &center);
      g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 0);
    }
  read_set (self, "[" ENTRY ("a.png", LABEL ("a", "30", "20", "4", "4")) "]", &corner);
  fixture_assert_box (self, 0, 0, 30, 20, 4, 4);
  read_set (self, "[" ENTRY ("a.png", LABEL ("a", "3", "20", "4", "4")) "]", &center);
  fixture_assert_box (self, 0, 0, 1, 18, 4, 4);
}

/* Without pictures the upper left corner still tells. */
static void
test_origin_without_pictures (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "labels.json",
                                           "[" ENTRY ("x.png", LABEL ("a", "0", "0", "10", "10")) "]");

  g_assert_true (fixture_read (self, "createml", source, NULL));
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 1);
  fixture_assert_box (self, 0, 0, 0, 0, 10, 10);
}

/* A file for each part of the images, as other programs export them. */
static void
test_parts (Fixture *self, gconstpointer data)
{
  g_autofree char *train = fixture_write (self, "set/train/_annotations.createml.json",
                                          "[" ENTRY ("a.png", LABEL ("cat", "30", "20", "20", "10")) "]");
  g_autofree char *valid = fixture_write (self, "set/valid/_annotations.createml.json",
                                          "[" ENTRY ("a.png", LABEL ("dog", "30", "20", "20", "10")) "]");
  g_autofree char *other = fixture_write (self, "set/valid/other.json", "{\"a\":1}");
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/train/a.png", 100, 50);
  fixture_picture (self, "set/valid/a.png", 100, 50);
  g_assert_true (fixture_read (self, "createml", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "train/a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_nonnull (fixture_record (self, 0)->file);
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "valid");
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
}

/* The same bytes, with what the model has no place for. */
static void
test_round_trip (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "[{\"image\":\"a.png\",\"verified\":true,\"annotations\":["
      "{\"label\":\" cat\",\"coordinates\":{\"x\":30.25,\"y\":20.1,\"width\":20.3,\"height\":10.7},\"note\":[1,null]},"
      "{\"label\":\"dog\",\"coordinates\":{\"x\":96,\"y\":25,\"width\":7,\"height\":50}}]},"
      "{\"image\":\"sub/b.png\",\"annotations\":[]}]\n";
  static const char part[] = "[{\"image\":\"c.png\",\"annotations\":["
                             "{\"label\":\"dog\",\"coordinates\":{\"x\":2,\"y\":2,\"width\":4,\"height\":4}}]}]\n";
  g_autofree char *file = write_set (self, text);
  g_autofree char *inner = fixture_write (self, "set/hold out/annotations.json", part);
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *target = fixture_path (self, "out");

  g_assert_true (fixture_convert (self, source, "createml", "createml", "out", NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *written = fixture_load (self, i == 0 ? "out/annotations.json" : "again/annotations.json");
      g_autofree char *of_part = fixture_load (self, i == 0 ? "out/hold out/annotations.json"
                                                            : "again/hold out/annotations.json");

      g_assert_cmpstr (written, ==, text);
      g_assert_cmpstr (of_part, ==, part);
      if (i == 0)
        g_assert_true (fixture_convert (self, target, "createml", "createml", "again", NULL));
    }
}

static void
test_pictures (Fixture *self, gconstpointer data)
{
  const GwWriteOptions copy = { .copy = GW_COPY_COPY };
  g_autofree char *labels = fixture_write (
      self, "labels.gw.jsonl",
      "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"x.png\",\"width\":100,\"height\":50,\"split\":\"train\","
      "\"objects\":[{\"label\":\"cat\",\"bbox\":[0.1,0.2,0.3,0.7]}]}\n"
      "{\"image\":\"two/x.png\",\"width\":100,\"height\":50,\"objects\":[{\"label\":\"cat\",\"bbox\":[5,6,7,8]}]}\n");
  g_autofree char *target = fixture_path (self, "out");

  fixture_picture (self, "x.png", 100, 50);
  fixture_picture (self, "two/x.png", 100, 50);
  g_assert_true (fixture_convert (self, labels, "gw-jsonl", "createml", "out", &copy));
  g_assert_true (fixture_read (self, "createml", target, &(GwReadOptions) { .box_origin = GW_BOX_ORIGIN_CENTER }));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "two/x.png");
  fixture_assert_box (self, 0, 0, 5, 6, 7, 8);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "train/x.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "train");
  fixture_assert_box (self, 1, 0, 0.1, 0.2, 0.3, 0.7);
}

static void
test_losses (Fixture *self, gconstpointer data)
{
  static const char text[] =
      "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"segmentation\",\"classes\":[{\"name\":\"cat\"}]}\n"
      "{\"image\":\"a.png\",\"width\":100,\"height\":50,\"tags\":[\"night\"],\"labels\":[\"cat\"],\"objects\":["
      "{\"label\":\"cat\",\"bbox\":[1,2,3,4]},"
      "{\"label\":\"cat\",\"bbox\":[1,2,9,4],\"attributes\":{\"color\":\"red\"},\"flags\":[\"crowd\"],\"group\":3},"
      "{\"label\":\"cat\",\"bbox\":[1,2,30,4],\"angle\":30},"
      "{\"label\":\"cat\",\"rings\":[[[1,1],[9,1],[9,9]]]},"
      "{\"label\":\"cat\",\"line\":[[1,1],[9,1]]}]}\n";
  static const char *const codes[] = { "loss-attributes", "loss-flags",    "loss-group",
                                       "loss-labels",     "loss-rotation", "loss-tags" };
  g_autofree char *source = fixture_write (self, "labels.gw.jsonl", text);
  g_autofree char *target = fixture_path (self, "out");
  g_auto (GStrv) all = NULL;
  guint n = 0;

  g_assert_true (fixture_convert (self, source, "gw-jsonl", "createml", "out", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (fixture_count (self, codes[i]) != 1)
      g_error ("%s: %" G_GUINT64_FORMAT, codes[i], fixture_count (self, codes[i]));
  g_assert_cmpuint (fixture_count (self, "loss-shape"), ==, 2);
  all = gw_problems_list_codes (self->problems);
  for (gsize i = 0; all[i] != NULL; i++)
    n += g_str_has_prefix (all[i], "loss-") ? 1 : 0;
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (codes) + 1);
  /* The box around the turned one leaves the image. */
  g_assert_true (fixture_read (self, "createml", target, &(GwReadOptions) { .box_origin = GW_BOX_ORIGIN_CENTER }));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 4);
  fixture_assert_box (self, 0, 3, 1, 1, 8, 8);
}

static void
test_bad_labels (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { LABEL ("dog", "NaN", "20", "20", "10"), "coord-not-finite", 0 },
    { LABEL ("dog", "1e999", "20", "20", "10"), "coord-not-finite", 0 },
    { LABEL ("dog", "\"5\"", "20", "20", "10"), "coord-not-finite", 0 },
    { "{\"label\":\"dog\",\"coordinates\":{\"x\":1}}", "coord-not-finite", 0 },
    { "{\"label\":\"dog\",\"coordinates\":[1,2,3,4]}", "value-type", 0 },
    { "{\"label\":\"dog\",\"coordinates\":null}", "value-type", 0 },
    { "7", "value-type", 0 },
    { "null", "value-type", 0 },
    { "{\"coordinates\":{\"x\":9,\"y\":9,\"width\":2,\"height\":2}}", "class-unknown", 0 },
    { LABEL ("", "30", "20", "20", "10"), "class-unknown", 0 },
    { LABEL ("dog", "30", "20", "0", "10"), "box-degenerate", 0 },
    { LABEL ("dog", "30", "20", "-5", "10"), "box-degenerate", 0 },
    { LABEL ("dog", "99", "20", "20", "10"), "box-outside", 1 },
    { LABEL ("dog", "999", "20", "20", "10"), "box-outside", 0 },
    { LABEL (" dog", "30", "20", "20", "10"), "class-trimmed", 1 },
    { "{\"label\":\"cow\",\"label\":\"dog\",\"coordinates\":{\"x\":9,\"y\":9,\"width\":2,\"height\":2}}",
      "key-duplicate", 1 },
    { LABEL ("cat", "60", "20", "20", "10"), "object-duplicate", 0 },
  };
  const GwReadOptions center = { .box_origin = GW_BOX_ORIGIN_CENTER };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[" ENTRY ("a.png", "%s,%s") "]", LABEL ("cat", "60", "20", "20", "10"),
                                               cases[i].text);

      read_set (self, text, &center);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
}

static void
test_bad_images (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { "7", "value-type", 0 },
    { "{}", "value-type", 0 },
    { "{\"annotations\":[]}", "value-type", 0 },
    { "{\"image\":\"\",\"annotations\":[]}", "value-type", 0 },
    { "{\"image\":7,\"annotations\":[]}", "value-type", 0 },
    { "{\"image\":\"b.png\"}", "value-type", 1 },
    { "{\"image\":\"../../b.png\",\"annotations\":[]}", "path-escape", 1 },
    { "{\"image\":\"/etc/passwd\",\"annotations\":[]}", "path-escape", 1 },
    { "{\"image\":\"C:\\\\x\\\\b.png\",\"annotations\":[]}", "path-escape", 1 },
    { "{\"image\":\"..\",\"annotations\":[]}", "path-escape", 0 },
    { "{\"image\":\"b\\nc.png\",\"annotations\":[]}", "path-escape", 0 },
    { "{\"image\":\"a.png\",\"annotations\":[]}", "image-duplicate", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[" ENTRY ("a.png", "%s") ",%s]", LABEL ("cat", "97", "20", "5", "10"),
                                               cases[i].text);

      read_set (self, text, NULL);
      if (self->records->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
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
    { "", "truncated-file" },
    { "[", "truncated-file" },
    { "[" ENTRY ("a.png", ""), "truncated-file" },
    { "[" ENTRY ("a.png", "") "]x", "json-syntax" },
    { "[" ENTRY ("a.png", "") ",]", "json-syntax" },
    { "[{\"image\":\"\xFF\"}]", "json-syntax" },
    { "7", "json-syntax" },
  };
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *source = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = write_set (self, cases[i].text);

      if (fixture_read (self, "createml", file, NULL) || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  source = write_set (self, deep->str);
  g_assert_false (fixture_read (self, "createml", source, NULL));
  g_assert_cmpuint (fixture_count (self, "json-depth"), ==, 1);
}

/* Of several files only the broken one is lost. */
static void
test_one_bad_file (Fixture *self, gconstpointer data)
{
  g_autofree char *sound = write_set (self, "[" ENTRY ("a.png", LABEL ("cat", "97", "20", "5", "10")) "]");
  g_autofree char *broken = fixture_write (self, "set/train/annotations.json", "[" ENTRY ("b.png", "") ",");
  g_autofree char *source = fixture_path (self, "set");

  g_assert_true (fixture_read (self, "createml", source, NULL));
  g_assert_cmpuint (fixture_count (self, "truncated-file"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 1);
}

/* Making a class takes as long as there are others, so of too many the rest is left out. */
static void
test_many_classes (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[{\"image\":\"a.png\",\"annotations\":[");

  for (guint i = 0; i < 10010; i++)
    g_string_append_printf (text, "%s{\"label\":\"%u\",\"coordinates\":{\"x\":9,\"y\":9,\"width\":2,\"height\":2}}",
                            i > 0 ? "," : "", i);
  g_string_append (text, "]}]");
  read_set (self, text->str, &(GwReadOptions) { .box_origin = GW_BOX_ORIGIN_CENTER });
  g_assert_cmpuint (self->head->classes->len, ==, 10000);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 10);
}

/* A link out of the folder is no label file; the folder of all pictures is no part. */
static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *secret = fixture_write (self, "secret.json", "[" ENTRY ("s.png", "") "]");
  g_autofree char *inner = fixture_write (self, "set/images/annotations.json", "[" ENTRY ("a.png", "") "]");
  g_autofree char *link = fixture_path (self, "set/linked.json");
  g_autofree char *source = fixture_path (self, "set");

  g_assert_cmpint (symlink (secret, link), ==, 0);
  g_assert_true (fixture_read (self, "createml", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "images/a.png");
  g_assert_null (fixture_record (self, 0)->split);
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *file = write_set (self, "[" ENTRY ("a.png", LABEL ("cat", "97", "20", "5", "10")) "]");
  g_autofree char *folder = fixture_path (self, "set");
  GwDetection detection = { 0 };

  g_assert_cmpstr (gw_format_detect (file, &detection, NULL, NULL)->name, ==, "createml");
  g_assert_cmpint (detection.confidence, >=, 90);
  g_assert_cmpstr (gw_format_detect (folder, &detection, NULL, NULL)->name, ==, "createml");
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autofree char *file = write_set (self, "[" ENTRY ("a.png", LABEL ("cat", "97", "20", "5", "10")) "]");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (gw_format_open (gw_format_find ("createml", NULL), file, NULL, self->problems, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Ten photographs with twelve boxes: the same as COCO has them, by way of CreateML. */
static void
test_toy (Fixture *self, gconstpointer data)
{
  g_autofree char *coco = gw_test_data_path ("det-formats-toy/gts_coco_format/toy_example_coco.JSON");
  g_autofree char *images = gw_test_data_path ("det-formats-toy/images");
  const GwReadOptions where = { .images_dir = images };
  g_autofree char *target = fixture_path (self, "out");
  g_autoptr (GPtrArray) records = NULL;
  guint n_objects = 0;

  if (coco == NULL || images == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (fixture_convert (self, coco, "coco", "createml", "out", NULL));
  g_assert_true (fixture_read (self, "createml", target, &where));
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 0);
  records = g_ptr_array_ref (self->records);
  g_assert_true (fixture_read (self, "coco", coco, &where));
  for (guint i = 0; i < records->len; i++)
    {
      const GwRecord *one = g_ptr_array_index (records, i);
      const GwRecord *other = NULL;

      for (guint k = 0; k < self->records->len; k++)
        if (g_str_equal (fixture_record (self, k)->path, one->path))
          other = fixture_record (self, k);
      g_assert_nonnull (other);
      g_assert_cmpuint (one->objects->len, ==, other->objects->len);
      for (guint k = 0; k < one->objects->len; k++, n_objects++)
        g_assert_true (gw_shape_equal (gw_object_get_shape (g_ptr_array_index (one->objects, k)),
                                       gw_object_get_shape (g_ptr_array_index (other->objects, k)), 0.01));
    }
  g_assert_cmpuint (n_objects, ==, 12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-createml/read", test_read);
  FIXTURE_TEST ("/format-createml/other-keys", test_other_keys);
  FIXTURE_TEST ("/format-createml/origin", test_origin);
  FIXTURE_TEST ("/format-createml/origin-without-pictures", test_origin_without_pictures);
  FIXTURE_TEST ("/format-createml/parts", test_parts);
  FIXTURE_TEST ("/format-createml/round-trip", test_round_trip);
  FIXTURE_TEST ("/format-createml/pictures", test_pictures);
  FIXTURE_TEST ("/format-createml/losses", test_losses);
  FIXTURE_TEST ("/format-createml/bad-labels", test_bad_labels);
  FIXTURE_TEST ("/format-createml/bad-images", test_bad_images);
  FIXTURE_TEST ("/format-createml/bad-files", test_bad_files);
  FIXTURE_TEST ("/format-createml/one-bad-file", test_one_bad_file);
  FIXTURE_TEST ("/format-createml/many-classes", test_many_classes);
  FIXTURE_TEST ("/format-createml/links", test_links);
  FIXTURE_TEST ("/format-createml/detect", test_detect);
  FIXTURE_TEST ("/format-createml/cancel", test_cancel);
  FIXTURE_TEST ("/format-createml/toy", test_toy);

  return g_test_run ();
}
