/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include "gw-edits.h"
#include "gw-paint.h"
#include "gw-polygon.h"
#include "gw-test-tool.h"

typedef GwTestTool Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gw_test_tool_set_up (f, data, FALSE);
  gw_tool_options_set_number (f->options, "brush-size", 10.0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_test_tool_tear_down (f);
}

static gint64
last_id (Fixture *f)
{
  return gw_object_get_id (gw_document_get_object (f->document, gw_document_get_n_objects (f->document) - 1));
}

static guint64
area (Fixture *f, gint64 id)
{
  return gw_mask_area (gw_test_get_mask (f->document, id));
}

static gboolean
has_pixel (Fixture *f, gint64 id, int x, int y)
{
  return gw_mask_contains (gw_test_get_mask (f->document, id), x, y);
}

static GwEdit *
get_edit (Fixture *f, guint i)
{
  g_assert_cmpuint (i, <, f->edits->len);
  return g_ptr_array_index (f->edits, i);
}

static void
move_keys_to (Fixture *f, double x, double y)
{
  GwToolEvent event = gw_test_event (x, y, 0);

  event.from_keys = TRUE;
  gw_tool_motion (f->tool, &event);
}

static gboolean
apply_at (Fixture *f, double x, double y)
{
  GwToolEvent event = gw_test_event (x, y, 0);

  event.from_keys = TRUE;
  return gw_tool_apply (f->tool, &event);
}

static void
set_point (Fixture *f, double x, double y, GwToolModifiers modifiers)
{
  GwToolEvent event = gw_test_event (x, y, modifiers);

  event.from_keys = TRUE;
  g_assert_true (gw_tool_set_point (f->tool, &event));
}

/* What gw-paint.h makes of the same way. */
static void
assert_painted (Fixture *f, gint64 id, const GwPoint *points, guint n_points, double size)
{
  GwPaint *paint = gw_paint_new (200, 100, NULL);
  GwMask mask = GW_MASK_INIT;

  for (guint i = 0; i < n_points; i++)
    gw_paint_stroke (paint, points[i > 0 ? i - 1 : 0], points[i], size, GW_BRUSH_ROUND, true, NULL);
  g_assert_cmpint (gw_paint_to_mask (paint, &mask), ==, GW_STATUS_OK);
  g_assert_true (gw_mask_equal (&mask, gw_test_get_mask (f->document, id)));
  gw_mask_clear (&mask);
  gw_paint_free (paint);
}

/* --- objects ---------------------------------------------------------------------------- */

static void
test_a_drag_makes_an_object (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->tool, 20, 50, 80, 50, 0);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (get_edit (f, 0)), ==, "Draw Car");
  g_assert_cmpint (f->n_drawn, ==, 1);
  assert_painted (f, last_id (f), (GwPoint[]) { { 20, 50 }, { 50, 50 }, { 80, 50 } }, 3, 10.0);
  g_assert_true (gw_document_is_selected (f->document, last_id (f)));
  g_assert_false (gw_tool_is_drawing (f->tool));
}

static void
test_a_second_stroke_goes_on (Fixture *f, gconstpointer data)
{
  guint64 first;

  gw_test_drag (f->tool, 20, 50, 80, 50, 0);
  first = area (f, last_id (f));
  gw_test_drag (f->tool, 50, 20, 50, 80, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);
  g_assert_cmpuint (f->edits->len, ==, 2);
  g_assert_cmpstr (gw_edit_get_name (get_edit (f, 1)), ==, "Paint Car");
  g_assert_cmpuint (area (f, last_id (f)), >, first);
  g_assert_cmpint (f->n_drawn, ==, 1);

  gw_test_undo (f->document, get_edit (f, 1));
  g_assert_cmpuint (area (f, last_id (f)), ==, first);
  gw_test_undo (f->document, get_edit (f, 0));
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
}

static void
test_another_begins_when_nothing_is_selected (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->tool, 20, 20, 40, 20, 0);
  gw_document_select_none (f->document);
  gw_test_drag (f->tool, 20, 60, 40, 60, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 2);
}

static void
test_another_begins_with_another_class (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->tool, 20, 20, 40, 20, 0);
  gw_document_set_current_class (f->document, 3);
  gw_test_drag (f->tool, 20, 60, 40, 60, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 2);
  g_assert_cmpint (gw_object_get_class_id (gw_document_find (f->document, last_id (f))), ==, 3);
  /* What became of another class afterwards is gone on with. */
  gw_document_set_class_selected (f->document, 2);
  gw_test_drag (f->tool, 20, 70, 40, 70, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 2);
}

static void
test_the_selected_mask_is_painted (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 5, 3, 10, 10, 20, 20);
  gw_document_select (f->document, 5, FALSE);
  gw_test_drag (f->tool, 30, 20, 60, 20, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);
  g_assert_true (has_pixel (f, 5, 12, 12));
  g_assert_true (has_pixel (f, 5, 55, 20));
  g_assert_cmpstr (gw_edit_get_name (get_edit (f, 0)), ==, "Paint Bus");
  g_assert_cmpint (f->n_drawn, ==, 0);
}

static void
test_refuses (Fixture *f, gconstpointer data)
{
  gw_test_add_box (f->document, 1, 1, 10, 10, 20, 20);
  gw_test_add_mask (f->document, 2, 1, 50, 10, 20, 20);
  gw_document_select (f->document, 1, FALSE);
  gw_test_drag (f->tool, 30, 20, 60, 20, 0);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_false (gw_tool_is_drawing (f->tool));
  gw_document_select_all (f->document);
  gw_test_drag (f->tool, 30, 20, 60, 20, 0);
  g_assert_cmpint (f->n_refused, ==, 2);
  gw_document_select (f->document, 2, FALSE);
  gw_test_set_flags (f->document, 2, GW_OBJECT_LOCKED);
  gw_test_drag (f->tool, 30, 20, 60, 20, 0);
  g_assert_cmpint (f->n_refused, ==, 3);
  gw_test_set_flags (f->document, 2, GW_OBJECT_HIDDEN);
  set_point (f, 30, 20, 0);
  g_assert_cmpint (f->n_refused, ==, 4);
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_without_a_class (Fixture *f, gconstpointer data)
{
  gw_document_set_classes (f->document, NULL);
  gw_document_set_current_class (f->document, 0);
  gw_test_drag (f->tool, 30, 20, 60, 20, 0);
  g_assert_cmpuint (f->edits->len, ==, 0);
  g_assert_nonnull (f->missing);
  g_assert_cmpint (gw_object_get_shape (f->missing)->kind, ==, GW_SHAPE_MASK);
  g_assert_cmpuint (gw_mask_area (&gw_object_get_shape (f->missing)->as.mask), >, 300);
}

/* --- strokes ---------------------------------------------------------------------------- */

static void
test_shift_draws_a_straight_line (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 20, 20, 0);
  gw_test_click (f->tool, 100, 60, GW_TOOL_SHIFT);
  assert_painted (f, last_id (f), (GwPoint[]) { { 20, 20 }, { 100, 60 } }, 2, 10.0);
  g_assert_cmpuint (f->edits->len, ==, 2);
  /* Not to another object. */
  gw_document_select_none (f->document);
  gw_test_click (f->tool, 20, 80, GW_TOOL_SHIFT);
  assert_painted (f, last_id (f), (GwPoint[]) { { 20, 80 } }, 1, 10.0);
}

static void
test_nothing_is_done_before_the_release (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (20, 20, 0);
  GwToolOverlay overlay;

  gw_tool_press (f->tool, &event);
  g_assert_cmpfloat (f->damage.x, ==, 15.0);
  g_assert_cmpfloat (f->damage.width, ==, 10.0);
  event = gw_test_event (60, 20, 0);
  gw_tool_motion (f->tool, &event);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_nonnull (overlay.paint);
  g_assert_true (gw_paint_contains (overlay.paint, 40, 20));
  g_assert_cmpint (overlay.paint_object_id, ==, 0);
  g_assert_cmpint (overlay.paint_class_id, ==, 1);
  g_assert_cmpfloat (overlay.cursor_size, ==, 10.0);
  g_assert_false (overlay.cursor_erases);
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);

  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_false (gw_tool_cancel (f->tool));
  g_assert_false (gw_tool_release (f->tool, &event));
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_null (overlay.paint);
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (20, 20, 0);

  /* Space paints once. */
  set_point (f, 20, 20, 0);
  assert_painted (f, last_id (f), (GwPoint[]) { { 20, 20 } }, 1, 10.0);
  g_assert_false (gw_tool_is_drawing (f->tool));
  set_point (f, 60, 20, GW_TOOL_SHIFT);
  assert_painted (f, last_id (f), (GwPoint[]) { { 20, 20 }, { 60, 20 } }, 2, 10.0);
  /* Enter puts the brush down and lifts it. */
  gw_document_select_none (f->document);
  g_assert_true (apply_at (f, 20, 60));
  g_assert_true (gw_tool_is_drawing (f->tool));
  move_keys_to (f, 60, 60);
  move_keys_to (f, 60, 80);
  g_assert_true (apply_at (f, 60, 80));
  g_assert_false (gw_tool_is_drawing (f->tool));
  assert_painted (f, last_id (f), (GwPoint[]) { { 20, 60 }, { 60, 60 }, { 60, 80 } }, 3, 10.0);
  g_assert_cmpuint (f->edits->len, ==, 3);
  /* With a pointer, Enter is not for the brush to be put down. */
  g_assert_false (gw_tool_apply (f->tool, &event));
}

static void
test_size_steps (Fixture *f, gconstpointer data)
{
  g_assert_true (gw_tool_step_size (f->tool, 1, FALSE));
  g_assert_cmpfloat (gw_tool_options_get_number (f->options, "brush-size"), ==, 11.0);
  g_assert_false (gw_tool_step_size (f->tool, 1, TRUE));
}

static void
test_undo_meanwhile (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (80, 20, 0);

  gw_test_click (f->tool, 20, 20, 0);
  gw_tool_press (f->tool, &event);
  gw_test_undo (f->document, get_edit (f, 0));
  gw_tool_release (f->tool, &event);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
}

static void
test_another_document_ends_it (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (80, 20, 0);
  GwToolOverlay overlay;

  gw_tool_press (f->tool, &event);
  gw_tool_set_document (f->tool, NULL);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_null (overlay.paint);
  g_assert_false (gw_tool_release (f->tool, &event));
  g_assert_false (gw_tool_press (f->tool, &event));
}

static void
test_a_read_only_document (Fixture *f, gconstpointer data)
{
  gw_document_set_read_only (f->document, TRUE);
  gw_test_drag (f->tool, 20, 50, 80, 50, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
  g_assert_cmpint (f->n_drawn, ==, 0);
}

/* --- neighbours ------------------------------------------------------------------------- */

static void
add_neighbours (Fixture *f)
{
  gw_test_add_mask (f->document, 1, 2, 40, 0, 20, 100);
  gw_test_add_mask (f->document, 2, 3, 80, 0, 20, 100);
  gw_test_set_flags (f->document, 2, GW_OBJECT_LOCKED);
  gw_test_add_mask (f->document, 3, 3, 45, 49, 2, 2);
}

static void
test_over (Fixture *f, gconstpointer data)
{
  add_neighbours (f);
  gw_test_drag (f->tool, 20, 50, 120, 50, 0);
  g_assert_cmpuint (gw_edit_get_n_changes (get_edit (f, 0)), ==, 1);
  g_assert_true (has_pixel (f, last_id (f), 50, 50));
  g_assert_cmpuint (area (f, 1), ==, 2000);
}

static void
test_protect (Fixture *f, gconstpointer data)
{
  add_neighbours (f);
  g_object_set (f->options, "paint-mode", GW_PAINT_PROTECT, NULL);
  gw_test_drag (f->tool, 20, 50, 120, 50, 0);
  g_assert_cmpuint (gw_edit_get_n_changes (get_edit (f, 0)), ==, 1);
  for (gint64 id = 1; id <= 3; id++)
    g_assert_cmpuint (
        gw_mask_shared_area (gw_test_get_mask (f->document, id), gw_test_get_mask (f->document, last_id (f))), ==, 0);
  g_assert_true (has_pixel (f, last_id (f), 39, 50));
  g_assert_true (has_pixel (f, last_id (f), 60, 50));
  /* What became free may be painted on. */
  gw_document_select (f->document, 1, FALSE);
  gw_document_delete_selected (f->document);
  gw_test_drag (f->tool, 20, 20, 120, 20, 0);
  g_assert_true (has_pixel (f, last_id (f), 50, 20));
  g_assert_false (has_pixel (f, last_id (f), 90, 20));
}

static void
test_cut (Fixture *f, gconstpointer data)
{
  add_neighbours (f);
  g_object_set (f->options, "paint-mode", GW_PAINT_CUT, NULL);
  gw_test_drag (f->tool, 20, 50, 120, 50, 0);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpuint (gw_edit_get_n_changes (get_edit (f, 0)), ==, 3);
  g_assert_cmpuint (area (f, 1), ==, 2000 - 200);
  g_assert_false (has_pixel (f, 1, 50, 50));
  /* Locked ones keep what they have, for themselves. */
  g_assert_cmpuint (area (f, 2), ==, 2000);
  g_assert_false (has_pixel (f, last_id (f), 90, 50));
  g_assert_null (gw_document_find (f->document, 3));

  gw_test_undo (f->document, get_edit (f, 0));
  g_assert_cmpuint (area (f, 1), ==, 2000);
  g_assert_cmpuint (area (f, 3), ==, 4);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 3);
}

/* Also where the mask that is painted had the pixels before. */
static void
test_cut_what_both_have (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 1, 1, 20, 20, 40, 40);
  gw_test_add_mask (f->document, 2, 2, 20, 20, 40, 40);
  gw_document_select (f->document, 1, FALSE);
  g_object_set (f->options, "paint-mode", GW_PAINT_CUT, NULL);
  gw_test_click (f->tool, 40, 40, 0);
  g_assert_cmpuint (gw_edit_get_n_changes (get_edit (f, 0)), ==, 1);
  g_assert_cmpuint (area (f, 1), ==, 1600);
  g_assert_false (has_pixel (f, 2, 40, 40));
  g_assert_cmpuint (area (f, 2), >, 1500);
}

static void
test_semantic (Fixture *f, gconstpointer data)
{
  guint64 cars;
  gint64 car;

  gw_tool_options_set_flag (f->options, "semantic", TRUE);
  gw_test_drag (f->tool, 20, 50, 120, 50, 0);
  car = last_id (f);
  cars = area (f, car);
  g_assert_cmpuint (gw_document_get_n_selected (f->document), ==, 0);
  gw_document_set_current_class (f->document, 2);
  gw_test_drag (f->tool, 60, 20, 60, 80, 0);
  gw_document_set_current_class (f->document, 1);
  gw_test_drag (f->tool, 20, 90, 120, 90, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 2);
  g_assert_false (has_pixel (f, car, 60, 50));
  g_assert_true (has_pixel (f, car, 60, 90));
  g_assert_cmpuint (area (f, car), <, 2 * cars + 20);
  g_assert_cmpuint (
      gw_mask_shared_area (gw_test_get_mask (f->document, car), gw_test_get_mask (f->document, last_id (f))), ==, 0);
}

/* --- what is enclosed ------------------------------------------------------------------- */

/* A frame of two masks around 20 × 20 pixels at 40, 40. */
static void
add_frame (Fixture *f)
{
  gw_test_add_mask (f->document, 1, 2, 30, 30, 40, 10);
  gw_test_add_mask (f->document, 2, 2, 30, 60, 40, 10);
  gw_test_add_mask (f->document, 3, 3, 30, 40, 10, 20);
  gw_test_add_mask (f->document, 4, 3, 60, 40, 10, 20);
}

static void
test_alt_fills_what_several_enclose (Fixture *f, gconstpointer data)
{
  add_frame (f);
  gw_test_click (f->tool, 50, 50, GW_TOOL_ALT);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpint (f->n_drawn, ==, 1);
  g_assert_cmpuint (area (f, last_id (f)), ==, 400);
  g_assert_true (has_pixel (f, last_id (f), 40, 40));
  g_assert_true (has_pixel (f, last_id (f), 59, 59));
  g_assert_true (gw_document_is_selected (f->document, last_id (f)));
  g_assert_false (gw_tool_is_drawing (f->tool));

  gw_test_undo (f->document, get_edit (f, 0));
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 4);
}

static void
test_alt_fills_the_selected_mask (Fixture *f, gconstpointer data)
{
  add_frame (f);
  gw_document_select (f->document, 3, FALSE);
  gw_test_click (f->tool, 50, 50, GW_TOOL_ALT);
  g_assert_cmpuint (gw_edit_get_n_changes (get_edit (f, 0)), ==, 1);
  g_assert_cmpuint (area (f, 3), ==, 200 + 400);
  g_assert_cmpuint (area (f, 1), ==, 400);
}

static void
test_alt_fills_by_keys (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (50, 50, GW_TOOL_ALT);

  add_frame (f);
  event.from_keys = TRUE;
  g_assert_true (gw_tool_apply (f->tool, &event));
  g_assert_cmpuint (area (f, last_id (f)), ==, 400);
  g_assert_false (gw_tool_is_drawing (f->tool));

  gw_test_undo (f->document, get_edit (f, 0));
  set_point (f, 50, 50, GW_TOOL_ALT);
  g_assert_cmpuint (area (f, last_id (f)), ==, 400);
}

static void
test_alt_fills_nothing_that_is_open (Fixture *f, gconstpointer data)
{
  add_frame (f);
  gw_test_click (f->tool, 10, 10, GW_TOOL_ALT);
  gw_test_click (f->tool, 35, 35, GW_TOOL_ALT);
  g_assert_cmpint (f->n_refused, ==, 2);
  /* What is hidden encloses nothing. */
  gw_test_set_flags (f->document, 4, GW_OBJECT_HIDDEN);
  gw_test_click (f->tool, 50, 50, GW_TOOL_ALT);
  g_assert_cmpint (f->n_refused, ==, 3);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 4);
  g_assert_cmpint (f->n_drawn, ==, 0);
}

static void
test_alt_fills_for_the_class (Fixture *f, gconstpointer data)
{
  add_frame (f);
  gw_tool_options_set_flag (f->options, "semantic", TRUE);
  gw_document_set_current_class (f->document, 2);
  gw_test_click (f->tool, 50, 50, GW_TOOL_ALT);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 4);
  g_assert_cmpuint (area (f, 2), ==, 400 + 400);
}

/* --- edges ------------------------------------------------------------------------------ */

static guint
count_corners (Fixture *f, gint64 id)
{
  GwPolygon outline = GW_POLYGON_INIT;
  gsize n = 0;

  g_assert_cmpint (gw_mask_trace (gw_test_get_mask (f->document, id), &outline), ==, GW_STATUS_OK);
  for (gsize i = 0; i < outline.n_rings; i++)
    n += outline.rings[i].n_points;
  gw_polygon_clear (&outline);
  return (guint) n;
}

static void
draw_teeth (Fixture *f)
{
  for (int i = 0; i < 16; i++)
    gw_test_click (f->tool, 20 + 10 * i, 50 + 3 * (i % 2), 0);
}

static void
test_smooth (Fixture *f, gconstpointer data)
{
  guint n_stairs;
  gint64 id;

  gw_test_add_mask (f->document, 5, 2, 60, 0, 20, 100);
  g_object_set (f->options, "brush-tip", GW_BRUSH_TIP_SQUARE, "brush-size", 16.0, "paint-mode", GW_PAINT_PROTECT, NULL);
  draw_teeth (f);
  n_stairs = count_corners (f, last_id (f));
  gw_document_select (f->document, last_id (f), FALSE);
  gw_document_delete_selected (f->document);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);

  gw_tool_options_set_flag (f->options, "smooth", TRUE);
  draw_teeth (f);
  id = last_id (f);
  g_assert_cmpuint (count_corners (f, id), >, n_stairs);
  g_assert_cmpuint (gw_mask_shared_area (gw_test_get_mask (f->document, id), gw_test_get_mask (f->document, 5)), ==, 0);
  g_assert_cmpuint (area (f, 5), ==, 2000);
  /* The right angle of a square tip is rounded off. */
  g_assert_false (has_pixel (f, id, 12, 42));
  g_assert_true (has_pixel (f, id, 20, 50));
}

static void
test_smooth_near_the_stroke_only (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 5, 2, 10, 10, 30, 30);
  gw_document_select (f->document, 5, FALSE);
  gw_tool_options_set_flag (f->options, "smooth", TRUE);
  gw_tool_options_set_number (f->options, "brush-size", 20.0);
  gw_test_drag (f->tool, 100, 50, 160, 50, 0);
  g_assert_true (has_pixel (f, 5, 10, 10));
  g_assert_true (has_pixel (f, 5, 130, 50));
  gw_test_click (f->tool, 10, 10, 0);
  g_assert_true (has_pixel (f, 5, 39, 39));
}

/* --- erasing ---------------------------------------------------------------------------- */

static void
test_eraser (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 1, 2, 20, 20, 40, 40);
  gw_document_select (f->document, 1, FALSE);
  gw_test_drag (f->tool, 0, 40, 100, 40, 0);
  g_assert_cmpuint (area (f, 1), ==, 1600 - 400);
  g_assert_cmpstr (gw_edit_get_name (get_edit (f, 0)), ==, "Erase Cyclist");
  gw_tool_options_set_number (f->options, "brush-size", 500.0);
  gw_test_click (f->tool, 40, 40, 0);
  g_assert_null (gw_document_find (f->document, 1));
  g_assert_cmpstr (gw_edit_get_name (get_edit (f, 1)), ==, "Delete Cyclist");
  gw_test_undo (f->document, get_edit (f, 1));
  g_assert_cmpuint (area (f, 1), ==, 1200);
  g_assert_cmpint (f->n_refused, ==, 0);
}

static void
test_eraser_takes_the_mask_below (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 1, 2, 20, 20, 40, 40);
  gw_test_add_mask (f->document, 2, 2, 40, 20, 40, 40);
  gw_test_click (f->tool, 50, 40, 0);
  g_assert_cmpuint (area (f, 1), ==, 1600);
  g_assert_cmpuint (area (f, 2), <, 1600);
  gw_test_click (f->tool, 150, 40, 0);
  g_assert_cmpint (f->n_refused, ==, 1);
  /* Nothing is below the brush of what is selected: nothing happens. */
  gw_document_select (f->document, 1, FALSE);
  gw_test_click (f->tool, 150, 40, 0);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_cmpuint (f->edits->len, ==, 1);
}

static void
test_the_other_end_of_the_stylus_erases (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (40, 40, 0);
  GwToolOverlay overlay;

  gw_test_add_mask (f->document, 1, 2, 20, 20, 40, 40);
  gw_document_select (f->document, 1, FALSE);
  event.erases = TRUE;
  gw_tool_press (f->tool, &event);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_true (overlay.cursor_erases);
  gw_tool_release (f->tool, &event);
  g_assert_false (has_pixel (f, 1, 40, 40));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(tool, path, func) g_test_add ("/tool-" tool "/" path, Fixture, tool, set_up, func, tear_down)
  ADD ("brush", "a-drag-makes-an-object", test_a_drag_makes_an_object);
  ADD ("brush", "a-second-stroke-goes-on", test_a_second_stroke_goes_on);
  ADD ("brush", "another-begins-when-nothing-is-selected", test_another_begins_when_nothing_is_selected);
  ADD ("brush", "another-begins-with-another-class", test_another_begins_with_another_class);
  ADD ("brush", "the-selected-mask-is-painted", test_the_selected_mask_is_painted);
  ADD ("brush", "refuses", test_refuses);
  ADD ("brush", "without-a-class", test_without_a_class);
  ADD ("brush", "shift-draws-a-straight-line", test_shift_draws_a_straight_line);
  ADD ("brush", "nothing-is-done-before-the-release", test_nothing_is_done_before_the_release);
  ADD ("brush", "keys", test_keys);
  ADD ("brush", "size-steps", test_size_steps);
  ADD ("brush", "undo-meanwhile", test_undo_meanwhile);
  ADD ("brush", "another-document-ends-it", test_another_document_ends_it);
  ADD ("brush", "a-read-only-document", test_a_read_only_document);
  ADD ("brush", "over", test_over);
  ADD ("brush", "protect", test_protect);
  ADD ("brush", "cut", test_cut);
  ADD ("brush", "cut-what-both-have", test_cut_what_both_have);
  ADD ("brush", "semantic", test_semantic);
  ADD ("brush", "alt-fills-what-several-enclose", test_alt_fills_what_several_enclose);
  ADD ("brush", "alt-fills-the-selected-mask", test_alt_fills_the_selected_mask);
  ADD ("brush", "alt-fills-by-keys", test_alt_fills_by_keys);
  ADD ("brush", "alt-fills-nothing-that-is-open", test_alt_fills_nothing_that_is_open);
  ADD ("brush", "alt-fills-for-the-class", test_alt_fills_for_the_class);
  ADD ("brush", "smooth", test_smooth);
  ADD ("brush", "smooth-near-the-stroke-only", test_smooth_near_the_stroke_only);
  ADD ("eraser", "removes", test_eraser);
  ADD ("eraser", "takes-the-mask-below", test_eraser_takes_the_mask_below);
  ADD ("brush", "the-other-end-of-the-stylus-erases", test_the_other_end_of_the_stylus_erases);
#undef ADD
  return g_test_run ();
}
