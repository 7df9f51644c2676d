/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ADASYN_H
#define GW_ADASYN_H

#include "gw-remedy.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* For each row of a class the share of its k nearest rows that are of others.
   *
   * label   the class, below n_classes, else GW_STATUS_INVALID
   * k       nearest rows of all classes, 1 to the rows with a label less one, else
   *         GW_STATUS_INVALID
   * shares  room for as many numbers as the class has rows: a share for each, in
   *         the order of the rows, 0 to 1
   * n_rows  how many
   *
   * Other arguments and statuses: gw-remedy.h.
   */
  GW_PUBLIC gw_status gw_adasyn_shares (const double *values, const int32_t *labels, size_t n, size_t columns,
                                        size_t n_classes, int32_t label, size_t k, double *shares, size_t *n_rows,
                                        const GwRun *run);

  /* New rows as by gw_smote(), but the more of them the more a row's neighbours are
   * of other classes: row i of a class that lacks G rows to the largest gets
   * G r_i / sum r, rounded half to even, r being gw_adasyn_shares(). Rounding makes
   * the sum differ from G. Arguments, statuses and the result: gw-remedy.h.
   *
   * k     nearest rows, 1 or more; where there are k or fewer, all others
   * seed  for each new row, in turn: the neighbour is drawn below() the base row's
   *       nearest of its class, then u as a real
   *
   * GW_STATUS_NO_MAJORITY_NEIGHBOURS where no row of a class that has to grow has a
   * neighbour of another, GW_STATUS_TOO_FEW_ROWS where such a class has one row.
   * O(rows of the classes that grow * n * columns).
   * Source: He, Bai, Garcia, Li: ADASYN, IJCNN 2008, 1322; counts as
   * imbalanced-learn 0.10.
   */
  GW_PUBLIC gw_status gw_adasyn (const double *values, const int32_t *labels, size_t n, size_t columns,
                                 size_t n_classes, size_t k, uint64_t seed, GwNewRows *out, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
