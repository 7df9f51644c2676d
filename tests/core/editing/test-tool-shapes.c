/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include <math.h>

#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-test-tool.h"

/* Tools that draw turned boxes, ellipses and points, and the one that cuts. */

typedef GwTestTool Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gw_test_tool_set_up (f, data, FALSE);
  gw_tool_options_set_flag (f->options, "snap", FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_test_tool_tear_down (f);
}

static const GwShape *
last (Fixture *f)
{
  g_assert_cmpuint (gw_document_get_n_objects (f->document), >, 0);
  return gw_object_get_shape (gw_document_get_object (f->document, gw_document_get_n_objects (f->document) - 1));
}

static void
set_point (Fixture *f, double x, double y)
{
  GwToolEvent event = gw_test_event (x, y, 0);

  event.from_keys = TRUE;
  gw_tool_motion (f->tool, &event);
  g_assert_true (gw_tool_set_point (f->tool, &event));
}

/* --- turned boxes ------------------------------------------------------------------ */

static void
assert_turned (Fixture *f, double cx, double cy, double width, double height, double angle)
{
  const GwShape *shape = last (f);

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ROTATED_BOX);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.cx, cx, 1e-9);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.cy, cy, 1e-9);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.width, width, 1e-9);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.height, height, 1e-9);
  g_assert_cmpfloat_with_epsilon (shape->as.rotated.angle, angle, 1e-9);
}

static void
test_turned_box_by_drag (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 60, 0);
  GwToolOverlay overlay;

  gw_test_drag (f->tool, 20, 20, 60, 60, 0);
  g_assert_true (gw_tool_is_drawing (f->tool));
  /* On the side it has no width. */
  g_assert_null (gw_document_get_preview (f->document));
  event.point.y = 80;
  gw_tool_motion (f->tool, &event);
  g_assert_nonnull (gw_document_get_preview (f->document));
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpstr (overlay.text, ==, "56.6 × 14.1 px · 45°");
  gw_test_click (f->tool, 60, 80, 0);
  assert_turned (f, 35, 45, sqrt (3200), sqrt (200), 45);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Draw Car");
  g_assert_null (gw_document_get_preview (f->document));
}

static void
test_turned_box_by_clicks (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 20, 40, 0);
  gw_test_click (f->tool, 21, 41, 0); /* a double click is no side */
  g_assert_cmpint (f->n_refused, ==, 0);
  gw_test_click (f->tool, 80, 40, 0);
  gw_test_click (f->tool, 50, 40.2, 0);
  g_assert_cmpint (f->n_refused, ==, 1);
  /* On the other side of the line, which stays where it is. */
  gw_test_click (f->tool, 50, 20, 0);
  assert_turned (f, 50, 30, 60, 20, 0);
  /* To both sides. */
  gw_test_drag (f->tool, 20, 70, 80, 68, GW_TOOL_SHIFT);
  gw_test_click (f->tool, 50, 80, GW_TOOL_ALT);
  assert_turned (f, 50, 70, 60, 20, 0);
}

static void
test_turned_box_by_keys (Fixture *f, gconstpointer data)
{
  set_point (f, 100, 20);
  set_point (f, 100, 20);
  g_assert_cmpint (f->n_refused, ==, 1);
  set_point (f, 100, 80);
  g_assert_true (gw_tool_remove_point (f->tool));
  set_point (f, 100, 60);
  set_point (f, 90, 30);
  assert_turned (f, 95, 40, 40, 10, 90);
  set_point (f, 100, 20);
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_false (gw_tool_cancel (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 1);
}

/* --- ellipses ------------------------------------------------------------------------- */

static void
assert_ellipse (Fixture *f, double cx, double cy, double rx, double ry)
{
  const GwShape *shape = last (f);

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_ELLIPSE);
  g_assert_cmpfloat (shape->as.ellipse.cx, ==, cx);
  g_assert_cmpfloat (shape->as.ellipse.cy, ==, cy);
  g_assert_cmpfloat (shape->as.ellipse.rx, ==, rx);
  g_assert_cmpfloat (shape->as.ellipse.ry, ==, ry);
}

static void
test_ellipse (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 40, 0);

  gw_test_click (f->tool, 20, 20, 0);
  gw_tool_motion (f->tool, &event);
  g_assert_cmpint (gw_object_get_shape (g_ptr_array_index (gw_document_get_preview (f->document), 0))->kind, ==,
                   GW_SHAPE_ELLIPSE);
  gw_test_click (f->tool, 60, 40, 0);
  assert_ellipse (f, 40, 30, 20, 10);
  gw_test_drag (f->tool, 20, 20, 50, 30, GW_TOOL_SHIFT);
  assert_ellipse (f, 35, 35, 15, 15);
  gw_test_drag (f->tool, 100, 50, 120, 60, GW_TOOL_ALT);
  assert_ellipse (f, 100, 50, 20, 10);
  set_point (f, 10, 10);
  set_point (f, 30, 20);
  assert_ellipse (f, 20, 15, 10, 5);
}

/* --- points ------------------------------------------------------------------------------ */

static void
assert_point (Fixture *f, gsize i, double x, double y, GwVisibility visibility)
{
  const GwShape *shape = last (f);

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POINTS);
  g_assert_cmpuint (i, <, shape->as.points.n_points);
  g_assert_cmpfloat (shape->as.points.points[i].point.x, ==, x);
  g_assert_cmpfloat (shape->as.points.points[i].point.y, ==, y);
  g_assert_cmpint (shape->as.points.points[i].visibility, ==, visibility);
}

static void
test_points (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 60, 0);

  g_assert_false (gw_tool_apply (f->tool, &event));
  gw_test_click (f->tool, 20, 20, 0);
  gw_test_click (f->tool, 60, 20, GW_TOOL_SHIFT);
  gw_test_click (f->tool, 90, 20, 0);
  g_assert_true (gw_tool_remove_point (f->tool));
  gw_test_click (f->tool, 60, 60, 0);
  g_assert_true (gw_tool_apply (f->tool, &event));
  g_assert_cmpuint (last (f)->as.points.n_points, ==, 3);
  assert_point (f, 0, 20, 20, GW_VISIBILITY_VISIBLE);
  assert_point (f, 1, 60, 20, GW_VISIBILITY_HIDDEN);
  assert_point (f, 2, 60, 60, GW_VISIBILITY_VISIBLE);

  /* One alone: a double click. */
  gw_test_click (f->tool, 120, 20, 0);
  event = gw_test_event (121, 20, 0);
  event.n_press = 2;
  gw_tool_press (f->tool, &event);
  g_assert_cmpuint (last (f)->as.points.n_points, ==, 1);
  g_assert_cmpuint (f->edits->len, ==, 2);

  gw_test_click (f->tool, 120, 20, 0);
  g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_false (gw_tool_is_drawing (f->tool));
  gw_test_click (f->tool, 120, 20, 0);
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_null (gw_document_get_preview (f->document));
  g_assert_cmpuint (f->edits->len, ==, 2);
}

static void
test_points_by_keys (Fixture *f, gconstpointer data)
{
  set_point (f, 20, 20);
  set_point (f, 40, 20);
  set_point (f, 40, 20);
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (last (f)->as.points.n_points, ==, 2);
}

/* --- cutting --------------------------------------------------------------------------------- */

static void
test_slice (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (0, 0, 0);

  gw_test_add_mask (f->document, 3, 1, 20, 20, 40, 40);
  gw_test_add_mask (f->document, 4, 2, 120, 20, 40, 40);
  gw_document_select (f->document, 4, FALSE);
  /* Only what is selected. */
  gw_test_click (f->tool, 10, 40, 0);
  gw_test_click (f->tool, 190, 40, 0);
  g_assert_true (gw_tool_apply (f->tool, &event));
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 3);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 3)), ==, 1600);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 4)), ==, 800);
  g_assert_cmpuint (gw_document_get_n_selected (f->document), ==, 2);
  g_assert_cmpuint (f->edits->len, ==, 1);

  /* With nothing selected what it crosses, here by keys. */
  gw_document_select_none (f->document);
  set_point (f, 30, 10);
  set_point (f, 30, 90);
  set_point (f, 30, 90);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 4);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 3)), ==, 1200);

  gw_document_select_none (f->document);
  set_point (f, 90, 10);
  set_point (f, 90, 90);
  set_point (f, 90, 90);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_cmpuint (f->edits->len, ==, 2);
}

#define ADD(name, tool, func) g_test_add ("/tool-shapes/" name, Fixture, tool, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("turned-box-by-drag", "rotated-box", test_turned_box_by_drag);
  ADD ("turned-box-by-clicks", "rotated-box", test_turned_box_by_clicks);
  ADD ("turned-box-by-keys", "rotated-box", test_turned_box_by_keys);
  ADD ("ellipse", "ellipse", test_ellipse);
  ADD ("points", "points", test_points);
  ADD ("points-by-keys", "points", test_points_by_keys);
  ADD ("slice", "slice", test_slice);
  return g_test_run ();
}
