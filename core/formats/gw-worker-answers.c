/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-worker-answers.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-error.h"
#include "gw-worker-records.h"

static const char *const object_names[] = { "object", "task", "item", "image", NULL };
static const char *const worker_names[] = { "worker", "annotator", NULL };
static const char *const label_names[] = { "label", NULL };
/* Names, even where all of them are numbers. */
static const char *const text_names[] = { "object", "task", "item", "image", "worker", "annotator", "label", NULL };

void
gw_worker_answers_free (GwWorkerAnswers *self)
{
  g_clear_pointer (&self->objects, g_ptr_array_unref);
  g_clear_pointer (&self->workers, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_free (self->object);
  g_free (self->worker);
  g_free (self->label);
  g_free (self);
}

/* The column of the first of the names that is there. */
static gboolean
find_column (GwTable *table, const char *const *names, GwProblems *problems, guint *column, GError **error)
{
  int found = gw_table_find (table, names);

  if (found < 0)
    {
      g_autofree char *others = g_strjoinv (_ (" or "), (char **) names);

      g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
                   _ ("%s:1: there is no column %s. Answers stand in the columns object, worker and label."),
                   gw_table_get_path (table), others);
      return FALSE;
    }

  *column = (guint) found;
  if (g_ascii_strcasecmp (gw_table_get_name (table, *column), names[0]) != 0)
    gw_problems_add (problems, GW_SEVERITY_INFO, "column-read-as", gw_table_get_path (table), 1, NULL,
                     _ ("The column “%s” is read as %s."), gw_table_get_name (table, *column), names[0]);
  return TRUE;
}

/* Rows that lack a value go; the others move up. */
static void
drop_incomplete (GwWorkerAnswers *self, GwTable *table, GwProblems *problems)
{
  gsize n = 0;

  for (gsize i = 0; i < gw_table_get_n_rows (table); i++)
    {
      if (self->object[i] < 0 || self->worker[i] < 0 || self->label[i] < 0)
        {
          gw_problems_add (problems, GW_SEVERITY_ERROR, "row-fields", gw_table_get_path (table),
                           gw_table_get_line (table, i), NULL,
                           _ ("The answer lacks its object, its worker or its label. It is left out."));
          continue;
        }
      self->object[n] = self->object[i];
      self->worker[n] = self->worker[i];
      self->label[n++] = self->label[i];
    }
  self->n = n;
}

/* Numbers the names that are used again: in the order of the answers. */
static GPtrArray *
order_by_answer (GPtrArray *names, gint32 *codes, gsize n)
{
  GPtrArray *ordered = g_ptr_array_new_with_free_func (g_free);
  g_autofree gint32 *number = g_new (gint32, MAX (names->len, 1));

  for (guint i = 0; i < names->len; i++)
    number[i] = -1;
  for (gsize i = 0; i < n; i++)
    {
      if (number[codes[i]] < 0)
        {
          number[codes[i]] = (gint32) ordered->len;
          g_ptr_array_add (ordered, g_strdup (g_ptr_array_index (names, (guint) codes[i])));
        }
      codes[i] = number[codes[i]];
    }

  return ordered;
}

static gboolean
refuse_incomplete (const char *path, GError **error)
{
  g_set_error (error, GW_ERROR, GW_ERROR_INVALID,
               _ ("%s: no answer is complete. Each names an object, a worker and a label."), path);

  return FALSE;
}

static GwWorkerAnswers *
read_table (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwTable) table = gw_table_read (path, text_names, problems, work, cancellable, error);
  g_autoptr (GwWorkerAnswers) self = g_new0 (GwWorkerAnswers, 1);
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GPtrArray) workers = NULL;
  guint object, worker, label;
  gsize room;

  if (table == NULL || !find_column (table, object_names, problems, &object, error)
      || !find_column (table, worker_names, problems, &worker, error)
      || !find_column (table, label_names, problems, &label, error))
    return NULL;

  room = MAX (gw_table_get_n_rows (table), 1);
  self->object = g_new (gint32, room);
  self->worker = g_new (gint32, room);
  self->label = g_new (gint32, room);
  objects = gw_table_code_text (table, object, NULL, self->object);
  workers = gw_table_code_text (table, worker, NULL, self->worker);
  self->labels = gw_table_code_text (table, label, NULL, self->label);
  drop_incomplete (self, table, problems);
  if (self->n == 0 && gw_table_get_n_rows (table) > 0 && !refuse_incomplete (path, error))
    return NULL;
  self->objects = order_by_answer (objects, self->object, self->n);
  self->workers = order_by_answer (workers, self->worker, self->n);

  return g_steal_pointer (&self);
}

/* --- labels in other formats ------------------------------------------------------- */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
sort_labels (GwWorkerAnswers *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) before = g_ptr_array_new ();

  g_ptr_array_extend (before, self->labels, NULL, NULL);
  g_ptr_array_sort (self->labels, compare_names);
  for (guint i = 0; i < self->labels->len; i++)
    g_hash_table_insert (places, g_ptr_array_index (self->labels, i), GUINT_TO_POINTER (i));
  for (gsize i = 0; i < self->n; i++)
    self->label[i] = (gint32) GPOINTER_TO_UINT (
        g_hash_table_lookup (places, g_ptr_array_index (before, (guint) self->label[i])));
}

typedef struct
{
  GwWorkerNames objects, workers, labels;
  GwProblems *problems;
} Gathering;

static void
take_record (const GwRecord *record, const GwRecordHead *head, const char *path, gpointer data)
{
  Gathering *gathering = data;

  if (record->path == NULL || record->labels->len == 0)
    return;
  if (record->annotator == NULL)
    {
      gw_problems_add (gathering->problems, GW_SEVERITY_ERROR, "row-fields", path, record->line, record->path,
                       _ ("The answer lacks its object, its worker or its label. It is left out."));
      return;
    }

  for (guint i = 0; i < record->labels->len; i++)
    {
      GwClass *class = gw_record_head_find_class (head, g_array_index (record->labels, GwLabel, i).class_id);

      if (class == NULL)
        continue;
      gw_worker_names_add (&gathering->objects, record->path);
      gw_worker_names_add (&gathering->workers, record->annotator);
      gw_worker_names_add (&gathering->labels, gw_class_get_name (class));
    }
}

static GwWorkerAnswers *
read_records (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwWorkerAnswers) self = NULL;
  Gathering gathering = { .problems = problems };
  gboolean ok;

  gw_worker_names_init (&gathering.objects);
  gw_worker_names_init (&gathering.workers);
  gw_worker_names_init (&gathering.labels);
  ok = gw_worker_records_each (path, problems, work, take_record, &gathering, cancellable, error);
  self = g_new0 (GwWorkerAnswers, 1);
  self->n = gathering.objects.codes->len;
  gw_worker_names_end (&gathering.objects, &self->objects, &self->object);
  gw_worker_names_end (&gathering.workers, &self->workers, &self->worker);
  gw_worker_names_end (&gathering.labels, &self->labels, &self->label);
  if (!ok || (self->n == 0 && !refuse_incomplete (path, error)))
    return NULL;
  sort_labels (self);

  return g_steal_pointer (&self);
}

GwWorkerAnswers *
gw_worker_answers_read (const char *path, GwProblems *problems, GwWork *work, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_ascii_strdown (path, -1);

  if (g_file_test (path, G_FILE_TEST_IS_DIR) || g_str_has_suffix (name, ".json") || g_str_has_suffix (name, ".jsonl")
      || g_str_has_suffix (name, ".manifest"))
    return read_records (path, problems, work, cancellable, error);

  return read_table (path, problems, work, cancellable, error);
}
