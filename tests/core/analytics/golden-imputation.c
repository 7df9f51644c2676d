/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-impute.h"

/* Values for what is missing. */

static gw_status
impute_hot_deck (GoldenCase *self, const double *table, gsize n, gsize columns, double *filled, gsize *n_left)
{
  guint64 seed = (guint64) golden_int (self, "seed");
  g_autofree gint32 *groups = NULL;
  gsize n_groups = 0, n_labels = n;

  if (golden_has (self, "y"))
    groups = golden_labels (self, "y", &n_labels);
  if (n_labels != n)
    golden_fail (self, "there are not as many classes as rows");
  for (gsize i = 0; groups != NULL && i < n_labels; i++)
    n_groups = MAX (n_groups, (gsize) (groups[i] + 1));

  return gw_impute_hot_deck (table, n, columns, n_labels == n ? groups : NULL, n_groups, seed, filled, n_left);
}

static gw_status
impute (GoldenCase *self, const double *table, gsize n, gsize columns, double *filled, gsize *n_left)
{
  const char *method = golden_string (self, "method");

  if (g_str_equal (method, "mean"))
    return gw_impute_simple (table, n, columns, GW_IMPUTE_MEAN, filled, n_left, NULL);
  if (g_str_equal (method, "median"))
    return gw_impute_simple (table, n, columns, GW_IMPUTE_MEDIAN, filled, n_left, NULL);
  if (g_str_equal (method, "most_frequent"))
    return gw_impute_simple (table, n, columns, GW_IMPUTE_MOST_FREQUENT, filled, n_left, NULL);
  if (g_str_equal (method, "forward"))
    return gw_impute_forward (table, n, columns, (gsize) golden_int (self, "limit"), filled, n_left);
  if (g_str_equal (method, "backward"))
    return gw_impute_backward (table, n, columns, (gsize) golden_int (self, "limit"), filled, n_left);
  if (g_str_equal (method, "linear"))
    return gw_impute_linear (table, n, columns, filled, n_left);
  if (g_str_equal (method, "knn"))
    return gw_impute_knn (table, n, columns, (gsize) golden_int (self, "k"),
                          g_str_equal (golden_string (self, "weights"), "distance"), filled, n_left, NULL);
  if (g_str_equal (method, "regression"))
    return gw_impute_regression (table, n, columns, (gsize) golden_int (self, "predictors"), filled, n_left, NULL);
  if (g_str_equal (method, "chained"))
    return gw_impute_chained (table, n, columns, (gsize) golden_int (self, "rounds"), golden_number (self, "tolerance"),
                              filled, n_left, NULL, NULL);
  if (g_str_equal (method, "hot_deck"))
    return impute_hot_deck (self, table, n, columns, filled, n_left);

  golden_fail (self, "no method is known for “%s”", method);

  return GW_STATUS_INVALID;
}

static void
run_impute (GoldenCase *self)
{
  gsize columns, n_left;
  g_autoptr (GArray) table = golden_numbers (self, "x", &columns);
  g_autofree double *filled = g_new (double, table->len);

  if (!golden_expect_status (self, impute (self, GOLDEN_DATA (table), table->len / columns, columns, filled, &n_left)))
    return;

  golden_expect_numbers (self, "filled", filled, table->len);
  golden_expect_count (self, "n_left", n_left);
}

const GoldenFunction golden_imputation[] = {
  { "impute", run_impute },
  { NULL, NULL },
};
