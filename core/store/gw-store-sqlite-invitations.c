/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <glib/gi18n-lib.h>

#include "gw-time.h"

#define HASH_BYTES 32

/* --- making --- */

static gboolean
check_invitable (const GwAccount *account, GError **error)
{
  if (account->state != GW_ACCOUNT_DISABLED && account->issuer == NULL)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                       account->issuer != NULL ? _ ("An account that an organization signs in needs no invitation.")
                                               : _ ("The account is disabled. Enable it before inviting its person."));
  return FALSE;
}

static gboolean
make (GwStore *store, GwSqlite *db, gint64 id, const guint8 *sha256, gint64 expires, GError **error)
{
  g_auto (GwActing) acting = GW_ACTING_INIT;
  g_autoptr (GwAccount) account = NULL;
  g_autofree char *until = gw_time_format (expires);

  if (!_gw_acting_read (&acting, store, db, error))
    return FALSE;
  account = _gw_account_require (db, id, error);
  return account != NULL && _gw_acting_may_change (&acting, account, error) && check_invitable (account, error)
         && _gw_sqlite_run (db, error, "DELETE FROM invitation WHERE account_id = ? AND used IS NULL", "i", id)
         && _gw_sqlite_run (db, error,
                            "INSERT INTO invitation (sha256, account_id, created, expires) VALUES (?, ?, ?, ?)", "biii",
                            sha256, HASH_BYTES, id, gw_time_now (), expires)
         && _gw_audit_add (db, acting.name, GW_AUDIT_INVITATION_MADE, error, "account", account->name, "until", until,
                           NULL);
}

gboolean
_gw_store_sqlite_make_invitation (GwStore *store, gint64 account_id, const char *code, gint64 expires,
                                  GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  guint8 sha256[HASH_BYTES];
  GwSqlite *db;

  if (!_gw_code_read (code, sha256, error))
    return FALSE;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  return db != NULL
         && _gw_store_sqlite_commit (self, make (store, db, account_id, sha256, expires, error),
                                     GW_STORE_CHANGED_PEOPLE, NULL, 0, error);
}

/* --- using --- */

/* One whose clock is before the invitation's is not let wait for it. */
static GwAccount *
find (GwSqlite *db, const guint8 *sha256, GError **error)
{
  static const char sql[] = "SELECT " GW_ACCOUNT_COLUMNS " FROM invitation JOIN account ON account.id = account_id"
                            " WHERE sha256 = ? AND used IS NULL AND expires > ? AND state IN (0, 1) AND account.id > 0";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  GwAccount *account = NULL;

  if (statement == NULL)
    return NULL;
  _gw_sqlite_bind (statement, "bi", sha256, HASH_BYTES, gw_time_now ());
  if (_gw_sqlite_step (db, statement, error) == SQLITE_ROW)
    account = _gw_row_to_account (statement);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return account;
}

GwAccount *
_gw_store_sqlite_find_invitation (GwStore *store, const char *code, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwAccount *account = NULL;
  guint8 sha256[HASH_BYTES];
  GwSqlite *db;

  if (!_gw_code_read (code, sha256, error))
    return NULL;
  db = _gw_store_sqlite_begin_read (self, cancellable, error);
  if (db == NULL)
    return NULL;
  account = find (db, sha256, error);
  _gw_store_sqlite_end_read (self, db);
  return account;
}

static gint64
redeem (GwSqlite *db, const guint8 *sha256, const char *password, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwAccount) account = find (db, sha256, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return -1;
    }
  if (account == NULL)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED,
                           _ ("This invitation is not good, or not any more. Ask a manager for another one."));
      return -1;
    }
  if (!_gw_sqlite_run (db, error, "UPDATE invitation SET used = ? WHERE sha256 = ?", "ib", gw_time_now (), sha256,
                       HASH_BYTES)
      || !_gw_sqlite_run (db, error,
                          "UPDATE account SET password = ?, state = 1, failures = 0, failed_at = 0 WHERE id = ?", "ti",
                          password, account->id)
      || !_gw_audit_add (db, account->name, GW_AUDIT_INVITATION_USED, error, "account", account->name, NULL))
    return -1;
  return account->id;
}

gint64
_gw_store_sqlite_redeem_invitation (GwStore *store, const char *code, const char *password, GCancellable *cancellable,
                                    GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  guint8 sha256[HASH_BYTES];
  GwSqlite *db;
  gint64 id;

  if (!_gw_code_read (code, sha256, error) || !_gw_password_check (password, error))
    return -1;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return -1;
  id = redeem (db, sha256, password, error);
  return _gw_store_sqlite_commit (self, id > 0, GW_STORE_CHANGED_PEOPLE, NULL, 0, error) ? id : -1;
}
