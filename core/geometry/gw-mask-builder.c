/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

gw_status
_gw_image_size_check (int32_t width, int32_t height)
{
  if (width < 0 || height < 0)
    return GW_STATUS_INVALID;
  if (width > GW_MASK_MAX_SIDE || height > GW_MASK_MAX_SIDE
      || (uint64_t) width * (uint64_t) height > GW_MASK_MAX_PIXELS)
    return GW_STATUS_TOO_LARGE;
  return GW_STATUS_OK;
}

bool
_gw_span_reader_next (GwSpanReader *reader, GwSpan *span)
{
  const GwMask *mask = reader->mask;
  uint64_t width = (uint64_t) mask->width;
  uint64_t image_width = (uint64_t) mask->image_width;
  uint64_t start, length, row, column, image_start;

  if (reader->left == 0)
    {
      if (mask->n_runs < 2 || reader->next_run > mask->n_runs - 2)
        return false;
      reader->left = mask->runs[reader->next_run + 1];
      reader->position += (uint64_t) mask->runs[reader->next_run] + reader->left;
      reader->next_run += 2;
    }

  start = reader->position - reader->left;
  row = start / width;
  column = start - row * width;
  length = reader->left;
  if (width != image_width && length > width - column)
    length = width - column;

  image_start = ((uint64_t) mask->y + row) * image_width + (uint64_t) mask->x + column;
  span->start = (uint32_t) image_start;
  span->end = (uint32_t) (image_start + length);
  reader->left -= length;
  return true;
}

void
_gw_mask_builder_init (GwMaskBuilder *builder, int32_t image_width, int32_t image_height)
{
  *builder = (GwMaskBuilder) { image_width, image_height, NULL, 0, 0, GW_STATUS_OK };
  builder->status = _gw_image_size_check (image_width, image_height);
}

void
_gw_mask_builder_add (GwMaskBuilder *builder, uint32_t start, uint32_t end)
{
  if (builder->status != GW_STATUS_OK || start >= end)
    return;

  if (builder->n_spans > 0 && builder->spans[builder->n_spans - 1].end == start)
    {
      builder->spans[builder->n_spans - 1].end = end;
      return;
    }
  if (builder->n_spans >= GW_MASK_MAX_RUNS / 2)
    {
      builder->status = GW_STATUS_TOO_LARGE;
      return;
    }
  if (builder->n_spans == builder->capacity)
    {
      void *spans = builder->spans;

      builder->status = _gw_array_grow (&spans, &builder->capacity, builder->n_spans, sizeof (GwSpan));
      builder->spans = spans;
      if (builder->status != GW_STATUS_OK)
        return;
    }
  builder->spans[builder->n_spans++] = (GwSpan) { start, end };
}

void
_gw_mask_builder_add_row (GwMaskBuilder *builder, int64_t y, int64_t x0, int64_t x1)
{
  int64_t width = builder->image_width;

  if (y < 0 || y >= builder->image_height)
    return;
  x0 = x0 < 0 ? 0 : x0;
  x1 = x1 > width ? width : x1;
  if (x0 < x1 && builder->status == GW_STATUS_OK)
    _gw_mask_builder_add (builder, (uint32_t) (y * width + x0), (uint32_t) (y * width + x1));
}

/* The tight rectangle of all spans, of which there is at least one. A span
 * over the end of a row holds both the last and the first column.
 */
static void
builder_bounds (const GwMaskBuilder *builder, GwMask *mask)
{
  uint32_t width = (uint32_t) builder->image_width;
  uint32_t top = builder->spans[0].start / width;
  uint32_t bottom = (builder->spans[builder->n_spans - 1].end - 1) / width;
  uint32_t left = width, right = 0;

  for (size_t i = 0; i < builder->n_spans && (left > 0 || right < width); i++)
    {
      uint32_t row = builder->spans[i].start / width;
      uint32_t first = builder->spans[i].start - row * width;
      uint64_t last = (uint64_t) builder->spans[i].end - (uint64_t) row * width;

      if (last > width)
        {
          left = 0;
          right = width;
          break;
        }
      left = first < left ? first : left;
      right = last > right ? (uint32_t) last : right;
    }

  mask->x = (int32_t) left;
  mask->y = (int32_t) top;
  mask->width = (int32_t) (right - left);
  mask->height = (int32_t) (bottom - top + 1);
}

/* Writes the runs inside the rectangle; returns how many. Spans that touch
 * there, from the end of one row to the start of the next, become one.
 */
static size_t
builder_write_runs (const GwMaskBuilder *builder, const GwMask *mask, uint32_t *runs)
{
  uint64_t image_width = (uint64_t) mask->image_width;
  uint64_t width = (uint64_t) mask->width;
  uint64_t position = 0;
  size_t n_runs = 0;

  for (size_t i = 0; i < builder->n_spans; i++)
    {
      uint64_t row = builder->spans[i].start / image_width;
      uint64_t column = builder->spans[i].start - row * image_width;
      uint64_t start = (row - (uint64_t) mask->y) * width + column - (uint64_t) mask->x;
      uint32_t length = builder->spans[i].end - builder->spans[i].start;

      if (i > 0 && start == position)
        runs[n_runs - 1] += length;
      else
        {
          runs[n_runs++] = (uint32_t) (start - position);
          runs[n_runs++] = length;
        }
      position = start + length;
    }
  if (position < width * (uint64_t) mask->height)
    runs[n_runs++] = (uint32_t) (width * (uint64_t) mask->height - position);
  return n_runs;
}

gw_status
_gw_mask_builder_finish (GwMaskBuilder *builder, GwMask *mask)
{
  gw_status status = builder->status;
  GwMask made = GW_MASK_INIT;
  uint32_t *runs = NULL;

  if (status == GW_STATUS_OK)
    status = gw_mask_init_empty (builder->image_width, builder->image_height, &made);
  if (status != GW_STATUS_OK || builder->n_spans == 0)
    goto out;

  runs = _gw_array_new (builder->n_spans * 2 + 1, sizeof (uint32_t));
  if (runs == NULL)
    {
      status = GW_STATUS_NO_MEMORY;
      goto out;
    }
  builder_bounds (builder, &made);
  made.n_runs = builder_write_runs (builder, &made, runs);
  made.runs = realloc (runs, made.n_runs * sizeof (uint32_t));
  if (made.runs == NULL)
    made.runs = runs;

out:
  _gw_mask_builder_clear (builder);
  if (status == GW_STATUS_OK)
    *mask = made;
  return status;
}

void
_gw_mask_builder_clear (GwMaskBuilder *builder)
{
  free (builder->spans);
  builder->spans = NULL;
  builder->n_spans = 0;
  builder->capacity = 0;
}

/* Adds the pixels start ... end-1 of a rectangle, counted row by row, that lie in the image. */
static void
builder_add_run (GwMaskBuilder *builder, int64_t x, int64_t y, int64_t width, int64_t start, int64_t end)
{
  int64_t first = start / width;
  int64_t last = (end - 1) / width;

  first = y + first < 0 ? -y : first;
  last = y + last >= builder->image_height ? builder->image_height - 1 - y : last;
  for (int64_t row = first; row <= last; row++)
    {
      const int64_t begin = row * width;
      const int64_t from = start > begin ? start - begin : 0;
      const int64_t to = end < begin + width ? end - begin : width;

      _gw_mask_builder_add_row (builder, y + row, x + from, x + to);
    }
}

gw_status
gw_mask_from_runs (int32_t image_width, int32_t image_height, int32_t x, int32_t y, int32_t width, int32_t height,
                   const uint32_t *runs, size_t n_runs, GwMask *mask)
{
  GwMaskBuilder builder;
  gw_status status = _gw_image_size_check (width, height);
  const uint64_t n_pixels = status == GW_STATUS_OK ? (uint64_t) width * (uint64_t) height : 0;
  uint64_t sum = 0;

  if (status != GW_STATUS_OK)
    return status;
  for (size_t i = 0; i < n_runs && sum <= n_pixels; i++)
    sum += runs[i];
  if (sum != n_pixels)
    return GW_STATUS_INVALID;

  _gw_mask_builder_init (&builder, image_width, image_height);
  sum = 0;
  for (size_t i = 0; i < n_runs; i++)
    {
      if (i % 2 == 1 && runs[i] > 0)
        builder_add_run (&builder, x, y, width, (int64_t) sum, (int64_t) (sum + runs[i]));
      sum += runs[i];
    }
  return _gw_mask_builder_finish (&builder, mask);
}
