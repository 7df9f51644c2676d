/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-box-plot.h"
#include "gw-plot-layer.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  GwPlotColor color;
  guint pattern;       /* in high contrast */
  const char *key;     /* (nullable) */
  const char *value;   /* of the read-out */
  const char *context; /* (nullable) */
  GwBoxPlot figures;   /* n of 0: nothing to draw */

  GArray *at;      /* (transfer full) (element-type double): places, ascending; empty where all values are equal */
  GArray *density; /* (transfer full) (element-type double): at each of them, 0 or more */
} GwPlotViolin;

/* Densities side by side, each at its index on the axis of categories, mirrored, as wide
 * as its place at its peak; with a bar from quartile to quartile and the median.
 * horizontal: values go to the right.
 */
GwPlotLayer *gw_plot_violins_new (gboolean horizontal);
void gw_plot_violins_add (GwPlotLayer *layer, const GwPlotViolin *violin);

G_END_DECLS
