/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Imports and exports IMAGES images (argument, 100,000 unless given; a fiftieth of them in
 * formats of pictures) in all formats, or in those that are named after it, and tells of each
 * how long it took, the longest time in which its progress stood still, and the longest from
 * a cancel to the end, of cancels at several places (spec formats 15.12: twice a second,
 * 200 ms).
 */

#include <math.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "bench.h"
#include "gw-encode.h"
#include "gw-export.h"
#include "gw-import.h"
#include "gw-random.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

#define LONGEST_GAP_MS 500.0
#define LONGEST_CANCEL_MS 200.0

/* How often the worker is looked at. */
#define POLL_US 1000

#define OBJECTS 6
#define POINTS 16

typedef struct
{
  const char *project;
  const GwFormat *format;
  const char *path; /* the source, or the target */
  gboolean is_export;
  GwWork *work;
  gboolean done; /* atomic */
} Job;

typedef struct
{
  double wall_ms;
  double gap_ms;
  double cancel_ms;
} Times;

static GwStore *
open_project (const char *path)
{
  g_autoptr (GError) error = NULL;
  GwStore *store = gw_store_sqlite_open (path, GW_STORE_OPEN_DEFAULT, NULL, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  return store;
}

static void
make_project (const char *path)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("bench", GW_TASK_MASKS);
  g_autoptr (GError) error = NULL;
  g_autoptr (GwStore) store = gw_store_sqlite_create (path, info, NULL, &error);

  if (store == NULL)
    g_error ("%s", error->message);
  gw_store_close (store);
}

static gpointer
run_job (gpointer data)
{
  Job *job = data;
  g_autoptr (GwStore) store = open_project (job->project);
  GCancellable *cancellable = gw_work_get_cancellable (job->work);
  g_autoptr (GError) error = NULL;

  if (job->is_export)
    {
      g_autoptr (GwExport) export = gw_export_new (store, job->format, job->path);

      gw_export_run (export, job->work, cancellable, &error);
    }
  else
    {
      g_autoptr (GwImport) import = gw_import_new (store, job->path);

      gw_import_set_format (import, job->format);
      gw_import_run (import, job->work, cancellable, &error);
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error ("%s: %s", job->format->name, error->message);
  gw_work_end (job->work, error);
  g_atomic_int_set (&job->done, TRUE);
  gw_store_close (store);

  return NULL;
}

/* The longest time in which nothing that a window shows changed; cancels after so many ms (0:
 * not), and times that.
 */
static Times
watch (Job *job, double cancel_after_ms)
{
  const double begin = gw_bench_wall_ms ();
  double changed = begin, cancelled = 0;
  guint64 done = 0, total = 0;
  g_autofree char *text = NULL;
  Times times = { 0 };
  GThread *thread;

  job->done = FALSE;
  job->work = gw_work_new ("bench");
  thread = g_thread_new ("job", run_job, job);
  while (!g_atomic_int_get (&job->done))
    {
      const double now = gw_bench_wall_ms ();
      GwWorkStatus status;
      char *shown = NULL;

      gw_work_get_status (job->work, &status, &shown);
      if (status.done != done || status.total != total || g_strcmp0 (shown, text) != 0)
        {
          g_free (text);
          text = g_strdup (shown);
          times.gap_ms = MAX (times.gap_ms, now - changed);
          changed = now;
          done = status.done;
          total = status.total;
        }
      if (cancel_after_ms > 0 && cancelled == 0 && now - begin >= cancel_after_ms)
        {
          cancelled = now;
          gw_work_cancel (job->work);
        }
      g_free (shown);
      g_usleep (POLL_US);
    }
  times.wall_ms = gw_bench_wall_ms () - begin;
  times.gap_ms = MAX (times.gap_ms, gw_bench_wall_ms () - changed);
  if (cancelled > 0)
    times.cancel_ms = gw_bench_wall_ms () - cancelled;
  g_thread_join (thread);
  g_clear_object (&job->work);

  return times;
}

static void
remove_all (const char *path)
{
  const char *const arguments[] = { "rm", "-rf", path, NULL };

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

static void
report (const Job *job, const char *figure, double value, double budget)
{
  g_autofree char *name = g_strdup_printf ("%s %s, %s", job->is_export ? "export" : "import", job->format->name,
                                           figure);

  gw_bench_report (name, value, "ms", budget, NULL, 0);
}

/* Whole, and then cancelled at several places. A fresh project for each import, and a fresh
 * target for each export; what the whole export wrote stays.
 */
static void
measure (Job *job, const char *folder)
{
  static const double places[] = { 0.15, 0.5, 0.85, 0.97 };
  g_autofree char *fresh = g_build_filename (folder, job->is_export ? "cancelled" : "fresh.groundwork", NULL);
  const char *kept = job->path;
  double cancel_ms = 0;
  Times times;

  if (!job->is_export)
    {
      make_project (fresh);
      job->project = fresh;
    }
  times = watch (job, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      Times stopped;

      remove_all (fresh);
      if (job->is_export)
        job->path = fresh;
      else
        make_project (fresh);
      stopped = watch (job, MAX (1, places[i] * times.wall_ms));
      cancel_ms = MAX (cancel_ms, stopped.cancel_ms);
    }
  remove_all (fresh);
  job->path = kept;
  report (job, "whole", times.wall_ms, 0);
  report (job, "longest still", times.gap_ms, LONGEST_GAP_MS);
  report (job, "cancel to end", cancel_ms, LONGEST_CANCEL_MS);
}

/* --- what is exchanged --------------------------------------------------------------------- */

static void
write_object (FILE *file, gw_random *random)
{
  const double x = 100 + gw_random_real (random) * 440, y = 100 + gw_random_real (random) * 280;

  fprintf (file, "{\"label\":\"class %u\",\"rings\":[[", (guint) gw_random_below (random, 20));
  for (guint i = 0; i < POINTS; i++)
    {
      const double radius = 30 + gw_random_real (random) * 60, angle = 2 * G_PI * i / POINTS;

      fprintf (file, "%s[%.2f,%.2f]", i > 0 ? "," : "", x + radius * cos (angle), y + radius * sin (angle));
    }
  fputs ("]]}", file);
}

/* Labels of n images; pictures too, which are one file under many names, where that is asked for. */
static char *
make_labels (const char *folder, const char *name, guint n, gboolean pictures)
{
  g_autofree char *top = g_build_filename (folder, name, NULL);
  g_autofree char *first = g_build_filename (top, "0000000.png", NULL);
  char *path = g_build_filename (top, "labels.gw.jsonl", NULL);
  gw_random random;
  FILE *file;

  g_mkdir_with_parents (top, 0700);
  if (pictures)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 640, 480);

      gw_encode_png_file (surface, first, NULL);
      cairo_surface_destroy (surface);
    }
  gw_random_init (&random, 1);
  file = g_fopen (path, "w");
  fputs ("{\"groundwork\":1,\"kind\":\"annotations\",\"task\":\"segmentation\",\"classes\":[{\"name\":\"class 0\"}]}\n",
         file);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *image = g_strdup_printf ("%07u.png", i);
      g_autofree char *picture = g_build_filename (top, image, NULL);

      if (pictures && i > 0 && link (first, picture) != 0)
        g_error ("%s: cannot be linked", picture);
      fprintf (file, "{\"image\":\"%s\",\"width\":640,\"height\":480,\"labels\":[\"class %u\"],\"objects\":[", image,
               i % 20);
      for (guint k = 0; k < OBJECTS; k++)
        {
          if (k > 0)
            fputc (',', file);
          write_object (file, &random);
        }
      fputs ("]}\n", file);
    }
  fclose (file);

  return path;
}

static void
run_formats (const char *folder, const char *project, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *called = g_ptr_array_index (names, i);
      const GwFormat *format = gw_format_find (called, NULL);
      g_autofree char *name = g_strconcat (called, format->suffix, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      Job export = { .project = project, .format = format, .path = path, .is_export = TRUE };
      Job import = { .format = format, .path = path };

      measure (&export, folder);
      if (format->flags & GW_FORMAT_READS)
        measure (&import, folder);
      remove_all (path);
    }
}

/* All of the formats where none are asked for. */
static GPtrArray *
choose_formats (const char *const *formats, char **asked)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (gsize i = 0; formats[i] != NULL; i++)
    if (asked[0] == NULL || g_strv_contains ((const char *const *) asked, formats[i]))
      g_ptr_array_add (chosen, (gpointer) formats[i]);
  return chosen;
}

static void
run_set (const char *folder, const char *name, guint n, gboolean pictures, const char *const *formats, char **asked)
{
  g_autoptr (GPtrArray) chosen = choose_formats (formats, asked);
  g_autofree char *project = g_strdup_printf ("%s/%s.groundwork", folder, name);
  g_autofree char *labels = NULL;
  Job job = { .project = project, .format = gw_format_find ("gw-jsonl", NULL) };

  if (chosen->len == 0)
    return;
  job.path = labels = make_labels (folder, name, n, pictures);
  make_project (project);
  watch (&job, 0);
  run_formats (folder, project, chosen);
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "gw-jsonl", "coco",    "voc", "yolo-segment", "cvat", "label-studio",
                                       "csv",      "labelme", NULL };
  static const char *const pictures[] = { "coco-panoptic", "voc-masks", "semantic-png", "cityscapes", "open-images",
                                          "recordio",      NULL };
  const guint n = argc > 1 ? (guint) atoi (argv[1]) : gw_bench_amount (100000, 1000);
  g_autofree char *folder = gw_test_folder_new ();

  run_set (folder, "labels", n, FALSE, files, argv + MIN (argc, 2));
  run_set (folder, "pictures", MAX (n / 50, 20), TRUE, pictures, argv + MIN (argc, 2));
  gw_test_folder_free (g_steal_pointer (&folder));

  return 0;
}
