/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-curves.h"

G_BEGIN_DECLS

/* What pages know a point of a curve by. */
#define GW_PLOT_THRESHOLD_KEY "threshold:"
/* Fewer than these tell little. */
#define GW_PLOT_FEW_POSITIVES 30

/* The order in which n curves are drawn: the chosen one, then the others, at most
 * GW_PLOT_MOST_CURVES of them. Returns: (transfer full): *n_drawn indices
 */
gsize *_gw_plot_order_curves (gsize n, gsize chosen, gsize *n_drawn);
/* The same of those that have both classes, and what is to be said of the rest. Where
 * nothing can be drawn the plot has a message, and *n_drawn is 0.
 */
gsize *_gw_plot_choose_curves (GwPlot *plot, const GwPlotCurve *curves, gsize n_curves, gsize chosen, gsize *n_drawn,
                               char **note);
/* “8 of 10 classes are drawn.”; NULL where all are. (transfer full) (nullable) */
char *_gw_plot_note_left_out (gsize n, gsize n_drawn);
/* Sentences after each other; each is taken and may be NULL. (transfer full) (nullable) */
char *_gw_plot_join_notes (char *first, char *second, char *third);
/* “Cyclist at 0.14”. (transfer full) */
char *_gw_plot_name_threshold (const char *name, double threshold);
/* Both axes from 0 to 1, as high as wide where there is room. */
void _gw_plot_set_unit_axes (GwPlot *plot, const char *x_title, const char *y_title);

G_END_DECLS
