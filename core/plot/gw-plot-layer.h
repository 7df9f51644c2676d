/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-csv-writer.h"
#include "gw-plot-scale.h"
#include "gw-plot-texts.h"

G_BEGIN_DECLS

/* Where a plot's values are on its surface. */
typedef struct
{
  const GwPlotStyle *style;
  const GwPlotScale *x;
  const GwPlotScale *y;
  double left, top, width, height; /* what the scales span, px */
  double surface_width, surface_height;
  double legend_top; /* what is below is the legend's */
  GwPlotTexts *texts;
  const char *selected; /* (nullable): the key of the marks that stand out; others are dimmed */
} GwPlotFrame;

double gw_plot_frame_get_x (const GwPlotFrame *self, double value);
double gw_plot_frame_get_y (const GwPlotFrame *self, double value);
double gw_plot_frame_get_x_value (const GwPlotFrame *self, double x);
double gw_plot_frame_get_y_value (const GwPlotFrame *self, double y);
/* How strong a mark of this key is drawn: 1, or 0.55 beside a selected one. */
double gw_plot_frame_get_alpha (const GwPlotFrame *self, const char *key);

/* What a mark says: in a card under the pointer, and to a screen reader. */
typedef struct
{
  char *name;
  GwPlotColor color; /* of the swatch; GW_PLOT_COLOR_NONE: none */
  char *value;       /* with its unit */
  char *context;     /* (nullable) */
} GwPlotReadout;

void gw_plot_readout_clear (GwPlotReadout *self);
/* “Motorcycle. 188 boxes in 171 images. 52.5 times fewer than Car.” (transfer full) */
char *gw_plot_readout_to_text (const GwPlotReadout *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwPlotReadout, gw_plot_readout_clear)

typedef enum
{
  GW_PLOT_MOVE_LEFT,
  GW_PLOT_MOVE_RIGHT,
  GW_PLOT_MOVE_UP,
  GW_PLOT_MOVE_DOWN,
  GW_PLOT_MOVE_FIRST,
  GW_PLOT_MOVE_LAST
} GwPlotMove;

/* What a plot is drawn of: marks of one kind, and what they stand for. A layer is
 * made by the function of its kind (gw-plot-bars.h …), filled, and given to a plot;
 * it does not change afterwards, but for what it keeps of its last drawing, so that
 * one thread at a time draws it.
 */
typedef struct _GwPlotLayer GwPlotLayer;
typedef struct _GwPlotLayerClass GwPlotLayerClass;

#define GW_PLOT_NO_MARK G_MAXSIZE

struct _GwPlotLayerClass
{
  gsize size; /* of the instance */
  void (*finalize) (GwPlotLayer *self);
  /* What its marks span, in values; left alone where it has no say. */
  void (*get_extent) (const GwPlotLayer *self, double x[2], double y[2]);
  /* (nullable): pixels that its texts need beyond the ends of the scales: left, top,
   * right, bottom; raised, never lowered.
   */
  void (*get_margins) (GwPlotLayer *self, GwPlotTexts *texts, double margins[4]);
  /* The frame is clipped to where marks may be. */
  void (*draw) (GwPlotLayer *self, const GwPlotFrame *frame, cairo_t *cr);
  /* (nullable): texts, over the marks of all layers. */
  void (*draw_texts) (GwPlotLayer *self, const GwPlotFrame *frame, cairo_t *cr);

  /* --- marks that can be pointed at: all NULL where there are none --- */

  gsize (*get_n_marks) (const GwPlotLayer *self);
  /* The mark at or next to a place, and how far it is in px, 0 within it. */
  gsize (*find_mark) (GwPlotLayer *self, const GwPlotFrame *frame, double x, double y, double *distance);
  void (*get_box) (GwPlotLayer *self, const GwPlotFrame *frame, gsize mark, cairo_rectangle_t *box);
  void (*describe) (const GwPlotLayer *self, gsize mark, GwPlotReadout *readout);
  /* (nullable): what the mark stands for: “class:cat”, valid until the next call.
   * (transfer none) (nullable)
   */
  const char *(*get_key) (const GwPlotLayer *self, gsize mark);
  /* (nullable): its first mark of a key; else all are looked through. */
  gsize (*find_key) (const GwPlotLayer *self, const char *key);
  /* (nullable): the values on both axes whose names stand out with a key. */
  gboolean (*get_emphasis) (const GwPlotLayer *self, const char *key, double *x, double *y);
  /* (nullable): the next mark in a direction, itself at the end; else by number. */
  gsize (*move) (const GwPlotLayer *self, gsize mark, GwPlotMove move);
  /* Rows under a header of their own. */
  void (*write_csv) (const GwPlotLayer *self, const GwPlotScale *x, const GwPlotScale *y, GwCsvWriter *csv);
};

struct _GwPlotLayer
{
  const GwPlotLayerClass *klass;
  char *name; /* (nullable): of the whole layer, as the legend has it */
};

/* --- for the kinds ------------------------------------------------------------- */

/* A layer of the class, all 0. */
gpointer gw_plot_layer_new (const GwPlotLayerClass *klass);
void gw_plot_layer_free (GwPlotLayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPlotLayer, gw_plot_layer_free)

/* Widens an extent by a value that is finite. */
void gw_plot_extent_add (double extent[2], double value);

/* A value as a CSV cell: the name of a category, the time by ISO 8601, else the number. */
void gw_plot_layer_write_value (GwCsvWriter *csv, const GwPlotScale *scale, double value);

/* A path: a rectangle whose corners are round by radius, as far as it is large enough.
 * ends: bits of the corners that are: 1 top left, 2 top right, 4 bottom right, 8 bottom left.
 */
void gw_plot_path_rectangle (cairo_t *cr, double x, double y, double width, double height, double radius,
                             guint corners);

/* A path: a point of a radius. shape: 0 a disk, then others that are told apart without
 * color, over and over.
 */
void gw_plot_path_point (cairo_t *cr, double x, double y, double radius, guint shape);

G_END_DECLS
