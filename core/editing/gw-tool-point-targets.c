/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-point-targets-private.h"

#include <math.h>

#include "gw-polygon-combine.h"

/* Half of a point's target in screen pixels: 24 across, where it is drawn 8. */
#define POINT_REACH 12.0
/* Screen pixels around an edge where a press makes a point. */
#define EDGE_REACH 6.0

int
_gw_point_targets_find (GArray *handles, const GwToolEvent *event)
{
  double best = POINT_REACH / event->scale;
  int found = -1;

  for (guint i = 0; i < handles->len; i++)
    {
      GwPoint point = g_array_index (handles, GwShapeHandle, i).point;
      double distance = hypot (event->point.x - point.x, event->point.y - point.y);

      if (distance > best)
        continue;
      best = distance;
      found = (int) i;
    }
  return found;
}

gboolean
_gw_point_targets_find_edge (const GwShape *shape, const GwToolEvent *event, GwShapeHandle *place)
{
  GwPolygon polygon = { (GwRing *) &shape->as.line, 1 };
  GwBorderPlace nearest;

  if (shape->kind == GW_SHAPE_POLYGON)
    polygon = shape->as.polygon;
  else if (shape->kind != GW_SHAPE_POLYLINE)
    return FALSE;
  if (!gw_polygon_nearest (&polygon, event->point, &nearest) || nearest.is_vertex
      || nearest.distance * event->scale > EDGE_REACH)
    return FALSE;
  if (shape->kind == GW_SHAPE_POLYLINE && nearest.edge + 1 == shape->as.line.n_points)
    return FALSE;
  *place = (GwShapeHandle) { nearest.point, nearest.ring, nearest.edge + 1 };
  return TRUE;
}

gboolean
_gw_point_targets_is_at_turn (const GwShape *shape, const GwToolEvent *event)
{
  GwPoint from, to;

  return _gw_shape_get_turn (shape, GW_POINT_TARGETS_STEM / event->scale, &from, &to)
         && hypot (event->point.x - to.x, event->point.y - to.y) * event->scale <= POINT_REACH;
}
