/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_KDE_H
#define GW_KDE_H

#include <stddef.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Up to so many values the density is summed value by value. */
#define GW_KDE_MOST_DIRECT 50000

  /* The bandwidth for n values of standard deviation s (divided by n - 1). */
  typedef enum
  {
    GW_KDE_SCOTT,    /* s n^(-1/5) */
    GW_KDE_SILVERMAN /* s (3 n / 4)^(-1/5) */
  } GwKdeRule;

  /* values     n numbers; those that are not finite are left out
   * weights    n weights, finite and 0 or more; a weight w stands for w equal rows;
   *            NULL: 1 each
   * bandwidth  above 0, in the unit of the values; NaN where there is none
   *
   * GW_STATUS_EMPTY without values, GW_STATUS_DEGENERATE where they do not vary,
   * GW_STATUS_INVALID for a weight or rule out of range. O(n), no memory taken.
   *
   * Sources: Scott, Multivariate density estimation (1992) 152; Silverman, Density
   * estimation (1986) 87.
   */
  GW_PUBLIC gw_status gw_kde_bandwidth (const double *values, const double *weights, size_t n, GwKdeRule rule,
                                        double *bandwidth);

  /* The density of a column of values at some places: the mean of normal curves
   * about each of them.
   *
   * values      n numbers; those that are not finite are left out
   * weights     as above
   * n           0 gives GW_STATUS_EMPTY, with NaN; up to 2^31
   * bandwidth   the deviation of a curve: finite, above 0, else GW_STATUS_INVALID
   * grid        n_grid places, in any order; NaN gives NaN
   * density     n_grid densities, 0 or more; their integral is 1
   * n_excluded  rows left out because the value is not finite; may be NULL
   *
   * Up to GW_KDE_MOST_DIRECT values O(n n_grid), without error but that of rounding;
   * for more they are gathered into cells of a 64th of the bandwidth first, each with
   * the mean of its values: O(n + n_grid), off by less than 1e-4 of the peak. Where a
   * bandwidth that is tiny against the range makes more cells than values, all is
   * summed after all. Memory for 2 numbers a cell, or for 2 n.
   */
  GW_PUBLIC gw_status gw_kde (const double *values, const double *weights, size_t n, double bandwidth,
                              const double *grid, size_t n_grid, double *density, size_t *n_excluded, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
