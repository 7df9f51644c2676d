/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-histogram.h"
#include "gw-random.h"

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 1e-12 + 1e-9 * fabs ((double) (b)))

static guint64
sum_of (const GwHistogram *histogram)
{
  guint64 sum = 0;

  for (gsize i = 0; i < histogram->n_bins; i++)
    sum += histogram->counts[i];

  return sum;
}

static void
test_edges_belong_to_the_right (void)
{
  static const double values[] = { 0, 1, 1, 2, 3, 4, NAN, -INFINITY, INFINITY };
  GwHistogramOptions options = { .n_bins = 4 };
  GwHistogram histogram = { 0 };

  g_assert_cmpint (gw_histogram (values, NULL, 9, &options, &histogram, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (histogram.n_bins, ==, 4);
  g_assert_cmpuint (histogram.counts[0], ==, 1);
  g_assert_cmpuint (histogram.counts[1], ==, 2);
  g_assert_cmpuint (histogram.counts[2], ==, 1);
  g_assert_cmpuint (histogram.counts[3], ==, 2);
  g_assert_cmpuint (histogram.n_excluded, ==, 3);
  g_assert_cmpfloat (histogram.edges[3], ==, 3);
  g_assert_cmpfloat (histogram.edges[4], ==, 4);
  g_assert_null (histogram.weights);
  gw_histogram_clear (&histogram);
  g_assert_null (histogram.counts);
  gw_histogram_clear (&histogram);
}

static void
test_nothing (void)
{
  GwHistogramOptions options = { .rule = GW_BINS_AUTO };
  GwHistogram histogram = { 0 };

  g_assert_cmpint (gw_histogram (NULL, NULL, 0, &options, &histogram, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (histogram.n_bins, ==, 1);
  g_assert_cmpfloat (histogram.low, ==, 0);
  g_assert_cmpfloat (histogram.high, ==, 1);
  g_assert_cmpuint (histogram.counts[0], ==, 0);
  gw_histogram_clear (&histogram);

  /* Neither values that are not finite nor rows without weight are values. */
  g_assert_cmpint (
      gw_histogram ((double[]) { NAN, INFINITY, 2 }, (double[]) { 1, 1, 0 }, 3, &options, &histogram, NULL), ==,
      GW_STATUS_EMPTY);
  g_assert_cmpuint (histogram.n_excluded, ==, 2);
  gw_histogram_clear (&histogram);

  options = (GwHistogramOptions) { .n_bins = 5, .has_range = TRUE, .low = 2, .high = 3 };
  g_assert_cmpint (gw_histogram (NULL, NULL, 0, &options, &histogram, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (histogram.n_bins, ==, 5);
  g_assert_cmpfloat (histogram.edges[5], ==, 3);
  gw_histogram_clear (&histogram);
}

static void
test_range (void)
{
  static const double values[] = { -5, -1, -0.5, 0, 1, 1.5, INFINITY, NAN };
  GwHistogramOptions options = { .n_bins = 2, .has_range = TRUE, .low = -1, .high = 1 };
  GwHistogram histogram = { 0 };

  g_assert_cmpint (gw_histogram (values, (double[]) { 2, 1, 1, 1, 3, 0.5, 1, 1 }, 8, &options, &histogram, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (histogram.below, ==, 1);
  g_assert_cmpuint (histogram.above, ==, 1);
  g_assert_cmpfloat (histogram.weight_below, ==, 2);
  g_assert_cmpfloat (histogram.weight_above, ==, 0.5);
  g_assert_cmpuint (histogram.n_excluded, ==, 2);
  g_assert_cmpuint (histogram.counts[1], ==, 2);
  g_assert_cmpfloat (histogram.weights[0], ==, 2);
  g_assert_cmpfloat (histogram.weights[1], ==, 4);
  gw_histogram_clear (&histogram);

  /* All outside of it: there are values, but none to count. */
  options = (GwHistogramOptions) { .rule = GW_BINS_SCOTT, .has_range = TRUE, .low = 7, .high = 8 };
  g_assert_cmpint (gw_histogram (values, NULL, 8, &options, &histogram, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (histogram.n_bins, ==, 1);
  g_assert_cmpuint (histogram.below, ==, 6);
  gw_histogram_clear (&histogram);

  options = (GwHistogramOptions) { .n_bins = 2, .has_range = TRUE, .low = 1, .high = 1 };
  g_assert_cmpint (gw_histogram (values, NULL, 8, &options, &histogram, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (histogram.low, ==, 0.5);
  g_assert_cmpfloat (histogram.high, ==, 1.5);
  g_assert_cmpuint (histogram.counts[1], ==, 2);
  gw_histogram_clear (&histogram);
}

static void
test_refuses_what_is_out_of_range (void)
{
  static const double values[] = { 1, 2, 3 };
  static const double bad[] = { -1, INFINITY, NAN };
  static const GwHistogramOptions bad_options[] = {
    { .n_bins = 0 },
    { .rule = (GwBinRule) 99 },
    { .n_bins = 3, .has_range = TRUE, .low = 2, .high = 1 },
    { .n_bins = 3, .has_range = TRUE, .low = NAN, .high = 1 },
    { .n_bins = 3, .has_range = TRUE, .low = 0, .high = INFINITY },
  };
  GwHistogramOptions options = { .n_bins = 3 };
  GwHistogram histogram = { .n_bins = 77 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad_options); i++)
    g_assert_cmpint (gw_histogram (values, NULL, 3, &bad_options[i], &histogram, NULL), ==, GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (gw_histogram (values, (double[]) { 1, bad[i], 1 }, 3, &options, &histogram, NULL), ==,
                     GW_STATUS_INVALID);
  g_assert_cmpint (gw_histogram (values, NULL, ((size_t) 1 << 31) + 1, &options, &histogram, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (histogram.n_bins, ==, 77);
}

/* One value far away makes the width of Freedman and Diaconis tiny. */
static void
test_cap (void)
{
  GwHistogramOptions options = { .rule = GW_BINS_FREEDMAN_DIACONIS };
  GwHistogram histogram = { 0 };
  double values[101];

  for (gsize i = 0; i < 100; i++)
    values[i] = (double) i;
  values[100] = 1e9;
  g_assert_cmpint (gw_histogram (values, NULL, 101, &options, &histogram, NULL), ==, GW_STATUS_CAPPED);
  g_assert_cmpuint (histogram.n_bins, ==, GW_HISTOGRAM_MAX_BINS);
  g_assert_cmpuint (histogram.counts[0], ==, 100);
  g_assert_cmpuint (histogram.counts[GW_HISTOGRAM_MAX_BINS - 1], ==, 1);
  gw_histogram_clear (&histogram);

  options = (GwHistogramOptions) { .n_bins = GW_HISTOGRAM_MAX_BINS };
  g_assert_cmpint (gw_histogram (values, NULL, 101, &options, &histogram, NULL), ==, GW_STATUS_OK);
  gw_histogram_clear (&histogram);
  options.n_bins++;
  g_assert_cmpint (gw_histogram (values, NULL, 101, &options, &histogram, NULL), ==, GW_STATUS_CAPPED);
  g_assert_cmpuint (histogram.n_bins, ==, GW_HISTOGRAM_MAX_BINS);
  gw_histogram_clear (&histogram);
}

/* Ranges with which one cannot reckon: too wide, too narrow, beyond all decimals. */
static void
test_odd_ranges (void)
{
  static const double columns[][4] = {
    { -1.7e308, -1.6e308, 1e308, 1.7e308 },
    { 0, 5e-324, 1e-323, 2e-323 },
    { 1e300, 1e300, 1e300, 1e300 },
    { 9007199254740992.0, 9007199254740994.0, 9007199254740996.0, 9007199254740998.0 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (columns); k++)
    for (int rule = GW_BINS_GIVEN; rule <= GW_BINS_AUTO; rule++)
      {
        GwHistogramOptions options = { .rule = (GwBinRule) rule, .n_bins = 7 };
        GwHistogram histogram = { 0 };

        g_assert_cmpint (gw_histogram (columns[k], NULL, 4, &options, &histogram, NULL), ==, GW_STATUS_OK);
        g_assert_cmpuint (sum_of (&histogram), ==, 4);
        for (gsize i = 0; i < histogram.n_bins; i++)
          g_assert_cmpfloat (histogram.edges[i], <=, histogram.edges[i + 1]);
        gw_histogram_clear (&histogram);
      }
}

/* The widths, by their definitions, for 0 to 99 (and a range that is asked for). */
static void
test_rules (void)
{
  static const struct
  {
    GwBinRule rule;
    gsize n_bins;
  } want[] = {
    { GW_BINS_STURGES, 8 },           /* log2 (100) + 1 = 7.64 */
    { GW_BINS_SCOTT, 5 },             /* 99 / (28.87 * 0.752) = 4.56 */
    { GW_BINS_FREEDMAN_DIACONIS, 5 }, /* 99 / (2 * 49.5 / 4.64) = 4.64 */
    { GW_BINS_DOANE, 8 },             /* the same as Sturges without skewness */
    { GW_BINS_RICE, 10 },             /* 2 * 4.64 */
    { GW_BINS_SQRT, 10 },
    { GW_BINS_AUTO, 8 },
  };
  double values[100], weights[100];

  for (gsize i = 0; i < 100; i++)
    {
      values[i] = (double) i;
      weights[i] = 1;
    }
  for (gsize k = 0; k < G_N_ELEMENTS (want); k++)
    {
      GwHistogramOptions options = { .rule = want[k].rule };
      GwHistogram histogram = { 0 };

      g_assert_cmpint (gw_histogram (values, NULL, 100, &options, &histogram, NULL), ==, GW_STATUS_OK);
      g_assert_cmpuint (histogram.n_bins, ==, want[k].n_bins);
      gw_histogram_clear (&histogram);
      g_assert_cmpint (gw_histogram (values, weights, 100, &options, &histogram, NULL), ==, GW_STATUS_OK);
      g_assert_cmpuint (histogram.n_bins, ==, want[k].n_bins);
      gw_histogram_clear (&histogram);

      /* Twice the range in bins of the same width. */
      options = (GwHistogramOptions) { .rule = want[k].rule, .has_range = TRUE, .low = 0, .high = 198 };
      g_assert_cmpint (gw_histogram (values, k % 2 ? weights : NULL, 100, &options, &histogram, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpuint (histogram.n_bins, >=, 2 * want[k].n_bins - 1);
      g_assert_cmpuint (histogram.n_bins, <=, 2 * want[k].n_bins);
      gw_histogram_clear (&histogram);
    }
}

/* Against a count by comparison with the edges alone; several threads; weights as
 * repeated rows; the order of the rows.
 */
static void
test_any_values (void)
{
  gw_random random;

  gw_random_init (&random, 21);
  for (guint round = 0; round < 160; round++)
    {
      gsize n = round < 3 ? 200003 : gw_random_below (&random, 400), n_repeated = 0;
      g_autofree double *values = g_new (double, n + 1);
      g_autofree double *weights = g_new (double, n + 1);
      g_autofree double *repeated = g_new (double, 3 * n + 1);
      GwHistogramOptions options = { .rule = (GwBinRule) (round % 8), .n_bins = 1 + gw_random_below (&random, 50) };
      GwHistogram plain = { 0 }, weighted = { 0 }, again = { 0 };
      gw_status status;

      for (gsize i = 0; i < n; i++)
        {
          gsize weight = gw_random_below (&random, 4);

          values[i] = round % 3 == 0 ? (double) gw_random_below (&random, 11) / 10 : gw_random_real (&random) * 7 - 3;
          if (gw_random_below (&random, 50) == 0)
            values[i] = NAN;
          weights[i] = (double) weight;
          for (gsize k = 0; k < weight; k++)
            repeated[n_repeated++] = values[i];
        }
      if (round % 5 == 0)
        {
          options.has_range = TRUE;
          options.low = 0.1;
          options.high = 0.9;
        }
      if (n_repeated > 3 * n)
        g_assert_not_reached ();

      status = gw_histogram (repeated, NULL, n_repeated, &options, &plain, &(GwRun) { .n_threads = 1 });
      g_assert_cmpint (gw_histogram (values, weights, n, &options, &weighted, &(GwRun) { .n_threads = 3 }), ==, status);
      gw_random_shuffle (&random, repeated, n_repeated, sizeof *repeated);
      g_assert_cmpint (gw_histogram (repeated, NULL, n_repeated, &options, &again, &(GwRun) { .n_threads = 4 }), ==,
                       status);
      g_assert_cmpuint (weighted.n_bins, ==, plain.n_bins);
      g_assert_cmpuint (again.n_bins, ==, plain.n_bins);
      g_assert_cmpmem (again.counts, again.n_bins * 8, plain.counts, plain.n_bins * 8);
      assert_near (weighted.weight_below, (double) plain.below);
      assert_near (weighted.weight_above, (double) plain.above);
      g_assert_cmpuint (sum_of (&plain) + plain.below + plain.above + plain.n_excluded, ==, n_repeated);
      for (gsize i = 0; i < plain.n_bins; i++)
        {
          guint64 count = 0;

          for (gsize k = 0; n < 1000 && k < n_repeated; k++)
            count += repeated[k] >= plain.edges[i]
                     && (repeated[k] < plain.edges[i + 1]
                         || (i + 1 == plain.n_bins && repeated[k] == plain.edges[i + 1]));
          if (n < 1000)
            g_assert_cmpuint (plain.counts[i], ==, count);
          g_assert_cmpfloat (weighted.weights[i], ==, (double) plain.counts[i]);
        }
      gw_histogram_clear (&plain);
      gw_histogram_clear (&weighted);
      gw_histogram_clear (&again);
    }
}

/* More rows than the parts are made for; each value as often as the next. */
static void
test_many_rows (void)
{
  gsize n = 4300000;
  g_autofree double *values = g_new (double, n);
  GwHistogramOptions options = { .n_bins = 43 };
  GwHistogram histogram = { 0 };

  for (gsize i = 0; i < n; i++)
    values[i] = (double) (i % 43);
  g_assert_cmpint (gw_histogram (values, NULL, n, &options, &histogram, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < 43; i++)
    g_assert_cmpuint (histogram.counts[i], ==, 100000);
  gw_histogram_clear (&histogram);
}

static bool
stop_after (double done, void *data)
{
  guint *left = data;

  g_assert_true (done >= 0 && done <= 1);

  return (*left)-- > 0;
}

static void
test_cancel (void)
{
  gsize n = 300000;
  g_autofree double *values = g_new0 (double, n);
  GwHistogramOptions options = { .n_bins = 3 };
  guint steps = 0, n_steps;

  values[0] = 1;
  /* Stopped at every place where it asks. */
  for (n_steps = 0;; n_steps++)
    {
      GwHistogram histogram = { .n_bins = 5 };
      GwRun run = { .step = stop_after, .data = &steps, .n_threads = 1 };
      gw_status status;

      steps = n_steps;
      status = gw_histogram (values, NULL, n, &options, &histogram, &run);
      if (status == GW_STATUS_OK)
        {
          gw_histogram_clear (&histogram);
          break;
        }
      g_assert_cmpint (status, ==, GW_STATUS_CANCELLED);
      g_assert_cmpuint (histogram.n_bins, ==, 5);
    }
  g_assert_cmpuint (n_steps, >=, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/histogram/edges-belong-to-the-right", test_edges_belong_to_the_right);
  g_test_add_func ("/histogram/nothing", test_nothing);
  g_test_add_func ("/histogram/range", test_range);
  g_test_add_func ("/histogram/refuses-what-is-out-of-range", test_refuses_what_is_out_of_range);
  g_test_add_func ("/histogram/cap", test_cap);
  g_test_add_func ("/histogram/odd-ranges", test_odd_ranges);
  g_test_add_func ("/histogram/rules", test_rules);
  g_test_add_func ("/histogram/any-values", test_any_values);
  g_test_add_func ("/histogram/many-rows", test_many_rows);
  g_test_add_func ("/histogram/cancel", test_cancel);
  return g_test_run ();
}
