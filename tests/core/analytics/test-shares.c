/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-shares.h"

#define N 500

static const double shares[] = { 0.7, 0.2, 0.1 };

static void
count (const gint32 *part, const gint32 *label, gint32 class, double *counts, double *total)
{
  memset (counts, 0, 3 * sizeof *counts);
  *total = 0;
  for (gsize i = 0; i < N; i++)
    if (label == NULL || label[i] == class)
      {
        g_assert_cmpint (part[i], >=, 0);
        g_assert_cmpint (part[i], <, 3);
        counts[part[i]]++;
        ++*total;
      }
}

static void
test_plain (void)
{
  gint32 part[N], again[N];
  gw_random random;
  double counts[3], total;

  g_assert_cmpint (gw_shares_split (NULL, NULL, N, shares, 3, NULL, part), ==, GW_STATUS_OK);
  count (part, NULL, 0, counts, &total);
  g_assert_cmpfloat (counts[0], ==, 350);
  g_assert_cmpfloat (counts[1], ==, 100);
  g_assert_cmpfloat (counts[2], ==, 50);
  for (gsize i = 1; i < N; i++)
    g_assert_cmpint (part[i], >=, part[i - 1]);

  gw_random_init (&random, 1);
  g_assert_cmpint (gw_shares_split (NULL, NULL, N, shares, 3, &random, part), ==, GW_STATUS_OK);
  count (part, NULL, 0, counts, &total);
  g_assert_cmpfloat (counts[0], ==, 350);
  g_assert_cmpint (gw_shares_split (NULL, NULL, N, shares, 3, &random, again), ==, GW_STATUS_OK);
  g_assert_cmpint (memcmp (part, again, sizeof part), !=, 0);
  gw_random_init (&random, 1);
  g_assert_cmpint (gw_shares_split (NULL, NULL, N, shares, 3, &random, again), ==, GW_STATUS_OK);
  g_assert_cmpmem (part, sizeof part, again, sizeof again);
}

/* Each class within one row of its share, and the whole near its own. */
static void
test_stratified (void)
{
  gint32 label[N], part[N];
  gw_random random;
  double counts[3], total;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 60; round++)
    {
      guint64 n_classes = 1 + gw_random_below (&random, 30);

      for (gsize i = 0; i < N; i++)
        label[i] = (gint32) gw_random_below (&random, gw_random_below (&random, n_classes) + 1) - 1;
      g_assert_cmpint (gw_shares_split (label, NULL, N, shares, 3, &random, part), ==, GW_STATUS_OK);
      for (gint32 class = -1; class < 30; class ++)
        {
          count (part, label, class, counts, &total);
          for (gsize p = 0; p < 3; p++)
            g_assert_cmpfloat (fabs (counts[p] - shares[p] * total), <, 1);
        }
      count (part, NULL, 0, counts, &total);
      for (gsize p = 0; p < 3; p++)
        g_assert_cmpfloat (fabs (counts[p] - shares[p] * N), <=, 2);
    }
}

/* Groups stay whole; rows without one are free. */
static void
test_groups (void)
{
  gint32 label[N], group[N], part[N];
  gw_random random;
  double counts[3], total;

  gw_random_init (&random, 3);
  for (guint round = 0; round < 40; round++)
    {
      gboolean stratify = round % 2 == 0;

      for (gsize i = 0; i < N; i++)
        {
          group[i] = (gint32) gw_random_below (&random, 150) * 5 - 5;
          group[i] = MAX (group[i], -1);
          label[i] = (gint32) gw_random_below (&random, 3);
        }
      g_assert_cmpint (gw_shares_split (stratify ? label : NULL, group, N, shares, 3, &random, part), ==, GW_STATUS_OK);
      for (gsize i = 0; i < N; i++)
        for (gsize k = 0; k < i; k++)
          if (group[i] == group[k] && group[i] >= 0)
            g_assert_cmpint (part[i], ==, part[k]);
      count (part, NULL, 0, counts, &total);
      for (gsize p = 0; p < 3; p++)
        g_assert_cmpfloat (fabs (counts[p] - shares[p] * N), <=, 8);
      for (gint32 class = 0; stratify && class < 3; class ++)
        {
          count (part, label, class, counts, &total);
          for (gsize p = 0; p < 3; p++)
            g_assert_cmpfloat (fabs (counts[p] - shares[p] * total), <=, 10);
        }
    }
}

static void
test_edges (void)
{
  const gint32 below[] = { 0, -2 }, zero[] = { 0, 0 };
  const double bad[][2] = { { 1, 0 }, { -1, 2 }, { NAN, 1 }, { 1, INFINITY } };
  g_autofree double *many = g_new (double, 200000);
  gint32 part[2] = { 7, 7 };

  g_assert_cmpint (gw_shares_split (NULL, NULL, 0, NULL, 2, NULL, part), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_shares_split (NULL, NULL, 2, NULL, 0, NULL, part), ==, GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (gw_shares_split (NULL, NULL, 2, bad[i], 2, NULL, part), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_shares_split (below, NULL, 2, NULL, 2, NULL, part), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_shares_split (NULL, below, 2, NULL, 2, NULL, part), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_shares_split (NULL, NULL, SIZE_MAX, NULL, 2, NULL, part), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (part[0], ==, 7);

  /* More parts than rows: some stay empty. */
  for (gsize i = 0; i < 200000; i++)
    many[i] = i == 3 ? 2 : 1;
  g_assert_cmpint (gw_shares_split (NULL, NULL, 2, many, 200000, NULL, part), ==, GW_STATUS_OK);
  g_assert_true (part[0] == 3 && part[1] == 0);
  g_assert_cmpint (gw_shares_split (NULL, NULL, 2, NULL, 5, NULL, part), ==, GW_STATUS_OK);
  g_assert_cmpint (part[0], !=, part[1]);
  g_assert_cmpint (gw_shares_split (zero, zero, 2, NULL, 5, NULL, part), ==, GW_STATUS_OK);
  g_assert_cmpint (part[0], ==, part[1]);
  g_assert_cmpint (gw_shares_split (NULL, NULL, 2, NULL, 1, NULL, part), ==, GW_STATUS_OK);
  g_assert_cmpint (part[1], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shares/plain", test_plain);
  g_test_add_func ("/shares/stratified", test_stratified);
  g_test_add_func ("/shares/groups", test_groups);
  g_test_add_func ("/shares/edges", test_edges);
  return g_test_run ();
}
