/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "gw-random.h"
#include "gw-sum-private.h"

static void
test_keeps_what_a_plain_sum_loses (void)
{
  GwSum sum = { 0 };

  _gw_sum_add (&sum, 1);
  _gw_sum_add (&sum, 1e100);
  _gw_sum_add (&sum, 1);
  _gw_sum_add (&sum, -1e100);
  g_assert_cmpfloat (_gw_sum_get (&sum), ==, 2);
}

static void
test_sum_of_tenths (void)
{
  g_autofree double *values = g_new (double, 1000003);

  for (gsize n = 0; n < 1000003; n++)
    values[n] = 0.1;
  g_assert_cmpfloat_with_epsilon (_gw_sum (values, 1000003), 100000.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (_gw_sum_squares (values, 1000003, 0), 10000.03, 1e-10);
  g_assert_cmpfloat (_gw_sum (values, 0), ==, 0);
  g_assert_cmpfloat (_gw_sum (values, 1), ==, 0.1);
}

/* Whole numbers are summed without any error, in any order. */
static void
test_whole_numbers (void)
{
  gw_random random;
  double values[777];

  gw_random_init (&random, 4);
  for (gsize n = 0; n <= G_N_ELEMENTS (values); n += 37)
    {
      gint64 sum = 0, squares = 0;

      for (gsize i = 0; i < n; i++)
        {
          gint64 value = (gint64) gw_random_below (&random, 2001) - 1000;

          values[i] = (double) value;
          sum += value;
          squares += (value - 3) * (value - 3);
        }
      g_assert_cmpfloat (_gw_sum (values, n), ==, (double) sum);
      g_assert_cmpfloat (_gw_sum_squares (values, n, 3), ==, (double) squares);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sum/keeps-what-a-plain-sum-loses", test_keeps_what_a_plain_sum_loses);
  g_test_add_func ("/sum/sum-of-tenths", test_sum_of_tenths);
  g_test_add_func ("/sum/whole-numbers", test_whole_numbers);
  return g_test_run ();
}
