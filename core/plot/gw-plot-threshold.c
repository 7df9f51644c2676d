/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-threshold.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-curves-private.h"
#include "gw-plot-line.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"

/* What the points of all lines have in common. */
typedef struct
{
  gatomicrefcount ref_count;
  GArray *thresholds;
  GPtrArray *names;
  GPtrArray *values; /* of GArray, one of each metric */
} Metrics;

typedef struct
{
  Metrics *all;
  guint metric;
} Reading;

static void
metrics_unref (Metrics *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->thresholds);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  g_free (self);
}

static void
reading_free (gpointer data)
{
  Reading *self = data;

  metrics_unref (self->all);
  g_free (self);
}

static char *
tell (const Metrics *all, guint metric, gsize point)
{
  const GArray *values = g_ptr_array_index (all->values, metric);
  g_autofree char *number = gw_plot_number_fixed (g_array_index (values, double, point), 3);

  return g_strdup_printf ("%s %s", (const char *) g_ptr_array_index (all->names, metric), number);
}

/* One metric, and the others at the same threshold. */
static void
describe_point (gsize point, double x, double y, gpointer data, GwPlotReadout *readout)
{
  const Reading *self = data;
  g_autofree char *threshold = gw_plot_number_quantity (x);
  GString *others = g_string_new (NULL);

  readout->name = g_strdup_printf (_ ("Threshold %s"), threshold);
  readout->value = tell (self->all, self->metric, point);
  for (guint i = 0; i < self->all->names->len; i++)
    if (i != self->metric)
      {
        g_autofree char *other = tell (self->all, i, point);

        g_string_append_printf (others, "%s%s", others->len > 0 ? ", " : "", other);
      }
  readout->context = g_string_free (others, others->len == 0);
}

/* The metrics that are drawn, at thresholds that have a place on the axis. */
static Metrics *
collect (const double *thresholds, gsize n, const GwPlotMetric *metrics, const gsize *order, gsize n_drawn)
{
  Metrics *all = g_new0 (Metrics, 1);

  g_atomic_ref_count_init (&all->ref_count);
  all->thresholds = g_array_new (FALSE, FALSE, sizeof (double));
  all->names = g_ptr_array_new_with_free_func (g_free);
  all->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (gsize i = 0; i < n; i++)
    if (isfinite (thresholds[i]))
      g_array_append_val (all->thresholds, thresholds[i]);
  for (gsize k = 0; k < n_drawn; k++)
    {
      const GwPlotMetric *metric = &metrics[order[k]];
      GArray *values = g_array_sized_new (FALSE, FALSE, sizeof (double), all->thresholds->len);

      for (gsize i = 0; i < n; i++)
        if (isfinite (thresholds[i]))
          g_array_append_val (values, metric->values[i]);
      g_ptr_array_add (all->names, g_strdup (metric->name));
      g_ptr_array_add (all->values, values);
    }
  return all;
}

static void
add_metric (GwPlot *plot, Metrics *all, guint i, const GwPlotMetric *metric)
{
  g_autofree char *key = g_strconcat ("metric:", metric->name, NULL);
  const GwPlotLineStyle style = { .name = metric->name, .color = metric->color, .dash = i, .key = key };
  GwPlotLayer *layer = gw_plot_line_new (g_array_ref (all->thresholds),
                                         g_array_ref (g_ptr_array_index (all->values, i)), &style);
  Reading *reading = g_new0 (Reading, 1);

  g_atomic_ref_count_inc (&all->ref_count);
  *reading = (Reading) { all, i };
  gw_plot_line_set_number_keys (layer, GW_PLOT_THRESHOLD_KEY, g_array_ref (all->thresholds));
  gw_plot_line_set_describe (layer, describe_point, reading, reading_free);
  gw_plot_add_layer (plot, layer);
}

static void
find_range (const Metrics *all, double x[2], double y[2])
{
  x[0] = x[1] = y[0] = y[1] = NAN;
  for (guint i = 0; i < all->thresholds->len; i++)
    gw_plot_extent_add (x, g_array_index (all->thresholds, double, i));
  for (guint k = 0; k < all->values->len; k++)
    {
      const GArray *values = g_ptr_array_index (all->values, k);

      for (guint i = 0; i < values->len; i++)
        gw_plot_extent_add (y, g_array_index (values, double, i));
    }
  /* Probabilities have the whole of their axis. */
  if (x[0] >= 0 && x[1] <= 1)
    {
      x[0] = 0;
      x[1] = 1;
    }
}

static void
set_axes (GwPlot *plot, const double x[2], const double y[2])
{
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (x[0], x[1]), _ ("Threshold"), GW_PLOT_AXIS_BASE);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (MIN (y[0], 0), MAX (y[1], 1)), _ ("Metric"),
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_STILL);
}

/* The first metric at its best. */
static void
set_summary (GwPlot *plot, const Metrics *all)
{
  const GArray *values = g_ptr_array_index (all->values, 0);
  const char *name = g_ptr_array_index (all->names, 0);
  guint best = 0;
  g_autofree char *threshold = NULL;
  g_autofree char *value = NULL;
  g_autofree char *summary = NULL;

  for (guint i = 0; i < values->len; i++)
    if (!(g_array_index (values, double, i) <= g_array_index (values, double, best)))
      best = i;
  threshold = gw_plot_number_quantity (g_array_index (all->thresholds, double, best));
  value = gw_plot_number_fixed (g_array_index (values, double, best), 3);
  summary = g_strdup_printf (_ ("Metrics against the threshold. %s is highest, %s, at %s."), name, value, threshold);
  gw_plot_set_summary (plot, summary);
}

static void
add_metrics (GwPlot *plot, Metrics *all, const GwPlotMetric *metrics, const gsize *order, gsize n_drawn,
             const GwPlotCurveOptions *options)
{
  double x[2], y[2];

  for (guint i = 0; i < n_drawn; i++)
    {
      add_metric (plot, all, i, &metrics[order[i]]);
      if (n_drawn > 1)
        gw_plot_add_legend (plot, GW_PLOT_SAMPLE_LINE, metrics[order[i]].color, i, metrics[order[i]].name, NULL);
    }
  if (options->has_threshold)
    {
      GwPlotLayer *rules = gw_plot_rule_new ();
      g_autofree char *number = gw_plot_number_quantity (options->threshold);
      g_autofree char *label = g_strdup_printf (_ ("threshold %s"), number);

      gw_plot_rule_add_vertical (rules, options->threshold, label);
      gw_plot_add_layer (plot, rules);
    }
  find_range (all, x, y);
  set_axes (plot, x, y);
  set_summary (plot, all);
}

GwPlot *
gw_plot_threshold_new (const double *thresholds, gsize n, const GwPlotMetric *metrics, gsize n_metrics,
                       const GwPlotCurveOptions *options)
{
  GwPlot *plot = gw_plot_new ("threshold");
  gsize n_drawn;
  g_autofree gsize *order = _gw_plot_order_curves (n_metrics, options->chosen, &n_drawn);
  Metrics *all = collect (thresholds, n, metrics, order, n_drawn);
  g_autofree char *note = _gw_plot_note_left_out (n_metrics, n_drawn);

  gw_plot_set_title (plot, options->title != NULL ? options->title : _ ("Metrics Against the Threshold"),
                     options->subtitle);
  if (all->thresholds->len == 0 || n_drawn == 0)
    gw_plot_set_message (plot, _ ("No Scores"),
                         _ ("Import predictions with scores to see how a threshold parts them."));
  else if (all->thresholds->len == 1)
    gw_plot_set_message (plot, _ ("All Scores Are Equal"), _ ("A threshold needs scores that differ."));
  else
    {
      add_metrics (plot, all, metrics, order, n_drawn, options);
      gw_plot_set_note (plot, note);
    }
  metrics_unref (all);
  return plot;
}
