/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_KMEANS_H
#define GW_KMEANS_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Groups of rows around k centers, from given ones: Lloyd's rounds until no row
   * changes its group.
   *
   * values       n * columns numbers, row-major; rows with one that is not finite belong
   *              to no group; magnitudes up to GW_NEIGHBOURS_MOST, else
   *              GW_STATUS_INVALID
   * k            groups, 1 to the rows left, else GW_STATUS_INVALID
   * start        k * columns finite numbers
   * most_rounds  1 or more
   * labels       n groups, 0 to k - 1: of the nearest center, of equals the lower; -1
   *              for rows left out
   * centers      k * columns numbers: the means of the groups
   * inertia      sum of the squared distances of the rows to their centers
   * n_rounds     rounds that were made: where it is most_rounds, rows may still have
   *              wanted to change; may be NULL
   * n_excluded   rows left out; may be NULL
   *
   * A group that becomes empty takes the row farthest from its center, of equals the
   * lower. GW_STATUS_EMPTY where no rows are left: labels of -1, centers and inertia
   * NaN. GW_STATUS_TOO_LARGE.
   * A round takes O(n * k * columns); memory for at most 64 tables of centers.
   * Source: Lloyd: Least squares quantization in PCM, IEEE Transactions on
   * Information Theory 28 (1982) 129.
   */
  GW_PUBLIC gw_status gw_kmeans_from (const double *values, size_t n, size_t columns, size_t k, const double *start,
                                      size_t most_rounds, int32_t *labels, double *centers, double *inertia,
                                      size_t *n_rounds, size_t *n_excluded, const GwRun *run);

  /* The same from centers drawn by k-means++, the best of several restarts: each
   * center is a row, drawn in proportion to the squared distance to those that there
   * are, the best of 2 + floor(ln k) draws.
   *
   * restarts  1 or more; 10 is usual
   * seed      the first center is drawn below() the rows left, the others by reals
   *
   * Source: Arthur, Vassilvitskii: k-means++, SODA 2007, 1027, with the greedy draws
   * of its section 5.
   */
  GW_PUBLIC gw_status gw_kmeans (const double *values, size_t n, size_t columns, size_t k, size_t restarts,
                                 size_t most_rounds, uint64_t seed, int32_t *labels, double *centers, double *inertia,
                                 size_t *n_excluded, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
