/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-job.h"

#include <glib/gi18n.h>

#include "gw-task-thread.h"

typedef struct
{
  GwImportJob kind;
  GwImport *import;
  GwWork *work;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->import);
  g_object_unref (job->work);
  g_free (job);
}

static gboolean
run (Job *job, GCancellable *cancellable, GError **error)
{
  switch (job->kind)
    {
    case GW_IMPORT_JOB_RUN:
      return gw_import_run (job->import, job->work, cancellable, error);
    case GW_IMPORT_JOB_RUN_AGAIN:
      return gw_import_run_again (job->import, job->work, cancellable, error);
    case GW_IMPORT_JOB_UNDO:
      return gw_import_undo (job->import, cancellable, error);
    case GW_IMPORT_JOB_CHECK:
    default:
      return gw_import_check (job->import, job->work, cancellable, error);
    }
}

static void
job_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  gboolean ok = run (job, cancellable, &error);

  gw_work_end (job->work, error);
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

const char *
gw_import_job_get_title (GwImportJob kind)
{
  switch (kind)
    {
    case GW_IMPORT_JOB_RUN:
    case GW_IMPORT_JOB_RUN_AGAIN:
      return _ ("Importing Labels");
    case GW_IMPORT_JOB_UNDO:
      return _ ("Taking the Import Back");
    case GW_IMPORT_JOB_CHECK:
    default:
      return _ ("Checking Labels");
    }
}

void
gw_import_job_start (GwImportJob kind, GwImport *import, GwWork *work, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (import, gw_work_get_cancellable (work), callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->import = g_object_ref (import);
  job->work = g_object_ref (work);
  g_task_set_source_tag (task, gw_import_job_start);
  g_task_set_task_data (task, job, job_free);
  gw_task_run_in_thread (task, job_thread);
}

gboolean
gw_import_job_finish (GAsyncResult *result, GwImportJob *kind, GError **error)
{
  *kind = ((Job *) g_task_get_task_data (G_TASK (result)))->kind;

  return g_task_propagate_boolean (G_TASK (result), error);
}
