/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "dialogs-fixtures.h"
#include "gw-import-window.h"
#include "gw-new-project-window.h"
#include "gw-project-card.h"
#include "gw-project-list-window.h"
#include "gw-project-opener.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"
#include "gw-welcome-window.h"
#include "gw-window.h"
#include "labeling-fixtures.h"

typedef struct
{
  char *folder;
  GwApplication *application;
  GtkWidget *window;
} Fixture;

/* A process has one for as long as it lives. */
static GwApplication *application;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = gw_test_folder_new ();
  fixture->application = application;
  gw_recent_projects_clear (gw_application_get_recent (fixture->application));
  fixture->window = gw_welcome_window_new (fixture->application);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (fixture->application))) != NULL)
    gtk_window_destroy (GTK_WINDOW (windows->data));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gw_test_folder_free (fixture->folder);
}

static GwRecentProjects *
recent (Fixture *fixture)
{
  return gw_application_get_recent (fixture->application);
}

static void
note (Fixture *fixture, const char *path, const char *name, const char *class_name)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new (name, GW_TASK_BOXES);
  const char *classes[] = { class_name, NULL };

  info->n_images = 40;
  info->n_labeled = 10;
  gw_recent_projects_note (recent (fixture), path, info, classes);
}

static guint
count_cards (Fixture *fixture)
{
  return dialogs_count (fixture->window, GW_TYPE_PROJECT_CARD);
}

static GtkWidget *
find_card (Fixture *fixture)
{
  GtkWidget *card = dialogs_find (fixture->window, GW_TYPE_PROJECT_CARD, NULL);

  g_assert_nonnull (card);

  return card;
}

static void
activate_card (Fixture *fixture)
{
  g_signal_emit_by_name (gtk_widget_get_parent (find_card (fixture)), "child-activated", find_card (fixture));
}

static GwWindow *
find_project_window (gpointer data)
{
  for (GList *l = gtk_application_get_windows (data); l != NULL; l = l->next)
    {
      if (GW_IS_WINDOW (l->data))
        return l->data;
    }

  return NULL;
}

static gboolean
has_project_window (gpointer data)
{
  return find_project_window (data) != NULL;
}

/* --- welcome ------------------------------------------------------------------------- */

static void
test_first_start (Fixture *fixture, gconstpointer data)
{
  g_assert_true (gtk_widget_get_visible (dialogs_find (fixture->window, ADW_TYPE_STATUS_PAGE, "Welcome to Groundwork")));
  g_assert_false (dialogs_says (fixture->window, "Recent Projects"));
  g_assert_true (dialogs_says (fixture->window, "Folder of Images…"));

  note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  g_assert_false (gtk_widget_get_visible (dialogs_find (fixture->window, ADW_TYPE_STATUS_PAGE, NULL)));
  g_assert_true (dialogs_says (fixture->window, "Recent Projects"));
  g_assert_true (dialogs_says (fixture->window, "30 images in 1 project not labeled yet."));
}

static void
test_card_tells_its_project (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);

  note (fixture, path, "Streets", "Car");
  g_assert_true (dialogs_says (find_card (fixture), "Streets"));
  g_assert_true (dialogs_says (find_card (fixture), "Bounding boxes · 40 images"));
  g_assert_true (dialogs_says (find_card (fixture), "25% labeled"));
  g_assert_cmpfloat (gtk_widget_get_opacity (find_card (fixture)), ==, 1.0);
}

static double
place_of_card (Fixture *fixture, int index)
{
  GtkFlowBox *box = GTK_FLOW_BOX (gtk_widget_get_parent (find_card (fixture)));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (gtk_flow_box_get_child_at_index (box, index)), GTK_WIDGET (box),
                                            &bounds));

  return bounds.origin.y;
}

static gboolean
has_width (gpointer data)
{
  return gtk_widget_get_width (find_card (data)) > 0;
}

/* However large their covers are. */
static void
test_three_cards_side_by_side (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *path = g_strdup_printf ("/nowhere/%u.groundwork", i);
      g_autofree char *cover = gw_recent_project_get_cover_path (path);
      g_autofree char *folder = g_path_get_dirname (cover);
      g_autofree char *base = g_path_get_basename (cover);

      dialogs_draw (folder, base, 900, 400);
      note (fixture, path, "A project with a name that is longer than any card is wide, or should ever be", "Car");
    }
  labeling_wait (has_width, fixture);
  g_assert_cmpfloat (place_of_card (fixture, 0), ==, place_of_card (fixture, 2));
  g_assert_cmpfloat (place_of_card (fixture, 0), <, place_of_card (fixture, 3));
}

static gboolean
has_no_cards (gpointer data)
{
  return count_cards (data) == 0;
}

static void
test_missing_project (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *dialog;

  note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  g_assert_true (dialogs_says (find_card (fixture), "Folder not found"));
  g_assert_cmpfloat (gtk_widget_get_opacity (find_card (fixture)), <, 0.7);
  activate_card (fixture);
  dialog = dialogs_wait_message ();
  g_assert_true (adw_message_dialog_has_response (dialog, "locate"));
  adw_message_dialog_response (dialog, "remove");
  labeling_wait (has_no_cards, fixture);
}

static void
test_locates_a_missing_project (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);

  note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  activate_card (fixture);
  adw_message_dialog_response (dialogs_wait_message (), "locate");
  dialogs_choose_file (path);
  labeling_wait (has_project_window, fixture->application);
  g_assert_nonnull (gw_recent_projects_find (recent (fixture), path));
  g_assert_null (gw_recent_projects_find (recent (fixture), "/nowhere/a.groundwork"));
}

static void
note_many (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/nowhere/%02u.groundwork", i);
      g_autofree char *name = g_strdup_printf ("Project %02u", i);

      note (fixture, path, name, i == 3 ? "Zebra" : "Car");
    }
}

static gboolean
has_one_card (gpointer data)
{
  return count_cards (data) == 1;
}

static void
test_searches_names_and_classes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *search = dialogs_find (fixture->window, GTK_TYPE_SEARCH_ENTRY, NULL);

  note_many (fixture, 6);
  g_assert_false (gtk_widget_get_visible (search));
  note (fixture, "/nowhere/x.groundwork", "Streets", "Car");
  g_assert_true (gtk_widget_get_visible (search));
  gtk_editable_set_text (GTK_EDITABLE (search), "zebra");
  labeling_wait (has_one_card, fixture);
  g_assert_true (dialogs_says (find_card (fixture), "Project 03"));
  gtk_editable_set_text (GTK_EDITABLE (search), "street");
  labeling_wait (has_one_card, fixture);
}

static gboolean
list_has_one (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static void
test_shows_all_in_a_list (Fixture *fixture, gconstpointer data)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *button;
  GtkWidget *list = NULL;
  GListModel *model;

  note_many (fixture, 15);
  g_assert_cmpuint (count_cards (fixture), ==, 12);
  button = dialogs_find (fixture->window, GTK_TYPE_BUTTON, "Show _All");
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GW_IS_PROJECT_LIST_WINDOW (window))
        list = window;
    }
  g_assert_nonnull (list);
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (dialogs_find (list, GTK_TYPE_LIST_VIEW, NULL))));
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 15);
  gtk_editable_set_text (GTK_EDITABLE (dialogs_find (list, GTK_TYPE_SEARCH_ENTRY, NULL)), "zebra");
  labeling_wait (list_has_one, model);
  gtk_window_destroy (GTK_WINDOW (list));
}

static gboolean
says_night (gpointer data)
{
  return dialogs_says (data, "Night Streets");
}

static void
test_renames_without_opening (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  AdwMessageDialog *dialog;
  g_autoptr (GwStore) store = NULL;
  g_autoptr (GwProjectInfo) info = NULL;

  note (fixture, path, "Streets", "Car");
  dialogs_act (find_card (fixture), "card.rename", NULL);
  dialog = dialogs_wait_message ();
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), "Night Streets");
  adw_message_dialog_response (dialog, "rename");
  labeling_wait (says_night, fixture->window);
  g_assert_null (find_project_window (fixture->application));
  store = gw_store_sqlite_open (path, GW_STORE_OPEN_NO_BACKUP, NULL, NULL);
  info = gw_store_get_info (store, NULL, NULL);
  g_assert_cmpstr (info->name, ==, "Night Streets");
}

static void
test_duplicates (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 2);
  g_autofree char *copy = g_build_filename (fixture->folder, "Copy.groundwork", NULL);
  GwProject *project;

  note (fixture, path, "Streets", "Car");
  dialogs_act (find_card (fixture), "card.duplicate", NULL);
  dialogs_choose_file (copy);
  labeling_wait (has_project_window, fixture->application);
  project = gw_window_get_project (find_project_window (fixture->application));
  g_assert_cmpstr (gw_project_get_path (project), ==, copy);
  g_assert_cmpstr (gw_project_get_info (project)->name, ==, "Copy");
  g_assert_cmpint (gw_project_get_info (project)->n_images, ==, 2);
}

static void
test_removes_from_the_list_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);

  note (fixture, path, "Streets", "Car");
  dialogs_act (find_card (fixture), "card.remove", NULL);
  labeling_wait (has_no_cards, fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

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
  labeling_wait (has_project_window, fixture->application);

  opened = gw_window_get_project (find_project_window (fixture->application));
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
  labeling_wait (has_project_window, fixture->application);
  opened = gw_window_get_project (find_project_window (fixture->application));
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
  labeling_wait (has_project_window, fixture->application);
  gtk_widget_activate_action_variant (GTK_WIDGET (find_project_window (fixture->application)), "win.add-images",
                                      g_variant_new_strv (paths, 1));
  labeling_wait (asks_for_format, NULL);
}

/* --- read-only projects ----------------------------------------------------------------- */

static GtkWidget *
banner_button (const char *label)
{
  return dialogs_find (GTK_WIDGET (find_project_window (application)), GTK_TYPE_BUTTON, label);
}

static void
test_read_only_project_is_copied (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autofree char *copy = g_build_filename (fixture->folder, "mine.groundwork", NULL);
  GwProject *project;
  gboolean found = FALSE;

  gw_application_open_read_only (fixture->application, path, GTK_WINDOW (fixture->window));
  labeling_wait (has_project_window, fixture->application);
  project = gw_window_get_project (find_project_window (fixture->application));
  g_assert_true (gw_project_is_read_only (project));
  g_assert_true (dialogs_says (GTK_WIDGET (find_project_window (fixture->application)),
                               "The project was opened for reading only."));
  g_assert_nonnull (banner_button ("Save a _Copy…"));
  g_assert_true (dialogs_says (GTK_WIDGET (find_project_window (fixture->application)), "Read Only"));
  dialogs_act (GTK_WIDGET (find_project_window (fixture->application)), "win.save-copy", NULL);
  dialogs_choose_file (copy);
  while (!found)
    {
      g_main_context_iteration (NULL, TRUE);
      for (GList *l = gtk_application_get_windows (GTK_APPLICATION (fixture->application)); l != NULL; l = l->next)
        found = found || (GW_IS_WINDOW (l->data)
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
  labeling_wait (has_project_window, fixture->application);
  g_assert_true (gw_project_is_read_only (gw_window_get_project (find_project_window (fixture->application))));
}

/* --- new project ----------------------------------------------------------------------- */

static GtkWidget *
new_project (Fixture *fixture, const char *folder, const char *source)
{
  GtkWidget *window = gw_new_project_window_new (fixture->application, GTK_WINDOW (fixture->window), folder, source);

  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static void
set_row (GtkWidget *window, const char *row, const char *text)
{
  GtkWidget *entry = dialogs_find (window, ADW_TYPE_ENTRY_ROW, row);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

typedef struct
{
  GtkWidget *window;
  const char *text;
} Wanted;

static gboolean
is_said (gpointer data)
{
  Wanted *wanted = data;

  return dialogs_says (wanted->window, wanted->text);
}

static void
assert_refused (GtkWidget *window, const char *text)
{
  Wanted wanted = { window, text };

  dialogs_act (window, "new-project.create", NULL);
  labeling_wait (is_said, &wanted);
}

static void
test_new_project_from_a_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *images = g_build_filename (fixture->folder, "streets", NULL);
  GtkWidget *window;
  GwProject *project;

  dialogs_draw (fixture->folder, "streets/one.png", 20, 10);
  dialogs_draw (fixture->folder, "streets/two.png", 20, 10);
  window = new_project (fixture, images, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (dialogs_find (window, ADW_TYPE_ENTRY_ROW, "Name"))), ==,
                   "streets");
  set_row (window, "Classes, separated by commas (can be added later)", "Car, Bus, Car");
  dialogs_act (window, "new-project.create", NULL);
  labeling_wait (has_project_window, fixture->application);
  project = gw_window_get_project (find_project_window (fixture->application));
  g_assert_cmpstr (gw_project_get_info (project)->name, ==, "streets");
  g_assert_cmpuint (g_list_model_get_n_items (gw_project_get_classes (project)), ==, 2);
  g_assert_cmpstr (gw_class_get_hotkey (gw_project_find_class_by_name (project, "Bus")), ==, "2");
  while (gw_project_get_info (project)->n_images != 2)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_new_project_needs_a_name (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = new_project (fixture, NULL, NULL);

  set_row (window, "Name", "  ");
  assert_refused (window, "Give the project a name.");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_new_project_is_never_written_over (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  dialogs_write (fixture->folder, "streets.groundwork", "something");
  window = new_project (fixture, fixture->folder, NULL);
  set_row (window, "Name", "streets");
  assert_refused (window, "There is a file");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_new_project_refuses_a_folder_of_everybody (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  window = new_project (fixture, fixture->folder, NULL);
  set_row (window, "Name", "streets");
  assert_refused (window, "Everybody on this computer may write to the folder");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_new_project_from_labels (Fixture *fixture, gconstpointer data)
{
  g_autofree char *source = g_build_filename (fixture->folder, "labels.gw.jsonl", NULL);
  g_autofree char *images = g_build_filename (fixture->folder, "pictures", NULL);
  GtkWidget *window;

  dialogs_draw (fixture->folder, "pictures/one.png", 20, 10);
  dialogs_write (fixture->folder, "labels.gw.jsonl",
                 "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"Car\"}]}\n"
                 "{\"image\":\"one.png\",\"width\":20,\"height\":10,\"objects\":[{\"label\":\"Car\",\"bbox\":[1,2,3,4]}]}\n");
  window = new_project (fixture, images, source);
  set_row (window, "Name", "labels");
  dialogs_act (window, "new-project.create", NULL);
  labeling_wait (has_project_window, fixture->application);
  g_assert_cmpstr (gw_project_get_pending_import (gw_window_get_project (find_project_window (fixture->application))), ==,
                   source);
}

#define ADD(name, func) g_test_add ("/welcome/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  char *data = gw_test_folder_new ();
  GError *error = NULL;
  int result;

  /* The list of recent projects, and what is in the cache, are the test's own. */
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CACHE_HOME", data, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  application = gw_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  ADD ("first-start", test_first_start);
  ADD ("card-tells-its-project", test_card_tells_its_project);
  ADD ("three-cards-side-by-side", test_three_cards_side_by_side);
  ADD ("missing-project", test_missing_project);
  ADD ("locates-a-missing-project", test_locates_a_missing_project);
  ADD ("searches-names-and-classes", test_searches_names_and_classes);
  ADD ("shows-all-in-a-list", test_shows_all_in_a_list);
  ADD ("renames-without-opening", test_renames_without_opening);
  ADD ("duplicates", test_duplicates);
  ADD ("removes-from-the-list-only", test_removes_from_the_list_only);
  ADD ("says-why-a-project-does-not-open", test_says_why_a_project_does_not_open);
  ADD ("opens-the-backup-of-a-damaged-project", test_opens_the_backup_of_a_damaged_project);
  ADD ("saves-what-can-be-read", test_saves_what_can_be_read);
  ADD ("unknown-format-makes-no-project", test_unknown_format_makes_no_project);
  ADD ("dropped-file-is-no-image", test_dropped_file_is_no_image);
  ADD ("read-only-project-is-copied", test_read_only_project_is_copied);
  ADD ("busy-project-is-read", test_busy_project_is_read);
  ADD ("new-project-from-a-folder", test_new_project_from_a_folder);
  ADD ("new-project-needs-a-name", test_new_project_needs_a_name);
  ADD ("new-project-is-never-written-over", test_new_project_is_never_written_over);
  ADD ("new-project-refuses-a-folder-of-everybody", test_new_project_refuses_a_folder_of_everybody);
  ADD ("new-project-from-labels", test_new_project_from_labels);

  result = g_test_run ();
  g_object_unref (application);
  gw_test_folder_free (data);

  return result;
}
