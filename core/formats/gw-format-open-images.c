/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-number.h"
#include "gw-open-images-reader-private.h"
#include "gw-open-images-writer.h"
#include "gw-reader-private.h"

/* Open Images (spec formats 9): tables of boxes, image labels and masks, each with the images of
 * a subset. They may have millions of rows, so they are gone through twice: once for where
 * the rows of each image are (gw-open-images-index.h), then image by image.
 */

/* Names of which most are looked up to find the folder of pictures. */
#define SAMPLE 500
#define MOST_CLASSES 100000

/* --- detecting ----------------------------------------------------------------------- */

static gboolean
has_labels (const GwOpenImagesFile *file)
{
  return file->kind == GW_OPEN_IMAGES_BOXES || file->kind == GW_OPEN_IMAGES_LABELS
         || file->kind == GW_OPEN_IMAGES_MASKS;
}

static void
detect_folder (const char *source, GwDetection *out)
{
  g_autoptr (GPtrArray) files = gw_open_images_files_list (source, TRUE, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const GwOpenImagesFile *file = g_ptr_array_index (files, i);

      if (has_labels (file))
        out->confidence = MAX (out->confidence, file->has_header ? 94 : 70);
    }
}

static void
detect_file (const char *source, const char *start, gsize n_start, GwDetection *out)
{
  g_autoptr (GwOpenImagesFile) file = g_new0 (GwOpenImagesFile, 1);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;

  /* What begins as JSON and XML do is no head of a table, and may be long. */
  if (n_start == 0 || memchr ("{[<", start[0], 3) != NULL)
    return;
  stream = g_memory_input_stream_new_from_data (start, (gssize) n_start, NULL);
  csv = gw_csv_reader_new (stream, NULL);
  if (gw_open_images_file_recognise (file, csv, source) && has_labels (file))
    out->confidence = file->has_header ? 94 : 70;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (is_folder)
    detect_folder (source, out);
  else
    detect_file (source, start, n_start, out);
  if (out->confidence > 0)
    g_snprintf (out->reason, sizeof out->reason, "%s",
                is_folder ? _ ("It has tables with the columns of Open Images.")
                          : _ ("It is a table with the columns of Open Images."));
}

/* --- rows ------------------------------------------------------------------------------ */

double
gw_open_images_get_confidence (const GwOpenImagesFile *file, GwCsvReader *csv)
{
  const char *text = gw_open_images_file_get (file, csv, GW_OPEN_IMAGES_CONFIDENCE);
  double confidence = NAN;

  if (*text == '\0')
    return 1;
  gw_number_parse (text, -1, &confidence);
  return confidence;
}

gboolean
gw_open_images_is_machine (const GwOpenImagesFile *file, GwCsvReader *csv)
{
  const double confidence = gw_open_images_get_confidence (file, csv);

  return strcmp (gw_open_images_file_get (file, csv, GW_OPEN_IMAGES_SOURCE), "machine") == 0
         || (confidence > 0 && confidence < 1);
}

static void
note_row (GwOpenImagesState *state, const GwOpenImagesFile *file, GwCsvReader *csv)
{
  const char *id = gw_open_images_file_get (file, csv, GW_OPEN_IMAGES_LABEL);
  const gboolean machine = gw_open_images_is_machine (file, csv);

  if (!g_hash_table_contains (state->classes, id) && state->ids->len < MOST_CLASSES)
    {
      char *copy = g_strdup (id);

      g_ptr_array_add (state->ids, copy);
      g_hash_table_insert (state->classes, copy, NULL);
    }
  state->n_rows++;
  if (machine)
    state->n_machine++;
}

static void
report_row (GwReader *reader, const GwOpenImagesFile *file, guint64 line)
{
  reader->counts.labels++;
  gw_problems_report (
      reader->problems,
      &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                     .outcome = GW_OUTCOME_LEFT_OUT,
                     .code = "row-fields",
                     .file = file->path,
                     .line = line,
                     .text = _ ("The row does not have the fields that its table must have. It was left "
                                "out."),
                     .n_labels = 1 });
}

/* Rows of lists are noted of images that labels are of; others are looked for later. */
static gboolean
scan_rows (GwReader *reader, guint place, GwCsvReader *csv, GError **error)
{
  GwOpenImagesState *state = reader->state;
  const GwOpenImagesFile *file = g_ptr_array_index (state->files, place);
  guint64 offset = gw_csv_reader_get_offset (csv);

  while (gw_csv_reader_next (csv, error))
    {
      const guint64 end = gw_csv_reader_get_offset (csv);
      const char *id = gw_open_images_file_get (file, csv, GW_OPEN_IMAGES_IMAGE);

      if (!gw_open_images_file_is_whole (file, csv))
        {
          if (has_labels (file))
            report_row (reader, file, gw_csv_reader_get_line (csv));
        }
      else if (has_labels (file) || gw_open_images_index_has (state->index, id))
        {
          if (has_labels (file))
            note_row (state, file, csv);
          if (!gw_open_images_index_add (state->index, id, place, offset, end, gw_csv_reader_get_line (csv)))
            {
              g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s: the table has more rows than this program reads."),
                           file->path);
              return FALSE;
            }
        }
      else if (state->listed->len < SAMPLE)
        g_ptr_array_add (state->listed, g_strdup (id));
      offset = end;
      _gw_reader_tell (reader, state->done + offset);
    }
  state->done += file->size;

  return *error == NULL;
}

/* A table that is damaged is left out whole, with all the others. */
static void
fail_table (GwReader *reader, const GwOpenImagesFile *file, GwCsvReader *csv, GError **error)
{
  const char *code = g_error_matches (*error, GW_ERROR, GW_ERROR_TRUNCATED)     ? "truncated-file"
                     : g_error_matches (*error, GW_ERROR, GW_ERROR_UNSUPPORTED) ? "encoding"
                     : g_error_matches (*error, GW_ERROR, GW_ERROR_LIMIT)       ? "limit"
                                                                                : "row-fields";

  if ((*error)->domain != GW_ERROR)
    return;
  gw_problems_add (reader->problems, GW_SEVERITY_ERROR, code, file->path, 0, NULL, "%s", (*error)->message);
  gw_csv_reader_place_error (csv, file->path, error);
}

static gboolean
scan_file (GwReader *reader, guint place, GCancellable *cancellable, GError **error)
{
  GwOpenImagesState *state = reader->state;
  const GwOpenImagesFile *file = g_ptr_array_index (state->files, place);
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file->path, NULL, error);
  g_autoptr (GwCsvReader) csv = stream != NULL ? gw_csv_reader_new (stream, cancellable) : NULL;
  g_autoptr (GError) failure = NULL;

  if (csv == NULL)
    return FALSE;
  gw_csv_reader_set_delimiter (csv, file->delimiter);
  if ((!file->has_header || gw_csv_reader_next (csv, &failure)) && scan_rows (reader, place, csv, &failure))
    return TRUE;
  if (failure != NULL)
    {
      fail_table (reader, file, csv, &failure);
      g_propagate_error (error, g_steal_pointer (&failure));
    }
  return failure == NULL && (error == NULL || *error == NULL);
}

/* --- opening --------------------------------------------------------------------------- */

static void
report_others (GwReader *reader)
{
  const GwOpenImagesState *state = reader->state;

  for (guint i = 0; i < state->files->len; i++)
    {
      const GwOpenImagesFile *file = g_ptr_array_index (state->files, i);

      if (file->kind == GW_OPEN_IMAGES_OTHER)
        gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                             .outcome = GW_OUTCOME_LEFT_OUT,
                                                             .code = "labels-unread",
                                                             .file = file->path,
                                                             .text = _ ("The table is neither of boxes nor of image "
                                                                        "labels or masks. It was not read.") });
    }
}

/* Of one file that was named, other tables of labels do not count; lists and names do. */
static gboolean
find_files (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwOpenImagesState *state = reader->state;
  const gboolean is_folder = state->is_folder = g_file_test (reader->source, G_FILE_TEST_IS_DIR);
  g_autofree char *absolute = g_canonicalize_filename (reader->source, NULL);
  g_autofree char *name = is_folder ? NULL : g_path_get_basename (absolute);
  gboolean any = FALSE;

  state->top = is_folder ? g_strdup (absolute) : g_path_get_dirname (absolute);
  state->files = gw_open_images_files_list (state->top, FALSE, cancellable);
  for (guint i = state->files->len; !is_folder && i > 0; i--)
    if (has_labels (g_ptr_array_index (state->files, i - 1)))
      g_ptr_array_remove_index (state->files, i - 1);
  if (!is_folder)
    {
      GwOpenImagesFile *file = gw_open_images_file_open (state->top, name, error);

      if (file != NULL)
        g_ptr_array_insert (state->files, 0, file);
      else if (*error != NULL)
        return FALSE;
    }
  for (guint i = 0; i < state->files->len; i++)
    any = any || has_labels (g_ptr_array_index (state->files, i));
  if (any)
    return TRUE;
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: there is no table of Open Images. Tables of boxes have the columns ImageID, LabelName, XMin, "
                  "XMax, YMin and YMax, those of image labels ImageID, LabelName and Confidence, those of masks "
                  "MaskPath, ImageID and LabelName."),
               reader->source);

  return FALSE;
}

static void
set_total (GwReader *reader)
{
  const GwOpenImagesState *state = reader->state;
  guint64 total = 0;

  for (guint i = 0; i < state->files->len; i++)
    total += ((const GwOpenImagesFile *) g_ptr_array_index (state->files, i))->size;
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * total);
}

static void
find_pictures (GwReader *reader, GCancellable *cancellable)
{
  static const char *const usual[] = { "images", "data", ".", "../images", "../data" };
  GwOpenImagesState *state = reader->state;
  g_autoptr (GPtrArray) stems = g_ptr_array_new ();

  for (guint i = 0; i < MIN (gw_open_images_index_get_n (state->index), SAMPLE); i++)
    g_ptr_array_add (stems, (gpointer) gw_open_images_index_get_id (state->index, i));
  for (guint i = 0; i < state->listed->len && stems->len < SAMPLE; i++)
    g_ptr_array_add (stems, g_ptr_array_index (state->listed, i));
  state->pictures = gw_picture_stems_find (state->top, usual, G_N_ELEMENTS (usual), reader->options.images_dir, stems,
                                           cancellable);
  if (state->pictures != NULL && reader->images_dir == NULL)
    reader->images_dir = g_strdup (gw_picture_stems_get_folder (state->pictures));
}

static void
settle_head (GwReader *reader)
{
  const GwOpenImagesState *state = reader->state;
  const GwOpenImagesFile *first = g_ptr_array_index (state->files, 0);

  reader->head->task = first->kind == GW_OPEN_IMAGES_LABELS ? GW_TASK_MULTI_CLASS : GW_TASK_BOXES;
  for (guint i = 0; i < state->files->len; i++)
    if (((const GwOpenImagesFile *) g_ptr_array_index (state->files, i))->kind == GW_OPEN_IMAGES_MASKS)
      reader->head->task = GW_TASK_MASKS;
  reader->head->has_task = TRUE;
  reader->head->predictions = state->n_machine > 0 && state->n_machine == state->n_rows;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwOpenImagesState *state = g_new0 (GwOpenImagesState, 1);
  g_autoptr (GError) failure = NULL;

  reader->state = state;
  reader->has_masks = TRUE;
  state->index = gw_open_images_index_new ();
  state->ids = g_ptr_array_new_with_free_func (g_free);
  state->listed = g_ptr_array_new_with_free_func (g_free);
  state->classes = g_hash_table_new (g_str_hash, g_str_equal);
  state->list_taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!find_files (reader, cancellable, &failure))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (state->is_folder)
    report_others (reader);
  state->streams = g_new0 (GInputStream *, state->files->len);
  state->masks = gw_open_images_masks_new (state->top);
  set_total (reader);
  for (guint i = 0; i < state->files->len; i++)
    {
      const GwOpenImagesFile *file = g_ptr_array_index (state->files, i);

      if ((has_labels (file) || file->kind == GW_OPEN_IMAGES_LIST) && !scan_file (reader, i, cancellable, error))
        return FALSE;
    }
  if (!gw_open_images_read_classes (reader, error))
    return FALSE;
  find_pictures (reader, cancellable);
  settle_head (reader);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  GwOpenImagesState *state = reader->state;

  if (state == NULL)
    return;
  for (guint i = 0; state->streams != NULL && i < state->files->len; i++)
    g_clear_object (&state->streams[i]);
  g_free (state->streams);
  g_clear_pointer (&state->list_csv, gw_csv_reader_free);
  g_clear_pointer (&state->files, g_ptr_array_unref);
  gw_open_images_index_free (state->index);
  gw_open_images_masks_free (state->masks);
  gw_picture_stems_free (state->pictures);
  g_hash_table_unref (state->classes);
  g_hash_table_unref (state->list_taken);
  g_ptr_array_unref (state->ids);
  g_ptr_array_unref (state->listed);
  g_free (state->top);
  g_free (state);
}

/* --- images without labels ---------------------------------------------------------------- */

static gboolean
open_list (GwOpenImagesState *state, const GwOpenImagesFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file->path, NULL, error);

  if (stream == NULL)
    return FALSE;
  state->list_csv = gw_csv_reader_new (stream, cancellable);
  gw_csv_reader_set_delimiter (state->list_csv, file->delimiter);

  return !file->has_header || gw_csv_reader_next (state->list_csv, error);
}

/* Whether a row is of an image that has no labels. Beside one table that was named, only the
 * images of its own subset are meant.
 */
static gboolean
is_without_labels (GwReader *reader, const GwOpenImagesFile *file)
{
  const GwOpenImagesState *state = reader->state;
  const GwOpenImagesFile *table = g_ptr_array_index (state->files, 0);
  const char *subset = gw_open_images_file_get (file, state->list_csv, GW_OPEN_IMAGES_SUBSET);

  return gw_open_images_file_is_whole (file, state->list_csv)
         && !gw_open_images_index_has (state->index,
                                       gw_open_images_file_get (file, state->list_csv, GW_OPEN_IMAGES_IMAGE))
         && (state->is_folder || strcmp (subset, table->split != NULL ? table->split : "") == 0);
}

/* The next row of the lists that is of no image with labels; NULL at the end, or with error set. */
static const GwOpenImagesFile *
next_listed (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwOpenImagesState *state = reader->state;

  while (state->list < state->files->len)
    {
      const GwOpenImagesFile *file = g_ptr_array_index (state->files, state->list);

      if (file->kind == GW_OPEN_IMAGES_LIST)
        {
          if (state->list_csv == NULL && !open_list (state, file, cancellable, error))
            return NULL;
          while (gw_csv_reader_next (state->list_csv, error))
            if (is_without_labels (reader, file))
              return file;
          if (*error != NULL)
            return NULL;
        }
      g_clear_pointer (&state->list_csv, gw_csv_reader_free);
      state->list++;
    }
  return NULL;
}

static GwRecord *
next_without_labels (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwOpenImagesState *state = reader->state;
  const GwOpenImagesFile *file;

  while ((file = next_listed (reader, cancellable, error)) != NULL)
    {
      const char *id = gw_open_images_file_get (file, state->list_csv, GW_OPEN_IMAGES_IMAGE);
      GwRecord *record = g_hash_table_contains (state->list_taken, id)
                             ? NULL
                             : gw_open_images_make_listed (reader, file, state->list_csv);

      if (record == NULL)
        continue;
      g_hash_table_add (state->list_taken, g_strdup (id));
      reader->counts.images++;
      return record;
    }
  return NULL;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwOpenImagesState *state = reader->state;
  g_autoptr (GError) failure = NULL;
  GwRecord *record = NULL;

  while (record == NULL && failure == NULL && state->next < gw_open_images_index_get_n (state->index))
    {
      reader->counts.images++;
      record = gw_open_images_read_record (reader, state->next++, cancellable, &failure);
      _gw_reader_tell (reader, state->done);
    }
  if (record == NULL && failure == NULL)
    record = next_without_labels (reader, cancellable, &failure);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return record;
}

const GwFormat gw_format_open_images = {
  .name = "open-images",
  .title = N_ ("Open Images"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_NAMES_BY_STEM,
  .choices = GW_READ_CHOICE_ROTATION | GW_READ_CHOICE_CLASSES,
  .class_parts = GW_CLASS_PART_PARENT | GW_CLASS_PART_GROUPS | GW_CLASS_PART_UNUSED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_open_images_measure_loss,
  .create = gw_open_images_writer_create,
  .write = gw_open_images_writer_write,
  .finish = gw_open_images_writer_finish,
  .destroy = gw_open_images_writer_destroy,
};
