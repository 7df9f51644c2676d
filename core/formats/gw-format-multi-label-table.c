/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "gw-csv-reader.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-formats.h"
#include "gw-multi-label-writer.h"
#include "gw-path.h"
#include "gw-reader-private.h"

/* Tables of several classes an image (spec formats 11), as Roboflow writes them: in each
 * folder of pictures a _classes.csv with the columns filename and one for each class, in
 * which 1 is yes and 0 is no.
 */
#define MOST_TABLES 1000

typedef struct
{
  char *file;
  char *prefix; /* of the paths of its pictures: "train/" */
  char *split;  /* (nullable) */
} Table;

typedef struct
{
  GPtrArray *tables;   /* of Table */
  GPtrArray *classes;  /* (nullable elements): GwClass of each column of the table at hand */
  GHashTable *columns; /* name of a column -> GwClass or NULL */
  guint next;          /* table */
  const Table *table;  /* that is open */
  GInputStream *stream;
  GwCsvReader *csv;
  guint64 done; /* bytes of the tables before */
  guint64 size; /* bytes of this one */
} State;

static void
table_free (gpointer data)
{
  Table *table = data;

  g_free (table->file);
  g_free (table->prefix);
  g_free (table->split);
  g_free (table);
}

/* --- detecting ------------------------------------------------------------------------- */

static gboolean
is_name_column (const char *name)
{
  static const char *const names[] = { "filename", "file", "image" };

  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A cell without the blanks around it is 0 or 1; -1: neither. */
static int
read_cell (const char *field)
{
  char cell;

  while (g_ascii_isspace (*field))
    field++;
  cell = *field;
  if (cell != '0' && cell != '1')
    return -1;
  for (field++; g_ascii_isspace (*field); field++)
    ;

  return *field == '\0' ? cell - '0' : -1;
}

static gboolean
looks_like_table (const char *start, gsize n)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (start, (gssize) n, NULL);
  g_autoptr (GwCsvReader) csv = gw_csv_reader_new (stream, NULL);

  if (!gw_csv_reader_read_header (csv, NULL) || gw_csv_reader_get_n_columns (csv) < 2
      || g_ascii_strcasecmp (gw_csv_reader_get_column (csv, 0), "filename") != 0 || !gw_csv_reader_next (csv, NULL)
      || gw_csv_reader_get_n_fields (csv) != gw_csv_reader_get_n_columns (csv))
    return FALSE;
  for (guint i = 1; i < gw_csv_reader_get_n_fields (csv); i++)
    if (read_cell (gw_csv_reader_get_field (csv, i, NULL)) < 0)
      return FALSE;

  return TRUE;
}

static void
add_table (GPtrArray *tables, const char *folder, const char *name, const char *split)
{
  g_autofree char *file = name != NULL ? g_build_filename (name, GW_MULTI_LABEL_FILE, NULL)
                                       : g_strdup (GW_MULTI_LABEL_FILE);
  Table *table;

  if (!_gw_reader_has_file (folder, file))
    return;
  table = g_new0 (Table, 1);
  table->file = g_build_filename (folder, file, NULL);
  table->prefix = name != NULL ? g_strconcat (name, "/", NULL) : g_strdup ("");
  table->split = g_strdup (split);
  g_ptr_array_add (tables, table);
}

static int
compare_tables (gconstpointer a, gconstpointer b)
{
  return gw_path_compare ((*(const Table *const *) a)->file, (*(const Table *const *) b)->file);
}

/* The table of a folder, and those of the folders in it, each of which is a part. */
static GPtrArray *
find_tables (const char *folder)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (table_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && tables->len < MOST_TABLES && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *split = gw_file_name_unescape (name);

      if (name[0] != '.' && g_utf8_validate (split, -1, NULL) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK)
          && g_file_test (path, G_FILE_TEST_IS_DIR))
        add_table (tables, folder, name, split);
    }
  g_ptr_array_sort (tables, compare_tables);
  add_table (tables, folder, NULL, NULL);

  return tables;
}

static void
detect (const char *source, const char *start, gsize n_start, gboolean is_folder, GwDetection *out)
{
  g_autoptr (GPtrArray) tables = is_folder ? find_tables (source) : NULL;

  if (is_folder ? tables->len == 0 : !looks_like_table (start, n_start))
    return;
  out->confidence = 93;
  g_snprintf (out->reason, sizeof out->reason, "%s",
              is_folder ? _ ("It holds _classes.csv.") : _ ("It is a table of pictures with a 0 or 1 for each class."));
}

/* --- tables ------------------------------------------------------------------------------- */

static void
end_table (State *state)
{
  g_clear_pointer (&state->csv, gw_csv_reader_free);
  g_clear_object (&state->stream);
  state->done += state->size;
  state->size = 0;
}

static gboolean
check_header (const State *state, GError **error)
{
  if (gw_csv_reader_get_n_columns (state->csv) >= 2 && is_name_column (gw_csv_reader_get_column (state->csv, 0)))
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s:1: the columns are not “filename” and one for each class. Choose the format that it is in."),
               state->table->file);
  return FALSE;
}

/* Opens the next table and finds the classes of its columns. */
static gboolean
open_table (GwReader *reader, GHashTable *declared, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  state->table = g_ptr_array_index (state->tables, state->next++);
  state->stream = _gw_reader_open_file (state->table->file, &state->size, error);
  if (state->stream == NULL)
    return FALSE;
  state->csv = gw_csv_reader_new (state->stream, cancellable);
  if (!gw_csv_reader_read_header (state->csv, error))
    {
      gw_csv_reader_place_error (state->csv, state->table->file, error);
      return FALSE;
    }
  if (!check_header (state, error))
    return FALSE;

  g_ptr_array_set_size (state->classes, 0);
  for (guint i = 1; i < gw_csv_reader_get_n_columns (state->csv); i++)
    {
      const char *name = gw_csv_reader_get_column (state->csv, i);

      if (declared != NULL && !g_hash_table_contains (state->columns, name))
        g_hash_table_insert (state->columns, g_strdup (name),
                             _gw_reader_ensure_class (reader, name, NULL, declared, state->table->file, 1));
      g_ptr_array_add (state->classes, g_hash_table_lookup (state->columns, name));
    }

  return TRUE;
}

/* Moves to the next row; FALSE at the end of the table, and with error set. */
static gboolean
next_row (State *state, GError **error)
{
  return gw_csv_reader_next_placed (state->csv, state->table->file, error);
}

/* All tables once: for the classes, and so that nothing is read of any where one is broken. */
static gboolean
scan_tables (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) failure = NULL;

  while (state->next < state->tables->len)
    {
      if (!open_table (reader, declared, cancellable, error))
        return FALSE;
      while (next_row (state, &failure))
        if (g_cancellable_set_error_if_cancelled (cancellable, error))
          return FALSE;
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      end_table (state);
    }
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, state->done);
  state->next = 0;
  state->done = 0;

  return TRUE;
}

static gboolean
open_reader (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = g_new0 (State, 1);
  g_autofree char *folder = g_path_get_dirname (reader->source);
  gboolean is_folder;

  reader->state = state;
  state->tables = g_ptr_array_new_with_free_func (table_free);
  state->classes = g_ptr_array_new ();
  state->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!gw_source_check (reader->source, &is_folder, error))
    return FALSE;
  if (is_folder)
    {
      g_ptr_array_unref (state->tables);
      state->tables = find_tables (reader->source);
    }
  else
    {
      Table *table = g_new0 (Table, 1);
      const char *name = gw_path_basename (folder);

      table->file = g_strdup (reader->source);
      table->prefix = g_strdup ("");
      table->split = _gw_reader_is_split_name (name) ? g_strdup (name) : NULL;
      g_ptr_array_add (state->tables, table);
    }
  if (state->tables->len == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: there is no _classes.csv in it."), reader->source);
      return FALSE;
    }
  if (is_folder && reader->images_dir == NULL)
    reader->images_dir = g_strdup (reader->source);
  reader->head->task = GW_TASK_MULTI_CLASS;
  reader->head->has_task = TRUE;

  return scan_tables (reader, cancellable, error);
}

static void
close_reader (GwReader *reader)
{
  State *state = reader->state;

  if (state == NULL)
    return;
  end_table (state);
  g_ptr_array_unref (state->tables);
  g_ptr_array_unref (state->classes);
  g_hash_table_unref (state->columns);
  g_free (state);
}

/* --- rows ------------------------------------------------------------------------------------ */

static void
report (GwReader *reader, const char *code, const char *image, const char *detail, const char *text, guint n_images,
        guint n_labels)
{
  State *state = reader->state;
  g_autofree char *shown = image != NULL ? gw_path_display (image, -1) : NULL;

  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_ERROR,
                                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                                       .code = code,
                                                       .file = state->table->file,
                                                       .line = gw_csv_reader_get_line (state->csv),
                                                       .image = shown,
                                                       .detail = (char *) detail,
                                                       .text = (char *) text,
                                                       .n_images = n_images,
                                                       .n_labels = n_labels });
}

/* seen: set of the classes that the row has. */
static void
take_cell (GwReader *reader, GwRecord *record, guint column, GHashTable *seen)
{
  State *state = reader->state;
  const char *field = gw_csv_reader_get_field (state->csv, column, NULL);
  GwClass *class = g_ptr_array_index (state->classes, column - 1);
  int cell = read_cell (field);
  GwLabel label = { class != NULL ? gw_class_get_id (class) : 0, NAN };

  if (cell == 0)
    return;
  reader->counts.labels++;
  if (cell < 0)
    {
      report (reader, "value-type", record->path, field, _ ("A cell is neither 0 nor 1. The label was left out."), 0,
              1);
      return;
    }
  if (class == NULL)
    {
      report (reader, "class-unknown", record->path, NULL,
              _ ("The column of a label has no name of a class. The label was left out."), 0, 1);
      return;
    }
  if (!g_hash_table_add (seen, class))
    {
      report (reader, "object-duplicate", record->path, NULL,
              _ ("Two columns of one class have the image. It was taken once."), 0, 1);
      return;
    }
  g_array_append_val (record->labels, label);
}

static GwRecord *
take_row (GwReader *reader)
{
  State *state = reader->state;
  const char *name = gw_csv_reader_get_field (state->csv, 0, NULL);
  g_autofree char *path = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GwRecord *record;

  reader->counts.images++;
  if (gw_csv_reader_get_n_fields (state->csv) != gw_csv_reader_get_n_columns (state->csv))
    {
      report (reader, "row-fields", NULL, NULL,
              _ ("The row has more or fewer cells than there are columns. It was left out."), 1, 0);
      return NULL;
    }
  path = g_strstrip (g_strdup (name));
  if (path[0] == '\0')
    {
      report (reader, "path-missing", NULL, NULL, _ ("The row has no name of a picture. It was left out."), 1, 0);
      return NULL;
    }

  {
    g_autofree char *whole = g_strconcat (state->table->prefix, path, NULL);

    record = gw_record_new (whole);
  }
  record->line = gw_csv_reader_get_line (state->csv);
  record->split = g_strdup (state->table->split);
  for (guint i = 1; i < gw_csv_reader_get_n_columns (state->csv); i++)
    take_cell (reader, record, i, seen);
  record->labeled = record->labels->len > 0 || reader->options.empty_means != GW_EMPTY_UNLABELED;

  return record;
}

static GwRecord *
next_record (GwReader *reader, GCancellable *cancellable, GError **error)
{
  State *state = reader->state;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;

      if (state->csv == NULL && (state->next == state->tables->len || !open_table (reader, NULL, cancellable, error)))
        return NULL;
      while (next_row (state, &failure))
        {
          GwRecord *record = take_row (reader);

          _gw_reader_tell (reader, state->done + gw_csv_reader_get_offset (state->csv));
          if (record != NULL)
            return record;
        }
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
      end_table (state);
    }
}

const GwFormat gw_format_multi_label_table = {
  .name = "multi-label-table",
  .title = N_ ("Table of Several Classes"),
  .flags = GW_FORMAT_READS | GW_FORMAT_WRITES | GW_FORMAT_TARGET_IS_FOLDER,
  .choices = GW_READ_CHOICE_EMPTY,
  .class_parts = GW_CLASS_PART_UNUSED,
  .detect = detect,
  .open = open_reader,
  .next = next_record,
  .close = close_reader,
  .measure_loss = gw_multi_label_measure_loss,
  .create = gw_multi_label_writer_create,
  .write = gw_multi_label_writer_write,
  .finish = gw_multi_label_writer_finish,
  .destroy = gw_multi_label_writer_destroy,
};
