/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The whole program from outside: how long from the start of the process
 * until its window can be used, for projects of 100,000 and a million images
 * (big-project.h says what they hold), and how long what a person does there
 * takes. “Usable”: pictures of the first page are on the screen, and a click
 * on one of them has marked it. Nothing is asked of the program itself: the
 * screen is looked at, pointer and keys are real events, and the window's
 * thread is asked for a sign of life every 10 ms (_NET_WM_PING).
 *
 * Files are warm, the home folder is fresh, so every thumbnail is made.
 * Arguments: the numbers of images. Needs a display.
 */

#include <glib/gstdio.h>

#include "bench.h"
#include "big-project.h"
#include "gw-test-data.h"
#include "watch.h"

#define STARTS 5
/* The accent in its light form, around what is selected. */
#define ACCENT 0x1c71d8

typedef struct
{
  Watch *watch;
  const char *program;
  const char *folder;
  const char *project;
  guint n_images;
  guint n_starts;
} Bench;

static double
or_exit (double time, const char *what)
{
  if (time > 0)
    return time;
  fprintf (stderr, "bench-window: waited in vain for %s\n", what);
  exit (1);
}

static char *
make_home (Bench *self)
{
  static guint n;
  g_autofree char *name = g_strdup_printf ("home-%u", n++);
  char *home = g_build_filename (self->folder, name, NULL);

  g_mkdir_with_parents (home, 0700);
  return home;
}

static void
report (Bench *self, const char *what, double value, const char *unit, double budget)
{
  g_autofree char *name = g_strdup_printf ("window, %u images: %s", self->n_images, what);

  gw_bench_report (name, value, unit, budget, NULL, 0);
}

/* Starts with the project and returns when its pictures are there; *usable is
 * when a click on one was answered.
 */
static double
start (Bench *self, double *usable)
{
  g_autofree char *home = make_home (self);
  double shown;
  guint marked;
  int x = 0, y = 0;

  watch_start (self->watch, self->program, self->project, home);
  shown = or_exit (watch_await (self->watch, BIG_PROJECT_FIRST, 0), "the first pictures");
  watch_count (self->watch, BIG_PROJECT_FIRST, &x, &y);
  marked = watch_count (self->watch, ACCENT, NULL, NULL);
  watch_click (self->watch, x, y);
  *usable = or_exit (watch_await (self->watch, ACCENT, marked + 40), "the selection") - watch_get_begin (self->watch);
  return shown - watch_get_begin (self->watch);
}

static void
bench_start (Bench *self, double budget)
{
  g_autofree double *shown = g_new (double, self->n_starts);
  g_autofree double *usable = g_new (double, self->n_starts);
  g_autofree double *cpu = g_new (double, self->n_starts);

  for (guint i = 0; i < self->n_starts; i++)
    {
      shown[i] = start (self, &usable[i]);
      cpu[i] = watch_get_cpu (self->watch);
      watch_stop (self->watch);
    }
  report (self, "process start until pictures show", gw_bench_quantile (shown, self->n_starts, 0.5), "ms", budget);
  report (self, "process start until usable", gw_bench_quantile (usable, self->n_starts, 0.5), "ms", budget);
  report (self, "CPU until usable", gw_bench_quantile (cpu, self->n_starts, 0.5), "ms", 0);
}

/* What a person does next, in one run of the program. */
static void
bench_use (Bench *self)
{
  double usable, begin, peak, proportional;
  guint before;

  start (self, &usable);
  /* Facets, counts and the rest of the ids arrive meanwhile. */
  g_usleep (self->n_images > 10000 ? 3 * G_USEC_PER_SEC : 500000);
  report (self, "longest wait of the window's thread at the start", watch_get_longest_answer (self->watch), "ms", 0);
  watch_get_memory (self->watch, &peak, &proportional);
  report (self, "memory after the start, peak resident", peak, "MB", 300);

  before = watch_count (self->watch, ACCENT, NULL, NULL);
  begin = gw_bench_wall_ms ();
  watch_keys (self->watch, "Control_L", "a", NULL);
  report (self, "select all", or_exit (watch_await (self->watch, ACCENT, 2 * before), "all selected") - begin, "ms", 0);
  report (self, "longest wait of the window's thread then", watch_get_longest_answer (self->watch), "ms", 100);

  begin = gw_bench_wall_ms ();
  watch_keys (self->watch, "End", NULL);
  report (self, "to the end, until pictures show",
          or_exit (watch_await (self->watch, BIG_PROJECT_LAST, 0), "the last pictures") - begin, "ms", 0);
  report (self, "longest wait of the window's thread then", watch_get_longest_answer (self->watch), "ms", 100);

  begin = gw_bench_wall_ms ();
  watch_keys (self->watch, "Control_L", "f", NULL);
  watch_type (self->watch, "class:car");
  watch_keys (self->watch, "Return", NULL);
  report (self, "class:car typed, until pictures show",
          or_exit (watch_await (self->watch, BIG_PROJECT_CARS, 0), "pictures of cars") - begin, "ms", 0);
  g_usleep (self->n_images > 10000 ? 3 * G_USEC_PER_SEC : 500000);
  report (self, "longest wait of the window's thread then", watch_get_longest_answer (self->watch), "ms", 100);

  watch_get_memory (self->watch, &peak, &proportional);
  report (self, "memory after all this, peak resident", peak, "MB", 300);
  report (self, "memory after all this, proportional now", proportional, "MB", 300);
  watch_stop (self->watch);
}

static void
bench_project (Bench *self, const char *parent, guint n_images)
{
  g_autofree char *name = g_strdup_printf ("big-%u", n_images);
  g_autofree char *folder = g_build_filename (parent, name, NULL);
  g_autofree char *project = NULL;

  g_mkdir_with_parents (folder, 0700);
  project = big_project_make (folder, n_images);
  self->project = project;
  self->n_images = n_images;
  bench_start (self, n_images > 100000 ? 2000 : n_images < 100000 ? 0 : 1000);
  bench_use (self);
  self->project = NULL;
}

static void
bench_empty (Bench *self)
{
  g_autofree double *first = g_new (double, self->n_starts);
  double peak = 0, proportional = 0;

  for (guint i = 0; i < self->n_starts; i++)
    {
      g_autofree char *home = make_home (self);

      watch_start (self->watch, self->program, NULL, home);
      first[i] = or_exit (watch_await_frame (self->watch), "the first frame") - watch_get_begin (self->watch);
      watch_get_longest_answer (self->watch);
      watch_get_memory (self->watch, &peak, &proportional);
      watch_stop (self->watch);
    }
  gw_bench_report ("window without a project: process start to first frame",
                   gw_bench_quantile (first, self->n_starts, 0.5), "ms", 300, NULL, 0);
  gw_bench_report ("window without a project: memory, peak resident", peak, "MB", 130, NULL, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *here = g_path_get_dirname (argv[0]);
  g_autofree char *program = g_build_filename (here, "..", "..", "app", "groundwork", NULL);
  g_autofree char *schemas = g_build_filename (here, "..", "..", "resources", "schemas", NULL);
  char *folder = gw_test_folder_new ();
  Bench bench = {
    .watch = watch_new (), .program = program, .folder = folder, .n_starts = gw_bench_amount (STARTS, 1)
  };

  if (bench.watch == NULL)
    {
      g_printerr ("The window is measured on a display, and there is none.\n");
      gw_test_folder_free (folder);
      return 0;
    }
  g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, FALSE);

  bench_empty (&bench);
  for (int i = 1; i < argc; i++)
    bench_project (&bench, folder, (guint) g_ascii_strtoull (argv[i], NULL, 10));
  if (argc == 1)
    {
      bench_project (&bench, folder, gw_bench_amount (100000, 2000));
      bench_project (&bench, folder, gw_bench_amount (1000000, 4000));
    }

  watch_free (bench.watch);
  gw_test_folder_free (folder);
  return 0;
}
