/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-cells.h"
#include "gw-sample-classes.h"
#include "gw-sample-records.h"
#include "gw-sample-street.h"

#include <math.h>
#include <string.h>

typedef struct
{
  GwRecordHead *head;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->head = gw_record_head_new ();
  g_ptr_array_unref (fixture->head->classes);
  fixture->head->classes = gw_sample_classes_new ();
  for (guint i = 0; i < fixture->head->classes->len; i++)
    gw_class_set_id (g_ptr_array_index (fixture->head->classes, i), i + 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_record_head_free (fixture->head);
}

static GwSamplePicture *
make_picture (GwSampleSet set, guint index)
{
  GwSamplePicture *picture = g_new0 (GwSamplePicture, 1);
  cairo_surface_t *surface;

  if (set == GW_SAMPLE_STREET)
    surface = gw_sample_street_draw (20, index, &picture->scene);
  else if (set == GW_SAMPLE_CELLS)
    surface = gw_sample_cells_draw (20, index, &picture->scene);
  else
    surface = gw_sample_fruit_draw (20, index, &picture->scene);
  cairo_surface_destroy (surface);
  picture->prediction = gw_sample_model_predict (picture->scene, 20);
  for (guint i = 0; i < GW_SAMPLE_N_ANNOTATORS; i++)
    picture->answers[i] = gw_sample_annotator_answer (picture->scene, 20, i);
  return picture;
}

static void
test_classes_differ (Fixture *fixture, gconstpointer data)
{
  GPtrArray *classes = fixture->head->classes;

  g_assert_cmpuint (classes->len, ==, 18);
  for (guint i = 0; i < classes->len; i++)
    for (guint k = 0; k < i; k++)
      {
        GwClass *a = g_ptr_array_index (classes, i);
        GwClass *b = g_ptr_array_index (classes, k);

        g_assert_cmpstr (gw_class_get_name (a), !=, gw_class_get_name (b));
        g_assert_cmphex (gw_class_get_color (a), !=, gw_class_get_color (b));
        if (gw_class_get_hotkey (a) != NULL)
          g_assert_cmpstr (gw_class_get_hotkey (a), !=, gw_class_get_hotkey (b));
      }
}

/* Each value that a picture has is one that its class offers. */
static void
test_attributes_are_accepted (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (GwSamplePicture) picture = make_picture (i % 3 == 0 ? GW_SAMPLE_CELLS : GW_SAMPLE_STREET, i);
      g_autoptr (GwRecord) record = gw_sample_record_truth (fixture->head, picture, 0);

      g_assert_cmpuint (record->objects->len, ==, gw_sample_scene_get_n_objects (picture->scene));
      for (guint k = 0; k < record->objects->len; k++)
        {
          GwObject *object = g_ptr_array_index (record->objects, k);
          GwClass *class_ = gw_record_head_find_class (fixture->head, gw_object_get_class_id (object));

          for (guint a = 0; a < gw_object_get_n_attributes (object); a++)
            {
              const char *name;
              const char *value;
              const GwAttribute *attribute;

              gw_object_get_attribute_at (object, a, &name, &value);
              attribute = gw_class_find_attribute (class_, name);
              g_assert_nonnull (attribute);
              g_assert_true (gw_attribute_accepts (attribute, value));
            }
        }
    }
}

static void
test_some_pictures_are_left_to_do (Fixture *fixture, gconstpointer data)
{
  guint counts[3] = { 0, 0, 0 };

  for (guint i = 0; i < gw_sample_get_n_pictures (); i++)
    counts[gw_sample_get_progress (i)]++;
  g_assert_cmpuint (counts[GW_SAMPLE_LABELED], >, 240);
  g_assert_cmpuint (counts[GW_SAMPLE_HALF_DONE], >, 2);
  g_assert_cmpuint (counts[GW_SAMPLE_UNLABELED], >, 20);
}

static void
test_unlabeled_has_no_labels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwSamplePicture) picture = make_picture (GW_SAMPLE_STREET, 7);
  g_autoptr (GwRecord) record = gw_sample_record_truth (fixture->head, picture, 7);

  g_assert_cmpint (gw_sample_get_progress (7), ==, GW_SAMPLE_UNLABELED);
  g_assert_false (record->labeled);
  g_assert_cmpuint (record->objects->len, ==, 0);
  g_assert_cmpuint (record->labels->len, ==, 0);
  g_assert_nonnull (record->split);
  g_assert_nonnull (record->tags[0]);
}

static void
test_fruit_has_label_scores_and_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwSamplePicture) picture = make_picture (GW_SAMPLE_FRUIT, 0);
  g_autoptr (GwRecord) truth = gw_sample_record_truth (fixture->head, picture, 200);
  g_autoptr (GwRecord) prediction = gw_sample_record_prediction (fixture->head, picture);
  g_autoptr (GwRecord) answer = gw_sample_record_answer (fixture->head, picture, 2);
  GwLabel label = g_array_index (truth->labels, GwLabel, 0);
  double sum = 0.0;

  g_assert_cmpuint (truth->labels->len, ==, 1);
  g_assert_cmpstr (gw_class_get_name (gw_record_head_find_class (fixture->head, label.class_id)), ==,
                   picture->scene->class_name);
  g_assert_true (isnan (label.confidence));
  g_assert_cmpuint (prediction->labels->len, ==, 0);
  g_assert_cmpuint (prediction->scores->len, ==, GW_N_FRUITS);
  for (guint i = 0; i < GW_N_FRUITS; i++)
    sum += g_array_index (prediction->scores, GwLabel, i).confidence;
  g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-9);
  g_assert_cmpuint (answer->labels->len, ==, 1);
  g_assert_cmpstr (answer->annotator, ==, gw_sample_annotator_get_name (2));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sample-records/classes-differ", test_classes_differ);
  ADD ("/sample-records/attributes-are-accepted", test_attributes_are_accepted);
  ADD ("/sample-records/some-pictures-are-left-to-do", test_some_pictures_are_left_to_do);
  ADD ("/sample-records/unlabeled-has-no-labels", test_unlabeled_has_no_labels);
  ADD ("/sample-records/fruit-has-label-scores-and-answers", test_fruit_has_label_scores_and_answers);
  return g_test_run ();
}
