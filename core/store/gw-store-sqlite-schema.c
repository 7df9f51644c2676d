/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-sql-resources.h"
#include "gw-time.h"

#define FOLDER "/org/groundwork/sql/sqlite"

typedef struct
{
  int number;
  char *name; /* of the file */
  GBytes *text;
  char *sha256;
} Migration;

static void
migration_free (gpointer data)
{
  Migration *migration = data;

  g_free (migration->name);
  g_free (migration->sha256);
  g_bytes_unref (migration->text);
  g_free (migration);
}

static int
compare_migrations (gconstpointer a, gconstpointer b)
{
  const Migration *const *x = a;
  const Migration *const *y = b;

  return (*x)->number - (*y)->number;
}

/* The files "NNNN-name.sql" of the program's resources, by number. */
static GPtrArray *
list_migrations (void)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (migration_free);
  g_auto (GStrv) names = NULL;

  gw_sql_get_resource ();
  names = g_resources_enumerate_children (FOLDER, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_path ("/", FOLDER, names[i], NULL);
      g_autoptr (GBytes) text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      Migration *migration = g_new0 (Migration, 1);

      migration->number = atoi (names[i]);
      migration->name = g_strdup (names[i]);
      migration->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, text);
      migration->text = g_steal_pointer (&text);
      g_ptr_array_add (list, migration);
    }
  g_ptr_array_sort (list, compare_migrations);
  return g_steal_pointer (&list);
}

int
_gw_store_sqlite_schema_version (void)
{
  g_autoptr (GPtrArray) list = list_migrations ();
  const Migration *last = g_ptr_array_index (list, list->len - 1);

  return last->number;
}

static gboolean
run_migration (GwSqlite *db, const Migration *migration, GError **error)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (migration->text, NULL), g_bytes_get_size (migration->text));
  g_autofree char *version = g_strdup_printf ("PRAGMA user_version=%d", migration->number);

  return _gw_sqlite_exec (db, text, error)
         && _gw_sqlite_run (db, error,
                            "INSERT INTO schema_migration (number, name, sha256, applied) VALUES (?, ?, ?, ?)", "ntti",
                            migration->number, migration->name, migration->sha256, gw_time_now ())
         && _gw_sqlite_exec (db, version, error);
}

/* Another program may have done it while this one waited for its turn. */
static gboolean
is_done (GwSqlite *db, const Migration *migration, gboolean *done, GError **error)
{
  gint64 version = 0;

  if (!_gw_sqlite_get_int64 (db, &version, NULL, error, "PRAGMA user_version", ""))
    return FALSE;
  *done = version >= migration->number;
  return TRUE;
}

static gboolean
migrate_to (GwSqlite *db, int from, int to, GError **error)
{
  g_autoptr (GPtrArray) list = list_migrations ();

  for (guint i = 0; i < list->len; i++)
    {
      const Migration *migration = g_ptr_array_index (list, i);
      gboolean done = FALSE;

      if (migration->number <= from || migration->number > to)
        continue;
      if (!_gw_sqlite_exec (db, "BEGIN IMMEDIATE", error))
        return FALSE;
      if (!is_done (db, migration, &done, error) || (!done && !run_migration (db, migration, error))
          || !_gw_sqlite_exec (db, "COMMIT", error))
        {
          if (!sqlite3_get_autocommit (db->db))
            sqlite3_exec (db->db, "ROLLBACK", NULL, NULL, NULL);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
_gw_store_sqlite_migrate (GwSqlite *db, int from, GError **error)
{
  return migrate_to (db, from, G_MAXINT, error);
}

/* --- reading what is older ------------------------------------------------------ */

/* What a migration brought, as an empty table of the connection's own. */
static const struct
{
  int number;
  const char *sql;
} stand_ins[] = {
  { 2, "CREATE TEMP TABLE class_skeleton (class_id INTEGER PRIMARY KEY, value TEXT NOT NULL) STRICT" },
  { 3, "CREATE TEMP TABLE image_set (id INTEGER PRIMARY KEY, title TEXT NOT NULL, created INTEGER NOT NULL,"
       " ids TEXT NOT NULL) STRICT;"
       " CREATE TEMP TABLE image_measure (image_id INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, mtime INTEGER NOT NULL,"
       " known_bytes INTEGER NOT NULL, known_mtime INTEGER NOT NULL, brightness REAL, contrast REAL, sharpness REAL,"
       " saturation REAL, phash INTEGER, dhash INTEGER, features BLOB) STRICT" },
  { 4, "CREATE TEMP TABLE edit_attribute (edit_id INTEGER NOT NULL, image_id INTEGER NOT NULL, before TEXT,"
       " after TEXT NOT NULL) STRICT" },
  { 5, "CREATE TEMP TABLE account (id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL,"
       " display_name TEXT NOT NULL, email TEXT, state INTEGER NOT NULL, roles INTEGER NOT NULL, password TEXT,"
       " totp_secret BLOB, totp_required INTEGER NOT NULL, totp_step INTEGER NOT NULL, failures INTEGER NOT NULL,"
       " failed_at INTEGER NOT NULL, created INTEGER NOT NULL, last_seen INTEGER, issuer TEXT, subject TEXT) STRICT;"
       " CREATE TEMP TABLE recovery_code (account_id INTEGER NOT NULL, sha256 BLOB NOT NULL, used INTEGER) STRICT;"
       " CREATE TEMP TABLE invitation (sha256 BLOB PRIMARY KEY, account_id INTEGER NOT NULL, created INTEGER NOT NULL,"
       " expires INTEGER NOT NULL, used INTEGER) STRICT;"
       " CREATE TEMP TABLE team (id INTEGER PRIMARY KEY, name TEXT NOT NULL, name_key TEXT NOT NULL,"
       " description TEXT NOT NULL, created INTEGER NOT NULL, archived INTEGER NOT NULL) STRICT;"
       " CREATE TEMP TABLE team_member (team_id INTEGER NOT NULL, account_id INTEGER NOT NULL) STRICT;"
       " CREATE TEMP TABLE team_group (team_id INTEGER NOT NULL, name TEXT NOT NULL) STRICT;"
       " CREATE TEMP TABLE audit (sequence INTEGER PRIMARY KEY, time INTEGER NOT NULL, actor TEXT NOT NULL,"
       " action TEXT NOT NULL, detail TEXT NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT" },
};

gboolean
_gw_store_sqlite_can_stand_in (int version)
{
  for (int number = version + 1; number <= _gw_store_sqlite_schema_version (); number++)
    {
      gsize i = 0;

      while (i < G_N_ELEMENTS (stand_ins) && stand_ins[i].number != number)
        i++;
      if (i == G_N_ELEMENTS (stand_ins))
        return FALSE;
    }
  return version >= 1;
}

gboolean
_gw_store_sqlite_stand_in (GwSqlite *db, GError **error)
{
  gint64 version = 0;

  if (!_gw_sqlite_get_int64 (db, &version, NULL, error, "PRAGMA user_version", ""))
    return FALSE;
  if (!_gw_store_sqlite_can_stand_in ((int) version))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (stand_ins); i++)
    if (stand_ins[i].number > version && !_gw_sqlite_exec (db, stand_ins[i].sql, error))
      return FALSE;
  return TRUE;
}

/* --- comparing what is there with what should be --- */

static gboolean
read_schema (GwSqlite *db, GString *text, GError **error)
{
  static const char sql[] = "SELECT type, name, tbl_name, sql FROM sqlite_schema"
                            " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' OR type NOT IN ('table', 'index')"
                            " ORDER BY type, name";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    for (int i = 0; i < 4; i++)
      {
        const char *part = (const char *) sqlite3_column_text (statement, i);

        g_string_append (text, part != NULL ? part : "");
        g_string_append_c (text, '\n');
      }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
make_expected (int version, GString *text, GError **error)
{
  g_autoptr (GwSqlite) db = _gw_sqlite_open (":memory:", GW_SQLITE_WRITE, error);

  return db != NULL && migrate_to (db, 0, version, error) && read_schema (db, text, error);
}

static gboolean
check_hashes (GwSqlite *db, GError **error)
{
  g_autoptr (GPtrArray) list = list_migrations ();
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT number, sha256 FROM schema_migration", error);
  gboolean equal = TRUE;
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    for (guint i = 0; i < list->len; i++)
      {
        const Migration *migration = g_ptr_array_index (list, i);

        if (migration->number == sqlite3_column_int (statement, 0)
            && g_strcmp0 (migration->sha256, (const char *) sqlite3_column_text (statement, 1)) != 0)
          equal = FALSE;
      }
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    return FALSE;
  if (!equal)
    g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                 _ ("“%s” was made by a different build of Groundwork whose tables are not the same. "
                    "Open it with that one."),
                 db->name);
  return equal;
}

gboolean
_gw_store_sqlite_check_schema (GwSqlite *db, int version, GError **error)
{
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  if (!read_schema (db, found, error) || !make_expected (version, expected, error))
    return FALSE;
  if (!g_string_equal (expected, found))
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("“%s” has tables, triggers or views that no Groundwork project has. It is not opened."),
                   db->name);
      return FALSE;
    }
  return check_hashes (db, error);
}
