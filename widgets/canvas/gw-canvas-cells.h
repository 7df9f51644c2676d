/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-tile-source.h"

G_BEGIN_DECLS

/* The borders of the cells that a tool offers (superpixels), between the tiles and
 * what is drawn live, in one node. Names of objects are left free of them.
 */
typedef struct _GwCanvasCells GwCanvasCells;

GwCanvasCells *gw_canvas_cells_new (void);
void gw_canvas_cells_free (GwCanvasCells *self);

/* The cells may be others. */
void gw_canvas_cells_changed (GwCanvasCells *self);

/* Appends them in device pixels from the picture's corner.
 *
 * cells   (nullable)
 * source  (nullable): of the tiles, whose names are on the screen
 * view    what is in view, and perhaps some more; it should not change often
 */
void gw_canvas_cells_snapshot (GwCanvasCells *self, GtkSnapshot *snapshot, const GwPolygon *cells, GwTileSource *source,
                               const GwCanvasLook *look, const GwBox *view);

G_END_DECLS
