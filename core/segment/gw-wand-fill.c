/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-wand-private.h"

/* Rows between two questions whether to go on. */
#define GW_WAND_STEP 64

/* The runs of all rows, and which of them hang together: each run's parent is one
 * that hangs together with it and comes no later, its own number where none does.
 */
typedef struct
{
  uint32_t width;
  GwSpan *runs; /* columns */
  uint32_t *parents;
  size_t n_runs;
  size_t capacity;
  size_t *rows; /* the first run of each row, and their number at the end */
} Labels;

static void
labels_clear (Labels *labels)
{
  free (labels->runs);
  free (labels->parents);
  free (labels->rows);
}

static gw_status
make_room (Labels *labels, size_t n_more)
{
  size_t capacity = labels->n_runs + n_more;
  void *grown;

  if (capacity <= labels->capacity)
    return GW_STATUS_OK;
  capacity += capacity / 2;
  grown = realloc (labels->runs, capacity * sizeof *labels->runs);
  if (grown == NULL)
    return GW_STATUS_NO_MEMORY;
  labels->runs = grown;
  grown = realloc (labels->parents, capacity * sizeof *labels->parents);
  if (grown == NULL)
    return GW_STATUS_NO_MEMORY;
  labels->parents = grown;
  labels->capacity = capacity;

  return GW_STATUS_OK;
}

static uint32_t
find_root (uint32_t *parents, uint32_t run)
{
  while (parents[run] != run)
    {
      parents[run] = parents[parents[run]];
      run = parents[run];
    }

  return run;
}

static void
join (uint32_t *parents, uint32_t a, uint32_t b)
{
  a = find_root (parents, a);
  b = find_root (parents, b);
  if (a < b)
    parents[b] = a;
  else
    parents[a] = b;
}

/* Joins the runs of a row with those of the row above that they touch, over
 * corners too when corner is 1.
 */
static void
join_rows (Labels *labels, size_t row, uint32_t corner)
{
  size_t above = labels->rows[row - 1], n_above = labels->rows[row];

  for (size_t run = n_above; run < labels->n_runs; run++)
    {
      while (above < n_above && labels->runs[above].end + corner <= labels->runs[run].start)
        above++;
      for (size_t i = above; i < n_above && labels->runs[i].start < labels->runs[run].end + corner; i++)
        join (labels->parents, (uint32_t) i, (uint32_t) run);
    }
}

static gw_status
take_row (Labels *labels, const uint8_t *distances, size_t row, uint8_t most, bool eight)
{
  gw_status status = make_room (labels, (labels->width + 1) / 2);
  size_t n;

  if (status != GW_STATUS_OK)
    return status;
  labels->rows[row] = labels->n_runs;
  n = _gw_wand_find_runs (distances + row * labels->width, labels->width, most, labels->runs + labels->n_runs);
  for (size_t i = 0; i < n; i++, labels->n_runs++)
    labels->parents[labels->n_runs] = (uint32_t) labels->n_runs;
  labels->rows[row + 1] = labels->n_runs;
  if (row > 0)
    join_rows (labels, row, eight ? 1 : 0);

  return GW_STATUS_OK;
}

/* The run of a row that holds a column. */
static uint32_t
run_at (const Labels *labels, size_t row, uint32_t column)
{
  size_t run = labels->rows[row];

  while (labels->runs[run].end <= column)
    run++;

  return (uint32_t) run;
}

static gw_status
take_region (Labels *labels, int32_t width, int32_t height, int32_t x, int32_t y, GwMask *mask)
{
  uint32_t root = find_root (labels->parents, run_at (labels, (size_t) y, (uint32_t) x));
  GwMaskBuilder builder;

  _gw_mask_builder_init (&builder, width, height);
  for (size_t row = 0; row < (size_t) height; row++)
    for (size_t run = labels->rows[row]; run < labels->rows[row + 1]; run++)
      {
        /* Parents come first, so theirs is the root. */
        labels->parents[run] = labels->parents[labels->parents[run]];
        if (labels->parents[run] == root)
          _gw_mask_builder_add (&builder, (uint32_t) (row * labels->width + labels->runs[run].start),
                                (uint32_t) (row * labels->width + labels->runs[run].end));
      }

  return _gw_mask_builder_finish (&builder, mask);
}

gw_status
_gw_wand_fill (const uint8_t *distances, int32_t width, int32_t height, int32_t x, int32_t y, uint8_t most, bool eight,
               GwMask *mask, const GwRun *run, double from)
{
  Labels labels = { .width = (uint32_t) width };
  gw_status status = GW_STATUS_OK;

  labels.rows = GW_NEW (size_t, (size_t) height + 1);
  if (labels.rows == NULL)
    return GW_STATUS_NO_MEMORY;
  for (int32_t row = 0; row < height && status == GW_STATUS_OK; row++)
    {
      if (row % GW_WAND_STEP == 0 && !_gw_run_step (run, from + (1.0 - from) * row / height))
        status = GW_STATUS_CANCELLED;
      else
        status = take_row (&labels, distances, (size_t) row, most, eight);
    }
  if (status == GW_STATUS_OK)
    status = take_region (&labels, width, height, x, y, mask);
  labels_clear (&labels);

  return status;
}

gw_status
_gw_wand_threshold (const uint8_t *distances, int32_t width, int32_t height, uint8_t most, GwMask *mask,
                    const GwRun *run, double from)
{
  GwSpan *runs = GW_NEW (GwSpan, ((size_t) width + 1) / 2);
  GwMaskBuilder builder;

  if (runs == NULL)
    return GW_STATUS_NO_MEMORY;
  _gw_mask_builder_init (&builder, width, height);
  for (int32_t row = 0; row < height; row++)
    {
      size_t n, first = (size_t) row * (size_t) width;

      if (row % GW_WAND_STEP == 0 && !_gw_run_step (run, from + (1.0 - from) * row / height))
        {
          _gw_mask_builder_clear (&builder);
          free (runs);
          return GW_STATUS_CANCELLED;
        }
      n = _gw_wand_find_runs (distances + first, (uint32_t) width, most, runs);
      for (size_t i = 0; i < n; i++)
        _gw_mask_builder_add (&builder, (uint32_t) (first + runs[i].start), (uint32_t) (first + runs[i].end));
    }
  free (runs);

  return _gw_mask_builder_finish (&builder, mask);
}
