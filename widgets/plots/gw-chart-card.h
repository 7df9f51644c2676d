/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-plot-layer.h"

G_BEGIN_DECLS

#define GW_TYPE_CHART_CARD (gw_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (GwChartCard, gw_chart_card, GW, CHART_CARD, GtkWidget)

/* What a mark says: a swatch and its name in bold, a line with its value, a line of
 * context. Screen readers pass it over: the chart's description says the same.
 */
GtkWidget *gw_chart_card_new (void);

/* style: turns the color into the one that is seen. */
void gw_chart_card_set_readout (GwChartCard *self, const GwPlotReadout *readout, const GwPlotStyle *style);
/* The lines that it shows, as one text. (transfer full) */
char *gw_chart_card_get_text (GwChartCard *self);

/* Where a card of a size goes that is beside `what` and never over it: right of it,
 * left, below or above; the first of these that lies within `near`, else within `far`,
 * else where the most of `far` is free. near, far: what it should and must not leave.
 */
void gw_chart_card_place (const cairo_rectangle_t *what, const cairo_rectangle_t *near, const cairo_rectangle_t *far,
                          double width, double height, double *x, double *y);

G_END_DECLS
