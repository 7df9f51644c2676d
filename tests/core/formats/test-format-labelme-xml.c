/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <png.h>
#include <string.h>

#include "gw-mask.h"

#define PT(x, y) "<pt><x>" x "</x><y>" y "</y></pt>"
#define TRIANGLE "<polygon><username>kim</username>" PT ("10", "20.5") PT ("40", "20.5") PT ("40", "45") "</polygon>"
#define OBJECT(name, rest) "<object><name>" name "</name><deleted>0</deleted>" rest "</object>"
#define FILE_OF(rest) \
  "<annotation><filename>a.jpg</filename><folder>street</folder>" \
  "<source><sourceImage>The MIT-CSAIL database</sourceImage></source>" \
  "<imagesize><nrows>50</nrows><ncols>100</ncols></imagesize>" rest "</annotation>"

static char *
write_set (Fixture *self, const char *text)
{
  g_free (fixture_write (self, "set/Annotations/street/a.xml", text));
  fixture_picture (self, "set/Images/street/a.png", 100, 50);
  return fixture_path (self, "set");
}

static void
read_set (Fixture *self, const char *text)
{
  g_autofree char *source = write_set (self, text);

  g_assert_true (fixture_read (self, "labelme-xml", source, NULL));
  fixture_assert_adds_up (self);
}

static const GwShape *
get_shape (Fixture *self, guint i)
{
  return gw_object_get_shape (fixture_object (self, 0, i));
}

static void
test_read (Fixture *self, gconstpointer data)
{
  const GwRing *ring;
  GwObject *object;

  read_set (
      self,
      FILE_OF (OBJECT (
          "car",
          "<verified>1</verified><occluded>yes</occluded>"
          "<attributes>red, doors = 4 ,,seen from=left</attributes>"
          "<parts><hasparts>5</hasparts><ispartof></ispartof></parts><id>2</id>" TRIANGLE) "<object><name>gone</name><deleted>1</deleted><id>3</id>" TRIANGLE
                                                                                           "</object>" OBJECT (
                                                                                               "wheel",
                                                                                               "<occluded>no</occluded><parts><ispartof>2</ispartof></parts><id>5</id>"
                                                                                               "<type>bounding_box</type><polygon>" PT (
                                                                                                   "3", "4") PT ("9",
                                                                                                                 "4")
                                                                                                   PT ("9", "8") PT (
                                                                                                       "3",
                                                                                                       "8") "</polygon>")
                                                                                               OBJECT (
                                                                                                   "tree",
                                                                                                   "<polygon>" PT (
                                                                                                       "3",
                                                                                                       "4") PT ("9",
                                                                                                                "4")
                                                                                                       PT ("9", "8") PT (
                                                                                                           "3",
                                                                                                           "8") "</polygon>")));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "street/a.png");
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 100);
  g_assert_cmpint (fixture_record (self, 0)->height, ==, 50);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);

  object = fixture_object (self, 0, 0);
  ring = &get_shape (self, 0)->as.polygon.rings[0];
  g_assert_cmpuint (ring->n_points, ==, 3);
  g_assert_cmpfloat (ring->points[0].x, ==, 10);
  g_assert_cmpfloat (ring->points[0].y, ==, 20.5);
  g_assert_cmpfloat (ring->points[2].y, ==, 45);
  g_assert_cmpint (gw_object_get_flags (object), ==, GW_OBJECT_OCCLUDED);
  g_assert_cmpstr (gw_object_get_attribute (object, "red"), ==, "true");
  g_assert_cmpstr (gw_object_get_attribute (object, "doors"), ==, "4");
  g_assert_cmpstr (gw_object_get_attribute (object, "seen from"), ==, "left");
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 3);
  g_assert_cmpstr (gw_object_get_author (object), ==, "kim");
  g_assert_nonnull (strstr (gw_object_get_bag (object), "verified"));

  fixture_assert_box (self, 0, 1, 3, 4, 6, 4);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 1)), ==, 0);
  g_assert_cmpint (gw_object_get_group (object), !=, 0);
  g_assert_cmpint (gw_object_get_group (object), ==, gw_object_get_group (fixture_object (self, 0, 1)));
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2)), ==, 0);
  g_assert_cmpint (get_shape (self, 2)->kind, ==, GW_SHAPE_POLYGON);
}

static void
write_mask (Fixture *self, const char *name, int width, int height)
{
  g_autofree guint8 *rows = g_new0 (guint8, (gsize) (width * height));
  const FixturePng png = { .width = width, .height = height, .depth = 8, .type = PNG_COLOR_TYPE_GRAY, .rows = rows };

  /* Three pixels of row 1, of different values. */
  for (int x = 2; x < 5; x++)
    rows[width + x] = (guint8) (50 * x);
  fixture_png (self, name, &png);
}

#define SEGMENT(mask) "<segm><username>kim</username><mask>" mask "</mask></segm>"

static void
test_masks (Fixture *self, gconstpointer data)
{
  write_mask (self, "set/Masks/street/a_mask_0.png", 100, 50);
  write_mask (self, "set/Annotations/street/a_mask_1.png", 100, 50);
  write_mask (self, "set/Masks/street/small.png", 10, 5);
  write_mask (self, "out.png", 100, 50);
  read_set (self, FILE_OF (OBJECT ("a", SEGMENT ("a_mask_0.png")) OBJECT ("b", SEGMENT ("a_mask_1.png"))
                               OBJECT ("g", SEGMENT ("a_mask_1.png")) OBJECT ("c", SEGMENT ("none.png"))
                                   OBJECT ("d", SEGMENT ("../../../out.png")) OBJECT ("e", SEGMENT ("small.png"))
                                       OBJECT ("f", "<segm></segm>")));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const GwMask *mask = &get_shape (self, i)->as.mask;

      g_assert_cmpint (get_shape (self, i)->kind, ==, GW_SHAPE_MASK);
      g_assert_cmpuint (gw_mask_area (mask), ==, 3);
      g_assert_true (gw_mask_contains (mask, 2, 1) && gw_mask_contains (mask, 4, 1));
    }
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "mask-size"), ==, 1);
}

/* A link that leads out of the data is as good as none. */
static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *link = NULL;
  g_autofree char *out = fixture_path (self, "out.png");
  g_autoptr (GFile) file = NULL;

  write_mask (self, "out.png", 100, 50);
  write_mask (self, "set/Masks/street/in.png", 100, 50);
  link = fixture_path (self, "set/Masks/street/link.png");
  file = g_file_new_for_path (link);
  g_assert_true (g_file_make_symbolic_link (file, out, NULL, NULL));
  read_set (self, FILE_OF (OBJECT ("a", SEGMENT ("link.png"))));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 0);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
}

static void
test_bad_files (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { "", "xml-syntax" },
    { "<annotation>", "truncated-file" },
    { "<annotations><image/></annotations>", "xml-syntax" },
    { "<annotation><object></annotation>", "xml-syntax" },
    { "<!DOCTYPE a [<!ENTITY b 'c'>]><annotation/>", "xml-dtd" },
    { "<annotation>\xFF\xFE</annotation>", "encoding" },
  };
  g_autoptr (GString) deep = g_string_new ("<annotation>");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      read_set (self, cases[i].text);
      if (self->records->len != 0 || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  read_set (self, deep->str);
  g_assert_cmpuint (fixture_count (self, "xml-depth"), ==, 1);
}

static void
test_bad_objects (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
  } cases[] = {
    { OBJECT ("b", ""), "value-type" },
    { OBJECT ("", TRIANGLE), "class-unknown" },
    { "<object>" TRIANGLE "</object>", "class-unknown" },
    { OBJECT ("b", "<polygon></polygon>"), "ring-short" },
    { OBJECT ("b", "<polygon>" PT ("1", "1") PT ("2", "2") "</polygon>"), "ring-short" },
    { OBJECT ("b", "<polygon>" PT ("1", "1") PT ("x", "2") PT ("3", "4") "</polygon>"), "coord-not-finite" },
    { OBJECT ("b", "<polygon>" PT ("1", "1") "<pt><x>2</x></pt>" PT ("3", "4") "</polygon>"), "coord-not-finite" },
    { OBJECT ("b", "<polygon>" PT ("1", "1") PT ("nan", "2") PT ("3", "4") "</polygon>"), "coord-not-finite" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE_OF ("%s%s"), OBJECT ("a", TRIANGLE), cases[i].text);

      read_set (self, text);
      if (fixture_record (self, 0)->objects->len != 1 || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
}

/* Parts of each other, and of what is not there, end somewhere. */
static void
test_circle_of_parts (Fixture *self, gconstpointer data)
{
  read_set (self, FILE_OF (OBJECT ("a", "<id>0</id><parts><ispartof>1</ispartof></parts>" TRIANGLE)
                               OBJECT ("b", "<id>1</id><parts><ispartof>0</ispartof></parts>" TRIANGLE)
                                   OBJECT ("c", "<id>2</id><parts><ispartof>9</ispartof></parts>" TRIANGLE)));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 3);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 2)), ==, 0);
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *source = write_set (self, FILE_OF (OBJECT ("a", TRIANGLE)));
  g_autofree char *file = fixture_path (self, "set/Annotations/street/a.xml");
  g_autofree char *both = fixture_write (
      self, "both.xml",
      "<annotation><filename>a.png</filename><object><name>a</name>" TRIANGLE
      "<bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>");
  g_autofree char *empty = fixture_write (self, "empty.xml", FILE_OF (""));

  g_assert_cmpstr (gw_format_detect (source, NULL, NULL, NULL)->name, ==, "labelme-xml");
  g_assert_cmpstr (gw_format_detect (file, NULL, NULL, NULL)->name, ==, "labelme-xml");
  g_assert_cmpstr (gw_format_detect (empty, NULL, NULL, NULL)->name, ==, "labelme-xml");
  /* What has boxes of Pascal VOC too is that. */
  g_assert_cmpstr (gw_format_detect (both, NULL, NULL, NULL)->name, ==, "voc");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-labelme-xml/read", test_read);
  FIXTURE_TEST ("/format-labelme-xml/masks", test_masks);
  FIXTURE_TEST ("/format-labelme-xml/links", test_links);
  FIXTURE_TEST ("/format-labelme-xml/bad-files", test_bad_files);
  FIXTURE_TEST ("/format-labelme-xml/bad-objects", test_bad_objects);
  FIXTURE_TEST ("/format-labelme-xml/circle-of-parts", test_circle_of_parts);
  FIXTURE_TEST ("/format-labelme-xml/detect", test_detect);

  return g_test_run ();
}
