/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cli-plot.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-class-evaluation.h"
#include "gw-cli-work.h"
#include "gw-detection-evaluation.h"
#include "gw-error.h"
#include "gw-layer-info.h"
#include "gw-palette.h"
#include "gw-plot-calibration.h"
#include "gw-plot-confusion.h"
#include "gw-plot-curves.h"
#include "gw-plot-threshold.h"
#include "gw-score-view.h"

#define LEVEL 0.95
/* Places across at which a band is known. */
#define BAND_PLACES 201
#define THRESHOLDS 2000

/* --- loading ---------------------------------------------------------------------------- */

/* What is judged: of a project also its models, for the colors of its classes. */
typedef struct
{
  GwCliModels *models; /* (nullable) */
  GwClassRows *rows;
} Judged;

static void
judged_clear (Judged *self)
{
  g_clear_pointer (&self->rows, gw_class_rows_free);
  g_clear_pointer (&self->models, gw_cli_models_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judged, judged_clear)

static gboolean
load_table (GwCliPlot *self, Judged *judged, GError **error)
{
  g_autoptr (GwClassScores) scores = NULL;

  scores = gw_cli_read_scores (self->cli, self->source, self->options->positive, error);
  if (scores == NULL)
    return FALSE;
  if (scores->truth == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “truth” to compare the scores with. Name one so."), self->source);
      return FALSE;
    }
  judged->rows = gw_cli_take_class_rows (scores);

  return TRUE;
}

static gboolean
load (GwCliPlot *self, Judged *judged, GError **error)
{
  if (!gw_cli_is_project (self->source))
    return load_table (self, judged, error);
  if (judged->models == NULL)
    judged->models = gw_cli_models_open (self->cli, self->source, self->options->where, error);
  if (judged->models == NULL)
    return FALSE;
  judged->rows = gw_cli_models_load_classes (judged->models, self->cli, self->options->model, self->options->positive,
                                             error);

  return judged->rows != NULL;
}

static guint32
get_color (const Judged *judged, guint which)
{
  const char *name = g_ptr_array_index (judged->rows->classes, which);

  for (guint i = 0; judged->models != NULL && i < judged->models->set->classes->len; i++)
    {
      GwClass *one = g_ptr_array_index (judged->models->set->classes, i);

      if (g_strcmp0 (gw_class_get_name (one), name) == 0)
        return gw_class_get_color (one);
    }

  return gw_palette_get (which % GW_PALETTE_SIZE);
}

/* The class of --class; without it the positive one of two, or the first. */
static gboolean
find_class (GwCliPlot *self, const Judged *judged, guint *which, GError **error)
{
  const GPtrArray *classes = judged->rows->classes;

  *which = judged->rows->binary ? judged->rows->positive : 0;
  if (self->options->class_name == NULL)
    return TRUE;
  for (guint i = 0; i < classes->len; i++)
    if (g_strcmp0 (g_ptr_array_index (classes, i), self->options->class_name) == 0)
      {
        *which = i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("There is no class “%s” in %s."),
               self->options->class_name, self->source);

  return FALSE;
}

/* One class against the rest. NULL with an error, where there are no scores. */
static GwScoreView *
make_view (GwCliPlot *self, const Judged *judged, guint which, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  const gsize n = judged->rows->n;
  g_autofree gint32 *truth = g_new (gint32, MAX (n, 1));
  g_autofree double *score = g_new (double, MAX (n, 1));
  gw_status status = GW_STATUS_OK;
  GwScoreView *view;

  if (!gw_class_rows_get_column (judged->rows, which, truth, score))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: the model gave classes without scores."), self->source);
      return NULL;
    }
  view = gw_score_view_new (g_steal_pointer (&truth), g_steal_pointer (&score), n, &run, &status);
  if (view == NULL)
    gw_cli_check_status (self->cli, status, _ ("The curve cannot be had"), error);

  return view;
}

/* --- curves ----------------------------------------------------------------------------------- */

typedef GwPlot *(*CurveMaker) (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options);

typedef struct
{
  GPtrArray *views;
  GArray *curves; /* of GwPlotCurve */
  GwBand band;
  gsize chosen;
} Curves;

static void
curves_clear (Curves *self)
{
  g_clear_pointer (&self->views, g_ptr_array_unref);
  g_clear_pointer (&self->curves, g_array_unref);
  gw_band_clear (&self->band);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Curves, curves_clear)

static gboolean
add_curve (GwCliPlot *self, const Judged *judged, guint which, Curves *curves, GError **error)
{
  GwScoreView *view = make_view (self, judged, which, error);
  GwPlotCurve curve = { .name = g_ptr_array_index (judged->rows->classes, which), .color = get_color (judged, which) };

  if (view == NULL)
    return FALSE;
  curve.table = gw_score_view_get_table (view);
  g_ptr_array_add (curves->views, view);
  g_array_append_val (curves->curves, curve);

  return TRUE;
}

static gboolean
add_band (GwCliPlot *self, Curves *curves, GwBandKind kind, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  GwPlotCurve *curve = &g_array_index (curves->curves, GwPlotCurve, curves->chosen);
  gw_status status;

  if (self->options->band == 0)
    return TRUE;
  status = gw_score_view_find_band (g_ptr_array_index (curves->views, curves->chosen), kind, BAND_PLACES,
                                    (gsize) self->options->band, (guint64) self->options->seed, LEVEL, &curves->band,
                                    &run);
  if (status == GW_STATUS_SINGLE_CLASS || status == GW_STATUS_EMPTY || status == GW_STATUS_NO_POSITIVE)
    return TRUE;
  if (!gw_cli_check_status (self->cli, status, _ ("The band cannot be had"), error))
    return FALSE;
  curve->band_x = curves->band.x;
  curve->band_low = curves->band.low;
  curve->band_high = curves->band.high;
  curve->n_band = curves->band.n;

  return TRUE;
}

/* Of two classes one curve says all; of more there is one for each. */
static gboolean
make_curves (GwCliPlot *self, const Judged *judged, Curves *curves, GError **error)
{
  guint which;

  if (!find_class (self, judged, &which, error))
    return FALSE;
  curves->views = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_score_view_free);
  curves->curves = g_array_new (FALSE, FALSE, sizeof (GwPlotCurve));
  if (judged->rows->binary)
    return add_curve (self, judged, which, curves, error);
  for (guint i = 0; i < judged->rows->classes->len; i++)
    if (!add_curve (self, judged, i, curves, error))
      return FALSE;
  curves->chosen = which;

  return TRUE;
}

static GwPlot *
draw_curves (GwCliPlot *self, CurveMaker make, int band, GError **error)
{
  g_auto (Judged) judged = { 0 };
  g_auto (Curves) curves = { 0 };
  GwPlotCurveOptions options = { .title = self->options->title,
                                 .subtitle = self->subtitle,
                                 .has_threshold = self->options->threshold != GW_CLI_PLOT_NO_THRESHOLD,
                                 .threshold = self->options->threshold };

  if (!load (self, &judged, error) || !make_curves (self, &judged, &curves, error)
      || (band >= 0 && !add_band (self, &curves, (GwBandKind) band, error)))
    return NULL;
  options.chosen = curves.chosen;

  return make ((const GwPlotCurve *) (gconstpointer) curves.curves->data, curves.curves->len, &options);
}

GwPlot *
gw_cli_plot_roc (GwCliPlot *self, GError **error)
{
  return draw_curves (self, gw_plot_roc_new, GW_BAND_ROC, error);
}

GwPlot *
gw_cli_plot_pr (GwCliPlot *self, GError **error)
{
  return draw_curves (self, gw_plot_pr_new, GW_BAND_PR, error);
}

GwPlot *
gw_cli_plot_det (GwCliPlot *self, GError **error)
{
  return draw_curves (self, gw_plot_det_new, -1, error);
}

GwPlot *
gw_cli_plot_gain (GwCliPlot *self, GError **error)
{
  return draw_curves (self, gw_plot_gain_new, -1, error);
}

GwPlot *
gw_cli_plot_lift (GwCliPlot *self, GError **error)
{
  return draw_curves (self, gw_plot_lift_new, -1, error);
}

/* --- against the threshold --------------------------------------------------------------------- */

GwPlot *
gw_cli_plot_threshold (GwCliPlot *self, GError **error)
{
  g_auto (Judged) judged = { 0 };
  g_autoptr (GwScoreView) view = NULL;
  g_autoptr (GArray) points = NULL;
  g_autofree double *values = NULL;
  g_autofree char *f_name = NULL, *subtitle = NULL;
  guint which;
  gsize n;

  if (!load (self, &judged, error) || !find_class (self, &judged, &which, error))
    return NULL;
  view = make_view (self, &judged, which, error);
  if (view == NULL)
    return NULL;

  points = gw_score_view_sample_points (view, THRESHOLDS);
  n = points->len;
  values = g_new (double, 4 * n + 1);
  for (gsize i = 0; i < n; i++)
    {
      const GwOperatingPoint *point = &g_array_index (points, GwOperatingPoint, i);
      GwRates rates;

      gw_rates_init (&rates, point, self->options->beta);
      values[i] = point->threshold;
      values[n + i] = rates.f_beta;
      values[2 * n + i] = rates.precision;
      values[3 * n + i] = rates.tpr;
    }
  f_name = g_strdup_printf ("F%g", self->options->beta);
  subtitle = g_strdup_printf ("%s · %s", (const char *) g_ptr_array_index (judged.rows->classes, which),
                              self->subtitle);
  {
    const GwPlotMetric metrics[] = { { f_name, GW_PLOT_COLOR_SERIES, values + n },
                                     { _ ("Precision"), gw_palette_get (2), values + 2 * n },
                                     { _ ("Recall"), gw_palette_get (1), values + 3 * n } };
    const GwPlotCurveOptions options = { .title = self->options->title,
                                         .subtitle = subtitle,
                                         .has_threshold = self->options->threshold != GW_CLI_PLOT_NO_THRESHOLD,
                                         .threshold = self->options->threshold };

    return gw_plot_threshold_new (values, n, metrics, G_N_ELEMENTS (metrics), &options);
  }
}

/* --- calibration ---------------------------------------------------------------------------------- */

/* Of the class of --class or the positive one against the rest; of more classes, the
 * highest score of each row.
 */
static gw_status
calibrate (GwCliPlot *self, const Judged *judged, guint which, gsize n_bins, GwCalibrationBin *bins,
           GwCalibration *calibration)
{
  const GwClassRows *rows = judged->rows;
  g_autofree gint32 *truth = NULL;
  g_autofree double *score = NULL;

  if (!rows->binary && self->options->class_name == NULL)
    return gw_calibration_multiclass (rows->truth, rows->scores, rows->n, rows->classes->len, GW_CALIBRATION_UNIFORM,
                                      n_bins, bins, calibration);
  truth = g_new (gint32, MAX (rows->n, 1));
  score = g_new (double, MAX (rows->n, 1));
  gw_class_rows_get_column (rows, which, truth, score);

  return gw_calibration (truth, score, rows->n, GW_CALIBRATION_UNIFORM, n_bins, bins, calibration);
}

GwPlot *
gw_cli_plot_calibration (GwCliPlot *self, GError **error)
{
  g_auto (Judged) judged = { 0 };
  GwPlotCurveOptions options = { .title = self->options->title, .subtitle = self->subtitle };
  g_autofree GwCalibrationBin *bins = NULL;
  GwPlotReliability curve = { .color = GW_PLOT_COLOR_SERIES, .n_bins = GW_CALIBRATION_BINS };
  GwCalibration calibration;
  gw_status status;
  guint64 n_bins;
  guint which;

  if (self->options->bins != NULL)
    {
      if (!g_ascii_string_to_unsigned (self->options->bins, 10, 1, 1000, &n_bins, NULL))
        {
          g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("--bins of a calibration is a number up to 1000, not “%s”."), self->options->bins);
          return NULL;
        }
      curve.n_bins = n_bins;
    }
  if (!load (self, &judged, error) || !find_class (self, &judged, &which, error))
    return NULL;
  if (judged.rows->scores == NULL)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: the model gave classes without scores."), self->source);
      return NULL;
    }

  bins = g_new0 (GwCalibrationBin, curve.n_bins);
  status = calibrate (self, &judged, which, curve.n_bins, bins, &calibration);
  if (!gw_cli_check_status (self->cli, status, _ ("The calibration cannot be had"), error))
    return NULL;
  curve.bins = bins;
  curve.error = calibration.ece;
  curve.name = _ ("Highest score");
  if (judged.rows->binary || self->options->class_name != NULL)
    {
      curve.name = g_ptr_array_index (judged.rows->classes, which);
      curve.color = get_color (&judged, which);
    }

  return gw_plot_calibration_new (&curve, 1, judged.models != NULL ? GW_PLOT_ROWS_IMAGES : GW_PLOT_ROWS_ROWS, &options);
}

/* --- confusion -------------------------------------------------------------------------------------- */

static gboolean
parse_name (const char *text, const char *option, const char *const *names, guint *value, GError **error)
{
  g_autofree char *list = g_strjoinv (", ", (char **) names);

  *value = 0;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      {
        *value = i;
        return TRUE;
      }
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, _ ("%s is one of %s, not “%s”."), option, list, text);

  return FALSE;
}

static GwPlot *
draw_classes (GwCliPlot *self, const Judged *judged, GwPlotConfusionOptions *options, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  const gboolean cuts = judged->rows->binary && self->options->threshold != GW_CLI_PLOT_NO_THRESHOLD;
  GwClassEvaluationOptions how = GW_CLASS_EVALUATION_OPTIONS_INIT;
  g_autoptr (GwClassEvaluation) evaluation = NULL;
  gw_status status;

  how.threshold = cuts ? self->options->threshold : NAN;
  evaluation = gw_class_evaluation_new (judged->rows, &how);
  status = gw_class_evaluation_compute (evaluation, GW_CLASS_LABELS, &run);
  if (!gw_cli_check_status (self->cli, status, _ ("The matrix cannot be had"), error))
    return NULL;
  options->classes = (const char *const *) judged->rows->classes->pdata;
  options->rows = judged->models != NULL ? GW_PLOT_ROWS_IMAGES : GW_PLOT_ROWS_ROWS;

  return gw_plot_confusion_new (evaluation->matrix, judged->rows->classes->len, options);
}

/* With the background as the last class. */
static GwPlot *
draw_detections (GwCliPlot *self, GwCliModels *models, GwPlotConfusionOptions *options, GError **error)
{
  GwRun run = gw_cli_get_run (self->cli);
  const GwDetectionEvaluationOptions how = { .iou = self->options->iou };
  g_autoptr (GwDetectionRows) rows = NULL;
  g_autoptr (GwDetectionEvaluation) evaluation = NULL;
  g_autofree double *matrix = NULL;
  g_autoptr (GPtrArray) names = NULL;
  gw_status status;
  gsize n;

  rows = gw_cli_models_load_detections (models, self->cli, self->options->model, GW_OVERLAP_BOX, error);
  if (rows == NULL)
    return NULL;
  evaluation = gw_detection_evaluation_new (rows, &how);
  status = gw_detection_evaluation_compute (evaluation, GW_DETECTION_MATCHES, &run);
  if (!gw_cli_check_status (self->cli, status, _ ("The matrix cannot be had"), error))
    return NULL;

  n = rows->classes->len + 1;
  names = g_ptr_array_new ();
  for (guint i = 0; i < rows->classes->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (rows->classes, i));
  g_ptr_array_add (names, (gpointer) _ ("Background"));
  matrix = g_new (double, n *n);
  for (gsize i = 0; i < n * n; i++)
    matrix[i] = (double) evaluation->matrix[i];
  options->classes = (const char *const *) names->pdata;
  options->rows = GW_PLOT_ROWS_OBJECTS;

  return gw_plot_confusion_new (matrix, n, options);
}

/* Whether the model of a project drew objects, instead of scoring images. */
static gboolean
drew_objects (GwCliPlot *self, GwCliModels *models, gboolean *objects, GError **error)
{
  const GwLayerInfo *info = gw_layer_info_find (models->models, self->options->model, error);

  if (info == NULL)
    return FALSE;
  *objects = info->n_scored == 0 && info->n_objects > 0;

  return TRUE;
}

GwPlot *
gw_cli_plot_confusion (GwCliPlot *self, GError **error)
{
  static const char *const ways[] = { "none", "true", "predicted", "all", NULL };
  static const char *const orders[] = { "given", "support", "confused", NULL };
  g_auto (Judged) judged = { 0 };
  GwPlotConfusionOptions options = { .title = self->options->title != NULL ? self->options->title
                                                                           : _ ("Confusion Matrix"),
                                     .subtitle = self->subtitle };
  gboolean objects = FALSE;
  guint by, order;

  if (!parse_name (self->options->normalize, "--normalize", ways, &by, error)
      || !parse_name (self->options->order, "--order", orders, &order, error))
    return NULL;
  options.by = (GwNormalise) by;
  options.order = (GwConfusionOrder) order;
  if (gw_cli_is_project (self->source))
    {
      judged.models = gw_cli_models_open (self->cli, self->source, self->options->where, error);
      if (judged.models == NULL || !drew_objects (self, judged.models, &objects, error))
        return NULL;
      if (objects)
        return draw_detections (self, judged.models, &options, error);
    }

  return load (self, &judged, error) ? draw_classes (self, &judged, &options, error) : NULL;
}
