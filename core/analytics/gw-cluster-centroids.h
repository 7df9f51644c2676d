/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CLUSTER_CENTROIDS_H
#define GW_CLUSTER_CENTROIDS_H

#include "gw-remedy.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Replaces the rows of each class but the smallest by as many centers of groups
   * (gw_kmeans(), one start) as the smallest has rows. Arguments and statuses:
   * gw-remedy.h.
   *
   * most_rounds  of Lloyd's, 1 or more, else GW_STATUS_INVALID
   * seed         the class's index is added to it
   * kept         the rows of the smallest class (and of those as small); its counts
   *              after are with the centers
   * centers      the centers; base and neighbour are the row of the class nearest to
   *              each, u is 0. The counts are the same as in kept
   *
   * A round takes O(rows of a class * rows of the smallest * columns).
   * Source: Yen, Lee, Cluster-based under-sampling approaches for imbalanced data
   * distributions, Expert Systems with Applications 36 (2009) 5718; counts as
   * imbalanced-learn 0.10.
   */
  GW_PUBLIC gw_status gw_cluster_centroids (const double *values, const int32_t *labels, size_t n, size_t columns,
                                            size_t n_classes, size_t most_rounds, uint64_t seed, GwKeptRows *kept,
                                            GwNewRows *centers, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
