/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-class-balance.h"
#include "gw-random.h"

#define assert_near(a, b) g_assert_cmpfloat_with_epsilon ((a), (b), 1e-12 + 1e-9 * fabs ((double) (b)))

static void
test_counts (void)
{
  static const gint32 labels[] = { 2, 0, -1, 2, 2, -1 };
  guint64 counts[3] = { 9, 9, 9 };
  size_t n_excluded;

  g_assert_cmpint (gw_class_counts (labels, 6, 3, counts, &n_excluded), ==, GW_STATUS_OK);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 0);
  g_assert_cmpuint (counts[2], ==, 3);
  g_assert_cmpuint (n_excluded, ==, 2);
  g_assert_cmpint (gw_class_counts (labels, 0, 3, counts, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (counts[2], ==, 0);
  g_assert_cmpint (gw_class_counts (NULL, 0, 0, NULL, NULL), ==, GW_STATUS_OK);
}

static void
test_refuses_labels_out_of_range (void)
{
  guint64 counts[3] = { 7, 7, 7 };

  g_assert_cmpint (gw_class_counts ((gint32[]) { 0, 3 }, 2, 3, counts, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_class_counts ((gint32[]) { 0, -2 }, 2, 3, counts, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (counts[0], ==, 7);
}

static void
test_nothing (void)
{
  GwClassBalance balance;
  guint64 counts[2] = { 0, 0 };
  double weights[2] = { 5, 5 };

  g_assert_cmpint (gw_class_balance (counts, 2, &balance), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (balance.n_rows, ==, 0);
  g_assert_cmpuint (balance.n_empty_classes, ==, 2);
  g_assert_true (isnan (balance.majority_share) && isnan (balance.imbalance_ratio) && isnan (balance.gini));
  g_assert_cmpint (gw_class_balance (NULL, 0, &balance), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_class_weights_balanced (counts, 2, weights), ==, GW_STATUS_EMPTY);
  g_assert_cmpfloat (weights[0], ==, 0);
  g_assert_cmpint (gw_class_weights_effective (counts, 2, 0.9, weights), ==, GW_STATUS_EMPTY);
  g_assert_cmpfloat (weights[1], ==, 0);
}

static void
test_overflow (void)
{
  guint64 counts[2] = { G_MAXUINT64, 1 };
  GwClassBalance balance = { .n_rows = 3 };
  double weights[2] = { 5, 5 };

  g_assert_cmpint (gw_class_balance (counts, 2, &balance), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (balance.n_rows, ==, 3);
  g_assert_cmpint (gw_class_weights_balanced (counts, 2, weights), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpfloat (weights[0], ==, 5);
}

static void
test_effective_numbers (void)
{
  static const guint64 counts[] = { 0, 1, 2, 1000000000000 };
  static const double bad[] = { -0.1, 1, 1.5, NAN };
  double numbers[4];

  /* A thousand thousand million rows with the next number below 1: 1 - beta^c is
   * 1 - exp (-c 2^-53), which a power of beta would not give.
   */
  double beta = 1 - ldexp (1, -53);

  g_assert_cmpint (gw_class_effective_numbers (counts, 4, beta, numbers), ==, GW_STATUS_OK);
  g_assert_cmpfloat (numbers[0], ==, 0);
  assert_near (numbers[3], -expm1 (-1e12 * ldexp (1, -53)) * ldexp (1, 53));
  g_assert_cmpint (gw_class_effective_numbers (counts, 4, 0, numbers), ==, GW_STATUS_OK);
  g_assert_cmpfloat (numbers[0], ==, 0);
  g_assert_cmpfloat (numbers[3], ==, 1);
  g_assert_cmpint (gw_class_effective_numbers (counts, 4, 0.5, numbers), ==, GW_STATUS_OK);
  assert_near (numbers[2], 1.5);
  g_assert_cmpint (gw_class_effective_numbers (counts, 4, GW_CLASS_BALANCE_BETA, numbers), ==, GW_STATUS_OK);
  assert_near (numbers[3], 1000);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      numbers[0] = 4;
      g_assert_cmpint (gw_class_effective_numbers (counts, 4, bad[i], numbers), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_class_weights_effective (counts, 4, bad[i], numbers), ==, GW_STATUS_INVALID);
      g_assert_cmpfloat (numbers[0], ==, 4);
    }
}

static void
test_positive_weight (void)
{
  double weight;

  g_assert_cmpint (gw_class_positive_weight (200, 40, &weight), ==, GW_STATUS_OK);
  g_assert_cmpfloat (weight, ==, 5);
  g_assert_cmpint (gw_class_positive_weight (0, 40, &weight), ==, GW_STATUS_OK);
  g_assert_cmpfloat (weight, ==, 0);
  g_assert_cmpint (gw_class_positive_weight (3, 0, &weight), ==, GW_STATUS_NO_POSITIVE);
  g_assert_true (isinf (weight) && weight > 0);
  g_assert_cmpint (gw_class_positive_weight (0, 0, &weight), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (weight));
}

/* What holds for all counts: bounds, an order of classes that does not matter,
 * weights that do what they are for, and a Gini coefficient that is the mean
 * difference of pairs.
 */
static void
test_any_counts (void)
{
  gw_random random;

  gw_random_init (&random, 41);
  for (int round = 0; round < 400; round++)
    {
      gsize k = 1 + gw_random_below (&random, 70);
      guint64 counts[70], total = 0, filled = 0;
      double weights[70], sum = 0, differences = 0, simpson = 1, mean = 0;
      GwClassBalance balance, other;

      for (gsize i = 0; i < k; i++)
        {
          counts[i] = gw_random_below (&random, 4) * gw_random_below (&random, 1000);
          total += counts[i];
          filled += counts[i] > 0;
        }
      if (total == 0)
        continue;

      g_assert_cmpint (gw_class_balance (counts, k, &balance), ==, GW_STATUS_OK);
      for (gsize i = 0; i < k; i++)
        {
          double share = (double) counts[i] / (double) total;

          simpson -= share * share;
          for (gsize j = 0; j < k; j++)
            differences += fabs ((double) counts[i] - (double) counts[j]);
        }
      assert_near (balance.gini, differences / (2 * (double) k * (double) total));
      g_assert_cmpfloat_with_epsilon (balance.gini_simpson, simpson, 1e-12);
      g_assert_cmpuint (balance.n_empty_classes, ==, k - filled);
      g_assert_true (balance.entropy >= 0 && balance.entropy <= log ((double) filled) + 1e-12);
      g_assert_true ((k == 1) == (isnan (balance.evenness) != 0));
      g_assert_true (isinf (balance.imbalance_ratio) == (filled < k) && balance.imbalance_ratio >= 1);

      /* All classes weigh the same, and together as much as the rows. */
      g_assert_cmpint (gw_class_weights_balanced (counts, k, weights), ==, GW_STATUS_OK);
      for (gsize i = 0; i < k; i++)
        {
          sum += weights[i] * (double) counts[i];
          if (counts[i] > 0)
            assert_near (weights[i] * (double) counts[i], (double) total / (double) filled);
        }
      assert_near (sum, (double) total);
      g_assert_cmpint (gw_class_weights_effective (counts, k, 0.99, weights), ==, GW_STATUS_OK);
      for (gsize i = 0; i < k; i++)
        mean += weights[i] / (double) filled;
      assert_near (mean, 1.0);

      gw_random_shuffle (&random, counts, k, sizeof *counts);
      g_assert_cmpint (gw_class_balance (counts, k, &other), ==, GW_STATUS_OK);
      g_assert_cmpmem (&balance, sizeof balance, &other, sizeof other);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/class-balance/counts", test_counts);
  g_test_add_func ("/class-balance/refuses-labels-out-of-range", test_refuses_labels_out_of_range);
  g_test_add_func ("/class-balance/nothing", test_nothing);
  g_test_add_func ("/class-balance/overflow", test_overflow);
  g_test_add_func ("/class-balance/effective-numbers", test_effective_numbers);
  g_test_add_func ("/class-balance/positive-weight", test_positive_weight);
  g_test_add_func ("/class-balance/any-counts", test_any_counts);
  return g_test_run ();
}
