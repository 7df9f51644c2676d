/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-object-list-private.h"

#include <glib/gi18n.h>

#include "gw-object-selection.h"
#include "gw-sorted-list.h"

G_DEFINE_FINAL_TYPE (GwObjectList, gw_object_list, GTK_TYPE_WIDGET)

/* In the order of GwObjectOrder. */
static const char *const order_nicks[] = { "label", "size", "front" };

enum
{
  PROP_0,
  PROP_ORDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SHOWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* --- the order -------------------------------------------------------------------------- */

static int
compare_ids (GwObject *a, GwObject *b)
{
  gint64 x = gw_object_get_id (a);
  gint64 y = gw_object_get_id (b);

  return (x > y) - (x < y);
}

static int
class_position (GwObjectList *self, GwObject *object)
{
  GwClass *klass = gw_document_get_class (self->document, gw_object_get_class_id (object));

  return klass != NULL ? gw_class_get_position (klass) : G_MAXINT;
}

static double
area (GwObject *object)
{
  GwBox box = gw_object_get_bounds (object);

  return box.width * box.height;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GwObjectList *self = user_data;
  GwObject *x = (gpointer) a;
  GwObject *y = (gpointer) b;
  int order = 0;

  if (self->document == NULL)
    return 0;

  switch (self->order)
    {
    case GW_OBJECT_ORDER_LABEL:
      order = class_position (self, x) - class_position (self, y);
      break;
    case GW_OBJECT_ORDER_SIZE:
      order = (area (x) < area (y)) - (area (x) > area (y));
      break;
    case GW_OBJECT_ORDER_FRONT:
    default:
      order = gw_object_get_z (y) - gw_object_get_z (x);
      if (order == 0)
        return -compare_ids (x, y);
      break;
    }

  return order != 0 ? (order > 0 ? GTK_ORDERING_LARGER : GTK_ORDERING_SMALLER) : compare_ids (x, y);
}

/* --- all of them -------------------------------------------------------------------------- */

gboolean
_gw_object_list_all_have (GwObjectList *self, GwObjectFlags flag)
{
  guint n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;

  for (guint i = 0; i < n; i++)
    {
      if ((gw_object_get_flags (gw_document_get_object (self->document, i)) & flag) == 0)
        return FALSE;
    }

  return n > 0;
}

static void
show_buttons (GwObjectList *self)
{
  guint n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;
  gboolean hidden = _gw_object_list_all_have (self, GW_OBJECT_HIDDEN);
  gboolean locked = _gw_object_list_all_have (self, GW_OBJECT_LOCKED);

  _gw_object_list_set_toggle (self, self->hide_all, hidden ? "view-conceal-symbolic" : "view-reveal-symbolic",
                              hidden ? _ ("Show All") : _ ("Hide All"), "hide-all", TRUE);
  _gw_object_list_set_toggle (self, self->lock_all, locked ? "gw-lock-symbolic" : "gw-lock-open-symbolic",
                              locked ? _ ("Unlock All") : _ ("Lock All"), "lock-all", TRUE);
  _gw_object_list_set_toggle (self, self->raise, "go-up-symbolic", _ ("Raise"), "raise", TRUE);
  _gw_object_list_set_toggle (self, self->lower, "go-down-symbolic", _ ("Lower"), "lower", TRUE);
  gtk_widget_set_visible (self->empty, n == 0 && !self->has_draft);
  _gw_object_list_update_actions (self);
  _gw_object_list_show_draft (self);
  _gw_object_list_show_background (self);
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  GwObjectList *self = user_data;
  GHashTableIter iter;
  gpointer item;

  self->refresh_id = 0;
  show_buttons (self);
  g_hash_table_iter_init (&iter, self->rows);
  while (self->document != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    _gw_object_list_show_row (self, item);

  return G_SOURCE_REMOVE;
}

/* The numbers of objects shift when one of their class goes. In one go for
 * many changes, but in the frame that the canvas shows them in, however busy
 * the hand is: before the layout.
 */
static void
queue_refresh (GwObjectList *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_refresh_cb, self, NULL);
}

/* The words for an empty list never lie over rows, which come at once. */
static void
on_items_changed_cb (GwObjectList *self)
{
  gtk_widget_set_visible (self->empty, gw_document_get_n_objects (self->document) == 0 && !self->has_draft);
  queue_refresh (self);
}

static void
on_activate_cb (GtkListView *list, guint position, GwObjectList *self)
{
  g_autoptr (GwObject) object = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (list)), position);

  if (object != NULL)
    g_signal_emit (self, signals[SHOWN], 0, gw_object_get_id (object));
}

/* --- the widget --------------------------------------------------------------------------- */

static void
drop_document (GwObjectList *self)
{
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

void
gw_object_list_set_document (GwObjectList *self, GwDocument *document)
{
  g_autoptr (GwSortedList) sorted = NULL;
  g_autoptr (GwObjectSelection) selection = NULL;

  g_return_if_fail (GW_IS_OBJECT_LIST (self));

  if (self->document == document)
    return;

  drop_document (self);
  g_set_object (&self->document, document);
  /* Not later, as changes may be: the next frame shows this document. */
  show_buttons (self);
  if (document == NULL)
    return;

  g_signal_connect_swapped (document, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect_swapped (document, "selection-changed", G_CALLBACK (queue_refresh), self);
  g_signal_connect_swapped (document, "notify::current-class-id", G_CALLBACK (queue_refresh), self);
  sorted = gw_sorted_list_new (G_LIST_MODEL (document), self->sorter);
  selection = gw_object_selection_new (document, G_LIST_MODEL (sorted));
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (selection));
}

GListModel *
gw_object_list_get_objects (GwObjectList *self)
{
  g_return_val_if_fail (GW_IS_OBJECT_LIST (self), NULL);

  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (self->list)));
}

static void
gw_object_list_dispose (GObject *object)
{
  GwObjectList *self = GW_OBJECT_LIST (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->box != NULL)
    drop_document (self);
  g_clear_pointer (&self->row_menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->sorter);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_object_list_parent_class)->dispose (object);
}

static void
gw_object_list_finalize (GObject *object)
{
  g_hash_table_unref (GW_OBJECT_LIST (object)->rows);

  G_OBJECT_CLASS (gw_object_list_parent_class)->finalize (object);
}

static void
gw_object_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ORDER:
      g_value_set_string (value, order_nicks[GW_OBJECT_LIST (object)->order]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_order (GwObjectList *self, GwObjectOrder order)
{
  if (self->order == order)
    return;

  self->order = order;
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

static void
gw_object_list_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  GwObjectList *self = GW_OBJECT_LIST (object);

  switch (prop_id)
    {
    case PROP_ORDER:
      for (gsize i = 0; i < G_N_ELEMENTS (order_nicks); i++)
        {
          if (g_strcmp0 (g_value_get_string (value), order_nicks[i]) != 0)
            continue;
          self->order_chosen = TRUE;
          set_order (self, (GwObjectOrder) i);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

/* The row that is selected, else the first that is seen; not the header. */
static gboolean
gw_object_list_grab_focus (GtkWidget *widget)
{
  GwObjectList *self = GW_OBJECT_LIST (widget);
  GtkListItem *best = NULL;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (best == NULL || gtk_list_item_get_selected (item) > gtk_list_item_get_selected (best)
        || (gtk_list_item_get_selected (item) == gtk_list_item_get_selected (best)
            && gtk_list_item_get_position (item) < gtk_list_item_get_position (best)))
      best = item;

  return best != NULL && gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (best)));
}

static void
gw_object_list_class_init (GwObjectListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = gw_object_list_dispose;
  object_class->finalize = gw_object_list_finalize;
  object_class->get_property = gw_object_list_get_property;
  object_class->set_property = gw_object_list_set_property;

  widget_class->grab_focus = gw_object_list_grab_focus;

  properties[PROP_ORDER] = g_param_spec_string ("order", NULL, NULL, order_nicks[0],
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SHOWN] = g_signal_new ("shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_INT64);

  _gw_object_list_install_actions (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "objectlist");
}

static void
show_form (GwObjectList *self)
{
  const char *title = self->layers ? _ ("Layers") : _ ("Objects");

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_label_set_label (GTK_LABEL (self->empty), self->layers ? _ ("Nothing is marked yet. Choose a label and paint it.")
                                                             : _ ("Nothing is marked yet. Choose a label and draw."));
  gtk_widget_set_visible (self->hide_all, !self->layers);
  gtk_widget_set_visible (self->lock_all, !self->layers);
  gtk_widget_set_visible (self->order_button, !self->layers);
  gtk_widget_set_visible (self->raise, self->layers);
  gtk_widget_set_visible (self->lower, self->layers);
}

void
gw_object_list_set_layers (GwObjectList *self, gboolean layers)
{
  g_return_if_fail (GW_IS_OBJECT_LIST (self));

  if (self->layers == !!layers)
    return;

  self->layers = !!layers;
  self->form++;
  show_form (self);
  _gw_object_list_fill_menus (self);
  if (!self->order_chosen)
    set_order (self, layers ? GW_OBJECT_ORDER_FRONT : GW_OBJECT_ORDER_LABEL);
  queue_refresh (self);
}

void
gw_object_list_set_has_draft (GwObjectList *self, gboolean has_draft)
{
  g_return_if_fail (GW_IS_OBJECT_LIST (self));

  if (self->has_draft == !!has_draft)
    return;

  self->has_draft = !!has_draft;
  queue_refresh (self);
}

void
gw_object_list_set_semantic (GwObjectList *self, gboolean semantic)
{
  g_return_if_fail (GW_IS_OBJECT_LIST (self));

  if (self->semantic == !!semantic)
    return;

  self->semantic = !!semantic;
  queue_refresh (self);
}

static void
gw_object_list_init (GwObjectList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  self->rows = g_hash_table_new (NULL, NULL);
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));

  self->list = gtk_list_view_new (NULL, _gw_object_list_make_factory (self));
  gtk_widget_add_css_class (self->list, "gw-pane-list");
  g_signal_connect (self->list, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);

  self->empty = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->empty), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (self->empty, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->empty, "gw-secondary");
  gtk_widget_add_css_class (self->empty, "gw-pane-empty");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->empty);
  gtk_widget_set_can_target (self->empty, FALSE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->mode = _gw_object_list_make_mode ();
  self->background = _gw_object_list_make_background (self);
  self->draft = _gw_object_list_make_draft (self);
  gtk_box_append (GTK_BOX (self->box), _gw_object_list_make_header (self));
  gtk_box_append (GTK_BOX (self->box), self->mode);
  gtk_box_append (GTK_BOX (self->box), self->draft);
  gtk_box_append (GTK_BOX (self->box), overlay);
  gtk_box_append (GTK_BOX (self->box), self->background);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  _gw_object_list_make_row_menu (self);
  show_form (self);
}

static void
on_keymap_changed_cb (GwObjectList *self)
{
  _gw_object_list_fill_menus (self);
  self->form++;
  queue_refresh (self);
}

GtkWidget *
gw_object_list_new (GwKeymap *keymap)
{
  GwObjectList *self;

  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_OBJECT_LIST, NULL);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (on_keymap_changed_cb), self, G_CONNECT_SWAPPED);
  on_keymap_changed_cb (self);
  show_buttons (self);

  return GTK_WIDGET (self);
}
