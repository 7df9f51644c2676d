/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-work.h"

G_BEGIN_DECLS

/* Makes durable what was written. */

typedef enum
{
  GW_DISK_SYNC_FILE,   /* what is in a file; of a folder, its entries */
  GW_DISK_SYNC_VOLUME, /* all that is written on the file system: costs less than a call for each of
                        * thousands of files */
} GwDiskSync;

/* Waits until what fd leads to is on the disk. A thread does it, as the disk cannot be told to stop:
 * who cancels waits no longer. A folder or a volume is synced all the same; of a file, which is of no
 * use then, the rest is left. fd may be closed after the call.
 *
 * work (nullable) is told every 20 ms, as its text: of a file how much of it is on the disk, and
 * else how long it takes.
 *
 * Returns: 0, or an errno; ECANCELED where it was cancelled
 */
int gw_disk_sync (int fd, GwDiskSync what, GwWork *work, GCancellable *cancellable);

/* As gw_disk_sync() of a file of which only size bytes, at from, were written since it was last synced: work is
 * told of those.
 */
int gw_disk_sync_part (int fd, guint64 from, guint64 size, GwWork *work, GCancellable *cancellable);

G_END_DECLS
