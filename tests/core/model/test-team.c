/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-team.h"

static void
test_copy (void)
{
  static const char *const groups[] = { "annotators", NULL };
  g_autoptr (GwTeam) team = gw_team_new ("Day");
  g_autoptr (GwTeam) copy = NULL;
  const gint64 id = G_GINT64_CONSTANT (5000000000);

  g_assert_cmpstr (team->description, ==, "");
  g_assert_false (gw_team_has_member (team, id));
  g_array_append_val (team->member_ids, id);
  g_strfreev (team->groups);
  team->groups = g_strdupv ((char **) groups);
  copy = gw_team_copy (team);
  g_array_set_size (team->member_ids, 0);
  g_clear_pointer (&team, gw_team_free);
  g_assert_cmpstr (copy->name, ==, "Day");
  g_assert_true (gw_team_has_member (copy, id));
  g_assert_false (gw_team_has_member (copy, 5));
  g_assert_cmpuint (g_strv_length (copy->groups), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/team/copy", test_copy);
  return g_test_run ();
}
