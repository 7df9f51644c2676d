/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-actor.h"

#include <string.h>

static void
test_account (void)
{
  g_autoptr (GwActor) actor = gw_actor_new (7, "ana", GW_ROLE_WORKER);
  g_autoptr (GwActor) same = gw_actor_ref (actor);

  g_assert_true (same == actor);
  g_assert_cmpint (gw_actor_get_account_id (actor), ==, 7);
  g_assert_cmpstr (gw_actor_get_name (actor), ==, "ana");
  g_assert_cmpint (gw_actor_get_roles (actor), ==, GW_ROLE_WORKER);
}

static void
test_holder (void)
{
  g_assert_cmpint (gw_actor_get_account_id (NULL), ==, 0);
  g_assert_cmpint (gw_actor_get_roles (NULL), ==, GW_ROLES_ALL);
  g_assert_cmpuint (strlen (gw_actor_get_name (NULL)), >, 0);
  g_assert_true (g_utf8_validate (gw_actor_get_name (NULL), -1, NULL));
}

static void
test_nobody (void)
{
  g_autoptr (GwActor) nobody = gw_actor_new_nobody ();

  g_assert_cmpint (gw_actor_get_account_id (nobody), ==, 0);
  g_assert_cmpint (gw_actor_get_roles (nobody), ==, 0);
  g_assert_cmpstr (gw_actor_get_name (nobody), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/actor/account", test_account);
  g_test_add_func ("/actor/holder", test_holder);
  g_test_add_func ("/actor/nobody", test_nobody);
  return g_test_run ();
}
