/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-multilabel.h"
#include "gw-score-curve.h"
#include "score-rows.h"

/* Rows with several labels. */

#define N_ROWS 80
#define N_LABELS 5
#define N_CELLS (N_ROWS * N_LABELS)

static void
fill (gint32 *truth, gint32 *predicted, double *score, gw_random *random)
{
  for (gsize i = 0; i < N_CELLS; i++)
    {
      truth[i] = (gint32) gw_random_below (random, 2);
      predicted[i] = gw_random_below (random, 3) > 0 ? truth[i] : (gint32) gw_random_below (random, 2);
      score[i] = floor (gw_random_real (random) * 20 + 4 * truth[i]);
    }
}

static void
assert_by_definition (const gint32 *truth, const gint32 *predicted)
{
  double same = 0, wrong = 0, jaccard = 0, recall = 0;
  GwClassMetrics per_label[N_LABELS];
  GwLabelCounts counts[N_LABELS];
  GwMultilabelMetrics metrics;
  guint64 n_counted = 0;

  g_assert_cmpint (gw_multilabel_metrics (truth, predicted, N_ROWS, N_LABELS, 0, per_label, counts, &metrics), ==,
                   GW_STATUS_OK);
  for (gsize i = 0; i < N_ROWS; i++)
    {
      double both = 0, either = 0, has = 0, row_wrong = 0;

      for (gsize j = 0; j < N_LABELS; j++)
        {
          gint32 t = truth[i * N_LABELS + j], p = predicted[i * N_LABELS + j];

          both += t && p;
          either += t || p;
          has += t;
          row_wrong += t != p;
        }
      same += row_wrong == 0;
      wrong += row_wrong;
      jaccard += either > 0 ? both / either : 0;
      recall += has > 0 ? both / has : 0;
    }
  assert_near (metrics.subset_accuracy, same / N_ROWS, 1e-14);
  assert_near (metrics.hamming_loss, wrong / N_CELLS, 1e-14);
  assert_near (metrics.jaccard, jaccard / N_ROWS, 1e-14);
  assert_near (metrics.samples.recall, recall / N_ROWS, 1e-14);
  g_assert_cmpuint (metrics.n_excluded, ==, 0);
  for (gsize j = 0; j < N_LABELS; j++)
    {
      n_counted += counts[j].tp + counts[j].fp + counts[j].fn + counts[j].tn;
      assert_near (per_label[j].f1,
                   2.0 * (double) counts[j].tp / (double) (2 * counts[j].tp + counts[j].fp + counts[j].fn), 1e-14);
    }
  g_assert_cmpuint (n_counted, ==, N_CELLS);
}

static void
test_by_definition (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 20; round++)
    {
      gint32 truth[N_CELLS], predicted[N_CELLS];
      double score[N_CELLS];

      fill (truth, predicted, score, &random);
      assert_by_definition (truth, predicted);
    }
}

static void
test_rows_with_a_gap_are_left_out (void)
{
  gint32 truth[] = { 1, 0, 1, -1, 0, 0, 0, 1 }, predicted[] = { 1, 0, 1, 1, 0, 0, -1, 0 };
  double score[] = { 2, 1, 3, 1, NAN, 5, 1, 4 }, roc_auc[2], average_precision[2];
  GwMultilabelMetrics metrics;
  GwMultilabelScores scores;

  g_assert_cmpint (gw_multilabel_metrics (truth, predicted, 4, 2, NAN, NULL, NULL, &metrics), ==, GW_STATUS_OK);
  g_assert_cmpuint (metrics.n_excluded, ==, 2);
  g_assert_cmpfloat (metrics.subset_accuracy, ==, 1);
  g_assert_cmpfloat (metrics.jaccard, ==, 1); /* the row without labels does not count */
  g_assert_cmpfloat (metrics.samples.precision, ==, 1);
  g_assert_cmpuint (metrics.samples.undefined, ==, GW_UNDEFINED_PRECISION | GW_UNDEFINED_RECALL | GW_UNDEFINED_F);
  g_assert_cmpint (gw_multilabel_metrics (truth, predicted, 4, 2, 0, NULL, NULL, &metrics), ==, GW_STATUS_OK);
  g_assert_cmpfloat (metrics.jaccard, ==, 0.5);

  g_assert_cmpint (gw_multilabel_scores (truth, score, 4, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (scores.n_excluded, ==, 2);
  g_assert_cmpfloat (roc_auc[0], ==, 1);
  g_assert_cmpfloat (roc_auc[1], ==, 1);
}

static void
test_scores_are_those_of_each_label (void)
{
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 10; round++)
    {
      gint32 truth[N_CELLS], predicted[N_CELLS];
      double score[N_CELLS], roc_auc[N_LABELS], average_precision[N_LABELS], mean = 0;
      GwMultilabelScores scores;
      ScoreRows rows = { .n = N_ROWS }, all = { .n = N_CELLS };

      fill (truth, predicted, score, &random);
      g_assert_cmpint (gw_multilabel_scores (truth, score, N_ROWS, N_LABELS, roc_auc, average_precision, &scores, NULL),
                       ==, GW_STATUS_OK);
      for (gsize j = 0; j < N_LABELS; j++)
        {
          for (gsize i = 0; i < N_ROWS; i++)
            {
              rows.truth[i] = truth[i * N_LABELS + j];
              rows.score[i] = score[i * N_LABELS + j];
            }
          assert_near (roc_auc[j], score_rows_auc (&rows, FALSE), 1e-13);
          mean += roc_auc[j] / N_LABELS;
        }
      memcpy (all.truth, truth, sizeof truth);
      memcpy (all.score, score, sizeof score);
      assert_near (scores.roc_auc_micro, score_rows_auc (&all, FALSE), 1e-13);
      assert_near (scores.roc_auc_macro, mean, 1e-13);
    }
}

static bool
stop_cb (double done, void *data)
{
  return false;
}

static void
test_edges (void)
{
  gint32 cells[] = { 0, 0, 0, 2 };
  double score[] = { 1, 2, 3, 4 }, roc_auc[2], average_precision[2];
  GwMultilabelMetrics metrics;
  GwMultilabelScores scores;
  GwRun run = { .step = stop_cb };

  g_assert_cmpint (gw_multilabel_metrics (cells, cells, 2, 2, 0, NULL, NULL, &metrics), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_multilabel_scores (cells, score, 2, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_multilabel_metrics (cells, cells, 1 << 30, SIZE_MAX / 8, 0, NULL, NULL, &metrics), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_multilabel_scores (cells, score, 1 << 30, 4, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  cells[3] = 0;
  g_assert_cmpint (gw_multilabel_scores (cells, score, 2, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_UNDEFINED);
  g_assert_true (isnan (roc_auc[0]) && isnan (scores.roc_auc_macro) && isnan (average_precision[1]));
  g_assert_cmpint (gw_multilabel_scores (cells, score, 2, 2, roc_auc, average_precision, &scores, &run), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_multilabel_scores (cells, score, 0, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpint (gw_multilabel_metrics (cells, cells, 0, 2, 0, NULL, NULL, &metrics), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (metrics.subset_accuracy) && isnan (metrics.hamming_loss) && isnan (metrics.samples.f1));
  g_assert_cmpint (gw_multilabel_metrics (cells, cells, 2, 0, 0, NULL, NULL, &metrics), ==, GW_STATUS_EMPTY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/multilabel/by-definition", test_by_definition);
  g_test_add_func ("/multilabel/rows-with-a-gap-are-left-out", test_rows_with_a_gap_are_left_out);
  g_test_add_func ("/multilabel/scores-are-those-of-each-label", test_scores_are_those_of_each_label);
  g_test_add_func ("/multilabel/edges", test_edges);
  return g_test_run ();
}
