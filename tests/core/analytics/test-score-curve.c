/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-gain.h"
#include "gw-score-curve.h"
#include "gw-threshold.h"
#include "score-rows.h"

/* What is read from operating points: curves, areas, gain, the best threshold. */

static GwScoreTable *
table_of (const ScoreRows *rows, const double *weights)
{
  GwScoreTable *table;

  g_assert_true (gw_status_has_values (gw_score_table_new (rows->truth, rows->score, weights, rows->n, &table, NULL)));

  return table;
}

static double
auc_of (const ScoreRows *rows, const double *weights)
{
  GwScoreTable *table = table_of (rows, weights);
  double auc;

  gw_roc_auc (table, &auc);
  gw_score_table_free (table);

  return auc;
}

static double
average_precision_of (const ScoreRows *rows, const double *weights)
{
  GwScoreTable *table = table_of (rows, weights);
  double average_precision;

  gw_average_precision (table, &average_precision, NULL);
  gw_score_table_free (table);

  return average_precision;
}

/* --- areas ------------------------------------------------------------------------------ */

static void
test_auc_by_pairs (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 40; round++)
    {
      double large[256];
      ScoreRows rows;

      score_rows_fill (&rows, &random, 20 + 4 * round, round % 2);
      assert_near (auc_of (&rows, NULL), score_rows_auc (&rows, FALSE), 1e-12);
      assert_near (auc_of (&rows, rows.weight), score_rows_auc (&rows, TRUE), 1e-12);
      for (gsize i = 0; i < rows.n; i++)
        large[i] = ldexp (rows.weight[i], 700);
      assert_near (auc_of (&rows, large), score_rows_auc (&rows, TRUE), 1e-12);
    }
}

static void
test_areas_keep (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 40; round++)
    {
      ScoreRows rows, changed, repeated;
      double auc, average_precision;

      score_rows_fill (&rows, &random, 300, round % 2);
      auc = auc_of (&rows, NULL);
      average_precision = average_precision_of (&rows, NULL);

      changed = rows;
      score_rows_shuffle (&changed, &random);
      g_assert_cmpfloat (auc_of (&changed, NULL), ==, auc);
      assert_near (average_precision_of (&changed, NULL), average_precision, 1e-14);
      for (gsize i = 0; i < rows.n; i++)
        changed.score[i] = exp (3 * rows.score[i]) - 5;
      memcpy (changed.truth, rows.truth, sizeof rows.truth);
      g_assert_cmpfloat (auc_of (&changed, NULL), ==, auc);
      assert_near (average_precision_of (&changed, NULL), average_precision, 1e-14);
      for (gsize i = 0; i < rows.n; i++)
        changed.score[i] = -rows.score[i];
      assert_near (auc_of (&changed, NULL), 1 - auc, 1e-14);

      score_rows_repeat (&rows, &repeated);
      assert_near (auc_of (&rows, rows.weight), auc_of (&repeated, NULL), 1e-14);
      assert_near (average_precision_of (&rows, rows.weight), average_precision_of (&repeated, NULL), 1e-14);
    }
}

/* --- curves ----------------------------------------------------------------------------- */

static double
trapezoid (const GwCurve *curve)
{
  double area = 0;

  for (gsize i = 1; i < curve->n_points; i++)
    area += (curve->x[i] - curve->x[i - 1]) * (curve->y[i] + curve->y[i - 1]) / 2;

  return area;
}

static void
assert_roc (const ScoreRows *rows, const double *weights)
{
  GwScoreTable *table = table_of (rows, weights);
  GwCurve all = { 0 }, few = { 0 };
  double auc;

  g_assert_cmpint (gw_roc_auc (table, &auc), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_roc_curve (table, false, &all, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_roc_curve (table, true, &few, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (all.n_points, ==, gw_score_table_n_points (table) + 1);
  g_assert_cmpuint (few.n_points, <=, all.n_points);
  assert_near (trapezoid (&all), auc, 1e-12);
  assert_near (trapezoid (&few), auc, 1e-12);
  g_assert_cmpfloat (all.threshold[0], ==, INFINITY);
  g_assert_cmpfloat (all.x[0] + all.y[0], ==, 0);
  g_assert_cmpfloat (few.x[few.n_points - 1] + few.y[few.n_points - 1], ==, 2);
  for (gsize i = 1; i < all.n_points; i++)
    {
      GwOperatingPoint point;

      g_assert_true (all.x[i] >= all.x[i - 1] && all.y[i] >= all.y[i - 1]);
      gw_score_table_get_point (table, i - 1, &point);
      assert_near (all.x[i], point.fp / (point.fp + point.tn), 1e-15);
      assert_near (all.y[i], point.tp / (point.tp + point.fn), 1e-15);
      g_assert_cmpfloat (all.threshold[i], ==, point.threshold);
    }
  gw_curve_clear (&all);
  gw_curve_clear (&all);
  gw_curve_clear (&few);
  gw_curve_clear (NULL);
  gw_score_table_free (table);
}

static void
test_roc (void)
{
  gw_random random;

  gw_random_init (&random, 3);
  for (guint round = 0; round < 30; round++)
    {
      ScoreRows rows;

      score_rows_fill (&rows, &random, 100, round % 2);
      assert_roc (&rows, NULL);
      assert_roc (&rows, rows.weight);
    }
}

static void
assert_pr (const ScoreRows *rows, const double *weights)
{
  GwScoreTable *table = table_of (rows, weights);
  GwCurve curve = { 0 };
  double average_precision, lines, steps = 0;
  gsize last = gw_score_table_n_points (table);

  g_assert_cmpint (gw_pr_curve (table, &curve, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_average_precision (table, &average_precision, &lines), ==, GW_STATUS_OK);
  g_assert_cmpuint (curve.n_points, ==, last + 1);
  for (gsize i = 0; i < last; i++)
    {
      GwOperatingPoint point;

      gw_score_table_get_point (table, last - 1 - i, &point);
      steps += (curve.x[i] - curve.x[i + 1]) * curve.y[i];
      g_assert_cmpfloat (curve.threshold[i], ==, point.threshold);
      assert_near (curve.x[i], point.tp / (point.tp + point.fn), 1e-15);
      assert_near (curve.y[i], point.tp / (point.tp + point.fp), 1e-15);
    }
  assert_near (average_precision, steps, 1e-12);
  assert_near (lines, -trapezoid (&curve), 1e-12);
  g_assert_cmpfloat (curve.x[last], ==, 0);
  g_assert_cmpfloat (curve.y[last], ==, 1);
  g_assert_true (isnan (curve.threshold[last]));
  gw_curve_clear (&curve);
  gw_score_table_free (table);
}

static void
test_pr (void)
{
  gw_random random;

  gw_random_init (&random, 4);
  for (guint round = 0; round < 30; round++)
    {
      ScoreRows rows;

      score_rows_fill (&rows, &random, 100, round % 2);
      assert_pr (&rows, NULL);
      assert_pr (&rows, rows.weight);
    }
}

static void
test_det (void)
{
  gw_random random;

  gw_random_init (&random, 5);
  for (guint round = 0; round < 30; round++)
    {
      ScoreRows rows;
      GwScoreTable *table;
      GwCurve curve;

      score_rows_fill (&rows, &random, 60, round % 2);
      table = table_of (&rows, NULL);
      g_assert_cmpint (gw_det_curve (table, &curve), ==, GW_STATUS_OK);
      g_assert_cmpfloat (curve.y[0], ==, 0);
      for (gsize i = 1; i < curve.n_points; i++)
        {
          g_assert_true (curve.threshold[i] > curve.threshold[i - 1]);
          g_assert_true (curve.x[i] <= curve.x[i - 1] && curve.y[i] >= curve.y[i - 1]);
          g_assert_cmpfloat (curve.y[i], >, 0);
        }
      gw_curve_clear (&curve);
      gw_score_table_free (table);
    }
  assert_near (gw_det_axis (0.5), 0, 1e-15);
  assert_near (gw_det_axis (0), -3.719016485455709, 1e-9);
  assert_near (gw_det_axis (1), 3.719016485455709, 1e-9);
  assert_near (gw_det_axis (0.975), 1.959963984540054, 1e-9);
  g_assert_true (isnan (gw_det_axis (NAN)));
}

static void
test_long_curves_in_parts (void)
{
  const gsize n = 70001;
  g_autofree gint32 *truth = g_new (gint32, n);
  g_autofree double *score = g_new (double, n);
  GwScoreTable *table;
  GwCurve curves[3][3];
  gw_random random;

  gw_random_init (&random, 6);
  for (gsize i = 0; i < n; i++)
    {
      truth[i] = gw_random_real (&random) < 0.9;
      score[i] = (double) i;
    }
  g_assert_cmpint (gw_score_table_new (truth, score, NULL, n, &table, NULL), ==, GW_STATUS_OK);
  for (unsigned k = 0; k < 3; k++)
    {
      GwRun run = { .n_threads = k + 1 };

      g_assert_cmpint (gw_roc_curve (table, true, &curves[k][0], &run), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_roc_curve (table, false, &curves[k][1], &run), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_pr_curve (table, &curves[k][2], &run), ==, GW_STATUS_OK);
    }
  g_assert_cmpuint (curves[0][0].n_points, <, n / 2);
  g_assert_cmpuint (curves[0][1].n_points, ==, n + 1);
  assert_near (trapezoid (&curves[0][0]), trapezoid (&curves[0][1]), 1e-12);
  for (guint k = 0; k < 3; k++)
    for (guint i = 0; i < 3; i++)
      {
        gsize size = curves[0][i].n_points * sizeof (double);

        g_assert_cmpuint (curves[k][i].n_points, ==, curves[0][i].n_points);
        g_assert_cmpmem (curves[k][i].x, size, curves[0][i].x, size);
        g_assert_cmpmem (curves[k][i].y, size, curves[0][i].y, size);
        g_assert_cmpmem (curves[k][i].threshold, size, curves[0][i].threshold, size);
      }
  for (guint k = 0; k < 3; k++)
    for (guint i = 0; i < 3; i++)
      gw_curve_clear (&curves[k][i]);
  gw_score_table_free (table);
}

static bool
stop_cb (double done, void *data)
{
  return false;
}

static void
test_one_class_none_and_cancel (void)
{
  static const gint32 ones[] = { 1, 1, 1 }, zeros[] = { 0, 0, 0 };
  static const double score[] = { 1, 2, 3 };
  GwRun run = { .step = stop_cb };
  GwScoreTable *table;
  GwCurve curve;
  double a, b;

  g_assert_cmpint (gw_score_table_new (ones, score, NULL, 3, &table, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_roc_curve (table, false, &curve, NULL), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_true (isnan (curve.x[0]) && isnan (curve.x[3]));
  g_assert_cmpfloat (curve.y[3], ==, 1);
  gw_curve_clear (&curve);
  g_assert_cmpint (gw_roc_auc (table, &a), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_true (isnan (a));
  g_assert_cmpint (gw_average_precision (table, &a, &b), ==, GW_STATUS_OK);
  g_assert_cmpfloat (a, ==, 1);
  g_assert_cmpint (gw_det_curve (table, &curve), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_cmpuint (curve.n_points, ==, 0);
  g_assert_cmpint (gw_roc_curve (table, false, &curve, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_pr_curve (table, &curve, &run), ==, GW_STATUS_CANCELLED);
  gw_score_table_free (table);

  g_assert_cmpint (gw_score_table_new (zeros, score, NULL, 3, &table, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_pr_curve (table, &curve, NULL), ==, GW_STATUS_NO_POSITIVE);
  g_assert_true (isnan (curve.x[0]));
  g_assert_cmpfloat (curve.y[0], ==, 0);
  gw_curve_clear (&curve);
  g_assert_cmpint (gw_average_precision (table, &a, &b), ==, GW_STATUS_NO_POSITIVE);
  g_assert_true (isnan (a) && isnan (b));
  gw_score_table_free (table);

  g_assert_cmpint (gw_score_table_new (zeros, score, NULL, 0, &table, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_roc_curve (table, true, &curve, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (curve.n_points, ==, 0);
  g_assert_cmpint (gw_roc_auc (table, &a), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_pr_curve (table, &curve, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (curve.n_points, ==, 1);
  gw_curve_clear (&curve);
  g_assert_cmpint (gw_average_precision (table, &a, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (a));
  gw_score_table_free (table);
}

/* --- gain ------------------------------------------------------------------------------- */

static void
test_gain (void)
{
  gw_random random;

  gw_random_init (&random, 7);
  for (guint round = 0; round < 20; round++)
    {
      double depth[] = { 0, 0.1, gw_random_real (&random), gw_random_real (&random), 1 };
      double gain[5], lift[5], of_whole[5];
      ScoreRows rows, repeated;
      GwScoreTable *table, *whole;

      score_rows_fill (&rows, &random, 200, round % 2);
      score_rows_repeat (&rows, &repeated);
      table = table_of (&rows, rows.weight);
      whole = table_of (&repeated, NULL);
      g_assert_cmpint (gw_gain_lift (table, depth, 5, gain, lift), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_gain_lift (whole, depth, 5, of_whole, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat (gain[0], ==, 0);
      g_assert_cmpfloat (gain[4], ==, 1);
      g_assert_true (isnan (lift[0]));
      for (guint i = 1; i < 5; i++)
        {
          assert_near (gain[i], of_whole[i], 1e-12);
          assert_near (lift[i], gain[i] / depth[i], 1e-12);
        }
      gw_score_table_free (table);
      gw_score_table_free (whole);
    }
}

static void
test_gain_of_equal_scores_is_depth (void)
{
  ScoreRows rows = { .n = 5, .truth = { 1, 0, 0, 1, 0 }, .score = { 2, 2, 2, 2, 2 } };
  GwScoreTable *table = table_of (&rows, NULL);
  double depth = 0.37, bad = 1.1, gain;

  g_assert_cmpint (gw_gain_lift (table, &depth, 1, &gain, NULL), ==, GW_STATUS_OK);
  assert_near (gain, 0.37, 1e-14);
  g_assert_cmpint (gw_gain_lift (table, &bad, 1, &gain, NULL), ==, GW_STATUS_INVALID);
  bad = NAN;
  g_assert_cmpint (gw_gain_lift (table, &bad, 1, &gain, NULL), ==, GW_STATUS_INVALID);
  gw_score_table_free (table);

  rows.truth[0] = rows.truth[3] = 0;
  table = table_of (&rows, NULL);
  g_assert_cmpint (gw_gain_lift (table, &depth, 1, &gain, NULL), ==, GW_STATUS_NO_POSITIVE);
  g_assert_true (isnan (gain));
  gw_score_table_free (table);
  rows.n = 0;
  table = table_of (&rows, NULL);
  g_assert_cmpint (gw_gain_lift (table, &depth, 1, &gain, NULL), ==, GW_STATUS_EMPTY);
  gw_score_table_free (table);
}

/* --- thresholds ------------------------------------------------------------------------- */

/* What a rule makes of a cut, by its definition. */
static double
value_at (const ScoreRows *rows, const GwThresholdChoice *choice, double threshold)
{
  double tp = 0, fp = 0, fn = 0, tn = 0, beta2 = choice->beta * choice->beta;

  for (gsize i = 0; i < rows->n; i++)
    {
      gboolean called = rows->score[i] >= threshold;

      tp += called && rows->truth[i];
      fp += called && !rows->truth[i];
      fn += !called && rows->truth[i];
      tn += !called && !rows->truth[i];
    }
  if (choice->rule == GW_THRESHOLD_F_BETA)
    return tp + fp + fn > 0 ? (1 + beta2) * tp / ((1 + beta2) * tp + beta2 * fn + fp) : 0;
  if (choice->rule == GW_THRESHOLD_YOUDEN)
    return tp / (tp + fn) - fp / (fp + tn);

  return -(choice->cost_fp * fp + choice->cost_fn * fn);
}

static void
test_no_threshold_is_better (void)
{
  static const GwThresholdChoice choices[] = {
    { GW_THRESHOLD_F_BETA, 1, 0, 0 }, { GW_THRESHOLD_F_BETA, 2, 0, 0 }, { GW_THRESHOLD_YOUDEN, 0, 0, 0 },
    { GW_THRESHOLD_COST, 0, 1, 1 },   { GW_THRESHOLD_COST, 0, 50, 1 },  { GW_THRESHOLD_COST, 0, 0, 0 },
  };
  gw_random random;

  gw_random_init (&random, 8);
  for (guint round = 0; round < 20; round++)
    for (gsize k = 0; k < G_N_ELEMENTS (choices); k++)
      {
        ScoreRows rows;
        GwScoreTable *table;
        GwOperatingPoint point;
        double objective;

        score_rows_fill (&rows, &random, 60, round % 2);
        table = table_of (&rows, NULL);
        g_assert_cmpint (gw_choose_threshold (table, &choices[k], &point, &objective), ==, GW_STATUS_OK);
        assert_near (choices[k].rule == GW_THRESHOLD_COST ? -objective : objective,
                     value_at (&rows, &choices[k], point.threshold), 1e-12);
        for (gsize i = 0; i < rows.n; i++)
          {
            double other = value_at (&rows, &choices[k], rows.score[i]);
            double best = value_at (&rows, &choices[k], point.threshold);

            /* Values that are not the same lie apart by more than rounding. */
            if (rows.score[i] > point.threshold)
              g_assert_cmpfloat (other, <, best - 1e-12);
            else
              g_assert_cmpfloat (other, <=, best + 1e-12);
          }
        gw_score_table_free (table);
      }
}

static void
test_threshold_edges (void)
{
  ScoreRows rows = { .n = 2, .truth = { 1, 1 }, .score = { 1, 2 } };
  GwThresholdChoice choice = { .rule = GW_THRESHOLD_F_BETA };
  GwScoreTable *table = table_of (&rows, NULL);
  GwOperatingPoint point;
  double objective;

  g_assert_cmpint (gw_choose_threshold (table, &choice, &point, NULL), ==, GW_STATUS_INVALID);
  choice.beta = INFINITY;
  g_assert_cmpint (gw_choose_threshold (table, &choice, &point, NULL), ==, GW_STATUS_INVALID);
  choice = (GwThresholdChoice) { .rule = GW_THRESHOLD_COST, .cost_fp = -1 };
  g_assert_cmpint (gw_choose_threshold (table, &choice, &point, NULL), ==, GW_STATUS_INVALID);
  choice.rule = (GwThresholdRule) 9;
  g_assert_cmpint (gw_choose_threshold (table, &choice, &point, NULL), ==, GW_STATUS_INVALID);
  choice.rule = GW_THRESHOLD_YOUDEN;
  g_assert_cmpint (gw_choose_threshold (table, &choice, &point, &objective), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_cmpfloat (point.threshold, ==, 1);
  g_assert_cmpfloat (objective, ==, 1);
  gw_score_table_free (table);

  rows.n = 0;
  table = table_of (&rows, NULL);
  choice = (GwThresholdChoice) { .rule = GW_THRESHOLD_COST, .cost_fp = 1, .cost_fn = 1 };
  g_assert_cmpint (gw_choose_threshold (table, &choice, &point, &objective), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (point.threshold) && isnan (objective));
  gw_score_table_free (table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score-curve/auc-by-pairs", test_auc_by_pairs);
  g_test_add_func ("/score-curve/areas-keep", test_areas_keep);
  g_test_add_func ("/score-curve/roc", test_roc);
  g_test_add_func ("/score-curve/pr", test_pr);
  g_test_add_func ("/score-curve/det", test_det);
  g_test_add_func ("/score-curve/long-in-parts", test_long_curves_in_parts);
  g_test_add_func ("/score-curve/one-class-none-and-cancel", test_one_class_none_and_cancel);
  g_test_add_func ("/gain/weights-are-repetitions", test_gain);
  g_test_add_func ("/gain/of-equal-scores-is-depth", test_gain_of_equal_scores_is_depth);
  g_test_add_func ("/threshold/none-is-better", test_no_threshold_is_better);
  g_test_add_func ("/threshold/edges", test_threshold_edges);
  return g_test_run ();
}
