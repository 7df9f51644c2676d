/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every picture of the decoding sets against decode-reference.csv beside it
 * (size and whether it can be read, by Pillow 9.4) and against
 * decode-means.csv beside this test: mean values of the upright picture's
 * channels (colours multiplied by alpha) and of the grey of its quadrants,
 * computed with Pillow 9.4 and numpy 1.24.
 */

#include <string.h>

#include "gw-decode.h"
#include "gw-error.h"
#include "gw-image-info.h"
#include "gw-test-data.h"

/* Both decoders are libjpeg-turbo and libpng; what differs is rounding. */
#define MEAN_TOLERANCE 0.75

/* The sets, and how many pictures each has. */
static const struct
{
  const char *name;
  guint n;
} sets[] = {
  { "img-exif-orientation", 9 }, { "img-jpeg-turbo", 12 }, { "img-large", 2 },
  { "img-pngsuite", 175 },       { "img-variants", 29 },
};

typedef struct
{
  int width;
  int height;
  double means[8];
} Reference;

static GHashTable *
read_means (void)
{
  g_autofree char *path = gw_test_source_path ("tests/core/image/decode-means.csv");
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_nonnull (path);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) fields = g_strsplit (lines[i], ",", -1);
      Reference *reference = g_new0 (Reference, 1);

      g_assert_cmpuint (g_strv_length (fields), ==, 11);
      reference->width = (int) g_ascii_strtoll (fields[1], NULL, 10);
      reference->height = (int) g_ascii_strtoll (fields[2], NULL, 10);
      for (guint k = 0; k < 8; k++)
        reference->means[k] = g_ascii_strtod (fields[3 + k], NULL);
      g_hash_table_insert (table, g_strdup (fields[0]), reference);
    }

  return table;
}

static double
mean_of (cairo_surface_t *surface, int shift, int x0, int y0, int x1, int y1)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  guint64 sum = 0;

  for (int y = y0; y < y1; y++)
    {
      const guint32 *row = (const guint32 *) (const void *) (data + (gsize) y * stride);

      for (int x = x0; x < x1; x++)
        sum += (row[x] >> shift) & 0xff;
    }

  return (double) sum / ((double) (x1 - x0) * (y1 - y0));
}

static double
grey_of (cairo_surface_t *surface, int x0, int y0, int x1, int y1)
{
  return (mean_of (surface, 16, x0, y0, x1, y1) + mean_of (surface, 8, x0, y0, x1, y1)
          + mean_of (surface, 0, x0, y0, x1, y1))
         / 3.0;
}

static void
assert_means (const char *name, cairo_surface_t *surface, const Reference *reference)
{
  gboolean alpha = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_ARGB32;
  int w = cairo_image_surface_get_width (surface);
  int h = cairo_image_surface_get_height (surface);
  double means[8] = {
    mean_of (surface, 16, 0, 0, w, h),
    mean_of (surface, 8, 0, 0, w, h),
    mean_of (surface, 0, 0, 0, w, h),
    alpha ? mean_of (surface, 24, 0, 0, w, h) : 255.0,
    grey_of (surface, 0, 0, (w + 1) / 2, (h + 1) / 2),
    grey_of (surface, w / 2, 0, w, (h + 1) / 2),
    grey_of (surface, 0, h / 2, (w + 1) / 2, h),
    grey_of (surface, w / 2, h / 2, w, h),
  };

  g_assert_cmpint (w, ==, reference->width);
  g_assert_cmpint (h, ==, reference->height);
  for (guint k = 0; k < 8; k++)
    if (ABS (means[k] - reference->means[k]) > MEAN_TOLERANCE)
      g_error ("%s: mean %u is %.2f, not %.2f", name, k, means[k], reference->means[k]);
}

static void
check_readable (const char *name, const char *path, const char *const *row, GHashTable *all_means)
{
  const Reference *reference = g_hash_table_lookup (all_means, name);
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  GwImageInfo probed;
  GwImageInfo info;
  cairo_surface_t *surface;

  g_assert_true (gw_image_info_read_file (path, &probed, &error));
  g_assert_no_error (error);
  surface = gw_decode_file (path, 0, &info, NULL, &warning, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (gw_image_format_get_name (info.format), ==, g_str_equal (row[1], "PPM") ? "PNM" : row[1]);
  g_assert_cmpint (probed.raw_width, ==, atoi (row[2]));
  g_assert_cmpint (probed.raw_height, ==, atoi (row[3]));
  g_assert_cmpint (probed.width, ==, cairo_image_surface_get_width (surface));
  g_assert_cmpint (probed.height, ==, cairo_image_surface_get_height (surface));
  if (row[5][0] != '\0' && row[5][0] != '0')
    g_assert_cmpint (info.orientation, ==, atoi (row[5]));
  g_assert_nonnull (reference);
  assert_means (name, surface, reference);

  /* The only one that Pillow reads although a checksum of it is wrong. */
  if (g_str_has_suffix (name, "/xcsn0g01.png"))
    g_assert_error (warning, GW_ERROR, GW_ERROR_INVALID);
  else
    g_assert_no_error (warning);
  cairo_surface_destroy (surface);
}

static void
check_unreadable (const char *name, const char *path)
{
  g_autoptr (GError) warning = NULL;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = gw_decode_file (path, 0, NULL, NULL, &warning, &error);
  const char *message = surface != NULL ? (warning != NULL ? warning->message : NULL) : error->message;

  /* Broken pictures may be shown in part, never without a word. */
  g_assert_nonnull (message);
  g_assert_true (g_str_has_suffix (message, ".") || g_str_has_suffix (message, ")."));
  g_test_message ("%s: %s%s", name, surface != NULL ? "in part: " : "", message);
  if (g_str_has_prefix (name, "img-pngsuite/"))
    g_assert_null (surface);
  g_clear_pointer (&surface, cairo_surface_destroy);
}

static void
test_set (gconstpointer data)
{
  const char *set = sets[GPOINTER_TO_UINT (data)].name;
  guint n = 0;
  g_autofree char *folder = gw_test_data_path (set);
  g_autoptr (GHashTable) all_means = NULL;
  g_autofree char *csv_path = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (folder == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }

  all_means = read_means ();
  csv_path = g_build_filename (folder, "decode-reference.csv", NULL);
  g_assert_true (g_file_get_contents (csv_path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      g_auto (GStrv) row = g_strsplit (g_strchomp (lines[i]), ",", 7);
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;

      if (g_strv_length (row) < 7)
        continue;
      n++;
      name = g_strconcat (set, "/", row[0], NULL);
      path = g_build_filename (folder, row[0], NULL);
      if (g_str_equal (row[6], "ok"))
        check_readable (name, path, (const char *const *) row, all_means);
      else
        check_unreadable (name, path);
    }
  g_assert_cmpuint (n, ==, sets[GPOINTER_TO_UINT (data)].n);
}

/* What the README of the set says of the bad ones. */
static void
test_bad_variants (void)
{
  static const struct
  {
    const char *name;
    gboolean in_part;
    GwErrorCode code;
  } cases[] = {
    { "bad-crc.png", TRUE, GW_ERROR_INVALID },          { "claims-60000x60000.png", FALSE, GW_ERROR_LIMIT },
    { "empty.jpg", FALSE, GW_ERROR_TRUNCATED },         { "empty.png", FALSE, GW_ERROR_TRUNCATED },
    { "text-named.png", FALSE, GW_ERROR_UNSUPPORTED },  { "truncated-half.jpg", TRUE, GW_ERROR_TRUNCATED },
    { "truncated-half.png", TRUE, GW_ERROR_TRUNCATED }, { "zero-width.png", FALSE, GW_ERROR_INVALID },
  };
  g_autofree char *folder = gw_test_data_path ("img-variants");

  if (folder == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autoptr (GError) warning = NULL;
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface = gw_decode_file (path, 0, NULL, NULL, &warning, &error);

      const GError *said = surface != NULL ? warning : error;

      g_assert_true ((surface != NULL) == cases[i].in_part);
      g_assert_error (said, GW_ERROR, (int) cases[i].code);
      g_test_message ("%s", said->message);
      g_clear_pointer (&surface, cairo_surface_destroy);
    }
}

static void
test_twelve_bit_jpeg_is_refused (void)
{
  g_autofree char *path = gw_test_data_path ("img-jpeg-turbo/monkey12.jpg");
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_null (gw_decode_file (path, 0, NULL, NULL, NULL, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "12 bits"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_autofree char *path = g_strconcat ("/decode-reference/", sets[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_set);
    }
  g_test_add_func ("/decode-reference/bad-variants-say-what-is-wrong", test_bad_variants);
  g_test_add_func ("/decode-reference/twelve-bit-jpeg-is-refused", test_twelve_bit_jpeg_is_refused);

  return g_test_run ();
}
