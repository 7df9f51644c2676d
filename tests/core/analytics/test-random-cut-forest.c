/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-cut-tree-private.h"
#include "gw-random-cut-forest.h"

/* --- a given tree -------------------------------------------------------------------- */

/*        0
 *      1   2        six points: a b in 3, c in 4, d e f in 2
 *     3 4
 */
static const gint32 left[] = { 1, 3, -1, -1, -1 };
static const gint32 right[] = { 2, 4, -1, -1, -1 };
static const gint32 leaves[] = { 3, 3, 4, 2, 2, 2 };

static void
test_given_tree (void)
{
  GwCutTree tree = { 5, left, right, 6, leaves };
  guint64 masses[5], depths[6];
  double displacements[6], collusive[6];

  g_assert_cmpint (gw_cut_tree_scores (&tree, masses, displacements, collusive, depths), ==, GW_STATUS_OK);
  g_assert_cmpuint (masses[0], ==, 6);
  g_assert_cmpuint (masses[1], ==, 3);
  g_assert_cmpuint (masses[3], ==, 2);
  g_assert_cmpfloat (displacements[0], ==, 1);
  g_assert_cmpfloat (displacements[2], ==, 2);
  g_assert_cmpfloat (displacements[5], ==, 3);
  g_assert_cmpfloat (collusive[0], ==, 1); /* 1 / 2 at its leaf, 3 / 3 above */
  g_assert_cmpfloat (collusive[2], ==, 2);
  g_assert_cmpfloat (collusive[5], ==, 1);
  g_assert_cmpuint (depths[0], ==, 2);
  g_assert_cmpuint (depths[5], ==, 1);
  g_assert_cmpint (gw_cut_tree_scores (&tree, NULL, NULL, NULL, NULL), ==, GW_STATUS_OK);
}

static void
test_tree_of_one_leaf (void)
{
  static const gint32 none[] = { -1 };
  static const gint32 all[] = { 0, 0 };
  GwCutTree tree = { 1, none, none, 2, all };
  double displacements[2], collusive[2];

  g_assert_cmpint (gw_cut_tree_scores (&tree, NULL, displacements, collusive, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (displacements[1], ==, 0);
  g_assert_cmpfloat (collusive[1], ==, 0);
}

static void
test_refuses_what_is_no_tree (void)
{
  static const struct
  {
    gint32 left[5];
    gint32 right[5];
    gint32 leaves[6];
  } bad[] = {
    { { 1, 3, -1, -1, -1 }, { 2, 9, -1, -1, -1 }, { 3, 3, 4, 2, 2, 2 } },   /* no such node */
    { { 1, 3, -1, -1, -1 }, { 2, -1, -1, -1, -1 }, { 3, 3, 4, 2, 2, 2 } },  /* one child */
    { { 1, 3, -1, -1, -1 }, { 2, 3, -1, -1, -1 }, { 3, 3, 4, 2, 2, 2 } },   /* two parents */
    { { 1, 0, -1, -1, -1 }, { 2, 4, -1, -1, -1 }, { 3, 3, 4, 2, 2, 2 } },   /* round and round */
    { { 1, -1, -1, -1, -1 }, { 2, -1, -1, -1, -1 }, { 1, 1, 1, 2, 2, 2 } }, /* two nodes apart */
    { { 1, 3, -1, -1, -1 }, { 2, 4, -1, -1, -1 }, { 3, 3, 1, 2, 2, 2 } },   /* a point in no leaf */
    { { 1, 3, -1, -1, -1 }, { 2, 4, -1, -1, -1 }, { 3, 3, 5, 2, 2, 2 } },
    { { 1, 3, -1, -1, -1 }, { 2, 4, -1, -1, -1 }, { 3, 3, -1, 2, 2, 2 } },
    { { 1, 3, -1, -1, -1 }, { 2, 4, -1, -1, -1 }, { 3, 3, 3, 2, 2, 2 } }, /* a leaf without points */
  };
  double collusive[6] = { 7 };
  GwCutTree tree = { 0, left, right, 0, leaves };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      tree = (GwCutTree) { 5, bad[i].left, bad[i].right, 6, bad[i].leaves };
      g_assert_cmpint (gw_cut_tree_scores (&tree, NULL, NULL, collusive, NULL), ==, GW_STATUS_INVALID);
    }
  tree = (GwCutTree) { 0, left, right, 0, leaves };
  g_assert_cmpint (gw_cut_tree_scores (&tree, NULL, NULL, collusive, NULL), ==, GW_STATUS_EMPTY);
  tree.n_points = 1;
  g_assert_cmpint (gw_cut_tree_scores (&tree, NULL, NULL, collusive, NULL), ==, GW_STATUS_INVALID);
  tree.n_nodes = 1;
  tree.n_points = 0;
  tree.left = tree.right = (gint32[]) { -1 };
  g_assert_cmpint (gw_cut_tree_scores (&tree, NULL, NULL, collusive, NULL), ==, GW_STATUS_INVALID);
  tree.n_nodes = (gsize) G_MAXINT32 + 1;
  g_assert_cmpint (gw_cut_tree_scores (&tree, NULL, NULL, collusive, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (collusive[0], ==, 7);
}

/* --- trees that grow ------------------------------------------------------------------ */

static GwGrownTree
grow (const double *points, gsize n, gsize columns, guint64 seed)
{
  GwGrownTree tree;
  guint32 *rows = malloc (n * sizeof *rows);
  gw_random random;

  for (gsize i = 0; i < n; i++)
    rows[i] = (guint32) i;
  gw_random_init (&random, seed);
  g_assert_cmpint (_gw_cut_tree_grow (&tree, points, columns, rows, n, &random), ==, GW_STATUS_OK);

  return tree;
}

/* Every tree is what it says: cuts part the points, boxes are tight, equal points
 * share a leaf and others do not, and the scores are those of a given tree.
 */
static void
test_grown_trees (void)
{
  gw_random random;

  gw_random_init (&random, 51);
  for (guint round = 0; round < 60; round++)
    {
      gsize n = 1 + gw_random_below (&random, 120), columns = 1 + gw_random_below (&random, 4);
      g_autofree double *points = g_new (double, n *columns);
      g_autofree gint32 *lefts = NULL, *rights = NULL, *leaf_of = NULL;
      g_autofree double *collusive = g_new (double, n);
      GwGrownTree tree;
      GwCutTree given;

      for (gsize i = 0; i < n * columns; i++)
        points[i] = round % 3 == 0   ? (double) gw_random_below (&random, 3)
                    : round % 3 == 1 ? 1 + gw_random_real (&random) * 1e-15
                                     : (gw_random_real (&random) - 0.5) * 2e300;
      tree = grow (points, n, columns, round);
      lefts = g_new (gint32, tree.n_nodes);
      rights = g_new (gint32, tree.n_nodes);
      leaf_of = g_new (gint32, n);
      for (gsize i = 0; i < tree.n_nodes; i++)
        {
          lefts[i] = tree.nodes[i].left > 0 ? (gint32) tree.nodes[i].left : -1;
          rights[i] = tree.nodes[i].left > 0 ? (gint32) tree.nodes[i].right : -1;
        }
      for (gsize k = 0; k < n; k++)
        {
          const double *point = points + tree.rows[k] * columns;
          guint32 node = 0;

          leaf_of[k] = (gint32) tree.leaf_of[k];
          for (;;)
            {
              const double *low = tree.boxes + 2 * columns * node;

              for (gsize j = 0; j < columns; j++)
                g_assert_true (point[j] >= low[j] && point[j] <= low[columns + j]);
              if (tree.nodes[node].left == 0)
                break;
              node = point[tree.nodes[node].column] <= tree.nodes[node].cut ? tree.nodes[node].left
                                                                            : tree.nodes[node].right;
            }
          g_assert_cmpuint (node, ==, tree.leaf_of[k]);
          g_assert_cmpmem (point, columns * sizeof *point, points + tree.nodes[node].row * columns,
                           columns * sizeof *point);
        }
      given = (GwCutTree) { tree.n_nodes, lefts, rights, n, leaf_of };
      g_assert_cmpint (gw_cut_tree_scores (&given, NULL, NULL, collusive, NULL), ==, GW_STATUS_OK);
      for (gsize k = 0; k < n; k++)
        g_assert_cmpfloat (collusive[k], ==, tree.nodes[tree.leaf_of[k]].collusive);
      _gw_cut_tree_clear (&tree);
    }
}

/* A point that is put in has, on the mean, the score that it has when it was there
 * from the beginning: the trees have the same distribution.
 */
static void
test_insertion_is_like_growing (void)
{
  enum
  {
    N = 12,
    N_TREES = 20000
  };
  double points[2 * (N + 1)], grown = 0, inserted = 0;
  gw_random random;

  gw_random_init (&random, 52);
  for (gsize i = 0; i < 2 * N; i++)
    points[i] = gw_random_real (&random);
  points[2 * N] = 1.3;
  points[2 * N + 1] = 0.4;
  for (guint seed = 0; seed < N_TREES; seed++)
    {
      GwGrownTree with = grow (points, N + 1, 2, seed), without = grow (points, N, 2, seed + N_TREES);

      for (gsize k = 0; k <= N; k++)
        if (with.rows[k] == N)
          grown += with.nodes[with.leaf_of[k]].collusive;
      inserted += _gw_cut_tree_insert (&without, 2, points + 2 * N, &random);
      _gw_cut_tree_clear (&with);
      _gw_cut_tree_clear (&without);
    }
  /* About 4, with a deviation of 4 each: the means of 20,000 differ by 0.04 seldom. */
  g_assert_cmpfloat_with_epsilon (grown / N_TREES, inserted / N_TREES, 0.15);
}

/* One that equals a leaf joins it. */
static void
test_insertion_of_an_equal_point (void)
{
  static const double points[] = { 0, 10, 10 };
  GwGrownTree tree = grow (points, 3, 1, 1);
  gw_random random;

  gw_random_init (&random, 1);
  g_assert_cmpfloat (_gw_cut_tree_insert (&tree, 1, &points[1], &random), ==, 1.0 / 3);
  g_assert_cmpfloat (_gw_cut_tree_insert (&tree, 1, &points[0], &random), ==, 1);
  _gw_cut_tree_clear (&tree);

  tree = grow (points + 1, 2, 1, 1);
  g_assert_cmpfloat (_gw_cut_tree_insert (&tree, 1, &points[1], &random), ==, 0);
  g_assert_cmpfloat (_gw_cut_tree_insert (&tree, 1, &points[0], &random), ==, 2);
  _gw_cut_tree_clear (&tree);
}

/* --- forests ---------------------------------------------------------------------------- */

static GwRandomCutForest *
plant (const double *points, gsize n, gsize columns, gsize trees, gsize sample, guint64 seed, unsigned threads)
{
  GwRandomCutForest *forest = NULL;

  g_assert_cmpint (gw_random_cut_forest_new (points, n, columns, trees, sample, seed, &forest, NULL,
                                             &(GwRun) { .n_threads = threads }),
                   ==, GW_STATUS_OK);

  return forest;
}

static void
test_finds_the_outlier (void)
{
  enum
  {
    N = 900
  };
  double points[3 * N], scores[N], other[N], apart[] = { 9, 9, 9, 0.5, 0.5, NAN };
  gw_random random;
  GwRandomCutForest *forest, *same, *another;
  gsize n_excluded, n_larger = 0;

  gw_random_init (&random, 53);
  for (gsize i = 0; i < 3 * N; i++)
    points[i] = gw_random_real (&random);
  points[3 * 700] = 6;

  forest = plant (points, N, 3, 40, 64, 5, 1);
  g_assert_cmpint (gw_random_cut_forest_scores (forest, scores, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < N; i++)
    {
      g_assert_cmpfloat (scores[i], >=, 0);
      n_larger += scores[i] > scores[700];
    }
  g_assert_cmpuint (n_larger, <=, 1);

  /* The same on any number of threads; other chances with another seed. */
  same = plant (points, N, 3, 40, 64, 5, 3);
  g_assert_cmpint (gw_random_cut_forest_scores (same, other, &(GwRun) { .n_threads = 4 }), ==, GW_STATUS_OK);
  g_assert_cmpmem (other, sizeof other, scores, sizeof scores);
  another = plant (points, N, 3, 40, 64, 6, 0);
  g_assert_cmpint (gw_random_cut_forest_scores (another, other, NULL), ==, GW_STATUS_OK);
  g_assert_true (memcmp (other, scores, sizeof other) != 0);

  g_assert_cmpint (gw_random_cut_forest_score_points (forest, apart, 2, other, &n_excluded, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (other[0], >, 2 * scores[0]);
  g_assert_true (isnan (other[1]));
  g_assert_cmpuint (n_excluded, ==, 1);
  gw_random_cut_forest_free (forest);
  gw_random_cut_forest_free (same);
  gw_random_cut_forest_free (another);
}

/* A sample of all rows holds each in every tree. */
static void
test_sample_of_all (void)
{
  double points[20], scores[20];
  GwRandomCutForest *forest;

  for (gsize i = 0; i < 20; i++)
    points[i] = (double) (i * i);
  forest = plant (points, 20, 1, 30, 1000, 3, 0);
  g_assert_cmpint (gw_random_cut_forest_scores (forest, scores, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < 20; i++)
    g_assert_cmpfloat (scores[i], >=, 1.0 / 19);
  gw_random_cut_forest_free (forest);

  /* Equal points lie apart from nobody. */
  memset (points, 0, sizeof points);
  forest = plant (points, 20, 1, 3, 8, 3, 0);
  g_assert_cmpint (gw_random_cut_forest_scores (forest, scores, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < 20; i++)
    g_assert_cmpfloat (scores[i], ==, 0);
  gw_random_cut_forest_free (forest);
}

static void
test_rows_left_out (void)
{
  double points[] = { 1, 2, NAN, 4, 3, INFINITY, 5, 6, 2e300, 0 }, scores[5];
  GwRandomCutForest *forest = NULL;
  gsize n_excluded;

  g_assert_cmpint (gw_random_cut_forest_new (points, 5, 2, 4, 3, 1, &forest, &n_excluded, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 3);
  g_assert_cmpint (gw_random_cut_forest_scores (forest, scores, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (scores[0], ==, 1);
  g_assert_cmpfloat (scores[3], ==, 1);
  g_assert_true (isnan (scores[1]) && isnan (scores[2]) && isnan (scores[4]));
  gw_random_cut_forest_free (forest);

  g_assert_cmpint (gw_random_cut_forest_new (points + 2, 2, 2, 4, 3, 1, &forest, &n_excluded, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpint (gw_random_cut_forest_scores (forest, scores, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (scores[0]) && isnan (scores[1]));
  g_assert_cmpint (gw_random_cut_forest_score_points (forest, points, 1, scores, NULL, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (scores[0]));
  gw_random_cut_forest_free (forest);
  gw_random_cut_forest_free (NULL);
}

static void
test_refuses_what_is_out_of_range (void)
{
  double points[] = { 1, 2 }, score = 7;
  GwRandomCutForest *forest = NULL;

  g_assert_cmpint (gw_random_cut_forest_new (points, 2, 0, 1, 1, 1, &forest, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_random_cut_forest_new (points, 2, 1, 0, 1, 1, &forest, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_random_cut_forest_new (points, 2, 1, 1, 0, 1, &forest, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_random_cut_forest_new (points, ((gsize) 1 << 31) + 1, 1, 1, 1, 1, &forest, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_random_cut_forest_new (points, 2, G_MAXSIZE / 2 + 1, 1, 1, 1, &forest, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_null (forest);
  g_assert_cmpint (gw_random_cut_forest_new (NULL, 0, 1, 1, 1, 1, &forest, NULL, NULL), ==, GW_STATUS_EMPTY);
  gw_random_cut_forest_free (forest);

  forest = plant (points, 2, 1, 2, 2, 1, 1);
  g_assert_cmpint (gw_random_cut_forest_score_points (forest, points, ((gsize) 1 << 31) + 1, &score, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (score, ==, 7);
  gw_random_cut_forest_free (forest);
}

static bool
stop_after (double done, void *data)
{
  guint *left_over = data;

  return (*left_over)-- > 0;
}

static void
test_cancel (void)
{
  double points[200], scores[200] = { 7 };
  GwRandomCutForest *forest = NULL;
  guint left_over = 2;
  GwRun run = { .step = stop_after, .data = &left_over, .n_threads = 1 };

  for (gsize i = 0; i < 200; i++)
    points[i] = (double) i;
  g_assert_cmpint (gw_random_cut_forest_new (points, 200, 1, 10, 8, 1, &forest, NULL, &run), ==, GW_STATUS_CANCELLED);
  g_assert_null (forest);
  forest = plant (points, 200, 1, 10, 8, 1, 1);
  left_over = 1;
  g_assert_cmpint (gw_random_cut_forest_scores (forest, scores, &run), ==, GW_STATUS_CANCELLED);
  left_over = 0;
  g_assert_cmpint (gw_random_cut_forest_score_points (forest, points, 200, scores, NULL, &run), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpfloat (scores[0], ==, 7);
  gw_random_cut_forest_free (forest);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random-cut-forest/given-tree", test_given_tree);
  g_test_add_func ("/random-cut-forest/tree-of-one-leaf", test_tree_of_one_leaf);
  g_test_add_func ("/random-cut-forest/refuses-what-is-no-tree", test_refuses_what_is_no_tree);
  g_test_add_func ("/random-cut-forest/grown-trees", test_grown_trees);
  g_test_add_func ("/random-cut-forest/insertion-is-like-growing", test_insertion_is_like_growing);
  g_test_add_func ("/random-cut-forest/insertion-of-an-equal-point", test_insertion_of_an_equal_point);
  g_test_add_func ("/random-cut-forest/finds-the-outlier", test_finds_the_outlier);
  g_test_add_func ("/random-cut-forest/sample-of-all", test_sample_of_all);
  g_test_add_func ("/random-cut-forest/rows-left-out", test_rows_left_out);
  g_test_add_func ("/random-cut-forest/refuses-what-is-out-of-range", test_refuses_what_is_out_of_range);
  g_test_add_func ("/random-cut-forest/cancel", test_cancel);
  return g_test_run ();
}
