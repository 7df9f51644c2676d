/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-polygon.h"

#include <math.h>

#include "gw-box.h"
#include "test-geometry.h"

#define RING(array) \
  { \
    array, G_N_ELEMENTS (array) \
  }

static void
test_area_has_a_sign (void)
{
  GwPoint clockwise[] = { { 1, 1 }, { 5, 1 }, { 5, 4 }, { 1, 4 } };
  GwPoint other_way[] = { { 1, 1 }, { 1, 4 }, { 5, 4 }, { 5, 1 } };
  GwPoint far[] = { { 1e12, 1e12 }, { 1e12 + 4, 1e12 }, { 1e12 + 4, 1e12 + 3 }, { 1e12, 1e12 + 3 } };
  GwRing rings[] = { RING (clockwise), RING (other_way), RING (far) };

  g_assert_cmpfloat (gw_ring_signed_area (&rings[0]), ==, 12.0);
  g_assert_cmpfloat (gw_ring_signed_area (&rings[1]), ==, -12.0);
  g_assert_cmpfloat (gw_ring_signed_area (&rings[2]), ==, 12.0);
  g_assert_cmpfloat (gw_ring_perimeter (&rings[0]), ==, 14.0);
}

static void
test_inside_is_even_odd (void)
{
  GwPoint points[] = { { 0, 0 }, { 6, 6 }, { 6, 0 }, { 0, 6 } };
  GwPoint square[] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 } };
  GwRing bow = RING (points), ring = RING (square);

  g_assert_true (gw_ring_contains (&bow, (GwPoint) { 1, 3 }));
  g_assert_true (gw_ring_contains (&bow, (GwPoint) { 5, 3 }));
  g_assert_false (gw_ring_contains (&bow, (GwPoint) { 3, 1 }));
  g_assert_false (gw_ring_contains (&bow, (GwPoint) { NAN, 3 }));
  g_assert_true (gw_ring_contains (&ring, (GwPoint) { 0, 0 }));
  g_assert_false (gw_ring_contains (&ring, (GwPoint) { 4, 0 }));
  g_assert_false (gw_ring_contains (&ring, (GwPoint) { 0, 4 }));
}

static void
test_area_of_nested_rings (void)
{
  GwPoint outer[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
  GwPoint hole[] = { { 2, 2 }, { 8, 2 }, { 8, 8 }, { 2, 8 } };
  GwPoint island[] = { { 4, 4 }, { 6, 4 }, { 6, 6 }, { 4, 6 } };
  GwPoint beside[] = { { 10, 0 }, { 12, 0 }, { 12, 10 }, { 10, 10 } };
  GwRing rings[] = { RING (island), RING (hole), RING (beside), RING (outer) };
  GwPolygon polygon = { rings, 4 };
  GwRing twice[] = { RING (outer), RING (outer) };
  GwPolygon nothing = { twice, 2 };

  g_assert_cmpfloat (gw_polygon_area (&polygon), ==, 100.0 - 36.0 + 4.0 + 20.0);
  g_assert_cmpfloat (gw_polygon_area (&nothing), ==, 0.0);
  g_assert_true (gw_polygon_contains (&polygon, (GwPoint) { 5, 5 }));
  g_assert_false (gw_polygon_contains (&polygon, (GwPoint) { 3, 3 }));
}

static gboolean
crosses_itself (const GwPoint *points, gsize n)
{
  GwRing ring = { (GwPoint *) points, n };
  bool crosses;

  assert_ok (gw_ring_crosses_itself (&ring, &crosses));
  return crosses;
}

#define CROSSES(array) crosses_itself (array, G_N_ELEMENTS (array))

static void
test_crossing_is_told_from_touching (void)
{
  GwPoint bow[] = { { 0, 0 }, { 6, 6 }, { 6, 0 }, { 0, 6 } };
  GwPoint square[] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { 0, 4 } };
  GwPoint triangle[] = { { 0, 0 }, { 4, 0 }, { 4, 4 } };
  GwPoint through_corner[] = { { 0, 0 }, { 4, 4 }, { 8, 8 }, { 8, 0 }, { 0, 8 } };
  GwPoint touches_corner[] = { { 0, 0 }, { 4, 4 }, { 8, 0 }, { 8, 8 }, { 4, 4 }, { 0, 8 } };
  GwPoint crosses_in_corner[] = { { 0, 0 }, { 4, 4 }, { 8, 8 }, { 8, 0 }, { 4, 4 }, { 0, 8 } };
  GwPoint touches_edge[] = { { 0, 0 }, { 8, 0 }, { 8, 8 }, { 4, 0 }, { 0, 8 } };
  GwPoint bridge[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 }, { 0, 5 }, { 3, 5 },
                       { 3, 7 }, { 7, 7 },  { 7, 3 },   { 3, 3 },  { 3, 5 }, { 0, 5 } };
  GwPoint repeats[] = { { 0, 0 }, { 0, 0 }, { 4, 0 }, { 4, 4 }, { 4, 4 }, { 0, 4 }, { 0, 0 } };

  g_assert_true (CROSSES (bow));
  g_assert_true (CROSSES (through_corner));
  g_assert_true (CROSSES (crosses_in_corner));
  g_assert_false (CROSSES (square));
  g_assert_false (CROSSES (triangle));
  g_assert_false (CROSSES (touches_corner));
  g_assert_false (CROSSES (touches_edge));
  g_assert_false (CROSSES (bridge));
  g_assert_false (CROSSES (repeats));
  g_assert_false (crosses_itself (NULL, 0));
}

static gboolean
crosses_by_all_pairs (const GwRing *ring)
{
  for (gsize i = 0; i < ring->n_points; i++)
    for (gsize k = i + 1; k < ring->n_points; k++)
      {
        GwPoint a = ring->points[i], b = ring->points[(i + 1) % ring->n_points];
        GwPoint c = ring->points[k], d = ring->points[(k + 1) % ring->n_points];
        double abc = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
        double abd = (b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x);
        double cda = (d.x - c.x) * (a.y - c.y) - (d.y - c.y) * (a.x - c.x);
        double cdb = (d.x - c.x) * (b.y - c.y) - (d.y - c.y) * (b.x - c.x);

        if (abc * abd < 0.0 && cda * cdb < 0.0)
          return TRUE;
      }
  return FALSE;
}

/* Stars whose radii stray: about half of them cross themselves. */
static void
test_crossing_as_all_pairs_have_it (void)
{
  gw_random random;
  int n_crossing = 0;

  gw_random_init (&random, 31);
  for (int round = 0; round < 500; round++)
    {
      GwPoint points[60];
      GwRing ring = { points, 4 + gw_random_below (&random, 57) };
      double stray = random_between (&random, 0.5, 3.0);
      bool crosses;

      for (gsize i = 0; i < ring.n_points; i++)
        {
          double angle = 2.0 * G_PI * ((double) i + random_between (&random, -stray, stray) / 2.0)
                         / (double) ring.n_points;
          double radius = random_between (&random, 20.0, 100.0);

          points[i] = (GwPoint) { radius * cos (angle), radius * sin (angle) };
        }
      assert_ok (gw_ring_crosses_itself (&ring, &crosses));
      g_assert_cmpint (crosses, ==, crosses_by_all_pairs (&ring));
      n_crossing += crosses;
    }
  g_assert_cmpint (n_crossing, >, 50);
  g_assert_cmpint (n_crossing, <, 450);
}

/* A comb of a hundred thousand long teeth, the worst that a grid could meet. */
static void
test_crossing_of_a_long_comb_is_found_fast (void)
{
  gsize n = 200002;
  g_autofree GwPoint *points = g_new (GwPoint, n);

  for (gsize i = 0; i < n - 2; i++)
    points[i] = (GwPoint) { (double) i, i % 2 == 0 ? 0.0 : 50000.0 };
  points[n - 2] = (GwPoint) { (double) n, -10.0 };
  points[n - 1] = (GwPoint) { -1.0, -10.0 };
  g_assert_false (crosses_itself (points, n));
  points[n / 2].x += 2.6;
  g_assert_true (crosses_itself (points, n));
}

static void
test_repeats_are_dropped (void)
{
  GwPoint points[] = { { 1, 1 }, { 1, 1 }, { 4, 1 }, { 4, 4 }, { 4, 4 }, { 1, 1 }, { 1, 1 } };
  GwPoint all_equal[] = { { 2, 2 }, { 2, 2 }, { 2, 2 } };
  GwRing ring = RING (points), point = RING (all_equal);

  g_assert_cmpuint (gw_ring_drop_repeats (&ring), ==, 4);
  g_assert_cmpuint (ring.n_points, ==, 3);
  g_assert_cmpfloat (ring.points[2].y, ==, 4.0);
  g_assert_cmpuint (gw_ring_drop_repeats (&point), ==, 2);
  g_assert_false (gw_ring_is_valid (&point));
}

static void
test_rings_of_three_distinct_points_are_valid (void)
{
  GwPoint two[] = { { 0, 0 }, { 4, 0 }, { 0, 0 }, { 4, 0 } };
  GwPoint three[] = { { 0, 0 }, { 4, 0 }, { 0, 0 }, { 4, 1 } };
  GwPoint far[] = { { 0, 0 }, { 4, 0 }, { 2e15, 0 } };
  GwPoint nan[] = { { 0, 0 }, { 4, 0 }, { 4, 4 }, { NAN, 0 } };
  GwRing rings[] = { RING (two), RING (three), RING (far), RING (nan) };

  g_assert_false (gw_ring_is_valid (&rings[0]));
  g_assert_true (gw_ring_is_valid (&rings[1]));
  g_assert_false (gw_ring_is_valid (&rings[2]));
  g_assert_false (gw_ring_is_valid (&rings[3]));
}

static void
test_simplify_keeps_within_tolerance (void)
{
  gw_random random;

  gw_random_init (&random, 32);
  for (int round = 0; round < 100; round++)
    {
      GwPoint points[200];
      GwRing ring = RING (points), simple;
      double tolerance = random_between (&random, 0.0, 8.0);

      for (gsize i = 0; i < ring.n_points; i++)
        {
          double radius = 100.0 + random_between (&random, -3.0, 3.0);

          points[i] = (GwPoint) { radius * cos ((double) i * G_PI / 100.0), radius * sin ((double) i * G_PI / 100.0) };
        }
      assert_ok (gw_ring_simplify (&ring, tolerance, &simple));
      g_assert_cmpuint (simple.n_points, >=, 3);
      g_assert_cmpuint (simple.n_points, <=, ring.n_points);
      for (gsize i = 0; i < ring.n_points; i++)
        g_assert_cmpfloat (gw_ring_distance (&simple, points[i]), <=, tolerance + 1e-9);
      gw_ring_clear (&simple);
    }
}

static void
test_simplify_by_hand (void)
{
  GwPoint points[] = { { 0, 0 }, { 2, 0 }, { 4, 0 }, { 4, 2 }, { 4, 4 }, { 2, 4.1 }, { 0, 4 }, { 0, 2 } };
  GwPoint line[] = { { 0, 0 }, { 1, 0.1 }, { 2, 0 }, { 3, 5 }, { 4, 0 } };
  GwRing ring = RING (points), run = RING (line), simple;

  assert_ok (gw_ring_simplify (&ring, 0.5, &simple));
  g_assert_cmpuint (simple.n_points, ==, 4);
  gw_ring_clear (&simple);
  assert_ok (gw_ring_simplify (&ring, 0.0, &simple));
  g_assert_cmpuint (simple.n_points, ==, 5);
  gw_ring_clear (&simple);
  assert_ok (gw_ring_simplify (&ring, 1000.0, &simple));
  g_assert_cmpuint (simple.n_points, ==, 3);
  gw_ring_clear (&simple);
  assert_ok (gw_line_simplify (&run, 0.5, &simple));
  g_assert_cmpuint (simple.n_points, ==, 4);
  gw_ring_clear (&simple);
  assert_status (gw_ring_simplify (&ring, -1.0, &simple), GW_STATUS_INVALID);
  assert_status (gw_ring_simplify (&ring, NAN, &simple), GW_STATUS_INVALID);
}

static void
test_ellipse_becomes_64_points (void)
{
  GwEllipse ellipse = { 10, 20, 6, 3, 90 };
  GwRing ring;

  assert_ok (gw_ring_from_ellipse (&ellipse, &ring));
  g_assert_cmpuint (ring.n_points, ==, 64);
  g_assert_cmpfloat (ring.points[0].x, ==, 10.0);
  g_assert_cmpfloat (ring.points[0].y, ==, 26.0);
  g_assert_cmpfloat (ring.points[16].x, ==, 7.0);
  g_assert_cmpfloat (ring.points[32].y, ==, 14.0);
  g_assert_cmpfloat_with_epsilon (gw_ring_signed_area (&ring), 32.0 * sin (G_PI / 32.0) * 18.0, 1e-9);
  gw_ring_clear (&ring);
  ellipse.rx = 0.0;
  assert_status (gw_ring_from_ellipse (&ellipse, &ring), GW_STATUS_INVALID);
  ellipse.rx = NAN;
  assert_status (gw_ring_from_ellipse (&ellipse, &ring), GW_STATUS_INVALID);
}

static void
test_hostile_rings_do_no_harm (void)
{
  GwPoint points[] = { { NAN, 0 }, { INFINITY, -INFINITY }, { 1e300, 1e300 }, { -1e300, 0 } };
  GwRing ring = RING (points), simple;
  GwPolygon polygon = { &ring, 1 };
  GwBox bounds;
  bool crosses;

  g_assert_cmpfloat (gw_ring_signed_area (&ring), ==, 0.0);
  g_assert_cmpfloat (gw_polygon_area (&polygon), ==, 0.0);
  g_assert_cmpfloat (gw_ring_perimeter (&ring), ==, 0.0);
  gw_ring_contains (&ring, (GwPoint) { 0, 0 });
  assert_status (gw_ring_bounds (&ring, &bounds), GW_STATUS_INVALID);
  assert_status (gw_ring_crosses_itself (&ring, &crosses), GW_STATUS_INVALID);
  assert_status (gw_ring_simplify (&ring, 1.0, &simple), GW_STATUS_INVALID);
}

/* The ring of a box is that box: by its bounds, its area and what lies inside. */
static void
test_boxes_become_rings (void)
{
  gw_random random;

  gw_random_init (&random, 33);
  for (int round = 0; round < 100; round++)
    {
      GwBox box = { random_between (&random, -20, 20), random_between (&random, -20, 20),
                    random_between (&random, 0.1, 30), random_between (&random, 0.1, 30) };
      GwRotatedBox turned = { box.x, box.y, box.width, box.height, random_between (&random, -179, 180) };
      GwShape shape = GW_SHAPE_INIT;
      GwBox bounds, wanted;
      GwRing ring;

      assert_ok (gw_ring_from_box (&box, &ring));
      g_assert_cmpuint (ring.n_points, ==, 4);
      g_assert_cmpfloat (ring.points[0].x, ==, box.x);
      g_assert_cmpfloat (ring.points[0].y, ==, box.y);
      g_assert_cmpfloat_with_epsilon (gw_ring_signed_area (&ring), box.width * box.height, 1e-9);
      g_assert_cmpfloat_with_epsilon (gw_ring_perimeter (&ring), 2.0 * (box.width + box.height), 1e-9);
      gw_ring_clear (&ring);

      assert_ok (gw_ring_from_rotated_box (&turned, &ring));
      g_assert_cmpfloat_with_epsilon (gw_ring_signed_area (&ring), box.width * box.height, 1e-9);
      assert_ok (gw_ring_bounds (&ring, &bounds));
      wanted = gw_rotated_box_bounds (&turned);
      g_assert_cmpfloat_with_epsilon (bounds.x, wanted.x, 1e-9);
      g_assert_cmpfloat_with_epsilon (bounds.height, wanted.height, 1e-9);
      shape.kind = GW_SHAPE_ROTATED_BOX;
      shape.as.rotated = turned;
      for (int i = 0; i < 20; i++)
        {
          GwPoint point = { random_between (&random, -40, 40), random_between (&random, -40, 40) };

          if (gw_ring_distance (&ring, point) > 1e-9)
            g_assert_cmpint (gw_ring_contains (&ring, point), ==, gw_shape_contains (&shape, point));
        }
      gw_ring_clear (&ring);
    }
}

static void
test_boxes_without_area_become_no_rings (void)
{
  static const double bad[] = { 0.0, -1.0, NAN, INFINITY, 1e16 };
  GwRing ring;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      assert_status (gw_ring_from_box (&(GwBox) { 1, 1, bad[i], 5 }, &ring), GW_STATUS_INVALID);
      assert_status (gw_ring_from_box (&(GwBox) { 1, 1, 5, bad[i] }, &ring), GW_STATUS_INVALID);
      assert_status (gw_ring_from_rotated_box (&(GwRotatedBox) { 1, 1, bad[i], 5, 0 }, &ring), GW_STATUS_INVALID);
      assert_status (gw_ring_from_rotated_box (&(GwRotatedBox) { 1, 1, 5, bad[i], 0 }, &ring), GW_STATUS_INVALID);
    }
  assert_status (gw_ring_from_rotated_box (&(GwRotatedBox) { 1, 1, 5, 5, NAN }, &ring), GW_STATUS_INVALID);
}

static void
test_lines_keep_their_ends (void)
{
  gw_random random;

  gw_random_init (&random, 34);
  for (int round = 0; round < 100; round++)
    {
      GwPoint points[60];
      GwRing line = { points, 2 + gw_random_below (&random, 59) }, simple;
      double tolerance = random_between (&random, 0.0, 6.0);
      gsize found = 0;

      random_ring (&random, line.n_points, -20.0, 20.0, round % 2 == 0, points);
      assert_ok (gw_line_simplify (&line, tolerance, &simple));
      g_assert_cmpuint (simple.n_points, >=, 2);
      g_assert_cmpmem (&simple.points[0], sizeof (GwPoint), &points[0], sizeof (GwPoint));
      g_assert_cmpmem (&simple.points[simple.n_points - 1], sizeof (GwPoint), &points[line.n_points - 1],
                       sizeof (GwPoint));
      for (gsize i = 0; i < line.n_points; i++)
        {
          g_assert_cmpfloat (gw_line_distance (&simple, points[i]), <=, tolerance + 1e-9);
          if (found < simple.n_points && memcmp (&simple.points[found], &points[i], sizeof (GwPoint)) == 0)
            found++;
        }
      g_assert_cmpuint (found, ==, simple.n_points); /* points of the line, in its order */
      gw_ring_clear (&simple);
    }
}

static void
test_lines_that_are_none_are_refused (void)
{
  GwPoint points[] = { { 0, 0 }, { 1, NAN }, { 2, 0 } };
  GwRing line = RING (points), point = { points, 1 }, simple;

  assert_status (gw_line_simplify (&line, 1.0, &simple), GW_STATUS_INVALID);
  assert_status (gw_line_simplify (&point, 1.0, &simple), GW_STATUS_INVALID);
  points[1].y = 0.0;
  assert_status (gw_line_simplify (&line, -1.0, &simple), GW_STATUS_INVALID);
  assert_status (gw_line_simplify (&line, INFINITY, &simple), GW_STATUS_INVALID);
  g_assert_cmpfloat (gw_line_distance (&point, (GwPoint) { 3, 4 }), ==, 5.0);
}

static void
test_rings_without_points (void)
{
  GwRing ring = GW_RING_INIT;
  GwPolygon polygon = GW_POLYGON_INIT, copy;
  GwPoint point = { 7, 8 };
  GwBox bounds;

  g_assert_cmpfloat (gw_ring_signed_area (&ring), ==, 0.0);
  assert_status (gw_ring_bounds (&ring, &bounds), GW_STATUS_EMPTY);
  assert_status (gw_polygon_bounds (&polygon, &bounds), GW_STATUS_EMPTY);
  assert_ok (gw_polygon_copy (&polygon, &copy));
  g_assert_cmpuint (copy.n_rings, ==, 0);
  assert_ok (gw_polygon_add_ring (&polygon, NULL, 0));
  assert_ok (gw_polygon_add_ring (&polygon, &point, 1));
  assert_ok (gw_polygon_copy (&polygon, &copy));
  g_assert_cmpuint (copy.n_rings, ==, 2);
  g_assert_cmpuint (copy.rings[0].n_points, ==, 0);
  assert_ok (gw_polygon_bounds (&copy, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 7.0);
  g_assert_cmpfloat (bounds.width, ==, 0.0);
  gw_polygon_clear (&copy);
  gw_polygon_clear (&polygon);
  gw_ring_clear (NULL);
  gw_polygon_clear (NULL);
}

/* What memory cannot hold leaves nothing behind, and what was there as it was. */
static void
test_more_points_than_memory_holds (void)
{
  GwPoint points[] = { { 0, 0 }, { 4, 0 }, { 4, 4 } };
  GwRing rings[] = { RING (points), { points, G_MAXSIZE } }, ring;
  GwPolygon one = { rings, 1 }, polygon, copy, many = { rings, G_MAXSIZE };

  assert_status (gw_ring_init (&ring, points, G_MAXSIZE), GW_STATUS_NO_MEMORY);
  g_assert_null (ring.points);
  g_assert_cmpuint (ring.n_points, ==, 0);
  assert_status (gw_polygon_copy (&many, &copy), GW_STATUS_NO_MEMORY);
  g_assert_cmpuint (copy.n_rings, ==, 0);
  assert_status (gw_polygon_copy (&(GwPolygon) { rings, 2 }, &copy), GW_STATUS_NO_MEMORY);
  g_assert_null (copy.rings);
  g_assert_cmpuint (copy.n_rings, ==, 0);
  assert_ok (gw_polygon_copy (&one, &polygon));
  assert_status (gw_polygon_add_ring (&polygon, points, G_MAXSIZE), GW_STATUS_NO_MEMORY);
  assert_status (gw_polygon_add_ring (&many, points, 3), GW_STATUS_TOO_LARGE);
  g_assert_cmpuint (polygon.n_rings, ==, 1);
  g_assert_true (gw_polygon_is_valid (&polygon));
  gw_polygon_clear (&polygon);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polygon/area-has-a-sign", test_area_has_a_sign);
  g_test_add_func ("/polygon/inside-is-even-odd", test_inside_is_even_odd);
  g_test_add_func ("/polygon/area-of-nested-rings", test_area_of_nested_rings);
  g_test_add_func ("/polygon/crossing-is-told-from-touching", test_crossing_is_told_from_touching);
  g_test_add_func ("/polygon/crossing-as-all-pairs-have-it", test_crossing_as_all_pairs_have_it);
  g_test_add_func ("/polygon/crossing-of-a-long-comb-is-found-fast", test_crossing_of_a_long_comb_is_found_fast);
  g_test_add_func ("/polygon/repeats-are-dropped", test_repeats_are_dropped);
  g_test_add_func ("/polygon/rings-of-three-distinct-points-are-valid", test_rings_of_three_distinct_points_are_valid);
  g_test_add_func ("/polygon/simplify-keeps-within-tolerance", test_simplify_keeps_within_tolerance);
  g_test_add_func ("/polygon/simplify-by-hand", test_simplify_by_hand);
  g_test_add_func ("/polygon/ellipse-becomes-64-points", test_ellipse_becomes_64_points);
  g_test_add_func ("/polygon/hostile-rings-do-no-harm", test_hostile_rings_do_no_harm);
  g_test_add_func ("/polygon/boxes-become-rings", test_boxes_become_rings);
  g_test_add_func ("/polygon/boxes-without-area-become-no-rings", test_boxes_without_area_become_no_rings);
  g_test_add_func ("/polygon/lines-keep-their-ends", test_lines_keep_their_ends);
  g_test_add_func ("/polygon/lines-that-are-none-are-refused", test_lines_that_are_none_are_refused);
  g_test_add_func ("/polygon/rings-without-points", test_rings_without_points);
  g_test_add_func ("/polygon/more-points-than-memory-holds", test_more_points_than_memory_holds);
  return g_test_run ();
}
