/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-json-writer.h"
#include "gw-limits.h"
#include "gw-path.h"

/* --- reading --- */

static GStrv
parse_choices (GwSqlite *db, sqlite3_stmt *statement, int column)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text == NULL)
    return NULL;
  gw_json_reader_reset_memory (db->json, text, sqlite3_column_bytes (statement, column), 1, 0);
  if (gw_json_reader_next (db->json, NULL) == GW_JSON_ARRAY_BEGIN)
    while (gw_json_reader_next (db->json, NULL) == GW_JSON_STRING)
      g_strv_builder_add (builder, gw_json_reader_get_string (db->json, NULL));
  return g_strv_builder_end (builder);
}

static gboolean
read_attributes (GwSqlite *db, GwClass *class, GError **error)
{
  static const char sql[] = "SELECT name, kind, choices, default_value, required FROM class_attribute"
                            " WHERE class_id = ? ORDER BY position";
  g_autoptr (GPtrArray) attributes = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_attribute_free);
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, gw_class_get_id (class));
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 0);
      GwAttribute *attribute = gw_attribute_new (name != NULL ? name : "",
                                                 (GwAttributeKind) sqlite3_column_int (statement, 1));

      attribute->choices = parse_choices (db, statement, 2);
      attribute->default_value = _gw_sqlite_column_dup (statement, 3);
      attribute->required = sqlite3_column_int (statement, 4);
      g_ptr_array_add (attributes, attribute);
    }
  sqlite3_reset (statement);
  gw_class_set_attributes (class, attributes);
  return code == SQLITE_DONE;
}

static gboolean
read_aliases (GwSqlite *db, GwClass *class, GError **error)
{
  static const char sql[] = "SELECT source, external_id, external_name FROM class_alias WHERE class_id = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, gw_class_get_id (class));
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    gw_class_set_alias (class, (const char *) sqlite3_column_text (statement, 0),
                        (const char *) sqlite3_column_text (statement, 1),
                        (const char *) sqlite3_column_text (statement, 2));
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static GwClass *
row_to_class (sqlite3_stmt *statement)
{
  const char *name = (const char *) sqlite3_column_text (statement, 1);
  GwClass *class = gw_class_new (name != NULL ? name : "", (guint32) sqlite3_column_int (statement, 2) & 0xffffff);
  gint64 with_objects = sqlite3_column_int64 (statement, 7);
  gint64 with_labels = sqlite3_column_int64 (statement, 9);

  gw_class_set_id (class, sqlite3_column_int64 (statement, 0));
  gw_class_set_hotkey (class, (const char *) sqlite3_column_text (statement, 3));
  gw_class_set_parent_id (class, sqlite3_column_int64 (statement, 4));
  gw_class_set_position (class, sqlite3_column_int (statement, 5));
  gw_class_set_archived (class, sqlite3_column_int (statement, 6));
  gw_class_set_counts (class, MAX (with_objects, with_labels), sqlite3_column_int64 (statement, 8));
  return class;
}

GPtrArray *
_gw_classes_read (GwSqlite *db, gboolean with_archived, GError **error)
{
  static const char sql[] = "SELECT id, name, color, hotkey, parent_id, position, archived,"
                            " (SELECT n FROM tally WHERE kind = 7 AND key = CAST (class.id AS TEXT)),"
                            " (SELECT n FROM tally WHERE kind = 8 AND key = CAST (class.id AS TEXT)),"
                            " (SELECT n FROM tally WHERE kind = 9 AND key = CAST (class.id AS TEXT))"
                            " FROM class WHERE gone = 0 AND (archived = 0 OR ?) ORDER BY position, id";
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int (statement, 1, with_archived);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (classes, row_to_class (statement));
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    return NULL;
  for (guint i = 0; i < classes->len; i++)
    if (!read_attributes (db, g_ptr_array_index (classes, i), error)
        || !_gw_class_read_skeleton (db, g_ptr_array_index (classes, i), error)
        || !read_aliases (db, g_ptr_array_index (classes, i), error))
      return NULL;
  return g_steal_pointer (&classes);
}

GPtrArray *
_gw_store_sqlite_list_classes (GwStore *store, gboolean with_archived, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  GPtrArray *classes;

  if (db == NULL)
    return NULL;
  classes = _gw_classes_read (db, with_archived, error);
  _gw_store_sqlite_end_read (self, db);
  return classes;
}

/* --- writing --- */

static char *
choices_to_json (GStrv choices)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) writer = NULL;

  if (choices == NULL)
    return NULL;
  text = g_string_new (NULL);
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_array (writer);
  for (gsize i = 0; choices[i] != NULL; i++)
    gw_json_writer_string (writer, choices[i]);
  gw_json_writer_end_array (writer);
  gw_json_writer_finish (writer, NULL);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
_gw_class_write_attributes (GwSqlite *db, GwClass *class, gint64 id, GError **error)
{
  GPtrArray *attributes = gw_class_get_attributes (class);

  if (!_gw_sqlite_run (db, error, "DELETE FROM class_attribute WHERE class_id = ?", "i", id))
    return FALSE;
  for (guint i = 0; i < attributes->len; i++)
    {
      const GwAttribute *attribute = g_ptr_array_index (attributes, i);
      g_autofree char *choices = choices_to_json (attribute->choices);

      if (!_gw_sqlite_run (
              db, error,
              "INSERT INTO class_attribute (class_id, position, name, kind, choices, default_value, required)"
              " VALUES (?, ?, ?, ?, ?, ?, ?)",
              "intnttn", id, (int) i, attribute->name, (int) attribute->kind, choices, attribute->default_value,
              attribute->required != 0))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  GwSqlite *db;
  gint64 id;
  GError **error;
  gboolean ok;
} AliasWriter;

static void
write_alias (const char *source, const char *external_id, const char *external_name, gpointer data)
{
  AliasWriter *writer = data;

  writer->ok = writer->ok
               && _gw_sqlite_run (writer->db, writer->error,
                                  "INSERT INTO class_alias (class_id, source, external_id, external_name)"
                                  " VALUES (?, ?, ?, ?) ON CONFLICT (class_id, source) DO UPDATE"
                                  " SET external_id = excluded.external_id, external_name = excluded.external_name",
                                  "ittt", writer->id, source, external_id, external_name);
}

gboolean
_gw_class_write_aliases (GwSqlite *db, GwClass *class, gint64 id, GError **error)
{
  AliasWriter writer = { db, id, error, TRUE };

  gw_class_foreach_alias (class, write_alias, &writer);
  return writer.ok;
}

gboolean
_gw_class_insert (GwSqlite *db, GwClass *class, gint64 batch, gint64 *next, gint64 *id, GError **error)
{
  gint64 position = *next;
  gboolean revived = FALSE;

  if ((position < 0
       && !_gw_sqlite_get_int64 (db, &position, NULL, error, "SELECT ifnull (max (position), -1) + 1 FROM class", ""))
      || !_gw_sqlite_get_int64 (db, id, &revived, error, "SELECT id FROM class WHERE name = ? AND gone = 1", "t",
                                gw_class_get_name (class)))
    return FALSE;
  *next = position + 1;
  if (revived)
    return _gw_sqlite_run (db, error,
                           "UPDATE class SET gone = 0, archived = 0, parent_id = NULL, hotkey = NULL, position = ?,"
                           " color = ?, batch = ? WHERE id = ?",
                           "inii", position, (int) gw_class_get_color (class), batch, *id);
  if (!_gw_sqlite_run (db, error, "INSERT INTO class (name, color, position, batch) VALUES (?, ?, ?, ?)", "tnii",
                       gw_class_get_name (class), (int) gw_class_get_color (class), position, batch))
    return FALSE;
  *id = sqlite3_last_insert_rowid (db->db);
  return TRUE;
}

static gboolean
refuse (GError **error, const char *format, const char *a, const char *b)
{
  g_autofree char *shown_a = gw_path_display (a, -1);
  g_autofree char *shown_b = b != NULL ? gw_path_display (b, -1) : NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, format, shown_a, shown_b);
#pragma GCC diagnostic pop
  return FALSE;
}

static gboolean
check_names (GPtrArray *classes, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < classes->len; i++)
    {
      const char *name = gw_class_get_name (g_ptr_array_index (classes, i));

      if (name == NULL || name[0] == '\0' || strlen (name) > gw_limit_get (GW_LIMIT_NAME_BYTES))
        {
          g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                       _ ("The name of a class must have 1 to %" PRIu64 " bytes."), gw_limit_get (GW_LIMIT_NAME_BYTES));
          return FALSE;
        }
      if (!g_hash_table_add (names, (gpointer) name))
        return refuse (error, _ ("There is a class “%s” already. Choose another name."), name, NULL);
    }
  return TRUE;
}

/* Names are set aside first, so that two classes may change names. Whoever
 * holds a name afterwards is not in the list.
 */
static gboolean
set_names_aside (GwSqlite *db, GPtrArray *classes, GError **error)
{
  for (guint i = 0; i < classes->len; i++)
    {
      gint64 id = gw_class_get_id (g_ptr_array_index (classes, i));

      if (id <= 0)
        continue;
      if (!_gw_sqlite_run (db, error, "UPDATE class SET name = char (1) || id WHERE id = ?", "i", id))
        return FALSE;
      if (sqlite3_changes (db->db) == 0)
        {
          g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                       _ ("The class “%s” is not in the project any more."),
                       gw_class_get_name (g_ptr_array_index (classes, i)));
          return FALSE;
        }
    }
  for (guint i = 0; i < classes->len; i++)
    {
      const char *name = gw_class_get_name (g_ptr_array_index (classes, i));
      gboolean taken = FALSE;
      gint64 other = 0;

      if (!_gw_sqlite_get_int64 (db, &other, &taken, error, "SELECT id FROM class WHERE name = ? AND gone = 0", "t",
                                 name))
        return FALSE;
      if (taken)
        return refuse (error, _ ("There is a class “%s” already. Choose another name."), name, NULL);
      /* A class that is gone gives its name up, unless a new one revives it. */
      if (gw_class_get_id (g_ptr_array_index (classes, i)) > 0
          && !_gw_sqlite_run (db, error, "UPDATE class SET name = char (1) || id WHERE name = ? AND gone = 1", "t",
                              name))
        return FALSE;
    }
  return TRUE;
}

/* The whole list sets the order; of a part only what is new is appended. */
static gboolean
covers_all (GwSqlite *db, GPtrArray *classes, gboolean *all, GError **error)
{
  gint64 n = 0;
  guint n_old = 0;

  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);
      gint64 archived = 0;

      if (gw_class_get_id (class) > 0
          && !_gw_sqlite_get_int64 (db, &archived, NULL, error, "SELECT archived FROM class WHERE id = ?", "i",
                                    gw_class_get_id (class)))
        return FALSE;
      n_old += gw_class_get_id (class) > 0 && !archived;
    }
  if (!_gw_sqlite_get_int64 (db, &n, NULL, error, "SELECT count(*) FROM class WHERE gone = 0 AND archived = 0", ""))
    return FALSE;
  *all = n_old == n;
  return TRUE;
}

static gboolean
write_class (GwSqlite *db, GwClass *class, gint64 *id, int position, gint64 *next, GError **error)
{
  gint64 parent = MAX (gw_class_get_parent_id (class), 0);
  const char *hotkey = gw_class_get_hotkey (class);

  *id = gw_class_get_id (class);
  if (*id <= 0 && !_gw_class_insert (db, class, 0, next, id, error))
    return FALSE;
  return _gw_sqlite_run (db, error,
                         "UPDATE class SET name = ?, color = ?, hotkey = ?, parent_id = nullif (?, 0), archived = ?,"
                         " position = iif (?6 >= 0, ?6, position), gone = 0 WHERE id = ?7",
                         "tntinni", gw_class_get_name (class), (int) gw_class_get_color (class),
                         hotkey != NULL && hotkey[0] != '\0' ? hotkey : NULL, parent,
                         gw_class_get_archived (class) != 0, position, *id)
         && _gw_class_write_attributes (db, class, *id, error) && _gw_class_write_skeleton (db, class, *id, error)
         && _gw_sqlite_run (db, error, "DELETE FROM class_alias WHERE class_id = ?", "i", *id)
         && _gw_class_write_aliases (db, class, *id, error);
}

static gboolean
check_result (GwSqlite *db, GError **error)
{
  g_autofree char *hotkey = NULL;
  g_autofree char *name = NULL;
  gint64 circle;

  if (!_gw_sqlite_get_text (db, &hotkey, error,
                            "SELECT hotkey FROM class WHERE hotkey IS NOT NULL AND archived = 0 AND gone = 0"
                            " GROUP BY hotkey HAVING count(*) > 1",
                            ""))
    return FALSE;
  if (hotkey != NULL)
    return refuse (error, _ ("Two classes have the key “%s”. Give each a key of its own."), hotkey, NULL);

  if (!_gw_class_find_circle (db, &circle, error)
      || (circle != 0 && !_gw_sqlite_get_text (db, &name, error, "SELECT name FROM class WHERE id = ?", "i", circle)))
    return FALSE;
  if (name != NULL)
    return refuse (error, _ ("The class “%s” would be its own parent. Choose another parent."), name, NULL);
  return TRUE;
}

/* The ids that new classes have got, by those that they came with, which are below 0. */
static GHashTable *
list_new_ids (GPtrArray *classes, GArray *ids)
{
  GHashTable *list = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < classes->len; i++)
    {
      const gint64 id = gw_class_get_id (g_ptr_array_index (classes, i));

      if (id < 0 && !g_hash_table_contains (list, &id))
        g_hash_table_insert (list, g_memdup2 (&id, sizeof id), &g_array_index (ids, gint64, i));
    }
  return list;
}

/* The id that a parent has got which is new itself. */
static gint64
find_new_id (GHashTable *new_ids, gint64 id)
{
  const gint64 *found = id < 0 ? g_hash_table_lookup (new_ids, &id) : NULL;

  return found != NULL ? *found : MAX (id, 0);
}

static gboolean
write_new_parents (GwSqlite *db, GPtrArray *classes, GArray *ids, GError **error)
{
  g_autoptr (GHashTable) new_ids = list_new_ids (classes, ids);

  for (guint i = 0; i < classes->len; i++)
    {
      gint64 parent = gw_class_get_parent_id (g_ptr_array_index (classes, i));

      if (parent < 0
          && !_gw_sqlite_run (db, error, "UPDATE class SET parent_id = nullif (?, 0) WHERE id = ?", "ii",
                              find_new_id (new_ids, parent), g_array_index (ids, gint64, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save_all (GwSqlite *db, GPtrArray *classes, GArray *ids, GError **error)
{
  gboolean all = FALSE;
  gint64 next = -1;

  if (!covers_all (db, classes, &all, error) || !set_names_aside (db, classes, error))
    return FALSE;
  for (guint i = 0; i < classes->len; i++)
    {
      gint64 id = 0;

      if (!write_class (db, g_ptr_array_index (classes, i), &id, all ? (int) i : -1, &next, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return write_new_parents (db, classes, ids, error) && check_result (db, error);
}

gboolean
_gw_store_sqlite_save_classes (GwStore *store, GPtrArray *classes, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) new_ids = NULL;
  GwSqlite *db;

  if (!check_names (classes, error))
    return FALSE;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return FALSE;
  if (!_gw_store_sqlite_commit (self, save_all (db, classes, ids, error), GW_STORE_CHANGED_CLASSES, NULL, 0, error))
    return FALSE;
  new_ids = list_new_ids (classes, ids);
  for (guint i = 0; i < classes->len; i++)
    gw_class_set_parent_id (g_ptr_array_index (classes, i),
                            find_new_id (new_ids, gw_class_get_parent_id (g_ptr_array_index (classes, i))));
  for (guint i = 0; i < classes->len; i++)
    gw_class_set_id (g_ptr_array_index (classes, i), g_array_index (ids, gint64, i));
  return TRUE;
}

/* --- removing --- */

gboolean
_gw_class_is_used (GwSqlite *db, gint64 id, gboolean *used, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (db, &n, NULL, error,
                             "SELECT EXISTS (SELECT 1 FROM object o WHERE class_id = ?1 AND " GW_OBJECT_SEEN ")"
                             " OR EXISTS (SELECT 1 FROM image_label WHERE class_id = ?1)",
                             "i", id))
    return FALSE;
  *used = n != 0;
  return TRUE;
}

/* The row stays, unseen: the history may speak of it, and brings it back
 * with what it restores.
 */
static gboolean
remove_or_archive (GwSqlite *db, gint64 id, gboolean *used, GError **error)
{
  gint64 there = 0;

  if (!_gw_sqlite_get_int64 (db, &there, NULL, error, "SELECT count(*) FROM class WHERE id = ? AND gone = 0", "i", id)
      || !_gw_class_is_used (db, id, used, error))
    return FALSE;
  if (there == 0)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                           _ ("The class is not in the project any more."));
      return FALSE;
    }
  if (*used)
    return _gw_sqlite_run (db, error, "UPDATE class SET archived = 1, hotkey = NULL WHERE id = ?", "i", id);
  return _gw_sqlite_run (db, error, "UPDATE class SET parent_id = NULL WHERE parent_id = ?", "i", id)
         && _gw_sqlite_run (db, error, "UPDATE class SET gone = 1, hotkey = NULL, parent_id = NULL WHERE id = ?", "i",
                            id);
}

gboolean
_gw_store_sqlite_remove_class (GwStore *store, gint64 class_id, gboolean *archived, GCancellable *cancellable,
                               GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gboolean used = FALSE;
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = remove_or_archive (db, class_id, &used, error);
  if (!_gw_store_sqlite_commit (self, ok, GW_STORE_CHANGED_CLASSES, NULL, 0, error))
    return FALSE;
  if (archived != NULL)
    *archived = used;
  return TRUE;
}

gboolean
_gw_store_sqlite_is_class_used (GwStore *store, gint64 class_id, gboolean *used, GCancellable *cancellable,
                                GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = _gw_class_is_used (db, class_id, used, error);
  _gw_store_sqlite_end_read (self, db);
  return ok;
}
