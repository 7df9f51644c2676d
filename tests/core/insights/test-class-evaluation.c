/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-class-evaluation.h"
#include "gw-error.h"
#include "project-fixture.h"

#define HEAD(kind, rest) "{\"groundwork\":1,\"kind\":\"" kind "\"" rest "}\n"
#define MODEL HEAD ("predictions", ",\"model\":{\"name\":\"m\"}")

static const char truth[] = HEAD (
    "annotations",
    ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"},{\"name\":\"bee\"}]") "{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n"
                                                                               "{\"image\":\"2.png\",\"labels\":[\"cat\"]}\n"
                                                                               "{\"image\":\"3.png\",\"labels\":[\"owl\"]}\n"
                                                                               "{\"image\":\"4.png\",\"labels\":[\"owl\"]}\n"
                                                                               "{\"image\":\"5.png\",\"labels\":[\"owl\",\"cat\"]}\n"
                                                                               "{\"image\":\"6.png\",\"labels\":[\"bee\"]}\n"
                                                                               "{\"image\":\"7.png\",\"labels\":[\"cat\"]}\n"
                                                                               "{\"image\":\"8.png\"}\n";

/* Of 7.png nothing; 5.png has several classes, 6.png one that is not scored. */
static const char scores[] = MODEL "{\"image\":\"1.png\",\"scores\":{\"cat\":0.9,\"owl\":0.1}}\n"
                                   "{\"image\":\"2.png\",\"scores\":{\"cat\":0.4,\"owl\":0.6}}\n"
                                   "{\"image\":\"3.png\",\"scores\":{\"cat\":0.45,\"owl\":0.55}}\n"
                                   "{\"image\":\"4.png\",\"scores\":{\"cat\":0.2,\"owl\":0.8}}\n"
                                   "{\"image\":\"5.png\",\"scores\":{\"cat\":0.3,\"owl\":0.7}}\n"
                                   "{\"image\":\"6.png\",\"scores\":{\"cat\":0.5,\"owl\":0.5}}\n"
                                   "{\"image\":\"8.png\",\"scores\":{\"cat\":0,\"owl\":1}}\n";

static GwClassRows *
load (Project *self, const char *positive, GError **error)
{
  g_autoptr (GwDataSet) set = project_load_set (self);
  g_autoptr (GwPredictionSet) predictions = project_load_layer (self, set, "m", GW_OVERLAP_BOX);

  return gw_class_rows_new_from_set (set, predictions, positive, error);
}

static GwClassEvaluation *
evaluate (const GwClassRows *rows)
{
  GwClassEvaluationOptions options = GW_CLASS_EVALUATION_OPTIONS_INIT;
  GwClassEvaluation *self;

  options.bootstrap = 20;
  self = gw_class_evaluation_new (rows, &options);
  for (guint part = 0; part < GW_CLASS_N_PARTS; part++)
    {
      g_assert_cmpuint (self->ready, ==, (1u << part) - 1);
      g_assert_true (gw_status_has_values (gw_class_evaluation_compute (self, part, NULL)));
    }

  return self;
}

static gboolean
has_interval (const GwClassEvaluation *evaluation, const char *wanted)
{
  for (guint i = 0; i < evaluation->intervals->len; i++)
    {
      const GwClassInterval *interval = &g_array_index (evaluation->intervals, GwClassInterval, i);
      g_autofree char *text = g_strdup_printf ("%s %s", interval->figure, interval->method);

      if (g_str_equal (text, wanted))
        return interval->low <= interval->high;
    }

  return FALSE;
}

static void
test_of_a_project (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwClassEvaluation) evaluation = NULL;
  const double matrix[] = { 1, 1, 0, 2 };
  static const char *const figures[] = { "roc_auc delong", "accuracy bootstrap", "f1_macro bootstrap",
                                         "mcc bootstrap",  "g_mean bootstrap",   "roc_auc bootstrap" };

  project_import (self, truth);
  project_import (self, scores);
  rows = load (self, NULL, NULL);
  g_assert_cmpuint (rows->n, ==, 7);
  g_assert_true (rows->binary);
  g_assert_cmpuint (rows->positive, ==, 1);
  g_assert_cmpuint (rows->n_several_truths, ==, 1);
  g_assert_cmpuint (rows->n_unknown_truths, ==, 1);
  g_assert_cmpuint (rows->n_without_prediction, ==, 1);

  evaluation = evaluate (rows);
  g_assert_cmpuint (evaluation->n_known, ==, 4);
  g_assert_cmpuint (evaluation->n_ties, ==, 1);
  g_assert_cmpmem (evaluation->matrix, sizeof matrix, matrix, sizeof matrix);
  g_assert_cmpfloat (evaluation->labels.accuracy, ==, 0.75);
  g_assert_cmpfloat (evaluation->roc_auc[1], ==, 0.75);
  g_assert_cmpfloat (evaluation->best_youden, ==, 0.5);
  g_assert_cmpuint (evaluation->intervals->len, ==, G_N_ELEMENTS (figures));
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    g_assert_true (has_interval (evaluation, figures[i]));
}

/* A cell opens as many images as it counts, the least sure first. */
static void
test_cells_open_their_images (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwClassEvaluation) evaluation = NULL;
  g_autoptr (GArray) wrong = NULL;
  g_autoptr (GArray) right = NULL;
  g_autoptr (GArray) ids = NULL;

  project_import (self, truth);
  project_import (self, scores);
  rows = load (self, NULL, NULL);
  evaluation = evaluate (rows);
  for (gint32 row = 0; row < 2; row++)
    for (gint32 column = 0; column < 2; column++)
      {
        g_autoptr (GArray) cell = gw_class_evaluation_list_rows (evaluation, row, column, FALSE);

        g_assert_cmpfloat (cell->len, ==, evaluation->matrix[2 * row + column]);
      }
  wrong = gw_class_evaluation_list_rows (evaluation, GW_CLASS_ANY, GW_CLASS_ANY, TRUE);
  g_assert_cmpuint (wrong->len, ==, 1);
  g_assert_cmpuint (g_array_index (wrong, guint, 0), ==, 1);
  right = gw_class_evaluation_list_rows (evaluation, 1, 1, FALSE);
  g_assert_cmpuint (g_array_index (right, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (right, guint, 1), ==, 3);
  ids = gw_class_rows_list_images (rows, right);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, rows->image_ids[2]);
}

static void
test_positive_class_is_chosen (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GError) error = NULL;

  project_import (self, truth);
  project_import (self, scores);
  rows = load (self, "cat", NULL);
  g_assert_cmpuint (rows->positive, ==, 0);
  g_assert_null (load (self, "dog", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

/* A model that gives classes and no scores has figures of labels alone. */
static void
test_without_scores (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwClassEvaluation) evaluation = NULL;

  project_import (self, truth);
  project_import (self, MODEL "{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n"
                              "{\"image\":\"3.png\",\"labels\":[\"cat\"]}\n"
                              "{\"image\":\"6.png\",\"labels\":[\"bee\"]}\n");
  rows = load (self, NULL, NULL);
  g_assert_null (rows->scores);
  g_assert_cmpuint (rows->classes->len, ==, 3);
  evaluation = evaluate (rows);
  g_assert_cmpfloat_with_epsilon (evaluation->labels.accuracy, 2.0 / 3, 1e-12);
  g_assert_true (isnan (evaluation->roc_auc[0]));
  g_assert_true (isnan (evaluation->probability.log_loss));
  g_assert_true (isnan (evaluation->threshold));
}

static void
test_one_class_of_scores (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwClassEvaluation) evaluation = NULL;
  g_autoptr (GError) error = NULL;

  project_import (self, truth);
  project_import (self, MODEL "{\"image\":\"1.png\",\"scores\":{\"cat\":0.5}}\n"
                              "{\"image\":\"3.png\",\"scores\":{\"cat\":0.25}}\n");
  rows = load (self, NULL, NULL);
  g_assert_true (rows->one_column);
  g_assert_cmpstr (g_ptr_array_index (rows->classes, rows->positive), ==, "cat");
  evaluation = evaluate (rows);
  g_assert_cmpfloat (evaluation->labels.accuracy, ==, 1);
  g_assert_cmpfloat (evaluation->threshold, ==, 0.5);

  project_import (self, MODEL "{\"image\":\"6.png\",\"scores\":{\"cat\":0.5}}\n");
  g_assert_null (load (self, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_without_truths_and_cancelled (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows = NULL;
  g_autoptr (GwClassEvaluation) evaluation = NULL;
  g_autoptr (GError) error = NULL;
  const GwClassEvaluationOptions options = { NAN, 1, 1000, 0, 0.95 };
  GwRun run = { .step = stop };

  project_import (self, truth);
  project_import (self, MODEL "{\"image\":\"1.png\",\"objects\":[{\"label\":\"cat\",\"bbox\":[0,0,1,1]}]}\n");
  g_assert_null (load (self, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);

  project_import (self, MODEL "{\"image\":\"8.png\",\"scores\":{\"cat\":0.5,\"owl\":0.5}}\n");
  rows = load (self, NULL, NULL);
  evaluation = gw_class_evaluation_new (rows, &options);
  g_assert_cmpint (gw_class_evaluation_compute (evaluation, GW_CLASS_LABELS, NULL), ==, GW_STATUS_EMPTY);
  g_assert_cmpint (gw_class_evaluation_compute (evaluation, GW_CLASS_INTERVALS, &run), ==, GW_STATUS_CANCELLED);
  g_assert_cmpuint (evaluation->ready, ==, 1u << GW_CLASS_LABELS);
}

#define ADD(name, func) g_test_add ("/class-evaluation/" name, Project, NULL, project_set_up, func, project_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("of-a-project", test_of_a_project);
  ADD ("cells-open-their-images", test_cells_open_their_images);
  ADD ("positive-class-is-chosen", test_positive_class_is_chosen);
  ADD ("without-scores", test_without_scores);
  ADD ("one-class-of-scores", test_one_class_of_scores);
  ADD ("without-truths-and-cancelled", test_without_truths_and_cancelled);

  return g_test_run ();
}
