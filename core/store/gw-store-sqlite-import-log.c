/* SPDX-License-Identifier: GPL-3.0-or-later */

/* O_CLOEXEC */
#define _GNU_SOURCE

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "gw-disk-sync.h"

/* A commit writes the pages that are in the cache still, and waits until the
 * disk has the whole log: seconds after a large import, which cannot be told
 * of, nor be cancelled. Here all of it is done before, but for one page: until
 * the commit has added that to the log, the log means nothing.
 */

/* A shorter log is left to the commit. */
#define LONG_LOG (4 * 1024 * 1024)

/* Closing the log's file again takes no lock away: SQLite's are on other files. What fails here
 * fails in the commit too, which tells it.
 */
static void
sync_log (ImportRun *run, GCancellable *cancellable)
{
  const char *path = sqlite3_filename_wal (sqlite3_db_filename (run->db->db, "main"));
  const int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  struct stat info;

  if (fd < 0)
    return;
  if (fstat (fd, &info) == 0 && info.st_size > LONG_LOG)
    gw_disk_sync (fd, GW_DISK_SYNC_FILE, run->spec->work, cancellable);
  close (fd);
}

gboolean
_gw_import_write_log (ImportRun *run, GCancellable *cancellable, GError **error)
{
  if (run->spec->work != NULL)
    gw_work_set_text (run->spec->work, _ ("Writing to the disk"));
  sqlite3_db_cacheflush (run->db->db);
  sync_log (run, cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
