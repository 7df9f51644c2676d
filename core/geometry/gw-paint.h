/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_PAINT_H
#define GW_PAINT_H

#include "gw-mask.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* A mask while it is painted: a byte a pixel in tiles of GW_PAINT_TILE a side,
 * made where they are first changed and filled from the runs of the mask that
 * painting began with. So a stroke costs what it covers, however large the
 * picture and its mask are: a brush of 500 pixels 0.1 ms, one of 24 a few
 * microseconds.
 *
 * Not for two threads at once.
 */
#define GW_PAINT_TILE 128

/* The widest brush, in pixels. */
#define GW_PAINT_MAX_SIZE 65536.0

  typedef enum
  {
    GW_BRUSH_ROUND, /* a disc, size wide */
    GW_BRUSH_SQUARE /* upright, size a side */
  } GwBrushShape;

  typedef struct _GwPaint GwPaint;

  /* start is copied; NULL: no pixel is set. NULL for a size out of the limits of
   * gw-mask.h, a start of another size, and where there is no memory. O(runs and
   * rows of start).
   */
  GW_PUBLIC GwPaint *gw_paint_new (int32_t image_width, int32_t image_height, const GwMask *start);

  /* NULL is allowed. */
  GW_PUBLIC void gw_paint_free (GwPaint *self);

  /* From now on no pixel of guard is set or cleared (protected neighbours). It is
   * not copied and must stay as it is until another is set; NULL: none.
   * GW_STATUS_INVALID for a mask of another size: the guard before stays then.
   * O(runs and rows of guard).
   */
  GW_PUBLIC gw_status gw_paint_set_guard (GwPaint *self, const GwMask *guard);

  /* One piece of a stroke, from a to b (a = b: one dab): sets, or clears, every
   * pixel whose centre the brush covers on its way. Where the brush's edge passes
   * exactly through a centre it counts for the pixel right of or below it. A
   * piece that covers no centre, as a short one of a brush below 1.5 may, takes
   * the pixel under b. What lies outside of the image is left out.
   *
   * size   above 0, up to GW_PAINT_MAX_SIZE
   * dirty  the box of the pixels that changed; of width 0 when none did; may be
   *        NULL. Also written when memory runs out on the way.
   *
   * GW_STATUS_INVALID for other sizes and shapes, and for points that are not
   * finite or beyond +-1e15. O(rows and tiles covered), and a byte a pixel.
   */
  GW_PUBLIC gw_status gw_paint_stroke (GwPaint *self, GwPoint a, GwPoint b, double size, GwBrushShape shape, bool set,
                                       GwBox *dirty);

  /* Sets, or clears, all pixels of a region at once (a superpixel, a wand's
   * region). The rest as above; GW_STATUS_INVALID for a mask of another size.
   */
  GW_PUBLIC gw_status gw_paint_add (GwPaint *self, const GwMask *region, bool set, GwBox *dirty);

  /* Whether the pixel is set; false outside of the image. */
  GW_PUBLIC bool gw_paint_contains (const GwPaint *self, int32_t x, int32_t y);

  /* The pixels of a rectangle as bytes, 1 where set, 0 elsewhere and outside of
   * the image, for drawing. The bytes between width and stride stay as they are.
   * Does nothing when a side is not above 0. O(width * height).
   */
  GW_PUBLIC void gw_paint_read (const GwPaint *self, int32_t x, int32_t y, int32_t width, int32_t height, uint8_t *rows,
                                size_t stride);

  /* The mask as it is now. O(bytes of the tiles made + runs of start). */
  GW_PUBLIC gw_status gw_paint_to_mask (const GwPaint *self, GwMask *mask);

#ifdef __cplusplus
}
#endif

#endif
