/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "gw-image-info.h"

G_BEGIN_DECLS

/* The longest side that one cairo image surface can have. A picture with a
 * longer side is decoded halved as often as it takes.
 */
#define GW_DECODE_MAX_SURFACE_SIDE 32767

/**
 * gw_decode_bytes:
 * @data: (array length=size): the whole file
 * @min_side: 0 for the full picture; else a hint that a smaller one will do
 *   if its longer side has at least this many pixels. The result is then
 *   the picture divided by 1, 2, 4 or 8 (JPEG, while decoding) or by any
 *   power of two (other formats, averaged), sizes rounded up
 * @info: (out caller-allocates) (optional): the header, upright full size
 * @cancellable: (nullable): looked at every few rows
 * @warning: (out) (optional): set when the picture is broken but part of it
 *   could be read (GW_ERROR_TRUNCATED, GW_ERROR_INVALID); the rest is grey
 * @error: as gw_image_info_read_file(); G_IO_ERROR_CANCELLED
 *
 * Decodes a picture upright (EXIF orientation applied) to an image surface:
 * CAIRO_FORMAT_RGB24 when it is opaque, CAIRO_FORMAT_ARGB32
 * (premultiplied) when it can be transparent. 16-bit samples keep their
 * high byte; gamma and colour profiles are not applied; CMYK is turned to
 * RGB without a profile.
 *
 * Limits of size are checked before memory is taken. Peak memory is the
 * surface plus a few rows (PNG and JPEG), about twice the surface (others).
 * Thread-safe. About 5 ms per megapixel for JPEG, 27 for PNG photographs.
 *
 * Returns: (transfer full) (nullable): a surface, or NULL when nothing of
 *   the picture could be read
 */
cairo_surface_t *gw_decode_bytes (const guint8 *data, gsize size, int min_side, GwImageInfo *info,
                                  GCancellable *cancellable, GError **warning, GError **error);

/**
 * gw_decode_file:
 * @path: (type filename): the file; at most image-file-bytes are read
 *
 * As gw_decode_bytes(), reading the file first. Blocks on the disk.
 */
cairo_surface_t *gw_decode_file (const char *path, int min_side, GwImageInfo *info, GCancellable *cancellable,
                                 GError **warning, GError **error);

/**
 * gw_decode_read_file:
 *
 * Reads a whole file with the limit and the error sentences of
 * gw_decode_file(), for callers who need the bytes for more than decoding.
 */
GBytes *gw_decode_read_file (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
