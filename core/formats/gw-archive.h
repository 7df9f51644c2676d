/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-work.h"

G_BEGIN_DECLS

/* A zip or tar archive (plain, or packed by gzip, xz or zstd) that is unpacked
 * into a folder, for reading it as if it had always been one.
 *
 * Only regular files are taken, and all of them or none: GW_ERROR_REFUSED for
 * a name that is absolute or has a ".." part, for a link, a device or a name
 * that is there twice; GW_ERROR_LIMIT for more entries, more bytes or a higher
 * ratio than gw-limits.h allows; GW_ERROR_UNSUPPORTED for one that needs a
 * password; GW_ERROR_TRUNCATED for one that is damaged or ends too early;
 * GW_ERROR_INVALID for one that holds no file. Names are kept by their bytes,
 * UTF-8 or not. What macOS adds for itself (__MACOSX) is passed over.
 */
typedef struct _GwArchive GwArchive;

/* Whether the file is one, by its content. FALSE for what cannot be read.
 * Reads some hundred bytes. Blocks.
 */
gboolean gw_archive_is (const char *path);

/* Unpacks into a private folder of the machine's temporary one, which is
 * removed by gw_archive_free(). `work` (nullable) is told of the bytes that
 * are read, and is as it was afterwards. Blocks.
 * Returns: (transfer full) (nullable)
 */
GwArchive *gw_archive_unpack (const char *path, GwWork *work, GCancellable *cancellable, GError **error);

/* The same into a folder beside the archive, which has its name without the
 * ending, or "name 2" and so on where that is taken. It appears whole, and
 * gw_archive_free() removes it unless gw_archive_keep() was called.
 * Returns: (transfer full) (nullable)
 */
GwArchive *gw_archive_unpack_beside (const char *path, GwWork *work, GCancellable *cancellable, GError **error);

/* What is to be read: the folder with the files, or the one file or folder
 * that is all there is in it.
 */
const char *gw_archive_get_content (GwArchive *self);
/* The folder that everything was unpacked into. */
const char *gw_archive_get_folder (GwArchive *self);

/* Names files of the archive as such in an error that speaks of those that were unpacked. */
void gw_archive_name_files (GwArchive *self, GError *error);

/* From now on the folder stays. Only for one that lies beside its archive. */
void gw_archive_keep (GwArchive *self);

void gw_archive_free (GwArchive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwArchive, gw_archive_free)

G_END_DECLS
