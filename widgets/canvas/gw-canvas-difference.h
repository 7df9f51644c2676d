/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas-look.h"
#include "gw-comparison.h"

G_BEGIN_DECLS

/* What A and B alone have are told apart by colour and by the way their stripes
 * lean, so that one of both is enough; what both have is quiet.
 */
#define GW_CANVAS_COLOR_A 0xe66100
#define GW_CANVAS_COLOR_B 0x3584e4

/* Draws the pixels of a mask inside the clip of cr as those of a kind. Any thread.
 * O(runs + device pixels).
 */
void gw_canvas_draw_difference (cairo_t *cr, const GwMask *mask, GwComparedKind kind, const GwCanvasLook *look);

/* Fills a rectangle in the same manner, for a legend. */
void gw_canvas_fill_difference (cairo_t *cr, const GwBox *box, GwComparedKind kind, const GwCanvasLook *look);

G_END_DECLS
