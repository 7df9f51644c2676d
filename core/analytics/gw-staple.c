/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-staple.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-rle-private.h"
#include "gw-run-private.h"

#define GW_STAPLE_START 0.99
#define GW_STAPLE_TOLERANCE 1e-6
#define GW_STAPLE_MOST_ROUNDS 100
/* Rates stay so far from 0 and 1. */
#define GW_STAPLE_FLOOR 1e-6
/* Probabilities that are this near one half are one half. */
#define GW_STAPLE_TIE 1e-9
/* Stretches between two questions to the caller. */
#define GW_STAPLE_STEP ((size_t) 1 << 18)
#define GW_STAPLE_FIRST_ROOM ((size_t) 256)

/* A way in which masks are set, one bit for each, and where. */
typedef struct
{
  uint64_t bits;
  double weight; /* pixels, and in the end the probability that they are set */
} Way;

/* Goes over all masks at once, from one change to the next. */
typedef struct
{
  size_t n;
  uint64_t position;
  uint64_t n_pixels;
  GwRleReader readers[GW_STAPLE_MOST_MASKS];
  uint64_t start[GW_STAPLE_MOST_MASKS]; /* of the span that each is in or before */
  uint64_t end[GW_STAPLE_MOST_MASKS];
} Walk;

typedef struct
{
  const GwRle *masks;
  size_t n;
  uint64_t all; /* the bits of a pixel that all have set */
  Way *ways;    /* in order of their bits, those that are disputed */
  size_t n_ways;
  size_t room;
  double sensitivity[GW_STAPLE_MOST_MASKS];
  double specificity[GW_STAPLE_MOST_MASKS];
} Staple;

/* --- the masks ---------------------------------------------------------------------------- */

static void
walk_read (Walk *walk, size_t i)
{
  GwSpan span = { UINT32_MAX, UINT32_MAX };

  if (!_gw_rle_reader_next (&walk->readers[i], &span))
    {
      walk->start[i] = walk->end[i] = UINT64_MAX;
      return;
    }
  walk->start[i] = span.start;
  walk->end[i] = span.end;
}

static void
walk_init (Walk *walk, const GwRle *masks, size_t n)
{
  walk->n = n;
  walk->position = 0;
  walk->n_pixels = (uint64_t) masks[0].height * (uint64_t) masks[0].width;
  for (size_t i = 0; i < n; i++)
    {
      walk->readers[i] = (GwRleReader) { &masks[i], 0, 0 };
      walk_read (walk, i);
    }
}

/* The next pixels that are all set in the same masks, false at the end. */
static bool
walk_next (Walk *walk, uint64_t *start, uint64_t *end, uint64_t *bits)
{
  if (walk->position == walk->n_pixels)
    return false;

  *start = walk->position;
  *end = walk->n_pixels;
  *bits = 0;
  for (size_t i = 0; i < walk->n; i++)
    {
      bool inside = walk->start[i] <= *start;
      uint64_t change = inside ? walk->end[i] : walk->start[i];

      *bits |= (uint64_t) inside << i;
      *end = change < *end ? change : *end;
    }
  walk->position = *end;
  for (size_t i = 0; i < walk->n; i++)
    if (walk->end[i] == *end)
      walk_read (walk, i);

  return true;
}

static gw_status
check (const GwRle *masks, size_t n)
{
  if (n > GW_STAPLE_MOST_MASKS)
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n; i++)
    {
      gw_status status = gw_rle_validate (&masks[i]);

      if (status != GW_STATUS_OK)
        return status;
      if (masks[i].height != masks[0].height || masks[i].width != masks[0].width)
        return GW_STATUS_INVALID;
    }

  return GW_STATUS_OK;
}

/* --- ways in which they differ ---------------------------------------------------------------- */

static int
compare_ways (const void *a, const void *b)
{
  const Way *left = a, *right = b;

  return (left->bits > right->bits) - (left->bits < right->bits);
}

/* Puts the ways in order, and those of equal bits together. */
static void
gather (Staple *self)
{
  size_t n = 0;

  if (self->n_ways == 0)
    return;
  qsort (self->ways, self->n_ways, sizeof *self->ways, compare_ways);
  for (size_t i = 1; i < self->n_ways; i++)
    {
      if (self->ways[i].bits == self->ways[n].bits)
        self->ways[n].weight += self->ways[i].weight;
      else
        self->ways[++n] = self->ways[i];
    }
  self->n_ways = n + 1;
}

/* Makes room: where gathering leaves less than half of it free, that doubles. */
static gw_status
make_room (Staple *self)
{
  size_t room = self->room > 0 ? 2 * self->room : GW_STAPLE_FIRST_ROOM;
  Way *ways;

  gather (self);
  if (self->room > 0 && self->n_ways <= self->room / 2)
    return GW_STATUS_OK;
  ways = realloc (self->ways, room * sizeof *ways);
  if (ways == NULL)
    return GW_STATUS_NO_MEMORY;

  self->ways = ways;
  self->room = room;
  return GW_STATUS_OK;
}

static gw_status
add_way (Staple *self, uint64_t bits, uint64_t n_pixels)
{
  gw_status status = self->n_ways == self->room ? make_room (self) : GW_STATUS_OK;

  if (status == GW_STATUS_OK)
    self->ways[self->n_ways++] = (Way) { bits, (double) n_pixels };

  return status;
}

static gw_status
find_ways (Staple *self, GwStaple *result, const GwRun *run)
{
  Walk walk;
  uint64_t start, end, bits;
  double n_set = 0;
  gw_status status = GW_STATUS_OK;

  walk_init (&walk, self->masks, self->n);
  for (size_t i = 0; status == GW_STATUS_OK && walk_next (&walk, &start, &end, &bits); i++)
    {
      if (i % GW_STAPLE_STEP == 0 && !_gw_run_step (run, 0.4 * (double) start / (double) walk.n_pixels))
        return GW_STATUS_CANCELLED;
      if (bits == 0 || bits == self->all)
        continue;
      status = add_way (self, bits, end - start);
      result->n_disputed += end - start;
      n_set += (double) (end - start) * __builtin_popcountll (bits);
    }
  gather (self);
  if (result->n_disputed > 0)
    result->prior = n_set / ((double) result->n_disputed * (double) self->n);

  return status;
}

/* --- rounds ------------------------------------------------------------------------------------ */

/* What each mask says for a pixel, in logarithms of odds, where it is set and where not. */
typedef struct
{
  double prior;
  double set[GW_STAPLE_MOST_MASKS];
  double clear[GW_STAPLE_MOST_MASKS];
} Odds;

static Odds
find_odds (const Staple *self, double prior)
{
  Odds odds = { .prior = log (prior) - log1p (-prior) };

  for (size_t i = 0; i < self->n; i++)
    {
      odds.set[i] = log (self->sensitivity[i]) - log1p (-self->specificity[i]);
      odds.clear[i] = log1p (-self->sensitivity[i]) - log (self->specificity[i]);
    }

  return odds;
}

/* How probable it is that pixels of these bits are set. */
static double
probability (const Staple *self, const Odds *odds, uint64_t bits)
{
  double sum = odds->prior;

  for (size_t i = 0; i < self->n; i++)
    sum += (bits >> i & 1) != 0 ? odds->set[i] : odds->clear[i];

  return 1 / (1 + exp (-sum));
}

static double
bound (double share)
{
  return fmin (fmax (share, GW_STAPLE_FLOOR), 1 - GW_STAPLE_FLOOR);
}

/* The share of a total, or what it was where there is nothing to have a share of. */
static double
share_of (double part, double total, double before)
{
  return total > 0 ? bound (part / total) : before;
}

/* One round; how far the rates moved on average. */
static double
do_round (Staple *self, double prior)
{
  Odds odds = find_odds (self, prior);
  double there = 0, not_there = 0, set[GW_STAPLE_MOST_MASKS] = { 0 }, clear[GW_STAPLE_MOST_MASKS] = { 0 }, moved = 0;

  for (size_t k = 0; k < self->n_ways; k++)
    {
      const Way *way = &self->ways[k];
      double p = probability (self, &odds, way->bits);

      there += p * way->weight;
      not_there += (1 - p) * way->weight;
      for (size_t i = 0; i < self->n; i++)
        {
          if ((way->bits >> i & 1) != 0)
            set[i] += p * way->weight;
          else
            clear[i] += (1 - p) * way->weight;
        }
    }
  for (size_t i = 0; i < self->n; i++)
    {
      double sensitivity = share_of (set[i], there, self->sensitivity[i]);
      double specificity = share_of (clear[i], not_there, self->specificity[i]);

      moved += fabs (sensitivity - self->sensitivity[i]) + fabs (specificity - self->specificity[i]);
      self->sensitivity[i] = sensitivity;
      self->specificity[i] = specificity;
    }

  return moved / (2 * (double) self->n);
}

static gw_status
do_rounds (Staple *self, GwStaple *result, const GwRun *run)
{
  for (size_t i = 0; i < self->n; i++)
    self->sensitivity[i] = self->specificity[i] = self->n_ways > 0 ? GW_STAPLE_START : 1;
  result->converged = self->n_ways == 0;
  while (!result->converged && result->n_rounds < GW_STAPLE_MOST_ROUNDS)
    {
      double done = 0.4 + 0.5 * (double) result->n_rounds / GW_STAPLE_MOST_ROUNDS;

      if (!_gw_run_step (run, done))
        return GW_STATUS_CANCELLED;
      result->converged = do_round (self, result->prior) < GW_STAPLE_TOLERANCE;
      result->n_rounds++;
    }

  return GW_STATUS_OK;
}

/* --- what comes out ---------------------------------------------------------------------------- */

/* The ways keep the probability in place of their pixels. */
static void
settle (Staple *self, double prior)
{
  Odds odds = find_odds (self, prior);

  for (size_t i = 0; i < self->n_ways; i++)
    self->ways[i].weight = probability (self, &odds, self->ways[i].bits);
}

static bool
is_set (const Staple *self, uint64_t bits)
{
  const Way *way;

  if (bits == 0 || bits == self->all)
    return bits != 0;
  way = bsearch (&(Way) { bits, 0 }, self->ways, self->n_ways, sizeof *self->ways, compare_ways);

  return way->weight >= 0.5 - GW_STAPLE_TIE;
}

static gw_status
make_mask (const Staple *self, GwRle *mask, const GwRun *run)
{
  GwRleBuilder builder;
  Walk walk;
  uint64_t start, end, bits;

  _gw_rle_builder_init (&builder, self->masks[0].height, self->masks[0].width);
  walk_init (&walk, self->masks, self->n);
  for (size_t i = 0; walk_next (&walk, &start, &end, &bits); i++)
    {
      if (is_set (self, bits))
        _gw_rle_builder_add (&builder, start, end);
      if (i % GW_STAPLE_STEP == 0 && !_gw_run_step (run, 0.9 + 0.1 * (double) start / (double) walk.n_pixels))
        {
          free (builder.counts);
          return GW_STATUS_CANCELLED;
        }
    }

  return _gw_rle_builder_finish (&builder, mask);
}

static double
find_confidence (const Staple *self, const GwRle *mask)
{
  double sum = 0;

  for (size_t i = 0; i < self->n; i++)
    {
      bool both_empty = gw_rle_area (&self->masks[i]) == 0 && gw_rle_area (mask) == 0;

      sum += both_empty ? 1 : gw_rle_iou (&self->masks[i], mask);
    }

  return self->n > 1 ? sum / (double) self->n : NAN;
}

static gw_status
estimate (Staple *self, GwRle *mask, GwStaple *result, const GwRun *run)
{
  gw_status status = find_ways (self, result, run);

  if (status == GW_STATUS_OK)
    status = do_rounds (self, result, run);
  if (status == GW_STATUS_OK)
    {
      settle (self, result->prior);
      status = make_mask (self, mask, run);
    }
  if (status == GW_STATUS_OK)
    result->confidence = find_confidence (self, mask);

  return status;
}

gw_status
gw_staple (const GwRle *masks, size_t n, GwRle *result, double *sensitivity, double *specificity, GwStaple *out,
           const GwRun *run)
{
  Staple self = { .masks = masks, .n = n, .all = n < 64 ? ((uint64_t) 1 << n) - 1 : UINT64_MAX };
  GwStaple made = { .prior = NAN, .confidence = NAN };
  GwRle mask = GW_RLE_INIT;
  gw_status status = check (masks, n);

  if (status != GW_STATUS_OK)
    return status;
  status = n > 0 ? estimate (&self, &mask, &made, run) : GW_STATUS_EMPTY;
  if (gw_status_has_values (status))
    {
      *result = mask;
      *out = made;
      for (size_t i = 0; i < n; i++)
        {
          if (sensitivity != NULL)
            sensitivity[i] = self.sensitivity[i];
          if (specificity != NULL)
            specificity[i] = self.specificity[i];
        }
    }
  free (self.ways);
  return status;
}
