/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_LABEL_METRICS_H
#define GW_LABEL_METRICS_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Which figures were 0 / 0. A rate that was has the caller's zero_division; a
   * chart shows "–" for it.
   */
  typedef enum
  {
    GW_UNDEFINED_PRECISION = 1 << 0,
    GW_UNDEFINED_RECALL = 1 << 1,
    GW_UNDEFINED_SPECIFICITY = 1 << 2,
    GW_UNDEFINED_F = 1 << 3,
    GW_UNDEFINED_MCC = 1 << 4,     /* is 0 then */
    GW_UNDEFINED_KAPPA = 1 << 5,   /* is NaN then */
    GW_UNDEFINED_ACCURACY = 1 << 6 /* is NaN then, like the balanced one: there are no rows */
  } GwUndefined;

  /* The rates of a class against the rest, or an average of them; 0 to 1. */
  typedef struct
  {
    double precision;
    double recall;
    double specificity; /* NaN in an average */
    double f_half;      /* F-beta: precision matters twice as much as recall */
    double f1;
    double f2;          /* recall twice as much */
    double support;     /* weight of the rows of the class, or of all */
    unsigned undefined; /* GwUndefined; of an average: of any part of it */
  } GwClassMetrics;

  typedef struct
  {
    double accuracy;          /* 0 to 1 */
    double balanced_accuracy; /* mean recall of the classes that occur, 0 to 1 */
    double g_mean;            /* root of the product of all recalls, 0 to 1; 0 where a class does not occur */
    double mcc;               /* -1 to 1 */
    double kappa;             /* 1 is perfect, 0 is chance */
    double kappa_linear;      /* errors weigh by how far the classes lie apart */
    double kappa_quadratic;   /* by the square of that */
    GwClassMetrics micro;     /* counts pooled */
    GwClassMetrics macro;     /* plain mean */
    GwClassMetrics weighted;  /* mean by support; 0 where there is none */
    unsigned undefined;       /* GwUndefined of the figures above, not of the averages */
  } GwLabelMetrics;

  /* F-beta of counts, 0 to 1: (1 + beta^2) tp / ((1 + beta^2) tp + beta^2 fn + fp).
   * zero_division where that is 0 / 0. O(1).
   */
  GW_PUBLIC double gw_f_beta (double tp, double fp, double fn, double beta, double zero_division);

  /* All figures of a confusion matrix.
   *
   * matrix         n_classes * n_classes numbers of 0 or more, row-major: the row is
   *                the true class
   * zero_division  what a rate of 0 / 0 is to be: 0, 1 or NaN. Means leave NaN out
   * per_class      n_classes figures; may be NULL
   * metrics        the rest
   *
   * GW_STATUS_EMPTY for a matrix of zeros. GW_STATUS_INVALID for negative, infinite or
   * NaN cells, GW_STATUS_TOO_LARGE when n_classes^2 overflows.
   * O(n_classes^2), memory for 3 n_classes sums.
   * Sources: Sokolova, Lapalme, Information Processing and Management 45 (2009) 427;
   * MCC of several classes: Gorodkin, Computational Biology and Chemistry 28 (2004)
   * 367; kappa: Cohen, Psychological Bulletin 70 (1968) 213.
   */
  GW_PUBLIC gw_status gw_label_metrics_from_confusion (const double *matrix, size_t n_classes, double zero_division,
                                                       GwClassMetrics *per_class, GwLabelMetrics *metrics);

  /* The same of rows: arguments as of gw_confusion_matrix(). */
  GW_PUBLIC gw_status gw_label_metrics (const int32_t *truth, const int32_t *predicted, const double *weights, size_t n,
                                        const int32_t *classes, size_t n_classes, double zero_division,
                                        GwClassMetrics *per_class, GwLabelMetrics *metrics, size_t *n_dropped,
                                        const GwRun *run);

  /* The mean cost of a row, when each kind of error has its own.
   *
   * matrix  n_classes * n_classes numbers of 0 or more, row-major: the row is the
   *         true class, the column the predicted one
   * costs   the same of what each costs, in any unit; a gain is below 0
   * cost    in that unit; NaN without rows
   *
   * GW_STATUS_EMPTY for a matrix of zeros. GW_STATUS_INVALID for other cells and costs
   * that are not finite, GW_STATUS_TOO_LARGE when n_classes^2 overflows.
   * O(n_classes^2), no memory taken.
   * Source: Elkan, The foundations of cost-sensitive learning, IJCAI 2001.
   */
  GW_PUBLIC gw_status gw_expected_cost (const double *matrix, const double *costs, size_t n_classes, double *cost);

#ifdef __cplusplus
}
#endif

#endif
