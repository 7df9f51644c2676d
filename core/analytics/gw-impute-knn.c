/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-impute-private.h"
#include "gw-run-private.h"

/* Rows with missing values that one part of the work fills. */
#define PART_ROWS 8

typedef struct
{
  const double *table;
  size_t n;
  size_t columns;
  size_t k;
  bool by_distance;
  uint32_t *asked; /* rows with missing values */
  size_t n_asked;
  double *means; /* of the columns */
  double *filled;
  bool *no_memory; /* for each part */
} Work;

/* The k nearest so far. */
typedef struct
{
  uint32_t *rows;
  double *squares;
  size_t n;
  size_t k;
} Nearest;

/* The square of the distance over the columns that both rows have, as if they had
 * all; infinite with none.
 */
static double
distance2 (const double *a, const double *b, size_t columns)
{
  double sum = 0, shared = 0;

  for (size_t j = 0; j < columns; j++)
    {
      double away = a[j] - b[j];
      bool both = !isnan (away);

      sum += both ? away * away : 0;
      shared += both;
    }

  return shared > 0 ? sum / shared * (double) columns : INFINITY;
}

static void
insert (Nearest *self, uint32_t row, double square)
{
  size_t at;

  if (self->n == self->k && square >= self->squares[self->k - 1])
    return;
  at = self->n < self->k ? self->n++ : self->k - 1;
  for (; at > 0 && self->squares[at - 1] > square; at--)
    {
      self->squares[at] = self->squares[at - 1];
      self->rows[at] = self->rows[at - 1];
    }
  self->squares[at] = square;
  self->rows[at] = row;
}

/* What a donor at this distance weighs; nearest is that of the nearest one. */
static double
weight_of (const Work *self, double square, double nearest)
{
  if (!self->by_distance)
    return 1;
  if (nearest == 0)
    return square == 0 ? 1 : 0;

  return 1 / sqrt (square); /* 0 where there is no common column */
}

/* The mean of a column over the nearest rows that have it. */
static double
value_of (const Work *self, const double *squares, size_t j, Nearest *nearest)
{
  double sum = 0, weights = 0;

  nearest->n = 0;
  for (size_t i = 0; i < self->n; i++)
    if (!isnan (self->table[i * self->columns + j]))
      insert (nearest, (uint32_t) i, squares[i]);
  if (nearest->n == 0 || isinf (nearest->squares[0]))
    return self->means[j];

  for (size_t i = 0; i < nearest->n; i++)
    {
      double weight = weight_of (self, nearest->squares[i], nearest->squares[0]);

      sum += weight * self->table[(size_t) nearest->rows[i] * self->columns + j];
      weights += weight;
    }

  return sum / weights;
}

static void
fill_part (void *data, size_t part)
{
  Work *self = data;
  double *squares = GW_NEW (double, self->n);
  Nearest nearest = { .k = self->k };

  nearest.rows = GW_NEW (uint32_t, self->k);
  nearest.squares = GW_NEW (double, self->k);
  self->no_memory[part] = squares == NULL || nearest.rows == NULL || nearest.squares == NULL;
  for (size_t i = part * PART_ROWS; !self->no_memory[part] && i < (part + 1) * PART_ROWS && i < self->n_asked; i++)
    {
      const double *row = self->table + (size_t) self->asked[i] * self->columns;

      for (size_t other = 0; other < self->n; other++)
        squares[other] = distance2 (row, self->table + other * self->columns, self->columns);
      for (size_t j = 0; j < self->columns; j++)
        if (isnan (row[j]))
          self->filled[(size_t) self->asked[i] * self->columns + j] = value_of (self, squares, j, &nearest);
    }
  free (squares);
  free (nearest.rows);
  free (nearest.squares);
}

static bool
has_missing (const double *row, size_t columns)
{
  for (size_t j = 0; j < columns; j++)
    if (isnan (row[j]))
      return true;

  return false;
}

static gw_status
fill (Work *self, const GwRun *run)
{
  size_t n_parts;
  gw_status status;
  double *have = GW_NEW (double, self->n);

  if (have == NULL)
    return GW_STATUS_NO_MEMORY;
  for (size_t j = 0; j < self->columns; j++)
    self->means[j] = _gw_impute_mean (self->table, self->n, self->columns, j, have);
  free (have);

  memcpy (self->filled, self->table, self->n * self->columns * sizeof *self->filled);
  for (size_t i = 0; i < self->n; i++)
    if (has_missing (self->table + i * self->columns, self->columns))
      self->asked[self->n_asked++] = (uint32_t) i;
  n_parts = (self->n_asked + PART_ROWS - 1) / PART_ROWS;
  status = _gw_run_parts (run, n_parts, fill_part, self, 0, 1);
  for (size_t part = 0; status == GW_STATUS_OK && part < n_parts; part++)
    if (self->no_memory[part])
      status = GW_STATUS_NO_MEMORY;

  return status;
}

gw_status
gw_impute_knn (const double *table, size_t n, size_t columns, size_t k, bool by_distance, double *filled,
               size_t *n_left, const GwRun *run)
{
  Work work = { .table = table, .n = n, .columns = columns, .k = k < n ? k : n, .by_distance = by_distance };
  gw_status status = _gw_impute_check (table, n, columns, false);

  if (k == 0)
    return GW_STATUS_INVALID;
  if (status == GW_STATUS_EMPTY)
    _gw_impute_finish (table, 0, 0, filled, n_left);
  if (status != GW_STATUS_OK)
    return status;

  work.asked = GW_NEW (uint32_t, n);
  work.means = GW_NEW (double, columns);
  work.filled = GW_NEW (double, n *columns);
  work.no_memory = GW_NEW0 (bool, n / PART_ROWS + 1);
  status = work.asked == NULL || work.means == NULL || work.filled == NULL || work.no_memory == NULL
               ? GW_STATUS_NO_MEMORY
               : fill (&work, run);
  if (status == GW_STATUS_OK)
    _gw_impute_finish (work.filled, n, columns, filled, n_left);
  free (work.asked);
  free (work.means);
  free (work.filled);
  free (work.no_memory);

  return status;
}
