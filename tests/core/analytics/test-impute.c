/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-array-private.h"
#include "gw-impute.h"
#include "table.h"

/* All methods, by one signature. */
typedef gw_status (*Method) (const double *table, gsize n, gsize columns, double *filled, gsize *n_left,
                             const GwRun *run);

#define METHOD(name, call) \
  static gw_status name (const double *table, gsize n, gsize columns, double *filled, gsize *n_left, const GwRun *run) \
  { \
    return call; \
  }

METHOD (mean, gw_impute_simple (table, n, columns, GW_IMPUTE_MEAN, filled, n_left, run))
METHOD (median, gw_impute_simple (table, n, columns, GW_IMPUTE_MEDIAN, filled, n_left, run))
METHOD (most_frequent, gw_impute_simple (table, n, columns, GW_IMPUTE_MOST_FREQUENT, filled, n_left, run))
METHOD (forward, gw_impute_forward (table, n, columns, 0, filled, n_left))
METHOD (backward, gw_impute_backward (table, n, columns, 0, filled, n_left))
METHOD (linear, gw_impute_linear (table, n, columns, filled, n_left))
METHOD (knn, gw_impute_knn (table, n, columns, 3, false, filled, n_left, run))
METHOD (knn_by_distance, gw_impute_knn (table, n, columns, 3, true, filled, n_left, run))
METHOD (regression, gw_impute_regression (table, n, columns, 2, filled, n_left, run))
METHOD (chained, gw_impute_chained (table, n, columns, 10, 1e-3, filled, n_left, NULL, run))
METHOD (hot_deck, gw_impute_hot_deck (table, n, columns, NULL, 0, 5, filled, n_left))

static const Method methods[] = { mean, median,          most_frequent, forward, backward, linear,
                                  knn,  knn_by_distance, regression,    chained, hot_deck };

static void
make_holes (gw_random *random, double *table, gsize n, guint one_in)
{
  for (gsize i = 0; i < n; i++)
    if (gw_random_below (random, one_in) == 0)
      table[i] = NAN;
}

static gsize
count_missing (const double *table, gsize n)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    count += isnan (table[i]) != 0;

  return count;
}

/* What was there stays, what is filled lies within the column (but for regressions),
 * the count is right, and what stays missing has no value to go by.
 */
static void
expect_filled (const double *table, gsize n, gsize columns, Method method, const double *filled, gsize n_left)
{
  g_assert_cmpuint (n_left, ==, count_missing (filled, n * columns));
  for (gsize j = 0; j < columns; j++)
    {
      double least = INFINITY, most = -INFINITY;

      for (gsize i = 0; i < n; i++)
        {
          least = fmin (least, table[i * columns + j]);
          most = fmax (most, table[i * columns + j]);
        }
      for (gsize i = 0; i < n; i++)
        {
          double value = filled[i * columns + j];

          if (!isnan (table[i * columns + j]))
            g_assert_cmpfloat (value, ==, table[i * columns + j]);
          else if (isnan (value))
            g_assert_true (least > most || method == forward || method == backward || method == linear);
          else if (method != regression && method != chained)
            g_assert_true (value >= least - 1e-12 && value <= most + 1e-12);
        }
    }
}

static void
test_fills (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 20; round++)
    for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
      {
        gsize n = 1 + gw_random_below (&random, 50), columns = 1 + gw_random_below (&random, 5), n_left = 999;
        g_autofree double *table = table_new (&random, n, columns);
        g_autofree double *filled = g_new (double, n *columns);

        make_holes (&random, table, n * columns, 1 + round % 4);
        g_assert_cmpint (methods[m](table, n, columns, filled, &n_left, NULL), ==, GW_STATUS_OK);
        expect_filled (table, n, columns, methods[m], filled, n_left);
      }
}

/* In place, where that is allowed, it is the same. */
static void
test_in_place (void)
{
  static const Method in_place[] = { mean, median, most_frequent, forward, backward, linear, hot_deck };
  gw_random random;

  gw_random_init (&random, 2);
  for (gsize m = 0; m < G_N_ELEMENTS (in_place); m++)
    {
      g_autofree double *table = table_new (&random, 30, 3);
      double filled[90];

      make_holes (&random, table, 90, 3);
      g_assert_cmpint (in_place[m](table, 30, 3, filled, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (in_place[m](table, 30, 3, table, NULL, NULL), ==, GW_STATUS_OK);
      for (gsize i = 0; i < 90; i++)
        g_assert_true (table[i] == filled[i] || (isnan (table[i]) && isnan (filled[i])));
    }
}

/* Means, medians, modes, neighbours and regressions do not see the order of the rows;
 * backward is forward from the other end.
 */
static void
test_order_of_rows (void)
{
  static const Method orderless[] = { mean, median, most_frequent, knn, knn_by_distance, regression, chained };
  gw_random random;
  g_autofree double *table = NULL;
  double turned[160], filled[160], turned_filled[160];

  gw_random_init (&random, 3);
  table = table_new (&random, 40, 4);
  make_holes (&random, table, 160, 5);
  for (gsize i = 0; i < 40; i++)
    memcpy (turned + (39 - i) * 4, table + i * 4, 4 * sizeof *table);
  for (gsize m = 0; m <= G_N_ELEMENTS (orderless); m++)
    {
      Method method = m < G_N_ELEMENTS (orderless) ? orderless[m] : forward;

      g_assert_cmpint (method (table, 40, 4, filled, NULL, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint ((method == forward ? backward : method) (turned, 40, 4, turned_filled, NULL, NULL), ==,
                       GW_STATUS_OK);
      for (gsize i = 0; i < 160; i++)
        {
          double other = turned_filled[(39 - i / 4) * 4 + i % 4];

          g_assert_true (fabs (filled[i] - other) < 1e-12 || (isnan (filled[i]) && isnan (other)));
        }
    }
}

static void
test_any_number_of_threads (void)
{
  static const Method threaded[] = { median, knn, knn_by_distance, regression, chained };
  gw_random random;
  g_autofree double *table = NULL, *one = g_new (double, 1200), *many = g_new (double, 1200);
  GwRun single = { .n_threads = 1 }, three = { .n_threads = 3 };

  gw_random_init (&random, 4);
  table = table_new (&random, 300, 4);
  make_holes (&random, table, 1200, 6);
  for (gsize m = 0; m < G_N_ELEMENTS (threaded); m++)
    {
      g_assert_cmpint (threaded[m](table, 300, 4, one, NULL, &single), ==, GW_STATUS_OK);
      g_assert_cmpint (threaded[m](table, 300, 4, many, NULL, &three), ==, GW_STATUS_OK);
      g_assert_cmpmem (one, 1200 * sizeof *one, many, 1200 * sizeof *many);
    }
}

/* What follows exactly from the others is found again. */
static void
test_regression_finds_a_plane (void)
{
  gw_random random;
  g_autofree double *table = NULL;
  double whole[200 * 3], filled[200 * 3];
  gsize n_rounds;

  gw_random_init (&random, 5);
  table = table_new (&random, 200, 3);
  for (gsize i = 0; i < 200; i++)
    {
      table[i * 3 + 2] = 3 * table[i * 3] - 2 * table[i * 3 + 1] + 7;
      memcpy (whole + i * 3, table + i * 3, 3 * sizeof *whole);
      if (i % 4 == 0)
        table[i * 3 + i / 4 % 3] = NAN;
    }
  g_assert_cmpint (gw_impute_chained (table, 200, 3, 200, 1e-12, filled, NULL, &n_rounds, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_rounds, <, 200);
  for (gsize i = 0; i < 600; i++)
    g_assert_cmpfloat_with_epsilon (filled[i], whole[i], 1e-8);
}

/* Two columns that are the same, and one that does not vary, do no harm. */
static void
test_regression_where_columns_hang_together (void)
{
  double table[20 * 4], filled[20 * 4];
  gsize n_left;

  for (gsize i = 0; i < 20; i++)
    {
      double x = (double) (i * i % 13);

      memcpy (table + i * 4, ((double[]) { x, x, 0.1, 2 * x + 1 }), 4 * sizeof *table);
    }
  table[7 * 4 + 3] = NAN;
  g_assert_cmpint (gw_impute_chained (table, 20, 4, 10, 1e-6, filled, &n_left, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (filled[7 * 4 + 3], 2 * (7 * 7 % 13) + 1, 1e-10);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpint (gw_impute_regression (table, 20, 4, 3, filled, &n_left, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (filled[7 * 4 + 3], 2 * (7 * 7 % 13) + 1, 1e-10);
  g_assert_cmpuint (n_left, ==, 0);
}

/* On the column that tells most alone, of the complete rows alone. */
static void
test_regression_takes_the_best_column (void)
{
  static const double table[] = { 1, 9, 2, 2, 5, 4, 3, 7, 6.5, 4, 1, 8, 5, 4, NAN, NAN, 2, 100, 3, NAN, NAN };
  double filled[21], slope = (-1.5 * -3.125 + -0.5 * -1.125 + 0.5 * 1.375 + 1.5 * 2.875) / 5;
  gsize n_left;

  g_assert_cmpint (gw_impute_regression (table, 7, 3, 1, filled, &n_left, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (filled[14], 5.125 + slope * 2.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (filled[20], 5.125 + slope * 0.5, 1e-12);
  /* The first from the third: 100 is far out on that line. */
  g_assert_cmpfloat (filled[15], >, 40);
  g_assert_cmpuint (n_left, ==, 0);
}

/* Without two complete rows there is no line: the mean of what is there. */
static void
test_regression_without_complete_rows (void)
{
  static const double table[] = { 1, NAN, NAN, 4, 3, NAN, NAN, 8 };
  static const double want[] = { 1, 6, 2, 4, 3, 6, 2, 8 };
  double filled[8];

  g_assert_cmpint (gw_impute_regression (table, 4, 2, 1, filled, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (filled, sizeof filled, want, sizeof want);
}

/* --- hot deck ------------------------------------------------------------------------- */

/* Only from the own group, where that has a value; and every donor comes up. */
static void
test_hot_deck_groups (void)
{
  static const double table[] = { 1, 2, 3, 10, 20, 30, NAN, NAN, NAN, NAN };
  static const gint32 groups[] = { 0, 0, 0, 1, 1, -1, 0, 1, 2, -1 };
  gboolean seen[4][31] = { { FALSE } };

  for (guint64 seed = 0; seed < 300; seed++)
    {
      double filled[10];
      gsize n_left;

      g_assert_cmpint (gw_impute_hot_deck (table, 10, 1, groups, 3, seed, filled, &n_left), ==, GW_STATUS_OK);
      g_assert_cmpuint (n_left, ==, 0);
      for (gsize i = 6; i < 10; i++)
        seen[i - 6][(gsize) filled[i]] = TRUE;
    }
  for (gsize i = 0; i < 6; i++)
    {
      gsize value = (gsize) table[i];

      g_assert_cmpint (seen[0][value], ==, groups[i] == 0);
      g_assert_cmpint (seen[1][value], ==, groups[i] == 1);
      g_assert_true (seen[2][value] && seen[3][value]);
    }
}

/* The draws are those that the manual names. */
static void
test_hot_deck_draws (void)
{
  gw_random random;
  double table[] = { NAN, 1, 5, NAN, 7, 2, NAN, 3 }, filled[8], want[8];

  memcpy (want, table, sizeof want);
  gw_random_init (&random, 11);
  for (gsize j = 0; j < 2; j++)
    for (gsize i = 0; i < 4; i++)
      if (isnan (table[i * 2 + j]))
        {
          double have[4];
          gsize n = 0;

          for (gsize row = 0; row < 4; row++)
            if (!isnan (table[row * 2 + j]))
              have[n++] = table[row * 2 + j];
          want[i * 2 + j] = have[gw_random_below (&random, n)];
        }
  g_assert_cmpint (gw_impute_hot_deck (table, 4, 2, NULL, 0, 11, filled, NULL), ==, GW_STATUS_OK);
  g_assert_cmpmem (filled, sizeof filled, want, sizeof want);
}

/* --- edges ---------------------------------------------------------------------------- */

static void
test_edges (void)
{
  static const double empty_column[] = { NAN, 1, NAN, 2, NAN, NAN };
  double filled[6] = { 77 };
  gsize n_left;

  for (gsize m = 0; m < G_N_ELEMENTS (methods); m++)
    {
      gboolean takes_infinity = methods[m] == forward || methods[m] == backward || methods[m] == hot_deck;

      n_left = 5;
      g_assert_cmpint (methods[m](NULL, 0, 3, filled, &n_left, NULL), ==, GW_STATUS_EMPTY);
      g_assert_cmpuint (n_left, ==, 0);
      g_assert_cmpint (methods[m](NULL, 3, 0, filled, &n_left, NULL), ==, GW_STATUS_EMPTY);
      g_assert_cmpint (methods[m](empty_column, GW_MOST_ROWS + 1, 1, filled, &n_left, NULL), ==, GW_STATUS_TOO_LARGE);
      g_assert_cmpint (methods[m](empty_column, 9, G_MAXSIZE / 8, filled, &n_left, NULL), ==, GW_STATUS_TOO_LARGE);
      g_assert_cmpint (methods[m]((double[]) { 1, -INFINITY, NAN }, 3, 1, filled, &n_left, NULL), ==,
                       takes_infinity ? GW_STATUS_OK : GW_STATUS_INVALID);
      filled[0] = 77;
      g_assert_cmpint (methods[m](empty_column, 3, 2, filled, &n_left, NULL), ==, GW_STATUS_OK);
      g_assert_true (isnan (filled[0]) && isnan (filled[4]));
      g_assert_cmpuint (n_left, ==, methods[m] == backward ? 4 : 3);
    }
}

static void
test_refuses (void)
{
  static const double table[] = { 1, NAN, NAN, 4, 5, 6 };
  static const double large[] = { 1e300, NAN, -1e300, 4, 5, 6, 1e300, 2 };
  double filled[8] = { 77 };

  g_assert_cmpint (gw_impute_simple (table, 3, 2, (GwImputeKind) 3, filled, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_knn (table, 3, 2, 0, false, filled, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_regression (table, 3, 2, 0, filled, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_chained (table, 3, 2, 0, 0, filled, NULL, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_chained (table, 3, 2, 1, -1, filled, NULL, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_chained (table, 3, 2, 1, NAN, filled, NULL, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_chained (large, 4, 2, 1, 0, filled, NULL, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_hot_deck (table, 3, 2, (gint32[]) { 0, 1, 2 }, 2, 1, filled, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_hot_deck (table, 3, 2, (gint32[]) { 0, 1, -2 }, 2, 1, filled, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_impute_hot_deck (table, 3, 2, (gint32[]) { 0, 1, 1 }, G_MAXSIZE, 1, filled, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_impute_simple (table, 3, 2, GW_IMPUTE_MEAN, filled, NULL, &table_stop), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_impute_knn (table, 3, 2, 1, false, filled, NULL, &table_stop), ==, GW_STATUS_CANCELLED);
  g_assert_cmpint (gw_impute_chained (table, 3, 2, 5, 0, filled, NULL, NULL, &table_stop), ==, GW_STATUS_CANCELLED);
  g_assert_cmpfloat (filled[0], ==, 77);
}

static void
test_tells_how_far (void)
{
  static const Method long_ones[] = { median, knn, regression };
  gw_random random;
  g_autofree double *table = NULL, *filled = g_new (double, 1200);

  gw_random_init (&random, 6);
  table = table_new (&random, 300, 4);
  make_holes (&random, table, 1200, 6);
  for (gsize m = 0; m < G_N_ELEMENTS (long_ones); m++)
    {
      double last = 0;
      GwRun run = { .step = table_watch_cb, .data = &last, .n_threads = 1 };

      g_assert_cmpint (long_ones[m](table, 300, 4, filled, NULL, &run), ==, GW_STATUS_OK);
      g_assert_cmpfloat (last, >, 0.2);
    }
}

/* What two rows do not share counts as far apart as what they share. */
static void
test_knn_by_hand (void)
{
  static const double table[] = { 0, 0, NAN, 1, NAN, 10, 1, 0.7, 20, NAN, NAN, 30 };
  double filled[12];

  /* Squares: row 1 is 1 * 3 away, row 2 is 1.49 * 3 / 2, row 3 shares nothing. */
  g_assert_cmpint (gw_impute_knn (table, 4, 3, 1, false, filled, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (filled[2], ==, 20);
  g_assert_cmpint (gw_impute_knn (table, 4, 3, 2, false, filled, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (filled[2], ==, 15);
  g_assert_cmpint (gw_impute_knn (table, 4, 3, 3, false, filled, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (filled[2], ==, 20);
  g_assert_cmpint (gw_impute_knn (table, 4, 3, 3, true, filled, NULL, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat_with_epsilon (filled[2], (10 / sqrt (3) + 20 / sqrt (2.235)) / (1 / sqrt (3) + 1 / sqrt (2.235)),
                                  1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/impute/fills", test_fills);
  g_test_add_func ("/impute/in-place", test_in_place);
  g_test_add_func ("/impute/order-of-rows", test_order_of_rows);
  g_test_add_func ("/impute/any-number-of-threads", test_any_number_of_threads);
  g_test_add_func ("/impute/regression-finds-a-plane", test_regression_finds_a_plane);
  g_test_add_func ("/impute/regression-where-columns-hang-together", test_regression_where_columns_hang_together);
  g_test_add_func ("/impute/regression-takes-the-best-column", test_regression_takes_the_best_column);
  g_test_add_func ("/impute/regression-without-complete-rows", test_regression_without_complete_rows);
  g_test_add_func ("/impute/hot-deck-groups", test_hot_deck_groups);
  g_test_add_func ("/impute/hot-deck-draws", test_hot_deck_draws);
  g_test_add_func ("/impute/edges", test_edges);
  g_test_add_func ("/impute/refuses", test_refuses);
  g_test_add_func ("/impute/tells-how-far", test_tells_how_far);
  g_test_add_func ("/impute/knn-by-hand", test_knn_by_hand);
  return g_test_run ();
}
