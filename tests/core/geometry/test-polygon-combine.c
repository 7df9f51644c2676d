/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-polygon-combine.h"

#include <math.h>
#include <glib.h>

#include "gw-mask.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-raster.h"

#define SIDE 64

static void
add (GwPolygon *polygon, const double *numbers, size_t n)
{
  g_assert_cmpint (gw_polygon_add_ring (polygon, (const GwPoint *) (const void *) numbers, n / 2), ==, GW_STATUS_OK);
}

#define ADD(polygon, ...) \
  add (polygon, (const double[]) { __VA_ARGS__ }, sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double))

static GwPolygon
combine (const GwPolygon *a, const GwPolygon *b, GwPolygonOperation operation)
{
  GwPolygon result;

  g_assert_cmpint (gw_polygon_combine (a, b, operation, &result), ==, GW_STATUS_OK);
  return result;
}

static void
combine_masks (const GwMask *a, const GwMask *b, GwPolygonOperation operation, GwMask *result)
{
  GwMask either = GW_MASK_INIT, both = GW_MASK_INIT;

  switch (operation)
    {
    case GW_POLYGON_UNION:
      g_assert_cmpint (gw_mask_union (a, b, result), ==, GW_STATUS_OK);
      break;
    case GW_POLYGON_INTERSECTION:
      g_assert_cmpint (gw_mask_intersect (a, b, result), ==, GW_STATUS_OK);
      break;
    case GW_POLYGON_DIFFERENCE:
      g_assert_cmpint (gw_mask_subtract (a, b, result), ==, GW_STATUS_OK);
      break;
    case GW_POLYGON_XOR:
    default:
      g_assert_cmpint (gw_mask_union (a, b, &either), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_intersect (a, b, &both), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_subtract (&either, &both, result), ==, GW_STATUS_OK);
      gw_mask_clear (&either);
      gw_mask_clear (&both);
    }
}

static double
outline_distance (const GwPolygon *polygon, GwPoint point)
{
  double nearest = INFINITY;

  for (size_t i = 0; i < polygon->n_rings; i++)
    nearest = fmin (nearest, gw_ring_distance (&polygon->rings[i], point));
  return nearest;
}

/* What the header promises of a result, whatever went in. */
static void
assert_sound (const GwPolygon *polygon)
{
  double sum = 0.0;

  for (size_t i = 0; i < polygon->n_rings; i++)
    {
      bool crosses = true;

      g_assert_true (gw_ring_is_valid (&polygon->rings[i]));
      g_assert_cmpint (gw_ring_crosses_itself (&polygon->rings[i], &crosses), ==, GW_STATUS_OK);
      g_assert_false (crosses);
      sum += gw_ring_signed_area (&polygon->rings[i]);
    }
  /* Outer rings clockwise, holes the other way: the areas add up. */
  g_assert_cmpfloat_with_epsilon (sum, gw_polygon_area (polygon), 1e-3);
}

/* The pixels are those of the masks; where not exact, but for centres on an outline. */
static void
check (const GwPolygon *a, const GwPolygon *b, gboolean exact)
{
  GwMask first, second;
  guint8 wanted[SIDE][SIDE], there[SIDE][SIDE];

  g_assert_cmpint (gw_raster_polygon (a, SIDE, SIDE, &first), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_raster_polygon (b, SIDE, SIDE, &second), ==, GW_STATUS_OK);
  for (int operation = GW_POLYGON_UNION; operation <= GW_POLYGON_XOR; operation++)
    {
      GwPolygon result = combine (a, b, operation);
      GwMask want = GW_MASK_INIT, got;

      assert_sound (&result);
      combine_masks (&first, &second, operation, &want);
      g_assert_cmpint (gw_raster_polygon (&result, SIDE, SIDE, &got), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_to_bitmap (&want, 0, 0, SIDE, SIDE, 1, &wanted[0][0], SIDE), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_to_bitmap (&got, 0, 0, SIDE, SIDE, 1, &there[0][0], SIDE), ==, GW_STATUS_OK);
      for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++)
          if (wanted[y][x] != there[y][x])
            {
              GwPoint centre = { x + 0.5, y + 0.5 };

              g_assert_false (exact);
              g_assert_cmpfloat (fmin (outline_distance (a, centre), outline_distance (b, centre)), <, 1e-5);
            }
      gw_mask_clear (&want);
      gw_mask_clear (&got);
      gw_polygon_clear (&result);
    }
  gw_mask_clear (&first);
  gw_mask_clear (&second);
}

static void
assert_ring (const GwRing *ring, const double *numbers, size_t n)
{
  g_assert_cmpuint (ring->n_points, ==, n / 2);
  for (size_t i = 0; i < ring->n_points; i++)
    {
      g_assert_cmpfloat (ring->points[i].x, ==, numbers[2 * i]);
      g_assert_cmpfloat (ring->points[i].y, ==, numbers[2 * i + 1]);
    }
}

#define ASSERT_RING(ring, ...) \
  assert_ring (ring, (const double[]) { __VA_ARGS__ }, sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double))

static void
test_squares (void)
{
  GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT, result;

  ADD (&a, 0, 0, 4, 0, 4, 4, 0, 4);
  ADD (&b, 2, 2, 2, 6, 6, 6, 6, 2);
  result = combine (&a, &b, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 1);
  ASSERT_RING (&result.rings[0], 0, 0, 4, 0, 4, 2, 6, 2, 6, 6, 2, 6, 2, 4, 0, 4);
  gw_polygon_clear (&result);
  result = combine (&a, &b, GW_POLYGON_INTERSECTION);
  g_assert_cmpuint (result.n_rings, ==, 1);
  ASSERT_RING (&result.rings[0], 2, 2, 4, 2, 4, 4, 2, 4);
  gw_polygon_clear (&result);
  result = combine (&a, &b, GW_POLYGON_DIFFERENCE);
  g_assert_cmpuint (result.n_rings, ==, 1);
  ASSERT_RING (&result.rings[0], 0, 0, 4, 0, 4, 2, 2, 2, 2, 4, 0, 4);
  gw_polygon_clear (&result);
  result = combine (&a, &b, GW_POLYGON_XOR);
  g_assert_cmpuint (result.n_rings, ==, 2);
  g_assert_cmpfloat (gw_polygon_area (&result), ==, 24);
  gw_polygon_clear (&result);
  check (&a, &b, TRUE);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);
}

static void
test_neighbours_become_one (void)
{
  GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT, result;

  /* The shared edge is cut differently on both sides. */
  ADD (&a, 1, 1, 5, 1, 5, 5, 1, 5);
  ADD (&b, 5, 1, 9, 1, 9, 5, 5, 5, 5, 3, 5, 2);
  result = combine (&a, &b, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 1);
  ASSERT_RING (&result.rings[0], 1, 1, 9, 1, 9, 5, 1, 5);
  gw_polygon_clear (&result);
  result = combine (&a, &b, GW_POLYGON_INTERSECTION);
  g_assert_cmpuint (result.n_rings, ==, 0);
  gw_polygon_clear (&result);
  gw_polygon_clear (&b);

  /* Points that were in line before stay. */
  ADD (&b, 20, 1, 22, 1, 25, 1, 25, 5);
  result = combine (&a, &b, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 2);
  ASSERT_RING (&result.rings[1], 20, 1, 22, 1, 25, 1, 25, 5);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);
}

static void
test_touching_parts_stay_apart (void)
{
  GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT, result;
  GwPolygon *parts;
  size_t n;

  ADD (&a, 0, 0, 4, 0, 4, 4, 0, 4);
  ADD (&b, 4, 4, 8, 4, 8, 8, 4, 8);
  result = combine (&a, &b, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 2);
  g_assert_cmpint (gw_polygon_split_parts (&result, &parts, &n), ==, GW_STATUS_OK);
  g_assert_cmpuint (n, ==, 2);
  gw_polygon_list_free (parts, n);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);

  /* A figure of eight is two parts; a hole that touches its outline is a hole. */
  ADD (&a, 0, 0, 8, 8, 8, 0, 0, 8);
  g_assert_cmpint (gw_polygon_split_parts (&a, &parts, &n), ==, GW_STATUS_OK);
  g_assert_cmpuint (n, ==, 2);
  gw_polygon_list_free (parts, n);
  gw_polygon_clear (&a);
  ADD (&a, 0, 0, 10, 0, 10, 10, 0, 10);
  ADD (&a, 5, 0, 7, 4, 3, 4);
  result = combine (&a, &b, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 2);
  g_assert_cmpfloat (gw_polygon_area (&result), ==, 92);
  g_assert_cmpint (gw_polygon_split_parts (&a, &parts, &n), ==, GW_STATUS_OK);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (parts[0].n_rings, ==, 2);
  gw_polygon_list_free (parts, n);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
}

static void
test_points_keep_their_numbers (void)
{
  GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT, result;

  ADD (&a, 0.1, 0.2, 1000.7, 0.3, 1000.123456789, 900.1, 0.7, 900.9);
  ADD (&b, 2000.1, 0.1, 3000.3, 0.7, 2500.987654321, 77.7);
  result = combine (&a, &b, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 2);
  ASSERT_RING (&result.rings[0], 2000.1, 0.1, 3000.3, 0.7, 2500.987654321, 77.7);
  ASSERT_RING (&result.rings[1], 0.1, 0.2, 1000.7, 0.3, 1000.123456789, 900.1, 0.7, 900.9);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);
}

static void
test_degenerate (void)
{
  GwPolygon a = GW_POLYGON_INIT, none = GW_POLYGON_INIT, result;
  GwPolygon *parts;
  size_t n;

  result = combine (&none, &none, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 0);
  g_assert_cmpint (gw_polygon_split_parts (&none, &parts, &n), ==, GW_STATUS_OK);
  g_assert_cmpuint (n, ==, 0);
  gw_polygon_list_free (parts, n);

  ADD (&a, 5, 5);
  ADD (&a, 1, 1, 9, 9);
  ADD (&a, 1, 1, 9, 9, 5, 5);
  ADD (&a, 3, 3, 3, 3, 3, 3);
  g_assert_cmpint (gw_polygon_add_ring (&a, NULL, 0), ==, GW_STATUS_OK);
  result = combine (&a, &none, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 0);
  ADD (&a, 0, 0, 8, 0, 8, 8, 20, 8, 8, 8, 0, 8); /* a spike */
  result = combine (&a, &none, GW_POLYGON_UNION);
  g_assert_cmpuint (result.n_rings, ==, 1);
  ASSERT_RING (&result.rings[0], 0, 0, 8, 0, 8, 8, 0, 8);
  gw_polygon_clear (&result);
  /* The same polygon on both sides. */
  result = combine (&a, &a, GW_POLYGON_XOR);
  g_assert_cmpuint (result.n_rings, ==, 0);
  result = combine (&a, &a, GW_POLYGON_INTERSECTION);
  g_assert_cmpuint (result.n_rings, ==, 1);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
}

static void
test_refuses (void)
{
  const double bad[] = { NAN, INFINITY, -INFINITY, 1.1e15, -1.1e15 };
  GwPolygon none = GW_POLYGON_INIT, result = GW_POLYGON_INIT;
  GwPoint ends[2] = { { 0, 0 }, { 1, NAN } };
  GwRing line = { ends, 2 };
  GwPolygon *parts = NULL;
  GwBorderPlace place;
  size_t n;

  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GwPolygon a = GW_POLYGON_INIT;

      ADD (&a, 0, 0, 4, 0, 4, bad[i]);
      g_assert_cmpint (gw_polygon_combine (&a, &none, GW_POLYGON_UNION, &result), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_polygon_combine (&none, &a, GW_POLYGON_UNION, &result), ==, GW_STATUS_INVALID);
      g_assert_cmpint (gw_polygon_split_parts (&a, &parts, &n), ==, GW_STATUS_INVALID);
      g_assert_false (gw_polygon_nearest (&a, (GwPoint) { 1, 1 }, &place));
      gw_polygon_clear (&a);
    }
  g_assert_cmpint (gw_polygon_slice (&none, &line, &parts, &n), ==, GW_STATUS_INVALID);
  g_assert_null (parts);
  g_assert_null (result.rings);
}

static void
test_far_out (void)
{
  GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT, result;

  ADD (&a, -1e15, -1e15, 1e15, -1e15, 1e15, 1e15, -1e15, 1e15);
  ADD (&b, 0, 0, 1e15, 0, 1e15, 1e15, 0, 1e15);
  result = combine (&a, &b, GW_POLYGON_DIFFERENCE);
  g_assert_cmpuint (result.n_rings, ==, 1);
  g_assert_cmpfloat_with_epsilon (gw_polygon_area (&result) / 3e30, 1.0, 1e-8);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);

  /* Far from the origin, and near to each other. */
  ADD (&a, 1e15 - 8, 1e15 - 8, 1e15 - 2, 1e15 - 8, 1e15 - 2, 1e15 - 2, 1e15 - 8, 1e15 - 2);
  ADD (&b, 1e15 - 4, 1e15 - 4, 1e15, 1e15 - 4, 1e15, 1e15, 1e15 - 4, 1e15);
  result = combine (&a, &b, GW_POLYGON_INTERSECTION);
  g_assert_cmpfloat (gw_polygon_area (&result), ==, 4);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);

  ADD (&a, 0, 0, 1e-300, 0, 1e-300, 1e-300);
  result = combine (&a, &b, GW_POLYGON_UNION);
  gw_polygon_clear (&result);
  gw_polygon_clear (&a);
}

/* Rings of level and upright edges that cross themselves at will; turned: of
 * diagonal ones.
 */
static void
add_steps (GwPolygon *polygon, gw_random *random, gboolean turned)
{
  size_t n_rings = 1 + gw_random_below (random, 3);

  for (size_t i = 0; i < n_rings; i++)
    {
      double numbers[48];
      size_t n_corners = 2 + gw_random_below (random, 8);
      double xs[12], ys[12];

      for (size_t k = 0; k < n_corners; k++)
        {
          xs[k] = (double) gw_random_below (random, turned ? 31 : SIDE + 1);
          ys[k] = (double) gw_random_below (random, turned ? 31 : SIDE + 1);
        }
      for (size_t k = 0; k < 2 * n_corners; k++)
        {
          double x = xs[(k + 1) / 2 % n_corners], y = ys[k / 2];

          numbers[2 * k] = turned ? x + y : x;
          numbers[2 * k + 1] = turned ? x - y + 31 : y;
        }
      add (polygon, numbers, 4 * n_corners);
    }
}

static void
test_exact_pixels (void)
{
  gw_random random;

  gw_random_init (&random, 11);
  for (int round = 0; round < 200; round++)
    {
      GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT;

      add_steps (&a, &random, FALSE);
      add_steps (&b, &random, round % 2 == 0);
      check (&a, &b, TRUE);
      gw_polygon_clear (&a);
      gw_polygon_clear (&b);
    }
}

/* Few different places, so that points, edges and parts of edges coincide. */
static void
add_random (GwPolygon *polygon, gw_random *random, double places)
{
  size_t n_rings = 1 + gw_random_below (random, 4);

  for (size_t i = 0; i < n_rings; i++)
    {
      double numbers[40];
      size_t n = 3 + gw_random_below (random, 17);

      for (size_t k = 0; k < 2 * n; k++)
        numbers[k] = places > 0 ? floor (gw_random_real (random) * places) * (SIDE / places)
                                : gw_random_real (random) * (SIDE + 20) - 10;
      add (polygon, numbers, 2 * n);
    }
}

static void
test_random_pixels (void)
{
  gw_random random;

  gw_random_init (&random, 12);
  for (int round = 0; round < 400; round++)
    {
      const double places[] = { 0, 4, 8, 64 };
      GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT;

      add_random (&a, &random, places[round % 4]);
      add_random (&b, &random, places[round % 4]);
      check (&a, &b, FALSE);
      gw_polygon_clear (&a);
      gw_polygon_clear (&b);
    }
}

static void
test_areas_add_up (void)
{
  GwPolygon none = GW_POLYGON_INIT;
  gw_random random;

  gw_random_init (&random, 13);
  for (int round = 0; round < 100; round++)
    {
      GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT, own, other, either, both;

      add_random (&a, &random, 0);
      add_random (&b, &random, 0);
      own = combine (&a, &none, GW_POLYGON_UNION);
      other = combine (&none, &b, GW_POLYGON_XOR);
      either = combine (&a, &b, GW_POLYGON_UNION);
      both = combine (&b, &a, GW_POLYGON_INTERSECTION);
      g_assert_cmpfloat_with_epsilon (gw_polygon_area (&own) + gw_polygon_area (&other),
                                      gw_polygon_area (&either) + gw_polygon_area (&both), 1e-3);
      gw_polygon_clear (&a);
      gw_polygon_clear (&b);
      gw_polygon_clear (&own);
      gw_polygon_clear (&other);
      gw_polygon_clear (&either);
      gw_polygon_clear (&both);
    }
}

static void
add_star (GwPolygon *polygon, size_t n, double cx, double cy, double inner, double outer)
{
  g_autofree double *numbers = g_new (double, 2 * n);

  for (size_t i = 0; i < n; i++)
    {
      double radius = i % 2 == 0 ? inner : outer, angle = (double) i * 2 * G_PI / (double) n;

      numbers[2 * i] = cx + radius * cos (angle);
      numbers[2 * i + 1] = cy + radius * sin (angle);
    }
  add (polygon, numbers, 2 * n);
}

static void
test_many_points (void)
{
  GwPolygon a = GW_POLYGON_INIT, b = GW_POLYGON_INIT;
  gw_random random;

  add_star (&a, 1000, 30, 32, 26, 28);
  add_star (&b, 1000, 34, 32, 26, 28);
  check (&a, &b, FALSE);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);

  /* 100 points at random: some 1,000 crossings a ring. */
  gw_random_init (&random, 14);
  for (int k = 0; k < 2; k++)
    {
      double numbers[200];

      for (size_t i = 0; i < 200; i++)
        numbers[i] = gw_random_real (&random) * SIDE;
      add (k == 0 ? &a : &b, numbers, 200);
    }
  check (&a, &b, FALSE);
  gw_polygon_clear (&a);
  gw_polygon_clear (&b);
}

static void
test_hostile_is_refused (void)
{
  GwPolygon a = GW_POLYGON_INIT, none = GW_POLYGON_INIT, result = GW_POLYGON_INIT;

  /* 40,000 needles with one point in common. */
  add_star (&a, 80000, 0, 0, 0, 1e6);
  g_assert_cmpint (gw_polygon_combine (&a, &none, GW_POLYGON_UNION, &result), ==, GW_STATUS_TOO_LARGE);
  g_assert_null (result.rings);
  gw_polygon_clear (&a);
}

static void
slice (const GwPolygon *polygon, const double *numbers, size_t n, GwPolygon **parts, size_t *n_parts)
{
  GwRing line;

  g_assert_cmpint (gw_ring_init (&line, (const GwPoint *) (const void *) numbers, n / 2), ==, GW_STATUS_OK);
  *n_parts = 0;
  *parts = NULL;
  if (gw_polygon_slice (polygon, &line, parts, n_parts) != GW_STATUS_OK)
    g_assert_null (*parts);
  gw_ring_clear (&line);
}

#define SLICE(polygon, parts, n_parts, ...) \
  slice (polygon, (const double[]) { __VA_ARGS__ }, sizeof ((const double[]) { __VA_ARGS__ }) / sizeof (double), \
         parts, n_parts)

static void
test_slices (void)
{
  GwPolygon a = GW_POLYGON_INIT;
  GwPolygon *parts;
  size_t n;

  ADD (&a, 0, 0, 10, 0, 10, 10, 0, 10);
  SLICE (&a, &parts, &n, -5, 4, 15, 4);
  g_assert_cmpuint (n, ==, 2);
  ASSERT_RING (&parts[0].rings[0], 0, 0, 10, 0, 10, 4, 0, 4);
  ASSERT_RING (&parts[1].rings[0], 0, 4, 10, 4, 10, 10, 0, 10);
  gw_polygon_list_free (parts, n);

  /* From corner to corner; with an end inside; past it; along an edge; a loop. */
  SLICE (&a, &parts, &n, 0, 0, 10, 10);
  g_assert_cmpuint (n, ==, 2);
  gw_polygon_list_free (parts, n);
  SLICE (&a, &parts, &n, -5, 5, 5, 5);
  g_assert_cmpuint (n, ==, 0);
  SLICE (&a, &parts, &n, -5, 15, 15, 15);
  g_assert_cmpuint (n, ==, 0);
  SLICE (&a, &parts, &n, 0, 0, 10, 0, 20, 5);
  g_assert_cmpuint (n, ==, 0);
  SLICE (&a, &parts, &n, 2, 2, 8, 2, 8, 8, 2, 8, 2, 1);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (parts[0].n_rings, ==, 2);
  g_assert_cmpfloat (gw_polygon_area (&parts[0]), ==, 64);
  g_assert_cmpfloat (gw_polygon_area (&parts[1]), ==, 36);
  gw_polygon_list_free (parts, n);
  /* Three times across. */
  SLICE (&a, &parts, &n, -1, 2, 11, 2, 11, 5, -1, 5, -1, 8, 11, 8);
  g_assert_cmpuint (n, ==, 4);
  gw_polygon_list_free (parts, n);

  /* To a hole parts nothing, through it does. */
  ADD (&a, 4, 4, 6, 4, 6, 6, 4, 6);
  SLICE (&a, &parts, &n, -5, 5, 5, 5);
  g_assert_cmpuint (n, ==, 0);
  SLICE (&a, &parts, &n, -5, 5, 15, 5);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (parts[0].n_rings, ==, 1);
  ASSERT_RING (&parts[1].rings[0], 0, 5, 4, 5, 4, 6, 6, 6, 6, 5, 10, 5, 10, 10, 0, 10);
  gw_polygon_list_free (parts, n);
  gw_polygon_clear (&a);
}

/* The parts lie apart and make up the whole. */
static void
test_random_slices (void)
{
  gw_random random;
  guint n_sliced = 0;

  gw_random_init (&random, 15);
  for (int round = 0; round < 100; round++)
    {
      GwPolygon a = GW_POLYGON_INIT, none = GW_POLYGON_INIT, whole, united = GW_POLYGON_INIT;
      GwPolygon *parts = NULL;
      GwPoint points[5];
      GwRing line = { points, 2 + gw_random_below (&random, 4) };
      size_t n = 0;
      double sum = 0.0;

      add_random (&a, &random, round % 2 == 0 ? 8 : 0);
      for (size_t i = 0; i < line.n_points; i++)
        points[i] = (GwPoint) { floor (gw_random_real (&random) * 80) - 8, floor (gw_random_real (&random) * 80) - 8 };
      whole = combine (&a, &none, GW_POLYGON_UNION);
      if (gw_polygon_slice (&a, &line, &parts, &n) == GW_STATUS_OK)
        n_sliced++;
      else
        g_assert_cmpint (gw_polygon_split_parts (&a, &parts, &n), ==, GW_STATUS_OK);
      for (size_t i = 0; i < n; i++)
        {
          GwPolygon more = combine (&united, &parts[i], GW_POLYGON_UNION);

          assert_sound (&parts[i]);
          g_assert_cmpfloat (gw_ring_signed_area (&parts[i].rings[0]), >, 0.0);
          for (size_t k = 1; k < parts[i].n_rings; k++)
            g_assert_cmpfloat (gw_ring_signed_area (&parts[i].rings[k]), <, 0.0);
          sum += gw_polygon_area (&parts[i]);
          gw_polygon_clear (&united);
          united = more;
        }
      g_assert_cmpfloat_with_epsilon (sum, gw_polygon_area (&whole), 1e-3);
      g_assert_cmpfloat_with_epsilon (gw_polygon_area (&united), gw_polygon_area (&whole), 1e-3);
      gw_polygon_list_free (parts, n);
      gw_polygon_clear (&a);
      gw_polygon_clear (&whole);
      gw_polygon_clear (&united);
    }
  g_assert_cmpuint (n_sliced, >, 60);
}

static void
test_split_gives_holes_to_their_parts (void)
{
  GwPolygon a = GW_POLYGON_INIT;
  GwPolygon *parts;
  size_t n;

  ADD (&a, 40, 0, 60, 0, 60, 20, 40, 20);
  ADD (&a, 45, 5, 50, 5, 50, 15, 45, 15);
  ADD (&a, 52, 6, 58, 6, 58, 12, 52, 12); /* below the top of the other hole */
  ADD (&a, 54, 8, 56, 8, 56, 10, 54, 10); /* an island */
  ADD (&a, 0, 1, 30, 1, 30, 30, 0, 30);
  ADD (&a, 5, 5, 9, 5, 9, 9, 5, 9);
  g_assert_cmpint (gw_polygon_split_parts (&a, &parts, &n), ==, GW_STATUS_OK);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (parts[0].n_rings, ==, 3);
  g_assert_cmpuint (parts[1].n_rings, ==, 2);
  g_assert_cmpuint (parts[2].n_rings, ==, 1);
  g_assert_cmpfloat (parts[2].rings[0].points[0].x, ==, 54);
  gw_polygon_list_free (parts, n);
  gw_polygon_clear (&a);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/polygon-combine/combines-squares", test_squares);
  g_test_add_func ("/polygon-combine/makes-one-of-neighbours", test_neighbours_become_one);
  g_test_add_func ("/polygon-combine/leaves-touching-parts-apart", test_touching_parts_stay_apart);
  g_test_add_func ("/polygon-combine/keeps-numbers-to-the-bit", test_points_keep_their_numbers);
  g_test_add_func ("/polygon-combine/takes-what-encloses-nothing", test_degenerate);
  g_test_add_func ("/polygon-combine/refuses-bad-numbers", test_refuses);
  g_test_add_func ("/polygon-combine/works-far-out", test_far_out);
  g_test_add_func ("/polygon-combine/has-exact-pixels", test_exact_pixels);
  g_test_add_func ("/polygon-combine/has-the-pixels-of-masks", test_random_pixels);
  g_test_add_func ("/polygon-combine/has-areas-that-add-up", test_areas_add_up);
  g_test_add_func ("/polygon-combine/takes-many-points", test_many_points);
  g_test_add_func ("/polygon-combine/refuses-hostile-outlines", test_hostile_is_refused);
  g_test_add_func ("/polygon-combine/slices", test_slices);
  g_test_add_func ("/polygon-combine/slices-make-up-the-whole", test_random_slices);
  g_test_add_func ("/polygon-combine/gives-holes-to-their-parts", test_split_gives_holes_to_their_parts);

  return g_test_run ();
}
