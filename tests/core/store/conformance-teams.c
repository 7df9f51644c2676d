/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "conformance.h"
#include "people-fixture.h"

#include <string.h>

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *teams = gw_store_list_teams (self->store, NULL, &error);

  g_assert_no_error (error);
  return teams;
}

static gint64
add (Fixture *self, const char *name, GError **error)
{
  g_autoptr (GwTeam) team = gw_team_new (name);

  return gw_store_add_team (self->store, team, NULL, error);
}

static void
test_what_is_kept (Fixture *self)
{
  static const char *const groups[] = { "/dept/vision", "annotators", "annotators", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTeam) team = gw_team_new (" Night shift ");
  g_autoptr (GPtrArray) teams = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 ben = people_add (self, "ben", GW_ROLE_WORKER);
  GwTeam *back;
  gint64 id;

  g_free (team->description);
  team->description = g_strdup ("Pictures of the night");
  g_strfreev (team->groups);
  team->groups = g_strdupv ((char **) groups);
  g_array_append_val (team->member_ids, ben);
  g_array_append_val (team->member_ids, ana);
  g_array_append_val (team->member_ids, ben);
  id = gw_store_add_team (self->store, team, NULL, &error);
  g_assert_no_error (error);
  fixture_reopen (self);
  teams = list (self);
  g_assert_cmpuint (teams->len, ==, 1);
  back = g_ptr_array_index (teams, 0);
  g_assert_cmpint (back->id, ==, id);
  g_assert_cmpstr (back->name, ==, "Night shift");
  g_assert_cmpstr (back->description, ==, "Pictures of the night");
  g_assert_false (back->archived);
  g_assert_cmpint (back->created, >, G_GINT64_CONSTANT (1700000000000));
  g_assert_cmpuint (back->member_ids->len, ==, 2);
  g_assert_true (gw_team_has_member (back, ana) && gw_team_has_member (back, ben));
  g_assert_cmpuint (g_strv_length (back->groups), ==, 2);
  g_assert_cmpstr (back->groups[0], ==, "/dept/vision");
}

static void
test_change (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  gint64 ana = people_add (self, "ana", 0);
  gint64 created;
  GwTeam *team;

  g_assert_cmpint (add (self, "Day", NULL), >, 0);
  before = list (self);
  team = g_ptr_array_index (before, 0);
  created = team->created;
  gw_account_set_text (&team->name, "day");
  gw_account_set_text (&team->description, "By day");
  team->archived = TRUE;
  team->created = 1;
  g_array_append_val (team->member_ids, ana);
  g_assert_true (gw_store_change_team (self->store, team, NULL, &error));
  g_assert_no_error (error);
  after = list (self);
  team = g_ptr_array_index (after, 0);
  g_assert_cmpstr (team->name, ==, "day");
  g_assert_cmpstr (team->description, ==, "By day");
  g_assert_true (team->archived);
  g_assert_cmpint (team->created, ==, created);
  g_assert_true (gw_team_has_member (team, ana));
}

static void
test_names (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTeam) team = gw_team_new ("ÜBER");

  g_assert_cmpint (add (self, "Über", NULL), >, 0);
  g_assert_cmpint (add (self, "über", &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  team->id = add (self, "Other", NULL);
  g_assert_false (gw_store_change_team (self->store, team, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_cmpint (add (self, "\t", &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID);
}

static void
test_gone (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwTeam) team = gw_team_new ("Day");
  g_autoptr (GPtrArray) teams = NULL;
  const gint64 nobody = 99;

  for (gint64 id = 0; id < 100; id += 99)
    {
      team->id = id;
      g_assert_false (gw_store_change_team (self->store, team, NULL, &error));
      g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
      g_clear_error (&error);
    }
  g_array_append_val (team->member_ids, nobody);
  g_assert_cmpint (gw_store_add_team (self->store, team, NULL, &error), ==, -1);
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT);
  teams = list (self);
  g_assert_cmpuint (teams->len, ==, 0);
}

static void
test_who_leaves (Fixture *self)
{
  g_autoptr (GwTeam) team = gw_team_new ("Day");
  g_autoptr (GPtrArray) disabled = NULL;
  g_autoptr (GPtrArray) erased = NULL;
  gint64 ben;

  people_add (self, "ana", 0);
  ben = people_add (self, "ben", GW_ROLE_WORKER);
  g_array_append_val (team->member_ids, ben);
  g_assert_cmpint (gw_store_add_team (self->store, team, NULL, NULL), >, 0);
  people_set_state (self, ben, GW_ACCOUNT_DISABLED);
  disabled = list (self);
  g_assert_true (gw_team_has_member (g_ptr_array_index (disabled, 0), ben));
  people_set_state (self, ben, GW_ACCOUNT_ERASED);
  erased = list (self);
  g_assert_false (gw_team_has_member (g_ptr_array_index (erased, 0), ben));
}

static void
test_who_may (Fixture *self)
{
  g_autoptr (GwActor) nobody = gw_actor_new_nobody ();
  g_autoptr (GError) error = NULL;

  people_add (self, "ana", 0);
  for (guint i = 0; i < 5; i++)
    {
      const gboolean may = (1u << i) == GW_ROLE_MANAGER || (1u << i) == GW_ROLE_OWNER;
      gint64 id = people_add (self, gw_role_get_name (1u << i), 1u << i);
      g_autoptr (GwTeam) team = gw_team_new ("All");
      g_autoptr (GPtrArray) teams = NULL;

      g_clear_error (&error);
      people_act_as (self, id);
      teams = list (self);
      g_assert_nonnull (teams);
      g_assert_true ((add (self, gw_role_get_name (1u << i), &error) > 0) == may);
      if (!may)
        g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
      g_clear_error (&error);
      team->id = 1;
      g_assert_true (gw_store_change_team (self->store, team, NULL, &error) == may);
      if (!may)
        g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
    }
  g_clear_error (&error);
  gw_store_set_actor (self->store, nobody);
  g_assert_null (gw_store_list_teams (self->store, NULL, &error));
  g_assert_error (error, GW_STORE_ERROR, GW_STORE_ERROR_DENIED);
}

void
conformance_add_team_tests (const StoreBackend *backend)
{
  fixture_add_test (backend, "/teams/what-is-kept", test_what_is_kept);
  fixture_add_test (backend, "/teams/change", test_change);
  fixture_add_test (backend, "/teams/names", test_names);
  fixture_add_test (backend, "/teams/gone", test_gone);
  fixture_add_test (backend, "/teams/who-leaves", test_who_leaves);
  fixture_add_test (backend, "/teams/who-may", test_who_may);
}
