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
  GPtrArray *classes;  /* GwClass of each column, which the head owns */
  GHashTable *columns; /* GwClass -> its place in classes + 1 */
  GString *zeros;      /* the cells of an image without a class: ",0,0" and the end of the row */
  GHashTable *names;   /* of pictures */
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
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (writer->head);
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->tables = gw_split_files_new (writer, GW_MULTI_LABEL_FILE, "/" GW_MULTI_LABEL_FILE, NULL);
  state->classes = g_ptr_array_new ();
  state->columns = g_hash_table_new (NULL, NULL);
  state->zeros = g_string_new (NULL);
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);

      if (g_hash_table_contains (groups, class))
        continue;
      g_ptr_array_add (state->classes, class);
      g_hash_table_insert (state->columns, class, GUINT_TO_POINTER (state->classes->len));
      g_string_append (state->zeros, ",0");
    }
  g_string_append_c (state->zeros, '\n');

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

/* Cells are one letter each: those of the image's classes are put in place. */
static gboolean
write_row (GwWriter *writer, GOutputStream *table, const GwRecord *record, const char *name, GError **error)
{
  const State *state = writer->state;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwCsvWriter) csv = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_DATA);
  gsize cells;

  gw_csv_writer_text (csv, name);
  gw_csv_writer_end_row (csv);
  if (!gw_csv_writer_finish (csv, error))
    return FALSE;

  cells = text->len - 1; /* in place of the end of the row */
  g_string_truncate (text, cells);
  g_string_append_len (text, state->zeros->str, (gssize) state->zeros->len);
  for (guint i = 0; i < record->labels->len; i++)
    {
      GwClass *class = gw_record_head_find_class (writer->head, g_array_index (record->labels, GwLabel, i).class_id);
      guint column = GPOINTER_TO_UINT (g_hash_table_lookup (state->columns, class));

      if (column > 0)
        text->str[cells + 2 * (gsize) column - 1] = '1';
      else
        _gw_report_loss (writer->problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, writer->head,
                         record, NULL, 1,
                         _ ("The class of a label is but the parent of others and has no column. It is left out."));
    }

  return write_text (table, text, error);
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

  return write_row (writer, table, record, split != NULL ? path + strlen (split) + 1 : path, error);
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
  g_hash_table_unref (state->columns);
  g_string_free (state->zeros, TRUE);
  g_hash_table_unref (state->names);
  g_free (state);
}
