/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-mask.h"
#include "gw-sample-street.h"

#include <string.h>

#define SEED 20

static void
test_same_seed_same_picture (void)
{
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GwSampleScene) first = NULL;
      g_autoptr (GwSampleScene) second = NULL;
      g_autoptr (GwSampleScene) other = NULL;
      cairo_surface_t *a = gw_sample_street_draw (SEED, i, &first);
      cairo_surface_t *b = gw_sample_street_draw (SEED, i, &second);
      cairo_surface_t *c = gw_sample_street_draw (SEED + 1, i, &other);
      gsize size = (gsize) cairo_image_surface_get_stride (a) * GW_SAMPLE_STREET_HEIGHT;
      g_autofree char *first_sum = gw_sample_scene_checksum (first);
      g_autofree char *second_sum = gw_sample_scene_checksum (second);
      g_autofree char *other_sum = gw_sample_scene_checksum (other);

      g_assert_cmpstr (first_sum, ==, second_sum);
      g_assert_cmpstr (first_sum, !=, other_sum);
      g_assert_cmpmem (cairo_image_surface_get_data (a), size, cairo_image_surface_get_data (b), size);
      g_assert_cmpint (memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (c), size), !=, 0);
      cairo_surface_destroy (a);
      cairo_surface_destroy (b);
      cairo_surface_destroy (c);
    }
}

static void
check_object (const GwSampleScene *scene, guint index)
{
  const GwSampleObject *object = gw_sample_scene_get_object (scene, index);
  GwBox bounds;

  g_assert_nonnull (object->class_name);
  g_assert_cmpint (object->mask.kind, ==, GW_SHAPE_MASK);
  g_assert_cmpint (gw_mask_validate (&object->mask.as.mask), ==, GW_STATUS_OK);
  g_assert_cmpint (object->mask.as.mask.image_width, ==, scene->width);
  g_assert_cmpint (object->mask.as.mask.image_height, ==, scene->height);
  g_assert_cmpint (gw_mask_bounds (&object->mask.as.mask, &bounds), ==, GW_STATUS_OK);
  g_assert_cmpfloat (bounds.x, ==, object->box.x);
  g_assert_cmpfloat (bounds.y, ==, object->box.y);
  g_assert_cmpfloat (bounds.width, ==, object->box.width);
  g_assert_cmpfloat (bounds.height, ==, object->box.height);
  g_assert_true (object->visible >= 0.25 && object->visible <= 1.0);
  g_assert_cmpint (object->occluded, ==, object->visible < 0.95);
  for (guint i = 0; i < index; i++)
    g_assert_cmpuint (gw_mask_shared_area (&object->mask.as.mask, &gw_sample_scene_get_object (scene, i)->mask.as.mask),
                      ==, 0);
}

static void
test_truth_is_tight_and_disjoint (void)
{
  for (guint i = 0; i < GW_SAMPLE_STREET_COUNT; i += 9)
    {
      g_autoptr (GwSampleScene) scene = NULL;

      cairo_surface_destroy (gw_sample_street_draw (SEED, i, &scene));
      for (guint k = 0; k < gw_sample_scene_get_n_objects (scene); k++)
        check_object (scene, k);
    }
}

static void
test_every_class_occurs (void)
{
  static const char *const names[] = { "Car",   "Pedestrian", "Cyclist",    "Traffic Light",
                                       "Truck", "Bus",        "Motorcycle", "Traffic Sign" };
  guint counts[G_N_ELEMENTS (names)] = { 0 };

  for (guint i = 0; i < GW_SAMPLE_STREET_COUNT; i += 2)
    {
      g_autoptr (GwSampleScene) scene = NULL;

      cairo_surface_destroy (gw_sample_street_draw (SEED, i, &scene));
      g_assert_cmpuint (scene->n_tags, ==, 1);
      for (guint k = 0; k < gw_sample_scene_get_n_objects (scene); k++)
        {
          const char *name = gw_sample_scene_get_object (scene, k)->class_name;
          guint c = 0;

          while (c < G_N_ELEMENTS (names) && strcmp (names[c], name) != 0)
            c++;
          g_assert_cmpuint (c, <, G_N_ELEMENTS (names));
          counts[c]++;
        }
    }
  for (guint c = 0; c < G_N_ELEMENTS (names); c++)
    g_assert_cmpuint (counts[c], >, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample-street/same-seed-same-picture", test_same_seed_same_picture);
  g_test_add_func ("/sample-street/truth-is-tight-and-disjoint", test_truth_is_tight_and_disjoint);
  g_test_add_func ("/sample-street/every-class-occurs", test_every_class_occurs);
  return g_test_run ();
}
