/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

static void
set_up_pictures (Fixture *self)
{
  fixture_picture (self, "set/images/a.png", 100, 50);
  fixture_picture (self, "set/images/b.png", 40, 80);
}

/* Text files of two pictures. (transfer full): their folder */
static char *
write_labels (Fixture *self, const char *one, const char *two)
{
  g_free (fixture_write (self, "set/boxes/a.txt", one));
  g_free (fixture_write (self, "set/boxes/b.txt", two));
  return fixture_path (self, "set/boxes");
}

static void
read_labels (Fixture *self, const char *one, const char *two, const GwReadOptions *options)
{
  g_autofree char *source = write_labels (self, one, two);

  g_assert_true (fixture_read (self, "box-text", source, options));
  fixture_assert_adds_up (self);
}

static void
test_size (Fixture *self, gconstpointer data)
{
  set_up_pictures (self);
  read_labels (self, "cat 0.9 10 20 60 25\n",
               "\xEF\xBB\xBF"
               "dog\t0.5 5 50 3 4.5\r\n\ncat 1 0 0 40 80\n",
               NULL);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpint (fixture_record (self, 1)->height, ==, 80);
  fixture_assert_box (self, 0, 0, 10, 20, 60, 25);
  fixture_assert_box (self, 1, 0, 5, 50, 3, 4.5);
  g_assert_cmpfloat (gw_object_get_score (fixture_object (self, 0, 0)), ==, 0.9);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 1, 0))), ==, "dog");
  g_assert_true (self->head->predictions);
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 0);
}

static void
test_corners (Fixture *self, gconstpointer data)
{
  set_up_pictures (self);
  read_labels (self, "cat 10 20 70 45\n", "cat 1 2 39 79\n", NULL);
  fixture_assert_box (self, 0, 0, 10, 20, 60, 25);
  fixture_assert_box (self, 1, 0, 1, 2, 38, 77);
  g_assert_false (self->head->predictions);
}

static void
test_center (Fixture *self, gconstpointer data)
{
  set_up_pictures (self);
  read_labels (self, "cat 0.4 0.65 0.6 0.5\n", "cat 0.5 0.5 1 1\n", NULL);
  fixture_assert_box (self, 0, 0, 10, 20, 60, 25);
  fixture_assert_box (self, 1, 0, 0, 0, 40, 80);
}

/* Where both fit it is told, and may be said. */
static void
test_ambiguous (Fixture *self, gconstpointer data)
{
  const GwReadOptions corners = { .box_numbers = GW_BOX_NUMBERS_CORNERS };

  set_up_pictures (self);
  read_labels (self, "cat 10 10 20 30\n", "", NULL);
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 1);
  fixture_assert_box (self, 0, 0, 10, 10, 20, 30);
  g_assert_true (fixture_record (self, 1)->labeled);
  read_labels (self, "cat 10 10 20 30\n", "", &corners);
  g_assert_cmpuint (fixture_count (self, "origin-ambiguous"), ==, 0);
  fixture_assert_box (self, 0, 0, 10, 10, 10, 20);
}

static void
test_numbers_are_classes (Fixture *self, gconstpointer data)
{
  set_up_pictures (self);
  g_free (fixture_write (self, "set/toy.names", "cat\nbig owl\n"));
  read_labels (self, "1 10 20 60 25\n2 10 20 60 25\n", "0 5 50 3 4\n", NULL);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "big owl");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-index-range"), ==, 1);
}

static void
test_bad_lines (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *line;
    const char *code;
  } cases[] = {
    { "cat 1 2 3", "row-fields" },
    { "cat 0.5 1 2 3 4 5", "row-fields" },
    { "cat 1,5 2 3 4", "row-fields" },
    { "cat one 2 3 4", "row-fields" },
    { "cat nan 2 3 4", "coord-not-finite" },
    { "cat 1 2 -inf 4", "coord-not-finite" },
    { "cat 1e16 2 3 4", "coord-out-of-range" },
    { "c\xFFt 1 2 3 4", "encoding" },
    { "cat 10 20 0 25", "box-degenerate" },
  };

  set_up_pictures (self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("cat 10 20 60 25\n%s\n", cases[i].line);
      const GwReadOptions options = { .box_numbers = GW_BOX_NUMBERS_SIZE };

      read_labels (self, text, "", &options);
      if (fixture_count (self, cases[i].code) != 1 || fixture_record (self, 0)->objects->len != 1)
        g_error ("%s: not %s", cases[i].line, cases[i].code);
    }
}

static void
test_without_pictures (Fixture *self, gconstpointer data)
{
  const GwReadOptions center = { .box_numbers = GW_BOX_NUMBERS_CENTER };

  read_labels (self, "cat 10 20 60 25\n", "", NULL);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a");
  fixture_assert_box (self, 0, 0, 10, 20, 60, 25);
  read_labels (self, "cat 0.4 0.65 0.6 0.5\n", "", &center);
  g_assert_cmpuint (fixture_count (self, "size-missing"), >=, 1);
}

static int
detect (Fixture *self, const char *one, const char *format)
{
  g_autofree char *source = write_labels (self, one, one);
  GwDetection detection = { 0 };
  const GwFormat *found = gw_format_detect (source, &detection, NULL, NULL);

  return found != NULL && g_str_equal (found->name, format) ? detection.confidence : 0;
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  set_up_pictures (self);
  g_assert_cmpint (detect (self, "cat 0.9 10 20 60 25\n", "box-text"), >, 80);
  g_assert_cmpint (detect (self, "cat 10 20 60 25\n", "box-text"), >, 50);
  g_assert_cmpint (detect (self, "3 0.94 0.475 0.524 0.88 0.87\n", "box-text"), >, 80);
  g_assert_cmpint (detect (self, "0 0.5 0.5 0.2 0.4\n", "box-text"), ==, 0);
  g_assert_cmpint (detect (self, "Hello reader of this file.\n", "box-text"), ==, 0);
}

static const GwRecord *
find_record (const GPtrArray *records, const char *path)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (((GwRecord *) g_ptr_array_index (records, i))->path, path))
      return g_ptr_array_index (records, i);
  g_error ("no record of %s", path);
}

static void
assert_same (Fixture *self, const GwRecord *a, const GwRecord *b, double tolerance)
{
  g_assert_cmpuint (a->objects->len, ==, b->objects->len);
  for (guint i = 0; i < a->objects->len; i++)
    {
      GwObject *one = g_ptr_array_index (a->objects, i), *other = g_ptr_array_index (b->objects, i);

      g_assert_true (gw_shape_equal (gw_object_get_shape (one), gw_object_get_shape (other), tolerance));
      g_assert_cmpfloat (gw_object_get_score (one), ==, gw_object_get_score (other));
      g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (other)), ==, "cat");
    }
}

/* A detector's twelve boxes in six forms as text and as COCO; those in pixels are cut to
 * whole ones.
 */
static void
test_toy (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *folder;
    const char *format;
    double tolerance;
  } forms[] = {
    { "dets_classname_abs_xywh", "box-text", 0 },      { "dets_classid_abs_xywh", "box-text", 0 },
    { "dets_classname_abs_xyx2y2", "box-text", 0 },    { "dets_classid_abs_xyx2y2", "box-text", 0 },
    { "dets_classname_rel_xcycwh", "box-text", 0.65 }, { "dets_classid_rel_xcycwh", "box-text", 0.65 },
    { "dets_coco_format/coco_dets.json", "coco", 0 },
  };
  g_autofree char *set = gw_test_data_path ("det-formats-toy");
  g_autoptr (GPtrArray) first = NULL;

  if (set == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *source = g_build_filename (set, forms[i].folder, NULL);
      GwDetection detection = { 0 };
      const GwFormat *found = gw_format_detect (source, &detection, NULL, NULL);

      g_assert_cmpstr (found->name, ==, forms[i].format);
      g_assert_true (fixture_read (self, found->name, source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->records->len, ==, 10);
      if (first == NULL)
        first = g_ptr_array_ref (self->records);
      for (guint k = 0; k < self->records->len; k++)
        assert_same (self, find_record (first, fixture_record (self, k)->path), fixture_record (self, k),
                     forms[i].tolerance);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-box-text/size", test_size);
  FIXTURE_TEST ("/format-box-text/corners", test_corners);
  FIXTURE_TEST ("/format-box-text/center", test_center);
  FIXTURE_TEST ("/format-box-text/ambiguous", test_ambiguous);
  FIXTURE_TEST ("/format-box-text/numbers-are-classes", test_numbers_are_classes);
  FIXTURE_TEST ("/format-box-text/bad-lines", test_bad_lines);
  FIXTURE_TEST ("/format-box-text/without-pictures", test_without_pictures);
  FIXTURE_TEST ("/format-box-text/detect", test_detect);
  FIXTURE_TEST ("/format-box-text/toy", test_toy);

  return g_test_run ();
}
