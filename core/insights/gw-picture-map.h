/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-data-set.h"
#include "gw-plot-scatter.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title;      /* (nullable) */
  const char *subtitle;   /* (nullable) */
  GwPlotPointFuncs funcs; /* make_key and parse_key alone are asked for, and may be NULL */
} GwPictureMapOptions;

/* A map of pictures that look alike (gw_plot_pca_map_new()): by the features of their
 * measures, in the color of the class of their first label, else of their first object.
 *
 * measures    those of gw_data_set_load_measures(); what is not measured is left out
 * n_measured  (out): pictures that are
 * Returns: (transfer full) (nullable): NULL when it was cancelled
 */
GwPlot *gw_picture_map_new (const GwDataSet *set, const GArray *measures, const GwPictureMapOptions *options,
                            const GwRun *run, gsize *n_measured);

G_END_DECLS
