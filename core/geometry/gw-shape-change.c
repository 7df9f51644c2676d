/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-shape.h"

#include <math.h>

#include "gw-box.h"
#include "gw-geometry-private.h"
#include "gw-mask.h"

/* A coordinate c becomes target + (c - origin) * scale, in x and in y. */
typedef struct
{
  double origin[2];
  double scale[2];
  double target[2];
} Map;

static GwPoint
map_point (const Map *map, GwPoint point)
{
  return (GwPoint) { map->target[0] + (point.x - map->origin[0]) * map->scale[0],
                     map->target[1] + (point.y - map->origin[1]) * map->scale[1] };
}

static gw_status
map_polygon (const Map *map, GwPolygon *polygon)
{
  /* Nothing is changed before every point is known to stay in range. */
  for (size_t i = 0; i < polygon->n_rings; i++)
    for (size_t k = 0; k < polygon->rings[i].n_points; k++)
      if (!_gw_is_point (map_point (map, polygon->rings[i].points[k])))
        return GW_STATUS_INVALID;

  for (size_t i = 0; i < polygon->n_rings; i++)
    for (size_t k = 0; k < polygon->rings[i].n_points; k++)
      polygon->rings[i].points[k] = map_point (map, polygon->rings[i].points[k]);
  return GW_STATUS_OK;
}

static gw_status
map_line (const Map *map, GwRing *line)
{
  GwPolygon one = { line, 1 };

  return map_polygon (map, &one);
}

static gw_status
map_keypoints (const Map *map, GwKeypoints *points)
{
  /* Absent points have no place; formats write 0, 0 for them. */
  for (size_t i = 0; i < points->n_points; i++)
    if (points->points[i].visibility != GW_VISIBILITY_ABSENT
        && !_gw_is_point (map_point (map, points->points[i].point)))
      return GW_STATUS_INVALID;

  for (size_t i = 0; i < points->n_points; i++)
    if (points->points[i].visibility != GW_VISIBILITY_ABSENT)
      points->points[i].point = map_point (map, points->points[i].point);
  return GW_STATUS_OK;
}

static gw_status
map_box (const Map *map, GwBox *box)
{
  GwPoint corner = map_point (map, (GwPoint) { box->x, box->y });
  GwBox mapped = { corner.x, corner.y, box->width * map->scale[0], box->height * map->scale[1] };

  if (!gw_box_is_valid (&mapped))
    return GW_STATUS_INVALID;
  *box = mapped;
  return GW_STATUS_OK;
}

/* The factors by which the two turned axes grow. Equal scales give exactly
 * that factor: moving a turned shape must not change its size by a rounding.
 */
static void
axis_factors (const Map *map, double angle, double *along, double *across)
{
  double sine, cosine;

  _gw_sine_cosine (angle, &sine, &cosine);
  *along = hypot (map->scale[0] * cosine, map->scale[1] * sine);
  *across = hypot (map->scale[0] * sine, map->scale[1] * cosine);
  if (map->scale[0] == map->scale[1])
    *along = *across = map->scale[0];
}

/* How much the grown shape must shrink for its bounds to fit the mapped ones. */
static double
shrink_to_fit (const Map *map, const GwBox *before, const GwBox *grown)
{
  double wanted_width = before->width * map->scale[0];
  double wanted_height = before->height * map->scale[1];
  double shrink = 1.0;

  if (map->scale[0] == map->scale[1])
    return 1.0;
  if (grown->width > wanted_width)
    shrink = wanted_width / grown->width;
  if (grown->height * shrink > wanted_height)
    shrink = wanted_height / grown->height;
  return shrink;
}

static gw_status
map_rotated (const Map *map, GwRotatedBox *box)
{
  GwBox before = gw_rotated_box_bounds (box);
  GwPoint centre = map_point (map, (GwPoint) { box->cx, box->cy });
  GwRotatedBox mapped = { centre.x, centre.y, 0.0, 0.0, box->angle };
  GwBox grown;
  double along, across, shrink;

  axis_factors (map, box->angle, &along, &across);
  mapped.width = box->width * along;
  mapped.height = box->height * across;
  grown = gw_rotated_box_bounds (&mapped);
  shrink = shrink_to_fit (map, &before, &grown);
  mapped.width *= shrink;
  mapped.height *= shrink;
  if (!_gw_is_point (centre) || !_gw_is_size (mapped.width) || !_gw_is_size (mapped.height))
    return GW_STATUS_INVALID;
  *box = mapped;
  return GW_STATUS_OK;
}

static gw_status
map_ellipse (const Map *map, GwEllipse *ellipse)
{
  GwBox before = gw_ellipse_bounds (ellipse);
  GwPoint centre = map_point (map, (GwPoint) { ellipse->cx, ellipse->cy });
  GwEllipse mapped = { centre.x, centre.y, 0.0, 0.0, ellipse->angle };
  GwBox grown;
  double along, across, shrink;

  axis_factors (map, ellipse->angle, &along, &across);
  mapped.rx = ellipse->rx * along;
  mapped.ry = ellipse->ry * across;
  grown = gw_ellipse_bounds (&mapped);
  shrink = shrink_to_fit (map, &before, &grown);
  mapped.rx *= shrink;
  mapped.ry *= shrink;
  if (!_gw_is_point (centre) || !_gw_is_size (mapped.rx) || !_gw_is_size (mapped.ry))
    return GW_STATUS_INVALID;
  *ellipse = mapped;
  return GW_STATUS_OK;
}

static gw_status
map_shape (const Map *map, GwShape *shape)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      return map_box (map, &shape->as.box);
    case GW_SHAPE_ROTATED_BOX:
      return map_rotated (map, &shape->as.rotated);
    case GW_SHAPE_POLYGON:
      return map_polygon (map, &shape->as.polygon);
    case GW_SHAPE_POLYLINE:
      return map_line (map, &shape->as.line);
    case GW_SHAPE_POINTS:
      return map_keypoints (map, &shape->as.points);
    case GW_SHAPE_ELLIPSE:
      return map_ellipse (map, &shape->as.ellipse);
    case GW_SHAPE_NONE:
      return GW_STATUS_OK;
    case GW_SHAPE_MASK:
    default:
      return GW_STATUS_INVALID;
    }
}

gw_status
gw_shape_translate (GwShape *shape, double dx, double dy)
{
  Map map = { { 0.0, 0.0 }, { 1.0, 1.0 }, { dx, dy } };

  if (!_gw_is_coordinate (dx) || !_gw_is_coordinate (dy))
    return GW_STATUS_INVALID;
  if (shape->kind != GW_SHAPE_MASK)
    return map_shape (&map, shape);

  /* Farther than any image is wide everything is lost alike. */
  dx = fmax (-INT32_MAX, fmin (INT32_MAX, floor (dx + 0.5)));
  dy = fmax (-INT32_MAX, fmin (INT32_MAX, floor (dy + 0.5)));
  return gw_mask_translate (&shape->as.mask, (int32_t) dx, (int32_t) dy);
}

static bool
axis_map (double from, double from_size, double to, double to_size, double *scale)
{
  if (from_size == 0.0 && to_size != 0.0)
    return false;
  *scale = from_size == to_size ? 1.0 : to_size / from_size;
  return isfinite (*scale) && isfinite (from) && isfinite (to);
}

gw_status
gw_shape_map_bounds (GwShape *shape, const GwBox *from, const GwBox *to)
{
  Map map = { { from->x, from->y }, { 1.0, 1.0 }, { to->x, to->y } };

  if (!gw_box_is_valid (from) || !gw_box_is_valid (to))
    return GW_STATUS_INVALID;
  if (!axis_map (from->x, from->width, to->x, to->width, &map.scale[0])
      || !axis_map (from->y, from->height, to->y, to->height, &map.scale[1]))
    return GW_STATUS_INVALID;
  return map_shape (&map, shape);
}
