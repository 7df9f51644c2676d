/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-queue.h"

#include <glib/gi18n-lib.h>

#include "gw-task-thread.h"

#define N_PRIORITIES 3
#define TICK_US (1 * G_USEC_PER_SEC)

typedef struct
{
  GTask *task;
  GwStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  gboolean urgent;
  guint64 after; /* urgent writing jobs that must be done first */
} Job;

typedef struct
{
  GQueue jobs[N_PRIORITIES]; /* of Job */
  GThread *thread;
} Lane;

struct _GwStoreQueue
{
  gatomicrefcount ref_count;
  GMutex lock;
  GCond changed; /* a job came, one ended, or the queue closes */
  Lane writing;
  Lane caring;
  Lane reading;
  guint64 urgent_queued;
  guint64 urgent_done;
  guint long_depth; /* long verbs that the writing thread is inside of */
  gboolean closing; /* no more jobs are taken */
  gboolean closed;  /* the threads have ended */
  GwStoreTick tick;
  gpointer tick_data;
};

/* The queue that the thread is one of. */
static GPrivate inside;

static Job *
take (Lane *lane, guint64 urgent_done, gboolean any)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      Job *job = g_queue_peek_head (&lane->jobs[i]);

      if (job != NULL && (any || job->after <= urgent_done))
        return g_queue_pop_head (&lane->jobs[i]);
    }
  return NULL;
}

static gboolean
is_empty (Lane *lane)
{
  for (guint i = 0; i < N_PRIORITIES; i++)
    if (!g_queue_is_empty (&lane->jobs[i]))
      return FALSE;
  return TRUE;
}

static void
job_run (Job *job)
{
  GTask *task = job->task;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gpointer result = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
    result = job->func (g_task_get_source_object (task), job->data, cancellable, &error);
  if (job->free_data != NULL)
    job->free_data (job->data);

  if (error != NULL)
    {
      if (result != NULL && job->free_result != NULL)
        job->free_result (result);
      g_task_return_error (task, error);
    }
  else
    {
      g_task_return_pointer (task, result, job->free_result);
    }
  gw_task_let_go (task);
  g_free (job);
}

/* With the lock held, which is let go while a job runs. */
static void
serve (GwStoreQueue *self, Lane *lane)
{
  while (TRUE)
    {
      Job *job = take (lane, 0, TRUE);

      if (job != NULL)
        {
          gboolean urgent = job->urgent;

          g_mutex_unlock (&self->lock);
          job_run (job);
          g_mutex_lock (&self->lock);
          if (urgent)
            self->urgent_done++;
          g_cond_broadcast (&self->changed);
        }
      else if (self->closing)
        {
          break;
        }
      else
        {
          g_cond_wait (&self->changed, &self->lock);
        }
    }
}

static gpointer
writing_main (gpointer data)
{
  g_autoptr (GwStoreQueue) self = data;

  g_private_set (&inside, self);
  g_mutex_lock (&self->lock);
  serve (self, &self->writing);
  g_mutex_unlock (&self->lock);
  return NULL;
}

static gpointer
caring_main (gpointer data)
{
  g_autoptr (GwStoreQueue) self = data;

  g_private_set (&inside, self);
  g_mutex_lock (&self->lock);
  serve (self, &self->caring);
  g_mutex_unlock (&self->lock);
  return NULL;
}

static gpointer
reading_main (gpointer data)
{
  g_autoptr (GwStoreQueue) self = data;
  gint64 next_tick = g_get_monotonic_time () + TICK_US;

  g_private_set (&inside, self);
  g_mutex_lock (&self->lock);
  while (TRUE)
    {
      gboolean due = self->tick != NULL && !self->closing && g_get_monotonic_time () >= next_tick;
      Job *job = due ? NULL : take (&self->reading, self->urgent_done, self->long_depth > 0);

      /* Before the jobs: there may be no end of them, and it takes no time. */
      if (due)
        {
          g_mutex_unlock (&self->lock);
          self->tick (self->tick_data);
          g_mutex_lock (&self->lock);
          next_tick = g_get_monotonic_time () + TICK_US;
        }
      else if (job != NULL)
        {
          g_mutex_unlock (&self->lock);
          job_run (job);
          g_mutex_lock (&self->lock);
        }
      else if (self->closing && is_empty (&self->reading))
        {
          break;
        }
      else if (self->tick != NULL && !self->closing)
        {
          g_cond_wait_until (&self->changed, &self->lock, next_tick);
        }
      else
        {
          g_cond_wait (&self->changed, &self->lock);
        }
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

GwStoreQueue *
gw_store_queue_new (GwStoreTick tick, gpointer tick_data)
{
  GwStoreQueue *self = g_new0 (GwStoreQueue, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->tick = tick;
  self->tick_data = tick_data;
  for (guint i = 0; i < N_PRIORITIES; i++)
    {
      g_queue_init (&self->writing.jobs[i]);
      g_queue_init (&self->caring.jobs[i]);
      g_queue_init (&self->reading.jobs[i]);
    }
  self->writing.thread = g_thread_new ("gw-store-write", writing_main, gw_store_queue_ref (self));
  self->caring.thread = g_thread_new ("gw-store-later", caring_main, gw_store_queue_ref (self));
  self->reading.thread = g_thread_new ("gw-store-read", reading_main, gw_store_queue_ref (self));
  return self;
}

GwStoreQueue *
gw_store_queue_ref (GwStoreQueue *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_store_queue_unref (GwStoreQueue *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_assert (is_empty (&self->writing) && is_empty (&self->caring) && is_empty (&self->reading));
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
gw_store_queue_push (GwStoreQueue *self, gboolean reads, GwStorePriority priority, GTask *task, GwStoreFunc func,
                     gpointer data, GDestroyNotify free_data, GDestroyNotify free_result)
{
  Lane *lane;
  Job *job;

  g_mutex_lock (&self->lock);
  if (self->closing)
    {
      g_mutex_unlock (&self->lock);
      if (free_data != NULL)
        free_data (data);
      g_task_return_new_error (task, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The project is closed."));
      g_object_unref (task);
      return;
    }

  job = g_new0 (Job, 1);
  job->task = task;
  job->func = func;
  job->data = data;
  job->free_data = free_data;
  job->free_result = free_result;
  job->urgent = !reads && priority == GW_STORE_URGENT;
  job->after = reads ? self->urgent_queued : 0;
  if (job->urgent)
    self->urgent_queued++;
  if (priority == GW_STORE_LATER)
    lane = &self->caring;
  else
    lane = reads ? &self->reading : &self->writing;
  g_queue_push_tail (&lane->jobs[priority], job);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

gboolean
gw_store_queue_enter_long (GwStoreQueue *self)
{
  if (g_thread_self () != self->writing.thread)
    return FALSE;

  g_mutex_lock (&self->lock);
  self->long_depth++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

void
gw_store_queue_leave_long (GwStoreQueue *self)
{
  g_mutex_lock (&self->lock);
  self->long_depth--;
  g_mutex_unlock (&self->lock);
}

/* The pointers stay: the jobs that are left compare them. */
static void
end_thread (GThread *thread)
{
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

gboolean
gw_store_queue_is_inside (GwStoreQueue *self)
{
  return g_private_get (&inside) == self;
}

void
gw_store_queue_close (GwStoreQueue *self)
{
  gboolean first;

  g_mutex_lock (&self->lock);
  first = !self->closing;
  self->closing = TRUE;
  g_cond_broadcast (&self->changed);
  while (!first && !self->closed && !gw_store_queue_is_inside (self))
    g_cond_wait (&self->changed, &self->lock);
  g_mutex_unlock (&self->lock);
  if (!first)
    return;

  end_thread (self->writing.thread);
  end_thread (self->caring.thread);
  end_thread (self->reading.thread);

  g_mutex_lock (&self->lock);
  self->closed = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}
