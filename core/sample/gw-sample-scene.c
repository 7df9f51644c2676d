/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-scene.h"

static void
clear_object (gpointer data)
{
  GwSampleObject *object = data;

  gw_shape_clear (&object->mask);
}

GwSampleScene *
gw_sample_scene_new (GwSampleSet set, const char *file_name, int width, int height)
{
  GwSampleScene *scene = g_new0 (GwSampleScene, 1);

  scene->set = set;
  scene->file_name = g_strdup (file_name);
  scene->width = width;
  scene->height = height;
  scene->objects = g_array_new (FALSE, TRUE, sizeof (GwSampleObject));
  g_array_set_clear_func (scene->objects, clear_object);
  return scene;
}

void
gw_sample_scene_free (GwSampleScene *scene)
{
  if (scene == NULL)
    return;
  g_array_unref (scene->objects);
  g_free (scene->file_name);
  g_free (scene);
}

void
gw_sample_scene_add_tag (GwSampleScene *scene, const char *tag)
{
  g_return_if_fail (scene->n_tags < GW_SAMPLE_MAX_TAGS);

  scene->tags[scene->n_tags++] = tag;
}

void
gw_sample_scene_add_trait (GwSampleScene *scene, const char *name, const char *value)
{
  g_return_if_fail (scene->n_traits < GW_SAMPLE_MAX_TRAITS);

  scene->traits[scene->n_traits++] = (GwSampleTrait) { name, value };
}

void
gw_sample_scene_take_object (GwSampleScene *scene, GwSampleObject *object)
{
  g_array_append_val (scene->objects, *object);
  object->mask = (GwShape) GW_SHAPE_INIT;
}

guint
gw_sample_scene_get_n_objects (const GwSampleScene *scene)
{
  return scene->objects->len;
}

const GwSampleObject *
gw_sample_scene_get_object (const GwSampleScene *scene, guint index)
{
  g_return_val_if_fail (index < scene->objects->len, NULL);

  return &g_array_index (scene->objects, GwSampleObject, index);
}

static void
sum_text (GChecksum *sum, const char *text)
{
  if (text != NULL)
    g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_update (sum, (const guchar *) "\n", 1);
}

static void
sum_number (GChecksum *sum, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  sum_text (sum, g_ascii_dtostr (buffer, sizeof buffer, number));
}

static void
sum_traits (GChecksum *sum, const GwSampleTrait *traits, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      sum_text (sum, traits[i].name);
      sum_text (sum, traits[i].value);
    }
}

static void
sum_object (GChecksum *sum, const GwSampleObject *object)
{
  const GwMask *mask = &object->mask.as.mask;

  sum_text (sum, object->class_name);
  sum_number (sum, object->box.x);
  sum_number (sum, object->box.y);
  sum_number (sum, object->box.width);
  sum_number (sum, object->box.height);
  sum_number (sum, object->occluded ? 1.0 : 0.0);
  sum_number (sum, object->truncated ? 1.0 : 0.0);
  sum_traits (sum, object->traits, object->n_traits);
  for (size_t i = 0; i < mask->n_runs; i++)
    sum_number (sum, mask->runs[i]);
}

char *
gw_sample_scene_checksum (const GwSampleScene *scene)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  sum_text (sum, scene->file_name);
  sum_number (sum, scene->width);
  sum_number (sum, scene->height);
  sum_text (sum, scene->class_name);
  sum_traits (sum, scene->traits, scene->n_traits);
  for (guint i = 0; i < scene->n_tags; i++)
    sum_text (sum, scene->tags[i]);
  for (guint i = 0; i < scene->objects->len; i++)
    sum_object (sum, &g_array_index (scene->objects, GwSampleObject, i));
  return g_strdup (g_checksum_get_string (sum));
}
