/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_OUTLIER_H
#define GW_OUTLIER_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The usual limits. */
#define GW_OUTLIER_Z_LIMIT 3.0
#define GW_OUTLIER_MAD_LIMIT 3.5

  /* Rows of a column that lie far from the others. For all of them:
   *
   * values      n numbers; those that are not finite are left out
   * n           0 gives GW_STATUS_EMPTY; up to 2^31
   * scores      n scores, signed; NaN for a row that is left out, and for all where
   *             the status is GW_STATUS_DEGENERATE; may be NULL
   * rows        room for n row numbers: the outliers, ascending; may be NULL
   * n_rows      how many they are; none without GW_STATUS_OK
   * n_excluded  rows left out; may be NULL
   *
   * GW_STATUS_INVALID for a limit below 0 or not finite. O(n).
   */

  /* By (value - mean) / deviation, the deviation divided by n: those whose score is
   * beyond the limit, up or down, are outliers. GW_STATUS_DEGENERATE where the
   * values do not vary. No memory taken.
   */
  GW_PUBLIC gw_status gw_outliers_z (const double *values, size_t n, double limit, double *scores, uint32_t *rows,
                                     size_t *n_rows, size_t *n_excluded);

  /* By 0.6745 (value - median) / mad, mad being the median distance from the median:
   * outliers do not shift it. GW_STATUS_DEGENERATE where it is 0: half of the values
   * are equal then, and nobody is named. mad may be NULL. Memory for 2 n numbers.
   *
   * Source: Iglewicz, Hoaglin: How to detect and handle outliers (1993) 11.
   */
  GW_PUBLIC gw_status gw_outliers_mad (const double *values, size_t n, double limit, double *mad, double *scores,
                                       uint32_t *rows, size_t *n_rows, size_t *n_excluded);

  /* By the fences of a box plot, `reach` interquartile ranges away from the box:
   * the same as gw_box_plot().
   */
  GW_PUBLIC gw_status gw_outliers_iqr (const double *values, size_t n, double reach, uint32_t *rows, size_t *n_rows,
                                       size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
