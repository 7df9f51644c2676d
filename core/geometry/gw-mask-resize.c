/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask.h"

#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

/* One axis of a stretch: whole pixels from ... from + from_size - 1 go to
 * to ... to + to_size - 1.
 */
typedef struct
{
  int64_t from;
  int64_t from_size;
  int64_t to;
  int64_t to_size;
} Axis;

typedef struct
{
  int64_t from;
  int64_t to;
} Interval;

typedef struct
{
  Axis x;
  Axis y;
  GwMaskBuilder builder;
  Interval *intervals; /* of the row being gathered, already stretched */
  size_t n_intervals;
  size_t capacity;
  int64_t row; /* the old row that they come from */
} Stretcher;

/* The first new pixel whose centre lies in the old pixel `old` or after it:
 * the least i with (2i + 1) * from_size >= 2 * to_size * old. Both sizes are
 * below 2^31, so nothing overflows.
 */
static int64_t
axis_first (const Axis *axis, int64_t old)
{
  int64_t numerator, denominator = 2 * axis->from_size;

  old -= axis->from;
  old = old < 0 ? 0 : old > axis->from_size ? axis->from_size : old;
  numerator = 2 * axis->to_size * old - axis->from_size;
  if (numerator <= 0)
    return axis->to;
  return axis->to + numerator / denominator + (numerator % denominator != 0);
}

/* Writes the gathered row as often as new rows take from it. */
static void
stretcher_flush (Stretcher *stretcher)
{
  int64_t first = axis_first (&stretcher->y, stretcher->row);
  int64_t end = axis_first (&stretcher->y, stretcher->row + 1);
  int64_t height = stretcher->builder.image_height;

  first = first < 0 ? 0 : first;
  end = end > height ? height : end;
  for (int64_t row = first; row < end && stretcher->builder.status == GW_STATUS_OK; row++)
    for (size_t i = 0; i < stretcher->n_intervals; i++)
      _gw_mask_builder_add_row (&stretcher->builder, row, stretcher->intervals[i].from, stretcher->intervals[i].to);
  stretcher->n_intervals = 0;
}

static gw_status
stretcher_add (Stretcher *stretcher, const GwRowPiece *piece)
{
  Interval interval = { axis_first (&stretcher->x, piece->from), axis_first (&stretcher->x, piece->to) };
  void *intervals = stretcher->intervals;
  gw_status status;

  if (interval.from >= interval.to)
    return GW_STATUS_OK;
  status = _gw_array_grow (&intervals, &stretcher->capacity, stretcher->n_intervals, sizeof (Interval));
  stretcher->intervals = intervals;
  if (status == GW_STATUS_OK)
    stretcher->intervals[stretcher->n_intervals++] = interval;
  return status;
}

static gw_status
stretch (const GwMask *mask, Axis x, Axis y, int32_t image_width, int32_t image_height, GwMask *result)
{
  Stretcher stretcher = { x, y, { 0, 0, NULL, 0, 0, GW_STATUS_OK }, NULL, 0, 0, -1 };
  GwSpanReader reader = { mask, 0, 0, 0 };
  GwSpan span;
  GwRowPiece piece;
  gw_status status = GW_STATUS_OK;

  _gw_mask_builder_init (&stretcher.builder, image_width, image_height);
  while (status == GW_STATUS_OK && _gw_span_reader_next (&reader, &span))
    while (status == GW_STATUS_OK && _gw_span_take_row (&span, (uint32_t) mask->image_width, &piece))
      {
        if (piece.row != stretcher.row)
          stretcher_flush (&stretcher);
        stretcher.row = piece.row;
        status = stretcher_add (&stretcher, &piece);
      }
  stretcher_flush (&stretcher);
  free (stretcher.intervals);

  if (status != GW_STATUS_OK)
    {
      _gw_mask_builder_clear (&stretcher.builder);
      return status;
    }
  return _gw_mask_builder_finish (&stretcher.builder, result);
}

gw_status
gw_mask_resize (const GwMask *mask, int32_t image_width, int32_t image_height, GwMask *result)
{
  Axis x = { 0, mask->image_width, 0, image_width };
  Axis y = { 0, mask->image_height, 0, image_height };
  gw_status status = _gw_image_size_check (image_width, image_height);

  if (status != GW_STATUS_OK)
    return status;
  if (mask->n_runs == 0 || image_width == 0 || image_height == 0)
    return gw_mask_init_empty (image_width, image_height, result);
  return stretch (mask, x, y, image_width, image_height, result);
}

gw_status
gw_mask_stretch (const GwMask *mask, int32_t from_x, int32_t from_y, int32_t from_width, int32_t from_height,
                 int32_t to_x, int32_t to_y, int32_t to_width, int32_t to_height, GwMask *result)
{
  Axis x = { from_x, from_width, to_x, to_width };
  Axis y = { from_y, from_height, to_y, to_height };

  if (from_width <= 0 || from_height <= 0 || to_width <= 0 || to_height <= 0)
    return GW_STATUS_INVALID;
  return stretch (mask, x, y, mask->image_width, mask->image_height, result);
}
