/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* RecordIO (spec formats 14): records one after another in a file, each the magic word, a
 * word of a flag and a length, the payload, and zeros up to a multiple of four, all
 * little-endian. A payload that holds the magic word at a multiple of four is parted there.
 */
#define GW_RECORD_IO_MAGIC 0xced7230a
#define GW_RECORD_IO_LARGEST ((1 << 29) - 1)

/* Writes a record whose payload is head and then all of a file; fd is left at any place.
 * size (nullable) gets the bytes written. Nothing is written of one that is too large
 * (GW_ERROR_LIMIT). Reads the file twice, in blocks.
 */
gboolean gw_record_io_write (GOutputStream *stream, const guint8 *head, gsize n_head, int fd, guint64 *size,
                             GCancellable *cancellable, GError **error);

/* The head of a picture's payload: one label, or several, and its number. (transfer full) */
guint8 *gw_record_io_make_head (const float *labels, guint n_labels, guint64 id, gsize *n_head);

G_END_DECLS
