/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tile-worker.h"

/* Shared by the owner and the thread, each with a reference. */
struct _GwTileWorker
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  GQueue waiting;    /* of GwTileJob */
  GQueue finished;   /* of GwTileJob */
  GwTileJob current; /* what the thread is at; its source is NULL when it rests */
  gboolean quit;
  GSource *wake; /* the owner's; its ready time is set from the thread */
};

void
gw_tile_job_clear (GwTileJob *job)
{
  g_clear_pointer (&job->source, gw_tile_source_unref);
  g_clear_pointer (&job->surface, cairo_surface_destroy);
}

static void
free_job (gpointer data)
{
  gw_tile_job_clear (data);
  g_free (data);
}

static void
worker_unref (GwTileWorker *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_queue_clear_full (&self->waiting, free_job);
  g_queue_clear_full (&self->finished, free_job);
  g_source_unref (self->wake);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

static gpointer
run_thread (gpointer data)
{
  GwTileWorker *self = data;
  GwTagFont *font = NULL;

  g_mutex_lock (&self->mutex);
  while (!self->quit)
    {
      GwTileJob *job = g_queue_pop_head (&self->waiting);

      if (job == NULL)
        {
          g_cond_wait (&self->cond, &self->mutex);
          continue;
        }

      self->current = *job;
      g_mutex_unlock (&self->mutex);
      if (font == NULL || !gw_tag_font_fits (font, gw_tile_source_get_look (job->source)))
        {
          g_clear_pointer (&font, gw_tag_font_free);
          font = gw_tag_font_new (gw_tile_source_get_look (job->source));
        }
      job->surface = gw_tile_source_compose (job->source, job->column, job->row, font);
      g_mutex_lock (&self->mutex);
      self->current = (GwTileJob) { 0 };
      g_queue_push_tail (&self->finished, job);
      if (!self->quit)
        g_source_set_ready_time (self->wake, 0);
    }
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&font, gw_tag_font_free);
  worker_unref (self);
  return NULL;
}

/* A source that is ready only when its time is set. */
static gboolean
dispatch_wake (GSource *source, GSourceFunc callback, gpointer user_data)
{
  g_source_set_ready_time (source, -1);
  return callback (user_data);
}

static GSourceFuncs wake_funcs = { .dispatch = dispatch_wake };

GwTileWorker *
gw_tile_worker_new (GSourceFunc ready, gpointer user_data)
{
  GwTileWorker *self = g_new0 (GwTileWorker, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_atomic_ref_count_inc (&self->ref_count);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->waiting);
  g_queue_init (&self->finished);
  self->wake = g_source_new (&wake_funcs, sizeof (GSource));
  g_source_set_static_name (self->wake, "gw-tile-worker");
  g_source_set_callback (self->wake, ready, user_data, NULL);
  g_source_attach (self->wake, NULL);
  g_thread_unref (g_thread_new ("gw-tiles", run_thread, self));
  return self;
}

void
gw_tile_worker_free (GwTileWorker *self)
{
  g_source_destroy (self->wake);
  g_mutex_lock (&self->mutex);
  self->quit = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  worker_unref (self);
}

static gboolean
is_same (const GwTileJob *a, const GwTileJob *b)
{
  return a->source == b->source && a->column == b->column && a->row == b->row && a->epoch == b->epoch;
}

/* With the lock held. */
static gboolean
is_on_its_way (GwTileWorker *self, const GwTileJob *job)
{
  if (is_same (&self->current, job))
    return TRUE;
  for (GList *l = self->finished.head; l != NULL; l = l->next)
    if (is_same (l->data, job))
      return TRUE;
  return FALSE;
}

void
gw_tile_worker_ask (GwTileWorker *self, const GArray *jobs)
{
  GQueue old;

  g_mutex_lock (&self->mutex);
  old = self->waiting;
  g_queue_init (&self->waiting);
  for (guint i = 0; i < jobs->len; i++)
    {
      const GwTileJob *job = &g_array_index (jobs, GwTileJob, i);
      GwTileJob *copy;

      if (is_on_its_way (self, job))
        continue;
      copy = g_new0 (GwTileJob, 1);
      *copy = *job;
      copy->source = gw_tile_source_ref (job->source);
      g_queue_push_tail (&self->waiting, copy);
    }
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_queue_clear_full (&old, free_job);
}

gboolean
gw_tile_worker_take (GwTileWorker *self, GwTileJob *job)
{
  GwTileJob *finished;

  g_mutex_lock (&self->mutex);
  finished = g_queue_pop_head (&self->finished);
  g_mutex_unlock (&self->mutex);
  if (finished == NULL)
    return FALSE;

  *job = *finished;
  g_free (finished);
  return TRUE;
}

gboolean
gw_tile_worker_is_idle (GwTileWorker *self)
{
  gboolean idle;

  g_mutex_lock (&self->mutex);
  idle = g_queue_is_empty (&self->waiting) && g_queue_is_empty (&self->finished) && self->current.source == NULL;
  g_mutex_unlock (&self->mutex);
  return idle;
}
