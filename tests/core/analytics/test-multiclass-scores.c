/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-multiclass-scores.h"
#include "gw-score-curve.h"
#include "score-rows.h"

/* Probabilities of several classes. */

#define N_ROWS 90
#define N_CLASSES 4

static void
fill (gint32 *truth, double *prob, gw_random *random)
{
  for (gsize i = 0; i < N_ROWS; i++)
    {
      double sum = 0;

      truth[i] = (gint32) gw_random_below (random, N_CLASSES);
      for (gsize k = 0; k < N_CLASSES; k++)
        {
          prob[i * N_CLASSES + k] = 1 + (double) gw_random_below (random, 6) + ((gint32) k == truth[i] ? 2 : 0);
          sum += prob[i * N_CLASSES + k];
        }
      for (gsize k = 0; k < N_CLASSES; k++)
        prob[i * N_CLASSES + k] /= sum;
    }
}

/* Of the rows of the pair alone; -1: against all others. */
static double
pair_auc (const gint32 *truth, const double *prob, gint32 positive, gint32 negative)
{
  ScoreRows rows = { 0 };

  for (gsize i = 0; i < N_ROWS; i++)
    if (truth[i] == positive || truth[i] == negative || negative < 0)
      {
        rows.truth[rows.n] = truth[i] == positive;
        rows.score[rows.n++] = prob[i * N_CLASSES + (gsize) positive];
      }

  return score_rows_auc (&rows, FALSE);
}

static void
test_by_definition (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 10; round++)
    {
      gint32 truth[N_ROWS];
      double prob[N_ROWS * N_CLASSES], roc_auc[N_CLASSES], average_precision[N_CLASSES];
      double ovr = 0, ovr_weighted = 0, ovo = 0, ovo_weighted = 0, weights = 0, size[N_CLASSES] = { 0 };
      GwMulticlassScores scores;

      fill (truth, prob, &random);
      g_assert_cmpint (gw_multiclass_scores (truth, prob, N_ROWS, N_CLASSES, roc_auc, average_precision, &scores, NULL),
                       ==, GW_STATUS_OK);
      for (gsize i = 0; i < N_ROWS; i++)
        size[truth[i]]++;
      for (gint32 a = 0; a < N_CLASSES; a++)
        {
          double of_class = pair_auc (truth, prob, a, -1);

          assert_near (roc_auc[a], of_class, 1e-13);
          ovr += of_class / N_CLASSES;
          ovr_weighted += of_class * size[a] / N_ROWS;
          for (gint32 b = a + 1; b < N_CLASSES; b++)
            {
              double mean = (pair_auc (truth, prob, a, b) + pair_auc (truth, prob, b, a)) / 2;

              ovo += mean / 6;
              ovo_weighted += mean * (size[a] + size[b]);
              weights += size[a] + size[b];
            }
        }
      assert_near (scores.ovr_macro, ovr, 1e-13);
      assert_near (scores.ovr_weighted, ovr_weighted, 1e-13);
      assert_near (scores.ovo_macro, ovo, 1e-13);
      assert_near (scores.ovo_weighted, ovo_weighted / weights, 1e-13);
      g_assert_cmpuint (scores.n_excluded, ==, 0);
    }
}

static void
test_absent_class_and_gaps (void)
{
  static const gint32 truth[] = { 0, 1, 0, -1, 1 };
  static const double prob[] = { 0.7, 0.2, 0.1, 0.3, 0.6, 0.1, 0.5, 0.2, 0.3, 0.2, 0.2, 0.2, NAN, 1, 0 };
  double roc_auc[3], average_precision[3];
  GwMulticlassScores scores;

  g_assert_cmpint (gw_multiclass_scores (truth, prob, 5, 3, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_UNDEFINED);
  g_assert_cmpuint (scores.n_excluded, ==, 2);
  g_assert_true (isnan (roc_auc[2]) && isnan (average_precision[2]));
  g_assert_true (isnan (scores.ovr_macro) && isnan (scores.ovo_weighted));
  g_assert_cmpfloat (roc_auc[0], ==, 1);
  g_assert_cmpfloat (scores.average_precision_macro, ==, 1);
}

static bool
stop_cb (double done, void *data)
{
  guint *n_left = data;

  return (*n_left)-- > 0;
}

static void
test_edges (void)
{
  static const gint32 truth[] = { 0, 1, 0 }, ones[] = { 1, 1, 1 };
  static const double prob[] = { 0.75, 0.25, 0.5, 0.5, 0.25, 0.75 }, wrong[] = { 0.75, 0.25, 0.5, 0.4, 0.25, 0.75 };
  static const double outside[] = { 1.5, -0.5, 0.5, 0.5, 0, 1 };
  double roc_auc[2], average_precision[2];
  GwMulticlassScores scores;

  g_assert_cmpint (gw_multiclass_scores (truth, wrong, 3, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_multiclass_scores (truth, outside, 3, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_multiclass_scores (truth, prob, 3, 1, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_multiclass_scores (truth, prob, 3, 0, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_multiclass_scores (truth, prob, SIZE_MAX / 2, 3, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_multiclass_scores (truth, prob, 0, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_true (isnan (scores.average_precision_macro) && isnan (roc_auc[0]));
  g_assert_cmpint (gw_multiclass_scores (ones, prob, 3, 2, roc_auc, average_precision, &scores, NULL), ==,
                   GW_STATUS_SINGLE_CLASS);
  g_assert_cmpfloat (average_precision[1], ==, 1);
  g_assert_true (isnan (scores.ovr_macro) && isnan (roc_auc[1]));
  for (guint n_steps = 0; n_steps < 4; n_steps++)
    {
      guint n_left = n_steps;
      GwRun run = { .step = stop_cb, .data = &n_left };

      g_assert_cmpint (gw_multiclass_scores (truth, prob, 3, 2, roc_auc, average_precision, &scores, &run), ==,
                       GW_STATUS_CANCELLED);
    }
}

static void
test_top_k (void)
{
  static const gint32 truth[] = { 0, 2, 1, -1, 0 };
  static const double score[] = { 5, 5, 1, 5, 5, 5, 3, 2, 1, 9, 9, 9, NAN, 1, 1 };
  double accuracy;
  gsize n_excluded;

  g_assert_cmpint (gw_top_k_accuracy (truth, score, 5, 3, 1, &accuracy, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 2);
  assert_near (accuracy, 1.0 / 3, 1e-15); /* of equal scores the higher class is first */
  g_assert_cmpint (gw_top_k_accuracy (truth, score, 5, 3, 2, &accuracy, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (accuracy, ==, 1);
  g_assert_cmpint (gw_top_k_accuracy (truth, score, 0, 3, 2, &accuracy, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (accuracy));
  g_assert_cmpint (gw_top_k_accuracy (truth, score, 5, 3, 0, &accuracy, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_top_k_accuracy (truth, score, 5, 2, 1, &accuracy, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_top_k_accuracy (truth, score, SIZE_MAX / 2, 3, 1, &accuracy, NULL), ==, GW_STATUS_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/multiclass-scores/by-definition", test_by_definition);
  g_test_add_func ("/multiclass-scores/absent-class-and-gaps", test_absent_class_and_gaps);
  g_test_add_func ("/multiclass-scores/edges", test_edges);
  g_test_add_func ("/multiclass-scores/top-k", test_top_k);
  return g_test_run ();
}
