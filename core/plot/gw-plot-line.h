/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-plot-layer.h"

G_BEGIN_DECLS

typedef enum
{
  GW_PLOT_LINE_STRAIGHT, /* from point to point */
  GW_PLOT_LINE_STEP      /* level until the next point's x: curves that are known at their steps alone */
} GwPlotLineShape;

/* What a point of a line says; (transfer full) texts into the read-out. */
typedef void (*GwPlotPointFunc) (gsize point, double x, double y, gpointer data, GwPlotReadout *readout);

typedef struct
{
  const char *name;
  GwPlotColor color;
  guint dash; /* 0: solid and thick: the chosen one */
  GwPlotLineShape shape;
  gboolean points; /* a disk at each */
  const char *key; /* (nullable): of the whole line */
  gboolean silent; /* nothing to point at */
  gboolean bare;   /* no line: its points alone, or its band */
} GwPlotLineStyle;

/* A line through n points with x that never falls, or never rises. x, y: (transfer
 * full) (element-type double), of one length; kept, not copied: a curve of 10 million
 * points costs its 160 MB once. Where there are more points than pixels, the first,
 * least, greatest and last of each pixel are drawn: the picture is that of all.
 * A point that is not finite parts the line.
 */
GwPlotLayer *gw_plot_line_new (GArray *x, GArray *y, const GwPlotLineStyle *style);
/* A band about it: (transfer full) (element-type double), of the same length. */
void gw_plot_line_set_band (GwPlotLayer *layer, GArray *low, GArray *high);
/* Keys of its points, one each, instead of the line's: (transfer full) of char *. */
void gw_plot_line_set_keys (GwPlotLayer *layer, GPtrArray *keys);
/* The same by numbers, for many: “threshold:0.14”. Of a number that several points have
 * the first is found. values: (transfer full) (element-type double), never rising or never
 * falling.
 */
void gw_plot_line_set_number_keys (GwPlotLayer *layer, const char *prefix, GArray *values);
/* How its points read; by default by their numbers. destroy: of data. */
void gw_plot_line_set_describe (GwPlotLayer *layer, GwPlotPointFunc func, gpointer data, GDestroyNotify destroy);

G_END_DECLS
