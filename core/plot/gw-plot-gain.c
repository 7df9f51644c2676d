/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-gain.h"
#include "gw-plot-curves-private.h"
#include "gw-plot-line.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"

/* Shares of the rows at which a line is known, but for the ends. */
#define STEPS 500

/* One line. */
typedef struct
{
  char *name;
  GArray *depths;
  GArray *gains;
  GArray *lifts;
  GArray *thresholds;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_free (self->name);
  g_array_unref (self->depths);
  g_array_unref (self->gains);
  g_array_unref (self->lifts);
  g_array_unref (self->thresholds);
  g_free (self);
}

static void
describe_point (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  const Reading *self = data;
  g_autofree char *depth = gw_plot_number_percent_exact (g_array_index (self->depths, double, point));
  g_autofree char *gain = gw_plot_number_percent_exact (g_array_index (self->gains, double, point));
  g_autofree char *lift = gw_plot_number_fixed (g_array_index (self->lifts, double, point), 2);
  g_autofree char *threshold = gw_plot_number_quantity (g_array_index (self->thresholds, double, point));

  /* Translators: a class, and a share of all rows: “Cyclist, highest 10%” */
  readout->name = g_strdup_printf (_ ("%s, highest %s"), self->name, depth);
  readout->value = g_strdup_printf (_ ("%s of the positives, lift %s"), gain, lift);
  if (point > 0)
    readout->context = g_strdup_printf (_ ("Scores from %s on"), threshold);
}

static void
append (GArray *values, double value)
{
  g_array_append_val (values, value);
}

/* The score of the row at each depth. */
static void
find_thresholds (const GwScoreTable *table, Reading *reading)
{
  const double n = gw_score_table_positives (table) + gw_score_table_negatives (table);
  const gsize n_points = gw_score_table_n_points (table);
  GwOperatingPoint point = { .threshold = INFINITY };
  gsize next = 0;

  for (guint i = 0; i < reading->depths->len; i++)
    {
      const double wanted = n * g_array_index (reading->depths, double, i) - 1e-9 * n;

      while (next < n_points && (next == 0 ? 0 : point.tp + point.fp) < wanted)
        gw_score_table_get_point (table, next++, &point);
      append (reading->thresholds, point.threshold);
    }
}

static Reading *
read_curve (const GwPlotCurve *curve)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->name = g_strdup (curve->name);
  reading->depths = g_array_new (FALSE, FALSE, sizeof (double));
  reading->gains = g_array_new (FALSE, FALSE, sizeof (double));
  reading->lifts = g_array_new (FALSE, FALSE, sizeof (double));
  reading->thresholds = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i <= STEPS; i++)
    append (reading->depths, i / (double) STEPS);
  g_array_set_size (reading->gains, STEPS + 1);
  g_array_set_size (reading->lifts, STEPS + 1);
  gw_gain_lift (curve->table, (const double *) (gconstpointer) reading->depths->data, STEPS + 1,
                (double *) (gpointer) reading->gains->data, (double *) (gpointer) reading->lifts->data);
  find_thresholds (curve->table, reading);
  return reading;
}

static void
add_curve (GwPlot *plot, const GwPlotCurve *curve, gboolean lift, guint dash)
{
  g_autofree char *key = g_strconcat ("class:", curve->name, NULL);
  const GwPlotLineStyle style = { .name = curve->name, .color = curve->color, .dash = dash, .key = key };
  Reading *reading = read_curve (curve);
  GwPlotLayer *layer = gw_plot_line_new (g_array_ref (reading->depths),
                                         g_array_ref (lift ? reading->lifts : reading->gains), &style);

  gw_plot_line_set_number_keys (layer, GW_PLOT_THRESHOLD_KEY, g_array_ref (reading->thresholds));
  gw_plot_line_set_describe (layer, describe_point, reading, reading_free);
  gw_plot_add_layer (plot, layer);
}

/* What the tenth of the rows with the highest scores holds. */
static void
tell_tenth (const GwPlotCurve *curve, gboolean lift, GString *summary, gboolean first)
{
  const double depth = 0.1;
  double gain = NAN, times = NAN;
  g_autofree char *text = NULL;

  gw_gain_lift (curve->table, &depth, 1, &gain, &times);
  text = lift ? gw_plot_number_fixed (times, 2) : gw_plot_number_percent_exact (gain);
  g_string_append_printf (summary, "%s %s %s", first ? "" : ",", curve->name, text);
}

static void
set_axes (GwPlot *plot, const GwPlotCurve *curves, const gsize *order, gsize n, gboolean lift)
{
  double most = 1;
  GwPlotScale y;

  if (!lift)
    {
      _gw_plot_set_unit_axes (plot, _ ("Share of rows, highest scores first"), _ ("Share of the positives"));
      return;
    }
  for (gsize i = 0; i < n; i++)
    {
      const double depth = 1.0 / STEPS;
      double gain = NAN, times = NAN;

      gw_gain_lift (curves[order[i]].table, &depth, 1, &gain, &times);
      most = MAX (most, times);
    }
  y = gw_plot_scale_linear (0, most);
  gw_plot_scale_round_out (&y, 5);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (0, 1), _ ("Share of rows, highest scores first"),
                    GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, y, _ ("Lift"), GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS);
}

static void
add_curves (GwPlot *plot, const GwPlotCurve *curves, const gsize *order, gsize n, gboolean lift)
{
  g_autoptr (GString) summary = g_string_new (lift ? _ ("Lift of the highest tenth of the scores:")
                                                   : _ ("Positives among the highest tenth of the scores:"));
  GwPlotLayer *rules = gw_plot_rule_new ();

  for (gsize i = 0; i < n; i++)
    {
      const GwPlotCurve *curve = &curves[order[i]];

      add_curve (plot, curve, lift, (guint) i);
      tell_tenth (curve, lift, summary, i == 0);
      if (n > 1)
        gw_plot_add_legend (plot, GW_PLOT_SAMPLE_LINE, curve->color, (guint) i, curve->name, NULL);
    }
  if (lift)
    gw_plot_rule_add_horizontal (rules, 1, _ ("chance"));
  else
    gw_plot_rule_add_segment (rules, 0, 0, 1, 1);
  gw_plot_add_layer (plot, rules);
  g_string_append_c (summary, '.');
  gw_plot_set_summary (plot, summary->str);
}

static GwPlot *
make_plot (gboolean lift, const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options)
{
  GwPlot *plot = gw_plot_new (lift ? "lift" : "gain");
  gsize n_drawn;
  g_autofree gsize *order = NULL;
  g_autofree char *note = NULL;

  gw_plot_set_title (plot,
                     options->title != NULL ? options->title
                     : lift                 ? _ ("Lift")
                                            : _ ("Cumulative Gain"),
                     options->subtitle);
  order = _gw_plot_choose_curves (plot, curves, n_curves, options->chosen, &n_drawn, &note);
  if (n_drawn == 0)
    return plot;

  add_curves (plot, curves, order, n_drawn, lift);
  set_axes (plot, curves, order, n_drawn, lift);
  gw_plot_set_note (plot, note);
  return plot;
}

GwPlot *
gw_plot_gain_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options)
{
  return make_plot (FALSE, curves, n_curves, options);
}

GwPlot *
gw_plot_lift_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options)
{
  return make_plot (TRUE, curves, n_curves, options);
}
