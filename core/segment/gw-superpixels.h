/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SUPERPIXELS_H
#define GW_SUPERPIXELS_H

#include "gw-mask.h"
#include "gw-pixels.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* A picture cut into small cells of even colour, whose borders follow its edges: to
 * paint by whole cells. Means of colour and place in CIELAB, from a grid of seeds,
 * ten times over; then what does not hang together becomes a cell of its own, or
 * part of the neighbour most like it when it is small.
 *
 * 1000 x 667 pixels in 400 cells take 0.08 s on one thread, ten
 * bytes a pixel while they are made, and four afterwards.
 * Source: R. Achanta, A. Shaji, K. Smith, A. Lucchi, P. Fua, S. Süsstrunk, SLIC
 * superpixels compared to state-of-the-art superpixel methods, PAMI 34 (2012).
 */

/* The wished side of a cell, in pixels. */
#define GW_SUPERPIXELS_MIN_CELL 4.0
#define GW_SUPERPIXELS_MAX_CELL 256.0

/* How square cells are, rather than of even colour: 10 is common. */
#define GW_SUPERPIXELS_MIN_COMPACTNESS 1.0
#define GW_SUPERPIXELS_MAX_COMPACTNESS 40.0

/* The largest picture. */
#define GW_SUPERPIXELS_MAX_PIXELS ((uint64_t) 1 << 28)

  /* Not for two threads at once. */
  typedef struct _GwSuperpixels GwSuperpixels;

  /* pixels       the caller's; they must outlive it (the struct itself is copied)
   * cell         the wished side, within the limits above
   * compactness  within the limits above
   * status       may be NULL
   *
   * NULL where the status says why. The cells are the same on any number of threads.
   */
  GW_PUBLIC GwSuperpixels *gw_superpixels_new (const GwPixels *pixels, double cell, double compactness,
                                               gw_status *status, const GwRun *run);
  GW_PUBLIC void gw_superpixels_free (GwSuperpixels *self);

  /* The sides of the picture. */
  GW_PUBLIC void gw_superpixels_get_size (const GwSuperpixels *self, int32_t *width, int32_t *height);

  /* The number of cells: their labels are 0 to one less. */
  GW_PUBLIC size_t gw_superpixels_get_n (const GwSuperpixels *self);

  /* The label of each pixel, row-major, width * height of them. The pixels of a label
   * hang together over their sides. Its own; refining changes them.
   */
  GW_PUBLIC const int32_t *gw_superpixels_get_labels (const GwSuperpixels *self);

  /* The label of a pixel, -1 outside of the picture. */
  GW_PUBLIC int32_t gw_superpixels_at (const GwSuperpixels *self, int32_t x, int32_t y);

  /* The pixels of a cell, a mask of the picture's size. GW_STATUS_INVALID for a label
   * that is none. O(pixels of the rectangle around the cell).
   */
  GW_PUBLIC gw_status gw_superpixels_cell_mask (const GwSuperpixels *self, int32_t label, GwMask *mask);

  /* Cuts one cell anew, in cells of half its wished side (what painting across a border
   * asks for). One of them keeps the label, the others get labels from the number of
   * cells on; all other labels stay. GW_STATUS_UNDEFINED, with nothing changed, for a
   * cell that is too small to be parted, or of a wished side below 4;
   * GW_STATUS_INVALID for a label that is none.
   */
  GW_PUBLIC gw_status gw_superpixels_refine (GwSuperpixels *self, int32_t label, const GwRun *run);

  /* The borders between cells within a rectangle of the picture, for drawing: open
   * lines along the sides of pixels, in the picture's coordinates, each side in one of
   * them once. A line that ends where it begins has that point twice. The picture's own
   * border is none. n_rings is 0 where there are none, and for rectangles outside.
   * gw_polygon_clear() frees the lines. O(pixels of the rectangle).
   */
  GW_PUBLIC gw_status gw_superpixels_borders (const GwSuperpixels *self, int32_t x, int32_t y, int32_t width,
                                              int32_t height, GwPolygon *lines);

#ifdef __cplusplus
}
#endif

#endif
