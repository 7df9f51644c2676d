/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-mask.h"

G_BEGIN_DECLS

/* The run lengths that Label Studio keeps brushed masks in (spec formats 8): the four values
 * RGBA of all pixels, row by row, as runs in a stream of bits. A pixel is in the mask where
 * its alpha is above 0. Neither direction makes a picture: memory grows with the runs.
 */

/* The most pixels: the number of values has 32 bits. */
#define GW_BRUSH_RLE_MAX_PIXELS (((guint64) 1 << 30) - 1)

/* The mask of an image of this size. What follows the last value is not looked at.
 *
 * code  (out): on FALSE the problem's code, a constant: "mask-size" where the values are not
 *       those of so many pixels, "rle-short" where the bytes end before the values do,
 *       "rle-sum" where a run goes on behind the last value, "limit" for too many pixels or
 *       runs
 */
gboolean gw_brush_rle_decode (const guint8 *bytes, gsize n, int width, int height, GwMask *mask, const char **code);

/* Takes the bytes of an encoded mask, one after the other. */
typedef void (*GwBrushByteFunc) (guint8 byte, gpointer data);

/* Words of 8 bits; colour (0xRRGGBB) with an alpha of 255 inside, zeros outside. The same
 * mask gives the same bytes. FALSE, and nothing is called, above the limit of pixels.
 */
gboolean gw_brush_rle_encode (const GwMask *mask, guint32 colour, GwBrushByteFunc func, gpointer data);

G_END_DECLS
