/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-mask-morphology.h"

#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-mask-private.h"

/* Bits of a row in words of 64, the first pixel the lowest bit of the first. */
#define BITS 64

/* Grows row by row: each row of the source is widened step by step, as the rows
 * above and below it come nearer, and joined to those rows of the result that it
 * reaches. Only these rows are in memory.
 */
typedef struct
{
  /* The rectangle of the image that is looked at. */
  int64_t x;
  int64_t y;
  int64_t width;
  int64_t height;
  bool inverse; /* clear pixels grow, and what is left of the rectangle comes out */

  int64_t reach;       /* rows up and down that a row gets to */
  const int32_t *half; /* for each of these rows how wide it gets on both sides; descending */
  int64_t n_words;
  uint64_t *source; /* n_words and a word of zeros before and behind, as below */
  uint64_t *widened;
  uint64_t *ring; /* 2 * reach + 1 rows of n_words */
  bool *any;      /* for each row of the ring whether a bit is set */
} Spread;

int32_t *
_gw_disc_halves (double radius, int64_t *reach)
{
  int64_t rows = (int64_t) radius;
  int32_t *half = _gw_array_new ((size_t) rows + 1, sizeof *half);
  int64_t x = 0;

  if (half == NULL)
    return NULL;

  for (int64_t y = rows; y >= 0; y--)
    {
      while ((double) ((x + 1) * (x + 1) + y * y) <= radius * radius)
        x++;
      half[y] = (int32_t) x;
    }
  *reach = rows;
  return half;
}

/* Sets bits from ... to-1. */
static void
set_bits (uint64_t *words, int64_t from, int64_t to)
{
  int64_t first = from / BITS, last = (to - 1) / BITS;
  uint64_t head = UINT64_MAX << from % BITS, tail = UINT64_MAX >> (BITS - 1 - (to - 1) % BITS);

  if (from >= to)
    return;
  if (first == last)
    {
      words[first] |= head & tail;
      return;
    }
  words[first] |= head;
  for (int64_t i = first + 1; i < last; i++)
    words[i] = UINT64_MAX;
  words[last] |= tail;
}

/* The first bit at or after `at` that is set once flipped; n when there is none. */
static int64_t
next_bit (const uint64_t *words, uint64_t flip, int64_t at, int64_t n)
{
  int64_t word = at / BITS;
  uint64_t bits;

  if (at >= n)
    return n;
  bits = (words[word] ^ flip) & UINT64_MAX << at % BITS;
  while (bits == 0)
    {
      if (++word * BITS >= n)
        return n;
      bits = words[word] ^ flip;
    }
  at = word * BITS + __builtin_ctzll (bits);
  return at < n ? at : n;
}

/* Reads a row of the mask as the source. False when no bit is set, else the bits
 * lie within *from ... *to-1.
 */
static bool
load_row (Spread *self, const GwMaskRows *rows, int64_t row, int64_t *from, int64_t *to)
{
  GwRowReader reader = _gw_row_reader_start (rows, self->y + row);
  uint64_t *words = self->source + 1;
  int64_t begin, end, at = 0;

  memset (self->source, 0, (size_t) (self->n_words + 2) * sizeof (uint64_t));
  *from = self->width;
  *to = 0;
  while (_gw_row_reader_next (&reader, &begin, &end))
    {
      int64_t left = self->inverse ? at : begin - self->x;
      int64_t right = self->inverse ? begin - self->x : end - self->x;

      at = end - self->x;
      if (left >= right)
        continue;
      set_bits (words, left, right);
      *from = left < *from ? left : *from;
      *to = right;
    }
  if (self->inverse && at < self->width)
    {
      set_bits (words, at, self->width);
      *from = at < *from ? at : *from;
      *to = self->width;
    }
  return *from < *to;
}

/* Widens the source by `by`, 1 to 63, within the words first ... end-1, outside of
 * which nothing is set or gets set.
 */
static void
widen (Spread *self, int by, int64_t first, int64_t end)
{
  const uint64_t *restrict from = self->source + 1;
  uint64_t *restrict to = self->widened + 1;
  int back = BITS - by;

  for (int64_t i = first; i < end; i++)
    to[i] = from[i] | from[i] << by | from[i] >> by | from[i - 1] >> back | from[i + 1] << back;

  self->widened = self->source;
  self->source = (uint64_t *) to - 1;
}

static void
join_row (Spread *self, int64_t row, int64_t first, int64_t end)
{
  const uint64_t *restrict from = self->source + 1;
  uint64_t *restrict to;
  int64_t slot;

  if (row < 0 || row >= self->height)
    return;
  slot = row % (2 * self->reach + 1);
  to = self->ring + slot * self->n_words;
  for (int64_t i = first; i < end; i++)
    to[i] |= from[i];
  self->any[slot] = true;
}

/* Joins the source, whose bits lie within from ... to-1, to the rows it reaches. */
static void
spread_row (Spread *self, int64_t row, int64_t from, int64_t to)
{
  int64_t wide = 0, first = from / BITS, end = (to - 1) / BITS + 1;

  memset (self->widened, 0, (size_t) (self->n_words + 2) * sizeof (uint64_t));
  for (int64_t dy = self->reach; dy >= 0; dy--)
    {
      while (wide < self->half[dy])
        {
          /* A stretch reaches at least wide behind a pixel, also where its other half lies
           * outside: so far may its copy be moved without a gap.
           */
          int64_t by = self->half[dy] - wide, most = wide + 1 < BITS - 1 ? wide + 1 : BITS - 1;

          by = by < most ? by : most;
          wide += by;
          first = from - wide > 0 ? (from - wide) / BITS : 0;
          end = (to - 1 + wide) / BITS + 1 < self->n_words ? (to - 1 + wide) / BITS + 1 : self->n_words;
          widen (self, (int) by, first, end);
        }
      join_row (self, row - dy, first, end);
      if (dy > 0)
        join_row (self, row + dy, first, end);
    }
}

/* Hands out a finished row and makes room for another. */
static void
finish_row (Spread *self, int64_t row, GwMaskBuilder *builder)
{
  uint64_t flip = self->inverse ? UINT64_MAX : 0;
  uint64_t *words;
  int64_t slot;

  if (row < 0 || row >= self->height)
    return;
  slot = row % (2 * self->reach + 1);
  words = self->ring + slot * self->n_words;
  if (!self->any[slot] && !self->inverse)
    return;
  for (int64_t from = next_bit (words, flip, 0, self->width); from < self->width;)
    {
      int64_t to = next_bit (words, ~flip, from, self->width);

      _gw_mask_builder_add_row (builder, self->y + row, self->x + from, self->x + to);
      from = next_bit (words, flip, to, self->width);
    }
  if (self->any[slot])
    memset (words, 0, (size_t) self->n_words * sizeof (uint64_t));
  self->any[slot] = false;
}

static gw_status
spread (Spread *self, const GwMask *mask, GwMask *result)
{
  size_t n_slots = 2 * (size_t) self->reach + 1;
  GwMaskRows rows = { NULL, NULL };
  GwMaskBuilder builder;

  self->n_words = (self->width + BITS - 1) / BITS;
  self->source = _gw_array_new ((size_t) self->n_words + 2, sizeof (uint64_t));
  self->widened = _gw_array_new ((size_t) self->n_words + 2, sizeof (uint64_t));
  self->ring = calloc (n_slots * (size_t) self->n_words, sizeof (uint64_t));
  self->any = calloc (n_slots, sizeof (bool));
  _gw_mask_builder_init (&builder, mask->image_width, mask->image_height);
  if (self->source == NULL || self->widened == NULL || self->ring == NULL || self->any == NULL)
    builder.status = GW_STATUS_NO_MEMORY;
  else if (builder.status == GW_STATUS_OK)
    builder.status = _gw_mask_rows_init (&rows, mask);

  for (int64_t row = 0; row < self->height + self->reach && builder.status == GW_STATUS_OK; row++)
    {
      int64_t from, to;

      if (row < self->height && load_row (self, &rows, row, &from, &to))
        spread_row (self, row, from, to);
      finish_row (self, row - self->reach, &builder);
    }

  _gw_mask_rows_clear (&rows);
  free (self->source);
  free (self->widened);
  free (self->ring);
  free (self->any);
  return _gw_mask_builder_finish (&builder, result);
}

/* The mask's rectangle and `around` pixels more on each side, inside of the image. */
static void
look_around (Spread *self, const GwMask *mask, int64_t around)
{
  int64_t right = (int64_t) mask->x + mask->width + around, bottom = (int64_t) mask->y + mask->height + around;

  self->x = mask->x > around ? mask->x - around : 0;
  self->y = mask->y > around ? mask->y - around : 0;
  self->width = (right < mask->image_width ? right : mask->image_width) - self->x;
  self->height = (bottom < mask->image_height ? bottom : mask->image_height) - self->y;
}

static gw_status
change (const GwMask *mask, double radius, bool inverse, GwMask *result)
{
  Spread self = { .inverse = inverse };
  int32_t *half;
  gw_status status;

  if (!(radius >= 0.0 && radius <= GW_MASK_MAX_RADIUS))
    return GW_STATUS_INVALID;
  if (mask->n_runs == 0 || radius < 1.0)
    return gw_mask_copy (mask, result);

  half = _gw_disc_halves (radius, &self.reach);
  if (half == NULL)
    return GW_STATUS_NO_MEMORY;
  self.half = half;
  /* The nearest clear pixel outside of the rectangle is straight across its side. */
  look_around (&self, mask, inverse ? 1 : self.reach);
  status = spread (&self, mask, result);
  free (half);
  return status;
}

gw_status
gw_mask_grow (const GwMask *mask, double radius, GwMask *result)
{
  return change (mask, radius, false, result);
}

gw_status
gw_mask_shrink (const GwMask *mask, double radius, GwMask *result)
{
  return change (mask, radius, true, result);
}
