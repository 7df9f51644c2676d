/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_DELONG_H
#define GW_DELONG_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef struct
  {
    double auc;      /* 0 to 1 */
    double variance; /* of the AUC; 0 where the classes do not overlap */
    double low;      /* the interval, cut to [0, 1] */
    double high;
    size_t n_excluded; /* rows left out because the score is NaN or the label is missing */
  } GwDelong;

  /* The area under the ROC curve with an interval of the normal distribution.
   * Higher scores mean positive: an area below 1/2 is not turned round.
   *
   * truth  n labels: 1 is positive, 0 is not; -1 is missing
   * score  n scores; NaN is missing
   * level  of the interval, above 0 and below 1: 0.95
   *
   * GW_STATUS_SINGLE_CLASS, GW_STATUS_EMPTY: all NaN. GW_STATUS_UNDEFINED with fewer
   * than 2 rows of a class: the area is there, the rest NaN. GW_STATUS_INVALID for
   * another label or level; GW_STATUS_TOO_LARGE above 2^31 rows. O(n), memory as
   * gw_score_table_new().
   * Sources: DeLong, DeLong, Clarke-Pearson, Biometrics 44 (1988) 837; Sun, Xu,
   * IEEE Signal Processing Letters 21 (2014) 1389.
   */
  GW_PUBLIC gw_status gw_auc_delong (const int32_t *truth, const double *score, size_t n, double level,
                                     GwDelong *delong, const GwRun *run);

  typedef struct
  {
    double auc_a;
    double auc_b;
    double variance_a;
    double variance_b;
    double covariance; /* of the two areas */
    double z;          /* (auc_a - auc_b) / its standard deviation; where that is 0: 0, or an infinity */
    double p_value;    /* two-sided, 0 to 1; where the deviation is 0: 1 for equal areas, else 0 */
    size_t n_excluded; /* rows left out because a score is NaN or the label is missing */
  } GwDelongPaired;

  /* Compares the areas of two scores of the same rows. Arguments and statuses as
   * above; a row without one of the scores counts for neither. O(n), memory for
   * 6 n doubles.
   */
  GW_PUBLIC gw_status gw_auc_delong_paired (const int32_t *truth, const double *score_a, const double *score_b,
                                            size_t n, GwDelongPaired *delong, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
