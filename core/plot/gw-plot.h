/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "gw-plot-layer.h"

G_BEGIN_DECLS

/* A plot described as data: two axes, layers of marks, what explains them. It is
 * made once, by whoever has the figures, and drawn any number of times at any size:
 * to the window, PNG, SVG and PDF by the same code (gw-plot-layout.h, gw-plot-file.h).
 * Nothing in it changes after it was made; it is passed between threads by reference.
 *
 *   GwPlot *plot = gw_plot_new ("histogram");
 *
 *   gw_plot_set_title (plot, _ ("Box Area"), subtitle);
 *   gw_plot_set_axis (plot, GW_PLOT_AXIS_X, gw_plot_scale_linear (low, high), _ ("Box area (pixels)"), 0);
 *   gw_plot_set_axis (plot, GW_PLOT_AXIS_Y, gw_plot_scale_linear (0, most), _ ("Boxes"), GW_PLOT_AXIS_GRID);
 *   gw_plot_add_layer (plot, bars);
 *   gw_plot_set_summary (plot, _ ("Histogram of box area. …"));
 */
typedef struct _GwPlot GwPlot;

#define GW_TYPE_PLOT (gw_plot_get_type ())
GType gw_plot_get_type (void);

GwPlot *gw_plot_new (const char *kind);
GwPlot *gw_plot_ref (GwPlot *self);
void gw_plot_unref (GwPlot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlot, gw_plot_unref)

/* The name of what it is a plot of, as given: "histogram". */
const char *gw_plot_get_kind (const GwPlot *self);

/* What files and cards head it with; subtitle: data, filter and date. (nullable) */
void gw_plot_set_title (GwPlot *self, const char *title, const char *subtitle);
const char *gw_plot_get_title (const GwPlot *self);
const char *gw_plot_get_subtitle (const GwPlot *self);
/* The whole in a sentence or two, for who does not see it: “Bar chart, boxes per
 * class. Car is largest with 9,871, Dog smallest with 41.”
 */
void gw_plot_set_summary (GwPlot *self, const char *summary);
const char *gw_plot_get_summary (const GwPlot *self);

/* In place of marks: what is missing, and what to do. */
void gw_plot_set_message (GwPlot *self, const char *title, const char *body);
const char *gw_plot_get_message (const GwPlot *self);
const char *gw_plot_get_message_body (const GwPlot *self);
/* A line above the marks: “Only 14 positives: read with care.” */
void gw_plot_set_note (GwPlot *self, const char *note);
const char *gw_plot_get_note (const GwPlot *self);

typedef enum
{
  GW_PLOT_AXIS_X,
  GW_PLOT_AXIS_Y,
  GW_PLOT_N_AXES
} GwPlotAxisSide;

typedef enum
{
  GW_PLOT_AXIS_GRID = 1 << 0,     /* lines across the plot at its ticks */
  GW_PLOT_AXIS_BASE = 1 << 1,     /* a line along it: where bars stand */
  GW_PLOT_AXIS_NO_TICKS = 1 << 2, /* labels without strokes: of categories */
  GW_PLOT_AXIS_FAR = 1 << 3,      /* at the top: columns of a matrix */
  GW_PLOT_AXIS_HIDDEN = 1 << 4,   /* neither labels nor strokes, but for the base */
  GW_PLOT_AXIS_STILL = 1 << 5,    /* is not zoomed */
  GW_PLOT_AXIS_NO_LABELS = 1 << 6 /* the base alone */
} GwPlotAxisFlags;

typedef struct
{
  GwPlotScale scale;
  char *title; /* (nullable) */
  GwPlotAxisFlags flags;
} GwPlotAxis;

/* scale: (transfer full). Unset axes are [0, 1] and hidden. */
void gw_plot_set_axis (GwPlot *self, GwPlotAxisSide side, GwPlotScale scale, const char *title, GwPlotAxisFlags flags);
const GwPlotAxis *gw_plot_get_axis (const GwPlot *self, GwPlotAxisSide side);
/* As wide as high, where that costs no more than this share of the longer side: 0:
 * never, 1: always.
 */
void gw_plot_set_square (GwPlot *self, double cost);
double gw_plot_get_square (const GwPlot *self);

/* layer: (transfer full). The first is drawn first. */
void gw_plot_add_layer (GwPlot *self, GwPlotLayer *layer);
guint gw_plot_get_n_layers (const GwPlot *self);
GwPlotLayer *gw_plot_get_layer (const GwPlot *self, guint i);

typedef enum
{
  GW_PLOT_SAMPLE_LINE,
  GW_PLOT_SAMPLE_AREA,
  GW_PLOT_SAMPLE_POINT
} GwPlotSample;

typedef struct
{
  GwPlotSample sample;
  GwPlotColor color;
  guint pattern; /* dashes, or the pattern of areas in high contrast */
  char *name;
  char *figure; /* (nullable): what sums the line up: “0.982” */
} GwPlotLegendEntry;

void gw_plot_add_legend (GwPlot *self, GwPlotSample sample, GwPlotColor color, guint pattern, const char *name,
                         const char *figure);
guint gw_plot_get_n_legend (const GwPlot *self);
const GwPlotLegendEntry *gw_plot_get_legend (const GwPlot *self, guint i);
/* At the end of the legend: what its figures are: “ROC AUC”. */
void gw_plot_set_legend_note (GwPlot *self, const char *note);
const char *gw_plot_get_legend_note (const GwPlot *self);

/* What the colors of cells mean, from low to high. */
void gw_plot_set_color_bar (GwPlot *self, GwPlotRamp ramp, const char *low, const char *high);
gboolean gw_plot_get_color_bar (const GwPlot *self, GwPlotRamp *ramp, const char **low, const char **high);

/* --- marks ------------------------------------------------------------------------- */

/* One mark of one layer. */
typedef struct
{
  guint layer;
  gsize index; /* GW_PLOT_NO_MARK: none */
} GwPlotMark;

#define GW_PLOT_MARK_NONE ((GwPlotMark) { 0, GW_PLOT_NO_MARK })

/* All marks that can be pointed at. */
gsize gw_plot_count_marks (const GwPlot *self);
GwPlotMark gw_plot_get_first_mark (const GwPlot *self);
/* The mark in a direction; from none the first; itself where there is no further. */
GwPlotMark gw_plot_move (const GwPlot *self, GwPlotMark mark, GwPlotMove move);
void gw_plot_describe (const GwPlot *self, GwPlotMark mark, GwPlotReadout *readout);
/* Valid until the next call. (nullable) (transfer none) */
const char *gw_plot_get_key (const GwPlot *self, GwPlotMark mark);
/* The first mark of a key; none where there is none. */
GwPlotMark gw_plot_find_key (const GwPlot *self, const char *key);

G_END_DECLS
