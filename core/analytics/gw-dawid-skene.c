/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-dawid-skene.h"

#include <math.h>
#include <string.h>

#include "gw-answers-em-private.h"
#include "gw-array-private.h"
#include "gw-sum-private.h"

/* The least share of an answer that a worker has given, before scaling. */
#define GW_DAWID_SKENE_LEAST 1e-10

/* One true class of one worker: the column of the counts is scaled to 1. Returns
 * what it adds to the evidence.
 */
static double
scale_column (GwAnswersEm *self, size_t first, size_t end, size_t k)
{
  double sum = 0, evidence = 0;

  for (size_t i = first; i < end; i++)
    sum += fmax (self->log_error[i * self->n_classes + k], GW_DAWID_SKENE_LEAST);
  for (size_t i = first; i < end; i++)
    {
      double *cell = &self->log_error[i * self->n_classes + k];
      double count = *cell;

      *cell = log (fmax (count, GW_DAWID_SKENE_LEAST) / sum);
      evidence += count > 0 ? count * (*cell + self->log_prior[k]) : 0;
    }

  return evidence;
}

static void
scale_worker (GwAnswersEm *self, size_t worker, size_t first, size_t end)
{
  self->evidence[worker] = 0;
  for (size_t k = 0; k < self->n_classes; k++)
    self->evidence[worker] += scale_column (self, first, end, k);
}

static gw_status
maximise (GwAnswersEm *self, const GwRun *run, double from, double to)
{
  _gw_answers_em_prior (self);
  return _gw_answers_em_errors (self, run, from, to);
}

/* The lower bound of the evidence for each answer. */
static double
evidence_per_answer (const GwAnswersEm *self)
{
  return (_gw_sum (self->evidence, self->n_workers) + _gw_sum (self->entropy, self->answers->n_items))
         / (double) self->table.n;
}

static bool
is_done (const GwDawidSkeneOptions *options, double now, double before)
{
  if (options->stop == GW_DAWID_SKENE_BY_EVIDENCE)
    return now - before < options->tolerance;

  return fabs (now - before) < options->tolerance * fabs (now);
}

static gw_status
do_rounds (GwAnswersEm *self, const GwDawidSkeneOptions *options, GwDawidSkene *result, const GwRun *run)
{
  double step = 1 / ((double) options->most_rounds + 1), before = -INFINITY;
  gw_status status = maximise (self, run, 0, step);

  for (size_t round = 1; status == GW_STATUS_OK && round <= options->most_rounds && !result->converged; round++)
    {
      double from = (double) round * step, now;

      status = _gw_answers_em_expect (self, run, from, from + step / 2);
      if (status == GW_STATUS_OK)
        status = maximise (self, run, from + step / 2, from + step);
      result->n_rounds = round;
      result->log_likelihood = _gw_answers_em_likelihood (self);
      now = options->stop == GW_DAWID_SKENE_BY_EVIDENCE ? evidence_per_answer (self) : result->log_likelihood;
      result->converged = isfinite (before) && is_done (options, now, before);
      before = now;
    }

  return status;
}

/* --- what comes out --------------------------------------------------------------------------- */

static void
write_labels (const GwAnswersEm *self, int32_t *label)
{
  for (size_t i = 0; i < self->answers->n_items; i++)
    {
      const double *row = self->posterior + i * self->n_classes;

      label[i] = _gw_answers_em_has_answer (self, i) ? 0 : -1;
      for (size_t k = 1; label[i] >= 0 && k < self->n_classes; k++)
        if (row[k] > row[label[i]])
          label[i] = (int32_t) k;
    }
}

static void
write_errors (const GwAnswersEm *self, double *errors)
{
  size_t k = self->n_classes;

  for (size_t worker = 0; worker < self->n_workers; worker++)
    {
      bool known = self->worker_begin[worker] < self->worker_begin[worker + 1];

      for (size_t i = 0; i < k * k; i++)
        errors[worker * k * k + i] = known ? 0 : NAN;
      for (size_t pair = self->worker_begin[worker]; pair < self->worker_begin[worker + 1]; pair++)
        for (size_t truth = 0; truth < k; truth++)
          errors[(worker * k + truth) * k + (size_t) self->table.pair_label[pair]] = exp (
              self->log_error[pair * k + truth]);
    }
}

static gw_status
check_options (const GwAnswers *answers, const GwDawidSkeneOptions *options, const double *errors)
{
  size_t cells;

  if (isnan (options->tolerance) || options->most_rounds == 0
      || (unsigned) options->stop > GW_DAWID_SKENE_BY_LIKELIHOOD)
    return GW_STATUS_INVALID;
  if (errors != NULL
      && (!_gw_multiply (answers->n_classes, answers->n_classes, &cells)
          || !_gw_multiply (cells, answers->n_workers, &cells) || cells > SIZE_MAX / sizeof (double)))
    return GW_STATUS_TOO_LARGE;

  return _gw_answers_check (answers);
}

GwDawidSkeneOptions
gw_dawid_skene_options (void)
{
  return (GwDawidSkeneOptions) { GW_DAWID_SKENE_BY_EVIDENCE, 1e-5, 100 };
}

gw_status
gw_dawid_skene (const GwAnswers *answers, const GwDawidSkeneOptions *options, double *posterior, int32_t *label,
                double *prior, double *errors, GwDawidSkene *out, const GwRun *run)
{
  GwDawidSkeneOptions chosen = options != NULL ? *options : gw_dawid_skene_options ();
  GwDawidSkene result = { .log_likelihood = NAN };
  gw_status status = check_options (answers, &chosen, errors);
  GwAnswersEm self;

  if (status != GW_STATUS_OK)
    return status;
  status = _gw_answers_em_init (&self, answers);
  if (status == GW_STATUS_OK)
    {
      self.scale = scale_worker;
      status = do_rounds (&self, &chosen, &result, run);
    }
  if (gw_status_has_values (status))
    {
      size_t k = answers->n_classes;

      result.n_excluded = answers->n - self.table.n;
      *out = result;
      if (posterior != NULL && answers->n_items * k > 0)
        memcpy (posterior, self.posterior, answers->n_items * k * sizeof (double));
      if (label != NULL)
        write_labels (&self, label);
      for (size_t i = 0; prior != NULL && i < k; i++)
        prior[i] = status == GW_STATUS_EMPTY ? NAN : self.prior[i];
      if (errors != NULL)
        write_errors (&self, errors);
    }
  _gw_answers_em_clear (&self);
  return status;
}
