/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-notice.h"

/* More ids than these are "many": who listens reads everything again. */
#define MAX_IDS 1000

/* Outlives the notice while a source that holds it is on its way. */
typedef struct
{
  GMutex lock;
  GMainContext *context;
  GWeakRef store;
  GwStoreChanges changes;
  GHashTable *ids; /* set of gint64 */
  gboolean many;
  gboolean pending; /* a source is on its way */
  gboolean closed;
} State;

struct _GwStoreNotice
{
  State *state; /* atomic rc box */
};

static void
state_clear (gpointer data)
{
  State *state = data;

  g_weak_ref_clear (&state->store);
  g_clear_pointer (&state->context, g_main_context_unref);
  g_clear_pointer (&state->ids, g_hash_table_unref);
  g_mutex_clear (&state->lock);
}

static void
state_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, state_clear);
}

GwStoreNotice *
gw_store_notice_new (GwStore *store, GMainContext *context)
{
  GwStoreNotice *self = g_new0 (GwStoreNotice, 1);
  State *state = g_atomic_rc_box_new0 (State);

  g_mutex_init (&state->lock);
  g_weak_ref_init (&state->store, store);
  state->context = g_main_context_ref (context);
  state->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->state = state;
  return self;
}

void
gw_store_notice_free (GwStoreNotice *self)
{
  g_mutex_lock (&self->state->lock);
  self->state->closed = TRUE;
  g_mutex_unlock (&self->state->lock);
  state_unref (self->state);
  g_free (self);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a;
  gint64 y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static GArray *
take_ids (State *state)
{
  GArray *ids = NULL;

  if (!state->many)
    {
      GHashTableIter iter;
      gpointer key;

      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_iter_init (&iter, state->ids);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_array_append_val (ids, *(gint64 *) key);
      g_array_sort (ids, compare_ids);
    }
  g_hash_table_remove_all (state->ids);
  state->many = FALSE;
  return ids;
}

static gboolean
on_emit_cb (gpointer data)
{
  State *state = data;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GwStore) store = NULL;
  GwStoreChanges changes;

  g_mutex_lock (&state->lock);
  state->pending = FALSE;
  changes = state->changes;
  state->changes = 0;
  ids = take_ids (state);
  if (!state->closed)
    store = g_weak_ref_get (&state->store);
  g_mutex_unlock (&state->lock);

  if (store != NULL && changes != 0)
    g_signal_emit_by_name (store, "changed", (guint) changes, ids);
  return G_SOURCE_REMOVE;
}

static void
gather (State *state, GwStoreChanges changes, const gint64 *ids, gsize n_ids)
{
  state->changes |= changes;
  if (!(changes & (GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_IMAGES | GW_STORE_CHANGED_HISTORY)))
    return;
  if (ids == NULL || n_ids + g_hash_table_size (state->ids) > MAX_IDS)
    {
      state->many = TRUE;
      return;
    }
  for (gsize i = 0; i < n_ids; i++)
    g_hash_table_add (state->ids, g_memdup2 (&ids[i], sizeof ids[i]));
}

void
gw_store_notice_add (GwStoreNotice *self, GwStoreChanges changes, const gint64 *ids, gsize n_ids)
{
  State *state = self->state;
  gboolean attach;

  g_mutex_lock (&state->lock);
  gather (state, changes, ids, n_ids);
  attach = !state->pending && !state->closed;
  if (attach)
    state->pending = TRUE;
  g_mutex_unlock (&state->lock);

  if (attach)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, on_emit_cb, g_atomic_rc_box_acquire (state), state_unref);
      g_source_set_static_name (source, "gw-store-changed");
      g_source_attach (source, state->context);
    }
}
