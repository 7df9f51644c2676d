/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

/* Objects cost nothing to take back: a row in table dead hides what an
 * import made and shows what it replaced. Everything else is put back where
 * it is still as the edit left it.
 */

/* --- image labels and scores --- */

static gboolean
same_labels (GwSqlite *db, gint64 edit_id, gint64 layer_id, gint64 image_id, int scores, int side, gboolean *same,
             GError **error)
{
  static const char sql[] =
      "WITH now AS (SELECT class_id, confidence FROM image_label WHERE image_id = ?1 AND layer_id = ?2 AND is_score = ?3),"
      " then_ AS (SELECT class_id, confidence FROM edit_label WHERE edit_id = ?4 AND image_id = ?1 AND is_score = ?3"
      " AND side = ?5) SELECT NOT EXISTS (SELECT * FROM now EXCEPT SELECT * FROM then_)"
      " AND NOT EXISTS (SELECT * FROM then_ EXCEPT SELECT * FROM now)";
  gint64 value = 0;

  if (!_gw_sqlite_get_int64 (db, &value, NULL, error, sql, "iinin", image_id, layer_id, scores, edit_id, side))
    return FALSE;
  *same = value != 0;
  return TRUE;
}

static gboolean
put_labels (GwSqlite *db, gint64 edit_id, gint64 layer_id, gint64 image_id, int scores, int side, GError **error)
{
  return _gw_sqlite_run (db, error, "DELETE FROM image_label WHERE image_id = ? AND layer_id = ? AND is_score = ?",
                         "iin", image_id, layer_id, scores)
         && _gw_sqlite_run (db, error,
                            "INSERT INTO image_label (image_id, layer_id, is_score, class_id, position, confidence,"
                            " source, modified, author) SELECT image_id, ?, is_score, class_id, position, confidence,"
                            " source, modified, author FROM edit_label WHERE edit_id = ? AND image_id = ?"
                            " AND is_score = ? AND side = ?",
                            "iiinn", layer_id, edit_id, image_id, scores, side)
         && _gw_sqlite_run (db, error,
                            "UPDATE class SET gone = 0 WHERE gone = 1 AND id IN (SELECT class_id FROM edit_label"
                            " WHERE edit_id = ? AND image_id = ? AND side = ?)",
                            "iin", edit_id, image_id, side);
}

typedef struct
{
  gint64 image_id;
  int scores;
} Labeled;

static GArray *
list_labeled (GwSqlite *db, gint64 edit_id, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Labeled));
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT DISTINCT image_id, is_score FROM edit_label WHERE edit_id = ?", error);
  int code;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, edit_id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      Labeled labeled = { sqlite3_column_int64 (statement, 0), sqlite3_column_int (statement, 1) };

      g_array_append_val (list, labeled);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&list) : NULL;
}

static gboolean
turn_labels (GwSqlite *db, gint64 edit_id, gint64 layer_id, gboolean undo, GError **error)
{
  g_autoptr (GArray) list = list_labeled (db, edit_id, error);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->len; i++)
    {
      const Labeled *labeled = &g_array_index (list, Labeled, i);
      gboolean same = FALSE;

      if (!same_labels (db, edit_id, layer_id, labeled->image_id, labeled->scores, undo ? 1 : 0, &same, error))
        return FALSE;
      if (same ? !put_labels (db, edit_id, layer_id, labeled->image_id, labeled->scores, undo ? 0 : 1, error)
               : !_gw_sqlite_run (db, error, "INSERT OR IGNORE INTO temp.skipped (id) VALUES (?)", "i",
                                  labeled->image_id))
        return FALSE;
    }
  return TRUE;
}

/* --- tags, rows of images, classes --- */

static gboolean
turn_tags (GwSqlite *db, gint64 edit_id, gboolean undo, GError **error)
{
  /* What it put on is taken off, what it took off is put on. */
  return _gw_sqlite_run (db, error,
                         "DELETE FROM image_tag WHERE (image_id, tag_id) IN"
                         " (SELECT image_id, tag_id FROM edit_tag WHERE edit_id = ? AND is_on = ?)",
                         "in", edit_id, undo ? 1 : 0)
         && _gw_sqlite_run (db, error,
                            "INSERT OR IGNORE INTO image_tag (image_id, tag_id)"
                            " SELECT image_id, tag_id FROM edit_tag WHERE edit_id = ? AND is_on = ?",
                            "in", edit_id, undo ? 0 : 1);
}

#define TURN_STATUS(from, to) \
  "UPDATE image SET status = e.status_" to ", marks = (e.marks_" to " & ~4) | (marks & 4) FROM edit_image e" \
  " WHERE e.edit_id = ? AND image.id = e.image_id AND image.status = e.status_" from \
  " AND (image.marks & ~4) = (e.marks_" from " & ~4)" \
  " AND (e.status_before <> e.status_after OR e.marks_before <> e.marks_after)" \
  " AND image.id NOT IN (SELECT id FROM temp.skipped)"
#define TURN_SPLIT(from, to) \
  "UPDATE image SET split = e.split_" to " FROM edit_image e WHERE e.edit_id = ? AND image.id = e.image_id" \
  " AND image.split IS e.split_" from " AND e.split_before IS NOT e.split_after"
/* An image that an import made stays where somebody has worked on it. */
#define TURN_PLACE(from, to) \
  "UPDATE image SET place = e.place_" to " FROM edit_image e WHERE e.edit_id = ? AND image.id = e.image_id" \
  " AND image.place = e.place_" from " AND e.place_before <> e.place_after" \
  " AND (e.place_" to " <> 2 OR NOT EXISTS (SELECT 1 FROM edit WHERE edit.image_id = image.id AND edit.state = 0))"

static gboolean
turn_images (GwSqlite *db, gint64 edit_id, gboolean undo, GError **error)
{
  static const char *const back[] = {
    TURN_STATUS ("after", "before"),
    TURN_SPLIT ("after", "before"),
    TURN_PLACE ("after", "before"),
  };
  static const char *const again[] = {
    TURN_STATUS ("before", "after"),
    TURN_SPLIT ("before", "after"),
    TURN_PLACE ("before", "after"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (back); i++)
    if (!_gw_sqlite_run (db, error, undo ? back[i] : again[i], "i", edit_id))
      return FALSE;
  return TRUE;
}

/* Classes that the import made go with it, where nothing else has them. */
static gboolean
turn_classes (GwSqlite *db, gint64 edit_id, gboolean undo, GError **error)
{
  if (!undo)
    return _gw_sqlite_run (db, error, "UPDATE class SET gone = 0 WHERE batch = ?", "i", edit_id);
  return _gw_sqlite_run (
      db, error,
      "UPDATE class SET gone = 1, hotkey = NULL WHERE batch = ?"
      " AND NOT EXISTS (SELECT 1 FROM object o WHERE o.class_id = class.id AND " GW_OBJECT_SEEN ")"
      " AND NOT EXISTS (SELECT 1 FROM image_label l WHERE l.class_id = class.id)"
      " AND NOT EXISTS (SELECT 1 FROM class child WHERE child.parent_id = class.id AND child.gone = 0)",
      "i", edit_id);
}

/* --- the whole edit --- */

static gboolean
turn_dead (GwSqlite *db, gint64 edit_id, gboolean undo, GError **error)
{
  if (undo)
    return _gw_sqlite_run (db, error, "INSERT OR IGNORE INTO dead (edit_id) VALUES (?)", "i", edit_id);
  return _gw_sqlite_run (db, error, "DELETE FROM dead WHERE edit_id = ?", "i", edit_id);
}

/* Images in which somebody changed an object of the import since. */
static gboolean
skip_touched (GwSqlite *db, gint64 edit_id, gint64 layer_id, GError **error)
{
  return _gw_sqlite_run (db, error,
                         "INSERT OR IGNORE INTO temp.skipped (id) SELECT DISTINCT o.image_id FROM temp.work"
                         " CROSS JOIN object o INDEXED BY object_by_image ON o.image_id = work.id AND o.layer_id = ?"
                         " WHERE o.batch = ? AND o.touched <> 0 AND o.gone = 0",
                         "ii", layer_id, edit_id);
}

static gboolean
turn_import (GwSqlite *db, gint64 edit_id, gint64 layer_id, gboolean undo, GError **error)
{
  return turn_dead (db, edit_id, undo, error) && skip_touched (db, edit_id, layer_id, error)
         && turn_labels (db, edit_id, layer_id, undo, error) && turn_tags (db, edit_id, undo, error)
         && _gw_bulk_turn_attributes (db, edit_id, undo, error) && turn_images (db, edit_id, undo, error)
         && turn_classes (db, edit_id, undo, error)
         && (layer_id == GW_LAYER_LABELS || _gw_work_find_confidence (db, error));
}

gboolean
_gw_bulk_perform (GwSqlite *db, gint64 edit_id, GwEditKind kind, gint64 layer_id, gboolean undo, GError **error)
{
  if (!_gw_sqlite_run (db, error, "DELETE FROM temp.work", "")
      || !_gw_sqlite_run (db, error, "DELETE FROM temp.skipped", "")
      || !_gw_sqlite_run (db, error, "INSERT INTO temp.work (id) SELECT image_id FROM edit_image WHERE edit_id = ?",
                          "i", edit_id)
      || !_gw_tally_sweep (db, -1, error))
    return FALSE;
  if (kind == GW_EDIT_IMPORT)
    {
      if (!turn_import (db, edit_id, layer_id, undo, error))
        return FALSE;
    }
  else if (!turn_labels (db, edit_id, layer_id, undo, error) || !turn_tags (db, edit_id, undo, error)
           || !turn_images (db, edit_id, undo, error))
    {
      return FALSE;
    }
  return _gw_tally_sweep (db, 1, error);
}

/* --- clearing away --- */

/* Images of one step: some 5 ms with ten objects each. */
#define IMAGES_A_STEP 200

static gboolean
clear_objects (GwSqlite *db, gint64 edit_id, GError **error)
{
  return _gw_sqlite_run (
             db, error, "DELETE FROM object WHERE image_id IN (SELECT id FROM temp.work) AND batch = ? AND touched = 0",
             "i", edit_id)
         && _gw_sqlite_run (
             db, error,
             "UPDATE object SET batch = iif (batch = ?1, 0, batch), replaced = iif (replaced = ?1, 0, replaced)"
             " WHERE image_id IN (SELECT id FROM temp.work) AND (batch = ?1 OR replaced = ?1)",
             "i", edit_id);
}

/* Images that only this import had made. */
static gboolean
clear_images (GwSqlite *db, gint64 edit_id, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM object WHERE image_id IN (SELECT id FROM temp.work)",
    "DELETE FROM image_label WHERE image_id IN (SELECT id FROM temp.work)",
    "DELETE FROM image_tag WHERE image_id IN (SELECT id FROM temp.work)",
    "DELETE FROM draft WHERE image_id IN (SELECT id FROM temp.work)",
    "DELETE FROM edit WHERE image_id IN (SELECT id FROM temp.work)",
    "DELETE FROM image WHERE id IN (SELECT id FROM temp.work)",
  };

  if (!_gw_sqlite_run (db, error,
                       "DELETE FROM temp.work WHERE id NOT IN (SELECT image.id FROM image JOIN edit_image e"
                       " ON e.image_id = image.id WHERE e.edit_id = ? AND e.is_new AND image.place = 2"
                       " AND image.batch = e.edit_id)",
                       "i", edit_id))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!_gw_sqlite_run (db, error, statements[i], ""))
      return FALSE;
  return TRUE;
}

static gboolean
clear_step (GwSqlite *db, gint64 edit_id, gint64 *n_left, GError **error)
{
  if (!_gw_sqlite_run (db, error, "DELETE FROM temp.work", "")
      || !_gw_sqlite_run (db, error,
                          "INSERT INTO temp.work (id) SELECT image_id FROM edit_image WHERE edit_id = ? LIMIT ?", "in",
                          edit_id, IMAGES_A_STEP)
      || !clear_objects (db, edit_id, error) || !_gw_sqlite_run (db, error, "DELETE FROM temp.skipped", "")
      || !_gw_sqlite_run (db, error, "INSERT INTO temp.skipped (id) SELECT id FROM temp.work", "")
      || !clear_images (db, edit_id, error)
      || !_gw_sqlite_run (db, error,
                          "DELETE FROM edit_image WHERE edit_id = ? AND image_id IN (SELECT id FROM temp.skipped)", "i",
                          edit_id)
      || !_gw_sqlite_get_int64 (db, n_left, NULL, error, "SELECT EXISTS (SELECT 1 FROM edit_image WHERE edit_id = ?)",
                                "i", edit_id))
    return FALSE;
  return *n_left != 0
         || (_gw_sqlite_run (db, error, "DELETE FROM edit WHERE id = ?", "i", edit_id)
             && _gw_sqlite_run (db, error, "DELETE FROM dead WHERE edit_id = ?", "i", edit_id));
}

void
_gw_bulk_clear_away (GwStoreSqlite *self, GCancellable *cancellable)
{
  gint64 edit_id = 1;
  gboolean ok = TRUE;

  while (ok && edit_id != 0)
    {
      GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, NULL);
      gint64 n_left;

      if (db == NULL)
        return;
      edit_id = 0;
      ok = _gw_sqlite_get_int64 (db, &edit_id, NULL, NULL,
                                 "SELECT id FROM edit WHERE image_id = 0 AND state = 2 LIMIT 1", "");
      if (ok && edit_id != 0)
        ok = clear_step (db, edit_id, &n_left, NULL);
      ok = _gw_store_sqlite_commit (self, ok && edit_id != 0, 0, NULL, 0, NULL) && ok;
    }
}
