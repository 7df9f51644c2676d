/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-window-private.h"

#include <glib/gi18n.h>

#include "gw-class-map.h"
#include "gw-error-dialog.h"
#include "gw-path.h"
#include "gw-task-thread.h"

/* What classes become, kept in a file and taken from one, on a thread of its own. The
 * window's work stands for it meanwhile: nothing else changes the import.
 */
typedef struct
{
  GwImport *import;
  char *path;
  gboolean saves;
} Mapping;

static void
mapping_free (gpointer data)
{
  Mapping *mapping = data;

  g_object_unref (mapping->import);
  g_free (mapping->path);
  g_free (mapping);
}

static void
map_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Mapping *mapping = task_data;
  GError *error = NULL;

  if (mapping->saves ? gw_class_map_save (mapping->path, mapping->import, &error)
                     : gw_class_map_load (mapping->path, mapping->import, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tell_saved (GwImportWindow *self, const char *path)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = gw_path_display (name, -1);
  g_autofree char *text = g_strdup_printf (_ ("Class map saved as %s"), shown);

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.toast", "s", text);
}

static void
on_mapped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwImportWindow *self = GW_IMPORT_WINDOW (source);
  const Mapping *mapping = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->work);
  if (self->project == NULL || self->closed)
    return;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    gw_error_dialog_present (GTK_WIDGET (self),
                             mapping->saves ? _ ("Class Map Cannot Be Saved") : _ ("Class Map Cannot Be Used"), error);
  else if (mapping->saves)
    tell_saved (self, mapping->path);
  else
    _gw_import_window_start (self, GW_IMPORT_JOB_CHECK);
}

static void
start (GwImportWindow *self, const char *path, gboolean saves)
{
  g_autoptr (GTask) task = NULL;
  Mapping *mapping = g_new0 (Mapping, 1);

  mapping->import = g_object_ref (self->import);
  mapping->path = g_strdup (path);
  mapping->saves = saves;
  self->work = gw_work_new (saves ? _ ("Saving Class Map") : _ ("Reading Class Map"));
  task = g_task_new (self, gw_work_get_cancellable (self->work), on_mapped_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, mapping, mapping_free);
  gw_task_run_in_thread (task, map_thread);
}

static void
on_map_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (GwImportWindow) self = user_data;
  gboolean saves = gtk_file_chooser_get_action (GTK_FILE_CHOOSER (dialog)) == GTK_FILE_CHOOSER_ACTION_SAVE;

  if (response == GTK_RESPONSE_ACCEPT && self->import != NULL && self->work == NULL && self->project != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

      if (g_file_peek_path (file) != NULL)
        start (self, g_file_peek_path (file), saves);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
choose (GwImportWindow *self, const char *title, GtkFileChooserAction action, const char *accept)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, _ ("_Cancel"));

  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), "classes.map.csv");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_map_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
use_map_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), _ ("Use a Class Map"), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Use"));
}

static void
save_map_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  choose (GW_IMPORT_WINDOW (widget), _ ("Save the Class Map"), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));
}

void
_gw_import_window_class_init_map (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.use-map", NULL, use_map_action);
  gtk_widget_class_install_action (widget_class, "import.save-map", NULL, save_map_action);
}
