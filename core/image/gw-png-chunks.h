/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether a PNG file ends with its end mark and the checksum of each chunk on
 * the way there is right. Reads the whole file and decodes nothing: some 1 ms
 * a megabyte. What is wrong, and whether anything can be shown, the decoder
 * tells. Also FALSE when it was cancelled.
 */
gboolean gw_png_chunks_are_whole (const char *path, GCancellable *cancellable);

G_END_DECLS
