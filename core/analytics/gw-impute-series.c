/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-impute-private.h"

/* What a column's own order tells: rows are steps of time. */

/* Row i of a column, from the front or from the back. */
static size_t
place (size_t n, size_t columns, size_t i, size_t j, bool backward)
{
  return (backward ? n - 1 - i : i) * columns + j;
}

static gw_status
carry (const double *table, size_t n, size_t columns, size_t limit, bool backward, double *filled, size_t *n_left)
{
  gw_status status = _gw_impute_check (table, n, columns, true);

  if (status == GW_STATUS_EMPTY)
    _gw_impute_finish (table, 0, 0, filled, n_left);
  if (status != GW_STATUS_OK)
    return status;

  for (size_t j = 0; j < columns; j++)
    {
      double last = NAN;
      size_t n_filled = 0;

      for (size_t i = 0; i < n; i++)
        {
          size_t at = place (n, columns, i, j, backward);
          double value = table[at];

          if (!isnan (value))
            {
              last = value;
              n_filled = 0;
            }
          else if (limit == 0 || n_filled < limit)
            {
              value = last;
              n_filled++;
            }
          filled[at] = value;
        }
    }
  _gw_impute_finish (filled, n, columns, filled, n_left);

  return GW_STATUS_OK;
}

gw_status
gw_impute_forward (const double *table, size_t n, size_t columns, size_t limit, double *filled, size_t *n_left)
{
  return carry (table, n, columns, limit, false, filled, n_left);
}

gw_status
gw_impute_backward (const double *table, size_t n, size_t columns, size_t limit, double *filled, size_t *n_left)
{
  return carry (table, n, columns, limit, true, filled, n_left);
}

/* Fills the rows between two that have a value. */
static void
fill_gap (double *filled, size_t columns, size_t j, size_t before, size_t after)
{
  double from = filled[before * columns + j];
  double slope = (filled[after * columns + j] - from) / (double) (after - before);

  for (size_t i = before + 1; i < after; i++)
    filled[i * columns + j] = from + slope * (double) (i - before);
}

gw_status
gw_impute_linear (const double *table, size_t n, size_t columns, double *filled, size_t *n_left)
{
  gw_status status = _gw_impute_check (table, n, columns, false);

  if (status == GW_STATUS_EMPTY)
    _gw_impute_finish (table, 0, 0, filled, n_left);
  if (status != GW_STATUS_OK)
    return status;

  memmove (filled, table, n * columns * sizeof *filled);
  for (size_t j = 0; j < columns; j++)
    {
      size_t before = n;

      for (size_t i = 0; i < n; i++)
        {
          if (isnan (filled[i * columns + j]))
            continue;
          if (before < n)
            fill_gap (filled, columns, j, before, i);
          before = i;
        }
      for (size_t i = before; i < n; i++)
        filled[i * columns + j] = filled[before * columns + j];
    }
  _gw_impute_finish (filled, n, columns, filled, n_left);

  return GW_STATUS_OK;
}
