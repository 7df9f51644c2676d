/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>

#include "canvas-fixtures.h"
#include "gw-canvas-private.h"
#include "gw-edits.h"
#include "gw-tile-worker.h"

#define N 12

typedef struct
{
  GwCanvas *canvas;
  GtkWidget *window;
  GwDocument *document;
  GwPyramid *pyramid;
  GskRenderNode *nodes[N][N];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);

  fixture->canvas = GW_CANVAS (gw_canvas_new ());
  fixture->pyramid = canvas_fixture_noise (1600, 1200, 1);
  fixture->document = canvas_fixture_document (1600, 1200);
  g_ptr_array_add (objects, canvas_fixture_box (11, 1, 100, 100, 60, 50));
  g_ptr_array_add (objects, canvas_fixture_box (12, 2, 600, 400, 60, 50));
  gw_document_load (fixture->document, objects, NULL);
  gw_canvas_set_document (fixture->canvas, fixture->document);
  gw_canvas_set_pyramid (fixture->canvas, fixture->pyramid);
  fixture->window = canvas_fixture_show (fixture->canvas, 800, 600);
  gw_canvas_set_view (fixture->canvas, 1, (GwPoint) { 400, 300 });
  canvas_fixture_settle (fixture->canvas);
}

static void
forget (Fixture *fixture)
{
  for (int i = 0; i < N * N; i++)
    g_clear_pointer (&fixture->nodes[i / N][i % N], gsk_render_node_unref);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  forget (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->document);
  gw_pyramid_unref (fixture->pyramid);
  canvas_fixture_iterate ();
}

/* Waits until nothing is composed any more, tiles around the view included. */
static void
rest (Fixture *fixture)
{
  guint before;

  do
    {
      before = gw_canvas_tiles_get_n_composed (fixture->canvas->tiles);
      for (int i = 0; i < 3; i++)
        canvas_fixture_settle (fixture->canvas);
    }
  while (gw_canvas_tiles_get_n_composed (fixture->canvas->tiles) != before);
}

static void
remember (Fixture *fixture)
{
  rest (fixture);
  forget (fixture);
  for (int row = 0; row < N; row++)
    for (int column = 0; column < N; column++)
      {
        GskRenderNode *node = gw_canvas_tiles_get_node (fixture->canvas->tiles, column, row);

        fixture->nodes[row][column] = node != NULL ? gsk_render_node_ref (node) : NULL;
      }
}

/* How many of the tiles there were are other objects now. */
static int
count_changed (Fixture *fixture)
{
  int n = 0;

  rest (fixture);
  for (int row = 0; row < N; row++)
    for (int column = 0; column < N; column++)
      n += fixture->nodes[row][column] != NULL
           && fixture->nodes[row][column] != gw_canvas_tiles_get_node (fixture->canvas->tiles, column, row);
  return n;
}

static void
test_same_nodes (Fixture *fixture, gconstpointer data)
{
  GtkEventController *motion = canvas_fixture_controller (GTK_WIDGET (fixture->canvas),
                                                          GTK_TYPE_EVENT_CONTROLLER_MOTION, 0);

  remember (fixture);
  g_assert_nonnull (fixture->nodes[1][1]);
  g_assert_cmpint (count_changed (fixture), ==, 0);

  /* Not when the pointer moves, over an object either … */
  for (int i = 0; i < 20; i++)
    {
      g_signal_emit_by_name (motion, "motion", 100.0 + i, 100.0 + i);
      canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
    }
  g_assert_cmpint (count_changed (fixture), ==, 0);

  /* … nor when the view moves … */
  gw_canvas_pan (fixture->canvas, -40, -30);
  g_assert_cmpint (count_changed (fixture), ==, 0);

  /* … nor when the document is told of what is the same. */
  gw_document_set_current_class (fixture->document, 2);
  g_assert_cmpint (count_changed (fixture), ==, 0);
}

static void
test_edit_changes_its_tiles (Fixture *fixture, gconstpointer data)
{
  GwShape shape = GW_SHAPE_INIT;

  remember (fixture);
  gw_shape_init_box (&shape, 300, 300, 20, 20);
  gw_document_add_shape (fixture->document, &shape);
  /* Selected, it is drawn live. */
  g_assert_cmpint (count_changed (fixture), ==, 0);

  gw_document_select_none (fixture->document);
  g_assert_cmpint (count_changed (fixture), ==, 1);

  remember (fixture);
  gw_document_select (fixture->document, 11, FALSE);
  g_assert_cmpint (count_changed (fixture), >=, 1);
  g_assert_cmpint (count_changed (fixture), <=, 2);

  remember (fixture);
  gw_document_move_selected (fixture->document, 5, 0);
  gw_document_move_selected (fixture->document, 200, 0);
  g_assert_cmpint (count_changed (fixture), ==, 0);
}

static void
test_look_changes_all_tiles (Fixture *fixture, gconstpointer data)
{
  int n = 0;

  remember (fixture);
  for (int i = 0; i < N * N; i++)
    n += fixture->nodes[i / N][i % N] != NULL;
  g_object_set (fixture->canvas, "brightness", 0.1, NULL);
  g_assert_cmpint (count_changed (fixture), ==, n);
}

static void
test_memory_is_bounded (Fixture *fixture, gconstpointer data)
{
  gw_canvas_set_zoom (fixture->canvas, 8);
  for (int i = 0; i < 60; i++)
    {
      gw_canvas_pan (fixture->canvas, i % 20 < 10 ? -700 : 700, i % 10 < 5 ? -300 : 300);
      canvas_fixture_wait_frame (GTK_WIDGET (fixture->canvas));
    }
  rest (fixture);
  /* In view 20, around them 22, 64 spare; each of 256 KiB. */
  g_assert_cmpuint (gw_canvas_tiles_get_n_tiles (fixture->canvas->tiles), <=, 20 + 22 + 64 + 20);
}

/* --- pixels ----------------------------------------------------------------------- */

static guint32
get_source_pixel (GwPyramid *pyramid, int x, int y)
{
  return canvas_fixture_pixel (gw_pyramid_get_level (pyramid, 0), x, y);
}

static void
test_pixels_at_100_percent (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  GwPoint origin = gw_canvas_to_image (fixture->canvas, 0, 0);

  for (int i = 0; i < 380; i++)
    {
      int x = 200 + i, y = 200 + i / 2;

      g_assert_cmphex (canvas_fixture_pixel (picture, x, y), ==,
                       get_source_pixel (fixture->pyramid, x + (int) origin.x, y + (int) origin.y));
    }
  cairo_surface_destroy (picture);
}

static void
test_pixels_are_squares (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *picture;

  g_object_set (fixture->canvas, "pixel-grid", FALSE, NULL);
  gw_canvas_set_view (fixture->canvas, 16, (GwPoint) { 800.5, 600.5 });
  canvas_fixture_settle (fixture->canvas);
  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  for (int x = 20; x < 700; x++)
    {
      GwPoint point = gw_canvas_to_image (fixture->canvas, x + 0.5, 200.5);

      g_assert_cmphex (canvas_fixture_pixel (picture, x, 200), ==,
                       get_source_pixel (fixture->pyramid, (int) point.x, (int) point.y));
    }
  cairo_surface_destroy (picture);

  /* The grid lies on the first row and column of each square. */
  g_object_set (fixture->canvas, "pixel-grid", TRUE, NULL);
  canvas_fixture_settle (fixture->canvas);
  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  for (int x = 20; x < 700; x++)
    {
      GwPoint point = gw_canvas_to_image (fixture->canvas, x + 0.5, 200.5);
      gboolean on_grid = point.x - floor (point.x) < 1.0 / 16;
      gboolean on_row = point.y - floor (point.y) < 1.0 / 16;

      if (!on_grid && !on_row)
        g_assert_cmphex (canvas_fixture_pixel (picture, x, 200), ==,
                         get_source_pixel (fixture->pyramid, (int) point.x, (int) point.y));
    }
  cairo_surface_destroy (picture);
}

static guint32
look_at (Fixture *fixture, double x, double y)
{
  cairo_surface_t *picture;
  GwPoint at = gw_canvas_to_widget (fixture->canvas, (GwPoint) { x, y });
  guint32 pixel;

  canvas_fixture_settle (fixture->canvas);
  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  pixel = canvas_fixture_pixel (picture, (int) at.x, (int) at.y);
  cairo_surface_destroy (picture);
  return pixel;
}

static void
test_objects_show (Fixture *fixture, gconstpointer data)
{
  guint32 plain = get_source_pixel (fixture->pyramid, 159, 130);

  g_assert_cmphex (look_at (fixture, 159.5, 130), ==, 0x2070d7);
  gw_canvas_set_show_labels (fixture->canvas, FALSE);
  g_assert_cmphex (look_at (fixture, 159.5, 130), ==, plain);
  gw_canvas_set_show_labels (fixture->canvas, TRUE);
  g_assert_cmphex (look_at (fixture, 159.5, 130), ==, 0x2070d7);

  /* The same line when it is drawn live, and when it has been put back. */
  gw_document_select (fixture->document, 11, FALSE);
  g_assert_cmphex (look_at (fixture, 159.5, 140), ==, 0x2070d7);
  gw_document_toggle_flags_selected (fixture->document, GW_OBJECT_HIDDEN);
  g_assert_cmphex (look_at (fixture, 159.5, 140), ==, get_source_pixel (fixture->pyramid, 159, 140));
  gw_document_select_none (fixture->document);
  g_assert_cmphex (look_at (fixture, 159.5, 140), ==, get_source_pixel (fixture->pyramid, 159, 140));
}

/* From live to tile and back there is no frame without the object. */
static void
test_no_frame_without_object (Fixture *fixture, gconstpointer data)
{
  GwPoint at = gw_canvas_to_widget (fixture->canvas, (GwPoint) { 100, 125 });

  for (int i = 0; i < 30; i++)
    {
      cairo_surface_t *picture;

      if (i % 2 == 0)
        gw_document_select (fixture->document, 11, FALSE);
      else
        gw_document_select_none (fixture->document);
      picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
      /* Away from the handle in the middle of the edge. */
      g_assert_cmphex (canvas_fixture_pixel (picture, (int) at.x, (int) at.y - 10), ==, 0x2070d7);
      cairo_surface_destroy (picture);
    }
}

static void
test_brightness_is_of_the_view (Fixture *fixture, gconstpointer data)
{
  guint32 before = look_at (fixture, 400, 300), after;

  g_object_set (fixture->canvas, "brightness", 0.2, NULL);
  after = look_at (fixture, 400, 300);
  g_assert_cmpint ((after >> 16) & 0xff, ==, MIN (((before >> 16) & 0xff) + 51, 255));
  /* Lines and the ground keep their colours. */
  g_assert_cmphex (look_at (fixture, 159.5, 130), ==, 0x2070d7);
  gw_canvas_reset_adjustments (fixture->canvas);
  g_assert_cmphex (look_at (fixture, 400, 300), ==, before);
}

static void
test_ground (Fixture *fixture, gconstpointer data)
{
  cairo_surface_t *picture;

  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.fit", NULL);
  canvas_fixture_settle (fixture->canvas);
  picture = canvas_fixture_picture (GTK_WIDGET (fixture->canvas));
  /* Where no tile is, and where one is. */
  g_assert_cmphex (canvas_fixture_pixel (picture, 2, 2), ==, 0x3d3d3d);
  g_assert_cmphex (canvas_fixture_pixel (picture, 400, 36), ==, 0x3d3d3d);
  cairo_surface_destroy (picture);
}

static void
test_checker_below_alpha (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 300);
  g_autoptr (GwPyramid) pyramid = gw_pyramid_new_for_surface (surface);
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  g_autoptr (GwTileSource) source = gw_tile_source_new (pyramid, &look, NULL, NULL, NULL);
  g_autoptr (GwTagFont) font = gw_tag_font_new (&look);
  cairo_surface_t *tile = gw_tile_source_compose (source, 0, 0, font);
  cairo_surface_t *next = gw_tile_source_compose (source, 1, 0, font);
  guint32 first = canvas_fixture_pixel (tile, GW_TILE_BORDER, GW_TILE_BORDER);

  g_assert_cmphex (canvas_fixture_pixel (tile, 2, 2), ==, look.ground);
  g_assert_cmphex (canvas_fixture_pixel (tile, GW_TILE_BORDER + 8, GW_TILE_BORDER), !=, first);
  g_assert_cmphex (canvas_fixture_pixel (tile, GW_TILE_BORDER + 16, GW_TILE_BORDER), ==, first);
  /* It goes on from tile to tile. */
  g_assert_cmphex (canvas_fixture_pixel (next, (16 - (256 - GW_TILE_BORDER) % 16) % 16, GW_TILE_BORDER), ==, first);
  cairo_surface_destroy (tile);
  cairo_surface_destroy (next);
  cairo_surface_destroy (surface);
}

/* Tiles put side by side are what one large drawing is. */
static void
test_tiles_join (void)
{
  const double zooms[] = { 0.31, 0.5, 1, 1.37, 3 };
  g_autoptr (GwPyramid) pyramid = canvas_fixture_noise (900, 700, 3);
  g_autoptr (GwDocument) document = canvas_fixture_document (900, 700);
  g_autoptr (GPtrArray) objects = canvas_fixture_objects (30, TRUE, 900, 700, 4);
  g_autoptr (GwCanvasScene) scene = NULL;

  gw_document_load (document, objects, NULL);
  scene = gw_canvas_scene_new (document, FALSE);
  for (guint z = 0; z < G_N_ELEMENTS (zooms); z++)
    {
      GwCanvasLook look = GW_CANVAS_LOOK_INIT;
      g_autoptr (GwTagFont) font = NULL;
      g_autoptr (GwTagLayout) tags = NULL;
      g_autoptr (GwTileSource) source = NULL;
      int x, y, width, height, off = 0;

      look.zoom = zooms[z];
      font = gw_tag_font_new (&look);
      tags = gw_tag_layout_new (scene, &look, font, 1000);
      source = gw_tile_source_new (pyramid, &look, NULL, scene, tags);
      gw_tile_source_get_extents (source, &x, &y, &width, &height);
      g_assert_cmpint (x, ==, -GW_TILE_BORDER);
      g_assert_cmpint (width, ==, (int) floor (900 * zooms[z] + 0.5) + 2 * GW_TILE_BORDER);

      /* Across the edge between two tiles no column jumps: the mean step is
       * what it is inside of them.
       */
      for (int row = 0; row * GW_TILE_SIZE < height; row++)
        {
          cairo_surface_t *left = gw_tile_source_compose (source, 0, row, font);
          cairo_surface_t *right;
          int n;

          if (width <= GW_TILE_SIZE)
            {
              cairo_surface_destroy (left);
              continue;
            }
          right = gw_tile_source_compose (source, 1, row, font);
          n = cairo_image_surface_get_height (left);
          for (int i = 0; i < n; i++)
            {
              int a = (int) (canvas_fixture_pixel (left, GW_TILE_SIZE - 1, i) >> 8 & 0xff);
              int b = (int) (canvas_fixture_pixel (right, 0, i) >> 8 & 0xff);

              off += ABS (a - b) > 80;
            }
          cairo_surface_destroy (left);
          cairo_surface_destroy (right);
        }
      g_assert_cmpint (off, <=, height / 12);
    }
}

/* --- tags ----------------------------------------------------------------------------- */

static void
test_tags (void)
{
  g_autoptr (GwDocument) document = canvas_fixture_document (1000, 1000);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GwCanvasScene) scene = NULL;
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  g_autoptr (GwTagFont) font = gw_tag_font_new (&look);
  g_autoptr (GwTagLayout) tags = NULL;
  const GwTag *tag;

  g_ptr_array_add (objects, canvas_fixture_box (1, 1, 100, 100, 200, 200)); /* wide: whole name */
  g_ptr_array_add (objects, canvas_fixture_box (2, 4, 400, 100, 30, 60));   /* narrow, in a crowd: index only */
  g_ptr_array_add (objects, canvas_fixture_box (3, 1, 600, 100, 8, 8));     /* too small */
  g_ptr_array_add (objects, canvas_fixture_box (4, 1, 101, 102, 200, 200)); /* collides: inside */
  g_ptr_array_add (objects, canvas_fixture_box (5, 1, 102, 103, 200, 200)); /* no room: hidden */
  g_ptr_array_add (objects, canvas_fixture_box (6, 4, 440, 70, 40, 60));    /* what stands in the way of 2 */
  g_ptr_array_add (objects, canvas_fixture_box (7, 4, 400, 400, 30, 60));   /* narrow and alone: whole name */
  g_ptr_array_add (objects, canvas_fixture_box (8, 2, 600, 400, 20, 60));   /* narrow, beside another tag */
  g_ptr_array_add (objects, canvas_fixture_box (9, 2, 622, 400, 20, 60));
  g_ptr_array_add (objects, canvas_fixture_box (10, 4, 980, 600, 20, 60)); /* at the picture's edge: moved in */
  gw_document_load (document, objects, NULL);
  scene = gw_canvas_scene_new (document, FALSE);
  tags = gw_tag_layout_new (scene, &look, font, 1000);

  tag = gw_tag_layout_get (tags, 0);
  g_assert_cmpint (tag->kind, ==, GW_TAG_FULL);
  g_assert_cmpint (tag->y + tag->height, <=, 98);
  g_assert_cmpint (tag->y + tag->height, >=, 96);
  g_assert_cmpint (gw_tag_layout_get (tags, 1)->kind, ==, GW_TAG_INDEX);
  g_assert_cmpint (gw_tag_layout_get (tags, 2)->kind, ==, GW_TAG_NONE);
  tag = gw_tag_layout_get (tags, 3);
  g_assert_cmpint (tag->kind, ==, GW_TAG_FULL);
  g_assert_cmpint (tag->y, >, 100);
  g_assert_cmpint (gw_tag_layout_get (tags, 4)->kind, ==, GW_TAG_NONE);
  tag = gw_tag_layout_get (tags, 6);
  g_assert_cmpint (tag->kind, ==, GW_TAG_FULL);
  g_assert_cmpint (tag->width, >, 30);
  g_assert_cmpint (gw_tag_layout_get (tags, 7)->kind, ==, GW_TAG_INDEX);
  g_assert_cmpint (gw_tag_layout_get (tags, 8)->kind, ==, GW_TAG_FULL);
  tag = gw_tag_layout_get (tags, 9);
  g_assert_cmpint (tag->kind, ==, GW_TAG_FULL);
  g_assert_cmpint (tag->x + tag->width, ==, 1000);
}

/* How many objects have a tag; none of them covers another one. */
static guint
count_tags (GPtrArray *objects)
{
  g_autoptr (GwDocument) document = canvas_fixture_document (1000, 1000);
  g_autoptr (GwCanvasScene) scene = NULL;
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  g_autoptr (GwTagFont) font = gw_tag_font_new (&look);
  g_autoptr (GwTagLayout) tags = NULL;
  guint shown = 0;

  gw_document_load (document, objects, NULL);
  scene = gw_canvas_scene_new (document, FALSE);
  tags = gw_tag_layout_new (scene, &look, font, 1000);
  for (guint i = 0; i < objects->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const GwTag *a = gw_tag_layout_get (tags, i), *b = gw_tag_layout_get (tags, k);

        if (a->kind != GW_TAG_NONE && b->kind != GW_TAG_NONE)
          g_assert_false (a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
                          && b->y < a->y + a->height);
      }
  for (guint i = 0; i < objects->len; i++)
    shown += gw_tag_layout_get (tags, i)->kind != GW_TAG_NONE;
  return shown;
}

static void
test_tags_never_overlap (void)
{
  g_autoptr (GPtrArray) objects = canvas_fixture_objects (800, FALSE, 1000, 1000, 2);

  g_assert_cmpuint (count_tags (objects), >, 100);
}

/* Small boxes over each other: there is a number for each where two sides will do. */
static void
test_tags_of_small_boxes (void)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) heap = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = 0; i < 20; i++)
    {
      g_ptr_array_add (pairs, canvas_fixture_box (2 * i + 1, 1, 40 + i % 5 * 150, 40 + i / 5 * 150, 16, 16));
      g_ptr_array_add (pairs, canvas_fixture_box (2 * i + 2, 1, 44 + i % 5 * 150, 44 + i / 5 * 150, 16, 16));
      g_ptr_array_add (heap, canvas_fixture_box (i + 1, 1, 300 + i % 3, 300 + i % 2, 16, 16));
    }
  g_assert_cmpuint (count_tags (pairs), ==, 40);
  g_assert_cmpuint (count_tags (heap), ==, 2);
}

static void
test_indices (void)
{
  g_autoptr (GwDocument) document = canvas_fixture_document (1000, 1000);
  g_autoptr (GPtrArray) objects = canvas_fixture_objects (100, FALSE, 1000, 1000, 2);
  g_autoptr (GwCanvasScene) scene = NULL;

  gw_document_load (document, objects, NULL);
  scene = gw_canvas_scene_new (document, FALSE);
  for (guint i = 0; i < 100; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (scene, i);

      g_assert_cmpuint (item->index, ==, gw_document_get_index (document, item->object));
      g_assert_true (gw_canvas_scene_find (scene, gw_object_get_id (item->object)) == item);
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("/canvas/tiles/same-nodes-when-nothing-changed", test_same_nodes);
  ADD ("/canvas/tiles/edit-changes-its-tiles-only", test_edit_changes_its_tiles);
  ADD ("/canvas/tiles/look-changes-all", test_look_changes_all_tiles);
  ADD ("/canvas/tiles/memory-is-bounded", test_memory_is_bounded);
  ADD ("/canvas/pixels/exact-at-100-percent", test_pixels_at_100_percent);
  ADD ("/canvas/pixels/squares-with-grid", test_pixels_are_squares);
  ADD ("/canvas/pixels/objects-show-and-hide", test_objects_show);
  ADD ("/canvas/pixels/no-frame-without-object", test_no_frame_without_object);
  ADD ("/canvas/pixels/brightness-is-of-the-view", test_brightness_is_of_the_view);
  ADD ("/canvas/pixels/ground", test_ground);
  g_test_add_func ("/canvas/pixels/checker-below-alpha", test_checker_below_alpha);
  g_test_add_func ("/canvas/tiles/join", test_tiles_join);
  g_test_add_func ("/canvas/tags/name-index-or-none", test_tags);
  g_test_add_func ("/canvas/tags/never-overlap", test_tags_never_overlap);
  g_test_add_func ("/canvas/tags/of-small-boxes", test_tags_of_small_boxes);
  g_test_add_func ("/canvas/scene/indices-are-the-documents", test_indices);
  return g_test_run ();
}
