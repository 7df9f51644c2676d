/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "golden.h"
#include "gw-detection-confusion.h"
#include "gw-voc-ap.h"

/* Detections against truths: confusion with the background, Pascal VOC. */

/* The objects of a case image by image, which are numbered from 0. */
typedef struct
{
  GArray *truths;     /* of GArray of GwTruthObject */
  GArray *detections; /* of GArray of GwDetectedObject */
  GArray *images;     /* of GwDetectionImage */
} Objects;

static void
clear_array (gpointer data)
{
  g_clear_pointer ((GArray **) data, g_array_unref);
}

static GArray *
array_of_image (GArray *arrays, gint32 image, guint size)
{
  while (arrays->len <= (guint) image)
    {
      GArray *array = g_array_new (FALSE, FALSE, size);

      g_array_append_val (arrays, array);
    }

  return g_array_index (arrays, GArray *, image);
}

static GwBox
box_of (const GArray *numbers, gsize i)
{
  return (GwBox) { GOLDEN_AT (numbers, 4 * i), GOLDEN_AT (numbers, 4 * i + 1), GOLDEN_AT (numbers, 4 * i + 2),
                   GOLDEN_AT (numbers, 4 * i + 3) };
}

static void
read_objects (GoldenCase *self, Objects *objects)
{
  gsize n_truths, n_detections;
  g_autofree gint32 *truth_image = golden_labels (self, "gt_image", &n_truths);
  g_autofree gint32 *truth_class = golden_labels (self, "gt_class", &n_truths);
  g_autofree gint32 *image = golden_labels (self, "dt_image", &n_detections);
  g_autofree gint32 *class = golden_labels (self, "dt_class", &n_detections);
  g_autoptr (GArray) truth_box = golden_numbers (self, "gt_box", NULL);
  g_autoptr (GArray) box = golden_numbers (self, "dt_box", NULL);
  g_autoptr (GArray) score = golden_numbers (self, "dt_score", NULL);

  objects->truths = g_array_new (FALSE, FALSE, sizeof (GArray *));
  objects->detections = g_array_new (FALSE, FALSE, sizeof (GArray *));
  objects->images = g_array_new (FALSE, FALSE, sizeof (GwDetectionImage));
  g_array_set_clear_func (objects->truths, clear_array);
  g_array_set_clear_func (objects->detections, clear_array);
  for (gsize i = 0; i < n_truths; i++)
    {
      GwTruthObject truth = { .label = truth_class[i], .area = NAN, .box = box_of (truth_box, i) };

      g_array_append_val (array_of_image (objects->truths, truth_image[i], sizeof truth), truth);
    }
  for (gsize i = 0; i < n_detections; i++)
    {
      GwDetectedObject detection = { .label = class[i], .score = GOLDEN_AT (score, i), .box = box_of (box, i) };

      g_array_append_val (array_of_image (objects->detections, image[i], sizeof detection), detection);
    }
  for (guint i = 0; i < MAX (objects->truths->len, objects->detections->len); i++)
    {
      GArray *truths = array_of_image (objects->truths, (gint32) i, sizeof (GwTruthObject));
      GArray *detections = array_of_image (objects->detections, (gint32) i, sizeof (GwDetectedObject));
      GwDetectionImage made = { i, (GwTruthObject *) (void *) truths->data, truths->len,
                                (GwDetectedObject *) (void *) detections->data, detections->len };

      g_array_append_val (objects->images, made);
    }
}

static void
clear_objects (Objects *objects)
{
  g_array_unref (objects->truths);
  g_array_unref (objects->detections);
  g_array_unref (objects->images);
}

static void
run_detection_confusion (GoldenCase *self)
{
  gsize n_classes = (gsize) golden_int (self, "n_classes"), n = 0;
  g_autofree guint64 *matrix = g_new (guint64, (n_classes + 1) * (n_classes + 1));
  g_autofree GwImageHits *hits = NULL;
  g_autofree guint64 *columns = NULL;
  Objects objects;

  read_objects (self, &objects);
  hits = g_new (GwImageHits, objects.images->len);
  columns = g_new (guint64, 4 * objects.images->len);
  golden_expect_ok (self,
                    gw_detection_confusion ((GwDetectionImage *) (void *) objects.images->data, objects.images->len,
                                            n_classes, GW_OVERLAP_BOX, golden_number (self, "iou"),
                                            golden_number (self, "score"), matrix, hits, NULL, NULL));
  /* The reference knows of images with objects only. */
  for (guint i = 0; i < objects.images->len; i++)
    {
      const GwDetectionImage *image = &g_array_index (objects.images, GwDetectionImage, i);

      if (image->n_truths + image->n_detections > 0)
        hits[n++] = hits[i];
    }
  for (gsize i = 0; i < n; i++)
    {
      columns[i] = (guint64) hits[i].image;
      columns[n + i] = hits[i].n_hits;
      columns[2 * n + i] = hits[i].n_false;
      columns[3 * n + i] = hits[i].n_missed;
    }
  golden_expect_counts (self, "matrix", matrix, (n_classes + 1) * (n_classes + 1));
  golden_expect_counts (self, "image", columns, n);
  golden_expect_counts (self, "tp", columns + n, n);
  golden_expect_counts (self, "fp", columns + 2 * n, n);
  golden_expect_counts (self, "fn", columns + 3 * n, n);
  clear_objects (&objects);
}

static void
run_voc_ap (GoldenCase *self)
{
  gsize n_classes = (gsize) golden_int (self, "n_classes");
  Objects objects;
  GwVocResult result = { 0 };

  read_objects (self, &objects);
  if (golden_expect_ok (self, gw_voc_ap ((GwDetectionImage *) (void *) objects.images->data, objects.images->len,
                                         n_classes, GW_OVERLAP_BOX, golden_number (self, "iou"), &result, NULL)))
    {
      const GwVocClass *class = &result.classes[golden_int (self, "cls")];
      g_autofree guint64 *hits = g_new (guint64, class->n_detections);

      for (gsize i = 0; i < class->n_detections; i++)
        hits[i] = result.hits[class->first + i];
      golden_expect_count (self, "n_truth", class->n_truths);
      golden_expect_counts (self, "tp", hits, class->n_detections);
      golden_expect_numbers (self, "score", result.scores + class->first, class->n_detections);
      golden_expect_number (self, "ap_all_point", class->ap_all_point);
      golden_expect_number (self, "ap_11_point", class->ap_11_point);
      golden_expect_number (self, "ap_101_point", class->ap_101_point);
    }
  gw_voc_result_clear (&result);
  clear_objects (&objects);
}

const GoldenFunction golden_detection[] = {
  { "detection_confusion", run_detection_confusion },
  { "voc_ap", run_voc_ap },
  { NULL, NULL },
};
