/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-mask.h"
#include "gw-sample-cells.h"

#include <string.h>

#define SEED 20

static const GwMask *
mask_of (const GwSampleScene *scene, guint index)
{
  return &gw_sample_scene_get_object (scene, index)->mask.as.mask;
}

static gboolean
is_class (const GwSampleScene *scene, guint index, const char *name)
{
  return strcmp (gw_sample_scene_get_object (scene, index)->class_name, name) == 0;
}

static void
test_same_seed_same_truth (void)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr (GwSampleScene) first = NULL;
      g_autoptr (GwSampleScene) second = NULL;
      g_autofree char *first_sum = NULL;
      g_autofree char *second_sum = NULL;

      cairo_surface_destroy (gw_sample_cells_draw (SEED, i, &first));
      cairo_surface_destroy (gw_sample_cells_draw (SEED, i, &second));
      first_sum = gw_sample_scene_checksum (first);
      second_sum = gw_sample_scene_checksum (second);
      g_assert_cmpstr (first_sum, ==, second_sum);
    }
}

static void
test_masks_are_disjoint_but_for_nuclei (void)
{
  for (guint i = 0; i < GW_SAMPLE_CELLS_COUNT; i += 11)
    {
      g_autoptr (GwSampleScene) scene = NULL;
      guint n;

      cairo_surface_destroy (gw_sample_cells_draw (SEED, i, &scene));
      n = gw_sample_scene_get_n_objects (scene);
      g_assert_cmpuint (n, >, 5);
      for (guint a = 0; a < n; a++)
        for (guint b = 0; b < a; b++)
          if (is_class (scene, a, "Nucleus") == is_class (scene, b, "Nucleus"))
            g_assert_cmpuint (gw_mask_shared_area (mask_of (scene, a), mask_of (scene, b)), ==, 0);
    }
}

static void
test_nucleus_lies_in_a_white_cell (void)
{
  guint nuclei = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (GwSampleScene) scene = NULL;
      guint n;

      cairo_surface_destroy (gw_sample_cells_draw (SEED, i, &scene));
      n = gw_sample_scene_get_n_objects (scene);
      for (guint a = 0; a < n; a++)
        {
          guint64 held = 0;

          if (!is_class (scene, a, "Nucleus"))
            continue;
          nuclei++;
          for (guint b = 0; b < n; b++)
            if (is_class (scene, b, "White Cell"))
              held += gw_mask_shared_area (mask_of (scene, a), mask_of (scene, b));
          g_assert_cmpuint (held, ==, gw_mask_area (mask_of (scene, a)));
        }
    }
  g_assert_cmpuint (nuclei, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-cells/same-seed-same-truth", test_same_seed_same_truth);
  g_test_add_func ("/sample-cells/masks-are-disjoint-but-for-nuclei", test_masks_are_disjoint_but_for_nuclei);
  g_test_add_func ("/sample-cells/nucleus-lies-in-a-white-cell", test_nucleus_lies_in_a_white_cell);
  return g_test_run ();
}
