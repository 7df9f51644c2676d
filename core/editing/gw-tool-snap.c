/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-tool-snap-private.h"

#include <math.h>

#include "gw-polygon-combine.h"

/* How far a place may be from where it was on an outline; pixels. */
#define SAME_PLACE 1e-6

/* An outline of any object, its rings the object's own where it has some. */
typedef struct
{
  GwPolygon polygon;
  GwRing ring;
  gboolean is_own; /* ring is to be freed */
} Outline;

static gboolean
outline_init (Outline *outline, GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);
  gw_status status = GW_STATUS_INVALID;

  *outline = (Outline) { .ring = GW_RING_INIT };
  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      outline->polygon = shape->as.polygon;
      return TRUE;
    case GW_SHAPE_POLYLINE:
      outline->polygon = (GwPolygon) { (GwRing *) &shape->as.line, 1 };
      return TRUE;
    case GW_SHAPE_BOX:
      status = gw_ring_from_box (&shape->as.box, &outline->ring);
      break;
    case GW_SHAPE_ROTATED_BOX:
      status = gw_ring_from_rotated_box (&shape->as.rotated, &outline->ring);
      break;
    case GW_SHAPE_ELLIPSE:
      status = gw_ring_from_ellipse (&shape->as.ellipse, &outline->ring);
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_MASK:
    case GW_SHAPE_POINTS:
    default:
      return FALSE;
    }
  if (status != GW_STATUS_OK)
    return FALSE;
  outline->polygon = (GwPolygon) { &outline->ring, 1 };
  outline->is_own = TRUE;
  return TRUE;
}

static void
outline_clear (Outline *outline)
{
  if (outline->is_own)
    gw_ring_clear (&outline->ring);
}

static gboolean
find_place (GwObject *object, GwPoint point, double reach, gboolean vertices, GwBorderPlace *place)
{
  Outline outline;
  gboolean found;

  if (!outline_init (&outline, object))
    return FALSE;
  if (vertices)
    found = gw_polygon_nearest_vertex (&outline.polygon, point, reach, place);
  else
    found = gw_polygon_nearest (&outline.polygon, point, place) && place->distance <= reach;
  /* The edge that would close a line is none. */
  if (found && !vertices && gw_object_get_shape (object)->kind == GW_SHAPE_POLYLINE && !place->is_vertex
      && place->edge + 1 == outline.polygon.rings[0].n_points)
    found = FALSE;
  outline_clear (&outline);
  return found;
}

static gboolean
is_inside (GwPoint point, int width, int height)
{
  return point.x >= 0.0 && point.y >= 0.0 && point.x <= width && point.y <= height;
}

/* Points before edges: a person aims at them. */
static gboolean
snap_to_objects (GwDocument *document, GwPoint point, double reach, gint64 except_id, GwToolPlace *to)
{
  const GwBox near = { point.x - reach, point.y - reach, 2.0 * reach, 2.0 * reach };
  g_autoptr (GPtrArray) objects = gw_document_query (document, &near);
  double best = INFINITY;
  int width, height;

  gw_document_get_size (document, &width, &height);
  for (int vertices = 1; vertices >= 0 && isinf (best); vertices--)
    for (guint i = 0; i < objects->len; i++)
      {
        GwObject *object = g_ptr_array_index (objects, i);
        GwBorderPlace place;

        if (gw_object_get_id (object) == except_id || (gw_object_get_flags (object) & GW_OBJECT_HIDDEN)
            || !find_place (object, point, reach, vertices != 0, &place) || place.distance >= best
            || !is_inside (place.point, width, height))
          continue;
        best = place.distance;
        *to = (GwToolPlace) { place.point, gw_object_get_id (object), TRUE };
      }
  return !isinf (best);
}

static gboolean
snap_axis (double *at, double size, double reach)
{
  double to = fabs (*at) <= fabs (*at - size) ? 0.0 : size;

  if (fabs (*at - to) > reach)
    return FALSE;
  *at = to;
  return TRUE;
}

static double
round_axis (double at, double size, double scale)
{
  double parts = scale >= 4.0 ? 4.0 : scale >= 2.0 ? 2.0 : 1.0;

  return CLAMP (round (at * parts) / parts, 0.0, size);
}

GwPoint
_gw_tool_round (GwTool *self, GwPoint point, double scale)
{
  int width, height;

  _gw_tool_get_ground (self, &width, &height);
  return (GwPoint) { round_axis (point.x, width, scale), round_axis (point.y, height, scale) };
}

GwToolPlace
_gw_tool_snap (GwTool *self, const GwToolEvent *event, gint64 except_id)
{
  GwToolOptions *options = gw_tool_get_options (self);
  GwToolPlace place = { .point = _gw_tool_round (self, event->point, event->scale) };
  double reach = gw_tool_options_get_number (options, "snap-distance") / event->scale;
  gboolean held_x, held_y;
  GwDocument *document;
  int width, height;

  document = _gw_tool_get_ground (self, &width, &height);
  if (document == NULL || !gw_tool_options_get_flag (options, "snap") || (event->modifiers & GW_TOOL_CONTROL) != 0)
    return place;
  if (snap_to_objects (document, event->point, reach, except_id, &place))
    return place;
  held_x = snap_axis (&place.point.x, width, reach);
  held_y = snap_axis (&place.point.y, height, reach);
  place.is_held = held_x || held_y;
  return place;
}

gboolean
_gw_tool_share_border (GwTool *self, const GwToolPlace *from, const GwToolPlace *to, gboolean other_way, GwRing *line)
{
  GwDocument *document = gw_tool_get_document (self);
  GwObject *object = from->border_of != 0 ? gw_document_find (document, from->border_of) : NULL;
  GwBorderPlace a, b;
  Outline outline;
  gboolean found;

  if (object == NULL || to->border_of != from->border_of || gw_object_get_shape (object)->kind == GW_SHAPE_POLYLINE
      || !outline_init (&outline, object))
    return FALSE;
  found = gw_polygon_nearest (&outline.polygon, from->point, &a) && a.distance <= SAME_PLACE
          && gw_polygon_nearest (&outline.polygon, to->point, &b) && b.distance <= SAME_PLACE && a.ring == b.ring;
  if (found)
    {
      /* Both ends keep their numbers. */
      a.point = from->point;
      b.point = to->point;
      found = gw_polygon_border_between (&outline.polygon, &a, &b, other_way, line) == GW_STATUS_OK;
    }
  outline_clear (&outline);
  return found;
}

GwPoint
_gw_tool_straighten (GwTool *self, GwPoint from, GwPoint point, double scale)
{
  static const double directions[4][2] = { { 1.0, 0.0 }, { 1.0, 1.0 }, { 0.0, 1.0 }, { -1.0, 1.0 } };
  double dx = point.x - from.x, dy = point.y - from.y;
  double step = round (atan2 (dy, dx) / (G_PI / 4.0));
  const double *way = directions[((int) step + 8) % 4];
  double square = way[0] * way[0] + way[1] * way[1];
  double length = round_axis (fabs (dx * way[0] + dy * way[1]) / square, INFINITY, scale);
  double sign = dx * way[0] + dy * way[1] < 0.0 ? -1.0 : 1.0;
  int width, height;

  _gw_tool_get_ground (self, &width, &height);
  /* As far as the image goes. */
  if (way[0] != 0.0)
    length = MIN (length, sign * way[0] < 0.0 ? from.x : width - from.x);
  if (way[1] != 0.0)
    length = MIN (length, sign * way[1] < 0.0 ? from.y : height - from.y);
  return (GwPoint) { from.x + sign * length * way[0], from.y + sign * length * way[1] };
}
