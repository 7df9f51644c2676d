/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-curves-figures.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-plot-calibration.h"
#include "gw-plot-curves.h"
#include "gw-plot-number.h"
#include "gw-plot-threshold.h"

/* A line of a metric has no more points than a screen shows. */
#define METRIC_POINTS 2000

void
gw_curves_figures_free (GwCurvesFigures *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->curves, gw_class_curves_unref);
  g_clear_pointer (&self->colors, g_array_unref);
  g_clear_pointer (&self->plots, g_ptr_array_unref);
  g_free (self->model);
  g_free (self);
}

/* --- plots ------------------------------------------------------------------------- */

static void
set_band (GwPlotCurve *curve, const GwBand *band)
{
  curve->band_x = band->x;
  curve->band_low = band->low;
  curve->band_high = band->high;
  curve->n_band = band->n;
}

static GwPlot *
make_curves (GwCurvesFigures *self, const GwBand *band,
             GwPlot *(*make) (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options))
{
  const GwClassCurves *curves = self->curves;
  g_autofree GwPlotCurve *lines = g_new0 (GwPlotCurve, MAX (curves->n_lines, 1));
  const GwPlotCurveOptions options = { .subtitle = self->model };

  for (gsize i = 0; i < curves->n_lines; i++)
    {
      const GwClassLine *line = &curves->lines[i];

      lines[i] = (GwPlotCurve) { .name = g_ptr_array_index (curves->classes, line->which),
                                 .color = gw_curves_figures_get_color (self, line->which),
                                 .table = line->view != NULL ? gw_score_view_get_table (line->view) : NULL };
    }
  if (band != NULL && band->n > 0)
    set_band (&lines[0], band);
  return make (lines, curves->n_lines, &options);
}

typedef enum
{
  METRIC_PRECISION,
  METRIC_RECALL,
  METRIC_F1,
  METRIC_MCC,
  N_METRICS
} Metric;

static GwPlot *
make_metrics (GwCurvesFigures *self)
{
  static const struct
  {
    const char *name;
    GwPlotColor color;
  } metrics[N_METRICS] = {
    [METRIC_PRECISION] = { N_ ("Precision"), 0x1c71d8 },
    [METRIC_RECALL] = { N_ ("Recall"), 0xc64600 },
    [METRIC_F1] = { N_ ("F1"), 0x26a269 },
    [METRIC_MCC] = { N_ ("MCC"), 0x9141ac },
  };
  const GwClassLine *line = gw_class_curves_get_line (self->curves);
  const GwPlotCurveOptions options = { .subtitle = self->model, .chosen = METRIC_F1 };
  g_autoptr (GArray) points = line != NULL ? gw_score_view_sample_points (line->view, METRIC_POINTS) : NULL;
  const gsize n = points != NULL ? points->len : 0;
  g_autofree double *thresholds = g_new (double, MAX (n, 1));
  g_autofree double *values = g_new (double, MAX (n * N_METRICS, 1));
  GwPlotMetric lines[N_METRICS];

  for (gsize i = 0; i < n; i++)
    {
      const GwOperatingPoint *point = &g_array_index (points, GwOperatingPoint, i);
      GwRates rates;

      gw_rates_init (&rates, point, 1);
      thresholds[i] = point->threshold;
      values[METRIC_PRECISION * n + i] = rates.precision;
      values[METRIC_RECALL * n + i] = rates.tpr;
      values[METRIC_F1 * n + i] = rates.f_beta;
      values[METRIC_MCC * n + i] = rates.mcc;
    }
  for (guint i = 0; i < N_METRICS; i++)
    lines[i] = (GwPlotMetric) { _ (metrics[i].name), metrics[i].color, values + i * n };
  return gw_plot_threshold_new (thresholds, n, lines, N_METRICS, &options);
}

static GwPlot *
make_calibration (GwCurvesFigures *self)
{
  const GwClassCurves *curves = self->curves;
  const gboolean there = (curves->ready & (1u << GW_CURVES_PART_SCORES)) != 0 && curves->are_probabilities;
  const GwPlotCurveOptions options = { .subtitle = self->model };
  const GwPlotReliability line = { .name = curves->n_lines > 0 ? g_ptr_array_index (curves->classes, curves->chosen)
                                                               : "",
                                   .color = gw_curves_figures_get_color (self, curves->chosen),
                                   .bins = curves->bins,
                                   .n_bins = there ? GW_CALIBRATION_BINS : 0,
                                   .error = there ? curves->calibration.ece : NAN };

  return gw_plot_calibration_new (&line, 1, curves->of_objects ? GW_PLOT_ROWS_BOXES : GW_PLOT_ROWS_IMAGES, &options);
}

static void
make_plots (GwCurvesFigures *self)
{
  const gboolean banded = (self->curves->ready & (1u << GW_CURVES_PART_BANDS)) != 0;

  g_ptr_array_add (self->plots, make_curves (self, banded ? &self->curves->roc_band : NULL, gw_plot_roc_new));
  g_ptr_array_add (self->plots, make_curves (self, banded ? &self->curves->pr_band : NULL, gw_plot_pr_new));
  g_ptr_array_add (self->plots, make_curves (self, NULL, gw_plot_det_new));
  g_ptr_array_add (self->plots, make_metrics (self));
  g_ptr_array_add (self->plots, make_curves (self, NULL, gw_plot_gain_new));
  g_ptr_array_add (self->plots, make_curves (self, NULL, gw_plot_lift_new));
  g_ptr_array_add (self->plots, make_calibration (self));
}

/* --- figures ------------------------------------------------------------------------- */

/* The colors are those of the project's classes of these names. */
static void
find_colors (GwCurvesFigures *self, const GwDataSet *set)
{
  g_autoptr (GHashTable) colors = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < set->classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (set->classes, i);

      g_hash_table_insert (colors, (gpointer) gw_class_get_name (klass), GUINT_TO_POINTER (gw_class_get_color (klass)));
    }
  for (guint i = 0; i < self->curves->classes->len; i++)
    {
      gpointer value;
      const guint32 color = g_hash_table_lookup_extended (colors, g_ptr_array_index (self->curves->classes, i), NULL,
                                                          &value)
                                ? GPOINTER_TO_UINT (value)
                                : GW_PLOT_COLOR_CONTEXT;

      g_array_append_val (self->colors, color);
    }
}

GwCurvesFigures *
gw_curves_figures_new (const GwDataSet *set, const GwInsightsModel *model, GwClassCurves *curves)
{
  GwCurvesFigures *self = g_new0 (GwCurvesFigures, 1);

  self->colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->plots = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_plot_unref);
  self->model = model != NULL ? g_strdup (model->title) : NULL;
  if (curves == NULL)
    return self;
  self->curves = gw_class_curves_ref (curves);
  find_colors (self, set);
  if (curves->n_lines > 0)
    make_plots (self);
  return self;
}

GwPlot *
gw_curves_figures_get_plot (const GwCurvesFigures *self, GwCurvesPlot which)
{
  return which < self->plots->len ? g_ptr_array_index (self->plots, which) : NULL;
}

const GwClassLine *
gw_curves_figures_find_line (const GwCurvesFigures *self, const char *name)
{
  const GwClassCurves *curves = self->curves;

  if (curves == NULL)
    return NULL;
  for (gsize i = 0; name != NULL && i < curves->n_lines; i++)
    if (curves->lines[i].view != NULL
        && strcmp (g_ptr_array_index (curves->classes, curves->lines[i].which), name) == 0)
      return &curves->lines[i];
  return gw_class_curves_get_line (curves);
}

const char *
gw_curves_figures_get_name (const GwCurvesFigures *self, const GwClassLine *line)
{
  return g_ptr_array_index (self->curves->classes, line->which);
}

guint32
gw_curves_figures_get_color (const GwCurvesFigures *self, guint which)
{
  return which < self->colors->len ? g_array_index (self->colors, guint32, which) : GW_PLOT_COLOR_SERIES;
}

char *
gw_curves_format_threshold (double threshold)
{
  g_autofree char *number = gw_plot_number_fixed (threshold, 3);

  if (isinf (threshold))
    return g_strdup (threshold > 0 ? "∞" : "−∞");
  if (isnan (threshold) || fabs (threshold) >= 10 || (threshold != 0 && fabs (threshold) < 0.001))
    return gw_plot_number_quantity (threshold);
  return g_str_has_suffix (number, "0") ? gw_plot_number_fixed (threshold, 2) : g_steal_pointer (&number);
}
