/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <string.h>

#include "gw-folds.h"

#define N 300

static void
make_ids (gw_random *random, gint32 *ids, gsize n_ids)
{
  /* Wide apart, and some far more often than others. */
  for (gsize i = 0; i < N; i++)
    ids[i] = 7 * (gint32) (gw_random_below (random, gw_random_below (random, n_ids) + 1)) + 3;
}

static void
count_folds (const gint32 *fold, gsize n, gsize k, gsize *counts)
{
  memset (counts, 0, k * sizeof *counts);
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpint (fold[i], >=, 0);
      g_assert_cmpint (fold[i], <, k);
      counts[fold[i]]++;
    }
}

static gsize
spread (const gsize *counts, gsize k)
{
  gsize least = counts[0], most = counts[0];

  for (gsize i = 1; i < k; i++)
    {
      least = MIN (least, counts[i]);
      most = MAX (most, counts[i]);
    }

  return most - least;
}

static void
test_kfold (void)
{
  gint32 fold[N], shuffled[N];
  gw_random random;

  gw_random_init (&random, 1);
  for (gsize n = 2; n <= N; n += 13)
    for (gsize k = 2; k <= n && k < 20; k++)
      {
        gsize counts[20], again[20];

        g_assert_cmpint (gw_folds_kfold (n, k, NULL, fold), ==, GW_STATUS_OK);
        count_folds (fold, n, k, counts);
        for (gsize i = 0; i < k; i++)
          g_assert_cmpuint (counts[i], ==, n / k + (i < n % k));
        for (gsize i = 1; i < n; i++)
          g_assert_cmpint (fold[i], >=, fold[i - 1]);
        g_assert_cmpint (gw_folds_kfold (n, k, &random, shuffled), ==, GW_STATUS_OK);
        count_folds (shuffled, n, k, again);
        g_assert_cmpmem (counts, k * sizeof *counts, again, k * sizeof *again);
      }
  g_assert_cmpint (memcmp (fold, shuffled, sizeof fold), !=, 0);
}

/* Shares of each class in each fold differ by one row at most, with chance and
 * without.
 */
static void
test_stratified (void)
{
  gint32 label[N], fold[N], shuffled[N];
  gw_random random;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 60; round++)
    {
      gsize k = 2 + gw_random_below (&random, 8), n_classes = 1 + gw_random_below (&random, 8);
      gsize counts[10], again[10], n_small = 0;
      GwFoldsReport report;

      make_ids (&random, label, n_classes);
      g_assert_cmpint (gw_folds_stratified (label, N, k, NULL, fold, &report), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_folds_stratified (label, N, k, &random, shuffled, NULL), ==, GW_STATUS_OK);
      count_folds (fold, N, k, counts);
      g_assert_cmpuint (spread (counts, k), <=, 1);
      for (gint32 class = 3; class < 80; class += 7)
        {
          gsize total = 0;

          memset (counts, 0, sizeof counts);
          memset (again, 0, sizeof again);
          for (gsize i = 0; i < N; i++)
            {
              counts[fold[i]] += label[i] == class;
              again[shuffled[i]] += label[i] == class;
              total += label[i] == class;
            }
          g_assert_cmpuint (spread (counts, k), <=, 1);
          g_assert_cmpmem (counts, sizeof counts, again, sizeof again);
          n_small += total > 0 && total < k;
        }
      g_assert_cmpuint (report.n_small_classes, ==, n_small);
      g_assert_cmpuint (report.n_excluded, ==, 0);
    }
}

/* The names of the classes do not matter. */
static void
test_renamed_classes (void)
{
  gint32 label[N], fold[N], again[N];
  gw_random random;

  gw_random_init (&random, 3);
  make_ids (&random, label, 6);
  g_assert_cmpint (gw_folds_stratified (label, N, 5, NULL, fold, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < N; i++)
    label[i] = G_MAXINT32 - label[i];
  g_assert_cmpint (gw_folds_stratified (label, N, 5, NULL, again, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (fold, sizeof fold, again, sizeof again);
}

static void
assert_groups_whole (const gint32 *group, const gint32 *fold)
{
  for (gsize i = 0; i < N; i++)
    for (gsize k = 0; k < i; k++)
      if (group[i] == group[k])
        g_assert_cmpint (fold[i], ==, fold[k]);
}

static int
compare_sizes (gconstpointer a, gconstpointer b)
{
  gsize x = *(const gsize *) a, y = *(const gsize *) b;

  return (x > y) - (x < y);
}

/* No group is torn; chance does not change how large the folds are. */
static void
test_groups (void)
{
  gint32 group[N], fold[N], shuffled[N];
  gw_random random;

  gw_random_init (&random, 4);
  for (guint round = 0; round < 40; round++)
    {
      gsize k = 2 + gw_random_below (&random, 5);
      gsize counts[8], again[8];

      make_ids (&random, group, 10 + gw_random_below (&random, 150));
      g_assert_cmpint (gw_folds_group (group, N, k, NULL, fold, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_folds_group (group, N, k, &random, shuffled, NULL), ==, GW_STATUS_OK);
      assert_groups_whole (group, fold);
      assert_groups_whole (group, shuffled);
      count_folds (fold, N, k, counts);
      count_folds (shuffled, N, k, again);
      qsort (counts, k, sizeof *counts, compare_sizes);
      qsort (again, k, sizeof *again, compare_sizes);
      g_assert_cmpmem (counts, k * sizeof *counts, again, k * sizeof *again);
    }
}

/* Many groups of few sizes, in an order that a quick sort likes least. */
static void
test_many_groups (void)
{
  enum
  {
    n = 30000
  };
  g_autofree gint32 *group = g_new (gint32, n);
  g_autofree gint32 *fold = g_new (gint32, n);
  gsize counts[7];

  for (gsize i = 0; i < n; i++)
    group[i] = (gint32) (i < n / 2 ? i : (i - n / 2) * (i - n / 2) % (n / 2));
  g_assert_cmpint (gw_folds_group (group, n, 7, NULL, fold, NULL), ==, GW_STATUS_OK);
  count_folds (fold, n, 7, counts);
  g_assert_cmpuint (spread (counts, 7), <=, 1);
}

/* Sizes on which the median of three is always next to the least: the sort gives up
 * and takes another way.
 */
static void
test_sizes_against_the_sort (void)
{
  enum
  {
    n_groups = 400
  };
  gsize sizes[n_groups], n = 0;
  g_autofree gint32 *group = NULL, *fold = NULL;
  gsize counts[3];

  /* Source: McIlroy, A killer adversary for quicksort (1999), for the median of
   * three: 1, k+1, 3, k+3, …, then the even numbers.
   */
  for (gsize i = 0; i < n_groups / 2; i++)
    {
      sizes[i] = i % 2 == 0 ? i + 1 : n_groups / 2 + i;
      sizes[n_groups / 2 + i] = 2 * (i + 1);
    }
  for (gsize i = 0; i < n_groups; i++)
    n += sizes[i];
  group = g_new (gint32, n);
  fold = g_new (gint32, n);
  n = 0;
  for (gsize i = 0; i < n_groups; i++)
    for (gsize k = 0; k < sizes[i]; k++)
      group[n++] = (gint32) i;
  g_assert_cmpint (gw_folds_group (group, n, 3, NULL, fold, NULL), ==, GW_STATUS_OK);
  count_folds (fold, n, 3, counts);
  g_assert_cmpuint (spread (counts, 3), <, n_groups);
}

static void
test_stratified_groups (void)
{
  gint32 label[N], group[N], fold[N], stratified[N];
  gw_random random;
  double worst_plain = 0, worst_stratified = 0;

  gw_random_init (&random, 5);
  for (guint round = 0; round < 30; round++)
    {
      gsize counts[2][5] = { { 0 } };
      GwFoldsReport report;

      make_ids (&random, group, 80);
      for (gsize i = 0; i < N; i++)
        label[i] = (gint32) (gw_random_below (&random, 40) < (guint64) group[i] % 13);
      g_assert_cmpint (gw_folds_stratified_group (label, group, N, 5, NULL, stratified, &report, NULL), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_folds_group (group, N, 5, NULL, fold, NULL), ==, GW_STATUS_OK);
      assert_groups_whole (group, stratified);
      for (gsize i = 0; i < N; i++)
        {
          counts[0][fold[i]] += label[i] == 1;
          counts[1][stratified[i]] += label[i] == 1;
        }
      worst_plain += (double) spread (counts[0], 5);
      worst_stratified += (double) spread (counts[1], 5);
      g_assert_cmpint (gw_folds_stratified_group (label, group, N, 5, &random, stratified, NULL, NULL), ==,
                       GW_STATUS_OK);
      assert_groups_whole (group, stratified);
    }
  g_assert_cmpfloat (worst_stratified, <, worst_plain);
}

/* With many classes too, whose sums are taken in steps of eight. */
static void
test_many_classes (void)
{
  enum
  {
    n = 3000
  };
  g_autofree gint32 *label = g_new (gint32, n);
  g_autofree gint32 *group = g_new (gint32, n);
  g_autofree gint32 *fold = g_new (gint32, n);
  gw_random random;
  gsize counts[3];

  gw_random_init (&random, 6);
  for (gsize i = 0; i < n; i++)
    {
      label[i] = (gint32) gw_random_below (&random, 150);
      group[i] = (gint32) gw_random_below (&random, 200);
    }
  g_assert_cmpint (gw_folds_stratified_group (label, group, n, 3, NULL, fold, NULL, NULL), ==, GW_STATUS_OK);
  count_folds (fold, n, 3, counts);
  g_assert_cmpuint (spread (counts, 3), <, n / 10);
}

static void
test_missing (void)
{
  const gint32 label[] = { 0, -1, 0, 1, 1, 0 }, group[] = { 0, 1, 2, 3, -1, 4 };
  gint32 fold[6];
  GwFoldsReport report;

  g_assert_cmpint (gw_folds_stratified (label, 6, 2, NULL, fold, &report), ==, GW_STATUS_OK);
  g_assert_cmpint (fold[1], ==, -1);
  g_assert_cmpuint (report.n_excluded, ==, 1);
  g_assert_cmpint (gw_folds_group (group, 6, 2, NULL, fold, &report), ==, GW_STATUS_OK);
  g_assert_cmpint (fold[4], ==, -1);
  g_assert_cmpuint (report.n_excluded, ==, 1);
  g_assert_cmpint (gw_folds_stratified_group (label, group, 6, 2, NULL, fold, &report, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (fold[1], ==, -1);
  g_assert_cmpint (fold[4], ==, -1);
  g_assert_cmpint (fold[0], >=, 0);
  g_assert_cmpuint (report.n_excluded, ==, 2);
  g_assert_cmpuint (report.n_small_classes, ==, 1);
}

static void
test_repeated (void)
{
  gint32 label[N], fold[3 * N];
  gw_random random;
  gsize counts[4], again[4];
  GwFoldsReport report = { 9, 9 };

  gw_random_init (&random, 7);
  make_ids (&random, label, 4);
  g_assert_cmpint (gw_folds_repeated (NULL, N, 4, 3, &random, fold, &report), ==, GW_STATUS_OK);
  g_assert_cmpuint (report.n_excluded, ==, 0);
  count_folds (fold, N, 4, counts);
  count_folds (fold + 2 * N, N, 4, again);
  g_assert_cmpmem (counts, sizeof counts, again, sizeof again);
  g_assert_cmpint (memcmp (fold, fold + N, N * sizeof *fold), !=, 0);
  g_assert_cmpint (memcmp (fold + N, fold + 2 * N, N * sizeof *fold), !=, 0);
  g_assert_cmpint (gw_folds_repeated (label, N, 4, 3, &random, fold, &report), ==, GW_STATUS_OK);
  g_assert_cmpint (memcmp (fold, fold + N, N * sizeof *fold), !=, 0);

  /* Of nothing every repeat is written. */
  for (gsize i = 0; i < N; i++)
    label[i] = -1;
  fold[N] = fold[3 * N - 1] = 9;
  g_assert_cmpint (gw_folds_repeated (label, N, 4, 3, &random, fold, &report), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (fold[N], ==, -1);
  g_assert_cmpint (fold[3 * N - 1], ==, -1);
  g_assert_cmpuint (report.n_excluded, ==, N);
  g_assert_cmpint (gw_folds_repeated (NULL, 0, 4, 3, &random, fold, &report), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (report.n_excluded, ==, 0);

  g_assert_cmpint (gw_folds_repeated (NULL, N, 4, 0, &random, fold, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_repeated (NULL, N, 4, 3, NULL, fold, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_repeated (NULL, N, 4, SIZE_MAX / 2, &random, fold, NULL), ==, GW_STATUS_TOO_LARGE);
}

/* As many folds as groups, and a class with as many rows: neither takes the time of
 * folds times groups or classes.
 */
static void
test_as_many_folds (void)
{
  const gsize k = 200000, n = 2 * k;
  g_autofree gint32 *group = g_new (gint32, n), *label = g_new (gint32, n), *fold = g_new (gint32, n);
  g_autofree guint8 *seen = g_new0 (guint8, k);

  for (gsize i = 0; i < n; i++)
    {
      group[i] = (gint32) (i / 2);
      label[i] = i < k ? 0 : (gint32) (i - k + 1);
    }
  g_assert_cmpint (gw_folds_group (group, n, k, NULL, fold, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < n; i += 2)
    {
      g_assert_cmpint (fold[i], ==, fold[i + 1]);
      g_assert_cmpint (seen[fold[i]]++, ==, 0);
    }
  g_assert_cmpint (gw_folds_stratified (label, n, k, NULL, fold, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (fold[i], ==, (gint32) (i % k));
}

static void
test_leave_one_out (void)
{
  gint32 fold[N];

  g_assert_cmpint (gw_folds_leave_one_out (N, fold), ==, GW_STATUS_OK);
  for (gint32 i = 0; i < N; i++)
    g_assert_cmpint (fold[i], ==, i);
  g_assert_cmpint (gw_folds_leave_one_out (0, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_folds_leave_one_out (SIZE_MAX, NULL), ==, GW_STATUS_TOO_LARGE);
}

static void
test_nothing (void)
{
  const gint32 missing[] = { -1, -1 };
  gint32 fold[2] = { 7, 7 };
  GwFoldsReport report = { 9, 9 };

  g_assert_cmpint (gw_folds_kfold (0, 2, NULL, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_folds_stratified (NULL, 0, 2, NULL, NULL, &report), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (report.n_excluded, ==, 0);
  g_assert_cmpint (gw_folds_stratified (missing, 2, 2, NULL, fold, &report), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (fold[0], ==, -1);
  g_assert_cmpuint (report.n_excluded, ==, 2);
  fold[0] = 7;
  g_assert_cmpint (gw_folds_group (missing, 2, 2, NULL, fold, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (fold[0], ==, -1);
  fold[0] = 7;
  g_assert_cmpint (gw_folds_stratified_group (missing, missing, 2, 2, NULL, fold, &report, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (fold[0], ==, -1);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_refuses (void)
{
  const gint32 zero[] = { 0, 0, 0 }, each[] = { 0, 1, 2 }, below[] = { 0, -2, 0 };
  gint32 fold[3] = { 7, 7, 7 };
  const GwRun run = { .step = stop };

  g_assert_cmpint (gw_folds_kfold (3, 1, NULL, fold), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_kfold (3, 4, NULL, fold), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_kfold (SIZE_MAX, 2, NULL, fold), ==, GW_STATUS_TOO_LARGE);
  /* Every class has fewer rows than folds. */
  g_assert_cmpint (gw_folds_stratified (each, 3, 2, NULL, fold, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_stratified (below, 3, 2, NULL, fold, NULL), ==, GW_STATUS_INVALID);
  /* Fewer groups than folds. */
  g_assert_cmpint (gw_folds_group (zero, 3, 2, NULL, fold, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_group (below, 3, 2, NULL, fold, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_stratified_group (zero, zero, 3, 2, NULL, fold, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_stratified_group (each, each, 3, 2, NULL, fold, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_stratified_group (below, each, 3, 2, NULL, fold, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_stratified_group (zero, below, 3, 2, NULL, fold, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_folds_stratified_group (zero, each, 3, 2, NULL, fold, NULL, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (fold[0], ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folds/kfold", test_kfold);
  g_test_add_func ("/folds/stratified", test_stratified);
  g_test_add_func ("/folds/renamed-classes", test_renamed_classes);
  g_test_add_func ("/folds/groups", test_groups);
  g_test_add_func ("/folds/many-groups", test_many_groups);
  g_test_add_func ("/folds/sizes-against-the-sort", test_sizes_against_the_sort);
  g_test_add_func ("/folds/stratified-groups", test_stratified_groups);
  g_test_add_func ("/folds/many-classes", test_many_classes);
  g_test_add_func ("/folds/missing", test_missing);
  g_test_add_func ("/folds/repeated", test_repeated);
  g_test_add_func ("/folds/as-many-folds", test_as_many_folds);
  g_test_add_func ("/folds/leave-one-out", test_leave_one_out);
  g_test_add_func ("/folds/nothing", test_nothing);
  g_test_add_func ("/folds/refuses", test_refuses);
  return g_test_run ();
}
