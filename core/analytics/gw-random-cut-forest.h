/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RANDOM_CUT_FOREST_H
#define GW_RANDOM_CUT_FOREST_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* What is usual. */
#define GW_RANDOM_CUT_FOREST_TREES 100
#define GW_RANDOM_CUT_FOREST_SAMPLE 256

  /* Outliers among points of several columns, by random cut trees: each holds a
   * random sample of the points and cuts the box about them in two, and the halves
   * again, until a leaf holds equal points only. The column that is cut is drawn in
   * proportion to the sides of the box, the place evenly; left is value <= place. A
   * point that the cuts part from many others at once lies apart.
   *
   * Displacement of a point: the mass (points) of the sibling of its leaf. Collusive
   * displacement: the largest mass (sibling of u) / mass (u) among its leaf and the
   * nodes above it, without the root; 0 in a tree of one leaf.
   *
   * Source: Guha, Mishra, Roy, Schrijvers: Robust random cut forest based anomaly
   * detection on streams, ICML (2016) 2712.
   */

  /* A tree that somebody else made; node 0 is the root. */
  typedef struct
  {
    size_t n_nodes;
    const int32_t *left; /* n_nodes children; -1, in both, at a leaf */
    const int32_t *right;
    size_t n_points;
    const int32_t *leaf_of_point; /* n_points leaves */
  } GwCutTree;

  /* The scores of a given tree, exact.
   *
   * node_mass     n_nodes numbers of points below; may be NULL, as may be those that
   *               follow
   * displacement  n_points
   * collusive     n_points
   * depth         n_points numbers of steps from the root to the leaf
   *
   * GW_STATUS_EMPTY without nodes; GW_STATUS_INVALID where it is no tree: a child that is
   * no node, has two parents or is not reached, one child only, a leaf without points,
   * or a point that is not in a leaf. O(nodes + points), with memory for 4 n_nodes.
   */
  GW_PUBLIC gw_status gw_cut_tree_scores (const GwCutTree *tree, uint64_t *node_mass, double *displacement,
                                          double *collusive, uint64_t *depth);

  /* Trees of random samples of a table. */
  typedef struct _GwRandomCutForest GwRandomCutForest;

  /* points      n * columns numbers, row-major; a row with a value that is not finite,
   *             or beyond 1e300 either way, is left out. They must stay as they are
   *             while the forest lives
   * n           up to 2^31
   * columns     1 or more, else GW_STATUS_INVALID
   * n_trees     1 or more, else GW_STATUS_INVALID
   * sample      rows that a tree holds, drawn without replacement: 1 or more, else
   *             GW_STATUS_INVALID; all where there are fewer
   * seed        the same seed gives the same forest, on any number of threads
   * forest      gw_random_cut_forest_free() when done with it; not touched unless
   *             gw_status_has_values()
   * n_excluded  rows left out; may be NULL
   *
   * GW_STATUS_EMPTY without rows: there is a forest without trees then. About
   * O(n_trees sample log (sample) columns), with memory for n_trees sample
   * (4 columns + 11) numbers.
   */
  GW_PUBLIC gw_status gw_random_cut_forest_new (const double *points, size_t n, size_t columns, size_t n_trees,
                                                size_t sample, uint64_t seed, GwRandomCutForest **forest,
                                                size_t *n_excluded, const GwRun *run);

  /* NULL is fine. */
  GW_PUBLIC void gw_random_cut_forest_free (GwRandomCutForest *self);

  /* The score of each row that the forest was made of: the mean collusive
   * displacement over the trees that hold it; a row that none holds is put into all
   * of them in turn, by chance as if it had been there, and taken out again. Larger is
   * farther apart; 0 or more.
   *
   * scores  n numbers; NaN for a row that was left out
   *
   * GW_STATUS_EMPTY, with NaN, for a forest without trees. O(n n_trees log (sample)
   * columns). The forest is not changed: several threads may ask at once.
   */
  GW_PUBLIC gw_status gw_random_cut_forest_scores (const GwRandomCutForest *self, double *scores, const GwRun *run);

  /* The same of n other points of as many columns, each put into all trees on its
   * own. n_excluded, those left out, may be NULL.
   */
  GW_PUBLIC gw_status gw_random_cut_forest_score_points (const GwRandomCutForest *self, const double *points, size_t n,
                                                         double *scores, size_t *n_excluded, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
