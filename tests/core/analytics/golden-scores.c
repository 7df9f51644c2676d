/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "golden.h"
#include "gw-calibration.h"
#include "gw-delong.h"
#include "gw-gain.h"
#include "gw-multiclass-scores.h"
#include "gw-probability.h"
#include "gw-score-curve.h"
#include "gw-threshold.h"

/* Scores and probabilities against labels. */

typedef struct
{
  gint32 *truth;
  GArray *score;
  GArray *weights; /* (nullable) */
  gsize n;
  gsize n_columns;
  GwScoreTable *table; /* (nullable): of one score to a row */
} Scores;

static void
scores_clear (Scores *self)
{
  g_free (self->truth);
  g_clear_pointer (&self->score, g_array_unref);
  g_clear_pointer (&self->weights, g_array_unref);
  g_clear_pointer (&self->table, gw_score_table_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scores, scores_clear)

static Scores
scores_of (GoldenCase *self, const char *name)
{
  Scores scores = { 0 };

  scores.truth = golden_labels (self, "y_true", &scores.n);
  scores.score = golden_numbers (self, name, &scores.n_columns);
  if (golden_has (self, "weights"))
    scores.weights = golden_numbers (self, "weights", NULL);

  return scores;
}

static const double *
weights_of (const Scores *scores)
{
  return scores->weights != NULL ? GOLDEN_DATA (scores->weights) : NULL;
}

static Scores
table_of (GoldenCase *self)
{
  Scores scores = scores_of (self, "score");

  golden_expect_ok (self, gw_score_table_new (scores.truth, GOLDEN_DATA (scores.score), weights_of (&scores), scores.n,
                                              &scores.table, NULL));

  return scores;
}

static void
expect_curve (GoldenCase *self, const char *x, const char *y, const GwCurve *curve, gsize n_thresholds)
{
  if (golden_wants (self, "n_points"))
    golden_expect_count (self, "n_points", curve->n_points);
  if (golden_wants (self, x))
    {
      golden_expect_numbers (self, x, curve->x, curve->n_points);
      golden_expect_numbers (self, y, curve->y, curve->n_points);
      golden_expect_numbers (self, "thresholds", curve->threshold, n_thresholds);
    }
}

static void
run_roc_curve (GoldenCase *self)
{
  g_auto (Scores) scores = table_of (self);
  GwCurve curve = { 0 };
  double auc;
  gw_status status, of_auc;

  if (scores.table == NULL)
    return;

  status = gw_roc_curve (scores.table, golden_boolean (self, "drop_intermediate"), &curve, NULL);
  of_auc = gw_roc_auc (scores.table, &auc);
  if (status != of_auc)
    golden_fail (self, "the curve has another status than its area");
  if (golden_wants (self, "status"))
    golden_expect_status (self, status);
  if (golden_wants (self, "auc"))
    golden_expect_number (self, "auc", auc);
  if (golden_wants (self, "n_excluded"))
    golden_expect_count (self, "n_excluded", gw_score_table_n_excluded (scores.table));
  expect_curve (self, "fpr", "tpr", &curve, curve.n_points);
  gw_curve_clear (&curve);
}

static void
run_pr_curve (GoldenCase *self)
{
  g_auto (Scores) scores = table_of (self);
  GwCurve curve = { 0 };
  double average_precision, trapezoid;

  if (scores.table == NULL)
    return;

  golden_expect_status (self, gw_pr_curve (scores.table, &curve, NULL));
  golden_expect_status (self, gw_average_precision (scores.table, &average_precision, &trapezoid));
  golden_expect_number (self, "average_precision", average_precision);
  golden_expect_number (self, "trapezoid_pr_auc", trapezoid);
  expect_curve (self, "recall", "precision", &curve, curve.n_points - 1);
  gw_curve_clear (&curve);
}

static void
run_det_curve (GoldenCase *self)
{
  g_auto (Scores) scores = table_of (self);
  GwCurve curve = { 0 };

  if (scores.table == NULL || !golden_expect_ok (self, gw_det_curve (scores.table, &curve)))
    return;

  expect_curve (self, "fpr", "fnr", &curve, curve.n_points);
  gw_curve_clear (&curve);
}

static void
run_operating_points (GoldenCase *self)
{
  static const char *const keys[] = { "threshold", "tp", "fp", "tn", "fn" };
  g_auto (Scores) scores = table_of (self);
  gsize n_points = scores.table != NULL ? gw_score_table_n_points (scores.table) : 0;
  g_autofree double *columns = g_new (double, 5 * n_points);

  for (gsize i = 0; i < n_points; i++)
    {
      GwOperatingPoint point;

      golden_expect_ok (self, gw_score_table_get_point (scores.table, i, &point));
      columns[i] = point.threshold;
      columns[n_points + i] = point.tp;
      columns[2 * n_points + i] = point.fp;
      columns[3 * n_points + i] = point.tn;
      columns[4 * n_points + i] = point.fn;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      if (k == 1)
        self->abs = self->rel = 0; /* counts */
      golden_expect_numbers (self, keys[k], columns + k * n_points, n_points);
    }
}

static void
run_choose_threshold (GoldenCase *self)
{
  g_auto (Scores) scores = table_of (self);
  const char *rule = golden_string (self, "rule");
  GwThresholdChoice choice = { 0 };
  GwOperatingPoint point;
  double objective;

  if (scores.table == NULL)
    return;

  if (g_str_equal (rule, "fbeta"))
    choice = (GwThresholdChoice) { .rule = GW_THRESHOLD_F_BETA, .beta = golden_number (self, "beta") };
  else if (g_str_equal (rule, "youden"))
    choice.rule = GW_THRESHOLD_YOUDEN;
  else
    {
      g_autoptr (GArray) cost = golden_numbers (self, "cost", NULL);

      choice = (GwThresholdChoice) { .rule = GW_THRESHOLD_COST,
                                     .cost_fp = GOLDEN_AT (cost, 0),
                                     .cost_fn = GOLDEN_AT (cost, 1) };
    }
  if (!golden_expect_ok (self, gw_choose_threshold (scores.table, &choice, &point, &objective)))
    return;

  golden_expect_number (self, "threshold", point.threshold);
  golden_expect_number (self, "objective", objective);
}

static void
run_gain_lift (GoldenCase *self)
{
  g_auto (Scores) scores = table_of (self);
  g_autoptr (GArray) depth = golden_numbers (self, "depth", NULL);
  g_autofree double *gain = g_new (double, depth->len);
  g_autofree double *lift = g_new (double, depth->len);

  if (scores.table == NULL
      || !golden_expect_ok (self, gw_gain_lift (scores.table, GOLDEN_DATA (depth), depth->len, gain, lift)))
    return;

  golden_expect_numbers (self, "gain", gain, depth->len);
  golden_expect_numbers (self, "lift", lift, depth->len);
}

static void
run_auc_delong (GoldenCase *self)
{
  g_auto (Scores) scores = scores_of (self, "score");
  GwDelong delong;

  if (!golden_expect_ok (self, gw_auc_delong (scores.truth, GOLDEN_DATA (scores.score), scores.n,
                                              golden_number (self, "level"), &delong, NULL)))
    return;

  golden_expect_number (self, "auc", delong.auc);
  golden_expect_number (self, "variance", delong.variance);
  golden_expect_number (self, "ci_lo", delong.low);
  golden_expect_number (self, "ci_hi", delong.high);
}

static void
run_probability_metrics (GoldenCase *self)
{
  g_auto (Scores) scores = scores_of (self, "score");
  GwProbabilityMetrics metrics;
  gw_status status = gw_probability_metrics (scores.truth, GOLDEN_DATA (scores.score), weights_of (&scores), scores.n,
                                             &metrics);

  if (status != GW_STATUS_OK && status != GW_STATUS_SINGLE_CLASS)
    golden_fail (self, "%s", gw_status_text (status));
  golden_expect_number (self, "brier", metrics.brier);
  if (golden_wants (self, "brier_skill"))
    golden_expect_number (self, "brier_skill", metrics.brier_skill);
  if (golden_wants (self, "log_loss"))
    golden_expect_number (self, "log_loss", metrics.log_loss);
}

static void
expect_bins (GoldenCase *self, const GwCalibrationBin *bins, gsize n_bins)
{
  g_autofree double *edges = g_new (double, n_bins + 1);
  g_autofree double *predicted = g_new (double, n_bins);
  g_autofree double *positive = g_new (double, n_bins);
  g_autofree guint64 *counts = g_new (guint64, n_bins);

  for (gsize i = 0; i < n_bins; i++)
    {
      edges[i] = bins[i].low;
      edges[i + 1] = bins[i].high;
      predicted[i] = bins[i].mean_predicted;
      positive[i] = bins[i].share_positive;
      counts[i] = bins[i].count;
    }
  golden_expect_counts (self, "count", counts, n_bins);
  golden_expect_numbers (self, "edges", edges, n_bins + 1);
  golden_expect_numbers (self, "mean_predicted", predicted, n_bins);
  golden_expect_numbers (self, "fraction_positive", positive, n_bins);
}

static void
run_calibration (GoldenCase *self)
{
  g_auto (Scores) scores = scores_of (self, "score");
  gsize n_bins = (gsize) golden_int (self, "bins");
  g_autofree GwCalibrationBin *bins = g_new (GwCalibrationBin, n_bins);
  GwCalibrationBins kind = g_str_equal (golden_string (self, "strategy"), "quantile") ? GW_CALIBRATION_QUANTILE
                                                                                      : GW_CALIBRATION_UNIFORM;
  GwCalibration calibration;

  if (!golden_expect_ok (
          self, gw_calibration (scores.truth, GOLDEN_DATA (scores.score), scores.n, kind, n_bins, bins, &calibration)))
    return;

  expect_bins (self, bins, n_bins);
  golden_expect_number (self, "ece", calibration.ece);
  golden_expect_number (self, "mce", calibration.mce);
}

static void
expect_multiclass (GoldenCase *self, const GwMulticlassScores *scores)
{
  golden_expect_number (self, "auc_ovr_macro", scores->ovr_macro);
  golden_expect_number (self, "auc_ovr_weighted", scores->ovr_weighted);
  golden_expect_number (self, "auc_ovo_macro", scores->ovo_macro);
  golden_expect_number (self, "auc_ovo_weighted", scores->ovo_weighted);
  golden_expect_number (self, "auc_micro", scores->roc_auc_micro);
  golden_expect_number (self, "ap_micro", scores->average_precision_micro);
  golden_expect_number (self, "ap_macro", scores->average_precision_macro);
}

static void
run_multiclass_score_metrics (GoldenCase *self)
{
  g_auto (Scores) rows = scores_of (self, "proba");
  const double *prob = GOLDEN_DATA (rows.score);
  g_autofree double *roc_auc = g_new (double, rows.n_columns);
  g_autofree double *average_precision = g_new (double, rows.n_columns);
  GwMulticlassScores scores;
  GwProbabilityMetrics metrics;

  if (!golden_expect_status (self, gw_multiclass_scores (rows.truth, prob, rows.n, rows.n_columns, roc_auc,
                                                         average_precision, &scores, NULL))
      || !golden_expect_ok (
          self, gw_probability_metrics_multiclass (rows.truth, prob, NULL, rows.n, rows.n_columns, &metrics)))
    return;

  expect_multiclass (self, &scores);
  golden_expect_numbers (self, "auc_per_class", roc_auc, rows.n_columns);
  golden_expect_numbers (self, "ap_per_class", average_precision, rows.n_columns);
  golden_expect_number (self, "log_loss", metrics.log_loss);
  golden_expect_number (self, "brier_multi", metrics.brier);
  for (guint k = 1; k <= 3; k += 2)
    {
      g_autofree char *key = g_strdup_printf ("top%u_accuracy", k);
      double accuracy;

      if (golden_wants (self, key)
          && golden_expect_ok (self, gw_top_k_accuracy (rows.truth, prob, rows.n, rows.n_columns, k, &accuracy, NULL)))
        golden_expect_number (self, key, accuracy);
    }
}

const GoldenFunction golden_of_scores[] = {
  { "auc_delong", run_auc_delong },
  { "calibration", run_calibration },
  { "choose_threshold", run_choose_threshold },
  { "det_curve", run_det_curve },
  { "gain_lift", run_gain_lift },
  { "multiclass_score_metrics", run_multiclass_score_metrics },
  { "operating_points", run_operating_points },
  { "pr_curve", run_pr_curve },
  { "probability_metrics", run_probability_metrics },
  { "roc_curve", run_roc_curve },
  { NULL, NULL },
};
