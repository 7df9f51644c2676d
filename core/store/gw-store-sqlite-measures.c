/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <math.h>
#include <string.h>

/* --- which are missing --- */

#define UNMEASURED \
  "SELECT image.id FROM image LEFT JOIN image_measure m ON m.image_id = image.id" \
  " WHERE (m.image_id IS NULL OR (image.mtime <> 0 AND (image.bytes, image.mtime) <> (m.bytes, m.mtime)" \
  " AND (image.bytes, image.mtime) <> (m.known_bytes, m.known_mtime))) AND "

GArray *
_gw_store_sqlite_list_unmeasured (GwStore *store, const GwFilter *filter, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GwWhere) where = _gw_where_new (filter, GW_N_FIELDS);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  sqlite3_stmt *statement;
  int code = SQLITE_ERROR;

  if (db == NULL)
    return NULL;
  statement = _gw_where_prepare (where, db, UNMEASURED, " ORDER BY image.id", error);
  while (statement != NULL && (code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  sqlite3_finalize (statement);
  _gw_store_sqlite_end_read (self, db);
  return code == SQLITE_DONE ? g_steal_pointer (&ids) : NULL;
}

/* --- writing --- */

static void
write_features (const GwMeasure *measure, guint8 bytes[4 * GW_MEASURE_N_FEATURES])
{
  for (gsize i = 0; i < GW_MEASURE_N_FEATURES; i++)
    {
      guint32 bits;

      memcpy (&bits, &measure->features[i], sizeof bits);
      bits = GUINT32_TO_LE (bits);
      memcpy (bytes + 4 * i, &bits, sizeof bits);
    }
}

static gboolean
save_measure (GwSqlite *db, const GwMeasure *measure, GError **error)
{
  static const char sql[] =
      "INSERT OR REPLACE INTO image_measure (image_id, bytes, mtime, known_bytes, known_mtime, brightness, contrast,"
      " sharpness, saturation, phash, dhash, features)"
      " SELECT id, ?2, ?3, bytes, mtime, ?4, ?5, ?6, ?7, ?8, ?9, ?10 FROM image WHERE id = ?1";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  guint8 features[4 * GW_MEASURE_N_FEATURES];
  gboolean done;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "iii", measure->image_id, measure->bytes, measure->mtime);
  if (measure->readable)
    {
      write_features (measure, features);
      _gw_sqlite_bind (statement, "iiiddddiib", measure->image_id, measure->bytes, measure->mtime, measure->brightness,
                       measure->contrast, measure->sharpness, measure->saturation, (gint64) measure->phash,
                       (gint64) measure->dhash, features, (int) sizeof features);
    }
  done = _gw_sqlite_step (db, statement, error) == SQLITE_DONE;
  sqlite3_reset (statement);
  return done;
}

gboolean
_gw_store_sqlite_save_measures (GwStore *store, const GwMeasure *measures, gsize n, GCancellable *cancellable,
                                GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gboolean ok = TRUE;

  if (db == NULL)
    return FALSE;
  for (gsize i = 0; ok && i < n; i++)
    ok = save_measure (db, &measures[i], error);
  return _gw_store_sqlite_commit (self, ok, 0, NULL, 0, error);
}

/* --- reading --- */

/* FALSE: of another length than it should have. */
static gboolean
read_features (sqlite3_stmt *statement, int column, GwMeasure *measure)
{
  const guint8 *bytes = sqlite3_column_blob (statement, column);

  if (sqlite3_column_bytes (statement, column) != 4 * GW_MEASURE_N_FEATURES)
    return FALSE;
  for (gsize i = 0; i < GW_MEASURE_N_FEATURES; i++)
    {
      guint32 bits;

      memcpy (&bits, bytes + 4 * i, sizeof bits);
      bits = GUINT32_FROM_LE (bits);
      memcpy (&measure->features[i], &bits, sizeof bits);
    }
  return TRUE;
}

static void
read_measure (sqlite3_stmt *statement, GwMeasure *measure)
{
  *measure = (GwMeasure) {
    .image_id = sqlite3_column_int64 (statement, 0),
    .bytes = sqlite3_column_int64 (statement, 1),
    .mtime = sqlite3_column_int64 (statement, 2),
    .brightness = _gw_sqlite_column_double (statement, 3),
    .contrast = _gw_sqlite_column_double (statement, 4),
    .sharpness = _gw_sqlite_column_double (statement, 5),
    .saturation = _gw_sqlite_column_double (statement, 6),
    .phash = (guint64) sqlite3_column_int64 (statement, 7),
    .dhash = (guint64) sqlite3_column_int64 (statement, 8),
  };
  measure->readable = !isnan (measure->brightness) && read_features (statement, 9, measure);
}

#define MEASURES \
  "SELECT m.image_id, m.bytes, m.mtime, m.brightness, m.contrast, m.sharpness, m.saturation, m.phash, m.dhash," \
  " m.features FROM image_measure m JOIN image ON image.id = m.image_id WHERE "

gboolean
_gw_store_sqlite_foreach_measure (GwStore *store, const GwFilter *filter, GwMeasureFunc func, gpointer data,
                                  GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwWhere) where = _gw_where_new (filter, GW_N_FIELDS);
  g_autoptr (GwSqlite) db = _gw_store_sqlite_begin_snapshot (self, cancellable, error);
  g_autoptr (GwStatement) statement = NULL;
  int code;

  if (db == NULL)
    return FALSE;
  statement = _gw_where_prepare (where, db, MEASURES, " ORDER BY m.image_id", error);
  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwMeasure measure;

      read_measure (statement, &measure);
      func (&measure, data);
    }
  return code == SQLITE_DONE;
}
