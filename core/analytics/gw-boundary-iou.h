/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOUNDARY_IOU_H
#define GW_BOUNDARY_IOU_H

#include "gw-rle.h"

#ifdef __cplusplus
extern "C"
{
#endif

  typedef struct
  {
    double iou;        /* of the two bands, 0 to 1; 0 when both are empty */
    uint32_t distance; /* width of the bands in pixels, 1 or more */
    uint64_t area_a;   /* pixels of the band of a, and of b */
    uint64_t area_b;
  } GwBoundaryIou;

/* The share of the image's diagonal that the band is wide, as a rule. */
#define GW_BOUNDARY_RATIO 0.02

  /* Intersection over union of the inner edges of two masks, which, other than the
   * IoU of the masks, says as much of large ones as of small.
   *
   * a, b   of one size, else GW_STATUS_INVALID
   * ratio  width of the bands / diagonal of the image; 0 to 1, else
   *        GW_STATUS_INVALID. Rounded to whole pixels, halves to the even one
   *
   * The band of a mask are those of its pixels that have one outside of the mask
   * within distance columns and rows of them; outside of the image none is set.
   * O(pixels of the columns that a mask lies in), memory one byte for each.
   * Source: Cheng et al., Boundary IoU, CVPR 2021.
   */
  GW_PUBLIC gw_status gw_boundary_iou (const GwRle *a, const GwRle *b, double ratio, GwBoundaryIou *result);

#ifdef __cplusplus
}
#endif

#endif
