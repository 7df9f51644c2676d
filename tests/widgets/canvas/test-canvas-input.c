/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "canvas-fixtures.h"
#include "canvas-test-tool.h"
#include "gw-canvas-private.h"

typedef struct
{
  GwCanvas *canvas;
  GtkWidget *window;
  GwDocument *document;
  GwPyramid *pyramid;
  GtkEventController *motion;
  GtkEventController *drag;
  GtkEventController *middle;
  GtkEventController *click;
  GtkEventController *scroll;
  GtkEventController *keys;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->canvas = GW_CANVAS (gw_canvas_new ());
  fixture->pyramid = canvas_fixture_plain (700, 500, 0x808080);
  fixture->document = canvas_fixture_document (700, 500);
  gw_canvas_set_document (fixture->canvas, fixture->document);
  gw_canvas_set_pyramid (fixture->canvas, fixture->pyramid);
  fixture->window = canvas_fixture_show (fixture->canvas, 800, 600);
  /* Picture point p lies at p + (50, 50) of the widget. */
  gw_canvas_set_view (fixture->canvas, 1, (GwPoint) { 350, 250 });
  canvas_fixture_settle (fixture->canvas);

  fixture->motion = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);
  fixture->middle = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_GESTURE_DRAG, 0);
  fixture->drag = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_GESTURE_DRAG, 1);
  fixture->click = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_GESTURE_CLICK, 0);
  fixture->scroll = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_EVENT_CONTROLLER_SCROLL, 0);
  fixture->keys = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_EVENT_CONTROLLER_KEY, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->document);
  gw_pyramid_unref (fixture->pyramid);
  canvas_fixture_iterate ();
}

static void
use (Fixture *fixture, const char *name)
{
  g_autoptr (GwTool) tool = gw_tool_new (name);

  gw_canvas_set_tool (fixture->canvas, tool);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL));
}

static gboolean
press_key (Fixture *fixture, guint keyval)
{
  gboolean handled = FALSE;

  g_signal_emit_by_name (fixture->keys, "key-pressed", keyval, 0, 0, &handled);
  return handled;
}

static void
release_key (Fixture *fixture, guint keyval)
{
  g_signal_emit_by_name (fixture->keys, "key-released", keyval, 0, 0);
}

/* From picture point to picture point. */
static void
drag (Fixture *fixture, double x0, double y0, double x1, double y1)
{
  g_signal_emit_by_name (fixture->drag, "drag-begin", x0 + 50, y0 + 50);
  for (int i = 1; i <= 5; i++)
    g_signal_emit_by_name (fixture->drag, "drag-update", (x1 - x0) * i / 5, (y1 - y0) * i / 5);
  g_signal_emit_by_name (fixture->drag, "drag-end", x1 - x0, y1 - y0);
}

static void
assert_box (GwObject *object, double x, double y, double width, double height)
{
  GwBox box;

  g_assert_nonnull (object);
  box = gw_object_get_bounds (object);
  g_assert_cmpfloat_with_epsilon (box.x, x, 0.51);
  g_assert_cmpfloat_with_epsilon (box.y, y, 0.51);
  g_assert_cmpfloat_with_epsilon (box.width, width, 0.51);
  g_assert_cmpfloat_with_epsilon (box.height, height, 0.51);
}

static void
test_drag_draws_box (Fixture *fixture, gconstpointer data)
{
  use (fixture, "box");
  drag (fixture, 100, 80, 236, 236);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  assert_box (gw_document_get_object (fixture->document, 0), 100, 80, 136, 156);
  g_assert_cmpuint (gw_document_get_n_selected (fixture->document), ==, 1);
  g_assert_null (gw_document_get_preview (fixture->document));
  canvas_fixture_settle (fixture->canvas);
}

static void
test_two_clicks_draw_box (Fixture *fixture, gconstpointer data)
{
  use (fixture, "box");
  drag (fixture, 300, 200, 300, 200);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 0);
  g_signal_emit_by_name (fixture->motion, "motion", 400.0, 300.0);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
  drag (fixture, 400, 290, 400, 290);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  assert_box (gw_document_get_object (fixture->document, 0), 300, 200, 100, 90);
}

/* What the right button marks is told to the tool that knows such hints, and to no other. */
static void
test_right_button_marks (Fixture *fixture, gconstpointer data)
{
  GtkEventController *right = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_GESTURE_DRAG, 2);
  g_autoptr (GwTool) tool = GW_TOOL (canvas_test_tool_new ("select-object"));
  g_autoptr (GwTool) other = GW_TOOL (canvas_test_tool_new ("brush"));

  gw_canvas_set_tool (fixture->canvas, tool);
  drag (fixture, 100, 80, 236, 236);
  g_assert_false (CANVAS_TEST_TOOL (tool)->last.erases);
  g_signal_emit_by_name (right, "drag-begin", 150.0, 150.0);
  g_assert_true (CANVAS_TEST_TOOL (tool)->last.erases);
  g_assert_cmpfloat (CANVAS_TEST_TOOL (tool)->last.point.x, ==, 100);
  g_signal_emit_by_name (right, "drag-update", 30.0, 0.0);
  g_assert_cmpfloat (CANVAS_TEST_TOOL (tool)->last.point.x, ==, 130);
  g_signal_emit_by_name (right, "drag-end", 40.0, 0.0);
  g_assert_cmpfloat (CANVAS_TEST_TOOL (tool)->last.point.x, ==, 140);
  drag (fixture, 100, 80, 236, 236);
  g_assert_false (CANVAS_TEST_TOOL (tool)->last.erases);

  gw_canvas_set_tool (fixture->canvas, other);
  g_signal_emit_by_name (right, "drag-begin", 150.0, 150.0);
  g_signal_emit_by_name (right, "drag-end", 40.0, 0.0);
  g_assert_cmpfloat (CANVAS_TEST_TOOL (other)->last.point.x, ==, 0);
}

static void
test_drag_moves_object (Fixture *fixture, gconstpointer data)
{
  use (fixture, "box");
  drag (fixture, 100, 100, 200, 200);
  use (fixture, "select");
  drag (fixture, 150, 150, 190, 170);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  assert_box (gw_document_get_object (fixture->document, 0), 140, 120, 100, 100);
}

static void
test_escape_takes_back (Fixture *fixture, gconstpointer data)
{
  gboolean drawing;

  use (fixture, "box");
  g_signal_emit_by_name (fixture->drag, "drag-begin", 150.0, 150.0);
  g_signal_emit_by_name (fixture->drag, "drag-update", 100.0, 100.0);
  g_object_get (fixture->canvas, "drawing", &drawing, NULL);
  g_assert_true (drawing);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
  activate (fixture, "canvas.cancel");
  g_object_get (fixture->canvas, "drawing", &drawing, NULL);
  g_assert_false (drawing);
  g_signal_emit_by_name (fixture->drag, "drag-end", 100.0, 100.0);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 0);
}

static void
count_cb (GwCanvas *canvas, int *count)
{
  (*count)++;
}

static void
test_escape_in_turn (Fixture *fixture, gconstpointer data)
{
  int escaped = 0;

  g_signal_connect (fixture->canvas, "escaped", G_CALLBACK (count_cb), &escaped);
  use (fixture, "box");
  drag (fixture, 100, 100, 200, 200);
  activate (fixture, "canvas.cancel");
  g_assert_cmpuint (gw_document_get_n_selected (fixture->document), ==, 0);
  g_assert_cmpint (escaped, ==, 0);
  activate (fixture, "canvas.cancel");
  g_assert_cmpint (escaped, ==, 1);
}

static void
test_keys_draw_box (Fixture *fixture, gconstpointer data)
{
  GwPoint at;

  use (fixture, "box");
  activate (fixture, "canvas.move-right");
  g_assert_true (gw_canvas_get_pointer (fixture->canvas, &at));
  for (int i = 0; i < 9; i++)
    activate (fixture, "canvas.move-right");
  activate (fixture, "canvas.move-down-10");
  activate (fixture, "canvas.set-point");
  for (int i = 0; i < 4; i++)
    {
      activate (fixture, "canvas.move-right-10");
      activate (fixture, "canvas.move-down-10");
    }
  activate (fixture, "canvas.move-down");
  activate (fixture, "canvas.set-point");
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  assert_box (gw_document_get_object (fixture->document, 0), at.x + 9, at.y + 10, 40, 41);

  /* What was drawn is what the arrows move and resize now. */
  activate (fixture, "canvas.move-left");
  activate (fixture, "canvas.move-up-10");
  activate (fixture, "canvas.wider");
  activate (fixture, "canvas.shorter");
  assert_box (gw_document_get_object (fixture->document, 0), at.x + 8, at.y, 41, 40);
}

/* Enter alone begins, too: in the middle of what is seen of the picture. */
static void
test_keys_begin_in_the_middle (Fixture *fixture, gconstpointer data)
{
  GwPoint at;

  gw_canvas_set_view (fixture->canvas, 1, (GwPoint) { 0, 0 });
  use (fixture, "box");
  g_assert_false (gw_canvas_get_pointer (fixture->canvas, &at));
  activate (fixture, "canvas.set-point");
  g_assert_true (gw_canvas_get_pointer (fixture->canvas, &at));
  g_assert_cmpfloat (at.x, ==, 200);
  g_assert_cmpfloat (at.y, ==, 150);
  activate (fixture, "canvas.move-right-10");
  activate (fixture, "canvas.move-down-10");
  activate (fixture, "canvas.set-point");
  assert_box (gw_document_get_object (fixture->document, 0), 200, 150, 10, 10);

  /* A selection that the arrows move is not drawn over. */
  gw_document_select_all (fixture->document);
  activate (fixture, "canvas.set-point");
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  g_assert_false (gw_tool_is_drawing (gw_canvas_get_tool (fixture->canvas)));
}

static void
test_held_key_goes_faster (Fixture *fixture, gconstpointer data)
{
  GwPoint start, end;

  use (fixture, "box");
  activate (fixture, "canvas.move-right");
  gw_canvas_get_pointer (fixture->canvas, &start);
  for (int i = 0; i < 20; i++)
    {
      press_key (fixture, GDK_KEY_Right);
      activate (fixture, "canvas.move-right");
    }
  gw_canvas_get_pointer (fixture->canvas, &end);
  g_assert_cmpfloat (end.x - start.x, >, 40);
  release_key (fixture, GDK_KEY_Right);
  activate (fixture, "canvas.move-right");
  gw_canvas_get_pointer (fixture->canvas, &start);
  g_assert_cmpfloat (start.x - end.x, ==, 1);
}

static void
type (Fixture *fixture, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      guint keyval = *p == ',' ? GDK_KEY_comma : gdk_unicode_to_keyval ((guint32) *p);

      press_key (fixture, keyval);
      release_key (fixture, keyval);
    }
}

static void
test_typed_place (Fixture *fixture, gconstpointer data)
{
  GwPoint at;

  use (fixture, "box");
  gw_document_set_current_class (fixture->document, 3);
  type (fixture, "512");
  /* Digits choose labels, as the page does with what is not taken. */
  gw_document_set_current_class (fixture->document, 2);
  type (fixture, ",404");
  activate (fixture, "canvas.set-point");
  g_assert_true (gw_canvas_get_pointer (fixture->canvas, &at));
  g_assert_cmpfloat (at.x, ==, 512);
  g_assert_cmpfloat (at.y, ==, 404);
  g_assert_cmpint (gw_document_get_current_class (fixture->document), ==, 3);

  /* Only then a point is set. */
  activate (fixture, "canvas.set-point");
  type (fixture, "600,450");
  activate (fixture, "canvas.set-point");
  activate (fixture, "canvas.set-point");
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
  assert_box (gw_document_get_object (fixture->document, 0), 512, 404, 88, 46);
}

static void
keep_text_cb (GwCanvas *canvas, const char *text, char **kept)
{
  g_free (*kept);
  *kept = g_strdup (text);
}

/* Where the picture is wide enough for it, a label's key and a place after it
 * may be one number: what was understood is told before anything is done.
 */
static void
test_typed_place_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *told = NULL;
  int n_begun = 0;

  g_signal_connect (fixture->canvas, "announce", G_CALLBACK (keep_text_cb), &told);
  g_signal_connect (fixture->canvas, "place-begun", G_CALLBACK (count_cb), &n_begun);
  g_assert_false (gw_canvas_may_begin_place (fixture->canvas));
  use (fixture, "box");
  g_assert_true (gw_canvas_may_begin_place (fixture->canvas));
  gw_document_set_current_class (fixture->document, 3);
  type (fixture, "1");
  gw_document_set_current_class (fixture->document, 1);
  type (fixture, "30");
  g_assert_cmpint (n_begun, ==, 0);
  type (fixture, ",");
  g_assert_cmpint (n_begun, ==, 1);
  g_assert_cmpstr (told, ==, "To x 130, label Cyclist.");
  type (fixture, "200");
  activate (fixture, "canvas.set-point");
  g_assert_cmpstr (told, ==, "At 130, 200.");
  activate (fixture, "canvas.set-point");
  g_assert_cmpstr (told, ==, "First corner at 130, 200.");
}

/* The page makes labels of digits: a label's key is not the beginning of the
 * place that comes after it.
 */
static void
test_label_before_a_place (Fixture *fixture, gconstpointer data)
{
  GwPoint at;

  use (fixture, "box");
  gw_document_set_current_class (fixture->document, 3);
  type (fixture, "1");
  gw_document_set_current_class (fixture->document, 1);
  type (fixture, "3");
  gw_document_set_current_class (fixture->document, 3);
  type (fixture, "00,200");
  activate (fixture, "canvas.set-point");
  g_assert_true (gw_canvas_get_pointer (fixture->canvas, &at));
  g_assert_cmpfloat (at.x, ==, 300);
  g_assert_cmpfloat (at.y, ==, 200);
  g_assert_cmpint (gw_document_get_current_class (fixture->document), ==, 1);
}

/* With a selection digits are its label, and nothing else. */
static void
test_no_place_with_a_selection (Fixture *fixture, gconstpointer data)
{
  use (fixture, "box");
  drag (fixture, 100, 80, 236, 236);
  type (fixture, "300");
  g_assert_false (press_key (fixture, GDK_KEY_comma));
  /* The next box leaves the one before alone. */
  use (fixture, "box");
  g_assert_cmpuint (gw_document_get_n_selected (fixture->document), ==, 0);
  type (fixture, "300");
  g_assert_true (press_key (fixture, GDK_KEY_comma));
}

static void
assert_read_out (Fixture *fixture, const char *text)
{
  GwToolOverlay overlay = { 0 };

  gw_tool_get_overlay (gw_canvas_get_tool (fixture->canvas), &overlay);
  g_assert_cmpstr (overlay.text, ==, text);
}

/* The cross-hair and what is said of its place: both go with what moved last. */
static void
test_last_mover_has_cross_hair (Fixture *fixture, gconstpointer data)
{
  GwPoint at;

  g_signal_emit_by_name (fixture->motion, "motion", 400.0, 300.0);
  use (fixture, "box");
  type (fixture, "100,80");
  activate (fixture, "canvas.set-point");
  activate (fixture, "canvas.set-point");
  type (fixture, "200,180");
  activate (fixture, "canvas.set-point");
  activate (fixture, "canvas.set-point");
  g_assert_cmpuint (gw_document_get_n_selected (fixture->document), ==, 1);
  g_assert_true (gw_canvas_get_pointer (fixture->canvas, &at));
  g_assert_cmpfloat (at.x, ==, 200);
  assert_read_out (fixture, "x 200 · y 180");

  g_signal_emit_by_name (fixture->motion, "motion", 410.0, 300.0);
  g_assert_true (gw_canvas_get_pointer (fixture->canvas, &at));
  g_assert_cmpfloat (at.x, ==, 360);
  assert_read_out (fixture, "x 360 · y 250");

  /* Tab gives it back to the pointer, too. */
  use (fixture, "box");
  type (fixture, "300,100");
  activate (fixture, "canvas.set-point");
  assert_read_out (fixture, "x 300 · y 100");
  activate (fixture, "canvas.next-object");
  g_assert_true (gw_canvas_get_pointer (fixture->canvas, &at));
  g_assert_cmpfloat (at.x, ==, 360);
  assert_read_out (fixture, "x 360 · y 250");
}

static void
test_digits_are_free (Fixture *fixture, gconstpointer data)
{
  use (fixture, "box");
  g_assert_false (press_key (fixture, GDK_KEY_3));
  /* The 0 of 30 is no wish to see all of the picture. */
  g_assert_true (press_key (fixture, GDK_KEY_0));
  use (fixture, "box");
  g_assert_false (press_key (fixture, GDK_KEY_0));
  use (fixture, "select");
  g_assert_false (press_key (fixture, GDK_KEY_3));
  g_assert_false (press_key (fixture, GDK_KEY_comma));
}

static void
test_tapped_space_sets_point (Fixture *fixture, gconstpointer data)
{
  use (fixture, "box");
  activate (fixture, "canvas.move-right");
  g_assert_true (press_key (fixture, GDK_KEY_space));
  release_key (fixture, GDK_KEY_space);
  activate (fixture, "canvas.move-right-10");
  activate (fixture, "canvas.move-down-10");
  press_key (fixture, GDK_KEY_space);
  release_key (fixture, GDK_KEY_space);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);
}

static void
test_held_space_pans (Fixture *fixture, gconstpointer data)
{
  GwPoint before = gw_canvas_to_image (fixture->canvas, 400, 300), after;

  use (fixture, "box");
  press_key (fixture, GDK_KEY_space);
  drag (fixture, 300, 200, 340, 220);
  release_key (fixture, GDK_KEY_space);
  after = gw_canvas_to_image (fixture->canvas, 400, 300);
  g_assert_cmpfloat_with_epsilon (after.x, before.x - 40, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.y, before.y - 20, 1e-6);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 0);
}

static void
test_middle_button_pans (Fixture *fixture, gconstpointer data)
{
  GwPoint before = gw_canvas_to_image (fixture->canvas, 400, 300), after;

  use (fixture, "box");
  g_signal_emit_by_name (fixture->middle, "drag-begin", 100.0, 100.0);
  g_signal_emit_by_name (fixture->middle, "drag-update", 30.0, 10.0);
  g_signal_emit_by_name (fixture->middle, "drag-update", 50.0, 20.0);
  g_signal_emit_by_name (fixture->middle, "drag-end", 60.0, 20.0);
  after = gw_canvas_to_image (fixture->canvas, 400, 300);
  g_assert_cmpfloat_with_epsilon (after.x, before.x - 60, 1e-6);
  g_assert_cmpfloat_with_epsilon (after.y, before.y - 20, 1e-6);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 0);
}

static void
test_pan_tool_pans (Fixture *fixture, gconstpointer data)
{
  GwPoint before = gw_canvas_to_image (fixture->canvas, 400, 300), after;

  use (fixture, "pan");
  drag (fixture, 300, 200, 340, 220);
  after = gw_canvas_to_image (fixture->canvas, 400, 300);
  g_assert_cmpfloat_with_epsilon (after.x, before.x - 40, 1e-6);
}

static void
test_wheel_scrolls (Fixture *fixture, gconstpointer data)
{
  GwPoint before = gw_canvas_to_image (fixture->canvas, 400, 300), after;
  double zoom = gw_canvas_get_zoom (fixture->canvas);
  gboolean handled = FALSE;

  g_signal_emit_by_name (fixture->scroll, "scroll", 0.0, 1.0, &handled);
  g_assert_true (handled);
  after = gw_canvas_to_image (fixture->canvas, 400, 300);
  g_assert_cmpfloat (after.y, >, before.y + 20);
  g_assert_cmpfloat (after.x, ==, before.x);
  g_assert_cmpfloat (gw_canvas_get_zoom (fixture->canvas), ==, zoom);
}

static void
test_z_hides_labels (Fixture *fixture, gconstpointer data)
{
  GtkEventController *focus = canvas_fixture_controller (GTK_WIDGET (fixture->canvas), GTK_TYPE_EVENT_CONTROLLER_FOCUS,
                                                         0);

  press_key (fixture, GDK_KEY_z);
  g_assert_false (fixture->canvas->look.show_labels);
  g_assert_true (gw_canvas_get_show_labels (fixture->canvas));
  release_key (fixture, GDK_KEY_z);
  g_assert_true (fixture->canvas->look.show_labels);

  /* A focus that goes away takes the release with it. It is the controller that
   * tells, for the display gives its focus to one of several windows only.
   */
  press_key (fixture, GDK_KEY_z);
  g_assert_false (fixture->canvas->look.show_labels);
  g_signal_emit_by_name (focus, "leave");
  g_assert_true (fixture->canvas->look.show_labels);
}

static void
test_hover (Fixture *fixture, gconstpointer data)
{
  use (fixture, "box");
  drag (fixture, 100, 100, 200, 200);
  gw_document_select_none (fixture->document);
  use (fixture, "select");
  g_signal_emit_by_name (fixture->motion, "motion", 180.0, 180.0);
  g_assert_cmpint (fixture->canvas->hovered, ==, gw_object_get_id (gw_document_get_object (fixture->document, 0)));
  canvas_fixture_settle (fixture->canvas);
  g_signal_emit_by_name (fixture->motion, "motion", 500.0, 400.0);
  g_assert_cmpint (fixture->canvas->hovered, ==, 0);
}

static void
activated_cb (GwCanvas *canvas, GwObject *object, gint64 *id)
{
  *id = gw_object_get_id (object);
}

static void
test_double_click_activates (Fixture *fixture, gconstpointer data)
{
  gint64 id = 0;

  use (fixture, "box");
  drag (fixture, 100, 100, 200, 200);
  use (fixture, "select");
  g_signal_connect (fixture->canvas, "object-activated", G_CALLBACK (activated_cb), &id);
  g_signal_emit_by_name (fixture->click, "pressed", 1, 180.0, 180.0);
  drag (fixture, 130, 130, 130, 130);
  g_assert_cmpint (id, ==, 0);
  g_signal_emit_by_name (fixture->click, "pressed", 2, 180.0, 180.0);
  drag (fixture, 130, 130, 130, 130);
  g_assert_cmpint (id, ==, gw_object_get_id (gw_document_get_object (fixture->document, 0)));
}

static void
moved_cb (GwCanvas *canvas, double x, double y, gboolean inside, GwPoint *point)
{
  *point = (GwPoint) { x, y };
}

static void
test_tells_of_pointer (Fixture *fixture, gconstpointer data)
{
  GwPoint point = { 0, 0 };

  g_signal_connect (fixture->canvas, "pointer-moved", G_CALLBACK (moved_cb), &point);
  g_signal_emit_by_name (fixture->motion, "motion", 250.0, 150.0);
  g_assert_cmpfloat (point.x, ==, 200);
  g_assert_cmpfloat (point.y, ==, 100);
}

static guint
count_shortcuts (GwCanvas *canvas)
{
  return g_list_model_get_n_items (
      G_LIST_MODEL (canvas_fixture_controller (GTK_WIDGET (canvas), GTK_TYPE_SHORTCUT_CONTROLLER, 0)));
}

static void
test_keys_can_change (Fixture *fixture, gconstpointer data)
{
  const char *const keys[] = { "F7", "<Alt>q", NULL };

  /* Which keys it has, says who uses it. */
  g_assert_cmpuint (count_shortcuts (fixture->canvas), ==, 0);
  gw_canvas_set_keys (fixture->canvas, "canvas.pixel-grid", keys);
  gw_canvas_set_keys (fixture->canvas, "canvas.fit", (const char *const[]) { "F8", NULL });
  g_assert_cmpuint (count_shortcuts (fixture->canvas), ==, 3);
  gw_canvas_set_keys (fixture->canvas, "canvas.pixel-grid", (const char *const[]) { "F9", NULL });
  g_assert_cmpuint (count_shortcuts (fixture->canvas), ==, 2);
  gw_canvas_set_keys (fixture->canvas, "canvas.pixel-grid", NULL);
  g_assert_cmpuint (count_shortcuts (fixture->canvas), ==, 1);
}

static void
test_held_keys_can_change (Fixture *fixture, gconstpointer data)
{
  gw_canvas_set_held_key (fixture->canvas, GW_CANVAS_HELD_LABELS, GDK_KEY_K);
  g_assert_false (press_key (fixture, GDK_KEY_z));
  g_assert_false (fixture->canvas->labels_held_back);
  g_assert_true (press_key (fixture, GDK_KEY_k));
  g_assert_true (fixture->canvas->labels_held_back);
  release_key (fixture, GDK_KEY_k);
  g_assert_false (fixture->canvas->labels_held_back);

  gw_canvas_set_held_key (fixture->canvas, GW_CANVAS_HELD_PAN, 0);
  g_assert_false (press_key (fixture, GDK_KEY_space));
  g_assert_false (fixture->canvas->space_held);
}

static void
test_leaving (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *before = gtk_button_new (), *after = gtk_button_new ();
  GtkWidget *canvas = gw_canvas_new ();

  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), canvas);
  gtk_box_append (GTK_BOX (box), after);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (canvas);
  canvas_fixture_wait_frame (canvas);
  g_assert_true (gtk_widget_activate_action (canvas, "canvas.leave", NULL));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == after);
  gtk_widget_grab_focus (canvas);
  g_assert_true (gtk_widget_activate_action (canvas, "canvas.leave-back", NULL));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == before);
  gtk_window_destroy (GTK_WINDOW (window));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/canvas/input/drag-draws-box", test_drag_draws_box);
  ADD ("/canvas/input/two-clicks-draw-box", test_two_clicks_draw_box);
  ADD ("/canvas/input/drag-moves-object", test_drag_moves_object);
  ADD ("/canvas/input/escape-takes-drawing-back", test_escape_takes_back);
  ADD ("/canvas/input/escape-in-turn", test_escape_in_turn);
  ADD ("/canvas/input/keys-draw-box", test_keys_draw_box);
  ADD ("/canvas/input/keys-begin-in-the-middle", test_keys_begin_in_the_middle);
  ADD ("/canvas/input/held-key-goes-faster", test_held_key_goes_faster);
  ADD ("/canvas/input/typed-place-is-told", test_typed_place_is_told);
  ADD ("/canvas/input/typed-place", test_typed_place);
  ADD ("/canvas/input/label-before-a-place", test_label_before_a_place);
  ADD ("/canvas/input/no-place-with-a-selection", test_no_place_with_a_selection);
  ADD ("/canvas/input/last-mover-has-cross-hair", test_last_mover_has_cross_hair);
  ADD ("/canvas/input/digits-are-free", test_digits_are_free);
  ADD ("/canvas/input/tapped-space-sets-point", test_tapped_space_sets_point);
  ADD ("/canvas/input/held-space-pans", test_held_space_pans);
  ADD ("/canvas/input/middle-button-pans", test_middle_button_pans);
  ADD ("/canvas/input/pan-tool-pans", test_pan_tool_pans);
  ADD ("/canvas/input/wheel-scrolls", test_wheel_scrolls);
  ADD ("/canvas/input/z-hides-labels", test_z_hides_labels);
  ADD ("/canvas/input/hover", test_hover);
  ADD ("/canvas/input/double-click-activates", test_double_click_activates);
  ADD ("/canvas/input/right-button-marks", test_right_button_marks);
  ADD ("/canvas/input/tells-of-pointer", test_tells_of_pointer);
  ADD ("/canvas/input/keys-can-change", test_keys_can_change);
  ADD ("/canvas/input/held-keys-can-change", test_held_keys_can_change);
  g_test_add_func ("/canvas/input/leaving", test_leaving);
  return g_test_run ();
}
