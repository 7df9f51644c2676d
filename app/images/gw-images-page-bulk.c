/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-images-page-private.h"

#include <glib/gi18n.h>

#include "gw-bulk.h"

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

/* --- bulk edits ------------------------------------------------------------------ */

gboolean
_gw_images_page_can_edit (GwImagesPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return !gtk_bitset_is_empty (selected) && !gw_project_is_read_only (self->project);
}

static void
set_label (GwImagesPage *self, GwClass *klass)
{
  if (_gw_images_page_can_edit (self))
    gw_bulk_label (GTK_WIDGET (self), self->project, _gw_images_page_get_selected (self), klass);
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
clear_labels_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;

  if (_gw_images_page_can_edit (self))
    gw_bulk_clear_labels (GTK_WIDGET (self), self->project, _gw_images_page_get_selected (self));
}

static void
tag_selected (GwImagesPage *self, gboolean on)
{
  g_autofree char *tag = g_strstrip (g_strdup (gtk_editable_get_text (self->tag_entry)));

  if (*tag == '\0' || !_gw_images_page_can_edit (self))
    return;

  gw_bulk_tag (GTK_WIDGET (self), self->project, _gw_images_page_get_selected (self), tag, on);
  gtk_menu_button_popdown (self->tag_button);
}

static void
tag_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tag_selected (user_data, TRUE);
}

static void
untag_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  tag_selected (user_data, FALSE);
}

static void
split_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;

  if (_gw_images_page_can_edit (self))
    gw_bulk_split (GTK_WIDGET (self), self->project, _gw_images_page_get_selected (self),
                   g_variant_get_string (parameter, NULL));
}

static void
trash_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;

  if (_gw_images_page_can_edit (self))
    gw_bulk_trash (GTK_WIDGET (self), self->project, _gw_images_page_get_selected (self), TRUE);
}

static void
restore_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwImagesPage *self = user_data;

  if (_gw_images_page_can_edit (self))
    gw_bulk_trash (GTK_WIDGET (self), self->project, _gw_images_page_get_selected (self), FALSE);
}

/* --- making them ------------------------------------------------------------------ */

static const GActionEntry entries[] = {
  { "clear-labels", clear_labels_activated, NULL, NULL, NULL, { 0 } },
  { "label-by-key", label_by_key_activated, "s", NULL, NULL, { 0 } },
  { "restore", restore_activated, NULL, NULL, NULL, { 0 } },
  { "set-label", set_label_activated, "x", NULL, NULL, { 0 } },
  { "split", split_activated, "s", NULL, NULL, { 0 } },
  { "tag", tag_activated, NULL, NULL, NULL, { 0 } },
  { "trash", trash_activated, NULL, NULL, NULL, { 0 } },
  { "untag", untag_activated, NULL, NULL, NULL, { 0 } },
};

void
_gw_images_page_update_actions (GwImagesPage *self)
{
  gboolean editable = _gw_images_page_can_edit (self);
  static const char *const adding[] = { "choose-files", "choose-folder" };
  gboolean writable = !gw_project_is_read_only (self->project);
  gboolean in_trash = gw_filter_has_value (gw_image_list_get_filter (self->list), GW_FIELD_MARK, "trashed");

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), entries[i].name)), editable);
  for (gsize i = 0; i < G_N_ELEMENTS (adding); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), adding[i])),
                                 writable);

  gtk_widget_set_visible (self->restore_button, in_trash);
  gtk_widget_set_visible (self->trash_button, !in_trash);
}

static void
fill_label_menu (GwImagesPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) labels = g_menu_new ();
  g_autoptr (GMenu) none = g_menu_new ();
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
      g_menu_append_item (labels, item);
    }
  g_menu_append (none, _ ("_Remove Labels"), "images.clear-labels");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (labels));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (none));
  gtk_menu_button_set_menu_model (self->label_button, G_MENU_MODEL (menu));
  gtk_widget_set_visible (GTK_WIDGET (self->label_button), g_list_model_get_n_items (classes) > 0);
}

static void
on_classes_changed_cb (GListModel *classes, guint position, guint removed, guint added, GwImagesPage *self)
{
  fill_label_menu (self);
}

static void
on_tag_entry_activate_cb (GtkEntry *entry, GwImagesPage *self)
{
  tag_selected (self, TRUE);
}

void
_gw_images_page_make_bulk_actions (GwImagesPage *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->tag_entry, "activate", G_CALLBACK (on_tag_entry_activate_cb), self, 0);
  g_signal_connect_object (gw_project_get_classes (self->project), "items-changed", G_CALLBACK (on_classes_changed_cb),
                           self, 0);
  fill_label_menu (self);
}
