/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-box-plot.h"
#include "gw-outlier.h"
#include "gw-quantile.h"
#include "gw-random.h"

static void
test_nine_values (void)
{
  static const double values[] = { 9, 2, NAN, 3, 1, 5, 4, 100, 7, 6, INFINITY };
  GwBoxPlot plot;
  guint32 outliers[11];

  g_assert_cmpint (gw_box_plot (values, 11, GW_BOX_PLOT_REACH, &plot, outliers), ==, GW_STATUS_OK);
  g_assert_cmpuint (plot.n, ==, 9);
  g_assert_cmpuint (plot.n_excluded, ==, 2);
  g_assert_cmpfloat (plot.q1, ==, 3);
  g_assert_cmpfloat (plot.median, ==, 5);
  g_assert_cmpfloat (plot.q3, ==, 7);
  g_assert_cmpfloat (plot.fence_low, ==, -3);
  g_assert_cmpfloat (plot.fence_high, ==, 13);
  g_assert_cmpfloat (plot.whisker_low, ==, 1);
  g_assert_cmpfloat (plot.whisker_high, ==, 9);
  g_assert_cmpfloat_with_epsilon (plot.notch_low, 5 - 1.57 * 4 / 3, 1e-12);
  g_assert_cmpfloat_with_epsilon (plot.notch_high, 5 + 1.57 * 4 / 3, 1e-12);
  g_assert_cmpuint (plot.n_outliers, ==, 1);
  g_assert_cmpuint (outliers[0], ==, 7);
}

/* What lies on a fence is inside. */
static void
test_fences_are_inside (void)
{
  static const double values[] = { -3, 3, 5, 7, 13 };
  GwBoxPlot plot;

  g_assert_cmpint (gw_box_plot (values, 5, 1.5, &plot, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (plot.fence_low, ==, -3);
  g_assert_cmpuint (plot.n_outliers, ==, 0);
  g_assert_cmpfloat (plot.whisker_high, ==, 13);
  g_assert_cmpint (gw_box_plot (values, 5, 1.4999, &plot, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (plot.n_outliers, ==, 2);
}

static void
test_edges (void)
{
  GwBoxPlot plot = { .n = 3 };

  /* Both values lie beyond the box, which is all that the fences hold. */
  g_assert_cmpint (gw_box_plot ((double[]) { 0, 1 }, 2, 0, &plot, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (plot.n_outliers, ==, 2);
  g_assert_true (isnan (plot.whisker_low) && isnan (plot.whisker_high));
  g_assert_cmpint (gw_box_plot (NULL, 0, 1.5, &plot, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (plot.n, ==, 0);
  g_assert_true (isnan (plot.median) && isnan (plot.whisker_low) && isnan (plot.notch_high));
  g_assert_cmpint (gw_box_plot ((double[]) { 4 }, 1, 1.5, &plot, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (plot.whisker_low, ==, 4);
  g_assert_cmpfloat (plot.notch_high, ==, 4);
  g_assert_cmpint (gw_box_plot ((double[]) { -1.7e308, -1.7e308, 1.7e308, 1.7e308 }, 4, 0, &plot, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (plot.n_outliers, ==, 0);

  plot.n = 77;
  g_assert_cmpint (gw_box_plot ((double[]) { 4 }, 1, -1, &plot, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_box_plot ((double[]) { 4 }, 1, NAN, &plot, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_box_plot ((double[]) { 4 }, 1, INFINITY, &plot, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_box_plot (NULL, ((size_t) 1 << 31) + 1, 1, &plot, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (plot.n, ==, 77);
}

/* The parts are in order; each row is an outlier or lies between the whiskers; the
 * order of rows does not matter, nor is there another list of outliers.
 */
static void
test_any_values (void)
{
  static const double quarters[] = { 0.25, 0.5, 0.75 };
  gw_random random;

  gw_random_init (&random, 31);
  for (guint round = 0; round < 300; round++)
    {
      gsize n = 1 + gw_random_below (&random, 4000);
      g_autofree double *values = g_new (double, n);
      g_autofree guint32 *outliers = g_new (guint32, n);
      g_autofree guint32 *others = g_new (guint32, n);
      double reach = gw_random_real (&random) * 2, quartiles[3];
      gsize n_beyond = 0, n_others;
      GwBoxPlot plot, shuffled;

      for (gsize i = 0; i < n; i++)
        values[i] = round % 2 == 0 ? exp (6 * gw_random_real (&random)) : (double) gw_random_below (&random, 6);
      g_assert_cmpint (gw_box_plot (values, n, reach, &plot, outliers), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_quantiles (values, NULL, n, quarters, 3, 7, quartiles, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat (plot.q1, ==, quartiles[0]);
      g_assert_cmpfloat (plot.median, ==, quartiles[1]);
      g_assert_cmpfloat (plot.q3, ==, quartiles[2]);
      for (gsize i = 0; i < n; i++)
        {
          gboolean beyond = values[i] < plot.q1 - reach * (plot.q3 - plot.q1)
                            || values[i] > plot.q3 + reach * (plot.q3 - plot.q1);

          if (beyond)
            g_assert_cmpuint (outliers[n_beyond++], ==, i);
          else
            g_assert_true (values[i] >= plot.whisker_low && values[i] <= plot.whisker_high);
        }
      g_assert_cmpuint (plot.n_outliers, ==, n_beyond);
      g_assert_cmpint (gw_outliers_iqr (values, n, reach, others, &n_others, NULL), ==, GW_STATUS_OK);
      g_assert_cmpmem (others, n_others * sizeof *others, outliers, n_beyond * sizeof *outliers);

      gw_random_shuffle (&random, values, n, sizeof *values);
      g_assert_cmpint (gw_box_plot (values, n, reach, &shuffled, NULL), ==, GW_STATUS_OK);
      g_assert_cmpmem (&shuffled, sizeof shuffled, &plot, sizeof plot);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box-plot/nine-values", test_nine_values);
  g_test_add_func ("/box-plot/fences-are-inside", test_fences_are_inside);
  g_test_add_func ("/box-plot/edges", test_edges);
  g_test_add_func ("/box-plot/any-values", test_any_values);
  return g_test_run ();
}
