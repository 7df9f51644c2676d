/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-shape-make.h"

static void
read_set (Fixture *self, const char *text)
{
  g_autofree char *file = fixture_write (self, "set/labelTxt/a.txt", text);
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/images/a.png", 100, 50);
  if (!fixture_read (self, "dota", source, NULL))
    g_error ("%s: %s", text, self->error->message);
  fixture_assert_adds_up (self);
}

static const GwRotatedBox *
get_rotated (Fixture *self, guint i)
{
  const GwShape *shape = gw_object_get_shape (fixture_object (self, 0, i));

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ROTATED_BOX);
  return &shape->as.rotated;
}

static void
test_read (Fixture *self, gconstpointer data)
{
  const GwRotatedBox *box;

  read_set (self, "imagesource:GoogleEarth\r\n"
                  "gsd:0.146343\r\n"
                  "10.0 20.0 40.0 20.0 40.0 35.0 10.0 35.0 plane 0\r\n"
                  /* Turned by the angle of the triangle of 3, 4 and 5: 10 wide, 5 high. */
                  "20 10 28 16 25 20 17 14 small-vehicle 1\r\n"
                  "1 1 30 3 28 20 2 18 plane 2\r\n"
                  "\r\n"
                  "50 10 60 10 60 20 50 20 ship\r\n");
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "images/a.png");
  g_assert_nonnull (strstr (fixture_record (self, 0)->bag, "\"gsd\":\"0.146343\""));
  box = get_rotated (self, 0);
  g_assert_cmpfloat (box->cx, ==, 25);
  g_assert_cmpfloat (box->cy, ==, 27.5);
  g_assert_cmpfloat (box->width, ==, 30);
  g_assert_cmpfloat (box->height, ==, 15);
  g_assert_cmpfloat (box->angle, ==, 0);
  box = get_rotated (self, 1);
  g_assert_cmpfloat (box->cx, ==, 22.5);
  g_assert_cmpfloat (box->cy, ==, 15);
  g_assert_cmpfloat_with_epsilon (box->width, 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (box->height, 5, 1e-9);
  g_assert_cmpfloat_with_epsilon (box->angle, 36.8698976458, 1e-9);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, GW_OBJECT_DIFFICULT);
  g_assert_cmpint (gw_object_get_shape (fixture_object (self, 0, 2))->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (fixture_count (self, "box-skewed"), ==, 1);
  g_assert_nonnull (strstr (gw_object_get_bag (fixture_object (self, 0, 2)), "2"));
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 3)), ==, 0);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
}

/* Sides may differ by a pixel, angles by 2 degrees. */
static void
test_quadrangles (Fixture *self, gconstpointer data)
{
  static const struct
  {
    GwPoint corners[4];
    GwShapeKind kind;
  } cases[] = {
    { { { 0, 0 }, { 100, 0 }, { 100, 50 }, { 0, 50 } }, GW_SHAPE_ROTATED_BOX },
    { { { 0, 0 }, { 100, 0 }, { 100.9, 50 }, { 0, 50 } }, GW_SHAPE_ROTATED_BOX },
    { { { 0, 0 }, { 100, 0 }, { 101.2, 50 }, { 0, 50 } }, GW_SHAPE_POLYGON },
    /* Sides are equal; 1.7 of 50 are less than 2 degrees, 1.8 more. */
    { { { 1.7, 0 }, { 101.7, 0 }, { 100, 50 }, { 0, 50 } }, GW_SHAPE_ROTATED_BOX },
    { { { 1.8, 0 }, { 101.8, 0 }, { 100, 50 }, { 0, 50 } }, GW_SHAPE_POLYGON },
    { { { 50, 0 }, { 100, 50 }, { 50, 100 }, { 0, 50 } }, GW_SHAPE_ROTATED_BOX },
    { { { 0, 0 }, { 0, 50 }, { 100, 50 }, { 100, 0 } }, GW_SHAPE_ROTATED_BOX },
    { { { 0, 0 }, { 100, 0 }, { 0, 50 }, { 100, 50 } }, GW_SHAPE_POLYGON },
    /* Without area, which is for the checks to tell. */
    { { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 } }, GW_SHAPE_ROTATED_BOX },
    { { { 0, 0 }, { 100, 0 }, { 100, 0 }, { 0, 0 } }, GW_SHAPE_ROTATED_BOX },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GwShape shape;

      g_assert_null (gw_shape_make_quadrangle (cases[i].corners, &shape));
      if (shape.kind != cases[i].kind)
        g_error ("case %u: %s", i, gw_shape_kind_name (shape.kind));
      gw_shape_clear (&shape);
    }
}

static void
test_parts (Fixture *self, gconstpointer data)
{
  g_autofree char *train = fixture_write (self, "set/train/labelTxt/P0001.txt", "10 20 40 20 40 35 10 35 plane 0\n");
  g_autofree char *val = fixture_write (self, "set/val/labelTxt/P0001.txt", "10 20 40 20 40 35 10 35 ship 0\n");
  g_autofree char *empty = fixture_write (self, "set/val/labelTxt/P0002.txt", "gsd:null\n");
  g_autofree char *readme = fixture_write (self, "set/readme.txt", "Have fun.\n");
  g_autofree char *source = fixture_path (self, "set");
  g_autofree char *labels = fixture_path (self, "set/train/labelTxt");
  GwDetection detection = { 0 };

  fixture_picture (self, "set/train/images/P0001.png", 100, 50);
  fixture_picture (self, "set/val/images/P0001.png", 100, 50);
  fixture_picture (self, "set/val/images/P0002.png", 100, 50);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "dota");
  g_assert_true (fixture_read (self, "dota", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "train/images/P0001.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "val/images/P0001.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "val");
  g_assert_true (fixture_record (self, 2)->labeled);
  g_assert_cmpuint (gw_problems_count (self->problems), ==, 0);
  /* The folder of labels alone finds its pictures too. */
  g_assert_cmpstr (gw_format_detect (labels, &detection, NULL, NULL)->name, ==, "dota");
  g_assert_true (fixture_read (self, "dota", labels, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "P0001.png");
  g_assert_nonnull (fixture_record (self, 0)->file);
}

static void
test_one_file (Fixture *self, gconstpointer data)
{
  g_autofree char *file = fixture_write (self, "P1.txt", "10 20 40 20 40 35 10 35 plane 0\n");
  GwDetection detection = { 0 };

  g_assert_cmpstr (gw_format_detect (file, &detection, NULL, NULL)->name, ==, "dota");
  g_assert_true (fixture_read (self, "dota", file, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
  fixture_picture (self, "images/P1.png", 100, 50);
  g_assert_true (fixture_read (self, "dota", file, NULL));
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "P1.png");
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 100);
}

/* Lines of YOLO are none. */
static void
test_not_detected (Fixture *self, gconstpointer data)
{
  static const char *const texts[] = {
    "0 0.1 0.2 0.4 0.2 0.4 0.35 0.1 0.35\n",
    "0 0.1 0.2 0.4 0.2 0.4 0.35 0.1 0.35 0.9\n",
    "cat 1 2 3 4\n",
    "Some words that are no labels at all, and more.\n",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *file = fixture_write (self, "set/x.txt", texts[i]);
      g_autofree char *folder = fixture_path (self, "set");
      const GwFormat *format = gw_format_detect (folder, NULL, NULL, NULL);

      if (format != NULL && g_str_equal (format->name, "dota"))
        g_error ("%s", texts[i]);
      format = gw_format_detect (file, NULL, NULL, NULL);
      if (format != NULL && g_str_equal (format->name, "dota"))
        g_error ("%s", texts[i]);
    }
}

static void
test_classes_file (Fixture *self, gconstpointer data)
{
  g_autofree char *names = fixture_write (self, "names.txt", "ship\nplane\n");
  g_autofree char *file = fixture_write (self, "P1.txt", "10 20 40 20 40 35 10 35 plane 0\n");
  const GwReadOptions options = { .classes_file = names };

  g_assert_true (fixture_read (self, "dota", file, &options));
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 0)), ==, "ship");
}

static void
test_bad_lines (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *line;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { "1 2 3", "row-fields", 0 },
    { "10 20 40 20 40 35 10 35", "row-fields", 0 },
    { "10 20 40 20 40 35 10 35 plane 0 1", "row-fields", 0 },
    { "10 20 40 20 40 35 10 x plane 0", "row-fields", 0 },
    { "10 20 40 20 40 35 10 1,5 plane 0", "row-fields", 0 },
    { "10 20 40 20 40 35 10 35 plane hard", "row-fields", 0 },
    { "10 20 40 20 40 35 10 35 plane -1", "row-fields", 0 },
    { "10 20 40 20 40 35 10 nan plane 0", "coord-not-finite", 0 },
    { "10 20 40 20 40 35 10 1e999 plane 0", "row-fields", 0 },
    { "10 20 40 20 40 35 10 35 pl\xFFne 0", "encoding", 0 },
    { "10 20 10 20 10 20 10 20 plane 0", "box-degenerate", 0 },
    { "1e300 20 40 20 40 35 10 35 plane 0", "coord-out-of-range", 0 },
    { "90 20 120 20 120 35 90 35 plane 0", "box-outside", 1 },
    { "190 20 220 20 220 35 190 35 plane 0", "box-outside", 0 },
    { "1 2 3 2 3 4 1 4 plane 0", "object-duplicate", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("1 2 3 2 3 4 1 4 plane 0\n%s\n", cases[i].line);

      read_set (self, text);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].line, cases[i].code);
    }
}

static void
test_empty_means (Fixture *self, gconstpointer data)
{
  const GwReadOptions options = { .empty_means = GW_EMPTY_UNLABELED };
  g_autofree char *file = fixture_write (self, "set/P1.txt", "");
  g_autofree char *nothing = fixture_path (self, "nothing");

  g_assert_true (fixture_read (self, "dota", file, &options));
  g_assert_false (fixture_record (self, 0)->labeled);
  g_assert_cmpint (g_mkdir_with_parents (nothing, 0755), ==, 0);
  g_assert_false (fixture_read (self, "dota", nothing, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-dota/read", test_read);
  FIXTURE_TEST ("/format-dota/quadrangles", test_quadrangles);
  FIXTURE_TEST ("/format-dota/parts", test_parts);
  FIXTURE_TEST ("/format-dota/one-file", test_one_file);
  FIXTURE_TEST ("/format-dota/not-detected", test_not_detected);
  FIXTURE_TEST ("/format-dota/classes-file", test_classes_file);
  FIXTURE_TEST ("/format-dota/bad-lines", test_bad_lines);
  FIXTURE_TEST ("/format-dota/empty-means", test_empty_means);

  return g_test_run ();
}
