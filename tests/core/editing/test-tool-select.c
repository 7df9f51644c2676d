/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include "gw-edits.h"
#include "gw-test-document.h"

typedef struct
{
  GwDocument *document;
  GwTool *tool;
  GPtrArray *edits;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->document = gw_test_document_new ();
  f->tool = gw_tool_new ("select");
  gw_tool_set_document (f->tool, f->document);
  f->edits = gw_test_watch_edits (f->document);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->tool);
  g_assert_finalize_object (f->document);
  g_ptr_array_unref (f->edits);
}

static GwObject *
find (Fixture *f, gint64 id)
{
  return gw_document_find (f->document, id);
}

static GwToolCursor
cursor_at (Fixture *f, double x, double y)
{
  GwToolEvent event = gw_test_event (x, y, 0);

  return gw_tool_get_cursor (f->tool, &event);
}

static void
test_click_selects (Fixture *f, gconstpointer data)
{
  gw_test_add_box (f->document, 1, 1, 10, 10, 30, 30);
  gw_test_add_box (f->document, 2, 1, 100, 10, 30, 30);
  gw_test_click (f->tool, 20, 20, 0);
  gw_test_assert_selected (f->document, "1");
  gw_test_click (f->tool, 110, 20, 0);
  gw_test_assert_selected (f->document, "2");
  gw_test_click (f->tool, 25, 25, GW_TOOL_SHIFT);
  gw_test_assert_selected (f->document, "1 2");
  gw_test_click (f->tool, 115, 25, GW_TOOL_SHIFT);
  gw_test_assert_selected (f->document, "1");
  gw_test_click (f->tool, 180, 90, GW_TOOL_SHIFT);
  gw_test_assert_selected (f->document, "1");
  gw_test_click (f->tool, 180, 90, 0);
  gw_test_assert_selected (f->document, "");
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_click_again_goes_through (Fixture *f, gconstpointer data)
{
  GwToolEvent second = gw_test_event (55, 55, 0);

  gw_test_add_box (f->document, 1, 1, 0, 0, 100, 100);
  gw_test_add_box (f->document, 2, 1, 40, 40, 30, 30);
  gw_test_add_box (f->document, 3, 1, 20, 20, 70, 70);
  gw_test_click (f->tool, 55, 55, 0);
  gw_test_assert_selected (f->document, "2");
  gw_test_click (f->tool, 55, 55, 0);
  gw_test_assert_selected (f->document, "3");
  gw_test_click (f->tool, 55, 55, 0);
  gw_test_assert_selected (f->document, "1");
  gw_test_click (f->tool, 55, 55, 0);
  gw_test_assert_selected (f->document, "2");
  /* The second press of a double click opens and does not go on. */
  second.n_press = 2;
  gw_tool_press (f->tool, &second);
  gw_tool_release (f->tool, &second);
  gw_test_assert_selected (f->document, "2");
}

static void
test_drag_moves (Fixture *f, gconstpointer data)
{
  gw_test_add_box (f->document, 1, 1, 10.25, 10, 40, 40);
  gw_test_add_box (f->document, 2, 1, 100, 50, 40, 40);
  gw_test_drag (f->tool, 30, 30, 50.4, 25, 0);
  gw_test_assert_box (find (f, 1), 30.25, 5, 40, 40);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Move Car");
  gw_document_select_all (f->document);
  gw_test_drag (f->tool, 120, 70, 1000, 75, 0);
  gw_test_assert_box (find (f, 1), 90.25, 10, 40, 40);
  gw_test_assert_box (find (f, 2), 160, 55, 40, 40);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 1)), ==, "Move 2 Objects");
  gw_test_drag (f->tool, 180, 70, 150, 65, GW_TOOL_SHIFT);
  gw_test_assert_box (find (f, 2), 130, 55, 40, 40);
  /* A twitch is a click. */
  gw_test_drag (f->tool, 150, 70, 152, 71, 0);
  g_assert_cmpuint (f->edits->len, ==, 3);
}

static void
test_move_shows_a_preview_and_can_be_cancelled (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (30, 30, 0);
  GwToolOverlay overlay;

  gw_test_add_box (f->document, 1, 1, 10, 10, 40, 40);
  gw_tool_press (f->tool, &event);
  g_assert_false (gw_tool_is_drawing (f->tool));
  event = gw_test_event (60, 35, 0);
  gw_tool_motion (f->tool, &event);
  g_assert_true (gw_tool_is_drawing (f->tool));
  gw_test_assert_box (g_ptr_array_index (gw_document_get_preview (f->document), 0), 40, 15, 40, 40);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpstr (overlay.text, ==, "x 40 · y 15 · 40 × 40 px");
  g_assert_cmpint (gw_tool_get_cursor (f->tool, &event), ==, GW_TOOL_CURSOR_MOVE);
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_null (gw_document_get_preview (f->document));
  g_assert_false (gw_tool_release (f->tool, &event));
  gw_test_assert_box (find (f, 1), 10, 10, 40, 40);
  g_assert_false (gw_tool_cancel (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_every_handle_resizes (Fixture *f, gconstpointer data)
{
  static const struct
  {
    double x, y;
    GwToolCursor cursor;
    double box[4];
  } handles[] = {
    { 50, 30, GW_TOOL_CURSOR_NW, { 55, 33, 55, 37 } },  { 80, 30, GW_TOOL_CURSOR_N, { 50, 33, 60, 37 } },
    { 110, 30, GW_TOOL_CURSOR_NE, { 50, 33, 65, 37 } }, { 110, 50, GW_TOOL_CURSOR_E, { 50, 30, 65, 40 } },
    { 110, 70, GW_TOOL_CURSOR_SE, { 50, 30, 65, 43 } }, { 80, 70, GW_TOOL_CURSOR_S, { 50, 30, 60, 43 } },
    { 50, 70, GW_TOOL_CURSOR_SW, { 55, 30, 55, 43 } },  { 50, 50, GW_TOOL_CURSOR_W, { 55, 30, 55, 40 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    {
      gint64 id = (gint64) i + 1;

      gw_test_add_box (f->document, id, 1, 50, 30, 60, 40);
      gw_document_select (f->document, id, FALSE);
      g_assert_cmpint (cursor_at (f, handles[i].x, handles[i].y), ==, handles[i].cursor);
      gw_test_drag (f->tool, handles[i].x, handles[i].y, handles[i].x + 5, handles[i].y + 3, 0);
      gw_test_assert_box (find (f, id), handles[i].box[0], handles[i].box[1], handles[i].box[2], handles[i].box[3]);
      g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, i)), ==, "Resize Car");
      gw_document_delete_selected (f->document);
      g_ptr_array_set_size (f->edits, (int) i + 1);
    }
}

static void
test_targets_are_24_pixels (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (0, 0, 0);

  gw_test_add_box (f->document, 1, 1, 50, 30, 60, 40);
  gw_document_select (f->document, 1, FALSE);
  g_assert_cmpint (cursor_at (f, 39, 19), ==, GW_TOOL_CURSOR_NW);
  g_assert_cmpint (cursor_at (f, 60, 39), ==, GW_TOOL_CURSOR_NW);
  g_assert_cmpint (cursor_at (f, 37, 19), ==, GW_TOOL_CURSOR_DEFAULT);
  g_assert_cmpint (cursor_at (f, 80, 50), ==, GW_TOOL_CURSOR_MOVE);
  g_assert_cmpint (cursor_at (f, 70, 42), ==, GW_TOOL_CURSOR_MOVE);
  /* In screen pixels: four times as large on the screen, the targets are as before. */
  event.scale = 4.0;
  event.point = (GwPoint) { 47.5, 27.5 };
  g_assert_cmpint (gw_tool_get_cursor (f->tool, &event), ==, GW_TOOL_CURSOR_NW);
  event.point = (GwPoint) { 46.5, 27.5 };
  g_assert_cmpint (gw_tool_get_cursor (f->tool, &event), ==, GW_TOOL_CURSOR_DEFAULT);
}

static void
test_small_objects_can_still_be_moved (Fixture *f, gconstpointer data)
{
  gw_test_add_box (f->document, 1, 1, 50, 30, 8, 8);
  gw_document_select (f->document, 1, FALSE);
  g_assert_cmpint (cursor_at (f, 54, 34), ==, GW_TOOL_CURSOR_MOVE);
  gw_test_drag (f->tool, 54, 34, 74, 34, 0);
  gw_test_assert_box (find (f, 1), 70, 30, 8, 8);
}

static void
test_resize_keeps_rules (Fixture *f, gconstpointer data)
{
  gw_test_add_box (f->document, 1, 1, 50, 30, 60, 40);
  gw_document_select (f->document, 1, FALSE);
  /* Past the other edge. */
  gw_test_drag (f->tool, 110, 50, 20, 50, 0);
  gw_test_assert_box (find (f, 1), 20, 30, 30, 40);
  /* Onto it: a pixel is left. */
  gw_test_drag (f->tool, 50, 50, 20, 50, 0);
  gw_test_assert_box (find (f, 1), 20, 30, 1, 40);
  gw_document_resize_selected (f->document, 59, 0);
  /* Not out of the image. */
  gw_test_drag (f->tool, 80, 70, 500, 500, 0);
  gw_test_assert_box (find (f, 1), 20, 30, 180, 70);
  /* About its centre. */
  gw_test_drag (f->tool, 20, 65, 40, 65, GW_TOOL_ALT);
  gw_test_assert_box (find (f, 1), 40, 30, 140, 70);
  /* In proportion. */
  gw_test_drag (f->tool, 180, 100, 110, 70, GW_TOOL_SHIFT);
  gw_test_assert_box (find (f, 1), 40, 30, 80, 40);
  gw_test_drag (f->tool, 120, 70, 400, 71, GW_TOOL_SHIFT);
  gw_test_assert_box (find (f, 1), 40, 30, 140, 70);
}

static void
test_other_shapes_resize_too (Fixture *f, gconstpointer data)
{
  static const GwPoint corners[] = { { 50, 30 }, { 110, 30 }, { 80, 70 } };
  GwShape shape = { .kind = GW_SHAPE_POLYGON };
  GwObject *object;

  shape.as.polygon.n_rings = 1;
  shape.as.polygon.rings = g_new (GwRing, 1);
  shape.as.polygon.rings[0] = (GwRing) { g_memdup2 (corners, sizeof corners), G_N_ELEMENTS (corners) };
  object = gw_document_add_shape (f->document, &shape);
  g_assert_nonnull (object);
  gw_test_drag (f->tool, 110, 70, 140, 90, 0);
  object = gw_document_get_object (f->document, 0);
  gw_test_assert_box (object, 50, 30, 90, 60);
  g_assert_cmpfloat (gw_object_get_shape (object)->as.polygon.rings[0].points[2].x, ==, 95.0);
}

static void
test_locked_objects_stay (Fixture *f, gconstpointer data)
{
  gw_test_add_box (f->document, 1, 1, 10, 10, 60, 60);
  gw_test_set_flags (f->document, 1, GW_OBJECT_LOCKED);
  gw_test_drag (f->tool, 40, 40, 60, 60, 0);
  gw_test_assert_selected (f->document, "1");
  gw_test_assert_box (find (f, 1), 10, 10, 60, 60);
  g_assert_cmpint (cursor_at (f, 10, 10), ==, GW_TOOL_CURSOR_DEFAULT);
  gw_test_add_box (f->document, 2, 1, 100, 10, 40, 40);
  gw_document_select_all (f->document);
  gw_test_drag (f->tool, 120, 30, 130, 30, 0);
  gw_test_assert_box (find (f, 1), 10, 10, 60, 60);
  gw_test_assert_box (find (f, 2), 110, 10, 40, 40);
  g_assert_cmpuint (f->edits->len, ==, 1);
}

static void
test_rubber_band_selects (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (5, 5, 0);
  GwToolOverlay overlay;

  gw_test_add_box (f->document, 1, 1, 20, 20, 20, 20);
  gw_test_add_box (f->document, 2, 1, 60, 20, 20, 20);
  gw_test_add_box (f->document, 3, 1, 120, 60, 20, 20);
  gw_test_add_box (f->document, 4, 1, 30, 30, 5, 5);
  gw_test_set_flags (f->document, 4, GW_OBJECT_HIDDEN);
  gw_tool_press (f->tool, &event);
  event = gw_test_event (65, 50, 0);
  gw_tool_motion (f->tool, &event);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_true (overlay.has_rubber_band);
  g_assert_cmpfloat (overlay.rubber_band.width, ==, 60.0);
  gw_tool_release (f->tool, &event);
  gw_test_assert_selected (f->document, "1 2");
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_false (overlay.has_rubber_band);
  gw_test_drag (f->tool, 195, 95, 130, 70, GW_TOOL_SHIFT);
  gw_test_assert_selected (f->document, "1 2 3");
  gw_test_drag (f->tool, 195, 5, 190, 15, 0);
  gw_test_assert_selected (f->document, "");
}

static void
test_cross_hair_selects (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (30, 30, 0);

  gw_test_add_box (f->document, 1, 1, 20, 20, 20, 20);
  g_assert_true (gw_tool_set_point (f->tool, &event));
  gw_test_assert_selected (f->document, "1");
  g_assert_false (gw_tool_set_point (f->tool, &event));
}

/* Only where it is asked for, and Ctrl lets go. */
static void
test_edges_hold_each_other (Fixture *f, gconstpointer data)
{
  GwToolOptions *options = gw_tool_get_options (f->tool);

  gw_test_add_box (f->document, 1, 1, 10, 10, 30, 30);
  gw_test_add_box (f->document, 2, 1, 100, 50, 40, 40);
  gw_test_drag (f->tool, 25, 25, 83, 25, 0);
  gw_test_assert_box (find (f, 1), 68, 10, 30, 30);
  gw_tool_options_set_flag (options, "align", TRUE);
  gw_test_drag (f->tool, 80, 25, 79, 45, 0);
  gw_test_assert_box (find (f, 1), 70, 30, 30, 30);
  gw_test_drag (f->tool, 85, 45, 80, 45, GW_TOOL_CONTROL);
  gw_test_assert_box (find (f, 1), 65, 30, 30, 30);

  /* Its right edge, to the other's left one; and the image holds, too. */
  gw_test_drag (f->tool, 95, 45, 102, 45, 0);
  gw_test_assert_box (find (f, 1), 65, 30, 35, 30);
  gw_test_drag (f->tool, 80, 45, 18, 45, 0);
  gw_test_assert_box (find (f, 1), 0, 30, 35, 30);
  gw_tool_options_set_flag (options, "align", FALSE);
}

static void
test_tools_have_names (void)
{
  g_autoptr (GwTool) pan = gw_tool_new ("pan");
  GwToolEvent event = gw_test_event (1, 1, 0);

  g_assert_null (gw_tool_new ("spoon"));
  g_assert_cmpstr (gw_tool_get_name (pan), ==, "pan");
  g_assert_false (gw_tool_press (pan, &event));
  g_assert_cmpint (gw_tool_get_cursor (pan, &event), ==, GW_TOOL_CURSOR_GRABBING);
  gw_tool_release (pan, &event);
  g_assert_cmpint (gw_tool_get_cursor (pan, &event), ==, GW_TOOL_CURSOR_GRAB);
  g_assert_true (gw_tool_is_for_drawing ("box"));
  g_assert_false (gw_tool_is_for_drawing ("select"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/tool-select/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("click-selects", test_click_selects);
  ADD ("click-again-goes-through", test_click_again_goes_through);
  ADD ("drag-moves", test_drag_moves);
  ADD ("move-shows-a-preview-and-can-be-cancelled", test_move_shows_a_preview_and_can_be_cancelled);
  ADD ("every-handle-resizes", test_every_handle_resizes);
  ADD ("targets-are-24-pixels", test_targets_are_24_pixels);
  ADD ("small-objects-can-still-be-moved", test_small_objects_can_still_be_moved);
  ADD ("resize-keeps-rules", test_resize_keeps_rules);
  ADD ("other-shapes-resize-too", test_other_shapes_resize_too);
  ADD ("locked-objects-stay", test_locked_objects_stay);
  ADD ("rubber-band-selects", test_rubber_band_selects);
  ADD ("edges-hold-each-other", test_edges_hold_each_other);
  ADD ("cross-hair-selects", test_cross_hair_selects);
#undef ADD
  g_test_add_func ("/tool/tools-have-names", test_tools_have_names);
  return g_test_run ();
}
