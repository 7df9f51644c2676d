/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-raster.h"

#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "test-geometry.h"

typedef struct
{
  GwPoint rings[2][4];
  gsize n_points[2];
  int height;
  int width;
  guint32 counts[16];
  gsize n_counts;
  guint64 area;
} CocoRow;

/* The table of the format's specification. */
static const CocoRow coco_rows[] = {
  { { { { 1, 1 }, { 4, 1 }, { 4, 3 }, { 1, 3 } } }, { 4 }, 5, 10, { 6, 2, 3, 2, 3, 2, 32 }, 7, 6 },
  { { { { 1.5, 1.5 }, { 4.5, 1.5 }, { 4.5, 3.5 }, { 1.5, 3.5 } } }, { 4 }, 5, 10, { 12, 2, 3, 2, 3, 2, 26 }, 7, 6 },
  { { { { 0, 0 }, { 6, 0 }, { 0, 6 } } }, { 3 }, 6, 6, { 0, 5, 1, 4, 2, 3, 3, 2, 4, 1, 11 }, 11, 15 },
  { { { { 0, 0 }, { 6, 6 }, { 6, 0 }, { 0, 6 } } }, { 4 }, 6, 6, { 0, 5, 2, 3, 4, 1, 5, 1, 4, 3, 2, 5, 1 }, 13, 18 },
  { { { { -3, -3 }, { 8, -3 }, { 8, 8 }, { -3, 8 } } }, { 4 }, 5, 5, { 0, 25 }, 2, 25 },
  { { { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 } }, { { 2, 2 }, { 6, 2 }, { 6, 6 }, { 2, 6 } } },
    { 4, 4 },
    6,
    8,
    { 0, 4, 2, 4, 2, 12, 2, 4, 2, 4, 12 },
    11,
    28 },
  { { { { 0, 0 }, { 8, 0 }, { 8, 8 }, { 0, 8 } }, { { 2, 2 }, { 6, 2 }, { 6, 6 }, { 2, 6 } } },
    { 4, 4 },
    8,
    8,
    { 0, 64 },
    2,
    64 },
};

static void
test_coco_rule_of_the_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (coco_rows); i++)
    {
      const CocoRow *row = &coco_rows[i];
      GwRing rings[2];
      GwRle rle;
      gsize n_rings = row->n_points[1] > 0 ? 2 : 1;

      for (gsize k = 0; k < n_rings; k++)
        rings[k] = (GwRing) { (GwPoint *) row->rings[k], row->n_points[k] };
      assert_ok (gw_raster_coco (rings, n_rings, row->height, row->width, &rle));
      g_assert_cmpmem (rle.counts, rle.n_counts * 4, row->counts, row->n_counts * 4);
      g_assert_cmpuint (gw_rle_area (&rle), ==, row->area);
      gw_rle_clear (&rle);
    }
}

/* The same rule as its description goes, step by step along every edge. */
static void
walk_edge (GArray *points, gint64 xs, gint64 ys, gint64 xe, gint64 ye)
{
  gint64 dx = ABS (xe - xs), dy = ABS (ye - ys);
  gboolean flip = (dx >= dy && xs > xe) || (dx < dy && ys > ye);
  gint64 n = MAX (dx, dy);
  double slope;

  if (flip)
    {
      gint64 x = xs, y = ys;

      xs = xe, ys = ye, xe = x, ye = y;
    }
  slope = n == 0 ? 0.0 : dx >= dy ? (double) (ye - ys) / (double) dx : (double) (xe - xs) / (double) dy;
  for (gint64 d = 0; d <= n; d++)
    {
      gint64 t = flip ? n - d : d;
      gint64 point[2];

      point[0] = dx >= dy ? xs + t : (gint64) ((double) xs + slope * (double) t + 0.5);
      point[1] = dx >= dy ? (gint64) ((double) ys + slope * (double) t + 0.5) : ys + t;
      g_array_append_val (points, point);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  gint64 place_a = *(const gint64 *) a, place_b = *(const gint64 *) b;

  return (place_a > place_b) - (place_a < place_b);
}

static GArray *
coco_counts_step_by_step (const GwRing *ring, int height, int width)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (gint64[2]));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (guint32));
  gint64 end = (gint64) height * width, before = 0;

  for (gsize i = 0; i < ring->n_points; i++)
    {
      GwPoint a = ring->points[i], b = ring->points[(i + 1) % ring->n_points];

      walk_edge (points, (gint64) (5 * a.x + 0.5), (gint64) (5 * a.y + 0.5), (gint64) (5 * b.x + 0.5),
                 (gint64) (5 * b.y + 0.5));
    }
  for (guint i = 1; i < points->len; i++)
    {
      const gint64 *last = (const gint64 *) (void *) points->data + 2 * (i - 1);
      const gint64 *next = last + 2;
      double x, y;
      gint64 place;

      if (next[0] == last[0])
        continue;
      x = ((double) (next[0] < last[0] ? next[0] : next[0] - 1) + 0.5) / 5 - 0.5;
      if (floor (x) != x || x < 0 || x > width - 1)
        continue;
      y = ((double) MIN (next[1], last[1]) + 0.5) / 5 - 0.5;
      place = (gint64) x * height + (gint64) ceil (CLAMP (y, 0, height));
      g_array_append_val (places, place);
    }
  g_array_append_val (places, end);
  g_array_sort (places, compare_places);

  for (guint i = 0; i < places->len; i++)
    {
      gint64 place = g_array_index (places, gint64, i);
      guint32 run = (guint32) (place - before);

      before = place;
      if (i == 0 || run > 0)
        g_array_append_val (counts, run);
      else if (++i < places->len)
        {
          place = g_array_index (places, gint64, i);
          g_array_index (counts, guint32, counts->len - 1) += (guint32) (place - before);
          before = place;
        }
    }
  return counts;
}

static void
test_coco_rule_step_by_step (void)
{
  gw_random random;

  gw_random_init (&random, 4);
  for (int round = 0; round < 3000; round++)
    {
      int width = 1 + (int) gw_random_below (&random, 30);
      int height = 1 + (int) gw_random_below (&random, 30);
      double reach = round % 3 == 0 ? 10.0 : 35.0;
      GwPoint points[9];
      GwRing ring = { points, 3 + gw_random_below (&random, 7) };
      g_autoptr (GArray) want = NULL;
      GwRle rle;

      random_ring (&random, ring.n_points, round % 2 ? -10.0 : 0.0, reach, round % 5 == 0, points);
      if (round % 7 == 0)
        points[1] = points[0];
      want = coco_counts_step_by_step (&ring, height, width);
      assert_ok (gw_raster_coco (&ring, 1, height, width, &rle));
      g_assert_cmpmem (rle.counts, rle.n_counts * 4, want->data, want->len * 4);
      gw_rle_clear (&rle);
    }
}

static void
assert_mask_is_shape (const GwMask *mask, const GwShape *shape)
{
  assert_ok (gw_mask_validate (mask));
  for (int y = 0; y < mask->image_height; y++)
    for (int x = 0; x < mask->image_width; x++)
      g_assert_cmpint (gw_mask_contains (mask, x, y), ==, gw_shape_contains (shape, (GwPoint) { x + 0.5, y + 0.5 }));
}

static void
test_pixels_are_centres_inside (void)
{
  gw_random random;

  gw_random_init (&random, 5);
  for (int round = 0; round < 400; round++)
    {
      GwPoint points[2][7];
      GwRing rings[2] = { { points[0], 7 }, { points[1], 3 + gw_random_below (&random, 5) } };
      GwShape shapes[4] = { GW_SHAPE_INIT, GW_SHAPE_INIT, GW_SHAPE_INIT, GW_SHAPE_INIT };
      double angle = round % 4 == 0 ? 90.0 * (double) gw_random_below (&random, 4) - 90.0
                                    : random_between (&random, -179.0, 180.0);

      random_ring (&random, 7, -4.0, 30.0, round % 2 == 0, points[0]);
      random_ring (&random, 7, -4.0, 30.0, round % 2 == 0, points[1]);
      shapes[0].kind = GW_SHAPE_POLYGON;
      shapes[0].as.polygon = (GwPolygon) { rings, 2 };
      gw_shape_init_box (&shapes[1], points[0][0].x, points[0][0].y, 9.5, fabs (points[0][1].y));
      shapes[2].kind = GW_SHAPE_ROTATED_BOX;
      shapes[2].as.rotated = (GwRotatedBox) { points[0][2].x, points[0][2].y, 13.0, 6.0, angle };
      shapes[3].kind = GW_SHAPE_ELLIPSE;
      shapes[3].as.ellipse = (GwEllipse) { points[0][3].x, points[0][3].y, 9.0, 4.5, angle };
      for (int i = 0; i < 4; i++)
        {
          GwMask mask;

          assert_ok (gw_raster_shape (&shapes[i], 26, 21, &mask));
          assert_mask_is_shape (&mask, &shapes[i]);
          gw_mask_clear (&mask);
        }
    }
}

static void
test_edges_through_centres_count_right_and_below (void)
{
  static const char *const rows[] = { ".....", ".###.", ".###.", ".....", NULL };
  GwBox box = { 1.5, 1.5, 3.0, 2.0 };
  GwRing ring;
  GwPolygon polygon = { &ring, 1 };
  GwMask want, got;

  mask_from_rows (rows, &want);
  assert_ok (gw_raster_box (&box, 5, 4, &got));
  g_assert_true (gw_mask_equal (&want, &got));
  gw_mask_clear (&got);
  assert_ok (gw_ring_from_box (&box, &ring));
  assert_ok (gw_raster_polygon (&polygon, 5, 4, &got));
  g_assert_true (gw_mask_equal (&want, &got));
  gw_ring_clear (&ring);
  gw_mask_clear (&got);
  gw_mask_clear (&want);
}

#define NET 6

/* A bent net of quadrilaterals over an image: each pixel lies in exactly one. */
static void
test_shared_edges_neither_overlap_nor_gap (void)
{
  gw_random random;

  gw_random_init (&random, 6);
  for (int round = 0; round < 60; round++)
    {
      GwPoint knots[NET + 1][NET + 1];
      guint8 covered[24 * 24] = { 0 };
      int factor = round % 2 == 0 ? 2 : 997;

      for (int y = 0; y <= NET; y++)
        for (int x = 0; x <= NET; x++)
          {
            double dx = (double) gw_random_below (&random, (guint64) (4 * factor)) / factor - 2.0;
            double dy = (double) gw_random_below (&random, (guint64) (4 * factor)) / factor - 2.0;

            knots[y][x].x = 4.0 * x + (x == 0 || x == NET ? 0.0 : dx * 0.9);
            knots[y][x].y = 4.0 * y + (y == 0 || y == NET ? 0.0 : dy * 0.9);
          }
      for (int y = 0; y < NET; y++)
        for (int x = 0; x < NET; x++)
          {
            GwPoint corners[4] = { knots[y][x], knots[y][x + 1], knots[y + 1][x + 1], knots[y + 1][x] };
            GwRing ring = { corners, 4 };
            GwPolygon polygon = { &ring, 1 };
            g_autofree guint8 *bytes = NULL;
            GwMask mask;

            assert_ok (gw_raster_polygon (&polygon, 24, 24, &mask));
            bytes = mask_bytes (&mask);
            for (int i = 0; i < 24 * 24; i++)
              covered[i] = (guint8) (covered[i] + bytes[i]);
            gw_mask_clear (&mask);
          }
      for (int i = 0; i < 24 * 24; i++)
        g_assert_cmpint (covered[i], ==, 1);
    }
}

static void
test_holes_stay_open (void)
{
  static const char *const rows[] = { "####", "#..#", "#..#", "####", NULL };
  GwPoint outer[4] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 } };
  GwPoint inner[4] = { { 1, 1 }, { 3, 1 }, { 3, 3 }, { 1, 3 } };
  GwRing rings[2] = { { outer, 4 }, { inner, 4 } };
  GwPolygon polygon = { rings, 2 };
  GwMask want, got;

  mask_from_rows (rows, &want);
  assert_ok (gw_raster_polygon (&polygon, 4, 4, &got));
  g_assert_true (gw_mask_equal (&want, &got));
  g_assert_cmpfloat (gw_polygon_area (&polygon), ==, 12.0);
  gw_mask_clear (&want);
  gw_mask_clear (&got);
}

static void
test_circle_has_its_area (void)
{
  GwEllipse circle = { 500.0, 500.0, 400.0, 400.0, 0.0 };
  GwEllipse turned = { 500.0, 500.0, 400.0, 100.0, 33.0 };
  GwMask mask;

  assert_ok (gw_raster_ellipse (&circle, 1000, 1000, &mask));
  g_assert_cmpfloat_with_epsilon ((double) gw_mask_area (&mask), G_PI * 400.0 * 400.0, 200.0);
  gw_mask_clear (&mask);
  assert_ok (gw_raster_ellipse (&turned, 1000, 1000, &mask));
  g_assert_cmpfloat_with_epsilon ((double) gw_mask_area (&mask), G_PI * 400.0 * 100.0, 200.0);
  gw_mask_clear (&mask);
}

static void
test_hostile_numbers_are_refused (void)
{
  static const double bad[] = { NAN, INFINITY, -INFINITY, 1e300, -1.1e15 };
  GwMask mask = GW_MASK_INIT;
  GwRle rle = GW_RLE_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GwPoint points[3] = { { 0, 0 }, { 5, bad[i] }, { 5, 5 } };
      GwRing ring = { points, 3 };
      GwPolygon polygon = { &ring, 1 };
      GwBox box = { 0, 0, bad[i], 1 };
      GwRotatedBox rotated = { bad[i], 0, 1, 1, 0 };
      GwEllipse ellipse = { 0, 0, 1, bad[i], 0 };

      assert_status (gw_raster_polygon (&polygon, 9, 9, &mask), GW_STATUS_INVALID);
      assert_status (gw_raster_box (&box, 9, 9, &mask), GW_STATUS_INVALID);
      assert_status (gw_raster_rotated_box (&rotated, 9, 9, &mask), GW_STATUS_INVALID);
      assert_status (gw_raster_ellipse (&ellipse, 9, 9, &mask), GW_STATUS_INVALID);
      assert_status (gw_raster_coco (&ring, 1, 9, 9, &rle), GW_STATUS_INVALID);
    }
}

static void
test_far_outside_is_cheap_and_sound (void)
{
  GwPoint points[4] = { { -1e15, -1e15 }, { 1e15, -1e15 }, { 1e15, 1e15 }, { -1e15, 1e15 } };
  GwRing ring = { points, 4 };
  GwPolygon polygon = { &ring, 1 };
  GwBox box = { -1e15, -1e15, 1e15, 1e15 };
  GwEllipse ellipse = { 0.0, 0.0, 1e15, 1e15, 45.0 };
  GwMask mask;
  GwRle rle;

  assert_ok (gw_raster_polygon (&polygon, 20, 10, &mask));
  g_assert_cmpuint (gw_mask_area (&mask), ==, 200);
  gw_mask_clear (&mask);
  assert_ok (gw_raster_coco (&ring, 1, 10, 20, &rle));
  g_assert_cmpuint (gw_rle_area (&rle), ==, 200);
  gw_rle_clear (&rle);
  assert_ok (gw_raster_box (&box, 20, 10, &mask));
  g_assert_cmpuint (gw_mask_area (&mask), ==, 0);
  gw_mask_clear (&mask);
  assert_ok (gw_raster_ellipse (&ellipse, 20, 10, &mask));
  g_assert_cmpuint (gw_mask_area (&mask), ==, 200);
  gw_mask_clear (&mask);
}

static void
test_too_much_work_is_refused (void)
{
  gsize n = 10000;
  g_autofree GwPoint *points = g_new (GwPoint, n);
  GwRing ring = { points, n };
  GwPolygon polygon = { &ring, 1 };
  GwMask mask = GW_MASK_INIT;
  GwRle rle = GW_RLE_INIT;

  for (gsize i = 0; i < n; i++)
    points[i] = (GwPoint) { i % 3 == 0 ? 0.0 : 60000.0, i % 2 == 0 ? 0.0 : 60000.0 };
  assert_status (gw_raster_polygon (&polygon, 60000, 60000, &mask), GW_STATUS_TOO_LARGE);
  assert_status (gw_raster_coco (&ring, 1, 60000, 60000, &rle), GW_STATUS_TOO_LARGE);
  assert_status (gw_raster_polygon (&polygon, 70000, 70000, &mask), GW_STATUS_TOO_LARGE);
  assert_status (gw_raster_polygon (&polygon, -1, 7, &mask), GW_STATUS_INVALID);
}

static void
test_what_has_no_area_covers_nothing (void)
{
  static const GwShapeKind kinds[] = { GW_SHAPE_NONE, GW_SHAPE_POLYLINE, GW_SHAPE_POINTS };
  GwPoint points[] = { { 1, 1 }, { 8, 1 }, { 8, 8 } };
  GwRotatedBox turned = { 4, 4, 3, 3, NAN };
  GwMask mask = GW_MASK_INIT;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GwShape shape = GW_SHAPE_INIT;

      shape.kind = kinds[i];
      if (kinds[i] == GW_SHAPE_POLYLINE)
        shape.as.line = (GwRing) { points, 3 };
      assert_ok (gw_raster_shape (&shape, 9, 7, &mask));
      g_assert_cmpint (mask.image_width, ==, 9);
      g_assert_cmpint (mask.image_height, ==, 7);
      g_assert_cmpuint (gw_mask_area (&mask), ==, 0);
      gw_mask_clear (&mask);
    }
  assert_status (gw_raster_rotated_box (&turned, 9, 9, &mask), GW_STATUS_INVALID);
  turned = (GwRotatedBox) { 4, 4, -3, 3, 0 };
  assert_status (gw_raster_rotated_box (&turned, 9, 9, &mask), GW_STATUS_INVALID);
}

/* A mask is what it is, in its own image and in no other. */
static void
test_masks_stay_as_they_are (void)
{
  gw_random random;

  gw_random_init (&random, 6);
  for (int round = 0; round < 50; round++)
    {
      int width = 1 + (int) gw_random_below (&random, 20), height = 1 + (int) gw_random_below (&random, 20);
      g_autofree guint8 *bytes = random_bitmap (&random, width, height, round * 5);
      GwShape shape = GW_SHAPE_INIT;
      GwMask mask;

      shape.kind = GW_SHAPE_MASK;
      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (size_t) width, &shape.as.mask));
      assert_status (gw_raster_shape (&shape, width + 1, height, &mask), GW_STATUS_INVALID);
      assert_status (gw_raster_shape (&shape, width, height + 1, &mask), GW_STATUS_INVALID);
      assert_ok (gw_raster_shape (&shape, width, height, &mask));
      g_assert_true (gw_mask_equal (&mask, &shape.as.mask));
      gw_shape_clear (&shape); /* the copy is its own */
      for (int i = 0; i < width * height; i++)
        g_assert_cmpint (gw_mask_contains (&mask, i % width, i / width), ==, bytes[i] != 0);
      gw_mask_clear (&mask);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raster/coco-rule-of-the-table", test_coco_rule_of_the_table);
  g_test_add_func ("/raster/coco-rule-step-by-step", test_coco_rule_step_by_step);
  g_test_add_func ("/raster/pixels-are-centres-inside", test_pixels_are_centres_inside);
  g_test_add_func ("/raster/edges-through-centres-count-right-and-below",
                   test_edges_through_centres_count_right_and_below);
  g_test_add_func ("/raster/shared-edges-neither-overlap-nor-gap", test_shared_edges_neither_overlap_nor_gap);
  g_test_add_func ("/raster/holes-stay-open", test_holes_stay_open);
  g_test_add_func ("/raster/circle-has-its-area", test_circle_has_its_area);
  g_test_add_func ("/raster/hostile-numbers-are-refused", test_hostile_numbers_are_refused);
  g_test_add_func ("/raster/far-outside-is-cheap-and-sound", test_far_outside_is_cheap_and_sound);
  g_test_add_func ("/raster/too-much-work-is-refused", test_too_much_work_is_refused);
  g_test_add_func ("/raster/what-has-no-area-covers-nothing", test_what_has_no_area_covers_nothing);
  g_test_add_func ("/raster/masks-stay-as-they-are", test_masks_stay_as_they_are);
  return g_test_run ();
}
