/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

GwScoreScale
_gw_layer_scale_from_bag (const char *bag)
{
  return g_strcmp0 (bag, GW_STORE_BAG_LOGITS) == 0          ? GW_SCORE_SCALE_LOGITS
         : g_strcmp0 (bag, GW_STORE_BAG_PROBABILITIES) == 0 ? GW_SCORE_SCALE_PROBABILITIES
                                                            : GW_SCORE_SCALE_UNKNOWN;
}

#define SCORES_OF_EDIT \
  "EXISTS (SELECT 1 FROM edit_image i CROSS JOIN image_label l ON l.image_id = i.image_id AND l.layer_id = e.layer_id" \
  " AND l.is_score = 1 WHERE i.edit_id = e.id"

gboolean
_gw_layers_settle_scale (GwSqlite *db, gint64 first_edit_id, gint64 last_edit_id, GError **error)
{
  return _gw_sqlite_run (
      db, error,
      "INSERT INTO file_bag (edit_id, layer_id, format, bag) SELECT e.id, e.layer_id, '" GW_STORE_BAG "',"
      " iif (" SCORES_OF_EDIT " AND (l.confidence < -?3 OR l.confidence > 1 + ?3)), '" GW_STORE_BAG_LOGITS
      "', '" GW_STORE_BAG_PROBABILITIES "') FROM edit e JOIN layer ON layer.id = e.layer_id AND layer.kind = 1"
      " WHERE e.id BETWEEN ?1 AND ?2 AND " GW_LAYER_BAG ("e.layer_id") " IS NULL AND " SCORES_OF_EDIT ")",
      "iid", first_edit_id, last_edit_id, GW_SCORE_SLACK);
}

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
  statement = _gw_sqlite_prepare (
      db, "SELECT id, kind, name, version, " GW_LAYER_BAG ("layer.id") " FROM layer ORDER BY id", error);
  while (statement != NULL && (code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 2);
      GwLayer *layer = gw_layer_new ((GwLayerKind) sqlite3_column_int (statement, 1), name != NULL ? name : "",
                                     (const char *) sqlite3_column_text (statement, 3));

      layer->id = sqlite3_column_int64 (statement, 0);
      layer->scale = _gw_layer_scale_from_bag ((const char *) sqlite3_column_text (statement, 4));
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
