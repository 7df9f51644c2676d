/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-confusion.h"
#include "gw-label-metrics.h"
#include "gw-multilabel.h"

/* Labels against labels, one or several to a row. */

typedef struct
{
  gint32 *truth;
  gint32 *predicted;
  gint32 *classes;
  GArray *weights; /* (nullable) */
  gsize n;
  gsize n_classes;
} Rows;

static void
rows_clear (Rows *self)
{
  g_free (self->truth);
  g_free (self->predicted);
  g_free (self->classes);
  g_clear_pointer (&self->weights, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static Rows
rows_of (GoldenCase *self)
{
  Rows rows = { 0 };

  rows.truth = golden_labels (self, "y_true", &rows.n);
  rows.predicted = golden_labels (self, "y_pred", &rows.n);
  rows.classes = golden_labels (self, "labels", &rows.n_classes);
  if (golden_has (self, "weights"))
    rows.weights = golden_numbers (self, "weights", NULL);

  return rows;
}

static void
run_confusion_matrix (GoldenCase *self)
{
  static const char *const ways[] = { "none", "true", "pred", "all" };
  g_auto (Rows) rows = rows_of (self);
  gsize n_cells = rows.n_classes * rows.n_classes;
  g_autofree double *matrix = g_new (double, n_cells);
  int way = 0;

  while (!g_str_equal (ways[way], golden_string (self, "normalize")))
    way++;
  if (!golden_expect_ok (self, gw_confusion_matrix (rows.truth, rows.predicted,
                                                    rows.weights != NULL ? GOLDEN_DATA (rows.weights) : NULL, rows.n,
                                                    rows.classes, rows.n_classes, matrix, NULL, NULL))
      || !golden_expect_ok (self, gw_confusion_normalise (matrix, rows.n_classes, (GwNormalise) way, matrix)))
    return;

  golden_expect_numbers (self, "matrix", matrix, n_cells);
}

#define EXPECT_OF_CLASSES(key, field) \
  G_STMT_START \
  { \
    for (gsize k = 0; k < rows.n_classes; k++) \
      values[k] = per_class[k].field; \
    golden_expect_numbers (self, key, values, rows.n_classes); \
  } \
  G_STMT_END

static void
expect_average (GoldenCase *self, const char *name, const GwClassMetrics *average)
{
  const struct
  {
    const char *key;
    double value;
  } figures[] = {
    { "precision", average->precision },
    { "recall", average->recall },
    { "f0.5", average->f_half },
    { "f1", average->f1 },
    { "f2", average->f2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_autofree char *key = g_strconcat (figures[i].key, "_", name, NULL);

      if (golden_wants (self, key))
        golden_expect_number (self, key, figures[i].value);
    }
}

static void
run_label_metrics (GoldenCase *self)
{
  g_auto (Rows) rows = rows_of (self);
  g_autofree GwClassMetrics *per_class = g_new (GwClassMetrics, rows.n_classes);
  g_autofree double *values = g_new (double, rows.n_classes);
  GwLabelMetrics metrics;

  if (!golden_expect_ok (self, gw_label_metrics (rows.truth, rows.predicted,
                                                 rows.weights != NULL ? GOLDEN_DATA (rows.weights) : NULL, rows.n,
                                                 rows.classes, rows.n_classes, golden_number (self, "zero_division"),
                                                 per_class, &metrics, NULL, NULL)))
    return;

  EXPECT_OF_CLASSES ("precision", precision);
  EXPECT_OF_CLASSES ("recall", recall);
  EXPECT_OF_CLASSES ("specificity", specificity);
  EXPECT_OF_CLASSES ("support", support);
  EXPECT_OF_CLASSES ("f0.5", f_half);
  EXPECT_OF_CLASSES ("f1", f1);
  EXPECT_OF_CLASSES ("f2", f2);
  expect_average (self, "micro", &metrics.micro);
  expect_average (self, "macro", &metrics.macro);
  expect_average (self, "weighted", &metrics.weighted);
  golden_expect_number (self, "accuracy", metrics.accuracy);
  golden_expect_number (self, "balanced_accuracy", metrics.balanced_accuracy);
  golden_expect_number (self, "mcc", metrics.mcc);
  golden_expect_number (self, "kappa_plain", metrics.kappa);
  golden_expect_number (self, "kappa_linear", metrics.kappa_linear);
  golden_expect_number (self, "kappa_quadratic", metrics.kappa_quadratic);
  golden_expect_number (self, "g_mean", metrics.g_mean);
}

static void
run_multilabel_metrics (GoldenCase *self)
{
  gsize n_labels, n_cells;
  g_autoptr (GArray) cells = golden_numbers (self, "y_true", &n_labels);
  g_autofree gint32 *truth = golden_labels (self, "y_true", &n_cells);
  g_autofree gint32 *predicted = golden_labels (self, "y_pred", &n_cells);
  g_autofree GwLabelCounts *counts = g_new (GwLabelCounts, n_labels);
  g_autofree guint64 *values = g_new (guint64, n_labels);
  GwMultilabelMetrics metrics;

  if (!golden_expect_ok (
          self, gw_multilabel_metrics (truth, predicted, n_cells / n_labels, n_labels, 0, NULL, counts, &metrics)))
    return;

  for (guint what = 0; what < 4; what++)
    {
      static const char *const keys[] = { "tp", "fp", "fn", "tn" };

      for (gsize j = 0; j < n_labels; j++)
        values[j] = what == 0 ? counts[j].tp : what == 1 ? counts[j].fp : what == 2 ? counts[j].fn : counts[j].tn;
      golden_expect_counts (self, keys[what], values, n_labels);
    }
  expect_average (self, "micro", &metrics.micro);
  expect_average (self, "macro", &metrics.macro);
  expect_average (self, "weighted", &metrics.weighted);
  expect_average (self, "samples", &metrics.samples);
  golden_expect_number (self, "subset_accuracy", metrics.subset_accuracy);
  golden_expect_number (self, "hamming_loss", metrics.hamming_loss);
  golden_expect_number (self, "jaccard_samples", metrics.jaccard);
}

static void
run_multilabel_scores (GoldenCase *self)
{
  gsize n_labels, n_cells;
  g_autofree gint32 *truth = golden_labels (self, "y_true", &n_cells);
  g_autoptr (GArray) score = golden_numbers (self, "scores", &n_labels);
  g_autofree double *roc_auc = g_new (double, n_labels);
  g_autofree double *average_precision = g_new (double, n_labels);
  GwMultilabelScores scores;

  if (!golden_expect_ok (self, gw_multilabel_scores (truth, GOLDEN_DATA (score), n_cells / n_labels, n_labels, roc_auc,
                                                     average_precision, &scores, NULL)))
    return;

  golden_expect_numbers (self, "roc_auc_per_label", roc_auc, n_labels);
  golden_expect_numbers (self, "ap_per_label", average_precision, n_labels);
  golden_expect_number (self, "roc_auc_micro", scores.roc_auc_micro);
  golden_expect_number (self, "roc_auc_macro", scores.roc_auc_macro);
  golden_expect_number (self, "ap_micro", scores.average_precision_micro);
  golden_expect_number (self, "ap_macro", scores.average_precision_macro);
}

const GoldenFunction golden_of_labels[] = {
  { "confusion_matrix", run_confusion_matrix },
  { "label_metrics", run_label_metrics },
  { "multilabel_metrics", run_multilabel_metrics },
  { "multilabel_scores", run_multilabel_scores },
  { NULL, NULL },
};
