/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "golden.h"
#include "gw-class-balance.h"

/* How evenly rows are spread over classes. */

static void
run_class_balance (GoldenCase *self)
{
  g_autoptr (GArray) numbers = golden_numbers (self, "counts", NULL);
  gsize n = numbers->len;
  double beta = golden_number (self, "beta");
  g_autofree guint64 *counts = g_new (guint64, n + 1);
  g_autofree double *values = g_new (double, n + 1);
  GwClassBalance balance;
  gw_status status;

  for (gsize i = 0; i < n; i++)
    counts[i] = (guint64) GOLDEN_AT (numbers, i);
  status = gw_class_balance (counts, n, &balance);
  if (status != (balance.n_rows > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY))
    golden_fail (self, "%s", gw_status_text (status));
  golden_expect_count (self, "total", balance.n_rows);
  golden_expect_count (self, "classes", n);
  golden_expect_count (self, "empty_classes", balance.n_empty_classes);
  golden_expect_number (self, "max_share", balance.majority_share);
  golden_expect_number (self, "imbalance_ratio", balance.imbalance_ratio);
  golden_expect_number (self, "shannon_nats", balance.entropy);
  golden_expect_number (self, "shannon_evenness", balance.evenness);
  golden_expect_number (self, "gini_simpson", balance.gini_simpson);
  golden_expect_number (self, "gini_coefficient", balance.gini);

  golden_expect_ok (self, gw_class_effective_numbers (counts, n, beta, values));
  golden_expect_numbers (self, "effective_number", values, n);
  if (gw_class_weights_effective (counts, n, beta, values) != status)
    golden_fail (self, "the weights have another status");
  golden_expect_numbers (self, "class_weight_effective", values, n);
  if (gw_class_weights_balanced (counts, n, values) != status)
    golden_fail (self, "the weights have another status");
  golden_expect_numbers (self, "class_weight_balanced", values, n);
}

/* Only two classes have one weight that makes them even: those are negative and
 * positive.
 */
static void
run_class_weights (GoldenCase *self)
{
  gsize n, n_classes = 0;
  g_autofree gint32 *labels = golden_labels (self, "y", &n);
  g_autofree guint64 *counts = NULL;
  g_autofree double *weights = NULL;
  double positive = NAN;
  gsize n_excluded;

  for (gsize i = 0; i < n; i++)
    n_classes = MAX (n_classes, (gsize) (labels[i] + 1));
  counts = g_new (guint64, n_classes + 1);
  weights = g_new (double, n_classes + 1);
  golden_expect_ok (self, gw_class_counts (labels, n, n_classes, counts, &n_excluded));
  golden_expect_ok (self, gw_class_weights_balanced (counts, n_classes, weights));
  golden_expect_numbers (self, "balanced", weights, n_classes);
  if (n_classes == 2)
    golden_expect_ok (self, gw_class_positive_weight (counts[0], counts[1], &positive));
  golden_expect_number (self, "scale_pos_weight", positive);
}

const GoldenFunction golden_balance[] = {
  { "class_balance", run_class_balance },
  { "class_weights", run_class_weights },
  { NULL, NULL },
};
