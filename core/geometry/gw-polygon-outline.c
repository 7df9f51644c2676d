/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-polygon.h"

#include <math.h>

#include "gw-box.h"
#include "gw-geometry-private.h"

gw_status
gw_ring_from_ellipse (const GwEllipse *ellipse, GwRing *ring)
{
  GwPoint points[GW_ELLIPSE_RING_POINTS];
  double sine, cosine;

  if (!_gw_is_coordinate (ellipse->cx) || !_gw_is_coordinate (ellipse->cy) || !_gw_is_size (ellipse->rx)
      || !_gw_is_size (ellipse->ry) || !isfinite (ellipse->angle) || ellipse->rx == 0.0 || ellipse->ry == 0.0)
    return GW_STATUS_INVALID;

  _gw_sine_cosine (ellipse->angle, &sine, &cosine);
  for (int i = 0; i < GW_ELLIPSE_RING_POINTS; i++)
    {
      double step_sine, step_cosine, along, across;

      _gw_sine_cosine (i * (360.0 / GW_ELLIPSE_RING_POINTS), &step_sine, &step_cosine);
      along = ellipse->rx * step_cosine;
      across = ellipse->ry * step_sine;
      points[i].x = ellipse->cx + along * cosine - across * sine;
      points[i].y = ellipse->cy + along * sine + across * cosine;
    }
  return gw_ring_init (ring, points, GW_ELLIPSE_RING_POINTS);
}

gw_status
gw_ring_from_box (const GwBox *box, GwRing *ring)
{
  GwPoint corners[4];

  if (!gw_box_is_valid (box) || gw_box_area (box) == 0.0)
    return GW_STATUS_INVALID;

  corners[0] = (GwPoint) { box->x, box->y };
  corners[1] = (GwPoint) { box->x + box->width, box->y };
  corners[2] = (GwPoint) { box->x + box->width, box->y + box->height };
  corners[3] = (GwPoint) { box->x, box->y + box->height };
  return gw_ring_init (ring, corners, 4);
}

gw_status
gw_ring_from_rotated_box (const GwRotatedBox *box, GwRing *ring)
{
  GwPoint corners[4];

  if (!_gw_is_coordinate (box->cx) || !_gw_is_coordinate (box->cy) || !_gw_is_size (box->width)
      || !_gw_is_size (box->height) || !isfinite (box->angle) || box->width == 0.0 || box->height == 0.0)
    return GW_STATUS_INVALID;

  gw_rotated_box_corners (box, corners);
  return gw_ring_init (ring, corners, 4);
}
