/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool-work-private.h"

#include <gio/gio.h>

#include "gw-task-thread.h"
#include "gw-tool-private.h"

/* How often progress is shown, in milliseconds. */
#define TICK 100

#define PROGRESS_STEPS 1000

/* work is for the tool's thread alone: NULL when nobody wants to hear of it. */
struct _GwToolJob
{
  GwToolWork *work;
  GwToolWorkFunc func;
  gpointer data;
  GDestroyNotify free_data;
  gw_status status;
  double seconds;
  int cancelled; /* atomic */
  int progress;  /* atomic, of PROGRESS_STEPS; -1: not known */
};

static void
job_free (gpointer data)
{
  GwToolJob *job = data;

  if (job->free_data != NULL)
    job->free_data (job->data);
  g_free (job);
}

static bool
on_step (double done, void *data)
{
  GwToolJob *job = data;

  g_atomic_int_set (&job->progress, (int) (done * PROGRESS_STEPS));
  return !g_atomic_int_get (&job->cancelled);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GwToolJob *job = task_data;
  GwRun run = { .step = on_step, .data = job };
  gint64 start = g_get_monotonic_time ();

  job->status = g_atomic_int_get (&job->cancelled) ? GW_STATUS_CANCELLED : job->func (job->data, &run);
  job->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_task_return_boolean (task, TRUE);
}

static void run_job (GwToolWork *self, GwToolJob *job);

static void
on_job_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwToolJob *job = g_task_get_task_data (G_TASK (result));
  GwToolWork *self = job->work;
  g_autoptr (GwTool) tool = NULL;

  if (self == NULL)
    return;
  tool = g_object_ref (self->tool);
  self->running = NULL;
  /* What it hears may start another, or drop the one that waits. */
  if (!g_atomic_int_get (&job->cancelled))
    self->done (tool, job->data, job->status, job->seconds);
  if (self->running == NULL && self->next != NULL)
    run_job (self, g_steal_pointer (&self->next));
  if (self->running == NULL)
    g_clear_handle_id (&self->tick_id, g_source_remove);
  _gw_tool_overlay_changed (tool);
}

static gboolean
on_tick_cb (gpointer user_data)
{
  GwToolWork *self = user_data;

  _gw_tool_overlay_changed (self->tool);
  return G_SOURCE_CONTINUE;
}

static void
run_job (GwToolWork *self, GwToolJob *job)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_job_ended_cb, NULL);

  self->running = job;
  if (self->tick_id == 0)
    self->tick_id = g_timeout_add (TICK, on_tick_cb, self);
  g_task_set_name (task, "smart tool");
  g_task_set_task_data (task, job, job_free);
  gw_task_run_in_thread (task, work_in_thread);
}

void
_gw_tool_work_init (GwToolWork *self, GwTool *tool, GwToolWorkDone done)
{
  *self = (GwToolWork) { .tool = tool, .done = done };
}

void
_gw_tool_work_start (GwToolWork *self, GwToolWorkFunc func, gpointer data, GDestroyNotify free_data, gboolean replaces)
{
  GwToolJob *job = g_new0 (GwToolJob, 1);

  job->work = self;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->progress = -1;
  g_clear_pointer (&self->next, job_free);
  if (self->running == NULL)
    run_job (self, job);
  else
    {
      if (replaces)
        g_atomic_int_set (&self->running->cancelled, TRUE);
      self->next = job;
    }
  _gw_tool_overlay_changed (self->tool);
}

void
_gw_tool_work_stop (GwToolWork *self)
{
  g_clear_pointer (&self->next, job_free);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  if (self->running == NULL)
    return;
  g_atomic_int_set (&self->running->cancelled, TRUE);
  self->running->work = NULL;
  self->running = NULL;
}

gboolean
_gw_tool_work_is_busy (const GwToolWork *self)
{
  return self->running != NULL;
}

double
_gw_tool_work_get_progress (const GwToolWork *self)
{
  int progress = self->running != NULL ? g_atomic_int_get (&self->running->progress) : -1;

  return progress < 0 ? -1.0 : (double) progress / PROGRESS_STEPS;
}
