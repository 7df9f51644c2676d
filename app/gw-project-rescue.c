/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-project-rescue.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "gw-error-dialog.h"
#include "gw-path.h"
#include "gw-store-sqlite.h"
#include "gw-task-thread.h"

typedef struct
{
  GwApplication *application; /* holds a use of it: the message may be its last window */
  GWeakRef message;
  GWeakRef parent;
  GCancellable *cancellable; /* of looking: nobody waits for it when the message is gone */
  char *path;
  char *backup;       /* (nullable) */
  gint64 backup_time; /* Unix time; 0: not known */
} Rescue;

static Rescue *
rescue_new (GwApplication *application, AdwMessageDialog *message, const char *path)
{
  Rescue *rescue = g_atomic_rc_box_new0 (Rescue);

  rescue->application = g_object_ref (application);
  g_application_hold (G_APPLICATION (application));
  g_weak_ref_init (&rescue->message, message);
  g_weak_ref_init (&rescue->parent, gtk_window_get_transient_for (GTK_WINDOW (message)));
  rescue->cancellable = g_cancellable_new ();
  rescue->path = g_strdup (path);

  return rescue;
}

static void
rescue_clear (gpointer data)
{
  Rescue *rescue = data;

  g_application_release (G_APPLICATION (rescue->application));
  g_object_unref (rescue->application);
  g_weak_ref_clear (&rescue->message);
  g_weak_ref_clear (&rescue->parent);
  g_object_unref (rescue->cancellable);
  g_free (rescue->path);
  g_free (rescue->backup);
}

static void
rescue_unref (Rescue *rescue)
{
  g_atomic_rc_box_release_full (rescue, rescue_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rescue, rescue_unref)

static void
drop_rescue (gpointer data, GClosure *closure)
{
  rescue_unref (data);
}

/* --- opening it ------------------------------------------------------------------ */

static void
restore_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Rescue *rescue = task_data;
  GError *error = NULL;
  char *copy = gw_store_sqlite_restore (rescue->path, rescue->backup, cancellable, &error);

  if (copy != NULL)
    g_task_return_pointer (task, copy, g_free);
  else
    g_task_return_error (task, error);
}

static void
on_restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rescue) rescue = user_data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&rescue->parent);
  g_autoptr (GError) error = NULL;
  g_autofree char *copy = g_task_propagate_pointer (G_TASK (result), &error);

  if (copy != NULL)
    gw_application_open_project (rescue->application, copy, parent);
  else
    gw_error_dialog_present (GTK_WIDGET (parent), _ ("Back-up Cannot Be Opened"), error);
}

/* --- saving what can be read -------------------------------------------------------- */

typedef struct
{
  char *path;
  GwSalvage counts;
} Saved;

static void
saved_free (gpointer data)
{
  Saved *saved = data;

  g_free (saved->path);
  g_free (saved);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saved, saved_free)

static void
salvage_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Rescue *rescue = task_data;
  g_autoptr (Saved) saved = g_new0 (Saved, 1);
  GError *error = NULL;

  saved->path = gw_store_sqlite_salvage (rescue->path, &saved->counts, cancellable, &error);
  if (saved->path != NULL)
    g_task_return_pointer (task, g_steal_pointer (&saved), saved_free);
  else
    g_task_return_error (task, error);
}

static void
on_continue_cb (AdwMessageDialog *message, const char *response, gpointer user_data)
{
  Rescue *rescue = user_data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&rescue->parent);

  if (g_strcmp0 (response, "continue") == 0)
    gw_application_open_project (rescue->application, g_object_get_data (G_OBJECT (message), "gw-path"), parent);
}

static void
tell_saved (Rescue *rescue, GtkWindow *parent, const Saved *saved)
{
  GtkWidget *message = adw_message_dialog_new (parent, _ ("Project Was Repaired"), NULL);
  g_autofree char *name = g_path_get_basename (saved->path);
  g_autofree char *shown = gw_path_display (name, -1);
  g_autofree char *images = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " image", "%'" PRId64 " images", (gulong) saved->counts.n_images),
      saved->counts.n_images);
  g_autofree char *objects = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " object", "%'" PRId64 " objects", (gulong) saved->counts.n_objects),
      saved->counts.n_objects);
  g_autofree char *lost = saved->counts.n_lost > 0 ? g_strdup_printf (
                              g_dngettext (GETTEXT_PACKAGE, "%'" PRId64 " row could not be restored.",
                                           "%'" PRId64 " rows could not be restored.", (gulong) saved->counts.n_lost),
                              saved->counts.n_lost)
                                                   : g_strdup (_ ("No row that is known of is missing."));

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (message),
                                  _ ("%s and %s are in “%s”. %s The damaged file was kept."), images, objects, shown,
                                  lost);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (message), "close", _ ("_Close"), "continue", _ ("Con_tinue"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (message), "continue", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (message), "continue");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (message), "close");
  g_object_set_data_full (G_OBJECT (message), "gw-path", g_strdup (saved->path), g_free);
  g_signal_connect_data (message, "response", G_CALLBACK (on_continue_cb), g_atomic_rc_box_acquire (rescue),
                         drop_rescue, 0);
  gtk_window_present (GTK_WINDOW (message));
}

static void
on_salvaged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rescue) rescue = user_data;
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&rescue->parent);
  g_autoptr (GError) error = NULL;
  g_autoptr (Saved) saved = g_task_propagate_pointer (G_TASK (result), &error);

  if (saved != NULL)
    tell_saved (rescue, parent, saved);
  else
    gw_error_dialog_present (GTK_WIDGET (parent), _ ("Nothing Can Be Read"), error);
}

static void
start (Rescue *rescue, GTaskThreadFunc func, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, g_atomic_rc_box_acquire (rescue));

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (rescue), (GDestroyNotify) rescue_unref);
  gw_task_run_in_thread (task, func);
}

static void
on_response_cb (AdwMessageDialog *message, const char *response, gpointer user_data)
{
  Rescue *rescue = user_data;

  g_cancellable_cancel (rescue->cancellable);
  if (g_strcmp0 (response, "backup") == 0)
    start (rescue, restore_thread, on_restored_cb);
  else if (g_strcmp0 (response, "salvage") == 0)
    start (rescue, salvage_thread, on_salvaged_cb);
}

/* --- looking for it --------------------------------------------------------------- */

/* Fills in what is read by nobody before the task has returned. */
static void
find_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Rescue *rescue = task_data;
  GStatBuf info;

  rescue->backup = gw_store_sqlite_find_backup (rescue->path, cancellable);
  if (rescue->backup != NULL && g_stat (rescue->backup, &info) == 0)
    rescue->backup_time = info.st_mtime;
  g_task_return_boolean (task, rescue->backup != NULL);
}

static char *
describe (Rescue *rescue)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *shown = NULL;

  if (rescue->backup_time == 0)
    return g_strdup (_ ("There is a sound back-up. It opens as a copy; this file stays as it is."));
  time = g_date_time_new_from_unix_local (rescue->backup_time);
  shown = g_date_time_format (time, _ ("%A, %-d %B, %H:%M"));

  return g_strdup_printf (_ ("The newest sound back-up is from %s. It opens as a copy; this file stays as it is."),
                          shown);
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Rescue) rescue = user_data;
  g_autoptr (AdwMessageDialog) message = g_weak_ref_get (&rescue->message);
  g_autofree char *found = NULL;
  g_autofree char *body = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || message == NULL)
    return;

  found = describe (rescue);
  body = g_strdup_printf ("%s\n\n%s", adw_message_dialog_get_body (message), found);
  adw_message_dialog_set_body (message, body);
  adw_message_dialog_add_response (message, "backup", _ ("_Open Back-up"));
  adw_message_dialog_set_response_appearance (message, "backup", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "backup");
}

void
gw_project_rescue_offer (GwApplication *application, AdwMessageDialog *message, const char *path, gboolean is_project)
{
  g_autoptr (Rescue) rescue = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (GW_IS_APPLICATION (application));
  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (message));
  g_return_if_fail (path != NULL);

  rescue = rescue_new (application, message, path);
  g_signal_connect_data (message, "response", G_CALLBACK (on_response_cb), g_atomic_rc_box_acquire (rescue),
                         drop_rescue, 0);
  if (is_project)
    adw_message_dialog_add_response (message, "salvage", _ ("_Save What Can Be Read"));
  task = g_task_new (NULL, rescue->cancellable, on_found_cb, g_atomic_rc_box_acquire (rescue));
  g_task_set_source_tag (task, gw_project_rescue_offer);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (rescue), (GDestroyNotify) rescue_unref);
  gw_task_run_in_thread (task, find_thread);
}
