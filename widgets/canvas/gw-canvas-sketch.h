/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-canvas-look.h"
#include "gw-tool.h"

G_BEGIN_DECLS

/* What a tool is in the middle of and what lies on the picture: the line that
 * is being drawn, hints, a draft, borders of cells. In pieces whose nodes are
 * kept as long as they show the same, so that a frame draws only the end of a
 * line that follows the pointer.
 */
typedef struct _GwCanvasSketch GwCanvasSketch;

GwCanvasSketch *gw_canvas_sketch_new (void);
void gw_canvas_sketch_free (GwCanvasSketch *self);

/* What the tool points to may be something else, or gone. */
void gw_canvas_sketch_changed (GwCanvasSketch *self);

/* Appends it in device pixels from the picture's corner.
 *
 * color  of the class that is drawn with
 * view   what is in view, and perhaps some more; it should not change often
 * phase  moves the dashes of a draft by a pixel
 */
void gw_canvas_sketch_snapshot (GwCanvasSketch *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay,
                                guint32 color, const GwCanvasLook *look, const GwBox *view, guint phase);

/* Adds a line through picture points to the path, in device pixels; without points
 * that lie on the last one there.
 */
void gw_canvas_sketch_add_line (cairo_t *cr, const GwPoint *points, gsize n, double zoom);

/* Whether the last snapshot had dashes that another phase would move. */
gboolean gw_canvas_sketch_has_dashes (GwCanvasSketch *self);

G_END_DECLS
