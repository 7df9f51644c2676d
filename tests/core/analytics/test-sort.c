/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-random.h"
#include "gw-sort-private.h"

/* Values with many ties, both zeros, both infinities and the smallest numbers. */
static double
any_value (gw_random *random)
{
  static const double odd[] = { 0.0, -0.0, INFINITY, -INFINITY, 5e-324, -5e-324, 1.7e308, -1.7e308 };

  switch (gw_random_below (random, 3))
    {
    case 0:
      return odd[gw_random_below (random, G_N_ELEMENTS (odd))];
    case 1:
      return (double) gw_random_below (random, 7) - 3;
    default:
      return (gw_random_real (random) - 0.5) * 1e6;
    }
}

static void
test_rows (void)
{
  static const gsize lengths[] = { 0, 1, 2, 47, 48, 49, 1000, 20011 };
  gw_random random;

  gw_random_init (&random, 8);
  for (gsize k = 0; k < G_N_ELEMENTS (lengths); k++)
    {
      gsize n = lengths[k];
      g_autofree double *values = g_new (double, n + 1);
      g_autofree double *sorted = g_new (double, n + 1);
      g_autofree guint32 *order = g_new (guint32, n + 1);
      g_autofree guint8 *seen = g_new0 (guint8, n + 1);

      for (gsize i = 0; i < n; i++)
        values[i] = any_value (&random);
      g_assert_cmpint (_gw_sort_rows (values, n, order), ==, GW_STATUS_OK);
      g_assert_cmpint (_gw_sort_doubles (values, n, sorted), ==, GW_STATUS_OK);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpuint (seen[order[i]]++, ==, 0);
          g_assert_cmpfloat (values[order[i]], ==, sorted[i]);
          if (i > 0)
            g_assert_true (sorted[i - 1] < sorted[i] || (sorted[i - 1] == sorted[i] && order[i - 1] < order[i]));
        }
    }
}

static void
test_keys_have_the_order_of_doubles (void)
{
  gw_random random;

  gw_random_init (&random, 9);
  g_assert_cmpuint (_gw_sort_key (0.0), ==, _gw_sort_key (-0.0));
  for (int i = 0; i < 100000; i++)
    {
      double a = any_value (&random), b = any_value (&random);

      g_assert_cmpint (_gw_sort_key (a) < _gw_sort_key (b), ==, a < b);
      g_assert_cmpfloat (_gw_sort_value (_gw_sort_key (a)), ==, a);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sort/rows", test_rows);
  g_test_add_func ("/sort/keys-have-the-order-of-doubles", test_keys_have_the_order_of_doubles);
  return g_test_run ();
}
