/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-ks.h"
#include "gw-random.h"

static void
assert_close (double got, double want, double relative)
{
  g_assert_cmpfloat (fabs (got - want), <=, relative * fabs (want));
}

/* --- the statistic -------------------------------------------------------------------- */

static double
naive_statistic (const double *a, gsize n_a, const double *b, gsize n_b)
{
  double largest = 0;

  for (gsize i = 0; i < n_a + n_b; i++)
    {
      double value = i < n_a ? a[i] : b[i - n_a], below_a = 0, below_b = 0;

      for (gsize k = 0; k < n_a; k++)
        below_a += a[k] <= value;
      for (gsize k = 0; k < n_b; k++)
        below_b += b[k] <= value;
      largest = fmax (largest, fabs (below_a / (double) n_a - below_b / (double) n_b));
    }

  return largest;
}

static void
test_statistic (void)
{
  gw_random random;
  double a[60], b[50];

  gw_random_init (&random, 1);
  for (guint round = 0; round < 100; round++)
    {
      gsize n_a = 1 + gw_random_below (&random, 60), n_b = 1 + gw_random_below (&random, 50);
      GwKs out, swapped, cubed;

      for (gsize i = 0; i < n_a; i++)
        a[i] = (double) gw_random_below (&random, 20) - 9;
      for (gsize i = 0; i < n_b; i++)
        b[i] = (double) gw_random_below (&random, 25) - 9;
      g_assert_cmpint (gw_ks_two_sample (a, n_a, b, n_b, &out), ==, GW_STATUS_OK);
      assert_close (out.statistic, naive_statistic (a, n_a, b, n_b), 1e-12);
      g_assert_cmpfloat (out.p_value, ==, out.p_exact);

      g_assert_cmpint (gw_ks_two_sample (b, n_b, a, n_a, &swapped), ==, GW_STATUS_OK);
      g_assert_cmpfloat (swapped.statistic, ==, out.statistic);
      assert_close (swapped.p_exact, out.p_exact, 1e-12);

      /* Only the order of the values counts. */
      for (gsize i = 0; i < n_a; i++)
        a[i] = a[i] * a[i] * a[i];
      for (gsize i = 0; i < n_b; i++)
        b[i] = b[i] * b[i] * b[i];
      g_assert_cmpint (gw_ks_two_sample (a, n_a, b, n_b, &cubed), ==, GW_STATUS_OK);
      g_assert_cmpfloat (cubed.statistic, ==, out.statistic);
      g_assert_cmpfloat (cubed.p_exact, ==, out.p_exact);
    }
}

/* --- the exact p: by all orders of two small samples --------------------------------------- */

static double
count_orders (guint n_a, guint n_b, double statistic)
{
  guint n_all = 0, n_far = 0;

  for (guint mask = 0; mask < 1u << (n_a + n_b); mask++)
    {
      guint i = 0, k = 0;
      double largest = 0;

      if ((guint) __builtin_popcount (mask) != n_a)
        continue;
      for (guint place = 0; place < n_a + n_b; place++)
        {
          if (mask >> place & 1)
            i++;
          else
            k++;
          largest = fmax (largest, fabs ((double) i / n_a - (double) k / n_b));
        }
      n_all++;
      n_far += largest >= statistic - 1e-9;
    }

  return (double) n_far / n_all;
}

static void
test_exact (void)
{
  gw_random random;
  double a[6], b[7];

  gw_random_init (&random, 2);
  for (guint round = 0; round < 40; round++)
    {
      guint n_a = 1 + (guint) gw_random_below (&random, 6), n_b = 1 + (guint) gw_random_below (&random, 7);
      GwKs out;

      for (guint i = 0; i < n_a; i++)
        a[i] = gw_random_real (&random);
      for (guint i = 0; i < n_b; i++)
        b[i] = gw_random_real (&random) + 0.3;
      g_assert_cmpint (gw_ks_two_sample (a, n_a, b, n_b, &out), ==, GW_STATUS_OK);
      assert_close (out.p_exact, count_orders (n_a, n_b, out.statistic), 1e-12);
    }
}

/* Far apart: 2 / C(n + m, n). */
static void
test_tiny_p (void)
{
  double a[100], b[100], want = 2;
  GwKs out;

  for (gsize i = 0; i < 100; i++)
    {
      a[i] = (double) i;
      b[i] = 1000 + (double) i;
      want *= (double) (i + 1) / (double) (101 + i);
    }
  g_assert_cmpint (gw_ks_two_sample (a, 100, b, 100, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.statistic, ==, 1);
  assert_close (out.p_exact, want, 1e-11);
}

/* --- the one-sample distribution --------------------------------------------------------------- */

/* scipy 1.10.1, kstwo.sf: from each part of the range. */
static void
test_one_sample (void)
{
  static const struct
  {
    guint64 n;
    double d;
    double want;
  } cases[] = {
    { 1, 0.7, 0.6000000000000001 },
    { 10, 0.08, 0.9999978058034054 },
    { 10, 0.1, 0.99963712 },
    { 10, 0.3, 0.27053557479999946 },
    { 10, 0.95, 1.9531250000000172e-13 },
    { 50, 0.2, 0.03143877776953241 },
    { 140, 0.05, 0.857648029765611 },
    { 140, 0.12, 0.03252638258561632 },
    { 139, 0.17, 0.0005560368086088669 },
    { 200, 0.004, 1.0 },
    { 300, 0.08, 0.04064402562448799 },
    { 300, 0.05, 0.42744120502346905 },
    { 1000, 0.0009, 1.0 },
    { 1000, 0.02, 0.8108971656895577 },
    { 1000, 0.04, 0.07933956059000224 },
    { 1000, 0.05, 0.013012074781090332 },
    { 5000, 0.012, 0.4639912166690191 },
    { 50000, 0.0015, 0.9998648034635386 },
    { 50000, 0.006, 0.05442749636006261 },
    { 99999, 0.0012, 0.9987153259185124 },
    { 200000, 0.001, 0.9881500208855729 },
    { 200000, 0.003, 0.0545369786611305 },
    { 1000000, 0.0021, 0.00029508134175185787 },
    { 1000001, 0.0021, 0.0002950806954903981 },
    { 5000000, 0.0011, 1.1110875396143671e-05 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_close (gw_ks_one_sample_sf (cases[i].n, cases[i].d), cases[i].want, 1e-9);
}

/* Of one value and of two there are closed forms. */
static void
test_small_n (void)
{
  for (double d = 0.51; d < 1; d += 0.01)
    {
      assert_close (gw_ks_one_sample_sf (1, d), 2 * (1 - d), 1e-12);
      assert_close (gw_ks_one_sample_sf (2, d), 2 * (1 - d) * (1 - d), 1e-12);
    }
  for (double d = 0.26; d < 0.5; d += 0.01)
    assert_close (gw_ks_one_sample_sf (2, d), 1 - 2 * (2 * d - 0.5) * (2 * d - 0.5), 1e-9);
}

/* It falls from 1 to 0, without a step where one part takes over from another. */
static void
test_falls (void)
{
  static const guint64 sizes[] = { 1, 7, 140, 141, 3000, 20000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      double before = 1;

      g_assert_cmpfloat (gw_ks_one_sample_sf (sizes[i], 0), ==, 1);
      for (double z = 0.05; z < 6 && z / sqrt ((double) sizes[i]) < 1; z += 0.05)
        {
          double now = gw_ks_one_sample_sf (sizes[i], z / sqrt ((double) sizes[i]));

          g_assert_cmpfloat (now, <=, before + 1e-12);
          g_assert_cmpfloat (now, >=, 0);
          before = now;
        }
      g_assert_cmpfloat (gw_ks_one_sample_sf (sizes[i], 1), ==, 0);
    }
  g_assert_true (isnan (gw_ks_one_sample_sf (0, 0.5)) && isnan (gw_ks_one_sample_sf (5, NAN)));
  g_assert_cmpfloat (gw_ks_one_sample_sf (G_MAXUINT64, 0.5), ==, 0);
}

/* --- edges -------------------------------------------------------------------------------------- */

static void
test_many_rows (void)
{
  enum
  {
    n = 2000
  };
  gw_random random;
  g_autofree double *a = g_new (double, n);
  g_autofree double *b = g_new (double, n);
  GwKs out;

  gw_random_init (&random, 3);
  for (gsize i = 0; i < n; i++)
    {
      a[i] = gw_random_real (&random);
      b[i] = gw_random_real (&random) * 1.05;
    }
  g_assert_cmpint (gw_ks_two_sample (a, n, b, n, &out), ==, GW_STATUS_OK);
  g_assert_true (isnan (out.p_exact));
  g_assert_cmpfloat (out.p_value, ==, out.p_asymptotic);
  g_assert_cmpfloat (out.p_asymptotic, ==, gw_ks_one_sample_sf (n / 2, out.statistic));
}

static void
test_edges (void)
{
  const double one[] = { 1 }, with_nan[] = { NAN, 2, -INFINITY, NAN };
  GwKs out;

  g_assert_cmpint (gw_ks_two_sample (NULL, 0, one, 1, &out), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (out.statistic) && isnan (out.p_value) && isnan (out.p_exact) && isnan (out.p_asymptotic));
  g_assert_cmpint (gw_ks_two_sample (one, 1, (double[]) { NAN }, 1, &out), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (out.n_excluded, ==, 1);

  g_assert_cmpint (gw_ks_two_sample (one, 1, with_nan, 4, &out), ==, GW_STATUS_OK);
  g_assert_cmpuint (out.n_excluded, ==, 2);
  g_assert_cmpfloat (out.statistic, ==, 0.5);
  g_assert_cmpint (gw_ks_two_sample (one, 1, one, 1, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.statistic, ==, 0);
  g_assert_cmpfloat (out.p_value, ==, 1);
  g_assert_true (isnan (out.p_asymptotic));
  /* -0 is 0. */
  g_assert_cmpint (gw_ks_two_sample ((double[]) { -0.0, 1 }, 2, (double[]) { 0.0, 1 }, 2, &out), ==, GW_STATUS_OK);
  g_assert_cmpfloat (out.statistic, ==, 0);

  out.n_excluded = 99;
  g_assert_cmpint (gw_ks_two_sample (one, ((gsize) 1 << 31) + 1, one, 1, &out), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (out.n_excluded, ==, 99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ks/statistic", test_statistic);
  g_test_add_func ("/ks/exact", test_exact);
  g_test_add_func ("/ks/tiny-p", test_tiny_p);
  g_test_add_func ("/ks/one-sample", test_one_sample);
  g_test_add_func ("/ks/small-n", test_small_n);
  g_test_add_func ("/ks/falls", test_falls);
  g_test_add_func ("/ks/many-rows", test_many_rows);
  g_test_add_func ("/ks/edges", test_edges);
  return g_test_run ();
}
