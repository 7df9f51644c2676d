/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <glib.h>

#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-random.h"

static GwPoint square_points[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 0, 10 } };
static GwPoint hole_points[] = { { 4, 4 }, { 6, 4 }, { 6, 6 }, { 4, 6 } };
static GwRing rings[] = { { square_points, 4 }, { hole_points, 4 } };
static const GwPolygon square = { rings, 2 };

static GwBorderPlace
nearest (double x, double y)
{
  GwBorderPlace place;

  g_assert_true (gw_polygon_nearest (&square, (GwPoint) { x, y }, &place));
  return place;
}

static void
test_nearest (void)
{
  GwPolygon none = GW_POLYGON_INIT;
  GwBorderPlace place = nearest (3, -2);

  g_assert_cmpuint (place.ring, ==, 0);
  g_assert_cmpuint (place.edge, ==, 0);
  g_assert_cmpfloat (place.along, ==, 0.3);
  g_assert_cmpfloat (place.point.x, ==, 3);
  g_assert_cmpfloat (place.distance, ==, 2);
  g_assert_false (place.is_vertex);
  /* A corner belongs to the edge that begins there. */
  place = nearest (11, 11);
  g_assert_cmpuint (place.edge, ==, 2);
  g_assert_cmpfloat (place.along, ==, 0);
  g_assert_true (place.is_vertex);
  place = nearest (-1, -1);
  g_assert_cmpuint (place.edge, ==, 0);
  place = nearest (0, 5);
  g_assert_cmpuint (place.edge, ==, 3);
  g_assert_cmpfloat (place.distance, ==, 0);
  place = nearest (5, 3.5);
  g_assert_cmpuint (place.ring, ==, 1);
  g_assert_false (gw_polygon_nearest (&none, (GwPoint) { 0, 0 }, &place));
  g_assert_false (gw_polygon_nearest (&square, (GwPoint) { NAN, 0 }, &place));
}

static void
test_nearest_vertex (void)
{
  GwBorderPlace place;

  g_assert_false (gw_polygon_nearest_vertex (&square, (GwPoint) { 5, 1 }, 2, &place));
  g_assert_true (gw_polygon_nearest_vertex (&square, (GwPoint) { 9, 1 }, 2, &place));
  g_assert_cmpuint (place.edge, ==, 1);
  g_assert_true (place.is_vertex);
  g_assert_cmpfloat (place.point.x, ==, 10);
}

static void
assert_between (GwBorderPlace from, GwBorderPlace to, bool other_way, const char *points)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GwRing line = GW_RING_INIT;

  g_assert_cmpint (gw_polygon_border_between (&square, &from, &to, other_way, &line), ==, GW_STATUS_OK);
  for (size_t i = 0; i < line.n_points; i++)
    g_string_append_printf (text, i > 0 ? " %g,%g" : "%g,%g", line.points[i].x, line.points[i].y);
  g_assert_cmpstr (text->str, ==, points);
  gw_ring_clear (&line);
}

static void
test_between (void)
{
  assert_between (nearest (2, 0), nearest (8, 0), false, "2,0 8,0");
  assert_between (nearest (8, 0), nearest (2, 0), false, "8,0 2,0");
  assert_between (nearest (2, 0), nearest (8, 0), true, "2,0 0,0 0,10 10,10 10,0 8,0");
  assert_between (nearest (8, 0), nearest (10, 3), false, "8,0 10,0 10,3");
  assert_between (nearest (10, 3), nearest (8, 0), false, "10,3 10,0 8,0");
  assert_between (nearest (10, 3), nearest (8, 0), true, "10,3 10,10 0,10 0,0 8,0");
  /* Ends at corners come once. */
  assert_between (nearest (0, 0), nearest (10, 0), false, "0,0 10,0");
  assert_between (nearest (0, 0), nearest (10, 0), true, "0,0 0,10 10,10 10,0");
  assert_between (nearest (0, 2), nearest (0, 0), false, "0,2 0,0");
  assert_between (nearest (5, 0), nearest (5, 0), false, "5,0");
  assert_between (nearest (5, 0), nearest (5, 0), true, "5,0 0,0 0,10 10,10 10,0 5,0");
  /* Equally long: the way of the ring. */
  assert_between (nearest (5, 0), nearest (5, 10), false, "5,0 10,0 10,10 5,10");
}

static void
test_refuses_other_rings (void)
{
  GwBorderPlace outer = nearest (5, 0), inner = nearest (5, 3.9), none = outer;
  GwRing line = GW_RING_INIT;

  g_assert_cmpint (gw_polygon_border_between (&square, &outer, &inner, false, &line), ==, GW_STATUS_INVALID);
  none.ring = 2;
  g_assert_cmpint (gw_polygon_border_between (&square, &none, &none, false, &line), ==, GW_STATUS_INVALID);
  none = outer;
  none.edge = 4;
  g_assert_cmpint (gw_polygon_border_between (&square, &none, &outer, false, &line), ==, GW_STATUS_INVALID);
  none = outer;
  none.along = NAN;
  g_assert_cmpint (gw_polygon_border_between (&square, &none, &outer, false, &line), ==, GW_STATUS_INVALID);
  g_assert_null (line.points);
}

/* Both ways together go once around, and nothing of the border is far from either. */
static void
test_both_ways_go_around (void)
{
  gw_random random;

  gw_random_init (&random, 5);
  for (int round = 0; round < 200; round++)
    {
      GwPoint points[12];
      GwRing ring = { points, 3 + gw_random_below (&random, 10) };
      GwPolygon polygon = { &ring, 1 };
      GwBorderPlace places[2];
      double length = 0.0, lengths[2] = { 0.0, 0.0 };

      for (size_t i = 0; i < ring.n_points; i++)
        points[i] = (GwPoint) { gw_random_real (&random) * 100, gw_random_real (&random) * 100 };
      for (int k = 0; k < 2; k++)
        g_assert_true (gw_polygon_nearest (
            &polygon, (GwPoint) { gw_random_real (&random) * 100, gw_random_real (&random) * 100 }, &places[k]));
      for (int way = 0; way < 2; way++)
        {
          GwRing line = GW_RING_INIT;

          g_assert_cmpint (gw_polygon_border_between (&polygon, &places[0], &places[1], way == 1, &line), ==,
                           GW_STATUS_OK);
          g_assert_cmpfloat (line.points[0].x, ==, places[0].point.x);
          g_assert_cmpfloat (line.points[line.n_points - 1].y, ==, places[1].point.y);
          for (size_t i = 1; i < line.n_points; i++)
            lengths[way] += hypot (line.points[i].x - line.points[i - 1].x, line.points[i].y - line.points[i - 1].y);
          gw_ring_clear (&line);
        }
      length = gw_ring_perimeter (&ring);
      g_assert_cmpfloat_with_epsilon (lengths[0] + lengths[1], length, 1e-9 * length);
      g_assert_cmpfloat (lengths[0], <=, lengths[1] + 1e-9);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/polygon-border/finds-the-nearest-place", test_nearest);
  g_test_add_func ("/polygon-border/finds-the-nearest-vertex", test_nearest_vertex);
  g_test_add_func ("/polygon-border/goes-from-place-to-place", test_between);
  g_test_add_func ("/polygon-border/refuses-other-rings", test_refuses_other_rings);
  g_test_add_func ("/polygon-border/goes-around-both-ways", test_both_ways_go_around);

  return g_test_run ();
}
