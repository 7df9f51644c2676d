/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-confusion-order.h"
#include "gw-random.h"

/* In which order classes are shown. */

#define MOST 60

static void
check_order (const double *matrix, gsize n, GwConfusionOrder by, const guint32 *want)
{
  guint32 got[MOST];

  g_assert_cmpint (gw_confusion_order (matrix, n, by, got), ==, GW_STATUS_OK);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (got[i], ==, want[i]);
}

static void
test_by_hand (void)
{
  /* 0 and 2 are confused most, then 1 and 3; of the pairs 2 and 3 are nearest. */
  static const double matrix[] = { 6, 0, 4, 0, 0, 7, 0, 3, 4, 0, 5, 1, 0, 3, 0, 27 };
  static const guint32 given[] = { 0, 1, 2, 3 }, support[] = { 3, 0, 1, 2 }, confused[] = { 0, 2, 3, 1 };

  check_order (matrix, 4, GW_CONFUSION_ORDER_GIVEN, given);
  check_order (matrix, 4, GW_CONFUSION_ORDER_SUPPORT, support);
  check_order (matrix, 4, GW_CONFUSION_ORDER_CONFUSED, confused);
}

/* What is not confused at all stays as it is given. */
static void
test_leaves_the_rest (void)
{
  double matrix[MOST * MOST] = { 0 };
  guint32 given[MOST];

  for (guint n = 0; n <= MOST; n += 5)
    {
      for (guint i = 0; i < n; i++)
        {
          for (guint j = 0; j < n; j++)
            matrix[i * n + j] = i == j ? 3 : 0;
          given[i] = i;
        }
      check_order (matrix, n, GW_CONFUSION_ORDER_CONFUSED, given);
      check_order (matrix, n, GW_CONFUSION_ORDER_SUPPORT, given);
    }
}

/* Classes of one group lie side by side, whatever the order they are given in. */
static void
test_finds_groups (void)
{
  gw_random random;

  gw_random_init (&random, 5);
  for (guint round = 0; round < 50; round++)
    {
      const guint n = 2 + (guint) gw_random_below (&random, MOST - 2);
      const guint n_groups = 1 + (guint) gw_random_below (&random, 6);
      double matrix[MOST * MOST];
      guint32 group[MOST], order[MOST];
      guint changes = 0, used = 0;
      gboolean seen[MOST] = { FALSE }, any[6] = { FALSE };

      for (guint i = 0; i < n; i++)
        group[i] = (guint32) gw_random_below (&random, n_groups);
      for (guint i = 0; i < n; i++)
        for (guint j = 0; j < n; j++)
          matrix[i * n + j] = i == j                 ? 100
                              : group[i] == group[j] ? 5 + gw_random_real (&random)
                                                     : gw_random_real (&random);
      g_assert_cmpint (gw_confusion_order (matrix, n, GW_CONFUSION_ORDER_CONFUSED, order), ==, GW_STATUS_OK);
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpuint (order[i], <, n);
          g_assert_false (seen[order[i]]);
          seen[order[i]] = TRUE;
          used += any[group[order[i]]] ? 0 : 1;
          any[group[order[i]]] = TRUE;
          changes += i > 0 && group[order[i]] != group[order[i - 1]] ? 1 : 0;
        }
      g_assert_cmpuint (changes, ==, used - 1);
      g_assert_cmpuint (order[0], <, order[n - 1]);
    }
}

static void
test_refuses (void)
{
  static const double broken[] = { 1, NAN, 0, 1 }, negative[] = { 1, 0, -1, 1 }, endless[] = { 1, INFINITY, 0, 1 };
  guint32 order[2];

  g_assert_cmpint (gw_confusion_order (broken, 2, GW_CONFUSION_ORDER_CONFUSED, order), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_order (negative, 2, GW_CONFUSION_ORDER_GIVEN, order), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_order (endless, 2, GW_CONFUSION_ORDER_SUPPORT, order), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_confusion_order (broken, (gsize) 1 << 33, GW_CONFUSION_ORDER_GIVEN, order), ==,
                   GW_STATUS_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/confusion-order/by-hand", test_by_hand);
  g_test_add_func ("/confusion-order/leaves-the-rest", test_leaves_the_rest);
  g_test_add_func ("/confusion-order/finds-groups", test_finds_groups);
  g_test_add_func ("/confusion-order/refuses", test_refuses);

  return g_test_run ();
}
