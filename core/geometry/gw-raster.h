/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RASTER_H
#define GW_RASTER_H

#include "gw-rle.h"
#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* From outlines to pixels, by two rules.
 *
 * The half-open centre rule, for everything but scoring: a pixel is set when
 * its centre (i + 0.5, j + 0.5) is inside by even-odd; an edge that passes
 * exactly through a centre counts for the pixel right of or below it. So two
 * shapes that share an edge never overlap and never leave a gap, and the
 * functions agree with gw_shape_contains() at every centre. What lies outside
 * of the image is left out.
 *
 * All of them overwrite mask without freeing it; gw_mask_clear() frees the
 * result, which may have no pixels. GW_STATUS_INVALID for numbers that are not
 * finite or beyond +-1e15 and for negative sizes; GW_STATUS_TOO_LARGE above
 * the limits of gw-mask.h, and above GW_RASTER_MAX_CROSSINGS.
 */

/* Most rows that all edges of one polygon may pass, taken together. Drawn
 * outlines have as many as their height on the image for each time they pass;
 * hostile ones of a million long edges are refused.
 */
#define GW_RASTER_MAX_CROSSINGS ((uint64_t) 1 << 28)

  /* Rings may have any number of points; those that enclose nothing set no
   * pixel. O(edges log edges + rows passed).
   */
  GW_PUBLIC gw_status gw_raster_polygon (const GwPolygon *polygon, int32_t image_width, int32_t image_height,
                                         GwMask *mask);

  /* The number of pixels of a polygon of one ring, without making a mask: in an
   * eighth of the time. Status as above, and *area is written with
   * GW_STATUS_OK only. O(edges + rows passed), and sorted as above where a row
   * is crossed often.
   */
  GW_PUBLIC gw_status gw_raster_ring_area (const GwRing *ring, int32_t image_width, int32_t image_height,
                                           uint64_t *area);

  /* O(height in pixels) each. */
  GW_PUBLIC gw_status gw_raster_box (const GwBox *box, int32_t image_width, int32_t image_height, GwMask *mask);
  GW_PUBLIC gw_status gw_raster_rotated_box (const GwRotatedBox *box, int32_t image_width, int32_t image_height,
                                             GwMask *mask);
  GW_PUBLIC gw_status gw_raster_ellipse (const GwEllipse *ellipse, int32_t image_width, int32_t image_height,
                                         GwMask *mask);

  /* Any shape. Of a mask a copy is made: GW_STATUS_INVALID when it is of an image
   * of another size. Lines, points and GW_SHAPE_NONE cover no pixel: the mask
   * comes out empty.
   */
  GW_PUBLIC gw_status gw_raster_shape (const GwShape *shape, int32_t image_width, int32_t image_height, GwMask *mask);

  /* The rule of the COCO reference tools, for scoring masks as they do and for
   * nothing else: outlines are walked on a grid five times as fine, each ring by
   * itself, and the rings are united (no holes). The runs equal the reference's.
   *
   * rings  n_rings rings of one point or more each; 0 gives an empty RLE
   *
   * GW_STATUS_INVALID for numbers that are not finite or beyond +-1e15;
   * GW_STATUS_TOO_LARGE when a ring passes more than 2^26 columns.
   * O(columns passed * log), however far outside of the image a ring goes.
   * Source: rleFrPoly() of the COCO API, https://github.com/cocodataset/cocoapi.
   */
  GW_PUBLIC gw_status gw_raster_coco (const GwRing *rings, size_t n_rings, int32_t height, int32_t width, GwRle *rle);

#ifdef __cplusplus
}
#endif

#endif
