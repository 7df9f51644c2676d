/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-secret-code.h"

#include <string.h>

static void
test_hash_is_that_of_the_bytes (void)
{
  /* sixteen bytes of zero, then what each way of writing it has in common */
  static const char *const ways[] = { "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA", "aaaaaaaaaaaaaaaaaaaaaaaaaa",
                                      " AAAA AAAA AAAA AAAA AAAA AAAA AA\n" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *hash = gw_secret_code_hash (ways[i], GW_INVITATION_BYTES);

      g_assert_cmpstr (hash, ==, "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb");
    }
}

static void
test_each_is_another (void)
{
  static const gsize sizes[] = { GW_INVITATION_BYTES, GW_RECOVERY_BYTES };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint k = 0; k < 200; k++)
        {
          g_autofree char *code = gw_secret_code_make (sizes[i], NULL);
          char *hash = gw_secret_code_hash (code, sizes[i]);
          const gsize n_digits = (sizes[i] * 8 + 4) / 5;

          g_assert_nonnull (hash);
          g_assert_cmpuint (strlen (hash), ==, 64);
          g_assert_cmpuint (strlen (code), ==, n_digits + (n_digits - 1) / 4);
          g_assert_true (g_hash_table_add (seen, hash));
          g_assert_null (gw_secret_code_hash (code, sizes[i] + 1));
        }
    }
}

static void
test_no_codes (void)
{
  static const char *const texts[] = { "", "-", "AAAA", "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAA",
                                       "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-A9" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (gw_secret_code_hash (texts[i], GW_INVITATION_BYTES));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret-code/hash-is-that-of-the-bytes", test_hash_is_that_of_the_bytes);
  g_test_add_func ("/secret-code/each-is-another", test_each_is_another);
  g_test_add_func ("/secret-code/no-codes", test_no_codes);

  return g_test_run ();
}
