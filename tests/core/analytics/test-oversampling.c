/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-adasyn.h"
#include "gw-neighbours-private.h"
#include "gw-random-resample.h"
#include "gw-smote.h"
#include "table.h"

/* Rows that are added to the smaller classes. */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwNewRows, gw_new_rows_clear)

#define N_CLASSES 4

typedef gw_status (*Remedy) (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes,
                             size_t k, uint64_t seed, GwNewRows *out, const GwRun *run);

static gw_status
borderline (const double *values, const int32_t *labels, size_t n, size_t columns, size_t n_classes, size_t k,
            uint64_t seed, GwNewRows *out, const GwRun *run)
{
  return gw_borderline_smote (values, labels, n, columns, n_classes, k + 3, k, seed, out, run);
}

static const Remedy remedies[] = { gw_smote, borderline, gw_adasyn };

/* Classes of unequal size that lie in each other; class 3 has no rows, and some rows
 * have no class.
 */
static gint32 *
labels_new (gw_random *random, gsize n)
{
  gint32 *labels = g_new (gint32, n);

  for (gsize i = 0; i < n; i++)
    {
      guint64 drawn = gw_random_below (random, 20);

      labels[i] = drawn < 12 ? 1 : drawn < 16 ? 0 : drawn < 19 ? 2 : -1;
    }

  return labels;
}

/* How many rows of its own class are nearer to a than b is. */
static gsize
count_nearer (const double *values, const gint32 *labels, gsize n, gsize columns, gsize a, gsize b)
{
  double limit = _gw_distance2 (values + a * columns, values + b * columns, columns);
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    if (i != a && labels[i] == labels[a])
      {
        double square = _gw_distance2 (values + a * columns, values + i * columns, columns);

        count += square < limit || (square == limit && i < b);
      }

  return count;
}

/* Base and neighbour are of the class, the neighbour is one of the nearest, and the
 * values lie between the two; the counts are as they are said to be.
 */
static void
expect_between (const double *values, const gint32 *labels, gsize n, gsize columns, gsize k, const GwNewRows *added)
{
  guint64 before[N_CLASSES] = { 0 }, after[N_CLASSES] = { 0 };
  gsize n_excluded = 0;

  for (gsize i = 0; i < n; i++)
    {
      n_excluded += labels[i] < 0;
      if (labels[i] >= 0)
        before[labels[i]]++;
    }
  memcpy (after, before, sizeof after);
  for (gsize i = 0; i < added->n; i++)
    {
      const double *from = values + added->base[i] * columns, *to = values + added->neighbour[i] * columns;

      after[added->labels[i]]++;
      g_assert_cmpint (labels[added->base[i]], ==, added->labels[i]);
      g_assert_cmpint (labels[added->neighbour[i]], ==, added->labels[i]);
      g_assert_cmpuint (added->base[i], !=, added->neighbour[i]);
      g_assert_cmpfloat (added->u[i], >=, 0);
      g_assert_cmpfloat (added->u[i], <, 1);
      if (i < 50)
        g_assert_cmpuint (count_nearer (values, labels, n, columns, added->base[i], added->neighbour[i]), <, k);
      for (gsize j = 0; j < columns; j++)
        g_assert_cmpfloat (added->values[i * columns + j], ==, from[j] + added->u[i] * (to[j] - from[j]));
    }
  g_assert_cmpmem (before, sizeof before, added->before, sizeof before);
  g_assert_cmpmem (after, sizeof after, added->after, sizeof after);
  g_assert_cmpuint (added->n_excluded, ==, n_excluded);
}

static void
test_between_neighbours (void)
{
  gw_random random;

  gw_random_init (&random, 1);
  for (guint round = 0; round < 12; round++)
    for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
      {
        gsize n = 120 + gw_random_below (&random, 100), columns = 1 + gw_random_below (&random, 6);
        gsize k = 1 + gw_random_below (&random, 6);
        g_autofree double *values = round % 2 == 0 ? table_new (&random, n, columns)
                                                   : table_new_tied (&random, n, columns);
        g_autofree gint32 *labels = labels_new (&random, n);
        g_auto (GwNewRows) added = { 0 };

        g_assert_cmpint (remedies[r](values, labels, n, columns, N_CLASSES, k, round, &added, NULL), ==, GW_STATUS_OK);
        expect_between (values, labels, n, columns, k, &added);
        if (remedies[r] == gw_smote)
          {
            g_assert_cmpuint (added.after[0], ==, added.before[1]);
            g_assert_cmpuint (added.after[1], ==, added.before[1]);
            g_assert_cmpuint (added.after[2], ==, added.before[1]);
          }
        g_assert_cmpuint (added.after[3], ==, 0);
      }
}

static void
test_follows_the_seed (void)
{
  gw_random random;
  g_autofree double *values = NULL;
  g_autofree gint32 *labels = NULL;
  GwRun single = { .n_threads = 1 }, three = { .n_threads = 3 };

  gw_random_init (&random, 2);
  values = table_new (&random, 400, 5);
  labels = labels_new (&random, 400);
  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    {
      g_auto (GwNewRows) first = { 0 }, again = { 0 }, other = { 0 };

      g_assert_cmpint (remedies[r](values, labels, 400, 5, 4, 5, 9, &first, &single), ==, GW_STATUS_OK);
      g_assert_cmpint (remedies[r](values, labels, 400, 5, 4, 5, 9, &again, &three), ==, GW_STATUS_OK);
      g_assert_cmpint (remedies[r](values, labels, 400, 5, 4, 5, 10, &other, NULL), ==, GW_STATUS_OK);
      g_assert_cmpmem (first.values, first.n * 5 * sizeof (double), again.values, again.n * 5 * sizeof (double));
      g_assert_cmpuint (first.n, ==, other.n);
      g_assert_cmpint (memcmp (first.values, other.values, first.n * 5 * sizeof (double)), !=, 0);
    }
}

/* Rows with many neighbours of other classes give more, in proportion. */
static void
test_adasyn_shares (void)
{
  gw_random random;
  g_autofree double *values = NULL, *shares = g_new (double, 300);
  g_autofree gint32 *labels = NULL;
  g_auto (GwNewRows) added = { 0 };
  gsize n_rows, at = 0;
  double sum = 0;

  gw_random_init (&random, 3);
  values = table_new (&random, 300, 2);
  labels = labels_new (&random, 300);
  g_assert_cmpint (gw_adasyn (values, labels, 300, 2, 4, 5, 1, &added, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_adasyn_shares (values, labels, 300, 2, 4, 2, 5, shares, &n_rows, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_rows, ==, added.before[2]);
  for (gsize i = 0; i < n_rows; i++)
    sum += shares[i];
  for (gsize i = 0; i < 300; i++)
    if (labels[i] == 2)
      {
        double made = 0;

        for (gsize j = 0; j < added.n; j++)
          made += added.base[j] == i;
        g_assert_cmpfloat (fabs (made - shares[at++] / sum * (double) (added.before[1] - added.before[2])), <=,
                           0.5 + 1e-9);
      }
}

/* By hand: rows of class 0 at 0 to 3 and 10, the others from 4 on. */
static void
test_borderline_rows (void)
{
  static const double values[] = { 0, 1, 2, 3, 10, 4, 5, 6, 7, 8, 9, 11, 12 };
  static const gint32 labels[] = { 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1 };
  guint32 danger[5], noise[5];
  gsize n_danger = 9, n_noise = 9;

  g_assert_cmpint (gw_borderline_rows (values, labels, 13, 1, 2, 0, 2, danger, &n_danger, noise, &n_noise, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (n_danger, ==, 1);
  g_assert_cmpuint (danger[0], ==, 3);
  g_assert_cmpuint (n_noise, ==, 1);
  g_assert_cmpuint (noise[0], ==, 4);

  /* A class without danger stays as it is. */
  for (gint32 label = 0; label < 2; label++)
    {
      static const double apart[] = { 0, 1, 2, 100, 101, 102, 103 };
      static const gint32 classes[] = { 0, 0, 0, 1, 1, 1, 1 };
      g_auto (GwNewRows) added = { 0 };

      g_assert_cmpint (gw_borderline_rows (apart, classes, 7, 1, 2, label, 2, danger, &n_danger, noise, &n_noise, NULL),
                       ==, GW_STATUS_OK);
      g_assert_cmpuint (n_danger + n_noise, ==, 0);
      g_assert_cmpint (gw_borderline_smote (apart, classes, 7, 1, 2, 2, 2, 1, &added, NULL), ==, GW_STATUS_OK);
      g_assert_cmpuint (added.n, ==, 0);
      g_assert_cmpuint (added.after[0], ==, 3);
    }
  g_assert_cmpint (gw_borderline_rows (values, labels, 13, 1, 2, 0, 13, danger, &n_danger, noise, &n_noise, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_borderline_rows (values, labels, 13, 1, 2, 2, 1, danger, &n_danger, noise, &n_noise, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_borderline_rows (values, labels, 13, 1, 2, 0, 0, danger, &n_danger, noise, &n_noise, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_borderline_rows (values, labels, 13, 1, 1, 0, 2, danger, &n_danger, noise, &n_noise, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_borderline_rows (values, labels, 0, 1, 2, 0, 2, danger, &n_danger, noise, &n_noise, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpint (gw_borderline_rows (values, labels, 13, 1, 2, 0, 2, danger, &n_danger, noise, &n_noise, &table_stop),
                   ==, GW_STATUS_CANCELLED);
}

static void
test_copies (void)
{
  gw_random random;

  gw_random_init (&random, 4);
  for (guint64 seed = 0; seed < 10; seed++)
    {
      g_autofree gint32 *labels = labels_new (&random, 90);
      g_auto (GwNewRows) added = { 0 };

      g_assert_cmpint (gw_random_oversample (labels, 90, 4, seed, &added), ==, GW_STATUS_OK);
      g_assert_null (added.values);
      g_assert_cmpuint (added.after[0], ==, added.before[1]);
      g_assert_cmpuint (added.after[2], ==, added.before[1]);
      g_assert_cmpuint (added.after[3], ==, 0);
      for (gsize i = 0; i < added.n; i++)
        {
          g_assert_cmpint (labels[added.base[i]], ==, added.labels[i]);
          g_assert_cmpuint (added.base[i], ==, added.neighbour[i]);
        }
    }
}

/* --- edges ---------------------------------------------------------------------------- */

static void
expect_status (const double *values, const gint32 *labels, gsize n, gsize columns, gsize k, gw_status status)
{
  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    {
      GwNewRows added = { .n = 77 };

      g_assert_cmpint (remedies[r](values, labels, n, columns, 2, k, 1, &added, NULL), ==, status);
      g_assert_cmpuint (added.n, ==, gw_status_has_values (status) ? 0 : 77);
      if (gw_status_has_values (status))
        gw_new_rows_clear (&added);
      if (gw_status_has_values (status))
        gw_new_rows_clear (&added);
    }
}

static void
test_edges (void)
{
  static const double values[] = { 1, 2, 3, 4, 5, 6 };
  static const gint32 labels[] = { 0, 0, 0, 0, 1, 1 };

  expect_status (values, labels, 0, 1, 5, GW_STATUS_EMPTY);
  expect_status (values, (gint32[]) { -1, -1 }, 2, 1, 5, GW_STATUS_EMPTY);
  expect_status (values, (gint32[]) { 1, 1, -1 }, 3, 1, 5, GW_STATUS_SINGLE_CLASS);
  expect_status (values, (gint32[]) { 1 }, 1, 1, 5, GW_STATUS_SINGLE_CLASS);
  expect_status (values, (gint32[]) { 1, 0, -2 }, 3, 1, 5, GW_STATUS_INVALID);
  expect_status (values, (gint32[]) { 1, 0, 2 }, 3, 1, 5, GW_STATUS_INVALID);
  expect_status (values, labels, 6, 0, 5, GW_STATUS_INVALID);
  expect_status (values, labels, 6, 1, 0, GW_STATUS_INVALID);
  expect_status ((double[]) { 1, NAN, 3, 4, 5, 6 }, labels, 6, 1, 5, GW_STATUS_INVALID);
  expect_status ((double[]) { 1, 2, 3, INFINITY, 5, 6 }, labels, 6, 1, 5, GW_STATUS_INVALID);
  expect_status (values, labels, 6, G_MAXSIZE / 8, 5, GW_STATUS_TOO_LARGE);
  expect_status (values, labels, GW_MOST_ROWS + 1, 1, 5, GW_STATUS_TOO_LARGE);
}

/* One row cannot be followed to another of its class, and is never copied. */
static void
test_class_of_one (void)
{
  static const double values[] = { 1, 2, 3, 2.5 };
  static const gint32 labels[] = { 0, 0, 0, 1 };
  GwNewRows added = { 0 };

  g_assert_cmpint (gw_smote (values, labels, 4, 1, 2, 5, 1, &added, NULL), ==, GW_STATUS_TOO_FEW_ROWS);
  g_assert_cmpint (gw_adasyn (values, labels, 4, 1, 2, 5, 1, &added, NULL), ==, GW_STATUS_TOO_FEW_ROWS);
  g_assert_cmpint (gw_random_oversample (labels, 4, 2, 1, &added), ==, GW_STATUS_OK);
  g_assert_cmpuint (added.n, ==, 2);
  g_assert_cmpuint (added.base[0], ==, 3);
  gw_new_rows_clear (&added);
}

/* A class of two goes to its one other, whatever k. */
static void
test_class_of_two (void)
{
  static const double values[] = { 1, 2, 3, 4, 1.5, 3.5 };
  static const gint32 labels[] = { 0, 0, 0, 0, 1, 1 };

  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    {
      g_auto (GwNewRows) added = { 0 };

      g_assert_cmpint (remedies[r](values, labels, 6, 1, 2, 50, 1, &added, NULL), ==, GW_STATUS_OK);
      expect_between (values, labels, 6, 1, 1,
                      &(GwNewRows) { .n = added.n,
                                     .labels = added.labels,
                                     .base = added.base,
                                     .neighbour = added.neighbour,
                                     .u = added.u,
                                     .values = added.values,
                                     .before = (guint64[4]) { 4, 2 },
                                     .after = (guint64[4]) { 4, 2 + added.n } });
      g_assert_cmpuint (added.n, ==, 2);
    }
}

static void
test_adasyn_edges (void)
{
  static const double apart[] = { 0, 1, 2, 3, 100, 101, 102 };
  static const gint32 labels[] = { 0, 0, 0, 0, 1, 1, 1 };
  GwNewRows added = { 0 };
  double shares[7];
  gsize n_rows = 9;

  g_assert_cmpint (gw_adasyn (apart, labels, 7, 1, 2, 2, 1, &added, NULL), ==, GW_STATUS_NO_MAJORITY_NEIGHBOURS);
  g_assert_cmpint (gw_adasyn_shares (apart, labels, 7, 1, 2, 1, 3, shares, &n_rows, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_rows, ==, 3);
  g_assert_cmpfloat (shares[0], ==, 1. / 3);
  g_assert_cmpint (gw_adasyn_shares (apart, labels, 7, 1, 2, 1, 7, shares, &n_rows, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_adasyn_shares (apart, labels, 7, 1, 2, 2, 3, shares, &n_rows, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_adasyn_shares (apart, labels, 7, 1, 2, 1, 0, shares, &n_rows, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_adasyn_shares (apart, labels, 7, 1, 1, 0, 1, shares, &n_rows, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_adasyn_shares (apart, labels, 7, 1, 3, 2, 3, shares, &n_rows, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (n_rows, ==, 0);
  g_assert_cmpint (gw_adasyn_shares (apart, labels, 0, 1, 2, 1, 3, shares, &n_rows, NULL), ==, GW_STATUS_EMPTY);
}

static void
test_stops (void)
{
  gw_random random;
  g_autofree double *values = NULL;
  g_autofree gint32 *labels = NULL;

  gw_random_init (&random, 5);
  values = table_new (&random, 200, 2);
  labels = labels_new (&random, 200);
  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    {
      GwNewRows added = { .n = 77 };

      g_assert_cmpint (remedies[r](values, labels, 200, 2, 4, 5, 1, &added, &table_stop), ==, GW_STATUS_CANCELLED);
      g_assert_cmpuint (added.n, ==, 77);
    }
  g_assert_cmpint (gw_random_oversample ((gint32[]) { 5 }, 1, 4, 1, &(GwNewRows) { 0 }), ==, GW_STATUS_INVALID);
}

static void
test_tells_how_far (void)
{
  gw_random random;
  g_autofree double *values = NULL;
  g_autofree gint32 *labels = NULL;

  gw_random_init (&random, 6);
  values = table_new (&random, 900, 2);
  labels = labels_new (&random, 900);
  for (gsize r = 0; r < G_N_ELEMENTS (remedies); r++)
    {
      double last = 0;
      GwRun run = { .step = table_watch_cb, .data = &last, .n_threads = 1 };
      g_auto (GwNewRows) added = { 0 };

      g_assert_cmpint (remedies[r](values, labels, 900, 2, 4, 5, 1, &added, &run), ==, GW_STATUS_OK);
      g_assert_cmpfloat (last, >, 0.5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/oversampling/between-neighbours", test_between_neighbours);
  g_test_add_func ("/oversampling/follows-the-seed", test_follows_the_seed);
  g_test_add_func ("/oversampling/adasyn-shares", test_adasyn_shares);
  g_test_add_func ("/oversampling/borderline-rows", test_borderline_rows);
  g_test_add_func ("/oversampling/copies", test_copies);
  g_test_add_func ("/oversampling/edges", test_edges);
  g_test_add_func ("/oversampling/class-of-one", test_class_of_one);
  g_test_add_func ("/oversampling/class-of-two", test_class_of_two);
  g_test_add_func ("/oversampling/adasyn-edges", test_adasyn_edges);
  g_test_add_func ("/oversampling/stops", test_stops);
  g_test_add_func ("/oversampling/tells-how-far", test_tells_how_far);
  return g_test_run ();
}
