/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot.h"

/* What holds for plots of every kind. Each asserts. */

/* At four sizes and three text scales no two texts overlap, and none leaves the surface. */
void plot_check_texts (GwPlot *plot);
/* The middle of each of its marks finds it, at a size where marks are large. */
void plot_check_hits (GwPlot *plot, double width, double height);
/* The keyboard reaches every mark from the first one. */
void plot_check_walk (GwPlot *plot);
/* There is a summary, and each mark says a name and a value; no text is “nan”. */
void plot_check_says (GwPlot *plot);
/* All of them. */
void plot_check (GwPlot *plot);
/* It shows a message and nothing that could be pointed at. */
void plot_check_message (GwPlot *plot, const char *title);

/* The text of a mark, as a screen reader has it. (transfer full) */
char *plot_describe (GwPlot *plot, GwPlotMark mark);
/* 0xRRGGBB of a pixel of the plot, drawn in light style on its ground. */
guint32 plot_pixel (GwPlot *plot, double width, double height, double x, double y);
/* The place of a value, at this size. */
void plot_place (GwPlot *plot, double width, double height, double x_value, double y_value, double *x, double *y);

/* Drawn at a quarter of 320 × 240 it looks like tests/data/plot/NAME.png: no channel is off by
 * more than PLOT_PICTURE_TOLERANCE in the mean. A small picture hardly shows the letters,
 * which are those of the machine's fonts. GW_TEST_WRITE_PICTURES=1 writes it anew.
 */
#define PLOT_PICTURE_TOLERANCE 3.0
void plot_check_picture (GwPlot *plot, const char *name, gboolean dark);
