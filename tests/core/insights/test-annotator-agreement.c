/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-annotator-agreement.h"
#include "gw-import.h"
#include "project-fixture.h"

#define HEAD "{\"groundwork\":1,\"kind\":\"annotations\",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]}\n"
#define ANSWER(image, who, label) "{\"image\":\"" image ".png\",\"annotator\":\"" who "\",\"labels\":[\"" label "\"]}\n"

/* Of 4.png there is one answer, 5.png has none. */
static const char classes[] = HEAD ANSWER ("1", "kim", "cat") ANSWER ("2", "kim", "cat") ANSWER ("3", "kim", "owl")
    ANSWER ("1", "lee", "cat") ANSWER ("2", "lee", "owl") ANSWER ("3", "lee", "owl") ANSWER ("1", "mo", "cat")
        ANSWER ("2", "mo", "owl") ANSWER ("3", "mo", "cat") ANSWER ("4", "mo", "cat") "{\"image\":\"5.png\"}\n";

#define BOX(x) "{\"label\":\"cat\",\"bbox\":[" x ",0,10,10]}"
static const char boxes[] = HEAD
    "{\"image\":\"1.png\",\"width\":100,\"height\":50,\"annotator\":\"kim\",\"objects\":[" BOX ("0") "," BOX (
        "50") "]}\n"
              "{\"image\":\"1.png\",\"width\":100,\"height\":50,\"annotator\":\"lee\",\"objects\":[" BOX (
                  "0") "]}\n"
                       "{\"image\":\"2.png\",\"width\":100,\"height\":50,\"annotator\":\"kim\",\"objects\":[" BOX (
                           "20") "]}\n"
                                 "{\"image\":\"2.png\",\"width\":100,\"height\":50,\"annotator\":\"lee\",\"objects\":[" BOX (
                                     "20") "]}\n";

static GwAnnotatorAgreement *
load (Project *self, const char *text, const GwRun *run, gw_status *status)
{
  g_autofree char *source = project_write (self, "answers.gw.jsonl", text);
  g_autoptr (GwImport) import = gw_import_new (self->store, source);
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_ANSWERS, "nobody", NULL);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_prediction_set_free);
  g_autoptr (GPtrArray) infos = NULL;
  g_autoptr (GwDataSet) set = NULL;
  g_autoptr (GError) error = NULL;

  gw_import_set_layer (import, layer);
  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
  set = project_load_set (self);
  infos = gw_layer_info_list (self->store, GW_LAYER_KIND_ANSWERS, NULL, NULL);
  for (guint i = 0; i < infos->len; i++)
    g_ptr_array_add (answers, gw_prediction_set_load (self->store, set, NULL,
                                                      ((const GwLayerInfo *) g_ptr_array_index (infos, i))->layer->id,
                                                      GW_OVERLAP_BOX, NULL, NULL, NULL));

  return gw_annotator_agreement_new (answers, set->classes->len, run, status);
}

static void
test_classes (Project *self, gconstpointer data)
{
  gw_status status;
  g_autoptr (GwAnnotatorAgreement) agreement = load (self, classes, NULL, &status);
  const GwImageAgreement *hardest;

  g_assert_cmpuint (agreement->n_annotators, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (agreement->names, 0), ==, "kim");
  g_assert_cmpuint (agreement->n_answers[2], ==, 4);
  g_assert_cmpuint (agreement->pair_images[1], ==, 3);
  g_assert_cmpfloat_with_epsilon (agreement->pair_percent[1], 2.0 / 3, 1e-12);
  /* Observed 2 / 3; by chance 2/3 * 1/3 + 1/3 * 2/3 = 4 / 9. */
  g_assert_cmpfloat_with_epsilon (agreement->pair_kappa[1], 0.4, 1e-12);
  g_assert_cmpfloat (agreement->pair_kappa[1], ==, agreement->pair_kappa[3]);
  /* Five of nine pairs. */
  g_assert_cmpfloat_with_epsilon (agreement->percent, 5.0 / 9, 1e-12);
  g_assert_true (isnan (agreement->fleiss));
  g_assert_true (isnan (agreement->box_alpha));
  g_assert_true (isnan (agreement->pair_overlap[1]));
  g_assert_cmpuint (agreement->images->len, ==, 3);
  hardest = &g_array_index (agreement->images, GwImageAgreement, 0);
  g_assert_cmpint (hardest->image, ==, 1);
  g_assert_cmpuint (hardest->n_answers, ==, 3);
  g_assert_cmpfloat_with_epsilon (hardest->agreement, 1.0 / 3, 1e-12);
}

static void
test_objects (Project *self, gconstpointer data)
{
  gw_status status;
  g_autoptr (GwAnnotatorAgreement) agreement = load (self, boxes, NULL, &status);

  /* 2 * 1 / 3 on the first image, all on the second. */
  g_assert_cmpfloat_with_epsilon (agreement->pair_overlap[1], (2.0 / 3 + 1) / 2, 1e-12);
  g_assert_cmpfloat (agreement->box_alpha, ==, 1);
  g_assert_cmpuint (agreement->n_drawn[0], ==, 2);
  g_assert_true (isnan (agreement->percent));
  g_assert_cmpint (g_array_index (agreement->images, GwImageAgreement, 0).image, ==, 0);
}

static bool
stop (double done, void *data)
{
  return false;
}

static void
test_nobody_and_cancelled (Project *self, gconstpointer data)
{
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  g_autoptr (GwAnnotatorAgreement) empty = NULL;
  const GwRun run = { .step = stop };
  gw_status status;

  empty = gw_annotator_agreement_new (nobody, 2, NULL, &status);
  g_assert_cmpint (status, ==, GW_STATUS_EMPTY);
  g_assert_cmpuint (empty->n_annotators, ==, 0);
  g_assert_true (isnan (empty->alpha));
  g_assert_null (load (self, boxes, &run, &status));
  g_assert_cmpint (status, ==, GW_STATUS_CANCELLED);
}

#define ADD(name, func) \
  g_test_add ("/annotator-agreement/" name, Project, NULL, project_set_up, func, project_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("classes", test_classes);
  ADD ("objects", test_objects);
  ADD ("nobody-and-cancelled", test_nobody_and_cancelled);

  return g_test_run ();
}
