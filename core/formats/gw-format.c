/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-format.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-export-note-private.h"
#include "gw-loss-measure.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

gboolean
gw_source_check (const char *source, gboolean *is_folder, GError **error)
{
  GStatBuf status;

  if (g_stat (source, &status) != 0)
    {
      int code = errno;

      if (code == ENOENT || code == ENOTDIR)
        g_set_error (error, GW_ERROR, GW_ERROR_NOT_FOUND, _ ("%s: there is no such file or folder. Check the path."),
                     source);
      else
        g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s: it cannot be read: %s. %s"), source, g_strerror (code),
                     gw_error_advise_reading (code));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode) && !S_ISDIR (status.st_mode))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                   _ ("%s: it is neither a file nor a folder. Labels are read from files and folders only."), source);
      return FALSE;
    }

  if (g_access (source, R_OK) != 0)
    {
      int code = errno;

      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("%s: it cannot be read: %s. %s"), source, g_strerror (code),
                   gw_error_advise_reading (code));
      return FALSE;
    }

  if (is_folder != NULL)
    *is_folder = S_ISDIR (status.st_mode);
  return TRUE;
}

/* --- reading ------------------------------------------------------------ */

/* A list that was not read to its end looks as if nothing were in it, and what is said of that is
 * not so. failure (transfer full) (nullable).
 */
static void
tell_failure (GError *failure, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_error (&failure);
  else if (failure != NULL)
    g_propagate_error (error, failure);
}

GwReader *
gw_format_open (const GwFormat *format, const char *source, const GwReadOptions *options, GwProblems *problems,
                GCancellable *cancellable, GError **error)
{
  g_autoptr (GwReader) self = NULL;
  GError *failure = NULL;
  guint64 n_similar;

  g_return_val_if_fail (format != NULL && source != NULL && problems != NULL, NULL);

  if ((format->flags & GW_FORMAT_READS) == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("%s can be written, but not read. Choose another format."),
                   _ (format->title));
      return NULL;
    }
  if (!gw_source_check (source, NULL, error))
    return NULL;

  self = g_new0 (GwReader, 1);
  self->format = format;
  self->source = g_strdup (source);
  if (options != NULL)
    self->options = *options;
  self->images_dir = g_strdup (self->options.images_dir);
  self->problems = gw_problems_ref (problems);
  self->head = gw_record_head_new ();

  n_similar = gw_problems_count_code (problems, "class-similar");
  if (!format->open (self, cancellable, &failure))
    {
      tell_failure (failure, cancellable, error);
      return NULL;
    }

  /* Unless the format itself has warned of them. */
  if (gw_problems_count_code (problems, "class-similar") == n_similar)
    _gw_reader_report_similar (self, GW_SEVERITY_INFO);

  return g_steal_pointer (&self);
}

/* Whether nothing is said of the image, not even what is not in it. */
static gboolean
is_empty (const GwRecord *record)
{
  return gw_record_count_labels (record) == 0 && (record->absent == NULL || record->absent->len == 0)
         && (record->truth == NULL || record->truth->len == 0);
}

/* Somebody saw something where all labels of an image were left out: it is no negative then, which
 * would say that there is nothing in it.
 */
GwRecord *
gw_reader_next (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GError *failure = NULL;
  GwRecord *record;
  guint64 n_lost;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  n_lost = gw_problems_count_lost_labels (reader->problems);
  record = reader->format->next (reader, cancellable, &failure);
  if (failure != NULL || record == NULL)
    tell_failure (failure, cancellable, error);
  else if (gw_problems_count_lost_labels (reader->problems) > n_lost && is_empty (record))
    {
      record->labeled = FALSE;
      record->emptied = TRUE;
    }

  return record;
}

GwRecordHead *
gw_reader_get_head (GwReader *reader)
{
  return reader->head;
}

void
gw_reader_close (GwReader *reader)
{
  if (reader == NULL)
    return;

  if (reader->format->close != NULL)
    reader->format->close (reader);
  gw_record_head_free (reader->head);
  gw_problems_unref (reader->problems);
  g_free (reader->images_dir);
  g_free (reader->source);
  g_free (reader);
}

/* --- writing --------------------------------------------------------------- */

static gboolean
folder_is_empty (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) == NULL;
}

gboolean
gw_format_target_is_folder (const GwFormat *format, const char *target)
{
  g_autofree char *name = format->one_file != NULL ? g_ascii_strdown (target, -1) : NULL;

  if ((format->flags & GW_FORMAT_TARGET_IS_FOLDER) == 0)
    return FALSE;

  return name == NULL || !g_str_has_suffix (name, format->one_file) || g_file_test (target, G_FILE_TEST_IS_DIR);
}

gboolean
gw_format_check_target (const GwFormat *format, const char *target, gboolean overwrite, GError **error)
{
  gboolean wants_folder = gw_format_target_is_folder (format, target);

  if (*target == '\0')
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, "%s",
                   wants_folder ? _ ("The target has no name. Name a folder.")
                                : _ ("The target has no name. Name a file."));
      return FALSE;
    }
  if (!g_file_test (target, G_FILE_TEST_EXISTS))
    {
      if (!g_file_test (target, G_FILE_TEST_IS_SYMLINK))
        return TRUE;
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED, _ ("%s: this is a link that leads nowhere. Choose another name."),
                   target);
      return FALSE;
    }

  if (wants_folder != g_file_test (target, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   wants_folder ? _ ("%s: this is a file, and %s is written to a folder. Name a folder.")
                                : _ ("%s: this is a folder, and %s is written to one file. Name a file."),
                   target, _ (format->title));
      return FALSE;
    }
  if (!wants_folder && !g_file_test (target, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                   _ ("%s: this is no file that could be replaced. Choose another name."), target);
      return FALSE;
    }
  if (overwrite || (wants_folder && folder_is_empty (target)))
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_EXISTS,
               wants_folder ? _ ("%s: the folder is not empty. Choose another one.")
                            : _ ("%s: the file is there already. Choose another name."),
               target);
  return FALSE;
}

/* What a folder that is written over has of the pictures that are exported. */
static void
open_standing (GwWriter *self)
{
  char *real = realpath (self->target, NULL);

  if (real == NULL)
    return;
  self->standing = g_strdup (real);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  free (real);
}

static gboolean
open_target (GwWriter *self, GError **error)
{
  GwWriteFlags flags = self->options.overwrite ? GW_WRITE_OVERWRITE : GW_WRITE_NEW;

  if (gw_format_target_is_folder (self->format, self->target))
    {
      if (self->options.overwrite)
        open_standing (self);
      self->folder = gw_folder_writer_new (self->target, flags, 0, error);
      if (self->folder != NULL)
        gw_folder_writer_set_work (self->folder, self->options.work);
      return self->folder != NULL;
    }

  self->file = gw_file_writer_new (self->target, flags | GW_WRITE_PARENTS, 0, error);
  self->n_files = 1;
  if (self->file != NULL)
    gw_file_writer_set_work (self->file, self->options.work);
  return self->file != NULL;
}

GwWriter *
gw_format_create (const GwFormat *format, const char *target, const GwRecordHead *head, const GwWriteOptions *options,
                  GwProblems *problems, GError **error)
{
  g_autoptr (GwWriter) self = NULL;

  g_return_val_if_fail (format != NULL && target != NULL && head != NULL && problems != NULL, NULL);

  if ((format->flags & GW_FORMAT_WRITES) == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("%s can be read, but not written. Choose another format."),
                   _ (format->title));
      return NULL;
    }
  if (!gw_format_check_target (format, target, options != NULL && options->overwrite, error))
    return NULL;

  self = g_new0 (GwWriter, 1);
  self->format = format;
  self->target = g_strdup (target);
  if (options != NULL)
    self->options = *options;
  self->head = head;
  self->problems = gw_problems_ref (problems);
  if (format->flags & GW_FORMAT_HOLDS_PEOPLE)
    self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->losses = gw_loss_measure_new (format, head, &self->options, problems);

  if (!open_target (self, error) || !format->create (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* What went wrong, said of the target: not of a folder that nobody knows, nor by the library alone. */
static gboolean
tell_writing (GwWriter *writer, GError *failure, GError **error)
{
  g_autofree char *shown = gw_path_display (writer->target, -1);
  g_autoptr (GString) text = g_string_new (failure != NULL ? failure->message : NULL);

  if (failure == NULL)
    return FALSE;
  if (writer->folder != NULL)
    g_string_replace (text, gw_folder_writer_get_folder (writer->folder), writer->target, 0);
  if (failure->domain != G_IO_ERROR || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, failure->domain, failure->code, text->str);
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error (error, GW_ERROR, GW_ERROR_IO,
                 _ ("The disk is full: “%s” could not be written. Free some space or choose another disk."), shown);
  else
    g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("“%s” could not be written: %s. %s"), shown, text->str,
                 gw_error_advise_writing (0));
  g_error_free (failure);

  return FALSE;
}

/* Its path below the folder that is written over; NULL: it lies elsewhere. (transfer full) (nullable) */
static char *
find_below (const GwWriter *writer, const GwRecord *record)
{
  char *real = writer->standing != NULL && record->file != NULL ? realpath (record->file, NULL) : NULL;
  const gsize n = real != NULL ? strlen (writer->standing) : 0;
  char *below = real != NULL && strncmp (real, writer->standing, n) == 0 && real[n] == '/' ? g_strdup (real + n + 1)
                                                                                           : NULL;

  free (real);
  return below;
}

gboolean
_gw_writer_has_in_place (const GwWriter *writer, const GwRecord *record, const char *path)
{
  g_autofree char *below = find_below (writer, record);
  g_autofree char *normal = below != NULL ? gw_path_normalise (path, -1, NULL) : NULL;

  return g_strcmp0 (below, normal) == 0 && below != NULL;
}

gboolean
gw_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  char *below = find_below (writer, record);
  GError *failure = NULL;

  if (below != NULL)
    g_hash_table_add (writer->pictures, below);
  gw_loss_measure_take (writer->losses, record);
  if (!gw_format_can_name (writer->format, record))
    return TRUE;
  if (record->path != NULL)
    {
      writer->is_again = writer->images != NULL && !g_hash_table_add (writer->images, g_strdup (record->path));
      gw_record_counts_add (&writer->counts, record, writer->is_again);
    }

  return writer->format->write (writer, record, &failure) || tell_writing (writer, failure, error);
}

void
gw_writer_end_losses (GwWriter *writer)
{
  gw_loss_measure_end (writer->losses);
}

/* All that can fail is done before the one file is in its place. */
static gboolean
commit_file (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwFileWriter) note = _gw_export_note_prepare (writer, cancellable, error);

  return note != NULL && gw_file_writer_commit (writer->file, cancellable, error)
         && gw_file_writer_commit (note, NULL, error);
}

static gboolean
finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  gw_writer_end_losses (writer);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !writer->format->finish (writer, cancellable, error))
    return FALSE;

  if (writer->options.work != NULL)
    gw_work_set_text (writer->options.work, _ ("Waiting for the disk"));
  if (writer->file != NULL)
    return commit_file (writer, cancellable, error);

  return _gw_export_note_write (writer, cancellable, error)
         && gw_folder_writer_commit (writer->folder, cancellable, error);
}

gboolean
gw_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  GError *failure = NULL;

  return finish (writer, cancellable, &failure) || tell_writing (writer, failure, error);
}

void
gw_writer_close (GwWriter *writer)
{
  if (writer == NULL)
    return;

  if (writer->format->destroy != NULL)
    writer->format->destroy (writer);
  g_clear_object (&writer->file);
  g_clear_pointer (&writer->folder, gw_folder_writer_free);
  gw_loss_measure_free (writer->losses);
  gw_problems_unref (writer->problems);
  g_clear_pointer (&writer->images, g_hash_table_unref);
  g_clear_pointer (&writer->pictures, g_hash_table_unref);
  g_free (writer->standing);
  g_free (writer->target);
  g_free (writer);
}

void
gw_format_report_answer (const GwFormat *format, const GwRecord *record, GwProblems *problems)
{
  const char *who = record->annotator != NULL ? record->annotator : record->model;
  g_autofree char *text = g_strdup_printf (_ ("%s holds one answer to an image. Those of others are left out."),
                                           _ (format->title));

  gw_problems_report (problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                               .outcome = GW_OUTCOME_LEFT_OUT,
                                               .code = "loss-answers",
                                               .image = record->path,
                                               .detail = (char *) who,
                                               .text = text,
                                               .n_labels = (guint) gw_record_count_labels (record) });
}
