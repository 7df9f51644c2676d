/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "golden.h"
#include "gw-histogram.h"
#include "gw-moments.h"
#include "gw-quantile.h"

/* Distributions of values. */

/* --- histograms -------------------------------------------------------------------- */

static gboolean
read_rule (const char *name, GwHistogramOptions *options)
{
  static const struct
  {
    const char *name;
    GwBinRule rule;
  } rules[] = {
    { "auto", GW_BINS_AUTO },       { "doane", GW_BINS_DOANE }, { "fd", GW_BINS_FREEDMAN_DIACONIS },
    { "rice", GW_BINS_RICE },       { "scott", GW_BINS_SCOTT }, { "sqrt", GW_BINS_SQRT },
    { "sturges", GW_BINS_STURGES },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (name, rules[i].name))
      {
        options->rule = rules[i].rule;
        return TRUE;
      }
  options->n_bins = (gsize) g_ascii_strtoull (name, NULL, 10);

  return options->n_bins > 0;
}

static void
run_histogram (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  GwHistogramOptions options = { 0 };
  GwHistogram histogram = { 0 };

  if (!read_rule (golden_string (self, "rule"), &options))
    golden_fail (self, "there is no rule “%s”", golden_string (self, "rule"));
  if (golden_expect_ok (self, gw_histogram (GOLDEN_DATA (x), x->len, NULL, &options, &histogram, NULL)))
    {
      golden_expect_count (self, "n_bins", histogram.n_bins);
      golden_expect_counts (self, "counts", histogram.counts, histogram.n_bins);
      golden_expect_number (self, "first_edge", histogram.edges[0]);
      golden_expect_number (self, "last_edge", histogram.edges[histogram.n_bins]);
      golden_expect_number (self, "width", histogram.edges[1] - histogram.edges[0]);
      golden_expect_count (self, "n_excluded", histogram.n_excluded);
    }
  gw_histogram_clear (&histogram);
}

static void
run_histogram_range (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  GwHistogramOptions options = { .n_bins = (gsize) golden_int (self, "bins"),
                                 .has_range = TRUE,
                                 .low = golden_number (self, "lo"),
                                 .high = golden_number (self, "hi") };
  GwHistogram histogram = { 0 };

  if (golden_expect_ok (self, gw_histogram (GOLDEN_DATA (x), x->len, NULL, &options, &histogram, NULL)))
    {
      golden_expect_counts (self, "counts", histogram.counts, histogram.n_bins);
      golden_expect_count (self, "below", histogram.below);
      golden_expect_count (self, "above", histogram.above);
    }
  gw_histogram_clear (&histogram);
}

static void
run_histogram_weighted (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autofree double *weights = g_new (double, x->len + 1);
  GwHistogramOptions options = { .n_bins = (gsize) golden_int (self, "bins") };
  GwHistogram histogram = { 0 };
  gsize n_kept = 0;

  for (gsize i = 0; i < x->len; i++)
    {
      weights[i] = (double) (1 + n_kept % 3);
      n_kept += isfinite (GOLDEN_AT (x, i)) != 0;
    }
  if (golden_expect_ok (self, gw_histogram (GOLDEN_DATA (x), x->len, weights, &options, &histogram, NULL)))
    golden_expect_numbers (self, "counts", histogram.weights, histogram.n_bins);
  gw_histogram_clear (&histogram);
}

/* --- figures of a column ----------------------------------------------------------------- */

static void
run_moments (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  gboolean flat = json_object_get_null_member (self->expect, "skew_biased");
  GwMoments moments;
  gw_status status = gw_moments (GOLDEN_DATA (x), x->len, NULL, &moments);

  if (status != (flat ? GW_STATUS_DEGENERATE : GW_STATUS_OK))
    golden_fail (self, "%s", gw_status_text (status));
  golden_expect_number (self, "n", moments.n);
  golden_expect_number (self, "mean", moments.mean);
  golden_expect_number (self, "var_ddof1", moments.variance);
  golden_expect_number (self, "min", moments.min);
  golden_expect_number (self, "max", moments.max);
  golden_expect_number (self, "skew_biased", moments.skew);
  golden_expect_number (self, "skew_unbiased", moments.skew_unbiased);
  golden_expect_number (self, "kurt_excess_biased", moments.kurtosis);
  golden_expect_number (self, "kurt_excess_unbiased", moments.kurtosis_unbiased);
}

static void
run_quantile (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autoptr (GArray) p = golden_numbers (self, "q", NULL);
  g_autofree double *got = g_new (double, p->len);

  golden_expect_ok (self, gw_quantiles (GOLDEN_DATA (x), x->len, NULL, GOLDEN_DATA (p), p->len,
                                        (int) golden_int (self, "type"), got, NULL));
  golden_expect_numbers (self, "values", got, p->len);
}

const GoldenFunction golden_distribution[] = {
  { "histogram", run_histogram },
  { "histogram_range", run_histogram_range },
  { "histogram_weighted", run_histogram_weighted },
  { "moments", run_moments },
  { "quantile", run_quantile },
  { NULL, NULL },
};
