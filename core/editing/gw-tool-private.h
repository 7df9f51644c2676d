/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-tool.h"

G_BEGIN_DECLS

/* Screen pixels within which a press and its release are one click. */
#define GW_TOOL_CLICK_SLACK 4.0

GType _gw_tool_select_get_type (void);
GType _gw_tool_box_get_type (void);
GType _gw_tool_pan_get_type (void);
GType _gw_tool_edit_points_get_type (void);
GType _gw_tool_rotated_box_get_type (void);
GType _gw_tool_ellipse_get_type (void);
GType _gw_tool_polygon_get_type (void);
GType _gw_tool_polyline_get_type (void);
GType _gw_tool_points_get_type (void);
GType _gw_tool_slice_get_type (void);
GType _gw_tool_brush_get_type (void);
GType _gw_tool_eraser_get_type (void);
GType _gw_tool_wand_get_type (void);
GType _gw_tool_select_object_get_type (void);
GType _gw_tool_scissors_get_type (void);
GType _gw_tool_superpixel_get_type (void);
GType _gw_tool_extreme_points_get_type (void);

void _gw_tool_overlay_changed (GwTool *self);
void _gw_tool_drawn (GwTool *self, GwObject *object);
void _gw_tool_class_missing (GwTool *self, GwObject *object);
void _gw_tool_refused (GwTool *self, const char *why);
void _gw_tool_paint_changed (GwTool *self, const GwBox *damage);

/* Adds an object and tells of it, also where there is no class for it yet. Takes the shape. */
void _gw_tool_add_shape (GwTool *self, GwShape *shape, gint64 id);

/* The document, if it can be drawn in, and its size. */
GwDocument *_gw_tool_get_ground (GwTool *self, int *width, int *height);

/* Whether two points are further apart on the screen than a click allows. */
gboolean _gw_tool_has_moved (const GwToolEvent *event, GwPoint from);

/* get_cursor of tools that draw with it whatever lies below. */
GwToolCursor _gw_tool_get_crosshair (GwTool *self, const GwToolEvent *event);

/* The read-out: “x 512 · y 404”, and with a size “x 512 · y 404 · 136 × 156 px”. */
void _gw_tool_write_place (GwToolOverlay *overlay, GwPoint point);
void _gw_tool_write_place_and_size (GwToolOverlay *overlay, GwPoint point, double width, double height);

G_END_DECLS
