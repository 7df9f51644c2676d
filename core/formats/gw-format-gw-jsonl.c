/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-json-sketch.h"
#include "gw-jsonl-reader-private.h"
#include "gw-jsonl-writer.h"

/* Groundwork's own lines (spec formats 13.4). */

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GwJsonSketch) sketch = NULL;

  if (is_folder)
    return;
  sketch = gw_json_sketch_new_for_line (start, n_start);
  if (gw_json_sketch_has (sketch, "groundwork"))
    out->confidence = 100;
  else if (gw_json_sketch_has (sketch, "image")
           && (gw_json_sketch_has (sketch, "objects") || gw_json_sketch_has (sketch, "labels")
               || gw_json_sketch_has (sketch, "scores")))
    out->confidence = 85;
  else if (g_str_has_suffix (source, ".gw.jsonl") && sketch->first == '{')
    out->confidence = 60;
  else
    return;
  g_snprintf (out->reason, sizeof out->reason, _ ("Its lines are JSON objects as Groundwork writes them."));
}

/* --- lines --------------------------------------------------------------------- */

static gboolean
rewind_lines (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwJsonlState *state = reader->state;

  g_clear_pointer (&state->lines, gw_line_reader_free);
  g_clear_object (&state->stream);
  state->stream = _gw_reader_open_file (reader->source, &state->size, error);
  if (state->stream == NULL)
    return FALSE;
  state->lines = gw_line_reader_new (state->stream, 0, cancellable);
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * state->size);

  return TRUE;
}

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* The next line that is not blank, in the JSON reader. NULL at the end and on
 * an error. A line that is too long is reported where report is TRUE.
 */
static const char *
next_line (GwReader *reader, gboolean report, gsize *length, GError **error)
{
  GwJsonlState *state = reader->state;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      const char *text = gw_line_reader_next (state->lines, length, &failure);

      if (text == NULL && g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT))
        {
          if (report)
            gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                                 .outcome = GW_OUTCOME_LEFT_OUT,
                                                                 .code = "limit",
                                                                 .file = reader->source,
                                                                 .n_images = 1,
                                                                 .line = gw_line_reader_get_line (state->lines),
                                                                 .text = failure->message });
          if (report)
            reader->counts.images++;
          continue;
        }
      if (text == NULL)
        {
          if (failure != NULL)
            g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      if (is_blank (text, *length))
        continue;
      gw_json_reader_reset_memory (state->json, text, (gssize) *length, gw_line_reader_get_line (state->lines),
                                   gw_line_reader_get_offset (state->lines));
      return text;
    }
}

/* --- the first reading: header and class names ---------------------------------- */

static void
note_class (GwReader *reader, const char *name)
{
  GwJsonlState *state = reader->state;
  GwClass *class;

  if (g_hash_table_contains (state->classes, name))
    return;
  class = _gw_reader_ensure_class (reader, name, NULL, NULL, reader->source, gw_line_reader_get_line (state->lines));
  g_hash_table_insert (state->classes, g_strdup (name), class);
}

static void
scan_labels (GwReader *reader, GwJsonReader *json)
{
  GwJsonToken token;

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  while ((token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END && token != GW_JSON_ERROR)
    if (token == GW_JSON_STRING)
      note_class (reader, gw_json_reader_get_string (json, NULL));
    else
      gw_json_reader_skip_value (json, NULL);
}

static void
scan_scores (GwReader *reader, GwJsonReader *json)
{
  GwJsonlState *state = reader->state;

  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    {
      note_class (reader, gw_json_reader_get_string (json, NULL));
      state->has_scores = TRUE;
      if (gw_json_reader_next (json, NULL) == GW_JSON_NUMBER)
        {
          const double score = gw_json_reader_get_double (json);

          state->has_class_scores = TRUE;
          state->has_logits = state->has_logits || gw_scores_are_logits (GW_SCORE_SCALE_UNKNOWN, &score, 1);
        }
      else
        gw_json_reader_skip_value (json, NULL);
    }
}

static void
scan_object (GwReader *reader, GwJsonReader *json)
{
  GwJsonlState *state = reader->state;

  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    {
      gboolean is_label = gw_json_reader_string_is (json, "label");

      if (is_label && gw_json_reader_next (json, NULL) == GW_JSON_STRING)
        note_class (reader, gw_json_reader_get_string (json, NULL));
      else
        {
          if (!is_label && gw_json_reader_string_is (json, "score"))
            state->has_scores = TRUE;
          gw_json_reader_skip_value (json, NULL);
        }
    }
}

static void
scan_objects (GwReader *reader, GwJsonReader *json)
{
  GwJsonToken token;

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  while ((token = gw_json_reader_next (json, NULL)) != GW_JSON_ARRAY_END && token != GW_JSON_ERROR)
    if (token == GW_JSON_OBJECT_BEGIN)
      scan_object (reader, json);
    else
      gw_json_reader_skip_value (json, NULL);
}

static void
scan_attributes (GwReader *reader, GwJsonReader *json)
{
  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    {
      gw_json_reader_skip_value (json, NULL);
      return;
    }
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    {
      g_autofree char *name = gw_json_reader_dup_string (json, NULL);
      const GwJsonToken token = gw_json_reader_next (json, NULL);

      if (name != NULL
          && (token == GW_JSON_STRING || token == GW_JSON_NUMBER || token == GW_JSON_TRUE || token == GW_JSON_FALSE))
        gw_record_head_add_attribute (reader->head, name);
      else
        gw_json_reader_skip_value (json, NULL);
    }
}

/* The text at hand; NULL, skipped, for anything else. (transfer full) */
static char *
scan_text (GwJsonReader *json)
{
  if (gw_json_reader_next (json, NULL) == GW_JSON_STRING)
    return gw_json_reader_dup_string (json, NULL);

  gw_json_reader_skip_value (json, NULL);
  return NULL;
}

static void
scan_line (GwReader *reader, GwJsonReader *json)
{
  GwJsonlState *state = reader->state;
  g_autofree char *image = NULL;
  g_autofree char *annotator = NULL;
  g_autofree char *model = NULL;

  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    return;
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    if (gw_json_reader_string_is (json, "objects"))
      scan_objects (reader, json);
    else if (gw_json_reader_string_is (json, "labels") || gw_json_reader_string_is (json, "absent"))
      scan_labels (reader, json);
    else if (reader->options.truth != GW_TRUTH_IGNORE && gw_json_reader_string_is (json, "truth"))
      {
        scan_labels (reader, json);
        reader->head->truths = TRUE;
      }
    else if (gw_json_reader_string_is (json, "scores"))
      scan_scores (reader, json);
    else if (gw_json_reader_string_is (json, "attributes"))
      scan_attributes (reader, json);
    else if (image == NULL && gw_json_reader_string_is (json, "image"))
      image = scan_text (json);
    else if (annotator == NULL && gw_json_reader_string_is (json, "annotator"))
      annotator = scan_text (json);
    else if (model == NULL && gw_json_reader_string_is (json, "model"))
      model = scan_text (json);
    else
      gw_json_reader_skip_value (json, NULL);
  if (image != NULL && state->fraction)
    gw_picture_sizes_note (state->sizes, image);
  if (image != NULL)
    _gw_model_note_add (&state->models, model);
  if (image != NULL && annotator != NULL)
    _gw_reader_note_person (reader, state->people, image, annotator);
}

static void
read_header_classes (GwReader *reader, const char *raw, gsize length, GHashTable *parents)
{
  GwJsonlState *state = reader->state;
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return;
  while (gw_json_reader_next (json, NULL) == GW_JSON_OBJECT_BEGIN)
    {
      gsize n;
      const char *text = gw_json_reader_take_raw (json, &n, NULL);
      g_autoptr (GwJsonMembers) members = text != NULL ? gw_json_members_parse (text, (gssize) n, NULL, NULL) : NULL;
      g_autofree char *name = members != NULL ? gw_json_members_dup_string (members, "name") : NULL;
      g_autofree char *parent = members != NULL ? gw_json_members_dup_string (members, "parent") : NULL;
      GwClass *class;

      if (name == NULL)
        continue;
      class = _gw_reader_ensure_class (reader, name, NULL, declared, reader->source, 1);
      if (class == NULL)
        continue;
      g_hash_table_insert (state->classes, g_strdup (name), class);
      gw_jsonl_read_class (class, members);
      if (parent != NULL && *parent != '\0')
        g_hash_table_insert (parents, class, g_steal_pointer (&parent));
    }
}

/* What the header says under a key, where it is none of the words (NULL-terminated), is told. */
static void
check_word (GwReader *reader, const char *key, const char *word, const char *const *words)
{
  if (word != NULL && !g_strv_contains (words, word))
    gw_problems_add (reader->problems, GW_SEVERITY_WARNING, "value-type", reader->source, 1, NULL,
                     _ ("The header says “%s” for “%s”, which is not known. It was taken as not given."), word, key);
}

static void
read_header (GwReader *reader, GwJsonMembers *members, GHashTable *parents)
{
  GwJsonlState *state = reader->state;
  g_autofree char *kind = gw_json_members_dup_string (members, "kind");
  g_autofree char *task = gw_json_members_dup_string (members, "task");
  g_autofree char *units = gw_json_members_dup_string (members, "units");
  g_autofree char *scores = gw_json_members_dup_string (members, "scores");
  gsize length;
  const char *raw = gw_json_members_get (members, "classes", &length);

  if (raw != NULL)
    read_header_classes (reader, raw, length, parents);
  check_word (reader, "kind", kind, (const char *const[]) { "predictions", "annotations", NULL });
  check_word (reader, "units", units, (const char *const[]) { "pixel", "fraction", NULL });
  check_word (reader, "scores", scores, (const char *const[]) { "probabilities", "logits", NULL });
  if (g_strcmp0 (scores, "logits") == 0)
    reader->head->scale = GW_SCORE_SCALE_LOGITS;
  else if (g_strcmp0 (scores, "probabilities") == 0)
    reader->head->scale = GW_SCORE_SCALE_PROBABILITIES;
  state->has_kind = g_strcmp0 (kind, "predictions") == 0 || g_strcmp0 (kind, "annotations") == 0;
  reader->head->predictions = g_strcmp0 (kind, "predictions") == 0;
  reader->head->has_task = gw_jsonl_task_from_name (task, &reader->head->task);
  if (!reader->head->has_task)
    check_word (reader, "task", task, (const char *const[]) { NULL });
  state->fraction = g_strcmp0 (units, "fraction") == 0;

  raw = gw_json_members_get (members, "model", &length);
  if (raw != NULL)
    {
      g_autoptr (GwJsonMembers) model = gw_json_members_parse (raw, (gssize) length, NULL, NULL);

      if (model != NULL)
        {
          reader->head->model_name = gw_json_members_dup_string (model, "name");
          reader->head->model_version = gw_json_members_dup_string (model, "version");
        }
    }
  gw_jsonl_keep_header_rest (reader->head, members);
}

static gboolean
scan_file (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwJsonlState *state = reader->state;
  g_autoptr (GHashTable) parents = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GError) failure = NULL;
  const char *text;
  gsize length;
  gboolean first = TRUE;
  guint n_declared;

  while ((text = next_line (reader, FALSE, &length, &failure)) != NULL)
    {
      if (first)
        {
          g_autoptr (GwJsonMembers) members = gw_json_members_parse (text, (gssize) length, NULL, NULL);

          first = FALSE;
          if (members != NULL && gw_json_members_get (members, "groundwork", NULL) != NULL)
            {
              read_header (reader, members, parents);
              continue;
            }
        }
      _gw_reader_tell (reader, gw_line_reader_get_offset (state->lines) + length);
      scan_line (reader, state->json);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  n_declared = reader->head->classes->len;
  for (guint i = 0; i < n_declared; i++)
    {
      GwClass *class = g_ptr_array_index (reader->head->classes, i);
      const char *parent = g_hash_table_lookup (parents, class);

      if (parent != NULL)
        _gw_reader_set_parent (reader, class, parent, reader->source, 1);
    }
  if (!state->has_kind)
    reader->head->predictions = state->has_scores;
  reader->head->answers = reader->head->answers && !reader->head->predictions;
  if (reader->head->scale == GW_SCORE_SCALE_UNKNOWN && state->has_class_scores)
    reader->head->scale = state->has_logits ? GW_SCORE_SCALE_LOGITS : GW_SCORE_SCALE_PROBABILITIES;
  if (reader->head->predictions)
    _gw_model_note_settle (&state->models, reader->head);
  g_hash_table_remove_all (state->people);
  reader->before = state->size;

  return TRUE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwJsonlState *state = g_new0 (GwJsonlState, 1);

  reader->state = state;
  state->json = gw_json_reader_new_for_memory ("", 0);
  gw_json_reader_watch_keys (state->json);
  gw_json_reader_set_non_finite (state->json, TRUE);
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  state->sizes = gw_picture_sizes_new (reader->options.known_images, reader->images_dir, reader->source);

  return rewind_lines (reader, cancellable, error) && scan_file (reader, cancellable, error)
         && rewind_lines (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  GwJsonlState *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->lines, gw_line_reader_free);
  g_clear_object (&state->stream);
  g_clear_pointer (&state->json, gw_json_reader_free);
  g_clear_pointer (&state->classes, g_hash_table_unref);
  g_clear_pointer (&state->people, g_hash_table_unref);
  g_clear_pointer (&state->sizes, gw_picture_sizes_free);
  _gw_model_note_clear (&state->models);
  g_free (state);
}

static gboolean
is_header (const char *text, gsize length)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_parse (text, (gssize) length, NULL, NULL);

  return members != NULL && gw_json_members_get (members, "groundwork", NULL) != NULL;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwJsonlState *state = reader->state;
  const char *text;
  gsize length;

  while ((text = next_line (reader, TRUE, &length, error)) != NULL)
    {
      GwRecord *record;

      if (gw_line_reader_get_line (state->lines) == 1 && is_header (text, length))
        continue;
      _gw_reader_tell (reader, gw_line_reader_get_offset (state->lines) + length);
      record = _gw_jsonl_read_record (reader, error);
      if (record != NULL)
        return record;
    }

  return NULL;
}

const GwFormat gw_format_gw_jsonl = {
  .name = "gw-jsonl",
  .title = N_ ("Groundwork JSON Lines"),
  .suffix = ".gw.jsonl",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_HOLDS_PEOPLE | GW_FORMAT_HOLDS_TRUTH | GW_FORMAT_HOLDS_SKIPPED
           | GW_FORMAT_HOLDS_ATTRIBUTES,
  .choices = GW_READ_CHOICE_TRUTH,
  .class_parts = GW_CLASS_PARTS_ALL,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .create = gw_jsonl_writer_create,
  .write = gw_jsonl_writer_write,
  .finish = gw_jsonl_writer_finish,
  .destroy = gw_jsonl_writer_destroy,
};
