/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-neighbours-private.h"
#include "table.h"

/* All rows sorted by distance, then by row: what the search has to find. */
static void
expect_nearest (const double *values, gsize n, gsize columns, const double *point, gsize skip, gsize k,
                const guint32 *rows, const double *distances)
{
  g_autofree gboolean *taken = g_new0 (gboolean, n);

  for (gsize rank = 0; rank < k; rank++)
    {
      gsize best = n;
      double best_square = 0;

      for (gsize i = 0; i < n; i++)
        {
          double square = _gw_distance2 (values + i * columns, point, columns);

          if (i != skip && !taken[i] && (best == n || square < best_square))
            {
              best = i;
              best_square = square;
            }
        }
      taken[best] = TRUE;
      g_assert_cmpuint (rows[rank], ==, best);
      g_assert_cmpfloat (distances[rank], ==, sqrt (best_square));
    }
}

static void
check_table (const double *values, gsize n, gsize columns, gsize k)
{
  g_autofree guint32 *rows = g_new (guint32, n * k);
  g_autofree double *distances = g_new (double, n *k);

  g_assert_cmpint (gw_neighbours (values, n, columns, k, rows, distances, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    expect_nearest (values, n, columns, values + i * columns, i, k, rows + i * k, distances + i * k);
}

static void
test_as_by_looking_at_all (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 40; round++)
    {
      gsize n = 2 + gw_random_below (&random, 150), columns = 1 + gw_random_below (&random, 40);
      gsize k = 1 + gw_random_below (&random, MIN (n - 1, 12));
      g_autofree double *values = round % 2 == 0 ? table_new (&random, n, columns)
                                                 : table_new_tied (&random, n, columns);

      check_table (values, n, columns, k);
    }
}

/* Far from 0, of wildly different sizes, nearly equal: where single precision has
 * nothing to say.
 */
static void
test_where_floats_fail (void)
{
  static const double factors[] = { 1e-160, 1e-30, 1, 1e30, 1e140 };
  gw_random random;

  gw_random_init (&random, 2);
  for (gsize f = 0; f < G_N_ELEMENTS (factors); f++)
    {
      g_autofree double *values = table_new (&random, 90, 5);
      g_autofree double *shifted = g_memdup2 (values, sizeof (double) * 90 * 5);

      for (gsize i = 0; i < 90 * 5; i++)
        {
          shifted[i] = 1e6 + 1e-9 * values[i];
          values[i] *= factors[f];
        }
      check_table (values, 90, 5, 7);
      check_table (shifted, 90, 5, 7);
      values[5] = 1e144;
      check_table (values, 90, 5, 7);
    }
}

static void
test_same_without_wide_registers (void)
{
  gw_random random;
  g_autofree double *values = NULL;
  g_autofree guint32 *rows = g_new (guint32, 700 * 4), *plain_rows = g_new (guint32, 700 * 4);
  g_autofree double *squares = g_new (double, 700 * 4), *plain_squares = g_new (double, 700 * 4);
  GwNearest job = { .columns = 19, .n_rows = 700, .n_queries = 700, .k = 4 };

  gw_random_init (&random, 3);
  values = table_new (&random, 700, 19);
  job.values = job.points = values;
  g_assert_cmpint (_gw_nearest (&job, rows, squares, NULL, 0, 1), ==, GW_STATUS_OK);
  job.plain = true;
  g_assert_cmpint (_gw_nearest (&job, plain_rows, plain_squares, NULL, 0, 1), ==, GW_STATUS_OK);
  g_assert_cmpmem (rows, 700 * 4 * sizeof *rows, plain_rows, 700 * 4 * sizeof *rows);
  g_assert_cmpmem (squares, 700 * 4 * sizeof *squares, plain_squares, 700 * 4 * sizeof *squares);
}

static void
test_any_number_of_threads (void)
{
  gw_random random;
  g_autofree double *values = NULL;
  g_autofree guint32 *one = g_new (guint32, 500 * 3), *many = g_new (guint32, 500 * 3);

  gw_random_init (&random, 4);
  values = table_new_tied (&random, 500, 3);
  for (unsigned n_threads = 1; n_threads <= 4; n_threads++)
    {
      GwRun run = { .n_threads = n_threads };

      g_assert_cmpint (gw_neighbours (values, 500, 3, 3, n_threads == 1 ? one : many, NULL, &run), ==, GW_STATUS_OK);
      if (n_threads > 1)
        g_assert_cmpmem (one, 500 * 3 * sizeof *one, many, 500 * 3 * sizeof *many);
    }
}

static void
test_of_other_points (void)
{
  gw_random random;
  g_autofree double *values = NULL, *points = NULL, *distances = g_new (double, 30 * 60);
  g_autofree guint32 *rows = g_new (guint32, 30 * 60);

  gw_random_init (&random, 5);
  values = table_new_tied (&random, 60, 2);
  points = table_new (&random, 30, 2);
  g_assert_cmpint (gw_neighbours_of (values, 60, 2, points, 30, 60, rows, distances, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < 30; i++)
    expect_nearest (values, 60, 2, points + i * 2, G_MAXSIZE, 60, rows + i * 60, distances + i * 60);

  /* A point that lies in the table is found. */
  g_assert_cmpint (gw_neighbours_of (values, 60, 2, values, 60, 1, rows, distances, NULL), ==, GW_STATUS_OK);
  for (gsize i = 0; i < 60; i++)
    g_assert_cmpfloat (distances[i], ==, 0);
}

static void
test_in_a_class (void)
{
  static const double values[] = { 0, 5, 1, 6, 3, 100 };
  static const gint32 labels[] = { 0, 1, 0, 1, 0, -1 };
  guint32 rows[6], neighbours[12];
  gsize n_rows = 9;

  g_assert_cmpint (gw_neighbours_in_class (values, labels, 6, 1, 0, 2, rows, &n_rows, neighbours, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_rows, ==, 3);
  g_assert_cmpmem (rows, 3 * sizeof *rows, ((guint32[]) { 0, 2, 4 }), 3 * sizeof *rows);
  g_assert_cmpmem (neighbours, 6 * sizeof *rows, ((guint32[]) { 2, 4, 0, 4, 2, 0 }), 6 * sizeof *rows);

  g_assert_cmpint (gw_neighbours_in_class (values, labels, 6, 1, 1, 0, rows, &n_rows, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_rows, ==, 2);
  g_assert_cmpint (gw_neighbours_in_class (values, labels, 6, 1, 7, 1, rows, &n_rows, neighbours, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpuint (n_rows, ==, 0);
  g_assert_cmpint (gw_neighbours_in_class (values, labels, 6, 1, 1, 2, rows, &n_rows, neighbours, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours_in_class (values, labels, 6, 1, -1, 1, rows, &n_rows, neighbours, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (
      gw_neighbours_in_class (values, (gint32[]) { 0, 0, -2 }, 3, 1, 0, 1, rows, &n_rows, neighbours, NULL), ==,
      GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours_in_class (values, labels, 6, 0, 0, 1, rows, &n_rows, neighbours, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours_in_class (NULL, NULL, 0, 1, 0, 1, rows, &n_rows, neighbours, NULL), ==,
                   GW_STATUS_EMPTY);
}

static void
test_refuses (void)
{
  double values[] = { 0, 1, 2, 3 };
  guint32 rows[8] = { 77 };
  double distances[8] = { 77 };

  g_assert_cmpint (gw_neighbours (values, 4, 1, 0, rows, distances, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours (values, 4, 1, 4, rows, distances, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours (values, 4, 0, 1, rows, distances, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours (values, 1, 1, 1, rows, distances, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours (values, 0, 1, 1, rows, distances, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_neighbours (values, GW_MOST_ROWS + 1, 1, 1, rows, distances, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_neighbours (values, 4, G_MAXSIZE / 4, 1, rows, distances, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_neighbours (values, 4, 1, G_MAXSIZE / 2, rows, distances, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_neighbours_of (values, 4, 1, values, 0, 1, rows, distances, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_neighbours_of (values, 0, 1, values, 4, 1, rows, distances, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_neighbours_of (values, 4, 1, values, 2, 5, rows, distances, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours_of (values, 4, 1, (double[]) { NAN }, 1, 1, rows, distances, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_neighbours_of (values, 4, 1, values, GW_MOST_ROWS + 1, 1, rows, distances, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_neighbours (values, 4, 1, 2, rows, distances, &table_stop), ==, GW_STATUS_CANCELLED);
  values[2] = NAN;
  g_assert_cmpint (gw_neighbours (values, 4, 1, 1, rows, distances, NULL), ==, GW_STATUS_INVALID);
  values[2] = INFINITY;
  g_assert_cmpint (gw_neighbours (values, 4, 1, 1, rows, distances, NULL), ==, GW_STATUS_INVALID);
  values[2] = 1e146;
  g_assert_cmpint (gw_neighbours (values, 4, 1, 1, rows, distances, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (rows[0], ==, 77);
  g_assert_cmpfloat (distances[0], ==, 77);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/neighbours/as-by-looking-at-all", test_as_by_looking_at_all);
  g_test_add_func ("/neighbours/where-floats-fail", test_where_floats_fail);
  g_test_add_func ("/neighbours/same-without-wide-registers", test_same_without_wide_registers);
  g_test_add_func ("/neighbours/any-number-of-threads", test_any_number_of_threads);
  g_test_add_func ("/neighbours/of-other-points", test_of_other_points);
  g_test_add_func ("/neighbours/in-a-class", test_in_a_class);
  g_test_add_func ("/neighbours/refuses", test_refuses);
  return g_test_run ();
}
