/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-hints-popover.h"

#include <glib/gi18n.h>

#include "gw-hint-bar.h"

/* As wide as the pane that it covers, and no higher than a small window allows. */
#define WIDTH 300
#define MOST_HEIGHT 320

struct _GwHintsPopover
{
  GtkPopover parent_instance;

  GwHintList *hints;
  GwKeymap *keymap;
  GwDocument *document; /* (nullable) */
  GtkSingleSelection *selection;
  gboolean writable;
  gboolean selecting; /* what is selected follows the current hint */
  GtkEventController *keys;

  GtkWidget *title;
  GtkWidget *scroller;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *dismissed_box;
  GtkWidget *dismissed;
  GtkWidget *limits;
};

G_DEFINE_FINAL_TYPE (GwHintsPopover, gw_hints_popover, GTK_TYPE_POPOVER)

/* --- words --------------------------------------------------------------------------- */

const char *
gw_hint_repair_get_label (GwHintRepair repair)
{
  switch (repair)
    {
    case GW_HINT_REPAIR_CUT:
      return _ ("Cut");
    case GW_HINT_REPAIR_FILL:
      return _ ("Fill");
    case GW_HINT_REPAIR_REMOVE_PARTS:
      return _ ("Remove");
    case GW_HINT_REPAIR_DELETE:
      return _ ("Delete");
    case GW_HINT_REPAIR_NONE:
    default:
      return NULL;
    }
}

const char *
gw_hint_repair_get_tooltip (GwHintRepair repair)
{
  switch (repair)
    {
    case GW_HINT_REPAIR_CUT:
      return _ ("Cut the overlap from the lower object");
    case GW_HINT_REPAIR_FILL:
      return _ ("Fill the gap with the object beside it");
    case GW_HINT_REPAIR_REMOVE_PARTS:
      return _ ("Remove the small parts");
    case GW_HINT_REPAIR_DELETE:
      return _ ("Delete the object");
    case GW_HINT_REPAIR_NONE:
    default:
      return NULL;
    }
}

/* --- rows ------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *label;
  GtkWidget *repair;
  GtkWidget *dismiss;
} Row;

static GwHintsPopover *
get_popover (GtkWidget *widget)
{
  return GW_HINTS_POPOVER (gtk_widget_get_ancestor (widget, GW_TYPE_HINTS_POPOVER));
}

/* The button is about its own row. */
static void
act_on_row (GtkWidget *button, GtkListItem *item, const char *action)
{
  GwHintsPopover *self = get_popover (button);

  if (self == NULL || gtk_list_item_get_item (item) == NULL)
    return;
  gw_hint_list_set_current (self->hints, gtk_list_item_get_item (item));
  gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
on_repair_cb (GtkWidget *button, GtkListItem *item)
{
  act_on_row (button, item, "labeling.repair-hint");
}

static void
on_dismiss_cb (GtkWidget *button, GtkListItem *item)
{
  act_on_row (button, item, "labeling.dismiss-hint");
}

/* Keys have the same for the row that is selected, so that arrows go from row to row. */
static GtkWidget *
make_row_button (GtkWidget *button)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (button, FALSE);
  return button;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwHintsPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  Row *row = g_new0 (Row, 1);

  row->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (row->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (row->label), 0.0f);
  gtk_label_set_width_chars (GTK_LABEL (row->label), 12);
  gtk_widget_set_hexpand (row->label, TRUE);
  row->repair = make_row_button (gtk_button_new_with_label (""));
  row->dismiss = make_row_button (gtk_button_new_from_icon_name ("window-close-symbolic"));
  gtk_widget_add_css_class (row->dismiss, "gw-row-button");
  gw_keymap_set_tooltip (self->keymap, row->dismiss, _ ("Dismiss"), "dismiss-hint");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->dismiss), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Dismiss"), -1);
  g_signal_connect (row->repair, "clicked", G_CALLBACK (on_repair_cb), item);
  g_signal_connect (row->dismiss, "clicked", G_CALLBACK (on_dismiss_cb), item);
  gtk_box_append (GTK_BOX (box), row->label);
  gtk_box_append (GTK_BOX (box), row->repair);
  gtk_box_append (GTK_BOX (box), row->dismiss);
  gtk_widget_add_css_class (box, "gw-hint-row");
  g_object_set_data_full (G_OBJECT (item), "gw-row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, GwHintsPopover *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "gw-row");
  const GwHint *hint = gw_hint_item_get_hint (gtk_list_item_get_item (item));
  GtkWidget *parent = gtk_widget_get_parent (gtk_list_item_get_child (item));
  GwHintRepair repair = self->document != NULL ? gw_document_get_hint_repair (self->document, hint)
                                               : GW_HINT_REPAIR_NONE;

  gtk_label_set_label (GTK_LABEL (row->label), hint->text);
  gtk_widget_set_visible (row->repair, repair != GW_HINT_REPAIR_NONE);
  if (repair != GW_HINT_REPAIR_NONE)
    {
      gtk_button_set_label (GTK_BUTTON (row->repair), gw_hint_repair_get_label (repair));
      gw_keymap_set_tooltip (self->keymap, row->repair, gw_hint_repair_get_tooltip (repair), "repair-hint");
    }
  gtk_widget_set_sensitive (row->repair, self->writable);
  gtk_widget_set_sensitive (row->dismiss, self->writable);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL, hint->text, -1);
}

/* --- the list ------------------------------------------------------------------------------ */

/* Rows are higher than a list guesses before they are made, and with large text. */
static void
fit_height (GwHintsPopover *self, guint n)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (self->dismissed, "X");
  int line;

  pango_layout_get_pixel_size (layout, NULL, &line);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              MIN ((2 * (int) MIN (n, 16) + 1) * line, MOST_HEIGHT));
}

/* A row that goes takes the focus with it. */
static void
keep_focus (GwHintsPopover *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (gtk_widget_get_visible (self->scroller) ? self->list : self->limits);
}

static void
update (GwHintsPopover *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->hints));
  guint n_dismissed = gw_hint_list_get_n_dismissed (self->hints);
  g_autofree char *title = gw_hint_bar_describe (self->hints);
  g_autofree char *dismissed = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u dismissed", "%u dismissed", n_dismissed), n_dismissed);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (self->scroller, n > 0);
  fit_height (self, n);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_label_set_label (GTK_LABEL (self->dismissed), dismissed);
  gtk_widget_set_visible (self->dismissed_box, n_dismissed > 0);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    keep_focus (self);
}

static void
on_selected_cb (GwHintsPopover *self)
{
  /* While it is closed, the list is changed by what is found only. */
  if (!self->selecting && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gw_hint_list_set_current (self->hints, gtk_single_selection_get_selected_item (self->selection));
}

/* Also where a key outside of the list chose it. */
static void
on_current_changed_cb (GwHintsPopover *self)
{
  GwHintItem *current = gw_hint_list_get_current (self->hints);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = GTK_INVALID_LIST_POSITION;

  if (gtk_single_selection_get_selected_item (self->selection) == (gpointer) current)
    return;
  for (guint i = 0; current != NULL && i < n && at == GTK_INVALID_LIST_POSITION; i++)
    {
      g_autoptr (GwHintItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (item == current)
        at = i;
    }
  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, at);
  self->selecting = FALSE;
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", at);
}

static void
on_activate_cb (GwHintsPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* --- limits ---------------------------------------------------------------------------------- */

static const struct
{
  const char *key;
  const char *title;
  double most;
} limits[] = {
  { "hint-small-part", N_ ("Parts below, px"), 10000 },
  { "hint-overlap", N_ ("Overlaps from, px"), 10000 },
  { "hint-gap", N_ ("Gaps up to, px wide"), 64 },
};

static void
on_expanded_cb (GtkToggleButton *toggle, GParamSpec *pspec, GtkWidget *grid)
{
  gboolean expanded = gtk_toggle_button_get_active (toggle);
  GtkWidget *arrow = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (toggle)));

  gtk_widget_set_visible (grid, expanded);
  gtk_image_set_from_icon_name (GTK_IMAGE (arrow), expanded ? "pan-down-symbolic" : "pan-end-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
}

/* Not a GtkExpander, which offers the focus to what it does not show. */
static GtkWidget *
make_toggle (GtkWidget *grid)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-end-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Limits")));
  gtk_button_set_child (GTK_BUTTON (toggle), box);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_add_css_class (toggle, "gw-expander");
  gtk_widget_set_halign (toggle, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Limits"), -1);
  gtk_widget_set_visible (grid, FALSE);
  g_signal_connect (toggle, "notify::active", G_CALLBACK (on_expanded_cb), grid);
  return toggle;
}

/* Which hints there are: the button that shows it, and the rows. */
static GtkWidget *
make_limits (GSettings *settings, GtkWidget **toggle)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *note = gtk_label_new (_ ("0: no such hints"));

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (int i = 0; i < (int) G_N_ELEMENTS (limits); i++)
    {
      GtkWidget *title = gtk_label_new (_ (limits[i].title));
      GtkWidget *spin = gtk_spin_button_new_with_range (0, limits[i].most, 1);

      gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (title), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (title), 9);
      gtk_editable_set_width_chars (GTK_EDITABLE (spin), 4);
      gtk_widget_set_hexpand (title, TRUE);
      gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _ (limits[i].title), -1);
      g_settings_bind (settings, limits[i].key, spin, "value", G_SETTINGS_BIND_DEFAULT);
      gtk_grid_attach (GTK_GRID (grid), title, 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), spin, 1, i, 1, 1);
    }
  gtk_label_set_xalign (GTK_LABEL (note), 0.0f);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "gw-secondary");
  gtk_grid_attach (GTK_GRID (grid), note, 0, (int) G_N_ELEMENTS (limits), 2, 1);
  *toggle = make_toggle (grid);
  gtk_box_append (GTK_BOX (box), *toggle);
  gtk_box_append (GTK_BOX (box), grid);
  return box;
}

/* --- keys -------------------------------------------------------------------------------------- */

static void
add_key (GwHintsPopover *self, const char *trigger, const char *action)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (self->keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action)));
}

/* Out of the list, which would take each of its rows for a stop. */
static gboolean
on_tab_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GwHintsPopover *self = GW_HINTS_POPOVER (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->list))
    return FALSE;
  return gtk_widget_child_focus (gtk_widget_get_visible (self->dismissed_box) ? self->dismissed_box : self->limits,
                                 GTK_DIR_TAB_FORWARD);
}

static void
add_tab (GwHintsPopover *self)
{
  GtkEventController *tab = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (tab, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (tab),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0), gtk_callback_action_new (on_tab_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), tab);
}

/* The view leaves popovers alone, so those for hints are here again. */
static void
update_keys (GwHintsPopover *self)
{
  static const char *const ids[] = { "show-hints", "next-hint", "previous-hint", "repair-hint", "dismiss-hint" };

  if (self->keys != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (self), self->keys);
  self->keys = gtk_shortcut_controller_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      const GwCommand *command = gw_command_find (ids[i]);
      const char *const *keys = gw_keymap_get_keys (self->keymap, command);

      for (guint k = 0; keys[k] != NULL; k++)
        add_key (self, keys[k], command->action);
    }
  add_key (self, "Delete", "labeling.dismiss-hint");
  add_key (self, "KP_Delete", "labeling.dismiss-hint");
  gtk_widget_add_controller (GTK_WIDGET (self), self->keys);
}

/* --- the widget ---------------------------------------------------------------------------------- */

static void
make_rows_anew (GwHintsPopover *self)
{
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), NULL);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
}

void
gw_hints_popover_set_writable (GwHintsPopover *self, gboolean writable)
{
  g_return_if_fail (GW_IS_HINTS_POPOVER (self));

  if (self->writable == !!writable)
    return;

  self->writable = !!writable;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    make_rows_anew (self);
}

void
gw_hints_popover_start (GwHintsPopover *self, GwDocument *document)
{
  g_return_if_fail (GW_IS_HINTS_POPOVER (self));

  /* What can be repaired may be other than when its row was made. */
  g_set_object (&self->document, document);
  make_rows_anew (self);
  update (self);
  on_current_changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  keep_focus (self);
}

static void
gw_hints_popover_dispose (GObject *object)
{
  GwHintsPopover *self = GW_HINTS_POPOVER (object);

  g_clear_object (&self->document);
  g_clear_object (&self->selection);
  g_clear_object (&self->hints);
  g_clear_object (&self->keymap);

  G_OBJECT_CLASS (gw_hints_popover_parent_class)->dispose (object);
}

static void
gw_hints_popover_class_init (GwHintsPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_hints_popover_dispose;
}

static void
gw_hints_popover_init (GwHintsPopover *self)
{
}

static void
make_list (GwHintsPopover *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), self);
  self->list = gtk_list_view_new (NULL, factory);
  gtk_widget_add_css_class (self->list, "gw-hints");
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activate_cb), self);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
}

static void
make_rest (GwHintsPopover *self)
{
  GtkWidget *restore = gtk_button_new_with_label (_ ("Show Again"));

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_widget_add_css_class (self->title, "heading");
  self->empty = gtk_label_new (_ ("Overlaps, gaps and small parts of polygons and masks are listed here."));
  gtk_label_set_xalign (GTK_LABEL (self->empty), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->empty), 20);
  gtk_widget_add_css_class (self->empty, "gw-secondary");
  self->dismissed = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->dismissed), 0.0f);
  gtk_widget_set_hexpand (self->dismissed, TRUE);
  gtk_widget_add_css_class (self->dismissed, "gw-secondary");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (restore), "labeling.restore-hints");
  self->dismissed_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->dismissed_box), self->dismissed);
  gtk_box_append (GTK_BOX (self->dismissed_box), restore);
}

GtkWidget *
gw_hints_popover_new (GwHintList *hints, GSettings *settings, GwKeymap *keymap)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GwHintsPopover *self;

  g_return_val_if_fail (GW_IS_HINT_LIST (hints), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (GW_IS_KEYMAP (keymap), NULL);

  self = g_object_new (GW_TYPE_HINTS_POPOVER, NULL);
  self->hints = g_object_ref (hints);
  self->keymap = g_object_ref (keymap);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (hints));
  make_list (self);
  make_rest (self);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_box_append (GTK_BOX (box), self->dismissed_box);
  gtk_box_append (GTK_BOX (box), make_limits (settings, &self->limits));
  gtk_widget_add_css_class (box, "gw-popover-box");
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);

  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hints, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hints, "current-changed", G_CALLBACK (on_current_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keymap, "changed", G_CALLBACK (update_keys), self, G_CONNECT_SWAPPED);
  update_keys (self);
  add_tab (self);

  return GTK_WIDGET (self);
}
