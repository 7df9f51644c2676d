/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-canvas-look.h"
#include "gw-paint.h"

G_BEGIN_DECLS

/* The live mask of a stroke on the screen: nodes of GW_CANVAS_PAINT_CELL
 * device pixels a side, made where pixels are set and kept until something
 * in them changes. So a frame of a stroke costs what the brush has touched
 * since the last one, however large the mask is.
 */
typedef struct _GwCanvasPaint GwCanvasPaint;

#define GW_CANVAS_PAINT_CELL 128

GwCanvasPaint *gw_canvas_paint_new (void);
void gw_canvas_paint_free (GwCanvasPaint *self);

/* Another mask: nothing is kept. extents: where pixels may be set already, in
 * picture pixels; an empty box: nowhere.
 */
void gw_canvas_paint_begin (GwCanvasPaint *self, const GwBox *extents);
/* Pixels changed inside of the box. */
void gw_canvas_paint_damage (GwCanvasPaint *self, const GwBox *box);

/* Appends what is in view, both in device pixels from the picture's corner. */
void gw_canvas_paint_snapshot (GwCanvasPaint *self, GtkSnapshot *snapshot, const GwPaint *paint, const GwCanvasInk *ink,
                               const GwCanvasLook *look, GwCanvasState state, const GwBox *view);

/* Cells drawn since the start, for tests. */
guint gw_canvas_paint_get_n_drawn (GwCanvasPaint *self);

G_END_DECLS
