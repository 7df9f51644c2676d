/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-record.h"

#include <string.h>

#include "gw-limits.h"
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

/* All but the classes. */
static GwRecordHead *
copy_rest (const GwRecordHead *self)
{
  GwRecordHead *copy = gw_record_head_new ();

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
  for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i++)
    gw_record_head_add_attribute (copy, g_ptr_array_index (self->attributes, i));
  return copy;
}

GwRecordHead *
gw_record_head_copy (const GwRecordHead *self)
{
  GwRecordHead *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = copy_rest (self);
  for (guint i = 0; i < self->classes->len; i++)
    g_ptr_array_add (copy->classes, gw_class_copy (g_ptr_array_index (self->classes, i)));
  return copy;
}

GwRecordHead *
gw_record_head_share (const GwRecordHead *self)
{
  GwRecordHead *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = copy_rest (self);
  for (guint i = 0; i < self->classes->len; i++)
    g_ptr_array_add (copy->classes, g_object_ref (g_ptr_array_index (self->classes, i)));
  return copy;
}

void
gw_record_head_free (GwRecordHead *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_ptr_array_unref (self->classes);
  g_free (self->model_name);
  g_free (self->model_version);
  g_free (self->bag);
  g_clear_pointer (&self->attribute_names, g_hash_table_unref);
  g_clear_pointer (&self->attributes, g_ptr_array_unref);
  g_free (self);
}

void
gw_record_head_add_attribute (GwRecordHead *self, const char *name)
{
  char *own;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  if (self->attributes == NULL)
    {
      self->attributes = g_ptr_array_new_with_free_func (g_free);
      self->attribute_names = g_hash_table_new (g_str_hash, g_str_equal);
    }
  if (self->attributes->len == GW_RECORD_HEAD_ATTRIBUTES || g_hash_table_contains (self->attribute_names, name))
    return;
  own = g_strdup (name);
  g_ptr_array_add (self->attributes, own);
  g_hash_table_add (self->attribute_names, own);
}

gboolean
gw_record_head_has_attribute (const GwRecordHead *self, const char *name)
{
  return self->attribute_names != NULL && g_hash_table_contains (self->attribute_names, name);
}

static GwClass *
get_class (const GwRecordHead *self, guint place, gint64 id)
{
  GwClass *class = place < self->classes->len ? g_ptr_array_index (self->classes, place) : NULL;

  return class != NULL && gw_class_get_id (class) == id ? class : NULL;
}

/* (transfer full) */
static GHashTable *
index_ids (const GwRecordHead *self)
{
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = self->classes->len; i > 0; i--)
    {
      gint64 id = gw_class_get_id (g_ptr_array_index (self->classes, i - 1));

      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (i));
    }

  return by_id;
}

/* A class may have got its number since the table was made: what it says is looked at, and it is
 * made anew where it does not know a class that is there.
 */
static GwClass *
find_by_index (const GwRecordHead *self, gint64 id)
{
  static GMutex lock;
  GHashTable **by_id = (GHashTable **) &self->by_id;
  GwClass *found = NULL;
  guint place;

  g_mutex_lock (&lock);
  place = *by_id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (*by_id, &id)) : 0;
  if (place > 0)
    found = get_class (self, place - 1, id);
  for (guint i = 0; found == NULL && i < self->classes->len; i++)
    {
      found = get_class (self, i, id);
      if (found == NULL)
        continue;
      g_clear_pointer (by_id, g_hash_table_unref);
      *by_id = index_ids (self);
    }
  g_mutex_unlock (&lock);

  return found;
}

GwClass *
gw_record_head_find_class (const GwRecordHead *self, gint64 id)
{
  g_return_val_if_fail (self != NULL, NULL);

  /* Readers number classes from 1 in order, so this is nearly always it. */
  if (id > 0 && id <= (gint64) self->classes->len)
    {
      GwClass *guess = get_class (self, (guint) (id - 1), id);

      if (guess != NULL)
        return guess;
    }

  /* Below 1 no class has a number. */
  return id > 0 ? find_by_index (self, id) : NULL;
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
  copy->attributes = g_strdupv (self->attributes);
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
  copy->label_index = copy->score_index = (GwLabelIndex) { 0 };
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
  g_strfreev (self->attributes);
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
  gw_label_index_clear (&self->label_index);
  gw_label_index_clear (&self->score_index);
  g_free (self);
}

/* The place of its name, or of the end. */
static gsize
find_attribute (const GwRecord *self, const char *name)
{
  gsize i = 0;

  while (self->attributes[i] != NULL && strcmp (self->attributes[i], name) != 0)
    i += 2;
  return i;
}

const char *
gw_record_get_attribute (const GwRecord *self, const char *name)
{
  gsize i;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (self->attributes == NULL)
    return NULL;
  i = find_attribute (self, name);
  return self->attributes[i] != NULL ? self->attributes[i + 1] : NULL;
}

static gboolean
is_text (const char *text, GwLimit limit)
{
  const gsize length = strlen (text);

  return length <= gw_limit_get (limit) && g_utf8_validate (text, (gssize) length, NULL);
}

static void
remove_attribute (GwRecord *self, gsize i)
{
  g_free (self->attributes[i]);
  g_free (self->attributes[i + 1]);
  do
    self->attributes[i] = self->attributes[i + 2];
  while (self->attributes[i++] != NULL);
  if (self->attributes[0] == NULL)
    g_clear_pointer (&self->attributes, g_free);
}

gboolean
gw_record_set_attribute (GwRecord *self, const char *name, const char *value)
{
  gsize i;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  i = self->attributes != NULL ? find_attribute (self, name) : 0;
  if (value == NULL)
    {
      if (self->attributes != NULL && self->attributes[i] != NULL)
        remove_attribute (self, i);
      return TRUE;
    }
  if (!is_text (value, GW_LIMIT_ATTRIBUTE_BYTES))
    return FALSE;
  if (self->attributes != NULL && self->attributes[i] != NULL)
    {
      char *old = self->attributes[i + 1];

      self->attributes[i + 1] = g_strdup (value);
      g_free (old);
      return TRUE;
    }
  if (name[0] == '\0' || !is_text (name, GW_LIMIT_NAME_BYTES) || i / 2 >= gw_limit_get (GW_LIMIT_IMAGE_ATTRIBUTES))
    return FALSE;

  self->attributes = g_renew (char *, self->attributes, i + 3);
  self->attributes[i] = g_strdup (name);
  self->attributes[i + 1] = g_strdup (value);
  self->attributes[i + 2] = NULL;
  return TRUE;
}

guint
gw_record_add_attributes (GwRecord *self, const GwRecord *other)
{
  guint n_others = 0;

  g_return_val_if_fail (self != NULL && other != NULL, 0);

  for (gsize i = 0; other->attributes != NULL && other->attributes[i] != NULL; i += 2)
    {
      const char *own = gw_record_get_attribute (self, other->attributes[i]);

      if (own != NULL)
        n_others += strcmp (own, other->attributes[i + 1]) != 0;
      else
        n_others += !gw_record_set_attribute (self, other->attributes[i], other->attributes[i + 1]);
    }
  return n_others;
}

GwLabel *
gw_record_find_label (GwRecord *self, gint64 class_id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return gw_label_index_find (&self->label_index, self->labels, class_id);
}

GwLabel *
gw_record_find_score (GwRecord *self, gint64 class_id)
{
  g_return_val_if_fail (self != NULL, NULL);

  return gw_label_index_find (&self->score_index, self->scores, class_id);
}

static void
note_class (GHashTable *classes, gint64 id)
{
  g_hash_table_add (classes, g_memdup2 (&id, sizeof id));
}

void
gw_record_drop_present (GwRecord *self)
{
  g_autoptr (GHashTable) present = NULL;
  guint n = 0;

  if (self->absent == NULL)
    return;

  present = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->labels->len; i++)
    note_class (present, g_array_index (self->labels, GwLabel, i).class_id);
  for (guint i = 0; i < self->objects->len; i++)
    note_class (present, gw_object_get_class_id (g_ptr_array_index (self->objects, i)));
  for (guint i = 0; i < self->absent->len; i++)
    if (!g_hash_table_contains (present, &g_array_index (self->absent, GwLabel, i).class_id))
      g_array_index (self->absent, GwLabel, n++) = g_array_index (self->absent, GwLabel, i);
  g_array_set_size (self->absent, n);
  if (n == 0)
    g_clear_pointer (&self->absent, g_array_unref);
}
