/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-rows.h"
#include "gw-plot.h"

G_BEGIN_DECLS

/* Counts by category: one bar for each, or of several series parts on top of each
 * other, or bars side by side.
 */
typedef struct
{
  const char *name;
  GwPlotColor color;    /* GW_PLOT_COLOR_NONE with one series: that of the category */
  const double *values; /* n_categories finite ones of 0 or more */
} GwPlotSeries;

typedef struct
{
  const char *title;         /* (nullable) */
  const char *subtitle;      /* (nullable) */
  const char *axis;          /* (nullable): of the values */
  GwPlotRows rows;           /* what they count */
  const GwPlotColor *colors; /* (nullable): of the categories */
  /* (nullable): n_categories * n_series, row by category; else “category:INDEX:SERIES” */
  const char *const *keys;
  gboolean horizontal;
  gboolean stacked;
  gboolean bare; /* bars on a line, without names and numbers: for small ones */
  double most;   /* the end of the axis, to compare two plots; 0: by the values */
} GwPlotCategoriesOptions;

/* A message where there is nothing to count, or a value that is no count.
 * Returns: (transfer full)
 */
GwPlot *gw_plot_categories_new (const char *const *names, gsize n_categories, const GwPlotSeries *series,
                                gsize n_series, const GwPlotCategoriesOptions *options);

G_END_DECLS
