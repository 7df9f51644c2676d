/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-decode.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include "gw-encode.h"
#include "gw-error.h"
#include "image-fixtures.h"

/* Where the stored pixel (x, y) is shown, by the definition of the tag: the
 * side on which row 0 and column 0 lie.
 */
static void
place (int orientation, int width, int height, int x, int y, int *shown_x, int *shown_y)
{
  gboolean row_right = orientation == 6 || orientation == 7;
  gboolean row_bottom = orientation == 3 || orientation == 4;
  gboolean column_right = orientation == 2 || orientation == 3;
  gboolean column_bottom = orientation == 7 || orientation == 8;

  if (orientation <= 4)
    {
      *shown_x = column_right ? width - 1 - x : x;
      *shown_y = row_bottom ? height - 1 - y : y;
    }
  else
    {
      *shown_x = row_right ? height - 1 - y : y;
      *shown_y = column_bottom ? width - 1 - x : x;
    }
}

static cairo_surface_t *
turn (cairo_surface_t *stored, int orientation)
{
  int w = cairo_image_surface_get_width (stored);
  int h = cairo_image_surface_get_height (stored);
  cairo_surface_t *shown = cairo_image_surface_create (cairo_image_surface_get_format (stored),
                                                       orientation >= 5 ? h : w, orientation >= 5 ? w : h);
  guint8 *data = cairo_image_surface_get_data (shown);

  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      {
        guint32 pixel = fixture_pixel (stored, x, y);
        int to_x;
        int to_y;

        place (orientation, w, h, x, y, &to_x, &to_y);
        memcpy (data + (gsize) to_y * (gsize) cairo_image_surface_get_stride (shown) + (gsize) to_x * 4, &pixel, 4);
      }
  cairo_surface_mark_dirty (shown);

  return shown;
}

static void
test_orientations (void)
{
  /* Sizes that are no multiple of the rows turned together. */
  g_autoptr (GBytes) jpeg = fixture_jpeg (53, 37);
  cairo_surface_t *stored = fixture_decode_well (jpeg, 0);

  for (int o = 1; o <= 8; o++)
    {
      g_autoptr (GBytes) bytes = fixture_with_orientation (jpeg, (guint) o, o % 2 == 0);
      cairo_surface_t *shown = fixture_decode_well (bytes, 0);
      cairo_surface_t *expected = turn (stored, o);

      fixture_assert_equal (shown, expected, 0);
      cairo_surface_destroy (expected);
      cairo_surface_destroy (shown);
    }
  cairo_surface_destroy (stored);
}

/* The same by the eXIf chunk of PNG, upright and interlaced ways of reading,
 * full and reduced.
 */
static void
test_png_orientations (void)
{
  static const guint8 exif[] = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
  const int w = 21;
  const int h = 35;
  g_autofree guint8 *rows = g_malloc ((gsize) (h * (1 + 3 * w)));

  for (int y = 0; y < h; y++)
    {
      guint8 *row = rows + y * (1 + 3 * w);

      row[0] = 0;
      for (int x = 0; x < w; x++)
        {
          row[1 + 3 * x] = (guint8) (10 * x);
          row[2 + 3 * x] = (guint8) (7 * y);
          row[3 + 3 * x] = 99;
        }
    }

  for (int reduced = 0; reduced < 2; reduced++)
    {
      cairo_surface_t *stored = NULL;

      for (int o = 1; o <= 8; o++)
        {
          GByteArray *png = fixture_png_begin ((guint32) w, (guint32) h, 8, 2, 0);
          g_autoptr (GBytes) bytes = NULL;
          cairo_surface_t *shown;
          cairo_surface_t *expected;
          guint8 block[26];

          memcpy (block, exif, sizeof block);
          block[19] = (guint8) o;
          fixture_png_add (png, "eXIf", block, sizeof block);
          fixture_png_add_pixels (png, rows, (gsize) (h * (1 + 3 * w)));
          bytes = fixture_png_end (png);
          shown = fixture_decode_well (bytes, reduced != 0 ? 10 : 0);
          if (o == 1)
            stored = cairo_surface_reference (shown);
          expected = turn (stored, o);
          fixture_assert_equal (shown, expected, 0);
          cairo_surface_destroy (expected);
          cairo_surface_destroy (shown);
        }
      cairo_surface_destroy (stored);
    }
}

static void
test_png_round_trip (void)
{
  for (int alpha = 0; alpha < 2; alpha++)
    {
      cairo_surface_t *surface = fixture_surface (61, 43, alpha != 0);
      g_autoptr (GBytes) bytes = gw_encode_png (surface, NULL, NULL);
      cairo_surface_t *again = fixture_decode_well (bytes, 0);

      g_assert_cmpint (cairo_image_surface_get_format (again), ==,
                       alpha != 0 ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24);
      fixture_assert_equal (surface, again, alpha != 0 ? 1 : 0);
      cairo_surface_destroy (again);
      cairo_surface_destroy (surface);
    }
}

static void
test_jpeg_round_trip (void)
{
  cairo_surface_t *surface = fixture_surface (160, 120, FALSE);
  g_autoptr (GBytes) bytes = gw_encode_jpeg (surface, 98, NULL, NULL);
  cairo_surface_t *again = fixture_decode_well (bytes, 0);

  g_assert_cmpint (cairo_image_surface_get_format (again), ==, CAIRO_FORMAT_RGB24);
  fixture_assert_equal (surface, again, 24);
  cairo_surface_destroy (again);
  cairo_surface_destroy (surface);
}

static void
test_sixteen_bits_keep_the_high_byte (void)
{
  static const guint8 rows[] = { 0, 0x12, 0xff, 0x80, 0x00, 0xff, 0x01 };
  GByteArray *png = fixture_png_begin (3, 1, 16, 0, 0);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;

  fixture_png_add_pixels (png, rows, sizeof rows);
  bytes = fixture_png_end (png);
  surface = fixture_decode_well (bytes, 0);
  g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0xff121212);
  g_assert_cmphex (fixture_pixel (surface, 1, 0), ==, 0xff808080);
  g_assert_cmphex (fixture_pixel (surface, 2, 0), ==, 0xffffffff);
  cairo_surface_destroy (surface);
}

static void
test_palette_with_transparency (void)
{
  static const guint8 colors[] = { 255, 0, 0, 0, 255, 0, 0, 0, 255, 200, 100, 50 };
  static const guint8 alphas[] = { 255, 0, 128 };
  static const guint8 rows[] = { 0, 0x1b }; /* indices 0 1 2 3 in two bits each */
  GByteArray *png = fixture_png_begin (4, 1, 2, 3, 0);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;

  fixture_png_add (png, "PLTE", colors, sizeof colors);
  fixture_png_add (png, "tRNS", alphas, sizeof alphas);
  fixture_png_add_pixels (png, rows, sizeof rows);
  bytes = fixture_png_end (png);
  surface = fixture_decode_well (bytes, 0);
  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_ARGB32);
  g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0xffff0000);
  g_assert_cmphex (fixture_pixel (surface, 1, 0), ==, 0x00000000);
  g_assert_cmphex (fixture_pixel (surface, 2, 0), ==, 0x80000080);
  g_assert_cmphex (fixture_pixel (surface, 3, 0), ==, 0xffc86432);
  cairo_surface_destroy (surface);
}

/* Gamma is not applied, as by other tools that label by pixel values. */
static void
test_gamma_is_ignored (void)
{
  static const guint8 gamma[] = { 0, 0, 0x27, 0x10 };
  static const guint8 rows[] = { 0, 0x40 };
  GByteArray *png = fixture_png_begin (1, 1, 8, 0, 0);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;

  fixture_png_add (png, "gAMA", gamma, sizeof gamma);
  fixture_png_add_pixels (png, rows, sizeof rows);
  bytes = fixture_png_end (png);
  surface = fixture_decode_well (bytes, 0);
  g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0xff404040);
  cairo_surface_destroy (surface);
}

/* Four inks, stored inverted as everybody does: 255 is no ink. */
static GBytes *
make_cmyk (const guint8 inks[4], J_COLOR_SPACE stored)
{
  struct jpeg_compress_struct jpeg = { 0 };
  struct jpeg_error_mgr manager;
  unsigned char *data = NULL;
  unsigned long size = 0;
  guint8 row[16 * 4];
  JSAMPROW rows = row;

  for (guint i = 0; i < sizeof row; i++)
    row[i] = inks[i % 4];
  jpeg.err = jpeg_std_error (&manager);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &data, &size);
  jpeg.image_width = 16;
  jpeg.image_height = 16;
  jpeg.input_components = 4;
  jpeg.in_color_space = JCS_CMYK;
  jpeg_set_defaults (&jpeg);
  jpeg_set_colorspace (&jpeg, stored);
  jpeg_set_quality (&jpeg, 100, TRUE);
  jpeg_start_compress (&jpeg, TRUE);
  while (jpeg.next_scanline < 16)
    jpeg_write_scanlines (&jpeg, &rows, 1);
  jpeg_finish_compress (&jpeg);
  jpeg_destroy_compress (&jpeg);

  return g_bytes_new_with_free_func (data, size, free, data);
}

static void
test_cmyk (void)
{
  static const guint8 red[4] = { 255, 0, 0, 255 };
  static const guint8 dark[4] = { 200, 100, 50, 128 };
  static const J_COLOR_SPACE spaces[] = { JCS_CMYK, JCS_YCCK };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) red_bytes = make_cmyk (red, spaces[i]);
      g_autoptr (GBytes) dark_bytes = make_cmyk (dark, spaces[i]);
      cairo_surface_t *red_surface = fixture_decode_well (red_bytes, 0);
      cairo_surface_t *dark_surface = fixture_decode_well (dark_bytes, 0);
      cairo_surface_t *wanted = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 16, 16);
      cairo_t *cr = cairo_create (wanted);

      cairo_set_source_rgb (cr, 1, 0, 0);
      cairo_paint (cr);
      cairo_surface_flush (wanted);
      fixture_assert_equal (red_surface, wanted, 3);
      cairo_set_source_rgb (cr, 100 / 255.0, 50 / 255.0, 25 / 255.0);
      cairo_paint (cr);
      cairo_surface_flush (wanted);
      fixture_assert_equal (dark_surface, wanted, 3);
      cairo_destroy (cr);
      cairo_surface_destroy (wanted);
      cairo_surface_destroy (dark_surface);
      cairo_surface_destroy (red_surface);
    }
}

static void
test_reduced_jpeg (void)
{
  static const struct
  {
    int min_side;
    int width;
    int height;
  } cases[] = {
    { 0, 403, 251 },  { 403, 403, 251 }, { 202, 202, 126 }, { 203, 403, 251 },
    { 101, 101, 63 }, { 51, 51, 32 },    { 1, 51, 32 },
  };
  g_autoptr (GBytes) bytes = fixture_jpeg (403, 251);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cairo_surface_t *surface = fixture_decode_well (bytes, cases[i].min_side);

      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, cases[i].width);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, cases[i].height);
      cairo_surface_destroy (surface);
    }
}

static void
test_reduced_png_is_averaged (void)
{
  /* 3 x 3: the last blocks are smaller. */
  static const guint8 rows[] = { 0, 10, 20, 200, 0, 30, 40, 100, 0, 50, 70, 90 };
  GByteArray *png = fixture_png_begin (3, 3, 8, 0, 0);
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;

  fixture_png_add_pixels (png, rows, sizeof rows);
  bytes = fixture_png_end (png);
  surface = fixture_decode_well (bytes, 2);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 2);
  g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0xff191919); /* 25 */
  g_assert_cmphex (fixture_pixel (surface, 1, 0), ==, 0xff969696); /* 150 */
  g_assert_cmphex (fixture_pixel (surface, 0, 1), ==, 0xff3c3c3c); /* 60 */
  g_assert_cmphex (fixture_pixel (surface, 1, 1), ==, 0xff5a5a5a); /* 90 */
  cairo_surface_destroy (surface);
}

/* A side longer than a surface can have: halved as often as it takes. */
static void
test_very_long_picture (void)
{
  const gsize width = 40001;
  g_autofree guint8 *row = g_malloc0 (1 + width);
  GByteArray *png = fixture_png_begin ((guint32) width, 1, 8, 0, 0);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface;
  GwImageInfo info;
  gconstpointer data;
  gsize size;

  memset (row + 1, 77, width);
  fixture_png_add_pixels (png, row, 1 + width);
  bytes = fixture_png_end (png);
  data = g_bytes_get_data (bytes, &size);
  surface = gw_decode_bytes (data, size, 0, &info, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.width, ==, 40001);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 20001);
  g_assert_cmphex (fixture_pixel (surface, 20000, 0), ==, 0xff4d4d4d);
  cairo_surface_destroy (surface);
}

static void
test_plain_formats (void)
{
  static const char ppm[] = "P6\n2 2\n255\n\xff\0\0\0\xff\0\0\0\xff\x10\x20\x30";
  static const char bmp[] = "BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\2\0\0\0\2\0\0\0\1\0\x18\0\0\0\0\0\x10\0\0\0"
                            "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xff\0\0\x30\x20\x10\0\0\0\0\xff\0\xff\0\0\0";
  g_autoptr (GBytes) ppm_bytes = g_bytes_new_static (ppm, sizeof ppm - 1);
  g_autoptr (GBytes) bmp_bytes = g_bytes_new_static (bmp, sizeof bmp - 1);
  GBytes *files[2] = { ppm_bytes, bmp_bytes };

  for (guint i = 0; i < 2; i++)
    {
      cairo_surface_t *surface = fixture_decode_well (files[i], 0);

      g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_RGB24);
      g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0xffff0000);
      g_assert_cmphex (fixture_pixel (surface, 1, 0), ==, 0xff00ff00);
      g_assert_cmphex (fixture_pixel (surface, 0, 1), ==, 0xff0000ff);
      g_assert_cmphex (fixture_pixel (surface, 1, 1), ==, 0xff102030);
      cairo_surface_destroy (surface);
    }
}

static void
test_bmp_offset (void)
{
  static const char bmp[] = "BM\x46\0\0\0\0\0\0\0\xf0\xff\xff\xff\x28\0\0\0\2\0\0\0\2\0\0\0\1\0\x18\0\0\0\0\0"
                            "\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (bmp, sizeof bmp - 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_decode (bytes, 0, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_TRUNCATED);
}

/* An uncompressed TIFF file of 2 x 1 pixels, red and green, in each
 * orientation; ALPHA adds a fourth sample.
 */
static GBytes *
make_tiff (guint16 orientation, gboolean alpha)
{
  GByteArray *tiff = g_byte_array_new ();
  guint16 samples = alpha ? 4 : 3;
  const struct
  {
    guint16 tag;
    guint16 type;
    guint32 count;
    guint32 value;
  } entries[] = {
    { 256, 3, 1, 2 },           { 257, 3, 1, 1 },
    { 258, 3, samples, 146 },   { 259, 3, 1, 1 },
    { 262, 3, 1, 2 },           { 273, 4, 1, 154 },
    { 274, 3, 1, orientation }, { 277, 3, 1, samples },
    { 278, 3, 1, 1 },           { 279, 4, 1, 2u * samples },
    { 338, 3, 1, 2 },
  };
  guint16 n = alpha ? 11 : 10;
  static const guint16 bits[] = { 8, 8, 8, 8 };
  static const guint8 opaque[] = { 255, 0, 0, 0, 255, 0 };
  static const guint8 half[] = { 255, 0, 0, 128, 0, 255, 0, 255 };
  static const guint8 zeros[154] = { 0 };

  g_byte_array_append (tiff, (const guint8 *) "II*\0\x08\0\0\0", 8);
  g_byte_array_append (tiff, (const guint8 *) &n, 2);
  for (guint i = 0; i < n; i++)
    {
      g_byte_array_append (tiff, (const guint8 *) &entries[i].tag, 2);
      g_byte_array_append (tiff, (const guint8 *) &entries[i].type, 2);
      g_byte_array_append (tiff, (const guint8 *) &entries[i].count, 4);
      g_byte_array_append (tiff, (const guint8 *) &entries[i].value, 4);
    }
  g_byte_array_append (tiff, zeros, 146 - tiff->len);
  g_byte_array_append (tiff, (const guint8 *) bits, 8);
  g_byte_array_append (tiff, alpha ? half : opaque, alpha ? sizeof half : sizeof opaque);

  return g_byte_array_free_to_bytes (tiff);
}

static void
test_tiff_orientations (void)
{
  for (int o = 1; o <= 8; o++)
    {
      g_autoptr (GBytes) bytes = make_tiff ((guint16) o, FALSE);
      cairo_surface_t *surface = fixture_decode_well (bytes, 0);

      for (int x = 0; x < 2; x++)
        {
          int to_x;
          int to_y;

          place (o, 2, 1, x, 0, &to_x, &to_y);
          g_assert_cmphex (fixture_pixel (surface, to_x, to_y), ==, x == 0 ? 0xffff0000 : 0xff00ff00);
        }
      cairo_surface_destroy (surface);
    }
}

/* libtiff multiplies by alpha: once is enough. */
static void
test_tiff_alpha (void)
{
  g_autoptr (GBytes) bytes = make_tiff (1, TRUE);
  cairo_surface_t *surface = fixture_decode_well (bytes, 0);

  g_assert_cmpint (cairo_image_surface_get_format (surface), ==, CAIRO_FORMAT_ARGB32);
  g_assert_cmphex (fixture_pixel (surface, 0, 0), ==, 0x80800000);
  g_assert_cmphex (fixture_pixel (surface, 1, 0), ==, 0xff00ff00);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decode/all-orientations", test_orientations);
  g_test_add_func ("/decode/png-all-orientations", test_png_orientations);
  g_test_add_func ("/decode/png-round-trip", test_png_round_trip);
  g_test_add_func ("/decode/jpeg-round-trip", test_jpeg_round_trip);
  g_test_add_func ("/decode/sixteen-bits-keep-the-high-byte", test_sixteen_bits_keep_the_high_byte);
  g_test_add_func ("/decode/palette-with-transparency", test_palette_with_transparency);
  g_test_add_func ("/decode/gamma-is-ignored", test_gamma_is_ignored);
  g_test_add_func ("/decode/four-inks", test_cmyk);
  g_test_add_func ("/decode/reduced-jpeg", test_reduced_jpeg);
  g_test_add_func ("/decode/reduced-png-is-averaged", test_reduced_png_is_averaged);
  g_test_add_func ("/decode/very-long-picture", test_very_long_picture);
  g_test_add_func ("/decode/plain-formats", test_plain_formats);
  g_test_add_func ("/decode/bmp-offset-behind-the-end", test_bmp_offset);
  g_test_add_func ("/decode/tiff-all-orientations", test_tiff_orientations);
  g_test_add_func ("/decode/tiff-alpha-is-applied-once", test_tiff_alpha);

  return g_test_run ();
}
