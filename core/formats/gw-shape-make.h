/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* Shapes of points that a file lists. Each returns NULL, or the code of why there is none
 * ("ring-short", "limit"), with shape GW_SHAPE_NONE. The numbers are taken as they are.
 */

/* A polygon of one ring. */
const char *gw_shape_make_polygon (const GwPoint *points, gsize n, GwShape *shape);
/* An open line of two points or more. */
const char *gw_shape_make_line (const GwPoint *points, gsize n, GwShape *shape);
/* visibility (nullable): GwVisibility of each point; else they are visible. */
const char *gw_shape_make_points (const GwPoint *points, const guint8 *visibility, gsize n, GwShape *shape);
/* The rectangle whose corners these are, in order and in pixels: a turned box that begins with
 * the side from the first to the second; where upright is set, a box of one that is upright and
 * begins at the upper left. FALSE, with no shape, where they are none: opposite sides differ by
 * more than a pixel, or a corner by more than 2° from a right angle (spec formats 5.3).
 */
gboolean gw_shape_fit_rectangle (const GwPoint corners[4], gboolean upright, GwShape *shape);
/* Four corners: a turned box where they are those of a rectangle, else a polygon. */
const char *gw_shape_make_quadrangle (const GwPoint corners[4], GwShape *shape);
/* Upright, by its center; angle in degrees. */
void gw_shape_init_ellipse (GwShape *shape, double cx, double cy, double rx, double ry, double angle);

G_END_DECLS
