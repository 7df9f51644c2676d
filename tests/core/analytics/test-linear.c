/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-complete-private.h"
#include "gw-linear-private.h"
#include "table.h"

/* A random symmetric matrix, some of its rows far larger than others. */
static double *
symmetric_new (gw_random *random, gsize n, gboolean graded)
{
  double *matrix = table_new (random, n, n);

  for (gsize a = 0; a < n; a++)
    for (gsize b = 0; b <= a; b++)
      {
        double factor = graded ? pow (10, -(double) (a + b) / 4) : 1;

        matrix[b * n + a] = matrix[a * n + b] *= factor;
      }

  return matrix;
}

/* A v = lambda v, the vectors stand at right angles, and the values descend. */
static void
expect_eigen (const double *matrix, gsize n, const double *values, const double *vectors)
{
  double largest = MAX (fabs (values[0]), fabs (values[n - 1]));

  for (gsize a = 0; a < n; a++)
    {
      if (a > 0)
        g_assert_cmpfloat (values[a], <=, values[a - 1]);
      for (gsize b = 0; b < n; b++)
        {
          double dot = 0, product = 0;

          for (gsize j = 0; j < n; j++)
            {
              dot += vectors[a * n + j] * vectors[b * n + j];
              product += matrix[b * n + j] * vectors[a * n + j];
            }
          g_assert_cmpfloat_with_epsilon (dot, a == b ? 1 : 0, 1e-13 * (double) (n + 1));
          g_assert_cmpfloat_with_epsilon (product, values[a] * vectors[a * n + b],
                                          1e-14 * largest * (double) (n + 1) + 1e-300);
        }
    }
}

static void
test_eigenvectors (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (gsize n = 1; n <= 60; n += n < 8 ? 1 : 13)
    for (guint graded = 0; graded < 2; graded++)
      {
        g_autofree double *matrix = symmetric_new (&random, n, graded != 0);
        g_autofree double *copy = g_memdup2 (matrix, n * n * sizeof *matrix);
        g_autofree double *values = g_new (double, n), *vectors = g_new (double, n *n);

        g_assert_cmpint (_gw_eigen (copy, n, values, vectors), ==, GW_STATUS_OK);
        expect_eigen (matrix, n, values, vectors);
      }
}

static void
test_known_eigenvalues (void)
{
  double matrix[] = { 2, -1, 0, -1, 2, -1, 0, -1, 2 };
  double ones[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };
  double diagonal[] = { 3, 0, 0, 0, 9, 0, 0, 0, -4 };
  double values[4], vectors[16];

  g_assert_cmpint (_gw_eigen (matrix, 3, values, vectors), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (values[0], 2 + sqrt (2), 1e-14);
  g_assert_cmpfloat_with_epsilon (values[1], 2, 1e-14);
  g_assert_cmpfloat_with_epsilon (values[2], 2 - sqrt (2), 1e-14);

  g_assert_cmpint (_gw_eigen (ones, 4, values, vectors), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (values[0], 4, 1e-14);
  g_assert_cmpfloat_with_epsilon (fabs (vectors[2]), 0.5, 1e-14);
  g_assert_cmpfloat_with_epsilon (values[3], 0, 1e-14);

  g_assert_cmpint (_gw_eigen (diagonal, 3, values, vectors), ==, GW_STATUS_OK);
  g_assert_cmpfloat (values[0], ==, 9);
  g_assert_cmpfloat (values[2], ==, -4);
  g_assert_cmpfloat (fabs (vectors[1]), ==, 1);

  g_assert_cmpint (_gw_eigen (matrix, 0, values, vectors), ==, GW_STATUS_OK);
  diagonal[1] = NAN;
  g_assert_cmpint (_gw_eigen (diagonal, 3, values, vectors), ==, GW_STATUS_UNDEFINED);
}

static void
expect_covariance (const double *table, gsize n, gsize columns, const double *mean, const double *covariance)
{
  for (gsize a = 0; a < columns; a++)
    {
      double sum = 0;

      for (gsize i = 0; i < n; i++)
        sum += table[i * columns + a];
      g_assert_cmpfloat_with_epsilon (mean[a], sum / (double) n, 1e-12);
    }
  for (gsize a = 0; a < columns; a++)
    for (gsize b = 0; b < columns; b++)
      {
        double sum = 0;

        for (gsize i = 0; i < n; i++)
          sum += (table[i * columns + a] - mean[a]) * (table[i * columns + b] - mean[b]);
        g_assert_cmpfloat_with_epsilon (covariance[a * columns + b], sum / (double) MAX (n - 1, 1), 1e-12);
      }
}

static void
test_covariances (void)
{
  static const gsize sizes[] = { 1, 2, 127, 128, 129, 2049, 5000 };
  gw_random random;

  gw_random_init (&random, 2);
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      gsize columns = 1 + gw_random_below (&random, 20);
      g_autofree double *table = table_new (&random, sizes[s], columns);
      g_autofree double *mean = g_new (double, columns), *covariance = g_new (double, columns *columns);

      g_assert_cmpint (_gw_covariance (table, sizes[s], columns, mean, covariance, NULL, 0, 1), ==, GW_STATUS_OK);
      expect_covariance (table, sizes[s], columns, mean, covariance);
    }
}

/* On any number of threads, and with or without wide registers. */
static void
test_to_the_last_bit (void)
{
  gw_random random;
  g_autofree double *table = NULL;
  double mean[9], one[81], many[81], products[256] = { 0 }, plain[256] = { 0 };

  gw_random_init (&random, 3);
  table = table_new (&random, 9000, 9);
  for (unsigned n_threads = 1; n_threads <= 3; n_threads++)
    {
      GwRun run = { .n_threads = n_threads };

      g_assert_cmpint (_gw_covariance (table, 9000, 9, mean, n_threads == 1 ? one : many, &run, 0, 1), ==,
                       GW_STATUS_OK);
      if (n_threads > 1)
        g_assert_cmpmem (one, sizeof one, many, sizeof many);
    }
  _gw_add_products (table, 100, 16, products, false);
  _gw_add_products (table, 100, 16, plain, true);
  for (gsize a = 0; a < 16; a++)
    for (gsize b = a; b < 16; b++)
      g_assert_cmpfloat (products[a * 16 + b], ==, plain[a * 16 + b]);
  g_assert_cmpint (_gw_covariance (table, 9000, 9, mean, many, &table_stop, 0, 1), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (_gw_covariance (table, 1, G_MAXSIZE / 16, mean, many, NULL, 0, 1), ==, GW_STATUS_TOO_LARGE);
}

static void
test_complete_rows (void)
{
  static const double table[] = { 1, 2, NAN, 3, 4, 5, 6, INFINITY, 7, 8 };
  GwComplete rows;

  g_assert_cmpint (_gw_complete_init (&rows, table, 5, 2), ==, GW_STATUS_OK);
  g_assert_cmpuint (rows.n, ==, 3);
  g_assert_cmpuint (rows.n_excluded, ==, 2);
  g_assert_cmpmem (rows.values, 6 * sizeof *table, ((double[]) { 1, 2, 4, 5, 7, 8 }), 6 * sizeof *table);
  g_assert_cmpmem (rows.rows, 3 * sizeof *rows.rows, ((guint32[]) { 0, 2, 4 }), 3 * sizeof *rows.rows);
  _gw_complete_clear (&rows);
  _gw_complete_clear (&rows);

  g_assert_cmpint (_gw_complete_init (&rows, table, 1, 2), ==, GW_STATUS_OK);
  g_assert_true (rows.values == table);
  _gw_complete_clear (&rows);
  g_assert_cmpint (_gw_complete_init (&rows, table, 1, 0), ==, GW_STATUS_INVALID);
  g_assert_cmpint (_gw_complete_init (&rows, table, 0, 0), ==, GW_STATUS_OK);
  g_assert_cmpint (_gw_complete_init (&rows, table, GW_MOST_ROWS + 1, 1), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (_gw_complete_init (&rows, table, 8, G_MAXSIZE / 8), ==, GW_STATUS_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/linear/eigenvectors", test_eigenvectors);
  g_test_add_func ("/linear/known-eigenvalues", test_known_eigenvalues);
  g_test_add_func ("/linear/covariances", test_covariances);
  g_test_add_func ("/linear/to-the-last-bit", test_to_the_last_bit);
  g_test_add_func ("/linear/complete-rows", test_complete_rows);
  return g_test_run ();
}
