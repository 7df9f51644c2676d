/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_THRESHOLD_H
#define GW_THRESHOLD_H

#include "gw-score-table.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What the best threshold has most of, or least. */
  typedef enum
  {
    GW_THRESHOLD_F_BETA, /* the highest F-beta */
    GW_THRESHOLD_YOUDEN, /* the highest true positive rate minus false positive rate */
    GW_THRESHOLD_COST    /* the least cost_fp * fp + cost_fn * fn */
  } GwThresholdRule;

  typedef struct
  {
    GwThresholdRule rule;
    double beta;    /* of F_BETA: above 0, how many times recall matters more than precision */
    double cost_fp; /* of COST: 0 or more */
    double cost_fn;
  } GwThresholdChoice;

  /* Chooses the threshold at and above which a score is called positive.
   *
   * point      what is counted at that threshold; of equally good ones the highest.
   *            By cost "nobody is positive" is also looked at, and wins ties: its
   *            threshold is +inf
   * objective  the F-beta, 0 to 1; Youden's J, -1 to 1; or the cost. A rate without
   *            rows counts as 0. May be NULL
   *
   * GW_STATUS_SINGLE_CLASS when a class is missing: the answer is there, by what is
   * left of the rule. GW_STATUS_EMPTY: threshold and objective are NaN, counts 0.
   * GW_STATUS_INVALID for a beta or a cost outside of its range. O(points), no
   * memory taken.
   * Sources: van Rijsbergen, Information Retrieval (1979), chapter 7; Youden, Index
   * for rating diagnostic tests, Cancer 3 (1950) 32.
   */
  GW_PUBLIC gw_status gw_choose_threshold (const GwScoreTable *table, const GwThresholdChoice *choice,
                                           GwOperatingPoint *point, double *objective);

#ifdef __cplusplus
}
#endif

#endif
