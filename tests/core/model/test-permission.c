/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-permission.h"

#include <string.h>

#include "gw-error.h"

/* The matrix once more, a row of words for each permission: viewer, worker, reviewer, manager, owner. */
static const char *const matrix[GW_N_PERMISSIONS] = {
  [GW_PERMISSION_SEE_PROJECT] = "all all all all all",
  [GW_PERMISSION_SEE_IMAGES] = "all own all all -",
  [GW_PERMISSION_WORK] = "- all - - -",
  [GW_PERMISSION_SEE_OWN] = "- all all all -",
  [GW_PERMISSION_SEE_ANSWERS] = "counts - blind all -",
  [GW_PERMISSION_SEE_RESULTS] = "all - all all -",
  [GW_PERMISSION_DECIDE] = "- - others others -",
  [GW_PERMISSION_PROMOTE] = "- - all all -",
  [GW_PERMISSION_MANAGE] = "- - - all -",
  [GW_PERMISSION_MANAGE_PEOPLE] = "- - - all all",
  [GW_PERMISSION_MANAGE_MANAGERS] = "- - - - all",
  [GW_PERMISSION_SEE_AUDIT] = "- - - all all",
  [GW_PERMISSION_ASK_DELETE] = "- - - all -",
  [GW_PERMISSION_CONFIRM_DELETE] = "- - - - all",
};

static const char *const extents[] = { "-", "counts", "own", "blind", "others", "all" };

static void
test_matrix (void)
{
  for (guint i = 0; i < GW_N_PERMISSIONS; i++)
    {
      g_auto (GStrv) cells = g_strsplit (matrix[i], " ", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, 5);
      for (guint role = 0; role < 5; role++)
        {
          const GwExtent extent = gw_permission_get (i, 1u << role);
          g_autoptr (GError) error = NULL;

          g_assert_cmpstr (extents[extent], ==, cells[role]);
          g_assert_cmpint (gw_permission_check (i, 1u << role, &error), ==, strcmp (cells[role], "-") != 0);
          g_assert_true ((error == NULL) == (extent != GW_EXTENT_NONE));
          if (error != NULL)
            {
              g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
              g_assert_true (g_str_has_prefix (error->message, "Only ") && g_str_has_suffix (error->message, "."));
            }
        }
    }
}

/* Who has several roles may what one of them lets them do; who has none may nothing. */
static void
test_several_roles (void)
{
  for (guint i = 0; i < GW_N_PERMISSIONS; i++)
    for (guint roles = 0; roles <= GW_ROLES_ALL; roles++)
      {
        GwExtent furthest = GW_EXTENT_NONE;

        for (guint role = 1; role <= GW_ROLE_OWNER; role <<= 1)
          if ((roles & role) != 0)
            furthest = MAX (furthest, gw_permission_get (i, role));
        g_assert_cmpint (gw_permission_get (i, roles), ==, furthest);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/permission/matrix", test_matrix);
  g_test_add_func ("/permission/several-roles", test_several_roles);

  return g_test_run ();
}
