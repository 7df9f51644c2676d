/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-label-doubt.h"
#include "project-fixture.h"

#define CLASSES ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]"
#define TRUTH "{\"groundwork\":1,\"kind\":\"annotations\"" CLASSES "}\n"
#define MODEL "{\"groundwork\":1,\"kind\":\"predictions\",\"model\":{\"name\":\"m\"}}\n"
#define LABEL(image, label) "{\"image\":\"" image ".png\",\"labels\":[\"" label "\"]}\n"
#define SCORE(image, cat, owl) "{\"image\":\"" image ".png\",\"scores\":{\"cat\":" cat ",\"owl\":" owl "}}\n"

/* Owls have 0.7 on average: 3 is called one as surely, 4 is not. */
static const char truth[] = TRUTH LABEL ("1", "cat") LABEL ("2", "cat") LABEL ("3", "cat") LABEL ("4", "cat")
    LABEL ("5", "owl") LABEL ("6", "owl");
static const char scores[] = MODEL SCORE ("1", "1", "0") SCORE ("2", "1", "0") SCORE ("3", "0.125", "0.875")
    SCORE ("4", "0.4375", "0.5625") SCORE ("5", "0.4", "0.6") SCORE ("6", "0.2", "0.8");
static const char given[] = MODEL "{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n"
                                  "{\"image\":\"3.png\",\"labels\":[\"owl\"]}\n";

static void
test_rows (Project *self, gconstpointer data)
{
  static const guint8 wanted[] = { 0, 0, 1, 0, 0, 0 };
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;
  g_autoptr (GwClassRows) rows = NULL;
  g_autofree guint8 *doubtful = NULL;

  project_import (self, truth);
  project_import (self, scores);
  set = project_load_set (self);
  predictions = project_load_layer (self, set, "m", GW_OVERLAP_BOX);
  rows = gw_class_rows_new_from_set (set, predictions, NULL, NULL);
  doubtful = gw_label_doubt_of_rows (rows, NULL);
  g_assert_cmpmem (doubtful, rows->n, wanted, sizeof wanted);
}

static void
test_without_scores (Project *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;
  g_autoptr (GwClassRows) rows = NULL;

  project_import (self, truth);
  project_import (self, given);
  set = project_load_set (self);
  predictions = project_load_layer (self, set, "m", GW_OVERLAP_BOX);
  rows = gw_class_rows_new_from_set (set, predictions, NULL, NULL);
  g_assert_null (gw_label_doubt_of_rows (rows, NULL));
}

#define BOX(label, x) "{\"label\":\"" label "\",\"bbox\":[" x ",0,10,10]}"
#define FOUND(label, x, score) "{\"label\":\"" label "\",\"bbox\":[" x ",0,10,10],\"score\":" score "}"

/* Cats are hit with 0.5 on average, owls never. */
/* clang-format off */
static const char boxes[] = TRUTH
  "{\"image\":\"1.png\",\"width\":100,\"height\":100,\"objects\":["
  BOX ("cat", "0") "," BOX ("cat", "20") "," BOX ("owl", "40") "," BOX ("owl", "60") "]}\n";
static const char found[] = MODEL
  "{\"image\":\"1.png\",\"objects\":["
  FOUND ("cat", "0", "0.25") "," FOUND ("cat", "20", "0.75") "," FOUND ("cat", "40", "0.5") ","
  FOUND ("cat", "60", "0.4375") "," FOUND ("cat", "80", "0.625") "]}\n";
/* clang-format on */

static void
test_outcomes (Project *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) own = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;
  g_autoptr (GwDetectionRows) rows = NULL;
  g_autoptr (GwDetectionEvaluation) evaluation = NULL;
  g_autofree guint8 *doubtful = NULL;
  guint n_doubtful = 0;

  project_import (self, boxes);
  project_import (self, found);
  set = project_load_set (self);
  own = project_load_layer (self, set, NULL, GW_OVERLAP_BOX);
  predictions = project_load_layer (self, set, "m", GW_OVERLAP_BOX);
  rows = gw_detection_rows_new_from_set (set, own, predictions);
  evaluation = gw_detection_evaluation_new (rows, &(GwDetectionEvaluationOptions) { .iou = 0.5, .score = -INFINITY });
  g_assert_cmpint (gw_detection_evaluation_compute (evaluation, GW_DETECTION_MATCHES, NULL), ==, GW_STATUS_OK);
  doubtful = gw_label_doubt_of_outcomes (evaluation);
  for (guint i = 0; i < evaluation->outcomes->len; i++)
    {
      const GwDetectionOutcome *outcome = &g_array_index (evaluation->outcomes, GwDetectionOutcome, i);
      const double score = gw_detection_outcome_get_detection (evaluation, outcome)->score;

      /* The owl that is a cat to 0.5, and what nobody has labeled. */
      g_assert_cmpint (doubtful[i], ==, score == 0.5 || score == 0.625);
      n_doubtful += doubtful[i];
    }
  g_assert_cmpuint (n_doubtful, ==, 2);
}

#define ADD(path, func) g_test_add (path, Project, NULL, project_set_up, func, project_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/label-doubt/rows", test_rows);
  ADD ("/label-doubt/without-scores", test_without_scores);
  ADD ("/label-doubt/outcomes", test_outcomes);

  return g_test_run ();
}
