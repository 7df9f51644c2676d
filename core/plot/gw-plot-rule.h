/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-layer.h"

G_BEGIN_DECLS

/* Reference lines, dashed: chance, prevalence, mean, median. Nothing to point at. */
GwPlotLayer *gw_plot_rule_new (void);
/* Each adds one; label (nullable) stands on the line. */
void gw_plot_rule_add_vertical (GwPlotLayer *layer, double x, const char *label);
void gw_plot_rule_add_horizontal (GwPlotLayer *layer, double y, const char *label);
/* From one point to another: the diagonal of a ROC curve. */
void gw_plot_rule_add_segment (GwPlotLayer *layer, double x0, double y0, double x1, double y1);

/* A point that stands out, with dotted lines to both axes and a card that says what
 * it is: the operating point of a curve. text (nullable): lines.
 */
GwPlotLayer *gw_plot_marker_new (double x, double y, GwPlotColor color, const char *text);

G_END_DECLS
