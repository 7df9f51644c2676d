/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "gw-store-sqlite-people-private.h"
#include "gw-store-sqlite-private.h"

static void gw_store_sqlite_iface_init (GwStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwStoreSqlite, gw_store_sqlite, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GW_TYPE_STORE, gw_store_sqlite_iface_init))

/* --- around each verb --- */

void
_gw_store_sqlite_set_read_only (GwStoreSqlite *self, GwStoreErrorCode code, const char *reason)
{
  gboolean first;

  g_mutex_lock (&self->state_lock);
  first = !g_atomic_int_get (&self->read_only);
  if (first)
    {
      self->read_only_code = code;
      self->read_only_reason = g_strdup (reason);
      g_atomic_int_set (&self->read_only, TRUE);
    }
  g_mutex_unlock (&self->state_lock);

  if (first && self->notice != NULL)
    gw_store_notice_add (self->notice, GW_STORE_CHANGED_PROJECT, NULL, 0);
}

static gboolean
fail_closed (GError **error)
{
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The project is closed."));
  return FALSE;
}

/* What is damaged is never written again. */
void
_gw_store_sqlite_note_damage (GwStoreSqlite *self, GwSqlite *db)
{
  if (db->corrupt && !g_atomic_int_get (&self->read_only))
    {
      g_autofree char *reason = g_strdup_printf (
          _ ("“%s” is damaged and is not written any more. Open the newest back-up in “%s.backups”."), db->name,
          db->name);

      _gw_store_sqlite_set_read_only (self, GW_STORE_ERROR_CORRUPT, reason);
    }
}

static gboolean
check_writable (GwStoreSqlite *self, GError **error)
{
  if (g_atomic_int_get (&self->closed))
    return fail_closed (error);
  if (g_atomic_int_get (&self->read_only))
    {
      g_set_error_literal (error, GW_STORE_ERROR, (int) self->read_only_code, self->read_only_reason);
      return FALSE;
    }
  return TRUE;
}

static gboolean
begin (GwSqlite *db, const char *sql, GCancellable *cancellable, GError **error)
{
  if (db->db == NULL)
    return fail_closed (error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  db->cancellable = cancellable;
  if (_gw_sqlite_run (db, error, sql, ""))
    return TRUE;
  db->cancellable = NULL;
  return FALSE;
}

/* Neither pragma does anything inside a transaction. */
static void
set_importing (GwStoreSqlite *self, gboolean importing)
{
  if (self->importing == importing || self->writer->db == NULL)
    return;
  self->importing = importing;
  _gw_sqlite_exec (self->writer, importing ? "PRAGMA foreign_keys=OFF" : "PRAGMA foreign_keys=ON", NULL);
  _gw_sqlite_exec (self->writer, importing ? "PRAGMA cache_size=-49152" : "PRAGMA cache_size=-8192", NULL);
  if (!importing)
    sqlite3_db_release_memory (self->writer->db);
}

static GwSqlite *
begin_writing (GwStoreSqlite *self, gboolean importing, GCancellable *cancellable, GError **error)
{
  GwSqlite *db = self->writer;

  if (!check_writable (self, error))
    return NULL;
  g_mutex_lock (&db->lock);
  set_importing (self, importing);
  if (begin (db, "BEGIN IMMEDIATE", cancellable, error))
    return db;
  set_importing (self, FALSE);
  _gw_store_sqlite_note_damage (self, db);
  g_mutex_unlock (&db->lock);
  return NULL;
}

GwSqlite *
_gw_store_sqlite_begin_write (GwStoreSqlite *self, GCancellable *cancellable, GError **error)
{
  return begin_writing (self, FALSE, cancellable, error);
}

GwSqlite *
_gw_store_sqlite_begin_import (GwStoreSqlite *self, GCancellable *cancellable, GError **error)
{
  return begin_writing (self, TRUE, cancellable, error);
}

gboolean
_gw_store_sqlite_commit (GwStoreSqlite *self, gboolean ok, GwStoreChanges changes, const gint64 *ids, gsize n_ids,
                         GError **error)
{
  GwSqlite *db = self->writer;

  /* The commit itself is not cancelled: it is the moment of truth. */
  self->commit_cancellable = db->cancellable;
  db->cancellable = NULL;
  if (ok)
    ok = _gw_sqlite_run (db, error, "COMMIT", "");
  self->commit_cancellable = NULL;
  if (!sqlite3_get_autocommit (db->db))
    sqlite3_exec (db->db, "ROLLBACK", NULL, NULL, NULL);
  set_importing (self, FALSE);
  _gw_store_sqlite_note_damage (self, db);
  g_mutex_unlock (&db->lock);

  if (ok && changes != 0)
    {
      g_atomic_int_inc (&self->n_commits);
      gw_store_notice_add (self->notice, changes, ids, n_ids);
    }
  return ok;
}

static GwSqlite *
lock_reader (GwStoreSqlite *self)
{
  for (int i = 0; i < GW_STORE_SQLITE_N_READERS; i++)
    if (g_mutex_trylock (&self->readers[i]->lock))
      return self->readers[i];
  g_mutex_lock (&self->readers[0]->lock);
  return self->readers[0];
}

GwSqlite *
_gw_store_sqlite_begin_read (GwStoreSqlite *self, GCancellable *cancellable, GError **error)
{
  GwSqlite *db = lock_reader (self);

  if (begin (db, "BEGIN", cancellable, error))
    return db;
  _gw_store_sqlite_note_damage (self, db);
  g_mutex_unlock (&db->lock);
  return NULL;
}

void
_gw_store_sqlite_end_read (GwStoreSqlite *self, GwSqlite *db)
{
  db->cancellable = NULL;
  _gw_sqlite_run (db, NULL, "COMMIT", "");
  if (!sqlite3_get_autocommit (db->db))
    sqlite3_exec (db->db, "ROLLBACK", NULL, NULL, NULL);
  _gw_store_sqlite_note_damage (self, db);
  g_mutex_unlock (&db->lock);
}

/* --- life --- */

void
_gw_store_sqlite_on_tick_cb (gpointer data)
{
  GwStoreSqlite *self = data;
  gint64 version = self->data_version;

  _gw_store_sqlite_shorten_log (self);
  if (!g_mutex_trylock (&self->writer->lock))
    return;
  if (self->writer->db != NULL)
    _gw_sqlite_get_int64 (self->writer, &version, NULL, NULL, "PRAGMA data_version", "");
  g_mutex_unlock (&self->writer->lock);

  if (version != self->data_version)
    {
      self->data_version = version;
      gw_store_notice_add (self->notice,
                           GW_STORE_CHANGED_PROJECT | GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_ROWS
                               | GW_STORE_CHANGED_CLASSES | GW_STORE_CHANGED_TAGS | GW_STORE_CHANGED_HISTORY
                               | GW_STORE_CHANGED_PEOPLE,
                           NULL, 0);
    }
  if (self->next_backup != 0 && g_get_monotonic_time () >= self->next_backup && g_atomic_int_get (&self->n_commits) > 0)
    _gw_store_sqlite_start_care (self, FALSE);
}

static void
remove_copy (GwStoreSqlite *self)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  if (self->copy_folder == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (self->copy_folder, "/project.groundwork", endings[i], NULL);

      g_unlink (file);
    }
  g_rmdir (self->copy_folder);
}

static void
close_connection (GwSqlite *db)
{
  if (db == NULL)
    return;
  g_mutex_lock (&db->lock);
  g_clear_pointer (&db->subset, _gw_subset_free);
  _gw_sqlite_close (db);
  g_mutex_unlock (&db->lock);
}

/* Whether the caller is the one that closes it. Everybody else waits for that
 * one; a job, which is waited for, does not.
 */
static gboolean
begin_closing (GwStoreSqlite *self)
{
  gboolean first;

  g_mutex_lock (&self->state_lock);
  first = self->closing == GW_STORE_OPEN;
  if (first)
    self->closing = GW_STORE_CLOSING;
  while (!first && self->closing != GW_STORE_CLOSED && !gw_store_queue_is_inside (self->queue))
    g_cond_wait (&self->state_changed, &self->state_lock);
  g_mutex_unlock (&self->state_lock);
  return first;
}

static void
end_closing (GwStoreSqlite *self)
{
  g_mutex_lock (&self->state_lock);
  self->closing = GW_STORE_CLOSED;
  g_cond_broadcast (&self->state_changed);
  g_mutex_unlock (&self->state_lock);
}

/* The reader first: the last connection to close writes the log back into
 * the file and removes it, which a reader cannot.
 */
static void
gw_store_sqlite_close (GwStore *store)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);

  if (!begin_closing (self))
    return;
  /* What is queued is done first, and finds the project open. */
  if (self->queue != NULL)
    gw_store_queue_close (self->queue);
  g_atomic_int_set (&self->closed, TRUE);
  _gw_store_sqlite_stop_care (self);
  _gw_store_sqlite_end_shortening (self);
  for (int i = 0; i < GW_STORE_SQLITE_N_READERS; i++)
    close_connection (self->readers[i]);
  close_connection (self->writer);
  if (self->writer == NULL && self->path != NULL)
    _gw_store_sqlite_tidy_log (self);
  remove_copy (self);
  end_closing (self);
}

static void
gw_store_sqlite_finalize (GObject *object)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (object);

  gw_store_sqlite_close (GW_STORE (self));
  g_clear_pointer (&self->queue, gw_store_queue_unref);
  g_clear_pointer (&self->notice, gw_store_notice_free);
  for (int i = 0; i < GW_STORE_SQLITE_N_READERS; i++)
    g_clear_pointer (&self->readers[i], _gw_sqlite_free);
  g_clear_pointer (&self->writer, _gw_sqlite_free);
  g_clear_object (&self->care_cancellable);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->copy_folder);
  g_free (self->read_only_reason);
  g_mutex_clear (&self->state_lock);
  g_cond_clear (&self->state_changed);

  G_OBJECT_CLASS (gw_store_sqlite_parent_class)->finalize (object);
}

static GwStoreQueue *
gw_store_sqlite_get_queue (GwStore *store)
{
  return GW_STORE_SQLITE (store)->queue;
}

static const char *
gw_store_sqlite_get_location (GwStore *store)
{
  return GW_STORE_SQLITE (store)->path;
}

static gboolean
gw_store_sqlite_is_read_only (GwStore *store)
{
  return g_atomic_int_get (&GW_STORE_SQLITE (store)->read_only);
}

static void
gw_store_sqlite_class_init (GwStoreSqliteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_store_sqlite_finalize;
}

static void
gw_store_sqlite_init (GwStoreSqlite *self)
{
  g_mutex_init (&self->state_lock);
  g_cond_init (&self->state_changed);
  self->care_cancellable = g_cancellable_new ();
}

static void
gw_store_sqlite_iface_init (GwStoreInterface *iface)
{
  iface->get_queue = gw_store_sqlite_get_queue;
  iface->get_location = gw_store_sqlite_get_location;
  iface->is_read_only = gw_store_sqlite_is_read_only;
  iface->close = gw_store_sqlite_close;
  iface->get_info = _gw_store_sqlite_get_info;
  iface->set_info = _gw_store_sqlite_set_info;
  iface->get_setting = _gw_store_sqlite_get_setting;
  iface->set_setting = _gw_store_sqlite_set_setting;
  iface->list_roots = _gw_store_sqlite_list_roots;
  iface->add_root = _gw_store_sqlite_add_root;
  iface->relocate_root = _gw_store_sqlite_relocate_root;
  iface->add_images = _gw_store_sqlite_add_images;
  iface->list_image_ids = _gw_store_sqlite_list_image_ids;
  iface->count_images = _gw_store_sqlite_count_images;
  iface->get_images = _gw_store_sqlite_get_images;
  iface->find_image = _gw_store_sqlite_find_image;
  iface->foreach_path = _gw_store_sqlite_foreach_path;
  iface->set_file_facts = _gw_store_sqlite_set_file_facts;
  iface->count_facet = _gw_store_sqlite_count_facet;
  iface->list_classes = _gw_store_sqlite_list_classes;
  iface->save_classes = _gw_store_sqlite_save_classes;
  iface->remove_class = _gw_store_sqlite_remove_class;
  iface->is_class_used = _gw_store_sqlite_is_class_used;
  iface->list_layers = _gw_store_sqlite_list_layers;
  iface->ensure_layer = _gw_store_sqlite_ensure_layer;
  iface->count_layer = _gw_store_sqlite_count_layer;
  iface->load_objects = _gw_store_sqlite_load_objects;
  iface->load_labels = _gw_store_sqlite_load_labels;
  iface->load_absent = _gw_store_sqlite_load_absent;
  iface->list_tags = _gw_store_sqlite_list_tags;
  iface->list_people = _gw_store_sqlite_list_people;
  iface->apply_edit = _gw_store_sqlite_apply_edit;
  iface->undo = _gw_store_sqlite_undo;
  iface->redo = _gw_store_sqlite_redo;
  iface->undo_step = _gw_store_sqlite_undo_step;
  iface->redo_step = _gw_store_sqlite_redo_step;
  iface->get_history_state = _gw_store_sqlite_get_history_state;
  iface->list_history = _gw_store_sqlite_list_history;
  iface->bulk_label = _gw_store_sqlite_bulk_label;
  iface->bulk_tag = _gw_store_sqlite_bulk_tag;
  iface->bulk_split = _gw_store_sqlite_bulk_split;
  iface->bulk_trash = _gw_store_sqlite_bulk_trash;
  iface->save_draft = _gw_store_sqlite_save_draft;
  iface->load_draft = _gw_store_sqlite_load_draft;
  iface->keep_set = _gw_store_sqlite_keep_set;
  iface->check_filter = _gw_store_sqlite_check_filter;
  iface->list_unmeasured = _gw_store_sqlite_list_unmeasured;
  iface->save_measures = _gw_store_sqlite_save_measures;
  iface->foreach_measure = _gw_store_sqlite_foreach_measure;
  iface->foreach_row = _gw_store_sqlite_foreach_row;
  iface->import = _gw_store_sqlite_import;
  iface->export = _gw_store_sqlite_export;
  iface->get_head = _gw_store_sqlite_get_head;
  iface->list_attributes = _gw_store_sqlite_list_attributes;
  iface->foreach_line = _gw_store_sqlite_foreach_line;
  iface->count_accounts = _gw_store_sqlite_count_accounts;
  iface->list_accounts = _gw_store_sqlite_list_accounts;
  iface->find_account = _gw_store_sqlite_find_account;
  iface->add_account = _gw_store_sqlite_add_account;
  iface->change_account = _gw_store_sqlite_change_account;
  iface->reopen_account = _gw_store_sqlite_reopen_account;
  iface->load_credentials = _gw_store_sqlite_load_credentials;
  iface->set_password = _gw_store_sqlite_set_password;
  iface->set_second_factor = _gw_store_sqlite_set_second_factor;
  iface->note_sign_in = _gw_store_sqlite_note_sign_in;
  iface->note_failure = _gw_store_sqlite_note_failure;
  iface->use_recovery_code = _gw_store_sqlite_use_recovery_code;
  iface->make_invitation = _gw_store_sqlite_make_invitation;
  iface->find_invitation = _gw_store_sqlite_find_invitation;
  iface->redeem_invitation = _gw_store_sqlite_redeem_invitation;
  iface->list_teams = _gw_store_sqlite_list_teams;
  iface->add_team = _gw_store_sqlite_add_team;
  iface->change_team = _gw_store_sqlite_change_team;
  iface->list_audit = _gw_store_sqlite_list_audit;
  iface->note_export = _gw_store_sqlite_note_export;
  iface->check_audit = _gw_store_sqlite_check_audit;
  iface->check = _gw_store_sqlite_check;
  iface->back_up = _gw_store_sqlite_back_up;
}
