/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

GPtrArray *
_gw_store_sqlite_list_layers (GwStore *store, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GPtrArray) layers = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_layer_free);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  sqlite3_stmt *statement;
  int code = SQLITE_ERROR;

  if (db == NULL)
    return NULL;
  statement = _gw_sqlite_prepare (db, "SELECT id, kind, name, version FROM layer ORDER BY id", error);
  while (statement != NULL && (code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 2);
      GwLayer *layer = gw_layer_new ((GwLayerKind) sqlite3_column_int (statement, 1), name != NULL ? name : "",
                                     (const char *) sqlite3_column_text (statement, 3));

      layer->id = sqlite3_column_int64 (statement, 0);
      g_ptr_array_add (layers, layer);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  _gw_store_sqlite_end_read (self, db);
  return code == SQLITE_DONE ? g_steal_pointer (&layers) : NULL;
}

gint64
_gw_layer_ensure (GwSqlite *db, const GwLayer *layer, GError **error)
{
  gint64 id = -1;

  if (layer == NULL || layer->kind == GW_LAYER_KIND_LABELS)
    return GW_LAYER_LABELS;
  if (!_gw_sqlite_run (db, error, "INSERT INTO layer (kind, name, version) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                       "ntt", (int) layer->kind, layer->name, layer->version)
      || !_gw_sqlite_get_int64 (db, &id, NULL, error,
                                "SELECT id FROM layer WHERE kind = ? AND name = ?"
                                " AND coalesce (version, '') = coalesce (?, '')",
                                "ntt", (int) layer->kind, layer->name, layer->version))
    return -1;
  return id;
}

gint64
_gw_store_sqlite_ensure_layer (GwStore *store, const GwLayer *layer, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gint64 id;

  if (db == NULL)
    return -1;
  id = _gw_layer_ensure (db, layer, error);
  return _gw_store_sqlite_commit (self, id >= 0, GW_STORE_CHANGED_PROJECT, NULL, 0, error) ? id : -1;
}

gboolean
_gw_store_sqlite_count_layer (GwStore *store, gint64 layer_id, gint64 *n_labeled, gint64 *n_objects,
                              GCancellable *cancellable, GError **error)
{
  static const char labeled[] =
      "SELECT count (DISTINCT l.image_id) FROM image_label l JOIN image i ON i.id = l.image_id"
      " WHERE l.layer_id = ? AND i.place = 0";
  static const char objects[] = "SELECT count (*) FROM object o JOIN image i ON i.id = o.image_id"
                                " WHERE o.layer_id = ? AND i.place = 0 AND " GW_OBJECT_SEEN;
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = (n_labeled == NULL || _gw_sqlite_get_int64 (db, n_labeled, NULL, error, labeled, "i", layer_id))
       && (n_objects == NULL || _gw_sqlite_get_int64 (db, n_objects, NULL, error, objects, "i", layer_id));
  _gw_store_sqlite_end_read (self, db);
  return ok;
}
