/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a COCO file of IMAGES images (argument, 100,000 unless given) with 8.6
 * polygons each in random order, as COCO's own are (450 MB; 22 points each, and
 * the box and area that are theirs), and lets groundwork-cli import
 * and export it, turn it into YOLO and Pascal VOC, and read the files of the latter:
 * CPU time, wall time and peak memory of that process.
 */

/* wait4() */
#define _GNU_SOURCE

#include <math.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "bench.h"
#include "gw-polygon.h"
#include "gw-random.h"
#include "gw-test-data.h"

typedef struct
{
  double cpu_ms;
  double wall_ms;
  double megabytes; /* peak */
  int code;
} Cost;

static void
write_polygon (FILE *file, gw_random *random)
{
  guint n = 8 + (guint) gw_random_below (random, 30);
  double x = 100 + gw_random_real (random) * 440, y = 100 + gw_random_real (random) * 280;
  GwPoint points[8 + 30];
  GwRing ring = { points, n };
  GwBox bounds;

  fputs ("\"segmentation\": [[", file);
  for (guint i = 0; i < n; i++)
    {
      double radius = 30 + gw_random_real (random) * 60, angle = 2 * G_PI * i / n;

      points[i] = (GwPoint) { rint ((x + radius * cos (angle)) * 100) / 100,
                              rint ((y + radius * sin (angle)) * 100) / 100 };
      fprintf (file, "%s%.2f, %.2f", i > 0 ? ", " : "", points[i].x, points[i].y);
    }
  gw_ring_bounds (&ring, &bounds);
  fprintf (file, "]], \"area\": %.4f, \"iscrowd\": 0, \"bbox\": [%.2f, %.2f, %.2f, %.2f], ",
           fabs (gw_ring_signed_area (&ring)), bounds.x, bounds.y, bounds.width, bounds.height);
}

static void
make_file (const char *path, guint n_images, guint n_annotations)
{
  FILE *file = g_fopen (path, "w");
  gw_random random;

  gw_random_init (&random, 1);
  fputs ("{\"images\": [", file);
  for (guint i = 0; i < n_images; i++)
    fprintf (file,
             "%s{\"license\": 3, \"file_name\": \"%012u.jpg\", \"coco_url\": \"http://example.org/%012u.jpg\", "
             "\"height\": 480, \"width\": 640, \"date_captured\": \"2013-11-15 11:55:43\", \"id\": %u}",
             i > 0 ? ", " : "", i, i, i + 1);
  fputs ("], \"annotations\": [", file);
  for (guint i = 0; i < n_annotations; i++)
    {
      fprintf (file, "%s{", i > 0 ? ", " : "");
      write_polygon (file, &random);
      fprintf (file, "\"image_id\": %u, \"category_id\": %u, \"id\": %u}",
               1 + (guint) gw_random_below (&random, n_images), 1 + (guint) gw_random_below (&random, 80), i + 1);
    }
  fputs ("], \"categories\": [", file);
  for (guint i = 1; i <= 80; i++)
    fprintf (file, "%s{\"id\": %u, \"name\": \"class %u\"}", i > 1 ? ", " : "", i, i);
  fputs ("]}\n", file);
  fclose (file);
}

static Cost
run (const char *const *arguments)
{
  Cost cost = { 0 };
  double begin = gw_bench_wall_ms ();
  struct rusage usage;
  int status = 0;
  pid_t child = fork ();

  if (child == 0)
    {
      g_autofree char *null = g_strdup ("/dev/null");

      if (freopen (null, "w", stdout) == NULL || freopen (null, "w", stderr) == NULL)
        _exit (127);
      execv (arguments[0], (char *const *) arguments);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return cost;

  cost.wall_ms = gw_bench_wall_ms () - begin;
  cost.cpu_ms = (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
                + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
  cost.megabytes = (double) usage.ru_maxrss / 1024;
  cost.code = WIFEXITED (status) ? WEXITSTATUS (status) : -1;

  return cost;
}

static void
report (const char *name, const Cost *cost, double cpu_budget, double wall_budget, double memory_budget)
{
  g_autofree char *cpu = g_strdup_printf ("%s, CPU", name);
  g_autofree char *wall = g_strdup_printf ("%s, wall", name);
  g_autofree char *memory = g_strdup_printf ("%s, peak memory", name);

  gw_bench_report (cpu, cost->cpu_ms, "ms", cpu_budget, NULL, 0);
  gw_bench_report (wall, cost->wall_ms, "ms", wall_budget, NULL, 0);
  gw_bench_report (memory, cost->megabytes, "MiB", memory_budget, NULL, 0);
}

static void
report_run (const char *name, const char *const *arguments, double cpu_budget, double wall_budget)
{
  Cost cost = run (arguments);

  if (cost.code > 1)
    fprintf (stderr, "bench-coco: %s ended with %d\n", name, cost.code);
  report (name, &cost, cpu_budget, wall_budget, 0);
}

int
main (int argc, char **argv)
{
  guint n_images = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : gw_bench_amount (100000, 500);
  double scale = n_images / 100000.0;
  g_autofree char *here = g_path_get_dirname (argv[0]);
  g_autofree char *cli = g_build_filename (here, "..", "..", "app", "cli", "groundwork-cli", NULL);
  char *folder = gw_test_folder_new ();
  g_autofree char *source = g_build_filename (folder, "instances.json", NULL);
  g_autofree char *project = g_build_filename (folder, "bench.groundwork", NULL);
  g_autofree char *target = g_build_filename (folder, "out", NULL);
  const char *const make[] = { cli, "new", project, NULL };
  const char *const import[] = { cli, "import", project, source, "--json", "--quiet", NULL };
  const char *const export[] = { cli, "export", project, target, "--format", "coco", "--json", "--quiet", NULL };
  g_autofree char *yolo = g_build_filename (folder, "yolo", NULL);
  g_autofree char *voc = g_build_filename (folder, "voc", NULL);
  g_autofree char *lines = g_build_filename (folder, "back.gw.jsonl", NULL);
  const char *const to_yolo[] = { cli, "convert", source, yolo, "--to", "yolo", "--json", "--quiet", NULL };
  const char *const to_voc[] = { cli, "convert", source, voc, "--to", "voc", "--json", "--quiet", NULL };
  const char *const from_voc[] = { cli, "convert", voc, lines, "--to", "gw-jsonl", "--json", "--quiet", NULL };
  Cost cost;

  make_file (source, n_images, (guint) (n_images * 8.6));
  cost = run (make);
  if (cost.code != 0)
    {
      fprintf (stderr, "bench-coco: %s cannot make a project\n", cli);
      gw_test_folder_free (folder);
      return 1;
    }
  cost = run (import);
  if (cost.code > 1)
    fprintf (stderr, "bench-coco: the import ended with %d\n", cost.code);
  report ("import COCO, 860,000 polygons", &cost, 6500 * scale, 20000 * scale, 350);
  cost = run (export);
  if (cost.code > 1)
    fprintf (stderr, "bench-coco: the export ended with %d\n", cost.code);
  report ("export COCO, 860,000 polygons", &cost, 5000 * scale, 0, 150);
  report_run ("COCO to YOLO, 100,000 images", to_yolo, 0, 5000 * scale);
  /* Made for the next, and held against nothing. */
  report_run ("COCO to VOC, 100,000 images", to_voc, 0, 0);
  report_run ("read 100,000 VOC files", from_voc, 0, 20000 * scale);

  gw_test_folder_free (folder);
  return 0;
}
