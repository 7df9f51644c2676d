/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-point-consensus.h"
#include "gw-random.h"

#define N_WORKERS 5
#define N_THINGS 8
#define MOST (N_WORKERS * (N_THINGS + 2))
#define K 2

/* The points of one image. */
typedef struct
{
  gint32 image[MOST];
  gint32 worker[MOST];
  gint32 label[MOST];
  GwPoint point[MOST];
  guint8 hidden[MOST];
  guint32 n_answers[1];
  GwPointAnswers answers; /* these arrays */
} Placed;

typedef struct
{
  GwConsensusPoint points[MOST];
  size_t n_points;
  gint32 of_point[MOST];
  double likeness[N_WORKERS];
} Result;

/* Spreads of the two classes, in pixels: at 10 and 5 pixels two points are alike by 0.61. */
static const double size[] = { 100 };
static const double scale[K] = { 0.1, 0.05 };

static void
placed_init (Placed *placed)
{
  memset (placed, 0, sizeof *placed);
  placed->n_answers[0] = N_WORKERS;
  placed->answers = (GwPointAnswers) { placed->image,
                                       placed->worker,
                                       placed->label,
                                       placed->point,
                                       placed->hidden,
                                       size,
                                       scale,
                                       placed->n_answers,
                                       0,
                                       1,
                                       N_WORKERS,
                                       K };
}

static void
add (Placed *placed, gint32 worker, gint32 label, double x, double y)
{
  gsize n = placed->answers.n++;

  placed->worker[n] = worker;
  placed->label[n] = label;
  placed->point[n] = (GwPoint) { x, y };
}

static void
compute (const Placed *placed, const GwPointConsensusOptions *options, Result *result)
{
  g_assert_cmpint (gw_point_consensus (&placed->answers, options, result->points, &result->n_points, result->of_point,
                                       result->likeness, NULL),
                   ==, GW_STATUS_OK);
}

static void
assert_point (const GwPoint *got, double x, double y, double epsilon)
{
  g_assert_cmpfloat (fabs (got->x - x), <=, epsilon);
  g_assert_cmpfloat (fabs (got->y - y), <=, epsilon);
}

/* Three of four people place a point, one of them another one. */
static void
test_by_hand (void)
{
  Placed placed;
  Result result;
  /* The mean is (53, 40): 3, 3 and 6 pixels off, of spread 10. */
  double near = exp (-0.045), far = exp (-0.18);

  placed_init (&placed);
  placed.n_answers[0] = 4;
  add (&placed, 0, 0, 50, 40);
  add (&placed, 1, 0, 50, 40);
  add (&placed, 2, 0, 59, 40);
  add (&placed, 2, 1, 59, 40); /* of another class */
  placed.hidden[0] = placed.hidden[1] = placed.hidden[3] = 1;
  compute (&placed, NULL, &result);
  g_assert_cmpuint (result.n_points, ==, 2);
  assert_point (&result.points[0].point, 53, 40, 1e-12);
  g_assert_cmpint (result.points[0].label, ==, 0);
  g_assert_cmpuint (result.points[0].n_members, ==, 3);
  g_assert_true (result.points[0].hidden);
  g_assert_cmpfloat_with_epsilon (result.points[0].confidence, (2 * near + far) / 4, 1e-14);
  g_assert_false (result.points[0].review);
  assert_point (&result.points[1].point, 59, 40, 0);
  g_assert_cmpint (result.points[1].label, ==, 1);
  g_assert_cmpfloat (result.points[1].confidence, ==, 0.25);
  g_assert_true (result.points[1].review);
  g_assert_cmpint (result.of_point[2], ==, 0);
  g_assert_cmpint (result.of_point[3], ==, 1);
  g_assert_cmpfloat_with_epsilon (result.likeness[2], far, 1e-14);
  g_assert_true (isnan (result.likeness[3]));
}

/* Two points are one as far as likeness 0.5 reaches: sqrt (2 ln 2) spreads, to the left as well. */
static void
test_reach (void)
{
  const double reach = sqrt (2 * log (2)) * 10;

  for (int i = -1; i <= 1; i += 2)
    for (int inside = 0; inside < 2; inside++)
      {
        Placed placed;
        Result result;

        placed_init (&placed);
        add (&placed, 0, 0, 500, 40);
        add (&placed, 1, 0, 500 + i * (reach + (inside ? -1e-9 : 1e-9)), 40);
        compute (&placed, NULL, &result);
        g_assert_cmpuint (result.n_points, ==, inside ? 1 : 2);
      }
}

/* Only the very same place. */
static void
test_exact (void)
{
  const GwPointConsensusOptions options = { 1, GW_POINT_CONSENSUS_MEAN };
  Placed placed;
  Result result;

  placed_init (&placed);
  for (gint32 w = 0; w < N_WORKERS; w++)
    add (&placed, w, 0, 0.1, 1.0 / 3);
  compute (&placed, &options, &result);
  g_assert_cmpuint (result.n_points, ==, 1);
  assert_point (&result.points[0].point, 0.1, 1.0 / 3, 0);
  g_assert_cmpfloat (result.points[0].confidence, ==, 1);
  g_assert_false (result.points[0].review);
}

/* Two points of one person are two things; the nearer one is the other's. */
static void
test_one_of_each (void)
{
  Placed placed;
  Result result;

  placed_init (&placed);
  add (&placed, 0, 0, 52, 40);
  add (&placed, 0, 0, 51, 40);
  add (&placed, 1, 0, 50, 40);
  compute (&placed, NULL, &result);
  g_assert_cmpuint (result.n_points, ==, 2);
  g_assert_cmpint (result.of_point[1], ==, result.of_point[2]);
  g_assert_cmpint (result.of_point[0], !=, result.of_point[2]);
}

static void
test_median (void)
{
  const GwPointConsensusOptions options = { 0.3, GW_POINT_CONSENSUS_MEDIAN };
  Placed placed;
  Result result;

  placed_init (&placed);
  add (&placed, 0, 0, 50, 40);
  add (&placed, 1, 0, 51, 41);
  add (&placed, 2, 0, 62, 40);
  compute (&placed, &options, &result);
  g_assert_cmpuint (result.n_points, ==, 1);
  assert_point (&result.points[0].point, 51, 40, 0);
  /* Of an even number the middle of the middle two. */
  add (&placed, 3, 0, 53, 44);
  compute (&placed, &options, &result);
  assert_point (&result.points[0].point, 52, 40.5, 0);
}

static void
test_one_worker (void)
{
  Placed placed;
  Result result;

  placed_init (&placed);
  placed.n_answers[0] = 1;
  add (&placed, 3, 1, 5, 9);
  add (&placed, 3, 0, 5, 1);
  add (&placed, 3, 0, 5, 1);
  compute (&placed, NULL, &result);
  g_assert_cmpuint (result.n_points, ==, 3);
  g_assert_true (isnan (result.points[0].confidence));
  g_assert_false (result.points[0].review);
  assert_point (&result.points[0].point, 5, 1, 0);
  assert_point (&result.points[2].point, 5, 9, 0);
}

/* --- a twin: the steps as they are written down ------------------------------------------------- */

static double
naive_likeness (const Placed *placed, gsize a, gsize b)
{
  double dx = placed->point[a].x - placed->point[b].x, dy = placed->point[a].y - placed->point[b].y;
  double spread = size[0] * scale[placed->label[a]];

  return placed->label[a] == placed->label[b] ? exp (-(dx * dx + dy * dy) / (2 * spread * spread)) : 0;
}

static gboolean
naive_fits (const Placed *placed, const gint32 *cluster, gint32 a, gint32 b)
{
  double sum = 0, n = 0;

  for (gsize i = 0; i < placed->answers.n; i++)
    for (gsize k = 0; k < placed->answers.n; k++)
      if (cluster[i] == a && cluster[k] == b)
        {
          if (placed->worker[i] == placed->worker[k])
            return FALSE;
          sum += naive_likeness (placed, i, k);
          n++;
        }

  return sum / n >= 0.5;
}

static void
naive (const Placed *placed, gint32 *cluster)
{
  gsize n = placed->answers.n;
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
            double likeness = naive_likeness (placed, i, k);

            if (used[i * n + k] || placed->worker[i] == placed->worker[k] || likeness < 0.5 || likeness <= most)
              continue;
            most = likeness;
            best = i * n + k;
          }
      if (best == n * n)
        return;
      used[best] = TRUE;
      a = cluster[best / n];
      b = cluster[best % n];
      if (a == b || !naive_fits (placed, cluster, a, b))
        continue;
      for (gsize i = 0; i < n; i++)
        if (cluster[i] == b)
          cluster[i] = a;
    }
}

static void
placed_make (Placed *placed, gw_random *random)
{
  placed_init (placed);
  for (gint32 i = 0; i < N_THINGS; i++)
    {
      double x = gw_random_real (random) * 60, y = gw_random_real (random) * 60;

      for (gint32 w = 0; w < N_WORKERS; w++)
        if (gw_random_real (random) < 0.8)
          add (placed, w, i % K, x + gw_random_real (random) * 12, y + gw_random_real (random) * 12);
    }
}

static void
test_is_as_defined (void)
{
  gw_random random;
  Placed placed;
  Result result;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 60; round++)
    {
      gint32 cluster[MOST];

      placed_make (&placed, &random);
      compute (&placed, NULL, &result);
      naive (&placed, cluster);
      for (gsize i = 0; i < placed.answers.n; i++)
        for (gsize k = 0; k < placed.answers.n; k++)
          g_assert_true ((cluster[i] == cluster[k]) == (result.of_point[i] == result.of_point[k]));
      for (gsize c = 0; c < result.n_points; c++)
        {
          double x = 0, y = 0, m = 0;

          for (gsize i = 0; i < placed.answers.n; i++)
            if ((gsize) result.of_point[i] == c)
              {
                m++;
                x += placed.point[i].x;
                y += placed.point[i].y;
                g_assert_cmpint (placed.label[i], ==, result.points[c].label);
              }
          g_assert_cmpfloat (m, ==, result.points[c].n_members);
          assert_point (&result.points[c].point, x / m, y / m, 1e-11);
          g_assert_cmpfloat (result.points[c].confidence, <=, m / N_WORKERS + 1e-12);
          g_assert_true (c == 0 || result.points[c - 1].confidence >= result.points[c].confidence);
        }
    }
}

/* The same points backwards. */
static void
test_order (void)
{
  gw_random random;
  Placed placed, turned;
  Result result, again;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 40; round++)
    {
      placed_make (&placed, &random);
      placed_init (&turned);
      for (gsize i = placed.answers.n; i > 0; i--)
        add (&turned, placed.worker[i - 1], placed.label[i - 1], placed.point[i - 1].x, placed.point[i - 1].y);
      compute (&placed, NULL, &result);
      compute (&turned, NULL, &again);
      g_assert_cmpuint (result.n_points, ==, again.n_points);
      for (gsize i = 0; i < result.n_points; i++)
        {
          assert_point (&result.points[i].point, again.points[i].point.x, again.points[i].point.y, 0);
          g_assert_cmpfloat (result.points[i].confidence, ==, again.points[i].confidence);
          g_assert_cmpint (result.points[i].label, ==, again.points[i].label);
        }
    }
}

/* --- edges ------------------------------------------------------------------------------------ */

/* Says no to one question. */
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
  const GwPoint good = { 1, 1 };
  const GwPoint bad[] = { { NAN, 0 }, { 0, INFINITY }, { 2e15, 0 } };
  const gint32 zero[] = { 0 }, one[] = { 1 }, below[] = { -1 };
  const double spread[] = { 1 }, none[] = { 1e-16 }, nan[] = { NAN }, infinite[] = { INFINITY };
  const guint32 nobody[] = { 0 };
  const gsize huge = (gsize) 1 << 31;
  const GwPointConsensusOptions wrong[] = { { NAN, 0 }, { 0, 0 }, { 1.1, 0 }, { 0.5, 7 } };
  const GwPointAnswers fine = { zero, zero, zero, &good, NULL, NULL, spread, NULL, 1, 1, 1, 1 };
  const GwPointAnswers invalid[] = {
    { one, zero, zero, &good, NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, one, zero, &good, NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, zero, one, &good, NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { below, zero, zero, &good, NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, below, zero, &good, NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, zero, below, &good, NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &bad[0], NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &bad[1], NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &bad[2], NULL, NULL, spread, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &good, NULL, NULL, none, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &good, NULL, NULL, nan, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &good, NULL, NULL, infinite, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &good, NULL, none, spread, NULL, 1, 1, 1, 1 },
    { zero, zero, zero, &good, NULL, NULL, spread, nobody, 1, 1, 1, 1 },
  };
  const GwPointAnswers large[] = {
    { .n = huge, .n_images = 1, .n_workers = 1, .n_classes = 1 },
    { .n = 1, .n_images = SIZE_MAX, .n_workers = 1, .n_classes = 1 },
    { .n = 1, .n_images = 1, .n_workers = huge, .n_classes = 1 },
    { .n = 1, .n_images = 1, .n_workers = 1, .n_classes = huge },
  };
  GwConsensusPoint points[1] = { { .label = 7 } };
  size_t n_points = 9;
  gint32 of_point[1] = { 7 };
  double likeness[1] = { 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_cmpint (gw_point_consensus (&invalid[i], NULL, points, &n_points, of_point, likeness, NULL), ==,
                     GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (gw_point_consensus (&fine, &wrong[i], points, &n_points, of_point, likeness, NULL), ==,
                     GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    g_assert_cmpint (gw_point_consensus (&large[i], NULL, points, &n_points, of_point, likeness, NULL), ==,
                     GW_STATUS_TOO_LARGE);
  for (guint no_at = 1; no_at <= 2; no_at++)
    g_assert_cmpint (gw_point_consensus (&fine, NULL, points, &n_points, of_point, likeness,
                                         &(GwRun) { .step = ask, .data = &(Questions) { 0, no_at } }),
                     ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (points[0].label, ==, 7);
  g_assert_cmpuint (n_points, ==, 9);
  g_assert_cmpint (of_point[0], ==, 7);
  g_assert_cmpfloat (likeness[0], ==, 7);

  g_assert_cmpint (gw_point_consensus (&fine, NULL, points, &n_points, of_point, likeness, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_points, ==, 1);
}

static void
test_nothing_placed (void)
{
  const GwPointAnswers answers = { .n_images = 1, .n_workers = 1, .n_classes = 1 };
  size_t n_points = 9;
  double likeness[1] = { 7 };

  g_assert_cmpint (gw_point_consensus (&answers, NULL, NULL, &n_points, NULL, likeness, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (n_points, ==, 0);
  g_assert_true (isnan (likeness[0]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/point-consensus/by-hand", test_by_hand);
  g_test_add_func ("/point-consensus/reach", test_reach);
  g_test_add_func ("/point-consensus/exact", test_exact);
  g_test_add_func ("/point-consensus/one-of-each", test_one_of_each);
  g_test_add_func ("/point-consensus/median", test_median);
  g_test_add_func ("/point-consensus/one-worker", test_one_worker);
  g_test_add_func ("/point-consensus/is-as-defined", test_is_as_defined);
  g_test_add_func ("/point-consensus/order", test_order);
  g_test_add_func ("/point-consensus/refuses", test_refuses);
  g_test_add_func ("/point-consensus/nothing-placed", test_nothing_placed);
  return g_test_run ();
}
