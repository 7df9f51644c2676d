/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-forecast.h"
#include "gw-random.h"

#define N 200

static void
test_small_example (void)
{
  const double actual[] = { 10, 0, 20, NAN, 5 }, forecast[] = { 12, 1, 15, 3, INFINITY };
  GwForecast out;

  g_assert_cmpint (gw_forecast (actual, forecast, 5, &out), ==, GW_STATUS_OK);
  g_assert_cmpuint (out.n, ==, 3);
  g_assert_cmpuint (out.n_excluded, ==, 2);
  g_assert_cmpfloat_with_epsilon (out.rmse, sqrt (10), 1e-14);
  g_assert_cmpfloat_with_epsilon (out.mae, 8.0 / 3, 1e-14);
  g_assert_cmpfloat_with_epsilon (out.bias, -2.0 / 3, 1e-14);
  g_assert_cmpfloat_with_epsilon (out.bias_relative, -2.0 / 30, 1e-14);
  g_assert_cmpfloat_with_epsilon (out.wape, 8.0 / 30, 1e-14);
  g_assert_cmpfloat_with_epsilon (out.mape, (0.2 + 0.25) / 2, 1e-14);
  g_assert_cmpuint (out.n_mape_skipped, ==, 1);
}

static void
test_order_sign_and_unit (void)
{
  gw_random random;
  double actual[N], forecast[N];
  GwForecast plain, other;

  gw_random_init (&random, 1);
  for (gsize i = 0; i < N; i++)
    {
      actual[i] = gw_random_real (&random) * 100 - 20;
      forecast[i] = actual[i] + gw_random_real (&random) * 10 - 4;
    }
  g_assert_cmpint (gw_forecast (actual, forecast, N, &plain), ==, GW_STATUS_OK);
  g_assert_cmpfloat (plain.mae, <=, plain.rmse);
  g_assert_cmpfloat (fabs (plain.bias), <=, plain.mae);

  /* Swapped, the bias changes its sign. */
  g_assert_cmpint (gw_forecast (forecast, actual, N, &other), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (other.rmse, plain.rmse, 1e-12);
  g_assert_cmpfloat_with_epsilon (other.bias, -plain.bias, 1e-12);

  /* Backwards and in cents: the shares stay. */
  for (gsize i = 0; i < N / 2; i++)
    {
      double kept[2] = { actual[i], forecast[i] };

      actual[i] = actual[N - 1 - i];
      forecast[i] = forecast[N - 1 - i];
      actual[N - 1 - i] = kept[0];
      forecast[N - 1 - i] = kept[1];
    }
  for (gsize i = 0; i < N; i++)
    {
      actual[i] *= 100;
      forecast[i] *= 100;
    }
  g_assert_cmpint (gw_forecast (actual, forecast, N, &other), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (other.rmse, 100 * plain.rmse, 1e-9);
  g_assert_cmpfloat_with_epsilon (other.wape, plain.wape, 1e-12);
  g_assert_cmpfloat_with_epsilon (other.mape, plain.mape, 1e-11);
  g_assert_cmpfloat_with_epsilon (other.bias_relative, plain.bias_relative, 1e-12);
}

static void
test_edges (void)
{
  GwForecast out;

  g_assert_cmpint (gw_forecast (NULL, NULL, 0, &out), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (out.rmse) && isnan (out.mae) && isnan (out.bias) && isnan (out.mape) && isnan (out.wape)
                 && isnan (out.bias_relative));
  g_assert_cmpint (gw_forecast ((double[]) { NAN }, (double[]) { 1 }, 1, &out), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (out.n_excluded, ==, 1);

  g_assert_cmpint (gw_forecast ((double[]) { 0, 0 }, (double[]) { 1, -3 }, 2, &out), ==, GW_STATUS_UNDEFINED);
  g_assert_cmpfloat (out.mae, ==, 2);
  g_assert_true (isnan (out.wape) && isnan (out.mape) && isnan (out.bias_relative));
  g_assert_cmpuint (out.n_mape_skipped, ==, 2);

  g_assert_cmpint (gw_forecast ((double[]) { 1, -1 }, (double[]) { 1, 1 }, 2, &out), ==, GW_STATUS_UNDEFINED);
  g_assert_cmpfloat (out.wape, ==, 1);
  g_assert_true (isnan (out.bias_relative));
}

static void
test_large_and_small (void)
{
  GwForecast out = { .n = 99 };

  g_assert_cmpint (gw_forecast ((double[]) { 1e151 }, (double[]) { 0 }, 1, &out), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_forecast ((double[]) { 0 }, (double[]) { -1e151 }, 1, &out), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (out.n, ==, 99);
  g_assert_cmpint (gw_forecast ((double[]) { 5e-324, 1e150 }, (double[]) { 1, -1e150 }, 2, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.mape, ==, INFINITY);
  g_assert_cmpfloat_with_epsilon (out.rmse / 1e150, sqrt (2), 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/small-example", test_small_example);
  g_test_add_func ("/forecast/order-sign-and-unit", test_order_sign_and_unit);
  g_test_add_func ("/forecast/edges", test_edges);
  g_test_add_func ("/forecast/large-and-small", test_large_and_small);
  return g_test_run ();
}
