/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ITERATIVE_FOLDS_H
#define GW_ITERATIVE_FOLDS_H

#include <stddef.h>
#include <stdint.h>

#include "gw-random.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Cuts rows that have several labels each (images, by the classes they hold) into
   * parts with the same share of every label: iterative stratification.
   *
   * row, label  n pairs in any order: the row, 0 to n_rows - 1, has the label, 0 to
   *             n_labels - 1. Pairs that occur more often count once; label -1 is
   *             missing
   * n_rows      rows, with labels or without; 0 gives GW_STATUS_EMPTY
   * shares      n_parts shares, finite, above 0; they are scaled to sum 1. NULL: equal
   *             ones, as for folds
   * n_parts     1 or more, else GW_STATUS_INVALID
   * random      for ties; NULL: the lower part
   * part        n_rows numbers, 0 to n_parts - 1
   *
   * The label with the fewest rows that are not dealt yet goes first. Each of its rows
   * goes to the part that still needs the label most, then to the one that needs rows
   * most, then by chance. Rows without labels fill up the parts that need rows.
   *
   * GW_STATUS_INVALID for an index or a share out of range, GW_STATUS_TOO_LARGE beyond
   * 2^31 rows, pairs or labels. O(n log n + rows * parts + labels^2), memory
   * O(n + rows + labels * parts).
   * Source: Sechidis, Tsoumakas, Vlahavas, On the stratification of multi-label data,
   * ECML PKDD 2011, LNCS 6913, 145.
   */
  GW_PUBLIC gw_status gw_iterative_folds (const int32_t *row, const int32_t *label, size_t n, size_t n_rows,
                                          size_t n_labels, const double *shares, size_t n_parts, gw_random *random,
                                          int32_t *part, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
