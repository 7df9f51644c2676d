/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-pixels.h"

#include <glib.h>

#include "gw-mask.h"

static const guint32 dots[12] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 };

static void
test_validate (void)
{
  GwPixels pixels = { dots, 3, 3, 4 };

  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_OK);
  pixels.width = 5;
  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_INVALID);
  pixels.width = 0;
  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_EMPTY);
  pixels.width = -1;
  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_INVALID);
  pixels = (GwPixels) { NULL, 3, 3, 4 };
  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_INVALID);
  pixels = (GwPixels) { dots, GW_MASK_MAX_SIDE, GW_MASK_MAX_SIDE, GW_MASK_MAX_SIDE };
  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_TOO_LARGE);
  pixels = (GwPixels) { dots, 1, GW_MASK_MAX_SIDE + 1, 1 };
  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_TOO_LARGE);
  pixels = (GwPixels) { dots, 1, 3, G_MAXSIZE / 2 };
  g_assert_cmpint (gw_pixels_validate (&pixels), ==, GW_STATUS_TOO_LARGE);
}

static void
test_crop (void)
{
  const GwPixels pixels = { dots, 4, 3, 4 };
  GwPixels part = { NULL, 0, 0, 0 };
  gint32 x = 1, y = -1;

  g_assert_true (gw_pixels_crop (&pixels, &x, &y, 2, 3, &part));
  g_assert_cmpint (x, ==, 1);
  g_assert_cmpint (y, ==, 0);
  g_assert_cmpint (part.width, ==, 2);
  g_assert_cmpint (part.height, ==, 2);
  g_assert_cmpuint (part.pixels[part.stride + 1], ==, 6);

  x = G_MININT32;
  y = G_MININT32;
  g_assert_false (gw_pixels_crop (&pixels, &x, &y, G_MAXINT32, G_MAXINT32, &part));
  x = 3;
  y = 2;
  g_assert_true (gw_pixels_crop (&pixels, &x, &y, G_MAXINT32, G_MAXINT32, &part));
  g_assert_cmpint (part.width * part.height, ==, 1);
  g_assert_cmpuint (part.pixels[0], ==, 11);
  x = 4;
  g_assert_false (gw_pixels_crop (&pixels, &x, &y, 1, 1, &part));
  x = 0;
  g_assert_false (gw_pixels_crop (&pixels, &x, &y, 0, 1, &part));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pixels/validate", test_validate);
  g_test_add_func ("/pixels/crop", test_crop);

  return g_test_run ();
}
