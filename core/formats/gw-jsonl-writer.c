/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-jsonl-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-shape-json.h"
#include "gw-json-values.h"
#include "gw-time.h"
#include "gw-writer-private.h"

static const char *
get_author (const GwRecord *record, guint i)
{
  return gw_object_get_author (g_ptr_array_index (record->objects, i));
}

/* Who is said to have labeled the image, or has made each of its objects; NULL: several people, or
 * nobody who is known.
 */
static const char *
find_annotator (const GwRecord *record)
{
  if (record->annotator != NULL || record->objects->len == 0)
    return record->annotator;
  for (guint i = 1; i < record->objects->len; i++)
    if (g_strcmp0 (get_author (record, i), get_author (record, 0)) != 0)
      return NULL;

  return get_author (record, 0);
}

static const char *
class_name (const GwRecordHead *head, gint64 class_id)
{
  GwClass *class = gw_record_head_find_class (head, class_id);

  return class != NULL ? _gw_class_get_name_for (class, "gw-jsonl") : NULL;
}

/* {"class": number}, those that are not NaN. */
static void
write_numbers (GwJsonWriter *json, const GwRecordHead *head, const char *key, const GArray *labels)
{
  gw_json_writer_key (json, key);
  gw_json_writer_begin_object (json);
  for (guint i = 0; i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);
      const char *name = class_name (head, label->class_id);

      if (name != NULL && !isnan (label->confidence))
        gw_json_writer_key_double (json, name, label->confidence);
    }
  gw_json_writer_end_object (json);
}

static void
write_names (GwJsonWriter *json, const GwRecordHead *head, const char *key, const GArray *labels)
{
  gw_json_writer_key (json, key);
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < labels->len; i++)
    {
      const char *name = class_name (head, g_array_index (labels, GwLabel, i).class_id);

      if (name != NULL)
        gw_json_writer_string (json, name);
    }
  gw_json_writer_end_array (json);
}

static void
write_objects (GwJsonWriter *json, const GwRecordHead *head, const GwRecord *record, gboolean whole)
{
  const char *annotator = find_annotator (record);

  gw_json_writer_key (json, "objects");
  gw_json_writer_begin_array (json);
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      const char *name = class_name (head, gw_object_get_class_id (object));
      const gboolean is_other = g_strcmp0 (gw_object_get_author (object), annotator) != 0;

      if (name != NULL)
        gw_object_write_json (object, name,
                              whole      ? GW_OBJECT_JSON_WHOLE
                              : is_other ? GW_OBJECT_JSON_AUTHOR
                                         : GW_OBJECT_JSON_PLAIN,
                              json);
    }
  gw_json_writer_end_array (json);
}

static void
write_place (GwJsonWriter *json, const GwRecordHead *head, const GwRecord *record)
{
  const char *annotator = find_annotator (record);

  gw_json_writer_key_string (json, "image", record->path);
  if (record->width > 0 && record->height > 0)
    {
      gw_json_writer_key_int64 (json, "width", record->width);
      gw_json_writer_key_int64 (json, "height", record->height);
    }
  if (record->split != NULL)
    gw_json_writer_key_string (json, "split", record->split);
  if (annotator != NULL)
    gw_json_writer_key_string (json, "annotator", annotator);
  /* Of one model the header tells. */
  if (record->model != NULL && g_strcmp0 (record->model, head->model_name) != 0)
    gw_json_writer_key_string (json, "model", record->model);
}

static void
write_tags (GwJsonWriter *json, const GwRecord *record)
{
  if (record->tags == NULL || record->tags[0] == NULL)
    return;
  gw_json_writer_key (json, "tags");
  gw_json_writer_begin_array (json);
  for (gsize i = 0; record->tags[i] != NULL; i++)
    gw_json_writer_string (json, record->tags[i]);
  gw_json_writer_end_array (json);
}

/* With what stood among them in a file and is no text, which is taken out of rest (nullable). */
static void
write_attributes (GwJsonWriter *json, const GwRecord *record, GwJsonMembers *rest)
{
  g_autofree char *text = rest != NULL ? gw_json_members_dup (rest, "attributes") : NULL;
  g_autoptr (GwJsonMembers) kept = text != NULL ? gw_json_members_parse (text, -1, NULL, NULL) : NULL;

  if (rest != NULL)
    gw_json_members_remove (rest, "attributes");
  if (record->attributes == NULL && kept == NULL)
    return;
  gw_json_writer_key (json, "attributes");
  gw_json_writer_begin_object (json);
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    {
      gw_json_writer_key_string (json, record->attributes[i], record->attributes[i + 1]);
      if (kept != NULL)
        gw_json_members_remove (kept, record->attributes[i]);
    }
  if (kept != NULL)
    gw_json_members_write (kept, json);
  gw_json_writer_end_object (json);
}

/* When the image was labeled, unless that was kept as it was written. */
static void
set_time (const GwRecord *record, GwJsonMembers *rest)
{
  g_autofree char *kept = gw_json_members_dup_string (rest, "labelled_at");
  g_autofree char *time = NULL;
  gint64 us;

  if (record->modified <= 0 || (kept != NULL && gw_time_parse (kept, &us) && us / 1000 == record->modified))
    return;
  time = gw_time_format (record->modified);
  gw_json_members_set_string (rest, "labelled_at", time);
}

/* Keys in the order of the spec; those that say nothing are left out. An image
 * that was looked at and holds nothing has an empty list of objects.
 */
gboolean
gw_jsonl_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  GwJsonWriter *json = writer->state;
  g_autoptr (GwJsonMembers) rest = NULL;

  if (record->path == NULL)
    return TRUE;

  if (record->bag != NULL || record->modified > 0)
    rest = gw_json_members_open_bag (record->bag, "gw-jsonl");

  gw_json_writer_begin_object (json);
  write_place (json, writer->head, record);
  if (record->scores != NULL && record->scores->len > 0)
    write_numbers (json, writer->head, "scores", record->scores);
  if (record->labels->len > 0)
    write_names (json, writer->head, "labels", record->labels);
  write_tags (json, record);
  write_attributes (json, record, rest);
  if (record->objects->len > 0 || (record->labeled && record->labels->len == 0))
    write_objects (json, writer->head, record, writer->options.lossless);
  if (_gw_labels_have_confidence (record->labels))
    write_numbers (json, writer->head, "confidences", record->labels);
  if (record->truth != NULL && record->truth->len > 0)
    write_names (json, writer->head, "truth", record->truth);
  if (record->absent != NULL && record->absent->len > 0)
    write_names (json, writer->head, "absent", record->absent);
  if (record->skipped)
    gw_json_writer_key_boolean (json, "skipped", TRUE);
  if (rest != NULL)
    {
      if (record->skipped)
        gw_json_members_remove (rest, "skipped");
      set_time (record, rest);
      gw_json_members_write (rest, json);
    }
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);

  return !gw_json_writer_has_failed (json) || gw_json_writer_finish (json, error);
}

gboolean
gw_jsonl_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  return gw_json_writer_finish (writer->state, error);
}

void
gw_jsonl_writer_destroy (GwWriter *writer)
{
  if (writer->state != NULL)
    gw_json_writer_free (writer->state);
}
