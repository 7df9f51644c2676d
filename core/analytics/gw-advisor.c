/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-advisor.h"

#include "gw-array-private.h"
#define GW_WARNING_MAJORITY 0.8
#define GW_WARNING_ROWS 30
#define GW_WARNING_POSITIVE 0.01

/* A condition on one answer. */
typedef enum
{
  ANY,
  NO,
  YES
} Want;

typedef struct
{
  Want matrix; /* costs are given as a matrix */
  Want probabilities;
  Want need_labels;
  Want base_rate;
  Want positive_matters;
  Want skewed; /* the majority share is above the limit */
  int cost;    /* a GwErrorCost, or -1 for any */
  const char *metric;
  const char *reason;
} Rule;

/* The first that fits. */
static const Rule rules[] = {
  { YES, ANY, ANY, ANY, ANY, ANY, -1, "expected_cost", "cost_matrix_given" },
  { ANY, YES, NO, YES, ANY, ANY, -1, "brier_skill_score", "probabilities_against_base_rate" },
  { ANY, YES, NO, ANY, ANY, ANY, -1, "brier_score", "probabilities_used_directly" },
  { ANY, YES, YES, ANY, YES, ANY, -1, "pr_auc", "labels_by_threshold_positive_matters" },
  { ANY, YES, YES, ANY, NO, ANY, -1, "roc_auc", "labels_by_threshold_both_matter" },
  { ANY, NO, ANY, ANY, YES, ANY, GW_COST_EQUAL, "f1", "errors_cost_the_same" },
  { ANY, NO, ANY, ANY, YES, ANY, GW_COST_FALSE_NEGATIVE, "f2", "missed_positive_costs_more" },
  { ANY, NO, ANY, ANY, YES, ANY, GW_COST_FALSE_POSITIVE, "f0.5", "false_alarm_costs_more" },
  { ANY, NO, ANY, ANY, NO, YES, -1, "g_mean", "majority_share_above_limit" },
  { ANY, NO, ANY, ANY, NO, ANY, -1, "accuracy", "classes_near_balance" },
};

static bool
holds (Want want, bool is)
{
  return want == ANY || (want == YES) == is;
}

static bool
fits (const Rule *rule, const GwAdvisorQuestion *question)
{
  return holds (rule->matrix, question->cost == GW_COST_MATRIX) && holds (rule->probabilities, question->probabilities)
         && holds (rule->need_labels, question->need_labels) && holds (rule->base_rate, question->compare_to_base_rate)
         && holds (rule->positive_matters, question->positive_matters_more)
         && holds (rule->skewed, question->majority_share > question->skew_limit)
         && (rule->cost < 0 || rule->cost == (int) question->cost);
}

gw_status
gw_advise_metric (const GwAdvisorQuestion *question, GwAdvice *advice)
{
  size_t rule = 0;

  if (!(question->majority_share >= 0 && question->majority_share <= 1)
      || !(question->skew_limit >= 0 && question->skew_limit <= 1) || (int) question->cost < GW_COST_EQUAL
      || (int) question->cost > GW_COST_MATRIX)
    return GW_STATUS_INVALID;

  /* Rules 1 and 4 to 10 leave nothing out. */
  while (!fits (&rules[rule], question))
    rule++;
  *advice = (GwAdvice) { (int) rule + 1, rules[rule].metric, rules[rule].reason };

  return GW_STATUS_OK;
}

gw_status
gw_advise_warnings (const uint64_t *counts, size_t n_classes, unsigned *warnings)
{
  double n = 0, most = 0;

  if (n_classes > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  *warnings = 0;
  for (size_t k = 0; k < n_classes; k++)
    {
      n += (double) counts[k];
      most = (double) counts[k] > most ? (double) counts[k] : most;
      if (counts[k] < GW_WARNING_ROWS)
        *warnings |= GW_WARNING_FEW_ROWS;
      if (counts[k] == 0)
        *warnings |= GW_WARNING_ABSENT_CLASS;
    }
  if (most > GW_WARNING_MAJORITY * n)
    *warnings |= GW_WARNING_ACCURACY_SKEWED;
  if (n_classes == 2 && (double) counts[1] < GW_WARNING_POSITIVE * n)
    *warnings |= GW_WARNING_RARE_POSITIVE;

  return n > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

const char *
gw_warning_key (GwWarnings warning)
{
  switch (warning)
    {
    case GW_WARNING_ACCURACY_SKEWED:
      return "accuracy_skewed";
    case GW_WARNING_FEW_ROWS:
      return "few_rows_in_class";
    case GW_WARNING_RARE_POSITIVE:
      return "positive_is_rare";
    case GW_WARNING_ABSENT_CLASS:
      return "class_absent_from_truth";
    default:
      return NULL;
    }
}
