/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-id-set.h"
#include "gw-random.h"

#define N 20000

static void
test_holds_what_was_added (void)
{
  static const gint64 ids[] = { 0, 1, 63, 64, 32767, 32768, -1, -32768, -32769, G_MAXINT64, G_MININT64 };
  g_autoptr (GwIdSet) set = gw_id_set_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_false (gw_id_set_contains (set, ids[i]));
      gw_id_set_add (set, ids[i]);
      gw_id_set_add (set, ids[i]);
      g_assert_cmpuint (gw_id_set_get_size (set), ==, i + 1);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_true (gw_id_set_contains (set, ids[i]));
  g_assert_false (gw_id_set_contains (set, 2));
  g_assert_false (gw_id_set_contains (set, -2));
  g_assert_false (gw_id_set_contains (set, G_MAXINT64 - 1));
}

static void
test_agrees_with_a_table (void)
{
  g_autoptr (GwIdSet) set = gw_id_set_new ();
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gw_random random;

  gw_random_init (&random, 5);
  for (guint i = 0; i < N; i++)
    {
      gint64 id = (gint64) gw_random_below (&random, 10 * N) - 3 * N;

      gw_id_set_add (set, id);
      g_hash_table_add (table, g_memdup2 (&id, sizeof id));
    }
  g_assert_cmpuint (gw_id_set_get_size (set), ==, g_hash_table_size (table));
  for (gint64 id = -4 * N; id < 8 * N; id++)
    g_assert_true (gw_id_set_contains (set, id) == g_hash_table_contains (table, &id));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id-set/holds-what-was-added", test_holds_what_was_added);
  g_test_add_func ("/id-set/agrees-with-a-table", test_agrees_with_a_table);
  return g_test_run ();
}
