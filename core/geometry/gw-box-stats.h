/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_BOX_STATS_H
#define GW_BOX_STATS_H

#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* By area in square pixels: small below 32^2, medium below 96^2, large from
   * there on. (The evaluation of detections closes both ends: an area of exactly
   * 32^2 is small and medium there.)
   */
  typedef enum
  {
    GW_BOX_SMALL = 0,
    GW_BOX_MEDIUM = 1,
    GW_BOX_LARGE = 2
  } GwBoxSize;

#define GW_BOX_N_SIZES 3

  /* What the charts of a data set ask of a box. */
  typedef struct
  {
    double area;          /* square pixels; 0 where a size is zero or negative */
    double relative_area; /* area / area of the image */
    double aspect;        /* width / height; NaN where the height is 0 */
    double centre_x;      /* 0 to 1 across the image; beyond where the centre lies outside */
    double centre_y;
    GwBoxSize size;
    bool flat; /* a size is zero or negative: kept, and to be pointed out */
  } GwBoxStats;

  /* The figures of one box in an image of this size in pixels.
   * GW_STATUS_INVALID for numbers that are not finite and for images without
   * area. O(1).
   */
  GW_PUBLIC gw_status gw_box_stats (const GwBox *box, double image_width, double image_height, GwBoxStats *stats);

  /* Counts where the centres of boxes lie, each in its image, in a grid of cells.
   *
   * boxes         n boxes
   * image_width   n sizes in pixels
   * image_height  n sizes in pixels
   * rows, columns the grid, each 1 or more
   * counts        rows * columns numbers, row-major; set, not added to. A centre
   *               outside of its image counts in the nearest cell
   * n_excluded    boxes left out because gw_box_stats() refuses them; may be NULL
   *
   * GW_STATUS_TOO_LARGE when rows * columns overflows. O(n + rows * columns).
   */
  GW_PUBLIC gw_status gw_box_centre_grid (const GwBox *boxes, const double *image_width, const double *image_height,
                                          size_t n, size_t rows, size_t columns, uint64_t *counts, size_t *n_excluded);

#ifdef __cplusplus
}
#endif

#endif
