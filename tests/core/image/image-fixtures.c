/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "image-fixtures.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zlib.h>

#include "gw-decode.h"
#include "gw-encode.h"

cairo_surface_t *
fixture_surface (int width, int height, gboolean alpha)
{
  cairo_surface_t *surface = cairo_image_surface_create (alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width,
                                                         height);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 red = 40 + (guint32) (160 * x / width);
        guint32 green = 40 + (guint32) (160 * y / height);
        guint32 blue = x < width / 2 ? (y < height / 2 ? 40 : 80) : (y < height / 2 ? 120 : 160);
        guint32 a = alpha ? 255 - (guint32) (200 * x / width) : 255;
        guint32 pixel = (a << 24) | ((red * a / 255) << 16) | ((green * a / 255) << 8) | (blue * a / 255);

        memcpy (data + (gsize) y * (gsize) stride + (gsize) x * 4, &pixel, sizeof pixel);
      }
  cairo_surface_mark_dirty (surface);

  return surface;
}

cairo_surface_t *
fixture_paint (int width, int height, guint32 (*pixel_at) (guint32 x, guint32 y))
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  guint8 *data = cairo_image_surface_get_data (surface);

  for (int y = 0; y < height; y++)
    {
      for (int x = 0; x < width; x++)
        {
          guint32 pixel = pixel_at ((guint32) x, (guint32) y);

          memcpy (data + y * cairo_image_surface_get_stride (surface) + 4 * x, &pixel, 4);
        }
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

guint32
fixture_busy (guint32 x, guint32 y)
{
  return 0xff000000u | ((x * 37 + y * 11) % 256) << 16 | ((x * x + 3 * y) % 256) << 8 | (x * 5 + y * y * 2) % 256;
}

guint32
fixture_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint32 pixel;

  g_assert_cmpint (x, <, cairo_image_surface_get_width (surface));
  g_assert_cmpint (y, <, cairo_image_surface_get_height (surface));
  memcpy (&pixel, data + (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + (gsize) x * 4, sizeof pixel);
  if (cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24)
    pixel |= 0xff000000;

  return pixel;
}

void
fixture_assert_equal (cairo_surface_t *a, cairo_surface_t *b, int tolerance)
{
  g_assert_cmpint (cairo_image_surface_get_width (a), ==, cairo_image_surface_get_width (b));
  g_assert_cmpint (cairo_image_surface_get_height (a), ==, cairo_image_surface_get_height (b));

  for (int y = 0; y < cairo_image_surface_get_height (a); y++)
    for (int x = 0; x < cairo_image_surface_get_width (a); x++)
      {
        guint32 p = fixture_pixel (a, x, y);
        guint32 q = fixture_pixel (b, x, y);

        for (int shift = 0; shift < 32; shift += 8)
          if (ABS ((int) ((p >> shift) & 0xff) - (int) ((q >> shift) & 0xff)) > tolerance)
            g_error ("pixel %d, %d is %08x and %08x", x, y, p, q);
      }
}

GBytes *
fixture_png (int width, int height, gboolean alpha)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = fixture_surface (width, height, alpha);
  GBytes *bytes = gw_encode_png (surface, NULL, &error);

  g_assert_no_error (error);
  cairo_surface_destroy (surface);

  return bytes;
}

GBytes *
fixture_jpeg (int width, int height)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = fixture_surface (width, height, FALSE);
  GBytes *bytes = gw_encode_jpeg (surface, 95, NULL, &error);

  g_assert_no_error (error);
  cairo_surface_destroy (surface);

  return bytes;
}

GBytes *
fixture_with_orientation (GBytes *jpeg, guint orientation, gboolean little_endian)
{
  static const guint8 little[] = "\xff\xe1\x00\x22"
                                 "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0";
  static const guint8 big[] = "\xff\xe1\x00\x22"
                              "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
  GByteArray *array = g_byte_array_new ();
  const guint8 *data;
  gsize size;

  data = g_bytes_get_data (jpeg, &size);
  g_byte_array_append (array, data, 2);
  g_byte_array_append (array, little_endian ? little : big, 36);
  array->data[2 + (little_endian ? 28 : 29)] = (guint8) orientation;
  g_byte_array_append (array, data + 2, (guint) size - 2);

  return g_byte_array_free_to_bytes (array);
}

static void
append_be32 (GByteArray *array, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (array, (const guint8 *) &big, sizeof big);
}

GByteArray *
fixture_png_begin (guint32 width, guint32 height, guint8 depth, guint8 color, guint8 interlace)
{
  GByteArray *png = g_byte_array_new ();
  guint32 size[2] = { GUINT32_TO_BE (width), GUINT32_TO_BE (height) };
  guint8 header[13] = { 0 };

  memcpy (header, size, sizeof size);
  header[8] = depth;
  header[9] = color;
  header[12] = interlace;
  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  fixture_png_add (png, "IHDR", header, sizeof header);

  return png;
}

void
fixture_png_add (GByteArray *png, const char name[4], const void *data, gsize size)
{
  guint start;

  append_be32 (png, (guint32) size);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) name, 4);
  if (size > 0)
    g_byte_array_append (png, data, (guint) size);
  append_be32 (png, (guint32) crc32 (0, png->data + start, png->len - start));
}

void
fixture_png_add_pixels (GByteArray *png, const guint8 *rows, gsize size)
{
  uLongf packed_size = compressBound (size);
  g_autofree guint8 *packed = g_malloc (packed_size);

  g_assert_cmpint (compress (packed, &packed_size, rows, size), ==, Z_OK);
  fixture_png_add (png, "IDAT", packed, packed_size);
}

GBytes *
fixture_png_end (GByteArray *png)
{
  fixture_png_add (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (png);
}

char *
fixture_write (const char *folder, const char *name, GBytes *bytes)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  gconstpointer data;
  gsize size;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  data = g_bytes_get_data (bytes, &size);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);

  return path;
}

cairo_surface_t *
fixture_decode (GBytes *bytes, int min_side, GError **warning, GError **error)
{
  gconstpointer data;
  gsize size;

  data = g_bytes_get_data (bytes, &size);

  return gw_decode_bytes (data, size, min_side, NULL, NULL, warning, error);
}

cairo_surface_t *
fixture_decode_well (GBytes *bytes, int min_side)
{
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = fixture_decode (bytes, min_side, &warning, &error);

  g_assert_no_error (error);
  g_assert_no_error (warning);

  return surface;
}
