/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-export-note-private.h"

#include <string.h>
#include <sys/stat.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error.h"
#include "gw-json-reader.h"
#include "gw-json-writer.h"
#include "gw-path.h"
#include "gw-problem-code.h"

#define NAME "groundwork-export.json"

gboolean
_gw_export_note_is_name (const char *name)
{
  return strcmp (name, NAME) == 0 || g_str_has_suffix (name, "." NAME);
}

/* Stands on the value of a member of a note. FALSE: it has none, or there is no note that can be read. */
static gboolean
find_member (GwJsonReader *json, const char *key)
{
  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    return FALSE;
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    if (gw_json_reader_string_is (json, key))
      return TRUE;
    else if (!gw_json_reader_skip_value (json, NULL))
      return FALSE;
  return FALSE;
}

/* (transfer full) (nullable): NULL: there is no regular file. */
static GwJsonReader *
open_note (const char *path, struct stat *note)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;

  if (lstat (path, note) == 0 && S_ISREG (note->st_mode))
    stream = g_file_read (file, NULL, NULL);
  return stream != NULL ? gw_json_reader_new (G_INPUT_STREAM (stream), NULL) : NULL;
}

const GwFormat *
_gw_export_note_find_format (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *name = NULL;
  struct stat note;
  g_autoptr (GwJsonReader) json = open_note (path, &note);
  const GwFormat *format;

  /* The first members, whatever else somebody made of it. */
  if (json == NULL || gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN
      || gw_json_reader_next (json, NULL) != GW_JSON_KEY || !gw_json_reader_string_is (json, "groundwork-export")
      || gw_json_reader_next (json, NULL) != GW_JSON_NUMBER || gw_json_reader_next (json, NULL) != GW_JSON_KEY
      || !gw_json_reader_string_is (json, "format") || gw_json_reader_next (json, NULL) != GW_JSON_STRING)
    return NULL;
  name = gw_json_reader_dup_string (json, NULL);
  if (gw_json_reader_next (json, NULL) != GW_JSON_KEY || gw_json_reader_string_is (json, "file"))
    return NULL;
  format = name != NULL ? gw_format_find (name, NULL) : NULL;

  return format != NULL && (format->flags & GW_FORMAT_READS) != 0 && (format->flags & GW_FORMAT_TARGET_IS_FOLDER) != 0
             ? format
             : NULL;
}

/* --- the earlier export ------------------------------------------------------- */

static gboolean
is_younger (const struct stat *file, const struct stat *note)
{
  if (file->st_mtim.tv_sec != note->st_mtim.tv_sec)
    return file->st_mtim.tv_sec > note->st_mtim.tv_sec;
  return file->st_mtim.tv_nsec > note->st_mtim.tv_nsec;
}

static void
drop (GwWriter *writer, const char *name, gint64 bytes, const struct stat *note)
{
  g_autofree char *normal = gw_path_normalise (name, -1, NULL);
  g_autofree char *path = normal != NULL ? g_build_filename (writer->target, normal, NULL) : NULL;
  struct stat file;

  /* A picture that is exported again without a copy would be lost. */
  if (normal != NULL && writer->pictures != NULL && g_hash_table_contains (writer->pictures, normal))
    return;
  if (path != NULL && lstat (path, &file) == 0 && file.st_size == bytes && !is_younger (&file, note))
    gw_folder_writer_drop (writer->folder, normal);
}

static void
drop_files (GwWriter *writer, GwJsonReader *json, const struct stat *note)
{
  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    return;
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    {
      g_autofree char *name = gw_json_reader_dup_string (json, NULL);

      if (gw_json_reader_next (json, NULL) != GW_JSON_NUMBER)
        return;
      if (name != NULL)
        drop (writer, name, gw_json_reader_get_int64 (json, NULL), note);
    }
}

/* A note that cannot be read, or has no list, drops nothing. */
static void
drop_earlier (GwWriter *writer)
{
  g_autofree char *path = g_build_filename (writer->target, NAME, NULL);
  struct stat note;
  g_autoptr (GwJsonReader) json = open_note (path, &note);

  if (json != NULL && find_member (json, "files"))
    drop_files (writer, json, &note);
}

/* --- this one -------------------------------------------------------------------- */

static void
write_losses (GwWriter *writer, GwJsonWriter *json)
{
  g_auto (GStrv) codes = gw_problems_list_codes (writer->problems);

  gw_json_writer_key (json, "losses");
  gw_json_writer_begin_array (json);
  for (gsize i = 0; codes[i] != NULL; i++)
    if (gw_problem_code_is_loss (codes[i]))
      {
        gw_json_writer_begin_object (json);
        gw_json_writer_key_string (json, "code", codes[i]);
        gw_json_writer_key_int64 (json, "count", (gint64) gw_problems_count_code (writer->problems, codes[i]));
        gw_json_writer_end_object (json);
      }
  gw_json_writer_end_array (json);
}

/* Names that are not UTF-8 have no place in JSON; those files are left alone. */
static gboolean
write_files (GwWriter *writer, GwJsonWriter *json, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) names = gw_folder_writer_list (writer->folder, cancellable, error);

  if (names == NULL)
    return FALSE;
  gw_json_writer_key (json, "files");
  gw_json_writer_begin_object (json);
  for (guint i = 0; i < names->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (gw_folder_writer_get_folder (writer->folder), name, NULL);
      GStatBuf file;

      if (g_lstat (path, &file) == 0 && g_utf8_validate (name, -1, NULL))
        gw_json_writer_key_int64 (json, name, file.st_size);
    }
  gw_json_writer_end_object (json);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* file (nullable): that the note lies beside */
static void
begin (GwWriter *writer, GwJsonWriter *json, const char *file)
{
  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "groundwork-export", 1);
  gw_json_writer_key_string (json, "format", writer->format->name);
  if (file != NULL)
    gw_json_writer_key_string (json, "file", file);
  gw_json_writer_key_int64 (json, "images", (gint64) writer->counts.images);
  gw_json_writer_key (json, "objects");
  gw_record_counts_write_json (&writer->counts, json);
  if (writer->options.split != NULL)
    {
      gw_json_writer_key_string (json, "split", writer->options.split);
      gw_json_writer_key_int64 (json, "seed", (gint64) writer->options.split_seed);
    }
  write_losses (writer, json);
}

static gboolean
end (GwJsonWriter *json, GError **error)
{
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);

  return gw_json_writer_finish (json, error);
}

gboolean
_gw_export_note_write (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_INDENTED);

  begin (writer, json, NULL);
  if (!write_files (writer, json, cancellable, error))
    return FALSE;

  writer->n_files++;
  if (!end (json, error) || !gw_folder_writer_write (writer->folder, NAME, text->str, text->len, error))
    return FALSE;
  drop_earlier (writer);

  return TRUE;
}

/* --- beside one file ------------------------------------------------------------------ */

/* How a note names its file: names need not be UTF-8. */
static char *
get_own_name (GwWriter *writer)
{
  g_autofree char *name = g_path_get_basename (writer->target);

  return gw_path_display (name, -1);
}

/* Whether there is the note of an earlier export to the same file. */
static gboolean
is_own (GwWriter *writer, const char *path)
{
  g_autofree char *name = get_own_name (writer);
  struct stat note;
  g_autoptr (GwJsonReader) json = open_note (path, &note);

  return json != NULL && find_member (json, "file") && gw_json_reader_next (json, NULL) == GW_JSON_STRING
         && gw_json_reader_string_is (json, name);
}

static gboolean
is_free (const char *path)
{
  struct stat file;

  return lstat (path, &file) != 0;
}

/* Its own note, then a place that is free. (transfer full) (nullable): NULL with error set */
static char *
choose_path (GwWriter *writer, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (writer->target);
  g_autofree char *longer = g_strconcat (writer->target, "." NAME, NULL);
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *own = g_path_get_basename (writer->target);
  gboolean is_taken = strcmp (own, NAME) == 0;
  g_autofree char *shown = NULL;

  if (!is_taken && is_own (writer, path))
    return g_steal_pointer (&path);
  if (is_own (writer, longer))
    return g_steal_pointer (&longer);
  if (!is_taken && is_free (path))
    return g_steal_pointer (&path);
  if (is_free (longer))
    return g_steal_pointer (&longer);

  shown = gw_path_display (longer, -1);
  g_set_error (error, GW_ERROR, GW_ERROR_EXISTS,
               _ ("%s: what the export could not hold is noted there, and the file is another one. Move it, or "
                  "choose another name for the export."),
               shown);
  return NULL;
}

GwFileWriter *
_gw_export_note_prepare (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = choose_path (writer, error);
  g_autofree char *name = get_own_name (writer);
  g_autoptr (GwFileWriter) file = path != NULL ? gw_file_writer_new (
                                      path, is_free (path) ? GW_WRITE_NEW : GW_WRITE_OVERWRITE, 0, error)
                                               : NULL;
  g_autoptr (GwJsonWriter) json = NULL;

  if (file == NULL)
    return NULL;
  json = gw_json_writer_new (G_OUTPUT_STREAM (file), GW_JSON_WRITER_INDENTED, cancellable);
  begin (writer, json, name);

  return end (json, error) && gw_file_writer_prepare (file, cancellable, error) ? g_steal_pointer (&file) : NULL;
}
