/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CLASS_BALANCE_H
#define GW_CLASS_BALANCE_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* The usual beta of the effective number of rows. */
#define GW_CLASS_BALANCE_BETA 0.999

  /* How evenly rows are spread over k classes of which p are the shares. */
  typedef struct
  {
    uint64_t n_rows;        /* of all classes */
    size_t n_empty_classes; /* without a row */
    double majority_share;  /* of the largest class, in [1 / k, 1] */
    double imbalance_ratio; /* largest / smallest class, 1 or more; infinite where a class is empty */
    double entropy;         /* -sum p ln p, in nats, in [0, ln k] */
    double evenness;        /* entropy / ln k, in [0, 1]; NaN for one class */
    double gini_simpson;    /* 1 - sum p^2, in [0, 1 - 1 / k] */
    double gini;            /* the coefficient of inequality, in [0, 1 - 1 / k]; 0 is even */
  } GwClassBalance;

  /* Counts labels by class.
   *
   * labels      n class indices, 0 to n_classes - 1; -1 is missing
   * n           rows; 0 is allowed and gives zeros
   * counts      n_classes counts
   * n_excluded  rows without a label; may be NULL
   *
   * GW_STATUS_INVALID for a label out of range, GW_STATUS_TOO_LARGE beyond 2^31 rows
   * or classes.
   * O(n + n_classes), no memory taken.
   */
  GW_PUBLIC gw_status gw_class_counts (const int32_t *labels, size_t n, size_t n_classes, uint64_t *counts,
                                       size_t *n_excluded);

  /* The figures of GwClassBalance.
   *
   * counts     n_classes counts of rows; empty classes count as classes
   * n_classes  0 is allowed; up to 2^31, else GW_STATUS_TOO_LARGE, here and below
   * balance    the figures
   *
   * GW_STATUS_EMPTY when there are no rows: the figures are NaN then, the numbers of
   * rows and of empty classes are there. GW_STATUS_TOO_LARGE when the sum of the
   * counts overflows 64 bits. O(k), with memory for k counts.
   *
   * Sources: Shannon, A mathematical theory of communication, Bell System
   * Technical Journal 27 (1948) 379; Simpson, Nature 163 (1949) 688; Gini,
   * Variabilita e mutabilita (1912), in the form for ordered values of Sen, On
   * economic inequality (1973) 31.
   */
  GW_PUBLIC gw_status gw_class_balance (const uint64_t *counts, size_t n_classes, GwClassBalance *balance);

  /* The effective number of rows of each class: (1 - beta^c) / (1 - beta), in
   * [0, c]; exact for any count.
   *
   * beta     in [0, 1), else GW_STATUS_INVALID; 0 counts a class once, towards 1
   *          every row counts
   * numbers  n_classes numbers; 0 for an empty class
   *
   * O(k), no memory taken.
   * Source: Cui et al., Class-balanced loss based on effective number of samples,
   * CVPR (2019) 9268.
   */
  GW_PUBLIC gw_status gw_class_effective_numbers (const uint64_t *counts, size_t n_classes, double beta,
                                                  double *numbers);

  /* Weights by the effective number: 1 / number, scaled so that their mean over
   * the classes that have rows is 1; 0 for an empty class. Arguments and errors as
   * above; GW_STATUS_EMPTY with all weights 0 when there are no rows.
   */
  GW_PUBLIC gw_status gw_class_weights_effective (const uint64_t *counts, size_t n_classes, double beta,
                                                  double *weights);

  /* Balanced weights: rows / (classes that have rows * rows of the class); 0 for an
   * empty class. With them the classes that have rows weigh the same, and all rows
   * as much as before. GW_STATUS_EMPTY with all weights 0 when there are no rows,
   * GW_STATUS_TOO_LARGE as gw_class_balance(). O(k), no memory taken.
   * The "balanced" weights of scikit-learn.
   */
  GW_PUBLIC gw_status gw_class_weights_balanced (const uint64_t *counts, size_t n_classes, double *weights);

  /* The weight of a positive row that makes two classes even: negatives /
   * positives. Infinite with GW_STATUS_NO_POSITIVE without positives, NaN with
   * GW_STATUS_EMPTY without any rows. O(1).
   */
  GW_PUBLIC gw_status gw_class_positive_weight (uint64_t negatives, uint64_t positives, double *weight);

#ifdef __cplusplus
}
#endif

#endif
