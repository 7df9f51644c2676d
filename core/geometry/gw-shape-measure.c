/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-shape.h"

#include <math.h>

#include "gw-box.h"
#include "gw-geometry-private.h"
#include "gw-mask.h"
#include "gw-polygon.h"

#define GW_PI 3.14159265358979323846

static gw_status
keypoints_bounds (const GwKeypoints *points, GwBox *bounds)
{
  bool any = false;
  GwBox all = { 0.0, 0.0, 0.0, 0.0 };

  for (size_t i = 0; i < points->n_points; i++)
    {
      GwPoint point = points->points[i].point;
      GwBox at = { point.x, point.y, 0.0, 0.0 };

      if (points->points[i].visibility == GW_VISIBILITY_ABSENT)
        continue;
      if (!_gw_is_point (point))
        return GW_STATUS_INVALID;
      all = any ? gw_box_union (&all, &at) : at;
      any = true;
    }
  if (!any)
    return GW_STATUS_EMPTY;
  *bounds = all;
  return GW_STATUS_OK;
}

static gw_status
checked_bounds (GwBox box, GwBox *bounds)
{
  if (!_gw_is_coordinate (box.x) || !_gw_is_coordinate (box.y) || !isfinite (box.width) || !isfinite (box.height))
    return GW_STATUS_INVALID;
  *bounds = box;
  return GW_STATUS_OK;
}

gw_status
gw_shape_bounds (const GwShape *shape, GwBox *bounds)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      return checked_bounds (shape->as.box, bounds);
    case GW_SHAPE_ROTATED_BOX:
      return checked_bounds (gw_rotated_box_bounds (&shape->as.rotated), bounds);
    case GW_SHAPE_POLYGON:
      return gw_polygon_bounds (&shape->as.polygon, bounds);
    case GW_SHAPE_MASK:
      return gw_mask_bounds (&shape->as.mask, bounds);
    case GW_SHAPE_POLYLINE:
      return gw_ring_bounds (&shape->as.line, bounds);
    case GW_SHAPE_POINTS:
      return keypoints_bounds (&shape->as.points, bounds);
    case GW_SHAPE_ELLIPSE:
      return checked_bounds (gw_ellipse_bounds (&shape->as.ellipse), bounds);
    case GW_SHAPE_NONE:
    default:
      return GW_STATUS_EMPTY;
    }
}

double
gw_shape_area (const GwShape *shape)
{
  double area = 0.0;

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      area = gw_box_area (&shape->as.box);
      break;
    case GW_SHAPE_ROTATED_BOX:
      area = shape->as.rotated.width * shape->as.rotated.height;
      break;
    case GW_SHAPE_POLYGON:
      area = gw_polygon_area (&shape->as.polygon);
      break;
    case GW_SHAPE_MASK:
      area = (double) gw_mask_area (&shape->as.mask);
      break;
    case GW_SHAPE_ELLIPSE:
      area = GW_PI * shape->as.ellipse.rx * shape->as.ellipse.ry;
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      break;
    }
  return isfinite (area) ? area : 0.0;
}

static bool
ellipse_contains (const GwEllipse *ellipse, GwPoint point)
{
  double left, right;

  return _gw_ellipse_row (ellipse, point.y, &left, &right) && point.x >= left && point.x < right;
}

static bool
mask_contains_point (const GwMask *mask, GwPoint point)
{
  GwBox bounds;

  if (gw_mask_bounds (mask, &bounds) != GW_STATUS_OK || !gw_box_contains (&bounds, point))
    return false;
  return gw_mask_contains (mask, (int32_t) floor (point.x), (int32_t) floor (point.y));
}

bool
gw_shape_contains (const GwShape *shape, GwPoint point)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      return gw_box_contains (&shape->as.box, point);
    case GW_SHAPE_ROTATED_BOX:
      return gw_rotated_box_contains (&shape->as.rotated, point);
    case GW_SHAPE_POLYGON:
      return gw_polygon_contains (&shape->as.polygon, point);
    case GW_SHAPE_MASK:
      return mask_contains_point (&shape->as.mask, point);
    case GW_SHAPE_ELLIPSE:
      return ellipse_contains (&shape->as.ellipse, point);
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      return false;
    }
}
