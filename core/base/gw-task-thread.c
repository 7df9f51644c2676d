/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-task-thread.h"

typedef struct
{
  GTask *task;
  GTaskThreadFunc func;
} Job;

static gboolean
on_let_go_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

void
gw_task_let_go (GTask *task)
{
  GSource *source;

  g_return_if_fail (G_IS_TASK (task));

  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_static_name (source, "gw_task_let_go");
  /* What is let go of with the source is let go of by its context. */
  g_source_set_callback (source, on_let_go_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
  g_source_unref (source);
}

static void
run_job (gpointer data, gpointer pool_data)
{
  Job *job = data;
  GTask *task = job->task;

  job->func (task, g_task_get_source_object (task), g_task_get_task_data (task), g_task_get_cancellable (task));
  g_free (job);
  gw_task_let_go (task);
}

static GThreadPool *
get_pool (void)
{
  static gsize pool = 0;

  /* As many as there is work: what waits for a disk that does not answer keeps no other work from being done. */
  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize) g_thread_pool_new (run_job, NULL, -1, FALSE, NULL));

  return (GThreadPool *) pool;
}

void
gw_task_run_in_thread (GTask *task, GTaskThreadFunc func)
{
  Job *job;

  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->task = g_object_ref (task);
  job->func = func;
  g_thread_pool_push (get_pool (), job, NULL);
}
