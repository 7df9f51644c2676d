/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "gw-json-reader.h"
#include "gw-random.h"
#include "gw-store.h"

G_BEGIN_DECLS

/* One connection of the SQLite back end with its prepared statements. Used
 * by one thread at a time: who uses it holds the lock.
 *
 * SQL comes as literals only: a statement is prepared once for each literal
 * and found again by the literal's address. Everything that varies is bound.
 */
typedef struct
{
  sqlite3 *db;
  char *name; /* for messages: the project's file name */
  GMutex lock;
  GHashTable *statements;    /* const char* -> sqlite3_stmt */
  GCancellable *cancellable; /* of the verb that runs; borrowed */
  gint64 busy_since;
  gw_random random;
  GwJsonReader *json;       /* for the texts in rows, one after the other */
  gboolean corrupt;         /* a statement met damaged pages */
  struct _GwSubset *subset; /* (nullable): what facets were counted in last; gw-store-sqlite-subset.c */
} GwSqlite;

typedef enum
{
  GW_SQLITE_WRITE = 0,
  GW_SQLITE_READ = 1 << 0,
  GW_SQLITE_IMMUTABLE = 1 << 1, /* nothing else can write it: no -wal, no -shm */
  GW_SQLITE_ATTACH = 1 << 2     /* may attach, as VACUUM INTO does inside */
} GwSqliteFlags;

/* Opens a file that is there, never through a symbolic link, and makes the
 * connection defensive. path must be resolved up to its last part.
 */
GwSqlite *_gw_sqlite_open (const char *path, GwSqliteFlags flags, GError **error);
/* Closes the file; what is left is the lock, for those who wait at it. Call
 * with the lock held; db is NULL afterwards.
 */
void _gw_sqlite_close (GwSqlite *self);
void _gw_sqlite_free (GwSqlite *self);
/* How a connection waits for a lock from the beginning; after another way. */
void _gw_sqlite_wait_for_others (GwSqlite *self);

/* Sets a GW_STORE_ERROR for the last failure of the connection, or
 * G_IO_ERROR_CANCELLED. Returns FALSE.
 */
gboolean _gw_sqlite_fail (GwSqlite *self, GError **error);

/* The statement of a literal, reset and with nothing bound. (transfer none) */
sqlite3_stmt *_gw_sqlite_prepare (GwSqlite *self, const char *sql, GError **error);
/* The same for a text made of fixed fragments; finalize it. (transfer full) */
sqlite3_stmt *_gw_sqlite_prepare_once (GwSqlite *self, const char *sql, GError **error);

/* SQLITE_ROW, SQLITE_DONE, or another value with error set. */
int _gw_sqlite_step (GwSqlite *self, sqlite3_stmt *statement, GError **error);

/* Binds by a format: i gint64, n int, d double (NaN: NULL), t text (NULL:
 * NULL), b blob (const void *, int), from the first parameter on. Texts and
 * blobs must live until the statement is reset.
 */
void _gw_sqlite_bind (sqlite3_stmt *statement, const char *format, ...);

/* Prepares, binds, runs to the end and resets. */
gboolean _gw_sqlite_run (GwSqlite *self, GError **error, const char *sql, const char *format, ...);
/* The same for one value of one row; *found (nullable) FALSE where there is
 * none or it is NULL, and value is left as it is.
 */
gboolean _gw_sqlite_get_int64 (GwSqlite *self, gint64 *value, gboolean *found, GError **error, const char *sql,
                               const char *format, ...);
gboolean _gw_sqlite_get_text (GwSqlite *self, char **value, GError **error, const char *sql, const char *format, ...);
/* Statements without rows or parameters; several at once. */
gboolean _gw_sqlite_exec (GwSqlite *self, const char *sql, GError **error);

/* NULL gives NULL; what is not UTF-8 is given as it is. (transfer full) */
char *_gw_sqlite_column_dup (sqlite3_stmt *statement, int column);
/* NULL gives NaN. */
double _gw_sqlite_column_double (sqlite3_stmt *statement, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwSqlite, _gw_sqlite_free)

/* A statement made once: finalized at the end of the block. */
typedef sqlite3_stmt GwStatement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStatement, sqlite3_finalize)

G_END_DECLS
