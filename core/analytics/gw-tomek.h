/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_TOMEK_H
#define GW_TOMEK_H

#include "gw-remedy.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Tomek links: pairs of rows of different classes that are each other's nearest
   * row.
   *
   * first    room for half as many row indices as there are rows: the lower row of
   *          each pair, ascending
   * second   room for as many: the higher one
   * n_pairs  how many pairs; 0 with fewer than two rows
   *
   * Other arguments and statuses: gw-remedy.h. O(n^2 * columns), see
   * gw_neighbours().
   * Source: Tomek: Two modifications of CNN, IEEE Transactions on Systems, Man and
   * Cybernetics 6 (1976) 769.
   */
  GW_PUBLIC gw_status gw_tomek_links (const double *values, const int32_t *labels, size_t n, size_t columns,
                                      size_t n_classes, uint32_t *first, uint32_t *second, size_t *n_pairs,
                                      const GwRun *run);

  /* Removes the rows of Tomek links: those of all classes, or with all = false
   * those of all but the smallest. The result: gw-remedy.h.
   */
  GW_PUBLIC gw_status gw_tomek (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                                bool all, GwKeptRows *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
