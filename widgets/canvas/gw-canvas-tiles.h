/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "gw-tile-source.h"
#include "gw-viewport.h"

G_BEGIN_DECLS

/* The tiles of one canvas: which there are, which are out of date, and what
 * stands in for those that are not ready. Tiles are render nodes that stay
 * the same objects as long as nothing in them changes: GTK then neither
 * draws nor uploads them again.
 */
typedef struct _GwCanvasTiles GwCanvasTiles;

/* Draws the widget again whenever tiles are finished. */
GwCanvasTiles *gw_canvas_tiles_new (GtkWidget *widget);
void gw_canvas_tiles_free (GwCanvasTiles *self);

/* What tiles are made of from now on. What differs from the last source
 * decides what is composed again: the tiles under changed objects, all, or
 * at another zoom all while the old ones are stretched.
 *
 * another_picture: nothing of what there is may be shown any more
 */
void gw_canvas_tiles_set_source (GwCanvasTiles *self, GwTileSource *source, gboolean another_picture);
/* (nullable) */
GwTileSource *gw_canvas_tiles_get_source (GwCanvasTiles *self);

/* Appends what is in view. The snapshot's unit is a device pixel, its
 * origin the picture's corner as it is drawn.
 */
void gw_canvas_tiles_snapshot (GwCanvasTiles *self, GtkSnapshot *snapshot, const GwViewport *viewport);

/* Whether all tiles that were in view at the last snapshot were up to date. */
gboolean gw_canvas_tiles_is_settled (GwCanvasTiles *self);

/* The node of a tile, for tests; NULL when there is none. */
GskRenderNode *gw_canvas_tiles_get_node (GwCanvasTiles *self, int column, int row);
/* Tiles kept now, and tiles taken in since the start. */
guint gw_canvas_tiles_get_n_tiles (GwCanvasTiles *self);
guint gw_canvas_tiles_get_n_composed (GwCanvasTiles *self);

G_END_DECLS
