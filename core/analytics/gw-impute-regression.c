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
  double *filled; /* n * columns */
  double *rows;   /* the complete ones, n_which columns each */
  double *have;   /* room for the values of a column */
  size_t n_rows;
  double *mean;       /* n_which: of the complete rows */
  double *covariance; /* n_which squared: the same */
  size_t *best;       /* places in which, the most telling first */
  double *small;      /* (predictors + 1) squared each */
  double *others;
  double *vectors;
  double *eigenvalues;
  double *weights;
} Work;

static void
work_clear (Work *self)
{
  free (self->which);
  free (self->filled);
  free (self->rows);
  free (self->have);
  free (self->mean);
  free (self->covariance);
  free (self->best);
  free (self->small);
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
  self->filled = GW_NEW (double, self->n * self->columns);
  self->rows = GW_NEW (double, self->n * self->columns);
  self->have = GW_NEW (double, self->n);
  self->mean = GW_NEW (double, self->columns);
  self->covariance = GW_NEW (double, n_pairs);
  self->best = GW_NEW (size_t, self->columns);
  self->small = GW_NEW (double, n_pairs);
  self->others = GW_NEW (double, n_pairs);
  self->vectors = GW_NEW (double, n_pairs);
  self->eigenvalues = GW_NEW (double, self->columns);
  self->weights = GW_NEW (double, self->columns);

  return self->which != NULL && self->filled != NULL && self->rows != NULL && self->have != NULL && self->mean != NULL
         && self->covariance != NULL && self->best != NULL && self->small != NULL && self->others != NULL
         && self->vectors != NULL && self->eigenvalues != NULL && self->weights != NULL;
}

static void
find_columns (Work *self)
{
  for (size_t j = 0; j < self->columns; j++)
    {
      size_t i = 0;

      while (i < self->n && isnan (self->table[i * self->columns + j]))
        i++;
      if (i < self->n)
        self->which[self->n_which++] = j;
    }
}

static void
take_complete_rows (Work *self)
{
  for (size_t i = 0; i < self->n; i++)
    {
      double *row = self->rows + self->n_rows * self->n_which;
      bool complete = true;

      for (size_t w = 0; complete && w < self->n_which; w++)
        {
          row[w] = self->table[i * self->columns + self->which[w]];
          complete = !isnan (row[w]);
        }
      self->n_rows += complete;
    }
}

/* How well column w tells column target: the square of their correlation. */
static double
tell (const Work *self, size_t w, size_t target)
{
  double with = self->covariance[w * self->n_which + target];
  double own = self->covariance[w * self->n_which + w];
  double its = self->covariance[target * self->n_which + target];

  return own > 0 && its > 0 ? with / own * with / its : 0;
}

/* The most columns wanted that tell anything at all, the best first; of equals the
 * lower column.
 */
static size_t
choose (Work *self, size_t target, size_t most)
{
  size_t n = 0;

  for (size_t w = 0; w < self->n_which; w++)
    {
      double share = tell (self, w, target);
      size_t at = n;

      if (w == target || !(share > 0))
        continue;
      while (at > 0 && tell (self, self->best[at - 1], target) < share)
        at--;
      if (at == most)
        continue;
      n = n < most ? n + 1 : n;
      for (size_t k = n - 1; k > at; k--)
        self->best[k] = self->best[k - 1];
      self->best[at] = w;
    }

  return n;
}

/* The weights of the chosen columns. */
static gw_status
fit (Work *self, size_t target, size_t n)
{
  size_t width = n + 1;

  for (size_t a = 0; a < width; a++)
    {
      size_t from = a < n ? self->best[a] : target;

      for (size_t b = 0; b < width; b++)
        self->small[a * width + b] = self->covariance[from * self->n_which + (b < n ? self->best[b] : target)];
    }

  return _gw_impute_solve (self->small, width, self->others, self->vectors, self->eigenvalues, self->weights);
}

static void
fill_column (Work *self, size_t target, size_t n)
{
  size_t column = self->which[target];
  double mean = n > 0 ? self->mean[target] : _gw_impute_mean (self->table, self->n, self->columns, column, self->have);

  for (size_t i = 0; i < self->n; i++)
    {
      const double *row = self->table + i * self->columns;
      double value = mean;

      if (!isnan (row[column]))
        continue;
      for (size_t a = 0; a < n; a++)
        {
          double other = row[self->which[self->best[a]]];

          if (!isnan (other))
            value += self->weights[a] * (other - self->mean[self->best[a]]);
        }
      self->filled[i * self->columns + column] = value;
    }
}

static bool
is_whole (const Work *self, size_t target)
{
  for (size_t i = 0; i < self->n; i++)
    if (isnan (self->table[i * self->columns + self->which[target]]))
      return false;

  return true;
}

static gw_status
fill (Work *self, size_t most, const GwRun *run)
{
  gw_status status = GW_STATUS_OK;

  memcpy (self->filled, self->table, self->n * self->columns * sizeof *self->filled);
  find_columns (self);
  take_complete_rows (self);
  if (self->n_rows > 1)
    status = _gw_covariance (self->rows, self->n_rows, self->n_which, self->mean, self->covariance, run, 0, 0.5);
  for (size_t w = 0; status == GW_STATUS_OK && w < self->n_which; w++)
    {
      size_t n = 0;

      if (is_whole (self, w))
        continue;
      if (self->n_rows > 1)
        n = choose (self, w, most);
      if (n > 0)
        status = fit (self, w, n);
      if (status == GW_STATUS_OK)
        fill_column (self, w, n);
      if (status == GW_STATUS_OK && !_gw_run_step (run, 0.5 + 0.5 * (double) (w + 1) / (double) self->n_which))
        status = GW_STATUS_CANCELLED;
    }

  return status == GW_STATUS_UNDEFINED ? GW_STATUS_INVALID : status; /* squares overflow */
}

gw_status
gw_impute_regression (const double *table, size_t n, size_t columns, size_t n_predictors, double *filled,
                      size_t *n_left, const GwRun *run)
{
  Work work = { .table = table, .n = n, .columns = columns };
  gw_status status = _gw_impute_check (table, n, columns, false);

  if (n_predictors == 0)
    return GW_STATUS_INVALID;
  if (status == GW_STATUS_EMPTY)
    _gw_impute_finish (table, 0, 0, filled, n_left);
  if (status != GW_STATUS_OK)
    return status;

  status = work_init (&work) ? fill (&work, n_predictors, run) : GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    _gw_impute_finish (work.filled, n, columns, filled, n_left);
  work_clear (&work);

  return status;
}
