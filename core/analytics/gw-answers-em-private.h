/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ANSWERS_EM_PRIVATE_H
#define GW_ANSWERS_EM_PRIVATE_H

#include "gw-answers-private.h"

/* The rounds that methods have in common which take the true class of each item and
 * the errors of each worker by turns. Rows of n_classes belong to a pair of worker
 * and label: what the worker's answer says of each true class.
 */
typedef struct _GwAnswersEm GwAnswersEm;

struct _GwAnswersEm
{
  const GwAnswers *answers;
  GwAnswerTable table;
  size_t n_classes;
  size_t n_workers;
  size_t n_answered;      /* items that have answers */
  uint32_t *worker_begin; /* n_workers + 1 places in the pairs */
  double *posterior;      /* n_items rows; NaN without an answer */
  double *prior;
  double *log_prior;
  double *log_error;  /* n_pairs rows */
  double *likelihood; /* of each item */
  double *entropy;    /* of each item */
  double *evidence;   /* of each worker's answers */

  /* The pairs of one worker, first to end - 1: from how often each true class was
   * answered so, in log_error, to logarithms of shares. On any thread.
   */
  void (*scale) (GwAnswersEm *self, size_t worker, size_t first, size_t end);
  void *data;
};

/* From the shares of the votes. GW_STATUS_EMPTY without any answer. Goes with
 * _gw_answers_em_clear(), whatever the status.
 */
gw_status _gw_answers_em_init (GwAnswersEm *self, const GwAnswers *answers);
void _gw_answers_em_clear (GwAnswersEm *self);

bool _gw_answers_em_has_answer (const GwAnswersEm *self, size_t item);

/* The posterior by prior and errors, and how likely each item's answers are. */
gw_status _gw_answers_em_expect (GwAnswersEm *self, const GwRun *run, double from, double to);
/* The prior by the posterior. */
void _gw_answers_em_prior (GwAnswersEm *self);
/* The errors by the posterior. */
gw_status _gw_answers_em_errors (GwAnswersEm *self, const GwRun *run, double from, double to);

/* The log-likelihood of all answers by the last expectation. */
double _gw_answers_em_likelihood (const GwAnswersEm *self);

#endif
