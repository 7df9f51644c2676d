/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_VIF_H
#define GW_VIF_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Variance inflation factors: how much of a column the others explain.
   *
   * values      n * columns numbers, row-major; rows with one that is not finite are
   *             left out
   * vif         columns factors, 1 or more: 1 / (1 - R^2) of the column's regression,
   *             with a constant, on the others. +inf where these determine it; NaN
   *             where it does not vary, which leaves it out of the others'
   * n_excluded  rows left out; may be NULL
   *
   * GW_STATUS_EMPTY for no rows left and GW_STATUS_DEGENERATE where no column varies
   * (all NaN); GW_STATUS_INVALID for rows without columns; GW_STATUS_TOO_LARGE.
   * O(n * columns^2 + columns^3).
   * Source: the diagonal of the inverse of the correlation matrix, by its
   * eigenvectors; values of statsmodels 0.13 with a constant column.
   */
  GW_PUBLIC gw_status gw_vif (const double *values, size_t n, size_t columns, double *vif, size_t *n_excluded,
                              const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
