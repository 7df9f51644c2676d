/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-moments.h"
#include "gw-random.h"

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 1e-10 + 1e-9 * fabs ((double) (b)))

static void
assert_same (const GwMoments *a, const GwMoments *b)
{
  assert_near (a->n, b->n);
  assert_near (a->mean, b->mean);
  assert_near (a->min, b->min);
  assert_near (a->max, b->max);
  g_assert_true ((isnan (a->variance) && isnan (b->variance))
                 || fabs (a->variance - b->variance) <= 1e-9 * fabs (b->variance));
  g_assert_true ((isnan (a->skew) && isnan (b->skew)) || fabs (a->skew - b->skew) <= 1e-9 * (1 + fabs (b->skew)));
  g_assert_true ((isnan (a->kurtosis_unbiased) && isnan (b->kurtosis_unbiased))
                 || fabs (a->kurtosis_unbiased - b->kurtosis_unbiased) <= 1e-8 * (1 + fabs (b->kurtosis_unbiased)));
}

static void
test_four_values (void)
{
  GwMoments moments;

  g_assert_cmpint (gw_moments ((double[]) { 1, 2, NAN, 3, 10, INFINITY }, NULL, 6, &moments), ==, GW_STATUS_OK);
  g_assert_cmpuint (moments.n_excluded, ==, 2);
  g_assert_cmpfloat (moments.n, ==, 4);
  g_assert_cmpfloat (moments.mean, ==, 4);
  g_assert_cmpfloat (moments.min, ==, 1);
  g_assert_cmpfloat (moments.max, ==, 10);
  assert_near (moments.population, 12.5);
  assert_near (moments.variance, 50.0 / 3);
  assert_near (moments.deviation, sqrt (50.0 / 3));
  /* Third and fourth powers of -3, -2, -1 and 6. */
  assert_near (moments.skew, (180.0 / 4) / (12.5 * sqrt (12.5)));
  assert_near (moments.skew_unbiased, moments.skew * sqrt (12) / 2);
  assert_near (moments.kurtosis, (1394.0 / 4) / (12.5 * 12.5) - 3);
  assert_near (moments.kurtosis_unbiased, (5 * moments.kurtosis + 6) * 3 / 2);
}

static void
test_few_values (void)
{
  GwMoments moments;

  g_assert_cmpint (gw_moments (NULL, NULL, 0, &moments), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (moments.mean) && isnan (moments.min) && isnan (moments.variance));
  g_assert_cmpfloat (moments.n, ==, 0);
  g_assert_cmpint (gw_moments ((double[]) { NAN }, NULL, 1, &moments), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (moments.n_excluded, ==, 1);

  g_assert_cmpint (gw_moments ((double[]) { 7.1 }, NULL, 1, &moments), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpfloat (moments.mean, ==, 7.1);
  g_assert_true (isnan (moments.variance) && isnan (moments.skew));

  g_assert_cmpint (gw_moments ((double[]) { 1, 2 }, NULL, 2, &moments), ==, GW_STATUS_OK);
  g_assert_cmpfloat (moments.skew, ==, 0);
  g_assert_true (isnan (moments.skew_unbiased) && isnan (moments.kurtosis_unbiased));
  g_assert_cmpint (gw_moments ((double[]) { 1, 2, 4 }, NULL, 3, &moments), ==, GW_STATUS_OK);
  g_assert_false (isnan (moments.skew_unbiased));
  g_assert_true (isnan (moments.kurtosis_unbiased));
}

static void
test_values_that_do_not_vary (void)
{
  double values[1000];
  GwMoments moments;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = 0.1;
  g_assert_cmpint (gw_moments (values, NULL, 1000, &moments), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpfloat (moments.mean, ==, 0.1);
  g_assert_true (isnan (moments.skew) && isnan (moments.kurtosis));

  /* A hair's breadth against their size. */
  values[0] = 1e6 + 1e-6;
  for (gsize i = 1; i < G_N_ELEMENTS (values); i++)
    values[i] = 1e6;
  g_assert_cmpint (gw_moments (values, NULL, 1000, &moments), ==, GW_STATUS_DEGENERATE);
  values[0] = 1e6 + 1;
  g_assert_cmpint (gw_moments (values, NULL, 1000, &moments), ==, GW_STATUS_OK);
}

static void
test_refuses_bad_weights (void)
{
  static const double bad[] = { -1, INFINITY, NAN };
  GwMoments moments = { .n = 12 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (gw_moments ((double[]) { 1, NAN }, (double[]) { 1, bad[i] }, 2, &moments), ==, GW_STATUS_INVALID);
  g_assert_cmpfloat (moments.n, ==, 12);
  g_assert_cmpint (gw_moments ((double[]) { 1, 2 }, (double[]) { 0, 0 }, 2, &moments), ==, GW_STATUS_EMPTY);
}

/* Far from 0 the squares of the values alone would leave nothing of the variance. */
static void
test_far_from_zero (void)
{
  GwMoments moments;

  g_assert_cmpint (gw_moments ((double[]) { 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16 }, NULL, 4, &moments), ==,
                   GW_STATUS_OK);
  assert_near (moments.variance, 30);
  assert_near (moments.skew, 0);
}

/* The shape does not depend on the unit, even where powers leave the range. */
static void
test_any_unit (void)
{
  static const double units[] = { 1, -1, 1e3, 1e150, 1e300 };
  gw_random random;
  double values[500], scaled[500];
  GwMoments moments, of_scaled;

  gw_random_init (&random, 11);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = exp (gw_random_real (&random) * 4);
  g_assert_cmpint (gw_moments (values, NULL, 500, &moments), ==, GW_STATUS_OK);
  for (gsize k = 0; k < G_N_ELEMENTS (units); k++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
        scaled[i] = values[i] * units[k];
      g_assert_cmpint (gw_moments (scaled, NULL, 500, &of_scaled), ==, GW_STATUS_OK);
      assert_near (of_scaled.mean, moments.mean * units[k]);
      assert_near (of_scaled.deviation, moments.deviation * fabs (units[k]));
      assert_near (of_scaled.skew, moments.skew * (units[k] > 0 ? 1 : -1));
      assert_near (of_scaled.kurtosis, moments.kurtosis);
    }
  g_assert_true (isinf (of_scaled.variance));
}

/* A twin in long double, the order of the rows, and weights as repeated rows. */
static void
test_any_values (void)
{
  gw_random random;

  gw_random_init (&random, 12);
  for (int round = 0; round < 300; round++)
    {
      gsize n = 2 + gw_random_below (&random, 700), n_repeated = 0;
      g_autofree double *values = g_new (double, n);
      g_autofree double *weights = g_new (double, n);
      g_autofree double *repeated = g_new (double, 4 * n);
      GwMoments moments, other;
      long double mean = 0, m2 = 0, m3 = 0, m4 = 0;
      gw_status status;

      for (gsize i = 0; i < n; i++)
        {
          gsize weight = gw_random_below (&random, 4);

          values[i] = round % 2 == 0 ? (double) gw_random_below (&random, 5) : gw_random_real (&random) * 100 - 20;
          weights[i] = (double) weight;
          for (gsize k = 0; k < weight; k++)
            repeated[n_repeated++] = values[i];
        }
      status = gw_moments (values, weights, n, &moments);
      g_assert_cmpint (gw_moments (repeated, NULL, n_repeated, &other), ==, status);
      if (n_repeated == 0)
        continue;
      assert_same (&moments, &other);
      gw_random_shuffle (&random, repeated, n_repeated, sizeof *repeated);
      g_assert_cmpint (gw_moments (repeated, NULL, n_repeated, &moments), ==, status);
      assert_same (&moments, &other);

      for (gsize i = 0; i < n_repeated; i++)
        mean += repeated[i];
      mean /= n_repeated;
      for (gsize i = 0; i < n_repeated; i++)
        {
          long double d = repeated[i] - mean;

          m2 += d * d;
          m3 += d * d * d;
          m4 += d * d * d * d;
        }
      assert_near (moments.mean, (double) mean);
      assert_near (moments.population, (double) (m2 / n_repeated));
      if (status != GW_STATUS_OK)
        continue;
      assert_near (moments.skew, (double) (m3 / n_repeated) / pow ((double) (m2 / n_repeated), 1.5));
      assert_near (moments.kurtosis, (double) (m4 * n_repeated / (m2 * m2)) - 3);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moments/four-values", test_four_values);
  g_test_add_func ("/moments/few-values", test_few_values);
  g_test_add_func ("/moments/values-that-do-not-vary", test_values_that_do_not_vary);
  g_test_add_func ("/moments/refuses-bad-weights", test_refuses_bad_weights);
  g_test_add_func ("/moments/far-from-zero", test_far_from_zero);
  g_test_add_func ("/moments/any-unit", test_any_unit);
  g_test_add_func ("/moments/any-values", test_any_values);
  return g_test_run ();
}
