/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window-private.h"

#include <glib/gi18n.h>

/* --- what still runs ---------------------------------------------------------- */

static void
on_stop_response_cb (AdwMessageDialog *dialog, const char *response, GwWindow *self)
{
  GListModel *works;

  if (g_strcmp0 (response, "stop") != 0 || self->project == NULL)
    return;

  works = gw_project_get_works (self->project);
  for (guint i = 0; i < g_list_model_get_n_items (works); i++)
    {
      g_autoptr (GwWork) work = g_list_model_get_item (works, i);

      gw_work_cancel (work);
    }
  self->stopped = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_to_stop (GwWindow *self, GListModel *works)
{
  g_autoptr (GwWork) work = g_list_model_get_item (works, 0);
  GtkWidget *dialog;

  if (self->stop_dialog != NULL)
    {
      gtk_window_present (GTK_WINDOW (self->stop_dialog));
      return;
    }

  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("Work Is Still Running"), NULL);
  g_set_weak_pointer (&self->stop_dialog, dialog);
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* Translators: the work as the sidebar names it, such as “Importing Labels”. */
      _ ("“%s” is not done. When it is stopped, an import leaves the project as it was, and images that were added stay."),
      gw_work_get_title (work));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "keep", _ ("_Keep Running"), "stop",
                                    _ ("_Stop and Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_stop_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
_gw_window_may_close (GwWindow *self)
{
  GListModel *works = gw_project_get_works (self->project);

  if (self->stopped || g_list_model_get_n_items (works) == 0)
    return TRUE;

  ask_to_stop (self, works);

  return FALSE;
}

/* --- what goes with it -------------------------------------------------------- */

/* A window in the background too. Closing lets it keep what it holds. */
static void
close_over (GtkWindow *window)
{
  g_autoptr (GPtrArray) over = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == window)
        g_ptr_array_add (over, g_steal_pointer (&other));
    }
  for (guint i = 0; i < over->len; i++)
    {
      close_over (g_ptr_array_index (over, i));
      gtk_window_close (g_ptr_array_index (over, i));
    }
}

void
_gw_window_leave (GwWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  close_over (GTK_WINDOW (self));
  if (application != NULL && self->held == NULL)
    {
      self->held = g_object_ref (G_APPLICATION (application));
      g_application_hold (self->held);
    }
}

static void
on_project_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;

  if (application != NULL)
    g_application_release (application);
}

void
_gw_window_close_project (GwWindow *self)
{
  if (self->project != NULL)
    gw_project_close_async (self->project, on_project_closed_cb, g_steal_pointer (&self->held));
  g_clear_object (&self->project);
}
