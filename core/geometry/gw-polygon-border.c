/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon-combine.h"

#include <math.h>
#include <stdlib.h>

#include "gw-geometry-private.h"
#include "gw-polygon.h"

static GwPoint
point_after (const GwRing *ring, size_t i)
{
  return ring->points[i + 1 < ring->n_points ? i + 1 : 0];
}

/* The nearest place on an edge, the edge's end left to the next one. */
static GwBorderPlace
nearest_on_edge (const GwRing *ring, size_t edge, GwPoint point)
{
  GwPoint a = ring->points[edge], b = point_after (ring, edge);
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double along = square > 0.0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / square : 0.0;
  GwBorderPlace place = { 0, edge, along, { a.x + along * dx, a.y + along * dy }, 0.0, false };

  if (along <= 0.0)
    place = (GwBorderPlace) { 0, edge, 0.0, a, 0.0, true };
  else if (along >= 1.0)
    place = (GwBorderPlace) { 0, edge + 1 < ring->n_points ? edge + 1 : 0, 0.0, b, 0.0, true };
  place.distance = hypot (point.x - place.point.x, point.y - place.point.y);
  return place;
}

static bool
is_finite (const GwPolygon *polygon, GwPoint point)
{
  GwBox bounds;

  return _gw_is_point (point) && gw_polygon_bounds (polygon, &bounds) == GW_STATUS_OK;
}

bool
gw_polygon_nearest (const GwPolygon *polygon, GwPoint point, GwBorderPlace *place)
{
  double nearest = INFINITY;

  if (!is_finite (polygon, point))
    return false;
  for (size_t i = 0; i < polygon->n_rings; i++)
    for (size_t k = 0; k < polygon->rings[i].n_points; k++)
      {
        GwBorderPlace other = nearest_on_edge (&polygon->rings[i], k, point);

        if (other.distance >= nearest)
          continue;
        nearest = other.distance;
        *place = other;
        place->ring = i;
      }
  return true;
}

bool
gw_polygon_nearest_vertex (const GwPolygon *polygon, GwPoint point, double reach, GwBorderPlace *place)
{
  double nearest = INFINITY;

  if (!is_finite (polygon, point))
    return false;
  for (size_t i = 0; i < polygon->n_rings; i++)
    for (size_t k = 0; k < polygon->rings[i].n_points; k++)
      {
        GwPoint vertex = polygon->rings[i].points[k];
        double distance = hypot (point.x - vertex.x, point.y - vertex.y);

        if (distance >= nearest || distance > reach)
          continue;
        nearest = distance;
        *place = (GwBorderPlace) { i, k, 0.0, vertex, distance, true };
      }
  return isfinite (nearest);
}

/* --- between two places --------------------------------------------------------- */

static bool
place_is_valid (const GwPolygon *polygon, const GwBorderPlace *place)
{
  return place->ring < polygon->n_rings && place->edge < polygon->rings[place->ring].n_points && place->along >= 0.0
         && place->along <= 1.0 && _gw_is_point (place->point);
}

static void
add_point (GwRing *line, GwPoint point)
{
  const GwPoint *last = line->n_points > 0 ? &line->points[line->n_points - 1] : NULL;

  if (last == NULL || last->x != point.x || last->y != point.y)
    line->points[line->n_points++] = point;
}

/* In the way of the ring. round: all of it where both places are the same. line
 * has room for the points of the ring and two more.
 */
static void
go_forward (const GwRing *ring, const GwBorderPlace *from, const GwBorderPlace *to, bool round, GwRing *line)
{
  size_t edge = from->edge;
  bool ahead = to->edge == edge && (to->along > from->along || (to->along == from->along && !round));

  add_point (line, from->point);
  while (!ahead)
    {
      add_point (line, point_after (ring, edge));
      edge = edge + 1 < ring->n_points ? edge + 1 : 0;
      ahead = edge == to->edge;
    }
  add_point (line, to->point);
}

static double
line_length (const GwRing *line)
{
  double length = 0.0;

  for (size_t i = 1; i < line->n_points; i++)
    length += hypot (line->points[i].x - line->points[i - 1].x, line->points[i].y - line->points[i - 1].y);
  return length;
}

static void
turn_around (GwRing *line)
{
  for (size_t i = 0, k = line->n_points; i + 1 < k; i++)
    {
      GwPoint point = line->points[--k];

      line->points[k] = line->points[i];
      line->points[i] = point;
    }
}

gw_status
gw_polygon_border_between (const GwPolygon *polygon, const GwBorderPlace *from, const GwBorderPlace *to, bool other_way,
                           GwRing *line)
{
  GwRing forward = GW_RING_INIT, backward = GW_RING_INIT;
  const GwRing *ring;
  GwBox bounds;
  bool shorter_is_forward;

  if (!place_is_valid (polygon, from) || !place_is_valid (polygon, to) || from->ring != to->ring)
    return GW_STATUS_INVALID;
  ring = &polygon->rings[from->ring];
  if (gw_ring_bounds (ring, &bounds) != GW_STATUS_OK)
    return GW_STATUS_INVALID;

  forward.points = _gw_array_new (ring->n_points + 3, sizeof (GwPoint));
  backward.points = _gw_array_new (ring->n_points + 3, sizeof (GwPoint));
  if (forward.points == NULL || backward.points == NULL)
    {
      free (forward.points);
      free (backward.points);
      return GW_STATUS_NO_MEMORY;
    }
  go_forward (ring, from, to, false, &forward);
  /* From a place to itself the other way is all around. */
  go_forward (ring, to, from, true, &backward);
  turn_around (&backward);
  shorter_is_forward = line_length (&forward) <= line_length (&backward);
  *line = shorter_is_forward != other_way ? forward : backward;
  free (shorter_is_forward != other_way ? backward.points : forward.points);
  return GW_STATUS_OK;
}
