/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-error.h"
#include "gw-model-comparison.h"
#include "project-fixture.h"

#define HEAD(kind, rest) "{\"groundwork\":1,\"kind\":\"" kind "\"" rest "}\n"
#define ROW(image, cat, owl) "{\"image\":\"" image ".png\",\"scores\":{\"cat\":" cat ",\"owl\":" owl "}}\n"

static const char truth[] = HEAD (
    "annotations",
    ",\"classes\":[{\"name\":\"cat\"},{\"name\":\"owl\"}]") "{\"image\":\"1.png\",\"labels\":[\"cat\"]}\n{\"image\":\"2.png\",\"labels\":[\"cat\"]}\n"
                                                            "{\"image\":\"3.png\",\"labels\":[\"owl\"]}\n{\"image\":\"4.png\",\"labels\":[\"owl\"]}\n"
                                                            "{\"image\":\"5.png\",\"labels\":[\"owl\"]}\n{\"image\":\"6.png\"}\n";

static const char a[] = HEAD ("predictions", ",\"model\":{\"name\":\"a\"}") ROW ("1", "0.9", "0.1")
    ROW ("2", "0.8", "0.2") ROW ("3", "0.7", "0.3") ROW ("4", "0.6", "0.4") ROW ("5", "0.1", "0.9")
        ROW ("6", "0.1", "0.9");
/* 5.png it has not seen. */
static const char b[] = HEAD ("predictions", ",\"model\":{\"name\":\"b\"}") ROW ("1", "0.9", "0.1")
    ROW ("2", "0.2", "0.8") ROW ("3", "0.3", "0.7") ROW ("4", "0.6", "0.4") ROW ("6", "0.1", "0.9");
static const char other[] = HEAD (
    "predictions",
    ",\"model\":{\"name\":\"c\"}") "{\"image\":\"1.png\",\"scores\":{\"cat\":0.5,\"owl\":0.25,\"bee\":0.25}}\n";

static GwClassRows *
load (Project *self, const char *name)
{
  g_autoptr (GwDataSet) set = project_load_set (self);
  g_autoptr (GwPredictionSet) predictions = project_load_layer (self, set, name, GW_OVERLAP_BOX);

  return gw_class_rows_new_from_set (set, predictions, NULL, NULL);
}

static void
test_four_sets (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows_a = NULL;
  g_autoptr (GwClassRows) rows_b = NULL;
  g_autoptr (GwModelComparison) comparison = NULL;
  g_autofree gint32 *partners = NULL;
  gsize n = 0;

  project_import (self, truth);
  project_import (self, a);
  project_import (self, b);
  rows_a = load (self, "a");
  rows_b = load (self, "b");
  partners = gw_model_comparison_pair_images (rows_a, rows_b);
  comparison = gw_model_comparison_new (rows_a, rows_b, partners, NULL);
  g_assert_cmpuint (comparison->n, ==, 5);
  g_assert_cmpuint (comparison->n_unpaired_a, ==, 1);
  g_assert_cmpuint (comparison->n_unpaired_b, ==, 0);
  g_assert_cmpint (gw_model_comparison_compute (comparison, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (comparison->mcnemar.both_right, ==, 1);
  g_assert_cmpuint (comparison->mcnemar.only_a, ==, 1);
  g_assert_cmpuint (comparison->mcnemar.only_b, ==, 1);
  g_assert_cmpuint (comparison->mcnemar.both_wrong, ==, 1);
  g_assert_cmpfloat (comparison->mcnemar.p_value, ==, 1);
  g_assert_true (comparison->has_areas);
  g_assert_cmpfloat (comparison->areas.auc_a, ==, 1);
  g_assert_cmpfloat (comparison->areas.auc_b, ==, 0.5);
  for (guint set = 0; set < GW_AGREEMENT_N_SETS; set++)
    {
      g_autoptr (GArray) pairs = gw_model_comparison_list (comparison, set);
      g_autoptr (GArray) ids = gw_model_comparison_list_images (comparison, pairs);

      g_assert_cmpuint (ids->len, ==, 1);
      /* The sets are of the images 1 to 4, in turn. */
      g_assert_cmpint (g_array_index (ids, gint64, 0), ==, rows_a->image_ids[set]);
      n += ids->len;
    }
  g_assert_cmpuint (n, ==, 4);
}

static void
test_refuses_other_classes (Project *self, gconstpointer data)
{
  g_autoptr (GwClassRows) rows_a = NULL;
  g_autoptr (GwClassRows) rows_b = NULL;
  g_autofree gint32 *partners = NULL;
  g_autoptr (GError) error = NULL;

  project_import (self, truth);
  project_import (self, a);
  project_import (self, other);
  rows_a = load (self, "a");
  rows_b = load (self, "c");
  partners = gw_model_comparison_pair_images (rows_a, rows_b);
  g_assert_null (gw_model_comparison_new (rows_a, rows_b, partners, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
}

#define ADD(name, func) g_test_add ("/model-comparison/" name, Project, NULL, project_set_up, func, project_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("four-sets", test_four_sets);
  ADD ("refuses-other-classes", test_refuses_other_classes);

  return g_test_run ();
}
