/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-plot-histogram.h"
#include "gw-plot-file.h"
#include "plot-check.h"

/* Histograms: bins, transforms, ranges and what they say. */

#define N 400

/* Skewed to the right, from 1 on, some several times. */
static double *
make_values (void)
{
  double *values = g_new (double, N);

  for (guint i = 0; i < N; i++)
    values[i] = floor (exp (7.0 * ((i * 37) % N) / N) * 10) / 10 + 1;
  return values;
}

static GwPlotHistogramOptions
options_for (GwPlotTransformKind transform)
{
  return (GwPlotHistogramOptions) { .title = "Box Area",
                                    .subtitle = "Training split",
                                    .name = "Box area",
                                    .unit = "pixels",
                                    .rows = GW_PLOT_ROWS_BOXES,
                                    .rule = GW_BINS_GIVEN,
                                    .n_bins = 20,
                                    .transform = transform,
                                    .show_median = TRUE,
                                    .show_mean = TRUE };
}

static void
test_holds_for_all (void)
{
  static const GwBinRule rules[] = { GW_BINS_GIVEN, GW_BINS_STURGES, GW_BINS_SCOTT, GW_BINS_FREEDMAN_DIACONIS,
                                     GW_BINS_DOANE, GW_BINS_RICE,    GW_BINS_SQRT,  GW_BINS_AUTO };
  g_autofree double *values = make_values ();

  for (GwPlotTransformKind kind = GW_PLOT_TRANSFORM_NONE; kind < GW_PLOT_N_TRANSFORMS; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
      {
        GwPlotHistogramOptions options = options_for (kind);
        g_autoptr (GwPlot) plot = NULL;

        options.rule = rules[i];
        plot = gw_plot_histogram_new (values, N, &options, NULL);
        g_assert_null (gw_plot_get_message (plot));
        plot_check (plot);
      }
}

/* As many values lie in the interval of a bar's key as it counts, whatever the transform. */
static void
test_keys_hold_what_bars_count (void)
{
  g_autofree double *values = make_values ();

  for (GwPlotTransformKind kind = GW_PLOT_TRANSFORM_NONE; kind < GW_PLOT_N_TRANSFORMS; kind++)
    {
      const GwPlotHistogramOptions options = options_for (kind);
      g_autoptr (GwPlot) plot = gw_plot_histogram_new (values, N, &options, NULL);
      guint all = 0;

      for (gsize i = 0; i < gw_plot_count_marks (plot); i++)
        {
          const GwPlotMark mark = { 0, i };
          g_auto (GwPlotReadout) readout = { 0 };
          g_autofree char *count = NULL;
          double low, high;
          guint n = 0;

          g_assert_true (gw_plot_histogram_parse_key (gw_plot_get_key (plot, mark), &low, &high));
          for (guint j = 0; j < N; j++)
            n += values[j] >= low && values[j] < high;
          gw_plot_describe (plot, mark, &readout);
          count = gw_plot_rows_count (GW_PLOT_ROWS_BOXES, n);
          g_assert_cmpstr (readout.value, ==, count);
          all += n;
        }
      g_assert_cmpuint (all, ==, N);
    }
}

static void
test_says_what_a_bar_is (void)
{
  static const double values[] = { 0, 10, 10, 20, 30, 40, NAN, INFINITY };
  const GwPlotHistogramOptions options = {
    .name = "Box area", .unit = "pixels", .rows = GW_PLOT_ROWS_BOXES, .width = 10, .show_median = TRUE
  };
  g_autoptr (GwPlot) plot = gw_plot_histogram_new (values, G_N_ELEMENTS (values), &options, NULL);
  g_autofree char *text = plot_describe (plot, (GwPlotMark) { 0, 1 });
  g_autofree char *csv = gw_plot_to_csv (plot);

  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 5);
  g_assert_cmpstr (text, ==, "10–20 pixels. 2 boxes. 33.3% of all.");
  g_assert_cmpstr (gw_plot_get_key (plot, (GwPlotMark) { 0, 1 }), ==, "bin:10:20");
  g_assert_cmpstr (gw_plot_get_note (plot), ==, "2 values are missing.");
  g_assert_cmpstr (gw_plot_get_summary (plot), ==,
                   "Histogram of box area: 6 boxes in 5 bins, from 0 to 40. The highest bar, 10–20, holds 2 boxes. 2 "
                   "values are missing.");
  g_assert_true (g_str_has_prefix (csv, "name,begin,end,from,to\n0–10 pixels,0,10,0,1\n10–20 pixels,10,20,0,2\n"));
}

static void
test_names_what_is_drawn (void)
{
  static const double values[] = { -2, 0, 1, 5, 30 };
  GwPlotHistogramOptions options = options_for (GW_PLOT_TRANSFORM_LOG);
  g_autoptr (GwPlot) log = gw_plot_histogram_new (values, G_N_ELEMENTS (values), &options, NULL);
  g_autoptr (GwPlot) root = NULL;
  g_autoptr (GwPlot) yeo = NULL;

  g_assert_cmpstr (gw_plot_get_axis (log, GW_PLOT_AXIS_X)->title, ==, "ln (box area + 3)");
  g_assert_cmpstr (gw_plot_get_note (log), ==, "2 values are too small for a logarithm: 3 was added to all.");
  options.transform = GW_PLOT_TRANSFORM_SQRT;
  options.name = "LSTAT";
  root = gw_plot_histogram_new (values, G_N_ELEMENTS (values), &options, NULL);
  g_assert_cmpstr (gw_plot_get_axis (root, GW_PLOT_AXIS_X)->title, ==, "√(LSTAT + 2)");
  g_assert_cmpstr (gw_plot_get_note (root), ==, "1 value is less than 0: 2 was added to all.");
  options.transform = GW_PLOT_TRANSFORM_YEO_JOHNSON;
  yeo = gw_plot_histogram_new (values, G_N_ELEMENTS (values), &options, NULL);
  g_assert_true (g_str_has_prefix (gw_plot_get_axis (yeo, GW_PLOT_AXIS_X)->title, "Yeo–Johnson of LSTAT, λ = "));
  g_assert_null (gw_plot_get_note (yeo));
}

/* What lies outside is told of, and not drawn. */
static void
test_cuts_a_range (void)
{
  g_autofree double *values = make_values ();
  GwPlotHistogramOptions options = options_for (GW_PLOT_TRANSFORM_NONE);
  g_autoptr (GwPlot) plot = NULL;
  guint inside = 0;
  g_autofree char *note = NULL;

  options.has_range = TRUE;
  options.low = 0;
  options.high = 100;
  for (guint i = 0; i < N; i++)
    inside += values[i] <= 100;
  note = g_strdup_printf ("%u values lie outside of this range.", N - inside);
  plot = gw_plot_histogram_new (values, N, &options, NULL);
  g_assert_cmpfloat (gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->scale.high, ==, 100);
  g_assert_cmpstr (gw_plot_get_note (plot), ==, note);
  plot_check (plot);

  options.low = 1e6;
  options.high = 2e6;
  g_clear_pointer (&plot, gw_plot_unref);
  plot = gw_plot_histogram_new (values, N, &options, NULL);
  plot_check_message (plot, "No Values in This Range");
}

static guint32
pixel_of_bar (GwPlot *plot, double value, double count)
{
  double x, y;

  plot_place (plot, 680, 430, value, count, &x, &y);
  return plot_pixel (plot, 680, 430, x, y);
}

static void
test_selection_stands_out (void)
{
  static const double values[] = { 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3 };
  const GwPlotHistogramOptions options = {
    .name = "Age", .rows = GW_PLOT_ROWS_ROWS, .width = 1, .has_selection = TRUE, .selected_low = 1, .selected_high = 1.5
  };
  g_autoptr (GwPlot) plot = gw_plot_histogram_new (values, G_N_ELEMENTS (values), &options, NULL);

  g_assert_cmphex (pixel_of_bar (plot, 1.3, 0.5), ==, 0xe66100);
  /* Paler than the series: it lets the ground through. */
  for (guint channel = 0; channel < 3; channel++)
    {
      const double series = 0x3584e4 >> 8 * channel & 0xff;

      g_assert_cmpfloat_with_epsilon (pixel_of_bar (plot, 2.3, 0.5) >> 8 * channel & 0xff, 0.55 * series + 0.45 * 255,
                                      1.5);
    }
}

static void
test_counts_have_no_fractions (void)
{
  static const double values[] = { 1, 2 };
  const GwPlotHistogramOptions options = { .name = "Age", .n_bins = 2 };
  g_autoptr (GwPlot) plot = gw_plot_histogram_new (values, 2, &options, NULL);

  g_assert_true (gw_plot_get_axis (plot, GW_PLOT_AXIS_Y)->scale.whole);
  plot_check (plot);
}

/* More bins than pixels: none of the highest is lost. */
static void
test_many_bins (void)
{
  g_autofree double *values = g_new (double, 20000);
  const GwPlotHistogramOptions options = { .name = "Age", .rule = GW_BINS_GIVEN, .n_bins = 5000 };
  g_autoptr (GwPlot) plot = NULL;
  guint found = 0;
  double x, y;

  for (guint i = 0; i < 20000; i++)
    values[i] = i < 10000 ? i : 5001;
  plot = gw_plot_histogram_new (values, 20000, &options, NULL);
  plot_place (plot, 680, 430, 5001, 9000, &x, &y);
  for (int off = -2; off <= 2; off++)
    found += plot_pixel (plot, 680, 430, x + off, y) == 0x3584e4;
  g_assert_cmpuint (found, ==, 1);
  plot_check_texts (plot);
}

static void
test_tells_what_is_wrong (void)
{
  static const double equal[] = { 3, 3, 3 }, missing[] = { NAN, INFINITY, -INFINITY }, huge[] = { -1e308, 1e308 };
  GwPlotHistogramOptions options = options_for (GW_PLOT_TRANSFORM_BOX_COX);
  g_autoptr (GwPlot) same = gw_plot_histogram_new (equal, 3, &options, NULL);
  g_autoptr (GwPlot) none = gw_plot_histogram_new (missing, 3, &options, NULL);
  g_autoptr (GwPlot) empty = gw_plot_histogram_new (missing, 0, &options, NULL);
  g_autoptr (GwPlot) wide = gw_plot_histogram_new (huge, 2, &options, NULL);

  plot_check_message (same, "All Values Are Equal");
  plot_check_message (none, "No Values");
  plot_check_message (empty, "No Values");
  g_assert_nonnull (wide);
}

static void
test_reads_keys (void)
{
  static const char *const wrong[] = { "", "bin:", "bin:1", "bin:1:", "bin::2", "bin:2:1", "bin:1:2:3", "class:a" };
  double low, high;

  g_assert_true (gw_plot_histogram_parse_key ("bin:-1.5:1e3", &low, &high));
  g_assert_cmpfloat (low, ==, -1.5);
  g_assert_cmpfloat (high, ==, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gw_plot_histogram_parse_key (wrong[i], &low, &high));
  g_assert_false (gw_plot_histogram_parse_key (NULL, &low, &high));
}

static void
test_looks_like_the_picture (void)
{
  g_autofree double *values = make_values ();
  GwPlotHistogramOptions options = options_for (GW_PLOT_TRANSFORM_LOG);
  g_autoptr (GwPlot) plot = NULL;

  options.has_selection = TRUE;
  options.selected_high = 20;
  plot = gw_plot_histogram_new (values, N, &options, NULL);
  plot_check_picture (plot, "histogram", FALSE);
  plot_check_picture (plot, "histogram-dark", TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-histogram/holds-for-all", test_holds_for_all);
  g_test_add_func ("/plot-histogram/keys-hold-what-bars-count", test_keys_hold_what_bars_count);
  g_test_add_func ("/plot-histogram/says-what-a-bar-is", test_says_what_a_bar_is);
  g_test_add_func ("/plot-histogram/names-what-is-drawn", test_names_what_is_drawn);
  g_test_add_func ("/plot-histogram/cuts-a-range", test_cuts_a_range);
  g_test_add_func ("/plot-histogram/selection-stands-out", test_selection_stands_out);
  g_test_add_func ("/plot-histogram/counts-have-no-fractions", test_counts_have_no_fractions);
  g_test_add_func ("/plot-histogram/many-bins", test_many_bins);
  g_test_add_func ("/plot-histogram/tells-what-is-wrong", test_tells_what_is_wrong);
  g_test_add_func ("/plot-histogram/reads-keys", test_reads_keys);
  g_test_add_func ("/plot-histogram/looks-like-the-picture", test_looks_like_the_picture);

  return g_test_run ();
}
