/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image-measure.h"

#include <math.h>

#include "image-fixtures.h"

static guint32
soft (guint32 x, guint32 y)
{
  return 0xff000000u | (x * 2 + 20) << 16 | (y * 3 + 40) << 8 | (x + y);
}

static guint32
grey (guint32 x, guint32 y)
{
  return 0xff7b7b7b;
}

static guint32
black (guint32 x, guint32 y)
{
  return 0xff000000;
}

/* Half transparent red, premultiplied. */
static guint32
glass (guint32 x, guint32 y)
{
  return 0x80800000;
}

/* Each pixel of the busy picture four times. */
static guint32
doubled (guint32 x, guint32 y)
{
  return fixture_busy (x / 2, y / 2);
}

static guint32
steps (guint32 x, guint32 y)
{
  return x < 20 ? 0xff303030 : 0xffd0d0d0;
}

/* The same edge, out of focus. */
static guint32
ramp (guint32 x, guint32 y)
{
  guint32 shade = 0x30 + (x < 10 ? 0 : x < 30 ? 8 * (x - 10) : 0xa0);

  return 0xff000000u | shade << 16 | shade << 8 | shade;
}

static GwImageMeasure
measure (int width, int height, guint32 (*pixel_at) (guint32 x, guint32 y))
{
  cairo_surface_t *surface = fixture_paint (width, height, pixel_at);
  GwImageMeasure result;

  g_assert_true (gw_image_measure (surface, &result));
  cairo_surface_destroy (surface);
  return result;
}

static void
assert_near (double got, double want, double tolerance)
{
  if (!(fabs (got - want) <= tolerance * MAX (fabs (want), 1)))
    g_error ("%.12g is not %.12g", got, want);
}

/* By numpy 1.24 from the same pixels, 97 by 61. */
static const GwImageMeasure busy_by_numpy = {
  126.597093122,
  48.8579275865,
  17995.8842681,
  0.666498261628,
  { 0.499937f,  0.493903f,  0.500744f,  0.28982f,   0.284923f,  0.288778f,  0.425828f,  0.508954f,
    0.456732f,  0.49532f,   0.474619f,  0.514139f,  0.514183f,  0.497631f,  0.511786f,  0.497124f,
    0.504837f,  0.499639f,  0.534079f,  0.508374f,  0.475817f,  0.519647f,  0.194619f,  0.0431814f,
    0.0120102f, 0.0175128f, 0.165995f,  0.0426674f, 0.0177135f, 0.0124513f, 0.191155f,  0.0425864f,
    0.0123719f, 0.017271f,  0.157702f,  0.0368579f, 0.021948f,  0.0139586f, 0.0634867f, 0.0604493f,
    0.0570825f, 0.0630394f, 0.0633688f, 0.0622215f, 0.0620055f, 0.0650714f, 0.127242f,  0.666498f }
};
static const GwImageMeasure soft_by_numpy = {
  119.886428934,
  38.5675128469,
  1.84214962379,
  0.536335350304,
  { 0.454902f, 0.509804f, 0.305882f, 0.219608f, 0.207139f, 0.129709f,  0.199096f,   0.266111f, 0.333159f,  0.401527f,
    0.30939f,  0.376427f, 0.443442f, 0.511822f, 0.419684f, 0.486732f,  0.553736f,   0.622128f, 0.53366f,   0.600694f,
    0.667708f, 0.736098f, 0,         0.121208f, 0.135611f, 0,          0,           0.118235f, 0.133382f,  0,
    0,         0.117379f, 0.130932f, 0,         0,         0.114716f,  0.128538f,   0,         0.0564409f, 0.043572f,
    0.161701f, 0,         0,         0,         0,         0.0581217f, 0.00779062f, 0.536335f }
};

static void
check (guint32 (*pixel_at) (guint32 x, guint32 y), const GwImageMeasure *want)
{
  GwImageMeasure got = measure (97, 61, pixel_at);

  assert_near (got.brightness, want->brightness, 1e-10);
  assert_near (got.contrast, want->contrast, 1e-10);
  assert_near (got.sharpness, want->sharpness, 1e-9);
  assert_near (got.saturation, want->saturation, 1e-10);
  for (int i = 0; i < GW_IMAGE_N_FEATURES; i++)
    assert_near (got.features[i], want->features[i], 1e-6);
}

static void
test_as_numpy (void)
{
  check (fixture_busy, &busy_by_numpy);
  check (soft, &soft_by_numpy);
}

/* OpenCV 4.6 rounds luminance and saturation in its own way: mean and standard
 * deviation of the grey picture, variance of cv2.Laplacian (64F), mean of S of HSV.
 */
static void
test_as_opencv (void)
{
  static const double busy[] = { 126.597600135, 48.8571482721, 17994.8790281, 0.666506278022 };
  static const double softs[] = { 119.886935947, 38.5669424755, 1.84130468666, 0.536375415470 };
  GwImageMeasure got = measure (97, 61, fixture_busy);

  assert_near (got.brightness, busy[0], 1e-4);
  assert_near (got.contrast, busy[1], 1e-4);
  assert_near (got.sharpness, busy[2], 1e-4);
  assert_near (got.saturation, busy[3], 1e-4);
  got = measure (97, 61, soft);
  assert_near (got.brightness, softs[0], 1e-4);
  assert_near (got.contrast, softs[1], 1e-4);
  assert_near (got.sharpness, softs[2], 1e-3);
  assert_near (got.saturation, softs[3], 1e-4);
}

static void
test_flat_has_nothing (void)
{
  GwImageMeasure got = measure (50, 3, grey);

  g_assert_cmpfloat (got.brightness, ==, 0x7b);
  g_assert_cmpfloat (got.contrast, ==, 0);
  g_assert_cmpfloat (got.sharpness, ==, 0);
  g_assert_cmpfloat (got.saturation, ==, 0);
  for (int i = 22; i < GW_IMAGE_N_FEATURES; i++)
    g_assert_cmpfloat (got.features[i], ==, 0);
  got = measure (4, 4, black);
  g_assert_cmpfloat (got.brightness, ==, 0);
  g_assert_cmpfloat (got.saturation, ==, 0);
}

static void
test_blur_is_low (void)
{
  GwImageMeasure sharp = measure (40, 40, steps);
  GwImageMeasure blurred = measure (40, 40, ramp);

  g_assert_cmpfloat (blurred.sharpness, <, sharp.sharpness / 100);
  /* All that changes, changes across, in each quarter the same. */
  for (int i = 22; i < 38; i++)
    assert_near (sharp.features[i], (i - 22) % 4 == 0 ? 0.25 : 0, 1e-6);
}

static void
test_large_ones_are_shrunk (void)
{
  GwImageMeasure small = measure (512, 100, fixture_busy);
  GwImageMeasure large = measure (1024, 200, doubled);

  assert_near (large.brightness, small.brightness, 1e-12);
  assert_near (large.contrast, small.contrast, 1e-12);
  assert_near (large.sharpness, small.sharpness, 1e-12);
  assert_near (large.saturation, small.saturation, 1e-12);
  for (int i = 0; i < GW_IMAGE_N_FEATURES; i++)
    assert_near (large.features[i], small.features[i], 1e-6);
}

static void
test_small_ones (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 1, 7 }, { 7, 1 }, { 2, 2 }, { 3, 2 }, { 513, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GwImageMeasure got = measure (sizes[i][0], sizes[i][1], fixture_busy);

      g_assert_true (isfinite (got.sharpness) && got.sharpness >= 0);
      for (int k = 0; k < GW_IMAGE_N_FEATURES; k++)
        g_assert_true (got.features[k] >= 0 && got.features[k] <= 1);
    }
}

static void
test_transparency_does_not_darken (void)
{
  GwImageMeasure got = measure (4, 4, glass);

  g_assert_cmpfloat (got.brightness, ==, 76);
  g_assert_cmpfloat (got.saturation, ==, 1);
}

static void
test_no_pixels (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 0, 5);
  GwImageMeasure got;

  g_assert_false (gw_image_measure (surface, &got));
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-measure/as-numpy", test_as_numpy);
  g_test_add_func ("/image-measure/as-opencv", test_as_opencv);
  g_test_add_func ("/image-measure/flat-has-nothing", test_flat_has_nothing);
  g_test_add_func ("/image-measure/blur-is-low", test_blur_is_low);
  g_test_add_func ("/image-measure/large-ones-are-shrunk", test_large_ones_are_shrunk);
  g_test_add_func ("/image-measure/small-ones", test_small_ones);
  g_test_add_func ("/image-measure/transparency-does-not-darken", test_transparency_does_not_darken);
  g_test_add_func ("/image-measure/no-pixels", test_no_pixels);
  return g_test_run ();
}
