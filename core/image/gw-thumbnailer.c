/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-thumbnailer.h"

#include "gw-job-queue-private.h"
#include "gw-resample-private.h"
#include "gw-thumbnail.h"

#define N_THREADS 2
#define MAX_MEMORY (G_GUINT64_CONSTANT (64) * 1024 * 1024)

/* Callers' priorities are distances; all of them are wanted now, so none is
 * work ahead for the queue.
 */
#define MAX_PRIORITY (GW_JOB_PRIORITY_AHEAD - 1)

/* One thumbnail of one picture: kept, being made, or asked for. Exists while
 * it has a surface, a job or requests.
 */
typedef struct
{
  char *key;
  const char *path; /* within the key */
  int max_side;
  cairo_surface_t *surface;
  GError *warning;
  GwJob *job;
  guint64 job_id;
  GPtrArray *requests; /* Request, borrowed from the table of requests */
  GList link;          /* in GwThumbnailer.used while it has a surface */
} Thumbnail;

typedef struct
{
  guint id;
  Thumbnail *thumbnail;
  int priority;
  GwThumbnailFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Request;

struct _GwThumbnailer
{
  GObject parent_instance;

  GMainContext *context;
  GwThumbnailCache *cache;
  GwJobQueue *queue;
  GHashTable *thumbnails; /* key -> Thumbnail */
  GHashTable *requests;   /* id -> Request */
  GHashTable *failures;   /* path -> GError */
  GQueue used;            /* Thumbnail with a surface, the last used first */
  GSource *answer_source; /* pending answers from memory */
  guint64 memory;
  guint64 last_job_id;
  guint last_request_id;
  GwThumbnailerStats stats;
};

G_DEFINE_FINAL_TYPE (GwThumbnailer, gw_thumbnailer, G_TYPE_OBJECT)

/* What a worker needs, and what it brings back; counted (GAtomicRcBox). */
typedef struct
{
  GWeakRef thumbnailer;
  GMainContext *context;
  GwThumbnailCache *cache;
  char *key;
  guint64 job_id;
  int max_side;
  cairo_surface_t *surface;
  GError *warning;
  GError *error;
} Order;

static char *
make_key (const char *path, int max_side)
{
  return g_strdup_printf ("%d:%s", max_side, path);
}

static const char *
get_path_of_key (const char *key)
{
  return strchr (key, ':') + 1;
}

static void
order_clear (Order *order)
{
  g_weak_ref_clear (&order->thumbnailer);
  g_main_context_unref (order->context);
  g_clear_pointer (&order->cache, gw_thumbnail_cache_unref);
  g_clear_pointer (&order->surface, cairo_surface_destroy);
  g_clear_error (&order->warning);
  g_clear_error (&order->error);
  g_free (order->key);
}

static void
order_unref (Order *order)
{
  g_atomic_rc_box_release_full (order, (GDestroyNotify) order_clear);
}

static void
request_free (Request *request)
{
  if (request->destroy != NULL)
    request->destroy (request->user_data);
  g_free (request);
}

static void
thumbnail_free (Thumbnail *thumbnail)
{
  g_clear_pointer (&thumbnail->surface, cairo_surface_destroy);
  g_clear_pointer (&thumbnail->job, _gw_job_cancel);
  g_clear_error (&thumbnail->warning);
  g_ptr_array_unref (thumbnail->requests);
  g_free (thumbnail->key);
  g_free (thumbnail);
}

static Thumbnail *
get_thumbnail (GwThumbnailer *self, const char *path, int max_side)
{
  g_autofree char *key = make_key (path, max_side);
  Thumbnail *thumbnail = g_hash_table_lookup (self->thumbnails, key);

  if (thumbnail == NULL)
    {
      thumbnail = g_new0 (Thumbnail, 1);
      thumbnail->key = g_steal_pointer (&key);
      thumbnail->path = get_path_of_key (thumbnail->key);
      thumbnail->max_side = max_side;
      thumbnail->requests = g_ptr_array_new ();
      thumbnail->link.data = thumbnail;
      g_hash_table_insert (self->thumbnails, thumbnail->key, thumbnail);
    }

  return thumbnail;
}

static void
remove_if_unused (GwThumbnailer *self, Thumbnail *thumbnail)
{
  if (thumbnail->surface == NULL && thumbnail->job == NULL && thumbnail->requests->len == 0)
    g_hash_table_remove (self->thumbnails, thumbnail->key);
}

static void
drop_surface (GwThumbnailer *self, Thumbnail *thumbnail)
{
  if (thumbnail->surface == NULL)
    return;
  self->memory -= _gw_surface_get_memory_size (thumbnail->surface);
  g_queue_unlink (&self->used, &thumbnail->link);
  g_clear_pointer (&thumbnail->surface, cairo_surface_destroy);
  g_clear_error (&thumbnail->warning);
}

static void
set_surface (GwThumbnailer *self, Thumbnail *thumbnail, cairo_surface_t *surface, const GError *warning)
{
  drop_surface (self, thumbnail);
  thumbnail->surface = cairo_surface_reference (surface);
  thumbnail->warning = warning != NULL ? g_error_copy (warning) : NULL;
  self->memory += _gw_surface_get_memory_size (surface);
  g_queue_push_head_link (&self->used, &thumbnail->link);
}

static void
touch (GwThumbnailer *self, Thumbnail *thumbnail)
{
  g_queue_unlink (&self->used, &thumbnail->link);
  g_queue_push_head_link (&self->used, &thumbnail->link);
}

/* The newest stays even if it alone were over the bound; those with an
 * answer under way stay until it is given.
 */
static void
keep_within_memory (GwThumbnailer *self)
{
  GList *link = self->used.tail;

  while (link != NULL && link != self->used.head && self->memory > MAX_MEMORY)
    {
      Thumbnail *thumbnail = link->data;

      link = link->prev;
      if (thumbnail->requests->len > 0)
        continue;
      drop_surface (self, thumbnail);
      remove_if_unused (self, thumbnail);
    }
}

/* Answers all requests of a thumbnail. The functions called may ask for and
 * cancel others, so that each request is taken out of the tables first, and
 * the thumbnail is not touched in between.
 */
static void
answer (GwThumbnailer *self, Thumbnail *thumbnail, const GError *error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *path = g_strdup (thumbnail->path);
  g_autoptr (GError) warning = thumbnail->warning != NULL ? g_error_copy (thumbnail->warning) : NULL;
  g_autoptr (GError) failure = error != NULL ? g_error_copy (error) : NULL;
  cairo_surface_t *surface = thumbnail->surface != NULL ? cairo_surface_reference (thumbnail->surface) : NULL;

  for (guint i = 0; i < thumbnail->requests->len; i++)
    g_array_append_val (ids, ((Request *) g_ptr_array_index (thumbnail->requests, i))->id);

  for (guint i = 0; i < ids->len; i++)
    {
      Request *request = g_hash_table_lookup (self->requests, GUINT_TO_POINTER (g_array_index (ids, guint, i)));

      if (request == NULL)
        continue;
      g_hash_table_steal (self->requests, GUINT_TO_POINTER (request->id));
      g_ptr_array_remove (request->thumbnail->requests, request);
      request->func (self, path, surface, warning, failure, request->user_data);
      request_free (request);
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
}

static gboolean
on_answer_cb (gpointer user_data)
{
  g_autoptr (GwThumbnailer) self = g_object_ref (user_data);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  Thumbnail *thumbnail;

  g_clear_pointer (&self->answer_source, g_source_unref);
  g_hash_table_iter_init (&iter, self->thumbnails);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &thumbnail))
    if (thumbnail->requests->len > 0 && thumbnail->job == NULL)
      g_ptr_array_add (keys, g_strdup (thumbnail->key));

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);

      thumbnail = g_hash_table_lookup (self->thumbnails, key);
      if (thumbnail == NULL || thumbnail->job != NULL)
        continue;
      answer (self, thumbnail, g_hash_table_lookup (self->failures, thumbnail->path));
      thumbnail = g_hash_table_lookup (self->thumbnails, key);
      if (thumbnail != NULL)
        remove_if_unused (self, thumbnail);
    }
  keep_within_memory (self);

  return G_SOURCE_REMOVE;
}

static void
answer_soon (GwThumbnailer *self)
{
  if (self->answer_source != NULL)
    return;
  self->answer_source = g_idle_source_new ();
  g_source_set_priority (self->answer_source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->answer_source, on_answer_cb, self, NULL);
  g_source_attach (self->answer_source, self->context);
}

static gboolean
on_made_cb (gpointer user_data)
{
  Order *order = user_data;
  g_autoptr (GwThumbnailer) self = g_weak_ref_get (&order->thumbnailer);
  Thumbnail *thumbnail = self != NULL ? g_hash_table_lookup (self->thumbnails, order->key) : NULL;

  if (thumbnail == NULL || thumbnail->job == NULL || thumbnail->job_id != order->job_id)
    return G_SOURCE_REMOVE;

  g_clear_pointer (&thumbnail->job, _gw_job_unref);
  if (order->surface != NULL)
    {
      self->stats.n_made++;
      set_surface (self, thumbnail, order->surface, order->warning);
    }
  else
    {
      self->stats.n_failed++;
      g_hash_table_insert (self->failures, g_strdup (thumbnail->path), g_error_copy (order->error));
    }
  answer (self, thumbnail, order->error);
  thumbnail = g_hash_table_lookup (self->thumbnails, order->key);
  if (thumbnail != NULL)
    remove_if_unused (self, thumbnail);
  keep_within_memory (self);

  return G_SOURCE_REMOVE;
}

/* On a worker thread. */
static void
make (gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  const char *path = get_path_of_key (order->key);
  GSource *source;

  if (order->cache != NULL)
    order->surface = gw_thumbnail_cache_get (order->cache, path, order->max_side, cancellable, &order->warning,
                                             &order->error);
  else
    order->surface = gw_thumbnail_new_for_file (path, order->max_side, cancellable, &order->warning, &order->error);

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, on_made_cb, g_atomic_rc_box_acquire (order), (GDestroyNotify) order_unref);
  g_source_attach (source, order->context);
  g_source_unref (source);
}

static int
get_priority (Thumbnail *thumbnail)
{
  int priority = MAX_PRIORITY;

  for (guint i = 0; i < thumbnail->requests->len; i++)
    priority = MIN (priority, ((Request *) g_ptr_array_index (thumbnail->requests, i))->priority);

  return priority;
}

static void
start_job (GwThumbnailer *self, Thumbnail *thumbnail)
{
  Order *order = g_atomic_rc_box_new0 (Order);

  g_weak_ref_init (&order->thumbnailer, self);
  order->context = g_main_context_ref (self->context);
  order->cache = self->cache != NULL ? gw_thumbnail_cache_ref (self->cache) : NULL;
  order->key = g_strdup (thumbnail->key);
  order->job_id = ++self->last_job_id;
  order->max_side = thumbnail->max_side;
  thumbnail->job_id = order->job_id;
  thumbnail->job = _gw_job_queue_push (self->queue, get_priority (thumbnail), make, order,
                                       (GDestroyNotify) order_unref);
}

guint
gw_thumbnailer_request (GwThumbnailer *self, const char *path, int max_side, int priority, GwThumbnailFunc func,
                        gpointer user_data, GDestroyNotify destroy)
{
  Thumbnail *thumbnail;
  Request *request;

  g_return_val_if_fail (GW_IS_THUMBNAILER (self), 0);
  g_return_val_if_fail (path != NULL, 0);
  g_return_val_if_fail (func != NULL, 0);

  thumbnail = get_thumbnail (self, path, max_side);
  request = g_new0 (Request, 1);
  while (self->last_request_id++ == G_MAXUINT
         || g_hash_table_contains (self->requests, GUINT_TO_POINTER (self->last_request_id)))
    continue;
  request->id = self->last_request_id;
  request->thumbnail = thumbnail;
  request->priority = priority;
  request->func = func;
  request->user_data = user_data;
  request->destroy = destroy;
  g_hash_table_insert (self->requests, GUINT_TO_POINTER (request->id), request);
  g_ptr_array_add (thumbnail->requests, request);

  if (thumbnail->surface != NULL)
    {
      self->stats.n_hits++;
      touch (self, thumbnail);
      answer_soon (self);
    }
  else if (thumbnail->job != NULL)
    _gw_job_set_priority (thumbnail->job, get_priority (thumbnail));
  else if (g_hash_table_contains (self->failures, path))
    answer_soon (self);
  else
    start_job (self, thumbnail);

  return request->id;
}

void
gw_thumbnailer_set_priority (GwThumbnailer *self, guint id, int priority)
{
  Request *request;

  g_return_if_fail (GW_IS_THUMBNAILER (self));

  request = g_hash_table_lookup (self->requests, GUINT_TO_POINTER (id));
  if (request == NULL || request->priority == priority)
    return;
  request->priority = priority;
  if (request->thumbnail->job != NULL)
    _gw_job_set_priority (request->thumbnail->job, get_priority (request->thumbnail));
}

void
gw_thumbnailer_cancel (GwThumbnailer *self, guint id)
{
  Thumbnail *thumbnail;
  Request *request;

  g_return_if_fail (GW_IS_THUMBNAILER (self));

  request = g_hash_table_lookup (self->requests, GUINT_TO_POINTER (id));
  if (request == NULL)
    return;
  thumbnail = request->thumbnail;
  g_hash_table_steal (self->requests, GUINT_TO_POINTER (id));
  g_ptr_array_remove (thumbnail->requests, request);
  if (thumbnail->requests->len == 0 && thumbnail->job != NULL)
    {
      g_clear_pointer (&thumbnail->job, _gw_job_cancel);
      self->stats.n_cancelled++;
    }
  else if (thumbnail->job != NULL)
    _gw_job_set_priority (thumbnail->job, get_priority (thumbnail));
  remove_if_unused (self, thumbnail);
  request_free (request);
}

cairo_surface_t *
gw_thumbnailer_lookup (GwThumbnailer *self, const char *path, int max_side)
{
  g_autofree char *key = NULL;
  Thumbnail *thumbnail;

  g_return_val_if_fail (GW_IS_THUMBNAILER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  key = make_key (path, max_side);
  thumbnail = g_hash_table_lookup (self->thumbnails, key);
  if (thumbnail == NULL || thumbnail->surface == NULL)
    return NULL;
  touch (self, thumbnail);

  return cairo_surface_reference (thumbnail->surface);
}

const GError *
gw_thumbnailer_lookup_warning (GwThumbnailer *self, const char *path, int max_side)
{
  g_autofree char *key = NULL;
  Thumbnail *thumbnail;

  g_return_val_if_fail (GW_IS_THUMBNAILER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  key = make_key (path, max_side);
  thumbnail = g_hash_table_lookup (self->thumbnails, key);

  return thumbnail != NULL ? thumbnail->warning : NULL;
}

const GError *
gw_thumbnailer_lookup_failure (GwThumbnailer *self, const char *path)
{
  g_return_val_if_fail (GW_IS_THUMBNAILER (self), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  return g_hash_table_lookup (self->failures, path);
}

void
gw_thumbnailer_forget (GwThumbnailer *self, const char *path)
{
  GList *link;

  g_return_if_fail (GW_IS_THUMBNAILER (self));

  if (path == NULL)
    g_hash_table_remove_all (self->failures);
  else
    g_hash_table_remove (self->failures, path);

  link = self->used.head;
  while (link != NULL)
    {
      Thumbnail *thumbnail = link->data;

      link = link->next;
      if (path != NULL && g_strcmp0 (thumbnail->path, path) != 0)
        continue;
      drop_surface (self, thumbnail);
      if (thumbnail->requests->len > 0)
        start_job (self, thumbnail);
      remove_if_unused (self, thumbnail);
    }
}

void
gw_thumbnailer_get_stats (GwThumbnailer *self, GwThumbnailerStats *stats)
{
  g_return_if_fail (GW_IS_THUMBNAILER (self));
  g_return_if_fail (stats != NULL);

  *stats = self->stats;
  stats->memory = self->memory;
  stats->n_kept = self->used.length;
  _gw_job_queue_get_counts (self->queue, &stats->n_queued, &stats->n_running);
}

static void
gw_thumbnailer_dispose (GObject *object)
{
  GwThumbnailer *self = GW_THUMBNAILER (object);

  if (self->answer_source != NULL)
    g_source_destroy (self->answer_source);
  g_clear_pointer (&self->answer_source, g_source_unref);
  g_queue_init (&self->used);
  g_hash_table_remove_all (self->thumbnails);
  g_hash_table_remove_all (self->requests);
  g_clear_pointer (&self->queue, _gw_job_queue_close);

  G_OBJECT_CLASS (gw_thumbnailer_parent_class)->dispose (object);
}

static void
gw_thumbnailer_finalize (GObject *object)
{
  GwThumbnailer *self = GW_THUMBNAILER (object);

  g_hash_table_unref (self->thumbnails);
  g_hash_table_unref (self->requests);
  g_hash_table_unref (self->failures);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->cache, gw_thumbnail_cache_unref);

  G_OBJECT_CLASS (gw_thumbnailer_parent_class)->finalize (object);
}

static void
gw_thumbnailer_class_init (GwThumbnailerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_thumbnailer_dispose;
  object_class->finalize = gw_thumbnailer_finalize;
}

static void
gw_thumbnailer_init (GwThumbnailer *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->queue = _gw_job_queue_new (N_THREADS);
  self->thumbnails = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) thumbnail_free);
  self->requests = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) request_free);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_error_free);
  g_queue_init (&self->used);
}

GwThumbnailer *
gw_thumbnailer_new (GwThumbnailCache *cache)
{
  GwThumbnailer *self = g_object_new (GW_TYPE_THUMBNAILER, NULL);

  self->cache = cache != NULL ? gw_thumbnail_cache_ref (cache) : NULL;

  return self;
}
