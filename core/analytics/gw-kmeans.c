/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-kmeans.h"

#include <math.h>
#include <string.h>

#include "gw-complete-private.h"
#include "gw-kmeans-private.h"
#include "gw-neighbours-private.h"
#include "gw-sum-private.h"

void
_gw_kmeans_clear (GwKmeans *self)
{
  free (self->centers);
  free (self->turned);
  free (self->labels);
  free (self->squares);
  free (self->sums);
  free (self->counts);
  free (self->changed);
  free (self->closest);
  free (self->attempts);
  *self = (GwKmeans) { 0 };
}

gw_status
_gw_kmeans_init (GwKmeans *self, const double *values, size_t n, size_t columns, size_t k)
{
  size_t n_sums, n_turned;

  *self = (GwKmeans) { .values = values, .n = n, .columns = columns, .k = k };
  self->part_rows = (n + GW_KMEANS_MOST_PARTS - 1) / GW_KMEANS_MOST_PARTS;
  if (self->part_rows < GW_KMEANS_PART_ROWS)
    self->part_rows = GW_KMEANS_PART_ROWS;
  self->n_parts = (n + self->part_rows - 1) / self->part_rows;
  if (!_gw_multiply (k + GW_KMEANS_BLOCK, columns, &n_turned) || !_gw_multiply (n_turned, self->n_parts, &n_sums))
    return GW_STATUS_TOO_LARGE;

  self->centers = GW_NEW0 (double, k *columns);
  self->turned = GW_NEW0 (double, n_turned);
  self->labels = GW_NEW (int32_t, n);
  self->squares = GW_NEW (double, n);
  self->sums = GW_NEW (double, n_sums);
  self->counts = GW_NEW (size_t, self->n_parts * k);
  self->changed = GW_NEW (size_t, self->n_parts);
  self->closest = GW_NEW (double, n);
  self->attempts = GW_NEW (double, n);

  return self->centers != NULL && self->turned != NULL && self->labels != NULL && self->squares != NULL
                 && self->sums != NULL && self->counts != NULL && self->changed != NULL && self->closest != NULL
                 && self->attempts != NULL
             ? GW_STATUS_OK
             : GW_STATUS_NO_MEMORY;
}

/* --- a round --------------------------------------------------------------------------- */

static void
turn_centers (GwKmeans *self)
{
  for (size_t c = 0; c < self->k; c++)
    for (size_t j = 0; j < self->columns; j++)
      self->turned[(c / GW_KMEANS_BLOCK * self->columns + j) * GW_KMEANS_BLOCK + c % GW_KMEANS_BLOCK] =
          self->centers[c * self->columns + j];
}

#define GW_LANES_BYTES 16
#define GW_LANES_SUFFIX plain
#include "gw-kmeans-assign-private.h"

#if GW_LANES_HAVE_WIDE

#define GW_LANES_BYTES 32
#define GW_LANES_SUFFIX wide
#include "gw-kmeans-assign-private.h"

GW_LANES_WIDE static void
run_wide (GwKmeans *self, size_t part)
{
  assign_wide (self, part);
}

#endif

static void
assign_part (void *data, size_t part)
{
  GwKmeans *self = data;

#if GW_LANES_HAVE_WIDE
  if (!self->plain && _gw_lanes_are_wide ())
    {
      run_wide (self, part);
      return;
    }
#endif
  assign_plain (self, part);
}

/* Joins the sums of the parts in the first. */
static void
join_parts (GwKmeans *self)
{
  for (size_t part = 1; part < self->n_parts; part++)
    {
      for (size_t i = 0; i < self->k * self->columns; i++)
        self->sums[i] += self->sums[part * self->k * self->columns + i];
      for (size_t c = 0; c < self->k; c++)
        self->counts[c] += self->counts[part * self->k + c];
    }
}

/* Moves the row farthest from its center, of those that are not alone, to a group
 * without any.
 */
static void
fill_empty (GwKmeans *self, size_t label)
{
  size_t columns = self->columns, farthest = self->n, from;
  const double *row;

  for (size_t i = 0; i < self->n; i++)
    if (self->counts[self->labels[i]] > 1 && (farthest == self->n || self->squares[i] > self->squares[farthest]))
      farthest = i;
  if (farthest == self->n)
    return;

  from = (size_t) self->labels[farthest];
  row = self->values + farthest * columns;
  for (size_t j = 0; j < columns; j++)
    {
      self->sums[from * columns + j] -= row[j];
      self->sums[label * columns + j] = row[j];
    }
  self->counts[from]--;
  self->counts[label] = 1;
  self->labels[farthest] = (int32_t) label;
  self->squares[farthest] = 0;
}

static void
move_centers (GwKmeans *self)
{
  for (size_t c = 0; c < self->k; c++)
    if (self->counts[c] == 0)
      fill_empty (self, c);
  for (size_t c = 0; c < self->k; c++)
    for (size_t j = 0; j < self->columns; j++)
      self->centers[c * self->columns + j] = self->sums[c * self->columns + j] / (double) self->counts[c];
}

static bool
any_changed (const GwKmeans *self)
{
  for (size_t part = 0; part < self->n_parts; part++)
    if (self->changed[part] > 0)
      return true;

  return false;
}

gw_status
_gw_kmeans_settle (GwKmeans *self, size_t most_rounds, double *inertia, size_t *n_rounds, const GwRun *run, double from,
                   double to)
{
  gw_status status = GW_STATUS_OK;
  bool settled = false;

  for (size_t i = 0; i < self->n; i++)
    self->labels[i] = -1;
  for (*n_rounds = 0; status == GW_STATUS_OK && !settled && *n_rounds < most_rounds; (*n_rounds)++)
    {
      turn_centers (self);
      status = _gw_run_parts (run, self->n_parts, assign_part, self,
                              from + (to - from) * (double) *n_rounds / (double) most_rounds,
                              from + (to - from) * (double) (*n_rounds + 1) / (double) most_rounds);
      if (status != GW_STATUS_OK)
        return status;
      settled = !any_changed (self);
      if (!settled)
        {
          join_parts (self);
          move_centers (self);
        }
    }
  if (!settled) /* the labels of the last centers */
    {
      turn_centers (self);
      status = _gw_run_parts (run, self->n_parts, assign_part, self, to, to);
    }
  *inertia = _gw_sum (self->squares, self->n);

  return status;
}

/* --- for others ------------------------------------------------------------------------ */

/* The rows that can be in a group; OK, EMPTY, or what is wrong. */
static gw_status
check (GwComplete *rows, GwKmeans *self, const double *values, size_t n, size_t columns, size_t k)
{
  gw_status status = _gw_complete_init (rows, values, n, columns);

  *self = (GwKmeans) { 0 };
  if (status != GW_STATUS_OK)
    return status;
  if (rows->n == 0)
    return GW_STATUS_EMPTY;
  if (k == 0 || k > rows->n || k > INT32_MAX || !_gw_values_are_near (rows->values, rows->n * columns))
    return GW_STATUS_INVALID;

  return _gw_kmeans_init (self, rows->values, rows->n, columns, k);
}

/* The labels of all rows of the table, and the centers. */
static void
hand_over (const GwComplete *rows, size_t n, const int32_t *own, const double *own_centers, size_t k, int32_t *labels,
           double *centers)
{
  memcpy (centers, own_centers, k * rows->columns * sizeof *centers);
  for (size_t i = 0; rows->rows != NULL && i < n; i++)
    labels[i] = -1;
  for (size_t i = 0; i < rows->n; i++)
    labels[rows->rows != NULL ? rows->rows[i] : i] = own[i];
}

/* What is said where no row is left. */
static void
hand_over_nothing (size_t n, size_t columns, size_t k, int32_t *labels, double *centers, double *inertia)
{
  for (size_t i = 0; i < n; i++)
    labels[i] = -1;
  for (size_t i = 0; i < k * columns; i++)
    centers[i] = NAN;
  *inertia = NAN;
}

gw_status
gw_kmeans_from (const double *values, size_t n, size_t columns, size_t k, const double *start, size_t most_rounds,
                int32_t *labels, double *centers, double *inertia, size_t *n_rounds, size_t *n_excluded,
                const GwRun *run)
{
  GwComplete rows;
  GwKmeans kmeans;
  double own_inertia = 0;
  size_t own_rounds = 0;
  gw_status status = check (&rows, &kmeans, values, n, columns, k);

  if (status == GW_STATUS_OK && (most_rounds == 0 || !_gw_values_are_near (start, k * columns)))
    status = GW_STATUS_INVALID;
  if (status == GW_STATUS_OK)
    {
      memcpy (kmeans.centers, start, k * columns * sizeof *start);
      status = _gw_kmeans_settle (&kmeans, most_rounds, &own_inertia, &own_rounds, run, 0, 1);
    }
  if (status == GW_STATUS_OK)
    {
      hand_over (&rows, n, kmeans.labels, kmeans.centers, k, labels, centers);
      *inertia = own_inertia;
    }
  else if (status == GW_STATUS_EMPTY)
    hand_over_nothing (n, columns, k, labels, centers, inertia);
  if (gw_status_has_values (status) && n_rounds != NULL)
    *n_rounds = own_rounds;
  if (gw_status_has_values (status) && n_excluded != NULL)
    *n_excluded = rows.n_excluded;
  _gw_kmeans_clear (&kmeans);
  _gw_complete_clear (&rows);

  return status;
}

/* Restarts, and keeps the best. */
static gw_status
find_best (GwKmeans *self, size_t restarts, uint64_t seed, size_t most_rounds, int32_t *labels, double *centers,
           double *best, const GwRun *run)
{
  gw_status status = GW_STATUS_OK;
  gw_random random;

  *best = INFINITY;
  gw_random_init (&random, seed);
  for (size_t i = 0; status == GW_STATUS_OK && i < restarts; i++)
    {
      double from = (double) i / (double) restarts, to = (double) (i + 1) / (double) restarts;
      double inertia = 0;
      size_t n_rounds;

      status = _gw_kmeans_start (self, &random, run, from, (from + to) / 2);
      if (status == GW_STATUS_OK)
        status = _gw_kmeans_settle (self, most_rounds, &inertia, &n_rounds, run, (from + to) / 2, to);
      if (status != GW_STATUS_OK || !(inertia < *best))
        continue;
      *best = inertia;
      memcpy (labels, self->labels, self->n * sizeof *labels);
      memcpy (centers, self->centers, self->k * self->columns * sizeof *centers);
    }

  return status;
}

gw_status
gw_kmeans (const double *values, size_t n, size_t columns, size_t k, size_t restarts, size_t most_rounds, uint64_t seed,
           int32_t *labels, double *centers, double *inertia, size_t *n_excluded, const GwRun *run)
{
  GwComplete rows;
  GwKmeans kmeans;
  int32_t *own_labels = NULL;
  double *own_centers = NULL;
  double best = 0;
  gw_status status = check (&rows, &kmeans, values, n, columns, k);

  if (status == GW_STATUS_OK && (most_rounds == 0 || restarts == 0))
    status = GW_STATUS_INVALID;
  if (status == GW_STATUS_OK)
    {
      own_labels = GW_NEW (int32_t, rows.n);
      own_centers = GW_NEW (double, k *columns);
      status = own_labels == NULL || own_centers == NULL
                   ? GW_STATUS_NO_MEMORY
                   : find_best (&kmeans, restarts, seed, most_rounds, own_labels, own_centers, &best, run);
    }
  if (status == GW_STATUS_OK)
    {
      hand_over (&rows, n, own_labels, own_centers, k, labels, centers);
      *inertia = best;
    }
  else if (status == GW_STATUS_EMPTY)
    hand_over_nothing (n, columns, k, labels, centers, inertia);
  if (gw_status_has_values (status) && n_excluded != NULL)
    *n_excluded = rows.n_excluded;
  free (own_labels);
  free (own_centers);
  _gw_kmeans_clear (&kmeans);
  _gw_complete_clear (&rows);

  return status;
}
