/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_EDGE_SNAP_H
#define GW_EDGE_SNAP_H

#include "gw-pixels.h"
#include "gw-polygon.h"
#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* As far as an outline moves at most, in pixels. */
#define GW_EDGE_SNAP_MAX_REACH 128.0

/* The longest rough outline, in pixels, and that times how far it may move. */
#define GW_EDGE_SNAP_MAX_LENGTH (1 << 20)
#define GW_EDGE_SNAP_MAX_BAND (1 << 22)

  /* Moves a rough outline onto the edges near it: among all closed paths that cross
   * the band around it once, the cheapest, where it is cheap to be on a strong
   * gradient that runs across the outline, and each pixel along the outline moves at
   * most one nearer or farther than the last.
   *
   * rough             a valid ring, which should not cross itself; it may lie outside of the picture
   *                   in parts, where nothing draws it
   * reach             1 to GW_EDGE_SNAP_MAX_REACH: no point moves farther, in pixels
   * edge_sensitivity  0 to 1: how much rather it is on strong edges than where it was
   *                   drawn; 0.5 suits photographs, at 0 it stays
   * snapped           a new ring of points that lie within reach of the rough outline, without
   *                   those within half a pixel of their line
   *
   * GW_STATUS_INVALID for a ring that is not valid or a number out of range,
   * GW_STATUS_TOO_LARGE above the limits. The exact cheapest path in
   * O(length * reach * log (reach)). Reads only pixels in the band.
   *
   * Source: A. A. Amini, T. E. Weymouth, R. C. Jain, Using dynamic programming for
   * solving variational problems in vision, PAMI 12 (1990); closing the path by
   * halving over its first point: M. Maes, On a cyclic string-to-string correction
   * problem, Information Processing Letters 35 (1990).
   */
  GW_PUBLIC gw_status gw_edge_snap (const GwPixels *pixels, const GwRing *rough, double reach, double edge_sensitivity,
                                    GwRing *snapped, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
