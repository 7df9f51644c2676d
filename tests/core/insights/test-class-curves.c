/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-class-curves.h"
#include "gw-class-evaluation.h"
#include "gw-random.h"
#include "project-fixture.h"

/* Rows of probabilities that are right more often than not; some truths are not known. */
static GwClassRows *
make_rows (gsize n, guint n_classes, guint64 seed)
{
  static const char *const names[] = { "ant", "bee", "cat", "dog", "eel" };
  GwClassRows *rows = gw_class_rows_new ();
  gw_random random;

  gw_random_init (&random, seed);
  for (guint i = 0; i < n_classes; i++)
    g_ptr_array_add (rows->classes, g_strdup (names[i]));
  rows->n = n;
  rows->truth = g_new (gint32, n);
  rows->scores = g_new (double, n *n_classes);
  rows->image_ids = g_new (gint64, n);
  rows->binary = n_classes == 2;
  rows->positive = n_classes == 2;
  for (gsize i = 0; i < n; i++)
    {
      double sum = 0;

      rows->image_ids[i] = (gint64) i + 10;
      rows->truth[i] = gw_random_below (&random, 10) == 0 ? -1 : (gint32) (gw_random_below (&random, 7) % n_classes);
      for (guint j = 0; j < n_classes; j++)
        {
          double *score = &rows->scores[i * n_classes + j];

          *score = (double) (1 + gw_random_below (&random, 20)) + (rows->truth[i] == (gint32) j ? 8 : 0);
          sum += *score;
        }
      for (guint j = 0; j < n_classes; j++)
        rows->scores[i * n_classes + j] /= sum;
    }
  return rows;
}

static GwClassCurves *
compute (GwClassCurves *curves)
{
  for (guint part = 0; part < GW_CURVES_N_PARTS; part++)
    g_assert_cmpint (gw_class_curves_compute (curves, part, NULL), ==, GW_STATUS_OK);
  return curves;
}

static void
test_equal_the_evaluation (void)
{
  const GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;
  const char *const all[] = { "ant", "bee", "cat", "dog", "eel", NULL };
  g_autoptr (GwClassRows) rows = make_rows (400, 5, 7);
  g_autoptr (GwClassEvaluation) evaluation = gw_class_evaluation_new (rows, &options);
  g_autoptr (GwClassCurves) curves = compute (gw_class_curves_new (rows, "cat", all));

  for (guint part = 0; part < GW_CLASS_N_PARTS; part++)
    g_assert_true (gw_status_has_values (gw_class_evaluation_compute (evaluation, part, NULL)));
  g_assert_cmpuint (curves->n_lines, ==, 5);
  g_assert_cmpuint (curves->lines[0].which, ==, 2);
  for (gsize i = 0; i < curves->n_lines; i++)
    {
      const GwClassLine *line = &curves->lines[i];

      g_assert_cmpfloat (line->roc_auc, ==, evaluation->roc_auc[line->which]);
      g_assert_cmpfloat (line->average_precision, ==, evaluation->average_precision[line->which]);
      g_assert_cmpfloat (gw_score_table_positives (gw_score_view_get_table (line->view)), ==,
                         (double) curves->positives[line->which]);
    }
  g_assert_cmpfloat (curves->roc_auc_macro, ==, evaluation->roc_auc_ovr_macro);
  g_assert_cmpfloat (curves->average_precision_macro, ==, evaluation->average_precision_macro);
  g_assert_cmpuint (curves->n_known, ==, evaluation->n_known);
  g_assert_cmpfloat (curves->area.auc, ==, curves->lines[0].roc_auc);
  g_assert_cmpuint (curves->roc_band.n_replicates, ==, 1000);
}

static void
test_of_two_classes (void)
{
  const GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;
  g_autoptr (GwClassRows) rows = make_rows (300, 2, 3);
  g_autoptr (GwClassEvaluation) evaluation = gw_class_evaluation_new (rows, &options);
  g_autoptr (GwClassCurves) curves = compute (gw_class_curves_new (rows, NULL, NULL));

  for (guint part = 0; part < GW_CLASS_N_PARTS; part++)
    g_assert_true (gw_status_has_values (gw_class_evaluation_compute (evaluation, part, NULL)));
  /* The other one would say the same again. */
  g_assert_cmpuint (curves->n_lines, ==, 1);
  g_assert_cmpuint (curves->chosen, ==, 1);
  g_assert_cmpfloat (curves->probability.brier, ==, evaluation->probability.brier);
  g_assert_cmpfloat (curves->probability.brier_skill, ==, evaluation->probability.brier_skill);
  g_assert_cmpfloat (curves->calibration.ece, ==, evaluation->calibration.ece);
  g_assert_cmpfloat (curves->best[GW_BEST_F1], ==, evaluation->best_f_beta_threshold);
  g_assert_cmpfloat (curves->best[GW_BEST_YOUDEN], ==, evaluation->best_youden_threshold);
}

/* Of 7 draws for 5 classes the first two come twice. */
static void
test_most_frequent_come_first (void)
{
  g_autoptr (GwClassRows) rows = make_rows (400, 5, 11);
  g_autoptr (GwClassCurves) curves = gw_class_curves_new (rows, "eel", NULL);

  g_assert_cmpuint (curves->n_lines, ==, 3);
  g_assert_cmpuint (curves->lines[0].which, ==, 4);
  g_assert_cmpuint (curves->lines[1].which + curves->lines[2].which, ==, 1);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_stops (void)
{
  const GwRun run = { .step = stop };
  g_autoptr (GwClassRows) rows = make_rows (20000, 2, 5);
  g_autoptr (GwClassCurves) curves = gw_class_curves_new (rows, NULL, NULL);

  g_assert_cmpint (gw_class_curves_compute (curves, GW_CURVES_PART_LINES, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_class_curves_compute (curves, GW_CURVES_PART_BANDS, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (curves->ready, ==, 1u << GW_CURVES_PART_LINES);
}

/* --- a detector ------------------------------------------------------------------------- */

#define HEAD(kind, rest) "{\"groundwork\":1,\"kind\":\"" kind "\"" rest "}\n"

static const char truth[] = HEAD (
    "annotations",
    ",\"task\":\"detection\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]") "{\"image\":\"1.png\",\"width\":100,\"height\":100,\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,10,10]},"
                                                                                   "{\"label\":\"owl\",\"bbox\":[50,0,10,10]},{\"label\":\"owl\",\"bbox\":[80,0,10,10],\"flags\":[\"difficult\"]}]}\n"
                                                                                   "{\"image\":\"2.png\",\"width\":100,\"height\":100,\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,10,10]}]}\n";

static const char found[] = HEAD (
    "predictions",
    ",\"model\":{\"name\":\"m\"}") "{\"image\":\"1.png\",\"objects\":[{\"label\":\"cat\",\"score\":0.5,\"bbox\":[0,0,10,9]},"
                                   "{\"label\":\"cat\",\"score\":0.75,\"bbox\":[50,0,10,10]},{\"label\":\"owl\",\"score\":0.25,\"bbox\":[80,0,10,10]},"
                                   "{\"label\":\"cat\",\"score\":0.375,\"bbox\":[20,50,10,10]}]}\n";

/* At each threshold what the evaluation counts that looks at no detection below. */
static void
test_detector (Project *self, gconstpointer data)
{
  const char *const none[] = { NULL };
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) own = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;
  g_autoptr (GwDetectionRows) rows = NULL;
  g_autoptr (GwDetectionEvaluation) all = NULL;
  g_autoptr (GwClassCurves) curves = NULL;

  project_import (self, truth);
  project_import (self, found);
  set = project_load_set (self);
  own = project_load_layer (self, set, NULL, GW_OVERLAP_BOX);
  predictions = project_load_layer (self, set, "m", GW_OVERLAP_BOX);
  rows = gw_detection_rows_new_from_set (set, own, predictions);
  all = gw_detection_evaluation_new (rows, &(GwDetectionEvaluationOptions) { .iou = 0.5 });
  g_assert_cmpint (gw_detection_evaluation_compute (all, GW_DETECTION_MATCHES, NULL), ==, GW_STATUS_OK);
  curves = compute (gw_class_curves_new_detections (all, "cat", none));
  g_assert_cmpfloat (curves->lowest, ==, 0.375);
  for (double threshold = 0.3; threshold < 1; threshold += 0.05)
    {
      g_autoptr (GwDetectionEvaluation) some = gw_detection_evaluation_new (
          rows, &(GwDetectionEvaluationOptions) { .iou = 0.5, .score = threshold });
      GwOperatingPoint point;

      g_assert_cmpint (gw_detection_evaluation_compute (some, GW_DETECTION_MATCHES, NULL), ==, GW_STATUS_OK);
      gw_score_view_find_point (curves->lines[0].view, threshold, &point);
      g_assert_cmpfloat (point.tp, ==, (double) some->per_class[0].n_hits);
      g_assert_cmpfloat (point.fn, ==, (double) some->per_class[0].n_missed);
      g_assert_cmpfloat (point.fp, ==, (double) some->per_class[0].n_false);
    }
  /* A hit costs two false alarms, and the cat of the second image nobody can call. */
  g_assert_cmpfloat (curves->best[GW_BEST_F2], ==, 0.5);
}

static void
test_lists_images_once (Project *self, gconstpointer data)
{
  const guint wanted[] = { 3, 1, 3, 0 };
  g_autoptr (GwClassRows) rows = make_rows (5, 2, 1);
  g_autoptr (GwClassCurves) curves = gw_class_curves_new (rows, NULL, NULL);
  g_autoptr (GArray) picked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ids = NULL;

  g_array_append_vals (picked, wanted, G_N_ELEMENTS (wanted));
  ids = gw_class_curves_list_images (curves, picked);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 13);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, 11);
  g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/class-curves/equal-the-evaluation", test_equal_the_evaluation);
  g_test_add_func ("/class-curves/of-two-classes", test_of_two_classes);
  g_test_add_func ("/class-curves/most-frequent-come-first", test_most_frequent_come_first);
  g_test_add_func ("/class-curves/stops", test_stops);
  g_test_add ("/class-curves/detector", Project, NULL, project_set_up, test_detector, project_tear_down);
  g_test_add ("/class-curves/lists-images-once", Project, NULL, project_set_up, test_lists_images_once,
              project_tear_down);

  return g_test_run ();
}
