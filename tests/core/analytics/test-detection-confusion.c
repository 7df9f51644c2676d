/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "detection-data.h"
#include "gw-box.h"
#include "gw-detection-confusion.h"

/* Which classes a detector takes for which. */

#define N_CLASSES 4
#define N_CELLS ((N_CLASSES + 1) * (N_CLASSES + 1))

/* --- a slow twin: the best pair that is left, again and again ------------------------ */

static gboolean
need_not_be_found (const GwTruthObject *truth)
{
  return truth->crowd || truth->ignore;
}

static double
overlap_of (const GwDetectedObject *detection, const GwTruthObject *truth)
{
  return truth->crowd ? gw_box_iou_crowd (&detection->box, &truth->box) : gw_box_iou (&detection->box, &truth->box);
}

static void
match_image (const GwDetectionImage *image, double iou, double score, guint64 *matrix, GwImageHits *hits)
{
  g_autofree gboolean *truths = g_new0 (gboolean, image->n_truths);
  g_autofree gboolean *detections = g_new0 (gboolean, image->n_detections);

  for (;;)
    {
      double best = -1, best_score = 0;
      gsize best_d = 0, best_t = 0;

      for (gsize d = 0; d < image->n_detections; d++)
        for (gsize t = 0; t < image->n_truths; t++)
          {
            double overlap = overlap_of (&image->detections[d], &image->truths[t]);

            if (detections[d] || truths[t] || need_not_be_found (&image->truths[t])
                || image->detections[d].score < score || overlap < iou || overlap < best
                || (overlap == best && image->detections[d].score <= best_score))
              continue;
            best = overlap;
            best_score = image->detections[d].score;
            best_d = d;
            best_t = t;
          }
      if (best < 0)
        break;
      detections[best_d] = truths[best_t] = TRUE;
      matrix[image->truths[best_t].label * (N_CLASSES + 1) + image->detections[best_d].label]++;
      hits->n_hits += image->truths[best_t].label == image->detections[best_d].label;
    }
  for (gsize t = 0; t < image->n_truths; t++)
    if (!need_not_be_found (&image->truths[t]))
      {
        hits->n_missed++;
        matrix[image->truths[t].label * (N_CLASSES + 1) + N_CLASSES] += !truths[t];
      }
  for (gsize d = 0; d < image->n_detections; d++)
    {
      gboolean ignored = FALSE;

      if (image->detections[d].score < score)
        continue;
      for (gsize t = 0; t < image->n_truths && !detections[d]; t++)
        ignored = ignored
                  || (need_not_be_found (&image->truths[t])
                      && overlap_of (&image->detections[d], &image->truths[t]) >= iou);
      hits->n_ignored += ignored;
      hits->n_false += !ignored;
      matrix[N_CLASSES * (N_CLASSES + 1) + image->detections[d].label] += !ignored && !detections[d];
    }
  hits->n_missed -= hits->n_hits;
  hits->n_false -= hits->n_hits;
}

static void
test_slow_twin (void)
{
  for (guint64 seed = 0; seed < 30; seed++)
    {
      g_autoptr (DetectionData) data = detection_data_new (seed, 20, N_CLASSES, FALSE);
      g_autofree GwImageHits *hits = g_new (GwImageHits, data->n_images);
      guint64 matrix[N_CELLS], wanted[N_CELLS] = { 0 };
      double iou = 0.1 + 0.1 * (double) (seed % 8), score = 0.1 * (double) (seed % 5);
      size_t n_excluded = 77;

      g_assert_cmpint (gw_detection_confusion (data->images, data->n_images, N_CLASSES, GW_OVERLAP_BOX, iou, score,
                                               matrix, hits, &n_excluded, NULL),
                       ==, GW_STATUS_OK);
      for (gsize i = 0; i < data->n_images; i++)
        {
          GwImageHits want = { .image = data->images[i].id };

          match_image (&data->images[i], iou, score, wanted, &want);
          g_assert_cmpmem (&hits[i], sizeof hits[i], &want, sizeof want);
        }
      g_assert_cmpmem (matrix, sizeof matrix, wanted, sizeof wanted);
      g_assert_cmpuint (n_excluded, ==, 0);
    }
}

static void
test_order_and_threads (void)
{
  g_autoptr (DetectionData) data = detection_data_new (4, 300, N_CLASSES, TRUE);
  guint64 one[N_CELLS], other[N_CELLS];

  g_assert_cmpint (gw_detection_confusion (data->images, data->n_images, N_CLASSES, GW_OVERLAP_MASK, 0.5, 0.2, one,
                                           NULL, NULL, &(GwRun) { .n_threads = 1 }),
                   ==, GW_STATUS_OK);
  for (unsigned n_threads = 2; n_threads < 5; n_threads++)
    {
      GwRun run = { .n_threads = n_threads };

      detection_data_shuffle (data, n_threads);
      g_assert_cmpint (gw_detection_confusion (data->images, data->n_images, N_CLASSES, GW_OVERLAP_MASK, 0.5, 0.2,
                                               other, NULL, NULL, &run),
                       ==, GW_STATUS_OK);
      g_assert_cmpmem (one, sizeof one, other, sizeof other);
    }
}

/* Many detections of one place: memory for the pairs grows. */
static void
test_many_pairs (void)
{
  GwTruthObject truths[20];
  GwDetectedObject detections[30];
  GwDetectionImage image = { 0, truths, 20, detections, 30 };
  GwImageHits hits;
  guint64 matrix[4];

  for (guint i = 0; i < 20; i++)
    truths[i] = (GwTruthObject) { .label = 0, .box = { 0, 0, 10, 10 } };
  for (guint i = 0; i < 30; i++)
    detections[i] = (GwDetectedObject) { .label = 0, .score = i % 3, .box = { 0, 0, 10, 10 } };
  g_assert_cmpint (gw_detection_confusion (&image, 1, 1, GW_OVERLAP_BOX, 0.5, 1, matrix, &hits, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (matrix[0], ==, 20);
  g_assert_cmpuint (matrix[1], ==, 0);
  g_assert_cmpuint (matrix[2], ==, 0);
  g_assert_cmpuint (matrix[3], ==, 0);
  g_assert_cmpuint (hits.n_false, ==, 0);
}

static void
test_edges (void)
{
  GwTruthObject truth = { .label = 0, .box = { 0, 0, 10, 10 } };
  GwDetectedObject detections[] = { { .label = 0, .score = NAN, .box = { 0, 0, 10, 10 } },
                                    { .label = 1, .score = INFINITY, .box = { 0, 0, 10, 10 } } };
  GwDetectionImage image = { 4, &truth, 1, detections, 2 };
  GwImageHits hits;
  guint64 matrix[9] = { 77 };
  size_t n_excluded;
  GwOverlap box = GW_OVERLAP_BOX;

  g_assert_cmpint (gw_detection_confusion (&image, 1, 2, box, NAN, 0, matrix, &hits, NULL, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_detection_confusion (&image, 1, 2, box, -1, 0, matrix, &hits, NULL, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_detection_confusion (&image, 1, 2, box, 0.5, NAN, matrix, &hits, NULL, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_detection_confusion (&image, 1, 1, box, 0.5, 0, matrix, &hits, NULL, NULL), ==,
                   GW_STATUS_INVALID);
  g_assert_cmpint (gw_detection_confusion (&image, 1, SIZE_MAX, box, 0.5, 0, matrix, &hits, NULL, NULL), ==,
                   GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (matrix[0], ==, 77);

  g_assert_cmpint (gw_detection_confusion (NULL, 0, 2, box, 0.5, 0, matrix, NULL, &n_excluded, NULL), ==,
                   GW_STATUS_EMPTY);
  g_assert_cmpuint (matrix[0], ==, 0);
  g_assert_cmpuint (n_excluded, ==, 0);
  g_assert_cmpint (gw_detection_confusion (NULL, 0, 0, box, 0.5, 0, matrix, NULL, NULL, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_detection_confusion (&image, 1, 2, box, 1, 0, matrix, &hits, &n_excluded, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpuint (matrix[1], ==, 1);
  g_assert_cmpuint (n_excluded, ==, 1);
  g_assert_cmpuint (hits.n_hits, ==, 0);
  g_assert_cmpuint (hits.n_false, ==, 1);
  g_assert_cmpuint (hits.n_missed, ==, 1);
}

static bool
stop_cb (double done, void *data)
{
  return false;
}

static void
test_cancel (void)
{
  g_autoptr (DetectionData) data = detection_data_new (4, 20, N_CLASSES, FALSE);
  guint64 matrix[N_CELLS] = { 77 };
  GwRun run = { stop_cb, NULL, 1 };

  g_assert_cmpint (
      gw_detection_confusion (data->images, 20, N_CLASSES, GW_OVERLAP_BOX, 0.5, 0, matrix, NULL, NULL, &run), ==,
      GW_STATUS_CANCELLED);
  g_assert_cmpuint (matrix[0], ==, 77);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/detection-confusion/slow-twin", test_slow_twin);
  g_test_add_func ("/detection-confusion/order-and-threads", test_order_and_threads);
  g_test_add_func ("/detection-confusion/many-pairs", test_many_pairs);
  g_test_add_func ("/detection-confusion/edges", test_edges);
  g_test_add_func ("/detection-confusion/cancel", test_cancel);
  return g_test_run ();
}
