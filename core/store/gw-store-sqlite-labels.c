/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <math.h>

#include "gw-label-index.h"

GArray *
_gw_labels_read (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, GError **error)
{
  static const char sql[] = "SELECT class_id, confidence FROM image_label"
                            " WHERE image_id = ? AND layer_id = ? AND is_score = ? ORDER BY position";
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return NULL;
  _gw_sqlite_bind (statement, "iin", image_id, layer_id, (int) kind);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwLabel label = { sqlite3_column_int64 (statement, 0), _gw_sqlite_column_double (statement, 1) };

      g_array_append_val (labels, label);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&labels) : NULL;
}

/* The list of a kind, made when the first of it comes. */
static GArray *
ensure_list (GwRecord *record, int kind)
{
  GArray **list = kind == GW_LABELS_SCORES   ? &record->scores
                  : kind == GW_LABELS_ABSENT ? &record->absent
                                             : &record->labels;

  if (*list == NULL)
    *list = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  return *list;
}

gboolean
_gw_labels_fill (GwSqlite *db, gint64 image_id, gint64 layer_id, GwRecord *record, GError **error)
{
  static const char sql[] = "SELECT class_id, confidence, is_score, modified FROM image_label"
                            " WHERE image_id = ? AND layer_id = ? ORDER BY is_score, position";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "ii", image_id, layer_id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwLabel label = { sqlite3_column_int64 (statement, 0), _gw_sqlite_column_double (statement, 1) };

      g_array_append_val (ensure_list (record, sqlite3_column_int (statement, 2)), label);
      record->modified = MAX (record->modified, sqlite3_column_int64 (statement, 3));
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

gboolean
_gw_labels_write (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, const GArray *labels,
                  const char *author, GwSource source, gint64 time, GError **error)
{
  static const char sql[] = "INSERT OR IGNORE INTO image_label"
                            " (image_id, layer_id, is_score, class_id, position, confidence, source, modified, author)"
                            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";

  if (!_gw_sqlite_run (db, error, "DELETE FROM image_label WHERE image_id = ? AND layer_id = ? AND is_score = ?", "iin",
                       image_id, layer_id, (int) kind))
    return FALSE;
  for (guint i = 0; labels != NULL && i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);

      if (!_gw_sqlite_run (db, error, sql, "iiniidnit", image_id, layer_id, (int) kind, label->class_id, (gint64) i,
                           label->confidence, (int) source, time, author))
        return FALSE;
    }
  return TRUE;
}

gboolean
_gw_labels_update_one (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, const GwLabel *label,
                       gint64 position, const char *author, GwSource source, gint64 time, GError **error)
{
  /* What stands on the right is what the row had. */
  static const char sql[] =
      "INSERT INTO image_label"
      " (image_id, layer_id, is_score, class_id, position, confidence, source, modified, author)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position,"
      " confidence = excluded.confidence,"
      " source = CASE WHEN confidence IS excluded.confidence THEN source ELSE excluded.source END,"
      " modified = CASE WHEN confidence IS excluded.confidence THEN modified ELSE excluded.modified END,"
      " author = CASE WHEN confidence IS excluded.confidence THEN author ELSE excluded.author END";

  return _gw_sqlite_run (db, error, sql, "iiniidnit", image_id, layer_id, (int) kind, label->class_id, position,
                         label->confidence, (int) source, time, author);
}

gboolean
_gw_labels_update (GwSqlite *db, gint64 image_id, gint64 layer_id, GwLabelsKind kind, const GArray *labels,
                   const char *author, GwSource source, gint64 time, GError **error)
{
  for (guint i = 0; i < labels->len; i++)
    if (!_gw_labels_update_one (db, image_id, layer_id, kind, &g_array_index (labels, GwLabel, i), i, author, source,
                                time, error))
      return FALSE;
  return TRUE;
}

gboolean
_gw_labels_equal (const GArray *a, const GArray *b)
{
  guint n_a = a != NULL ? a->len : 0;
  guint n_b = b != NULL ? b->len : 0;
  g_auto (GwLabelIndex) index = { 0 };

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++)
    {
      const GwLabel *wanted = &g_array_index (a, GwLabel, i);
      const GwLabel *label = gw_label_index_find (&index, (GArray *) b, wanted->class_id);

      if (label == NULL
          || (label->confidence != wanted->confidence && !(isnan (label->confidence) && isnan (wanted->confidence))))
        return FALSE;
    }
  return TRUE;
}

GArray *
_gw_store_sqlite_load_labels (GwStore *store, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                              GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  g_autoptr (GArray) labels = NULL;

  if (db == NULL)
    return NULL;
  labels = _gw_labels_read (db, image_id, layer_id, GW_LABELS_SCORES, error);
  if (labels != NULL && labels->len == 0)
    {
      g_array_unref (labels);
      labels = _gw_labels_read (db, image_id, layer_id, GW_LABELS_PRESENT, error);
    }
  _gw_store_sqlite_end_read (self, db);
  return g_steal_pointer (&labels);
}

GArray *
_gw_store_sqlite_load_absent (GwStore *store, gint64 image_id, gint64 layer_id, GCancellable *cancellable,
                              GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  GArray *absent;

  if (db == NULL)
    return NULL;
  absent = _gw_labels_read (db, image_id, layer_id, GW_LABELS_ABSENT, error);
  _gw_store_sqlite_end_read (self, db);
  return absent;
}
