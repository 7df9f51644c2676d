/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-image-adder.h"

#include <glib/gi18n.h>

#include "gw-add-images.h"
#include "gw-new-files.h"
#include "gw-path.h"
#include "gw-task-thread.h"

typedef struct
{
  GwStore *store;
  GwWork *work;
  GStrv paths;
  gboolean resumed; /* paths come from the pending folder */
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_object_unref (adding->store);
  g_object_unref (adding->work);
  g_strfreev (adding->paths);
  g_free (adding);
}

static void
add_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Adding *adding = task_data;
  GError *error = NULL;
  GwAddImagesResult *result = gw_add_images (adding->store, (const char *const *) adding->paths,
                                             g_strv_length (adding->paths), GW_ADD_DEFAULT, NULL, adding->work,
                                             cancellable, &error);

  if (result != NULL && adding->resumed)
    gw_store_set_setting (adding->store, GW_SETTING_PENDING_FOLDER, NULL, cancellable, NULL);
  gw_work_end (adding->work, error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) gw_add_images_result_free);
  else
    g_task_return_error (task, error);
}

/* --- telling -------------------------------------------------------------------- */

static void
add_complaints (GtkListBox *list, GPtrArray *complaints, const char *icon)
{
  for (guint i = 0; i < complaints->len; i++)
    {
      const GwImageComplaint *complaint = g_ptr_array_index (complaints, i);
      g_autofree char *name = g_path_get_basename (complaint->path);
      g_autofree char *shown = gw_path_display (name, -1);
      g_autofree char *reason = gw_path_display (complaint->reason, -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon));
      gtk_list_box_append (list, row);
    }
}

static GtkWidget *
complaint_list (GwAddImagesResult *result)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  add_complaints (GTK_LIST_BOX (list), result->refused, "gw-image-missing-symbolic");
  add_complaints (GTK_LIST_BOX (list), result->skipped, "gw-image-missing-symbolic");
  add_complaints (GTK_LIST_BOX (list), result->partial, "dialog-warning-symbolic");

  return list;
}

/* Files of which nothing was added. */
static guint
count_unread (const GwAddImagesResult *result)
{
  return result->skipped->len + result->refused->len;
}

static char *
describe_complaints (GwAddImagesResult *result)
{
  guint n = result->partial->len;
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%u image was added.", "%u images were added.", result->n_added),
      result->n_added);
  if (n > 0)
    {
      g_string_append_c (text, ' ');
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u of them can be read only in part.",
                                           "%u of them can be read only in part.", n),
                              n);
    }
  if (count_unread (result) > 0)
    g_string_append_printf (text, " %s", _ ("Replace the files and add the folder again, or leave them out."));

  return g_string_free (text, FALSE);
}

/* A list of what could not be read, or not all of it, so that the person can
 * mend it.
 */
static void
present_complaints (GwWindow *window, GwAddImagesResult *result)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), NULL, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  guint n = count_unread (result) > 0 ? count_unread (result) : result->partial->len;
  g_autofree char *text = describe_complaints (result);

  adw_message_dialog_format_heading (
      ADW_MESSAGE_DIALOG (dialog),
      count_unread (result) > 0
          ? g_dngettext (GETTEXT_PACKAGE, "%u File Cannot Be Read", "%u Files Cannot Be Read", n)
          : g_dngettext (GETTEXT_PACKAGE, "%u File Can Be Read Only in Part", "%u Files Can Be Read Only in Part", n),
      n);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), text);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, 480, 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), complaint_list (result));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"), NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_added_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  GwWindow *window = GW_WINDOW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwAddImagesResult) result = g_task_propagate_pointer (G_TASK (async_result), &error);
  const Adding *adding = g_task_get_task_data (G_TASK (async_result));
  g_autofree char *text = NULL;

  if (gw_window_get_project (window) == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (result == NULL)
    {
      gw_project_report (gw_window_get_project (window), _ ("Images Cannot Be Added"), error);
      return;
    }

  if (count_unread (result) > 0 || result->partial->len > 0)
    {
      present_complaints (window, result);
      return;
    }

  if (result->n_found == 0)
    text = g_strdup (_ ("There are no images in this folder"));
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u image added", "%'u images added", result->n_added),
                            result->n_added);
  gw_window_toast (window, text, FALSE);
  /* A folder that a new project begins with. */
  if (adding->resumed && result->n_found > 0)
    gw_new_files_offer_labels (window, adding->paths[0]);
}

static void
start (GwWindow *window, GStrv paths, gboolean resumed)
{
  GwProject *project = gw_window_get_project (window);
  g_autoptr (GwWork) work = gw_work_new (_ ("Adding images"));
  g_autoptr (GTask) task = g_task_new (window, gw_work_get_cancellable (work), on_added_cb, NULL);
  Adding *adding = g_new0 (Adding, 1);

  adding->store = g_object_ref (gw_project_get_store (project));
  adding->work = g_object_ref (work);
  adding->paths = paths;
  adding->resumed = resumed;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, adding, adding_free);
  gw_project_add_work (project, work);
  gw_task_run_in_thread (task, add_thread);
}

void
gw_image_adder_start (GwWindow *window, const char *const *paths)
{
  g_return_if_fail (GW_IS_WINDOW (window));
  g_return_if_fail (paths != NULL);

  if (paths[0] != NULL)
    start (window, g_strdupv ((char **) paths), FALSE);
}

void
gw_image_adder_resume (GwWindow *window)
{
  const char *folder = gw_project_get_pending_folder (gw_window_get_project (window));
  const char *paths[] = { folder, NULL };

  if (folder != NULL)
    start (window, g_strdupv ((char **) paths), TRUE);
}
