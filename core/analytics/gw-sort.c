/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-sort-private.h"

#include "gw-array-private.h"

/* Below these lengths: by insertion; by digits in one go. */
#define GW_SORT_SHORT 48
#define GW_SORT_MIDDLE ((size_t) 1 << 15)

/* Measured with 10 million keys: digits of 11 bits are faster than of 8 from
 * about 2,000 keys on; of the highest bits 12 make parts that fit the cache.
 */
#define GW_SORT_WIDE_DIGIT 11
#define GW_SORT_NARROW_DIGIT 8
#define GW_SORT_WIDE_FROM 2048
#define GW_SORT_MOST_DIGITS 8
#define GW_SORT_BUCKET_BITS 12
#define GW_SORT_BUCKETS ((size_t) 1 << GW_SORT_BUCKET_BITS)
#define GW_SORT_PARTS 16

/* So many bits more than a number of keys has nearly always tell them all apart,
 * and few are out of order by the bits below: they are put right by insertion, as
 * long as that moves no more than so many keys for each.
 */
#define GW_SORT_SPARE_BITS 6
#define GW_SORT_MOST_MOVES 8

/* false where it gave up after most_moves; equal keys keep their order even then. */
static bool
insert (uint64_t *keys, uint32_t *rows, size_t n, size_t most_moves)
{
  size_t n_moves = 0;

  for (size_t i = 1; i < n; i++)
    {
      uint64_t key = keys[i];
      uint32_t row;
      size_t j = i;

      if (keys[i - 1] <= key)
        continue;
      row = rows != NULL ? rows[i] : 0;
      for (; j > 0 && keys[j - 1] > key; j--)
        {
          keys[j] = keys[j - 1];
          if (rows != NULL)
            rows[j] = rows[j - 1];
        }
      keys[j] = key;
      if (rows != NULL)
        rows[j] = row;
      n_moves += i - j;
      if (n_moves > most_moves)
        return false;
    }

  return true;
}

/* How often each digit occurs at each place. */
static void
count_digits (const uint64_t *keys, size_t n, unsigned low, unsigned n_digits, unsigned width, uint32_t *counts)
{
  const uint64_t mask = ((uint64_t) 1 << width) - 1;

  memset (counts, 0, sizeof *counts * n_digits << width);
  for (size_t i = 0; i < n; i++)
    {
      uint64_t key = keys[i] >> low;

      for (unsigned digit = 0; digit < n_digits; digit++, key >>= width)
        counts[((size_t) digit << width) + (key & mask)]++;
    }
}

static void
move_by_digit (const uint64_t *from, uint64_t *to, const uint32_t *from_rows, uint32_t *to_rows, size_t n,
               unsigned shift, unsigned width, uint32_t *places)
{
  const uint64_t mask = ((uint64_t) 1 << width) - 1;
  uint32_t place = 0;

  for (size_t digit = 0; digit <= mask; digit++)
    {
      uint32_t count = places[digit];

      places[digit] = place;
      place += count;
    }
  if (from_rows == NULL)
    {
      for (size_t i = 0; i < n; i++)
        to[places[(from[i] >> shift) & mask]++] = from[i];
      return;
    }
  for (size_t i = 0; i < n; i++)
    {
      uint32_t at = places[(from[i] >> shift) & mask]++;

      to[at] = from[i];
      to_rows[at] = from_rows[i];
    }
}

/* Keys with their rows (or NULL), and room for as many, which change places. */
typedef struct
{
  uint64_t *keys;
  uint32_t *rows;
  uint64_t *other;
  uint32_t *other_rows;
} Pair;

static void
pair_swap (Pair *self)
{
  *self = (Pair) { self->other, self->other_rows, self->keys, self->rows };
}

/* Sorts by n_digits digits of so many bits, the lowest of which begins at `low`. */
static void
sort_by_digits (Pair *self, size_t n, unsigned low, unsigned n_digits, unsigned width)
{
  uint32_t counts[GW_SORT_MOST_DIGITS << GW_SORT_WIDE_DIGIT];
  const uint64_t mask = ((uint64_t) 1 << width) - 1;

  count_digits (self->keys, n, low, n_digits, width, counts);
  for (unsigned digit = 0; digit < n_digits; digit++)
    {
      uint32_t *places = counts + ((size_t) digit << width);

      if (places[(self->keys[0] >> (low + digit * width)) & mask] == n)
        continue;
      move_by_digit (self->keys, self->other, self->rows, self->other_rows, n, low + digit * width, width, places);
      pair_swap (self);
    }
}

static unsigned
bit_length (uint64_t number)
{
  unsigned n_bits = 0;

  for (; number > 0; number >>= 1)
    n_bits++;

  return n_bits;
}

/* Sorts n > 0 keys that differ in their n_bits lowest bits only. */
static void
sort_by_bits (Pair *self, size_t n, unsigned n_bits)
{
  unsigned width = n >= GW_SORT_WIDE_FROM ? GW_SORT_WIDE_DIGIT : GW_SORT_NARROW_DIGIT;
  unsigned n_digits = (n_bits + width - 1) / width;
  unsigned n_high = (bit_length (n) + GW_SORT_SPARE_BITS + width - 1) / width;

  if (n <= GW_SORT_SHORT)
    {
      insert (self->keys, self->rows, n, SIZE_MAX);
      return;
    }
  if (n_high < n_digits)
    {
      sort_by_digits (self, n, n_bits - n_high * width, n_high, width);
      if (insert (self->keys, self->rows, n, n * GW_SORT_MOST_MOVES))
        return;
    }
  sort_by_digits (self, n, 0, n_digits, width);
}

/* --- long arrays, in parts ---------------------------------------------------------- */

typedef struct
{
  uint64_t *keys;
  uint32_t *rows;
  uint64_t *other;
  uint32_t *other_rows;
  size_t n;
  uint64_t least[GW_SORT_PARTS]; /* of each part of the rows */
  uint64_t most[GW_SORT_PARTS];
  unsigned shift;   /* the bucket of a key: (key - least[0]) >> shift */
  uint32_t *places; /* of each part: where its next key of each bucket goes */
  size_t *starts;   /* of the buckets, and n */
} Buckets;

static size_t
part_start (const Buckets *self, size_t part)
{
  return self->n / GW_SORT_PARTS * part + (part < self->n % GW_SORT_PARTS ? part : self->n % GW_SORT_PARTS);
}

static void
find_span_cb (void *data, size_t part)
{
  Buckets *self = data;
  size_t end = part_start (self, part + 1);
  uint64_t least = UINT64_MAX, most = 0;

  for (size_t i = part_start (self, part); i < end; i++)
    {
      uint64_t key = self->keys[i];

      least = key < least ? key : least;
      most = key > most ? key : most;
    }
  self->least[part] = least;
  self->most[part] = most;
}

static void
count_cb (void *data, size_t part)
{
  Buckets *self = data;
  uint32_t *counts = self->places + part * GW_SORT_BUCKETS;
  size_t end = part_start (self, part + 1);

  for (size_t i = part_start (self, part); i < end; i++)
    counts[(self->keys[i] - self->least[0]) >> self->shift]++;
}

static void
move_cb (void *data, size_t part)
{
  Buckets *self = data;
  uint32_t *places = self->places + part * GW_SORT_BUCKETS;
  size_t end = part_start (self, part + 1);

  for (size_t i = part_start (self, part); i < end; i++)
    {
      uint32_t at = places[(self->keys[i] - self->least[0]) >> self->shift]++;

      /* What a bucket has in common is taken off: its rest has shift bits. */
      self->other[at] = (self->keys[i] - self->least[0]) & (((uint64_t) 1 << self->shift) - 1);
      if (self->rows != NULL)
        self->other_rows[at] = self->rows[i];
    }
}

static void
sort_bucket_cb (void *data, size_t bucket)
{
  Buckets *self = data;
  size_t start = self->starts[bucket];
  size_t n = self->starts[bucket + 1] - start;
  uint64_t base = self->least[0] + ((uint64_t) bucket << self->shift);
  bool has_rows = self->rows != NULL;
  Pair pair = { self->other + start, has_rows ? self->other_rows + start : NULL, self->keys + start,
                has_rows ? self->rows + start : NULL };

  if (n == 0)
    return;
  sort_by_bits (&pair, n, self->shift);
  for (size_t i = 0; i < n; i++)
    self->keys[start + i] = pair.keys[i] + base;
  if (has_rows && pair.rows != self->rows + start)
    memcpy (self->rows + start, pair.rows, n * sizeof *pair.rows);
}

/* Counts become places: bucket by bucket, and in each part by part. */
static void
place_buckets (Buckets *self)
{
  size_t place = 0;

  for (size_t bucket = 0; bucket < GW_SORT_BUCKETS; bucket++)
    {
      self->starts[bucket] = place;
      for (size_t part = 0; part < GW_SORT_PARTS; part++)
        {
          uint32_t *at = &self->places[part * GW_SORT_BUCKETS + bucket];
          uint32_t count = *at;

          *at = (uint32_t) place;
          place += count;
        }
    }
  self->starts[GW_SORT_BUCKETS] = place;
}

/* false where all keys are the same: they are sorted. */
static bool
choose_shift (Buckets *self)
{
  uint64_t span;

  for (size_t part = 1; part < GW_SORT_PARTS; part++)
    {
      self->least[0] = self->least[part] < self->least[0] ? self->least[part] : self->least[0];
      self->most[0] = self->most[part] > self->most[0] ? self->most[part] : self->most[0];
    }
  span = self->most[0] - self->least[0];
  self->shift = 0;
  while (span >> self->shift >= GW_SORT_BUCKETS)
    self->shift++;

  return span > 0;
}

static gw_status
sort_in_buckets (Buckets *self, const GwRun *run, double from, double to)
{
  const double step = (to - from) / 8;
  gw_status status = _gw_run_parts (run, GW_SORT_PARTS, find_span_cb, self, from, from + step);

  if (status != GW_STATUS_OK || !choose_shift (self))
    return status;

  status = _gw_run_parts (run, GW_SORT_PARTS, count_cb, self, from + step, from + 2 * step);
  if (status != GW_STATUS_OK)
    return status;
  place_buckets (self);
  status = _gw_run_parts (run, GW_SORT_PARTS, move_cb, self, from + 2 * step, from + 4 * step);
  if (status != GW_STATUS_OK)
    return status;

  return _gw_run_parts (run, GW_SORT_BUCKETS, sort_bucket_cb, self, from + 4 * step, to);
}

/* In one go: what the keys have in common is taken off as long. */
static void
sort_middle (uint64_t *keys, uint32_t *rows, size_t n, uint64_t *other, uint32_t *other_rows)
{
  Pair pair = { keys, rows, other, other_rows };
  uint64_t least = UINT64_MAX, most = 0;

  for (size_t i = 0; i < n; i++)
    {
      least = keys[i] < least ? keys[i] : least;
      most = keys[i] > most ? keys[i] : most;
    }
  if (least >= most)
    return;

  for (size_t i = 0; i < n; i++)
    keys[i] -= least;
  sort_by_bits (&pair, n, bit_length (most - least));
  for (size_t i = 0; i < n; i++)
    keys[i] = pair.keys[i] + least;
  if (pair.rows != rows)
    memcpy (rows, pair.rows, n * sizeof *rows);
}

gw_status
_gw_sort_keys_in (uint64_t *keys, uint32_t *rows, size_t n, uint64_t *other, uint32_t *other_rows, const GwRun *run,
                  double from, double to)
{
  Buckets self = { .keys = keys, .rows = rows, .other = other, .other_rows = other_rows, .n = n };
  gw_status status = GW_STATUS_NO_MEMORY;

  if (n < GW_SORT_MIDDLE)
    {
      sort_middle (keys, rows, n, other, other_rows);
      return GW_STATUS_OK;
    }

  self.places = GW_NEW0 (uint32_t, GW_SORT_PARTS * GW_SORT_BUCKETS);
  self.starts = GW_NEW (size_t, GW_SORT_BUCKETS + 1);
  if (self.places != NULL && self.starts != NULL)
    status = sort_in_buckets (&self, run, from, to);
  free (self.places);
  free (self.starts);

  return status;
}

gw_status
_gw_sort_keys (uint64_t *keys, uint32_t *rows, size_t n)
{
  const GwRun run = { .n_threads = 1 };
  uint64_t *other = NULL;
  uint32_t *other_rows = NULL;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (n <= GW_SORT_SHORT)
    {
      insert (keys, rows, n, SIZE_MAX);
      return GW_STATUS_OK;
    }

  other = GW_NEW (uint64_t, n);
  if (rows != NULL)
    other_rows = GW_NEW (uint32_t, n);
  if (other != NULL && (rows == NULL || other_rows != NULL))
    status = _gw_sort_keys_in (keys, rows, n, other, other_rows, &run, 0, 1);
  free (other);
  free (other_rows);

  return status;
}

gw_status
_gw_sort_rows (const double *values, size_t n, uint32_t *order)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    {
      keys[i] = _gw_sort_key (values[i]);
      order[i] = (uint32_t) i;
    }
  status = _gw_sort_keys (keys, order, n);
  free (keys);

  return status;
}

gw_status
_gw_sort_doubles (const double *values, size_t n, double *sorted)
{
  uint64_t *keys = GW_NEW (uint64_t, n);
  gw_status status;

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    keys[i] = _gw_sort_key (values[i]);
  status = _gw_sort_keys (keys, NULL, n);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    sorted[i] = _gw_sort_value (keys[i]);
  free (keys);

  return status;
}
