/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "labeling-page-fixture.h"

#include "gw-test-data.h"
#include "labeling-fixtures.h"

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabelingPageFixture *fixture = user_data;
  GError *error = NULL;

  fixture->project = gw_project_open_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_open (gpointer data)
{
  return ((LabelingPageFixture *) data)->project != NULL;
}

static gboolean
has_images (gpointer data)
{
  return g_list_model_get_n_items (data) == 4;
}

static gboolean
is_shown (gpointer data)
{
  GwLabelingPage *page = data;

  return page->document != NULL && !_gw_labeling_page_is_loading (page) && page->search_step == 0
         && gtk_widget_get_mapped (page->canvas);
}

static gboolean
is_saved (gpointer data)
{
  return gw_document_saver_get_state (((GwLabelingPage *) data)->saver) == GW_SAVE_SAVED;
}

void
labeling_page_settle (LabelingPageFixture *fixture)
{
  labeling_wait (is_saved, fixture->page);
  labeling_wait (is_shown, fixture->page);
}

static void
show_first (LabelingPageFixture *fixture)
{
  labeling_wait (is_open, fixture);
  fixture->images = gw_image_list_new (gw_project_get_store (fixture->project));
  labeling_wait (has_images, fixture->images);

  fixture->page = GW_LABELING_PAGE (gw_labeling_page_new (fixture->project));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1200, 800);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gw_labeling_page_open (fixture->page, G_LIST_MODEL (fixture->images), gw_image_list_get_id (fixture->images, 0));
  labeling_page_settle (fixture);
}

static void
open_first (LabelingPageFixture *fixture, const char *path)
{
  gw_project_open_async (path, NULL, on_opened_cb, fixture);
  show_first (fixture);
}

void
labeling_page_set_up (LabelingPageFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, (GwTask) GPOINTER_TO_INT (data), 4);
  open_first (fixture, path);
}

void
labeling_page_set_up_without_classes (LabelingPageFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project_without_classes (fixture->folder, (GwTask) GPOINTER_TO_INT (data), 4);
  open_first (fixture, path);
}

static void
close_all (LabelingPageFixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->images);
  gw_project_close (fixture->project);
  g_clear_object (&fixture->project);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
labeling_page_open_read_only (LabelingPageFixture *fixture)
{
  g_autofree char *path = g_strdup (gw_project_get_path (fixture->project));

  close_all (fixture);
  gw_project_open_read_only_async (path, NULL, on_opened_cb, fixture);
  show_first (fixture);
}

void
labeling_page_tear_down (LabelingPageFixture *fixture, gconstpointer data)
{
  close_all (fixture);
  gw_test_folder_free (fixture->folder);
}

void
labeling_page_act (LabelingPageFixture *fixture, const char *action, const char *argument)
{
  g_autoptr (GVariant) value = argument != NULL ? g_variant_ref_sink (g_variant_new_parsed (argument, NULL)) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->page), action, value));
}

/* A box as the pointer draws it. */
void
labeling_page_draw (LabelingPageFixture *fixture, double x, double y)
{
  GwTool *tool = gw_canvas_get_tool (GW_CANVAS (fixture->page->canvas));
  GwToolEvent event = { .point = { x, y }, .scale = 8.0, .n_press = 1 };

  g_assert_cmpstr (gw_tool_get_name (tool), ==, "box");
  gw_tool_press (tool, &event);
  event.point = (GwPoint) { x + 12, y + 10 };
  gw_tool_motion (tool, &event);
  gw_tool_release (tool, &event);
}

GwImage *
labeling_page_read_image (LabelingPageFixture *fixture, gint64 id)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) images = gw_store_get_images (gw_project_get_store (fixture->project), &id, 1, NULL, &error);

  g_assert_no_error (error);

  return g_object_ref (g_ptr_array_index (images, 0));
}

static gboolean
has_visible (GtkWidget *widget, const char *css_class)
{
  gboolean found = gtk_widget_has_css_class (widget, css_class) && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_visible (child, css_class);

  return found;
}

gboolean
labeling_page_says_empty (LabelingPageFixture *fixture)
{
  return has_visible (fixture->page->object_list, "gw-pane-empty");
}

GtkWidget *
labeling_page_find (GtkWidget *root, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (root, type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = labeling_page_find (child, type);
  return found;
}
