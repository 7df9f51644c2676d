/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Paints the ground on which transparent pictures are shown: two greys in
 * squares of `square` device pixels, over the current clip. The pattern
 * starts at (origin_x, origin_y) in device pixels, so that tiles drawn one
 * by one join. Ignores the current transformation.
 */
void gw_checker_paint (cairo_t *cr, int square, double origin_x, double origin_y, gboolean dark);

G_END_DECLS
