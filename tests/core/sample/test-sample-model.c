/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-mask.h"
#include "gw-sample-cells.h"
#include "gw-sample-model.h"
#include "gw-sample-street.h"

#include <math.h>
#include <string.h>

/* A picture of fruit without the drawing of it. */
static GwSampleScene *
make_fruit (guint index, GwFruit fruit)
{
  g_autofree char *name = g_strdup_printf ("fruit/orchard_%05u.jpg", index);
  GwSampleScene *scene = gw_sample_scene_new (GW_SAMPLE_FRUIT, name, 640, 480);

  scene->class_name = gw_fruit_get_name (fruit);
  gw_sample_scene_add_trait (scene, "Cut", index % 6 == 0 ? "true" : "false");
  gw_sample_scene_add_trait (scene, "Bruised", index % 4 == 0 ? "true" : "false");
  return scene;
}

static double
top_score (const GwSampleOpinion *opinion)
{
  double top = 0.0;

  for (guint i = 0; i < GW_N_FRUITS; i++)
    top = MAX (top, opinion->scores[i]);
  return top;
}

static void
test_fruit_scores_sum_to_one (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GwSampleScene) scene = make_fruit (i, (GwFruit) (i % GW_N_FRUITS));
      g_autoptr (GwSampleOpinion) opinion = gw_sample_model_predict (scene, 1);
      double sum = 0.0;

      for (guint k = 0; k < GW_N_FRUITS; k++)
        {
          g_assert_true (opinion->scores[k] >= 0.0 && opinion->scores[k] <= 1.0);
          sum += opinion->scores[k];
          if (opinion->scores[k] == top_score (opinion))
            g_assert_cmpstr (opinion->class_name, ==, gw_fruit_get_name ((GwFruit) k));
        }
      g_assert_cmpfloat_with_epsilon (sum, 1.0, 1e-9);
    }
}

static void
test_model_is_overconfident (void)
{
  double right = 0.0;
  double sure = 0.0;
  const guint n = 3000;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwSampleScene) scene = make_fruit (i, i % 2 == 0 ? GW_FRUIT_APPLE_RED : (GwFruit) (i % GW_N_FRUITS));
      g_autoptr (GwSampleOpinion) opinion = gw_sample_model_predict (scene, 1);

      right += strcmp (opinion->class_name, scene->class_name) == 0;
      sure += top_score (opinion);
    }
  g_assert_cmpfloat (right / n, >, 0.7);
  g_assert_cmpfloat (right / n, <, 0.92);
  g_assert_cmpfloat (sure, >, right + 0.03 * n);
}

static void
test_annotators_differ_in_care (void)
{
  guint right[GW_SAMPLE_N_ANNOTATORS] = { 0 };
  const guint n = 2000;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwSampleScene) scene = make_fruit (i, (GwFruit) (i % GW_N_FRUITS));

      for (guint a = 0; a < GW_SAMPLE_N_ANNOTATORS; a++)
        {
          g_autoptr (GwSampleOpinion) opinion = gw_sample_annotator_answer (scene, 1, a);

          right[a] += strcmp (opinion->class_name, scene->class_name) == 0;
          g_assert_cmpfloat (top_score (opinion), ==, 0.0);
        }
    }
  g_assert_cmpuint (right[0], >, right[1]);
  g_assert_cmpuint (right[1], >, right[2] + n / 20);
  g_assert_cmpuint (right[2], >, n / 2);
}

static void
check_guesses (const GwSampleScene *scene, const GwSampleOpinion *opinion, gboolean scored)
{
  for (guint i = 0; i < opinion->guesses->len; i++)
    {
      const GwSampleGuess *guess = &g_array_index (opinion->guesses, GwSampleGuess, i);
      GwBox bounds;

      g_assert_cmpint (gw_shape_validate (&guess->shape), ==, GW_STATUS_OK);
      g_assert_cmpint (guess->shape.kind, ==, scene->set == GW_SAMPLE_STREET ? GW_SHAPE_BOX : GW_SHAPE_MASK);
      g_assert_cmpint (gw_shape_bounds (&guess->shape, &bounds), ==, GW_STATUS_OK);
      g_assert_true (bounds.x >= 0.0 && bounds.y >= 0.0);
      g_assert_true (bounds.x + bounds.width <= scene->width && bounds.y + bounds.height <= scene->height);
      g_assert_cmpint (guess->truth, <, (int) gw_sample_scene_get_n_objects (scene));
      if (scored)
        g_assert_true (guess->score >= 0.0 && guess->score <= 1.0);
      else
        g_assert_true (isnan (guess->score));
    }
}

static void
test_guesses_are_sound (void)
{
  guint found = 0;
  guint there = 0;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (GwSampleScene) scene = NULL;
      g_autoptr (GwSampleOpinion) prediction = NULL;

      cairo_surface_destroy (i % 2 == 0 ? gw_sample_street_draw (20, i, &scene) : gw_sample_cells_draw (20, i, &scene));
      prediction = gw_sample_model_predict (scene, 20);
      check_guesses (scene, prediction, TRUE);
      there += gw_sample_scene_get_n_objects (scene);
      for (guint k = 0; k < prediction->guesses->len; k++)
        found += g_array_index (prediction->guesses, GwSampleGuess, k).truth >= 0;
      for (guint a = 0; a < GW_SAMPLE_N_ANNOTATORS; a++)
        {
          g_autoptr (GwSampleOpinion) answer = gw_sample_annotator_answer (scene, 20, a);

          check_guesses (scene, answer, FALSE);
        }
    }
  g_assert_cmpuint (found, <, there);
  g_assert_cmpuint (found, >, there * 8 / 10);
}

static void
test_same_seed_same_guesses (void)
{
  g_autoptr (GwSampleScene) scene = NULL;
  g_autoptr (GwSampleOpinion) a = NULL;
  g_autoptr (GwSampleOpinion) b = NULL;
  g_autoptr (GwSampleOpinion) other = NULL;

  cairo_surface_destroy (gw_sample_cells_draw (20, 1, &scene));
  a = gw_sample_model_predict (scene, 1);
  b = gw_sample_model_predict (scene, 1);
  other = gw_sample_model_predict (scene, 2);
  g_assert_cmpuint (a->guesses->len, ==, b->guesses->len);
  for (guint i = 0; i < a->guesses->len; i++)
    {
      const GwSampleGuess *first = &g_array_index (a->guesses, GwSampleGuess, i);
      const GwSampleGuess *second = &g_array_index (b->guesses, GwSampleGuess, i);

      g_assert_true (gw_shape_equal (&first->shape, &second->shape, 0.0));
      g_assert_cmpfloat (first->score, ==, second->score);
    }
  g_assert_cmpfloat (g_array_index (a->guesses, GwSampleGuess, 0).score, !=,
                     g_array_index (other->guesses, GwSampleGuess, 0).score);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-model/fruit-scores-sum-to-one", test_fruit_scores_sum_to_one);
  g_test_add_func ("/sample-model/model-is-overconfident", test_model_is_overconfident);
  g_test_add_func ("/sample-model/annotators-differ-in-care", test_annotators_differ_in_care);
  g_test_add_func ("/sample-model/guesses-are-sound", test_guesses_are_sound);
  g_test_add_func ("/sample-model/same-seed-same-guesses", test_same_seed_same_guesses);
  return g_test_run ();
}
