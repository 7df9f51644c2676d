/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"
#include "people-fixture.h"

#include <string.h>

static void
assert_denied (GError **error)
{
  g_assert_error (*error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
  g_assert_true (g_str_has_suffix ((*error)->message, "."));
  g_clear_error (error);
}

static void
assert_state (Fixture *self, gint64 id, GwAccountState state, GwRoles roles)
{
  g_autoptr (GwAccount) account = people_get (self, id);

  g_assert_cmpint (account->state, ==, state);
  g_assert_cmpint (account->roles, ==, roles);
}

/* --- adding --- */

static void
test_none_at_first (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) accounts = gw_store_list_accounts (self->store, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 0);
  g_assert_cmpint (gw_store_count_accounts (self->store, NULL, &error), ==, 0);
  g_assert_no_error (error);
  g_assert_null (gw_store_find_account (self->store, "ana", NULL, &error));
  g_assert_no_error (error);
  g_assert_null (gw_store_get_account (self->store, 1, NULL, &error));
  g_assert_no_error (error);
}

static void
test_first_one (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 id;

  /* Nobody could sign in. */
  g_assert_cmpint (people_try_to_add (self, "ana", GW_ROLE_WORKER, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_assert_cmpint (gw_store_count_accounts (self->store, NULL, NULL), ==, 0);

  id = people_add (self, "ana", GW_ROLE_WORKER);
  assert_state (self, id, GW_ACCOUNT_ACTIVE, GW_ROLE_WORKER | MANAGER_AND_OWNER);
  id = people_add (self, "ben", GW_ROLE_WORKER);
  assert_state (self, id, GW_ACCOUNT_ACTIVE, GW_ROLE_WORKER);
  id = people_try_to_add (self, "cleo", GW_ROLE_VIEWER, NULL);
  assert_state (self, id, GW_ACCOUNT_INVITED, GW_ROLE_VIEWER);
  g_assert_cmpint (gw_store_count_accounts (self->store, NULL, NULL), ==, 3);
}

static void
test_what_is_kept (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAccount) account = gw_account_new ("  ben ", GW_ROLE_WORKER);
  g_autoptr (GwAccount) back = NULL;
  gint64 id;

  people_add (self, "ana", 0);
  gw_account_set_text (&account->display_name, "Ben Ö. \xf0\x9f\x90\x9d");
  gw_account_set_text (&account->email, "Ben@example.org");
  gw_account_set_text (&account->issuer, "https://id.example.org");
  gw_account_set_text (&account->subject, "4711");
  account->totp_required = TRUE;
  id = gw_store_add_account (self->store, account, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture_reopen (self);
  back = people_get (self, id);
  g_assert_cmpstr (back->name, ==, "ben");
  g_assert_cmpstr (back->display_name, ==, account->display_name);
  g_assert_cmpstr (back->email, ==, "Ben@example.org");
  g_assert_cmpstr (back->issuer, ==, account->issuer);
  g_assert_cmpstr (back->subject, ==, "4711");
  g_assert_cmpint (back->state, ==, GW_ACCOUNT_ACTIVE);
  g_assert_true (back->totp_required);
  g_assert_false (back->has_totp);
  g_assert_cmpint (back->created, >, G_GINT64_CONSTANT (1700000000000));
  g_assert_cmpint (back->last_seen, ==, 0);
  g_assert_cmpuint (back->n_failures, ==, 0);

  /* Whom the organization signs in is one account. */
  gw_account_set_text (&account->name, "benjamin");
  g_assert_cmpint (gw_store_add_account (self->store, account, NULL, NULL, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
}

static void
test_names (Fixture *self)
{
  static const char *const bad[] = { "", "  ", "a\nb", "\xff", "a\x7f" };
  gint64 id = people_add (self, "Zoë Müller", 0);
  g_autoptr (GwAccount) composed = gw_store_find_account (self->store, "ZOË MÜLLER", NULL, NULL);
  g_autoptr (GwAccount) decomposed = gw_store_find_account (self->store, "zoe\xcc\x88 mu\xcc\x88ller", NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (composed->id, ==, id);
  g_assert_cmpint (decomposed->id, ==, id);
  g_assert_null (gw_store_find_account (self->store, "zoe muller", NULL, NULL));
  g_assert_cmpint (people_try_to_add (self, "zoë müller", 0, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_clear_error (&error);
      g_assert_cmpint (people_try_to_add (self, bad[i], 0, &error), ==, -1);
      g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
      g_assert_null (gw_store_find_account (self->store, bad[i], NULL, NULL));
    }
}

static void
test_contradictions (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAccount) account = gw_account_new ("ben", GW_ROLE_WORKER);

  people_add (self, "ana", 0);
  g_assert_cmpint (gw_store_add_account (self->store, account, "correct horse battery", NULL, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_assert_null (strstr (error->message, "horse"));
  g_clear_error (&error);
  gw_account_set_text (&account->issuer, "https://id.example.org");
  g_assert_cmpint (gw_store_add_account (self->store, account, NULL, NULL, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_clear_error (&error);
  gw_account_set_text (&account->issuer, NULL);
  gw_account_set_text (&account->email, "\xff");
  g_assert_cmpint (gw_store_add_account (self->store, account, NULL, NULL, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_assert_cmpint (gw_store_count_accounts (self->store, NULL, NULL), ==, 1);
}

/* --- who may --- */

static void
test_actor (Fixture *self)
{
  g_autoptr (GwActor) actor = gw_actor_new (7, "ana", GW_ROLE_WORKER);
  g_autoptr (GwActor) first = gw_store_ref_actor (self->store);
  g_autoptr (GwActor) second = NULL;
  g_autoptr (GwActor) third = NULL;

  g_assert_null (first);
  gw_store_set_actor (self->store, actor);
  second = gw_store_ref_actor (self->store);
  g_assert_true (second == actor);
  gw_store_set_actor (self->store, NULL);
  third = gw_store_ref_actor (self->store);
  g_assert_null (third);
}

/* What each may give, once more: team.md has it as rows of a matrix. */
static GwRoles
get_givable (GwRoles role)
{
  switch ((int) role)
    {
    case GW_ROLE_MANAGER:
      return GW_ROLE_VIEWER | GW_ROLE_WORKER | GW_ROLE_REVIEWER;
    case GW_ROLE_OWNER:
      return GW_ROLES_ALL;
    default:
      return 0;
    }
}

static void
test_who_adds (Fixture *self)
{
  gint64 actors[5];

  people_add (self, "ana", 0);
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    actors[i] = people_add (self, gw_role_get_name (1u << i), 1u << i);
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    for (guint given = 0; given < 5; given++)
      {
        g_autofree char *name = g_strdup_printf ("new-%u-%u", i, given);
        g_autoptr (GError) error = NULL;
        gint64 id;

        people_act_as (self, actors[i]);
        id = people_try_to_add (self, name, 1u << given, &error);
        g_assert_true ((id > 0) == ((get_givable (1u << i) & (1u << given)) != 0));
        if (id < 0)
          assert_denied (&error);
      }
}

/* Roles are given and taken by those who may give both what it is and what it was. */
static void
test_who_gives_roles (Fixture *self)
{
  gint64 actors[5];
  gint64 other = people_add (self, "ana", 0);

  other = people_add (self, "other", 0);
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    actors[i] = people_add (self, gw_role_get_name (1u << i), 1u << i);
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    for (guint before = 0; before < 5; before++)
      for (guint after = 0; after < 5; after++)
        {
          const GwRoles touched = (1u << before) | (1u << after);
          g_autoptr (GError) error = NULL;
          gboolean given;

          people_act_as (self, 0);
          g_assert_true (people_try_to_change (self, other, 1u << before, GW_ACCOUNT_ACTIVE, NULL));
          people_act_as (self, actors[i]);
          given = people_try_to_change (self, other, 1u << after, GW_ACCOUNT_ACTIVE, &error);
          g_assert_true (given == ((touched & ~get_givable (1u << i)) == 0));
          if (!given)
            assert_denied (&error);
          assert_state (self, other, GW_ACCOUNT_ACTIVE, 1u << (given ? after : before));
        }
}

static void
test_who_disables (Fixture *self)
{
  gint64 actors[5], others[5];

  people_add (self, "ana", 0);
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    {
      g_autofree char *name = g_strdup_printf ("other-%u", i);

      actors[i] = people_add (self, gw_role_get_name (1u << i), 1u << i);
      others[i] = people_add (self, name, 1u << i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (actors); i++)
    for (guint k = 0; k < G_N_ELEMENTS (others); k++)
      {
        const gboolean may = (get_givable (1u << i) & (1u << k)) != 0;
        g_autoptr (GError) error = NULL;

        people_act_as (self, actors[i]);
        g_assert_true (people_try_to_change (self, others[k], 1u << k, GW_ACCOUNT_DISABLED, &error) == may);
        if (!may)
          assert_denied (&error);
        assert_state (self, others[k], may ? GW_ACCOUNT_DISABLED : GW_ACCOUNT_ACTIVE, 1u << k);
        g_assert_true (gw_store_reopen_account (self->store, others[k], NULL, NULL) == may);
        people_set_state (self, others[k], GW_ACCOUNT_ACTIVE);
      }
}

static void
test_who_lists (Fixture *self)
{
  people_add (self, "ana", 0);
  for (guint i = 0; i < 5; i++)
    {
      const gboolean may = (1u << i) == GW_ROLE_MANAGER || (1u << i) == GW_ROLE_OWNER;
      gint64 id = people_add (self, gw_role_get_name (1u << i), 1u << i);
      g_autoptr (GwAccount) account = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) list = NULL;

      people_act_as (self, id);
      list = gw_store_list_accounts (self->store, NULL, &error);
      g_assert_true ((list != NULL) == may);
      if (!may)
        assert_denied (&error);
      account = people_get (self, id);
      g_assert_cmpint (account->id, ==, id);
    }
}

static void
test_oneself (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_add (self, "ben", GW_ROLE_WORKER);
  g_autoptr (GwAccount) account = people_get (self, ben);

  people_add (self, "cleo", MANAGER_AND_OWNER);
  people_act_as (self, ana);
  g_assert_false (people_try_to_change (self, ana, GW_ROLES_ALL, GW_ACCOUNT_ACTIVE, &error));
  assert_denied (&error);
  g_assert_false (people_try_to_change (self, ana, GW_ROLE_OWNER, GW_ACCOUNT_ACTIVE, &error));
  assert_denied (&error);
  g_assert_false (people_try_to_change (self, ana, MANAGER_AND_OWNER, GW_ACCOUNT_DISABLED, &error));
  assert_denied (&error);

  people_act_as (self, ben);
  gw_account_set_text (&account->display_name, "Benjamin");
  gw_account_set_text (&account->email, "ben@example.org");
  g_assert_true (gw_store_change_account (self->store, account, NULL, &error));
  g_assert_no_error (error);
  account->roles |= GW_ROLE_REVIEWER;
  g_assert_false (gw_store_change_account (self->store, account, NULL, &error));
  assert_denied (&error);
  account->id = ana;
  g_assert_false (gw_store_change_account (self->store, account, NULL, &error));
  assert_denied (&error);
  assert_state (self, ben, GW_ACCOUNT_ACTIVE, GW_ROLE_WORKER);
}

/* What a window knows of whoever is signed in may be old. */
static void
test_roles_of_this_moment (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ben;

  people_add (self, "ana", 0);
  ben = people_add (self, "ben", GW_ROLE_MANAGER);
  people_act_as (self, ben);
  g_assert_cmpint (people_try_to_add (self, "one", GW_ROLE_WORKER, &error), >, 0);
  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  g_assert_cmpint (people_try_to_add (self, "two", GW_ROLE_WORKER, &error), ==, -1);
  assert_denied (&error);
  g_assert_null (gw_store_list_accounts (self->store, NULL, &error));
  assert_denied (&error);
  people_set_state (self, ben, GW_ACCOUNT_ACTIVE);
  people_act_as (self, 0);
  g_assert_true (people_try_to_change (self, ben, GW_ROLE_REVIEWER, GW_ACCOUNT_ACTIVE, NULL));
  {
    g_autoptr (GwActor) actor = gw_actor_new (ben, "ben", GW_ROLE_MANAGER);

    gw_store_set_actor (self->store, actor);
  }
  g_assert_cmpint (people_try_to_add (self, "three", GW_ROLE_WORKER, &error), ==, -1);
  assert_denied (&error);
}

static void
test_nobody (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwActor) nobody = gw_actor_new_nobody ();
  g_autoptr (GwAccount) found = NULL;

  people_add (self, "ana", 0);
  gw_store_set_actor (self->store, nobody);
  g_assert_cmpint (people_try_to_add (self, "ben", GW_ROLE_WORKER, &error), ==, -1);
  assert_denied (&error);
  g_assert_null (gw_store_list_accounts (self->store, NULL, &error));
  assert_denied (&error);
  g_assert_cmpint (gw_store_count_accounts (self->store, NULL, NULL), ==, 1);
  found = gw_store_find_account (self->store, "ANA", NULL, NULL);
  g_assert_cmpstr (found->name, ==, "ana");
}

/* --- states --- */

static void
test_last_ones_stay (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_add (self, "ben", GW_ROLE_OWNER);

  /* The holder of the file may do no more. */
  g_assert_false (people_try_to_change (self, ana, MANAGER_AND_OWNER, GW_ACCOUNT_DISABLED, &error));
  assert_denied (&error);
  g_assert_false (people_try_to_change (self, ana, GW_ROLE_OWNER, GW_ACCOUNT_ACTIVE, &error));
  assert_denied (&error);
  assert_state (self, ana, GW_ACCOUNT_ACTIVE, MANAGER_AND_OWNER);

  /* One who is invited cannot manage anything. */
  g_assert_cmpint (people_try_to_add (self, "cleo", GW_ROLE_MANAGER, NULL), >, 0);
  g_assert_false (people_try_to_change (self, ana, GW_ROLE_OWNER, GW_ACCOUNT_ACTIVE, &error));
  assert_denied (&error);
  people_add (self, "dora", GW_ROLE_MANAGER);
  people_act_as (self, ben);
  g_assert_true (people_try_to_change (self, ana, GW_ROLE_OWNER, GW_ACCOUNT_DISABLED, &error));
  g_assert_no_error (error);
  people_act_as (self, 0);
  g_assert_false (people_try_to_change (self, ben, GW_ROLE_OWNER, GW_ACCOUNT_DISABLED, &error));
  assert_denied (&error);
}

static void
test_states (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 ben, cleo;

  people_add (self, "ana", 0);
  ben = people_add (self, "ben", GW_ROLE_WORKER);
  cleo = people_try_to_add (self, "cleo", GW_ROLE_WORKER, NULL);
  g_assert_false (people_try_to_change (self, cleo, GW_ROLE_WORKER, GW_ACCOUNT_ACTIVE, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (people_try_to_change (self, ben, GW_ROLE_WORKER, GW_ACCOUNT_ERASED, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (people_try_to_change (self, ben, GW_ROLE_WORKER, GW_ACCOUNT_INVITED, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);

  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  people_set_state (self, cleo, GW_ACCOUNT_DISABLED);
  people_set_state (self, ben, GW_ACCOUNT_ACTIVE);
  people_set_state (self, cleo, GW_ACCOUNT_ACTIVE);
  assert_state (self, ben, GW_ACCOUNT_ACTIVE, GW_ROLE_WORKER);
  assert_state (self, cleo, GW_ACCOUNT_INVITED, GW_ROLE_WORKER);
}

static void
test_erasing (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAccount) account = NULL;
  g_autoptr (GwAccount) erased = NULL;
  g_autoptr (GwCredentials) credentials = NULL;
  g_autoptr (GPtrArray) list = NULL;
  gint64 ben;

  people_add (self, "zoe", 0);
  ben = people_add (self, "ben", GW_ROLE_WORKER);
  account = people_get (self, ben);
  gw_account_set_text (&account->display_name, "Benjamin");
  gw_account_set_text (&account->email, "ben@example.org");
  account->state = GW_ACCOUNT_DISABLED;
  g_assert_true (gw_store_change_account (self->store, account, NULL, &error));
  account->state = GW_ACCOUNT_ERASED;
  g_assert_true (gw_store_change_account (self->store, account, NULL, &error));
  g_assert_no_error (error);

  erased = people_get (self, ben);
  g_assert_cmpint (erased->state, ==, GW_ACCOUNT_ERASED);
  g_assert_null (strstr (erased->name, "ben"));
  g_assert_cmpstr (erased->display_name, ==, "");
  g_assert_null (erased->email);
  credentials = gw_store_load_credentials (self->store, ben, NULL, NULL);
  g_assert_null (credentials->password);
  g_assert_null (gw_store_find_account (self->store, "ben", NULL, NULL));
  g_assert_null (gw_store_find_account (self->store, erased->name, NULL, NULL));
  g_assert_cmpint (gw_store_count_accounts (self->store, NULL, NULL), ==, 1);
  list = gw_store_list_accounts (self->store, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((GwAccount *) g_ptr_array_index (list, 1))->id, ==, ben);

  /* For good, and the name is free. */
  g_assert_false (people_try_to_change (self, ben, GW_ROLE_WORKER, GW_ACCOUNT_ACTIVE, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_assert_cmpint (people_add (self, "ben", GW_ROLE_WORKER), >, ben);
  g_assert_cmpint (people_add (self, erased->name, GW_ROLE_WORKER), >, ben);
}

static void
test_gone (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAccount) account = gw_account_new ("x", 0);

  people_add (self, "ana", 0);
  account->id = 99;
  g_assert_false (gw_store_change_account (self->store, account, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (gw_store_reopen_account (self->store, 99, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_assert_null (gw_store_load_credentials (self->store, 99, NULL, NULL));
}

static void
test_order (Fixture *self)
{
  static const char *const names[] = { "zoe", "Ana", "ben", "Cleo" };
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    people_add (self, names[i], 0);
  list = gw_store_list_accounts (self->store, NULL, NULL);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s ", gw_account_get_title (g_ptr_array_index (list, i)));
  g_assert_cmpstr (text->str, ==, "Ana ben Cleo zoe ");
}

static void
on_changed_cb (GwStore *store, guint changes, GArray *ids, gpointer data)
{
  *(guint *) data |= changes;
}

static void
test_tells_who_listens (Fixture *self)
{
  guint seen = 0;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (self->store, "changed", G_CALLBACK (on_changed_cb), &seen);
  people_add (self, "ana", 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (seen, ==, GW_STORE_CHANGED_PEOPLE);
}

void
conformance_add_account_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/accounts/none-at-first", test_none_at_first);
  fixture_add_test (backend, "/accounts/first-one", test_first_one);
  fixture_add_test (backend, "/accounts/what-is-kept", test_what_is_kept);
  fixture_add_test (backend, "/accounts/names", test_names);
  fixture_add_test (backend, "/accounts/contradictions", test_contradictions);
  fixture_add_test (backend, "/accounts/actor", test_actor);
  fixture_add_test (backend, "/accounts/who-adds", test_who_adds);
  fixture_add_test (backend, "/accounts/who-gives-roles", test_who_gives_roles);
  fixture_add_test (backend, "/accounts/who-disables", test_who_disables);
  fixture_add_test (backend, "/accounts/who-lists", test_who_lists);
  fixture_add_test (backend, "/accounts/oneself", test_oneself);
  fixture_add_test (backend, "/accounts/roles-of-this-moment", test_roles_of_this_moment);
  fixture_add_test (backend, "/accounts/nobody", test_nobody);
  fixture_add_test (backend, "/accounts/last-ones-stay", test_last_ones_stay);
  fixture_add_test (backend, "/accounts/states", test_states);
  fixture_add_test (backend, "/accounts/erasing", test_erasing);
  fixture_add_test (backend, "/accounts/gone", test_gone);
  fixture_add_test (backend, "/accounts/order", test_order);
  fixture_add_test (backend, "/accounts/tells-who-listens", test_tells_who_listens);
}
