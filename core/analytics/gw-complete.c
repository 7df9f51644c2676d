/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-complete-private.h"

#include <math.h>
#include <string.h>

static bool
is_complete (const double *row, size_t columns)
{
  bool complete = true;

  for (size_t j = 0; j < columns; j++)
    complete &= isfinite (row[j]) != 0;

  return complete;
}

static gw_status
copy_complete (GwComplete *self, const double *values, size_t n)
{
  size_t columns = self->columns;
  size_t at = 0;

  self->own = GW_NEW (double, self->n *columns);
  self->rows = GW_NEW (uint32_t, self->n);
  if (self->own == NULL || self->rows == NULL)
    {
      _gw_complete_clear (self);
      return GW_STATUS_NO_MEMORY;
    }

  for (size_t i = 0; i < n; i++)
    if (is_complete (values + i * columns, columns))
      {
        memcpy (self->own + at * columns, values + i * columns, columns * sizeof *values);
        self->rows[at++] = (uint32_t) i;
      }
  self->values = self->own;

  return GW_STATUS_OK;
}

gw_status
_gw_complete_init (GwComplete *self, const double *values, size_t n, size_t columns)
{
  size_t size;

  *self = (GwComplete) { .values = values, .columns = columns };
  if (n > GW_MOST_ROWS || !_gw_multiply (n, columns, &size) || size > SIZE_MAX / sizeof *values)
    return GW_STATUS_TOO_LARGE;
  if (n > 0 && columns == 0)
    return GW_STATUS_INVALID;

  for (size_t i = 0; i < n; i++)
    self->n += is_complete (values + i * columns, columns);
  self->n_excluded = n - self->n;

  return self->n_excluded > 0 ? copy_complete (self, values, n) : GW_STATUS_OK;
}

void
_gw_complete_clear (GwComplete *self)
{
  free (self->own);
  free (self->rows);
  *self = (GwComplete) { 0 };
}
