/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialogs-fixtures.h"
#include "gw-edits.h"
#include "gw-image-list.h"
#include "gw-images-page.h"
#include "gw-labeling-page-private.h"
#include "labeling-fixtures.h"
#include "window-fixture.h"

/* Words at the foot of the window, and Undo in them. */

static gboolean
has_images (gpointer data)
{
  return g_list_model_get_n_items (data) == 2;
}

static gboolean
is_settled (gpointer data)
{
  GwLabelingPage *page = data;

  return page->document != NULL && !_gw_labeling_page_is_loading (page)
         && gw_document_saver_get_state (page->saver) == GW_SAVE_SAVED;
}

static void
click_undo (WindowFixture *fixture)
{
  GtkWidget *button = dialogs_find (GTK_WIDGET (fixture->window), GTK_TYPE_BUTTON, "_Undo");
  GdkFrameClock *clock = gtk_widget_get_frame_clock (button);
  gint64 frame = gdk_frame_clock_get_frame_counter (clock);

  /* Nobody clicks what was not drawn yet. */
  while (gdk_frame_clock_get_frame_counter (clock) < frame + 5)
    {
      gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_emit_by_name (button, "clicked");
}

/* In a toast, not in what the page tells a screen reader. */
static gboolean
is_told (GtkWindow *window, const char *text)
{
  GtkWidget *toasts = dialogs_find (GTK_WIDGET (window), ADW_TYPE_TOAST_OVERLAY, NULL);
  GtkWidget *page = adw_toast_overlay_get_child (ADW_TOAST_OVERLAY (toasts));

  for (GtkWidget *child = gtk_widget_get_first_child (toasts); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (child != page && dialogs_says (child, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
says_deleted (gpointer data)
{
  return is_told (data, "Car deleted");
}

static gboolean
says_nothing (gpointer data)
{
  return !is_told (data, "deleted");
}

static void
draw (GwLabelingPage *page, double x)
{
  GwShape shape = GW_SHAPE_INIT;

  gw_shape_init_box (&shape, x, 5, 10, 12);
  gw_document_select (page->document, gw_object_get_id (gw_document_add_shape (page->document, &shape)), FALSE);
}

static void
test_undoes_deletion (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GwImageList) images = gw_image_list_new (fixture->store);
  GwLabelingPage *page;

  labeling_wait (has_images, images);
  gw_window_open_image (GW_WINDOW (fixture->window), G_LIST_MODEL (images), gw_image_list_get_id (images, 0));
  page = GW_LABELING_PAGE (dialogs_find (GTK_WIDGET (fixture->window), GW_TYPE_LABELING_PAGE, NULL));
  labeling_wait (is_settled, page);

  draw (page, 5);
  gtk_widget_activate_action (page->canvas, "canvas.delete", NULL);
  labeling_wait (says_deleted, fixture->window);
  click_undo (fixture);
  labeling_wait (says_nothing, fixture->window);
  labeling_wait (is_settled, page);
  g_assert_cmpuint (gw_document_get_n_objects (page->document), ==, 1);

  /* The next edit takes the words away: they would be about another step. */
  gw_document_select_all (page->document);
  gtk_widget_activate_action (page->canvas, "canvas.delete", NULL);
  labeling_wait (says_deleted, fixture->window);
  draw (page, 20);
  labeling_wait (says_nothing, fixture->window);
  labeling_wait (is_settled, page);
  gtk_window_close (fixture->window);
}

static gboolean
says_third (gpointer data)
{
  return is_told (data, "Third") && !is_told (data, "First") && !is_told (data, "Second");
}

/* Faster than they can be drawn: the newest one counts. */
static void
test_toasts_at_once (WindowFixture *fixture, gconstpointer data)
{
  gw_window_toast (GW_WINDOW (fixture->window), "First", FALSE);
  gw_window_toast (GW_WINDOW (fixture->window), "Second", TRUE);
  gw_window_toast (GW_WINDOW (fixture->window), "Third", FALSE);
  labeling_wait (says_third, fixture->window);
  gtk_window_close (fixture->window);
}

static gboolean
is_above_selection (gpointer data)
{
  return gtk_widget_has_css_class (data, "gw-above-selection");
}

static gboolean
is_at_the_foot (gpointer data)
{
  return !is_above_selection (data);
}

/* The buttons of the selection stay in reach while the last step is told. */
static void
test_leaves_the_selection_its_buttons (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *toasts = dialogs_find (GTK_WIDGET (fixture->window), ADW_TYPE_TOAST_OVERLAY, NULL);
  GtkWidget *page = dialogs_find (GTK_WIDGET (fixture->window), GW_TYPE_IMAGES_PAGE, NULL);
  g_autoptr (GwImageList) images = gw_image_list_new (fixture->store);

  labeling_wait (has_images, images);
  g_assert_true (is_at_the_foot (toasts));
  while (!is_above_selection (toasts))
    {
      /* Nothing is selected before the page has its images. */
      g_assert_true (gtk_widget_activate_action (page, "images.select-all", NULL));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (gtk_widget_activate_action (page, "images.select-none", NULL));
  labeling_wait (is_at_the_foot, toasts);
  gtk_window_close (fixture->window);
}

/* So do the zoom, the strip and the bar of the labeling view, where they are. */
static void
test_leaves_the_labeling_view_its_buttons (WindowFixture *fixture, gconstpointer data)
{
  GtkWidget *toasts = dialogs_find (GTK_WIDGET (fixture->window), ADW_TYPE_TOAST_OVERLAY, NULL);
  g_autoptr (GwImageList) images = gw_image_list_new (fixture->store);
  GtkWidget *page;

  labeling_wait (has_images, images);
  gw_window_open_image (GW_WINDOW (fixture->window), G_LIST_MODEL (images), gw_image_list_get_id (images, 0));
  page = dialogs_find (GTK_WIDGET (fixture->window), GW_TYPE_LABELING_PAGE, NULL);
  labeling_wait (is_settled, page);
  g_assert_true (gtk_widget_has_css_class (toasts, "gw-above-zoom"));
  g_assert_true (gtk_widget_has_css_class (toasts, "gw-above-strip"));
  g_assert_true (gtk_widget_has_css_class (toasts, "gw-above-bar"));
  g_assert_true (gtk_widget_has_css_class (toasts, "gw-beside-pane"));
  g_object_set (page, "show-pane", FALSE, NULL);
  g_assert_false (gtk_widget_has_css_class (toasts, "gw-beside-pane"));
  g_object_set (page, "show-strip", FALSE, "show-pane", TRUE, NULL);
  g_assert_false (gtk_widget_has_css_class (toasts, "gw-above-strip"));
  g_object_set (page, "show-strip", TRUE, "whole-image", TRUE, NULL);
  g_assert_true (gtk_widget_has_css_class (toasts, "gw-above-strip"));
  g_assert_false (gtk_widget_has_css_class (toasts, "gw-above-bar"));
  g_object_set (page, "zen", TRUE, NULL);
  g_assert_true (gtk_widget_has_css_class (toasts, "gw-above-zoom"));
  g_assert_false (gtk_widget_has_css_class (toasts, "gw-above-strip"));
  g_object_set (page, "zen", FALSE, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_false (gtk_widget_has_css_class (toasts, "gw-above-zoom"));
  gtk_window_close (fixture->window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/window-toasts/undoes-deletion", WindowFixture, NULL, window_set_up, test_undoes_deletion,
              window_tear_down);

  g_test_add ("/window-toasts/toasts-at-once", WindowFixture, NULL, window_set_up, test_toasts_at_once,
              window_tear_down);
  g_test_add ("/window-toasts/leaves-the-selection-its-buttons", WindowFixture, NULL, window_set_up,
              test_leaves_the_selection_its_buttons, window_tear_down);
  g_test_add ("/window-toasts/leaves-the-labeling-view-its-buttons", WindowFixture, NULL, window_set_up,
              test_leaves_the_labeling_view_its_buttons, window_tear_down);

  return g_test_run ();
}
