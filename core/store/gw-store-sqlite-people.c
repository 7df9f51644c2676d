/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-people-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-hash.h"
#include "gw-limits.h"
#include "gw-name.h"

/* --- who acts --- */

static gboolean
read_account (GwActing *self, gint64 id, GwSqlite *db, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwAccount) account = _gw_account_read (db, id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (account == NULL || account->state != GW_ACCOUNT_ACTIVE)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED,
                           _ ("Your account is not active any more. Ask a manager of the project."));
      return FALSE;
    }
  self->id = id;
  self->name = g_strdup (account->name);
  self->roles = account->roles;
  return TRUE;
}

gboolean
_gw_acting_read (GwActing *self, GwStore *store, GwSqlite *db, GError **error)
{
  g_autoptr (GwActor) actor = gw_store_ref_actor (store);
  gint64 id = gw_actor_get_account_id (actor);

  if (id != 0)
    return read_account (self, id, db, error);
  self->name = g_strdup (gw_actor_get_name (actor));
  self->roles = gw_actor_get_roles (actor);
  return TRUE;
}

void
_gw_acting_clear (GwActing *self)
{
  g_clear_pointer (&self->name, g_free);
}

gboolean
_gw_acting_may (const GwActing *self, GwPermission permission, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (gw_permission_check (permission, self->roles, &refusal))
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED, refusal->message);
  return FALSE;
}

gboolean
_gw_acting_may_give (const GwActing *self, GwRoles roles, GError **error)
{
  return _gw_acting_may (self, GW_PERMISSION_MANAGE_PEOPLE, error)
         && ((roles & ~gw_roles_get_givable (self->roles)) == 0
             || _gw_acting_may (self, GW_PERMISSION_MANAGE_MANAGERS, error));
}

gboolean
_gw_acting_may_change (const GwActing *self, const GwAccount *account, GError **error)
{
  return _gw_acting_may_give (self, account->roles, error);
}

/* --- rows --- */

GwAccount *
_gw_row_to_account (sqlite3_stmt *statement)
{
  const char *name = (const char *) sqlite3_column_text (statement, 1);
  GwAccount *account = gw_account_new (name != NULL ? name : "",
                                       (GwRoles) (sqlite3_column_int (statement, 5) & GW_ROLES_ALL));

  account->id = sqlite3_column_int64 (statement, 0);
  gw_account_set_text (&account->display_name, (const char *) sqlite3_column_text (statement, 2));
  account->email = _gw_sqlite_column_dup (statement, 3);
  account->state = (GwAccountState) CLAMP (sqlite3_column_int (statement, 4), GW_ACCOUNT_INVITED, GW_ACCOUNT_ERASED);
  account->totp_required = sqlite3_column_int (statement, 6) != 0;
  account->has_totp = sqlite3_column_int (statement, 7) != 0;
  account->n_failures = (guint) CLAMP (sqlite3_column_int64 (statement, 8), 0, G_MAXINT);
  account->failed_at = sqlite3_column_int64 (statement, 9);
  account->created = sqlite3_column_int64 (statement, 10);
  account->last_seen = sqlite3_column_int64 (statement, 11);
  account->issuer = _gw_sqlite_column_dup (statement, 12);
  account->subject = _gw_sqlite_column_dup (statement, 13);
  return account;
}

GwAccount *
_gw_account_read (GwSqlite *db, gint64 id, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT " GW_ACCOUNT_COLUMNS " FROM account WHERE id = ?", error);
  GwAccount *account = NULL;

  if (statement == NULL)
    return NULL;
  _gw_sqlite_bind (statement, "i", id);
  if (_gw_sqlite_step (db, statement, error) == SQLITE_ROW)
    account = _gw_row_to_account (statement);
  sqlite3_reset (statement);
  return account;
}

GwAccount *
_gw_account_require (GwSqlite *db, gint64 id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (GwAccount) account = _gw_account_read (db, id, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  if (account == NULL || account->state == GW_ACCOUNT_ERASED)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                           _ ("The account is not in the project any more."));
      return NULL;
    }
  return g_steal_pointer (&account);
}

/* --- what is given --- */

char *
_gw_name_clean (const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *clean = gw_name_clean (name, &reason);

  if (clean == NULL)
    g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, reason->message);
  return clean;
}

gboolean
_gw_text_check (const char *text, GError **error)
{
  if (text == NULL || (g_utf8_validate (text, -1, NULL) && strlen (text) <= gw_limit_get (GW_LIMIT_NAME_BYTES)))
    return TRUE;
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
               _ ("A text has more than %" PRIu64 " bytes, or is not UTF-8."), gw_limit_get (GW_LIMIT_NAME_BYTES));
  return FALSE;
}

/* As libsodium writes it, crypto_pwhash_STRBYTES at most. */
gboolean
_gw_password_check (const char *password, GError **error)
{
  if (g_str_has_prefix (password, "$argon2id$") && strlen (password) < 128)
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                       _ ("A password is kept only as its argon2id hash."));
  return FALSE;
}

gboolean
_gw_code_read (const char *code, guint8 sha256[32], GError **error)
{
  GwHash hash;

  if (!gw_hash_from_hex (code, &hash))
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("A code is kept only as its hash."));
      return FALSE;
    }
  memcpy (sha256, hash.bytes, sizeof hash.bytes);
  return TRUE;
}
