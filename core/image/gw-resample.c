/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-resample-private.h"

#include <string.h>

/* Weights of one axis sum to 2^12, so that a byte times both weights is
 * below 2^32.
 */
#define WEIGHT_BITS 12
#define WEIGHT_ONE (1u << WEIGHT_BITS)

/* Which source pixels a pixel of the result averages: n of them from first
 * on, weighted by weights[0 .. n - 1].
 */
typedef struct
{
  int first;
  int n;
  const guint16 *weights;
} Span;

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);

  return (const guint32 *) (const void *) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

static guint32 *
get_writable_row (cairo_surface_t *surface, int y)
{
  guint8 *data = cairo_image_surface_get_data (surface);

  return (guint32 *) (void *) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));
}

static cairo_surface_t *
new_like (cairo_surface_t *source, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (cairo_image_surface_get_format (source), width, height);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (surface);
      return NULL;
    }
  cairo_surface_flush (surface);

  return surface;
}

/* Two channels of a pixel at a time, in halves of 16 bits. */
static inline guint32
average_four (guint32 a, guint32 b, guint32 c, guint32 d)
{
  const guint32 mask = 0x00ff00ff;
  guint32 even = (a & mask) + (b & mask) + (c & mask) + (d & mask) + 0x00020002;
  guint32 odd = ((a >> 8) & mask) + ((b >> 8) & mask) + ((c >> 8) & mask) + ((d >> 8) & mask) + 0x00020002;

  return ((even >> 2) & mask) | (((odd >> 2) & mask) << 8);
}

static void
halve_row (const guint32 *restrict upper, const guint32 *restrict lower, guint32 *restrict to, int width)
{
  int n_pairs = width / 2;

  for (int x = 0; x < n_pairs; x++)
    to[x] = average_four (upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]);
  if (width % 2 != 0)
    to[n_pairs] = average_four (upper[width - 1], upper[width - 1], lower[width - 1], lower[width - 1]);
}

cairo_surface_t *
_gw_surface_halve (cairo_surface_t *source)
{
  int width = cairo_image_surface_get_width (source);
  int height = cairo_image_surface_get_height (source);
  cairo_surface_t *result = new_like (source, (width + 1) / 2, (height + 1) / 2);

  if (result == NULL)
    return NULL;
  for (int y = 0; y < (height + 1) / 2; y++)
    halve_row (get_row (source, 2 * y), get_row (source, MIN (2 * y + 1, height - 1)), get_writable_row (result, y),
               width);
  cairo_surface_mark_dirty (result);

  return result;
}

/* Spans of one axis. Positions are exact: pixel i of the result covers
 * [i * from, (i + 1) * from) in units of 1/to source pixels.
 */
static Span *
make_spans (int from, int to, guint16 **weights)
{
  gsize n_weights = (gsize) from + 2 * (gsize) to;
  Span *spans = g_new (Span, to);
  guint16 *next = g_new (guint16, n_weights);

  *weights = next;
  for (gint64 i = 0; i < to; i++)
    {
      gint64 start = i * from;
      gint64 end = start + from;
      int first = (int) (start / to);
      int last = (int) ((end - 1) / to);
      guint sum = 0;
      int largest = 0;

      for (int k = first; k <= last; k++)
        {
          gint64 covered = MIN (end, (gint64) (k + 1) * to) - MAX (start, (gint64) k * to);

          next[k - first] = (guint16) ((covered * WEIGHT_ONE + from / 2) / from);
          sum += next[k - first];
          if (next[k - first] > next[largest])
            largest = k - first;
        }
      next[largest] = (guint16) (next[largest] + WEIGHT_ONE - sum);
      spans[i] = (Span) { first, last - first + 1, next };
      next += last - first + 1;
    }

  return spans;
}

static void
add_weighted (guint32 *restrict sums, const guint8 *restrict bytes, gsize n, guint32 weight)
{
  for (gsize i = 0; i < n; i++)
    sums[i] += bytes[i] * weight;
}

static void
reduce_row (const guint32 *sums, const Span *spans, guint8 *to, int width)
{
  for (int x = 0; x < width; x++, to += 4)
    {
      const Span *span = &spans[x];
      const guint32 *from = sums + 4 * (gsize) span->first;
      guint32 total[4] = { 1u << 23, 1u << 23, 1u << 23, 1u << 23 };

      for (int k = 0; k < span->n; k++, from += 4)
        for (int c = 0; c < 4; c++)
          total[c] += from[c] * span->weights[k];
      for (int c = 0; c < 4; c++)
        to[c] = (guint8) (total[c] >> (2 * WEIGHT_BITS));
    }
}

cairo_surface_t *
_gw_surface_scale_down (cairo_surface_t *source, int width, int height)
{
  int from_width = cairo_image_surface_get_width (source);
  int from_height = cairo_image_surface_get_height (source);
  gsize n_sums = (gsize) from_width * 4;
  cairo_surface_t *result;
  g_autofree guint16 *column_weights = NULL;
  g_autofree guint16 *row_weights = NULL;
  g_autofree Span *columns = NULL;
  g_autofree Span *rows = NULL;
  g_autofree guint32 *sums = NULL;

  g_assert (width >= 1 && width <= from_width && height >= 1 && height <= from_height);

  result = new_like (source, width, height);
  if (result == NULL)
    return NULL;
  columns = make_spans (from_width, width, &column_weights);
  rows = make_spans (from_height, height, &row_weights);
  sums = g_new (guint32, n_sums);
  for (int y = 0; y < height; y++)
    {
      memset (sums, 0, n_sums * sizeof *sums);
      for (int k = 0; k < rows[y].n; k++)
        add_weighted (sums, (const guint8 *) get_row (source, rows[y].first + k), n_sums, rows[y].weights[k]);
      reduce_row (sums, columns, (guint8 *) get_writable_row (result, y), width);
    }
  cairo_surface_mark_dirty (result);

  return result;
}

gsize
_gw_surface_get_memory_size (cairo_surface_t *surface)
{
  return (gsize) cairo_image_surface_get_stride (surface) * (gsize) cairo_image_surface_get_height (surface);
}

gboolean
_gw_fit_size (int width, int height, int max_width, int max_height, int *fit_width, int *fit_height)
{
  gint64 w = width;
  gint64 h = height;

  if (width <= max_width && height <= max_height)
    return FALSE;

  if (w * max_height > h * max_width)
    {
      *fit_width = max_width;
      *fit_height = (int) MAX ((h * max_width + w / 2) / w, 1);
    }
  else
    {
      *fit_height = max_height;
      *fit_width = (int) MAX ((w * max_height + h / 2) / h, 1);
    }

  return TRUE;
}
