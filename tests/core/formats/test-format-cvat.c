/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-mask.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n  <version>1.1</version>\n"
#define IMAGE(rest) "<image id=\"0\" name=\"a.png\" width=\"100\" height=\"50\">" rest "</image>"
#define FILE_OF(rest) HEAD rest "</annotations>\n"
#define BOX(label, rest) "<box label=\"" label "\" occluded=\"0\" xtl=\"1\" ytl=\"2\" xbr=\"4\" ybr=\"6\"" rest "</box>"

/* The disc of spec formats 7, in 13 x 15. */
#define DISC "3, 5, 7, 7, 5, 9, 3, 11, 2, 11, 2, 12, 1, 12, 1, 26, 1, 12, 1, 12, 2, 11, 3, 9, 5, 7, 7, 5, 3"

static char *
write_set (Fixture *self, const char *text)
{
  fixture_picture (self, "set/images/a.png", 100, 50);
  fixture_picture (self, "set/images/b.png", 100, 50);
  return fixture_write (self, "set/annotations.xml", text);
}

static void
read_set (Fixture *self, const char *text)
{
  g_autofree char *source = write_set (self, text);

  g_assert_true (fixture_read (self, "cvat", source, NULL));
  fixture_assert_adds_up (self);
}

static const char *
get_class (Fixture *self, guint i)
{
  return fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, i)));
}

static const GwShape *
get_shape (Fixture *self, guint i)
{
  return gw_object_get_shape (fixture_object (self, 0, i));
}

static void
test_read (Fixture *self, gconstpointer data)
{
  const GwShape *shape;

  read_set (
      self,
      FILE_OF (
          "<image id=\"0\" name=\"a.png\" width=\"100\" height=\"50\" subset=\"Train\">"
          "<box label=\"car\" source=\"manual\" occluded=\"1\" xtl=\"10.00\" ytl=\"20.50\" xbr=\"40.00\" ybr=\"45.00\" "
          "z_order=\"0\" group_id=\"4\"><attribute name=\"color\">deep red</attribute></box>"
          "<box label=\"car\" occluded=\"0\" xtl=\"10\" ytl=\"20\" xbr=\"30\" ybr=\"30\" rotation=\"350\" z_order=\"0\"/>"
          "<polygon label=\"car\" occluded=\"0\" points=\"1.00,1.00;9.00,1.00;9.00,9.00\" z_order=\"0\"/>"
          "<polyline label=\"lane\" occluded=\"0\" points=\"1,1;5,5\" z_order=\"0\"/>"
          "<points label=\"car\" occluded=\"0\" points=\"3,4; 5,6\" z_order=\"0\"/>"
          "<ellipse label=\"car\" occluded=\"0\" cx=\"50\" cy=\"25\" rx=\"10\" ry=\"5\" rotation=\"30\" z_order=\"0\"/>"
          "<tag label=\"sunny\" source=\"manual\"></tag></image>"
          "<image id=\"1\" name=\"b.png\" width=\"100\" height=\"50\"></image>"));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_false (fixture_record (self, 1)->labeled);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  fixture_assert_box (self, 0, 0, 10, 20.5, 30, 24.5);
  g_assert_cmpint (gw_object_get_flags (fixture_object (self, 0, 0)), ==, GW_OBJECT_OCCLUDED);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 0)), ==, 4);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "color"), ==, "deep red");
  shape = get_shape (self, 1);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat (shape->as.rotated.cx, ==, 20);
  g_assert_cmpfloat (shape->as.rotated.cy, ==, 25);
  g_assert_cmpfloat (shape->as.rotated.width, ==, 20);
  g_assert_cmpfloat (shape->as.rotated.height, ==, 10);
  g_assert_cmpfloat (shape->as.rotated.angle, ==, -10);
  g_assert_cmpuint (get_shape (self, 2)->as.polygon.rings[0].n_points, ==, 3);
  g_assert_cmpint (get_shape (self, 3)->kind, ==, GW_SHAPE_POLYLINE);
  g_assert_cmpstr (get_class (self, 3), ==, "lane");
  g_assert_cmpint (get_shape (self, 4)->kind, ==, GW_SHAPE_POINTS);
  g_assert_cmpfloat (get_shape (self, 4)->as.points.points[1].point.y, ==, 6);
  g_assert_cmpint (get_shape (self, 4)->as.points.points[1].visibility, ==, GW_VISIBILITY_VISIBLE);
  shape = get_shape (self, 5);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, ==, 64);
  g_assert_cmpfloat_with_epsilon (shape->as.polygon.rings[0].points[0].x, 50 + 10 * cos (G_PI / 6), 1e-9);
  g_assert_cmpfloat_with_epsilon (shape->as.polygon.rings[0].points[0].y, 25 + 10 * sin (G_PI / 6), 1e-9);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 5), "ellipse"), ==, "true");
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
}

/* Row 0 of the disc is 3 off, 5 on, 5 off. */
static void
test_mask (Fixture *self, gconstpointer data)
{
  const GwMask *mask;

  read_set (self, FILE_OF (IMAGE ("<mask label=\"a\" occluded=\"0\" rle=\"" DISC
                                  "\" left=\"30\" top=\"20\" width=\"13\" height=\"15\" z_order=\"0\"/>"
                                  "<mask label=\"a\" rle=\"1,2,1\" left=\"98\" top=\"0\" width=\"4\" height=\"1\"/>"
                                  "<mask label=\"a\" rle=\"0,4\" left=\"-9\" top=\"0\" width=\"4\" height=\"1\"/>")));
  mask = &get_shape (self, 0)->as.mask;
  g_assert_cmpint (get_shape (self, 0)->kind, ==, GW_SHAPE_MASK);
  for (int x = 0; x < 100; x++)
    g_assert_true (gw_mask_contains (mask, x, 20) == (x >= 33 && x < 38));
  /* 5 + 7 + 9 + 11 + 11 + 12 + 12 + 26 + 12 + 12 + 11 + 9 + 7 + 5 */
  g_assert_cmpuint (gw_mask_area (mask), ==, 149);
  /* Columns 99 and 100, of which the image has one. */
  g_assert_cmpuint (gw_mask_area (&get_shape (self, 1)->as.mask), ==, 1);
  g_assert_true (gw_mask_contains (&get_shape (self, 1)->as.mask, 99, 0));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "mask-size"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "segment-empty"), ==, 1);
}

#define LABEL(name, rest) "<label><name>" name "</name><color>#102030</color>" rest "</label>"
#define ATTRIBUTE(name, type, value, values) \
  "<attribute><name>" name "</name><mutable>False</mutable><input_type>" type "</input_type><default_value>" value \
  "</default_value><values>" values "</values></attribute>"
#define META(labels) "<meta><task><name>t</name><labels>" labels "</labels></task></meta>"

static void
test_declarations (Fixture *self, gconstpointer data)
{
  GwClass *class;
  const GwAttribute *attribute;

  read_set (self, FILE_OF (META (LABEL ("unused", "") LABEL (
                      "car", "<attributes>" ATTRIBUTE ("parked", "checkbox", "False", "False") ATTRIBUTE (
                                 "kind", "radio", "a", "a\nb\n") ATTRIBUTE ("doors", "number", "2", "1\n9\n1")
                                 ATTRIBUTE ("note", "text", "", "") "</attributes>"))
                               IMAGE ("<box label=\"car\" xtl=\"1\" ytl=\"2\" xbr=\"4\" ybr=\"6\">"
                                      "<attribute name=\"parked\">True</attribute>"
                                      "<attribute name=\"kind\">c</attribute>"
                                      "<attribute name=\"doors\">4</attribute></box>")));
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  class = g_ptr_array_index (self->head->classes, 1);
  g_assert_cmpstr (gw_class_get_name (class), ==, "car");
  g_assert_cmpuint (gw_class_get_color (class), ==, 0x102030);
  attribute = gw_class_find_attribute (class, "parked");
  g_assert_cmpint (attribute->kind, ==, GW_ATTRIBUTE_CHECKBOX);
  g_assert_cmpstr (attribute->default_value, ==, "false");
  attribute = gw_class_find_attribute (class, "kind");
  g_assert_cmpint (attribute->kind, ==, GW_ATTRIBUTE_CHOICE);
  g_assert_cmpuint (g_strv_length (attribute->choices), ==, 2);
  g_assert_cmpint (gw_class_find_attribute (class, "doors")->kind, ==, GW_ATTRIBUTE_NUMBER);
  g_assert_cmpint (gw_class_find_attribute (class, "note")->kind, ==, GW_ATTRIBUTE_TEXT);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "parked"), ==, "true");
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "kind"), ==, "c");
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
}

/* However many choices are declared, each value is looked up among them. */
static void
test_many_choices (Fixture *self, gconstpointer data)
{
  const guint n_choices = 100000, n_boxes = 20000;
  g_autoptr (GString) text = g_string_new (HEAD "<meta><task><labels><label><name>a</name><attributes><attribute>"
                                                "<name>s</name><input_type>select</input_type><values>");

  for (guint i = 0; i < n_choices; i++)
    g_string_append_printf (text, "v%u\n", i);
  g_string_append (text, "</values></attribute></attributes></label></labels></task></meta>"
                         "<image id=\"0\" name=\"a.png\" width=\"100\" height=\"50\">");
  for (guint i = 0; i < n_boxes; i++)
    g_string_append_printf (text,
                            "<box label=\"a\" xtl=\"%u.%03u\" ytl=\"2\" xbr=\"95\" ybr=\"6\"><attribute name=\"s\">v%u"
                            "</attribute></box>",
                            i % 90, i / 90, n_choices - i);
  g_string_append (text, "</image></annotations>\n");
  read_set (self, text->str);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, n_boxes);
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
}

#define POINT(name) \
  "<label><name>" name "</name><color>#d12345</color><type>points</type><attributes></attributes>" \
  "<parent>person</parent></label>"
#define SVG \
  "&lt;line data-type=\"edge\" data-node-from=\"2\" data-node-to=\"1\"&gt;&lt;/line&gt;" \
  "&lt;circle data-node-id=\"1\" data-label-name=\"head\"/&gt;" \
  "&lt;circle data-node-id=\"2\" data-label-name=\"foot\"&gt;&lt;/circle&gt;"

static void
test_skeleton (Fixture *self, gconstpointer data)
{
  GwSkeleton *skeleton;
  const GwKeypoints *points;
  guint n;

  read_set (self, FILE_OF (META (LABEL ("person", "<type>skeleton</type><attributes></attributes><svg>" SVG "</svg>")
                                     POINT ("head") POINT ("foot"))
                               IMAGE ("<skeleton label=\"person\" z_order=\"0\">"
                                      "<points label=\"tail\" outside=\"1\" occluded=\"0\" points=\"7,8\"/>"
                                      "<points label=\"foot\" outside=\"0\" occluded=\"1\" points=\"12,34\"/>"
                                      "<points label=\"head\" outside=\"0\" occluded=\"0\" points=\"11,22\"/>"
                                      "</skeleton>")));
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  skeleton = gw_class_get_skeleton (g_ptr_array_index (self->head->classes, 0));
  g_assert_cmpuint (gw_skeleton_get_n_points (skeleton), ==, 3);
  g_assert_cmpstr (gw_skeleton_get_name (skeleton, 0), ==, "head");
  g_assert_cmpstr (gw_skeleton_get_name (skeleton, 1), ==, "foot");
  g_assert_cmpstr (gw_skeleton_get_name (skeleton, 2), ==, "tail");
  g_assert_cmpuint (gw_skeleton_get_edges (skeleton, &n)->from, ==, 1);
  g_assert_cmpuint (n, ==, 1);
  points = &get_shape (self, 0)->as.points;
  g_assert_cmpuint (points->n_points, ==, 3);
  g_assert_cmpfloat (points->points[0].point.x, ==, 11);
  g_assert_cmpint (points->points[0].visibility, ==, GW_VISIBILITY_VISIBLE);
  g_assert_cmpfloat (points->points[1].point.y, ==, 34);
  g_assert_cmpint (points->points[1].visibility, ==, GW_VISIBILITY_HIDDEN);
  g_assert_cmpint (points->points[2].visibility, ==, GW_VISIBILITY_ABSENT);
}

static void
test_cuboid (Fixture *self, gconstpointer data)
{
  const GwRing *ring;

  read_set (
      self,
      FILE_OF (IMAGE (
          "<cuboid label=\"a\" xtl1=\"10\" ytl1=\"10\" xbl1=\"10\" ybl1=\"20\" xtr1=\"20\" ytr1=\"10\" xbr1=\"20\" "
          "ybr1=\"20\" xtl2=\"25\" ytl2=\"8\" xbl2=\"25\" ybl2=\"18\" xtr2=\"15\" ytr2=\"8\" xbr2=\"15\" ybr2=\"18\"/>")));
  ring = &get_shape (self, 0)->as.polygon.rings[0];
  /* (10, 10) (15, 8) (25, 8) (25, 18) (20, 20) (10, 20) */
  g_assert_cmpuint (ring->n_points, ==, 6);
  g_assert_cmpfloat (gw_object_get_bounds (fixture_object (self, 0, 0)).y, ==, 8);
  g_assert_cmpfloat (gw_object_get_bounds (fixture_object (self, 0, 0)).width, ==, 15);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 1);
}

/* Objects come in the order in which they are painted. */
static void
test_layers (Fixture *self, gconstpointer data)
{
  read_set (self, FILE_OF (IMAGE (BOX ("top", " z_order=\"5\">") BOX ("one", " z_order=\"0\">")
                                      BOX ("two", " z_order=\"0\">") BOX ("under", " z_order=\"-1\">"))));
  g_assert_cmpstr (get_class (self, 0), ==, "under");
  g_assert_cmpstr (get_class (self, 1), ==, "one");
  g_assert_cmpstr (get_class (self, 2), ==, "two");
  g_assert_cmpstr (get_class (self, 3), ==, "top");
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (gw_object_get_z (fixture_object (self, 0, i)), ==, i);
}

#define FRAME(n, key, outside) \
  "<box frame=\"" n "\" keyframe=\"" key "\" outside=\"" outside "\" occluded=\"1\" xtl=\"" n \
  "\" ytl=\"2\" xbr=\"50\" ybr=\"6\" z_order=\"0\"><attribute name=\"k\">v</attribute>" \
  "</box>"

static void
test_tracks (Fixture *self, gconstpointer data)
{
  g_autofree char *source = NULL;
  GwObject *object;

  fixture_picture (self, "set/images/frame_000002.png", 64, 48);
  source = write_set (
      self, FILE_OF ("<meta><task><original_size><width>64</width><height>48</height></original_size></task></meta>"
                     "<track id=\"7\" label=\"car\" source=\"auto\" group_id=\"3\">" FRAME ("2", "1", "0") FRAME (
                         "3", "0", "0") FRAME ("4", "1", "1") "</track>"
                                                              "<track id=\"8\" label=\"car\">" FRAME ("0", "1", "0")
                                                                  FRAME ("x", "1", "0") "</track>" IMAGE ("")));
  g_assert_true (fixture_read (self, "cvat", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  /* Frame 0 is that of the image with this id. */
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "frame_000002.png");
  g_assert_cmpint (fixture_record (self, 1)->width, ==, 64);
  fixture_assert_box (self, 1, 0, 2, 2, 48, 4);
  object = fixture_object (self, 1, 0);
  g_assert_cmpstr (gw_object_get_attribute (object, "track_id"), ==, "7");
  g_assert_cmpstr (gw_object_get_attribute (object, "k"), ==, "v");
  g_assert_cmpint (gw_object_get_group (object), ==, 3);
  g_assert_cmpint (gw_object_get_flags (object), ==, GW_OBJECT_OCCLUDED);
  g_assert_cmpuint (fixture_count (self, "track-split"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
}

/* Pictures of a project's export lie in folders of their subsets. */
static void
test_subsets (Fixture *self, gconstpointer data)
{
  g_autofree char *source = NULL;

  fixture_picture (self, "set/images/Train/c.png", 100, 50);
  fixture_picture (self, "set/images/Validation/c.png", 100, 50);
  source = write_set (
      self, FILE_OF ("<meta><project><name>p</name></project></meta>"
                     "<image id=\"0\" name=\"c.png\" subset=\"Train\" task_id=\"4\" width=\"100\" height=\"50\"/>"
                     "<image id=\"0\" name=\"c.png\" subset=\"Validation\" task_id=\"5\" width=\"100\" height=\"50\"/>"
                     "<image id=\"1\" name=\"a.png\" subset=\"default\" task_id=\"5\" width=\"100\" height=\"50\"/>"));
  g_assert_true (fixture_read (self, "cvat", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "Train/c.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "Validation/c.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "validation");
  g_assert_null (fixture_record (self, 2)->split);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "path-ambiguous"), ==, 0);
}

/* What is a link out of the folder is not there. */
static void
test_links (Fixture *self, gconstpointer data)
{
  g_autofree char *out = fixture_write (self, "out.xml", FILE_OF (IMAGE (BOX ("a", ">"))));
  g_autofree char *picture = fixture_path (self, "out.png");
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *source = NULL;
  const char *const links[][2] = { { "set/annotations.xml", out }, { "set/images/Train/c.png", picture } };

  fixture_picture (self, "out.png", 100, 50);
  fixture_picture (self, "set/images/Train/b.png", 100, 50);
  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *link = fixture_path (self, links[i][0]);
      g_autoptr (GFile) file = g_file_new_for_path (link);

      g_assert_true (g_file_make_symbolic_link (file, links[i][1], NULL, NULL));
    }
  g_assert_false (fixture_read (self, "cvat", folder, NULL));
  source = fixture_write (self, "set/other.xml",
                          FILE_OF ("<image id=\"0\" name=\"c.png\" subset=\"Train\"/>"
                                   "<image id=\"1\" name=\"b.png\" subset=\"Train\"/>"));
  g_assert_true (fixture_read (self, "cvat", source, NULL));
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "c.png");
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "Train/b.png");
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
    { "<annotations><image name=\"a.png\">", "truncated-file" },
    { "<annotations><image name=\"a.png\" width=", "truncated-file" },
    { "<annotation><image/></annotation>", "xml-syntax" },
    { "<annotations><image></annotations>", "xml-syntax" },
    { "<annotations>&unknown;</annotations>", "xml-syntax" },
    { "<!DOCTYPE a [<!ENTITY b 'c'>]><annotations/>", "xml-dtd" },
    { "<annotations>\xFF\xFE</annotations>", "encoding" },
    { "<annotations><image name=\"\xC3\"/></annotations>", "encoding" },
    { "<?xml version='1.0' encoding='Shift_JIS'?><annotations/>", "encoding" },
  };
  g_autoptr (GString) deep = g_string_new ("<annotations>");
  g_autofree char *source = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = write_set (self, cases[i].text);

      if (fixture_read (self, "cvat", path, NULL) || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  source = write_set (self, deep->str);
  g_assert_false (fixture_read (self, "cvat", source, NULL));
  g_assert_cmpuint (fixture_count (self, "xml-depth"), ==, 1);
}

#define MASK(rle, rest) "<mask label=\"a\" rle=\"" rle "\" " rest "/>"
#define RECTANGLE "left=\"1\" top=\"1\" width=\"2\" height=\"2\""

static void
test_bad_elements (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { "<box label=\"a\" ytl=\"1\" xbr=\"2\" ybr=\"3\"/>", "coord-not-finite", 0 },
    { "<box label=\"a\" xtl=\"nan\" ytl=\"1\" xbr=\"2\" ybr=\"3\"/>", "coord-not-finite", 0 },
    { "<box label=\"a\" xtl=\"1,5\" ytl=\"1\" xbr=\"2\" ybr=\"3\"/>", "coord-not-finite", 0 },
    { "<box label=\"a\" xtl=\"9\" ytl=\"1\" xbr=\"2\" ybr=\"3\"/>", "box-swapped", 1 },
    { "<box label=\"a\" xtl=\"2\" ytl=\"1\" xbr=\"2\" ybr=\"3\"/>", "box-degenerate", 0 },
    { "<box label=\"a\" xtl=\"90\" ytl=\"1\" xbr=\"120\" ybr=\"3\"/>", "box-outside", 1 },
    { "<box label=\"a\" xtl=\"1\" ytl=\"1\" xbr=\"5\" ybr=\"3\" rotation=\"a\"/>", "coord-not-finite", 0 },
    { "<box xtl=\"1\" ytl=\"1\" xbr=\"5\" ybr=\"3\"/>", "class-unknown", 0 },
    { "<box label=\" \" xtl=\"1\" ytl=\"1\" xbr=\"5\" ybr=\"3\"/>", "class-unknown", 0 },
    { "<polygon label=\"a\" points=\"1,1;2,2\"/>", "ring-short", 0 },
    { "<polygon label=\"a\" points=\"1,1;2;3,3\"/>", "coord-not-finite", 0 },
    { "<polygon label=\"a\" points=\"\"/>", "coord-not-finite", 0 },
    { "<polygon label=\"a\"/>", "coord-not-finite", 0 },
    { "<ellipse label=\"a\" cx=\"5\" cy=\"5\" rx=\"0\" ry=\"2\"/>", "box-degenerate", 0 },
    { "<points label=\"a\" points=\"1e16,1\"/>", "coord-out-of-range", 0 },
    { MASK ("1,2", RECTANGLE), "rle-sum", 0 },
    { MASK ("1,2,4294967297", RECTANGLE), "rle-char", 0 },
    { MASK ("1,-2,3", RECTANGLE), "rle-char", 0 },
    { MASK ("1,2,", RECTANGLE), "rle-char", 0 },
    { MASK ("", RECTANGLE), "rle-char", 0 },
    { MASK ("4", RECTANGLE), "segment-empty", 0 },
    { MASK ("1,3", "left=\"1.5\" top=\"1\" width=\"2\" height=\"2\""), "value-type", 0 },
    { MASK ("1,3", "left=\"1\" top=\"1\" width=\"-2\" height=\"-2\""), "value-type", 0 },
    { MASK ("0,1000000000000", "left=\"1\" top=\"1\" width=\"1000000\" height=\"1000000\""), "rle-char", 0 },
    { "<cuboid label=\"a\" xtl1=\"1\"/>", "coord-not-finite", 0 },
    { "<skeleton label=\"a\"></skeleton>", "coord-not-finite", 0 },
    { "<skeleton label=\"a\"><points label=\"b\" points=\"x\"/></skeleton>", "coord-not-finite", 0 },
    { "<relation label=\"a\"/>", "label-foreign", 0 },
    { "<tag/>", "class-unknown", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE_OF (IMAGE ("%s%s")), BOX ("good", ">"), cases[i].text);

      read_set (self, text);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
  read_set (self, FILE_OF ("<image id=\"0\" name=\"a.png\">" MASK ("0,4", RECTANGLE) "</image>"));
  read_set (self, FILE_OF ("<image id=\"0\">" BOX ("a", ">") "</image>" IMAGE ("")));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 1);
  read_set (self, FILE_OF ("<image id=\"0\" name=\"/etc/../a.png\" width=\"100\" height=\"50\"/>"));
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "a.png");
}

static void
test_twins (Fixture *self, gconstpointer data)
{
  read_set (self, FILE_OF (META (LABEL ("a", "") LABEL (" a", "") LABEL ("a", ""))
                               IMAGE (BOX (" a", ">") BOX ("a", ">") "<tag label=\"a\"/><tag label=\"a\"/>")));
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-duplicate"), ==, 2);
  g_assert_cmpuint (fixture_count (self, "object-duplicate"), ==, 2);
}

/* A file that is longer than what is read at once, with characters across every edge. */
static void
test_long_files (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD);
  g_autofree char *latin = NULL;
  g_autofree char *wide = NULL;
  g_autofree char *path = NULL;
  gsize n_latin, n_wide;

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text, "<image id=\"%u\" name=\"ü%u.png\" width=\"9\" height=\"9\">%s</image>\n", i, i,
                            BOX ("Möwe", ">"));
  g_string_append (text, "</annotations>");
  path = write_set (self, text->str);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (fixture_read (self, "cvat", path, NULL));
      g_assert_cmpuint (self->records->len, ==, 4000);
      g_assert_cmpstr (fixture_record (self, 3999)->path, ==, "ü3999.png");
      g_assert_cmpuint (fixture_record (self, 3999)->objects->len, ==, 1);
      g_assert_cmpstr (get_class (self, 0), ==, "Möwe");
      if (i == 0)
        {
          g_string_replace (text, "utf-8", "ISO-8859-1", 1);
          latin = g_convert (text->str, (gssize) text->len, "ISO-8859-1", "UTF-8", NULL, &n_latin, NULL);
          g_assert_true (g_file_set_contents (path, latin, (gssize) n_latin, NULL));
        }
      else if (i == 1)
        {
          wide = g_convert (text->str, (gssize) text->len, "UTF-16", "UTF-8", NULL, &n_wide, NULL);
          g_assert_true (g_file_set_contents (path, wide, (gssize) n_wide, NULL));
        }
    }
}

/* Many of everything, of which each would be looked up among all others. */
static void
test_many (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (HEAD "<meta><task><labels><label><name>a</name><attributes>");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "<attribute><name>d%u</name><input_type>text</input_type></attribute>", i);
  g_string_append (text, "</attributes></label></labels></task></meta><image name=\"a.png\" width=\"9\" height=\"9\" ");
  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "k%u=\"\" ", i);
  g_string_append (text, ">" BOX ("a", ">"));
  g_string_truncate (text, text->len - strlen ("</box>"));
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "<attribute name=\"u%u\">v</attribute>", i);
  g_string_append (text, "</box><skeleton label=\"s\">");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "<points label=\"p%u\" source=\"x\" points=\"1,%u\"/>", i, i % 9);
  g_string_append (text, "</skeleton></image></annotations>");
  read_set (self, text->str);
  g_assert_cmpuint (gw_class_get_attributes (g_ptr_array_index (self->head->classes, 0))->len, ==, 1000);
  g_assert_cmpuint (gw_object_get_n_attributes (fixture_object (self, 0, 0)), ==, 1000);
  g_assert_cmpuint (get_shape (self, 1)->as.points.n_points, ==, 20000);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "skeleton-invalid"), ==, 1);
}

/* Lines end as they do where the file was written. */
static void
test_line_ends (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (FILE_OF (IMAGE (BOX ("a", "><attribute name=\"n\">one\r\ntwo\rthree&#13;"
                                                                     "</attribute>"))));

  read_set (self, text->str);
  g_assert_cmpstr (gw_object_get_attribute (fixture_object (self, 0, 0), "n"), ==, "one\ntwo\nthree\r");
  g_assert_cmpuint (fixture_record (self, 0)->line, ==, 4);
  g_string_replace (text, "\n", "\r\n", 0);
  read_set (self, text->str);
  g_assert_cmpuint (fixture_record (self, 0)->line, ==, 4);
}

static void
test_several_files (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fixture_write (self, "jobs/job_1.xml",
                                        FILE_OF (META (LABEL ("a", "")) IMAGE (BOX ("a", ">"))));
  g_autofree char *two = fixture_write (
      self, "jobs/job_2.xml",
      FILE_OF (META (LABEL ("a", "") LABEL ("b", "")) "<image id=\"0\" name=\"b.png\">" BOX ("b", ">") "</image>"));
  g_autofree char *folder = fixture_path (self, "jobs");
  GwDetection detection = { 0 };

  g_assert_cmpstr (gw_format_detect (folder, &detection, NULL, NULL)->name, ==, "cvat");
  g_assert_true (fixture_read (self, "cvat", folder, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (self->head->classes->len, ==, 2);
  g_assert_cmpuint (fixture_count (self, "class-duplicate"), ==, 0);
}

static void
test_detect (Fixture *self, gconstpointer data)
{
  g_autofree char *file = write_set (self, FILE_OF (META (LABEL ("a", "")) IMAGE (BOX ("a", ">"))));
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *bare = fixture_write (self, "bare.xml", "<annotations/>");
  g_autofree char *voc = fixture_write (self, "voc.xml",
                                        "<annotation><filename>a.png</filename><object><name>a</name><bndbox>"
                                        "<xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object>"
                                        "</annotation>");
  GwDetection detection = { 0 };

  g_assert_cmpstr (gw_format_detect (folder, &detection, NULL, NULL)->name, ==, "cvat");
  g_assert_cmpstr (gw_format_detect (file, &detection, NULL, NULL)->name, ==, "cvat");
  g_assert_cmpint (detection.confidence, >=, 90);
  g_assert_cmpstr (gw_format_detect (voc, &detection, NULL, NULL)->name, ==, "voc");
  g_assert_null (gw_format_detect (bare, NULL, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-cvat/read", test_read);
  FIXTURE_TEST ("/format-cvat/mask", test_mask);
  FIXTURE_TEST ("/format-cvat/declarations", test_declarations);
  FIXTURE_TEST ("/cvat/many-choices", test_many_choices);
  FIXTURE_TEST ("/format-cvat/skeleton", test_skeleton);
  FIXTURE_TEST ("/format-cvat/cuboid", test_cuboid);
  FIXTURE_TEST ("/format-cvat/layers", test_layers);
  FIXTURE_TEST ("/format-cvat/tracks", test_tracks);
  FIXTURE_TEST ("/format-cvat/subsets", test_subsets);
  FIXTURE_TEST ("/format-cvat/links", test_links);
  FIXTURE_TEST ("/format-cvat/bad-files", test_bad_files);
  FIXTURE_TEST ("/format-cvat/bad-elements", test_bad_elements);
  FIXTURE_TEST ("/format-cvat/twins", test_twins);
  FIXTURE_TEST ("/format-cvat/long-files", test_long_files);
  FIXTURE_TEST ("/format-cvat/many", test_many);
  FIXTURE_TEST ("/format-cvat/line-ends", test_line_ends);
  FIXTURE_TEST ("/format-cvat/several-files", test_several_files);
  FIXTURE_TEST ("/format-cvat/detect", test_detect);

  return g_test_run ();
}
