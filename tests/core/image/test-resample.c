/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-resample-private.h"

#include <string.h>

#include "image-fixtures.h"

static cairo_surface_t *
make_flat (int width, int height, guint32 pixel)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int i = 0; i < width * height; i++)
    memcpy (data + 4 * i, &pixel, 4);
  cairo_surface_mark_dirty (surface);

  return surface;
}

static void
set_grey_row (cairo_surface_t *surface, int y, const guint8 *values)
{
  guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
    memset (row + 4 * x, values[x], 4);
  cairo_surface_mark_dirty (surface);
}

static void
test_halves (void)
{
  static const guint8 upper[] = { 10, 20, 255, 255, 7 };
  static const guint8 lower[] = { 30, 41, 255, 255, 9 };
  cairo_surface_t *surface = make_flat (5, 3, 0);
  cairo_surface_t *half;

  set_grey_row (surface, 0, upper);
  set_grey_row (surface, 1, lower);
  half = _gw_surface_halve (surface);
  g_assert_cmpint (cairo_image_surface_get_width (half), ==, 3);
  g_assert_cmpint (cairo_image_surface_get_height (half), ==, 2);
  g_assert_cmphex (fixture_pixel (half, 0, 0), ==, 0x19191919); /* 25.25 */
  g_assert_cmphex (fixture_pixel (half, 1, 0), ==, 0xffffffff);
  g_assert_cmphex (fixture_pixel (half, 2, 0), ==, 0x08080808); /* the odd column counts twice */
  g_assert_cmphex (fixture_pixel (half, 0, 1), ==, 0x00000000);
  cairo_surface_destroy (half);
  cairo_surface_destroy (surface);
}

/* A flat colour stays itself at every ratio: the weights sum to one. */
static void
test_flat_stays_flat (void)
{
  static const guint32 pixels[] = { 0xffffffff, 0x00000000, 0xff804001, 0xfffefefe };

  for (gsize i = 0; i < G_N_ELEMENTS (pixels); i++)
    for (int width = 1; width <= 97; width += 5)
      {
        cairo_surface_t *surface = make_flat (97, 61, pixels[i]);
        cairo_surface_t *small = _gw_surface_scale_down (surface, width, 1 + width / 2);

        for (int x = 0; x < width; x++)
          g_assert_cmphex (fixture_pixel (small, x, width / 2), ==, pixels[i]);
        cairo_surface_destroy (small);
        cairo_surface_destroy (surface);
      }
}

static void
test_area_average (void)
{
  /* 5 to 2: each pixel covers two and a half. */
  static const guint8 row[] = { 0, 100, 50, 200, 20 };
  cairo_surface_t *surface = make_flat (5, 1, 0);
  cairo_surface_t *small;

  set_grey_row (surface, 0, row);
  small = _gw_surface_scale_down (surface, 2, 1);
  g_assert_cmpuint (fixture_pixel (small, 0, 0) & 0xff, ==, 50); /* (0 + 100 + 25) / 2.5 */
  g_assert_cmpuint (fixture_pixel (small, 1, 0) & 0xff, ==, 98); /* (25 + 200 + 20) / 2.5 */
  cairo_surface_destroy (small);
  cairo_surface_destroy (surface);
}

static void
test_same_size_is_a_copy (void)
{
  cairo_surface_t *surface = fixture_surface (33, 17, TRUE);
  cairo_surface_t *copy = _gw_surface_scale_down (surface, 33, 17);

  fixture_assert_equal (surface, copy, 0);
  cairo_surface_destroy (copy);
  cairo_surface_destroy (surface);
}

static void
test_fit_size (void)
{
  int width;
  int height;

  g_assert_false (_gw_fit_size (100, 50, 100, 50, &width, &height));
  g_assert_true (_gw_fit_size (4000, 3000, 1200, 1200, &width, &height));
  g_assert_cmpint (width, ==, 1200);
  g_assert_cmpint (height, ==, 900);
  g_assert_true (_gw_fit_size (3000, 4000, 1400, 900, &width, &height));
  g_assert_cmpint (width, ==, 675);
  g_assert_cmpint (height, ==, 900);
  g_assert_true (_gw_fit_size (65535, 1, 256, 256, &width, &height));
  g_assert_cmpint (width, ==, 256);
  g_assert_cmpint (height, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resample/halves", test_halves);
  g_test_add_func ("/resample/flat-stays-flat", test_flat_stays_flat);
  g_test_add_func ("/resample/area-average", test_area_average);
  g_test_add_func ("/resample/same-size-is-a-copy", test_same_size_is_a_copy);
  g_test_add_func ("/resample/fit-size", test_fit_size);

  return g_test_run ();
}
