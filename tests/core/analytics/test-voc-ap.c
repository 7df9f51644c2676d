/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "detection-data.h"
#include "gw-box.h"
#include "gw-test-data.h"
#include "gw-voc-ap.h"

/* Average precision by the Pascal VOC rules. */

/* --- a slow twin --------------------------------------------------------------------- */

typedef struct
{
  double score;
  int kind; /* 1 hit, 0 false, -1 neither */
  const GwTruthObject *truth;
} Row;

static int
by_score (gconstpointer a, gconstpointer b, gpointer data)
{
  double x = ((const Row *) a)->score, y = ((const Row *) b)->score;

  return (x < y) - (x > y);
}

static Row
look (const GwDetectionImage *image, const GwDetectedObject *detection, double iou)
{
  Row row = { detection->score, 0, NULL };
  double best = -1;

  for (gsize i = 0; i < image->n_truths; i++)
    {
      const GwTruthObject *truth = &image->truths[i];
      double overlap;

      if (truth->label != detection->label)
        continue;
      overlap = truth->crowd ? gw_box_iou_crowd (&detection->box, &truth->box)
                             : gw_box_iou (&detection->box, &truth->box);
      if (overlap > best)
        {
          best = overlap;
          row.truth = truth;
        }
    }
  if (best < iou)
    row.truth = NULL;

  return row;
}

static void
check_class (const DetectionData *data, gint32 label, double iou, const GwVocResult *result)
{
  const GwVocClass *class = &result->classes[label];
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  gsize n_truths = 0, n = 0, n_hits = 0;
  double area = 0, points[11] = { 0 }, sum = 0, highest[101] = { 0 }, fine = 0;

  for (gsize i = 0; i < data->n_images; i++)
    {
      for (gsize k = 0; k < data->images[i].n_truths; k++)
        n_truths += data->images[i].truths[k].label == label && !data->images[i].truths[k].crowd
                    && !data->images[i].truths[k].ignore;
      for (gsize k = 0; k < data->images[i].n_detections; k++)
        if (data->images[i].detections[k].label == label)
          {
            Row row = look (&data->images[i], &data->images[i].detections[k], iou);

            if (row.truth == NULL || (!row.truth->crowd && !row.truth->ignore))
              g_array_append_val (rows, row);
          }
    }
  g_array_sort_with_data (rows, by_score, NULL);
  g_assert_cmpuint (class->n_truths, ==, n_truths);
  g_assert_cmpuint (class->n_detections, ==, rows->len);
  for (gsize i = 0; i < rows->len; i++)
    {
      Row *row = &g_array_index (rows, Row, i);

      row->kind = row->truth != NULL && g_hash_table_add (taken, (gpointer) row->truth);
      g_assert_cmpfloat (result->scores[class->first + i], ==, row->score);
      g_assert_cmpint (result->hits[class->first + i], ==, row->kind);
    }

  /* Every hit adds a step of recall, at the highest precision from there on. */
  for (gsize i = 0; i < rows->len; i++)
    {
      gsize hits = n_hits + (gsize) g_array_index (rows, Row, i).kind;
      double recall = (double) hits / (double) n_truths, best = 0;
      gsize later_hits = n_hits;

      n++;
      for (gsize k = i; k < rows->len; k++)
        {
          later_hits += (gsize) g_array_index (rows, Row, k).kind;
          best = MAX (best, (double) later_hits / (double) (k + 1));
        }
      if (hits > n_hits)
        area += best / (double) n_truths;
      for (int point = 0; point <= 10; point++)
        if (recall >= point / 10.0)
          points[point] = MAX (points[point], (double) hits / (double) n);
      for (int point = 0; point <= 100; point++)
        if (recall >= (point == 100 ? 1 : point * 0.01))
          highest[point] = MAX (highest[point], (double) hits / (double) n);
      n_hits = hits;
    }
  for (int point = 0; point <= 10; point++)
    sum += points[point];
  for (int point = 0; point <= 100; point++)
    fine += highest[point];
  if (n_truths == 0)
    g_assert_true (isnan (class->ap_all_point) && isnan (class->ap_11_point) && isnan (class->ap_101_point));
  else
    {
      g_assert_cmpfloat_with_epsilon (class->ap_all_point, area, 1e-12);
      g_assert_cmpfloat_with_epsilon (class->ap_11_point, sum / 11, 1e-12);
      g_assert_cmpfloat_with_epsilon (class->ap_101_point, fine / 101, 1e-12);
    }
}

static void
test_slow_twin (void)
{
  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr (DetectionData) data = detection_data_new (seed, 25, 4, FALSE);
      double iou = 0.3 + 0.05 * (double) (seed % 8);
      GwVocResult result;

      g_assert_cmpint (gw_voc_ap (data->images, data->n_images, 4, GW_OVERLAP_BOX, iou, &result, NULL), ==,
                       GW_STATUS_OK);
      for (gint32 label = 0; label < 4; label++)
        check_class (data, label, iou, &result);
      gw_voc_result_clear (&result);
    }
}

static void
test_order_and_threads (void)
{
  g_autoptr (DetectionData) data = detection_data_new (4, 300, 5, TRUE);
  GwVocResult one, other;

  g_assert_cmpint (gw_voc_ap (data->images, data->n_images, 5, GW_OVERLAP_MASK, 0.5, &one, &(GwRun) { .n_threads = 1 }),
                   ==, GW_STATUS_OK);
  for (unsigned n_threads = 2; n_threads < 5; n_threads++)
    {
      GwRun run = { .n_threads = n_threads };

      detection_data_shuffle (data, n_threads);
      g_assert_cmpint (gw_voc_ap (data->images, data->n_images, 5, GW_OVERLAP_MASK, 0.5, &other, &run), ==,
                       GW_STATUS_OK);
      g_assert_cmpmem (&one.mean, sizeof one.mean, &other.mean, sizeof other.mean);
      g_assert_cmpmem (one.classes, 5 * sizeof *one.classes, other.classes, 5 * sizeof *other.classes);
      g_assert_cmpmem (one.hits, one.mean.n_detections, other.hits, other.mean.n_detections);
      g_assert_cmpmem (one.scores, one.mean.n_detections * sizeof (double), other.scores,
                       other.mean.n_detections * sizeof (double));
      gw_voc_result_clear (&other);
    }
  gw_voc_result_clear (&one);
}

/* Where COCO would try the next truth, the best one is taken already: false. */
static void
test_best_truth_only (void)
{
  GwTruthObject truths[] = { { .label = 0, .box = { 0, 0, 10, 10 } }, { .label = 0, .box = { 0, 2, 10, 10 } } };
  GwDetectedObject detections[] = { { .label = 0, .score = 0.9, .box = { 0, 0, 10, 10 } },
                                    { .label = 0, .score = 0.8, .box = { 0, 0.5, 10, 10 } } };
  GwDetectionImage image = { 0, truths, 2, detections, 2 };
  GwVocResult result;

  g_assert_cmpint (gw_voc_ap (&image, 1, 1, GW_OVERLAP_BOX, 0.5, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (result.hits[0], ==, 1);
  g_assert_cmpint (result.hits[1], ==, 0);
  g_assert_cmpfloat (result.mean.ap_all_point, ==, 0.5);
  g_assert_cmpfloat_with_epsilon (result.mean.ap_11_point, 6.0 / 11, 1e-12);
  g_assert_cmpuint (result.mean.n_truths, ==, 2);
  gw_voc_result_clear (&result);

  truths[0].ignore = true; /* now neither counts, for both look at a difficult one */
  g_assert_cmpint (gw_voc_ap (&image, 1, 1, GW_OVERLAP_BOX, 0.5, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (result.classes[0].n_detections, ==, 0);
  g_assert_cmpuint (result.classes[0].n_truths, ==, 1);
  g_assert_cmpfloat (result.mean.ap_all_point, ==, 0);
  gw_voc_result_clear (&result);
  gw_voc_result_clear (&result);
  gw_voc_result_clear (NULL);
}

static void
test_edges (void)
{
  GwTruthObject truth = { .label = 0, .box = { 0, 0, 10, 10 } };
  GwDetectedObject detections[] = { { .label = 0, .score = NAN }, { .label = 0, .score = 1, .box = { 0, 0, 10, 10 } } };
  GwDetectionImage images[] = { { 4, &truth, 1, detections, 2 }, { 4, NULL, 0, NULL, 0 } };
  GwVocResult result = { .n_classes = 77 };

  g_assert_cmpint (gw_voc_ap (images, 1, 1, GW_OVERLAP_BOX, NAN, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_voc_ap (images, 1, 1, GW_OVERLAP_BOX, 1.5, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_voc_ap (images, 1, 0, GW_OVERLAP_BOX, 0.5, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_voc_ap (images, 1, 1, GW_OVERLAP_MASK, 0.5, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_voc_ap (images, 2, 1, GW_OVERLAP_BOX, 0.5, &result, NULL), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_voc_ap (images, 1, SIZE_MAX, GW_OVERLAP_BOX, 0.5, &result, NULL), ==, GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (result.n_classes, ==, 77);

  g_assert_cmpint (gw_voc_ap (NULL, 0, 0, GW_OVERLAP_BOX, 0.5, &result, NULL), ==, GW_STATUS_EMPTY);
  g_assert_true (isnan (result.mean.ap_all_point));
  gw_voc_result_clear (&result);
  g_assert_cmpint (gw_voc_ap (images, 1, 2, GW_OVERLAP_BOX, 1, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (result.n_excluded, ==, 1);
  g_assert_cmpfloat (result.mean.ap_101_point, ==, 1);
  g_assert_true (isnan (result.classes[1].ap_101_point));
  gw_voc_result_clear (&result);
  truth.label = -1;
  g_assert_cmpint (gw_voc_ap (images, 1, 2, GW_OVERLAP_BOX, 1, &result, NULL), ==, GW_STATUS_NO_POSITIVE);
  g_assert_cmpuint (result.n_excluded, ==, 2);
  gw_voc_result_clear (&result);
  detections[1].label = -1;
  g_assert_cmpint (gw_voc_ap (images, 1, 2, GW_OVERLAP_BOX, 1, &result, NULL), ==, GW_STATUS_EMPTY);
  gw_voc_result_clear (&result);
}

static bool
stop_cb (double done, void *data)
{
  return false;
}

static void
test_cancel (void)
{
  g_autoptr (DetectionData) data = detection_data_new (4, 20, 3, FALSE);
  GwVocResult result = { .n_classes = 77 };

  g_assert_cmpint (gw_voc_ap (data->images, 20, 3, GW_OVERLAP_BOX, 0.5, &result, &(GwRun) { stop_cb, NULL, 1 }), ==,
                   GW_STATUS_CANCELLED);
  g_assert_cmpuint (result.n_classes, ==, 77);
}

/* --- published values ------------------------------------------------------------------ */

/* The rows of one file: "class [score] x y w h", with `more` added to each side. */
static void
read_rows (const char *folder, const char *kind, guint image, double more, GArray *truths, GArray *detections)
{
  g_autofree char *name = g_strdup_printf ("%05u.txt", image);
  g_autofree char *path = g_build_filename (folder, kind, name, NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (*line), " ", -1);
      guint n = g_strv_length (words), first = n - MIN (n, 4);
      GwBox box;

      if (n < 5)
        continue;
      box = (GwBox) { g_ascii_strtod (words[first], NULL), g_ascii_strtod (words[first + 1], NULL),
                      g_ascii_strtod (words[first + 2], NULL) + more, g_ascii_strtod (words[first + 3], NULL) + more };
      if (truths != NULL)
        g_array_append_val (truths, ((GwTruthObject) { .label = 0, .area = NAN, .box = box }));
      else
        g_array_append_val (detections,
                            ((GwDetectedObject) { .label = 0, .score = g_ascii_strtod (words[1], NULL), .box = box }));
    }
}

static void
check_published (double more, double iou, double all_point, double eleven, guint n_hits)
{
  g_autofree char *folder = gw_test_data_path ("det-eval-11pt");
  GArray *truths[7], *detections[7];
  GwDetectionImage images[7];
  GwVocResult result;
  guint hits = 0;

  if (folder == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }

  for (guint i = 0; i < 7; i++)
    {
      truths[i] = g_array_new (FALSE, FALSE, sizeof (GwTruthObject));
      detections[i] = g_array_new (FALSE, FALSE, sizeof (GwDetectedObject));
      read_rows (folder, "groundtruths", i + 1, more, truths[i], NULL);
      read_rows (folder, "detections", i + 1, more, NULL, detections[i]);
      images[i] = (GwDetectionImage) { i, (GwTruthObject *) (void *) truths[i]->data, truths[i]->len,
                                       (GwDetectedObject *) (void *) detections[i]->data, detections[i]->len };
    }
  g_assert_cmpint (gw_voc_ap (images, 7, 1, GW_OVERLAP_BOX, iou, &result, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (result.mean.n_truths, ==, 15);
  g_assert_cmpuint (result.mean.n_detections, ==, 24);
  for (gsize i = 0; i < 24; i++)
    hits += result.hits[i];
  g_assert_cmpuint (hits, ==, n_hits);
  g_assert_cmpfloat_with_epsilon (result.mean.ap_all_point, all_point, 5.1e-7);
  if (eleven > 0)
    g_assert_cmpfloat_with_epsilon (result.mean.ap_11_point, eleven, 5.1e-7);
  gw_voc_result_clear (&result);
  for (guint i = 0; i < 7; i++)
    {
      g_array_unref (truths[i]);
      g_array_unref (detections[i]);
    }
}

/* Published are figures of boxes whose last pixel counts whole. */
static void
test_published (void)
{
  check_published (1, 0.3, 0.245687, 0.268398, 7);
  check_published (1, 0.5, 0.022222, 0.030303, 1);
  check_published (0, 0.3, 0.225397, 0, 6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voc-ap/slow-twin", test_slow_twin);
  g_test_add_func ("/voc-ap/order-and-threads", test_order_and_threads);
  g_test_add_func ("/voc-ap/best-truth-only", test_best_truth_only);
  g_test_add_func ("/voc-ap/edges", test_edges);
  g_test_add_func ("/voc-ap/cancel", test_cancel);
  g_test_add_func ("/voc-ap/published", test_published);
  return g_test_run ();
}
