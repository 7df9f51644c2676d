/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/**
 * gw_luminance_shrink:
 * @surface: an image surface, RGB24 or ARGB32, as gw_decode_bytes() gives it
 * @width: of the result, 1 or more
 * @height: of the result, 1 or more
 * @luminance: (out caller-allocates): width * height bytes, row-major
 *
 * The brightness of a picture in a small size, for hashes by which pictures that
 * look alike are found: 0.299 R + 0.587 G + 0.114 B of the colour without its
 * transparency (ITU-R BT.601), brought to size by a Lanczos filter of three lobes
 * that is as wide as the shrinking asks for, first across, then down, each result
 * rounded to a byte. Hashes of other tools are made of the same bytes, but for a
 * rounding here and there.
 *
 * O(pixels of the surface), memory for height of the surface * width bytes.
 * Returns: FALSE where there is no memory or the surface has no pixels
 */
gboolean gw_luminance_shrink (cairo_surface_t *surface, int width, int height, guint8 *luminance);

G_END_DECLS
