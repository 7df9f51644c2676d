/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "golden.h"
#include "gw-box-stats.h"
#include "gw-box.h"
#include "gw-cooccurrence.h"
#include "gw-mask.h"
#include "gw-missing-map.h"
#include "gw-raster.h"
#include "gw-rle.h"

/* Boxes, masks and the two tables that describe a data set. */

#define assert_ok(call) golden_expect_ok (self, (call))

static GwBox *
boxes_of (GoldenCase *self, const char *name, gsize *n)
{
  g_autoptr (GArray) numbers = golden_numbers (self, name, NULL);
  GwBox *boxes = g_new (GwBox, numbers->len / 4);

  *n = numbers->len / 4;
  for (gsize i = 0; i < *n; i++)
    boxes[i] = (GwBox) { GOLDEN_AT (numbers, 4 * i), GOLDEN_AT (numbers, 4 * i + 1), GOLDEN_AT (numbers, 4 * i + 2),
                         GOLDEN_AT (numbers, 4 * i + 3) };
  return boxes;
}

static void
run_box_stats (GoldenCase *self)
{
  gsize n;
  g_autofree GwBox *boxes = boxes_of (self, "boxes", &n);
  g_autoptr (GArray) widths = golden_numbers (self, "image_w", NULL);
  g_autoptr (GArray) heights = golden_numbers (self, "image_h", NULL);
  g_autofree double *columns = g_new (double, 5 * n);
  g_autofree guint64 *sizes = g_new (guint64, n);
  guint64 of_size[GW_BOX_N_SIZES] = { 0 };

  for (gsize i = 0; i < n; i++)
    {
      GwBoxStats stats;

      assert_ok (gw_box_stats (&boxes[i], GOLDEN_AT (widths, i), GOLDEN_AT (heights, i), &stats));
      columns[i] = stats.area;
      columns[n + i] = stats.relative_area;
      columns[2 * n + i] = stats.aspect;
      columns[3 * n + i] = stats.centre_x;
      columns[4 * n + i] = stats.centre_y;
      sizes[i] = stats.size;
      of_size[stats.size]++;
    }
  golden_expect_numbers (self, "area", columns, n);
  golden_expect_numbers (self, "relative_area", columns + n, n);
  golden_expect_numbers (self, "aspect", columns + 2 * n, n);
  golden_expect_numbers (self, "center_x", columns + 3 * n, n);
  golden_expect_numbers (self, "center_y", columns + 4 * n, n);
  golden_expect_counts (self, "size_bucket", sizes, n);
  golden_expect_counts (self, "bucket_counts", of_size, GW_BOX_N_SIZES);
}

static void
run_box_center_grid (GoldenCase *self)
{
  gsize n;
  gsize rows = (gsize) golden_int (self, "grid_rows");
  gsize columns = (gsize) golden_int (self, "grid_cols");
  g_autofree GwBox *boxes = boxes_of (self, "boxes", &n);
  g_autoptr (GArray) widths = golden_numbers (self, "image_w", NULL);
  g_autoptr (GArray) heights = golden_numbers (self, "image_h", NULL);
  g_autofree guint64 *counts = g_new (guint64, rows * columns);
  size_t n_excluded;

  assert_ok (
      gw_box_centre_grid (boxes, GOLDEN_DATA (widths), GOLDEN_DATA (heights), n, rows, columns, counts, &n_excluded));
  if (n_excluded != 0)
    golden_fail (self, "%" G_GSIZE_FORMAT " boxes are left out", n_excluded);
  golden_expect_counts (self, "counts", counts, rows * columns);
}

static void
run_label_cooccurrence (GoldenCase *self)
{
  gsize n, n_images, n_classes = (gsize) golden_int (self, "n_classes");
  g_autofree gint32 *images = golden_labels (self, "image", &n);
  g_autofree gint32 *classes = golden_labels (self, "class", &n);
  g_autoptr (GArray) per_image = golden_numbers_of (json_object_get_member (self->expect, "boxes_per_image"), NULL);
  g_autofree guint64 *both = g_new (guint64, n_classes * n_classes);
  g_autofree double *jaccard = g_new (double, n_classes *n_classes);
  g_autofree guint64 *of_class = g_new (guint64, n_classes);
  g_autofree guint64 *of_image = NULL;

  n_images = per_image->len;
  of_image = g_new (guint64, n_images);
  assert_ok (gw_cooccurrence (images, classes, n, n_images, n_classes, both, jaccard, of_class, of_image, NULL));
  golden_expect_counts (self, "images_with_both", both, n_classes * n_classes);
  golden_expect_numbers (self, "jaccard", jaccard, n_classes * n_classes);
  golden_expect_counts (self, "instances_per_class", of_class, n_classes);
  golden_expect_counts (self, "boxes_per_image", of_image, n_images);
  for (gsize i = 0; i < n_classes; i++)
    of_class[i] = both[i * n_classes + i];
  golden_expect_counts (self, "images_per_class", of_class, n_classes);
}

static void
run_missing_map (GoldenCase *self)
{
  gsize columns, rows;
  g_autoptr (GArray) table = golden_numbers (self, "table", &columns);
  g_autofree guint64 *of_column = g_new (guint64, columns);
  g_autofree guint64 *both = g_new (guint64, columns * columns);
  g_autofree guint64 *of_row = NULL, *bits = NULL, *counts = NULL;
  guint64 complete;
  size_t n_patterns;

  rows = table->len / columns;
  of_row = g_new (guint64, rows);
  bits = g_new (guint64, rows);
  counts = g_new (guint64, rows);
  assert_ok (gw_missing_map (GOLDEN_DATA (table), rows, columns, of_column, of_row, both, bits, counts, &n_patterns,
                             &complete));
  golden_expect_counts (self, "missing_per_column", of_column, columns);
  golden_expect_counts (self, "missing_per_row", of_row, rows);
  golden_expect_counts (self, "both_missing", both, columns * columns);
  golden_expect_counts (self, "pattern_bits", bits, n_patterns);
  golden_expect_counts (self, "pattern_counts", counts, n_patterns);
  golden_expect_counts (self, "complete_rows", &complete, 1);
}

static void
run_iou_boxes (GoldenCase *self)
{
  gsize n_a, n_b;
  g_autofree GwBox *a = boxes_of (self, "a", &n_a);
  g_autofree GwBox *b = boxes_of (self, "b", &n_b);
  g_autofree double *iou = g_new (double, n_a *n_b);
  g_autofree guint8 *crowd = g_new0 (guint8, n_b);

  if (json_object_has_member (self->args, "b_is_crowd"))
    {
      g_autoptr (GArray) flags = golden_numbers (self, "b_is_crowd", NULL);

      for (gsize i = 0; i < MIN (n_b, flags->len); i++)
        crowd[i] = GOLDEN_AT (flags, i) != 0.0;
    }
  assert_ok (gw_box_iou_matrix (a, n_a, b, n_b, crowd, iou));
  golden_expect_numbers (self, "iou", iou, n_a * n_b);
}

/* A mask of a matrix of 0 and 1, and its RLE by way of the mask. */
static void
rle_of (GoldenCase *self, JsonNode *node, GwRle *rle)
{
  gsize columns;
  g_autoptr (GArray) numbers = golden_numbers_of (golden_resolve (self, node), &columns);
  g_autofree guint8 *bytes = g_new (guint8, numbers->len);
  GwMask mask;

  for (gsize i = 0; i < numbers->len; i++)
    bytes[i] = GOLDEN_AT (numbers, i) != 0.0;
  assert_ok (gw_mask_from_bitmap ((gint32) columns, (gint32) (numbers->len / columns), 0, 0, (gint32) columns,
                                  (gint32) (numbers->len / columns), bytes, columns, &mask));
  assert_ok (gw_mask_validate (&mask));
  assert_ok (gw_rle_from_mask (&mask, rle));
  gw_mask_clear (&mask);
}

static void
expect_compressed (GoldenCase *self, const GwRle *rle)
{
  guint64 area = gw_rle_area (rle);
  char *got;
  GwRle back;

  assert_ok (gw_rle_encode_dup (rle, &got, NULL));
  golden_expect_string (self, "compressed", got);
  assert_ok (gw_rle_decode (rle->height, rle->width, got, strlen (got), &back));
  if (!gw_rle_equal (rle, &back))
    golden_fail (self, "the string gives other runs back");
  gw_rle_clear (&back);
  free (got);
  golden_expect_counts (self, "area", &area, 1);
}

static void
run_rle (GoldenCase *self)
{
  GwRle rle;
  GwBox bounds;
  g_autofree guint64 *counts = NULL;

  rle_of (self, json_object_get_member (self->args, "mask"), &rle);
  counts = g_new (guint64, rle.n_counts);
  for (gsize i = 0; i < rle.n_counts; i++)
    counts[i] = rle.counts[i];
  golden_expect_counts (self, "counts", counts, rle.n_counts);
  expect_compressed (self, &rle);
  gw_rle_bounds (&rle, &bounds);
  golden_expect_numbers (self, "bbox_xywh", (double[]) { bounds.x, bounds.y, bounds.width, bounds.height }, 4);
  gw_rle_clear (&rle);
}

static void
run_iou_masks (GoldenCase *self)
{
  JsonArray *names = json_object_get_array_member (self->args, "masks");
  gsize n = json_array_get_length (names);
  g_autoptr (GArray) flags = golden_numbers (self, "b_is_crowd", NULL);
  g_autofree GwRle *rles = g_new (GwRle, n);
  g_autofree guint8 *crowd = g_new (guint8, n);
  g_autofree double *iou = g_new (double, n *n);

  for (gsize i = 0; i < n; i++)
    {
      rle_of (self, json_array_get_element (names, (guint) i), &rles[i]);
      crowd[i] = GOLDEN_AT (flags, i) != 0.0;
    }
  assert_ok (gw_rle_iou_matrix (rles, n, rles, n, crowd, iou));
  golden_expect_numbers (self, "iou", iou, n * n);
  for (gsize i = 0; i < n; i++)
    gw_rle_clear (&rles[i]);
}

static void
run_polygon_to_mask (GoldenCase *self)
{
  g_autoptr (GArray) numbers = golden_numbers (self, "polygon_xy", NULL);
  GwRing ring = { (GwPoint *) (void *) numbers->data, numbers->len / 2 };
  GwRle rle;

  assert_ok (
      gw_raster_coco (&ring, 1, (gint32) golden_int (self, "height"), (gint32) golden_int (self, "width"), &rle));
  expect_compressed (self, &rle);
  gw_rle_clear (&rle);
}

const GoldenFunction golden_geometry[] = {
  { "box_center_grid", run_box_center_grid },
  { "box_stats", run_box_stats },
  { "iou_boxes", run_iou_boxes },
  { "iou_boxes_crowd", run_iou_boxes },
  { "iou_masks", run_iou_masks },
  { "label_cooccurrence", run_label_cooccurrence },
  { "missing_map", run_missing_map },
  { "polygon_to_mask", run_polygon_to_mask },
  { "rle", run_rle },
  { NULL, NULL },
};
