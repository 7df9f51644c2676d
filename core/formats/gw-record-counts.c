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

gboolean
gw_record_head_is_group (const GwRecordHead *head, GwClass *class)
{
  return _gw_class_is_group (head, class);
}

guint
gw_record_head_count_classes (const GwRecordHead *head)
{
  guint n = 0;

  for (guint i = 0; i < head->classes->len; i++)
    if (!_gw_class_is_group (head, g_ptr_array_index (head->classes, i)))
      n++;

  return n;
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
