/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MASK_PRIVATE_H
#define GW_MASK_PRIVATE_H

#include "gw-mask.h"

/* A stretch of set pixels in the linear order of the whole image, row by row:
 * from start up to, not including, end. It may go on over the ends of rows.
 */
typedef struct
{
  uint32_t start;
  uint32_t end;
} GwSpan;

/* Reads a mask as spans in ascending order. Neighbours may touch only at the
 * ends of the mask's rows. Start with { mask, 0, 0, 0 }.
 */
typedef struct
{
  const GwMask *mask;
  size_t next_run;
  uint64_t position; /* pixels of the rectangle before next_run */
  uint64_t left;     /* pixels of the last run not yet handed out; they end at position */
} GwSpanReader;

/* The next span, false at the end. */
bool _gw_span_reader_next (GwSpanReader *reader, GwSpan *span);

/* A part of a span that lies in one row: columns from ... to-1 of row. */
typedef struct
{
  int64_t row;
  int64_t from;
  int64_t to;
} GwRowPiece;

/* Takes the first row's part off a span in rows of width pixels; false when
 * nothing is left of it.
 */
static inline bool
_gw_span_take_row (GwSpan *span, uint32_t width, GwRowPiece *piece)
{
  uint64_t row_end;

  if (span->start >= span->end)
    return false;

  piece->row = span->start / width;
  row_end = ((uint64_t) piece->row + 1) * width;
  piece->from = (int64_t) span->start - piece->row * (int64_t) width;
  piece->to = (row_end < span->end ? (int64_t) row_end : (int64_t) span->end) - piece->row * (int64_t) width;
  span->start = row_end < span->end ? (uint32_t) row_end : span->end;
  return true;
}

/* Gathers spans in ascending order and turns them into a mask. */
typedef struct
{
  int32_t image_width;
  int32_t image_height;
  GwSpan *spans;
  size_t n_spans;
  size_t capacity;
  gw_status status; /* the first failure; later additions do nothing */
} GwMaskBuilder;

/* Starts a mask for an image; a size out of range is kept as the status. */
void _gw_mask_builder_init (GwMaskBuilder *builder, int32_t image_width, int32_t image_height);

/* Adds pixels start ... end-1 of the image's linear order. start is never below
 * an earlier end; an empty span adds nothing.
 */
void _gw_mask_builder_add (GwMaskBuilder *builder, uint32_t start, uint32_t end);

/* Adds pixels x0 ... x1-1 of one row, cut to the image. */
void _gw_mask_builder_add_row (GwMaskBuilder *builder, int64_t y, int64_t x0, int64_t x1);

/* Makes the mask and frees the builder's memory, also on failure. */
gw_status _gw_mask_builder_finish (GwMaskBuilder *builder, GwMask *mask);

/* Gives up: frees the builder's memory. */
void _gw_mask_builder_clear (GwMaskBuilder *builder);

/* Where each row of a mask's rectangle begins among its runs, so that a row far
 * down is read without those above it: 8 bytes a row.
 */
typedef struct
{
  const GwMask *mask;
  struct GwMaskRow
  {
    uint32_t run; /* the first run of set pixels that ends behind the row's begin; n_runs or more: none */
    uint32_t end; /* where that run ends, in pixels of the rectangle */
  } * rows;
} GwMaskRows;

/* The mask is not copied and must stay. O(runs + rows). */
gw_status _gw_mask_rows_init (GwMaskRows *rows, const GwMask *mask);
void _gw_mask_rows_clear (GwMaskRows *rows);

/* Reads the set stretches of one row, in ascending order. */
typedef struct
{
  const GwMask *mask;
  size_t run;
  uint64_t end;
  uint64_t row_begin;
} GwRowReader;

/* Starts at row y of the image, which may lie anywhere. rows may be of a mask
 * without pixels.
 */
GwRowReader _gw_row_reader_start (const GwMaskRows *rows, int64_t y);

/* The next columns from ... to-1, false at the end of the row. */
bool _gw_row_reader_next (GwRowReader *reader, int64_t *from, int64_t *to);

/* The first byte at or after `at` that is not 0, and that is 0; n when there is
 * none. Many bytes at a time over even ground.
 */
int64_t _gw_next_set (const uint8_t *bytes, int64_t at, int64_t n);
int64_t _gw_next_clear (const uint8_t *bytes, int64_t at, int64_t n);

/* The half widths of a disc for the rows 0 ... *reach from its middle: how far a
 * pixel of that row may be from the middle's column, to be at most radius away
 * from its centre. radius is 0 to GW_MASK_MAX_RADIUS. NULL without memory; goes
 * with free().
 */
int32_t *_gw_disc_halves (double radius, int64_t *reach);

/* GW_STATUS_OK when an image may have this size. */
gw_status _gw_image_size_check (int32_t width, int32_t height);

#endif
