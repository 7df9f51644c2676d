/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saving a mask of 2048 x 1024 as indexed PNG from its objects, and reading it,
 * beside libpng with its own settings on the same pixels.
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <png.h>
#include <string.h>

#include "bench.h"
#include "gw-encode.h"
#include "gw-mask-objects.h"
#include "gw-mask-paint.h"
#include "gw-polygon.h"
#include "gw-raster.h"

#define WIDTH 2048
#define HEIGHT 1024
#define OBJECTS 60
#define ROUNDS 25

typedef struct
{
  GwRecord *record;
  guint8 *rows;
  guint32 palette[GW_MASK_COLOURS];
  char *file;
  char *peer_file;
} Scene;

/* A ragged blob: masks that people paint have no smooth outlines. */
static GwObject *
draw_blob (guint number, GRand *rand)
{
  GwObject *object = gw_object_new (0, number % 20 + 1);
  GwShape shape = { .kind = GW_SHAPE_POLYGON };
  double x = g_rand_double_range (rand, 0, WIDTH), y = g_rand_double_range (rand, 0, HEIGHT);
  double radius = g_rand_double_range (rand, 20, 220);
  GwPoint points[90];

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      double angle = 2 * G_PI * i / G_N_ELEMENTS (points);
      double reach = radius * g_rand_double_range (rand, 0.85, 1);

      points[i] = (GwPoint) { x + reach * cos (angle), y + reach * sin (angle) };
    }
  gw_polygon_add_ring (&shape.as.polygon, points, G_N_ELEMENTS (points));
  {
    GwShape mask = { .kind = GW_SHAPE_MASK };

    gw_raster_shape (&shape, WIDTH, HEIGHT, &mask.as.mask);
    gw_shape_clear (&shape);
    gw_object_take_shape (object, &mask);
  }
  gw_object_set_z (object, (int) number);

  return object;
}

static int
get_value (GwObject *object, gpointer data)
{
  return (int) gw_object_get_class_id (object);
}

static void
scene_init (Scene *self, const char *folder)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  self->record = gw_record_new ("a.png");
  self->record->width = WIDTH;
  self->record->height = HEIGHT;
  for (guint i = 0; i < OBJECTS; i++)
    g_ptr_array_add (self->record->objects, draw_blob (i, rand));
  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    self->palette[i] = gw_voc_palette_get (i);
  self->rows = gw_mask_paint (self->record, 0, get_value, NULL, NULL);
  self->file = g_build_filename (folder, "ours.png", NULL);
  self->peer_file = g_build_filename (folder, "peer.png", NULL);
}

static void
scene_clear (Scene *self)
{
  g_unlink (self->file);
  g_unlink (self->peer_file);
  gw_record_free (self->record);
  g_free (self->rows);
  g_free (self->file);
  g_free (self->peer_file);
}

static void
save (Scene *self, const guint8 *rows)
{
  g_autoptr (GBytes) png = gw_encode_png_indexed (rows, WIDTH, HEIGHT, WIDTH, self->palette, NULL);
  gsize size;
  const char *data = g_bytes_get_data (png, &size);

  if (!g_file_set_contents_full (self->file, data, (gssize) size, G_FILE_SET_CONTENTS_NONE, 0644, NULL))
    exit (1);
}

static void
run_save (gpointer data)
{
  Scene *self = data;

  save (self, self->rows);
}

static void
run_paint_and_save (gpointer data)
{
  Scene *self = data;
  g_autofree guint8 *rows = gw_mask_paint (self->record, 0, get_value, NULL, NULL);

  save (self, rows);
}

/* libpng as it is when nobody sets anything. */
static void
run_peer (gpointer data)
{
  Scene *self = data;
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);
  FILE *file = g_fopen (self->peer_file, "wb");
  png_color colours[GW_MASK_COLOURS];

  for (guint i = 0; i < GW_MASK_COLOURS; i++)
    colours[i] = (png_color) { (png_byte) (self->palette[i] >> 16), (png_byte) (self->palette[i] >> 8),
                               (png_byte) self->palette[i] };
  png_init_io (png, file);
  png_set_IHDR (png, info, WIDTH, HEIGHT, 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE (png, info, colours, GW_MASK_COLOURS);
  png_write_info (png, info);
  for (int y = 0; y < HEIGHT; y++)
    png_write_row (png, self->rows + (gsize) y * WIDTH);
  png_write_end (png, NULL);
  png_destroy_write_struct (&png, &info);
  fclose (file);
}

static gint64
find_class (gint64 key, gpointer data)
{
  return key;
}

static void
run_read (gpointer data)
{
  Scene *self = data;
  g_autoptr (GwMaskPicture) picture = gw_mask_picture_read_file (self->file, NULL, NULL);
  g_auto (GwMaskMeaning) meaning = { 0 };
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  GwMaskRules rules = { .indices_only = TRUE };

  gw_mask_meaning_init (&meaning, picture);
  gw_mask_meaning_find (&meaning, picture, &rules);
  if (!gw_mask_objects_add (record, picture, &meaning, GW_MASK_IDS_NONE, find_class, NULL) || record->objects->len == 0)
    exit (1);
}

/* A program that fails is fast, too. */
static void
check (Scene *self)
{
  g_autoptr (GwMaskPicture) ours = gw_mask_picture_read_file (self->file, NULL, NULL);
  g_autoptr (GwMaskPicture) peer = gw_mask_picture_read_file (self->peer_file, NULL, NULL);

  if (ours == NULL || peer == NULL || memcmp (ours->bytes, self->rows, WIDTH * HEIGHT) != 0
      || memcmp (peer->bytes, self->rows, WIDTH * HEIGHT) != 0)
    exit (1);
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("gw-bench-XXXXXX", NULL);
  Scene scene;
  GwBenchCase cases[] = {
    { "save mask PNG 2048 x 1024", run_save, &scene, 0 },
    { "the same from 60 objects", run_paint_and_save, &scene, 0 },
    { "libpng's defaults", run_peer, &scene, 0 },
    { "read mask PNG 2048 x 1024 as objects", run_read, &scene, 0 },
  };

  if (folder == NULL)
    return 1;
  scene_init (&scene, folder);
  gw_bench_run (cases, G_N_ELEMENTS (cases), ROUNDS);
  check (&scene);
  gw_bench_report (cases[0].name, cases[0].milliseconds, "ms", 8, cases[2].name, cases[2].milliseconds);
  gw_bench_report (cases[1].name, cases[1].milliseconds, "ms", 8, NULL, 0);
  gw_bench_report (cases[3].name, cases[3].milliseconds, "ms", 0, NULL, 0);
  scene_clear (&scene);
  g_rmdir (folder);

  return 0;
}
