/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MCNEMAR_H
#define GW_MCNEMAR_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef enum
  {
    GW_MCNEMAR_AUTO,          /* exact below 25 rows that one alone has right, else CHI2_CORRECTED */
    GW_MCNEMAR_EXACT,         /* two-sided binomial */
    GW_MCNEMAR_CHI2,          /* chi-square of one degree of freedom */
    GW_MCNEMAR_CHI2_CORRECTED /* the same with the continuity correction */
  } GwMcnemarVariant;

  typedef struct
  {
    uint64_t both_right;
    uint64_t only_a; /* a right, b wrong */
    uint64_t only_b;
    uint64_t both_wrong;
    GwMcnemarVariant variant; /* that was taken; never AUTO */
    double statistic;         /* exact: the smaller of only_a and only_b; else chi-square; NaN where both are 0 */
    double p_value;           /* 0 to 1; 1 where both are 0 */
    size_t n_excluded;        /* rows left out because something is missing */
  } GwMcnemar;

  /* Whether of two models one is right more often, from the rows that one alone
   * has right. Sets variant, statistic and p_value of `mcnemar` from its only_a and
   * only_b. GW_STATUS_INVALID for an unknown variant. O(1), exact O(only_a + only_b).
   * Source: McNemar, Psychometrika 12 (1947) 153.
   */
  GW_PUBLIC gw_status gw_mcnemar_test (GwMcnemar *mcnemar, GwMcnemarVariant variant);

  /* The same from the labels that two models gave to the same rows.
   *
   * truth  n labels, 0 or more; -1 is missing
   * a, b   n labels each; -1 is missing. A row counts where all three are there
   *
   * GW_STATUS_EMPTY without rows (p is 1), GW_STATUS_INVALID for labels below -1,
   * GW_STATUS_TOO_LARGE beyond 2^31 rows. O(n).
   */
  GW_PUBLIC gw_status gw_mcnemar_labels (const int32_t *truth, const int32_t *a, const int32_t *b, size_t n,
                                         GwMcnemarVariant variant, GwMcnemar *mcnemar);

  /* The same from two scores, cut at a threshold.
   *
   * truth      n labels: 1 is positive, 0 is not; -1 is missing
   * score_a,   n scores each; positive from the threshold on. NaN is missing
   * score_b
   * threshold  any number but NaN
   *
   * GW_STATUS_EMPTY as above, GW_STATUS_INVALID for another label or threshold. O(n).
   */
  GW_PUBLIC gw_status gw_mcnemar_scores (const int32_t *truth, const double *score_a, const double *score_b, size_t n,
                                         double threshold, GwMcnemarVariant variant, GwMcnemar *mcnemar);

#ifdef __cplusplus
}
#endif

#endif
