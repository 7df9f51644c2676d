/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-halo.h"

#include <string.h>

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return (const guint32 *) (const void *) (data + (gsize) y * cairo_image_surface_get_stride (surface));
}

/* The largest alpha within reach to the left and right of each pixel. FALSE,
 * with nothing written, where the row is empty.
 */
static gboolean
spread_row (const guint32 *lines, guint8 *out, int width, int reach)
{
  guint32 any = 0;

  for (int x = 0; x < width + 2 * reach; x++)
    any |= lines[x];
  if (any == 0)
    return FALSE;

  for (int x = 0; x < width; x++)
    {
      guint8 most = 0;

      for (int d = 0; d <= 2 * reach; d++)
        most = MAX (most, (guint8) (lines[x + d] >> 24));
      out[x] = most;
    }
  return TRUE;
}

static inline guint32
multiply (guint32 pixel, guint by)
{
  /* Two channels at a time; by / 256 with 256 for a whole. */
  guint32 rb = ((pixel & 0xff00ff) * by) >> 8, g = ((pixel & 0x00ff00) * by) >> 8;

  return (rb & 0xff00ff) | (g & 0x00ff00);
}

static void
paint_row (guint32 *picture, const guint32 *lines, const guint8 *edge, int width)
{
  for (int x = 0; x < width; x++)
    {
      guint alpha;

      if (edge[x] == 0)
        continue;
      alpha = lines[x] >> 24;
      picture[x] = multiply (picture[x], 256 - (edge[x] + 1u) / 2);
      if (alpha > 0)
        picture[x] = multiply (picture[x], 255 - alpha) + (lines[x] & 0xffffff);
    }
}

void
gw_canvas_halo_paint (cairo_surface_t *picture, cairo_surface_t *lines, int reach)
{
  int width = cairo_image_surface_get_width (picture), height = cairo_image_surface_get_height (picture);
  int rows = height + 2 * reach;
  g_autofree guint8 *spread = NULL;
  g_autofree guint8 *edge = NULL;
  g_autofree guint8 *filled = NULL; /* whether a row has anything */

  g_return_if_fail (cairo_image_surface_get_width (lines) == width + 2 * reach);
  g_return_if_fail (cairo_image_surface_get_height (lines) == rows);

  cairo_surface_flush (picture);
  cairo_surface_flush (lines);
  spread = g_malloc0 ((gsize) width * rows);
  edge = g_malloc ((gsize) width);
  filled = g_malloc ((gsize) rows);
  for (int y = 0; y < rows; y++)
    filled[y] = spread_row (get_row (lines, y), spread + (gsize) y * width, width, reach);

  for (int y = 0; y < height; y++)
    {
      gboolean any = FALSE;

      for (int d = 0; d <= 2 * reach; d++)
        any |= filled[y + d];
      if (!any)
        continue;

      memcpy (edge, spread + (gsize) y * width, (gsize) width);
      for (int d = 1; d <= 2 * reach; d++)
        for (int x = 0; x < width; x++)
          edge[x] = MAX (edge[x], spread[(gsize) (y + d) * width + x]);
      paint_row ((guint32 *) get_row (picture, y), get_row (lines, y + reach) + reach, edge, width);
    }
  cairo_surface_mark_dirty (picture);
}
