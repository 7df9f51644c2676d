/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CONFUSION_H
#define GW_CONFUSION_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The highest label of a list of classes, for which a place is kept each. */
#define GW_CONFUSION_MAX_LABEL ((1 << 26) - 1)

  /* Counts which class was called what.
   *
   * truth      n labels; -1 is missing
   * predicted  n labels; -1 is missing
   * weights    n finite numbers of 0 or more; NULL: 1 each
   * n          rows; 0 gives a matrix of zeros
   * classes    n_classes different labels, 0 or more, up to
   *            GW_CONFUSION_MAX_LABEL, in the order wanted; NULL: 0 to n_classes - 1
   * matrix     n_classes * n_classes counts or sums of weights, row-major: the row is
   *            the true class, the column the predicted one
   * n_dropped  rows left out because a label is missing or not among the classes;
   *            may be NULL
   * run        how to work; may be NULL
   *
   * GW_STATUS_EMPTY when no row (no weight) is left. GW_STATUS_INVALID for labels below
   * -1, other weights, and classes that are negative or given twice.
   * GW_STATUS_TOO_LARGE above 2^31 rows, for a higher label in classes, or when
   * n_classes^2 overflows. Counts are exact, sums of weights compensated.
   * O(n + n_classes^2), memory for up to 8 matrices and, with classes, for the highest
   * of them.
   * Source: the values of scikit-learn 1.2 confusion_matrix().
   */
  GW_PUBLIC gw_status gw_confusion_matrix (const int32_t *truth, const int32_t *predicted, const double *weights,
                                           size_t n, const int32_t *classes, size_t n_classes, double *matrix,
                                           size_t *n_dropped, const GwRun *run);

  typedef enum
  {
    GW_NORMALISE_NONE,
    GW_NORMALISE_TRUE,      /* each row is divided by its sum */
    GW_NORMALISE_PREDICTED, /* each column */
    GW_NORMALISE_ALL        /* the whole */
  } GwNormalise;

  /* Shares instead of counts; 0 / 0 gives 0.
   *
   * matrix      n_classes * n_classes numbers of 0 or more, row-major
   * normalised  the same, each in [0, 1]; may be matrix
   *
   * GW_STATUS_INVALID for another way, GW_STATUS_TOO_LARGE when n_classes^2 overflows.
   * O(n_classes^2), for columns with memory for
   * n_classes sums.
   */
  GW_PUBLIC gw_status gw_confusion_normalise (const double *matrix, size_t n_classes, GwNormalise by,
                                              double *normalised);

#ifdef __cplusplus
}
#endif

#endif
