/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-shape.h"

#include <math.h>

#include "gw-box.h"
#include "gw-geometry-private.h"
#include "gw-mask.h"
#include "gw-polygon.h"

/* Enough halvings for every bit of a double. */
#define MAX_HALVINGS 1100

static double
corners_distance (GwPoint *corners, GwPoint point)
{
  GwRing ring = { corners, 4 };

  return gw_ring_distance (&ring, point);
}

static double
box_distance (const GwBox *box, GwPoint point)
{
  GwPoint corners[4] = {
    { box->x, box->y },
    { box->x + box->width, box->y },
    { box->x + box->width, box->y + box->height },
    { box->x, box->y + box->height },
  };

  return corners_distance (corners, point);
}

static double
rotated_distance (const GwRotatedBox *box, GwPoint point)
{
  GwPoint corners[4];

  gw_rotated_box_corners (box, corners);
  return corners_distance (corners, point);
}

static double
polygon_distance (const GwPolygon *polygon, GwPoint point)
{
  double nearest = INFINITY;

  for (size_t i = 0; i < polygon->n_rings; i++)
    nearest = fmin (nearest, gw_ring_distance (&polygon->rings[i], point));
  return nearest;
}

static double
keypoints_distance (const GwKeypoints *points, GwPoint point)
{
  double nearest = INFINITY;

  for (size_t i = 0; i < points->n_points; i++)
    if (points->points[i].visibility != GW_VISIBILITY_ABSENT)
      nearest = fmin (nearest, hypot (points->points[i].point.x - point.x, points->points[i].point.y - point.y));
  return nearest;
}

/* The root t of (r*u / (t + r))^2 + (v / (t + 1))^2 = 1, by halving. r >= 1 is
 * the squared ratio of the axes, u and v the point in units of its axes.
 */
static double
nearest_parameter (double r, double u, double v)
{
  double low = v - 1.0;
  double high = hypot (r * u, v) - 1.0;
  double middle = low;

  for (int i = 0; i < MAX_HALVINGS; i++)
    {
      double first, second, excess;

      middle = low + (high - low) / 2.0;
      if (middle == low || middle == high)
        break;
      first = r * u / (middle + r);
      second = v / (middle + 1.0);
      excess = first * first + second * second - 1.0;
      if (excess > 0.0)
        low = middle;
      else if (excess < 0.0)
        high = middle;
      else
        break;
    }
  return middle;
}

/* Distance of a point of the first quadrant to an ellipse along the axes, the
 * long one first. Source: D. Eberly, "Distance from a Point to an Ellipse, an
 * Ellipsoid, or a Hyperellipsoid", Geometric Tools, 2013, section 2.
 */
static double
quadrant_distance (double long_axis, double short_axis, double x, double y)
{
  double ratio, t;

  if (short_axis == 0.0)
    return x > long_axis ? hypot (x - long_axis, y) : y;

  if (y == 0.0)
    {
      double reach = long_axis * x;
      double focal = (long_axis - short_axis) * (long_axis + short_axis);

      if (reach < focal)
        {
          double share = reach / focal;

          return hypot (long_axis * share - x, short_axis * sqrt ((1.0 - share) * (1.0 + share)));
        }
      return fabs (x - long_axis);
    }
  if (x == 0.0)
    return fabs (y - short_axis);

  ratio = long_axis / short_axis;
  ratio *= ratio;
  t = nearest_parameter (ratio, x / long_axis, y / short_axis);
  return hypot (ratio * x / (t + ratio) - x, y / (t + 1.0) - y);
}

static double
ellipse_distance (const GwEllipse *ellipse, GwPoint point)
{
  double sine, cosine, dx, dy, along, across;

  dx = point.x - ellipse->cx;
  dy = point.y - ellipse->cy;
  if (!isfinite (dx) || !isfinite (dy) || !_gw_is_size (ellipse->rx) || !_gw_is_size (ellipse->ry)
      || !isfinite (ellipse->angle))
    return INFINITY;

  _gw_sine_cosine (ellipse->angle, &sine, &cosine);
  along = fabs (dx * cosine + dy * sine);
  across = fabs (-dx * sine + dy * cosine);
  if (ellipse->rx >= ellipse->ry)
    return quadrant_distance (ellipse->rx, ellipse->ry, along, across);
  return quadrant_distance (ellipse->ry, ellipse->rx, across, along);
}

static double
shape_distance (const GwShape *shape, GwPoint point)
{
  GwBox bounds;

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      return box_distance (&shape->as.box, point);
    case GW_SHAPE_ROTATED_BOX:
      return rotated_distance (&shape->as.rotated, point);
    case GW_SHAPE_POLYGON:
      return polygon_distance (&shape->as.polygon, point);
    case GW_SHAPE_MASK:
      return gw_mask_bounds (&shape->as.mask, &bounds) == GW_STATUS_OK ? box_distance (&bounds, point) : INFINITY;
    case GW_SHAPE_POLYLINE:
      return gw_line_distance (&shape->as.line, point);
    case GW_SHAPE_POINTS:
      return keypoints_distance (&shape->as.points, point);
    case GW_SHAPE_ELLIPSE:
      return ellipse_distance (&shape->as.ellipse, point);
    case GW_SHAPE_NONE:
    default:
      return INFINITY;
    }
}

double
gw_shape_distance (const GwShape *shape, GwPoint point)
{
  double distance = shape_distance (shape, point);

  return distance >= 0.0 ? distance : INFINITY;
}
