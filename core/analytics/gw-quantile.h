/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_QUANTILE_H
#define GW_QUANTILE_H

#include <stddef.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The type that everything takes unless another is asked for. */
#define GW_QUANTILE_TYPE 7

  /* Quantiles by the nine definitions of Hyndman and Fan.
   *
   * values      n numbers; NaN is left out; infinities have their place at the ends
   * weights     n weights, finite and 0 or more; NULL: 1 each. A weight w stands for
   *             w equal rows; where weights are not whole numbers, the j-th smallest
   *             value is the first whose weight, added up, reaches j
   * n           0 gives GW_STATUS_EMPTY; up to 2^31
   * p           n_p shares in [0, 1], in any order
   * type        1 to 9, as R numbers them: 1 inverse of the distribution, 2 the same
   *             with means at its steps, 3 nearest, 4 linear on the distribution,
   *             5 Hazen, 6 Weibull, 7 linear from the smallest to the largest (numpy's
   *             and R's default), 8 nearly unbiased for the median, 9 for normal
   *             values. Half-way between j and j + 1, type 3 takes the odd one of
   *             them, as numpy does (R takes the even one)
   * quantiles   n_p numbers; NaN where there is no value, or where it would lie
   *             between two infinities
   * n_excluded  rows left out because the value is NaN; may be NULL
   *
   * GW_STATUS_EMPTY when no row is left or all weigh 0, with NaN. GW_STATUS_INVALID
   * for a p, type or weight out of range. O(n) for a few p without weights, else
   * O(n log n), with memory for 3 n numbers, with weights for 6 n.
   *
   * Source: Hyndman, Fan: Sample quantiles in statistical packages, The American
   * Statistician 50 (1996) 361.
   */
  GW_PUBLIC gw_status gw_quantiles (const double *values, const double *weights, size_t n, const double *p, size_t n_p,
                                    int type, double *quantiles, size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
