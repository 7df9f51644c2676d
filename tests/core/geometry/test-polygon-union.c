/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <glib.h>

#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-raster.h"

#define SIDE 64

static void
add (GwPolygon *polygon, const double *numbers, size_t n)
{
  g_assert_cmpint (gw_polygon_add_ring (polygon, (const GwPoint *) (const void *) numbers, n / 2), ==, GW_STATUS_OK);
}

#define ADD(polygon, ...) \
  add (polygon, (const double[]) { __VA_ARGS__ }, sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double))

/* The pixels of all rings, each by itself. */
static void
unite_pixels (const GwPolygon *polygon, GwMask *mask)
{
  gw_mask_init_empty (SIDE, SIDE, mask);
  for (size_t i = 0; i < polygon->n_rings; i++)
    {
      GwPolygon single = { &polygon->rings[i], 1 };
      GwMask one = GW_MASK_INIT, both = GW_MASK_INIT;

      g_assert_cmpint (gw_raster_polygon (&single, SIDE, SIDE, &one), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_union (mask, &one, &both), ==, GW_STATUS_OK);
      gw_mask_clear (mask);
      gw_mask_clear (&one);
      *mask = both;
    }
}

/* Unites, and checks the pixels against those of the rings. A crossing is
 * rounded, so that a centre that lies exactly on an edge may change sides.
 */
static void
unite_checked (GwPolygon *polygon)
{
  GwMask want = GW_MASK_INIT, got = GW_MASK_INIT;

  unite_pixels (polygon, &want);
  g_assert_cmpint (gw_polygon_unite (polygon), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_polygon (polygon, SIDE, SIDE, &got), ==, GW_STATUS_OK);
  g_assert_cmpfloat (gw_mask_iou (&want, &got), >=, 0.99);
  gw_mask_clear (&want);
  gw_mask_clear (&got);
}

static void
test_apart (void)
{
  GwPolygon polygon = GW_POLYGON_INIT;

  ADD (&polygon, 1, 1, 5, 1, 5, 5, 1, 5);
  ADD (&polygon, 5, 1, 9, 1, 9, 5, 5, 5); /* shares an edge */
  ADD (&polygon, 9, 5, 12, 5, 12, 9);     /* touches at a corner */
  g_assert_false (gw_polygon_overlaps (&polygon));
  unite_checked (&polygon);
  g_assert_cmpuint (polygon.n_rings, ==, 3);
  g_assert_cmpfloat (polygon.rings[1].points[1].x, ==, 9);
  gw_polygon_clear (&polygon);
}

static void
test_nested (void)
{
  GwPolygon polygon = GW_POLYGON_INIT;

  ADD (&polygon, 10, 10, 20, 10, 20, 20, 10, 20);
  ADD (&polygon, 1, 1, 30, 1, 30, 30, 1, 30);
  ADD (&polygon, 40, 40, 50, 40, 50, 50);
  g_assert_true (gw_polygon_overlaps (&polygon));
  unite_checked (&polygon);
  g_assert_cmpuint (polygon.n_rings, ==, 2);
  g_assert_false (gw_polygon_overlaps (&polygon));
  gw_polygon_clear (&polygon);
}

static void
test_crossing (void)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  GwMask mask = GW_MASK_INIT;

  ADD (&polygon, 0, 0, 4, 0, 4, 4, 0, 4);
  ADD (&polygon, 2, 2, 6, 2, 6, 6, 2, 6);
  g_assert_true (gw_polygon_overlaps (&polygon));
  unite_checked (&polygon);
  g_assert_cmpuint (polygon.n_rings, ==, 1);
  g_assert_cmpuint (polygon.rings[0].n_points, ==, 8);
  g_assert_cmpint (gw_raster_polygon (&polygon, SIDE, SIDE, &mask), ==, GW_STATUS_OK);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 28);
  gw_mask_clear (&mask);
  gw_polygon_clear (&polygon);
}

static void
test_equal (void)
{
  GwPolygon polygon = GW_POLYGON_INIT;

  ADD (&polygon, 0, 0, 4, 0, 4, 4, 0, 4);
  ADD (&polygon, 0, 4, 4, 4, 4, 0, 0, 0); /* the other way round */
  g_assert_true (gw_polygon_overlaps (&polygon));
  unite_checked (&polygon);
  g_assert_cmpuint (polygon.n_rings, ==, 1);
  gw_polygon_clear (&polygon);
}

static void
test_frame (void)
{
  GwPolygon polygon = GW_POLYGON_INIT;

  /* Four bars that overlap at the corners leave a hole. */
  ADD (&polygon, 0, 0, 30, 0, 30, 5, 0, 5);
  ADD (&polygon, 0, 25, 30, 25, 30, 30, 0, 30);
  ADD (&polygon, 0, 0, 5, 0, 5, 30, 0, 30);
  ADD (&polygon, 25, 0, 30, 0, 30, 30, 25, 30);
  unite_checked (&polygon);
  g_assert_cmpuint (polygon.n_rings, ==, 2);
  g_assert_cmpfloat (fabs (gw_polygon_area (&polygon) - 500), <, 1e-9);
  g_assert_true (gw_polygon_overlaps (&polygon));
  gw_polygon_clear (&polygon);
}

static void
test_random (void)
{
  gw_random random;

  gw_random_init (&random, 7);
  for (int round = 0; round < 300; round++)
    {
      GwPolygon polygon = GW_POLYGON_INIT;
      size_t n_rings = 2 + gw_random_below (&random, 4);
      gboolean whole = round % 2 == 0;

      for (size_t i = 0; i < n_rings; i++)
        {
          double numbers[24];
          size_t n = 3 + gw_random_below (&random, 9);

          for (size_t k = 0; k < 2 * n; k++)
            numbers[k] = whole ? (double) gw_random_below (&random, SIDE) : gw_random_real (&random) * SIDE;
          add (&polygon, numbers, 2 * n);
        }
      unite_checked (&polygon);
      gw_polygon_clear (&polygon);
    }
}

static void
test_too_many (void)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  g_autofree double *numbers = g_new (double, 2 * 10000);

  for (size_t i = 0; i < 10000; i++)
    {
      numbers[2 * i] = 30 + 20 * cos ((double) i * 2 * G_PI / 10000);
      numbers[2 * i + 1] = 30 + 20 * sin ((double) i * 2 * G_PI / 10000);
    }
  add (&polygon, numbers, 20000);
  for (size_t i = 0; i < 10000; i++)
    numbers[2 * i] += 5;
  add (&polygon, numbers, 20000);
  g_assert_cmpint (gw_polygon_unite (&polygon), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (polygon.n_rings, ==, 2);
  g_assert_true (gw_polygon_overlaps (&polygon));
  gw_polygon_clear (&polygon);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/polygon-union/leaves-parts-apart", test_apart);
  g_test_add_func ("/polygon-union/drops-nested-rings", test_nested);
  g_test_add_func ("/polygon-union/joins-crossing-rings", test_crossing);
  g_test_add_func ("/polygon-union/drops-equal-rings", test_equal);
  g_test_add_func ("/polygon-union/leaves-a-hole", test_frame);
  g_test_add_func ("/polygon-union/covers-the-same-pixels", test_random);
  g_test_add_func ("/polygon-union/refuses-too-many", test_too_many);

  return g_test_run ();
}
