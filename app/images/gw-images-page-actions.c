/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>

#include "gw-swatch.h"

GArray *
_gw_images_page_get_selected (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = gw_image_list_get_id (self->list, position);

      g_array_append_val (ids, id);
    }

  return ids;
}

/* --- bulk edits: one run on the store's thread, one step of undo --------------- */

typedef enum
{
  BULK_LABEL,
  BULK_TAG,
  BULK_UNTAG,
  BULK_SPLIT,
  BULK_TRASH
} BulkKind;

typedef struct
{
  BulkKind kind;
  GArray *ids;
  gint64 class_id;
  GwBulkMode mode;
  char *text; /* name of the step, tag or split */
} Bulk;

static void
bulk_free (gpointer data)
{
  Bulk *bulk = data;

  g_array_unref (bulk->ids);
  g_free (bulk->text);
  g_free (bulk);
}

static gpointer
run_bulk (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Bulk *bulk = data;
  const gint64 *ids = (const gint64 *) (gpointer) bulk->ids->data;
  gsize n = bulk->ids->len;

  switch (bulk->kind)
    {
    case BULK_LABEL:
      gw_store_bulk_label (store, ids, n, &bulk->class_id, 1, bulk->mode, bulk->text, cancellable, error);
      break;
    case BULK_TAG:
    case BULK_UNTAG:
      gw_store_bulk_tag (store, ids, n, bulk->text, bulk->kind == BULK_TAG, cancellable, error);
      break;
    case BULK_SPLIT:
      gw_store_bulk_split (store, ids, n, bulk->text, cancellable, error);
      break;
    case BULK_TRASH:
    default:
      gw_store_bulk_trash (store, ids, n, TRUE, cancellable, error);
      break;
    }

  return NULL;
}

typedef struct
{
  GwImagesPage *page;
  char *toast;
} Bulked;

static void
on_bulk_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bulked *bulked = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (bulked->page->project != NULL)
    {
      if (error != NULL)
        gw_project_report (bulked->page->project, _ ("Images Were Not Changed"), error);
      else
        gtk_widget_activate_action (GTK_WIDGET (bulked->page), "win.toast-undo", "s", bulked->toast);
    }
  g_object_unref (bulked->page);
  g_free (bulked->toast);
  g_free (bulked);
}

/* Takes toast. */
static void
start_bulk (GwImagesPage *self, Bulk *bulk, char *toast)
{
  Bulked *bulked = g_new0 (Bulked, 1);

  bulked->page = g_object_ref (self);
  bulked->toast = toast;
  gw_store_run_async (gw_project_get_store (self->project), GW_STORE_URGENT, run_bulk, bulk, bulk_free, NULL, NULL,
                      on_bulk_done_cb, bulked);
}

static Bulk *
bulk_new (GwImagesPage *self, BulkKind kind, const char *text)
{
  Bulk *bulk = g_new0 (Bulk, 1);

  bulk->kind = kind;
  bulk->ids = _gw_images_page_get_selected (self);
  bulk->text = g_strdup (text);

  return bulk;
}

/* What a bulk edit did, with the number of images in the right form. */
#define TOAST(n, singular, plural, ...) \
  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, singular, plural, (n)), (n), __VA_ARGS__)

static gboolean
can_edit (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return !gtk_bitset_is_empty (selected) && !gw_project_is_read_only (self->project);
}

static void
set_label (GwImagesPage *self, GwClass *klass)
{
  gboolean single = gw_project_get_info (self->project)->task != GW_TASK_MULTI_CLASS;
  g_autofree char *name = g_strdup_printf (_ ("Label %s"), gw_class_get_name (klass));
  Bulk *bulk;

  if (!can_edit (self))
    return;

  bulk = bulk_new (self, BULK_LABEL, name);
  bulk->class_id = gw_class_get_id (klass);
  bulk->mode = single ? GW_BULK_REPLACE : GW_BULK_ADD;
  start_bulk (self, bulk,
              TOAST (bulk->ids->len, "%'u image labeled %s", "%'u images labeled %s", gw_class_get_name (klass)));
}

static void
set_label_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  GwClass *klass = gw_project_find_class (self->project, g_variant_get_int64 (parameter));

  if (klass != NULL)
    set_label (self, klass);
}

/* A class's own key, or its place for "1" to "9". */
static void
label_by_key_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  GwClass *klass = gw_project_find_class_by_key (self->project, g_variant_get_string (parameter, NULL));

  if (klass != NULL)
    set_label (self, klass);
}

static void
tag_selected (GwImagesPage *self, gboolean on)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (self->tag_entry)));
  Bulk *bulk;

  if (*tag == '\0' || !can_edit (self))
    return;

  bulk = bulk_new (self, on ? BULK_TAG : BULK_UNTAG, tag);
  start_bulk (self, bulk,
              on ? TOAST (bulk->ids->len, "%'u image tagged %s", "%'u images tagged %s", tag)
                 : TOAST (bulk->ids->len, "%'u image no longer tagged %s", "%'u images no longer tagged %s", tag));
  gtk_menu_button_popdown (self->tag_button);
}

static void
on_tag_add_cb (GtkWidget *widget, GwImagesPage *self)
{
  tag_selected (self, TRUE);
}

static void
on_tag_remove_cb (GtkWidget *widget, GwImagesPage *self)
{
  tag_selected (self, FALSE);
}

static void
split_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  const char *split = g_variant_get_string (parameter, NULL);
  Bulk *bulk;

  if (!can_edit (self))
    return;

  bulk = bulk_new (self, BULK_SPLIT, *split != '\0' ? split : NULL);
  start_bulk (self, bulk,
              *split != '\0'
                  ? TOAST (bulk->ids->len, "%'u image put into split %s", "%'u images put into split %s", split)
                  : g_strdup (_ ("Taken out of the split")));
}

static void
trash_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;
  Bulk *bulk;

  if (!can_edit (self))
    return;

  bulk = bulk_new (self, BULK_TRASH, NULL);
  start_bulk (self, bulk,
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u image moved to the trash",
                                            "%'u images moved to the trash", bulk->ids->len),
                               bulk->ids->len));
}

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
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-image", "x",
                                gw_image_list_get_id (self->list, position));
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

  self->searching = TRUE;
  gtk_editable_set_text (self->search, "");
  self->searching = FALSE;
  gw_images_page_set_filter (self, filter);
}

static void
view_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GwImagesPage *self = user_data;

  g_simple_action_set_state (action, state);
  gw_project_set_view_state (self->project, "images.view", g_variant_get_string (state, NULL));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    gtk_stack_set_visible_child_name (self->stack, g_variant_get_string (state, NULL));
  gtk_widget_set_visible (self->size_scale, g_strcmp0 (g_variant_get_string (state, NULL), "grid") == 0);
  gtk_widget_set_visible (self->size_label, gtk_widget_get_visible (self->size_scale));
}

static void
filters_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GwImagesPage *self = user_data;

  g_simple_action_set_state (action, state);
  adw_flap_set_reveal_flap (self->flap, g_variant_get_boolean (state));
  gw_project_set_view_state (self->project, "images.filters", g_variant_get_boolean (state) ? "1" : "0");
}

/* In selection mode a plain click adds to the selection. */
static void
select_mode_changed (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  GwImagesPage *self = user_data;

  g_simple_action_set_state (action, state);
  if (g_variant_get_boolean (state))
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
  { GW_SORT_ADDED, N_ ("Date Added") },
  { GW_SORT_LOWEST_CONFIDENCE, N_ ("Lowest Confidence") },
  { GW_SORT_HIGHEST_CONFIDENCE, N_ ("Highest Confidence") },
  { GW_SORT_MOST_OBJECTS, N_ ("Most Objects") },
  { GW_SORT_LARGEST, N_ ("Largest") },
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
  { "choose-files", choose_files_activated, NULL, NULL, NULL, { 0 } },
  { "choose-folder", choose_folder_activated, NULL, NULL, NULL, { 0 } },
  { "clear-filters", clear_filters_activated, NULL, NULL, NULL, { 0 } },
  { "filters", NULL, NULL, "true", filters_changed, { 0 } },
  { "label-by-key", label_by_key_activated, "s", NULL, NULL, { 0 } },
  { "open", open_activated, NULL, NULL, NULL, { 0 } },
  { "preview", preview_activated, NULL, NULL, NULL, { 0 } },
  { "select-all", select_all_activated, NULL, NULL, NULL, { 0 } },
  { "select-mode", NULL, NULL, "false", select_mode_changed, { 0 } },
  { "select-none", select_none_activated, NULL, NULL, NULL, { 0 } },
  { "set-label", set_label_activated, "x", NULL, NULL, { 0 } },
  { "sort", NULL, "s", "'name'", sort_changed, { 0 } },
  { "split", split_activated, "s", NULL, NULL, { 0 } },
  { "trash", trash_activated, NULL, NULL, NULL, { 0 } },
  { "view", NULL, "s", "'grid'", view_changed, { 0 } },
};

static const char *const on_selection[] = { "label-by-key", "set-label", "split", "trash" };

void
_gw_images_page_update_actions (GwImagesPage *self)
{
  gboolean editable = can_edit (self);

  for (gsize i = 0; i < G_N_ELEMENTS (on_selection); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), on_selection[i])), editable);
}

/* Keys of the grid and the table; digits and letters label. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
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
fill_label_menu (GwImagesPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GListModel *classes = gw_project_get_classes (self->project);

  for (guint i = 0; i < g_list_model_get_n_items (classes); i++)
    {
      g_autoptr (GwClass) klass = g_list_model_get_item (classes, i);
      const char *hotkey = gw_class_get_hotkey (klass);
      g_auto (GStrv) parts = g_strsplit (gw_class_get_name (klass), "_", -1);
      /* An underline in a name would mark a mnemonic. */
      g_autofree char *escaped = g_strjoinv ("__", parts);
      g_autofree char *text = hotkey != NULL ? g_strdup_printf ("%s    %s", escaped, hotkey) : g_strdup (escaped);
      g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

      g_menu_item_set_action_and_target (item, "images.set-label", "x", gw_class_get_id (klass));
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (self->label_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->label_button), g_list_model_get_n_items (classes) > 0);
}

static void
on_classes_changed_cb (GListModel *classes, guint position, guint removed, guint added, GwImagesPage *self)
{
  fill_label_menu (self);
}

static void
restore_states (GwImagesPage *self)
{
  const char *view = gw_project_get_view_state (self->project, "images.view");
  const char *sort = gw_project_get_view_state (self->project, "images.sort");
  const char *filters = gw_project_get_view_state (self->project, "images.filters");

  show_sort (self, 0);
  if (g_strcmp0 (view, "list") == 0)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "view", g_variant_new_string (view));
  if (sort != NULL)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "sort", g_variant_new_string (sort));
  if (g_strcmp0 (filters, "0") == 0)
    g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "filters", g_variant_new_boolean (FALSE));
}

void
_gw_images_page_make_actions (GwImagesPage *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  restore_states (self);

  add_keys (self, GTK_WIDGET (self->grid));
  add_keys (self, GTK_WIDGET (self->table));
  g_signal_connect_object (self->tag_add, "clicked", G_CALLBACK (on_tag_add_cb), self, 0);
  g_signal_connect_object (self->tag_entry, "activate", G_CALLBACK (on_tag_add_cb), self, 0);
  g_signal_connect_object (self->tag_remove, "clicked", G_CALLBACK (on_tag_remove_cb), self, 0);
  g_signal_connect_object (gw_project_get_classes (self->project), "items-changed",
                           G_CALLBACK (on_classes_changed_cb), self, 0);
  fill_label_menu (self);
}
