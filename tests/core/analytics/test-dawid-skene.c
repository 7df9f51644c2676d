/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "crowd-data.h"
#include "gw-dawid-skene.h"

#define N_ITEMS CROWD_N_ITEMS
#define N_WORKERS CROWD_N_WORKERS
#define N_CLASSES CROWD_N_CLASSES

/* The method in its plainest form, with full matrices. */
static void
naive (const GwAnswers *a, gsize n_rounds, double *q)
{
  g_autofree double *errors = g_new (double, a->n_workers * a->n_classes * a->n_classes);
  g_autofree double *prior = g_new (double, a->n_classes);
  gsize k = a->n_classes;

  memset (q, 0, a->n_items * k * sizeof *q);
  for (gsize i = 0; i < a->n; i++)
    q[(gsize) a->item[i] * k + (gsize) a->label[i]]++;
  for (gsize round = 0; round <= n_rounds; round++)
    {
      for (gsize i = 0; round > 0 && i < a->n_items; i++)
        for (gsize t = 0; t < k; t++)
          {
            q[i * k + t] = prior[t];
            for (gsize r = 0; r < a->n; r++)
              if ((gsize) a->item[r] == i)
                q[i * k + t] *= errors[((gsize) a->worker[r] * k + t) * k + (gsize) a->label[r]];
          }
      memset (errors, 0, a->n_workers * k * k * sizeof *errors);
      memset (prior, 0, k * sizeof *prior);
      for (gsize i = 0; i < a->n_items; i++)
        {
          double sum = 0;

          for (gsize t = 0; t < k; t++)
            sum += q[i * k + t];
          for (gsize t = 0; t < k; t++)
            {
              q[i * k + t] /= sum;
              prior[t] += q[i * k + t] / (double) a->n_items;
            }
        }
      for (gsize r = 0; r < a->n; r++)
        for (gsize t = 0; t < k; t++)
          errors[((gsize) a->worker[r] * k + t) * k + (gsize) a->label[r]] += q[(gsize) a->item[r] * k + t];
      for (gsize row = 0; row < a->n_workers * k; row++)
        {
          double sum = 0;

          for (gsize l = 0; l < k; l++)
            sum += errors[row * k + l] = MAX (errors[row * k + l], 1e-10);
          for (gsize l = 0; l < k; l++)
            errors[row * k + l] /= sum;
        }
    }
}

static void
test_is_as_defined (void)
{
  gw_random random;
  Crowd crowd;
  double want[N_ITEMS * N_CLASSES], got[N_ITEMS * N_CLASSES], prior[N_CLASSES];
  double errors[N_WORKERS * N_CLASSES * N_CLASSES];
  GwDawidSkene result;

  gw_random_init (&random, 1);
  for (gsize rounds = 1; rounds < 12; rounds += 3)
    {
      GwDawidSkeneOptions options = { GW_DAWID_SKENE_BY_EVIDENCE, -1, rounds };
      double sum = 0;

      crowd_make (&crowd, &random);
      naive (&crowd.answers, rounds, want);
      g_assert_cmpint (gw_dawid_skene (&crowd.answers, &options, got, NULL, prior, errors, &result, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpuint (result.n_rounds, ==, rounds);
      g_assert_false (result.converged);
      for (gsize i = 0; i < G_N_ELEMENTS (want); i++)
        g_assert_cmpfloat_with_epsilon (got[i], want[i], 1e-9);
      for (gsize k = 0; k < N_CLASSES; k++)
        sum += prior[k];
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-12);
      for (gsize row = 0; row < N_WORKERS * N_CLASSES; row++)
        g_assert_cmpfloat_with_epsilon (errors[3 * row] + errors[3 * row + 1] + errors[3 * row + 2], 1, 1e-12);
    }
}

/* Over many crowds the method is nearer to the truth than the vote, and its
 * likelihood never falls.
 */
static void
test_beats_the_vote (void)
{
  gw_random random;
  Crowd crowd;
  double right = 0, right_by_vote = 0;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 30; round++)
    {
      gint32 label[N_ITEMS];
      double before = -INFINITY;

      crowd_make (&crowd, &random);
      for (gsize rounds = 1; rounds < 8; rounds++)
        {
          GwDawidSkeneOptions options = { GW_DAWID_SKENE_BY_LIKELIHOOD, -1, rounds };
          GwDawidSkene result;

          g_assert_cmpint (gw_dawid_skene (&crowd.answers, &options, NULL, label, NULL, NULL, &result, NULL), ==,
                           GW_STATUS_OK);
          g_assert_cmpfloat (result.log_likelihood, >=, before - 1e-6);
          before = result.log_likelihood;
        }
      right += (double) crowd_count_right (&crowd, label);
      g_assert_cmpint (gw_answers_vote (&crowd.answers, NULL, label, NULL), ==, GW_STATUS_OK);
      right_by_vote += (double) crowd_count_right (&crowd, label);
    }
  g_assert_cmpfloat (right, >, right_by_vote);
}

/* Order of the answers, threads, and the names of the workers change nothing. */
static void
test_order_and_threads (void)
{
  gw_random random;
  Crowd crowd;
  double got[3][N_ITEMS * N_CLASSES];
  GwDawidSkene result;

  gw_random_init (&random, 3);
  crowd_make (&crowd, &random);
  g_assert_cmpint (
      gw_dawid_skene (&crowd.answers, NULL, got[0], NULL, NULL, NULL, &result, &(GwRun) { .n_threads = 1 }), ==,
      GW_STATUS_OK);
  g_assert_true (result.converged);
  g_assert_cmpint (
      gw_dawid_skene (&crowd.answers, NULL, got[1], NULL, NULL, NULL, &result, &(GwRun) { .n_threads = 4 }), ==,
      GW_STATUS_OK);
  crowd_shuffle (&crowd, &random);
  for (gsize i = 0; i < crowd.answers.n; i++)
    crowd.worker[i] = N_WORKERS - 1 - crowd.worker[i];
  g_assert_cmpint (gw_dawid_skene (&crowd.answers, NULL, got[2], NULL, NULL, NULL, &result, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (got[0]); i++)
    {
      g_assert_cmpfloat (got[0][i], ==, got[1][i]);
      g_assert_cmpfloat_with_epsilon (got[0][i], got[2][i], 1e-9);
    }
}

/* An answer without a label is as if it was not there; an item and a worker without
 * answers have no figures.
 */
static void
test_missing (void)
{
  const gint32 item[] = { 0, 0, 0, 2, 2, 1 }, worker[] = { 0, 1, 2, 0, 1, 0 };
  const gint32 label[] = { 1, 1, 0, 0, 0, -1 };
  const GwAnswers answers = { item, worker, label, 6, 3, 4, 2 };
  double posterior[6], share[6], prior[2], errors[16];
  gint32 labels[3];
  GwDawidSkene result;
  size_t n_excluded;

  g_assert_cmpint (gw_dawid_skene (&answers, NULL, posterior, labels, prior, errors, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (result.n_excluded, ==, 1);
  g_assert_cmpint (labels[0], ==, 1);
  g_assert_cmpint (labels[1], ==, -1);
  g_assert_cmpint (labels[2], ==, 0);
  g_assert_true (isnan (posterior[2]) && isnan (posterior[3]));
  g_assert_cmpfloat_with_epsilon (posterior[0] + posterior[1], 1, 1e-12);
  for (gsize i = 12; i < 16; i++)
    g_assert_true (isnan (errors[i]));
  /* The third worker has said 0 only. */
  g_assert_cmpfloat (errors[8], ==, 1);
  g_assert_cmpfloat (errors[9], ==, 0);

  g_assert_cmpint (gw_answers_vote (&answers, share, labels, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 1);
  g_assert_cmpfloat (share[1], ==, 2.0 / 3);
  g_assert_true (isnan (share[2]));
  g_assert_cmpint (labels[1], ==, -1);
}

static void
test_ties_go_to_the_lower_class (void)
{
  const gint32 item[] = { 0, 0 }, worker[] = { 0, 1 }, label[] = { 2, 1 };
  const GwAnswers answers = { item, worker, label, 2, 1, 2, 3 };
  gint32 labels[2] = { 7, 7 };
  GwDawidSkene result;

  g_assert_cmpint (gw_answers_vote (&answers, NULL, labels, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (labels[0], ==, 1);
  g_assert_cmpint (gw_dawid_skene (&answers, NULL, NULL, labels, NULL, NULL, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (labels[0], ==, 1);
}

/* All of one mind: sure from the first round. */
static void
test_unanimous (void)
{
  const gint32 item[] = { 0, 0, 1, 1 }, worker[] = { 0, 1, 0, 1 }, label[] = { 1, 1, 1, 1 };
  const GwAnswers answers = { item, worker, label, 4, 2, 2, 3 };
  double posterior[6], prior[3];
  GwDawidSkene result;

  g_assert_cmpint (gw_dawid_skene (&answers, NULL, posterior, NULL, prior, NULL, &result, NULL), ==, GW_STATUS_OK);
  g_assert_true (result.converged);
  g_assert_cmpfloat (posterior[1], ==, 1);
  g_assert_cmpfloat (prior[1], ==, 1);
  g_assert_cmpfloat_with_epsilon (result.log_likelihood, 0, 1e-9);
}

static void
test_nothing (void)
{
  const gint32 zero[] = { 0 }, missing[] = { -1 };
  double posterior[2] = { 7, 7 }, prior[2] = { 7, 7 };
  gint32 label[1] = { 7 };
  GwDawidSkene result = { .n_rounds = 9 };
  GwAnswers answers = { zero, zero, missing, 1, 1, 1, 2 };

  g_assert_cmpint (gw_dawid_skene (&answers, NULL, posterior, label, prior, NULL, &result, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (posterior[0]) && isnan (prior[1]) && isnan (result.log_likelihood));
  g_assert_cmpint (label[0], ==, -1);
  g_assert_cmpuint (result.n_rounds, ==, 0);
  g_assert_cmpuint (result.n_excluded, ==, 1);
  answers = (GwAnswers) { 0 };
  g_assert_cmpint (gw_dawid_skene (&answers, NULL, NULL, NULL, NULL, NULL, &result, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_answers_vote (&answers, NULL, NULL, NULL), ==, GW_STATUS_EMPTY);
}

static bool
stop_at_half (double done, void *data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1);
  *last = done;
  return done < 0.5;
}

static void
test_cancel (void)
{
  gw_random random;
  Crowd crowd;
  gint32 label[N_ITEMS] = { 7 };
  double last = 0;
  GwDawidSkene result = { .n_rounds = 99 };
  GwDawidSkeneOptions options = { GW_DAWID_SKENE_BY_EVIDENCE, -1, 10 };

  gw_random_init (&random, 4);
  crowd_make (&crowd, &random);
  g_assert_cmpint (gw_dawid_skene (&crowd.answers, &options, NULL, label, NULL, NULL, &result,
                                   &(GwRun) { .step = stop_at_half, .data = &last, .n_threads = 1 }),
                   ==, GW_STATUS_CANCELLED);
  g_assert_cmpfloat (last, >=, 0.5);
  g_assert_cmpint (label[0], ==, 7);
  g_assert_cmpuint (result.n_rounds, ==, 99);
}

static void
test_refuses (void)
{
  const gint32 zero[] = { 0 }, one[] = { 1 }, below[] = { -2 };
  const GwAnswers good = { zero, zero, zero, 1, 1, 1, 1 };
  const GwAnswers bad[] = { { one, zero, zero, 1, 1, 1, 1 },   { zero, one, zero, 1, 1, 1, 1 },
                            { zero, zero, one, 1, 1, 1, 1 },   { zero, zero, below, 1, 1, 1, 1 },
                            { below, zero, zero, 1, 1, 1, 1 }, { zero, below, zero, 1, 1, 1, 1 } };
  const GwDawidSkeneOptions bad_options[] = { { GW_DAWID_SKENE_BY_EVIDENCE, NAN, 5 },
                                              { GW_DAWID_SKENE_BY_EVIDENCE, 1, 0 },
                                              { 2, 1, 5 } };
  GwAnswers large = good;
  GwDawidSkene result = { .n_rounds = 99 };
  double cell = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (gw_dawid_skene (&bad[i], NULL, &cell, NULL, NULL, NULL, &result, NULL), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_answers_vote (&bad[i], &cell, NULL, NULL), ==, GW_STATUS_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_options); i++)
    g_assert_cmpint (gw_dawid_skene (&good, &bad_options[i], &cell, NULL, NULL, NULL, &result, NULL), ==,
                     GW_STATUS_INVALID);
  large.n_workers = (gsize) 1 << 30;
  large.n_classes = (gsize) 1 << 20;
  g_assert_cmpint (gw_dawid_skene (&large, NULL, NULL, NULL, NULL, &cell, &result, NULL), ==, GW_STATUS_TOO_LARGE);
  large.n_items = large.n_classes = (gsize) 1 << 31;
  g_assert_cmpint (gw_answers_vote (&large, &cell, NULL, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (cell, ==, 7);
  g_assert_cmpuint (result.n_rounds, ==, 99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dawid-skene/is-as-defined", test_is_as_defined);
  g_test_add_func ("/dawid-skene/beats-the-vote", test_beats_the_vote);
  g_test_add_func ("/dawid-skene/order-and-threads", test_order_and_threads);
  g_test_add_func ("/dawid-skene/missing", test_missing);
  g_test_add_func ("/dawid-skene/ties-go-to-the-lower-class", test_ties_go_to_the_lower_class);
  g_test_add_func ("/dawid-skene/unanimous", test_unanimous);
  g_test_add_func ("/dawid-skene/nothing", test_nothing);
  g_test_add_func ("/dawid-skene/cancel", test_cancel);
  g_test_add_func ("/dawid-skene/refuses", test_refuses);
  return g_test_run ();
}
