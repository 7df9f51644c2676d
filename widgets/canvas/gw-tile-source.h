/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas-scene.h"
#include "gw-canvas-tags.h"
#include "gw-pyramid.h"

G_BEGIN_DECLS

/* Device pixels of one side of a tile. 512 took half as long again until
 * all shapes of a view were drawn.
 */
#define GW_TILE_SIZE 256

/* Tiles begin so many widget pixels outside of the picture, so that lines
 * and tags at its border are whole.
 */
#define GW_TILE_BORDER 32

/* Everything that tiles are composed of. Never changes once it is made, so
 * that it can be shared with a worker. Counted, any thread.
 */
typedef struct _GwTileSource GwTileSource;

/* pyramid, scene and tags may be NULL; table (256 bytes) too. */
GwTileSource *gw_tile_source_new (GwPyramid *pyramid, const GwCanvasLook *look, const guint8 *table,
                                  GwCanvasScene *scene, GwTagLayout *tags);
GwTileSource *gw_tile_source_ref (GwTileSource *self);
void gw_tile_source_unref (GwTileSource *self);

const GwCanvasLook *gw_tile_source_get_look (GwTileSource *self);
GwCanvasScene *gw_tile_source_get_scene (GwTileSource *self);
GwTagLayout *gw_tile_source_get_tags (GwTileSource *self);
GwPyramid *gw_tile_source_get_pyramid (GwTileSource *self);

/* Whether both differ in objects only: same picture, zoom, look and colours. */
gboolean gw_tile_source_has_same_ground (GwTileSource *self, GwTileSource *other);
/* NULL when colours are not changed. */
const guint8 *gw_tile_source_get_table (GwTileSource *self);

/* The device pixels that tiles cover, from the picture's corner. */
void gw_tile_source_get_extents (GwTileSource *self, int *x, int *y, int *width, int *height);
/* Those of one tile: less than a full one at the right and bottom. */
void gw_tile_source_get_tile (GwTileSource *self, int column, int row, int *x, int *y, int *width, int *height);
/* The tiles that touch a rectangle, within those that there are; FALSE: none. */
gboolean gw_tile_source_get_range (GwTileSource *self, const GwBox *box, int *column0, int *row0, int *column1,
                                   int *row1);

/* Paints the picture, over a checker ground where it is transparent, on
 * what cr's clip leaves; the origin is the picture's corner.
 */
void gw_tile_source_paint_picture (GwTileSource *self, cairo_t *cr, int origin_x, int origin_y);

/* A finished tile: ground, picture, grid, shapes at rest, tags. 0.2 ms and
 * what the shapes take. font: the worker's own.
 */
cairo_surface_t *gw_tile_source_compose (GwTileSource *self, int column, int row, GwTagFont *font);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwTileSource, gw_tile_source_unref)

G_END_DECLS
