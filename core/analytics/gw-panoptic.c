/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-panoptic.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"

#define MOST_SEGMENTS ((size_t) 1 << 24)

/* A segment and its place: 1 and up by id; place 0 is void. */
typedef struct
{
  uint32_t id;
  int32_t label;
  bool crowd;
  bool matched;
  uint64_t area;
} Segment;

/* Segments by rising id, the void before them. */
typedef struct
{
  Segment *segments;
  size_t n; /* with the void */
  size_t last;
} Side;

/* How many pixels a pair of places has; an open table, 0 pixels where free. */
typedef struct
{
  uint64_t key;
  uint64_t n;
} Cell;

typedef struct
{
  Cell *cells;
  size_t size; /* a power of 2, at most 2/3 used */
  size_t n;
} Table;

static int
compare_ids (const void *a, const void *b)
{
  uint32_t x = ((const Segment *) a)->id, y = ((const Segment *) b)->id;

  return (x > y) - (x < y);
}

static gw_status
side_init (Side *self, const GwPanopticSegment *segments, size_t n, size_t n_classes)
{
  if (n > MOST_SEGMENTS)
    return GW_STATUS_TOO_LARGE;
  self->n = n + 1;
  self->segments = GW_NEW0 (Segment, n + 1);
  if (self->segments == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    {
      if (segments[i].id == 0 || segments[i].label < 0 || (size_t) segments[i].label >= n_classes)
        return GW_STATUS_INVALID;
      self->segments[i + 1] = (Segment) { segments[i].id, segments[i].label, segments[i].crowd, false, 0 };
    }
  qsort (self->segments, n + 1, sizeof (Segment), compare_ids);
  for (size_t i = 1; i <= n; i++)
    if (self->segments[i].id == self->segments[i - 1].id)
      return GW_STATUS_INVALID;

  return GW_STATUS_OK;
}

/* The place of an id, SIZE_MAX where no segment has it. */
static size_t
side_find (Side *self, uint32_t id)
{
  size_t low = 0, high = self->n;

  if (self->segments[self->last].id == id)
    return self->last;
  while (high - low > 1)
    {
      size_t middle = low + (high - low) / 2;

      if (self->segments[middle].id <= id)
        low = middle;
      else
        high = middle;
    }
  if (self->segments[low].id != id)
    return SIZE_MAX;

  return self->last = low;
}

static Cell *
table_find (const Table *self, uint64_t key)
{
  size_t i = (size_t) ((key * UINT64_C (0x9E3779B97F4A7C15)) >> 20) & (self->size - 1);

  while (self->cells[i].n > 0 && self->cells[i].key != key)
    i = (i + 1) & (self->size - 1);

  return &self->cells[i];
}

static bool
table_grow (Table *self)
{
  Table grown = { GW_NEW0 (Cell, self->size > 0 ? 2 * self->size : 256), self->size > 0 ? 2 * self->size : 256,
                  self->n };

  if (grown.cells == NULL)
    return false;

  for (size_t i = 0; i < self->size; i++)
    if (self->cells[i].n > 0)
      *table_find (&grown, self->cells[i].key) = self->cells[i];
  free (self->cells);
  *self = grown;

  return true;
}

static bool
table_add (Table *self, size_t truth, size_t predicted, uint64_t n)
{
  Cell *cell;

  if (3 * (self->n + 1) > 2 * self->size && !table_grow (self))
    return false;

  cell = table_find (self, (uint64_t) truth << 32 | predicted);
  self->n += cell->n == 0;
  cell->key = (uint64_t) truth << 32 | predicted;
  cell->n += n;

  return true;
}

static uint64_t
table_get (const Table *self, size_t truth, size_t predicted)
{
  return self->size > 0 ? table_find (self, (uint64_t) truth << 32 | predicted)->n : 0;
}

static int
compare_cells (const void *a, const void *b)
{
  uint64_t x = ((const Cell *) a)->key, y = ((const Cell *) b)->key;

  return (x > y) - (x < y);
}

/* Counts the pixels of each pair, run by run. */
static gw_status
count (Side *truths, Side *predicted, const uint32_t *truth_ids, const uint32_t *predicted_ids, size_t n, Table *table)
{
  for (size_t first = 0, end; first < n; first = end)
    {
      size_t truth = side_find (truths, truth_ids[first]);
      size_t guess = side_find (predicted, predicted_ids[first]);

      for (end = first + 1; end < n; end++)
        if (truth_ids[end] != truth_ids[first] || predicted_ids[end] != predicted_ids[first])
          break;
      if (truth == SIZE_MAX || guess == SIZE_MAX)
        return GW_STATUS_INVALID;
      truths->segments[truth].area += end - first;
      predicted->segments[guess].area += end - first;
      if (!table_add (table, truth, guess, end - first))
        return GW_STATUS_NO_MEMORY;
    }

  return GW_STATUS_OK;
}

/* The hits: pairs in the order of their ids, so that sums come out the same. */
static void
match (Side *truths, Side *predicted, const Table *table, const Cell *pairs, GwPanopticClass *classes)
{
  for (size_t i = 0; i < table->n; i++)
    {
      size_t t = (size_t) (pairs[i].key >> 32), p = (size_t) (pairs[i].key & UINT32_MAX);
      Segment *truth = &truths->segments[t], *guess = &predicted->segments[p];
      uint64_t either;

      if (t == 0 || p == 0 || truth->crowd || truth->label != guess->label)
        continue;
      either = truth->area + guess->area - pairs[i].n - table_get (table, 0, p);
      if ((double) pairs[i].n / (double) either <= 0.5)
        continue;
      classes[truth->label].sum_iou += (double) pairs[i].n / (double) either;
      classes[truth->label].n_hits++;
      truth->matched = guess->matched = true;
    }
}

/* What hit nothing: crowds holds for each class the place of its crowd, or 0. */
static void
count_rest (const Side *truths, const Side *predicted, const Table *table, size_t *crowds, GwPanopticClass *classes)
{
  for (size_t t = 1; t < truths->n; t++)
    {
      const Segment *truth = &truths->segments[t];

      if (truth->crowd)
        crowds[truth->label] = t; /* ids rise */
      else if (!truth->matched)
        classes[truth->label].n_missed++;
    }
  for (size_t p = 1; p < predicted->n; p++)
    {
      const Segment *guess = &predicted->segments[p];
      uint64_t apart = table_get (table, 0, p);

      if (crowds[guess->label] > 0)
        apart += table_get (table, crowds[guess->label], p);
      if (!guess->matched && 2 * apart <= guess->area)
        classes[guess->label].n_false++;
    }
}

gw_status
gw_panoptic_add (const uint32_t *truth_ids, const uint32_t *predicted_ids, size_t n, const GwPanopticSegment *truths,
                 size_t n_truths, const GwPanopticSegment *predicted, size_t n_predicted, size_t n_classes,
                 GwPanopticClass *classes)
{
  Side sides[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };
  Table table = { NULL, 0, 0 };
  Cell *pairs = NULL;
  size_t *crowds = NULL;
  gw_status status = n <= GW_MOST_ROWS ? side_init (&sides[0], truths, n_truths, n_classes) : GW_STATUS_TOO_LARGE;

  if (status == GW_STATUS_OK)
    status = side_init (&sides[1], predicted, n_predicted, n_classes);
  if (status == GW_STATUS_OK)
    status = count (&sides[0], &sides[1], truth_ids, predicted_ids, n, &table);
  if (status == GW_STATUS_OK)
    {
      pairs = GW_NEW (Cell, table.n);
      crowds = GW_NEW0 (size_t, n_classes);
      status = pairs != NULL && crowds != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
    }
  if (status == GW_STATUS_OK)
    {
      for (size_t i = 0, k = 0; i < table.size; i++)
        if (table.cells[i].n > 0)
          pairs[k++] = table.cells[i];
      qsort (pairs, table.n, sizeof (Cell), compare_cells);
      match (&sides[0], &sides[1], &table, pairs, classes);
      count_rest (&sides[0], &sides[1], &table, crowds, classes);
    }
  free (sides[0].segments);
  free (sides[1].segments);
  free (table.cells);
  free (pairs);
  free (crowds);

  return status;
}

gw_status
gw_panoptic_quality (const GwPanopticClass *classes, size_t n_classes, GwPanopticQuality *of_classes,
                     GwPanopticQuality *mean)
{
  GwPanopticQuality sum = { 0, 0, 0 };
  double n = 0;

  if (n_classes > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t k = 0; k < n_classes; k++)
    {
      double hits = (double) classes[k].n_hits;
      double all = hits + 0.5 * (double) classes[k].n_false + 0.5 * (double) classes[k].n_missed;
      GwPanopticQuality quality = { NAN, NAN, NAN };

      if (all > 0)
        {
          quality = (GwPanopticQuality) { classes[k].sum_iou / all, hits > 0 ? classes[k].sum_iou / hits : 0,
                                          hits / all };
          sum.pq += quality.pq;
          sum.sq += quality.sq;
          sum.rq += quality.rq;
          n++;
        }
      if (of_classes != NULL)
        of_classes[k] = quality;
    }
  *mean = (GwPanopticQuality) { sum.pq / n, sum.sq / n, sum.rq / n }; /* NaN where n is 0 */

  return n > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}
