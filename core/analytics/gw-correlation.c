/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-correlation.h"

#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-linear-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

typedef struct
{
  size_t n;
  size_t columns;
  GwCorrelationKind kind;
  double *values;  /* column after column */
  size_t *counts;  /* values that a column has */
  uint32_t *order; /* column after column: its rows with a value, by value */
  double *matrix;
  uint64_t *n_used;
  bool *no_memory; /* for each column */
} Work;

static void
work_clear (Work *self)
{
  free (self->values);
  free (self->counts);
  free (self->order);
  free (self->matrix);
  free (self->n_used);
  free (self->no_memory);
}

static gw_status
work_init (Work *self, const double *values, size_t n, size_t columns, GwCorrelationKind kind)
{
  size_t n_values, n_pairs;

  *self = (Work) { .n = n, .columns = columns, .kind = kind };
  if (n > GW_MOST_ROWS || !_gw_multiply (n, columns, &n_values) || !_gw_multiply (columns, columns, &n_pairs))
    return GW_STATUS_TOO_LARGE;

  self->values = GW_NEW (double, n_values);
  self->counts = GW_NEW0 (size_t, columns);
  self->order = GW_NEW (uint32_t, kind == GW_CORRELATION_SPEARMAN ? n_values : 0);
  self->matrix = GW_NEW (double, n_pairs);
  self->n_used = GW_NEW0 (uint64_t, n_pairs);
  self->no_memory = GW_NEW0 (bool, columns);
  if (self->values == NULL || self->counts == NULL || self->order == NULL || self->matrix == NULL
      || self->n_used == NULL || self->no_memory == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < columns; j++)
      {
        self->values[j * n + i] = values[i * columns + j];
        self->counts[j] += isfinite (values[i * columns + j]) != 0;
      }

  return GW_STATUS_OK;
}

/* --- ranks --------------------------------------------------------------------------- */

static void
order_part (void *data, size_t j)
{
  Work *self = data;
  const double *column = self->values + j * self->n;
  uint32_t *order = self->order + j * self->n;
  uint64_t *keys = GW_NEW (uint64_t, self->counts[j]);
  size_t at = 0;

  self->no_memory[j] = keys == NULL;
  for (size_t i = 0; keys != NULL && i < self->n; i++)
    if (isfinite (column[i]))
      {
        keys[at] = _gw_sort_key (column[i]);
        order[at++] = (uint32_t) i;
      }
  if (keys != NULL && _gw_sort_keys (keys, order, at) != GW_STATUS_OK)
    self->no_memory[j] = true;
  free (keys);
}

/* Writes the mean ranks of a column's values among the rows that the other has. */
static void
rank_beside (const Work *self, size_t j, const double *other, double *ranks)
{
  const double *column = self->values + j * self->n;
  const uint32_t *order = self->order + j * self->n;
  size_t rank = 0;

  for (size_t i = 0; i < self->counts[j];)
    {
      double value = column[order[i]];
      size_t end = i, n_equal = 0;

      for (; end < self->counts[j] && column[order[end]] == value; end++)
        n_equal += isfinite (other[order[end]]) != 0;
      for (; i < end; i++)
        if (isfinite (other[order[i]]))
          ranks[order[i]] = (double) rank + ((double) n_equal + 1) / 2;
      rank += n_equal;
    }
}

/* --- pairs --------------------------------------------------------------------------- */

static bool
varies (const double *values, size_t n)
{
  for (size_t i = 1; i < n; i++)
    if (values[i] != values[0])
      return true;

  return false;
}

/* Brings numbers to a magnitude of about 1, by a power of two, and around the first:
 * both without a rounding that matters, so that no square overflows or falls to 0,
 * and a spread that is small beside the values keeps its digits.
 */
static void
settle (double *values, size_t n)
{
  double largest = 0, first, scale, rest;
  int exponent;

  for (size_t i = 0; i < n; i++)
    largest = fabs (values[i]) > largest ? fabs (values[i]) : largest;
  frexp (largest, &exponent);
  /* In two steps: the scale of the smallest doubles is no double. */
  scale = ldexp (1, -exponent / 2);
  rest = ldexp (1, -exponent - -exponent / 2);
  first = values[0] * scale * rest;
  for (size_t i = 0; i < n; i++)
    values[i] = values[i] * scale * rest - first;
}

/* a and b are overwritten. */
static double
coefficient (double *a, double *b, size_t n)
{
  double mean_a, mean_b, squares_a, squares_b;

  if (!varies (a, n) || !varies (b, n))
    return NAN;

  settle (a, n);
  settle (b, n);
  mean_a = _gw_sum (a, n) / (double) n;
  mean_b = _gw_sum (b, n) / (double) n;
  squares_a = _gw_sum_squares (a, n, mean_a);
  squares_b = _gw_sum_squares (b, n, mean_b);
  for (size_t i = 0; i < n; i++)
    a[i] = (a[i] - mean_a) * (b[i] - mean_b);

  return fmin (fmax (_gw_sum (a, n) / sqrt (squares_a) / sqrt (squares_b), -1), 1);
}

/* The pairs of column j with itself and those after it. */
static void
pairs_part (void *data, size_t j)
{
  Work *self = data;
  size_t n = self->n;
  double *a = GW_NEW0 (double, 2 * n);
  double *b = GW_NEW0 (double, 2 * n);

  self->no_memory[j] = a == NULL || b == NULL;
  for (size_t other = j; !self->no_memory[j] && other < self->columns; other++)
    {
      const double *x = self->values + j * n, *y = self->values + other * n;
      const double *from_a, *from_b;
      size_t used = 0;
      double value;

      if (self->kind == GW_CORRELATION_SPEARMAN)
        {
          rank_beside (self, j, y, a + n);
          rank_beside (self, other, x, b + n);
        }
      from_a = self->kind == GW_CORRELATION_SPEARMAN ? a + n : x;
      from_b = self->kind == GW_CORRELATION_SPEARMAN ? b + n : y;
      for (size_t i = 0; i < n; i++) /* without a branch, which would often be guessed wrong */
        {
          a[used] = from_a[i];
          b[used] = from_b[i];
          used += (isfinite (x[i]) != 0) & (isfinite (y[i]) != 0);
        }
      value = coefficient (a, b, used);
      if (other == j && !isnan (value))
        value = 1;
      self->matrix[j * self->columns + other] = self->matrix[other * self->columns + j] = value;
      self->n_used[j * self->columns + other] = self->n_used[other * self->columns + j] = used;
    }
  free (a);
  free (b);
}

/* --- tables without missing values --------------------------------------------------- */

static bool
is_complete (const Work *self)
{
  for (size_t j = 0; j < self->columns; j++)
    if (self->counts[j] < self->n)
      return false;

  return true;
}

/* Settles a column or, for ranks, replaces it by them; false where it does not vary. */
static bool
prepare (Work *self, size_t j, double *spare)
{
  double *column = self->values + j * self->n;

  if (!varies (column, self->n))
    return false;

  if (self->kind == GW_CORRELATION_SPEARMAN)
    {
      rank_beside (self, j, column, spare);
      memcpy (column, spare, self->n * sizeof *column);
    }
  settle (column, self->n);

  return true;
}

/* All pairs at once, from the covariances. */
static gw_status
correlate_complete (Work *self, const GwRun *run, double from)
{
  size_t n = self->n, columns = self->columns;
  double *rows = GW_NEW (double, n *columns);
  double *spare = GW_NEW (double, n > columns ? n : columns);
  bool *moves = GW_NEW (bool, columns);
  gw_status status = GW_STATUS_NO_MEMORY;

  if (rows != NULL && spare != NULL && moves != NULL)
    {
      for (size_t j = 0; j < columns; j++)
        {
          moves[j] = prepare (self, j, spare);
          for (size_t i = 0; i < n; i++)
            rows[i * columns + j] = self->values[j * n + i];
        }
      status = _gw_covariance (rows, n, columns, spare, self->matrix, run, from, 1);
    }
  if (status == GW_STATUS_OK)
    {
      for (size_t a = 0; a < columns; a++)
        spare[a] = sqrt (self->matrix[a * columns + a]);
      for (size_t a = 0; a < columns; a++)
        for (size_t b = a; b < columns; b++)
          {
            double value = self->matrix[a * columns + b] / spare[a] / spare[b];

            value = !moves[a] || !moves[b] ? NAN : a == b ? 1 : fmin (fmax (value, -1), 1);
            self->matrix[a * columns + b] = self->matrix[b * columns + a] = value;
            self->n_used[a * columns + b] = self->n_used[b * columns + a] = n;
          }
    }
  free (rows);
  free (spare);
  free (moves);

  return status;
}

static gw_status
correlate (Work *self, const GwRun *run)
{
  double from = self->kind == GW_CORRELATION_SPEARMAN ? 0.5 : 0;
  gw_status status = GW_STATUS_OK;

  if (self->kind == GW_CORRELATION_SPEARMAN)
    status = _gw_run_parts (run, self->columns, order_part, self, 0, from);
  for (size_t j = 0; j < self->columns; j++)
    if (status == GW_STATUS_OK && self->no_memory[j])
      status = GW_STATUS_NO_MEMORY;
  if (status != GW_STATUS_OK)
    return status;
  if (self->n > 0 && is_complete (self))
    return correlate_complete (self, run, from);

  status = _gw_run_parts (run, self->columns, pairs_part, self, from, 1);
  for (size_t j = 0; j < self->columns; j++)
    if (status == GW_STATUS_OK && self->no_memory[j])
      status = GW_STATUS_NO_MEMORY;

  return status;
}

gw_status
gw_correlation (const double *values, size_t n, size_t columns, GwCorrelationKind kind, double *matrix,
                uint64_t *n_used, const GwRun *run)
{
  Work work;
  gw_status status;

  if ((n > 0 && columns == 0) || (kind != GW_CORRELATION_PEARSON && kind != GW_CORRELATION_SPEARMAN))
    return GW_STATUS_INVALID;

  status = work_init (&work, values, n, columns, kind);
  if (status == GW_STATUS_OK)
    status = correlate (&work, run);
  if (status == GW_STATUS_OK)
    {
      memcpy (matrix, work.matrix, columns * columns * sizeof *matrix);
      if (n_used != NULL)
        memcpy (n_used, work.n_used, columns * columns * sizeof *n_used);
    }
  work_clear (&work);

  return status == GW_STATUS_OK && n == 0 ? GW_STATUS_EMPTY : status;
}
