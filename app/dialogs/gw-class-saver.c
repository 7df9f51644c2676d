/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-saver.h"

#include <glib/gi18n.h>

/* A save or a removal, which has no copies. */
typedef struct Job Job;

struct Job
{
  GPtrArray *originals; /* of GwClass; the store's threads compare the pointers only */
  GPtrArray *copies;    /* of GwClass: in the places of the originals */
  GArray *dropped;      /* of gint64: removed before the rest is saved */
  GwClass *removed;     /* (nullable): original that is to be removed */
  gint64 removed_id;    /* <= 0: the job before gives the id */
  gboolean gone;        /* of removed, when it is done */
  gboolean archived;
  Job *before; /* (nullable): was not done when this one was queued */
};

struct _GwClassSaver
{
  GObject parent_instance;

  GwProject *project;
  Job *running;       /* (nullable) */
  GPtrArray *waiting; /* (nullable): the list to save next */
  GArray *dropped;    /* of gint64: with the next save */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (GwClassSaver, gw_class_saver, G_TYPE_OBJECT)

enum
{
  SAVED,
  REMOVED,
  FAILED,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static Job *
job_new (void)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->originals = g_ptr_array_new_with_free_func (g_object_unref);
  job->copies = g_ptr_array_new_with_free_func (g_object_unref);

  return job;
}

static void job_clear (gpointer data);

static void
job_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, job_clear);
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->originals);
  g_ptr_array_unref (job->copies);
  g_clear_pointer (&job->dropped, g_array_unref);
  g_clear_object (&job->removed);
  g_clear_pointer (&job->before, job_unref);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_unref)

/* --- on the store's thread --------------------------------------------------- */

/* The id that a save gave to a class, 0: none. */
static gint64
find_id (Job *job, GwClass *original)
{
  guint index;

  if (job == NULL)
    return 0;
  if (g_ptr_array_find (job->originals, original, &index))
    return gw_class_get_id (g_ptr_array_index (job->copies, index));

  return find_id (job->before, original);
}

/* The id that the job before gave to a new class, which others may name. */
static void
take_id (Job *job, GwClass *copy, GwClass *original)
{
  gint64 former = gw_class_get_id (copy);
  gint64 id = find_id (job->before, original);

  if (id <= 0)
    return;
  for (guint i = 0; former < 0 && i < job->copies->len; i++)
    if (gw_class_get_parent_id (g_ptr_array_index (job->copies, i)) == former)
      gw_class_set_parent_id (g_ptr_array_index (job->copies, i), id);
  gw_class_set_id (copy, id);
}

/* The list was copied before it was known what the job before did. */
static void
follow (Job *job)
{
  const Job *before = job->before;

  for (guint i = job->copies->len; i-- > 0;)
    {
      GwClass *copy = g_ptr_array_index (job->copies, i);

      if (gw_class_get_id (copy) <= 0)
        take_id (job, copy, g_ptr_array_index (job->originals, i));
      if (before->gone && gw_class_get_parent_id (copy) == before->removed_id)
        gw_class_set_parent_id (copy, 0);
      if (before->archived && gw_class_get_id (copy) == before->removed_id)
        gw_class_set_archived (copy, TRUE);
      if (before->gone && gw_class_get_id (copy) == before->removed_id)
        {
          g_ptr_array_remove_index (job->originals, i);
          g_ptr_array_remove_index (job->copies, i);
        }
    }
}

static void
run_removal (GwStore *store, Job *job, GCancellable *cancellable, GError **error)
{
  if (job->removed_id <= 0)
    job->removed_id = find_id (job->before, job->removed);
  if (gw_store_remove_class (store, job->removed_id, &job->archived, cancellable, error))
    job->gone = !job->archived;
}

static gpointer
run_job (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  if (job->removed != NULL)
    {
      run_removal (store, job, cancellable, error);
      return NULL;
    }

  if (job->before != NULL)
    follow (job);
  for (guint i = 0; i < job->dropped->len; i++)
    {
      gboolean archived;

      if (!gw_store_remove_class (store, g_array_index (job->dropped, gint64, i), &archived, cancellable, error))
        return NULL;
    }
  gw_store_save_classes (store, job->copies, cancellable, error);

  return NULL;
}

/* --- on the window's thread ---------------------------------------------------- */

typedef struct
{
  GwClassSaver *saver;
  Job *job;
} Call;

static void on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Takes the job. */
static void
queue (GwClassSaver *self, Job *job)
{
  Call *call = g_new0 (Call, 1);

  if (self->running != NULL)
    job->before = g_atomic_rc_box_acquire (self->running);
  g_clear_pointer (&self->running, job_unref);
  self->running = job;

  call->saver = g_object_ref (self);
  call->job = g_atomic_rc_box_acquire (job);
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_job, g_atomic_rc_box_acquire (job),
                      job_unref, NULL, NULL, on_done_cb, call);
}

static void
queue_save (GwClassSaver *self, GPtrArray *classes)
{
  Job *job = job_new ();

  job->dropped = g_steal_pointer (&self->dropped);
  self->dropped = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *klass = g_ptr_array_index (classes, i);

      gw_class_set_position (klass, (int) i);
      g_ptr_array_add (job->originals, g_object_ref (klass));
      g_ptr_array_add (job->copies, gw_class_copy (klass));
    }
  queue (self, job);
}

static void
queue_removal (GwClassSaver *self, GwClass *klass)
{
  Job *job = job_new ();

  job->removed = g_object_ref (klass);
  job->removed_id = gw_class_get_id (klass);
  queue (self, job);
}

static void
tell (GwClassSaver *self, Job *job, GError *error)
{
  if (error != NULL)
    {
      if (job->removed == NULL)
        g_clear_pointer (&self->waiting, g_ptr_array_unref);
      g_signal_emit (self, signals[FAILED], 0, error, job->removed == NULL);
    }
  else if (job->removed != NULL)
    {
      g_signal_emit (self, signals[REMOVED], 0, job->removed, job->archived);
    }
  else
    {
      g_signal_emit (self, signals[SAVED], 0, job->originals);
    }

  if (self->running == NULL && self->waiting != NULL)
    {
      g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

      queue_save (self, waiting);
    }
  else if (self->running == NULL)
    {
      g_signal_emit (self, signals[SETTLED], 0);
    }
}

/* Another parent may have been chosen meanwhile. */
static void
take_result (GwClass *original, GwClass *copy)
{
  gw_class_set_id (original, gw_class_get_id (copy));
  if (gw_class_get_parent_id (original) < 0)
    gw_class_set_parent_id (original, gw_class_get_parent_id (copy));
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Call *call = user_data;
  g_autoptr (GwClassSaver) self = call->saver;
  g_autoptr (Job) job = call->job;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (self->running == job)
    g_clear_pointer (&self->running, job_unref);
  for (guint i = 0; error == NULL && i < job->originals->len; i++)
    take_result (g_ptr_array_index (job->originals, i), g_ptr_array_index (job->copies, i));

  if (!self->closed)
    tell (self, job, error);
  else if (error != NULL)
    gw_project_report (self->project, _ ("Classes Cannot Be Saved"), error);
}

gboolean
gw_class_saver_is_busy (GwClassSaver *self)
{
  g_return_val_if_fail (GW_IS_CLASS_SAVER (self), FALSE);

  return self->running != NULL || self->waiting != NULL;
}

void
gw_class_saver_save (GwClassSaver *self, GPtrArray *classes)
{
  g_return_if_fail (GW_IS_CLASS_SAVER (self));
  g_return_if_fail (classes != NULL);
  g_return_if_fail (!self->closed);

  if (self->running == NULL)
    queue_save (self, classes);
  else if (self->waiting == NULL)
    self->waiting = g_ptr_array_ref (classes);
}

void
gw_class_saver_drop (GwClassSaver *self, gint64 id)
{
  g_return_if_fail (GW_IS_CLASS_SAVER (self));

  g_array_append_val (self->dropped, id);
}

void
gw_class_saver_remove (GwClassSaver *self, GwClass *klass)
{
  g_return_if_fail (GW_IS_CLASS_SAVER (self));
  g_return_if_fail (GW_IS_CLASS (klass));
  g_return_if_fail (!gw_class_saver_is_busy (self) && !self->closed);

  queue_removal (self, klass);
}

void
gw_class_saver_close (GwClassSaver *self, GwClass *remove)
{
  g_return_if_fail (GW_IS_CLASS_SAVER (self));

  if (self->closed)
    return;

  self->closed = TRUE;
  if (self->waiting != NULL)
    queue_save (self, self->waiting);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  if (remove != NULL)
    queue_removal (self, remove);
}

static void
gw_class_saver_finalize (GObject *object)
{
  GwClassSaver *self = GW_CLASS_SAVER (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->running, job_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->dropped, g_array_unref);

  G_OBJECT_CLASS (gw_class_saver_parent_class)->finalize (object);
}

static void
gw_class_saver_class_init (GwClassSaverClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = gw_class_saver_finalize;

  signals[SAVED] = g_signal_new ("saved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_PTR_ARRAY);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   GW_TYPE_CLASS, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_ERROR,
                                  G_TYPE_BOOLEAN);
  signals[SETTLED] = g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_class_saver_init (GwClassSaver *self)
{
  self->dropped = g_array_new (FALSE, FALSE, sizeof (gint64));
}

GwClassSaver *
gw_class_saver_new (GwProject *project)
{
  GwClassSaver *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_CLASS_SAVER, NULL);
  self->project = g_object_ref (project);

  return self;
}
