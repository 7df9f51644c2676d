/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-worker-records.h"

#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-formats.h"
#include "gw-label-source.h"

void
gw_worker_names_init (GwWorkerNames *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->index = g_hash_table_new (g_str_hash, g_str_equal);
  self->codes = g_array_new (FALSE, FALSE, sizeof (gint32));
}

gint32
gw_worker_names_find (GwWorkerNames *self, const char *name)
{
  gint32 number = GPOINTER_TO_INT (g_hash_table_lookup (self->index, name)) - 1;

  if (number < 0)
    {
      char *own = g_strdup (name);

      number = (gint32) self->names->len;
      g_ptr_array_add (self->names, own);
      g_hash_table_insert (self->index, own, GINT_TO_POINTER (number + 1));
    }

  return number;
}

void
gw_worker_names_add (GwWorkerNames *self, const char *name)
{
  gint32 number = gw_worker_names_find (self, name);

  g_array_append_val (self->codes, number);
}

void
gw_worker_names_end (GwWorkerNames *self, GPtrArray **names, gint32 **codes)
{
  *names = self->names;
  *codes = (gint32 *) (gpointer) g_array_free (self->codes, FALSE);
  if (*codes == NULL)
    *codes = g_new (gint32, 1);
  g_hash_table_unref (self->index);
}

static gboolean
take_records (GwReader *reader, const char *path, GwWorkerRecordFunc func, gpointer data, GCancellable *cancellable,
              GError **error)
{
  for (;;)
    {
      GError *failure = NULL;
      g_autoptr (GwRecord) record = gw_reader_next (reader, cancellable, &failure);

      if (record == NULL)
        {
          if (failure != NULL)
            g_propagate_error (error, failure);
          return failure == NULL;
        }
      func (record, gw_reader_get_head (reader), path, data);
    }
}

/* Of the folder of a job it is the answers that are asked for, not its result. */
static const GwFormat *
find_format (const char *path)
{
  GwDetection detection = { 0, "" };

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    gw_format_worker_responses.detect (path, NULL, 0, TRUE, &detection);
  return detection.confidence > 0 ? &gw_format_worker_responses : NULL;
}

/* Most who name a folder here mean a table in it. */
static void
explain_folder (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_IS_DIR) || error == NULL
      || !g_error_matches (*error, GW_ERROR, GW_ERROR_UNSUPPORTED))
    return;
  g_clear_error (error);
  g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
               _ ("%s: this is a folder without answers. Name the file with the table, or the folder of a labeling "
                  "job."),
               path);
}

gboolean
gw_worker_records_each (const char *path, GwProblems *problems, GwWork *work, GwWorkerRecordFunc func, gpointer data,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (GwLabelSource) source = gw_label_source_find (path, find_format (path), cancellable, error);
  GwReadOptions options = { .object_numbers = TRUE, .work = work };
  g_autoptr (GwReader) reader = NULL;

  if (source == NULL)
    {
      explain_folder (path, error);
      return FALSE;
    }
  reader = gw_format_open (source->format, source->path, &options, problems, cancellable, error);

  return reader != NULL && take_records (reader, path, func, data, cancellable, error);
}
