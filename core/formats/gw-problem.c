/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-problem.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-boxed.h"
#include "gw-csv-writer.h"
#include "gw-file-writer.h"
#include "gw-path.h"

/* All problems of one code. */
typedef struct
{
  GwProblemKind kind;
  GPtrArray *kept; /* of GwProblem */
} Entry;

struct _GwProblems
{
  gatomicrefcount n_refs;
  GMutex mutex;        /* guards everything below */
  GHashTable *entries; /* code -> Entry */
  guint64 severities[3];
  guint64 count;
  guint64 n_lost;         /* labels that were left out of images that stay */
  char *place;            /* (nullable): files below it are named as of shown */
  char *shown;            /* (nullable) */
  GwFileWriter *csv_file; /* while problems are written as they come */
  GwCsvWriter *csv;
};

GW_DEFINE_BOXED_TYPE (GwProblems, gw_problems, gw_problems_ref, gw_problems_unref)

static void
entry_free (Entry *entry)
{
  g_ptr_array_unref (entry->kept);
  g_free (entry);
}

void
gw_problems_set_place (GwProblems *self, const char *folder, const char *shown)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail ((folder == NULL) == (shown == NULL));

  g_mutex_lock (&self->mutex);
  g_free (self->place);
  g_free (self->shown);
  self->place = g_strdup (folder);
  self->shown = g_strdup (shown);
  g_mutex_unlock (&self->mutex);
}

static void
name_file (const GwProblems *self, GwProblem *problem)
{
  gsize length = self->place != NULL ? strlen (self->place) : 0;
  char *named;

  if (length == 0 || problem->file == NULL || strncmp (problem->file, self->place, length) != 0
      || (problem->file[length] != '/' && problem->file[length] != '\0'))
    return;
  named = g_strconcat (self->shown, problem->file + length, NULL);
  g_free (problem->file);
  problem->file = named;
}

GwProblems *
gw_problems_new (void)
{
  GwProblems *self = g_new0 (GwProblems, 1);

  g_atomic_ref_count_init (&self->n_refs);
  g_mutex_init (&self->mutex);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) entry_free);

  return self;
}

GwProblems *
gw_problems_ref (GwProblems *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
gw_problems_unref (GwProblems *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;

  g_clear_pointer (&self->csv, gw_csv_writer_free);
  g_clear_object (&self->csv_file);
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->mutex);
  g_free (self->place);
  g_free (self->shown);
  g_free (self);
}

/* --- single problems ---------------------------------------------------- */

GwProblem *
gw_problem_new (GwSeverity severity, const char *code, char *text)
{
  GwProblem *self = g_new0 (GwProblem, 1);

  self->severity = severity;
  self->outcome = severity == GW_SEVERITY_ERROR ? GW_OUTCOME_LEFT_OUT : GW_OUTCOME_KEPT;
  self->code = g_intern_string (code);
  self->text = text;

  return self;
}

GwProblem *
gw_problem_copy (const GwProblem *self)
{
  GwProblem *copy = g_new (GwProblem, 1);

  *copy = *self;
  copy->file = g_strdup (self->file);
  copy->pointer = g_strdup (self->pointer);
  copy->image = g_strdup (self->image);
  copy->object = g_strdup (self->object);
  copy->label = g_strdup (self->label);
  copy->detail = g_strdup (self->detail);
  copy->text = g_strdup (self->text);

  return copy;
}

void
gw_problem_free (GwProblem *problem)
{
  if (problem == NULL)
    return;

  g_free (problem->file);
  g_free (problem->pointer);
  g_free (problem->image);
  g_free (problem->object);
  g_free (problem->label);
  g_free (problem->detail);
  g_free (problem->text);
  g_free (problem);
}

char *
gw_problem_get_place (const GwProblem *self)
{
  if (self->file != NULL && self->line > 0)
    return g_strdup_printf ("%s:%" G_GUINT64_FORMAT ": ", self->file, self->line);
  if (self->file != NULL)
    return g_strdup_printf ("%s: ", self->file);
  if (self->image != NULL)
    return g_strdup_printf ("%s: ", self->image);
  return g_strdup ("");
}

const char *
gw_severity_get_nick (GwSeverity severity)
{
  static const char *const nicks[] = { "info", "warning", "error" };

  return nicks[CLAMP ((int) severity, 0, 2)];
}

const char *
gw_outcome_get_nick (GwOutcome outcome)
{
  static const char *const nicks[] = { "kept", "changed", "left-out" };

  return nicks[CLAMP ((int) outcome, 0, 2)];
}

/* --- writing them as CSV -------------------------------------------------- */

static const char *const csv_header[] = { "severity", "code",    "outcome",         "file",
                                          "line",     "pointer", "image",           "object",
                                          "label",    "value",   "images_left_out", "labels_left_out",
                                          "text",     NULL };

/* Texts may come from a file's bytes: they are shown escaped where they are
 * not UTF-8, so that one of them cannot spoil the table.
 */
static void
write_text (GwCsvWriter *csv, const char *text)
{
  g_autofree char *shown = NULL;

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    shown = gw_path_display (text, -1);
  gw_csv_writer_text (csv, shown != NULL ? shown : text);
}

static void
write_problem (GwCsvWriter *csv, const GwProblem *problem)
{
  write_text (csv, gw_severity_get_nick (problem->severity));
  write_text (csv, problem->code);
  write_text (csv, gw_outcome_get_nick (problem->outcome));
  write_text (csv, problem->file);
  if (problem->line > 0)
    gw_csv_writer_int64 (csv, (gint64) problem->line);
  else
    gw_csv_writer_text (csv, NULL);
  write_text (csv, problem->pointer);
  write_text (csv, problem->image);
  write_text (csv, problem->object);
  write_text (csv, problem->label);
  write_text (csv, problem->detail);
  gw_csv_writer_int64 (csv, problem->n_images);
  gw_csv_writer_int64 (csv, problem->n_labels);
  write_text (csv, problem->text);
  gw_csv_writer_end_row (csv);
}

gboolean
gw_problems_begin_csv (GwProblems *self, const char *path, GError **error)
{
  g_autoptr (GwFileWriter) file = NULL;

  g_return_val_if_fail (self->csv == NULL, FALSE);

  file = gw_file_writer_new (path, GW_WRITE_OVERWRITE, 0, error);
  if (file == NULL)
    return FALSE;

  g_mutex_lock (&self->mutex);
  self->csv = gw_csv_writer_new (G_OUTPUT_STREAM (file), GW_CSV_WRITER_DATA, NULL);
  self->csv_file = g_steal_pointer (&file);
  gw_csv_writer_row (self->csv, csv_header);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

gboolean
gw_problems_end_csv (GwProblems *self, GError **error)
{
  g_autoptr (GwCsvWriter) csv = NULL;
  g_autoptr (GwFileWriter) file = NULL;

  g_return_val_if_fail (self->csv != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  csv = g_steal_pointer (&self->csv);
  file = g_steal_pointer (&self->csv_file);
  g_mutex_unlock (&self->mutex);

  return gw_csv_writer_finish (csv, error) && gw_file_writer_commit (file, NULL, error);
}

/* A row in the place of those of the code that were not kept, so that the
 * columns add up.
 */
static void
write_rest (GwProblems *self, GwCsvWriter *csv, const char *code)
{
  g_autoptr (GPtrArray) kept = gw_problems_list (self, code);
  g_autofree char *text = NULL;
  GwProblemKind kind;
  guint64 n_images = 0;
  guint64 n_labels = 0;
  guint64 n;

  gw_problems_get_kind (self, code, &kind);
  if (kind.count <= kept->len)
    return;

  for (guint i = 0; i < kept->len; i++)
    {
      const GwProblem *problem = g_ptr_array_index (kept, i);

      n_images += problem->n_images;
      n_labels += problem->n_labels;
    }
  n = kind.count - kept->len;
  text = g_strdup_printf (ngettext ("%" PRIu64 " more of this kind is not listed.",
                                    "%" PRIu64 " more of this kind are not listed.", (gulong) n),
                          n);
  write_text (csv, gw_severity_get_nick (kind.severity));
  write_text (csv, code);
  for (int i = 0; i < 8; i++)
    gw_csv_writer_text (csv, NULL);
  gw_csv_writer_int64 (csv, (gint64) (kind.n_images - n_images));
  gw_csv_writer_int64 (csv, (gint64) (kind.n_labels - n_labels));
  write_text (csv, text);
  gw_csv_writer_end_row (csv);
}

gboolean
gw_problems_save_csv (GwProblems *self, const char *path, gboolean for_spreadsheet, GError **error)
{
  g_autoptr (GwFileWriter) file = NULL;
  g_autoptr (GwCsvWriter) csv = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_auto (GStrv) codes = NULL;

  file = gw_file_writer_new (path, GW_WRITE_OVERWRITE, 0, error);
  if (file == NULL)
    return FALSE;

  csv = gw_csv_writer_new (G_OUTPUT_STREAM (file), for_spreadsheet ? GW_CSV_WRITER_SPREADSHEET : GW_CSV_WRITER_DATA,
                           NULL);
  gw_csv_writer_row (csv, csv_header);
  problems = gw_problems_list (self, NULL);
  for (guint i = 0; i < problems->len; i++)
    write_problem (csv, g_ptr_array_index (problems, i));
  codes = gw_problems_list_codes (self);
  for (gsize i = 0; codes[i] != NULL; i++)
    write_rest (self, csv, codes[i]);

  return gw_csv_writer_finish (csv, error) && gw_file_writer_commit (file, NULL, error);
}

/* --- the collection --------------------------------------------------------- */

static Entry *
ensure_entry (GwProblems *self, const char *code)
{
  Entry *entry = g_hash_table_lookup (self->entries, code);

  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->kind.code = g_intern_string (code);
      entry->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_problem_free);
      g_hash_table_insert (self->entries, (gpointer) entry->kind.code, entry);
    }

  return entry;
}

/* Whether another problem of an entry is seen by anyone. Call it locked. */
static gboolean
is_wanted (const GwProblems *self, const Entry *entry)
{
  return self->csv != NULL || entry == NULL || entry->kept->len < GW_PROBLEMS_KEPT;
}

/* Call it locked. */
static Entry *
count_problem (GwProblems *self, const GwProblem *problem)
{
  Entry *entry = ensure_entry (self, problem->code);

  entry->kind.count++;
  entry->kind.severity = MAX (entry->kind.severity, problem->severity);
  entry->kind.outcomes[problem->outcome]++;
  entry->kind.n_images += problem->n_images;
  entry->kind.n_labels += problem->n_labels;
  entry->kind.largest = MAX (entry->kind.largest, problem->amount);
  self->severities[problem->severity]++;
  self->count++;
  if (problem->outcome == GW_OUTCOME_LEFT_OUT && problem->n_images == 0)
    self->n_lost += problem->n_labels;

  return entry;
}

/* Takes over a problem that was counted. Call it locked. */
static void
keep_problem (GwProblems *self, Entry *entry, GwProblem *problem)
{
  name_file (self, problem);
  if (self->csv != NULL)
    write_problem (self->csv, problem);
  if (entry->kept->len < GW_PROBLEMS_KEPT)
    g_ptr_array_add (entry->kept, problem);
  else
    gw_problem_free (problem);
}

void
gw_problems_take (GwProblems *self, GwProblem *problem)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (problem != NULL);

  g_mutex_lock (&self->mutex);
  keep_problem (self, count_problem (self, problem), problem);
  g_mutex_unlock (&self->mutex);
}

gboolean
gw_problems_want (GwProblems *self, const char *code)
{
  gboolean wanted;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->mutex);
  wanted = is_wanted (self, g_hash_table_lookup (self->entries, code));
  g_mutex_unlock (&self->mutex);

  return wanted;
}

void
gw_problems_report (GwProblems *self, const GwProblem *problem)
{
  Entry *entry;

  g_return_if_fail (self != NULL);
  g_return_if_fail (problem != NULL);

  g_mutex_lock (&self->mutex);
  entry = count_problem (self, problem);
  /* What nobody will see need not be copied: sources may give cause for any number of them. */
  if (is_wanted (self, entry))
    {
      GwProblem *copy = gw_problem_copy (problem);

      copy->code = entry->kind.code;
      keep_problem (self, entry, copy);
    }
  g_mutex_unlock (&self->mutex);
}

void
gw_problems_add (GwProblems *self, GwSeverity severity, const char *code, const char *file, guint64 line,
                 const char *image, const char *text_format, ...)
{
  GwProblem *problem;
  va_list args;

  va_start (args, text_format);
  problem = gw_problem_new (severity, code, g_strdup_vprintf (text_format, args));
  va_end (args);

  problem->file = g_strdup (file);
  problem->line = line;
  problem->image = g_strdup (image);
  gw_problems_take (self, problem);
}

guint64
gw_problems_count (GwProblems *self)
{
  guint64 count;

  g_mutex_lock (&self->mutex);
  count = self->count;
  g_mutex_unlock (&self->mutex);

  return count;
}

guint64
gw_problems_count_severity (GwProblems *self, GwSeverity severity)
{
  guint64 count;

  g_mutex_lock (&self->mutex);
  count = self->severities[severity];
  g_mutex_unlock (&self->mutex);

  return count;
}

guint64
gw_problems_count_lost_labels (GwProblems *self)
{
  guint64 count;

  g_mutex_lock (&self->mutex);
  count = self->n_lost;
  g_mutex_unlock (&self->mutex);

  return count;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(const Entry *const *) a;
  const Entry *two = *(const Entry *const *) b;

  if (one->kind.count != two->kind.count)
    return one->kind.count > two->kind.count ? -1 : 1;
  return strcmp (one->kind.code, two->kind.code);
}

/* (transfer container): the entries, most frequent first. Call it locked. */
static GPtrArray *
list_entries (GwProblems *self)
{
  GPtrArray *entries = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (entries, entry);
  g_ptr_array_sort (entries, compare_entries);
  return entries;
}

GStrv
gw_problems_list_codes (GwProblems *self)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_mutex_lock (&self->mutex);
  entries = list_entries (self);
  for (guint i = 0; i < entries->len; i++)
    g_strv_builder_add (builder, ((Entry *) g_ptr_array_index (entries, i))->kind.code);
  g_mutex_unlock (&self->mutex);

  return g_strv_builder_end (builder);
}

guint64
gw_problems_count_code (GwProblems *self, const char *code)
{
  GwProblemKind kind;

  gw_problems_get_kind (self, code, &kind);
  return kind.count;
}

gboolean
gw_problems_get_kind (GwProblems *self, const char *code, GwProblemKind *kind)
{
  const Entry *entry;

  g_mutex_lock (&self->mutex);
  entry = g_hash_table_lookup (self->entries, code);
  if (entry != NULL)
    *kind = entry->kind;
  else
    *kind = (GwProblemKind) { .code = g_intern_string (code) };
  g_mutex_unlock (&self->mutex);

  return entry != NULL;
}

GPtrArray *
gw_problems_list (GwProblems *self, const char *code)
{
  GPtrArray *list = g_ptr_array_new ();
  g_autoptr (GPtrArray) entries = NULL;

  g_mutex_lock (&self->mutex);
  entries = list_entries (self);
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (entries, i);

      if (code == NULL || strcmp (code, entry->kind.code) == 0)
        for (guint k = 0; k < entry->kept->len; k++)
          g_ptr_array_add (list, g_ptr_array_index (entry->kept, k));
    }
  g_mutex_unlock (&self->mutex);

  return list;
}

int
gw_problems_exit_code (GwProblems *self)
{
  if (gw_problems_count_severity (self, GW_SEVERITY_ERROR) > 0)
    return 2;
  if (gw_problems_count_severity (self, GW_SEVERITY_WARNING) > 0)
    return 1;
  return 0;
}

/* --- going back --------------------------------------------------------------- */

/* Of one code; kept are the first n_kept. */
typedef struct
{
  GwProblemKind kind;
  guint n_kept;
} Count;

struct _GwProblemsMark
{
  GArray *counts; /* of Count */
  guint64 severities[3];
  guint64 count;
  guint64 n_lost;
  guint64 csv_size; /* of the file, where problems are written as they come */
};

GwProblemsMark *
gw_problems_mark (GwProblems *self)
{
  GwProblemsMark *mark = g_new0 (GwProblemsMark, 1);
  GHashTableIter iter;
  gpointer value;

  mark->counts = g_array_new (FALSE, FALSE, sizeof (Count));
  g_mutex_lock (&self->mutex);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Entry *entry = value;
      Count count = { entry->kind, entry->kept->len };

      g_array_append_val (mark->counts, count);
    }
  memcpy (mark->severities, self->severities, sizeof mark->severities);
  mark->count = self->count;
  mark->n_lost = self->n_lost;
  /* What has failed is told at the end of the file. */
  if (self->csv != NULL && gw_csv_writer_finish (self->csv, NULL))
    mark->csv_size = gw_file_writer_get_size (self->csv_file);
  g_mutex_unlock (&self->mutex);

  return mark;
}

static void
rewind_entries (GwProblems *self, const GwProblemsMark *mark)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;
      const Count *found = NULL;

      for (guint i = 0; i < mark->counts->len && found == NULL; i++)
        if (g_array_index (mark->counts, Count, i).kind.code == entry->kind.code)
          found = &g_array_index (mark->counts, Count, i);
      if (found == NULL)
        {
          g_hash_table_iter_remove (&iter);
          continue;
        }
      entry->kind = found->kind;
      g_ptr_array_set_size (entry->kept, (int) found->n_kept);
    }
}

gboolean
gw_problems_rewind (GwProblems *self, const GwProblemsMark *mark, GError **error)
{
  gboolean ok;

  g_mutex_lock (&self->mutex);
  rewind_entries (self, mark);
  memcpy (self->severities, mark->severities, sizeof self->severities);
  self->count = mark->count;
  self->n_lost = mark->n_lost;
  ok = self->csv == NULL
       || (gw_csv_writer_finish (self->csv, error) && gw_file_writer_truncate (self->csv_file, mark->csv_size, error));
  g_mutex_unlock (&self->mutex);

  return ok;
}

void
gw_problems_mark_free (GwProblemsMark *mark)
{
  if (mark == NULL)
    return;

  g_array_unref (mark->counts);
  g_free (mark);
}
