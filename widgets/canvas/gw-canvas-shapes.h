/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas-look.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* Draws one shape with its halo; the fill of hover and selection too.
 * Any thread.
 */
void gw_canvas_draw_shape (cairo_t *cr, const GwShape *shape, const GwCanvasInk *ink, const GwCanvasLook *look,
                           GwCanvasState state);

/* Only the lines of shapes of one ink at rest, without halo and fill, many of
 * them in one path. FALSE for masks and points, which have no lines of their
 * own: gw_canvas_draw_shape() draws those.
 */
gboolean gw_canvas_has_lines (const GwShape *shape);
void gw_canvas_draw_lines (cairo_t *cr, const GwShape *const *shapes, gsize n_shapes, const GwCanvasInk *ink,
                           const GwCanvasLook *look);

/* The device pixels that a shape of these bounds may touch, halo included. */
GwBox gw_canvas_get_extents (const GwBox *bounds, const GwCanvasLook *look);

/* The width of lines in device pixels, without and with their halo. */
double gw_canvas_get_line_width (const GwCanvasLook *look, GwCanvasState state);
double gw_canvas_get_halo_width (const GwCanvasLook *look, GwCanvasState state);

/* How much of the ground shows through a fill: 0 for none. */
double gw_canvas_get_fill_alpha (const GwCanvasLook *look, GwCanvasState state);

/* The handles of a shape: 8 px squares (GW_CANVAS_HANDLE_SIZE) on corners
 * and edges of its bounds, or on its points.
 */
#define GW_CANVAS_HANDLE_SIZE 8.0

/* Handles of points, which show themselves whether they are hidden: rings around them. */
void gw_canvas_draw_rings (cairo_t *cr, const GwPoint *points, gsize n_points, const GwCanvasLook *look);
void gw_canvas_draw_handles (cairo_t *cr, const GwShape *shape, const GwCanvasInk *ink, const GwCanvasLook *look);

/* The places of handles in picture pixels. Returns how many were written;
 * never more than n_points.
 */
gsize gw_canvas_get_handles (const GwShape *shape, const GwCanvasLook *look, GwPoint *points, gsize n_points);

/* A rectangle between whole device pixels, so that its edges are crisp. */
void gw_canvas_add_box (cairo_t *cr, const GwBox *box, double zoom, double line_width);

G_END_DECLS
