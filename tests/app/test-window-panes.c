/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialogs-fixtures.h"
#include "gw-images-page-private.h"
#include "gw-window-private.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"
#include "labeling-keys.h"

typedef struct
{
  char *folder;
  GwProject *project;
  GwWindow *window;
  GwImagesPage *page;
} Fixture;

static gboolean
is_shown (gpointer data)
{
  Fixture *fixture = data;

  return gtk_widget_get_width (GTK_WIDGET (fixture->page->grid)) > 0 && !gw_image_list_is_pending (fixture->page->list);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 2);
  fixture->project = dialogs_open_project (path);
  fixture->window = gw_window_new (NULL, fixture->project);
  fixture->page = GW_IMAGES_PAGE (_gw_window_get_page (fixture->window));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1024, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  labeling_wait (is_shown, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  dialogs_close (GTK_WIDGET (fixture->window), fixture->project);
  gw_test_folder_free (fixture->folder);
}

static gboolean
is_folded (gpointer data)
{
  return adw_leaflet_get_folded (((Fixture *) data)->window->split);
}

static gboolean
is_unfolded (gpointer data)
{
  return !is_folded (data);
}

static void
resize (Fixture *fixture, int width, GwTestCondition condition)
{
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 640);
  labeling_wait (condition, fixture);
}

/* Not what a page would like to have decides, but whether there is room. */
static void
test_folds_narrow_windows (Fixture *fixture, gconstpointer data)
{
  g_assert_true (is_unfolded (fixture));
  g_assert_true (gtk_widget_get_mapped (fixture->window->sidebar));
  resize (fixture, 850, is_folded);
  resize (fixture, 870, is_unfolded);
}

static const char *
focused_pane (Fixture *fixture)
{
  const struct
  {
    const char *name;
    GtkWidget *widget;
  } panes[] = {
    { "header", fixture->window->header },        { "sidebar", fixture->window->sidebar },
    { "search", fixture->page->search_row },      { "images", GTK_WIDGET (fixture->page->stack) },
    { "filters", fixture->page->facet_scroller },
  };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  for (gsize i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    {
      if (gtk_widget_is_ancestor (focus, panes[i].widget))
        return panes[i].name;
    }

  return "nowhere";
}

static void
walk (Fixture *fixture, const char *key, const char *const *expected)
{
  for (gsize i = 0; expected[i] != NULL; i++)
    {
      g_assert_true (labeling_offer_key (GTK_WIDGET (fixture->window), key));
      g_assert_cmpstr (focused_pane (fixture), ==, expected[i]);
    }
}

static void
test_walks_the_panes (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (focused_pane (fixture), ==, "images");
  walk (fixture, "F6", (const char *const[]) { "filters", "header", "sidebar", "search", "images", NULL });
  walk (fixture, "<Shift>F6", (const char *const[]) { "search", "sidebar", "header", "filters", "images", NULL });

  /* What is not in sight is passed by. */
  g_assert_true (labeling_offer_key (GTK_WIDGET (fixture->window), "F9"));
  walk (fixture, "F6", (const char *const[]) { "header", "sidebar", "search", "images", "header", NULL });
}

/* The pane of the page, and the sidebar where the keyboard is in it. */
static void
test_shows_and_hides (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_true (labeling_offer_key (window, "F9"));
  g_assert_false (adw_flap_get_reveal_flap (fixture->page->flap));
  g_assert_true (labeling_offer_key (window, "F9"));
  g_assert_true (adw_flap_get_reveal_flap (fixture->page->flap));

  gtk_widget_child_focus (fixture->window->sidebar, GTK_DIR_TAB_FORWARD);
  g_assert_cmpstr (focused_pane (fixture), ==, "sidebar");
  g_assert_true (labeling_offer_key (window, "F9"));
  g_assert_false (gtk_widget_get_visible (fixture->window->sidebar));
  g_assert_cmpstr (focused_pane (fixture), ==, "images");
  g_assert_true (labeling_offer_key (window, "F9"));
  g_assert_true (gtk_widget_get_visible (fixture->window->sidebar));
}

static gboolean
says_empty (gpointer data)
{
  Fixture *fixture = data;

  return g_strcmp0 (gtk_stack_get_visible_child_name (fixture->page->stack), "empty") == 0;
}

/* The keys are where they are heard. */
static void
test_focus_without_images (void)
{
  Fixture fixture = { .folder = gw_test_folder_new () };
  g_autofree char *path = labeling_make_project (fixture.folder, GW_TASK_BOXES, 0);
  GtkWidget *focus;

  fixture.project = dialogs_open_project (path);
  fixture.window = gw_window_new (NULL, fixture.project);
  fixture.page = GW_IMAGES_PAGE (_gw_window_get_page (fixture.window));
  gtk_window_present (GTK_WINDOW (fixture.window));
  labeling_wait (says_empty, &fixture);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  tear_down (&fixture, NULL);
}

static const char *
get_place (Fixture *fixture)
{
  return gw_project_get_view_state (fixture->project, "window.place");
}

/* From a page of charts to images, and back to it; whoever went elsewhere does not come back. */
static void
test_leads_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  gtk_widget_activate_action (window, "win.show-page", "s", "distributions");
  g_assert_cmpstr (get_place (fixture), ==, "distributions");
  gtk_widget_activate_action (window, "win.show-filter", "s", "status:unlabeled");
  g_assert_cmpstr (get_place (fixture), ==, "images");
  g_assert_cmpstr (fixture->window->came_from, ==, "distributions");
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_cmpstr (get_place (fixture), ==, "distributions");
  g_assert_null (fixture->window->came_from);

  gtk_widget_activate_action (window, "win.show-filter", "s", "status:unlabeled");
  gtk_widget_activate_action (window, "win.show-page", "s", "images");
  g_assert_null (fixture->window->came_from);
  gtk_widget_activate_action (window, "win.show-filter", "s", "status:labeled");
  g_assert_null (fixture->window->came_from);
}

#define ADD(name, func) g_test_add ("/window-panes/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("folds-narrow-windows", test_folds_narrow_windows);
  ADD ("walks-the-panes", test_walks_the_panes);
  ADD ("shows-and-hides", test_shows_and_hides);
  ADD ("leads-back", test_leads_back);
  g_test_add_func ("/window-panes/focus-without-images", test_focus_without_images);

  return g_test_run ();
}
