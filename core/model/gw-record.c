/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-record.h"

#include "gw-palette.h"

static GPtrArray *
copy_objects (GPtrArray *source)
{
  GPtrArray *copy = g_ptr_array_new_full (source->len, g_object_unref);

  for (guint i = 0; i < source->len; i++)
    g_ptr_array_add (copy, g_object_ref (g_ptr_array_index (source, i)));
  return copy;
}

GwRecordHead *
gw_record_head_new (void)
{
  GwRecordHead *self = g_new0 (GwRecordHead, 1);

  self->classes = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

GwRecordHead *
gw_record_head_copy (const GwRecordHead *self)
{
  GwRecordHead *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = gw_record_head_new ();
  for (guint i = 0; i < self->classes->len; i++)
    g_ptr_array_add (copy->classes, gw_class_copy (g_ptr_array_index (self->classes, i)));
  copy->task = self->task;
  copy->has_task = self->has_task;
  copy->predictions = self->predictions;
  copy->truths = self->truths;
  copy->models = self->models;
  copy->scale = self->scale;
  copy->answers = self->answers;
  copy->model_name = g_strdup (self->model_name);
  copy->model_version = g_strdup (self->model_version);
  copy->bag = g_strdup (self->bag);
  return copy;
}

void
gw_record_head_free (GwRecordHead *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_ptr_array_unref (self->classes);
  g_free (self->model_name);
  g_free (self->model_version);
  g_free (self->bag);
  g_free (self);
}

GwClass *
gw_record_head_find_class (const GwRecordHead *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Readers number classes from 1 in order, so this is nearly always it. */
  if (id > 0 && id <= (gint64) self->classes->len)
    {
      GwClass *guess = g_ptr_array_index (self->classes, (guint) (id - 1));

      if (gw_class_get_id (guess) == id)
        return guess;
    }
  /* No class has such a number. */
  if (id <= 0)
    return NULL;
  for (guint i = 0; i < self->classes->len; i++)
    if (gw_class_get_id (g_ptr_array_index (self->classes, i)) == id)
      return g_ptr_array_index (self->classes, i);
  return NULL;
}

GwClass *
gw_record_head_find_class_by_name (const GwRecordHead *self, const char *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->classes->len; i++)
    if (g_strcmp0 (gw_class_get_name (g_ptr_array_index (self->classes, i)), name) == 0)
      return g_ptr_array_index (self->classes, i);
  return NULL;
}

/* Takes in what was added since, by whomever. */
static void
update_index (GwRecordHead *self)
{
  if (self->index == NULL)
    self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (self->n_indexed > self->classes->len)
    {
      g_hash_table_remove_all (self->index);
      self->n_indexed = 0;
      self->last_id = 0;
    }
  for (; self->n_indexed < self->classes->len; self->n_indexed++)
    {
      GwClass *class = g_ptr_array_index (self->classes, self->n_indexed);

      if (!g_hash_table_contains (self->index, gw_class_get_name (class)))
        g_hash_table_insert (self->index, g_strdup (gw_class_get_name (class)), class);
      self->last_id = MAX (self->last_id, gw_class_get_id (class));
    }
  /* The one that came last may have got its number since. */
  if (self->n_indexed > 0)
    self->last_id = MAX (self->last_id, gw_class_get_id (g_ptr_array_index (self->classes, self->n_indexed - 1)));
}

/* What the next class looks like: of few, different from all. */
static guint32
choose_color (const GwRecordHead *self)
{
  g_autofree guint32 *used = g_new (guint32, MAX (self->classes->len, 1));

  for (guint i = 0; i < self->classes->len; i++)
    used[i] = gw_class_get_color (g_ptr_array_index (self->classes, i));

  return gw_palette_next (used, self->classes->len);
}

GwClass *
gw_record_head_ensure_class (GwRecordHead *self, const char *name)
{
  GwClass *found;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  update_index (self);
  found = g_hash_table_lookup (self->index, name);
  if (found != NULL)
    return found;

  found = gw_class_new (name, self->classes->len < GW_PALETTE_APART
                                  ? choose_color (self)
                                  : gw_palette_get (self->classes->len % GW_PALETTE_SIZE));
  gw_class_set_id (found, self->last_id + 1);
  gw_class_set_position (found, (int) self->classes->len);
  g_ptr_array_add (self->classes, found);
  return found;
}

GwRecord *
gw_record_new (const char *path)
{
  GwRecord *self = g_new0 (GwRecord, 1);

  self->path = g_strdup (path);
  self->labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));
  self->objects = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

GwRecord *
gw_record_copy (const GwRecord *self)
{
  GwRecord *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new (GwRecord, 1);
  *copy = *self;
  copy->path = g_strdup (self->path);
  copy->file = g_strdup (self->file);
  copy->root = g_strdup (self->root);
  copy->source = g_strdup (self->source);
  copy->sha256 = g_strdup (self->sha256);
  copy->split = g_strdup (self->split);
  copy->tags = g_strdupv (self->tags);
  copy->annotator = g_strdup (self->annotator);
  copy->model = g_strdup (self->model);
  copy->labels = g_array_copy (self->labels);
  copy->absent = self->absent != NULL ? g_array_copy (self->absent) : NULL;
  copy->scores = self->scores != NULL ? g_array_copy (self->scores) : NULL;
  copy->truth = self->truth != NULL ? g_array_copy (self->truth) : NULL;
  copy->objects = copy_objects (self->objects);
  copy->image = self->image != NULL ? g_object_ref (self->image) : NULL;
  copy->bag = g_strdup (self->bag);
  copy->raw = g_strdup (self->raw);
  copy->places = self->places != NULL ? g_array_copy (self->places) : NULL;
  return copy;
}

void
gw_record_free (GwRecord *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->file);
  g_free (self->root);
  g_free (self->source);
  g_free (self->sha256);
  g_free (self->split);
  g_strfreev (self->tags);
  g_free (self->annotator);
  g_free (self->model);
  g_array_unref (self->labels);
  g_clear_pointer (&self->absent, g_array_unref);
  g_clear_pointer (&self->scores, g_array_unref);
  g_clear_pointer (&self->truth, g_array_unref);
  g_ptr_array_unref (self->objects);
  g_clear_object (&self->image);
  g_free (self->bag);
  g_free (self->raw);
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self);
}
