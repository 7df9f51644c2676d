/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_LIVE_WIRE_H
#define GW_LIVE_WIRE_H

#include "gw-pixels.h"
#include "gw-polygon.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Intelligent scissors: the cheapest path along the edges of a picture from one
   * pixel to another.
   *
   * A step to one of the eight neighbours costs by what is there: whether the
   * Laplacian changes its sign, how strong the gradient is (of the colour channel in
   * which it is strongest, and against what is strong in this picture), and how far
   * the step and the gradients at both ends are from right angles; a diagonal step
   * the square root of two times as much. Costs are made tile by tile when a path
   * first comes there, so of a large picture only what is looked at takes time and
   * memory, and they do not depend on the order in which that happens.
   *
   * Source: E. N. Mortensen, W. A. Barrett, Interactive Segmentation with Intelligent
   * Scissors, Graphical Models and Image Processing 60 (1998): 3.1 costs, 3.2 search
   * with buckets, 3.3 cooling, 3.4 snapping of points.
   */
  typedef struct _GwLiveWire GwLiveWire;

/* The side of a tile of costs, in pixels. */
#define GW_LIVE_WIRE_TILE 256

/* As far as paths go from their seed, and so the memory they take at most: four
 * bytes for each pixel that they have looked at.
 */
#define GW_LIVE_WIRE_MAX_REACH 4095

  /* pixels            stay the caller's, must outlive it and must not change; the struct is copied
   * edge_sensitivity  0 to 1: how much rather paths run along strong edges than
   *                   straight on; 0.5 suits photographs
   *
   * NULL when the pixels are not valid or empty, the sensitivity is out of range or
   * memory is short. To be used by one thread at a time. Reads up to 2^14 pixels.
   */
  GW_PUBLIC GwLiveWire *gw_live_wire_new (const GwPixels *pixels, double edge_sensitivity);
  GW_PUBLIC void gw_live_wire_free (GwLiveWire *self);

  /* Another sensitivity; a value out of range is moved into it. The seed stays, its
   * paths are searched anew.
   */
  GW_PUBLIC void gw_live_wire_set_edge_sensitivity (GwLiveWire *self, double edge_sensitivity);

  /* Makes the costs of all tiles that meet the rectangle ahead, on several threads.
   * Parts of it outside of the picture are left out. What was made before stays
   * made, also when it is cancelled.
   */
  GW_PUBLIC gw_status gw_live_wire_prepare (GwLiveWire *self, int32_t x, int32_t y, int32_t width, int32_t height,
                                            const GwRun *run);

  /* From here paths begin, and here they stay: up to reach pixels left, right, above
   * and below, at most GW_LIVE_WIRE_MAX_REACH. Cooling begins anew. O(1).
   * GW_STATUS_INVALID when (x, y) is outside of the picture or reach is below 1;
   * the earlier seed stays then.
   */
  GW_PUBLIC gw_status gw_live_wire_set_seed (GwLiveWire *self, int32_t x, int32_t y, int32_t reach);

  /* The cheapest path from the seed to a pixel, as a line from the seed's centre to
   * the pixel's. Between them it runs where the gradient is strongest within half a
   * pixel of the path's pixels, and points within 0.3 pixels of their line are left
   * out. What of it lies in the outermost pixels of the picture, ends too, is moved
   * onto the picture's border. To a pixel out of reach or of the picture it is the path
   * to the nearest within, and straight on from there to the nearest in the picture. At
   * the seed itself it is one point.
   *
   * path  freed by gw_ring_clear(); an open line, not a ring
   *
   * The search is kept: another path costs what is nearer than it and was not
   * searched before, and its length. When cancelled what was searched is kept too, so
   * that asking again goes on there: a tool that has not got the time for a far
   * jump of the pointer cancels, and asks again in the next frame. The paths are the
   * same in whatever order they are asked for. GW_STATUS_INVALID without a seed.
   */
  GW_PUBLIC gw_status gw_live_wire_path (GwLiveWire *self, int32_t x, int32_t y, GwRing *path, const GwRun *run);

  /* The last pixel, from the seed on, that the last n_paths paths had in common, so
   * that a tool may set a point there by itself (path cooling). False, with nothing
   * written, when there were fewer paths since the seed was set, or they part at the seed.
   */
  GW_PUBLIC bool gw_live_wire_cooled (const GwLiveWire *self, unsigned n_paths, int32_t *x, int32_t *y);

  /* Moves (x, y) to the pixel with the strongest gradient within radius pixels; of
   * several the nearest, of those the topmost, then leftmost. It stays where it is
   * when there is no gradient at all, where it lies outside of the picture and for a
   * radius below 1; a radius above GW_LIVE_WIRE_TILE counts as that.
   */
  GW_PUBLIC void gw_live_wire_snap (GwLiveWire *self, int32_t *x, int32_t *y, int32_t radius);

#ifdef __cplusplus
}
#endif

#endif
