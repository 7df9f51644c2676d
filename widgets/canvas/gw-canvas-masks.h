/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas-look.h"
#include "gw-paint.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* Which device pixels of a rectangle masks have been drawn on: a mask over
 * another is hatched there, so that both are seen.
 */
typedef struct
{
  int x;
  int y;
  int width;
  int height;
  guint8 *drawn; /* width * height bytes, 0 at first */
} GwCanvasCover;

/* Tints the mask's pixels inside the clip of cr and draws its outline.
 * Below 100 % pixels are averaged, from there on their edges are crisp.
 * O(runs + device pixels). Any thread.
 *
 * cover: (nullable): looked at and added to
 */
void gw_canvas_draw_mask (cairo_t *cr, const GwMask *mask, const GwCanvasInk *ink, const GwCanvasLook *look,
                          GwCanvasState state, GwCanvasCover *cover);

/* The tint alone. */
void gw_canvas_draw_tint (cairo_t *cr, const GwMask *mask, guint32 color, double alpha, const GwCanvasLook *look);

/* The same picture of a mask that is being painted, for a rectangle of device
 * pixels; NULL when nothing is set in it. 0.3 ms for 128 x 128 at 100 %.
 */
cairo_surface_t *gw_canvas_draw_paint (const GwPaint *paint, int x, int y, int width, int height,
                                       const GwCanvasInk *ink, const GwCanvasLook *look, GwCanvasState state);

G_END_DECLS
