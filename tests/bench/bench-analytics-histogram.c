/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The exact histogram of 10 million doubles against numpy's, in turn, each told
 * how long it took by its own clock: both count the same bins of the same values,
 * and the counts are compared. Wall time, for the work is done on all processors.
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "gw-histogram.h"
#include "gw-random.h"

#define N_VALUES 10000000
#define N_MORE_VALUES 25000000
#define N_BINS 100
#define N_ROUNDS 7

/* What numpy does; asked for a round with a line, it answers with the time and a
 * sum over the counts. The values lie in a file.
 */
static const char *const numpy_script = "import sys, time\n"
                                        "import numpy\n"
                                        "x = numpy.fromfile(sys.argv[1])\n"
                                        "for line in sys.stdin:\n"
                                        "    begin = time.perf_counter()\n"
                                        "    counts, edges = numpy.histogram(x, bins=int(line))\n"
                                        "    spent = time.perf_counter() - begin\n"
                                        "    check = int((counts * numpy.arange(1, len(counts) + 1)).sum())\n"
                                        "    print(spent * 1e3, check, flush=True)\n";

typedef struct
{
  GSubprocess *process;
  GDataInputStream *answers;
} Numpy;

static gboolean
start_numpy (Numpy *numpy, const double *values, gsize n, const char *path)
{
  if (!g_file_set_contents (path, (const char *) values, (gssize) (n * sizeof *values), NULL))
    return FALSE;

  numpy->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                         | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                     NULL, "/usr/bin/python3", "-c", numpy_script, path, NULL);
  if (numpy->process == NULL)
    return FALSE;
  numpy->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (numpy->process));

  return TRUE;
}

/* Milliseconds, or 0 where numpy is not to be had. */
static double
ask_numpy (Numpy *numpy, guint64 *check)
{
  g_autofree char *question = g_strdup_printf ("%d\n", N_BINS);
  g_autofree char *answer = NULL;
  char *end;
  double spent;

  if (!g_output_stream_write_all (g_subprocess_get_stdin_pipe (numpy->process), question, strlen (question), NULL, NULL,
                                  NULL))
    return 0;
  answer = g_data_input_stream_read_line (numpy->answers, NULL, NULL, NULL);
  if (answer == NULL)
    return 0;
  spent = g_ascii_strtod (answer, &end);
  *check = g_ascii_strtoull (end, NULL, 10);

  return spent;
}

static double
our_histogram (const double *values, gsize n, unsigned n_threads, guint64 *check)
{
  GwHistogramOptions options = { .n_bins = N_BINS };
  GwRun run = { .n_threads = n_threads };
  GwHistogram histogram = { 0 };
  const double begin = gw_bench_wall_ms ();
  double spent;

  if (gw_histogram (values, n, NULL, &options, &histogram, &run) != GW_STATUS_OK)
    g_error ("no histogram");
  spent = gw_bench_wall_ms () - begin;
  *check = 0;
  for (gsize i = 0; i < histogram.n_bins; i++)
    *check += (i + 1) * histogram.counts[i];
  gw_histogram_clear (&histogram);

  return spent;
}

int
main (void)
{
  gsize n = gw_bench_amount (N_VALUES, 10000), n_more = gw_bench_amount (N_MORE_VALUES, 10000);
  guint rounds = gw_bench_amount (N_ROUNDS, 1);
  g_autofree double *values = g_new (double, MAX (n, n_more));
  g_autofree char *path = g_strdup_printf ("%s/bench-histogram-%d", g_get_tmp_dir (), (int) getpid ());
  double ours[N_ROUNDS], one[N_ROUNDS], theirs[N_ROUNDS] = { 0 }, more[N_ROUNDS];
  Numpy numpy = { 0 };
  gboolean has_numpy;
  gw_random random;

  /* Sums of three uniform numbers: a bell, and every bin has some. */
  gw_random_init (&random, 10);
  for (gsize i = 0; i < MAX (n, n_more); i++)
    values[i] = gw_random_real (&random) + gw_random_real (&random) + gw_random_real (&random);
  has_numpy = start_numpy (&numpy, values, n, path);

  for (guint i = 0; i < rounds; i++)
    {
      guint64 check, check_one, check_numpy = 0, check_more;

      ours[i] = our_histogram (values, n, 0, &check);
      if (has_numpy)
        theirs[i] = ask_numpy (&numpy, &check_numpy);
      one[i] = our_histogram (values, n, 1, &check_one);
      more[i] = our_histogram (values, n_more, 0, &check_more);
      if (check != check_one || (theirs[i] > 0 && check != check_numpy))
        g_error ("the counts differ");
    }
  g_clear_object (&numpy.answers);
  if (numpy.process != NULL)
    g_subprocess_force_exit (numpy.process);
  g_clear_object (&numpy.process);
  g_remove (path);

  gw_bench_report ("histogram of 10 M doubles, 100 bins, wall", gw_bench_quantile (ours, rounds, 0.5), "ms",
                   gw_bench_quantile (theirs, rounds, 0.5) / 4, "numpy histogram",
                   gw_bench_quantile (theirs, rounds, 0.5));
  gw_bench_report ("histogram of 10 M doubles, 100 bins, one thread", gw_bench_quantile (one, rounds, 0.5), "ms", 0,
                   "numpy histogram", gw_bench_quantile (theirs, rounds, 0.5));
  gw_bench_report ("histogram of 25 M doubles, 100 bins, wall", gw_bench_quantile (more, rounds, 0.5), "ms", 100, NULL,
                   0);

  return EXIT_SUCCESS;
}
