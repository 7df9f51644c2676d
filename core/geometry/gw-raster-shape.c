/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-raster.h"

#include <math.h>

#include "gw-box.h"
#include "gw-geometry-private.h"
#include "gw-mask-private.h"
#include "gw-mask.h"
#include "gw-polygon.h"

gw_status
gw_raster_box (const GwBox *box, int32_t image_width, int32_t image_height, GwMask *mask)
{
  GwMaskBuilder builder;
  int32_t left, right, top, bottom;

  if (!gw_box_is_valid (box))
    return GW_STATUS_INVALID;

  left = _gw_first_centre (box->x, image_width);
  right = _gw_first_centre (box->x + box->width, image_width);
  top = _gw_first_centre (box->y, image_height);
  bottom = _gw_first_centre (box->y + box->height, image_height);
  _gw_mask_builder_init (&builder, image_width, image_height);
  for (int32_t row = top; row < bottom && builder.status == GW_STATUS_OK; row++)
    _gw_mask_builder_add_row (&builder, row, left, right);
  return _gw_mask_builder_finish (&builder, mask);
}

gw_status
gw_raster_rotated_box (const GwRotatedBox *box, int32_t image_width, int32_t image_height, GwMask *mask)
{
  GwPoint corners[4];
  GwRing ring = { corners, 4 };
  GwPolygon polygon = { &ring, 1 };

  if (!isfinite (box->angle) || !_gw_is_size (box->width) || !_gw_is_size (box->height))
    return GW_STATUS_INVALID;

  gw_rotated_box_corners (box, corners);
  return gw_raster_polygon (&polygon, image_width, image_height, mask);
}

gw_status
gw_raster_ellipse (const GwEllipse *ellipse, int32_t image_width, int32_t image_height, GwMask *mask)
{
  GwMaskBuilder builder;
  GwBox bounds;
  int32_t top, bottom;

  if (!_gw_is_coordinate (ellipse->cx) || !_gw_is_coordinate (ellipse->cy) || !_gw_is_size (ellipse->rx)
      || !_gw_is_size (ellipse->ry) || !isfinite (ellipse->angle))
    return GW_STATUS_INVALID;

  /* A row more at either end: which rows it meets, the ellipse itself says. */
  bounds = gw_ellipse_bounds (ellipse);
  top = _gw_first_centre (bounds.y - 1.0, image_height);
  bottom = _gw_first_centre (bounds.y + bounds.height + 1.0, image_height);
  _gw_mask_builder_init (&builder, image_width, image_height);
  for (int32_t row = top; row < bottom && builder.status == GW_STATUS_OK; row++)
    {
      double left, right;

      if (_gw_ellipse_row (ellipse, row + 0.5, &left, &right))
        _gw_mask_builder_add_row (&builder, row, _gw_first_centre (left, image_width),
                                  _gw_first_centre (right, image_width));
    }
  return _gw_mask_builder_finish (&builder, mask);
}

gw_status
gw_raster_shape (const GwShape *shape, int32_t image_width, int32_t image_height, GwMask *mask)
{
  switch (shape->kind)
    {
    case GW_SHAPE_BOX:
      return gw_raster_box (&shape->as.box, image_width, image_height, mask);
    case GW_SHAPE_ROTATED_BOX:
      return gw_raster_rotated_box (&shape->as.rotated, image_width, image_height, mask);
    case GW_SHAPE_POLYGON:
      return gw_raster_polygon (&shape->as.polygon, image_width, image_height, mask);
    case GW_SHAPE_ELLIPSE:
      return gw_raster_ellipse (&shape->as.ellipse, image_width, image_height, mask);
    case GW_SHAPE_MASK:
      if (shape->as.mask.image_width != image_width || shape->as.mask.image_height != image_height)
        return GW_STATUS_INVALID;
      return gw_mask_copy (&shape->as.mask, mask);
    case GW_SHAPE_NONE:
    case GW_SHAPE_POLYLINE:
    case GW_SHAPE_POINTS:
    default:
      return gw_mask_init_empty (image_width, image_height, mask);
    }
}
