/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib.h>
#include <math.h>
#include <string.h>

#include "gw-boundary-iou.h"
#include "gw-random.h"

/* The edges of two masks against each other. */

#define MOST 60

typedef struct
{
  gint32 width;
  gint32 height;
  guint8 columns[MOST * MOST];
  GwRle rle;
} Mask;

/* Overlapping boxes, some of them at the border. */
static void
fill (gw_random *random, gint32 width, gint32 height, Mask *self)
{
  *self = (Mask) { .width = width, .height = height };
  for (guint i = (guint) gw_random_below (random, 5); i-- > 0;)
    {
      guint64 x = gw_random_below (random, (guint64) width), y = gw_random_below (random, (guint64) height);
      guint64 x_end = x + 1 + gw_random_below (random, (guint64) width - x);
      guint64 y_end = y + 1 + gw_random_below (random, (guint64) height - y);

      for (guint64 column = x; column < x_end; column++)
        memset (self->columns + column * (guint64) height + y, 1, y_end - y);
    }
  g_assert_cmpint (gw_rle_from_columns (height, width, self->columns, &self->rle), ==, GW_STATUS_OK);
}

static gboolean
is_set (const Mask *self, gint32 x, gint32 y)
{
  return x >= 0 && y >= 0 && x < self->width && y < self->height && self->columns[x * self->height + y] != 0;
}

static gboolean
in_band (const Mask *self, gint32 x, gint32 y, gint32 distance)
{
  for (gint32 dx = -distance; dx <= distance; dx++)
    for (gint32 dy = -distance; dy <= distance; dy++)
      if (!is_set (self, x + dx, y + dy))
        return is_set (self, x, y);

  return FALSE;
}

static void
check (const Mask *a, const Mask *b, double ratio)
{
  GwBoundaryIou got, back;
  guint64 area_a = 0, area_b = 0, both = 0, either = 0;
  gint32 distance = MAX (1, (gint32) rint (ratio * hypot (a->height, a->width)));

  g_assert_cmpint (gw_boundary_iou (&a->rle, &b->rle, ratio, &got), ==, GW_STATUS_OK);
  for (gint32 x = 0; x < a->width; x++)
    for (gint32 y = 0; y < a->height; y++)
      {
        gboolean in_a = in_band (a, x, y, distance), in_b = in_band (b, x, y, distance);

        area_a += in_a;
        area_b += in_b;
        both += in_a && in_b;
        either += in_a || in_b;
      }
  g_assert_cmpuint (got.distance, ==, distance);
  g_assert_cmpuint (got.area_a, ==, area_a);
  g_assert_cmpuint (got.area_b, ==, area_b);
  g_assert_cmpfloat (got.iou, ==, either > 0 ? (double) both / (double) either : 0);

  g_assert_cmpint (gw_boundary_iou (&b->rle, &a->rle, ratio, &back), ==, GW_STATUS_OK);
  g_assert_cmpfloat (got.iou, ==, back.iou);
}

static void
test_slow_twin (void)
{
  g_autofree Mask *a = g_new (Mask, 1);
  g_autofree Mask *b = g_new (Mask, 1);
  gw_random random;

  gw_random_init (&random, 6);
  for (guint round = 0; round < 200; round++)
    {
      gint32 width = 1 + (gint32) gw_random_below (&random, 40), height = 1 + (gint32) gw_random_below (&random, 40);

      fill (&random, width, height, a);
      fill (&random, width, height, b);
      check (a, b, gw_random_real (&random) * 0.15);
      gw_rle_clear (&a->rle);
      gw_rle_clear (&b->rle);
    }
}

static void
test_same (void)
{
  g_autofree Mask *a = g_new (Mask, 1);
  GwBoundaryIou got;
  gw_random random;

  gw_random_init (&random, 8);
  fill (&random, MOST, MOST, a);
  g_assert_cmpuint (gw_rle_area (&a->rle), >, 0);
  g_assert_cmpint (gw_boundary_iou (&a->rle, &a->rle, GW_BOUNDARY_RATIO, &got), ==, GW_STATUS_OK);
  g_assert_cmpfloat (got.iou, ==, 1);
  gw_rle_clear (&a->rle);
}

/* Runs of 0 in between, as files hold them, part nothing. */
static void
test_runs_of_zero (void)
{
  GwRle whole, parted;
  GwBoundaryIou one, other;

  g_assert_cmpint (gw_rle_init (10, 10, (gint64[]) { 11, 78, 11 }, 3, &whole), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_rle_init (10, 10, (gint64[]) { 11, 30, 0, 5, 0, 43, 11 }, 7, &parted), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_boundary_iou (&whole, &whole, 0, &one), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_boundary_iou (&parted, &parted, 0, &other), ==, GW_STATUS_OK);
  g_assert_cmpuint (one.area_a, ==, other.area_a);
  g_assert_cmpint (gw_boundary_iou (&whole, &parted, 0, &other), ==, GW_STATUS_OK);
  g_assert_cmpfloat (other.iou, ==, 1);
  gw_rle_clear (&whole);
  gw_rle_clear (&parted);
}

static void
test_edges (void)
{
  GwRle empty, other;
  GwBoundaryIou got = { .distance = 77 };

  g_assert_cmpint (gw_rle_init (5, 5, (gint64[]) { 25 }, 1, &empty), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_rle_init (5, 6, (gint64[]) { 30 }, 1, &other), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_boundary_iou (&empty, &other, 0.02, &got), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_boundary_iou (&empty, &empty, NAN, &got), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_boundary_iou (&empty, &empty, -0.1, &got), ==, GW_STATUS_INVALID);
  g_assert_cmpint (gw_boundary_iou (&empty, &empty, 1.1, &got), ==, GW_STATUS_INVALID);
  g_assert_cmpuint (got.distance, ==, 77);
  g_assert_cmpint (gw_boundary_iou (&empty, &empty, 0.02, &got), ==, GW_STATUS_OK);
  g_assert_cmpfloat (got.iou, ==, 0);
  g_assert_cmpuint (got.distance, ==, 1);
  gw_rle_clear (&empty);
  gw_rle_clear (&other);
  g_assert_cmpint (gw_rle_init (0, 0, NULL, 0, &empty), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_boundary_iou (&empty, &empty, 0.02, &got), ==, GW_STATUS_OK);
  gw_rle_clear (&empty);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/boundary-iou/slow-twin", test_slow_twin);
  g_test_add_func ("/boundary-iou/same", test_same);
  g_test_add_func ("/boundary-iou/runs-of-zero", test_runs_of_zero);
  g_test_add_func ("/boundary-iou/edges", test_edges);
  return g_test_run ();
}
