/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include <math.h>

#include "gw-mask.h"
#include "gw-random.h"
#include "gw-raster.h"
#include "gw-test-tool.h"

typedef GwTestTool Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gw_test_tool_set_up (f, "polygon", FALSE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_test_tool_tear_down (f);
}

static GwObject *
last (Fixture *f)
{
  return gw_document_get_object (f->document, gw_document_get_n_objects (f->document) - 1);
}

/* The points of a ring as “10,20 30,5”. */
static char *
write_ring (const GwRing *ring)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < ring->n_points; i++)
    g_string_append_printf (text, "%s%g,%g", i > 0 ? " " : "", ring->points[i].x, ring->points[i].y);
  return g_string_free (text, FALSE);
}

static void
assert_ring (GwObject *object, gsize ring, const char *points)
{
  const GwShape *shape = gw_object_get_shape (object);
  g_autofree char *text = NULL;

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpuint (ring, <, shape->as.polygon.n_rings);
  text = write_ring (&shape->as.polygon.rings[ring]);
  g_assert_cmpstr (text, ==, points);
}

static gsize
count_rings (GwObject *object)
{
  g_assert_cmpint (gw_object_get_shape (object)->kind, ==, GW_SHAPE_POLYGON);
  return gw_object_get_shape (object)->as.polygon.n_rings;
}

static void
click_all (Fixture *f, const double (*points)[2], guint n)
{
  for (guint i = 0; i < n; i++)
    gw_test_click (f->tool, points[i][0], points[i][1], 0);
}

static void
set_point (Fixture *f, double x, double y, GwToolModifiers modifiers)
{
  GwToolEvent event = gw_test_event (x, y, modifiers);

  event.from_keys = TRUE;
  g_assert_true (gw_tool_set_point (f->tool, &event));
}

static const double square[4][2] = { { 20, 20 }, { 60, 20 }, { 60, 60 }, { 20, 60 } };

static void
test_closes_with_the_first_point (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  click_all (f, square, 4);
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_false (overlay.path_closes);
  g_assert_cmpuint (overlay.wire->n_points, ==, 4);

  gw_tool_motion (f->tool, &(GwToolEvent) { .point = { 22, 21 }, .scale = 1, .n_press = 1 });
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_true (overlay.path_closes);
  gw_test_click (f->tool, 22, 21, 0);
  g_assert_false (gw_tool_is_drawing (f->tool));
  assert_ring (last (f), 0, "20,20 60,20 60,60 20,60");
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Draw Car");
  g_assert_true (gw_document_is_selected (f->document, gw_object_get_id (last (f))));
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_null (overlay.path);
}

static void
test_closes_with_enter_and_double_click (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (150, 50, 0);

  g_assert_false (gw_tool_apply (f->tool, &event));
  click_all (f, square, 2);
  /* There is nothing yet that could be whole. */
  g_assert_false (gw_tool_apply (f->tool, &event));
  gw_test_click (f->tool, 60, 60, 0);
  g_assert_true (gw_tool_apply (f->tool, &event));
  assert_ring (last (f), 0, "20,20 60,20 60,60");

  gw_test_click (f->tool, 100, 30, 0);
  gw_test_click (f->tool, 140, 30, 0);
  gw_test_click (f->tool, 140, 70, 0);
  event = gw_test_event (141, 70, 0);
  event.n_press = 2;
  gw_tool_press (f->tool, &event);
  gw_tool_release (f->tool, &event);
  assert_ring (last (f), 0, "100,30 140,30 140,70");
  g_assert_cmpuint (f->edits->len, ==, 2);
}

/* Two clicks in a hurry that are apart are two points. */
static void
test_hurried_clicks_are_points (Fixture *f, gconstpointer data)
{
  GwToolEvent event;

  click_all (f, square, 3);
  event = gw_test_event (20, 60, 0);
  event.n_press = 2;
  gw_tool_press (f->tool, &event);
  gw_tool_release (f->tool, &event);
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_true (gw_tool_apply (f->tool, &event));
  assert_ring (last (f), 0, "20,20 60,20 60,60 20,60");
}

static void
test_keyboard (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 60, 0);

  event.from_keys = TRUE;
  set_point (f, 20, 20, 0);
  set_point (f, 20, 20, 0); /* a polygon of one point */
  g_assert_cmpint (f->n_refused, ==, 1);
  set_point (f, 60, 20, 0);
  set_point (f, 60, 20, 0);
  g_assert_cmpint (f->n_refused, ==, 2);
  set_point (f, 60, 60, 0);
  g_assert_false (gw_tool_apply (f->tool, &event));
  set_point (f, 60, 60, 0);
  assert_ring (last (f), 0, "20,20 60,20 60,60");
  g_assert_false (gw_tool_is_drawing (f->tool));

  set_point (f, 100, 20, 0);
  set_point (f, 140, 20, 0);
  set_point (f, 140, 60, 0);
  set_point (f, 100, 20, 0);
  assert_ring (last (f), 0, "100,20 140,20 140,60");
  g_assert_cmpint (f->n_refused, ==, 2);
}

static void
test_takes_points_back (Fixture *f, gconstpointer data)
{
  g_assert_false (gw_tool_remove_point (f->tool));
  g_assert_false (gw_tool_cancel (f->tool));
  click_all (f, square, 4);
  g_assert_true (gw_tool_remove_point (f->tool));
  gw_test_click (f->tool, 30, 70, 0);
  g_assert_true (gw_tool_apply (f->tool, &(GwToolEvent) { .point = { 1, 1 }, .scale = 1 }));
  assert_ring (last (f), 0, "20,20 60,20 60,60 30,70");

  click_all (f, square, 1);
  g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_false (gw_tool_is_drawing (f->tool));
  click_all (f, square, 4);
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 1);
}

static void
drag_circle (Fixture *f, double x, double y, double radius, GwToolModifiers modifiers)
{
  GwToolEvent event = gw_test_event (x + radius, y, modifiers);

  gw_tool_press (f->tool, &event);
  for (int i = 1; i <= 200; i++)
    {
      event = gw_test_event (x + radius * cos (i * G_PI / 100.0), y + radius * sin (i * G_PI / 100.0), modifiers);
      gw_tool_motion (f->tool, &event);
    }
  gw_tool_release (f->tool, &event);
}

static void
test_freehand_is_simplified (Fixture *f, gconstpointer data)
{
  const GwShape *shape;

  drag_circle (f, 100, 50, 40, 0);
  g_assert_cmpuint (f->edits->len, ==, 1);
  shape = gw_object_get_shape (last (f));
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, >, 8);
  g_assert_cmpuint (shape->as.polygon.rings[0].n_points, <, 40);
  /* Within a pixel all around. */
  g_assert_cmpfloat (fabs (gw_shape_area (shape) - G_PI * 1600.0), <, 2.0 * G_PI * 40.0);
}

static void
test_freehand_and_clicks_go_together (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 20, 20, 0);
  gw_test_drag (f->tool, 60, 20, 60, 60, 0);
  g_assert_true (gw_tool_is_drawing (f->tool));
  gw_test_click (f->tool, 20, 60, 0);
  g_assert_true (gw_tool_remove_point (f->tool));
  /* The drag, then the press that it began with. */
  g_assert_true (gw_tool_remove_point (f->tool));
  gw_test_click (f->tool, 60, 70, 0);
  gw_test_click (f->tool, 20, 70, 0);
  gw_test_click (f->tool, 20, 20, 0);
  assert_ring (last (f), 0, "20,20 60,20 60,70 20,70");
}

static void
test_shift_goes_straight (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 20, 20, 0);
  gw_test_click (f->tool, 60, 23, GW_TOOL_SHIFT);
  gw_test_click (f->tool, 82, 40, GW_TOOL_SHIFT);
  gw_test_click (f->tool, 80, 150, GW_TOOL_SHIFT);
  g_assert_true (gw_tool_apply (f->tool, &(GwToolEvent) { .point = { 1, 1 }, .scale = 1 }));
  assert_ring (last (f), 0, "20,20 60,20 81,41 81,100");
}

static void
test_image_edges_hold (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 5, 3, 0);
  gw_test_click (f->tool, 500, 4, 0);
  gw_test_click (f->tool, 196, 50, GW_TOOL_CONTROL);
  g_assert_true (gw_tool_apply (f->tool, &(GwToolEvent) { .point = { 1, 1 }, .scale = 1 }));
  assert_ring (last (f), 0, "0,0 200,0 196,50");

  gw_tool_options_set_flag (gw_tool_get_options (f->tool), "snap", FALSE);
  gw_test_click (f->tool, 5, 95, 0);
  gw_test_click (f->tool, 100, 96, 0);
  gw_test_click (f->tool, 100, 60, 0);
  g_assert_true (gw_tool_apply (f->tool, &(GwToolEvent) { .point = { 1, 1 }, .scale = 1 }));
  assert_ring (last (f), 0, "5,95 100,96 100,60");
}

/* Two polygons side by side: the second follows the border of the first. */
static void
test_shares_a_border (Fixture *f, gconstpointer data)
{
  static const double bent[5][2] = { { 30, 20 }, { 80, 20 }, { 90, 50 }, { 80, 80 }, { 30, 80 } };

  click_all (f, bent, 5);
  gw_test_click (f->tool, 30, 20, 0);
  gw_test_click (f->tool, 150, 25, 0);
  gw_test_click (f->tool, 150, 75, 0);
  gw_test_click (f->tool, 82, 78, 0);
  gw_test_click (f->tool, 79, 22, 0);
  gw_test_click (f->tool, 150, 25, 0);
  assert_ring (last (f), 0, "150,25 150,75 80,80 90,50 80,20");

  /* The other way around. */
  gw_test_click (f->tool, 15, 50, 0);
  gw_test_click (f->tool, 30, 80, 0);
  gw_test_click (f->tool, 30, 20, GW_TOOL_SHIFT);
  gw_test_click (f->tool, 15, 50, 0);
  assert_ring (last (f), 0, "15,50 30,80 80,80 90,50 80,20 30,20");
}

/* No pixel lies in both, and none between. */
static void
test_shared_borders_have_no_gap (Fixture *f, gconstpointer data)
{
  gw_random random;

  gw_random_init (&random, 5);
  for (int round = 0; round < 200; round++)
    {
      double a = 20 + 10 * gw_random_real (&random), b = 70 + 10 * gw_random_real (&random);
      double x[4];
      GwMask left = GW_MASK_INIT, right = GW_MASK_INIT, both = GW_MASK_INIT, whole = GW_MASK_INIT;

      for (guint i = 0; i < G_N_ELEMENTS (x); i++)
        x[i] = 80 + 40 * gw_random_real (&random);
      gw_tool_options_set_flag (gw_tool_get_options (f->tool), "snap", FALSE);
      gw_test_click (f->tool, 20, 10, 0);
      gw_test_click (f->tool, x[0], 10, 0);
      gw_test_click (f->tool, x[1], a, 0);
      gw_test_click (f->tool, x[2], b, 0);
      gw_test_click (f->tool, x[3], 90, 0);
      gw_test_click (f->tool, 20, 90, 0);
      gw_test_click (f->tool, 20, 10, 0);
      gw_tool_options_set_flag (gw_tool_get_options (f->tool), "snap", TRUE);
      g_assert_cmpint (gw_raster_shape (gw_object_get_shape (last (f)), 200, 100, &left), ==, GW_STATUS_OK);

      gw_test_click (f->tool, 180, 10, 0);
      gw_test_click (f->tool, x[0], 10, 0);
      gw_test_click (f->tool, x[3], 90, 0);
      gw_test_click (f->tool, 180, 90, 0);
      gw_test_click (f->tool, 180, 10, 0);
      g_assert_cmpint (gw_raster_shape (gw_object_get_shape (last (f)), 200, 100, &right), ==, GW_STATUS_OK);

      g_assert_cmpuint (gw_mask_shared_area (&left, &right), ==, 0);
      g_assert_cmpint (gw_mask_union (&left, &right, &both), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_raster_box (&(GwBox) { 20, 10, 160, 80 }, 200, 100, &whole), ==, GW_STATUS_OK);
      g_assert_true (gw_mask_equal (&both, &whole));

      gw_mask_clear (&left);
      gw_mask_clear (&right);
      gw_mask_clear (&both);
      gw_mask_clear (&whole);
      gw_document_load (f->document, NULL, NULL);
    }
}

static void
test_alt_cuts_a_hole (Fixture *f, gconstpointer data)
{
  gint64 id;

  click_all (f, square, 4);
  gw_test_click (f->tool, 20, 20, 0);
  id = gw_object_get_id (last (f));
  gw_document_select_none (f->document);

  gw_test_click (f->tool, 32, 32, GW_TOOL_ALT);
  gw_test_click (f->tool, 48, 32, 0);
  gw_test_click (f->tool, 40, 46, 0);
  gw_test_click (f->tool, 32, 32, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);
  g_assert_cmpint (gw_object_get_id (last (f)), ==, id);
  g_assert_cmpuint (count_rings (last (f)), ==, 2);
  g_assert_cmpfloat (gw_shape_area (gw_object_get_shape (last (f))), ==, 1600.0 - 112.0);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 1)), ==, "Cut from Car");
  g_assert_true (gw_document_is_selected (f->document, id));

  /* With nothing there, or nothing left, nothing is done. */
  gw_document_select_none (f->document);
  gw_test_click (f->tool, 150, 50, GW_TOOL_ALT);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_false (gw_tool_is_drawing (f->tool));
  gw_document_select (f->document, id, FALSE);
  gw_test_click (f->tool, 10, 10, GW_TOOL_ALT);
  gw_test_click (f->tool, 80, 10, 0);
  gw_test_click (f->tool, 80, 80, 0);
  gw_test_click (f->tool, 10, 80, 0);
  gw_test_click (f->tool, 10, 10, 0);
  g_assert_cmpint (f->n_refused, ==, 2);
  g_assert_cmpuint (f->edits->len, ==, 2);
}

static void
test_control_adds (Fixture *f, gconstpointer data)
{
  click_all (f, square, 4);
  gw_test_click (f->tool, 20, 20, 0);
  /* Beside it: to what is selected. */
  gw_test_click (f->tool, 100, 20, GW_TOOL_CONTROL);
  gw_test_click (f->tool, 120, 20, 0);
  gw_test_click (f->tool, 120, 40, 0);
  gw_test_click (f->tool, 100, 20, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);
  g_assert_cmpuint (count_rings (last (f)), ==, 2);
  g_assert_cmpfloat (gw_shape_area (gw_object_get_shape (last (f))), ==, 1600.0 + 200.0);
}

static void
test_cuts_and_adds_to_masks (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 3, 1, 20, 20, 40, 40);
  gw_test_click (f->tool, 30, 30, GW_TOOL_ALT);
  gw_test_click (f->tool, 50, 30, 0);
  gw_test_click (f->tool, 50, 50, 0);
  gw_test_click (f->tool, 30, 50, 0);
  gw_test_click (f->tool, 30, 30, 0);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 3)), ==, 1200);
  gw_test_click (f->tool, 58, 30, GW_TOOL_CONTROL);
  gw_test_click (f->tool, 80, 30, 0);
  gw_test_click (f->tool, 80, 50, 0);
  gw_test_click (f->tool, 58, 50, 0);
  gw_test_click (f->tool, 58, 30, 0);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 3)), ==, 1600);

  /* Locked ones stay as they are. */
  gw_test_set_flags (f->document, 3, GW_OBJECT_LOCKED);
  gw_test_click (f->tool, 58, 30, GW_TOOL_ALT);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_cmpuint (f->edits->len, ==, 2);
}

static void
test_points_in_a_line_are_none (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 20, 20, 0);
  gw_test_click (f->tool, 40, 40, 0);
  gw_test_click (f->tool, 80, 80, 0);
  g_assert_true (gw_tool_apply (f->tool, &(GwToolEvent) { .point = { 1, 1 }, .scale = 1 }));
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
  /* There and back again is no outline either. */
  set_point (f, 20, 20, 0);
  set_point (f, 80, 20, 0);
  set_point (f, 20, 20, 0);
  set_point (f, 20, 20, 0);
  g_assert_cmpint (f->n_refused, ==, 2);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
}

static void
test_fractions_follow_the_zoom (Fixture *f, gconstpointer data)
{
  static const double points[3][2] = { { 20.3, 20.3 }, { 60.3, 20.3 }, { 60.3, 60.3 } };

  for (guint i = 0; i < 3; i++)
    {
      GwToolEvent event = { .point = { points[i][0], points[i][1] }, .scale = 8, .n_press = 1 };

      gw_tool_press (f->tool, &event);
      gw_tool_release (f->tool, &event);
    }
  g_assert_true (gw_tool_apply (f->tool, &(GwToolEvent) { .point = { 1, 1 }, .scale = 8 }));
  assert_ring (last (f), 0, "20.25,20.25 60.25,20.25 60.25,60.25");
}

static void
test_tells_without_a_class (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  gw_document_set_current_class (f->document, 0);
  gw_document_set_classes (f->document, none);
  click_all (f, square, 4);
  gw_test_click (f->tool, 20, 20, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
  assert_ring (f->missing, 0, "20,20 60,20 60,60 20,60");
}

static void
test_polyline (Fixture *f, gconstpointer data)
{
  g_autoptr (GwTool) tool = gw_tool_new ("polyline");
  GwToolEvent event = gw_test_event (60, 60, 0);
  g_autofree char *text = NULL;

  gw_tool_set_document (tool, f->document);
  gw_test_click (tool, 20, 20, 0);
  g_assert_false (gw_tool_apply (tool, &event));
  gw_test_click (tool, 60, 20, 0);
  gw_test_click (tool, 60, 60, 0);
  /* The first point is a point like any other. */
  gw_test_click (tool, 20, 20, 0);
  g_assert_true (gw_tool_is_drawing (tool));
  g_assert_true (gw_tool_apply (tool, &event));
  g_assert_cmpint (gw_object_get_shape (last (f))->kind, ==, GW_SHAPE_POLYLINE);
  text = write_ring (&gw_object_get_shape (last (f))->as.line);
  g_assert_cmpstr (text, ==, "20,20 60,20 60,60 20,20");

  event = gw_test_event (100, 20, 0);
  event.from_keys = TRUE;
  gw_tool_set_point (tool, &event);
  event.point.x = 140;
  gw_tool_set_point (tool, &event);
  gw_tool_set_point (tool, &event);
  g_assert_false (gw_tool_is_drawing (tool));
  g_assert_cmpuint (gw_object_get_shape (last (f))->as.line.n_points, ==, 2);
}

#define ADD(name, func) g_test_add ("/tool-polygon/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("closes-with-the-first-point", test_closes_with_the_first_point);
  ADD ("closes-with-enter-and-double-click", test_closes_with_enter_and_double_click);
  ADD ("hurried-clicks-are-points", test_hurried_clicks_are_points);
  ADD ("keyboard", test_keyboard);
  ADD ("takes-points-back", test_takes_points_back);
  ADD ("freehand-is-simplified", test_freehand_is_simplified);
  ADD ("freehand-and-clicks-go-together", test_freehand_and_clicks_go_together);
  ADD ("shift-goes-straight", test_shift_goes_straight);
  ADD ("image-edges-hold", test_image_edges_hold);
  ADD ("shares-a-border", test_shares_a_border);
  ADD ("shared-borders-have-no-gap", test_shared_borders_have_no_gap);
  ADD ("alt-cuts-a-hole", test_alt_cuts_a_hole);
  ADD ("control-adds", test_control_adds);
  ADD ("cuts-and-adds-to-masks", test_cuts_and_adds_to_masks);
  ADD ("points-in-a-line-are-none", test_points_in_a_line_are_none);
  ADD ("fractions-follow-the-zoom", test_fractions_follow_the_zoom);
  ADD ("tells-without-a-class", test_tells_without_a_class);
  ADD ("polyline", test_polyline);
  return g_test_run ();
}
