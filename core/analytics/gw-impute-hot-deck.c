/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-impute-private.h"
#include "gw-random.h"

/* The rows that have a value of a column, group after group: those without one
 * first, for they belong to group -1.
 */
typedef struct
{
  uint32_t *rows;
  size_t *starts; /* n_groups + 2: those of group g begin at g + 1 */
  size_t n_groups;
} Donors;

static size_t
slot (const int32_t *groups, size_t i)
{
  return groups != NULL ? (size_t) (groups[i] + 1) : 0;
}

static void
find_donors (Donors *self, const double *table, size_t n, size_t columns, size_t j, const int32_t *groups)
{
  memset (self->starts, 0, (self->n_groups + 2) * sizeof *self->starts);
  for (size_t i = 0; i < n; i++)
    if (!isnan (table[i * columns + j]))
      self->starts[slot (groups, i) + 1]++;
  for (size_t g = 0; g <= self->n_groups; g++)
    self->starts[g + 1] += self->starts[g];
  for (size_t i = 0; i < n; i++)
    if (!isnan (table[i * columns + j]))
      self->rows[self->starts[slot (groups, i)]++] = (uint32_t) i;
  /* Each start has moved to the next one's place. */
  memmove (self->starts + 1, self->starts, (self->n_groups + 1) * sizeof *self->starts);
  self->starts[0] = 0;
}

static double
draw (const Donors *self, const double *table, size_t columns, size_t j, size_t group, gw_random *random)
{
  size_t start = self->starts[group];
  size_t count = self->starts[group + 1] - start;

  if (count == 0 || group == 0)
    {
      start = 0;
      count = self->starts[self->n_groups + 1];
    }
  if (count == 0)
    return NAN;

  return table[(size_t) self->rows[start + gw_random_below (random, count)] * columns + j];
}

static void
fill_column (const Donors *self, const double *table, size_t n, size_t columns, size_t j, const int32_t *groups,
             gw_random *random, double *filled)
{
  for (size_t i = 0; i < n; i++)
    if (isnan (table[i * columns + j]))
      filled[i * columns + j] = draw (self, table, columns, j, slot (groups, i), random);
}

gw_status
gw_impute_hot_deck (const double *table, size_t n, size_t columns, const int32_t *groups, size_t n_groups,
                    uint64_t seed, double *filled, size_t *n_left)
{
  Donors donors = { .n_groups = groups != NULL ? n_groups : 0 };
  gw_status status = _gw_impute_check (table, n, columns, true);
  gw_random random;
  double *own;

  if (donors.n_groups > INT32_MAX)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; status == GW_STATUS_OK && groups != NULL && i < n; i++)
    if (groups[i] < -1 || (groups[i] >= 0 && (size_t) groups[i] >= n_groups))
      return GW_STATUS_INVALID;
  if (status == GW_STATUS_EMPTY)
    _gw_impute_finish (table, 0, 0, filled, n_left);
  if (status != GW_STATUS_OK)
    return status;

  /* The table may be filled in place: draws are of what it had. */
  own = GW_NEW (double, n *columns);
  donors.rows = GW_NEW (uint32_t, n);
  donors.starts = GW_NEW (size_t, donors.n_groups + 2);
  if (own == NULL || donors.rows == NULL || donors.starts == NULL)
    status = GW_STATUS_NO_MEMORY;
  else
    memcpy (own, table, n * columns * sizeof *own);
  gw_random_init (&random, seed);
  for (size_t j = 0; status == GW_STATUS_OK && j < columns; j++)
    {
      find_donors (&donors, table, n, columns, j, groups);
      fill_column (&donors, table, n, columns, j, groups, &random, own);
    }
  if (status == GW_STATUS_OK)
    _gw_impute_finish (own, n, columns, filled, n_left);
  free (own);
  free (donors.rows);
  free (donors.starts);

  return status;
}
