/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-logits.h"

#include <math.h>

/* Worked by hand: exp (1), 1 and exp (-1) by their sum. */
static void
test_softmax (void)
{
  double scores[] = { 1, 0, -1 }, large[] = { 1e308, -1e308 }, single[] = { 0 }, low[] = { -1000 };

  gw_logits_soften (scores, 3);
  g_assert_cmpfloat_with_epsilon (scores[0], 0.66524095577482, 1e-12);
  g_assert_cmpfloat_with_epsilon (scores[1], 0.24472847105479, 1e-12);
  g_assert_cmpfloat_with_epsilon (scores[2], 0.09003057317038, 1e-12);
  gw_logits_soften (large, 2);
  g_assert_cmpfloat (large[0], ==, 1);
  g_assert_cmpfloat (large[1], ==, 0);
  gw_logits_soften (single, 1);
  g_assert_cmpfloat (single[0], ==, 0.5);
  gw_logits_soften (low, 1);
  g_assert_cmpfloat (low[0], ==, 0);
  gw_logits_soften (scores, 0);
}

static void
test_known (void)
{
  const double probabilities[] = { 0, 1, 0.5 }, logits[] = { 0.5, 1.5 }, negative[] = { -1e-3 };
  const double rounded[] = { -1e-9, 1.0000001, -INFINITY, NAN };

  g_assert_false (gw_scores_are_logits (GW_SCORE_SCALE_UNKNOWN, probabilities, 3));
  g_assert_true (gw_scores_are_logits (GW_SCORE_SCALE_UNKNOWN, logits, 2));
  g_assert_true (gw_scores_are_logits (GW_SCORE_SCALE_UNKNOWN, negative, 1));
  g_assert_false (gw_scores_are_logits (GW_SCORE_SCALE_UNKNOWN, rounded, 4));
  g_assert_false (gw_scores_are_logits (GW_SCORE_SCALE_PROBABILITIES, logits, 2));
  g_assert_true (gw_scores_are_logits (GW_SCORE_SCALE_LOGITS, probabilities, 3));
  g_assert_false (gw_scores_are_logits (GW_SCORE_SCALE_UNKNOWN, logits, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/logits/softmax", test_softmax);
  g_test_add_func ("/logits/known", test_known);

  return g_test_run ();
}
