/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <string.h>

#include "gw-json-writer.h"

/* The value of a member, where the reader stands on its key. */
static char *
take_member (GwJsonReader *json, gsize *length)
{
  const char *raw = gw_json_reader_take_raw (json, length, NULL);

  return raw != NULL ? g_strndup (raw, *length) : NULL;
}

/* NULL for what is damaged: the class is as good as one that never had any. */
static GwSkeleton *
parse (GwSqlite *db, const char *text, int n_bytes)
{
  g_autofree char *names = NULL;
  g_autofree char *edges = NULL;
  gsize n_names = 0, n_edges = 0;

  gw_json_reader_reset_memory (db->json, text, n_bytes, 1, 0);
  if (gw_json_reader_next (db->json, NULL) != GW_JSON_OBJECT_BEGIN)
    return NULL;
  while (gw_json_reader_next (db->json, NULL) == GW_JSON_KEY)
    {
      if (names == NULL && gw_json_reader_string_is (db->json, "keypoints"))
        names = take_member (db->json, &n_names);
      else if (edges == NULL && gw_json_reader_string_is (db->json, "skeleton"))
        edges = take_member (db->json, &n_edges);
      else if (!gw_json_reader_skip_value (db->json, NULL))
        return NULL;
    }
  return names != NULL ? gw_skeleton_parse_json (names, n_names, edges, n_edges, NULL, NULL) : NULL;
}

gboolean
_gw_class_read_skeleton (GwSqlite *db, GwClass *class, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT value FROM class_skeleton WHERE class_id = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, gw_class_get_id (class));
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);
      g_autoptr (GwSkeleton) skeleton = text != NULL ? parse (db, text, sqlite3_column_bytes (statement, 0)) : NULL;

      gw_class_set_skeleton (class, skeleton);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
_gw_class_has_skeleton (GwSqlite *db, gint64 id, gboolean *has, GError **error)
{
  gint64 ignored = 0;

  return _gw_sqlite_get_int64 (db, &ignored, has, error, "SELECT class_id FROM class_skeleton WHERE class_id = ?", "i",
                               id);
}

gboolean
_gw_class_write_skeleton (GwSqlite *db, GwClass *class, gint64 id, GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (GwJsonWriter) writer = NULL;

  if (gw_class_get_skeleton (class) == NULL)
    return _gw_sqlite_run (db, error, "DELETE FROM class_skeleton WHERE class_id = ?", "i", id);
  text = g_string_new (NULL);
  writer = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  gw_json_writer_begin_object (writer);
  gw_skeleton_write_json (gw_class_get_skeleton (class), writer);
  gw_json_writer_end_object (writer);
  return gw_json_writer_finish (writer, error)
         && _gw_sqlite_run (db, error, "INSERT OR REPLACE INTO class_skeleton (class_id, value) VALUES (?, ?)", "it",
                            id, text->str);
}
