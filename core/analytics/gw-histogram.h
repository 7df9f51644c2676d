/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_HISTOGRAM_H
#define GW_HISTOGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Most bins of a histogram; more are cut to this number, with GW_STATUS_CAPPED. */
#define GW_HISTOGRAM_MAX_BINS 10000

  /* How many bins there are: as many as are named, or the range of the values by a
   * width, rounded up. n values of range r, standard deviation s (divided by n),
   * interquartile range q (type 7) and skewness g1:
   *
   * GW_BINS_STURGES            r / (log2 n + 1)
   * GW_BINS_SCOTT              s (24 sqrt (pi) / n)^(1/3)
   * GW_BINS_FREEDMAN_DIACONIS  2 q / n^(1/3)
   * GW_BINS_DOANE              r / (1 + log2 n + log2 (1 + |g1| / sigma)), sigma =
   *                            sqrt (6 (n - 2) / ((n + 1) (n + 3))); n > 2
   * GW_BINS_RICE               r / (2 n^(1/3))
   * GW_BINS_SQRT               r / sqrt (n)
   * GW_BINS_AUTO               the smaller width of Freedman and Diaconis and of
   *                            Sturges; of Sturges alone where the former is 0
   *
   * A width of 0 gives one bin.
   */
  typedef enum
  {
    GW_BINS_GIVEN,
    GW_BINS_STURGES,
    GW_BINS_SCOTT,
    GW_BINS_FREEDMAN_DIACONIS,
    GW_BINS_DOANE,
    GW_BINS_RICE,
    GW_BINS_SQRT,
    GW_BINS_AUTO
  } GwBinRule;

  typedef struct
  {
    GwBinRule rule;
    size_t n_bins;  /* for GW_BINS_GIVEN: 1 or more */
    bool has_range; /* whether low and high are given; else they are found */
    double low;     /* finite, low <= high */
    double high;
  } GwHistogramOptions;

  /* Bins of equal width. Bin i holds what is at edge i or above it and below edge
   * i + 1; the last one holds its upper edge too. It owns its arrays.
   */
  typedef struct
  {
    size_t n_bins;
    double low;       /* edge 0 */
    double high;      /* edge n_bins */
    double *edges;    /* n_bins + 1, ascending */
    uint64_t *counts; /* n_bins counts of rows that weigh something */
    double *weights;  /* n_bins sums of weights; NULL without weights */
    uint64_t below;   /* rows under low; weight_below of what weight */
    uint64_t above;   /* rows over high */
    double weight_below;
    double weight_above;
    size_t n_excluded; /* rows left out: NaN and the infinities */
  } GwHistogram;

  /* Frees what it holds and zeroes it; a zeroed one is fine. */
  GW_PUBLIC void gw_histogram_clear (GwHistogram *self);

  /* The histogram of a column of values, exact.
   *
   * values     n numbers; those that are not finite are left out
   * weights    n weights, finite and 0 or more; a weight w stands for w equal rows,
   *            for the rules too; NULL: 1 each
   * n          0 is allowed, up to 2^31
   * options    the bins. Without a range it is that of the values; where they are
   *            all v, from v - 0.5 to v + 0.5, likewise where low = high is given.
   *            A rule looks at the values inside of the range alone
   * histogram  overwritten; gw_histogram_clear() when done with it. Left alone
   *            unless gw_status_has_values()
   *
   * GW_STATUS_EMPTY without values: one bin from 0 to 1, or the bins over the range
   * that is given. A rule gives one bin where the range overflows. GW_STATUS_CAPPED
   * for more than GW_HISTOGRAM_MAX_BINS. GW_STATUS_INVALID for a weight or an option
   * out of range. O(n) without weights, or with a number of bins; else O(n log n).
   * Memory O(bins), for a rule up to 2 n numbers. The edges and counts are those of
   * numpy 1.24.
   *
   * Sources: Sturges, Journal of the American Statistical Association 21 (1926) 65;
   * Scott, Biometrika 66 (1979) 605; Freedman, Diaconis, Zeitschrift fuer
   * Wahrscheinlichkeitstheorie 57 (1981) 453; Doane, The American Statistician 30
   * (1976) 181.
   */
  GW_PUBLIC gw_status gw_histogram (const double *values, const double *weights, size_t n,
                                    const GwHistogramOptions *options, GwHistogram *histogram, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
