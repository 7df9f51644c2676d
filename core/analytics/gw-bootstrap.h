/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOOTSTRAP_H
#define GW_BOOTSTRAP_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef struct
  {
    size_t n_replicates;
    uint64_t seed;
    double level;    /* of the interval, above 0 and below 1: 0.95 */
    bool stratified; /* each class is drawn from on its own, so that their sizes stay */
  } GwBootstrapOptions;

  /* What a figure may have been, by drawing rows with replacement. */
  typedef struct
  {
    double mean; /* of the replicates */
    double low;  /* the interval: percentiles (type 7) of the replicates */
    double high;
    size_t n_used;     /* replicates */
    size_t n_skipped;  /* replicates for which the figure has no value */
    size_t n_excluded; /* rows left out because something is missing */
  } GwBootstrapInterval;

  /* A figure of some rows, n of them, in which a row may stand several times; NaN
   * where it has no value.
   */
  typedef double (*GwBootstrapFigure) (const uint32_t *rows, size_t n, void *data);

  /* A percentile interval of any figure. Each replicate draws n rows one after the
   * other from one generator, so that a seed stands for one answer.
   *
   * n         rows, which the caller knows by their numbers 0 to n - 1
   * stratum   n classes, 0 or more, for the stratified kind: each replicate draws as
   *           many rows of class 0, then of class 1 and so on as there are. Else not
   *           looked at and may be NULL
   * figure    called options->n_replicates times on this thread, with data
   *
   * GW_STATUS_EMPTY without rows, GW_STATUS_UNDEFINED when no replicate has a value:
   * NaN. GW_STATUS_INVALID for a level outside of its range, no replicates or a bad
   * stratum. O(n_replicates * n), memory for n numbers, with strata for 4 n, and for
   * the replicates.
   * Source: Efron, Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
   */
  GW_PUBLIC gw_status gw_bootstrap (size_t n, const int32_t *stratum, const GwBootstrapOptions *options,
                                    GwBootstrapFigure figure, void *data, GwBootstrapInterval *interval,
                                    const GwRun *run);

  /* The interval of the area under the ROC curve. Replicates without one of the
   * classes are skipped.
   *
   * truth  n labels: 1 is positive, 0 is not; -1 is missing
   * score  n scores; NaN is missing
   *
   * GW_STATUS_SINGLE_CLASS when a class is missing, GW_STATUS_EMPTY without rows: NaN.
   * GW_STATUS_INVALID for another label or an option out of range, GW_STATUS_TOO_LARGE
   * above 2^31 rows. The scores are sorted once; then O(n_replicates * n).
   */
  GW_PUBLIC gw_status gw_bootstrap_auc (const int32_t *truth, const double *score, size_t n,
                                        const GwBootstrapOptions *options, GwBootstrapInterval *interval,
                                        const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
