/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-error.h"
#include "project-fixture.h"

static const char truth[] =
    "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"},{\"name\":\"bee\"}]}\n"
    "{\"image\":\"1.png\",\"width\":40,\"height\":30,\"labels\":[\"owl\"],"
    "\"objects\":[{\"label\":\"cat\",\"bbox\":[10,0,20,15]}]}\n"
    "{\"image\":\"2.png\",\"width\":40,\"height\":30,\"labels\":[\"cat\"]}\n"
    "{\"image\":\"3.png\",\"width\":40,\"height\":30}\n"
    "{\"image\":\"4.png\",\"width\":40,\"height\":30,\"labels\":[\"bee\"]}\n";

static const char first[] = "{\"groundwork\":1,\"kind\":\"predictions\",\"model\":{\"name\":\"m\",\"version\":\"1\"}}\n"
                            "{\"image\":\"3.png\",\"scores\":{\"owl\":0.75,\"cat\":0.25}}\n"
                            "{\"image\":\"1.png\",\"scores\":{\"cat\":0.5},"
                            "\"objects\":[{\"label\":\"bee\",\"score\":0.5,\"rings\":[[[1,1],[5,1],[5,9]]]},"
                            "{\"label\":\"owl\",\"score\":0.25,\"bbox\":[1,2,3,4]}]}\n";

static const char second[] =
    "{\"groundwork\":1,\"kind\":\"predictions\",\"model\":{\"name\":\"m\",\"version\":\"2\"}}\n"
    "{\"image\":\"2.png\",\"objects\":[{\"label\":\"owl\",\"score\":0.5,\"bbox\":[1,2,3,4]}]}\n";

static void
test_lists_models_with_what_they_say (Project *self, gconstpointer data)
{
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GError) error = NULL;
  const GwLayerInfo *info;

  project_import (self, truth);
  models = gw_layer_info_list (self->store, GW_LAYER_KIND_PREDICTIONS, NULL, NULL);
  g_assert_cmpuint (models->len, ==, 0);
  g_assert_null (gw_layer_info_find (models, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_clear_pointer (&models, g_ptr_array_unref);

  project_import (self, first);
  models = gw_layer_info_list (self->store, GW_LAYER_KIND_PREDICTIONS, NULL, NULL);
  g_assert_nonnull (gw_layer_info_find (models, NULL, NULL));
  g_assert_nonnull (gw_layer_info_find (models, "m", NULL));
  g_clear_pointer (&models, g_ptr_array_unref);

  project_import (self, second);
  models = gw_layer_info_list (self->store, GW_LAYER_KIND_PREDICTIONS, NULL, NULL);
  g_assert_cmpuint (models->len, ==, 2);
  info = gw_layer_info_find (models, "m:1", NULL);
  g_assert_cmpuint (info->n_scored, ==, 2);
  g_assert_cmpuint (info->n_objects, ==, 2);
  info = gw_layer_info_find (models, "m:2", NULL);
  g_assert_cmpuint (info->n_scored, ==, 0);
  g_assert_cmpuint (info->n_objects, ==, 1);
  g_assert_null (gw_layer_info_find (models, "m", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (gw_layer_info_find (models, "n", &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
}

static void
test_undone_predictions_are_no_model (Project *self, gconstpointer data)
{
  g_autoptr (GPtrArray) models = NULL;
  g_autoptr (GwEdit) edit = NULL;

  project_import (self, truth);
  project_import (self, first);
  edit = gw_store_undo (self->store, 0, NULL, NULL);
  g_assert_nonnull (edit);
  models = gw_layer_info_list (self->store, GW_LAYER_KIND_PREDICTIONS, NULL, NULL);
  g_assert_cmpuint (models->len, ==, 0);
}

static void
test_is_in_the_order_of_the_set (Project *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;
  const double want[] = { 0.5, 0, 0.25, 0.75 };
  const GwScoredObject *row;

  project_import (self, truth);
  project_import (self, first);
  set = project_load_set (self);
  predictions = project_load_layer (self, set, "m", GW_OVERLAP_BOX);
  g_assert_cmpuint (predictions->n_images, ==, 4);
  g_assert_cmpuint (predictions->n_rows, ==, 2);
  g_assert_cmpint (g_array_index (predictions->row_images, gint32, 0), ==, 0);
  g_assert_cmpint (g_array_index (predictions->row_images, gint32, 1), ==, 2);
  g_assert_cmpuint (predictions->score_classes->len, ==, 2);
  g_assert_cmpint (g_array_index (predictions->score_classes, gint32, 1), ==, 1);
  g_assert_cmpmem (predictions->scores, 4 * sizeof (double), want, sizeof want);
  g_assert_cmpuint (predictions->objects->rows->len, ==, 2);
  row = &g_array_index (predictions->objects->rows, GwScoredObject, 0);
  g_assert_cmpint (row->image, ==, 0);
  g_assert_cmpint (row->label, ==, 2);
  g_assert_cmpfloat (row->score, ==, 0.5);
  g_assert_cmpfloat (row->box.height, ==, 8);
  g_assert_cmpfloat (row->area, ==, 16);
  g_assert_null (row->mask);
  g_assert_true (predictions->seen[0] && predictions->seen[2]);
  g_assert_false (predictions->seen[1] || predictions->seen[3]);
}

/* All scores of a model are of one kind, also where those of an image could be of either, and a class
 * that it does not score is not likely.
 */
static void
test_logits (Project *self, gconstpointer data)
{
  static const char text[] = "{\"groundwork\":1,\"kind\":\"predictions\",\"model\":{\"name\":\"l\"}}\n"
                             "{\"image\":\"1.png\",\"scores\":{\"owl\":4,\"cat\":-2}}\n"
                             "{\"image\":\"2.png\",\"scores\":{\"owl\":0.9,\"cat\":0.2}}\n"
                             "{\"image\":\"3.png\",\"scores\":{\"owl\":-5}}\n";
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;
  g_autoptr (GPtrArray) images = NULL;
  const double *scores;
  int owl;

  project_import (self, truth);
  project_import (self, text);
  set = project_load_set (self);
  predictions = project_load_layer (self, set, "l", GW_OVERLAP_BOX);
  g_assert_cmpint (predictions->layer->scale, ==, GW_SCORE_SCALE_LOGITS);
  g_assert_cmpuint (predictions->score_classes->len, ==, 2);
  scores = predictions->scores;
  owl = scores[0] > scores[1] ? 0 : 1;
  g_assert_cmpfloat_with_epsilon (scores[2 + owl], 0.66818777, 1e-8);
  g_assert_cmpfloat (scores[4 + owl], ==, 1);
  g_assert_cmpfloat (scores[4 + 1 - owl], ==, 0);
  /* The project has it likewise. */
  images = gw_store_get_images (self->store, (const gint64 *) set->image_ids->data, 3, NULL, NULL);
  g_assert_cmpfloat_with_epsilon (gw_image_get_confidence (g_ptr_array_index (images, 1)), 0.66818777, 1e-8);
}

/* Probabilities stay what they are, though rounding made more than 1 of one. */
static void
test_rounded_probabilities (Project *self, gconstpointer data)
{
  static const char text[] = "{\"groundwork\":1,\"kind\":\"predictions\",\"model\":{\"name\":\"p\"}}\n"
                             "{\"image\":\"1.png\",\"scores\":{\"owl\":1.0000001}}\n"
                             "{\"image\":\"2.png\",\"scores\":{\"owl\":0.9}}\n";
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;

  project_import (self, truth);
  project_import (self, text);
  set = project_load_set (self);
  predictions = project_load_layer (self, set, "p", GW_OVERLAP_BOX);
  g_assert_cmpint (predictions->layer->scale, ==, GW_SCORE_SCALE_PROBABILITIES);
  g_assert_cmpfloat (predictions->scores[0], ==, 1.0000001);
  g_assert_cmpfloat (predictions->scores[1], ==, 0.9);
}

static void
test_takes_masks_where_asked (Project *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) predictions = NULL;

  project_import (self, truth);
  project_import (self, first);
  set = project_load_set (self);
  predictions = project_load_layer (self, set, "m", GW_OVERLAP_MASK);
  g_assert_cmpuint (predictions->objects->rows->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_nonnull (g_array_index (predictions->objects->rows, GwScoredObject, i).mask);
}

static void
test_labels_are_a_layer_too (Project *self, gconstpointer data)
{
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GwPredictionSet) own = NULL;
  const gint32 want[] = { 1, 0, 2 };

  project_import (self, truth);
  set = project_load_set (self);
  own = project_load_layer (self, set, NULL, GW_OVERLAP_BOX);
  g_assert_cmpuint (own->n_rows, ==, 3);
  g_assert_cmpmem (own->row_labels->data, 3 * sizeof (gint32), want, sizeof want);
  g_assert_null (own->scores);
  g_assert_true (own->seen[1]);
}

static void
test_stops_when_cancelled (Project *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GError) error = NULL;

  project_import (self, truth);
  set = project_load_set (self);
  g_cancellable_cancel (cancellable);
  g_assert_null (
      gw_prediction_set_load (self->store, set, NULL, GW_LAYER_LABELS, GW_OVERLAP_BOX, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(name, func) g_test_add ("/prediction-set/" name, Project, NULL, project_set_up, func, project_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("lists-models-with-what-they-say", test_lists_models_with_what_they_say);
  ADD ("undone-predictions-are-no-model", test_undone_predictions_are_no_model);
  ADD ("is-in-the-order-of-the-set", test_is_in_the_order_of_the_set);
  ADD ("logits-are-those-of-the-whole-model", test_logits);
  ADD ("rounded-probabilities-are-no-logits", test_rounded_probabilities);
  ADD ("takes-masks-where-asked", test_takes_masks_where_asked);
  ADD ("labels-are-a-layer-too", test_labels_are_a_layer_too);
  ADD ("stops-when-cancelled", test_stops_when_cancelled);

  return g_test_run ();
}
