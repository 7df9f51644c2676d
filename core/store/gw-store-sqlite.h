/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-store.h"

G_BEGIN_DECLS

#define GW_TYPE_STORE_SQLITE (gw_store_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (GwStoreSqlite, gw_store_sqlite, GW, STORE_SQLITE, GObject)

typedef enum
{
  GW_STORE_OPEN_DEFAULT = 0,
  GW_STORE_OPEN_READ_ONLY = 1 << 0,
  GW_STORE_OPEN_NO_BACKUP = 1 << 1 /* no back-up and check in the background: short-lived programs */
} GwStoreOpenFlags;

/* Makes a project file of mode 0600; refuses to write over anything, a
 * world-writable folder, and a network file system. Blocks: not for the
 * window's thread.
 */
GwStore *gw_store_sqlite_create (const char *path, const GwProjectInfo *info, GCancellable *cancellable,
                                 GError **error);

/* Opens a project file. One that cannot be written, lies on a network file
 * system or was saved by a newer program opens read-only, and
 * GwProjectInfo.read_only_reason says why. The schema is brought up to date
 * after a back-up. Blocks: not for the window's thread.
 */
GwStore *gw_store_sqlite_open (const char *path, GwStoreOpenFlags flags, GCancellable *cancellable, GError **error);

/* The newest back-up of the project at path that is sound, for one that is
 * damaged. Reads each from the newest on until one is. Blocks.
 * Returns: (transfer full) (nullable): its path
 */
char *gw_store_sqlite_find_backup (const char *path, GCancellable *cancellable);

/* Copies a back-up to a new file beside the damaged project at path, which is
 * not touched: "Streets Restored.groundwork", or with a number. Blocks.
 * Returns: (transfer full) (nullable): its path
 */
char *gw_store_sqlite_restore (const char *path, const char *backup, GCancellable *cancellable, GError **error);

/* What could be read of a damaged project. */
typedef struct
{
  gint64 n_images;
  gint64 n_objects; /* of the project's own labels */
  gint64 n_lost;    /* rows that were known to be there and could not be read */
} GwSalvage;

/* Reads what can be read of a damaged project, which is not touched, into a new
 * one beside it: "Streets Salvaged.groundwork". Rows that are damaged or are not
 * as they were written are left out and counted; what they refer to and is lost
 * has a name that says so. Blocks.
 * Returns: (transfer full) (nullable): its path
 */
char *gw_store_sqlite_salvage (const char *path, GwSalvage *counts, GCancellable *cancellable, GError **error);

/* Writes the open project, as of now, to a new file of mode 0600; also of one
 * that cannot be written where it lies. What is there is not written over.
 * Blocks.
 */
gboolean gw_store_sqlite_copy_to (GwStore *store, const char *target, GCancellable *cancellable, GError **error);

void gw_store_sqlite_open_async (const char *path, GwStoreOpenFlags flags, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GwStore *gw_store_sqlite_open_finish (GAsyncResult *result, GError **error);

G_END_DECLS
