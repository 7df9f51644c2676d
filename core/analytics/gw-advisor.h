/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_ADVISOR_H
#define GW_ADVISOR_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Above this share of the largest class accuracy says little, unless the user
 * chooses another limit, 0.80 to 0.90.
 */
#define GW_ADVISOR_SKEW_LIMIT 0.85

  typedef enum
  {
    GW_COST_EQUAL,
    GW_COST_FALSE_NEGATIVE, /* a missed positive costs more */
    GW_COST_FALSE_POSITIVE, /* a false alarm costs more */
    GW_COST_MATRIX          /* each kind of error has its own cost */
  } GwErrorCost;

  /* What a model is for. */
  typedef struct
  {
    bool probabilities; /* it gives probabilities, not labels */
    bool need_labels;   /* probabilities are cut to labels */
    bool positive_matters_more;
    bool compare_to_base_rate; /* of probabilities that are used as they are */
    GwErrorCost cost;
    double majority_share; /* of the largest class, 0 to 1 */
    double skew_limit;     /* GW_ADVISOR_SKEW_LIMIT */
  } GwAdvisorQuestion;

  /* What to look at, and why: keys, for which the caller has words. */
  typedef struct
  {
    int rule;           /* 1 to 10: the first that fits */
    const char *metric; /* "expected_cost", "brier_skill_score", "brier_score", "pr_auc",
                         * "roc_auc", "f1", "f2", "f0.5", "g_mean" or "accuracy"; over more
                         * than two classes in its macro form */
    const char *reason; /* "cost_matrix_given" and so on; constant, like the metric */
  } GwAdvice;

  /* Which metric fits. The confusion matrix, MCC and balanced accuracy belong beside
   * it always. GW_STATUS_INVALID for a share or limit outside of [0, 1] or an
   * unknown cost. O(1). The rules are this library's own.
   */
  GW_PUBLIC gw_status gw_advise_metric (const GwAdvisorQuestion *question, GwAdvice *advice);

  typedef enum
  {
    GW_WARNING_ACCURACY_SKEWED = 1 << 0, /* the largest class has more than 0.8 of the rows: accuracy misleads */
    GW_WARNING_FEW_ROWS = 1 << 1,        /* a class has fewer than 30 rows: intervals are wide */
    GW_WARNING_RARE_POSITIVE = 1 << 2,   /* positives are fewer than 1 % of the rows: look at PR beside ROC */
    GW_WARNING_ABSENT_CLASS = 1 << 3     /* a class has no rows */
  } GwWarnings;

  /* What to say beside figures whatever the metric is.
   *
   * counts    n_classes counts of rows by true class, up to 2^31, else
   *           GW_STATUS_TOO_LARGE; of two classes the second is
   *           the positive one, of others or one none is
   * warnings  the sum of those that hold; each has a key
   *
   * GW_STATUS_EMPTY without rows: GW_WARNING_FEW_ROWS and GW_WARNING_ABSENT_CLASS where
   * there are classes. O(n_classes).
   */
  GW_PUBLIC gw_status gw_advise_warnings (const uint64_t *counts, size_t n_classes, unsigned *warnings);

  /* The key of one warning, "accuracy_skewed" and so on; NULL for another number. */
  GW_PUBLIC const char *gw_warning_key (GwWarnings warning);

#ifdef __cplusplus
}
#endif

#endif
