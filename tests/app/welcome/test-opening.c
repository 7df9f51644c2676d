/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening paths: what is meant by them, and what is offered where it fails. */

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "gw-import-window.h"
#include "gw-new-project-window.h"
#include "gw-project-opener.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"
#include "gw-welcome-window.h"
#include "welcome-fixture.h"

typedef WelcomeFixture Fixture;

/* --- what is meant by a path --------------------------------------------------------- */

static void
open_path (Fixture *fixture, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_application_open (G_APPLICATION (fixture->application), &file, 1, "");
}

static gboolean
has_window_of (gpointer data)
{
  return welcome_find_toplevel (*(GType *) data) != NULL;
}

static void
test_opens_the_project_of_a_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  GwProject *opened;

  open_path (fixture, folder);
  labeling_wait (welcome_has_project_window, fixture->application);
  opened = gw_window_get_project (welcome_find_project_window (fixture->application));
  g_assert_cmpstr (gw_project_get_path (opened), ==, path);
}

/* Which of two would be meant nobody knows. */
static void
test_folder_of_two_projects_is_one_of_images (Fixture *fixture, gconstpointer data)
{
  GType type = GW_TYPE_NEW_PROJECT_WINDOW;

  dialogs_write (fixture->folder, "a.groundwork", "");
  dialogs_write (fixture->folder, "b.groundwork", "");
  open_path (fixture, fixture->folder);
  labeling_wait (has_window_of, &type);
  g_assert_true (dialogs_says (welcome_find_toplevel (type), fixture->folder));
  gtk_window_destroy (GTK_WINDOW (welcome_find_toplevel (type)));
}

static void
test_any_other_file_is_labels (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "notes.txt", NULL);
  AdwMessageDialog *dialog;

  dialogs_write (fixture->folder, "notes.txt", "Remember the milk.\n");
  open_path (fixture, path);
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "File Is Not in a Known Format");
  adw_message_dialog_response (dialog, "close");
}

/* --- a project that does not open ---------------------------------------------------- */

static void
test_says_why_a_project_does_not_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "broken.groundwork", NULL);
  AdwMessageDialog *dialog;

  dialogs_write (fixture->folder, "broken.groundwork", "This is no project.\n");
  gw_application_open_project (fixture->application, path, GTK_WINDOW (fixture->window));
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Project Cannot Be Opened");
  g_assert_true (adw_message_dialog_has_response (dialog, "copy"));
  adw_message_dialog_response (dialog, "close");
}

/* Overwrites the tables, and not the first page, which says what the file is. */
static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  memset (bytes + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static gboolean
offers_backup (gpointer data)
{
  return adw_message_dialog_has_response (data, "backup");
}

/* The damaged file stays as it is; the back-up opens as a project of its own. */
static void
test_opens_the_backup_of_a_damaged_project (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, NULL);
  AdwMessageDialog *dialog;
  GwProject *opened;
  gsize length_before, length_after;

  g_assert_true (gw_store_back_up (store, NULL, NULL, NULL));
  g_clear_object (&store);
  damage (path);
  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  gw_application_open_project (fixture->application, path, GTK_WINDOW (fixture->window));
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Project Is Damaged");
  labeling_wait (offers_backup, dialog);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "sound back-up"));
  adw_message_dialog_response (dialog, "backup");
  labeling_wait (welcome_has_project_window, fixture->application);

  opened = gw_window_get_project (welcome_find_project_window (fixture->application));
  g_assert_true (g_str_has_suffix (gw_project_get_path (opened), " Restored.groundwork"));
  g_assert_cmpint (gw_project_get_info (opened)->n_images, ==, 1);
  g_assert_false (gw_project_is_read_only (opened));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static gboolean
is_repaired (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window)
          && g_strcmp0 (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (window)), "Project Was Repaired") == 0)
        *(GtkWidget **) data = window;
    }

  return *(GtkWidget **) data != NULL;
}

static void
test_saves_what_can_be_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autoptr (GError) error = g_error_new_literal (GW_STORE_ERROR, GW_STORE_ERROR_CORRUPT, "It is damaged.");
  AdwMessageDialog *repaired = NULL;
  GwProject *opened;

  gw_project_opener_show_error (fixture->application, GTK_WINDOW (fixture->window), path, error);
  adw_message_dialog_response (dialogs_wait_message (), "salvage");
  labeling_wait (is_repaired, &repaired);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (repaired), "1 image and 0 objects are in"));
  adw_message_dialog_response (repaired, "continue");
  labeling_wait (welcome_has_project_window, fixture->application);
  opened = gw_window_get_project (welcome_find_project_window (fixture->application));
  g_assert_true (g_str_has_suffix (gw_project_get_path (opened), " Salvaged.groundwork"));
  g_assert_cmpint (gw_project_get_info (opened)->n_images, ==, 1);
}

/* --- files that are none of ours --------------------------------------------------------- */

static void
test_unknown_format_makes_no_project (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "notes.txt", NULL);
  AdwMessageDialog *dialog;

  dialogs_write (fixture->folder, "notes.txt", "Remember the milk.\n");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "import-new", g_variant_new_string (path));
  dialog = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "File Is Not in a Known Format");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), "Remember the milk."));
  adw_message_dialog_response (dialog, "close");
}

static gboolean
asks_for_format (gpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GW_IS_IMPORT_WINDOW (window) && dialogs_says (window, "File Is Not in a Known Format"))
        return TRUE;
    }

  return FALSE;
}

/* A file that is dropped onto images and is none is taken for labels. */
static void
test_dropped_file_is_no_image (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autofree char *notes = g_build_filename (fixture->folder, "notes.txt", NULL);
  const char *paths[] = { notes };

  dialogs_write (fixture->folder, "notes.txt", "Remember the milk.\n");
  gw_application_open_project (fixture->application, path, GTK_WINDOW (fixture->window));
  labeling_wait (welcome_has_project_window, fixture->application);
  gtk_widget_activate_action_variant (GTK_WIDGET (welcome_find_project_window (fixture->application)), "win.add-images",
                                      g_variant_new_strv (paths, 1));
  labeling_wait (asks_for_format, NULL);
}

/* --- read-only projects ----------------------------------------------------------------- */

static GtkWidget *
banner_button (const char *label)
{
  return dialogs_find (GTK_WIDGET (welcome_find_project_window (g_application_get_default ())), GTK_TYPE_BUTTON, label);
}

static void
test_read_only_project_is_copied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autofree char *copy = g_build_filename (fixture->folder, "mine.groundwork", NULL);
  GwProject *project;
  gboolean found = FALSE;

  gw_application_open_read_only (fixture->application, path, GTK_WINDOW (fixture->window));
  labeling_wait (welcome_has_project_window, fixture->application);
  project = gw_window_get_project (welcome_find_project_window (fixture->application));
  g_assert_true (gw_project_is_read_only (project));
  g_assert_true (dialogs_says (GTK_WIDGET (welcome_find_project_window (fixture->application)),
                               "The project was opened for reading only."));
  g_assert_nonnull (banner_button ("Save a _Copy…"));
  g_assert_true (dialogs_says (GTK_WIDGET (welcome_find_project_window (fixture->application)), "Read Only"));
  dialogs_act (GTK_WIDGET (welcome_find_project_window (fixture->application)), "win.save-copy", NULL);
  dialogs_choose_file (copy);
  while (!found)
    {
      g_main_context_iteration (NULL, TRUE);
      for (GList *l = gtk_application_get_windows (GTK_APPLICATION (fixture->application)); l != NULL; l = l->next)
        found = found
                || (GW_IS_WINDOW (l->data)
                    && g_strcmp0 (gw_project_get_path (gw_window_get_project (l->data)), copy) == 0
                    && !gw_project_is_read_only (gw_window_get_project (l->data)));
    }
}

static void
test_busy_project_is_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autoptr (GError) error = g_error_new_literal (GW_STORE_ERROR, GW_STORE_ERROR_BUSY, "Somebody is writing.");

  gw_project_opener_show_error (fixture->application, GTK_WINDOW (fixture->window), path, error);
  adw_message_dialog_response (dialogs_wait_message (), "read-only");
  labeling_wait (welcome_has_project_window, fixture->application);
  g_assert_true (gw_project_is_read_only (gw_window_get_project (welcome_find_project_window (fixture->application))));
}

#define ADD(name, func) g_test_add ("/opening/" name, Fixture, NULL, welcome_set_up, func, welcome_tear_down)

static void
add_tests (void)
{
  ADD ("opens-the-project-of-a-folder", test_opens_the_project_of_a_folder);
  ADD ("folder-of-two-projects-is-one-of-images", test_folder_of_two_projects_is_one_of_images);
  ADD ("any-other-file-is-labels", test_any_other_file_is_labels);
  ADD ("says-why-a-project-does-not-open", test_says_why_a_project_does_not_open);
  ADD ("opens-the-backup-of-a-damaged-project", test_opens_the_backup_of_a_damaged_project);
  ADD ("saves-what-can-be-read", test_saves_what_can_be_read);
  ADD ("unknown-format-makes-no-project", test_unknown_format_makes_no_project);
  ADD ("dropped-file-is-no-image", test_dropped_file_is_no_image);
  ADD ("read-only-project-is-copied", test_read_only_project_is_copied);
  ADD ("busy-project-is-read", test_busy_project_is_read);
}

int
main (int argc, char **argv)
{
  return welcome_main (argc, argv, add_tests);
}
