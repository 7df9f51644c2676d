/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "gw-error.h"
#include "gw-split-plan.h"

static GwSplitPlan *
make_plan (guint64 seed, guint n)
{
  g_autoptr (GError) error = NULL;
  GwSplitPlan *plan = gw_split_plan_new ("train=0.7,val=0.2,test=0.1", seed, &error);

  g_assert_no_error (error);
  for (guint i = 1; i <= n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%u.png", i);

      gw_split_plan_add (plan, i, path);
    }

  return plan;
}

static void
test_keeps_the_shares (void)
{
  g_autoptr (GwSplitPlan) plan = make_plan (1, 100);
  guint n_train = 0, n_val = 0, n_test = 0;

  for (guint i = 1; i <= 100; i++)
    {
      const char *part = gw_split_plan_find (plan, i);

      n_train += strcmp (part, "train") == 0;
      n_val += strcmp (part, "val") == 0;
      n_test += strcmp (part, "test") == 0;
    }
  g_assert_cmpuint (n_train, ==, 70);
  g_assert_cmpuint (n_val, ==, 20);
  g_assert_cmpuint (n_test, ==, 10);
  g_assert_null (gw_split_plan_find (plan, 101));
}

static void
test_depends_on_the_seed_alone (void)
{
  g_autoptr (GwSplitPlan) one = make_plan (1, 50);
  g_autoptr (GwSplitPlan) same = make_plan (1, 50);
  g_autoptr (GwSplitPlan) other = make_plan (2, 50);
  guint n_different = 0;

  for (guint i = 1; i <= 50; i++)
    {
      g_assert_cmpstr (gw_split_plan_find (one, i), ==, gw_split_plan_find (same, i));
      n_different += strcmp (gw_split_plan_find (one, i), gw_split_plan_find (other, i)) != 0;
    }
  g_assert_cmpuint (n_different, >, 0);
}

static void
test_refuses_what_is_no_split (void)
{
  static const char *const wrong[] = { "",          "train",       "train=", "=1",     "train=0.5",
                                       "train=1.5", "a=0.5,a=0.5", "a=nan",  "../x=1", "a=1x" };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (gw_split_plan_new (wrong[i], 1, &error));
      g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/split-plan/keeps-the-shares", test_keeps_the_shares);
  g_test_add_func ("/split-plan/depends-on-the-seed-alone", test_depends_on_the_seed_alone);
  g_test_add_func ("/split-plan/refuses-what-is-no-split", test_refuses_what_is_no_split);

  return g_test_run ();
}
