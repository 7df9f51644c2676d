/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-mask.h"
#include "gw-pixels.h"
#include "gw-polygon.h"

G_BEGIN_DECLS

/* How a person gets an object with each of the smart tools: pointer paths that look
 * at the picture, at what the tool has found, and at the object as a person sees
 * it, and that go on to correct what is wrong until nine tenths are right (an
 * intersection over union of HAND_ENOUGH), or after HAND_MOST_CLICKS.
 *
 * Corrections are made where most is wrong: at the pixel deepest inside of what is
 * missing, or of what is too much. What makes it worse is undone, and counts too.
 *
 * scissors       Begins at the true outline's first corner and goes along it in steps
 *                of a 64th of its length, 1 pixel at least. As soon as the line that is
 *                shown leaves the outline by more than a tenth of how thick the object
 *                is (its area by half its outline), and by more than a pixel, there is
 *                a click where it did not yet; after a third of the outline too. An edge within 2
 *                pixels holds the click, unless it is further than that from the outline:
 *                then Ctrl is down. Each part of the object, and each hole, has its
 *                own line. Where the whole is not right in the end it is drawn anew
 *                with half the patience, and only this counts.
 * wand           A press in the deepest part, then presses with Shift and Alt; at each
 *                a drag to the tolerance with which the whole is best.
 * select object  A rectangle around it, which is larger than it by a share, then hints:
 *                the longest straight line through the deepest pixel that keeps to
 *                half of its depth, as thick as that, with the left button where something is
 *                missing, else with the right one. The rectangle is two clicks.
 * superpixels    Cells of a fifth of the object's side, 4 pixels at least; a stroke over
 *                those that are mostly of it, for each part of them. Then single
 *                clicks, with Alt where it is too much; with Ctrl where the cell is
 *                mostly right, so that it is refined.
 * extreme points The four outermost points, each the middle one of its side.
 */
#define HAND_ENOUGH 0.9
#define HAND_MOST_CLICKS 200

typedef enum
{
  HAND_SCISSORS,
  HAND_WAND,
  HAND_SELECT_OBJECT,
  HAND_SUPERPIXEL,
  HAND_EXTREME_POINTS,
  HAND_N_TOOLS
} HandTool;

typedef struct
{
  guint n_clicks; /* and strokes */
  double first;   /* IoU before the first correction */
  double iou;
} HandResult;

const char *hand_get_tool_name (HandTool tool);

/* more: by which share the rectangle is larger on each side, for HAND_SELECT_OBJECT
 * most: clicks at most; 0: HAND_MOST_CLICKS
 */
void hand_draw (HandTool tool, const GwPixels *pixels, const GwMask *truth, double more, guint most,
                HandResult *result);

/* The point so far along the ring. */
GwPoint hand_point_along (const GwRing *ring, double at);

G_END_DECLS
