/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>

#include "gw-near-duplicates.h"
#include "gw-random.h"

/* Codes, some of them near copies of others. */
static void
make_codes (gw_random *random, guint64 *codes, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      codes[i] = gw_random_u64 (random);
      if (i == 0 || gw_random_below (random, 3) > 0)
        continue;
      codes[i] = codes[gw_random_below (random, i)];
      for (guint64 k = gw_random_below (random, 12); k > 0; k--)
        codes[i] ^= G_GUINT64_CONSTANT (1) << gw_random_below (random, 64);
    }
}

static void
assert_pairs (const guint64 *codes, gsize n, guint radius, const GwRun *run)
{
  GwNearPairs pairs;
  gsize at = 0;

  g_assert_cmpint (gw_near_duplicate_pairs (codes, n, radius, &pairs, run), ==, GW_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    for (gsize k = i + 1; k < n; k++)
      {
        guint distance = (guint) __builtin_popcountll (codes[i] ^ codes[k]);

        if (distance > radius)
          continue;
        g_assert_cmpuint (at, <, pairs.n);
        g_assert_cmpuint (pairs.first[at], ==, i);
        g_assert_cmpuint (pairs.second[at], ==, k);
        g_assert_cmpuint (pairs.distance[at++], ==, distance);
      }
  g_assert_cmpuint (at, ==, pairs.n);
  gw_near_pairs_clear (&pairs);
  gw_near_pairs_clear (&pairs);
}

/* Of few codes all pairs are compared, of many the chunks are used: both find what
 * comparing finds.
 */
static void
test_all_pairs (void)
{
  static const guint radii[] = { 0, 1, 2, 3, 4, 5, 7, 8, 10, 13, 16, 30, 64 };
  gw_random random;
  guint64 codes[700];

  gw_random_init (&random, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      make_codes (&random, codes, G_N_ELEMENTS (codes));
      assert_pairs (codes, 30, radii[i], NULL);
      assert_pairs (codes, G_N_ELEMENTS (codes), radii[i], NULL);
    }
}

static void
test_many_codes (void)
{
  enum
  {
    n = 6000
  };
  gw_random random;
  g_autofree guint64 *codes = g_new (guint64, n);

  gw_random_init (&random, 2);
  make_codes (&random, codes, n);
  assert_pairs (codes, n, 3, &(GwRun) { .n_threads = 4 });
  assert_pairs (codes, n, 8, &(GwRun) { .n_threads = 1 });
}

/* Codes that share most chunks are the worst case, but not wrong. */
static void
test_crowded_chunks (void)
{
  gw_random random;
  guint64 codes[900];

  gw_random_init (&random, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    codes[i] = gw_random_below (&random, 1 << 12);
  assert_pairs (codes, G_N_ELEMENTS (codes), 2, NULL);
}

/* --- groups ---------------------------------------------------------------------------- */

/* By taking the smaller number along each pair until nothing changes. */
static void
naive_groups (const guint64 *codes, gsize n, guint radius, gint32 *group)
{
  gboolean changed = TRUE;

  for (gsize i = 0; i < n; i++)
    group[i] = (gint32) i;
  while (changed)
    {
      changed = FALSE;
      for (gsize i = 0; i < n; i++)
        for (gsize k = 0; k < n; k++)
          if ((guint) __builtin_popcountll (codes[i] ^ codes[k]) <= radius && group[k] > group[i])
            {
              group[k] = group[i];
              changed = TRUE;
            }
    }
}

static void
test_groups (void)
{
  gw_random random;
  guint64 codes[300];
  gint32 group[300], want[300];
  size_t n_groups;

  gw_random_init (&random, 4);
  for (guint radius = 0; radius < 12; radius += 2)
    {
      gint32 next = 0;

      make_codes (&random, codes, G_N_ELEMENTS (codes));
      naive_groups (codes, G_N_ELEMENTS (codes), radius, want);
      g_assert_cmpint (gw_near_duplicate_groups (codes, G_N_ELEMENTS (codes), radius, group, &n_groups, NULL), ==,
                       GW_STATUS_OK);
      for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
        {
          /* Groups are numbered by their first code. */
          if ((gsize) want[i] == i)
            g_assert_cmpint (group[i], ==, next++);
          g_assert_cmpint (group[i], ==, group[want[i]]);
        }
      g_assert_cmpuint (n_groups, ==, next);
    }
}

/* Many copies of one code are one group, and not many millions of pairs. */
static void
test_copies (void)
{
  enum
  {
    n = 50000
  };
  g_autofree guint64 *codes = g_new0 (guint64, n);
  g_autofree gint32 *group = g_new (gint32, n);
  size_t n_groups;

  codes[n - 1] = 3;
  g_assert_cmpint (gw_near_duplicate_groups (codes, n, 1, group, &n_groups, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_groups, ==, 2);
  g_assert_cmpint (group[n - 2], ==, 0);
  g_assert_cmpint (group[n - 1], ==, 1);
  g_assert_cmpint (gw_near_duplicate_groups (codes, n, 2, group, &n_groups, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_groups, ==, 1);
}

/* --- edges -------------------------------------------------------------------------------- */

static void
test_nothing (void)
{
  const guint64 one[] = { 5 };
  gint32 group[1] = { 7 };
  size_t n_groups = 9;

  assert_pairs (NULL, 0, 8, NULL);
  assert_pairs (one, 1, 8, NULL);
  g_assert_cmpint (gw_near_duplicate_groups (NULL, 0, 8, NULL, &n_groups, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_groups, ==, 0);
  g_assert_cmpint (gw_near_duplicate_groups (one, 1, 8, group, &n_groups, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_groups, ==, 1);
  g_assert_cmpint (group[0], ==, 0);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_refuses (void)
{
  const guint64 codes[] = { 1, 2 };
  const GwRun run = { .step = stop };
  GwNearPairs pairs = { 0 };
  gint32 group[2] = { 7, 7 };
  size_t n_groups = 9;

  g_assert_cmpint (gw_near_duplicate_pairs (codes, 2, 65, &pairs, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_near_duplicate_pairs (codes, SIZE_MAX, 3, &pairs, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_near_duplicate_pairs (codes, 2, 64, &pairs, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (pairs.n, ==, 0);
  g_assert_null (pairs.first);
  g_assert_cmpint (gw_near_duplicate_groups (codes, 2, 65, group, &n_groups, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_near_duplicate_groups (codes, 2, 3, group, &n_groups, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (group[0], ==, 7);
  g_assert_cmpuint (n_groups, ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/near-duplicates/all-pairs", test_all_pairs);
  g_test_add_func ("/near-duplicates/many-codes", test_many_codes);
  g_test_add_func ("/near-duplicates/crowded-chunks", test_crowded_chunks);
  g_test_add_func ("/near-duplicates/groups", test_groups);
  g_test_add_func ("/near-duplicates/copies", test_copies);
  g_test_add_func ("/near-duplicates/nothing", test_nothing);
  g_test_add_func ("/near-duplicates/refuses", test_refuses);
  return g_test_run ();
}
