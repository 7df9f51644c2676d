/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-multiclass-scores.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-score-curve-private.h"
#include "gw-sum-private.h"

#define GW_ROW_SUM_TOLERANCE 1e-6

/* The rows that are kept, those of one class after those of another, each class
 * with its scores column by column: a pair of classes is two runs of memory.
 */
typedef struct
{
  size_t n;
  size_t n_classes;
  size_t *starts; /* of the rows of each class, and n */
  double *column; /* n scores for each class, the rows in that order */
  int32_t *hit;   /* room for the labels of any question */
  double *pair;   /* room for the scores of one */
} Sorted;

/* --- the rows ------------------------------------------------------------------------- */

/* Whether the row is kept: without NaN, and with a label. */
static bool
row_counts (int32_t label, const double *row, size_t n_classes)
{
  for (size_t k = 0; k < n_classes; k++)
    if (isnan (row[k]))
      return false;

  return label >= 0;
}

static gw_status
check_rows (const int32_t *truth, const double *prob, size_t n, size_t n_classes)
{
  for (size_t i = 0; i < n; i++)
    {
      const double *row = prob + i * n_classes;
      double sum = 0;

      if (truth[i] < -1 || truth[i] >= (int32_t) n_classes)
        return GW_STATUS_INVALID;
      for (size_t k = 0; k < n_classes; k++)
        {
          if (row[k] < 0 || row[k] > 1)
            return GW_STATUS_INVALID;
          sum += row[k];
        }
      if (row_counts (truth[i], row, n_classes) && fabs (sum - 1) > GW_ROW_SUM_TOLERANCE)
        return GW_STATUS_INVALID;
    }

  return GW_STATUS_OK;
}

static void
sorted_clear (Sorted *self)
{
  free (self->starts);
  free (self->column);
  free (self->hit);
  free (self->pair);
}

static gw_status
sorted_init (Sorted *self, const int32_t *truth, const double *prob, size_t n, size_t n_classes)
{
  *self = (Sorted) { .n_classes = n_classes,
                     .starts = GW_NEW0 (size_t, n_classes + 2),
                     .column = GW_NEW (double, n *n_classes),
                     .hit = GW_NEW (int32_t, n * n_classes),
                     .pair = GW_NEW (double, n) };
  if (self->starts == NULL || self->column == NULL || self->hit == NULL || self->pair == NULL)
    {
      sorted_clear (self);
      return GW_STATUS_NO_MEMORY;
    }

  /* Counted two places on: filling them moves each start to its place. */
  for (size_t i = 0; i < n; i++)
    if (row_counts (truth[i], prob + i * n_classes, n_classes))
      {
        self->starts[truth[i] + 2]++;
        self->n++;
      }
  for (size_t k = 2; k < n_classes + 2; k++)
    self->starts[k] += self->starts[k - 1];
  for (size_t i = 0; i < n; i++)
    {
      size_t at;

      if (!row_counts (truth[i], prob + i * n_classes, n_classes))
        continue;
      at = self->starts[truth[i] + 1]++;
      for (size_t k = 0; k < n_classes; k++)
        self->column[k * self->n + at] = prob[i * n_classes + k];
    }

  return GW_STATUS_OK;
}

static double
class_size (const Sorted *self, size_t k)
{
  return (double) (self->starts[k + 1] - self->starts[k]);
}

/* --- a class against the rest --------------------------------------------------------- */

static gw_status
score_micro (const Sorted *self, GwMulticlassScores *scores, const GwRun *run)
{
  for (size_t k = 0; k < self->n_classes; k++)
    for (size_t i = 0; i < self->n; i++)
      self->hit[k * self->n + i] = i >= self->starts[k] && i < self->starts[k + 1];

  return _gw_score_areas (self->hit, self->column, self->n * self->n_classes, &scores->roc_auc_micro,
                          &scores->average_precision_micro, run);
}

/* After score_micro(), which sets the labels. */
static gw_status
score_classes (const Sorted *self, double *roc_auc, double *average_precision, GwMulticlassScores *scores,
               const GwRun *run)
{
  GwSum macro = { 0 }, weighted = { 0 }, precision = { 0 };
  size_t n_present = 0;

  for (size_t k = 0; k < self->n_classes; k++)
    {
      gw_status status;

      if (!_gw_run_step (run, 0.1 + 0.4 * (double) k / (double) self->n_classes))
        return GW_STATUS_CANCELLED;
      status = _gw_score_areas (self->hit + k * self->n, self->column + k * self->n, self->n, &roc_auc[k],
                                &average_precision[k], run);
      if (status != GW_STATUS_OK)
        return status;
      if (class_size (self, k) == 0)
        continue;
      _gw_sum_add (&precision, average_precision[k]);
      n_present++;
      if (isnan (roc_auc[k])) /* all rows are of the class */
        continue;
      _gw_sum_add (&macro, roc_auc[k]);
      _gw_sum_add (&weighted, roc_auc[k] * class_size (self, k));
    }
  if (n_present > 0)
    scores->average_precision_macro = _gw_sum_get (&precision) / (double) n_present;
  if (n_present == self->n_classes && n_present > 1)
    {
      scores->ovr_macro = _gw_sum_get (&macro) / (double) n_present;
      scores->ovr_weighted = _gw_sum_get (&weighted) / (double) self->n;
    }

  return GW_STATUS_OK;
}

/* --- pairs of classes ------------------------------------------------------------------- */

/* How well the scores for `positive` part its rows from those of `negative`. */
static gw_status
score_pair (const Sorted *self, size_t positive, size_t negative, double *auc, const GwRun *run)
{
  const double *column = self->column + positive * self->n;
  size_t n = 0;

  for (size_t i = self->starts[positive]; i < self->starts[positive + 1]; i++)
    {
      self->hit[n] = 1;
      self->pair[n++] = column[i];
    }
  for (size_t i = self->starts[negative]; i < self->starts[negative + 1]; i++)
    {
      self->hit[n] = 0;
      self->pair[n++] = column[i];
    }

  return _gw_score_areas (self->hit, self->pair, n, auc, NULL, run);
}

/* Of classes of which none is empty. */
static gw_status
score_pairs (const Sorted *self, GwMulticlassScores *scores, const GwRun *run)
{
  GwSum macro = { 0 }, weighted = { 0 }, weights = { 0 };
  double n_pairs = (double) self->n_classes * (double) (self->n_classes - 1) / 2;

  for (size_t i = 0; i < self->n_classes; i++)
    {
      if (!_gw_run_step (run, 0.5 + 0.5 * (double) i / (double) self->n_classes))
        return GW_STATUS_CANCELLED;
      for (size_t j = i + 1; j < self->n_classes; j++)
        {
          double weight = class_size (self, i) + class_size (self, j), of_i, of_j;
          gw_status status = score_pair (self, i, j, &of_i, run);

          if (status == GW_STATUS_OK)
            status = score_pair (self, j, i, &of_j, run);
          if (status != GW_STATUS_OK)
            return status;
          _gw_sum_add (&macro, (of_i + of_j) / 2);
          _gw_sum_add (&weighted, (of_i + of_j) / 2 * weight);
          _gw_sum_add (&weights, weight);
        }
    }
  scores->ovo_macro = _gw_sum_get (&macro) / n_pairs;
  scores->ovo_weighted = _gw_sum_get (&weighted) / _gw_sum_get (&weights);

  return GW_STATUS_OK;
}

/* --- all of it -------------------------------------------------------------------------- */

static gw_status
score_all (const Sorted *self, double *roc_auc, double *average_precision, GwMulticlassScores *scores, const GwRun *run)
{
  size_t n_present = 0;
  gw_status status = score_micro (self, scores, run);

  if (status == GW_STATUS_OK)
    status = score_classes (self, roc_auc, average_precision, scores, run);
  for (size_t k = 0; k < self->n_classes; k++)
    n_present += class_size (self, k) > 0;
  if (status == GW_STATUS_OK && n_present == self->n_classes && n_present > 1)
    status = score_pairs (self, scores, run);
  if (status != GW_STATUS_OK)
    return status;

  if (n_present == 0)
    return GW_STATUS_EMPTY;
  if (n_present == 1)
    return GW_STATUS_SINGLE_CLASS;

  return n_present == self->n_classes ? GW_STATUS_OK : GW_STATUS_UNDEFINED;
}

gw_status
gw_multiclass_scores (const int32_t *truth, const double *prob, size_t n, size_t n_classes, double *roc_auc,
                      double *average_precision, GwMulticlassScores *scores, const GwRun *run)
{
  GwMulticlassScores made = { NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0 };
  Sorted sorted;
  double *of_classes;
  size_t n_cells;
  gw_status status;

  if (n_classes == 0)
    return GW_STATUS_INVALID;
  if (n_classes > INT32_MAX || !_gw_multiply (n, n_classes, &n_cells) || n_cells > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  status = check_rows (truth, prob, n, n_classes);
  if (status == GW_STATUS_OK)
    status = sorted_init (&sorted, truth, prob, n, n_classes);
  if (status != GW_STATUS_OK)
    return status;

  of_classes = GW_NEW (double, 2 * n_classes);
  status = GW_STATUS_NO_MEMORY;
  if (of_classes != NULL)
    status = score_all (&sorted, of_classes, of_classes + n_classes, &made, run);
  if (gw_status_has_values (status))
    {
      made.n_excluded = n - sorted.n;
      for (size_t k = 0; k < n_classes; k++)
        {
          roc_auc[k] = of_classes[k];
          average_precision[k] = of_classes[n_classes + k];
        }
      *scores = made;
    }
  free (of_classes);
  sorted_clear (&sorted);

  return status;
}

gw_status
gw_top_k_accuracy (const int32_t *truth, const double *score, size_t n, size_t n_classes, size_t k, double *accuracy,
                   size_t *n_excluded)
{
  uint64_t n_right = 0;
  size_t n_cells, n_kept = 0;

  if (k == 0 || n_classes == 0)
    return GW_STATUS_INVALID;
  if (n > GW_MOST_ROWS || n_classes > INT32_MAX || !_gw_multiply (n, n_classes, &n_cells))
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    if (truth[i] < -1 || truth[i] >= (int32_t) n_classes)
      return GW_STATUS_INVALID;

  for (size_t i = 0; i < n; i++)
    {
      const double *row = score + i * n_classes;
      size_t n_before = 0, label = (size_t) truth[i];

      if (!row_counts (truth[i], row, n_classes))
        continue;
      for (size_t j = 0; j < n_classes; j++)
        n_before += row[j] > row[label] || (j > label && row[j] == row[label]);
      n_kept++;
      n_right += n_before < k;
    }
  *accuracy = n_kept > 0 ? (double) n_right / (double) n_kept : NAN;
  if (n_excluded != NULL)
    *n_excluded = n - n_kept;

  return n_kept > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}
