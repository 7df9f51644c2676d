/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* A folder as it is stored: below the project's folder by its relative path,
 * so that both can be moved together.
 */
typedef struct
{
  char *path;
  gboolean relative;
} Place;

static void
place_init (Place *place, GwStoreSqlite *self, const char *folder)
{
  g_autofree char *full = g_canonicalize_filename (folder, NULL);
  gsize length = strlen (self->folder);
  char buffer[PATH_MAX];

  if (realpath (full, buffer) != NULL)
    {
      g_free (full);
      full = g_strdup (buffer);
    }
  place->relative = g_str_has_prefix (full, self->folder)
                    && (full[length] == '\0' || full[length] == '/' || g_str_equal (self->folder, "/"));
  if (!place->relative)
    place->path = g_steal_pointer (&full);
  else if (full[length] == '\0')
    place->path = g_strdup (".");
  else
    place->path = g_strdup (full + length + (full[length] == '/' ? 1 : 0));
}

char *
_gw_store_sqlite_root_path (GwStoreSqlite *self, const char *path, gboolean relative)
{
  if (!relative)
    return g_strdup (path);
  if (g_str_equal (path, "."))
    return g_strdup (self->folder);
  return g_build_filename (self->folder, path, NULL);
}

GPtrArray *
_gw_store_sqlite_list_roots (GwStore *store, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT root.id, root.path, root.relative, tally.n FROM root"
                            " LEFT JOIN tally ON tally.kind = 5 AND tally.key = CAST (root.id AS TEXT)"
                            " ORDER BY root.id";
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_root_free);
  sqlite3_stmt *statement;
  int code = SQLITE_ERROR;

  if (db == NULL)
    return NULL;
  statement = _gw_sqlite_prepare (db, sql, error);
  while (statement != NULL && (code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwRoot *root = g_new0 (GwRoot, 1);

      root->id = sqlite3_column_int64 (statement, 0);
      root->path = _gw_store_sqlite_root_path (self, (const char *) sqlite3_column_text (statement, 1),
                                               sqlite3_column_int (statement, 2));
      root->n_images = sqlite3_column_int64 (statement, 3);
      g_ptr_array_add (roots, root);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  _gw_store_sqlite_end_read (self, db);

  if (code != SQLITE_DONE)
    return NULL;
  /* Not inside the snapshot: a network folder may take its time. */
  for (guint i = 0; i < roots->len; i++)
    {
      GwRoot *root = g_ptr_array_index (roots, i);

      root->found = g_file_test (root->path, G_FILE_TEST_IS_DIR);
    }
  return g_steal_pointer (&roots);
}

gint64
_gw_store_sqlite_ensure_root (GwStoreSqlite *self, GwSqlite *db, const char *folder, GError **error)
{
  g_autofree char *path = NULL;
  Place place;
  gint64 id = -1;

  place_init (&place, self, folder);
  path = place.path;
  if (!_gw_sqlite_run (db, error, "INSERT INTO root (path, relative) VALUES (?, ?) ON CONFLICT DO NOTHING", "tn", path,
                       place.relative)
      || !_gw_sqlite_get_int64 (db, &id, NULL, error, "SELECT id FROM root WHERE path = ? AND relative = ?", "tn", path,
                                place.relative))
    return -1;

  return id;
}

gint64
_gw_store_sqlite_add_root (GwStore *store, const char *folder, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *shown = g_filename_display_name (folder);
  GwSqlite *db;
  gint64 id;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("There is no folder “%s”."), shown);
      return -1;
    }
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return -1;
  id = _gw_store_sqlite_ensure_root (self, db, folder, error);
  return _gw_store_sqlite_commit (self, id >= 0, GW_STORE_CHANGED_PROJECT, NULL, 0, error) ? id : -1;
}

static gboolean
point_root_at (GwSqlite *db, gint64 root_id, const Place *place, GError **error)
{
  gint64 other = 0;

  if (!_gw_sqlite_get_int64 (db, &other, NULL, error, "SELECT id FROM root WHERE path = ? AND relative = ?", "tn",
                             place->path, place->relative))
    return FALSE;
  if (other != 0 && other != root_id)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                           _ ("The project has another root at this folder already."));
      return FALSE;
    }
  if (!_gw_sqlite_run (db, error, "UPDATE root SET path = ?, relative = ? WHERE id = ?", "tni", place->path,
                       place->relative, root_id))
    return FALSE;
  if (sqlite3_changes (db->db) == 0)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("The project has no root with number %" PRId64 "."), root_id);
      return FALSE;
    }
  return TRUE;
}

gboolean
_gw_store_sqlite_relocate_root (GwStore *store, gint64 root_id, const char *folder, GCancellable *cancellable,
                                GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *path = NULL;
  GwSqlite *db;
  Place place;
  gboolean ok;

  place_init (&place, self, folder);
  path = place.path;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return FALSE;
  ok = point_root_at (db, root_id, &place, error);
  return _gw_store_sqlite_commit (self, ok, GW_STORE_CHANGED_PROJECT | GW_STORE_CHANGED_ROWS, NULL, 0, error);
}
