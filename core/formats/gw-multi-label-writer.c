/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-multi-label-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-class-list.h"
#include "gw-csv-writer.h"
#include "gw-split-files.h"
#include "gw-writer-private.h"

#define FORMAT "multi-label-table"

typedef struct
{
  GwSplitFiles *tables;
  GPtrArray *classes; /* GwClass of each column, which the head owns */
  GHashTable *names;  /* of pictures */
} State;

/* An image that nobody looked at has no row: there it would have no class. */
static gboolean
has_row (const GwRecord *record)
{
  return record->labeled || record->labels->len > 0;
}

void
gw_multi_label_measure_loss (const GwRecordHead *head, const GwRecord *record, const GwWriteOptions *options,
                             GwProblems *problems)
{
  GwRecord part = *record;

  /* An image without a class is told as such. */
  part.labeled = FALSE;
  gw_class_list_measure_loss (head, &part,
                              has_row (record) ? NULL
                                               : _ ("In the table an image without a class is one that has none. The "
                                                    "image was not labeled and is left out."),
                              problems);
}

gboolean
gw_multi_label_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->tables = gw_split_files_new (writer, GW_MULTI_LABEL_FILE, "/" GW_MULTI_LABEL_FILE, NULL);
  state->classes = g_ptr_array_new ();
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);

      if (!_gw_class_is_group (writer->head, class))
        g_ptr_array_add (state->classes, class);
    }

  return TRUE;
}

static gboolean
write_text (GOutputStream *table, GString *text, GError **error)
{
  return g_output_stream_write_all (table, text->str, text->len, NULL, NULL, error);
}

static gboolean
write_header (State *state, GOutputStream *table, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) csv = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_DATA);

  gw_csv_writer_text (csv, "filename");
  for (guint i = 0; i < state->classes->len; i++)
    gw_csv_writer_text (csv, _gw_class_get_name_for (g_ptr_array_index (state->classes, i), FORMAT));
  gw_csv_writer_end_row (csv);

  return gw_csv_writer_finish (csv, error) && write_text (table, text, error);
}

static gboolean
has_class (const GwRecord *record, GwClass *class)
{
  for (guint i = 0; i < record->labels->len; i++)
    if (g_array_index (record->labels, GwLabel, i).class_id == gw_class_get_id (class))
      return TRUE;
  return FALSE;
}

static gboolean
write_row (State *state, GOutputStream *table, const GwRecord *record, const char *name, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) csv = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_DATA);

  gw_csv_writer_text (csv, name);
  for (guint i = 0; i < state->classes->len; i++)
    gw_csv_writer_int64 (csv, has_class (record, g_ptr_array_index (state->classes, i)) ? 1 : 0);
  gw_csv_writer_end_row (csv);

  return gw_csv_writer_finish (csv, error) && write_text (table, text, error);
}

gboolean
gw_multi_label_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autofree char *split = NULL;
  g_autofree char *wanted = NULL;
  const char *path;
  GOutputStream *table;
  gboolean is_new;

  if (record->path == NULL || !has_row (record))
    return TRUE;
  if (!g_utf8_validate (record->path, -1, NULL))
    {
      gw_problems_add (writer->problems, GW_SEVERITY_ERROR, "encoding", NULL, 0, NULL,
                       _ ("The name of an image is not UTF-8 and has no place in a table. The image was left out."));
      return TRUE;
    }
  wanted = _gw_record_make_split_path (record, &split);
  path = _gw_writer_claim_name (writer, state->names, wanted);
  table = gw_split_files_get (state->tables, record->split, &is_new, error);
  if (table == NULL || (is_new && !write_header (state, table, error))
      || !_gw_writer_copy_picture (writer, record, path, error))
    return FALSE;

  return write_row (state, table, record, split != NULL ? path + strlen (split) + 1 : path, error);
}

gboolean
gw_multi_label_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  State *state = writer->state;

  return gw_split_files_close (state->tables, cancellable, error);
}

void
gw_multi_label_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  gw_split_files_free (state->tables);
  g_ptr_array_unref (state->classes);
  g_hash_table_unref (state->names);
  g_free (state);
}
