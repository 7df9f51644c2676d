/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* A row of the history. */
typedef struct
{
  gint64 id; /* 0: none */
  gint64 image_id;
  GwEditKind kind;
  gint64 time;
  gint64 layer_id;
  char *name;
  char *author;
  char *payload;
  gboolean sound; /* its hash agrees */
} Step;

static void
step_clear (Step *step)
{
  g_free (step->name);
  g_free (step->author);
  g_free (step->payload);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Step, step_clear)

#define STEP "SELECT id, image_id, kind, time, layer_id, name, author, payload, sha256 FROM edit"

/* The last that stands, or the one undone last. */
static gboolean
read_step (GwSqlite *db, gint64 image_id, gboolean undo, Step *step, GError **error)
{
  static const char last[] = STEP " WHERE image_id = ? AND state = 0 ORDER BY id DESC LIMIT 1";
  static const char next[] = STEP " WHERE image_id = ? AND state = 1 ORDER BY id LIMIT 1";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, undo ? last : next, error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, image_id);
  code = _gw_sqlite_step (db, statement, error);
  if (code == SQLITE_ROW)
    {
      guint8 sha256[32];

      step->id = sqlite3_column_int64 (statement, 0);
      step->image_id = sqlite3_column_int64 (statement, 1);
      step->kind = (GwEditKind) sqlite3_column_int (statement, 2);
      step->time = sqlite3_column_int64 (statement, 3);
      step->layer_id = sqlite3_column_int64 (statement, 4);
      step->name = _gw_sqlite_column_dup (statement, 5);
      step->author = _gw_sqlite_column_dup (statement, 6);
      step->payload = _gw_sqlite_column_dup (statement, 7);
      _gw_edit_hash (step->id, step->image_id, step->name, step->payload, sha256);
      step->sound = sqlite3_column_bytes (statement, 8) == (int) sizeof sha256
                    && memcmp (sqlite3_column_blob (statement, 8), sha256, sizeof sha256) == 0;
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static GwEdit *
parse_step (GwSqlite *db, const Step *step, GError **error)
{
  g_autoptr (GwEdit) edit = NULL;

  if (step->kind == GW_EDIT_CHANGES && step->payload != NULL)
    edit = gw_edit_from_json (step->payload, -1, NULL);
  else if (step->kind != GW_EDIT_CHANGES)
    edit = gw_edit_new (step->image_id, step->name);
  if (edit == NULL || !step->sound)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT,
                   _ ("Step %" PRId64 " of the history of “%s” is damaged. Check the project."), step->id, db->name);
      return NULL;
    }
  gw_edit_set_id (edit, step->id);
  gw_edit_set_time (edit, step->time);
  gw_edit_set_author (edit, step->author);
  return g_steal_pointer (&edit);
}

static GwEdit *
perform_step (GwSqlite *db, const Step *step, gboolean undo, GArray *ids, GwStoreChanges *changes, GError **error)
{
  g_autoptr (GwEdit) edit = parse_step (db, step, error);
  gboolean ok;

  if (edit == NULL)
    return NULL;
  if (undo && step->kind == GW_EDIT_CHANGES)
    {
      GwEdit *inverse = gw_edit_invert (edit);

      gw_edit_unref (edit);
      edit = inverse;
    }
  if (step->kind == GW_EDIT_CHANGES)
    ok = _gw_edit_perform (db, edit, undo ? -1 : 1, ids, changes, error);
  else
    ok = _gw_bulk_perform (db, step->id, step->kind, step->layer_id, undo, error);
  ok = ok
       && _gw_sqlite_run (db, error, "UPDATE edit SET state = ? WHERE id = ?", "ni",
                          undo ? GW_EDIT_UNDONE : GW_EDIT_STANDS, step->id);
  return ok ? g_steal_pointer (&edit) : NULL;
}

/* edit_id 0: the next of the image's, else that one, whose history is its own. */
static gboolean
find_step (GwSqlite *db, gint64 image_id, gint64 edit_id, gboolean undo, Step *step, GError **error)
{
  if (edit_id != 0
      && !_gw_sqlite_get_int64 (db, &image_id, NULL, error, "SELECT image_id FROM edit WHERE id = ?", "i", edit_id))
    return FALSE;
  if (!read_step (db, image_id, undo, step, error))
    return FALSE;
  if (edit_id == 0 || step->id == edit_id)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                       undo ? _ ("Other steps were made after this one. Undo those first.")
                            : _ ("The history went on without this step. It cannot be done again."));
  return FALSE;
}

static GwEdit *
walk (GwStore *store, gint64 image_id, gint64 edit_id, gboolean undo, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GwEdit) edit = NULL;
  g_auto (Step) step = { 0 };
  GwStoreChanges changes = GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_HISTORY;
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gboolean ok, many;

  if (db == NULL)
    return NULL;
  ok = find_step (db, image_id, edit_id, undo, &step, error);
  if (ok && step.id != 0)
    {
      edit = perform_step (db, &step, undo, ids, &changes, error);
      ok = edit != NULL;
    }
  many = step.kind != GW_EDIT_CHANGES;
  if (many)
    changes |= GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_CLASSES | GW_STORE_CHANGED_TAGS;
  ok = _gw_store_sqlite_commit (self, ok, step.id != 0 ? changes : 0, many ? NULL : (const gint64 *) ids->data,
                                ids->len, error);
  return ok ? g_steal_pointer (&edit) : NULL;
}

GwEdit *
_gw_store_sqlite_undo (GwStore *store, gint64 image_id, GCancellable *cancellable, GError **error)
{
  return walk (store, image_id, 0, TRUE, cancellable, error);
}

GwEdit *
_gw_store_sqlite_redo (GwStore *store, gint64 image_id, GCancellable *cancellable, GError **error)
{
  return walk (store, image_id, 0, FALSE, cancellable, error);
}

GwEdit *
_gw_store_sqlite_undo_step (GwStore *store, gint64 edit_id, GCancellable *cancellable, GError **error)
{
  return walk (store, 0, edit_id, TRUE, cancellable, error);
}

GwEdit *
_gw_store_sqlite_redo_step (GwStore *store, gint64 edit_id, GCancellable *cancellable, GError **error)
{
  return walk (store, 0, edit_id, FALSE, cancellable, error);
}

gboolean
_gw_store_sqlite_get_history_state (GwStore *store, gint64 image_id, GwHistoryState *state, GCancellable *cancellable,
                                    GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  GwHistoryState read = { NULL, NULL };
  gboolean ok;

  if (db == NULL)
    return FALSE;
  ok = _gw_sqlite_get_text (db, &read.undo_name, error,
                            "SELECT name FROM edit WHERE image_id = ? AND state = 0 ORDER BY id DESC LIMIT 1", "i",
                            image_id)
       && _gw_sqlite_get_text (db, &read.redo_name, error,
                               "SELECT name FROM edit WHERE image_id = ? AND state = 1 ORDER BY id LIMIT 1", "i",
                               image_id);
  _gw_store_sqlite_end_read (self, db);
  if (ok)
    *state = read;
  else
    gw_history_state_clear (&read);
  return ok;
}

GPtrArray *
_gw_store_sqlite_list_history (GwStore *store, gint64 image_id, guint limit, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "SELECT id, name, time, author, state FROM edit WHERE image_id = ? AND state < 2"
                            " ORDER BY id DESC LIMIT ?";
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_history_item_free);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  sqlite3_stmt *statement;
  int code = SQLITE_ERROR;

  if (db == NULL)
    return NULL;
  statement = _gw_sqlite_prepare (db, sql, error);
  if (statement != NULL)
    _gw_sqlite_bind (statement, "ii", image_id, (gint64) limit);
  while (statement != NULL && (code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      GwHistoryItem *item = g_new0 (GwHistoryItem, 1);

      item->id = sqlite3_column_int64 (statement, 0);
      item->name = _gw_sqlite_column_dup (statement, 1);
      item->time = sqlite3_column_int64 (statement, 2);
      item->author = _gw_sqlite_column_dup (statement, 3);
      item->undone = sqlite3_column_int (statement, 4) == GW_EDIT_UNDONE;
      g_ptr_array_add (items, item);
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  _gw_store_sqlite_end_read (self, db);
  return code == SQLITE_DONE ? g_steal_pointer (&items) : NULL;
}
