/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "gw-new-project-window.h"
#include "gw-project-card.h"
#include "gw-project-list-window.h"
#include "gw-store-sqlite.h"
#include "gw-welcome-window.h"
#include "welcome-fixture.h"

typedef WelcomeFixture Fixture;

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

/* --- welcome ------------------------------------------------------------------------- */

static void
test_first_start (Fixture *fixture, gconstpointer data)
{
  g_assert_true (
      gtk_widget_get_visible (dialogs_find (fixture->window, ADW_TYPE_STATUS_PAGE, "Welcome to Groundwork")));
  g_assert_false (dialogs_says (fixture->window, "Recent Projects"));
  g_assert_true (dialogs_says (fixture->window, "Folder of Images…"));

  welcome_note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  g_assert_false (gtk_widget_get_visible (dialogs_find (fixture->window, ADW_TYPE_STATUS_PAGE, NULL)));
  g_assert_true (dialogs_says (fixture->window, "Recent Projects"));
  g_assert_true (dialogs_says (fixture->window, "30 images in 1 project not labeled yet."));
}

static double
opacity_of (Fixture *fixture, const char *text)
{
  return gtk_widget_get_opacity (find_card (fixture))
         * gtk_widget_get_opacity (dialogs_find (find_card (fixture), GTK_TYPE_LABEL, text));
}

static void
test_card_tells_its_project (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);

  welcome_note (fixture, path, "Streets", "Car");
  g_assert_true (dialogs_says (find_card (fixture), "Streets"));
  g_assert_true (dialogs_says (find_card (fixture), "Bounding boxes · 40 images"));
  g_assert_true (dialogs_says (find_card (fixture), "25% labeled"));
  g_assert_cmpfloat (opacity_of (fixture, "Streets"), ==, 1.0);
}

static double
place_of_card (Fixture *fixture, int index)
{
  GtkFlowBox *box = GTK_FLOW_BOX (gtk_widget_get_parent (find_card (fixture)));
  graphene_rect_t bounds;

  g_assert_true (
      gtk_widget_compute_bounds (GTK_WIDGET (gtk_flow_box_get_child_at_index (box, index)), GTK_WIDGET (box), &bounds));

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
      welcome_note (fixture, path, "A project with a name that is longer than any card is wide, or should ever be",
                    "Car");
    }
  labeling_wait (has_width, fixture);
  g_assert_cmpfloat (place_of_card (fixture, 0), ==, place_of_card (fixture, 2));
  g_assert_cmpfloat (place_of_card (fixture, 0), <, place_of_card (fixture, 3));
}

static gboolean
has_cover (gpointer data)
{
  GtkWidget *cover = dialogs_find (find_card (data), GTK_TYPE_PICTURE, NULL);

  return gtk_widget_get_visible (cover) && gtk_picture_get_paintable (GTK_PICTURE (cover)) != NULL;
}

/* A card that stays while another is searched for keeps its cover, and does not
 * show the sign for none in between.
 */
static void
test_card_keeps_its_cover (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cover = gw_recent_project_get_cover_path ("/nowhere/a.groundwork");
  g_autofree char *folder = g_path_get_dirname (cover);
  g_autofree char *base = g_path_get_basename (cover);
  GtkWidget *card;

  dialogs_draw (folder, base, 90, 40);
  welcome_note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  labeling_wait (has_cover, fixture);
  card = find_card (fixture);
  gw_recent_projects_rename (welcome_get_recent (fixture), "/nowhere/a.groundwork", "Night Streets");
  g_assert_true (find_card (fixture) == card);
  g_assert_true (has_cover (fixture));
  g_assert_true (dialogs_says (card, "Night Streets"));
}

static gboolean
has_no_cards (gpointer data)
{
  return count_cards (data) == 0;
}

static gboolean
says_not_found (gpointer data)
{
  return dialogs_says (find_card (data), "Folder not found");
}

static gboolean
says_its_images (gpointer data)
{
  return dialogs_says (dialogs_find (data, GW_TYPE_PROJECT_CARD, NULL), "Bounding boxes · 40 images");
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* It counts as there until the disk has answered. */
static void
test_missing_project (Fixture *fixture, gconstpointer data)
{
  AdwMessageDialog *dialog;

  welcome_note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  g_assert_true (dialogs_says (find_card (fixture), "Bounding boxes · 40 images"));
  g_assert_cmpfloat (opacity_of (fixture, "Streets"), ==, 1.0);
  labeling_wait (says_not_found, fixture);
  g_assert_cmpfloat (opacity_of (fixture, "Streets"), <, 0.7);
  g_assert_cmpfloat (opacity_of (fixture, "Folder not found"), ==, 1.0);
  activate_card (fixture);
  dialog = dialogs_wait_message ();
  g_assert_true (adw_message_dialog_has_response (dialog, "locate"));
  adw_message_dialog_response (dialog, "remove");
  labeling_wait (has_no_cards, fixture);
}

/* A project that is missing is known to be, also when the cards are made anew;
 * and one that comes back is seen to be there.
 */
static void
test_missing_project_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);
  g_autofree char *away = g_strconcat (path, ".away", NULL);
  GwWelcomeWindow *other;

  g_assert_cmpint (g_rename (path, away), ==, 0);
  welcome_note (fixture, path, "Streets", "Car");
  labeling_wait (says_not_found, fixture);

  g_assert_cmpint (g_rename (away, path), ==, 0);
  other = GW_WELCOME_WINDOW (gw_welcome_window_new (fixture->application));
  g_assert_true (dialogs_says (dialogs_find (GTK_WIDGET (other), GW_TYPE_PROJECT_CARD, NULL), "Folder not found"));
  gtk_window_present (GTK_WINDOW (other));
  labeling_wait (says_its_images, other);
  gtk_window_destroy (GTK_WINDOW (other));
}

/* What is asked of the disk for a card that went is dropped, and the card with it. */
static void
test_card_that_goes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *card;

  welcome_note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  card = find_card (fixture);
  g_object_add_weak_pointer (G_OBJECT (card), (gpointer *) &card);
  gw_recent_projects_remove (welcome_get_recent (fixture), "/nowhere/a.groundwork");
  labeling_wait (is_gone, &card);
}

static void
test_locates_a_missing_project (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);

  welcome_note (fixture, "/nowhere/a.groundwork", "Streets", "Car");
  activate_card (fixture);
  adw_message_dialog_response (dialogs_wait_message (), "locate");
  dialogs_choose_file (path);
  labeling_wait (welcome_has_project_window, fixture->application);
  g_assert_nonnull (gw_recent_projects_find (welcome_get_recent (fixture), path));
  g_assert_null (gw_recent_projects_find (welcome_get_recent (fixture), "/nowhere/a.groundwork"));
}

static void
note_many (Fixture *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/nowhere/%02u.groundwork", i);
      g_autofree char *name = g_strdup_printf ("Project %02u", i);

      welcome_note (fixture, path, name, i == 3 ? "Zebra" : "Car");
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
  welcome_note (fixture, "/nowhere/x.groundwork", "Streets", "Car");
  g_assert_true (gtk_widget_get_visible (search));
  gtk_editable_set_text (GTK_EDITABLE (search), "zebra");
  labeling_wait (has_one_card, fixture);
  g_assert_true (dialogs_says (find_card (fixture), "Project 03"));
  gtk_editable_set_text (GTK_EDITABLE (search), "street");
  labeling_wait (has_one_card, fixture);
}

/* Rows look for their projects too. */
static gboolean
list_says_not_found (gpointer data)
{
  return dialogs_says (data, "Folder not found · /nowhere/00.groundwork");
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
  labeling_wait (list_says_not_found, list);
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

  welcome_note (fixture, path, "Streets", "Car");
  dialogs_act (find_card (fixture), "card.rename", NULL);
  dialog = dialogs_wait_message ();
  gtk_editable_set_text (GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog)), "Night Streets");
  adw_message_dialog_response (dialog, "rename");
  labeling_wait (says_night, fixture->window);
  g_assert_null (welcome_find_project_window (fixture->application));
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

  welcome_note (fixture, path, "Streets", "Car");
  dialogs_act (find_card (fixture), "card.duplicate", NULL);
  dialogs_choose_file (copy);
  labeling_wait (welcome_has_project_window, fixture->application);
  project = gw_window_get_project (welcome_find_project_window (fixture->application));
  g_assert_cmpstr (gw_project_get_path (project), ==, copy);
  g_assert_cmpstr (gw_project_get_info (project)->name, ==, "Copy");
  g_assert_cmpint (gw_project_get_info (project)->n_images, ==, 2);
}

static void
test_removes_from_the_list_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 1);

  welcome_note (fixture, path, "Streets", "Car");
  dialogs_act (find_card (fixture), "card.remove", NULL);
  labeling_wait (has_no_cards, fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
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
  labeling_wait (welcome_has_project_window, fixture->application);
  project = gw_window_get_project (welcome_find_project_window (fixture->application));
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
  dialogs_write (
      fixture->folder, "labels.gw.jsonl",
      "{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"detection\",\"classes\":[{\"name\":\"Car\"}]}\n"
      "{\"image\":\"one.png\",\"width\":20,\"height\":10,\"objects\":[{\"label\":\"Car\",\"bbox\":[1,2,3,4]}]}\n");
  window = new_project (fixture, images, source);
  set_row (window, "Name", "labels");
  dialogs_act (window, "new-project.create", NULL);
  labeling_wait (welcome_has_project_window, fixture->application);
  g_assert_cmpstr (
      gw_project_get_pending_import (gw_window_get_project (welcome_find_project_window (fixture->application))), ==,
      source);
}

#define ADD(name, func) g_test_add ("/welcome/" name, Fixture, NULL, welcome_set_up, func, welcome_tear_down)

static void
add_tests (void)
{
  ADD ("first-start", test_first_start);
  ADD ("card-tells-its-project", test_card_tells_its_project);
  ADD ("three-cards-side-by-side", test_three_cards_side_by_side);
  ADD ("card-keeps-its-cover", test_card_keeps_its_cover);
  ADD ("missing-project", test_missing_project);
  ADD ("missing-project-comes-back", test_missing_project_comes_back);
  ADD ("card-that-goes", test_card_that_goes);
  ADD ("locates-a-missing-project", test_locates_a_missing_project);
  ADD ("searches-names-and-classes", test_searches_names_and_classes);
  ADD ("shows-all-in-a-list", test_shows_all_in_a_list);
  ADD ("renames-without-opening", test_renames_without_opening);
  ADD ("duplicates", test_duplicates);
  ADD ("removes-from-the-list-only", test_removes_from_the_list_only);
  ADD ("new-project-from-a-folder", test_new_project_from_a_folder);
  ADD ("new-project-needs-a-name", test_new_project_needs_a_name);
  ADD ("new-project-is-never-written-over", test_new_project_is_never_written_over);
  ADD ("new-project-refuses-a-folder-of-everybody", test_new_project_refuses_a_folder_of_everybody);
  ADD ("new-project-from-labels", test_new_project_from_labels);
}

int
main (int argc, char **argv)
{
  return welcome_main (argc, argv, add_tests);
}
