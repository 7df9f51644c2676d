/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>

#include "detection-data.h"
#include "gw-detection-confusion.h"
#include "gw-detection-match.h"

#define N_CLASSES 4
#define N_CELLS ((N_CLASSES + 1) * (N_CLASSES + 1))

/* Each pair is told from both sides, and the confusion is what the pairs give. */
static void
test_is_what_the_confusion_counts (void)
{
  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (DetectionData) data = detection_data_new (seed, 10, N_CLASSES, FALSE);
      double iou = 0.2 + 0.1 * (double) (seed % 6), score = 0.1 * (double) (seed % 4);
      guint64 matrix[N_CELLS], counted[N_CELLS] = { 0 };

      gw_detection_confusion (data->images, data->n_images, N_CLASSES, GW_OVERLAP_BOX, iou, score, matrix, NULL, NULL,
                              NULL);
      for (gsize i = 0; i < data->n_images; i++)
        {
          const GwDetectionImage *image = &data->images[i];
          g_autofree int32_t *of_detection = g_new (int32_t, image->n_detections + 1);
          g_autofree int32_t *of_truth = g_new (int32_t, image->n_truths + 1);
          g_autofree double *overlaps = g_new (double, image->n_detections + 1);

          g_assert_cmpint (
              gw_detection_match (image, N_CLASSES, GW_OVERLAP_BOX, iou, score, of_detection, of_truth, overlaps), ==,
              GW_STATUS_OK);
          for (gsize d = 0; d < image->n_detections; d++)
            {
              if (of_detection[d] >= 0)
                {
                  g_assert_cmpint (of_truth[of_detection[d]], ==, (int) d);
                  g_assert_cmpfloat (overlaps[d], >=, iou);
                  counted[image->truths[of_detection[d]].label * (N_CLASSES + 1) + image->detections[d].label]++;
                }
              else
                {
                  g_assert_cmpfloat (overlaps[d], ==, 0);
                  counted[N_CLASSES * (N_CLASSES + 1) + image->detections[d].label] += of_detection[d] == GW_PAIR_NONE;
                }
            }
          for (gsize t = 0; t < image->n_truths; t++)
            counted[image->truths[t].label * (N_CLASSES + 1) + N_CLASSES] += of_truth[t] == GW_PAIR_NONE;
        }
      g_assert_cmpmem (matrix, sizeof matrix, counted, sizeof counted);
    }
}

static void
test_says_why_objects_have_no_partner (void)
{
  const GwTruthObject truths[] = { { .label = 0, .box = { 0, 0, 10, 10 }, .area = NAN },
                                   { .label = 0, .box = { 50, 0, 10, 10 }, .area = NAN, .ignore = true },
                                   { .label = 1, .box = { 80, 0, 10, 10 }, .area = NAN } };
  const GwDetectedObject detections[] = { { 0, 0.9, { 0, 0, 10, 8 }, NULL },
                                          { 0, 0.8, { 0, 0, 10, 10 }, NULL },
                                          { 0, 0.7, { 50, 0, 10, 10 }, NULL },
                                          { 0, 0.1, { 80, 0, 10, 10 }, NULL },
                                          { 0, NAN, { 80, 0, 10, 10 }, NULL } };
  const GwDetectionImage image = { 1, truths, 3, detections, 5 };
  const int32_t want_detections[] = { GW_PAIR_NONE, 0, GW_PAIR_IGNORED, GW_PAIR_APART, GW_PAIR_APART };
  const int32_t want_truths[] = { 1, GW_PAIR_APART, GW_PAIR_NONE };
  int32_t of_detection[5], of_truth[3];

  g_assert_cmpint (gw_detection_match (&image, 2, GW_OVERLAP_BOX, 0.5, 0.5, of_detection, of_truth, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpmem (of_detection, sizeof of_detection, want_detections, sizeof want_detections);
  g_assert_cmpmem (of_truth, sizeof of_truth, want_truths, sizeof want_truths);
}

static void
test_refuses_what_is_out_of_range (void)
{
  const GwDetectedObject detection = { 2, 0.9, { 0, 0, 10, 8 }, NULL };
  const GwDetectionImage image = { 1, NULL, 0, &detection, 1 };
  int32_t of_detection = 77, of_truth = 77;

  g_assert_cmpint (gw_detection_match (&image, 2, GW_OVERLAP_BOX, 0.5, 0, &of_detection, &of_truth, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_detection_match (&image, 3, GW_OVERLAP_BOX, 1.5, 0, &of_detection, &of_truth, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_detection_match (&image, 3, GW_OVERLAP_BOX, 0.5, NAN, &of_detection, &of_truth, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (of_detection, ==, 77);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/detection-match/is-what-the-confusion-counts", test_is_what_the_confusion_counts);
  g_test_add_func ("/detection-match/says-why-objects-have-no-partner", test_says_why_objects_have_no_partner);
  g_test_add_func ("/detection-match/refuses-what-is-out-of-range", test_refuses_what_is_out_of_range);

  return g_test_run ();
}
