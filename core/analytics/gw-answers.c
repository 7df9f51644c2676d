/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-answers-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"

gw_status
_gw_answers_check (const GwAnswers *answers)
{
  size_t cells;

  if (answers->n >= GW_MOST_ROWS || answers->n_items >= GW_MOST_ROWS || answers->n_workers >= GW_MOST_ROWS
      || answers->n_classes >= GW_MOST_ROWS || !_gw_multiply (answers->n_items, answers->n_classes, &cells)
      || cells > SIZE_MAX / sizeof (double))
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < answers->n; i++)
    if (answers->item[i] < 0 || (size_t) answers->item[i] >= answers->n_items || answers->worker[i] < 0
        || (size_t) answers->worker[i] >= answers->n_workers || answers->label[i] < -1
        || answers->label[i] >= (int64_t) answers->n_classes)
      return GW_STATUS_INVALID;
  return GW_STATUS_OK;
}

/* --- the table ------------------------------------------------------------------------- */

/* Worker and label of each answer as one number, sorted, with their rows. */
static gw_status
sort_pairs (const GwAnswers *answers, uint64_t *keys, uint32_t *rows, size_t *n)
{
  *n = 0;
  for (size_t i = 0; i < answers->n; i++)
    if (answers->label[i] >= 0)
      {
        keys[*n] = (uint64_t) answers->worker[i] << 32 | (uint64_t) answers->label[i];
        rows[(*n)++] = (uint32_t) i;
      }

  return _gw_sort_keys (keys, rows, *n);
}

/* The pairs, and of each answer, by its row, the pair. */
static void
number_pairs (GwAnswerTable *self, const GwAnswers *answers, const uint64_t *keys, const uint32_t *rows,
              uint32_t *pair_of)
{
  self->n_pairs = 0;
  for (size_t i = 0; i < self->n; i++)
    {
      if (i == 0 || keys[i] != keys[i - 1])
        {
          self->pair_begin[self->n_pairs] = (uint32_t) i;
          self->pair_worker[self->n_pairs] = (int32_t) (keys[i] >> 32);
          self->pair_label[self->n_pairs++] = (int32_t) (keys[i] & UINT32_MAX);
        }
      self->pair_item[i] = (uint32_t) answers->item[rows[i]];
      pair_of[rows[i]] = (uint32_t) (self->n_pairs - 1);
    }
  self->pair_begin[self->n_pairs] = (uint32_t) self->n;
}

static void
sort_items (GwAnswerTable *self, const GwAnswers *answers, const uint32_t *pair_of)
{
  /* Counted two places up: begin[item + 1] is then where the next answer goes. */
  for (size_t i = 0; i < answers->n; i++)
    if (answers->label[i] >= 0)
      self->item_begin[(size_t) answers->item[i] + 2]++;
  for (size_t i = 2; i < answers->n_items + 2; i++)
    self->item_begin[i] += self->item_begin[i - 1];
  for (size_t i = 0; i < answers->n; i++)
    if (answers->label[i] >= 0)
      self->item_pair[self->item_begin[(size_t) answers->item[i] + 1]++] = pair_of[i];
}

gw_status
_gw_answer_table_init (GwAnswerTable *self, const GwAnswers *answers)
{
  size_t n = answers->n;
  uint64_t *keys = GW_NEW (uint64_t, n);
  uint32_t *rows = GW_NEW (uint32_t, n), *pair_of = GW_NEW (uint32_t, n);
  gw_status status = GW_STATUS_NO_MEMORY;

  *self = (GwAnswerTable) { .item_begin = GW_NEW0 (uint32_t, answers->n_items + 2),
                            .item_pair = GW_NEW (uint32_t, n),
                            .pair_begin = GW_NEW (uint32_t, n + 1),
                            .pair_item = GW_NEW (uint32_t, n),
                            .pair_label = GW_NEW (int32_t, n),
                            .pair_worker = GW_NEW (int32_t, n) };
  if (keys != NULL && rows != NULL && pair_of != NULL && self->item_begin != NULL && self->item_pair != NULL
      && self->pair_begin != NULL && self->pair_item != NULL && self->pair_label != NULL && self->pair_worker != NULL)
    status = sort_pairs (answers, keys, rows, &self->n);
  if (status == GW_STATUS_OK)
    {
      number_pairs (self, answers, keys, rows, pair_of);
      sort_items (self, answers, pair_of);
    }
  free (keys);
  free (rows);
  free (pair_of);
  return status;
}

void
_gw_answer_table_clear (GwAnswerTable *self)
{
  free (self->item_begin);
  free (self->item_pair);
  free (self->pair_begin);
  free (self->pair_item);
  free (self->pair_label);
  free (self->pair_worker);
  memset (self, 0, sizeof *self);
}

/* --- votes --------------------------------------------------------------------------------- */

/* Turns counts into shares; the class with the most, -1 for none. */
static int32_t
finish_votes (double *counts, size_t n_classes)
{
  double total = 0, most = 0;
  int32_t label = -1;

  for (size_t k = 0; k < n_classes; k++)
    {
      total += counts[k];
      if (counts[k] > most)
        {
          most = counts[k];
          label = (int32_t) k;
        }
    }
  for (size_t k = 0; k < n_classes; k++)
    counts[k] = total > 0 ? counts[k] / total : NAN;

  return label;
}

gw_status
gw_answers_vote (const GwAnswers *answers, double *share, int32_t *label, size_t *n_excluded)
{
  gw_status status = _gw_answers_check (answers);
  size_t n_classes = answers->n_classes, n_kept = 0;
  double *counts;

  if (status != GW_STATUS_OK)
    return status;
  counts = GW_NEW0 (double, answers->n_items *n_classes);
  if (counts == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < answers->n; i++)
    if (answers->label[i] >= 0)
      {
        counts[(size_t) answers->item[i] * n_classes + (size_t) answers->label[i]]++;
        n_kept++;
      }
  for (size_t i = 0; i < answers->n_items; i++)
    {
      int32_t most = finish_votes (counts + i * n_classes, n_classes);

      if (label != NULL)
        label[i] = most;
    }
  if (share != NULL && answers->n_items * n_classes > 0)
    memcpy (share, counts, answers->n_items * n_classes * sizeof (double));
  free (counts);
  if (n_excluded != NULL)
    *n_excluded = answers->n - n_kept;
  return n_kept > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}
