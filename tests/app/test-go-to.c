/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "dialogs-fixtures.h"
#include "gw-go-to-window.h"
#include "gw-images-page-private.h"
#include "gw-places.h"
#include "gw-window-private.h"
#include "gw-test-data.h"
#include "labeling-fixtures.h"
#include "labeling-keys.h"

typedef struct
{
  char *folder;
  GwProject *project;
  GwWindow *window;
  GtkWidget *go_to; /* (nullable): open */
  GtkWidget *entry;
  const char *wanted;
} Fixture;

static gboolean
is_open (gpointer data)
{
  Fixture *fixture = data;
  GListModel *windows = gtk_window_get_toplevels ();

  fixture->go_to = NULL;
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (GW_IS_GO_TO_WINDOW (window))
        fixture->go_to = window;
    }

  return fixture->go_to != NULL;
}

static gboolean
is_closed (gpointer data)
{
  return !is_open (data);
}

static void
open_go_to (Fixture *fixture)
{
  g_assert_true (labeling_offer_key (GTK_WIDGET (fixture->window), "<Control>k"));
  labeling_wait (is_open, fixture);
  fixture->entry = dialogs_find (fixture->go_to, GTK_TYPE_SEARCH_ENTRY, NULL);
  g_assert_nonnull (fixture->entry);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fixture->folder = gw_test_folder_new ();
  path = labeling_make_project (fixture->folder, GW_TASK_BOXES, 4);
  fixture->project = dialogs_open_project (path);
  fixture->window = gw_window_new (NULL, fixture->project);
  gtk_window_present (GTK_WINDOW (fixture->window));
  open_go_to (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  labeling_wait (is_closed, fixture);
  dialogs_close (GTK_WIDGET (fixture->window), fixture->project);
  gw_test_folder_free (fixture->folder);
}

/* What the list holds, as a screen reader says it. */
static char *
list_hits (Fixture *fixture)
{
  GtkWidget *list = dialogs_find (fixture->go_to, GTK_TYPE_LIST_BOX, NULL);
  GString *text = g_string_new (NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)) != NULL; i++)
    {
      GtkWidget *kind = gtk_widget_get_last_child (gtk_list_box_row_get_child (row));
      GtkWidget *title = gtk_widget_get_prev_sibling (kind);

      g_string_append_printf (text, "%s%s%s, %s", i > 0 ? "|" : "", gtk_list_box_row_is_selected (row) ? "*" : "",
                              gtk_label_get_text (GTK_LABEL (title)), gtk_label_get_text (GTK_LABEL (kind)));
    }

  return g_string_free (text, FALSE);
}

static gboolean
has_hits (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *hits = list_hits (fixture);

  return g_strcmp0 (hits, fixture->wanted) == 0;
}

static void
type (Fixture *fixture, const char *text, const char *wanted)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture->entry), text);
  fixture->wanted = wanted;
  labeling_wait (has_hits, fixture);
}

static void
choose (Fixture *fixture)
{
  g_signal_emit_by_name (fixture->entry, "activate");
  labeling_wait (is_closed, fixture);
}

static GwImagesPage *
images_page (Fixture *fixture)
{
  return GW_IMAGES_PAGE (_gw_window_get_page (fixture->window));
}

static void
test_goes_to_a_class (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filter = NULL;

  type (fixture, "sIGN", "*Sign, Class");
  choose (fixture);
  filter = gw_filter_to_text (gw_images_page_get_filter (images_page (fixture)));
  g_assert_cmpstr (filter, ==, "class:Sign");
}

static gboolean
has_one_selected (gpointer data)
{
  return gw_image_selection_get_n_selected (images_page (data)->selection) == 1;
}

/* The arrows walk while the words are typed. */
static void
test_goes_to_an_image (Fixture *fixture, gconstpointer data)
{
  /* The words stand in the names of all of them. */
  type (fixture, "png", "*picture_01.png, Image|picture_02.png, Image|picture_03.png, Image|picture_04.png, Image");
  g_assert_true (labeling_offer_key (fixture->entry, "Down"));
  g_assert_true (labeling_offer_key (fixture->entry, "Down"));
  g_assert_true (labeling_offer_key (fixture->entry, "Up"));
  fixture->wanted = "picture_01.png, Image|*picture_02.png, Image|picture_03.png, Image|picture_04.png, Image";
  g_assert_true (has_hits (fixture));
  choose (fixture);
  labeling_wait (has_one_selected, fixture);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (images_page (fixture)->selection), 1));
}

static void
test_goes_to_a_page (Fixture *fixture, gconstpointer data)
{
  gsize n_places;
  const GwPlace *places = gw_places_list (&n_places);
  g_autoptr (GString) wanted = g_string_new ("*");

  for (gsize i = 0; i < n_places; i++)
    g_string_append_printf (wanted, "%s, Page|", places[i].title);
  g_string_append (wanted, "Car, Class|Person, Class|Sign, Class");
  fixture->wanted = wanted->str;
  g_assert_true (has_hits (fixture));
  choose (fixture);
}

static gboolean
says_nothing (Fixture *fixture)
{
  return gtk_widget_get_mapped (dialogs_find (fixture->go_to, GTK_TYPE_LABEL, "Nothing has a name like this."));
}

static void
test_finds_nothing (Fixture *fixture, gconstpointer data)
{
  type (fixture, "nowhere", "");
  g_assert_true (says_nothing (fixture));
  /* Nothing to choose leaves it open. */
  g_signal_emit_by_name (fixture->entry, "activate");
  g_assert_true (is_open (fixture));
  type (fixture, "car", "*Car, Class");
  g_assert_false (says_nothing (fixture));
  g_signal_emit_by_name (fixture->entry, "stop-search");
}

#define ADD(name, func) g_test_add ("/go-to/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("goes-to-a-class", test_goes_to_a_class);
  ADD ("goes-to-an-image", test_goes_to_an_image);
  ADD ("goes-to-a-page", test_goes_to_a_page);
  ADD ("finds-nothing", test_finds_nothing);

  return g_test_run ();
}
