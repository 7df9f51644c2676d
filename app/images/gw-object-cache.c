/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-cache.h"

#define MAX_IMAGES 600

struct _GwObjectCache
{
  GObject parent_instance;

  GwProject *project;
  GHashTable *known;   /* gint64* -> GPtrArray of GwObject */
  GQueue order;        /* of the keys of known, the longest unused first */
  GHashTable *wanted;  /* gint64*, a set: asked for since the last batch */
  GHashTable *reading; /* gint64*, a set */
  GCancellable *cancellable;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (GwObjectCache, gw_object_cache, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64 *
key_of (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* ids in, a table of objects out. */
static gpointer
read_objects (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                                        (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      GPtrArray *objects = gw_store_load_objects (store, id, GW_LAYER_LABELS, cancellable, error);

      if (objects == NULL)
        return NULL;
      g_hash_table_insert (table, key_of (id), objects);
    }

  return g_steal_pointer (&table);
}

static void
keep (GwObjectCache *self, gint64 id, GPtrArray *objects)
{
  GList *link = g_queue_find_custom (&self->order, &id, compare_ids);

  if (link != NULL)
    {
      g_free (link->data);
      g_queue_delete_link (&self->order, link);
    }
  g_hash_table_insert (self->known, key_of (id), g_ptr_array_ref (objects));
  g_queue_push_tail (&self->order, key_of (id));

  while (self->order.length > MAX_IMAGES)
    {
      g_autofree gint64 *oldest = g_queue_pop_head (&self->order);

      g_hash_table_remove (self->known, oldest);
    }
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwObjectCache) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) table = gw_store_run_finish (GW_STORE (source), result, &error);
  GHashTableIter iter;
  gpointer key;
  gpointer objects;

  if (table == NULL)
    {
      /* Outlines on thumbnails are a help, not the labels themselves: the
       * list itself will say what is wrong with the project.
       */
      g_hash_table_remove_all (self->reading);
      return;
    }

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &objects))
    {
      gint64 id = *(gint64 *) key;

      g_hash_table_remove (self->reading, key);
      keep (self, id, objects);
      g_signal_emit (self, signals[CHANGED], 0, id);
    }
}

static gboolean
on_idle_cb (gpointer user_data)
{
  GwObjectCache *self = user_data;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  self->idle_id = 0;
  g_hash_table_iter_init (&iter, self->wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_array_append_val (ids, *(gint64 *) key);
      g_hash_table_add (self->reading, key_of (*(gint64 *) key));
    }
  g_hash_table_remove_all (self->wanted);

  gw_store_read_async (gw_project_get_store (self->project), GW_STORE_NORMAL, read_objects, ids,
                       (GDestroyNotify) g_array_unref, (GDestroyNotify) g_hash_table_unref, self->cancellable,
                       on_read_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

GPtrArray *
gw_object_cache_get (GwObjectCache *self, gint64 image_id)
{
  GPtrArray *objects;

  g_return_val_if_fail (GW_IS_OBJECT_CACHE (self), NULL);

  objects = g_hash_table_lookup (self->known, &image_id);
  if (objects != NULL || g_hash_table_contains (self->reading, &image_id))
    return objects;

  g_hash_table_add (self->wanted, key_of (image_id));
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (on_idle_cb, self);

  return NULL;
}

static void
on_store_changed_cb (GwStore *store, guint changes, GArray *image_ids, GwObjectCache *self)
{
  g_autoptr (GHashTable) old = NULL;
  GHashTableIter iter;
  gpointer key;

  if ((changes & (GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_CLASSES)) == 0)
    return;

  if (image_ids != NULL)
    {
      for (guint i = 0; i < image_ids->len; i++)
        {
          gint64 id = g_array_index (image_ids, gint64, i);

          /* What is being read may be the old state: it is asked for again,
           * and the later answer stands.
           */
          if (g_hash_table_remove (self->reading, &id) | g_hash_table_remove (self->known, &id))
            g_signal_emit (self, signals[CHANGED], 0, id);
        }
      return;
    }

  g_hash_table_remove_all (self->reading);
  old = g_steal_pointer (&self->known);
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_queue_clear_full (&self->order, g_free);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_signal_emit (self, signals[CHANGED], 0, *(gint64 *) key);
}

static void
gw_object_cache_dispose (GObject *object)
{
  GwObjectCache *self = GW_OBJECT_CACHE (object);

  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (gw_object_cache_parent_class)->dispose (object);
}

static void
gw_object_cache_finalize (GObject *object)
{
  GwObjectCache *self = GW_OBJECT_CACHE (object);

  g_hash_table_unref (self->known);
  g_hash_table_unref (self->wanted);
  g_hash_table_unref (self->reading);
  g_queue_clear_full (&self->order, g_free);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (gw_object_cache_parent_class)->finalize (object);
}

static void
gw_object_cache_class_init (GwObjectCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_object_cache_dispose;
  object_class->finalize = gw_object_cache_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
gw_object_cache_init (GwObjectCache *self)
{
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->reading = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_queue_init (&self->order);
  self->cancellable = g_cancellable_new ();
}

GwObjectCache *
gw_object_cache_new (GwProject *project)
{
  GwObjectCache *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_OBJECT_CACHE, NULL);
  self->project = g_object_ref (project);
  g_signal_connect_object (gw_project_get_store (project), "changed", G_CALLBACK (on_store_changed_cb), self, 0);

  return self;
}
