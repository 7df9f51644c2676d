/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-report-saver.h"

#include <glib/gi18n.h>

#include "gw-report.h"
#include "gw-task-thread.h"

typedef struct
{
  GtkWidget *widget;
  GwProject *project;
  GwStore *store;
  GwWork *work;
  char *path;
} Saving;

static void
saving_free (Saving *saving)
{
  g_clear_object (&saving->widget);
  g_clear_object (&saving->project);
  g_object_unref (saving->store);
  g_object_unref (saving->work);
  g_free (saving->path);
  g_free (saving);
}

static void
run (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Saving *saving = task_data;
  const GwReportOptions options = GW_REPORT_OPTIONS_INIT;
  GError *error = NULL;

  /* The chooser has asked before it lets a file be replaced. */
  gw_report_write (saving->store, saving->path, TRUE, &options, saving->work, cancellable, &error);
  gw_work_end (saving->work, error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      GVariant *words[] = { g_variant_new_string (_ ("Report written")), g_variant_new_bytestring (saving->path) };

      gtk_widget_activate_action_variant (saving->widget, "win.toast-folder", g_variant_new_tuple (words, 2));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gw_project_report (saving->project, _ ("Report Was Not Written"), error);
  /* The thread may be the last that holds the task, and widgets go in this one. */
  g_clear_object (&saving->widget);
  g_clear_object (&saving->project);
}

void
gw_report_saver_write (GtkWidget *widget, GwProject *project, const char *path)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autoptr (GTask) task = NULL;

  saving->widget = g_object_ref (widget);
  saving->project = g_object_ref (project);
  saving->store = g_object_ref (gw_project_get_store (project));
  saving->work = gw_work_new (_ ("Writing the report"));
  saving->path = g_strdup (path);
  gw_project_add_work (project, saving->work);
  task = g_task_new (NULL, gw_work_get_cancellable (saving->work), on_written_cb, NULL);
  g_task_set_source_tag (task, gw_report_saver_write);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  gw_task_run_in_thread (task, run);
}

static void
on_response_cb (GtkNativeDialog *dialog, int response, GtkWidget *widget)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

      if (path != NULL)
        gw_report_saver_write (widget, g_object_get_data (G_OBJECT (dialog), "gw-project"), path);
    }
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_pattern (filter, pattern);
  gtk_file_chooser_add_filter (chooser, filter);
  g_object_unref (filter);
}

void
gw_report_saver_start (GtkWidget *widget, GwProject *project)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save Report"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  g_autofree char *name = g_strdup_printf ("%s.pdf", gw_project_get_info (project)->name);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), g_strdelimit (name, "/", '-'));
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("PDF"), "*.pdf");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("HTML"), "*.html");
  g_object_set_data_full (G_OBJECT (chooser), "gw-project", g_object_ref (project), g_object_unref);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_response_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
