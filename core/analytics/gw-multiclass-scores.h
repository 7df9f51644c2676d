/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MULTICLASS_SCORES_H
#define GW_MULTICLASS_SCORES_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Areas under curves over several classes, each 0 to 1. A class that no row has
   * makes the means over classes and pairs NaN, but for average_precision_macro,
   * which leaves it out.
   */
  typedef struct
  {
    double ovr_macro;     /* ROC AUC of each class against the rest: mean */
    double ovr_weighted;  /* mean by the rows of the class */
    double ovo_macro;     /* ROC AUC of each pair of classes, over its rows: mean */
    double ovo_weighted;  /* mean by the rows of the pair */
    double roc_auc_micro; /* of all cells as one list */
    double average_precision_macro;
    double average_precision_micro;
    size_t n_excluded; /* rows left out because a probability is NaN or the label is missing */
  } GwMulticlassScores;

  /* How well probabilities of several classes part them.
   *
   * truth              n labels, 0 to n_classes - 1; -1 is missing
   * prob               n * n_classes probabilities, row-major: of each row that is kept
   *                    they sum to 1 within 1e-6
   * roc_auc            n_classes areas of each class against the rest; NaN for a class
   *                    that no row or each row has
   * average_precision  n_classes; NaN for a class that no row has
   * scores             the means
   * run                how to work; may be NULL
   *
   * GW_STATUS_EMPTY without rows, GW_STATUS_SINGLE_CLASS when all are of one class,
   * GW_STATUS_UNDEFINED when another class is missing: what has no value is NaN.
   * GW_STATUS_INVALID for what is outside of its range and for n_classes 0;
   * GW_STATUS_TOO_LARGE above 2^31 cells. O(n * n_classes), memory for 3.5 n *
   * n_classes doubles.
   * Source: Hand, Till, A simple generalisation of the area under the ROC curve,
   * Machine Learning 45 (2001) 171.
   */
  GW_PUBLIC gw_status gw_multiclass_scores (const int32_t *truth, const double *prob, size_t n, size_t n_classes,
                                            double *roc_auc, double *average_precision, GwMulticlassScores *scores,
                                            const GwRun *run);

  /* The share of the rows whose class is among the k of highest score. Of equal
   * scores the higher class comes first here.
   *
   * truth       n labels, 0 to n_classes - 1; -1 is missing
   * score       n * n_classes scores, row-major; rows with a NaN are left out
   * k           1 or more
   * accuracy    0 to 1; NaN without rows
   * n_excluded  rows left out; may be NULL
   *
   * GW_STATUS_EMPTY, GW_STATUS_INVALID, GW_STATUS_TOO_LARGE as above. O(n *
   * n_classes), no memory taken.
   */
  GW_PUBLIC gw_status gw_top_k_accuracy (const int32_t *truth, const double *score, size_t n, size_t n_classes,
                                         size_t k, double *accuracy, size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
