/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

/* SQLite writes its log back into the file in the commit that makes the log
 * too long: one edit in some hundreds then waits for two more files to reach
 * the disk. Here a thread does it between edits, on a connection of its own,
 * and waits for nobody: what it cannot move now it moves the next time. When
 * the log is empty again the writer begins it from its start.
 *
 * Somebody who writes and others who read without a pause leave it no moment
 * in which it is empty. Then the log is bounded in the commit after all, as
 * SQLite itself would have done it earlier. The log of an import is as long as
 * the import: nobody waits for it to be moved, only for what is written after it.
 */

/* Pages, SQLite's own measure: 4 MB. */
#define LONG_LOG 1000
/* Pages, after which a commit waits: 32 MB. */
#define TOO_LONG_LOG (8 * LONG_LOG)
/* For those who read an older state; who reads longer than that, a back-up or
 * an export, is not waited for again until the log has grown by LONG_LOG.
 */
#define WAIT_MS 100

static void
on_cancelled_cb (GCancellable *cancellable, gpointer data)
{
  GwSqlite *db = data;

  sqlite3_interrupt (db->db);
}

static void
note_result (GwSqlite *db, int result)
{
  if ((result & 0xff) == SQLITE_CORRUPT || (result & 0xff) == SQLITE_NOTADB)
    db->corrupt = TRUE;
}

/* All of it, and waits until nobody reads in it any more, so that the next
 * commit begins it from its start. That may take a while, and who cancels then
 * waits no longer: what is left is the thread's.
 */
static int
shorten_now (GwStoreSqlite *self)
{
  GCancellable *cancellable = self->commit_cancellable;
  gulong handler = 0;
  int result;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), self->writer, NULL);
  sqlite3_busy_timeout (self->writer->db, WAIT_MS);
  result = sqlite3_wal_checkpoint_v2 (self->writer->db, NULL, SQLITE_CHECKPOINT_RESTART, NULL, NULL);
  _gw_sqlite_wait_for_others (self->writer);
  g_cancellable_disconnect (cancellable, handler);
  if (result == SQLITE_OK)
    g_atomic_int_set (&self->log_pages, 0);
  return result;
}

/* The commit stands already: whatever comes of this, it has not failed. What
 * a damaged file says is told by who ends the commit.
 */
static int
on_log_cb (void *data, sqlite3 *db, const char *name, int n_pages)
{
  GwStoreSqlite *self = data;

  g_atomic_int_set (&self->log_pages, n_pages);
  if (n_pages < self->next_wait)
    {
      /* Begun from its start. */
      if (n_pages < TOO_LONG_LOG)
        self->next_wait = TOO_LONG_LOG;
      return SQLITE_OK;
    }

  self->next_wait = n_pages + LONG_LOG;
  if (self->importing)
    return SQLITE_OK;
  note_result (self->writer, shorten_now (self));
  return SQLITE_OK;
}

void
_gw_store_sqlite_follow_log (GwStoreSqlite *self)
{
  self->next_wait = TOO_LONG_LOG;
  /* In the place of SQLite's own function, which is this hook too. */
  sqlite3_wal_hook (self->writer->db, on_log_cb, self);
}

static gpointer
checkpoint_main (gpointer data)
{
  GwStoreSqlite *self = data;
  g_autoptr (GwSqlite) db = _gw_sqlite_open (self->path, GW_SQLITE_WRITE, NULL);

  /* Closing it does no more: the other connections are open. */
  if (db != NULL)
    {
      note_result (db, sqlite3_wal_checkpoint_v2 (db->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL));
      _gw_store_sqlite_note_damage (self, db);
    }
  g_atomic_int_set (&self->checkpoint_runs, FALSE);
  return NULL;
}

void
_gw_store_sqlite_shorten_log (GwStoreSqlite *self)
{
  if (g_atomic_int_get (&self->log_pages) < LONG_LOG || g_atomic_int_get (&self->read_only)
      || !g_atomic_int_compare_and_exchange (&self->checkpoint_runs, FALSE, TRUE))
    return;
  if (self->checkpoint_thread != NULL)
    g_thread_join (self->checkpoint_thread);
  g_atomic_int_set (&self->log_pages, 0);
  self->checkpoint_thread = g_thread_new ("gw-store-log", checkpoint_main, self);
}

void
_gw_store_sqlite_end_shortening (GwStoreSqlite *self)
{
  if (self->checkpoint_thread != NULL)
    g_thread_join (self->checkpoint_thread);
  self->checkpoint_thread = NULL;
}
