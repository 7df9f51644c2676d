/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-extreme-points.h"

#include <glib.h>
#include <math.h>

#include "gw-mask.h"
#include "gw-raster.h"

#define WIDTH 200
#define HEIGHT 150

/* A bright ellipse on a dark ground that grows lighter to the right. */
static const GwEllipse ellipse = { 100, 70, 60, 30, 0 };

static GwPixels
draw (GwMask *truth)
{
  guint32 *colours = g_new (guint32, WIDTH * HEIGHT);

  g_assert_cmpint (gw_raster_ellipse (&ellipse, WIDTH, HEIGHT, truth), ==, GW_STATUS_OK);
  for (gint32 y = 0; y < HEIGHT; y++)
    for (gint32 x = 0; x < WIDTH; x++)
      colours[y * WIDTH + x] = gw_mask_contains (truth, x, y) ? 0xd0a040 + (guint32) (y % 9)
                                                              : 0x203040 + (guint32) (x / 4);

  return (GwPixels) { colours, WIDTH, HEIGHT, WIDTH };
}

static void
test_ellipse (void)
{
  static const guint orders[][4] = { { 0, 1, 2, 3 }, { 3, 1, 0, 2 } };
  const GwPoint points[] = { { 40.5, 70 }, { 159.5, 70 }, { 100, 40.5 }, { 100, 99.5 } };
  GwMask truth, object;
  GwPixels pixels = draw (&truth);

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      GwPoint given[4];

      for (guint k = 0; k < 4; k++)
        given[k] = points[orders[i][k]];
      g_assert_cmpint (gw_extreme_points (&pixels, given, NULL, &object, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat (gw_mask_iou (&object, &truth), >, 0.97);
      gw_mask_clear (&object);
    }
  gw_mask_clear (&truth);
  g_free ((gpointer) pixels.pixels);
}

static void
test_strange_points (void)
{
  const GwPoint one[] = { { 5, 5 }, { 5, 5 }, { 5, 5 }, { 5, 5 } };
  const GwPoint far[] = { { -1e300, 70 }, { 1e300, 70 }, { 100, -5 }, { 100, 1e9 } };
  const GwPoint bad[] = { { 1, 1 }, { 2, 2 }, { 3, NAN }, { 4, 4 } };
  GwMask truth, object = GW_MASK_INIT;
  GwPixels pixels = draw (&truth), none = { pixels.pixels, 0, 5, 5 };

  g_assert_cmpint (gw_extreme_points (&pixels, one, NULL, &object, NULL), ==, GW_STATUS_OK);
  g_assert_true (gw_mask_contains (&object, 5, 5));
  gw_mask_clear (&object);
  g_assert_cmpint (gw_extreme_points (&pixels, far, NULL, &object, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_validate (&object), ==, GW_STATUS_OK);
  gw_mask_clear (&object);
  g_assert_cmpint (gw_extreme_points (&pixels, bad, NULL, &object, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_extreme_points (&none, one, NULL, &object, NULL), ==, GW_STATUS_EMPTY);
  gw_mask_clear (&truth);
  g_free ((gpointer) pixels.pixels);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/extreme-points/ellipse", test_ellipse);
  g_test_add_func ("/extreme-points/strange-points", test_strange_points);

  return g_test_run ();
}
