/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-class-evaluation.h"

#include <math.h>
#include <string.h>

#include "gw-bootstrap.h"
#include "gw-confusion.h"
#include "gw-delong.h"
#include "gw-score-curve.h"

#define DEFAULT_THRESHOLD 0.5

/* How far a row of probabilities may be off the sum of 1. */
#define SUM_SLACK 0.01

GwClassEvaluation *
gw_class_evaluation_new (const GwClassRows *rows, const GwClassEvaluationOptions *options)
{
  GwClassEvaluation *self = g_new0 (GwClassEvaluation, 1);
  double threshold = options->threshold;

  self->rows = rows;
  self->options = *options;
  self->intervals = g_array_new (FALSE, FALSE, sizeof (GwClassInterval));
  self->n_known = gw_class_rows_count_known (rows);
  if (isnan (threshold) && rows->one_column)
    threshold = DEFAULT_THRESHOLD;
  self->predicted = gw_class_rows_predict (rows, threshold, &self->n_ties);
  self->threshold = !rows->binary || rows->scores == NULL ? NAN : isnan (threshold) ? DEFAULT_THRESHOLD : threshold;

  return self;
}

void
gw_class_evaluation_free (GwClassEvaluation *self)
{
  g_free (self->predicted);
  g_free (self->matrix);
  g_free (self->per_class);
  g_free (self->roc_auc);
  g_free (self->average_precision);
  g_array_unref (self->intervals);
  g_free (self);
}

/* --- labels ------------------------------------------------------------------------- */

static gw_status
compute_labels (GwClassEvaluation *self, const GwRun *run)
{
  gsize n_classes = self->rows->classes->len;
  g_autofree double *matrix = g_new0 (double, MAX (n_classes * n_classes, 1));
  g_autofree GwClassMetrics *per_class = g_new0 (GwClassMetrics, MAX (n_classes, 1));
  gw_status status = gw_confusion_matrix (self->rows->truth, self->predicted, NULL, self->rows->n, NULL, n_classes,
                                          matrix, NULL, run);

  if (gw_status_has_values (status))
    status = gw_label_metrics_from_confusion (matrix, n_classes, 0, per_class, &self->labels);
  if (!gw_status_has_values (status))
    return status;
  self->matrix = g_steal_pointer (&matrix);
  self->per_class = g_steal_pointer (&per_class);

  return status;
}

/* --- areas --------------------------------------------------------------------------- */

/* NaN where one of them is. */
static double
mean_of (const double *values, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];

  return sum / (double) n;
}

/* Of those that are known. */
static double
mean_of_known (const double *values, gsize n)
{
  double sum = 0;
  gsize n_known = 0;

  for (gsize i = 0; i < n; i++)
    {
      if (isnan (values[i]))
        continue;
      sum += values[i];
      n_known++;
    }

  return n_known > 0 ? sum / (double) n_known : NAN;
}

/* The areas of one class against the rest, of the scores as they are. */
static gw_status
measure_class (const GwClassRows *rows, guint which, gint32 *truth, double *score, double *roc_auc,
               double *average_precision, const GwRun *run)
{
  GwScoreTable *table = NULL;
  gw_status status;

  *roc_auc = *average_precision = NAN;
  if (!gw_class_rows_get_column (rows, which, truth, score))
    return GW_STATUS_OK;
  status = gw_score_table_new (truth, score, NULL, rows->n, &table, run);
  if (status == GW_STATUS_OK)
    {
      gw_roc_auc (table, roc_auc);
      gw_average_precision (table, average_precision, NULL);
    }
  gw_score_table_free (table);

  return status;
}

static gw_status
measure_classes (const GwClassRows *rows, double *roc_auc, double *average_precision, const GwRun *run)
{
  g_autofree gint32 *truth = g_new (gint32, MAX (rows->n, 1));
  g_autofree double *score = g_new (double, MAX (rows->n, 1));
  gw_status status = GW_STATUS_OK;

  for (guint i = 0; i < rows->classes->len && gw_status_has_values (status); i++)
    status = measure_class (rows, i, truth, score, &roc_auc[i], &average_precision[i], run);

  return status;
}

/* The means over classes want rows that add up to 1; those of files are often
 * rounded, so that for pairs of classes they are divided by their sums. Rows that
 * are further off are no probabilities, and have no such means.
 */
static gw_status
measure_means (const GwClassRows *rows, GwMulticlassScores *means, gboolean *has_means, const GwRun *run)
{
  gsize n_classes = rows->classes->len;
  g_autofree double *scaled = g_new (double, MAX (rows->n * n_classes, 1));
  g_autofree double *areas = g_new (double, MAX (2 * n_classes, 1));

  *has_means = TRUE;
  for (gsize i = 0; i < rows->n; i++)
    {
      const double *row = rows->scores + i * n_classes;
      double sum = 0;

      for (gsize j = 0; j < n_classes; j++)
        sum += row[j];
      *has_means = *has_means && fabs (sum - 1) <= SUM_SLACK;
      for (gsize j = 0; j < n_classes; j++)
        scaled[i * n_classes + j] = sum > 0 ? row[j] / sum : 1 / (double) n_classes;
    }

  return gw_multiclass_scores (rows->truth, scaled, rows->n, n_classes, areas, areas + n_classes, means, run);
}

static gw_status
compute_areas (GwClassEvaluation *self, const GwRun *run)
{
  gsize n_classes = self->rows->classes->len;
  g_autofree double *roc_auc = g_new (double, MAX (n_classes, 1));
  g_autofree double *average_precision = g_new (double, MAX (n_classes, 1));
  GwMulticlassScores means;
  gboolean has_means = FALSE;
  gw_status status = measure_classes (self->rows, roc_auc, average_precision, run);

  if (gw_status_has_values (status) && self->rows->scores != NULL)
    status = measure_means (self->rows, &means, &has_means, run);
  if (!gw_status_has_values (status))
    return status;

  self->roc_auc_ovr_macro = has_means ? mean_of (roc_auc, n_classes) : NAN;
  self->roc_auc_ovo_macro = has_means ? means.ovo_macro : NAN;
  self->average_precision_macro = mean_of_known (average_precision, n_classes);
  self->roc_auc = g_steal_pointer (&roc_auc);
  self->average_precision = g_steal_pointer (&average_precision);

  return status;
}

/* --- probabilities --------------------------------------------------------------------- */

static gw_status
compute_binary (GwClassEvaluation *self)
{
  const GwClassRows *rows = self->rows;
  g_autofree gint32 *truth = g_new (gint32, MAX (rows->n, 1));
  g_autofree double *score = g_new (double, MAX (rows->n, 1));
  gw_status status;

  gw_class_rows_get_column (rows, rows->positive, truth, score);
  status = gw_probability_metrics (truth, score, NULL, rows->n, &self->probability);

  return gw_status_has_values (status) ? gw_calibration (truth, score, rows->n, GW_CALIBRATION_UNIFORM,
                                                         GW_CALIBRATION_BINS, self->bins, &self->calibration)
                                       : status;
}

static gw_status
compute_probabilities (GwClassEvaluation *self)
{
  const GwClassRows *rows = self->rows;
  gw_status status;

  if (rows->scores == NULL)
    {
      self->probability = (GwProbabilityMetrics) { NAN, NAN, NAN, NAN, 0 };
      self->calibration = (GwCalibration) { NAN, NAN, 0 };
      return GW_STATUS_UNDEFINED;
    }
  if (rows->binary)
    return compute_binary (self);

  status = gw_probability_metrics_multiclass (rows->truth, rows->scores, NULL, rows->n, rows->classes->len,
                                              &self->probability);

  return gw_status_has_values (status)
             ? gw_calibration_multiclass (rows->truth, rows->scores, rows->n, rows->classes->len,
                                          GW_CALIBRATION_UNIFORM, GW_CALIBRATION_BINS, self->bins, &self->calibration)
             : status;
}

/* --- thresholds -------------------------------------------------------------------------- */

/* Without rows of both classes none is better than another. */
static void
choose (const GwScoreTable *table, const GwThresholdChoice *choice, double *threshold, double *objective)
{
  GwOperatingPoint point;

  *threshold = NAN;
  if (gw_choose_threshold (table, choice, &point, objective) == GW_STATUS_OK)
    *threshold = point.threshold;
  else
    *objective = NAN;
}

static gw_status
compute_thresholds (GwClassEvaluation *self, const GwRun *run)
{
  const GwClassRows *rows = self->rows;
  g_autofree gint32 *truth = g_new (gint32, MAX (rows->n, 1));
  g_autofree double *score = g_new (double, MAX (rows->n, 1));
  GwThresholdChoice choice = { GW_THRESHOLD_F_BETA, self->options.beta, 1, 1 };
  GwScoreTable *table = NULL;
  gw_status status;

  self->best_f_beta = self->best_f_beta_threshold = self->best_youden = self->best_youden_threshold = NAN;
  if (!rows->binary || !gw_class_rows_get_column (rows, rows->positive, truth, score))
    return GW_STATUS_OK;

  status = gw_score_table_new (truth, score, NULL, rows->n, &table, run);
  self->has_best = status == GW_STATUS_OK;
  if (self->has_best)
    {
      choose (table, &choice, &self->best_f_beta_threshold, &self->best_f_beta);
      choice.rule = GW_THRESHOLD_YOUDEN;
      choose (table, &choice, &self->best_youden_threshold, &self->best_youden);
    }
  gw_score_table_free (table);

  return status == GW_STATUS_CANCELLED ? status : GW_STATUS_OK;
}

/* --- intervals ------------------------------------------------------------------------------ */

static double
draw_accuracy (const uint32_t *rows, size_t n, void *data)
{
  const GwClassEvaluation *self = data;
  gsize n_right = 0, n_known = 0;

  for (size_t i = 0; i < n; i++)
    {
      gint32 truth = self->rows->truth[rows[i]];

      n_known += truth >= 0;
      n_right += truth >= 0 && truth == self->predicted[rows[i]];
    }

  return n_known > 0 ? (double) n_right / (double) n_known : NAN;
}

/* Figures of the confusion matrix of the rows that were drawn. */
typedef struct
{
  const GwClassEvaluation *evaluation;
  double *matrix;
  double (*get) (const GwLabelMetrics *labels);
} Drawing;

static double
draw_labels (const uint32_t *rows, size_t n, void *data)
{
  const Drawing *self = data;
  const GwClassRows *all = self->evaluation->rows;
  gsize n_classes = all->classes->len;
  GwLabelMetrics labels;

  memset (self->matrix, 0, n_classes * n_classes * sizeof *self->matrix);
  for (size_t i = 0; i < n; i++)
    {
      gint32 truth = all->truth[rows[i]], predicted = self->evaluation->predicted[rows[i]];

      if (truth >= 0 && predicted >= 0)
        self->matrix[(gsize) truth * n_classes + (gsize) predicted]++;
    }

  return gw_status_has_values (gw_label_metrics_from_confusion (self->matrix, n_classes, 0, NULL, &labels))
             ? self->get (&labels)
             : NAN;
}

static double
get_macro_f1 (const GwLabelMetrics *labels)
{
  return labels->macro.f1;
}

static double
get_mcc (const GwLabelMetrics *labels)
{
  return labels->mcc;
}

static double
get_g_mean (const GwLabelMetrics *labels)
{
  return labels->g_mean;
}

static void
add_interval (GArray *intervals, const char *figure, const char *method, double low, double high)
{
  const GwClassInterval interval = { figure, method, low, high };

  g_array_append_val (intervals, interval);
}

static gw_status
draw_matrices (GwClassEvaluation *self, const GwBootstrapOptions *options, GArray *intervals, const GwRun *run)
{
  static const struct
  {
    const char *figure;
    double (*get) (const GwLabelMetrics *labels);
  } figures[] = { { "f1_macro", get_macro_f1 }, { "mcc", get_mcc }, { "g_mean", get_g_mean } };
  gsize n_classes = self->rows->classes->len;
  g_autofree double *matrix = g_new (double, MAX (n_classes * n_classes, 1));
  gw_status status = GW_STATUS_OK;

  for (gsize i = 0; i < G_N_ELEMENTS (figures) && status != GW_STATUS_CANCELLED; i++)
    {
      Drawing drawing = { self, matrix, figures[i].get };
      GwBootstrapInterval interval;

      status = gw_bootstrap (self->rows->n, NULL, options, draw_labels, &drawing, &interval, run);
      if (gw_status_has_values (status))
        add_interval (intervals, figures[i].figure, "bootstrap", interval.low, interval.high);
    }

  return status;
}

static gw_status
draw (GwClassEvaluation *self, const gint32 *truth, const double *score, GArray *intervals, const GwRun *run)
{
  GwBootstrapOptions options = { self->options.bootstrap, self->options.seed, self->options.level, FALSE };
  GwBootstrapInterval interval;
  gw_status status = gw_bootstrap (self->rows->n, NULL, &options, draw_accuracy, self, &interval, run);

  if (gw_status_has_values (status))
    add_interval (intervals, "accuracy", "bootstrap", interval.low, interval.high);
  if (status != GW_STATUS_CANCELLED)
    status = draw_matrices (self, &options, intervals, run);
  if (status == GW_STATUS_CANCELLED || truth == NULL)
    return status;

  status = gw_bootstrap_auc (truth, score, self->rows->n, &options, &interval, run);
  if (gw_status_has_values (status))
    add_interval (intervals, "roc_auc", "bootstrap", interval.low, interval.high);

  return status;
}

static gw_status
compute_intervals (GwClassEvaluation *self, const GwRun *run)
{
  const GwClassRows *rows = self->rows;
  g_autofree gint32 *truth = NULL;
  g_autofree double *score = NULL;
  g_autoptr (GArray) intervals = g_array_new (FALSE, FALSE, sizeof (GwClassInterval));
  gw_status status = GW_STATUS_OK;
  GwDelong delong;

  if (rows->binary && rows->scores != NULL)
    {
      truth = g_new (gint32, MAX (rows->n, 1));
      score = g_new (double, MAX (rows->n, 1));
      gw_class_rows_get_column (rows, rows->positive, truth, score);
      status = gw_auc_delong (truth, score, rows->n, self->options.level, &delong, run);
      if (gw_status_has_values (status))
        add_interval (intervals, "roc_auc", "delong", delong.low, delong.high);
    }
  if (self->options.bootstrap > 0 && status != GW_STATUS_CANCELLED)
    status = draw (self, truth, score, intervals, run);
  if (status == GW_STATUS_CANCELLED)
    return status;

  g_array_unref (self->intervals);
  self->intervals = g_steal_pointer (&intervals);

  return GW_STATUS_OK;
}

/* --- parts ------------------------------------------------------------------------------------ */

gw_status
gw_class_evaluation_compute (GwClassEvaluation *self, GwClassPart part, const GwRun *run)
{
  gw_status status = GW_STATUS_INVALID;

  g_return_val_if_fail (part < GW_CLASS_N_PARTS, GW_STATUS_INVALID);

  if (self->ready & (1u << part))
    return GW_STATUS_OK;
  switch (part)
    {
    case GW_CLASS_LABELS:
      status = compute_labels (self, run);
      break;
    case GW_CLASS_AREAS:
      status = compute_areas (self, run);
      break;
    case GW_CLASS_PROBABILITIES:
      status = compute_probabilities (self);
      break;
    case GW_CLASS_THRESHOLDS:
      status = compute_thresholds (self, run);
      break;
    case GW_CLASS_INTERVALS:
      status = compute_intervals (self, run);
      break;
    case GW_CLASS_N_PARTS:
    default:
      break;
    }
  if (gw_status_has_values (status))
    self->ready |= 1u << part;

  return status;
}

/* --- doors ---------------------------------------------------------------------------------------- */

typedef struct
{
  guint row;
  double sureness;
} Listed;

/* What nobody is sure of goes first. */
static int
compare_listed (gconstpointer a, gconstpointer b)
{
  const Listed *x = a, *y = b;
  double sure_x = isnan (x->sureness) ? -INFINITY : x->sureness, sure_y = isnan (y->sureness) ? -INFINITY : y->sureness;

  if (sure_x != sure_y)
    return sure_x < sure_y ? -1 : 1;

  return (x->row > y->row) - (x->row < y->row);
}

GArray *
gw_class_evaluation_list_rows (const GwClassEvaluation *self, gint32 truth, gint32 predicted, gboolean wrong)
{
  const GwClassRows *rows = self->rows;
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (Listed));
  GArray *found;

  for (gsize i = 0; i < rows->n; i++)
    {
      Listed entry = { (guint) i, 0 };

      if (rows->truth[i] < 0 || self->predicted[i] < 0 || (truth != GW_CLASS_ANY && rows->truth[i] != truth)
          || (predicted != GW_CLASS_ANY && self->predicted[i] != predicted)
          || (wrong && rows->truth[i] == self->predicted[i]))
        continue;
      entry.sureness = gw_class_rows_get_sureness (rows, i, self->predicted[i]);
      g_array_append_val (listed, entry);
    }
  g_array_sort (listed, compare_listed);
  found = g_array_sized_new (FALSE, FALSE, sizeof (guint), listed->len);
  for (guint i = 0; i < listed->len; i++)
    g_array_append_val (found, g_array_index (listed, Listed, i).row);

  return found;
}
