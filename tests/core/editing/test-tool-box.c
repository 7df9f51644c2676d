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
  f->tool = gw_tool_new ("box");
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
last (Fixture *f)
{
  return gw_document_get_object (f->document, gw_document_get_n_objects (f->document) - 1);
}

static void
set_point (Fixture *f, double x, double y)
{
  GwToolEvent event = gw_test_event (x, y, 0);

  g_assert_true (gw_tool_set_point (f->tool, &event));
}

static void
move_to (Fixture *f, double x, double y, GwToolModifiers modifiers)
{
  GwToolEvent event = gw_test_event (x, y, modifiers);

  gw_tool_motion (f->tool, &event);
}

static void
test_drag (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->tool, 50.4, 40.6, 10.2, 5.9, 0);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Draw Car");
  gw_test_assert_box (last (f), 10, 6, 40, 35);
  g_assert_true (gw_document_is_selected (f->document, gw_object_get_id (last (f))));
  g_assert_null (gw_document_get_preview (f->document));
  g_assert_false (gw_tool_is_drawing (f->tool));
  /* It stays on. */
  gw_test_drag (f->tool, 100, 50, 120, 60, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 2);
}

static void
test_two_clicks (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 20, 30, 0);
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);
  move_to (f, 60, 70, 0);
  g_assert_nonnull (gw_document_get_preview (f->document));
  gw_test_assert_box (g_ptr_array_index (gw_document_get_preview (f->document), 0), 20, 30, 40, 40);
  gw_test_click (f->tool, 60, 70, 0);
  gw_test_assert_box (last (f), 20, 30, 40, 40);
  g_assert_false (gw_tool_is_drawing (f->tool));
}

static void
test_preview_becomes_the_object (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (20, 30, 0);
  gint64 id;

  gw_tool_press (f->tool, &event);
  move_to (f, 60, 70, 0);
  id = gw_object_get_id (g_ptr_array_index (gw_document_get_preview (f->document), 0));
  event = gw_test_event (60, 71, 0);
  gw_tool_release (f->tool, &event);
  g_assert_cmpint (gw_object_get_id (last (f)), ==, id);
}

static void
test_double_click_is_no_box (Fixture *f, gconstpointer data)
{
  gw_test_click (f->tool, 20, 30, 0);
  gw_test_click (f->tool, 21, 31, 0);
  g_assert_cmpuint (f->edits->len, ==, 0);
  g_assert_true (gw_tool_is_drawing (f->tool));
}

static void
test_escape_and_backspace_take_it_back (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (20, 30, 0);

  g_assert_false (gw_tool_cancel (f->tool));
  gw_tool_press (f->tool, &event);
  move_to (f, 60, 70, 0);
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_null (gw_document_get_preview (f->document));
  g_assert_false (gw_tool_release (f->tool, &event));
  set_point (f, 5, 5);
  g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_false (gw_tool_remove_point (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_keyboard (Fixture *f, gconstpointer data)
{
  set_point (f, 10, 20);
  set_point (f, 10, 20);
  g_assert_true (gw_tool_is_drawing (f->tool));
  move_to (f, 11, 20, 0);
  set_point (f, 30, 25);
  gw_test_assert_box (last (f), 10, 20, 20, 5);
  g_assert_false (gw_tool_is_drawing (f->tool));
}

static void
test_square_and_centre (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->tool, 20, 20, 50, 30, GW_TOOL_SHIFT);
  gw_test_assert_box (last (f), 20, 20, 30, 30);
  gw_test_drag (f->tool, 50, 50, 40, 20, GW_TOOL_SHIFT);
  gw_test_assert_box (last (f), 20, 20, 30, 30);
  gw_test_drag (f->tool, 50, 50, 60, 55, GW_TOOL_ALT);
  gw_test_assert_box (last (f), 40, 45, 20, 10);
  gw_test_drag (f->tool, 50, 50, 60, 55, GW_TOOL_ALT | GW_TOOL_SHIFT);
  gw_test_assert_box (last (f), 40, 40, 20, 20);
  /* Neither leaves the image. */
  gw_test_drag (f->tool, 150, 80, 199, 85, GW_TOOL_SHIFT);
  gw_test_assert_box (last (f), 150, 80, 20, 20);
  gw_test_drag (f->tool, 190, 50, 100, 60, GW_TOOL_ALT);
  gw_test_assert_box (last (f), 180, 40, 20, 20);
}

static void
test_stays_inside (Fixture *f, gconstpointer data)
{
  gw_test_drag (f->tool, -20, -20, 30, 500, 0);
  gw_test_assert_box (last (f), 0, 0, 30, 100);
  /* A thin one is a pixel wide, at the edge inside of it. */
  gw_test_drag (f->tool, 200, 10, 200, 60, 0);
  g_assert_cmpuint (f->edits->len, ==, 1);
  gw_test_drag (f->tool, 199.8, 10, 199.9, 60, 0);
  gw_test_assert_box (last (f), 199, 10, 1, 50);
  /* Beside the image there is nothing to draw. */
  gw_test_drag (f->tool, 210, 10, 250, 60, 0);
  gw_test_drag (f->tool, -30, 10, -2, 60, 0);
  g_assert_cmpuint (f->edits->len, ==, 2);
  g_assert_false (gw_tool_is_drawing (f->tool));
}

static void
on_refused_cb (GwTool *tool, const char *why, gpointer data)
{
  g_assert_cmpstr (why, !=, "");
  (*(int *) data)++;
}

/* Nothing that was tried goes without a word, and by keys the first corner stays. */
static void
test_says_why_there_is_none (Fixture *f, gconstpointer data)
{
  int n_refused = 0;

  g_signal_connect (f->tool, "refused", G_CALLBACK (on_refused_cb), &n_refused);
  gw_test_drag (f->tool, 210, 10, 250, 60, 0);
  g_assert_cmpint (n_refused, ==, 1);

  set_point (f, 200, 20);
  g_assert_cmpint (n_refused, ==, 1);
  set_point (f, 200, 20);
  g_assert_cmpint (n_refused, ==, 2);
  set_point (f, 200, 60);
  g_assert_cmpint (n_refused, ==, 3);
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);
  set_point (f, 180, 60);
  g_assert_cmpint (n_refused, ==, 3);
  gw_test_assert_box (last (f), 180, 20, 20, 40);

  set_point (f, 0, 100);
  set_point (f, 50, 100);
  g_assert_cmpint (n_refused, ==, 4);
  set_point (f, 50, 0);
  gw_test_assert_box (last (f), 0, 0, 50, 100);
}

static void
test_click_is_measured_on_the_screen (Fixture *f, gconstpointer data)
{
  GwToolEvent from = { .point = { 10, 10 }, .scale = 32.0, .n_press = 1 };
  GwToolEvent to = { .point = { 10.9, 10.9 }, .scale = 32.0, .n_press = 1 };

  gw_tool_press (f->tool, &from);
  gw_tool_motion (f->tool, &to);
  gw_tool_release (f->tool, &to);
  gw_test_assert_box (last (f), 10, 10, 1, 1);
  from.scale = to.scale = 0.1;
  to.point.x = 40;
  gw_tool_press (f->tool, &from);
  gw_tool_release (f->tool, &to);
  g_assert_true (gw_tool_is_drawing (f->tool));
}

static void
test_overlay_reads_out (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_false (overlay.cross_hair);
  move_to (f, 112.6, 40.2, 0);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_true (overlay.cross_hair);
  g_assert_cmpstr (overlay.text, ==, "x 112 · y 40");
  g_assert_false (overlay.text_has_size);
  set_point (f, 10, 20);
  move_to (f, 146, 56, 0);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_cmpstr (overlay.text, ==, "x 146 · y 56 · 136 × 36 px");
  g_assert_true (overlay.text_has_size);
  g_assert_cmpint (gw_tool_get_cursor (f->tool, &(GwToolEvent) { .point = { 0, 0 }, .scale = 1 }), ==,
                   GW_TOOL_CURSOR_CROSSHAIR);
}

static void
test_another_document_ends_it (Fixture *f, gconstpointer data)
{
  g_autoptr (GwDocument) other = gw_test_document_new ();
  GwToolEvent event = gw_test_event (20, 30, 0);

  set_point (f, 10, 20);
  move_to (f, 60, 70, 0);
  gw_tool_set_document (f->tool, other);
  g_assert_null (gw_document_get_preview (f->document));
  g_assert_false (gw_tool_is_drawing (f->tool));
  gw_tool_set_document (f->tool, NULL);
  g_assert_false (gw_tool_press (f->tool, &event));
  g_assert_false (gw_tool_motion (f->tool, &event));
  g_assert_false (gw_tool_set_point (f->tool, &event));
  gw_tool_set_document (f->tool, f->document);
}

static void
test_object_has_class_and_defaults (Fixture *f, gconstpointer data)
{
  gw_document_set_author (f->document, "mara");
  gw_document_set_current_class (f->document, 2);
  gw_test_drag (f->tool, 10, 10, 30, 30, 0);
  g_assert_cmpint (gw_object_get_class_id (last (f)), ==, 2);
  g_assert_cmpstr (gw_object_get_attribute (last (f), "Color"), ==, "red");
  g_assert_null (gw_object_get_attribute (last (f), "Riding"));
  g_assert_cmpstr (gw_object_get_author (last (f)), ==, "mara");
  g_assert_cmpstr (gw_edit_get_author (g_ptr_array_index (f->edits, 0)), ==, "mara");
  gw_document_set_current_class (f->document, 0);
  gw_test_drag (f->tool, 10, 10, 30, 30, 0);
  g_assert_cmpint (gw_object_get_class_id (last (f)), ==, 1);
  g_assert_cmpint (gw_document_get_current_class (f->document), ==, 1);
}

/* A click is enough, and the frame shows where it would be. */
static void
test_fixed_size (Fixture *f, gconstpointer data)
{
  GwToolOptions *options = gw_tool_get_options (f->tool);
  GwToolOverlay overlay;

  gw_tool_options_set_number (options, "box-width", 30);
  gw_tool_options_set_number (options, "box-height", 20);
  gw_tool_options_set_flag (options, "fixed-size", TRUE);
  move_to (f, 100, 50, 0);
  gw_tool_get_overlay (f->tool, &overlay);
  g_assert_true (overlay.has_frame);
  g_assert_cmpfloat (overlay.frame.x, ==, 85);
  g_assert_cmpfloat (overlay.frame.width, ==, 30);
  gw_test_click (f->tool, 100, 50, 0);
  gw_test_assert_box (last (f), 85, 40, 30, 20);
  g_assert_false (gw_tool_is_drawing (f->tool));

  /* At the edge it stays inside, and a drag takes it along. */
  gw_test_drag (f->tool, 100, 50, 3, 2, 0);
  gw_test_assert_box (last (f), 0, 0, 30, 20);
  set_point (f, 60, 60);
  gw_test_assert_box (last (f), 45, 50, 30, 20);
  g_assert_cmpuint (f->edits->len, ==, 3);

  /* What is larger than the image is as large as it. */
  gw_tool_options_set_number (options, "box-height", 5000);
  set_point (f, 60, 60);
  gw_test_assert_box (last (f), 45, 0, 30, 100);
  gw_tool_options_set_flag (options, "fixed-size", FALSE);
  gw_test_drag (f->tool, 10, 10, 30, 30, 0);
  gw_test_assert_box (last (f), 10, 10, 20, 20);
}

static void
on_class_missing_cb (GwTool *tool, GwObject *object, gpointer data)
{
  GwObject **missing = data;

  g_assert_null (*missing);
  *missing = g_object_ref (object);
}

/* Nothing enters the document without a class: what was drawn is told. */
static void
test_no_class_adds_nothing (Fixture *f, gconstpointer data)
{
  g_autoptr (GwObject) missing = NULL;
  GwShape shape = GW_SHAPE_INIT;

  gw_document_set_classes (f->document, NULL);
  gw_document_set_current_class (f->document, 0);
  g_signal_connect (f->tool, "class-missing", G_CALLBACK (on_class_missing_cb), &missing);
  gw_test_drag (f->tool, 10, 10, 30, 40, 0);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
  g_assert_cmpuint (f->edits->len, ==, 0);
  g_assert_nonnull (missing);
  g_assert_cmpfloat (gw_object_get_bounds (missing).width, ==, 20.0);
  g_assert_cmpfloat (gw_object_get_bounds (missing).height, ==, 30.0);

  gw_shape_init_box (&shape, 1.0, 1.0, 5.0, 5.0);
  g_assert_null (gw_document_add_shape (f->document, &shape));
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/tool-box/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("drag", test_drag);
  ADD ("two-clicks", test_two_clicks);
  ADD ("preview-becomes-the-object", test_preview_becomes_the_object);
  ADD ("double-click-is-no-box", test_double_click_is_no_box);
  ADD ("escape-and-backspace-take-it-back", test_escape_and_backspace_take_it_back);
  ADD ("keyboard", test_keyboard);
  ADD ("square-and-centre", test_square_and_centre);
  ADD ("stays-inside", test_stays_inside);
  ADD ("says-why-there-is-none", test_says_why_there_is_none);
  ADD ("click-is-measured-on-the-screen", test_click_is_measured_on_the_screen);
  ADD ("overlay-reads-out", test_overlay_reads_out);
  ADD ("another-document-ends-it", test_another_document_ends_it);
  ADD ("object-has-class-and-defaults", test_object_has_class_and_defaults);
  ADD ("fixed-size", test_fixed_size);
  ADD ("no-class-adds-nothing", test_no_class_adds_nothing);
#undef ADD
  return g_test_run ();
}
