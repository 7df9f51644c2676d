/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define ENDING ".groundwork"

/* A table is read forwards until a damaged page ends it, then backwards. What
 * lies between two such pages is read row by row, by the keys that an index
 * still has.
 */
typedef struct
{
  const char *forwards;
  const char *backwards;
  const char *write;
  const char *keys; /* (nullable): SQL for the keys of rows, in the damaged project */
  const char *row;  /* by such a key */
  const char *has;  /* whether the copy has it */
} Table;

#define TABLE(name, forwards, backwards, marks) \
  { \
    "SELECT * FROM " name " ORDER BY " forwards, "SELECT * FROM " name " ORDER BY " backwards, \
        "INSERT OR IGNORE INTO " name " VALUES (" marks ")", NULL, NULL, NULL \
  }
#define KEYED(name, index, marks) \
  { \
    "SELECT * FROM " name " ORDER BY id", "SELECT * FROM " name " ORDER BY id DESC", \
        "INSERT OR IGNORE INTO " name " VALUES (" marks ")", "SELECT id FROM " name " INDEXED BY " index, \
        "SELECT * FROM " name " WHERE id = ?", "SELECT 1 FROM " name " WHERE id = ?" \
  }
#define EDIT_TABLE(name, marks) TABLE (name, "edit_id, image_id", "edit_id DESC, image_id DESC", marks)

static const Table tables[] = {
  { "SELECT * FROM fact ORDER BY name", "SELECT * FROM fact ORDER BY name DESC",
    "INSERT OR REPLACE INTO fact VALUES (?, ?)", NULL, NULL, NULL },
  TABLE ("setting", "name", "name DESC", "?, ?"),
  TABLE ("root", "id", "id DESC", "?, ?, ?"),
  TABLE ("dead", "edit_id", "edit_id DESC", "?"),
  KEYED ("image", "image_by_name", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
  TABLE ("class", "id", "id DESC", "?, ?, ?, ?, ?, ?, ?, ?, ?"),
  TABLE ("class_attribute", "class_id", "class_id DESC", "?, ?, ?, ?, ?, ?, ?"),
  TABLE ("class_skeleton", "class_id", "class_id DESC", "?, ?"),
  TABLE ("class_alias", "class_id", "class_id DESC", "?, ?, ?, ?"),
  TABLE ("layer", "id", "id DESC", "?, ?, ?, ?"),
  KEYED ("object", "object_by_image", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
  { "SELECT * FROM image_label ORDER BY image_id", "SELECT * FROM image_label ORDER BY image_id DESC",
    "INSERT OR IGNORE INTO image_label VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "SELECT DISTINCT image_id FROM image_label INDEXED BY image_label_by_class",
    "SELECT * FROM image_label WHERE image_id = ?", "SELECT 1 FROM image_label WHERE image_id = ?" },
  TABLE ("tag", "id", "id DESC", "?, ?"),
  TABLE ("image_tag", "image_id", "image_id DESC", "?, ?"),
  TABLE ("image_set", "id", "id DESC", "?, ?, ?, ?"),
  TABLE ("image_measure", "image_id", "image_id DESC", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
  TABLE ("draft", "image_id", "image_id DESC", "?, ?, ?, ?, ?"),
  KEYED ("edit", "edit_by_scope", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
  EDIT_TABLE ("edit_image", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
  EDIT_TABLE ("edit_label", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
  EDIT_TABLE ("edit_tag", "?, ?, ?, ?"),
  EDIT_TABLE ("edit_attribute", "?, ?, ?, ?"),
  TABLE ("file_bag", "layer_id", "layer_id DESC", "?, ?, ?, ?"),
  TABLE ("image_bag", "image_id", "image_id DESC", "?, ?, ?, ?"),
  TABLE ("account", "id", "id DESC", "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
  TABLE ("recovery_code", "account_id", "account_id DESC", "?, ?, ?"),
  TABLE ("invitation", "sha256", "sha256 DESC", "?, ?, ?, ?, ?"),
  TABLE ("team", "id", "id DESC", "?, ?, ?, ?, ?, ?"),
  TABLE ("team_member", "team_id", "team_id DESC", "?, ?"),
  TABLE ("team_group", "team_id", "team_id DESC", "?, ?"),
  TABLE ("audit", "sequence", "sequence DESC", "?, ?, ?, ?, ?, ?, ?"),
  TABLE ("source_line", "edit_id, ordinal", "edit_id DESC, ordinal DESC", "?, ?, ?, ?, ?, ?"),
};

typedef struct
{
  GwSqlite *from;
  GwSqlite *to;
  GwSalvage *counts;
  GCancellable *cancellable;
} Salvage;

/* --- copying rows ---------------------------------------------------------------- */

/* A row that the tables do not take is lost like one that cannot be read. */
static void
write_row (Salvage *salvage, const Table *table, sqlite3_stmt *row)
{
  sqlite3_stmt *write = _gw_sqlite_prepare (salvage->to, table->write, NULL);

  if (write == NULL)
    return;
  for (int i = 0; i < sqlite3_column_count (row); i++)
    sqlite3_bind_value (write, i + 1, sqlite3_column_value (row, i));
  if (_gw_sqlite_step (salvage->to, write, NULL) != SQLITE_DONE)
    salvage->counts->n_lost++;
  sqlite3_reset (write);
}

/* Whether all rows of a statement could be read. */
static gboolean
write_rows (Salvage *salvage, const Table *table, const char *sql, gint64 key)
{
  sqlite3_stmt *rows = _gw_sqlite_prepare (salvage->from, sql, NULL);
  int code;

  if (rows == NULL)
    return FALSE;
  if (sqlite3_bind_parameter_count (rows) > 0)
    sqlite3_bind_int64 (rows, 1, key);
  while ((code = _gw_sqlite_step (salvage->from, rows, NULL)) == SQLITE_ROW)
    write_row (salvage, table, rows);
  sqlite3_reset (rows);

  return code == SQLITE_DONE;
}

static void
write_missing (Salvage *salvage, const Table *table)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = _gw_sqlite_prepare (salvage->from, table->keys, NULL);

  while (statement != NULL && _gw_sqlite_step (salvage->from, statement, NULL) == SQLITE_ROW)
    {
      gint64 key = sqlite3_column_int64 (statement, 0);

      g_array_append_val (keys, key);
    }
  for (guint i = 0; i < keys->len; i++)
    {
      gint64 key = g_array_index (keys, gint64, i);
      gint64 ignored = 0;
      gboolean found = FALSE;

      if (_gw_sqlite_get_int64 (salvage->to, &ignored, &found, NULL, table->has, "i", key) && !found
          && !write_rows (salvage, table, table->row, key))
        salvage->counts->n_lost++;
    }
}

static gboolean
copy_tables (Salvage *salvage, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const Table *table = &tables[i];

      if (g_cancellable_set_error_if_cancelled (salvage->cancellable, error))
        return FALSE;
      if (write_rows (salvage, table, table->forwards, 0))
        continue;
      write_rows (salvage, table, table->backwards, 0);
      if (table->keys != NULL)
        write_missing (salvage, table);
    }
  return !g_cancellable_set_error_if_cancelled (salvage->cancellable, error);
}

/* --- what was copied is not all as it was written ---------------------------------- */

/* The rows of a statement whose first column is their id, and which are wrong. */
typedef gboolean (*IsWrong) (GwSqlite *db, sqlite3_stmt *row);

static gboolean
is_wrong_object (GwSqlite *db, sqlite3_stmt *row)
{
  g_autoptr (GwObject) object = _gw_row_to_object (db, row, NULL);

  return object == NULL;
}

static gboolean
is_wrong_hash (GwSqlite *db, sqlite3_stmt *row)
{
  const char *name = (const char *) sqlite3_column_text (row, 2);
  guint8 sha256[32];

  _gw_edit_hash (sqlite3_column_int64 (row, 4), sqlite3_column_int64 (row, 1), name != NULL ? name : "",
                 (const char *) sqlite3_column_text (row, 3), sha256);
  return sqlite3_column_bytes (row, 5) != (int) sizeof sha256
         || memcmp (sqlite3_column_blob (row, 5), sha256, sizeof sha256) != 0;
}

static gboolean
is_wrong_audit (GwSqlite *db, sqlite3_stmt *row)
{
  return _gw_audit_is_altered (row, 1);
}

static gboolean
drop_wrong (Salvage *salvage, const char *sql, const char *remove, IsWrong is_wrong, GError **error)
{
  g_autoptr (GArray) wrong = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = _gw_sqlite_prepare (salvage->to, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (salvage->to, statement, error)) == SQLITE_ROW)
    if (is_wrong (salvage->to, statement))
      {
        gint64 id = sqlite3_column_int64 (statement, 0);

        g_array_append_val (wrong, id);
      }
  sqlite3_reset (statement);
  for (guint i = 0; code == SQLITE_DONE && i < wrong->len; i++)
    if (!_gw_sqlite_run (salvage->to, error, remove, "i", g_array_index (wrong, gint64, i)))
      return FALSE;
  salvage->counts->n_lost += wrong->len;

  return code == SQLITE_DONE;
}

/* What rows refer to and is lost is made anew under a name that says so; rows
 * of images that are lost go. Steps of the history that are lost are as if they
 * had never been: what they hid stays hidden, and no later step may be taken
 * for them.
 */
static gboolean
mend_references (Salvage *salvage, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM object WHERE image_id NOT IN (SELECT id FROM image)",
    "DELETE FROM object WHERE batch NOT IN (SELECT id FROM edit) AND batch IN (SELECT edit_id FROM dead) AND touched = 0",
    "DELETE FROM object WHERE replaced <> 0 AND replaced NOT IN (SELECT id FROM edit) AND touched = replaced_at"
    " AND replaced NOT IN (SELECT edit_id FROM dead)",
    "UPDATE object SET batch = 0 WHERE batch NOT IN (SELECT id FROM edit)",
    "UPDATE object SET replaced = 0 WHERE replaced NOT IN (SELECT id FROM edit)",
    "UPDATE image SET batch = 0 WHERE batch NOT IN (SELECT id FROM edit)",
    "UPDATE class SET batch = 0 WHERE batch NOT IN (SELECT id FROM edit)",
    "DELETE FROM dead WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM image_label WHERE image_id NOT IN (SELECT id FROM image)",
    "DELETE FROM image_tag WHERE image_id NOT IN (SELECT id FROM image)",
    "DELETE FROM draft WHERE image_id NOT IN (SELECT id FROM image)",
    "DELETE FROM image_measure WHERE image_id NOT IN (SELECT id FROM image)",
    "DELETE FROM image_set WHERE NOT json_valid (ids)",
    "INSERT INTO root (id, path, relative) SELECT DISTINCT root_id, 'Lost folder ' || root_id, 1 FROM image"
    " WHERE root_id NOT IN (SELECT id FROM root)",
    "INSERT INTO class (id, name, color, position) SELECT class_id, 'Lost class ' || class_id, 8947848, class_id"
    " FROM (SELECT class_id FROM object UNION SELECT class_id FROM image_label)"
    " WHERE class_id NOT IN (SELECT id FROM class)",
    "UPDATE class SET parent_id = NULL WHERE parent_id NOT IN (SELECT id FROM class)",
    "INSERT INTO layer (id, kind, name) SELECT layer_id, 1, 'Lost model ' || layer_id"
    " FROM (SELECT layer_id FROM object UNION SELECT layer_id FROM image_label)"
    " WHERE layer_id NOT IN (SELECT id FROM layer)",
    "INSERT INTO tag (id, name) SELECT DISTINCT tag_id, 'Lost tag ' || tag_id FROM image_tag"
    " WHERE tag_id NOT IN (SELECT id FROM tag)",
    "DELETE FROM class_attribute WHERE class_id NOT IN (SELECT id FROM class)",
    "DELETE FROM class_skeleton WHERE class_id NOT IN (SELECT id FROM class)",
    "DELETE FROM class_alias WHERE class_id NOT IN (SELECT id FROM class)",
    "DELETE FROM edit_image WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM edit_label WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM edit_attribute WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM edit_tag WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM file_bag WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM image_bag WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM source_line WHERE edit_id NOT IN (SELECT id FROM edit)",
    "DELETE FROM recovery_code WHERE account_id NOT IN (SELECT id FROM account)",
    "DELETE FROM invitation WHERE account_id NOT IN (SELECT id FROM account)",
    "DELETE FROM team_member WHERE account_id NOT IN (SELECT id FROM account)"
    " OR team_id NOT IN (SELECT id FROM team)",
    "DELETE FROM team_group WHERE team_id NOT IN (SELECT id FROM team)",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      if (!_gw_sqlite_run (salvage->to, error, statements[i], ""))
        return FALSE;
      if (i == 0)
        salvage->counts->n_lost += sqlite3_changes (salvage->to->db);
    }
  return TRUE;
}

static gboolean
mend (Salvage *salvage, GError **error)
{
  GwSqlite *to = salvage->to;

  return drop_wrong (salvage, "SELECT " GW_OBJECT_COLUMNS " FROM object o", "DELETE FROM object WHERE id = ?",
                     is_wrong_object, error)
         && drop_wrong (salvage, "SELECT id, image_id, name, payload, id, sha256 FROM edit",
                        "DELETE FROM edit WHERE id = ?", is_wrong_hash, error)
         && drop_wrong (salvage, "SELECT image_id, image_id, person, payload, 0, sha256 FROM draft",
                        "DELETE FROM draft WHERE image_id = ?", is_wrong_hash, error)
         && drop_wrong (salvage, "SELECT sequence, time, actor, action, detail, previous, hash FROM audit",
                        "DELETE FROM audit WHERE sequence = ?", is_wrong_audit, error)
         && mend_references (salvage, error)
         && _gw_sqlite_exec (to,
                             "CREATE TEMP TABLE work (id INTEGER PRIMARY KEY);"
                             " INSERT INTO temp.work SELECT id FROM image; UPDATE image SET n_objects = 0;"
                             " DELETE FROM tally",
                             error)
         && _gw_tally_sweep (to, 1, error)
         && _gw_sqlite_get_int64 (to, &salvage->counts->n_images, NULL, error,
                                  "SELECT count(*) FROM image WHERE place = 0", "")
         && _gw_sqlite_get_int64 (to, &salvage->counts->n_objects, NULL, error,
                                  "SELECT coalesce (sum (n_objects), 0) FROM image WHERE place = 0", "");
}

/* --- the whole ------------------------------------------------------------------------ */

static GwSqlite *
open_damaged (const char *path, int *version, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GwSqlite) db = NULL;
  gint64 number = 0;
  GStatBuf info;
  int ignored;

  if (!_gw_store_sqlite_read_header (path, &ignored, error))
    return NULL;
  db = _gw_sqlite_open (
      path, g_stat (log, &info) == 0 && info.st_size > 0 ? GW_SQLITE_READ : GW_SQLITE_READ | GW_SQLITE_IMMUTABLE,
      error);
  if (db == NULL || !_gw_sqlite_get_int64 (db, &number, NULL, error, "PRAGMA user_version", ""))
    return NULL;
  if (!_gw_store_sqlite_can_stand_in ((int) number) || number > _gw_store_sqlite_schema_version ())
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("“%s” was saved by another version of Groundwork. Use that one to read what is left of it."),
                   db->name);
      return NULL;
    }
  *version = (int) number;
  return g_steal_pointer (&db);
}

static char *
choose_name (const char *project)
{
  g_autofree char *stem = g_str_has_suffix (project, ENDING) ? g_strndup (project, strlen (project) - strlen (ENDING))
                                                             : g_strdup (project);

  for (guint i = 1;; i++)
    {
      g_autofree char *path = i == 1 ? g_strdup_printf (_ ("%s Salvaged%s"), stem, ENDING)
                                     : g_strdup_printf (_ ("%s Salvaged %u%s"), stem, i, ENDING);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static gboolean
make_project (const char *project, const char *copy, GCancellable *cancellable, GError **error)
{
  g_autofree char *base = g_path_get_basename (project);
  g_autoptr (GwProjectInfo) info = gw_project_info_new (base, GW_TASK_BOXES);
  g_autoptr (GwStore) store = gw_store_sqlite_create (copy, info, cancellable, error);

  return store != NULL;
}

static gboolean
fill (Salvage *salvage, GError **error)
{
  return _gw_sqlite_exec (salvage->to, "PRAGMA foreign_keys=OFF", error)
         && _gw_sqlite_exec (salvage->to, "BEGIN IMMEDIATE", error) && copy_tables (salvage, error)
         && mend (salvage, error) && _gw_sqlite_exec (salvage->to, "COMMIT", error);
}

char *
gw_store_sqlite_salvage (const char *path, GwSalvage *counts, GCancellable *cancellable, GError **error)
{
  g_autofree char *resolved = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GwSqlite) from = NULL;
  g_autoptr (GwSqlite) to = NULL;
  int version = 0;
  gboolean ok;

  g_return_val_if_fail (path != NULL && counts != NULL, NULL);

  memset (counts, 0, sizeof *counts);
  resolved = _gw_store_sqlite_resolve (path, error);
  from = resolved != NULL ? open_damaged (resolved, &version, error) : NULL;
  if (from == NULL || !_gw_store_sqlite_check_schema (from, version, error))
    return NULL;
  copy = choose_name (resolved);
  if (!make_project (resolved, copy, cancellable, error))
    return NULL;

  to = _gw_sqlite_open (copy, GW_SQLITE_WRITE, error);
  ok = to != NULL && fill (&(Salvage) { from, to, counts, cancellable }, error);
  g_clear_pointer (&to, _gw_sqlite_free);
  if (ok)
    return g_steal_pointer (&copy);
  g_unlink (copy);
  return NULL;
}
