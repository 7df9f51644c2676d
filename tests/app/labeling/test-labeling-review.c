/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "gw-edits.h"
#include "gw-raster.h"
#include "labeling-keys.h"

/* Looking again at what was done: from object to object, and hints. */

typedef LabelingPageFixture Fixture;

static GwDocument *
get_document (Fixture *fixture)
{
  return fixture->page->document;
}

static GwCanvas *
get_canvas (Fixture *fixture)
{
  return GW_CANVAS (fixture->page->canvas);
}

static gint64
add_mask (Fixture *fixture, double x, double y, double width, double height)
{
  const GwBox box = { x, y, width, height };
  GwShape shape = { .kind = GW_SHAPE_MASK };
  GwObject *object;

  g_assert_cmpint (gw_raster_box (&box, 64, 48, &shape.as.mask), ==, GW_STATUS_OK);
  object = gw_document_add_shape (get_document (fixture), &shape);
  g_assert_nonnull (object);
  return gw_object_get_id (object);
}

static gboolean
has_found (gpointer data)
{
  return !gw_hint_list_is_searching (((Fixture *) data)->page->hints);
}

static guint
n_hints (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->page->hints));
}

static void
settle (Fixture *fixture)
{
  labeling_page_settle (fixture);
  labeling_wait (has_found, fixture);
}

/* Two that overlap, a third that is far off, and a fourth of a few pixels: two hints. */
static void
draw (Fixture *fixture)
{
  add_mask (fixture, 4, 4, 10, 10);
  add_mask (fixture, 12, 4, 10, 10);
  add_mask (fixture, 40, 30, 10, 10);
  add_mask (fixture, 56, 4, 3, 3);
  gw_document_select_none (get_document (fixture));
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 2);
  gtk_widget_grab_focus (fixture->page->canvas);
}

static void
press (Fixture *fixture, const char *key)
{
  gtk_widget_grab_focus (fixture->page->canvas);
  g_assert_true (labeling_press_key (fixture, key));
}

static const char *wanted;

static gboolean
has_said (gpointer data)
{
  const char *text = gw_announcer_get_text (GW_ANNOUNCER (((Fixture *) data)->page->announcer));

  return text != NULL && strstr (text, wanted) != NULL;
}

static void
assert_said (Fixture *fixture, const char *text)
{
  wanted = text;
  labeling_wait (has_said, fixture);
}

static gboolean
is_in_view (Fixture *fixture, const GwBox *box)
{
  GwBox seen = gw_canvas_get_visible_box (get_canvas (fixture));

  return box->x >= seen.x && box->y >= seen.y && box->x + box->width <= seen.x + seen.width
         && box->y + box->height <= seen.y + seen.height;
}

static GwObject *
get_selected (Fixture *fixture)
{
  g_autoptr (GPtrArray) selected = gw_document_get_selected (get_document (fixture));

  g_assert_cmpuint (selected->len, ==, 1);
  return g_ptr_array_index (selected, 0);
}

static void
test_walks_through_objects (Fixture *fixture, gconstpointer data)
{
  gint64 first, second, third;
  GwBox bounds;
  double zoom;

  first = add_mask (fixture, 4, 4, 10, 10);
  second = add_mask (fixture, 30, 30, 30, 16);
  third = add_mask (fixture, 40, 4, 5, 5);
  gw_document_select_none (get_document (fixture));
  settle (fixture);
  zoom = gw_canvas_get_zoom (get_canvas (fixture));
  g_assert_true (gw_canvas_get_fit (get_canvas (fixture)));

  g_object_set (fixture->page->object_list, "order", "size", NULL);
  press (fixture, "<Alt>Page_Down");
  g_assert_cmpint (gw_object_get_id (get_selected (fixture)), ==, second);
  bounds = gw_object_get_bounds (get_selected (fixture));
  g_assert_true (is_in_view (fixture, &bounds));
  assert_said (fixture, "Car 2, 1 of 3");
  press (fixture, "<Alt>Page_Down");
  g_assert_cmpint (gw_object_get_id (get_selected (fixture)), ==, first);
  press (fixture, "<Alt>Page_Down");
  g_assert_cmpint (gw_object_get_id (get_selected (fixture)), ==, third);
  press (fixture, "<Alt>Page_Down");
  g_assert_cmpint (gw_object_get_id (get_selected (fixture)), ==, second);
  press (fixture, "<Alt>Page_Up");
  g_assert_cmpint (gw_object_get_id (get_selected (fixture)), ==, third);
  g_assert_cmpstr (_gw_labeling_page_get_review_place (fixture->page), ==, "Car 3, 3 of 3");
  gw_document_select_none (get_document (fixture));
  g_assert_null (_gw_labeling_page_get_review_place (fixture->page));
  gw_document_select (get_document (fixture), third, FALSE);

  /* Back to where it began, in the middle of it too. */
  g_assert_false (gw_canvas_get_fit (get_canvas (fixture)));
  press (fixture, "<Alt>Home");
  g_assert_true (gw_canvas_get_fit (get_canvas (fixture)));
  g_assert_cmpfloat (gw_canvas_get_zoom (get_canvas (fixture)), ==, zoom);
  press (fixture, "<Alt>Home");
  assert_said (fixture, "There is no view to go back to yet");
}

static void
test_goes_back_to_a_zoom (Fixture *fixture, gconstpointer data)
{
  GwPoint center;

  draw (fixture);
  gw_canvas_set_view (get_canvas (fixture), 20.0, (GwPoint) { 30, 20 });
  center = gw_canvas_get_center (get_canvas (fixture));
  press (fixture, "<Alt>Page_Down");
  press (fixture, "<Alt>Page_Down");
  press (fixture, "<Alt><Shift>Page_Down");
  g_assert_cmpfloat (gw_canvas_get_zoom (get_canvas (fixture)), !=, 20.0);
  press (fixture, "<Alt>Home");
  g_assert_cmpfloat (gw_canvas_get_zoom (get_canvas (fixture)), ==, 20.0);
  g_assert_cmpfloat_with_epsilon (gw_canvas_get_center (get_canvas (fixture)).x, center.x, 0.5);
  g_assert_cmpfloat_with_epsilon (gw_canvas_get_center (get_canvas (fixture)).y, center.y, 0.5);
}

static void
test_nothing_to_walk_through (Fixture *fixture, gconstpointer data)
{
  press (fixture, "<Alt>Page_Down");
  assert_said (fixture, "There are no objects to look at");
  settle (fixture);
  press (fixture, "<Alt><Shift>Page_Down");
  assert_said (fixture, "No hints");
  press (fixture, "<Alt>Delete");
  g_assert_false (_gw_labeling_page_can_undo_dismissal (fixture->page));
}

static void
test_shows_hints (Fixture *fixture, gconstpointer data)
{
  GwBox overlap = { 12, 4, 2, 10 };

  draw (fixture);
  press (fixture, "<Alt><Shift>Page_Down");
  g_assert_cmpuint (gw_document_get_n_selected (get_document (fixture)), ==, 2);
  g_assert_true (is_in_view (fixture, &overlap));
  assert_said (fixture, "Hint 1 of 2. Car 1 and Car 2 overlap by 20 px.");
  press (fixture, "<Alt><Shift>Page_Down");
  g_assert_cmpuint (gw_document_get_n_selected (get_document (fixture)), ==, 1);
  assert_said (fixture, "Hint 2 of 2. Car 4 has only 9 px.");
  press (fixture, "<Alt><Shift>Page_Down");
  assert_said (fixture, "Hint 1 of 2.");

  /* Something else is looked at. */
  gw_document_select_none (get_document (fixture));
  g_assert_null (gw_hint_list_get_current (fixture->page->hints));
}

static void
test_repairs_hints (Fixture *fixture, gconstpointer data)
{
  draw (fixture);
  press (fixture, "<Alt><Shift>Page_Down");
  press (fixture, "<Alt>r");
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 1);
  g_assert_cmpstr (gw_document_get_undo_name (get_document (fixture)), ==, "Cut Overlap from Car");
  /* Where none is shown, it is shown first. */
  press (fixture, "<Alt>r");
  g_assert_cmpuint (n_hints (fixture), ==, 1);
  press (fixture, "<Alt>r");
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 0);
  g_assert_cmpuint (gw_document_get_n_objects (get_document (fixture)), ==, 3);

  gw_labeling_page_undo (fixture->page, FALSE);
  settle (fixture);
  gw_labeling_page_undo (fixture->page, FALSE);
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 2);
}

static void
test_dismissed_hints_stay_away (Fixture *fixture, gconstpointer data)
{
  draw (fixture);
  press (fixture, "<Alt><Shift>Page_Down");
  press (fixture, "<Alt>Delete");
  assert_said (fixture, "Dismissed. 1 hint.");
  g_assert_cmpuint (n_hints (fixture), ==, 1);

  /* Back at the image, which is read anew. */
  labeling_page_act (fixture, "labeling.next", NULL);
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 0);
  labeling_page_act (fixture, "labeling.previous", NULL);
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 1);
  g_assert_cmpuint (gw_hint_list_get_n_dismissed (fixture->page->hints), ==, 1);

  labeling_page_act (fixture, "labeling.restore-hints", NULL);
  g_assert_cmpuint (n_hints (fixture), ==, 2);
}

/* As the last thing that was done; an edit after it is undone before it. */
static void
test_dismissing_is_undone (Fixture *fixture, gconstpointer data)
{
  guint n;

  draw (fixture);
  n = gw_document_get_n_objects (get_document (fixture));
  press (fixture, "<Alt><Shift>Page_Down");
  press (fixture, "<Alt>Delete");
  press (fixture, "<Alt><Shift>Page_Down");
  press (fixture, "<Alt>Delete");
  g_assert_cmpuint (n_hints (fixture), ==, 0);
  gw_labeling_page_undo (fixture->page, FALSE);
  g_assert_cmpuint (n_hints (fixture), ==, 1);
  assert_said (fixture, "Undone: Dismiss Hint");
  gw_labeling_page_undo (fixture->page, FALSE);
  g_assert_cmpuint (n_hints (fixture), ==, 2);
  settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (get_document (fixture)), ==, n);

  press (fixture, "<Alt><Shift>Page_Down");
  press (fixture, "<Alt>Delete");
  add_mask (fixture, 2, 40, 8, 6);
  settle (fixture);
  gw_labeling_page_undo (fixture->page, FALSE);
  settle (fixture);
  g_assert_cmpuint (gw_document_get_n_objects (get_document (fixture)), ==, n);
  g_assert_cmpuint (n_hints (fixture), ==, 1);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) && gtk_widget_get_mapped (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

static gboolean
is_list_mapped (gpointer data)
{
  return find_child (((Fixture *) data)->page->hints_popover, GTK_TYPE_LIST_VIEW) != NULL;
}

static gboolean
holds_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, fixture->page->hints_popover);
}

static void
test_lists_hints (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *rows;
  GtkWidget *list;

  draw (fixture);
  press (fixture, "<Control>h");
  labeling_wait (is_list_mapped, fixture);
  list = find_child (fixture->page->hints_popover, GTK_TYPE_LIST_VIEW);
  rows = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 2);
  g_assert_null (gw_hint_list_get_current (fixture->page->hints));

  /* A row that is chosen is shown, and the list stays. */
  gtk_selection_model_select_item (rows, 1, TRUE);
  g_assert_cmpuint (gw_document_get_n_selected (get_document (fixture)), ==, 1);
  assert_said (fixture, "Car 4 has only 9 px. 2 hints");
  gtk_widget_activate_action (fixture->page->hints_popover, "labeling.repair-hint", NULL);
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 1);
  g_assert_true (gtk_widget_get_mapped (fixture->page->hints_popover));
  g_assert_true (holds_focus (fixture));

  /* One that is dismissed makes room for the next, which is shown. */
  gtk_widget_activate_action (fixture->page->hints_popover, "labeling.dismiss-hint", NULL);
  g_assert_cmpuint (gw_document_get_n_selected (get_document (fixture)), ==, 2);
  gtk_widget_activate_action (fixture->page->hints_popover, "labeling.dismiss-hint", NULL);
  g_assert_cmpuint (n_hints (fixture), ==, 0);
  g_assert_true (holds_focus (fixture));
  gtk_widget_activate_action (fixture->page->hints_popover, "labeling.restore-hints", NULL);
  g_assert_cmpuint (n_hints (fixture), ==, 1);
  g_assert_true (holds_focus (fixture));

  /* The key that opens it closes it. */
  labeling_page_act (fixture, "labeling.show-hints", NULL);
  g_assert_false (gtk_widget_get_mapped (fixture->page->hints_popover));
  g_assert_true (gtk_widget_is_focus (fixture->page->canvas));
}

static guint
count_buttons (GtkWidget *widget, gboolean sensitive)
{
  guint n = GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget) && gtk_widget_is_sensitive (widget) == sensitive;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_buttons (child, sensitive);
  return n;
}

static void
assert_row_buttons (Fixture *fixture, gboolean sensitive)
{
  GtkWidget *list;

  labeling_page_act (fixture, "labeling.show-hints", NULL);
  labeling_wait (is_list_mapped, fixture);
  list = find_child (fixture->page->hints_popover, GTK_TYPE_LIST_VIEW);
  g_assert_cmpuint (count_buttons (list, sensitive), ==, 4);
  g_assert_cmpuint (count_buttons (list, !sensitive), ==, 0);
}

/* What cannot be saved is not offered. */
static void
test_only_reads (Fixture *fixture, gconstpointer data)
{
  draw (fixture);
  assert_row_buttons (fixture, TRUE);

  labeling_page_open_read_only (fixture);
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 2);
  assert_row_buttons (fixture, FALSE);
  gtk_widget_activate_action (fixture->page->hints_popover, "labeling.dismiss-hint", NULL);
  gtk_widget_activate_action (fixture->page->hints_popover, "labeling.repair-hint", NULL);
  g_assert_cmpuint (n_hints (fixture), ==, 2);
}

static void
test_limits (Fixture *fixture, gconstpointer data)
{
  draw (fixture);
  g_settings_set_double (fixture->page->settings, "hint-overlap", 21);
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 1);
  g_settings_set_double (fixture->page->settings, "hint-small-part", 0);
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 0);
  g_settings_reset (fixture->page->settings, "hint-overlap");
  g_settings_reset (fixture->page->settings, "hint-small-part");
  settle (fixture);
  g_assert_cmpuint (n_hints (fixture), ==, 2);
}

#define ADD(path, func) \
  g_test_add (path, Fixture, GINT_TO_POINTER (GW_TASK_MASKS), labeling_page_set_up, func, labeling_page_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/labeling-review/walks-through-objects", test_walks_through_objects);
  ADD ("/labeling-review/goes-back-to-a-zoom", test_goes_back_to_a_zoom);
  ADD ("/labeling-review/nothing-to-walk-through", test_nothing_to_walk_through);
  ADD ("/labeling-review/shows-hints", test_shows_hints);
  ADD ("/labeling-review/repairs-hints", test_repairs_hints);
  ADD ("/labeling-review/dismissed-hints-stay-away", test_dismissed_hints_stay_away);
  ADD ("/labeling-review/dismissing-is-undone", test_dismissing_is_undone);
  ADD ("/labeling-review/lists-hints", test_lists_hints);
  ADD ("/labeling-review/only-reads", test_only_reads);
  ADD ("/labeling-review/keeps-limits", test_limits);

  return g_test_run ();
}
