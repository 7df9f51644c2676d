/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_QQ_H
#define GW_QQ_H

#include <stddef.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* The line of least squares through the points, and how well they lie on it. */
  typedef struct
  {
    size_t n;          /* points */
    size_t n_excluded; /* rows left out: NaN and the infinities */
    double slope;      /* the deviation, for normal values */
    double intercept;  /* the mean */
    double r;          /* correlation of the points, in [0, 1] */
  } GwQqLine;

  /* Values against the quantiles that normal ones would have: on a line they are
   * normal.
   *
   * values       n numbers; those that are not finite are left out
   * n            0 gives GW_STATUS_EMPTY, with NaN; up to 2^31
   * theoretical  room for n numbers: the quantiles of the standard normal
   *              distribution at the medians of the order statistics, ascending:
   *              1 - 0.5^(1/n), (i - 0.3175) / (n + 0.365), 0.5^(1/n)
   * ordered      room for n numbers: the values, ascending
   * line         through the first line.n of both
   *
   * GW_STATUS_DEGENERATE where the values do not vary: there is no r then; nor a
   * slope for one value. O(n log n), with memory for 2 n numbers.
   *
   * Source: Filliben, The probability plot correlation coefficient test for
   * normality, Technometrics 17 (1975) 111.
   */
  GW_PUBLIC gw_status gw_qq_normal (const double *values, size_t n, double *theoretical, double *ordered,
                                    GwQqLine *line);

#ifdef __cplusplus
}
#endif

#endif
