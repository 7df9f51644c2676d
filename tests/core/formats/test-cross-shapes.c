/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "formats-fixture.h"

/* The same boxes and polygons through every format that has them, in pairs and one after
 * the other (spec formats 17.5).
 */

/* Pixels, from one format to the next. */
#define TOLERANCE 0.01

#define N_OBJECTS 4

/* Whole numbers, halves, thirds, and one that fills the picture. */
static const GwBox boxes[N_OBJECTS] = { { 10, 20, 30, 40 },
                                        { 100.5, 7.25, 33.3333333333, 66.6666666667 },
                                        { 0, 0, 640, 427 },
                                        { 600.125, 400.5, 39.875, 26.5 } };

static const GwPoint corners[N_OBJECTS][5] = {
  { { 10, 20 }, { 50, 22 }, { 60, 70 }, { 30, 90 }, { 8, 40 } },
  { { 100.5, 7.25 }, { 133.8333333333, 8 }, { 150, 73.9166666667 }, { 120.125, 60 }, { 101, 50 } },
  { { 0, 0 }, { 640, 0 }, { 640, 427 }, { 320, 427 }, { 0, 427 } },
  { { 600.125, 400.5 }, { 639.9, 400.5 }, { 639.9, 426.9 }, { 610, 426.9 }, { 602, 410 } },
};

static char *
write_source (Fixture *self, gboolean polygons)
{
  g_autoptr (GString) text = g_string_new ("{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\","
                                           "\"classes\":[{\"name\":\"car\"},{\"name\":\"person\"}]}\n"
                                           "{\"image\":\"a.png\",\"width\":640,\"height\":427,\"objects\":[");

  for (guint i = 0; i < N_OBJECTS; i++)
    {
      g_string_append_printf (text, "%s{\"label\":\"%s\",", i > 0 ? "," : "", i % 2 == 0 ? "car" : "person");
      if (polygons)
        {
          g_string_append (text, "\"rings\":[[");
          for (guint k = 0; k < G_N_ELEMENTS (corners[i]); k++)
            g_string_append_printf (text, "%s[%.10g,%.10g]", k > 0 ? "," : "", corners[i][k].x, corners[i][k].y);
          g_string_append (text, "]]}");
        }
      else
        g_string_append_printf (text, "\"bbox\":[%.12g,%.12g,%.12g,%.12g]}", boxes[i].x, boxes[i].y, boxes[i].width,
                                boxes[i].height);
    }
  g_string_append (text, "]}\n");
  fixture_picture (self, "a.png", 640, 427);
  return fixture_write (self, "in.gw.jsonl", text->str);
}

static gboolean
is_near (double a, double b)
{
  return fabs (a - b) <= TOLERANCE;
}

static gboolean
is_box (GwObject *object, guint i)
{
  GwBox box = gw_object_get_bounds (object);

  return is_near (box.x, boxes[i].x) && is_near (box.y, boxes[i].y) && is_near (box.width, boxes[i].width)
         && is_near (box.height, boxes[i].height);
}

/* The same corners in the same order, from whichever on. */
static gboolean
is_polygon (GwObject *object, guint i)
{
  const GwShape *shape = gw_object_get_shape (object);
  const gsize n = G_N_ELEMENTS (corners[i]);
  const GwRing *ring;

  if (shape->kind != GW_SHAPE_POLYGON || shape->as.polygon.n_rings != 1)
    return FALSE;
  ring = &shape->as.polygon.rings[0];
  for (gsize first = 0; ring->n_points == n && first < n; first++)
    {
      gsize k = 0;

      while (k < n && is_near (ring->points[(first + k) % n].x, corners[i][k].x)
             && is_near (ring->points[(first + k) % n].y, corners[i][k].y))
        k++;
      if (k == n)
        return TRUE;
    }
  return FALSE;
}

/* In whichever order. */
static void
assert_shapes (Fixture *self, const char *format, const char *source, gboolean polygons)
{
  g_test_message ("%s %s", format, source);
  g_assert_true (fixture_read (self, format, source, NULL));
  g_assert_cmpuint (self->records->len, ==, 1);
  g_assert_cmpint (fixture_record (self, 0)->width, ==, 640);
  g_assert_cmpint (fixture_record (self, 0)->height, ==, 427);
  g_assert_cmpuint (fixture_record (self, 0)->objects->len, ==, N_OBJECTS);
  for (guint i = 0; i < N_OBJECTS; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < N_OBJECTS && !found; k++)
        {
          GwObject *object = fixture_object (self, 0, k);

          found = (polygons ? is_polygon (object, i) : is_box (object, i))
                  && g_strcmp0 (fixture_class (self, gw_object_get_class_id (object)), i % 2 == 0 ? "car" : "person")
                         == 0;
        }
      if (!found)
        g_error ("%s: object %u did not come through", format, i);
    }
}

typedef struct
{
  const char *format;
  const char *target;
} Target;

static const Target with_boxes[] = {
  { "coco", "coco" },
  { "voc", "voc" },
  { "yolo", "yolo" },
  { "yolo-obb", "obb" },
  { "labelme", "labelme" },
  { "cvat", "cvat" },
  { "label-studio", "studio" },
  { "createml", "createml" },
  { "open-images", "open" },
  { "sagemaker", "manifest" },
  { "gw-jsonl", "out.gw.jsonl" },
};

static const Target with_polygons[] = {
  { "coco", "coco" }, { "yolo-segment", "yolo" },   { "labelme", "labelme" },
  { "cvat", "cvat" }, { "label-studio", "studio" }, { "gw-jsonl", "out.gw.jsonl" },
};

/* The pictures are looked for beside what is written: some formats have no sizes. */
static gboolean
convert (Fixture *self, const char *source, const char *from, const char *to, const char *target)
{
  const GwWriteOptions options = { .copy = GW_COPY_COPY };

  return fixture_convert (self, source, from, to, target, &options);
}

static void
test_pairs (Fixture *self, gconstpointer data)
{
  gboolean polygons = data != NULL;
  const Target *formats = polygons ? with_polygons : with_boxes;
  gsize n = polygons ? G_N_ELEMENTS (with_polygons) : G_N_ELEMENTS (with_boxes);
  g_autofree char *source = write_source (self, polygons);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *first = g_strconcat ("first-", formats[i].target, NULL);
      g_autofree char *from = fixture_path (self, first);

      g_assert_true (convert (self, source, "gw-jsonl", formats[i].format, first));
      assert_shapes (self, formats[i].format, from, polygons);
      for (gsize k = 0; k < n; k++)
        {
          g_autofree char *second = g_strdup_printf ("second-%u-%s", (guint) i, formats[k].target);
          g_autofree char *to = fixture_path (self, second);

          g_assert_true (convert (self, from, formats[i].format, formats[k].format, second));
          assert_shapes (self, formats[k].format, to, polygons);
        }
    }
}

static void
test_chain (Fixture *self, gconstpointer data)
{
  gboolean polygons = data != NULL;
  const Target *formats = polygons ? with_polygons : with_boxes;
  gsize n = polygons ? G_N_ELEMENTS (with_polygons) : G_N_ELEMENTS (with_boxes);
  g_autofree char *source = write_source (self, polygons);
  const char *format = "gw-jsonl";

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *target = g_strconcat ("chain-", formats[i].target, NULL);
      char *path = fixture_path (self, target);

      g_assert_true (convert (self, source, format, formats[i].format, target));
      assert_shapes (self, formats[i].format, path, polygons);
      g_free (source);
      source = path;
      format = formats[i].format;
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cross-shapes/boxes/pairs", Fixture, NULL, fixture_set_up, test_pairs, fixture_tear_down);
  g_test_add ("/cross-shapes/boxes/chain", Fixture, NULL, fixture_set_up, test_chain, fixture_tear_down);
  g_test_add ("/cross-shapes/polygons/pairs", Fixture, "polygons", fixture_set_up, test_pairs, fixture_tear_down);
  g_test_add ("/cross-shapes/polygons/chain", Fixture, "polygons", fixture_set_up, test_chain, fixture_tear_down);

  return g_test_run ();
}
