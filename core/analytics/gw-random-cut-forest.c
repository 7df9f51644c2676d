/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-random-cut-forest.h"

#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-cut-tree-private.h"
#include "gw-run-private.h"

/* Values beyond this have sides that may overflow when they are added up. */
#define GW_RANDOM_CUT_FOREST_LARGEST 1e300

/* Rows scored in one go. */
#define GW_RANDOM_CUT_FOREST_ROWS 64

struct _GwRandomCutForest
{
  const double *points; /* the caller's */
  size_t n;
  size_t columns;
  size_t sample;
  uint32_t *valid; /* the rows that are not left out; NULL: all */
  size_t n_valid;
  uint64_t *seeds; /* of each tree */
  GwGrownTree *trees;
  size_t n_trees;
  gw_status *statuses; /* of each tree, while they grow */
};

static bool
is_valid (const double *point, size_t columns)
{
  for (size_t j = 0; j < columns; j++)
    if (!(fabs (point[j]) <= GW_RANDOM_CUT_FOREST_LARGEST))
      return false;

  return true;
}

/* --- growing ---------------------------------------------------------------------------- */

/* A set of row numbers: a table with room for twice as many, 0 where it is free. */
static bool
add_to_set (uint32_t *set, size_t mask, uint32_t row)
{
  size_t place = (row * (size_t) 0x9e3779b1u) & mask;

  while (set[place] != 0)
    {
      if (set[place] == row + 1)
        return false;
      place = (place + 1) & mask;
    }
  set[place] = row + 1;

  return true;
}

/* n of the valid rows, each set of them equally likely.
 * Source: Floyd, in Bentley, Programming pearls, Communications of the ACM 30 (1987)
 * 754.
 */
static uint32_t *
draw_rows (const GwRandomCutForest *self, size_t n, gw_random *random)
{
  uint32_t *rows = GW_NEW (uint32_t, n), *set;
  size_t mask = 1;

  while (mask < 2 * n)
    mask = 2 * mask + 1;
  set = GW_NEW0 (uint32_t, mask + 1);
  if (rows == NULL || set == NULL)
    {
      free (rows);
      free (set);
      return NULL;
    }

  for (size_t i = 0; i < n; i++)
    {
      size_t last = self->n_valid - n + i;
      uint32_t row = (uint32_t) gw_random_below (random, last + 1);

      if (!add_to_set (set, mask, row))
        {
          row = (uint32_t) last;
          add_to_set (set, mask, row);
        }
      rows[i] = self->valid != NULL ? self->valid[row] : row;
    }
  free (set);

  return rows;
}

static void
grow_tree (void *data, size_t number)
{
  GwRandomCutForest *self = data;
  size_t n = self->sample < self->n_valid ? self->sample : self->n_valid;
  gw_random random;
  uint32_t *rows;

  gw_random_init (&random, self->seeds[number]);
  rows = draw_rows (self, n, &random);
  if (rows != NULL)
    self->statuses[number] = _gw_cut_tree_grow (&self->trees[number], self->points, self->columns, rows, n, &random);
  else
    self->statuses[number] = GW_STATUS_NO_MEMORY;
}

/* The rows that have a place, where some have not. */
static gw_status
find_valid (GwRandomCutForest *self)
{
  size_t n = 0;

  for (size_t i = 0; i < self->n; i++)
    n += is_valid (self->points + i * self->columns, self->columns);
  self->n_valid = n;
  if (n == self->n)
    return GW_STATUS_OK;

  self->valid = GW_NEW (uint32_t, n);
  if (self->valid == NULL)
    return GW_STATUS_NO_MEMORY;
  n = 0;
  for (size_t i = 0; i < self->n; i++)
    if (is_valid (self->points + i * self->columns, self->columns))
      self->valid[n++] = (uint32_t) i;

  return GW_STATUS_OK;
}

static gw_status
grow (GwRandomCutForest *self, size_t n_trees, uint64_t seed, const GwRun *run)
{
  gw_status status = find_valid (self);
  gw_random random;

  if (status != GW_STATUS_OK || self->n_valid == 0)
    return status != GW_STATUS_OK ? status : GW_STATUS_EMPTY;

  self->seeds = GW_NEW (uint64_t, n_trees);
  self->trees = GW_NEW0 (GwGrownTree, n_trees);
  self->statuses = GW_NEW0 (gw_status, n_trees);
  if (self->seeds == NULL || self->trees == NULL || self->statuses == NULL)
    return GW_STATUS_NO_MEMORY;

  self->n_trees = n_trees;
  gw_random_init (&random, seed);
  for (size_t i = 0; i < n_trees; i++)
    self->seeds[i] = gw_random_u64 (&random);
  status = _gw_run_parts (run, n_trees, grow_tree, self, 0, 1);
  for (size_t i = 0; status == GW_STATUS_OK && i < n_trees; i++)
    status = self->statuses[i];

  return status;
}

gw_status
gw_random_cut_forest_new (const double *points, size_t n, size_t columns, size_t n_trees, size_t sample, uint64_t seed,
                          GwRandomCutForest **forest, size_t *n_excluded, const GwRun *run)
{
  GwRandomCutForest *self;
  size_t n_numbers;
  gw_status status;

  if (columns == 0 || n_trees == 0 || sample == 0)
    return GW_STATUS_INVALID;
  if (n > GW_MOST_ROWS || !_gw_multiply (n, columns, &n_numbers) || columns > SIZE_MAX / 2 / sizeof (double))
    return GW_STATUS_TOO_LARGE;
  self = GW_NEW0 (GwRandomCutForest, 1);
  if (self == NULL)
    return GW_STATUS_NO_MEMORY;

  self->points = points;
  self->n = n;
  self->columns = columns;
  self->sample = sample;
  status = grow (self, n_trees, seed, run);
  if (gw_status_has_values (status))
    {
      *forest = self;
      if (n_excluded != NULL)
        *n_excluded = n - self->n_valid;
    }
  else
    gw_random_cut_forest_free (self);

  return status;
}

void
gw_random_cut_forest_free (GwRandomCutForest *self)
{
  if (self == NULL)
    return;

  for (size_t i = 0; i < self->n_trees; i++)
    _gw_cut_tree_clear (&self->trees[i]);
  free (self->valid);
  free (self->seeds);
  free (self->trees);
  free (self->statuses);
  free (self);
}

/* --- scores -------------------------------------------------------------------------------- */

typedef struct
{
  const GwRandomCutForest *forest;
  const double *points;
  size_t n;
  const uint32_t *n_holding; /* the trees that hold each row; NULL: none does */
  double *scores;
} Job;

/* Its chance is its own, whatever else is scored, and on whatever thread. */
static double
score_point (const GwRandomCutForest *self, const double *point, size_t row)
{
  double sum = 0;

  for (size_t i = 0; i < self->n_trees; i++)
    {
      gw_random random;

      gw_random_init (&random, self->seeds[i] ^ ((uint64_t) row + 1) * UINT64_C (0x9e3779b97f4a7c15));
      sum += _gw_cut_tree_insert (&self->trees[i], self->columns, point, &random);
    }

  return sum / (double) self->n_trees;
}

static void
score_rows (void *data, size_t part)
{
  Job *job = data;
  size_t columns = job->forest->columns, from = part * GW_RANDOM_CUT_FOREST_ROWS;
  size_t to = job->n - from < GW_RANDOM_CUT_FOREST_ROWS ? job->n : from + GW_RANDOM_CUT_FOREST_ROWS;

  for (size_t i = from; i < to; i++)
    {
      const double *point = job->points + i * columns;

      if (job->n_holding != NULL && job->n_holding[i] > 0)
        job->scores[i] /= job->n_holding[i];
      else
        job->scores[i] = is_valid (point, columns) ? score_point (job->forest, point, i) : NAN;
    }
}

/* Into scores of its own, so that one who stops has nothing written. */
static gw_status
score (Job *job, double *scores, const GwRun *run)
{
  gw_status status = _gw_run_parts (run, (job->n + GW_RANDOM_CUT_FOREST_ROWS - 1) / GW_RANDOM_CUT_FOREST_ROWS,
                                    score_rows, job, 0, 1);

  if (status == GW_STATUS_OK && job->n > 0)
    memcpy (scores, job->scores, job->n * sizeof *scores);

  return status;
}

static gw_status
score_nothing (double *scores, size_t n)
{
  for (size_t i = 0; i < n; i++)
    scores[i] = NAN;

  return GW_STATUS_EMPTY;
}

gw_status
gw_random_cut_forest_scores (const GwRandomCutForest *self, double *scores, const GwRun *run)
{
  Job job = { .forest = self, .points = self->points, .n = self->n };
  uint32_t *n_holding;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (self->n_trees == 0)
    return score_nothing (scores, self->n);

  n_holding = GW_NEW0 (uint32_t, self->n);
  job.scores = GW_NEW0 (double, self->n);
  if (n_holding != NULL && job.scores != NULL)
    {
      for (size_t i = 0; i < self->n_trees; i++)
        for (size_t k = 0; k < self->trees[i].n_rows; k++)
          {
            const GwGrownTree *tree = &self->trees[i];

            n_holding[tree->rows[k]]++;
            job.scores[tree->rows[k]] += tree->nodes[tree->leaf_of[k]].collusive;
          }
      job.n_holding = n_holding;
      status = score (&job, scores, run);
    }
  free (n_holding);
  free (job.scores);

  return status;
}

gw_status
gw_random_cut_forest_score_points (const GwRandomCutForest *self, const double *points, size_t n, double *scores,
                                   size_t *n_excluded, const GwRun *run)
{
  Job job = { .forest = self, .points = points, .n = n };
  size_t n_numbers, n_invalid = 0;
  gw_status status;

  if (n > GW_MOST_ROWS || !_gw_multiply (n, self->columns, &n_numbers))
    return GW_STATUS_TOO_LARGE;

  if (self->n_trees == 0)
    status = score_nothing (scores, n);
  else
    {
      job.scores = GW_NEW (double, n);
      status = job.scores != NULL ? score (&job, scores, run) : GW_STATUS_NO_MEMORY;
      free (job.scores);
    }
  if (!gw_status_has_values (status))
    return status;

  for (size_t i = 0; i < n; i++)
    n_invalid += !is_valid (points + i * self->columns, self->columns);
  if (n_excluded != NULL)
    *n_excluded = n_invalid;

  return status;
}
