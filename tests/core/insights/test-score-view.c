/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-random.h"
#include "gw-score-view.h"

static GwScoreView *
make (const gint32 *truth, const double *score, gsize n)
{
  gw_status status;
  GwScoreView *view = gw_score_view_new (g_memdup2 (truth, n * sizeof *truth), g_memdup2 (score, n * sizeof *score), n,
                                         NULL, &status);

  g_assert_nonnull (view);

  return view;
}

static GwScoreView *
make_random (gsize n, guint64 seed)
{
  gint32 *truth = g_new (gint32, n);
  double *score = g_new (double, n);
  gw_random random;
  gw_status status;
  GwScoreView *view;

  gw_random_init (&random, seed);
  for (gsize i = 0; i < n; i++)
    {
      truth[i] = (gint32) gw_random_below (&random, 4) - 1;
      truth[i] = MIN (truth[i], 1);
      /* Of few values, so that there are ties. */
      score[i] = (double) gw_random_below (&random, 50) / 50 + 0.2 * truth[i];
      if (gw_random_below (&random, 20) == 0)
        score[i] = NAN;
    }
  view = gw_score_view_new (truth, score, n, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_OK);

  return view;
}

/* The counts at any threshold are those of counting, and so are the rows behind them. */
static void
test_points_are_what_counting_gives (void)
{
  g_autoptr (GwScoreView) view = make_random (500, 3);
  const gint32 *truth = gw_score_view_get_truth (view);
  const double *score = gw_score_view_get_scores (view);

  for (double threshold = -0.3; threshold < 1.4; threshold += 0.01)
    {
      GwOperatingPoint point;
      double counts[GW_SIDE_N_SIDES] = { 0 }, want[GW_SIDE_N_SIDES];

      for (gsize i = 0; i < 500; i++)
        {
          if (truth[i] >= 0 && !isnan (score[i]))
            counts[truth[i] == 1           ? score[i] >= threshold ? GW_SIDE_TRUE_POSITIVE : GW_SIDE_FALSE_NEGATIVE
                   : score[i] >= threshold ? GW_SIDE_FALSE_POSITIVE
                                           : GW_SIDE_TRUE_NEGATIVE]++;
        }
      gw_score_view_find_point (view, threshold, &point);
      want[GW_SIDE_TRUE_POSITIVE] = point.tp;
      want[GW_SIDE_FALSE_NEGATIVE] = point.fn;
      want[GW_SIDE_FALSE_POSITIVE] = point.fp;
      want[GW_SIDE_TRUE_NEGATIVE] = point.tn;
      for (guint side = 0; side < GW_SIDE_N_SIDES; side++)
        {
          g_autoptr (GArray) rows = gw_score_view_list_side (view, threshold, side);

          g_assert_cmpfloat (counts[side], ==, want[side]);
          g_assert_cmpfloat (rows->len, ==, want[side]);
          for (guint i = 1; i < rows->len; i++)
            g_assert_cmpfloat (fabs (score[g_array_index (rows, guint, i - 1)] - threshold), <=,
                               fabs (score[g_array_index (rows, guint, i)] - threshold));
        }
    }
}

static void
test_thresholds_beyond_all_scores (void)
{
  g_autoptr (GwScoreView) view = make ((const gint32[]) { 1, 0, 1 }, (const double[]) { 0.25, 0.5, 0.75 }, 3);
  GwOperatingPoint point;
  GwRates rates;

  gw_score_view_find_point (view, INFINITY, &point);
  g_assert_cmpfloat (point.tp + point.fp, ==, 0);
  gw_rates_init (&rates, &point, 1);
  g_assert_cmpfloat (rates.tpr, ==, 0);
  g_assert_true (isnan (rates.precision));
  gw_score_view_find_point (view, -INFINITY, &point);
  g_assert_cmpfloat (point.tp + point.fp, ==, 3);
  gw_score_view_find_point (view, 0.5, &point);
  gw_rates_init (&rates, &point, 1);
  g_assert_cmpfloat (rates.tpr, ==, 0.5);
  g_assert_cmpfloat (rates.fpr, ==, 1);
  g_assert_cmpfloat (rates.precision, ==, 0.5);
  g_assert_cmpfloat (rates.f_beta, ==, 0.5);
  g_assert_cmpfloat (gw_operating_point_get_cost (&point, 2, 10), ==, 12);
}

static void
test_samples_hold_both_ends (void)
{
  g_autoptr (GwScoreView) view = make_random (500, 5);
  g_autoptr (GArray) all = gw_score_view_sample_points (view, 1000);
  g_autoptr (GArray) some = gw_score_view_sample_points (view, 7);

  g_assert_cmpuint (all->len, ==, gw_score_table_n_points (gw_score_view_get_table (view)));
  g_assert_cmpuint (some->len, ==, 7);
  g_assert_cmpfloat (g_array_index (some, GwOperatingPoint, 0).threshold, ==,
                     g_array_index (all, GwOperatingPoint, 0).threshold);
  g_assert_cmpfloat (g_array_index (some, GwOperatingPoint, 6).threshold, ==,
                     g_array_index (all, GwOperatingPoint, all->len - 1).threshold);
}

static void
test_bins_hold_their_rows (void)
{
  const double score[] = { 0, 0.1, 0.2, 0.2, 0.3, NAN };
  g_autoptr (GwScoreView) view = make ((const gint32[]) { 1, 0, 1, 0, -1, 1 }, score, 6);
  g_autoptr (GArray) first = gw_score_view_list_range (view, 0, 0.1, TRUE);
  g_autoptr (GArray) second = gw_score_view_list_range (view, 0.1, 0.3, FALSE);

  g_assert_cmpuint (first->len, ==, 2);
  g_assert_cmpuint (second->len, ==, 2);
  g_assert_cmpuint (g_array_index (second, guint, 0), ==, 2);
}

static void
check_band (const GwScoreView *view, GwBandKind kind)
{
  GwBand band, again;

  g_assert_cmpint (gw_score_view_find_band (view, kind, 21, 100, 9, 0.95, &band, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_score_view_find_band (view, kind, 21, 100, 9, 0.95, &again, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (band.low, 21 * sizeof (double), again.low, 21 * sizeof (double));
  for (gsize i = 0; i < band.n; i++)
    {
      g_assert_cmpfloat (band.low[i], <=, band.high[i]);
      g_assert_cmpfloat (band.low[i], >=, 0);
      g_assert_cmpfloat (band.high[i], <=, 1);
    }
  gw_band_clear (&band);
  gw_band_clear (&again);
}

/* The curve itself runs within its band, almost everywhere. */
static void
test_bands (void)
{
  g_autoptr (GwScoreView) view = make_random (2000, 8);
  GwCurve curve = { 0 };
  GwBand band;
  gsize n_inside = 0, place = 0;

  check_band (view, GW_BAND_ROC);
  check_band (view, GW_BAND_PR);
  gw_roc_curve (gw_score_view_get_table (view), FALSE, &curve, NULL);
  gw_score_view_find_band (view, GW_BAND_ROC, 41, 200, 1, 0.95, &band, NULL);
  for (gsize i = 0; i < band.n; i++)
    {
      double y;

      while (place + 2 < curve.n_points && curve.x[place + 1] <= band.x[i])
        place++;
      y = curve.y[place]
          + (curve.y[place + 1] - curve.y[place]) * (band.x[i] - curve.x[place])
                / (curve.x[place + 1] - curve.x[place]);
      n_inside += y >= band.low[i] - 1e-12 && y <= band.high[i] + 1e-12;
    }
  g_assert_cmpuint (n_inside, >=, 39);
  gw_curve_clear (&curve);
  gw_band_clear (&band);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_lacking_rows (void)
{
  const GwRun run = { .step = stop };
  gw_status status;
  GwBand band;
  g_autoptr (GwScoreView) empty = gw_score_view_new (g_new (gint32, 1), g_new (double, 1), 0, NULL, &status);
  g_autoptr (GwScoreView) one = NULL;
  g_autoptr (GwScoreView) negatives = NULL;
  g_autoptr (GwScoreView) many = make_random (100, 2);
  GwOperatingPoint point;
  gint32 truth[] = { 1, 1 }, none[] = { 0, 0 };
  double score[] = { 0.5, 0.25 };

  g_assert_cmpint (status, ==, GW_STATUS_EMPTY);
  gw_score_view_find_point (empty, 0.5, &point);
  g_assert_cmpfloat (point.tn, ==, 0);
  one = gw_score_view_new (g_memdup2 (truth, sizeof truth), g_memdup2 (score, sizeof score), 2, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_SINGLE_CLASS);
  g_assert_cmpint (gw_score_view_find_band (one, GW_BAND_ROC, 5, 10, 0, 0.95, &band, NULL), ==, GW_STATUS_SINGLE_CLASS);
  negatives = gw_score_view_new (g_memdup2 (none, sizeof none), g_memdup2 (score, sizeof score), 2, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_NO_POSITIVE);
  g_assert_cmpint (gw_score_view_find_band (empty, GW_BAND_ROC, 5, 10, 0, 0.95, &band, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_score_view_find_band (many, GW_BAND_ROC, 1, 10, 0, 0.95, &band, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_score_view_find_band (many, GW_BAND_ROC, 5, 10, 0, 0.95, &band, &run), ==, GW_STATUS_CANCELLED);
}

/* A marker on a point of a curve is at that point. */
static void
test_the_nearest_point (void)
{
  g_autoptr (GwScoreView) view = make_random (500, 9);
  const GwScoreTable *table = gw_score_view_get_table (view);
  GwOperatingPoint point, found;

  for (gsize i = 0; gw_score_table_get_point (table, i, &point) == GW_STATUS_OK; i++)
    {
      GwRates rates;

      gw_rates_init (&rates, &point, 1);
      g_assert_true (gw_score_view_find_near (view, GW_BAND_ROC, rates.fpr, rates.tpr, &found));
      g_assert_cmpfloat (found.threshold, ==, point.threshold);
      g_assert_true (gw_score_view_find_near (view, GW_BAND_PR, rates.tpr, rates.precision, &found));
      g_assert_cmpfloat (found.threshold, ==, point.threshold);
    }
  g_assert_true (gw_score_view_find_near (view, GW_BAND_ROC, 5, 5, &found));
  g_assert_cmpfloat (found.tn, ==, 0);
  g_assert_true (gw_score_view_find_near (view, GW_BAND_ROC, -1, 0, &found));
  gw_score_table_get_point (table, 0, &point);
  g_assert_cmpfloat (found.threshold, ==, point.threshold);
  g_assert_false (gw_score_view_find_near (view, GW_BAND_ROC, NAN, 0, &found));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/score-view/points-are-what-counting-gives", test_points_are_what_counting_gives);
  g_test_add_func ("/score-view/thresholds-beyond-all-scores", test_thresholds_beyond_all_scores);
  g_test_add_func ("/score-view/samples-hold-both-ends", test_samples_hold_both_ends);
  g_test_add_func ("/score-view/bins-hold-their-rows", test_bins_hold_their_rows);
  g_test_add_func ("/score-view/bands", test_bands);
  g_test_add_func ("/score-view/lacking-rows", test_lacking_rows);
  g_test_add_func ("/score-view/the-nearest-point", test_the_nearest_point);

  return g_test_run ();
}
