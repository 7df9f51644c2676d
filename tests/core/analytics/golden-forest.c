/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>

#include "golden.h"
#include "gw-random-cut-forest.h"

/* Random cut trees: given ones to the point, a forest by the ranking of its scores. */

/* Whether the tree is what the cuts make of the points: it is read right then. */
static void
check_cuts (GoldenCase *self, const GwCutTree *tree)
{
  gsize columns, n;
  g_autoptr (GArray) points = golden_numbers (self, "points", &columns);
  g_autofree gint32 *dims = golden_labels (self, "node_dim", &n);
  g_autoptr (GArray) cuts = golden_numbers (self, "node_cut", NULL);

  for (gsize i = 0; i < tree->n_points; i++)
    {
      gint32 node = 0;

      while (dims[node] >= 0)
        node = GOLDEN_AT (points, i * columns + (gsize) dims[node]) <= GOLDEN_AT (cuts, (gsize) node)
                   ? tree->left[node]
                   : tree->right[node];
      if (node != tree->leaf_of_point[i])
        golden_fail (self, "point %" G_GSIZE_FORMAT " is in leaf %d instead of %d", i, node, tree->leaf_of_point[i]);
    }
}

static void
run_tree_scores (GoldenCase *self)
{
  gsize n_nodes, n_points;
  g_autofree gint32 *left = golden_labels (self, "node_left", &n_nodes);
  g_autofree gint32 *right = golden_labels (self, "node_right", &n_nodes);
  g_autofree gint32 *leaves = golden_labels (self, "leaf_of_point", &n_points);
  g_autofree guint64 *masses = g_new (guint64, n_nodes + 1);
  g_autofree guint64 *depths = g_new (guint64, n_points + 1);
  g_autofree double *displacements = g_new (double, n_points + 1);
  g_autofree double *collusive = g_new (double, n_points + 1);
  GwCutTree tree = { n_nodes, left, right, n_points, leaves };

  check_cuts (self, &tree);
  if (!golden_expect_ok (self, gw_cut_tree_scores (&tree, masses, displacements, collusive, depths)))
    return;
  golden_expect_counts (self, "node_mass", masses, n_nodes);
  golden_expect_counts (self, "depth", depths, n_points);
  golden_expect_numbers (self, "displacement", displacements, n_points);
  golden_expect_numbers (self, "collusive_displacement", collusive, n_points);
}

/* The share of pairs of an outlier and another in which the outlier's score is the
 * higher one.
 */
static double
auc_of (const double *scores, const gint32 *is_outlier, gsize n)
{
  double sum = 0, n_pairs = 0;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; is_outlier[i] == 1 && j < n; j++)
      {
        if (is_outlier[j] == 1)
          continue;
        sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        n_pairs++;
      }

  return sum / n_pairs;
}

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* A property: the median over 5 seeds is not far below the worst of the reference. */
static void
run_forest (GoldenCase *self)
{
  gsize columns, n;
  g_autoptr (GArray) points = golden_numbers (self, "points", &columns);
  g_autofree gint32 *is_outlier = golden_labels (self, "is_outlier", &n);
  g_autofree double *scores = g_new (double, n + 1);
  double aucs[5], least = json_object_get_double_member (self->expect, "auc_min") - 0.02;

  for (guint seed = 0; seed < G_N_ELEMENTS (aucs); seed++)
    {
      GwRandomCutForest *forest = NULL;

      golden_expect_ok (self,
                        gw_random_cut_forest_new (GOLDEN_DATA (points), n, columns, (gsize) golden_int (self, "trees"),
                                                  (gsize) golden_int (self, "sample"), seed, &forest, NULL, NULL));
      golden_expect_ok (self, gw_random_cut_forest_scores (forest, scores, NULL));
      aucs[seed] = auc_of (scores, is_outlier, n);
      gw_random_cut_forest_free (forest);
    }
  qsort (aucs, G_N_ELEMENTS (aucs), sizeof *aucs, compare_doubles);
  if (!(aucs[2] >= least))
    golden_fail (self, "the median of the areas is %g, below %g", aucs[2], least);
}

const GoldenFunction golden_forest[] = {
  { "rcf_forest", run_forest },
  { "rcf_tree_scores", run_tree_scores },
  { NULL, NULL },
};
