/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the images are shown: as a list, sorted, beside their filters, and as
 * they were left.
 */

#include "images-fixtures.h"

#include <glib/gstdio.h>

/* --- the list ------------------------------------------------------------------------- */

static gboolean
has_row (ImagesFixture *fixture)
{
  return images_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_WIDGET, "23.png, Unlabeled") != NULL;
}

static void
test_list_mode (ImagesFixture *fixture, gconstpointer data)
{
  static const char *const titles[] = { "Name", "Status", "Labels", "Objects", "Size", "Split", "Confidence" };
  GListModel *columns;

  images_act (fixture, "view", "'list'");
  g_assert_cmpstr (images_get_state (fixture), ==, "list");
  g_assert_false (gtk_widget_get_visible (fixture->page->size_scale));
  columns = gtk_column_view_get_columns (fixture->page->table);
  g_assert_cmpuint (g_list_model_get_n_items (columns), ==, G_N_ELEMENTS (titles));
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      g_assert_cmpstr (gtk_column_view_column_get_title (column), ==, titles[i]);
    }
  images_wait (fixture, has_row);

  /* The selection is the same in both. */
  images_select (fixture, 3, 2);
  images_act (fixture, "view", "'grid'");
  g_assert_cmpuint (gw_image_selection_get_n_selected (fixture->page->selection), ==, 2);
}

/* What a facet counts is what its filter shows, of objects and of images. */
static void
assert_facet (ImagesFixture *fixture, const char *name, const char *filter)
{
  g_autofree char *text = g_strdup_printf ("%s, %" G_GINT64_FORMAT, name, images_count (fixture, filter));

  g_assert_nonnull (images_find (fixture->page->facets, GTK_TYPE_CHECK_BUTTON, text));
}

static gboolean
has_owls (ImagesFixture *fixture)
{
  return images_find (fixture->page->facets, GTK_TYPE_CHECK_BUTTON, "Owl, 2") != NULL
         && images_find (fixture->page->facets, GTK_TYPE_CHECK_BUTTON, "Cat, 5") != NULL;
}

static void
test_facets_count_what_filters_show (ImagesFixture *fixture, gconstpointer data)
{
  GwStore *store = gw_project_get_store (fixture->project);
  g_autoptr (GPtrArray) classes = gw_store_list_classes (store, FALSE, NULL, NULL);
  GError *error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      gint64 image_id = gw_image_list_get_id (fixture->page->list, i + 4);
      g_autoptr (GwEdit) edit = gw_edit_new (image_id, "Draw");

      /* Two objects in each image are one image. */
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr (GwObject) object = gw_object_new (gw_object_make_id (),
                                                       gw_class_get_id (g_ptr_array_index (classes, 2)));

          gw_object_set_box (object, 4.0 + j, 4.0, 12.0, 10.0);
          gw_edit_add_object (edit, image_id, NULL, object);
        }
      gw_store_apply_edit (store, edit, NULL, &error);
      g_assert_no_error (error);
    }
  images_wait (fixture, has_owls);
  assert_facet (fixture, "Owl", "class:Owl");
  assert_facet (fixture, "Cat", "label:Cat");
  assert_facet (fixture, "Owl", "label:Owl");
  assert_facet (fixture, "Labeled", "status:labeled");
}

static gboolean
tells_of_trash (ImagesFixture *fixture)
{
  return gtk_widget_get_visible (fixture->page->show_trash)
         && g_strcmp0 (adw_status_page_get_title (fixture->page->empty), "No Images Left") == 0;
}

/* A project whose images are all in the trash is not one that never had any. */
static void
test_all_in_the_trash (ImagesFixture *fixture, gconstpointer data)
{
  images_act (fixture, "select-all", NULL);
  images_act (fixture, "trash", NULL);
  images_wait_for (fixture, 0);
  images_wait (fixture, tells_of_trash);
  gtk_widget_activate (fixture->page->show_trash);
  images_wait_for (fixture, N_IMAGES);
  images_assert_chips (fixture, "Mark: In Trash");
}

static gboolean
has_missing_row (ImagesFixture *fixture)
{
  return images_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_WIDGET, "02.png, Not found, Cat") != NULL;
}

static gboolean
has_found_row (ImagesFixture *fixture)
{
  return images_find (GTK_WIDGET (fixture->page->table), GTK_TYPE_WIDGET, "02.png, Labeled, Cat") != NULL;
}

/* The list opens no files, and still knows which are there; it asks again
 * about rows that it shows anew.
 */
static void
test_list_of_missing_files (ImagesFixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_build_filename (fixture->folder, "images", "a", "02.png", NULL);
  g_autofree char *away = g_build_filename (fixture->folder, "away.png", NULL);

  images_act (fixture, "view", "'list'");
  images_restart (fixture);
  images_wait (fixture, has_found_row);
  g_assert_cmpint (g_rename (file, away), ==, 0);
  images_type (fixture, "02", TRUE);
  images_wait_for (fixture, 1);
  images_wait (fixture, has_missing_row);
  g_assert_cmpint (g_rename (away, file), ==, 0);
  images_act (fixture, "clear-filters", NULL);
  images_wait (fixture, has_found_row);
}

/* The pane takes its width from the grid bit by bit, and with it the columns. */
static gboolean
is_folded (ImagesFixture *fixture)
{
  return adw_flap_get_reveal_progress (fixture->page->flap) == 0.0 && fixture->page->columns_id == 0;
}

static int
column_width (ImagesFixture *fixture, guint i)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (fixture->page->table)));

  while (i-- > 0)
    head = gtk_widget_get_next_sibling (head);

  return gtk_widget_get_width (head);
}

/* Where there is little room the name is the last to be cut, and where there is
 * more it is the first to have it.
 */
static void
test_name_has_the_room (ImagesFixture *fixture, gconstpointer data)
{
  int widths[7];

  images_act (fixture, "view", "'list'");
  images_wait (fixture, has_row);
  images_settle (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    widths[i] = column_width (fixture, i);
  for (guint i = 1; i < G_N_ELEMENTS (widths); i++)
    g_assert_cmpint (widths[0], >, widths[i]);

  images_act (fixture, "filters", NULL);
  images_wait (fixture, is_folded);
  images_settle (fixture);
  g_assert_cmpint (column_width (fixture, 0), >, widths[0]);
  g_assert_cmpint (column_width (fixture, 1), ==, widths[1]);
  for (guint i = 3; i < G_N_ELEMENTS (widths); i++)
    g_assert_cmpint (column_width (fixture, i), ==, widths[i]);
}

static void
press_head (ImagesFixture *fixture, guint i, GtkSortType direction)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->page->table);
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

  gtk_column_view_sort_by_column (fixture->page->table, column, direction);
}

/* The arrow that the head of a column shows. */
static const char *
head_arrow (ImagesFixture *fixture, guint i)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (fixture->page->table)));
  GtkWidget *arrow;

  while (i-- > 0)
    head = gtk_widget_get_next_sibling (head);
  arrow = gtk_widget_get_last_child (gtk_widget_get_first_child (head));

  return gtk_widget_has_css_class (arrow, "ascending")    ? "ascending"
         : gtk_widget_has_css_class (arrow, "descending") ? "descending"
                                                          : "none";
}

/* Each press turns the order round, as the arrow does. */
static void
test_heads_sort (ImagesFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint column;
    GwSort up;
    GwSort down;
  } heads[] = {
    { 0, GW_SORT_NAME, GW_SORT_NAME_REVERSED },
    { 3, GW_SORT_FEWEST_OBJECTS, GW_SORT_MOST_OBJECTS },
    { 4, GW_SORT_SMALLEST, GW_SORT_LARGEST },
    { 6, GW_SORT_LOWEST_CONFIDENCE, GW_SORT_HIGHEST_CONFIDENCE },
  };

  images_act (fixture, "view", "'list'");
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      press_head (fixture, heads[i].column, GTK_SORT_ASCENDING);
      g_assert_cmpint (gw_image_list_get_sort (fixture->page->list), ==, heads[i].up);
      g_assert_cmpstr (head_arrow (fixture, heads[i].column), ==, "ascending");
      press_head (fixture, heads[i].column, GTK_SORT_DESCENDING);
      g_assert_cmpint (gw_image_list_get_sort (fixture->page->list), ==, heads[i].down);
      g_assert_cmpstr (head_arrow (fixture, heads[i].column), ==, "descending");
    }
  g_assert_cmpstr (gtk_label_get_text (fixture->page->sort_label), ==, "Sort: Highest Confidence");

  /* The menu's order is shown by the head, or by none. */
  images_act (fixture, "sort", "'smallest'");
  g_assert_cmpstr (head_arrow (fixture, 4), ==, "ascending");
  g_assert_cmpstr (head_arrow (fixture, 6), ==, "none");
  images_act (fixture, "sort", "'random'");
  g_assert_cmpint (gw_image_list_get_sort (fixture->page->list), ==, GW_SORT_RANDOM);
  g_assert_cmpstr (head_arrow (fixture, 4), ==, "none");
  press_head (fixture, 0, GTK_SORT_DESCENDING);
  g_assert_cmpint (gw_image_list_get_sort (fixture->page->list), ==, GW_SORT_NAME_REVERSED);
  images_settle (fixture);
}

/* --- coming back ------------------------------------------------------------------------- */

static gboolean
is_scrolled (ImagesFixture *fixture)
{
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (fixture->page->grid_scroller)) > 100.0;
}

static void
test_view_is_restored (ImagesFixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment;
  double was;

  gtk_adjustment_set_value (fixture->page->size, 300);
  images_act (fixture, "sort", "'added'");
  images_act (fixture, "filters", NULL);
  images_type (fixture, "-label:Dog png", TRUE);
  images_wait_for (fixture, N_IMAGES);
  images_wait (fixture, is_folded);
  images_settle (fixture);
  images_settle (fixture);
  adjustment = gtk_scrolled_window_get_vadjustment (fixture->page->grid_scroller);
  was = 0.5 * gtk_adjustment_get_upper (adjustment);
  gtk_adjustment_set_value (adjustment, was);
  images_settle (fixture);
  was = gtk_adjustment_get_value (adjustment);

  images_restart (fixture);
  g_assert_cmpint ((int) gtk_adjustment_get_value (fixture->page->size), ==, 300);
  g_assert_cmpint (gw_image_list_get_sort (fixture->page->list), ==, GW_SORT_ADDED);
  g_assert_false (adw_flap_get_reveal_flap (fixture->page->flap));
  images_assert_chips (fixture, "Label: not Dog");
  g_assert_cmpstr (gtk_editable_get_text (fixture->page->search), ==, "png");
  images_wait (fixture, is_folded);
  images_wait (fixture, is_scrolled);
  images_settle (fixture);
  adjustment = gtk_scrolled_window_get_vadjustment (fixture->page->grid_scroller);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), was, 2.0);

  images_act (fixture, "view", "'list'");
  images_restart (fixture);
  g_assert_cmpstr (images_get_state (fixture), ==, "list");
}

static gboolean
filters_are_shown (ImagesFixture *fixture)
{
  return adw_flap_get_reveal_flap (fixture->page->flap) && !adw_flap_get_folded (fixture->page->flap);
}

static gboolean
is_narrow (ImagesFixture *fixture)
{
  return adw_flap_get_folded (fixture->page->flap);
}

static gboolean
filter_state (ImagesFixture *fixture)
{
  g_autoptr (GVariant) value = g_action_group_get_action_state (G_ACTION_GROUP (fixture->page->actions), "filters");

  return g_variant_get_boolean (value);
}

/* Where there is no room beside the images, the pane waits to be asked for. */
static void
test_filters_of_narrow_windows (ImagesFixture *fixture, gconstpointer data)
{
  g_assert_true (filters_are_shown (fixture));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  images_wait (fixture, is_narrow);
  g_assert_false (adw_flap_get_reveal_flap (fixture->page->flap));
  g_assert_false (filter_state (fixture));

  /* Over the images; a press beside it puts it away. */
  images_act (fixture, "filters", NULL);
  g_assert_true (adw_flap_get_reveal_flap (fixture->page->flap));
  adw_flap_set_reveal_flap (fixture->page->flap, FALSE);
  g_assert_false (filter_state (fixture));

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  images_wait (fixture, filters_are_shown);
  g_assert_true (filter_state (fixture));

  /* What was put away by hand stays so. */
  images_act (fixture, "filters", NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 400, 700);
  images_wait (fixture, is_narrow);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  images_settle (fixture);
  while (is_narrow (fixture))
    images_settle (fixture);
  g_assert_false (adw_flap_get_reveal_flap (fixture->page->flap));
}

static gboolean
is_not_restoring (ImagesFixture *fixture)
{
  return fixture->page->scroll_id == 0;
}

/* Nothing to scroll must not keep the frames coming, nor what is scrolled
 * later from being kept.
 */
static void
test_nothing_to_scroll (ImagesFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *filter;
    guint n;
  } filters[] = { { "split:test label:Dog text:nowhere", 0 }, { "label:Cat 03", 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      gw_project_set_view_state (fixture->project, "images.scroll", "0.5");
      gw_project_set_view_state (fixture->project, "images.filter", filters[i].filter);
      images_restart (fixture);
      images_wait_for (fixture, filters[i].n);
      images_wait (fixture, is_not_restoring);
      g_assert_cmpuint (images_get_n_shown (fixture), ==, filters[i].n);
    }

  images_act (fixture, "clear-filters", NULL);
  images_wait_for (fixture, N_IMAGES);
  gtk_adjustment_set_value (fixture->page->size, 300);
  images_settle (fixture);
  images_settle (fixture);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (fixture->page->grid_scroller), 40.0);
  g_assert_cmpstr (gw_project_get_view_state (fixture->project, "images.scroll"), !=, "0.5");
}

static void
test_goes_to_an_image (ImagesFixture *fixture, gconstpointer data)
{
  gint64 id = gw_image_list_get_id (fixture->page->list, 20);
  guint position;

  images_type (fixture, "label:Cat", TRUE);
  images_wait_for (fixture, 5);
  gw_images_page_show (fixture->page, id);
  images_wait_for (fixture, N_IMAGES);
  images_assert_chips (fixture, "");
  g_assert_true (gw_image_list_find (fixture->page->list, id, &position));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->page->selection), position));
}

/* Rows as somebody knows them who only heard what was told. */
static void
follow (GListModel *model, guint position, guint removed, guint added, GArray *ids)
{
  g_array_remove_range (ids, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (GwImage) image = g_list_model_get_item (model, position + i);
      gint64 id = gw_image_get_id (image);

      g_array_insert_val (ids, position + i, id);
    }
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, ids->len);
  for (guint i = 0; i < ids->len; i += 97)
    {
      g_autoptr (GwImage) image = g_list_model_get_item (model, i);

      g_assert_cmpint (gw_image_get_id (image), ==, g_array_index (ids, gint64, i));
    }
}

#define N_MANY 5000

static void
add_many (ImagesFixture *fixture)
{
  g_autoptr (GPtrArray) images = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwImage) first = g_list_model_get_item (G_LIST_MODEL (fixture->page->list), 0);
  GError *error = NULL;

  g_assert_true (gw_image_list_is_loaded (first));
  for (guint i = 0; i < N_MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("b/%04u.png", i);
      GwImage *image = gw_image_new (0, name);

      gw_image_set_root_id (image, gw_image_get_root_id (first));
      gw_image_set_split (image, i % 2 == 0 ? "train" : "test");
      g_ptr_array_add (images, image);
    }
  gw_store_add_images (gw_project_get_store (fixture->project), images, NULL, NULL, &error);
  g_assert_no_error (error);
  images_wait_for (fixture, N_IMAGES + N_MANY);
}

/* Thousands of rows come for thousands of others: in two steps, each of which
 * is whole, and without views reading all of them.
 */
static void
test_many_rows_change (ImagesFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) listed = NULL;
  GListModel *model = G_LIST_MODEL (fixture->page->selection);

  add_many (fixture);
  images_settle (fixture);
  follow (model, 0, 0, g_list_model_get_n_items (model), ids);
  g_signal_connect (model, "items-changed", G_CALLBACK (follow), ids);
  images_select (fixture, 0, N_IMAGES + N_MANY);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->page->grid));

  images_type (fixture, "split:test", TRUE);
  images_wait_for (fixture, 4 + N_MANY / 2);
  images_settle (fixture);
  listed = gw_image_list_ref_ids (fixture->page->list);
  g_assert_cmpmem (ids->data, ids->len * sizeof (gint64), listed->data, listed->len * sizeof (gint64));
  g_assert_cmpuint (gw_image_selection_get_n_selected (fixture->page->selection), ==, 4 + N_MANY / 2);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (model), ids->len - 1));
  g_assert_false (gw_image_selection_is_parted (fixture->page->selection));
}

#define TEST(path, func) g_test_add (path, ImagesFixture, NULL, images_set_up, func, images_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  TEST ("/images-view/many-rows-change", test_many_rows_change);
  TEST ("/images-view/list-mode", test_list_mode);
  TEST ("/images-view/facets-count-what-filters-show", test_facets_count_what_filters_show);
  TEST ("/images-view/all-in-the-trash", test_all_in_the_trash);
  TEST ("/images-view/list-of-missing-files", test_list_of_missing_files);
  TEST ("/images-view/name-has-the-room", test_name_has_the_room);
  TEST ("/images-view/heads-sort", test_heads_sort);
  TEST ("/images-view/view-is-restored", test_view_is_restored);
  TEST ("/images-view/filters-of-narrow-windows", test_filters_of_narrow_windows);
  TEST ("/images-view/nothing-to-scroll", test_nothing_to_scroll);
  TEST ("/images-view/goes-to-an-image", test_goes_to_an_image);

  return g_test_run ();
}
