/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "dialogs-fixtures.h"
#include "gw-new-files.h"
#include "labeling-fixtures.h"
#include "window-fixture.h"

/* Files and folders that are dropped on the window of a project with two images. */

static void
write_yolo (WindowFixture *fixture)
{
  dialogs_draw (fixture->folder, "road/images/one.png", 100, 80);
  dialogs_draw (fixture->folder, "road/images/two.png", 100, 80);
  dialogs_write (fixture->folder, "road/labels/one.txt", "0 0.5 0.5 0.2 0.2\n");
  dialogs_write (fixture->folder, "road/labels/two.txt", "0 0.4 0.4 0.2 0.2\n");
  dialogs_write (fixture->folder, "road/data.yaml", "train: images\nnames: [car]\n");
}

static GtkDropTarget *
find_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

/* As when it is let go over the middle of the window. */
static gboolean
drop (WindowFixture *fixture, const char *first, const char *second)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  gboolean taken = FALSE;

  for (guint i = 0; i < 2; i++)
    {
      const char *relative = i == 0 ? second : first;
      g_autofree char *path = relative != NULL ? g_build_filename (fixture->folder, relative, NULL) : NULL;

      if (path != NULL)
        files = g_slist_prepend (files, g_file_new_for_path (path));
    }
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, files);
  g_signal_emit_by_name (find_target (GTK_WIDGET (fixture->window)), "drop", &value, 400.0, 300.0, &taken);

  return taken;
}

typedef struct
{
  WindowFixture *fixture;
  guint n;
} Wanted;

static gboolean
has_images (gpointer data)
{
  const Wanted *wanted = data;

  /* A window with work to do would ask before it closes. */
  return gw_project_get_info (wanted->fixture->project)->n_images == wanted->n
         && g_list_model_get_n_items (gw_project_get_works (wanted->fixture->project)) == 0;
}

static void
wait_images (WindowFixture *fixture, guint n)
{
  Wanted wanted = { fixture, n };

  labeling_wait (has_images, &wanted);
}

static gboolean
is_importing (gpointer data)
{
  return dialogs_find_window ("Import") != NULL;
}

static GtkWidget *
wait_import (void)
{
  labeling_wait (is_importing, NULL);
  return dialogs_find_window ("Import");
}

static void
test_images (WindowFixture *fixture, gconstpointer data)
{
  dialogs_draw (fixture->folder, "new/three.png", 100, 80);
  dialogs_draw (fixture->folder, "new/deep/four.png", 100, 80);
  g_assert_true (drop (fixture, "new", NULL));
  wait_images (fixture, 4);
  gtk_window_close (fixture->window);
}

static void
test_several (WindowFixture *fixture, gconstpointer data)
{
  dialogs_draw (fixture->folder, "three.png", 100, 80);
  dialogs_draw (fixture->folder, "new/four.png", 100, 80);
  g_assert_true (drop (fixture, "three.png", "new"));
  wait_images (fixture, 4);
  gtk_window_close (fixture->window);
}

static void
test_labels (WindowFixture *fixture, gconstpointer data)
{
  AdwMessageDialog *message;
  GtkWidget *window;

  write_yolo (fixture);
  g_assert_true (drop (fixture, "road", NULL));
  message = dialogs_wait_message ();
  g_assert_cmpstr (adw_message_dialog_get_heading (message), ==, "Import Labels Too?");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (message), "“road”"));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (message), "YOLO"));
  adw_message_dialog_response (message, "import");
  window = wait_import ();
  g_assert_cmpuint (gw_project_get_info (fixture->project)->n_images, ==, 2);
  gtk_window_close (GTK_WINDOW (window));
  gtk_window_close (fixture->window);
}

static void
test_images_only (WindowFixture *fixture, gconstpointer data)
{
  write_yolo (fixture);
  g_assert_true (drop (fixture, "road", NULL));
  adw_message_dialog_response (dialogs_wait_message (), "images");
  wait_images (fixture, 4);
  g_assert_null (dialogs_find_window ("Import"));
  gtk_window_close (fixture->window);
}

static void
test_file (WindowFixture *fixture, gconstpointer data)
{
  dialogs_write (fixture->folder, "labels.json", "{\"images\":[],\"categories\":[],\"annotations\":[]}");
  g_assert_true (drop (fixture, "labels.json", NULL));
  gtk_window_close (GTK_WINDOW (wait_import ()));
  gtk_window_close (fixture->window);
}

/* A new project whose folder of images was added. */
static void
test_added (WindowFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "road", NULL);
  AdwMessageDialog *message;

  write_yolo (fixture);
  gw_new_files_offer_labels (GW_WINDOW (fixture->window), path);
  message = dialogs_wait_message ();
  g_assert_false (adw_message_dialog_has_response (message, "images"));
  adw_message_dialog_response (message, "close");
  g_assert_cmpuint (gw_project_get_info (fixture->project)->n_images, ==, 2);
  gtk_window_close (fixture->window);
}

/* What is not of this computer. */
static void
test_remote (WindowFixture *fixture, gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = TRUE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, g_slist_prepend (NULL, g_file_new_for_uri ("https://example.org/a.png")));
  g_signal_emit_by_name (find_target (GTK_WIDGET (fixture->window)), "drop", &value, 1.0, 1.0, &taken);
  g_assert_false (taken);
  gtk_window_close (fixture->window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/window-drop/" name, WindowFixture, NULL, window_set_up, func, window_tear_down)
  ADD ("images", test_images);
  ADD ("several", test_several);
  ADD ("labels", test_labels);
  ADD ("images-only", test_images_only);
  ADD ("file", test_file);
  ADD ("added", test_added);
  ADD ("remote", test_remote);
#undef ADD

  return g_test_run ();
}
