/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-luminance.h"

#include <math.h>

#include "gw-pixel-private.h"

#define LOBES 3.0

/* --- the filter ------------------------------------------------------------------- */

static double
sinc (double x)
{
  return x == 0 ? 1 : sin (G_PI * x) / (G_PI * x);
}

static double
lanczos (double x)
{
  return fabs (x) < LOBES ? sinc (x) * sinc (x / LOBES) : 0;
}

/* What a pixel of the result takes from a row or column of the source. */
typedef struct
{
  int first;
  int n;
  double *weights; /* n, which add up to 1 */
} Span;

static void
fill_span (Span *span, int place, int from, int to)
{
  double scale = (double) from / to;
  double widening = MAX (scale, 1);
  double center = (place + 0.5) * scale;
  double support = LOBES * widening;
  int last = MIN (from, (int) (center + support + 0.5));
  double sum = 0;

  span->first = MAX (0, (int) (center - support + 0.5));
  span->n = MAX (last - span->first, 0);
  for (int i = 0; i < span->n; i++)
    {
      span->weights[i] = lanczos ((span->first + i - center + 0.5) / widening);
      sum += span->weights[i];
    }
  for (int i = 0; i < span->n && sum != 0; i++)
    span->weights[i] /= sum;
}

/* The most source pixels that one pixel of the result takes. */
static gsize
span_room (int from, int to)
{
  return (gsize) ceil (LOBES * MAX ((double) from / to, 1)) * 2 + 2;
}

static guint8
to_byte (double value)
{
  return (guint8) CLAMP (value + 0.5, 0, 255);
}

/* --- the picture --------------------------------------------------------------------- */

/* Every row of the source, shrunk to the width. */
static void
shrink_across (cairo_surface_t *surface, int width, guint8 *row, guint8 *shrunk)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  int from = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gboolean transparent = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  gsize room = span_room (from, width);
  g_autofree Span *spans = g_new (Span, width);
  g_autofree double *weights = g_new (double, (gsize) width *room);

  for (int x = 0; x < width; x++)
    {
      spans[x].weights = weights + (gsize) x * room;
      fill_span (&spans[x], x, from, width);
    }
  for (int y = 0; y < height; y++)
    {
      const guint32 *pixels = (const guint32 *) (gconstpointer) (data + (gsize) y * (gsize) stride);

      for (int x = 0; x < from; x++)
        row[x] = _gw_color_get_luminance (_gw_pixel_get_color (pixels[x], transparent));
      for (int x = 0; x < width; x++)
        {
          double sum = 0;

          for (int i = 0; i < spans[x].n; i++)
            sum += spans[x].weights[i] * row[spans[x].first + i];
          shrunk[(gsize) y * (gsize) width + (gsize) x] = to_byte (sum);
        }
    }
}

static void
shrink_down (const guint8 *shrunk, int from, int width, int height, guint8 *luminance)
{
  g_autofree double *weights = g_new (double, span_room (from, height));
  Span span = { .weights = weights };

  for (int y = 0; y < height; y++)
    {
      fill_span (&span, y, from, height);
      for (int x = 0; x < width; x++)
        {
          double sum = 0;

          for (int i = 0; i < span.n; i++)
            sum += span.weights[i] * shrunk[(gsize) (span.first + i) * (gsize) width + (gsize) x];
          luminance[y * width + x] = to_byte (sum);
        }
    }
}

gboolean
gw_luminance_shrink (cairo_surface_t *surface, int width, int height, guint8 *luminance)
{
  g_autofree guint8 *row = NULL;
  g_autofree guint8 *shrunk = NULL;
  int from_width, from_height;

  g_return_val_if_fail (surface != NULL, FALSE);
  g_return_val_if_fail (width > 0 && height > 0, FALSE);

  cairo_surface_flush (surface);
  from_width = cairo_image_surface_get_width (surface);
  from_height = cairo_image_surface_get_height (surface);
  if (from_width <= 0 || from_height <= 0 || cairo_image_surface_get_data (surface) == NULL)
    return FALSE;
  row = g_try_malloc ((gsize) from_width);
  shrunk = g_try_malloc_n ((gsize) from_height, (gsize) width);
  if (row == NULL || shrunk == NULL)
    return FALSE;

  shrink_across (surface, width, row, shrunk);
  shrink_down (shrunk, from_height, width, height, luminance);

  return TRUE;
}
