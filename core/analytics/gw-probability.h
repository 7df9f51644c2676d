/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_PROBABILITY_H
#define GW_PROBABILITY_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef struct
  {
    double log_loss;    /* nats, 0 or more; 0 is perfect */
    double brier;       /* mean squared error: 0 to 1; over several classes 0 to 2; 0 is perfect */
    double brier_skill; /* 1 - brier / that of always saying the base rate: 1 is perfect, 0 no better than that */
    double base_rate;   /* share of the positives, 0 to 1 */
    size_t n_excluded;  /* rows left out because a probability is NaN or the label is missing */
  } GwProbabilityMetrics;

  /* How good probabilities of the positive class are.
   *
   * truth    n labels: 1 is positive, 0 is not; -1 is missing
   * prob     n probabilities, each in [0, 1]; NaN is missing
   * weights  n finite numbers of 0 or more; NULL: 1 each
   * metrics  all NaN without rows (GW_STATUS_EMPTY). With one class only the skill is
   *          NaN (GW_STATUS_SINGLE_CLASS). For the log loss probabilities are cut to
   *          [2^-52, 1 - 2^-52]: a wrong sure answer costs 36.04
   *
   * GW_STATUS_INVALID for what is outside of its range, GW_STATUS_TOO_LARGE beyond 2^31
   * rows. O(n), no memory taken.
   * Sources: Brier, Monthly Weather Review 78 (1950) 1; Good, Rational decisions,
   * Journal of the Royal Statistical Society B 14 (1952) 107.
   */
  GW_PUBLIC gw_status gw_probability_metrics (const int32_t *truth, const double *prob, const double *weights, size_t n,
                                              GwProbabilityMetrics *metrics);

  /* The same of several classes.
   *
   * truth  n labels, 0 to n_classes - 1; -1 is missing
   * prob   n * n_classes probabilities, row-major. A row with a NaN is left out; for
   *        the log loss each row is divided by its sum after the cut. The Brier
   *        score is the mean over the rows of the sum over the classes. Base rate
   *        and skill are NaN
   *
   * GW_STATUS_EMPTY and GW_STATUS_INVALID as above, one class is like any other;
   * GW_STATUS_TOO_LARGE when n * n_classes overflows. O(n * n_classes).
   */
  GW_PUBLIC gw_status gw_probability_metrics_multiclass (const int32_t *truth, const double *prob,
                                                         const double *weights, size_t n, size_t n_classes,
                                                         GwProbabilityMetrics *metrics);

#ifdef __cplusplus
}
#endif

#endif
