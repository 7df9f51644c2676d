/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sample-records.h"

#include <math.h>
#include <string.h>

GwSampleProgress
gw_sample_get_progress (guint index)
{
  if (index % 9 == 7)
    return GW_SAMPLE_UNLABELED;
  if (index % 31 == 12 && index < 200)
    return GW_SAMPLE_HALF_DONE;
  return GW_SAMPLE_LABELED;
}

static gint64
class_id_of (const GwRecordHead *head, const char *name)
{
  GwClass *class_ = gw_record_head_find_class_by_name (head, name);

  g_return_val_if_fail (class_ != NULL, 0);

  return gw_class_get_id (class_);
}

static GwRecord *
new_record (const GwSamplePicture *picture)
{
  GwRecord *record = gw_record_new (picture->scene->file_name);

  record->width = picture->scene->width;
  record->height = picture->scene->height;
  record->sha256 = g_strdup (picture->sha256);
  return record;
}

static void
add_label (GArray *labels, gint64 class_id, double confidence)
{
  GwLabel label = { class_id, confidence };

  g_array_append_val (labels, label);
}

static void
add_object (GwRecord *record, GwObject *object)
{
  gw_object_set_z (object, (int) record->objects->len);
  g_ptr_array_add (record->objects, object);
}

static void
copy_shape (GwObject *object, const GwShape *source)
{
  GwShape shape = GW_SHAPE_INIT;

  if (gw_shape_copy (source, &shape) != GW_STATUS_OK)
    g_error ("Out of memory for the shape of a sample object.");
  gw_object_take_shape (object, &shape);
}

static GwObject *
new_true_object (const GwRecordHead *head, const GwSampleObject *truth, gboolean as_mask)
{
  GwObject *object = gw_object_new (gw_object_make_id (), class_id_of (head, truth->class_name));
  GwObjectFlags flags = 0;

  if (as_mask)
    copy_shape (object, &truth->mask);
  else
    gw_object_set_box (object, truth->box.x, truth->box.y, truth->box.width, truth->box.height);
  if (truth->occluded)
    flags |= GW_OBJECT_OCCLUDED;
  if (truth->truncated)
    flags |= GW_OBJECT_TRUNCATED;
  gw_object_set_flags (object, flags);
  for (guint i = 0; i < truth->n_traits; i++)
    gw_object_set_attribute (object, truth->traits[i].name, truth->traits[i].value);
  return object;
}

/* The scene's tags, and those traits of the picture that hold, in lower case. */
static GStrv
list_tags (const GwSampleScene *scene)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < scene->n_tags; i++)
    g_strv_builder_add (builder, scene->tags[i]);
  for (guint i = 0; i < scene->n_traits; i++)
    if (strcmp (scene->traits[i].value, "true") == 0)
      {
        g_autofree char *tag = g_ascii_strdown (scene->traits[i].name, -1);

        g_strv_builder_add (builder, tag);
      }
  return g_strv_builder_end (builder);
}

static const char *
split_of (guint index)
{
  switch (index % 20)
    {
    case 3:
    case 10:
    case 16:
      return "val";
    case 5:
    case 12:
    case 19:
      return "test";
    default:
      return "train";
    }
}

GwRecord *
gw_sample_record_truth (const GwRecordHead *head, const GwSamplePicture *picture, guint index)
{
  const GwSampleScene *scene = picture->scene;
  GwSampleProgress progress = gw_sample_get_progress (index);
  gboolean as_mask = scene->set == GW_SAMPLE_CELLS || index % 4 == 3;
  GwRecord *record = new_record (picture);
  guint n = gw_sample_scene_get_n_objects (scene);

  record->tags = list_tags (scene);
  record->split = g_strdup (split_of (index));
  if (progress == GW_SAMPLE_UNLABELED)
    return record;
  record->labeled = progress == GW_SAMPLE_LABELED;
  if (progress == GW_SAMPLE_HALF_DONE)
    n = (n + 1) / 2;
  if (scene->class_name != NULL)
    add_label (record->labels, class_id_of (head, scene->class_name), NAN);
  for (guint i = 0; i < n; i++)
    add_object (record, new_true_object (head, gw_sample_scene_get_object (scene, i), as_mask));
  return record;
}

static void
add_guesses (GwRecord *record, const GwRecordHead *head, const GwSampleOpinion *opinion, GwSource source,
             const char *author)
{
  for (guint i = 0; i < opinion->guesses->len; i++)
    {
      const GwSampleGuess *guess = &g_array_index (opinion->guesses, GwSampleGuess, i);
      GwObject *object = gw_object_new (gw_object_make_id (), class_id_of (head, guess->class_name));

      copy_shape (object, &guess->shape);
      gw_object_set_source (object, source);
      gw_object_set_score (object, guess->score);
      gw_object_set_author (object, author);
      add_object (record, object);
    }
}

GwRecord *
gw_sample_record_prediction (const GwRecordHead *head, const GwSamplePicture *picture)
{
  const GwSampleOpinion *opinion = picture->prediction;
  GwRecord *record = new_record (picture);

  record->labeled = TRUE;
  if (opinion->class_name != NULL)
    {
      record->scores = g_array_new (FALSE, FALSE, sizeof (GwLabel));
      for (guint i = 0; i < GW_N_FRUITS; i++)
        add_label (record->scores, class_id_of (head, gw_fruit_get_name ((GwFruit) i)), opinion->scores[i]);
    }
  add_guesses (record, head, opinion, GW_SOURCE_PREDICTION, NULL);
  return record;
}

GwRecord *
gw_sample_record_answer (const GwRecordHead *head, const GwSamplePicture *picture, guint annotator)
{
  const GwSampleOpinion *opinion = picture->answers[annotator];
  GwRecord *record = new_record (picture);

  record->labeled = TRUE;
  record->annotator = g_strdup (gw_sample_annotator_get_name (annotator));
  if (opinion->class_name != NULL)
    add_label (record->labels, class_id_of (head, opinion->class_name), NAN);
  add_guesses (record, head, opinion, GW_SOURCE_MANUAL, gw_sample_annotator_get_name (annotator));
  return record;
}
