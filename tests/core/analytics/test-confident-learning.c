/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-confident-learning.h"
#include "gw-random.h"

#define N 240
#define K 4

typedef struct
{
  gint32 label[N];
  gint32 truth[N];
  double prob[N * K];
} Rows;

/* A model that is mostly right, labels of which one in eight is wrong. */
static void
make_rows (gw_random *random, Rows *rows)
{
  for (gsize i = 0; i < N; i++)
    {
      double sum = 0;

      rows->truth[i] = (gint32) gw_random_below (random, K);
      rows->label[i] = rows->truth[i];
      if (gw_random_below (random, 8) == 0)
        rows->label[i] = (gint32) gw_random_below (random, K);
      for (gsize k = 0; k < K; k++)
        sum += rows->prob[i * K + k] = gw_random_real (random) + ((gint32) k == rows->truth[i] ? 2 : 0);
      for (gsize k = 0; k < K; k++)
        rows->prob[i * K + k] /= sum;
    }
}

static void
shuffle (gw_random *random, Rows *rows)
{
  for (gsize i = N; i > 1; i--)
    {
      gsize k = gw_random_below (random, i);
      gint32 label = rows->label[i - 1], truth = rows->truth[i - 1];
      double prob[K];

      rows->label[i - 1] = rows->label[k];
      rows->truth[i - 1] = rows->truth[k];
      rows->label[k] = label;
      rows->truth[k] = truth;
      memcpy (prob, rows->prob + (i - 1) * K, sizeof prob);
      memcpy (rows->prob + (i - 1) * K, rows->prob + k * K, sizeof prob);
      memcpy (rows->prob + k * K, prob, sizeof prob);
    }
}

static void
test_joint (void)
{
  gw_random random;
  Rows rows;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 50; round++)
    {
      double threshold[K];
      guint64 joint[K * K], calibrated[K * K], again[K * K];
      guint64 given[K] = { 0 };

      make_rows (&random, &rows);
      g_assert_cmpint (gw_confident_joint (rows.label, rows.prob, N, K, threshold, joint, calibrated, NULL), ==,
                       GW_STATUS_OK);
      for (gsize i = 0; i < N; i++)
        given[rows.label[i]]++;
      for (gsize k = 0; k < K; k++)
        {
          double sum = 0;
          guint64 of_row = 0, seen = 0;

          for (gsize i = 0; i < N; i++)
            sum += (gsize) rows.label[i] == k ? rows.prob[i * K + k] : 0;
          g_assert_cmpfloat_with_epsilon (threshold[k], sum / (double) given[k], 1e-12);
          for (gsize j = 0; j < K; j++)
            {
              of_row += calibrated[k * K + j];
              seen += joint[k * K + j];
            }
          g_assert_cmpuint (of_row, ==, given[k]);
          g_assert_cmpuint (seen, <=, given[k]);
        }
      shuffle (&random, &rows);
      g_assert_cmpint (gw_confident_joint (rows.label, rows.prob, N, K, NULL, NULL, again, NULL), ==, GW_STATUS_OK);
      g_assert_cmpmem (calibrated, sizeof calibrated, again, sizeof again);
    }
}

static void
find (const Rows *rows, GwLabelIssuesFilter filter, guint8 *flags, const GwRun *run)
{
  size_t n_issues;
  gsize n = 0;

  g_assert_cmpint (gw_label_issues (rows->label, rows->prob, N, K, filter, flags, &n_issues, NULL, run), ==,
                   GW_STATUS_OK);
  for (gsize i = 0; i < N; i++)
    n += flags[i];
  g_assert_cmpuint (n, ==, n_issues);
}

/* What each filter must name and must not name. */
static void
test_filters (void)
{
  gw_random random;
  Rows rows;
  guint8 flags[GW_LABEL_ISSUES_N_FILTERS][N], threads[N];
  gsize n_wrong = 0, n_found = 0, n_named = 0;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 40; round++)
    {
      make_rows (&random, &rows);
      for (guint f = 0; f < GW_LABEL_ISSUES_N_FILTERS; f++)
        {
          find (&rows, (GwLabelIssuesFilter) f, flags[f], &(GwRun) { .n_threads = 1 });
          find (&rows, (GwLabelIssuesFilter) f, threads, &(GwRun) { .n_threads = 3 });
          g_assert_cmpmem (flags[f], N, threads, N);
        }
      for (gsize i = 0; i < N; i++)
        {
          gboolean differs = FALSE;

          for (gsize k = 0; k < K; k++)
            differs |= rows.prob[i * K + k] > rows.prob[i * K + (gsize) rows.label[i]];
          g_assert_cmpuint (flags[GW_LABEL_ISSUES_PREDICTED_DIFFERS][i], ==, differs);
          g_assert_cmpuint (flags[GW_LABEL_ISSUES_BOTH][i], ==,
                            flags[GW_LABEL_ISSUES_BY_CLASS][i] && flags[GW_LABEL_ISSUES_BY_NOISE_RATE][i]);
          for (guint f = 0; f < GW_LABEL_ISSUES_N_FILTERS; f++)
            g_assert_true (differs || !flags[f][i]);
          n_wrong += rows.label[i] != rows.truth[i];
          n_named += flags[GW_LABEL_ISSUES_BY_NOISE_RATE][i];
          n_found += flags[GW_LABEL_ISSUES_BY_NOISE_RATE][i] && rows.label[i] != rows.truth[i];
        }
    }
  g_assert_cmpuint (10 * n_found, >, 8 * n_wrong);
  g_assert_cmpuint (10 * n_found, >, 8 * n_named);
}

/* The rows that are named stay the same whatever their order, where no two are
 * equal.
 */
static void
test_order_of_rows (void)
{
  gw_random random;
  Rows rows, shuffled;
  guint8 flags[N], again[N];

  gw_random_init (&random, 3);
  make_rows (&random, &rows);
  shuffled = rows;
  shuffle (&random, &shuffled);
  for (guint f = 0; f < GW_LABEL_ISSUES_N_FILTERS; f++)
    {
      find (&rows, (GwLabelIssuesFilter) f, flags, NULL);
      find (&shuffled, (GwLabelIssuesFilter) f, again, NULL);
      for (gsize i = 0; i < N; i++)
        for (gsize k = 0; k < N; k++)
          if (memcmp (rows.prob + i * K, shuffled.prob + k * K, K * sizeof (double)) == 0)
            g_assert_cmpuint (flags[i], ==, again[k]);
    }
}

static void
test_quality (void)
{
  const double prob[] = { 0.2, 0.7, 0.1, 0.5, 0.5, 0, NAN, 0.5, 0.5, 1, 0, 0 };
  const gint32 label[] = { 1, 2, 0, -1 };
  double score[4];
  size_t n_excluded;

  g_assert_cmpint (gw_label_quality (label, prob, 4, 3, GW_LABEL_QUALITY_SELF_CONFIDENCE, score, &n_excluded), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (score[0], ==, 0.7);
  g_assert_cmpfloat (score[1], ==, 0);
  g_assert_true (isnan (score[2]) && isnan (score[3]));
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpint (gw_label_quality (label, prob, 4, 3, GW_LABEL_QUALITY_NORMALIZED_MARGIN, score, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (score[0], 0.75, 1e-15);
  g_assert_cmpfloat (score[1], ==, 0.25);
  /* With one class there is no other. */
  g_assert_cmpint (
      gw_label_quality ((gint32[]) { 0 }, (double[]) { 0.5 }, 1, 1, GW_LABEL_QUALITY_NORMALIZED_MARGIN, score, NULL),
      ==, GW_STATUS_OK);
  g_assert_cmpfloat (score[0], ==, 0.75);
}

/* A class without rows has no threshold and nothing of it; one with a single row
 * keeps it.
 */
static void
test_rare_classes (void)
{
  const gint32 label[] = { 0, 0, 0, 0, 1, -1 };
  const double prob[] = { 0.9, 0.1, 0, 0.8, 0.1, 0.1, 0.1, 0.9, 0, 0.1, 0.1, 0.8, 0.9, 0.1, 0, 0, 0, 1 };
  double threshold[3];
  guint64 joint[9], calibrated[9];
  guint8 flags[6];
  size_t n_excluded, n_issues;

  g_assert_cmpint (gw_confident_joint (label, prob, 6, 3, threshold, joint, calibrated, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 1);
  g_assert_true (isnan (threshold[2]));
  for (gsize i = 0; i < 2; i++)
    g_assert_cmpuint (joint[3 * i + 2], ==, 0);
  g_assert_cmpuint (joint[8], ==, 1);
  g_assert_cmpuint (calibrated[6] + calibrated[7] + calibrated[8], ==, 0);
  for (guint f = 0; f < GW_LABEL_ISSUES_PREDICTED_DIFFERS; f++)
    {
      g_assert_cmpint (
          gw_label_issues (label, prob, 6, 3, (GwLabelIssuesFilter) f, flags, &n_issues, &n_excluded, NULL), ==,
          GW_STATUS_OK);
      g_assert_cmpuint (flags[5], ==, 0);
      if (f != GW_LABEL_ISSUES_CONFIDENT)
        g_assert_cmpuint (flags[4], ==, 0);
    }
}

/* Every row of the first class is confidently of the second: one stays. */
static void
test_one_row_is_kept (void)
{
  gint32 label[40];
  double prob[80];
  guint8 flags[40];
  size_t n_issues;

  for (gsize i = 0; i < 40; i++)
    {
      label[i] = i < 10 ? 0 : 1;
      prob[2 * i] = i < 10 ? 0.2 : 0.01 * (double) (i % 10);
      prob[2 * i + 1] = 1 - prob[2 * i];
    }
  g_assert_cmpint (gw_label_issues (label, prob, 40, 2, GW_LABEL_ISSUES_BY_CLASS, flags, &n_issues, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_issues, <, 10);
}

static void
test_nothing (void)
{
  const double prob[] = { 0.5, 0.5 };
  guint8 flags[1] = { 7 };
  double threshold[2], score[1];
  size_t n = 9;

  g_assert_cmpint (gw_confident_joint (NULL, NULL, 0, 2, threshold, NULL, NULL, &n), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (threshold[0]) && isnan (threshold[1]));
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpint (gw_label_issues ((gint32[]) { -1 }, prob, 1, 2, GW_LABEL_ISSUES_BOTH, flags, NULL, &n, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpuint (flags[0], ==, 0);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (gw_label_quality ((gint32[]) { -1 }, prob, 1, 2, GW_LABEL_QUALITY_SELF_CONFIDENCE, score, NULL), ==,
                   GW_STATUS_EMPTY);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_refuses (void)
{
  gw_random random;
  Rows rows;
  guint8 flags[N] = { 7 };
  double score[2] = { 7, 7 };
  const double good[] = { 0.5, 0.5 }, high[] = { 0.5, 1.5 }, low[] = { -0.5, 0.5 };
  const gint32 zero[] = { 0 }, two[] = { 2 }, below[] = { -2 };
  const GwLabelQuality method = GW_LABEL_QUALITY_SELF_CONFIDENCE;

  g_assert_cmpint (gw_label_quality (zero, high, 1, 2, method, score, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_quality (zero, low, 1, 2, method, score, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_quality (two, good, 1, 2, method, score, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_quality (below, good, 1, 2, method, score, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_quality (zero, good, 1, 0, method, score, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_quality (zero, good, 1, 2, GW_LABEL_QUALITY_N_METHODS, score, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_quality (zero, good, SIZE_MAX / 2, 2, method, score, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_confident_joint (zero, good, 1, (gsize) 1 << 33, score, NULL, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_confident_joint (two, good, 1, 2, score, NULL, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_issues (two, good, 1, 2, GW_LABEL_ISSUES_BOTH, flags, NULL, NULL, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_label_issues (zero, good, 1, 2, GW_LABEL_ISSUES_N_FILTERS, flags, NULL, NULL, NULL), ==,
                   GW_STATUS_INVALID);
  gw_random_init (&random, 4);
  make_rows (&random, &rows);
  g_assert_cmpint (
      gw_label_issues (rows.label, rows.prob, N, K, GW_LABEL_ISSUES_BOTH, flags, NULL, NULL, &(GwRun) { .step = stop }),
      ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (flags[0], ==, 7);
  g_assert_cmpfloat (score[0], ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/confident-learning/joint", test_joint);
  g_test_add_func ("/confident-learning/filters", test_filters);
  g_test_add_func ("/confident-learning/order-of-rows", test_order_of_rows);
  g_test_add_func ("/confident-learning/quality", test_quality);
  g_test_add_func ("/confident-learning/rare-classes", test_rare_classes);
  g_test_add_func ("/confident-learning/one-row-is-kept", test_one_row_is_kept);
  g_test_add_func ("/confident-learning/nothing", test_nothing);
  g_test_add_func ("/confident-learning/refuses", test_refuses);
  return g_test_run ();
}
