/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_EXTREME_POINTS_H
#define GW_EXTREME_POINTS_H

#include "gw-grab-cut.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* From the four outermost points of an object (left, right, top, bottom; in any
   * order) to its mask: the box of the points holds the object, and the thin lines
   * from the points to the middle are taken for parts of it; the rest is GrabCut's.
   *
   * pixels   the picture, or the part that is in view
   * points   in continuous pixels; those outside are moved onto the border
   * options  as in gw-grab-cut.h; may be NULL
   * object   a mask of the size of the pixels, overwritten
   *
   * GW_STATUS_EMPTY when the box of the points holds no pixel; GW_STATUS_INVALID for
   * points that are not finite.
   * Source: Papadopoulos et al.: Extreme clicking for efficient object annotation,
   * ICCV 2017, whose clicks and GrabCut these are.
   */
  GW_PUBLIC gw_status gw_extreme_points (const GwPixels *pixels, const GwPoint points[4],
                                         const GwGrabCutOptions *options, GwMask *object, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
