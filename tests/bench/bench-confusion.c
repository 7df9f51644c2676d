/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The confusion matrix of 10 million labels of 100 classes against numpy's
 * bincount, in turn: of cells that numpy is given ready-made, and of the labels,
 * from which it has to make them first as we do. Wall time; the counts are
 * compared.
 */

#include <glib/gstdio.h>
#include <unistd.h>

#include "bench.h"
#include "gw-confusion.h"
#include "gw-random.h"
#include "peer.h"

#define N_ROWS 10000000
#define N_CLASSES 100
#define N_ROUNDS 9

static const char *const cells_script = "def load(path):\n"
                                        "    rows = numpy.fromfile(path, dtype=numpy.int32).astype(numpy.int64)\n"
                                        "    n = len(rows) // 2\n"
                                        "    return (rows[:n] * 100 + rows[n:],)\n"
                                        "def work(cells):\n"
                                        "    return numpy.bincount(cells, minlength=10000)\n"
                                        "def check(result):\n"
                                        "    return float((result * numpy.arange(1, 10001)).sum())\n";

static const char *const labels_script = "def load(path):\n"
                                         "    rows = numpy.fromfile(path, dtype=numpy.int32).astype(numpy.int64)\n"
                                         "    n = len(rows) // 2\n"
                                         "    return rows[:n].copy(), rows[n:].copy()\n"
                                         "def work(truth, predicted):\n"
                                         "    return numpy.bincount(truth * 100 + predicted, minlength=10000)\n"
                                         "def check(result):\n"
                                         "    return float((result * numpy.arange(1, 10001)).sum())\n";

/* truth, then predicted. */
static gint32 *
make_rows (gsize n, const char *path)
{
  gint32 *rows = g_new (gint32, 2 * n);
  gw_random random;

  gw_random_init (&random, 6);
  for (gsize i = 0; i < n; i++)
    {
      rows[i] = (gint32) gw_random_below (&random, N_CLASSES);
      rows[n + i] = gw_random_real (&random) < 0.7 ? rows[i] : (gint32) gw_random_below (&random, N_CLASSES);
    }
  if (!g_file_set_contents (path, (const char *) rows, (gssize) (2 * n * sizeof *rows), NULL))
    g_error ("cannot write %s", path);

  return rows;
}

static double
our_matrix (const gint32 *rows, gsize n, unsigned n_threads, double *check)
{
  static double matrix[N_CLASSES * N_CLASSES];
  GwRun run = { .n_threads = n_threads };
  const double begin = gw_bench_wall_ms ();
  double spent;

  if (gw_confusion_matrix (rows, rows + n, NULL, n, NULL, N_CLASSES, matrix, NULL, &run) != GW_STATUS_OK)
    g_error ("no matrix");
  spent = gw_bench_wall_ms () - begin;
  *check = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (matrix); i++)
    *check += matrix[i] * (double) (i + 1);

  return spent;
}

int
main (void)
{
  gsize n = gw_bench_amount (N_ROWS, 10000);
  guint rounds = gw_bench_amount (N_ROUNDS, 1);
  g_autofree char *path = g_strdup_printf ("%s/bench-confusion-%d", g_get_tmp_dir (), (int) getpid ());
  g_autofree gint32 *rows = make_rows (n, path);
  g_autoptr (GwBenchPeer) cells = gw_bench_peer_new (cells_script, path);
  g_autoptr (GwBenchPeer) labels = gw_bench_peer_new (labels_script, path);
  double ours[N_ROUNDS], one[N_ROUNDS], of_cells[N_ROUNDS], of_labels[N_ROUNDS];

  for (guint i = 0; i < rounds; i++)
    {
      double check, check_one, check_cells, check_labels, megabytes;

      ours[i] = our_matrix (rows, n, 0, &check);
      if (gw_bench_peer_ask (cells, &of_cells[i], &check_cells, &megabytes) && check_cells != check)
        g_error ("the counts differ");
      one[i] = our_matrix (rows, n, 1, &check_one);
      if (gw_bench_peer_ask (labels, &of_labels[i], &check_labels, &megabytes) && check_labels != check_one)
        g_error ("the counts differ");
    }
  g_remove (path);

  gw_bench_report ("confusion matrix, 10 M labels, 100 classes, wall", gw_bench_quantile (ours, rounds, 0.5), "ms",
                   gw_bench_quantile (of_cells, rounds, 0.5) / 3, "numpy bincount of ready cells",
                   gw_bench_quantile (of_cells, rounds, 0.5));
  gw_bench_report ("confusion matrix, one thread, wall", gw_bench_quantile (one, rounds, 0.5), "ms", 0,
                   "numpy bincount of the labels", gw_bench_quantile (of_labels, rounds, 0.5));

  return EXIT_SUCCESS;
}
