/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <string.h>

#include "gw-model-contrast.h"
#include "gw-random.h"

#define N 600
#define N_CLASSES 3

/* Each is right about a share of the images. */
static GwClassRows *
make_rows (double right, guint64 seed)
{
  GwClassRows *rows = gw_class_rows_new ();
  gw_random random;

  gw_random_init (&random, seed);
  g_ptr_array_add (rows->classes, g_strdup ("ant"));
  g_ptr_array_add (rows->classes, g_strdup ("bee"));
  g_ptr_array_add (rows->classes, g_strdup ("cat"));
  rows->n = N;
  rows->truth = g_new (gint32, N);
  rows->given = g_new (gint32, N);
  rows->image_ids = g_new (gint64, N);
  for (guint i = 0; i < N; i++)
    {
      rows->image_ids[i] = i + 1;
      rows->truth[i] = i % 20 == 0 ? -1 : (gint32) (i % N_CLASSES);
      rows->given[i] = (double) gw_random_below (&random, 1000) < 1000 * right
                           ? (gint32) (i % N_CLASSES)
                           : (gint32) ((i + 1 + gw_random_below (&random, 2)) % N_CLASSES);
    }
  return rows;
}

static const GwContrastFigure *
find_figure (const GwModelContrast *contrast, const char *key)
{
  for (guint i = 0; i < contrast->figures->len; i++)
    if (strcmp (g_array_index (contrast->figures, GwContrastFigure, i).key, key) == 0)
      return &g_array_index (contrast->figures, GwContrastFigure, i);
  g_assert_not_reached ();
}

static GwModelContrast *
compare (const GwClassRows *a, const GwClassRows *b, gsize replicates)
{
  g_autofree gint32 *partners = gw_model_comparison_pair_images (a, b);
  GwModelComparison *comparison = gw_model_comparison_new (a, b, partners, NULL);
  GwModelContrast *contrast;

  g_assert_cmpint (gw_model_comparison_compute (comparison, NULL), ==, GW_STATUS_OK);
  contrast = gw_model_contrast_new (comparison, replicates, NULL);
  gw_model_comparison_free (comparison);
  return contrast;
}

static void
test_figures (void)
{
  static const char *const keys[] = { "accuracy", "balanced_accuracy", "f1_macro", "mcc" };
  g_autoptr (GwClassRows) a = make_rows (0.9, 1);
  g_autoptr (GwClassRows) b = make_rows (0.6, 2);
  g_autoptr (GwModelContrast) contrast = compare (a, b, 500);
  GwLabelMetrics want;
  GwClassMetrics classes[N_CLASSES];

  g_assert_cmpint (gw_label_metrics (a->truth, a->given, NULL, N, NULL, N_CLASSES, 0, classes, &want, NULL, NULL), ==,
                   GW_STATUS_OK);
  g_assert_cmpfloat (find_figure (contrast, "accuracy")->a, ==, want.accuracy);
  g_assert_cmpfloat (find_figure (contrast, "f1_macro")->a, ==, want.macro.f1);
  g_assert_cmpfloat (find_figure (contrast, "mcc")->a, ==, want.mcc);
  for (guint i = 0; i < N_CLASSES; i++)
    {
      g_assert_cmpfloat (contrast->per_class[i].f1_a, ==, classes[i].f1);
      g_assert_cmpuint (contrast->per_class[i].n, ==, (guint64) classes[i].support);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const GwContrastFigure *figure = find_figure (contrast, keys[i]);

      g_assert_cmpfloat (figure->low, <, figure->a - figure->b);
      g_assert_cmpfloat (figure->high, >, figure->a - figure->b);
      /* 30 points are no chance. */
      g_assert_cmpfloat (figure->low, >, 0);
    }
  g_assert_cmpfloat (contrast->mcnemar.p_value, <, 0.001);
}

static void
test_of_equal_models (void)
{
  g_autoptr (GwClassRows) a = make_rows (0.8, 1);
  g_autoptr (GwModelContrast) contrast = compare (a, a, 0);
  const GwContrastFigure *accuracy = find_figure (contrast, "accuracy");

  g_assert_cmpfloat (contrast->mcnemar.p_value, ==, 1);
  g_assert_cmpfloat (accuracy->low, ==, 0);
  g_assert_cmpfloat (accuracy->high, ==, 0);
  /* Nobody asked for replicates. */
  g_assert_true (isnan (find_figure (contrast, "mcc")->low));
}

static void
test_sets_are_the_counts (void)
{
  g_autoptr (GwClassRows) a = make_rows (0.7, 4);
  g_autoptr (GwClassRows) b = make_rows (0.7, 5);
  g_autoptr (GwModelContrast) contrast = compare (a, b, 0);
  const guint64 want[] = { contrast->mcnemar.both_right, contrast->mcnemar.only_a, contrast->mcnemar.only_b,
                           contrast->mcnemar.both_wrong };
  gsize n = 0;

  for (guint set = 0; set < GW_AGREEMENT_N_SETS; set++)
    {
      g_autoptr (GArray) ids = gw_model_contrast_list_images (contrast, 1u << set, -1);

      g_assert_cmpuint (ids->len, ==, want[set]);
      for (gint32 i = 0; i < N_CLASSES; i++)
        {
          g_autoptr (GArray) some = gw_model_contrast_list_images (contrast, 1u << set, i);

          n += some->len;
        }
    }
  /* One of twenty has no truth. */
  g_assert_cmpuint (n, ==, N - N / 20);
}

static void
test_replicates_are_bounded (void)
{
  g_assert_cmpuint (gw_model_contrast_choose_replicates (0), ==, 1000);
  g_assert_cmpuint (gw_model_contrast_choose_replicates (5000), ==, 1000);
  g_assert_cmpuint (gw_model_contrast_choose_replicates (250000), ==, 200);
  g_assert_cmpuint (gw_model_contrast_choose_replicates (10000000), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model-contrast/figures", test_figures);
  g_test_add_func ("/model-contrast/of-equal-models", test_of_equal_models);
  g_test_add_func ("/model-contrast/sets-are-the-counts", test_sets_are_the_counts);
  g_test_add_func ("/model-contrast/replicates-are-bounded", test_replicates_are_bounded);

  return g_test_run ();
}
