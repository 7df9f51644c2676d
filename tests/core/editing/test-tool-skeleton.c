/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Points that have names: placed in order, left out, hidden, edited. */

#include "gw-edits-shapes.h"
#include "gw-test-tool.h"

typedef GwTestTool Fixture;

/* Car has three points. */
static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "left_light", "right_light", "Plate", NULL };
  static const GwSkeletonEdge edges[] = { { 0, 2 }, { 1, 2 } };
  g_autoptr (GwSkeleton) skeleton = gw_skeleton_new (names, edges, 2, NULL);

  gw_test_tool_set_up (f, data, FALSE);
  gw_tool_options_set_flag (f->options, "snap", FALSE);
  gw_class_set_skeleton (gw_document_get_class (f->document, 1), skeleton);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_test_tool_tear_down (f);
}

static void
assert_step (Fixture *f, const char *wanted)
{
  GwToolOverlay overlay;

  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpstr (overlay.step, ==, wanted);
}

static void
assert_point (Fixture *f, const char *wanted)
{
  GwToolOverlay overlay;

  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpstr (overlay.point, ==, wanted);
}

/* “20,30,2 0,0,0 …” of the object drawn last. */
static void
assert_points (Fixture *f, const char *wanted)
{
  guint n = gw_document_get_n_objects (f->document);
  g_autoptr (GString) text = g_string_new (NULL);
  const GwShape *shape;

  g_assert_cmpuint (n, >, 0);
  shape = gw_object_get_shape (gw_document_get_object (f->document, n - 1));
  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POINTS);
  for (gsize i = 0; i < shape->as.points.n_points; i++)
    g_string_append_printf (text, "%s%g,%g,%d", i > 0 ? " " : "", shape->as.points.points[i].point.x,
                            shape->as.points.points[i].point.y, (int) shape->as.points.points[i].visibility);
  g_assert_cmpstr (text->str, ==, wanted);
}

static void
set_point (Fixture *f, double x, double y)
{
  GwToolEvent event = gw_test_event (x, y, 0);

  event.from_keys = TRUE;
  gw_tool_motion (f->tool, &event);
  g_assert_true (gw_tool_set_point (f->tool, &event));
}

/* --- placing -------------------------------------------------------------------------- */

static void
test_in_order (Fixture *f, gconstpointer data)
{
  assert_step (f, "Left Light · 1 of 3");
  gw_test_click (f->tool, 20, 30, 0);
  assert_step (f, "Right Light · 2 of 3");
  gw_test_click (f->tool, 60, 30, GW_TOOL_SHIFT);
  assert_step (f, "Plate · 3 of 3");
  g_assert_cmpuint (f->edits->len, ==, 0);
  gw_test_click (f->tool, 40, 50, 0);
  /* It ended by itself, and is ready for the next one. */
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_cmpint (f->n_drawn, ==, 1);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_null (gw_document_get_preview (f->document));
  assert_points (f, "20,30,2 60,30,1 40,50,2");
  assert_step (f, "Left Light · 1 of 3");
}

static void
test_skip_and_back (Fixture *f, gconstpointer data)
{
  g_assert_true (gw_tool_skip_point (f->tool));
  assert_step (f, "Right Light · 2 of 3");
  g_assert_null (gw_document_get_preview (f->document));
  gw_test_click (f->tool, 60, 30, 0);
  g_assert_true (gw_tool_remove_point (f->tool));
  assert_step (f, "Right Light · 2 of 3");
  gw_test_click (f->tool, 61, 30, 0);
  g_assert_true (gw_tool_skip_point (f->tool));
  assert_points (f, "0,0,0 61,30,2 0,0,0");
  /* Nothing at all is no object. */
  for (int i = 0; i < 3; i++)
    g_assert_true (gw_tool_skip_point (f->tool));
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 1);
}

static void
test_by_keys (Fixture *f, gconstpointer data)
{
  g_assert_false (gw_tool_toggle_point (f->tool));
  set_point (f, 10, 10);
  g_assert_true (gw_tool_toggle_point (f->tool));
  set_point (f, 20, 10);
  g_assert_true (gw_tool_toggle_point (f->tool));
  g_assert_true (gw_tool_toggle_point (f->tool));
  set_point (f, 15, 30);
  assert_points (f, "10,10,1 20,10,2 15,30,2");
}

/* What is ended before has all the points all the same. */
static void
test_ended_before (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (20, 30, 0);

  gw_test_click (f->tool, 20, 30, 0);
  g_assert_true (gw_tool_apply (f->tool, &event));
  assert_points (f, "20,30,2 0,0,0 0,0,0");
  gw_test_click (f->tool, 50, 30, 0);
  g_assert_true (gw_tool_cancel (f->tool));
  assert_step (f, "Left Light · 1 of 3");
  g_assert_cmpuint (f->edits->len, ==, 1);
}

/* Two points may be where a double click would be. */
static void
test_near_points (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (20, 30, 0);

  gw_test_click (f->tool, 20, 30, 0);
  event.n_press = 2;
  gw_tool_press (f->tool, &event);
  gw_tool_release (f->tool, &event);
  /* At one place it is one point. */
  assert_step (f, "Right Light · 2 of 3");
  event.point.x = 22;
  gw_tool_press (f->tool, &event);
  gw_tool_release (f->tool, &event);
  assert_step (f, "Plate · 3 of 3");
}

static void
test_without_skeleton (Fixture *f, gconstpointer data)
{
  gw_document_set_current_class (f->document, 3);
  assert_step (f, "");
  g_assert_false (gw_tool_skip_point (f->tool));
  for (int i = 0; i < 5; i++)
    gw_test_click (f->tool, 20 + 10 * i, 30, 0);
  g_assert_true (gw_tool_is_drawing (f->tool));
  assert_step (f, "");
}

/* --- editing ---------------------------------------------------------------------------- */

/* Three points, the second one absent. */
static GwObject *
add_car (Fixture *f)
{
  GwKeypoint points[] = { { { 20, 30 }, GW_VISIBILITY_VISIBLE },
                          { { 0, 0 }, GW_VISIBILITY_ABSENT },
                          { { 40, 50 }, GW_VISIBILITY_HIDDEN } };
  GwShape borrowed = { .kind = GW_SHAPE_POINTS, .as.points = { points, 3 } };
  GwShape shape = GW_SHAPE_INIT;
  g_autoptr (GwObject) object = gw_object_new (11, 1);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");

  g_assert_cmpint (gw_shape_copy (&borrowed, &shape), ==, GW_STATUS_OK);
  gw_object_take_shape (object, &shape);
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (f->document, edit);
  gw_document_select (f->document, 11, FALSE);
  return gw_document_find (f->document, 11);
}

static void
test_toggle (Fixture *f, gconstpointer data)
{
  add_car (f);
  g_assert_false (gw_tool_toggle_point (f->tool));
  gw_tool_step_point (f->tool, 1);
  assert_point (f, "Left Light");
  g_assert_true (gw_tool_toggle_point (f->tool));
  assert_points (f, "20,30,1 0,0,0 40,50,1");
  assert_point (f, "Left Light, hidden");
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Hide Point of Car");
  g_assert_true (gw_tool_toggle_point (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 2);
  gw_test_undo (f->document, g_ptr_array_index (f->edits, 1));
  gw_test_undo (f->document, g_ptr_array_index (f->edits, 0));
  assert_points (f, "20,30,2 0,0,0 40,50,1");
}

/* Without a point for keys it is the one below the pointer. */
static void
test_toggle_below_pointer (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (41, 51, 0);

  add_car (f);
  gw_tool_motion (f->tool, &event);
  assert_point (f, "Plate, hidden");
  g_assert_true (gw_tool_toggle_point (f->tool));
  assert_points (f, "20,30,2 0,0,0 40,50,2");
}

static void
test_delete_makes_absent (Fixture *f, gconstpointer data)
{
  add_car (f);
  gw_tool_step_point (f->tool, 1);
  g_assert_true (gw_tool_delete_point (f->tool));
  assert_points (f, "20,30,0 0,0,0 40,50,1");
  /* The last one stays. */
  g_assert_true (gw_tool_skip_point (f->tool));
  g_assert_cmpint (f->n_refused, ==, 1);
  assert_points (f, "20,30,0 0,0,0 40,50,1");
}

static void
test_absent_comes_back (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (0, 0, 0);

  add_car (f);
  event.from_keys = TRUE;
  gw_tool_step_point (f->tool, 1);
  g_assert_true (gw_tool_set_point (f->tool, &event));
  /* Its line goes to the plate. It is the one for keys then. */
  assert_points (f, "20,30,2 40,50,2 40,50,1");
  assert_point (f, "Right Light");
  g_assert_true (gw_tool_move_point (f->tool, 20, -20));
  assert_points (f, "20,30,2 60,30,2 40,50,1");
  g_assert_false (gw_tool_set_point (f->tool, &event));
  g_assert_cmpuint (f->edits->len, ==, 2);
}

/* Also where the object is only looked at. */
static void
test_names_below_pointer (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (41, 51, 0);
  GwToolOverlay overlay;

  add_car (f);
  g_assert_false (gw_tool_motion (f->tool, &event));
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpstr (overlay.text, ==, "Plate, hidden");
  event.point = (GwPoint) { 100, 90 };
  gw_tool_motion (f->tool, &event);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpstr (overlay.text, ==, "");
}

/* What the skeleton got later can be placed too. */
static void
test_grown_skeleton (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (0, 0, 0);
  GwClass *car = gw_document_get_class (f->document, 1);
  g_autoptr (GwSkeleton) more = gw_skeleton_add_point (gw_class_get_skeleton (car), "roof", NULL);

  add_car (f);
  gw_class_set_skeleton (car, more);
  event.from_keys = TRUE;
  g_assert_true (gw_tool_set_point (f->tool, &event));
  assert_point (f, "Right Light");
  g_assert_true (gw_tool_set_point (f->tool, &event));
  assert_point (f, "Roof");
  assert_points (f, "20,30,2 40,50,2 40,50,1 33.3333,43.3333,2");
  g_assert_false (gw_tool_set_point (f->tool, &event));
}

/* Points without names go, as those of lines do. */
static void
test_delete_without_skeleton (Fixture *f, gconstpointer data)
{
  add_car (f);
  gw_class_set_skeleton (gw_document_get_class (f->document, 1), NULL);
  gw_tool_step_point (f->tool, 1);
  assert_point (f, "Point 1");
  g_assert_true (gw_tool_delete_point (f->tool));
  assert_points (f, "0,0,0 40,50,1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, tool, function) g_test_add ("/tool-skeleton/" path, Fixture, tool, set_up, function, tear_down)
  ADD ("in-order", "points", test_in_order);
  ADD ("skip-and-back", "points", test_skip_and_back);
  ADD ("by-keys", "points", test_by_keys);
  ADD ("ended-before", "points", test_ended_before);
  ADD ("near-points", "points", test_near_points);
  ADD ("without-skeleton", "points", test_without_skeleton);
  ADD ("names-below-pointer", "select", test_names_below_pointer);
  ADD ("toggle", "edit-points", test_toggle);
  ADD ("toggle-below-pointer", "edit-points", test_toggle_below_pointer);
  ADD ("delete-makes-absent", "edit-points", test_delete_makes_absent);
  ADD ("absent-comes-back", "edit-points", test_absent_comes_back);
  ADD ("grown-skeleton", "edit-points", test_grown_skeleton);
  ADD ("delete-without-skeleton", "edit-points", test_delete_without_skeleton);
  return g_test_run ();
}
