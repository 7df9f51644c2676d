/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-shape.h"

#include "gw-box.h"
#include "gw-geometry-private.h"
#include "gw-mask.h"
#include "gw-polygon.h"

static bool
angle_is_normal (double degrees)
{
  return degrees > -180.0 && degrees <= 180.0;
}

static bool
rotated_is_valid (const GwRotatedBox *box)
{
  return _gw_is_coordinate (box->cx) && _gw_is_coordinate (box->cy) && _gw_is_size (box->width)
         && _gw_is_size (box->height) && angle_is_normal (box->angle);
}

static bool
ellipse_is_valid (const GwEllipse *ellipse)
{
  return _gw_is_coordinate (ellipse->cx) && _gw_is_coordinate (ellipse->cy) && _gw_is_size (ellipse->rx)
         && _gw_is_size (ellipse->ry) && angle_is_normal (ellipse->angle);
}

static gw_status
line_check (const GwRing *line)
{
  for (size_t i = 0; i < line->n_points; i++)
    if (!_gw_is_point (line->points[i]))
      return GW_STATUS_INVALID;
  return line->n_points > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

static gw_status
keypoints_check (const GwKeypoints *points)
{
  for (size_t i = 0; i < points->n_points; i++)
    if (!_gw_is_point (points->points[i].point) || (unsigned) points->points[i].visibility > GW_VISIBILITY_VISIBLE)
      return GW_STATUS_INVALID;
  return points->n_points > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

static gw_status
status_of (bool valid)
{
  return valid ? GW_STATUS_OK : GW_STATUS_INVALID;
}

gw_status
gw_shape_validate (const GwShape *shape)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      return status_of (gw_box_is_valid (&shape->as.box));
    case GW_SHAPE_ROTATED_BOX:
      return status_of (rotated_is_valid (&shape->as.rotated));
    case GW_SHAPE_POLYGON:
      return status_of (gw_polygon_is_valid (&shape->as.polygon));
    case GW_SHAPE_MASK:
      return gw_mask_validate (&shape->as.mask);
    case GW_SHAPE_POLYLINE:
      return line_check (&shape->as.line);
    case GW_SHAPE_POINTS:
      return keypoints_check (&shape->as.points);
    case GW_SHAPE_ELLIPSE:
      return status_of (ellipse_is_valid (&shape->as.ellipse));
    case GW_SHAPE_NONE:
      return GW_STATUS_EMPTY;
    default:
      return GW_STATUS_INVALID;
    }
}
