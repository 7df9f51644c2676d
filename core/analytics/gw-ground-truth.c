/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-ground-truth.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "gw-answers-em-private.h"
#include "gw-array-private.h"

#define GW_GROUND_TRUTH_ACCURACY 0.7
#define GW_GROUND_TRUTH_TOLERANCE 1e-6
#define GW_GROUND_TRUTH_MOST_ROUNDS 100
/* Probabilities that are this near are a tie. */
#define GW_GROUND_TRUTH_TIE 1e-9

typedef struct
{
  double mean;      /* accuracy of the workers in the round before */
  double *accuracy; /* of each worker; NaN without answers */
} Workers;

/* --- errors ------------------------------------------------------------------------------ */

/* How often a worker of this accuracy says the label where that is the truth. */
static double
typical (double accuracy, size_t truth, size_t label, size_t n_classes)
{
  return truth == label ? accuracy : (1 - accuracy) / (double) (n_classes - 1);
}

static size_t
count_answers (const GwAnswersEm *self, size_t first, size_t end)
{
  return self->table.pair_begin[end] - self->table.pair_begin[first];
}

static void
start_errors (GwAnswersEm *self)
{
  for (size_t i = 0; i < self->table.n_pairs; i++)
    for (size_t k = 0; k < self->n_classes; k++)
      self->log_error[i * self->n_classes + k] = log (
          typical (GW_GROUND_TRUTH_ACCURACY, k, (size_t) self->table.pair_label[i], self->n_classes));
}

/* The row of a true class scales to 1 with what the worker never answered: there the
 * counts are 0, and the typical workers' shares sum to 1.
 */
static void
smooth_worker (GwAnswersEm *self, size_t worker, size_t first, size_t end)
{
  Workers *workers = self->data;
  size_t k = self->n_classes;
  double n = (double) count_answers (self, first, end), right = 0, accuracy;

  if (first == end)
    return;

  for (size_t i = first; i < end; i++)
    right += self->log_error[i * k + (size_t) self->table.pair_label[i]];
  accuracy = workers->accuracy[worker] = right / n;
  for (size_t truth = 0; truth < k; truth++)
    {
      double sum = 1.5 * n;

      for (size_t i = first; i < end; i++)
        sum += self->log_error[i * k + truth];
      for (size_t i = first; i < end; i++)
        {
          size_t label = (size_t) self->table.pair_label[i];
          double *cell = &self->log_error[i * k + truth];
          double smoothed = *cell + n * typical (accuracy, truth, label, k)
                            + n / 2 * typical (workers->mean, truth, label, k);

          /* Never 0: a class that one answer rules out stays comparable. */
          *cell = log (fmax (smoothed / sum, DBL_MIN));
        }
    }
}

static double
mean_accuracy (const GwAnswersEm *self, const double *accuracy)
{
  double sum = 0;
  size_t n = 0;

  for (size_t i = 0; i < self->n_workers; i++)
    if (self->worker_begin[i] < self->worker_begin[i + 1])
      {
        sum += accuracy[i];
        n++;
      }

  return sum / (double) n;
}

static gw_status
do_rounds (GwAnswersEm *self, Workers *workers, GwGroundTruth *result, const GwRun *run)
{
  double step = 1.0 / GW_GROUND_TRUTH_MOST_ROUNDS, before = NAN;
  gw_status status = GW_STATUS_OK;

  self->scale = smooth_worker;
  self->data = workers;
  start_errors (self);
  while (status == GW_STATUS_OK && result->n_rounds < GW_GROUND_TRUTH_MOST_ROUNDS && !result->converged)
    {
      double from = (double) result->n_rounds++ * step, now;

      _gw_answers_em_prior (self);
      status = _gw_answers_em_expect (self, run, from, from + step / 2);
      if (status == GW_STATUS_OK)
        status = _gw_answers_em_errors (self, run, from + step / 2, from + step);
      now = result->log_likelihood = _gw_answers_em_likelihood (self);
      result->converged = fabs (now - before) <= GW_GROUND_TRUTH_TOLERANCE * fabs (before);
      before = now;
      workers->mean = mean_accuracy (self, workers->accuracy);
    }

  return status;
}

/* --- few answers --------------------------------------------------------------------------- */

static bool
are_few (const GwAnswersEm *self)
{
  size_t most = 0;

  for (size_t i = 0; i < self->n_workers; i++)
    {
      size_t n = count_answers (self, self->worker_begin[i], self->worker_begin[i + 1]);

      most = n > most ? n : most;
    }

  return self->n_answered < GW_GROUND_TRUTH_FEW_ITEMS || most <= GW_GROUND_TRUTH_FEW_ANSWERS;
}

/* The posterior, which is the shares of the votes, by the rule for few answers. */
static void
soften_votes (GwAnswersEm *self)
{
  for (size_t i = 0; i < self->answers->n_items; i++)
    {
      double m = (double) (self->table.item_begin[i + 1] - self->table.item_begin[i]);

      for (size_t k = 0; k < self->n_classes; k++)
        {
          double *p = &self->posterior[i * self->n_classes + k];

          *p = (*p * m + 1 / (double) self->n_classes) / (m + 1);
        }
    }
}

/* How much of each worker's answers is right, by the posterior as it is. */
static void
estimate_accuracy (const GwAnswersEm *self, double *accuracy)
{
  for (size_t w = 0; w < self->n_workers; w++)
    {
      size_t first = self->worker_begin[w], end = self->worker_begin[w + 1];
      double right = 0;

      for (size_t pair = first; pair < end; pair++)
        for (size_t i = self->table.pair_begin[pair]; i < self->table.pair_begin[pair + 1]; i++)
          right += self->posterior[self->table.pair_item[i] * self->n_classes + (size_t) self->table.pair_label[pair]];
      accuracy[w] = first < end ? right / (double) count_answers (self, first, end) : NAN;
    }
}

/* --- what comes out -------------------------------------------------------------------------- */

static size_t
count_votes (const GwAnswersEm *self, size_t item, size_t class)
{
  size_t n = 0;

  for (size_t i = self->table.item_begin[item]; i < self->table.item_begin[item + 1]; i++)
    n += (size_t) self->table.pair_label[self->table.item_pair[i]] == class;
  return n;
}

/* The most probable class; of those that are as probable the one with the most
 * answers, then the lower one.
 */
static size_t
choose (const GwAnswersEm *self, size_t item, bool *tie)
{
  const double *row = self->posterior + item * self->n_classes;
  double largest = 0;
  size_t best = self->n_classes, most = 0, n_equal = 0;

  for (size_t k = 0; k < self->n_classes; k++)
    largest = fmax (largest, row[k]);
  for (size_t k = 0; k < self->n_classes; k++)
    {
      size_t n_votes;

      if (row[k] < largest - GW_GROUND_TRUTH_TIE)
        continue;
      n_votes = count_votes (self, item, k);
      n_equal++;
      if (best == self->n_classes || n_votes > most)
        {
          best = k;
          most = n_votes;
        }
    }
  *tie = n_equal > 1;

  return best;
}

static void
write_item (const GwAnswersEm *self, size_t item, int32_t *label, double *confidence, bool *tie)
{
  size_t first = self->table.item_begin[item], m = self->table.item_begin[item + 1] - first;

  *tie = false;
  *label = -1;
  *confidence = NAN;
  if (m == 1)
    *label = self->table.pair_label[self->table.item_pair[first]];
  else if (m > 1)
    {
      *label = (int32_t) choose (self, item, tie);
      *confidence = self->posterior[item * self->n_classes + (size_t) *label];
    }
}

static void
write_items (const GwAnswersEm *self, int32_t *label, double *confidence, uint8_t *tie, GwGroundTruth *result)
{
  for (size_t i = 0; i < self->answers->n_items; i++)
    {
      double value;
      bool is_tie;

      write_item (self, i, &label[i], &value, &is_tie);
      if (confidence != NULL)
        confidence[i] = value;
      if (tie != NULL)
        tie[i] = is_tie;
      result->n_ties += is_tie;
    }
}

static gw_status
estimate (GwAnswersEm *self, Workers *workers, GwGroundTruth *result, const GwRun *run)
{
  gw_status status = _gw_answers_em_init (self, self->answers);

  workers->accuracy = GW_NEW (double, self->n_workers);
  if (workers->accuracy == NULL)
    return GW_STATUS_NO_MEMORY;
  if (!gw_status_has_values (status))
    return status;

  result->n_excluded = self->answers->n - self->table.n;
  result->by_vote = are_few (self);
  if (result->by_vote)
    soften_votes (self);
  else
    status = do_rounds (self, workers, result, run);
  if (gw_status_has_values (status))
    estimate_accuracy (self, workers->accuracy);

  return status;
}

gw_status
gw_ground_truth_labels (const GwAnswers *answers, int32_t *label, double *confidence, uint8_t *tie, double *accuracy,
                        GwGroundTruth *out, const GwRun *run)
{
  GwAnswersEm self = { .answers = answers };
  Workers workers = { GW_GROUND_TRUTH_ACCURACY, NULL };
  GwGroundTruth result = { .log_likelihood = NAN };
  gw_status status = _gw_answers_check (answers);

  if (status != GW_STATUS_OK)
    return status;
  status = estimate (&self, &workers, &result, run);
  if (gw_status_has_values (status))
    {
      write_items (&self, label, confidence, tie, &result);
      for (size_t i = 0; accuracy != NULL && i < answers->n_workers; i++)
        accuracy[i] = workers.accuracy[i];
      *out = result;
    }
  _gw_answers_em_clear (&self);
  free (workers.accuracy);
  return status;
}
