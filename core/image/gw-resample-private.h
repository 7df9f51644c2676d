/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Both work on image surfaces of RGB24 or ARGB32 and return one of the same
 * format; NULL when there is no memory for it.
 */

/* Averages 2 x 2 pixels; sizes are rounded up and the pixels of an odd edge
 * count twice. About 0.7 ms per megapixel.
 */
cairo_surface_t *_gw_surface_halve (cairo_surface_t *source);

/* Makes a surface smaller (or equal): each pixel is the average of the area
 * it covers, exact to half a level. About 2 ms per megapixel of the source.
 */
cairo_surface_t *_gw_surface_scale_down (cairo_surface_t *source, int width, int height);

/* Bytes of a surface's pixels. */
gsize _gw_surface_get_memory_size (cairo_surface_t *surface);

/* The size within max_width x max_height with the same shape; FALSE when it
 * fits already. No side becomes less than 1.
 */
gboolean _gw_fit_size (int width, int height, int max_width, int max_height, int *fit_width, int *fit_height);

G_END_DECLS
