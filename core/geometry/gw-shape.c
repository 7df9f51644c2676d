/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-geometry-private.h"
#include "gw-mask.h"
#include "gw-polygon.h"

static const char *const kind_names[GW_SHAPE_N_KINDS] = {
  [GW_SHAPE_NONE] = "none",       [GW_SHAPE_BOX] = "box",         [GW_SHAPE_ROTATED_BOX] = "rotated_box",
  [GW_SHAPE_POLYGON] = "polygon", [GW_SHAPE_MASK] = "mask",       [GW_SHAPE_POLYLINE] = "polyline",
  [GW_SHAPE_POINTS] = "points",   [GW_SHAPE_ELLIPSE] = "ellipse",
};

const char *
gw_shape_kind_name (GwShapeKind kind)
{
  return (unsigned) kind < GW_SHAPE_N_KINDS ? kind_names[kind] : "none";
}

void
gw_shape_init_box (GwShape *shape, double x, double y, double width, double height)
{
  shape->kind = GW_SHAPE_BOX;
  shape->as.box = (GwBox) { x, y, width, height };
}

static gw_status
keypoints_copy (const GwKeypoints *source, GwKeypoints *copy)
{
  *copy = (GwKeypoints) { NULL, 0 };
  if (source->n_points == 0)
    return GW_STATUS_OK;

  copy->points = _gw_array_new (source->n_points, sizeof (GwKeypoint));
  if (copy->points == NULL)
    return GW_STATUS_NO_MEMORY;
  memcpy (copy->points, source->points, source->n_points * sizeof (GwKeypoint));
  copy->n_points = source->n_points;
  return GW_STATUS_OK;
}

gw_status
gw_shape_copy (const GwShape *source, GwShape *copy)
{
  GwShape made = *source;
  gw_status status = GW_STATUS_OK;

  switch (source->kind)
    {
    case GW_SHAPE_POLYGON:
      status = gw_polygon_copy (&source->as.polygon, &made.as.polygon);
      break;
    case GW_SHAPE_MASK:
      status = gw_mask_copy (&source->as.mask, &made.as.mask);
      break;
    case GW_SHAPE_POLYLINE:
      status = gw_ring_init (&made.as.line, source->as.line.points, source->as.line.n_points);
      break;
    case GW_SHAPE_POINTS:
      status = keypoints_copy (&source->as.points, &made.as.points);
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_BOX:
    case GW_SHAPE_ROTATED_BOX:
    case GW_SHAPE_ELLIPSE:
    default:
      break;
    }

  *copy = (GwShape) GW_SHAPE_INIT;
  if (status == GW_STATUS_OK)
    *copy = made;
  return status;
}

void
gw_shape_clear (GwShape *shape)
{
  if (shape == NULL)
    return;

  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      gw_polygon_clear (&shape->as.polygon);
      break;
    case GW_SHAPE_MASK:
      gw_mask_clear (&shape->as.mask);
      break;
    case GW_SHAPE_POLYLINE:
      gw_ring_clear (&shape->as.line);
      break;
    case GW_SHAPE_POINTS:
      free (shape->as.points.points);
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_BOX:
    case GW_SHAPE_ROTATED_BOX:
    case GW_SHAPE_ELLIPSE:
    default:
      break;
    }
  *shape = (GwShape) GW_SHAPE_INIT;
}
