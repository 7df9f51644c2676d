/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-multi-label-consensus.h"
#include "gw-random.h"

#define N_ITEMS 50
#define N_WORKERS 6
#define K 4
#define MOST (N_ITEMS * N_WORKERS)

typedef struct
{
  gint32 item[MOST];
  gint32 worker[MOST];
  gsize begin[MOST + 1];
  gint32 chosen[MOST * K];
  gboolean truth[N_ITEMS][K];
  GwMultiLabelAnswers answers; /* these arrays */
} Crowd;

typedef struct
{
  gsize first[N_ITEMS + 1];
  GwMultiLabelClass classes[MOST * K];
  double accuracy[N_WORKERS];
  GwMultiLabelConsensus out;
} Result;

static void
add_answer (Crowd *crowd, gint32 item, gint32 worker, const gboolean *is_chosen)
{
  gsize n = crowd->answers.n++, end = crowd->begin[n];

  crowd->item[n] = item;
  crowd->worker[n] = worker;
  for (gint32 k = 0; k < K; k++)
    if (is_chosen[k])
      crowd->chosen[end++] = k;
  crowd->begin[n + 1] = end;
}

static void
crowd_clear (Crowd *crowd)
{
  crowd->begin[0] = 0;
  crowd->answers = (GwMultiLabelAnswers) { .item = crowd->item,
                                           .worker = crowd->worker,
                                           .begin = crowd->begin,
                                           .chosen = crowd->chosen,
                                           .n_items = N_ITEMS,
                                           .n_workers = N_WORKERS,
                                           .n_classes = K };
}

/* Half of the workers know, the others guess a third of the time. */
static void
crowd_make (Crowd *crowd, gw_random *random)
{
  crowd_clear (crowd);
  for (gint32 i = 0; i < N_ITEMS; i++)
    {
      for (gsize k = 0; k < K; k++)
        crowd->truth[i][k] = gw_random_real (random) < 0.15 + 0.2 * (double) k;
      for (gint32 w = 0; w < N_WORKERS; w++)
        {
          gboolean is_chosen[K];

          for (gsize k = 0; k < K; k++)
            is_chosen[k] = gw_random_real (random) < (w < 3 ? 0.05 : 0.35) ? gw_random_below (random, 2) == 0
                                                                           : crowd->truth[i][k];
          if ((w + i) % N_WORKERS < 2 || gw_random_real (random) < 0.6)
            add_answer (crowd, i, w, is_chosen);
        }
    }
}

/* The same answers in another order. */
static void
crowd_shuffle (Crowd *crowd, gw_random *random)
{
  g_autofree Crowd *old = g_memdup2 (crowd, sizeof *crowd);
  gsize order[MOST];

  for (gsize i = 0; i < old->answers.n; i++)
    order[i] = i;
  gw_random_shuffle (random, order, old->answers.n, sizeof *order);
  crowd_clear (crowd);
  for (gsize i = 0; i < old->answers.n; i++)
    {
      gboolean is_chosen[K] = { FALSE };

      for (gsize k = old->begin[order[i]]; k < old->begin[order[i] + 1]; k++)
        is_chosen[old->chosen[k]] = TRUE;
      add_answer (crowd, old->item[order[i]], old->worker[order[i]], is_chosen);
    }
}

static void
compute (const Crowd *crowd, Result *result)
{
  g_assert_cmpint (
      gw_multi_label_consensus (&crowd->answers, result->first, result->classes, result->accuracy, &result->out, NULL),
      ==, GW_STATUS_OK);
}

static const GwMultiLabelClass *
find (const Result *result, gsize item, gint32 label)
{
  for (gsize i = result->first[item]; i < result->first[item + 1]; i++)
    if (result->classes[i].label == label)
      return &result->classes[i];

  return NULL;
}

/* Each class is as if it were asked for alone, and is there if somebody chose it. */
static void
test_is_as_defined (void)
{
  gw_random random;
  Crowd crowd;
  Result result;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 10; round++)
    {
      double sum[N_WORKERS] = { 0 };

      crowd_make (&crowd, &random);
      compute (&crowd, &result);
      g_assert_false (result.out.by_vote);
      g_assert_cmpuint (result.out.n_classes, ==, K);
      for (gint32 k = 0; k < K; k++)
        {
          gint32 said[MOST] = { 0 }, label[N_ITEMS];
          double confidence[N_ITEMS], accuracy[N_WORKERS];
          gboolean chosen[N_ITEMS] = { FALSE };
          GwGroundTruth truth;
          GwAnswers answers = { crowd.item, crowd.worker, said, crowd.answers.n, N_ITEMS, N_WORKERS, 2 };

          for (gsize i = 0; i < crowd.answers.n; i++)
            for (gsize c = crowd.begin[i]; c < crowd.begin[i + 1]; c++)
              if (crowd.chosen[c] == k)
                said[i] = chosen[crowd.item[i]] = TRUE;
          g_assert_cmpint (gw_ground_truth_labels (&answers, label, confidence, NULL, accuracy, &truth, NULL), ==,
                           GW_STATUS_OK);
          for (gsize w = 0; w < N_WORKERS; w++)
            sum[w] += accuracy[w];
          for (gsize i = 0; i < N_ITEMS; i++)
            {
              const GwMultiLabelClass *class = find (&result, i, k);

              g_assert_true ((class != NULL) == chosen[i]);
              if (class == NULL)
                continue;
              g_assert_true (class->present == (label[i] == 1));
              g_assert_cmpfloat (class->confidence, ==, label[i] == 1 ? confidence[i] : 1 - confidence[i]);
            }
        }
      for (gsize w = 0; w < N_WORKERS; w++)
        g_assert_cmpfloat_with_epsilon (result.accuracy[w], sum[w] / K, 1e-12);
    }
}

/* Of each item the most probable first, then by class; nothing twice. */
static void
test_order_of_classes (void)
{
  gw_random random;
  Crowd crowd;
  Result result;

  gw_random_init (&random, 2);
  crowd_make (&crowd, &random);
  compute (&crowd, &result);
  g_assert_cmpuint (result.first[0], ==, 0);
  for (gsize i = 0; i < N_ITEMS; i++)
    for (gsize k = result.first[i] + 1; k < result.first[i + 1]; k++)
      {
        const GwMultiLabelClass *a = &result.classes[k - 1], *b = &result.classes[k];

        g_assert_true (a->confidence > b->confidence || (a->confidence == b->confidence && a->label < b->label));
      }
}

/* Nearer to the truth than what most chose, over many crowds. */
static void
test_beats_the_vote (void)
{
  gw_random random;
  Crowd crowd;
  Result result;
  gsize n_right = 0, n_right_by_vote = 0;

  gw_random_init (&random, 3);
  for (guint round = 0; round < 40; round++)
    {
      gint32 votes[N_ITEMS][K] = { { 0 } }, n[N_ITEMS] = { 0 };

      crowd_make (&crowd, &random);
      compute (&crowd, &result);
      for (gsize i = 0; i < crowd.answers.n; i++)
        {
          n[crowd.item[i]]++;
          for (gsize k = crowd.begin[i]; k < crowd.begin[i + 1]; k++)
            votes[crowd.item[i]][crowd.chosen[k]]++;
        }
      for (gsize i = 0; i < N_ITEMS; i++)
        for (gint32 k = 0; k < K; k++)
          {
            const GwMultiLabelClass *class = find (&result, i, k);

            n_right += (class != NULL && class->present) == crowd.truth[i][k];
            n_right_by_vote += (2 * votes[i][k] > n[i]) == crowd.truth[i][k];
          }
    }
  g_assert_cmpuint (n_right, >, n_right_by_vote);
}

/* By hand: few items are voted on, (votes + 1/2) / (answers + 1). */
static void
test_few_items (void)
{
  /* Item 0: {2, 0}, {2}, {}. Item 1: {1} of one worker. Item 2: {} twice. Item 3: {1} and {}. Item 4: nobody. */
  const gint32 item[] = { 0, 0, 0, 1, 2, 2, 3, 3 }, worker[] = { 0, 1, 2, 0, 0, 1, 1, 2 };
  const gsize begin[] = { 0, 3, 4, 4, 5, 5, 5, 6, 6 };
  const gint32 chosen[] = { 2, 0, 2, 2, 1, 1 }; /* twice the same class is once */
  const GwMultiLabelAnswers answers = { item, worker, begin, chosen, 8, 5, 4, 3 };
  gsize first[6];
  GwMultiLabelClass classes[6];
  double accuracy[4];
  GwMultiLabelConsensus out;

  g_assert_cmpint (gw_multi_label_consensus (&answers, first, classes, accuracy, &out, NULL), ==, GW_STATUS_OK);
  g_assert_true (out.by_vote);
  g_assert_cmpuint (out.n_classes, ==, 3);
  g_assert_cmpuint (out.n_unconverged, ==, 0);
  g_assert_cmpuint (first[1], ==, 2);
  g_assert_cmpuint (first[2], ==, 3);
  g_assert_cmpuint (first[3], ==, 3);
  g_assert_cmpuint (first[4], ==, 4);
  g_assert_cmpuint (first[5], ==, 4);

  g_assert_cmpint (classes[0].label, ==, 2);
  g_assert_true (classes[0].present);
  g_assert_cmpfloat_with_epsilon (classes[0].confidence, 2.5 / 4, 1e-15);
  g_assert_cmpint (classes[1].label, ==, 0);
  g_assert_false (classes[1].present);
  g_assert_cmpfloat_with_epsilon (classes[1].confidence, 1.5 / 4, 1e-15);
  /* One answer is that answer. */
  g_assert_cmpint (classes[2].label, ==, 1);
  g_assert_true (classes[2].present);
  g_assert_true (isnan (classes[2].confidence));
  /* As many for as against it: not there. */
  g_assert_cmpint (classes[3].label, ==, 1);
  g_assert_false (classes[3].present);
  g_assert_cmpfloat (classes[3].confidence, ==, 0.5);

  g_assert_true (isnan (accuracy[3]));
  /* Worker 2 said {} of item 0 and of item 3: absent is right by 2.5/4, 3.5/4, 1.5/4; and 2.5/3, 0.5, 2.5/3. */
  g_assert_cmpfloat_with_epsilon (accuracy[2], (2.5 / 4 + 3.5 / 4 + 1.5 / 4 + 2.5 / 3 + 0.5 + 2.5 / 3) / 6, 1e-15);
}

/* All agree on all of many items. */
static void
test_unanimous (void)
{
  Crowd crowd;
  Result result;

  crowd_clear (&crowd);
  for (gint32 i = 0; i < N_ITEMS; i++)
    for (gint32 w = 0; w < 3; w++)
      add_answer (&crowd, i, w, (gboolean[]) { i % 2 == 0, i % 3 == 0, FALSE, TRUE });
  compute (&crowd, &result);
  g_assert_false (result.out.by_vote);
  g_assert_cmpuint (result.out.n_classes, ==, 3);
  for (gint32 i = 0; i < N_ITEMS; i++)
    {
      g_assert_cmpuint (result.first[i + 1] - result.first[i], ==, (gsize) (1 + (i % 2 == 0) + (i % 3 == 0)));
      for (gsize k = result.first[i]; k < result.first[i + 1]; k++)
        {
          g_assert_true (result.classes[k].present);
          g_assert_cmpfloat (result.classes[k].confidence, >, 0.99);
        }
    }
  g_assert_true (isnan (result.accuracy[5]));
  g_assert_cmpfloat (result.accuracy[0], >, 0.99);
}

static void
test_order_and_threads (void)
{
  gw_random random;
  Crowd crowd;
  Result result, again;

  gw_random_init (&random, 4);
  crowd_make (&crowd, &random);
  compute (&crowd, &result);
  crowd_shuffle (&crowd, &random);
  g_assert_cmpint (gw_multi_label_consensus (&crowd.answers, again.first, again.classes, NULL, &again.out,
                                             &(GwRun) { .n_threads = 4 }),
                   ==, GW_STATUS_OK);
  for (gsize i = 0; i < N_ITEMS; i++)
    {
      g_assert_cmpuint (result.first[i + 1], ==, again.first[i + 1]);
      for (gsize k = result.first[i]; k < result.first[i + 1]; k++)
        {
          const GwMultiLabelClass *other = find (&again, i, result.classes[k].label);

          g_assert_true (other->present == result.classes[k].present);
          g_assert_cmpfloat_with_epsilon (other->confidence, result.classes[k].confidence, 1e-9);
        }
    }
}

static bool
go_on (double done, void *data)
{
  double *last = data;

  g_assert_cmpfloat (done, >=, *last);
  g_assert_cmpfloat (done, <=, 1);
  *last = done;
  return true;
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_edges (void)
{
  const gint32 zero[] = { 0, 0 }, one[] = { 1, 1 }, minus[] = { -1, -1 };
  const gsize begin[] = { 0, 1, 2 }, backward[] = { 0, 2, 1 }, late[] = { 1, 1, 2 }, nothing[] = { 0, 0, 0 };
  const gsize beyond[] = { 0, 0, (gsize) 1 << 31 };
  const GwMultiLabelAnswers good = { zero, zero, begin, zero, 2, 1, 1, 1 };
  const GwMultiLabelAnswers bad[] = {
    { one, zero, begin, zero, 2, 1, 1, 1 },     { zero, one, begin, zero, 2, 1, 1, 1 },
    { zero, zero, begin, one, 2, 1, 1, 1 },     { minus, zero, begin, zero, 2, 1, 1, 1 },
    { zero, minus, begin, zero, 2, 1, 1, 1 },   { zero, zero, begin, minus, 2, 1, 1, 1 },
    { zero, zero, backward, zero, 2, 1, 1, 1 }, { zero, zero, late, zero, 2, 1, 1, 1 },
  };
  const gsize huge = (gsize) 1 << 31;
  const GwMultiLabelAnswers large[] = {
    { zero, zero, begin, zero, huge, 1, 1, 1 }, { zero, zero, begin, zero, 2, huge, 1, 1 },
    { zero, zero, begin, zero, 2, 1, huge, 1 }, { zero, zero, begin, zero, 2, 1, 1, SIZE_MAX },
    { zero, zero, beyond, NULL, 2, 1, 1, 1 },
  };
  gsize first[3] = { 7, 7, 7 };
  GwMultiLabelClass classes[2] = { { .label = 7 } };
  double accuracy[1] = { 7 }, done = 0;
  GwMultiLabelConsensus out = { .n_classes = 99 };
  GwMultiLabelAnswers answers = good;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (gw_multi_label_consensus (&bad[i], first, classes, accuracy, &out, NULL), ==, GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    g_assert_cmpint (gw_multi_label_consensus (&large[i], first, classes, accuracy, &out, NULL), ==,
                     GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_multi_label_consensus (&good, first, classes, accuracy, &out, &(GwRun) { .step = stop }), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpuint (first[0], ==, 7);
  g_assert_cmpint (classes[0].label, ==, 7);
  g_assert_cmpfloat (accuracy[0], ==, 7);
  g_assert_cmpuint (out.n_classes, ==, 99);

  g_assert_cmpint (
      gw_multi_label_consensus (&good, first, classes, accuracy, &out, &(GwRun) { .step = go_on, .data = &done }), ==,
      GW_STATUS_OK);
  g_assert_cmpuint (first[1], ==, 1);

  /* People answered, and chose nothing. */
  answers.begin = nothing;
  answers.chosen = NULL;
  g_assert_cmpint (gw_multi_label_consensus (&answers, first, NULL, accuracy, &out, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (first[0] + first[1], ==, 0);
  g_assert_cmpuint (out.n_classes, ==, 0);
  g_assert_true (isnan (accuracy[0]));

  first[0] = 7;
  accuracy[0] = 7;
  answers = (GwMultiLabelAnswers) { .n_items = 2, .n_workers = 1, .n_classes = 3 };
  g_assert_cmpint (gw_multi_label_consensus (&answers, first, NULL, accuracy, &out, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (first[0] + first[1] + first[2], ==, 0);
  g_assert_true (isnan (accuracy[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/multi-label-consensus/is-as-defined", test_is_as_defined);
  g_test_add_func ("/multi-label-consensus/order-of-classes", test_order_of_classes);
  g_test_add_func ("/multi-label-consensus/beats-the-vote", test_beats_the_vote);
  g_test_add_func ("/multi-label-consensus/few-items", test_few_items);
  g_test_add_func ("/multi-label-consensus/unanimous", test_unanimous);
  g_test_add_func ("/multi-label-consensus/order-and-threads", test_order_and_threads);
  g_test_add_func ("/multi-label-consensus/edges", test_edges);
  return g_test_run ();
}
