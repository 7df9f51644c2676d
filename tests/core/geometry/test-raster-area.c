/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <glib.h>

#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-raster.h"

static void
assert_equals_the_mask (const GwRing *ring, int32_t width, int32_t height)
{
  GwPolygon polygon = { (GwRing *) ring, 1 };
  GwMask mask = GW_MASK_INIT;
  uint64_t area = 0;

  g_assert_cmpint (gw_raster_polygon (&polygon, width, height, &mask), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_ring_area (ring, width, height, &area), ==, GW_STATUS_OK);
  g_assert_cmpuint (area, ==, gw_mask_area (&mask));
  gw_mask_clear (&mask);
}

/* Outlines as they are drawn, some of which reach beyond the image. */
static void
test_stars (void)
{
  gw_random random;

  gw_random_init (&random, 5);
  for (guint round = 0; round < 3000; round++)
    {
      GwPoint points[40];
      size_t n = 3 + gw_random_below (&random, 37);
      double x = gw_random_real (&random) * 60 - 10, y = gw_random_real (&random) * 50 - 10;
      double scale = round % 3 == 0 ? 1 : round % 3 == 1 ? 100 : 1e9;

      for (size_t i = 0; i < n; i++)
        {
          double angle = (round % 2 == 0 ? 2 : -2) * G_PI * (double) i / (double) n;
          double radius = 1 + gw_random_real (&random) * 30;

          /* Some on whole and half pixels, where the rule matters. */
          points[i] = (GwPoint) { rint ((x + radius * cos (angle)) * 2 * scale) / (2 * scale),
                                  rint ((y + radius * sin (angle)) * 2 * scale) / (2 * scale) };
        }
      assert_equals_the_mask (&(GwRing) { points, n }, 40, 30);
    }
}

/* Anything through anything, with more points and rows than are ordinary. */
static void
test_tangles (void)
{
  static const size_t most[] = { 12, 80, 700 };
  static const double steps[] = { 2, 100, 1e9 };
  gw_random random;
  g_autofree GwPoint *points = g_new (GwPoint, 700);

  gw_random_init (&random, 6);
  for (guint round = 0; round < 600; round++)
    {
      size_t n = 1 + gw_random_below (&random, most[round % 3]);
      double step = steps[round / 3 % 3], side = round % 2 == 0 ? 30 : 400;

      for (size_t i = 0; i < n; i++)
        points[i] = (GwPoint) { rint ((gw_random_real (&random) * 1.2 - 0.1) * side * step) / step,
                                rint ((gw_random_real (&random) * 1.2 - 0.1) * side * step) / step };
      assert_equals_the_mask (&(GwRing) { points, n }, (int32_t) side, (int32_t) side);
    }
}

/* Sides along the middles of pixels, where a crossing must not be rounded. */
static void
test_middles (void)
{
  GwPoint points[] = { { 2.5, 1.5 }, { 20.5, 1.5 }, { 11.5, 25.5 } };
  GwPoint wide[] = { { 2.5, 0 }, { 70000, 3 }, { 2.5, 6 } };

  assert_equals_the_mask (&(GwRing) { points, 3 }, 40, 30);
  for (int i = 0; i < 100; i++)
    {
      points[0].x = nextafter (points[0].x, 3);
      points[2].y = nextafter (points[2].y, 25);
      assert_equals_the_mask (&(GwRing) { points, 3 }, 40, 30);
    }
  assert_equals_the_mask (&(GwRing) { wide, 3 }, 65535, 8);
}

/* What is off in one row adds up over many. */
static void
test_tall (void)
{
  gw_random random;

  gw_random_init (&random, 7);
  for (guint round = 0; round < 40; round++)
    {
      GwPoint points[3];

      for (size_t i = 0; i < G_N_ELEMENTS (points); i++)
        points[i] = (GwPoint) { 1 + (double) gw_random_below (&random, 60) / 2,
                                (double) gw_random_below (&random, 120000) / 2 };
      assert_equals_the_mask (&(GwRing) { points, 3 }, 40, 60000);
    }
}

static void
test_refuses (void)
{
  GwPoint points[3] = { { 0, 0 }, { NAN, 1 }, { 2, 2 } };
  GwRing ring = { points, 3 };
  GwRing empty = { NULL, 0 };
  uint64_t area = 7;

  g_assert_cmpint (gw_raster_ring_area (&ring, 4, 4, &area), ==, GW_STATUS_INVALID);
  points[1].x = 1e16;
  g_assert_cmpint (gw_raster_ring_area (&ring, 4, 4, &area), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_raster_ring_area (&empty, -1, 4, &area), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (area, ==, 7);
  g_assert_cmpint (gw_raster_ring_area (&empty, 4, 4, &area), ==, GW_STATUS_OK);
  g_assert_cmpuint (area, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/raster-area/stars", test_stars);
  g_test_add_func ("/raster-area/tangles", test_tangles);
  g_test_add_func ("/raster-area/middles", test_middles);
  g_test_add_func ("/raster-area/tall", test_tall);
  g_test_add_func ("/raster-area/refuses-hostile-numbers", test_refuses);

  return g_test_run ();
}
