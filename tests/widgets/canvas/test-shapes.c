/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-halo.h"
#include "gw-canvas-masks.h"
#include "gw-canvas-shapes.h"

#include <glib.h>
#include <math.h>

#include "gw-mask.h"

#define SIDE 100
#define RED 0xe60000

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
} Paper;

static Paper
make_paper (void)
{
  Paper paper;

  paper.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIDE, SIDE);
  paper.cr = cairo_create (paper.surface);
  cairo_set_source_rgb (paper.cr, 1, 1, 1);
  cairo_paint (paper.cr);
  return paper;
}

static guint32
get_pixel (Paper *paper, int x, int y)
{
  const guint8 *data;

  cairo_surface_flush (paper->surface);
  data = cairo_image_surface_get_data (paper->surface);
  return ((const guint32 *) (const void *) (data + y * cairo_image_surface_get_stride (paper->surface)))[x] & 0xffffff;
}

static void
free_paper (Paper *paper)
{
  cairo_destroy (paper->cr);
  cairo_surface_destroy (paper->surface);
}

static GwShape
make_box (double x, double y, double width, double height)
{
  GwShape shape = GW_SHAPE_INIT;

  gw_shape_init_box (&shape, x, y, width, height);
  return shape;
}

static void
test_box_is_crisp (void)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  GwShape shape = make_box (20, 30, 40, 20);
  Paper paper = make_paper ();

  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_REST);
  /* Two pixels on the edge, one dark on each side, nothing else. */
  g_assert_cmphex (get_pixel (&paper, 17, 40), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 18, 40), ==, 0x7f7f7f);
  g_assert_cmphex (get_pixel (&paper, 19, 40), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 20, 40), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 21, 40), ==, 0x7f7f7f);
  g_assert_cmphex (get_pixel (&paper, 22, 40), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 60, 40), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 40, 29), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 40, 50), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 40, 40), ==, 0xffffff);
  free_paper (&paper);
}

static void
test_box_follows_zoom (void)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  GwShape shape = make_box (2, 3, 4, 2);
  Paper paper = make_paper ();

  look.zoom = 10;
  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_REST);
  g_assert_cmphex (get_pixel (&paper, 19, 40), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 60, 40), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 22, 40), ==, 0xffffff);
  free_paper (&paper);
}

static guint
get_distance (guint32 a, guint32 b)
{
  int r = (int) ((a >> 16) & 0xff) - (int) ((b >> 16) & 0xff);
  int g = (int) ((a >> 8) & 0xff) - (int) ((b >> 8) & 0xff);
  int d = (int) (a & 0xff) - (int) (b & 0xff);

  return (guint) (ABS (r) + ABS (g) + ABS (d));
}

static void
test_fill_by_state (void)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  GwShape shape = make_box (20, 30, 40, 20);
  guint32 hover, selected;
  Paper paper = make_paper ();

  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_HOVER);
  hover = get_pixel (&paper, 40, 40);
  free_paper (&paper);
  paper = make_paper ();
  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_SELECTED);
  selected = get_pixel (&paper, 40, 40);
  free_paper (&paper);

  /* 14 % and 22 % of red on white: green and blue fall by as much. */
  g_assert_cmpuint (get_distance (hover, 0xfcdbdb), <=, 6);
  g_assert_cmpuint (get_distance (selected, 0xf9c7c7), <=, 6);

  look.outline_only = TRUE;
  paper = make_paper ();
  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_SELECTED);
  g_assert_cmphex (get_pixel (&paper, 40, 40), ==, 0xffffff);
  free_paper (&paper);
}

static void
test_prediction_is_dashed (void)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED, .predicted = TRUE };
  GwShape shape = make_box (10, 10, 80, 80);
  Paper paper = make_paper ();
  int drawn = 0, changes = 0;

  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_REST);
  for (int x = 12; x < 88; x++)
    {
      gboolean red = get_pixel (&paper, x, 10) == RED;

      drawn += red;
      changes += red != (get_pixel (&paper, x + 1, 10) == RED);
    }
  /* 9 on and 6 off, some ten ends in 76 pixels. */
  g_assert_cmpint (drawn, >, 40);
  g_assert_cmpint (drawn, <, 52);
  g_assert_cmpint (changes, >=, 9);
  g_assert_cmpint (changes, <=, 11);
  free_paper (&paper);
}

static void
test_polygon_with_hole (void)
{
  GwPoint outer[] = { { 10, 10 }, { 90, 10 }, { 90, 90 }, { 10, 90 } };
  GwPoint inner[] = { { 30, 30 }, { 70, 30 }, { 70, 70 }, { 30, 70 } };
  GwRing rings[] = { { outer, 4 }, { inner, 4 } };
  GwShape shape = { .kind = GW_SHAPE_POLYGON, .as.polygon = { rings, 2 } };
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  Paper paper = make_paper ();

  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_HOVER);
  g_assert_cmphex (get_pixel (&paper, 50, 50), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 20, 50), !=, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 30, 50), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 90, 50), ==, RED);
  free_paper (&paper);
}

static void
test_other_kinds_are_drawn (void)
{
  GwPoint points[] = { { 20, 20 }, { 80, 30 }, { 50, 80 } };
  GwKeypoint keypoints[] = { { { 20, 20 }, GW_VISIBILITY_VISIBLE },
                             { { 50, 50 }, GW_VISIBILITY_HIDDEN },
                             { { 80, 80 }, GW_VISIBILITY_ABSENT } };
  GwShape line = { .kind = GW_SHAPE_POLYLINE, .as.line = { points, 3 } };
  GwShape dots = { .kind = GW_SHAPE_POINTS, .as.points = { keypoints, 3 } };
  GwShape ellipse = { .kind = GW_SHAPE_ELLIPSE, .as.ellipse = { 50, 50, 30, 20, 90 } };
  GwShape rotated = { .kind = GW_SHAPE_ROTATED_BOX, .as.rotated = { 50, 50, 60, 20, 90 } };
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  Paper paper = make_paper ();

  gw_canvas_draw_shape (paper.cr, &line, &ink, &look, GW_CANVAS_REST);
  /* It is open: from the last point no line leads to the first. */
  g_assert_cmpuint (get_distance (get_pixel (&paper, 65, 55), RED), <, 120);
  g_assert_cmphex (get_pixel (&paper, 35, 50), ==, 0xffffff);
  free_paper (&paper);

  paper = make_paper ();
  gw_canvas_draw_shape (paper.cr, &dots, &ink, &look, GW_CANVAS_REST);
  g_assert_cmphex (get_pixel (&paper, 20, 20), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 50, 50), ==, 0xffffff);
  g_assert_cmpuint (get_distance (get_pixel (&paper, 50, 53), RED), <, 60);
  g_assert_cmphex (get_pixel (&paper, 80, 80), ==, 0xffffff);
  free_paper (&paper);

  /* Turned by 90 degrees: 30 up and down, 20 to the sides. */
  paper = make_paper ();
  gw_canvas_draw_shape (paper.cr, &ellipse, &ink, &look, GW_CANVAS_REST);
  g_assert_cmpuint (get_distance (get_pixel (&paper, 50, 20), RED), <, 120);
  g_assert_cmpuint (get_distance (get_pixel (&paper, 70, 50), RED), <, 120);
  g_assert_cmphex (get_pixel (&paper, 80, 50), ==, 0xffffff);
  free_paper (&paper);

  paper = make_paper ();
  gw_canvas_draw_shape (paper.cr, &rotated, &ink, &look, GW_CANVAS_REST);
  g_assert_cmpuint (get_distance (get_pixel (&paper, 50, 20), RED), <, 120);
  g_assert_cmpuint (get_distance (get_pixel (&paper, 40, 50), RED), <, 120);
  g_assert_cmphex (get_pixel (&paper, 80, 50), ==, 0xffffff);
  free_paper (&paper);
}

/* Lines run between points that are there; those to points that the shape has not go nowhere. */
static void
test_skeleton (void)
{
  static const char *const names[] = { "a", "b", "c", "d", NULL };
  static const GwSkeletonEdge edges[] = { { 0, 1 }, { 1, 2 }, { 2, 3 }, { 0, 2 } };
  g_autoptr (GwSkeleton) skeleton = gw_skeleton_new (names, edges, 4, NULL);
  GwKeypoint keypoints[] = { { { 20, 20 }, GW_VISIBILITY_VISIBLE },
                             { { 80, 20 }, GW_VISIBILITY_HIDDEN },
                             { { 80, 80 }, GW_VISIBILITY_ABSENT } };
  GwShape dots = { .kind = GW_SHAPE_POINTS, .as.points = { keypoints, 3 } };
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED, .skeleton = skeleton };
  Paper paper = make_paper ();

  gw_canvas_draw_shape (paper.cr, &dots, &ink, &look, GW_CANVAS_REST);
  g_assert_cmpuint (get_distance (get_pixel (&paper, 50, 20), RED), <, 120);
  g_assert_cmphex (get_pixel (&paper, 80, 20), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 80, 50), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 50, 50), ==, 0xffffff);
  free_paper (&paper);

  /* Handles are rings, so that what is hidden is seen in them. */
  paper = make_paper ();
  gw_canvas_draw_shape (paper.cr, &dots, &ink, &look, GW_CANVAS_SELECTED);
  gw_canvas_draw_handles (paper.cr, &dots, &ink, &look);
  g_assert_cmphex (get_pixel (&paper, 20, 20), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 80, 20), ==, 0xffffff);
  free_paper (&paper);
}

static void
test_mask_is_tinted (void)
{
  guint8 bits[30 * 30];
  GwShape shape = { .kind = GW_SHAPE_MASK };
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  Paper paper = make_paper ();

  /* A ring: its hole is not tinted. */
  for (int i = 0; i < 30 * 30; i++)
    bits[i] = !(i % 30 >= 10 && i % 30 < 20 && i / 30 >= 10 && i / 30 < 20);
  g_assert_cmpint (gw_mask_from_bitmap (SIDE, SIDE, 20, 20, 30, 30, bits, 30, &shape.as.mask), ==, GW_STATUS_OK);

  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_REST);
  g_assert_cmphex (get_pixel (&paper, 10, 10), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 19, 35), ==, 0x7f7f7f);
  g_assert_cmphex (get_pixel (&paper, 20, 35), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 21, 35), ==, RED);
  /* 40 % of red on white. */
  g_assert_cmpuint (get_distance (get_pixel (&paper, 25, 35), 0xf59999), <=, 9);
  g_assert_cmphex (get_pixel (&paper, 35, 35), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 50, 35), ==, 0x7f7f7f);
  free_paper (&paper);

  look.outline_only = TRUE;
  paper = make_paper ();
  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_REST);
  g_assert_cmphex (get_pixel (&paper, 25, 35), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 20, 35), ==, RED);
  free_paper (&paper);
  gw_shape_clear (&shape);
}

/* A mask over another shows the lower one between its stripes. */
static void
test_mask_over_mask (void)
{
  guint8 bits[60 * 60];
  GwShape lower = { .kind = GW_SHAPE_MASK }, upper = { .kind = GW_SHAPE_MASK };
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk red = { .color = RED }, blue = { .color = 0x0000e6 };
  GwCanvasCover cover = { 0, 0, SIDE, SIDE, g_malloc0 (SIDE * SIDE) };
  Paper paper = make_paper ();
  int stripes = 0, gaps = 0;
  guint32 lower_only;

  memset (bits, 1, sizeof bits);
  g_assert_cmpint (gw_mask_from_bitmap (SIDE, SIDE, 10, 10, 60, 60, bits, 60, &lower.as.mask), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_from_bitmap (SIDE, SIDE, 30, 30, 60, 60, bits, 60, &upper.as.mask), ==, GW_STATUS_OK);
  gw_canvas_draw_mask (paper.cr, &lower.as.mask, &red, &look, GW_CANVAS_REST, &cover);
  lower_only = get_pixel (&paper, 50, 50);
  gw_canvas_draw_mask (paper.cr, &upper.as.mask, &blue, &look, GW_CANVAS_REST, &cover);
  for (int x = 35; x < 65; x++)
    {
      if (get_pixel (&paper, x, 50) == lower_only)
        gaps++;
      else
        stripes++;
    }
  g_assert_cmpint (stripes, ==, 15);
  g_assert_cmpint (gaps, ==, 15);
  /* Beside the lower one it is whole. */
  for (int x = 74; x < 86; x++)
    g_assert_cmphex (get_pixel (&paper, x, 80), ==, get_pixel (&paper, 80, 82));
  gw_shape_clear (&lower);
  gw_shape_clear (&upper);
  g_free (cover.drawn);
  free_paper (&paper);
}

/* Drawn in pieces, as tiles do, a mask is the same as in one. */
static void
test_mask_tiles_join (void)
{
  const double zooms[] = { 0.37, 1, 1.5, 3 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  guint8 bits[60 * 60];
  GwShape shape = { .kind = GW_SHAPE_MASK };
  GwCanvasInk ink = { .color = RED };

  for (int i = 0; i < 60 * 60; i++)
    bits[i] = hypot (i % 60 - 30, i / 60 - 30) < 25 + 6 * g_rand_double (rand);
  g_assert_cmpint (gw_mask_from_bitmap (SIDE, SIDE, 3, 5, 60, 60, bits, 60, &shape.as.mask), ==, GW_STATUS_OK);

  for (guint z = 0; z < G_N_ELEMENTS (zooms); z++)
    {
      GwCanvasLook look = GW_CANVAS_LOOK_INIT;
      Paper whole = make_paper (), pieces = make_paper ();

      look.zoom = zooms[z];
      gw_canvas_draw_shape (whole.cr, &shape, &ink, &look, GW_CANVAS_REST);
      for (int y = 0; y < SIDE; y += 20)
        for (int x = 0; x < SIDE; x += 20)
          {
            cairo_save (pieces.cr);
            cairo_rectangle (pieces.cr, x, y, 20, 20);
            cairo_clip (pieces.cr);
            gw_canvas_draw_shape (pieces.cr, &shape, &ink, &look, GW_CANVAS_REST);
            cairo_restore (pieces.cr);
          }
      for (int i = 0; i < SIDE * SIDE; i++)
        g_assert_cmpuint (
            get_distance (get_pixel (&whole, i % SIDE, i / SIDE), get_pixel (&pieces, i % SIDE, i / SIDE)), <=, 3);
      free_paper (&whole);
      free_paper (&pieces);
    }
  gw_shape_clear (&shape);
}

static void
test_small_mask_area (void)
{
  guint8 bits[40 * 40];
  GwShape shape = { .kind = GW_SHAPE_MASK };
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  Paper paper = make_paper ();

  memset (bits, 1, sizeof bits);
  g_assert_cmpint (gw_mask_from_bitmap (SIDE, SIDE, 40, 40, 40, 40, bits, 40, &shape.as.mask), ==, GW_STATUS_OK);
  /* 40 pixels from 40 on, at a quarter: 10 from 10 on. */
  look.zoom = 0.25;
  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_REST);
  g_assert_cmphex (get_pixel (&paper, 9, 15), ==, 0x7f7f7f);
  g_assert_cmphex (get_pixel (&paper, 10, 15), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 19, 15), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 20, 15), ==, 0x7f7f7f);
  g_assert_cmphex (get_pixel (&paper, 22, 15), ==, 0xffffff);
  gw_shape_clear (&shape);
  free_paper (&paper);
}

static void
test_handles (void)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  GwShape shape = make_box (20, 20, 60, 60), small = make_box (20, 20, 10, 60);
  GwPoint points[16];
  Paper paper = make_paper ();

  g_assert_cmpuint (gw_canvas_get_handles (&shape, &look, points, 16), ==, 8);
  /* Without room between the corners there are none on that edge. */
  g_assert_cmpuint (gw_canvas_get_handles (&small, &look, points, 16), ==, 6);
  g_assert_cmpuint (gw_canvas_get_handles (&shape, &look, points, 3), ==, 3);

  gw_canvas_draw_handles (paper.cr, &shape, &ink, &look);
  g_assert_cmphex (get_pixel (&paper, 20, 20), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&paper, 20, 15), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 20, 24), ==, RED);
  g_assert_cmphex (get_pixel (&paper, 20, 14), ==, 0xffffff);
  free_paper (&paper);
}

static void
test_high_contrast (void)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED, .pattern = 1 };
  GwShape shape = make_box (20, 30, 40, 40);
  Paper paper = make_paper ();
  int red = 0, dark = 0;

  look.high_contrast = TRUE;
  cairo_set_source_rgb (paper.cr, 0, 0.5, 0);
  cairo_paint (paper.cr);
  gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, GW_CANVAS_REST);
  for (int y = 34; y < 66; y++)
    {
      red += get_pixel (&paper, 20, y) == RED;
      dark += get_pixel (&paper, 20, y) == 0;
    }
  g_assert_cmpint (red, >, 12);
  g_assert_cmpint (dark, >, 6);
  g_assert_cmpfloat (gw_canvas_get_fill_alpha (&look, GW_CANVAS_HOVER), >=, 0.35);
  free_paper (&paper);
}

/* What is said to be touched is all that is touched. */
static void
test_extents_hold (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (9);
  GwCanvasInk ink = { .color = RED };

  for (int i = 0; i < 300; i++)
    {
      GwCanvasLook look = GW_CANVAS_LOOK_INIT;
      GwShape shape = make_box (g_rand_double_range (rand, 10, 60), g_rand_double_range (rand, 10, 60),
                                g_rand_double_range (rand, 0, 30), g_rand_double_range (rand, 0, 30));
      GwBox extents;
      Paper paper = make_paper ();

      look.zoom = g_rand_double_range (rand, 0.3, 1.2);
      look.high_contrast = g_rand_boolean (rand);
      gw_canvas_draw_shape (paper.cr, &shape, &ink, &look, g_rand_int_range (rand, 0, 3));
      gw_canvas_draw_handles (paper.cr, &shape, &ink, &look);
      extents = gw_canvas_get_extents (&shape.as.box, &look);
      for (int p = 0; p < SIDE * SIDE; p++)
        if (get_pixel (&paper, p % SIDE, p / SIDE) != 0xffffff)
          {
            g_assert_cmpfloat (p % SIDE, >=, extents.x);
            g_assert_cmpfloat (p / SIDE, >=, extents.y);
            g_assert_cmpfloat (p % SIDE + 1, <=, extents.x + extents.width);
            g_assert_cmpfloat (p / SIDE + 1, <=, extents.y + extents.height);
          }
      free_paper (&paper);
    }
}

/* Lines on a layer with the halo made from it are what lines with halo are. */
static void
test_halo_from_layer (void)
{
  GwCanvasLook look = GW_CANVAS_LOOK_INIT;
  GwCanvasInk ink = { .color = RED };
  GwShape shapes[9];
  const GwShape *pointers[9];
  Paper one = make_paper (), many = make_paper ();
  cairo_surface_t *layer = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIDE + 2, SIDE + 2);
  cairo_t *cr = cairo_create (layer);

  for (int i = 0; i < 9; i++)
    {
      /* The last three leave the picture. */
      shapes[i] = make_box (i % 3 * 33 + 5, i / 3 * 33 + 5, 15, i / 3 < 2 ? 12 : 40);
      pointers[i] = &shapes[i];
      gw_canvas_draw_shape (one.cr, &shapes[i], &ink, &look, GW_CANVAS_REST);
    }
  cairo_translate (cr, 1, 1);
  gw_canvas_draw_lines (cr, pointers, 9, &ink, &look);
  gw_canvas_halo_paint (many.surface, layer, 1);
  for (int p = 0; p < SIDE * SIDE; p++)
    g_assert_cmpuint (get_distance (get_pixel (&one, p % SIDE, p / SIDE), get_pixel (&many, p % SIDE, p / SIDE)), <=,
                      12);
  cairo_destroy (cr);
  cairo_surface_destroy (layer);
  free_paper (&one);
  free_paper (&many);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shapes/box-edges-are-crisp", test_box_is_crisp);
  g_test_add_func ("/shapes/box-follows-zoom", test_box_follows_zoom);
  g_test_add_func ("/shapes/fill-by-state", test_fill_by_state);
  g_test_add_func ("/shapes/prediction-is-dashed", test_prediction_is_dashed);
  g_test_add_func ("/shapes/polygon-has-hole", test_polygon_with_hole);
  g_test_add_func ("/shapes/other-kinds-are-drawn", test_other_kinds_are_drawn);
  g_test_add_func ("/shapes/mask-is-tinted", test_mask_is_tinted);
  g_test_add_func ("/shapes/mask-over-mask-is-hatched", test_mask_over_mask);
  g_test_add_func ("/shapes/mask-pieces-join", test_mask_tiles_join);
  g_test_add_func ("/shapes/mask-below-100-percent", test_small_mask_area);
  g_test_add_func ("/shapes/handles", test_handles);
  g_test_add_func ("/shapes/skeleton", test_skeleton);
  g_test_add_func ("/shapes/high-contrast", test_high_contrast);
  g_test_add_func ("/shapes/extents-hold", test_extents_hold);
  g_test_add_func ("/shapes/halo-from-layer", test_halo_from_layer);
  return g_test_run ();
}
