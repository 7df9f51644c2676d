/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-layout.h"
#include "gw-plot-ticks.h"

G_BEGIN_DECLS

#define GW_PLOT_TICK_LENGTH 5.0
#define GW_PLOT_LABEL_GAP 4.0
#define GW_PLOT_TITLE_GAP 6.0

/* One axis at its length. */
typedef struct
{
  GwPlotAxis axis; /* with what is seen of its scale */
  GArray *ticks;
  double max_label;       /* px a label may take; 0: any */
  double angle;           /* of the labels, radians */
  gboolean turned;        /* they were, and stay so while margins settle */
  guint every;            /* each so many-th label is shown */
  double depth;           /* px that labels and strokes take across the axis */
  double title;           /* and its title */
  gboolean may_stand_out; /* one label may be bold, and has the room */
  double stands_out;      /* the value whose label is; NaN: none */
} GwPlotAxisLayout;

/* scale (nullable): what is seen. */
void _gw_plot_axis_layout_init (GwPlotAxisLayout *self, const GwPlotAxis *axis, const GwPlotScale *scale);
void _gw_plot_axis_layout_clear (GwPlotAxisLayout *self);
/* Chooses ticks and labels for a length along the axis; most: px that its labels may
 * take across.
 */
void _gw_plot_axis_layout_fit (GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts, double length,
                               double most);
/* Leaves out more names where the length came out shorter than they were chosen for. */
void _gw_plot_axis_layout_thin (GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts, double length);
/* What the outermost labels stand out beyond both ends: left and right, or below and above. */
void _gw_plot_axis_layout_get_overhang (const GwPlotAxisLayout *self, GwPlotAxisSide side, GwPlotTexts *texts,
                                        double length, double *before, double *after);
void _gw_plot_axis_layout_draw_grid (const GwPlotAxisLayout *self, GwPlotAxisSide side, const GwPlotFrame *frame,
                                     cairo_t *cr);
void _gw_plot_axis_layout_draw (const GwPlotAxisLayout *self, GwPlotAxisSide side, const GwPlotFrame *frame,
                                cairo_t *cr);

/* Legend and color bar: the height they take at a width, 0 where there are none; drawn
 * between left and left + width from top on. height: of the whole surface.
 */
double _gw_plot_legend_get_height (GwPlot *plot, GwPlotTexts *texts, double width, double height);
void _gw_plot_legend_draw (GwPlot *plot, const GwPlotStyle *style, GwPlotTexts *texts, cairo_t *cr, double left,
                           double top, double width, double height);

G_END_DECLS
