/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shape-scale.h"

#include <math.h>

#include "gw-mask.h"

typedef struct
{
  double x;
  double y;
  int width;
  int height;
} Scale;

static void
scale_points (const Scale *scale, GwPoint *points, gsize n)
{
  for (gsize i = 0; i < n; i++)
    points[i] = (GwPoint) { points[i].x * scale->x, points[i].y * scale->y };
}

static void
scale_mask (const Scale *scale, GwMask *mask)
{
  GwMask scaled = GW_MASK_INIT;

  if (gw_mask_resize (mask, scale->width, scale->height, &scaled) != GW_STATUS_OK)
    return;
  gw_mask_clear (mask);
  *mask = scaled;
}

static void
scale_shape (const Scale *scale, GwShape *shape)
{
  /* Of lengths that may lie in any direction. */
  const double both = sqrt (scale->x * scale->y);

  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      shape->as.box = (GwBox) { shape->as.box.x * scale->x, shape->as.box.y * scale->y, shape->as.box.width * scale->x,
                                shape->as.box.height * scale->y };
      break;
    case GW_SHAPE_ROTATED_BOX:
      shape->as.rotated.cx *= scale->x;
      shape->as.rotated.cy *= scale->y;
      shape->as.rotated.width *= both;
      shape->as.rotated.height *= both;
      break;
    case GW_SHAPE_ELLIPSE:
      shape->as.ellipse.cx *= scale->x;
      shape->as.ellipse.cy *= scale->y;
      shape->as.ellipse.rx *= both;
      shape->as.ellipse.ry *= both;
      break;
    case GW_SHAPE_POLYGON:
      for (gsize i = 0; i < shape->as.polygon.n_rings; i++)
        scale_points (scale, shape->as.polygon.rings[i].points, shape->as.polygon.rings[i].n_points);
      break;
    case GW_SHAPE_POLYLINE:
      scale_points (scale, shape->as.line.points, shape->as.line.n_points);
      break;
    case GW_SHAPE_POINTS:
      for (gsize i = 0; i < shape->as.points.n_points; i++)
        scale_points (scale, &shape->as.points.points[i].point, 1);
      break;
    case GW_SHAPE_MASK:
      scale_mask (scale, &shape->as.mask);
      break;
    case GW_SHAPE_NONE:
    default:
      break;
    }
}

void
gw_record_scale (GwRecord *record, int width, int height)
{
  const Scale scale = { (double) width / record->width, (double) height / record->height, width, height };

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *copy = gw_object_copy (g_ptr_array_index (record->objects, i));
      GwShape shape = GW_SHAPE_INIT;

      if (gw_shape_copy (gw_object_get_shape (copy), &shape) == GW_STATUS_OK)
        {
          scale_shape (&scale, &shape);
          gw_object_take_shape (copy, &shape);
        }
      g_object_unref (record->objects->pdata[i]);
      record->objects->pdata[i] = copy;
    }
  record->width = width;
  record->height = height;
}
