/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <glib.h>

#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-raster.h"

/* Star-shaped rings never cross themselves. */
static void
test_equals_the_mask (void)
{
  gw_random random;

  gw_random_init (&random, 5);
  for (guint round = 0; round < 3000; round++)
    {
      GwPoint points[40];
      size_t n = 3 + gw_random_below (&random, 37);
      double x = gw_random_real (&random) * 60 - 10, y = gw_random_real (&random) * 50 - 10;
      double scale = round % 3 == 0 ? 1 : round % 3 == 1 ? 100 : 1e9;
      GwRing ring = { points, n };
      GwPolygon polygon = { &ring, 1 };
      GwMask mask = GW_MASK_INIT;
      uint64_t area;

      for (size_t i = 0; i < n; i++)
        {
          double angle = (round % 2 == 0 ? 2 : -2) * G_PI * (double) i / (double) n;
          double radius = 1 + gw_random_real (&random) * 30;

          /* Some on whole and half pixels, where the rule matters. */
          points[i] = (GwPoint){ rint ((x + radius * cos (angle)) * 2 * scale) / (2 * scale),
                                 rint ((y + radius * sin (angle)) * 2 * scale) / (2 * scale) };
        }
      if (scale < 100)
        {
          bool crosses = true;

          if (gw_ring_crosses_itself (&ring, &crosses) != GW_STATUS_OK || crosses)
            continue;
        }
      g_assert_cmpint (gw_raster_polygon (&polygon, 40, 30, &mask), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_raster_simple_area (&ring, 40, 30, &area), ==, GW_STATUS_OK);
      g_assert_cmpuint (area, ==, gw_mask_area (&mask));
      gw_mask_clear (&mask);
    }
}

static void
test_refuses (void)
{
  GwPoint points[3] = { { 0, 0 }, { NAN, 1 }, { 2, 2 } };
  GwRing ring = { points, 3 };
  GwRing empty = { NULL, 0 };
  uint64_t area = 7;

  g_assert_cmpint (gw_raster_simple_area (&ring, 4, 4, &area), ==, GW_STATUS_INVALID);
  points[1].x = 1e16;
  g_assert_cmpint (gw_raster_simple_area (&ring, 4, 4, &area), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_raster_simple_area (&empty, -1, 4, &area), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (area, ==, 7);
  g_assert_cmpint (gw_raster_simple_area (&empty, 4, 4, &area), ==, GW_STATUS_OK);
  g_assert_cmpuint (area, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/raster-area/equals-the-mask", test_equals_the_mask);
  g_test_add_func ("/raster-area/refuses-hostile-numbers", test_refuses);

  return g_test_run ();
}
