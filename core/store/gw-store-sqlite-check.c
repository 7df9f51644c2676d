/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* More findings of one kind than these are summed up. */
#define MAX_FINDINGS 100

G_GNUC_PRINTF (2, 3)
static void
add (GPtrArray *findings, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (findings, g_strdup_vprintf (format, args));
  va_end (args);
}

/* --- the database itself --- */

gboolean
_gw_check_pages (GwSqlite *db, gboolean quick, GPtrArray *findings, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, quick ? "PRAGMA quick_check(100)" : "PRAGMA integrity_check(100)",
                                                error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *line = (const char *) sqlite3_column_text (statement, 0);

      if (g_strcmp0 (line, "ok") != 0)
        add (findings, _ ("The database is damaged: %s."), line);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
check_references (GwSqlite *db, GPtrArray *findings, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "PRAGMA foreign_key_check", error);
  guint n = 0;
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    if (n++ < MAX_FINDINGS)
      add (findings, _ ("Row %" PRId64 " of table “%s” refers to a row of table “%s” that is not there."),
           (gint64) sqlite3_column_int64 (statement, 1), (const char *) sqlite3_column_text (statement, 0),
           (const char *) sqlite3_column_text (statement, 2));
  sqlite3_reset (statement);
  if (n > MAX_FINDINGS)
    add (findings, _ ("%u more rows refer to rows that are not there."), n - MAX_FINDINGS);
  return code == SQLITE_DONE;
}

/* --- what was written against what is there --- */

static gboolean
hash_agrees (sqlite3_stmt *statement, int column, gint64 id, gint64 image_id, const char *name, const char *payload)
{
  guint8 sha256[32];

  _gw_edit_hash (id, image_id, name != NULL ? name : "", payload, sha256);
  return sqlite3_column_bytes (statement, column) == (int) sizeof sha256
         && memcmp (sqlite3_column_blob (statement, column), sha256, sizeof sha256) == 0;
}

gboolean
_gw_check_history (GwSqlite *db, guint limit, GPtrArray *findings, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT id, image_id, name, payload, sha256 FROM edit ORDER BY id DESC LIMIT ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, limit > 0 ? (gint64) limit : -1);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      if (!hash_agrees (statement, 4, id, sqlite3_column_int64 (statement, 1),
                        (const char *) sqlite3_column_text (statement, 2),
                        (const char *) sqlite3_column_text (statement, 3)))
        add (findings, _ ("Step %" PRId64 " of the history is not as it was written."), id);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
check_drafts (GwSqlite *db, GPtrArray *findings, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT image_id, person, payload, sha256 FROM draft", error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 image_id = sqlite3_column_int64 (statement, 0);

      if (!hash_agrees (statement, 3, 0, image_id, (const char *) sqlite3_column_text (statement, 1),
                        (const char *) sqlite3_column_text (statement, 2)))
        add (findings, _ ("The draft of image %" PRId64 " is not as it was written."), image_id);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Reading an object compares its checksum and its geometry. */
static gboolean
check_objects (GwSqlite *db, GCancellable *cancellable, GPtrArray *findings, GError **error)
{
  static const char sql[] = "SELECT " GW_OBJECT_COLUMNS ", o.image_id FROM object o";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  guint n = 0;
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      g_autoptr (GwObject) object = _gw_row_to_object (db, statement, NULL);

      if (object == NULL && n++ < MAX_FINDINGS)
        add (findings, _ ("Object %" PRId64 " of image %" PRId64 " is not as it was written."),
             (gint64) sqlite3_column_int64 (statement, 0),
             (gint64) sqlite3_column_int64 (statement, GW_OBJECT_N_COLUMNS));
    }
  sqlite3_reset (statement);
  if (n > MAX_FINDINGS)
    add (findings, _ ("%u more objects are not as they were written."), n - MAX_FINDINGS);
  return code == SQLITE_DONE;
}

/* Altered rows are damage; rows that are missing, as after a rescue of a damaged project, are told of. */
static gboolean
check_audit (GwSqlite *db, gboolean *sound, GPtrArray *findings, GError **error)
{
  GwAuditChain chain;

  if (!_gw_audit_walk (db, &chain, error))
    return FALSE;
  if (chain.altered != 0)
    {
      add (findings, _ ("Row %" PRId64 " of the audit log is not as it was written."), chain.altered);
      if (chain.n_altered > 1)
        add (findings, _ ("%" PRId64 " rows of the audit log are not as they were written."), chain.n_altered);
      *sound = FALSE;
    }
  if (chain.unlinked != 0)
    add (findings, _ ("Row %" PRId64 " of the audit log does not follow the one before it."), chain.unlinked);
  if (chain.cut != 0)
    add (findings, _ ("The audit log ends before row %" PRId64 ", which has been there."), chain.cut);
  return TRUE;
}

/* --- counts and paths: findings that damage nothing --- */

static gboolean
check_number (GwSqlite *db, GPtrArray *findings, const char *sql, const char *sentence, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (db, &n, NULL, error, sql, ""))
    return FALSE;
  if (n > 0)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_ptr_array_add (findings, g_strdup_printf (sentence, n));
#pragma GCC diagnostic pop
    }
  return TRUE;
}

static gboolean
check_counts (GwSqlite *db, GPtrArray *findings, GError **error)
{
  return check_number (db, findings,
                       "SELECT count(*) FROM image WHERE place = 0 AND n_objects <> (SELECT count(*) FROM object o"
                       " WHERE o.image_id = image.id AND o.layer_id = 1 AND " GW_OBJECT_SEEN ")",
                       _ ("The number of objects kept for %" PRId64 " images is not right."), error)
         && check_number (
             db, findings,
             "SELECT count(*) FROM (SELECT CAST (status AS TEXT) AS k, count(*) AS c FROM image"
             " WHERE place = 0 GROUP BY status) FULL JOIN (SELECT key, n FROM tally WHERE kind = 1 AND n <> 0)"
             " ON key = k WHERE n IS NOT c",
             _ ("The number of images kept for %" PRId64 " statuses is not right."), error)
         && check_number (
             db, findings,
             "SELECT count(*) FROM (SELECT CAST (o.class_id AS TEXT) AS k, count(*) AS c FROM object o"
             " JOIN image ON image.id = o.image_id AND image.place = 0 WHERE o.layer_id = 1 AND " GW_OBJECT_SEEN
             " GROUP BY o.class_id)"
             " FULL JOIN (SELECT key, n FROM tally WHERE kind = 8 AND n <> 0) ON key = k WHERE n IS NOT c",
             _ ("The number of objects kept for %" PRId64 " classes is not right."), error)
         && check_number (
             db, findings,
             "SELECT count(*) FROM (SELECT CAST (l.class_id AS TEXT) AS k, count(*) AS c FROM image_label l"
             " JOIN image ON image.id = l.image_id AND image.place = 0 WHERE l.layer_id = 1"
             " AND l.is_score = 0 GROUP BY l.class_id)"
             " FULL JOIN (SELECT key, n FROM tally WHERE kind = 9 AND n <> 0) ON key = k WHERE n IS NOT c",
             _ ("The number of image labels kept for %" PRId64 " classes is not right."), error);
}

/* What a chart opened can be opened again: nothing that a person made is lost. */
static gboolean
check_sets (GwSqlite *db, GPtrArray *findings, GError **error)
{
  return check_number (db, findings, "SELECT count(*) FROM image_set WHERE NOT json_valid (ids)",
                       _ ("%" PRId64 " sets of images that a chart had opened cannot be read."), error);
}

static gboolean
check_roots (GwStoreSqlite *self, GwSqlite *db, GPtrArray *findings, GError **error)
{
  g_autoptr (GHashTable) roots = _gw_roots_read (self, db, error);
  GHashTableIter iter;
  gpointer path;

  if (roots == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, NULL, &path))
    if (!g_file_test (path, G_FILE_TEST_IS_DIR))
      {
        g_autofree char *shown = g_filename_display_name (path);

        add (findings, _ ("The image folder “%s” is not there. Locate it in the project's settings."), shown);
      }
  return TRUE;
}

/* --- the verb --- */

static gboolean
check_all (GwStoreSqlite *self, GwSqlite *db, gboolean *sound, GPtrArray *findings, GCancellable *cancellable,
           GError **error)
{
  /* A small project is checked before SQLite looks whether to go on. */
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !_gw_check_pages (db, FALSE, findings, error)
      || !check_references (db, findings, error) || !_gw_check_history (db, 0, findings, error)
      || !check_drafts (db, findings, error) || !check_objects (db, cancellable, findings, error))
    return FALSE;
  *sound = findings->len == 0;
  return check_audit (db, sound, findings, error) && check_counts (db, findings, error)
         && check_sets (db, findings, error) && check_roots (self, db, findings, error);
}

/* Damage that stops a statement is a finding too, not a failure to check. */
gboolean
_gw_store_sqlite_check (GwStore *store, gboolean *sound, GPtrArray **findings, GCancellable *cancellable,
                        GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) reason = NULL;
  g_autoptr (GwSqlite) db = NULL;

  *sound = TRUE;
  if (g_atomic_int_get (&self->closed))
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The project is closed."));
      return FALSE;
    }
  db = _gw_store_sqlite_open_reader (self, &reason);
  if (db != NULL)
    db->cancellable = cancellable;
  if (db == NULL || !check_all (self, db, sound, list, cancellable, &reason))
    {
      if (!g_error_matches (reason, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT))
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      g_ptr_array_add (list, g_strdup (reason->message));
      *sound = FALSE;
    }
  if (!*sound)
    {
      g_autofree char *name = g_path_get_basename (self->path);
      g_autofree char *text = g_strdup_printf (
          _ ("“%s” is damaged and is not written any more. Open the newest back-up in “%s.backups”."), name, name);

      _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_CORRUPT, text);
    }
  if (findings != NULL)
    *findings = g_steal_pointer (&list);
  return TRUE;
}
