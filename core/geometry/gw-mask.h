/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MASK_H
#define GW_MASK_H

#include "gw-shape.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Masks: a bit for each pixel of an image, as runs (see GwMask in gw-shape.h).
 *
 * A function that makes a mask overwrites its last argument without freeing
 * what was there, and never reads it: give a fresh one. It may not be one of
 * the inputs. The result keeps all promises of the type, belongs to the caller
 * and is freed by gw_mask_clear(). Inputs are expected to keep the promises:
 * ask gw_mask_validate() of masks that come from outside. Costs are in runs
 * unless stated; no full picture is ever made.
 */

/* Most pixels that an image may have (a run must hold them), and the longest
 * side, so that a size alone cannot ask for much memory or time.
 */
#define GW_MASK_MAX_PIXELS UINT32_MAX
#define GW_MASK_MAX_SIDE (1 << 24)

/* Most runs of one mask (256 MiB of them). More gives GW_STATUS_TOO_LARGE. */
#define GW_MASK_MAX_RUNS ((size_t) 1 << 26)

#define GW_MASK_INIT \
  { \
    0, 0, 0, 0, 0, 0, NULL, 0 \
  }

  /* Makes a mask without pixels for an image of this size. GW_STATUS_INVALID for
   * negative sides, GW_STATUS_TOO_LARGE above the limits. Takes no memory.
   */
  GW_PUBLIC gw_status gw_mask_init_empty (int32_t image_width, int32_t image_height, GwMask *mask);

  /* Copies a mask. O(runs). */
  GW_PUBLIC gw_status gw_mask_copy (const GwMask *source, GwMask *copy);

  /* Frees the runs and makes the mask one of an image of 0 x 0. NULL is allowed. */
  GW_PUBLIC void gw_mask_clear (GwMask *mask);

  /* GW_STATUS_OK when all promises of the type are kept, else GW_STATUS_INVALID
   * or GW_STATUS_TOO_LARGE. Reads nothing but the n_runs runs. O(runs).
   */
  GW_PUBLIC gw_status gw_mask_validate (const GwMask *mask);

  /* Makes a mask from bytes, one for each pixel of the rectangle (x, y, width,
   * height); other than 0 is set. What lies outside of the image is left out.
   *
   * rows    height rows of width bytes, row-major, top row first
   * stride  bytes from one row to the next, at least width
   *
   * O(width * height).
   */
  GW_PUBLIC gw_status gw_mask_from_bitmap (int32_t image_width, int32_t image_height, int32_t x, int32_t y,
                                           int32_t width, int32_t height, const uint8_t *rows, size_t stride,
                                           GwMask *mask);

  /* Makes a mask from run lengths inside the rectangle (x, y, width, height), row by row:
   * clear, set, clear ... and going on over the ends of rows. Unlike those of GwMask
   * the rectangle need not be tight, and any run may be 0. What lies outside of the
   * image is left out. GW_STATUS_INVALID when the sum is not width * height.
   * O(runs + rows of the image).
   */
  GW_PUBLIC gw_status gw_mask_from_runs (int32_t image_width, int32_t image_height, int32_t x, int32_t y, int32_t width,
                                         int32_t height, const uint32_t *runs, size_t n_runs, GwMask *mask);

  /* Writes the pixels of the rectangle (x, y, width, height) as bytes: value
   * where the mask is set, 0 elsewhere and outside of the image. The bytes
   * between width and stride stay as they are. O(width * height + runs).
   */
  GW_PUBLIC gw_status gw_mask_to_bitmap (const GwMask *mask, int32_t x, int32_t y, int32_t width, int32_t height,
                                         uint8_t value, uint8_t *rows, size_t stride);

  /* Pixels of either, of both, and of a without those of b. GW_STATUS_INVALID
   * when they are of images of different sizes. O(runs of both).
   */
  GW_PUBLIC gw_status gw_mask_union (const GwMask *a, const GwMask *b, GwMask *result);
  GW_PUBLIC gw_status gw_mask_intersect (const GwMask *a, const GwMask *b, GwMask *result);
  GW_PUBLIC gw_status gw_mask_subtract (const GwMask *a, const GwMask *b, GwMask *result);

  /* The number of set pixels. O(runs). */
  GW_PUBLIC uint64_t gw_mask_area (const GwMask *mask);

  /* The number of pixels set in both; 0 when the images differ in size. Takes no memory. */
  GW_PUBLIC uint64_t gw_mask_shared_area (const GwMask *a, const GwMask *b);

  /* Intersection over union; 0 when both are empty or the images differ. */
  GW_PUBLIC double gw_mask_iou (const GwMask *a, const GwMask *b);

  /* Whether the pixel is set; false outside of the image. O(runs), O(1) outside
   * of the mask's rectangle.
   */
  GW_PUBLIC bool gw_mask_contains (const GwMask *mask, int32_t x, int32_t y);

  /* The tight rectangle in continuous pixels; GW_STATUS_EMPTY without pixels. O(1). */
  GW_PUBLIC gw_status gw_mask_bounds (const GwMask *mask, GwBox *bounds);

  /* Whether both have the same pixels set in images of the same size. O(runs). */
  GW_PUBLIC bool gw_mask_equal (const GwMask *a, const GwMask *b);

  /* Moves the mask by whole pixels in place; what leaves the image is lost. O(1)
   * when nothing leaves it. On a failure for lack of memory nothing has changed.
   */
  GW_PUBLIC gw_status gw_mask_translate (GwMask *mask, int32_t dx, int32_t dy);

  /* The mask of the same image at another size: each new pixel takes the old
   * pixel under its centre. O(runs + new runs + new rows).
   */
  GW_PUBLIC gw_status gw_mask_resize (const GwMask *mask, int32_t image_width, int32_t image_height, GwMask *result);

  /* The pixels of the rectangle (from_x, from_y, from_width, from_height)
   * stretched over the rectangle (to_x, ...) of the same image by the nearest
   * pixel: what dragging a handle of a mask does. Pixels outside of the first
   * rectangle, and outside of the image afterwards, are lost. GW_STATUS_INVALID
   * when a side of a rectangle is not above 0.
   */
  GW_PUBLIC gw_status gw_mask_stretch (const GwMask *mask, int32_t from_x, int32_t from_y, int32_t from_width,
                                       int32_t from_height, int32_t to_x, int32_t to_y, int32_t to_width,
                                       int32_t to_height, GwMask *result);

  /* The outlines along the edges of pixels, as rings of whole coordinates in
   * which right angles only occur. Outer rings run clockwise on the screen,
   * holes the other way. Pixels that touch at a corner only are parts of
   * different outlines there. gw_raster_polygon() of the result gives the mask
   * back. The order is by each ring's topmost, then leftmost corner.
   *
   * polygon  n_rings is 0 for a mask without pixels
   *
   * O(runs + rows). GW_STATUS_TOO_LARGE above 2^26 corners.
   */
  GW_PUBLIC gw_status gw_mask_trace (const GwMask *mask, GwPolygon *polygon);

#ifdef __cplusplus
}
#endif

#endif
