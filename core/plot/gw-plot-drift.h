/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-drift.h"
#include "gw-histogram.h"
#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  double psi; /* population stability index; NaN: a side is empty */
} GwPlotDriftVariable;

/* How far each variable has moved, the farthest first, with the limits of the verdict
 * as lines; those without an index are told of. The key of a bar is “variable:NAME”.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_drift_new (const GwPlotDriftVariable *variables, gsize n, const char *title, const char *subtitle);

/* --- two distributions over each other ------------------------------------------------- */

typedef struct
{
  const char *title;     /* (nullable) */
  const char *subtitle;  /* (nullable) */
  const char *name;      /* of the column */
  const char *unit;      /* (nullable) */
  const char *reference; /* what the sides are called: “Training”, “This Week” */
  const char *current;
  GwPlotRows rows;
  GwBinRule rule; /* over the values of both */
  gsize n_bins;   /* with GW_BINS_GIVEN */
} GwPlotOverlayOptions;

/* The shares of both sides in the same bins: bars for the reference, and a line of
 * steps for what is now. Keys “bin:LOW:HIGH” as of a histogram. A message where a side has
 * no values, or all are equal. NULL when it was cancelled. (transfer full)
 */
GwPlot *gw_plot_overlay_new (const double *reference, gsize n_reference, const double *current, gsize n_current,
                             const GwPlotOverlayOptions *options, const GwRun *run);

G_END_DECLS
