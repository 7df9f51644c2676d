/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-iterative-folds.h"

#define N_ROWS 400
#define N_LABELS 9

typedef struct
{
  gint32 row[N_ROWS * N_LABELS];
  gint32 label[N_ROWS * N_LABELS];
  gsize n;
  double totals[N_LABELS];
} Pairs;

/* Labels of falling frequency; some rows have none. */
static void
make_pairs (gw_random *random, Pairs *pairs)
{
  memset (pairs, 0, sizeof *pairs);
  for (gsize i = 0; i < N_ROWS; i++)
    for (gsize l = 0; l < N_LABELS; l++)
      if (gw_random_real (random) < 0.4 / (double) (l + 1))
        {
          pairs->row[pairs->n] = (gint32) i;
          pairs->label[pairs->n++] = (gint32) l;
          pairs->totals[l]++;
        }
}

/* The furthest that a label in a part is from its share, in rows. */
static double
deviation (const Pairs *pairs, const gint32 *part, const double *shares, gsize n_parts)
{
  double counts[8][N_LABELS] = { { 0 } }, worst = 0;

  for (gsize i = 0; i < pairs->n; i++)
    counts[part[pairs->row[i]]][pairs->label[i]]++;
  for (gsize p = 0; p < n_parts; p++)
    for (gsize l = 0; l < N_LABELS; l++)
      worst = fmax (worst, fabs (counts[p][l] - shares[p] * pairs->totals[l]));

  return worst;
}

static void
test_shares (void)
{
  static const double wanted[] = { 8, 1, 1 }, shares[] = { 0.8, 0.1, 0.1 };
  gw_random random;
  Pairs pairs;
  gint32 part[N_ROWS];

  gw_random_init (&random, 1);
  for (guint round = 0; round < 40; round++)
    {
      double sizes[3] = { 0 };

      make_pairs (&random, &pairs);
      g_assert_cmpint (
          gw_iterative_folds (pairs.row, pairs.label, pairs.n, N_ROWS, N_LABELS, wanted, 3, &random, part, NULL), ==,
          GW_STATUS_OK);
      g_assert_cmpfloat (deviation (&pairs, part, shares, 3), <, 6);
      for (gsize i = 0; i < N_ROWS; i++)
        sizes[part[i]]++;
      for (gsize p = 0; p < 3; p++)
        g_assert_cmpfloat (fabs (sizes[p] - shares[p] * N_ROWS), <=, 3);
    }
}

/* Far nearer to the shares than chance alone. */
static void
test_better_than_chance (void)
{
  static const double shares[] = { 0.2, 0.2, 0.2, 0.2, 0.2 };
  gw_random random;
  Pairs pairs;
  gint32 part[N_ROWS];
  double worst = 0, worst_by_chance = 0;

  gw_random_init (&random, 2);
  for (guint round = 0; round < 20; round++)
    {
      make_pairs (&random, &pairs);
      g_assert_cmpint (
          gw_iterative_folds (pairs.row, pairs.label, pairs.n, N_ROWS, N_LABELS, NULL, 5, &random, part, NULL), ==,
          GW_STATUS_OK);
      worst += deviation (&pairs, part, shares, 5);
      for (gsize i = 0; i < N_ROWS; i++)
        part[i] = (gint32) gw_random_below (&random, 5);
      worst_by_chance += deviation (&pairs, part, shares, 5);
    }
  g_assert_cmpfloat (4 * worst, <, worst_by_chance);
}

/* Without chance the order of the pairs, and pairs that are there twice, change
 * nothing; with it the seed alone decides.
 */
static void
test_same_every_time (void)
{
  gw_random random;
  Pairs pairs;
  gint32 row[2 * N_ROWS * N_LABELS], label[2 * N_ROWS * N_LABELS];
  gint32 part[N_ROWS], again[N_ROWS];

  gw_random_init (&random, 3);
  make_pairs (&random, &pairs);
  for (gsize i = 0; i < pairs.n; i++)
    {
      row[2 * i] = row[2 * i + 1] = pairs.row[pairs.n - 1 - i];
      label[2 * i] = pairs.label[pairs.n - 1 - i];
      label[2 * i + 1] = i % 2 == 0 ? label[2 * i] : -1;
    }
  g_assert_cmpint (gw_iterative_folds (pairs.row, pairs.label, pairs.n, N_ROWS, N_LABELS, NULL, 4, NULL, part, NULL),
                   ==, GW_STATUS_OK);
  g_assert_cmpint (gw_iterative_folds (row, label, 2 * pairs.n, N_ROWS, N_LABELS, NULL, 4, NULL, again, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpmem (part, sizeof part, again, sizeof again);

  for (guint seed = 0; seed < 3; seed++)
    {
      gw_random_init (&random, seed);
      g_assert_cmpint (gw_iterative_folds (pairs.row, pairs.label, pairs.n, N_ROWS, N_LABELS, NULL, 4, &random,
                                           seed < 2 ? again : part, NULL),
                       ==, GW_STATUS_OK);
      if (seed == 0)
        memcpy (part, again, sizeof part);
      if (seed == 1)
        g_assert_cmpint (memcmp (part, again, sizeof part), !=, 0);
    }
  gw_random_init (&random, 2);
  g_assert_cmpint (
      gw_iterative_folds (pairs.row, pairs.label, pairs.n, N_ROWS, N_LABELS, NULL, 4, &random, again, NULL), ==,
      GW_STATUS_OK);
  g_assert_cmpmem (part, sizeof part, again, sizeof again);
}

static void
test_rows_without_labels (void)
{
  gint32 part[10];
  gsize counts[3] = { 0 };

  g_assert_cmpint (gw_iterative_folds (NULL, NULL, 0, 10, 0, (double[]) { 3, 5, 2 }, 3, NULL, part, NULL), ==,
                   GW_STATUS_OK);
  for (gsize i = 0; i < 10; i++)
    counts[part[i]]++;
  g_assert_cmpuint (counts[0], ==, 3);
  g_assert_cmpuint (counts[1], ==, 5);
  g_assert_cmpuint (counts[2], ==, 2);
  g_assert_cmpint (gw_iterative_folds (NULL, NULL, 0, 10, 3, NULL, 1, NULL, part, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (part[9], ==, 0);
  g_assert_cmpint (gw_iterative_folds (NULL, NULL, 0, 0, 3, NULL, 2, NULL, part, NULL), ==, GW_STATUS_EMPTY);
}

static bool
stop (double done, void *data)
{
  g_assert_cmpfloat (done, <=, 1);
  return false;
}

static void
test_refuses (void)
{
  const gint32 zero[] = { 0 }, one[] = { 1 }, below[] = { -2 };
  const double bad[][2] = { { 1, 0 }, { 1, -1 }, { NAN, 1 }, { INFINITY, 1 } };
  gint32 part[1] = { 7 };

  g_assert_cmpint (gw_iterative_folds (one, zero, 1, 1, 1, NULL, 2, NULL, part, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_iterative_folds (below, zero, 1, 1, 1, NULL, 2, NULL, part, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_iterative_folds (zero, one, 1, 1, 1, NULL, 2, NULL, part, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_iterative_folds (zero, below, 1, 1, 1, NULL, 2, NULL, part, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_iterative_folds (zero, zero, 1, 1, 1, NULL, 0, NULL, part, NULL), ==, GW_STATUS_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (gw_iterative_folds (zero, zero, 1, 1, 1, bad[i], 2, NULL, part, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_iterative_folds (zero, zero, SIZE_MAX, 1, 1, NULL, 2, NULL, part, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_iterative_folds (zero, zero, 1, 1, 1, NULL, SIZE_MAX, NULL, part, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_iterative_folds (zero, zero, 1, 1, 1, NULL, 2, NULL, part, &(GwRun) { .step = stop }), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpint (part[0], ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/iterative-folds/shares", test_shares);
  g_test_add_func ("/iterative-folds/better-than-chance", test_better_than_chance);
  g_test_add_func ("/iterative-folds/same-every-time", test_same_every_time);
  g_test_add_func ("/iterative-folds/rows-without-labels", test_rows_without_labels);
  g_test_add_func ("/iterative-folds/refuses", test_refuses);
  return g_test_run ();
}
