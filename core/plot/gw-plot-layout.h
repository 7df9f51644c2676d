/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot.h"

G_BEGIN_DECLS

/* A plot at one size in one style: where everything is. Margins are measured from
 * the texts, so that none is cut or lies on another.
 */
typedef struct _GwPlotLayout GwPlotLayout;

/* width, height: of the whole surface, px. x, y (nullable): what is seen of the axes,
 * where that is less than all. Cost: that of measuring a dozen texts.
 */
GwPlotLayout *gw_plot_layout_new (GwPlot *plot, const GwPlotStyle *style, double width, double height,
                                  const GwPlotScale *x, const GwPlotScale *y);
void gw_plot_layout_free (GwPlotLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlotLayout, gw_plot_layout_free)

/* All of it. selected (nullable): the key of marks that stand out. */
void gw_plot_layout_draw (GwPlotLayout *self, cairo_t *cr, const char *selected);
/* A ring about one mark, over what draw() drew. */
void gw_plot_layout_draw_ring (GwPlotLayout *self, cairo_t *cr, GwPlotMark mark);

/* The mark at a place or at most reach px from it; what is drawn on top first. */
GwPlotMark gw_plot_layout_find_mark (GwPlotLayout *self, double x, double y, double reach);
/* FALSE where the mark is outside of what is seen. */
gboolean gw_plot_layout_get_box (GwPlotLayout *self, GwPlotMark mark, cairo_rectangle_t *box);

/* Where values are; valid as long as the layout. */
const GwPlotFrame *gw_plot_layout_get_frame (GwPlotLayout *self);
/* What draw() put last, for who checks that nothing overlaps.
 * (element-type GwPlotPlacedText) (transfer none)
 */
GArray *gw_plot_layout_get_texts (GwPlotLayout *self);

/* The height that a plot wants at a width, where its rows have a natural one: bars of
 * categories; else 0.
 */
double gw_plot_layout_get_natural_height (GwPlot *plot, const GwPlotStyle *style);

G_END_DECLS
