/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SCORE_CURVE_H
#define GW_SCORE_CURVE_H

#include "gw-score-table.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* A curve over thresholds: three arrays of n_points. Owns them; starts as
   * { 0 }. A function that makes a curve overwrites it without freeing what was
   * there.
   */
  typedef struct
  {
    size_t n_points;
    double *x;
    double *y;
    double *threshold; /* that gives the point: positive is what scores as high or higher */
  } GwCurve;

  /* Frees the arrays; the curve is empty then. NULL is allowed. */
  GW_PUBLIC void gw_curve_clear (GwCurve *curve);

  /* The receiver operating characteristic.
   *
   * drop_intermediate  leave out each point between the highest and the lowest
   *                    score that lies as far from the one before as from the one
   *                    after, in both counts: the line stays the same
   * curve              x: false positive rate, y: true positive rate, 0 to 1, both
   *                    never falling; first (0, 0) with threshold +inf, then by
   *                    falling threshold, last (1, 1). For gw_curve_clear()
   * run                how to work; may be NULL
   *
   * GW_STATUS_SINGLE_CLASS when a class is missing: its rate is NaN, the other is
   * there; GW_STATUS_EMPTY without rows: a curve without points. O(points).
   * Source: Fawcett, An introduction to ROC analysis, Pattern Recognition Letters
   * 27 (2006) 861.
   */
  GW_PUBLIC gw_status gw_roc_curve (const GwScoreTable *table, bool drop_intermediate, GwCurve *curve,
                                    const GwRun *run);

  /* The area under the ROC curve by trapezoids, 0 to 1: the chance that a positive
   * scores higher than a negative, equal scores counting half. Without weights
   * the count of pairs is exact. NaN and GW_STATUS_SINGLE_CLASS or GW_STATUS_EMPTY
   * where a class is missing. O(points), no memory taken.
   * Source: Hanley, McNeil, Radiology 143 (1982) 29.
   */
  GW_PUBLIC gw_status gw_roc_auc (const GwScoreTable *table, double *auc);

  /* Precision and recall, a point for each score by rising threshold and (0, 1) to
   * close, which has no threshold (NaN).
   *
   * curve  x: recall, never rising, y: precision, both 0 to 1. For gw_curve_clear()
   *
   * GW_STATUS_NO_POSITIVE: recall is NaN; GW_STATUS_EMPTY without rows: the closing
   * point alone. O(points).
   * Source: Davis, Goadrich, The relationship between precision-recall and ROC
   * curves, ICML 2006.
   */
  GW_PUBLIC gw_status gw_pr_curve (const GwScoreTable *table, GwCurve *curve, const GwRun *run);

  /* Areas under that curve, 0 to 1.
   *
   * average_precision  by steps: the sum of precision times gain of recall. This
   *                    is the one to report
   * trapezoid          by straight lines, which is too bright; may be NULL
   *
   * NaN and GW_STATUS_NO_POSITIVE or GW_STATUS_EMPTY without positives. O(points),
   * no memory taken.
   */
  GW_PUBLIC gw_status gw_average_precision (const GwScoreTable *table, double *average_precision, double *trapezoid);

  /* The detection error trade-off, by rising threshold, from the highest
   * threshold that still has every positive to the lowest one whose count of
   * false positives is that of the highest score.
   *
   * curve  x: false positive rate, y: false negative rate, 0 to 1. For
   *        gw_curve_clear()
   *
   * GW_STATUS_SINGLE_CLASS, GW_STATUS_EMPTY: a curve without points. O(points).
   * Source: Martin and others, The DET curve, Eurospeech 1997.
   */
  GW_PUBLIC gw_status gw_det_curve (const GwScoreTable *table, GwCurve *curve);

  /* Where a rate lies on the axis of a DET plot: the normal quantile, of rates cut
   * to 0.0001 to 0.9999; NaN for NaN. O(1).
   */
  GW_PUBLIC double gw_det_axis (double rate);

#ifdef __cplusplus
}
#endif

#endif
