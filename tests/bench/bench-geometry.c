/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hit tests in a picture of many boxes, a hundred large masks on one of 12
 * megapixels on their way between outlines, runs and text, and two outlines that
 * cross each other all along.
 */

#include <math.h>
#include <string.h>

#include "bench.h"
#include "gw-grid.h"
#include "gw-mask.h"
#include "gw-polygon-combine.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-raster.h"
#include "gw-rle.h"

#define WIDTH 4000
#define HEIGHT 3000
#define N_BOXES 5000
#define N_HITS 1000
#define N_MASKS 100
#define N_WAVES 1000
#define N_ROUNDS 15

typedef struct
{
  gw_random random;
  GwGrid *grid;
  gsize n_found;
  GwRing rings[N_MASKS];
  GwMask masks[N_MASKS];
  GwRle rles[N_MASKS];
  char *strings[N_MASKS];
  GwPolygon waves[2];
  guint8 *columns; /* 3 megapixels */
} Job;

static void
must (gw_status status)
{
  if (status != GW_STATUS_OK)
    g_error ("%s", gw_status_text (status));
}

static double
between (Job *job, double low, double high)
{
  return low + gw_random_real (&job->random) * (high - low);
}

static void
make_job (Job *job)
{
  gw_random_init (&job->random, 1);
  must (gw_grid_new (WIDTH, HEIGHT, N_BOXES, &job->grid));
  for (guint i = 0; i < N_BOXES; i++)
    must (gw_grid_insert (job->grid, i,
                          &(GwBox) { between (job, 0, WIDTH - 200), between (job, 0, HEIGHT - 200),
                                     between (job, 10, 200), between (job, 10, 200) }));

  for (guint i = 0; i < N_MASKS; i++)
    {
      GwEllipse ellipse = { between (job, 800, 3200), between (job, 800, 2200), between (job, 100, 700),
                            between (job, 100, 700), between (job, -179, 180) };

      must (gw_ring_from_ellipse (&ellipse, &job->rings[i]));
      for (gsize k = 0; k < job->rings[i].n_points; k++)
        job->rings[i].points[k].x += between (job, -15, 15);
      must (gw_raster_polygon (&(GwPolygon) { &job->rings[i], 1 }, WIDTH, HEIGHT, &job->masks[i]));
      must (gw_rle_from_mask (&job->masks[i], &job->rles[i]));
      must (gw_rle_encode_dup (&job->rles[i], &job->strings[i], NULL));
    }

  for (guint i = 0; i < G_N_ELEMENTS (job->waves); i++)
    {
      GwPoint points[N_WAVES];

      for (guint k = 0; k < N_WAVES; k++)
        {
          double angle = k * 2.0 * G_PI / N_WAVES, radius = between (job, 1185, 1215);

          points[k] = (GwPoint) { WIDTH / 2.0 + radius * cos (angle), HEIGHT / 2.0 + radius * sin (angle) };
        }
      must (gw_polygon_add_ring (&job->waves[i], points, N_WAVES));
    }

  job->columns = g_malloc0 (2000 * 1500);
  for (gsize i = 0; i < 2000 * 1500; i++)
    job->columns[i] = i % 1500 > 300 && i % 1500 < 1200 && i > 300 * 1500 && i < 1700 * 1500;
}

static void
hit_boxes (gpointer data)
{
  Job *job = data;
  guint32 ids[64];

  for (guint i = 0; i < N_HITS; i++)
    job->n_found += gw_grid_query_point (job->grid, (GwPoint) { between (job, 0, WIDTH), between (job, 0, HEIGHT) },
                                         4.0, ids, G_N_ELEMENTS (ids));
}

static void
raster_polygons (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASKS; i++)
    {
      GwMask mask;

      must (gw_raster_polygon (&(GwPolygon) { &job->rings[i], 1 }, WIDTH, HEIGHT, &mask));
      gw_mask_clear (&mask);
    }
}

static void
raster_coco (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASKS; i++)
    {
      GwRle rle;

      must (gw_raster_coco (&job->rings[i], 1, HEIGHT, WIDTH, &rle));
      gw_rle_clear (&rle);
    }
}

static void
masks_to_rles (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASKS; i++)
    {
      GwRle rle;

      must (gw_rle_from_mask (&job->masks[i], &rle));
      gw_rle_clear (&rle);
    }
}

static void
rles_to_masks (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASKS; i++)
    {
      GwMask mask;

      must (gw_rle_to_mask (&job->rles[i], &mask));
      gw_mask_clear (&mask);
    }
}

static void
trace_masks (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASKS; i++)
    {
      GwPolygon polygon;

      must (gw_mask_trace (&job->masks[i], &polygon));
      gw_polygon_clear (&polygon);
    }
}

static void
read_strings (gpointer data)
{
  Job *job = data;

  for (guint i = 0; i < N_MASKS; i++)
    {
      GwRle rle;

      must (gw_rle_decode (HEIGHT, WIDTH, job->strings[i], strlen (job->strings[i]), &rle));
      gw_rle_clear (&rle);
    }
}

static void
encode_columns (gpointer data)
{
  Job *job = data;
  GwRle rle;

  must (gw_rle_from_columns (1500, 2000, job->columns, &rle));
  gw_rle_clear (&rle);
}

static void
unite_waves (gpointer data)
{
  Job *job = data;
  GwPolygon both;

  must (gw_polygon_combine (&job->waves[0], &job->waves[1], GW_POLYGON_UNION, &both));
  gw_polygon_clear (&both);
}

int
main (void)
{
  Job *job = g_new0 (Job, 1);
  GwBenchCase cases[] = {
    { "hit", hit_boxes, job, 0 },
    { "polygon to mask", raster_polygons, job, 0 },
    { "polygon to RLE, COCO rule", raster_coco, job, 0 },
    { "mask to RLE", masks_to_rles, job, 0 },
    { "RLE to mask", rles_to_masks, job, 0 },
    { "mask to outlines", trace_masks, job, 0 },
    { "RLE from text", read_strings, job, 0 },
    { "RLE from 3 MP of bytes", encode_columns, job, 0 },
    { "union of two outlines of 1,000 points", unite_waves, job, 0 },
  };

  make_job (job);
  gw_bench_run (cases, G_N_ELEMENTS (cases), N_ROUNDS);
  gw_bench_report ("hit test, 5,000 boxes", cases[0].milliseconds, "us", 12.0, NULL, 0);
  for (gsize i = 1; i + 2 < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s, 100 of 12 MP", cases[i].name);

      gw_bench_report (name, cases[i].milliseconds, "ms", 0, NULL, 0);
    }
  gw_bench_report (cases[7].name, cases[7].milliseconds, "ms", 0, "prototype, recorded", 0.2);
  gw_bench_report (cases[8].name, cases[8].milliseconds, "ms", 0, NULL, 0);

  for (guint i = 0; i < N_MASKS; i++)
    {
      gw_ring_clear (&job->rings[i]);
      gw_mask_clear (&job->masks[i]);
      gw_rle_clear (&job->rles[i]);
      free (job->strings[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (job->waves); i++)
    gw_polygon_clear (&job->waves[i]);
  gw_grid_free (job->grid);
  g_free (job->columns);
  g_free (job);
  return EXIT_SUCCESS;
}
