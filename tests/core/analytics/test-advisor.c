/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "gw-advisor.h"

/* Which metric, and what to say beside it. */

static void
test_every_answer_has_a_rule (void)
{
  gboolean seen[11] = { FALSE };

  for (guint bits = 0; bits < 16; bits++)
    for (int cost = GW_COST_EQUAL; cost <= GW_COST_MATRIX; cost++)
      for (guint share = 0; share <= 20; share++)
        {
          GwAdvisorQuestion question = { .probabilities = (bits & 1) != 0,
                                         .need_labels = (bits & 2) != 0,
                                         .positive_matters_more = (bits & 4) != 0,
                                         .compare_to_base_rate = (bits & 8) != 0,
                                         .cost = (GwErrorCost) cost,
                                         .majority_share = share / 20.0,
                                         .skew_limit = GW_ADVISOR_SKEW_LIMIT };
          GwAdvice advice;

          g_assert_cmpint (gw_advise_metric (&question, &advice), ==, GW_STATUS_OK);
          g_assert_true (advice.rule >= 1 && advice.rule <= 10);
          g_assert_true (advice.metric != NULL && advice.reason != NULL);
          g_assert_true ((advice.rule == 1) == (cost == GW_COST_MATRIX));
          if (advice.rule >= 6)
            g_assert_false (question.probabilities);
          if (advice.rule == 9)
            g_assert_cmpfloat (question.majority_share, >, 0.85);
          seen[advice.rule] = TRUE;
        }
  for (guint rule = 1; rule <= 10; rule++)
    g_assert_true (seen[rule]);
}

static void
test_limit_is_strict (void)
{
  GwAdvisorQuestion question = { .majority_share = 0.85, .skew_limit = 0.85 };
  GwAdvice advice;

  g_assert_cmpint (gw_advise_metric (&question, &advice), ==, GW_STATUS_OK);
  g_assert_cmpstr (advice.metric, ==, "accuracy");
  question.majority_share = nextafter (0.85, 1);
  g_assert_cmpint (gw_advise_metric (&question, &advice), ==, GW_STATUS_OK);
  g_assert_cmpstr (advice.metric, ==, "g_mean");
}

static void
test_refuses (void)
{
  GwAdvice advice;

  g_assert_cmpint (gw_advise_metric (&(GwAdvisorQuestion) { .majority_share = NAN, .skew_limit = 0.8 }, &advice), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_advise_metric (&(GwAdvisorQuestion) { .majority_share = 1.1, .skew_limit = 0.8 }, &advice), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_advise_metric (&(GwAdvisorQuestion) { .skew_limit = -0.1 }, &advice), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_advise_metric (&(GwAdvisorQuestion) { .cost = (GwErrorCost) 4 }, &advice), ==, GW_STATUS_INVALID);
}

static unsigned
warnings_of (const guint64 *counts, gsize n_classes)
{
  unsigned warnings;

  g_assert_cmpint (gw_advise_warnings (counts, n_classes, &warnings), ==, GW_STATUS_OK);

  return warnings;
}

static void
test_warnings (void)
{
  unsigned warnings;

  g_assert_cmpuint (warnings_of ((const guint64[]) { 800, 200 }, 2), ==, 0);
  g_assert_cmpuint (warnings_of ((const guint64[]) { 801, 199 }, 2), ==, GW_WARNING_ACCURACY_SKEWED);
  g_assert_cmpuint (warnings_of ((const guint64[]) { 9900, 99 }, 2), ==,
                    GW_WARNING_ACCURACY_SKEWED | GW_WARNING_RARE_POSITIVE);
  g_assert_cmpuint (warnings_of ((const guint64[]) { 30, 29, 30 }, 3), ==, GW_WARNING_FEW_ROWS);
  g_assert_cmpuint (warnings_of ((const guint64[]) { 30, 0, 30 }, 3), ==,
                    GW_WARNING_FEW_ROWS | GW_WARNING_ABSENT_CLASS);
  g_assert_cmpint (gw_advise_warnings (NULL, 0, &warnings), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (warnings, ==, 0);
  g_assert_cmpint (gw_advise_warnings ((const guint64[]) { 0, 0 }, 2, &warnings), ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (warnings, ==, GW_WARNING_FEW_ROWS | GW_WARNING_ABSENT_CLASS);
  for (unsigned bit = 0; bit < 4; bit++)
    for (unsigned other = 0; other < bit; other++)
      g_assert_cmpstr (gw_warning_key ((GwWarnings) (1u << bit)), !=, gw_warning_key ((GwWarnings) (1u << other)));
  g_assert_null (gw_warning_key ((GwWarnings) (1 << 4)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/advisor/every-answer-has-a-rule", test_every_answer_has_a_rule);
  g_test_add_func ("/advisor/limit-is-strict", test_limit_is_strict);
  g_test_add_func ("/advisor/refuses", test_refuses);
  g_test_add_func ("/advisor/warnings", test_warnings);
  return g_test_run ();
}
