/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-rle.h"

#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-rle-private.h"

/* More changes than both forms may hold runs need not be gathered. */
#define MAX_CHANGES ((size_t) 1 << 27)

/* Turns runs along lines into runs across them. Lines are the rows of a mask,
 * or the columns of an RLE; the ways across are the other ones. Between two
 * neighbouring lines, the ways along which the pixels differ are found from the
 * runs; each way keeps the lines at which it changes. So the work is that of
 * the runs on both sides, however large the image.
 */
typedef struct
{
  const GwMask *mask; /* one of the two is set */
  const GwRle *rle;
  uint32_t line_length;
  int64_t first_line, end_line; /* the tight rectangle */
  int64_t first_way, end_way;
  size_t *offsets;   /* for each way where its changes begin; one more at the end */
  uint32_t *changes; /* lines, ascending within a way */
} Turner;

/* What is kept of a line: the ways at which it changes between clear and set. */
typedef struct
{
  uint32_t *ways;
  size_t n;
  size_t capacity;
} Line;

typedef struct
{
  GwSpanReader mask_reader;
  GwRleReader rle_reader;
  GwSpan rest;
  GwRowPiece piece;
  bool has_piece;
} LineReader;

static void
line_reader_advance (const Turner *turner, LineReader *reader)
{
  reader->has_piece = _gw_span_take_row (&reader->rest, turner->line_length, &reader->piece);
  if (reader->has_piece)
    return;
  if (turner->mask != NULL ? _gw_span_reader_next (&reader->mask_reader, &reader->rest)
                           : _gw_rle_reader_next (&reader->rle_reader, &reader->rest))
    reader->has_piece = _gw_span_take_row (&reader->rest, turner->line_length, &reader->piece);
}

static gw_status
line_append (Line *line, uint32_t way)
{
  void *ways = line->ways;
  gw_status status = _gw_array_grow (&ways, &line->capacity, line->n, sizeof (uint32_t));

  line->ways = ways;
  if (status == GW_STATUS_OK)
    line->ways[line->n++] = way;
  return status;
}

static gw_status
line_read (const Turner *turner, LineReader *reader, int64_t number, Line *line)
{
  gw_status status = GW_STATUS_OK;

  line->n = 0;
  while (status == GW_STATUS_OK && reader->has_piece && reader->piece.row == number)
    {
      status = line_append (line, (uint32_t) (reader->piece.from - turner->first_way));
      if (status == GW_STATUS_OK)
        status = line_append (line, (uint32_t) (reader->piece.to - turner->first_way));
      line_reader_advance (turner, reader);
    }
  return status;
}

/* The ways that change between two lines, as intervals: what is in one list of
 * changes only.
 */
static gw_status
line_difference (const Line *a, const Line *b, Line *difference)
{
  size_t i = 0, k = 0;
  gw_status status = GW_STATUS_OK;

  difference->n = 0;
  while (status == GW_STATUS_OK && (i < a->n || k < b->n))
    {
      if (k == b->n || (i < a->n && a->ways[i] < b->ways[k]))
        status = line_append (difference, a->ways[i++]);
      else if (i == a->n || b->ways[k] < a->ways[i])
        status = line_append (difference, b->ways[k++]);
      else
        {
          i++;
          k++;
        }
    }
  return status;
}

/* First pass: offsets holds, shifted by one, how many more changes each way has
 * than the one before it. Unsigned numbers wrap around and come back.
 */
static void
tally (Turner *turner, const Line *difference)
{
  for (size_t i = 0; i + 1 < difference->n; i += 2)
    {
      turner->offsets[difference->ways[i] + 1]++;
      turner->offsets[difference->ways[i + 1] + 1]--;
    }
}

/* Second pass: offsets[way + 1] runs from the start of the way to its end. */
static void
fill (Turner *turner, const Line *difference, int64_t line)
{
  for (size_t i = 0; i + 1 < difference->n; i += 2)
    for (uint32_t way = difference->ways[i]; way < difference->ways[i + 1]; way++)
      turner->changes[turner->offsets[way + 1]++] = (uint32_t) line;
}

/* Goes over all lines, calling tally() or fill() for each border between two. */
static gw_status
turner_pass (Turner *turner, bool filling)
{
  LineReader reader = { { turner->mask, 0, 0, 0 }, { turner->rle, 0, 0 }, { 0, 0 }, { 0, 0, 0 }, false };
  Line lines[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  Line difference = { NULL, 0, 0 };
  gw_status status = GW_STATUS_OK;
  int now = 0;

  line_reader_advance (turner, &reader);
  for (int64_t number = turner->first_line; number <= turner->end_line && status == GW_STATUS_OK; number++)
    {
      status = line_read (turner, &reader, number, &lines[now]);
      if (status == GW_STATUS_OK)
        status = line_difference (&lines[1 - now], &lines[now], &difference);
      if (status == GW_STATUS_OK && filling)
        fill (turner, &difference, number);
      else if (status == GW_STATUS_OK)
        tally (turner, &difference);
      now = 1 - now;
    }

  free (lines[0].ways);
  free (lines[1].ways);
  free (difference.ways);
  return status;
}

/* From differences of counts to places: offsets[way + 1] becomes where the
 * changes of way begin, and *total their number.
 */
static gw_status
turner_place (Turner *turner, size_t n_ways, size_t *total)
{
  size_t count = 0, sum = 0;

  for (size_t way = 0; way < n_ways; way++)
    {
      count += turner->offsets[way + 1];
      turner->offsets[way + 1] = sum;
      sum += count;
      if (sum > MAX_CHANGES)
        return GW_STATUS_TOO_LARGE;
    }
  turner->offsets[0] = 0;
  *total = sum;
  return GW_STATUS_OK;
}

static void
turner_clear (Turner *turner)
{
  free (turner->offsets);
  free (turner->changes);
}

/* Afterwards the changes of a way are changes[offsets[way]] up to, not
 * including, changes[offsets[way + 1]]: clear to set, set to clear, ...
 */
static gw_status
turner_turn (Turner *turner)
{
  size_t n_ways = (size_t) (turner->end_way - turner->first_way);
  size_t total = 0;
  gw_status status;

  /* One more, because the end of an interval may be the end of the ways. */
  turner->offsets = _gw_array_new (n_ways + 2, sizeof (size_t));
  if (turner->offsets == NULL)
    return GW_STATUS_NO_MEMORY;
  memset (turner->offsets, 0, (n_ways + 2) * sizeof (size_t));

  status = turner_pass (turner, false);
  if (status == GW_STATUS_OK)
    status = turner_place (turner, n_ways, &total);
  if (status != GW_STATUS_OK)
    return status;

  turner->changes = _gw_array_new (total, sizeof (uint32_t));
  if (turner->changes == NULL)
    return GW_STATUS_NO_MEMORY;
  return turner_pass (turner, true);
}

gw_status
gw_rle_from_mask (const GwMask *mask, GwRle *rle)
{
  Turner turner = { mask,
                    NULL,
                    (uint32_t) mask->image_width,
                    mask->y,
                    (int64_t) mask->y + mask->height,
                    mask->x,
                    (int64_t) mask->x + mask->width,
                    NULL,
                    NULL };
  GwRleBuilder builder;

  _gw_rle_builder_init (&builder, mask->image_height, mask->image_width);
  if (mask->n_runs == 0 || builder.status != GW_STATUS_OK)
    return _gw_rle_builder_finish (&builder, rle);

  builder.status = turner_turn (&turner);
  for (int64_t way = 0; builder.status == GW_STATUS_OK && way < mask->width; way++)
    for (size_t i = turner.offsets[way]; i < turner.offsets[way + 1]; i += 2)
      {
        uint64_t column = (uint64_t) (mask->x + way) * (uint64_t) mask->image_height;

        _gw_rle_builder_add (&builder, column + turner.changes[i], column + turner.changes[i + 1]);
      }

  turner_clear (&turner);
  return _gw_rle_builder_finish (&builder, rle);
}

gw_status
gw_rle_to_mask (const GwRle *rle, GwMask *mask)
{
  Turner turner = { NULL, rle, (uint32_t) rle->height, 0, 0, 0, 0, NULL, NULL };
  GwMaskBuilder builder;
  GwBox bounds;

  if (gw_rle_bounds (rle, &bounds) == GW_STATUS_EMPTY)
    return gw_mask_init_empty (rle->width, rle->height, mask);

  turner.first_line = (int64_t) bounds.x;
  turner.end_line = turner.first_line + (int64_t) bounds.width;
  turner.first_way = (int64_t) bounds.y;
  turner.end_way = turner.first_way + (int64_t) bounds.height;
  _gw_mask_builder_init (&builder, rle->width, rle->height);
  if (builder.status == GW_STATUS_OK)
    builder.status = turner_turn (&turner);

  for (int64_t row = turner.first_way; builder.status == GW_STATUS_OK && row < turner.end_way; row++)
    {
      int64_t way = row - turner.first_way;

      for (size_t i = turner.offsets[way]; i < turner.offsets[way + 1]; i += 2)
        _gw_mask_builder_add_row (&builder, row, turner.changes[i], turner.changes[i + 1]);
    }

  turner_clear (&turner);
  return _gw_mask_builder_finish (&builder, mask);
}
