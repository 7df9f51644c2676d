/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "people-fixture.h"

gint64
people_add (Fixture *self, const char *name, GwRoles roles)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAccount) account = gw_account_new (name, roles);
  g_autoptr (GwActor) actor = gw_store_ref_actor (self->store);
  gint64 id;

  gw_store_set_actor (self->store, NULL);
  id = gw_store_add_account (self->store, account, SOME_PASSWORD, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  gw_store_set_actor (self->store, actor);
  return id;
}

gint64
people_try_to_add (Fixture *self, const char *name, GwRoles roles, GError **error)
{
  g_autoptr (GwAccount) account = gw_account_new (name, roles);

  return gw_store_add_account (self->store, account, NULL, NULL, error);
}

GwAccount *
people_get (Fixture *self, gint64 id)
{
  g_autoptr (GError) error = NULL;
  GwAccount *account = gw_store_get_account (self->store, id, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (account);
  return account;
}

void
people_act_as (Fixture *self, gint64 id)
{
  g_autoptr (GwAccount) account = id != 0 ? people_get (self, id) : NULL;
  g_autoptr (GwActor) actor = id != 0 ? gw_actor_new (id, account->name, account->roles) : NULL;

  gw_store_set_actor (self->store, actor);
}

gboolean
people_try_to_change (Fixture *self, gint64 id, GwRoles roles, GwAccountState state, GError **error)
{
  g_autoptr (GwAccount) account = people_get (self, id);

  account->roles = roles;
  account->state = state;
  return gw_store_change_account (self->store, account, NULL, error);
}

void
people_set_state (Fixture *self, gint64 id, GwAccountState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAccount) account = people_get (self, id);
  g_autoptr (GwActor) actor = gw_store_ref_actor (self->store);

  gw_store_set_actor (self->store, NULL);
  account->state = state;
  gw_store_change_account (self->store, account, NULL, &error);
  g_assert_no_error (error);
  gw_store_set_actor (self->store, actor);
}

char *
people_audit (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwActor) actor = gw_store_ref_actor (self->store);
  g_autoptr (GPtrArray) entries = NULL;
  GString *text = g_string_new (NULL);

  gw_store_set_actor (self->store, NULL);
  entries = gw_store_list_audit (self->store, NULL, 1000, NULL, &error);
  g_assert_no_error (error);
  gw_store_set_actor (self->store, actor);
  for (guint i = entries->len; i > 0; i--)
    {
      GwAuditEntry *entry = g_ptr_array_index (entries, i - 1);

      g_string_append_printf (text, "%s %s %s\n", entry->actor, entry->action, entry->detail);
    }
  return g_string_free (text, FALSE);
}
