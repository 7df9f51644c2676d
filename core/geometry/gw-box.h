/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOX_H
#define GW_BOX_H

#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Upright and turned rectangles in continuous pixels: no "+1" anywhere. All
   * functions are O(1) and take no memory. Numbers that are not finite never
   * crash: a box with one behaves as a box without area.
   */

  /* Whether all four numbers are finite within +-1e15 and no size is negative.
   * A size of 0 is valid: such a box has no area.
   */
  GW_PUBLIC bool gw_box_is_valid (const GwBox *box);

  /* The box between two opposite corners, given in any order. */
  GW_PUBLIC GwBox gw_box_from_corners (GwPoint a, GwPoint b);

  /* width * height; 0 where a size is negative, zero or NaN. */
  GW_PUBLIC double gw_box_area (const GwBox *box);

  /* The part that both boxes cover. False, with nothing written, when they
   * share no area: boxes that only touch share none.
   */
  GW_PUBLIC bool gw_box_intersection (const GwBox *a, const GwBox *b, GwBox *result);

  /* The smallest box around both. A box without area still counts. */
  GW_PUBLIC GwBox gw_box_union (const GwBox *a, const GwBox *b);

  /* Intersection over union, from 0 to 1 (equal boxes may exceed 1 by rounding,
   * as in the reference). 0 when they share no area or either has none.
   * Source: bbIou() of the COCO API, https://github.com/cocodataset/cocoapi.
   */
  GW_PUBLIC double gw_box_iou (const GwBox *a, const GwBox *b);

  /* The same against a truth that marks a crowd: intersection over the area of
   * the detection alone. Not symmetric.
   */
  GW_PUBLIC double gw_box_iou_crowd (const GwBox *detection, const GwBox *crowd);

  /* Intersection over union of all pairs.
   *
   * detections    n_detections boxes
   * truths        n_truths boxes
   * truth_crowd   n_truths flags, non-zero for a crowd; NULL for none
   * iou           n_detections * n_truths numbers, row-major, one row a detection
   *
   * GW_STATUS_TOO_LARGE when the product of the counts overflows.
   */
  GW_PUBLIC gw_status gw_box_iou_matrix (const GwBox *detections, size_t n_detections, const GwBox *truths,
                                         size_t n_truths, const uint8_t *truth_crowd, double *iou);

  /* Whether the point lies inside by the half-open rule: the left and top edges
   * belong to the box, the right and bottom ones do not.
   */
  GW_PUBLIC bool gw_box_contains (const GwBox *box, GwPoint point);

  /* Whether inner lies in outer, shared edges allowed. */
  GW_PUBLIC bool gw_box_contains_box (const GwBox *outer, const GwBox *inner);

  /* The part of the box inside an image of width x height pixels. False, with
   * nothing written, when no area is left.
   */
  GW_PUBLIC bool gw_box_clip (const GwBox *box, int32_t image_width, int32_t image_height, GwBox *clipped);

  /* An angle in degrees brought into (-180, 180]; 0 when it is not finite. */
  GW_PUBLIC double gw_angle_normalise (double degrees);

  /* The corners in the order top-left, top-right, bottom-right, bottom-left of
   * the box before it is turned: clockwise on the screen. Exact for angles that
   * are multiples of 90.
   */
  GW_PUBLIC void gw_rotated_box_corners (const GwRotatedBox *box, GwPoint corners[4]);

  /* The tight upright bounds. */
  GW_PUBLIC GwBox gw_rotated_box_bounds (const GwRotatedBox *box);

  /* Whether the point lies inside; by the half-open rule of its corners' ring,
   * as the raster takes pixel centres.
   */
  GW_PUBLIC bool gw_rotated_box_contains (const GwRotatedBox *box, GwPoint point);

  /* Intersection over union of two turned boxes, from 0 to 1, by clipping one
   * convex outline with the other (Sutherland and Hodgman, 1974). 0 when either
   * has no area or a number is not finite.
   */
  GW_PUBLIC double gw_rotated_box_iou (const GwRotatedBox *a, const GwRotatedBox *b);

  /* The tight upright bounds of a turned ellipse. */
  GW_PUBLIC GwBox gw_ellipse_bounds (const GwEllipse *ellipse);

#ifdef __cplusplus
}
#endif

#endif
