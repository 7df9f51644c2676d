/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-array-private.h"
#include "gw-correlation.h"
#include "gw-vif.h"
#include "table.h"

static double
plain_rank (const double *values, const gboolean *used, gsize n, gsize row)
{
  double below = 0, equal = 0;

  for (gsize i = 0; i < n; i++)
    if (used[i])
      {
        below += values[i] < values[row];
        equal += values[i] == values[row];
      }

  return below + (equal + 1) / 2;
}

/* The definition, as it stands. */
static double
plain_correlation (const double *table, gsize n, gsize columns, gsize a, gsize b, gboolean ranks)
{
  g_autofree double *x = g_new (double, n), *y = g_new (double, n), *rank_x = g_new (double, n),
                    *rank_y = g_new (double, n);
  g_autofree gboolean *used = g_new (gboolean, n);
  double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0, m = 0;

  for (gsize i = 0; i < n; i++)
    {
      x[i] = table[i * columns + a];
      y[i] = table[i * columns + b];
      used[i] = isfinite (x[i]) && isfinite (y[i]);
      m += used[i];
    }
  for (gsize i = 0; i < n; i++)
    {
      rank_x[i] = ranks && used[i] ? plain_rank (x, used, n, i) : x[i];
      rank_y[i] = ranks && used[i] ? plain_rank (y, used, n, i) : y[i];
      mean_x += used[i] ? rank_x[i] / m : 0;
      mean_y += used[i] ? rank_y[i] / m : 0;
    }
  for (gsize i = 0; i < n; i++)
    if (used[i])
      {
        xx += (rank_x[i] - mean_x) * (rank_x[i] - mean_x);
        yy += (rank_y[i] - mean_y) * (rank_y[i] - mean_y);
        xy += (rank_x[i] - mean_x) * (rank_y[i] - mean_y);
      }

  return xy / sqrt (xx * yy);
}

static void
test_as_defined (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 16; round++)
    {
      gsize n = 40, columns = 5;
      gboolean ranks = round % 2 == 1, holes = round % 4 > 1;
      g_autofree double *table = round < 8 ? table_new (&random, n, columns) : table_new_tied (&random, n, columns);
      double matrix[25];
      guint64 n_used[25];

      for (gsize i = 0; holes && i < n * columns; i++)
        if (gw_random_below (&random, 5) == 0)
          table[i] = i % 2 == 0 ? NAN : INFINITY;
      g_assert_cmpint (gw_correlation (table, n, columns, ranks ? GW_CORRELATION_SPEARMAN : GW_CORRELATION_PEARSON,
                                       matrix, n_used, NULL),
                       ==, GW_STATUS_OK);
      for (gsize a = 0; a < columns; a++)
        for (gsize b = 0; b < columns; b++)
          {
            g_assert_cmpfloat_with_epsilon (matrix[a * columns + b], plain_correlation (table, n, columns, a, b, ranks),
                                            1e-12);
            g_assert_cmpfloat (matrix[a * columns + b], ==, matrix[b * columns + a]);
            if (!holes)
              g_assert_cmpuint (n_used[a * columns + b], ==, n);
            else
              g_assert_cmpuint (n_used[a * columns + b], <=, n_used[a * columns + a]);
          }
    }
}

/* Ranks do not see a rising function, and no correlation sees the order of rows or a
 * factor; the sizes of the values may be at the ends of what doubles can be.
 */
static void
test_what_changes_nothing (void)
{
  gw_random random;
  g_autofree double *table = NULL;
  double changed[200 * 2], backwards[200 * 2], matrix[4], other[4];

  gw_random_init (&random, 2);
  table = table_new (&random, 200, 2);
  for (guint holes = 0; holes < 2; holes++)
    {
      if (holes == 1)
        table[7] = NAN;
      for (gsize i = 0; i < 200; i++)
        for (gsize j = 0; j < 2; j++)
          {
            changed[i * 2 + j] = j == 0 ? exp (table[i * 2]) : 1e300 * table[i * 2 + 1];
            backwards[i * 2 + j] = table[(199 - i) * 2 + j] * (j == 0 ? 1e-300 : -1e300);
          }
      g_assert_cmpint (gw_correlation (table, 200, 2, GW_CORRELATION_SPEARMAN, matrix, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_correlation (changed, 200, 2, GW_CORRELATION_SPEARMAN, other, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat (matrix[1], ==, other[1]);
      g_assert_cmpint (gw_correlation (table, 200, 2, GW_CORRELATION_PEARSON, matrix, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_correlation (backwards, 200, 2, GW_CORRELATION_PEARSON, other, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (matrix[1], -other[1], 1e-12);
    }
}

/* A spread that is small beside the values: these are whole numbers, so that the
 * shift is exact.
 */
static void
test_far_from_zero (void)
{
  gw_random random;
  double table[300], shifted[300], matrix[9], other[9];

  gw_random_init (&random, 6);
  for (guint holes = 0; holes < 2; holes++)
    {
      for (gsize i = 0; i < 300; i++)
        {
          table[i] = holes == 1 && i == 4 ? NAN : (double) gw_random_below (&random, 100);
          shifted[i] = table[i] + (i % 3 == 0 ? 1e15 : -3e14);
        }
      g_assert_cmpint (gw_correlation (table, 100, 3, GW_CORRELATION_PEARSON, matrix, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_correlation (shifted, 100, 3, GW_CORRELATION_PEARSON, other, NULL, NULL), ==, GW_STATUS_OK);
      for (gsize i = 0; i < 9; i++)
        g_assert_cmpfloat_with_epsilon (matrix[i], other[i], 1e-13);
    }
}

static void
test_edges (void)
{
  static const double constant[] = { 0.1, 1, 0.1, 2, 0.1, 3 };
  static const double pair[] = { 1, NAN, 2, 5, NAN, 7 };
  double matrix[4];
  guint64 n_used[4];

  for (guint ranks = 0; ranks < 2; ranks++)
    {
      GwCorrelationKind kind = ranks != 0 ? GW_CORRELATION_SPEARMAN : GW_CORRELATION_PEARSON;

      g_assert_cmpint (gw_correlation (constant, 3, 2, kind, matrix, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_true (isnan (matrix[0]) && isnan (matrix[1]) && isnan (matrix[2]));
      g_assert_cmpfloat (matrix[3], ==, 1);
      g_assert_cmpint (gw_correlation (pair, 3, 2, kind, matrix, n_used, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat (matrix[0], ==, 1);
      g_assert_true (isnan (matrix[1]));
      g_assert_cmpuint (n_used[1], ==, 1);
      g_assert_cmpuint (n_used[0], ==, 2);
      g_assert_cmpint (gw_correlation (NULL, 0, 2, kind, matrix, n_used, NULL), ==, GW_STATUS_EMPTY);
      g_assert_true (isnan (matrix[0]) && isnan (matrix[3]));
      g_assert_cmpint (gw_correlation (NULL, 0, 0, kind, matrix, n_used, NULL), ==, GW_STATUS_EMPTY);
      g_assert_cmpint (gw_correlation (constant, 3, 0, kind, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_correlation (constant, GW_MOST_ROWS + 1, 1, kind, matrix, NULL, NULL), ==,
                       GW_STATUS_TOO_LARGE);
      g_assert_cmpint (gw_correlation (constant, 3, 2, kind, matrix, NULL, &table_stop), ==, GW_STATUS_CANCELLED);
      g_assert_cmpint (gw_correlation (pair, 3, 2, kind, matrix, NULL, &table_stop), ==, GW_STATUS_CANCELLED);
    }
  g_assert_cmpint (gw_correlation (pair, 3, 2, (GwCorrelationKind) 9, matrix, NULL, NULL), ==, GW_STATUS_INVALID);
}

/* --- variance inflation --------------------------------------------------------------- */

/* With two columns it is 1 / (1 - r^2), and never below 1. */
static void
test_vif_of_two (void)
{
  gw_random random;

  gw_random_init (&random, 3);
  for (guint round = 0; round < 20; round++)
    {
      g_autofree double *table = table_new (&random, 30, 2);
      double matrix[4], vif[2];

      g_assert_cmpint (gw_vif (table, 30, 2, vif, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_correlation (table, 30, 2, GW_CORRELATION_PEARSON, matrix, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpfloat_with_epsilon (vif[0], 1 / (1 - matrix[1] * matrix[1]), 1e-12);
      g_assert_cmpfloat_with_epsilon (vif[1], vif[0], 1e-12);
      g_assert_cmpfloat (vif[0], >=, 1);
    }
}

/* Columns that make each other up are infinite, others are not, and what does not
 * vary is left out.
 */
static void
test_vif_singular (void)
{
  gw_random random;
  g_autofree double *table = NULL, *three = g_new (double, 50 * 3);
  double wide[51 * 5], vif[5], of_three[3];
  gsize n_excluded = 9;

  gw_random_init (&random, 4);
  table = table_new (&random, 50, 3);
  for (gsize i = 0; i < 50; i++)
    {
      double row[] = { table[i * 3], table[i * 3 + 1], table[i * 3] - 2 * table[i * 3 + 1], table[i * 3 + 2], 0.1 };

      memcpy (wide + i * 5, row, sizeof row);
    }
  memcpy (wide + 50 * 5, ((double[]) { 1, 2, NAN, 3, 4 }), 5 * sizeof *wide);
  g_assert_cmpint (gw_vif (wide, 51, 5, vif, &n_excluded, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 1);
  for (gsize j = 0; j < 3; j++)
    g_assert_true (isinf (vif[j]) && vif[j] > 0);
  g_assert_cmpint (gw_vif (table, 50, 3, of_three, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (vif[3], of_three[2], 1e-9);
  g_assert_true (isnan (vif[4]));
}

static void
test_vif_edges (void)
{
  static const double constant[] = { 0.1, 0.1, 0.1 };
  double vif[2] = { 5, 5 };
  gsize n_excluded;

  g_assert_cmpint (gw_vif (constant, 3, 1, vif, NULL, NULL), ==, GW_STATUS_DEGENERATE);
  g_assert_true (isnan (vif[0]));
  g_assert_cmpint (gw_vif (constant, 1, 2, vif, NULL, NULL), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpint (gw_vif ((double[]) { 1, 2, 4 }, 3, 1, vif, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (vif[0], ==, 1);
  vif[0] = 5;
  g_assert_cmpint (gw_vif ((double[]) { NAN, NAN }, 2, 1, vif, &n_excluded, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (vif[0]));
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpint (gw_vif (constant, 3, 0, vif, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_vif (constant, GW_MOST_ROWS + 1, 1, vif, NULL, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_vif (constant, 0, G_MAXSIZE / 8, vif, NULL, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_vif ((double[]) { 1, 2, 4 }, 3, 1, vif, NULL, &table_stop), ==, GW_STATUS_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correlation/as-defined", test_as_defined);
  g_test_add_func ("/correlation/what-changes-nothing", test_what_changes_nothing);
  g_test_add_func ("/correlation/far-from-zero", test_far_from_zero);
  g_test_add_func ("/correlation/edges", test_edges);
  g_test_add_func ("/vif/of-two", test_vif_of_two);
  g_test_add_func ("/vif/singular", test_vif_singular);
  g_test_add_func ("/vif/edges", test_vif_edges);
  return g_test_run ();
}
