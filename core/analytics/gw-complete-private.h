/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_COMPLETE_PRIVATE_H
#define GW_COMPLETE_PRIVATE_H

#include "gw-array-private.h"
#include "gw-status.h"

/* The rows of a table in which every value is finite. */
typedef struct
{
  const double *values; /* n * columns; the table itself where no row was left out */
  double *own;
  uint32_t *rows; /* the row of the table that each is; NULL: the same */
  size_t n;
  size_t columns;
  size_t n_excluded;
} GwComplete;

/* OK, TOO_LARGE or NO_MEMORY; INVALID where there are rows but no columns. Takes
 * memory only where rows are left out.
 */
gw_status _gw_complete_init (GwComplete *self, const double *values, size_t n, size_t columns);
void _gw_complete_clear (GwComplete *self);

#endif
