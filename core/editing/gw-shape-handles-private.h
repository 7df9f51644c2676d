/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* A point of a shape that can be moved by itself. */
typedef struct
{
  GwPoint point;
  gsize ring;
  gsize index; /* of turned boxes: corners clockwise from the top left, then the middles
                * from the top; of ellipses the ends of the axes from the top */
} GwShapeHandle;

/* Appends those of a polygon, line, point set (those that are there), turned box or
 * ellipse; of other kinds none.
 */
void _gw_shape_get_handles (const GwShape *shape, GArray *handles);

/* Puts the point of a handle to a place: of a turned box the opposite side stays, of
 * an ellipse the centre. FALSE, with the shape as it was, where that is no shape.
 */
gboolean _gw_shape_move_handle (GwShape *shape, const GwShapeHandle *handle, GwPoint to);

/* Puts a point into a ring or line, before the point of that index. */
gboolean _gw_shape_insert_point (GwShape *shape, gsize ring, gsize index, GwPoint point);

/* Whether it has an angle; where the stem of the handle that changes it begins, and
 * its end, so many pixels further out.
 */
gboolean _gw_shape_get_turn (const GwShape *shape, double length, GwPoint *from, GwPoint *to);
double _gw_shape_get_angle (const GwShape *shape);
void _gw_shape_set_angle (GwShape *shape, double angle);
/* The angle that has the handle lie in the direction of a point. */
double _gw_shape_find_angle (const GwShape *shape, GwPoint point);

G_END_DECLS
