/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-advice-text.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *key;
  const char *text;
} Text;

static const Text metrics[] = {
  { "f1", N_ ("F1 per class") },
  { "f2", N_ ("F2 per class") },
  { "f0.5", N_ ("F0.5 per class") },
  { "g_mean", N_ ("G-mean") },
  { "accuracy", N_ ("Accuracy") },
  { "pr_auc", N_ ("PR AUC, macro") },
  { "roc_auc", N_ ("ROC AUC") },
  { "brier_score", N_ ("Brier score") },
  { "brier_skill_score", N_ ("Brier skill score") },
  { "expected_cost", N_ ("Expected cost") },
};

static const Text reasons[] = {
  { "cost_matrix_given", N_ ("what each error costs is known") },
  { "probabilities_against_base_rate", N_ ("probabilities are used as they are, against the shares of the classes") },
  { "probabilities_used_directly", N_ ("probabilities are used as they are") },
  { "labels_by_threshold_positive_matters", N_ ("rare classes count as much as common") },
  { "labels_by_threshold_both_matter", N_ ("both sides of the threshold matter") },
  { "errors_cost_the_same", N_ ("misses and false alarms cost the same") },
  { "missed_positive_costs_more", N_ ("misses cost more than false alarms") },
  { "false_alarm_costs_more", N_ ("false alarms cost more than misses") },
  { "majority_share_above_limit", N_ ("the largest class outweighs all others") },
  { "classes_near_balance", N_ ("no class outweighs the others") },
};

static const Text remedies[] = {
  { "none", N_ ("none is needed") },
  { "label_more", N_ ("label more of the classes that have none") },
  { "class_weights", N_ ("weigh classes when training") },
  { "oversampling", N_ ("oversample small classes when training") },
};

static const char *
find (const Text *texts, gsize n, const char *key)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (texts[i].key, key) == 0)
      return _ (texts[i].text);

  return key;
}

const char *
gw_advice_get_metric_title (const char *metric)
{
  return find (metrics, G_N_ELEMENTS (metrics), metric);
}

const char *
gw_advice_get_reason_text (const char *reason)
{
  return find (reasons, G_N_ELEMENTS (reasons), reason);
}

const char *
gw_advice_get_remedy_text (const char *remedy)
{
  return find (remedies, G_N_ELEMENTS (remedies), remedy);
}
