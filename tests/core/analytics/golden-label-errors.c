/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-confident-learning.h"

typedef struct
{
  gint32 *label;
  GArray *prob;
  gsize n, n_classes;
} Rows;

static void
read_rows (GoldenCase *self, Rows *rows)
{
  rows->label = golden_labels (self, "label", &rows->n);
  rows->prob = golden_numbers (self, "proba", &rows->n_classes);
}

static void
clear_rows (Rows *rows)
{
  g_free (rows->label);
  g_array_unref (rows->prob);
}

static void
run_confident_joint (GoldenCase *self)
{
  Rows rows;
  g_autofree double *threshold = NULL;
  g_autofree guint64 *joint = NULL, *calibrated = NULL;

  read_rows (self, &rows);
  threshold = g_new (double, rows.n_classes);
  joint = g_new (guint64, rows.n_classes * rows.n_classes);
  calibrated = g_new (guint64, rows.n_classes * rows.n_classes);
  if (golden_expect_ok (self, gw_confident_joint (rows.label, GOLDEN_DATA (rows.prob), rows.n, rows.n_classes,
                                                  threshold, joint, calibrated, NULL)))
    {
      golden_expect_numbers (self, "thresholds", threshold, rows.n_classes);
      golden_expect_counts (self, "joint_counts", joint, rows.n_classes * rows.n_classes);
      golden_expect_counts (self, "joint_calibrated", calibrated, rows.n_classes * rows.n_classes);
    }
  clear_rows (&rows);
}

static void
run_label_issues (GoldenCase *self)
{
  static const char *const filters[] = { "prune_by_noise_rate", "prune_by_class",      "both",
                                         "confident_learning",  "predicted_neq_given", NULL };
  Rows rows;
  gsize filter = 0;
  size_t n_issues = 0, n_found = 0;
  g_autofree guint8 *flags = NULL;
  g_autofree guint32 *found = NULL;

  while (filters[filter] != NULL && !g_str_equal (filters[filter], golden_string (self, "filter")))
    filter++;
  read_rows (self, &rows);
  flags = g_new (guint8, rows.n);
  found = g_new (guint32, rows.n);
  if (golden_expect_ok (self, gw_label_issues (rows.label, GOLDEN_DATA (rows.prob), rows.n, rows.n_classes,
                                               (GwLabelIssuesFilter) filter, flags, &n_issues, NULL, NULL)))
    {
      for (gsize i = 0; i < rows.n; i++)
        if (flags[i])
          found[n_found++] = (guint32) i;
      if (n_found != n_issues)
        golden_fail (self, "%" G_GSIZE_FORMAT " rows are counted of %" G_GSIZE_FORMAT, n_issues, n_found);
      golden_expect_rows (self, "index", found, n_found);
    }
  clear_rows (&rows);
}

static void
run_label_quality (GoldenCase *self)
{
  GwLabelQuality method = g_str_equal (golden_string (self, "method"), "self_confidence")
                              ? GW_LABEL_QUALITY_SELF_CONFIDENCE
                              : GW_LABEL_QUALITY_NORMALIZED_MARGIN;
  Rows rows;
  g_autofree double *score = NULL;

  read_rows (self, &rows);
  score = g_new (double, rows.n);
  if (golden_expect_ok (
          self, gw_label_quality (rows.label, GOLDEN_DATA (rows.prob), rows.n, rows.n_classes, method, score, NULL)))
    golden_expect_numbers (self, "score", score, rows.n);
  clear_rows (&rows);
}

const GoldenFunction golden_label_errors[] = {
  { "confident_joint", run_confident_joint },
  { "label_issues", run_label_issues },
  { "label_quality", run_label_quality },
  { NULL, NULL },
};
