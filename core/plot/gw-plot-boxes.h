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
  const char *value;   /* of the read-out: “Median 8,106 pixels” */
  const char *context; /* (nullable) */
  GwBoxPlot figures;   /* n of 0: nothing to draw */

  const double *values;     /* all of the group's, of which the outliers are: */
  const guint32 *outliers;  /* figures.n_outliers rows */
  const char *outlier_name; /* (nullable): of the read-out; NULL: name */
  const char *unit;         /* (nullable) */
} GwPlotBox;

/* Box plots side by side, each at its index on the axis of categories: quartiles,
 * median, whiskers, and the outliers as points. Where there are many the outermost of those
 * that would lie on each other is drawn and stands for them. The marks of a box and then
 * of its outliers follow each other; the key of an outlier is “outlier:INDEX:ROW”, with the
 * index of the box and the row within its values.
 *
 * horizontal: values go to the right. notched: the box is drawn in to the median, over
 * figures' notch.
 */
GwPlotLayer *gw_plot_boxes_new (gboolean horizontal, gboolean notched);
/* Copies what it needs of it. */
void gw_plot_boxes_add (GwPlotLayer *layer, const GwPlotBox *box);

G_END_DECLS
