/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-walk.h"

#include "gw-image-list.h"

struct _GwImageWalk
{
  GObject parent_instance;

  GwStore *store;
  GListModel *images;
  gint64 image_id;
  guint position; /* of the image, or of the gap that it left */
  gboolean found;
};

G_DEFINE_FINAL_TYPE (GwImageWalk, gw_image_walk, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gint64
gw_image_walk_get_id_at (GwImageWalk *self, guint position)
{
  g_autoptr (GwImage) image = NULL;

  g_return_val_if_fail (GW_IS_IMAGE_WALK (self), 0);

  if (position >= g_list_model_get_n_items (self->images))
    return 0;
  if (GW_IS_IMAGE_LIST (self->images))
    return gw_image_list_get_id (GW_IMAGE_LIST (self->images), position);

  image = g_list_model_get_item (self->images, position);

  return image != NULL ? gw_image_get_id (image) : 0;
}

static gboolean
find (GwImageWalk *self, gint64 id, guint *position)
{
  guint n = g_list_model_get_n_items (self->images);

  if (GW_IS_IMAGE_LIST (self->images))
    return gw_image_list_find (GW_IMAGE_LIST (self->images), id, position);

  for (guint i = 0; i < n; i++)
    {
      if (gw_image_walk_get_id_at (self, i) == id)
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

static void
on_items_changed_cb (GListModel *images, guint position, guint removed, guint added, GwImageWalk *self)
{
  guint n = g_list_model_get_n_items (images);

  /* A row was read: nothing moved. */
  if (removed == added && removed == 1)
    return;

  if (self->found || added > 0)
    {
      guint old = self->position;

      self->found = find (self, self->image_id, &self->position);
      /* What stood before the place and went takes the gap with it. */
      if (!self->found)
        self->position = position < old ? old - MIN (removed, old - position) + MIN (added, old - position) : old;
    }
  else if (position < self->position)
    self->position -= MIN (removed, self->position - position);
  self->position = MIN (self->position, n);

  g_signal_emit (self, signals[CHANGED], 0);
}

GListModel *
gw_image_walk_get_images (GwImageWalk *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_WALK (self), NULL);

  return self->images;
}

gint64
gw_image_walk_get_image_id (GwImageWalk *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_WALK (self), 0);

  return self->image_id;
}

guint
gw_image_walk_get_n_images (GwImageWalk *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_WALK (self), 0);

  return g_list_model_get_n_items (self->images);
}

gboolean
gw_image_walk_get_position (GwImageWalk *self, guint *position)
{
  g_return_val_if_fail (GW_IS_IMAGE_WALK (self), FALSE);

  if (position != NULL)
    *position = self->position;

  return self->found;
}

gint64
gw_image_walk_go (GwImageWalk *self, guint position)
{
  gint64 id = gw_image_walk_get_id_at (self, position);

  if (id == 0)
    return 0;

  self->image_id = id;
  self->position = position;
  self->found = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);

  return id;
}

gboolean
gw_image_walk_peek (GwImageWalk *self, int steps, guint *position)
{
  gint64 n;
  gint64 target;

  g_return_val_if_fail (GW_IS_IMAGE_WALK (self), FALSE);

  n = g_list_model_get_n_items (self->images);
  target = (gint64) self->position + steps;
  /* What follows the gap stands in it already. */
  if (!self->found && steps > 0)
    target--;
  if (steps == 0 || target < 0 || target >= n)
    return FALSE;

  if (position != NULL)
    *position = (guint) target;

  return TRUE;
}

/* --- the next unlabeled image ----------------------------------------------------- */

typedef struct
{
  GwFilter *filter;
  GwSort sort;
  int step;
  guint position;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->filter, gw_filter_free);
  g_free (search);
}

static gpointer
list_unlabeled (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Search *search = data;

  return gw_store_list_image_ids (store, search->filter, search->sort, cancellable, error);
}

/* Both lists have one order, so the places of the unlabeled ones grow with
 * their number: some 20 places are asked for, not a million.
 */
static gboolean
pick (GwImageWalk *self, const GArray *ids, int step, guint *position)
{
  guint low = 0;
  guint high = ids->len;
  guint at;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (!gw_image_list_find (GW_IMAGE_LIST (self->images), g_array_index (ids, gint64, middle), &at))
        return FALSE;
      /* The first one behind the place, or the first not before it. */
      if (step > 0 && self->found ? at <= self->position : at < self->position)
        low = middle + 1;
      else
        high = middle;
    }

  if (step < 0)
    {
      if (low == 0)
        return FALSE;
      low--;
    }

  return low < ids->len
         && gw_image_list_find (GW_IMAGE_LIST (self->images), g_array_index (ids, gint64, low), position);
}

static void
on_unlabeled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GwImageWalk *self = g_task_get_source_object (task);
  const Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GArray) ids = gw_store_run_finish (GW_STORE (source), result, &error);
  guint position = 0;

  if (ids == NULL)
    g_task_return_error (task, error);
  else if (g_task_return_error_if_cancelled (task))
    return;
  else
    g_task_return_int (task, pick (self, ids, search->step, &position) ? (gssize) position : -1);
}

/* Lists other than the store's are short and have their rows. */
static gssize
scan (GwImageWalk *self, int step)
{
  guint position;

  for (int i = step; gw_image_walk_peek (self, i, &position); i += step)
    {
      g_autoptr (GwImage) image = g_list_model_get_item (self->images, position);

      if (gw_image_get_status (image) == GW_IMAGE_UNLABELED)
        return (gssize) position;
    }

  return -1;
}

/* The list's own filter with “unlabeled” besides; NULL where that is none. */
static GwFilter *
narrow (const GwFilter *filter)
{
  const char *nick = gw_image_status_get_nick (GW_IMAGE_UNLABELED);
  GwFilter *narrowed = gw_filter_copy (filter);

  for (guint i = 0; i < gw_filter_get_n_terms (filter); i++)
    {
      const GwTerm *term = gw_filter_get_term (filter, i);

      if (term->field == GW_FIELD_STATUS
          && g_strv_contains ((const char *const *) term->values, nick) == !!term->negate)
        {
          gw_filter_free (narrowed);
          return NULL;
        }
    }
  gw_filter_remove_field (narrowed, GW_FIELD_STATUS);
  gw_filter_add_value (narrowed, GW_FIELD_STATUS, FALSE, nick);

  return narrowed;
}

static char image_walk_find_unlabeled_tag[] = "gw_image_walk_find_unlabeled_async";

void
gw_image_walk_find_unlabeled_async (GwImageWalk *self, int step, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Search *search;
  Search *order;

  g_return_if_fail (GW_IS_IMAGE_WALK (self));
  g_return_if_fail (step == 1 || step == -1);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, image_walk_find_unlabeled_tag);
  if (!GW_IS_IMAGE_LIST (self->images))
    {
      g_task_return_int (task, scan (self, step));
      return;
    }

  search = g_new0 (Search, 1);
  search->filter = narrow (gw_image_list_get_filter (GW_IMAGE_LIST (self->images)));
  search->sort = gw_image_list_get_sort (GW_IMAGE_LIST (self->images));
  search->step = step;
  g_task_set_task_data (task, search, search_free);
  if (search->filter == NULL)
    {
      g_task_return_int (task, -1);
      return;
    }

  order = g_memdup2 (search, sizeof *search);
  order->filter = gw_filter_copy (search->filter);
  gw_store_read_async (self->store, GW_STORE_NORMAL, list_unlabeled, order, search_free, (GDestroyNotify) g_array_unref,
                       cancellable, on_unlabeled_cb, g_object_ref (task));
}

gboolean
gw_image_walk_find_unlabeled_finish (GwImageWalk *self, GAsyncResult *result, guint *position, GError **error)
{
  gssize found;
  GError *local = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_int (G_TASK (result), &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (found < 0)
    return FALSE;

  *position = (guint) found;

  return TRUE;
}

/* --- the object --------------------------------------------------------------------- */

static void
gw_image_walk_dispose (GObject *object)
{
  GwImageWalk *self = GW_IMAGE_WALK (object);

  if (self->images != NULL)
    g_signal_handlers_disconnect_by_data (self->images, self);
  g_clear_object (&self->images);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (gw_image_walk_parent_class)->dispose (object);
}

static void
gw_image_walk_class_init (GwImageWalkClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_image_walk_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
gw_image_walk_init (GwImageWalk *self)
{
}

GwImageWalk *
gw_image_walk_new (GwStore *store, GListModel *images, gint64 image_id)
{
  GwImageWalk *self;

  g_return_val_if_fail (GW_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (images), NULL);

  self = g_object_new (GW_TYPE_IMAGE_WALK, NULL);
  self->store = g_object_ref (store);
  self->images = g_object_ref (images);
  self->image_id = image_id;
  self->found = find (self, image_id, &self->position);
  g_signal_connect (images, "items-changed", G_CALLBACK (on_items_changed_cb), self);

  return self;
}
