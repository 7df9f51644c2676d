/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-sorted-list.h"

/* From here on, all items are sorted anew. */
#define MANY_CHANGES 16

/* Always true: both arrays hold the same items. */
struct _GwSortedList
{
  GObject parent_instance;

  GListModel *model;
  GtkSorter *sorter;
  GPtrArray *items;  /* as the other list has them; owned */
  GPtrArray *sorted; /* not owned */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwSortedList, gw_sorted_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- the list --------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (GW_SORTED_LIST (list)->model);
}

static guint
get_n_items (GListModel *list)
{
  return GW_SORTED_LIST (list)->sorted->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  GPtrArray *sorted = GW_SORTED_LIST (list)->sorted;

  return position < sorted->len ? g_object_ref (g_ptr_array_index (sorted, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- the order -------------------------------------------------------------------------- */

static int
compare (gconstpointer a, gconstpointer b, gpointer sorter)
{
  return gtk_sorter_compare (sorter, *(gpointer *) a, *(gpointer *) b);
}

/* Where the item is, or belongs. */
static guint
find_position (GwSortedList *self, GPtrArray *sorted, gpointer item)
{
  guint low = 0, high = sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (gtk_sorter_compare (self->sorter, g_ptr_array_index (sorted, middle), item) == GTK_ORDERING_SMALLER)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static GPtrArray *
sort_all (GwSortedList *self)
{
  GPtrArray *sorted = g_ptr_array_copy (self->items, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort_with_data (sorted, compare, self->sorter);
  return sorted;
}

/* What was sorted, without some and with others. NULL when what goes is not where
 * it belongs: what the sorter goes by has changed.
 */
static GPtrArray *
sort_few (GwSortedList *self, GPtrArray *gone, guint position, guint added)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (self->sorted, NULL, NULL);

  for (guint i = 0; i < gone->len; i++)
    {
      guint at = find_position (self, sorted, g_ptr_array_index (gone, i));

      if (at == sorted->len || g_ptr_array_index (sorted, at) != g_ptr_array_index (gone, i))
        return NULL;
      g_ptr_array_remove_index (sorted, at);
    }
  for (guint i = position; i < position + added; i++)
    {
      gpointer item = g_ptr_array_index (self->items, i);

      g_ptr_array_insert (sorted, (int) find_position (self, sorted, item), item);
    }
  return g_steal_pointer (&sorted);
}

/* Takes the new order and tells what part of it differs. */
static void
take_order (GwSortedList *self, GPtrArray *sorted)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->sorted);
  guint shorter = MIN (before->len, sorted->len), start = 0, end = 0;

  self->sorted = sorted;
  while (start < shorter && g_ptr_array_index (before, start) == g_ptr_array_index (sorted, start))
    start++;
  while (end < shorter - start
         && g_ptr_array_index (before, before->len - 1 - end) == g_ptr_array_index (sorted, sorted->len - 1 - end))
    end++;
  if (start + end < before->len || start + end < sorted->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end, sorted->len - start - end);
}

static void
on_items_changed_cb (GListModel *model, guint position, guint removed, guint added, GwSortedList *self)
{
  /* They live on until nobody can ask for them any more. */
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *sorted = NULL;

  for (guint i = position; i < position + removed; i++)
    g_ptr_array_add (gone, g_object_ref (g_ptr_array_index (self->items, i)));
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = position; i < position + added; i++)
    g_ptr_array_insert (self->items, (int) i, g_list_model_get_item (model, i));

  if (removed + added <= MANY_CHANGES)
    sorted = sort_few (self, gone, position, added);
  take_order (self, sorted != NULL ? sorted : sort_all (self));
}

static void
on_sorter_changed_cb (GwSortedList *self)
{
  take_order (self, sort_all (self));
}

/* --- the object ------------------------------------------------------------------------- */

static void
gw_sorted_list_finalize (GObject *object)
{
  GwSortedList *self = GW_SORTED_LIST (object);

  g_signal_handlers_disconnect_by_data (self->model, self);
  g_signal_handlers_disconnect_by_data (self->sorter, self);
  g_object_unref (self->model);
  g_object_unref (self->sorter);
  g_ptr_array_unref (self->sorted);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (gw_sorted_list_parent_class)->finalize (object);
}

static void
gw_sorted_list_class_init (GwSortedListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_sorted_list_finalize;
}

static void
gw_sorted_list_init (GwSortedList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->sorted = g_ptr_array_new ();
}

GwSortedList *
gw_sorted_list_new (GListModel *items, GtkSorter *sorter)
{
  GwSortedList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (items), NULL);
  g_return_val_if_fail (GTK_IS_SORTER (sorter), NULL);

  self = g_object_new (GW_TYPE_SORTED_LIST, NULL);
  self->model = g_object_ref (items);
  self->sorter = g_object_ref (sorter);
  g_signal_connect (items, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect_swapped (sorter, "changed", G_CALLBACK (on_sorter_changed_cb), self);
  on_items_changed_cb (items, 0, 0, g_list_model_get_n_items (items), self);
  return self;
}
