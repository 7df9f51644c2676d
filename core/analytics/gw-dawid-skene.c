/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-dawid-skene.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-answers-private.h"
#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-sum-private.h"

/* The least share of an answer that a worker has given, before scaling. */
#define GW_DAWID_SKENE_LEAST 1e-10

/* Items and workers of one part of the work. */
#define GW_DAWID_SKENE_ITEMS 512
#define GW_DAWID_SKENE_WORKERS 16

/* What the rounds work on. Counts and logarithms have a row of n_classes for each
 * pair of worker and label: what the worker's answer says of each true class.
 */
typedef struct
{
  const GwAnswers *answers;
  GwAnswerTable table;
  size_t n_classes;
  size_t n_workers;
  uint32_t *worker_begin; /* n_workers + 1 places in the pairs */
  double *posterior;      /* n_items rows; NaN without an answer */
  double *prior;
  double *log_prior;
  double *log_error;  /* n_pairs rows */
  double *likelihood; /* of each item */
  double *entropy;    /* of each item */
  double *evidence;   /* of each worker's answers */
} Estimate;

static void
clear_estimate (Estimate *self)
{
  _gw_answer_table_clear (&self->table);
  free (self->worker_begin);
  free (self->posterior);
  free (self->prior);
  free (self->log_prior);
  free (self->log_error);
  free (self->likelihood);
  free (self->entropy);
  free (self->evidence);
}

static void
find_workers (Estimate *self)
{
  const GwAnswerTable *table = &self->table;

  for (size_t i = 0; i < table->n_pairs; i++)
    self->worker_begin[(size_t) table->pair_worker[i] + 1]++;
  for (size_t i = 0; i < self->n_workers; i++)
    self->worker_begin[i + 1] += self->worker_begin[i];
}

static gw_status
init_estimate (Estimate *self, const GwAnswers *answers)
{
  size_t k = answers->n_classes, rows = answers->n_items;
  gw_status status;

  *self = (Estimate) { .answers = answers, .n_classes = k, .n_workers = answers->n_workers };
  status = _gw_answer_table_init (&self->table, answers);
  if (status != GW_STATUS_OK)
    return status;
  if (self->table.n_pairs > SIZE_MAX / sizeof (double) / (k > 0 ? k : 1))
    return GW_STATUS_TOO_LARGE;

  self->worker_begin = GW_NEW0 (uint32_t, answers->n_workers + 1);
  self->posterior = GW_NEW (double, rows *k);
  self->prior = GW_NEW0 (double, k);
  self->log_prior = GW_NEW (double, k);
  self->log_error = GW_NEW (double, self->table.n_pairs *k);
  self->likelihood = GW_NEW0 (double, rows);
  self->entropy = GW_NEW0 (double, rows);
  self->evidence = GW_NEW0 (double, answers->n_workers);
  if (self->worker_begin == NULL || self->posterior == NULL || self->prior == NULL || self->log_prior == NULL
      || self->log_error == NULL || self->likelihood == NULL || self->entropy == NULL || self->evidence == NULL)
    return GW_STATUS_NO_MEMORY;

  find_workers (self);
  return gw_answers_vote (answers, self->posterior, NULL, NULL);
}

/* --- the true classes, by how the workers err ------------------------------------------- */

/* Log-probabilities into probabilities; the logarithm of their sum. */
static double
normalise (double *row, size_t n)
{
  double largest = row[0], sum = 0;

  for (size_t k = 1; k < n; k++)
    largest = fmax (largest, row[k]);
  for (size_t k = 0; k < n; k++)
    sum += row[k] = exp (row[k] - largest);
  for (size_t k = 0; k < n; k++)
    row[k] /= sum;

  return largest + log (sum);
}

static void
expect_item (Estimate *self, size_t item)
{
  const GwAnswerTable *table = &self->table;
  double *row = self->posterior + item * self->n_classes;
  double entropy = 0;

  if (table->item_begin[item] == table->item_begin[item + 1])
    return;

  memcpy (row, self->log_prior, self->n_classes * sizeof (double));
  for (size_t i = table->item_begin[item]; i < table->item_begin[item + 1]; i++)
    {
      const double *error = self->log_error + table->item_pair[i] * self->n_classes;

      for (size_t k = 0; k < self->n_classes; k++)
        row[k] += error[k];
    }
  self->likelihood[item] = normalise (row, self->n_classes);
  for (size_t k = 0; k < self->n_classes; k++)
    entropy -= row[k] > 0 ? row[k] * log (row[k]) : 0;
  self->entropy[item] = entropy;
}

static void
expect_part (void *data, size_t part)
{
  Estimate *self = data;
  size_t end = (part + 1) * GW_DAWID_SKENE_ITEMS;

  for (size_t i = part * GW_DAWID_SKENE_ITEMS; i < end && i < self->answers->n_items; i++)
    expect_item (self, i);
}

/* --- how the workers err, by the true classes -------------------------------------------- */

static void
maximise_prior (Estimate *self)
{
  size_t n_answered = 0;

  for (size_t i = 0; i < self->answers->n_items; i++)
    n_answered += self->table.item_begin[i] < self->table.item_begin[i + 1];
  for (size_t k = 0; k < self->n_classes; k++)
    {
      GwSum sum = { 0 };

      for (size_t i = 0; i < self->answers->n_items; i++)
        if (self->table.item_begin[i] < self->table.item_begin[i + 1])
          _gw_sum_add (&sum, self->posterior[i * self->n_classes + k]);
      self->prior[k] = _gw_sum_get (&sum) / (double) n_answered;
      self->log_prior[k] = log (self->prior[k]);
    }
}

/* One true class of one worker: the column of the counts is scaled to 1. Returns
 * what it adds to the evidence.
 */
static double
scale_column (Estimate *self, size_t first, size_t end, size_t k)
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
maximise_worker (Estimate *self, size_t worker)
{
  const GwAnswerTable *table = &self->table;
  size_t first = self->worker_begin[worker], end = self->worker_begin[worker + 1];

  for (size_t pair = first; pair < end; pair++)
    {
      double *row = self->log_error + pair * self->n_classes;

      memset (row, 0, self->n_classes * sizeof (double));
      for (size_t i = table->pair_begin[pair]; i < table->pair_begin[pair + 1]; i++)
        for (size_t k = 0; k < self->n_classes; k++)
          row[k] += self->posterior[table->pair_item[i] * self->n_classes + k];
    }
  self->evidence[worker] = 0;
  for (size_t k = 0; k < self->n_classes; k++)
    self->evidence[worker] += scale_column (self, first, end, k);
}

static void
maximise_part (void *data, size_t part)
{
  Estimate *self = data;
  size_t end = (part + 1) * GW_DAWID_SKENE_WORKERS;

  for (size_t i = part * GW_DAWID_SKENE_WORKERS; i < end && i < self->n_workers; i++)
    maximise_worker (self, i);
}

/* --- rounds -------------------------------------------------------------------------------- */

static gw_status
maximise (Estimate *self, const GwRun *run, double from, double to)
{
  size_t n_parts = (self->n_workers + GW_DAWID_SKENE_WORKERS - 1) / GW_DAWID_SKENE_WORKERS;

  maximise_prior (self);
  return _gw_run_parts (run, n_parts, maximise_part, self, from, to);
}

static gw_status
expect (Estimate *self, const GwRun *run, double from, double to)
{
  size_t n_parts = (self->answers->n_items + GW_DAWID_SKENE_ITEMS - 1) / GW_DAWID_SKENE_ITEMS;

  return _gw_run_parts (run, n_parts, expect_part, self, from, to);
}

/* The lower bound of the evidence for each answer. */
static double
evidence_per_answer (const Estimate *self)
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
do_rounds (Estimate *self, const GwDawidSkeneOptions *options, GwDawidSkene *result, const GwRun *run)
{
  double step = 1 / ((double) options->most_rounds + 1), before = -INFINITY;
  gw_status status = maximise (self, run, 0, step);

  for (size_t round = 1; status == GW_STATUS_OK && round <= options->most_rounds && !result->converged; round++)
    {
      double from = (double) round * step, now;

      status = expect (self, run, from, from + step / 2);
      if (status == GW_STATUS_OK)
        status = maximise (self, run, from + step / 2, from + step);
      result->n_rounds = round;
      result->log_likelihood = _gw_sum (self->likelihood, self->answers->n_items);
      now = options->stop == GW_DAWID_SKENE_BY_EVIDENCE ? evidence_per_answer (self) : result->log_likelihood;
      result->converged = isfinite (before) && is_done (options, now, before);
      before = now;
    }

  return status;
}

/* --- what comes out --------------------------------------------------------------------------- */

static void
write_labels (const Estimate *self, int32_t *label)
{
  for (size_t i = 0; i < self->answers->n_items; i++)
    {
      const double *row = self->posterior + i * self->n_classes;

      label[i] = self->table.item_begin[i] < self->table.item_begin[i + 1] ? 0 : -1;
      for (size_t k = 1; label[i] >= 0 && k < self->n_classes; k++)
        if (row[k] > row[label[i]])
          label[i] = (int32_t) k;
    }
}

static void
write_errors (const Estimate *self, double *errors)
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
  Estimate self;

  if (status != GW_STATUS_OK)
    return status;
  status = init_estimate (&self, answers);
  if (status == GW_STATUS_OK)
    status = do_rounds (&self, &chosen, &result, run);
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
  clear_estimate (&self);
  return status;
}
