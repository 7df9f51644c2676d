/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * gw_pixel_values_read:
 * @path: (type filename): a picture whose pixels mean something: a mask of classes
 * @width: (out)
 * @height: (out)
 *
 * The colour of each pixel as 0xRRGGBB, row-major; grey pictures have the same
 * byte three times, and those of a palette its colours. Transparency is not looked
 * at where the picture is opaque. Blocks on the disk.
 *
 * Returns: (transfer full) (nullable): @width * @height values. NULL where the
 *   picture cannot be read as a whole: half a mask is none
 */
guint32 *gw_pixel_values_read (const char *path, int *width, int *height, GCancellable *cancellable, GError **error);
/* The same of a file in memory. */
guint32 *gw_pixel_values_read_bytes (const guint8 *data, gsize size, int *width, int *height, GCancellable *cancellable,
                                     GError **error);

/**
 * gw_pixel_indices_read:
 * @has_palette: (out): whether the picture is a PNG file with a palette
 *
 * As gw_pixel_values_read(), but of a picture with a palette the places in it, as
 * greys: 0x030303 is the fourth colour, whatever that and its transparency are.
 */
guint32 *gw_pixel_indices_read (const char *path, int *width, int *height, gboolean *has_palette,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
