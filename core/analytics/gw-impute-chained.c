/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-impute-private.h"
#include "gw-linear-private.h"

typedef struct
{
  const double *table;
  size_t n;
  size_t columns; /* of the table */
  size_t *which;  /* the columns that have a value */
  size_t n_which;
  size_t *order; /* of these, those with missing values: the fewest first */
  size_t n_order;
  double *filled;     /* n * columns */
  double *before;     /* n * columns: of the last round */
  double *rows;       /* n * n_which: the others, then what is to be told */
  double *mean;       /* n_which */
  double *covariance; /* n_which squared */
  double *others;     /* the same without the last row and column */
  double *vectors;
  double *eigenvalues;
  double *weights; /* n_which */
} Work;

static void
work_clear (Work *self)
{
  free (self->which);
  free (self->order);
  free (self->filled);
  free (self->before);
  free (self->rows);
  free (self->mean);
  free (self->covariance);
  free (self->others);
  free (self->vectors);
  free (self->eigenvalues);
  free (self->weights);
}

static bool
work_init (Work *self)
{
  size_t n_pairs;

  if (!_gw_multiply (self->columns, self->columns, &n_pairs))
    return false;
  self->which = GW_NEW (size_t, self->columns);
  self->order = GW_NEW (size_t, self->columns);
  self->filled = GW_NEW (double, self->n * self->columns);
  self->before = GW_NEW (double, self->n * self->columns);
  self->rows = GW_NEW (double, self->n * self->columns);
  self->mean = GW_NEW (double, self->columns);
  self->covariance = GW_NEW (double, n_pairs);
  self->others = GW_NEW (double, n_pairs);
  self->vectors = GW_NEW (double, n_pairs);
  self->eigenvalues = GW_NEW (double, self->columns);
  self->weights = GW_NEW (double, self->columns);

  return self->which != NULL && self->order != NULL && self->filled != NULL && self->before != NULL
         && self->rows != NULL && self->mean != NULL && self->covariance != NULL && self->others != NULL
         && self->vectors != NULL && self->eigenvalues != NULL && self->weights != NULL;
}

/* The means, and the order of the columns. */
static void
start (Work *self)
{
  size_t *counts = self->order; /* for now */

  memcpy (self->filled, self->table, self->n * self->columns * sizeof *self->filled);
  for (size_t j = 0; j < self->columns; j++)
    {
      double mean = _gw_impute_mean (self->table, self->n, self->columns, j, self->rows);

      counts[j] = 0;
      for (size_t i = 0; i < self->n; i++)
        if (isnan (self->table[i * self->columns + j]))
          {
            counts[j]++;
            self->filled[i * self->columns + j] = mean;
          }
      self->weights[j] = (double) counts[j];
      if (counts[j] < self->n)
        self->which[self->n_which++] = j;
    }
  /* By insertion, stably: columns are few. */
  for (size_t w = 0; w < self->n_which; w++)
    {
      size_t column = self->which[w], at = self->n_order;

      if (self->weights[column] == 0)
        continue;
      for (; at > 0 && self->weights[self->order[at - 1]] > self->weights[column]; at--)
        self->order[at] = self->order[at - 1];
      self->order[at] = column;
      self->n_order++;
    }
}

/* Row i as the regression takes it: the others, and where it is to be, the column. */
static void
write_row (const Work *self, size_t i, size_t column, double *row)
{
  size_t at = 0;

  for (size_t w = 0; w < self->n_which; w++)
    if (self->which[w] != column)
      row[at++] = self->filled[i * self->columns + self->which[w]];
  row[at] = self->filled[i * self->columns + column];
}

/* Fits one column on the rows that have it, and fills the others. */
static gw_status
fill_column (Work *self, size_t column, const GwRun *run, double from, double to)
{
  size_t m = self->n_which - 1, n_rows = 0;
  gw_status status;

  for (size_t i = 0; i < self->n; i++)
    if (!isnan (self->table[i * self->columns + column]))
      write_row (self, i, column, self->rows + n_rows++ * self->n_which);
  status = _gw_covariance (self->rows, n_rows, self->n_which, self->mean, self->covariance, run, from, to);
  if (status == GW_STATUS_OK)
    status = _gw_impute_solve (self->covariance, self->n_which, self->others, self->vectors, self->eigenvalues,
                               self->weights);
  for (size_t i = 0; status == GW_STATUS_OK && i < self->n; i++)
    if (isnan (self->table[i * self->columns + column]))
      {
        double value = self->mean[m];

        write_row (self, i, column, self->rows);
        for (size_t a = 0; a < m; a++)
          value += self->weights[a] * (self->rows[a] - self->mean[a]);
        self->filled[i * self->columns + column] = value;
      }

  return status == GW_STATUS_UNDEFINED ? GW_STATUS_INVALID : status; /* squares overflow */
}

/* The most that a round has changed of a row. */
static double
change (const Work *self)
{
  double most = 0;

  for (size_t i = 0; i < self->n; i++)
    {
      double sum = 0;

      for (size_t w = 0; w < self->n_which; w++)
        sum += fabs (self->filled[i * self->columns + self->which[w]]
                     - self->before[i * self->columns + self->which[w]]);
      most = fmax (most, sum);
    }

  return most;
}

static gw_status
fill (Work *self, size_t most_rounds, double tolerance, size_t *n_rounds, const GwRun *run)
{
  double largest = 0;
  gw_status status = GW_STATUS_OK;
  bool settled = false;

  start (self);
  for (size_t i = 0; i < self->n * self->columns; i++)
    largest = fmax (largest, fabs (self->table[i])); /* of NaN and a number it is the number */
  if (self->n_which < 2 || self->n_order == 0)
    return GW_STATUS_OK;

  for (; status == GW_STATUS_OK && !settled && *n_rounds < most_rounds; (*n_rounds)++)
    {
      double share = 1 / (double) most_rounds / (double) self->n_order;

      memcpy (self->before, self->filled, self->n * self->columns * sizeof *self->filled);
      for (size_t i = 0; status == GW_STATUS_OK && i < self->n_order; i++)
        {
          double from = (double) (*n_rounds * self->n_order + i) * share;

          status = fill_column (self, self->order[i], run, from, fmin (from + share, 1));
        }
      settled = change (self) < tolerance * largest;
    }

  return status;
}

gw_status
gw_impute_chained (const double *table, size_t n, size_t columns, size_t most_rounds, double tolerance, double *filled,
                   size_t *n_left, size_t *n_rounds, const GwRun *run)
{
  Work work = { .table = table, .n = n, .columns = columns };
  gw_status status = _gw_impute_check (table, n, columns, false);
  size_t rounds = 0;

  if (most_rounds == 0 || !(tolerance >= 0))
    return GW_STATUS_INVALID;
  if (status == GW_STATUS_EMPTY)
    {
      _gw_impute_finish (table, 0, 0, filled, n_left);
      if (n_rounds != NULL)
        *n_rounds = 0;
    }
  if (status != GW_STATUS_OK)
    return status;

  status = work_init (&work) ? fill (&work, most_rounds, tolerance, &rounds, run) : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    {
      _gw_impute_finish (work.filled, n, columns, filled, n_left);
      if (n_rounds != NULL)
        *n_rounds = rounds;
    }
  work_clear (&work);

  return status;
}
