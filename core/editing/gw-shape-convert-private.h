/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* One kind of shape made of another. Results are to be cleared by the caller;
 * they are empty where FALSE is returned. width and height are the image's: what
 * is made stays inside. 0: not known, nothing is cut, and no mask can be made.
 */

/* How far the polygon of a mask may be from the edges of its pixels: more than the
 * stairs of a diagonal are deep, so that it becomes straight.
 */
#define GW_CONVERT_TOLERANCE 0.75

gboolean _gw_shape_has_area (const GwShape *shape);

/* The outline of a shape with an area, as it is: of a mask along its pixels, of an ellipse
 * as GW_ELLIPSE_RING_POINTS points.
 */
gboolean _gw_shape_get_outline (const GwShape *shape, GwPolygon *outline);

/* Cuts what is outside the image. FALSE when nothing is left. */
gboolean _gw_polygon_clip (GwPolygon *polygon, int width, int height);

/* With fewer points; rings that would cross themselves, or whose area would change
 * by more than a share of it, stay. Returns how many points are left out.
 */
gsize _gw_polygon_simplify (GwPolygon *polygon, double tolerance, double area_change);

/* The smallest turned box around the outline; FALSE without any extent. */
gboolean _gw_polygon_get_smallest_box (const GwPolygon *polygon, GwRotatedBox *box);

gboolean _gw_shape_convert (const GwShape *shape, GwShapeKind kind, int width, int height, GwShape *result);

G_END_DECLS
