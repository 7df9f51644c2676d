/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-chi2.h"
#include "gw-random.h"

/* Two columns have a closed form: n (ad - bc)^2 over the product of the sums. */
static void
test_two_columns (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint i = 0; i < 200; i++)
    {
      double a = (double) gw_random_below (&random, 50) + 1, b = (double) gw_random_below (&random, 50) + 1;
      double c = (double) gw_random_below (&random, 50) + 1, d = (double) gw_random_below (&random, 50) + 1;
      double want = (a + b + c + d) * (a * d - b * c) * (a * d - b * c) / ((a + b) * (c + d) * (a + c) * (b + d));
      GwChi2 out;

      g_assert_cmpint (gw_chi2_two_sample ((double[]) { a, b }, (double[]) { c, d }, 2, &out), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (out.statistic, want, 1e-10 * (1 + want));
      g_assert_cmpuint (out.degrees, ==, 1);
      g_assert_cmpfloat_with_epsilon (out.p_value, erfc (sqrt (want / 2)), 1e-12);
    }
}

/* The sides and the order of the categories do not matter; empty ones neither. */
static void
test_symmetry (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 100; round++)
    {
      double a[7], b[7], a_back[9] = { 0 }, b_back[9] = { 0 };
      GwChi2 out, other;

      for (gsize i = 0; i < 7; i++)
        {
          a_back[7 - i] = a[i] = (double) gw_random_below (&random, 30);
          b_back[7 - i] = b[i] = (double) gw_random_below (&random, 30) + 1;
        }
      a_back[1] = a[6] += 1;
      g_assert_cmpint (gw_chi2_two_sample (a, b, 7, &out), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_chi2_two_sample (b_back, a_back, 9, &other), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (out.statistic, other.statistic, 1e-10);
      g_assert_cmpfloat_with_epsilon (out.p_value, other.p_value, 1e-10);
      g_assert_cmpuint (out.degrees, ==, other.degrees);
    }
}

static void
test_edges (void)
{
  const double none[] = { 0, 0 }, some[] = { 3, 4 }, one[] = { 0, 5 };
  GwChi2 out;

  g_assert_cmpint (gw_chi2_two_sample (NULL, NULL, 0, &out), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (out.statistic) && isnan (out.p_value));
  g_assert_cmpint (gw_chi2_two_sample (some, none, 2, &out), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_chi2_two_sample (none, some, 2, &out), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_chi2_two_sample (one, one, 2, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.statistic, ==, 0);
  g_assert_cmpfloat (out.p_value, ==, 1);
  g_assert_cmpuint (out.degrees, ==, 0);
  g_assert_cmpint (gw_chi2_two_sample (some, some, 2, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (out.p_value, 1, 1e-12);
}

static void
test_refuses (void)
{
  const double good[] = { 1, 2 };
  const double bad[][2] = { { -1, 2 }, { NAN, 2 }, { INFINITY, 2 } };
  GwChi2 out = { .degrees = 99 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (gw_chi2_two_sample (bad[i], good, 2, &out), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_chi2_two_sample (good, bad[i], 2, &out), ==, GW_STATUS_INVALID);
    }
  g_assert_cmpuint (out.degrees, ==, 99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chi2/two-columns", test_two_columns);
  g_test_add_func ("/chi2/symmetry", test_symmetry);
  g_test_add_func ("/chi2/edges", test_edges);
  g_test_add_func ("/chi2/refuses", test_refuses);
  return g_test_run ();
}
