/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all tools have in common that find a mask by themselves, and each of them
 * on a picture with known truth.
 */

#include "gw-tool.h"

#include "gw-edits.h"
#include "gw-test-tool.h"

typedef GwTestTool Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gw_test_tool_set_up (f, data, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_test_tool_tear_down (f);
}

static const GwMask *
get_draft (Fixture *f)
{
  GwToolOverlay overlay;

  gw_test_wait_for_tool (f->tool);
  gw_tool_get_overlay (f->tool, &overlay);
  return overlay.draft;
}

static void
apply (Fixture *f, GwToolModifiers modifiers)
{
  GwToolEvent event = gw_test_event (0, 0, modifiers);

  g_assert_true (gw_tool_apply (f->tool, &event));
}

static void
set_point (Fixture *f, double x, double y, GwToolModifiers modifiers)
{
  GwToolEvent event = gw_test_event (x, y, modifiers);

  event.from_keys = TRUE;
  g_assert_true (gw_tool_set_point (f->tool, &event));
}

static const GwMask *
last_mask (Fixture *f)
{
  guint n = gw_document_get_n_objects (f->document);

  g_assert_cmpuint (n, >, 0);
  return gw_test_get_mask (f->document, gw_object_get_id (gw_document_get_object (f->document, n - 1)));
}

/* What each tool needs for the disc; by keys alone, or with the pointer. */
static void
mark_disc (Fixture *f, gboolean keys)
{
  const char *name = gw_tool_get_name (f->tool);
  GwPoint points[4];
  guint n = 0;

  if (g_str_equal (name, "wand"))
    points[n++] = (GwPoint) { 60, 50 };
  else if (g_str_equal (name, "extreme-points"))
    {
      points[n++] = (GwPoint) { 30, 50 };
      points[n++] = (GwPoint) { 60, 20 };
      points[n++] = (GwPoint) { 90, 50 };
      points[n++] = (GwPoint) { 60, 80 };
    }
  else
    {
      points[n++] = (GwPoint) { 25, 15 };
      points[n++] = (GwPoint) { 95, 85 };
    }
  for (guint i = 0; i < n; i++)
    if (keys)
      set_point (f, points[i].x, points[i].y, 0);
    else
      gw_test_click (f->tool, points[i].x, points[i].y, 0);
}

/* --- all of them -------------------------------------------------------------------------- */

static void
test_finds_the_disc (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  mark_disc (f, FALSE);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_true (g_str_has_prefix (overlay.note, "Draft mask: 2"));
  g_assert_true (gw_tool_has_draft (f->tool));
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);

  apply (f, 0);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Draw Car");
  g_assert_cmpfloat (gw_test_get_disc_iou (last_mask (f)), >, 0.95);
  g_assert_null (get_draft (f));
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_cmpint (f->n_refused, ==, 0);
}

static void
test_by_keys (Fixture *f, gconstpointer data)
{
  mark_disc (f, TRUE);
  /* Before the worker is done: taken as soon as it is. */
  apply (f, 0);
  g_assert_cmpuint (f->edits->len, ==, 0);
  gw_test_wait_for_tool (f->tool);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpfloat (gw_test_get_disc_iou (last_mask (f)), >, 0.95);
}

static void
test_is_cancelled (Fixture *f, gconstpointer data)
{
  mark_disc (f, FALSE);
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_null (get_draft (f));
  g_assert_false (gw_tool_cancel (f->tool));
  mark_disc (f, FALSE);
  g_assert_nonnull (get_draft (f));
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_null (get_draft (f));
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_goes_while_it_works (Fixture *f, gconstpointer data)
{
  mark_disc (f, FALSE);
  gw_tool_set_picture (f->tool, NULL);
  g_assert_null (get_draft (f));
  mark_disc (f, FALSE);
  g_assert_cmpint (f->n_refused, >, 0);
  gw_tool_set_picture (f->tool, f->picture);
  gw_tool_cancel (f->tool);
  mark_disc (f, FALSE);
}

static void
test_adds_and_subtracts (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 5, 2, 50, 0, 20, 100);
  mark_disc (f, FALSE);
  g_assert_nonnull (get_draft (f));
  apply (f, GW_TOOL_ALT);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_nonnull (get_draft (f));
  gw_document_select (f->document, 5, FALSE);
  apply (f, GW_TOOL_SHIFT);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Paint Cyclist");
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 5)), >, 3400);
  mark_disc (f, FALSE);
  g_assert_nonnull (get_draft (f));
  apply (f, GW_TOOL_ALT);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 5)), <, 1000);
  g_assert_cmpuint (f->edits->len, ==, 2);
}

static void
test_neighbours (Fixture *f, gconstpointer data)
{
  gw_test_add_mask (f->document, 5, 2, 50, 0, 20, 100);
  g_object_set (f->options, "paint-mode", GW_PAINT_PROTECT, NULL);
  mark_disc (f, FALSE);
  g_assert_nonnull (get_draft (f));
  apply (f, 0);
  g_assert_cmpuint (gw_mask_shared_area (last_mask (f), gw_test_get_mask (f->document, 5)), ==, 0);
  gw_document_select (f->document, 5, FALSE);
  g_object_set (f->options, "paint-mode", GW_PAINT_CUT, NULL);
  mark_disc (f, FALSE);
  g_assert_nonnull (get_draft (f));
  apply (f, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 2);
  g_assert_cmpuint (gw_mask_shared_area (last_mask (f), gw_test_get_mask (f->document, 5)), ==, 0);
  g_assert_cmpfloat (gw_test_get_disc_iou (last_mask (f)), >, 0.95);
}

/* Of a large image there is a smaller picture; masks are the image's. */
static void
test_a_smaller_picture (Fixture *f, gconstpointer data)
{
  g_autoptr (GwPicture) half = gw_test_picture_new (0.5);

  gw_tool_set_picture (f->tool, half);
  mark_disc (f, FALSE);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.9);
}

/* --- each --------------------------------------------------------------------------------- */

static void
test_tolerance_follows_the_drag (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 50, 0);
  guint64 narrow;

  gw_tool_options_set_number (f->options, "tolerance", 2.0);
  gw_tool_press (f->tool, &event);
  narrow = gw_mask_area (get_draft (f));
  g_assert_cmpuint (narrow, <, 2000);
  event = gw_test_event (60, -10, 0);
  gw_tool_motion (f->tool, &event);
  g_assert_cmpfloat (gw_tool_options_get_number (f->options, "tolerance"), ==, 32.0);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
  gw_tool_release (f->tool, &event);
  /* And what is set elsewhere. */
  gw_tool_options_set_number (f->options, "tolerance", 2.0);
  g_assert_cmpuint (gw_mask_area (get_draft (f)), ==, narrow);
  g_assert_true (gw_tool_step_size (f->tool, 1, TRUE));
  g_assert_cmpfloat (gw_tool_options_get_number (f->options, "tolerance"), ==, 3.0);
  g_assert_cmpuint (gw_mask_area (get_draft (f)), >=, narrow);
  g_assert_false (gw_tool_step_size (f->tool, 1, FALSE));
}

static void
test_wand_joins (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 60, 50, 0);
  g_assert_nonnull (get_draft (f));
  gw_test_click (f->tool, 150, 50, GW_TOOL_SHIFT);
  g_assert_cmpuint (gw_mask_area (get_draft (f)), >, 3900);
  gw_test_click (f->tool, 60, 50, GW_TOOL_ALT);
  g_assert_cmpfloat (gw_test_get_rectangle_iou (get_draft (f)), >, 0.95);
  gw_test_click (f->tool, 60, 50, 0);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
  gw_test_click (f->tool, 500, 50, 0);
}

static void
test_points_are_taken_back (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  g_assert_false (gw_tool_remove_point (f->tool));
  mark_disc (f, FALSE);
  g_assert_nonnull (get_draft (f));
  g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_null (get_draft (f));
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_nonnull (overlay.wire);
  g_assert_cmpuint (overlay.wire->n_points, ==, 3);
  gw_test_click (f->tool, 60, 80, 0);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
  /* The next begins another. */
  gw_test_click (f->tool, 130, 50, 0);
  g_assert_null (get_draft (f));
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpuint (overlay.wire->n_points, ==, 1);
}

/* The right button, which begins no rectangle. */
static void
test_right_button_marks_background (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (20, 10, 0);
  GwToolOverlay overlay;

  event.erases = TRUE;
  g_assert_false (gw_tool_press (f->tool, &event));
  g_assert_false (gw_tool_is_drawing (f->tool));
  gw_tool_options_set_number (f->options, "hint-size", 26.0);
  gw_test_drag (f->tool, 20, 10, 180, 90, 0);
  event = gw_test_event (135, 50, 0);
  event.erases = TRUE;
  g_assert_true (gw_tool_press (f->tool, &event));
  event.point.x = 165;
  gw_tool_motion (f->tool, &event);
  gw_tool_release (f->tool, &event);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpuint (overlay.n_hints, ==, 1);
  g_assert_false (overlay.hints[0].object);
}

/* A rectangle around both holds both, until one is marked as background. */
static void
test_hints (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  gw_tool_options_set_number (f->options, "hint-size", 26.0);
  gw_test_drag (f->tool, 20, 10, 180, 90, 0);
  g_assert_cmpuint (gw_mask_area (get_draft (f)), >, 3900);
  gw_test_drag (f->tool, 135, 50, 165, 50, GW_TOOL_SHIFT);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpuint (overlay.n_hints, ==, 1);
  g_assert_false (overlay.hints[0].object);
  g_assert_cmpfloat (overlay.hints[0].size, ==, 26.0);
  g_assert_true (overlay.has_frame);
  g_assert_cmpfloat (overlay.frame.width, ==, 160.0);
  g_assert_cmpfloat (overlay.cursor_size, ==, 26.0);

  /* By keys, and taken back. */
  set_point (f, 150, 50, 0);
  set_point (f, 60, 50, GW_TOOL_SHIFT);
  g_assert_true (gw_mask_contains (get_draft (f), 150, 50));
  g_assert_false (gw_mask_contains (get_draft (f), 60, 50));
  for (int i = 3; i > 0; i--)
    g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_cmpuint (gw_mask_area (get_draft (f)), >, 3900);
  g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_false (gw_tool_remove_point (f->tool));

  g_assert_true (gw_tool_step_size (f->tool, 1, FALSE));
  g_assert_cmpfloat (gw_tool_options_get_number (f->options, "hint-size"), ==, 29.0);
}

/* Hints that follow each other faster than the worker are all counted. */
static void
test_hints_in_a_hurry (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->tool, 20, 10, 180, 90, 0);
  for (int i = 0; i < 6; i++)
    gw_test_click (f->tool, 135 + 5 * i, 50, GW_TOOL_SHIFT);
  gw_test_click (f->tool, 60, 50, 0);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
}

static void
test_a_rectangle_has_extent (Fixture *f, gconstpointer data)
{
  set_point (f, 20, 10, 0);
  set_point (f, 20, 10, 0);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_true (gw_tool_is_drawing (f->tool));
  set_point (f, 100, 90, 0);
  g_assert_cmpfloat (gw_test_get_disc_iou (get_draft (f)), >, 0.95);
}

#define ADD(tool, path, func) g_test_add ("/tool-" tool "/" path, Fixture, tool, set_up, func, tear_down)
#define ADD_ALL(tool) \
  G_STMT_START \
  { \
    ADD (tool, "finds-the-disc", test_finds_the_disc); \
    ADD (tool, "by-keys", test_by_keys); \
    ADD (tool, "is-cancelled", test_is_cancelled); \
    ADD (tool, "goes-while-it-works", test_goes_while_it_works); \
    ADD (tool, "adds-and-subtracts", test_adds_and_subtracts); \
    ADD (tool, "neighbours", test_neighbours); \
    ADD (tool, "a-smaller-picture", test_a_smaller_picture); \
  } \
  G_STMT_END

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ALL ("wand");
  ADD ("wand", "tolerance-follows-the-drag", test_tolerance_follows_the_drag);
  ADD ("wand", "joins", test_wand_joins);
  ADD_ALL ("select-object");
  ADD ("select-object", "hints", test_hints);
  ADD ("select-object", "right-button-marks-background", test_right_button_marks_background);
  ADD ("select-object", "hints-in-a-hurry", test_hints_in_a_hurry);
  ADD ("select-object", "a-rectangle-has-extent", test_a_rectangle_has_extent);
  ADD_ALL ("extreme-points");
  ADD ("extreme-points", "points-are-taken-back", test_points_are_taken_back);
  return g_test_run ();
}
