/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-shape.h"

#include <math.h>

#include "gw-box.h"
#include "gw-mask.h"

static bool
close_to (double a, double b, double tolerance)
{
  return a == b || fabs (a - b) <= tolerance;
}

/* 180 and -179.99 are as near as 0 and 0.01. */
static bool
angles_close (double a, double b, double tolerance)
{
  return a == b || fabs (gw_angle_normalise (a - b)) <= tolerance;
}

static bool
points_close (GwPoint a, GwPoint b, double tolerance)
{
  return close_to (a.x, b.x, tolerance) && close_to (a.y, b.y, tolerance);
}

static bool
rings_close (const GwRing *a, const GwRing *b, double tolerance)
{
  if (a->n_points != b->n_points)
    return false;
  for (size_t i = 0; i < a->n_points; i++)
    if (!points_close (a->points[i], b->points[i], tolerance))
      return false;
  return true;
}

static bool
polygons_close (const GwPolygon *a, const GwPolygon *b, double tolerance)
{
  if (a->n_rings != b->n_rings)
    return false;
  for (size_t i = 0; i < a->n_rings; i++)
    if (!rings_close (&a->rings[i], &b->rings[i], tolerance))
      return false;
  return true;
}

static bool
keypoints_close (const GwKeypoints *a, const GwKeypoints *b, double tolerance)
{
  if (a->n_points != b->n_points)
    return false;
  for (size_t i = 0; i < a->n_points; i++)
    if (a->points[i].visibility != b->points[i].visibility
        || !points_close (a->points[i].point, b->points[i].point, tolerance))
      return false;
  return true;
}

static bool
boxes_close (const GwBox *a, const GwBox *b, double tolerance)
{
  return close_to (a->x, b->x, tolerance) && close_to (a->y, b->y, tolerance)
         && close_to (a->width, b->width, tolerance) && close_to (a->height, b->height, tolerance);
}

static bool
rotated_close (const GwRotatedBox *a, const GwRotatedBox *b, double tolerance)
{
  return close_to (a->cx, b->cx, tolerance) && close_to (a->cy, b->cy, tolerance)
         && close_to (a->width, b->width, tolerance) && close_to (a->height, b->height, tolerance)
         && angles_close (a->angle, b->angle, tolerance);
}

static bool
ellipses_close (const GwEllipse *a, const GwEllipse *b, double tolerance)
{
  return close_to (a->cx, b->cx, tolerance) && close_to (a->cy, b->cy, tolerance) && close_to (a->rx, b->rx, tolerance)
         && close_to (a->ry, b->ry, tolerance) && angles_close (a->angle, b->angle, tolerance);
}

bool
gw_shape_equal (const GwShape *a, const GwShape *b, double tolerance)
{
  if (a->kind != b->kind)
    return false;

  switch (a->kind)
    {
    case GW_SHAPE_BOX:
      return boxes_close (&a->as.box, &b->as.box, tolerance);
    case GW_SHAPE_ROTATED_BOX:
      return rotated_close (&a->as.rotated, &b->as.rotated, tolerance);
    case GW_SHAPE_POLYGON:
      return polygons_close (&a->as.polygon, &b->as.polygon, tolerance);
    case GW_SHAPE_MASK:
      return gw_mask_equal (&a->as.mask, &b->as.mask);
    case GW_SHAPE_POLYLINE:
      return rings_close (&a->as.line, &b->as.line, tolerance);
    case GW_SHAPE_POINTS:
      return keypoints_close (&a->as.points, &b->as.points, tolerance);
    case GW_SHAPE_ELLIPSE:
      return ellipses_close (&a->as.ellipse, &b->as.ellipse, tolerance);
    case GW_SHAPE_NONE:
    default:
      return true;
    }
}
