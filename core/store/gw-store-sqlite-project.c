/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <glib/gi18n-lib.h>

/* --- facts and counts --- */

static gboolean
read_facts (GwSqlite *db, GwProjectInfo **info, GError **error)
{
  static const char sql[] = "SELECT value FROM fact WHERE name = ?";
  g_autofree char *name = NULL;
  g_autofree char *nick = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *created = NULL;
  GwTask task = GW_TASK_BOXES;

  if (!_gw_sqlite_get_text (db, &name, error, sql, "t", "name")
      || !_gw_sqlite_get_text (db, &nick, error, sql, "t", "task")
      || !_gw_sqlite_get_text (db, &uuid, error, sql, "t", "uuid")
      || !_gw_sqlite_get_text (db, &created, error, sql, "t", "created"))
    return FALSE;
  if (name == NULL || nick == NULL || uuid == NULL || !gw_task_from_nick (nick, &task))
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT,
                   _ ("“%s” does not say its name and task. Open the newest back-up in “%s.backups”."), db->name,
                   db->name);
      return FALSE;
    }
  *info = gw_project_info_new (name, task);
  g_free ((*info)->uuid);
  (*info)->uuid = g_steal_pointer (&uuid);
  (*info)->created = created != NULL ? g_ascii_strtoll (created, NULL, 10) : 0;
  return TRUE;
}

static gboolean
read_counts (GwSqlite *db, GwProjectInfo *info, GError **error)
{
  static const char sum[] = "SELECT sum(n) FROM tally WHERE kind = ?";
  static const char one[] = "SELECT n FROM tally WHERE kind = ? AND key = ?";
  gint64 version = 0;

  if (!_gw_sqlite_get_int64 (db, &info->n_images, NULL, error, sum, "n", GW_TALLY_STATUS)
      || !_gw_sqlite_get_int64 (db, &info->n_objects, NULL, error, sum, "n", GW_TALLY_CLASS_OBJECTS)
      || !_gw_sqlite_get_int64 (db, &info->n_labeled, NULL, error, one, "nt", GW_TALLY_STATUS,
                                "2" /* GW_IMAGE_LABELED */)
      || !_gw_sqlite_get_int64 (db, &version, NULL, error, "PRAGMA user_version", ""))
    return FALSE;
  info->schema_version = (int) version;
  return TRUE;
}

GwProjectInfo *
_gw_store_sqlite_get_info (GwStore *store, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GwProjectInfo) info = NULL;
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return NULL;
  ok = read_facts (db, &info, error) && read_counts (db, info, error);
  _gw_store_sqlite_end_read (self, db);
  if (!ok)
    return NULL;

  g_mutex_lock (&self->state_lock);
  info->read_only = g_atomic_int_get (&self->read_only);
  if (self->read_only_code == GW_STORE_ERROR_CORRUPT)
    info->read_only_cause = GW_READ_ONLY_DAMAGED;
  else if (self->read_only_code == GW_STORE_ERROR_TOO_NEW)
    info->read_only_cause = GW_READ_ONLY_NEWER;
  g_free (info->read_only_reason);
  info->read_only_reason = g_strdup (self->read_only_reason);
  g_mutex_unlock (&self->state_lock);
  return g_steal_pointer (&info);
}

gboolean
_gw_store_sqlite_set_info (GwStore *store, const GwProjectInfo *info, GCancellable *cancellable, GError **error)
{
  static const char sql[] = "INSERT INTO fact (name, value) VALUES (?, ?)"
                            " ON CONFLICT (name) DO UPDATE SET value = excluded.value";
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db;
  gboolean ok;

  if (info->name == NULL || info->name[0] == '\0')
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("A project must have a name."));
      return FALSE;
    }
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return FALSE;
  ok = _gw_sqlite_run (db, error, sql, "tt", "name", info->name)
       && _gw_sqlite_run (db, error, sql, "tt", "task", gw_task_get_nick (info->task))
       && _gw_audit_note (store, db, GW_AUDIT_PROJECT_CHANGED, error, "name", info->name, "task",
                          gw_task_get_nick (info->task), NULL);
  return _gw_store_sqlite_commit (self, ok, GW_STORE_CHANGED_PROJECT, NULL, 0, error);
}

/* --- settings --- */

char *
_gw_store_sqlite_get_setting (GwStore *store, const char *name, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  char *value = NULL;

  if (db == NULL)
    return NULL;
  _gw_sqlite_get_text (db, &value, error, "SELECT value FROM setting WHERE name = ?", "t", name);
  _gw_store_sqlite_end_read (self, db);
  return value;
}

gboolean
_gw_store_sqlite_set_setting (GwStore *store, const char *name, const char *value, GCancellable *cancellable,
                              GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  gboolean ok;

  if (db == NULL)
    return FALSE;
  if (value == NULL)
    ok = _gw_sqlite_run (db, error, "DELETE FROM setting WHERE name = ?", "t", name);
  else
    ok = _gw_sqlite_run (db, error,
                         "INSERT INTO setting (name, value) VALUES (?, ?)"
                         " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                         "tt", name, value);
  return _gw_store_sqlite_commit (self, ok, GW_STORE_CHANGED_PROJECT, NULL, 0, error);
}
