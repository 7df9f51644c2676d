/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <glib/gi18n.h>

#include "gw-class-curves.h"
#include "gw-class-evaluation.h"
#include "gw-detection-evaluation.h"
#include "gw-plot-calibration.h"
#include "gw-plot-confusion.h"
#include "gw-plot-curves.h"
#include "gw-plot-number.h"
#include "gw-report-sections-private.h"

#define SQUARE_HEIGHT 480.0
#define CHART_HEIGHT 360.0

static gboolean
is_cancelled (GwReportMaker *maker, gw_status status, GError **error)
{
  return status == GW_STATUS_CANCELLED && g_cancellable_set_error_if_cancelled (maker->cancellable, error);
}

static GwPlotColor
color_of (GwReportMaker *maker, const char *name)
{
  for (guint i = 0; i < maker->set->classes->len; i++)
    if (g_strcmp0 (gw_class_get_name (g_ptr_array_index (maker->set->classes, i)), name) == 0)
      return gw_class_get_color (g_ptr_array_index (maker->set->classes, i));
  return GW_PLOT_COLOR_SERIES;
}

/* --- classification ------------------------------------------------------------------- */

static void
add_interval (GwReportMaker *maker, const GwClassEvaluation *evaluation, const char *name, const char *figure,
              double value)
{
  double low = NAN, high = NAN;

  for (guint i = 0; evaluation->intervals != NULL && i < evaluation->intervals->len; i++)
    {
      const GwClassInterval *interval = &g_array_index (evaluation->intervals, GwClassInterval, i);

      if (g_strcmp0 (interval->figure, figure) == 0)
        {
          low = interval->low;
          high = interval->high;
        }
    }
  _gw_report_add_rate (maker, name, value, low, high);
}

static void
add_class_facts (GwReportMaker *maker, const GwClassEvaluation *evaluation)
{
  const GwLabelMetrics *labels = &evaluation->labels;
  const GwClassRows *rows = evaluation->rows;
  g_autofree char *known = gw_plot_number_count ((double) evaluation->n_known);

  gw_report_document_begin_table (maker->document, "lr", NULL);
  _gw_report_add_fact (maker, _ ("Images with label and prediction"), known);
  add_interval (maker, evaluation, _ ("Accuracy"), "accuracy", labels->accuracy);
  add_interval (maker, evaluation, _ ("Balanced accuracy"), "balanced_accuracy", labels->balanced_accuracy);
  add_interval (maker, evaluation, _ ("F1, macro"), "f1_macro", labels->macro.f1);
  add_interval (maker, evaluation, _ ("MCC"), "mcc", labels->mcc);
  _gw_report_add_rate (maker, _ ("G-mean"), labels->g_mean, NAN, NAN);
  if (rows->scores == NULL || !(evaluation->ready & 1 << GW_CLASS_AREAS)
      || !(evaluation->ready & 1 << GW_CLASS_PROBABILITIES))
    return;
  if (rows->binary)
    add_interval (maker, evaluation, _ ("ROC AUC"), "roc_auc", evaluation->roc_auc[rows->positive]);
  else
    _gw_report_add_rate (maker, _ ("ROC AUC, macro"), evaluation->roc_auc_ovr_macro, NAN, NAN);
  _gw_report_add_rate (maker, _ ("Average precision, macro"), evaluation->average_precision_macro, NAN, NAN);
  _gw_report_add_rate (maker, _ ("Brier score"), evaluation->probability.brier, NAN, NAN);
  _gw_report_add_rate (maker, _ ("Expected calibration error"), evaluation->calibration.ece, NAN, NAN);
}

static void
add_class_table (GwReportMaker *maker, const GwClassEvaluation *evaluation)
{
  const GPtrArray *classes = evaluation->rows->classes;

  gw_report_document_begin_table (
      maker->document, "lrrrrr",
      (const char *const[]) { _ ("Class"), _ ("Images"), _ ("Precision"), _ ("Recall"), _ ("F1"), _ ("F2"), NULL });
  for (guint i = 0; i < classes->len; i++)
    {
      const GwClassMetrics *metrics = &evaluation->per_class[i];
      g_autofree char *support = gw_plot_number_count (metrics->support);
      g_autofree char *precision = gw_plot_number_fixed (
          (metrics->undefined & GW_UNDEFINED_PRECISION) != 0 ? NAN : metrics->precision, 3);
      g_autofree char *recall = gw_plot_number_fixed (
          (metrics->undefined & GW_UNDEFINED_RECALL) != 0 ? NAN : metrics->recall, 3);
      g_autofree char *f1 = gw_plot_number_fixed (metrics->f1, 3);
      g_autofree char *f2 = gw_plot_number_fixed (metrics->f2, 3);

      gw_report_document_add_row (maker->document, (const char *const[]) { g_ptr_array_index (classes, i), support,
                                                                           precision, recall, f1, f2, NULL });
    }
}

static void
add_matrix (GwReportMaker *maker, const double *matrix, GPtrArray *names, GwPlotRows rows)
{
  const GwPlotConfusionOptions options = { .title = _ ("Confusion Matrix"),
                                           .classes = (const char *const *) names->pdata,
                                           .rows = rows,
                                           .by = GW_NORMALISE_TRUE };

  gw_report_document_add_plot (maker->document, gw_plot_confusion_new (matrix, names->len, &options),
                               SQUARE_HEIGHT + 80);
}

static void
add_curve_plots (GwReportMaker *maker, const GwClassCurves *curves)
{
  g_autofree GwPlotCurve *lines = g_new0 (GwPlotCurve, MAX (curves->n_lines, 1));
  const GwPlotCurveOptions roc = { .title = _ ("ROC Curve") };
  const GwPlotCurveOptions pr = { .title = _ ("Precision–Recall Curve") };
  gsize n = 0;

  for (gsize i = 0; i < curves->n_lines; i++)
    {
      const GwClassLine *line = &curves->lines[i];
      const char *name = g_ptr_array_index (curves->classes, line->which);

      if (line->view == NULL)
        continue;
      lines[n++] = (GwPlotCurve) { .name = name,
                                   .color = color_of (maker, name),
                                   .table = gw_score_view_get_table (line->view) };
    }
  if (n == 0)
    return;
  gw_report_document_add_plot (maker->document, gw_plot_roc_new (lines, n, &roc), SQUARE_HEIGHT);
  gw_report_document_add_plot (maker->document, gw_plot_pr_new (lines, n, &pr), SQUARE_HEIGHT);
}

static gboolean
add_curves (GwReportMaker *maker, GwClassCurves *curves, GError **error)
{
  g_autoptr (GwClassCurves) owned = curves;
  const gw_status status = gw_class_curves_compute (owned, GW_CURVES_PART_LINES, &maker->run);

  if (is_cancelled (maker, status, error))
    return FALSE;
  add_curve_plots (maker, owned);
  return TRUE;
}

static void
add_calibration (GwReportMaker *maker, const GwClassEvaluation *evaluation)
{
  const GwPlotReliability curve = { .name = _ ("Top class"),
                                    .color = GW_PLOT_COLOR_SERIES,
                                    .bins = evaluation->bins,
                                    .n_bins = GW_CALIBRATION_BINS,
                                    .error = evaluation->calibration.ece };
  const GwPlotCurveOptions options = { .title = _ ("Calibration") };

  gw_report_document_add_plot (maker->document, gw_plot_calibration_new (&curve, 1, GW_PLOT_ROWS_IMAGES, &options),
                               CHART_HEIGHT);
}

static gboolean
add_classification (GwReportMaker *maker, const GwPredictionSet *predictions, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GwClassRows) rows = gw_class_rows_new_from_set (maker->set, predictions, NULL, &reason);
  GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;
  g_autoptr (GwClassEvaluation) evaluation = NULL;

  if (rows == NULL || gw_class_rows_count_known (rows) == 0)
    {
      gw_report_document_add_paragraph (
          maker->document, reason != NULL ? reason->message : _ ("No image has both a label and a prediction."));
      return TRUE;
    }
  options.bootstrap = maker->options->bootstrap;
  options.seed = maker->options->seed;
  evaluation = gw_class_evaluation_new (rows, &options);
  for (guint part = 0; part < GW_CLASS_N_PARTS; part++)
    {
      const gw_status status = gw_class_evaluation_compute (evaluation, part, &maker->run);

      if (is_cancelled (maker, status, error))
        return FALSE;
      if (!gw_status_has_values (status))
        break;
    }
  add_class_facts (maker, evaluation);
  add_class_table (maker, evaluation);
  add_matrix (maker, evaluation->matrix, rows->classes, GW_PLOT_ROWS_IMAGES);
  if (rows->scores == NULL)
    return TRUE;
  if (evaluation->ready & (1 << GW_CLASS_PROBABILITIES))
    add_calibration (maker, evaluation);
  return add_curves (maker, gw_class_curves_new (rows, NULL, NULL), error);
}

/* --- detection ---------------------------------------------------------------------------- */

static void
add_coco (GwReportMaker *maker, const char *name, double figure)
{
  _gw_report_add_rate (maker, name, gw_detection_evaluation_read_figure (figure), NAN, NAN);
}

static void
add_detection_facts (GwReportMaker *maker, const GwDetectionEvaluation *evaluation)
{
  const GwCocoSummary *coco = &evaluation->coco.summary;
  g_autofree char *hits = gw_plot_number_count ((double) evaluation->total.n_hits);
  g_autofree char *missed = gw_plot_number_count ((double) evaluation->total.n_missed);
  g_autofree char *wrong = gw_plot_number_count ((double) evaluation->total.n_false);

  gw_report_document_begin_table (maker->document, "lr", NULL);
  add_coco (maker, _ ("AP, IoU 0.50 to 0.95"), coco->ap);
  add_coco (maker, _ ("AP at IoU 0.50"), coco->ap50);
  add_coco (maker, _ ("AP at IoU 0.75"), coco->ap75);
  add_coco (maker, _ ("AR, 100 detections"), coco->ar100);
  _gw_report_add_fact (maker, _ ("Hits"), hits);
  _gw_report_add_fact (maker, _ ("Missed"), missed);
  _gw_report_add_fact (maker, _ ("False alarms"), wrong);
  _gw_report_add_rate (maker, _ ("Precision"), evaluation->total.precision, NAN, NAN);
  _gw_report_add_rate (maker, _ ("Recall"), evaluation->total.recall, NAN, NAN);
}

static void
add_detection_table (GwReportMaker *maker, const GwDetectionEvaluation *evaluation)
{
  const GPtrArray *classes = evaluation->rows->classes;

  gw_report_document_begin_table (
      maker->document, "lrrrrr",
      (const char *const[]) { _ ("Class"), _ ("Objects"), _ ("Precision"), _ ("Recall"), _ ("F1"), _ ("AP"), NULL });
  for (guint i = 0; i < classes->len; i++)
    {
      const GwDetectionClass *counts = &evaluation->per_class[i];
      g_autofree char *n = gw_plot_number_count ((double) (counts->n_hits + counts->n_missed));
      g_autofree char *precision = gw_plot_number_fixed (counts->precision, 3);
      g_autofree char *recall = gw_plot_number_fixed (counts->recall, 3);
      g_autofree char *f1 = gw_plot_number_fixed (counts->f1, 3);
      g_autofree char *ap = gw_plot_number_fixed (
          i < evaluation->coco.n_classes ? gw_detection_evaluation_read_figure (evaluation->coco.classes[i].ap) : NAN,
          3);

      if (counts->n_hits + counts->n_missed + counts->n_false == 0)
        continue;
      gw_report_document_add_row (maker->document, (const char *const[]) { g_ptr_array_index (classes, i), n, precision,
                                                                           recall, f1, ap, NULL });
    }
}

/* With the background as one more class: what was missed, and what is not there. */
static void
add_detection_matrix (GwReportMaker *maker, const GwDetectionEvaluation *evaluation)
{
  const gsize n = evaluation->rows->classes->len + 1;
  g_autofree double *matrix = g_new (double, n *n);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (gsize i = 0; i < n * n; i++)
    matrix[i] = (double) evaluation->matrix[i];
  for (guint i = 0; i + 1 < n; i++)
    g_ptr_array_add (names, g_ptr_array_index (evaluation->rows->classes, i));
  g_ptr_array_add (names, (char *) _ ("Background"));
  add_matrix (maker, matrix, names, GW_PLOT_ROWS_OBJECTS);
}

static gboolean
add_detection (GwReportMaker *maker, GwPredictionSet *predictions, GError **error)
{
  g_autoptr (GwPredictionSet) truth = gw_prediction_set_load (maker->store, maker->set, NULL, GW_LAYER_LABELS,
                                                              GW_OVERLAP_BOX, NULL, maker->cancellable, error);
  const GwDetectionEvaluationOptions options = { .iou = maker->options->iou };
  g_autoptr (GwDetectionRows) rows = NULL;
  g_autoptr (GwDetectionEvaluation) evaluation = NULL;

  if (truth == NULL)
    return FALSE;
  rows = gw_detection_rows_new_from_set (maker->set, truth, predictions);
  evaluation = gw_detection_evaluation_new (rows, &options);
  for (guint part = 0; part <= GW_DETECTION_COCO; part++)
    {
      const gw_status status = gw_detection_evaluation_compute (evaluation, part, &maker->run);

      if (is_cancelled (maker, status, error))
        return FALSE;
      if (!gw_status_has_values (status))
        {
          gw_report_document_add_paragraph (maker->document, _ ("There is nothing to compare the detections with."));
          return TRUE;
        }
    }
  add_detection_facts (maker, evaluation);
  add_detection_table (maker, evaluation);
  add_detection_matrix (maker, evaluation);
  return add_curves (maker, gw_class_curves_new_detections (evaluation, NULL, NULL), error);
}

gboolean
_gw_report_add_model (GwReportMaker *maker, const GwLayerInfo *info, GError **error)
{
  g_autofree char *name = gw_layer_describe (info->layer);
  /* Translators: the name of a model */
  g_autofree char *heading = g_strdup_printf (_ ("Model %s"), name);
  g_autoptr (GwPredictionSet) predictions = gw_prediction_set_load (maker->store, maker->set, NULL, info->layer->id,
                                                                    GW_OVERLAP_BOX, NULL, maker->cancellable, error);

  if (predictions == NULL)
    return FALSE;
  gw_report_document_add_heading (maker->document, 1, heading);
  if (info->n_scored > 0)
    {
      gw_report_document_add_heading (maker->document, 2, _ ("Classes of Images"));
      if (!add_classification (maker, predictions, error))
        return FALSE;
    }
  if (info->n_objects > 0)
    {
      gw_report_document_add_heading (maker->document, 2, _ ("Objects"));
      if (!add_detection (maker, predictions, error))
        return FALSE;
    }
  return TRUE;
}
