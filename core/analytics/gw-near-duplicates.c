/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-near-duplicates.h"

#include <math.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"

#define GW_NEAR_BITS 64
#define GW_NEAR_MOST_CHUNKS 16
/* Codes of one part of the work. */
#define GW_NEAR_PART 1024

/* Some bits of the codes, and the codes by what these bits are. */
typedef struct
{
  unsigned shift;
  unsigned width;
  int radius;     /* in these bits; -1: nothing is looked for */
  size_t n_flips; /* masks with at most radius bits */
  uint32_t *flips;
  uint32_t *begin; /* 2^width + 1 places in rows */
  uint32_t *rows;  /* place by place */
  uint64_t *codes; /* of these rows */
} Chunk;

/* Pairs that one part has found: the first row in the upper half. */
typedef struct
{
  size_t n, room;
  uint64_t *pairs;
} Found;

typedef struct
{
  const uint64_t *codes;
  size_t n;
  unsigned radius;
  size_t n_chunks; /* 0: all pairs are compared */
  Chunk chunks[GW_NEAR_MOST_CHUNKS];
  size_t n_parts; /* of each chunk, or of all pairs */
  Found *found;   /* of each part of each chunk */
  atomic_bool no_memory;
} Search;

/* The bits that are set. Side by side sums, for the compiler's own would be a call where
 * the processor is not known to count.
 */
static inline unsigned
count_bits (uint64_t bits)
{
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0f0f0f0f0f0f0f0f;

  return (unsigned) (bits * 0x0101010101010101 >> 56);
}

/* --- how to cut ---------------------------------------------------------------------------- */

/* The number of masks of so many bits that set at most `radius`. */
static double
count_flips (unsigned width, int radius)
{
  double term = 1, sum = radius >= 0 ? 1 : 0;

  for (int i = 1; i <= radius && i <= (int) width; i++)
    {
      term *= (double) (width - (unsigned) i + 1) / i;
      sum += term;
    }

  return sum;
}

/* By the pigeonhole principle: were the first radius % m + 1 chunks all further
 * apart than radius / m and the others further than that less one, the whole
 * would be further apart than the radius.
 */
static void
cut (Chunk *chunks, unsigned m, unsigned radius)
{
  unsigned shift = 0;

  for (unsigned i = 0; i < m; i++)
    {
      unsigned end = GW_NEAR_BITS * (i + 1) / m;

      chunks[i] = (Chunk) { .shift = shift, .width = end - shift, .radius = (int) (radius / m) };
      if (i > radius % m)
        chunks[i].radius--;
      shift = end;
    }
}

/* What finding the neighbours of one code costs, in codes that are compared, were
 * the codes spread evenly.
 */
static double
cost_of (const Chunk *chunks, unsigned m, size_t n)
{
  double cost = 0;

  for (unsigned i = 0; i < m; i++)
    cost += count_flips (chunks[i].width, chunks[i].radius) * (4 + (double) n / exp2 (chunks[i].width));

  return cost;
}

static size_t
choose_chunks (Chunk *chunks, size_t n, unsigned radius)
{
  double least = (double) n / 4;
  unsigned best = 0;

  for (unsigned m = 4; m <= GW_NEAR_MOST_CHUNKS; m++)
    {
      double cost;

      cut (chunks, m, radius);
      cost = cost_of (chunks, m, n);
      if (cost < least)
        {
          least = cost;
          best = m;
        }
    }
  if (best > 0)
    cut (chunks, best, radius);

  return best;
}

/* --- tables ---------------------------------------------------------------------------------- */

static uint32_t
bits_of (const Chunk *chunk, uint64_t code)
{
  return (uint32_t) (code >> chunk->shift) & (uint32_t) ((UINT64_C (1) << chunk->width) - 1);
}

static gw_status
fill_flips (Chunk *chunk)
{
  size_t n = 0;

  chunk->flips = GW_NEW (uint32_t, (size_t) count_flips (chunk->width, chunk->radius));
  if (chunk->flips == NULL)
    return GW_STATUS_NO_MEMORY;

  for (uint32_t mask = 0; mask < UINT32_C (1) << chunk->width; mask++)
    if ((int) count_bits (mask) <= chunk->radius)
      chunk->flips[n++] = mask;
  chunk->n_flips = n;
  return GW_STATUS_OK;
}

static gw_status
fill_chunk (Chunk *chunk, const uint64_t *codes, size_t n)
{
  size_t n_places = (size_t) 1 << chunk->width;
  gw_status status;

  if (chunk->radius < 0)
    return GW_STATUS_OK;
  status = fill_flips (chunk);
  chunk->begin = GW_NEW0 (uint32_t, n_places + 2);
  chunk->rows = GW_NEW (uint32_t, n);
  chunk->codes = GW_NEW (uint64_t, n);
  if (status != GW_STATUS_OK || chunk->begin == NULL || chunk->rows == NULL || chunk->codes == NULL)
    return GW_STATUS_NO_MEMORY;

  /* Counted two places up: begin[place + 1] is then where the next row goes. */
  for (size_t i = 0; i < n; i++)
    chunk->begin[bits_of (chunk, codes[i]) + 2]++;
  for (size_t i = 2; i < n_places + 2; i++)
    chunk->begin[i] += chunk->begin[i - 1];
  for (size_t i = 0; i < n; i++)
    {
      size_t at = chunk->begin[bits_of (chunk, codes[i]) + 1]++;

      chunk->rows[at] = (uint32_t) i;
      chunk->codes[at] = codes[i];
    }
  return GW_STATUS_OK;
}

static size_t
count_found (const Search *self)
{
  return self->n_parts * (self->n_chunks > 0 ? self->n_chunks : 1);
}

static void
clear_search (Search *self)
{
  for (size_t i = 0; i < self->n_chunks; i++)
    {
      free (self->chunks[i].flips);
      free (self->chunks[i].begin);
      free (self->chunks[i].rows);
      free (self->chunks[i].codes);
    }
  for (size_t i = 0; self->found != NULL && i < count_found (self); i++)
    free (self->found[i].pairs);
  free (self->found);
}

/* --- searching ----------------------------------------------------------------------------------- */

static bool
add_pair (Found *found, size_t first, size_t second)
{
  if (found->n == found->room)
    {
      size_t room = found->room > 0 ? 2 * found->room : 64;
      uint64_t *more = realloc (found->pairs, room * sizeof (uint64_t));

      if (more == NULL)
        return false;
      found->pairs = more;
      found->room = room;
    }

  found->pairs[found->n++] = (uint64_t) first << 32 | second;
  return true;
}

/* Whether an earlier chunk has found the two already. */
static bool
is_known (const Search *self, size_t chunk, uint64_t difference)
{
  for (size_t i = 0; i < chunk; i++)
    if ((int) count_bits (bits_of (&self->chunks[i], difference)) <= self->chunks[i].radius)
      return true;
  return false;
}

/* The codes in one place of a chunk that come behind the row. */
static bool
search_place (const Search *self, size_t chunk, uint32_t place, size_t row, uint64_t code, Found *found)
{
  const Chunk *table = &self->chunks[chunk];

  for (size_t i = table->begin[place]; i < table->begin[place + 1]; i++)
    {
      uint64_t difference = table->codes[i] ^ code;

      if (count_bits (difference) <= self->radius && table->rows[i] > row && !is_known (self, chunk, difference)
          && !add_pair (found, row, table->rows[i]))
        return false;
    }

  return true;
}

/* The codes at `from` to `to` - 1 of a chunk, in order of place: so what they look
 * for lies near what the one before has looked for.
 */
static bool
search_chunk (const Search *self, size_t chunk, size_t from, size_t to, Found *found)
{
  const Chunk *table = &self->chunks[chunk];

  for (size_t at = from; at < to && table->radius >= 0; at++)
    {
      uint32_t bits = bits_of (table, table->codes[at]);

      for (size_t i = 0; i < table->n_flips; i++)
        if (!search_place (self, chunk, bits ^ table->flips[i], table->rows[at], table->codes[at], found))
          return false;
    }

  return true;
}

static bool
search_all (const Search *self, size_t from, size_t to, Found *found)
{
  for (size_t row = from; row < to; row++)
    for (size_t i = row + 1; i < self->n; i++)
      if (count_bits (self->codes[i] ^ self->codes[row]) <= self->radius && !add_pair (found, row, i))
        return false;
  return true;
}

static void
search_part (void *data, size_t part)
{
  Search *self = data;
  size_t chunk = part / self->n_parts, from = part % self->n_parts * GW_NEAR_PART;
  size_t to = from + GW_NEAR_PART < self->n ? from + GW_NEAR_PART : self->n;
  bool done;

  if (atomic_load (&self->no_memory))
    return;
  if (self->n_chunks == 0)
    done = search_all (self, from, to, &self->found[part]);
  else
    done = search_chunk (self, chunk, from, to, &self->found[part]);
  if (!done)
    atomic_store (&self->no_memory, true);
}

/* Goes with clear_search(), whatever the status. */
static gw_status
search (Search *self, const uint64_t *codes, size_t n, unsigned radius, const GwRun *run)
{
  gw_status status = GW_STATUS_OK;

  *self = (Search) { .codes = codes, .n = n, .radius = radius, .n_parts = (n + GW_NEAR_PART - 1) / GW_NEAR_PART };
  atomic_init (&self->no_memory, false);
  self->n_chunks = choose_chunks (self->chunks, n, radius);
  self->found = GW_NEW0 (Found, count_found (self));
  if (self->found == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; status == GW_STATUS_OK && i < self->n_chunks; i++)
    status = fill_chunk (&self->chunks[i], codes, n);
  if (status == GW_STATUS_OK)
    status = _gw_run_parts (run, count_found (self), search_part, self, 0, 1);

  return status == GW_STATUS_OK && atomic_load (&self->no_memory) ? GW_STATUS_NO_MEMORY : status;
}

/* --- pairs ------------------------------------------------------------------------------------------ */

/* All pairs in order. (malloced) */
static gw_status
join_pairs (const Search *search, uint64_t **pairs, size_t *n)
{
  *n = 0;
  for (size_t i = 0; i < count_found (search); i++)
    *n += search->found[i].n;
  *pairs = NULL;
  if (*n >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  *pairs = GW_NEW (uint64_t, *n);
  if (*pairs == NULL)
    return GW_STATUS_NO_MEMORY;

  *n = 0;
  for (size_t i = 0; i < count_found (search); i++)
    for (size_t k = 0; k < search->found[i].n; k++)
      (*pairs)[(*n)++] = search->found[i].pairs[k];
  return search->n_chunks > 0 ? _gw_sort_keys (*pairs, NULL, *n) : GW_STATUS_OK;
}

static gw_status
write_pairs (const Search *search, GwNearPairs *out)
{
  uint64_t *pairs;
  size_t n;
  gw_status status = join_pairs (search, &pairs, &n);

  if (status == GW_STATUS_OK)
    {
      out->first = GW_NEW (uint32_t, n);
      out->second = GW_NEW (uint32_t, n);
      out->distance = GW_NEW (uint8_t, n);
      if (out->first == NULL || out->second == NULL || out->distance == NULL)
        status = GW_STATUS_NO_MEMORY;
    }
  for (; status == GW_STATUS_OK && out->n < n; out->n++)
    {
      uint32_t first = (uint32_t) (pairs[out->n] >> 32), second = (uint32_t) pairs[out->n];

      out->first[out->n] = first;
      out->second[out->n] = second;
      out->distance[out->n] = (uint8_t) count_bits (search->codes[first] ^ search->codes[second]);
    }
  free (pairs);
  return status;
}

static gw_status
check (size_t n, unsigned radius)
{
  if (radius > GW_NEAR_BITS)
    return GW_STATUS_INVALID;

  return n >= GW_MOST_ROWS ? GW_STATUS_TOO_LARGE : GW_STATUS_OK;
}

gw_status
gw_near_duplicate_pairs (const uint64_t *codes, size_t n, unsigned radius, GwNearPairs *out, const GwRun *run)
{
  Search search_state;
  gw_status status = check (n, radius);

  memset (out, 0, sizeof *out);
  if (status != GW_STATUS_OK)
    return status;

  status = search (&search_state, codes, n, radius, run);
  if (status == GW_STATUS_OK)
    status = write_pairs (&search_state, out);
  clear_search (&search_state);
  if (status != GW_STATUS_OK)
    gw_near_pairs_clear (out);
  return status;
}

void
gw_near_pairs_clear (GwNearPairs *self)
{
  free (self->first);
  free (self->second);
  free (self->distance);
  memset (self, 0, sizeof *self);
}

/* --- groups --------------------------------------------------------------------------------------------- */

static uint32_t
find_root (uint32_t *parent, uint32_t i)
{
  while (parent[i] != i)
    {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }

  return i;
}

/* The distinct codes ascending, and of each row which it has. */
static gw_status
find_distinct (const uint64_t *codes, size_t n, uint64_t *distinct, size_t *n_distinct, uint32_t *code_of)
{
  uint32_t *rows = GW_NEW (uint32_t, n);
  gw_status status;

  *n_distinct = 0;
  if (rows == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t i = 0; i < n; i++)
    {
      distinct[i] = codes[i];
      rows[i] = (uint32_t) i;
    }
  status = _gw_sort_keys (distinct, rows, n);
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    {
      if (*n_distinct == 0 || distinct[i] != distinct[*n_distinct - 1])
        distinct[(*n_distinct)++] = distinct[i];
      code_of[rows[i]] = (uint32_t) (*n_distinct - 1);
    }
  free (rows);
  return status;
}

static gw_status
unite (const uint64_t *distinct, size_t n, unsigned radius, uint32_t *parent, const GwRun *run)
{
  Search search_state;
  gw_status status = search (&search_state, distinct, n, radius, run);

  for (size_t i = 0; i < n; i++)
    parent[i] = (uint32_t) i;
  for (size_t i = 0; status == GW_STATUS_OK && i < count_found (&search_state); i++)
    for (size_t k = 0; k < search_state.found[i].n; k++)
      {
        uint64_t pair = search_state.found[i].pairs[k];

        parent[find_root (parent, (uint32_t) pair)] = find_root (parent, (uint32_t) (pair >> 32));
      }
  clear_search (&search_state);
  return status;
}

/* number has room for the distinct codes. */
static size_t
number_groups (uint32_t *parent, const uint32_t *code_of, size_t n, size_t n_distinct, int32_t *number, int32_t *group)
{
  size_t n_groups = 0;

  for (size_t i = 0; i < n_distinct; i++)
    number[i] = -1;
  for (size_t i = 0; i < n; i++)
    {
      uint32_t root = find_root (parent, code_of[i]);

      if (number[root] < 0)
        number[root] = (int32_t) n_groups++;
      group[i] = number[root];
    }

  return n_groups;
}

gw_status
gw_near_duplicate_groups (const uint64_t *codes, size_t n, unsigned radius, int32_t *group, size_t *n_groups,
                          const GwRun *run)
{
  gw_status status = check (n, radius);
  uint64_t *distinct;
  uint32_t *code_of, *parent;
  int32_t *number;
  size_t n_distinct = 0;

  if (status != GW_STATUS_OK)
    return status;
  distinct = GW_NEW (uint64_t, n);
  code_of = GW_NEW (uint32_t, n);
  parent = GW_NEW (uint32_t, n);
  number = GW_NEW (int32_t, n);
  if (distinct == NULL || code_of == NULL || parent == NULL || number == NULL)
    status = GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    status = find_distinct (codes, n, distinct, &n_distinct, code_of);
  if (status == GW_STATUS_OK)
    status = unite (distinct, n_distinct, radius, parent, run);
  if (status == GW_STATUS_OK)
    *n_groups = number_groups (parent, code_of, n, n_distinct, number, group);
  free (distinct);
  free (code_of);
  free (parent);
  free (number);
  return status;
}
