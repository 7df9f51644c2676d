/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_NEARMISS_H
#define GW_NEARMISS_H

#include "gw-remedy.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Which rows of the larger classes stay. */
  typedef enum
  {
    GW_NEARMISS_1 = 1, /* those with the smallest sum of distances to their k nearest rows of the smallest class */
    GW_NEARMISS_2 = 2, /* … to their k farthest rows of it */
    GW_NEARMISS_3 = 3  /* of the k_first nearest of each row of it, those with the largest sum as by 1 */
  } GwNearmissVersion;

  /* NearMiss: each class keeps as many rows as the smallest one has, chosen by
   * their distances to it; of equal sums the lower row stays. Arguments, statuses
   * and the result: gw-remedy.h.
   *
   * k        rows of the smallest class, 1 to all of it, else GW_STATUS_INVALID
   * k_first  for version 3: 1 or more, a class with fewer rows gives all; it may then
   *          keep fewer than the smallest class has. Unused by the others
   *
   * O(rows of the smallest class * n * (columns + k)), memory for k numbers a row.
   * Source: Mani, Zhang: kNN approach to unbalanced data distributions, ICML 2003
   * workshop; as imbalanced-learn 0.10.
   */
  GW_PUBLIC gw_status gw_nearmiss (const double *values, const int32_t *labels, size_t n, size_t columns,
                                   size_t n_classes, GwNearmissVersion version, size_t k, size_t k_first,
                                   GwKeptRows *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
