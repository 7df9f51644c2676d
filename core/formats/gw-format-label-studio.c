/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-export-note-private.h"
#include "gw-formats.h"
#include "gw-json-sketch.h"
#include "gw-label-files.h"
#include "gw-studio-reader-private.h"
#include "gw-studio-reference.h"
#include "gw-studio-writer.h"

/* Label Studio (spec formats 8): a JSON file with a list of tasks, or a folder of such files
 * or of tasks, one in each. An annotation of a task is what one person says of its image, and
 * a record of its own. Files are read twice: first for their classes.
 *
 * A file may have predictions beside annotations. Those are read where there are no
 * annotations, or where GwReadOptions.task_labels says so.
 */
/* Folders in each other. */
#define DEEPEST 16
#define MOST_SAMPLES 5
#define SAMPLE_BYTES (64 * 1024)

/* --- detecting ---------------------------------------------------------------------------- */

static gboolean
has_key (const GwJsonSketch *sketch, const char *key)
{
  g_autofree char *full = g_strconcat (sketch->first == '[' ? "[]." : "", key, NULL);

  return gw_json_sketch_has (sketch, full);
}

static gboolean
has_text (const char *start, gsize n, const char *text)
{
  return g_strstr_len (start, (gssize) n, text) != NULL;
}

/* 0: no tasks. */
static int
judge (const char *start, gsize n)
{
  g_autoptr (GwJsonSketch) sketch = gw_json_sketch_new (start, n);
  const gboolean labeled = has_key (sketch, "annotations") || has_key (sketch, "completions")
                           || has_key (sketch, "predictions");

  if (sketch->first == '\0')
    return 0;
  if (has_key (sketch, "data") && labeled)
    return 95;
  /* The first task may be longer than what is looked at. */
  if (labeled && !sketch->whole && has_text (start, n, "\"result\"") && has_text (start, n, "\"from_name\""))
    return 85;
  if (has_key (sketch, "result") && has_key (sketch, "task.data"))
    return 90;
  if (has_key (sketch, "data.image"))
    return 80;
  if (has_key (sketch, "image") && sketch->first == '['
      && (has_key (sketch, "annotator") || has_key (sketch, "annotation_id") || has_key (sketch, "lead_time")
          || (has_text (start, n, "\"original_width\"") && has_text (start, n, "labels\""))))
    return 90;

  return 0;
}

/* The first files of a folder, of which one is enough. */
static int
judge_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  int best = 0;

  for (guint n = 0; dir != NULL && n < MOST_SAMPLES && best == 0 && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *start = NULL;
      g_autoptr (GInputStream) stream = NULL;
      gsize length = 0;

      if (!g_str_has_suffix (name, ".json") || _gw_export_note_is_name (name) || !_gw_reader_has_file (folder, name))
        continue;
      n++;
      stream = _gw_reader_open_file (file, NULL, NULL);
      start = g_malloc (SAMPLE_BYTES);
      if (stream != NULL && g_input_stream_read_all (stream, start, SAMPLE_BYTES, &length, NULL, NULL))
        best = judge (start, length);
    }

  return best;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  out->confidence = is_folder ? judge_folder (source) : judge (start, n_start);
  if (out->confidence > 0)
    g_snprintf (out->reason, sizeof out->reason, "%s",
                is_folder ? _ ("It has JSON files with tasks of Label Studio.")
                          : _ ("It is JSON with tasks of Label Studio."));
}

/* --- opening ---------------------------------------------------------------------------------- */

static gboolean
is_json (const char *name)
{
  return g_str_has_suffix (name, ".json");
}

static guint64
sum_sizes (const GwStudioState *state)
{
  guint64 sum = 0;

  for (guint i = 0; i < state->files->len; i++)
    {
      g_autofree char *path = g_build_filename (state->base, g_ptr_array_index (state->files, i), NULL);
      GStatBuf status;

      if (g_stat (path, &status) == 0)
        sum += (guint64) status.st_size;
    }

  return sum;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwStudioState *state = g_new0 (GwStudioState, 1);
  g_autofree char *absolute = g_canonicalize_filename (reader->source, NULL);
  const gboolean is_folder = g_file_test (absolute, G_FILE_TEST_IS_DIR);

  reader->state = state;
  state->classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->controls = gw_studio_controls_new ();
  state->image_key = g_strdup ("image");
  state->base = is_folder ? g_strdup (absolute) : g_path_get_dirname (absolute);
  state->files = is_folder ? gw_label_files_list_below (state->base, is_json, DEEPEST, reader->options.work,
                                                        cancellable, error)
                           : g_ptr_array_new_with_free_func (g_free);
  if (state->files == NULL)
    return FALSE;
  if (!is_folder)
    g_ptr_array_add (state->files, g_path_get_basename (absolute));
  if (state->files->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s: there are no JSON files in it. Label Studio exports its tasks as such."), reader->source);
      return FALSE;
    }
  state->n_bytes = sum_sizes (state);
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * state->n_bytes);

  return _gw_studio_scan (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  GwStudioState *state = reader->state;

  if (state == NULL)
    return;
  gw_studio_task_free (state->task);
  gw_studio_file_free (state->file);
  gw_studio_controls_free (state->controls);
  g_clear_pointer (&state->files, g_ptr_array_unref);
  g_hash_table_unref (state->classes);
  g_hash_table_unref (state->seen);
  g_free (state->image_key);
  g_free (state->image_name);
  g_free (state->image);
  g_free (state->sized);
  g_free (state->path);
  g_free (state->base);
  g_free (state);
}

/* --- records ------------------------------------------------------------------------------------ */

static void
leave_out_task (GwReader *reader, const char *code, guint n_labels, const char *text)
{
  const GwStudioState *state = reader->state;
  g_autofree char *pointer = g_strdup_printf ("/%" G_GUINT64_FORMAT, state->task_index);

  reader->counts.images++;
  reader->counts.labels += n_labels;
  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = code,
                                                       .file = state->path,
                                                       .line = state->task->line,
                                                       .pointer = pointer,
                                                       .text = (char *) text,
                                                       .n_images = 1,
                                                       .n_labels = n_labels });
}

static const GPtrArray *
get_annotations (const GwStudioState *state)
{
  return state->predictions ? state->task->predictions : state->task->annotations;
}

/* Whether the task has an image; one that has none is reported. */
static gboolean
take_task (GwReader *reader)
{
  GwStudioState *state = reader->state;
  g_autofree char *reference = _gw_studio_task_dup_reference (state, state->task);
  const GPtrArray *annotations = get_annotations (state);
  guint n_labels = 0;

  g_free (state->image);
  state->image = reference != NULL ? gw_studio_reference_to_path (reference, state->keep_number) : NULL;
  state->next_annotation = 0;
  if (state->image != NULL)
    return TRUE;
  for (guint i = 0; i < annotations->len; i++)
    n_labels += _gw_studio_annotation_count (g_ptr_array_index (annotations, i));
  if (!state->task->known)
    leave_out_task (reader, "value-type", n_labels, _ ("An entry is no task of Label Studio. It was left out."));
  else
    leave_out_task (reader, "path-missing", n_labels, _ ("The task names no image. It was left out."));

  return FALSE;
}

/* The file that is read next; FALSE: there is none more, or it cannot be opened. */
static gboolean
open_next (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwStudioState *state = reader->state;
  GStatBuf status;

  if (state->path != NULL && g_stat (state->path, &status) == 0)
    state->n_done += (guint64) status.st_size;
  g_clear_pointer (&state->file, gw_studio_file_free);
  if (state->next_file == state->files->len)
    return FALSE;
  g_free (state->path);
  state->path = g_build_filename (state->base, g_ptr_array_index (state->files, state->next_file++), NULL);
  state->file = gw_studio_file_open (state->path, state->image_key, state->controls, cancellable, error);
  state->task_index = 0;

  return state->file != NULL;
}

/* Goes to the next task that has an image; FALSE at the end, or with error set. */
static gboolean
find_task (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwStudioState *state = reader->state;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;

      if (state->file == NULL && !open_next (reader, cancellable, error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (state->task != NULL)
        state->task_index++;
      g_clear_pointer (&state->task, gw_studio_task_free);
      state->task = gw_studio_file_next (state->file, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (state->task == NULL)
        {
          if (!open_next (reader, cancellable, error))
            return FALSE;
          continue;
        }
      _gw_reader_tell (reader, state->n_bytes + state->n_done + gw_studio_file_get_offset (state->file));
      if (take_task (reader))
        return TRUE;
    }
}

/* Once, in the end. */
static void
report_unread (GwReader *reader)
{
  GwStudioState *state = reader->state;

  if (state->n_unread == 0)
    return;
  reader->counts.labels += state->n_unread;
  gw_problems_report (
      reader->problems,
      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                     .outcome = GW_OUTCOME_LEFT_OUT,
                     .code = "labels-unread",
                     .file = reader->source,
                     .text = state->predictions
                                 ? _ ("The tasks also have annotations, which were not read. Read them by "
                                      "themselves: choose them under “How it is read”, or with "
                                      "--task-labels annotations.")
                                 : _ ("The tasks also have predictions, which were not read. Read them by "
                                      "themselves: choose them under “How it is read”, or with "
                                      "--task-labels predictions."),
                     .n_labels = (guint) MIN (state->n_unread, G_MAXUINT) });
  state->n_unread = 0;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwStudioState *state = reader->state;
  g_autoptr (GError) failure = NULL;

  if (state->task == NULL || state->next_annotation >= MAX (get_annotations (state)->len, 1))
    {
      if (!find_task (reader, cancellable, &failure))
        {
          if (failure != NULL)
            g_propagate_error (error, g_steal_pointer (&failure));
          else
            report_unread (reader);
          return NULL;
        }
    }

  return _gw_studio_make_record (reader, state->next_annotation++);
}

const GwFormat gw_format_label_studio = {
  .name = GW_STUDIO_FORMAT,
  .title = N_ ("Label Studio"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_HOLDS_PEOPLE
           | GW_FORMAT_HOLDS_SKIPPED | GW_FORMAT_HOLDS_ATTRIBUTES | GW_FORMAT_SHARES_ATTRIBUTES,
  .choices = GW_READ_CHOICE_TASK_LABELS | GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_COLOR | GW_CLASS_PART_KEY | GW_CLASS_PART_BRANCHES | GW_CLASS_PART_GROUPS
                 | GW_CLASS_PART_UNUSED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_studio_measure_loss,
  .tells_attribute = gw_studio_tells_attribute,
  .create = gw_studio_writer_create,
  .write = gw_studio_writer_write,
  .finish = gw_studio_writer_finish,
  .destroy = gw_studio_writer_destroy,
};
