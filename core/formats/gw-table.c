/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-table.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "gw-csv-reader.h"
#include "gw-error.h"
#include "gw-format.h"
#include "gw-number.h"

#define MOST_ROWS ((gsize) 1 << 31)

/* So many rows are read between two looks at how far it is. */
#define ROWS_A_STEP 4096

typedef struct
{
  char *name;
  gboolean text;
  gboolean verbatim; /* a text in which words for what is missing are words */
  gsize n_missing;
  guint64 first_text; /* line of the first cell that is no number; 0: none, or it was not looked for */
  GArray *numbers;    /* double */
  GPtrArray *texts;   /* (nullable elements): in the table's strings */
} Column;

struct _GwTable
{
  gatomicrefcount ref_count;
  char *path;
  guint64 size;    /* of the file, in bytes */
  GArray *columns; /* Column */
  GArray *lines;   /* guint64 */
  GStringChunk *strings;
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_clear_pointer (&column->numbers, g_array_unref);
  g_clear_pointer (&column->texts, g_ptr_array_unref);
}

static Column *
get_column (GwTable *self, guint i)
{
  return &g_array_index (self->columns, Column, i);
}

GwTable *
gw_table_ref (GwTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
gw_table_unref (GwTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->path);
  g_clear_pointer (&self->columns, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_free (self);
}

/* --- cells -------------------------------------------------------------------- */

static gboolean
is_missing (const Column *column, const char *cell)
{
  static const char *const words[] = { "NA", "N/A", "NaN", "null", "none" };

  if (*cell == '\0' || column->verbatim)
    return *cell == '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_ascii_strcasecmp (cell, words[i]) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether all of a word are digits, a point and an exponent, which may make a
 * number beyond those that a double holds.
 */
static gboolean
is_spelled_number (const char *word)
{
  return g_ascii_isdigit (*word) && word[strspn (word, "0123456789.eE+")] == '\0';
}

static gboolean
parse_number (const char *cell, gsize length, double *number)
{
  gboolean negative = *cell == '-';
  const char *word = cell + (*cell == '-' || *cell == '+');

  if (gw_number_parse (cell, (gssize) length, number))
    return TRUE;
  if (g_ascii_strcasecmp (word, "inf") != 0 && g_ascii_strcasecmp (word, "infinity") != 0
      && !(is_spelled_number (word) && isinf (g_ascii_strtod (word, NULL))))
    return FALSE;

  *number = negative ? -INFINITY : INFINITY;

  return TRUE;
}

/* --- reading -------------------------------------------------------------------- */

void
gw_table_begin_work (GwWork *work, const char *path, guint times)
{
  GStatBuf info;

  if (work == NULL)
    return;
  gw_work_set_done (work, 0);
  gw_work_set_total (work, g_stat (path, &info) == 0 ? times * (guint64) MAX (info.st_size, 0) : 0);
}

static guint64
get_done (GwWork *work)
{
  GwWorkStatus status = { 0 };

  if (work != NULL)
    gw_work_get_status (work, &status, NULL);

  return status.done;
}

typedef struct
{
  GwTable *table;
  const char *const *texts;
  GwTableNameFunc is_verbatim; /* (nullable) */
  gconstpointer data;
  GwCsvReader *csv;
  GwProblems *problems; /* (nullable): not on the second reading */
  GwWork *work;
  guint64 before; /* what the work had done before this reading */
  gsize n_left_out;
} Reading;

typedef void (*RowFunc) (Reading *reading);

static void
tell_fields (Reading *reading)
{
  reading->n_left_out++;
  if (reading->problems != NULL)
    gw_problems_add (reading->problems, GW_SEVERITY_ERROR, "row-fields", reading->table->path,
                     gw_csv_reader_get_line (reading->csv), NULL,
                     _ ("The row has %u fields and not %u. It was left out."),
                     gw_csv_reader_get_n_fields (reading->csv), reading->table->columns->len);
}

static void
tell_text (Reading *reading, const char *problem)
{
  reading->n_left_out++;
  if (reading->problems != NULL)
    gw_problems_add (reading->problems, GW_SEVERITY_ERROR, "encoding", reading->table->path,
                     gw_csv_reader_get_line (reading->csv), NULL, _ ("%s It was left out."), problem);
}

/* A row that no memory is kept for ends the table: where the next one begins is not known. */
static void
tell_end (Reading *reading, const GError *failure)
{
  if (reading->problems != NULL && g_error_matches (failure, GW_ERROR, GW_ERROR_LIMIT))
    gw_problems_add (reading->problems, GW_SEVERITY_ERROR, "limit", reading->table->path,
                     gw_csv_reader_get_line (reading->csv), NULL,
                     _ ("The row is longer than this program reads. Nothing of the table was used."));
}

static gboolean
read_rows (Reading *reading, RowFunc func, GCancellable *cancellable, GError **error)
{
  GError *failure = NULL;
  gsize n = 0;

  while (gw_csv_reader_next (reading->csv, &failure))
    {
      if (gw_csv_reader_get_problem (reading->csv) != NULL)
        {
          tell_text (reading, gw_csv_reader_get_problem (reading->csv));
          continue;
        }
      if (gw_csv_reader_get_n_fields (reading->csv) != reading->table->columns->len)
        {
          tell_fields (reading);
          continue;
        }
      if (++n > MOST_ROWS)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("%s: there are more than %" PRIu64 " rows."),
                       reading->table->path, (guint64) MOST_ROWS);
          return FALSE;
        }
      func (reading);
      if (n % ROWS_A_STEP != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (reading->work != NULL)
        gw_work_set_done (reading->work, reading->before + gw_csv_reader_get_offset (reading->csv));
    }
  if (failure != NULL)
    {
      tell_end (reading, failure);
      gw_csv_reader_place_error (reading->csv, reading->table->path, &failure);
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (n > 0 || reading->n_left_out == 0)
    return TRUE;

  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: no row is text with as many fields as there are columns. Separate the fields as in the first "
                  "line."),
               reading->table->path);

  return FALSE;
}

/* What the columns are. */
static void
look_at_row (Reading *reading)
{
  for (guint i = 0; i < reading->table->columns->len; i++)
    {
      Column *column = get_column (reading->table, i);
      gsize length;
      const char *cell = gw_csv_reader_get_field (reading->csv, i, &length);
      double number;

      if (is_missing (column, cell))
        column->n_missing++;
      else if (!column->text && !parse_number (cell, length, &number))
        {
          column->text = TRUE;
          column->first_text = gw_csv_reader_get_line (reading->csv);
        }
    }
}

static void
take_row (Reading *reading)
{
  guint64 line = gw_csv_reader_get_line (reading->csv);

  g_array_append_val (reading->table->lines, line);
  for (guint i = 0; i < reading->table->columns->len; i++)
    {
      Column *column = get_column (reading->table, i);
      gsize length;
      const char *cell = gw_csv_reader_get_field (reading->csv, i, &length);
      double number = NAN;

      if (column->text)
        g_ptr_array_add (column->texts, is_missing (column, cell)
                                            ? NULL
                                            : g_string_chunk_insert_const (reading->table->strings, cell));
      else
        {
          if (!is_missing (column, cell) && !parse_number (cell, length, &number))
            number = NAN; /* the file changed between the readings */
          g_array_append_val (column->numbers, number);
        }
    }
}

static gboolean
is_named (const char *name, const char *const *names)
{
  for (; names != NULL && *names != NULL; names++)
    {
      if (g_ascii_strcasecmp (name, *names) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What no other column may have: names are the same whatever their case, but those of classes. (transfer full) */
static char *
make_key (const char *name)
{
  static const char prefix[] = "score:";
  const gsize n = g_ascii_strncasecmp (name, prefix, strlen (prefix)) == 0 ? strlen (prefix) : strlen (name);
  g_autofree char *lower = g_ascii_strdown (name, (gssize) n);

  return g_strconcat (lower, name + n, NULL);
}

/* The columns by the names of the first record; or the same as they are, again. */
static gboolean
take_header (GwTable *self, const Reading *reading, GError **error)
{
  GwCsvReader *csv = reading->csv;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *failure = NULL;

  if (!gw_csv_reader_read_header (csv, &failure))
    {
      gw_csv_reader_place_error (csv, self->path, &failure);
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (self->columns->len > 0)
    return TRUE;

  for (guint i = 0; i < gw_csv_reader_get_n_columns (csv); i++)
    {
      Column column = { .name = g_strdup (gw_csv_reader_get_column (csv, i)) };

      column.verbatim = is_named (column.name, reading->texts)
                        || (reading->is_verbatim != NULL && reading->is_verbatim (column.name, reading->data));
      column.text = column.verbatim;
      g_array_append_val (self->columns, column);
      if (g_hash_table_add (seen, make_key (column.name)))
        continue;

      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s:1: two columns are named “%s”. Rename one."), self->path,
                   column.name);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_is_file (const char *path, GError **error)
{
  gboolean is_folder = FALSE;

  if (!gw_source_check (path, &is_folder, error))
    return FALSE;
  if (is_folder)
    g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("%s: this is a folder. Name the file with the table."), path);

  return !is_folder;
}

static gboolean
read_once (GwTable *self, Reading *reading, RowFunc func, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GwCsvReader) csv = NULL;

  if (!check_is_file (self->path, error))
    return FALSE;
  stream = g_file_read (file, cancellable, error);
  if (stream == NULL)
    return FALSE;

  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  self->size = info != NULL ? (guint64) g_file_info_get_size (info) : 0;
  csv = gw_csv_reader_new (G_INPUT_STREAM (stream), cancellable);
  gw_csv_reader_set_tolerant (csv);
  reading->csv = csv;

  if (!take_header (self, reading, error) || !read_rows (reading, func, cancellable, error))
    return FALSE;

  reading->before += self->size;
  if (reading->work != NULL)
    gw_work_set_done (reading->work, reading->before);

  return TRUE;
}

GwTable *
gw_table_read (const char *path, const char *const *texts, GwProblems *problems, GwWork *work,
               GCancellable *cancellable, GError **error)
{
  gw_table_begin_work (work, path, 2);

  return gw_table_read_full (path, texts, NULL, NULL, problems, work, cancellable, error);
}

GwTable *
gw_table_read_full (const char *path, const char *const *texts, GwTableNameFunc is_verbatim, gconstpointer data,
                    GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwTable) self = g_new0 (GwTable, 1);
  Reading reading = {
    .table = self, .texts = texts, .is_verbatim = is_verbatim, .data = data, .problems = problems, .work = work
  };

  g_return_val_if_fail (path != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  reading.before = get_done (work);
  self->path = g_strdup (path);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->strings = g_string_chunk_new (4096);
  if (!read_once (self, &reading, look_at_row, cancellable, error))
    return NULL;

  reading.problems = NULL; /* all were told of */
  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = get_column (self, i);

      if (column->text)
        column->texts = g_ptr_array_new ();
      else
        column->numbers = g_array_sized_new (FALSE, FALSE, sizeof (double), 1); /* an array even without rows */
    }
  if (!read_once (self, &reading, take_row, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

gboolean
gw_table_foreach_row (GwTable *self, GwTableRowFunc func, gpointer data, guint times, GwWork *work,
                      GCancellable *cancellable, GError **error)
{
  const gsize n = self->lines->len;
  const guint64 before = get_done (work);
  const guint64 way = self->size / times;

  for (gsize row = 0; row < n; row++)
    {
      func (row, data);
      if ((row + 1) % ROWS_A_STEP != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (work != NULL)
        gw_work_set_done (work, before + (guint64) ((double) way * (double) row / (double) n));
    }
  if (work != NULL)
    gw_work_set_done (work, before + way);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* --- looking at it ------------------------------------------------------------------ */

gsize
gw_table_get_n_rows (GwTable *self)
{
  return self->lines->len;
}

guint
gw_table_get_n_columns (GwTable *self)
{
  return self->columns->len;
}

const char *
gw_table_get_name (GwTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);

  return get_column (self, column)->name;
}

int
gw_table_find (GwTable *self, const char *const *names)
{
  for (; *names != NULL; names++)
    {
      for (guint i = 0; i < self->columns->len; i++)
        {
          if (g_ascii_strcasecmp (get_column (self, i)->name, *names) == 0)
            return (int) i;
        }
    }

  return -1;
}

gboolean
gw_table_is_number (GwTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, FALSE);

  return !get_column (self, column)->text;
}

gsize
gw_table_get_n_missing (GwTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, 0);

  return get_column (self, column)->n_missing;
}

guint64
gw_table_get_text_line (GwTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, 0);

  return get_column (self, column)->first_text;
}

const double *
gw_table_get_numbers (GwTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len && !get_column (self, column)->text, NULL);

  return (const double *) (gpointer) get_column (self, column)->numbers->data;
}

double
gw_table_get_number (GwTable *self, guint column, gsize row)
{
  const char *text;
  double number;

  g_return_val_if_fail (column < self->columns->len && row < self->lines->len, NAN);

  if (!get_column (self, column)->text)
    return gw_table_get_numbers (self, column)[row];
  text = gw_table_get_text (self, column, row);

  return text != NULL && parse_number (text, strlen (text), &number) ? number : NAN;
}

const char *
gw_table_get_text (GwTable *self, guint column, gsize row)
{
  g_return_val_if_fail (column < self->columns->len && get_column (self, column)->text, NULL);
  g_return_val_if_fail (row < self->lines->len, NULL);

  return g_ptr_array_index (get_column (self, column)->texts, row);
}

guint64
gw_table_get_line (GwTable *self, gsize row)
{
  g_return_val_if_fail (row < self->lines->len, 0);

  return g_array_index (self->lines, guint64, row);
}

const char *
gw_table_get_path (GwTable *self)
{
  return self->path;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GPtrArray *
gw_table_code_text (GwTable *self, guint column, const GPtrArray *known, gint32 *codes)
{
  g_autoptr (GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      g_ptr_array_add (names, g_strdup (g_ptr_array_index (known, i)));
      g_hash_table_add (seen, g_ptr_array_index (known, i));
    }
  for (gsize i = 0; i < self->lines->len; i++)
    {
      const char *text = gw_table_get_text (self, column, i);

      if (text != NULL && g_hash_table_add (seen, (gpointer) text))
        g_ptr_array_add (others, (gpointer) text);
    }
  g_ptr_array_sort (others, compare_texts);
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (others, i)));
  for (guint i = 0; i < names->len; i++)
    g_hash_table_insert (index, g_ptr_array_index (names, i), GUINT_TO_POINTER (i));
  for (gsize i = 0; i < self->lines->len; i++)
    {
      const char *text = gw_table_get_text (self, column, i);

      codes[i] = text != NULL ? (gint32) GPOINTER_TO_UINT (g_hash_table_lookup (index, text)) : -1;
    }

  return names;
}
