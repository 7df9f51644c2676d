/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-bootstrap.h"
#include "gw-delong.h"
#include "gw-mcnemar.h"
#include "score-rows.h"

/* Two models on the same rows, and how sure an area is. */

/* --- DeLong ------------------------------------------------------------------------------- */

/* The covariance of two areas by the kernel over all pairs. */
static double
slow_covariance (const ScoreRows *rows, const double *a, const double *b)
{
  double mean_a = 0, mean_b = 0, over_positives = 0, over_negatives = 0, m = 0, n = 0;
  const double *scores[2] = { a, b };
  double placed[2][512] = { { 0 } };

  for (gsize i = 0; i < rows->n; i++)
    {
      m += rows->truth[i] == 1;
      n += rows->truth[i] == 0;
    }
  for (guint which = 0; which < 2; which++)
    for (gsize i = 0; i < rows->n; i++)
      for (gsize j = 0; j < rows->n; j++)
        if (rows->truth[i] == 1 && rows->truth[j] == 0)
          {
            double s = scores[which][i], t = scores[which][j];
            double won = s > t ? 1 : s == t ? 0.5 : 0;

            placed[which][i] += won / n;
            placed[which][j] += won / m;
          }
  for (gsize i = 0; i < rows->n; i++)
    {
      mean_a += rows->truth[i] == 1 ? placed[0][i] / m : 0;
      mean_b += rows->truth[i] == 1 ? placed[1][i] / m : 0;
    }
  for (gsize i = 0; i < rows->n; i++)
    *(rows->truth[i] == 1 ? &over_positives : &over_negatives) += (placed[0][i] - mean_a) * (placed[1][i] - mean_b);

  return over_positives / (m - 1) / m + over_negatives / (n - 1) / n;
}

static void
test_delong_by_pairs (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 20; round++)
    {
      double other[512], deviation;
      GwDelongPaired paired, turned;
      GwDelong delong;
      ScoreRows rows;

      score_rows_fill (&rows, &random, 120, round % 2);
      for (gsize i = 0; i < rows.n; i++)
        other[i] = rows.score[i] + floor (gw_random_real (&random) * 4) / 4;
      g_assert_cmpint (gw_auc_delong (rows.truth, rows.score, rows.n, 0.95, &delong, NULL), ==, GW_STATUS_OK);
      assert_near (delong.auc, score_rows_auc (&rows, FALSE), 1e-13);
      assert_near (delong.variance, slow_covariance (&rows, rows.score, rows.score), 1e-13);
      assert_near (delong.high - delong.auc, MIN (1.959963984540054 * sqrt (delong.variance), 1 - delong.auc), 1e-10);
      assert_near (delong.auc - delong.low, 1.959963984540054 * sqrt (delong.variance), 1e-10);

      g_assert_cmpint (gw_auc_delong_paired (rows.truth, rows.score, other, rows.n, &paired, NULL), ==, GW_STATUS_OK);
      assert_near (paired.auc_a, delong.auc, 1e-13);
      assert_near (paired.variance_a, delong.variance, 1e-13);
      assert_near (paired.variance_b, slow_covariance (&rows, other, other), 1e-13);
      assert_near (paired.covariance, slow_covariance (&rows, rows.score, other), 1e-13);
      deviation = sqrt (paired.variance_a + paired.variance_b - 2 * paired.covariance);
      assert_near (paired.z, (paired.auc_a - paired.auc_b) / deviation, 1e-9);
      assert_near (paired.p_value, erfc (fabs (paired.z) / sqrt (2)), 1e-12);
      g_assert_cmpint (gw_auc_delong_paired (rows.truth, other, rows.score, rows.n, &turned, NULL), ==, GW_STATUS_OK);
      assert_near (turned.z, -paired.z, 1e-9);
      assert_near (turned.p_value, paired.p_value, 1e-12);
    }
}

static bool
stop_cb (double done, void *data)
{
  guint *n_left = data;

  return (*n_left)-- > 0;
}

static void
test_delong_edges (void)
{
  static const gint32 truth[] = { 0, 1, 1, 0, -1 }, bad[] = { 0, 4, 0, 0, 0 }, ones[] = { 1, 1, 1, 1, -1 };
  static const double a[] = { 1, 2, 3, 0, 5 }, b[] = { 0, 5, 5, 0, 1 }, gap[] = { NAN, 1, 2, 3, 4 };
  static const double worse[] = { 5, 0, 1, 4, 0 };
  GwDelongPaired paired;
  GwDelong delong;

  g_assert_cmpint (gw_auc_delong (truth, a, 5, 1, &delong, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_auc_delong (bad, a, 5, 0.9, &delong, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_auc_delong (truth, a, 0, 0.9, &delong, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_auc_delong (ones, a, 5, 0.9, &delong, NULL), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_true (isnan (delong.auc));
  g_assert_cmpint (gw_auc_delong (truth, gap, 5, 0.9, &delong, NULL), ==, GW_STATUS_UNDEFINED);
  g_assert_cmpuint (delong.n_excluded, ==, 2);
  g_assert_cmpfloat (delong.auc, ==, 0);
  g_assert_true (isnan (delong.variance) && isnan (delong.low));

  g_assert_cmpint (gw_auc_delong_paired (truth, a, b, 5, &paired, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (paired.z, ==, 0);
  g_assert_cmpfloat (paired.p_value, ==, 1);
  g_assert_cmpint (gw_auc_delong_paired (truth, a, worse, 5, &paired, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (paired.z, ==, INFINITY);
  g_assert_cmpfloat (paired.p_value, ==, 0);
  g_assert_cmpint (gw_auc_delong_paired (truth, a, gap, 5, &paired, NULL), ==, GW_STATUS_UNDEFINED);
  g_assert_cmpuint (paired.n_excluded, ==, 2);
  g_assert_cmpfloat (paired.auc_a, ==, 1);
  g_assert_true (isnan (paired.p_value));
  g_assert_cmpint (gw_auc_delong_paired (ones, a, b, 5, &paired, NULL), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_true (isnan (paired.auc_b));
  g_assert_cmpint (gw_auc_delong_paired (bad, a, b, 5, &paired, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_auc_delong_paired (truth, a, b, 0, &paired, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_auc_delong_paired (truth, a, b, (gsize) 1 << 40, &paired, NULL), ==, GW_STATUS_TOO_LARGE);
  for (guint n_steps = 0; n_steps < 2; n_steps++)
    {
      guint n_left = n_steps;
      GwRun run = { .step = stop_cb, .data = &n_left };

      g_assert_cmpint (gw_auc_delong_paired (truth, a, b, 5, &paired, &run), ==, GW_STATUS_CANCELLED);
    }
}

/* --- McNemar ------------------------------------------------------------------------------ */

/* Two-sided, by adding up what is no likelier. */
static double
slow_exact (guint64 a, guint64 b)
{
  double p = 0;

  for (guint64 k = 0; k <= MIN (a, b); k++)
    p += exp (lgamma ((double) (a + b) + 1) - lgamma ((double) k + 1) - lgamma ((double) (a + b - k) + 1)
              - (double) (a + b) * G_LN2);

  return MIN (2 * p, 1);
}

static void
test_mcnemar (void)
{
  for (guint64 a = 0; a < 30; a++)
    for (guint64 b = 0; b < 30; b += 3)
      {
        GwMcnemar test = { .only_a = a, .only_b = b }, turned = { .only_a = b, .only_b = a };

        g_assert_cmpint (gw_mcnemar_test (&test, GW_MCNEMAR_EXACT), ==, GW_STATUS_OK);
        assert_near (test.p_value, slow_exact (a, b), 1e-12);
        g_assert_cmpint (gw_mcnemar_test (&turned, GW_MCNEMAR_EXACT), ==, GW_STATUS_OK);
        g_assert_cmpfloat (test.p_value, ==, turned.p_value);
        g_assert_cmpint (gw_mcnemar_test (&test, GW_MCNEMAR_AUTO), ==, GW_STATUS_OK);
        g_assert_cmpint (test.variant, ==, a + b < 25 ? GW_MCNEMAR_EXACT : GW_MCNEMAR_CHI2_CORRECTED);
        g_assert_cmpint (gw_mcnemar_test (&test, GW_MCNEMAR_CHI2), ==, GW_STATUS_OK);
        if (a + b > 0)
          assert_near (test.p_value, erfc (sqrt (test.statistic / 2)), 1e-12);
        else
          g_assert_true (isnan (test.statistic) && test.p_value == 1);
      }
}

static void
test_mcnemar_rows (void)
{
  static const gint32 truth[] = { 0, 1, 1, 0, -1, 1, 0 };
  static const gint32 a[] = { 0, 1, 0, 1, 1, -1, 0 }, b[] = { 0, 0, 1, 1, 0, 1, 1 };
  double scores_a[7], scores_b[7];
  GwMcnemar labels, scores;

  for (guint i = 0; i < 7; i++)
    {
      scores_a[i] = a[i] < 0 ? NAN : a[i] * 0.5;
      scores_b[i] = b[i] * 0.5;
    }
  g_assert_cmpint (gw_mcnemar_labels (truth, a, b, 7, GW_MCNEMAR_EXACT, &labels), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mcnemar_scores (truth, scores_a, scores_b, 7, 0.5, GW_MCNEMAR_EXACT, &scores), ==, GW_STATUS_OK);
  g_assert_cmpuint (labels.both_right, ==, 1);
  g_assert_cmpuint (labels.only_a, ==, 2);
  g_assert_cmpuint (labels.only_b, ==, 1);
  g_assert_cmpuint (labels.both_wrong, ==, 1);
  g_assert_cmpuint (labels.n_excluded, ==, 2);
  g_assert_cmpuint (scores.only_a, ==, labels.only_a);
  g_assert_cmpuint (scores.both_wrong, ==, labels.both_wrong);
  g_assert_cmpuint (scores.n_excluded, ==, labels.n_excluded);

  g_assert_cmpint (gw_mcnemar_labels (truth, a, b, 0, GW_MCNEMAR_AUTO, &labels), ==, GW_STATUS_EMPTY);
  g_assert_cmpfloat (labels.p_value, ==, 1);
  g_assert_cmpint (gw_mcnemar_labels (truth, a, b, 7, (GwMcnemarVariant) 9, &labels), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_mcnemar_labels (truth, a, (const gint32[]) { -2, 0 }, 2, GW_MCNEMAR_AUTO, &labels), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_mcnemar_scores (truth, scores_a, scores_b, 7, NAN, GW_MCNEMAR_AUTO, &scores), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_mcnemar_scores ((const gint32[]) { 2 }, scores_a, scores_b, 1, 0.5, GW_MCNEMAR_AUTO, &scores), ==,
                   GW_STATUS_INVALID);
}

/* --- bootstrap ---------------------------------------------------------------------------- */

/* Keeps what it was asked of. */
typedef struct
{
  const ScoreRows *rows;
  guint n_calls;
  gboolean stratified;
  double values[300];
} Asked;

static double
auc_cb (const uint32_t *rows, size_t n, void *data)
{
  Asked *asked = data;
  ScoreRows drawn = { .n = n };
  gsize n_positive = 0, n_wanted = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpuint (rows[i], <, asked->rows->n);
      drawn.truth[i] = asked->rows->truth[rows[i]];
      drawn.score[i] = asked->rows->score[rows[i]];
      n_positive += drawn.truth[i] == 1;
      n_wanted += asked->rows->truth[i] == 1;
    }
  if (asked->stratified)
    g_assert_cmpuint (n_positive, ==, n_wanted);
  asked->values[asked->n_calls] = score_rows_auc (&drawn, FALSE);

  return asked->values[asked->n_calls++];
}

/* Rows are drawn class by class, 0 first, whatever the numbers of the classes are. */
static double
strata_cb (const uint32_t *rows, size_t n, void *data)
{
  const gint32 *stratum = data;

  g_assert_cmpuint (n, ==, 5);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (stratum[rows[i]], ==, i < 2 ? 0 : i < 4 ? 9 : G_MAXINT32);

  return rows[0];
}

static void
test_bootstrap_strata (void)
{
  gint32 stratum[] = { G_MAXINT32, 9, 0, 9, 0 };
  GwBootstrapOptions options = { .n_replicates = 100, .seed = 3, .level = 0.9, .stratified = TRUE };
  GwBootstrapInterval interval;

  g_assert_cmpint (gw_bootstrap (5, stratum, &options, strata_cb, stratum, &interval, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (interval.n_used, ==, 100);
  g_assert_cmpfloat (interval.low, ==, 2);
  g_assert_cmpfloat (interval.high, ==, 4);
}

static void
test_bootstrap_of_the_area (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 6; round++)
    {
      GwBootstrapOptions options = { .n_replicates = 100, .seed = round, .level = 0.9, .stratified = round % 2 };
      GwBootstrapInterval fast, slow, other;
      ScoreRows rows;
      Asked asked = { .rows = &rows, .stratified = options.stratified };

      score_rows_fill (&rows, &random, round < 2 ? 5 : 60, round > 2);
      rows.truth[0] = 0;
      rows.truth[1] = 1;
      g_assert_cmpint (gw_bootstrap_auc (rows.truth, rows.score, rows.n, &options, &fast, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_bootstrap (rows.n, rows.truth, &options, auc_cb, &asked, &slow, NULL), ==, GW_STATUS_OK);
      g_assert_cmpuint (asked.n_calls, ==, 100);
      g_assert_cmpuint (fast.n_used, ==, slow.n_used);
      g_assert_cmpuint (fast.n_used + fast.n_skipped, ==, 100);
      assert_near (fast.mean, slow.mean, 1e-12);
      assert_near (fast.low, slow.low, 1e-12);
      assert_near (fast.high, slow.high, 1e-12);
      g_assert_true (fast.low <= fast.mean && fast.mean <= fast.high);
      if (round == 0)
        g_assert_cmpuint (fast.n_skipped, >, 0);
      options.seed += 1000;
      g_assert_cmpint (gw_bootstrap_auc (rows.truth, rows.score, rows.n, &options, &other, NULL), ==, GW_STATUS_OK);
      g_assert_true (round < 2 || other.mean != fast.mean);
    }
}

static double
never_cb (const uint32_t *rows, size_t n, void *data)
{
  return NAN;
}

static void
test_bootstrap_edges (void)
{
  static const gint32 truth[] = { 0, 1, -1, 1 }, ones[] = { 1, 1, 1, 1 }, bad[] = { 2, 0, 0, 0 }, under[] = { -1, 0 };
  static const double score[] = { 1, 2, 3, NAN };
  GwBootstrapOptions options = { .n_replicates = 10, .level = 0.95 }, none = { .level = 0.95 },
                     sure = { .n_replicates = 10, .level = 1 };
  GwBootstrapInterval interval;
  guint n_left = 3;
  GwRun run = { .step = stop_cb, .data = &n_left };

  g_assert_cmpint (gw_bootstrap_auc (truth, score, 4, &none, &interval, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_bootstrap_auc (truth, score, 4, &sure, &interval, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_bootstrap (4, NULL, &sure, never_cb, NULL, &interval, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_bootstrap_auc (bad, score, 4, &options, &interval, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_bootstrap_auc (bad, score, (gsize) 1 << 40, &options, &interval, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_bootstrap ((gsize) 1 << 40, NULL, &options, never_cb, NULL, &interval, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_bootstrap_auc (ones, score, 4, &options, &interval, NULL), ==, GW_STATUS_SINGLE_CLASS);
  g_assert_cmpint (gw_bootstrap_auc (ones, score, 0, &options, &interval, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (interval.mean));
  g_assert_cmpint (gw_bootstrap_auc (truth, score, 4, &options, &interval, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (interval.n_excluded, ==, 2);
  g_assert_cmpint (gw_bootstrap_auc (truth, score, 4, &options, &interval, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_bootstrap (0, NULL, &options, never_cb, NULL, &interval, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_bootstrap (5, NULL, &options, never_cb, NULL, &interval, NULL), ==, GW_STATUS_UNDEFINED);
  g_assert_cmpuint (interval.n_skipped, ==, 10);
  g_assert_true (isnan (interval.low));
  options.stratified = true;
  g_assert_cmpint (gw_bootstrap (2, under, &options, never_cb, NULL, &interval, NULL), ==, GW_STATUS_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/delong/by-pairs", test_delong_by_pairs);
  g_test_add_func ("/delong/edges", test_delong_edges);
  g_test_add_func ("/mcnemar/statistic", test_mcnemar);
  g_test_add_func ("/mcnemar/rows", test_mcnemar_rows);
  g_test_add_func ("/bootstrap/of-the-area", test_bootstrap_of_the_area);
  g_test_add_func ("/bootstrap/strata", test_bootstrap_strata);
  g_test_add_func ("/bootstrap/edges", test_bootstrap_edges);
  return g_test_run ();
}
