/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How well cells follow known masks: on every fifth picture of seg-camvid at least as
 * well as those of scikit-image, with no more cells. The reference and how it was made
 * are in tests/data/superpixels.
 */

#include <cairo.h>
#include <glib.h>
#include <string.h>

#include "gw-decode.h"
#include "gw-superpixels.h"
#include "gw-test-data.h"

#define N_CLASSES 256
#define NEAR 2

typedef struct
{
  int width;
  int height;
  guint32 *pixels;
} Picture;

static void
read_picture (const char *folder, const char *name, Picture *picture)
{
  g_autofree char *relative = g_build_filename ("seg-camvid", folder, name, NULL);
  g_autofree char *path = gw_test_data_path (relative);
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = gw_decode_file (path, 0, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  cairo_surface_flush (surface);
  picture->width = cairo_image_surface_get_width (surface);
  picture->height = cairo_image_surface_get_height (surface);
  picture->pixels = g_new (guint32, (gsize) picture->width * (gsize) picture->height);
  for (int y = 0; y < picture->height; y++)
    memcpy (picture->pixels + y * picture->width,
            cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface),
            (gsize) picture->width * sizeof *picture->pixels);
  cairo_surface_destroy (surface);
}

/* The largest cells of which there are not more than n. */
static GwSuperpixels *
make_cells (const Picture *picture, gsize n)
{
  const GwPixels pixels = { picture->pixels, picture->width, picture->height, (gsize) picture->width };
  GwSuperpixels *cells = NULL;

  for (double side = 15.0; cells == NULL || gw_superpixels_get_n (cells) > n; side += 0.5)
    {
      gw_status status;

      gw_superpixels_free (cells);
      cells = gw_superpixels_new (&pixels, side, 10.0, &status, NULL);
      g_assert_cmpint (status, ==, GW_STATUS_OK);
    }
  return cells;
}

static double
measure_accuracy (const gint32 *labels, gsize n_cells, const Picture *truth)
{
  gsize n = (gsize) truth->width * (gsize) truth->height, right = 0;
  g_autofree guint32 *counts = g_new0 (guint32, n_cells * N_CLASSES);

  for (gsize i = 0; i < n; i++)
    counts[(gsize) labels[i] * N_CLASSES + (truth->pixels[i] & 255)]++;
  for (gsize cell = 0; cell < n_cells; cell++)
    {
      guint32 most = 0;

      for (gsize i = 0; i < N_CLASSES; i++)
        most = MAX (most, counts[cell * N_CLASSES + i]);
      right += most;
    }
  return (double) right / (double) n;
}

static gboolean
is_border (const guint32 *values, int width, int x, int y)
{
  const guint32 *value = values + y * width + x;

  return (x > 0 && value[0] != value[-1]) || (y > 0 && value[0] != value[-width]);
}

static double
measure_recall (const gint32 *labels, const Picture *truth)
{
  const int width = truth->width, height = truth->height;
  guint n = 0, n_found = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        gboolean found = FALSE;

        if (!is_border (truth->pixels, width, x, y))
          continue;
        for (int v = MAX (y - NEAR, 0); v <= MIN (y + NEAR, height - 1) && !found; v++)
          for (int u = MAX (x - NEAR, 0); u <= MIN (x + NEAR, width - 1) && !found; u++)
            found = (u - x) * (u - x) + (v - y) * (v - y) <= NEAR * NEAR
                    && is_border ((const guint32 *) labels, width, u, v);
        n++;
        n_found += found;
      }
  return (double) n_found / (double) n;
}

static void
test_as_good_as_the_reference (void)
{
  g_autofree char *data = gw_test_data_path ("seg-camvid");
  g_autofree char *path = gw_test_source_path ("tests/data/superpixels/camvid.csv");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double sums[4] = { 0 };
  guint n = 0;

  if (data == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++, n++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      gsize n_cells = (gsize) g_ascii_strtoull (cells[1], NULL, 10);
      const double accuracy = g_ascii_strtod (cells[2], NULL), recall = g_ascii_strtod (cells[3], NULL);
      Picture picture, truth;
      GwSuperpixels *superpixels;
      double own_accuracy, own_recall;

      read_picture ("images", cells[0], &picture);
      read_picture ("masks", cells[0], &truth);
      superpixels = make_cells (&picture, n_cells);
      own_accuracy = measure_accuracy (gw_superpixels_get_labels (superpixels), gw_superpixels_get_n (superpixels),
                                       &truth);
      own_recall = measure_recall (gw_superpixels_get_labels (superpixels), &truth);
      g_test_message ("%s: %" G_GSIZE_FORMAT " cells (%" G_GSIZE_FORMAT "), accuracy %.4f (%.4f), recall %.4f (%.4f)",
                      cells[0], gw_superpixels_get_n (superpixels), n_cells, own_accuracy, accuracy, own_recall,
                      recall);
      g_assert_cmpfloat (own_accuracy, >=, accuracy);
      g_assert_cmpfloat (own_recall, >=, recall);
      sums[0] += own_accuracy;
      sums[1] += accuracy;
      sums[2] += own_recall;
      sums[3] += recall;
      gw_superpixels_free (superpixels);
      g_free (picture.pixels);
      g_free (truth.pixels);
    }
  g_assert_cmpuint (n, ==, 8);
  g_test_message ("mean: accuracy %.4f (%.4f), recall %.4f (%.4f)", sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
  g_assert_cmpfloat (sums[0], >=, sums[1]);
  g_assert_cmpfloat (sums[0] / n, >=, 0.9);
  g_assert_cmpfloat (sums[2] / n, >=, 0.6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/superpixels-camvid/as-good-as-the-reference", test_as_good_as_the_reference);
  return g_test_run ();
}
