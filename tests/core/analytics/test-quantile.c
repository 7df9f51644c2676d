/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-quantile-private.h"
#include "gw-random.h"

static const double shares[] = { 0, 0.01, 0.1, 0.25, 1.0 / 3, 0.5, 0.6, 0.75, 0.9, 0.999, 1 };

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* One of several kinds of columns: many ties, wide, narrow, with both zeros. */
static double
any_value (gw_random *random, guint kind)
{
  switch (kind % 4)
    {
    case 0:
      return (double) gw_random_below (random, 9) - 4;
    case 1:
      return exp (40 * (gw_random_real (random) - 0.5)) - 1;
    case 2:
      return 1 + gw_random_real (random) * 1e-9;
    default:
      return gw_random_below (random, 3) == 0 ? -0.0 : gw_random_real (random) - 0.5;
    }
}

/* Against a sort, on both sides of where selection begins. */
static void
test_selects_what_a_sort_finds (void)
{
  static const gsize lengths[] = { 1, 2, 3, 50, 2048, 2049, 30011 };
  gw_random random;

  gw_random_init (&random, 5);
  for (guint round = 0; round < G_N_ELEMENTS (lengths) * 4; round++)
    {
      gsize n = lengths[round / 4];
      g_autofree double *values = g_new (double, n);
      g_autofree double *sorted = NULL;

      for (gsize i = 0; i < n; i++)
        values[i] = any_value (&random, round);
      if (n > 10)
        {
          values[3] = INFINITY;
          values[n - 2] = -INFINITY;
        }
      sorted = g_memdup2 (values, n * sizeof *values);
      qsort (sorted, n, sizeof *sorted, compare);
      for (guint k = 0; k < 12; k++)
        {
          gsize j = k == 0 ? 0 : k == 1 ? n - 1 : gw_random_below (&random, n);
          double value, next;

          g_assert_cmpint (_gw_select (values, n, j, &value, &next), ==, GW_STATUS_OK);
          g_assert_cmpfloat (value, ==, sorted[j]);
          g_assert_cmpfloat (next, ==, sorted[MIN (j + 1, n - 1)]);
        }
      for (int type = 1; type <= 9; type++)
        for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
          {
            double got, want = _gw_quantile_sorted (sorted, n, shares[k], type);

            g_assert_cmpint (gw_quantiles (values, NULL, n, &shares[k], 1, type, &got, NULL), ==, GW_STATUS_OK);
            g_assert_true (got == want || (isnan (got) && isnan (want)));
          }
    }
}

/* The definitions, by hand. */
static void
test_four_values (void)
{
  static const double values[] = { 40, 10, 20, 30 };
  static const double p[] = { 0.25, 0.5, 0.7 };
  static const double want[9][3] = { { 10, 20, 30 },      { 15, 25, 30 },
                                     { 10, 20, 30 },      { 10, 20, 28 },
                                     { 15, 25, 33 },      { 12.5, 25, 35 },
                                     { 17.5, 25, 31 },    { 14 + 1.0 / 6, 25, 33 + 2.0 / 3 },
                                     { 14.375, 25, 33.5 } };

  for (int type = 1; type <= 9; type++)
    {
      double got[3];

      g_assert_cmpint (gw_quantiles (values, NULL, 4, p, 3, type, got, NULL), ==, GW_STATUS_OK);
      for (int k = 0; k < 3; k++)
        g_assert_cmpfloat_with_epsilon (got[k], want[type - 1][k], 1e-12);
    }
}

/* A weight is as many equal rows. */
static void
test_weights_repeat_rows (void)
{
  gw_random random;

  gw_random_init (&random, 6);
  for (guint round = 0; round < 120; round++)
    {
      gsize n = 1 + gw_random_below (&random, 60), n_repeated = 0;
      double values[60], weights[60], repeated[240];

      for (gsize i = 0; i < n; i++)
        {
          gsize weight = gw_random_below (&random, 4);

          values[i] = any_value (&random, round);
          weights[i] = (double) weight;
          for (gsize k = 0; k < weight; k++)
            repeated[n_repeated++] = values[i];
        }
      for (int type = 1; type <= 9; type++)
        {
          double got[G_N_ELEMENTS (shares)], want[G_N_ELEMENTS (shares)];
          gw_status status = gw_quantiles (values, weights, n, shares, G_N_ELEMENTS (shares), type, got, NULL);

          g_assert_cmpint (gw_quantiles (repeated, NULL, n_repeated, shares, G_N_ELEMENTS (shares), type, want, NULL),
                           ==, status);
          for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
            g_assert_true (got[k] == want[k] || (n_repeated == 0 && isnan (got[k]) && isnan (want[k])));
        }
    }
}

/* Quantiles rise with p, lie between the ends, and follow a * x + b. */
static void
test_any_values (void)
{
  gw_random random;

  gw_random_init (&random, 7);
  for (guint round = 0; round < 200; round++)
    {
      gsize n = 1 + gw_random_below (&random, 300);
      double values[300], moved[300];
      int type = 1 + (int) gw_random_below (&random, 9);
      double got[G_N_ELEMENTS (shares)], of_moved[G_N_ELEMENTS (shares)];

      for (gsize i = 0; i < n; i++)
        {
          values[i] = any_value (&random, round);
          moved[n - 1 - i] = 4 * values[i];
        }
      g_assert_cmpint (gw_quantiles (values, NULL, n, shares, G_N_ELEMENTS (shares), type, got, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_quantiles (moved, NULL, n, shares, G_N_ELEMENTS (shares), type, of_moved, NULL), ==,
                       GW_STATUS_OK);
      for (gsize k = 0; k < G_N_ELEMENTS (shares); k++)
        {
          g_assert_true (k == 0 || got[k] >= got[k - 1]);
          g_assert_cmpfloat (of_moved[k], ==, 4 * got[k]);
        }
      qsort (values, n, sizeof *values, compare);
      g_assert_cmpfloat (got[0], ==, values[0]);
      g_assert_cmpfloat (got[G_N_ELEMENTS (shares) - 1], ==, values[n - 1]);
    }
}

static void
test_edges (void)
{
  static const double p[] = { 0.5 };
  double got = 7;
  size_t n_excluded;

  g_assert_cmpint (gw_quantiles (NULL, NULL, 0, p, 1, 7, &got, &n_excluded), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (got));
  g_assert_cmpuint (n_excluded, ==, 0);
  g_assert_cmpint (gw_quantiles ((double[]) { NAN, 3, NAN }, NULL, 3, p, 1, 7, &got, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpfloat (got, ==, 3);
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpint (gw_quantiles ((double[]) { 1, 2 }, (double[]) { 0, 0 }, 2, p, 1, 7, &got, NULL), ==,
                   GW_STATUS_EMPTY);

  /* Infinities have their place, and none between them. */
  g_assert_cmpint (gw_quantiles ((double[]) { -INFINITY, INFINITY }, NULL, 2, p, 1, 7, &got, NULL), ==, GW_STATUS_OK);
  g_assert_true (isnan (got));
  g_assert_cmpint (gw_quantiles ((double[]) { -INFINITY, 5, INFINITY }, NULL, 3, p, 1, 7, &got, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (got, ==, 5);
  g_assert_cmpint (gw_quantiles ((double[]) { 1, INFINITY }, NULL, 2, p, 1, 7, &got, NULL), ==, GW_STATUS_OK);
  g_assert_true (isinf (got));
  g_assert_cmpint (gw_quantiles ((double[]) { -1.7e308, 1.7e308 }, NULL, 2, p, 1, 7, &got, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (got, ==, 0);
}

static void
test_refuses_what_is_out_of_range (void)
{
  static const double values[] = { 1, 2, 3 };
  static const double bad_weights[] = { -1, INFINITY, NAN };
  static const double bad_p[] = { -0.1, 1.1, NAN };
  static const double half[] = { 0.5 };
  double got = 7;

  g_assert_cmpint (gw_quantiles (values, NULL, 3, half, 1, 0, &got, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_quantiles (values, NULL, 3, half, 1, 10, &got, NULL), ==, GW_STATUS_INVALID);
  for (gsize i = 0; i < 3; i++)
    {
      double weights[] = { 1, 1, bad_weights[i] };

      g_assert_cmpint (gw_quantiles (values, NULL, 3, &bad_p[i], 1, 7, &got, NULL), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_quantiles (values, weights, 3, half, 1, 7, &got, NULL), ==, GW_STATUS_INVALID);
    }
  g_assert_cmpint (gw_quantiles (values, NULL, ((size_t) 1 << 31) + 1, half, 1, 7, &got, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (got, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quantile/selects-what-a-sort-finds", test_selects_what_a_sort_finds);
  g_test_add_func ("/quantile/four-values", test_four_values);
  g_test_add_func ("/quantile/weights-repeat-rows", test_weights_repeat_rows);
  g_test_add_func ("/quantile/any-values", test_any_values);
  g_test_add_func ("/quantile/edges", test_edges);
  g_test_add_func ("/quantile/refuses-what-is-out-of-range", test_refuses_what_is_out_of_range);
  return g_test_run ();
}
