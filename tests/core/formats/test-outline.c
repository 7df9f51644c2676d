/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>
#include <glib.h>

#include "gw-mask.h"
#include "gw-outline.h"
#include "gw-raster.h"

static void
add_square (GwPolygon *polygon, double x, double y, double side)
{
  const GwPoint points[] = { { x, y }, { x + side, y }, { x + side, y + side }, { x, y + side } };

  g_assert_cmpint (gw_polygon_add_ring (polygon, points, 4), ==, GW_STATUS_OK);
}

static double
sum_areas (const GPtrArray *outlines)
{
  double sum = 0;

  for (guint i = 0; i < outlines->len; i++)
    sum += fabs (gw_ring_signed_area (g_ptr_array_index (outlines, i)));
  return sum;
}

/* A part in a hole in a part, the smallest given first, and another beside them. */
static void
test_nested (void)
{
  GwPolygon polygon = GW_POLYGON_INIT;
  g_autoptr (GPtrArray) dropped = NULL;
  g_autoptr (GPtrArray) bridged = NULL;

  add_square (&polygon, 40, 40, 20);
  add_square (&polygon, 20, 20, 60);
  add_square (&polygon, 0, 0, 100);
  add_square (&polygon, 110, 0, 10);

  dropped = gw_outlines_new (&polygon, FALSE, NULL);
  g_assert_cmpuint (dropped->len, ==, 3);
  g_assert_cmpfloat (sum_areas (dropped), ==, 20 * 20 + 100 * 100 + 10 * 10);
  bridged = gw_outlines_new (&polygon, TRUE, NULL);
  g_assert_cmpuint (bridged->len, ==, 3);
  g_assert_cmpfloat (sum_areas (bridged), ==, 20 * 20 + (100 * 100 - 60 * 60) + 10 * 10);
  g_assert_cmpuint (((GwRing *) g_ptr_array_index (bridged, 1))->n_points, ==, 4 + 4 + 2);

  gw_outlines_join (bridged);
  g_assert_cmpuint (bridged->len, ==, 1);
  g_assert_cmpfloat (sum_areas (bridged), ==, 20 * 20 + (100 * 100 - 60 * 60) + 10 * 10);
  gw_polygon_clear (&polygon);
}

/* More than half of the points decide, where a ring sticks out of another. */
static void
test_sticking_out (void)
{
  const GwPoint three_in[] = { { 90, 10 }, { 120, 20 }, { 90, 30 }, { 80, 20 } };
  const GwPoint two_in[] = { { 90, 10 }, { 120, 10 }, { 120, 30 }, { 90, 30 } };

  for (int in = 0; in < 2; in++)
    {
      GwPolygon polygon = GW_POLYGON_INIT;
      g_autoptr (GPtrArray) outlines = NULL;

      add_square (&polygon, 0, 0, 100);
      g_assert_cmpint (gw_polygon_add_ring (&polygon, in ? three_in : two_in, 4), ==, GW_STATUS_OK);
      outlines = gw_outlines_new (&polygon, FALSE, NULL);
      g_assert_cmpuint (outlines->len, ==, in ? 1 : 2);
      gw_polygon_clear (&polygon);
    }
}

/* As many holes as a picture that was cut by colours has: each is asked for its
 * place among all others.
 */
static void
test_many (void)
{
  enum
  {
    ACROSS = 60
  };
  GwPolygon polygon = GW_POLYGON_INIT;
  g_autoptr (GPtrArray) outlines = NULL;

  add_square (&polygon, 0, 0, 10 * ACROSS);
  for (int i = 0; i < ACROSS * ACROSS; i++)
    add_square (&polygon, 10 * (i % ACROSS) + 2, 10 * (i / ACROSS) + 2, 5);
  outlines = gw_outlines_new (&polygon, TRUE, NULL);
  g_assert_cmpuint (outlines->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (sum_areas (outlines), ACROSS * ACROSS * (10 * 10 - 5 * 5), 1e-3);
  g_assert_cmpuint (((GwRing *) g_ptr_array_index (outlines, 0))->n_points, ==, 4 + ACROSS * ACROSS * 6);
  gw_polygon_clear (&polygon);
}

/* Noise, of which each second pixel is a ring of its own: what is too much is left, and told. */
static void
test_noise (void)
{
  enum
  {
    SIDE = 1600
  };
  g_autofree guint8 *pixels = g_malloc (SIDE * SIDE);
  GwMask mask = GW_MASK_INIT;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autoptr (GPtrArray) filled = NULL;
  g_autoptr (GPtrArray) bridged = NULL;
  gboolean complete;

  for (guint i = 0; i < SIDE * SIDE; i++)
    pixels[i] = g_rand_int_range (random, 0, 10) < 6;
  g_assert_cmpint (gw_mask_from_bitmap (SIDE, SIDE, 0, 0, SIDE, SIDE, pixels, SIDE, &mask), ==, GW_STATUS_OK);

  filled = gw_outlines_new_for_mask (&mask, FALSE, 0, NULL, &complete);
  g_assert_true (complete);
  bridged = gw_outlines_new_for_mask (&mask, TRUE, 0, NULL, &complete);
  g_assert_false (complete);
  g_assert_cmpuint (bridged->len, ==, filled->len);
  g_assert_cmpuint (filled->len, >, 10000);
  g_assert_false (gw_outlines_can_join (bridged));
  gw_mask_clear (&mask);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outline/nested", test_nested);
  g_test_add_func ("/outline/sticking-out", test_sticking_out);
  g_test_add_func ("/outline/many", test_many);
  g_test_add_func ("/outline/noise", test_noise);

  return g_test_run ();
}
