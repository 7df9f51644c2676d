/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-label-list.h"

#include <glib/gi18n.h>

#include "gw-absent-row.h"
#include "gw-class-menu.h"
#include "gw-path.h"
#include "gw-swatch.h"

struct _GwLabelList
{
  GtkWidget parent_instance;

  GwKeymap *keymap;
  GwDocument *document;
  GListModel *classes;
  GtkSingleSelection *selection;
  GHashTable *counts; /* gint64* -> number of objects in this image */
  GHashTable *rows;   /* bound GtkListItems, a set */
  guint refresh_id;
  gboolean syncing;

  GtkWidget *box;
  GtkWidget *find;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *scroller;
  GtkWidget *absent;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (GwLabelList, gw_label_list, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
gw_label_list_dup_key (GwClass *klass, guint position)
{
  const char *hotkey = gw_class_get_hotkey (klass);

  if (hotkey != NULL)
    return g_utf8_strup (hotkey, -1);

  return position < 9 ? g_strdup_printf ("%u", position + 1) : NULL;
}

/* --- rows -------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *box;
  GtkWidget *swatch;
  GtkWidget *name;
  GtkWidget *count;
  GtkWidget *key;
} Row;

static void
show_row (GwLabelList *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "gw-row");
  GwClass *klass = gtk_list_item_get_item (item);
  gint64 id = gw_class_get_id (klass);
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &id));
  g_autofree char *name = gw_path_display (gw_class_get_name (klass), -1);
  gboolean absent = self->document != NULL && gw_document_is_absent (self->document, id);
  g_autofree char *count = n > 0 ? g_strdup_printf ("%u", n) : NULL;
  g_autofree char *key = gw_label_list_dup_key (klass, gtk_list_item_get_position (item));
  GString *spoken = g_string_new (name);
  GtkWidget *parent = gtk_widget_get_parent (row->box);

  gw_swatch_set_color (GW_SWATCH (row->swatch), gw_class_get_color (klass));
  gtk_label_set_label (GTK_LABEL (row->name), name);
  gtk_label_set_label (GTK_LABEL (row->count), absent          ? C_ ("class in an image", "absent")
                                               : count != NULL ? count
                                                               : "");
  gtk_label_set_label (GTK_LABEL (row->key), key != NULL ? key : "");
  gtk_widget_set_opacity (row->key, key != NULL ? 1.0 : 0.0);

  g_string_append (spoken, ", ");
  g_string_append_printf (spoken, g_dngettext (GETTEXT_PACKAGE, "%u object", "%u objects", n), n);
  if (absent)
    g_string_append_printf (spoken, ", %s", _ ("verified absent"));
  if (key != NULL)
    g_string_append_printf (spoken, _ (", key %s"), key);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str, -1);
  g_string_free (spoken, TRUE);
}

static void
on_released_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));
  GwLabelList *self = GW_LABEL_LIST (gtk_widget_get_ancestor (widget, GW_TYPE_LABEL_LIST));
  GwClass *klass = gtk_list_item_get_item (item);

  if (klass != NULL && n_press == 1)
    g_signal_emit (self, signals[CHOSEN], 0, gw_class_get_id (klass));
}

static void
open_menu (GwLabelList *self, GtkListItem *item, GtkWidget *row, double x, double y)
{
  GwClass *klass = gtk_list_item_get_item (item);

  if (klass != NULL && self->document != NULL)
    gw_class_menu_open (self->menu, self->document, gw_class_get_id (klass), row, x, y);
}

static void
on_secondary_cb (GtkGestureClick *click, int n_press, double x, double y, GtkListItem *item)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  open_menu (GW_LABEL_LIST (gtk_widget_get_ancestor (widget, GW_TYPE_LABEL_LIST)), item, widget, x, y);
}

/* At the row that the keys are on. */
static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GwLabelList *self = GW_LABEL_LIST (widget);
  GtkWidget *focus = gtk_widget_get_focus_child (self->list);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->rows);
  while (focus != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *row = gtk_list_item_get_child (item);

      if (gtk_widget_get_parent (row) != focus)
        continue;
      open_menu (self, item, row, gtk_widget_get_width (row) / 2.0, gtk_widget_get_height (row));
      return TRUE;
    }
  return FALSE;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwLabelList *self)
{
  Row *row = g_new0 (Row, 1);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *secondary = gtk_gesture_click_new ();

  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  row->swatch = gw_swatch_new (0);
  row->name = gtk_label_new (NULL);
  row->count = gtk_label_new (NULL);
  row->key = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (row->name), 0.0f);
  gtk_widget_set_hexpand (row->name, TRUE);
  gtk_widget_add_css_class (row->name, "gw-name");
  gtk_widget_add_css_class (row->count, "caption");
  gtk_widget_add_css_class (row->count, "gw-secondary");
  gtk_widget_add_css_class (row->count, "gw-num");
  gtk_widget_add_css_class (row->key, "gw-key");
  gtk_widget_set_valign (row->key, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row->box), row->swatch);
  gtk_box_append (GTK_BOX (row->box), row->name);
  gtk_box_append (GTK_BOX (row->box), row->count);
  gtk_box_append (GTK_BOX (row->box), row->key);

  /* A click on the current label sets it for the selection, though the
   * list's own selection does not change.
   */
  g_signal_connect (click, "released", G_CALLBACK (on_released_cb), item);
  gtk_widget_add_controller (row->box, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect (secondary, "pressed", G_CALLBACK (on_secondary_cb), item);
  gtk_widget_add_controller (row->box, GTK_EVENT_CONTROLLER (secondary));

  g_object_set_data_full (G_OBJECT (item), "gw-row", row, g_free);
  gtk_list_item_set_child (item, row->box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwLabelList *self)
{
  g_hash_table_add (self->rows, item);
  show_row (self, item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwLabelList *self)
{
  g_hash_table_remove (self->rows, item);
}

static void
on_activate_cb (GtkListView *list, guint position, GwLabelList *self)
{
  g_autoptr (GwClass) klass = g_list_model_get_item (self->classes, position);

  if (klass != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, gw_class_get_id (klass));
}

/* --- what is current ------------------------------------------------------------------ */

static void
sync_selection (GwLabelList *self)
{
  gint64 current = self->document != NULL ? gw_document_get_current_class (self->document) : 0;
  guint n = g_list_model_get_n_items (self->classes);
  guint position = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (self->classes, i);

      if (gw_class_get_id (klass) == current)
        position = i;
    }

  self->syncing = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->syncing = FALSE;
}

/* Arrow keys in the list move the selection: that label is current then. */
static void
on_selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, GwLabelList *self)
{
  GwClass *klass = gtk_single_selection_get_selected_item (selection);

  if (!self->syncing && klass != NULL && self->document != NULL)
    gw_document_set_current_class (self->document, gw_class_get_id (klass));
}

static void
count (GwLabelList *self)
{
  guint n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;

  g_hash_table_remove_all (self->counts);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = gw_object_get_class_id (gw_document_get_object (self->document, i));
      guint so_far = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, &id));

      g_hash_table_insert (self->counts, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (so_far + 1));
    }
}

static void
show_empty (GwLabelList *self)
{
  gboolean empty = g_list_model_get_n_items (self->classes) == 0;

  gtk_widget_set_visible (self->empty, empty);
  gtk_widget_set_visible (self->scroller, !empty);
}

static void
refresh (GwLabelList *self)
{
  GHashTableIter iter;
  gpointer item;

  show_empty (self);
  count (self);
  sync_selection (self);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_row (self, item);
}

static gboolean
on_refresh_cb (gpointer user_data)
{
  GwLabelList *self = user_data;

  self->refresh_id = 0;
  refresh (self);

  return G_SOURCE_REMOVE;
}

static void
queue_refresh (GwLabelList *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_refresh_cb, self, NULL);
}

static void
drop_document (GwLabelList *self)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

void
gw_label_list_set_document (GwLabelList *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_LABEL_LIST (self));

  if (self->document == document)
    return;

  drop_document (self);
  if (document != NULL)
    {
      self->document = g_object_ref (document);
      g_signal_connect_swapped (document, "items-changed", G_CALLBACK (queue_refresh), self);
      g_signal_connect_swapped (document, "notify::labels-version", G_CALLBACK (queue_refresh), self);
      g_signal_connect_swapped (document, "notify::current-class-id", G_CALLBACK (sync_selection), self);
    }
  gw_absent_row_set_document (GW_ABSENT_ROW (self->absent), document);
  /* Not later, as changes may be: the next frame shows this document. */
  refresh (self);
}

static void
gw_label_list_dispose (GObject *object)
{
  GwLabelList *self = GW_LABEL_LIST (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  drop_document (self);
  if (self->classes != NULL)
    g_signal_handlers_disconnect_by_data (self->classes, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->keymap);
  g_clear_object (&self->classes);

  G_OBJECT_CLASS (gw_label_list_parent_class)->dispose (object);
}

static void
gw_label_list_finalize (GObject *object)
{
  GwLabelList *self = GW_LABEL_LIST (object);

  g_hash_table_unref (self->counts);
  g_hash_table_unref (self->rows);

  G_OBJECT_CLASS (gw_label_list_parent_class)->finalize (object);
}

static void
gw_label_list_class_init (GwLabelListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = gw_label_list_dispose;
  object_class->finalize = gw_label_list_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "labellist");
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Menu, 0, on_menu_key_cb, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key_cb, NULL);
}

static void
show_key (GwLabelList *self)
{
  gw_keymap_set_tooltip (self->keymap, self->find, _ ("Find Label"), "find-label");
}

static GtkWidget *
make_header (GwLabelList *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *title = gtk_label_new (_ ("Labels"));
  GtkWidget *find = gtk_button_new_from_icon_name ("edit-find-symbolic");

  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (header, "gw-pane-header");
  gtk_widget_add_css_class (find, "flat");
  gtk_widget_add_css_class (find, "gw-row-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (find), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find Label"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (find), "labeling.find-label");
  gtk_box_append (GTK_BOX (header), title);
  gtk_box_append (GTK_BOX (header), find);
  self->find = find;

  return header;
}

GtkWidget *
gw_label_list_make_empty (const char *sentence)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *text = gtk_label_new (sentence);
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("_Add Class…"));

  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (text, "gw-pane-empty");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "labeling.find-label");
  gtk_widget_set_halign (add, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), add);

  return box;
}

static void
gw_label_list_init (GwLabelList *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->rows = g_hash_table_new (NULL, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), self);

  self->list = gtk_list_view_new (NULL, g_object_ref (factory));
  gtk_widget_add_css_class (self->list, "gw-pane-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Labels"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->scroller = scroller;
  self->empty = gw_label_list_make_empty (_ ("The project has no classes yet."));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_box_append (GTK_BOX (self->box), self->empty);
  self->absent = gw_absent_row_new ();
  gtk_box_append (GTK_BOX (self->box), self->absent);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->menu = gw_class_menu_new (GTK_WIDGET (self));
}

GtkWidget *
gw_label_list_new (GListModel *classes, GwKeymap *keymap)
{
  GwLabelList *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (classes), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_LABEL_LIST, NULL);
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_key), self, G_CONNECT_SWAPPED);
  show_key (self);
  self->classes = g_object_ref (classes);
  self->selection = gtk_single_selection_new (g_object_ref (classes));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (on_selected_cb), self);
  g_signal_connect_swapped (classes, "items-changed", G_CALLBACK (queue_refresh), self);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  show_empty (self);

  return GTK_WIDGET (self);
}
