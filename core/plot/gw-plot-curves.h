/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot.h"
#include "gw-score-curve.h"

G_BEGIN_DECLS

/* Curves of a classifier's scores, one class against the rest: at most
 * GW_PLOT_MOST_CURVES of them, the chosen one first, solid and with its band; a note says
 * how many are left out.
 *
 * The key of a point is “threshold:T”: what scores T or higher is called positive. It
 * reads like “Cyclist at 0.140”, both rates, and what is counted there. A curve of more
 * points than a screen can show is thinned to less than a 65,536th of an axis.
 */
#define GW_PLOT_MOST_CURVES 8

typedef struct
{
  const char *name; /* of the class */
  GwPlotColor color;
  const GwScoreTable *table; /* looked at while the plot is made */
  /* (nullable): a band of n_band places across, as gw_score_view_find_band() finds it. */
  const double *band_x;
  const double *band_low;
  const double *band_high;
  gsize n_band;
} GwPlotCurve;

typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable) */
  gsize chosen;         /* of the curves */
  gboolean has_threshold;
  double threshold; /* a marker at what is called positive from here on, by the chosen one */
} GwPlotCurveOptions;

/* True over false positive rate, with the area under each and the line of chance.
 * Each of these gives a message where no curve has both classes, and leaves those out
 * that have not. Returns: (transfer full)
 */
GwPlot *gw_plot_roc_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options);
/* Precision over recall, in steps, with average precision and the line of prevalence. */
GwPlot *gw_plot_pr_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options);
/* False negative over false positive rate on axes of the normal distribution. */
GwPlot *gw_plot_det_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options);
/* The share of the positives among the rows of the highest scores. */
GwPlot *gw_plot_gain_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options);
/* How many times more of them there are than by chance. */
GwPlot *gw_plot_lift_new (const GwPlotCurve *curves, gsize n_curves, const GwPlotCurveOptions *options);

G_END_DECLS
