/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

/* Rows as numbers, one statement for each kind: objects of the model are not
 * made, and shapes, which take most of the time, are not read.
 */

typedef struct
{
  GwSqlite *db;
  gint64 layer_id;
  const GwRowFuncs *funcs;
  gpointer data;
} Stream;

#define IMAGES \
  "SELECT image.id, image.width, image.height, image.bytes, image.added, image.status, image.marks, image.n_objects," \
  " image.split, image.attributes, m.brightness, m.contrast, m.sharpness, m.saturation" \
  " FROM image LEFT JOIN image_measure m ON m.image_id = image.id WHERE "

static void
tell_image (const Stream *stream, sqlite3_stmt *statement)
{
  GwImageRow row = {
    .id = sqlite3_column_int64 (statement, 0),
    .width = sqlite3_column_int (statement, 1),
    .height = sqlite3_column_int (statement, 2),
    .bytes = sqlite3_column_int64 (statement, 3),
    .added = sqlite3_column_int64 (statement, 4),
    .status = (GwImageStatus) (sqlite3_column_int (statement, 5) & 3),
    .marks = (GwImageMarks) sqlite3_column_int (statement, 6),
    .split = (const char *) sqlite3_column_text (statement, 8),
    .brightness = _gw_sqlite_column_double (statement, 10),
    .contrast = _gw_sqlite_column_double (statement, 11),
    .sharpness = _gw_sqlite_column_double (statement, 12),
    .saturation = _gw_sqlite_column_double (statement, 13),
  };

  if (stream->funcs->image != NULL)
    stream->funcs->image (&row, stream->data);
  if (stream->funcs->image_attribute != NULL)
    _gw_row_foreach_attribute (stream->db, statement, 9, stream->funcs->image_attribute, stream->data);
}

static gboolean
tell_labels (const Stream *stream, gint64 image_id, GError **error)
{
  static const char sql[] = "SELECT class_id, confidence, is_score, modified FROM image_label"
                            " WHERE image_id = ? AND layer_id = ? AND is_score < 2 ORDER BY is_score, position";
  sqlite3_stmt *statement;
  int code;

  if (stream->funcs->label == NULL)
    return TRUE;
  statement = _gw_sqlite_prepare (stream->db, sql, error);
  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "ii", image_id, stream->layer_id);
  while ((code = _gw_sqlite_step (stream->db, statement, error)) == SQLITE_ROW)
    {
      GwLabelRow row = { sqlite3_column_int64 (statement, 0), _gw_sqlite_column_double (statement, 1),
                         sqlite3_column_int (statement, 2) != 0, sqlite3_column_int64 (statement, 3) };

      stream->funcs->label (&row, stream->data);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
tell_objects (const Stream *stream, gint64 image_id, GError **error)
{
  static const char sql[] = "SELECT o.id, o.class_id, o.kind, o.x, o.y, o.width, o.height, o.score, o.created,"
                            " o.modified, o.attributes FROM object o WHERE o.image_id = ? AND o.layer_id = ?"
                            " AND " GW_OBJECT_SEEN " ORDER BY o.z, o.id";
  sqlite3_stmt *statement = _gw_sqlite_prepare (stream->db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "ii", image_id, stream->layer_id);
  while ((code = _gw_sqlite_step (stream->db, statement, error)) == SQLITE_ROW)
    {
      GwObjectRow row = {
        .id = sqlite3_column_int64 (statement, 0),
        .class_id = sqlite3_column_int64 (statement, 1),
        .kind = (GwShapeKind) sqlite3_column_int (statement, 2),
        .bounds = { sqlite3_column_double (statement, 3), sqlite3_column_double (statement, 4),
                    sqlite3_column_double (statement, 5), sqlite3_column_double (statement, 6) },
        .score = _gw_sqlite_column_double (statement, 7),
        .created = sqlite3_column_int64 (statement, 8),
        .modified = sqlite3_column_int64 (statement, 9),
      };

      if (stream->funcs->object != NULL)
        stream->funcs->object (&row, stream->data);
      if (stream->funcs->object_attribute != NULL)
        _gw_row_foreach_attribute (stream->db, statement, 10, stream->funcs->object_attribute, stream->data);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* Of people's labels the image itself tells whether there are any. */
static gboolean
has_objects (const Stream *stream, sqlite3_stmt *image)
{
  if (stream->funcs->object == NULL && stream->funcs->object_attribute == NULL)
    return FALSE;
  return stream->layer_id != GW_LAYER_LABELS || sqlite3_column_int (image, 7) > 0;
}

gboolean
_gw_store_sqlite_foreach_row (GwStore *store, const GwFilter *filter, gint64 layer_id, const GwRowFuncs *funcs,
                              gpointer data, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwWhere) where = _gw_where_new (filter, GW_N_FIELDS);
  g_autoptr (GwSqlite) db = _gw_store_sqlite_begin_snapshot (self, cancellable, error);
  g_autoptr (GwStatement) images = NULL;
  Stream stream = { .db = db, .layer_id = layer_id, .funcs = funcs, .data = data };
  int code;

  if (db == NULL)
    return FALSE;
  images = _gw_where_prepare (where, db, IMAGES, " ORDER BY image.sort_key, image.root_id", error);
  if (images == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, images, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (images, 0);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      tell_image (&stream, images);
      if (!tell_labels (&stream, id, error) || (has_objects (&stream, images) && !tell_objects (&stream, id, error)))
        return FALSE;
    }
  return code == SQLITE_DONE;
}
