/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MOMENTS_H
#define GW_MOMENTS_H

#include <stddef.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* The figures of a column of values. Those of the population divide by n and are
   * biased as estimates; the others are corrected.
   */
  typedef struct
  {
    size_t n_excluded;        /* rows left out: NaN and the infinities */
    double n;                 /* rows, or the sum of their weights */
    double mean;              /* NaN without rows, as all that follow */
    double min;               /* of the rows that weigh something */
    double max;               /* the same */
    double deviation;         /* root of the variance */
    double variance;          /* divided by n - 1; NaN unless n > 1 */
    double population;        /* variance divided by n, in [0, inf) */
    double skew;              /* g1 = m3 / m2^(3/2) */
    double skew_unbiased;     /* G1 = g1 sqrt (n (n - 1)) / (n - 2); NaN unless n > 2 */
    double kurtosis;          /* excess g2 = m4 / m2^2 - 3 */
    double kurtosis_unbiased; /* G2 = ((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3)); NaN unless n > 3 */
  } GwMoments;

  /* Mean, variance, skewness and excess kurtosis.
   *
   * values   n numbers; those that are not finite are left out
   * weights  n weights, finite and 0 or more, else GW_STATUS_INVALID; a weight w
   *          stands for w equal rows; NULL: 1 each
   * n        0 gives GW_STATUS_EMPTY, with NaN; up to 2^31, else GW_STATUS_TOO_LARGE
   *
   * GW_STATUS_DEGENERATE where the values do not vary, their deviation (divided by
   * n) being 1e-12 max (1, max |x|) at most: what tells of the shape is NaN then.
   * A sum that overflows gives an infinite variance, never a wrong one. In two
   * passes with compensated sums: O(n), no memory taken.
   *
   * Source: Joanes, Gill: Comparing measures of sample skewness and kurtosis, The
   * Statistician 47 (1998) 183.
   */
  GW_PUBLIC gw_status gw_moments (const double *values, const double *weights, size_t n, GwMoments *moments);

#ifdef __cplusplus
}
#endif

#endif
