/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-table-more.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-csv-reader.h"
#include "gw-image-attributes.h"
#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-json-writer.h"
#include "gw-reader-private.h"

#define FORMAT "csv"
#define COLUMNS "columns" /* of the head's bag: their names; an image's has the values by name */
#define SCORE "score:"

struct _GwTableMore
{
  GwReader *reader;
  GwTable *table;
  GArray *attributes; /* of guint: columns with one value for each image */
  GArray *kept;       /* of guint: others */
};

/* --- the columns ------------------------------------------------------------------------- */

static gboolean
is_known (const char *name, const char *const *known)
{
  for (gsize i = 0; known[i] != NULL; i++)
    if (g_ascii_strcasecmp (name, known[i]) == 0)
      return TRUE;
  return *name == '\0' || g_ascii_strncasecmp (name, SCORE, strlen (SCORE)) == 0;
}

gboolean
gw_table_more_is_other (const char *name, gconstpointer known)
{
  return !is_known (name, known);
}

/* What a column of answers tells, not one of images. */
static gboolean
is_of_answer (const char *name)
{
  return g_ascii_strcasecmp (name, "seconds") == 0;
}

/* text: (transfer full) */
static void
tell_column (GwReader *reader, const char *name, GwOutcome outcome, char *text)
{
  g_autofree char *sentence = text;

  gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                       .outcome = outcome,
                                                       .code = "column-foreign",
                                                       .file = reader->source,
                                                       .line = 1,
                                                       .detail = (char *) name,
                                                       .text = sentence });
}

/* codes: the image of each row, -1: none; firsts: room for a row of each image. */
static gboolean
has_one_value (GwTable *table, guint column, const gint32 *codes, gsize *firsts, guint n_images)
{
  const gsize n = gw_table_get_n_rows (table);

  for (guint i = 0; i < n_images; i++)
    firsts[i] = G_MAXSIZE;
  for (gsize row = 0; row < n; row++)
    {
      gsize *first = codes[row] >= 0 ? &firsts[codes[row]] : NULL;
      const char *value = gw_table_get_text (table, column, row);

      if (first == NULL || value == NULL)
        continue;
      if (*first == G_MAXSIZE)
        *first = row;
      else if (strcmp (gw_table_get_text (table, column, *first), value) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
note_columns (const GwTableMore *self)
{
  GwRecordHead *head = self->reader->head;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, FORMAT);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_COMPACT);
  char *whole;

  gw_json_writer_begin_array (json);
  for (guint i = 0; i < self->kept->len; i++)
    gw_json_writer_string (json, gw_table_get_name (self->table, g_array_index (self->kept, guint, i)));
  gw_json_writer_end_array (json);
  if (!gw_json_writer_finish (json, NULL))
    return;
  gw_json_members_set (bag, COLUMNS, text->str, (gssize) text->len);
  whole = gw_json_members_put_bag (bag, head->bag, FORMAT);
  g_free (head->bag);
  head->bag = whole;
}

/* What becomes of a column that is not known. */
static void
add_column (GwTableMore *self, guint column, gboolean is_of_image, gboolean keeps)
{
  GwReader *reader = self->reader;
  const char *name = gw_table_get_name (self->table, column);

  if (keeps && is_of_answer (name))
    {
      g_array_append_val (self->kept, column);
      return;
    }
  if (reader->options.columns == GW_COLUMNS_LEAVE_OUT || (!is_of_image && !keeps))
    {
      tell_column (reader, name, GW_OUTCOME_LEFT_OUT,
                   g_strdup_printf (_ ("The column “%s” is not known and was left out."), name));
      return;
    }
  if (is_of_image)
    {
      tell_column (reader, name, GW_OUTCOME_KEPT,
                   g_strdup_printf (_ ("The column “%s” is not known. It was read as an attribute of images."), name));
      gw_record_head_add_attribute (reader->head, name);
      g_array_append_val (self->attributes, column);
      return;
    }
  tell_column (
      reader, name, GW_OUTCOME_KEPT,
      g_strdup_printf (_ ("The column “%s” is not known. It is kept for tables of labels, and not shown."), name));
  g_array_append_val (self->kept, column);
}

static void
find_columns (GwTableMore *self, const char *const *images, const char *const *known, gboolean keeps)
{
  const gsize n = gw_table_get_n_rows (self->table);
  const int image = gw_table_find (self->table, images);
  g_autofree gint32 *codes = NULL;
  g_autofree gsize *firsts = NULL;
  g_autoptr (GPtrArray) names = NULL;

  for (guint i = 0; image >= 0 && i < gw_table_get_n_columns (self->table); i++)
    {
      if (is_known (gw_table_get_name (self->table, i), known))
        continue;
      if (codes == NULL)
        {
          codes = g_new (gint32, MAX (n, 1));
          names = gw_table_code_text (self->table, (guint) image, NULL, codes);
          firsts = g_new (gsize, MAX (names->len, 1));
        }
      add_column (self, i, has_one_value (self->table, i, codes, firsts, names->len), keeps);
    }
}

GwTableMore *
gw_table_more_new (GwReader *reader, GwTable *table, const char *const *images, const char *const *known,
                   gboolean keeps)
{
  g_autoptr (GwTableMore) self = g_new0 (GwTableMore, 1);

  self->reader = reader;
  self->table = gw_table_ref (table);
  self->attributes = g_array_new (FALSE, FALSE, sizeof (guint));
  self->kept = g_array_new (FALSE, FALSE, sizeof (guint));
  find_columns (self, images, known, keeps);
  if (self->kept->len > 0)
    note_columns (self);
  return self->kept->len + self->attributes->len > 0 ? g_steal_pointer (&self) : NULL;
}

void
gw_table_more_free (GwTableMore *self)
{
  if (self == NULL)
    return;

  gw_table_unref (self->table);
  g_array_unref (self->attributes);
  g_array_unref (self->kept);
  g_free (self);
}

/* --- the rows ---------------------------------------------------------------------------- */

static void
tell_other (const GwTableMore *self, const GwRecord *record, const char *name, const char *value, gsize row)
{
  g_autofree char *text = g_strdup_printf (
      _ ("The image has another value in the column “%s” in a row before. This one "
         "was left out."),
      name);

  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                             .outcome = GW_OUTCOME_LEFT_OUT,
                                                             .code = "column-foreign",
                                                             .file = self->reader->source,
                                                             .line = gw_table_get_line (self->table, row),
                                                             .image = record->path,
                                                             .detail = (char *) value,
                                                             .text = text });
}

static void
take_kept (const GwTableMore *self, GwRecord *record, gsize row)
{
  g_autoptr (GwJsonMembers) bag = NULL;
  gboolean has_more = FALSE;
  char *whole;

  for (guint i = 0; i < self->kept->len; i++)
    {
      const guint column = g_array_index (self->kept, guint, i);
      const char *name = gw_table_get_name (self->table, column);
      const char *value = gw_table_get_text (self->table, column, row);
      g_autofree char *before = NULL;

      if (value == NULL || !g_utf8_validate (value, -1, NULL))
        continue;
      if (bag == NULL)
        bag = gw_json_members_open_bag (record->bag, FORMAT);
      before = gw_json_members_dup_string (bag, name);
      if (before == NULL)
        gw_json_members_set_string (bag, name, value);
      else if (strcmp (before, value) != 0)
        tell_other (self, record, name, value, row);
      has_more = has_more || before == NULL;
    }
  if (!has_more)
    return;

  whole = gw_json_members_put_bag (bag, record->bag, FORMAT);
  g_free (record->bag);
  record->bag = whole;
}

/* The first value counts. */
static void
take_attribute (const GwTableMore *self, GwRecord *record, guint column, gsize row)
{
  const char *name = gw_table_get_name (self->table, column);
  const char *value = gw_table_get_text (self->table, column, row);

  if (value != NULL && gw_record_get_attribute (record, name) == NULL)
    gw_image_attributes_take (self->reader, record, name, value, self->reader->source,
                              gw_table_get_line (self->table, row));
}

void
gw_table_more_take (GwTableMore *self, GwRecord *record, gsize row)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->attributes->len; i++)
    take_attribute (self, record, g_array_index (self->attributes, guint, i), row);
  take_kept (self, record, row);
}

/* --- records that are there ---------------------------------------------------------------- */

/* Whether the header has one; FALSE without error: no. */
static gboolean
has_more (GwReader *reader, const char *const *known, GCancellable *cancellable)
{
  g_autoptr (GInputStream) stream = _gw_reader_open_file (reader->source, NULL, NULL);
  g_autoptr (GwCsvReader) csv = stream != NULL ? gw_csv_reader_new (stream, cancellable) : NULL;

  if (csv == NULL)
    return FALSE;
  gw_csv_reader_set_tolerant (csv);
  if (!gw_csv_reader_read_header (csv, NULL))
    return FALSE;
  for (guint i = 0; i < gw_csv_reader_get_n_columns (csv); i++)
    if (!is_known (gw_csv_reader_get_column (csv, i), known))
      return TRUE;
  return FALSE;
}

/* Of each image the first row that has a value in the column. */
static void
take_firsts (const GwTableMore *self, GPtrArray *records, guint image, guint column)
{
  g_autoptr (GHashTable) firsts = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize row = gw_table_get_n_rows (self->table); row > 0; row--)
    {
      const char *name = gw_table_get_text (self->table, image, row - 1);

      if (name != NULL && gw_table_get_text (self->table, column, row - 1) != NULL)
        g_hash_table_insert (firsts, (gpointer) name, GSIZE_TO_POINTER (row));
    }
  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (records, i);
      const gsize row = GPOINTER_TO_SIZE (g_hash_table_lookup (firsts, record->path));

      if (row > 0)
        take_attribute (self, record, column, row - 1);
    }
}

gboolean
gw_table_more_read (GwReader *reader, GPtrArray *records, const char *const *images, const char *const *known,
                    GCancellable *cancellable, GError **error)
{
  /* What is wrong with the table has been told. */
  g_autoptr (GwProblems) told = gw_problems_new ();
  g_autoptr (GwTableMore) more = NULL;
  g_autoptr (GwTable) table = NULL;

  if (!has_more (reader, known, cancellable))
    return TRUE;
  table = gw_table_read_full (reader->source, images, gw_table_more_is_other, known, told, reader->options.work,
                              cancellable, error);
  if (table == NULL)
    return FALSE;
  more = gw_table_more_new (reader, table, images, known, FALSE);
  for (guint i = 0; more != NULL && i < more->attributes->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      take_firsts (more, records, (guint) gw_table_find (table, images), g_array_index (more->attributes, guint, i));
    }
  return TRUE;
}

/* --- writing ------------------------------------------------------------------------------- */

GStrv
gw_table_more_list (const GwRecordHead *head)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, FORMAT);
  GStrv columns = gw_json_members_dup_strings (bag, COLUMNS);

  return columns != NULL ? columns : g_new0 (char *, 1);
}

static gboolean
is_listed (GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

GStrv
gw_table_more_list_attributes (const GwRecordHead *head)
{
  static const char *const reserved[] = { "image",   "file",       "item",  "id",          "object",     "task",
                                          "label",   "truth",      "model", "split",       "annotator",  "worker",
                                          "seconds", "confidence", "units", "score",       "x",          "y",
                                          "width",   "height",     "angle", "labelled_at", "labeled_at", NULL };
  g_auto (GStrv) kept = gw_table_more_list (head);
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; head->attributes != NULL && i < head->attributes->len; i++)
    {
      const char *name = g_ptr_array_index (head->attributes, i);

      if (!is_known (name, reserved) && !is_known (name, (const char *const *) kept) && !is_listed (names, name))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}
