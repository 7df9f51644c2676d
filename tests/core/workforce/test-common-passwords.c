/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-common-passwords.h"

#include <string.h>

/* Each line of the list is folded and in its place, and found. */
static void
test_list (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("GW_TEST_SOURCE_DIR"), "resources", "passwords", "common.txt",
                                            NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (; lines[n + 1] != NULL; n++)
    {
      g_autofree char *folded = gw_common_passwords_fold (lines[n]);

      g_assert_cmpstr (folded, ==, lines[n]);
      g_assert_cmpint (g_utf8_strlen (lines[n], -1), >=, 8);
      g_assert_true (n == 0 || strcmp (lines[n - 1], lines[n]) < 0);
      /* All would take the list apart 46,000 times. */
      if (n % 97 == 0)
        g_assert_true (gw_common_passwords_contain (lines[n]));
    }
  g_assert_cmpstr (lines[n], ==, "");
  g_assert_cmpuint (n, >, 40000);
  g_assert_true (gw_common_passwords_contain (lines[n - 1]));
}

static void
test_others (void)
{
  static const char *const others[] = {
    "", "\n", "password\n", "passwor", "sunset over the bees", "~~~~~~~~~~~", "\x01"
  };

  g_assert_true (gw_common_passwords_contain ("password"));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (gw_common_passwords_contain (others[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/common-passwords/list", test_list);
  g_test_add_func ("/common-passwords/others", test_others);

  return g_test_run ();
}
