/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-pca.h"
#include "gw-plot-points.h"
#include "gw-plot.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable) */
  const char *x_name;   /* of the columns: “Box width” */
  const char *y_name;
  const char *x_unit; /* (nullable): “pixels” */
  const char *y_unit; /* (nullable) */
  GwPlotRows rows;

  GArray *class_of; /* (nullable) (transfer full) (element-type gint32): of each row; -1: none */
  const GwPlotPointClass *classes;
  guint n_classes;

  GwPlotPointFuncs funcs; /* what points say and their keys; may be zeroed */
  gpointer data;          /* (transfer full) with funcs.destroy */
} GwPlotScatterOptions;

/* One column against another: points, or hexagons with counts (gw-plot-points.h, which
 * also tells the keys). x, y: (transfer full) (element-type double), of one length. The
 * summary has the correlation. Rows without both numbers are left out and told of. A
 * message where no row has both.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_scatter_new (GArray *x, GArray *y, const GwPlotScatterOptions *options);

/* A map of rows by many features: where they lie along the two principal components of
 * the largest variance (gw-pca.h), each feature divided by its deviation. Rows that are
 * alike are near each other. x_name to y_unit of the options are not asked.
 *
 * features  n * columns numbers, row-major; rows with one that is not finite are left out
 *
 * NULL when it was cancelled. A message where there are fewer than 3 rows or 2 features, or
 * nothing varies. Takes class_of and data as gw_plot_scatter_new() does.
 */
GwPlot *gw_plot_pca_map_new (const double *features, gsize n, gsize columns, const GwPlotScatterOptions *options,
                             const GwRun *run);

G_END_DECLS
