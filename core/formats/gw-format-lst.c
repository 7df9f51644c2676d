/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "gw-class-list.h"
#include "gw-class-numbers.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-path.h"
#include "gw-record-io.h"
#include "gw-split-files.h"
#include "gw-writer-private.h"

/* What MXNet and the image classifier of SageMaker are trained with (spec formats 14): a
 * .lst for each split, in whose lines an image has a number, the numbers of its classes and
 * its path; and RecordIO, in which the pictures themselves are, with an .idx of where each
 * begins. They are written only. classes.txt beside them has the names.
 */
typedef struct
{
  GwClassNumbers *numbers;
  GwSplitFiles *lists;
  GwSplitFiles *records; /* (nullable): RecordIO only; so are those below */
  GwSplitFiles *indices;
  GHashTable *sizes; /* file of records -> guint64*: bytes written */
  GHashTable *names; /* of pictures copied */
  guint64 next;      /* number of an image */
} State;

/* The numbers of a list's classes are those of the other lists. */
#define NUMBERS_FORMAT "class-list"

static void
measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options, GwProblems *problems)
{
  gw_class_list_measure_loss (head, record, _ ("A line needs a class. The image has none and is left out."), problems);
}

static gboolean
create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->numbers = gw_class_numbers_new (writer->head, NUMBERS_FORMAT);
  state->lists = gw_split_files_new (writer, "images.lst", ".lst", NULL);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (writer->format == &gw_format_recordio)
    {
      state->records = gw_split_files_new (writer, "images.rec", ".rec", NULL);
      state->indices = gw_split_files_new (writer, "images.idx", ".idx", NULL);
      state->sizes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    }

  return TRUE;
}

/* The numbers of the classes of an image. */
static GArray *
list_numbers (State *state, const GwRecord *record)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (float));

  for (guint i = 0; i < record->labels->len; i++)
    {
      int number = gw_class_numbers_ensure (state->numbers, g_array_index (record->labels, GwLabel, i).class_id);
      float value = (float) number;

      if (number >= 0)
        g_array_append_val (numbers, value);
    }

  return numbers;
}

static gboolean
put_line (State *state, const GwRecord *record, const char *path, const GArray *numbers, GError **error)
{
  GOutputStream *list = gw_split_files_get (state->lists, record->split, NULL, error);
  g_autoptr (GString) line = g_string_new (NULL);

  if (list == NULL)
    return FALSE;
  g_string_append_printf (line, "%" PRIu64, state->next);
  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (line, "\t%d", (int) g_array_index (numbers, float, i));
  g_string_append_printf (line, "\t%s\n", path);
  state->next++;

  return g_output_stream_write_all (list, line->str, line->len, NULL, NULL, error);
}

/* --- RecordIO ----------------------------------------------------------------------------- */

static void
leave_out (GwWriter *writer, const GwRecord *record, const char *code, const char *reason)
{
  g_autofree char *text = g_strdup_printf (_ ("%s The image was left out."), reason);

  gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = code,
                                                       .image = record->path,
                                                       .text = text,
                                                       .n_images = 1,
                                                       .n_labels = record->labels->len });
}

/* A file that has no name; -1, with error set, where it cannot be written. */
static int
hold_bytes (GBytes *bytes, GError **error)
{
  g_autofree char *name = NULL;
  int fd = g_file_open_tmp (NULL, &name, error);
  g_autoptr (GOutputStream) stream = fd >= 0 ? g_unix_output_stream_new (fd, FALSE) : NULL;
  gsize n;
  const void *data = g_bytes_get_data (bytes, &n);

  if (name != NULL)
    g_unlink (name);
  if (stream == NULL || g_output_stream_write_all (stream, data, n, NULL, NULL, error))
    return fd;
  close (fd);
  return -1;
}

/* Upright where that is asked for. -1, told of, where there is no picture, or with error set. */
static int
open_picture (GwWriter *writer, const GwRecord *record, GError **error)
{
  g_autoptr (GBytes) turned = NULL;
  int fd = -1;

  if (record->file != NULL && g_file_test (record->file, G_FILE_TEST_IS_REGULAR))
    {
      if (!_gw_writer_turn_picture (writer, record, &turned, error))
        return -1;
      if (turned != NULL)
        {
          fd = hold_bytes (turned, error);
          if (fd < 0)
            g_prefix_error (error, _ ("%s cannot be turned upright, as a temporary file is needed for that: "),
                            record->path);
          return fd;
        }
      fd = g_open (record->file, O_RDONLY | O_CLOEXEC, 0);
    }
  if (fd < 0)
    leave_out (writer, record, "path-missing", _ ("RecordIO holds the pictures, and this one was not found."));

  return fd;
}

static gboolean
put_index (State *state, const GwRecord *record, guint64 offset, GError **error)
{
  GOutputStream *index = gw_split_files_get (state->indices, record->split, NULL, error);
  g_autofree char *line = g_strdup_printf ("%" PRIu64 "\t%" PRIu64 "\n", state->next, offset);

  return index != NULL && g_output_stream_write_all (index, line, strlen (line), NULL, NULL, error);
}

static gboolean
put_record (GwWriter *writer, const GwRecord *record, const GArray *numbers, int fd, gboolean *left_out, GError **error)
{
  State *state = writer->state;
  GOutputStream *records = gw_split_files_get (state->records, record->split, NULL, error);
  guint64 *offset = records != NULL ? g_hash_table_lookup (state->sizes, records) : NULL;
  g_autoptr (GError) failure = NULL;
  g_autofree guint8 *head = NULL;
  guint64 size;
  gsize n_head;

  *left_out = FALSE;
  if (records == NULL)
    return FALSE;
  if (offset == NULL)
    {
      offset = g_new0 (guint64, 1);
      g_hash_table_insert (state->sizes, records, offset);
    }
  head = gw_record_io_make_head ((const float *) (gpointer) numbers->data, numbers->len, state->next, &n_head);
  if (gw_record_io_write (records, head, n_head, fd, &size, writer->options.cancellable, &failure))
    {
      gboolean done = put_index (state, record, *offset, error);

      *offset += size;
      return done;
    }
  *left_out = g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT);
  if (*left_out)
    leave_out (writer, record, "limit", failure->message);
  else
    g_propagate_prefixed_error (error, g_steal_pointer (&failure), "%s: ", record->path);

  return *left_out;
}

/* --- both ------------------------------------------------------------------------------------ */

static gboolean
write_packed (GwWriter *writer, const GwRecord *record, const GArray *numbers, GError **error)
{
  g_autoptr (GError) failure = NULL;
  int fd = open_picture (writer, record, &failure);
  gboolean done, left_out;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (fd < 0)
    return TRUE;
  done = put_record (writer, record, numbers, fd, &left_out, error);
  close (fd);

  return done && (left_out || put_line (writer->state, record, record->path, numbers, error));
}

static gboolean
write_record (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autoptr (GArray) numbers = NULL;
  const char *path = record->path;

  if (path == NULL || record->labels->len == 0)
    return TRUE;
  numbers = list_numbers (state, record);
  if (numbers->len == 0)
    return TRUE;
  if (state->records != NULL)
    return write_packed (writer, record, numbers, error);
  if (writer->options.copy != GW_COPY_NONE)
    path = _gw_writer_claim_name (writer, state->names, path);

  return _gw_writer_copy_picture (writer, record, path, error) && put_line (state, record, path, numbers, error);
}

static gboolean
write_names (GwWriter *writer, GError **error)
{
  State *state = writer->state;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < gw_class_numbers_get_n (state->numbers); i++)
    {
      GwClass *class = gw_class_numbers_get (state->numbers, i);

      g_string_append_printf (text, "%s\n", class != NULL ? gw_class_get_name (class) : "");
    }
  writer->n_files++;

  return gw_folder_writer_write (writer->folder, "classes.txt", text->str, text->len, error);
}

static gboolean
finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  return write_names (writer, error) && gw_split_files_close (state->lists, cancellable, error)
         && (state->records == NULL
             || (gw_split_files_close (state->records, cancellable, error)
                 && gw_split_files_close (state->indices, cancellable, error)));
}

static void
destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  gw_split_files_free (state->lists);
  gw_split_files_free (state->records);
  gw_split_files_free (state->indices);
  gw_class_numbers_free (state->numbers);
  g_clear_pointer (&state->sizes, g_hash_table_unref);
  g_hash_table_unref (state->names);
  g_free (state);
}

const GwFormat gw_format_lst = {
  .name = "lst",
  .title = N_ ("List for MXNet (.lst)"),
  .flags = GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER,
  .class_parts = GW_CLASS_PART_UNUSED,
  .measure_loss = measure_loss,
  .create = create,
  .write = write_record,
  .finish = finish,
  .destroy = destroy,
};

const GwFormat gw_format_recordio = {
  .name = "recordio",
  .title = N_ ("RecordIO of Images"),
  .flags = GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER,
  .class_parts = GW_CLASS_PART_UNUSED,
  .measure_loss = measure_loss,
  .create = create,
  .write = write_record,
  .finish = finish,
  .destroy = destroy,
};
