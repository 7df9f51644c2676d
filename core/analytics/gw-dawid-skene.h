/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_DAWID_SKENE_H
#define GW_DAWID_SKENE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* True classes from the answers of several people who each err in their own way:
   * the plain method of Dawid and Skene by expectation and maximisation, without
   * smoothing.
   */

  /* When the rounds end, besides at the most that are wanted. */
  typedef enum
  {
    GW_DAWID_SKENE_BY_EVIDENCE,  /* the lower bound of the evidence gains less than the tolerance, per answer */
    GW_DAWID_SKENE_BY_LIKELIHOOD /* the log-likelihood moves by less than the tolerance, relative to itself */
  } GwDawidSkeneStop;

  typedef struct
  {
    GwDawidSkeneStop stop;
    double tolerance;   /* not NaN; below 0: never by this */
    size_t most_rounds; /* 1 or more */
  } GwDawidSkeneOptions;

  /* By evidence, 1e-5, 100 rounds. */
  GW_PUBLIC GwDawidSkeneOptions gw_dawid_skene_options (void);

  /* The answers: a list in any order. */
  typedef struct
  {
    const int32_t *item;   /* n indices, 0 to n_items - 1 */
    const int32_t *worker; /* n indices, 0 to n_workers - 1 */
    const int32_t *label;  /* n classes, 0 to n_classes - 1; -1 is missing */
    size_t n;              /* all count, also several of one worker for one item */
    size_t n_items;
    size_t n_workers;
    size_t n_classes;
  } GwAnswers;

  typedef struct
  {
    size_t n_rounds;       /* that were done */
    bool converged;        /* whether the rule of the options ended them */
    double log_likelihood; /* natural, of the answers under the estimates of the last round */
    size_t n_excluded;     /* answers left out because the label is missing */
  } GwDawidSkene;

  /* answers    what people said
   * options    when to stop; NULL for gw_dawid_skene_options()
   * posterior  n_items * n_classes probabilities, row-major; rows of items without an
   *            answer are NaN. May be NULL
   * label      n_items classes of the highest probability, the lower one on ties; -1
   *            without an answer. May be NULL
   * prior      n_classes shares of the classes; may be NULL
   * errors     n_workers * n_classes * n_classes probabilities: of a worker, a true
   *            class and the answer, in this order; a worker without answers has NaN.
   *            May be NULL, which spares memory where there are many of both
   * out        how it went
   *
   * Starts from the shares of the votes. A round takes the posterior by the prior and
   * the errors (in logarithms), then the prior as the mean posterior over items that
   * have answers, then the errors as the shares of the posterior: entries of labels
   * that a worker has used are at least 1e-10 before they are scaled to 1 for each
   * true class.
   *
   * GW_STATUS_EMPTY without any answer: NaN and -1 everywhere, no round.
   * GW_STATUS_INVALID for an index, a label or an option out of range,
   * GW_STATUS_TOO_LARGE when a size overflows or exceeds 2^31. O(n * n_classes) for each
   * round; memory for the posterior and n * (n_classes + 2) numbers at most: one row
   * for each worker and label that occur together.
   * The evidence is the expected log-probability of answers and true classes, the
   * class counted with each answer, and the entropy of the posterior. Counted so it
   * may fall, which ends the rounds too.
   *
   * Source: Dawid, Skene, Maximum likelihood estimation of observer error-rates using
   * the EM algorithm, Applied Statistics 28 (1979) 20; the floor and the evidence are crowd-kit's.
   */
  GW_PUBLIC gw_status gw_dawid_skene (const GwAnswers *answers, const GwDawidSkeneOptions *options, double *posterior,
                                      int32_t *label, double *prior, double *errors, GwDawidSkene *out,
                                      const GwRun *run);

  /* The labels that most answers name.
   *
   * share  n_items * n_classes shares of the answers, row-major; NaN without an
   *        answer. May be NULL
   * label  n_items classes, the lower one on ties; -1 without an answer. May be NULL
   *
   * Statuses as above. O(n + n_items * n_classes).
   */
  GW_PUBLIC gw_status gw_answers_vote (const GwAnswers *answers, double *share, int32_t *label, size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
