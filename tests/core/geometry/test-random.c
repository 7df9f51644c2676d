/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <string.h>

#include "gw-random.h"

/* The first numbers of the seeds 0 and 42, so that the sequence is held to its
 * definition where the reference values are absent too. */
static void
test_known_numbers (void)
{
  gw_random random;

  gw_random_init (&random, 0);
  g_assert_cmpuint (gw_random_u64 (&random), ==, G_GUINT64_CONSTANT (11091344671253066420));
  g_assert_cmpuint (gw_random_u64 (&random), ==, G_GUINT64_CONSTANT (13793997310169335082));
  gw_random_init (&random, 42);
  g_assert_cmpuint (gw_random_u64 (&random), ==, G_GUINT64_CONSTANT (1546998764402558742));
}

static void
test_below_stays_below (void)
{
  const guint64 bounds[] = { 1, 2, 3, 7, 1000, G_MAXUINT32, G_GUINT64_CONSTANT (1) << 63, G_MAXUINT64 };
  gw_random random;

  gw_random_init (&random, 1);
  g_assert_cmpuint (gw_random_below (&random, 0), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    for (int j = 0; j < 1000; j++)
      g_assert_cmpuint (gw_random_below (&random, bounds[i]), <, bounds[i]);
}

static void
test_below_is_even (void)
{
  guint counts[6] = {
    0,
  };
  gw_random random;

  gw_random_init (&random, 3);
  for (int i = 0; i < 60000; i++)
    counts[gw_random_below (&random, 6)]++;
  for (int i = 0; i < 6; i++)
    {
      g_assert_cmpuint (counts[i], >, 9500);
      g_assert_cmpuint (counts[i], <, 10500);
    }
}

static void
test_shuffle_keeps_items (void)
{
  struct
  {
    char text[150];
  } items[40];
  gboolean seen[40] = {
    FALSE,
  };
  gw_random random;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    memset (items[i].text, (int) i, sizeof items[i].text);
  gw_random_init (&random, 5);
  gw_random_shuffle (&random, items, G_N_ELEMENTS (items), sizeof items[0]);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      const guint value = (guint) items[i].text[0];

      for (guint j = 1; j < sizeof items[i].text; j++)
        g_assert_cmpint (items[i].text[j], ==, items[i].text[0]);
      g_assert_false (seen[value]);
      seen[value] = TRUE;
    }

  gw_random_shuffle (&random, items, 0, sizeof items[0]);
  gw_random_shuffle (&random, items, 1, sizeof items[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/known-numbers", test_known_numbers);
  g_test_add_func ("/random/below-stays-below", test_below_stays_below);
  g_test_add_func ("/random/below-is-even", test_below_is_even);
  g_test_add_func ("/random/shuffle-keeps-items", test_shuffle_keeps_items);
  return g_test_run ();
}
