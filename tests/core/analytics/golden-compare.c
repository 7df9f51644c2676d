/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-advisor.h"
#include "gw-bootstrap.h"
#include "gw-delong.h"
#include "gw-mcnemar.h"

/* Two models on the same rows, and which metric. */

static void
run_mcnemar (GoldenCase *self)
{
  gsize n;
  g_autofree gint32 *truth = golden_labels (self, "y_true", &n);
  g_autoptr (GArray) a = golden_numbers (self, "score_a", NULL);
  g_autoptr (GArray) b = golden_numbers (self, "score_b", NULL);
  const char *variant = golden_string (self, "variant");
  GwMcnemarVariant wanted = g_str_equal (variant, "exact")  ? GW_MCNEMAR_EXACT
                            : g_str_equal (variant, "chi2") ? GW_MCNEMAR_CHI2
                                                            : GW_MCNEMAR_CHI2_CORRECTED;
  GwMcnemar mcnemar;

  if (!golden_expect_ok (self, gw_mcnemar_scores (truth, GOLDEN_DATA (a), GOLDEN_DATA (b), n,
                                                  golden_number (self, "threshold"), wanted, &mcnemar)))
    return;

  golden_expect_count (self, "both_right", mcnemar.both_right);
  golden_expect_count (self, "only_a", mcnemar.only_a);
  golden_expect_count (self, "only_b", mcnemar.only_b);
  golden_expect_count (self, "both_wrong", mcnemar.both_wrong);
  golden_expect_number (self, "statistic", mcnemar.statistic);
  golden_expect_number (self, "p_value", mcnemar.p_value);
}

static void
run_bootstrap_auc (GoldenCase *self)
{
  gsize n;
  g_autofree gint32 *truth = golden_labels (self, "y_true", &n);
  g_autoptr (GArray) score = golden_numbers (self, "score", NULL);
  GwBootstrapOptions options = { .n_replicates = (gsize) golden_int (self, "replicates"),
                                 .seed = (guint64) golden_int (self, "seed"),
                                 .level = golden_number (self, "level") };
  GwBootstrapInterval interval;

  if (!golden_expect_ok (self, gw_bootstrap_auc (truth, GOLDEN_DATA (score), n, &options, &interval, NULL)))
    return;

  golden_expect_count (self, "used", interval.n_used);
  golden_expect_number (self, "mean", interval.mean);
  golden_expect_number (self, "ci_lo", interval.low);
  golden_expect_number (self, "ci_hi", interval.high);
}

static void
run_auc_delong_paired (GoldenCase *self)
{
  gsize n;
  g_autofree gint32 *truth = golden_labels (self, "y_true", &n);
  g_autoptr (GArray) a = golden_numbers (self, "score_a", NULL);
  g_autoptr (GArray) b = golden_numbers (self, "score_b", NULL);
  GwDelongPaired delong;

  if (!golden_expect_ok (self, gw_auc_delong_paired (truth, GOLDEN_DATA (a), GOLDEN_DATA (b), n, &delong, NULL)))
    return;

  golden_expect_number (self, "auc_a", delong.auc_a);
  golden_expect_number (self, "auc_b", delong.auc_b);
  golden_expect_number (self, "var_a", delong.variance_a);
  golden_expect_number (self, "cov_ab", delong.covariance);
  golden_expect_number (self, "z", delong.z);
  golden_expect_number (self, "p_value", delong.p_value);
}

static void
run_advise_metric (GoldenCase *self)
{
  static const char *const costs[] = { "equal", "fn", "fp", "matrix" };
  GwAdvisorQuestion question = { .probabilities = g_str_equal (golden_string (self, "output"), "probabilities"),
                                 .need_labels = golden_boolean (self, "need_labels"),
                                 .positive_matters_more = golden_boolean (self, "positive_matters_more"),
                                 .compare_to_base_rate = golden_boolean (self, "compare_to_base_rate"),
                                 .majority_share = golden_number (self, "majority_share"),
                                 .skew_limit = golden_number (self, "skew_limit") };
  int cost = 0;
  GwAdvice advice;

  while (!g_str_equal (costs[cost], golden_string (self, "cost")))
    cost++;
  question.cost = (GwErrorCost) cost;
  if (!golden_expect_ok (self, gw_advise_metric (&question, &advice)))
    return;

  golden_expect_string (self, "metric", advice.metric);
  golden_expect_string (self, "reason", advice.reason);
}

const GoldenFunction golden_of_models[] = {
  { "advise_metric", run_advise_metric },
  { "auc_delong_paired", run_auc_delong_paired },
  { "bootstrap_auc", run_bootstrap_auc },
  { "mcnemar", run_mcnemar },
  { NULL, NULL },
};
