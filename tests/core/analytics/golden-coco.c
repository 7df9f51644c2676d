/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "coco-files.h"
#include "golden.h"
#include "gw-coco-eval.h"

/* COCO evaluation of files that lie beside the reference values. */

/* The case with other expectations, for the objects within its own. */
static void
expect_part (GoldenCase *self, const char *name, GoldenCase *part)
{
  *part = *self;
  part->expect = json_object_get_object_member (self->expect, name);
}

static void
expect_summary (GoldenCase *self, const GwCocoSummary *summary)
{
  static const char *const names[] = { "AP",  "AP50", "AP75",  "APsmall", "APmedium", "APlarge",
                                       "AR1", "AR10", "AR100", "ARsmall", "ARmedium", "ARlarge" };
  double numbers[G_N_ELEMENTS (names)];

  G_STATIC_ASSERT (sizeof numbers == sizeof *summary);
  memcpy (numbers, summary, sizeof numbers);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    golden_expect_number (self, names[i], numbers[i]);
}

/* The reference has no number where a class has no truth. */
static double
number_of (double figure)
{
  return figure == GW_COCO_NO_TRUTH ? NAN : figure;
}

static void
expect_classes (GoldenCase *self, const CocoFiles *files, const GwCocoResult *result)
{
  gsize n = result->n_classes;
  g_autofree guint64 *ids = g_new (guint64, n);
  g_autofree double *ap = g_new (double, n);
  g_autofree double *ap50 = g_new (double, n);
  g_autofree double *ar100 = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      ids[i] = (guint64) g_array_index (files->categories, gint64, i);
      ap[i] = number_of (result->classes[i].ap);
      ap50[i] = number_of (result->classes[i].ap50);
      ar100[i] = number_of (result->classes[i].ar100);
    }
  golden_expect_counts (self, "category_id", ids, n);
  golden_expect_numbers (self, "ap", ap, n);
  golden_expect_numbers (self, "ap50", ap50, n);
  golden_expect_numbers (self, "ar100", ar100, n);
}

static void
expect_curve (GoldenCase *self, const CocoFiles *files, const GwCocoResult *result)
{
  gint64 id = json_object_get_int_member (self->expect, "category_id");

  for (gsize i = 0; i < result->n_classes; i++)
    {
      if (g_array_index (files->categories, gint64, i) == id)
        golden_expect_numbers (self, "precision", result->precision + i * GW_COCO_N_THRESHOLDS * GW_COCO_N_POINTS,
                               GW_COCO_N_POINTS);
    }
  golden_expect_count (self, "recall_points", GW_COCO_N_POINTS);
}

/* Images without any object are not in the reference. */
static void
expect_images (GoldenCase *self, const CocoFiles *files, const GwCocoResult *result)
{
  GArray *columns[5];
  static const char *const names[] = { "image_id", "tp", "fp", "fn", "ignored" };

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] = g_array_new (FALSE, FALSE, sizeof (guint64));
  for (gsize i = 0; i < result->n_images; i++)
    {
      const GwDetectionImage *image = &g_array_index (files->images, GwDetectionImage, i);
      const GwImageHits *hits = &result->images[i];
      guint64 row[] = { (guint64) hits->image, hits->n_hits, hits->n_false, hits->n_missed, hits->n_ignored };

      if (hits->image != image->id)
        golden_fail (self, "image %" G_GSIZE_FORMAT " is another", i);
      for (gsize k = 0; k < G_N_ELEMENTS (columns) && image->n_truths + image->n_detections > 0; k++)
        g_array_append_val (columns[k], row[k]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      golden_expect_counts (self, names[i], (guint64 *) (void *) columns[i]->data, columns[i]->len);
      g_array_unref (columns[i]);
    }
}

static void
run_coco_eval (GoldenCase *self)
{
  g_autofree char *truth = g_build_filename (self->folder, golden_string (self, "ground_truth_file"), NULL);
  g_autofree char *results = g_build_filename (self->folder, golden_string (self, "detections_file"), NULL);
  gboolean masks = g_str_equal (golden_string (self, "iou_type"), "segm");
  g_autoptr (GError) error = NULL;
  g_autoptr (CocoFiles) files = coco_files_read (truth, results, masks, &error);
  GwCocoResult result = { 0 };
  GoldenCase part;

  if (files == NULL)
    {
      golden_fail (self, "%s", error->message);
      return;
    }

  golden_expect_status (self,
                        gw_coco_eval ((GwDetectionImage *) (void *) files->images->data, files->images->len,
                                      files->categories->len, masks ? GW_OVERLAP_MASK : GW_OVERLAP_BOX, &result, NULL));
  expect_part (self, "summary", &part);
  expect_summary (&part, &result.summary);
  self->failure = part.failure;
  expect_part (self, "per_class", &part);
  expect_classes (&part, files, &result);
  self->failure = part.failure;
  expect_part (self, "pr_iou50", &part);
  expect_curve (&part, files, &result);
  self->failure = part.failure;
  expect_part (self, "per_image_iou50", &part);
  expect_images (&part, files, &result);
  self->failure = part.failure;
  gw_coco_result_clear (&result);
}

const GoldenFunction golden_coco[] = {
  { "coco_eval", run_coco_eval },
  { NULL, NULL },
};
