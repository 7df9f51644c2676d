/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-fruit.h"

#include <string.h>

#define SEED 20

static void
test_classes_are_imbalanced_as_stated (void)
{
  static const guint wanted[GW_N_FRUITS] = { 48, 22, 14, 8, 5, 3 };
  guint counts[GW_N_FRUITS] = { 0 };

  for (guint i = 0; i < GW_SAMPLE_FRUIT_COUNT; i++)
    {
      g_autoptr (GwSampleScene) scene = NULL;

      cairo_surface_destroy (gw_sample_fruit_draw (SEED, i, &scene));
      for (guint k = 0; k < GW_N_FRUITS; k++)
        counts[k] += strcmp (scene->class_name, gw_fruit_get_name ((GwFruit) k)) == 0;
    }
  for (guint k = 0; k < GW_N_FRUITS; k++)
    {
      g_assert_cmpuint (counts[k], ==, wanted[k]);
      g_assert_cmpuint (gw_fruit_get_count ((GwFruit) k), ==, wanted[k]);
    }
}

static void
test_traits_are_flags (void)
{
  static const char *const names[] = { "Fresh", "Bruised", "Cut", "Leaf Attached" };
  g_autoptr (GwSampleScene) scene = NULL;

  cairo_surface_destroy (gw_sample_fruit_draw (SEED, 0, &scene));
  g_assert_cmpuint (scene->n_traits, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (scene->traits[i].name, ==, names[i]);
      g_assert_true (strcmp (scene->traits[i].value, "true") == 0 || strcmp (scene->traits[i].value, "false") == 0);
    }
}

static void
test_same_seed_same_picture (void)
{
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GwSampleScene) first = NULL;
      g_autoptr (GwSampleScene) second = NULL;
      cairo_surface_t *a = gw_sample_fruit_draw (SEED, i, &first);
      cairo_surface_t *b = gw_sample_fruit_draw (SEED, i, &second);
      gsize size = (gsize) cairo_image_surface_get_stride (a) * GW_SAMPLE_FRUIT_HEIGHT;

      g_assert_cmpstr (first->class_name, ==, second->class_name);
      g_assert_cmpmem (cairo_image_surface_get_data (a), size, cairo_image_surface_get_data (b), size);
      cairo_surface_destroy (a);
      cairo_surface_destroy (b);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-fruit/classes-are-imbalanced-as-stated", test_classes_are_imbalanced_as_stated);
  g_test_add_func ("/sample-fruit/traits-are-flags", test_traits_are_flags);
  g_test_add_func ("/sample-fruit/same-seed-same-picture", test_same_seed_same_picture);
  return g_test_run ();
}
