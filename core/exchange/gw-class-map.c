/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-map.h"

#include <glib/gi18n.h>

#include "gw-csv-reader.h"
#include "gw-csv-writer.h"
#include "gw-error.h"
#include "gw-file-writer.h"

typedef struct
{
  const char *path;
  GwCsvReader *csv;
  GHashTable *seen; /* set of names: a class becomes one thing */
  GPtrArray *pairs; /* char *: from and to, in turn */
  int from;         /* columns */
  int to;
} Loading;

static gboolean
fail_line (const Loading *loading, const char *sentence, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID, "%s:%" G_GUINT64_FORMAT ": %s", loading->path,
               gw_csv_reader_get_line (loading->csv), sentence);
  return FALSE;
}

static gboolean
take_row (Loading *loading, GError **error)
{
  const char *from = gw_csv_reader_get_field (loading->csv, (guint) loading->from, NULL);
  const char *to = gw_csv_reader_get_field (loading->csv, (guint) loading->to, NULL);
  g_autofree char *name = g_strstrip (g_strdup (to != NULL ? to : ""));

  if (from == NULL || to == NULL || *from == '\0')
    return fail_line (loading, _ ("A class and what it becomes were expected, as in “cat,animal”."), error);
  if (!g_hash_table_add (loading->seen, g_strdup (from)))
    return fail_line (loading, _ ("The class is there twice. Leave one of the lines out."), error);

  g_ptr_array_add (loading->pairs, g_strdup (from));
  g_ptr_array_add (loading->pairs, g_steal_pointer (&name));
  return TRUE;
}

/* Only when the whole file has been read. */
static void
tell (const Loading *loading, GwImport *import)
{
  for (guint i = 0; i + 1 < loading->pairs->len; i += 2)
    {
      const char *from = g_ptr_array_index (loading->pairs, i), *to = g_ptr_array_index (loading->pairs, i + 1);

      if (*to == '\0')
        gw_import_set_class_target (import, from, GW_IMPORT_IGNORE);
      else
        gw_import_set_class_name (import, from, to);
    }
}

static gboolean
load (Loading *loading, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (gw_csv_reader_read_header (loading->csv, &failure))
    {
      loading->from = gw_csv_reader_find_column (loading->csv, "from");
      loading->to = gw_csv_reader_find_column (loading->csv, "to");
      if (loading->from < 0 || loading->to < 0)
        return fail_line (loading, _ ("The columns “from” and “to” were expected. Name them in the first line."),
                          error);
      while (gw_csv_reader_next (loading->csv, &failure))
        if (!take_row (loading, error))
          return FALSE;
    }
  if (failure == NULL)
    return TRUE;

  gw_csv_reader_place_error (loading->csv, loading->path, &failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
gw_class_map_load (const char *path, GwImport *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GwCsvReader) csv = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) pairs = NULL;
  Loading loading;
  gboolean is_folder = FALSE;

  g_return_val_if_fail (GW_IS_IMPORT (import), FALSE);

  if (!gw_source_check (path, &is_folder, error))
    return FALSE;
  if (is_folder)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: this is a folder. Name the file with the classes."),
                   path);
      return FALSE;
    }
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return FALSE;
  csv = gw_csv_reader_new (G_INPUT_STREAM (stream), cancellable);

  pairs = g_ptr_array_new_with_free_func (g_free);
  loading = (Loading) { .path = path, .csv = csv, .seen = seen, .pairs = pairs };
  if (!load (&loading, error))
    return FALSE;
  tell (&loading, import);

  return TRUE;
}

gboolean
gw_class_map_save (const char *path, GwImport *import, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) csv = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_DATA);
  GPtrArray *mappings;

  g_return_val_if_fail (GW_IS_IMPORT (import), FALSE);

  mappings = gw_import_get_mappings (import);
  gw_csv_writer_row (csv, (const char *const[]) { "from", "to", NULL });
  for (guint i = 0; i < mappings->len; i++)
    {
      const GwImportMapping *mapping = g_ptr_array_index (mappings, i);

      gw_csv_writer_row (csv, (const char *const[]) {
                                  mapping->name, mapping->target == GW_IMPORT_IGNORE ? "" : mapping->becomes, NULL });
    }

  return gw_csv_writer_finish (csv, error)
         && gw_file_write_bytes (path, text->str, text->len, GW_WRITE_OVERWRITE, error);
}
