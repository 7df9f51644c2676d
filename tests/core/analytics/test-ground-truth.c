/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "crowd-data.h"
#include "gw-ground-truth.h"

#define N_ITEMS CROWD_N_ITEMS
#define N_WORKERS CROWD_N_WORKERS
#define K CROWD_N_CLASSES

static void
compute (const GwAnswers *answers, gint32 *label, double *confidence, double *accuracy, GwGroundTruth *out)
{
  g_assert_cmpint (gw_ground_truth_labels (answers, label, confidence, NULL, accuracy, out, NULL), ==, GW_STATUS_OK);
}

/* --- a twin: the steps as they are written down, with full matrices -------------------------- */

static double
typical (double accuracy, gsize truth, gsize label)
{
  return truth == label ? accuracy : (1 - accuracy) / (K - 1);
}

/* Returns the rounds. */
static gsize
naive (const GwAnswers *a, double p[N_ITEMS][K])
{
  double c[N_WORKERS][K][K], mean = 0.7, before = NAN;

  memset (p, 0, N_ITEMS * K * sizeof (double));
  for (gsize i = 0; i < a->n; i++)
    p[a->item[i]][a->label[i]]++;
  for (gsize i = 0; i < a->n_items; i++)
    {
      double m = p[i][0] + p[i][1] + p[i][2];

      for (gsize k = 0; k < K; k++)
        p[i][k] /= m;
    }
  for (gsize w = 0; w < N_WORKERS; w++)
    for (gsize k = 0; k < K; k++)
      for (gsize l = 0; l < K; l++)
        c[w][k][l] = typical (0.7, k, l);

  for (gsize round = 1; round <= 100; round++)
    {
      double prior[K] = { 0 }, likelihood = 0, sum_of_means = 0;

      for (gsize k = 0; k < K; k++)
        for (gsize i = 0; i < a->n_items; i++)
          prior[k] += p[i][k] / (double) a->n_items;
      for (gsize i = 0; i < a->n_items; i++)
        {
          double sum = 0;

          memcpy (p[i], prior, sizeof prior);
          for (gsize r = 0; r < a->n; r++)
            for (gsize k = 0; (gsize) a->item[r] == i && k < K; k++)
              p[i][k] *= c[a->worker[r]][k][a->label[r]];
          for (gsize k = 0; k < K; k++)
            sum += p[i][k];
          for (gsize k = 0; k < K; k++)
            p[i][k] /= sum;
          likelihood += log (sum);
        }
      for (gsize w = 0; w < N_WORKERS; w++)
        {
          double counts[K][K] = { { 0 } }, n = 0, accuracy;

          for (gsize r = 0; r < a->n; r++)
            if ((gsize) a->worker[r] == w)
              {
                n++;
                for (gsize k = 0; k < K; k++)
                  counts[k][a->label[r]] += p[a->item[r]][k];
              }
          accuracy = (counts[0][0] + counts[1][1] + counts[2][2]) / n;
          sum_of_means += accuracy;
          for (gsize k = 0; k < K; k++)
            {
              double sum = 0;

              for (gsize l = 0; l < K; l++)
                sum += c[w][k][l] = counts[k][l] + n * typical (accuracy, k, l) + n / 2 * typical (mean, k, l);
              for (gsize l = 0; l < K; l++)
                c[w][k][l] /= sum;
            }
        }
      mean = sum_of_means / N_WORKERS;
      if (fabs (likelihood - before) <= 1e-6 * fabs (before))
        return round;
      before = likelihood;
    }

  return 100;
}

static void
test_is_as_defined (void)
{
  gw_random random;
  Crowd crowd;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 20; round++)
    {
      double p[N_ITEMS][K], confidence[N_ITEMS], accuracy[N_WORKERS];
      gint32 label[N_ITEMS];
      GwGroundTruth out;

      crowd_make (&crowd, &random);
      compute (&crowd.answers, label, confidence, accuracy, &out);
      g_assert_false (out.by_vote);
      g_assert_true (out.converged);
      g_assert_cmpuint (out.n_rounds, ==, naive (&crowd.answers, p));
      for (gsize i = 0; i < N_ITEMS; i++)
        {
          if (label[i] < 0 || isnan (confidence[i]))
            continue;
          g_assert_cmpfloat_with_epsilon (confidence[i], p[i][label[i]], 1e-9);
          for (gsize k = 0; k < K; k++)
            g_assert_cmpfloat (p[i][k], <=, confidence[i] + 1e-8);
        }
      for (gsize w = 0; w < N_WORKERS; w++)
        {
          double right = 0, n = 0;

          for (gsize r = 0; r < crowd.answers.n; r++)
            if ((gsize) crowd.worker[r] == w)
              {
                n++;
                right += p[crowd.item[r]][crowd.label[r]];
              }
          g_assert_cmpfloat_with_epsilon (accuracy[w], right / n, 1e-9);
        }
    }
}

/* Over many crowds nearer to the truth than the vote. */
static void
test_beats_the_vote (void)
{
  gw_random random;
  Crowd crowd;
  gsize n_right = 0, n_right_by_vote = 0;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 60; round++)
    {
      gint32 label[N_ITEMS], vote[N_ITEMS];
      GwGroundTruth out;

      crowd_make (&crowd, &random);
      compute (&crowd.answers, label, NULL, NULL, &out);
      gw_answers_vote (&crowd.answers, NULL, vote, NULL);
      n_right += crowd_count_right (&crowd, label);
      n_right_by_vote += crowd_count_right (&crowd, vote);
    }
  g_assert_cmpuint (n_right, >, n_right_by_vote);
}

/* Fewer than twenty objects: the vote, with a confidence that never says sure. */
static void
test_few_items (void)
{
  const gint32 item[] = { 0, 0, 0, 1, 2, 2 }, worker[] = { 0, 1, 2, 0, 0, 1 }, said[] = { 1, 1, 0, 2, 2, 1 };
  const GwAnswers answers = { item, worker, said, 6, 4, 3, 3 };
  gint32 label[4];
  guint8 tie[4];
  double confidence[4], accuracy[3];
  GwGroundTruth out;

  g_assert_cmpint (gw_ground_truth_labels (&answers, label, confidence, tie, accuracy, &out, NULL), ==, GW_STATUS_OK);
  g_assert_true (out.by_vote);
  g_assert_true (isnan (out.log_likelihood));
  g_assert_cmpint (label[0], ==, 1);
  g_assert_cmpfloat_with_epsilon (confidence[0], (2 + 1.0 / 3) / 4, 1e-15);
  /* One answer is that answer, and nobody knows how sure. */
  g_assert_cmpint (label[1], ==, 2);
  g_assert_true (isnan (confidence[1]));
  /* A tie goes to the lower class. */
  g_assert_cmpint (label[2], ==, 1);
  g_assert_cmpuint (tie[2], ==, 1);
  g_assert_cmpuint (tie[0] + tie[1] + tie[3], ==, 0);
  g_assert_cmpuint (out.n_ties, ==, 1);
  g_assert_cmpint (label[3], ==, -1);
  g_assert_true (isnan (confidence[3]));
  g_assert_cmpfloat_with_epsilon (accuracy[2], (1 + 1.0 / 3) / 4, 1e-15);
}

/* Twenty objects, but nobody has answered more than five. */
static void
test_few_answers (void)
{
  gint32 item[42], worker[42], said[42], label[21];
  GwAnswers answers = { item, worker, said, 40, 20, 10, 2 };
  GwGroundTruth out;

  for (gint32 i = 0; i < 42; i++)
    {
      item[i] = i / 2;
      worker[i] = i % 10;
      said[i] = i % 3 == 0;
    }
  compute (&answers, label, NULL, NULL, &out);
  g_assert_true (out.by_vote);
  answers.n = 42;
  answers.n_items = 21;
  worker[41] = worker[40] = 0;
  compute (&answers, label, NULL, NULL, &out);
  g_assert_false (out.by_vote);
}

/* Order of the answers and threads change nothing but rounding. */
static void
test_order_and_threads (void)
{
  gw_random random;
  Crowd crowd;
  gint32 label[2][N_ITEMS];
  double confidence[2][N_ITEMS];
  GwGroundTruth out;

  gw_random_init (&random, 3);
  crowd_make (&crowd, &random);
  compute (&crowd.answers, label[0], confidence[0], NULL, &out);
  crowd_shuffle (&crowd, &random);
  g_assert_cmpint (
      gw_ground_truth_labels (&crowd.answers, label[1], confidence[1], NULL, NULL, &out, &(GwRun) { .n_threads = 4 }),
      ==, GW_STATUS_OK);
  for (gsize i = 0; i < N_ITEMS; i++)
    {
      g_assert_cmpint (label[0][i], ==, label[1][i]);
      if (isnan (confidence[0][i]))
        g_assert_true (isnan (confidence[1][i]));
      else
        g_assert_cmpfloat_with_epsilon (confidence[0][i], confidence[1][i], 1e-9);
    }
}

/* All agree on all: sure, and no number goes astray. */
static void
test_unanimous (void)
{
  gint32 item[60], worker[60], said[60], label[30];
  const GwAnswers answers = { item, worker, said, 60, 30, 2, 4 };
  double confidence[30];
  GwGroundTruth out;

  for (gint32 i = 0; i < 60; i++)
    {
      item[i] = i / 2;
      worker[i] = i % 2;
      said[i] = i / 2 % 3;
    }
  compute (&answers, label, confidence, NULL, &out);
  g_assert_false (out.by_vote);
  for (gint32 i = 0; i < 30; i++)
    {
      g_assert_cmpint (label[i], ==, i % 3);
      g_assert_cmpfloat (confidence[i], >, 0.99);
    }
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_edges (void)
{
  gw_random random;
  Crowd crowd;
  const gint32 zero[] = { 0 }, one[] = { 1 }, missing[] = { -1 };
  GwAnswers answers = { zero, zero, missing, 1, 1, 1, 2 };
  gint32 label[N_ITEMS] = { 7 };
  double confidence[1], accuracy[1];
  GwGroundTruth out = { .n_rounds = 99 };

  g_assert_cmpint (gw_ground_truth_labels (&answers, label, confidence, NULL, accuracy, &out, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpint (label[0], ==, -1);
  g_assert_true (isnan (confidence[0]) && isnan (accuracy[0]));
  g_assert_cmpuint (out.n_excluded, ==, 1);

  label[0] = 7;
  out.n_rounds = 99;
  answers.label = one;
  answers.n_classes = 1;
  g_assert_cmpint (gw_ground_truth_labels (&answers, label, NULL, NULL, NULL, &out, NULL), ==, GW_STATUS_INVALID);
  answers.n_items = SIZE_MAX;
  g_assert_cmpint (gw_ground_truth_labels (&answers, label, NULL, NULL, NULL, &out, NULL), ==, GW_STATUS_TOO_LARGE);
  gw_random_init (&random, 4);
  crowd_make (&crowd, &random);
  g_assert_cmpint (gw_ground_truth_labels (&crowd.answers, label, NULL, NULL, NULL, &out, &(GwRun) { .step = stop }),
                   ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (label[0], ==, 7);
  g_assert_cmpuint (out.n_rounds, ==, 99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ground-truth/is-as-defined", test_is_as_defined);
  g_test_add_func ("/ground-truth/beats-the-vote", test_beats_the_vote);
  g_test_add_func ("/ground-truth/few-items", test_few_items);
  g_test_add_func ("/ground-truth/few-answers", test_few_answers);
  g_test_add_func ("/ground-truth/order-and-threads", test_order_and_threads);
  g_test_add_func ("/ground-truth/unanimous", test_unanimous);
  g_test_add_func ("/ground-truth/edges", test_edges);
  return g_test_run ();
}
