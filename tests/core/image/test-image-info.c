/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-image-info.h"

#include <string.h>

#include "gw-error.h"
#include "gw-test-data.h"
#include "image-fixtures.h"

static void
probe (GBytes *bytes, GwImageInfo *info, GError **error)
{
  gconstpointer data;
  gsize size;

  data = g_bytes_get_data (bytes, &size);
  gw_image_info_read_bytes (data, size, info, error);
}

static void
test_format_is_told_by_content (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    GwImageFormat format;
  } cases[] = {
    { "\x89PNG\r\n\x1a\n", 8, GW_IMAGE_FORMAT_PNG },
    { "\xff\xd8\xff\xe0", 4, GW_IMAGE_FORMAT_JPEG },
    { "RIFF\0\0\0\0WEBPVP8 ", 16, GW_IMAGE_FORMAT_WEBP },
    { "RIFF\0\0\0\0WAVEfmt ", 16, GW_IMAGE_FORMAT_UNKNOWN },
    { "II*\0\x08\0\0\0", 8, GW_IMAGE_FORMAT_TIFF },
    { "MM\0*\0\0\0\x08", 8, GW_IMAGE_FORMAT_TIFF },
    { "GIF89a\1\0\1\0", 10, GW_IMAGE_FORMAT_GIF },
    { "BM____\0\0\0\0\x36\0\0\0\x28\0\0\0", 18, GW_IMAGE_FORMAT_BMP },
    { "BM is not enough for a BMP file", 31, GW_IMAGE_FORMAT_UNKNOWN },
    { "P6\n# x\n1 1", 11, GW_IMAGE_FORMAT_PNM },
    { "P7\nWIDTH 1", 10, GW_IMAGE_FORMAT_UNKNOWN },
    { "<svg xmlns=", 11, GW_IMAGE_FORMAT_UNKNOWN },
    { "", 0, GW_IMAGE_FORMAT_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (gw_image_format_from_bytes ((const guint8 *) cases[i].bytes, cases[i].size), ==, cases[i].format);
}

static void
test_names (void)
{
  static const char *const pictures[] = { "a.png", "b.JPG", "c.jpeg", "d.WebP", "e.tif", "f.tiff",
                                          "g.bmp", "h.gif", "i.pnm",  "j.ppm",  "k.pgm", "l.x.png" };
  static const char *const others[] = { "png", ".png", "a.txt", "a.png.txt", "a.", "", "a.svg" };

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_assert_true (gw_image_name_is_picture (pictures[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (gw_image_name_is_picture (others[i]));
}

static void
test_png_and_jpeg (void)
{
  g_autoptr (GBytes) png = fixture_png (30, 20, TRUE);
  g_autoptr (GBytes) jpeg = fixture_jpeg (31, 21);
  g_autoptr (GError) error = NULL;
  GwImageInfo info;

  probe (png, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.format, ==, GW_IMAGE_FORMAT_PNG);
  g_assert_cmpint (info.width, ==, 30);
  g_assert_cmpint (info.height, ==, 20);
  g_assert_cmpint (info.bit_depth, ==, 8);
  g_assert_cmpint (info.channels, ==, 4);
  g_assert_true (info.has_alpha);
  g_assert_cmpuint (info.file_size, ==, g_bytes_get_size (png));

  probe (jpeg, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.format, ==, GW_IMAGE_FORMAT_JPEG);
  g_assert_cmpint (info.width, ==, 31);
  g_assert_cmpint (info.height, ==, 21);
  g_assert_cmpint (info.channels, ==, 3);
  g_assert_false (info.has_alpha);
}

static void
test_orientation (void)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (32, 16);

  for (guint o = 0; o <= 9; o++)
    for (int little = 0; little < 2; little++)
      {
        g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, o, little != 0);
        g_autoptr (GError) error = NULL;
        GwImageInfo info;

        probe (turned, &info, &error);
        g_assert_no_error (error);
        g_assert_cmpint (info.orientation, ==, o >= 1 && o <= 8 ? (int) o : 1);
        g_assert_cmpint (info.raw_width, ==, 32);
        g_assert_cmpint (info.width, ==, o >= 5 && o <= 8 ? 16 : 32);
        g_assert_cmpint (info.height, ==, o >= 5 && o <= 8 ? 32 : 16);
      }
}

/* Every proper beginning of a file is refused with a sentence or probed
 * rightly; none crashes.
 */
static void
test_every_beginning (void)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (32, 16);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 6, TRUE);
  g_autoptr (GBytes) png = fixture_png (30, 20, FALSE);
  GBytes *files[2] = { png, turned };

  for (guint i = 0; i < 2; i++)
    for (gsize n = 0; n < MIN (g_bytes_get_size (files[i]), 700); n++)
      {
        g_autoptr (GBytes) part = g_bytes_new_from_bytes (files[i], 0, n);
        g_autoptr (GError) error = NULL;
        GwImageInfo info = { 0 };

        probe (part, &info, &error);
        if (error != NULL)
          g_assert_true (g_str_has_suffix (error->message, ".") || g_str_has_suffix (error->message, ")."));
        else
          g_assert_cmpint (info.raw_width, ==, i == 0 ? 30 : 32);
      }
}

static void
test_limits (void)
{
  static const struct
  {
    guint32 width;
    guint32 height;
    GwErrorCode code;
  } cases[] = {
    { 60000, 60000, GW_ERROR_LIMIT },           { 65536, 1, GW_ERROR_LIMIT }, { 1, 65536, GW_ERROR_LIMIT },
    { 0x80000000, 1, GW_ERROR_INVALID },        { 0, 5, GW_ERROR_INVALID },   { 5, 0, GW_ERROR_INVALID },
    { 0x7fffffff, 0x7fffffff, GW_ERROR_LIMIT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = fixture_png_end (fixture_png_begin (cases[i].width, cases[i].height, 8, 2, 0));
      g_autoptr (GError) error = NULL;
      GwImageInfo info;

      probe (bytes, &info, &error);
      g_assert_error (error, GW_ERROR, (int) cases[i].code);
    }
}

static void
test_largest_side_is_allowed (void)
{
  g_autoptr (GBytes) bytes = fixture_png_end (fixture_png_begin (65535, 16384, 8, 0, 0));
  g_autoptr (GError) error = NULL;
  GwImageInfo info;

  probe (bytes, &info, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info.width, ==, 65535);
}

static void
test_too_many_chunks (void)
{
  GByteArray *png = fixture_png_begin (4, 4, 8, 2, 0);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  GwImageInfo info;

  for (int i = 0; i < 200; i++)
    fixture_png_add (png, "tEXt", "key\0value", 9);
  bytes = fixture_png_end (png);
  probe (bytes, &info, &error);
  g_assert_error (error, GW_ERROR, GW_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "png-chunks"));
}

static void
test_other_headers (void)
{
  static const struct
  {
    const char *bytes;
    gsize size;
    int width;
    int height;
    int bit_depth;
    int channels;
    gboolean has_alpha;
  } cases[] = {
    { "GIF89a\x2c\x01\x0a\0\0\0\0!\xf9\x04\x01\0\0\0\0,", 22, 300, 10, 8, 4, TRUE },
    { "GIF87a\x2c\x01\x0a\0\0\0\0,\0\0\0", 17, 300, 10, 8, 3, FALSE },
    { "P5\n# a comment 9 9\n 12\t34\n255\n", 30, 12, 34, 8, 1, FALSE },
    { "P4 7 9\n", 7, 7, 9, 1, 1, FALSE },
    { "P6 7 9 65535\n", 13, 7, 9, 16, 3, FALSE },
    { "BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x10\0\0\0\xf8\xff\xff\xff\1\0\x18\0\0\0\0\0", 34, 16, 8, 8, 3, FALSE },
    { "RIFF\0\0\0\0WEBPVP8L\x0a\0\0\0\x2f\x1f\xc0\x03\x10\0\0\0\0\0", 30, 32, 16, 8, 4, TRUE },
    { "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\xff\0\0\x7f\0\0", 30, 256, 128, 8, 4, TRUE },
    { "RIFF\0\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\x40\0\x20\0", 30, 64, 32, 8, 3, FALSE },
    { "II*\0\x08\0\0\0\x03\0\0\1\3\0\1\0\0\0\x40\0\0\0\1\1\4\0\1\0\0\0\x20\0\0\0\x12\1\3\0\1\0\0\0\6\0\0\0", 46, 32, 64,
      1, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      GwImageInfo info;

      gw_image_info_read_bytes ((const guint8 *) cases[i].bytes, cases[i].size, &info, &error);
      g_assert_no_error (error);
      g_assert_cmpint (info.width, ==, cases[i].width);
      g_assert_cmpint (info.height, ==, cases[i].height);
      g_assert_cmpint (info.bit_depth, ==, cases[i].bit_depth);
      g_assert_cmpint (info.channels, ==, cases[i].channels);
      g_assert_cmpint (info.has_alpha, ==, cases[i].has_alpha);
    }
}

/* Room for the colors that a file says it has would be taken, whatever it holds. */
static void
test_bmp_colors (void)
{
  static const guint32 numbers[] = { 0, 16, 65536, 65537, 0x80000000, 0xfa0a0afa };
  guint8 bytes[60] = "BM\x3c\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x08\0\0\0\x05\0\0\0\1\0\4";

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;
      GwImageInfo info;

      for (guint k = 0; k < 4; k++)
        bytes[46 + k] = (guint8) (numbers[i] >> 8 * k);
      g_assert_cmpint (gw_image_info_read_bytes (bytes, sizeof bytes, &info, &error), ==, i < 3);
      g_assert_true (i < 3 || error != NULL);
    }
}

static void
test_file_and_its_errors (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GBytes) png = fixture_png (30, 20, FALSE);
  g_autofree char *path = fixture_write (folder, "picture.jpg", png);
  g_autofree char *missing = g_build_filename (folder, "missing.png", NULL);
  g_autoptr (GError) error = NULL;
  GwImageInfo info;

  g_assert_true (gw_image_info_read_file (path, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpint (info.format, ==, GW_IMAGE_FORMAT_PNG);
  g_assert_cmpint (info.width, ==, 30);

  g_assert_false (gw_image_info_read_file (missing, &info, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_false (gw_image_info_read_file (folder, &info, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
  gw_test_folder_free (folder);
}

/* The header of a file is the same by both ways, also behind segments that
 * are longer than one window of reading.
 */
static void
test_file_with_long_segments (void)
{
  char *folder = gw_test_folder_new ();
  g_autoptr (GBytes) plain = fixture_jpeg (32, 16);
  g_autoptr (GBytes) turned = fixture_with_orientation (plain, 8, FALSE);
  GByteArray *array = g_byte_array_new ();
  g_autofree guint8 *filler = g_malloc0 (65533);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  GwImageInfo info;
  gsize size;
  const guint8 *data = g_bytes_get_data (turned, &size);

  g_byte_array_append (array, data, 2);
  for (int i = 0; i < 5; i++)
    {
      g_byte_array_append (array, (const guint8 *) "\xff\xfe\xff\xff", 4);
      g_byte_array_append (array, filler, 65533);
    }
  g_byte_array_append (array, data + 2, (guint) size - 2);
  bytes = g_byte_array_free_to_bytes (array);
  path = fixture_write (folder, "long.jpg", bytes);
  g_assert_true (gw_image_info_read_file (path, &info, &error));
  g_assert_no_error (error);
  g_assert_cmpint (info.orientation, ==, 8);
  g_assert_cmpint (info.width, ==, 16);
  gw_test_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image-info/format-is-told-by-content", test_format_is_told_by_content);
  g_test_add_func ("/image-info/names-of-pictures", test_names);
  g_test_add_func ("/image-info/png-and-jpeg", test_png_and_jpeg);
  g_test_add_func ("/image-info/orientation-turns-the-size", test_orientation);
  g_test_add_func ("/image-info/every-beginning-of-a-file", test_every_beginning);
  g_test_add_func ("/image-info/sizes-over-the-limits-are-refused", test_limits);
  g_test_add_func ("/image-info/largest-side-is-allowed", test_largest_side_is_allowed);
  g_test_add_func ("/image-info/too-many-chunks-are-refused", test_too_many_chunks);
  g_test_add_func ("/image-info/other-formats", test_other_headers);
  g_test_add_func ("/image-info/bmp-colors", test_bmp_colors);
  g_test_add_func ("/image-info/file-and-its-errors", test_file_and_its_errors);
  g_test_add_func ("/image-info/file-with-long-segments", test_file_with_long_segments);

  return g_test_run ();
}
