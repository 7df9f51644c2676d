/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-pixel-values.h"

#include <glib/gstdio.h>
#include <string.h>

#include "gw-error.h"
#include "image-fixtures.h"

/* Masks as numbers. */

/* A file of the test's own folder, which goes with it. */
static guint32 *
read_png (GByteArray *png, int *width, int *height, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("pixel-values-XXXXXX", NULL);
  g_autoptr (GBytes) bytes = fixture_png_end (png);
  g_autofree char *path = fixture_write (folder, "mask.png", bytes);
  guint32 *values = gw_pixel_values_read (path, width, height, NULL, error);

  g_unlink (path);
  g_rmdir (folder);

  return values;
}

static void
test_grey (void)
{
  static const guint8 rows[] = { 0, 0, 1, 2, 0, 11, 254, 255 };
  GByteArray *png = fixture_png_begin (3, 2, 8, 0, 0);
  g_autofree guint32 *values = NULL;
  int width = 0, height = 0;

  fixture_png_add_pixels (png, rows, sizeof rows);
  values = read_png (png, &width, &height, NULL);
  g_assert_nonnull (values);
  g_assert_cmpint (width, ==, 3);
  g_assert_cmpint (height, ==, 2);
  g_assert_cmphex (values[0], ==, 0);
  g_assert_cmphex (values[2], ==, 0x020202);
  g_assert_cmphex (values[3], ==, 0x0b0b0b);
  g_assert_cmphex (values[4], ==, 0xfefefe);
  g_assert_cmphex (values[5], ==, 0xffffff);
}

static void
test_palette (void)
{
  static const guint8 colours[] = { 0, 0, 0, 128, 0, 0, 224, 224, 192 };
  static const guint8 rows[] = { 0, 1, 2, 0 };
  GByteArray *png = fixture_png_begin (3, 1, 8, 3, 0);
  g_autofree guint32 *values = NULL;
  int width, height;

  fixture_png_add (png, "PLTE", colours, sizeof colours);
  fixture_png_add_pixels (png, rows, sizeof rows);
  values = read_png (png, &width, &height, NULL);
  g_assert_nonnull (values);
  g_assert_cmphex (values[0], ==, 0x800000);
  g_assert_cmphex (values[1], ==, 0xe0e0c0);
  g_assert_cmphex (values[2], ==, 0);
}

static guint32 *
read_places (GByteArray *png, int *width, gboolean *has_palette, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("pixel-values-XXXXXX", NULL);
  g_autoptr (GBytes) bytes = fixture_png_end (png);
  g_autofree char *path = fixture_write (folder, "mask.png", bytes);
  int height;
  guint32 *values = gw_pixel_indices_read (path, width, &height, has_palette, NULL, error);

  g_unlink (path);
  g_rmdir (folder);

  return values;
}

/* Neither equal colours nor transparency hide a place. */
static void
test_places (void)
{
  static const guint8 colours[] = { 9, 8, 7, 9, 8, 7, 224, 224, 192, 0, 0, 0 };
  static const guint8 alphas[] = { 0, 128 };
  static const guint8 rows[] = { 0, 1, 2, 0, 3 };
  static const guint8 packed[] = { 0, 0x4d, 0x80 }; /* 1 0 3 1 2 in two bits each */
  static const guint32 wanted[] = { 0x010101, 0, 0x030303, 0x010101, 0x020202 };
  GByteArray *png = fixture_png_begin (4, 1, 8, 3, 0);
  g_autofree guint32 *values = NULL;
  g_autofree guint32 *of_two_bits = NULL;
  gboolean has_palette = FALSE;
  int width;

  fixture_png_add (png, "PLTE", colours, sizeof colours);
  fixture_png_add (png, "tRNS", alphas, sizeof alphas);
  fixture_png_add_pixels (png, rows, sizeof rows);
  values = read_places (png, &width, &has_palette, NULL);
  g_assert_nonnull (values);
  g_assert_true (has_palette);
  for (gsize i = 0; i < 4; i++)
    g_assert_cmphex (values[i], ==, rows[i + 1] * 0x010101U);

  png = fixture_png_begin (5, 1, 2, 3, 0);
  fixture_png_add (png, "PLTE", colours, sizeof colours);
  fixture_png_add_pixels (png, packed, sizeof packed);
  of_two_bits = read_places (png, &width, &has_palette, NULL);
  g_assert_nonnull (of_two_bits);
  g_assert_cmpmem (of_two_bits, 5 * sizeof *of_two_bits, wanted, sizeof wanted);
}

static void
test_no_palette (void)
{
  static const guint8 rows[] = { 0, 1, 2, 3, 0, 0, 9 };
  GByteArray *png = fixture_png_begin (2, 1, 8, 2, 0);
  g_autofree guint32 *values = NULL;
  gboolean has_palette = TRUE;
  int width;

  fixture_png_add_pixels (png, rows, sizeof rows);
  values = read_places (png, &width, &has_palette, NULL);
  g_assert_nonnull (values);
  g_assert_false (has_palette);
  g_assert_cmphex (values[0], ==, 0x010203);
  g_assert_cmphex (values[1], ==, 0x000009);
}

/* A palette that is damaged is not made whole by the way, and one cut short ends nothing. */
static void
test_broken_palette (void)
{
  static const guint8 colours[] = { 0, 0, 0, 128, 0, 0 };
  static const guint8 rows[] = { 0, 1, 0 };

  for (int way = 0; way < 2; way++)
    {
      GByteArray *png = fixture_png_begin (2, 1, 8, 3, 0);
      gsize place = png->len;
      g_autoptr (GError) error = NULL;
      gboolean has_palette;
      int width;

      fixture_png_add (png, "PLTE", colours, sizeof colours);
      if (way == 0)
        png->data[place + 8 + sizeof colours] ^= 1;
      else
        memset (png->data + place, 0x7f, 4);
      fixture_png_add_pixels (png, rows, sizeof rows);
      g_assert_null (read_places (png, &width, &has_palette, &error));
      g_assert_nonnull (error);
    }
}

/* Half a mask would be compared as if the rest were there. */
static void
test_broken (void)
{
  static const guint8 rows[] = { 0, 1, 2, 3 };
  GByteArray *png = fixture_png_begin (3, 4, 8, 0, 0);
  g_autoptr (GError) error = NULL;
  int width, height;

  fixture_png_add_pixels (png, rows, sizeof rows); /* one row of four */
  g_assert_null (read_png (png, &width, &height, &error));
  g_assert_nonnull (error);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  int width, height;

  g_assert_null (gw_pixel_values_read ("/nowhere/at/all.png", &width, &height, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pixel-values/grey", test_grey);
  g_test_add_func ("/pixel-values/palette", test_palette);
  g_test_add_func ("/pixel-values/places", test_places);
  g_test_add_func ("/pixel-values/no-palette", test_no_palette);
  g_test_add_func ("/pixel-values/broken-palette", test_broken_palette);
  g_test_add_func ("/pixel-values/broken", test_broken);
  g_test_add_func ("/pixel-values/missing", test_missing);
  return g_test_run ();
}
