/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>

#include "gw-facet-pane.h"
#include "gw-image-cell.h"
#include "gw-tuck-layout.h"

#define SEARCH_SPACING 8

static void page_interface_init (GwPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GwImagesPage, gw_images_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GW_TYPE_PAGE, page_interface_init))

static void
open_position (GwImagesPage *self, guint position)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-image", "x", gw_image_list_get_id (self->list, position));
}

static void
on_grid_activated_cb (GtkGridView *grid, guint position, gpointer user_data)
{
  open_position (GW_IMAGES_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (grid), GW_TYPE_IMAGES_PAGE)), position);
}

static void
on_table_activated_cb (GtkColumnView *table, guint position, gpointer user_data)
{
  open_position (GW_IMAGES_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (table), GW_TYPE_IMAGES_PAGE)), position);
}

/* --- what is shown --------------------------------------------------------- */

static void
show_selection (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = (guint) gtk_bitset_get_size (selected);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u selected", "%'u selected", n), n);
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  gtk_label_set_label (self->selected_label, text);
  gtk_revealer_set_reveal_child (self->bar_revealer, n > 0);
  /* What was just done is told above the buttons that do the next thing. */
  if (toasts != NULL && n > 0)
    gtk_widget_add_css_class (toasts, "gw-above-selection");
  else if (toasts != NULL)
    gtk_widget_remove_css_class (toasts, "gw-above-selection");
  _gw_images_page_update_actions (self);
}

static void
reveal_now (GwImagesPage *self)
{
  guint position;

  if (self->reveal_id == 0 || !gw_image_list_find (self->list, self->reveal_id, &position))
    return;

  self->reveal_id = 0;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->grid), "list.scroll-to-item", "u", position);
  self->focus_revealed = TRUE;
  _gw_images_page_focus_image (self);
}

static void
show_top (GwImagesPage *self)
{
  gboolean list_view = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;

  if (self->to_top && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_widget_activate_action (list_view ? GTK_WIDGET (self->table) : GTK_WIDGET (self->grid), "list.scroll-to-item",
                                "u", 0);
  self->to_top = FALSE;
}

/* Where the images that had the keys are all gone, what is offered in their
 * place has them, and gives them back.
 */
static void
focus_state (GwImagesPage *self)
{
  if (self->focus_later && g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

/* A page that was shown before its images had come gives them the keys now,
 * unless somebody has begun to search in the meantime.
 */
static void
focus_images_late (GwImagesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!self->focus_later || g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    return;

  self->focus_later = FALSE;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
      || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack))
      || (self->focus_due && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search))))
    gtk_widget_grab_focus (_gw_images_page_visible_list (self));
  self->focus_due = FALSE;
  _gw_images_page_focus_image (self);
}

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, GwImagesPage *self)
{
  /* Single rows that were read change nothing here. */
  if (removed != added)
    {
      _gw_images_page_show_state (self);
      show_top (self);
      focus_state (self);
    }
  focus_images_late (self);
  reveal_now (self);
}

/* Rows that are read again get other widgets, and the focus would stay with
 * one that is no longer in the window, which hears no key. So it is given
 * back to the row that had it.
 */
static void
on_rows_changing_cb (GListModel *model, guint position, guint removed, guint added, GwImagesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *cell = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  /* The rest of a change: what was then is known. */
  if (self->parted)
    return;
  if (gw_image_selection_is_parted (self->selection))
    _gw_images_page_note_view (self, removed);
  self->had_focus = focus != NULL
                    && (focus == _gw_images_page_visible_list (self)
                        || gtk_widget_is_ancestor (focus, _gw_images_page_visible_list (self)));
  if (self->had_focus && GW_IS_IMAGE_CELL (cell) && gw_image_cell_get_image (GW_IMAGE_CELL (cell)) != NULL)
    self->focused_id = gw_image_get_id (gw_image_cell_get_image (GW_IMAGE_CELL (cell)));
}

/* To the image that had it; where it is gone, to the list. */
static void
give_focus_back (GwImagesPage *self)
{
  GHashTableIter iter;
  gpointer cell;

  gtk_widget_grab_focus (_gw_images_page_visible_list (self));
  g_hash_table_iter_init (&iter, self->cells);
  while (self->focused_id != 0 && g_hash_table_iter_next (&iter, &cell, NULL))
    {
      GwImage *image = gw_image_cell_get_image (cell);

      if (image != NULL && gw_image_get_id (image) == self->focused_id
          && gtk_widget_is_ancestor (cell, _gw_images_page_visible_list (self)))
        {
          gtk_widget_grab_focus (gtk_widget_get_parent (cell));
          break;
        }
    }
}

static void
on_rows_changed_cb (GListModel *model, guint position, guint removed, guint added, GwImagesPage *self)
{
  gboolean was_parted = self->parted;

  self->parted = gw_image_selection_is_parted (self->selection);
  if (self->parted)
    return;
  if (was_parted && !self->to_top)
    _gw_images_page_keep_view (self, position, added);
  if (self->had_focus && added > 0)
    give_focus_back (self);
  else if (self->had_focus && g_list_model_get_n_items (model) == 0)
    self->focus_later = TRUE;
  self->had_focus = FALSE;
}

/* What is shown while images are awaited has nothing for the keys, and GTK
 * passes them on to whatever comes next: nobody has asked for that. The list
 * may be asked for once more before the images are there.
 */
static void
note_state_focus (GwImagesPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->focus_due = self->focus_later
                    && (self->focus_due || (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack))));
}

static void
on_pending_changed_cb (GwImageList *list, GParamSpec *pspec, GwImagesPage *self)
{
  if (gw_image_list_is_pending (list))
    {
      self->unlisted = FALSE;
      note_state_focus (self);
    }
  _gw_images_page_show_state (self);
  show_selection (self);
}

static void
on_list_failed_cb (GwImageList *list, GError *error, GwImagesPage *self)
{
  g_autofree char *escaped = g_markup_escape_text (error->message, -1);

  /* Images of the question before would look like the answer to this one. */
  self->unlisted = TRUE;
  adw_status_page_set_description (self->failed, escaped);
  _gw_images_page_show_state (self);
}

static void
on_selection_changed_cb (GtkSelectionModel *model, guint position, guint n, GwImagesPage *self)
{
  show_selection (self);
}

static void
on_info_changed_cb (GwProject *project, GParamSpec *pspec, GwImagesPage *self)
{
  _gw_images_page_show_count (self);
  gw_facet_pane_set_filter (GW_FACET_PANE (self->facets), gw_image_list_get_filter (self->list));
}

static void
on_size_changed_cb (GtkAdjustment *adjustment, GwImagesPage *self)
{
  int size = (int) gtk_adjustment_get_value (adjustment);
  g_autofree char *text = g_strdup_printf ("%d", size);

  _gw_images_page_set_size (self, size);
  gw_project_set_view_state (self->project, "images.size", text);
}

/* --- the page's interface ----------------------------------------------------- */

static GtkWidget *
get_start_widget (GwPage *page)
{
  return GW_IMAGES_PAGE (page)->start_box;
}

static GtkWidget *
get_end_widget (GwPage *page)
{
  return GW_IMAGES_PAGE (page)->end_box;
}

static gboolean
page_search (GwPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GW_IMAGES_PAGE (page)->search));
}

static GListModel *
get_images (GwPage *page)
{
  return G_LIST_MODEL (GW_IMAGES_PAGE (page)->list);
}

static void
shown (GwPage *page)
{
  GwImagesPage *self = GW_IMAGES_PAGE (page);

  self->focus_later = g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;
  gtk_widget_grab_focus (_gw_images_page_visible_list (self));
  _gw_images_page_focus_image (self);
}

/* A pane that slides away is not to be walked into any more. */
static gboolean
is_in_sight (GwImagesPage *self, GtkWidget *pane)
{
  return gtk_widget_get_mapped (pane) && (pane != self->facet_scroller || adw_flap_get_reveal_flap (self->flap));
}

/* Search and filters above the list, the list, and the pane of facets. */
static gboolean
focus_pane (GwPage *page, gboolean forward)
{
  GwImagesPage *self = GW_IMAGES_PAGE (page);
  GtkWidget *panes[] = { self->search_row, GTK_WIDGET (self->stack), self->facet_scroller };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int n = (int) G_N_ELEMENTS (panes);
  int at = forward ? -1 : n;

  for (int i = 0; focus != NULL && i < n; i++)
    {
      if (gtk_widget_is_ancestor (focus, panes[i]))
        at = i;
    }
  for (at += forward ? 1 : -1; at >= 0 && at < n; at += forward ? 1 : -1)
    {
      if (is_in_sight (self, panes[at])
          && (at == 1 ? gtk_widget_grab_focus (_gw_images_page_visible_list (self))
                      : gtk_widget_child_focus (panes[at], GTK_DIR_TAB_FORWARD)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
toggle_pane (GwPage *page)
{
  g_action_group_activate_action (G_ACTION_GROUP (GW_IMAGES_PAGE (page)->actions), "filters", NULL);

  return TRUE;
}

static void
page_interface_init (GwPageInterface *iface)
{
  iface->focus_pane = focus_pane;
  iface->toggle_pane = toggle_pane;
  iface->get_start_widget = get_start_widget;
  iface->get_end_widget = get_end_widget;
  iface->search = page_search;
  iface->get_images = get_images;
  iface->shown = shown;
}

void
gw_images_page_set_filter (GwImagesPage *self, const GwFilter *filter)
{
  g_return_if_fail (GW_IS_IMAGES_PAGE (self));

  self->to_top = TRUE;
  gw_image_list_set_filter (self->list, filter);
  _gw_images_page_show_words (self);
  _gw_images_page_filter_changed (self);
}

const GwFilter *
gw_images_page_get_filter (GwImagesPage *self)
{
  g_return_val_if_fail (GW_IS_IMAGES_PAGE (self), NULL);

  return gw_image_list_get_filter (self->list);
}

void
gw_images_page_reveal (GwImagesPage *self, gint64 image_id)
{
  g_return_if_fail (GW_IS_IMAGES_PAGE (self));

  self->reveal_id = image_id;
  reveal_now (self);
}

void
gw_images_page_show (GwImagesPage *self, gint64 image_id)
{
  guint position;

  g_return_if_fail (GW_IS_IMAGES_PAGE (self));

  if (!gw_image_list_find (self->list, image_id, &position))
    gw_images_page_set_filter (self, NULL);
  gw_images_page_reveal (self, image_id);
}

/* --- the widget ------------------------------------------------------------------ */

static GtkWidget *
icon_toggle (const char *icon_name, const char *action, const char *target, const char *tooltip)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);

  return button;
}

static GtkWidget *
search_button (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-find-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.search");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);

  return button;
}

static void
make_header_widgets (GwImagesPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) labels = g_menu_new ();
  GtkWidget *add = gtk_menu_button_new ();
  GtkWidget *content = adw_button_content_new ();
  GtkWidget *views = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  g_menu_append (files, _ ("_Folder of Images…"), "images.choose-folder");
  g_menu_append (files, _ ("Image _Files…"), "images.choose-files");
  g_menu_append (labels, _ ("_Import…"), "win.import");
  g_menu_append (labels, _ ("_Export…"), "win.export");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (labels));

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add Images"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (add), content);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (add), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (add), G_MENU_MODEL (menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add Images"), -1);
  self->start_box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_box_append (GTK_BOX (self->start_box), add);

  gtk_box_append (GTK_BOX (views), icon_toggle ("view-grid-symbolic", "images.view", "grid", _ ("Grid")));
  gtk_box_append (GTK_BOX (views), icon_toggle ("view-list-symbolic", "images.view", "list", _ ("List")));
  gtk_widget_add_css_class (views, "linked");
  self->end_box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->search_button = search_button ();
  self->filters_toggle = icon_toggle ("sidebar-show-right-symbolic", "images.filters", NULL, _ ("Filters"));
  gtk_box_append (GTK_BOX (self->end_box), self->search_button);
  gtk_box_append (GTK_BOX (self->end_box),
                  icon_toggle ("selection-mode-symbolic", "images.select-mode", NULL, _ ("Select Images")));
  gtk_box_append (GTK_BOX (self->end_box), views);
  gtk_box_append (GTK_BOX (self->end_box), self->filters_toggle);
}

static void
show_keys (GwImagesPage *self)
{
  gw_keymap_set_tooltip (self->keymap, self->search_button, _ ("Search"), "search");
  gw_keymap_set_tooltip (self->keymap, self->filters_toggle, _ ("Filters"), "toggle-sidebar");
}

static void
follow_keys (GwImagesPage *self)
{
  g_autoptr (GSettings) settings = g_settings_new (GW_APP_ID);

  self->keymap = gw_keymap_new (settings);
  g_signal_connect_object (self->keymap, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  show_keys (self);
}

/* Work under way holds the page a while longer than its window: what comes
 * then finds no widgets any more.
 */
static void
stop_listening (GwImagesPage *self)
{
  gpointer senders[] = { self->list,
                         self->selection,
                         self->objects,
                         self->presence,
                         self->project,
                         self->keymap,
                         self->project != NULL ? gw_project_get_classes (self->project) : NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (senders); i++)
    {
      if (senders[i] != NULL)
        g_signal_handlers_disconnect_by_data (senders[i], self);
    }
}

static void
gw_images_page_dispose (GObject *object)
{
  GwImagesPage *self = GW_IMAGES_PAGE (object);

  stop_listening (self);
  /* Heads that go change the order of nothing. */
  self->sorting = TRUE;
  g_clear_handle_id (&self->search_id, g_source_remove);
  g_clear_handle_id (&self->columns_id, g_source_remove);
  _gw_images_page_drop_sets (self);
  _gw_images_page_clear_states (self);
  _gw_images_page_clear_missing (self);
  _gw_images_page_clear_table (self);
  _gw_images_page_drop_scroll (self);
  _gw_images_page_drop_focus (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), GW_TYPE_IMAGES_PAGE);
  g_clear_object (&self->keymap);
  g_clear_object (&self->start_box);
  g_clear_object (&self->end_box);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->objects);
  g_clear_object (&self->actions);
  g_clear_object (&self->project);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_object (&self->presence);

  G_OBJECT_CLASS (gw_images_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/groundwork/Groundwork/ui/gw-images-page.ui");
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, count);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, empty_import);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, facet_scroller);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, failed);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, flap);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, grid);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, grid_scroller);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, label_button);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, missing);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, missing_button);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, missing_label);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, nearest);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, nearest_label);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, no_match);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, overlay);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, restore_button);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, search);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, search_problem);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, search_row);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, show_trash);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, size);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, size_label);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, size_scale);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, sort_button);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, sort_label);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, table);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, table_scroller);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, tag_button);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, tag_entry);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, trash_button);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, wait_cancel);
  gtk_widget_class_bind_template_child (widget_class, GwImagesPage, wait_label);
  gtk_widget_class_bind_template_callback (widget_class, on_grid_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_table_activated_cb);
}

static void
gw_images_page_class_init (GwImagesPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_images_page_dispose;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
gw_images_page_init (GwImagesPage *self)
{
  self->cells = g_hash_table_new (NULL, NULL);
  self->rows = g_hash_table_new (NULL, NULL);
  self->presence = gw_file_presence_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->search_row, gw_tuck_layout_new (SEARCH_SPACING));
}

static void
restore_view (GwImagesPage *self)
{
  const char *size = gw_project_get_view_state (self->project, "images.size");
  const char *text = gw_project_get_view_state (self->project, "images.filter");
  g_autoptr (GwFilter) filter = text != NULL ? gw_filter_parse (text, NULL) : NULL;

  if (size != NULL)
    gtk_adjustment_set_value (self->size, (double) g_ascii_strtoll (size, NULL, 10));
  if (filter != NULL)
    gw_image_list_set_filter (self->list, filter);
}

static void
build (GwImagesPage *self)
{
  self->list = gw_image_list_new (gw_project_get_store (self->project));
  self->selection = gw_image_selection_new (self->list);
  self->objects = gw_object_cache_new (self->project);
  self->facets = gw_facet_pane_new (self->project);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->facet_scroller), self->facets);

  _gw_images_page_make_actions (self);
  make_header_widgets (self);
  follow_keys (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "images", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (self->start_box, "images", G_ACTION_GROUP (self->actions));
  gtk_widget_insert_action_group (self->end_box, "images", G_ACTION_GROUP (self->actions));

  restore_view (self);
  _gw_images_page_make_cells (self);
  _gw_images_page_make_table (self);
  _gw_images_page_make_search (self);
  _gw_images_page_make_missing (self);
  _gw_images_page_follow_width (self);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_rows_changing_cb), self, 0);

  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (on_rows_changed_cb), self, G_CONNECT_AFTER);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_items_changed_cb), self, 0);
  g_signal_connect_object (self->list, "notify::pending", G_CALLBACK (on_pending_changed_cb), self, 0);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (on_list_failed_cb), self, 0);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed_cb), self, 0);
  g_signal_connect_object (self->project, "notify::info", G_CALLBACK (on_info_changed_cb), self, 0);
  g_signal_connect_object (self->size, "value-changed", G_CALLBACK (on_size_changed_cb), self, 0);

  _gw_images_page_filter_changed (self);
  _gw_images_page_show_state (self);
  show_selection (self);
  _gw_images_page_restore_scroll (self);
}

GtkWidget *
gw_images_page_new (GwProject *project)
{
  GwImagesPage *self;

  g_return_val_if_fail (GW_IS_PROJECT (project), NULL);

  self = g_object_new (GW_TYPE_IMAGES_PAGE, NULL);
  self->project = g_object_ref (project);
  build (self);

  return GTK_WIDGET (self);
}
