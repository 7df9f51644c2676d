/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-label-finder.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-label-list.h"
#include "gw-path.h"
#include "gw-swatch.h"

struct _GwLabelFinder
{
  GtkPopover parent_instance;

  GListModel *classes;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *none;
  GtkWidget *create; /* a button: GtkLabel `create_label` */
  GtkWidget *create_label;
  gboolean can_create;
  GtkFilter *filter;
  GtkSorter *sorter;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (GwLabelFinder, gw_label_finder, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
plain (const char *text)
{
  g_auto (GStrv) ascii = NULL;
  g_auto (GStrv) words = g_str_tokenize_and_fold (text, NULL, &ascii);
  g_autofree char *folded = g_strjoinv (" ", words);
  g_autofree char *without_accents = ascii != NULL && ascii[0] != NULL ? g_strjoinv (" ", ascii) : NULL;

  return g_strdup (without_accents != NULL && g_strv_length (ascii) == g_strv_length (words) ? without_accents
                                                                                             : folded);
}

guint
gw_label_finder_rate (const char *name, const char *typed)
{
  g_autofree char *in = plain (name);
  g_autofree char *wanted = plain (typed);
  g_autofree char *inner = NULL;

  if (*wanted == '\0')
    return 1;
  if (strcmp (in, wanted) == 0)
    return 4;
  if (g_str_has_prefix (in, wanted))
    return 3;
  inner = g_strconcat (" ", wanted, NULL);
  if (strstr (in, inner) != NULL)
    return 2;

  return strstr (in, wanted) != NULL ? 1 : 0;
}

static guint
rate (GwLabelFinder *self, GwClass *klass)
{
  return gw_label_finder_rate (gw_class_get_name (klass), gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static gboolean
matches (gpointer item, gpointer user_data)
{
  return rate (user_data, item) > 0;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  guint x = rate (user_data, (gpointer) a);
  guint y = rate (user_data, (gpointer) b);

  if (x != y)
    return x > y ? GTK_ORDERING_SMALLER : GTK_ORDERING_LARGER;

  return gw_class_get_position ((gpointer) a) - gw_class_get_position ((gpointer) b);
}

/* --- rows ----------------------------------------------------------------------------- */

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *key = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (key, "gw-key");
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gw_swatch_new (0));
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), key);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwLabelFinder *self)
{
  GtkWidget *swatch = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *name = gtk_widget_get_next_sibling (swatch);
  GtkWidget *key = gtk_widget_get_next_sibling (name);
  GwClass *klass = gtk_list_item_get_item (item);
  g_autofree char *shown = gw_path_display (gw_class_get_name (klass), -1);
  g_autofree char *hotkey = NULL;
  guint n = g_list_model_get_n_items (self->classes);

  for (guint i = 0; i < n && hotkey == NULL; i++)
    {
      g_autoptr (GwClass) other = g_list_model_get_item (self->classes, i);

      if (other == klass)
        hotkey = gw_label_list_dup_key (klass, i);
    }
  gw_swatch_set_color (GW_SWATCH (swatch), gw_class_get_color (klass));
  gtk_label_set_label (GTK_LABEL (name), shown);
  gtk_label_set_label (GTK_LABEL (key), hotkey != NULL ? hotkey : "");
  gtk_widget_set_visible (key, hotkey != NULL);
  if (gtk_widget_get_parent (gtk_list_item_get_child (item)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
}

/* --- choosing --------------------------------------------------------------------------- */

static void
choose (GwLabelFinder *self, guint position)
{
  g_autoptr (GwClass) klass = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (klass == NULL)
    return;

  g_signal_emit (self, signals[CHOSEN], 0, gw_class_get_id (klass));
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* What was typed, as the name of a class. */
static char *
dup_name (GwLabelFinder *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static gboolean
is_taken (GwLabelFinder *self, const char *name)
{
  guint n = g_list_model_get_n_items (self->classes);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (self->classes, i);

      if (strcmp (gw_class_get_name (klass), name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
create (GwLabelFinder *self)
{
  g_autofree char *name = dup_name (self);

  if (!self->can_create || *name == '\0' || is_taken (self, name))
    return;

  g_signal_emit (self, signals[NAMED], 0, name);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
show_create (GwLabelFinder *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *shown = gw_path_display (name, -1);
  /* Translators: a button that makes a class of the name that was typed. */
  g_autofree char *text = g_strdup_printf (_ ("Create “%s”"), shown);

  gtk_label_set_label (GTK_LABEL (self->create_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->create), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_set_visible (self->create, self->can_create && *name != '\0' && !is_taken (self, name));
}

static void
show_none (GwLabelFinder *self)
{
  gboolean empty = g_list_model_get_n_items (self->classes) == 0;
  gboolean creates = gtk_widget_get_visible (self->create);

  gtk_label_set_label (GTK_LABEL (self->none), empty && self->can_create ? _ ("Type a name for the first class.")
                                               : empty                   ? _ ("There are no classes yet.")
                                                                         : _ ("No label has this name."));
  gtk_widget_set_visible (self->none, !creates && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0);
}

static void
on_entry_activate_cb (GtkEntry *entry, GwLabelFinder *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    create (self);
  else
    choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
on_list_activate_cb (GtkListView *list, guint position, GwLabelFinder *self)
{
  choose (self, position);
}

static void
on_typed_cb (GtkEditable *entry, GwLabelFinder *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (self->sorter, GTK_SORTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  show_create (self);
  show_none (self);
}

/* The arrows go through the list while the entry keeps the focus. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state, GwLabelFinder *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n == 0 || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return FALSE;

  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else
    position = keyval == GDK_KEY_Down ? MIN (position + 1, n - 1) : position - MIN (position, 1);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", position);

  return TRUE;
}

void
gw_label_finder_set_can_create (GwLabelFinder *self, gboolean can_create)
{
  g_return_if_fail (GW_IS_LABEL_FINDER (self));

  self->can_create = !!can_create;
}

void
gw_label_finder_start (GwLabelFinder *self)
{
  g_return_if_fail (GW_IS_LABEL_FINDER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  on_typed_cb (GTK_EDITABLE (self->entry), self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->entry);
}

static void
gw_label_finder_dispose (GObject *object)
{
  GwLabelFinder *self = GW_LABEL_FINDER (object);

  g_clear_object (&self->classes);

  G_OBJECT_CLASS (gw_label_finder_parent_class)->dispose (object);
}

static void
gw_label_finder_class_init (GwLabelFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_label_finder_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[NAMED] = g_signal_new ("named", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
make_entry (GwLabelFinder *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = gtk_search_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("Find a label"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find a label"), -1);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_typed_cb), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (gtk_popover_popdown), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (self->entry, keys);
}

/* Returns what it scrolls in. */
static GtkWidget *
make_list (GwLabelFinder *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_view_new (NULL, NULL);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "gw-pane-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Labels"), -1);
  g_signal_connect (self->list, "activate", G_CALLBACK (on_list_activate_cb), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);

  return scroller;
}

static void
make_create (GwLabelFinder *self)
{
  self->create_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->create_label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->create_label), 30);
  self->create = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->create), self->create_label);
  gtk_widget_set_visible (self->create, FALSE);
  g_signal_connect_swapped (self->create, "clicked", G_CALLBACK (create), self);
}

static void
gw_label_finder_init (GwLabelFinder *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  make_entry (self);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), make_list (self));
  self->none = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->none, "gw-secondary");
  gtk_box_append (GTK_BOX (box), self->none);
  make_create (self);
  gtk_box_append (GTK_BOX (box), self->create);
  gtk_widget_set_size_request (box, 260, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
gw_label_finder_new (GListModel *classes)
{
  GwLabelFinder *self;
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;

  g_return_val_if_fail (G_IS_LIST_MODEL (classes), NULL);

  self = g_object_new (GW_TYPE_LABEL_FINDER, NULL);
  self->classes = g_object_ref (classes);
  self->filter = GTK_FILTER (gtk_custom_filter_new (matches, self, NULL));
  self->sorter = GTK_SORTER (gtk_custom_sorter_new (compare, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (classes), self->filter);
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), self->sorter);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (sorted));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_object_unref (self->selection);

  return GTK_WIDGET (self);
}
