/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-box-consensus.h"
#include "gw-random.h"

#define N_WORKERS 5
#define N_THINGS 8
#define MOST (N_WORKERS * (N_THINGS + 2))
#define K 3

/* The boxes of one image. */
typedef struct
{
  gint32 image[MOST];
  gint32 worker[MOST];
  gint32 label[MOST];
  GwBox box[MOST];
  guint32 n_answers[1];
  GwBoxAnswers answers; /* these arrays */
} Drawn;

typedef struct
{
  GwConsensusBox boxes[MOST];
  size_t n_boxes;
  gint32 of_box[MOST];
  double worker_iou[N_WORKERS];
  GwGroundTruth labels;
} Result;

static void
drawn_init (Drawn *drawn)
{
  memset (drawn, 0, sizeof *drawn);
  drawn->n_answers[0] = N_WORKERS;
  drawn->answers = (GwBoxAnswers) {
    drawn->image, drawn->worker, drawn->label, drawn->box, drawn->n_answers, 0, 1, N_WORKERS, K
  };
}

static void
add (Drawn *drawn, gint32 worker, gint32 label, GwBox box)
{
  gsize n = drawn->answers.n++;

  drawn->worker[n] = worker;
  drawn->label[n] = label;
  drawn->box[n] = box;
}

/* People who draw things that may overlap, miss some and see some that are not there. */
static void
drawn_make (Drawn *drawn, gw_random *random)
{
  drawn_init (drawn);
  for (gsize i = 0; i < N_THINGS; i++)
    {
      GwBox thing = { gw_random_real (random) * 60, gw_random_real (random) * 60, 15 + gw_random_real (random) * 30,
                      15 + gw_random_real (random) * 30 };
      gint32 label = (gint32) gw_random_below (random, K);

      for (gint32 w = 0; w < N_WORKERS; w++)
        if (gw_random_real (random) < 0.8)
          add (drawn, w, gw_random_real (random) < 0.8 ? label : (gint32) gw_random_below (random, K),
               (GwBox) { thing.x + gw_random_real (random) * 8, thing.y + gw_random_real (random) * 8, thing.width,
                         thing.height * (0.9 + 0.2 * gw_random_real (random)) });
    }
}

static void
drawn_shuffle (Drawn *drawn, gw_random *random)
{
  for (gsize i = drawn->answers.n; i > 1; i--)
    {
      gsize k = gw_random_below (random, i);
      gint32 worker = drawn->worker[i - 1], label = drawn->label[i - 1];
      GwBox box = drawn->box[i - 1];

      drawn->worker[i - 1] = drawn->worker[k];
      drawn->label[i - 1] = drawn->label[k];
      drawn->box[i - 1] = drawn->box[k];
      drawn->worker[k] = worker;
      drawn->label[k] = label;
      drawn->box[k] = box;
    }
}

static void
compute (const Drawn *drawn, const GwBoxConsensusOptions *options, Result *result)
{
  g_assert_cmpint (gw_box_consensus (&drawn->answers, options, result->boxes, &result->n_boxes, result->of_box,
                                     result->worker_iou, &result->labels, NULL),
                   ==, GW_STATUS_OK);
}

static void
assert_box (const GwBox *got, const GwBox *want, double epsilon)
{
  g_assert_cmpfloat (fabs (got->x - want->x), <=, epsilon);
  g_assert_cmpfloat (fabs (got->y - want->y), <=, epsilon);
  g_assert_cmpfloat (fabs (got->width - want->width), <=, epsilon);
  g_assert_cmpfloat (fabs (got->height - want->height), <=, epsilon);
}

/* By hand: three of four people draw a thing, moved by 0, 2 and 1 to the right and down. */
static void
test_by_hand (void)
{
  Drawn drawn;
  Result result;
  /* The fused box is (2/3, 1/3) to (32/3, 31/3); each overlap is what they share over 200 less that. */
  const double shared[] = { (10 - 2.0 / 3) * (10 - 1.0 / 3), (10 - 4.0 / 3) * (10 - 1.0 / 3),
                            (10 - 2.0 / 3) * (10 - 2.0 / 3) };
  double iou[3], sum = 0;

  drawn_init (&drawn);
  drawn.n_answers[0] = 4;
  add (&drawn, 0, 1, (GwBox) { 0, 0, 10, 10 });
  add (&drawn, 1, 1, (GwBox) { 2, 0, 10, 10 });
  add (&drawn, 2, 2, (GwBox) { 0, 1, 10, 10 });
  add (&drawn, 2, 0, (GwBox) { 90, 90, 5, 5 });
  for (gsize i = 0; i < 3; i++)
    sum += iou[i] = shared[i] / (200 - shared[i]);

  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 2);
  assert_box (&result.boxes[0].box, &(GwBox) { 2.0 / 3, 1.0 / 3, 10, 10 }, 1e-14);
  g_assert_cmpint (result.boxes[0].label, ==, 1);
  g_assert_cmpuint (result.boxes[0].n_members, ==, 3);
  g_assert_cmpfloat_with_epsilon (result.boxes[0].confidence, sum / 4 * 2 / 3, 1e-14);
  g_assert_false (result.boxes[0].tie);
  g_assert_true (result.boxes[0].review); /* three of four, but less than half sure */
  g_assert_true (result.labels.by_vote);

  /* What one of four drew alone is kept. */
  assert_box (&result.boxes[1].box, &(GwBox) { 90, 90, 5, 5 }, 0);
  g_assert_cmpint (result.boxes[1].label, ==, 0);
  g_assert_cmpfloat (result.boxes[1].confidence, ==, 0.25);
  g_assert_true (result.boxes[1].review);

  g_assert_cmpint (result.of_box[0], ==, 0);
  g_assert_cmpint (result.of_box[1], ==, 0);
  g_assert_cmpint (result.of_box[2], ==, 0);
  g_assert_cmpint (result.of_box[3], ==, 1);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (result.worker_iou[i], iou[i], 1e-14);
  g_assert_true (isnan (result.worker_iou[3]));
}

/* Boxes in a chain: a third one joins by its mean overlap with those that are there. */
static void
test_chain (void)
{
  Drawn drawn;
  Result result;

  /* Overlaps 0.6, 0.5625 and 0.307: (0.5625 + 0.307) / 2 is below 0.5. */
  drawn_init (&drawn);
  add (&drawn, 0, 0, (GwBox) { 0, 0, 10, 10 });
  add (&drawn, 1, 0, (GwBox) { 2.5, 0, 10, 10 });
  add (&drawn, 2, 0, (GwBox) { 5.3, 0, 10, 10 });
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 2);
  g_assert_cmpint (result.of_box[0], ==, result.of_box[1]);

  /* 2/3, 2/3 and 3/7: (2/3 + 3/7) / 2 is above. */
  drawn_init (&drawn);
  add (&drawn, 0, 0, (GwBox) { 0, 0, 10, 10 });
  add (&drawn, 1, 0, (GwBox) { 2, 0, 10, 10 });
  add (&drawn, 2, 0, (GwBox) { 4, 0, 10, 10 });
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 1);
  assert_box (&result.boxes[0].box, &(GwBox) { 2, 0, 10, 10 }, 1e-14);
  compute (&drawn, &(GwBoxConsensusOptions) { 0.6, GW_BOX_CONSENSUS_MEAN, NULL }, &result);
  g_assert_cmpuint (result.n_boxes, ==, 2);
}

/* An overlap of exactly the limit is enough. */
static void
test_limit (void)
{
  Drawn drawn;
  Result result;

  drawn_init (&drawn);
  add (&drawn, 0, 0, (GwBox) { 0, 0, 10, 10 });
  add (&drawn, 1, 0, (GwBox) { 0, 0, 10, 5 });
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 1);
}

/* Two boxes of one person are two things; the nearer one is the other's. */
static void
test_one_of_each (void)
{
  Drawn drawn;
  Result result;

  drawn_init (&drawn);
  add (&drawn, 0, 0, (GwBox) { 2, 0, 10, 10 });
  add (&drawn, 0, 0, (GwBox) { 1, 0, 10, 10 });
  add (&drawn, 1, 0, (GwBox) { 0, 0, 10, 10 });
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 2);
  g_assert_cmpint (result.of_box[1], ==, result.of_box[2]);
  g_assert_cmpint (result.of_box[0], !=, result.of_box[2]);

  /* Of equal overlaps the one of the same class. */
  drawn_init (&drawn);
  add (&drawn, 0, 0, (GwBox) { 1, 0, 10, 10 });
  add (&drawn, 0, 2, (GwBox) { 1, 0, 10, 10 });
  add (&drawn, 1, 2, (GwBox) { 0, 0, 10, 10 });
  compute (&drawn, NULL, &result);
  g_assert_cmpint (result.of_box[1], ==, result.of_box[2]);
}

/* --- a twin: the steps as they are written down, with a matrix ------------------------------- */

static gboolean
naive_fits (const Drawn *drawn, const gint32 *cluster, gint32 a, gint32 b, double limit)
{
  double sum = 0, n = 0;

  for (gsize i = 0; i < drawn->answers.n; i++)
    for (gsize k = 0; k < drawn->answers.n; k++)
      if (cluster[i] == a && cluster[k] == b)
        {
          if (drawn->worker[i] == drawn->worker[k])
            return FALSE;
          sum += gw_box_iou (&drawn->box[i], &drawn->box[k]);
          n++;
        }

  return sum / n >= limit;
}

static void
naive (const Drawn *drawn, double limit, gint32 *cluster)
{
  gsize n = drawn->answers.n;
  g_autofree gboolean *used = g_new0 (gboolean, n * n);

  for (gsize i = 0; i < n; i++)
    cluster[i] = (gint32) i;
  while (TRUE)
    {
      gsize best = n * n;
      double most = -1;
      gint32 a, b;

      for (gsize i = 0; i < n; i++)
        for (gsize k = i + 1; k < n; k++)
          {
            double iou = gw_box_iou (&drawn->box[i], &drawn->box[k]);

            if (used[i * n + k] || drawn->worker[i] == drawn->worker[k] || iou < limit || iou <= most)
              continue;
            most = iou;
            best = i * n + k;
          }
      if (best == n * n)
        return;
      used[best] = TRUE;
      a = cluster[best / n];
      b = cluster[best % n];
      if (a == b || !naive_fits (drawn, cluster, a, b, limit))
        continue;
      for (gsize i = 0; i < n; i++)
        if (cluster[i] == b)
          cluster[i] = a;
    }
}

static void
test_is_as_defined (void)
{
  gw_random random;
  Drawn drawn;
  Result result;
  gsize n_joined = 0;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 60; round++)
    {
      gint32 cluster[MOST];
      double limit = round % 2 == 0 ? 0.5 : 0.3;

      drawn_make (&drawn, &random);
      compute (&drawn, &(GwBoxConsensusOptions) { limit, GW_BOX_CONSENSUS_MEAN, NULL }, &result);
      naive (&drawn, limit, cluster);
      for (gsize i = 0; i < drawn.answers.n; i++)
        for (gsize k = 0; k < drawn.answers.n; k++)
          g_assert_true ((cluster[i] == cluster[k]) == (result.of_box[i] == result.of_box[k]));
      for (gsize c = 0; c < result.n_boxes; c++)
        {
          const GwConsensusBox *box = &result.boxes[c];
          GwBox mean = { 0 };
          double sum = 0, m = 0, n_of_class = 0;
          gint32 votes[K] = { 0 };

          for (gsize i = 0; i < drawn.answers.n; i++)
            if ((gsize) result.of_box[i] == c)
              {
                m++;
                mean.x += drawn.box[i].x;
                mean.y += drawn.box[i].y;
                mean.width += drawn.box[i].width;
                mean.height += drawn.box[i].height;
                votes[drawn.label[i]]++;
                sum += gw_box_iou (&drawn.box[i], &box->box);
              }
          g_assert_cmpfloat (m, ==, box->n_members);
          n_joined += m > 1;
          assert_box (&box->box, &(GwBox) { mean.x / m, mean.y / m, mean.width / m, mean.height / m }, 1e-11);
          for (gsize k = 0; k < K; k++)
            g_assert_cmpint (votes[k], <=, votes[box->label]);
          n_of_class = votes[box->label];
          g_assert_cmpfloat_with_epsilon (box->confidence, sum / N_WORKERS * n_of_class / m, 1e-12);
          g_assert_cmpfloat (box->confidence, <=, m / N_WORKERS + 1e-12);
          g_assert_true (box->review == (m < 3 || box->confidence < 0.5));
          g_assert_true (c == 0 || result.boxes[c - 1].confidence >= box->confidence);
        }
    }
  g_assert_cmpuint (n_joined, >, 100);
}

static void
test_order (void)
{
  gw_random random;
  Drawn drawn;
  Result result, again;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 40; round++)
    {
      drawn_make (&drawn, &random);
      /* Some are the same to the last bit. */
      drawn.box[1] = drawn.box[0];
      drawn.box[3] = drawn.box[2];
      compute (&drawn, NULL, &result);
      drawn_shuffle (&drawn, &random);
      compute (&drawn, NULL, &again);
      g_assert_cmpuint (result.n_boxes, ==, again.n_boxes);
      for (gsize i = 0; i < result.n_boxes; i++)
        {
          assert_box (&result.boxes[i].box, &again.boxes[i].box, 0);
          g_assert_cmpint (result.boxes[i].label, ==, again.boxes[i].label);
          g_assert_cmpfloat (result.boxes[i].confidence, ==, again.boxes[i].confidence);
        }
    }
}

/* The names of the workers only decide between what is equal. */
static void
test_workers_change_places (void)
{
  gw_random random;
  Drawn drawn;
  Result result, again;

  gw_random_init (&random, 3);
  drawn_make (&drawn, &random);
  compute (&drawn, NULL, &result);
  for (gsize i = 0; i < drawn.answers.n; i++)
    drawn.worker[i] = N_WORKERS - 1 - drawn.worker[i];
  compute (&drawn, NULL, &again);
  g_assert_cmpuint (result.n_boxes, ==, again.n_boxes);
  for (gsize i = 0; i < result.n_boxes; i++)
    {
      assert_box (&result.boxes[i].box, &again.boxes[i].box, 1e-12);
      g_assert_cmpfloat_with_epsilon (result.boxes[i].confidence, again.boxes[i].confidence, 1e-12);
    }
  for (gsize w = 0; w < N_WORKERS; w++)
    g_assert_cmpfloat_with_epsilon (result.worker_iou[w], again.worker_iou[N_WORKERS - 1 - w], 1e-12);
}

/* All draw the very same: that box, and sure. */
static void
test_identical (void)
{
  const GwBox box = { 0.1, 1.0 / 3, 77.7, 0.7 };
  Drawn drawn;
  Result result;

  drawn_init (&drawn);
  for (gint32 w = 0; w < N_WORKERS; w++)
    add (&drawn, w, 1, box);
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 1);
  assert_box (&result.boxes[0].box, &box, 0);
  g_assert_cmpfloat_with_epsilon (result.boxes[0].confidence, 1, 1e-12);
  g_assert_false (result.boxes[0].review);
  compute (&drawn, &(GwBoxConsensusOptions) { 0.5, GW_BOX_CONSENSUS_MEDIAN, NULL }, &result);
  assert_box (&result.boxes[0].box, &box, 1e-13);
}

/* One person alone is believed, and nobody knows how sure. */
static void
test_one_worker (void)
{
  Drawn drawn;
  Result result;

  drawn_init (&drawn);
  drawn.n_answers[0] = 1;
  add (&drawn, 3, 2, (GwBox) { 5, 9, 3, 3 });
  add (&drawn, 3, 1, (GwBox) { 5, 1, 3, 3 });
  add (&drawn, 3, 1, (GwBox) { 5, 1, 3, 3 });
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 3);
  g_assert_true (isnan (result.boxes[0].confidence));
  g_assert_false (result.boxes[0].review);
  g_assert_cmpfloat (result.boxes[0].box.y, ==, 1);
  g_assert_cmpfloat (result.boxes[2].box.y, ==, 9);
  g_assert_cmpint (result.boxes[2].label, ==, 2);
  g_assert_true (isnan (result.worker_iou[3]));
}

/* One bad box of three pulls the mean, and not the median; nor does one without weight. */
static void
test_median_and_weights (void)
{
  const double weight[N_WORKERS] = { 1, 3, 0, 1, 1 }, none[N_WORKERS] = { 0 };
  Drawn drawn;
  Result result;

  drawn_init (&drawn);
  add (&drawn, 0, 0, (GwBox) { 0, 0, 10, 10 });
  add (&drawn, 1, 0, (GwBox) { 1, 0, 10, 10 });
  add (&drawn, 2, 0, (GwBox) { 1, 0, 13, 10 });
  compute (&drawn, &(GwBoxConsensusOptions) { 0.5, GW_BOX_CONSENSUS_MEDIAN, NULL }, &result);
  g_assert_cmpuint (result.n_boxes, ==, 1);
  assert_box (&result.boxes[0].box, &(GwBox) { 1, 0, 10, 10 }, 0);
  compute (&drawn, &(GwBoxConsensusOptions) { 0.5, GW_BOX_CONSENSUS_MEAN, weight }, &result);
  assert_box (&result.boxes[0].box, &(GwBox) { 0.75, 0, 10, 10 }, 1e-14);
  compute (&drawn, &(GwBoxConsensusOptions) { 0.5, GW_BOX_CONSENSUS_MEAN, none }, &result);
  assert_box (&result.boxes[0].box, &(GwBox) { 2.0 / 3, 0, 11, 10 }, 1e-14);

  /* Of an even number the middle of the middle two. */
  add (&drawn, 3, 0, (GwBox) { 2, 0, 10, 10 });
  compute (&drawn, &(GwBoxConsensusOptions) { 0.5, GW_BOX_CONSENSUS_MEDIAN, NULL }, &result);
  assert_box (&result.boxes[0].box, &(GwBox) { 1, 0, 10.5, 10 }, 0);
}

/* As many votes for two classes: the lower one, and marked. */
static void
test_tie (void)
{
  Drawn drawn;
  Result result;

  drawn_init (&drawn);
  drawn.n_answers[0] = 2;
  add (&drawn, 0, 2, (GwBox) { 0, 0, 10, 10 });
  add (&drawn, 1, 1, (GwBox) { 0, 0, 10, 10 });
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 1);
  g_assert_cmpint (result.boxes[0].label, ==, 1);
  g_assert_true (result.boxes[0].tie);
  g_assert_cmpfloat (result.boxes[0].confidence, ==, 0.5);
}

/* Enough boxes over all images: classes by how people err, one thing on each image. */
static void
test_classes_of_a_job (void)
{
  enum
  {
    n_images = 40,
    n_workers = 4
  };
  gint32 image[n_images * n_workers], worker[n_images * n_workers], label[n_images * n_workers];
  gint32 want[n_images];
  GwBox box[n_images * n_workers];
  GwConsensusBox boxes[n_images * n_workers];
  const GwBoxAnswers answers = { image, worker, label, box, NULL, n_images * n_workers, n_images, n_workers, K };
  const GwAnswers flat = { image, worker, label, n_images * n_workers, n_images, n_workers, K };
  gw_random random;
  size_t n_boxes;
  GwGroundTruth truth, of_images;

  gw_random_init (&random, 4);
  for (gint32 i = 0; i < n_images; i++)
    for (gint32 w = 0; w < n_workers; w++)
      {
        gint32 row = i * n_workers + w;

        image[row] = i;
        worker[row] = w;
        label[row] = gw_random_real (&random) < (w < 2 ? 0.9 : 0.4) ? i % K : (gint32) gw_random_below (&random, K);
        box[row] = (GwBox) { i, w * 0.1, 10, 10 };
      }
  g_assert_cmpint (gw_box_consensus (&answers, NULL, boxes, &n_boxes, NULL, NULL, &truth, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_ground_truth_labels (&flat, want, NULL, NULL, NULL, &of_images, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_boxes, ==, n_images);
  g_assert_false (truth.by_vote);
  g_assert_cmpuint (truth.n_rounds, ==, of_images.n_rounds);
  for (gint32 i = 0; i < n_images; i++)
    {
      g_assert_cmpint (boxes[i].image, ==, i);
      g_assert_cmpint (boxes[i].label, ==, want[i]);
      g_assert_cmpuint (boxes[i].n_members, ==, n_workers);
    }
}

/* --- edges ------------------------------------------------------------------------------------ */

static void
test_without_area (void)
{
  Drawn drawn;
  Result result;

  drawn_init (&drawn);
  add (&drawn, 0, 0, (GwBox) { 5, 5, 0, 10 });
  add (&drawn, 1, 0, (GwBox) { 5, 5, 0, 10 });
  compute (&drawn, NULL, &result);
  g_assert_cmpuint (result.n_boxes, ==, 2);
  g_assert_cmpfloat (result.boxes[0].confidence, ==, 0);
  g_assert_true (result.boxes[0].review);
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

/* Counts the questions, and says no to one of them. */
typedef struct
{
  guint n_asked;
  guint no_at;
} Questions;

static bool
ask (double done, void *data)
{
  Questions *questions = data;

  return ++questions->n_asked != questions->no_at;
}

static void
test_refuses (void)
{
  const GwBox good = { 0, 0, 1, 1 };
  const GwBox bad[] = { { NAN, 0, 1, 1 }, { 0, INFINITY, 1, 1 }, { 0, 0, -1, 1 }, { 0, 0, 1, 2e15 } };
  const double nan[] = { NAN }, minus[] = { -1 };
  const GwBoxConsensusOptions wrong[] = { { NAN, 0, NULL }, { 0, 0, NULL },  { 1.1, 0, NULL },
                                          { 0.5, 7, NULL }, { 0.5, 0, nan }, { 0.5, 0, minus } };
  const gint32 zero[] = { 0 }, one[] = { 1 }, below[] = { -1 };
  const guint32 nobody[] = { 0 };
  const gsize huge = (gsize) 1 << 31;
  const GwBoxAnswers fine = { zero, zero, zero, &good, NULL, 1, 1, 1, 1 };
  const GwBoxAnswers invalid[] = {
    { one, zero, zero, &good, NULL, 1, 1, 1, 1 },    { zero, one, zero, &good, NULL, 1, 1, 1, 1 },
    { zero, zero, one, &good, NULL, 1, 1, 1, 1 },    { below, zero, zero, &good, NULL, 1, 1, 1, 1 },
    { zero, below, zero, &good, NULL, 1, 1, 1, 1 },  { zero, zero, below, &good, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &good, nobody, 1, 1, 1, 1 },
  };
  const GwBoxAnswers large[] = {
    { NULL, NULL, NULL, NULL, NULL, huge, 1, 1, 1 },
    { NULL, NULL, NULL, NULL, NULL, 1, SIZE_MAX, 1, 1 },
    { NULL, NULL, NULL, NULL, NULL, 1, 1, huge, 1 },
    { NULL, NULL, NULL, NULL, NULL, 1, 1, 1, huge },
  };
  GwConsensusBox boxes[1] = { { .label = 7 } };
  size_t n_boxes = 9;
  gint32 of_box[1] = { 7 };
  double worker_iou[1] = { 7 };
  GwGroundTruth labels = { .n_rounds = 99 };
  GwBoxAnswers answers = fine;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      answers.box = &bad[i];
      g_assert_cmpint (gw_box_consensus (&answers, NULL, boxes, &n_boxes, of_box, worker_iou, &labels, NULL), ==,
                       GW_STATUS_INVALID);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (gw_box_consensus (&fine, &wrong[i], boxes, &n_boxes, of_box, worker_iou, &labels, NULL), ==,
                     GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_cmpint (gw_box_consensus (&invalid[i], NULL, boxes, &n_boxes, of_box, worker_iou, &labels, NULL), ==,
                     GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    g_assert_cmpint (gw_box_consensus (&large[i], NULL, boxes, &n_boxes, of_box, worker_iou, &labels, NULL), ==,
                     GW_STATUS_TOO_LARGE);
  for (guint no_at = 1; no_at <= 2; no_at++)
    g_assert_cmpint (gw_box_consensus (&fine, NULL, boxes, &n_boxes, of_box, worker_iou, &labels,
                                       &(GwRun) { .step = ask, .data = &(Questions) { 0, no_at } }),
                     ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (boxes[0].label, ==, 7);
  g_assert_cmpuint (n_boxes, ==, 9);
  g_assert_cmpint (of_box[0], ==, 7);
  g_assert_cmpfloat (worker_iou[0], ==, 7);
  g_assert_cmpuint (labels.n_rounds, ==, 99);
}

/* People answered that there is nothing. */
static void
test_nothing_drawn (void)
{
  const guint32 n_answers[] = { 3 };
  const GwBoxAnswers answers = { .n_answers = n_answers, .n_images = 1, .n_workers = 1, .n_classes = 1 };
  size_t n_boxes = 9;
  double worker_iou[1] = { 7 };
  GwGroundTruth labels;

  g_assert_cmpint (gw_box_consensus (&answers, NULL, NULL, &n_boxes, NULL, worker_iou, &labels, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpuint (n_boxes, ==, 0);
  g_assert_true (isnan (worker_iou[0]));
}

/* Two people who draw the same place over and over, just not and just often enough to be refused. */
static void
test_many_pairs (void)
{
  const gsize most = 4200;
  g_autofree gint32 *image = g_new0 (gint32, most), *worker = g_new0 (gint32, most);
  g_autofree GwBox *box = g_new (GwBox, most);
  g_autofree GwConsensusBox *boxes = g_new (GwConsensusBox, most);
  GwBoxAnswers answers = { image, worker, image, box, NULL, 0, 1, 2, 1 };
  size_t n_boxes = 9;
  double done = 0;
  Questions questions = { 0, 2 };

  for (gsize i = 0; i < most; i++)
    {
      worker[i] = (gint32) i % 2;
      box[i] = (GwBox) { 0, 0, 10, 10 };
    }
  answers.n = most;
  g_assert_cmpint (gw_box_consensus (&answers, NULL, boxes, &n_boxes, NULL, NULL, NULL, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (n_boxes, ==, 9);
  answers.n = 2000;
  g_assert_cmpint (gw_box_consensus (&answers, NULL, boxes, &n_boxes, NULL, NULL, NULL,
                                     &(GwRun) { .step = ask, .data = &questions }),
                   ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (
      gw_box_consensus (&answers, NULL, boxes, &n_boxes, NULL, NULL, NULL, &(GwRun) { .step = go_on, .data = &done }),
      ==, GW_STATUS_OK);
  g_assert_cmpuint (n_boxes, ==, 1000);
  g_assert_cmpfloat (done, >, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/box-consensus/by-hand", test_by_hand);
  g_test_add_func ("/box-consensus/chain", test_chain);
  g_test_add_func ("/box-consensus/limit", test_limit);
  g_test_add_func ("/box-consensus/one-of-each", test_one_of_each);
  g_test_add_func ("/box-consensus/is-as-defined", test_is_as_defined);
  g_test_add_func ("/box-consensus/order", test_order);
  g_test_add_func ("/box-consensus/workers-change-places", test_workers_change_places);
  g_test_add_func ("/box-consensus/identical", test_identical);
  g_test_add_func ("/box-consensus/one-worker", test_one_worker);
  g_test_add_func ("/box-consensus/median-and-weights", test_median_and_weights);
  g_test_add_func ("/box-consensus/tie", test_tie);
  g_test_add_func ("/box-consensus/classes-of-a-job", test_classes_of_a_job);
  g_test_add_func ("/box-consensus/without-area", test_without_area);
  g_test_add_func ("/box-consensus/refuses", test_refuses);
  g_test_add_func ("/box-consensus/nothing-drawn", test_nothing_drawn);
  g_test_add_func ("/box-consensus/many-pairs", test_many_pairs);
  return g_test_run ();
}
