/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GrabCut from a box of 600 x 600 in a picture of 1000 x 667, and again after a hint,
 * beside one iteration of OpenCV's from the same box (ours makes up to five). Both
 * say how much of the object they find.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#include "bench.h"
#include "gw-grab-cut.h"
#include "gw-mask.h"
#include "gw-raster.h"
#include "peer.h"
#include "picture.h"

#define WIDTH 1000
#define HEIGHT 667
#define N_ROUNDS 5

/* The object is brighter than the ground by 70, within its edge. */
static const GwEllipse ellipse = { 500, 333, 297, 290, 0 };

static const char script[] =
    "import cv2\n"
    "cv2.setNumThreads(1)\n"
    "def load(path):\n"
    "    dots = numpy.fromfile(path, numpy.uint8).reshape(667, 1000, 4)\n"
    "    return (numpy.ascontiguousarray(dots[:, :, :3]),)\n"
    "def work(picture):\n"
    "    known = numpy.zeros(picture.shape[:2], numpy.uint8)\n"
    "    cv2.grabCut(picture, known, (200, 33, 600, 600), numpy.zeros((1, 65)), numpy.zeros((1, 65)), 1,\n"
    "                cv2.GC_INIT_WITH_RECT)\n"
    "    return known & 1\n"
    "def check(found):\n"
    "    y, x = numpy.mgrid[0:667, 0:1000] + 0.5\n"
    "    truth = ((x - 500) / 297) ** 2 + ((y - 333) / 290) ** 2 < 1\n"
    "    return float((truth & (found == 1)).sum() / (truth | (found == 1)).sum())\n";

typedef struct
{
  GwPixels pixels;
  GwMask truth;
  GwMask stroke;
  double first_cpu, first_wall, hint_cpu, hint_wall, iou; /* of the last round */
} Job;

static guint32
brighten (guint32 colour)
{
  guint32 result = 0;

  for (guint shift = 0; shift < 24; shift += 8)
    result |= MIN ((colour >> shift & 255) + 70, 255) << shift;

  return result;
}

static void
job_init (Job *job, cairo_surface_t *surface, const char *path)
{
  guint32 *dots = (guint32 *) (void *) cairo_image_surface_get_data (surface);
  const GwEllipse spot = { 500, 300, 8, 60, 0 };

  cairo_surface_flush (surface);
  gw_raster_ellipse (&ellipse, WIDTH, HEIGHT, &job->truth);
  gw_raster_ellipse (&spot, WIDTH, HEIGHT, &job->stroke);
  for (gint32 y = 0; y < HEIGHT; y++)
    for (gint32 x = 0; x < WIDTH; x++)
      if (pow ((x + 0.5 - ellipse.cx) / ellipse.rx, 2) + pow ((y + 0.5 - ellipse.cy) / ellipse.ry, 2) < 1)
        dots[y * WIDTH + x] = brighten (dots[y * WIDTH + x]);
  job->pixels = (GwPixels) { dots, WIDTH, HEIGHT, WIDTH };
  if (!g_file_set_contents (path, (const char *) dots, WIDTH * HEIGHT * 4, NULL))
    g_error ("cannot write %s", path);
}

static void
solve (GwGrabCut *cut, GwMask *found, double *cpu, double *wall)
{
  const double begin_cpu = gw_bench_cpu_ms (), begin = gw_bench_wall_ms ();

  if (gw_grab_cut_solve (cut, found, NULL) != GW_STATUS_OK)
    g_error ("GrabCut fails");
  *cpu = gw_bench_cpu_ms () - begin_cpu;
  *wall = gw_bench_wall_ms () - begin;
}

static void
run_ours (Job *job)
{
  GwGrabCut *cut = gw_grab_cut_new (&job->pixels, NULL, NULL);
  GwMask found;

  gw_grab_cut_set_box (cut, 200, 33, 600, 600);
  solve (cut, &found, &job->first_cpu, &job->first_wall);
  job->iou = gw_mask_iou (&found, &job->truth);
  gw_mask_clear (&found);
  gw_grab_cut_mark (cut, &job->stroke, GW_TRIMAP_OBJECT);
  solve (cut, &found, &job->hint_cpu, &job->hint_wall);
  gw_mask_clear (&found);
  gw_grab_cut_free (cut);
}

int
main (void)
{
  g_autofree char *path = g_strdup_printf ("%s/bench-grab-cut-%d", g_get_tmp_dir (), (int) getpid ());
  cairo_surface_t *surface = picture_draw (WIDTH, HEIGHT, 2);
  const guint n_rounds = gw_bench_amount (N_ROUNDS, 1);
  double times[4][N_ROUNDS], peer_times[N_ROUNDS] = { 0 };
  g_autoptr (GwBenchPeer) peer = NULL;
  GwBenchAnswer answer = { 0 };
  Job job = { 0 };

  job_init (&job, surface, path);
  peer = gw_bench_peer_new (script, path);
  for (guint i = 0; i < n_rounds; i++)
    {
      run_ours (&job);
      times[0][i] = job.first_cpu;
      times[1][i] = job.first_wall;
      times[2][i] = job.hint_cpu;
      times[3][i] = job.hint_wall;
      gw_bench_peer_ask (peer, &answer);
      peer_times[i] = answer.cpu_ms;
    }
  g_unlink (path);
  if (job.iou < 0.9)
    g_error ("an IoU of %.3f only", job.iou);

  for (guint i = 0; i < 4; i++)
    gw_bench_quantile (times[i], n_rounds, 0.5);
  gw_bench_quantile (peer_times, n_rounds, 0.5);
  gw_bench_report ("GrabCut, box of 600 x 600 in 1000 x 667", times[0][n_rounds / 2], "ms",
                   peer_times[n_rounds / 2] / 5, "OpenCV, one iteration", peer_times[n_rounds / 2]);
  gw_bench_report ("GrabCut, the same, wall", times[1][n_rounds / 2], "ms", 300, NULL, 0);
  gw_bench_report ("GrabCut, a hint after it", times[2][n_rounds / 2], "ms", 100, "OpenCV, one iteration",
                   peer_times[n_rounds / 2]);
  gw_bench_report ("GrabCut, the hint, wall", times[3][n_rounds / 2], "ms", 100, NULL, 0);
  gw_bench_report ("GrabCut, IoU of the ellipse", job.iou, "-", 0, "OpenCV, one iteration", answer.check);
  gw_mask_clear (&job.truth);
  gw_mask_clear (&job.stroke);
  cairo_surface_destroy (surface);

  return 0;
}
