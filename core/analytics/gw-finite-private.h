/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_FINITE_PRIVATE_H
#define GW_FINITE_PRIVATE_H

#include <math.h>
#include <stddef.h>

/* The finite ones of n values, in their order; kept has room for n. */
static inline size_t
_gw_keep_finite (const double *values, size_t n, double *kept)
{
  size_t n_kept = 0;

  for (size_t i = 0; i < n; i++)
    if (isfinite (values[i]))
      kept[n_kept++] = values[i];

  return n_kept;
}

#endif
