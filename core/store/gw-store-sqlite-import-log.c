/* SPDX-License-Identifier: GPL-3.0-or-later */

/* O_CLOEXEC */
#define _GNU_SOURCE

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "gw-disk-sync.h"

/* A commit writes the pages that are in the cache still, and waits until the
 * disk has the whole log: seconds after a large import, which cannot be told
 * of, nor be cancelled. Here all of it is done before, but for one page: until
 * the commit has added that to the log, the log means nothing.
 */

/* An import that writes no more pages than that, 4 MB, is left to the commit. */
#define LONG_LOG 1000

/* The log's format, of which all numbers are big-endian: a head with the size of the pages at 8 and the log's own
 * mark, new whenever it is begun from its start, at 16. Then pages, each after a head of its own: at 4 the size of
 * the database, 0 where the page does not end a transaction, and at 8 the mark of the log that it belongs to.
 */
#define HEAD_BYTES 32
#define PAGE_HEAD_BYTES 24
#define MARK_BYTES 8

/* The part of the log's file that the transaction at hand has written, of n pages at most: one that is written
 * again stays where it is. What is before it was committed, and what is after it is left from a transaction that
 * was not, or from when the log was longer.
 */
static gboolean
find_part (int fd, guint64 n, guint64 *from, guint64 *size)
{
  guint8 head[HEAD_BYTES], page_head[PAGE_HEAD_BYTES];
  guint64 stride, end = HEAD_BYTES;
  guint32 number;

  *from = 0;
  if (pread (fd, head, sizeof head, 0) != sizeof head)
    return FALSE;
  memcpy (&number, head + 8, sizeof number);
  stride = sizeof page_head + (guint64) GUINT32_FROM_BE (number);
  while (pread (fd, page_head, sizeof page_head, (off_t) end) == sizeof page_head
         && memcmp (page_head + 8, head + 16, MARK_BYTES) == 0)
    {
      end += stride;
      memcpy (&number, page_head + 4, sizeof number);
      if (number != 0)
        *from = end;
    }

  *size = MIN (end - *from, n * stride + (*from == 0 ? HEAD_BYTES : 0));
  return TRUE;
}

/* Pages written since the last call. */
static guint64
take_pages_written (ImportRun *run)
{
  int n = 0, highest = 0;

  sqlite3_db_status (run->db->db, SQLITE_DBSTATUS_CACHE_WRITE, &n, &highest, TRUE);
  return n > 0 ? (guint64) n : 0;
}

/* Closing the log's file again takes no lock away: SQLite's are on other files. What fails here
 * fails in the commit too, which tells it.
 */
static void
sync_log (ImportRun *run, guint64 n_pages, GCancellable *cancellable)
{
  const char *path = sqlite3_filename_wal (sqlite3_db_filename (run->db->db, "main"));
  const int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  guint64 from, size;

  if (fd < 0)
    return;
  if (find_part (fd, n_pages, &from, &size))
    gw_disk_sync_part (fd, from, size, run->spec->work, cancellable);
  close (fd);
}

void
_gw_import_begin_log (ImportRun *run)
{
  take_pages_written (run);
}

gboolean
_gw_import_write_log (ImportRun *run, GCancellable *cancellable, GError **error)
{
  guint64 n_pages;

  if (run->spec->work != NULL)
    gw_work_set_text (run->spec->work, _ ("Writing to the disk"));
  sqlite3_db_cacheflush (run->db->db);
  n_pages = take_pages_written (run);
  if (n_pages > LONG_LOG)
    sync_log (run, n_pages, cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
