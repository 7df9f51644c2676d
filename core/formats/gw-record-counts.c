/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-record-counts.h"

#include "gw-writer-private.h"

guint64
gw_record_count_labels (const GwRecord *record)
{
  return record->objects->len + record->labels->len + (record->scores != NULL ? record->scores->len : 0);
}

void
gw_record_counts_add (GwRecordCounts *self, const GwRecord *record, gboolean is_again)
{
  if (!is_again)
    self->images++;
  self->labels += record->labels->len;
  if (record->scores != NULL)
    self->scores += record->scores->len;
  for (guint i = 0; i < record->objects->len; i++)
    {
      const GwShape *shape = gw_object_get_shape (g_ptr_array_index (record->objects, i));

      self->objects[shape->kind]++;
    }
}

guint64
gw_record_counts_get_labels (const GwRecordCounts *self)
{
  guint64 sum = self->labels + self->scores;

  for (guint i = 0; i < GW_SHAPE_N_KINDS; i++)
    sum += self->objects[i];

  return sum;
}

static void
note_alias (const char *source, const char *id, const char *name, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* Whether nothing is known of a class but that it is one. */
static gboolean
is_mere (GwClass *class)
{
  gboolean has_alias = FALSE;

  if (gw_class_get_n_images (class) > 0 || gw_class_get_n_objects (class) > 0 || gw_class_get_hotkey (class) != NULL
      || gw_class_get_attributes (class)->len > 0 || gw_class_get_skeleton (class) != NULL)
    return FALSE;
  gw_class_foreach_alias (class, note_alias, &has_alias);

  return !has_alias;
}

GHashTable *
gw_record_head_list_groups (const GwRecordHead *head)
{
  GHashTable *groups = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < head->classes->len; i++)
    {
      const gint64 id = gw_class_get_parent_id (g_ptr_array_index (head->classes, i));
      GwClass *parent = id != 0 ? gw_record_head_find_class (head, id) : NULL;

      if (parent != NULL && !g_hash_table_contains (groups, parent) && is_mere (parent))
        g_hash_table_add (groups, parent);
    }

  return groups;
}

guint
gw_record_head_count_classes (const GwRecordHead *head)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);

  return head->classes->len - g_hash_table_size (groups);
}

void
gw_record_counts_write_json (const GwRecordCounts *self, GwJsonWriter *writer)
{
  gw_json_writer_begin_object (writer);
  for (GwShapeKind kind = GW_SHAPE_BOX; kind < GW_SHAPE_N_KINDS; kind++)
    gw_json_writer_key_int64 (writer, gw_shape_kind_name (kind), (gint64) self->objects[kind]);
  gw_json_writer_key_int64 (writer, "class", (gint64) self->labels);
  gw_json_writer_end_object (writer);
}
