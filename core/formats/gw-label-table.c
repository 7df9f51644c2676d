/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-label-table.h"

#include <glib/gi18n.h>
#include <math.h>

#include "gw-error.h"
#include "gw-reader-private.h"
#include "gw-table-authors.h"
#include "gw-table-more.h"
#include "gw-table.h"
#include "gw-time.h"

static const char *const image_names[] = { "image", "file", "item", "id", "object", "task", NULL };
static const char *const label_names[] = { "label", NULL };
static const char *const split_names[] = { "split", NULL };
static const char *const confidence_names[] = { "confidence", NULL };
static const char *const time_names[] = { "labelled_at", "labeled_at", NULL };
/* Names, even where all of them are numbers. */
static const char *const text_names[] = { "image",     "file",   "item",  "id",    "object",      "task",       "label",
                                          "annotator", "worker", "model", "split", "labelled_at", "labeled_at", NULL };
static const char *const known_names[] = { "image", "file",        "item",       "id",         "object",
                                           "task",  "label",       "annotator",  "worker",     "model",
                                           "split", "labelled_at", "labeled_at", "confidence", NULL };

typedef struct
{
  GwReader *reader;
  GwTable *table;
  int image;
  int label;
  int split; /* -1: there is no such column; so are those below */
  int confidence;
  int time;
  GPtrArray *classes; /* (nullable elements) of GwClass, by the codes of labels */
  gint32 *labels;     /* of each row; -1: none */
  GPtrArray *records;
  GHashTable *index; /* “model\nannotator\nimage” → 1 + its record */
  GwTableMore *more; /* (nullable) */
  GwTableAuthors authors;
} Reading;

static void
tell (Reading *reading, GwSeverity severity, const char *code, gsize row, const char *image, const char *text)
{
  gw_problems_add (reading->reader->problems, severity, code, reading->reader->source,
                   gw_table_get_line (reading->table, row), image, "%s", text);
}

static const char *
get_text (const Reading *reading, int column, gsize row)
{
  return column >= 0 ? gw_table_get_text (reading->table, (guint) column, row) : NULL;
}

/* --- the columns ------------------------------------------------------------------- */

static void
tell_read_as (Reading *reading, int column, const char *meant)
{
  const char *name = column >= 0 ? gw_table_get_name (reading->table, (guint) column) : meant;

  if (g_ascii_strcasecmp (name, meant) != 0)
    gw_problems_add (reading->reader->problems, GW_SEVERITY_INFO, "column-read-as", reading->reader->source, 1, NULL,
                     _ ("The column “%s” is read as %s."), name, meant);
}

static gboolean
find_columns (Reading *reading, GError **error)
{
  reading->image = gw_table_find (reading->table, image_names);
  reading->label = gw_table_find (reading->table, label_names);
  if (reading->image < 0 || reading->label < 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column “%s”. A table of labels has the columns image and label."),
                   reading->reader->source, reading->image < 0 ? image_names[0] : label_names[0]);
      return FALSE;
    }
  reading->split = gw_table_find (reading->table, split_names);
  reading->confidence = gw_table_find (reading->table, confidence_names);
  reading->time = gw_table_find (reading->table, time_names);
  tell_read_as (reading, reading->image, image_names[0]);
  gw_table_authors_init (&reading->authors, reading->table, NULL);
  tell_read_as (reading, reading->authors.annotator, "annotator");

  return TRUE;
}

static void
add_classes (Reading *reading)
{
  g_autoptr (GPtrArray) names = NULL;

  reading->labels = g_new (gint32, MAX (gw_table_get_n_rows (reading->table), 1));
  names = gw_table_code_text (reading->table, (guint) reading->label, NULL, reading->labels);
  reading->classes = g_ptr_array_new ();
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (reading->classes, _gw_reader_ensure_class (reading->reader, g_ptr_array_index (names, i), NULL,
                                                                NULL, reading->reader->source, 0));
}

/* --- the rows ------------------------------------------------------------------------ */

static GwRecord *
ensure_record (Reading *reading, const char *image, gsize row)
{
  const char *annotator = gw_table_authors_get_annotator (&reading->authors, row);
  const char *model = gw_table_authors_get_model (&reading->authors, row);
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%s", model != NULL ? model : "", annotator != NULL ? annotator : "",
                                          image);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (reading->index, key));
  GwRecord *record;

  if (place > 0)
    return g_ptr_array_index (reading->records, place - 1);

  record = gw_record_new (image);
  record->annotator = g_strdup (annotator);
  record->model = g_strdup (model);
  record->line = gw_table_get_line (reading->table, row);
  record->labeled = TRUE;
  g_ptr_array_add (reading->records, record);
  g_hash_table_insert (reading->index, g_steal_pointer (&key), GUINT_TO_POINTER (reading->records->len));

  return record;
}

/* NaN, told, for one that is none. */
static double
read_confidence (Reading *reading, gsize row, const char *image)
{
  double confidence = reading->confidence >= 0 ? gw_table_get_number (reading->table, (guint) reading->confidence, row)
                                               : NAN;
  gboolean is_text = reading->confidence >= 0 && !gw_table_is_number (reading->table, (guint) reading->confidence)
                     && get_text (reading, reading->confidence, row) != NULL;

  if (isnan (confidence) && is_text)
    tell (reading, GW_SEVERITY_WARNING, "score-not-finite", row, image,
          _ ("The confidence is no number. It was taken as not given."));
  if (isnan (confidence) || (confidence >= 0 && confidence <= 1))
    return confidence;

  tell (reading, GW_SEVERITY_WARNING, "score-range", row, image,
        _ ("The confidence is not between 0 and 1. It was taken as not given."));

  return NAN;
}

static void
add_label (Reading *reading, GwRecord *record, gsize row)
{
  GwClass *class = reading->labels[row] >= 0 ? g_ptr_array_index (reading->classes, (guint) reading->labels[row])
                                             : NULL;
  GwLabel label;

  if (class == NULL)
    return;
  if (gw_record_find_label (record, gw_class_get_id (class)) != NULL)
    {
      tell (reading, GW_SEVERITY_ERROR, "row-duplicate", row, record->path,
            _ ("The image had the label before. The row was left out."));
      return;
    }
  label = (GwLabel) { gw_class_get_id (class), read_confidence (reading, row, record->path) };
  g_array_append_val (record->labels, label);
  reading->reader->counts.labels++;
}

static void
take_row (gsize row, gpointer data)
{
  Reading *reading = data;
  const char *image = get_text (reading, reading->image, row);
  const char *split = get_text (reading, reading->split, row);
  const char *time = get_text (reading, reading->time, row);
  GwRecord *record;
  gint64 us;

  if (image == NULL)
    {
      tell (reading, GW_SEVERITY_ERROR, "row-fields", row, NULL, _ ("The row names no image. It was left out."));
      return;
    }
  record = ensure_record (reading, image, row);
  if (split != NULL && record->split == NULL)
    record->split = g_strdup (split);
  if (time != NULL && gw_time_parse (time, &us))
    record->modified = MAX (record->modified, us / 1000);
  gw_table_more_take (reading->more, record, row);
  add_label (reading, record, row);
}

GPtrArray *
gw_label_table_read (GwReader *reader, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwTable) table = gw_table_read_full (reader->source, text_names, gw_table_more_is_other, known_names,
                                                  reader->problems, reader->options.work, cancellable, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GwTableMore) more = NULL;
  Reading reading = { .reader = reader, .table = table, .records = records, .index = index };
  gboolean ok;

  if (table == NULL || !find_columns (&reading, error))
    return NULL;

  reader->head->predictions = reading.authors.n_models > 0;
  gw_table_authors_tell (&reading.authors, reader->problems);
  more = gw_table_more_new (reader, table, image_names, known_names, TRUE);
  reading.more = more;
  add_classes (&reading);
  ok = gw_table_foreach_row (table, take_row, &reading, 1, reader->options.work, cancellable, error);
  g_ptr_array_unref (reading.classes);
  g_free (reading.labels);

  if (ok)
    return g_steal_pointer (&records);

  _gw_reader_let_go (g_steal_pointer (&records));
  return NULL;
}
