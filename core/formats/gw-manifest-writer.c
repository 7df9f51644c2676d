/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-manifest-writer.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-label-categories.h"
#include "gw-manifest-channels.h"
#include "gw-manifest-compose.h"
#include "gw-manifest-masks.h"
#include "gw-writer-private.h"

/* A composed line in the spool. */
typedef struct
{
  gint64 image_id;
  guint64 offset;
  guint64 length;
  guint layer; /* of the composer, that it was composed of */
  gboolean used;
} Entry;

/* Where lines of an earlier import are to be kept, new lines wait in a spool
 * until all are there, and then follow the order of the old ones.
 */
typedef struct
{
  GwManifestComposer composer;
  GOutputStream *stream;
  GwSpool *spool; /* (nullable) */
  guint64 spooled;
  guint64 n_lines;
  gboolean had_masks;           /* some line was of a task of masks */
  gboolean had_lists;           /* or of one whose lines hold several classes */
  GArray *entries;              /* of Entry */
  GHashTable *places;           /* image id -> place in entries + 1 */
  GHashTable *names;            /* of pictures copied */
  GwManifestChannels *channels; /* (nullable): in place of one manifest */
} State;

/* --- losses ----------------------------------------------------------------------------- */

static void
measure_object (const GwRecordHead *head, const GwRecord *record, GwObject *object, GwProblems *problems)
{
  const GwShape *shape = gw_object_get_shape (object);
  GwBox box;

  if (!gw_manifest_get_box (object, &box))
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 1,
                     _ ("Manifests have no lines and points. The object is left out."));
  else if (shape->kind == GW_SHAPE_ROTATED_BOX)
    _gw_report_loss (problems, "loss-rotation", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Manifests have no turned boxes. The box around it is written."));
  else if (shape->kind != GW_SHAPE_BOX)
    _gw_report_loss (problems, "loss-shape", GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, head, record, object, 0,
                     _ ("Manifests of boxes have no other shapes. The box around it is written."));

  if (gw_object_get_n_attributes (object) > 0)
    _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Manifests have no attributes of objects. They are left out."));
  if (gw_object_get_flags (object) & (GW_OBJECT_OCCLUDED | GW_OBJECT_TRUNCATED | GW_OBJECT_DIFFICULT | GW_OBJECT_CROWD))
    _gw_report_loss (problems, "loss-flags", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Manifests have no marks of objects. They are left out."));
  if (gw_object_get_group (object) != 0)
    _gw_report_loss (problems, "loss-group", GW_SEVERITY_INFO, GW_OUTCOME_LEFT_OUT, head, record, object, 0,
                     _ ("Manifests have no groups. The group is left out."));
}

/* Those that have the name of something else, and all where training jobs take no further keys. */
static void
measure_attributes (const GwManifestComposer *names, const GwRecord *record, GwProblems *problems)
{
  const gboolean has_none = names->options->channels;

  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    if (has_none || gw_manifest_composer_takes_name (names, record->attributes[i]))
      {
        _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, names->head, record,
                         NULL, 0,
                         has_none ? _ ("Channels have no attributes of images. They are left out.")
                                  : _ ("A manifest has the name of an attribute of the image for something else. It "
                                       "is left out."));
        return;
      }
}

gpointer
gw_manifest_losses_new (const GwRecordHead *head, const GwWriteOptions *options)
{
  GwManifestComposer *shapes = g_new0 (GwManifestComposer, 1);

  gw_manifest_composer_init_names (shapes, head, options);
  return shapes;
}

void
gw_manifest_losses_free (gpointer losses)
{
  gw_manifest_composer_clear (losses);
  g_free (losses);
}

void
gw_manifest_losses_take (gpointer losses, const GwRecord *record, GwProblems *problems)
{
  GwManifestComposer *shapes = losses;
  const GwRecordHead *head = shapes->head;
  const GwWriteOptions *options = shapes->options;
  gboolean has_author;

  gw_manifest_composer_turn (shapes, record->annotator);
  has_author = shapes->layer == 0 && record->annotator != NULL;
  if (options->channels)
    gw_manifest_channels_measure (shapes, record, problems);
  if (shapes->has_masks)
    gw_manifest_masks_measure (shapes, record, problems);
  for (guint i = 0; i < record->objects->len; i++)
    {
      const char *author = gw_object_get_author (g_ptr_array_index (record->objects, i));

      if (!gw_manifest_masks_take (shapes, g_ptr_array_index (record->objects, i)))
        measure_object (head, record, g_ptr_array_index (record->objects, i), problems);
      has_author = has_author || (author != NULL && g_strcmp0 (author, record->annotator) != 0);
    }
  if (record->labels->len > 1 && head->has_task && head->task == GW_TASK_SINGLE_CLASS)
    _gw_report_loss (problems, "loss-multilabel", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->labels->len - 1, _ ("The task has one label for each image. The first one is written."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("Manifests have no scores of all classes. They are left out."));
  if (record->split != NULL && !options->channels)
    _gw_report_loss (problems, "loss-split", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("Manifests have no splits. The split is left out."));
  /* Channels leave the image out, which is told. */
  if (!options->channels && gw_manifest_composer_is_negative (shapes, record)
      && shapes->keys.kind != GW_MANIFEST_CLASSES)
    _gw_report_loss (problems, "loss-negative", GW_SEVERITY_INFO, GW_OUTCOME_CHANGED, head, record, NULL, 0,
                     _ ("A manifest of one class an image does not tell an image in which nothing was found from one "
                        "that nobody looked at. It will be read as not labeled."));
  measure_attributes (shapes, record, problems);
  _gw_measure_common_loss (head, record, has_author, problems);
}

/* --- lines ------------------------------------------------------------------------------- */

gboolean
gw_manifest_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  gw_manifest_composer_init (&state->composer, writer->head, &writer->options);
  state->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  state->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (writer->options.channels)
    {
      state->channels = gw_manifest_channels_new (writer, &state->composer);
      return TRUE;
    }
  state->stream = gw_folder_writer_open (writer->folder, "output.manifest", error);
  if (state->stream == NULL)
    return FALSE;
  writer->n_files = 1;

  if (writer->options.lines != NULL)
    state->spool = _gw_spool_new (writer, error);
  return writer->options.lines == NULL || state->spool != NULL;
}

static gboolean
put_line (State *state, const char *text, gsize length, GError **error)
{
  state->n_lines++;
  return g_output_stream_write_all (state->stream, text, length, NULL, NULL, error)
         && g_output_stream_write_all (state->stream, "\n", 1, NULL, NULL, error);
}

static gboolean
spool_line (State *state, const GwRecord *record, const char *text, GError **error)
{
  Entry entry = { record->image_id, state->spooled, strlen (text), state->composer.layer, FALSE };

  if (!g_output_stream_write_all (_gw_spool_get_stream (state->spool), text, entry.length, NULL, NULL, error))
    return FALSE;
  state->spooled += entry.length;
  g_array_append_val (state->entries, entry);
  g_hash_table_insert (state->places, g_memdup2 (&record->image_id, sizeof record->image_id),
                       GUINT_TO_POINTER (state->entries->len));
  return TRUE;
}

static gboolean
put_mask (GwWriter *writer, const GwRecord *record, GwJsonMembers *line, GError **error)
{
  State *state = writer->state;
  g_autofree char *name = NULL;

  if (state->channels == NULL && gw_manifest_masks_removed (&state->composer, record))
    gw_json_members_set (line, GW_MANIFEST_NO_MASK, "true", -1);
  gw_manifest_masks_tell_unplaced (&state->composer, record, writer->problems);
  if (!gw_manifest_masks_has (&state->composer, record))
    return TRUE;
  name = gw_manifest_masks_name (&state->composer, record);
  gw_manifest_masks_compose (&state->composer, record, name, line);

  return gw_manifest_masks_write (writer, &state->composer, record, name, state->names, error);
}

/* Jobs of SageMaker take lines and attributes of so many characters. */
#define LONGEST_LINE 100000
#define LONGEST_ATTRIBUTE 20000

/* Warns of what a job would refuse, where the manifest is for one. */
static void
check_caps (GwWriter *writer, const GwRecord *record, const GwJsonMembers *line)
{
  gsize whole = 2, largest = 0;

  if (!writer->options.compatible)
    return;
  for (guint i = 0; i < gw_json_members_get_n (line); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (line, i, &raw, &length);
      gsize n = (gsize) g_utf8_strlen (raw, (gssize) length);

      largest = MAX (largest, n);
      whole += n + (gsize) g_utf8_strlen (key, -1) + 4;
    }
  if (whole > LONGEST_LINE || largest > LONGEST_ATTRIBUTE)
    gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "limit", NULL, 0, record->path, "%s",
                     _ ("The line of the image is longer than the 100,000 characters, or an attribute than the 20,000, "
                        "that SageMaker takes."));
}

/* Turns to what the record is a layer of, and notes what kind of a task that is. */
static void
turn (State *state, const GwRecord *record)
{
  GwManifestComposer *composer = &state->composer;

  gw_manifest_composer_turn (composer, record->annotator);
  state->had_masks = state->had_masks || composer->has_masks;
  state->had_lists = state->had_lists || composer->has_boxes
                     || (!composer->has_masks && composer->keys.kind == GW_MANIFEST_CLASSES);
}

gboolean
gw_manifest_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autoptr (GwJsonMembers) line = NULL;
  g_autofree char *text = NULL;

  if (record->path == NULL)
    return record->raw == NULL || state->channels != NULL || put_line (state, record->raw, strlen (record->raw), error);

  if (writer->options.copy != GW_COPY_NONE
      && !_gw_writer_copy_picture (writer, record, _gw_writer_claim_name (writer, state->names, record->path), error))
    return FALSE;

  turn (state, record);
  line = gw_manifest_compose (&state->composer, record);
  if (!put_mask (writer, record, line, error))
    return FALSE;
  if (state->channels != NULL)
    return gw_manifest_channels_write (state->channels, record, line, error);
  check_caps (writer, record, line);
  if (state->spool != NULL)
    {
      text = gw_json_members_to_text (line);
      return spool_line (state, record, text, error);
    }
  text = record->raw != NULL ? gw_manifest_merge (&state->composer, record->raw, line) : gw_json_members_to_text (line);
  return put_line (state, text, strlen (text), error);
}

/* Jobs of SageMaker take so many lines, classes, and letters of a class. */
#define MOST_LINES 100000
#define MOST_MASKS 20000
#define MOST_CLASSES 50
#define LONGEST_NAME 256

static void
check_job (GwWriter *writer)
{
  State *state = writer->state;
  const guint64 most = state->had_masks ? MOST_MASKS : MOST_LINES;
  g_autoptr (GPtrArray) classes = gw_manifest_composer_list_classes (&state->composer);

  if (!writer->options.compatible)
    return;
  if (state->n_lines > most)
    gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "limit", NULL, 0, NULL,
                     _ ("The manifest has %" PRIu64 " lines, and a job of SageMaker takes %" PRIu64 "."),
                     state->n_lines, most);
  if (classes->len > MOST_CLASSES && state->had_lists)
    gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "limit", NULL, 0, NULL,
                     _ ("There are %u classes, and a job of SageMaker takes 50."), classes->len);
  for (guint i = 0; i < classes->len; i++)
    if (g_utf8_strlen (_gw_class_get_name_for (g_ptr_array_index (classes, i), "sagemaker"), -1) > LONGEST_NAME)
      gw_problems_add (writer->problems, GW_SEVERITY_WARNING, "limit", NULL, 0, NULL,
                       _ ("The name of the class “%s” is longer than the 256 letters that SageMaker takes."),
                       gw_class_get_name (g_ptr_array_index (classes, i)));
}

/* --- the end -------------------------------------------------------------------------------- */

static char *
load_entry (State *state, const Entry *entry, GError **error)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (!_gw_spool_copy (state->spool, entry->offset, entry->length, memory, NULL, error)
      || !g_output_stream_close (memory, NULL, error))
    return NULL;

  return g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)), entry->length);
}

/* One old line: as it is where it is no image; with its image's labels; not
 * at all where its image is not part of the export.
 */
static gboolean
take_old_line (guint64 number, gint64 image_id, const char *raw, gpointer data, GError **error)
{
  GwWriter *writer = data;
  State *state = writer->state;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (state->places, &image_id));
  g_autoptr (GwJsonMembers) line = NULL;
  g_autofree char *text = NULL;
  g_autofree char *merged = NULL;
  Entry *entry;

  if (image_id == 0)
    return put_line (state, raw, strlen (raw), error);
  if (place == 0)
    return TRUE;

  entry = &g_array_index (state->entries, Entry, place - 1);
  if (entry->used)
    return put_line (state, raw, strlen (raw), error);
  entry->used = TRUE;
  text = load_entry (state, entry, error);
  if (text == NULL)
    return FALSE;
  line = gw_json_members_parse (text, -1, NULL, error);
  if (line == NULL)
    return FALSE;
  gw_manifest_composer_turn_to_layer (&state->composer, entry->layer);
  merged = gw_manifest_merge (&state->composer, raw, line);

  return put_line (state, merged, strlen (merged), error);
}

static gboolean
put_new_lines (State *state, GError **error)
{
  for (guint i = 0; i < state->entries->len; i++)
    {
      const Entry *entry = &g_array_index (state->entries, Entry, i);
      g_autofree char *text = NULL;
      g_autofree char *plain = NULL;
      g_autoptr (GwJsonMembers) line = NULL;

      if (entry->used)
        continue;
      text = load_entry (state, entry, error);
      line = text != NULL ? gw_json_members_parse (text, -1, NULL, error) : NULL;
      if (line == NULL)
        return FALSE;
      gw_json_members_remove (line, GW_MANIFEST_SAME_MASK);
      gw_json_members_remove (line, GW_MANIFEST_NO_MASK);
      plain = gw_json_members_to_text (line);
      if (!put_line (state, plain, strlen (plain), error))
        return FALSE;
    }
  return TRUE;
}

/* The classes with their attributes, for the next job on these images. */
static gboolean
write_categories (GwWriter *writer, GError **error)
{
  const State *state = writer->state;
  g_autoptr (GPtrArray) classes = gw_manifest_composer_list_classes (&state->composer);
  g_autofree char *text = gw_label_categories_compose (writer->head, classes, "sagemaker");

  if (classes->len == 0)
    return TRUE;
  writer->n_files++;
  return gw_folder_writer_write (writer->folder, GW_LABEL_CATEGORIES_FILE, text, strlen (text), error);
}

gboolean
gw_manifest_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  if (!write_categories (writer, error))
    return FALSE;
  if (state->channels != NULL)
    return gw_manifest_channels_finish (state->channels, cancellable, error);

  if (state->spool != NULL
      && (!writer->options.lines (writer->options.lines_data, take_old_line, writer, error)
          || !put_new_lines (state, error)))
    return FALSE;
  check_job (writer);

  return g_output_stream_close (state->stream, cancellable, error);
}

void
gw_manifest_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  g_clear_object (&state->stream);
  gw_manifest_channels_free (state->channels);
  g_clear_pointer (&state->spool, _gw_spool_free);
  g_array_unref (state->entries);
  g_hash_table_unref (state->places);
  g_hash_table_unref (state->names);
  gw_manifest_composer_clear (&state->composer);
  g_free (state);
}
