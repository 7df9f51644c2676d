/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-problem.h"
#include "gw-work.h"

G_BEGIN_DECLS

/* A zip or tar archive (plain, or packed by gzip, xz or zstd) that is unpacked
 * into a folder, for reading it as if it had always been one.
 *
 * Only regular files are taken, and all of them or none: what is refused is an
 * error, and a problem whose code says why. GW_ERROR_REFUSED for a name that is
 * absolute or has a ".." part ("archive-escape"), for a link or a device
 * ("archive-link"), or a name that is there twice ("archive-duplicate");
 * GW_ERROR_LIMIT for more entries ("archive-entries"), or more bytes or a higher
 * ratio ("archive-size") than gw-limits.h allows; GW_ERROR_UNSUPPORTED for one
 * that needs a password ("archive-encrypted") or is of another kind
 * ("archive-unknown"); GW_ERROR_TRUNCATED for one that is damaged or ends too
 * early ("archive-damaged"); GW_ERROR_INVALID for one that holds no file
 * ("archive-empty"). Names are kept by their bytes,
 * UTF-8 or not. What macOS adds for itself (__MACOSX) is passed over.
 */
typedef struct _GwArchive GwArchive;

/* Whether the file is one, by its content; those of kinds that are not read, such
 * as 7z, are archives too, and so is one file that is packed. FALSE for what
 * cannot be read. Reads some hundred bytes. Blocks.
 */
gboolean gw_archive_is (const char *path);

/* Unpacks into a private folder of the machine's temporary one, which is
 * removed by gw_archive_free(). `problems` (nullable) are told why it cannot be;
 * `work` (nullable) is told of the bytes that
 * are read, and is as it was afterwards. Blocks.
 * Returns: (transfer full) (nullable)
 */
GwArchive *gw_archive_unpack (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable,
                              GError **error);

/* The same into a folder beside the archive, which has its name without the
 * ending, or "name 2" and so on where that is taken. It appears whole, and
 * gw_archive_free() removes it unless gw_archive_keep() was called.
 * Returns: (transfer full) (nullable)
 */
GwArchive *gw_archive_unpack_beside (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable,
                                     GError **error);

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
