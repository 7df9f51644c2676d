/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-adjust.h"

#include <glib.h>

static void
test_neutral (void)
{
  GwCanvasAdjust adjust = GW_CANVAS_ADJUST_INIT;
  guint8 table[256];

  g_assert_true (gw_canvas_adjust_is_neutral (&adjust));
  gw_canvas_adjust_make_table (&adjust, 0, 255, table);
  for (int i = 0; i < 256; i++)
    g_assert_cmpint (table[i], ==, i);
}

static void
test_tables_rise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (int n = 0; n < 500; n++)
    {
      GwCanvasAdjust adjust = { g_rand_double_range (rand, -1, 1), g_rand_double_range (rand, -1, 1),
                                g_rand_double_range (rand, 0.2, 5), FALSE };
      guint8 low = (guint8) g_rand_int_range (rand, 0, 200), high = (guint8) g_rand_int_range (rand, 0, 256);
      guint8 table[256];

      gw_canvas_adjust_make_table (&adjust, low, high, table);
      for (int i = 1; i < 256; i++)
        g_assert_cmpint (table[i], >=, table[i - 1]);
    }
}

static void
test_directions (void)
{
  GwCanvasAdjust bright = { 0.2, 0, 1, FALSE }, contrast = { 0, 0.5, 1, FALSE }, gamma = { 0, 0, 2, FALSE };
  guint8 table[256];

  gw_canvas_adjust_make_table (&bright, 0, 255, table);
  g_assert_cmpint (table[100], ==, 151);
  gw_canvas_adjust_make_table (&contrast, 0, 255, table);
  g_assert_cmpint (table[64], <=, 1);
  g_assert_cmpint (table[192], >, 250);
  gw_canvas_adjust_make_table (&gamma, 0, 255, table);
  g_assert_cmpint (table[64], ==, 128);
  g_assert_cmpint (table[255], ==, 255);
}

static cairo_surface_t *
make_surface (guint8 low, guint8 high)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 64, 64);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int i = 0; i < 64 * 64; i++)
    {
      guint value = low + (guint) (high - low) * (guint) i / (64 * 64 - 1);

      ((guint32 *) (void *) data)[i] = value << 16 | value << 8 | value;
    }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static void
test_levels (void)
{
  cairo_surface_t *surface = make_surface (60, 180);
  g_autoptr (GwPyramid) pyramid = gw_pyramid_new_for_surface (surface);
  GwCanvasAdjust adjust = { 0, 0, 1, TRUE };
  guint8 low, high, table[256];

  gw_canvas_adjust_find_levels (pyramid, &low, &high);
  g_assert_cmpint (ABS (low - 60), <=, 2);
  g_assert_cmpint (ABS (high - 180), <=, 2);
  gw_canvas_adjust_make_table (&adjust, low, high, table);
  g_assert_cmpint (table[60], <=, 2);
  g_assert_cmpint (table[180], >=, 253);
  cairo_surface_destroy (surface);
}

static void
test_apply_inside_only (void)
{
  cairo_surface_t *surface = make_surface (10, 10);
  guint8 table[256];
  const guint32 *pixels;

  for (int i = 0; i < 256; i++)
    table[i] = (guint8) (255 - i);
  gw_canvas_adjust_apply (table, surface, 60, -5, 100, 10);
  pixels = (const guint32 *) (const void *) cairo_image_surface_get_data (surface);
  g_assert_cmphex (pixels[60] & 0xffffff, ==, 0xf5f5f5);
  g_assert_cmphex (pixels[59] & 0xffffff, ==, 0x0a0a0a);
  g_assert_cmphex (pixels[4 * 64 + 63] & 0xffffff, ==, 0xf5f5f5);
  g_assert_cmphex (pixels[5 * 64 + 63] & 0xffffff, ==, 0x0a0a0a);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/adjust/neutral-changes-nothing", test_neutral);
  g_test_add_func ("/adjust/tables-rise", test_tables_rise);
  g_test_add_func ("/adjust/directions", test_directions);
  g_test_add_func ("/adjust/finds-levels", test_levels);
  g_test_add_func ("/adjust/applies-inside-only", test_apply_inside_only);
  return g_test_run ();
}
