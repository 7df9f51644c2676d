/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-backoff.h"
#include "gw-time.h"

/* --- what is signed in with --- */

static gboolean
read_credentials (GwSqlite *db, gint64 id, GwCredentials **credentials, GError **error)
{
  static const char sql[] = "SELECT password, totp_secret, totp_step, (SELECT count(*) FROM recovery_code"
                            " WHERE account_id = account.id AND used IS NULL) FROM account WHERE id = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, sql, error);
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "i", id);
  code = _gw_sqlite_step (db, statement, error);
  if (code == SQLITE_ROW)
    {
      *credentials = gw_credentials_new ();
      (*credentials)->password = _gw_sqlite_column_dup (statement, 0);
      (*credentials)->has_totp = sqlite3_column_bytes (statement, 1) == GW_ACCOUNT_TOTP_BYTES;
      if ((*credentials)->has_totp)
        memcpy ((*credentials)->totp_secret, sqlite3_column_blob (statement, 1), GW_ACCOUNT_TOTP_BYTES);
      (*credentials)->totp_step = sqlite3_column_int64 (statement, 2);
      (*credentials)->n_recovery_codes = (guint) sqlite3_column_int (statement, 3);
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

GwCredentials *
_gw_store_sqlite_load_credentials (GwStore *store, gint64 account_id, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_read (self, cancellable, error);
  GwCredentials *credentials = NULL;

  if (db == NULL)
    return NULL;
  read_credentials (db, account_id, &credentials, error);
  _gw_store_sqlite_end_read (self, db);
  return credentials;
}

/* --- changing it --- */

static GwAccount *
find_changeable (GwStore *store, GwSqlite *db, gint64 id, GwActing *acting, GError **error)
{
  g_autoptr (GwAccount) account = NULL;

  if (!_gw_acting_read (acting, store, db, error))
    return NULL;
  account = _gw_account_require (db, id, error);
  if (account == NULL || ((acting->id == 0 || acting->id != id) && !_gw_acting_may_change (acting, account, error)))
    return NULL;
  return g_steal_pointer (&account);
}

static gboolean
set_password (GwStore *store, GwSqlite *db, gint64 id, const char *password, GError **error)
{
  g_auto (GwActing) acting = GW_ACTING_INIT;
  g_autoptr (GwAccount) account = find_changeable (store, db, id, &acting, error);

  return account != NULL
         && _gw_sqlite_run (db, error,
                            "UPDATE account SET password = ?, failures = 0, failed_at = 0,"
                            " state = iif (state = 0, 1, state) WHERE id = ?",
                            "ti", password, id)
         && _gw_sqlite_run (db, error, "DELETE FROM invitation WHERE account_id = ? AND used IS NULL", "i", id)
         && _gw_audit_add (db, acting.name, GW_AUDIT_PASSWORD_SET, error, "account", account->name, NULL);
}

gboolean
_gw_store_sqlite_set_password (GwStore *store, gint64 account_id, const char *password, GCancellable *cancellable,
                               GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db;

  if (!_gw_password_check (password, error))
    return FALSE;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  return db != NULL
         && _gw_store_sqlite_commit (self, set_password (store, db, account_id, password, error),
                                     GW_STORE_CHANGED_PEOPLE, NULL, 0, error);
}

static gboolean
write_codes (GwSqlite *db, gint64 id, const char *const *codes, GError **error)
{
  guint8 sha256[32];

  if (!_gw_sqlite_run (db, error, "DELETE FROM recovery_code WHERE account_id = ?", "i", id))
    return FALSE;
  for (gsize i = 0; codes != NULL && codes[i] != NULL; i++)
    if (!_gw_code_read (codes[i], sha256, error)
        || !_gw_sqlite_run (db, error, "INSERT INTO recovery_code (account_id, sha256) VALUES (?, ?)", "ib", id, sha256,
                            (int) sizeof sha256))
      return FALSE;
  return TRUE;
}

static gboolean
set_second_factor (GwStore *store, GwSqlite *db, gint64 id, const guint8 *secret, const char *const *codes,
                   GError **error)
{
  g_auto (GwActing) acting = GW_ACTING_INIT;
  g_autoptr (GwAccount) account = find_changeable (store, db, id, &acting, error);

  if (account == NULL)
    return FALSE;
  /* Nobody else may know it. */
  if (secret != NULL && acting.id != id)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED,
                           _ ("A second factor can be set up only by the person of the account."));
      return FALSE;
    }
  return _gw_sqlite_run (db, error, "UPDATE account SET totp_secret = ?, totp_step = -1 WHERE id = ?", "bi", secret,
                         secret != NULL ? GW_ACCOUNT_TOTP_BYTES : 0, id)
         && write_codes (db, id, codes, error)
         && _gw_audit_add (db, acting.name, GW_AUDIT_SECOND_FACTOR_SET, error, "account", account->name, "is",
                           secret != NULL ? "on" : "off", NULL);
}

gboolean
_gw_store_sqlite_set_second_factor (GwStore *store, gint64 account_id, const guint8 *secret, const char *const *codes,
                                    GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);

  return db != NULL
         && _gw_store_sqlite_commit (self, set_second_factor (store, db, account_id, secret, codes, error),
                                     GW_STORE_CHANGED_PEOPLE, NULL, 0, error);
}

/* --- signing in --- */

/* An account that others have disabled or tried too often since its person was asked for the password. */
static GwAccount *
find_open (GwSqlite *db, gint64 id, GError **error)
{
  g_autoptr (GwAccount) account = _gw_account_require (db, id, error);

  if (account == NULL)
    return NULL;
  if (account->state != GW_ACCOUNT_ACTIVE)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED,
                           _ ("This account cannot sign in. Ask a manager of the project."));
      return NULL;
    }
  if (gw_backoff_is_closed (account->n_failures))
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED,
                           _ ("This account is closed, because its password was wrong too often. "
                              "Ask a manager of the project to open it."));
      return NULL;
    }
  return g_steal_pointer (&account);
}

static gboolean
take_step (GwSqlite *db, gint64 id, gint64 step, GError **error)
{
  if (step < 0)
    return TRUE;
  if (!_gw_sqlite_run (db, error, "UPDATE account SET totp_step = ?1 WHERE id = ?2 AND totp_step < ?1", "ii", step, id))
    return FALSE;
  if (sqlite3_changes (db->db) == 1)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED,
                       _ ("This code has been used. Wait for the next one."));
  return FALSE;
}

static gboolean
note_sign_in (GwSqlite *db, gint64 id, gint64 step, GError **error)
{
  g_autoptr (GwAccount) account = find_open (db, id, error);

  return account != NULL && take_step (db, id, step, error)
         && _gw_sqlite_run (db, error, "UPDATE account SET failures = 0, failed_at = 0, last_seen = ? WHERE id = ?",
                            "ii", gw_time_now (), id)
         && _gw_audit_add (db, account->name, GW_AUDIT_SIGN_IN, error, "account", account->name, "code",
                           step >= 0 ? "yes" : NULL, NULL);
}

gboolean
_gw_store_sqlite_note_sign_in (GwStore *store, gint64 account_id, gint64 totp_step, GCancellable *cancellable,
                               GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);

  return db != NULL
         && _gw_store_sqlite_commit (self, note_sign_in (db, account_id, totp_step, error), GW_STORE_CHANGED_PEOPLE,
                                     NULL, 0, error);
}

/* Who it was that failed is not known: the row is the account's. */
static gboolean
note_failure (GwSqlite *db, gint64 id, guint *n_failures, GError **error)
{
  g_autoptr (GwAccount) account = _gw_account_require (db, id, error);
  g_autofree char *number = NULL;

  if (account == NULL)
    return FALSE;
  *n_failures = MIN (account->n_failures, G_MAXINT - 1) + 1;
  number = g_strdup_printf ("%u", *n_failures);
  return _gw_sqlite_run (db, error, "UPDATE account SET failures = ?, failed_at = ? WHERE id = ?", "nii",
                         (int) *n_failures, gw_time_now (), id)
         && _gw_audit_add (db, account->name, GW_AUDIT_SIGN_IN_REFUSED, error, "account", account->name, "failures",
                           number, NULL);
}

gboolean
_gw_store_sqlite_note_failure (GwStore *store, gint64 account_id, guint *n_failures, GCancellable *cancellable,
                               GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  GwSqlite *db = _gw_store_sqlite_begin_write (self, cancellable, error);
  guint n = 0;

  if (db == NULL
      || !_gw_store_sqlite_commit (self, note_failure (db, account_id, &n, error), GW_STORE_CHANGED_PEOPLE, NULL, 0,
                                   error))
    return FALSE;
  if (n_failures != NULL)
    *n_failures = n;
  return TRUE;
}

static gboolean
use_code (GwSqlite *db, gint64 id, const guint8 *sha256, gboolean *used, GError **error)
{
  g_autoptr (GwAccount) account = find_open (db, id, error);

  if (account == NULL
      || !_gw_sqlite_run (db, error,
                          "UPDATE recovery_code SET used = ? WHERE account_id = ? AND sha256 = ? AND used IS NULL",
                          "iib", gw_time_now (), id, sha256, 32))
    return FALSE;
  *used = sqlite3_changes (db->db) == 1;
  return !*used
         || _gw_audit_add (db, account->name, GW_AUDIT_RECOVERY_CODE_USED, error, "account", account->name, NULL);
}

gboolean
_gw_store_sqlite_use_recovery_code (GwStore *store, gint64 account_id, const char *code, gboolean *used,
                                    GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  guint8 sha256[32];
  gboolean done = FALSE;
  GwSqlite *db;

  if (!_gw_code_read (code, sha256, error))
    return FALSE;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL
      || !_gw_store_sqlite_commit (self, use_code (db, account_id, sha256, &done, error), GW_STORE_CHANGED_PEOPLE, NULL,
                                   0, error))
    return FALSE;
  *used = done;
  return TRUE;
}
