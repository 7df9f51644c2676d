/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-plot-calibration.h"
#include "gw-plot-curves.h"
#include "gw-plot-drift.h"
#include "gw-plot-qq.h"
#include "gw-plot-threshold.h"
#include "gw-plot-file.h"
#include "plot-check.h"

/* Curves of scores, and distributions as lines. */

#define N 60

typedef GwPlot *(*Maker) (const GwPlotCurve *, gsize, const GwPlotCurveOptions *);

static const struct
{
  const char *name;
  Maker make;
} makers[] = {
  { "roc", gw_plot_roc_new },   { "pr", gw_plot_pr_new },     { "det", gw_plot_det_new },
  { "gain", gw_plot_gain_new }, { "lift", gw_plot_lift_new },
};

/* Scores that part two classes the better the larger `by`. */
static GwScoreTable *
make_table (double by, guint n_positives)
{
  gint32 truth[N];
  double score[N];
  GwScoreTable *table = NULL;

  for (guint i = 0; i < N; i++)
    {
      truth[i] = i < n_positives;
      score[i] = (truth[i] ? by : 0) + (i * 37 % N) / (double) N;
    }
  g_assert_cmpint (gw_score_table_new (truth, score, NULL, N, &table, NULL), ==, GW_STATUS_OK);
  return table;
}

typedef struct
{
  GwScoreTable *tables[10];
  GwPlotCurve curves[10];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Cyclist", "Truck", "Bus",  "Car",     "Dog",
                                       "Sign",    "Light", "Tram", "Scooter", "Horse" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      fixture->tables[i] = make_table (0.6 - 0.05 * i, 20);
      fixture->curves[i] = (GwPlotCurve) { .name = names[i],
                                           .color = 0x289f68 + 0x1111 * i,
                                           .table = fixture->tables[i] };
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixture->tables); i++)
    gw_score_table_free (fixture->tables[i]);
}

static void
test_hold_for_all (Fixture *fixture, gconstpointer data)
{
  static const gsize counts[] = { 1, 3, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
      {
        const GwPlotCurveOptions options = {
          .subtitle = "Street Model 4.1", .chosen = counts[j] - 1, .has_threshold = j == 1, .threshold = 0.7
        };
        g_autoptr (GwPlot) plot = makers[i].make (fixture->curves, counts[j], &options);

        g_assert_cmpstr (gw_plot_get_kind (plot), ==, makers[i].name);
        g_assert_null (gw_plot_get_message (plot));
        plot_check_texts (plot);
        plot_check_says (plot);
      }
}

/* Of one curve each point is found where it is, and reached by keys. */
static void
test_marks_of_one_curve (Fixture *fixture, gconstpointer data)
{
  const GwPlotCurveOptions options = { .chosen = 0 };

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GwPlot) plot = makers[i].make (fixture->curves, 1, &options);

      g_assert_cmpuint (gw_plot_get_n_legend (plot), ==, 0);
      plot_check_hits (plot, 1400, 900);
      plot_check_walk (plot);
    }
}

static void
test_says_what_a_point_is (Fixture *fixture, gconstpointer data)
{
  const GwPlotCurveOptions options = { .chosen = 0 };
  g_autoptr (GwPlot) roc = gw_plot_roc_new (fixture->curves, 1, &options);
  g_autoptr (GwPlot) pr = gw_plot_pr_new (fixture->curves, 1, &options);
  const char *key = "threshold:0.59999999999999998";
  g_autofree char *on_roc = plot_describe (roc, gw_plot_find_key (roc, key));
  g_autofree char *on_pr = plot_describe (pr, gw_plot_find_key (pr, key));
  g_autofree char *start = plot_describe (roc, gw_plot_get_first_mark (roc));

  g_assert_cmpstr (on_roc, ==,
                   "Cyclist at 0.600. FPR 0.400, TPR 1.000. Hit 20, missed 0, false alarms 16, rightly left out 24.");
  g_assert_cmpstr (on_pr, ==,
                   "Cyclist at 0.600. Recall 1.000, Precision 0.556. Hit 20, missed 0, false alarms 16, rightly left "
                   "out 24.");
  g_assert_cmpstr (start, ==,
                   "Cyclist, above all scores. FPR 0.000, TPR 0.000. Hit 0, missed 20, false alarms 0, rightly left "
                   "out 40.");
  g_assert_true (g_str_has_prefix (gw_plot_get_legend_note (roc), "ROC AUC 0."));
  g_assert_true (g_str_has_prefix (gw_plot_get_summary (pr), "Precision–recall curve, average precision: Cyclist 0."));
}

/* The chosen one first, at most eight, and it is said. */
static void
test_the_chosen_comes_first (Fixture *fixture, gconstpointer data)
{
  const GwPlotCurveOptions options = { .chosen = 9 };
  g_autoptr (GwPlot) plot = gw_plot_roc_new (fixture->curves, 10, &options);

  g_assert_cmpuint (gw_plot_get_n_legend (plot), ==, GW_PLOT_MOST_CURVES);
  g_assert_cmpstr (gw_plot_get_legend (plot, 0)->name, ==, "Horse");
  g_assert_cmpuint (gw_plot_get_legend (plot, 0)->pattern, ==, 0);
  g_assert_cmpstr (gw_plot_get_legend (plot, 1)->name, ==, "Cyclist");
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "Only 20 positives: read with care. 8 of 10 lines are drawn.");
  g_assert_cmpstr (gw_plot_get_layer (plot, 0)->name, ==, "Horse");
}

static void
test_band_and_prevalence (Fixture *fixture, gconstpointer data)
{
  static const double x[] = { 0, 0.5, 1 }, low[] = { 0.2, 0.6, 0.9 }, high[] = { 0.4, 0.8, 1 };
  const GwPlotCurveOptions options = { .chosen = 0 };
  g_autoptr (GwPlot) plot = NULL;
  g_autofree char *csv = NULL;
  double px, py;

  fixture->curves[0].band_x = x;
  fixture->curves[0].band_low = low;
  fixture->curves[0].band_high = high;
  fixture->curves[0].n_band = 3;
  plot = gw_plot_roc_new (fixture->curves, 1, &options);
  csv = gw_plot_to_csv (plot);
  g_assert_nonnull (strstr (csv, "line,x,y,low,high\n\"Cyclist, 95% band\",0,"));
  plot_place (plot, 680, 430, 0.25, 0.5, &px, &py);
  g_assert_cmphex (plot_pixel (plot, 680, 430, px, py), !=, 0xffffff);
  plot_check_texts (plot);
}

/* A curve of very many points is told by few, none of which is off. */
static void
test_thins_many_points (void)
{
  const gsize n = 200000;
  g_autofree gint32 *truth = g_new (gint32, n);
  g_autofree double *score = g_new (double, n);
  const GwPlotCurveOptions options = { .chosen = 0 };
  GwScoreTable *table = NULL;

  for (gsize i = 0; i < n; i++)
    {
      truth[i] = i % 3 == 0;
      score[i] = (double) (i * 7919 % n) / (double) n + (truth[i] ? 0.2 : 0);
    }
  g_assert_cmpint (gw_score_table_new (truth, score, NULL, n, &table, NULL), ==, GW_STATUS_OK);
  {
    const GwPlotCurve curve = { .name = "Cyclist", .color = 0x289f68, .table = table };
    g_autoptr (GwPlot) roc = gw_plot_roc_new (&curve, 1, &options);
    g_autoptr (GwPlot) pr = gw_plot_pr_new (&curve, 1, &options);

    g_assert_cmpuint (gw_plot_count_marks (roc), <, 140000);
    g_assert_cmpuint (gw_plot_count_marks (pr), <, 140000);
    plot_check_texts (roc);
    plot_check_texts (pr);
  }
  gw_score_table_free (table);
}

static void
test_curves_tell_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  static const gint32 ones[] = { 1, 1, 1 }, both[] = { 1, 0, 1 };
  static const double score[] = { 0.1, 0.2, 0.3 }, equal[] = { 0.5, 0.5, 0.5 };
  const GwPlotCurveOptions options = { .chosen = 0 };
  GwScoreTable *single = NULL, *same = NULL;
  GwPlotCurve curves[] = { { .name = "A" }, { .name = "B", .color = 0x289f68 } };

  gw_score_table_new (ones, score, NULL, 3, &single, NULL);
  gw_score_table_new (both, equal, NULL, 3, &same, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (GwPlot) none = makers[i].make (NULL, 0, &options);
      g_autoptr (GwPlot) one = NULL;
      g_autoptr (GwPlot) flat = NULL;
      g_autoptr (GwPlot) some = NULL;

      plot_check_message (none, "No Scores");
      curves[0].table = single;
      one = makers[i].make (curves, 1, &options);
      plot_check_message (one, "Only One Class");
      curves[0].table = same;
      flat = makers[i].make (curves, 1, &options);
      plot_check_message (flat, "All Scores Are Equal");
      /* One that can be drawn beside one that cannot. */
      curves[0].table = single;
      curves[1].table = fixture->tables[0];
      some = makers[i].make (curves, 2, &options);
      g_assert_null (gw_plot_get_message (some));
      g_assert_nonnull (strstr (gw_plot_get_note (some), "1 class without labels is not drawn."));
    }
  gw_score_table_free (single);
  gw_score_table_free (same);
}

/* --- against the threshold -------------------------------------------------------------- */

static void
test_threshold (void)
{
  static const double thresholds[] = { INFINITY, 0.9, 0.6, 0.3, 0.1 };
  static const double precision[] = { NAN, 1, 0.9, 0.7, 0.4 }, recall[] = { 0, 0.2, 0.7, 0.9, 1 };
  const GwPlotMetric metrics[] = { { "Precision", 0x289f68, precision }, { "Recall", 0xe76000, recall } };
  const GwPlotCurveOptions options = { .chosen = 1, .has_threshold = TRUE, .threshold = 0.4 };
  g_autoptr (GwPlot) plot = gw_plot_threshold_new (thresholds, 5, metrics, 2, &options);
  g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, 1 });
  g_autoptr (GwPlot) none = gw_plot_threshold_new (NULL, 0, metrics, 2, &options);
  g_autoptr (GwPlot) one = gw_plot_threshold_new (thresholds, 2, metrics, 2, &options);

  g_assert_cmpstr (text, ==, "Threshold 0.600. Recall 0.700. Precision 0.900.");
  g_assert_cmpstr (gw_plot_get_summary (plot), ==,
                   "Metrics against the threshold. Recall is highest, 1.000, at 0.100.");
  plot_check (plot);
  plot_check_message (none, "No Scores");
  plot_check_message (one, "All Scores Are Equal");
}

/* --- calibration -------------------------------------------------------------------------- */

static void
test_calibration (void)
{
  static const GwCalibrationBin bins[] = {
    { 0, 0.25, 600, 0.1, 0.08 }, { 0.25, 0.5, 0, NAN, NAN }, { 0.5, 0.75, 150, 0.6, 0.7 }, { 0.75, 1, 250, 0.9, 0.85 }
  };
  static const GwCalibrationBin empty[] = { { 0, 1, 0, NAN, NAN } };
  const GwPlotReliability curve = { "Cyclist", 0x289f68, bins, 4, 0.021 };
  const GwPlotReliability nothing = { "Cyclist", 0x289f68, empty, 1, NAN };
  const GwPlotCurveOptions options = { .chosen = 0 };
  g_autoptr (GwPlot) plot = gw_plot_calibration_new (&curve, 1, GW_PLOT_ROWS_IMAGES, &options);
  g_autoptr (GwPlot) none = gw_plot_calibration_new (&nothing, 1, GW_PLOT_ROWS_IMAGES, &options);
  g_autofree char *bar = plot_describe (plot, gw_plot_find_key (plot, "score:0:0.25"));
  g_autofree char *point = plot_describe (plot, (GwPlotMark) { 2, 1 });
  double low, high;

  g_assert_cmpstr (bar, ==, "Scores 0.00–0.25. 600 images. 60.0% of all.");
  g_assert_cmpstr (point, ==, "Cyclist, scores 0.50–0.75. Right in 0.700, mean score 0.600. 150 images.");
  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 6);
  g_assert_true (gw_plot_calibration_parse_key ("score:0.5:0.75", &low, &high));
  g_assert_cmpfloat (low, ==, 0.5);
  g_assert_cmpfloat (high, ==, 0.75);
  g_assert_false (gw_plot_calibration_parse_key ("score:0.5", &low, &high));
  g_assert_false (gw_plot_calibration_parse_key ("bin:0:1", &low, &high));
  plot_check_texts (plot);
  plot_check_walk (plot);
  plot_check_says (plot);
  plot_check_message (none, "No Probabilities");
}

/* --- distributions ---------------------------------------------------------------------------- */

static void
test_qq (void)
{
  static const double equal[] = { 2, 2, 2, 2 }, two[] = { 1, 2, NAN };
  double values[N];
  GwPlotQqOptions options = { .name = "Box area", .unit = "pixels", .rows = GW_PLOT_ROWS_BOXES };

  for (guint i = 0; i < N; i++)
    values[i] = i * i / 10.0;
  for (GwPlotTransformKind kind = GW_PLOT_TRANSFORM_NONE; kind < GW_PLOT_N_TRANSFORMS; kind++)
    {
      g_autoptr (GwPlot) plot = NULL;

      options.transform = kind;
      plot = gw_plot_qq_new (values, N, &options, NULL);
      g_assert_cmpuint (gw_plot_count_marks (plot), ==, N);
      g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 1, 10 }), ==, "value:10");
      plot_check_texts (plot);
      plot_check_walk (plot);
      plot_check_says (plot);
    }
  {
    g_autoptr (GwPlot) same = gw_plot_qq_new (equal, 4, &options, NULL);
    g_autoptr (GwPlot) few = NULL;
    g_autoptr (GwPlot) none = gw_plot_qq_new (equal, 0, &options, NULL);

    options.transform = GW_PLOT_TRANSFORM_NONE;
    few = gw_plot_qq_new (two, 3, &options, NULL);
    plot_check_message (same, "All Values Are Equal");
    plot_check_message (few, "Too Few Values");
    plot_check_message (none, "No Values");
  }
}

/* Of many points those at both ends are all there. */
static void
test_qq_of_many (void)
{
  const gsize n = 50000;
  g_autofree double *values = g_new (double, n);
  const GwPlotQqOptions options = { .name = "Box area", .rows = GW_PLOT_ROWS_BOXES };
  g_autoptr (GwPlot) plot = NULL;

  for (gsize i = 0; i < n; i++)
    values[i] = (double) (i * 7919 % n);
  plot = gw_plot_qq_new (values, n, &options, NULL);
  g_assert_cmpuint (gw_plot_count_marks (plot), <, 2000);
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 1, 99 }), ==, "value:99");
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 1, gw_plot_count_marks (plot) - 1 }), ==, "value:49999");
  plot_check_texts (plot);
}

static void
test_overlay (void)
{
  static const double before[] = { 1, 2, 2, 3, 3, 3, 4, 4 }, after[] = { 3, 4, 4, 5, NAN }, equal[] = { 3, 3 };
  const GwPlotOverlayOptions options = { .name = "Box area",
                                         .reference = "Training",
                                         .current = "This Week",
                                         .rows = GW_PLOT_ROWS_BOXES,
                                         .rule = GW_BINS_GIVEN,
                                         .n_bins = 4 };
  g_autoptr (GwPlot) plot = gw_plot_overlay_new (before, 8, after, 5, &options, NULL);
  g_autoptr (GwPlot) none = gw_plot_overlay_new (before, 8, NULL, 0, &options, NULL);
  g_autoptr (GwPlot) same = gw_plot_overlay_new (equal, 2, equal, 2, &options, NULL);
  g_autofree char *text = plot_describe (plot, gw_plot_find_key (plot, "bin:3:4"));

  g_assert_cmpstr (text, ==, "3–4. 37.5% of Training, 3 boxes. 25.0% of This Week, 1 box.");
  plot_check_texts (plot);
  plot_check_walk (plot);
  plot_check_says (plot);
  plot_check_message (none, "Nothing to Compare");
  plot_check_message (same, "All Values Are Equal");
}

static void
test_look_like_the_pictures (Fixture *fixture, gconstpointer data)
{
  const GwPlotCurveOptions options = { .chosen = 0, .has_threshold = TRUE, .threshold = 0.7 };

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      g_autoptr (GwPlot) plot = makers[i].make (fixture->curves, 3, &options);

      plot_check_picture (plot, makers[i].name, i % 2 == 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/plot-curves/hold-for-all", Fixture, NULL, set_up, test_hold_for_all, tear_down);
  g_test_add ("/plot-curves/marks-of-one-curve", Fixture, NULL, set_up, test_marks_of_one_curve, tear_down);
  g_test_add ("/plot-curves/says-what-a-point-is", Fixture, NULL, set_up, test_says_what_a_point_is, tear_down);
  g_test_add ("/plot-curves/the-chosen-comes-first", Fixture, NULL, set_up, test_the_chosen_comes_first, tear_down);
  g_test_add ("/plot-curves/band-and-prevalence", Fixture, NULL, set_up, test_band_and_prevalence, tear_down);
  g_test_add_func ("/plot-curves/thins-many-points", test_thins_many_points);
  g_test_add ("/plot-curves/tell-what-is-wrong", Fixture, NULL, set_up, test_curves_tell_what_is_wrong, tear_down);
  g_test_add_func ("/plot-curves/threshold", test_threshold);
  g_test_add_func ("/plot-curves/calibration", test_calibration);
  g_test_add_func ("/plot-curves/qq", test_qq);
  g_test_add_func ("/plot-curves/qq-of-many", test_qq_of_many);
  g_test_add_func ("/plot-curves/overlay", test_overlay);
  g_test_add ("/plot-curves/look-like-the-pictures", Fixture, NULL, set_up, test_look_like_the_pictures, tear_down);

  return g_test_run ();
}
