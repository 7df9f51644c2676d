/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-sample-project.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error-dialog.h"
#include "gw-path-kind.h"
#include "gw-sample.h"
#include "gw-task-thread.h"
#include "gw-window.h"

static char *
sample_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "groundwork", "sample", "Sample.groundwork", NULL);
}

gboolean
gw_sample_project_is_sample (const char *path)
{
  g_autofree char *sample = sample_path ();

  return g_strcmp0 (path, sample) == 0;
}

/* Whether it is being looked for or made: pressed again, one is enough. */
#define UNDERWAY "gw-sample-underway"

static gboolean
begin (GwApplication *application)
{
  if (g_object_get_data (G_OBJECT (application), UNDERWAY) != NULL)
    return FALSE;

  g_object_set_data (G_OBJECT (application), UNDERWAY, GINT_TO_POINTER (TRUE));
  g_application_hold (G_APPLICATION (application));

  return TRUE;
}

static void
end (GwApplication *application)
{
  g_object_set_data (G_OBJECT (application), UNDERWAY, NULL);
  g_application_release (G_APPLICATION (application));
}

/* While it is made: a small window with a progress bar and Cancel. */
typedef struct
{
  GwApplication *application;
  GwWork *work;
  GtkWindow *window;
  GtkProgressBar *bar;
  char *path;
  gboolean start_over;
} Making;

static void
making_free (Making *making)
{
  end (making->application);
  g_object_unref (making->application);
  g_object_unref (making->work);
  g_free (making->path);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

/* Removes one file or a folder with everything in it; only ever called for
 * what the program made itself in its own data folder.
 */
static gboolean
remove_tree (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      file, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, NULL);

  while (children != NULL)
    {
      GFile *child;

      if (!g_file_enumerator_iterate (children, NULL, &child, cancellable, error))
        return FALSE;
      if (child == NULL)
        break;
      if (!remove_tree (child, cancellable, error))
        return FALSE;
    }

  return g_file_delete (file, cancellable, error);
}

static gboolean
clear_old (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  return !g_file_query_exists (file, cancellable) || remove_tree (file, cancellable, error);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Making *making = task_data;
  g_autofree char *folder = g_path_get_dirname (making->path);
  GError *error = NULL;

  if (making->start_over && !clear_old (making->path, cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  if (g_file_test (making->path, G_FILE_TEST_EXISTS))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }

  if (g_mkdir_with_parents (folder, 0700) != 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The folder %s cannot be made."), folder);
  else if (!gw_sample_create_project (making->path, _ ("Sample Project"), GW_SAMPLE_SEED, making->work, cancellable,
                                      &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_task_propagate_boolean (G_TASK (result), &error);
  GtkWindow *parent;

  gw_work_end (making->work, error);
  gtk_window_destroy (making->window);
  if (ok)
    {
      gw_application_open_project (making->application, making->path, NULL);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  parent = gtk_application_get_active_window (GTK_APPLICATION (making->application));
  if (parent != NULL)
    gw_error_dialog_present (GTK_WIDGET (parent), _ ("Sample Cannot Be Made"), error);
}

static void
on_fraction_changed_cb (GwWork *work, GParamSpec *pspec, GtkProgressBar *bar)
{
  if (gw_work_get_fraction (work) >= 0.0)
    gtk_progress_bar_set_fraction (bar, gw_work_get_fraction (work));
}

static gboolean
on_close_request_cb (GtkWindow *window, GwWork *work)
{
  gw_work_cancel (work);

  /* It goes when the work has ended. */
  return GDK_EVENT_STOP;
}

static void
present_progress (Making *making)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *label = gtk_label_new (_ ("The images are being drawn. This is done once and takes some seconds."));
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_halign (cancel, GTK_ALIGN_END);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Sample Project"), -1);
  gtk_widget_set_margin_start (inside, 18);
  gtk_widget_set_margin_end (inside, 18);
  gtk_widget_set_margin_top (inside, 12);
  gtk_widget_set_margin_bottom (inside, 18);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_box_append (GTK_BOX (inside), bar);
  gtk_box_append (GTK_BOX (inside), cancel);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), inside);

  making->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_title (making->window, _ ("Sample Project"));
  gtk_window_set_transient_for (making->window,
                                gtk_application_get_active_window (GTK_APPLICATION (making->application)));
  gtk_window_set_modal (making->window, TRUE);
  gtk_window_set_default_size (making->window, 420, -1);
  adw_window_set_content (ADW_WINDOW (making->window), box);
  g_signal_connect_object (making->work, "notify::fraction", G_CALLBACK (on_fraction_changed_cb), bar, 0);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (gw_work_cancel), making->work, G_CONNECT_SWAPPED);
  g_signal_connect_object (making->window, "close-request", G_CALLBACK (on_close_request_cb), making->work, 0);
  gtk_window_present (making->window);
}

static void
make (GwApplication *application, const char *path, gboolean start_over)
{
  Making *making = g_new0 (Making, 1);
  g_autoptr (GTask) task = NULL;

  making->application = g_object_ref (application);
  making->work = gw_work_new (_ ("Sample Project"));
  making->path = g_strdup (path);
  making->start_over = start_over;
  present_progress (making);

  task = g_task_new (NULL, gw_work_get_cancellable (making->work), on_made_cb, making);
  g_task_set_source_tag (task, make);
  g_task_set_task_data (task, making, NULL);
  gw_task_run_in_thread (task, make_thread);
}

static void
on_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GwApplication) application = user_data;
  g_autofree char *path = sample_path ();
  GwPathKind kind = GW_PATH_NOTHING;

  gw_path_kind_look_finish (result, &kind, NULL);
  if (kind != GW_PATH_FILE)
    {
      make (application, path, FALSE);
      return;
    }

  gw_application_open_project (application, path, NULL);
  end (application);
}

void
gw_sample_project_open (GwApplication *application, gboolean start_over)
{
  g_autofree char *path = sample_path ();

  g_return_if_fail (GW_IS_APPLICATION (application));

  if (!begin (application))
    return;

  if (start_over)
    make (application, path, TRUE);
  else
    gw_path_kind_look_async (path, NULL, on_looked_cb, g_object_ref (application));
}
