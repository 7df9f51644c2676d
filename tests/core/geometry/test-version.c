/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "gw-version.h"

/* The headers, the library and the build say the same. */
static void
test_version (void)
{
  g_autofree char *text = NULL;
  int major = -1, minor = -1, micro = -1;

  gw_core_version (&major, &minor, &micro);
  g_assert_cmpint (major, ==, GW_CORE_MAJOR);
  text = g_strdup_printf ("%d.%d.%d", major, minor, micro);
  g_assert_cmpstr (text, ==, GW_TEST_VERSION);
  gw_core_version (NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/version/is-that-of-the-build", test_version);
  return g_test_run ();
}
