/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "images-fixtures.h"

#include <glib/gstdio.h>

#include "gw-image-cell.h"

static void
test_tooltips_tell_the_keys (ImagesFixture *fixture, gconstpointer data)
{
  GwKeymap *keymap = fixture->page->keymap;
  GError *error = NULL;

  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->page->search_button), ==, "Search (Ctrl+F)");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->page->filters_toggle), ==, "Filters (F9)");

  gw_keymap_set_own_keys (keymap, gw_command_find ("search"), (const char *const[]) { "<Control><Alt>k", NULL },
                          &error);
  g_assert_no_error (error);
  gw_keymap_set_own_keys (keymap, gw_command_find ("toggle-sidebar"), (const char *const[]) { NULL }, &error);
  g_assert_no_error (error);
  images_settle (fixture);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->page->search_button), ==, "Search (Ctrl+Alt+K)");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->page->filters_toggle), ==, "Filters");
  gw_keymap_reset (keymap);
}

/* --- selecting and changing --------------------------------------------------------- */

static gboolean
dogs_are_three (ImagesFixture *fixture)
{
  return images_count (fixture, "label:Dog") == 3;
}

static gboolean
is_told (ImagesFixture *fixture)
{
  return fixture->asked->len > 0;
}

static void
test_keys_label_the_selection (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;

  images_select (fixture, 4, 3);
  g_assert_true (gtk_revealer_get_reveal_child (fixture->page->bar_revealer));
  g_assert_cmpstr (gtk_label_get_text (fixture->page->selected_label), ==, "3 selected");

  /* "2" is the second class; one of the three was a cat. */
  images_act (fixture, "label-by-key", "'2'");
  images_wait (fixture, is_told);
  g_assert_cmpstr (fixture->asked->str, ==, "win.toast-undo 3 images labeled Dog\n");
  g_assert_true (dogs_are_three (fixture));
  g_assert_cmpint (images_count (fixture, "label:Cat"), ==, 4);

  undone = images_undo (fixture, FALSE);
  g_assert_cmpstr (undone, ==, "Label Dog");
  g_assert_cmpint (images_count (fixture, "label:Dog"), ==, 0);
  g_assert_cmpint (images_count (fixture, "label:Cat"), ==, 5);
  redone = images_undo (fixture, TRUE);
  g_assert_cmpint (images_count (fixture, "label:Dog"), ==, 3);

  /* The selection is the same images still, and a class's own key works. */
  g_string_truncate (fixture->asked, 0);
  images_act (fixture, "label-by-key", "'c'");
  images_wait (fixture, is_told);
  g_assert_cmpint (images_count (fixture, "label:Cat"), ==, 7);
}

static void
test_labels_are_removed (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *undone = NULL;

  images_select (fixture, 0, 5);
  images_act (fixture, "clear-labels", NULL);
  images_wait (fixture, is_told);
  g_assert_cmpint (images_count (fixture, "label:Cat"), ==, 0);
  undone = images_undo (fixture, FALSE);
  g_assert_cmpint (images_count (fixture, "label:Cat"), ==, 5);
}

static void
test_tags_in_one_step (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *undone = NULL;

  images_select (fixture, 0, 6);
  gtk_editable_set_text (fixture->page->tag_entry, " night ");
  images_act (fixture, "tag", NULL);
  images_wait (fixture, is_told);
  g_assert_cmpstr (fixture->asked->str, ==, "win.toast-undo 6 images tagged night\n");
  g_assert_cmpint (images_count (fixture, "tag:night"), ==, 6);

  g_string_truncate (fixture->asked, 0);
  images_select (fixture, 2, 4);
  images_act (fixture, "untag", NULL);
  images_wait (fixture, is_told);
  g_assert_cmpint (images_count (fixture, "tag:night"), ==, 2);
  undone = images_undo (fixture, FALSE);
  g_assert_cmpint (images_count (fixture, "tag:night"), ==, 6);
}

static void
test_split_in_one_step (ImagesFixture *fixture, gconstpointer data)
{
  images_select (fixture, 8, 10);
  images_act (fixture, "split", "'val'");
  images_wait (fixture, is_told);
  g_assert_cmpstr (fixture->asked->str, ==, "win.toast-undo 10 images put into split Validation\n");
  g_assert_cmpint (images_count (fixture, "split:val"), ==, 10);
  g_free (images_undo (fixture, FALSE));
  g_assert_cmpint (images_count (fixture, "split:val"), ==, 0);
  g_assert_cmpint (images_count (fixture, "split:test"), ==, 4);
}

static void
test_trash_and_back (ImagesFixture *fixture, gconstpointer data)
{
  images_select (fixture, 0, 3);
  images_act (fixture, "trash", NULL);
  images_wait_for (fixture, N_IMAGES - 3);
  g_assert_false (gtk_revealer_get_reveal_child (fixture->page->bar_revealer));

  images_type (fixture, "mark:trashed", TRUE);
  images_wait_for (fixture, 3);
  images_select (fixture, 0, 2);
  g_assert_true (gtk_widget_get_visible (fixture->page->restore_button));
  g_assert_false (gtk_widget_get_visible (fixture->page->trash_button));
  images_act (fixture, "restore", NULL);
  images_wait_for (fixture, 1);
  images_act (fixture, "clear-filters", NULL);
  images_wait_for (fixture, N_IMAGES - 1);
  images_select (fixture, 0, 1);
  g_assert_false (gtk_widget_get_visible (fixture->page->restore_button));
}

static void
test_nothing_selected_changes_nothing (ImagesFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "label-by-key", "set-label", "clear-labels", "tag", "split", "trash" };

  images_act (fixture, "select-all", NULL);
  g_assert_cmpuint (gw_image_selection_get_n_selected (fixture->page->selection), ==, N_IMAGES);
  images_act (fixture, "select-none", NULL);
  g_assert_cmpuint (gw_image_selection_get_n_selected (fixture->page->selection), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->page->actions), names[i]));
}

/* The rows are read anew after each change, with other widgets: the keyboard
 * must not be left with one that is gone.
 */
static void
test_focus_stays_with_the_rows (ImagesFixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  images_settle (fixture);
  gtk_widget_child_focus (GTK_WIDGET (fixture->page->grid), GTK_DIR_TAB_FORWARD);
  for (int i = 0; i < 6; i++)
    {
      images_select (fixture, 0, 4);
      images_act (fixture, "label-by-key", i % 2 == 0 ? "'2'" : "'3'");
      images_wait (fixture, is_told);
      g_string_truncate (fixture->asked, 0);
      images_settle (fixture);
      images_settle (fixture);

      focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->page->grid)));
      g_assert_true (gtk_widget_get_mapped (focus));
    }
}

static gboolean
grid_has_the_keys (ImagesFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (fixture->page->grid));
}

/* What is offered in the place of the images has the keys meanwhile. */
static void
test_focus_comes_back_with_the_rows (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  GtkWidget *focus;

  images_settle (fixture);
  gtk_widget_child_focus (GTK_WIDGET (fixture->page->grid), GTK_DIR_TAB_FORWARD);
  images_act (fixture, "select-all", NULL);
  images_act (fixture, "trash", NULL);
  images_wait_for (fixture, 0);
  g_assert_cmpstr (images_get_state (fixture), ==, "empty");
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, gtk_stack_get_visible_child (fixture->page->stack)));

  name = images_undo (fixture, FALSE);
  images_wait_for (fixture, N_IMAGES);
  images_wait (fixture, grid_has_the_keys);
}

/* --- the cells ----------------------------------------------------------------------- */

static gboolean
has_all_cells (ImagesFixture *fixture)
{
  return images_find (GTK_WIDGET (fixture->page->grid), GW_TYPE_IMAGE_CELL, "24.png, Cannot be read") != NULL;
}

static GwImage *
focused_image (ImagesFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  GtkWidget *cell = focus != NULL ? gtk_widget_get_first_child (focus) : NULL;

  return GW_IS_IMAGE_CELL (cell) ? gw_image_cell_get_image (GW_IMAGE_CELL (cell)) : NULL;
}

static gboolean
an_image_has_the_keys (ImagesFixture *fixture)
{
  return focused_image (fixture) != NULL;
}

static gboolean
the_tenth_has_the_keys (ImagesFixture *fixture)
{
  GwImage *image = focused_image (fixture);

  return image != NULL && gw_image_get_id (image) == gw_image_list_get_id (fixture->page->list, 9);
}

/* Enter opens an image at once: the first that is seen, or the one one comes from. */
static void
test_keys_go_to_an_image (ImagesFixture *fixture, gconstpointer data)
{
  gw_page_shown (GW_PAGE (fixture->page));
  images_wait (fixture, an_image_has_the_keys);
  g_assert_cmpstr (gw_image_get_name (focused_image (fixture)), ==, "01.png");

  images_restart (fixture);
  gw_page_shown (GW_PAGE (fixture->page));
  images_wait (fixture, an_image_has_the_keys);

  gw_images_page_reveal (fixture->page, gw_image_list_get_id (fixture->page->list, 9));
  gw_page_shown (GW_PAGE (fixture->page));
  images_wait (fixture, the_tenth_has_the_keys);
}

static void
test_cells_have_names (ImagesFixture *fixture, gconstpointer data)
{
  GtkWidget *cell;

  gtk_adjustment_set_value (fixture->page->size, 100);
  images_settle (fixture);
  cell = images_find (GTK_WIDGET (fixture->page->grid), GW_TYPE_IMAGE_CELL, "02.png, In Progress, Cat");
  if (cell == NULL)
    cell = images_find (GTK_WIDGET (fixture->page->grid), GW_TYPE_IMAGE_CELL, "02.png, Labeled, Cat");
  g_assert_nonnull (cell);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (gtk_widget_get_parent (cell))), ==,
                   GTK_ACCESSIBLE_ROLE_GRID_CELL);
  g_assert_true (
      gtk_test_accessible_has_property (GTK_ACCESSIBLE (gtk_widget_get_parent (cell)), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

static void
test_unreadable_file (ImagesFixture *fixture, gconstpointer data)
{
  GtkWidget *cell;

  gtk_adjustment_set_value (fixture->page->size, 100);
  images_wait (fixture, has_all_cells);
  cell = images_find (GTK_WIDGET (fixture->page->grid), GW_TYPE_IMAGE_CELL, "24.png, Cannot be read");
  g_assert_nonnull (images_find (cell, GTK_TYPE_LABEL, "Cannot be read"));
  g_assert_nonnull (gtk_widget_get_tooltip_text (cell));
  /* It stops nothing: the others have their pictures. */
  cell = images_find (GTK_WIDGET (fixture->page->grid), GW_TYPE_IMAGE_CELL, "23.png, Unlabeled");
  g_assert_nonnull (cell);
  g_assert_null (gtk_widget_get_tooltip_text (cell));
}

static gboolean
is_missing (ImagesFixture *fixture)
{
  return gtk_revealer_get_reveal_child (fixture->page->missing);
}

static gboolean
is_nothing_missing (ImagesFixture *fixture)
{
  return !is_missing (fixture);
}

static gboolean
has_cell (ImagesFixture *fixture, const char *text)
{
  return images_find (GTK_WIDGET (fixture->page->grid), GW_TYPE_IMAGE_CELL, text) != NULL;
}

/* The file is not broken now, only away. */
static gboolean
is_last_not_found (ImagesFixture *fixture)
{
  return has_cell (fixture, "24.png, Not found");
}

static gboolean
is_first_seen (ImagesFixture *fixture)
{
  return has_cell (fixture, "01.png, Labeled, Cat") && has_cell (fixture, "24.png, Cannot be read");
}

/* One banner tells of all, until the folder is known again. */
static void
test_folder_that_was_moved (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "images", NULL);
  g_autofree char *moved = g_build_filename (fixture->folder, "moved", NULL);
  GError *error = NULL;

  g_assert_false (is_missing (fixture));
  g_assert_cmpint (g_rename (folder, moved), ==, 0);
  images_restart (fixture);
  images_wait (fixture, is_missing);
  g_assert_nonnull (images_find (GTK_WIDGET (fixture->page->missing), GTK_TYPE_LABEL,
                                 "24 images were not found. Choose the folder that holds them."));
  gtk_adjustment_set_value (fixture->page->size, 100);
  images_wait (fixture, is_last_not_found);
  g_assert_nonnull (images_find (GTK_WIDGET (fixture->page->missing), GTK_TYPE_BUTTON, "_Locate…"));

  gw_store_relocate_root (gw_project_get_store (fixture->project), fixture->page->missing_root, moved, NULL, &error);
  g_assert_no_error (error);
  images_wait (fixture, is_nothing_missing);
  images_wait (fixture, is_first_seen);
}

static void
test_selection_mode (ImagesFixture *fixture, gconstpointer data)
{
  images_act (fixture, "select-mode", NULL);
  g_assert_true (fixture->page->select_mode);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (fixture->page->grid), "gw-select-mode"));
  images_act (fixture, "select-mode", NULL);
  g_assert_false (fixture->page->select_mode);
}

static void
test_leaves_nothing_behind (ImagesFixture *fixture, gconstpointer data)
{
  GwImagesPage *page = g_object_ref_sink (GW_IMAGES_PAGE (gw_images_page_new (fixture->project)));

  while (gw_image_list_is_pending (page->list))
    g_main_context_iteration (NULL, TRUE);
  images_settle (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_run_dispose (G_OBJECT (page));
  g_assert_finalize_object (page);
}

#define TEST(path, func) g_test_add (path, ImagesFixture, NULL, images_set_up, func, images_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/images-page/tooltips-tell-the-keys", test_tooltips_tell_the_keys);
  TEST ("/images-page/keys-label-the-selection", test_keys_label_the_selection);
  TEST ("/images-page/labels-are-removed", test_labels_are_removed);
  TEST ("/images-page/tags-in-one-step", test_tags_in_one_step);
  TEST ("/images-page/split-in-one-step", test_split_in_one_step);
  TEST ("/images-page/trash-and-back", test_trash_and_back);
  TEST ("/images-page/nothing-selected-changes-nothing", test_nothing_selected_changes_nothing);
  TEST ("/images-page/keys-go-to-an-image", test_keys_go_to_an_image);
  TEST ("/images-page/focus-stays-with-the-rows", test_focus_stays_with_the_rows);
  TEST ("/images-page/focus-comes-back-with-the-rows", test_focus_comes_back_with_the_rows);
  TEST ("/images-page/cells-have-names", test_cells_have_names);
  TEST ("/images-page/unreadable-file", test_unreadable_file);
  TEST ("/images-page/folder-that-was-moved", test_folder_that_was_moved);
  TEST ("/images-page/selection-mode", test_selection_mode);
  TEST ("/images-page/leaves-nothing-behind", test_leaves_nothing_behind);

  return g_test_run ();
}
