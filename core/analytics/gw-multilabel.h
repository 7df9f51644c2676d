/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MULTILABEL_H
#define GW_MULTILABEL_H

#include "gw-label-metrics.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* What is counted of one label. */
  typedef struct
  {
    uint64_t tp; /* rows that have it and were given it */
    uint64_t fp;
    uint64_t fn;
    uint64_t tn;
  } GwLabelCounts;

  typedef struct
  {
    double subset_accuracy;  /* share of the rows with every label right, 0 to 1 */
    double hamming_loss;     /* share of the cells that are wrong, 0 to 1 */
    double jaccard;          /* mean over the rows of labels in both / labels in either, 0 to 1 */
    GwClassMetrics micro;    /* counts of all labels pooled */
    GwClassMetrics macro;    /* plain mean over the labels */
    GwClassMetrics weighted; /* mean by the rows that have the label; 0 where there are none */
    GwClassMetrics samples;  /* mean over the rows of the rates of each row */
    size_t n_excluded;       /* rows left out because a cell is missing */
  } GwMultilabelMetrics;

  /* Figures of rows that may have any of several labels.
   *
   * truth          n * n_labels cells, row-major: 1 has the label, 0 has not; -1 is
   *                missing
   * predicted      the same
   * zero_division  what 0 / 0 is to be: 0, 1 or NaN, also of a row without labels in
   *                both. Means leave NaN out
   * per_label      n_labels rates; may be NULL
   * counts         n_labels counts; may be NULL
   * metrics        the rest; shares of nothing are NaN
   *
   * GW_STATUS_EMPTY without rows or labels. GW_STATUS_INVALID for other cells,
   * GW_STATUS_TOO_LARGE when n * n_labels overflows. O(n * n_labels), memory for
   * n_labels figures.
   * Source: Tsoumakas, Katakis, Multi-label classification: an overview,
   * International Journal of Data Warehousing and Mining 3 (2007) 1; the values of
   * scikit-learn 1.2.
   */
  GW_PUBLIC gw_status gw_multilabel_metrics (const int32_t *truth, const int32_t *predicted, size_t n, size_t n_labels,
                                             double zero_division, GwClassMetrics *per_label, GwLabelCounts *counts,
                                             GwMultilabelMetrics *metrics);

  typedef struct
  {
    double roc_auc_micro; /* of all cells as one list, 0 to 1 */
    double roc_auc_macro; /* mean over the labels that have a value */
    double average_precision_micro;
    double average_precision_macro;
    size_t n_excluded; /* rows left out because a cell is missing */
  } GwMultilabelScores;

  /* Areas under the curves of each label's scores.
   *
   * truth              n * n_labels cells, row-major, as above
   * score              n * n_labels scores; NaN is missing
   * roc_auc            n_labels areas; NaN for a label that no row or each row has
   * average_precision  n_labels; NaN for a label that no row has
   * scores             the rest
   * run                how to work; may be NULL
   *
   * GW_STATUS_EMPTY without rows or labels, GW_STATUS_UNDEFINED when no label has a
   * value: NaN. GW_STATUS_INVALID for other cells, GW_STATUS_TOO_LARGE above 2^31
   * cells, GW_STATUS_CANCELLED. O(n * n_labels), memory for 3.5 n * n_labels
   * doubles, as gw_score_table_new() up to 5.
   */
  GW_PUBLIC gw_status gw_multilabel_scores (const int32_t *truth, const double *score, size_t n, size_t n_labels,
                                            double *roc_auc, double *average_precision, GwMultilabelScores *scores,
                                            const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
