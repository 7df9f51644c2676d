/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-disk-sync.h"

G_BEGIN_DECLS

/* What the writers of files and folders have in common. */

/* GW_ERROR_IO when less than `needed` bytes (0: unknown) are free where
 * `folder` lies. `path` is what is to be written, for the message.
 */
gboolean _gw_disk_check_space (const char *folder, guint64 needed, const char *path, GError **error);

/* The error for errno `code` while writing `path`. A full disk says how much
 * was needed: `needed` bytes in all, or, when that is 0, more than `written`.
 */
void _gw_disk_set_error (GError **error, int code, const char *path, guint64 needed, guint64 written);

/* Makes a folder and what lacks above it; their paths are added to made,
 * outermost first, but for those that another program makes meanwhile.
 */
gboolean _gw_disk_make_folders (const char *folder, GPtrArray *made, GError **error);

/* Removes a file, or an empty folder, as far as it can; returns at once, however large a file is. */
void _gw_disk_remove_file (const char *path);

/* Removes those that are empty (again), and empties the list. */
void _gw_disk_remove_folders (GPtrArray *made);

/* As gw_disk_sync(), of a folder by its path: its entries, or the volume that it is on. */
int _gw_disk_sync_folder (const char *folder, GwDiskSync what, GwWork *work, GCancellable *cancellable);

/* Makes durable what was put in place in a folder. Who cancels now has it, and does not wait until the
 * disk knows its name.
 */
gboolean _gw_disk_sync_name (const char *folder, GwWork *work, GCancellable *cancellable, GError **error);

/* rename() that refuses to replace: errno EEXIST. */
int _gw_disk_rename_new (const char *from, const char *to);

/* A name in `folder` that no other writer has, with the given end.
 * Returns: (transfer full)
 */
char *_gw_disk_temporary_name (const char *folder, const char *suffix);

/* Removes a file, or a folder and all that is in it; follows no link. What
 * cannot be removed stays.
 */
void _gw_disk_remove_tree (const char *path);
/* The same up to a time (monotonic, microseconds): FALSE where something is left
 * then. n counts the files that have gone, some of which go in any case.
 */
gboolean _gw_disk_remove_tree_until (const char *path, gint64 time, guint *n);

/* The same, and then the folders of made that are empty: what is many files, and takes more
 * than 50 ms, by a thread that goes on with it, for which the program waits when it ends.
 */
void _gw_disk_remove_soon (const char *path, GPtrArray *made);

G_END_DECLS
