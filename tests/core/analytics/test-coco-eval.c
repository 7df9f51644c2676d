/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "coco-files.h"
#include "detection-data.h"
#include "gw-box.h"
#include "gw-coco-eval.h"
#include "gw-test-data.h"

/* The COCO evaluation. */

#define N_POINTS GW_COCO_N_POINTS
#define N_FIGURES (sizeof (GwCocoSummary) / sizeof (double))

static void
get_figures (const GwCocoResult *result, double figures[N_FIGURES])
{
  memcpy (figures, &result->summary, sizeof result->summary);
}

/* --- a slow twin, as the definition reads ------------------------------------------ */

typedef struct
{
  double score;
  gboolean hit;
  gboolean ignored;
} Row;

static const double size_low[] = { 0, 0, 1024, 9216 };
static const double size_high[] = { 1e10, 1024, 9216, 1e10 };

static double
overlap_of (const GwDetectedObject *detection, const GwTruthObject *truth)
{
  return truth->crowd ? gw_box_iou_crowd (&detection->box, &truth->box) : gw_box_iou (&detection->box, &truth->box);
}

static gboolean
is_ignored (const GwTruthObject *truth, gsize size)
{
  double area = isnan (truth->area) ? gw_box_area (&truth->box) : truth->area;

  return truth->crowd || truth->ignore || area < size_low[size] || area > size_high[size];
}

static int
by_score (gconstpointer a, gconstpointer b, gpointer data)
{
  double x = ((const Row *) a)->score, y = ((const Row *) b)->score;

  return (x < y) - (x > y);
}

static int
detections_by_score (gconstpointer a, gconstpointer b, gpointer data)
{
  double x = ((const GwDetectedObject *) a)->score, y = ((const GwDetectedObject *) b)->score;

  return (x < y) - (x > y);
}

/* Rows of one image, class, size and threshold; how many truths must be found. */
static gsize
match_image (const GwDetectionImage *image, gint32 label, gsize size, double threshold, gsize most, GArray *rows)
{
  g_autoptr (GArray) detections = g_array_new (FALSE, FALSE, sizeof (GwDetectedObject));
  g_autofree gboolean *taken = g_new0 (gboolean, image->n_truths);
  gsize n_truths = 0;

  for (gsize i = 0; i < image->n_detections; i++)
    if (image->detections[i].label == label)
      g_array_append_val (detections, image->detections[i]);
  g_array_sort_with_data (detections, detections_by_score, NULL);
  for (gsize i = 0; i < image->n_truths; i++)
    n_truths += image->truths[i].label == label && !is_ignored (&image->truths[i], size);
  for (gsize d = 0; d < MIN (detections->len, most); d++)
    {
      const GwDetectedObject *detection = &g_array_index (detections, GwDetectedObject, d);
      double area = gw_box_area (&detection->box);
      double best = MIN (threshold, 1 - 1e-10);
      gssize chosen = -1;
      Row row = { detection->score, FALSE, area < size_low[size] || area > size_high[size] };

      for (int ignored = 0; ignored < 2 && chosen < 0; ignored++)
        for (gsize i = 0; i < image->n_truths; i++)
          {
            const GwTruthObject *truth = &image->truths[i];

            if (truth->label != label || is_ignored (truth, size) != ignored || (taken[i] && !truth->crowd)
                || overlap_of (detection, truth) < best)
              continue;
            best = overlap_of (detection, truth);
            chosen = (gssize) i;
          }
      if (chosen >= 0)
        {
          taken[chosen] = TRUE;
          row.hit = TRUE;
          row.ignored = is_ignored (&image->truths[chosen], size);
        }
      g_array_append_val (rows, row);
    }

  return n_truths;
}

/* Precision at the points, and the highest recall; FALSE without truths. */
static gboolean
curve (const DetectionData *data, gint32 label, gsize size, double threshold, gsize most, double *points,
       double *recall)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GArray) recalls = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) precisions = g_array_new (FALSE, FALSE, sizeof (double));
  gsize n_truths = 0, n_hits = 0, n_false = 0;

  for (gsize i = 0; i < data->n_images; i++)
    n_truths += match_image (&data->images[i], label, size, threshold, most, rows);
  g_array_sort_with_data (rows, by_score, NULL);
  for (gsize i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      double precision, reached;

      n_hits += row->hit && !row->ignored;
      n_false += !row->hit && !row->ignored;
      precision = (double) n_hits / (double) MAX (n_hits + n_false, 1);
      reached = (double) n_hits / (double) n_truths;
      g_array_append_val (precisions, precision);
      g_array_append_val (recalls, reached);
    }
  for (gsize point = 0; point < N_POINTS; point++)
    {
      points[point] = 0;
      for (gsize i = 0; i < rows->len; i++)
        if (g_array_index (recalls, double, i) >= (point == 100 ? 1 : (double) point * 0.01))
          points[point] = MAX (points[point], g_array_index (precisions, double, i));
    }
  *recall = n_truths > 0 ? (double) n_hits / (double) n_truths : 0;

  return n_truths > 0;
}

static double
mean_of (const DetectionData *data, gsize size, gsize first, gsize end, gsize most, gboolean recalls)
{
  double sum = 0;
  gsize n = 0;

  for (gsize label = 0; label < data->n_classes; label++)
    for (gsize t = first; t < end; t++)
      {
        double points[N_POINTS], recall;

        if (!curve (data, (gint32) label, size, gw_coco_threshold (t), most, points, &recall))
          continue;
        if (recalls)
          sum += recall;
        for (gsize i = 0; i < N_POINTS && !recalls; i++)
          sum += points[i] / N_POINTS;
        n++;
      }

  return n > 0 ? sum / (double) n : -1;
}

static void
test_slow_twin (void)
{
  for (guint64 seed = 0; seed < 6; seed++)
    {
      g_autoptr (DetectionData) data = detection_data_new (seed, 30, 4, FALSE);
      double figures[N_FIGURES];
      double wanted[N_FIGURES] = {
        mean_of (data, 0, 0, 10, 100, FALSE), mean_of (data, 0, 0, 1, 100, FALSE),
        mean_of (data, 0, 5, 6, 100, FALSE),  mean_of (data, 1, 0, 10, 100, FALSE),
        mean_of (data, 2, 0, 10, 100, FALSE), mean_of (data, 3, 0, 10, 100, FALSE),
        mean_of (data, 0, 0, 10, 1, TRUE),    mean_of (data, 0, 0, 10, 10, TRUE),
        mean_of (data, 0, 0, 10, 100, TRUE),  mean_of (data, 1, 0, 10, 100, TRUE),
        mean_of (data, 2, 0, 10, 100, TRUE),  mean_of (data, 3, 0, 10, 100, TRUE),
      };
      GwCocoResult result;

      g_assert_cmpint (gw_coco_eval (data->images, data->n_images, data->n_classes, GW_OVERLAP_BOX, &result, NULL), ==,
                       GW_STATUS_OK);
      get_figures (&result, figures);
      for (gsize i = 0; i < N_FIGURES; i++)
        g_assert_cmpfloat_with_epsilon (figures[i], wanted[i], 1e-12);
      for (gsize label = 0; label < data->n_classes; label++)
        for (gsize t = 0; t < GW_COCO_N_THRESHOLDS; t++)
          {
            double points[N_POINTS], recall;

            curve (data, (gint32) label, 0, gw_coco_threshold (t), 100, points, &recall);
            for (gsize i = 0; i < N_POINTS; i++)
              g_assert_cmpfloat (result.precision[(label * GW_COCO_N_THRESHOLDS + t) * N_POINTS + i], ==, points[i]);
          }
      gw_coco_result_clear (&result);
    }
}

/* --- what must not matter ----------------------------------------------------------- */

static void
assert_same (const GwCocoResult *a, const GwCocoResult *b)
{
  g_assert_cmpmem (&a->summary, sizeof a->summary, &b->summary, sizeof b->summary);
  g_assert_cmpuint (a->n_classes, ==, b->n_classes);
  g_assert_cmpmem (a->classes, a->n_classes * sizeof *a->classes, b->classes, b->n_classes * sizeof *b->classes);
  g_assert_cmpmem (a->precision, a->n_classes * GW_COCO_N_THRESHOLDS * N_POINTS * sizeof (double), b->precision,
                   b->n_classes * GW_COCO_N_THRESHOLDS * N_POINTS * sizeof (double));
  g_assert_cmpuint (a->n_images, ==, b->n_images);
  g_assert_cmpmem (a->images, a->n_images * sizeof *a->images, b->images, b->n_images * sizeof *b->images);
  g_assert_cmpuint (a->n_excluded, ==, b->n_excluded);
}

static void
test_order_and_threads (void)
{
  g_autoptr (DetectionData) data = detection_data_new (7, 500, 5, FALSE);
  GwCocoResult one, other;

  g_assert_cmpint (gw_coco_eval (data->images, data->n_images, 5, GW_OVERLAP_BOX, &one, &(GwRun) { .n_threads = 1 }),
                   ==, GW_STATUS_OK);
  for (unsigned n_threads = 2; n_threads < 5; n_threads++)
    {
      GwRun run = { .n_threads = n_threads };

      detection_data_shuffle (data, n_threads);
      g_assert_cmpint (gw_coco_eval (data->images, data->n_images, 5, GW_OVERLAP_BOX, &other, &run), ==, GW_STATUS_OK);
      assert_same (&one, &other);
      gw_coco_result_clear (&other);
    }
  gw_coco_result_clear (&one);
}

static void
test_image_by_image (void)
{
  g_autoptr (DetectionData) data = detection_data_new (8, 120, 6, TRUE);
  GwCocoEval *eval;
  GwCocoResult one, other;

  g_assert_cmpint (gw_coco_eval_new (6, GW_OVERLAP_MASK, &eval), ==, GW_STATUS_OK);
  detection_data_shuffle (data, 1);
  for (gsize i = 0; i < data->n_images; i++)
    {
      if (i == 60) /* looking in between changes nothing */
        {
          g_assert_cmpint (gw_coco_eval_get (eval, &other, NULL), ==, GW_STATUS_OK);
          g_assert_cmpuint (other.n_images, ==, 60);
          gw_coco_result_clear (&other);
        }
      g_assert_cmpint (gw_coco_eval_add (eval, &data->images[i]), ==, GW_STATUS_OK);
    }
  g_assert_cmpint (gw_coco_eval_get (eval, &other, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_coco_eval (data->images, data->n_images, 6, GW_OVERLAP_MASK, &one, NULL), ==, GW_STATUS_OK);
  assert_same (&one, &other);
  gw_coco_result_clear (&one);
  gw_coco_result_clear (&other);
  gw_coco_eval_free (eval);
  gw_coco_eval_free (NULL);
}

/* Masks that fill their boxes come to what the boxes come to. */
static void
test_masks_like_boxes (void)
{
  gw_random random;
  GwTruthObject truths[8];
  GwDetectedObject detections[8];
  GwRle masks[16];
  GwDetectionImage image = { 1, truths, 8, detections, 8 };
  GwCocoResult boxes, other;

  gw_random_init (&random, 5);
  for (guint i = 0; i < 16; i++)
    {
      guint8 columns[40 * 50] = { 0 };
      GwBox box = { (double) gw_random_below (&random, 20), (double) gw_random_below (&random, 10),
                    15 + (double) gw_random_below (&random, 15), 15 + (double) gw_random_below (&random, 15) };

      for (guint x = (guint) box.x; x < box.x + box.width; x++)
        memset (columns + 40 * x + (guint) box.y, 1, (gsize) box.height);
      g_assert_cmpint (gw_rle_from_columns (40, 50, columns, &masks[i]), ==, GW_STATUS_OK);
      if (i < 8)
        truths[i] = (GwTruthObject) { .label = i % 2, .area = NAN, .box = box, .mask = &masks[i], .crowd = i == 7 };
      else
        detections[i - 8] = (GwDetectedObject) { .label = i % 2, .score = i, .box = box, .mask = &masks[i] };
    }
  g_assert_cmpint (gw_coco_eval (&image, 1, 2, GW_OVERLAP_BOX, &boxes, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_coco_eval (&image, 1, 2, GW_OVERLAP_MASK, &other, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (boxes.summary.ap, >, 0);
  assert_same (&boxes, &other);
  gw_coco_result_clear (&boxes);
  gw_coco_result_clear (&other);
  for (guint i = 0; i < 16; i++)
    gw_rle_clear (&masks[i]);
}

/* --- by hand ------------------------------------------------------------------------ */

static void
test_by_hand (void)
{
  /* The better score lies worse, and leaves the truth at higher thresholds. */
  GwTruthObject truths[] = { { .label = 0, .area = NAN, .box = { 0, 0, 100, 100 } },
                             { .label = 0, .area = NAN, .crowd = true, .box = { 200, 0, 100, 100 } } };
  GwDetectedObject detections[] = { { .label = 0, .score = 0.9, .box = { 0, 0, 100, 60 } },
                                    { .label = 0, .score = 0.8, .box = { 0, 0, 100, 90 } },
                                    { .label = 0, .score = 0.7, .box = { 210, 10, 20, 20 } },
                                    { .label = 0, .score = 0.6, .box = { 230, 10, 20, 20 } } };
  GwDetectionImage image = { 9, truths, 2, detections, 4 };
  GwCocoResult result;

  g_assert_cmpint (gw_coco_eval (&image, 1, 2, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_OK);
  /* 0.50 to 0.60: precision 1; 0.65 to 0.90: 1/2; 0.95: 0. */
  g_assert_cmpfloat_with_epsilon (result.summary.ap, (3 * 1 + 6 * 0.5) / 10, 1e-12);
  g_assert_cmpfloat (result.summary.ap50, ==, 1);
  g_assert_cmpfloat_with_epsilon (result.summary.ap75, 0.5, 1e-12);
  g_assert_cmpfloat (result.summary.ap_small, ==, GW_COCO_NO_TRUTH);
  /* The worse box is not large: where it takes nothing it is not false either. */
  g_assert_cmpfloat_with_epsilon (result.summary.ap_large, 0.9, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.summary.ar1, 0.3, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.summary.ar10, 0.9, 1e-12);
  g_assert_cmpuint (result.images[0].n_hits, ==, 1);
  g_assert_cmpuint (result.images[0].n_false, ==, 1);
  g_assert_cmpuint (result.images[0].n_missed, ==, 0);
  g_assert_cmpuint (result.images[0].n_ignored, ==, 2);
  g_assert_cmpfloat (result.classes[1].ap, ==, GW_COCO_NO_TRUTH);
  g_assert_cmpuint (result.classes[0].n_truths, ==, 1);
  g_assert_cmpuint (result.classes[0].n_detections, ==, 4);
  gw_coco_result_clear (&result);
  gw_coco_result_clear (&result);
  gw_coco_result_clear (NULL);
}

/* An area of exactly 32^2 is small and medium. */
static void
test_closed_sizes (void)
{
  GwTruthObject truth = { .label = 0, .area = 1024, .box = { 0, 0, 32, 32 } };
  GwDetectedObject detection = { .label = 0, .score = 1, .box = { 0, 0, 32, 32 } };
  GwDetectionImage image = { 0, &truth, 1, &detection, 1 };
  GwCocoResult result;

  g_assert_cmpint (gw_coco_eval (&image, 1, 1, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (result.summary.ap_small, ==, 1);
  g_assert_cmpfloat (result.summary.ap_medium, ==, 1);
  g_assert_cmpfloat (result.summary.ap_large, ==, GW_COCO_NO_TRUTH);
  gw_coco_result_clear (&result);
}

/* Of one class in one image the best 100 count, and no more. */
static void
test_most_detections (void)
{
  g_autofree GwDetectedObject *detections = g_new0 (GwDetectedObject, 150);
  GwTruthObject truth = { .label = 0, .area = NAN, .box = { 0, 0, 10, 10 } };
  GwDetectionImage image = { 0, &truth, 1, detections, 150 };
  GwCocoResult result;

  for (guint i = 0; i < 150; i++)
    detections[i] = (GwDetectedObject) { .label = 0, .score = i, .box = { i == 50 ? 0 : 100, 0, 10, 10 } };
  g_assert_cmpint (gw_coco_eval (&image, 1, 1, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (result.classes[0].n_detections, ==, 100);
  g_assert_cmpfloat_with_epsilon (result.summary.ap, 0.01, 1e-12); /* the hundredth */
  g_assert_cmpfloat (result.summary.ar10, ==, 0);
  g_assert_cmpfloat_with_epsilon (result.summary.ar100, 1, 1e-12);
  gw_coco_result_clear (&result);
  detections[50].score = 49.5; /* now the 101st */
  detections[49].score = 60;
  g_assert_cmpint (gw_coco_eval (&image, 1, 1, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpfloat (result.summary.ar100, ==, 0);
  g_assert_cmpuint (result.images[0].n_missed, ==, 1);
  gw_coco_result_clear (&result);
}

/* --- edges -------------------------------------------------------------------------- */

static void
test_nothing (void)
{
  GwDetectedObject detection = { .label = 0, .score = 1, .box = { 0, 0, 5, 5 } };
  GwDetectionImage image = { 0, NULL, 0, NULL, 0 };
  GwCocoResult result;
  double figures[N_FIGURES];

  for (gsize n_images = 0; n_images < 2; n_images++)
    for (gsize n_classes = 0; n_classes < 3; n_classes++)
      {
        g_assert_cmpint (gw_coco_eval (&image, n_images, n_classes, GW_OVERLAP_BOX, &result, NULL), ==,
                         GW_STATUS_EMPTY);
        get_figures (&result, figures);
        for (gsize i = 0; i < N_FIGURES; i++)
          g_assert_cmpfloat (figures[i], ==, GW_COCO_NO_TRUTH);
        g_assert_cmpuint (result.n_images, ==, n_images);
        gw_coco_result_clear (&result);
      }
  image.detections = &detection;
  image.n_detections = 1;
  g_assert_cmpint (gw_coco_eval (&image, 1, 1, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_NO_POSITIVE);
  g_assert_cmpfloat (result.summary.ap, ==, GW_COCO_NO_TRUTH);
  g_assert_cmpfloat (result.precision[0], ==, GW_COCO_NO_TRUTH);
  g_assert_cmpuint (result.images[0].n_false, ==, 1);
  gw_coco_result_clear (&result);
}

static void
test_left_out (void)
{
  GwTruthObject truths[] = { { .label = 0, .area = NAN, .box = { 0, 0, 10, 10 } },
                             { .label = -1, .area = NAN, .box = { 20, 0, 10, 10 } },
                             { .label = 0, .area = NAN, .box = { NAN, 0, 10, 10 } } };
  GwDetectedObject detections[] = { { .label = 0, .score = -INFINITY, .box = { 0, 0, 10, 10 } },
                                    { .label = -1, .score = 1 },
                                    { .label = 0, .score = NAN },
                                    { .label = 0, .score = 1, .box = { 0, INFINITY, 1, 1 } },
                                    { .label = 0, .score = INFINITY, .box = { 0, 0, -3, 5 } } };
  GwDetectionImage image = { 0, truths, 3, detections, 5 };
  GwCocoResult result;

  g_assert_cmpint (gw_coco_eval (&image, 1, 1, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (result.n_excluded, ==, 5);
  g_assert_cmpuint (result.classes[0].n_detections, ==, 2);
  g_assert_cmpfloat_with_epsilon (result.summary.ap, 0.5, 1e-12); /* the box without area is false, and comes first */
  gw_coco_result_clear (&result);
}

static void
test_refused (void)
{
  GwRle mask = GW_RLE_INIT, larger = GW_RLE_INIT;
  GwTruthObject truth = { .label = 0, .area = NAN, .box = { 0, 0, 10, 10 } };
  GwDetectedObject detection = { .label = 0, .score = 1 };
  GwDetectionImage images[] = { { 4, &truth, 1, &detection, 1 }, { 4, &truth, 1, &detection, 1 } };
  GwCocoEval *eval;
  GwCocoResult result = { .n_images = 77 };

  g_assert_cmpint (gw_coco_eval (images, 2, 1, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_coco_eval (images, 1, 0, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_coco_eval (images, 1, SIZE_MAX, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_coco_eval (images, SIZE_MAX, 1, GW_OVERLAP_BOX, &result, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_coco_eval (images, 1, 1, GW_OVERLAP_MASK, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_coco_eval_new (SIZE_MAX, GW_OVERLAP_BOX, &eval), ==, GW_STATUS_TOO_LARGE);
  g_assert_null (eval);
  g_assert_cmpint (gw_coco_eval_new (1, GW_OVERLAP_BOX, &eval), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_coco_eval_add (eval, &images[0]), ==, GW_STATUS_OK);
  detection.label = 1;
  g_assert_cmpint (gw_coco_eval_add (eval, &images[0]), ==, GW_STATUS_INVALID);
  detection.label = -2;
  g_assert_cmpint (gw_coco_eval_add (eval, &images[0]), ==, GW_STATUS_INVALID);
  images[1].n_truths = SIZE_MAX;
  g_assert_cmpint (gw_coco_eval_add (eval, &images[1]), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpint (gw_rle_init (2, 2, (gint64[]) { 4 }, 1, &mask), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_rle_init (2, 3, (gint64[]) { 6 }, 1, &larger), ==, GW_STATUS_OK);
  detection = (GwDetectedObject) { .label = 0, .mask = &larger };
  truth.mask = &mask;
  g_assert_cmpint (gw_coco_eval (images, 1, 1, GW_OVERLAP_MASK, &result, NULL), ==, GW_STATUS_INVALID);
  detection.mask = NULL;
  g_assert_cmpint (gw_coco_eval (images, 1, 1, GW_OVERLAP_MASK, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (result.n_images, ==, 77);
  gw_rle_clear (&mask);
  gw_rle_clear (&larger);
  gw_coco_eval_free (eval);
}

static bool
stop_cb (double done, void *data)
{
  guint *n_calls = data;

  g_assert_cmpfloat (done, >=, 0);
  g_assert_cmpfloat (done, <=, 1);
  return (*n_calls)-- > 0;
}

static void
test_cancel (void)
{
  g_autoptr (DetectionData) data = detection_data_new (3, 200, 6, FALSE);
  GwCocoResult result = { .n_images = 77 };

  for (guint stop = 0; stop < 7; stop++)
    {
      guint n_calls = stop;
      GwRun run = { stop_cb, &n_calls, 1 };

      g_assert_cmpint (gw_coco_eval (data->images, data->n_images, 6, GW_OVERLAP_BOX, &result, &run), ==,
                       GW_STATUS_CANCELLED);
      g_assert_cmpuint (result.n_images, ==, 77);
    }
}

/* --- published values ---------------------------------------------------------------- */

static void
check_published (const char *results, gboolean masks, const double wanted[N_FIGURES])
{
  g_autofree char *folder = gw_test_data_path ("det-eval-coco100");
  g_autofree char *truth_path = NULL;
  g_autofree char *results_path = NULL;
  g_autoptr (CocoFiles) files = NULL;
  g_autoptr (GError) error = NULL;
  double figures[N_FIGURES];
  GwCocoResult result;

  if (folder == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }

  truth_path = g_build_filename (folder, "instances_val2014_100.json", NULL);
  results_path = g_build_filename (folder, results, NULL);
  files = coco_files_read (truth_path, results_path, masks, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gw_coco_eval ((GwDetectionImage *) (void *) files->images->data, files->images->len,
                                 files->categories->len, masks ? GW_OVERLAP_MASK : GW_OVERLAP_BOX, &result, NULL),
                   ==, GW_STATUS_OK);
  get_figures (&result, figures);
  for (gsize i = 0; i < N_FIGURES; i++)
    {
      /* Three decimals are published, of some figures more. */
      gboolean short_number = fabs (wanted[i] * 1000 - round (wanted[i] * 1000)) < 1e-9;

      g_assert_cmpfloat_with_epsilon (figures[i], wanted[i], short_number ? 0.00050001 : 0.00000001);
    }
  gw_coco_result_clear (&result);
}

static void
test_published_boxes (void)
{
  check_published ("instances_val2014_fakebbox100_results.json", FALSE,
                   (double[]) { 0.50458070, 0.69697272, 0.57298167, 0.586, 0.51939970, 0.50139790, 0.38681278,
                                0.59367958, 0.59535298, 0.640, 0.566, 0.564 });
}

static void
test_published_masks (void)
{
  check_published (
      "instances_val2014_fakesegm100_results.json", TRUE,
      (double[]) { 0.31954528, 0.56228840, 0.29892653, 0.387, 0.310, 0.327, 0.268, 0.415, 0.417, 0.469, 0.377, 0.381 });
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coco-eval/slow-twin", test_slow_twin);
  g_test_add_func ("/coco-eval/order-and-threads", test_order_and_threads);
  g_test_add_func ("/coco-eval/image-by-image", test_image_by_image);
  g_test_add_func ("/coco-eval/masks-like-boxes", test_masks_like_boxes);
  g_test_add_func ("/coco-eval/by-hand", test_by_hand);
  g_test_add_func ("/coco-eval/closed-sizes", test_closed_sizes);
  g_test_add_func ("/coco-eval/most-detections", test_most_detections);
  g_test_add_func ("/coco-eval/nothing", test_nothing);
  g_test_add_func ("/coco-eval/left-out", test_left_out);
  g_test_add_func ("/coco-eval/refused", test_refused);
  g_test_add_func ("/coco-eval/cancel", test_cancel);
  g_test_add_func ("/coco-eval/published-boxes", test_published_boxes);
  g_test_add_func ("/coco-eval/published-masks", test_published_masks);
  return g_test_run ();
}
