/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-shortcuts-page.h"

#include <glib/gi18n.h>

#include "gw-shortcut-recorder.h"

/* Goes into the head of the first group, and holds what the page needs. */
struct _GwShortcutsPage
{
  AdwBin parent_instance;

  GwKeymap *keymap;
  GPtrArray *rows; /* of GtkLabel: the keys of one command, with the command in "gw-command" */
};

G_DEFINE_FINAL_TYPE (GwShortcutsPage, gw_shortcuts_page, ADW_TYPE_BIN)

static char *
describe_keys (GwShortcutsPage *self, const GwCommand *command)
{
  const char *const *keys = gw_keymap_get_keys (self->keymap, command);
  GString *text = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *label = NULL;

      if (gw_keymap_is_other_form (keys[i]))
        continue;
      label = gw_keymap_label_key (keys[i]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", label);
    }

  return g_string_free (text, FALSE);
}

static void
show_keys (GwShortcutsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkLabel *label = g_ptr_array_index (self->rows, i);
      g_autofree char *text = describe_keys (self, g_object_get_data (G_OBJECT (label), "gw-command"));

      gtk_label_set_label (label, *text != '\0' ? text : _ ("None"));
    }
}

static void
on_row_activated_cb (AdwActionRow *row, GwShortcutsPage *self)
{
  gtk_window_present (
      GTK_WINDOW (gw_shortcut_recorder_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row))), self->keymap,
                                            g_object_get_data (G_OBJECT (row), "gw-command"))));
}

/* Digits belong together: they are shown, and not changed one by one. */
static gboolean
can_change (const GwCommand *command)
{
  return !command->fixed && command->number == 0;
}

static GtkWidget *
make_row (GwShortcutsPage *self, const GwCommand *command)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gw_command_get_title (command));
  gtk_widget_add_css_class (keys, "gw-secondary");
  g_object_set_data (G_OBJECT (keys), "gw-command", (gpointer) command);
  g_object_set_data (G_OBJECT (row), "gw-command", (gpointer) command);
  g_ptr_array_add (self->rows, g_object_ref_sink (keys));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  if (can_change (command))
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("document-edit-symbolic"));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated_cb), self, 0);
    }

  return row;
}

static void
on_reset_response_cb (AdwMessageDialog *dialog, const char *response, GwShortcutsPage *self)
{
  if (g_strcmp0 (response, "reset") == 0)
    gw_keymap_reset (self->keymap);
}

static void
reset_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Reset All Shortcuts?"),
                                              _ ("Every command gets the keys of the Groundwork keymap. Keys of your "
                                                 "own are lost."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "reset", _ ("_Reset All"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "reset", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_reset_response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
gw_shortcuts_page_dispose (GObject *object)
{
  GwShortcutsPage *self = GW_SHORTCUTS_PAGE (object);

  g_clear_object (&self->keymap);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (gw_shortcuts_page_parent_class)->dispose (object);
}

static void
gw_shortcuts_page_class_init (GwShortcutsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_shortcuts_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "shortcuts.reset", NULL, reset_action);
}

static void
gw_shortcuts_page_init (GwShortcutsPage *self)
{
  GtkWidget *reset = gtk_button_new_with_mnemonic (_ ("_Reset All…"));

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (reset), "shortcuts.reset");
  gtk_widget_set_valign (reset, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), reset);
}

void
gw_shortcuts_page_fill (AdwPreferencesPage *page, GwKeymap *keymap)
{
  GwShortcutsPage *self;
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  g_return_if_fail (ADW_IS_PREFERENCES_PAGE (page));
  g_return_if_fail (GW_IS_KEYMAP (keymap));

  self = g_object_new (GW_TYPE_SHORTCUTS_PAGE, NULL);
  self->keymap = g_object_ref (keymap);
  for (int group = 0; group < GW_N_COMMAND_GROUPS; group++)
    {
      AdwPreferencesGroup *rows = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      adw_preferences_group_set_title (rows, gw_command_get_group_title ((GwCommandGroup) group));
      if (group == 0)
        adw_preferences_group_set_header_suffix (rows, GTK_WIDGET (self));
      for (gsize i = 0; i < n; i++)
        {
          if (commands[i].group == (GwCommandGroup) group && commands[i].title != NULL)
            adw_preferences_group_add (rows, make_row (self, &commands[i]));
        }
      adw_preferences_page_add (page, rows);
    }
  g_signal_connect_object (keymap, "changed", G_CALLBACK (show_keys), self, G_CONNECT_SWAPPED);
  show_keys (self);
}
