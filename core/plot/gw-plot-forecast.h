/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-scatter.h"

G_BEGIN_DECLS

/* What was forecast against what came: a scatter plot of both (gw-plot-scatter.h), over the
 * same range, with the diagonal where forecasts are right. options' x is what came, y the
 * forecast. Returns: (transfer full)
 */
GwPlot *gw_plot_forecast_new (GArray *actual, GArray *forecast, const GwPlotScatterOptions *options);

G_END_DECLS
