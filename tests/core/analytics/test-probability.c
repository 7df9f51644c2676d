/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-calibration.h"
#include "gw-probability.h"
#include "score-rows.h"

/* How good probabilities are, and whether they come true. */

static void
make_probabilities (ScoreRows *rows)
{
  for (gsize i = 0; i < rows->n; i++)
    rows->score[i] /= 1.3;
}

/* --- loss ------------------------------------------------------------------------------- */

static void
test_by_definition (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 20; round++)
    {
      double brier = 0, loss = 0, base = 0, both[2 * 200];
      GwProbabilityMetrics metrics, of_two, weighted, repeated_metrics;
      ScoreRows rows, repeated;

      score_rows_fill (&rows, &random, 200, round % 2);
      make_probabilities (&rows);
      g_assert_cmpint (gw_probability_metrics (rows.truth, rows.score, NULL, rows.n, &metrics), ==, GW_STATUS_OK);
      for (gsize i = 0; i < rows.n; i++)
        {
          double p = CLAMP (rows.score[i], 0x1p-52, 1 - 0x1p-52);

          brier += pow (rows.score[i] - rows.truth[i], 2) / 200;
          loss -= log (rows.truth[i] ? p : 1 - p) / 200;
          base += rows.truth[i] / 200.0;
          both[2 * i] = 1 - rows.score[i];
          both[2 * i + 1] = rows.score[i];
        }
      assert_near (metrics.brier, brier, 1e-13);
      assert_near (metrics.log_loss, loss, 1e-13);
      assert_near (metrics.base_rate, base, 1e-13);
      assert_near (metrics.brier_skill, 1 - brier / (base * (1 - base)), 1e-12);

      /* Two classes are the same question, whose Brier score counts both. */
      g_assert_cmpint (gw_probability_metrics_multiclass (rows.truth, both, NULL, rows.n, 2, &of_two), ==,
                       GW_STATUS_OK);
      assert_near (of_two.log_loss, loss, 1e-12);
      assert_near (of_two.brier, 2 * brier, 1e-13);
      g_assert_true (isnan (of_two.brier_skill));

      score_rows_repeat (&rows, &repeated);
      g_assert_cmpint (gw_probability_metrics (rows.truth, rows.score, rows.weight, rows.n, &weighted), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_probability_metrics (repeated.truth, repeated.score, NULL, repeated.n, &repeated_metrics), ==,
                       GW_STATUS_OK);
      assert_near (weighted.log_loss, repeated_metrics.log_loss, 1e-13);
      assert_near (weighted.brier_skill, repeated_metrics.brier_skill, 1e-12);
      g_assert_cmpint (gw_probability_metrics_multiclass (rows.truth, both, rows.weight, rows.n, 2, &of_two), ==,
                       GW_STATUS_OK);
      assert_near (of_two.log_loss, repeated_metrics.log_loss, 1e-12);
    }
}

static void
test_sure_and_wrong (void)
{
  static const gint32 truth[] = { 1, 0 };
  static const double prob[] = { 0, 1 };
  GwProbabilityMetrics metrics;

  g_assert_cmpint (gw_probability_metrics (truth, prob, NULL, 2, &metrics), ==, GW_STATUS_OK);
  assert_near (metrics.log_loss, 36.04365338911715, 1e-9);
  g_assert_cmpfloat (metrics.brier, ==, 1);
}

static void
test_edges (void)
{
  static const gint32 truth[] = { 1, 1, -1 }, bad[] = { 0, 2, 0 };
  double prob[] = { 0.5, NAN, 0.25 }, weights[] = { 1, -1, 1 }, rows[] = { 0.5, NAN, 0.5, 0.5, 1, 0 };
  GwProbabilityMetrics metrics;

  g_assert_cmpint (gw_probability_metrics (truth, prob, NULL, 3, &metrics), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_cmpuint (metrics.n_excluded, ==, 2);
  g_assert_cmpfloat (metrics.brier, ==, 0.25);
  g_assert_true (isnan (metrics.brier_skill));
  g_assert_cmpint (gw_probability_metrics (truth, prob, NULL, 0, &metrics), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (metrics.brier) && isnan (metrics.log_loss));
  g_assert_cmpint (gw_probability_metrics (bad, prob, NULL, 3, &metrics), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_probability_metrics (truth, prob, weights, 3, &metrics), ==, GW_STATUS_INVALID);
  weights[1] = INFINITY;
  g_assert_cmpint (gw_probability_metrics (truth, prob, weights, 3, &metrics), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_probability_metrics_multiclass (truth, rows, NULL, 3, 2, &metrics), ==, GW_STATUS_OK);
  g_assert_cmpuint (metrics.n_excluded, ==, 2);
  g_assert_cmpint (gw_probability_metrics_multiclass (truth, rows, NULL, 3, 1, &metrics), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_probability_metrics_multiclass (truth, rows, NULL, SIZE_MAX / 2, 4, &metrics), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_probability_metrics_multiclass (truth, rows, NULL, 3, (gsize) 1 << 33, &metrics), ==,
                   GW_STATUS_TOO_LARGE);
  prob[0] = 1.01;
  g_assert_cmpint (gw_probability_metrics (truth, prob, NULL, 3, &metrics), ==, GW_STATUS_INVALID);
}

/* --- calibration ------------------------------------------------------------------------ */

static void
test_bins_hold_every_row (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 30; round++)
    {
      GwCalibrationBins kind = round % 3 == 0 ? GW_CALIBRATION_QUANTILE : GW_CALIBRATION_UNIFORM;
      gsize n_bins = 1 + round;
      g_autofree GwCalibrationBin *bins = g_new (GwCalibrationBin, n_bins), *again = g_new (GwCalibrationBin, n_bins);
      double ece = 0, mce = 0;
      GwCalibration calibration, of_shuffled;
      guint64 n_counted = 0;
      ScoreRows rows;

      score_rows_fill (&rows, &random, 150, round % 2);
      make_probabilities (&rows);
      g_assert_cmpint (gw_calibration (rows.truth, rows.score, rows.n, kind, n_bins, bins, &calibration), ==,
                       GW_STATUS_OK);
      for (gsize b = 0; b < n_bins; b++)
        {
          double predicted = 0, positive = 0, count = 0;

          for (gsize i = 0; i < rows.n && bins[b].count > 0; i++)
            if ((rows.score[i] > bins[b].low || b == 0) && rows.score[i] <= bins[b].high)
              {
                predicted += rows.score[i];
                positive += rows.truth[i];
                count++;
              }
          n_counted += bins[b].count;
          g_assert_true (b == 0 || bins[b].low == bins[b - 1].high);
          if (bins[b].count == 0)
            {
              g_assert_true (isnan (bins[b].mean_predicted) && isnan (bins[b].share_positive));
              continue;
            }
          if (kind == GW_CALIBRATION_UNIFORM)
            g_assert_cmpfloat ((double) bins[b].count, ==, count);
          assert_near (bins[b].mean_predicted, predicted / count, 1e-12);
          assert_near (bins[b].share_positive, positive / count, 1e-12);
          ece += fabs (predicted - positive) / 150;
          mce = MAX (mce, fabs (predicted - positive) / count);
        }
      g_assert_cmpuint (n_counted, ==, 150);
      assert_near (calibration.ece, ece, 1e-12);
      assert_near (calibration.mce, mce, 1e-12);
      score_rows_shuffle (&rows, &random);
      g_assert_cmpint (gw_calibration (rows.truth, rows.score, rows.n, kind, n_bins, again, &of_shuffled), ==,
                       GW_STATUS_OK);
      assert_near (of_shuffled.ece, calibration.ece, 1e-13);
      for (gsize b = 0; b < n_bins; b++)
        g_assert_cmpuint (again[b].count, ==, bins[b].count);
    }
}

static void
test_edges_of_bins (void)
{
  static const gint32 truth[] = { 0, 1, 1, 0 };
  static const double prob[] = { 0, 0.5, 1, 0.5000001 };
  GwCalibrationBin bins[2];

  g_assert_cmpint (gw_calibration (truth, prob, 4, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (bins[0].count, ==, 2);
  g_assert_cmpuint (bins[1].count, ==, 2);
  g_assert_cmpfloat (bins[1].high, ==, 1);
}

static void
test_top_label (void)
{
  static const gint32 truth[] = { 0, 1, 2, -1, 1 };
  static const double prob[] = { 0.5, 0.5, 0, 0.1, 0.8, 0.1, 0.6, 0.2, 0.2, 1, 0, 0, NAN, 0.5, 0.5 };
  GwCalibrationBin bins[4];
  GwCalibration calibration;

  g_assert_cmpint (gw_calibration_multiclass (truth, prob, 5, 3, GW_CALIBRATION_UNIFORM, 4, bins, &calibration), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (calibration.n_excluded, ==, 2);
  g_assert_cmpuint (bins[1].count, ==, 1); /* a tie: the lower class, which is right */
  g_assert_cmpfloat (bins[1].share_positive, ==, 1);
  g_assert_cmpfloat (bins[2].share_positive, ==, 0);
  g_assert_cmpfloat (bins[3].share_positive, ==, 1);
  assert_near (calibration.ece, (0.5 + 0.6 + 0.2) / 3, 1e-14);
  assert_near (calibration.mce, 0.6, 1e-14);
}

static void
test_calibration_edges (void)
{
  static const gint32 truth[] = { 0, 1 }, bad[] = { 0, 3 };
  double prob[] = { NAN, NAN };
  GwCalibrationBin bins[2];
  GwCalibration calibration;

  for (int kind = 0; kind <= 1; kind++)
    {
      g_assert_cmpint (gw_calibration (truth, prob, 2, (GwCalibrationBins) kind, 2, bins, &calibration), ==,
                       GW_STATUS_EMPTY);
      g_assert_true (isnan (calibration.ece) && isnan (calibration.mce));
      g_assert_cmpuint (calibration.n_excluded, ==, 2);
      g_assert_cmpuint (bins[1].count, ==, 0);
    }
  g_assert_cmpint (gw_calibration (truth, prob, 2, (GwCalibrationBins) 5, 2, bins, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_calibration (truth, prob, 2, GW_CALIBRATION_UNIFORM, 0, bins, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_calibration (bad, prob, 2, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_calibration_multiclass (bad, prob, 2, 1, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_calibration_multiclass (truth, prob, 2, SIZE_MAX / 4, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_calibration (truth, prob, (gsize) 1 << 33, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  prob[1] = -0.1;
  g_assert_cmpint (gw_calibration (truth, prob, 2, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_calibration_multiclass (truth, prob, 1, 2, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_calibration_multiclass (NULL, NULL, 0, 0, GW_CALIBRATION_UNIFORM, 2, bins, NULL), ==,
                   GW_STATUS_EMPTY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/probability/by-definition", test_by_definition);
  g_test_add_func ("/probability/sure-and-wrong", test_sure_and_wrong);
  g_test_add_func ("/probability/edges", test_edges);
  g_test_add_func ("/calibration/bins-hold-every-row", test_bins_hold_every_row);
  g_test_add_func ("/calibration/edges-of-bins", test_edges_of_bins);
  g_test_add_func ("/calibration/top-label", test_top_label);
  g_test_add_func ("/calibration/edges", test_calibration_edges);
  return g_test_run ();
}
