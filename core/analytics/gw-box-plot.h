/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOX_PLOT_H
#define GW_BOX_PLOT_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The usual reach of the whiskers, in interquartile ranges. */
#define GW_BOX_PLOT_REACH 1.5

  /* A box plot of one column. */
  typedef struct
  {
    size_t n;          /* values */
    size_t n_excluded; /* rows left out: NaN and the infinities */
    size_t n_outliers; /* rows beyond a fence */
    double q1;         /* quartiles of type 7 */
    double median;
    double q3;
    double fence_low; /* q1 - reach (q3 - q1); a value there is inside */
    double fence_high;
    double whisker_low;  /* the outermost values that are inside of the fences; NaN where */
    double whisker_high; /* none is, as may be by a short reach */
    double notch_low;    /* median - 1.57 (q3 - q1) / sqrt (n): where notches do not */
    double notch_high;   /* overlap, medians differ at about 5 % */
  } GwBoxPlot;

  /* values    n numbers; those that are not finite are left out
   * n         0 gives GW_STATUS_EMPTY, with NaN; up to 2^31
   * reach     0 or more, finite, else GW_STATUS_INVALID
   * plot      the figures
   * outliers  room for n row numbers: the rows beyond a fence, ascending; may be
   *           NULL
   *
   * O(n), with memory for 2 n numbers.
   * Sources: Tukey, Exploratory data analysis (1977) 39; McGill, Tukey, Larsen,
   * Variations of box plots, The American Statistician 32 (1978) 12.
   */
  GW_PUBLIC gw_status gw_box_plot (const double *values, size_t n, double reach, GwBoxPlot *plot, uint32_t *outliers);

#ifdef __cplusplus
}
#endif

#endif
