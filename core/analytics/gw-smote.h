/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SMOTE_H
#define GW_SMOTE_H

#include "gw-remedy.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* New rows between rows of the same class, until each class has as many rows as
   * the largest: synthetic minority oversampling. Arguments, statuses and the
   * result: gw-remedy.h.
   *
   * k     nearest rows of the same class to go towards, 1 or more; a class with k
   *       rows or fewer uses all the others that it has
   * seed  for each new row, in turn: the base row is drawn below() the class's rows,
   *       the neighbour below() its nearest, and u as a real
   *
   * GW_STATUS_TOO_FEW_ROWS for a class that has to grow and has one row: nothing
   * is copied. The neighbours take O(sum of rows^2 of the classes that grow *
   * columns), the new rows O(new rows * columns).
   * Source: Chawla, Bowyer, Hall, Kegelmeyer: SMOTE, Journal of Artificial
   * Intelligence Research 16 (2002) 321; counts as imbalanced-learn 0.10.
   */
  GW_PUBLIC gw_status gw_smote (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                                size_t k, uint64_t seed, GwNewRows *out, const GwRun *run);

  /* The rows of a class by how many of their m nearest rows are of other classes:
   * in danger with half of them or more, noise with all.
   *
   * label   the class, below n_classes, else GW_STATUS_INVALID
   * m       nearest rows of all classes, 1 to the rows with a label less one, else
   *         GW_STATUS_INVALID
   * danger  room for as many row indices as the class has rows; ascending
   * noise   the same
   *
   * Other arguments and statuses: gw-remedy.h. Where no row has a label or no row is
   * of the class, both sets are empty.
   */
  GW_PUBLIC gw_status gw_borderline_rows (const double *values, const int32_t *labels, size_t n, size_t columns,
                                          size_t n_classes, int32_t label, size_t m, uint32_t *danger, size_t *n_danger,
                                          uint32_t *noise, size_t *n_noise, const GwRun *run);

  /* As gw_smote(), but new rows start from those in danger only (gw_borderline_rows(),
   * with m nearest rows, or all others where there are fewer). A class that has none
   * stays as it is.
   * Source: Han, Wang, Mao: Borderline-SMOTE, ICIC 2005, 878, its first form.
   */
  GW_PUBLIC gw_status gw_borderline_smote (const double *values, const int32_t *labels, size_t n, size_t columns,
                                           size_t n_classes, size_t m, size_t k, uint64_t seed, GwNewRows *out,
                                           const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
