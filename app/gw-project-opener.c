/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project-opener.h"

#include <glib/gi18n.h>

#include "gw-application-private.h"
#include "gw-error-dialog.h"
#include "gw-project-rescue.h"
#include "gw-store.h"
#include "gw-task-thread.h"

static void
on_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  GwApplication *application = GW_APPLICATION (user_data);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        gw_application_open_project (application, path, gtk_native_dialog_get_transient_for (dialog));
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

void
gw_project_opener_choose (GwApplication *application)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *dialog;

  g_return_if_fail (GW_IS_APPLICATION (application));

  gtk_file_filter_set_name (filter, _ ("Groundwork Projects"));
  gtk_file_filter_add_suffix (filter, "groundwork");
  dialog = gtk_file_chooser_native_new (_ ("Open Project"),
                                        gtk_application_get_active_window (GTK_APPLICATION (application)),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_signal_connect (dialog, "response", G_CALLBACK (on_chosen_cb), application);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- what is meant by a path --------------------------------------------------- */

typedef struct
{
  GwApplication *application; /* holds a use of it: no window may be open meanwhile */
  char *path;
  char *project; /* (nullable): to be opened */
  gboolean is_folder;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_application_release (G_APPLICATION (look->application));
  g_object_unref (look->application);
  g_free (look->path);
  g_free (look->project);
  g_free (look);
}

/* The one project file in a folder; NULL where there is none or several. */
static char *
find_in_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *found = NULL;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (!g_str_has_suffix (name, ".groundwork"))
        continue;
      if (found != NULL)
        return NULL;
      found = g_build_filename (folder, name, NULL);
    }

  return g_steal_pointer (&found);
}

/* Fills in what is read by nobody before the task has returned. */
static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Look *look = task_data;

  look->is_folder = g_file_test (look->path, G_FILE_TEST_IS_DIR);
  if (look->is_folder)
    look->project = find_in_folder (look->path);
  g_task_return_boolean (task, TRUE);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Look *look = g_task_get_task_data (G_TASK (result));

  if (look->project != NULL)
    {
      gw_application_open_project (look->application, look->project, NULL);
      return;
    }

  _gw_application_present_welcome (look->application);
  g_action_group_activate_action (G_ACTION_GROUP (look->application), look->is_folder ? "new-project" : "import-new",
                                  g_variant_new_string (look->path));
}

void
gw_project_opener_open_path (GwApplication *application, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Look *look;

  g_return_if_fail (GW_IS_APPLICATION (application));
  g_return_if_fail (path != NULL);

  if (g_str_has_suffix (path, ".groundwork"))
    {
      gw_application_open_project (application, path, NULL);
      return;
    }

  look = g_new0 (Look, 1);
  look->application = g_object_ref (application);
  look->path = g_strdup (path);
  g_application_hold (G_APPLICATION (application));
  task = g_task_new (NULL, NULL, on_looked_cb, NULL);
  g_task_set_source_tag (task, gw_project_opener_open_path);
  g_task_set_task_data (task, look, look_free);
  gw_task_run_in_thread (task, look_thread);
}

/* --- why one does not open -------------------------------------------------------- */

static const char *
error_title (const GError *error)
{
  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_TOO_NEW))
    return _ ("Project Needs a Newer Groundwork");
  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT))
    return _ ("Project Is Damaged");
  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_BUSY))
    return _ ("Project Is Open Elsewhere");
  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_FULL))
    return _ ("Disk Is Full");

  return _ ("Project Cannot Be Opened");
}

static void
on_read_only_cb (AdwMessageDialog *message, const char *response, gpointer user_data)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (message));

  if (g_strcmp0 (response, "read-only") == 0)
    gw_application_open_read_only (g_object_get_data (G_OBJECT (message), "gw-application"), user_data, parent);
}

static void
free_path (gpointer path, GClosure *closure)
{
  g_free (path);
}

static void
offer_reading (GwApplication *application, AdwMessageDialog *message, const char *path)
{
  adw_message_dialog_add_response (message, "read-only", _ ("Open _Read Only"));
  adw_message_dialog_set_response_appearance (message, "read-only", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "read-only");
  g_object_set_data_full (G_OBJECT (message), "gw-application", g_object_ref (application), g_object_unref);
  g_signal_connect_data (message, "response", G_CALLBACK (on_read_only_cb), g_strdup (path), free_path, 0);
}

void
gw_project_opener_show_error (GwApplication *application, GtkWindow *parent, const char *path, const GError *error)
{
  GtkWidget *message;

  g_return_if_fail (GW_IS_APPLICATION (application));
  g_return_if_fail (error != NULL);

  message = gw_error_dialog_present (GTK_WIDGET (parent), error_title (error), error);
  if (message == NULL)
    return;
  /* A file whose first bytes are damaged is not known to be a project. */
  if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT)
      || g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID))
    gw_project_rescue_offer (application, ADW_MESSAGE_DIALOG (message), path, error->code == GW_STORE_ERROR_CORRUPT);
  else if (g_error_matches (error, GW_STORE_ERROR, GW_STORE_ERROR_BUSY))
    offer_reading (application, ADW_MESSAGE_DIALOG (message), path);
}
