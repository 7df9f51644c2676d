/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image-drawing.h"

static guint32
red (gint64 class_id, gpointer data)
{
  return 0xff0000;
}

static guint32
pixel (cairo_surface_t *surface, int x, int y)
{
  guint32 *row;

  cairo_surface_flush (surface);
  row = (guint32 *) (gpointer) (cairo_image_surface_get_data (surface)
                                + (gsize) y * (gsize) cairo_image_surface_get_stride (surface));

  return row[x] & 0xffffff;
}

/* A picture whose left half is green and whose right half is blue. */
static cairo_surface_t *
make_picture (int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 0.0, 1.0, 0.0);
  cairo_rectangle (cr, 0.0, 0.0, width / 2.0, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.0, 0.0, 1.0);
  cairo_rectangle (cr, width / 2.0, 0.0, width / 2.0, height);
  cairo_fill (cr);
  cairo_destroy (cr);

  return surface;
}

static cairo_surface_t *
draw (cairo_surface_t *picture, GPtrArray *objects, int image_width, int image_height)
{
  cairo_surface_t *target = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 80);
  cairo_t *cr = cairo_create (target);

  gw_image_draw (cr, picture, 120, 80, objects, image_width, image_height, red, NULL);
  cairo_destroy (cr);

  return target;
}

static void
test_covers_and_keeps_the_middle (void)
{
  cairo_surface_t *picture = make_picture (400, 100);
  cairo_surface_t *target = draw (picture, NULL, 400, 100);

  /* Cut at the left and right: the border of the halves stays in the middle. */
  g_assert_cmphex (pixel (target, 30, 40), ==, 0x00ff00);
  g_assert_cmphex (pixel (target, 90, 40), ==, 0x0000ff);
  g_assert_cmphex (pixel (target, 2, 2), ==, 0x00ff00);
  g_assert_cmphex (pixel (target, 117, 77), ==, 0x0000ff);

  cairo_surface_destroy (target);
  cairo_surface_destroy (picture);
}

static void
test_whole_cuts_nothing (void)
{
  cairo_surface_t *picture = make_picture (100, 400);
  cairo_surface_t *target = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 120, 80);
  cairo_t *cr = cairo_create (target);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  GwObject *object = gw_object_new (1, 1);

  /* At the upper edge, which would be cut where the picture covers the field. */
  gw_object_set_box (object, 0.0, 0.0, 100.0, 40.0);
  g_ptr_array_add (objects, object);
  gw_image_draw_whole (cr, picture, 120, 80, objects, 100, 400, red, NULL);
  cairo_destroy (cr);

  g_assert_cmphex (pixel (target, 20, 40), ==, 0x000000);
  g_assert_cmphex (pixel (target, 53, 40), ==, 0x00ff00);
  g_assert_cmphex (pixel (target, 67, 78), ==, 0x0000ff);
  g_assert_cmphex (pixel (target, 60, 8) & 0xff0000, >, 0x800000);
  g_assert_cmphex (pixel (target, 100, 40), ==, 0x000000);

  cairo_surface_destroy (target);
  cairo_surface_destroy (picture);
}

static void
test_objects_lie_over_their_places (void)
{
  cairo_surface_t *picture = make_picture (60, 40);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  GwObject *object = gw_object_new (1, 1);
  cairo_surface_t *target;

  /* The image is ten times as large as its thumbnail. */
  gw_object_set_box (object, 100.0, 100.0, 200.0, 200.0);
  g_ptr_array_add (objects, object);
  target = draw (picture, objects, 600, 400);

  g_assert_cmphex (pixel (target, 20, 40) >> 16, >, 0x80);
  g_assert_cmphex (pixel (target, 60, 40) >> 16, >, 0x80);
  g_assert_cmphex (pixel (target, 40, 40), ==, 0x00ff00);

  cairo_surface_destroy (target);
  cairo_surface_destroy (picture);
}

static void
test_hidden_objects_are_not_drawn (void)
{
  cairo_surface_t *picture = make_picture (60, 40);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_object_unref);
  GwObject *object = gw_object_new (1, 1);
  cairo_surface_t *target;

  gw_object_set_box (object, 100.0, 100.0, 200.0, 200.0);
  gw_object_set_flags (object, GW_OBJECT_HIDDEN);
  g_ptr_array_add (objects, object);
  target = draw (picture, objects, 600, 400);

  g_assert_cmphex (pixel (target, 20, 40), ==, 0x00ff00);

  cairo_surface_destroy (target);
  cairo_surface_destroy (picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-drawing/covers-and-keeps-the-middle", test_covers_and_keeps_the_middle);
  g_test_add_func ("/image-drawing/whole-cuts-nothing", test_whole_cuts_nothing);
  g_test_add_func ("/image-drawing/objects-lie-over-their-places", test_objects_lie_over_their_places);
  g_test_add_func ("/image-drawing/hidden-objects-are-not-drawn", test_hidden_objects_are_not_drawn);

  return g_test_run ();
}
