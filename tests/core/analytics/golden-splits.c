/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "golden.h"
#include "gw-folds.h"
#include "gw-iterative-folds.h"

static gsize
k_of (GoldenCase *self)
{
  return (gsize) golden_int (self, "k");
}

static void
run_kfold (GoldenCase *self)
{
  gsize n = (gsize) golden_int (self, "n");
  g_autofree gint32 *fold = g_new (gint32, n);

  if (golden_expect_ok (self, gw_folds_kfold (n, k_of (self), NULL, fold)))
    golden_expect_labels (self, "fold", fold, n);
}

static void
run_stratified (GoldenCase *self)
{
  gsize n;
  g_autofree gint32 *label = golden_labels (self, "y", &n);
  g_autofree gint32 *fold = g_new (gint32, n);

  if (golden_expect_ok (self, gw_folds_stratified (label, n, k_of (self), NULL, fold, NULL)))
    golden_expect_labels (self, "fold", fold, n);
}

static void
run_group (GoldenCase *self)
{
  gsize n;
  g_autofree gint32 *group = golden_labels (self, "group", &n);
  g_autofree gint32 *fold = g_new (gint32, n);

  if (golden_expect_ok (self, gw_folds_group (group, n, k_of (self), NULL, fold, NULL)))
    golden_expect_labels (self, "fold", fold, n);
}

static void
run_stratified_group (GoldenCase *self)
{
  gsize n, n_groups;
  g_autofree gint32 *label = golden_labels (self, "y", &n);
  g_autofree gint32 *group = golden_labels (self, "group", &n_groups);
  g_autofree gint32 *fold = g_new (gint32, n);

  if (n_groups != n)
    golden_fail (self, "%" G_GSIZE_FORMAT " groups of %" G_GSIZE_FORMAT " rows", n_groups, n);
  else if (golden_expect_ok (self, gw_folds_stratified_group (label, group, n, k_of (self), NULL, fold, NULL, NULL)))
    golden_expect_labels (self, "fold", fold, n);
}

/* --- a property: how far the labels lie from their shares ------------------------------- */

/* In rows. Fails where the sizes of the folds differ by more than that and one. */
static double
worst_deviation (GoldenCase *self, GArray *matrix, gsize n_labels, gsize k, const gint32 *fold)
{
  gsize n = matrix->len / n_labels, largest = 0, smallest = n;
  g_autofree double *counts = g_new0 (double, k *n_labels);
  g_autofree gsize *sizes = g_new0 (gsize, k);
  double worst = 0;

  for (gsize i = 0; i < n; i++)
    {
      sizes[fold[i]]++;
      for (gsize l = 0; l < n_labels; l++)
        counts[(gsize) fold[i] * n_labels + l] += GOLDEN_AT (matrix, i * n_labels + l);
    }
  for (gsize l = 0; l < n_labels; l++)
    {
      double total = 0;

      for (gsize i = 0; i < k; i++)
        total += counts[i * n_labels + l];
      for (gsize i = 0; i < k; i++)
        worst = MAX (worst, fabs (counts[i * n_labels + l] - total / (double) k));
    }
  for (gsize i = 0; i < k; i++)
    {
      largest = MAX (largest, sizes[i]);
      smallest = MIN (smallest, sizes[i]);
    }
  if ((double) (largest - smallest) > worst + 1)
    golden_fail (self, "the folds have %" G_GSIZE_FORMAT " to %" G_GSIZE_FORMAT " rows", smallest, largest);

  return worst;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
run_iterative (GoldenCase *self)
{
  gsize n_labels, n_pairs = 0, n, k = k_of (self);
  g_autoptr (GArray) matrix = golden_numbers (self, "labels", &n_labels);
  g_autofree gint32 *row = g_new (gint32, matrix->len);
  g_autofree gint32 *label = g_new (gint32, matrix->len);
  g_autofree gint32 *fold = NULL;
  double want = json_object_get_double_member (self->expect, "worst_label_deviation_median");
  double worst[10];

  n = matrix->len / n_labels;
  fold = g_new (gint32, n);
  for (gsize i = 0; i < matrix->len; i++)
    if (GOLDEN_AT (matrix, i) != 0.0)
      {
        row[n_pairs] = (gint32) (i / n_labels);
        label[n_pairs++] = (gint32) (i % n_labels);
      }
  for (guint seed = 0; seed < G_N_ELEMENTS (worst); seed++)
    {
      gw_random random;

      gw_random_init (&random, seed);
      if (!golden_expect_ok (self, gw_iterative_folds (row, label, n_pairs, n, n_labels, NULL, k, &random, fold, NULL)))
        return;
      worst[seed] = worst_deviation (self, matrix, n_labels, k, fold);
    }
  qsort (worst, G_N_ELEMENTS (worst), sizeof *worst, compare);
  if ((worst[4] + worst[5]) / 2 > want + 1)
    golden_fail (self, "the labels deviate by %g rows instead of %g", (worst[4] + worst[5]) / 2, want);
}

const GoldenFunction golden_splits[] = {
  { "group_kfold", run_group },
  { "iterative_stratification", run_iterative },
  { "kfold", run_kfold },
  { "stratified_group_kfold", run_stratified_group },
  { "stratified_kfold", run_stratified },
  { NULL, NULL },
};
