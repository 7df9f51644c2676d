/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* 0xRRGGBB, such as a class's own, or one of the colors that carry a meaning, which
 * the style turns into what is seen on its ground.
 */
typedef guint32 GwPlotColor;

enum
{
  GW_PLOT_COLOR_SERIES = 0x1000000, /* what is shown, where there is one thing */
  GW_PLOT_COLOR_HIGHLIGHT,          /* chosen, or an error */
  GW_PLOT_COLOR_WARNING,            /* goes to people */
  GW_PLOT_COLOR_GOOD,               /* only beside a check mark */
  GW_PLOT_COLOR_CONTEXT,            /* the rest, for comparison */
  GW_PLOT_COLOR_TEXT,
  GW_PLOT_COLOR_SECONDARY, /* text that is read second */
  GW_PLOT_COLOR_AXIS,
  GW_PLOT_COLOR_GRID,
  GW_PLOT_COLOR_GROUND, /* of the card */
  GW_PLOT_COLOR_EMPTY,  /* a cell of which there is nothing to say */
  GW_PLOT_COLOR_BAND,   /* behind what the pointer is on */
  GW_PLOT_COLOR_NONE
};

typedef enum
{
  GW_PLOT_USE_FILL, /* areas: as it is */
  GW_PLOT_USE_LINE  /* lines and text: lighter on dark ground, deeper on white where they are pale */
} GwPlotUse;

typedef enum
{
  GW_PLOT_RAMP_SEQUENTIAL, /* from 0, of the design's blues; away from the ground is more */
  GW_PLOT_RAMP_DIVERGING   /* around 0 */
} GwPlotRamp;

/* How a plot is drawn, whatever it shows. */
typedef struct
{
  gboolean dark;
  gboolean high_contrast; /* patterns and edges; no faint fills */
  gboolean transparent;   /* no ground */
  gboolean with_title;    /* title and subtitle inside: for files */
  double text_scale;      /* 1: 12 px labels; 0 is taken for 1 */
  const char *family;     /* (nullable): of the font; NULL: the sans one */
} GwPlotStyle;

/* Opaque but for grid and band. */
void gw_plot_style_set_source (const GwPlotStyle *self, cairo_t *cr, GwPlotColor color, GwPlotUse use, double alpha);
/* What set_source() would paint with on the ground: 0xRRGGBB. */
guint32 gw_plot_style_get_rgb (const GwPlotStyle *self, GwPlotColor color, GwPlotUse use);
/* The color of a share of a ramp: [0, 1], or [-1, 1] of a diverging one. Sequential
 * shares are bent by the exponent 0.55, so that small ones are seen.
 */
guint32 gw_plot_style_get_ramp (const GwPlotStyle *self, GwPlotRamp ramp, double share);
/* Whether a fill needs an edge to be seen on the ground: less than 3:1. */
gboolean gw_plot_style_wants_edge (const GwPlotStyle *self, GwPlotColor color);
/* The same for points and lines, which are drawn lighter on dark ground. */
gboolean gw_plot_style_wants_point_edge (const GwPlotStyle *self, GwPlotColor color);
/* Strokes the current path as such an edge, one pixel wide. */
void gw_plot_style_stroke_edge (const GwPlotStyle *self, cairo_t *cr);
/* Fills the current path, which stays: with a pattern of its own for each index above
 * 0 in high contrast, and the edge where one is wanted.
 */
void gw_plot_style_fill (const GwPlotStyle *self, cairo_t *cr, GwPlotColor color, guint pattern, double alpha);
/* The dashes of the index-th line, from 0: solid. */
void gw_plot_style_set_dash (cairo_t *cr, guint index);
double gw_plot_style_get_text_scale (const GwPlotStyle *self);

G_END_DECLS
