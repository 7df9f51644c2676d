/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-kde.h"
#include "gw-random.h"

static double
any_normal (gw_random *random)
{
  double sum = -6;

  for (int i = 0; i < 12; i++)
    sum += gw_random_real (random);

  return sum;
}

/* One curve, and two. */
static void
test_curves (void)
{
  static const double grid[] = { 3, 5, 1, NAN, 1e300, INFINITY, -INFINITY };
  double density[7];
  size_t n_excluded;

  g_assert_cmpint (gw_kde ((double[]) { 3, NAN, INFINITY }, NULL, 3, 2, grid, 7, density, &n_excluded, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpfloat_with_epsilon (density[0], 1 / (2 * sqrt (2 * G_PI)), 1e-15);
  g_assert_cmpfloat_with_epsilon (density[1], exp (-0.5) / (2 * sqrt (2 * G_PI)), 1e-15);
  g_assert_cmpfloat (density[1], ==, density[2]);
  g_assert_true (isnan (density[3]));
  g_assert_cmpfloat (density[4], ==, 0);
  g_assert_cmpfloat (density[5], ==, 0);
  g_assert_cmpfloat (density[6], ==, 0);
  g_assert_cmpint (gw_kde ((double[]) { 1, 5 }, (double[]) { 3, 1 }, 2, 2, grid, 3, density, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (density[2], (3 + exp (-2)) / 4 / (2 * sqrt (2 * G_PI)), 1e-15);
}

static void
test_bandwidth (void)
{
  static const double values[] = { 1, 2, 3, 10 };
  double scott, silverman, weighted;

  g_assert_cmpint (gw_kde_bandwidth (values, NULL, 4, GW_KDE_SCOTT, &scott), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (scott, sqrt (50.0 / 3) * pow (4, -0.2), 1e-12);
  g_assert_cmpint (gw_kde_bandwidth (values, NULL, 4, GW_KDE_SILVERMAN, &silverman), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (silverman, sqrt (50.0 / 3) * pow (3, -0.2), 1e-12);
  g_assert_cmpint (gw_kde_bandwidth (values, (double[]) { 1, 2, 0 }, 3, GW_KDE_SCOTT, &weighted), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_kde_bandwidth ((double[]) { 1, 2, 2 }, NULL, 3, GW_KDE_SCOTT, &scott), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (weighted, scott, 1e-12);

  g_assert_cmpint (gw_kde_bandwidth (NULL, NULL, 0, GW_KDE_SCOTT, &scott), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (scott));
  scott = 1;
  g_assert_cmpint (gw_kde_bandwidth ((double[]) { 2, 2 }, NULL, 2, GW_KDE_SCOTT, &scott), ==, GW_STATUS_DEGENERATE);
  g_assert_true (isnan (scott));
  scott = 1;
  g_assert_cmpint (gw_kde_bandwidth (values, (double[]) { 0.5, 0.5 }, 2, GW_KDE_SCOTT, &scott), ==,
                   GW_STATUS_DEGENERATE);
  g_assert_true (isnan (scott));
  scott = 1;
  g_assert_cmpint (gw_kde_bandwidth (values, (double[]) { 1, -1 }, 2, GW_KDE_SCOTT, &scott), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kde_bandwidth (values, NULL, 2, (GwKdeRule) 2, &scott), ==, GW_STATUS_INVALID);
  g_assert_cmpfloat (scott, ==, 1);
}

static void
test_edges (void)
{
  static const double bad[] = { 0, -1, NAN, INFINITY };
  double density[2] = { 7, 7 };
  static const double grid[2] = { 0, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (gw_kde (grid, NULL, 2, bad[i], grid, 2, density, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kde (grid, bad + 1, 2, 1, grid, 2, density, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kde (grid, NULL, ((size_t) 1 << 31) + 1, 1, grid, 2, density, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (density[0], ==, 7);
  g_assert_cmpint (gw_kde (NULL, NULL, 0, 1, grid, 2, density, NULL, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (density[0]) && isnan (density[1]));
  g_assert_cmpint (gw_kde (grid, NULL, 2, 1, NULL, 0, NULL, NULL, NULL), ==, GW_STATUS_OK);
}

/* An integral of 1, weights as repeated rows, any order of rows and threads. */
static void
test_any_values (void)
{
  gw_random random;

  gw_random_init (&random, 39);
  for (guint round = 0; round < 30; round++)
    {
      gsize n = 2 + gw_random_below (&random, 200), n_repeated = 0;
      double values[202], weights[202], repeated[606], grid[400], density[400], other[400], sum = 0;

      for (gsize i = 0; i < n; i++)
        {
          gsize weight = gw_random_below (&random, 4);

          values[i] = any_normal (&random);
          weights[i] = (double) weight;
          for (gsize k = 0; k < weight; k++)
            repeated[n_repeated++] = values[i];
        }
      if (n_repeated == 0)
        continue;
      for (gsize i = 0; i < 400; i++)
        grid[i] = -20 + 0.1 * (double) i;
      gw_random_shuffle (&random, repeated, n_repeated, sizeof *repeated);
      g_assert_cmpint (gw_kde (values, weights, n, 0.7, grid, 400, density, NULL, &(GwRun) { .n_threads = 3 }), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_kde (repeated, NULL, n_repeated, 0.7, grid, 400, other, NULL, &(GwRun) { .n_threads = 1 }),
                       ==, GW_STATUS_OK);
      for (gsize i = 0; i < 400; i++)
        {
          g_assert_cmpfloat_with_epsilon (density[i], other[i], 1e-13);
          sum += density[i] * 0.1;
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
    }
}

/* Beyond the number that is summed directly: against the same values in lots that
 * are, with and without weights, and with a bandwidth that leaves no room for cells.
 */
static void
test_many_values (void)
{
  gsize n = 60000, half = n / 2;
  g_autofree double *values = g_new (double, n);
  g_autofree double *weights = g_new (double, n);
  double grid[50], density[50], first[50], second[50], peak = 0, worst = 0, bandwidth;
  gw_random random;

  gw_random_init (&random, 40);
  for (gsize i = 0; i < n; i++)
    {
      values[i] = any_normal (&random) + (i % 3 == 0 ? 4 : 0);
      weights[i] = 1;
    }
  for (gsize i = 0; i < 50; i++)
    grid[i] = -5 + 0.27 * (double) i;
  g_assert_cmpint (gw_kde_bandwidth (values, NULL, n, GW_KDE_SCOTT, &bandwidth), ==, GW_STATUS_OK);
  for (guint round = 0; round < 3; round++)
    {
      double h = round == 2 ? 1e-6 : bandwidth;

      peak = worst = 0;
      g_assert_cmpint (gw_kde (values, round == 1 ? weights : NULL, n, h, grid, 50, density, NULL, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_kde (values, NULL, half, h, grid, 50, first, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_kde (values + half, NULL, half, h, grid, 50, second, NULL, NULL), ==, GW_STATUS_OK);
      for (gsize i = 0; i < 50; i++)
        {
          double want = (first[i] + second[i]) / 2;

          peak = fmax (peak, want);
          worst = fmax (worst, fabs (density[i] - want));
        }
      g_assert_cmpfloat (worst, <=, round == 2 ? 1e-12 * peak : 1e-4 * peak);
    }
}

/* In cells as well, what weighs nothing or is no number is nothing. */
static void
test_many_rows_left_out (void)
{
  gsize n = 120000;
  g_autofree double *values = g_new (double, n);
  g_autofree double *weights = g_new (double, n);
  g_autofree double *kept = g_new (double, n / 2);
  double grid[30], density[30], want[30];
  gw_random random;
  gsize n_excluded;

  gw_random_init (&random, 41);
  for (gsize i = 0; i < n; i++)
    {
      values[i] = any_normal (&random);
      weights[i] = i % 4 == 1 ? 0 : 2;
      if (i % 2 == 0)
        kept[i / 2] = values[i];
      if (i % 4 == 3)
        values[i] = i % 8 == 3 ? NAN : INFINITY;
    }
  for (gsize i = 0; i < 30; i++)
    grid[i] = -3 + 0.2 * (double) i;
  g_assert_cmpint (gw_kde (values, weights, n, 0.3, grid, 30, density, &n_excluded, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, n / 4);
  g_assert_cmpint (gw_kde (kept, NULL, n / 2, 0.3, grid, 30, want, NULL, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < 30; i++)
    g_assert_cmpfloat_with_epsilon (density[i], want[i], 1e-5);
}

static bool
stop_at_once (double done, void *data)
{
  return false;
}

static void
test_cancel (void)
{
  static const double values[] = { 1, 2, 3 };
  double density[3] = { 7, 7, 7 };
  GwRun run = { .step = stop_at_once, .n_threads = 1 };

  g_assert_cmpint (gw_kde (values, NULL, 3, 1, values, 3, density, NULL, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpfloat (density[0], ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kde/curves", test_curves);
  g_test_add_func ("/kde/bandwidth", test_bandwidth);
  g_test_add_func ("/kde/edges", test_edges);
  g_test_add_func ("/kde/any-values", test_any_values);
  g_test_add_func ("/kde/many-values", test_many_values);
  g_test_add_func ("/kde/many-rows-left-out", test_many_rows_left_out);
  g_test_add_func ("/kde/cancel", test_cancel);
  return g_test_run ();
}
