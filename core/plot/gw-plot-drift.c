/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-drift.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-plot-bars.h"
#include "gw-plot-number.h"
#include "gw-plot-rule.h"

/* Where the readings of gw_drift_read() change. */
#define WATCH 0.1
#define DRIFT 0.25
#define TICKS 5

static int
compare (gconstpointer a, gconstpointer b)
{
  const GwPlotDriftVariable *one = *(const GwPlotDriftVariable *const *) a;
  const GwPlotDriftVariable *other = *(const GwPlotDriftVariable *const *) b;

  if (one->psi != other->psi)
    return one->psi > other->psi ? -1 : 1;
  return (one > other) - (one < other);
}

static const char *
spell (GwDriftReading reading)
{
  switch (reading)
    {
    case GW_DRIFT_DRIFT:
      return _ ("drift");
    case GW_DRIFT_WATCH:
      return _ ("watch");
    case GW_DRIFT_STABLE:
    default:
      return _ ("stable");
    }
}

static void
add_bar (GwPlotLayer *layer, const GwPlotDriftVariable *variable, gsize i)
{
  static const GwPlotColor colors[] = {
    [GW_DRIFT_STABLE] = GW_PLOT_COLOR_CONTEXT,
    [GW_DRIFT_WATCH] = GW_PLOT_COLOR_WARNING,
    [GW_DRIFT_DRIFT] = GW_PLOT_COLOR_HIGHLIGHT,
  };
  const GwDriftReading reading = gw_drift_read (variable->psi);
  g_autofree char *number = gw_plot_number_fixed (variable->psi, 3);
  g_autofree char *value = g_strdup_printf (_ ("Population stability index %s"), number);
  g_autofree char *key = g_strconcat ("variable:", variable->name, NULL);
  const GwPlotBar bar = { .begin = (double) i - GW_PLOT_BAR_HALF,
                          .end = (double) i + GW_PLOT_BAR_HALF,
                          .to = variable->psi,
                          .color = colors[reading],
                          .pattern = reading,
                          .name = variable->name,
                          .value = value,
                          .context = spell (reading),
                          .key = key,
                          .label = number,
                          .sublabel = spell (reading) };

  gw_plot_bars_add (layer, &bar);
}

static void
set_axes (GwPlot *plot, GPtrArray *order)
{
  const GwPlotDriftVariable *first = g_ptr_array_index (order, 0);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GwPlotScale x = gw_plot_scale_linear (0, MAX (first->psi, 1.2 * DRIFT));
  GwPlotScale y;

  for (guint i = 0; i < order->len; i++)
    g_ptr_array_add (names, g_strdup (((const GwPlotDriftVariable *) g_ptr_array_index (order, i))->name));
  y = gw_plot_scale_category (names);
  y.reversed = TRUE;
  gw_plot_scale_round_out (&x, TICKS);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_X, x, _ ("Population stability index"),
                    GW_PLOT_AXIS_GRID | GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_STILL);
  gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, y, NULL, GW_PLOT_AXIS_NO_TICKS | GW_PLOT_AXIS_BASE);
}

static void
set_summary (GwPlot *plot, GPtrArray *order)
{
  const GwPlotDriftVariable *first = g_ptr_array_index (order, 0);
  g_autofree char *most = gw_plot_number_fixed (first->psi, 3);
  guint n_moved = 0;
  g_autofree char *moved = NULL;
  g_autofree char *all = gw_plot_number_count (order->len);
  g_autofree char *text = NULL;

  for (guint i = 0; i < order->len; i++)
    n_moved += gw_drift_read (((const GwPlotDriftVariable *) g_ptr_array_index (order, i))->psi) == GW_DRIFT_DRIFT;
  moved = gw_plot_number_count (n_moved);
  text = g_strdup_printf (_ ("Bar chart, drift of variables; drifted: %s of %s. %s moved most: index %s, %s."), moved,
                          all, first->name, most, spell (gw_drift_read (first->psi)));
  gw_plot_set_summary (plot, text);
}

GwPlot *
gw_plot_drift_new (const GwPlotDriftVariable *variables, gsize n, const char *title, const char *subtitle)
{
  GwPlot *plot = gw_plot_new ("drift");
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  GwPlotLayer *layer, *rules;

  gw_plot_set_title (plot, title != NULL ? title : _ ("Drift"), subtitle);
  for (gsize i = 0; i < n; i++)
    if (isfinite (variables[i].psi))
      g_ptr_array_add (order, (gpointer) &variables[i]);
  if (order->len == 0)
    {
      gw_plot_set_message (plot, _ ("Nothing to Compare"), _ ("No variable has values on both sides."));
      return plot;
    }

  g_ptr_array_sort (order, compare);
  layer = gw_plot_bars_new (TRUE);
  for (guint i = 0; i < order->len; i++)
    add_bar (layer, g_ptr_array_index (order, i), i);
  set_axes (plot, order);
  gw_plot_add_layer (plot, layer);
  rules = gw_plot_rule_new ();
  gw_plot_rule_add_vertical (rules, WATCH, NULL);
  gw_plot_rule_add_vertical (rules, DRIFT, NULL);
  gw_plot_add_layer (plot, rules);
  gw_plot_set_legend_note (plot, _ ("Watch from 0.1, drift from 0.25"));
  if (order->len < n)
    {
      g_autofree char *number = gw_plot_number_count ((double) (n - order->len));
      g_autofree char *note = g_strdup_printf (ngettext ("%s variable has no values on a side.",
                                                         "%s variables have no values on a side.",
                                                         (gulong) (n - order->len)),
                                               number);

      gw_plot_set_note (plot, note);
    }
  set_summary (plot, order);
  return plot;
}
