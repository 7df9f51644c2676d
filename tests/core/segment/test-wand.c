/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-wand.h"

#include <glib.h>
#include <math.h>

#include "segment-pictures.h"

static int
difference_of (guint32 a, guint32 b)
{
  int most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    most = MAX (most, ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
  return most;
}

/* The plain way: each pixel by itself, and a queue of pixels. */
static void
slow_region (const GwPixels *pixels, int x, int y, guint32 colour, const GwWandOptions *options, GwMask *mask)
{
  const int width = pixels->width, height = pixels->height;
  g_autofree guint8 *similar = g_malloc0 (width * height);
  g_autofree guint8 *inside = g_malloc0 (width * height);
  g_autofree int *queue = g_new (int, width *height);
  int n = 0;

  for (int i = 0; i < height; i++)
    for (int j = 0; j < width; j++)
      similar[i * width + j] = difference_of (pixels->pixels[i * pixels->stride + j], colour) <= options->tolerance;
  similar[y * width + x] = 1;

  queue[n++] = y * width + x;
  inside[y * width + x] = 1;
  for (int head = 0; head < n; head++)
    for (int dy = -1; dy <= 1; dy++)
      for (int dx = -1; dx <= 1; dx++)
        {
          const int column = queue[head] % width + dx, row = queue[head] / width + dy;

          if ((dx != 0 && dy != 0 && !options->eight) || column < 0 || row < 0 || column >= width || row >= height
              || !similar[row * width + column] || inside[row * width + column])
            continue;
          inside[row * width + column] = 1;
          queue[n++] = row * width + column;
        }

  g_assert_cmpint (
      gw_mask_from_bitmap (width, height, 0, 0, width, height, options->contiguous ? inside : similar, width, mask), ==,
      GW_STATUS_OK);
}

static void
assert_like_slow (const GwPixels *pixels, int x, int y, const GwWandOptions *options)
{
  g_auto (GwMask) mask = GW_MASK_INIT;
  g_auto (GwMask) slow = GW_MASK_INIT;
  g_auto (GwMask) again = GW_MASK_INIT;
  GwRun one = { .n_threads = 1 };
  GwWand *wand = gw_wand_new (pixels, x, y, options->sample, NULL, &one);

  g_assert_cmpint (gw_wand (pixels, x, y, options, &mask, NULL), ==, GW_STATUS_OK);
  g_assert_cmpint (gw_mask_validate (&mask), ==, GW_STATUS_OK);
  g_assert_true (gw_mask_contains (&mask, x, y));
  slow_region (pixels, x, y, pixels->pixels[y * pixels->stride + x], options, &slow);
  g_assert_true (gw_mask_equal (&mask, &slow));
  g_assert_nonnull (wand);
  g_assert_cmpint (gw_wand_region (wand, options, &again, &one), ==, GW_STATUS_OK);
  g_assert_true (gw_mask_equal (&mask, &again));
  gw_wand_free (wand);
}

/* Blotches and noise, of every kind of region, from every corner and within. */
static void
test_slow_twin (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 40 }, { 40, 1 }, { 2, 2 }, { 7, 5 }, { 33, 29 }, { 130, 70 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint seed = 0; seed < 3; seed++)
      for (guint kind = 0; kind < 4; kind++)
        {
          const int width = sizes[i][0], height = sizes[i][1];
          g_autofree guint32 *dots = picture_noise (width, height, width + 3, seed * 60, seed);
          const GwPixels pixels = { dots, width, height, width + 3 };
          const int places[][2] = {
            { 0, 0 }, { width - 1, 0 }, { 0, height - 1 }, { width - 1, height - 1 }, { width / 2, height / 2 }
          };

          for (guint place = 0; place < G_N_ELEMENTS (places); place++)
            for (double tolerance = 0; tolerance <= 255; tolerance += 51)
              assert_like_slow (&pixels, places[place][0], places[place][1],
                                &(GwWandOptions) { tolerance, 1, kind & 1, kind >> 1 });
        }
}

/* The whole picture is one run; a board of black and white hangs together over corners only. */
static void
test_flat_and_board (void)
{
  g_autofree guint32 *dots = picture_flat (64, 48, 64, 0x336699);
  const GwPixels pixels = { dots, 64, 48, 64 };
  g_auto (GwMask) mask = GW_MASK_INIT;
  GwWandOptions options = { 0, 3, TRUE, FALSE };

  g_assert_cmpint (gw_wand (&pixels, 63, 47, &options, &mask, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 64 * 48);
  gw_mask_clear (&mask);

  options.sample = 1;
  for (int i = 0; i < 48; i++)
    for (int j = 0; j < 64; j++)
      dots[i * 64 + j] = (i + j) % 2 ? 0xffffff : 0;
  g_assert_cmpint (gw_wand (&pixels, 5, 6, &options, &mask, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 1);
  gw_mask_clear (&mask);
  options.eight = TRUE;
  g_assert_cmpint (gw_wand (&pixels, 5, 6, &options, &mask, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 64 * 48 / 2);
}

/* The colour of the seed is the mean of a square that is cut at the border. */
static void
test_sample (void)
{
  static const guint32 dots[9] = { 0x000000, 0x0a0000, 0x640000, 0x140000, 0x1e0000,
                                   0x640000, 0x640000, 0x640000, 0x640000 };
  const GwPixels pixels = { dots, 3, 3, 3 };
  g_auto (GwMask) mask = GW_MASK_INIT;
  GwWandOptions options = { 15, 3, FALSE, FALSE };

  /* Around the corner lie 0, 10, 20 and 30: 15 in the mean. */
  g_assert_cmpint (gw_wand (&pixels, 0, 0, &options, &mask, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 4);
  gw_mask_clear (&mask);

  /* The seed itself always belongs to it, and a part of a step is none. */
  options.tolerance = 14.99;
  g_assert_cmpint (gw_wand (&pixels, 0, 0, &options, &mask, NULL), ==, GW_STATUS_OK);
  g_assert_cmpuint (gw_mask_area (&mask), ==, 3);
  g_assert_true (gw_mask_contains (&mask, 0, 0));
  g_assert_false (gw_mask_contains (&mask, 1, 1));
}

static void
test_grows_with_tolerance (void)
{
  g_autofree guint32 *dots = picture_noise (90, 60, 90, 40, 5);
  const GwPixels pixels = { dots, 90, 60, 90 };
  GwWand *wand = gw_wand_new (&pixels, 30, 30, 3, NULL, NULL);
  g_auto (GwMask) smaller = GW_MASK_INIT;

  for (int tolerance = 0; tolerance < 256; tolerance++)
    {
      GwWandOptions options = { tolerance, 1, TRUE, FALSE };
      GwMask mask = GW_MASK_INIT;

      g_assert_cmpint (gw_wand_region (wand, &options, &mask, NULL), ==, GW_STATUS_OK);
      g_assert_cmpuint (gw_mask_shared_area (&smaller, &mask), ==, gw_mask_area (&smaller));
      gw_mask_clear (&smaller);
      smaller = mask;
    }
  g_assert_cmpuint (gw_mask_area (&smaller), ==, 90 * 60);
  gw_wand_free (wand);
}

static void
test_refuses (void)
{
  g_autofree guint32 *dots = picture_flat (4, 4, 4, 0);
  GwPixels pixels = { dots, 4, 4, 4 };
  const GwWandOptions wrong[] = { { -1, 1, TRUE, FALSE },
                                  { 256, 1, TRUE, FALSE },
                                  { NAN, 1, TRUE, FALSE },
                                  { 1, 0, TRUE, FALSE },
                                  { 1, 2, TRUE, FALSE },
                                  { 1, -1, TRUE, FALSE },
                                  { 1, GW_WAND_MAX_SAMPLE + 2, TRUE, FALSE } };
  const int outside[][2] = { { -1, 0 }, { 0, -1 }, { 4, 0 }, { 0, 4 }, { G_MAXINT32, G_MININT32 } };
  GwWandOptions options = GW_WAND_OPTIONS_INIT;
  GwMask mask = GW_MASK_INIT;
  gw_status status;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (gw_wand (&pixels, 0, 0, &wrong[i], &mask, NULL), ==, GW_STATUS_INVALID);
  for (guint i = 0; i < G_N_ELEMENTS (outside); i++)
    g_assert_cmpint (gw_wand (&pixels, outside[i][0], outside[i][1], &options, &mask, NULL), ==, GW_STATUS_INVALID);
  pixels.width = 0;
  g_assert_cmpint (gw_wand (&pixels, 0, 0, &options, &mask, NULL), ==, GW_STATUS_EMPTY);
  pixels = (GwPixels) { NULL, 4, 4, 4 };
  g_assert_null (gw_wand_new (&pixels, 0, 0, 1, &status, NULL));
  g_assert_cmpint (status, ==, GW_STATUS_INVALID);
  g_assert_null (mask.runs);
}

static void
test_cancel (void)
{
  g_autofree guint32 *dots = picture_noise (64, 900, 64, 20, 1);
  const GwPixels pixels = { dots, 64, 900, 64 };
  GwWand *wand = gw_wand_new (&pixels, 5, 5, 1, NULL, NULL);
  GwWandOptions options = GW_WAND_OPTIONS_INIT;
  GwMask mask = GW_MASK_INIT;

  for (guint n = 0; n < 2; n++)
    {
      Stopper stopper = { .n_left = n * 3 };
      GwRun run = { stopper_step, &stopper, 1 };

      options.contiguous = n == 0;
      g_assert_cmpint (gw_wand (&pixels, 5, 5, &options, &mask, &run), ==, GW_STATUS_CANCELLED);
      stopper = (Stopper) { .n_left = n * 3 };
      g_assert_cmpint (gw_wand_region (wand, &options, &mask, &run), ==, GW_STATUS_CANCELLED);
      g_assert_null (mask.runs);
    }
  gw_wand_free (wand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/wand/slow-twin", test_slow_twin);
  g_test_add_func ("/wand/flat-and-board", test_flat_and_board);
  g_test_add_func ("/wand/sample", test_sample);
  g_test_add_func ("/wand/grows-with-tolerance", test_grows_with_tolerance);
  g_test_add_func ("/wand/refuses", test_refuses);
  g_test_add_func ("/wand/cancel", test_cancel);

  return g_test_run ();
}
