/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n-lib.h>

#include "gw-time.h"

/* A bulk edit while it is made: temp.work holds its images, and the tallies
 * have been taken down for them.
 */
typedef struct
{
  GwStoreSqlite *self;
  GwSqlite *db;
  gint64 edit_id;
  gint64 time;
} Bulk;

static gboolean
begin_bulk (Bulk *bulk, GwEditKind kind, const char *name, const gint64 *ids, gsize n, GError **error)
{
  bulk->time = gw_time_now ();
  if (!_gw_work_fill (bulk->db, ids, n, error) || !_gw_tally_sweep (bulk->db, -1, error))
    return FALSE;
  bulk->edit_id = _gw_edit_record (bulk->db, 0, kind, name, NULL, bulk->time, GW_LAYER_LABELS, NULL, error);
  return bulk->edit_id > 0;
}

/* The edit's id; 0 where it changed nothing and so left no step; -1. */
static gint64
end_bulk (Bulk *bulk, gboolean ok, GwStoreChanges changes, const gint64 *ids, gsize n, GError **error)
{
  gint64 n_changed = 0;

  ok = ok && _gw_tally_sweep (bulk->db, 1, error)
       && _gw_sqlite_get_int64 (bulk->db, &n_changed, NULL, error,
                                "SELECT EXISTS (SELECT 1 FROM edit_image WHERE edit_id = ?)", "i", bulk->edit_id);
  if (ok && n_changed == 0)
    {
      _gw_store_sqlite_commit (bulk->self, FALSE, 0, NULL, 0, NULL);
      return 0;
    }
  if (!_gw_store_sqlite_commit (bulk->self, ok, changes | GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_HISTORY, ids, n,
                                error))
    return -1;
  return bulk->edit_id;
}

#define INSERT_EDIT_IMAGE \
  "INSERT OR IGNORE INTO edit_image (edit_id, image_id, is_new, place_before, place_after, status_before," \
  " status_after, marks_before, marks_after, split_before, split_after) "
#define WORKED "image.id IN (SELECT id FROM temp.work) AND image.place <> 2"

/* --- split, trash, tag --- */

static gboolean
set_split (Bulk *bulk, const char *split, GError **error)
{
  return _gw_sqlite_run (bulk->db, error,
                         INSERT_EDIT_IMAGE "SELECT ?, id, 0, place, place, status, status, marks, marks, split, ?2"
                                           " FROM image WHERE " WORKED " AND split IS NOT ?2",
                         "it", bulk->edit_id, split)
         && _gw_sqlite_run (bulk->db, error, "UPDATE image SET split = ?1 WHERE " WORKED " AND split IS NOT ?1", "t",
                            split);
}

gint64
_gw_store_sqlite_bulk_split (GwStore *store, const gint64 *image_ids, gsize n, const char *split,
                             GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  const char *wanted = split != NULL && split[0] != '\0' ? split : NULL;
  g_autofree char *name = wanted != NULL ? g_strdup_printf (_ ("Set Split “%s”"), wanted)
                                         : g_strdup (_ ("Clear Split"));
  Bulk bulk = { self, _gw_store_sqlite_begin_write (self, cancellable, error), 0, 0 };
  gboolean ok;

  if (bulk.db == NULL)
    return -1;
  ok = begin_bulk (&bulk, GW_EDIT_SPLIT, name, image_ids, n, error) && set_split (&bulk, wanted, error);
  return end_bulk (&bulk, ok, 0, image_ids, n, error);
}

static gboolean
set_place (Bulk *bulk, gboolean trash, GError **error)
{
  return _gw_sqlite_run (bulk->db, error,
                         INSERT_EDIT_IMAGE "SELECT ?, id, 0, place, ?2, status, status, marks, marks, split, split"
                                           " FROM image WHERE " WORKED " AND place <> ?2",
                         "in", bulk->edit_id, trash != 0)
         && _gw_sqlite_run (bulk->db, error, "UPDATE image SET place = ? WHERE " WORKED, "n", trash != 0);
}

gint64
_gw_store_sqlite_bulk_trash (GwStore *store, const gint64 *image_ids, gsize n, gboolean trash,
                             GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *name = NULL;
  Bulk bulk = { self, _gw_store_sqlite_begin_write (self, cancellable, error), 0, 0 };
  gboolean ok;

  if (bulk.db == NULL)
    return -1;
  name = g_strdup_printf (trash
                              ? g_dngettext (GETTEXT_PACKAGE, "Move %zu Image to Trash", "Move %zu Images to Trash", n)
                              : g_dngettext (GETTEXT_PACKAGE, "Restore %zu Image", "Restore %zu Images", n),
                          n);
  ok = begin_bulk (&bulk, GW_EDIT_TRASH, name, image_ids, n, error) && set_place (&bulk, trash, error);
  return end_bulk (&bulk, ok, GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_CLASSES, image_ids, n, error);
}

static gboolean
set_tag (Bulk *bulk, gint64 tag, gboolean on, GError **error)
{
  if (!_gw_sqlite_run (
          bulk->db, error,
          "INSERT INTO edit_tag (edit_id, image_id, tag_id, is_on) SELECT ?, id, ?2, ?3 FROM image WHERE " WORKED
          " AND ?3 <> EXISTS (SELECT 1 FROM image_tag WHERE image_id = image.id AND tag_id = ?2)",
          "iin", bulk->edit_id, tag, on != 0)
      || !_gw_sqlite_run (bulk->db, error,
                          INSERT_EDIT_IMAGE
                          "SELECT ?1, id, 0, place, place, status, status, marks, marks, split, split"
                          " FROM image WHERE id IN (SELECT image_id FROM edit_tag WHERE edit_id = ?1)",
                          "i", bulk->edit_id))
    return FALSE;
  if (on)
    return _gw_sqlite_run (
        bulk->db, error,
        "INSERT INTO image_tag (image_id, tag_id) SELECT image_id, tag_id FROM edit_tag WHERE edit_id = ?", "i",
        bulk->edit_id);
  return _gw_sqlite_run (bulk->db, error,
                         "DELETE FROM image_tag WHERE tag_id = ?2 AND image_id IN"
                         " (SELECT image_id FROM edit_tag WHERE edit_id = ?1)",
                         "ii", bulk->edit_id, tag);
}

gint64
_gw_store_sqlite_bulk_tag (GwStore *store, const gint64 *image_ids, gsize n, const char *tag, gboolean on,
                           GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *name = g_strdup_printf (on ? _ ("Add Tag “%s”") : _ ("Remove Tag “%s”"), tag);
  Bulk bulk = { self, _gw_store_sqlite_begin_write (self, cancellable, error), 0, 0 };
  gint64 tag_id = -1;
  gboolean ok;

  if (bulk.db == NULL)
    return -1;
  ok = begin_bulk (&bulk, GW_EDIT_TAG, name, image_ids, n, error);
  if (ok)
    tag_id = _gw_tag_ensure (bulk.db, tag, error);
  ok = ok && tag_id >= 0 && set_tag (&bulk, tag_id, on, error);
  return end_bulk (&bulk, ok, GW_STORE_CHANGED_TAGS, image_ids, n, error);
}

/* --- labels --- */

gboolean
_gw_bulk_keep_labels (GwSqlite *db, gint64 edit_id, gint64 image_id, gint64 layer_id, GwLabelsKind kind, int side,
                      GError **error)
{
  gint64 kept = 0;

  /* A file may name an image twice: what was before it is kept once, and
   * what is after it last.
   */
  if (side == 0
      && !_gw_sqlite_get_int64 (db, &kept, NULL, error,
                                "SELECT EXISTS (SELECT 1 FROM edit_label WHERE edit_id = ? AND image_id = ?"
                                " AND is_score = ?)",
                                "iin", edit_id, image_id, (int) kind))
    return FALSE;
  if (kept != 0)
    return TRUE;
  if (side == 1
      && !_gw_sqlite_run (db, error,
                          "DELETE FROM edit_label WHERE edit_id = ? AND image_id = ? AND is_score = ? AND side = 1",
                          "iin", edit_id, image_id, (int) kind))
    return FALSE;
  return _gw_sqlite_run (
      db, error,
      "INSERT INTO edit_label (edit_id, image_id, is_score, side, class_id, position, confidence,"
      " source, modified, author) SELECT ?, image_id, is_score, ?, class_id, position, confidence,"
      " source, modified, author FROM image_label WHERE image_id = ? AND layer_id = ? AND is_score = ?",
      "iniin", edit_id, side, image_id, layer_id, (int) kind);
}

gboolean
_gw_bulk_keep_label (GwSqlite *db, gint64 edit_id, gint64 image_id, gint64 layer_id, GwLabelsKind kind, gint64 class_id,
                     GError **error)
{
  return _gw_sqlite_run (
      db, error,
      "INSERT OR REPLACE INTO edit_label (edit_id, image_id, is_score, side, class_id, position, confidence,"
      " source, modified, author) SELECT ?, image_id, is_score, 1, class_id, position, confidence,"
      " source, modified, author FROM image_label WHERE image_id = ? AND layer_id = ? AND is_score = ?"
      " AND class_id = ?",
      "iiini", edit_id, image_id, layer_id, (int) kind, class_id);
}

static gboolean
holds_class (const gint64 *class_ids, gsize n, gint64 id)
{
  for (gsize i = 0; i < n; i++)
    if (class_ids[i] == id)
      return TRUE;
  return FALSE;
}

static gboolean
has_class (const GArray *labels, gint64 id)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index (labels, GwLabel, i).class_id == id)
      return TRUE;
  return FALSE;
}

static GArray *
combine (const GArray *before, const gint64 *class_ids, gsize n_classes, GwBulkMode mode)
{
  GArray *after = g_array_new (FALSE, FALSE, sizeof (GwLabel));

  for (guint i = 0; i < before->len; i++)
    {
      const GwLabel *label = &g_array_index (before, GwLabel, i);

      if (mode == GW_BULK_ADD || (mode == GW_BULK_REMOVE && !holds_class (class_ids, n_classes, label->class_id)))
        g_array_append_val (after, *label);
    }
  for (gsize i = 0; i < n_classes && mode != GW_BULK_REMOVE; i++)
    {
      GwLabel label = { class_ids[i], NAN };

      if (!has_class (after, label.class_id))
        g_array_append_val (after, label);
    }
  return after;
}

/* Where one class is the whole answer, an image that has it is done. */
static int
next_status (int status, gboolean single, guint n_labels, int n_objects)
{
  if (n_labels > 0)
    return single && status < GW_IMAGE_LABELED ? GW_IMAGE_LABELED : MAX (status, GW_IMAGE_IN_PROGRESS);
  if (n_objects == 0 && (status == GW_IMAGE_IN_PROGRESS || (single && status == GW_IMAGE_LABELED)))
    return GW_IMAGE_UNLABELED;
  return status;
}

typedef struct
{
  int place, status, marks, n_objects;
  gboolean found;
} ImageState;

static gboolean
read_state (GwSqlite *db, gint64 id, ImageState *state, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT place, status, marks, n_objects FROM image WHERE id = ? AND place <> 2", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  code = _gw_sqlite_step (db, statement, error);
  state->found = code == SQLITE_ROW;
  if (state->found)
    {
      state->place = sqlite3_column_int (statement, 0);
      state->status = sqlite3_column_int (statement, 1);
      state->marks = sqlite3_column_int (statement, 2);
      state->n_objects = sqlite3_column_int (statement, 3);
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static gboolean
label_image (Bulk *bulk, gint64 id, const gint64 *class_ids, gsize n_classes, GwBulkMode mode, gboolean single,
             GError **error)
{
  g_autoptr (GArray) before = _gw_labels_read (bulk->db, id, GW_LAYER_LABELS, GW_LABELS_PRESENT, error);
  g_autoptr (GArray) after = before != NULL ? combine (before, class_ids, n_classes, mode) : NULL;
  ImageState state;
  int status, marks;

  if (before == NULL || !read_state (bulk->db, id, &state, error))
    return FALSE;
  if (!state.found || _gw_labels_equal (before, after))
    return TRUE;
  status = next_status (state.status, single, after->len, state.n_objects);
  marks = after->len > 0 ? state.marks & ~GW_IMAGE_NEGATIVE : state.marks;
  return _gw_sqlite_run (bulk->db, error,
                         INSERT_EDIT_IMAGE
                         "SELECT ?, id, 0, place, place, status, ?, marks, ?, split, split FROM image WHERE id = ?",
                         "inni", bulk->edit_id, status, marks, id)
         && _gw_bulk_keep_labels (bulk->db, bulk->edit_id, id, GW_LAYER_LABELS, GW_LABELS_PRESENT, 0, error)
         && _gw_labels_write (bulk->db, id, GW_LAYER_LABELS, GW_LABELS_PRESENT, after, NULL, GW_SOURCE_MANUAL,
                              bulk->time, error)
         && _gw_bulk_keep_labels (bulk->db, bulk->edit_id, id, GW_LAYER_LABELS, GW_LABELS_PRESENT, 1, error)
         && _gw_sqlite_run (bulk->db, error, "UPDATE image SET status = ?, marks = ? WHERE id = ?", "nni", status,
                            marks, id);
}

static gboolean
check_classes (GwSqlite *db, const gint64 *class_ids, gsize n, GError **error)
{
  for (gsize i = 0; i < n; i++)
    {
      gint64 there = 0;

      if (!_gw_sqlite_get_int64 (db, &there, NULL, error, "SELECT count(*) FROM class WHERE id = ? AND gone = 0", "i",
                                 class_ids[i]))
        return FALSE;
      if (there == 0)
        {
          g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                       _ ("The project has no class with number %" PRId64 "."), class_ids[i]);
          return FALSE;
        }
    }
  return TRUE;
}

gint64
_gw_store_sqlite_bulk_label (GwStore *store, const gint64 *image_ids, gsize n, const gint64 *class_ids, gsize n_classes,
                             GwBulkMode mode, const char *name, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *task = NULL;
  Bulk bulk = { self, _gw_store_sqlite_begin_write (self, cancellable, error), 0, 0 };
  gboolean single;
  gboolean ok;

  if (bulk.db == NULL)
    return -1;
  ok = check_classes (bulk.db, class_ids, n_classes, error)
       && _gw_sqlite_get_text (bulk.db, &task, error, "SELECT value FROM fact WHERE name = 'task'", "")
       && begin_bulk (&bulk, GW_EDIT_LABELS, name != NULL ? name : _ ("Set Labels"), image_ids, n, error);
  single = g_strcmp0 (task, gw_task_get_nick (GW_TASK_SINGLE_CLASS)) == 0;
  for (gsize i = 0; ok && i < n; i++)
    ok = !g_cancellable_set_error_if_cancelled (cancellable, error)
         && label_image (&bulk, image_ids[i], class_ids, n_classes, mode, single, error);
  return end_bulk (&bulk, ok, GW_STORE_CHANGED_CLASSES, image_ids, n, error);
}
