/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-mask.h"
#include "gw-stage.h"

/* A picture of 40 x 30 with plates of whole pixels on it. */

typedef struct
{
  GwStage stage;
  GwSampleScene *scene;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  gw_stage_init (&fixture->stage, 40, 30);
  fixture->scene = gw_sample_scene_new (GW_SAMPLE_STREET, "street/test.jpg", 40, 30);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gw_stage_clear (&fixture->stage);
  gw_sample_scene_free (fixture->scene);
}

static void
paint_plate (GwPen *pen, const GwProp *prop)
{
  gw_pen_rectangle (pen, 0.0, 0.0, prop->size[0], prop->size[1]);
  gw_pen_fill_hex (pen, 0xff0000);
}

static GwProp
make_plate (const char *class_name, double x, double y, double width, double height, double depth)
{
  GwProp prop = { .paint = paint_plate, .class_name = class_name, .x = x, .y = y, .scale = 1.0, .depth = depth };

  prop.size[0] = width;
  prop.size[1] = height;
  prop.reach = (GwBox) { 0.0, 0.0, width, height };
  return prop;
}

static void
add_plate (Fixture *fixture, const char *class_name, double x, double y, double width, double height, double depth)
{
  GwProp prop = make_plate (class_name, x, y, width, height, depth);

  gw_stage_add (&fixture->stage, &prop);
}

static void
assert_box (const GwSampleObject *object, double x, double y, double width, double height)
{
  g_assert_cmpfloat (object->box.x, ==, x);
  g_assert_cmpfloat (object->box.y, ==, y);
  g_assert_cmpfloat (object->box.width, ==, width);
  g_assert_cmpfloat (object->box.height, ==, height);
}

static void
test_near_covers_far (Fixture *fixture, gconstpointer data)
{
  const GwSampleObject *far;
  const GwSampleObject *near;

  /* The near one is put down first, and hides the right half of the far one. */
  add_plate (fixture, "Car", 15, 5, 10, 20, 1.0);
  add_plate (fixture, "Bus", 10, 10, 10, 6, 9.0);
  gw_stage_compose (&fixture->stage, fixture->scene, 0.2, 1);
  g_assert_cmpuint (gw_sample_scene_get_n_objects (fixture->scene), ==, 2);
  far = gw_sample_scene_get_object (fixture->scene, 0);
  near = gw_sample_scene_get_object (fixture->scene, 1);
  g_assert_cmpstr (far->class_name, ==, "Bus");
  assert_box (far, 10, 10, 5, 6);
  g_assert_cmpuint (gw_mask_area (&far->mask.as.mask), ==, 30);
  g_assert_cmpfloat (far->visible, ==, 0.5);
  g_assert_true (far->occluded);
  g_assert_false (far->truncated);
  assert_box (near, 15, 5, 10, 20);
  g_assert_false (near->occluded);
  g_assert_cmpuint (gw_mask_shared_area (&far->mask.as.mask, &near->mask.as.mask), ==, 0);
}

static void
test_scenery_hides (Fixture *fixture, gconstpointer data)
{
  add_plate (fixture, "Car", 0, 10, 20, 5, 5.0);
  add_plate (fixture, NULL, 4, 0, 2, 30, 1.0);
  gw_stage_compose (&fixture->stage, fixture->scene, 0.2, 1);
  g_assert_cmpuint (gw_sample_scene_get_n_objects (fixture->scene), ==, 1);
  g_assert_cmpuint (gw_mask_area (&gw_sample_scene_get_object (fixture->scene, 0)->mask.as.mask), ==, 90);
  g_assert_false (gw_mask_contains (&gw_sample_scene_get_object (fixture->scene, 0)->mask.as.mask, 4, 12));
}

static void
test_hardly_seen_is_left_out (Fixture *fixture, gconstpointer data)
{
  const guint32 *row;

  add_plate (fixture, "Car", 10, 10, 10, 1, 5.0);
  add_plate (fixture, NULL, 11, 8, 9, 5, 1.0);
  gw_stage_compose (&fixture->stage, fixture->scene, 0.2, 1);
  g_assert_cmpuint (gw_sample_scene_get_n_objects (fixture->scene), ==, 0);
  /* It is not in the picture either. */
  cairo_surface_flush (fixture->stage.surface);
  row = (const guint32 *) (const void *) (cairo_image_surface_get_data (fixture->stage.surface)
                                          + 10 * (gsize) cairo_image_surface_get_stride (fixture->stage.surface));
  g_assert_cmphex (row[10] & 0xffffff, ==, 0);
}

static void
test_border_cuts (Fixture *fixture, gconstpointer data)
{
  add_plate (fixture, "Car", -5, 10, 10, 4, 5.0);
  add_plate (fixture, "Bus", 30, 10, 10, 4, 4.0);
  gw_stage_compose (&fixture->stage, fixture->scene, 0.2, 1);
  assert_box (gw_sample_scene_get_object (fixture->scene, 0), 0, 10, 5, 4);
  g_assert_true (gw_sample_scene_get_object (fixture->scene, 0)->truncated);
  g_assert_false (gw_sample_scene_get_object (fixture->scene, 0)->occluded);
  assert_box (gw_sample_scene_get_object (fixture->scene, 1), 30, 10, 10, 4);
  g_assert_false (gw_sample_scene_get_object (fixture->scene, 1)->truncated);
}

static void
test_half_covered_pixels_count (Fixture *fixture, gconstpointer data)
{
  /* Columns 10.4 to 14.4: column 10 is covered by 60 %, column 14 by 40 %. */
  add_plate (fixture, "Car", 10.4, 10, 4, 4, 5.0);
  gw_stage_compose (&fixture->stage, fixture->scene, 0.2, 1);
  assert_box (gw_sample_scene_get_object (fixture->scene, 0), 10, 10, 4, 4);
}

static void
test_inside_hides_nothing (Fixture *fixture, gconstpointer data)
{
  GwProp inner = make_plate ("Nucleus", 12, 12, 4, 4, 4.0);

  inner.inside = TRUE;
  add_plate (fixture, "White Cell", 10, 10, 8, 8, 5.0);
  gw_stage_add (&fixture->stage, &inner);
  gw_stage_compose (&fixture->stage, fixture->scene, 0.2, 1);
  g_assert_cmpuint (gw_mask_area (&gw_sample_scene_get_object (fixture->scene, 0)->mask.as.mask), ==, 64);
  g_assert_cmpuint (gw_mask_area (&gw_sample_scene_get_object (fixture->scene, 1)->mask.as.mask), ==, 16);
}

static void
test_mirrored (Fixture *fixture, gconstpointer data)
{
  GwProp prop = make_plate ("Car", 20, 10, 5, 3, 4.0);

  prop.mirrored = TRUE;
  prop.scale = 2.0;
  gw_stage_add (&fixture->stage, &prop);
  gw_stage_compose (&fixture->stage, fixture->scene, 0.2, 1);
  assert_box (gw_sample_scene_get_object (fixture->scene, 0), 10, 10, 10, 6);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/stage/near-covers-far", test_near_covers_far);
  ADD ("/stage/scenery-hides", test_scenery_hides);
  ADD ("/stage/hardly-seen-is-left-out", test_hardly_seen_is_left_out);
  ADD ("/stage/border-cuts", test_border_cuts);
  ADD ("/stage/half-covered-pixels-count", test_half_covered_pixels_count);
  ADD ("/stage/inside-hides-nothing", test_inside_hides_nothing);
  ADD ("/stage/mirrored", test_mirrored);
  return g_test_run ();
}
