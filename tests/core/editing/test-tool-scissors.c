/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-tool.h"

#include <math.h>

#include "gw-edits.h"
#include "gw-polygon.h"
#include "gw-raster.h"
#include "gw-test-tool.h"

typedef GwTestTool Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  gw_test_tool_set_up (f, "scissors", TRUE);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gw_test_tool_tear_down (f);
}

/* A place of the disc's outline, the angle in quarters of a turn. */
static GwPoint
on_disc (double quarters)
{
  return (GwPoint) { 60.0 + 29.5 * cos (quarters * G_PI_2), 50.0 + 29.5 * sin (quarters * G_PI_2) };
}

static void
click (Fixture *f, GwPoint point)
{
  gw_test_click (f->tool, point.x, point.y, 0);
}

static void
set_point (Fixture *f, GwPoint point)
{
  GwToolEvent event = gw_test_event (point.x, point.y, 0);

  event.from_keys = TRUE;
  g_assert_true (gw_tool_set_point (f->tool, &event));
}

static GwToolOverlay
look (Fixture *f)
{
  GwToolOverlay overlay;

  gw_test_wait_for_tool (f->tool);
  gw_tool_get_overlay (f->tool, &overlay);
  return overlay;
}

static void
assert_disc (const GwShape *shape)
{
  GwMask mask = GW_MASK_INIT;

  g_assert_cmpint (shape->kind, ==, GW_SHAPE_POLYGON);
  g_assert_cmpint (gw_shape_validate (shape), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_shape (shape, 200, 100, &mask), ==, GW_STATUS_OK);
  g_assert_cmpfloat (gw_test_get_disc_iou (&mask), >, 0.93);
  gw_mask_clear (&mask);
}

static void
assert_drawn (Fixture *f)
{
  look (f);
  g_assert_cmpuint (f->edits->len, ==, 1);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);
  assert_disc (gw_object_get_shape (gw_document_get_object (f->document, 0)));
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_cmpint (f->n_refused, ==, 0);
}

static void
test_follows_the_edge (Fixture *f, gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    click (f, on_disc (i));
  look (f);
  click (f, on_disc (0));
  assert_drawn (f);
  g_assert_cmpstr (gw_edit_get_name (g_ptr_array_index (f->edits, 0)), ==, "Draw Car");
}

/* Clicks that the worker has not come to yet are not lost. */
static void
test_clicks_wait_for_their_turn (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (0, 0, 0);

  for (int i = 0; i < 4; i++)
    click (f, on_disc (i));
  g_assert_true (gw_tool_apply (f->tool, &event));
  assert_drawn (f);
}

static void
test_a_double_click_closes (Fixture *f, gconstpointer data)
{
  GwPoint last = on_disc (3);
  GwToolEvent event = gw_test_event (last.x, last.y, 0);

  for (int i = 0; i < 4; i++)
    click (f, on_disc (i));
  event.n_press = 2;
  gw_tool_press (f->tool, &event);
  gw_tool_release (f->tool, &event);
  assert_drawn (f);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (0, 0, 0);

  event.from_keys = TRUE;
  for (int i = 0; i < 4; i++)
    {
      set_point (f, on_disc (i));
      g_assert_false (gw_tool_apply (f->tool, &event));
    }
  /* The same place again. */
  set_point (f, on_disc (3));
  assert_drawn (f);
}

static void
test_line_follows_the_pointer (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 79, 0);
  GwToolOverlay overlay;
  GwRing line;

  click (f, on_disc (0));
  gw_tool_motion (f->tool, &event);
  overlay = look (f);
  g_assert_nonnull (overlay.path);
  g_assert_cmpuint (overlay.path->n_points, >, 5);
  g_assert_cmpuint (overlay.wire->n_points, ==, 1);
  g_assert_false (overlay.path_closes);
  /* It runs along the disc, not straight on. */
  line = *overlay.path;
  for (double i = 0.1; i < 1.0; i += 0.1)
    g_assert_cmpfloat (gw_line_distance (&line, on_disc (i)), <, 2.0);
  click (f, on_disc (1));
  click (f, on_disc (2));
  look (f);
  event.point = on_disc (0);
  gw_tool_motion (f->tool, &event);
  g_assert_true (look (f).path_closes);
}

static void
test_points_are_taken_back (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  g_assert_false (gw_tool_remove_point (f->tool));
  for (int i = 0; i < 3; i++)
    click (f, on_disc (i));
  overlay = look (f);
  g_assert_cmpuint (overlay.wire->n_points, ==, 3);
  g_assert_true (gw_tool_remove_point (f->tool));
  overlay = look (f);
  g_assert_cmpuint (overlay.wire->n_points, ==, 2);
  click (f, on_disc (2));
  click (f, on_disc (3));
  click (f, on_disc (0));
  assert_drawn (f);
}

static void
test_too_few_points (Fixture *f, gconstpointer data)
{
  GwToolEvent event = gw_test_event (60, 79, 0);

  click (f, on_disc (0));
  look (f);
  g_assert_false (gw_tool_apply (f->tool, &event));
  set_point (f, on_disc (0));
  look (f);
  g_assert_cmpint (f->n_refused, ==, 1);
  g_assert_true (gw_tool_is_drawing (f->tool));
  g_assert_true (gw_tool_remove_point (f->tool));
  g_assert_false (gw_tool_is_drawing (f->tool));
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_is_cancelled (Fixture *f, gconstpointer data)
{
  click (f, on_disc (0));
  click (f, on_disc (1));
  g_assert_true (gw_tool_cancel (f->tool));
  g_assert_false (gw_tool_cancel (f->tool));
  g_assert_null (look (f).path);
  click (f, on_disc (0));
  gw_tool_set_picture (f->tool, NULL);
  g_assert_false (gw_tool_is_drawing (f->tool));
  click (f, on_disc (0));
  g_assert_cmpint (f->n_refused, ==, 1);
  gw_tool_set_picture (f->tool, f->picture);
  click (f, on_disc (0));
  gw_tool_set_document (f->tool, NULL);
  g_assert_false (gw_tool_is_drawing (f->tool));
  click (f, on_disc (0));
}

/* Where the line no longer moves while the pointer does, a point is set. */
static void
test_path_cooling (Fixture *f, gconstpointer data)
{
  GwToolOverlay overlay;

  click (f, on_disc (0));
  look (f);
  for (double i = 0.0; i < 2.0; i += 0.02)
    {
      GwPoint point = on_disc (i);
      GwToolEvent event = gw_test_event (point.x, point.y, 0);

      event.scale = 4.0;
      gw_tool_motion (f->tool, &event);
      look (f);
    }
  overlay = look (f);
  g_assert_cmpuint (overlay.wire->n_points, >, 1);
  for (gsize i = 0; i < overlay.wire->n_points; i++)
    g_assert_cmpfloat (fabs (hypot (overlay.wire->points[i].x - 60, overlay.wire->points[i].y - 50) - 29.5), <, 3.0);
}

static void
test_semantic (Fixture *f, gconstpointer data)
{
  gw_tool_options_set_flag (f->options, "semantic", TRUE);
  gw_test_add_mask (f->document, 5, 1, 100, 0, 10, 10);
  for (int i = 0; i < 4; i++)
    click (f, on_disc (i));
  look (f);
  click (f, on_disc (0));
  look (f);
  g_assert_cmpuint (gw_document_get_n_objects (f->document), ==, 1);
  g_assert_cmpuint (gw_mask_area (gw_test_get_mask (f->document, 5)), >, 2600);
}

static void
test_without_a_class (Fixture *f, gconstpointer data)
{
  gw_document_set_classes (f->document, NULL);
  gw_document_set_current_class (f->document, 0);
  for (int i = 0; i < 4; i++)
    click (f, on_disc (i));
  look (f);
  click (f, on_disc (0));
  look (f);
  g_assert_nonnull (f->missing);
  assert_disc (gw_object_get_shape (f->missing));
  g_assert_cmpuint (f->edits->len, ==, 0);
}

static void
test_a_smaller_picture (Fixture *f, gconstpointer data)
{
  g_autoptr (GwPicture) half = gw_test_picture_new (0.5);

  gw_tool_set_picture (f->tool, half);
  for (int i = 0; i < 4; i++)
    click (f, on_disc (i));
  look (f);
  click (f, on_disc (0));
  assert_drawn (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/tool-scissors/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("follows-the-edge", test_follows_the_edge);
  ADD ("clicks-wait-for-their-turn", test_clicks_wait_for_their_turn);
  ADD ("a-double-click-closes", test_a_double_click_closes);
  ADD ("keys", test_keys);
  ADD ("line-follows-the-pointer", test_line_follows_the_pointer);
  ADD ("points-are-taken-back", test_points_are_taken_back);
  ADD ("too-few-points", test_too_few_points);
  ADD ("is-cancelled", test_is_cancelled);
  ADD ("path-cooling", test_path_cooling);
  ADD ("semantic", test_semantic);
  ADD ("without-a-class", test_without_a_class);
  ADD ("a-smaller-picture", test_a_smaller_picture);
#undef ADD
  return g_test_run ();
}
