/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * gw_encode_png:
 * @surface: an image surface, RGB24 or ARGB32
 * @cancellable: (nullable): looked at for each row
 *
 * Encodes a picture as 8-bit RGB or RGBA PNG, with settings for photographs
 * and drawings (level 1, Sub filter: as small as libpng's defaults in 0.37
 * of the time). The result is the same for the same pixels everywhere.
 *
 * Returns: (transfer full): the file's bytes, or NULL with an error when
 *   memory runs out
 */
GBytes *gw_encode_png (cairo_surface_t *surface, GCancellable *cancellable, GError **error);

/**
 * gw_encode_png_colors:
 * @pixels: height rows of width colors, 0xRRGGBB; not changed
 *
 * The same of plain numbers, as 8-bit RGB. No side is longer than that of a
 * surface (GW_DECODE_MAX_SURFACE_SIDE).
 */
GBytes *gw_encode_png_colors (guint32 *pixels, int width, int height, GError **error);

/**
 * gw_encode_png_gray:
 * @pixels: height rows of 8-bit samples, stride bytes apart
 *
 * Encodes an 8-bit grey PNG with settings for masks and other pictures of
 * few values (no filter, level 1, run-length strategy: 5 ms for
 * 2048 x 1024).
 */
GBytes *gw_encode_png_gray (const guint8 *pixels, int width, int height, gsize stride, GError **error);

/**
 * gw_encode_png_bits:
 * @pixels: height rows of bytes, stride bytes apart; other than 0 is white
 *
 * The same with one bit for each pixel.
 */
GBytes *gw_encode_png_bits (const guint8 *pixels, int width, int height, gsize stride, GError **error);

/**
 * gw_encode_png_gray16:
 * @pixels: height rows of width numbers
 *
 * The same with 16 bits for each pixel.
 */
GBytes *gw_encode_png_gray16 (const guint16 *pixels, int width, int height, GError **error);

/**
 * gw_encode_png_indexed:
 * @palette: (array fixed-size=256): 0xRRGGBB
 *
 * The same with a palette: samples are places in it. All entries are written,
 * and no transparency.
 */
GBytes *gw_encode_png_indexed (const guint8 *pixels, int width, int height, gsize stride, const guint32 *palette,
                               GError **error);

/**
 * gw_encode_jpeg:
 * @surface: an image surface; transparent parts come out on black
 * @quality: 1 to 100; up to 90 the colour has half the resolution
 * @cancellable: (nullable): looked at for each row
 */
GBytes *gw_encode_jpeg (cairo_surface_t *surface, int quality, GCancellable *cancellable, GError **error);

/* Encode to a file. It is written beside its place and renamed, so that
 * nobody sees half of it.
 */
gboolean gw_encode_png_file (cairo_surface_t *surface, const char *path, GError **error);
gboolean gw_encode_jpeg_file (cairo_surface_t *surface, int quality, const char *path, GError **error);

G_END_DECLS
