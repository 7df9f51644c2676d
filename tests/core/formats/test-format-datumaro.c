/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "formats-fixture.h"

#include <math.h>
#include <string.h>

#define CLASSES \
  "\"categories\":{\"label\":{\"labels\":[{\"name\":\"animal\",\"parent\":\"\"}," \
  "{\"name\":\"cat\",\"parent\":\"animal\"},{\"name\":\"dog\",\"parent\":\"\"},{\"name\":\" \"}]}," \
  "\"mask\":{\"colormap\":[{\"label_id\":1,\"r\":16,\"g\":32,\"b\":48},{\"label_id\":2,\"r\":0,\"g\":0,\"b\":0}]}," \
  "\"points\":{\"items\":[{\"label_id\":2,\"labels\":[\"nose\",\"tail\"],\"joints\":[[1,2]]}]}}"
#define ITEM(id, annotations) \
  "{\"id\":\"" id "\",\"annotations\":[" annotations "],\"image\":{\"path\":\"" id ".png\",\"size\":[50,100]}}"
#define FILE(items) "{\"info\":{}," CLASSES ",\"items\":[" items "]}"
#define ANN(type, label, rest) \
  "{\"id\":0,\"type\":\"" type "\",\"attributes\":{},\"group\":0,\"label_id\":" label rest "}"

static void
read_set (Fixture *self, const char *text)
{
  g_autofree char *file = fixture_write (self, "set/annotations/train.json", text);
  g_autofree char *source = fixture_path (self, "set");

  fixture_picture (self, "set/images/train/a.png", 100, 50);
  if (!fixture_read (self, "datumaro", source, NULL))
    g_error ("%s: %s", text, self->error->message);
  fixture_assert_adds_up (self);
}

static const GwShape *
get_shape (Fixture *self, guint i)
{
  return gw_object_get_shape (fixture_object (self, 0, i));
}

static void
test_shapes (Fixture *self, gconstpointer data)
{
  const GwShape *shape;

  read_set (
      self,
      FILE (ITEM (
          "a",
          ANN ("bbox", "1", ",\"bbox\":[10.5,20,30,15],\"z_order\":0") "," ANN ("polygon", "2", ",\"points\":[1,2,9,2,9,8]") "," ANN ("polyline", "2", ",\"points\":[1,2,9,8]") "," ANN (
              "points", "2",
              ",\"points\":[1,2,9,8],\"visibility\":[2,1]") "," ANN ("skeleton", "2",
                                                                     ",\"points\":[1,2,2,0,0,0]") "," ANN ("ellipse",
                                                                                                           "1",
                                                                                                           ",\"points\":[10,20,30,28]") "," ANN ("label",
                                                                                                                                                 "1",
                                                                                                                                                 "") ","
          /* 5000 pixels by columns: 5 off, 2 on, the rest off. */
          ANN ("mask", "1", ",\"rle\":{\"counts\":\"52Ql4\",\"size\":[50,100]}"))));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpstr (fixture_record (self, 0)->path, ==, "images/train/a.png");
  g_assert_cmpstr (fixture_record (self, 0)->split, ==, "train");
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, 7);
  g_assert_cmpuint (fixture_record (self, 0)->labels->len, ==, 1);
  fixture_assert_box (self, 0, 0, 10.5, 20, 30, 15);
  g_assert_cmpint (get_shape (self, 1)->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpfloat (get_shape (self, 1)->as.polygon.rings[0].points[2].y, ==, 8);
  g_assert_cmpint (get_shape (self, 2)->kind, ==, GW_SHAPE_POLYLINE);
  shape = get_shape (self, 3);
  g_assert_cmpint (shape->as.points.points[1].visibility, ==, GW_VISIBILITY_HIDDEN);
  shape = get_shape (self, 4);
  g_assert_cmpuint (shape->as.points.n_points, ==, 2);
  g_assert_cmpint (shape->as.points.points[1].visibility, ==, GW_VISIBILITY_ABSENT);
  shape = get_shape (self, 5);
  g_assert_cmpfloat (shape->as.ellipse.cx, ==, 20);
  g_assert_cmpfloat (shape->as.ellipse.ry, ==, 4);
  shape = get_shape (self, 6);
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_MASK);
  fixture_assert_box (self, 0, 6, 0, 5, 1, 2);
}

static void
test_classes (Fixture *self, gconstpointer data)
{
  GwClass *cat, *dog;

  read_set (self, "{\"items\":[" ITEM ("a", ANN ("bbox", "2", ",\"bbox\":[1,2,3,4]")) "]," CLASSES "}");
  g_assert_cmpuint (self->head->classes->len, ==, 3);
  cat = gw_record_head_find_class_by_name (self->head, "cat");
  dog = gw_record_head_find_class_by_name (self->head, "dog");
  g_assert_cmphex (gw_class_get_color (cat), ==, 0x102030);
  g_assert_cmpstr (gw_class_get_name (gw_record_head_find_class (self->head, gw_class_get_parent_id (cat))), ==,
                   "animal");
  g_assert_cmpuint (gw_skeleton_get_n_points (gw_class_get_skeleton (dog)), ==, 2);
  g_assert_true (gw_skeleton_has_edge (gw_class_get_skeleton (dog), 0, 1));
  g_assert_cmpint (gw_object_get_class_id (fixture_object (self, 0, 0)), ==, gw_class_get_id (dog));
}

static void
test_attributes (Fixture *self, gconstpointer data)
{
  GwObject *object;

  read_set (
      self,
      FILE (ITEM ("a", "{\"type\":\"bbox\",\"label_id\":1,\"bbox\":[1,2,3,4],\"group\":7,\"z_order\":5,\"attributes\":"
                       "{\"occluded\":true,\"truncated\":false,\"is_crowd\":true,\"score\":0.25,\"colour\":\"red\","
                       "\"n\":2,\"none\":null}},"
                       "{\"type\":\"bbox\",\"label_id\":2,\"bbox\":[5,2,3,4],\"z_order\":-1},"
                       "{\"type\":\"label\",\"label_id\":2,\"attributes\":{\"score\":0.5}}")));
  g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "dog");
  object = fixture_object (self, 0, 1);
  g_assert_cmpint (gw_object_get_z (object), ==, 1);
  g_assert_cmpint (gw_object_get_flags (object), ==, GW_OBJECT_OCCLUDED | GW_OBJECT_CROWD);
  g_assert_cmpfloat (gw_object_get_score (object), ==, 0.25);
  g_assert_cmpint (gw_object_get_group (object), ==, 7);
  g_assert_cmpuint (gw_object_get_n_attributes (object), ==, 2);
  g_assert_cmpstr (gw_object_get_attribute (object, "colour"), ==, "red");
  g_assert_cmpstr (gw_object_get_attribute (object, "n"), ==, "2");
  g_assert_cmpfloat (g_array_index (fixture_record (self, 0)->labels, GwLabel, 0).confidence, ==, 0.5);
}

/* What has no place is kept with the image. */
static void
test_foreign (Fixture *self, gconstpointer data)
{
  const char *bag;

  read_set (self, FILE ("{\"id\":\"a\",\"attr\":{\"frame\":7},\"annotations\":[{\"type\":\"caption\",\"caption\":"
                        "\"A cat.\"}],\"image\":{\"path\":\"a.png\"}},{\"id\":\"b\",\"annotations\":[],"
                        "\"point_cloud\":{\"path\":\"b.pcd\"}},{\"id\":\"c\",\"annotations\":[]}"));
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 2);
  g_assert_cmpuint (self->records->len, ==, 2);
  bag = fixture_record (self, 0)->bag;
  g_assert_nonnull (strstr (bag, "A cat."));
  g_assert_nonnull (strstr (bag, "\"frame\":7"));
  g_assert_false (fixture_record (self, 0)->labeled);
  g_assert_cmpstr (fixture_record (self, 1)->path, ==, "c");
}

/* Files of several parts, each with its own list of labels; pictures where older versions had them. */
static void
test_parts (Fixture *self, gconstpointer data)
{
  g_autofree char *train = fixture_write (self, "set/annotations/train.json",
                                          FILE (ITEM ("a", ANN ("bbox", "1", ",\"bbox\":[1,2,3,4]"))));
  g_autofree char *other = fixture_write (
      self, "set/annotations/default.json",
      "{\"categories\":{\"label\":{\"labels\":[{\"name\":\"cow\"},{\"name\":\"dog\"}]}},\"items\":[" ITEM (
          "b", ANN ("bbox", "1", ",\"bbox\":[1,2,3,4]")) "]}");
  g_autofree char *folder = fixture_path (self, "set");
  g_autofree char *inner = fixture_path (self, "set/annotations");
  const char *const sources[] = { folder, inner };
  GwDetection detection = { 0 };

  fixture_picture (self, "set/images/train/a.png", 100, 50);
  fixture_picture (self, "set/images/b.png", 100, 50);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_assert_cmpstr (gw_format_detect (sources[i], &detection, NULL, NULL)->name, ==, "datumaro");
      g_assert_true (fixture_read (self, "datumaro", sources[i], NULL));
      g_assert_cmpuint (self->records->len, ==, 2);
      g_assert_cmpstr (fixture_record (self, 0)->path, ==, "images/b.png");
      g_assert_null (fixture_record (self, 0)->split);
      g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 0, 0))), ==, "dog");
      g_assert_cmpstr (fixture_class (self, gw_object_get_class_id (fixture_object (self, 1, 0))), ==, "cat");
      g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
    }
  g_assert_cmpstr (gw_format_detect (train, &detection, NULL, NULL)->name, ==, "datumaro");
  g_assert_true (fixture_read (self, "datumaro", train, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpuint (fixture_count (self, "path-missing"), ==, 0);
}

static void
test_bad_annotations (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *annotation;
    const char *code;
    guint kept; /* of one, beside a sound one */
  } cases[] = {
    { ANN ("bbox", "1", ",\"bbox\":[1,2,3]"), "coord-not-finite", 0 },
    { ANN ("bbox", "1", ",\"bbox\":[NaN,2,3,4]"), "coord-not-finite", 0 },
    { ANN ("bbox", "1", ""), "coord-not-finite", 0 },
    { ANN ("bbox", "1", ",\"bbox\":[1,2,0,4]"), "box-degenerate", 0 },
    { ANN ("bbox", "1", ",\"bbox\":[90,2,30,4]"), "box-outside", 1 },
    { ANN ("bbox", "9", ",\"bbox\":[1,2,3,4]"), "class-index-range", 0 },
    { ANN ("bbox", "-1", ",\"bbox\":[1,2,3,4]"), "class-unknown", 0 },
    { ANN ("bbox", "null", ",\"bbox\":[1,2,3,4]"), "class-unknown", 0 },
    { ANN ("bbox", "1.5", ",\"bbox\":[1,2,3,4]"), "class-unknown", 0 },
    { ANN ("bbox", "3", ",\"bbox\":[1,2,3,4]"), "class-unknown", 0 },
    { ANN ("label", "9", ""), "class-index-range", 0 },
    { ANN ("polygon", "1", ",\"points\":[1,2,3]"), "ring-odd", 0 },
    { ANN ("polygon", "1", ",\"points\":[1,2,3,4]"), "ring-short", 0 },
    { ANN ("polygon", "1", ",\"points\":[1,2,\"3\",4]"), "coord-not-finite", 0 },
    { ANN ("polyline", "1", ",\"points\":[1,2]"), "ring-short", 0 },
    { ANN ("points", "1", ",\"points\":[]"), "ring-short", 0 },
    { ANN ("skeleton", "1", ",\"points\":[1,2,2,3]"), "ring-odd", 0 },
    { ANN ("ellipse", "1", ",\"points\":[1,2,2]"), "value-type", 0 },
    { ANN ("mask", "1", ",\"rle\":7"), "value-type", 0 },
    { ANN ("mask", "1", ",\"rle\":{\"counts\":\"52Ql4\",\"size\":[40,100]}"), "rle-sum", 0 },
    { ANN ("mask", "1", ",\"rle\":{\"counts\":\"5 2\",\"size\":[50,100]}"), "rle-char", 0 },
    { ANN ("mask", "1", ",\"rle\":{\"counts\":\"52Ql\",\"size\":[50,100]}"), "rle-short", 0 },
    { ANN ("mask", "1", ",\"rle\":{\"counts\":\"52Ql4\",\"size\":[1e99,100]}"), "value-type", 0 },
    { "7", "value-type", 0 },
    { "{}", "value-type", 0 },
    { ANN ("bbox", "1", ",\"bbox\":[1,2,3,4],\"bbox\":[5,2,3,4]"), "key-duplicate", 1 },
    { ANN ("bbox", "2", ",\"bbox\":[1,2,3,4]"), "object-duplicate", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (FILE (ITEM ("a", "%s,%s")), ANN ("bbox", "2", ",\"bbox\":[1,2,3,4]"),
                                               cases[i].annotation);

      read_set (self, text);
      if (fixture_record (self, 0)->objects->len != 1 + cases[i].kept || fixture_count (self, cases[i].code) == 0)
        g_error ("%s: not %s", cases[i].annotation, cases[i].code);
    }
}

static void
test_bad_items (Fixture *self, gconstpointer data)
{
  read_set (self, FILE (ITEM ("a", "") ",7,{},{\"id\":7},{\"id\":\"../../b\"},{\"id\":\"c\",\"image\":{\"path\":"
                                       "\"/etc/passwd\",\"size\":\"x\"}}"));
  g_assert_cmpuint (fixture_count (self, "value-type"), ==, 1);
  g_assert_cmpuint (fixture_count (self, "label-foreign"), ==, 2);
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
    { "", "truncated-file" },           { "{" CLASSES ",\"items\":[", "truncated-file" },
    { "{" CLASSES "}", "json-syntax" }, { "{" CLASSES ",\"items\":7}", "json-syntax" },
    { FILE ("") "]", "json-syntax" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *source = fixture_write (self, "set/annotations/train.json", cases[i].text);

      if (fixture_read (self, "datumaro", source, NULL) || fixture_count (self, cases[i].code) != 1)
        g_error ("%s: not %s", cases[i].text, cases[i].code);
    }
}

/* Items are read one at a time, however many they are. */
static void
test_large (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"items\":[");
  g_autofree char *file = NULL;
  GwReader *reader;
  GwRecord *record;
  guint n = 0;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "%s{\"id\":\"i%u\",\"annotations\":[" ANN ("bbox", "1", ",\"bbox\":[1,2,3,4]") "]}",
                            i > 0 ? "," : "", i);
  g_string_append (text, "]," CLASSES "}");
  file = fixture_write (self, "set/annotations/train.json", text->str);
  reader = gw_format_open (gw_format_find ("datumaro", NULL), file, NULL, self->problems, NULL, NULL);
  g_assert_nonnull (reader);
  while ((record = gw_reader_next (reader, NULL, NULL)) != NULL)
    {
      g_assert_cmpuint (record->objects->len, ==, 1);
      gw_record_free (record);
      n++;
    }
  g_assert_cmpuint (n, ==, 20000);
  gw_reader_close (reader);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FIXTURE_TEST ("/format-datumaro/shapes", test_shapes);
  FIXTURE_TEST ("/format-datumaro/classes", test_classes);
  FIXTURE_TEST ("/format-datumaro/attributes", test_attributes);
  FIXTURE_TEST ("/format-datumaro/foreign", test_foreign);
  FIXTURE_TEST ("/format-datumaro/parts", test_parts);
  FIXTURE_TEST ("/format-datumaro/bad-annotations", test_bad_annotations);
  FIXTURE_TEST ("/format-datumaro/bad-items", test_bad_items);
  FIXTURE_TEST ("/format-datumaro/bad-files", test_bad_files);
  FIXTURE_TEST ("/format-datumaro/large", test_large);

  return g_test_run ();
}
