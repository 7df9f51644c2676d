/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Puts lines on a picture with a half dark edge of `reach` pixels around all
 * of them together. Making the edge from the drawn pixels takes 0.1 ms for a
 * tile, however many lines there are; stroking each line twice takes longer
 * than the lines themselves.
 *
 * picture  RGB24
 * lines    ARGB32, larger than the picture by reach on each side, so that
 *          lines beyond the border have their edge in it
 */
void gw_canvas_halo_paint (cairo_surface_t *picture, cairo_surface_t *lines, int reach);

G_END_DECLS
