/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#include "gw-error.h"

#define RECT "{\"name\":\"rect\",\"x\":10,\"y\":20,\"width\":30,\"height\":15}"
#define REGION(shape, attributes) "{\"shape_attributes\":" shape ",\"region_attributes\":" attributes "}"
#define IMAGE(name, regions) \
  "\"" name "1234\":{\"filename\":\"" name "\",\"size\":1234,\"regions\":" regions ",\"file_attributes\":{}}"
#define CAT "{\"label\":\"cat\"}"

static void
read_set (Fixture *self, const char *text, const GwReadOptions *options)
{
  g_autofree char *source = fixture_write (self, "set/via.json", text);

  fixture_picture (self, "set/a.png", 100, 50);
  if (!fixture_read (self, "via", source, options))
    g_error ("%s: %s", text, self->error->message);
  fixture_assert_adds_up (self);
}

static const GwShape *
get_shape (Fixture *self, guint i)
{
  return gw_object_get_shape (fixture_object (self, 0, i));
}

static const char *
get_class (Fixture *self, guint i)
{
  return fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, i)));
}

static void
test_shapes (Fixture *self, gconstpointer data)
{
  const GwShape *shape;

  read_set (
      self,
      "{" IMAGE (
          "a.png",
          "[" REGION (RECT, CAT) "," REGION ("{\"name\":\"circle\",\"cx\":50,\"cy\":25,\"r\":7.5}", CAT) "," REGION (
              "{\"name\":\"ellipse\",\"cx\":50,\"cy\":25,\"rx\":9,\"ry\":4,"
              "\"theta\":1.5707963267948966}",
              CAT) "," REGION ("{\"name\":\"polygon\",\"all_points_x\":[1,9,9],\"all_points_y\":[2,2,8]}",
                               CAT) "," REGION ("{\"name\":\"polyline\",\"all_points_x\":[1,9],\"all_points_y\":[2,8]}",
                                                CAT) "," REGION ("{\"name\":\"point\",\"cx\":3,\"cy\":4}",
                                                                 CAT) "]") "," IMAGE ("b.png", "[]") "}",
      NULL);
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  fixture_assert_box (self, 0, 0, 10, 20, 30, 15);
  shape = get_shape (self, 1);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ELLIPSE);
  g_assert_cmpfloat (shape->as.ellipse.cx, ==, 50);
  g_assert_cmpfloat (shape->as.ellipse.rx, ==, 7.5);
  g_assert_cmpfloat (shape->as.ellipse.ry, ==, 7.5);
  shape = get_shape (self, 2);
  g_assert_cmpfloat_with_epsilon (shape->as.ellipse.angle, 90, 1e-9);
  fixture_assert_box (self, 0, 2, 46, 16, 8, 18);
  shape = get_shape (self, 3);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, ==, 3);
  g_assert_cmpfloat (shape->as.polygon.rings[0].points[2].y, ==, 8);
  g_assert_cmpint (get_shape (self, 4)->kind, ==, GW_SHAPE_POLYLINE);
  g_assert_cmpint (get_shape (self, 5)->kind, ==, GW_SHAPE_POINTS);
  g_assert_cmpfloat (get_shape (self, 5)->as.points.points[0].point.y, ==, 4);
  g_assert_true (fixture_record (self, 0)->labeled);
  g_assert_false (fixture_record (self, 1)->labeled);
  g_assert_cmpstr (get_class (self, 0), ==, "cat");
}

/* Version 1 has regions by number and base64 beside them. */
static void
test_version_1 (Fixture *self, gconstpointer data)
{
  read_set (self,
            "{\"a.png1234\":{\"fileref\":\"\",\"size\":1234,\"filename\":\"a.png\",\"base64_img_data\":\"AAAA\","
            "\"file_attributes\":{\"place\":\"Rome\"},\"regions\":{\"0\":" REGION (
                RECT, "{\"name\":\"cat\"}") ",\"1\":" REGION (RECT, "{\"name\":\"dog\"}") "}}}",
            NULL);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
  g_assert_cmpstr (get_class (self, 1), ==, "dog");
  g_assert_nonnull (strstr (fixture_record (self, 0)->bag, "Rome"));
}

static void
test_project (Fixture *self, gconstpointer data)
{
  read_set (
      self,
      "{\"_via_settings\":{\"ui\":{},\"core\":{\"default_filepath\":\"\"}},"
      "\"_via_img_metadata\":{" IMAGE (
          "a.png",
          "[" REGION (RECT, CAT) "]") "},"
                                      "\"_via_attributes\":{\"region\":{\"label\":{\"type\":\"text\"}},\"file\":{}},"
                                      "\"_via_data_format_version\":\"2.0.10\",\"_via_image_id_list\":[\"a.png1234\"]}",
      NULL);
  g_assert_cmpuint (self->records->len, ==, 1);
  fixture_assert_box (self, 0, 0, 10, 20, 30, 15);
}

#define ROW(name, region, shape, attributes) name ",1234,\"{}\",2," region ",\"" shape "\",\"" attributes "\"\n"
#define CSV_RECT "{\"\"name\"\":\"\"rect\"\",\"\"x\"\":10,\"\"y\"\":20,\"\"width\"\":30,\"\"height\"\":15}"
#define HEAD "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n"

static void
test_table (Fixture *self, gconstpointer data)
{
  static const char rows[] = ROW ("a.png", "0", CSV_RECT, "{\"\"label\"\":\"\"cat\"\"}")
      ROW ("a.png", "1", "{\"\"name\"\":\"\"point\"\",\"\"cx\"\":3,\"\"cy\"\":4}", "{\"\"label\"\":\"\"dog\"\"}")
          ROW ("b.png", "0", "{}", "{}");
  static const char *const heads[] = { HEAD, "#" HEAD };

  fixture_picture (self, "set/a.png", 100, 50);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *text = g_strconcat (heads[i], rows, NULL);
      g_autofree char *source = fixture_write (self, "set/via.csv", text);
      GwDetection detection = { 0 };

      g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "via");
      g_assert_true (fixture_read (self, "via", source, NULL));
      fixture_assert_adds_up (self);
      g_assert_cmpuint (self->records->len, ==, 2);
      fixture_assert_box (self, 0, 0, 10, 20, 30, 15);
      g_assert_cmpstr (get_class (self, 1), ==, "dog");
      g_assert_cmpuint (g_array_index (fixture_record (self, 0)->places, guint64, 1), ==, 3);
      g_assert_cmpuint (fixture_record (self, 1)->objects->len, ==, 0);
    }
}

/* Which attribute is the class. */
static void
test_class_attribute (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *attributes[2];
    const char *asked;
    const char *classes[2];
    const char *told; /* (nullable) */
  } cases[] = {
    { { "{\"colour\":\"red\"}", "{\"colour\":\"blue\"}" }, NULL, { "red", "blue" }, NULL },
    { { "{\"colour\":\"red\",\"Type\":\"cat\"}", "{\"Type\":\"dog\"}" }, NULL, { "cat", "dog" }, NULL },
    { { "{\"type\":\"x\",\"class\":\"cat\"}", "{\"type\":\"x\",\"class\":\"dog\"}" }, NULL, { "cat", "dog" }, NULL },
    { { "{\"a\":\"x\",\"b\":\"cat\"}", "{\"b\":\"dog\"}" }, NULL, { "cat", "dog" }, "task-ambiguous" },
    { { "{\"a\":\"x\",\"b\":\"cat\"}", "{\"a\":\"y\",\"b\":\"dog\"}" }, "b", { "cat", "dog" }, NULL },
    { { "{\"label\":7}", "{\"label\":true}" }, NULL, { "7", "true" }, NULL },
    { { "{\"label\":{\"cat\":true,\"dog\":false}}", "{\"label\":{\"dog\":true}}" }, NULL, { "cat", "dog" }, NULL },
    { { "{\"label\":{\"cat\":true,\"dog\":true}}", "{\"label\":\"dog\"}" }, NULL, { "cat", "dog" }, "value-type" },
    { { "{}", "{}" }, NULL, { "object", "object" }, "class-unknown" },
    { { "{\"label\":\" cat\"}", "{\"label\":\"dog\"}" }, NULL, { "cat", "dog" }, "class-trimmed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const GwReadOptions options = { .class_attribute = cases[i].asked };
      g_autofree char *text = g_strdup_printf (
          "{" IMAGE ("a.png", "[" REGION ("%s", "%s") "," REGION ("%s", "%s") "]") "}", RECT, cases[i].attributes[0],
          "{\"name\":\"point\",\"cx\":3,\"cy\":4}", cases[i].attributes[1]);

      read_set (self, text, &options);
      g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 2);
      for (guint k = 0; k < 2; k++)
        g_assert_cmpstr (get_class (self, k), ==, cases[i].classes[k]);
      if (cases[i].told != NULL ? fixture_count (self, cases[i].told) != 1 : gw_problems_count (self->problems) > 0)
        g_error ("%s: %s", text, cases[i].told);
    }
}

static void
test_wrong_class_attribute (Fixture *self, gconstpointer data)
{
  const GwReadOptions options = { .class_attribute = "kind" };
  g_autofree char *source = fixture_write (self, "via.json", "{" IMAGE ("a.png", "[" REGION (RECT, CAT) "]") "}");

  g_assert_false (fixture_read (self, "via", source, &options));
  g_assert_error (self->error, GW_ERROR, GW_ERROR_INVALID);
  g_assert_nonnull (strstr (self->error->message, "label"));
}

static void
test_attributes (Fixture *self, gconstpointer data)
{
  GwObject *object;

  read_set (self,
            "{" IMAGE ("a.png", "[" REGION (RECT, "{\"label\":\"cat\",\"colour\":\"red\",\"n\":2.50,\"none\":\"\","
                                                  "\"marks\":{\"old\":true,\"wet\":false,\"big\":true}}") "]") "}",
            NULL);
  object = fixture_object (self, 0, 0);
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 3);
  g_assert_cmpstr (gw_object_get_attribute (object, "colour"), ==, "red");
  g_assert_cmpstr (gw_object_get_attribute (object, "n"), ==, "2.5");
  g_assert_cmpstr (gw_object_get_attribute (object, "marks"), ==, "old, big");
}

static void
test_bad_regions (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *region;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { REGION ("{\"name\":\"rect\",\"x\":NaN,\"y\":2,\"width\":3,\"height\":4}", CAT), "coord-not-finite", 0 },
    { REGION ("{\"name\":\"rect\",\"x\":1,\"y\":2,\"width\":3}", CAT), "coord-not-finite", 0 },
    { REGION ("{\"name\":\"rect\",\"x\":1,\"y\":2,\"width\":0,\"height\":4}", CAT), "box-degenerate", 0 },
    { REGION ("{\"name\":\"circle\",\"cx\":1,\"cy\":2,\"r\":\"3\"}", CAT), "coord-not-finite", 0 },
    { REGION ("{\"name\":\"ellipse\",\"cx\":1,\"cy\":2,\"rx\":3,\"ry\":3,\"theta\":\"x\"}", CAT), "coord-not-finite",
      0 },
    { REGION ("{\"name\":\"polygon\",\"all_points_x\":[1,2,3],\"all_points_y\":[1,2]}", CAT), "ring-odd", 0 },
    { REGION ("{\"name\":\"polygon\",\"all_points_x\":[1,2],\"all_points_y\":[1,2]}", CAT), "ring-short", 0 },
    { REGION ("{\"name\":\"polygon\",\"all_points_x\":[1,2,1],\"all_points_y\":[1,2,1]}", CAT), "ring-short", 0 },
    { REGION ("{\"name\":\"polygon\",\"all_points_x\":[1,null,3],\"all_points_y\":[1,2,3]}", CAT), "coord-not-finite",
      0 },
    { REGION ("{\"name\":\"polyline\",\"all_points_x\":[1],\"all_points_y\":[1]}", CAT), "ring-short", 0 },
    { REGION ("{\"name\":\"cube\"}", CAT), "value-type", 0 },
    { REGION ("{}", CAT), "value-type", 0 },
    { REGION ("7", CAT), "value-type", 0 },
    { "{\"region_attributes\":" CAT "}", "value-type", 0 },
    { "7", "class-unknown", 0 },
    { REGION (RECT, "{}"), "class-unknown", 0 },
    { REGION (RECT, "{\"label\":\"\"}"), "class-unknown", 0 },
    { REGION (RECT, "{\"label\":\"  \"}"), "class-unknown", 0 },
    { REGION (RECT, "[]"), "class-unknown", 0 },
    { REGION ("{\"name\":\"rect\",\"x\":90,\"y\":2,\"width\":30,\"height\":4}", CAT), "box-outside", 1 },
    { REGION ("{\"name\":\"point\",\"cx\":3,\"cy\":4}", CAT), "object-duplicate", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{" IMAGE ("a.png", "[%s,%s]") "}",
                                               REGION ("{\"name\":\"point\",\"cx\":3,\"cy\":4}", CAT), cases[i].region);

      read_set (self, text, NULL);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].region, cases[i].code);
    }
}

/* A cell is whole or nothing. */
static void
test_bad_cells (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (
      self, "set/via.csv",
      HEAD ROW ("a.png", "0", CSV_RECT, "{\"\"label\"\":\"\"cat\"\"}") ROW ("a.png", "1", CSV_RECT,
                                                                            "{\"\"label\"\":\"\"dog\"\"")
          ROW ("a.png", "2", "{\"\"name\"\":\"\"point\"\",\"\"cx\"\":3,\"\"cy\"\":4", "{\"\"label\"\":\"\"cat\"\"}"));

  g_assert_true (fixture_read (self, "via", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
  g_assert_cmpuint (self->head->classes->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "json-syntax"), ==, 2);
  g_assert_cmpuint (gw_problems_count_severity (self->problems, GW_SEVERITY_ERROR), ==, 2);
}

/* An object of far too many attributes takes no more time than others. */
static void
test_many_attributes (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) attributes = g_string_new ("{\"label\":\"cat\"");
  g_autofree char *text = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (attributes, ",\"a%u\":1", i);
  g_string_append_c (attributes, '}');
  text = g_strdup_printf ("{" IMAGE ("a.png", "[" REGION (RECT, "%s") "]") "}", attributes->str);
  read_set (self, text, NULL);
  g_assert_cmpuint (gw_object_get_n_attributes (fixture_object (self, 0, 0)), ==, 1000);
  g_assert_cmpuint (fixture_count (self, "limit"), ==, 1);
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
    { "{" IMAGE ("a.png", "[]"), "truncated-file" },
    { "{" IMAGE ("a.png", "[]") ",}", "json-syntax" },
    { "{\"_via_settings\":{}}", "json-syntax" },
    { "7", "json-syntax" },
  };
  g_autofree char *open_quote = fixture_write (self, "open.csv", HEAD "a.png,1,\"{}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = fixture_write (self, "via.json", cases[i].text);

      if (fixture_read (self, "via", source, NULL) || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
  g_assert_false (fixture_read (self, "via", open_quote, NULL));
}

static void
test_bad_images (Fixture *self, gconstpointer data)
{
  read_set (
      self,
      "{" IMAGE (
          "a.png",
          "[" REGION (RECT, CAT) "]") ",\"x\":7,\"y\":{\"regions\":[]},\"z\":{\"filename\":\"\"}," IMAGE ("../../b.png",
                                                                                                          "[]") "}",
      NULL);
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 3);
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 1);
  g_assert_cmpuint (self->records->len, ==, 2);
}

/* A folder with its parts, as data sets come; of both forms JSON is read. */
static void
test_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *train = fixture_write (self, "set/train/via_region_data.json",
                                          "{" IMAGE ("a.png", "[" REGION (RECT, CAT) "]") "}");
  g_autofree char *val = fixture_write (self, "set/val/via_region_data.json",
                                        "{" IMAGE ("b.png", "[" REGION (RECT, CAT) "]") "}");
  g_autofree char *table = fixture_write (self, "set/val/via.csv", HEAD);
  g_autofree char *source = fixture_path (self, "set");
  GwDetection detection = { 0 };

  fixture_picture (self, "set/train/a.png", 100, 50);
  fixture_picture (self, "set/val/b.png", 100, 50);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "via");
  g_assert_cmpstr (gw_format_detect (train, &detection, NULL, NULL)->name, ==, "via");
  g_assert_true (fixture_read (self, "via", source, NULL));
  g_assert_cmpuint (self->records->len, ==, 2);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "val/b.png");
  g_assert_cmpstr (fixture_record (self, 1)->split, ==, "val");
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
  g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-via/shapes", test_shapes);
  FIXTURE_TEST ("/format-via/version-1", test_version_1);
  FIXTURE_TEST ("/format-via/project", test_project);
  FIXTURE_TEST ("/format-via/table", test_table);
  FIXTURE_TEST ("/format-via/class-attribute", test_class_attribute);
  FIXTURE_TEST ("/format-via/wrong-class-attribute", test_wrong_class_attribute);
  FIXTURE_TEST ("/format-via/attributes", test_attributes);
  FIXTURE_TEST ("/format-via/bad-regions", test_bad_regions);
  FIXTURE_TEST ("/format-via/bad-cells", test_bad_cells);
  FIXTURE_TEST ("/format-via/many-attributes", test_many_attributes);
  FIXTURE_TEST ("/format-via/bad-files", test_bad_files);
  FIXTURE_TEST ("/format-via/bad-images", test_bad_images);
  FIXTURE_TEST ("/format-via/folder", test_folder);

  return g_test_run ();
}
