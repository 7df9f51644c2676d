/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * gw_thumbnail_new_for_bytes:
 * @data: (array length=size): the whole file
 * @max_side: the longer side of the result, 16 to 2,048; a smaller picture
 *   keeps its size
 * @warning: (out) (optional): as gw_decode_bytes()
 *
 * Makes an upright thumbnail: scaled decoding, then an area filter. Blocks:
 * 40 ms for a JPEG of 12 megapixels, 10 for one of 2. Thread-safe.
 */
cairo_surface_t *gw_thumbnail_new_for_bytes (const guint8 *data, gsize size, int max_side, GCancellable *cancellable,
                                             GError **warning, GError **error);

cairo_surface_t *gw_thumbnail_new_for_file (const char *path, int max_side, GCancellable *cancellable, GError **warning,
                                            GError **error);

G_END_DECLS
