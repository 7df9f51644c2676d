/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-paint.h"

#include <math.h>

#include "test-geometry.h"

/* So near to the brush's edge the slow twin does not say. */
#define DOUBT 1e-4

#define INSIDE 1
#define OUTSIDE 0
#define UNSURE 2

static int
judge (double distance, double radius)
{
  return distance < radius - DOUBT ? INSIDE : distance > radius + DOUBT ? OUTSIDE : UNSURE;
}

/* Whether a disc or a square of this radius covers the point somewhere on its
 * way: by the distance to a-b, that of the largest coordinate for a square, which
 * is convex along the way and so is found by thirds.
 */
static int
twin_covers (GwPoint a, GwPoint b, double radius, GwBrushShape shape, GwPoint at)
{
  double low = 0.0, high = 1.0;
  double distance[2];

  for (int step = 0; step < 80; step++)
    {
      for (int i = 0; i < 2; i++)
        {
          double t = low + (high - low) * (i + 1) / 3.0;
          double dx = fabs (a.x + t * (b.x - a.x) - at.x), dy = fabs (a.y + t * (b.y - a.y) - at.y);

          distance[i] = shape == GW_BRUSH_ROUND ? hypot (dx, dy) : MAX (dx, dy);
        }
      if (distance[0] < distance[1])
        high = low + (high - low) * 2.0 / 3.0;
      else
        low += (high - low) / 3.0;
    }
  return judge (distance[0], radius);
}

static guint8 *
paint_bytes (const GwPaint *paint, int width, int height)
{
  guint8 *bytes = g_malloc ((gsize) MAX (width * height, 1));

  gw_paint_read (paint, 0, 0, width, height, bytes, (gsize) width);
  return bytes;
}

/* What is read, and what the mask made of it has, agree. */
static void
assert_painted (const GwPaint *paint, int width, int height, const guint8 *want)
{
  g_autofree guint8 *read = paint_bytes (paint, width, height);
  g_autofree guint8 *bytes = NULL;
  GwMask mask;

  assert_ok (gw_paint_to_mask (paint, &mask));
  assert_ok (gw_mask_validate (&mask));
  g_assert_cmpint (mask.image_width, ==, width);
  bytes = mask_bytes (&mask);
  g_assert_cmpmem (read, (gsize) (width * height), want, (gsize) (width * height));
  g_assert_cmpmem (bytes, (gsize) (width * height), want, (gsize) (width * height));
  gw_mask_clear (&mask);
}

static void
assert_dirty (const guint8 *before, const guint8 *after, int width, int height, const GwBox *dirty)
{
  int left = width, top = height, right = 0, bottom = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (before[y * width + x] != after[y * width + x])
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
          top = MIN (top, y);
          bottom = MAX (bottom, y + 1);
        }
  if (right == 0)
    {
      g_assert_cmpfloat (dirty->width, ==, 0.0);
      return;
    }
  g_assert_cmpfloat (dirty->x, ==, left);
  g_assert_cmpfloat (dirty->y, ==, top);
  g_assert_cmpfloat (dirty->width, ==, right - left);
  g_assert_cmpfloat (dirty->height, ==, bottom - top);
}

/* A piece of a stroke as the twin has it; what it is unsure of is taken as it came. */
static void
twin_stroke (GwPoint a, GwPoint b, double size, GwBrushShape shape, gboolean set, const guint8 *guard, int width,
             int height, const guint8 *came, guint8 *bytes)
{
  gboolean covered = FALSE;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        int covers = twin_covers (a, b, size / 2.0, shape, (GwPoint) { x + 0.5, y + 0.5 });

        covered = covered || covers != OUTSIDE;
        if (guard[y * width + x] || covers == OUTSIDE)
          continue;
        bytes[y * width + x] = covers == INSIDE ? (guint8) set : came[y * width + x];
      }
  if (!covered && b.x >= 0 && b.y >= 0 && b.x < width && b.y < height && !guard[(int) b.y * width + (int) b.x])
    bytes[(int) b.y * width + (int) b.x] = (guint8) set;
}

/* Pieces of all kinds over a random mask, with and without a guard: what they
 * cover is what dabs along the way cover.
 */
static void
test_strokes_equal_their_dabs (void)
{
  gw_random random;

  gw_random_init (&random, 21);
  for (int round = 0; round < 60; round++)
    {
      /* Some rounds over several tiles. */
      int width = 1 + (int) gw_random_below (&random, round % 4 == 0 ? 300 : 40);
      int height = 1 + (int) gw_random_below (&random, round % 4 == 1 ? 300 : 40);
      g_autofree guint8 *bytes = random_bitmap (&random, width, height, round % 3 == 0 ? 0 : 120);
      g_autofree guint8 *guarded = random_bitmap (&random, width, height, round % 2 == 0 ? 0 : 100);
      GwMask start, guard;
      GwPaint *paint;

      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (gsize) width, &start));
      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, guarded, (gsize) width, &guard));
      paint = gw_paint_new (width, height, &start);
      gw_mask_clear (&start);
      assert_ok (gw_paint_set_guard (paint, round % 2 == 0 ? NULL : &guard));
      for (int piece = 0; piece < 8; piece++)
        {
          double size = piece % 3 == 0 ? random_between (&random, 0.1, 2.0) : random_between (&random, 1.0, 40.0);
          GwPoint a = { random_between (&random, -20.0, width + 20.0), random_between (&random, -20.0, height + 20.0) };
          GwPoint b = { random_between (&random, -20.0, width + 20.0), random_between (&random, -20.0, height + 20.0) };
          GwBrushShape shape = gw_random_below (&random, 2) == 0 ? GW_BRUSH_ROUND : GW_BRUSH_SQUARE;
          gboolean set = gw_random_below (&random, 3) > 0;
          g_autofree guint8 *before = g_memdup2 (bytes, (gsize) width * (gsize) height);
          g_autofree guint8 *came = NULL;
          GwBox dirty;

          if (piece % 4 == 0)
            b = a;
          else if (piece % 4 == 1)
            b.y = a.y;
          else if (piece % 4 == 2 && piece > 4)
            b.x = a.x;
          assert_ok (gw_paint_stroke (paint, a, b, size, shape, set, &dirty));
          came = paint_bytes (paint, width, height);
          twin_stroke (a, b, size, shape, set, guarded, width, height, came, bytes);
          assert_painted (paint, width, height, bytes);
          assert_dirty (before, bytes, width, height, &dirty);
        }
      gw_paint_free (paint);
      gw_mask_clear (&guard);
    }
}

static void
assert_dab (double x, double y, double size, GwBrushShape shape, const char *const *rows)
{
  int width = (int) strlen (rows[0]);
  GwPaint *paint;
  GwMask want, got;

  mask_from_rows (rows, &want);
  paint = gw_paint_new (width, want.image_height, NULL);
  assert_ok (gw_paint_stroke (paint, (GwPoint) { x, y }, (GwPoint) { x, y }, size, shape, true, NULL));
  assert_ok (gw_paint_to_mask (paint, &got));
  g_assert_true (gw_mask_equal (&want, &got));
  gw_paint_free (paint);
  gw_mask_clear (&want);
  gw_mask_clear (&got);
}

/* Edges that pass exactly through centres count for what is right or below. */
static void
test_edges_on_centres (void)
{
  static const char *const one[] = { "....", "....", "..#.", "....", NULL };
  static const char *const two[] = { "....", ".##.", ".##.", "....", NULL };
  static const char *const three[] = { "....", ".###", ".###", ".###", NULL };
  static const char *const plus[] = { "....", "..#.", ".###", "..#.", NULL };

  for (int shape = GW_BRUSH_ROUND; shape <= GW_BRUSH_SQUARE; shape++)
    {
      assert_dab (2.5, 2.5, 1.0, (GwBrushShape) shape, one);
      assert_dab (2.0, 2.0, 1.0, (GwBrushShape) shape, one);
      assert_dab (2.0, 2.0, 2.0, (GwBrushShape) shape, two);
      assert_dab (2.3, 2.9, 0.01, (GwBrushShape) shape, one);
    }
  assert_dab (2.5, 2.5, 3.0, GW_BRUSH_SQUARE, three);
  assert_dab (2.5, 2.5, 2.2, GW_BRUSH_ROUND, plus);
}

/* A thin line has a pixel in each column or row that it passes, wherever it is. */
static void
test_thin_lines_hang_together (void)
{
  gw_random random;

  gw_random_init (&random, 22);
  for (int round = 0; round < 200; round++)
    {
      GwPoint a = { random_between (&random, 2.0, 60.0), random_between (&random, 2.0, 60.0) };
      GwPoint b = { random_between (&random, 2.0, 60.0), random_between (&random, 2.0, 60.0) };
      gboolean wide = fabs (b.x - a.x) > fabs (b.y - a.y);
      int first = (int) ceil (wide ? MIN (a.x, b.x) : MIN (a.y, b.y));
      int last = (int) floor (wide ? MAX (a.x, b.x) : MAX (a.y, b.y));
      GwPaint *paint = gw_paint_new (64, 64, NULL);
      g_autofree guint8 *bytes = NULL;

      assert_ok (gw_paint_stroke (paint, a, b, 1.0, GW_BRUSH_ROUND, true, NULL));
      bytes = paint_bytes (paint, 64, 64);
      for (int i = first; i < last; i++)
        {
          int n = 0;

          for (int k = 0; k < 64; k++)
            n += bytes[wide ? k * 64 + i : i * 64 + k];
          g_assert_cmpint (n, >=, 1);
        }
      gw_paint_free (paint);
    }
}

/* What was set and cleared again by the same piece is as before, and pieces may be
 * given twice.
 */
static void
test_erasing_takes_back (void)
{
  GwPaint *paint = gw_paint_new (500, 300, NULL);
  const GwPoint a = { 60.0, 40.0 }, b = { 420.0, 260.0 };
  GwBox dirty;
  GwMask mask;

  assert_ok (gw_paint_stroke (paint, a, b, 31.0, GW_BRUSH_ROUND, true, &dirty));
  g_assert_cmpfloat (dirty.width, >, 380.0);
  g_assert_true (gw_paint_contains (paint, 240, 150));
  g_assert_false (gw_paint_contains (paint, 240, -1));
  assert_ok (gw_paint_stroke (paint, a, b, 31.0, GW_BRUSH_ROUND, true, &dirty));
  g_assert_cmpfloat (dirty.width, ==, 0.0);
  assert_ok (gw_paint_stroke (paint, b, a, 31.0, GW_BRUSH_ROUND, false, &dirty));
  g_assert_cmpfloat (dirty.height, >, 240.0);
  assert_ok (gw_paint_to_mask (paint, &mask));
  g_assert_cmpuint (gw_mask_area (&mask), ==, 0);
  gw_paint_free (paint);
}

static void
test_regions (void)
{
  gw_random random;

  gw_random_init (&random, 23);
  for (int round = 0; round < 60; round++)
    {
      int width = 1 + (int) gw_random_below (&random, 200), height = 1 + (int) gw_random_below (&random, 200);
      g_autofree guint8 *bytes = random_bitmap (&random, width, height, 100);
      g_autofree guint8 *before = g_memdup2 (bytes, (gsize) width * (gsize) height);
      g_autofree guint8 *part = random_bitmap (&random, width, height, 60);
      g_autofree guint8 *guarded = random_bitmap (&random, width, height, 60);
      gboolean set = round % 2 == 0;
      GwMask start, region, guard;
      GwPaint *paint;
      GwBox dirty;

      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (gsize) width, &start));
      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, part, (gsize) width, &region));
      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, guarded, (gsize) width, &guard));
      paint = gw_paint_new (width, height, &start);
      assert_ok (gw_paint_set_guard (paint, &guard));
      assert_ok (gw_paint_add (paint, &region, set, &dirty));
      for (int i = 0; i < width * height; i++)
        if (part[i] && !guarded[i])
          bytes[i] = (guint8) set;
      assert_painted (paint, width, height, bytes);
      assert_dirty (before, bytes, width, height, &dirty);
      gw_paint_free (paint);
      gw_mask_clear (&start);
      gw_mask_clear (&region);
      gw_mask_clear (&guard);
    }
}

static void
test_reads_any_rectangle (void)
{
  gw_random random;

  gw_random_init (&random, 24);
  for (int round = 0; round < 100; round++)
    {
      int width = 1 + (int) gw_random_below (&random, 300), height = 1 + (int) gw_random_below (&random, 40);
      g_autofree guint8 *bytes = random_bitmap (&random, width, height, 100);
      g_autofree guint8 *whole = NULL;
      int x = (int) gw_random_below (&random, 400) - 100, y = (int) gw_random_below (&random, 80) - 20;
      guint8 rows[40 * 60];
      GwMask start;
      GwPaint *paint;

      assert_ok (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (gsize) width, &start));
      paint = gw_paint_new (width, height, &start);
      assert_ok (gw_paint_stroke (paint, (GwPoint) { 140.0, 20.0 }, (GwPoint) { 160.0, 20.0 }, 9.0, GW_BRUSH_SQUARE,
                                  true, NULL));
      whole = paint_bytes (paint, width, height);
      memset (rows, 7, sizeof rows);
      gw_paint_read (paint, x, y, 59, 40, rows, 60);
      for (int i = 0; i < 40; i++)
        {
          for (int k = 0; k < 59; k++)
            {
              gboolean inside = x + k >= 0 && x + k < width && y + i >= 0 && y + i < height;

              g_assert_cmpint (rows[i * 60 + k], ==, inside ? whole[(y + i) * width + x + k] : 0);
              g_assert_cmpint (gw_paint_contains (paint, x + k, y + i), ==, rows[i * 60 + k]);
            }
          g_assert_cmpint (rows[i * 60 + 59], ==, 7);
        }
      gw_paint_free (paint);
      gw_mask_clear (&start);
    }
}

static void
test_refuses_what_is_hostile (void)
{
  const GwPoint middle = { 5.0, 5.0 };
  GwPaint *paint = gw_paint_new (10, 10, NULL), *tall;
  guint8 bytes[4] = { 7, 7, 7, 7 };
  GwMask other, mask;
  GwBox dirty;

  assert_ok (gw_mask_init_empty (10, 11, &other));
  g_assert_null (gw_paint_new (10, 10, &other));
  g_assert_null (gw_paint_new (-1, 10, NULL));
  g_assert_null (gw_paint_new (G_MAXINT32, G_MAXINT32, NULL));
  assert_status (gw_paint_set_guard (paint, &other), GW_STATUS_INVALID);
  assert_status (gw_paint_add (paint, &other, true, &dirty), GW_STATUS_INVALID);
  assert_status (gw_paint_stroke (paint, middle, middle, 0.0, GW_BRUSH_ROUND, true, &dirty), GW_STATUS_INVALID);
  assert_status (gw_paint_stroke (paint, middle, middle, NAN, GW_BRUSH_ROUND, true, &dirty), GW_STATUS_INVALID);
  assert_status (gw_paint_stroke (paint, middle, middle, 1e6, GW_BRUSH_ROUND, true, &dirty), GW_STATUS_INVALID);
  assert_status (gw_paint_stroke (paint, middle, middle, 3.0, (GwBrushShape) 2, true, &dirty), GW_STATUS_INVALID);
  assert_status (gw_paint_stroke (paint, middle, (GwPoint) { NAN, 0 }, 3.0, GW_BRUSH_ROUND, true, &dirty),
                 GW_STATUS_INVALID);
  assert_status (gw_paint_stroke (paint, (GwPoint) { 0, 1e16 }, middle, 3.0, GW_BRUSH_ROUND, true, &dirty),
                 GW_STATUS_INVALID);
  assert_ok (gw_paint_stroke (paint, (GwPoint) { -1e15, -1e15 }, (GwPoint) { 1e15, -1e15 }, 3.0, GW_BRUSH_ROUND, true,
                              &dirty));
  g_assert_cmpfloat (dirty.width, ==, 0.0);
  assert_ok (gw_paint_stroke (paint, (GwPoint) { -1e15, 5.0 }, (GwPoint) { 1e15, 5.0 }, GW_PAINT_MAX_SIZE,
                              GW_BRUSH_SQUARE, true, &dirty));
  g_assert_cmpfloat (dirty.width * dirty.height, ==, 100.0);
  gw_paint_read (paint, G_MAXINT32, G_MININT32, 2, 2, bytes, 2);
  g_assert_cmpint (bytes[3], ==, 0);
  gw_paint_read (paint, 0, 0, -1, 2, bytes, 2);
  gw_paint_free (paint);

  /* Sides of none, and one of the longest. */
  paint = gw_paint_new (0, 0, NULL);
  assert_ok (gw_paint_stroke (paint, middle, middle, 3.0, GW_BRUSH_ROUND, true, &dirty));
  assert_ok (gw_paint_to_mask (paint, &mask));
  g_assert_cmpuint (mask.n_runs, ==, 0);
  gw_paint_free (paint);
  tall = gw_paint_new (200, GW_MASK_MAX_SIDE, NULL);
  assert_ok (gw_paint_stroke (tall, (GwPoint) { 5.0, GW_MASK_MAX_SIDE }, (GwPoint) { 5.0, GW_MASK_MAX_SIDE + 9.0 }, 3.0,
                              GW_BRUSH_ROUND, true, &dirty));
  g_assert_cmpfloat (dirty.height, ==, 1.0);
  gw_paint_free (tall);
  gw_paint_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paint/strokes-equal-their-dabs", test_strokes_equal_their_dabs);
  g_test_add_func ("/paint/edges-on-centres", test_edges_on_centres);
  g_test_add_func ("/paint/thin-lines-hang-together", test_thin_lines_hang_together);
  g_test_add_func ("/paint/erasing-takes-back", test_erasing_takes_back);
  g_test_add_func ("/paint/regions", test_regions);
  g_test_add_func ("/paint/reads-any-rectangle", test_reads_any_rectangle);
  g_test_add_func ("/paint/refuses-what-is-hostile", test_refuses_what_is_hostile);
  return g_test_run ();
}
