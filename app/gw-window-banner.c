/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window-private.h"

#include <glib/gi18n.h>

#include "gw-error-dialog.h"
#include "gw-project-copy.h"
#include "gw-project-opener.h"

/* A copy of what a newer program saved could be changed no more than this. */
void
_gw_window_update_banner (GwWindow *self)
{
  const GwProjectInfo *info = gw_project_get_info (self->project);
  gboolean damaged = info->read_only_cause == GW_READ_ONLY_DAMAGED;

  gtk_label_set_label (self->banner_label, info->read_only_reason != NULL ? info->read_only_reason : "");
  gtk_button_set_label (self->banner_button, damaged ? _ ("Open _Back-up…") : _ ("Save a _Copy…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_button), damaged ? "win.open-backup" : "win.save-copy");
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), info->read_only_cause != GW_READ_ONLY_NEWER);
  gtk_revealer_set_reveal_child (self->banner, info->read_only);
  gtk_widget_set_visible (self->read_only_chip, info->read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.add-images", !info->read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import", !info->read_only);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-file", !info->read_only);
}

static void
on_copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = gw_project_duplicate_finish (result, &error);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (path == NULL)
    gw_error_dialog_present (GTK_WIDGET (self), _ ("Copy Cannot Be Saved"), error);
  else if (application != NULL)
    gw_application_open_project (GW_APPLICATION (application), path, GTK_WINDOW (self));
}

static void
on_target_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwWindow) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT && self->project != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        gw_project_duplicate_async (gw_project_get_path (self->project), path, NULL, on_copied_cb, g_object_ref (self));
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save_copy_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Save a Copy"), GTK_WINDOW (self),
                                                              GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = g_strdup_printf (_ ("%s Copy.groundwork"), gw_project_get_info (self->project)->name);

  g_strdelimit (name, "/", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_target_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_backup_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  GwWindow *self = GW_WINDOW (widget);
  g_autoptr (GError) error = g_error_new_literal (GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT,
                                                  gw_project_get_info (self->project)->read_only_reason);

  gw_project_opener_show_error (GW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), GTK_WINDOW (self),
                                gw_project_get_path (self->project), error);
}

void
_gw_window_class_init_banner (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.save-copy", NULL, save_copy_action);
  gtk_widget_class_install_action (widget_class, "win.open-backup", NULL, open_backup_action);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, banner_button);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, banner_label);
  gtk_widget_class_bind_template_child (widget_class, GwWindow, read_only_chip);
}
