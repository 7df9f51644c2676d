/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-backoff.h"

#define AT G_GINT64_CONSTANT (1790000000000)

static void
test_waits_grow (void)
{
  static const gint64 seconds[] = { 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_assert_cmpint (gw_backoff_get_wait_ms (i, AT, AT), ==, seconds[i] * 1000);
      g_assert_cmpint (gw_backoff_get_wait_ms (i, AT, AT + seconds[i] * 1000), ==, 0);
      if (seconds[i] > 0)
        g_assert_cmpint (gw_backoff_get_wait_ms (i, AT, AT + seconds[i] * 1000 - 1), ==, 1);
    }
  g_assert_cmpint (gw_backoff_get_wait_ms (G_MAXUINT, AT, AT), ==, GW_BACKOFF_LONGEST_MS);
}

static void
test_clocks_that_are_set (void)
{
  g_assert_cmpint (gw_backoff_get_wait_ms (7, AT, AT - 86400000), ==, 4000);
  g_assert_cmpint (gw_backoff_get_wait_ms (7, G_MAXINT64, G_MININT64), ==, 4000);
  g_assert_cmpint (gw_backoff_get_wait_ms (7, G_MININT64, G_MAXINT64), ==, 0);
  g_assert_cmpint (gw_backoff_get_wait_ms (99, G_MININT64, G_MININT64 + 1), ==, GW_BACKOFF_LONGEST_MS - 1);
}

static void
test_closes (void)
{
  g_assert_false (gw_backoff_is_closed (0));
  g_assert_false (gw_backoff_is_closed (99));
  g_assert_true (gw_backoff_is_closed (100));
  g_assert_true (gw_backoff_is_closed (G_MAXUINT));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backoff/waits-grow", test_waits_grow);
  g_test_add_func ("/backoff/clocks-that-are-set", test_clocks_that_are_set);
  g_test_add_func ("/backoff/closes", test_closes);

  return g_test_run ();
}
