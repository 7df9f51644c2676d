/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-ignored-classes.h"

#include "gw-record-counts.h"

struct _GwIgnoredClasses
{
  GHashTable *ignored; /* set of ids of classes (gint64*) */
  GHashTable *used;    /* set of ids of classes (gint64*) that records have */
};

GwIgnoredClasses *
gw_ignored_classes_new (void)
{
  GwIgnoredClasses *self = g_new0 (GwIgnoredClasses, 1);

  self->ignored = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->used = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
gw_ignored_classes_free (GwIgnoredClasses *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->ignored);
  g_hash_table_unref (self->used);
  g_free (self);
}

static void
add_id (GHashTable *set, gint64 id)
{
  if (!g_hash_table_contains (set, &id))
    g_hash_table_add (set, g_memdup2 (&id, sizeof id));
}

void
gw_ignored_classes_add (GwIgnoredClasses *self, gint64 class_id)
{
  add_id (self->ignored, class_id);
}

/* Whether something of the class stays. */
static gboolean
take (GwIgnoredClasses *self, gint64 class_id)
{
  if (g_hash_table_contains (self->ignored, &class_id))
    return FALSE;

  add_id (self->used, class_id);
  return TRUE;
}

/* labels: (nullable) */
static guint
drop_labels (GwIgnoredClasses *self, GArray *labels)
{
  guint n = 0, n_dropped;

  if (labels == NULL)
    return 0;
  for (guint i = 0; i < labels->len; i++)
    {
      const GwLabel label = g_array_index (labels, GwLabel, i);

      if (take (self, label.class_id))
        g_array_index (labels, GwLabel, n++) = label;
    }
  n_dropped = labels->len - n;
  g_array_set_size (labels, n);

  return n_dropped;
}

static guint
drop_objects (GwIgnoredClasses *self, GwRecord *record)
{
  GPtrArray *objects = record->objects;
  GArray *places = record->places != NULL && record->places->len == objects->len ? record->places : NULL;
  const guint n_before = objects->len;
  guint n = 0;

  for (guint i = 0; i < n_before; i++)
    {
      GwObject *object = g_ptr_array_index (objects, i);

      if (!take (self, gw_object_get_class_id (object)))
        continue;
      /* What goes is behind those that stay, in the end. */
      objects->pdata[i] = objects->pdata[n];
      objects->pdata[n] = object;
      if (places != NULL)
        g_array_index (places, guint64, n) = g_array_index (places, guint64, i);
      n++;
    }
  g_ptr_array_set_size (objects, (int) n);
  if (places != NULL)
    g_array_set_size (places, n);

  return n_before - n;
}

guint
gw_ignored_classes_drop (GwIgnoredClasses *self, GwRecord *record)
{
  drop_labels (self, record->absent);
  return drop_labels (self, record->labels) + drop_labels (self, record->scores) + drop_labels (self, record->truth)
         + drop_objects (self, record);
}

guint
gw_ignored_classes_count_left (const GwIgnoredClasses *self, const GwRecordHead *head)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  guint n = 0;

  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      const gint64 class_id = gw_class_get_id (class);

      if (g_hash_table_contains (self->ignored, &class_id))
        continue;
      if (g_hash_table_contains (self->used, &class_id) || !g_hash_table_contains (groups, class))
        n++;
    }

  return n;
}
