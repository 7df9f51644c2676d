/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store.h"

#include "gw-store-private.h"

/* --- who acts --- */

static GQuark
actor_quark (void)
{
  return g_quark_from_static_string ("gw-store-actor");
}

void
gw_store_set_actor (GwStore *self, GwActor *actor)
{
  g_return_if_fail (GW_IS_STORE (self));

  g_object_set_qdata_full (G_OBJECT (self), actor_quark (), actor != NULL ? gw_actor_ref (actor) : NULL,
                           (GDestroyNotify) gw_actor_unref);
}

static gpointer
ref_actor (gpointer actor, gpointer data)
{
  return actor != NULL ? gw_actor_ref (actor) : NULL;
}

/* What the thread acts as, the innermost first. */
static GPrivate acting;

void
_gw_store_begin_as (GwStoreAs *self, GwStore *store, GwActor *actor)
{
  self->store = store;
  self->actor = actor;
  self->outer = g_private_get (&acting);
  g_private_set (&acting, self);
}

void
_gw_store_end_as (GwStoreAs *self)
{
  g_private_set (&acting, self->outer);
}

GwActor *
gw_store_ref_actor (GwStore *self)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  for (const GwStoreAs *as = g_private_get (&acting); as != NULL; as = as->outer)
    if (as->store == self)
      return ref_actor (as->actor, NULL);
  return g_object_dup_qdata (G_OBJECT (self), actor_quark (), ref_actor, NULL);
}

gboolean
_gw_store_may (GwStore *self, GwPermission permission, GError **error)
{
  g_autoptr (GwActor) actor = gw_store_ref_actor (self);
  g_autoptr (GError) refusal = NULL;

  if (gw_permission_check (permission, gw_actor_get_roles (actor), &refusal))
    return TRUE;
  g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED, refusal->message);
  return FALSE;
}

/* What everybody may do to the own account. */
static gboolean
may_change (GwStore *self, gint64 account_id, GError **error)
{
  g_autoptr (GwActor) actor = gw_store_ref_actor (self);

  return (account_id > 0 && gw_actor_get_account_id (actor) == account_id)
         || _gw_store_may (self, GW_PERMISSION_MANAGE_PEOPLE, error);
}

/* --- accounts --- */

gint64
gw_store_count_accounts (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);

  return GW_STORE_GET_IFACE (self)->count_accounts (self, cancellable, error);
}

GPtrArray *
gw_store_list_accounts (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE_PEOPLE, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->list_accounts (self, cancellable, error);
}

GwAccount *
gw_store_find_account (GwStore *self, const char *name, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return GW_STORE_GET_IFACE (self)->find_account (self, name, 0, cancellable, error);
}

GwAccount *
gw_store_get_account (GwStore *self, gint64 id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->find_account (self, NULL, id, cancellable, error);
}

gint64
gw_store_add_account (GwStore *self, const GwAccount *account, const char *password, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (account != NULL && account->name != NULL, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE_PEOPLE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->add_account (self, account, password, cancellable, error);
}

gboolean
gw_store_change_account (GwStore *self, const GwAccount *account, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (account != NULL, FALSE);

  return may_change (self, account->id, error)
         && GW_STORE_GET_IFACE (self)->change_account (self, account, cancellable, error);
}

gboolean
gw_store_reopen_account (GwStore *self, gint64 account_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);

  return _gw_store_may (self, GW_PERMISSION_MANAGE_PEOPLE, error)
         && GW_STORE_GET_IFACE (self)->reopen_account (self, account_id, cancellable, error);
}

/* --- signing in --- */

GwCredentials *
gw_store_load_credentials (GwStore *self, gint64 account_id, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  return GW_STORE_GET_IFACE (self)->load_credentials (self, account_id, cancellable, error);
}

gboolean
gw_store_set_password (GwStore *self, gint64 account_id, const char *password, GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  return may_change (self, account_id, error)
         && GW_STORE_GET_IFACE (self)->set_password (self, account_id, password, cancellable, error);
}

gboolean
gw_store_set_second_factor (GwStore *self, gint64 account_id, const guint8 *secret, const char *const *codes,
                            GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail ((secret == NULL) == (codes == NULL), FALSE);

  return may_change (self, account_id, error)
         && GW_STORE_GET_IFACE (self)->set_second_factor (self, account_id, secret, codes, cancellable, error);
}

gboolean
gw_store_note_sign_in (GwStore *self, gint64 account_id, gint64 totp_step, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);

  return GW_STORE_GET_IFACE (self)->note_sign_in (self, account_id, totp_step, cancellable, error);
}

gboolean
gw_store_note_failure (GwStore *self, gint64 account_id, guint *n_failures, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);

  return GW_STORE_GET_IFACE (self)->note_failure (self, account_id, n_failures, cancellable, error);
}

gboolean
gw_store_use_recovery_code (GwStore *self, gint64 account_id, const char *code, gboolean *used,
                            GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (code != NULL, FALSE);
  g_return_val_if_fail (used != NULL, FALSE);

  return GW_STORE_GET_IFACE (self)->use_recovery_code (self, account_id, code, used, cancellable, error);
}

gboolean
gw_store_make_invitation (GwStore *self, gint64 account_id, const char *code, gint64 expires, GCancellable *cancellable,
                          GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (code != NULL, FALSE);

  return _gw_store_may (self, GW_PERMISSION_MANAGE_PEOPLE, error)
         && GW_STORE_GET_IFACE (self)->make_invitation (self, account_id, code, expires, cancellable, error);
}

GwAccount *
gw_store_find_invitation (GwStore *self, const char *code, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return GW_STORE_GET_IFACE (self)->find_invitation (self, code, cancellable, error);
}

gint64
gw_store_redeem_invitation (GwStore *self, const char *code, const char *password, GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (code != NULL, -1);
  g_return_val_if_fail (password != NULL, -1);

  return GW_STORE_GET_IFACE (self)->redeem_invitation (self, code, password, cancellable, error);
}

/* --- teams --- */

GPtrArray *
gw_store_list_teams (GwStore *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_PROJECT, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->list_teams (self, cancellable, error);
}

gint64
gw_store_add_team (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), -1);
  g_return_val_if_fail (team != NULL && team->name != NULL, -1);

  if (!_gw_store_may (self, GW_PERMISSION_MANAGE_PEOPLE, error))
    return -1;
  return GW_STORE_GET_IFACE (self)->add_team (self, team, cancellable, error);
}

gboolean
gw_store_change_team (GwStore *self, const GwTeam *team, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (team != NULL && team->name != NULL, FALSE);

  return _gw_store_may (self, GW_PERMISSION_MANAGE_PEOPLE, error)
         && GW_STORE_GET_IFACE (self)->change_team (self, team, cancellable, error);
}

/* --- the audit log --- */

GPtrArray *
gw_store_list_audit (GwStore *self, const GwAuditFilter *filter, guint limit, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), NULL);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_AUDIT, error))
    return NULL;
  return GW_STORE_GET_IFACE (self)->list_audit (self, filter, limit, cancellable, error);
}

gboolean
gw_store_note_export (GwStore *self, const char *format, const char *target, GCancellable *cancellable, GError **error)
{
  gint64 n_accounts;

  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (format != NULL, FALSE);
  g_return_val_if_fail (target != NULL, FALSE);

  if (!_gw_store_may (self, GW_PERMISSION_SEE_RESULTS, error))
    return FALSE;
  n_accounts = gw_store_count_accounts (self, cancellable, error);
  if (n_accounts <= 0 || gw_store_is_read_only (self))
    return n_accounts >= 0;
  return GW_STORE_GET_IFACE (self)->note_export (self, format, target, cancellable, error);
}

gboolean
gw_store_check_audit (GwStore *self, gint64 *broken, char **newest, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (GW_IS_STORE (self), FALSE);
  g_return_val_if_fail (broken != NULL, FALSE);

  return _gw_store_may (self, GW_PERMISSION_SEE_AUDIT, error)
         && GW_STORE_GET_IFACE (self)->check_audit (self, broken, newest, cancellable, error);
}
