/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-shape.h"

#include <math.h>

#include "gw-box.h"
#include "gw-outline.h"
#include "gw-polygon.h"
#include "gw-shape-clip.h"

/* Masks' outlines are simplified by so many pixels unless it is said. */
#define TOLERANCE 0.5

/* Files round to six decimals: less than this beyond the border is none. */
#define OVERHANG 0.01

gboolean
gw_yolo_has_area (GwShapeKind kind)
{
  return kind == GW_SHAPE_BOX || kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK
         || kind == GW_SHAPE_ELLIPSE;
}

GwYoloFit
gw_yolo_find_fit (GwObject *object, const GwRecord *record, double *overhang)
{
  const GwBox box = gw_object_get_bounds (object);
  const double right = box.x + box.width - record->width, bottom = box.y + box.height - record->height;
  const double most = fmax (fmax (-box.x, -box.y), fmax (right, bottom));

  if (overhang != NULL)
    *overhang = most;
  if (record->width <= 0 || record->height <= 0 || most <= OVERHANG)
    return GW_YOLO_INSIDE;
  return box.x < record->width && box.y < record->height && box.x + box.width > 0 && box.y + box.height > 0
             ? GW_YOLO_OVERHANGS
             : GW_YOLO_OUTSIDE;
}

GwBox
gw_yolo_make_box (GwObject *object, const GwRecord *record)
{
  GwBox box = gw_object_get_bounds (object);

  if (gw_yolo_find_fit (object, record, NULL) == GW_YOLO_OVERHANGS)
    gw_box_clip (&box, record->width, record->height, &box);
  return box;
}

const GwRing *
gw_yolo_get_plain_ring (GwObject *object, const GwRecord *record)
{
  const GwShape *shape = gw_object_get_shape (object);

  return shape->kind == GW_SHAPE_POLYGON && shape->as.polygon.n_rings == 1
                 && gw_yolo_find_fit (object, record, NULL) == GW_YOLO_INSIDE
             ? &shape->as.polygon.rings[0]
             : NULL;
}

/* The outline of a shape that is no mask; empty for one that has none. */
static void
make_polygon (const GwShape *shape, GwShape *polygon)
{
  GwRing ring = GW_RING_INIT;

  *polygon = (GwShape) { .kind = GW_SHAPE_POLYGON };
  switch (shape->kind)
    {
    case GW_SHAPE_POLYGON:
      if (gw_polygon_copy (&shape->as.polygon, &polygon->as.polygon) != GW_STATUS_OK)
        g_error ("Out of memory");
      return;
    case GW_SHAPE_BOX:
      gw_ring_from_box (&shape->as.box, &ring);
      break;
    case GW_SHAPE_ROTATED_BOX:
      gw_ring_from_rotated_box (&shape->as.rotated, &ring);
      break;
    case GW_SHAPE_ELLIPSE:
      gw_ring_from_ellipse (&shape->as.ellipse, &ring);
      break;
    case GW_SHAPE_NONE:
    case GW_SHAPE_MASK:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      break;
    }
  if (ring.n_points > 0 && gw_polygon_add_ring (&polygon->as.polygon, ring.points, ring.n_points) != GW_STATUS_OK)
    g_error ("Out of memory");
  gw_ring_clear (&ring);
}

GPtrArray *
gw_yolo_make_outlines (GwObject *object, const GwRecord *record, const GwWriteOptions *options, GArray *agreements,
                       gboolean *complete)
{
  const GwShape *shape = gw_object_get_shape (object);
  const gboolean bridge = options->holes != GW_HOLES_FILL;
  const double tolerance = options->tolerance == 0 ? TOLERANCE : fmax (options->tolerance, 0);
  GPtrArray *outlines;

  if (shape->kind == GW_SHAPE_MASK)
    outlines = gw_outlines_new_for_mask (&shape->as.mask, bridge, tolerance, agreements, complete);
  else
    {
      GwShape polygon;

      make_polygon (shape, &polygon);
      /* Of some only the box around them reaches into the image. */
      if (gw_yolo_find_fit (object, record, NULL) == GW_YOLO_OVERHANGS
          && !gw_shape_clip (&polygon, record->width, record->height))
        gw_polygon_clear (&polygon.as.polygon);
      outlines = gw_outlines_new (&polygon.as.polygon, bridge, complete);
      gw_shape_clear (&polygon);
    }
  if (options->parts == GW_PARTS_BRIDGE)
    gw_outlines_join (outlines);

  return outlines;
}
