/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

static int
compare_paint_order (gconstpointer a, gconstpointer b)
{
  GwObject *x = *(GwObject *const *) a;
  GwObject *y = *(GwObject *const *) b;
  gint64 id_x = gw_object_get_id (x);
  gint64 id_y = gw_object_get_id (y);

  if (gw_object_get_z (x) != gw_object_get_z (y))
    return gw_object_get_z (x) < gw_object_get_z (y) ? -1 : 1;
  return (id_x > id_y) - (id_x < id_y);
}

/* damaged NULL: an object that cannot be read is an error. */
static GPtrArray *
read_objects (GwSqlite *db, gint64 image_id, gint64 layer_id, gboolean *damaged, GError **error)
{
  static const char sql[] = "SELECT " GW_OBJECT_COLUMNS
                            " FROM object o WHERE o.image_id = ? AND o.layer_id = ? AND " GW_OBJECT_SEEN;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return NULL;
  _gw_sqlite_bind (statement, "ii", image_id, layer_id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwObject *object = _gw_row_to_object (db, statement, damaged != NULL ? NULL : error);

      if (object != NULL)
        g_ptr_array_add (objects, object);
      else if (damaged != NULL)
        *damaged = TRUE;
      else
        break;
    }
  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    return NULL;
  g_ptr_array_sort (objects, compare_paint_order);
  return g_steal_pointer (&objects);
}

GPtrArray *
_gw_objects_read (GwSqlite *db, gint64 image_id, gint64 layer_id, GError **error)
{
  return read_objects (db, image_id, layer_id, NULL, error);
}

GPtrArray *
_gw_objects_read_sound (GwSqlite *db, gint64 image_id, gint64 layer_id, gboolean *damaged, GError **error)
{
  return read_objects (db, image_id, layer_id, damaged, error);
}

GPtrArray *
_gw_store_sqlite_load_objects (GwStore *store, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                               GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  GPtrArray *objects;

  if (db == NULL)
    return NULL;
  objects = _gw_objects_read (db, image_id, layer_id, error);
  _gw_store_sqlite_end_read (self, db);
  return objects;
}
