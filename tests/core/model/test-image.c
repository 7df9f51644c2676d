/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image.h"
#include "gw-project-info.h"

#include <math.h>

static void
test_name_is_last_part_of_path (void)
{
  g_autoptr (GwImage) deep = gw_image_new (1, "a/b/c.jpg");
  g_autoptr (GwImage) flat = gw_image_new (2, "c.jpg");

  g_assert_cmpstr (gw_image_get_name (deep), ==, "c.jpg");
  g_assert_cmpstr (gw_image_get_name (flat), ==, "c.jpg");
  g_assert_true (isnan (gw_image_get_confidence (flat)));
  g_assert_cmpuint (gw_image_get_labels (flat)->len, ==, 0);
}

static void
test_copy_has_everything (void)
{
  g_autoptr (GwImage) image = gw_image_new (1, "a/b.jpg");
  g_autoptr (GwImage) copy = NULL;
  const GwLabel labels[] = { { 3, 0.5 }, { 4, NAN } };
  const char *const tags[] = { "night", "rain", NULL };
  const char *name, *value;

  gw_image_set_size (image, 640, 480);
  gw_image_set_labels (image, labels, G_N_ELEMENTS (labels));
  gw_image_set_tags (image, tags);
  gw_image_set_attribute (image, "weather", "rain");
  gw_image_set_attribute (image, "time", "night");
  gw_image_set_attribute (image, "weather", NULL);
  gw_image_set_status (image, GW_IMAGE_LABELED);
  gw_image_set_marks (image, GW_IMAGE_FLAGGED);
  gw_image_set_split (image, "val");
  gw_image_set_problem (image, "too dark");
  copy = gw_image_copy (image);
  g_assert_cmpint (gw_image_get_height (copy), ==, 480);
  g_assert_cmpuint (gw_image_get_labels (copy)->len, ==, 2);
  g_assert_cmpint (g_array_index (gw_image_get_labels (copy), GwLabel, 1).class_id, ==, 4);
  g_assert_cmpstrv ((char **) gw_image_get_tags (copy), (char **) tags);
  g_assert_cmpuint (gw_image_get_n_attributes (copy), ==, 1);
  gw_image_get_attribute_at (copy, 0, &name, &value);
  g_assert_cmpstr (name, ==, "time");
  g_assert_cmpstr (value, ==, "night");
  g_assert_cmpint (gw_image_get_status (copy), ==, GW_IMAGE_LABELED);
  g_assert_cmpint (gw_image_get_marks (copy), ==, GW_IMAGE_FLAGGED);
  g_assert_cmpstr (gw_image_get_split (copy), ==, "val");
  g_assert_cmpstr (gw_image_get_problem (copy), ==, "too dark");
}

static void
test_nicks_read_back (void)
{
  for (guint i = 0; i < GW_IMAGE_N_STATUSES; i++)
    {
      GwImageStatus status;

      g_assert_true (gw_image_status_from_nick (gw_image_status_get_nick (i), &status));
      g_assert_cmpint (status, ==, (int) i);
    }
  g_assert_false (gw_image_status_from_nick ("Labeled", NULL));
  for (guint i = 0; i < GW_N_TASKS; i++)
    {
      GwTask task;

      g_assert_true (gw_task_from_nick (gw_task_get_nick (i), &task));
      g_assert_cmpint (task, ==, (int) i);
    }
  g_assert_false (gw_task_from_nick ("box", NULL));
}

static void
test_boxed_values_copy (void)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Street", GW_TASK_BOXES);
  g_autoptr (GwProjectInfo) info_copy = NULL;
  g_autoptr (GwLayer) layer = gw_layer_new (GW_LAYER_KIND_PREDICTIONS, "yolo", "8n");
  g_autoptr (GwLayer) layer_copy = NULL;

  info->uuid = g_strdup ("u");
  info->n_images = 7;
  layer->id = 3;
  info_copy = g_boxed_copy (GW_TYPE_PROJECT_INFO, info);
  layer_copy = g_boxed_copy (GW_TYPE_LAYER, layer);
  g_assert_cmpstr (info_copy->name, ==, "Street");
  g_assert_cmpstr (info_copy->uuid, ==, "u");
  g_assert_cmpint (info_copy->n_images, ==, 7);
  g_assert_cmpint (layer_copy->id, ==, 3);
  g_assert_cmpstr (layer_copy->version, ==, "8n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/name-is-last-part-of-path", test_name_is_last_part_of_path);
  g_test_add_func ("/image/copy-has-everything", test_copy_has_everything);
  g_test_add_func ("/image/nicks-read-back", test_nicks_read_back);
  g_test_add_func ("/image/boxed-values-copy", test_boxed_values_copy);
  return g_test_run ();
}
