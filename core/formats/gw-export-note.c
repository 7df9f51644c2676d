/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-export-note-private.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "gw-json-reader.h"
#include "gw-json-writer.h"
#include "gw-path.h"
#include "gw-problem-code.h"

#define NAME "groundwork-export.json"

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
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GwJsonReader) json = NULL;
  struct stat note;

  if (lstat (path, &note) != 0 || !S_ISREG (note.st_mode))
    return;
  stream = g_file_read (file, NULL, NULL);
  if (stream == NULL)
    return;

  json = gw_json_reader_new (G_INPUT_STREAM (stream), NULL);
  if (gw_json_reader_next (json, NULL) != GW_JSON_OBJECT_BEGIN)
    return;
  while (gw_json_reader_next (json, NULL) == GW_JSON_KEY)
    if (gw_json_reader_string_is (json, "files"))
      {
        drop_files (writer, json, &note);
        return;
      }
    else if (!gw_json_reader_skip_value (json, NULL))
      return;
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

gboolean
_gw_export_note_write (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_INDENTED);

  gw_json_writer_begin_object (json);
  gw_json_writer_key_int64 (json, "groundwork-export", 1);
  gw_json_writer_key_string (json, "format", writer->format->name);
  gw_json_writer_key_int64 (json, "images", (gint64) writer->counts.images);
  gw_json_writer_key (json, "objects");
  gw_record_counts_write_json (&writer->counts, json);
  if (writer->options.split != NULL)
    {
      gw_json_writer_key_string (json, "split", writer->options.split);
      gw_json_writer_key_int64 (json, "seed", (gint64) writer->options.split_seed);
    }
  write_losses (writer, json);
  if (!write_files (writer, json, cancellable, error))
    return FALSE;
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);

  writer->n_files++;
  if (!gw_json_writer_finish (json, error)
      || !gw_folder_writer_write (writer->folder, NAME, text->str, text->len, error))
    return FALSE;
  drop_earlier (writer);

  return TRUE;
}
