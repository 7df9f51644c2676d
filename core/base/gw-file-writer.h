/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-work.h"

G_BEGIN_DECLS

#define GW_TYPE_FILE_WRITER (gw_file_writer_get_type ())
G_DECLARE_FINAL_TYPE (GwFileWriter, gw_file_writer, GW, FILE_WRITER, GOutputStream)

/* A file that appears whole or not at all.
 *
 * The stream writes a hidden temporary file beside the target;
 * gw_file_writer_commit() makes it durable and renames it onto the target.
 * Until then the target is as it was, and unless commit succeeded the last
 * unref (or gw_file_writer_abort()) leaves nothing behind. Blocks: not for the
 * window's thread.
 *
 * What is no file, such as a device, is never replaced, nor a link that leads
 * nowhere: GW_ERROR_REFUSED.
 * A full disk is GW_ERROR_IO with a message that says how much was needed
 * where that is known.
 */

typedef enum
{
  GW_WRITE_NEW = 0,            /* the target must not exist: GW_ERROR_EXISTS */
  GW_WRITE_OVERWRITE = 1 << 0, /* an existing target is replaced, its mode kept; a symbolic link's target is */
  GW_WRITE_PARENTS = 1 << 1    /* missing folders above it are made, and go again unless it is committed */
} GwWriteFlags;

/* Begins a file at `path`, whose folder must exist unless GW_WRITE_PARENTS.
 * `expected_size` in bytes, 0 when unknown, is checked against the free space
 * before anything is written.
 * Returns: (transfer full) (nullable)
 */
GwFileWriter *gw_file_writer_new (const char *path, GwWriteFlags flags, guint64 expected_size, GError **error);

/* (nullable): what the commit tells how far it is, as its text. */
void gw_file_writer_set_work (GwFileWriter *self, GwWork *work);

/* Bytes written so far. */
guint64 gw_file_writer_get_size (GwFileWriter *self);

/* Takes back what was written after the first `size` bytes, of which there are so many at
 * least; the next bytes come after them. FALSE with GW_ERROR_IO.
 */
gboolean gw_file_writer_truncate (GwFileWriter *self, guint64 size, GError **error);

/* The part of a commit that takes long and may fail for want of space: the bytes are on the disk,
 * under the temporary name, when it returns TRUE. Nothing can be written any more. For files that
 * are to appear together; else gw_file_writer_commit() alone does it.
 */
gboolean gw_file_writer_prepare (GwFileWriter *self, GCancellable *cancellable, GError **error);

/* fsync, rename, fsync of the folder. The stream is closed, also on error. */
gboolean gw_file_writer_commit (GwFileWriter *self, GCancellable *cancellable, GError **error);

/* Closes and removes the temporary file; nothing after a commit. */
void gw_file_writer_abort (GwFileWriter *self);

/* All of the above for bytes at hand. */
gboolean gw_file_write_bytes (const char *path, gconstpointer data, gsize length, GwWriteFlags flags, GError **error);

G_END_DECLS
