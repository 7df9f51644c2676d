/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "gw-name.h"
#include "gw-time.h"

static gboolean
refuse (GError **error, GwStoreErrorCode code, const char *sentence)
{
  g_set_error_literal (error, GW_STORE_ERROR, (int) code, sentence);
  return FALSE;
}

/* --- asking --- */

static gboolean
count (GwSqlite *db, gint64 *n, GError **error)
{
  return _gw_sqlite_get_int64 (db, n, NULL, error, "SELECT count(*) FROM account WHERE state <> 3", "");
}

gint64
_gw_store_sqlite_count_accounts (GwStore *store, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  gint64 n = 0;
  gboolean ok;

  if (db == NULL)
    return -1;
  ok = count (db, &n, error);
  _gw_store_sqlite_end_read (self, db);
  return ok ? n : -1;
}

static GPtrArray *
read_all (GwSqlite *db, GError **error)
{
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_account_free);
  sqlite3_stmt *statement = _gw_sqlite_prepare (
      db, "SELECT " GW_ACCOUNT_COLUMNS " FROM account ORDER BY state = 3, name_key, id", error);
  int code;

  if (statement == NULL)
    return NULL;
  while ((code = _gw_sqlite_step (db, statement, error)) == SQLITE_ROW)
    g_ptr_array_add (accounts, _gw_row_to_account (statement));
  sqlite3_reset (statement);
  return code == SQLITE_DONE ? g_steal_pointer (&accounts) : NULL;
}

GPtrArray *
_gw_store_sqlite_list_accounts (GwStore *store, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  g_auto (GwActing) acting = GW_ACTING_INIT;
  GPtrArray *accounts = NULL;

  if (db == NULL)
    return NULL;
  if (_gw_acting_read (&acting, store, db, error) && _gw_acting_may (&acting, GW_PERMISSION_MANAGE_PEOPLE, error))
    accounts = read_all (db, error);
  _gw_store_sqlite_end_read (self, db);
  return accounts;
}

/* id stays 0 where nobody has the name. */
static gboolean
find_name (GwSqlite *db, const char *name, gint64 *id, GError **error)
{
  g_autofree char *clean = gw_name_clean (name, NULL);
  g_autofree char *key = clean != NULL ? gw_name_make_key (clean) : NULL;

  *id = 0;
  return key == NULL
         || _gw_sqlite_get_int64 (db, id, NULL, error, "SELECT id FROM account WHERE name_key = ?", "t", key);
}

GwAccount *
_gw_store_sqlite_find_account (GwStore *store, const char *name, gint64 id, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  GwAccount *account = NULL;

  if (db == NULL)
    return NULL;
  if (name == NULL || find_name (db, name, &id, error))
    account = _gw_account_read (db, id, error);
  _gw_store_sqlite_end_read (self, db);
  return account;
}

/* --- adding --- */

static gboolean
check_texts (const GwAccount *account, GError **error)
{
  if ((account->roles & ~GW_ROLES_ALL) != 0 || (account->issuer == NULL) != (account->subject == NULL))
    return refuse (error, GW_STORE_ERROR_INVALID, _ ("The account contradicts itself."));
  return _gw_text_check (account->display_name, error) && _gw_text_check (account->email, error)
         && _gw_text_check (account->issuer, error) && _gw_text_check (account->subject, error);
}

static gboolean
check_free (GwSqlite *db, const GwAccount *account, const char *name, GError **error)
{
  gint64 id = 0, taken = 0;

  if (!find_name (db, name, &id, error)
      || !_gw_sqlite_get_int64 (db, &taken, NULL, error, "SELECT id FROM account WHERE issuer = ? AND subject = ?",
                                "tt", account->issuer, account->subject))
    return FALSE;
  if (id != 0)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                   _ ("There is an account “%s” already. Choose another name."), name);
      return FALSE;
    }
  if (taken != 0)
    return refuse (error, GW_STORE_ERROR_CONFLICT,
                   _ ("Somebody in the project has the same identity of the organization already."));
  return TRUE;
}

/* The first account keeps the project from being closed to everybody. */
static gboolean
settle_roles (GwSqlite *db, const GwActing *acting, const GwAccount *account, const char *password, GwRoles *roles,
              GError **error)
{
  gint64 n = 0;

  if (!count (db, &n, error))
    return FALSE;
  *roles = account->roles;
  if (n > 0)
    return _gw_acting_may_give (acting, *roles, error);
  *roles |= GW_ROLE_MANAGER | GW_ROLE_OWNER;
  return password != NULL
         || refuse (error, GW_STORE_ERROR_INVALID, _ ("The first account of a project must have a password."));
}

static gint64
insert (GwSqlite *db, const GwAccount *account, const char *name, GwRoles roles, const char *password, GError **error)
{
  static const char sql[] =
      "INSERT INTO account (name, name_key, display_name, email, state, roles, totp_required, password, created, issuer,"
      " subject) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  g_autofree char *key = gw_name_make_key (name);
  const gboolean can_sign_in = password != NULL || account->issuer != NULL;

  if (!_gw_sqlite_run (db, error, sql, "ttttnnntitt", name, key,
                       account->display_name != NULL ? account->display_name : "", account->email,
                       (int) (can_sign_in ? GW_ACCOUNT_ACTIVE : GW_ACCOUNT_INVITED), (int) roles,
                       account->totp_required ? 1 : 0, password, gw_time_now (), account->issuer, account->subject))
    return -1;
  return sqlite3_last_insert_rowid (db->db);
}

static gint64
add (GwStore *store, GwSqlite *db, const GwAccount *account, const char *name, const char *password, GError **error)
{
  g_auto (GwActing) acting = GW_ACTING_INIT;
  g_autofree char *text = NULL;
  GwRoles roles = 0;
  gint64 id;

  if (!_gw_acting_read (&acting, store, db, error) || !settle_roles (db, &acting, account, password, &roles, error)
      || !check_free (db, account, name, error))
    return -1;
  id = insert (db, account, name, roles, password, error);
  text = gw_roles_to_text (roles);
  if (id < 0
      || !_gw_audit_add (db, acting.name, GW_AUDIT_ACCOUNT_ADDED, error, "account", name, "roles", text, "issuer",
                         account->issuer, NULL))
    return -1;
  return id;
}

gint64
_gw_store_sqlite_add_account (GwStore *store, const GwAccount *account, const char *password, GCancellable *cancellable,
                              GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autofree char *name = _gw_name_clean (account->name, error);
  GwSqlite *db;
  gint64 id;

  if (name == NULL || !check_texts (account, error) || (password != NULL && !_gw_password_check (password, error)))
    return -1;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return -1;
  id = add (store, db, account, name, password, error);
  return _gw_store_sqlite_commit (self, id > 0, GW_STORE_CHANGED_PEOPLE, NULL, 0, error) ? id : -1;
}

/* --- changing: what may be --- */

static gboolean
can_sign_in (GwSqlite *db, gint64 id, gboolean *can, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (db, &n, NULL, error,
                             "SELECT password IS NOT NULL OR issuer IS NOT NULL FROM account WHERE id = ?", "i", id))
    return FALSE;
  *can = n != 0;
  return TRUE;
}

static gboolean
settle_state (GwSqlite *db, const GwAccount *old, GwAccountState wanted, GwAccountState *state, GError **error)
{
  gboolean can = FALSE;

  *state = wanted;
  if (wanted == old->state)
    return TRUE;
  if (old->state == GW_ACCOUNT_DISABLED && wanted != GW_ACCOUNT_ERASED)
    {
      if (!can_sign_in (db, old->id, &can, error))
        return FALSE;
      *state = can ? GW_ACCOUNT_ACTIVE : GW_ACCOUNT_INVITED;
      return TRUE;
    }
  if (wanted == GW_ACCOUNT_DISABLED || old->state == GW_ACCOUNT_DISABLED)
    return TRUE;
  return refuse (error, GW_STORE_ERROR_INVALID,
                 wanted == GW_ACCOUNT_ERASED ? _ ("Only an account that is disabled can be erased.")
                                             : _ ("An account becomes active when its person chooses a password."));
}

static gboolean
check_change (const GwActing *acting, const GwAccount *old, const GwAccount *account, GError **error)
{
  if (acting->id == 0 || acting->id != old->id)
    return _gw_acting_may_change (acting, old, error)
           && _gw_acting_may_give (acting, old->roles ^ account->roles, error);
  if (old->roles != account->roles || old->state != account->state || old->totp_required != account->totp_required)
    return refuse (error, GW_STORE_ERROR_DENIED,
                   _ ("One’s own roles and state cannot be changed. Ask another manager or owner."));
  return TRUE;
}

/* Whoever has the role and was the last who could use it. */
static gboolean
keeps_one (GwSqlite *db, const GwAccount *old, GwRoles role, const char *sentence, GError **error)
{
  gint64 n = 0;

  if (old->state != GW_ACCOUNT_ACTIVE || (old->roles & role) == 0)
    return TRUE;
  if (!_gw_sqlite_get_int64 (db, &n, NULL, error, "SELECT count(*) FROM account WHERE state = 1 AND roles & ? <> 0",
                             "n", (int) role))
    return FALSE;
  return n > 0 || refuse (error, GW_STORE_ERROR_DENIED, sentence);
}

/* --- changing: what is written --- */

static gboolean
write_audit (GwSqlite *db, const GwActing *acting, const GwAccount *old, const GwAccount *account, GwAccountState state,
             GError **error)
{
  static const char *const actions[] = {
    [GW_ACCOUNT_INVITED] = GW_AUDIT_ACCOUNT_ENABLED,
    [GW_ACCOUNT_ACTIVE] = GW_AUDIT_ACCOUNT_ENABLED,
    [GW_ACCOUNT_DISABLED] = GW_AUDIT_ACCOUNT_DISABLED,
    [GW_ACCOUNT_ERASED] = GW_AUDIT_ACCOUNT_ERASED,
  };
  g_autofree char *before = gw_roles_to_text (old->roles);
  g_autofree char *after = gw_roles_to_text (account->roles);
  g_autofree char *id = g_strdup_printf ("%" PRId64, old->id);

  if (old->roles != account->roles
      && !_gw_audit_add (db, acting->name, GW_AUDIT_ROLES_CHANGED, error, "account", old->name, "before", before,
                         "after", after, NULL))
    return FALSE;
  /* The log keeps names that were in it; it needs no further one. */
  return old->state == state
         || _gw_audit_add (db, acting->name, actions[state], error, "account",
                           state == GW_ACCOUNT_ERASED ? NULL : old->name, "id", id, NULL);
}

/* The key is one that no name has. */
static gboolean
erase (GwSqlite *db, gint64 id, GError **error)
{
  g_autofree char *name = g_strdup_printf ("erased-%" PRId64, id);
  g_autofree char *key = g_strdup_printf ("\x01%" PRId64, id);

  return _gw_sqlite_run (db, error,
                         "UPDATE account SET name = ?, name_key = ?, display_name = '', email = NULL, password = NULL,"
                         " totp_secret = NULL, issuer = NULL, subject = NULL WHERE id = ?",
                         "tti", name, key, id)
         && _gw_sqlite_run (db, error, "DELETE FROM recovery_code WHERE account_id = ?", "i", id)
         && _gw_sqlite_run (db, error, "DELETE FROM team_member WHERE account_id = ?", "i", id);
}

static gboolean
write_row (GwSqlite *db, const GwAccount *account, GwAccountState state, GError **error)
{
  const gboolean stays = state == GW_ACCOUNT_ACTIVE || state == GW_ACCOUNT_INVITED;

  return _gw_sqlite_run (db, error,
                         "UPDATE account SET display_name = ?, email = ?, roles = ?, state = ?, totp_required = ?"
                         " WHERE id = ?",
                         "ttnnni", account->display_name != NULL ? account->display_name : "", account->email,
                         (int) account->roles, (int) state, account->totp_required ? 1 : 0, account->id)
         && (stays || _gw_sqlite_run (db, error, "DELETE FROM invitation WHERE account_id = ?", "i", account->id))
         && (state != GW_ACCOUNT_ERASED || erase (db, account->id, error));
}

static gboolean
change (GwStore *store, GwSqlite *db, const GwAccount *account, GError **error)
{
  g_auto (GwActing) acting = GW_ACTING_INIT;
  g_autoptr (GwAccount) old = NULL;
  GwAccountState state = GW_ACCOUNT_DISABLED;

  if (!_gw_acting_read (&acting, store, db, error))
    return FALSE;
  old = _gw_account_require (db, account->id, error);
  return old != NULL && check_change (&acting, old, account, error)
         && settle_state (db, old, account->state, &state, error) && write_row (db, account, state, error)
         && keeps_one (db, old, GW_ROLE_MANAGER,
                       _ ("The last manager of a project stays. Make another person a manager first."), error)
         && keeps_one (db, old, GW_ROLE_OWNER, _ ("The last owner stays. Make another person an owner first."), error)
         && write_audit (db, &acting, old, account, state, error);
}

gboolean
_gw_store_sqlite_change_account (GwStore *store, const GwAccount *account, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db;

  if (!check_texts (account, error))
    return FALSE;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  return db != NULL
         && _gw_store_sqlite_commit (self, change (store, db, account, error), GW_STORE_CHANGED_PEOPLE, NULL, 0, error);
}

static gboolean
reopen (GwStore *store, GwSqlite *db, gint64 id, GError **error)
{
  g_auto (GwActing) acting = GW_ACTING_INIT;
  g_autoptr (GwAccount) account = NULL;

  if (!_gw_acting_read (&acting, store, db, error))
    return FALSE;
  account = _gw_account_require (db, id, error);
  return account != NULL && _gw_acting_may_change (&acting, account, error)
         && _gw_sqlite_run (db, error, "UPDATE account SET failures = 0, failed_at = 0 WHERE id = ?", "i", id)
         && _gw_audit_add (db, acting.name, GW_AUDIT_ACCOUNT_REOPENED, error, "account", account->name, NULL);
}

gboolean
_gw_store_sqlite_reopen_account (GwStore *store, gint64 account_id, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);

  return db != NULL
         && _gw_store_sqlite_commit (self, reopen (store, db, account_id, error), GW_STORE_CHANGED_PEOPLE, NULL, 0,
                                     error);
}
