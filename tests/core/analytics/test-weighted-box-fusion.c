/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-random.h"
#include "gw-weighted-box-fusion.h"

#define N 80
#define N_MODELS 4

static void
assert_box (const GwBox *got, const GwBox *want, double epsilon)
{
  g_assert_cmpfloat (fabs (got->x - want->x), <=, epsilon);
  g_assert_cmpfloat (fabs (got->y - want->y), <=, epsilon);
  g_assert_cmpfloat (fabs (got->width - want->width), <=, epsilon);
  g_assert_cmpfloat (fabs (got->height - want->height), <=, epsilon);
}

/* By hand: three models, one of which found nothing here. */
static void
test_by_hand (void)
{
  const GwScoredBox boxes[] = {
    { { 0, 0, 10, 10 }, 0.9, 1, 0 }, /* 1: with the next one, (0.9 * 0 + 0.6 * 2) / 1.5 */
    { { 2, 0, 10, 12 }, 0.6, 1, 1 },
    { { 0, 0, 10, 10 }, 0.5, 2, 1 },  /* another class stays alone */
    { { 50, 50, 5, 5 }, 0.75, 1, 0 }, /* and so does what is elsewhere */
  };
  GwFusedBox fused[4];
  size_t n_fused;
  gint32 of_box[4];

  g_assert_cmpint (gw_weighted_box_fusion (boxes, 4, 3, NULL, fused, &n_fused, of_box, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 3);
  assert_box (&fused[0].box, &(GwBox) { 0.8, 0, 10, 10.8 }, 1e-12);
  g_assert_cmpfloat_with_epsilon (fused[0].score, 0.75 * 2 / 3, 1e-15);
  g_assert_cmpint (fused[0].label, ==, 1);
  g_assert_cmpuint (fused[0].n_members, ==, 2);
  assert_box (&fused[1].box, &boxes[3].box, 0);
  g_assert_cmpfloat_with_epsilon (fused[1].score, 0.25, 1e-15);
  assert_box (&fused[2].box, &boxes[2].box, 0);
  g_assert_cmpfloat_with_epsilon (fused[2].score, 0.5 / 3, 1e-15);
  g_assert_cmpint (fused[2].label, ==, 2);
  g_assert_cmpint (of_box[0], ==, 0);
  g_assert_cmpint (of_box[1], ==, 0);
  g_assert_cmpint (of_box[2], ==, 2);
  g_assert_cmpint (of_box[3], ==, 1);
}

/* Made with the authors' program, version 1.0.9, its fused boxes held in double. */
static void
test_is_as_published (void)
{
  const GwScoredBox boxes[] = {
    { { 0.576, 0.565, 0.156, 0.097 }, 0.332, 0, 0 }, { { 0.112, 0.37, 0.142, 0.164 }, 0.965, 0, 0 },
    { { 0.077, 0.186, 0.122, 0.231 }, 0.939, 1, 0 }, { { 0.147, 0.581, 0.124, 0.198 }, 0.759, 0, 0 },
    { { 0.588, 0.562, 0.124, 0.107 }, 0.339, 0, 1 }, { { 0.141, 0.373, 0.131, 0.176 }, 0.634, 0, 1 },
    { { 0.054, 0.205, 0.14, 0.252 }, 0.693, 1, 1 },  { { 0.139, 0.558, 0.132, 0.19 }, 0.605, 0, 1 },
    { { 0.445, 0.531, 0.225, 0.262 }, 0.49, 0, 2 },  { { 0.594, 0.574, 0.125, 0.108 }, 0.486, 0, 2 },
    { { 0.067, 0.175, 0.15, 0.224 }, 0.831, 1, 2 },  { { 0.163, 0.561, 0.12, 0.205 }, 0.264, 0, 2 },
    { { 0.58, 0.565, 0.156, 0.097 }, 0.111, 0, 0 },
  };
  const GwFusedBox want[] = {
    { { 0.0671546894031669, 0.187634591961023, 0.136511571254568, 0.234546894031669 }, 0.821, 1, 3 },
    { { 0.146621621621622, 0.569209459459459, 0.126324324324324, 0.196162162162162 }, 0.542666666666667, 0, 3 },
    { { 0.123498436522827, 0.371189493433396, 0.137638524077548, 0.168757973733584 }, 0.533, 0, 2 },
    { { 0.586457413249211, 0.567647476340694, 0.13556309148265, 0.103889589905363 }, 0.317, 0, 4 },
    { { 0.445, 0.531, 0.225, 0.262 }, 0.163333333333333, 0, 1 },
  };
  const GwWeightedBoxFusionMatch matches[] = { GW_WEIGHTED_BOX_FUSION_FIRST, GW_WEIGHTED_BOX_FUSION_BEST };

  for (gsize k = 0; k < G_N_ELEMENTS (matches); k++)
    {
      GwFusedBox fused[G_N_ELEMENTS (boxes)];
      size_t n_fused;

      g_assert_cmpint (gw_weighted_box_fusion (boxes, G_N_ELEMENTS (boxes), 3,
                                               &(GwWeightedBoxFusionOptions) { 0.55, matches[k] }, fused, &n_fused,
                                               NULL, NULL),
                       ==, GW_STATUS_OK);
      g_assert_cmpuint (n_fused, ==, G_N_ELEMENTS (want));
      for (gsize i = 0; i < n_fused; i++)
        {
          assert_box (&fused[i].box, &want[i].box, 1e-14);
          g_assert_cmpfloat_with_epsilon (fused[i].score, want[i].score, 1e-14);
          g_assert_cmpint (fused[i].label, ==, want[i].label);
          g_assert_cmpuint (fused[i].n_members, ==, want[i].n_members);
        }
    }
}

/* A box that two clusters would take: 0.6 with the first, 9/11 with the other. */
static void
test_first_or_best (void)
{
  const GwScoredBox boxes[] = { { { 0, 0, 10, 10 }, 0.9, 0, 0 },
                                { { 3.5, 0, 10, 10 }, 0.8, 0, 0 },
                                { { 2.5, 0, 10, 10 }, 0.7, 0, 1 } };
  GwWeightedBoxFusionOptions options = gw_weighted_box_fusion_options ();
  GwFusedBox fused[3];
  size_t n_fused;
  gint32 of_box[3];

  g_assert_cmpint (gw_weighted_box_fusion (boxes, 3, 2, &options, fused, &n_fused, of_box, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 2);
  g_assert_cmpint (of_box[2], ==, of_box[0]);
  options.match = GW_WEIGHTED_BOX_FUSION_BEST;
  g_assert_cmpint (gw_weighted_box_fusion (boxes, 3, 2, &options, fused, &n_fused, of_box, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 2);
  g_assert_cmpint (of_box[2], ==, of_box[1]);
}

/* The overlap must be above the limit. */
static void
test_limit (void)
{
  const GwScoredBox boxes[] = { { { 0, 0, 10, 10 }, 0.9, 0, 0 }, { { 0, 0, 10, 5 }, 0.8, 0, 1 } };
  GwFusedBox fused[2];
  size_t n_fused;

  g_assert_cmpint (
      gw_weighted_box_fusion (boxes, 2, 2, &(GwWeightedBoxFusionOptions) { 0.5, 0 }, fused, &n_fused, NULL, NULL), ==,
      GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 2);
  g_assert_cmpint (
      gw_weighted_box_fusion (boxes, 2, 2, &(GwWeightedBoxFusionOptions) { 0.499, 0 }, fused, &n_fused, NULL, NULL), ==,
      GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 1);
}

/* Equal boxes of all models give that very box, with the mean score. */
static void
test_identical (void)
{
  const GwBox box = { 0.1, 1.0 / 3, 77.7, 0.7 };
  GwScoredBox boxes[N_MODELS];
  GwFusedBox fused[N_MODELS];
  size_t n_fused;

  for (gint32 i = 0; i < N_MODELS; i++)
    boxes[i] = (GwScoredBox) { box, 0.25 * i, 3, i };
  g_assert_cmpint (gw_weighted_box_fusion (boxes, N_MODELS, N_MODELS, NULL, fused, &n_fused, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 1);
  assert_box (&fused[0].box, &box, 0);
  g_assert_cmpfloat (fused[0].score, ==, 0.375);
  g_assert_cmpuint (fused[0].n_members, ==, N_MODELS);
}

/* Members without any score weigh alike. */
static void
test_without_scores (void)
{
  const GwScoredBox boxes[] = { { { 0, 0, 10, 10 }, 0, 0, 0 }, { { 2, 0, 10, 10 }, 0, 0, 1 } };
  GwFusedBox fused[2];
  size_t n_fused;

  g_assert_cmpint (gw_weighted_box_fusion (boxes, 2, 2, NULL, fused, &n_fused, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 1);
  assert_box (&fused[0].box, &(GwBox) { 1, 0, 10, 10 }, 1e-15);
  g_assert_cmpfloat (fused[0].score, ==, 0);
}

static void
make_boxes (gw_random *random, GwScoredBox *boxes)
{
  for (gsize i = 0; i < N; i++)
    boxes[i] = (GwScoredBox) { { gw_random_real (random) * 60, gw_random_real (random) * 60,
                                 10 + gw_random_real (random) * 20, 10 + gw_random_real (random) * 20 },
                               (double) gw_random_below (random, 10) / 10,
                               (gint32) gw_random_below (random, 3),
                               (gint32) gw_random_below (random, N_MODELS) };
}

/* The order of the boxes says nothing, and what comes out holds together. */
static void
test_order (void)
{
  gw_random random;
  GwScoredBox boxes[N], shuffled[N];
  GwFusedBox fused[N], again[N];
  gint32 of_box[N];

  gw_random_init (&random, 1);
  for (guint round = 0; round < 40; round++)
    {
      size_t n_fused, n_again, counts[N] = { 0 };

      make_boxes (&random, boxes);
      memcpy (shuffled, boxes, sizeof boxes);
      gw_random_shuffle (&random, shuffled, N, sizeof *shuffled);
      g_assert_cmpint (gw_weighted_box_fusion (boxes, N, N_MODELS, NULL, fused, &n_fused, of_box, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_weighted_box_fusion (shuffled, N, N_MODELS, NULL, again, &n_again, NULL, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpuint (n_fused, ==, n_again);
      for (gsize i = 0; i < n_fused; i++)
        {
          assert_box (&fused[i].box, &again[i].box, 0);
          g_assert_cmpfloat (fused[i].score, ==, again[i].score);
          g_assert_cmpint (fused[i].label, ==, again[i].label);
          g_assert_true (i == 0 || fused[i - 1].score >= fused[i].score);
        }
      for (gsize i = 0; i < N; i++)
        {
          const GwFusedBox *into = &fused[of_box[i]];

          counts[of_box[i]]++;
          g_assert_cmpint (into->label, ==, boxes[i].label);
        }
      for (gsize i = 0; i < n_fused; i++)
        g_assert_cmpuint (counts[i], ==, fused[i].n_members);
    }
}

static bool
stop (double done, void *data)
{
  return false;
}

/* Counts the questions, and says no from one of them on. */
static bool
stop_later (double done, void *data)
{
  return ++*(guint *) data < 3;
}

static void
test_edges (void)
{
  const GwScoredBox good = { { 0, 0, 1, 1 }, 0.5, 0, 0 };
  const GwScoredBox bad[] = {
    { { NAN, 0, 1, 1 }, 0.5, 0, 0 }, { { 0, 0, INFINITY, 1 }, 0.5, 0, 0 }, { { 0, 0, -1, 1 }, 0.5, 0, 0 },
    { { 0, 0, 1, 1 }, NAN, 0, 0 },   { { 0, 0, 1, 1 }, INFINITY, 0, 0 },   { { 0, 0, 1, 1 }, -0.5, 0, 0 },
    { { 0, 0, 1, 1 }, 2e15, 0, 0 },  { { 0, 0, 1, 1 }, 0.5, -1, 0 },       { { 0, 0, 1, 1 }, 0.5, 0, -1 },
    { { 0, 0, 1, 1 }, 0.5, 0, 2 },
  };
  const GwWeightedBoxFusionOptions wrong[] = { { NAN, 0 }, { -0.1, 0 }, { 1.1, 0 }, { 0.5, 7 } };
  GwFusedBox fused[1] = { { .label = 7 } };
  size_t n_fused = 9;
  gint32 of_box[1] = { 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (gw_weighted_box_fusion (&bad[i], 1, 2, NULL, fused, &n_fused, of_box, NULL), ==,
                     GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (gw_weighted_box_fusion (&good, 1, 1, &wrong[i], fused, &n_fused, of_box, NULL), ==,
                     GW_STATUS_INVALID);
  g_assert_cmpint (gw_weighted_box_fusion (&good, 1, 0, NULL, fused, &n_fused, of_box, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_weighted_box_fusion (NULL, SIZE_MAX, 1, NULL, fused, &n_fused, of_box, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_weighted_box_fusion (&good, 1, SIZE_MAX, NULL, fused, &n_fused, of_box, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_weighted_box_fusion (&good, 1, 1, NULL, fused, &n_fused, of_box, &(GwRun) { .step = stop }), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpint (fused[0].label, ==, 7);
  g_assert_cmpuint (n_fused, ==, 9);
  g_assert_cmpint (of_box[0], ==, 7);

  g_assert_cmpint (gw_weighted_box_fusion (NULL, 0, 1, NULL, NULL, &n_fused, NULL, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (n_fused, ==, 0);
}

/* Boxes without area overlap nothing, not even each other. */
static void
test_without_area (void)
{
  const GwScoredBox boxes[] = { { { 5, 5, 0, 10 }, 0.5, 0, 0 }, { { 5, 5, 0, 10 }, 0.5, 0, 1 } };
  GwFusedBox fused[2];
  size_t n_fused;

  g_assert_cmpint (gw_weighted_box_fusion (boxes, 2, 2, NULL, fused, &n_fused, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, 2);
}

/* Many boxes that lie apart can be stopped. */
static void
test_stops (void)
{
  const gsize n = 3000;
  g_autofree GwScoredBox *boxes = g_new (GwScoredBox, n);
  g_autofree GwFusedBox *fused = g_new (GwFusedBox, n);
  size_t n_fused = 9;
  guint n_asked = 0;

  for (gsize i = 0; i < n; i++)
    boxes[i] = (GwScoredBox) { { 10.0 * (double) i, 0, 5, 5 }, 0.5, 0, 0 };
  g_assert_cmpint (gw_weighted_box_fusion (boxes, n, 1, NULL, fused, &n_fused, NULL,
                                           &(GwRun) { .step = stop_later, .data = &n_asked }),
                   ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (n_asked, ==, 3);
  g_assert_cmpuint (n_fused, ==, 9);
  g_assert_cmpint (gw_weighted_box_fusion (boxes, n, 1, NULL, fused, &n_fused, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_fused, ==, n);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weighted-box-fusion/by-hand", test_by_hand);
  g_test_add_func ("/weighted-box-fusion/is-as-published", test_is_as_published);
  g_test_add_func ("/weighted-box-fusion/first-or-best", test_first_or_best);
  g_test_add_func ("/weighted-box-fusion/limit", test_limit);
  g_test_add_func ("/weighted-box-fusion/identical", test_identical);
  g_test_add_func ("/weighted-box-fusion/without-scores", test_without_scores);
  g_test_add_func ("/weighted-box-fusion/order", test_order);
  g_test_add_func ("/weighted-box-fusion/edges", test_edges);
  g_test_add_func ("/weighted-box-fusion/without-area", test_without_area);
  g_test_add_func ("/weighted-box-fusion/stops", test_stops);
  return g_test_run ();
}
