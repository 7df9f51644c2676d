/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-application-private.h"

#include <glib/gi18n.h>

#include "gw-error-dialog.h"
#include "gw-error.h"
#include "gw-formats.h"
#include "gw-new-project-window.h"
#include "gw-preferences-window.h"
#include "gw-project-opener.h"
#include "gw-sample-project.h"
#include "gw-shortcuts-window.h"
#include "gw-task-thread.h"
#include "gw-welcome-window.h"

static GtkWindow *
active_window (gpointer application)
{
  return gtk_application_get_active_window (GTK_APPLICATION (application));
}

static void
new_window_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  _gw_application_present_welcome (GW_APPLICATION (user_data));
}

static void
new_project_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (gw_new_project_window_new (GW_APPLICATION (user_data), active_window (user_data),
                                                             g_variant_get_string (parameter, NULL), NULL)));
}

static void
detect_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (gw_format_detect (task_data, NULL, cancellable, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* No project is made for what no reader knows. */
static void
on_detected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GwApplication *self = GW_APPLICATION (source);
  GtkWindow *parent = active_window (self);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_window_present (
        GTK_WINDOW (gw_new_project_window_new (self, parent, NULL, g_task_get_task_data (G_TASK (result)))));
  else
    gw_error_dialog_present (GTK_WIDGET (parent),
                             g_error_matches (error, GW_ERROR, GW_ERROR_UNSUPPORTED)
                                 ? _ ("File Is Not in a Known Format")
                                 : _ ("File Cannot Be Opened"),
                             error);
  g_application_release (G_APPLICATION (self));
}

static void
import_into_new (GwApplication *self, const char *source)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_detected_cb, NULL);

  g_application_hold (G_APPLICATION (self));
  g_task_set_source_tag (task, import_into_new);
  g_task_set_task_data (task, g_strdup (source), g_free);
  gw_task_run_in_thread (task, detect_thread);
}

static void
on_source_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        import_into_new (GW_APPLICATION (user_data), path);
    }

  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
import_new_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *source = g_variant_get_string (parameter, NULL);
  GtkFileChooserNative *dialog;

  if (*source != '\0')
    {
      import_into_new (GW_APPLICATION (user_data), source);
      return;
    }

  dialog = gtk_file_chooser_native_new (_ ("Choose a File of Labels"), active_window (user_data),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), _ ("_Cancel"));
  g_signal_connect (dialog, "response", G_CALLBACK (on_source_chosen_cb), user_data);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_project_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gw_project_opener_choose (GW_APPLICATION (user_data));
}

static void
open_file_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gw_application_open_project (GW_APPLICATION (user_data), g_variant_get_string (parameter, NULL),
                               active_window (user_data));
}

static void
sample_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gw_sample_project_open (GW_APPLICATION (user_data), FALSE);
}

static void
sample_start_over_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gw_sample_project_open (GW_APPLICATION (user_data), TRUE);
}

static void
preferences_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GwApplication *self = GW_APPLICATION (user_data);

  gtk_window_present (
      GTK_WINDOW (gw_preferences_window_new (active_window (self), gw_application_get_settings (self),
                                             gw_application_get_keymap (self), gw_application_get_recent (self))));
}

static void
shortcuts_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gw_shortcuts_window_new (gw_application_get_keymap (GW_APPLICATION (user_data)));

  gtk_window_set_transient_for (window, active_window (user_data));
  gtk_window_present (window);
}

static void
help_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/groundwork/Groundwork/ui/gw-help-window.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "help"));

  gtk_window_set_application (window, GTK_APPLICATION (user_data));
  gtk_window_set_transient_for (window, active_window (user_data));
  gtk_window_present (window);
}

/* What a report of a fault needs to know of this computer. */
static char *
describe_computer (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *renderer = g_getenv ("GSK_RENDERER");

  return g_strdup_printf ("Groundwork %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n%s\n%s\n"
                          "Renderer: %s\nDark: %s\nHigh contrast: %s\nProcessors: %u\n",
                          GW_VERSION, gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          system != NULL ? system : "unknown system", G_OBJECT_TYPE_NAME (gdk_display_get_default ()),
                          renderer != NULL ? renderer : "default", adw_style_manager_get_dark (style) ? "yes" : "no",
                          adw_style_manager_get_high_contrast (style) ? "yes" : "no", g_get_num_processors ());
}

static void
about_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const libraries[] = { "GTK",        "libadwaita", "SQLite", "libjpeg-turbo", "libpng",
                                           "gdk-pixbuf", "Cairo",      "Pango",  "json-glib",     NULL };
  g_autofree char *computer = describe_computer ();
  GtkWidget *window = adw_about_window_new ();

  g_object_set (window, "transient-for", active_window (user_data), "modal", TRUE, "application-name", _ ("Groundwork"),
                "application-icon", GW_APP_ID, "version", GW_VERSION, "developer-name", _ ("The Groundwork developers"),
                "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _ ("Label images with classes, boxes and masks. Nothing leaves this computer."), "debug-info", computer,
                "debug-info-filename", "groundwork.txt", NULL);
  adw_about_window_add_acknowledgement_section (ADW_ABOUT_WINDOW (window), _ ("Built With"), (const char **) libraries);
  adw_about_window_add_legal_section (ADW_ABOUT_WINDOW (window), _ ("Geometry and Analytics"), NULL,
                                      GTK_LICENSE_LGPL_3_0, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

/* Windows are closed one by one, so that each can keep what is not saved. */
static void
quit_activated (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
}

static const GActionEntry actions[] = {
  { "about", about_activated, NULL, NULL, NULL, { 0 } },
  { "help", help_activated, NULL, NULL, NULL, { 0 } },
  { "import-new", import_new_activated, "s", NULL, NULL, { 0 } },
  { "new-project", new_project_activated, "s", NULL, NULL, { 0 } },
  { "new-window", new_window_activated, NULL, NULL, NULL, { 0 } },
  { "open-file", open_file_activated, "s", NULL, NULL, { 0 } },
  { "open-project", open_project_activated, NULL, NULL, NULL, { 0 } },
  { "preferences", preferences_activated, NULL, NULL, NULL, { 0 } },
  { "quit", quit_activated, NULL, NULL, NULL, { 0 } },
  { "sample", sample_activated, NULL, NULL, NULL, { 0 } },
  { "sample-start-over", sample_start_over_activated, NULL, NULL, NULL, { 0 } },
  { "shortcuts", shortcuts_activated, NULL, NULL, NULL, { 0 } },
};

/* The keys that come before those of any widget. */
static void
set_accels (GwApplication *self)
{
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *action = NULL;

      if (commands[i].place != GW_COMMAND_APP || commands[i].action == NULL)
        continue;
      action = commands[i].argument != NULL ? g_strdup_printf ("%s(%s)", commands[i].action, commands[i].argument)
                                            : g_strdup (commands[i].action);
      gtk_application_set_accels_for_action (GTK_APPLICATION (self), action,
                                             gw_keymap_get_keys (gw_application_get_keymap (self), &commands[i]));
    }
}

void
_gw_application_add_actions (GwApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_signal_connect_object (gw_application_get_keymap (self), "changed", G_CALLBACK (set_accels), self,
                           G_CONNECT_SWAPPED);
  set_accels (self);
}
