/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-forecast.h"

#include "gw-plot-rule.h"

/* A square costs no more than this share of the width. */
#define SQUARE_COST 0.45

GwPlot *
gw_plot_forecast_new (GArray *actual, GArray *forecast, const GwPlotScatterOptions *options)
{
  GwPlot *plot = gw_plot_scatter_new (actual, forecast, options);
  const GwPlotAxis *x = gw_plot_get_axis (plot, GW_PLOT_AXIS_X);
  const GwPlotAxis *y = gw_plot_get_axis (plot, GW_PLOT_AXIS_Y);
  GwPlotLayer *diagonal;
  double low, high;

  if (gw_plot_get_message (plot) != NULL)
    return plot;
  low = MIN (x->scale.low, y->scale.low);
  high = MAX (x->scale.high, y->scale.high);
  for (guint side = 0; side < GW_PLOT_N_AXES; side++)
    {
      const GwPlotAxis *axis = gw_plot_get_axis (plot, side);
      g_autofree char *title = g_strdup (axis->title);

      gw_plot_set_axis (plot, side, gw_plot_scale_linear (low, high), title, axis->flags);
    }
  gw_plot_set_square (plot, SQUARE_COST);
  diagonal = gw_plot_rule_new ();
  gw_plot_rule_add_segment (diagonal, low, low, high, high);
  gw_plot_add_layer (plot, diagonal);
  return plot;
}
