/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GrabCut on photographs from the boxes of what is in them, beside what OpenCV made
 * of the same boxes (tests/data/segment/make-grab-cut.py).
 */

#include "gw-grab-cut.h"

#include <cairo.h>
#include <glib.h>
#include <string.h>

#include "gw-decode.h"
#include "gw-mask.h"
#include "gw-test-data.h"

#define N_FIELDS 11

typedef struct
{
  const char *set;
  const char *picture;
  const char *mask;
  guint32 colour;
  gint32 seed_x, seed_y; /* -1: all pixels of the colour */
  gint32 x, y, width, height;
  double opencv;
} Object;

typedef struct
{
  guint n;
  double sum, opencv;
} Sums;

static void
read_object (char **fields, Object *object)
{
  object->set = fields[0];
  object->picture = fields[1];
  object->mask = fields[2];
  object->colour = (guint32) g_ascii_strtoull (fields[3], NULL, 16);
  object->seed_x = (gint32) g_ascii_strtoll (fields[4], NULL, 10);
  object->seed_y = (gint32) g_ascii_strtoll (fields[5], NULL, 10);
  object->x = (gint32) g_ascii_strtoll (fields[6], NULL, 10);
  object->y = (gint32) g_ascii_strtoll (fields[7], NULL, 10);
  object->width = (gint32) g_ascii_strtoll (fields[8], NULL, 10);
  object->height = (gint32) g_ascii_strtoll (fields[9], NULL, 10);
  object->opencv = g_ascii_strtod (fields[10], NULL);
}

/* NULL where the data are not here. */
static cairo_surface_t *
decode (const char *relative, GwPixels *pixels)
{
  g_autofree char *path = gw_test_data_path (relative);
  cairo_surface_t *surface = path != NULL ? gw_decode_file (path, 0, NULL, NULL, NULL, NULL) : NULL;

  if (surface == NULL)
    return NULL;
  cairo_surface_flush (surface);
  *pixels = (GwPixels) { (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface),
                         cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                         (gsize) cairo_image_surface_get_stride (surface) / 4 };

  return surface;
}

/* Marks with 2 what hangs together with the pixel, over corners too, of the 1. */
static void
fill (guint8 *bytes, gint32 width, gint32 height, gint32 x, gint32 y)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (gint32));
  gint32 at = y * width + x;

  bytes[at] = 2;
  g_array_append_val (waiting, at);
  while (waiting->len > 0)
    {
      at = g_array_index (waiting, gint32, waiting->len - 1);
      g_array_set_size (waiting, waiting->len - 1);
      for (gint32 j = MAX (at / width - 1, 0); j <= MIN (at / width + 1, height - 1); j++)
        for (gint32 i = MAX (at % width - 1, 0); i <= MIN (at % width + 1, width - 1); i++)
          if (bytes[j * width + i] == 1)
            {
              const gint32 other = j * width + i;

              bytes[other] = 2;
              g_array_append_val (waiting, other);
            }
    }
}

static GwMask
read_truth (const GwPixels *pixels, const Object *object)
{
  const gint32 width = pixels->width, height = pixels->height;
  g_autofree guint8 *bytes = g_malloc0 ((gsize) width * (gsize) height);
  GwMask truth;

  for (gint32 y = 0; y < height; y++)
    for (gint32 x = 0; x < width; x++)
      bytes[y * width + x] = (pixels->pixels[(gsize) y * pixels->stride + (gsize) x] & 0xffffff) == object->colour;
  if (object->seed_x >= 0)
    {
      fill (bytes, width, height, object->seed_x, object->seed_y);
      for (gint32 i = 0; i < width * height; i++)
        bytes[i] = bytes[i] == 2;
    }
  g_assert_cmpint (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (gsize) width, &truth), ==,
                   GW_STATUS_OK);
  g_assert_cmpint (truth.x, ==, object->x);
  g_assert_cmpint (truth.y, ==, object->y);
  g_assert_cmpint (truth.width, ==, object->width);
  g_assert_cmpint (truth.height, ==, object->height);

  return truth;
}

/* Below 0 where the data are not here. */
static double
find_iou (const Object *object)
{
  GwPixels pixels, mask_pixels;
  cairo_surface_t *picture = decode (object->picture, &pixels), *mask = decode (object->mask, &mask_pixels);
  double iou = -1;

  if (picture != NULL && mask != NULL)
    {
      GwGrabCut *cut = gw_grab_cut_new (&pixels, NULL, NULL);
      GwMask truth = read_truth (&mask_pixels, object), found;

      g_assert_cmpint (gw_grab_cut_set_box (cut, object->x, object->y, object->width, object->height), ==,
                       GW_STATUS_OK);
      g_assert_cmpint (gw_grab_cut_solve (cut, &found, NULL), ==, GW_STATUS_OK);
      g_assert_cmpint (gw_mask_validate (&found), ==, GW_STATUS_OK);
      iou = gw_mask_iou (&found, &truth);
      gw_mask_clear (&found);
      gw_mask_clear (&truth);
      gw_grab_cut_free (cut);
    }
  g_clear_pointer (&picture, cairo_surface_destroy);
  g_clear_pointer (&mask, cairo_surface_destroy);

  return iou;
}

static void
test_pictures (gconstpointer data)
{
  const char *set = data;
  g_autofree char *path = gw_test_source_path ("tests/data/segment/grab-cut.tsv");
  g_autofree char *folder = gw_test_data_path (set);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  Sums sums = { 0 };

  if (folder == NULL)
    {
      g_test_skip (GW_TEST_NO_DATA);
      return;
    }
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) fields = g_strsplit (*line, "\t", -1);
      Object object;
      double iou;

      if (g_strv_length (fields) != N_FIELDS || strcmp (fields[0], set) != 0)
        continue;
      read_object (fields, &object);
      iou = find_iou (&object);
      g_assert_cmpfloat (iou, >=, 0);
      sums.n++;
      sums.sum += iou;
      sums.opencv += object.opencv;
    }

  g_assert_cmpuint (sums.n, >, 0);
  g_test_message ("%s: %u objects, mean IoU %.4f, OpenCV's %.4f", set, sums.n, sums.sum / sums.n, sums.opencv / sums.n);
  g_assert_cmpfloat (sums.sum, >=, sums.opencv);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/grab-cut/pictures/seg-camvid", "seg-camvid", test_pictures);
  g_test_add_data_func ("/grab-cut/pictures/seg-labelme", "seg-labelme", test_pictures);

  return g_test_run ();
}
