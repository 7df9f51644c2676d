/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-class-evaluation.h"
#include "gw-detection-confusion.h"
#include "gw-detection-evaluation.h"
#include "project-fixture.h"

#define HEAD(kind, rest) "{\"groundwork\":1,\"kind\":\"" kind "\"" rest "}\n"

/* 3.png is known to be empty, and 4.png nobody has looked at. */
static const char truth[] = HEAD (
    "annotations",
    ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"},{\"name\":\"bee\"}]") "{\"image\":\"1.png\",\"width\":100,\"height\":100,\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,10,10]},"
                                                                               "{\"label\":\"owl\",\"bbox\":[50,0,10,10]},{\"label\":\"owl\",\"bbox\":[80,0,10,10],\"flags\":[\"difficult\"]}]}\n"
                                                                               "{\"image\":\"2.png\",\"width\":100,\"height\":100,\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,10,10]}]}\n"
                                                                               "{\"image\":\"3.png\",\"width\":100,\"height\":100,\"labels\":[]}\n";

static const char found[] = HEAD (
    "predictions",
    ",\"model\":{\"name\":\"m\"}") "{\"image\":\"1.png\",\"objects\":[{\"label\":\"cat\",\"score\":0.5,\"bbox\":[0,0,10,9]},"
                                   "{\"label\":\"cat\",\"score\":0.75,\"bbox\":[50,0,10,10]},{\"label\":\"owl\",\"score\":0.25,\"bbox\":[80,0,10,10]}]}\n"
                                   "{\"image\":\"3.png\",\"objects\":[{\"label\":\"bee\",\"score\":0.125,\"bbox\":[0,0,10,10]},"
                                   "{\"label\":\"bee\",\"score\":0.0625,\"bbox\":[20,0,10,10]}]}\n"
                                   "{\"image\":\"4.png\",\"width\":100,\"height\":100,\"objects\":[{\"label\":\"bee\",\"score\":0.5,\"bbox\":[0,0,1,1]}]}\n";

static GwDetectionRows *
load (Project *self)
{
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) own = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;

  project_import (self, truth);
  project_import (self, found);
  set = project_load_set (self);
  own = project_load_layer (self, set, NULL, GW_OVERLAP_BOX);
  predictions = project_load_layer (self, set, "m", GW_OVERLAP_BOX);

  return gw_detection_rows_new_from_set (set, own, predictions);
}

static GwDetectionEvaluation *
evaluate (const GwDetectionRows *rows, double score)
{
  GwDetectionEvaluation *self = gw_detection_evaluation_new (
      rows, &(GwDetectionEvaluationOptions) { .iou = 0.5, .score = score });

  for (guint part = 0; part < GW_DETECTION_N_PARTS; part++)
    g_assert_cmpint (gw_detection_evaluation_compute (self, part, NULL), ==, GW_STATUS_OK);

  return self;
}

static void
test_matches (Project *self, gconstpointer data)
{
  g_autoptr (GwDetectionRows) rows = load (self);
  g_autoptr (GwDetectionEvaluation) evaluation = evaluate (rows, 0);
  const guint64 want[] = { 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0 };
  guint64 matrix[16];

  g_assert_cmpuint (rows->n_images, ==, 3);
  g_assert_cmpuint (rows->n_unlabeled_images, ==, 1);
  g_assert_cmpmem (evaluation->matrix, sizeof want, want, sizeof want);
  gw_detection_confusion (rows->lenient, rows->n_images, 3, GW_OVERLAP_BOX, 0.5, 0, matrix, NULL, NULL, NULL);
  g_assert_cmpmem (evaluation->matrix, sizeof want, matrix, sizeof matrix);
  g_assert_cmpuint (evaluation->total.n_hits, ==, 1);
  g_assert_cmpuint (evaluation->total.n_missed, ==, 2);
  g_assert_cmpuint (evaluation->total.n_false, ==, 3);
  g_assert_cmpfloat (evaluation->total.precision, ==, 0.25);
  g_assert_true (isnan (evaluation->per_class[2].recall));
  g_assert_cmpuint (evaluation->per_image[0].n_ignored, ==, 1);
}

/* A cat that is one, and an owl that is called a cat: without the background, and
 * without the bees, which nobody has.
 */
static void
test_pairs (Project *self, gconstpointer data)
{
  g_autoptr (GwDetectionRows) rows = load (self);
  g_autoptr (GwDetectionEvaluation) evaluation = evaluate (rows, 0);
  g_autoptr (GwDetectionEvaluation) none = evaluate (rows, 0.875);
  g_autoptr (GwClassRows) pairs = NULL;
  g_autoptr (GwClassEvaluation) of_pairs = NULL;
  const GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;

  g_assert_cmpuint (evaluation->n_pairs, ==, 2);
  g_assert_cmpfloat (evaluation->pairs.accuracy, ==, 0.5);
  g_assert_cmpfloat_with_epsilon (evaluation->pairs.macro.f1, 1.0 / 3, 1e-12);
  g_assert_cmpfloat (evaluation->pairs.mcc, ==, 0);
  g_assert_cmpfloat (evaluation->pairs.g_mean, ==, 0);

  pairs = gw_detection_evaluation_make_pair_rows (evaluation);
  g_assert_cmpuint (pairs->n, ==, 2);
  g_assert_cmpuint (pairs->classes->len, ==, 2);
  of_pairs = gw_class_evaluation_new (pairs, &options);
  g_assert_true (gw_status_has_values (gw_class_evaluation_compute (of_pairs, GW_CLASS_LABELS, NULL)));
  g_assert_cmpfloat (of_pairs->labels.accuracy, ==, evaluation->pairs.accuracy);
  g_assert_cmpfloat (of_pairs->labels.macro.f1, ==, evaluation->pairs.macro.f1);

  g_assert_cmpuint (none->n_pairs, ==, 0);
  g_assert_true (isnan (none->pairs.accuracy));
  g_assert_true (isnan (none->pairs.macro.f1));
  g_assert_true (isnan (none->pairs.mcc));
  g_assert_true (isnan (none->pairs.g_mean));
}

static void
test_cells_open_their_objects (Project *self, gconstpointer data)
{
  g_autoptr (GwDetectionRows) rows = load (self);
  g_autoptr (GwDetectionEvaluation) evaluation = evaluate (rows, 0);
  g_autoptr (GArray) alarms = NULL;
  g_autoptr (GArray) missed = NULL;
  g_autoptr (GArray) confused = NULL;
  g_autoptr (GArray) images = NULL;
  const GwDetectionOutcome *outcome;

  for (gint32 row = 0; row < 4; row++)
    for (gint32 column = 0; column < 4; column++)
      {
        g_autoptr (GArray) cell = gw_detection_evaluation_list (evaluation, row, column, 0);

        g_assert_cmpuint (cell->len, ==, evaluation->matrix[4 * row + column]);
      }
  alarms = gw_detection_evaluation_list (evaluation, GW_DETECTION_ANY, GW_DETECTION_ANY, 1u << GW_OUTCOME_FALSE_ALARM);
  g_assert_cmpuint (alarms->len, ==, 2);
  outcome = &g_array_index (evaluation->outcomes, GwDetectionOutcome, g_array_index (alarms, guint, 0));
  g_assert_cmpfloat (gw_detection_outcome_get_detection (evaluation, outcome)->score, ==, 0.0625);
  g_assert_null (gw_detection_outcome_get_truth (evaluation, outcome));
  images = gw_detection_evaluation_list_images (evaluation, alarms);
  g_assert_cmpuint (images->len, ==, 1);
  g_assert_cmpint (g_array_index (images, gint64, 0), ==, rows->image_ids[2]);

  missed = gw_detection_evaluation_list (evaluation, 0, GW_DETECTION_ANY, 1u << GW_OUTCOME_MISSED);
  g_assert_cmpuint (missed->len, ==, 1);
  confused = gw_detection_evaluation_list (evaluation, 1, 0, 0);
  outcome = &g_array_index (evaluation->outcomes, GwDetectionOutcome, g_array_index (confused, guint, 0));
  g_assert_cmpint (outcome->kind, ==, GW_OUTCOME_CONFUSED);
  g_assert_cmpfloat (outcome->overlap, ==, 1);
  g_assert_cmpint (gw_detection_outcome_get_truth (evaluation, outcome)->label, ==, 1);
}

static void
test_score_leaves_detections_out (Project *self, gconstpointer data)
{
  g_autoptr (GwDetectionRows) rows = load (self);
  g_autoptr (GwDetectionEvaluation) evaluation = evaluate (rows, 0.6);

  g_assert_cmpuint (evaluation->total.n_hits, ==, 0);
  g_assert_cmpuint (evaluation->total.n_false, ==, 1);
  g_assert_cmpuint (evaluation->total.n_missed, ==, 3);
}

/* COCO wants the difficult owl found, VOC does not care. */
static void
test_standard_figures (Project *self, gconstpointer data)
{
  g_autoptr (GwDetectionRows) rows = load (self);
  g_autoptr (GwDetectionEvaluation) evaluation = evaluate (rows, 0);

  g_assert_cmpuint (evaluation->coco.classes[1].n_truths, ==, 2);
  g_assert_cmpuint (evaluation->voc.classes[1].n_truths, ==, 1);
  g_assert_cmpfloat_with_epsilon (evaluation->coco.classes[1].ap50, 51.0 / 101, 1e-9);
  g_assert_cmpfloat (evaluation->voc.classes[1].ap_all_point, ==, 0);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_stops_when_asked (Project *self, gconstpointer data)
{
  g_autoptr (GwDetectionRows) rows = load (self);
  g_autoptr (GwDetectionEvaluation) evaluation = gw_detection_evaluation_new (
      rows, &(GwDetectionEvaluationOptions) { .iou = 0.5, .score = 0 });
  GwRun run = { .step = stop };

  g_assert_cmpint (gw_detection_evaluation_compute (evaluation, GW_DETECTION_MATCHES, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (evaluation->ready, ==, 0);
  g_assert_null (evaluation->matrix);
}

#define ADD(name, func) \
  g_test_add ("/detection-evaluation/" name, Project, NULL, project_set_up, func, project_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("matches", test_matches);
  ADD ("pairs", test_pairs);
  ADD ("cells-open-their-objects", test_cells_open_their_objects);
  ADD ("score-leaves-detections-out", test_score_leaves_detections_out);
  ADD ("standard-figures", test_standard_figures);
  ADD ("stops-when-asked", test_stops_when_asked);

  return g_test_run ();
}
