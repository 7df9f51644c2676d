/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "gw-image-info.h"

G_BEGIN_DECLS

/* A picture in several sizes, for drawing at any zoom.
 *
 * Level n is the picture divided by 2^n: one of its pixels covers
 * 2^n x 2^n picture pixels exactly (the last column and row may cover
 * fewer), so that picture coordinates are level coordinates times 2^n.
 * Beside the levels there may be one surface of the size that fits a view.
 * A *preview* has that surface only.
 *
 * Surfaces are never written once they can be seen from outside. Counted;
 * all functions are thread-safe. Surfaces belong to the pyramid: reference
 * them to keep them longer.
 */
typedef struct _GwPyramid GwPyramid;

#define GW_TYPE_PYRAMID (gw_pyramid_get_type ())
GType gw_pyramid_get_type (void);

/**
 * gw_pyramid_new_for_surface:
 * @surface: (transfer none): level 0, an image surface of RGB24 or ARGB32
 *   that nobody writes any more
 */
GwPyramid *gw_pyramid_new_for_surface (cairo_surface_t *surface);

/**
 * gw_pyramid_new_for_file:
 * @view_width: device pixels of the view, or 0 for no fit surface
 * @view_height: likewise
 * @preview: decode only as much as the fit surface needs
 *
 * Decodes a picture and makes all its levels, down to one of 256 pixels or
 * fewer. A picture that could be read in part has a warning. Blocks: for
 * worker threads. Without a view size preview is ignored.
 */
GwPyramid *gw_pyramid_new_for_file (const char *path, int view_width, int view_height, gboolean preview,
                                    GCancellable *cancellable, GError **error);

GwPyramid *gw_pyramid_ref (GwPyramid *self);
void gw_pyramid_unref (GwPyramid *self);

/* The picture's upright full size, whatever levels are held. */
int gw_pyramid_get_width (GwPyramid *self);
int gw_pyramid_get_height (GwPyramid *self);

/* The header of the file that it was made from; the format is unknown and
 * the file size 0 when it was made from a surface.
 */
const GwImageInfo *gw_pyramid_get_info (GwPyramid *self);

/* Whether it may be transparent: paint gw_checker_paint() below it. */
gboolean gw_pyramid_has_alpha (GwPyramid *self);

/* Whether it holds the fit surface only. */
gboolean gw_pyramid_is_preview (GwPyramid *self);

/* What is wrong with the file although it could be shown in part, as a
 * sentence for people; (nullable) (transfer none).
 */
const GError *gw_pyramid_get_warning (GwPyramid *self);

/* Levels that exist or can be made: the smallest has no side over 256 (or
 * is a single pixel high or wide). 0 for a preview.
 */
int gw_pyramid_get_n_levels (GwPyramid *self);

/* The smallest level not smaller than the picture at zoom (device pixels
 * per picture pixel): the largest n with 2^-n >= zoom, within the levels
 * that exist. 0 for zoom >= 1, unless the picture is too large to hold in
 * full: more than 2^28 pixels (1 GiB), or a side longer than
 * GW_DECODE_MAX_SURFACE_SIDE. Such a picture is drawn from level 1 or 2.
 */
int gw_pyramid_get_level_for_zoom (GwPyramid *self, double zoom);

/**
 * gw_pyramid_get_level:
 *
 * A level's surface; made now when it was not yet (about 1 ms per megapixel
 * of the level above it). Pyramids of gw_pyramid_new_for_file() and of the
 * loader have all theirs ready.
 *
 * Returns: (transfer none) (nullable): NULL for a level that is not held
 */
cairo_surface_t *gw_pyramid_get_level (GwPyramid *self, int level);

/**
 * gw_pyramid_get_fit:
 * @scale: (out) (optional): surface pixels per picture pixel, 1 or less
 *
 * The surface made for the view's size, scaled with an area filter.
 *
 * Returns: (transfer none) (nullable): NULL when none was asked for or the
 *   picture is not larger than the view
 */
cairo_surface_t *gw_pyramid_get_fit (GwPyramid *self, double *scale);

/**
 * gw_pyramid_pick:
 * @zoom: device pixels per picture pixel
 * @scale_x: (out): surface pixels per picture pixel
 * @scale_y: (out): likewise
 *
 * The best surface for drawing at a zoom without work: the smallest one, of
 * the fit surface and the levels ready now, that is not smaller than asked
 * for, else the largest.
 *
 * Returns: (transfer none): a surface, never NULL
 */
cairo_surface_t *gw_pyramid_pick (GwPyramid *self, double zoom, double *scale_x, double *scale_y);

/* Bytes of all its surfaces now. */
gsize gw_pyramid_get_memory_size (GwPyramid *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwPyramid, gw_pyramid_unref)

G_END_DECLS
