/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-array-private.h"
#include "gw-kmeans-private.h"
#include "table.h"

/* Every row is with its nearest center, every center is the mean of its rows, no
 * group is empty, and the inertia is what these have.
 */
static void
expect_settled (const double *table, gsize n, gsize columns, gsize k, const gint32 *labels, const double *centers,
                double inertia)
{
  g_autofree double *means = g_new0 (double, k *columns);
  g_autofree double *counts = g_new0 (double, k);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      double own = table_square (table + i * columns, centers + labels[i] * columns, columns);

      sum += own;
      counts[labels[i]]++;
      for (gsize j = 0; j < columns; j++)
        means[labels[i] * columns + j] += table[i * columns + j];
      for (gsize c = 0; c < k; c++)
        g_assert_cmpfloat (own, <=, table_square (table + i * columns, centers + c * columns, columns) + 1e-12);
    }
  g_assert_cmpfloat_with_epsilon (inertia, sum, 1e-9 * (1 + sum));
  for (gsize c = 0; c < k; c++)
    {
      g_assert_cmpfloat (counts[c], >, 0);
      for (gsize j = 0; j < columns; j++)
        g_assert_cmpfloat_with_epsilon (centers[c * columns + j], means[c * columns + j] / counts[c], 1e-12);
    }
}

static void
test_settles (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 30; round++)
    {
      gsize n = 1 + gw_random_below (&random, 700), columns = 1 + gw_random_below (&random, 9);
      gsize k = 1 + gw_random_below (&random, MIN (n, 20));
      g_autofree double *table = table_new (&random, n, columns);
      g_autofree double *centers = g_new (double, k *columns);
      g_autofree gint32 *labels = g_new (gint32, n);
      double inertia, from_inertia;
      gsize n_rounds;

      g_assert_cmpint (gw_kmeans (table, n, columns, k, 3, 1000, round, labels, centers, &inertia, NULL, NULL), ==,
                       GW_STATUS_OK);
      expect_settled (table, n, columns, k, labels, centers, inertia);
      /* The first rows are a poor start, and may leave groups empty. */
      g_assert_cmpint (
          gw_kmeans_from (table, n, columns, k, table, 1000, labels, centers, &from_inertia, &n_rounds, NULL, NULL), ==,
          GW_STATUS_OK);
      g_assert_cmpuint (n_rounds, <, 1000);
      expect_settled (table, n, columns, k, labels, centers, from_inertia);
    }
}

/* Three heaps far apart are found from any seed. */
static void
test_finds_heaps (void)
{
  gw_random random;
  g_autofree double *table = NULL;
  gint32 labels[300];
  double centers[6], inertia;

  gw_random_init (&random, 2);
  table = table_new (&random, 300, 2);
  for (gsize i = 0; i < 300; i++)
    table[i * 2] += 100 * (double) (i % 3);
  for (guint64 seed = 0; seed < 10; seed++)
    {
      g_assert_cmpint (gw_kmeans (table, 300, 2, 3, 2, 100, seed, labels, centers, &inertia, NULL, NULL), ==,
                       GW_STATUS_OK);
      for (gsize i = 0; i < 300; i++)
        g_assert_cmpint (labels[i], ==, labels[i % 3]);
      g_assert_cmpint (labels[0], !=, labels[1]);
      g_assert_cmpint (labels[1], !=, labels[2]);
      g_assert_cmpint (labels[0], !=, labels[2]);
    }
}

/* A center far from all rows takes the farthest of these. */
static void
test_fills_empty_groups (void)
{
  static const double table[] = { 0, 1, 2, 50, 3 };
  static const double start[] = { 0, 1e6, 1e6 };
  double centers[3], inertia;
  gint32 labels[5];

  g_assert_cmpint (gw_kmeans_from (table, 5, 1, 3, start, 100, labels, centers, &inertia, NULL, NULL, NULL), ==,
                   GW_STATUS_OK);
  expect_settled (table, 5, 1, 3, labels, centers, inertia);
  g_assert_cmpfloat (centers[labels[3]], ==, 50);
}

/* More groups than there are different rows: every row is a center nonetheless. */
static void
test_equal_rows (void)
{
  static const double table[] = { 4, 4, 4, 4, 7 };
  double centers[4], inertia = 5;
  gint32 labels[5];

  g_assert_cmpint (gw_kmeans (table, 5, 1, 4, 2, 20, 1, labels, centers, &inertia, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (inertia, ==, 0);
  for (gsize i = 0; i < 5; i++)
    g_assert_cmpfloat (centers[labels[i]], ==, table[i]);
}

static void
test_same_on_any_threads (void)
{
  gw_random random;
  g_autofree double *table = NULL;
  g_autofree gint32 *one = g_new (gint32, 3000), *many = g_new (gint32, 3000);
  double centers_one[7 * 3], centers_many[7 * 3], inertia_one, inertia_many;
  GwRun single = { .n_threads = 1 }, three = { .n_threads = 3 };

  gw_random_init (&random, 3);
  table = table_new (&random, 3000, 3);
  g_assert_cmpint (gw_kmeans (table, 3000, 3, 7, 2, 50, 5, one, centers_one, &inertia_one, NULL, &single), ==,
                   GW_STATUS_OK);
  g_assert_cmpint (gw_kmeans (table, 3000, 3, 7, 2, 50, 5, many, centers_many, &inertia_many, NULL, &three), ==,
                   GW_STATUS_OK);
  g_assert_cmpmem (one, 3000 * sizeof *one, many, 3000 * sizeof *many);
  g_assert_cmpmem (centers_one, sizeof centers_one, centers_many, sizeof centers_many);
  g_assert_cmpfloat (inertia_one, ==, inertia_many);
}

static void
test_rows_left_out (void)
{
  static const double table[] = { 1, NAN, 2, INFINITY, 10 };
  static const double start[] = { 0, 9 };
  double centers[2], inertia;
  gint32 labels[5];
  gsize n_excluded = 0, n_rounds;

  g_assert_cmpint (gw_kmeans_from (table, 5, 1, 2, start, 10, labels, centers, &inertia, &n_rounds, &n_excluded, NULL),
                   ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpmem (labels, sizeof labels, ((gint32[]) { 0, -1, 0, -1, 1 }), sizeof labels);
  g_assert_cmpfloat (centers[0], ==, 1.5);
  n_excluded = 0;
  g_assert_cmpint (gw_kmeans (table, 5, 1, 2, 5, 10, 1, labels, centers, &inertia, &n_excluded, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpint (labels[0], ==, labels[2]);
  g_assert_cmpint (labels[1], ==, -1);
}

/* There is no group then, which is said of every row. */
static void
test_no_rows_left (void)
{
  static const double table[] = { NAN, INFINITY };
  static const double start[] = { 0, 9 };
  double centers[2] = { 7, 7 }, inertia = 7;
  gint32 labels[2] = { 7, 7 };
  gsize n_excluded = 7, n_rounds = 7;

  g_assert_cmpint (gw_kmeans_from (table, 2, 1, 2, start, 10, labels, centers, &inertia, &n_rounds, &n_excluded, NULL),
                   ==, GW_STATUS_EMPTY);
  g_assert_cmpmem (labels, sizeof labels, ((gint32[]) { -1, -1 }), sizeof labels);
  g_assert_true (isnan (centers[0]) && isnan (centers[1]) && isnan (inertia));
  g_assert_cmpuint (n_rounds, ==, 0);
  g_assert_cmpuint (n_excluded, ==, 2);

  labels[0] = 7;
  centers[1] = inertia = 7;
  n_excluded = 7;
  g_assert_cmpint (gw_kmeans (table, 2, 1, 2, 5, 10, 1, labels, centers, &inertia, &n_excluded, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpint (labels[0], ==, -1);
  g_assert_true (isnan (centers[1]) && isnan (inertia));
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpint (gw_kmeans (NULL, 0, 1, 2, 1, 9, 1, NULL, centers, &inertia, NULL, NULL), ==, GW_STATUS_EMPTY);
}

/* Stopped after one round: the labels are those of the centers that come out. */
static void
test_few_rounds (void)
{
  static const double table[] = { 0, 1, 2, 3, 4, 20 };
  static const double start[] = { 0, 1 };
  double centers[2], inertia, sum = 0;
  gint32 labels[6];
  gsize n_rounds;

  g_assert_cmpint (gw_kmeans_from (table, 6, 1, 2, start, 1, labels, centers, &inertia, &n_rounds, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_rounds, ==, 1);
  g_assert_cmpfloat (centers[1], ==, 6);
  for (gsize i = 0; i < 6; i++)
    {
      g_assert_cmpint (labels[i], ==, table[i] > 3);
      sum += table_square (table + i, centers + labels[i], 1);
    }
  g_assert_cmpfloat (inertia, ==, sum);
}

static void
test_refuses (void)
{
  static const double table[] = { 1, 2, 3, 4 };
  double centers[4] = { 77 }, inertia = 77;
  gint32 labels[4] = { 77 };

  g_assert_cmpint (gw_kmeans (table, 4, 1, 5, 1, 9, 1, labels, centers, &inertia, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans (table, 4, 1, 0, 1, 9, 1, labels, centers, &inertia, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans (table, 4, 1, 2, 0, 9, 1, labels, centers, &inertia, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans (table, 4, 1, 2, 1, 0, 1, labels, centers, &inertia, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans (table, 4, 0, 2, 1, 9, 1, labels, centers, &inertia, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans (table, 4, 1, 2, 1, 9, 1, labels, centers, &inertia, NULL, &table_stop), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_kmeans (table, GW_MOST_ROWS + 1, 1, 2, 1, 9, 1, labels, centers, &inertia, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_kmeans ((double[]) { 1, 1e200 }, 2, 1, 2, 1, 9, 1, labels, centers, &inertia, NULL, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans_from (table, 4, 1, 1, (double[]) { NAN }, 9, labels, centers, &inertia, NULL, NULL, NULL),
                   ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans_from (table, 4, 1, 1, table, 0, labels, centers, &inertia, NULL, NULL, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_kmeans_from (table, 4, 1, 1, table, 9, labels, centers, &inertia, NULL, NULL, &table_stop), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpint (labels[0], ==, 77);
  g_assert_cmpfloat (centers[0], ==, 77);
  g_assert_cmpfloat (inertia, ==, 77);
}

static void
test_tells_how_far (void)
{
  gw_random random;
  g_autofree double *table = NULL;
  gint32 labels[900];
  double centers[14], inertia, last = 0;
  GwRun run = { .step = table_watch_cb, .data = &last, .n_threads = 1 };

  gw_random_init (&random, 4);
  table = table_new (&random, 900, 2);
  g_assert_cmpint (gw_kmeans (table, 900, 2, 7, 4, 20, 1, labels, centers, &inertia, NULL, &run), ==, GW_STATUS_OK);
  g_assert_cmpfloat (last, >, 0.5);
  last = 0;
  g_assert_cmpint (gw_kmeans_from (table, 900, 2, 7, table, 20, labels, centers, &inertia, NULL, NULL, &run), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (last, >, 0);
}

/* The farthest row is alone in its group: taking it would leave that one empty. */
static void
test_leaves_a_row_that_is_alone (void)
{
  static const double table[] = { 0, 1, 2, 100 };
  static const double start[] = { 1, 80, 1e6 };
  double centers[3], inertia;
  gint32 labels[4];

  g_assert_cmpint (gw_kmeans_from (table, 4, 1, 3, start, 100, labels, centers, &inertia, NULL, NULL, NULL), ==,
                   GW_STATUS_OK);
  expect_settled (table, 4, 1, 3, labels, centers, inertia);
  g_assert_cmpfloat (inertia, ==, 0.5);
  g_assert_cmpint (labels[0], ==, 2);
}

/* To the last bit, for any number of centers beside the registers' width. */
static void
test_same_without_wide_registers (void)
{
  gw_random random;
  g_autofree double *table = NULL;

  gw_random_init (&random, 5);
  table = table_new (&random, 600, 5);
  for (gsize k = 1; k < 20; k++)
    {
      GwKmeans wide, plain;
      double inertia_wide, inertia_plain;
      gsize n_rounds;

      g_assert_cmpint (_gw_kmeans_init (&wide, table, 600, 5, k), ==, GW_STATUS_OK);
      g_assert_cmpint (_gw_kmeans_init (&plain, table, 600, 5, k), ==, GW_STATUS_OK);
      memcpy (wide.centers, table, k * 5 * sizeof *table);
      memcpy (plain.centers, table, k * 5 * sizeof *table);
      plain.plain = true;
      g_assert_cmpint (_gw_kmeans_settle (&wide, 50, &inertia_wide, &n_rounds, NULL, 0, 1), ==, GW_STATUS_OK);
      g_assert_cmpint (_gw_kmeans_settle (&plain, 50, &inertia_plain, &n_rounds, NULL, 0, 1), ==, GW_STATUS_OK);
      g_assert_cmpmem (wide.labels, 600 * sizeof (gint32), plain.labels, 600 * sizeof (gint32));
      g_assert_cmpmem (wide.centers, k * 5 * sizeof (double), plain.centers, k * 5 * sizeof (double));
      g_assert_cmpfloat (inertia_wide, ==, inertia_plain);
      _gw_kmeans_clear (&wide);
      _gw_kmeans_clear (&plain);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kmeans/settles", test_settles);
  g_test_add_func ("/kmeans/finds-heaps", test_finds_heaps);
  g_test_add_func ("/kmeans/fills-empty-groups", test_fills_empty_groups);
  g_test_add_func ("/kmeans/equal-rows", test_equal_rows);
  g_test_add_func ("/kmeans/same-on-any-threads", test_same_on_any_threads);
  g_test_add_func ("/kmeans/rows-left-out", test_rows_left_out);
  g_test_add_func ("/kmeans/no-rows-left", test_no_rows_left);
  g_test_add_func ("/kmeans/few-rounds", test_few_rounds);
  g_test_add_func ("/kmeans/refuses", test_refuses);
  g_test_add_func ("/kmeans/tells-how-far", test_tells_how_far);
  g_test_add_func ("/kmeans/leaves-a-row-that-is-alone", test_leaves_a_row_that_is_alone);
  g_test_add_func ("/kmeans/same-without-wide-registers", test_same_without_wide_registers);
  return g_test_run ();
}
