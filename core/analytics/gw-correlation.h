/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CORRELATION_H
#define GW_CORRELATION_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef enum
  {
    GW_CORRELATION_PEARSON, /* of the values */
    GW_CORRELATION_SPEARMAN /* of their ranks; equal values have the mean of their ranks */
  } GwCorrelationKind;

  /* How the columns of a table go together.
   *
   * values   n * columns numbers, row-major; those not finite are missing
   * n        rows, up to 2^31
   * matrix   columns * columns coefficients, symmetric, each in [-1, 1], over the
   *          rows where both columns have a value; ranks are taken among these. NaN
   *          with fewer than two such rows or where one of the two does not vary in
   *          them; so also on the diagonal, which is 1 otherwise
   * n_used   columns * columns counts of those rows; may be NULL
   *
   * GW_STATUS_EMPTY for no rows (all NaN), GW_STATUS_INVALID for rows without
   * columns, GW_STATUS_TOO_LARGE. O(n * columns^2), ranks O(n * columns) more; memory
   * O(n * columns).
   * Source: the values of pandas 1.5 DataFrame.corr().
   */
  GW_PUBLIC gw_status gw_correlation (const double *values, size_t n, size_t columns, GwCorrelationKind kind,
                                      double *matrix, uint64_t *n_used, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
