/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-plot-distribution.h"
#include "gw-plot-file.h"
#include "gw-plot-layout.h"
#include "gw-random.h"
#include "plot-check.h"

/* Box plots and violins. */

#define N 400
#define N_GROUPS 3

static double values[N_GROUPS][N];

/* Bells of different place and width, with some that are far off. */
static void
fill (GwPlotGroup *groups)
{
  static const char *const names[] = { "Car", "Traffic Light", "Dog" };
  static const char *const keys[] = { "class:Car", "class:Traffic Light", "class:Dog" };
  static const guint32 colors[] = { 0x2070d7, 0xd7bfff, 0x876087 };
  gw_random random;

  gw_random_init (&random, 9);
  for (guint i = 0; i < N_GROUPS; i++)
    {
      for (guint j = 0; j < N; j++)
        values[i][j] = 100 * (i + 1)
                       + 20 * (i + 1)
                             * (gw_random_real (&random) + gw_random_real (&random) + gw_random_real (&random));
      values[i][7] = 900 + 50 * i;
      values[i][9] = 10;
      values[i][11] = NAN;
      groups[i] = (GwPlotGroup) { names[i], colors[i], keys[i], values[i], N };
    }
}

static const GwPlotDistributionOptions standing = {
  .title = "Box Area by Class", .name = "Box area", .unit = "pixels", .rows = GW_PLOT_ROWS_BOXES
};

static void
test_holds_for_all (void)
{
  GwPlotGroup groups[N_GROUPS];

  fill (groups);
  for (guint i = 0; i < 8; i++)
    {
      GwPlotDistributionOptions options = standing;
      g_autoptr (GwPlot) boxes = NULL;
      g_autoptr (GwPlot) violins = NULL;

      options.horizontal = (i & 1) != 0;
      options.log = (i & 2) != 0;
      options.notched = (i & 4) != 0;
      boxes = gw_plot_box_new (groups, N_GROUPS, &options);
      violins = gw_plot_violin_new (groups, N_GROUPS, &options, NULL);
      plot_check (boxes);
      plot_check (violins);
      g_assert_cmpuint (gw_plot_count_marks (violins), ==, N_GROUPS);
    }
}

static void
test_says_its_figures (void)
{
  static const double few[] = { 1, 2, 3, 4, 100 };
  const GwPlotGroup group = { "Car", 0x2070d7, "class:Car", few, 5 };
  g_autoptr (GwPlot) boxes = gw_plot_box_new (&group, 1, &standing);
  g_autoptr (GwPlot) violins = gw_plot_violin_new (&group, 1, &standing, NULL);
  g_autofree char *box = plot_describe (boxes, (GwPlotMark) { 0, 0 });
  g_autofree char *outlier = plot_describe (boxes, (GwPlotMark) { 0, 1 });
  g_autofree char *violin = plot_describe (violins, (GwPlotMark) { 0, 0 });
  g_autofree char *csv = gw_plot_to_csv (boxes);

  g_assert_cmpuint (gw_plot_count_marks (boxes), ==, 2);
  g_assert_cmpstr (box, ==, "Car. Median 3 pixels. Quartiles 2 and 4, 5 boxes, 1 outlier.");
  g_assert_cmpstr (violin, ==, box);
  g_assert_cmpstr (outlier, ==, "Outlier of Car. 100 pixels.");
  g_assert_cmpstr (gw_plot_get_key (boxes, (GwPlotMark) { 0, 0 }), ==, "class:Car");
  g_assert_cmpstr (gw_plot_get_key (boxes, (GwPlotMark) { 0, 1 }), ==, "outlier:0:4");
  g_assert_cmpstr (gw_plot_get_summary (boxes), ==, "Box plot, Box area. Car: median 3 pixels.");
  g_assert_true (g_str_has_prefix (
      csv, "name,n,whisker_low,q1,median,q3,whisker_high,notch_low,notch_high,outliers\nCar,5,1,2,3,4,4,"));
}

/* A hundred thousand far off ones are some hundred marks, and none is forgotten. */
static void
test_gathers_many_outliers (void)
{
  const guint n = 400000;
  g_autofree double *many = g_new (double, n);
  const GwPlotGroup group = { "Car", 0x2070d7, NULL, many, n };
  g_autoptr (GwPlot) plot = NULL;
  double y[2] = { INFINITY, -INFINITY }, x[2] = { INFINITY, -INFINITY };

  for (guint i = 0; i < n; i++)
    many[i] = i % 5 == 0 ? 1000 + i : i % 7;
  plot = gw_plot_box_new (&group, 1, &standing);
  g_assert_cmpuint (gw_plot_count_marks (plot), <, 400);
  gw_plot_get_layer (plot, 0)->klass->get_extent (gw_plot_get_layer (plot, 0), x, y);
  g_assert_cmpfloat (y[1], ==, 1000 + n - 5);
  plot_check_walk (plot);
  plot_check_texts (plot);
}

/* The middle of a violin has its color, and beside it there is the ground. */
static void
test_draws_where_values_are (void)
{
  const GwPlotStyle style = { 0 };
  const guint32 ground = gw_plot_style_get_rgb (&style, GW_PLOT_COLOR_GROUND, GW_PLOT_USE_FILL);
  GwPlotGroup groups[N_GROUPS];
  g_autoptr (GwPlot) plot = NULL;
  double x, y;

  fill (groups);
  plot = gw_plot_violin_new (groups, N_GROUPS, &standing, NULL);
  plot_place (plot, 680, 430, 0, 130, &x, &y);
  g_assert_cmphex (plot_pixel (plot, 680, 430, x - 12, y), !=, ground);
  plot_place (plot, 680, 430, 0, 700, &x, &y);
  g_assert_cmphex (plot_pixel (plot, 680, 430, x - 12, y), ==, ground);
}

static void
test_takes_any_numbers (void)
{
  static const double none[] = { NAN, INFINITY }, equal[] = { 5, 5, 5 }, below[] = { -3, 0, -1, 2 },
                      far[] = { 1e300, -1e300, 1 };
  const GwPlotGroup groups[] = { { "None", 0x2070d7, NULL, none, 2 },
                                 { "Equal", 0xe76000, NULL, equal, 3 },
                                 { "Below", 0x289f68, NULL, below, 4 } };
  const GwPlotGroup wide = { "Far", 0x2070d7, NULL, far, 3 };
  GwPlotDistributionOptions log = standing;
  g_autoptr (GwPlot) empty = gw_plot_box_new (groups, 1, &standing);
  g_autoptr (GwPlot) nothing = gw_plot_violin_new (groups, 0, &standing, NULL);
  g_autoptr (GwPlot) some = gw_plot_box_new (groups, 3, &standing);
  g_autoptr (GwPlot) shapes = gw_plot_violin_new (groups, 3, &standing, NULL);
  g_autoptr (GwPlot) extremes = gw_plot_box_new (&wide, 1, &standing);
  g_autofree char *same = plot_describe (some, (GwPlotMark) { 0, 1 });

  plot_check_message (empty, "No Values");
  plot_check_message (nothing, "No Values");
  g_assert_cmpstr (same, ==, "Equal. Median 5 pixels. All values are equal, 3 boxes.");
  g_assert_cmpstr (gw_plot_get_note (some), ==, "Left out, without a number: 2 boxes.");
  plot_check_texts (some);
  plot_check_says (some);
  plot_check_texts (shapes);
  plot_check_says (shapes);
  plot_check_texts (extremes);
  log.log = TRUE;
  for (guint i = 1; i <= 3; i++)
    {
      g_autoptr (GwPlot) box = gw_plot_box_new (groups, i, &log);
      g_autoptr (GwPlot) violin = gw_plot_violin_new (groups, i, &log, NULL);

      plot_check_texts (box);
      plot_check_texts (violin);
    }
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_stops_when_cancelled (void)
{
  const guint n = 200000;
  g_autofree double *many = g_new (double, n);
  const GwPlotGroup group = { "Car", 0x2070d7, NULL, many, n };
  const GwRun run = { .step = stop };

  for (guint i = 0; i < n; i++)
    many[i] = i % 1009;
  {
    g_autoptr (GwPlot) plot = gw_plot_violin_new (&group, 1, &standing, &run);

    /* It may be done before it asks. */
    g_assert_true (plot == NULL || gw_plot_count_marks (plot) == 1);
  }
}

static void
test_looks_like_the_picture (void)
{
  GwPlotGroup groups[N_GROUPS];
  GwPlotDistributionOptions notched = standing;
  g_autoptr (GwPlot) boxes = NULL;
  g_autoptr (GwPlot) violins = NULL;

  fill (groups);
  notched.notched = notched.horizontal = TRUE;
  boxes = gw_plot_box_new (groups, N_GROUPS, &notched);
  violins = gw_plot_violin_new (groups, N_GROUPS, &standing, NULL);
  plot_check_picture (boxes, "box", FALSE);
  plot_check_picture (violins, "violin-dark", TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/plot-distribution/holds-for-all", test_holds_for_all);
  g_test_add_func ("/plot-distribution/says-its-figures", test_says_its_figures);
  g_test_add_func ("/plot-distribution/gathers-many-outliers", test_gathers_many_outliers);
  g_test_add_func ("/plot-distribution/draws-where-values-are", test_draws_where_values_are);
  g_test_add_func ("/plot-distribution/takes-any-numbers", test_takes_any_numbers);
  g_test_add_func ("/plot-distribution/stops-when-cancelled", test_stops_when_cancelled);
  g_test_add_func ("/plot-distribution/looks-like-the-picture", test_looks_like_the_picture);

  return g_test_run ();
}
