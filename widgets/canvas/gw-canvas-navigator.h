/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas.h"

G_BEGIN_DECLS

#define GW_TYPE_CANVAS_NAVIGATOR (gw_canvas_navigator_get_type ())
G_DECLARE_FINAL_TYPE (GwCanvasNavigator, gw_canvas_navigator, GW, CANVAS_NAVIGATOR, GtkWidget)

/* The whole picture, small, with a frame around what the canvas shows.
 * Pressing or dragging on it moves the canvas there. The canvas owns it and
 * tells it of changes; it holds no reference to the canvas.
 */
GtkWidget *gw_canvas_navigator_new (GwCanvas *canvas);

/* Zoom, place or picture have changed. */
void gw_canvas_navigator_update (GwCanvasNavigator *self);

G_END_DECLS
