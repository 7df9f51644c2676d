/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-writer.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-aside.h"
#include "gw-error.h"
#include "gw-image-attributes.h"
#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-path.h"
#include "gw-studio-person-private.h"
#include "gw-studio-regions.h"
#include "gw-studio-reference.h"
#include "gw-studio-task.h"
#include "gw-time.h"

/* A part of the spool: what stands within the brackets of a list, or of an object. */
typedef struct
{
  guint64 offset;
  guint64 length;
} Chunk;

/* Results stand in this order, whoever brings them. */
enum
{
  REGIONS,
  LABELS,
  KEPT,
  N_PARTS
};

/* What one person, or model, says of an image; in several records perhaps. */
typedef struct
{
  char *person; /* (nullable) */
  Chunk head;
  GArray *results[N_PARTS]; /* of Chunk */
  gsize longest_id;
  guint n_choices;
} Annotation;

typedef struct
{
  char *path;
  Chunk head;
  GPtrArray *annotations; /* of Annotation */
} Task;

/* Tasks wait in a file, since what people say of an image may come at any time. */
typedef struct
{
  GwSpool *spool;
  GPtrArray *tasks;    /* of Task, in the order in which they came */
  GHashTable *by_path; /* -> Task */
  GHashTable *ids;     /* set of char*: of tasks, as JSON */
  guint next_id;       /* smaller ones are taken, or passed over */
  GHashTable *people;  /* name -> number from 1 */
  GwStudioControls *controls;
  char *image_name;
  char *image_key;
} State;

static void
annotation_free (gpointer data)
{
  Annotation *annotation = data;

  for (guint i = 0; i < N_PARTS; i++)
    g_array_unref (annotation->results[i]);
  g_free (annotation->person);
  g_free (annotation);
}

static void
task_free (gpointer data)
{
  Task *task = data;

  g_ptr_array_unref (task->annotations);
  g_free (task->path);
  g_free (task);
}

/* --- the spool ----------------------------------------------------------------------------------- */

/* Appends a text that begins and ends with a bracket. */
static gboolean
add_text (State *state, const char *text, gsize length, Chunk *chunk, GError **error)
{
  chunk->offset = _gw_spool_get_size (state->spool);
  chunk->length = length - 2;

  return g_output_stream_write_all (_gw_spool_get_stream (state->spool), text + 1, length - 2, NULL, NULL, error);
}

/* --- tasks ------------------------------------------------------------------------------------------ */

/* Whether something in the data of a task names the image. */
static gboolean
names_image (const GwJsonMembers *data, const GwRecord *record)
{
  for (guint i = 0; i < gw_json_members_get_n (data); i++)
    {
      g_autofree char *text = gw_json_members_dup_string (data, gw_json_members_get_at (data, i, NULL, NULL));

      for (guint keep_number = 0; text != NULL && keep_number < 2; keep_number++)
        {
          g_autofree char *path = gw_studio_reference_to_path (text, keep_number == 1);

          if (path != NULL && strcmp (gw_path_basename (path), gw_path_basename (record->path)) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

/* The id that the task came with, unless another has it. (transfer full) */
static char *
choose_task_id (State *state, const GwJsonMembers *members)
{
  char *id = gw_json_members_dup (members, "id");

  state->next_id = MAX (state->next_id, state->tasks->len);
  while (id == NULL || g_hash_table_contains (state->ids, id))
    {
      g_free (id);
      id = g_strdup_printf ("%u", state->next_id++);
    }
  g_hash_table_add (state->ids, g_strdup (id));

  return id;
}

/* Whether a result that stands in the bag tells this of the image. */
static gboolean
is_told (const GwJsonMembers *bag, const char *name, const char *value)
{
  gsize length;
  const char *raw = gw_json_members_get (bag, "results", &length);
  g_autoptr (GwJsonEntries) entries = raw != NULL ? gw_json_entries_new_for_memory (raw, length) : NULL;
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) result = gw_json_members_parse (entry.raw, (gssize) entry.length, NULL, NULL);
      g_autofree char *from = result != NULL ? gw_json_members_dup_string (result, "from_name") : NULL;
      g_autofree char *type = result != NULL ? gw_json_members_dup_string (result, "type") : NULL;
      g_autoptr (GwJsonMembers) members = NULL;
      g_autofree char *text = NULL;

      if (type == NULL || g_strcmp0 (from != NULL && *from != '\0' ? from : type, name) != 0)
        continue;
      members = _gw_studio_open_part (result, "value");
      text = gw_studio_value_dup_text (gw_studio_kind_from_type (type), members);
      if (g_strcmp0 (text, value) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
gw_studio_tells_attribute (const GwRecord *record, const char *name, const char *value)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, GW_STUDIO_FORMAT);

  return is_told (bag, name, value);
}

/* What is known of the image stands in the data of the task, unless a result tells it. */
static void
put_attributes (const State *state, const GwRecord *record, const GwJsonMembers *bag, GwJsonMembers *data)
{
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    {
      const char *name = record->attributes[i], *value = record->attributes[i + 1];
      gsize length;
      const char *raw = gw_json_members_get (data, name, &length);

      if (strcmp (name, state->image_key) == 0
          || (raw != NULL ? gw_image_attributes_is_raw (value, raw, length) : is_told (bag, name, value)))
        continue;
      gw_image_attributes_put (data, name, value);
    }
}

static gboolean
write_task_head (GwWriter *writer, Task *task, const GwRecord *record, const GwJsonMembers *bag, GError **error)
{
  State *state = writer->state;
  g_autoptr (GwJsonMembers) members = _gw_studio_open_part (bag, "task");
  g_autoptr (GwJsonMembers) data = _gw_studio_open_part (bag, "data");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  g_autofree char *id = choose_task_id (state, members);

  if (!names_image (data, record))
    {
      g_autofree char *reference = gw_studio_reference_from_path (record->path);

      gw_json_members_set_string (data, state->image_key, reference);
    }
  put_attributes (state, record, bag, data);
  gw_json_members_remove (members, "id");
  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "id");
  gw_json_writer_raw (json, id, -1);
  gw_json_writer_key (json, "data");
  gw_json_writer_begin_object (json);
  gw_json_members_write (data, json);
  gw_json_writer_end_object (json);
  gw_json_members_write (members, json);
  gw_json_writer_end_object (json);

  return gw_json_writer_finish (json, error) && add_text (state, text->str, text->len, &task->head, error);
}

/* The task of the record's image, made with the first record of it. */
static Task *
ensure_task (GwWriter *writer, const GwRecord *record, const GwJsonMembers *bag, GError **error)
{
  State *state = writer->state;
  Task *task = g_hash_table_lookup (state->by_path, record->path);

  if (task != NULL)
    return task;
  if (!_gw_writer_copy_picture (writer, record, record->path, error))
    return NULL;
  task = g_new0 (Task, 1);
  task->path = g_strdup (record->path);
  task->annotations = g_ptr_array_new_with_free_func (annotation_free);
  g_ptr_array_add (state->tasks, task);
  g_hash_table_insert (state->by_path, task->path, task);

  return write_task_head (writer, task, record, bag, error) ? task : NULL;
}

/* --- annotations -------------------------------------------------------------------------------------- */

/* A number as it is, a name with a number of its own. */
static void
write_person (State *state, const char *person, GwJsonWriter *json)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (state->people, person));
  gint64 id;

  gw_json_writer_key (json, "completed_by");
  if (gw_number_parse_int64 (person, -1, &id) && g_ascii_isdigit (person[0]))
    {
      gw_json_writer_int64 (json, id);
      return;
    }
  if (number == 0)
    {
      number = g_hash_table_size (state->people) + 1;
      g_hash_table_insert (state->people, g_strdup (person), GUINT_TO_POINTER (number));
    }
  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "id", number);
  gw_json_writer_key_string (json, "email", person);
  gw_json_writer_end_object (json);
}

/* Whether what the annotation came with is still of that person. */
static gboolean
is_by (const GwJsonMembers *members, const char *person)
{
  g_autofree char *raw = gw_json_members_dup (members, "completed_by");
  g_autoptr (GwJsonMembers) object = raw != NULL && raw[0] == '{' ? gw_json_members_parse (raw, -1, NULL, NULL) : NULL;
  g_autofree char *name = NULL;

  if (raw == NULL)
    return FALSE;
  if (object == NULL)
    name = gw_json_value_to_text (raw, strlen (raw));
  else
    {
      name = gw_json_members_dup_string (object, "email");
      if (name == NULL)
        name = gw_json_members_dup (object, "id");
    }

  return g_strcmp0 (name, person) == 0;
}

/* When it was labeled, unless what was kept says so already. */
static void
write_time (const GwRecord *record, GwJsonMembers *members)
{
  g_autofree char *time = NULL;
  gint64 us;

  if (record->modified <= 0 || (gw_studio_get_time (members, &us) && us / 1000 == record->modified))
    return;
  time = gw_time_format (record->modified);
  if (gw_json_members_get (members, "created_at", NULL) == NULL)
    gw_json_members_set_string (members, "created_at", time);
  gw_json_members_set_string (members, "updated_at", time);
}

/* Whether the image was set aside, and whether the answer is one that others are measured by. */
static void
write_marks (const GwRecord *record, GwJsonMembers *members)
{
  /* Who has skipped an image and labeled it later has not skipped it. */
  if (record->labeled || record->objects->len > 0 || record->labels->len > 0)
    gw_json_members_set (members, "was_cancelled", "false", -1);
  else if (record->skipped || _gw_studio_is_own (record))
    gw_json_members_set (members, "was_cancelled", record->skipped ? "true" : "false", -1);
  gw_json_members_set (members, "ground_truth", _gw_studio_tells_gold (record, members) ? "true" : "false", -1);
}

static void
write_annotation_members (GwWriter *writer, const GwRecord *record, const char *person, GwJsonMembers *members,
                          GwJsonWriter *json)
{
  const gboolean keeps_person = is_by (members, person);

  if (!keeps_person)
    gw_json_members_remove (members, "completed_by");
  write_marks (record, members);
  if (person != NULL && !keeps_person)
    write_person (writer->state, person, json);
  gw_json_members_write (members, json);
}

/* How Label Studio names a model: as the record does, else as the whole set does. */
static char *
dup_model (const GwWriter *writer, const GwRecord *record)
{
  const GwRecordHead *head = writer->head;

  if (record->model != NULL || head->model_name == NULL || head->model_version == NULL)
    return g_strdup (record->model != NULL ? record->model : head->model_name);

  return g_strdup_printf ("%s %s", head->model_name, head->model_version);
}

static gboolean
write_annotation_head (GwWriter *writer, Annotation *annotation, const GwRecord *record, const GwJsonMembers *bag,
                       GError **error)
{
  g_autoptr (GwJsonMembers) members = _gw_studio_open_part (bag, "annotation");
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);

  write_time (record, members);
  gw_json_writer_begin_object (json);
  if (writer->head->predictions)
    {
      if (annotation->person != NULL)
        gw_json_members_set_string (members, "model_version", annotation->person);
      gw_json_members_write (members, json);
    }
  else
    write_annotation_members (writer, record, annotation->person, members, json);
  gw_json_writer_end_object (json);

  return gw_json_writer_finish (json, error)
         && add_text (writer->state, text->str, text->len, &annotation->head, error);
}

static Annotation *
ensure_annotation (GwWriter *writer, Task *task, const GwRecord *record, const GwJsonMembers *bag, GError **error)
{
  gboolean others;
  g_autofree char *person = writer->head->predictions ? dup_model (writer, record)
                                                      : g_strdup (_gw_studio_find_annotator (record, &others));
  Annotation *annotation;

  for (guint i = 0; i < task->annotations->len; i++)
    {
      annotation = g_ptr_array_index (task->annotations, i);
      if (g_strcmp0 (annotation->person, person) == 0)
        return annotation;
    }
  annotation = g_new0 (Annotation, 1);
  annotation->person = g_steal_pointer (&person);
  for (guint i = 0; i < N_PARTS; i++)
    annotation->results[i] = g_array_new (FALSE, FALSE, sizeof (Chunk));
  g_ptr_array_add (task->annotations, annotation);

  return write_annotation_head (writer, annotation, record, bag, error) ? annotation : NULL;
}

/* A list of results goes to the spool as it is written, since masks are long. */
static GwJsonWriter *
begin_results (State *state, Chunk *chunk)
{
  GwJsonWriter *json = gw_json_writer_new (_gw_spool_get_stream (state->spool), GW_JSON_WRITER_COMPACT, NULL);

  chunk->offset = _gw_spool_get_size (state->spool) + 1;
  gw_json_writer_begin_array (json);

  return json;
}

static gboolean
end_results (State *state, GwJsonWriter *json, Chunk *chunk, GArray *results, GError **error)
{
  gw_json_writer_end_array (json);
  if (!gw_json_writer_finish (json, error))
    return FALSE;
  chunk->length = _gw_spool_get_size (state->spool) - chunk->offset - 1;
  if (chunk->length > 0)
    g_array_append_val (results, *chunk);

  return TRUE;
}

static gboolean
write_regions (GwWriter *writer, Annotation *annotation, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autoptr (GwJsonWriter) json = NULL;
  g_auto (GwStudioResults) results = { 0 };
  Chunk chunk;

  if (!_gw_writer_check_size (writer, record,
                              _ ("Places are parts of the image's size, which is not known. Its objects were left "
                                 "out.")))
    return TRUE;
  gw_studio_results_init (&results, writer, state->controls, record, annotation->longest_id);
  results.image_name = state->image_name;
  results.json = json = begin_results (state, &chunk);
  gw_studio_write_regions (&results);
  annotation->longest_id = MAX (annotation->longest_id, results.longest_written);

  return end_results (state, json, &chunk, annotation->results[REGIONS], error);
}

static gboolean
write_labels (GwWriter *writer, Annotation *annotation, const GwRecord *record, gsize longest_id, GError **error)
{
  State *state = writer->state;
  g_autoptr (GwJsonWriter) json = NULL;
  g_auto (GwStudioResults) results = { 0 };
  Chunk chunk;

  gw_studio_results_init (&results, writer, state->controls, record, longest_id);
  results.image_name = state->image_name;
  results.n = annotation->n_choices;
  results.json = json = begin_results (state, &chunk);
  gw_studio_results_write_labels (&results, record->labels);
  if (writer->head->predictions && record->scores != NULL)
    gw_studio_results_write_labels (&results, record->scores);
  annotation->n_choices = results.n;

  return end_results (state, json, &chunk, annotation->results[LABELS], error);
}

/* Results that were kept as they are. */
static gboolean
write_kept (GwWriter *writer, Annotation *annotation, const GwJsonMembers *bag, GError **error)
{
  State *state = writer->state;
  gsize length;
  const char *raw = gw_json_members_get (bag, "results", &length);
  g_autoptr (GwJsonReader) reader = raw != NULL ? gw_json_reader_new_for_memory (raw, (gssize) length) : NULL;
  g_autoptr (GwJsonWriter) json = NULL;
  Chunk chunk;

  if (reader == NULL || gw_json_reader_next (reader, NULL) != GW_JSON_ARRAY_BEGIN)
    return TRUE;
  json = begin_results (state, &chunk);
  while (gw_json_reader_next (reader, NULL) == GW_JSON_OBJECT_BEGIN
         && (raw = gw_json_reader_take_raw (reader, &length, NULL)) != NULL)
    gw_json_writer_raw (json, raw, (gssize) length);

  return end_results (state, json, &chunk, annotation->results[KEPT], error);
}

static gboolean
write_results (GwWriter *writer, Annotation *annotation, const GwRecord *record, const GwJsonMembers *bag,
               GError **error)
{
  const gboolean has_labels = record->labels->len > 0
                              || (writer->head->predictions && record->scores != NULL && record->scores->len > 0);

  /* Ids of what was there before this record. */
  const gsize longest_id = annotation->longest_id;

  return (record->objects->len == 0 || write_regions (writer, annotation, record, error))
         && (!has_labels || write_labels (writer, annotation, record, longest_id, error))
         && write_kept (writer, annotation, bag, error);
}

/* Whether somebody, or a model, has said something of the image, be it that there is nothing. */
static gboolean
is_annotated (const GwRecord *record, const GwJsonMembers *bag)
{
  return record->labeled || record->skipped || record->objects->len > 0 || record->labels->len > 0
         || (record->scores != NULL && record->scores->len > 0)
         || gw_json_members_get (bag, "annotation", NULL) != NULL;
}

gboolean
gw_studio_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  g_autoptr (GwJsonMembers) bag = NULL;
  Annotation *annotation;
  Task *task;

  if (record->path == NULL)
    return TRUE;
  bag = gw_json_members_open_bag (record->bag, GW_STUDIO_FORMAT);
  task = ensure_task (writer, record, bag, error);
  if (task == NULL)
    return FALSE;
  if (!is_annotated (record, bag))
    return TRUE;
  annotation = ensure_annotation (writer, task, record, bag, error);

  return annotation != NULL && write_results (writer, annotation, record, bag, error);
}

/* --- the files -------------------------------------------------------------------------------------------- */

gboolean
gw_studio_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (writer->head->bag, GW_STUDIO_FORMAT);
  gsize length;
  const char *controls = gw_json_members_get (bag, "controls", &length);

  writer->state = state;
  state->tasks = g_ptr_array_new_with_free_func (task_free);
  state->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  state->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->controls = gw_studio_controls_new ();
  if (controls != NULL)
    gw_studio_controls_add_text (state->controls, controls, length);
  state->image_name = gw_json_members_dup_string (bag, "to_name");
  if (state->image_name == NULL)
    state->image_name = g_strdup ("image");
  state->image_key = gw_json_members_dup_string (bag, "image");
  if (state->image_key == NULL)
    state->image_key = g_strdup ("image");
  state->spool = _gw_spool_new (writer, error);

  return state->spool != NULL;
}

static gboolean
put (GOutputStream *stream, const char *text, GError **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error);
}

static gboolean
put_chunk (State *state, const Chunk *chunk, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  return _gw_spool_copy (state->spool, chunk->offset, chunk->length, stream, cancellable, error);
}

static gboolean
put_annotation (State *state, const Annotation *annotation, GOutputStream *stream, GCancellable *cancellable,
                GError **error)
{
  guint n = 0;

  if (!put (stream, "{", error) || !put_chunk (state, &annotation->head, stream, cancellable, error)
      || !put (stream, annotation->head.length > 0 ? ",\"result\":[" : "\"result\":[", error))
    return FALSE;
  for (guint part = 0; part < N_PARTS; part++)
    for (guint i = 0; i < annotation->results[part]->len; i++)
      if ((n++ > 0 && !put (stream, ",", error))
          || !put_chunk (state, &g_array_index (annotation->results[part], Chunk, i), stream, cancellable, error))
        return FALSE;

  return put (stream, "]}", error);
}

static gboolean
put_task (GwWriter *writer, const Task *task, GOutputStream *stream, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  if (!put (stream, "{", error) || !put_chunk (state, &task->head, stream, cancellable, error)
      || !put (stream, writer->head->predictions ? ",\"predictions\":[" : ",\"annotations\":[", error))
    return FALSE;
  for (guint i = 0; i < task->annotations->len; i++)
    if ((i > 0 && !put (stream, ",", error))
        || !put_annotation (state, g_ptr_array_index (task->annotations, i), stream, cancellable, error))
      return FALSE;

  return put (stream, "]}", error);
}

static gboolean
write_tasks (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;
  g_autoptr (GOutputStream) file = gw_folder_writer_open (writer->folder, "tasks.json", error);
  g_autoptr (GOutputStream) stream = file != NULL ? g_buffered_output_stream_new (file) : NULL;

  if (stream == NULL || !put (stream, "[", error))
    return FALSE;
  writer->n_files++;
  for (guint i = 0; i < state->tasks->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !put (stream, i > 0 ? ",\n" : "\n", error)
        || !put_task (writer, g_ptr_array_index (state->tasks, i), stream, cancellable, error))
      return FALSE;

  return put (stream, "\n]\n", error) && g_output_stream_close (stream, cancellable, error);
}

/* A project needs a control, also where nothing is labeled. */
static void
ensure_control (const GwWriter *writer)
{
  State *state = writer->state;
  const GwRecordHead *head = writer->head;
  const gboolean is_of_images = head->has_task
                                && (head->task == GW_TASK_SINGLE_CLASS || head->task == GW_TASK_MULTI_CLASS);

  if (state->controls->list->len == 0)
    gw_studio_controls_ensure (state->controls, "label",
                               gw_studio_kind_get_type (is_of_images ? GW_STUDIO_CHOICES : GW_STUDIO_RECTANGLE), FALSE);
}

gboolean
gw_studio_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!write_tasks (writer, cancellable, error))
    return FALSE;
  ensure_control (writer);
  if (!gw_studio_config_write (text, writer->head, state->controls, state->image_name, state->image_key, error))
    return FALSE;
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, "config.xml", text->str, text->len, error);
}

static void
state_free (gpointer data)
{
  State *state = data;

  g_hash_table_unref (state->by_path);
  g_ptr_array_unref (state->tasks);
  g_hash_table_unref (state->ids);
  g_hash_table_unref (state->people);
  gw_studio_controls_free (state->controls);
  g_free (state->image_name);
  g_free (state->image_key);
  g_free (state);
}

void
gw_studio_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->spool, _gw_spool_free);
  /* Nobody waits until all tasks are gone, and least of all who cancels. */
  gw_aside_free ("gw-free", state_free, state);
}
