/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-box-plot.h"
#include "gw-kde.h"
#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

/* A column, or the part of one that belongs to a class. */
typedef struct
{
  const char *name;
  GwPlotColor color;
  const char *key;      /* (nullable): of its box or violin: “class:cat” */
  const double *values; /* n; those that are not finite are left out */
  gsize n;
} GwPlotGroup;

typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable) */
  const char *name;     /* of the values: “Box area” */
  const char *unit;     /* (nullable): “pixels” */
  GwPlotRows rows;
  gboolean horizontal; /* values go to the right */
  gboolean log;        /* a logarithmic axis; values of 0 and less are at its low end */
  gboolean notched;    /* of box plots */
} GwPlotDistributionOptions;

/* Distributions side by side, in the order given. The figures are those of gw-box-plot.h with
 * whiskers of GW_BOX_PLOT_REACH, the densities those of gw-kde.h by Scott's bandwidth over
 * the range of the values. Keys: those of the groups; of outliers see gw-plot-boxes.h. A
 * message where no group has a value; the read-out tells where all are equal.
 * Returns: (transfer full); NULL when it was cancelled, of violins
 */
GwPlot *gw_plot_box_new (const GwPlotGroup *groups, gsize n_groups, const GwPlotDistributionOptions *options);
GwPlot *gw_plot_violin_new (const GwPlotGroup *groups, gsize n_groups, const GwPlotDistributionOptions *options,
                            const GwRun *run);

G_END_DECLS
