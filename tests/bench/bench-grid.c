/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A grid of thumbnails scrolled from its top by a fifth of a row a frame, in a
 * window of 1400 x 900: the work of each frame, as bench-canvas.c takes it,
 * while thumbnails are made behind it, and once more when all are in memory.
 * The pictures are 2 MP JPEGs, some of them under many names. Then how many
 * are made in a second of processor time, read, scaled and written.
 * Needs a display.
 */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "bench.h"
#include "frame-meter.h"
#include "gw-encode.h"
#include "gw-image-cell.h"
#include "gw-test-data.h"
#include "picture.h"

#define N_PICTURES 8
#define N_IMAGES 2000
#define FRAMES 400
#define STEP 30

typedef struct
{
  GtkWidget *window;
  GtkAdjustment *down;
  GwThumbnailer *thumbnailer;
  FrameMeter meter;
} Stage;

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Stage *stage)
{
  gtk_list_item_set_child (item, gw_image_cell_new (stage->thumbnailer));
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Stage *stage)
{
  gw_image_cell_set_image (GW_IMAGE_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Stage *stage)
{
  gw_image_cell_set_image (GW_IMAGE_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
or_exit (gboolean done, const GError *error)
{
  if (done)
    return;
  g_printerr ("bench-grid: %s\n", error != NULL ? error->message : "a picture cannot be made");
  exit (1);
}

static void
make_picture (const char *path, guint seed)
{
  cairo_surface_t *surface = picture_draw (1600, 1200, seed);
  g_autoptr (GError) error = NULL;

  or_exit (gw_encode_jpeg_file (surface, 85, path, &error), error);
  cairo_surface_destroy (surface);
}

static GListModel *
make_images (const char *folder, guint n)
{
  GListStore *list = g_list_store_new (GW_TYPE_IMAGE);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%06u.jpg", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *first_name = g_strdup_printf ("%06u.jpg", i % N_PICTURES);
      g_autofree char *first = g_build_filename (folder, first_name, NULL);
      g_autoptr (GwImage) image = gw_image_new (i + 1, name);

      if (i < N_PICTURES)
        make_picture (path, i + 1);
      else
        or_exit (link (first, path) == 0, NULL);
      gw_image_set_file (image, path);
      gw_image_set_size (image, 1600, 1200);
      g_list_store_append (list, image);
    }
  return G_LIST_MODEL (list);
}

static void
stage_show (Stage *stage, GListModel *images)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *grid = gtk_grid_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (images))), factory);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), stage);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), stage);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), stage);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  stage->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 1400, 900);
  gtk_window_set_child (GTK_WINDOW (stage->window), scroller);
  gtk_window_present (GTK_WINDOW (stage->window));
  while (!gtk_widget_get_mapped (grid))
    g_main_context_iteration (NULL, TRUE);
  stage->down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  frame_meter_init (&stage->meter, stage->window);
}

/* From the top, `n` steps down. */
static void
scroll (Stage *stage, const char *name, guint n)
{
  g_autofree double *times = g_new (double, n);
  g_autofree char *median = g_strdup_printf ("thumbnail grid, scrolled, %s: frame", name);
  g_autofree char *longest = g_strdup_printf ("thumbnail grid, scrolled, %s: longest frame", name);

  gtk_adjustment_set_value (stage->down, 0);
  frame_meter_next (&stage->meter);
  for (guint i = 0; i < n; i++)
    {
      double begin = gw_bench_wall_ms (), moved;

      gtk_adjustment_set_value (stage->down, (i + 1) * STEP);
      moved = gw_bench_wall_ms () - begin;
      times[i] = moved + frame_meter_next (&stage->meter);
    }
  gw_bench_report (median, gw_bench_quantile (times, n, 0.5), "ms", 16.7, NULL, 0);
  gw_bench_report (longest, gw_bench_quantile (times, n, 1), "ms", 33, NULL, 0);
}

static void
settle (Stage *stage)
{
  GwThumbnailerStats stats;

  do
    {
      frame_meter_next (&stage->meter);
      gw_thumbnailer_get_stats (stage->thumbnailer, &stats);
    }
  while (stats.n_queued + stats.n_running > 0);
}

/* How many a core makes: the cache is on the disk, and empty. */
static void
bench_rate (const char *folder, GListModel *images)
{
  g_autofree char *cache_folder = g_build_filename (folder, "rate", NULL);
  g_autoptr (GwThumbnailCache) cache = gw_thumbnail_cache_new (cache_folder, GW_THUMBNAIL_CACHE_DEFAULT_BYTES);
  double begin = gw_bench_cpu_ms ();

  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autoptr (GwImage) image = g_list_model_get_item (images, i);
      g_autoptr (GError) error = NULL;
      cairo_surface_t *surface = gw_thumbnail_cache_get (cache, gw_image_get_file (image), 256, NULL, NULL, &error);

      or_exit (surface != NULL, error);
      cairo_surface_destroy (surface);
    }
  gw_bench_report ("thumbnails of 2 MP from cold (at least 80 a second)",
                   N_PICTURES * 1e3 / (gw_bench_cpu_ms () - begin), "/s", 80, NULL, 0);
}

int
main (void)
{
  char *folder = gw_test_folder_new ();
  g_autofree char *cache_folder = g_build_filename (folder, "cache", NULL);
  g_autoptr (GwThumbnailCache) cache = NULL;
  g_autoptr (GListModel) images = NULL;
  guint n = gw_bench_amount (FRAMES, 10);
  Stage stage = { 0 };

  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  g_setenv ("GSETTINGS_BACKEND", "memory", FALSE);
  g_setenv ("GTK_A11Y", "none", FALSE);
  if (!gtk_init_check ())
    {
      g_printerr ("The grid is measured in a window, and there is no display.\n");
      gw_test_folder_free (folder);
      return 0;
    }
  adw_init ();

  images = make_images (folder, gw_bench_amount (N_IMAGES, 100));
  cache = gw_thumbnail_cache_new (cache_folder, GW_THUMBNAIL_CACHE_DEFAULT_BYTES);
  stage.thumbnailer = gw_thumbnailer_new (cache);
  stage_show (&stage, images);
  scroll (&stage, "thumbnails being made", n);
  settle (&stage);
  scroll (&stage, "thumbnails there", n);
  bench_rate (folder, images);

  frame_meter_clear (&stage.meter);
  gtk_window_destroy (GTK_WINDOW (stage.window));
  g_object_unref (stage.thumbnailer);
  gw_test_folder_free (folder);
  return 0;
}
