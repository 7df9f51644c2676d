/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <string.h>

#include "canvas-fixtures.h"
#include "canvas-test-tool.h"
#include "gw-canvas-private.h"
#include "gw-mask.h"
#include "gw-test-wait.h"

typedef struct
{
  GwCanvas *canvas;
  GtkWidget *window;
  GwDocument *document;
  GwPyramid *pyramid;
  CanvasTestTool *tool;
} Fixture;

/* Picture point p lies at p + (50, 50) of the widget. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->canvas = GW_CANVAS (gw_canvas_new ());
  fixture->pyramid = canvas_fixture_plain (700, 500, 0x808080);
  fixture->document = canvas_fixture_document (700, 500);
  fixture->tool = canvas_test_tool_new (data != NULL ? data : "brush");
  gw_canvas_set_document (fixture->canvas, fixture->document);
  gw_canvas_set_pyramid (fixture->canvas, fixture->pyramid);
  fixture->window = canvas_fixture_show (fixture->canvas, 800, 600);
  gw_canvas_set_view (fixture->canvas, 1, (GwPoint) { 350, 250 });
  gw_canvas_set_tool (fixture->canvas, GW_TOOL (fixture->tool));
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->canvas)), "gtk-enable-animations", FALSE, NULL);
  canvas_fixture_settle (fixture->canvas);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_pointer (&fixture->tool->overlay.paint, gw_paint_free);
  g_object_unref (fixture->tool);
  g_object_unref (fixture->document);
  gw_pyramid_unref (fixture->pyramid);
  canvas_fixture_iterate ();
}

/* The colour on the screen above a point of the picture. */
static guint32
look_at (Fixture *fixture, int x, int y)
{
  cairo_surface_t *picture;
  guint32 pixel;

  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  pixel = canvas_fixture_pixel (picture, x + 50, y + 50) & 0xffffff;
  cairo_surface_destroy (picture);
  return pixel;
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL));
}

/* --- the picture ------------------------------------------------------------------------ */

static void
test_tool_has_picture (Fixture *fixture, gconstpointer data)
{
  GwPicture *picture = gw_tool_get_picture (GW_TOOL (fixture->tool));
  const GwPixels *pixels;

  g_assert_nonnull (picture);
  g_assert_cmpfloat (gw_picture_get_scale (picture), ==, 1);
  pixels = gw_picture_get_pixels (picture);
  g_assert_cmpint (pixels->width, ==, 700);
  g_assert_cmpint (pixels->height, ==, 500);
  g_assert_cmphex (pixels->pixels[pixels->stride * 499 + 699] & 0xffffff, ==, 0x808080);
}

static void
test_tool_follows_pyramid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwPyramid) other = canvas_fixture_plain (90, 60, 0x102030);
  guint before = fixture->tool->n_pictures;

  gw_canvas_set_pyramid (fixture->canvas, other);
  g_assert_cmpuint (fixture->tool->n_pictures, ==, before + 1);
  g_assert_cmpint (gw_picture_get_pixels (gw_tool_get_picture (GW_TOOL (fixture->tool)))->width, ==, 90);

  gw_canvas_set_loading (fixture->canvas);
  g_assert_null (gw_tool_get_picture (GW_TOOL (fixture->tool)));
}

/* A tool in the drawer does not hold 48 MB. */
static void
test_tool_put_away_has_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwTool) other = gw_tool_new ("select");

  gw_canvas_set_tool (fixture->canvas, other);
  g_assert_null (gw_tool_get_picture (GW_TOOL (fixture->tool)));
  g_assert_nonnull (gw_tool_get_picture (other));
}

/* --- events -------------------------------------------------------------------------------- */

static void
test_event_tells_view (Fixture *fixture, gconstpointer data)
{
  GtkEventController *motion = canvas_fixture_controller (GTK_WIDGET (fixture->canvas),
                                                          GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);

  g_signal_emit_by_name (motion, "motion", 150.0, 250.0);
  g_assert_cmpfloat_with_epsilon (fixture->tool->last.point.x, 100, 0.51);
  g_assert_cmpfloat (fixture->tool->last.visible.x, ==, 0);
  g_assert_cmpfloat (fixture->tool->last.visible.width, ==, 700);
  g_assert_false (fixture->tool->last.from_keys);
  g_assert_false (fixture->tool->last.erases);

  gw_canvas_set_view (fixture->canvas, 4, (GwPoint) { 350, 250 });
  g_signal_emit_by_name (motion, "motion", 151.0, 250.0);
  g_assert_cmpfloat_with_epsilon (fixture->tool->last.visible.width, 200, 1);
  g_assert_cmpfloat_with_epsilon (fixture->tool->last.visible.x, 250, 1);

  activate (fixture, "canvas.move-left");
  g_assert_true (fixture->tool->last.from_keys);
}

static void
test_enter_applies_first (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "canvas.move-left");
  fixture->tool->applies = TRUE;
  activate (fixture, "canvas.apply");
  g_assert_cmpuint (fixture->tool->n_applied, ==, 1);
  g_assert_cmpuint (fixture->tool->n_points, ==, 0);

  fixture->tool->applies = FALSE;
  activate (fixture, "canvas.apply");
  g_assert_cmpuint (fixture->tool->n_applied, ==, 2);
  g_assert_cmpuint (fixture->tool->n_points, ==, 1);

  activate (fixture, "canvas.set-point");
  g_assert_cmpuint (fixture->tool->n_applied, ==, 2);
  g_assert_cmpuint (fixture->tool->n_points, ==, 2);
}

static void
test_keys_step_size (Fixture *fixture, gconstpointer data)
{
  activate (fixture, "canvas.size-up");
  activate (fixture, "canvas.size-up");
  activate (fixture, "canvas.size-down");
  g_assert_cmpint (fixture->tool->steps, ==, 1);
  activate (fixture, "canvas.second-size-down");
  g_assert_cmpint (fixture->tool->second_steps, ==, -1);
  g_assert_cmpint (fixture->tool->steps, ==, 1);
}

/* Keys are for the point first, then for the object. */
static void
test_keys_edit_points (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GwObject) object = canvas_fixture_box (1, 1, 10, 10, 40, 30);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, object);
  gw_document_load (fixture->document, objects, NULL);
  gw_document_select (fixture->document, 1, FALSE);
  fixture->tool->edits = TRUE;
  activate (fixture, "canvas.move-right");
  activate (fixture, "canvas.next-object");
  activate (fixture, "canvas.next-object");
  activate (fixture, "canvas.previous-object");
  activate (fixture, "canvas.delete");
  g_assert_cmpint (fixture->tool->moved, ==, 1);
  g_assert_cmpint (fixture->tool->stepped, ==, 1);
  g_assert_cmpint (fixture->tool->deleted, ==, 1);
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 1);

  fixture->tool->edits = FALSE;
  activate (fixture, "canvas.delete");
  g_assert_cmpuint (gw_document_get_n_objects (fixture->document), ==, 0);
}

/* A brush goes on with the layer that is selected; what draws a new object does not. */
static void
test_brush_keeps_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CanvasTestTool) brush = canvas_test_tool_new ("brush");
  g_autoptr (GwTool) box = gw_tool_new ("box");
  g_autoptr (GwObject) object = canvas_fixture_box (1, 1, 10, 10, 40, 30);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, object);
  gw_document_load (fixture->document, objects, NULL);
  gw_document_select (fixture->document, 1, FALSE);
  gw_canvas_set_tool (fixture->canvas, GW_TOOL (brush));
  g_assert_cmpuint (gw_document_get_n_selected (fixture->document), ==, 1);
  gw_canvas_set_tool (fixture->canvas, box);
  g_assert_cmpuint (gw_document_get_n_selected (fixture->document), ==, 0);
}

/* --- the live mask ---------------------------------------------------------------------------- */

static void
test_stroke_shows_at_once (Fixture *fixture, gconstpointer data)
{
  guint32 ground = look_at (fixture, 200, 200);
  guint drawn;

  fixture->tool->overlay.paint = gw_paint_new (700, 500, NULL);
  fixture->tool->overlay.paint_class_id = 1;
  canvas_test_tool_show (fixture->tool);
  canvas_test_tool_paint (fixture->tool, (GwPoint) { 150, 200 }, (GwPoint) { 250, 200 }, 40);
  g_assert_cmphex (look_at (fixture, 200, 200), !=, ground);
  g_assert_cmphex (look_at (fixture, 200, 250), ==, ground);

  /* A dab far away does not draw the first cells again. */
  drawn = gw_canvas_paint_get_n_drawn (fixture->canvas->paint);
  canvas_test_tool_paint (fixture->tool, (GwPoint) { 576, 448 }, (GwPoint) { 576, 448 }, 20);
  g_assert_cmphex (look_at (fixture, 576, 448), !=, ground);
  canvas_test_tool_paint (fixture->tool, (GwPoint) { 576, 450 }, (GwPoint) { 576, 450 }, 20);
  drawn = gw_canvas_paint_get_n_drawn (fixture->canvas->paint);
  g_assert_cmphex (look_at (fixture, 576, 448), !=, ground);
  g_assert_cmpuint (gw_canvas_paint_get_n_drawn (fixture->canvas->paint) - drawn, ==, 1);

  g_clear_pointer (&fixture->tool->overlay.paint, gw_paint_free);
  canvas_test_tool_show (fixture->tool);
  g_assert_cmphex (look_at (fixture, 200, 200), ==, ground);
}

/* Erasing: the tiles no longer have the object that is painted. */
static void
test_painted_object_is_lifted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  guint32 ground = look_at (fixture, 200, 200), tinted;
  guint8 rows[100 * 100];
  GwShape shape = { .kind = GW_SHAPE_MASK };
  GwObject *object;
  GwBox damage;

  memset (rows, 1, sizeof rows);
  g_assert_cmpint (gw_mask_from_bitmap (700, 500, 150, 150, 100, 100, rows, 100, &shape.as.mask), ==, GW_STATUS_OK);
  object = gw_object_new (7, 1);
  gw_object_take_shape (object, &shape);
  g_ptr_array_add (objects, object);
  gw_document_load (fixture->document, objects, NULL);
  canvas_fixture_settle (fixture->canvas);
  tinted = look_at (fixture, 200, 200);
  g_assert_cmphex (tinted, !=, ground);

  fixture->tool->overlay.paint = gw_paint_new (700, 500, &gw_object_get_shape (object)->as.mask);
  fixture->tool->overlay.paint_object_id = 7;
  canvas_test_tool_show (fixture->tool);
  canvas_fixture_settle (fixture->canvas);
  g_assert_cmphex (look_at (fixture, 160, 200), ==, tinted);
  g_assert_cmpint (gw_paint_stroke (fixture->tool->overlay.paint, (GwPoint) { 200, 200 }, (GwPoint) { 200, 200 }, 30,
                                    GW_BRUSH_ROUND, false, &damage),
                   ==, GW_STATUS_OK);
  g_signal_emit_by_name (fixture->tool, "paint-changed", &damage);
  g_assert_cmphex (look_at (fixture, 200, 200), ==, ground);
  g_assert_cmphex (look_at (fixture, 160, 200), ==, tinted);

  g_clear_pointer (&fixture->tool->overlay.paint, gw_paint_free);
  canvas_test_tool_show (fixture->tool);
  g_assert_cmphex (look_at (fixture, 200, 200), !=, ground);
}

/* --- what else a tool shows ------------------------------------------------------------------------ */

static void
test_draft_has_dashes (Fixture *fixture, gconstpointer data)
{
  guint32 ground = look_at (fixture, 200, 200);
  guint8 rows[100 * 100];
  GwMask draft = GW_MASK_INIT;
  guint dark = 0, light = 0;
  cairo_surface_t *picture;

  memset (rows, 1, sizeof rows);
  g_assert_cmpint (gw_mask_from_bitmap (700, 500, 150, 150, 100, 100, rows, 100, &draft), ==, GW_STATUS_OK);
  fixture->tool->overlay.draft = &draft;
  canvas_test_tool_show (fixture->tool);
  g_assert_cmphex (look_at (fixture, 200, 200), !=, ground);
  g_assert_cmphex (look_at (fixture, 300, 200), ==, ground);

  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  for (int x = 160; x < 240; x++)
    {
      guint32 pixel = canvas_fixture_pixel (picture, x + 50, 150 + 50) & 0xffffff;

      dark += pixel == 0x000000;
      light += pixel == 0xffffff;
    }
  cairo_surface_destroy (picture);
  g_assert_cmpuint (dark, >, 20);
  g_assert_cmpuint (light, >, 20);
  /* They stand still, as nothing moves. */
  g_assert_cmpuint (fixture->canvas->phase_id, ==, 0);

  fixture->tool->overlay.draft = NULL;
  canvas_test_tool_show (fixture->tool);
  g_assert_cmphex (look_at (fixture, 200, 200), ==, ground);
  gw_mask_clear (&draft);
}

static gboolean
has_moved_twice (gpointer canvas)
{
  return ((GwCanvas *) canvas)->phase >= 2;
}

static gboolean
stands_still (gpointer canvas)
{
  return ((GwCanvas *) canvas)->phase_id == 0;
}

static void
test_dashes_move (Fixture *fixture, gconstpointer data)
{
  guint8 rows[100 * 100];
  GwMask draft = GW_MASK_INIT;

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (fixture->canvas)), "gtk-enable-animations", TRUE, NULL);
  memset (rows, 1, sizeof rows);
  g_assert_cmpint (gw_mask_from_bitmap (700, 500, 150, 150, 100, 100, rows, 100, &draft), ==, GW_STATUS_OK);
  fixture->tool->overlay.draft = &draft;
  canvas_test_tool_show (fixture->tool);
  gw_test_wait (has_moved_twice, fixture->canvas);

  fixture->tool->overlay.draft = NULL;
  canvas_test_tool_show (fixture->tool);
  gw_test_wait (stands_still, fixture->canvas);
  gw_mask_clear (&draft);
}

static void
test_path_and_hints_show (Fixture *fixture, gconstpointer data)
{
  GwPoint points[3] = { { 100, 100 }, { 300, 100 }, { 300, 300 } };
  GwPoint stroke[2] = { { 400, 400 }, { 500, 400 } };
  GwRing path = { points, 3 };
  GwToolHint hints[2] = { { { stroke, 2 }, 10, TRUE }, { { stroke, 2 }, 10, FALSE } };
  guint32 ground = look_at (fixture, 200, 200), object;

  fixture->tool->overlay.path = &path;
  fixture->tool->overlay.path_closes = TRUE;
  fixture->tool->overlay.hints = hints;
  fixture->tool->overlay.n_hints = 1;
  canvas_test_tool_show (fixture->tool);
  g_assert_cmphex (look_at (fixture, 200, 100), !=, ground);
  g_assert_cmphex (look_at (fixture, 300, 200), !=, ground);
  g_assert_cmphex (look_at (fixture, 300, 300), ==, 0xffffff);
  g_assert_cmphex (look_at (fixture, 200, 200), ==, ground);
  object = look_at (fixture, 450, 400);
  g_assert_cmphex (object, !=, ground);
  g_assert_cmpuint ((object >> 8) & 0xff, >, object >> 16);

  fixture->tool->overlay.hints = hints + 1;
  canvas_test_tool_show (fixture->tool);
  g_assert_cmpuint ((look_at (fixture, 450, 400) >> 8) & 0xff, <, look_at (fixture, 450, 400) >> 16);

  fixture->tool->overlay = (GwToolOverlay) { 0 };
  canvas_test_tool_show (fixture->tool);
  g_assert_cmphex (look_at (fixture, 200, 100), ==, ground);
  g_assert_cmphex (look_at (fixture, 450, 400), ==, ground);
}

static void
test_brush_is_seen (Fixture *fixture, gconstpointer data)
{
  GtkEventController *motion = canvas_fixture_controller (GTK_WIDGET (fixture->canvas),
                                                          GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);
  guint32 ground = look_at (fixture, 320, 300);

  fixture->tool->overlay.cursor_size = 40;
  canvas_test_tool_show (fixture->tool);
  g_signal_emit_by_name (motion, "motion", 350.0, 350.0);
  g_assert_cmphex (look_at (fixture, 320, 300), !=, ground);
  g_assert_cmphex (look_at (fixture, 300, 300), ==, ground);
  g_signal_emit_by_name (motion, "motion", 550.0, 350.0);
  g_assert_cmphex (look_at (fixture, 320, 300), ==, ground);
}

/* 500 px at 6400 %: the ring is where it belongs, and no larger than the view. */
static void
test_large_brush (Fixture *fixture, gconstpointer data)
{
  GtkEventController *motion = canvas_fixture_controller (GTK_WIDGET (fixture->canvas),
                                                          GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);
  GwToolOverlay overlay = { .cursor_size = 500, .cursor_erases = TRUE };
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  graphene_rect_t bounds;
  guint32 ground;

  gw_canvas_set_view (fixture->canvas, 2, (GwPoint) { 350, 250 });
  ground = look_at (fixture, 350, 250);
  fixture->tool->overlay.cursor_size = 100;
  canvas_test_tool_show (fixture->tool);
  g_signal_emit_by_name (motion, "motion", 400.0, 300.0);
  g_assert_cmphex (look_at (fixture, 250, 250), !=, ground);
  g_assert_cmphex (look_at (fixture, 257, 250), ==, ground);
  g_assert_cmphex (look_at (fixture, 243, 250), ==, ground);

  gw_canvas_set_view (fixture->canvas, 64, (GwPoint) { 350, 250 });
  _gw_canvas_append_cursor (fixture->canvas, snapshot, &overlay, 400, 300);
  node = gtk_snapshot_to_node (snapshot);
  gsk_render_node_get_bounds (node, &bounds);
  g_assert_cmpfloat (bounds.size.width, <=, 800);
  g_assert_cmpfloat (bounds.size.height, <=, 600);
  gsk_render_node_unref (node);
}

/* Lines of cells pass below the names of objects. */
static void
test_names_lie_on_cells (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  GwPoint points[200];
  GwRing rings[100];
  GwPolygon cells = { rings, G_N_ELEMENTS (rings) };
  const GwTag *tag;
  guint32 bare, name, lined;

  g_ptr_array_add (objects, canvas_fixture_box (7, 1, 150, 200, 200, 100));
  gw_document_load (fixture->document, objects, NULL);
  canvas_fixture_settle (fixture->canvas);
  tag = gw_tag_layout_get (gw_tile_source_get_tags (gw_canvas_tiles_get_source (fixture->canvas->tiles)), 0);
  g_assert_cmpint (tag->kind, ==, GW_TAG_FULL);
  bare = look_at (fixture, 500, 402);
  name = look_at (fixture, tag->x + 3, tag->y + tag->height / 2);

  /* One line a row of pixels, so that one lies on each. */
  for (guint i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      points[2 * i] = (GwPoint) { 20, 4 * i + 2.5 };
      points[2 * i + 1] = (GwPoint) { 680, 4 * i + 2.5 };
      rings[i] = (GwRing) { &points[2 * i], 2 };
    }
  for (int d = -2; d <= 2; d++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (points); i++)
        points[i].y += d == -2 ? 0 : 1;
      fixture->tool->overlay.cells = &cells;
      canvas_test_tool_show (fixture->tool);
      lined = look_at (fixture, tag->x + 3, tag->y + tag->height / 2);
      g_assert_cmphex (lined, ==, name);
    }
  g_assert_cmphex (look_at (fixture, 500, 402), ==, look_at (fixture, 510, 402));
  g_assert_true (look_at (fixture, 500, 402) != bare || look_at (fixture, 500, 403) != bare
                 || look_at (fixture, 500, 404) != bare || look_at (fixture, 500, 405) != bare);
  fixture->tool->overlay = (GwToolOverlay) { 0 };
  canvas_test_tool_show (fixture->tool);
  g_assert_cmphex (look_at (fixture, 500, 402), ==, bare);
}

/* What only one set has looks the same below what is selected: its color tells whose it is. */
static void
test_selection_does_not_hide_differences (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GwComparison) comparison = NULL;
  guint32 bare[20], plain;

  g_ptr_array_add (objects, canvas_fixture_box (7, 1, 150, 200, 200, 100));
  gw_document_load (fixture->document, objects, NULL);
  canvas_fixture_settle (fixture->canvas);
  plain = look_at (fixture, 240, 250);
  comparison = gw_comparison_new (objects, none, 700, 500, NULL);
  gw_canvas_set_comparison (fixture->canvas, comparison);
  canvas_fixture_settle (fixture->canvas);
  for (int i = 0; i < 20; i++)
    bare[i] = look_at (fixture, 240 + i, 250);
  g_assert_true (bare[0] != plain || bare[5] != plain);

  gw_document_select (fixture->document, 7, FALSE);
  canvas_fixture_settle (fixture->canvas);
  for (int i = 0; i < 20; i++)
    g_assert_cmphex (look_at (fixture, 240 + i, 250), ==, bare[i]);

  gw_canvas_set_comparison (fixture->canvas, NULL);
  canvas_fixture_settle (fixture->canvas);
  g_assert_cmphex (look_at (fixture, 240, 250), !=, plain);
}

static void
on_announce_cb (GwCanvas *canvas, const char *text, char **said)
{
  g_free (*said);
  *said = g_strdup (text);
}

static void
test_note_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = NULL;

  g_signal_connect (fixture->canvas, "announce", G_CALLBACK (on_announce_cb), &said);
  g_strlcpy (fixture->tool->overlay.note, "Draft mask: 11,842 px · 0.21 s", sizeof fixture->tool->overlay.note);
  canvas_test_tool_show (fixture->tool);
  g_assert_cmpstr (said, ==, "Draft mask: 11,842 px · 0.21 s");
  g_clear_pointer (&said, g_free);
  canvas_test_tool_show (fixture->tool);
  g_assert_null (said);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
  g_signal_handlers_disconnect_by_data (fixture->canvas, &said);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

static void
assert_said (char **said, const char *wanted)
{
  g_assert_cmpstr (*said, ==, wanted);
  g_clear_pointer (said, g_free);
}

/* Which point keys are for, and where it is now. */
static void
test_points_are_said (Fixture *fixture, gconstpointer data)
{
  static const GwPoint points[] = { { 10, 10 }, { 50, 10 }, { 50, 40 }, { 10, 40 } };
  g_autoptr (GwObject) object = gw_object_new (1, 1);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (GwTool) tool = gw_tool_new ("edit-points");
  g_autofree char *said = NULL;
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = GW_POLYGON_INIT };

  g_assert_cmpint (gw_polygon_add_ring (&shape.as.polygon, points, G_N_ELEMENTS (points)), ==, GW_STATUS_OK);
  gw_object_take_shape (object, &shape);
  g_ptr_array_add (objects, object);
  gw_document_load (fixture->document, objects, NULL);
  gw_document_select (fixture->document, 1, FALSE);
  gw_canvas_set_tool (fixture->canvas, tool);
  g_signal_connect (fixture->canvas, "announce", G_CALLBACK (on_announce_cb), &said);

  activate (fixture, "canvas.next-object");
  activate (fixture, "canvas.next-object");
  assert_said (&said, "Point 2 of 4, 50, 10");
  activate (fixture, "canvas.move-right-10");
  assert_said (&said, "Point 2 of 4, 60, 10");
  activate (fixture, "canvas.set-point");
  assert_said (&said, "Point 3 of 5, 55, 25");
  activate (fixture, "canvas.delete");
  assert_said (&said, "Point 3 of 4, 50, 40");
  g_signal_handlers_disconnect_by_data (fixture->canvas, &said);
}

/* Enter with a key that stands for Shift or Alt, whatever is held. */
static void
test_enter_adds_and_cuts (Fixture *fixture, gconstpointer data)
{
  fixture->tool->applies = TRUE;
  activate (fixture, "canvas.apply");
  g_assert_cmpint (fixture->tool->last.modifiers, ==, 0);
  activate (fixture, "canvas.apply-cut");
  g_assert_cmpint (fixture->tool->last.modifiers, ==, GW_TOOL_ALT);
  activate (fixture, "canvas.apply-add");
  g_assert_cmpint (fixture->tool->last.modifiers, ==, GW_TOOL_SHIFT | GW_TOOL_CONTROL);
  activate (fixture, "canvas.apply");
  g_assert_cmpint (fixture->tool->last.modifiers, ==, 0);
}

/* A frame around the place, a little outside of it. */
static void
test_mark_is_seen (Fixture *fixture, gconstpointer data)
{
  const GwBox box = { 100, 100, 60, 40 };
  GwPoint corner;
  guint32 before;

  gw_canvas_set_view (fixture->canvas, 2, (GwPoint) { 130, 120 });
  canvas_fixture_settle (fixture->canvas);
  corner = gw_canvas_to_widget (fixture->canvas, (GwPoint) { 100, 100 });
  corner = (GwPoint) { corner.x - 50, corner.y - 50 };
  before = look_at (fixture, (int) corner.x + 20, (int) corner.y - 6);
  gw_canvas_set_mark (fixture->canvas, &box);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
  g_assert_cmphex (look_at (fixture, (int) corner.x + 20, (int) corner.y - 6), !=, before);
  g_assert_cmphex (look_at (fixture, (int) corner.x + 20, (int) corner.y + 6), ==, before);
  gw_canvas_set_mark (fixture->canvas, NULL);
  canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
  g_assert_cmphex (look_at (fixture, (int) corner.x + 20, (int) corner.y - 6), ==, before);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/canvas-tool/has-picture", test_tool_has_picture);
  ADD ("/canvas-tool/follows-pyramid", test_tool_follows_pyramid);
  ADD ("/canvas-tool/put-away-has-none", test_tool_put_away_has_none);
  ADD ("/canvas-tool/event-tells-view", test_event_tells_view);
  ADD ("/canvas-tool/enter-applies-first", test_enter_applies_first);
  ADD ("/canvas-tool/keys-step-size", test_keys_step_size);
  ADD ("/canvas-tool/keys-edit-points", test_keys_edit_points);
  ADD ("/canvas-tool/points-are-said", test_points_are_said);
  ADD ("/canvas-tool/enter-adds-and-cuts", test_enter_adds_and_cuts);
  ADD ("/canvas-tool/mark-is-seen", test_mark_is_seen);
  ADD ("/canvas-tool/brush-keeps-selection", test_brush_keeps_selection);
  ADD ("/canvas-tool/stroke-shows-at-once", test_stroke_shows_at_once);
  ADD ("/canvas-tool/painted-object-is-lifted", test_painted_object_is_lifted);
  ADD ("/canvas-tool/draft-has-dashes", test_draft_has_dashes);
  ADD ("/canvas-tool/dashes-move", test_dashes_move);
  ADD ("/canvas-tool/path-and-hints-show", test_path_and_hints_show);
  ADD ("/canvas-tool/brush-is-seen", test_brush_is_seen);
  ADD ("/canvas-tool/large-brush", test_large_brush);
  ADD ("/canvas-tool/names-lie-on-cells", test_names_lie_on_cells);
  ADD ("/canvas-tool/selection-does-not-hide-differences", test_selection_does_not_hide_differences);
  ADD ("/canvas-tool/note-is-said", test_note_is_said);

  return g_test_run ();
}
