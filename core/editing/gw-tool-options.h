/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GW_BRUSH_TIP_ROUND,
  GW_BRUSH_TIP_SQUARE
} GwBrushTip;

#define GW_TYPE_BRUSH_TIP (gw_brush_tip_get_type ())
GType gw_brush_tip_get_type (void);

/* What happens to other objects' pixels under a stroke. */
typedef enum
{
  GW_PAINT_OVER,    /* nothing: masks may overlap */
  GW_PAINT_PROTECT, /* they are not painted on */
  GW_PAINT_CUT      /* they lose what is painted */
} GwPaintMode;

#define GW_TYPE_PAINT_MODE (gw_paint_mode_get_type ())
GType gw_paint_mode_get_type (void);

#define GW_TYPE_TOOL_OPTIONS (gw_tool_options_get_type ())
G_DECLARE_FINAL_TYPE (GwToolOptions, gw_tool_options, GW, TOOL_OPTIONS, GObject)

/* What a person sets once for all tools: one object, shared by them, with a
 * property for each. Lengths are picture pixels. All explicit-notify; a number
 * outside of its range is brought into it.
 *
 *   "brush-size" (1 to 500, 24), "brush-tip", "paint-mode", "smooth" (FALSE:
 *     edges of strokes without stairs), "semantic" (FALSE; TRUE: each class has
 *     one mask and each pixel one class, see gw-tool.h)
 *   "tolerance" (0 to 255, 24), "contiguous" (TRUE), "corners" (FALSE: over
 *     corners too)
 *   "hint-size" (1 to 200, 16), "hint-object" (TRUE; FALSE: background)
 *   "edge-sensitivity" (0 to 1, 0.5)
 *   "patch-size" (4 to 256, 24), "compactness" (1 to 40, 10)
 *   "snap" (TRUE: to borders of other objects), "snap-distance" (screen pixels,
 *     2 to 40, 8), "simplify" (0 to 20, 1)
 *   "align" (FALSE: what is moved or resized is held by edges of other objects,
 *     within "snap-distance")
 *   "fixed-size" (FALSE: boxes as drawn), "box-width", "box-height" (1 to 65535, 64)
 */
GwToolOptions *gw_tool_options_new (void);

double gw_tool_options_get_number (GwToolOptions *self, const char *property);
void gw_tool_options_set_number (GwToolOptions *self, const char *property, double value);
gboolean gw_tool_options_get_flag (GwToolOptions *self, const char *property);
void gw_tool_options_set_flag (GwToolOptions *self, const char *property, gboolean value);
GwBrushTip gw_tool_options_get_brush_tip (GwToolOptions *self);
GwPaintMode gw_tool_options_get_paint_mode (GwToolOptions *self);

/* Steps a size as [ and ] or a wheel do: by a tenth, at least by 1. */
void gw_tool_options_step (GwToolOptions *self, const char *property, int steps);

G_END_DECLS
