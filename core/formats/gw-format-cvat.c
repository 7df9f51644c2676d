/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-cvat-files.h"
#include "gw-cvat-records.h"
#include "gw-cvat-scan.h"
#include "gw-cvat-writer.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-reader-private.h"

/* CVAT for images, XML 1.1 (spec formats 7). A file may be larger than memory, so it is read
 * as a stream, twice: first for its classes, tracks and faults, then image by image.
 */
#define BLOCK_BYTES (64 * 1024)

typedef struct
{
  char *path;
  guint64 size;
  GwCvatMeta *meta;
  GwCvatTracks *tracks;
} File;

typedef struct
{
  GPtrArray *files; /* of File */
  GwCvatClasses *classes;
  guint64 done; /* bytes of files that were read whole, in both passes */
  char *block;

  /* The file whose images are being read. */
  guint next; /* of files */
  GInputStream *stream;
  GwXmlParser *parser;
  GwCvatRecords *records;
  guint64 offset;
} State;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  gw_cvat_meta_free (file->meta);
  gw_cvat_tracks_free (file->tracks);
  g_free (file);
}

/* --- detection --------------------------------------------------------------------- */

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  if (!is_folder)
    out->confidence = gw_cvat_judge (start, n_start);
  else
    {
      g_autoptr (GPtrArray) files = gw_cvat_find_files (source);

      out->confidence = files->len > 0 ? 92 : 0;
    }
  if (out->confidence > 0)
    g_snprintf (out->reason, sizeof out->reason,
                is_folder ? _ ("It has an XML file of CVAT.") : _ ("It is an XML file of CVAT."));
}

/* --- one file ----------------------------------------------------------------------- */

/* Writes down that a file as a whole cannot be read, and puts the place before the message. Takes
 * over failure.
 */
static void
fail_xml (GwReader *reader, const char *file, guint64 line, const char *code, GError *failure, GError **error)
{
  g_autofree char *message = g_steal_pointer (&failure->message);
  const char *advice = g_error_matches (failure, GW_ERROR, GW_ERROR_TRUNCATED)
                           ? _ ("Get the whole file and try again.")
                           : _ ("The file is not of CVAT, or it is damaged. Choose the format that it is in, or mend "
                                "it.");

  gw_problems_add (reader->problems, GW_SEVERITY_ERROR, code != NULL ? code : "xml-syntax", file, line, NULL, "%s",
                   message);
  failure->message = g_strdup_printf ("%s:%" G_GUINT64_FORMAT ": %s %s", file, line, message, advice);
  g_propagate_error (error, failure);
}

/* Gives the next bytes of a stream to a parser; is_last (out): there were none. */
static gboolean
feed_block (GwReader *reader, const char *file, GInputStream *stream, GwXmlParser *parser, guint64 *offset,
            gboolean *is_last, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  GError *failure = NULL;
  const gssize n = g_input_stream_read (stream, state->block, BLOCK_BYTES, cancellable, &failure);
  const char *code;

  if (n < 0)
    {
      if (!g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_prefix_error (&failure, "%s: ", file);
      g_propagate_error (error, failure);
      return FALSE;
    }
  *is_last = n == 0;
  if (n == 0 ? !gw_xml_parser_finish (parser, &code, &failure)
             : !gw_xml_parser_feed (parser, state->block, (gsize) n, &code, &failure))
    {
      fail_xml (reader, file, gw_xml_parser_get_line (parser), code, failure, error);
      return FALSE;
    }
  *offset += (guint64) n;
  _gw_reader_tell (reader, state->done + *offset);

  return TRUE;
}

static gboolean
scan_file (GwReader *reader, File *file, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autoptr (GInputStream) stream = _gw_reader_open_file (file->path, NULL, error);
  g_auto (GwCvatScan) scan = { .reader = reader, .file = file->path, .classes = state->classes };
  g_autoptr (GwXmlParser) parser = gw_xml_parser_new (&gw_cvat_scan_funcs, &scan);
  gboolean is_last = FALSE;
  guint64 offset = 0;

  file->meta = scan.meta = gw_cvat_meta_new ();
  file->tracks = scan.tracks = gw_cvat_tracks_new ();
  if (stream == NULL)
    return FALSE;
  while (!is_last)
    if (!feed_block (reader, file->path, stream, parser, &offset, &is_last, cancellable, error))
      return FALSE;
  state->done += offset;

  return TRUE;
}

/* --- opening -------------------------------------------------------------------------- */

static gboolean
list_files (GwReader *reader, GError **error)
{
  State *state = reader->state;
  g_autoptr (GPtrArray) paths = gw_cvat_find_files (reader->source);
  guint64 total = 0;

  for (guint i = 0; i < paths->len; i++)
    {
      File *file = g_new0 (File, 1);
      g_autoptr (GInputStream) stream = NULL;

      file->path = g_strdup (g_ptr_array_index (paths, i));
      g_ptr_array_add (state->files, file);
      stream = _gw_reader_open_file (file->path, &file->size, error);
      if (stream == NULL)
        return FALSE;
      total += file->size;
    }
  if (paths->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND,
                   _ ("%s: there is no XML file of CVAT in this folder. Name the file itself."), reader->source);
      return FALSE;
    }
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, 2 * total);

  return TRUE;
}

/* Of several files the first one's head is kept, and the labels of all. */
static void
keep_head (GwReader *reader)
{
  State *state = reader->state;

  for (guint i = state->files->len; i > 0; i--)
    {
      const File *file = g_ptr_array_index (state->files, i - 1);
      char *bag = gw_cvat_meta_put_bag (file->meta, reader->head->bag);

      if (gw_cvat_meta_is_large (file->meta))
        gw_problems_add (reader->problems, GW_SEVERITY_INFO, "limit", file->path, 0, NULL,
                         _ ("What the file says of its task is larger than 4 MiB. It is not written again on export; "
                            "labels and images are."));
      g_free (reader->head->bag);
      reader->head->bag = bag;
    }
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);

  reader->state = state;
  state->files = g_ptr_array_new_with_free_func (file_free);
  state->classes = gw_cvat_classes_new (reader);
  state->block = g_malloc (BLOCK_BYTES);
  if (!list_files (reader, error))
    return FALSE;
  for (guint i = 0; i < state->files->len; i++)
    if (!scan_file (reader, g_ptr_array_index (state->files, i), cancellable, error))
      return FALSE;
  gw_cvat_classes_finish (state->classes);
  keep_head (reader);

  return TRUE;
}

/* --- records ---------------------------------------------------------------------------- */

static void
close_file (State *state)
{
  g_clear_object (&state->stream);
  g_clear_pointer (&state->parser, gw_xml_parser_free);
  g_clear_pointer (&state->records, gw_cvat_records_free);
}

static gboolean
open_next (GwReader *reader, GError **error)
{
  State *state = reader->state;
  const File *file = g_ptr_array_index (state->files, state->next);

  state->stream = _gw_reader_open_file (file->path, NULL, error);
  if (state->stream == NULL)
    return FALSE;
  state->records = gw_cvat_records_new (reader, file->path, state->classes, file->tracks, file->meta->width,
                                        file->meta->height);
  state->parser = gw_xml_parser_new (&gw_cvat_records_funcs, state->records);
  state->offset = 0;

  return TRUE;
}

/* Reads on. At the end of the file its stream is closed; records may be left to give. */
static gboolean
read_on (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  const File *file = g_ptr_array_index (state->files, state->next);
  gboolean is_last;

  if (!feed_block (reader, file->path, state->stream, state->parser, &state->offset, &is_last, cancellable, error))
    return FALSE;
  if (!is_last)
    return TRUE;
  gw_cvat_records_finish (state->records);
  state->done += state->offset;
  g_clear_object (&state->stream);

  return TRUE;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  while (state->next < state->files->len)
    {
      GwRecord *record;

      if (state->records == NULL && !open_next (reader, error))
        return NULL;
      record = gw_cvat_records_pop (state->records);
      if (record != NULL)
        return record;
      if (state->stream == NULL)
        {
          close_file (state);
          state->next++;
        }
      else if (!read_on (reader, cancellable, error))
        return NULL;
    }

  return NULL;
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  close_file (state);
  g_ptr_array_unref (state->files);
  gw_cvat_classes_free (state->classes);
  g_free (state->block);
  g_free (state);
}

const GwFormat gw_format_cvat = {
  .name = "cvat",
  .title = N_ ("CVAT for Images"),
  .file_name = "annotations.xml",
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER | GW_FORMAT_NAMES_BY_STEM
           | GW_FORMAT_HOLDS_ATTRIBUTES,
  .choices = GW_READ_CHOICE_EMPTY,
  .write_choices = GW_WRITE_CHOICE_HOLES,
  .class_parts = GW_CLASS_PART_COLOR | GW_CLASS_PART_POINTS | GW_CLASS_PART_ATTRIBUTES | GW_CLASS_PART_UNUSED,
  .empty_images = GW_EMPTY_IMAGES_BECOME_UNLABELED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .losses_new = gw_cvat_losses_new,
  .losses_take = gw_cvat_losses_take,
  .losses_end = gw_cvat_losses_end,
  .losses_free = gw_cvat_losses_free,
  .create = gw_cvat_writer_create,
  .write = gw_cvat_writer_write,
  .finish = gw_cvat_writer_finish,
  .destroy = gw_cvat_writer_destroy,
};
