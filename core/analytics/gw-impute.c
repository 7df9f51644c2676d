/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-impute.h"

#include "gw-impute-private.h"
#include "gw-run-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

gw_status
_gw_impute_check (const double *table, size_t n, size_t columns, bool infinite)
{
  size_t size;

  if (n > GW_MOST_ROWS || !_gw_multiply (n, columns, &size) || size > SIZE_MAX / sizeof *table)
    return GW_STATUS_TOO_LARGE;
  if (size == 0)
    return GW_STATUS_EMPTY;
  for (size_t i = 0; !infinite && i < size; i++)
    if (isinf (table[i]))
      return GW_STATUS_INVALID;

  return GW_STATUS_OK;
}

size_t
_gw_impute_count_left (const double *table, size_t n, size_t columns)
{
  size_t count = 0;

  for (size_t i = 0; i < n * columns; i++)
    count += isnan (table[i]) != 0;

  return count;
}

/* The values that a column has; returns how many. */
static size_t
gather (const double *table, size_t n, size_t columns, size_t j, double *have)
{
  size_t count = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan (table[i * columns + j]))
      have[count++] = table[i * columns + j];

  return count;
}

double
_gw_impute_mean (const double *table, size_t n, size_t columns, size_t j, double *have)
{
  size_t count = gather (table, n, columns, j, have);

  return count > 0 ? _gw_sum (have, count) / (double) count : NAN;
}

/* The most frequent of sorted values; of equals the first. */
static double
mode_of (const double *sorted, size_t n)
{
  size_t best = 0, best_count = 0;

  for (size_t i = 0, end; i < n; i = end)
    {
      for (end = i + 1; end < n && sorted[end] == sorted[i];)
        end++;
      if (end - i > best_count)
        {
          best = i;
          best_count = end - i;
        }
    }

  return sorted[best];
}

/* The figure of a column that has values. */
static gw_status
find_figure (double *have, size_t count, GwImputeKind kind, double *figure)
{
  gw_status status = GW_STATUS_OK;

  if (kind == GW_IMPUTE_MEAN)
    {
      *figure = _gw_sum (have, count) / (double) count;
      return GW_STATUS_OK;
    }

  status = _gw_sort_doubles (have, count, have);
  if (status == GW_STATUS_OK && kind == GW_IMPUTE_MEDIAN)
    *figure = count % 2 == 1 ? have[count / 2] : (have[count / 2 - 1] + have[count / 2]) / 2;
  else if (status == GW_STATUS_OK)
    *figure = mode_of (have, count);

  return status;
}

typedef struct
{
  const double *table;
  size_t n;
  size_t columns;
  GwImputeKind kind;
  double *figures;     /* of the columns */
  gw_status *statuses; /* for each column */
} Simple;

static void
figure_part (void *data, size_t j)
{
  Simple *self = data;
  double *have = GW_NEW (double, self->n);
  size_t count;

  self->statuses[j] = GW_STATUS_NO_MEMORY;
  if (have == NULL)
    return;
  count = gather (self->table, self->n, self->columns, j, have);
  self->figures[j] = NAN;
  self->statuses[j] = count > 0 ? find_figure (have, count, self->kind, &self->figures[j]) : GW_STATUS_OK;
  free (have);
}

/* All of them before anything is filled: the table may be filled in place. */
static gw_status
find_figures (Simple *self, const GwRun *run)
{
  gw_status status = _gw_run_parts (run, self->columns, figure_part, self, 0, 1);

  for (size_t j = 0; status == GW_STATUS_OK && j < self->columns; j++)
    status = self->statuses[j];

  return status;
}

gw_status
gw_impute_simple (const double *table, size_t n, size_t columns, GwImputeKind kind, double *filled, size_t *n_left,
                  const GwRun *run)
{
  Simple work = { .table = table, .n = n, .columns = columns, .kind = kind };
  gw_status status = _gw_impute_check (table, n, columns, false);

  if (kind != GW_IMPUTE_MEAN && kind != GW_IMPUTE_MEDIAN && kind != GW_IMPUTE_MOST_FREQUENT)
    return GW_STATUS_INVALID;
  if (status == GW_STATUS_EMPTY)
    _gw_impute_finish (table, 0, 0, filled, n_left);
  if (status != GW_STATUS_OK)
    return status;

  work.figures = GW_NEW (double, columns);
  work.statuses = GW_NEW (gw_status, columns);
  status = work.figures != NULL && work.statuses != NULL ? find_figures (&work, run) : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    {
      for (size_t i = 0; i < n * columns; i++)
        filled[i] = isnan (table[i]) ? work.figures[i % columns] : table[i];
      _gw_impute_finish (filled, n, columns, filled, n_left);
    }
  free (work.figures);
  free (work.statuses);

  return status;
}
