/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The COCO evaluation of boxes, and masks on their way between bytes and runs,
 * against pycocotools: beside it where that is installed for python3, else by the
 * figures that were measured of it on the machine of the project.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/resource.h>

#include "bench.h"
#include "gw-coco-eval.h"
#include "gw-random.h"
#include "gw-test-data.h"

#define N_CLASSES 80
#define HEIGHT 1500
#define WIDTH 2000
#define N_MASK_ROUNDS 100
#define N_FIGURES (sizeof (GwCocoSummary) / sizeof (double))

typedef struct
{
  guint n_images;
  guint n_detections; /* of an image */
  GwDetectionImage *images;
  GwTruthObject *truths;
  GwDetectedObject *detections;
  GwCocoResult result;
  guint8 *columns;
  GwRle masks[2];
  guint64 n_shared;
} Job;

/* What the peer costs, in milliseconds and megabytes. */
typedef struct
{
  gboolean here;
  double evaluate;
  double accumulate;
  double megabytes;
  double encode;
  double decode;
  double figures[N_FIGURES];
  gsize n_figures;
} Peer;

/* pycocotools 2.0 on 5,000 images with 500,000 detections of 80 classes, and on a
 * mask of 2000 x 1500 with 2,807 runs.
 */
static const Peer recorded = { FALSE, 61000, 14500, 4360, 1.26, 2.47, { 0 }, 0 };
static const double recorded_overlap = 0.0345;

static void
must (gw_status status)
{
  if (status != GW_STATUS_OK)
    g_error ("%s", gw_status_text (status));
}

static double
between (gw_random *random, double low, double high)
{
  return low + gw_random_real (random) * (high - low);
}

/* To hundredths, as files have them. */
static double
rounded (double value)
{
  return floor (value * 100 + 0.5) / 100;
}

static GwBox
near_box (gw_random *random, const GwBox *box)
{
  return (GwBox) { rounded (box->x + between (random, -0.15, 0.15) * box->width),
                   rounded (box->y + between (random, -0.15, 0.15) * box->height),
                   rounded (box->width * between (random, 0.8, 1.25)),
                   rounded (box->height * between (random, 0.8, 1.25)) };
}

static GwBox
any_box (gw_random *random)
{
  double size = exp (between (random, 2, 5.3));

  return (GwBox) { rounded (between (random, 0, 500)), rounded (between (random, 0, 400)), rounded (size),
                   rounded (size * between (random, 0.5, 2)) };
}

/* Seven truths an image, as COCO has them; of the detections half lie near one. */
static void
make_boxes (Job *job, gw_random *random)
{
  job->n_images = gw_bench_amount (5000, 50);
  job->n_detections = gw_bench_amount (100, 20);
  job->images = g_new0 (GwDetectionImage, job->n_images);
  job->truths = g_new0 (GwTruthObject, 7 * job->n_images);
  job->detections = g_new0 (GwDetectedObject, job->n_detections * job->n_images);
  for (guint i = 0; i < job->n_images; i++)
    {
      GwTruthObject *truths = job->truths + 7 * i;
      GwDetectedObject *detections = job->detections + job->n_detections * i;

      for (guint k = 0; k < 7; k++)
        {
          truths[k].box = any_box (random);
          truths[k].label = (gint32) gw_random_below (random, N_CLASSES);
          truths[k].crowd = gw_random_below (random, 80) == 0;
          truths[k].area = rounded (truths[k].box.width * truths[k].box.height * 0.7);
        }
      for (guint k = 0; k < job->n_detections; k++)
        {
          const GwTruthObject *truth = &truths[gw_random_below (random, 7)];
          gboolean near = gw_random_below (random, 2) == 0;

          detections[k].box = near ? near_box (random, &truth->box) : any_box (random);
          detections[k].label = near ? truth->label : (gint32) gw_random_below (random, N_CLASSES);
          detections[k].score = floor (gw_random_real (random) * 1e4) / 1e4;
        }
      job->images[i] = (GwDetectionImage) { i + 1, truths, 7, detections, job->n_detections };
    }
}

/* A disc with a rough edge. */
static void
make_mask (Job *job, gw_random *random, double center_x, double center_y, GwRle *mask)
{
  memset (job->columns, 0, HEIGHT * WIDTH);
  for (guint x = 0; x < WIDTH; x++)
    {
      double square = 702 * 702 - (x - center_x) * (x - center_x);
      double half = square > 0 ? sqrt (square) + between (random, 0, 40) : 0;
      double top = MAX (center_y - half, 0), bottom = MIN (center_y + half, HEIGHT);

      memset (job->columns + HEIGHT * x + (gsize) top, 1, (gsize) bottom - (gsize) top);
    }
  must (gw_rle_from_columns (HEIGHT, WIDTH, job->columns, mask));
}

static void
evaluate (gpointer data)
{
  Job *job = data;

  gw_coco_result_clear (&job->result);
  must (gw_coco_eval (job->images, job->n_images, N_CLASSES, GW_OVERLAP_BOX, &job->result, NULL));
}

static void
encode_masks (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASK_ROUNDS; i++)
    {
      GwRle rle;

      must (gw_rle_from_columns (HEIGHT, WIDTH, job->columns, &rle));
      gw_rle_clear (&rle);
    }
}

static void
decode_masks (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASK_ROUNDS; i++)
    gw_rle_to_columns (&job->masks[i % 2], job->columns);
}

static void
overlap_masks (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < 10 * N_MASK_ROUNDS; i++)
    job->n_shared += gw_rle_iou (&job->masks[0], &job->masks[1]) > 0.5;
}

static void
write_box (FILE *file, guint image, gint32 label, const GwBox *box)
{
  fprintf (file, "{\"image_id\":%u,\"category_id\":%d,\"bbox\":[%.17g,%.17g,%.17g,%.17g],", image, label, box->x,
           box->y, box->width, box->height);
}

static void
write_files (const Job *job, const char *truth, const char *results)
{
  FILE *file = g_fopen (truth, "w");

  fputs ("{\"images\":[", file);
  for (guint i = 0; i < job->n_images; i++)
    fprintf (file, "%s{\"id\":%u,\"width\":640,\"height\":480}", i > 0 ? "," : "", i + 1);
  fputs ("],\"annotations\":[", file);
  for (guint i = 0; i < 7 * job->n_images; i++)
    {
      fputs (i > 0 ? "," : "", file);
      write_box (file, i / 7 + 1, job->truths[i].label, &job->truths[i].box);
      fprintf (file, "\"id\":%u,\"area\":%.17g,\"iscrowd\":%d}", i + 1, job->truths[i].area, job->truths[i].crowd);
    }
  fputs ("],\"categories\":[", file);
  for (guint i = 0; i < N_CLASSES; i++)
    fprintf (file, "%s{\"id\":%u,\"name\":\"%u\"}", i > 0 ? "," : "", i, i);
  fputs ("]}\n", file);
  fclose (file);

  file = g_fopen (results, "w");
  for (guint i = 0; i < job->n_detections * job->n_images; i++)
    {
      fputs (i > 0 ? "," : "[", file);
      write_box (file, i / job->n_detections + 1, job->detections[i].label, &job->detections[i].box);
      fprintf (file, "\"score\":%.17g}", job->detections[i].score);
    }
  fputs ("]\n", file);
  fclose (file);
}

static void
read_line (const char *line, Peer *peer)
{
  const char *value = strchr (line, ' ');
  double number = value != NULL ? g_ascii_strtod (value, NULL) : 0;

  if (g_str_has_prefix (line, "figure ") && peer->n_figures < N_FIGURES)
    peer->figures[peer->n_figures++] = number;
  else if (g_str_has_prefix (line, "evaluate "))
    peer->evaluate = number;
  else if (g_str_has_prefix (line, "accumulate "))
    peer->accumulate = number;
  else if (g_str_has_prefix (line, "megabytes "))
    peer->megabytes = number;
  else if (g_str_has_prefix (line, "encode "))
    peer->encode = number;
  else if (g_str_has_prefix (line, "decode "))
    peer->decode = number;
}

static Peer
run_peer (const Job *job)
{
  g_autofree char *script = gw_test_source_path ("tests/bench/coco-peer.py");
  g_autofree char *folder = g_dir_make_tmp ("bench-detection-XXXXXX", NULL);
  g_autofree char *truth = g_build_filename (folder, "truth.json", NULL);
  g_autofree char *results = g_build_filename (folder, "results.json", NULL);
  g_autofree char *output = NULL;
  const char *arguments[] = { "python3", script, truth, results, NULL };
  Peer peer = recorded;
  int status = 0;

  write_files (job, truth, results);
  if (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, NULL)
      && g_spawn_check_wait_status (status, NULL))
    {
      g_auto (GStrv) lines = g_strsplit (output, "\n", -1);

      peer.here = TRUE;
      for (char **line = lines; *line != NULL; line++)
        read_line (*line, &peer);
    }
  g_unlink (truth);
  g_unlink (results);
  g_rmdir (folder);

  return peer;
}

/* Fast and wrong is worth nothing. */
static void
compare_figures (const Job *job, const Peer *peer)
{
  double figures[N_FIGURES];

  memcpy (figures, &job->result.summary, sizeof figures);
  if (peer->n_figures != N_FIGURES)
    g_error ("pycocotools gave %" G_GSIZE_FORMAT " figures", peer->n_figures);
  for (gsize i = 0; i < N_FIGURES; i++)
    if (fabs (figures[i] - peer->figures[i]) > 1e-9)
      g_error ("figure %" G_GSIZE_FORMAT " is %.12g, and %.12g by pycocotools", i, figures[i], peer->figures[i]);
}

int
main (void)
{
  Job *job = g_new0 (Job, 1);
  GwBenchCase cases[] = { { "evaluate", evaluate, job, 0 },
                          { "encode", encode_masks, job, 0 },
                          { "decode", decode_masks, job, 0 },
                          { "overlap", overlap_masks, job, 0 } };
  struct rusage usage;
  const char *name;
  double megabytes, peer_time;
  gw_random random;
  Peer peer;

  gw_random_init (&random, 1);
  make_boxes (job, &random);
  evaluate (job);
  getrusage (RUSAGE_SELF, &usage);
  megabytes = (double) usage.ru_maxrss / 1024;

  job->columns = g_malloc (HEIGHT * WIDTH);
  make_mask (job, &random, 900, 700, &job->masks[0]);
  make_mask (job, &random, 1000, 750, &job->masks[1]);
  gw_bench_run (cases, G_N_ELEMENTS (cases), 7);
  peer = run_peer (job);
  if (peer.here)
    compare_figures (job, &peer);

  name = peer.here ? "pycocotools" : "pycocotools, recorded";
  peer_time = peer.evaluate + peer.accumulate;
  gw_bench_report ("COCO evaluation, 5,000 images, 500,000 boxes", cases[0].milliseconds, "ms", peer_time / 20, name,
                   peer_time);
  gw_bench_report ("COCO evaluation, peak memory with the data", megabytes, "MB", peer.megabytes / 10, name,
                   peer.megabytes);
  gw_bench_report ("RLE of 3 MP of bytes, 2,807 runs", cases[1].milliseconds / N_MASK_ROUNDS, "ms", peer.encode / 2,
                   name, peer.encode);
  gw_bench_report ("RLE to 3 MP of bytes, 2,807 runs", cases[2].milliseconds / N_MASK_ROUNDS, "ms", peer.decode / 2,
                   name, peer.decode);
  gw_bench_report ("IoU of two RLEs of 2,807 runs", cases[3].milliseconds / (10 * N_MASK_ROUNDS) * 1e3, "us",
                   recorded_overlap / 2 * 1e3, "pycocotools, recorded", recorded_overlap * 1e3);

  return 0;
}
