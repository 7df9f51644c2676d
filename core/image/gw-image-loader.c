/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-loader.h"

#include "gw-job-queue-private.h"
#include "gw-pyramid-private.h"

/* One for what is wanted now, one for work ahead. */
#define N_THREADS 2

typedef struct
{
  guint64 id; /* outcomes of jobs given up meanwhile carry an old one */
  GwJob *job;
} Decoding;

/* All that is known of one path. Exists while it has a pyramid, a job or a
 * waiting request. full and preview are never both kept: a full pyramid has
 * what the preview had.
 */
typedef struct
{
  char *path;
  GwPyramid *full;
  GwPyramid *preview;
  Decoding full_job;
  Decoding preview_job;
  GPtrArray *requests;  /* GTask, owned */
  gboolean notify_full; /* somebody got the preview and waits for the signal */
  gboolean prefetched;  /* on the list of prefetch() */
  GList link;           /* in GwImageLoader.used */
} Picture;

struct _GwImageLoader
{
  GObject parent_instance;

  GMainContext *context;
  GwJobQueue *queue;
  GHashTable *pictures; /* path -> Picture */
  GQueue used;          /* Picture, the last used first */
  char *current;        /* the path asked for last */
  guint64 budget;
  guint64 memory;
  guint64 last_id;
  int view_width;
  int view_height;
  GwImageLoaderStats stats;
};

G_DEFINE_FINAL_TYPE (GwImageLoader, gw_image_loader, G_TYPE_OBJECT)

enum
{
  PROP_MEMORY_BUDGET = 1,
  N_PROPS
};

enum
{
  FULL_READY,
  FULL_FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* What a worker needs, and what it brings back; counted (GAtomicRcBox). The
 * worker never holds the loader, else its last reference might fall there.
 */
typedef struct
{
  GWeakRef loader;
  GMainContext *context;
  guint64 id;
  char *path;
  gboolean preview;
  int view_width;
  int view_height;
  GwPyramid *pyramid;
  GError *error;
} Order;

static void
order_clear (Order *order)
{
  g_weak_ref_clear (&order->loader);
  g_main_context_unref (order->context);
  g_free (order->path);
  g_clear_pointer (&order->pyramid, gw_pyramid_unref);
  g_clear_error (&order->error);
}

static void
order_unref (Order *order)
{
  g_atomic_rc_box_release_full (order, (GDestroyNotify) order_clear);
}

static Picture *
get_picture (GwImageLoader *self, const char *path)
{
  Picture *picture = g_hash_table_lookup (self->pictures, path);

  if (picture == NULL)
    {
      picture = g_new0 (Picture, 1);
      picture->path = g_strdup (path);
      picture->requests = g_ptr_array_new_with_free_func (g_object_unref);
      picture->link.data = picture;
      g_hash_table_insert (self->pictures, picture->path, picture);
      g_queue_push_head_link (&self->used, &picture->link);
    }

  return picture;
}

static void
picture_free (Picture *picture)
{
  g_clear_pointer (&picture->full, gw_pyramid_unref);
  g_clear_pointer (&picture->preview, gw_pyramid_unref);
  g_clear_pointer (&picture->full_job.job, _gw_job_cancel);
  g_clear_pointer (&picture->preview_job.job, _gw_job_cancel);
  g_ptr_array_unref (picture->requests);
  g_free (picture->path);
  g_free (picture);
}

static void
remove_if_unused (GwImageLoader *self, Picture *picture)
{
  if (picture->full != NULL || picture->preview != NULL || picture->full_job.job != NULL
      || picture->preview_job.job != NULL || picture->requests->len > 0)
    return;
  g_queue_unlink (&self->used, &picture->link);
  g_hash_table_remove (self->pictures, picture->path);
}

static void
touch (GwImageLoader *self, Picture *picture)
{
  g_queue_unlink (&self->used, &picture->link);
  g_queue_push_head_link (&self->used, &picture->link);
}

static void
set_pyramid (GwImageLoader *self, GwPyramid **place, GwPyramid *pyramid)
{
  if (*place != NULL)
    {
      self->memory -= gw_pyramid_get_memory_size (*place);
      g_clear_pointer (place, gw_pyramid_unref);
    }
  if (pyramid != NULL)
    {
      *place = gw_pyramid_ref (pyramid);
      self->memory += gw_pyramid_get_memory_size (pyramid);
    }
}

static void
give_up_job (GwImageLoader *self, Decoding *decoding)
{
  if (decoding->job == NULL)
    return;
  g_clear_pointer (&decoding->job, _gw_job_cancel);
  self->stats.n_cancelled++;
}

/* Lets go of what was used longest ago: first the levels of full pyramids,
 * whose fit surface stays as a preview, then previews. The current picture
 * stays whatever it takes.
 */
static void
keep_within_budget (GwImageLoader *self)
{
  for (int round = 0; round < 2; round++)
    {
      GList *link = self->used.tail;

      while (link != NULL && self->memory > self->budget)
        {
          Picture *picture = link->data;
          g_autoptr (GwPyramid) preview = NULL;

          link = link->prev;
          if (g_strcmp0 (picture->path, self->current) == 0)
            continue;
          if (round == 0 && picture->full != NULL)
            {
              preview = _gw_pyramid_new_preview (picture->full);
              set_pyramid (self, &picture->full, NULL);
              set_pyramid (self, &picture->preview, preview);
            }
          else if (round == 1)
            {
              set_pyramid (self, &picture->full, NULL);
              set_pyramid (self, &picture->preview, NULL);
            }
          remove_if_unused (self, picture);
        }
    }
}

/* Requests. The task data is the source that watches the cancellable. */

static void
request_end (GTask *task)
{
  GSource *source = g_task_get_task_data (task);

  if (source != NULL)
    g_source_destroy (source);
}

static void
answer (Picture *picture, GwPyramid *pyramid, const GError *error)
{
  g_autoptr (GPtrArray) requests = g_steal_pointer (&picture->requests);

  picture->requests = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < requests->len; i++)
    {
      GTask *task = g_ptr_array_index (requests, i);

      request_end (task);
      if (pyramid != NULL)
        g_task_return_pointer (task, gw_pyramid_ref (pyramid), (GDestroyNotify) gw_pyramid_unref);
      else
        g_task_return_error (task, g_error_copy (error));
    }
}

/* A job goes on only while somebody wants its outcome. */
static void
give_up_unwanted (GwImageLoader *self, Picture *picture)
{
  gboolean current = g_strcmp0 (picture->path, self->current) == 0;

  if (picture->requests->len > 0)
    return;
  if (!(current && picture->notify_full) && !(picture->prefetched && self->view_width == 0))
    {
      give_up_job (self, &picture->full_job);
      picture->notify_full = FALSE;
    }
  if (!picture->prefetched)
    give_up_job (self, &picture->preview_job);
  remove_if_unused (self, picture);
}

static gboolean
on_request_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  GwImageLoader *self = g_task_get_source_object (task);
  GHashTableIter iter;
  Picture *picture;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &picture))
    if (g_ptr_array_remove (picture->requests, task))
      {
        request_end (task);
        g_task_return_error_if_cancelled (task);
        give_up_unwanted (self, picture);
        break;
      }

  return G_SOURCE_REMOVE;
}

static void
add_request (Picture *picture, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable != NULL)
    {
      GSource *source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (on_request_cancelled_cb), task, NULL);
      g_source_attach (source, g_task_get_context (task));
      g_task_set_task_data (task, source, (GDestroyNotify) g_source_unref);
    }
  g_ptr_array_add (picture->requests, g_object_ref (task));
}

/* Outcomes */

/* Who gets an answer may ask for other pictures at once, and so this one may
 * be gone by then: it is looked up again.
 */
static void
answer_and_tidy (GwImageLoader *self, Picture *picture, GwPyramid *pyramid, const GError *error)
{
  g_autofree char *path = g_strdup (picture->path);

  answer (picture, pyramid, error);
  picture = g_hash_table_lookup (self->pictures, path);
  if (picture != NULL)
    remove_if_unused (self, picture);
}

static void
take_full (GwImageLoader *self, Picture *picture, GwPyramid *pyramid, const GError *error)
{
  g_autofree char *path = g_strdup (picture->path);
  gboolean notify = picture->notify_full;

  picture->notify_full = FALSE;
  if (pyramid != NULL)
    {
      give_up_job (self, &picture->preview_job);
      set_pyramid (self, &picture->preview, NULL);
      set_pyramid (self, &picture->full, pyramid);
      touch (self, picture);
    }
  answer_and_tidy (self, picture, pyramid, error);
  keep_within_budget (self);

  if (notify && pyramid != NULL)
    g_signal_emit (self, signals[FULL_READY], 0, path, pyramid);
  else if (notify)
    g_signal_emit (self, signals[FULL_FAILED], 0, path, error);
}

/* A picture that is not larger than the view comes back in full. */
static void
take_preview (GwImageLoader *self, Picture *picture, GwPyramid *pyramid)
{
  if (pyramid != NULL && !gw_pyramid_is_preview (pyramid))
    {
      give_up_job (self, &picture->full_job);
      take_full (self, picture, pyramid, NULL);
      return;
    }
  if (pyramid != NULL && picture->full == NULL)
    {
      set_pyramid (self, &picture->preview, pyramid);
      picture->notify_full |= picture->requests->len > 0;
      answer_and_tidy (self, picture, pyramid, NULL);
    }
  else
    remove_if_unused (self, picture);
  keep_within_budget (self);
}

static gboolean
on_decoded_cb (gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (GwImageLoader) self = g_weak_ref_get (&order->loader);
  Picture *picture = self != NULL ? g_hash_table_lookup (self->pictures, order->path) : NULL;
  Decoding *decoding;

  if (picture == NULL)
    return G_SOURCE_REMOVE;
  decoding = order->preview ? &picture->preview_job : &picture->full_job;
  if (decoding->job == NULL || decoding->id != order->id)
    return G_SOURCE_REMOVE;

  g_clear_pointer (&decoding->job, _gw_job_unref);
  if (order->pyramid != NULL)
    self->stats.n_decoded++;
  else
    self->stats.n_failed++;
  if (order->preview)
    take_preview (self, picture, order->pyramid);
  else
    take_full (self, picture, order->pyramid, order->error);

  return G_SOURCE_REMOVE;
}

/* On a worker thread. */
static void
decode (gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  GSource *source;

  order->pyramid = gw_pyramid_new_for_file (order->path, order->view_width, order->view_height, order->preview,
                                            cancellable, &order->error);

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_decoded_cb, g_atomic_rc_box_acquire (order), (GDestroyNotify) order_unref);
  g_source_attach (source, order->context);
  g_source_unref (source);
}

static void
start_job (GwImageLoader *self, Picture *picture, gboolean preview, int priority)
{
  Decoding *decoding = preview ? &picture->preview_job : &picture->full_job;
  Order *order;

  if (decoding->job != NULL)
    {
      _gw_job_set_priority (decoding->job, priority);
      return;
    }

  order = g_atomic_rc_box_new0 (Order);
  g_weak_ref_init (&order->loader, self);
  order->context = g_main_context_ref (self->context);
  order->id = ++self->last_id;
  order->path = g_strdup (picture->path);
  order->preview = preview;
  order->view_width = self->view_width;
  order->view_height = self->view_height;
  decoding->id = order->id;
  decoding->job = _gw_job_queue_push (self->queue, priority, decode, order, (GDestroyNotify) order_unref);
}

static void
set_current (GwImageLoader *self, const char *path)
{
  g_autofree char *before = g_steal_pointer (&self->current);
  Picture *picture;

  self->current = g_strdup (path);
  if (before == NULL || g_strcmp0 (before, path) == 0)
    return;
  picture = g_hash_table_lookup (self->pictures, before);
  if (picture != NULL)
    give_up_unwanted (self, picture);
}

void
gw_image_loader_load_async (GwImageLoader *self, const char *path, int priority, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GwPyramid *kept;
  Picture *picture;

  g_return_if_fail (GW_IS_IMAGE_LOADER (self));
  g_return_if_fail (path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_name (task, "load image");
  if (g_task_return_error_if_cancelled (task))
    return;

  set_current (self, path);
  picture = get_picture (self, path);
  touch (self, picture);
  kept = picture->full != NULL ? picture->full : picture->preview;
  if (kept != NULL)
    {
      self->stats.n_hits++;
      g_task_return_pointer (task, gw_pyramid_ref (kept), (GDestroyNotify) gw_pyramid_unref);
      picture->notify_full = picture->full == NULL;
    }
  else
    {
      if (picture->full_job.job != NULL || picture->preview_job.job != NULL)
        self->stats.n_joined++;
      add_request (picture, task);
    }
  if (picture->full != NULL)
    return;

  if (picture->preview_job.job != NULL && !_gw_job_is_running (picture->preview_job.job))
    give_up_job (self, &picture->preview_job);
  start_job (self, picture, FALSE, MIN (priority, GW_JOB_PRIORITY_AHEAD - 1));
}

GwPyramid *
gw_image_loader_load_finish (GwImageLoader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

GwPyramid *
gw_image_loader_lookup (GwImageLoader *self, const char *path)
{
  Picture *picture;

  g_return_val_if_fail (GW_IS_IMAGE_LOADER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  picture = g_hash_table_lookup (self->pictures, path);
  if (picture == NULL || (picture->full == NULL && picture->preview == NULL))
    return NULL;

  return gw_pyramid_ref (picture->full != NULL ? picture->full : picture->preview);
}

void
gw_image_loader_prefetch (GwImageLoader *self, const char *const *paths)
{
  g_autoptr (GList) all = NULL;
  guint n = paths != NULL ? g_strv_length ((char **) paths) : 0;

  g_return_if_fail (GW_IS_IMAGE_LOADER (self));

  all = g_hash_table_get_values (self->pictures);
  for (GList *l = all; l != NULL; l = l->next)
    {
      Picture *picture = l->data;

      picture->prefetched = paths != NULL && g_strv_contains (paths, picture->path);
      give_up_unwanted (self, picture);
    }

  /* From the last to the first, so that the likeliest counts as used last. */
  for (guint i = n; i-- > 0;)
    {
      Picture *picture = get_picture (self, paths[i]);

      picture->prefetched = TRUE;
      touch (self, picture);
      if (picture->full == NULL && picture->preview == NULL && picture->requests->len == 0)
        start_job (self, picture, self->view_width > 0, GW_JOB_PRIORITY_AHEAD + (int) i);
    }
}

void
gw_image_loader_forget (GwImageLoader *self, const char *path)
{
  Picture *picture;

  g_return_if_fail (GW_IS_IMAGE_LOADER (self));
  g_return_if_fail (path != NULL);

  picture = g_hash_table_lookup (self->pictures, path);
  if (picture == NULL)
    return;
  set_pyramid (self, &picture->full, NULL);
  set_pyramid (self, &picture->preview, NULL);
  remove_if_unused (self, picture);
}

guint64
gw_image_loader_get_memory_budget (GwImageLoader *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_LOADER (self), 0);

  return self->budget;
}

void
gw_image_loader_set_memory_budget (GwImageLoader *self, guint64 bytes)
{
  g_return_if_fail (GW_IS_IMAGE_LOADER (self));

  if (self->budget == bytes)
    return;
  self->budget = bytes;
  keep_within_budget (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMORY_BUDGET]);
}

void
gw_image_loader_set_view_size (GwImageLoader *self, int width, int height)
{
  g_return_if_fail (GW_IS_IMAGE_LOADER (self));
  g_return_if_fail (width >= 0 && height >= 0);

  self->view_width = height > 0 ? width : 0;
  self->view_height = width > 0 ? height : 0;
}

void
gw_image_loader_get_stats (GwImageLoader *self, GwImageLoaderStats *stats)
{
  GHashTableIter iter;
  Picture *picture;

  g_return_if_fail (GW_IS_IMAGE_LOADER (self));
  g_return_if_fail (stats != NULL);

  *stats = self->stats;
  stats->memory = self->memory;
  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &picture))
    {
      stats->n_full += picture->full != NULL ? 1 : 0;
      stats->n_previews += picture->preview != NULL ? 1 : 0;
    }
  _gw_job_queue_get_counts (self->queue, &stats->n_queued, &stats->n_running);
}

static void
gw_image_loader_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GwImageLoader *self = GW_IMAGE_LOADER (object);

  if (id == PROP_MEMORY_BUDGET)
    g_value_set_uint64 (value, self->budget);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_image_loader_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GwImageLoader *self = GW_IMAGE_LOADER (object);

  if (id == PROP_MEMORY_BUDGET)
    gw_image_loader_set_memory_budget (self, g_value_get_uint64 (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gw_image_loader_dispose (GObject *object)
{
  GwImageLoader *self = GW_IMAGE_LOADER (object);

  g_hash_table_remove_all (self->pictures);
  g_queue_init (&self->used);
  g_clear_pointer (&self->queue, _gw_job_queue_close);

  G_OBJECT_CLASS (gw_image_loader_parent_class)->dispose (object);
}

static void
gw_image_loader_finalize (GObject *object)
{
  GwImageLoader *self = GW_IMAGE_LOADER (object);

  g_hash_table_unref (self->pictures);
  g_main_context_unref (self->context);
  g_free (self->current);

  G_OBJECT_CLASS (gw_image_loader_parent_class)->finalize (object);
}

static void
gw_image_loader_class_init (GwImageLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = gw_image_loader_get_property;
  object_class->set_property = gw_image_loader_set_property;
  object_class->dispose = gw_image_loader_dispose;
  object_class->finalize = gw_image_loader_finalize;

  properties[PROP_MEMORY_BUDGET] = g_param_spec_uint64 (
      "memory-budget", NULL, NULL, 0, G_MAXUINT64, GW_IMAGE_LOADER_DEFAULT_BUDGET,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FULL_READY] = g_signal_new ("full-ready", GW_TYPE_IMAGE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, G_TYPE_STRING, GW_TYPE_PYRAMID);
  signals[FULL_FAILED] = g_signal_new ("full-failed", GW_TYPE_IMAGE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
}

static void
gw_image_loader_init (GwImageLoader *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->queue = _gw_job_queue_new (N_THREADS);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) picture_free);
  self->budget = GW_IMAGE_LOADER_DEFAULT_BUDGET;
  g_queue_init (&self->used);
}

GwImageLoader *
gw_image_loader_new (void)
{
  return g_object_new (GW_TYPE_IMAGE_LOADER, NULL);
}
