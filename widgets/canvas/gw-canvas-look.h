/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "gw-object.h"
#include "gw-skeleton.h"

G_BEGIN_DECLS

/* How things are drawn: a value, so that a worker can have its own copy.
 *
 * Drawing functions of the canvas take a cairo context whose unit is one
 * device pixel and whose origin is the picture's top-left corner: picture
 * point p lies at p * zoom.
 */
typedef struct
{
  double zoom;       /* device pixels per picture pixel */
  int scale;         /* device pixels per widget pixel */
  double line_width; /* widget pixels */
  double tag_size;   /* height of the tags' font, widget pixels */
  double opacity;    /* of mask tints and fills, 0 to 1; 0.4 is the design's */
  const char *font;  /* family of the tags; an interned string */
  guint32 ground;    /* 0xRRGGBB around the picture */
  gboolean dark;
  gboolean show_labels;
  gboolean outline_only;
  gboolean pixel_grid;
  gboolean high_contrast;
} GwCanvasLook;

typedef enum
{
  GW_CANVAS_REST,
  GW_CANVAS_HOVER,
  GW_CANVAS_SELECTED
} GwCanvasState;

/* What an object's class and marks make of it on the canvas. */
typedef struct
{
  guint32 color;  /* 0xRRGGBB */
  guint8 pattern; /* 0 solid, 1 dashed, 2 dotted, 3 dash-dot */
  gboolean predicted;
  gboolean locked;
  guint8 compared;      /* 0: an object; else a kind of GwComparedKind + 1, or GW_CANVAS_COMPARED_FRAME */
  GwSkeleton *skeleton; /* (nullable): borrowed; its lines are drawn between points */
} GwCanvasInk;

/* Ink of the frame around what is looked at of a comparison. */
#define GW_CANVAS_COMPARED_FRAME 0xff

#define GW_CANVAS_LOOK_INIT \
  { \
    .zoom = 1.0, .scale = 1, .line_width = 2.0, .tag_size = 12.0, .opacity = 0.4, .font = "Sans", .ground = 0x3d3d3d, \
    .show_labels = TRUE \
  }

gboolean gw_canvas_look_equal (const GwCanvasLook *a, const GwCanvasLook *b);

void gw_canvas_set_source_color (cairo_t *cr, guint32 color, double alpha);

G_END_DECLS
