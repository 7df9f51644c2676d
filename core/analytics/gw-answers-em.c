/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-answers-em-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-sum-private.h"

/* Items and workers of one part of the work. */
#define GW_ANSWERS_EM_ITEMS 512
#define GW_ANSWERS_EM_WORKERS 16

void
_gw_answers_em_clear (GwAnswersEm *self)
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

bool
_gw_answers_em_has_answer (const GwAnswersEm *self, size_t item)
{
  return self->table.item_begin[item] < self->table.item_begin[item + 1];
}

static void
find_workers (GwAnswersEm *self)
{
  const GwAnswerTable *table = &self->table;

  for (size_t i = 0; i < table->n_pairs; i++)
    self->worker_begin[(size_t) table->pair_worker[i] + 1]++;
  for (size_t i = 0; i < self->n_workers; i++)
    self->worker_begin[i + 1] += self->worker_begin[i];
}

gw_status
_gw_answers_em_init (GwAnswersEm *self, const GwAnswers *answers)
{
  size_t k = answers->n_classes, rows = answers->n_items;
  gw_status status;

  *self = (GwAnswersEm) { .answers = answers, .n_classes = k, .n_workers = answers->n_workers };
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
  for (size_t i = 0; i < rows; i++)
    self->n_answered += _gw_answers_em_has_answer (self, i);
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
expect_item (GwAnswersEm *self, size_t item)
{
  const GwAnswerTable *table = &self->table;
  double *row = self->posterior + item * self->n_classes;
  double entropy = 0;

  if (!_gw_answers_em_has_answer (self, item))
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
  GwAnswersEm *self = data;
  size_t end = (part + 1) * GW_ANSWERS_EM_ITEMS;

  for (size_t i = part * GW_ANSWERS_EM_ITEMS; i < end && i < self->answers->n_items; i++)
    expect_item (self, i);
}

/* --- how the workers err, by the true classes -------------------------------------------- */

void
_gw_answers_em_prior (GwAnswersEm *self)
{
  for (size_t k = 0; k < self->n_classes; k++)
    {
      GwSum sum = { 0 };

      for (size_t i = 0; i < self->answers->n_items; i++)
        if (_gw_answers_em_has_answer (self, i))
          _gw_sum_add (&sum, self->posterior[i * self->n_classes + k]);
      self->prior[k] = _gw_sum_get (&sum) / (double) self->n_answered;
      self->log_prior[k] = log (self->prior[k]);
    }
}

static void
count_worker (GwAnswersEm *self, size_t worker)
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
  self->scale (self, worker, first, end);
}

static void
count_part (void *data, size_t part)
{
  GwAnswersEm *self = data;
  size_t end = (part + 1) * GW_ANSWERS_EM_WORKERS;

  for (size_t i = part * GW_ANSWERS_EM_WORKERS; i < end && i < self->n_workers; i++)
    count_worker (self, i);
}

gw_status
_gw_answers_em_errors (GwAnswersEm *self, const GwRun *run, double from, double to)
{
  size_t n_parts = (self->n_workers + GW_ANSWERS_EM_WORKERS - 1) / GW_ANSWERS_EM_WORKERS;

  return _gw_run_parts (run, n_parts, count_part, self, from, to);
}

gw_status
_gw_answers_em_expect (GwAnswersEm *self, const GwRun *run, double from, double to)
{
  size_t n_parts = (self->answers->n_items + GW_ANSWERS_EM_ITEMS - 1) / GW_ANSWERS_EM_ITEMS;

  return _gw_run_parts (run, n_parts, expect_part, self, from, to);
}

double
_gw_answers_em_likelihood (const GwAnswersEm *self)
{
  return _gw_sum (self->likelihood, self->answers->n_items);
}
