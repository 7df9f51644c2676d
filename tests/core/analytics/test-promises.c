/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What gw-status.h and gw-run.h promise of every function, asked of all of them at
 * once: with a status that has values all outputs are written, with any other none;
 * rows that are not there, or say nothing, need no memory of the caller; the share
 * that is done never falls, and who stops finds nothing written; several threads
 * may call at once, and get what one would.
 */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-adasyn.h"
#include "gw-agreement.h"
#include "gw-bootstrap.h"
#include "gw-box-agreement.h"
#include "gw-box-consensus.h"
#include "gw-box-plot.h"
#include "gw-calibration.h"
#include "gw-chi2.h"
#include "gw-class-balance.h"
#include "gw-confident-learning.h"
#include "gw-confusion.h"
#include "gw-cooccurrence.h"
#include "gw-correlation.h"
#include "gw-dawid-skene.h"
#include "gw-delong.h"
#include "gw-drift.h"
#include "gw-folds.h"
#include "gw-forecast.h"
#include "gw-ground-truth.h"
#include "gw-impute.h"
#include "gw-iterative-folds.h"
#include "gw-kde.h"
#include "gw-kmeans.h"
#include "gw-ks.h"
#include "gw-label-metrics.h"
#include "gw-mcnemar.h"
#include "gw-missing-map.h"
#include "gw-moments.h"
#include "gw-multiclass-scores.h"
#include "gw-multilabel.h"
#include "gw-near-duplicates.h"
#include "gw-neighbours.h"
#include "gw-outlier.h"
#include "gw-point-consensus.h"
#include "gw-probability.h"
#include "gw-qq.h"
#include "gw-quantile.h"
#include "gw-random.h"
#include "gw-shares.h"
#include "gw-smote.h"
#include "gw-tomek.h"
#include "gw-transform.h"
#include "gw-vif.h"

#define N_ROWS 500
#define N_COLUMNS 3
#define N_IDS 60 /* items, workers, images, groups */
#define MARK 0xA5
#define GUARD 32

/* Rows of every kind; all pointers NULL without rows. */
typedef struct
{
  gsize n;
  double *x; /* n * N_COLUMNS */
  double *y;
  double *weights;
  double *prob; /* n * 2 */
  gint32 *truth;
  gint32 *predicted;
  gint32 *id;
  guint64 *codes;
  GwBox *boxes;
} Rows;

/* Memory that a function writes to. */
typedef struct
{
  guint8 *bytes;
  gsize size;
  gsize n;
  gboolean whole; /* all of it is written, not only as much as there is to say */
} Output;

typedef struct
{
  const Rows *rows;
  const GwRun *run;
  Output outputs[8];
  guint n_outputs;
} Call;

static void *
output (Call *call, gsize size, gsize n, gboolean whole)
{
  Output *made = &call->outputs[call->n_outputs++];

  g_assert_cmpuint (call->n_outputs, <=, G_N_ELEMENTS (call->outputs));
  *made = (Output) { g_malloc (size * n + GUARD), size, n, whole };
  memset (made->bytes, MARK, size * n + GUARD);

  return made->bytes;
}

#define OUT(type, n) ((type *) output (call, sizeof (type), (n), TRUE))
#define ROOM(type, n) ((type *) output (call, sizeof (type), (n), FALSE))

#define X call->rows->x
#define Y call->rows->y
#define W call->rows->weights
#define PROB call->rows->prob
#define TRUTH call->rows->truth
#define PREDICTED call->rows->predicted
#define ID call->rows->id
#define N call->rows->n
#define RUN call->run

#define FUNCTION(name, expression) \
  static gw_status call_##name (Call *call) \
  { \
    return expression; \
  }

FUNCTION (class_counts, gw_class_counts (TRUTH, N, 2, OUT (guint64, 2), OUT (gsize, 1)))
FUNCTION (cooccurrence, gw_cooccurrence (ID, TRUTH, N, N_IDS, 2, OUT (guint64, 4), OUT (double, 4), OUT (guint64, 2),
                                         OUT (guint64, N_IDS), OUT (gsize, 1)))
FUNCTION (missing_map, gw_missing_map (X, N, N_COLUMNS, OUT (guint64, N_COLUMNS), OUT (guint64, N),
                                       OUT (guint64, N_COLUMNS *N_COLUMNS), ROOM (guint64, N), ROOM (guint64, N),
                                       OUT (gsize, 1), OUT (guint64, 1)))
FUNCTION (box_plot, gw_box_plot (X, N, 1.5, OUT (GwBoxPlot, 1), ROOM (guint32, N)))
FUNCTION (kde_bandwidth, gw_kde_bandwidth (X, W, N, GW_KDE_SCOTT, OUT (double, 1)))
FUNCTION (kde, gw_kde (X, W, N, 0.1, (double[]) { 0, 1, NAN }, 3, OUT (double, 3), OUT (gsize, 1), RUN))
FUNCTION (moments, gw_moments (X, W, N, OUT (GwMoments, 1)))
FUNCTION (outliers_z, gw_outliers_z (X, N, 3, OUT (double, N), ROOM (guint32, N), OUT (gsize, 1), OUT (gsize, 1)))
FUNCTION (outliers_mad, gw_outliers_mad (X, N, 3, OUT (double, 1), OUT (double, N), ROOM (guint32, N), OUT (gsize, 1),
                                         OUT (gsize, 1)))
FUNCTION (outliers_iqr, gw_outliers_iqr (X, N, 3, ROOM (guint32, N), OUT (gsize, 1), OUT (gsize, 1)))
FUNCTION (qq_normal, gw_qq_normal (X, N, ROOM (double, N), ROOM (double, N), OUT (GwQqLine, 1)))
FUNCTION (quantiles, gw_quantiles (X, W, N, (double[]) { 0, .5 }, 2, 7, OUT (double, 2), OUT (gsize, 1)))
FUNCTION (transform_values, gw_transform_values (X, N, GW_TRANSFORM_YEO_JOHNSON, 1, OUT (double, N), OUT (gsize, 1)))
FUNCTION (transform_log_likelihood,
          gw_transform_log_likelihood (X, N, GW_TRANSFORM_YEO_JOHNSON, 1, OUT (double, 1), OUT (gsize, 1)))
FUNCTION (transform_fit,
          gw_transform_fit (X, N, GW_TRANSFORM_YEO_JOHNSON, OUT (double, 1), OUT (double, 1), OUT (gsize, 1), RUN))
FUNCTION (transform_preview, gw_transform_preview (X, N, GW_TRANSFORM_YEO_JOHNSON, OUT (GwTransformPreview, 1), RUN))
FUNCTION (transform_preview_2, gw_transform_preview (X, N, GW_TRANSFORM_SQRT, OUT (GwTransformPreview, 1), RUN))
FUNCTION (correlation, gw_correlation (X, N, N_COLUMNS, GW_CORRELATION_SPEARMAN, OUT (double, N_COLUMNS *N_COLUMNS),
                                       OUT (guint64, N_COLUMNS *N_COLUMNS), RUN))
FUNCTION (kmeans_from, gw_kmeans_from (X, N, N_COLUMNS, 2, Y, 10, OUT (gint32, N), OUT (double, 2 * N_COLUMNS),
                                       OUT (double, 1), OUT (gsize, 1), OUT (gsize, 1), RUN))
FUNCTION (kmeans, gw_kmeans (X, N, N_COLUMNS, 2, 3, 10, 1, OUT (gint32, N), OUT (double, 2 * N_COLUMNS),
                             OUT (double, 1), OUT (gsize, 1), RUN))
FUNCTION (neighbours, gw_neighbours (X, N, N_COLUMNS, 2, OUT (guint32, N * 2), OUT (double, N * 2), RUN))
FUNCTION (neighbours_of, gw_neighbours_of (X, N, N_COLUMNS, Y, N, 2, OUT (guint32, N * 2), OUT (double, N * 2), RUN))
FUNCTION (neighbours_in_class, gw_neighbours_in_class (X, TRUTH, N, N_COLUMNS, 1, 2, ROOM (guint32, N), OUT (gsize, 1),
                                                       ROOM (guint32, N * 2), RUN))
FUNCTION (vif, gw_vif (X, N, N_COLUMNS, OUT (double, N_COLUMNS), OUT (gsize, 1), RUN))
FUNCTION (confusion_matrix, gw_confusion_matrix (TRUTH, PREDICTED, W, N, NULL, 2, OUT (double, 4), OUT (gsize, 1), RUN))
FUNCTION (confusion_matrix_2,
          gw_confusion_matrix (TRUTH, PREDICTED, W, N, (gint32[]) { 1, 0 }, 2, OUT (double, 4), OUT (gsize, 1), RUN))
FUNCTION (label_metrics, gw_label_metrics (TRUTH, PREDICTED, W, N, NULL, 2, 0, OUT (GwClassMetrics, 2),
                                           OUT (GwLabelMetrics, 1), OUT (gsize, 1), RUN))
FUNCTION (multilabel_metrics, gw_multilabel_metrics (TRUTH, PREDICTED, N, 1, 0, OUT (GwClassMetrics, 1),
                                                     OUT (GwLabelCounts, 1), OUT (GwMultilabelMetrics, 1)))
FUNCTION (multilabel_scores,
          gw_multilabel_scores (TRUTH, X, N, 1, OUT (double, 1), OUT (double, 1), OUT (GwMultilabelScores, 1), RUN))
FUNCTION (calibration,
          gw_calibration (TRUTH, PROB, N, GW_CALIBRATION_UNIFORM, 5, OUT (GwCalibrationBin, 5), OUT (GwCalibration, 1)))
FUNCTION (calibration_2, gw_calibration (TRUTH, PROB, N, GW_CALIBRATION_QUANTILE, 5, OUT (GwCalibrationBin, 5),
                                         OUT (GwCalibration, 1)))
FUNCTION (calibration_multiclass, gw_calibration_multiclass (TRUTH, PROB, N, 2, GW_CALIBRATION_QUANTILE, 5,
                                                             OUT (GwCalibrationBin, 5), OUT (GwCalibration, 1)))
FUNCTION (auc_delong, gw_auc_delong (TRUTH, X, N, .95, OUT (GwDelong, 1), RUN))
FUNCTION (auc_delong_paired, gw_auc_delong_paired (TRUTH, X, Y, N, OUT (GwDelongPaired, 1), RUN))
FUNCTION (multiclass_scores,
          gw_multiclass_scores (TRUTH, PROB, N, 2, OUT (double, 2), OUT (double, 2), OUT (GwMulticlassScores, 1), RUN))
FUNCTION (top_k_accuracy, gw_top_k_accuracy (TRUTH, PROB, N, 2, 1, OUT (double, 1), OUT (gsize, 1)))
FUNCTION (probability_metrics, gw_probability_metrics (TRUTH, PROB, W, N, OUT (GwProbabilityMetrics, 1)))
FUNCTION (probability_metrics_multiclass,
          gw_probability_metrics_multiclass (TRUTH, PROB, W, N, 2, OUT (GwProbabilityMetrics, 1)))
FUNCTION (bootstrap_auc,
          gw_bootstrap_auc (TRUTH, X, N, &(GwBootstrapOptions) { 50, 1, .9, FALSE }, OUT (GwBootstrapInterval, 1), RUN))
FUNCTION (mcnemar_labels, gw_mcnemar_labels (TRUTH, PREDICTED, ID, N, GW_MCNEMAR_AUTO, OUT (GwMcnemar, 1)))
FUNCTION (mcnemar_scores, gw_mcnemar_scores (TRUTH, X, Y, N, 0, GW_MCNEMAR_AUTO, OUT (GwMcnemar, 1)))
FUNCTION (adasyn_shares, gw_adasyn_shares (X, TRUTH, N, N_COLUMNS, 2, 1, 3, ROOM (double, N), OUT (gsize, 1), RUN))
FUNCTION (borderline_rows, gw_borderline_rows (X, TRUTH, N, N_COLUMNS, 2, 1, 3, ROOM (guint32, N), OUT (gsize, 1),
                                               ROOM (guint32, N), OUT (gsize, 1), RUN))
FUNCTION (tomek_links,
          gw_tomek_links (X, TRUTH, N, N_COLUMNS, 2, ROOM (guint32, N), ROOM (guint32, N), OUT (gsize, 1), RUN))
FUNCTION (agreement_percent, gw_agreement_percent (ID, TRUTH, N, N_IDS, 2, OUT (double, 1), OUT (gsize, 1)))
FUNCTION (agreement_fleiss, gw_agreement_fleiss (ID, TRUTH, N, N_IDS, 2, OUT (double, 1), OUT (gsize, 1)))
FUNCTION (agreement_alpha,
          gw_agreement_alpha (ID, TRUTH, N, N_IDS, 2, GW_AGREEMENT_ORDINAL, OUT (double, 1), OUT (gsize, 1)))
FUNCTION (agreement_cohen, gw_agreement_cohen (TRUTH, PREDICTED, N, 2, OUT (double, 1), OUT (gsize, 1)))
FUNCTION (box_agreement_alpha,
          gw_box_agreement_alpha (TRUTH, call->rows->boxes, N, 2, OUT (double, 1), OUT (gsize, 1), RUN))
FUNCTION (box_consensus,
          gw_box_consensus (&(GwBoxAnswers) { ID, PREDICTED, TRUTH, call->rows->boxes, NULL, N, N_IDS, 2, 2 }, NULL,
                            ROOM (GwConsensusBox, N), OUT (gsize, 1), OUT (gint32, N), OUT (double, 2),
                            OUT (GwGroundTruth, 1), RUN))
FUNCTION (point_consensus,
          gw_point_consensus (&(GwPointAnswers) { .image = ID,
                                                  .worker = PREDICTED,
                                                  .label = TRUTH,
                                                  .point = (const GwPoint *) Y,
                                                  .scale = (double[]) { 1, 1 },
                                                  .n = N,
                                                  .n_images = N_IDS,
                                                  .n_workers = 2,
                                                  .n_classes = 2 },
                              NULL, ROOM (GwConsensusPoint, N), OUT (gsize, 1), OUT (gint32, N), OUT (double, 2), RUN))
FUNCTION (confident_joint,
          gw_confident_joint (TRUTH, PROB, N, 2, OUT (double, 2), OUT (guint64, 4), OUT (guint64, 4), OUT (gsize, 1)))
FUNCTION (label_issues, gw_label_issues (TRUTH, PROB, N, 2, GW_LABEL_ISSUES_BOTH, OUT (guint8, N), OUT (gsize, 1),
                                         OUT (gsize, 1), RUN))
FUNCTION (label_quality,
          gw_label_quality (TRUTH, PROB, N, 2, GW_LABEL_QUALITY_NORMALIZED_MARGIN, OUT (double, N), OUT (gsize, 1)))
FUNCTION (dawid_skene,
          gw_dawid_skene (&(GwAnswers) { ID, ID, TRUTH, N, N_IDS, N_IDS, 2 }, NULL, OUT (double, 2 * N_IDS),
                          OUT (gint32, N_IDS), OUT (double, 2), OUT (double, 4 * N_IDS), OUT (GwDawidSkene, 1), RUN))
FUNCTION (answers_vote, gw_answers_vote (&(GwAnswers) { ID, ID, TRUTH, N, N_IDS, N_IDS, 2 }, OUT (double, 2 * N_IDS),
                                         OUT (gint32, N_IDS), OUT (gsize, 1)))
FUNCTION (ground_truth_labels, gw_ground_truth_labels (&(GwAnswers) { ID, ID, TRUTH, N, N_IDS, N_IDS, 2 },
                                                       OUT (gint32, N_IDS), OUT (double, N_IDS), OUT (guint8, N_IDS),
                                                       OUT (double, N_IDS), OUT (GwGroundTruth, 1), RUN))
FUNCTION (near_duplicate_groups,
          gw_near_duplicate_groups (call->rows->codes, N, 3, OUT (gint32, N), OUT (gsize, 1), RUN))
FUNCTION (chi2_two_sample, gw_chi2_two_sample (W, W, N, OUT (GwChi2, 1)))
FUNCTION (drift_categories, gw_drift_categories (W, W, N, OUT (GwDrift, 1)))
FUNCTION (ks_two_sample, gw_ks_two_sample (X, N, Y, N, OUT (GwKs, 1)))
FUNCTION (folds_kfold, gw_folds_kfold (N, 3, NULL, OUT (gint32, N)))
FUNCTION (folds_leave_one_out, gw_folds_leave_one_out (N, OUT (gint32, N)))
FUNCTION (folds_stratified, gw_folds_stratified (TRUTH, N, 3, NULL, OUT (gint32, N), OUT (GwFoldsReport, 1)))
FUNCTION (folds_group, gw_folds_group (ID, N, 3, NULL, OUT (gint32, N), OUT (GwFoldsReport, 1)))
FUNCTION (folds_stratified_group,
          gw_folds_stratified_group (TRUTH, ID, N, 3, NULL, OUT (gint32, N), OUT (GwFoldsReport, 1), RUN))
FUNCTION (forecast, gw_forecast (X, Y, N, OUT (GwForecast, 1)))
FUNCTION (iterative_folds,
          gw_iterative_folds (ID, TRUTH, N, N ? N_IDS : 0, 2, NULL, 3, NULL, OUT (gint32, N ? N_IDS : 0), RUN))
FUNCTION (shares_split, gw_shares_split (TRUTH, ID, N, NULL, 3, NULL, OUT (gint32, N)))
FUNCTION (impute_simple,
          gw_impute_simple (X, N, N_COLUMNS, GW_IMPUTE_MEDIAN, OUT (double, N *N_COLUMNS), OUT (gsize, 1), RUN))
FUNCTION (impute_forward, gw_impute_forward (X, N, N_COLUMNS, 0, OUT (double, N *N_COLUMNS), OUT (gsize, 1)))
FUNCTION (impute_backward, gw_impute_backward (X, N, N_COLUMNS, 0, OUT (double, N *N_COLUMNS), OUT (gsize, 1)))
FUNCTION (impute_knn, gw_impute_knn (X, N, N_COLUMNS, 3, TRUE, OUT (double, N *N_COLUMNS), OUT (gsize, 1), RUN))
FUNCTION (impute_regression, gw_impute_regression (X, N, N_COLUMNS, 2, OUT (double, N *N_COLUMNS), OUT (gsize, 1), RUN))
FUNCTION (impute_chained, gw_impute_chained (X, N, N_COLUMNS, 10, 1e-3, OUT (double, N *N_COLUMNS), OUT (gsize, 1),
                                             OUT (gsize, 1), RUN))
FUNCTION (impute_hot_deck,
          gw_impute_hot_deck (X, N, N_COLUMNS, TRUTH, 2, 1, OUT (double, N *N_COLUMNS), OUT (gsize, 1)))

static gw_status
call_folds_repeated (Call *call)
{
  gw_random random;

  gw_random_init (&random, 1);

  return gw_folds_repeated (TRUTH, N, 3, 2, &random, OUT (gint32, 2 * N), OUT (GwFoldsReport, 1));
}

typedef enum
{
  TAKES_NO_RUN,
  STOPS,        /* asks before it is done */
  ASKS_OF_MORE, /* not of so few rows, or not of these */
} Asking;

static const struct
{
  const char *name;
  gw_status (*func) (Call *call);
  Asking asking;
} calls[] = {
  { "class_counts", call_class_counts, TAKES_NO_RUN },
  { "cooccurrence", call_cooccurrence, TAKES_NO_RUN },
  { "missing_map", call_missing_map, TAKES_NO_RUN },
  { "box_plot", call_box_plot, TAKES_NO_RUN },
  { "kde_bandwidth", call_kde_bandwidth, TAKES_NO_RUN },
  { "kde", call_kde, STOPS },
  { "moments", call_moments, TAKES_NO_RUN },
  { "outliers_z", call_outliers_z, TAKES_NO_RUN },
  { "outliers_mad", call_outliers_mad, TAKES_NO_RUN },
  { "outliers_iqr", call_outliers_iqr, TAKES_NO_RUN },
  { "qq_normal", call_qq_normal, TAKES_NO_RUN },
  { "quantiles", call_quantiles, TAKES_NO_RUN },
  { "transform_values", call_transform_values, TAKES_NO_RUN },
  { "transform_log_likelihood", call_transform_log_likelihood, TAKES_NO_RUN },
  { "transform_fit", call_transform_fit, STOPS },
  { "transform_preview", call_transform_preview, STOPS },
  { "transform_preview_2", call_transform_preview_2, ASKS_OF_MORE },
  { "correlation", call_correlation, STOPS },
  { "kmeans_from", call_kmeans_from, STOPS },
  { "kmeans", call_kmeans, STOPS },
  { "neighbours", call_neighbours, STOPS },
  { "neighbours_of", call_neighbours_of, STOPS },
  { "neighbours_in_class", call_neighbours_in_class, STOPS },
  { "vif", call_vif, STOPS },
  { "confusion_matrix", call_confusion_matrix, ASKS_OF_MORE },
  { "confusion_matrix_2", call_confusion_matrix_2, ASKS_OF_MORE },
  { "label_metrics", call_label_metrics, ASKS_OF_MORE },
  { "multilabel_metrics", call_multilabel_metrics, TAKES_NO_RUN },
  { "multilabel_scores", call_multilabel_scores, STOPS },
  { "calibration", call_calibration, TAKES_NO_RUN },
  { "calibration_2", call_calibration_2, TAKES_NO_RUN },
  { "calibration_multiclass", call_calibration_multiclass, TAKES_NO_RUN },
  { "auc_delong", call_auc_delong, STOPS },
  { "auc_delong_paired", call_auc_delong_paired, STOPS },
  { "multiclass_scores", call_multiclass_scores, STOPS },
  { "top_k_accuracy", call_top_k_accuracy, TAKES_NO_RUN },
  { "probability_metrics", call_probability_metrics, TAKES_NO_RUN },
  { "probability_metrics_multiclass", call_probability_metrics_multiclass, TAKES_NO_RUN },
  { "bootstrap_auc", call_bootstrap_auc, STOPS },
  { "mcnemar_labels", call_mcnemar_labels, TAKES_NO_RUN },
  { "mcnemar_scores", call_mcnemar_scores, TAKES_NO_RUN },
  { "adasyn_shares", call_adasyn_shares, STOPS },
  { "borderline_rows", call_borderline_rows, STOPS },
  { "tomek_links", call_tomek_links, STOPS },
  { "agreement_percent", call_agreement_percent, TAKES_NO_RUN },
  { "agreement_fleiss", call_agreement_fleiss, TAKES_NO_RUN },
  { "agreement_alpha", call_agreement_alpha, TAKES_NO_RUN },
  { "agreement_cohen", call_agreement_cohen, TAKES_NO_RUN },
  { "box_agreement_alpha", call_box_agreement_alpha, STOPS },
  { "box_consensus", call_box_consensus, STOPS },
  { "point_consensus", call_point_consensus, STOPS },
  { "confident_joint", call_confident_joint, TAKES_NO_RUN },
  { "label_issues", call_label_issues, STOPS },
  { "label_quality", call_label_quality, TAKES_NO_RUN },
  { "dawid_skene", call_dawid_skene, STOPS },
  { "answers_vote", call_answers_vote, TAKES_NO_RUN },
  { "ground_truth_labels", call_ground_truth_labels, STOPS },
  { "near_duplicate_groups", call_near_duplicate_groups, STOPS },
  { "chi2_two_sample", call_chi2_two_sample, TAKES_NO_RUN },
  { "drift_categories", call_drift_categories, TAKES_NO_RUN },
  { "ks_two_sample", call_ks_two_sample, TAKES_NO_RUN },
  { "folds_kfold", call_folds_kfold, TAKES_NO_RUN },
  { "folds_leave_one_out", call_folds_leave_one_out, TAKES_NO_RUN },
  { "folds_stratified", call_folds_stratified, TAKES_NO_RUN },
  { "folds_group", call_folds_group, TAKES_NO_RUN },
  { "folds_stratified_group", call_folds_stratified_group, STOPS },
  { "forecast", call_forecast, TAKES_NO_RUN },
  { "iterative_folds", call_iterative_folds, STOPS },
  { "shares_split", call_shares_split, TAKES_NO_RUN },
  { "impute_simple", call_impute_simple, STOPS },
  { "impute_forward", call_impute_forward, TAKES_NO_RUN },
  { "impute_backward", call_impute_backward, TAKES_NO_RUN },
  { "impute_knn", call_impute_knn, ASKS_OF_MORE },
  { "impute_regression", call_impute_regression, STOPS },
  { "impute_chained", call_impute_chained, ASKS_OF_MORE },
  { "impute_hot_deck", call_impute_hot_deck, TAKES_NO_RUN },
  { "folds_repeated", call_folds_repeated, TAKES_NO_RUN },
};

/* --- rows ------------------------------------------------------------------------------ */

typedef enum
{
  ROWS_NONE,
  ROWS_MISSING, /* nothing is said in any */
  ROWS_BAD,     /* labels, weights and probabilities out of range */
  ROWS_GOOD
} RowsKind;

static void
rows_init (Rows *rows, RowsKind kind)
{
  gsize n = kind == ROWS_NONE ? 0 : N_ROWS;
  gw_random random;

  gw_random_init (&random, 7);
  *rows = (Rows) { .n = n,
                   .x = g_new (double, n *N_COLUMNS),
                   .y = g_new (double, n *N_COLUMNS),
                   .weights = g_new (double, n),
                   .prob = g_new (double, 2 * n),
                   .truth = g_new (gint32, n),
                   .predicted = g_new (gint32, n),
                   .id = g_new (gint32, n),
                   .codes = g_new (guint64, n),
                   .boxes = g_new (GwBox, n) };
  for (gsize i = 0; i < n; i++)
    {
      rows->truth[i] = gw_random_below (&random, 3) == 0;
      rows->predicted[i] = (gint32) gw_random_below (&random, 2);
      rows->id[i] = (gint32) gw_random_below (&random, N_IDS);
      rows->weights[i] = gw_random_real (&random);
      rows->prob[2 * i] = gw_random_real (&random);
      rows->codes[i] = gw_random_u64 (&random);
      rows->boxes[i] = (GwBox) { gw_random_real (&random), 0, 1, 1 };
      for (gsize k = i * N_COLUMNS; k < (i + 1) * N_COLUMNS; k++)
        {
          rows->x[k] = gw_random_real (&random);
          rows->y[k] = gw_random_real (&random);
        }
      if (kind == ROWS_BAD)
        {
          rows->truth[i] = rows->predicted[i] = rows->id[i] = -7;
          rows->weights[i] = -1;
          rows->prob[2 * i] = 7;
        }
      if (kind == ROWS_MISSING)
        {
          rows->truth[i] = rows->predicted[i] = -1;
          rows->prob[2 * i] = rows->boxes[i].x = NAN;
          for (gsize k = i * N_COLUMNS; k < (i + 1) * N_COLUMNS; k++)
            rows->x[k] = rows->y[k] = NAN;
        }
      rows->prob[2 * i + 1] = 1 - rows->prob[2 * i];
    }
}

static void
rows_clear (Rows *rows)
{
  g_free (rows->x);
  g_free (rows->y);
  g_free (rows->weights);
  g_free (rows->prob);
  g_free (rows->truth);
  g_free (rows->predicted);
  g_free (rows->id);
  g_free (rows->codes);
  g_free (rows->boxes);
}

/* --- what is written ----------------------------------------------------------------------- */

static gsize
count_written (const Output *self)
{
  gsize n_written = 0;

  for (gsize i = 0; i < self->n; i++)
    for (gsize k = 0; k < self->size; k++)
      if (self->bytes[i * self->size + k] != MARK)
        {
          n_written++;
          break;
        }

  return n_written;
}

static void
check_outputs (guint index, const Call *call, gw_status status)
{
  for (guint i = 0; i < call->n_outputs; i++)
    {
      const Output *made = &call->outputs[i];
      gsize n_written = count_written (made);

      for (gsize k = 0; k < GUARD; k++)
        g_assert_cmpint (made->bytes[made->size * made->n + k], ==, MARK);
      if (gw_status_has_values (status) ? made->whole && n_written < made->n : n_written > 0)
        g_error ("%s: “%s”, and %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " are written", calls[index].name,
                 gw_status_text (status), n_written, made->n);
    }
}

static void
call_clear (Call *call)
{
  for (guint i = 0; i < call->n_outputs; i++)
    g_free (call->outputs[i].bytes);
}

static gw_status
make_call (guint index, const Rows *rows, const GwRun *run)
{
  Call call = { .rows = rows, .run = run };
  gw_status status = calls[index].func (&call);

  check_outputs (index, &call, status);
  call_clear (&call);

  return status;
}

static void
test_writes_all_or_nothing (gconstpointer data)
{
  Rows rows;

  rows_init (&rows, (RowsKind) GPOINTER_TO_INT (data));
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    make_call (i, &rows, NULL);
  rows_clear (&rows);
}

/* --- the caller is asked ------------------------------------------------------------------- */

static bool
stop (double done, void *data)
{
  return false;
}

static bool
go_on (double done, void *data)
{
  double *before = data;

  g_assert_cmpfloat (done, >=, *before);
  g_assert_cmpfloat (done, <=, 1);
  *before = done;

  return true;
}

static void
test_asks (void)
{
  Rows rows;

  rows_init (&rows, ROWS_GOOD);
  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      double done = 0;
      gw_status whole = make_call (i, &rows, &(GwRun) { .step = go_on, .data = &done, .n_threads = 2 });
      gw_status stopped = make_call (i, &rows, &(GwRun) { .step = stop, .n_threads = 2 });

      if (stopped != (calls[i].asking == STOPS ? GW_STATUS_CANCELLED : whole))
        g_error ("%s: “%s” when asked to stop", calls[i].name, gw_status_text (stopped));
    }
  rows_clear (&rows);
}

/* --- several threads ----------------------------------------------------------------------- */

/* A checksum of all numbers that are written, call by call; not of structs, whose
 * gaps may hold anything.
 */
static void *
call_all (void *data)
{
  GChecksum *sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      Call call = { .rows = data, .run = &(GwRun) { .n_threads = 2 } };

      calls[i].func (&call);
      for (guint k = 0; k < call.n_outputs; k++)
        if (call.outputs[k].size <= sizeof (double))
          g_checksum_update (sum, call.outputs[k].bytes, (gssize) (call.outputs[k].size * call.outputs[k].n));
      call_clear (&call);
    }

  return sum;
}

static void
test_threads (void)
{
  GThread *threads[3];
  GChecksum *alone;
  Rows rows;

  rows_init (&rows, ROWS_GOOD);
  alone = call_all (&rows);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("caller", call_all, &rows);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      GChecksum *sum = g_thread_join (threads[i]);

      g_assert_cmpstr (g_checksum_get_string (sum), ==, g_checksum_get_string (alone));
      g_checksum_free (sum);
    }
  g_checksum_free (alone);
  rows_clear (&rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/promises/no-rows", GINT_TO_POINTER (ROWS_NONE), test_writes_all_or_nothing);
  g_test_add_data_func ("/promises/missing-rows", GINT_TO_POINTER (ROWS_MISSING), test_writes_all_or_nothing);
  g_test_add_data_func ("/promises/bad-rows", GINT_TO_POINTER (ROWS_BAD), test_writes_all_or_nothing);
  g_test_add_data_func ("/promises/good-rows", GINT_TO_POINTER (ROWS_GOOD), test_writes_all_or_nothing);
  g_test_add_func ("/promises/asks", test_asks);
  g_test_add_func ("/promises/threads", test_threads);
  return g_test_run ();
}
