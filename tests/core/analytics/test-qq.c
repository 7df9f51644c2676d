/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-qq.h"
#include "gw-random.h"
#include "gw-special-private.h"

static void
test_edges (void)
{
  double theoretical[4], ordered[4];
  GwQqLine line = { .n = 9 };

  g_assert_cmpint (gw_qq_normal (NULL, ((size_t) 1 << 31) + 1, NULL, NULL, &line), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (line.n, ==, 9);
  g_assert_cmpint (gw_qq_normal (NULL, 0, NULL, NULL, &line), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (line.slope) && isnan (line.r) && line.n == 0);
  g_assert_cmpint (gw_qq_normal ((double[]) { NAN, INFINITY, 3 }, 3, theoretical, ordered, &line), ==,
                   GW_STATUS_DEGENERATE);
  g_assert_cmpuint (line.n, ==, 1);
  g_assert_cmpuint (line.n_excluded, ==, 2);
  g_assert_cmpfloat (theoretical[0], ==, 0);
  g_assert_cmpfloat (ordered[0], ==, 3);
  g_assert_true (isnan (line.slope) && isnan (line.r));
  g_assert_cmpint (gw_qq_normal ((double[]) { 3, 3, 3 }, 3, theoretical, ordered, &line), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpfloat (line.slope, ==, 0);
  g_assert_cmpfloat (line.intercept, ==, 3);
  g_assert_true (isnan (line.r));
  g_assert_cmpint (gw_qq_normal ((double[]) { -1e307, 1e307 }, 2, theoretical, ordered, &line), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (line.r, 1, 1e-12);
  g_assert_true (isfinite (line.slope));
}

/* Values that are the quantiles themselves lie on the line that they were made by. */
static void
test_normal_values_lie_on_a_line (void)
{
  double values[101], theoretical[101], ordered[101];
  GwQqLine line;

  for (int i = 0; i < 101; i++)
    {
      double p = i == 0 ? 1 - pow (0.5, 1.0 / 101) : i == 100 ? pow (0.5, 1.0 / 101) : (i + 1 - 0.3175) / 101.365;

      values[100 - i] = 7 + 2.5 * _gw_normal_quantile (p);
    }
  g_assert_cmpint (gw_qq_normal (values, 101, theoretical, ordered, &line), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (line.slope, 2.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (line.intercept, 7, 1e-9);
  g_assert_cmpfloat_with_epsilon (line.r, 1, 1e-12);
}

static void
test_any_values (void)
{
  gw_random random;

  gw_random_init (&random, 35);
  for (guint round = 0; round < 200; round++)
    {
      gsize n = 2 + gw_random_below (&random, 300);
      double values[302], theoretical[302], ordered[302], other[302];
      GwQqLine line, scaled;
      double rest = 0, product = 0;

      for (gsize i = 0; i < n; i++)
        values[i] = exp (3 * gw_random_real (&random));
      g_assert_cmpint (gw_qq_normal (values, n, theoretical, ordered, &line), ==, GW_STATUS_OK);
      g_assert_cmpuint (line.n, ==, n);
      for (gsize i = 0; i < n; i++)
        {
          double away = ordered[i] - line.intercept - line.slope * theoretical[i];

          rest += away;
          product += away * theoretical[i];
          g_assert_cmpfloat (theoretical[i], ==, -theoretical[n - 1 - i]);
          if (i > 0)
            g_assert_true (theoretical[i] > theoretical[i - 1] && ordered[i] >= ordered[i - 1]);
        }
      /* Least squares: what is left is square to the line. */
      g_assert_cmpfloat_with_epsilon (rest, 0, 1e-8);
      g_assert_cmpfloat_with_epsilon (product, 0, 1e-8);
      g_assert_true (line.r > 0 && line.r <= 1);

      for (gsize i = 0; i < n; i++)
        values[i] = values[i] * 3 - 5;
      gw_random_shuffle (&random, values, n, sizeof *values);
      g_assert_cmpint (gw_qq_normal (values, n, theoretical, other, &scaled), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (scaled.slope, 3 * line.slope, 1e-9);
      g_assert_cmpfloat_with_epsilon (scaled.intercept, 3 * line.intercept - 5, 1e-9);
      g_assert_cmpfloat_with_epsilon (scaled.r, line.r, 1e-12);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/qq/edges", test_edges);
  g_test_add_func ("/qq/normal-values-lie-on-a-line", test_normal_values_lie_on_a_line);
  g_test_add_func ("/qq/any-values", test_any_values);
  return g_test_run ();
}
