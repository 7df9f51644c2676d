/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialogs-fixtures.h"
#include "gw-preferences-window.h"
#include "gw-shortcut-recorder.h"
#include "gw-shortcuts-window.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

typedef struct
{
  char *folder;
  GSettings *settings;
  GwKeymap *keymap;
  GwRecentProjects *recent;
  DialogsHost *host;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("Streets", GW_TASK_BOXES);

  fixture->folder = gw_test_folder_new ();
  fixture->settings = g_settings_new ("org.groundwork.Groundwork");
  fixture->keymap = gw_keymap_new (fixture->settings);
  fixture->recent = gw_recent_projects_new ();
  gw_recent_projects_note (fixture->recent, "/nowhere/streets.groundwork", info, NULL);
  fixture->host = dialogs_host_new ();
  fixture->window = gw_preferences_window_new (GTK_WINDOW (fixture->host), fixture->settings, fixture->keymap,
                                               fixture->recent);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  dialogs_close (GTK_WIDGET (fixture->host), NULL);
  gw_keymap_reset (fixture->keymap);
  g_settings_reset (fixture->settings, "keymap");
  g_settings_reset (fixture->settings, "image-memory-megabytes");
  g_clear_object (&fixture->keymap);
  g_clear_object (&fixture->recent);
  g_clear_object (&fixture->settings);
  gw_test_folder_free (fixture->folder);
}

static void
test_settings_apply_at_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *style = dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Style");
  g_autofree char *nick = NULL;

  adw_combo_row_set_selected (ADW_COMBO_ROW (style), 2);
  nick = g_settings_get_string (fixture->settings, "style");
  g_assert_cmpstr (nick, ==, "dark");
  g_settings_set_string (fixture->settings, "style", "light");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (style)), ==, 1);
  g_settings_reset (fixture->settings, "style");
}

static void
test_memory_reaches_open_projects (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  GwProject *project = dialogs_open_project (path);
  GwImageLoader *loader = gw_project_get_loader (project);

  g_settings_set_uint (fixture->settings, "image-memory-megabytes", 320);
  g_assert_cmpuint (gw_image_loader_get_memory_budget (loader), ==, 320u * 1024 * 1024);
  dialogs_close (NULL, project);
}

static GtkWidget *
keys_label (Fixture *fixture, const char *title)
{
  return dialogs_find (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, title), GTK_TYPE_LABEL, "B");
}

static GtkWidget *
record (Fixture *fixture, const char *command)
{
  return gw_shortcut_recorder_new (GTK_WINDOW (fixture->window), fixture->keymap, gw_command_find (command));
}

static void
test_records_a_key (Fixture *fixture, gconstpointer data)
{
  GtkWidget *recorder = record (fixture, "box-tool");

  g_assert_nonnull (keys_label (fixture, "Box"));
  gtk_window_present (GTK_WINDOW (recorder));
  gw_shortcut_recorder_press (GW_SHORTCUT_RECORDER (recorder), GDK_KEY_j, GDK_CONTROL_MASK);
  g_assert_null (keys_label (fixture, "Box"));
  g_assert_true (dialogs_says (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Box"), "Ctrl+J"));
  g_assert_cmpint (g_settings_get_enum (fixture->settings, "keymap"), ==, 4);
  g_assert_cmpuint (
      adw_combo_row_get_selected (ADW_COMBO_ROW (dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Keymap"))), ==, 4);
}

static void
test_names_the_owner_of_a_key (Fixture *fixture, gconstpointer data)
{
  GtkWidget *recorder = record (fixture, "box-tool");

  gtk_window_present (GTK_WINDOW (recorder));
  gw_shortcut_recorder_press (GW_SHORTCUT_RECORDER (recorder), GDK_KEY_v, 0);
  g_assert_true (dialogs_says (recorder, "V is used by “Select”."));
  g_assert_nonnull (keys_label (fixture, "Box"));
  g_assert_true (gtk_widget_get_visible (dialogs_find (recorder, GTK_TYPE_BUTTON, "_Replace")));

  dialogs_act (recorder, "recorder.replace", NULL);
  g_assert_true (dialogs_says (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Box"), "V"));
  g_assert_true (dialogs_says (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Select"), "None"));
}

static void
test_keeps_fixed_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *recorder = record (fixture, "box-tool");

  gtk_window_present (GTK_WINDOW (recorder));
  gw_shortcut_recorder_press (GW_SHORTCUT_RECORDER (recorder), GDK_KEY_z, GDK_CONTROL_MASK);
  g_assert_true (dialogs_says (recorder, "Ctrl+Z is used by “Undo”, whose keys cannot be changed."));
  g_assert_false (gtk_widget_get_visible (dialogs_find (recorder, GTK_TYPE_BUTTON, "_Replace")));
  gw_shortcut_recorder_press (GW_SHORTCUT_RECORDER (recorder), GDK_KEY_Escape, 0);
  g_assert_nonnull (keys_label (fixture, "Box"));
  g_assert_false (gtk_list_box_row_get_activatable (
      GTK_LIST_BOX_ROW (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Undo"))));
}

static void
test_clears_recent_projects (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
      dialogs_says (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Recent projects"), "lists 1 project"));
  dialogs_act (fixture->window, "preferences.clear-recent", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->recent)), ==, 0);
  g_assert_true (
      dialogs_says (dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Recent projects"), "lists 0 projects"));
}

/* Each command that has a key is in the window, and its first key with it. */
static void
test_lists_every_command (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (gw_shortcuts_window_new (fixture->keymap));
  gsize n;
  const GwCommand *commands = gw_command_list (&n);

  gtk_window_present (GTK_WINDOW (window));
  for (gsize i = 0; i < n; i++)
    {
      const char *title = commands[i].shared_title != NULL ? commands[i].shared_title : commands[i].title;

      if (title != NULL && gw_keymap_get_keys (fixture->keymap, &commands[i])[0] != NULL)
        g_assert_true (dialogs_says (window, title));
    }
  g_assert_nonnull (dialogs_find (window, GTK_TYPE_LABEL, "Ctrl+Enter"));
  g_assert_nonnull (dialogs_find (window, GTK_TYPE_LABEL, "Shift+Arrows"));

  g_settings_set_string (fixture->settings, "keymap", "labelme");
  g_assert_nonnull (dialogs_find (window, GTK_TYPE_LABEL, "Ctrl+R"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
has_searched (gpointer data)
{
  return !dialogs_says (data, "Undo") && dialogs_says (data, "Skip image");
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static void
test_searches_shortcuts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (gw_shortcuts_window_new (fixture->keymap));

  gtk_window_present (GTK_WINDOW (window));
  gtk_editable_set_text (GTK_EDITABLE (dialogs_find (window, GTK_TYPE_SEARCH_ENTRY, NULL)), "skip");
  labeling_wait (has_searched, window);

  /* Escape in the search leaves the window, as it does elsewhere. */
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  g_signal_emit_by_name (dialogs_find (window, GTK_TYPE_SEARCH_ENTRY, NULL), "stop-search");
  labeling_wait (is_gone, &window);
}

#define ADD(name, func) g_test_add ("/preferences/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  char *data = gw_test_folder_new ();
  int result;

  /* The list of recent projects is the test's own. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", data, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("settings-apply-at-once", test_settings_apply_at_once);
  ADD ("memory-reaches-open-projects", test_memory_reaches_open_projects);
  ADD ("records-a-key", test_records_a_key);
  ADD ("names-the-owner-of-a-key", test_names_the_owner_of_a_key);
  ADD ("keeps-fixed-keys", test_keeps_fixed_keys);
  ADD ("clears-recent-projects", test_clears_recent_projects);
  ADD ("lists-every-command", test_lists_every_command);
  ADD ("searches-shortcuts", test_searches_shortcuts);

  result = g_test_run ();
  gw_test_folder_free (data);

  return result;
}
