/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-box.h"

#include <math.h>

#include "gw-geometry-private.h"

bool
gw_box_is_valid (const GwBox *box)
{
  return _gw_is_coordinate (box->x) && _gw_is_coordinate (box->y) && _gw_is_size (box->width)
         && _gw_is_size (box->height);
}

GwBox
gw_box_from_corners (GwPoint a, GwPoint b)
{
  GwBox box;

  box.x = fmin (a.x, b.x);
  box.y = fmin (a.y, b.y);
  box.width = fmax (a.x, b.x) - box.x;
  box.height = fmax (a.y, b.y) - box.y;
  return box;
}

double
gw_box_area (const GwBox *box)
{
  if (!(box->width > 0.0) || !(box->height > 0.0))
    return 0.0;
  return box->width * box->height;
}

bool
gw_box_intersection (const GwBox *a, const GwBox *b, GwBox *result)
{
  double left = fmax (a->x, b->x);
  double top = fmax (a->y, b->y);
  double width = fmin (a->x + a->width, b->x + b->width) - left;
  double height = fmin (a->y + a->height, b->y + b->height) - top;

  if (!gw_box_is_valid (a) || !gw_box_is_valid (b) || !(width > 0.0) || !(height > 0.0))
    return false;

  *result = (GwBox) { left, top, width, height };
  return true;
}

GwBox
gw_box_union (const GwBox *a, const GwBox *b)
{
  GwPoint low = { fmin (a->x, b->x), fmin (a->y, b->y) };
  GwPoint high = { fmax (a->x + a->width, b->x + b->width), fmax (a->y + a->height, b->y + b->height) };

  return gw_box_from_corners (low, high);
}

static double
box_overlap (const GwBox *detection, const GwBox *truth, bool crowd)
{
  double width, height, shared, whole;

  width = fmin (detection->x + detection->width, truth->x + truth->width) - fmax (detection->x, truth->x);
  height = fmin (detection->y + detection->height, truth->y + truth->height) - fmax (detection->y, truth->y);
  if (!(width > 0.0) || !(height > 0.0))
    return 0.0;

  shared = width * height;
  whole = detection->width * detection->height;
  if (!crowd)
    whole = whole + truth->width * truth->height - shared; /* rounded as the reference does */
  return whole > 0.0 && isfinite (whole) ? shared / whole : 0.0;
}

static double
box_overlap_checked (const GwBox *detection, const GwBox *truth, bool crowd)
{
  return gw_box_is_valid (detection) && gw_box_is_valid (truth) ? box_overlap (detection, truth, crowd) : 0.0;
}

double
gw_box_iou (const GwBox *a, const GwBox *b)
{
  return box_overlap_checked (a, b, false);
}

double
gw_box_iou_crowd (const GwBox *detection, const GwBox *crowd)
{
  return box_overlap_checked (detection, crowd, true);
}

gw_status
gw_box_iou_matrix (const GwBox *detections, size_t n_detections, const GwBox *truths, size_t n_truths,
                   const uint8_t *truth_crowd, double *iou)
{
  if (n_truths != 0 && n_detections > SIZE_MAX / sizeof (double) / n_truths)
    return GW_STATUS_TOO_LARGE;

  for (size_t i = 0; i < n_detections; i++)
    for (size_t j = 0; j < n_truths; j++)
      iou[i * n_truths + j] = box_overlap_checked (&detections[i], &truths[j],
                                                   truth_crowd != NULL && truth_crowd[j] != 0);
  return GW_STATUS_OK;
}

bool
gw_box_contains (const GwBox *box, GwPoint point)
{
  return point.x >= box->x && point.x < box->x + box->width && point.y >= box->y && point.y < box->y + box->height;
}

bool
gw_box_contains_box (const GwBox *outer, const GwBox *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y && inner->x + inner->width <= outer->x + outer->width
         && inner->y + inner->height <= outer->y + outer->height;
}

bool
gw_box_clip (const GwBox *box, int32_t image_width, int32_t image_height, GwBox *clipped)
{
  GwBox image = { 0.0, 0.0, image_width, image_height };

  return gw_box_intersection (box, &image, clipped);
}
