/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask-morphology.h"

#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

/* Counts the set pixels of a disc that moves along rows. Rows are kept as bytes
 * from reach + 1 columns left of the mask's rectangle, grown by reach, to as many
 * right of it: the disc never gets beyond them.
 */
typedef struct
{
  const GwMask *mask;
  GwMaskRows rows;
  int64_t reach;
  const int32_t *half;
  int64_t x; /* the column of the first byte */
  int64_t width;
  uint8_t *bytes;         /* 2 * reach + 1 rows; row y of the image is at y modulo their number */
  const uint8_t **around; /* those rows from the top one down, as seen from the row that is worked on */
  int64_t end_row;        /* of the image, the first that is not yet in bytes */
  int64_t n_disc;         /* pixels of the whole disc */
} Counter;

static uint8_t *
counter_row (const Counter *self, int64_t y)
{
  int64_t n = 2 * self->reach + 1;

  return self->bytes + ((y % n + n) % n) * self->width;
}

static gw_status
counter_init (Counter *self, const GwMask *mask, const int32_t *half, int64_t reach)
{
  gw_status status;

  *self = (Counter) { .mask = mask, .reach = reach, .half = half };
  self->x = (int64_t) mask->x - 2 * reach - 1;
  self->width = (int64_t) mask->width + 4 * reach + 2;
  self->end_row = INT32_MIN;
  for (int64_t dy = 0; dy <= reach; dy++)
    self->n_disc += (dy > 0 ? 2 : 1) * (2 * (int64_t) half[dy] + 1);
  status = _gw_mask_rows_init (&self->rows, mask);
  if (status != GW_STATUS_OK)
    return status;
  self->bytes = _gw_array_new ((2 * (size_t) reach + 1) * (size_t) self->width, 1);
  self->around = _gw_array_new (2 * (size_t) reach + 1, sizeof *self->around);
  return self->bytes != NULL && self->around != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
}

static void
counter_clear (Counter *self)
{
  _gw_mask_rows_clear (&self->rows);
  free (self->bytes);
  free (self->around);
}

/* Brings the rows around y into memory. */
static void
counter_go_to (Counter *self, int64_t y)
{
  int64_t row = y - self->reach > self->end_row ? y - self->reach : self->end_row;

  for (; row <= y + self->reach; row++)
    {
      uint8_t *bytes = counter_row (self, row);
      GwRowReader reader = _gw_row_reader_start (&self->rows, row);
      int64_t from, to;

      memset (bytes, 0, (size_t) self->width);
      while (_gw_row_reader_next (&reader, &from, &to))
        memset (bytes + (from - self->x), 1, (size_t) (to - from));
    }
  self->end_row = y + self->reach + 1;
  for (int64_t dy = -self->reach; dy <= self->reach; dy++)
    self->around[dy + self->reach] = counter_row (self, y + dy);
}

/* The set pixels around column x of the row that is worked on. */
static int64_t
counter_count (const Counter *self, int64_t x)
{
  int64_t count = 0;

  for (int64_t dy = -self->reach; dy <= self->reach; dy++)
    {
      int64_t half = self->half[dy < 0 ? -dy : dy];
      const uint8_t *bytes = self->around[dy + self->reach] + (x - self->x);

      for (int64_t dx = -half; dx <= half; dx++)
        count += bytes[dx];
    }
  return count;
}

/* How many more there are around column x than around the one before. */
static int64_t
counter_step (const Counter *self, int64_t x)
{
  int64_t change = 0;

  for (int64_t dy = -self->reach; dy <= self->reach; dy++)
    {
      int64_t half = self->half[dy < 0 ? -dy : dy];
      const uint8_t *bytes = self->around[dy + self->reach] + (x - self->x);

      change += bytes[half] - bytes[-half - 1];
    }
  return change;
}

/* The pixels of the disc around (x, y) that lie inside of the image. */
static int64_t
counter_room (const Counter *self, int64_t x, int64_t y)
{
  int64_t width = self->mask->image_width, height = self->mask->image_height, room = 0;

  if (x >= self->reach && y >= self->reach && x + self->reach < width && y + self->reach < height)
    return self->n_disc;

  for (int64_t dy = -self->reach; dy <= self->reach; dy++)
    {
      int64_t half = self->half[dy < 0 ? -dy : dy];
      int64_t left = x - half > 0 ? x - half : 0, right = x + half + 1 < width ? x + half + 1 : width;

      if (y + dy >= 0 && y + dy < height)
        room += right - left;
    }
  return room;
}

/* Adds those pixels of a stretch of a row that are to be set. */
static void
judge_stretch (Counter *counter, const GwRowPiece *piece, GwMaskBuilder *builder)
{
  int64_t count = 0, begin = -1;

  counter_go_to (counter, piece->row);
  for (int64_t x = piece->from; x < piece->to; x++)
    {
      int64_t room = counter_room (counter, x, piece->row);
      bool set = counter->around[counter->reach][x - counter->x];

      count = x == piece->from ? counter_count (counter, x) : count + counter_step (counter, x);
      set = 2 * count > room || (2 * count == room && set);
      if (set && begin < 0)
        begin = x;
      else if (!set && begin >= 0)
        {
          _gw_mask_builder_add_row (builder, piece->row, begin, x);
          begin = -1;
        }
    }
  if (begin >= 0)
    _gw_mask_builder_add_row (builder, piece->row, begin, piece->to);
}

/* Of the pixels of border, near which both set and clear ones are, those that are to
 * be set.
 */
static gw_status
judge_border (const GwMask *mask, const GwMask *border, double radius, GwMask *kept)
{
  int64_t reach;
  int32_t *half = _gw_disc_halves (radius, &reach);
  Counter counter = { .mask = mask };
  GwMaskBuilder builder;
  GwSpanReader reader = { border, 0, 0, 0 };
  GwSpan span;
  GwRowPiece piece;

  if (half == NULL)
    return GW_STATUS_NO_MEMORY;

  _gw_mask_builder_init (&builder, mask->image_width, mask->image_height);
  if (builder.status == GW_STATUS_OK)
    builder.status = counter_init (&counter, mask, half, reach);
  while (builder.status == GW_STATUS_OK && _gw_span_reader_next (&reader, &span))
    while (_gw_span_take_row (&span, (uint32_t) mask->image_width, &piece))
      judge_stretch (&counter, &piece, &builder);
  counter_clear (&counter);
  free (half);
  return _gw_mask_builder_finish (&builder, kept);
}

gw_status
gw_mask_smooth (const GwMask *mask, double radius, GwMask *result)
{
  GwMask grown = GW_MASK_INIT, inner = GW_MASK_INIT, border = GW_MASK_INIT, kept = GW_MASK_INIT;
  gw_status status;

  if (!(radius >= 0.0 && radius <= GW_MASK_MAX_RADIUS))
    return GW_STATUS_INVALID;
  if (mask->n_runs == 0 || radius < 1.0)
    return gw_mask_copy (mask, result);

  /* Far from the border the disc is all set or all clear. */
  status = gw_mask_grow (mask, radius, &grown);
  if (status == GW_STATUS_OK)
    status = gw_mask_shrink (mask, radius, &inner);
  if (status == GW_STATUS_OK)
    status = gw_mask_subtract (&grown, &inner, &border);
  if (status == GW_STATUS_OK)
    status = judge_border (mask, &border, radius, &kept);
  if (status == GW_STATUS_OK)
    status = gw_mask_union (&inner, &kept, result);

  gw_mask_clear (&grown);
  gw_mask_clear (&inner);
  gw_mask_clear (&border);
  gw_mask_clear (&kept);
  return status;
}

/* *mask becomes what `made` is when that came out well; the old one is freed. */
static gw_status
replace (gw_status status, GwMask *mask, GwMask *made)
{
  if (status != GW_STATUS_OK)
    return status;
  gw_mask_clear (mask);
  *mask = *made;
  return GW_STATUS_OK;
}

gw_status
gw_mask_clean (const GwMask *mask, const GwMaskCleaning *cleaning, GwMask *result)
{
  GwMask work = GW_MASK_INIT, made;
  gw_status status;

  if (!(cleaning->smooth >= 0.0 && cleaning->smooth <= GW_MASK_MAX_RADIUS))
    return GW_STATUS_INVALID;

  status = gw_mask_copy (mask, &work);
  /* Before smoothing, so that it does not make more of them, and after it. */
  for (int round = 0; round < (cleaning->smooth >= 1.0 ? 2 : 1) && status == GW_STATUS_OK; round++)
    {
      if (cleaning->hole > 0)
        status = replace (gw_mask_fill_holes (&work, cleaning->hole, &made), &work, &made);
      if (status == GW_STATUS_OK && cleaning->speck > 0)
        status = replace (gw_mask_remove_specks (&work, cleaning->speck, &made), &work, &made);
      if (status == GW_STATUS_OK && round == 0 && cleaning->smooth >= 1.0)
        status = replace (gw_mask_smooth (&work, cleaning->smooth, &made), &work, &made);
    }

  if (status != GW_STATUS_OK)
    gw_mask_clear (&work);
  else
    *result = work;
  return status;
}
