/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-selection.h"

struct _GwObjectSelection
{
  GObject parent_instance;

  GwDocument *document;
  GListModel *objects;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwObjectSelection, gw_object_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* --- the list ---------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return GW_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (GW_OBJECT_SELECTION (model)->objects);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (GW_OBJECT_SELECTION (model)->objects, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- the selection -------------------------------------------------------------- */

static gint64
id_at (GwObjectSelection *self, guint position)
{
  g_autoptr (GwObject) object = g_list_model_get_item (self->objects, position);

  return object != NULL ? gw_object_get_id (object) : 0;
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  GwObjectSelection *self = GW_OBJECT_SELECTION (model);
  gint64 id = id_at (self, position);

  return id != 0 && gw_document_is_selected (self->document, id);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  GtkBitset *set = gtk_bitset_new_empty ();
  guint n = get_n_items (G_LIST_MODEL (model));

  for (guint i = position; i < n && i - position < n_items; i++)
    {
      if (is_selected (model, i))
        gtk_bitset_add (set, i);
    }

  return set;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  GwObjectSelection *self = GW_OBJECT_SELECTION (model);
  gint64 id = id_at (self, position);

  if (id != 0)
    gw_document_select (self->document, id, !unselect_rest);

  return id != 0;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  GwObjectSelection *self = GW_OBJECT_SELECTION (model);
  gint64 id = id_at (self, position);

  if (id != 0)
    gw_document_unselect (self->document, id);

  return id != 0;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  gw_document_select_all (GW_OBJECT_SELECTION (model)->document);

  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  gw_document_select_none (GW_OBJECT_SELECTION (model)->document);

  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  GwObjectSelection *self = GW_OBJECT_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = id_at (self, position);

      if (id == 0)
        break;
      if (gtk_bitset_contains (selected, position))
        gw_document_select (self->document, id, TRUE);
      else
        gw_document_unselect (self->document, id);
    }

  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  g_autoptr (GtkBitset) range = gtk_bitset_new_range (position, n_items);

  if (unselect_rest)
    unselect_all (model);

  return set_selection (model, range, range);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  g_autoptr (GtkBitset) none = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) range = gtk_bitset_new_range (position, n_items);

  return set_selection (model, none, range);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

/* --- the object ------------------------------------------------------------------- */

static void
on_items_changed_cb (GListModel *objects, guint position, guint removed, guint added, GwObjectSelection *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
on_selection_changed_cb (GwDocument *document, GwObjectSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
gw_object_selection_dispose (GObject *object)
{
  GwObjectSelection *self = GW_OBJECT_SELECTION (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  if (self->objects != NULL)
    g_signal_handlers_disconnect_by_data (self->objects, self);
  g_clear_object (&self->document);
  g_clear_object (&self->objects);

  G_OBJECT_CLASS (gw_object_selection_parent_class)->dispose (object);
}

static void
gw_object_selection_class_init (GwObjectSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_object_selection_dispose;
}

static void
gw_object_selection_init (GwObjectSelection *self)
{
}

GwObjectSelection *
gw_object_selection_new (GwDocument *document, GListModel *objects)
{
  GwObjectSelection *self;

  g_return_val_if_fail (GW_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (objects), NULL);

  self = g_object_new (GW_TYPE_OBJECT_SELECTION, NULL);
  self->document = g_object_ref (document);
  self->objects = g_object_ref (objects);
  g_signal_connect (objects, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect (document, "selection-changed", G_CALLBACK (on_selection_changed_cb), self);

  return self;
}
