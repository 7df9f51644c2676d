/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-plot-forecast.h"
#include "gw-plot-qq.h"
#include "gw-regression.h"

#define N 8

static const double actual[N] = { 10, NAN, 4, 7, 0, 30, 5, 2 };
static const double forecast[N] = { 12, 3, 3, 7, 4, 20, INFINITY, 6 };

static void
test_figures (void)
{
  g_autoptr (GwRegression) regression = gw_regression_new (actual, forecast, N, 3, NULL);
  static const guint32 rows[] = { 0, 2, 3, 4, 5, 7 };
  static const double errors[] = { 2, -1, 0, 4, -10, 4 };
  static const guint32 worst[] = { 4, 3, 5 }; /* of both that are off by 4 the first row */
  GwForecast wanted;

  gw_forecast (actual, forecast, N, &wanted);
  g_assert_true (regression->has_figures);
  g_assert_cmpfloat (regression->figures.rmse, ==, wanted.rmse);
  g_assert_cmpfloat (regression->figures.bias, ==, wanted.bias);
  g_assert_cmpuint (regression->figures.n_excluded, ==, 2);
  g_assert_cmpmem (regression->rows->data, regression->rows->len * sizeof (guint32), rows, sizeof rows);
  g_assert_cmpmem (regression->errors->data, regression->errors->len * sizeof (double), errors, sizeof errors);
  g_assert_cmpmem (regression->worst->data, regression->worst->len * sizeof (guint32), worst, sizeof worst);
}

static void
test_nothing (void)
{
  static const double none[] = { NAN, NAN };
  g_autoptr (GwRegression) empty = gw_regression_new (NULL, NULL, 0, 3, NULL);
  g_autoptr (GwRegression) regression = gw_regression_new (none, forecast, 2, 3, NULL);

  g_assert_false (empty->has_figures);
  g_assert_false (regression->has_figures);
  g_assert_cmpuint (regression->rows->len, ==, 0);
  g_assert_cmpuint (regression->worst->len, ==, 0);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_cancelled (void)
{
  const GwRun run = { .step = stop };

  g_assert_null (gw_regression_new (actual, forecast, N, 3, &run));
}

/* Both axes have one range, so that the diagonal is where forecasts are right. */
static void
test_plot (void)
{
  g_autoptr (GwRegression) regression = gw_regression_new (actual, forecast, N, 3, NULL);
  const GwPlotScatterOptions options = { .x_name = "Weight", .y_name = "Weight forecast", .x_unit = "kg" };
  g_autoptr (GwPlot) plot = gw_plot_forecast_new (g_array_ref (regression->actual), g_array_ref (regression->forecast),
                                                  &options);
  const GwPlotAxis *x = gw_plot_get_axis (plot, GW_PLOT_AXIS_X);
  const GwPlotAxis *y = gw_plot_get_axis (plot, GW_PLOT_AXIS_Y);

  g_assert_cmpfloat (x->scale.low, ==, y->scale.low);
  g_assert_cmpfloat (x->scale.high, ==, y->scale.high);
  g_assert_cmpfloat (x->scale.high, >=, 30);
  g_assert_cmpstr (x->title, ==, "Weight (kg)");
  g_assert_cmpuint (gw_plot_count_marks (plot), ==, 6);
}

static void
test_qq_keys (void)
{
  double value;

  g_assert_true (gw_plot_qq_parse_key ("value:-2.5", &value));
  g_assert_cmpfloat (value, ==, -2.5);
  g_assert_false (gw_plot_qq_parse_key ("value:", &value));
  g_assert_false (gw_plot_qq_parse_key ("value:1x", &value));
  g_assert_false (gw_plot_qq_parse_key ("row:1", &value));
  g_assert_false (gw_plot_qq_parse_key (NULL, &value));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/regression/figures", test_figures);
  g_test_add_func ("/regression/nothing", test_nothing);
  g_test_add_func ("/regression/cancelled", test_cancelled);
  g_test_add_func ("/regression/plot", test_plot);
  g_test_add_func ("/regression/qq-keys", test_qq_keys);

  return g_test_run ();
}
