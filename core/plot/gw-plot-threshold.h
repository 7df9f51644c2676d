/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-curves.h"

G_BEGIN_DECLS

/* A figure over the threshold. */
typedef struct
{
  const char *name; /* “Precision” */
  GwPlotColor color;
  const double *values; /* as many as there are thresholds; NaN: not defined there */
} GwPlotMetric;

/* Metrics against the threshold from which scores are called positive.
 *
 * thresholds  n, rising or falling; infinite ones are left out
 * options     the chosen metric is solid; its threshold becomes a line
 *
 * The key of a point is “threshold:T”. A message where there are no thresholds, or one.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_threshold_new (const double *thresholds, gsize n, const GwPlotMetric *metrics, gsize n_metrics,
                               const GwPlotCurveOptions *options);

G_END_DECLS
