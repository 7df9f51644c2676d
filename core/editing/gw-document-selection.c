/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-document-private.h"

#include <stdlib.h>

static gboolean
is_visible (GwObject *object)
{
  return (gw_object_get_flags (object) & GW_OBJECT_HIDDEN) == 0;
}

static gboolean
add_id (GwDocument *self, gint64 id)
{
  if (_gw_object_index_find (self->index, id) == NULL || g_hash_table_contains (self->selection, &id))
    return FALSE;
  g_hash_table_add (self->selection, g_memdup2 (&id, sizeof id));
  return TRUE;
}

static gboolean
is_gone_cb (gpointer key, gpointer value, gpointer data)
{
  return gw_document_find (data, *(gint64 *) key) == NULL;
}

gboolean
_gw_document_unselect_gone (GwDocument *self)
{
  return g_hash_table_foreach_remove (self->selection, is_gone_cb, self) > 0;
}

gboolean
gw_document_is_selected (GwDocument *self, gint64 id)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);

  return g_hash_table_contains (self->selection, &id);
}

guint
gw_document_get_n_selected (GwDocument *self)
{
  g_return_val_if_fail (GW_IS_DOCUMENT (self), 0);

  return g_hash_table_size (self->selection);
}

static int
compare_order (gconstpointer a, gconstpointer b)
{
  return _gw_object_compare_order (*(GwObject **) a, *(GwObject **) b);
}

GPtrArray *
gw_document_get_selected (GwDocument *self)
{
  GPtrArray *selected;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), NULL);

  selected = g_ptr_array_sized_new (g_hash_table_size (self->selection));
  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (selected, _gw_object_index_find (self->index, *(gint64 *) id));
  g_ptr_array_sort (selected, compare_order);
  return selected;
}

void
gw_document_select_many (GwDocument *self, const gint64 *ids, gsize n_ids, gboolean add)
{
  g_autoptr (GHashTable) before = NULL;
  gboolean changed = FALSE;

  g_return_if_fail (GW_IS_DOCUMENT (self));
  g_return_if_fail (ids != NULL || n_ids == 0);

  if (!add)
    {
      before = g_steal_pointer (&self->selection);
      self->selection = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
    }
  for (gsize i = 0; i < n_ids; i++)
    if (add_id (self, ids[i]))
      changed |= before == NULL || !g_hash_table_contains (before, &ids[i]);
  if (changed || (before != NULL && g_hash_table_size (before) != g_hash_table_size (self->selection)))
    _gw_document_selection_changed (self);
}

void
gw_document_select (GwDocument *self, gint64 id, gboolean add)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  if (gw_document_find (self, id) != NULL)
    gw_document_select_many (self, &id, 1, add);
}

void
gw_document_unselect (GwDocument *self, gint64 id)
{
  g_return_if_fail (GW_IS_DOCUMENT (self));

  if (g_hash_table_remove (self->selection, &id))
    _gw_document_selection_changed (self);
}

void
gw_document_select_all (GwDocument *self)
{
  g_autoptr (GArray) ids = NULL;

  g_return_if_fail (GW_IS_DOCUMENT (self));

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < gw_document_get_n_objects (self); i++)
    if (is_visible (gw_document_get_object (self, i)))
      {
        gint64 id = gw_object_get_id (gw_document_get_object (self, i));

        g_array_append_val (ids, id);
      }
  gw_document_select_many (self, (const gint64 *) (gpointer) ids->data, ids->len, FALSE);
}

void
gw_document_select_none (GwDocument *self)
{
  gw_document_select_many (self, NULL, 0, FALSE);
}

/* --- walking in reading order -------------------------------------------------------- */

typedef struct
{
  GwObject *object;
  GwBox bounds;
} Place;

static int
compare_tops (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->bounds.y != q->bounds.y)
    return p->bounds.y < q->bounds.y ? -1 : 1;
  return _gw_object_compare_order (p->object, q->object);
}

static int
compare_lefts (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->bounds.x != q->bounds.x)
    return p->bounds.x < q->bounds.x ? -1 : 1;
  return compare_tops (a, b);
}

/* How far the row goes that begins at `start`: an object belongs to it while
 * its top is above the middle of the lowest one so far (in height), so that
 * one large object does not swallow the rows beside it.
 */
static guint
find_row_end (const GArray *places, guint start)
{
  double top = g_array_index (places, Place, start).bounds.y;
  double height = g_array_index (places, Place, start).bounds.height;
  guint end = start + 1;

  for (; end < places->len; end++)
    {
      const GwBox *bounds = &g_array_index (places, Place, end).bounds;

      if (bounds->y > top + MIN (height, bounds->height) / 2.0)
        break;
      if (bounds->height < height)
        {
          height = bounds->height;
          top = bounds->y;
        }
    }
  return end;
}

/* (element-type Place) (transfer full) */
static GArray *
list_in_reading_order (GwDocument *self)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint i = 0; i < gw_document_get_n_objects (self); i++)
    {
      Place place = { .object = gw_document_get_object (self, i) };

      place.bounds = gw_object_get_bounds (place.object);
      if (is_visible (place.object))
        g_array_append_val (places, place);
    }
  g_array_sort (places, compare_tops);
  for (guint start = 0, end; start < places->len; start = end)
    {
      end = find_row_end (places, start);
      qsort (&g_array_index (places, Place, start), end - start, sizeof (Place), compare_lefts);
    }
  return places;
}

void
gw_document_select_next (GwDocument *self, int step)
{
  g_autoptr (GArray) places = NULL;
  int current = -1, n;

  g_return_if_fail (GW_IS_DOCUMENT (self));

  places = list_in_reading_order (self);
  n = (int) places->len;
  if (n == 0)
    return;
  /* From the end of a larger selection that lies in the walk's direction. */
  for (int i = 0; i < n; i++)
    if (gw_document_is_selected (self, gw_object_get_id (g_array_index (places, Place, i).object))
        && (current < 0 || step > 0))
      current = i;
  if (current < 0)
    current = step > 0 ? step - 1 : n + step;
  else
    current += step;
  current = ((current % n) + n) % n;
  gw_document_select (self, gw_object_get_id (g_array_index (places, Place, current).object), FALSE);
}

/* --- walking in the order of a list ---------------------------------------------------- */

/* Where the selection ends in the walk's direction; -1: nothing of the list is selected. */
static int
find_selected (GwDocument *self, GListModel *order, int step)
{
  int n = (int) g_list_model_get_n_items (order), found = -1;

  for (int i = 0; i < n && (found < 0 || step > 0); i++)
    {
      g_autoptr (GwObject) object = g_list_model_get_item (order, (guint) i);

      if (gw_document_is_selected (self, gw_object_get_id (object)))
        found = i;
    }
  return found;
}

gboolean
gw_document_select_next_in (GwDocument *self, GListModel *order, int step, guint *place, guint *n_places)
{
  int n, at;
  GwObject *next = NULL;

  g_return_val_if_fail (GW_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (G_IS_LIST_MODEL (order), FALSE);
  g_return_val_if_fail (step == 1 || step == -1, FALSE);

  n = (int) g_list_model_get_n_items (order);
  at = find_selected (self, order, step);
  if (at < 0 && step < 0)
    at = n;
  for (int i = 0; i < n && next == NULL; i++)
    {
      g_autoptr (GwObject) object = NULL;

      at = (at + step + n) % n;
      object = g_list_model_get_item (order, (guint) at);
      if (is_visible (object))
        next = object;
    }
  if (next == NULL)
    return FALSE;

  *place = *n_places = 0;
  for (int i = 0; i < n; i++)
    {
      g_autoptr (GwObject) object = g_list_model_get_item (order, (guint) i);

      if (!is_visible (object))
        continue;
      ++*n_places;
      if (object == next)
        *place = *n_places;
    }
  gw_document_select (self, gw_object_get_id (next), FALSE);
  return TRUE;
}
