/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-shape.h"

#include <math.h>
#include <stdlib.h>

#include "gw-box.h"
#include "test-geometry.h"

/* One valid shape of every kind, about the place 20, 20. */
static void
make_shape (GwShapeKind kind, GwShape *shape)
{
  static const GwPoint ring[] = { { 15, 15 }, { 25, 15 }, { 25, 30 } };
  static const char *const rows[] = { ".....", ".##..", ".#...", NULL };

  *shape = (GwShape) GW_SHAPE_INIT;
  shape->kind = kind;
  switch (kind)
    {
    case GW_SHAPE_BOX:
      gw_shape_init_box (shape, 15, 15, 10, 12);
      break;
    case GW_SHAPE_ROTATED_BOX:
      shape->as.rotated = (GwRotatedBox) { 20, 20, 10, 4, 30 };
      break;
    case GW_SHAPE_POLYGON:
      shape->as.polygon = (GwPolygon) GW_POLYGON_INIT;
      assert_ok (gw_polygon_add_ring (&shape->as.polygon, ring, 3));
      break;
    case GW_SHAPE_MASK:
      mask_from_rows (rows, &shape->as.mask);
      break;
    case GW_SHAPE_POLYLINE:
      assert_ok (gw_ring_init (&shape->as.line, ring, 3));
      break;
    case GW_SHAPE_POINTS:
      shape->as.points.points = calloc (2, sizeof (GwKeypoint));
      shape->as.points.n_points = 2;
      shape->as.points.points[1] = (GwKeypoint) { { 20, 22 }, GW_VISIBILITY_VISIBLE };
      break;
    case GW_SHAPE_ELLIPSE:
      shape->as.ellipse = (GwEllipse) { 20, 20, 8, 3, -40 };
      break;
    case GW_SHAPE_NONE:
    default:
      break;
    }
}

static void
test_kinds_have_stable_names (void)
{
  g_assert_cmpstr (gw_shape_kind_name (GW_SHAPE_ROTATED_BOX), ==, "rotated_box");
  g_assert_cmpstr (gw_shape_kind_name (GW_SHAPE_ELLIPSE), ==, "ellipse");
  g_assert_cmpstr (gw_shape_kind_name (GW_SHAPE_NONE), ==, "none");
  g_assert_cmpstr (gw_shape_kind_name ((GwShapeKind) 99), ==, "none");
  g_assert_cmpstr (gw_shape_kind_name ((GwShapeKind) -1), ==, "none");
}

static void
test_copies_are_equal_and_own (void)
{
  for (int kind = GW_SHAPE_BOX; kind < GW_SHAPE_N_KINDS; kind++)
    {
      GwShape shape, copy;

      make_shape (kind, &shape);
      assert_ok (gw_shape_validate (&shape));
      assert_ok (gw_shape_copy (&shape, &copy));
      g_assert_true (gw_shape_equal (&shape, &copy, 0.0));
      assert_ok (gw_shape_translate (&copy, 1.0, 0.0));
      g_assert_false (gw_shape_equal (&shape, &copy, 0.5));
      if (kind != GW_SHAPE_MASK)
        g_assert_true (gw_shape_equal (&shape, &copy, 1.0));
      assert_ok (gw_shape_translate (&copy, -1.0, 0.0));
      g_assert_true (gw_shape_equal (&shape, &copy, 0.0));
      gw_shape_clear (&shape);
      g_assert_cmpint (shape.kind, ==, GW_SHAPE_NONE);
      gw_shape_clear (&copy);
    }
  gw_shape_clear (NULL);
}

static void
test_angles_compare_around_the_turn (void)
{
  GwShape a, b;

  make_shape (GW_SHAPE_ROTATED_BOX, &a);
  make_shape (GW_SHAPE_ROTATED_BOX, &b);
  a.as.rotated.angle = 180.0;
  b.as.rotated.angle = -179.99;
  g_assert_true (gw_shape_equal (&a, &b, 0.02));
  g_assert_false (gw_shape_equal (&a, &b, 0.0));
}

static void
test_measures (void)
{
  GwShape shape;
  GwBox bounds;

  make_shape (GW_SHAPE_POLYGON, &shape);
  assert_ok (gw_shape_bounds (&shape, &bounds));
  g_assert_cmpfloat (bounds.height, ==, 15.0);
  g_assert_cmpfloat (gw_shape_area (&shape), ==, 75.0);
  g_assert_true (gw_shape_contains (&shape, (GwPoint) { 24, 16 }));
  g_assert_cmpfloat (gw_shape_distance (&shape, (GwPoint) { 20, 12 }), ==, 3.0);
  gw_shape_clear (&shape);

  make_shape (GW_SHAPE_POINTS, &shape);
  assert_ok (gw_shape_bounds (&shape, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 20.0);
  g_assert_cmpfloat (bounds.width, ==, 0.0);
  g_assert_cmpfloat (gw_shape_distance (&shape, (GwPoint) { 23, 26 }), ==, 5.0);
  shape.as.points.points[1].visibility = GW_VISIBILITY_ABSENT;
  assert_status (gw_shape_bounds (&shape, &bounds), GW_STATUS_EMPTY);
  g_assert_true (isinf (gw_shape_distance (&shape, (GwPoint) { 0, 0 })));
  gw_shape_clear (&shape);

  make_shape (GW_SHAPE_MASK, &shape);
  g_assert_cmpfloat (gw_shape_area (&shape), ==, 3.0);
  g_assert_true (gw_shape_contains (&shape, (GwPoint) { 1.2, 2.9 }));
  g_assert_false (gw_shape_contains (&shape, (GwPoint) { 2.2, 2.9 }));
  g_assert_cmpfloat (gw_shape_distance (&shape, (GwPoint) { 2, 0 }), ==, 1.0);
  gw_shape_clear (&shape);

  make_shape (GW_SHAPE_ELLIPSE, &shape);
  shape.as.ellipse.angle = 90.0;
  assert_ok (gw_shape_bounds (&shape, &bounds));
  g_assert_cmpfloat (bounds.width, ==, 6.0);
  g_assert_cmpfloat (bounds.height, ==, 16.0);
  g_assert_cmpfloat_with_epsilon (gw_shape_area (&shape), 24.0 * G_PI, 1e-12);
}

/* Against the nearest of many points on the outline. */
static void
test_distance_to_an_ellipse (void)
{
  gw_random random;

  gw_random_init (&random, 51);
  for (int round = 0; round < 200; round++)
    {
      GwShape shape = GW_SHAPE_INIT;
      GwPoint point = { random_between (&random, -20, 20), random_between (&random, -20, 20) };
      double nearest = INFINITY, angle = random_between (&random, -179, 180);

      if (round % 5 == 0)
        angle = 0.0;
      if (round % 10 == 0)
        point.x = 0.0;
      if (round % 15 == 0)
        point.y = 0.0;
      shape.kind = GW_SHAPE_ELLIPSE;
      shape.as.ellipse = (GwEllipse) { 0, 0, random_between (&random, 0.5, 15), random_between (&random, 0.5, 15),
                                       angle };
      for (int i = 0; i < 20000; i++)
        {
          double along = shape.as.ellipse.rx * cos (i * G_PI / 10000.0);
          double across = shape.as.ellipse.ry * sin (i * G_PI / 10000.0);
          double turn = angle * G_PI / 180.0;

          nearest = fmin (nearest, hypot (along * cos (turn) - across * sin (turn) - point.x,
                                          along * sin (turn) + across * cos (turn) - point.y));
        }
      g_assert_cmpfloat_with_epsilon (gw_shape_distance (&shape, point), nearest, 5e-3);
    }
}

static void
test_bounds_map_onto_bounds (void)
{
  GwBox to = { 100, 50, 40, 8 };

  for (int kind = GW_SHAPE_BOX; kind < GW_SHAPE_N_KINDS; kind++)
    {
      GwShape shape;
      GwBox from, got;

      if (kind == GW_SHAPE_MASK || kind == GW_SHAPE_POINTS)
        continue;
      make_shape (kind, &shape);
      assert_ok (gw_shape_bounds (&shape, &from));
      assert_ok (gw_shape_map_bounds (&shape, &from, &to));
      assert_ok (gw_shape_validate (&shape));
      assert_ok (gw_shape_bounds (&shape, &got));
      if (kind == GW_SHAPE_ROTATED_BOX || kind == GW_SHAPE_ELLIPSE)
        {
          g_assert_cmpfloat (got.width, <=, to.width + 1e-9);
          g_assert_cmpfloat (got.height, <=, to.height + 1e-9);
          g_assert_true (fabs (got.width - to.width) < 1e-9 || fabs (got.height - to.height) < 1e-9);
          g_assert_cmpfloat_with_epsilon (got.x + got.width / 2, 120.0, 1e-9);
        }
      else
        {
          g_assert_cmpfloat_with_epsilon (got.x, to.x, 1e-9);
          g_assert_cmpfloat_with_epsilon (got.width, to.width, 1e-9);
          g_assert_cmpfloat_with_epsilon (got.height, to.height, 1e-9);
        }
      gw_shape_clear (&shape);
    }
}

static void
test_maps_that_make_no_sense_are_refused (void)
{
  GwBox from = { 15, 15, 10, 12 }, flat = { 15, 15, 0, 12 }, to = { 0, 0, 20, 20 }, nan = { NAN, 0, 1, 1 };
  GwShape shape, mask;

  make_shape (GW_SHAPE_BOX, &shape);
  make_shape (GW_SHAPE_MASK, &mask);
  assert_status (gw_shape_map_bounds (&shape, &flat, &to), GW_STATUS_INVALID);
  assert_ok (gw_shape_map_bounds (&shape, &flat, &(GwBox) { 5, 15, 0, 12 }));
  g_assert_cmpfloat (shape.as.box.x, ==, 5.0);
  assert_status (gw_shape_map_bounds (&shape, &from, &nan), GW_STATUS_INVALID);
  assert_status (gw_shape_map_bounds (&mask, &from, &to), GW_STATUS_INVALID);
  assert_status (gw_shape_translate (&shape, NAN, 0), GW_STATUS_INVALID);
  assert_status (gw_shape_translate (&shape, 1e15, 0), GW_STATUS_INVALID);
  g_assert_cmpfloat (shape.as.box.x, ==, 5.0);
  gw_shape_clear (&mask);
}

static void
test_broken_shapes_are_found (void)
{
  static const double bad[] = { NAN, INFINITY, -INFINITY, 1e16 };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    for (int kind = GW_SHAPE_BOX; kind < GW_SHAPE_N_KINDS; kind++)
      {
        GwShape shape;
        GwBox bounds;

        if (kind == GW_SHAPE_MASK)
          continue;
        make_shape (kind, &shape);
        if (kind == GW_SHAPE_POLYGON)
          shape.as.polygon.rings[0].points[1].y = bad[i];
        else if (kind == GW_SHAPE_POLYLINE)
          shape.as.line.points[0].x = bad[i];
        else if (kind == GW_SHAPE_POINTS)
          shape.as.points.points[1].point.y = bad[i];
        else
          shape.as.box.width = bad[i]; /* a size of all of these kinds */
        assert_status (gw_shape_validate (&shape), GW_STATUS_INVALID);
        gw_shape_bounds (&shape, &bounds);
        gw_shape_contains (&shape, (GwPoint) { 20, 20 });
        g_assert_true (isfinite (gw_shape_area (&shape)));
        g_assert_false (isnan (gw_shape_distance (&shape, (GwPoint) { 20, 20 })));
        gw_shape_clear (&shape);
      }
}

static void
test_shapes_without_content_are_empty (void)
{
  GwShape shape = GW_SHAPE_INIT;
  GwBox bounds;

  assert_status (gw_shape_validate (&shape), GW_STATUS_EMPTY);
  assert_status (gw_shape_bounds (&shape, &bounds), GW_STATUS_EMPTY);
  shape.kind = GW_SHAPE_POLYLINE;
  shape.as.line = (GwRing) GW_RING_INIT;
  assert_status (gw_shape_validate (&shape), GW_STATUS_EMPTY);
  shape.kind = GW_SHAPE_POLYGON;
  shape.as.polygon = (GwPolygon) GW_POLYGON_INIT;
  assert_status (gw_shape_validate (&shape), GW_STATUS_INVALID);
  assert_status (gw_shape_bounds (&shape, &bounds), GW_STATUS_EMPTY);
  shape.kind = GW_SHAPE_ROTATED_BOX;
  shape.as.rotated = (GwRotatedBox) { 0, 0, 1, 1, -180.0 };
  assert_status (gw_shape_validate (&shape), GW_STATUS_INVALID);
}

/* The numbers of parts count, not only the parts. */
static void
test_more_parts_are_not_equal (void)
{
  static const GwPoint hole[] = { { 20, 16 }, { 24, 16 }, { 24, 20 } };

  for (int kind = GW_SHAPE_BOX; kind < GW_SHAPE_N_KINDS; kind++)
    {
      GwShape shape, more, none = GW_SHAPE_INIT;

      make_shape (kind, &shape);
      make_shape (kind, &more);
      g_assert_false (gw_shape_equal (&shape, &none, G_MAXDOUBLE));
      g_assert_false (gw_shape_equal (&none, &shape, G_MAXDOUBLE));
      if (kind == GW_SHAPE_POLYGON)
        assert_ok (gw_polygon_add_ring (&more.as.polygon, hole, 3));
      else if (kind == GW_SHAPE_POLYLINE)
        more.as.line.n_points--;
      else if (kind == GW_SHAPE_POINTS)
        more.as.points.n_points--;
      if (kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_POLYLINE || kind == GW_SHAPE_POINTS)
        {
          g_assert_false (gw_shape_equal (&shape, &more, G_MAXDOUBLE));
          g_assert_false (gw_shape_equal (&more, &shape, G_MAXDOUBLE));
        }
      if (kind == GW_SHAPE_POLYGON)
        {
          more.as.polygon.rings[0].n_points--;
          gw_ring_clear (&more.as.polygon.rings[1]);
          more.as.polygon.n_rings = 1;
          g_assert_false (gw_shape_equal (&shape, &more, G_MAXDOUBLE));
        }
      gw_shape_clear (&shape);
      gw_shape_clear (&more);
    }
  g_assert_true (gw_shape_equal (&(GwShape) GW_SHAPE_INIT, &(GwShape) GW_SHAPE_INIT, 0.0));
}

/* A map that leads out of range is refused and changes nothing. */
static void
test_maps_out_of_range_change_nothing (void)
{
  GwBox from = { 15, 15, 1, 1 }; /* less than the shapes */
  GwShape none = GW_SHAPE_INIT;

  for (int kind = GW_SHAPE_BOX; kind < GW_SHAPE_N_KINDS; kind++)
    {
      GwShape shape, copy;

      if (kind == GW_SHAPE_MASK)
        continue; /* what leaves its image is lost */
      make_shape (kind, &shape);
      assert_ok (gw_shape_copy (&shape, &copy));
      assert_status (gw_shape_translate (&shape, 1e15, 0.0), GW_STATUS_INVALID);
      assert_status (gw_shape_translate (&shape, 0.0, -1.1e15), GW_STATUS_INVALID);
      assert_status (gw_shape_map_bounds (&shape, &from, &(GwBox) { 0, 0, 9e14, 9e14 }), GW_STATUS_INVALID);
      g_assert_true (gw_shape_equal (&shape, &copy, 0.0));
      gw_shape_clear (&shape);
      gw_shape_clear (&copy);
    }
  assert_ok (gw_shape_translate (&none, 5.0, 5.0));
  g_assert_cmpint (none.kind, ==, GW_SHAPE_NONE);
}

/* Turned shapes keep their angle, and grow until a side of the new bounds stops them. */
static void
test_turned_shapes_stay_within_new_bounds (void)
{
  gw_random random;

  gw_random_init (&random, 52);
  for (int round = 0; round < 300; round++)
    {
      GwBox to = { random_between (&random, -50, 50), random_between (&random, -50, 50),
                   random_between (&random, 1, 90), random_between (&random, 1, 90) };
      double angle = random_between (&random, -179, 180);
      GwShape shape;
      GwBox from, got;

      make_shape (round % 2 == 0 ? GW_SHAPE_ROTATED_BOX : GW_SHAPE_ELLIPSE, &shape);
      if (round % 2 == 0)
        shape.as.rotated.angle = angle;
      else
        shape.as.ellipse.angle = angle;
      assert_ok (gw_shape_bounds (&shape, &from));
      assert_ok (gw_shape_map_bounds (&shape, &from, &to));
      assert_ok (gw_shape_bounds (&shape, &got));
      g_assert_cmpfloat (got.width, <=, to.width + 1e-9);
      g_assert_cmpfloat (got.height, <=, to.height + 1e-9);
      g_assert_cmpfloat_with_epsilon (got.x + got.width / 2, to.x + to.width / 2, 1e-9);
      g_assert_cmpfloat_with_epsilon (got.y + got.height / 2, to.y + to.height / 2, 1e-9);
      g_assert_cmpfloat (round % 2 == 0 ? shape.as.rotated.angle : shape.as.ellipse.angle, ==, angle);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/kinds-have-stable-names", test_kinds_have_stable_names);
  g_test_add_func ("/shape/copies-are-equal-and-own", test_copies_are_equal_and_own);
  g_test_add_func ("/shape/angles-compare-around-the-turn", test_angles_compare_around_the_turn);
  g_test_add_func ("/shape/measures", test_measures);
  g_test_add_func ("/shape/distance-to-an-ellipse", test_distance_to_an_ellipse);
  g_test_add_func ("/shape/bounds-map-onto-bounds", test_bounds_map_onto_bounds);
  g_test_add_func ("/shape/maps-that-make-no-sense-are-refused", test_maps_that_make_no_sense_are_refused);
  g_test_add_func ("/shape/broken-shapes-are-found", test_broken_shapes_are_found);
  g_test_add_func ("/shape/shapes-without-content-are-empty", test_shapes_without_content_are_empty);
  g_test_add_func ("/shape/more-parts-are-not-equal", test_more_parts_are_not_equal);
  g_test_add_func ("/shape/maps-out-of-range-change-nothing", test_maps_out_of_range_change_nothing);
  g_test_add_func ("/shape/turned-shapes-stay-within-new-bounds", test_turned_shapes_stay_within_new_bounds);
  return g_test_run ();
}
