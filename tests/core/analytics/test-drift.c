/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-drift.h"
#include "gw-random.h"

/* --- categories ------------------------------------------------------------------------- */

static void
test_small_example (void)
{
  const double reference[] = { 50, 50 }, current[] = { 25, 75 };
  GwDrift out;

  g_assert_cmpint (gw_drift_categories (reference, current, 2, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (out.psi, -0.25 * log (0.5) + 0.25 * log (1.5), 1e-14);
  g_assert_cmpfloat_with_epsilon (
      out.js_divergence,
      (0.5 * log2 (0.5 / 0.375) + 0.5 * log2 (0.5 / 0.625) + 0.25 * log2 (0.25 / 0.375) + 0.75 * log2 (0.75 / 0.625))
          / 2,
      1e-14);
  g_assert_cmpfloat_with_epsilon (out.js_distance, sqrt (out.js_divergence), 1e-15);
}

static void
test_properties (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 200; round++)
    {
      double a[9], b[9], a_back[9], b_back[9];
      GwDrift out, swapped, larger, same;

      for (gsize i = 0; i < 9; i++)
        {
          a_back[8 - i] = a[i] = (double) gw_random_below (&random, 40) + (i == 0);
          b_back[8 - i] = b[i] = (double) gw_random_below (&random, 40) + (i == 8);
        }
      g_assert_cmpint (gw_drift_categories (a, b, 9, &out), ==, GW_STATUS_OK);
      g_assert_cmpfloat (out.psi, >=, 0);
      g_assert_cmpfloat (out.js_divergence, >=, 0);
      g_assert_cmpfloat (out.js_divergence, <=, 1);

      /* Neither depends on which side is which, nor on the order. */
      g_assert_cmpint (gw_drift_categories (b_back, a_back, 9, &swapped), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (swapped.psi, out.psi, 1e-12);
      g_assert_cmpfloat_with_epsilon (swapped.js_divergence, out.js_divergence, 1e-12);

      /* Only on shares: weights are rows that are there more often. */
      for (gsize i = 0; i < 9; i++)
        b[i] *= 7;
      g_assert_cmpint (gw_drift_categories (a, b, 9, &larger), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (larger.psi, out.psi, 1e-12);
      g_assert_cmpint (gw_drift_categories (b, b, 9, &same), ==, GW_STATUS_OK);
      g_assert_cmpfloat (same.psi, ==, 0);
      g_assert_cmpfloat (same.js_divergence, ==, 0);
    }
}

static void
test_edges_of_categories (void)
{
  const double left[] = { 1, 0 }, right[] = { 0, 1 }, none[] = { 0, 0 };
  const double bad[][2] = { { -1, 2 }, { NAN, 2 }, { 1, INFINITY } };
  GwDrift out;

  /* Nothing in common: the divergence is 1, the index as large as its floor allows. */
  g_assert_cmpint (gw_drift_categories (left, right, 2, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.js_divergence, ==, 1);
  g_assert_cmpfloat_with_epsilon (out.psi, 2 * (1 - 1e-4) * log (1e4), 1e-11);

  g_assert_cmpint (gw_drift_categories (NULL, NULL, 0, &out), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_drift_categories (left, none, 2, &out), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (out.psi) && isnan (out.js_divergence) && isnan (out.js_distance));
  out.psi = 7;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (gw_drift_categories (bad[i], left, 2, &out), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_drift_categories (left, bad[i], 2, &out), ==, GW_STATUS_INVALID);
    }
  g_assert_cmpfloat (out.psi, ==, 7);
}

static void
test_reading (void)
{
  g_assert_cmpint (gw_drift_read (0.0999), ==, GW_DRIFT_STABLE);
  g_assert_cmpint (gw_drift_read (0.1), ==, GW_DRIFT_WATCH);
  g_assert_cmpint (gw_drift_read (0.25), ==, GW_DRIFT_WATCH);
  g_assert_cmpint (gw_drift_read (0.2501), ==, GW_DRIFT_DRIFT);
  g_assert_cmpint (gw_drift_read (NAN), ==, GW_DRIFT_STABLE);
}

/* --- numbers ------------------------------------------------------------------------------ */

static void
test_bins_hold_equal_shares (void)
{
  gw_random random;
  double reference[1000], current[400];
  GwDriftNumeric out;

  gw_random_init (&random, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (reference); i++)
    reference[i] = gw_random_real (&random);
  for (gsize i = 0; i < G_N_ELEMENTS (current); i++)
    current[i] = gw_random_real (&random) * 1.2;
  g_assert_cmpint (gw_drift_numeric (reference, 1000, current, 400, 10, &out), ==, GW_STATUS_OK);
  g_assert_cmpuint (out.n_bins, ==, 10);
  g_assert_cmpuint (out.n_edges, ==, 9);
  for (gsize i = 0; i < out.n_bins; i++)
    {
      double n = 0;

      g_assert_cmpfloat (out.reference[i], ==, 100);
      for (gsize k = 0; k < G_N_ELEMENTS (current); k++)
        n += (i == 0 || current[k] >= out.edges[i - 1]) && (i == 9 || current[k] < out.edges[i]);
      g_assert_cmpfloat (out.current[i], ==, n);
    }
  gw_drift_numeric_clear (&out);
  gw_drift_numeric_clear (&out);
}

/* Order and scale of the values change no figure. */
static void
test_order_and_scale (void)
{
  gw_random random;
  double reference[300], current[200];
  GwDriftNumeric out, other;

  gw_random_init (&random, 3);
  for (guint round = 0; round < 50; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (reference); i++)
        reference[i] = (double) gw_random_below (&random, 12);
      for (gsize i = 0; i < G_N_ELEMENTS (current); i++)
        current[i] = (double) gw_random_below (&random, 16) - 2;
      g_assert_cmpint (gw_drift_numeric (reference, 300, current, 200, 10, &out), ==, GW_STATUS_OK);
      for (gsize i = 0; i < G_N_ELEMENTS (reference); i++)
        reference[i] *= 4;
      for (gsize i = 0; i < G_N_ELEMENTS (current); i++)
        current[i] *= 4;
      gw_random_shuffle (&random, reference, 300, sizeof *reference);
      gw_random_shuffle (&random, current, 200, sizeof *current);
      g_assert_cmpint (gw_drift_numeric (reference, 300, current, 200, 10, &other), ==, GW_STATUS_OK);
      g_assert_cmpuint (out.n_bins, ==, other.n_bins);
      for (gsize i = 0; i < out.n_bins; i++)
        {
          g_assert_cmpfloat (out.reference[i], ==, other.reference[i]);
          g_assert_cmpfloat (out.current[i], ==, other.current[i]);
        }
      g_assert_cmpfloat (out.drift.psi, ==, other.drift.psi);
      gw_drift_numeric_clear (&out);
      gw_drift_numeric_clear (&other);
    }
}

static void
test_constant_reference (void)
{
  const double reference[] = { 3, 3, NAN, 3 }, current[] = { 3, 4, INFINITY, 2, 3 };
  GwDriftNumeric out;

  g_assert_cmpint (gw_drift_numeric (reference, 4, current, 5, 10, &out), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpuint (out.n_bins, ==, 2);
  g_assert_cmpuint (out.n_edges, ==, 0);
  g_assert_cmpfloat (out.reference[0], ==, 3);
  g_assert_cmpfloat (out.reference[1], ==, 0);
  g_assert_cmpfloat (out.current[0], ==, 2);
  g_assert_cmpfloat (out.current[1], ==, 2);
  g_assert_cmpuint (out.n_reference_excluded, ==, 1);
  g_assert_cmpuint (out.n_current_excluded, ==, 1);
  g_assert_cmpfloat (out.drift.psi, >, 0.25);
  gw_drift_numeric_clear (&out);
}

static void
test_edges_of_numbers (void)
{
  const double one[] = { 1 }, two[] = { 1, 2 };
  GwDriftNumeric out;

  g_assert_cmpint (gw_drift_numeric (NULL, 0, one, 1, 10, &out), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (out.drift.psi));
  gw_drift_numeric_clear (&out);
  g_assert_cmpint (gw_drift_numeric (two, 2, NULL, 0, 10, &out), ==, GW_STATUS_EMPTY);
  gw_drift_numeric_clear (&out);
  g_assert_cmpint (gw_drift_numeric (two, 2, two, 2, 1, &out), ==, GW_STATUS_OK);
  g_assert_cmpuint (out.n_bins, ==, 1);
  g_assert_cmpfloat (out.drift.psi, ==, 0);
  gw_drift_numeric_clear (&out);
  g_assert_cmpint (gw_drift_numeric (two, 2, two, 2, 0, &out), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_drift_numeric (two, 2, two, 2, GW_DRIFT_MOST_BINS + 1, &out), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_drift_numeric (two, SIZE_MAX, two, 2, 10, &out), ==, GW_STATUS_TOO_LARGE);
  g_assert_null (out.edges);
  gw_drift_numeric_clear (&out);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drift/small-example", test_small_example);
  g_test_add_func ("/drift/properties", test_properties);
  g_test_add_func ("/drift/edges-of-categories", test_edges_of_categories);
  g_test_add_func ("/drift/reading", test_reading);
  g_test_add_func ("/drift/bins-hold-equal-shares", test_bins_hold_equal_shares);
  g_test_add_func ("/drift/order-and-scale", test_order_and_scale);
  g_test_add_func ("/drift/constant-reference", test_constant_reference);
  g_test_add_func ("/drift/edges-of-numbers", test_edges_of_numbers);
  return g_test_run ();
}
