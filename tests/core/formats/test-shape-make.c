/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-shape-make.h"

#include <math.h>

#include "gw-box.h"

static void
assert_near (const GwPoint *a, const GwPoint *b, double most)
{
  g_assert_cmpfloat_with_epsilon (a->x, b->x, most);
  g_assert_cmpfloat_with_epsilon (a->y, b->y, most);
}

/* The box that is made has the corners that it was made of, in their order or against it. */
static void
check_corners (const GwPoint given[4], double most)
{
  GwShape shape;
  GwPoint corners[4];
  gboolean with;

  g_assert_true (gw_shape_fit_rectangle (given, FALSE, &shape));
  g_assert_cmpint (shape.kind, ==, GW_SHAPE_ROTATED_BOX);
  gw_rotated_box_corners (&shape.as.rotated, corners);
  with = hypot (corners[0].x - given[0].x, corners[0].y - given[0].y) <= 2 * most;
  for (guint i = 0; i < 4; i++)
    assert_near (&corners[with ? i : 3 - i], &given[i], most);
}

static void
test_rectangles (void)
{
  static const GwPoint upright[4] = { { 10, 20 }, { 30, 20 }, { 30, 25 }, { 10, 25 } };
  static const GwPoint turned[4] = { { 10, 10 }, { 20, 20 }, { 15, 25 }, { 5, 15 } };

  check_corners (upright, 1e-9);
  check_corners (turned, 1e-9);
}

/* A side without length has no direction; the others have. */
static void
test_thin (void)
{
  static const GwPoint first[4] = { { 0, 0 }, { 0, 0 }, { 100, 0 }, { 100, 0.9 } };
  static const GwPoint third[4] = { { 0, 0.9 }, { 0, 0 }, { 100, 0 }, { 100, 0 } };
  static const GwPoint both[4] = { { 0, 0 }, { 0, 0 }, { 100, 0 }, { 100, 0 } };
  static const GwPoint slanted[4] = { { 0, 0 }, { 0, 0 }, { 30, 40 }, { 30, 40 } };
  static const GwPoint second[4] = { { 0, 0 }, { 30, 40 }, { 30, 40 }, { 0, 0 } };
  static const GwPoint none[4] = { { 7, 8 }, { 7, 8 }, { 7, 8 }, { 7, 8 } };

  check_corners (first, 0.5);
  check_corners (third, 0.5);
  check_corners (both, 1e-9);
  check_corners (slanted, 1e-9);
  check_corners (second, 1e-9);
  check_corners (none, 1e-9);
}

static void
test_none (void)
{
  static const GwPoint trapezium[4] = { { 0, 0 }, { 10, 0 }, { 8, 5 }, { 2, 5 } };
  static const GwPoint rhomb[4] = { { 0, 0 }, { 10, 3 }, { 13, 13 }, { 3, 10 } };
  GwShape shape;

  g_assert_false (gw_shape_fit_rectangle (trapezium, FALSE, &shape));
  g_assert_false (gw_shape_fit_rectangle (rhomb, FALSE, &shape));
  g_assert_null (gw_shape_make_quadrangle (rhomb, &shape));
  g_assert_cmpint (shape.kind, ==, GW_SHAPE_POLYGON);
  gw_shape_clear (&shape);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/shape-make/rectangles", test_rectangles);
  g_test_add_func ("/shape-make/thin", test_thin);
  g_test_add_func ("/shape-make/none", test_none);

  return g_test_run ();
}
