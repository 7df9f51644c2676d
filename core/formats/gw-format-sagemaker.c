/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-image-attributes.h"
#include "gw-json-sketch.h"
#include "gw-manifest-line.h"
#include "gw-manifest-masks.h"
#include "gw-manifest-reader-private.h"
#include "gw-manifest-writer.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* SageMaker augmented manifests (spec ground-truth 7 and 14): JSON Lines, each
 * an image with any number of label attributes. One attribute of classes,
 * one of boxes and one of masks become labels and objects; others of known kinds,
 * such as chained jobs, audits and corrections leave, are records of their own where
 * layers are kept. What is left, and lines that are no images, stay as they are in the
 * raw lines.
 *
 * The file is read twice: first for its attributes and classes.
 */

/* Of a folder its own, or that of the job whose folder it is. */
static char *
find_file (const char *source)
{
  g_autofree char *file = NULL;

  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    return g_strdup (source);
  file = g_build_filename (source, "manifests", "output", "output.manifest", NULL);
  if (_gw_reader_has_file (source, "manifests/output/output.manifest"))
    return g_steal_pointer (&file);
  return g_build_filename (source, "output.manifest", NULL);
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GwJsonSketch) sketch = NULL;

  if (is_folder)
    {
      g_autofree char *file = find_file (source);

      if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
        return;
      out->confidence = 92;
      g_snprintf (out->reason, sizeof out->reason, _ ("It holds output.manifest."));
      return;
    }

  sketch = gw_json_sketch_new_for_line (start, n_start);
  if (!gw_json_sketch_has (sketch, "source-ref"))
    return;
  out->confidence = 98;
  g_snprintf (out->reason, sizeof out->reason, _ ("Its lines are JSON objects with “source-ref”."));
}

/* --- lines ------------------------------------------------------------------- */

static gboolean
rewind_lines (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwManifestState *state = reader->state;
  g_autofree char *file = find_file (reader->source);
  guint64 size = 0;

  g_clear_pointer (&state->lines, gw_line_reader_free);
  g_clear_object (&state->stream);
  state->stream = _gw_reader_open_file (file, &size, error);
  if (state->stream == NULL)
    return FALSE;
  state->lines = gw_line_reader_new (state->stream, 0, cancellable);
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, size);

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

const char *
_gw_manifest_next_line (GwManifestState *state, gsize *length, gboolean *too_long, GError **error)
{
  g_autoptr (GError) failure = NULL;
  const char *text;

  do
    text = gw_line_reader_next (state->lines, length, &failure);
  while (text != NULL && is_blank (text, *length));

  *too_long = text == NULL && g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT);
  if (*too_long)
    return "";
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return text;
}

static void
report (GwReader *reader, GwSeverity severity, GwOutcome outcome, const char *code, const char *image, const char *text,
        guint n_images, guint n_labels)
{
  GwManifestState *state = reader->state;

  gw_problems_report (reader->problems, &(GwProblem) { .severity = severity,
                                                       .outcome = outcome,
                                                       .code = code,
                                                       .file = reader->source,
                                                       .line = gw_line_reader_get_line (state->lines),
                                                       .image = (char *) image,
                                                       .text = (char *) text,
                                                       .n_images = n_images,
                                                       .n_labels = n_labels });
}

/* --- opening ----------------------------------------------------------------------------------- */

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwManifestState *state = g_new0 (GwManifestState, 1);

  reader->state = state;
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->colours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  {
    g_autofree char *file = find_file (reader->source);

    state->folder = g_path_get_dirname (file);
  }
  gw_manifest_keys_init (&state->keys, reader->options.attribute);

  return rewind_lines (reader, cancellable, error) && _gw_manifest_scan (reader, cancellable, error)
         && rewind_lines (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  GwManifestState *state = reader->state;

  if (state == NULL)
    return;
  g_clear_pointer (&state->lines, gw_line_reader_free);
  g_clear_object (&state->stream);
  g_queue_clear_full (&state->ahead, (GDestroyNotify) gw_record_free);
  g_clear_pointer (&state->classes, g_hash_table_unref);
  g_clear_pointer (&state->colours, g_hash_table_unref);
  g_free (state->folder);
  gw_manifest_keys_clear (&state->keys);
  g_free (state);
}

/* --- the second reading: records --------------------------------------------------- */

static gint64
find_class (const char *name, gpointer data)
{
  GwReader *reader = data;
  GwManifestState *state = reader->state;
  GwClass *class = g_hash_table_lookup (state->classes, name);

  return class != NULL ? gw_class_get_id (class) : 0;
}

static void
report_line (GwSeverity severity, GwOutcome outcome, const char *code, guint n_labels, const char *text, gpointer data)
{
  report (data, severity, outcome, code, NULL, text, 0, n_labels);
}

/* A line that is no image goes on as it is, where lines are kept. */
static GwRecord *
make_foreign (GwReader *reader, const char *text, gsize length)
{
  GwManifestState *state = reader->state;
  GwRecord *record;

  if (!reader->options.keep_lines)
    return NULL;
  record = gw_record_new (NULL);
  record->raw = g_strndup (text, length);
  record->line = gw_line_reader_get_line (state->lines);

  return record;
}

/* Whether there is an image with exactly this path. */
static gboolean
is_there (const GwReader *reader, const char *path)
{
  const GwManifestState *state = reader->state;
  GwImageTable *known = reader->options.known_images;
  g_autofree char *clean = gw_path_tail (path, -1, NULL);
  guint index;

  return clean != NULL
         && ((known != NULL && gw_image_table_find (known, clean, &index) > GW_MATCH_AMBIGUOUS)
             || (reader->images_dir != NULL && _gw_reader_has_file (reader->images_dir, clean))
             || _gw_reader_has_file (state->folder, clean));
}

/* The path as it is written where there is such an image; else without what cannot be seen, or with what
 * its escapes stand for where that is one. (transfer full)
 */
static char *
choose_path (GwReader *reader, const char *source_ref)
{
  const char *written = gw_manifest_skip_scheme (source_ref);
  g_autofree char *cleaned = gw_manifest_get_path (source_ref);
  g_autofree char *plain = strchr (cleaned, '%') != NULL ? g_uri_unescape_string (cleaned, NULL) : NULL;
  const gboolean is_clean = strcmp (cleaned, written) == 0;
  g_autofree char *path = NULL;

  if ((is_clean && plain == NULL) || is_there (reader, written))
    return g_strdup (written);
  path = plain != NULL && g_utf8_validate (plain, -1, NULL) && strcmp (plain, cleaned) != 0
                 && !is_there (reader, cleaned) && is_there (reader, plain)
             ? g_steal_pointer (&plain)
             : g_steal_pointer (&cleaned);
  if (strcmp (path, written) != 0)
    report (reader, GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, "path-cleaned", path,
            _ ("The path holds characters that cannot be seen, or escapes. The image was looked for without them."), 0,
            0);

  return g_steal_pointer (&path);
}

/* Each layer of a line is a record of its own. */
static void
make_layers (GwReader *reader, const GwJsonMembers *line, const GwRecord *first)
{
  GwManifestState *state = reader->state;

  for (guint i = 0; state->keys.has_layers && i < state->keys.layers->len; i++)
    {
      const GwManifestLayer *layer = g_ptr_array_index (state->keys.layers, i);
      const GwManifestKeys keys = gw_manifest_layer_get_keys (layer);
      g_autofree char *metadata = gw_manifest_find_metadata (line, layer->attribute);
      GwManifestSink sink = { find_class, report_line, reader, 0 };
      GwRecord *record;

      if (metadata == NULL || gw_json_members_get (line, layer->attribute, NULL) == NULL)
        continue;
      record = gw_record_new (first->path);
      record->annotator = g_strdup (layer->attribute);
      record->apart = TRUE;
      record->line = first->line;
      gw_manifest_read_line (line, &keys, &sink, record);
      gw_manifest_masks_read (line, &keys, state->folder, &sink, record, NULL);
      reader->counts.labels += sink.n_labels;
      g_queue_push_tail (&state->ahead, record);
    }
}

/* Keys of people's own beside the labels: what they know of the image. */
static void
take_attributes (GwReader *reader, const GwJsonMembers *line, GwRecord *record)
{
  for (guint i = 0; i < gw_json_members_get_n (line); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (line, i, &raw, &length);

      if (gw_manifest_is_own_key (line, key))
        gw_image_attributes_take_raw (reader, record, key, raw, length, reader->source, record->line);
    }
}

static GwRecord *
make_record (GwReader *reader, const char *text, gsize length)
{
  GwManifestState *state = reader->state;
  g_autoptr (GError) failure = NULL;
  GwJsonRepeats repeats;
  g_autoptr (GwJsonMembers) members = gw_json_members_parse_line (
      text, (gssize) length, gw_line_reader_get_line (state->lines), gw_line_reader_get_offset (state->lines), &repeats,
      &failure);
  g_autofree char *path = members != NULL ? gw_json_members_dup_string (members, "source-ref") : NULL;
  GwManifestSink sink = { find_class, report_line, reader, 0 };
  GwRecord *record;

  if (members == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_ ("%s The line was kept as it is."), failure->message);

      report (reader, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT,
              g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT) ? "json-depth" : "json-syntax", NULL, sentence, 1, 0);
      reader->counts.images++;
      return make_foreign (reader, text, length);
    }
  if (path == NULL || *path == '\0')
    {
      report (reader, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "path-missing", NULL,
              _ ("The line has no “source-ref”, so it is no image. It was kept as it is."), 1, 0);
      reader->counts.images++;
      return make_foreign (reader, text, length);
    }
  _gw_reader_tell_repeats (
      reader, &repeats,
      &(GwProblem) { .file = reader->source, .line = gw_line_reader_get_line (state->lines), .image = path });

  reader->counts.images++;
  gw_manifest_keys_pair (&state->keys, members);
  record = gw_record_new (NULL);
  record->path = choose_path (reader, path);
  record->line = gw_line_reader_get_line (state->lines);
  gw_manifest_tell_failed (members, &state->keys, &sink);
  gw_manifest_read_line (members, &state->keys, &sink, record);
  gw_manifest_masks_read (members, &state->keys, state->folder, &sink, record, NULL);
  take_attributes (reader, members, record);
  reader->counts.labels += sink.n_labels;
  if (reader->options.keep_lines)
    record->raw = g_strndup (text, length);
  make_layers (reader, members, record);

  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwManifestState *state = reader->state;
  const char *text;
  gsize length;
  gboolean too_long;
  GwRecord *ahead = g_queue_pop_head (&state->ahead);

  if (ahead != NULL)
    return ahead;
  while ((text = _gw_manifest_next_line (state, &length, &too_long, error)) != NULL)
    {
      GwRecord *record;

      _gw_reader_tell (reader, gw_line_reader_get_offset (state->lines));
      if (too_long)
        {
          report (reader, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "limit", NULL,
                  _ ("The line is longer than this program reads. It was left out."), 1, 0);
          reader->counts.images++;
          continue;
        }
      record = make_record (reader, text, length);
      if (record != NULL)
        return record;
    }

  return NULL;
}

const GwFormat gw_format_sagemaker = {
  .name = "sagemaker",
  .title = N_ ("SageMaker Manifest"),
  .file_name = "output.manifest",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_KEEPS_LINES
           | GW_FORMAT_HOLDS_ATTRIBUTES,
  .choices = GW_READ_CHOICE_ATTRIBUTE | GW_READ_CHOICE_CLASSES,
  .write_choices = GW_WRITE_CHOICE_COMPATIBLE | GW_WRITE_CHOICE_CHANNELS | GW_WRITE_CHOICE_MIN_CONFIDENCE
                   | GW_WRITE_CHOICE_ATTRIBUTE,
  .class_parts = GW_CLASS_PART_ATTRIBUTES | GW_CLASS_PART_UNUSED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .losses_new = gw_manifest_losses_new,
  .losses_take = gw_manifest_losses_take,
  .losses_free = gw_manifest_losses_free,
  .create = gw_manifest_writer_create,
  .write = gw_manifest_writer_write,
  .finish = gw_manifest_writer_finish,
  .destroy = gw_manifest_writer_destroy,
};
