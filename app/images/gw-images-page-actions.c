/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>

/* --- selection and view --------------------------------------------------------- */

static void
select_all_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (GW_IMAGES_PAGE (user_data)->selection));
}

static void
select_none_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (GW_IMAGES_PAGE (user_data)->selection));
}

static void
open_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint position = gtk_bitset_is_empty (selected) ? 0 : gtk_bitset_get_minimum (selected);

  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-image", "x", gw_image_list_get_id (self->list, position));
}

static void
preview_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _gw_images_page_toggle_preview (user_data);
}

static void
clear_filters_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  g_autoptr (GwFilter) filter = gw_filter_new ();

  gw_images_page_set_filter (self, filter);
}

static void
add_term_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _gw_images_page_add_terms (user_data, g_variant_get_string (parameter, NULL));
}

static void
nearest_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _gw_images_page_remove_nearest (user_data);
}

static void
reload_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;

  gw_image_list_reload (self->list);
  _gw_images_page_show_state (self);
}

static void
view_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GwImagesPage *self = user_data;

  g_simple_action_set_state (action, state);
  gw_project_set_view_state (self->project, "images.view", g_variant_get_string (state, NULL));
  _gw_images_page_show_state (self);
}

/* Over the images the pane is there for as long as it is used; only beside
 * them is it kept for the next time.
 */
static void
filters_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GwImagesPage *self = user_data;

  g_simple_action_set_state (action, state);
  adw_flap_set_reveal_flap (self->flap, g_variant_get_boolean (state));
  if (!adw_flap_get_folded (self->flap))
    gw_project_set_view_state (self->project, "images.filters", g_variant_get_boolean (state) ? "1" : "0");
}

static gboolean
wants_filters (GwImagesPage *self)
{
  return g_strcmp0 (gw_project_get_view_state (self->project, "images.filters"), "0") != 0;
}

static void
set_filters (GwImagesPage *self, gboolean shown)
{
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "filters", g_variant_new_boolean (shown));
}

/* A window that became narrow must not have its images covered. */
static void
on_folded_cb (AdwFlap *flap, GParamSpec *pspec, GwImagesPage *self)
{
  set_filters (self, !adw_flap_get_folded (flap) && wants_filters (self));
}

/* A press beside the pane, too, puts it away. */
static void
on_revealed_cb (AdwFlap *flap, GParamSpec *pspec, GwImagesPage *self)
{
  set_filters (self, adw_flap_get_reveal_flap (flap));
}

static void
select_mode_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GwImagesPage *self = user_data;

  g_simple_action_set_state (action, state);
  self->select_mode = g_variant_get_boolean (state);
  if (self->select_mode)
    gtk_widget_add_css_class (GTK_WIDGET (self->grid), "gw-select-mode");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->grid), "gw-select-mode");
}

static const struct
{
  GwSort sort;
  const char *title;
} sorts[] = {
  { GW_SORT_NAME, N_ ("Name") },
  { GW_SORT_NAME_REVERSED, N_ ("Name, Reversed") },
  { GW_SORT_ADDED, N_ ("Date Added") },
  { GW_SORT_LOWEST_CONFIDENCE, N_ ("Lowest Confidence") },
  { GW_SORT_HIGHEST_CONFIDENCE, N_ ("Highest Confidence") },
  { GW_SORT_MOST_OBJECTS, N_ ("Most Objects") },
  { GW_SORT_FEWEST_OBJECTS, N_ ("Fewest Objects") },
  { GW_SORT_LARGEST, N_ ("Largest") },
  { GW_SORT_SMALLEST, N_ ("Smallest") },
  { GW_SORT_RANDOM, N_ ("Random") },
};

static void
show_sort (GwImagesPage *self, gsize i)
{
  g_autofree char *title = g_markup_escape_text (_ (sorts[i].title), -1);
  /* Translators: how the list is sorted, as in “Sort: Name” */
  g_autofree char *text = g_strdup_printf (_ ("Sort: <b>%s</b>"), title);

  gtk_label_set_markup (self->sort_label, text);
}

static void
sort_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GwImagesPage *self = user_data;

  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_strcmp0 (gw_sort_get_nick (sorts[i].sort), g_variant_get_string (state, NULL)) == 0)
        {
          g_simple_action_set_state (action, state);
          self->to_top = TRUE;
          gw_image_list_set_sort (self->list, sorts[i].sort);
          show_sort (self, i);
          _gw_images_page_show_sort_in_table (self);
          gw_project_set_view_state (self->project, "images.sort", g_variant_get_string (state, NULL));
        }
    }
}

/* --- adding ------------------------------------------------------------------------ */

static void
on_files_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImagesPage) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
      g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("as"));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);
          g_autofree char *path = g_file_get_path (file);

          if (path != NULL)
            g_variant_builder_add (builder, "s", path);
        }
      gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.add-images", g_variant_builder_end (builder));
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose (GwImagesPage *self, GtkFileChooserAction kind, const char *title)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), kind, _ ("_Add"), _ ("_Cancel"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  if (kind == GTK_FILE_CHOOSER_ACTION_OPEN)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ ("Images"));
      gtk_file_filter_add_pixbuf_formats (filter);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  g_signal_connect (dialog, "response", G_CALLBACK (on_files_chosen_cb), g_object_ref (self));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
choose_folder_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("Add a Folder of Images"));
}

static void
choose_files_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add Images"));
}

/* --- making them --------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { "add-term", add_term_activated, "s", NULL, NULL, { 0 } },
  { "choose-files", choose_files_activated, NULL, NULL, NULL, { 0 } },
  { "choose-folder", choose_folder_activated, NULL, NULL, NULL, { 0 } },
  { "clear-filters", clear_filters_activated, NULL, NULL, NULL, { 0 } },
  { "filters", NULL, NULL, "true", filters_changed, { 0 } },
  { "nearest", nearest_activated, NULL, NULL, NULL, { 0 } },
  { "open", open_activated, NULL, NULL, NULL, { 0 } },
  { "preview", preview_activated, NULL, NULL, NULL, { 0 } },
  { "reload", reload_activated, NULL, NULL, NULL, { 0 } },
  { "select-all", select_all_activated, NULL, NULL, NULL, { 0 } },
  { "select-mode", NULL, NULL, "false", select_mode_changed, { 0 } },
  { "select-none", select_none_activated, NULL, NULL, NULL, { 0 } },
  { "sort", NULL, "s", "'name'", sort_changed, { 0 } },
  { "view", NULL, "s", "'grid'", view_changed, { 0 } },
};

/* Keys of the grid and the table; digits and letters label. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state,
                   GwImagesPage *self)
{
  gunichar c = gdk_keyval_to_unicode (keyval);
  char text[8] = { 0 };

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || !g_unichar_isalnum (c))
    return GDK_EVENT_PROPAGATE;

  g_unichar_to_utf8 (c, text);
  if (gw_project_find_class_by_key (self->project, text) == NULL)
    return GDK_EVENT_PROPAGATE;

  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "label-by-key", g_variant_new_string (text));

  return GDK_EVENT_STOP;
}

static void
add_shortcut (GtkWidget *widget, const char *keys, const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys), gtk_named_action_new (action)));
  gtk_widget_add_controller (widget, controller);
}

static void
add_keys (GwImagesPage *self, GtkWidget *widget)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (widget, keys);
  add_shortcut (widget, "space", "images.preview");
  add_shortcut (widget, "Delete", "images.trash");
  add_shortcut (widget, "<Control>a", "images.select-all");
  add_shortcut (widget, "<Control><Shift>a", "images.select-none");
}

static void
restore_states (GwImagesPage *self)
{
  const char *view = gw_project_get_view_state (self->project, "images.view");
  const char *sort = gw_project_get_view_state (self->project, "images.sort");

  show_sort (self, 0);
  if (g_strcmp0 (view, "list") == 0)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "view", g_variant_new_string (view));
  if (sort != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "sort", g_variant_new_string (sort));
  set_filters (self, wants_filters (self));
}

void
_gw_images_page_make_actions (GwImagesPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  _gw_images_page_make_bulk_actions (self);
  restore_states (self);
  g_signal_connect_object (self->flap, "notify::folded", G_CALLBACK (on_folded_cb), self, 0);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (on_revealed_cb), self, 0);

  add_keys (self, GTK_WIDGET (self->grid));
  add_keys (self, GTK_WIDGET (self->table));
}
