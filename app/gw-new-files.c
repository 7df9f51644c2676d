/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-new-files.h"

#include <glib/gi18n.h>

#include "gw-application.h"
#include "gw-image-adder.h"
#include "gw-image-info.h"
#include "gw-label-source.h"
#include "gw-path.h"
#include "gw-path-kind.h"
#include "gw-task-thread.h"

/* One path, and what was found there. */
typedef struct
{
  GwWindow *window;
  GCancellable *cancellable; /* cancelled as the window goes */
  char *path;
  gboolean is_added;     /* its pictures are in the project */
  gboolean asks_classes; /* folders may be classes, as far as the project is concerned */
  GwLabelSource *labels; /* (nullable) */
} Find;

static void
find_free (gpointer data)
{
  Find *find = data;

  g_signal_handlers_disconnect_by_data (find->window, find->cancellable);
  g_object_unref (find->window);
  g_object_unref (find->cancellable);
  g_free (find->path);
  gw_label_source_free (find->labels);
  g_free (find);
}

static Find *
find_new (GwWindow *window, const char *path)
{
  Find *find = g_new0 (Find, 1);

  find->window = g_object_ref (window);
  find->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_cancellable_cancel), find->cancellable);
  find->path = g_strdup (path);

  return find;
}

/* --- labels in a folder ------------------------------------------------------------- */

static gboolean
holds_labels (const Find *find)
{
  if (find->labels == NULL)
    return FALSE;
  if (find->labels->others->len > 0 || (find->labels->format->flags & GW_FORMAT_LABELS_BY_FOLDER) == 0)
    return TRUE;
  return find->asks_classes && (find->labels->format->flags & GW_FORMAT_STARTS_FROM_IMAGES) == 0;
}

static void
on_answer_cb (AdwMessageDialog *dialog, const char *answer, Find *find)
{
  if (g_strcmp0 (answer, "import") == 0)
    gtk_widget_activate_action (GTK_WIDGET (find->window), "win.import-file", "s", find->path);
  else if (g_strcmp0 (answer, "images") == 0)
    gw_image_adder_start (find->window, (const char *[]) { find->path, NULL });
}

static void
free_find (gpointer find, GClosure *closure)
{
  find_free (find);
}

static char *
describe (const Find *find)
{
  g_autofree char *name = g_path_get_basename (find->path);
  g_autofree char *shown = gw_path_display (name, -1);
  g_autofree char *list = NULL;

  if (find->labels->others->len == 0)
    return g_strdup_printf (_ ("“%s” holds labels: %s. %s"), shown, _ (find->labels->format->title),
                            find->labels->reason != NULL ? find->labels->reason : "");
  g_ptr_array_add (find->labels->others, NULL);
  list = g_strjoinv (", ", (char **) find->labels->others->pdata);

  return g_strdup_printf (_ ("“%s” holds labels in several folders: %s. One of them can be imported at a time."), shown,
                          list);
}

/* Takes find. */
static void
ask (Find *find)
{
  g_autofree char *text = describe (find);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (find->window), _ ("Import Labels Too?"), text);

  if (find->is_added)
    adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Not Now"), NULL);
  else
    adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Cancel"), "images",
                                      _ ("_Add Only Images"), NULL);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "import", _ ("_Import Labels…"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "import", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "import");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer_cb), find, free_find, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
look_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Find *find = task_data;

  find->labels = gw_label_source_find (find->path, NULL, cancellable, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
on_labels_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Find *find = user_data;

  /* The window was closed meanwhile. */
  if (gw_window_get_project (find->window) == NULL)
    find_free (find);
  else if (holds_labels (find))
    ask (find);
  else
    {
      if (!find->is_added)
        gw_image_adder_start (find->window, (const char *[]) { find->path, NULL });
      find_free (find);
    }
}

/* Takes find. */
static void
look_for_labels (Find *find)
{
  g_autoptr (GTask) task = g_task_new (NULL, find->cancellable, on_labels_looked_cb, find);
  const GwProjectInfo *info = gw_project_get_info (gw_window_get_project (find->window));

  find->asks_classes = info->task == GW_TASK_SINGLE_CLASS || info->task == GW_TASK_MULTI_CLASS;
  g_task_set_source_tag (task, look_for_labels);
  g_task_set_task_data (task, find, NULL);
  gw_task_run_in_thread (task, look_thread);
}

void
gw_new_files_offer_labels (GwWindow *window, const char *folder)
{
  Find *find;

  g_return_if_fail (GW_IS_WINDOW (window));
  g_return_if_fail (folder != NULL);

  find = find_new (window, folder);
  find->is_added = TRUE;
  look_for_labels (find);
}

/* --- what is at a path ----------------------------------------------------------------- */

static void
on_kind_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Find *find = user_data;
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (find->window));
  GwPathKind kind = GW_PATH_NOTHING;

  gw_path_kind_look_finish (result, &kind, NULL);
  /* The window was closed meanwhile. */
  if (gw_window_get_project (find->window) == NULL)
    {
      find_free (find);
      return;
    }
  if (kind == GW_PATH_FOLDER)
    {
      look_for_labels (find);
      return;
    }

  if (kind != GW_PATH_FILE)
    gw_image_adder_start (find->window, (const char *[]) { find->path, NULL });
  else if (g_str_has_suffix (find->path, ".groundwork") && application != NULL)
    gw_application_open_project (GW_APPLICATION (application), find->path, GTK_WINDOW (find->window));
  else
    gtk_widget_activate_action (GTK_WIDGET (find->window), "win.import-file", "s", find->path);
  find_free (find);
}

void
gw_new_files_take (GwWindow *window, const char *const *paths)
{
  g_return_if_fail (GW_IS_WINDOW (window));
  g_return_if_fail (paths != NULL);

  if (paths[0] == NULL || paths[1] != NULL || gw_image_name_is_picture (paths[0]))
    gw_image_adder_start (window, paths);
  else
    {
      Find *find = find_new (window, paths[0]);

      gw_path_kind_look_async (paths[0], find->cancellable, on_kind_looked_cb, find);
    }
}
