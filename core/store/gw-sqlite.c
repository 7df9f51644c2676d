/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-sqlite-private.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-limits.h"
#include "gw-lock-holder-private.h"

/* Longer than this nobody waits for another program's transaction. */
#define BUSY_GIVE_UP_US (20 * G_USEC_PER_SEC)
/* Virtual machine steps between two looks at the cancellable: some 0.2 ms. */
#define PROGRESS_STEPS 4000

/* SQLite's own waiting grows its sleeps and starves processes (one of eight
 * waited 5 s for one turn); sleeping 0.3 to 2 ms at random serves all alike.
 */
static int
on_busy_cb (void *data, int n_calls)
{
  GwSqlite *self = data;
  gint64 now = g_get_monotonic_time ();

  if (n_calls == 0)
    self->busy_since = now;
  if (now - self->busy_since >= BUSY_GIVE_UP_US || g_cancellable_is_cancelled (self->cancellable))
    return 0;
  g_usleep (300 + gw_random_below (&self->random, 1701));
  return 1;
}

static int
on_progress_cb (void *data)
{
  GwSqlite *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

static gboolean
exec_all (GwSqlite *self, const char *const *lines, GError **error)
{
  for (gsize i = 0; lines[i] != NULL; i++)
    if (!_gw_sqlite_exec (self, lines[i], error))
      return FALSE;
  return TRUE;
}

/* A project file may come from a stranger: it runs nothing, attaches nothing,
 * and cannot make single values, statements or expressions grow.
 */
static gboolean
defend (GwSqlite *self, GwSqliteFlags flags, GError **error)
{
  static const char *const both[] = {
    "PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA foreign_keys=ON",        "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",  "PRAGMA cache_size=-8192",   "PRAGMA recursive_triggers=OFF", NULL,
  };
  static const char *const writing[] = { "PRAGMA synchronous=FULL", "PRAGMA secure_delete=OFF",
                                         "PRAGMA journal_size_limit=67108864", NULL };

  sqlite3_db_config (self->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_limit (self->db, SQLITE_LIMIT_LENGTH, (int) gw_limit_get (GW_LIMIT_STORE_VALUE_BYTES));
  sqlite3_limit (self->db, SQLITE_LIMIT_SQL_LENGTH, 256 * 1024);
  sqlite3_limit (self->db, SQLITE_LIMIT_COLUMN, 100);
  sqlite3_limit (self->db, SQLITE_LIMIT_EXPR_DEPTH, 200);
  sqlite3_limit (self->db, SQLITE_LIMIT_COMPOUND_SELECT, 20);
  sqlite3_limit (self->db, SQLITE_LIMIT_FUNCTION_ARG, 8);
  sqlite3_limit (self->db, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
  sqlite3_limit (self->db, SQLITE_LIMIT_WORKER_THREADS, 0);
  sqlite3_limit (self->db, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 8192);
  if (!(flags & GW_SQLITE_ATTACH))
    sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 0);

  return exec_all (self, both, error) && ((flags & GW_SQLITE_READ) || exec_all (self, writing, error));
}

/* Immutable files are opened by URI, in which %, ? and # are special. */
static char *
make_uri (const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, "/", FALSE);

  return g_strdup_printf ("file:%s?immutable=1", escaped);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* SQLite counts its memory under one lock, which every allocation takes; a
 * tenth of an import's time.
 */
static void
configure_once (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&done, 1);
    }
}

void
_gw_sqlite_wait_for_others (GwSqlite *self)
{
  sqlite3_busy_handler (self->db, on_busy_cb, self);
}

GwSqlite *
_gw_sqlite_open (const char *path, GwSqliteFlags flags, GError **error)
{
  g_autoptr (GwSqlite) self = g_new0 (GwSqlite, 1);
  g_autofree char *uri = (flags & GW_SQLITE_IMMUTABLE) ? make_uri (path) : NULL;
  int open_flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE;

  open_flags |= (flags & GW_SQLITE_READ) ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (uri != NULL)
    open_flags |= SQLITE_OPEN_URI;
  configure_once ();

  g_mutex_init (&self->lock);
  self->name = g_path_get_basename (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  self->json = gw_json_reader_new_for_memory ("", 0);
  gw_random_init (&self->random, ((guint64) g_random_int () << 32) | g_random_int ());

  if (sqlite3_open_v2 (uri != NULL ? uri : path, &self->db, open_flags, NULL) != SQLITE_OK)
    {
      _gw_sqlite_fail (self, error);
      return NULL;
    }
  _gw_sqlite_wait_for_others (self);
  sqlite3_progress_handler (self->db, PROGRESS_STEPS, on_progress_cb, self);
  if (!defend (self, flags, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
_gw_sqlite_close (GwSqlite *self)
{
  g_hash_table_remove_all (self->statements);
  sqlite3_close (self->db);
  self->db = NULL;
}

void
_gw_sqlite_free (GwSqlite *self)
{
  if (self == NULL)
    return;
  _gw_sqlite_close (self);
  g_hash_table_unref (self->statements);
  gw_json_reader_free (self->json);
  g_mutex_clear (&self->lock);
  g_free (self->name);
  g_free (self);
}

/* --- errors --- */

/* Says who has the project, where the system tells. */
static void
set_busy (GwSqlite *self, GError **error)
{
  g_autofree char *holder = _gw_lock_holder_find (sqlite3_db_filename (self->db, "main"));

  if (holder != NULL)
    g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_BUSY,
                 _ ("%s has been writing to “%s” for more than 20 seconds. Wait for it, or end it, and try again."),
                 holder, self->name);
  else
    g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_BUSY,
                 _ ("Another program has been writing to “%s” for more than 20 seconds. Try again in a while."),
                 self->name);
}

static void
set_error (GwSqlite *self, int code, GError **error)
{
  const char *detail = sqlite3_errmsg (self->db);

  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      set_busy (self, error);
      break;
    case SQLITE_FULL:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_FULL,
                   _ ("The disk that holds “%s” is full. Free some space and try again; nothing was changed."),
                   self->name);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_READ_ONLY,
                   _ ("“%s” cannot be written. Check the permissions of the file and of its folder."), self->name);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT,
                   _ ("“%s” is damaged (%s). Open the newest back-up in “%s.backups”."), self->name, detail,
                   self->name);
      break;
    case SQLITE_TOOBIG:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("A value for “%s” is larger than %" PRIu64 " bytes."), self->name,
                   gw_limit_get (GW_LIMIT_STORE_VALUE_BYTES));
      break;
    case SQLITE_CONSTRAINT:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT, _ ("The change contradicts what “%s” holds (%s)."),
                   self->name, detail);
      break;
    case SQLITE_CANTOPEN:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("“%s” cannot be opened (%s)."), self->name,
                   detail);
      break;
    case SQLITE_IOERR:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_READ_ONLY,
                   _ ("Reading or writing “%s” failed (%s). Check the disk that it lies on."), self->name, detail);
      break;
    default:
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("“%s” could not do what was asked (%s)."),
                   self->name, detail);
      break;
    }
}

/* SQLite knows a full disk only by ENOSPC: a quota, or a limit of the
 * process, it takes for a failure of the device. The errno of the log's file
 * is the one that counts.
 */
static gboolean
is_full (GwSqlite *self)
{
  int codes[3] = { sqlite3_system_errno (self->db), 0, 0 };
  sqlite3_file *log = NULL;

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_LAST_ERRNO, &codes[1]);
  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &codes[2]);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i] == ENOSPC || codes[i] == EDQUOT || codes[i] == EFBIG)
      return TRUE;
  return FALSE;
}

gboolean
_gw_sqlite_fail (GwSqlite *self, GError **error)
{
  int code = sqlite3_extended_errcode (self->db);

  if ((code & 0xff) == SQLITE_IOERR && is_full (self))
    code = SQLITE_FULL;
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    self->corrupt = TRUE;
  if (g_cancellable_is_cancelled (self->cancellable)
      && ((code & 0xff) == SQLITE_INTERRUPT || (code & 0xff) == SQLITE_BUSY))
    g_cancellable_set_error_if_cancelled (self->cancellable, error);
  else
    set_error (self, code, error);
  return FALSE;
}

/* --- statements --- */

sqlite3_stmt *
_gw_sqlite_prepare (GwSqlite *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  if (sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    {
      _gw_sqlite_fail (self, error);
      return NULL;
    }
  g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

sqlite3_stmt *
_gw_sqlite_prepare_once (GwSqlite *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v3 (self->db, sql, -1, 0, &statement, NULL) != SQLITE_OK)
    {
      _gw_sqlite_fail (self, error);
      return NULL;
    }
  return statement;
}

int
_gw_sqlite_step (GwSqlite *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (G_UNLIKELY (code != SQLITE_ROW && code != SQLITE_DONE))
    {
      _gw_sqlite_fail (self, error);
      sqlite3_reset (statement);
    }
  return code;
}

static void
bind_va (sqlite3_stmt *statement, const char *format, va_list args)
{
  int column = 0;

  for (const char *p = format; *p != '\0'; p++)
    {
      column++;
      switch (*p)
        {
        case 'i':
          sqlite3_bind_int64 (statement, column, va_arg (args, gint64));
          break;
        case 'n':
          sqlite3_bind_int (statement, column, va_arg (args, int));
          break;
        case 'd':
          sqlite3_bind_double (statement, column, va_arg (args, double));
          break;
        case 't':
          sqlite3_bind_text (statement, column, va_arg (args, const char *), -1, SQLITE_STATIC);
          break;
        case 'b':
          {
            const void *data = va_arg (args, const void *);

            sqlite3_bind_blob (statement, column, data, va_arg (args, int), SQLITE_STATIC);
            break;
          }
        default:
          g_assert_not_reached ();
        }
    }
}

void
_gw_sqlite_bind (sqlite3_stmt *statement, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  bind_va (statement, format, args);
  va_end (args);
}

static gboolean
finish (sqlite3_stmt *statement, gboolean ok)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return ok;
}

gboolean
_gw_sqlite_run (GwSqlite *self, GError **error, const char *sql, const char *format, ...)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (self, sql, error);
  va_list args;
  int code;

  if (statement == NULL)
    return FALSE;
  va_start (args, format);
  bind_va (statement, format, args);
  va_end (args);
  do
    code = _gw_sqlite_step (self, statement, error);
  while (code == SQLITE_ROW);
  return finish (statement, code == SQLITE_DONE);
}

gboolean
_gw_sqlite_get_int64 (GwSqlite *self, gint64 *value, gboolean *found, GError **error, const char *sql,
                      const char *format, ...)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (self, sql, error);
  gboolean has = FALSE;
  va_list args;
  int code;

  if (statement == NULL)
    return FALSE;
  va_start (args, format);
  bind_va (statement, format, args);
  va_end (args);
  code = _gw_sqlite_step (self, statement, error);
  if (code == SQLITE_ROW && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    {
      *value = sqlite3_column_int64 (statement, 0);
      has = TRUE;
    }
  if (found != NULL)
    *found = has;
  return finish (statement, code == SQLITE_ROW || code == SQLITE_DONE);
}

gboolean
_gw_sqlite_get_text (GwSqlite *self, char **value, GError **error, const char *sql, const char *format, ...)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (self, sql, error);
  va_list args;
  int code;

  *value = NULL;
  if (statement == NULL)
    return FALSE;
  va_start (args, format);
  bind_va (statement, format, args);
  va_end (args);
  code = _gw_sqlite_step (self, statement, error);
  if (code == SQLITE_ROW)
    *value = _gw_sqlite_column_dup (statement, 0);
  return finish (statement, code == SQLITE_ROW || code == SQLITE_DONE);
}

gboolean
_gw_sqlite_exec (GwSqlite *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    return _gw_sqlite_fail (self, error);
  return TRUE;
}

char *
_gw_sqlite_column_dup (sqlite3_stmt *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, column));
}

double
_gw_sqlite_column_double (sqlite3_stmt *statement, int column)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return NAN;
  return sqlite3_column_double (statement, column);
}
