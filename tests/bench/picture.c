/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "picture.h"

#include <math.h>

#include "gw-random.h"

static void
add_noise (cairo_surface_t *surface, gw_random *random)
{
  guint8 *data = cairo_image_surface_get_data (surface);
  gsize n = (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface);

  cairo_surface_flush (surface);
  for (gsize i = 0; i < n; i++)
    {
      int value = data[i] + (int) gw_random_below (random, 21) - 10;

      data[i] = (guint8) CLAMP (value, 0, 255);
    }
  cairo_surface_mark_dirty (surface);
}

static double
draw_unit (gw_random *random)
{
  return (double) gw_random_below (random, 10000) / 10000.0;
}

cairo_surface_t *
picture_draw (int width, int height, guint seed)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  gw_random random;

  gw_random_init (&random, seed);
  for (int i = 0; i < 1500; i++)
    {
      double x = draw_unit (&random) * width;
      double y = draw_unit (&random) * height;
      double r = (0.005 + 0.1 * pow (draw_unit (&random), 3)) * width;
      cairo_pattern_t *pattern = cairo_pattern_create_radial (x, y, 0, x, y, r);

      cairo_pattern_add_color_stop_rgb (pattern, 0, draw_unit (&random), draw_unit (&random), draw_unit (&random));
      cairo_pattern_add_color_stop_rgb (pattern, 1, draw_unit (&random), draw_unit (&random), draw_unit (&random));
      cairo_set_source (cr, pattern);
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      cairo_fill (cr);
      cairo_pattern_destroy (pattern);
    }
  cairo_destroy (cr);
  add_noise (surface, &random);

  return surface;
}
