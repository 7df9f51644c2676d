/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

/* SQLite writes its log back into the file in the commit that makes the log
 * too long: one edit in some hundreds then waits for two more files to reach
 * the disk. Here a thread does it between edits, on a connection of its own,
 * and waits for nobody: what it cannot move now it moves the next time. When
 * the log is empty again the writer begins it from its start.
 */

/* Pages, SQLite's own measure: 4 MB. */
#define LONG_LOG 1000

static int
on_log_cb (void *data, sqlite3 *db, const char *name, int n_pages)
{
  GwStoreSqlite *self = data;

  g_atomic_int_set (&self->log_pages, n_pages);
  return SQLITE_OK;
}

void
_gw_store_sqlite_follow_log (GwStoreSqlite *self)
{
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
    sqlite3_wal_checkpoint_v2 (db->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
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
