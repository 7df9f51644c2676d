/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-rle.h"

#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-rle-private.h"

bool
_gw_rle_reader_next (GwRleReader *reader, GwSpan *span)
{
  const GwRle *rle = reader->rle;
  uint64_t start, end;

  /* Runs of 0 may lie between; what they do not part is one span. */
  do
    {
      if (reader->next + 1 >= rle->n_counts)
        return false;
      start = reader->position + rle->counts[reader->next];
      end = start + rle->counts[reader->next + 1];
      reader->position = end;
      reader->next += 2;
    }
  while (start == end);

  while (reader->next + 1 < rle->n_counts && rle->counts[reader->next] == 0)
    {
      end += rle->counts[reader->next + 1];
      reader->position = end;
      reader->next += 2;
    }
  span->start = (uint32_t) start;
  span->end = (uint32_t) end;
  return true;
}

void
_gw_rle_builder_init (GwRleBuilder *builder, int32_t height, int32_t width)
{
  *builder = (GwRleBuilder) { height, width, NULL, 0, 0, 0, GW_STATUS_OK };
  builder->status = _gw_image_size_check (width, height);
}

static void
builder_append (GwRleBuilder *builder, uint64_t count)
{
  void *counts = builder->counts;

  if (builder->status == GW_STATUS_OK && builder->n_counts >= GW_RLE_MAX_COUNTS)
    builder->status = GW_STATUS_TOO_LARGE;
  if (builder->status == GW_STATUS_OK)
    builder->status = _gw_array_grow (&counts, &builder->capacity, builder->n_counts, sizeof (uint32_t));
  builder->counts = counts;
  if (builder->status == GW_STATUS_OK)
    builder->counts[builder->n_counts++] = (uint32_t) count;
}

void
_gw_rle_builder_add (GwRleBuilder *builder, uint64_t start, uint64_t end)
{
  if (builder->status != GW_STATUS_OK || start >= end)
    return;

  if (builder->n_counts > 0 && start == builder->position)
    builder->counts[builder->n_counts - 1] += (uint32_t) (end - start);
  else
    {
      builder_append (builder, start - builder->position);
      builder_append (builder, end - start);
    }
  builder->position = end;
}

gw_status
_gw_rle_builder_finish (GwRleBuilder *builder, GwRle *rle)
{
  uint64_t pixels = (uint64_t) builder->height * (uint64_t) builder->width;
  uint32_t *trimmed;

  if (builder->status == GW_STATUS_OK && (builder->position < pixels || builder->n_counts == 0))
    builder_append (builder, pixels - builder->position);
  if (builder->status != GW_STATUS_OK)
    {
      free (builder->counts);
      builder->counts = NULL;
      return builder->status;
    }

  trimmed = realloc (builder->counts, builder->n_counts * sizeof (uint32_t));
  *rle = (GwRle) { builder->height, builder->width, trimmed != NULL ? trimmed : builder->counts, builder->n_counts };
  builder->counts = NULL;
  return GW_STATUS_OK;
}

gw_status
gw_rle_init (int32_t height, int32_t width, const int64_t *counts, size_t n_counts, GwRle *rle)
{
  gw_status status = _gw_image_size_check (width, height);
  GwRle made = { height, width, NULL, n_counts };

  if (status != GW_STATUS_OK)
    return status;
  if (n_counts > GW_RLE_MAX_COUNTS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n_counts; i++)
    if (counts[i] < 0 || counts[i] > UINT32_MAX)
      return GW_STATUS_INVALID;

  made.counts = _gw_array_new (n_counts, sizeof (uint32_t));
  if (made.counts == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < n_counts; i++)
    made.counts[i] = (uint32_t) counts[i];

  status = gw_rle_validate (&made);
  if (status == GW_STATUS_OK)
    *rle = made;
  else
    free (made.counts);
  return status;
}

gw_status
gw_rle_from_columns (int32_t height, int32_t width, const uint8_t *pixels, GwRle *rle)
{
  GwRleBuilder builder;
  int64_t n, from;

  _gw_rle_builder_init (&builder, height, width);
  n = builder.status == GW_STATUS_OK ? (int64_t) height * width : 0;
  if ((uint64_t) n > SIZE_MAX)
    return GW_STATUS_TOO_LARGE;

  from = _gw_next_set (pixels, 0, n);
  while (from < n && builder.status == GW_STATUS_OK)
    {
      int64_t to = _gw_next_clear (pixels, from, n);

      _gw_rle_builder_add (&builder, (uint64_t) from, (uint64_t) to);
      from = _gw_next_set (pixels, to, n);
    }
  return _gw_rle_builder_finish (&builder, rle);
}

void
gw_rle_to_columns (const GwRle *rle, uint8_t *pixels)
{
  for (size_t i = 0; i < rle->n_counts; i++)
    {
      memset (pixels, (int) (i % 2), rle->counts[i]);
      pixels += rle->counts[i];
    }
}

gw_status
gw_rle_copy (const GwRle *source, GwRle *copy)
{
  uint32_t *counts = _gw_array_new (source->n_counts, sizeof (uint32_t));

  if (counts == NULL)
    return GW_STATUS_NO_MEMORY;
  if (source->n_counts > 0)
    memcpy (counts, source->counts, source->n_counts * sizeof (uint32_t));
  *copy = *source;
  copy->counts = counts;
  return GW_STATUS_OK;
}

void
gw_rle_clear (GwRle *rle)
{
  if (rle == NULL)
    return;
  free (rle->counts);
  *rle = (GwRle) GW_RLE_INIT;
}

gw_status
gw_rle_validate (const GwRle *rle)
{
  gw_status status = _gw_image_size_check (rle->width, rle->height);
  uint64_t sum = 0;

  if (status != GW_STATUS_OK)
    return status;
  if (rle->n_counts > GW_RLE_MAX_COUNTS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < rle->n_counts; i++)
    sum += rle->counts[i];
  return sum == (uint64_t) rle->width * (uint64_t) rle->height ? GW_STATUS_OK : GW_STATUS_INVALID;
}

uint64_t
gw_rle_area (const GwRle *rle)
{
  uint64_t area = 0;

  for (size_t i = 1; i < rle->n_counts; i += 2)
    area += rle->counts[i];
  return area;
}

gw_status
gw_rle_bounds (const GwRle *rle, GwBox *bounds)
{
  GwRleReader reader = { rle, 0, 0 };
  GwSpan span;
  uint32_t height = (uint32_t) rle->height;
  uint32_t left = 0, right = 0, top = height, bottom = 0;
  bool any = false;

  *bounds = (GwBox) { 0.0, 0.0, 0.0, 0.0 };
  while (_gw_rle_reader_next (&reader, &span))
    {
      uint32_t first = span.start / height;
      uint32_t last = (span.end - 1) / height;
      bool wraps = first != last;
      uint32_t low = wraps ? 0 : span.start - first * height;
      uint32_t high = wraps ? height : span.end - first * height;

      left = any ? left : first;
      right = last + 1;
      top = low < top ? low : top;
      bottom = high > bottom ? high : bottom;
      any = true;
    }
  if (!any)
    return GW_STATUS_EMPTY;
  *bounds = (GwBox) { left, top, right - left, bottom - top };
  return GW_STATUS_OK;
}

bool
gw_rle_equal (const GwRle *a, const GwRle *b)
{
  GwRleReader reader_a = { a, 0, 0 };
  GwRleReader reader_b = { b, 0, 0 };
  GwSpan span_a, span_b;

  if (a->height != b->height || a->width != b->width)
    return false;
  for (;;)
    {
      bool more_a = _gw_rle_reader_next (&reader_a, &span_a);
      bool more_b = _gw_rle_reader_next (&reader_b, &span_b);

      if (more_a != more_b)
        return false;
      if (!more_a)
        return true;
      if (span_a.start != span_b.start || span_a.end != span_b.end)
        return false;
    }
}
