/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-root-locator.h"

#include <glib/gi18n.h>

typedef struct
{
  GwProject *project;
  gint64 root_id;
} Locating;

static void
locating_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Locating *) data)->project);
  g_free (data);
}

typedef struct
{
  gint64 root_id;
  char *folder;
} Relocation;

static void
relocation_free (gpointer data)
{
  g_free (((Relocation *) data)->folder);
  g_free (data);
}

static gpointer
run_relocate (GwStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Relocation *relocation = data;

  gw_store_relocate_root (store, relocation->root_id, relocation->folder, cancellable, error);

  return NULL;
}

static void
on_relocated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwProject) project = user_data;
  g_autoptr (GError) error = NULL;

  gw_store_run_finish (GW_STORE (source), result, &error);
  if (error != NULL)
    gw_project_report (project, _ ("Folder Cannot Be Used"), error);
}

static void
on_folder_chosen_cb (GtkNativeDialog *dialog, int response, Locating *locating)
{
  GwStore *store = gw_project_get_store (locating->project);

  if (response == GTK_RESPONSE_ACCEPT && store != NULL)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      Relocation *relocation = g_new0 (Relocation, 1);

      relocation->root_id = locating->root_id;
      relocation->folder = g_file_get_path (file);
      gw_store_run_async (store, GW_STORE_URGENT, run_relocate, relocation, relocation_free, NULL, NULL,
                          on_relocated_cb, g_object_ref (locating->project));
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

void
gw_root_locator_start (GtkWindow *window, GwProject *project, gint64 root_id)
{
  GtkFileChooserNative *dialog;
  Locating *locating;

  g_return_if_fail (window == NULL || GTK_IS_WINDOW (window));
  g_return_if_fail (GW_IS_PROJECT (project));

  dialog = gtk_file_chooser_native_new (_ ("Locate Image Folder"), window, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                        _ ("_Choose"), _ ("_Cancel"));
  locating = g_new0 (Locating, 1);
  locating->project = g_object_ref (project);
  locating->root_id = root_id;
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_folder_chosen_cb), locating, locating_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
