/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-multilabel.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-label-metrics-private.h"
#include "gw-run-private.h"
#include "gw-score-curve-private.h"
#include "gw-sum-private.h"

static bool
cells_are_valid (const int32_t *cells, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (cells[i] < -1 || cells[i] > 1)
      return false;

  return true;
}

/* --- labels ----------------------------------------------------------------------------- */

/* A mean over the rows; NaN does not count. */
typedef struct
{
  GwSum sum;
  uint64_t n;
} RowMean;

static void
row_mean_add (RowMean *self, double value)
{
  if (isnan (value))
    return;

  _gw_sum_add (&self->sum, value);
  self->n++;
}

static double
row_mean_get (const RowMean *self)
{
  return self->n > 0 ? _gw_sum_get (&self->sum) / (double) self->n : NAN;
}

typedef struct
{
  GwLabelCounts *counts;
  size_t n_rows;
  uint64_t n_all_right;
  RowMean jaccard;
  RowMean precision;
  RowMean recall;
  RowMean f_half;
  RowMean f1;
  RowMean f2;
  unsigned undefined; /* of any row */
} Rows;

static void
add_row (Rows *self, const int32_t *truth, const int32_t *predicted, size_t n_labels, double zero_division)
{
  GwLabelCounts of_row = { 0 };
  GwClassMetrics rates;
  unsigned undefined = 0;

  for (size_t j = 0; j < n_labels; j++)
    if (truth[j] < 0 || predicted[j] < 0)
      return;

  for (size_t j = 0; j < n_labels; j++)
    {
      bool tp = truth[j] && predicted[j], fp = !truth[j] && predicted[j], fn = truth[j] && !predicted[j];

      self->counts[j].tp += tp;
      self->counts[j].fp += fp;
      self->counts[j].fn += fn;
      self->counts[j].tn += !truth[j] && !predicted[j];
      of_row.tp += tp;
      of_row.fp += fp;
      of_row.fn += fn;
    }
  self->n_rows++;
  self->n_all_right += of_row.fp == 0 && of_row.fn == 0;
  rates = _gw_class_metrics ((double) of_row.tp, (double) of_row.fp, 0, (double) of_row.fn, zero_division);
  row_mean_add (&self->precision, rates.precision);
  row_mean_add (&self->recall, rates.recall);
  row_mean_add (&self->f_half, rates.f_half);
  row_mean_add (&self->f1, rates.f1);
  row_mean_add (&self->f2, rates.f2);
  row_mean_add (&self->jaccard, _gw_rate ((double) of_row.tp, (double) (of_row.tp + of_row.fp + of_row.fn),
                                          zero_division, &undefined, GW_UNDEFINED_F));
  self->undefined |= rates.undefined & ~(unsigned) GW_UNDEFINED_SPECIFICITY;
}

static GwClassMetrics
rates_of (const GwLabelCounts *counts, double zero_division)
{
  return _gw_class_metrics ((double) counts->tp, (double) counts->fp, (double) counts->tn, (double) counts->fn,
                            zero_division);
}

static void
set_metrics (const Rows *rows, size_t n_labels, double zero_division, GwClassMetrics *per_label,
             GwMultilabelMetrics *metrics)
{
  GwLabelCounts all = { 0 };
  double n_rows = (double) rows->n_rows;

  for (size_t j = 0; j < n_labels; j++)
    {
      per_label[j] = rates_of (&rows->counts[j], zero_division);
      all.tp += rows->counts[j].tp;
      all.fp += rows->counts[j].fp;
      all.fn += rows->counts[j].fn;
      all.tn += rows->counts[j].tn;
    }
  metrics->subset_accuracy = rows->n_rows > 0 ? (double) rows->n_all_right / n_rows : NAN;
  metrics->hamming_loss = rows->n_rows > 0 && n_labels > 0 ? (double) (all.fp + all.fn) / n_rows / (double) n_labels
                                                           : NAN;
  metrics->jaccard = row_mean_get (&rows->jaccard);
  metrics->micro = rates_of (&all, zero_division);
  metrics->macro = _gw_class_metrics_mean (per_label, n_labels, false);
  metrics->weighted = _gw_class_metrics_mean (per_label, n_labels, true);
  metrics->samples = (GwClassMetrics) { .precision = row_mean_get (&rows->precision),
                                        .recall = row_mean_get (&rows->recall),
                                        .specificity = NAN,
                                        .f_half = row_mean_get (&rows->f_half),
                                        .f1 = row_mean_get (&rows->f1),
                                        .f2 = row_mean_get (&rows->f2),
                                        .support = (double) (all.tp + all.fn),
                                        .undefined = rows->undefined };
}

gw_status
gw_multilabel_metrics (const int32_t *truth, const int32_t *predicted, size_t n, size_t n_labels, double zero_division,
                       GwClassMetrics *per_label, GwLabelCounts *counts, GwMultilabelMetrics *metrics)
{
  GwClassMetrics *own_rates = NULL;
  Rows rows = { 0 };
  size_t n_cells;
  gw_status status = GW_STATUS_NO_MEMORY;

  if (n > GW_MOST_ROWS || !_gw_multiply (n, n_labels, &n_cells))
    return GW_STATUS_TOO_LARGE;
  if (!cells_are_valid (truth, n_cells) || !cells_are_valid (predicted, n_cells))
    return GW_STATUS_INVALID;

  rows.counts = GW_NEW0 (GwLabelCounts, n_labels);
  if (per_label == NULL)
    per_label = own_rates = GW_NEW (GwClassMetrics, n_labels);
  if (rows.counts != NULL && per_label != NULL)
    {
      for (size_t i = 0; i < n; i++)
        add_row (&rows, truth + i * n_labels, predicted + i * n_labels, n_labels, zero_division);
      set_metrics (&rows, n_labels, zero_division, per_label, metrics);
      metrics->n_excluded = n - rows.n_rows;
      for (size_t j = 0; counts != NULL && j < n_labels; j++)
        counts[j] = rows.counts[j];
      status = rows.n_rows > 0 && n_labels > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
    }
  free (rows.counts);
  free (own_rates);

  return status;
}

/* --- scores ----------------------------------------------------------------------------- */

typedef struct
{
  int32_t *truth; /* column by column: each label's rows lie together */
  double *score;
  size_t n_rows; /* that are kept */
  size_t n_labels;
} Columns;

static bool
row_is_whole (const int32_t *truth, const double *score, size_t n_labels)
{
  for (size_t j = 0; j < n_labels; j++)
    if (truth[j] < 0 || isnan (score[j]))
      return false;

  return true;
}

static gw_status
columns_init (Columns *self, const int32_t *truth, const double *score, size_t n, size_t n_labels)
{
  size_t row = 0;

  *self = (Columns) { .truth = GW_NEW (int32_t, n * n_labels),
                      .score = GW_NEW (double, n *n_labels),
                      .n_labels = n_labels };
  if (self->truth == NULL || self->score == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    self->n_rows += row_is_whole (truth + i * n_labels, score + i * n_labels, n_labels);
  for (size_t i = 0; i < n; i++)
    {
      if (!row_is_whole (truth + i * n_labels, score + i * n_labels, n_labels))
        continue;
      for (size_t j = 0; j < n_labels; j++)
        {
          self->truth[j * self->n_rows + row] = truth[i * n_labels + j];
          self->score[j * self->n_rows + row] = score[i * n_labels + j];
        }
      row++;
    }

  return GW_STATUS_OK;
}

static gw_status
score_labels (const Columns *self, double *roc_auc, double *average_precision, GwMultilabelScores *scores,
              const GwRun *run)
{
  RowMean roc_auc_mean = { 0 }, precision_mean = { 0 };
  gw_status status = _gw_score_areas (self->truth, self->score, self->n_rows * self->n_labels, &scores->roc_auc_micro,
                                      &scores->average_precision_micro, run);

  for (size_t j = 0; status == GW_STATUS_OK && j < self->n_labels; j++)
    {
      if (!_gw_run_step (run, (double) (j + 1) / (double) (self->n_labels + 1)))
        return GW_STATUS_CANCELLED;
      status = _gw_score_areas (self->truth + j * self->n_rows, self->score + j * self->n_rows, self->n_rows,
                                &roc_auc[j], &average_precision[j], run);
      row_mean_add (&roc_auc_mean, roc_auc[j]);
      row_mean_add (&precision_mean, average_precision[j]);
    }
  if (status != GW_STATUS_OK)
    return status;

  scores->roc_auc_macro = row_mean_get (&roc_auc_mean);
  scores->average_precision_macro = row_mean_get (&precision_mean);
  if (self->n_rows == 0 || self->n_labels == 0)
    return GW_STATUS_EMPTY;

  return roc_auc_mean.n > 0 || precision_mean.n > 0 ? GW_STATUS_OK : GW_STATUS_UNDEFINED;
}

gw_status
gw_multilabel_scores (const int32_t *truth, const double *score, size_t n, size_t n_labels, double *roc_auc,
                      double *average_precision, GwMultilabelScores *scores, const GwRun *run)
{
  GwMultilabelScores made = { NAN, NAN, NAN, NAN, 0 };
  double *of_labels;
  Columns columns;
  size_t n_cells;
  gw_status status;

  if (!_gw_multiply (n, n_labels, &n_cells) || n_cells > GW_MOST_ROWS || n_labels > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!cells_are_valid (truth, n_cells))
    return GW_STATUS_INVALID;

  of_labels = GW_NEW (double, 2 * n_labels);
  status = columns_init (&columns, truth, score, n, n_labels);
  if (of_labels == NULL)
    status = GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    status = score_labels (&columns, of_labels, of_labels + n_labels, &made, run);
  if (gw_status_has_values (status))
    {
      made.n_excluded = n - columns.n_rows;
      for (size_t j = 0; j < n_labels; j++)
        {
          roc_auc[j] = of_labels[j];
          average_precision[j] = of_labels[n_labels + j];
        }
      *scores = made;
    }
  free (of_labels);
  free (columns.truth);
  free (columns.score);

  return status;
}
