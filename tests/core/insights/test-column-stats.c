/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-column-stats.h"

#define N 200
/* The first row that lies apart; two of them. */
#define FAR 60

/* Whole numbers from 0 to 9 in turn, and two that lie apart on either side. */
static void
fill (double *values)
{
  for (guint i = 0; i < N; i++)
    values[i] = i % 10;
  values[FAR] = 500;
  values[FAR + 1] = -500;
}

static void
test_figures (void)
{
  const double values[] = { 1, 2, 3, 4, 100, NAN, INFINITY, -INFINITY };
  GwColumnStats stats;

  g_assert_true (gw_column_stats_init (&stats, values, G_N_ELEMENTS (values)));
  g_assert_cmpuint (stats.n, ==, 5);
  g_assert_cmpuint (stats.n_missing, ==, 1);
  g_assert_cmpuint (stats.n_infinite, ==, 2);
  g_assert_cmpfloat (stats.moments.mean, ==, 22);
  g_assert_cmpfloat (stats.box.median, ==, 3);
  g_assert_cmpuint (stats.box.n_outliers, ==, 1);
  g_assert_cmpfloat_with_epsilon (stats.p5, 1.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (stats.p95, 80.8, 1e-12);
}

static void
test_nothing (void)
{
  const double none = NAN;
  GwColumnStats stats;
  GwColumnShape shape;
  g_autoptr (GArray) rows = NULL;

  g_assert_true (gw_column_stats_init (&stats, &none, 1));
  g_assert_cmpuint (stats.n, ==, 0);
  g_assert_true (isnan (stats.moments.mean) && isnan (stats.box.median) && isnan (stats.p5));
  rows = gw_column_find_outliers (&none, 1, GW_OUTLIERS_FOREST, NULL);
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_true (gw_column_shape_init (&shape, &none, 1, NULL));
  g_assert_cmpint (shape.best, ==, GW_PLOT_TRANSFORM_NONE);
}

static void
test_outliers (gconstpointer data)
{
  double values[N];
  g_autoptr (GArray) rows = NULL;

  fill (values);
  rows = gw_column_find_outliers (values, N, (GwOutlierRule) GPOINTER_TO_INT (data), NULL);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (g_array_index (rows, guint32, 0), ==, FAR);
  g_assert_cmpuint (g_array_index (rows, guint32, 1), ==, FAR + 1);
}

static void
test_equal_values (void)
{
  const double values[] = { 4, 4, 4, 4 };

  for (guint rule = 0; rule <= GW_OUTLIERS_FOREST; rule++)
    {
      g_autoptr (GArray) rows = gw_column_find_outliers (values, 4, (GwOutlierRule) rule, NULL);

      g_assert_cmpuint (rows->len, ==, 0);
    }
}

static bool
refuse (double done, void *data)
{
  return false;
}

static void
test_is_cancelled (void)
{
  const GwRun run = { .step = refuse };
  g_autofree double *values = g_new (double, 100000);
  GwColumnShape shape;

  for (guint i = 0; i < 100000; i++)
    values[i] = exp (i % 997 / 100.0);
  g_assert_null (gw_column_find_outliers (values, 100000, GW_OUTLIERS_FOREST, &run));
  g_assert_false (gw_column_shape_init (&shape, values, 100000, &run));
}

static void
test_shapes (void)
{
  double values[N];
  GwColumnShape shape;

  for (guint i = 0; i < N; i++)
    values[i] = exp (i / 20.0);
  g_assert_true (gw_column_shape_init (&shape, values, N, NULL));
  g_assert_cmpfloat (shape.skew, >, GW_COLUMN_STRONGLY_SKEWED);
  g_assert_cmpint (shape.best, ==, GW_PLOT_TRANSFORM_LOG);
  g_assert_cmpfloat_with_epsilon (shape.skew_after, 0, 1e-9);

  for (guint i = 0; i < N; i++)
    values[i] = i;
  g_assert_true (gw_column_shape_init (&shape, values, N, NULL));
  g_assert_cmpint (shape.best, ==, GW_PLOT_TRANSFORM_NONE);
  g_assert_cmpfloat_with_epsilon (shape.skew, 0, 1e-9);

  /* A left tail, which none of the scales evens. */
  for (guint i = 0; i < N; i++)
    values[i] = 1e6 - exp (i / 15.0);
  g_assert_true (gw_column_shape_init (&shape, values, N, NULL));
  g_assert_cmpfloat (shape.skew, <, -GW_COLUMN_STRONGLY_SKEWED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/insights/column-stats/figures", test_figures);
  g_test_add_func ("/insights/column-stats/nothing", test_nothing);
  g_test_add_data_func ("/insights/column-stats/outliers-iqr", GINT_TO_POINTER (GW_OUTLIERS_IQR), test_outliers);
  g_test_add_data_func ("/insights/column-stats/outliers-z", GINT_TO_POINTER (GW_OUTLIERS_Z), test_outliers);
  g_test_add_data_func ("/insights/column-stats/outliers-forest", GINT_TO_POINTER (GW_OUTLIERS_FOREST), test_outliers);
  g_test_add_func ("/insights/column-stats/equal-values", test_equal_values);
  g_test_add_func ("/insights/column-stats/is-cancelled", test_is_cancelled);
  g_test_add_func ("/insights/column-stats/shapes", test_shapes);

  return g_test_run ();
}
