/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-roles.h"

#include "gw-error.h"

static void
test_names (void)
{
  for (guint roles = 0; roles <= GW_ROLES_ALL; roles++)
    {
      g_autofree char *text = gw_roles_to_text (roles);
      GwRoles again = 0;

      g_assert_true (gw_roles_parse (text, &again, NULL));
      g_assert_cmpuint (again, ==, roles);
      g_assert_true ((gw_role_get_name (roles) != NULL) == (roles != 0 && (roles & (roles - 1)) == 0));
      g_assert_true ((gw_role_get_title (roles) != NULL) == (gw_role_get_name (roles) != NULL));
    }
  g_assert_cmpstr (gw_role_get_name (GW_ROLE_WORKER), ==, "worker");
  g_assert_cmpstr (gw_role_get_title (GW_ROLE_WORKER), ==, "Labeler");
}

static void
test_texts (void)
{
  GwRoles roles = GW_ROLE_OWNER;
  g_autofree char *text = NULL;

  g_assert_true (gw_roles_parse (" manager , worker,worker", &roles, NULL));
  text = gw_roles_to_text (roles);
  g_assert_cmpstr (text, ==, "worker,manager");
  g_assert_true (gw_roles_parse ("  ", &roles, NULL));
  g_assert_cmpuint (roles, ==, 0);
}

/* Nothing is taken of what is partly wrong. */
static void
test_no_roles (void)
{
  static const char *const texts[] = { "labeler", "worker,", ",worker", "worker;viewer", "Worker", "admin" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      GwRoles roles = GW_ROLE_VIEWER;

      g_assert_false (gw_roles_parse (texts[i], &roles, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
      g_assert_cmpuint (roles, ==, GW_ROLE_VIEWER);
    }
}

static void
test_who_gives_what (void)
{
  const GwRoles low = GW_ROLE_VIEWER | GW_ROLE_WORKER | GW_ROLE_REVIEWER;

  g_assert_cmpuint (gw_roles_get_givable (0), ==, 0);
  g_assert_cmpuint (gw_roles_get_givable (low), ==, 0);
  g_assert_cmpuint (gw_roles_get_givable (GW_ROLE_MANAGER), ==, low);
  g_assert_cmpuint (gw_roles_get_givable (GW_ROLE_OWNER), ==, GW_ROLES_ALL);
  g_assert_cmpuint (gw_roles_get_givable (GW_ROLES_ALL), ==, GW_ROLES_ALL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roles/names", test_names);
  g_test_add_func ("/roles/texts", test_texts);
  g_test_add_func ("/roles/no-roles", test_no_roles);
  g_test_add_func ("/roles/who-gives-what", test_who_gives_what);

  return g_test_run ();
}
