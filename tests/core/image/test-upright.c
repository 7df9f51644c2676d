/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "image-fixtures.h"

#include <string.h>

#include "gw-decode.h"
#include "gw-encode.h"
#include "gw-test-data.h"
#include "gw-upright.h"

/* How the file is turned, and that it shows the same then, without an orientation. */
static GwUpright
turn (const char *path, int tolerance)
{
  g_autoptr (GBytes) turned = NULL;
  GwUpright how = gw_upright_read (path, &turned, NULL);
  cairo_surface_t *before, *after;
  GwImageInfo info;

  if (turned == NULL)
    return how;
  g_assert_true (gw_image_info_read_bytes (g_bytes_get_data (turned, NULL), g_bytes_get_size (turned), &info, NULL));
  g_assert_cmpint (info.orientation, ==, 1);
  before = gw_decode_file (path, 0, NULL, NULL, NULL, NULL);
  after = fixture_decode_well (turned, 0);
  fixture_assert_equal (before, after, tolerance);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);

  return how;
}

/* The picture of a size in each orientation: which are turned without loss. */
static void
check_size (const char *folder, int width, int height, const gboolean whole[9])
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (width, height);

  for (int o = 1; o <= 8; o++)
    {
      g_autoptr (GBytes) bytes = fixture_with_orientation (jpeg, (guint) o, o % 2 == 0);
      g_autofree char *path = fixture_write (folder, "a.jpg", bytes);

      g_assert_cmpint (turn (path, whole[o] ? 4 : 12), ==,
                       o == 1     ? GW_UPRIGHT_ALREADY
                       : whole[o] ? GW_UPRIGHT_TURNED
                                  : GW_UPRIGHT_ANEW);
    }
}

static void
test_jpeg (void)
{
  static const gboolean all[9] = { TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE };
  /* Mirrored are: 2 columns, 3 both, 4 rows, 6 rows, 7 both, 8 columns of the stored picture. */
  static const gboolean columns[9] = { TRUE, TRUE, TRUE, FALSE, FALSE, TRUE, FALSE, FALSE, TRUE };
  static const gboolean rows[9] = { TRUE, TRUE, FALSE, FALSE, TRUE, TRUE, TRUE, FALSE, FALSE };
  static const gboolean none[9] = { TRUE, TRUE, FALSE, FALSE, FALSE, TRUE, FALSE, FALSE, FALSE };
  g_autofree char *folder = gw_test_folder_new ();

  check_size (folder, 64, 32, all);
  check_size (folder, 64, 37, columns);
  check_size (folder, 53, 32, rows);
  check_size (folder, 53, 37, none);
  gw_test_folder_free (g_steal_pointer (&folder));
}

/* Real photographs whose sides are whole blocks, but for the quarter of a block at 1800. */
static void
test_real (void)
{
  guint n_turned = 0;

  for (int o = 1; o <= 8; o++)
    {
      g_autofree char *name = g_strdup_printf ("img-exif-orientation/Landscape_%d.jpg", o);
      g_autofree char *path = gw_test_data_path (name);
      GwUpright how;

      if (path == NULL)
        {
          g_test_skip (GW_TEST_NO_DATA);
          return;
        }
      how = turn (path, 64); /* colour has half the resolution there */
      if (o > 1)
        g_assert_true (how == GW_UPRIGHT_TURNED || how == GW_UPRIGHT_ANEW);
      n_turned += how == GW_UPRIGHT_TURNED;
    }
  g_assert_cmpuint (n_turned, >, 0);
}

static void
test_png (void)
{
  static const guint8 exif[] = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
  static const guint8 rows[] = { 0, 10, 20, 30, 40, 50, 60, 0, 70, 80, 90, 1, 2, 3, 0, 9, 9, 9, 8, 8, 8 };
  g_autofree char *folder = gw_test_folder_new ();

  for (guint8 depth = 8; depth <= 16; depth = (guint8) (depth + 8))
    {
      GByteArray *png = fixture_png_begin (depth == 8 ? 2 : 1, 3, depth, 2, 0);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *path = NULL;

      fixture_png_add (png, "eXIf", exif, sizeof exif - 1);
      fixture_png_add_pixels (png, rows, sizeof rows);
      bytes = fixture_png_end (png);
      path = fixture_write (folder, "a.png", bytes);
      g_assert_cmpint (turn (path, 0), ==, depth == 8 ? GW_UPRIGHT_ANEW : GW_UPRIGHT_KEPT);
    }
  gw_test_folder_free (g_steal_pointer (&folder));
}

static guint
count_text (GBytes *bytes, const char *text)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  const gsize length = strlen (text);
  guint found = 0;

  for (gsize i = 0; i + length <= n; i++)
    found += memcmp (data + i, text, length) == 0;

  return found;
}

/* A JPEG file on its side, with two parts of a profile of some colours, and a table of further pictures. */
static GBytes *
make_profiled (int width, int height, const char space[4])
{
  g_autoptr (GBytes) jpeg = fixture_jpeg (width, height);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 6, TRUE);
  guint8 first[] = "\xff\xe2\x00\x24"
                   "ICC_PROFILE\0\x01\x02"
                   "0123456789abcdef....";
  static const guint8 rest[] = "\xff\xe2\x00\x14"
                               "ICC_PROFILE\0\x02\x02"
                               "more"
                               "\xff\xe2\x00\x08"
                               "MPF\0II"
                               "\xff\xfe\x00\x06"
                               "note";
  GByteArray *array = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (turned, NULL);

  memcpy (first + 4 + 14 + 16, space, 4);
  g_byte_array_append (array, data, 2);
  g_byte_array_append (array, first, sizeof first - 1);
  g_byte_array_append (array, rest, sizeof rest - 1);
  g_byte_array_append (array, data + 2, (guint) g_bytes_get_size (turned) - 2);

  return g_byte_array_free_to_bytes (array);
}

/* What colours mean stays, and nothing else. */
static void
test_profile (void)
{
  static const struct
  {
    int width, height;
    const char *space;
    GwUpright how;
    guint n_parts;
  } cases[] = { { 64, 32, "RGB ", GW_UPRIGHT_TURNED, 2 },
                { 64, 32, "CMYK", GW_UPRIGHT_TURNED, 2 },
                { 53, 37, "RGB ", GW_UPRIGHT_ANEW, 2 },
                { 53, 37, "GRAY", GW_UPRIGHT_ANEW, 0 } };
  g_autofree char *folder = gw_test_folder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = make_profiled (cases[i].width, cases[i].height, cases[i].space);
      g_autofree char *path = fixture_write (folder, "a.jpg", bytes);
      g_autoptr (GBytes) turned = NULL;

      g_assert_cmpint (turn (path, 12), ==, cases[i].how);
      gw_upright_read (path, &turned, NULL);
      g_assert_cmpuint (count_text (turned, "ICC_PROFILE"), ==, cases[i].n_parts);
      g_assert_cmpuint (count_text (turned, cases[i].space), ==, cases[i].n_parts > 0 ? 1 : 0);
      g_assert_cmpuint (count_text (turned, "MPF"), ==, 0);
      g_assert_cmpuint (count_text (turned, "Exif"), ==, 0);
    }
  gw_test_folder_free (g_steal_pointer (&folder));
}

static void
test_png_colors (void)
{
  static const guint8 exif[] = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
  static const guint8 rows[] = { 0, 10, 20, 30, 40, 50, 60, 0, 70, 80, 90, 1, 2, 3 };
  g_autofree char *folder = gw_test_folder_new ();

  for (guint8 type = 0; type <= 2; type = (guint8) (type + 2))
    {
      GByteArray *png = fixture_png_begin (type == 2 ? 2 : 6, 2, 8, type, 0);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) turned = NULL;
      g_autofree char *path = NULL;

      fixture_png_add (png, "gAMA", "\0\1\0\0", 4);
      fixture_png_add (png, "gAMA", "\0\1\0\0", 4);
      fixture_png_add (png, "iCCP", "name\0\0rest", 10);
      fixture_png_add (png, "cHRM", "short", 5);
      png->data[png->len - 1] ^= 1;
      fixture_png_add (png, "eXIf", exif, sizeof exif - 1);
      fixture_png_add_pixels (png, rows, sizeof rows);
      bytes = fixture_png_end (png);
      path = fixture_write (folder, "a.png", bytes);
      g_assert_cmpint (turn (path, 0), ==, GW_UPRIGHT_ANEW);
      gw_upright_read (path, &turned, NULL);
      g_assert_cmpuint (count_text (turned, "gAMA"), ==, 1);
      g_assert_cmpuint (count_text (turned, "iCCP"), ==, type == 2 ? 1 : 0);
      g_assert_cmpuint (count_text (turned, "cHRM"), ==, 0);
      g_assert_cmpuint (count_text (turned, "eXIf"), ==, 0);
    }
  gw_test_folder_free (g_steal_pointer (&folder));
}

/* What ends early stays, whatever its header says. */
static void
test_damage (void)
{
  g_autofree char *folder = gw_test_folder_new ();
  g_autoptr (GBytes) jpeg = fixture_jpeg (64, 64);
  g_autoptr (GBytes) turned = fixture_with_orientation (jpeg, 6, TRUE);

  for (gsize n = g_bytes_get_size (turned) - 3; n > 0; n = n * 3 / 4)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (turned, 0, n);
      g_autofree char *path = fixture_write (folder, "a.jpg", part);
      GwUpright how = turn (path, 255);

      /* The mark of the end alone is no loss. */
      g_assert_true (how == GW_UPRIGHT_KEPT || how == GW_UPRIGHT_ALREADY || n > g_bytes_get_size (turned) * 3 / 4);
    }
  gw_test_folder_free (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/upright/jpeg", test_jpeg);
  g_test_add_func ("/upright/real", test_real);
  g_test_add_func ("/upright/png", test_png);
  g_test_add_func ("/upright/profile", test_profile);
  g_test_add_func ("/upright/png-colors", test_png_colors);
  g_test_add_func ("/upright/damage", test_damage);

  return g_test_run ();
}
