/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions that take a length, each with what it says to bad input. */

#include "hostile.h"

#include <glib.h>
#include <math.h>

#include "gw-adasyn.h"
#include "gw-advisor.h"
#include "gw-agreement.h"
#include "gw-bootstrap.h"
#include "gw-box-agreement.h"
#include "gw-box-consensus.h"
#include "gw-box-plot.h"
#include "gw-calibration.h"
#include "gw-chi2.h"
#include "gw-class-balance.h"
#include "gw-cluster-centroids.h"
#include "gw-coco-eval.h"
#include "gw-confident-learning.h"
#include "gw-confusion-order.h"
#include "gw-confusion.h"
#include "gw-cooccurrence.h"
#include "gw-correlation.h"
#include "gw-dawid-skene.h"
#include "gw-delong.h"
#include "gw-detection-confusion.h"
#include "gw-detection-match.h"
#include "gw-drift.h"
#include "gw-enn.h"
#include "gw-folds.h"
#include "gw-forecast.h"
#include "gw-gain.h"
#include "gw-ground-truth.h"
#include "gw-histogram.h"
#include "gw-impute.h"
#include "gw-iterative-folds.h"
#include "gw-kde.h"
#include "gw-kmeans.h"
#include "gw-ks.h"
#include "gw-label-metrics.h"
#include "gw-mask-consensus.h"
#include "gw-mcnemar.h"
#include "gw-missing-map.h"
#include "gw-moments.h"
#include "gw-multi-label-consensus.h"
#include "gw-multiclass-scores.h"
#include "gw-multilabel.h"
#include "gw-near-duplicates.h"
#include "gw-nearmiss.h"
#include "gw-neighbours.h"
#include "gw-outlier.h"
#include "gw-panoptic.h"
#include "gw-pca.h"
#include "gw-point-consensus.h"
#include "gw-probability.h"
#include "gw-qq.h"
#include "gw-quantile.h"
#include "gw-random-cut-forest.h"
#include "gw-random-resample.h"
#include "gw-score-table.h"
#include "gw-semantic.h"
#include "gw-shares.h"
#include "gw-smote.h"
#include "gw-staple.h"
#include "gw-tomek.h"
#include "gw-transform.h"
#include "gw-vif.h"
#include "gw-voc-ap.h"
#include "gw-weighted-box-fusion.h"

/* --- arguments that are right -------------------------------------------------------- */

static const GwBootstrapOptions bootstrap = { 20, 1, 0.95, true };
static const GwHistogramOptions histogram = { .rule = GW_BINS_AUTO };
static const double grid[] = { 0.25, 0.75 };
static const GwPanopticSegment segments[] = { { 1, 1, false } };

static double
bootstrap_figure (const uint32_t *rows, size_t n, void *data)
{
  return n > 0 ? rows[0] : NAN;
}

static gw_random *
chance (void)
{
  static gw_random random;

  gw_random_init (&random, 1);

  return &random;
}

/* As many numbers as there are rows, or what cannot be read. */
static const uint64_t *
counts (const HostileCase *given)
{
  static const uint64_t numbers[HOSTILE_ROWS * HOSTILE_ROWS] = { 3, 1, 4, 1, 5, 9 };

  return given->n == HOSTILE_ROWS ? numbers : (const uint64_t *) given->values;
}

/* The same of cells. */
static const double *
cells (const HostileCase *given)
{
  static double square[HOSTILE_ROWS * HOSTILE_ROWS];

  if (given->n != HOSTILE_ROWS)
    return given->values;
  for (int i = 0; i < HOSTILE_ROWS * HOSTILE_ROWS; i++)
    square[i] = given->values[i % (HOSTILE_ROWS * HOSTILE_COLUMNS)];

  return square;
}

static const GwPanopticClass *
panoptic (const HostileCase *given)
{
  static const GwPanopticClass classes[HOSTILE_ROWS] = { { 1, 0, 0, 0.75 } };

  return given->n == HOSTILE_ROWS ? classes : (const GwPanopticClass *) given->values;
}

static const GwDetectionImage *
images (const HostileCase *given)
{
  static const GwTruthObject truth = { .label = 1, .area = NAN, .box = { 1, 2, 3, 4 } };
  static const GwDetectedObject detection = { .label = 1, .score = 0.5, .box = { 1, 2, 3, 4 } };
  static GwDetectionImage all[HOSTILE_ROWS];

  if (given->n != HOSTILE_ROWS)
    return (const GwDetectionImage *) given->values;
  for (int i = 0; i < HOSTILE_ROWS; i++)
    all[i] = (GwDetectionImage) { i, &truth, 1, &detection, 1 };

  return all;
}

/* One image, with as many truths as there are rows. */
static const GwDetectionImage *
image (const HostileCase *given)
{
  static GwTruthObject truths[HOSTILE_ROWS];
  static GwDetectionImage one;

  for (int i = 0; i < HOSTILE_ROWS && given->n == HOSTILE_ROWS; i++)
    truths[i] = (GwTruthObject) { .label = given->labels[i], .area = NAN, .box = { i, 2, 3, 4 } };
  one = (GwDetectionImage) { .truths = given->n == HOSTILE_ROWS ? truths : (const GwTruthObject *) given->values,
                             .n_truths = given->n };

  return &one;
}

static const GwAnswers *
answers (const HostileCase *given)
{
  static GwAnswers all;

  all = (GwAnswers) { given->others,   given->others,   given->labels, given->n,
                      HOSTILE_CLASSES, HOSTILE_CLASSES, given->classes };

  return &all;
}

static const GwMultiLabelAnswers *
choices (const HostileCase *given)
{
  static const size_t begin[HOSTILE_ROWS + 1] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
  static GwMultiLabelAnswers all;

  all = (GwMultiLabelAnswers) { given->others,   given->others, given->n == HOSTILE_ROWS ? begin : NULL,
                                given->labels,   given->n,      HOSTILE_CLASSES,
                                HOSTILE_CLASSES, given->classes };

  return &all;
}

static const GwBoxAnswers *
drawn (const HostileCase *given)
{
  static GwBox boxes[HOSTILE_ROWS];
  static GwBoxAnswers all;

  for (int i = 0; i < HOSTILE_ROWS && given->n == HOSTILE_ROWS; i++)
    boxes[i] = (GwBox) { given->values[i], 0, 2, 2 };
  all = (GwBoxAnswers) { given->others, given->others,   given->labels,   boxes,         NULL,
                         given->n,      HOSTILE_CLASSES, HOSTILE_CLASSES, given->classes };

  return &all;
}

static const GwPointAnswers *
placed (const HostileCase *given)
{
  static const double scale[HOSTILE_CLASSES] = { 1, 1 };
  static GwPoint points[HOSTILE_ROWS];
  static GwPointAnswers all;

  for (int i = 0; i < HOSTILE_ROWS && given->n == HOSTILE_ROWS; i++)
    points[i] = (GwPoint) { given->values[i], 0 };
  all = (GwPointAnswers) { .image = given->others,
                           .worker = given->others,
                           .label = given->labels,
                           .point = points,
                           .scale = scale,
                           .n = given->n,
                           .n_images = HOSTILE_CLASSES,
                           .n_workers = HOSTILE_CLASSES,
                           .n_classes = given->classes };

  return &all;
}

static const GwRle *
masks (const HostileCase *given)
{
  static uint32_t counts[] = { 1, 2, 1 };
  static GwRle all[HOSTILE_ROWS];

  if (given->n != HOSTILE_ROWS)
    return (const GwRle *) given->values;
  for (int i = 0; i < HOSTILE_ROWS; i++)
    all[i] = (GwRle) { 2, 2, counts, 3 };

  return all;
}

static const GwMaskAnswers *
painted (const HostileCase *given)
{
  static uint32_t counts[] = { 1, 2, 1 };
  static const GwRle mask = { 2, 2, counts, 3 };
  static GwPaintedMask rows[HOSTILE_ROWS];
  static GwMaskAnswers all;

  for (int i = 0; i < HOSTILE_ROWS && given->n == HOSTILE_ROWS; i++)
    rows[i] = (GwPaintedMask) { given->others[i], given->labels[i], &mask };
  all = (GwMaskAnswers) { rows, given->n, 2, 2, given->n > 0 ? HOSTILE_CLASSES : 0, given->classes };

  return &all;
}

static const GwScoredBox *
scored (const HostileCase *given)
{
  static GwScoredBox all[HOSTILE_ROWS];

  if (given->n != HOSTILE_ROWS)
    return (const GwScoredBox *) given->values;
  for (int i = 0; i < HOSTILE_ROWS; i++)
    all[i] = (GwScoredBox) { { given->values[i], 0, 2, 2 }, 0.5, given->others[i], given->labels[i] };

  return all;
}

/* A root, and a leaf that holds all points; or of nothing. */
static const GwCutTree *
tree (const HostileCase *given)
{
  static const int32_t none[] = { -1 };
  static const int32_t leaf_of_point[HOSTILE_ROWS] = { 0 };
  static GwCutTree made;

  if (given->n == HOSTILE_ROWS)
    made = (GwCutTree) { 1, none, none, given->n, leaf_of_point };
  else
    made = (GwCutTree) { given->n, given->labels, given->labels, given->n, given->labels };

  return &made;
}

/* What others are made of: these live as long as the program. */

static const double made_values[] = { 1, 2, 2, 5, 3, 1, 4, 9 };
static const int32_t made_labels[] = { 0, 1, 0, 1 };

static const GwScoreTable *
scores (void)
{
  static GwScoreTable *table;

  if (table == NULL)
    g_assert_cmpint (gw_score_table_new (made_labels, made_values, NULL, 4, &table, NULL), ==, GW_STATUS_OK);

  return table;
}

static const GwPca *
components (void)
{
  static GwPca pca;

  if (pca.n_components == 0)
    g_assert_cmpint (gw_pca (made_values, 4, HOSTILE_COLUMNS, false, &pca, NULL), ==, GW_STATUS_OK);

  return &pca;
}

static const GwRandomCutForest *
forest (void)
{
  static GwRandomCutForest *made;

  if (made == NULL)
    g_assert_cmpint (gw_random_cut_forest_new (made_values, 4, HOSTILE_COLUMNS, 2, 4, 1, &made, NULL, NULL), ==,
                     GW_STATUS_OK);

  return made;
}

static GwCocoEval *
evaluation (void)
{
  static GwCocoEval *made;

  if (made == NULL)
    g_assert_cmpint (gw_coco_eval_new (HOSTILE_CLASSES, GW_OVERLAP_BOX, &made), ==, GW_STATUS_OK);

  return made;
}

/* --- calls ---------------------------------------------------------------------------------- */

#define V given->values
#define W given->weights
#define L given->labels
#define O given->others
#define N given->n
#define OUT(i) given->out[i]
#define COLUMNS given->columns
#define CLASSES given->classes
#define TABLE V, N, COLUMNS
#define CLASSED V, L, N, COLUMNS, CLASSES

#define CALL(name, ...) \
  static gw_status call_##name (const HostileCase *given) \
  { \
    return gw_##name (__VA_ARGS__); \
  }

/* clang-format off */
CALL (adasyn, CLASSED, 3, 1, OUT (0), NULL)
CALL (adasyn_shares, CLASSED, 0, 3, OUT (0), OUT (1), NULL)
CALL (advise_warnings, (const uint64_t *) V, N, OUT (0))
CALL (agreement_alpha, O, L, N, CLASSES, CLASSES, GW_AGREEMENT_NOMINAL, OUT (0), OUT (1))
CALL (agreement_cohen, L, O, N, CLASSES, OUT (0), OUT (1))
CALL (agreement_fleiss, O, L, N, CLASSES, CLASSES, OUT (0), OUT (1))
CALL (agreement_percent, O, L, N, CLASSES, CLASSES, OUT (0), OUT (1))
CALL (answers_vote, answers (given), OUT (0), OUT (1), OUT (2))
CALL (auc_delong, L, V, N, 0.95, OUT (0), NULL)
CALL (auc_delong_paired, L, V, W, N, OUT (0), NULL)
CALL (bootstrap, N, L, &bootstrap, bootstrap_figure, NULL, OUT (0), NULL)
CALL (bootstrap_auc, L, V, N, &bootstrap, OUT (0), NULL)
CALL (borderline_rows, CLASSED, 0, 3, OUT (0), OUT (1), OUT (2), OUT (3), NULL)
CALL (borderline_smote, CLASSED, 3, 3, 1, OUT (0), NULL)
CALL (box_agreement_alpha, L, (const GwBox *) V, N, CLASSES, OUT (0), OUT (1), NULL)
CALL (box_consensus, drawn (given), NULL, OUT (0), OUT (1), OUT (2), OUT (3), OUT (4), NULL)
CALL (box_plot, V, N, 1.5, OUT (0), OUT (1))
CALL (calibration, L, V, N, GW_CALIBRATION_UNIFORM, 4, OUT (0), OUT (1))
CALL (calibration_multiclass, L, V, N, CLASSES, GW_CALIBRATION_QUANTILE, 4, OUT (0), OUT (1))
CALL (chi2_two_sample, V, W, N, OUT (0))
CALL (class_balance, counts (given), N, OUT (0))
CALL (class_counts, L, N, CLASSES, OUT (0), OUT (1))
CALL (class_effective_numbers, counts (given), N, 0.999, OUT (0))
CALL (class_weights_balanced, counts (given), N, OUT (0))
CALL (class_weights_effective, counts (given), N, 0.999, OUT (0))
CALL (cluster_centroids, CLASSED, 10, 1, OUT (0), OUT (1), NULL)
CALL (coco_eval, images (given), N, CLASSES, GW_OVERLAP_BOX, OUT (0), NULL)
CALL (coco_eval_add, evaluation (), image (given))
CALL (coco_eval_new, N, GW_OVERLAP_BOX, OUT (0))
CALL (confident_joint, L, V, N, CLASSES, OUT (0), OUT (1), OUT (2), OUT (3))
CALL (confusion_matrix, L, O, W, N, NULL, CLASSES, OUT (0), OUT (1), NULL)
CALL (confusion_normalise, cells (given), N, GW_NORMALISE_PREDICTED, OUT (0))
CALL (confusion_order, cells (given), N, GW_CONFUSION_ORDER_CONFUSED, OUT (0))
CALL (cooccurrence, O, L, N, CLASSES, CLASSES, OUT (0), OUT (1), OUT (2), OUT (3), OUT (4))
CALL (correlation, V, N, COLUMNS, GW_CORRELATION_SPEARMAN, OUT (0), OUT (1), NULL)
CALL (cut_tree_scores, tree (given), OUT (0), OUT (1), OUT (2), OUT (3))
CALL (dawid_skene, answers (given), NULL, OUT (0), OUT (1), OUT (2), OUT (3), OUT (4), NULL)
CALL (detection_confusion, images (given), N, CLASSES, GW_OVERLAP_BOX, 0.5, 0, OUT (0), OUT (1), OUT (2), NULL)
CALL (detection_match, image (given), CLASSES, GW_OVERLAP_BOX, 0.5, 0, OUT (0), OUT (1), OUT (2))
CALL (drift_categories, V, W, N, OUT (0))
CALL (drift_numeric, V, N, W, N, 4, OUT (0))
CALL (enn, CLASSED, 3, GW_ENN_ALL, OUT (0), NULL)
CALL (expected_cost, cells (given), cells (given), N, OUT (0))
CALL (folds_group, L, N, 2, NULL, OUT (0), OUT (1))
CALL (folds_kfold, N, 4, NULL, OUT (0))
CALL (folds_leave_one_out, N, OUT (0))
CALL (folds_repeated, L, N, 4, 2, chance (), OUT (0), OUT (1))
CALL (folds_stratified, L, N, 4, NULL, OUT (0), OUT (1))
CALL (folds_stratified_group, L, O, N, 2, NULL, OUT (0), OUT (1), NULL)
CALL (forecast, V, W, N, OUT (0))
CALL (gain_lift, scores (), V, N, OUT (0), OUT (1))
CALL (ground_truth_labels, answers (given), OUT (0), OUT (1), OUT (2), OUT (3), OUT (4), NULL)
CALL (histogram, V, W, N, &histogram, OUT (0), NULL)
CALL (impute_backward, TABLE, 0, OUT (0), OUT (1))
CALL (impute_chained, TABLE, 3, 1e-3, OUT (0), OUT (1), OUT (2), NULL)
CALL (impute_forward, TABLE, 0, OUT (0), OUT (1))
CALL (impute_hot_deck, TABLE, L, CLASSES, 1, OUT (0), OUT (1))
CALL (impute_knn, TABLE, 3, true, OUT (0), OUT (1), NULL)
CALL (impute_linear, TABLE, OUT (0), OUT (1))
CALL (impute_regression, TABLE, 1, OUT (0), OUT (1), NULL)
CALL (impute_simple, TABLE, GW_IMPUTE_MEDIAN, OUT (0), OUT (1), NULL)
CALL (iterative_folds, O, L, N, 2, CLASSES, NULL, 2, NULL, OUT (0), NULL)
CALL (kde, V, W, N, 1, grid, 2, OUT (0), OUT (1), NULL)
CALL (kde_bandwidth, V, W, N, GW_KDE_SCOTT, OUT (0))
CALL (kmeans, V, N, COLUMNS, 2, 2, 10, 1, OUT (0), OUT (1), OUT (2), OUT (3), NULL)
CALL (kmeans_from, V, N, COLUMNS, 1, grid, 10, OUT (0), OUT (1), OUT (2), OUT (3), OUT (4), NULL)
CALL (ks_two_sample, V, N, W, N, OUT (0))
CALL (label_issues, L, V, N, CLASSES, GW_LABEL_ISSUES_BOTH, OUT (0), OUT (1), OUT (2), NULL)
CALL (label_metrics, L, O, W, N, NULL, CLASSES, 0, OUT (0), OUT (1), OUT (2), NULL)
CALL (label_metrics_from_confusion, cells (given), N, 0, OUT (0), OUT (1))
CALL (label_quality, L, V, N, CLASSES, GW_LABEL_QUALITY_NORMALIZED_MARGIN, OUT (0), OUT (1))
CALL (mask_consensus, painted (given), NULL, OUT (0), OUT (1), OUT (2), NULL)
CALL (mcnemar_labels, L, O, L, N, GW_MCNEMAR_AUTO, OUT (0))
CALL (mcnemar_scores, L, V, W, N, 0.5, GW_MCNEMAR_AUTO, OUT (0))
CALL (missing_map, V, N, COLUMNS, OUT (0), OUT (1), OUT (2), OUT (3), OUT (4), OUT (5), OUT (6))
CALL (moments, V, W, N, OUT (0))
CALL (multi_label_consensus, choices (given), OUT (0), OUT (1), OUT (2), OUT (3), NULL)
CALL (multiclass_scores, L, V, N, CLASSES, OUT (0), OUT (1), OUT (2), NULL)
CALL (multilabel_metrics, L, O, N, COLUMNS, 0, OUT (0), OUT (1), OUT (2))
CALL (multilabel_scores, L, V, N, COLUMNS, OUT (0), OUT (1), OUT (2), NULL)
CALL (near_duplicate_groups, (const uint64_t *) V, N, 2, OUT (0), OUT (1), NULL)
CALL (near_duplicate_pairs, (const uint64_t *) V, N, 2, OUT (0), NULL)
CALL (nearmiss, CLASSED, GW_NEARMISS_1, 3, 3, OUT (0), NULL)
CALL (neighbours, V, N, COLUMNS, 3, OUT (0), OUT (1), NULL)
CALL (neighbours_in_class, V, L, N, COLUMNS, 1, 3, OUT (0), OUT (1), OUT (2), NULL)
CALL (neighbours_of, V, N, COLUMNS, grid, 1, 1, OUT (0), OUT (1), NULL)
CALL (outliers_iqr, V, N, 1.5, OUT (0), OUT (1), OUT (2))
CALL (outliers_mad, V, N, 3.5, OUT (0), OUT (1), OUT (2), OUT (3), OUT (4))
CALL (outliers_z, V, N, 3, OUT (0), OUT (1), OUT (2), OUT (3))
CALL (panoptic_add, (const uint32_t *) L, (const uint32_t *) O, N, segments, 1, segments, 1, CLASSES, OUT (0))
CALL (panoptic_quality, panoptic (given), N, OUT (0), OUT (1))
CALL (pca, V, N, COLUMNS, true, OUT (0), NULL)
CALL (pca_project, components (), V, N, 1, OUT (0), NULL)
CALL (point_consensus, placed (given), NULL, OUT (0), OUT (1), OUT (2), OUT (3), NULL)
CALL (probability_metrics, L, V, W, N, OUT (0))
CALL (probability_metrics_multiclass, L, V, W, N, CLASSES, OUT (0))
CALL (qq_normal, V, N, OUT (0), OUT (1), OUT (2))
CALL (quantiles, V, W, N, grid, 2, 7, OUT (0), OUT (1))
CALL (random_cut_forest_new, V, N, COLUMNS, 2, 4, 1, OUT (0), OUT (1), NULL)
CALL (random_cut_forest_score_points, forest (), V, N, OUT (0), OUT (1), NULL)
CALL (random_oversample, L, N, CLASSES, 1, OUT (0))
CALL (random_undersample, L, N, CLASSES, 1, OUT (0))
CALL (score_table_new, L, V, W, N, OUT (0), NULL)
CALL (semantic_add, L, O, N, CLASSES, 255, OUT (0), OUT (1))
CALL (semantic_metrics, counts (given), N, OUT (0), OUT (1), OUT (2), OUT (3))
CALL (shares_split, L, O, N, NULL, 2, NULL, OUT (0))
CALL (smote, CLASSED, 3, 1, OUT (0), NULL)
CALL (staple, masks (given), N, OUT (0), OUT (1), OUT (2), OUT (3), NULL)
CALL (tomek, CLASSED, false, OUT (0), NULL)
CALL (tomek_links, CLASSED, OUT (0), OUT (1), OUT (2), NULL)
CALL (top_k_accuracy, L, V, N, CLASSES, 1, OUT (0), OUT (1))
CALL (transform_fit, V, N, GW_TRANSFORM_BOX_COX, OUT (0), OUT (1), OUT (2), NULL)
CALL (transform_log_likelihood, V, N, GW_TRANSFORM_YEO_JOHNSON, 0.5, OUT (0), OUT (1))
CALL (transform_preview, V, N, GW_TRANSFORM_BOX_COX, OUT (0), NULL)
CALL (transform_values, V, N, GW_TRANSFORM_YEO_JOHNSON, 0.5, OUT (0), OUT (1))
CALL (vif, V, N, COLUMNS, OUT (0), OUT (1), NULL)
CALL (voc_ap, images (given), N, CLASSES, GW_OVERLAP_BOX, 0.5, OUT (0), NULL)
CALL (weighted_box_fusion, scored (given), N, CLASSES, NULL, OUT (0), OUT (1), OUT (2), NULL)
/* clang-format on */

/* --- what they made --------------------------------------------------------------------------- */

#define CLEAR(name, function) \
  static void clear_##name (const HostileCase *given) \
  { \
    function (given->out[0]); \
  }

#define FREE(name, type, function) \
  static void clear_##name (const HostileCase *given) \
  { \
    function (*(type **) given->out[0]); \
  }

CLEAR (new_rows, gw_new_rows_clear)
CLEAR (kept_rows, gw_kept_rows_clear)
CLEAR (coco, gw_coco_result_clear)
CLEAR (mask, gw_rle_clear)
CLEAR (drift, gw_drift_numeric_clear)
CLEAR (histogram, gw_histogram_clear)
CLEAR (near_pairs, gw_near_pairs_clear)
CLEAR (pca, gw_pca_clear)
CLEAR (voc, gw_voc_result_clear)
FREE (coco_eval, GwCocoEval, gw_coco_eval_free)
FREE (forest, GwRandomCutForest, gw_random_cut_forest_free)
FREE (score_table, GwScoreTable, gw_score_table_free)

static void
clear_centroids (const HostileCase *given)
{
  gw_kept_rows_clear (given->out[0]);
  gw_new_rows_clear (given->out[1]);
}

static void
clear_class_masks (const HostileCase *given)
{
  for (size_t i = 0; i < given->classes; i++)
    gw_rle_clear ((GwRle *) given->out[0] + i);
}

/* --- the table ---------------------------------------------------------------------------------- */

#define VALUES HOSTILE_VALUES
#define PROBABILITIES HOSTILE_PROBABILITIES
#define WEIGHTS HOSTILE_WEIGHTS
#define LABELS HOSTILE_LABELS
#define OTHERS HOSTILE_OTHERS
#define LABELS_END HOSTILE_LABELS_END
#define CLEARS_FIRST HOSTILE_CLEARS_FIRST
#define WIDE HOSTILE_COLUMNS_ARE_GIVEN
#define MANY HOSTILE_CLASSES_ARE_GIVEN
#define ANY HOSTILE_ANY
#define OK GW_STATUS_OK
#define EMPTY GW_STATUS_EMPTY
#define INVALID GW_STATUS_INVALID
#define UNDEFINED GW_STATUS_UNDEFINED
#define DEGENERATE GW_STATUS_DEGENERATE

/* Name, call, what it takes; its status of no rows, of NaN alone and of infinities
 * alone; what clears the result.
 */
/* clang-format off */
const HostileRow hostile_rows[] = {
  { "gw_adasyn", call_adasyn, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, clear_new_rows },
  { "gw_adasyn_shares", call_adasyn_shares, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, NULL },
  { "gw_advise_warnings", call_advise_warnings, 0, EMPTY, ANY, ANY, NULL },
  { "gw_agreement_alpha", call_agreement_alpha, LABELS | OTHERS | LABELS_END | MANY, UNDEFINED, ANY, ANY, NULL },
  { "gw_agreement_cohen", call_agreement_cohen, LABELS | OTHERS | LABELS_END | MANY, UNDEFINED, ANY, ANY, NULL },
  { "gw_agreement_fleiss", call_agreement_fleiss, LABELS | OTHERS | LABELS_END | MANY, UNDEFINED, ANY, ANY, NULL },
  { "gw_agreement_percent", call_agreement_percent, LABELS | OTHERS | LABELS_END | MANY, UNDEFINED, ANY, ANY, NULL },
  { "gw_answers_vote", call_answers_vote, LABELS | OTHERS | LABELS_END | MANY, EMPTY, ANY, ANY, NULL },
  { "gw_auc_delong", call_auc_delong, VALUES | LABELS | LABELS_END, EMPTY, EMPTY, OK, NULL },
  { "gw_auc_delong_paired", call_auc_delong_paired, VALUES | LABELS | LABELS_END, EMPTY, EMPTY, OK, NULL },
  { "gw_bootstrap", call_bootstrap, LABELS, EMPTY, ANY, ANY, NULL },
  { "gw_bootstrap_auc", call_bootstrap_auc, VALUES | LABELS | LABELS_END, EMPTY, EMPTY, OK, NULL },
  { "gw_borderline_rows", call_borderline_rows, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, NULL },
  { "gw_borderline_smote", call_borderline_smote, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, clear_new_rows },
  { "gw_box_agreement_alpha", call_box_agreement_alpha, LABELS | LABELS_END | MANY, UNDEFINED, ANY, ANY, NULL },
  { "gw_box_consensus", call_box_consensus, VALUES | LABELS | OTHERS | LABELS_END | MANY, EMPTY, INVALID, INVALID, NULL },
  { "gw_box_plot", call_box_plot, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_calibration", call_calibration, VALUES | PROBABILITIES | LABELS | LABELS_END, EMPTY, EMPTY, INVALID, NULL },
  { "gw_calibration_multiclass", call_calibration_multiclass, VALUES | PROBABILITIES | LABELS | LABELS_END | MANY, EMPTY, EMPTY, INVALID, NULL },
  { "gw_chi2_two_sample", call_chi2_two_sample, VALUES, EMPTY, INVALID, INVALID, NULL },
  { "gw_class_balance", call_class_balance, 0, EMPTY, ANY, ANY, NULL },
  { "gw_class_counts", call_class_counts, LABELS | LABELS_END | MANY, OK, ANY, ANY, NULL },
  { "gw_class_effective_numbers", call_class_effective_numbers, 0, OK, ANY, ANY, NULL },
  { "gw_class_weights_balanced", call_class_weights_balanced, 0, EMPTY, ANY, ANY, NULL },
  { "gw_class_weights_effective", call_class_weights_effective, 0, EMPTY, ANY, ANY, NULL },
  { "gw_cluster_centroids", call_cluster_centroids, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, clear_centroids },
  { "gw_coco_eval", call_coco_eval, MANY, EMPTY, ANY, ANY, clear_coco },
  { "gw_coco_eval_add", call_coco_eval_add, LABELS | LABELS_END, OK, ANY, ANY, NULL },
  { "gw_coco_eval_new", call_coco_eval_new, CLEARS_FIRST, OK, ANY, ANY, clear_coco_eval },
  { "gw_confident_joint", call_confident_joint, VALUES | PROBABILITIES | LABELS | LABELS_END | MANY, EMPTY, EMPTY, INVALID, NULL },
  { "gw_confusion_matrix", call_confusion_matrix, WEIGHTS | LABELS | OTHERS | MANY, EMPTY, ANY, ANY, NULL },
  { "gw_confusion_normalise", call_confusion_normalise, 0, OK, ANY, ANY, NULL },
  { "gw_confusion_order", call_confusion_order, VALUES, OK, INVALID, INVALID, NULL },
  { "gw_cooccurrence", call_cooccurrence, LABELS | OTHERS | LABELS_END | MANY, OK, ANY, ANY, NULL },
  { "gw_correlation", call_correlation, VALUES | WIDE, EMPTY, OK, OK, NULL },
  { "gw_cut_tree_scores", call_cut_tree_scores, 0, EMPTY, ANY, ANY, NULL },
  { "gw_dawid_skene", call_dawid_skene, LABELS | OTHERS | LABELS_END | MANY, EMPTY, ANY, ANY, NULL },
  { "gw_detection_confusion", call_detection_confusion, MANY, EMPTY, ANY, ANY, NULL },
  { "gw_detection_match", call_detection_match, LABELS | LABELS_END, OK, ANY, ANY, NULL },
  { "gw_drift_categories", call_drift_categories, VALUES, EMPTY, INVALID, INVALID, NULL },
  { "gw_drift_numeric", call_drift_numeric, VALUES | CLEARS_FIRST, EMPTY, EMPTY, EMPTY, clear_drift },
  { "gw_enn", call_enn, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, clear_kept_rows },
  { "gw_expected_cost", call_expected_cost, VALUES, EMPTY, INVALID, INVALID, NULL },
  { "gw_folds_group", call_folds_group, LABELS, EMPTY, ANY, ANY, NULL },
  { "gw_folds_kfold", call_folds_kfold, 0, EMPTY, ANY, ANY, NULL },
  { "gw_folds_leave_one_out", call_folds_leave_one_out, 0, EMPTY, ANY, ANY, NULL },
  { "gw_folds_repeated", call_folds_repeated, LABELS, EMPTY, ANY, ANY, NULL },
  { "gw_folds_stratified", call_folds_stratified, LABELS, EMPTY, ANY, ANY, NULL },
  { "gw_folds_stratified_group", call_folds_stratified_group, LABELS | OTHERS, EMPTY, ANY, ANY, NULL },
  { "gw_forecast", call_forecast, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_gain_lift", call_gain_lift, VALUES | PROBABILITIES, OK, INVALID, INVALID, NULL },
  { "gw_ground_truth_labels", call_ground_truth_labels, LABELS | OTHERS | LABELS_END | MANY, EMPTY, ANY, ANY, NULL },
  { "gw_histogram", call_histogram, VALUES | WEIGHTS, EMPTY, EMPTY, EMPTY, clear_histogram },
  { "gw_impute_backward", call_impute_backward, VALUES | WIDE, EMPTY, OK, OK, NULL },
  { "gw_impute_chained", call_impute_chained, VALUES | WIDE, EMPTY, OK, INVALID, NULL },
  { "gw_impute_forward", call_impute_forward, VALUES | WIDE, EMPTY, OK, OK, NULL },
  { "gw_impute_hot_deck", call_impute_hot_deck, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, OK, OK, NULL },
  { "gw_impute_knn", call_impute_knn, VALUES | WIDE, EMPTY, OK, INVALID, NULL },
  { "gw_impute_linear", call_impute_linear, VALUES | WIDE, EMPTY, OK, INVALID, NULL },
  { "gw_impute_regression", call_impute_regression, VALUES | WIDE, EMPTY, OK, INVALID, NULL },
  { "gw_impute_simple", call_impute_simple, VALUES | WIDE, EMPTY, OK, INVALID, NULL },
  { "gw_iterative_folds", call_iterative_folds, LABELS | OTHERS | LABELS_END | MANY, OK, ANY, ANY, NULL },
  { "gw_kde", call_kde, VALUES | WEIGHTS, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_kde_bandwidth", call_kde_bandwidth, VALUES | WEIGHTS, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_kmeans", call_kmeans, VALUES | WIDE, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_kmeans_from", call_kmeans_from, VALUES | WIDE, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_ks_two_sample", call_ks_two_sample, VALUES, EMPTY, EMPTY, OK, NULL },
  { "gw_label_issues", call_label_issues, VALUES | PROBABILITIES | LABELS | LABELS_END | MANY, EMPTY, EMPTY, INVALID, NULL },
  { "gw_label_metrics", call_label_metrics, WEIGHTS | LABELS | OTHERS | MANY, EMPTY, ANY, ANY, NULL },
  { "gw_label_metrics_from_confusion", call_label_metrics_from_confusion, VALUES, EMPTY, INVALID, INVALID, NULL },
  { "gw_label_quality", call_label_quality, VALUES | PROBABILITIES | LABELS | LABELS_END | MANY, EMPTY, EMPTY, INVALID, NULL },
  { "gw_mask_consensus", call_mask_consensus, LABELS | OTHERS | LABELS_END | MANY, EMPTY, ANY, ANY, clear_class_masks },
  { "gw_mcnemar_labels", call_mcnemar_labels, LABELS | OTHERS, EMPTY, ANY, ANY, NULL },
  { "gw_mcnemar_scores", call_mcnemar_scores, VALUES | LABELS | LABELS_END, EMPTY, EMPTY, OK, NULL },
  { "gw_missing_map", call_missing_map, VALUES | WIDE, OK, OK, OK, NULL },
  { "gw_moments", call_moments, VALUES | WEIGHTS, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_multi_label_consensus", call_multi_label_consensus, LABELS | OTHERS | LABELS_END | MANY, EMPTY, ANY, ANY, NULL },
  { "gw_multiclass_scores", call_multiclass_scores, VALUES | LABELS | LABELS_END | MANY, EMPTY, EMPTY, INVALID, NULL },
  { "gw_multilabel_metrics", call_multilabel_metrics, LABELS | OTHERS | LABELS_END | WIDE, EMPTY, ANY, ANY, NULL },
  { "gw_multilabel_scores", call_multilabel_scores, VALUES | LABELS | LABELS_END | WIDE, EMPTY, EMPTY, OK, NULL },
  { "gw_near_duplicate_groups", call_near_duplicate_groups, 0, OK, ANY, ANY, NULL },
  { "gw_near_duplicate_pairs", call_near_duplicate_pairs, CLEARS_FIRST, OK, ANY, ANY, clear_near_pairs },
  { "gw_nearmiss", call_nearmiss, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, clear_kept_rows },
  { "gw_neighbours", call_neighbours, VALUES | WIDE, EMPTY, INVALID, INVALID, NULL },
  { "gw_neighbours_in_class", call_neighbours_in_class, VALUES | LABELS | WIDE, EMPTY, INVALID, INVALID, NULL },
  { "gw_neighbours_of", call_neighbours_of, VALUES | WIDE, EMPTY, INVALID, INVALID, NULL },
  { "gw_outliers_iqr", call_outliers_iqr, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_outliers_mad", call_outliers_mad, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_outliers_z", call_outliers_z, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_panoptic_add", call_panoptic_add, LABELS | OTHERS | LABELS_END | MANY, OK, ANY, ANY, NULL },
  { "gw_panoptic_quality", call_panoptic_quality, 0, EMPTY, ANY, ANY, NULL },
  { "gw_pca", call_pca, VALUES | WIDE, EMPTY, EMPTY, EMPTY, clear_pca },
  { "gw_pca_project", call_pca_project, VALUES, EMPTY, OK, OK, NULL },
  { "gw_point_consensus", call_point_consensus, VALUES | LABELS | OTHERS | LABELS_END | MANY, EMPTY, INVALID, INVALID, NULL },
  { "gw_probability_metrics", call_probability_metrics, VALUES | PROBABILITIES | WEIGHTS | LABELS | LABELS_END, EMPTY, EMPTY, INVALID, NULL },
  { "gw_probability_metrics_multiclass", call_probability_metrics_multiclass, VALUES | PROBABILITIES | WEIGHTS | LABELS | LABELS_END | MANY, EMPTY, EMPTY, INVALID, NULL },
  { "gw_qq_normal", call_qq_normal, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_quantiles", call_quantiles, VALUES | WEIGHTS, EMPTY, EMPTY, OK, NULL },
  { "gw_random_cut_forest_new", call_random_cut_forest_new, VALUES | WIDE, EMPTY, EMPTY, EMPTY, clear_forest },
  { "gw_random_cut_forest_score_points", call_random_cut_forest_score_points, VALUES, OK, OK, OK, NULL },
  { "gw_random_oversample", call_random_oversample, LABELS | LABELS_END | MANY, EMPTY, ANY, ANY, clear_new_rows },
  { "gw_random_undersample", call_random_undersample, LABELS | LABELS_END | MANY, EMPTY, ANY, ANY, clear_kept_rows },
  { "gw_score_table_new", call_score_table_new, VALUES | WEIGHTS | LABELS | LABELS_END | CLEARS_FIRST, EMPTY, EMPTY, OK, clear_score_table },
  { "gw_semantic_add", call_semantic_add, LABELS | OTHERS | LABELS_END | MANY, OK, ANY, ANY, NULL },
  { "gw_semantic_metrics", call_semantic_metrics, 0, EMPTY, ANY, ANY, NULL },
  { "gw_shares_split", call_shares_split, LABELS | OTHERS, EMPTY, ANY, ANY, NULL },
  { "gw_smote", call_smote, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, clear_new_rows },
  { "gw_staple", call_staple, 0, EMPTY, ANY, ANY, clear_mask },
  { "gw_tomek", call_tomek, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, clear_kept_rows },
  { "gw_tomek_links", call_tomek_links, VALUES | LABELS | LABELS_END | WIDE | MANY, EMPTY, INVALID, INVALID, NULL },
  { "gw_top_k_accuracy", call_top_k_accuracy, VALUES | LABELS | LABELS_END | MANY, EMPTY, EMPTY, OK, NULL },
  { "gw_transform_fit", call_transform_fit, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_transform_log_likelihood", call_transform_log_likelihood, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_transform_preview", call_transform_preview, VALUES, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_transform_values", call_transform_values, VALUES, OK, OK, OK, NULL },
  { "gw_vif", call_vif, VALUES | WIDE, EMPTY, EMPTY, EMPTY, NULL },
  { "gw_voc_ap", call_voc_ap, MANY, EMPTY, ANY, ANY, clear_voc },
  { "gw_weighted_box_fusion", call_weighted_box_fusion, VALUES | LABELS | LABELS_END | MANY, EMPTY, INVALID, INVALID, NULL },
  { NULL, NULL, 0, 0, 0, 0, NULL },
};
/* clang-format on */
