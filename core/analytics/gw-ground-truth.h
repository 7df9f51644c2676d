/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_GROUND_TRUTH_H
#define GW_GROUND_TRUTH_H

#include "gw-dawid-skene.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* One class for each item from the answers of several people, as labeling jobs
   * consolidate them: Dawid and Skene's method with errors that are smoothed, and with
   * rules for few answers. Smoothing keeps people who answered little near the
   * average; the likelihood need not rise from round to round.
   */

  /* Below so many items, or without any worker above so many answers, there is
   * nothing to learn from: the plain vote is taken.
   */
#define GW_GROUND_TRUTH_FEW_ITEMS 20
#define GW_GROUND_TRUTH_FEW_ANSWERS 5

  typedef struct
  {
    bool by_vote;          /* there were too few answers */
    size_t n_rounds;       /* 0 by vote */
    bool converged;        /* whether the likelihood stood still before the last round */
    double log_likelihood; /* natural; NaN by vote */
    size_t n_ties;         /* items whose best classes are equally likely */
    size_t n_excluded;     /* answers left out because the label is missing */
  } GwGroundTruth;

  /* answers     what people said (gw-dawid-skene.h)
   * label       n_items classes; -1 without an answer. Of one answer that answer; else
   *             the most probable class, of those within 1e-9 the one with the most
   *             answers, then the lower one
   * confidence  n_items probabilities of the label, full precision; NaN with one answer
   *             or none. May be NULL
   * tie         n_items flags: 1 where another class was as probable; may be NULL
   * accuracy    n_workers estimates: the mean probability of a worker's answers; NaN
   *             without answers. May be NULL
   * out         how it went
   *
   * Starts from the shares of the votes and workers who are right 7 times in 10, the
   * other classes alike. A round takes the prior as the mean posterior, the posterior
   * by prior and errors, and then of each worker with n answers the errors: counts by
   * the posterior, and n times a worker of the same accuracy, and n / 2 times one of
   * the mean accuracy of the round before (0.7 in the first), each true class scaled
   * to 1. Ends when the log-likelihood moves by a millionth of itself or less, or after
   * 100 rounds. By vote the confidence is (votes + 1 / classes) / (answers + 1).
   *
   * GW_STATUS_EMPTY without any answer, else as gw_dawid_skene(). O(n * n_classes) for
   * each round; memory as gw_dawid_skene().
   * Source: Dawid, Skene, Applied Statistics 28 (1979) 20, with the constants of the
   * published sample of the labeling service.
   */
  GW_PUBLIC gw_status gw_ground_truth_labels (const GwAnswers *answers, int32_t *label, double *confidence,
                                              uint8_t *tie, double *accuracy, GwGroundTruth *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
