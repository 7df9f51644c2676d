/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-row-sink-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gw-decode.h"
#include "gw-error.h"

/* Rows that are turned together: 16 pixels are one cache line of the
 * column they become.
 */
#define BATCH_ROWS 16
#define MAX_SHIFT 11 /* sums of 2^22 bytes stay below 2^32 */

#define GREY 0xff808080u

int
_gw_row_sink_choose_shift (int width, int height, int min_side)
{
  int longer = MAX (width, height);
  int shift = 0;

  while (shift < MAX_SHIFT)
    {
      int next = (int) (((gint64) longer + ((gint64) 2 << shift) - 1) >> (shift + 1));
      int now = (int) (((gint64) longer + ((gint64) 1 << shift) - 1) >> shift);

      if (now <= GW_DECODE_MAX_SURFACE_SIDE && (min_side <= 0 || next < min_side))
        break;
      shift++;
    }

  return shift;
}

gboolean
_gw_row_sink_init (GwRowSink *self, int width, int height, int orientation, int shift, gboolean alpha, GError **error)
{
  gboolean turned = orientation >= 5;

  memset (self, 0, sizeof *self);
  self->width = width;
  self->height = height;
  self->orientation = orientation;
  self->shift = shift;
  self->alpha = alpha;
  self->out_width = (width + (1 << shift) - 1) >> shift;
  self->out_height = (height + (1 << shift) - 1) >> shift;
  self->surface = cairo_image_surface_create (alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24,
                                              turned ? self->out_height : self->out_width,
                                              turned ? self->out_width : self->out_height);
  self->pixels = cairo_image_surface_get_data (self->surface);
  if (cairo_surface_status (self->surface) != CAIRO_STATUS_SUCCESS || self->pixels == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There is not enough memory for a picture of %d × %d pixels."),
                   width, height);
      _gw_row_sink_clear (self);
      return FALSE;
    }
  self->stride = (gsize) cairo_image_surface_get_stride (self->surface);
  cairo_surface_flush (self->surface);

  if (!_gw_row_sink_is_direct (self))
    self->row = g_new (guint32, width);
  if (shift > 0)
    self->sums = g_new0 (guint32, (gsize) self->out_width * 4);
  if (turned)
    self->batch = g_new (guint32, (gsize) self->out_width * BATCH_ROWS);

  return TRUE;
}

void
_gw_row_sink_clear (GwRowSink *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_pointer (&self->row, g_free);
  g_clear_pointer (&self->sums, g_free);
  g_clear_pointer (&self->batch, g_free);
}

gboolean
_gw_row_sink_is_direct (const GwRowSink *self)
{
  return self->orientation == 1 && self->shift == 0;
}

guint32 *
_gw_row_sink_get_row (const GwRowSink *self, int y)
{
  return (guint32 *) (void *) (self->pixels + (gsize) y * self->stride);
}

guint32 *
_gw_row_sink_begin_row (GwRowSink *self)
{
  g_assert (self->next_row < self->height);

  return self->row != NULL ? self->row : _gw_row_sink_get_row (self, self->next_row);
}

static void
copy_reversed (guint32 *to, const guint32 *from, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = from[n - 1 - i];
}

/* Writes the batched rows as columns. Row y becomes column y of a picture
 * turned or mirrored over the diagonal (5, 8), or column height - 1 - y
 * (6, 7); its first pixel is at the top for 5 and 6, at the bottom for 7
 * and 8.
 */
static void
flush_batch (GwRowSink *self)
{
  int n = self->n_batched;
  int first = self->next_out_row - n;
  gboolean from_right = self->orientation == 6 || self->orientation == 7;
  gboolean from_bottom = self->orientation == 7 || self->orientation == 8;

  for (int x = 0; x < self->out_width; x++)
    {
      guint32 *to = _gw_row_sink_get_row (self, from_bottom ? self->out_width - 1 - x : x);

      if (from_right)
        for (int i = 0; i < n; i++)
          to[self->out_height - 1 - first - i] = self->batch[(gsize) i * (gsize) self->out_width + (gsize) x];
      else
        for (int i = 0; i < n; i++)
          to[first + i] = self->batch[(gsize) i * (gsize) self->out_width + (gsize) x];
    }
  self->n_batched = 0;
}

static void
put_out_row (GwRowSink *self, const guint32 *row)
{
  int y = self->next_out_row++;
  gsize n_bytes = (gsize) self->out_width * sizeof *row;

  switch (self->orientation)
    {
    case 2:
      copy_reversed (_gw_row_sink_get_row (self, y), row, self->out_width);
      break;
    case 3:
      copy_reversed (_gw_row_sink_get_row (self, self->out_height - 1 - y), row, self->out_width);
      break;
    case 4:
      memcpy (_gw_row_sink_get_row (self, self->out_height - 1 - y), row, n_bytes);
      break;
    case 5:
    case 6:
    case 7:
    case 8:
      memcpy (self->batch + (gsize) self->n_batched++ * (gsize) self->out_width, row, n_bytes);
      if (self->n_batched == BATCH_ROWS || self->next_out_row == self->out_height)
        flush_batch (self);
      break;
    default:
      memcpy (_gw_row_sink_get_row (self, y), row, n_bytes);
      break;
    }
}

static void
add_to_sums (GwRowSink *self)
{
  guint32 *sums = self->sums;
  const guint32 *row = self->row;

  for (int x = 0; x < self->width; x++)
    {
      guint32 pixel = row[x];
      guint32 *sum = sums + 4 * (gsize) (x >> self->shift);

      sum[0] += pixel & 0xff;
      sum[1] += (pixel >> 8) & 0xff;
      sum[2] += (pixel >> 16) & 0xff;
      sum[3] += pixel >> 24;
    }
}

/* Turns the sums over the last rows of a block into a row; blocks at the
 * right and bottom edge may be smaller.
 */
static void
put_averaged_row (GwRowSink *self)
{
  int block = 1 << self->shift;
  int n_rows = ((self->next_row - 1) & (block - 1)) + 1;

  for (int x = 0; x < self->out_width; x++)
    {
      guint32 n = (guint32) (MIN (block, self->width - (x << self->shift)) * n_rows);
      guint32 *sum = self->sums + 4 * (gsize) x;

      self->row[x] = ((sum[0] + n / 2) / n) | (((sum[1] + n / 2) / n) << 8) | (((sum[2] + n / 2) / n) << 16)
                     | (((sum[3] + n / 2) / n) << 24);
    }
  memset (self->sums, 0, (gsize) self->out_width * 4 * sizeof *self->sums);
  put_out_row (self, self->row);
}

void
_gw_row_sink_end_row (GwRowSink *self)
{
  self->next_row++;
  if (_gw_row_sink_is_direct (self))
    return;
  if (self->shift == 0)
    {
      put_out_row (self, self->row);
      return;
    }
  add_to_sums (self);
  if (self->next_row == self->height || (self->next_row & ((1 << self->shift) - 1)) == 0)
    put_averaged_row (self);
}

void
_gw_row_sink_fill_rest (GwRowSink *self)
{
  while (self->next_row < self->height)
    {
      guint32 *row = _gw_row_sink_begin_row (self);

      for (int x = 0; x < self->width; x++)
        row[x] = GREY;
      _gw_row_sink_end_row (self);
    }
}

cairo_surface_t *
_gw_row_sink_finish (GwRowSink *self)
{
  cairo_surface_mark_dirty (self->surface);

  return g_steal_pointer (&self->surface);
}
