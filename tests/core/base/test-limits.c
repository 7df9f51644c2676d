/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-limits.h"

static void
test_every_limit_has_name_and_value (void)
{
  for (guint i = 0; i < GW_N_LIMITS; i++)
    {
      g_assert_nonnull (gw_limit_get_name (i));
      g_assert_cmpuint (gw_limit_get (i), >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/every-limit-has-name-and-value", test_every_limit_has_name_and_value);
  return g_test_run ();
}
