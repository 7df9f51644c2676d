/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "images-fixtures.h"

/* Finding images: chips, facets, and what is told where nothing is found. */

static void
assert_filter (ImagesFixture *fixture, const char *expected)
{
  g_autofree char *text = gw_filter_to_text (gw_images_page_get_filter (fixture->page));

  g_assert_cmpstr (text, ==, expected);
}

static GtkCheckButton *
facet_check (ImagesFixture *fixture, const char *name)
{
  return GTK_CHECK_BUTTON (images_find (fixture->page->facets, GTK_TYPE_CHECK_BUTTON, name));
}

static gboolean
has_train (ImagesFixture *fixture)
{
  return facet_check (fixture, "Train, 10") != NULL;
}

static gboolean
has_no_train (ImagesFixture *fixture)
{
  return facet_check (fixture, "Train, 5") != NULL;
}

static void
test_terms_become_chips (ImagesFixture *fixture, gconstpointer data)
{
  images_type (fixture, "label:cat 03", TRUE);
  images_wait_for (fixture, 1);
  /* The class as the project spells it. */
  images_assert_chips (fixture, "Label: Cat");
  g_assert_cmpstr (gtk_editable_get_text (fixture->page->search), ==, "03");

  /* In a project of whole images a class is a label. */
  images_act (fixture, "clear-filters", NULL);
  images_wait_for (fixture, N_IMAGES);
  images_type (fixture, "class:cat", TRUE);
  images_wait_for (fixture, 5);
  images_assert_chips (fixture, "Label: Cat");

  images_type (fixture, "absent:owl", TRUE);
  images_assert_chips (fixture, "Label: Cat|Verified Absent: Owl");
  images_wait_for (fixture, 0);
  images_act (fixture, "clear-filters", NULL);
  images_type (fixture, "label:cat", TRUE);

  /* The words alone are looked for while they are typed. */
  images_type (fixture, "", FALSE);
  images_wait_for (fixture, 5);
  images_type (fixture, "split:test ", FALSE);
  images_wait_for (fixture, 0);
  images_assert_chips (fixture, "Label: Cat|Split: Test");

  /* A chip takes its term with it. */
  gtk_widget_activate (gtk_widget_get_first_child (GTK_WIDGET (fixture->page->chips)));
  images_wait_for (fixture, 4);
  images_assert_chips (fixture, "Split: Test");
  images_act (fixture, "clear-filters", NULL);
  images_wait_for (fixture, N_IMAGES);
  images_assert_chips (fixture, "");
}

static void
test_facets_and_chips_are_one (ImagesFixture *fixture, gconstpointer data)
{
  images_wait (fixture, has_train);
  gtk_check_button_set_active (facet_check (fixture, "Train, 10"), TRUE);
  images_wait_for (fixture, 10);
  images_assert_chips (fixture, "Split: Train");
  /* Values of one facet are joined by or, and its own term is not counted. */
  g_assert_nonnull (facet_check (fixture, "Test, 4"));
  gtk_check_button_set_active (facet_check (fixture, "Test, 4"), TRUE);
  images_wait_for (fixture, 14);
  assert_filter (fixture, "split:train,test");

  /* Facets are joined by and, and the figures follow. */
  images_act (fixture, "add-term", "'label:Cat'");
  images_wait_for (fixture, 5);
  images_wait (fixture, has_no_train);
  g_assert_true (gtk_check_button_get_active (facet_check (fixture, "Train, 5")));
  gtk_check_button_set_active (facet_check (fixture, "Train, 5"), FALSE);
  images_wait_for (fixture, 0);
  assert_filter (fixture, "split:test label:Cat");
}

static gboolean
has_class_199 (ImagesFixture *fixture)
{
  return gw_project_find_class_by_name (fixture->project, "Class 199") != NULL;
}

static guint
n_rows (GtkWidget *box)
{
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (box); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += GTK_IS_CHECK_BUTTON (row);

  return n;
}

static GtkWidget *
find_more (ImagesFixture *fixture)
{
  return images_find (images_find (fixture->page->facets, GTK_TYPE_EXPANDER, "Label"), GTK_TYPE_LABEL, "Show 95 More");
}

static gboolean
has_more (ImagesFixture *fixture)
{
  return find_more (fixture) != NULL;
}

static void
test_facet_of_many_classes (ImagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *more;
  GtkWidget *box;

  for (int i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Class %d", i);
      GwClass *klass = gw_class_new (name, 0x102030);

      gw_class_set_position (klass, 3 + i);
      g_ptr_array_add (classes, klass);
    }
  g_assert_true (gw_store_save_classes (gw_project_get_store (fixture->project), classes, NULL, NULL));
  images_wait (fixture, has_class_199);
  images_wait (fixture, has_more);
  more = gtk_widget_get_ancestor (find_more (fixture), GTK_TYPE_BUTTON);
  box = gtk_widget_get_parent (more);
  g_signal_emit_by_name (more, "clicked");
  g_assert_cmpuint (n_rows (box), ==, 100);
  g_assert_nonnull (images_find (box, GTK_TYPE_LABEL, "103 more. Search for “label:” and a name."));
  g_assert_nonnull (images_find (box, GTK_TYPE_LABEL, "Show Fewer"));
}

static void
test_facet_keeps_the_focus (ImagesFixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  images_wait (fixture, has_train);
  gtk_widget_grab_focus (GTK_WIDGET (facet_check (fixture, "Train, 10")));
  images_act (fixture, "add-term", "'label:Cat'");
  images_wait (fixture, has_no_train);
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (focus == GTK_WIDGET (facet_check (fixture, "Train, 5")));
}

static void
test_menu_of_filters (ImagesFixture *fixture, gconstpointer data)
{
  GMenuModel *menu;
  g_autoptr (GMenuModel) labels = NULL;
  g_autofree char *title = NULL;
  g_autofree char *target = NULL;

  images_wait (fixture, has_train);
  gtk_menu_button_popup (fixture->page->filter_button);
  menu = gtk_menu_button_get_menu_model (fixture->page->filter_button);
  g_assert_true (g_menu_model_get_item_attribute (menu, 0, G_MENU_ATTRIBUTE_LABEL, "s", &title));
  g_assert_cmpstr (title, ==, "Label");
  labels = g_menu_model_get_item_link (menu, 0, G_MENU_LINK_SUBMENU);
  g_assert_cmpint (g_menu_model_get_n_items (labels), ==, 3);
  g_assert_true (g_menu_model_get_item_attribute (labels, 0, G_MENU_ATTRIBUTE_TARGET, "s", &target));
  g_assert_cmpstr (target, ==, "label:Cat");
}

static void
test_range_of_confidence (ImagesFixture *fixture, gconstpointer data)
{
  g_signal_emit_by_name (fixture->page->facets, "ranged", 0.25, 0.75);
  images_settle (fixture);
  assert_filter (fixture, "conf>=0.25 conf<0.75");
  g_signal_emit_by_name (fixture->page->facets, "ranged", 0.0, 0.5);
  assert_filter (fixture, "conf<0.5");
  g_signal_emit_by_name (fixture->page->facets, "ranged", 0.0, 1.0);
  assert_filter (fixture, "");
}

static void
test_unknown_term_is_marked (ImagesFixture *fixture, gconstpointer data)
{
  images_type (fixture, "lable:cat", TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->page->search_problem)));
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->page->search_problem), "“label”"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->page->search), "error"));
  g_assert_cmpuint (images_get_n_shown (fixture), ==, N_IMAGES);
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (fixture->page->search), GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));

  images_type (fixture, "label:cat", TRUE);
  images_wait_for (fixture, 5);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->page->search_problem)));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->page->search), "error"));
}

static gboolean
has_problem (ImagesFixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (fixture->page->search_problem));
}

static gboolean
has_searched (ImagesFixture *fixture)
{
  return fixture->page->search_id == 0;
}

/* A term is finished by the words behind it, but for those in quotes. */
static void
test_unknown_term_is_marked_while_typing (ImagesFixture *fixture, gconstpointer data)
{
  images_type (fixture, "lable:cat", FALSE);
  images_wait (fixture, has_searched);
  g_assert_false (has_problem (fixture));
  images_type (fixture, "lable:cat 0", FALSE);
  images_wait (fixture, has_problem);
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->page->search_problem), "“label”"));
  images_type (fixture, "tag:\"a b", FALSE);
  images_wait (fixture, has_searched);
  g_assert_false (has_problem (fixture));
}

static gint64
keep_set (ImagesFixture *fixture, const char *title, guint n)
{
  GwStore *store = gw_project_get_store (fixture->project);
  g_autoptr (GArray) ids = gw_store_list_first_image_ids (store, NULL, GW_SORT_NAME, n, NULL, NULL);

  return gw_store_keep_set (store, title, (const gint64 *) (gpointer) ids->data, ids->len, NULL, NULL);
}

static gboolean
has_no_problem (ImagesFixture *fixture)
{
  return !has_problem (fixture);
}

static void
test_set_of_a_chart (ImagesFixture *fixture, gconstpointer data)
{
  gint64 id = keep_set (fixture, "Actual cat, predicted dog", 3);
  g_autofree char *value = gw_filter_make_set_value (id, "Actual cat, predicted dog");
  g_autoptr (GwFilter) filter = gw_filter_new ();

  gw_filter_add_value (filter, GW_FIELD_SET, FALSE, value);
  gw_images_page_set_filter (fixture->page, filter);
  images_wait_for (fixture, 3);
  images_assert_chips (fixture, "Set: Actual cat, predicted dog");
  g_assert_false (has_problem (fixture));

  images_type (fixture, "set:\"77 Dark\"", TRUE);
  images_wait (fixture, has_problem);
  g_assert_nonnull (strstr (gtk_label_get_text (fixture->page->search_problem), "“Dark” is no longer kept"));
  /* Either of both sets. */
  images_wait_for (fixture, 3);

  gw_filter_remove_field (filter, GW_FIELD_SET);
  gw_filter_add_value (filter, GW_FIELD_SET, FALSE, "78 Gone");
  gw_images_page_set_filter (fixture->page, filter);
  images_wait_for (fixture, 0);
  images_wait (fixture, has_problem);
  g_assert_cmpstr (images_get_state (fixture), ==, "no-match");
  images_act (fixture, "clear-filters", NULL);
  images_wait (fixture, has_no_problem);
  images_wait_for (fixture, N_IMAGES);
}

static gboolean
has_nearest (ImagesFixture *fixture)
{
  return gtk_widget_get_visible (fixture->page->nearest);
}

static void
test_nothing_matches (ImagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("label:Cat split:test", NULL);

  gw_images_page_set_filter (fixture->page, filter);
  images_wait_for (fixture, 0);
  g_assert_cmpstr (images_get_state (fixture), ==, "no-match");
  g_assert_cmpstr (adw_status_page_get_description (fixture->page->no_match), ==, "");
  images_wait (fixture, has_nearest);
  /* Without the label there are 4 images, without the split 5. */
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (fixture->page->nearest_label)), ==,
                   "Nearest: remove Label: Cat to get 4 images");
  images_act (fixture, "nearest", NULL);
  images_wait_for (fixture, 4);
  g_assert_cmpstr (images_get_state (fixture), ==, "grid");
  images_assert_chips (fixture, "Split: Test");
}

static void
test_no_advice_for_one_term (ImagesFixture *fixture, gconstpointer data)
{
  images_type (fixture, "nowhere", TRUE);
  images_wait_for (fixture, 0);
  images_settle (fixture);
  g_assert_cmpstr (images_get_state (fixture), ==, "no-match");
  g_assert_cmpstr (adw_status_page_get_description (fixture->page->no_match), ==,
                   "No name, label or note contains “nowhere”.");
  g_assert_false (gtk_widget_get_visible (fixture->page->nearest));
  g_assert_true (gtk_widget_get_sensitive (images_find (fixture->window, GTK_TYPE_BUTTON, "Clear All")));
  images_act (fixture, "clear-filters", NULL);
  images_wait_for (fixture, N_IMAGES);
  g_assert_cmpstr (gtk_editable_get_text (fixture->page->search), ==, "");
  g_assert_false (gtk_widget_get_sensitive (images_find (fixture->window, GTK_TYPE_BUTTON, "Clear All")));
}

static void
test_failed_list_is_tried_again (ImagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "The disk is gone.");

  g_signal_emit_by_name (fixture->page->list, "failed", error);
  g_assert_cmpstr (images_get_state (fixture), ==, "failed");
  g_assert_cmpstr (adw_status_page_get_description (fixture->page->failed), ==, "The disk is gone.");
  images_act (fixture, "reload", NULL);
  images_wait_for (fixture, N_IMAGES);
  g_assert_cmpstr (images_get_state (fixture), ==, "grid");
}

static gboolean
is_failed (ImagesFixture *fixture)
{
  return !gw_image_list_is_pending (fixture->page->list) && g_strcmp0 (images_get_state (fixture), "failed") == 0;
}

/* Images that were there before do not stand for those that are asked for. */
static void
test_failed_list_shows_no_others (ImagesFixture *fixture, gconstpointer data)
{
  gw_store_close (gw_project_get_store (fixture->project));
  images_type (fixture, "label:cat", TRUE);
  images_wait (fixture, is_failed);
  g_assert_cmpstr (gtk_label_get_text (fixture->page->count), ==, "");
}

#define TEST(path, func) g_test_add (path, ImagesFixture, NULL, images_set_up, func, images_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/images-page/terms-become-chips", test_terms_become_chips);
  TEST ("/images-page/facets-and-chips-are-one", test_facets_and_chips_are_one);
  TEST ("/images-page/facet-of-many-classes", test_facet_of_many_classes);
  TEST ("/images-page/facet-keeps-the-focus", test_facet_keeps_the_focus);
  TEST ("/images-page/menu-of-filters", test_menu_of_filters);
  TEST ("/images-page/range-of-confidence", test_range_of_confidence);
  TEST ("/images-page/unknown-term-is-marked", test_unknown_term_is_marked);
  TEST ("/images-page/unknown-term-is-marked-while-typing", test_unknown_term_is_marked_while_typing);
  TEST ("/images-page/set-of-a-chart", test_set_of_a_chart);
  TEST ("/images-page/nothing-matches", test_nothing_matches);
  TEST ("/images-page/no-advice-for-one-term", test_no_advice_for_one_term);
  TEST ("/images-page/failed-list-is-tried-again", test_failed_list_is_tried_again);
  TEST ("/images-page/failed-list-shows-no-others", test_failed_list_shows_no_others);

  return g_test_run ();
}
