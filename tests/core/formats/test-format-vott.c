/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#define BOX(l, t, w, h) "\"boundingBox\":{\"height\":" h ",\"width\":" w ",\"left\":" l ",\"top\":" t "}"
#define REGION(type, tags, shape) "{\"id\":\"r\",\"type\":\"" type "\",\"tags\":[" tags "]," shape ",\"points\":[]}"
#define POINTS(type, tags, points) "{\"type\":\"" type "\",\"tags\":[" tags "],\"points\":[" points "]}"
#define ASSET(name, state) \
  "{\"format\":\"png\",\"id\":\"0a1b\",\"name\":\"" name "\",\"path\":\"file:/home/me/" name \
  "\",\"size\":{\"width\":100,\"height\":50},\"state\":" state ",\"type\":1}"
#define IMAGE(name, regions) "{\"asset\":" ASSET (name, "2") ",\"regions\":[" regions "],\"version\":\"2.2.0\"}"
#define EXPORT(assets) \
  "{\"name\":\"p\",\"tags\":[{\"name\":\"cat\",\"color\":\"#5db300\"},{\"name\":\"cow\",\"color\":\"red\"}]," \
  "\"assets\":{" assets "}}"

static void
read_set (Fixture *self, const char *text)
{
  g_autofree char *source = fixture_write (self, "set/p-export.json", text);

  fixture_picture (self, "set/a.png", 100, 50);
  if (!fixture_read (self, "vott", source, NULL))
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
test_read (Fixture *self, gconstpointer data)
{
  read_set (
      self,
      EXPORT ("\"0a1b\":" IMAGE (
          "a.png",
          REGION ("RECTANGLE", "\"cat\"", BOX ("10.5", "20", "30", "15")) "," POINTS ("POLYGON", "\"dog\"", "{\"x\":1,\"y\":2},{\"x\":9,\"y\":2},{\"x\":9,\"y\":8}") "," POINTS (
              "POLYLINE", "\"dog\"",
              "{\"x\":1,\"y\":2},{\"x\":9,\"y\":8}") "," POINTS ("POINT", "\"dog\"",
                                                                 "{\"x\":3,\"y\":4}") "," REGION ("SQUARE",
                                                                                                  "\"cat\",\"dog\"",
                                                                                                  BOX (
                                                                                                      "1", "2", "3",
                                                                                                      "3"))) ",\"2\":{\"asset\":" ASSET ("b%20c.png",
                                                                                                                                         "1") ",\"regions\":[]},\"3\":{\"asset\":" ASSET ("c.png",
                                                                                                                                                                                          "0") ",\"regions\":[]}"));
  g_assert_cmpuint (self->records->len, ==, 3);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 6);
  fixture_assert_box (self, 0, 0, 10.5, 20, 30, 15);
  g_assert_cmpint (get_shape (self, 1)->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpfloat (get_shape (self, 1)->as.polygon.rings[0].points[2].y, ==, 8);
  g_assert_cmpint (get_shape (self, 2)->kind, ==, GW_SHAPE_POLYLINE);
  g_assert_cmpint (get_shape (self, 3)->kind, ==, GW_SHAPE_POINTS);
  /* One region, two tags. */
  g_assert_cmpstr (get_class (self, 4), ==, "cat");
  g_assert_cmpstr (get_class (self, 5), ==, "dog");
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 4)), ==, 5);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 5)), ==, 5);
  g_assert_cmpint (gw_object_get_group (fixture_object (self, 0, 3)), ==, 0);
  /* Visited and without regions: nothing is there. */
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "b c.png");
  g_assert_true (fixture_record (self, 1)->labeled);
  g_assert_false (fixture_record (self, 2)->labeled);
  /* Classes in the order of the project, with its colors. */
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  g_assert_cmpstr (gw_class_get_name (g_ptr_array_index (self->head->classes, 1)), ==, "cow");
  g_assert_cmphex (gw_class_get_color (g_ptr_array_index (self->head->classes, 0)), ==, 0x5db300);
}

/* Regions are in files beside the project. */
static void
test_project (Fixture *self, gconstpointer data)
{
  g_autofree char *project = fixture_write (
      self, "set/p.vott",
      "{\"name\":\"p\",\"videoSettings\":{},\"tags\":[],\"assets\":{\"0a1b\":" ASSET ("a.png", "2") ",\"77\":" ASSET (
          "b.png", "2") ",\"../0a1b\":" ASSET ("c.png", "2") ",\"78\":" ASSET ("d.png", "0") "}}");
  g_autofree char *asset = fixture_write (self, "set/0a1b-asset.json",
                                          IMAGE ("a.png", REGION ("RECTANGLE", "\"cat\"", BOX ("1", "2", "3", "4"))));
  g_autofree char *folder = fixture_path (self, "set");
  const char *const sources[] = { project, folder };

  fixture_picture (self, "set/a.png", 100, 50);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      GwDetection detection = { 0 };

      g_assert_cmpstr (gw_format_detect (sources[i], &detection, NULL, NULL)->name, ==, "vott");
      g_assert_true (fixture_read (self, "vott", sources[i], NULL));
      g_assert_cmpuint (self->records->len, ==, 4);
      fixture_assert_box (self, 0, 0, 1, 2, 3, 4);
      g_assert_cmpuint (fixture_count (self, "labels-unread"), ==, 2);
      g_assert_false (fixture_record (self, 1)->labeled);
    }
}

static void
test_assets (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fixture_write (self, "set/1-asset.json",
                                        IMAGE ("a.png", REGION ("RECTANGLE", "\"cat\"", BOX ("1", "2", "3", "4"))));
  g_autofree char *two = fixture_write (self, "set/2-asset.json", "{\"asset\":{\"name\":\"b.png\"},\"regions\":[");
  g_autofree char *three = fixture_write (self, "set/3-asset.json", IMAGE ("c.png", ""));
  g_autofree char *folder = fixture_path (self, "set");

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_true (fixture_read (self, "vott", folder, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  fixture_assert_box (self, 0, 0, 1, 2, 3, 4);
  g_assert_cmpuint (fixture_count (self, "json-syntax"), ==, 1);
  g_assert_true (fixture_read (self, "vott", one, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
}

/* A number that is none costs its region, in files of assets as in lists. */
static void
test_asset_with_nan (Fixture *self, gconstpointer data)
{
  g_autofree char *one = fixture_write (
      self, "set/1-asset.json",
      IMAGE ("a.png", REGION ("RECTANGLE", "\"cat\"", BOX ("NaN", "2", "3", "4")) "," REGION (
                          "RECTANGLE", "\"cat\"", BOX ("1", "2", "3", "4"))));
  g_autofree char *folder = fixture_path (self, "set");

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_true (fixture_read (self, "vott", folder, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 1);
  fixture_assert_box (self, 0, 0, 1, 2, 3, 4);
  g_assert_cmpuint (fixture_count (self, "coord-not-finite"), ==, 1);
  g_assert_true (fixture_read (self, "vott", one, NULL));
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 1);
}

static void
test_table (Fixture *self, gconstpointer data)
{
  g_autofree char *source = fixture_write (self, "set/p-export.csv",
                                           "\"image\",\"xmin\",\"ymin\",\"xmax\",\"ymax\",\"label\"\n"
                                           "\"a.png\",10.5,20,40.5,35,\"cat\"\n"
                                           "\"a.png\",9,2,1,8,\"dog\"\n"
                                           "\"b.png\",1,2,3,4,\"dog\"\n"
                                           "\"b.png\",1,x,3,4,\"dog\"\n"
                                           "\"b.png\",1,2,3,4\n");
  GwDetection detection = { 0 };

  fixture_picture (self, "set/a.png", 100, 50);
  g_assert_cmpstr (gw_format_detect (source, &detection, NULL, NULL)->name, ==, "vott");
  g_assert_true (fixture_read (self, "vott", source, NULL));
  fixture_assert_adds_up (self);
  g_assert_cmpuint (self->records->len, ==, 2);
  fixture_assert_box (self, 0, 0, 10.5, 20, 30, 15);
  fixture_assert_box (self, 0, 1, 1, 2, 8, 6);
  fixture_assert_box (self, 1, 0, 1, 2, 2, 2);
  g_assert_cmpuint (fixture_count (self, "box-swapped"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "coord-not-finite"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "class-unknown"), ==, 2);
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
    { REGION ("RECTANGLE", "\"dog\"", BOX ("NaN", "2", "3", "4")), "coord-not-finite", 0 },
    { REGION ("RECTANGLE", "\"dog\"", BOX ("\"1\"", "2", "3", "4")), "coord-not-finite", 0 },
    { REGION ("RECTANGLE", "\"dog\"", "\"boundingBox\":7"), "coord-not-finite", 0 },
    { REGION ("RECTANGLE", "\"dog\"", BOX ("1", "2", "0", "4")), "box-degenerate", 0 },
    { REGION ("RECTANGLE", "\"dog\"", BOX ("90", "2", "30", "4")), "box-outside", 1 },
    { REGION ("RECTANGLE", "", BOX ("1", "2", "3", "4")), "class-unknown", 0 },
    { REGION ("RECTANGLE", "7", BOX ("1", "2", "3", "4")), "class-unknown", 0 },
    { REGION ("RECTANGLE", "\" \"", BOX ("1", "2", "3", "4")), "class-unknown", 0 },
    { REGION ("CUBE", "\"dog\"", BOX ("1", "2", "3", "4")), "value-type", 0 },
    { POINTS ("POLYGON", "\"dog\"", "{\"x\":1,\"y\":2}"), "ring-short", 0 },
    { POINTS ("POLYGON", "\"dog\"", "{\"x\":1,\"y\":2},{\"x\":1},{\"x\":3,\"y\":9}"), "coord-not-finite", 0 },
    { POINTS ("POLYLINE", "\"dog\"", ""), "ring-short", 0 },
    { POINTS ("POINT", "\"dog\"", ""), "ring-short", 0 },
    { "7", "class-unknown", 0 },
    { REGION ("RECTANGLE", "\"dog\",\"dog\"", BOX ("1", "2", "3", "4")), "object-duplicate", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (EXPORT ("\"1\":" IMAGE ("a.png", "%s,%s")),
                                               REGION ("RECTANGLE", "\"cat\"", BOX ("1", "2", "3", "4")),
                                               cases[i].region);

      read_set (self, text);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].region, cases[i].code);
    }
}

static void
test_bad_images (Fixture *self, gconstpointer data)
{
  read_set (self, EXPORT ("\"1\":7,\"2\":{\"asset\":7},\"3\":{\"asset\":{}},\"4\":" IMAGE (
                      "../b.png", "") ",\"5\":" IMAGE ("%2Fetc%2Fpasswd", "") ",\"6\":" IMAGE ("%00.png", "")));
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 3);
  g_assert_cmpuint (fixture_count (self, "path-escape"), ==, 2);
  g_assert_cmpuint (self->records->len, ==, 3);
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
    { "{\"assets\":{", "truncated-file" },
    { "{\"assets\":7}", "json-syntax" },
    { "{\"assets\":{}} 7", "json-syntax" },
    { "{}", "json-syntax" },
    { "[]", "json-syntax" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = fixture_write (self, "p-export.json", cases[i].text);

      if (fixture_read (self, "vott", source, NULL) || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-vott/read", test_read);
  FIXTURE_TEST ("/format-vott/project", test_project);
  FIXTURE_TEST ("/format-vott/assets", test_assets);
  FIXTURE_TEST ("/format-vott/asset-with-nan", test_asset_with_nan);
  FIXTURE_TEST ("/format-vott/table", test_table);
  FIXTURE_TEST ("/format-vott/bad-regions", test_bad_regions);
  FIXTURE_TEST ("/format-vott/bad-images", test_bad_images);
  FIXTURE_TEST ("/format-vott/bad-files", test_bad_files);

  return g_test_run ();
}
