/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask.h"

#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

gw_status
gw_mask_init_empty (int32_t image_width, int32_t image_height, GwMask *mask)
{
  gw_status status = _gw_image_size_check (image_width, image_height);

  if (status != GW_STATUS_OK)
    return status;

  *mask = (GwMask) GW_MASK_INIT;
  mask->image_width = image_width;
  mask->image_height = image_height;
  return GW_STATUS_OK;
}

gw_status
gw_mask_copy (const GwMask *source, GwMask *copy)
{
  uint32_t *runs = NULL;

  if (source->n_runs > 0)
    {
      runs = _gw_array_new (source->n_runs, sizeof (uint32_t));
      if (runs == NULL)
        return GW_STATUS_NO_MEMORY;
      memcpy (runs, source->runs, source->n_runs * sizeof (uint32_t));
    }
  *copy = *source;
  copy->runs = runs;
  return GW_STATUS_OK;
}

void
gw_mask_clear (GwMask *mask)
{
  if (mask == NULL)
    return;
  free (mask->runs);
  *mask = (GwMask) GW_MASK_INIT;
}

static bool
runs_add_up (const GwMask *mask)
{
  uint64_t sum = 0;

  for (size_t i = 0; i < mask->n_runs; i++)
    {
      if (mask->runs[i] == 0 && i > 0)
        return false;
      sum += mask->runs[i];
    }
  return sum == (uint64_t) mask->width * (uint64_t) mask->height;
}

/* Whether the outermost rows and columns of the rectangle each hold a pixel. */
static bool
rectangle_is_tight (const GwMask *mask)
{
  GwSpanReader reader = { mask, 0, 0, 0 };
  GwSpan span;
  uint32_t image_width = (uint32_t) mask->image_width;
  bool left = false, right = false;
  uint32_t top = UINT32_MAX, bottom = 0;

  while (_gw_span_reader_next (&reader, &span))
    {
      uint32_t first_row = span.start / image_width;
      uint32_t last_row = (span.end - 1) / image_width;

      top = first_row < top ? first_row : top;
      bottom = last_row;
      left = left || first_row != last_row || span.start - first_row * image_width == (uint32_t) mask->x;
      right = right || first_row != last_row
              || span.end - first_row * image_width == (uint32_t) mask->x + (uint32_t) mask->width;
    }
  return left && right && top == (uint32_t) mask->y && bottom == (uint32_t) mask->y + (uint32_t) mask->height - 1;
}

gw_status
gw_mask_validate (const GwMask *mask)
{
  gw_status status = _gw_image_size_check (mask->image_width, mask->image_height);

  if (status != GW_STATUS_OK)
    return status;
  if (mask->n_runs > GW_MASK_MAX_RUNS)
    return GW_STATUS_TOO_LARGE;
  if (mask->n_runs == 0)
    return mask->width == 0 && mask->height == 0 ? GW_STATUS_OK : GW_STATUS_INVALID;
  if (mask->x < 0 || mask->y < 0 || mask->width <= 0 || mask->height <= 0 || mask->width > mask->image_width - mask->x
      || mask->height > mask->image_height - mask->y)
    return GW_STATUS_INVALID;
  if (!runs_add_up (mask) || !rectangle_is_tight (mask))
    return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

uint64_t
gw_mask_area (const GwMask *mask)
{
  uint64_t area = 0;

  for (size_t i = 1; i < mask->n_runs; i += 2)
    area += mask->runs[i];
  return area;
}

bool
gw_mask_contains (const GwMask *mask, int32_t x, int32_t y)
{
  uint64_t wanted, position = 0;

  if (x < mask->x || y < mask->y || x - mask->x >= mask->width || y - mask->y >= mask->height)
    return false;

  wanted = (uint64_t) (y - mask->y) * (uint64_t) mask->width + (uint64_t) (x - mask->x);
  for (size_t i = 0; i < mask->n_runs; i++)
    {
      position += mask->runs[i];
      if (wanted < position)
        return i % 2 == 1;
    }
  return false;
}

gw_status
gw_mask_bounds (const GwMask *mask, GwBox *bounds)
{
  if (mask->n_runs == 0)
    return GW_STATUS_EMPTY;

  *bounds = (GwBox) { mask->x, mask->y, mask->width, mask->height };
  return GW_STATUS_OK;
}

bool
gw_mask_equal (const GwMask *a, const GwMask *b)
{
  if (a->image_width != b->image_width || a->image_height != b->image_height || a->n_runs != b->n_runs)
    return false;
  if (a->n_runs == 0)
    return true;
  return a->x == b->x && a->y == b->y && a->width == b->width && a->height == b->height
         && memcmp (a->runs, b->runs, a->n_runs * sizeof (uint32_t)) == 0;
}

/* Builds the moved mask anew, without what leaves the image. */
static gw_status
translate_and_cut (GwMask *mask, int64_t dx, int64_t dy)
{
  GwMaskBuilder builder;
  GwSpanReader reader = { mask, 0, 0, 0 };
  GwSpan span;
  GwRowPiece piece;
  GwMask moved;
  gw_status status;

  _gw_mask_builder_init (&builder, mask->image_width, mask->image_height);
  while (_gw_span_reader_next (&reader, &span))
    while (_gw_span_take_row (&span, (uint32_t) mask->image_width, &piece))
      _gw_mask_builder_add_row (&builder, piece.row + dy, piece.from + dx, piece.to + dx);

  status = _gw_mask_builder_finish (&builder, &moved);
  if (status != GW_STATUS_OK)
    return status;
  gw_mask_clear (mask);
  *mask = moved;
  return GW_STATUS_OK;
}

gw_status
gw_mask_translate (GwMask *mask, int32_t dx, int32_t dy)
{
  int64_t x = (int64_t) mask->x + dx;
  int64_t y = (int64_t) mask->y + dy;

  if (mask->n_runs == 0)
    return GW_STATUS_OK;
  if (x < 0 || y < 0 || x + mask->width > mask->image_width || y + mask->height > mask->image_height)
    return translate_and_cut (mask, dx, dy);

  mask->x = (int32_t) x;
  mask->y = (int32_t) y;
  return GW_STATUS_OK;
}
