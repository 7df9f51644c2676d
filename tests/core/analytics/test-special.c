/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-special-private.h"

/* Against published tables and against each other. */

static void
check (double got, double want)
{
  g_assert_cmpfloat (fabs (got - want), <=, 1e-13 * fabs (want));
}

static void
test_normal (void)
{
  check (_gw_normal_cdf (0), 0.5);
  check (_gw_normal_cdf (1.959963984540054), 0.975);
  check (_gw_normal_sf (6), 9.865876450376981e-10);
  check (_gw_normal_quantile (0.975), 1.959963984540054);
  check (_gw_normal_quantile (0.3), -0.5244005127080409);
  g_assert_cmpfloat (_gw_normal_quantile (0.5), ==, 0);
  g_assert_cmpfloat (_gw_normal_quantile (0), ==, -INFINITY);
  g_assert_cmpfloat (_gw_normal_quantile (1), ==, INFINITY);
  g_assert_true (isnan (_gw_normal_quantile (-0.1)) && isnan (_gw_normal_quantile (NAN)));
  for (double p = 1e-300; p < 0.5; p *= 7)
    g_assert_cmpfloat (fabs (_gw_normal_cdf (_gw_normal_quantile (p)) / p - 1), <, 1e-11);
  for (double x = -8; x <= 5; x += 0.0625)
    g_assert_cmpfloat_with_epsilon (_gw_normal_quantile (_gw_normal_cdf (x)), x, 1e-8);
}

/* Whole and half degrees have closed forms. */
static void
test_chi_square (void)
{
  for (double x = 0.01; x < 80; x *= 1.3)
    {
      check (_gw_chi2_sf (x, 2), exp (-x / 2));
      check (_gw_chi2_sf (x, 4), exp (-x / 2) * (1 + x / 2));
      g_assert_cmpfloat (fabs (_gw_chi2_sf (x, 1) / erfc (sqrt (x / 2)) - 1), <, 1e-11);
    }
  g_assert_cmpfloat (_gw_chi2_sf (0, 3), ==, 1);
  g_assert_cmpfloat (_gw_chi2_sf (INFINITY, 3), ==, 0);
  g_assert_true (isnan (_gw_chi2_sf (-1, 3)) && isnan (_gw_chi2_sf (1, 0)));
}

static void
test_throws (void)
{
  check (_gw_binomial_half_cdf (0, 10), 1.0 / 1024);
  check (_gw_binomial_half_cdf (3, 10), 176.0 / 1024);
  g_assert_cmpfloat (_gw_binomial_half_cdf (10, 10), ==, 1);
  g_assert_cmpfloat (_gw_binomial_half_cdf (5, 0), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/special/normal", test_normal);
  g_test_add_func ("/special/chi-square", test_chi_square);
  g_test_add_func ("/special/throws", test_throws);
  return g_test_run ();
}
