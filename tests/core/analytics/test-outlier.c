/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-outlier.h"
#include "gw-random.h"

static void
test_z (void)
{
  static const double values[] = { 1, 1, 1, NAN, 1, 1, 1, 1, 1, 11, -INFINITY };
  double scores[11];
  guint32 rows[11];
  gsize n_rows, n_excluded;

  /* Mean 19/9 of nine values, one far away. */
  g_assert_cmpint (gw_outliers_z (values, 11, 2.5, scores, rows, &n_rows, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpuint (n_rows, ==, 1);
  g_assert_cmpuint (rows[0], ==, 9);
  g_assert_true (isnan (scores[3]) && isnan (scores[10]));
  g_assert_cmpfloat_with_epsilon (scores[9], sqrt (8), 1e-12);
  g_assert_cmpfloat_with_epsilon (scores[0], -sqrt (1.0 / 8), 1e-12);

  /* The limit itself is not beyond it; 3 is never reached by nine values. */
  g_assert_cmpint (gw_outliers_z (values, 11, scores[9], NULL, NULL, &n_rows, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_rows, ==, 0);
}

static void
test_mad (void)
{
  static const double values[] = { 1, 2, 3, NAN, 4, -50 };
  double scores[6], mad;
  guint32 rows[6];
  gsize n_rows, n_excluded;

  g_assert_cmpint (gw_outliers_mad (values, 6, GW_OUTLIER_MAD_LIMIT, &mad, scores, rows, &n_rows, &n_excluded), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (mad, ==, 1);
  g_assert_cmpuint (n_excluded, ==, 1);
  g_assert_cmpuint (n_rows, ==, 1);
  g_assert_cmpuint (rows[0], ==, 5);
  g_assert_cmpfloat_with_epsilon (scores[5], -0.6744897501960817 * 52, 1e-12);
  g_assert_true (isnan (scores[3]));
}

static void
test_values_that_do_not_vary (void)
{
  static const double values[] = { 5, 5, 5, 5, 9 };
  double scores[5] = { 0 }, mad;
  guint32 rows[5];
  gsize n_rows = 9;

  g_assert_cmpint (gw_outliers_z (values, 4, 3, scores, rows, &n_rows, NULL), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpuint (n_rows, ==, 0);
  g_assert_true (isnan (scores[0]));

  /* Half of them are equal: nobody is named, not even the one that is not. */
  n_rows = 9;
  g_assert_cmpint (gw_outliers_mad (values, 5, 3.5, &mad, scores, rows, &n_rows, NULL), ==, GW_STATUS_DEGENERATE);
  g_assert_cmpuint (n_rows, ==, 0);
  g_assert_cmpfloat (mad, ==, 0);
  g_assert_true (isnan (scores[4]));
}

static void
test_edges (void)
{
  static const double bad[] = { -1, NAN, INFINITY };
  double mad, value = 3;
  gsize n_rows = 7, n_excluded;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_cmpint (gw_outliers_z (&value, 1, bad[i], NULL, NULL, &n_rows, NULL), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_outliers_mad (&value, 1, bad[i], NULL, NULL, NULL, &n_rows, NULL), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_outliers_iqr (&value, 1, bad[i], NULL, &n_rows, NULL), ==, GW_STATUS_INVALID);
    }
  g_assert_cmpint (gw_outliers_z (&value, ((size_t) 1 << 31) + 1, 3, NULL, NULL, &n_rows, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_outliers_mad (&value, ((size_t) 1 << 31) + 1, 3, NULL, NULL, NULL, &n_rows, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (n_rows, ==, 7);

  g_assert_cmpint (gw_outliers_z (NULL, 0, 3, NULL, NULL, &n_rows, &n_excluded), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (n_rows, ==, 0);
  n_rows = 7;
  g_assert_cmpint (gw_outliers_mad (NULL, 0, 3, &mad, NULL, NULL, &n_rows, &n_excluded), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (n_rows, ==, 0);
  g_assert_true (isnan (mad));
  n_rows = 7;
  g_assert_cmpint (gw_outliers_iqr (NULL, 0, 1.5, NULL, &n_rows, &n_excluded), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (n_rows, ==, 0);
}

/* Scores have the mean 0 and the deviation 1, or the median 0 and the MAD 0.6745;
 * they do not depend on unit and origin; the rows are those beyond the limit.
 */
static void
test_any_values (void)
{
  gw_random random;

  gw_random_init (&random, 33);
  for (guint round = 0; round < 200; round++)
    {
      gsize n = 3 + gw_random_below (&random, 500), n_rows, n_moved, n_beyond = 0;
      double values[503], moved[503], scores[503], of_moved[503], sum = 0, squares = 0;
      guint32 rows[503], moved_rows[503];

      for (gsize i = 0; i < n; i++)
        {
          values[i] = gw_random_real (&random) + (gw_random_below (&random, 30) == 0 ? 9 : 0);
          moved[i] = 1e6 - 8 * values[i];
        }
      g_assert_cmpint (gw_outliers_z (values, n, 3, scores, rows, &n_rows, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_outliers_z (moved, n, 3, of_moved, moved_rows, &n_moved, NULL), ==, GW_STATUS_OK);
      for (gsize i = 0; i < n; i++)
        {
          sum += scores[i];
          squares += scores[i] * scores[i];
          g_assert_cmpfloat_with_epsilon (scores[i], -of_moved[i], 1e-7);
          if (fabs (scores[i]) > 3)
            g_assert_cmpuint (rows[n_beyond++], ==, i);
        }
      g_assert_cmpuint (n_rows, ==, n_beyond);
      g_assert_cmpfloat_with_epsilon (sum / (double) n, 0, 1e-10);
      g_assert_cmpfloat_with_epsilon (squares / (double) n, 1, 1e-10);

      n_beyond = 0;
      g_assert_cmpint (gw_outliers_mad (values, n, 3.5, NULL, scores, rows, &n_rows, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_outliers_mad (moved, n, 3.5, NULL, of_moved, moved_rows, &n_moved, NULL), ==, GW_STATUS_OK);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpfloat_with_epsilon (scores[i], -of_moved[i], 1e-6);
          if (fabs (scores[i]) > 3.5)
            g_assert_cmpuint (rows[n_beyond++], ==, i);
        }
      g_assert_cmpuint (n_rows, ==, n_beyond);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outlier/z", test_z);
  g_test_add_func ("/outlier/mad", test_mad);
  g_test_add_func ("/outlier/values-that-do-not-vary", test_values_that_do_not_vary);
  g_test_add_func ("/outlier/edges", test_edges);
  g_test_add_func ("/outlier/any-values", test_any_values);
  return g_test_run ();
}
