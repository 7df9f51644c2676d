/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-job-queue-private.h"

typedef enum
{
  JOB_WAITING,
  JOB_RUNNING,
  JOB_ENDED
} JobState;

/* The pool is handed the queue itself for each job pushed: a thread then
 * takes the best job there is, which need not be the one pushed.
 */
struct _GwJobQueue
{
  gatomicrefcount ref_count;
  GMutex mutex; /* for all below and the state and priority of jobs */
  GThreadPool *pool;
  GPtrArray *waiting; /* owned GwJob, in order of pushing */
  GPtrArray *running;
  guint n_ahead; /* running work ahead */
  guint max_ahead;
  gboolean closed;
};

struct _GwJob
{
  gatomicrefcount ref_count;
  GwJobQueue *queue;
  GCancellable *cancellable;
  int priority;
  JobState state;
  gboolean ahead; /* as counted when it began */
  GwJobFunc func;
  gpointer data;
  GDestroyNotify destroy;
};

static void
queue_unref (GwJobQueue *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_ptr_array_unref (self->waiting);
  g_ptr_array_unref (self->running);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
_gw_job_unref (GwJob *job)
{
  if (!g_atomic_ref_count_dec (&job->ref_count))
    return;
  if (job->destroy != NULL && job->data != NULL)
    job->destroy (job->data);
  g_object_unref (job->cancellable);
  queue_unref (job->queue);
  g_free (job);
}

/* Earlier pushed jobs win among equals. Returns: (transfer full) */
static GwJob *
take_best (GwJobQueue *self)
{
  guint best = G_MAXUINT;
  GwJob *job;

  for (guint i = 0; i < self->waiting->len; i++)
    {
      GwJob *candidate = g_ptr_array_index (self->waiting, i);

      if (candidate->priority >= GW_JOB_PRIORITY_AHEAD && self->n_ahead >= self->max_ahead)
        continue;
      if (best == G_MAXUINT || candidate->priority < ((GwJob *) g_ptr_array_index (self->waiting, best))->priority)
        best = i;
    }
  if (best == G_MAXUINT)
    return NULL;

  job = g_ptr_array_steal_index (self->waiting, best);
  job->state = JOB_RUNNING;
  job->ahead = job->priority >= GW_JOB_PRIORITY_AHEAD;
  self->n_ahead += job->ahead ? 1 : 0;
  g_ptr_array_add (self->running, job);

  return job;
}

static void
end_job (GwJobQueue *self, GwJob *job)
{
  job->state = JOB_ENDED;
  self->n_ahead -= job->ahead ? 1 : 0;
  g_ptr_array_remove_fast (self->running, job);
}

/* A thread goes on until nothing is left for it: work ahead that was passed
 * over when all its places were taken has no other thread coming for it.
 */
static void
run_jobs (gpointer data, gpointer user_data)
{
  GwJobQueue *self = data;
  GwJob *job;

  g_mutex_lock (&self->mutex);
  while ((job = take_best (self)) != NULL)
    {
      g_mutex_unlock (&self->mutex);
      job->func (job->data, job->cancellable);
      g_mutex_lock (&self->mutex);
      end_job (self, job);
      g_mutex_unlock (&self->mutex);
      _gw_job_unref (job);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  queue_unref (self);
}

GwJobQueue *
_gw_job_queue_new (guint n_threads)
{
  GwJobQueue *self = g_new0 (GwJobQueue, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->pool = g_thread_pool_new (run_jobs, NULL, (int) n_threads, FALSE, NULL);
  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) _gw_job_unref);
  self->running = g_ptr_array_new ();
  self->max_ahead = MAX (n_threads, 2) - 1;

  return self;
}

void
_gw_job_queue_close (GwJobQueue *self)
{
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func ((GDestroyNotify) _gw_job_unref);
  g_autoptr (GPtrArray) cancellables = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->mutex);
  self->closed = TRUE;
  while (self->waiting->len > 0)
    g_ptr_array_add (dropped, g_ptr_array_steal_index (self->waiting, 0));
  for (guint i = 0; i < self->running->len; i++)
    g_ptr_array_add (cancellables, g_object_ref (((GwJob *) g_ptr_array_index (self->running, i))->cancellable));
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < cancellables->len; i++)
    g_cancellable_cancel (g_ptr_array_index (cancellables, i));
  queue_unref (self);
}

GwJob *
_gw_job_queue_push (GwJobQueue *self, int priority, GwJobFunc func, gpointer data, GDestroyNotify destroy)
{
  GwJob *job = g_new0 (GwJob, 1);

  g_assert (!self->closed);

  g_atomic_ref_count_init (&job->ref_count);
  g_atomic_ref_count_inc (&job->ref_count); /* one for the queue, one for the caller */
  g_atomic_ref_count_inc (&self->ref_count);
  job->queue = self;
  job->cancellable = g_cancellable_new ();
  job->priority = priority;
  job->state = JOB_WAITING;
  job->func = func;
  job->data = data;
  job->destroy = destroy;

  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->waiting, job);
  g_mutex_unlock (&self->mutex);

  g_atomic_ref_count_inc (&self->ref_count);
  g_thread_pool_push (self->pool, self, NULL);

  return job;
}

void
_gw_job_set_priority (GwJob *job, int priority)
{
  gboolean waits;

  g_mutex_lock (&job->queue->mutex);
  job->priority = priority;
  waits = job->state == JOB_WAITING;
  g_mutex_unlock (&job->queue->mutex);

  /* What was work ahead may be wanted now, while a thread stands free. */
  if (waits)
    {
      g_atomic_ref_count_inc (&job->queue->ref_count);
      g_thread_pool_push (job->queue->pool, job->queue, NULL);
    }
}

gboolean
_gw_job_is_running (GwJob *job)
{
  gboolean running;

  g_mutex_lock (&job->queue->mutex);
  running = job->state == JOB_RUNNING;
  g_mutex_unlock (&job->queue->mutex);

  return running;
}

void
_gw_job_cancel (GwJob *job)
{
  GwJobQueue *queue = job->queue;
  gboolean dropped = FALSE;
  guint index;

  g_mutex_lock (&queue->mutex);
  if (job->state == JOB_WAITING && g_ptr_array_find (queue->waiting, job, &index))
    {
      g_ptr_array_steal_index (queue->waiting, index);
      job->state = JOB_ENDED;
      dropped = TRUE;
    }
  g_mutex_unlock (&queue->mutex);

  g_cancellable_cancel (job->cancellable);
  if (dropped)
    _gw_job_unref (job);
  _gw_job_unref (job);
}

void
_gw_job_queue_get_counts (GwJobQueue *self, guint *n_queued, guint *n_running)
{
  g_mutex_lock (&self->mutex);
  *n_queued = self->waiting->len;
  *n_running = self->running->len;
  g_mutex_unlock (&self->mutex);
}
