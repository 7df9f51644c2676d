/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Smart tools: the wand on 12 MP, and scissors on 2 MP, moved from one corner to the
 * other a step a frame and thrown all over the picture, against OpenCV and
 * scikit-image. The wand's regions are compared with theirs; scissors have other
 * costs than OpenCV's, so only the work is.
 */

#include <glib/gstdio.h>
#include <unistd.h>

#include "bench.h"
#include "gw-live-wire.h"
#include "gw-wand.h"
#include "peer.h"
#include "picture.h"

#define N_ROUNDS 5

/* A picture, and its pixels in a file for the peers: width, height, pixels. */
typedef struct
{
  cairo_surface_t *surface;
  GwPixels pixels;
  char *path;
} Picture;

static void
picture_init (Picture *self, int width, int height, gboolean flat)
{
  guint32 header[2] = { (guint32) width, (guint32) height };
  gsize stride;
  FILE *file;

  self->surface = flat ? cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height)
                       : picture_draw (width, height, 2);
  cairo_surface_flush (self->surface);
  stride = (gsize) cairo_image_surface_get_stride (self->surface) / 4;
  self->pixels = (GwPixels) { (const guint32 *) (const void *) cairo_image_surface_get_data (self->surface), width,
                              height, stride };
  self->path = g_strdup_printf ("%s/bench-segment-%d", g_get_tmp_dir (), (int) getpid ());
  file = fopen (self->path, "wb");
  if (file == NULL || fwrite (header, sizeof header, 1, file) != 1)
    g_error ("cannot write %s", self->path);
  for (int i = 0; i < height; i++)
    if (fwrite (self->pixels.pixels + (gsize) i * stride, 4, (gsize) width, file) != (gsize) width)
      g_error ("cannot write %s", self->path);
  fclose (file);
}

static void
picture_clear (Picture *self)
{
  cairo_surface_destroy (self->surface);
  g_remove (self->path);
  g_free (self->path);
}

#define LOAD \
  "import cv2\n" \
  "cv2.setNumThreads(1)\n" \
  "def load(path):\n" \
  "    width, height = numpy.fromfile(path, numpy.uint32, 2)\n" \
  "    dots = numpy.fromfile(path, numpy.uint8, offset=8).reshape(height, width, 4)\n" \
  "    return (numpy.ascontiguousarray(dots[:, :, :3]),)\n"

static const char flood_script[] = LOAD
    "def work(picture):\n"
    "    height, width = picture.shape[:2]\n"
    "    mask = numpy.zeros((height + 2, width + 2), numpy.uint8)\n"
    "    cv2.floodFill(picture, mask, (width // 3, height // 3), 0, (60, 60, 60), (60, 60, 60),\n"
    "                  4 | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE)\n"
    "    return mask\n"
    "def check(mask):\n"
    "    return float((mask[1:-1, 1:-1] != 0).sum())\n";

static const char flood_skimage_script[] = LOAD
    "from skimage.segmentation import flood\n"
    "def work(picture):\n"
    "    height, width = picture.shape[:2]\n"
    "    seed = height // 3, width // 3\n"
    "    far = cv2.absdiff(picture, tuple(float(x) for x in picture[seed]) + (0.0,)).max(axis=2)\n"
    "    return flood(far, seed, connectivity=1, tolerance=60)\n"
    "def check(mask):\n"
    "    return float(mask.sum())\n";

static const char scissors_script[] = LOAD
    "def work(picture):\n"
    "    tool = cv2.segmentation.IntelligentScissorsMB()\n"
    "    tool.setEdgeFeatureCannyParameters(32, 100)\n"
    "    tool.setGradientMagnitudeMaxLimit(200)\n"
    "    tool.applyImage(picture)\n"
    "    tool.buildMap((20, 20))\n"
    "    return tool.getContour((picture.shape[1] - 20, picture.shape[0] - 20))\n"
    "def check(path):\n"
    "    return float(len(path))\n";

/* --- wand -------------------------------------------------------------------------- */

static const GwWandOptions wand_options = { 60, 1, TRUE, FALSE };

static double
fill (const GwPixels *pixels)
{
  GwMask mask = GW_MASK_INIT;
  double area;

  if (gw_wand (pixels, pixels->width / 3, pixels->height / 3, &wand_options, &mask, NULL) != GW_STATUS_OK)
    g_error ("the wand fails");
  area = (double) gw_mask_area (&mask);
  gw_mask_clear (&mask);
  return area;
}

static double
refill (GwWand *wand)
{
  GwMask mask = GW_MASK_INIT;
  const double begin = gw_bench_cpu_ms ();

  if (gw_wand_region (wand, &wand_options, &mask, NULL) != GW_STATUS_OK)
    g_error ("the wand fails");
  gw_mask_clear (&mask);
  return gw_bench_cpu_ms () - begin;
}

static void
measure_wand (const char *name, const char *live_name, gboolean flat)
{
  static const char *const scripts[2] = { flood_script, flood_skimage_script };
  static const char *const peers[2] = { "cv2.floodFill", "skimage.segmentation.flood" };
  const guint rounds = gw_bench_amount (N_ROUNDS, 1);
  Picture picture;
  GwWand *wand;
  double ours[N_ROUNDS], live[N_ROUNDS], theirs[2][N_ROUNDS];
  GwBenchPeer *peer[2];

  picture_init (&picture, (int) gw_bench_amount (4000, 400), (int) gw_bench_amount (3000, 300), flat);
  wand = gw_wand_new (&picture.pixels, picture.pixels.width / 3, picture.pixels.height / 3, 1, NULL, NULL);
  for (guint i = 0; i < 2; i++)
    peer[i] = gw_bench_peer_new (scripts[i], picture.path);
  for (guint round = 0; round < rounds; round++)
    {
      const double begin = gw_bench_cpu_ms (), area = fill (&picture.pixels);

      ours[round] = gw_bench_cpu_ms () - begin;
      live[round] = refill (wand);
      for (guint i = 0; i < 2; i++)
        {
          GwBenchAnswer answer;

          if (gw_bench_peer_ask (peer[i], &answer) && answer.check != area)
            g_error ("%s: %.0f pixels here, %.0f there", peers[i], area, answer.check);
          theirs[i][round] = answer.cpu_ms;
        }
    }
  for (guint i = 0; i < 2; i++)
    {
      gw_bench_report (name, gw_bench_quantile (ours, rounds, 0.5), "ms", 100, peers[i],
                       gw_bench_quantile (theirs[i], rounds, 0.5));
      g_clear_pointer (&peer[i], gw_bench_peer_free);
    }
  gw_bench_report (live_name, gw_bench_quantile (live, rounds, 0.5), "ms", 16, NULL, 0);
  gw_wand_free (wand);
  picture_clear (&picture);
}

/* --- scissors ---------------------------------------------------------------------- */

static double
ask_path (GwLiveWire *wire, int x, int y)
{
  GwRing path = GW_RING_INIT;
  const double begin = gw_bench_cpu_ms ();

  if (gw_live_wire_path (wire, x, y, &path, NULL) != GW_STATUS_OK)
    g_error ("the scissors fail");
  gw_ring_clear (&path);
  return gw_bench_cpu_ms () - begin;
}

/* From one corner to the other in steps of 25 pixels, which takes a
 * pointer about a second: the times of all moves.
 */
static guint
move (GwLiveWire *wire, const GwPixels *pixels, double *times, guint most)
{
  guint n = 0;

  gw_live_wire_set_seed (wire, 20, 20, GW_LIVE_WIRE_MAX_REACH);
  for (; n < most && 20 + 20 * (int) n < pixels->width - 20 && 20 + 15 * (int) n < pixels->height - 20; n++)
    times[n] = ask_path (wire, 20 + 20 * (int) n, 20 + 15 * (int) n);
  return n;
}

static void
measure_scissors (void)
{
  const guint rounds = gw_bench_amount (N_ROUNDS, 1);
  double tile[N_ROUNDS], all[N_ROUNDS], theirs[N_ROUNDS], half[N_ROUNDS], longest[N_ROUNDS], times[200];
  GwBenchPeer *peer;
  Picture picture;
  GwBenchAnswer answer;

  picture_init (&picture, (int) gw_bench_amount (1632, 320), (int) gw_bench_amount (1224, 240), FALSE);
  peer = gw_bench_peer_new (scissors_script, picture.path);
  for (guint round = 0; round < rounds; round++)
    {
      const GwPixels *pixels = &picture.pixels;
      GwLiveWire *wire = gw_live_wire_new (pixels, 0.5);
      const double begin = gw_bench_cpu_ms ();
      const int n_tiles = ((pixels->width + GW_LIVE_WIRE_TILE - 1) / GW_LIVE_WIRE_TILE)
                          * ((pixels->height + GW_LIVE_WIRE_TILE - 1) / GW_LIVE_WIRE_TILE);
      double prepared;
      guint n;

      gw_live_wire_prepare (wire, 0, 0, pixels->width, pixels->height, NULL);
      prepared = gw_bench_cpu_ms () - begin;
      gw_live_wire_set_seed (wire, 20, 20, GW_LIVE_WIRE_MAX_REACH);
      all[round] = prepared + ask_path (wire, pixels->width - 20, pixels->height - 20);
      tile[round] = prepared / n_tiles;
      n = move (wire, pixels, times, G_N_ELEMENTS (times));
      half[round] = gw_bench_quantile (times, n, 0.5);
      longest[round] = gw_bench_quantile (times, n, 1);
      gw_live_wire_free (wire);
      gw_bench_peer_ask (peer, &answer);
      theirs[round] = answer.cpu_ms;
    }

  gw_bench_report ("scissors: edges of a tile of 256 x 256", gw_bench_quantile (tile, rounds, 0.5), "ms", 150, NULL, 0);
  gw_bench_report ("scissors, 2 MP: a move of the pointer by 25 pixels", gw_bench_quantile (half, rounds, 0.5), "ms",
                   16, NULL, 0);
  gw_bench_report ("scissors, 2 MP: the longest move", gw_bench_quantile (longest, rounds, 0.5), "ms", 16, NULL, 0);
  gw_bench_report ("scissors, 2 MP: edges, and a path from corner to corner", gw_bench_quantile (all, rounds, 0.5),
                   "ms", 0, "cv2 IntelligentScissorsMB", gw_bench_quantile (theirs, rounds, 0.5));
  g_clear_pointer (&peer, gw_bench_peer_free);
  picture_clear (&picture);
}

int
main (void)
{
  measure_wand ("wand, 12 MP, a picture", "wand, 12 MP, a picture, another tolerance", FALSE);
  measure_wand ("wand, 12 MP, all of one colour", "wand, 12 MP, all of one colour, another tolerance", TRUE);
  measure_scissors ();
  return EXIT_SUCCESS;
}
