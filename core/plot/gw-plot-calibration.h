/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-calibration.h"
#include "gw-plot-curves.h"
#include "gw-plot-rows.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  GwPlotColor color;
  const GwCalibrationBin *bins; /* by rising probability */
  gsize n_bins;
  double error; /* expected calibration error; NaN: not told */
} GwPlotReliability;

/* How often what is said with a probability comes true. Bars behind the lines are the
 * share of the rows in each bin of the chosen one, by the same axis.
 *
 * rows     what is counted in the bins
 * options  without a threshold
 *
 * Keys are “score:LOW:HIGH”: LOW < score ≤ HIGH, in the first bin LOW too. A message
 * where no bin has rows. Returns: (transfer full)
 */
GwPlot *gw_plot_calibration_new (const GwPlotReliability *curves, gsize n_curves, GwPlotRows rows,
                                 const GwPlotCurveOptions *options);

/* The bin of a key. */
gboolean gw_plot_calibration_parse_key (const char *key, double *low, double *high);

G_END_DECLS
