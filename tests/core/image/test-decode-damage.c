/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures that are cut, flipped or lie about themselves. */

#include "gw-decode.h"

#include "gw-error.h"
#include "image-fixtures.h"

/* However short: no crash, no leak, and either an error or a picture of
 * full size with a warning (which is missing only when nothing is).
 */
static void
assert_every_cut (GBytes *bytes, int width, gsize step)
{
  for (gsize n = 0; n < g_bytes_get_size (bytes); n += step)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, n);
      g_autoptr (GError) warning = NULL;
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface = fixture_decode (part, 0, &warning, &error);

      g_assert_true ((surface == NULL) == (error != NULL));
      if (surface == NULL)
        continue;
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, width);
      if (warning == NULL)
        g_assert_cmpuint (n, >=, g_bytes_get_size (bytes) - 32);
      cairo_surface_destroy (surface);
    }
}

static void
test_every_cut_png (void)
{
  g_autoptr (GBytes) bytes = fixture_png (64, 64, TRUE);

  assert_every_cut (bytes, 64, 7);
}

static void
test_every_cut_jpeg (void)
{
  g_autoptr (GBytes) bytes = fixture_jpeg (64, 64);

  assert_every_cut (bytes, 64, 3);
}

static void
test_every_cut_interlaced (void)
{
  const int side = 40;
  g_autofree guint8 *pixels = g_malloc0 (8192);
  GByteArray *png = fixture_png_begin ((guint32) side, (guint32) side, 8, 0, 1);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  gsize n = 0;

  /* The seven passes: starts and steps of PNG's interlacing. */
  for (int pass = 0; pass < 7; pass++)
    {
      static const int x0[] = { 0, 4, 0, 2, 0, 1, 0 }, dx[] = { 8, 8, 4, 4, 2, 2, 1 };
      static const int y0[] = { 0, 0, 4, 0, 2, 0, 1 }, dy[] = { 8, 8, 8, 4, 4, 2, 2 };

      for (int y = y0[pass]; y < side; y += dy[pass])
        {
          pixels[n++] = 0;
          for (int x = x0[pass]; x < side; x += dx[pass])
            pixels[n++] = (guint8) (x * 5 + y * y % 31);
        }
    }
  fixture_png_add_pixels (png, pixels, n);
  bytes = fixture_png_end (png);
  surface = fixture_decode_well (bytes, 0);
  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      g_assert_cmphex (fixture_pixel (surface, x, y) & 0xff, ==, (guint) (x * 5 + y * y % 31));
  cairo_surface_destroy (surface);

  assert_every_cut (bytes, side, 1);
}

/* One flipped bit anywhere: no crash. */
static void
assert_every_flip (GBytes *bytes, gsize step)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i += step)
    {
      g_autofree guint8 *copy = g_memdup2 (data, size);
      g_autoptr (GError) warning = NULL;
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface;

      copy[i] ^= (guint8) (1 << (i % 8));
      surface = gw_decode_bytes (copy, size, 0, NULL, NULL, &warning, &error);
      g_assert_true ((surface == NULL) == (error != NULL));
      g_clear_pointer (&surface, cairo_surface_destroy);
    }
}

static void
test_every_flip (void)
{
  g_autoptr (GBytes) png = fixture_png (40, 30, FALSE);
  g_autoptr (GBytes) jpeg = fixture_jpeg (40, 30);

  assert_every_flip (png, 5);
  assert_every_flip (jpeg, 1);
}

static void
test_wrong_checksum_is_a_warning (void)
{
  g_autoptr (GBytes) png = fixture_png (20, 10, FALSE);
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);
  g_autofree guint8 *copy = g_memdup2 (data, size);
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  cairo_surface_t *expected = fixture_surface (20, 10, FALSE);

  /* The last byte of IDAT's checksum: 12 bytes of IEND follow. */
  copy[size - 13] ^= 1;
  surface = gw_decode_bytes (copy, size, 0, NULL, NULL, &warning, &error);
  g_assert_no_error (error);
  g_assert_error (warning, GW_ERROR, GW_ERROR_INVALID);
  fixture_assert_equal (surface, expected, 0);
  cairo_surface_destroy (expected);
  cairo_surface_destroy (surface);
}

static void
test_hostile_claims (void)
{
  static const guint8 rows[] = { 0, 0 };
  static const guint32 sizes[][2] = { { 60000, 60000 }, { 32767, 32767 }, { 65535, 16384 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GByteArray *png = fixture_png_begin (sizes[i][0], sizes[i][1], 8, 2, 0);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      fixture_png_add_pixels (png, rows, sizeof rows);
      bytes = fixture_png_end (png);
      g_assert_null (fixture_decode (bytes, 0, NULL, &error));
      g_assert_error (error, GW_ERROR, (i == 0 ? (int) GW_ERROR_LIMIT : (int) GW_ERROR_INVALID));
    }
}

/* A text of 64 MiB in 64 KiB, which nobody needs: it is not unpacked, so the
 * picture beside it is shown.
 */
static void
test_text_bomb_is_passed_over (void)
{
  static const guint8 rows[] = { 0, 0x33 };
  GByteArray *png = fixture_png_begin (1, 1, 8, 0, 0);
  GByteArray *packed = fixture_png_begin (1, 1, 8, 0, 0);
  g_autofree guint8 *zeros = g_malloc0 (64 * 1024 * 1024);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  guint start = packed->len + 8;

  fixture_png_add_pixels (packed, zeros, 64 * 1024 * 1024);
  g_byte_array_append (text, (const guint8 *) "key\0\0", 5);
  g_byte_array_append (text, packed->data + start, packed->len - start - 4);
  g_byte_array_unref (packed);
  fixture_png_add (png, "zTXt", text->data, text->len);
  fixture_png_add_pixels (png, rows, sizeof rows);
  bytes = fixture_png_end (png);
  surface = fixture_decode_well (bytes, 0);
  g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0xff333333);
  cairo_surface_destroy (surface);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) png = fixture_png (64, 64, FALSE);
  g_autoptr (GBytes) jpeg = fixture_jpeg (64, 64);
  GBytes *files[2] = { png, jpeg };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      gconstpointer data;
      gsize size;

      data = g_bytes_get_data (files[i], &size);
      g_assert_null (gw_decode_bytes (data, size, 0, NULL, cancellable, NULL, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Two frames of 3 x 2 pixels: the first red with a blue last pixel. */
static const guint8 webp_animation[] =
    "RIFF\x8c\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x02\0\0\x01\0\0"
    "ANIM\x06\0\0\0\0\0\0\0\0\0"
    "ANMF\x30\0\0\0\0\0\0\0\0\0\x02\0\0\x01\0\0\0\0\0\x02VP8L\x17\0\0\0"
    "\x2f\x02\x40\0\0\x0f\x10\xf3\xbf\xff\xf3\x1f\x0e\x14\xa4\x6d\xc0\xa2\xfd\x45\xf4\x3f\x6e\0"
    "ANMF\x28\0\0\0\0\0\0\0\0\0\x02\0\0\x01\0\0\0\0\0\0VP8L\x0f\0\0\0"
    "\x2f\x02\x40\0\0\x07\xd0\xff\x88\xfe\x07\x22\xa2\xff\x01";

static void
test_webp_animation (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (webp_animation, sizeof webp_animation);
  cairo_surface_t *surface = fixture_decode_well (bytes, 0);

  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 3);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 2);
  g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0xffff0000);
  g_assert_cmphex (fixture_pixel (surface, 2, 1), ==, 0xff0000ff);
  cairo_surface_destroy (surface);
}

/* The loader for WebP follows a NULL pointer when an animation is damaged:
 * none may reach that part of it.
 */
static void
test_damaged_webp_animation (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (webp_animation, sizeof webp_animation);
  g_autofree guint8 *moved = g_memdup2 (webp_animation, sizeof webp_animation);
  g_autoptr (GError) error = NULL;

  for (gsize n = 0; n < sizeof webp_animation; n++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (bytes, 0, n);
      g_autoptr (GError) warning = NULL;
      g_autoptr (GError) cut = NULL;
      cairo_surface_t *surface = fixture_decode (part, 0, &warning, &cut);

      g_assert_true ((surface == NULL) == (cut != NULL));
      g_clear_pointer (&surface, cairo_surface_destroy);
    }
  assert_every_flip (bytes, 1);

  moved[52] = 1; /* the place of the first frame */
  g_assert_null (gw_decode_bytes (moved, sizeof webp_animation, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode/every-cut-of-png", test_every_cut_png);
  g_test_add_func ("/decode/every-cut-of-jpeg", test_every_cut_jpeg);
  g_test_add_func ("/decode/every-cut-of-interlaced-png", test_every_cut_interlaced);
  g_test_add_func ("/decode/every-flipped-bit", test_every_flip);
  g_test_add_func ("/decode/wrong-checksum-is-a-warning", test_wrong_checksum_is_a_warning);
  g_test_add_func ("/decode/hostile-claims-are-refused", test_hostile_claims);
  g_test_add_func ("/decode/text-bomb-is-passed-over", test_text_bomb_is_passed_over);
  g_test_add_func ("/decode/cancelled", test_cancelled);
  g_test_add_func ("/decode/first-frame-of-webp-animation", test_webp_animation);
  g_test_add_func ("/decode/damaged-webp-animation", test_damaged_webp_animation);

  return g_test_run ();
}
