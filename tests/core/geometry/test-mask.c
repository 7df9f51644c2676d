/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-mask.h"

#include "gw-raster.h"
#include "test-geometry.h"

#define SIDE_MAX 24

static void
random_mask (gw_random *random, int width, int height, GwMask *mask)
{
  g_autofree guint8 *bytes = random_bitmap (random, width, height, (int) gw_random_below (random, 257));

  assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (size_t) width, mask));
}

static void
assert_bytes (const GwMask *mask, const guint8 *want)
{
  g_autofree guint8 *got = mask_bytes (mask);
  gsize n = (gsize) mask->image_width * (gsize) mask->image_height;

  assert_ok (gw_mask_validate (mask));
  g_assert_cmpmem (got, n, want, n);
}

static void
test_runs_are_tight_and_row_major (void)
{
  static const char *const rows[] = { "......", "..#...", ".####.", "......", NULL };
  static const guint32 runs[] = { 1, 1, 2, 4 };
  GwMask mask;
  GwBox bounds;

  mask_from_rows (rows, &mask);
  g_assert_cmpint (mask.x, ==, 1);
  g_assert_cmpint (mask.y, ==, 1);
  g_assert_cmpint (mask.width, ==, 4);
  g_assert_cmpint (mask.height, ==, 2);
  g_assert_cmpmem (mask.runs, mask.n_runs * 4, runs, sizeof runs);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 5);
  g_assert_true (gw_mask_contains (&mask, 2, 1));
  g_assert_false (gw_mask_contains (&mask, 1, 1));
  g_assert_false (gw_mask_contains (&mask, -1, 1));
  g_assert_false (gw_mask_contains (&mask, G_MAXINT32, G_MININT32));
  assert_ok (gw_mask_bounds (&mask, &bounds));
  g_assert_cmpfloat (bounds.width, ==, 4.0);
  gw_mask_clear (&mask);
}

static void
test_validate_finds_broken_masks (void)
{
  guint32 runs[] = { 0, 4 };
  guint32 gap[] = { 1, 3 };
  guint32 zero[] = { 0, 2, 0, 2 };
  guint32 blank[] = { 4 };
  guint32 huge[] = { G_MAXUINT32, 5 };
  GwMask good = { 9, 9, 3, 3, 2, 2, runs, 2 };
  GwMask mask;

  assert_ok (gw_mask_validate (&good));
  mask = good, mask.x = 8;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.y = -1;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.width = 3;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.width = -2;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.n_runs = 0;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.runs = zero, mask.n_runs = 4;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.runs = blank, mask.n_runs = 1;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.runs = huge;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.width = 4, mask.height = 1, mask.runs = gap;
  assert_status (gw_mask_validate (&mask), GW_STATUS_INVALID);
  mask = good, mask.image_width = mask.image_height = G_MAXINT32;
  assert_status (gw_mask_validate (&mask), GW_STATUS_TOO_LARGE);
}

static void
test_bitmap_outside_is_left_out (void)
{
  static const guint8 rows[] = { 1, 1, 1, 7, 1, 1, 1, 7 };
  guint8 back[12];
  static const guint8 want[12] = { 9, 9, 0, 9, 9, 0, 0, 0, 0, 0, 0, 0 };
  GwMask mask, none;

  assert_ok (gw_mask_from_bitmap (5, 4, -1, 0, 3, 2, rows, 4, &mask));
  g_assert_cmpuint (gw_mask_area (&mask), ==, 4);
  assert_ok (gw_mask_to_bitmap (&mask, 0, 0, 3, 4, 9, back, 3));
  g_assert_cmpmem (back, 12, want, 12);
  assert_ok (gw_mask_to_bitmap (&mask, G_MAXINT32, G_MININT32, 3, 4, 9, back, 3));
  g_assert_cmpint (back[0], ==, 0);

  assert_ok (gw_mask_from_bitmap (5, 4, G_MAXINT32, G_MAXINT32, 3, 2, rows, 4, &none));
  g_assert_cmpuint (none.n_runs, ==, 0);
  assert_status (gw_mask_from_bitmap (5, 4, 0, 0, 3, 2, rows, 2, &none), GW_STATUS_INVALID);
  assert_status (gw_mask_from_bitmap (5, 4, 0, 0, -3, 2, rows, 4, &none), GW_STATUS_INVALID);
  assert_status (gw_mask_from_bitmap (5, 4, 0, 0, 3, 2, NULL, 4, &none), GW_STATUS_INVALID);
  assert_status (gw_mask_from_bitmap (-5, 4, 0, 0, 3, 2, rows, 4, &none), GW_STATUS_INVALID);
  assert_status (gw_mask_from_bitmap (5, 4, 0, 0, 3, 2, rows, G_MAXSIZE, &none), GW_STATUS_TOO_LARGE);
  gw_mask_clear (&mask);
}

/* The first row and the first column of the rectangle lie outside of the image. */
static void
test_runs_of_a_loose_rectangle (void)
{
  static const uint32_t runs[] = { 2, 0, 0, 1, 1, 2, 0, 3, 3 }; /* 4 x 3: ..#. #### #... */
  static const uint32_t inside[] = { 0, 1, 1, 1 };
  GwMask mask = GW_MASK_INIT;

  assert_ok (gw_mask_from_runs (5, 4, -1, -1, 4, 3, runs, G_N_ELEMENTS (runs), &mask));
  g_assert_true (gw_mask_validate (&mask) == GW_STATUS_OK);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 3);
  for (int x = 0; x < 3; x++)
    g_assert_true (gw_mask_contains (&mask, x, 0));
  gw_mask_clear (&mask);

  assert_ok (gw_mask_from_runs (5, 4, 2, 1, 3, 1, inside, G_N_ELEMENTS (inside), &mask));
  gw_mask_clear (&mask);
  assert_status (gw_mask_from_runs (5, 4, 0, 0, 4, 3, runs, G_N_ELEMENTS (runs) - 1, &mask), GW_STATUS_INVALID);
  assert_status (gw_mask_from_runs (5, 4, 0, 0, -4, -3, runs, G_N_ELEMENTS (runs), &mask), GW_STATUS_INVALID);
  assert_ok (gw_mask_from_runs (5, 4, 9, 9, 4, 3, runs, G_N_ELEMENTS (runs), &mask));
  g_assert_cmpuint (mask.n_runs, ==, 0);
}

static void
test_set_operations (void)
{
  gw_random random;

  gw_random_init (&random, 11);
  for (int round = 0; round < 300; round++)
    {
      int width = 1 + (int) gw_random_below (&random, SIDE_MAX);
      int height = 1 + (int) gw_random_below (&random, SIDE_MAX);
      guint8 both[SIDE_MAX * SIDE_MAX], either[SIDE_MAX * SIDE_MAX], only[SIDE_MAX * SIDE_MAX];
      g_autofree guint8 *bytes_a = NULL, *bytes_b = NULL;
      GwMask a, b, result;
      guint64 n_both = 0, n_either = 0;

      random_mask (&random, width, height, &a);
      random_mask (&random, width, height, &b);
      bytes_a = mask_bytes (&a);
      bytes_b = mask_bytes (&b);
      for (int i = 0; i < width * height; i++)
        {
          n_both += both[i] = bytes_a[i] & bytes_b[i];
          n_either += either[i] = bytes_a[i] | bytes_b[i];
          only[i] = (guint8) (bytes_a[i] & ~bytes_b[i]);
        }
      assert_ok (gw_mask_union (&a, &b, &result));
      assert_bytes (&result, either);
      gw_mask_clear (&result);
      assert_ok (gw_mask_intersect (&a, &b, &result));
      assert_bytes (&result, both);
      gw_mask_clear (&result);
      assert_ok (gw_mask_subtract (&a, &b, &result));
      assert_bytes (&result, only);
      gw_mask_clear (&result);
      g_assert_cmpuint (gw_mask_shared_area (&a, &b), ==, n_both);
      g_assert_cmpfloat (gw_mask_iou (&a, &b), ==, n_either > 0 ? (double) n_both / (double) n_either : 0.0);
      gw_mask_clear (&a);
      gw_mask_clear (&b);
    }
}

static void
test_images_of_different_size_do_not_mix (void)
{
  GwMask a, b, result = GW_MASK_INIT;

  assert_ok (gw_mask_init_empty (4, 5, &a));
  assert_ok (gw_mask_init_empty (5, 4, &b));
  assert_status (gw_mask_union (&a, &b, &result), GW_STATUS_INVALID);
  g_assert_false (gw_mask_equal (&a, &b));
  g_assert_cmpfloat (gw_mask_iou (&a, &b), ==, 0.0);
  assert_status (gw_mask_init_empty (-1, 4, &a), GW_STATUS_INVALID);
  assert_status (gw_mask_init_empty (65536, 65536, &a), GW_STATUS_TOO_LARGE);
  assert_status (gw_mask_init_empty (G_MAXINT32, 1, &a), GW_STATUS_TOO_LARGE);
}

static void
test_moving_loses_what_leaves (void)
{
  gw_random random;

  gw_random_init (&random, 12);
  for (int round = 0; round < 300; round++)
    {
      int width = 1 + (int) gw_random_below (&random, SIDE_MAX);
      int height = 1 + (int) gw_random_below (&random, SIDE_MAX);
      int dx = (int) gw_random_below (&random, 41) - 20;
      int dy = (int) gw_random_below (&random, 41) - 20;
      guint8 want[SIDE_MAX * SIDE_MAX] = { 0 };
      GwMask mask;

      random_mask (&random, width, height, &mask);
      for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
          want[y * width + x] = x - dx >= 0 && x - dx < width && gw_mask_contains (&mask, x - dx, y - dy);
      assert_ok (gw_mask_translate (&mask, dx, dy));
      assert_bytes (&mask, want);
      assert_ok (gw_mask_translate (&mask, G_MAXINT32, G_MININT32));
      g_assert_cmpuint (gw_mask_area (&mask), ==, 0);
      gw_mask_clear (&mask);
    }
}

static void
test_resize_takes_pixel_under_centre (void)
{
  gw_random random;

  gw_random_init (&random, 13);
  for (int round = 0; round < 200; round++)
    {
      int width = 1 + (int) gw_random_below (&random, SIDE_MAX);
      int height = 1 + (int) gw_random_below (&random, SIDE_MAX);
      int new_width = 1 + (int) gw_random_below (&random, SIDE_MAX);
      int new_height = 1 + (int) gw_random_below (&random, SIDE_MAX);
      guint8 want[SIDE_MAX * SIDE_MAX];
      GwMask mask, resized;

      random_mask (&random, width, height, &mask);
      for (int y = 0; y < new_height; y++)
        for (int x = 0; x < new_width; x++)
          want[y * new_width + x] = gw_mask_contains (&mask, (2 * x + 1) * width / (2 * new_width),
                                                      (2 * y + 1) * height / (2 * new_height));
      assert_ok (gw_mask_resize (&mask, new_width, new_height, &resized));
      assert_bytes (&resized, want);
      gw_mask_clear (&resized);
      gw_mask_clear (&mask);
    }
}

static void
test_stretch_between_rectangles (void)
{
  static const char *const before[] = { "......", ".#....", ".##...", "......", NULL };
  static const char *const after[] = { "..##..", "..##..", "..####", "..####", NULL };
  GwMask mask, want, got;

  mask_from_rows (before, &mask);
  mask_from_rows (after, &want);
  assert_ok (gw_mask_stretch (&mask, 1, 1, 2, 2, 2, 0, 4, 4, &got));
  g_assert_true (gw_mask_equal (&want, &got));
  gw_mask_clear (&got);

  /* Most of it lands outside of the image. */
  assert_ok (gw_mask_stretch (&mask, 1, 1, 2, 2, G_MININT32, G_MININT32, G_MAXINT32, G_MAXINT32, &got));
  g_assert_cmpuint (gw_mask_area (&got), ==, 0);
  gw_mask_clear (&got);
  assert_ok (gw_mask_stretch (&mask, 1, 2, 1, 1, -1000, -1000, G_MAXINT32, G_MAXINT32, &got));
  g_assert_cmpuint (gw_mask_area (&got), ==, 24);
  gw_mask_clear (&got);
  assert_status (gw_mask_stretch (&mask, 1, 1, 0, 2, 2, 0, 4, 4, &got), GW_STATUS_INVALID);
  assert_status (gw_mask_resize (&mask, G_MAXINT32, G_MAXINT32, &got), GW_STATUS_TOO_LARGE);
  gw_mask_clear (&mask);
  gw_mask_clear (&want);
}

static void
test_trace_gives_mask_back (void)
{
  gw_random random;

  gw_random_init (&random, 14);
  for (int round = 0; round < 400; round++)
    {
      int width = 1 + (int) gw_random_below (&random, SIDE_MAX);
      int height = 1 + (int) gw_random_below (&random, SIDE_MAX);
      GwMask mask, back;
      GwPolygon polygon;

      random_mask (&random, width, height, &mask);
      assert_ok (gw_mask_trace (&mask, &polygon));
      assert_ok (gw_raster_polygon (&polygon, width, height, &back));
      g_assert_true (gw_mask_equal (&mask, &back));
      g_assert_cmpfloat (gw_polygon_area (&polygon), ==, (double) gw_mask_area (&mask));
      for (size_t i = 0; i < polygon.n_rings; i++)
        {
          const GwRing *ring = &polygon.rings[i];
          bool crosses = true;

          g_assert_true (gw_ring_is_valid (ring));
          assert_ok (gw_ring_crosses_itself (ring, &crosses));
          g_assert_false (crosses);
          for (size_t k = 0; k < ring->n_points; k++)
            {
              GwPoint a = ring->points[k], b = ring->points[(k + 1) % ring->n_points];

              g_assert_true ((a.x == b.x) != (a.y == b.y));
            }
        }
      gw_polygon_clear (&polygon);
      gw_mask_clear (&mask);
      gw_mask_clear (&back);
    }
}

static void
test_trace_turns_holes_the_other_way (void)
{
  static const char *const rows[] = { ".....", ".###.", ".#.#.", ".###.", "....#", NULL };
  GwMask mask;
  GwPolygon polygon;

  mask_from_rows (rows, &mask);
  assert_ok (gw_mask_trace (&mask, &polygon));
  g_assert_cmpuint (polygon.n_rings, ==, 3);
  g_assert_cmpfloat (gw_ring_signed_area (&polygon.rings[0]), ==, 9.0);
  g_assert_cmpfloat (gw_ring_signed_area (&polygon.rings[1]), ==, -1.0);
  g_assert_cmpfloat (gw_ring_signed_area (&polygon.rings[2]), ==, 1.0);
  g_assert_cmpuint (polygon.rings[0].n_points, ==, 4);
  g_assert_cmpfloat (polygon.rings[0].points[0].x, ==, 1.0);
  g_assert_cmpfloat (polygon.rings[0].points[1].x, ==, 4.0);
  gw_polygon_clear (&polygon);
  gw_mask_clear (&mask);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mask/runs-are-tight-and-row-major", test_runs_are_tight_and_row_major);
  g_test_add_func ("/mask/validate-finds-broken-masks", test_validate_finds_broken_masks);
  g_test_add_func ("/mask/bitmap-outside-is-left-out", test_bitmap_outside_is_left_out);
  g_test_add_func ("/mask/runs-of-a-loose-rectangle", test_runs_of_a_loose_rectangle);
  g_test_add_func ("/mask/set-operations", test_set_operations);
  g_test_add_func ("/mask/images-of-different-size-do-not-mix", test_images_of_different_size_do_not_mix);
  g_test_add_func ("/mask/moving-loses-what-leaves", test_moving_loses_what_leaves);
  g_test_add_func ("/mask/resize-takes-pixel-under-centre", test_resize_takes_pixel_under_centre);
  g_test_add_func ("/mask/stretch-between-rectangles", test_stretch_between_rectangles);
  g_test_add_func ("/mask/trace-gives-mask-back", test_trace_gives_mask_back);
  g_test_add_func ("/mask/trace-turns-holes-the-other-way", test_trace_turns_holes_the_other_way);
  return g_test_run ();
}
