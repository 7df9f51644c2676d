/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "dialogs-fixtures.h"
#include "gw-class-editor.h"
#include "gw-project-settings.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"

typedef struct
{
  char *folder;
  char *elsewhere;
  GwProject *project;
  DialogsHost *host;
  GtkWidget *window;
} Fixture;

/* data: whether the images were moved away since the project was made. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *images = NULL;
  g_autofree char *moved = NULL;

  fixture->folder = gw_test_folder_new ();
  fixture->elsewhere = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 3);
  images = g_build_filename (fixture->folder, "images", NULL);
  moved = g_build_filename (fixture->elsewhere, "pictures", NULL);
  if (GPOINTER_TO_INT (data))
    g_assert_cmpint (g_rename (images, moved), ==, 0);
  fixture->project = dialogs_open_project (path);
  fixture->host = dialogs_host_new ();
  fixture->window = gw_project_settings_new (GTK_WINDOW (fixture->host), fixture->project);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  dialogs_close (GTK_WIDGET (fixture->host), fixture->project);
  gw_test_folder_free (fixture->elsewhere);
  gw_test_folder_free (fixture->folder);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Wanted;

static gboolean
is_said (gpointer data)
{
  Wanted *wanted = data;

  return dialogs_says (wanted->fixture->window, wanted->text);
}

static void
wait_for (Fixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  labeling_wait (is_said, &wanted);
}

static gboolean
images_are_found (gpointer data)
{
  Fixture *fixture = data;
  GwStore *store = gw_project_get_store (fixture->project);
  g_autoptr (GArray) ids = gw_store_list_image_ids (store, NULL, GW_SORT_NAME, NULL, NULL);
  g_autoptr (GPtrArray) images = gw_store_get_images (store, (const gint64 *) (gpointer) ids->data, ids->len, NULL,
                                                      NULL);

  for (guint i = 0; i < images->len; i++)
    {
      if (!g_file_test (gw_image_get_file (g_ptr_array_index (images, i)), G_FILE_TEST_IS_REGULAR))
        return FALSE;
    }

  return images->len == 3;
}

static void
test_locates_moved_images (Fixture *fixture, gconstpointer data)
{
  g_autofree char *moved = g_build_filename (fixture->elsewhere, "pictures", NULL);
  GtkWidget *locate;

  wait_for (fixture, "Not found; 3 images are listed in it");
  g_assert_false (images_are_found (fixture));
  locate = dialogs_find (fixture->window, GTK_TYPE_BUTTON, "_Locate…");
  g_assert_nonnull (locate);
  g_signal_emit_by_name (locate, "clicked");
  dialogs_choose_file (moved);
  wait_for (fixture, "pictures");
  g_assert_false (dialogs_says (fixture->window, "Not found"));
  g_assert_true (images_are_found (fixture));
}

static gboolean
is_renamed (gpointer data)
{
  return g_strcmp0 (gw_project_get_info (data)->name, "Night Streets") == 0;
}

static gboolean
is_of_masks (gpointer data)
{
  return gw_project_get_info (data)->task == GW_TASK_MASKS;
}

static void
test_changes_name_and_task (Fixture *fixture, gconstpointer data)
{
  GtkWidget *task = dialogs_find (fixture->window, ADW_TYPE_COMBO_ROW, "Task");
  /* The class editor has a name too. */
  GtkWidget *page = gtk_widget_get_ancestor (task, ADW_TYPE_PREFERENCES_PAGE);
  GtkWidget *name = dialogs_find (page, ADW_TYPE_ENTRY_ROW, "Name");

  gtk_editable_set_text (GTK_EDITABLE (name), "Night Streets");
  g_signal_emit_by_name (name, "apply");
  labeling_wait (is_renamed, fixture->project);
  adw_combo_row_set_selected (ADW_COMBO_ROW (task), GW_TASK_MASKS);
  labeling_wait (is_of_masks, fixture->project);
  g_assert_true (is_renamed (fixture->project));
}

static gboolean
names_backup (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *row = dialogs_find (fixture->window, ADW_TYPE_ACTION_ROW, "Back-ups");
  g_autofree char *folder = g_strconcat (gw_project_get_path (fixture->project), ".backups/", NULL);

  return g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), folder);
}

static void
test_backs_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_strconcat (gw_project_get_path (fixture->project), ".backups", NULL);
  g_autoptr (GDir) dir = NULL;

  dialogs_act (fixture->window, "settings.back-up", NULL);
  labeling_wait (names_backup, fixture);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_nonnull (g_dir_read_name (dir));
}

static gboolean
has_four_classes (gpointer data)
{
  return g_list_model_get_n_items (gw_project_get_classes (data)) == 4;
}

static gboolean
has_three_classes (gpointer data)
{
  return g_list_model_get_n_items (gw_project_get_classes (data)) == 3;
}

static void
test_undoes_classes_by_key (Fixture *fixture, gconstpointer data)
{
  GtkWidget *editor = dialogs_find (fixture->window, GW_TYPE_CLASS_EDITOR, NULL);

  dialogs_act (editor, "classes.add", NULL);
  labeling_wait (has_four_classes, fixture->project);
  dialogs_act (fixture->window, "settings.undo", "false");
  labeling_wait (has_three_classes, fixture->project);
  dialogs_act (fixture->window, "settings.undo", "true");
  labeling_wait (has_four_classes, fixture->project);
}

#define ADD(name, moved, func) \
  g_test_add ("/project-settings/" name, Fixture, GINT_TO_POINTER (moved), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("locates-moved-images", TRUE, test_locates_moved_images);
  ADD ("changes-name-and-task", FALSE, test_changes_name_and_task);
  ADD ("backs-up", FALSE, test_backs_up);
  ADD ("undoes-classes-by-key", FALSE, test_undoes_classes_by_key);

  return g_test_run ();
}
