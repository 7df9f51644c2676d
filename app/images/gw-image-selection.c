/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-selection.h"

#include "gw-id-set.h"

/* From so many new rows on a change is told in two: see tell_in_two(). */
#define MANY_ROWS 1000

struct _GwImageSelection
{
  GObject parent_instance;

  GwImageList *list;
  guint gap_at; /* rows of the list that are not told of yet */
  guint n_gap;
  GArray *ids; /* the list's, as the bits of selected mean them */
  GtkBitset *selected;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwImageSelection, gw_image_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* --- the list ------------------------------------------------------------------ */

static GType
gw_image_selection_get_item_type (GListModel *model)
{
  return GW_TYPE_IMAGE;
}

/* Where the row is in the list. */
static guint
pass_gap (GwImageSelection *self, guint position)
{
  return position < self->gap_at ? position : position + self->n_gap;
}

static guint
gw_image_selection_get_n_items (GListModel *model)
{
  GwImageSelection *self = GW_IMAGE_SELECTION (model);

  return g_list_model_get_n_items (G_LIST_MODEL (self->list)) - self->n_gap;
}

static gpointer
gw_image_selection_get_item (GListModel *model, guint position)
{
  GwImageSelection *self = GW_IMAGE_SELECTION (model);

  return g_list_model_get_item (G_LIST_MODEL (self->list), pass_gap (self, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = gw_image_selection_get_item_type;
  iface->get_n_items = gw_image_selection_get_n_items;
  iface->get_item = gw_image_selection_get_item;
}

/* --- the selection ---------------------------------------------------------------- */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  GwImageSelection *self = GW_IMAGE_SELECTION (model);

  return gtk_bitset_contains (self->selected, pass_gap (self, position));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (GW_IMAGE_SELECTION (model)->selected);
}

/* All ways to change a selection come down to this one. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  GwImageSelection *self = GW_IMAGE_SELECTION (model);
  g_autoptr (GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint first;
  guint last;

  gtk_bitset_intersect (changes, mask);
  {
    g_autoptr (GtkBitset) wanted = gtk_bitset_copy (selected);

    gtk_bitset_intersect (wanted, mask);
    gtk_bitset_difference (changes, wanted);
  }
  if (self->ids->len > 0)
    gtk_bitset_remove_range_closed (changes, self->ids->len, G_MAXUINT);
  if (gtk_bitset_is_empty (changes))
    return TRUE;

  gtk_bitset_difference (self->selected, changes);
  first = gtk_bitset_get_minimum (changes);
  last = gtk_bitset_get_maximum (changes);
  gtk_selection_model_selection_changed (model, first, last - first + 1);

  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* --- following the list --------------------------------------------------------------- */

/* Finds the selected images of the old ids among the new ones: all of a
 * million in some milliseconds.
 */
static void
move_selection (GwImageSelection *self, GArray *ids)
{
  g_autoptr (GwIdSet) wanted = NULL;
  g_autoptr (GtkBitset) moved = gtk_bitset_new_empty ();
  GtkBitsetIter iter;
  guint position;

  if (!gtk_bitset_is_empty (self->selected))
    {
      wanted = gw_id_set_new ();
      for (gboolean more = gtk_bitset_iter_init_first (&iter, self->selected, &position); more;
           more = gtk_bitset_iter_next (&iter, &position))
        gw_id_set_add (wanted, g_array_index (self->ids, gint64, position));

      for (guint i = 0; i < ids->len; i++)
        {
          if (gw_id_set_contains (wanted, g_array_index (ids, gint64, i)))
            gtk_bitset_add (moved, i);
        }
    }

  g_clear_pointer (&self->selected, gtk_bitset_unref);
  self->selected = g_steal_pointer (&moved);
}

/* Views look through all the new rows of a change for those that are gone by
 * it, each of which would be made and read: of a million, seconds. They have
 * nothing to look for where rows go first and others come then.
 */
static void
tell_in_two (GwImageSelection *self, guint position, guint removed, guint added)
{
  self->gap_at = position;
  self->n_gap = added;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, 0);
  self->n_gap = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 0, added);
}

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, GwImageSelection *self)
{
  g_autoptr (GArray) ids = gw_image_list_ref_ids (self->list);

  /* The same ids: rows were read, nothing moved. */
  if (ids == self->ids)
    {
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
      return;
    }

  {
    guint64 before = gtk_bitset_get_size (self->selected);

    move_selection (self, ids);
    g_array_unref (self->ids);
    self->ids = g_array_ref (ids);
    if (removed > 0 && added > MANY_ROWS)
      tell_in_two (self, position, removed, added);
    else
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    if (ids->len > 0 && (before > 0 || !gtk_bitset_is_empty (self->selected)))
      gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, ids->len);
  }
}

static void
gw_image_selection_finalize (GObject *object)
{
  GwImageSelection *self = GW_IMAGE_SELECTION (object);

  g_clear_object (&self->list);
  g_array_unref (self->ids);
  gtk_bitset_unref (self->selected);

  G_OBJECT_CLASS (gw_image_selection_parent_class)->finalize (object);
}

static void
gw_image_selection_class_init (GwImageSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_image_selection_finalize;
}

static void
gw_image_selection_init (GwImageSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

GwImageSelection *
gw_image_selection_new (GwImageList *list)
{
  GwImageSelection *self;

  g_return_val_if_fail (GW_IS_IMAGE_LIST (list), NULL);

  self = g_object_new (GW_TYPE_IMAGE_SELECTION, NULL);
  self->list = g_object_ref (list);
  self->ids = gw_image_list_ref_ids (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_items_changed_cb), self, 0);

  return self;
}

guint64
gw_image_selection_get_n_selected (GwImageSelection *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_SELECTION (self), 0);

  return gtk_bitset_get_size (self->selected);
}

gboolean
gw_image_selection_is_parted (GwImageSelection *self)
{
  g_return_val_if_fail (GW_IS_IMAGE_SELECTION (self), FALSE);

  return self->n_gap > 0;
}
