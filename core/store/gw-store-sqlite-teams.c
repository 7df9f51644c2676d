/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-name.h"
#include "gw-time.h"

/* --- asking --- */

static gboolean
read_rows (GwSqlite *db, GPtrArray *teams, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT id, name, description, created, archived FROM team ORDER BY name_key, id", error);
  int code;

  if (statement == NULL)
    return FALSE;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (statement, 1);
      const char *description = (const char *) sqlite3_column_text (statement, 2);
      GwTeam *team = gw_team_new (name != NULL ? name : "");

      team->id = sqlite3_column_int64 (statement, 0);
      g_free (team->description);
      team->description = g_strdup (description != NULL ? description : "");
      team->created = sqlite3_column_int64 (statement, 3);
      team->archived = sqlite3_column_int (statement, 4) != 0;
      g_ptr_array_add (teams, team);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
read_members (GwSqlite *db, GwTeam *team, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT account_id FROM team_member WHERE team_id = ? ORDER BY account_id", error);
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "i", team->id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (team->member_ids, id);
    }
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

static gboolean
read_groups (GwSqlite *db, GwTeam *team, GError **error)
{
  g_autoptr (GStrvBuilder) groups = g_strv_builder_new ();
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT name FROM team_group WHERE team_id = ? ORDER BY name",
                                                error);
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "i", team->id);
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    g_strv_builder_add (groups, (const char *) sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  g_strfreev (team->groups);
  team->groups = g_strv_builder_end (groups);
  return code == SQLITE_DONE;
}

static gboolean
read_teams (GwSqlite *db, GPtrArray *teams, GError **error)
{
  if (!read_rows (db, teams, error))
    return FALSE;
  for (guint i = 0; i < teams->len; i++)
    if (!read_members (db, g_ptr_array_index (teams, i), error)
        || !read_groups (db, g_ptr_array_index (teams, i), error))
      return FALSE;
  return TRUE;
}

GPtrArray *
_gw_store_sqlite_list_teams (GwStore *store, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GPtrArray) teams = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_team_free);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  g_auto (GwActing) acting = GW_ACTING_INIT;
  gboolean ok;

  if (db == NULL)
    return NULL;
  ok = _gw_acting_read (&acting, store, db, error) && _gw_acting_may (&acting, GW_PERMISSION_SEE_PROJECT, error)
       && read_teams (db, teams, error);
  _gw_store_sqlite_end_read (self, db);
  return ok ? g_steal_pointer (&teams) : NULL;
}

/* --- writing --- */

static gboolean
check_free (GwSqlite *db, gint64 id, const char *name, const char *key, GError **error)
{
  gint64 other = 0;

  if (!_gw_sqlite_get_int64 (db, &other, NULL, error, "SELECT id FROM team WHERE name_key = ? AND id <> ?", "ti", key,
                             id))
    return FALSE;
  if (other == 0)
    return TRUE;
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT, _ ("There is a team “%s” already. Choose another name."),
               name);
  return FALSE;
}

/* An organisation's groups are told as it tells them. */
static gboolean
write_groups (GwSqlite *db, gint64 id, const char *const *groups, GError **error)
{
  if (!_gw_sqlite_run (db, error, "DELETE FROM team_group WHERE team_id = ?", "i", id))
    return FALSE;
  for (gsize i = 0; groups != NULL && groups[i] != NULL; i++)
    if (!_gw_text_check (groups[i], error)
        || !_gw_sqlite_run (db, error, "INSERT INTO team_group (team_id, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                            "it", id, groups[i]))
      return FALSE;
  return TRUE;
}

static gboolean
write_members (GwSqlite *db, gint64 id, const GArray *members, GError **error)
{
  if (!_gw_sqlite_run (db, error, "DELETE FROM team_member WHERE team_id = ?", "i", id))
    return FALSE;
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      g_autoptr (GwAccount) account = _gw_account_require (db, g_array_index (members, gint64, i), error);

      if (account == NULL
          || !_gw_sqlite_run (db, error,
                              "INSERT INTO team_member (team_id, account_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                              "ii", id, account->id))
        return FALSE;
    }
  return TRUE;
}

static gint64
write_row (GwSqlite *db, const GwTeam *team, const char *name, const char *key, GError **error)
{
  const char *description = team->description != NULL ? team->description : "";

  if (team->id == 0)
    return _gw_sqlite_run (db, error,
                           "INSERT INTO team (name, name_key, description, created, archived) VALUES (?, ?, ?, ?, ?)",
                           "tttin", name, key, description, gw_time_now (), team->archived ? 1 : 0)
               ? sqlite3_last_insert_rowid (db->db)
               : -1;
  if (!_gw_sqlite_run (db, error, "UPDATE team SET name = ?, name_key = ?, description = ?, archived = ? WHERE id = ?",
                       "tttni", name, key, description, team->archived ? 1 : 0, team->id))
    return -1;
  if (sqlite3_changes (db->db) == 1)
    return team->id;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT, _ ("The team is not in the project any more."));
  return -1;
}

static gboolean
write_audit (GwSqlite *db, const GwActing *acting, const GwTeam *team, gint64 id, const char *name, GError **error)
{
  g_autoptr (GwTeam) written = gw_team_new (name);
  g_autoptr (GString) members = g_string_new (NULL);

  written->id = id;
  if (!read_members (db, written, error))
    return FALSE;
  for (guint i = 0; i < written->member_ids->len; i++)
    g_string_append_printf (members, "%s%" PRId64, i > 0 ? "," : "", g_array_index (written->member_ids, gint64, i));
  return _gw_audit_add (db, acting->name, team->id == 0 ? GW_AUDIT_TEAM_ADDED : GW_AUDIT_TEAM_CHANGED, error, "team",
                        name, "members", members->str, "archived", team->archived ? "yes" : NULL, NULL);
}

static gint64
save (GwStore *store, GwSqlite *db, const GwTeam *team, const char *name, GError **error)
{
  g_auto (GwActing) acting = GW_ACTING_INIT;
  g_autofree char *key = gw_name_make_key (name);
  gint64 id;

  if (!_gw_acting_read (&acting, store, db, error) || !_gw_acting_may (&acting, GW_PERMISSION_MANAGE_PEOPLE, error)
      || !check_free (db, team->id, name, key, error))
    return -1;
  id = write_row (db, team, name, key, error);
  if (id < 0 || !write_members (db, id, team->member_ids, error)
      || !write_groups (db, id, (const char *const *) team->groups, error)
      || !write_audit (db, &acting, team, id, name, error))
    return -1;
  return id;
}

static gint64
begin_and_save (GwStore *store, const GwTeam *team, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *name = _gw_name_clean (team->name, error);
  GwSqlite *db;
  gint64 id;

  if (name == NULL || !_gw_text_check (team->description, error))
    return -1;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return -1;
  id = save (store, db, team, name, error);
  return _gw_store_sqlite_commit (self, id > 0, GW_STORE_CHANGED_PEOPLE, NULL, 0, error) ? id : -1;
}

gint64
_gw_store_sqlite_add_team (GwStore *store, const GwTeam *team, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwTeam) added = gw_team_copy (team);

  added->id = 0;
  return begin_and_save (store, added, cancellable, error);
}

gboolean
_gw_store_sqlite_change_team (GwStore *store, const GwTeam *team, GCancellable *cancellable, GError **error)
{
  if (team->id <= 0)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                           _ ("The team is not in the project any more."));
      return FALSE;
    }
  return begin_and_save (store, team, cancellable, error) > 0;
}
