/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

#define GW_PLOT_CENTERS_CELLS 32

typedef struct
{
  const char *title;    /* (nullable) */
  const char *subtitle; /* (nullable) */
  GwPlotRows rows;      /* what is counted */
  gsize n_cells;        /* of each side; 0: GW_PLOT_CENTERS_CELLS */
} GwPlotCentersOptions;

/* Where in their images boxes are: how many have their center in each part, left to right and
 * top to bottom as images are seen.
 *
 * x, y  n shares of the image's width and height, from its top left corner, in [0, 1];
 *       others are left out and told of
 *
 * The key of a cell is “center:X0:X1:Y0:Y1”: X0 ≤ x < X1 and Y0 ≤ y < Y1, at the lower and the
 * right edge of the image with their ends. A message where there is no box.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_centers_new (const double *x, const double *y, gsize n, const GwPlotCentersOptions *options);
/* FALSE for another key. */
gboolean gw_plot_centers_parse_key (const char *key, double x[2], double y[2]);

G_END_DECLS
