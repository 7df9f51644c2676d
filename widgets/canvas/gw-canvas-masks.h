/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-canvas-look.h"
#include "gw-shape.h"

G_BEGIN_DECLS

/* Tints the mask's pixels inside the clip of cr and draws its outline.
 * Below 100 % pixels are averaged, from there on their edges are crisp.
 * O(runs + device pixels). Any thread.
 */
void gw_canvas_draw_mask (cairo_t *cr,
                          const GwMask *mask,
                          const GwCanvasInk *ink,
                          const GwCanvasLook *look,
                          GwCanvasState state);

G_END_DECLS
