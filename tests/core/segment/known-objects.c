/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "known-objects.h"

#include <cairo.h>
#include <string.h>

#include "gw-decode.h"
#include "gw-sample-cells.h"
#include "gw-sample-street.h"
#include "gw-sample.h"
#include "gw-test-data.h"

#define LEAST_AREA 300
#define N_FIELDS 11

/* A line of grab-cut.tsv. */
typedef struct
{
  const char *picture;
  const char *mask;
  guint32 colour;
  gint32 seed_x, seed_y; /* -1: all pixels of the colour */
  gint32 x, y, width, height;
  double opencv;
} Line;

static GwPixels
pixels_of (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  return (GwPixels) { (const guint32 *) (gconstpointer) cairo_image_surface_get_data (surface),
                      cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                      (gsize) cairo_image_surface_get_stride (surface) / 4 };
}

/* --- the sample ---------------------------------------------------------------------- */

static void
try_scene (const char *set, cairo_surface_t *surface, const GwSampleScene *scene, guint every, KnownObjectFunc func,
           gpointer data)
{
  guint n = 0;

  for (guint i = 0; i < gw_sample_scene_get_n_objects (scene); i++)
    {
      const GwSampleObject *object = gw_sample_scene_get_object (scene, i);
      const KnownObject known = { set, pixels_of (surface), object->mask.as.mask, -1 };

      if (object->visible > 0.5 && gw_mask_area (&known.truth) >= LEAST_AREA && n++ % every == 0)
        func (&known, data);
    }
}

static void
try_sample (const char *set, guint every_picture, guint every_object, KnownObjectFunc func, gpointer data)
{
  const gboolean is_street = strcmp (set, "street") == 0;
  const guint n = is_street ? GW_SAMPLE_STREET_COUNT : GW_SAMPLE_CELLS_COUNT;

  for (guint i = 0; i < n; i += every_picture)
    {
      g_autoptr (GwSampleScene) scene = NULL;
      cairo_surface_t *surface = is_street ? gw_sample_street_draw (GW_SAMPLE_SEED, i, &scene)
                                           : gw_sample_cells_draw (GW_SAMPLE_SEED, i, &scene);

      try_scene (set, surface, scene, every_object, func, data);
      cairo_surface_destroy (surface);
    }
}

/* --- photographs --------------------------------------------------------------------- */

static void
read_line (char **fields, Line *line)
{
  line->picture = fields[1];
  line->mask = fields[2];
  line->colour = (guint32) g_ascii_strtoull (fields[3], NULL, 16);
  line->seed_x = (gint32) g_ascii_strtoll (fields[4], NULL, 10);
  line->seed_y = (gint32) g_ascii_strtoll (fields[5], NULL, 10);
  line->x = (gint32) g_ascii_strtoll (fields[6], NULL, 10);
  line->y = (gint32) g_ascii_strtoll (fields[7], NULL, 10);
  line->width = (gint32) g_ascii_strtoll (fields[8], NULL, 10);
  line->height = (gint32) g_ascii_strtoll (fields[9], NULL, 10);
  line->opencv = g_ascii_strtod (fields[10], NULL);
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
read_truth (const GwPixels *pixels, const Line *line)
{
  const gint32 width = pixels->width, height = pixels->height;
  g_autofree guint8 *bytes = g_malloc0 ((gsize) width * (gsize) height);
  GwMask truth;

  for (gint32 y = 0; y < height; y++)
    for (gint32 x = 0; x < width; x++)
      bytes[y * width + x] = (pixels->pixels[(gsize) y * pixels->stride + (gsize) x] & 0xffffff) == line->colour;
  if (line->seed_x >= 0)
    {
      fill (bytes, width, height, line->seed_x, line->seed_y);
      for (gint32 i = 0; i < width * height; i++)
        bytes[i] = bytes[i] == 2;
    }
  g_assert_cmpint (gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (gsize) width, &truth), ==,
                   GW_STATUS_OK);
  g_assert_cmpint (truth.x, ==, line->x);
  g_assert_cmpint (truth.y, ==, line->y);
  g_assert_cmpint (truth.width, ==, line->width);
  g_assert_cmpint (truth.height, ==, line->height);

  return truth;
}

static cairo_surface_t *
decode (const char *relative)
{
  g_autofree char *path = gw_test_data_path (relative);
  cairo_surface_t *surface = path != NULL ? gw_decode_file (path, 0, NULL, NULL, NULL, NULL) : NULL;

  if (surface == NULL)
    g_error ("%s cannot be read", relative);

  return surface;
}

static void
try_line (const char *set, const Line *line, KnownObjectFunc func, gpointer data)
{
  cairo_surface_t *picture = decode (line->picture), *mask = decode (line->mask);
  const GwPixels mask_pixels = pixels_of (mask);
  KnownObject known = { set, pixels_of (picture), read_truth (&mask_pixels, line), line->opencv };

  func (&known, data);
  gw_mask_clear (&known.truth);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (mask);
}

static gboolean
try_photographs (const char *set, guint every, KnownObjectFunc func, gpointer data)
{
  g_autofree char *path = gw_test_source_path ("tests/data/segment/grab-cut.tsv");
  g_autofree char *folder = gw_test_data_path (set);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (folder == NULL)
    return FALSE;
  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    g_error ("grab-cut.tsv cannot be read");
  lines = g_strsplit (text, "\n", -1);
  for (char **i = lines; *i != NULL; i++)
    {
      g_auto (GStrv) fields = g_strsplit (*i, "\t", -1);
      Line line;

      if (g_strv_length (fields) != N_FIELDS || strcmp (fields[0], set) != 0 || n++ % every != 0)
        continue;
      read_line (fields, &line);
      try_line (set, &line, func, data);
    }

  return TRUE;
}

gboolean
known_objects_foreach (const char *set, guint every_picture, guint every_object, KnownObjectFunc func, gpointer data)
{
  if (g_str_has_prefix (set, "seg-"))
    return try_photographs (set, every_object, func, data);
  try_sample (set, every_picture, every_object, func, data);
  return TRUE;
}
