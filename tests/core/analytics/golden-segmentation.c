/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"
#include "gw-boundary-iou.h"
#include "gw-panoptic.h"
#include "gw-semantic.h"

/* Segmentation: classes of pixels, panoptic segments, edges of masks. */

static void
run_semantic_metrics (GoldenCase *self)
{
  gsize n, n_predicted, n_classes = (gsize) golden_int (self, "n_classes");
  g_autofree gint32 *truth = golden_labels (self, "truth", &n);
  g_autofree gint32 *predicted = golden_labels (self, "pred", &n_predicted);
  g_autofree guint64 *confusion = g_new0 (guint64, n_classes * n_classes);
  g_autofree double *iou = g_new (double, n_classes);
  g_autofree double *dice = g_new (double, n_classes);
  GwSemantic figures;

  golden_expect_ok (
      self, gw_semantic_add (truth, predicted, n, n_classes, (gint32) golden_int (self, "ignore"), confusion, NULL));
  golden_expect_ok (self, gw_semantic_metrics (confusion, n_classes, NULL, iou, dice, &figures));
  golden_expect_counts (self, "confusion", confusion, n_classes * n_classes);
  golden_expect_number (self, "pixel_accuracy", figures.pixel_accuracy);
  golden_expect_number (self, "mean_class_accuracy", figures.mean_class_accuracy);
  golden_expect_numbers (self, "iou", iou, n_classes);
  golden_expect_number (self, "mean_iou", figures.mean_iou);
  golden_expect_numbers (self, "dice", dice, n_classes);
  golden_expect_number (self, "mean_dice", figures.mean_dice);
  golden_expect_number (self, "fw_iou", figures.fw_iou);
}

static GwPanopticSegment *
segments_of (GoldenCase *self, const char *ids_name, const char *classes_name, const char *crowds_name, gsize *n)
{
  g_autofree gint32 *ids = golden_labels (self, ids_name, n);
  g_autofree gint32 *labels = golden_labels (self, classes_name, n);
  g_autofree gint32 *crowds = crowds_name != NULL ? golden_labels (self, crowds_name, n) : NULL;
  GwPanopticSegment *segments = g_new (GwPanopticSegment, *n);

  for (gsize i = 0; i < *n; i++)
    segments[i] = (GwPanopticSegment) { (guint32) ids[i], labels[i], crowds != NULL && crowds[i] != 0 };

  return segments;
}

static void
run_panoptic_quality (GoldenCase *self)
{
  gsize n, n_truths, n_predicted, n_classes = (gsize) golden_int (self, "n_classes");
  g_autofree gint32 *truth_ids = golden_labels (self, "gt_ids", &n);
  g_autofree gint32 *predicted_ids = golden_labels (self, "pred_ids", &n);
  g_autofree GwPanopticSegment *truths = segments_of (self, "gt_segment", "gt_class", "gt_crowd", &n_truths);
  g_autofree GwPanopticSegment *predicted = segments_of (self, "pred_segment", "pred_class", NULL, &n_predicted);
  g_autofree GwPanopticClass *classes = g_new0 (GwPanopticClass, n_classes);
  g_autofree GwPanopticQuality *qualities = g_new (GwPanopticQuality, n_classes);
  g_autofree guint64 *counts = g_new (guint64, 3 * n_classes);
  g_autofree double *figures = g_new (double, 4 * n_classes);
  GwPanopticQuality mean;

  golden_expect_ok (self, gw_panoptic_add ((guint32 *) truth_ids, (guint32 *) predicted_ids, n, truths, n_truths,
                                           predicted, n_predicted, n_classes, classes));
  golden_expect_ok (self, gw_panoptic_quality (classes, n_classes, qualities, &mean));
  for (gsize i = 0; i < n_classes; i++)
    {
      counts[i] = classes[i].n_hits;
      counts[n_classes + i] = classes[i].n_false;
      counts[2 * n_classes + i] = classes[i].n_missed;
      figures[i] = classes[i].sum_iou;
      figures[n_classes + i] = qualities[i].pq;
      figures[2 * n_classes + i] = qualities[i].sq;
      figures[3 * n_classes + i] = qualities[i].rq;
    }
  golden_expect_counts (self, "tp", counts, n_classes);
  golden_expect_counts (self, "fp", counts + n_classes, n_classes);
  golden_expect_counts (self, "fn", counts + 2 * n_classes, n_classes);
  golden_expect_numbers (self, "sum_iou", figures, n_classes);
  golden_expect_numbers (self, "pq", figures + n_classes, n_classes);
  golden_expect_numbers (self, "sq", figures + 2 * n_classes, n_classes);
  golden_expect_numbers (self, "rq", figures + 3 * n_classes, n_classes);
  golden_expect_number (self, "pq_mean", mean.pq);
  golden_expect_number (self, "sq_mean", mean.sq);
  golden_expect_number (self, "rq_mean", mean.rq);
}

static void
read_mask (GoldenCase *self, const char *name, GwRle *mask)
{
  gsize n_columns, n_rows;
  g_autoptr (GArray) numbers = golden_numbers (self, name, &n_columns);
  g_autofree guint8 *columns = g_new (guint8, numbers->len);

  n_rows = numbers->len / n_columns;
  for (gsize i = 0; i < numbers->len; i++)
    columns[i % n_columns * n_rows + i / n_columns] = GOLDEN_AT (numbers, i) != 0;
  golden_expect_ok (self, gw_rle_from_columns ((gint32) n_rows, (gint32) n_columns, columns, mask));
}

static void
run_boundary_iou (GoldenCase *self)
{
  GwRle a = GW_RLE_INIT, b = GW_RLE_INIT;
  GwBoundaryIou result = { 0 };

  read_mask (self, "a", &a);
  read_mask (self, "b", &b);
  golden_expect_ok (self, gw_boundary_iou (&a, &b, golden_number (self, "ratio"), &result));
  golden_expect_count (self, "distance", result.distance);
  golden_expect_count (self, "a_pixels", result.area_a);
  golden_expect_count (self, "b_pixels", result.area_b);
  golden_expect_number (self, "boundary_iou", result.iou);
  gw_rle_clear (&a);
  gw_rle_clear (&b);
}

const GoldenFunction golden_segmentation[] = {
  { "boundary_iou", run_boundary_iou },
  { "panoptic_quality", run_panoptic_quality },
  { "semantic_metrics", run_semantic_metrics },
  { NULL, NULL },
};
