/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Superpixels of a picture of 1000 x 667 in about 400 cells beside scikit-image's
 * slic(), which is asked for as many; what refining one cell and drawing their borders
 * takes; and the cells of 2 megapixels, as many as a window shows.
 */

#include <glib/gstdio.h>
#include <unistd.h>

#include "bench.h"
#include "gw-polygon.h"
#include "gw-superpixels.h"
#include "peer.h"
#include "picture.h"

#define N_ROUNDS 7
#define FASTER 3 /* than the peer, so many times */

static const char script[] = "from skimage.segmentation import slic\n"
                             "def load(path):\n"
                             "    width, height = numpy.fromfile(path, numpy.uint32, 2)\n"
                             "    dots = numpy.fromfile(path, numpy.uint8, offset=8).reshape(height, width, 4)\n"
                             "    return (numpy.ascontiguousarray(dots[:, :, 2::-1]),)\n"
                             "def work(picture):\n"
                             "    return slic(picture, n_segments=400, compactness=10, start_label=0)\n"
                             "def check(labels):\n"
                             "    return float(labels.max() + 1)\n";

static void
write_picture (const GwPixels *pixels, const char *path)
{
  const guint32 header[2] = { (guint32) pixels->width, (guint32) pixels->height };
  FILE *file = fopen (path, "wb");

  if (file == NULL || fwrite (header, sizeof header, 1, file) != 1)
    g_error ("cannot write %s", path);
  for (int i = 0; i < pixels->height; i++)
    if (fwrite (pixels->pixels + (gsize) i * pixels->stride, 4, (gsize) pixels->width, file) != (gsize) pixels->width)
      g_error ("cannot write %s", path);
  fclose (file);
}

static GwSuperpixels *
make (const GwPixels *pixels, double cell, guint n_threads)
{
  const GwRun run = { .n_threads = n_threads };
  GwSuperpixels *cells = gw_superpixels_new (pixels, cell, 10, NULL, &run);

  if (cells == NULL)
    g_error ("there are no superpixels");
  return cells;
}

static GwPixels
pixels_of (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  return (GwPixels) { (const guint32 *) (const void *) cairo_image_surface_get_data (surface),
                      cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface),
                      (gsize) cairo_image_surface_get_stride (surface) / 4 };
}

static void
measure_beside_peer (void)
{
  const guint rounds = gw_bench_amount (N_ROUNDS, 1);
  g_autofree char *path = g_strdup_printf ("%s/bench-superpixels-%d", g_get_tmp_dir (), (int) getpid ());
  cairo_surface_t *surface = picture_draw ((int) gw_bench_amount (1000, 300), (int) gw_bench_amount (667, 200), 3);
  const GwPixels pixels = pixels_of (surface);
  double one[N_ROUNDS], wall[N_ROUNDS], theirs[N_ROUNDS] = { 0 }, their_wall[N_ROUNDS] = { 0 };
  g_autoptr (GwBenchPeer) peer = NULL;
  double n_ours = 0, n_theirs = 0, budget;

  write_picture (&pixels, path);
  peer = gw_bench_peer_new (script, path);
  for (guint round = 0; round < rounds; round++)
    {
      double begin = gw_bench_cpu_ms ();
      GwSuperpixels *cells = make (&pixels, 40.8, 1);
      GwBenchAnswer answer;

      one[round] = gw_bench_cpu_ms () - begin;
      n_ours = (double) gw_superpixels_get_n (cells);
      gw_superpixels_free (cells);
      begin = gw_bench_wall_ms ();
      cells = make (&pixels, 40.8, 2);
      wall[round] = gw_bench_wall_ms () - begin;
      gw_superpixels_free (cells);
      if (gw_bench_peer_ask (peer, &answer))
        n_theirs = answer.check;
      theirs[round] = answer.cpu_ms;
      their_wall[round] = answer.wall_ms;
    }
  budget = gw_bench_quantile (theirs, rounds, 0.5) / FASTER;
  gw_bench_report ("superpixels of 1000 x 667, one thread", gw_bench_quantile (one, rounds, 0.5), "ms",
                   gw_bench_amount (1, 0) ? budget : 0, "skimage slic", gw_bench_quantile (theirs, rounds, 0.5));
  gw_bench_report ("superpixels of 1000 x 667, two threads, wall", gw_bench_quantile (wall, rounds, 0.5), "ms",
                   gw_bench_amount (1, 0) ? gw_bench_quantile (their_wall, rounds, 0.5) / FASTER : 0, "skimage slic",
                   gw_bench_quantile (their_wall, rounds, 0.5));
  gw_bench_report ("- how many", n_ours, "", 0, "skimage slic", n_theirs);
  cairo_surface_destroy (surface);
  g_remove (path);
}

static void
measure_window (void)
{
  const guint rounds = gw_bench_amount (N_ROUNDS, 1);
  cairo_surface_t *surface = picture_draw ((int) gw_bench_amount (1632, 320), (int) gw_bench_amount (1224, 240), 4);
  const GwPixels pixels = pixels_of (surface);
  double all[N_ROUNDS], refined[N_ROUNDS], drawn[N_ROUNDS];

  for (guint round = 0; round < rounds; round++)
    {
      double begin = gw_bench_cpu_ms ();
      GwSuperpixels *cells = make (&pixels, 24, 1);
      GwPolygon lines;

      all[round] = gw_bench_cpu_ms () - begin;
      begin = gw_bench_cpu_ms ();
      gw_superpixels_refine (cells, gw_superpixels_at (cells, pixels.width / 2, pixels.height / 2), NULL);
      refined[round] = gw_bench_cpu_ms () - begin;
      begin = gw_bench_cpu_ms ();
      if (gw_superpixels_borders (cells, 0, 0, pixels.width, pixels.height, &lines) != GW_STATUS_OK)
        g_error ("there are no borders");
      drawn[round] = gw_bench_cpu_ms () - begin;
      gw_polygon_clear (&lines);
      gw_superpixels_free (cells);
    }
  gw_bench_report ("superpixels of 2 MP, 24 px a side, one thread", gw_bench_quantile (all, rounds, 0.5), "ms", 0, NULL,
                   0);
  gw_bench_report ("one of them refined", gw_bench_quantile (refined, rounds, 0.5), "ms", 16, NULL, 0);
  gw_bench_report ("lines of all of their borders", gw_bench_quantile (drawn, rounds, 0.5), "ms", 0, NULL, 0);
  cairo_surface_destroy (surface);
}

int
main (void)
{
  measure_beside_peer ();
  measure_window ();
  return EXIT_SUCCESS;
}
