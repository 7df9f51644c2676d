/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-box.h"
#include "gw-geometry-private.h"

gw_status
gw_ring_init (GwRing *ring, const GwPoint *points, size_t n_points)
{
  *ring = (GwRing) GW_RING_INIT;
  if (n_points == 0)
    return GW_STATUS_OK;

  ring->points = _gw_array_new (n_points, sizeof (GwPoint));
  if (ring->points == NULL)
    return GW_STATUS_NO_MEMORY;

  memcpy (ring->points, points, n_points * sizeof (GwPoint));
  ring->n_points = n_points;
  return GW_STATUS_OK;
}

void
gw_ring_clear (GwRing *ring)
{
  if (ring == NULL)
    return;
  free (ring->points);
  *ring = (GwRing) GW_RING_INIT;
}

gw_status
gw_polygon_copy (const GwPolygon *source, GwPolygon *copy)
{
  *copy = (GwPolygon) GW_POLYGON_INIT;
  if (source->n_rings == 0)
    return GW_STATUS_OK;

  copy->rings = _gw_array_new (source->n_rings, sizeof (GwRing));
  if (copy->rings == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < source->n_rings; i++)
    {
      gw_status status = gw_ring_init (&copy->rings[i], source->rings[i].points, source->rings[i].n_points);

      if (status != GW_STATUS_OK)
        {
          gw_polygon_clear (copy);
          return status;
        }
      copy->n_rings = i + 1;
    }
  return GW_STATUS_OK;
}

void
gw_polygon_clear (GwPolygon *polygon)
{
  if (polygon == NULL)
    return;
  for (size_t i = 0; i < polygon->n_rings; i++)
    gw_ring_clear (&polygon->rings[i]);
  free (polygon->rings);
  *polygon = (GwPolygon) GW_POLYGON_INIT;
}

gw_status
gw_polygon_add_ring (GwPolygon *polygon, const GwPoint *points, size_t n_points)
{
  GwRing ring;
  GwRing *rings;
  gw_status status;

  if (polygon->n_rings >= SIZE_MAX / sizeof (GwRing) - 1)
    return GW_STATUS_TOO_LARGE;
  status = gw_ring_init (&ring, points, n_points);
  if (status != GW_STATUS_OK)
    return status;

  rings = realloc (polygon->rings, (polygon->n_rings + 1) * sizeof (GwRing));
  if (rings == NULL)
    {
      gw_ring_clear (&ring);
      return GW_STATUS_NO_MEMORY;
    }
  polygon->rings = rings;
  polygon->rings[polygon->n_rings++] = ring;
  return GW_STATUS_OK;
}

static bool
same_place (GwPoint a, GwPoint b)
{
  return a.x == b.x && a.y == b.y;
}

bool
gw_ring_is_valid (const GwRing *ring)
{
  size_t n_distinct = 0;
  GwPoint second = { 0.0, 0.0 };

  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint point = ring->points[i];

      if (!_gw_is_point (point))
        return false;
      if (n_distinct == 0)
        n_distinct = 1;
      else if (n_distinct == 1 && !same_place (point, ring->points[0]))
        {
          second = point;
          n_distinct = 2;
        }
      else if (n_distinct == 2 && !same_place (point, ring->points[0]) && !same_place (point, second))
        n_distinct = 3;
    }
  return n_distinct == 3;
}

bool
gw_polygon_is_valid (const GwPolygon *polygon)
{
  for (size_t i = 0; i < polygon->n_rings; i++)
    if (!gw_ring_is_valid (&polygon->rings[i]))
      return false;
  return polygon->n_rings > 0;
}

double
gw_ring_signed_area (const GwRing *ring)
{
  GwPoint origin;
  double twice = 0.0;

  if (ring->n_points < 3)
    return 0.0;

  /* About the first point: far from the origin the products would swallow the area. */
  origin = ring->points[0];
  for (size_t i = 1; i + 1 < ring->n_points; i++)
    {
      GwPoint a = ring->points[i];
      GwPoint b = ring->points[i + 1];

      twice += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
    }
  return isfinite (twice) ? twice / 2.0 : 0.0;
}

double
gw_ring_perimeter (const GwRing *ring)
{
  double length = 0.0;

  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint a = ring->points[i];
      GwPoint b = ring->points[i + 1 < ring->n_points ? i + 1 : 0];

      length += hypot (b.x - a.x, b.y - a.y);
    }
  return isfinite (length) ? length : 0.0;
}

gw_status
gw_ring_bounds (const GwRing *ring, GwBox *bounds)
{
  GwPoint low, high;

  if (ring->n_points == 0)
    return GW_STATUS_EMPTY;

  low = high = ring->points[0];
  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint point = ring->points[i];

      if (!_gw_is_point (point))
        return GW_STATUS_INVALID;
      low.x = point.x < low.x ? point.x : low.x;
      low.y = point.y < low.y ? point.y : low.y;
      high.x = point.x > high.x ? point.x : high.x;
      high.y = point.y > high.y ? point.y : high.y;
    }
  *bounds = (GwBox) { low.x, low.y, high.x - low.x, high.y - low.y };
  return GW_STATUS_OK;
}

gw_status
gw_polygon_bounds (const GwPolygon *polygon, GwBox *bounds)
{
  GwBox all = { 0.0, 0.0, 0.0, 0.0 };
  bool any = false;

  for (size_t i = 0; i < polygon->n_rings; i++)
    {
      GwBox box;
      gw_status status = gw_ring_bounds (&polygon->rings[i], &box);

      if (status == GW_STATUS_INVALID)
        return status;
      if (status == GW_STATUS_OK)
        all = any ? gw_box_union (&all, &box) : box;
      any = any || status == GW_STATUS_OK;
    }
  if (!any)
    return GW_STATUS_EMPTY;
  *bounds = all;
  return GW_STATUS_OK;
}

bool
gw_ring_contains (const GwRing *ring, GwPoint point)
{
  bool inside = false;

  for (size_t i = 0; i < ring->n_points; i++)
    {
      GwPoint a = ring->points[i];
      GwPoint b = ring->points[i + 1 < ring->n_points ? i + 1 : 0];

      if (_gw_edge_meets_row (a, b, point.y) && _gw_edge_x_at (a, b, point.y) <= point.x)
        inside = !inside;
    }
  return inside;
}

bool
gw_polygon_contains (const GwPolygon *polygon, GwPoint point)
{
  bool inside = false;

  for (size_t i = 0; i < polygon->n_rings; i++)
    if (gw_ring_contains (&polygon->rings[i], point))
      inside = !inside;
  return inside;
}

static double
edge_distance (GwPoint a, GwPoint b, GwPoint point)
{
  double dx = b.x - a.x;
  double dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double share = square > 0.0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / square : 0.0;

  share = share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
  return hypot (point.x - (a.x + share * dx), point.y - (a.y + share * dy));
}

double
gw_line_distance (const GwRing *line, GwPoint point)
{
  double nearest = INFINITY;

  if (line->n_points == 1)
    return edge_distance (line->points[0], line->points[0], point);
  for (size_t i = 1; i < line->n_points; i++)
    nearest = fmin (nearest, edge_distance (line->points[i - 1], line->points[i], point));
  return nearest;
}

double
gw_ring_distance (const GwRing *ring, GwPoint point)
{
  double nearest = gw_line_distance (ring, point);

  if (ring->n_points > 2)
    nearest = fmin (nearest, edge_distance (ring->points[ring->n_points - 1], ring->points[0], point));
  return nearest;
}

size_t
gw_ring_drop_repeats (GwRing *ring)
{
  size_t n_kept = 0;
  size_t n_dropped;

  for (size_t i = 0; i < ring->n_points; i++)
    if (n_kept == 0 || !same_place (ring->points[n_kept - 1], ring->points[i]))
      ring->points[n_kept++] = ring->points[i];
  while (n_kept > 1 && same_place (ring->points[n_kept - 1], ring->points[0]))
    n_kept--;

  n_dropped = ring->n_points - n_kept;
  ring->n_points = n_kept;
  return n_dropped;
}
