/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-rows.h"
#include "gw-plot-transform.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable) */
  const char *name;     /* of the column: “Box area” */
  const char *unit;     /* (nullable) */
  GwPlotRows rows;
  GwPlotTransformKind transform; /* whether it makes the values normal */
} GwPlotQqOptions;

/* Values against the quantiles that normal ones would have, and the line on which
 * those lie. Of many points some are drawn, the outermost all. The key of a point is
 * “value:V”, before the transform. A message where there are less than 3 values, or all
 * are equal. Returns: (transfer full)
 */
GwPlot *gw_plot_qq_new (const double *values, gsize n, const GwPlotQqOptions *options, const GwRun *run);

/* The value of a key of a point; FALSE for another key. */
gboolean gw_plot_qq_parse_key (const char *key, double *value);

G_END_DECLS
