/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-multi-label-consensus.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-run-private.h"

/* What somebody chose, found one class after the other and then kept by item. */
typedef struct
{
  int32_t item;
  GwMultiLabelClass class;
} Found;

typedef struct
{
  const GwMultiLabelAnswers *answers;
  size_t *class_begin;     /* n_classes + 1 places in class_answer */
  uint32_t *class_answer;  /* begin[n] answers, class by class */
  int32_t *chosen;         /* n: of the class at hand, 1 where the answer holds it */
  int32_t *label;          /* n_items, of the class at hand */
  double *confidence;      /* n_items */
  double *accuracy;        /* n_workers */
  double *sum_of_accuracy; /* n_workers, over the classes */
  int32_t *last_class;     /* n_items: the class that was found there last, -1 for none */
  Found *found;
  size_t n_found;
} Consensus;

static gw_status
check (const GwMultiLabelAnswers *answers)
{
  if (answers->n >= GW_MOST_ROWS || answers->n_items >= GW_MOST_ROWS || answers->n_workers >= GW_MOST_ROWS
      || answers->n_classes >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (answers->n == 0)
    return GW_STATUS_OK;

  if (answers->begin[0] != 0)
    return GW_STATUS_INVALID;
  for (size_t i = 0; i < answers->n; i++)
    if (answers->item[i] < 0 || (size_t) answers->item[i] >= answers->n_items || answers->worker[i] < 0
        || (size_t) answers->worker[i] >= answers->n_workers || answers->begin[i + 1] < answers->begin[i])
      return GW_STATUS_INVALID;
  if (answers->begin[answers->n] >= GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < answers->begin[answers->n]; i++)
    if (answers->chosen[i] < 0 || (size_t) answers->chosen[i] >= answers->n_classes)
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

static void
consensus_clear (Consensus *self)
{
  free (self->class_begin);
  free (self->class_answer);
  free (self->chosen);
  free (self->label);
  free (self->confidence);
  free (self->accuracy);
  free (self->sum_of_accuracy);
  free (self->last_class);
  free (self->found);
}

/* The answers that hold each class. */
static void
sort_by_class (Consensus *self)
{
  const GwMultiLabelAnswers *answers = self->answers;

  /* Counted two places up: begin[class + 1] is then where the next answer goes. */
  for (size_t i = 0; i < answers->begin[answers->n]; i++)
    self->class_begin[(size_t) answers->chosen[i] + 2]++;
  for (size_t i = 2; i < answers->n_classes + 2; i++)
    self->class_begin[i] += self->class_begin[i - 1];
  for (size_t i = 0; i < answers->n; i++)
    for (size_t k = answers->begin[i]; k < answers->begin[i + 1]; k++)
      self->class_answer[self->class_begin[(size_t) answers->chosen[k] + 1]++] = (uint32_t) i;
}

static gw_status
consensus_init (Consensus *self, const GwMultiLabelAnswers *answers)
{
  size_t n_chosen = answers->begin[answers->n];

  *self = (Consensus) { .answers = answers,
                        .class_begin = GW_NEW0 (size_t, answers->n_classes + 2),
                        .class_answer = GW_NEW (uint32_t, n_chosen),
                        .chosen = GW_NEW0 (int32_t, answers->n),
                        .label = GW_NEW (int32_t, answers->n_items),
                        .confidence = GW_NEW (double, answers->n_items),
                        .accuracy = GW_NEW (double, answers->n_workers),
                        .sum_of_accuracy = GW_NEW0 (double, answers->n_workers),
                        .last_class = GW_NEW (int32_t, answers->n_items),
                        .found = GW_NEW (Found, n_chosen) };
  if (self->class_begin == NULL || self->class_answer == NULL || self->chosen == NULL || self->label == NULL
      || self->confidence == NULL || self->accuracy == NULL || self->sum_of_accuracy == NULL || self->last_class == NULL
      || self->found == NULL)
    return GW_STATUS_NO_MEMORY;

  memset (self->last_class, -1, answers->n_items * sizeof *self->last_class);
  sort_by_class (self);
  return GW_STATUS_OK;
}

/* --- one class ------------------------------------------------------------------------------ */

/* The share of all classes that is done, for a caller who knows of one only. */
typedef struct
{
  const GwRun *run;
  double from;
  double to;
} Share;

static bool
tell_share (double done, void *data)
{
  const Share *share = data;

  return _gw_run_step (share->run, share->from + done * (share->to - share->from));
}

/* Keeps the class for each item that an answer holds it for. */
static void
take_class (Consensus *self, size_t class)
{
  for (size_t i = self->class_begin[class]; i < self->class_begin[class + 1]; i++)
    {
      int32_t item = self->answers->item[self->class_answer[i]];
      bool present = self->label[item] == 1;
      double confidence = self->confidence[item];

      if (self->last_class[item] == (int32_t) class)
        continue;
      self->last_class[item] = (int32_t) class;
      self->found[self->n_found++] = (Found) { item,
                                               { (int32_t) class, present, present ? confidence : 1 - confidence } };
    }
  for (size_t i = 0; i < self->answers->n_workers; i++)
    self->sum_of_accuracy[i] += self->accuracy[i];
}

static gw_status
consolidate_class (Consensus *self, size_t class, const Share *share, GwMultiLabelConsensus *result)
{
  const GwMultiLabelAnswers *all = self->answers;
  GwAnswers answers = { all->item, all->worker, self->chosen, all->n, all->n_items, all->n_workers, 2 };
  GwRun run = { tell_share, (void *) share, share->run != NULL ? share->run->n_threads : 0 };
  GwGroundTruth truth;
  gw_status status;

  for (size_t i = self->class_begin[class]; i < self->class_begin[class + 1]; i++)
    self->chosen[self->class_answer[i]] = 1;
  status = gw_ground_truth_labels (&answers, self->label, self->confidence, NULL, self->accuracy, &truth, &run);
  for (size_t i = self->class_begin[class]; i < self->class_begin[class + 1]; i++)
    self->chosen[self->class_answer[i]] = 0;
  if (status != GW_STATUS_OK)
    return status;

  take_class (self, class);
  result->by_vote = truth.by_vote;
  result->n_classes++;
  result->n_unconverged += !truth.by_vote && !truth.converged;
  return GW_STATUS_OK;
}

static gw_status
consolidate_classes (Consensus *self, GwMultiLabelConsensus *result, const GwRun *run)
{
  size_t n_chosen = self->answers->begin[self->answers->n];
  gw_status status = GW_STATUS_OK;

  for (size_t k = 0; status == GW_STATUS_OK && k < self->answers->n_classes; k++)
    {
      Share share = { run, (double) self->class_begin[k] / (double) n_chosen,
                      (double) self->class_begin[k + 1] / (double) n_chosen };

      if (self->class_begin[k] == self->class_begin[k + 1])
        continue;
      /* Few answers are voted on without a question. */
      status = _gw_run_step (run, share.from) ? GW_STATUS_OK : GW_STATUS_CANCELLED;
      if (status == GW_STATUS_OK)
        status = consolidate_class (self, k, &share, result);
    }

  return status;
}

/* --- what comes out ------------------------------------------------------------------------- */

static int
compare_classes (const void *a, const void *b)
{
  const GwMultiLabelClass *left = a, *right = b;

  if (left->confidence != right->confidence && !isnan (left->confidence))
    return left->confidence > right->confidence ? -1 : 1;

  return (left->label > right->label) - (left->label < right->label);
}

static void
write_items (const Consensus *self, size_t *first, GwMultiLabelClass *classes)
{
  size_t n_items = self->answers->n_items;

  memset (first, 0, (n_items + 1) * sizeof *first);
  for (size_t i = 0; i < self->n_found; i++)
    first[(size_t) self->found[i].item + 1]++;
  for (size_t i = 0; i < n_items; i++)
    first[i + 1] += first[i];
  /* From the last, which leaves each place at its first. */
  for (size_t i = self->n_found; i > 0; i--)
    classes[--first[(size_t) self->found[i - 1].item + 1]] = self->found[i - 1].class;
  for (size_t i = 0; i < n_items; i++)
    first[i] = first[i + 1];
  first[n_items] = self->n_found;
  for (size_t i = 0; i < n_items; i++)
    if (first[i + 1] - first[i] > 1)
      qsort (classes + first[i], first[i + 1] - first[i], sizeof *classes, compare_classes);
}

static gw_status
consolidate (Consensus *self, GwMultiLabelConsensus *result, const GwRun *run)
{
  gw_status status = consensus_init (self, self->answers);

  if (status == GW_STATUS_OK)
    status = consolidate_classes (self, result, run);

  return status;
}

/* Nobody has answered: no item has classes. */
static gw_status
write_nothing (const GwMultiLabelAnswers *answers, size_t *first, double *accuracy, GwMultiLabelConsensus *out)
{
  memset (first, 0, (answers->n_items + 1) * sizeof *first);
  for (size_t i = 0; accuracy != NULL && i < answers->n_workers; i++)
    accuracy[i] = NAN;
  *out = (GwMultiLabelConsensus) { 0 };

  return GW_STATUS_EMPTY;
}

gw_status
gw_multi_label_consensus (const GwMultiLabelAnswers *answers, size_t *first, GwMultiLabelClass *classes,
                          double *accuracy, GwMultiLabelConsensus *out, const GwRun *run)
{
  Consensus self = { .answers = answers };
  GwMultiLabelConsensus result = { 0 };
  gw_status status = check (answers);

  if (status != GW_STATUS_OK)
    return status;
  if (answers->n == 0)
    return write_nothing (answers, first, accuracy, out);
  status = consolidate (&self, &result, run);
  if (status == GW_STATUS_OK)
    {
      write_items (&self, first, classes);
      for (size_t i = 0; accuracy != NULL && i < answers->n_workers; i++)
        accuracy[i] = result.n_classes > 0 ? self.sum_of_accuracy[i] / (double) result.n_classes : NAN;
      *out = result;
    }
  consensus_clear (&self);
  return status;
}
