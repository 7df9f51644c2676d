/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include <math.h>

#include "gw-polygon.h"
#include "gw-test-tool.h"

typedef GwTestTool Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gw_test_tool_set_up (f, "edit-points", FALSE);
  gw_tool_options_set_flag (f->options, "snap", FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_test_tool_tear_down (f);
}

/* Puts an object into the document and selects it. Takes the shape. */
static void
add_shape (Fixture *f, gint64 id, GwShape *shape)
{
  g_autoptr (GwObject) object = gw_object_new (id, 1);
  g_autoptr (GwEdit) edit = gw_edit_new (7, "Test");

  gw_object_take_shape (object, shape);
  gw_edit_add_object (edit, 7, NULL, object);
  gw_document_take (f->document, edit);
  gw_document_select (f->document, id, FALSE);
}

static const GwPoint square[] = { { 20, 20 }, { 80, 20 }, { 80, 80 }, { 20, 80 } };

static void
add_polygon (Fixture *f, gint64 id)
{
  GwShape shape = { .kind = GW_SHAPE_POLYGON };

  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, square, G_N_ELEMENTS (square)), ==, GW_STATUS_OK);
  add_shape (f, id, &shape);
}

static const GwShape *
get_shape (Fixture *f, gint64 id)
{
  return gw_object_get_shape (gw_document_find (f->document, id));
}

static void
assert_points (const GwRing *ring, const char *points)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < ring->n_points; i++)
    g_string_append_printf (text, "%s%g,%g", i > 0 ? " " : "", ring->points[i].x, ring->points[i].y);
  g_assert_cmpstr (text->str, ==, points);
}

static void
assert_ring (Fixture *f, gint64 id, const char *points)
{
  const GwShape *shape = get_shape (f, id);

  assert_points (shape->kind == GW_SHAPE_POLYLINE ? &shape->as.line : &shape->as.polygon.rings[0], points);
}

static void
hover (Fixture *f, double x, double y, GwToolOverlay *overlay)
{
  GwToolEvent event = gw_test_event (x, y, 0);

  gw_tool_motion (f->tool, &event);
  gw_tool_get_overlay (f->tool, overlay);
}

static void
test_drag_moves_a_point (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  add_polygon (f, 1);
  hover (f, 82, 23, &overlay);
  g_assert_cmpint (overlay.vertices_id, ==, 1);
  g_assert_cmpuint (overlay.n_vertices, ==, 4);
  g_assert_cmpint (overlay.hovered_vertex, ==, 1);
  g_assert_cmpint (overlay.active_vertex, ==, -1);
  /* As far as the pointer goes, wherever it took hold. */
  gw_test_drag (f->tool, 82, 23, 102, 33, 0);
  assert_ring (f, 1, "20,20 100,30 80,80 20,80");
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Move Point of Car");
  g_assert_null (gw_document_get_preview (f->document));
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpint (overlay.active_vertex, ==, 1);
  /* A click only makes it the one for keys. */
  gw_test_click (f->tool, 20, 80, 0);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpint (overlay.active_vertex, ==, 3);
  g_assert_cmpuint (f->edits->len, ==, 1);
  gw_test_drag (f->tool, 100, 30, 135, 33, GW_TOOL_SHIFT);
  assert_ring (f, 1, "20,20 135,30 80,80 20,80");
}

static void
test_escape_takes_the_drag_back (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (80, 20, 0);

  add_polygon (f, 1);
  g_assert_false (gw_tool_cancel (f->tool));
  gw_tool_press (f->tool, &event);
  event = gw_test_event (120, 20, 0);
  gw_tool_motion (f->tool, &event);
  g_assert_nonnull (gw_document_get_preview (f->document));
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_null (gw_document_get_preview (f->document));
  g_assert_false (gw_tool_release (f->tool, &event));
  g_assert_cmpuint (f->edits->len, ==, 0);
  /* Then the point for keys. */
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_false (gw_tool_cancel (f->tool));
}

static void
test_press_on_an_edge_makes_a_point (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  add_polygon (f, 1);
  hover (f, 50, 23, &overlay);
  g_assert_true (overlay.has_insert);
  g_assert_cmpfloat (overlay.insert.x, ==, 50);
  g_assert_cmpfloat (overlay.insert.y, ==, 20);
  hover (f, 50, 50, &overlay);
  g_assert_false (overlay.has_insert);
  gw_test_click (f->tool, 50, 23, 0);
  assert_ring (f, 1, "20,20 50,20 80,20 80,80 20,80");
  gw_test_drag (f->tool, 20, 50, 10, 50, 0);
  assert_ring (f, 1, "20,20 50,20 80,20 80,80 20,80 10,50");
  g_assert_cmpuint (f->edits->len, ==, 2);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 1)), ==, "Add Point to Car");
  hover (f, 10, 50, &overlay);
  g_assert_cmpint (overlay.active_vertex, ==, 5);
}

static void
test_takes_points_out (Fixture *f, gconstpointer data)
{
  add_polygon (f, 1);
  gw_test_click (f->tool, 80, 20, GW_TOOL_ALT);
  assert_ring (f, 1, "20,20 80,80 20,80");
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Remove Point of Car");
  /* Never below three. */
  gw_test_click (f->tool, 20, 20, GW_TOOL_ALT);
  g_assert_cmpint (f->n_refused, ==, 1);
  gw_test_click (f->tool, 20, 20, 0);
  g_assert_true (gw_tool_delete_point (f->tool));
  g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_cmpint (f->n_refused, ==, 3);
  assert_ring (f, 1, "20,20 80,80 20,80");
}

static void
test_keyboard (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (0, 0, 0);
  GwToolOverlay overlay;

  g_assert_false (gw_tool_step_point (f->tool, 1));
  add_polygon (f, 1);
  g_assert_false (gw_tool_move_point (f->tool, 1, 0));
  g_assert_false (gw_tool_delete_point (f->tool));
  g_assert_false (gw_tool_set_point (f->tool, &event));
  g_assert_true (gw_tool_step_point (f->tool, 1));
  g_assert_true (gw_tool_step_point (f->tool, 1));
  g_assert_true (gw_tool_move_point (f->tool, 10, 0));
  assert_ring (f, 1, "20,20 90,20 80,80 20,80");
  g_assert_true (gw_tool_step_point (f->tool, -1));
  g_assert_true (gw_tool_step_point (f->tool, -1));
  g_assert_true (gw_tool_move_point (f->tool, -500, 0));
  assert_ring (f, 1, "20,20 90,20 80,80 0,80");
  /* A new one half-way to the next, which then is the one for keys. */
  g_assert_true (gw_tool_set_point (f->tool, &event));
  assert_ring (f, 1, "20,20 90,20 80,80 0,80 10,50");
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpint (overlay.active_vertex, ==, 4);
  g_assert_true (gw_tool_delete_point (f->tool));
  assert_ring (f, 1, "20,20 90,20 80,80 0,80");
  g_assert_cmpuint (f->edits->len, ==, 4);
  g_assert_true (gw_tool_apply (f->tool, &event));
  g_assert_false (gw_tool_apply (f->tool, &event));
  g_assert_false (gw_tool_move_point (f->tool, 1, 0));
}

static void
test_polyline_and_points (Fixture *f, gconstpointer data)
{
  GwShape line = { .kind = GW_SHAPE_POLYLINE };
  GwShape points = { .kind = GW_SHAPE_POINTS };
  GwToolOverlay overlay;

  g_assert_cmpint (gw_ring_init (&line.as.line, square, 4), ==, GW_STATUS_OK);
  add_shape (f, 1, &line);
  /* There is no edge from the last to the first. */
  hover (f, 20, 50, &overlay);
  g_assert_false (overlay.has_insert);
  gw_test_click (f->tool, 80, 50, 0);
  assert_ring (f, 1, "20,20 80,20 80,50 80,80 20,80");

  points.as.points.points = malloc (2 * sizeof (GwKeypoint));
  points.as.points.points[0] = (GwKeypoint) { { 150, 20 }, GW_VISIBILITY_HIDDEN };
  points.as.points.points[1] = (GwKeypoint) { { 180, 20 }, GW_VISIBILITY_VISIBLE };
  points.as.points.n_points = 2;
  add_shape (f, 2, &points);
  gw_test_drag (f->tool, 150, 20, 150, 60, 0);
  g_assert_cmpfloat (get_shape (f, 2)->as.points.points[0].point.y, ==, 60);
  g_assert_cmpint (get_shape (f, 2)->as.points.points[0].visibility, ==, GW_VISIBILITY_HIDDEN);
  gw_test_click (f->tool, 180, 20, GW_TOOL_ALT);
  g_assert_cmpuint (get_shape (f, 2)->as.points.n_points, ==, 1);
}

static void
test_turned_box (Fixture *f, gconstpointer data)
{
  GwShape shape = { .kind = GW_SHAPE_ROTATED_BOX, .as.rotated = { 100, 50, 60, 20, 0 } };
  GwToolOverlay overlay;

  add_shape (f, 1, &shape);
  hover (f, 5, 5, &overlay);
  g_assert_cmpuint (overlay.n_vertices, ==, 8);
  g_assert_true (overlay.has_turn);
  g_assert_cmpfloat (overlay.turn.y, ==, 16);
  /* The handle above, to the right: a quarter. */
  gw_test_drag (f->tool, 100, 16, 150, 50, 0);
  g_assert_cmpfloat (get_shape (f, 1)->as.rotated.angle, ==, 90);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Turn Car");
  /* The right side is below now; the one above stays. */
  gw_test_drag (f->tool, 100, 80, 100, 90, 0);
  g_assert_cmpfloat (get_shape (f, 1)->as.rotated.width, ==, 70);
  g_assert_cmpfloat_with_epsilon (get_shape (f, 1)->as.rotated.cy, 55, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_shape (f, 1)->as.rotated.cx, 100, 1e-9);
  g_assert_true (gw_tool_step_size (f->tool, 1, FALSE));
  g_assert_cmpfloat (get_shape (f, 1)->as.rotated.angle, ==, 91);
  g_assert_true (gw_tool_step_size (f->tool, -2, TRUE));
  g_assert_cmpfloat (get_shape (f, 1)->as.rotated.angle, ==, 61);
  g_assert_false (gw_tool_delete_point (f->tool));
}

static void
test_ellipse (Fixture *f, gconstpointer data)
{
  GwShape shape = { .kind = GW_SHAPE_ELLIPSE, .as.ellipse = { 100, 50, 40, 20, 0 } };

  add_shape (f, 1, &shape);
  gw_test_drag (f->tool, 140, 50, 150, 53, 0);
  g_assert_cmpfloat (get_shape (f, 1)->as.ellipse.rx, ==, 50);
  g_assert_cmpfloat (get_shape (f, 1)->as.ellipse.ry, ==, 20);
  g_assert_cmpfloat (get_shape (f, 1)->as.ellipse.cx, ==, 100);
  /* Through the centre it does not go. */
  gw_test_drag (f->tool, 100, 70, 100, 10, 0);
  g_assert_cmpfloat (get_shape (f, 1)->as.ellipse.ry, ==, 0.5);
  gw_test_drag (f->tool, 100, 25.5, 124, 28, GW_TOOL_SHIFT);
  g_assert_cmpfloat (get_shape (f, 1)->as.ellipse.angle, ==, 45);
}

static void
test_points_are_held (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;
  GwToolEvent event = gw_test_event (80, 20, 0);

  gw_tool_options_set_flag (gw_tool_get_options (f->tool), "snap", TRUE);
  gw_test_add_box (f->document, 5, 2, 120, 10, 30, 30);
  add_polygon (f, 1);
  gw_tool_press (f->tool, &event);
  event = gw_test_event (117, 13, 0);
  gw_tool_motion (f->tool, &event);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_true (overlay.has_snap);
  gw_tool_release (f->tool, &event);
  assert_ring (f, 1, "20,20 120,10 80,80 20,80");
}

static void
test_selects_others (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  gw_test_add_box (f->document, 5, 2, 120, 10, 30, 30);
  add_polygon (f, 1);
  gw_test_click (f->tool, 120, 20, 0);
  gw_test_assert_selected (f->document, "5");
  /* Upright boxes have none: Select resizes them. */
  hover (f, 120, 10, &overlay);
  g_assert_cmpuint (overlay.n_vertices, ==, 0);
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_locked_ones_stay (Fixture *f, gconstpointer data)
{
  add_polygon (f, 1);
  gw_test_set_flags (f->document, 1, GW_OBJECT_LOCKED);
  gw_test_drag (f->tool, 80, 20, 100, 20, 0);
  g_assert_false (gw_tool_step_point (f->tool, 1));
  g_assert_cmpuint (f->edits->len, ==, 0);
}

/* What would be no shape any more is not made. */
static void
test_points_do_not_meet (Fixture *f, gconstpointer data)
{
  add_polygon (f, 1);
  gw_test_click (f->tool, 80, 20, GW_TOOL_ALT);
  gw_test_drag (f->tool, 20, 20, 20, 80, 0);
  assert_ring (f, 1, "20,20 80,80 20,80");
  g_assert_cmpuint (f->edits->len, ==, 1);
}

#define ADD(name, func) g_test_add ("/tool-edit-points/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("drag-moves-a-point", test_drag_moves_a_point);
  ADD ("escape-takes-the-drag-back", test_escape_takes_the_drag_back);
  ADD ("press-on-an-edge-makes-a-point", test_press_on_an_edge_makes_a_point);
  ADD ("takes-points-out", test_takes_points_out);
  ADD ("keyboard", test_keyboard);
  ADD ("polyline-and-points", test_polyline_and_points);
  ADD ("turned-box", test_turned_box);
  ADD ("ellipse", test_ellipse);
  ADD ("points-are-held", test_points_are_held);
  ADD ("selects-others", test_selects_others);
  ADD ("locked-ones-stay", test_locked_ones_stay);
  ADD ("points-do-not-meet", test_points_do_not_meet);
  return g_test_run ();
}
