/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_CONFIDENT_LEARNING_H
#define GW_CONFIDENT_LEARNING_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Which labels are probably wrong, by what a model says of the same rows. The
   * probabilities must come from a model that has not seen the row (out-of-sample,
   * as from cross-validation): else it repeats the error and nothing is found.
   *
   * All functions take
   *
   * label       n given classes, 0 to n_classes - 1; -1 is missing
   * prob        n * n_classes probabilities, row-major, each in [0, 1]; rows need not
   *             sum to 1. A row with NaN is left out
   * n           rows; 0 is allowed
   * n_classes   1 or more
   * n_excluded  rows left out because of NaN or a missing label; may be NULL
   *
   * and return GW_STATUS_INVALID for a label or a probability out of range,
   * GW_STATUS_TOO_LARGE beyond 2^31 rows or where a size overflows,
   * GW_STATUS_NO_MEMORY, and GW_STATUS_EMPTY where no row is left.
   *
   * Source: Northcutt, Jiang, Chuang, Confident learning: estimating uncertainty in
   * dataset labels, Journal of Artificial Intelligence Research 70 (2021) 1373; the
   * numbers are those of cleanlab 2.9.
   */

  /* How many rows of each label are confidently of each class.
   *
   * threshold   n_classes: the mean probability of the own class over the rows so
   *             labelled; NaN for a class without rows, of which nothing is then
   *             confident. May be NULL
   * joint       n_classes^2 counts, row-major, row = given label, column = true
   *             class: a row counts at the class whose threshold, less 1e-6, its
   *             probability reaches; at its most probable class where it reaches
   *             several; nowhere where it reaches none. The diagonal is 1 at least.
   *             May be NULL
   * calibrated  the same, scaled so that each row sums to the number of rows so
   *             labelled, in whole numbers. May be NULL
   *
   * O(n * n_classes + n_classes^2 log n_classes), memory O(n_classes^2).
   */
  GW_PUBLIC gw_status gw_confident_joint (const int32_t *label, const double *prob, size_t n, size_t n_classes,
                                          double *threshold, uint64_t *joint, uint64_t *calibrated, size_t *n_excluded);

  /* Which rows are named. Never one whose most probable class is its label. */
  typedef enum
  {
    GW_LABEL_ISSUES_BY_NOISE_RATE,     /* of each label and true class as many rows as the calibrated joint says, those
                                          of the largest margin between the two */
    GW_LABEL_ISSUES_BY_CLASS,          /* of each label as many rows as the calibrated joint calls wrong, those of the
                                          least probability of the label */
    GW_LABEL_ISSUES_BOTH,              /* those that both of these name */
    GW_LABEL_ISSUES_CONFIDENT,         /* those that the joint counts off its diagonal */
    GW_LABEL_ISSUES_PREDICTED_DIFFERS, /* all whose most probable class is another */
    GW_LABEL_ISSUES_N_FILTERS
  } GwLabelIssuesFilter;

  /* is_issue  n flags: 1 for a row that is named
   * n_issues  how many are; may be NULL
   *
   * A class with a single row keeps it. Ties go to the lower row. O(n * n_classes log n)
   * at worst, memory for n numbers on each thread.
   */
  GW_PUBLIC gw_status gw_label_issues (const int32_t *label, const double *prob, size_t n, size_t n_classes,
                                       GwLabelIssuesFilter filter, uint8_t *is_issue, size_t *n_issues,
                                       size_t *n_excluded, const GwRun *run);

  /* How good a label looks, 0 to 1. */
  typedef enum
  {
    GW_LABEL_QUALITY_SELF_CONFIDENCE,   /* the probability of the label */
    GW_LABEL_QUALITY_NORMALIZED_MARGIN, /* (that - the largest of another class + 1) / 2 */
    GW_LABEL_QUALITY_N_METHODS
  } GwLabelQuality;

  /* score  n numbers; NaN for rows that are left out. O(n * n_classes). */
  GW_PUBLIC gw_status gw_label_quality (const int32_t *label, const double *prob, size_t n, size_t n_classes,
                                        GwLabelQuality method, double *score, size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
