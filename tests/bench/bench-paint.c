/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Masks on 12 megapixels: pieces of strokes among a hundred objects, a mask grown,
 * shrunk, cleaned and smoothed beside OpenCV, scipy and scikit-image, whose pixels are
 * counted and compared, and the memory of a thousand objects. The discs of the peers
 * are the same: exact ones.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#include "bench.h"
#include "gw-mask-morphology.h"
#include "gw-paint.h"
#include "gw-random.h"
#include "gw-raster.h"
#include "peer.h"

#define N_ROUNDS 5
#define N_PIECES 200
#define N_GUARDED 100
#define N_OBJECTS 1000
#define RADIUS 10.0
#define HOLE 400
#define SPECK 300

static int width, height;

/* An object as it is drawn by hand: about round, with a border that is not smooth. */
static void
make_object (gw_random *random, double cx, double cy, double radius, GwMask *mask)
{
  GwPoint points[120];
  const GwPolygon polygon = { &(GwRing) { points, G_N_ELEMENTS (points) }, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      const double angle = 2 * G_PI * i / G_N_ELEMENTS (points), r = radius * (0.8 + 0.3 * gw_random_real (random));

      points[i] = (GwPoint) { cx + r * cos (angle), cy + r * sin (angle) };
    }
  if (gw_raster_polygon (&polygon, width, height, mask) != GW_STATUS_OK)
    g_error ("cannot draw an object");
}

/* *mask becomes the two united; both are freed. */
static void
unite (GwMask *mask, GwMask *other)
{
  GwMask united;

  if (gw_mask_union (mask, other, &united) != GW_STATUS_OK)
    g_error ("cannot unite masks");
  gw_mask_clear (mask);
  gw_mask_clear (other);
  *mask = united;
}

/* --- strokes ----------------------------------------------------------------------- */

static void
measure_strokes (const char *name, double size, GwBrushShape shape, double budget, const GwMask *start,
                 const GwMask *guard)
{
  double times[N_PIECES], to_mask;
  GwPaint *paint = gw_paint_new (width, height, start);
  GwPoint at = { width * 0.1, height * 0.1 };
  GwMask mask;
  GwBox dirty;
  char *longest;

  gw_paint_set_guard (paint, guard);
  for (guint i = 0; i < N_PIECES; i++)
    {
      const GwPoint next = { width * (0.1 + 0.8 * (i + 1) / N_PIECES), height * (0.5 - 0.4 * cos (i / 20.0)) };
      const double begin = gw_bench_cpu_ms ();

      if (gw_paint_stroke (paint, at, next, size, shape, true, &dirty) != GW_STATUS_OK)
        g_error ("the stroke fails");
      times[i] = gw_bench_cpu_ms () - begin;
      at = next;
    }
  to_mask = gw_bench_cpu_ms ();
  if (gw_paint_to_mask (paint, &mask) != GW_STATUS_OK)
    g_error ("there is no mask");
  to_mask = gw_bench_cpu_ms () - to_mask;
  gw_mask_clear (&mask);
  gw_paint_free (paint);

  gw_bench_report (name, gw_bench_quantile (times, N_PIECES, 0.5), "ms", budget, NULL, 0);
  longest = g_strconcat (name, ", the longest", NULL);
  gw_bench_report (longest, gw_bench_quantile (times, N_PIECES, 1), "ms", budget, NULL, 0);
  g_free (longest);
  longest = g_strconcat (name, ", all to a mask", NULL);
  gw_bench_report (longest, to_mask, "ms", 0, NULL, 0);
  g_free (longest);
}

static void
measure_all_strokes (void)
{
  GwMask start, guard, object;
  gw_random random;

  gw_random_init (&random, 5);
  make_object (&random, width / 2.0, height / 2.0, height / 5.0, &start);
  gw_mask_init_empty (width, height, &guard);
  for (guint i = 0; i < N_GUARDED; i++)
    {
      make_object (&random, gw_random_real (&random) * width, gw_random_real (&random) * height, height / 30.0,
                   &object);
      unite (&guard, &object);
    }
  measure_strokes ("a piece of a stroke, 12 MP, 24 px round", 24, GW_BRUSH_ROUND, 1, &start, NULL);
  measure_strokes ("a piece of a stroke, 12 MP, 24 px square", 24, GW_BRUSH_SQUARE, 1, &start, NULL);
  measure_strokes ("a piece of a stroke, 12 MP, 500 px round", 500, GW_BRUSH_ROUND, 5, &start, NULL);
  measure_strokes ("a piece of a stroke, 12 MP, 500 px, 100 protected", 500, GW_BRUSH_ROUND, 5, &start, &guard);
  gw_mask_clear (&start);
  gw_mask_clear (&guard);
}

/* --- morphology -------------------------------------------------------------------- */

#define LOAD \
  "import cv2, scipy.ndimage\n" \
  "cv2.setNumThreads(1)\n" \
  "reach = numpy.arange(-10, 11)\n" \
  "disc = (reach[:, None] ** 2 + reach ** 2 <= 100).astype(numpy.uint8)\n" \
  "def load(path):\n" \
  "    width, height = numpy.fromfile(path, numpy.uint32, 2)\n" \
  "    return (numpy.fromfile(path, numpy.uint8, offset=8).reshape(height, width),)\n" \
  "def check(mask):\n" \
  "    return float(numpy.count_nonzero(mask))\n"

typedef struct
{
  const char *name;
  const char *peer;
  const char *script;
  gw_status (*change) (const GwMask *mask, GwMask *result);
  gboolean other; /* what the peer does is not quite the same, and so its pixels are not */
} Case;

static gw_status
grow (const GwMask *mask, GwMask *result)
{
  return gw_mask_grow (mask, RADIUS, result);
}

static gw_status
shrink (const GwMask *mask, GwMask *result)
{
  return gw_mask_shrink (mask, RADIUS, result);
}

static gw_status
fill_all (const GwMask *mask, GwMask *result)
{
  return gw_mask_fill_holes (mask, G_MAXUINT64, result);
}

static gw_status
remove_specks (const GwMask *mask, GwMask *result)
{
  return gw_mask_remove_specks (mask, SPECK, result);
}

static gw_status
smooth (const GwMask *mask, GwMask *result)
{
  return gw_mask_smooth (mask, 2.0, result);
}

static gw_status
clean (const GwMask *mask, GwMask *result)
{
  return gw_mask_clean (mask, &(GwMaskCleaning) { HOLE, SPECK, 2.0 }, result);
}

static const Case cases[] = {
  { "a mask of 12 MP grown by 10", "cv2.dilate", LOAD "def work(mask):\n    return cv2.dilate(mask, disc)\n", grow,
    FALSE },
  { "a mask of 12 MP grown by 10", "scipy distance_transform_edt",
    LOAD "def work(mask):\n    return scipy.ndimage.distance_transform_edt(mask == 0) <= 10\n", grow, FALSE },
  { "a mask of 12 MP shrunk by 10", "cv2.erode", LOAD "def work(mask):\n    return cv2.erode(mask, disc)\n", shrink,
    FALSE },
  { "its holes filled", "scipy binary_fill_holes",
    LOAD "def work(mask):\n    return scipy.ndimage.binary_fill_holes(mask)\n", fill_all, FALSE },
  { "its specks removed", "skimage remove_small_objects",
    LOAD "import skimage.morphology\n"
         "def work(mask):\n    return skimage.morphology.remove_small_objects(mask != 0, 300, connectivity=2)\n",
    remove_specks, FALSE },
  { "its border smoothed, radius 2", "cv2.medianBlur 5 x 5",
    LOAD "def work(mask):\n    return cv2.medianBlur(mask, 5)\n", smooth, TRUE },
  { "all of its clean-up", NULL, NULL, clean, FALSE },
};

/* A large object with holes and specks, and its bytes in a file. */
static void
make_subject (GwMask *mask, const char *path)
{
  const guint32 header[2] = { (guint32) width, (guint32) height };
  g_autofree guint8 *bytes = g_malloc ((gsize) width * (gsize) height);
  gw_random random;
  FILE *file = fopen (path, "wb");

  gw_random_init (&random, 6);
  make_object (&random, width / 2.0, height / 2.0, height * 0.6, mask);
  gw_mask_to_bitmap (mask, 0, 0, width, height, 1, bytes, (gsize) width);
  gw_mask_clear (mask);
  for (guint i = 0; i < 4000; i++)
    {
      const int x = (int) gw_random_below (&random, (guint32) width),
                y = (int) gw_random_below (&random, (guint32) height);
      const int side = 1 + (int) gw_random_below (&random, 30);

      for (int k = 0; k < side * side; k++)
        if (x + k % side < width && y + k / side < height)
          bytes[(y + k / side) * width + x + k % side] ^= 1;
    }
  gw_mask_from_bitmap (width, height, 0, 0, width, height, bytes, (gsize) width, mask);
  if (file == NULL || fwrite (header, sizeof header, 1, file) != 1
      || fwrite (bytes, (gsize) width, (gsize) height, file) != (gsize) height)
    g_error ("cannot write %s", path);
  fclose (file);
}

static void
measure_case (const Case *self, const GwMask *mask, const char *path)
{
  const guint rounds = gw_bench_amount (N_ROUNDS, 1);
  double ours[N_ROUNDS], theirs[N_ROUNDS] = { 0 };
  GwBenchPeer *peer = self->script != NULL ? gw_bench_peer_new (self->script, path) : NULL;

  for (guint round = 0; round < rounds; round++)
    {
      const double begin = gw_bench_cpu_ms ();
      GwBenchAnswer answer;
      GwMask result;

      if (self->change (mask, &result) != GW_STATUS_OK)
        g_error ("%s: fails", self->name);
      ours[round] = gw_bench_cpu_ms () - begin;
      if (peer != NULL && gw_bench_peer_ask (peer, &answer) && !self->other
          && answer.check != (double) gw_mask_area (&result))
        g_error ("%s: %.0f pixels here, %.0f there", self->name, (double) gw_mask_area (&result), answer.check);
      if (peer != NULL)
        theirs[round] = answer.cpu_ms;
      gw_mask_clear (&result);
    }
  gw_bench_report (self->name, gw_bench_quantile (ours, rounds, 0.5), "ms", 0, self->peer,
                   gw_bench_quantile (theirs, rounds, 0.5));
  g_clear_pointer (&peer, gw_bench_peer_free);
}

static void
measure_morphology (void)
{
  g_autofree char *path = g_strdup_printf ("%s/bench-paint-%d", g_get_tmp_dir (), (int) getpid ());
  GwMask mask;

  make_subject (&mask, path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    measure_case (&cases[i], &mask, path);
  gw_mask_clear (&mask);
  g_remove (path);
}

/* --- memory ------------------------------------------------------------------------ */

/* A thousand objects as masks, one of them being painted. */
static void
measure_memory (void)
{
  const guint n = gw_bench_amount (N_OBJECTS, 10);
  g_autofree GwMask *objects = g_new0 (GwMask, n);
  const double before = gw_bench_memory_begin ();
  gw_random random;
  GwPaint *paint;
  double taken;

  gw_random_init (&random, 7);
  for (guint i = 0; i < n; i++)
    make_object (&random, gw_random_real (&random) * width, gw_random_real (&random) * height, height / 20.0,
                 &objects[i]);
  paint = gw_paint_new (width, height, &objects[0]);
  for (guint i = 0; i < N_PIECES; i++)
    gw_paint_stroke (paint, (GwPoint) { width * (double) i / N_PIECES, height * 0.4 },
                     (GwPoint) { width * (i + 1.0) / N_PIECES, height * 0.5 }, 500, GW_BRUSH_ROUND, true, NULL);
  taken = gw_bench_memory_peak (before);
  gw_bench_report ("memory of 1,000 masks on 12 MP, one being painted", taken, "MB", gw_bench_amount (200, 0), NULL, 0);
  gw_paint_free (paint);
  for (guint i = 0; i < n; i++)
    gw_mask_clear (&objects[i]);
}

int
main (void)
{
  width = (int) gw_bench_amount (4000, 400);
  height = (int) gw_bench_amount (3000, 300);
  measure_memory ();
  measure_all_strokes ();
  measure_morphology ();
  return EXIT_SUCCESS;
}
