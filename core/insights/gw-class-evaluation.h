/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-calibration.h"
#include "gw-class-rows.h"
#include "gw-label-metrics.h"
#include "gw-multiclass-scores.h"
#include "gw-probability.h"
#include "gw-run.h"
#include "gw-threshold.h"

G_BEGIN_DECLS

/* How good a classifier is: every figure of `metrics classification` and of the
 * Evaluation page. It is computed part by part, so that a page shows what is ready:
 *
 *   for (guint part = 0; part < GW_CLASS_N_PARTS; part++)
 *     if (!gw_status_has_values (gw_class_evaluation_compute (evaluation, part, &run)))
 *       break;
 *
 * on a worker thread; the fields of a part do not change after its bit of `ready` is
 * set, which the worker's message tells the window.
 */
typedef enum
{
  GW_CLASS_LABELS = 0,    /* predicted, matrix, per_class, labels */
  GW_CLASS_AREAS,         /* roc_auc, average_precision and their means */
  GW_CLASS_PROBABILITIES, /* probability, calibration and its bins */
  GW_CLASS_THRESHOLDS,    /* of two classes: best_* */
  GW_CLASS_INTERVALS,
  GW_CLASS_N_PARTS
} GwClassPart;

typedef struct
{
  double threshold; /* of two classes; NaN: the highest score decides */
  double beta;      /* of the best threshold's F: 1 */
  gsize bootstrap;  /* replicates; 0: none */
  guint64 seed;
  double level; /* of intervals: 0.95 */
} GwClassEvaluationOptions;

#define GW_CLASS_EVALUATION_OPTIONS_INIT \
  { \
    NAN, 1, 0, 0, 0.95 \
  }

typedef struct
{
  const char *figure; /* as the command line calls it */
  const char *method; /* "delong", "bootstrap" */
  double low;
  double high;
} GwClassInterval;

typedef struct
{
  const GwClassRows *rows;
  GwClassEvaluationOptions options;
  guint ready; /* bits 1 << GwClassPart */

  gsize n_known;    /* rows with a truth */
  gsize n_ties;     /* rows where several classes have the highest score */
  double threshold; /* that counted: NaN for more than two classes and without scores */
  gint32 *predicted;
  double *matrix; /* classes * classes, row: the true class */
  GwClassMetrics *per_class;
  GwLabelMetrics labels;

  double *roc_auc; /* of each class against the rest; NaN without scores */
  double *average_precision;
  double roc_auc_ovr_macro; /* NaN where the scores are no probabilities */
  double roc_auc_ovo_macro;
  double average_precision_macro; /* of classes that have one */

  GwProbabilityMetrics probability;
  GwCalibration calibration;
  GwCalibrationBin bins[GW_CALIBRATION_BINS];

  gboolean has_best; /* there were rows to look at */
  double best_f_beta;
  double best_f_beta_threshold; /* NaN: none is better than another */
  double best_youden;
  double best_youden_threshold;

  GArray *intervals; /* of GwClassInterval */
} GwClassEvaluation;

/* rows must live as long. */
GwClassEvaluation *gw_class_evaluation_new (const GwClassRows *rows, const GwClassEvaluationOptions *options);
void gw_class_evaluation_free (GwClassEvaluation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwClassEvaluation, gw_class_evaluation_free)

/* Computes a part, those before it must be there. GW_STATUS_CANCELLED and others
 * without values leave it as it was.
 */
gw_status gw_class_evaluation_compute (GwClassEvaluation *self, GwClassPart part, const GwRun *run);

/* --- doors ---------------------------------------------------------------------------- */

/* In place of a class: whichever. */
#define GW_CLASS_ANY (-1)

/* The rows of a cell, of a row, a column or of all that were taken for another class,
 * the least sure first: GArray of guint for gw_class_rows_list_images().
 *
 * truth, predicted  classes or GW_CLASS_ANY; rows without a truth are not among them
 * wrong             only rows whose prediction is not the truth
 */
GArray *gw_class_evaluation_list_rows (const GwClassEvaluation *self, gint32 truth, gint32 predicted, gboolean wrong);

G_END_DECLS
