/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-array-private.h"
#include "gw-pca.h"
#include "table.h"

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwPca, gw_pca_clear)

/* Along the components the rows are not correlated, and vary as is said; the
 * components stand at right angles, with their largest entry positive.
 */
static void
expect_components (const GwPca *pca, const double *table, gsize n)
{
  gsize m = pca->n_components;
  g_autofree double *scores = g_new (double, n *m);
  double total = 0;

  g_assert_cmpint (gw_pca_project (pca, table, n, m, scores, NULL), ==, GW_STATUS_OK);
  for (gsize a = 0; a < m; a++)
    {
      double largest = 0;

      for (gsize j = 0; j < pca->columns; j++)
        if (fabs (pca->components[a * pca->columns + j]) > fabs (largest))
          largest = pca->components[a * pca->columns + j];
      g_assert_cmpfloat (largest, >, 0);
      total += pca->ratio[a];
      for (gsize b = 0; b <= a; b++)
        {
          double dot = 0, product = 0;

          for (gsize j = 0; j < pca->columns; j++)
            dot += pca->components[a * pca->columns + j] * pca->components[b * pca->columns + j];
          for (gsize i = 0; i < n; i++)
            product += scores[i * m + a] * scores[i * m + b] / (double) (n - 1);
          g_assert_cmpfloat_with_epsilon (dot, a == b ? 1 : 0, 1e-12);
          g_assert_cmpfloat_with_epsilon (product, a == b ? pca->variance[a] : 0, 1e-11 * pca->variance[0]);
        }
      if (a > 0)
        g_assert_cmpfloat (pca->variance[a], <=, pca->variance[a - 1]);
    }
  g_assert_cmpfloat_with_epsilon (total, 1, 1e-12);
}

static void
test_tall_and_wide (void)
{
  static const gsize sizes[][2] = { { 50, 4 }, { 4, 50 }, { 10, 10 }, { 3000, 3 }, { 2, 7 }, { 40, 1 } };
  gw_random random;

  gw_random_init (&random, 1);
  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (guint standardize = 0; standardize < 2; standardize++)
      {
        gsize n = sizes[s][0], columns = sizes[s][1];
        g_autofree double *table = table_new (&random, n, columns);
        g_auto (GwPca) pca = { 0 };

        for (gsize i = 0; i < n; i++)
          table[i * columns] *= 10;
        g_assert_cmpint (gw_pca (table, n, columns, standardize != 0, &pca, NULL), ==, GW_STATUS_OK);
        g_assert_cmpuint (pca.n_components, ==, MIN (n, columns));
        g_assert_cmpuint (pca.n_rows, ==, n);
        expect_components (&pca, table, n);
      }
}

/* All rows on a line: one component, and any others. */
static void
test_line (void)
{
  double table[6 * 8];
  g_auto (GwPca) pca = { 0 }, wide = { 0 };

  for (gsize i = 0; i < 6; i++)
    for (gsize j = 0; j < 8; j++)
      table[i * 8 + j] = (double) i * (double) (j == 2 ? -9 : 1) + 3;
  g_assert_cmpint (gw_pca (table, 6, 8, false, &wide, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (wide.ratio[0], 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (wide.components[2], 9 / sqrt (88), 1e-12);
  expect_components (&wide, table, 6);
  g_assert_cmpint (gw_pca (table, 16, 3, false, &pca, NULL), ==, GW_STATUS_OK);
  expect_components (&pca, table, 16);
}

static void
test_rows_left_out (void)
{
  gw_random random;
  g_autofree double *table = NULL;
  g_auto (GwPca) all = { 0 }, some = { 0 };
  double scores[21 * 3];

  gw_random_init (&random, 3);
  table = table_new (&random, 21, 3);
  g_assert_cmpint (gw_pca (table, 20, 3, false, &all, NULL), ==, GW_STATUS_OK);
  table[20 * 3 + 1] = NAN;
  g_assert_cmpint (gw_pca (table, 21, 3, false, &some, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (some.n_excluded, ==, 1);
  g_assert_cmpmem (all.components, 9 * sizeof (double), some.components, 9 * sizeof (double));
  g_assert_cmpint (gw_pca_project (&some, table, 21, 2, scores, NULL), ==, GW_STATUS_OK);
  g_assert_true (isnan (scores[40]) && !isnan (scores[38]));
  g_assert_cmpint (gw_pca_project (&some, table, 21, 4, scores, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_pca_project (&some, table, 21, 0, scores, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_pca_project (&some, table, G_MAXSIZE / 2, 3, scores, NULL), ==, GW_STATUS_TOO_LARGE);
  scores[0] = 77;
  g_assert_cmpint (gw_pca_project (&some, table, 21, 2, scores, &table_stop), ==, GW_STATUS_CANCELLED);
  g_assert_cmpfloat (scores[0], ==, 77);
  g_assert_cmpint (gw_pca_project (&some, table, 0, 1, scores, NULL), ==, GW_STATUS_EMPTY);
}

static void
expect_degenerate (const double *table, gsize n, gsize columns, gboolean standardize)
{
  g_auto (GwPca) pca = { 0 };

  g_assert_cmpint (gw_pca (table, n, columns, standardize, &pca, NULL), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpuint (pca.n_components, ==, MIN (n, columns));
  g_assert_cmpfloat (pca.mean[0], ==, table[0]);
  g_assert_true (isnan (pca.components[0]) && isnan (pca.ratio[0]));
  if (n > 1)
    g_assert_cmpfloat (pca.variance[0], ==, 0);
  else
    g_assert_true (isnan (pca.variance[0]));
}

static void
test_nothing_varies (void)
{
  static const double table[] = { 0.1, 0.3, 0.1, 0.3, 0.1, 0.3 };
  static const double wide[] = { 0.1, 0.3, 0.7, 0.1, 0.3, 0.7 };

  for (guint standardize = 0; standardize < 2; standardize++)
    {
      expect_degenerate (table, 3, 2, standardize != 0);
      expect_degenerate (wide, 2, 3, standardize != 0);
      expect_degenerate (table, 1, 2, standardize != 0);
      expect_degenerate (table, 1, 1, standardize != 0);
    }
}

/* A column that does not vary has no part, though columns be standardized. */
static void
test_one_column_varies (void)
{
  static const double table[] = { 0.1, 1, 0.1, 2, 0.1, 4 };
  g_auto (GwPca) pca = { 0 };

  g_assert_cmpint (gw_pca (table, 3, 2, true, &pca, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (pca.scale[0], ==, 1);
  g_assert_cmpfloat_with_epsilon (pca.variance[0], 1, 1e-14);
  g_assert_cmpfloat (pca.components[1], ==, 1);
  g_assert_cmpfloat (pca.components[2], ==, 1);
}

static void
test_edges (void)
{
  static const double table[] = { 1, 2, 3, 5, 8, 9 };
  static const double large[] = { 1e300, 2, -1e300, 5, 8, 9 };
  GwPca pca = { .columns = 77 };

  g_assert_cmpint (gw_pca (table, 3, 0, false, &pca, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_pca (large, 3, 2, false, &pca, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_pca (table, GW_MOST_ROWS + 1, 1, false, &pca, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_pca (table, 3, 2, false, &pca, &table_stop), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_pca (table, 2, 3, false, &pca, &table_stop), ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (pca.columns, ==, 77);
  g_assert_cmpint (gw_pca ((double[]) { NAN, 2 }, 1, 2, false, &pca, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (pca.n_components, ==, 0);
  g_assert_cmpuint (pca.n_excluded, ==, 1);
  gw_pca_clear (&pca);
  gw_pca_clear (&pca);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pca/tall-and-wide", test_tall_and_wide);
  g_test_add_func ("/pca/line", test_line);
  g_test_add_func ("/pca/rows-left-out", test_rows_left_out);
  g_test_add_func ("/pca/nothing-varies", test_nothing_varies);
  g_test_add_func ("/pca/one-column-varies", test_one_column_varies);
  g_test_add_func ("/pca/edges", test_edges);
  return g_test_run ();
}
