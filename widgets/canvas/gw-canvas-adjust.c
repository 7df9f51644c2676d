/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-adjust.h"

#include <math.h>

#define CUT_SHARE 0.005

gboolean
gw_canvas_adjust_is_neutral (const GwCanvasAdjust *self)
{
  return self->brightness == 0 && self->contrast == 0 && self->gamma == 1 && !self->auto_levels;
}

void
gw_canvas_adjust_make_table (const GwCanvasAdjust *self, guint8 low, guint8 high, guint8 table[256])
{
  /* Contrast turns the line about its middle, at most to a slope of 16. */
  double slope = self->contrast < 0 ? 1 + self->contrast : 1 / MAX (1 - self->contrast, 1.0 / 16);
  double span = MAX (high - low, 1);

  for (int i = 0; i < 256; i++)
    {
      double value = CLAMP ((i - low) / span, 0, 1);

      value = pow (value, 1 / CLAMP (self->gamma, 0.2, 5));
      value = (value - 0.5) * slope + 0.5 + self->brightness;
      table[i] = (guint8) (CLAMP (value, 0, 1) * 255 + 0.5);
    }
}

static void
count_values (cairo_surface_t *surface, guint counts[256])
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *row = (const guint32 *) (const void *) (data + (gsize) y * stride);

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        {
          counts[(row[x] >> 16) & 0xff]++;
          counts[(row[x] >> 8) & 0xff]++;
          counts[row[x] & 0xff]++;
        }
    }
}

void
gw_canvas_adjust_find_levels (GwPyramid *pyramid, guint8 *low, guint8 *high)
{
  guint counts[256] = { 0 };
  double scale_x, scale_y;
  cairo_surface_t *surface = gw_pyramid_pick (pyramid, 1e-3, &scale_x, &scale_y);
  guint64 n, cut, sum = 0;
  int i;

  count_values (surface, counts);
  n = 3 * (guint64) cairo_image_surface_get_width (surface) * cairo_image_surface_get_height (surface);
  cut = (guint64) (n * CUT_SHARE);

  for (i = 0; i < 255 && sum + counts[i] <= cut; i++)
    sum += counts[i];
  *low = (guint8) i;

  sum = 0;
  for (i = 255; i > *low && sum + counts[i] <= cut; i--)
    sum += counts[i];
  *high = (guint8) i;
}

void
gw_canvas_adjust_apply (const guint8 table[256], cairo_surface_t *surface, int x, int y, int width, int height)
{
  guint8 *data;
  int stride = cairo_image_surface_get_stride (surface);
  int x1 = MIN (x + width, cairo_image_surface_get_width (surface));
  int y1 = MIN (y + height, cairo_image_surface_get_height (surface));

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int row = MAX (y, 0); row < y1; row++)
    {
      guint32 *pixels = (guint32 *) (void *) (data + (gsize) row * stride);

      for (int i = MAX (x, 0); i < x1; i++)
        {
          guint32 p = pixels[i];

          pixels[i] = (p & 0xff000000) | ((guint32) table[(p >> 16) & 0xff] << 16)
                      | ((guint32) table[(p >> 8) & 0xff] << 8) | table[p & 0xff];
        }
    }
  cairo_surface_mark_dirty (surface);
}
