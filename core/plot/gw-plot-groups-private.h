/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <math.h>

#include "gw-box-plot.h"
#include "gw-plot-layer.h"

/* What box plots and violins have in common: groups side by side on one axis, whose
 * values are along the other.
 */
typedef struct
{
  char *name;
  GwPlotColor color;
  guint pattern;
  char *key; /* (nullable) */
  char *value;
  char *context;
  GwBoxPlot figures;
} GwPlotGroupFigures;

/* How wide a group is, of its place, and at most px. */
#define GW_PLOT_GROUP_HALF 0.35
#define GW_PLOT_GROUP_MOST 90.0

/* Where a value is along its axis: at the low end where a logarithmic one has none. */
static inline double
_gw_plot_group_place (const GwPlotFrame *frame, gboolean horizontal, double value)
{
  const double at = horizontal ? gw_plot_frame_get_x (frame, value) : gw_plot_frame_get_y (frame, value);

  if (isfinite (at))
    return at;
  return horizontal ? gw_plot_frame_get_x (frame, frame->x->low) : gw_plot_frame_get_y (frame, frame->y->low);
}

/* The middle of a group on the other axis, and half of its width. */
static inline double
_gw_plot_group_middle (const GwPlotFrame *frame, gboolean horizontal, gsize group, double *half)
{
  const double middle = horizontal ? gw_plot_frame_get_y (frame, (double) group)
                                   : gw_plot_frame_get_x (frame, (double) group);
  const double end = horizontal ? gw_plot_frame_get_y (frame, (double) group + GW_PLOT_GROUP_HALF)
                                : gw_plot_frame_get_x (frame, (double) group + GW_PLOT_GROUP_HALF);

  *half = MIN (fabs (end - middle), GW_PLOT_GROUP_MOST / 2);
  return middle;
}

/* A point by its place along the values and across them. */
static inline void
_gw_plot_group_line_to (cairo_t *cr, gboolean horizontal, double along, double across)
{
  cairo_line_to (cr, horizontal ? along : across, horizontal ? across : along);
}
