/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The exact histogram of 10 million doubles against numpy's, in turn with it:
 * histogram-peer.py beside this file. Both count the same values, and the counts
 * are compared. Wall time, for all processors work on it.
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bench.h"
#include "gw-histogram.h"
#include "gw-random.h"
#include "gw-test-data.h"

#define N_VALUES 10000000
#define N_MORE_VALUES 25000000
#define MOST_ROUNDS 7

typedef struct
{
  const char *name;
  const char *question; /* to numpy; NULL: it is not asked */
  GwHistogramOptions options;
  unsigned n_threads;
  gboolean more; /* 25 million */
  double faster; /* than numpy, so many times; or else: */
  double budget; /* milliseconds */
} Case;

static const Case cases[] = {
  { "histogram of 10 M doubles, 100 bins, wall", "100", { .n_bins = 100 }, 0, FALSE, 4, 0 },
  { "histogram of 10 M doubles, 100 bins, one thread", "100", { .n_bins = 100 }, 1, FALSE, 0, 0 },
  { "histogram of 10 M doubles, automatic bins, wall", "auto", { .rule = GW_BINS_AUTO }, 0, FALSE, 0, 0 },
  { "histogram of 25 M doubles, 100 bins, wall", NULL, { .n_bins = 100 }, 0, TRUE, 0, 100 },
};

typedef struct
{
  GSubprocess *process; /* (nullable) */
  GDataInputStream *answers;
} Numpy;

static void
start_numpy (Numpy *numpy, const double *values, gsize n, const char *path)
{
  g_autofree char *script = gw_test_source_path ("tests/bench/histogram-peer.py");

  if (script == NULL || !g_file_set_contents (path, (const char *) values, (gssize) (n * sizeof *values), NULL))
    return;

  numpy->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                         | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                     NULL, "/usr/bin/python3", script, path, NULL);
  if (numpy->process != NULL)
    numpy->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (numpy->process));
}

static void
stop_numpy (Numpy *numpy)
{
  if (numpy->process != NULL)
    g_subprocess_force_exit (numpy->process);
  g_clear_object (&numpy->answers);
  g_clear_object (&numpy->process);
}

/* Milliseconds, or 0 where numpy is not to be had. */
static double
ask_numpy (Numpy *numpy, const char *question, guint64 figures[2])
{
  g_autofree char *line = g_strconcat (question, "\n", NULL);
  g_autofree char *answer = NULL;
  char *end;
  double spent;

  if (numpy->process == NULL
      || !g_output_stream_write_all (g_subprocess_get_stdin_pipe (numpy->process), line, strlen (line), NULL, NULL,
                                     NULL))
    return 0;
  answer = g_data_input_stream_read_line (numpy->answers, NULL, NULL, NULL);
  if (answer == NULL)
    return 0;
  spent = g_ascii_strtod (answer, &end);
  figures[0] = g_ascii_strtoull (end, &end, 10);
  figures[1] = g_ascii_strtoull (end, NULL, 10);

  return spent;
}

/* Milliseconds; the number of bins, and a sum over the counts. */
static double
run_ours (const Case *self, const double *values, gsize n, guint64 figures[2])
{
  GwRun run = { .n_threads = self->n_threads };
  GwHistogram histogram = { 0 };
  const double begin = gw_bench_wall_ms ();
  gw_status status = gw_histogram (values, NULL, n, &self->options, &histogram, &run);
  const double spent = gw_bench_wall_ms () - begin;

  if (status != GW_STATUS_OK)
    g_error ("%s", gw_status_text (status));
  figures[0] = histogram.n_bins;
  figures[1] = 0;
  for (gsize i = 0; i < histogram.n_bins; i++)
    figures[1] += (i + 1) * histogram.counts[i];
  gw_histogram_clear (&histogram);

  return spent;
}

static void
measure (const Case *self, const double *values, gsize n, Numpy *numpy)
{
  guint rounds = gw_bench_amount (MOST_ROUNDS, 1);
  double ours[MOST_ROUNDS], theirs[MOST_ROUNDS] = { 0 }, peer, budget;

  for (guint i = 0; i < rounds; i++)
    {
      guint64 figures[2], other[2] = { 0 };

      ours[i] = run_ours (self, values, n, figures);
      if (self->question != NULL)
        theirs[i] = ask_numpy (numpy, self->question, other);
      if (theirs[i] > 0 && (figures[0] != other[0] || figures[1] != other[1]))
        g_error ("%s: the counts differ from numpy's", self->name);
    }
  peer = gw_bench_quantile (theirs, rounds, 0.5);
  budget = self->faster > 0 ? peer / self->faster : self->budget;
  gw_bench_report (self->name, gw_bench_quantile (ours, rounds, 0.5), "ms", gw_bench_amount (1, 0) ? budget : 0,
                   self->question != NULL ? "numpy histogram" : NULL, peer);
}

static double
most_memory (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);

  return (double) usage.ru_maxrss / 1024;
}

/* Before anything else takes more: at most three arrays of n. */
static void
measure_memory (const double *values, gsize n)
{
  double before = most_memory ();
  guint64 figures[2];

  run_ours (&cases[0], values, n, figures);
  run_ours (&cases[2], values, n, figures);
  gw_bench_report ("histogram of 10 M doubles, memory", most_memory () - before, "MB",
                   gw_bench_amount (3 * N_VALUES * sizeof (double) / 1000000, 0), NULL, 0);
}

int
main (void)
{
  gsize n = gw_bench_amount (N_VALUES, 10000), n_more = gw_bench_amount (N_MORE_VALUES, 25000);
  g_autofree double *values = g_new (double, n_more);
  g_autofree char *path = g_strdup_printf ("%s/bench-histogram-%d", g_get_tmp_dir (), (int) getpid ());
  Numpy numpy = { 0 };
  gw_random random;

  /* Sums of three even numbers: a bell, and every bin has some. */
  gw_random_init (&random, 10);
  for (gsize i = 0; i < n_more; i++)
    values[i] = gw_random_real (&random) + gw_random_real (&random) + gw_random_real (&random);
  measure_memory (values, n);
  start_numpy (&numpy, values, n, path);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    measure (&cases[i], values, cases[i].more ? n_more : n, &numpy);
  stop_numpy (&numpy);
  g_remove (path);

  return EXIT_SUCCESS;
}
