/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens a regular file for reading; -1 with GW_ERROR_NOT_FOUND,
 * GW_ERROR_IO or GW_ERROR_UNSUPPORTED (a folder, a device). Never waits for
 * the other end of a pipe.
 */
int _gw_image_file_open (const char *path, guint64 *size, GError **error);

/* Reads a whole file of at most image-file-bytes. */
GBytes *_gw_image_file_read (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
