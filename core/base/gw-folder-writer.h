/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-file-writer.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* A folder of several files that appears whole or not at all, for exports.
 *
 * Files are written below a hidden temporary folder beside the target;
 * gw_folder_writer_commit() makes them durable and moves them into place.
 * Unless it succeeded, freeing leaves the target as it was and nothing else.
 * Blocks: not for the window's thread.
 *
 * A target that is missing or empty is replaced by one rename. One that holds
 * files is refused with GW_ERROR_EXISTS unless GW_WRITE_OVERWRITE: then every
 * file written here replaces the one of the same name, and files of other names
 * stay, because they may be a person's only copy, save those that the caller
 * knows to be its own and drops. Should a step of this fail, the steps before
 * it are undone.
 */
typedef struct _GwFolderWriter GwFolderWriter;

/* `expected_size` as for gw_file_writer_new(). Missing parents of `path` are
 * made, and removed again when the writer is freed without a commit.
 * Returns: (transfer full) (nullable)
 */
GwFolderWriter *gw_folder_writer_new (const char *path, GwWriteFlags flags, guint64 expected_size, GError **error);

/* Removes everything that was not committed. */
void gw_folder_writer_free (GwFolderWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwFolderWriter, gw_folder_writer_free)

/* (nullable): what the commit tells how far it is, as its text. */
void gw_folder_writer_set_work (GwFolderWriter *self, GwWork *work);

/* The temporary folder. Other code may write below it too. */
const char *gw_folder_writer_get_folder (GwFolderWriter *self);

/* The path of `relative`, which must be normalised (gw-path.h), below the
 * temporary folder, its sub-folders made.
 * Returns: (transfer full) (nullable)
 */
char *gw_folder_writer_make_path (GwFolderWriter *self, const char *relative, GError **error);

/* A stream to a new file `relative`; close it before the commit.
 * GW_ERROR_EXISTS when this writer has that file already.
 * Returns: (transfer full) (nullable)
 */
GOutputStream *gw_folder_writer_open (GwFolderWriter *self, const char *relative, GError **error);

/* The same for bytes at hand, which another thread writes: TRUE says that they
 * will be, and an error may be that of a file before. What went wrong is told at
 * the latest by the commit. Cost for the caller: a copy of the bytes.
 */
gboolean gw_folder_writer_write (GwFolderWriter *self, const char *relative, gconstpointer data, gsize length,
                                 GError **error);

/* A file of the target that goes when the new ones come, unless one of these
 * has its name; sub-folders that this leaves empty go too. What is not there,
 * is a folder, or lies behind a symbolic link is passed over.
 */
void gw_folder_writer_drop (GwFolderWriter *self, const char *relative);

/* The files written so far, relative to the folder, in the order of their
 * bytes; NULL where one of them could not be written.
 * Returns: (element-type filename) (transfer full) (nullable)
 */
GPtrArray *gw_folder_writer_list (GwFolderWriter *self, GCancellable *cancellable, GError **error);

/* Puts the folder in place. Free the writer afterwards in any case. */
gboolean gw_folder_writer_commit (GwFolderWriter *self, GCancellable *cancellable, GError **error);

G_END_DECLS
