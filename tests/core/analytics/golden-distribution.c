/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "golden.h"
#include "gw-box-plot.h"
#include "gw-histogram.h"
#include "gw-kde.h"
#include "gw-moments.h"
#include "gw-outlier.h"
#include "gw-qq.h"
#include "gw-quantile.h"
#include "gw-transform.h"

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
  if (golden_expect_status (self, gw_histogram (GOLDEN_DATA (x), NULL, x->len, &options, &histogram, NULL)))
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

  if (golden_expect_status (self, gw_histogram (GOLDEN_DATA (x), NULL, x->len, &options, &histogram, NULL)))
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
  if (golden_expect_status (self, gw_histogram (GOLDEN_DATA (x), weights, x->len, &options, &histogram, NULL)))
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
  gw_status status = gw_moments (GOLDEN_DATA (x), NULL, x->len, &moments);

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

  golden_expect_ok (self, gw_quantiles (GOLDEN_DATA (x), NULL, x->len, GOLDEN_DATA (p), p->len,
                                        (int) golden_int (self, "type"), got, NULL));
  golden_expect_numbers (self, "values", got, p->len);
}

static void
run_box_plot (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autofree guint32 *outliers = g_new (guint32, x->len + 1);
  GwBoxPlot plot;

  golden_expect_ok (self, gw_box_plot (GOLDEN_DATA (x), x->len, golden_number (self, "whisker"), &plot, outliers));
  golden_expect_number (self, "q1", plot.q1);
  golden_expect_number (self, "median", plot.median);
  golden_expect_number (self, "q3", plot.q3);
  golden_expect_number (self, "whisker_lo", plot.whisker_low);
  golden_expect_number (self, "whisker_hi", plot.whisker_high);
  golden_expect_number (self, "notch_lo", plot.notch_low);
  golden_expect_number (self, "notch_hi", plot.notch_high);
  golden_expect_rows (self, "outlier_index", outliers, plot.n_outliers);
}

static void
run_qq_normal (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autofree double *theoretical = g_new (double, x->len + 1);
  g_autofree double *ordered = g_new (double, x->len + 1);
  GwQqLine line;

  golden_expect_ok (self, gw_qq_normal (GOLDEN_DATA (x), x->len, theoretical, ordered, &line));
  golden_expect_numbers (self, "theoretical", theoretical, line.n);
  golden_expect_numbers (self, "ordered", ordered, line.n);
  golden_expect_number (self, "slope", line.slope);
  golden_expect_number (self, "intercept", line.intercept);
  golden_expect_number (self, "r", line.r);
}

static void
run_kde_gaussian (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autoptr (GArray) grid = golden_numbers (self, "grid", NULL);
  g_autofree double *density = g_new (double, grid->len + 1);
  GwKdeRule rule = g_str_equal (golden_string (self, "rule"), "scott") ? GW_KDE_SCOTT : GW_KDE_SILVERMAN;
  double bandwidth;

  golden_expect_ok (self, gw_kde_bandwidth (GOLDEN_DATA (x), NULL, x->len, rule, &bandwidth));
  golden_expect_number (self, "bandwidth", bandwidth);
  golden_expect_ok (
      self, gw_kde (GOLDEN_DATA (x), NULL, x->len, bandwidth, GOLDEN_DATA (grid), grid->len, density, NULL, NULL));
  golden_expect_numbers (self, "density", density, grid->len);
}

/* --- transforms ------------------------------------------------------------------------------ */

static double
skew_after (GoldenCase *self, GArray *x, GwTransform transform)
{
  GwTransformPreview preview = { .skew_after = NAN };

  golden_expect_ok (self, gw_transform_preview (GOLDEN_DATA (x), x->len, transform, &preview, NULL));

  return preview.skew_after;
}

static void
run_log_sqrt (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);

  golden_expect_number (self, "skew_log", skew_after (self, x, GW_TRANSFORM_LOG));
  golden_expect_number (self, "skew_log1p", skew_after (self, x, GW_TRANSFORM_LOG1P));
  golden_expect_number (self, "skew_sqrt", skew_after (self, x, GW_TRANSFORM_SQRT));
}

/* The lambda must be as near as the tolerance says, and as likely as the other. */
static void
fit (GoldenCase *self, GwTransform transform)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  double want = json_object_get_double_member (self->expect, "loglik");
  double lambda, log_likelihood;
  gsize n_offending;

  golden_expect_ok (
      self, gw_transform_fit (GOLDEN_DATA (x), x->len, transform, &lambda, &log_likelihood, &n_offending, NULL));
  golden_expect_number (self, "lambda", lambda);
  golden_expect_number (self, "loglik", log_likelihood);
  golden_expect_number (self, "skew_after", skew_after (self, x, transform));
  if (!(log_likelihood >= want - 1e-7 * fabs (want)))
    golden_fail (self, "the log-likelihood is %.17g, below %.17g", log_likelihood, want);
}

static void
run_boxcox (GoldenCase *self)
{
  fit (self, GW_TRANSFORM_BOX_COX);
}

static void
run_yeojohnson (GoldenCase *self)
{
  fit (self, GW_TRANSFORM_YEO_JOHNSON);
}

static void
fix (GoldenCase *self, GwTransform transform)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autofree double *out = g_new (double, x->len + 1);
  double lambda = golden_number (self, "lambda"), log_likelihood;
  gsize n_offending;

  golden_expect_ok (self, gw_transform_values (GOLDEN_DATA (x), x->len, transform, lambda, out, &n_offending));
  golden_expect_numbers (self, "first5", out, MIN (x->len, 5));
  golden_expect_ok (
      self, gw_transform_log_likelihood (GOLDEN_DATA (x), x->len, transform, lambda, &log_likelihood, &n_offending));
  if (golden_wants (self, "loglik"))
    golden_expect_number (self, "loglik", log_likelihood);
}

static void
run_boxcox_fixed (GoldenCase *self)
{
  fix (self, GW_TRANSFORM_BOX_COX);
}

static void
run_yeojohnson_fixed (GoldenCase *self)
{
  fix (self, GW_TRANSFORM_YEO_JOHNSON);
}

/* --- outliers --------------------------------------------------------------------------------- */

static void
run_outlier_z (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autofree double *scores = g_new (double, x->len + 1);
  g_autofree guint32 *rows = g_new (guint32, x->len + 1);
  gsize n_rows = 0;

  golden_expect_ok (
      self, gw_outliers_z (GOLDEN_DATA (x), x->len, golden_number (self, "limit"), scores, rows, &n_rows, NULL));
  golden_expect_numbers (self, "score", scores, x->len);
  golden_expect_rows (self, "index", rows, n_rows);
}

static void
run_outlier_mad (GoldenCase *self)
{
  g_autoptr (GArray) x = golden_numbers (self, "x", NULL);
  g_autofree double *scores = g_new (double, x->len + 1);
  g_autofree guint32 *rows = g_new (guint32, x->len + 1);
  gsize n_rows = 0;
  double mad;
  gw_status status = gw_outliers_mad (GOLDEN_DATA (x), x->len, golden_number (self, "limit"), &mad, scores, rows,
                                      &n_rows, NULL);

  golden_expect_number (self, "mad", mad);
  if (status != (mad > 0 ? GW_STATUS_OK : GW_STATUS_DEGENERATE))
    golden_fail (self, "%s", gw_status_text (status));
  if (golden_wants (self, "score"))
    golden_expect_numbers (self, "score", scores, x->len);
  golden_expect_rows (self, "index", rows, n_rows);
}

const GoldenFunction golden_distribution[] = {
  { "box_plot", run_box_plot },
  { "boxcox", run_boxcox },
  { "boxcox_fixed", run_boxcox_fixed },
  { "histogram", run_histogram },
  { "histogram_range", run_histogram_range },
  { "histogram_weighted", run_histogram_weighted },
  { "kde_gaussian", run_kde_gaussian },
  { "log_sqrt_preview", run_log_sqrt },
  { "moments", run_moments },
  { "outlier_mad", run_outlier_mad },
  { "outlier_z", run_outlier_z },
  { "qq_normal", run_qq_normal },
  { "quantile", run_quantile },
  { "yeojohnson", run_yeojohnson },
  { "yeojohnson_fixed", run_yeojohnson_fixed },
  { NULL, NULL },
};
