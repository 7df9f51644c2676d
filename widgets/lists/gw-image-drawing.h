/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "gw-object.h"

G_BEGIN_DECLS

/* Looks up the colour of a class, 0xRRGGBB. */
typedef guint32 (*GwColorFunc) (gint64 class_id, gpointer data);

/* Draws a picture so that it covers width x height, cut at the longer ends,
 * with the outlines of its objects over it. objects (element-type GwObject)
 * (nullable) are in pixels of an image of image_width x image_height.
 * 2 ms for 300 x 200 with ten boxes; masks are traced, so not for each frame.
 */
void gw_image_draw (cairo_t *cr, cairo_surface_t *picture, double width, double height, GPtrArray *objects,
                    int image_width, int image_height, GwColorFunc color, gpointer data);
/* The same, with nothing cut: the picture lies in the middle, and what it leaves free stays as it is. */
void gw_image_draw_whole (cairo_t *cr, cairo_surface_t *picture, double width, double height, GPtrArray *objects,
                          int image_width, int image_height, GwColorFunc color, gpointer data);

G_END_DECLS
