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

typedef struct
{
  double wall;
  double cpu;
  double check;
} Cost;

static Cost
our_matrix (const gint32 *rows, gsize n, unsigned n_threads)
{
  static double matrix[N_CLASSES * N_CLASSES];
  GwRun run = { .n_threads = n_threads };
  const double wall = gw_bench_wall_ms (), cpu = gw_bench_cpu_ms ();
  Cost cost = { 0 };

  if (gw_confusion_matrix (rows, rows + n, NULL, n, NULL, N_CLASSES, matrix, NULL, &run) != GW_STATUS_OK)
    g_error ("no matrix");
  cost.wall = gw_bench_wall_ms () - wall;
  cost.cpu = gw_bench_cpu_ms () - cpu;
  for (gsize i = 0; i < G_N_ELEMENTS (matrix); i++)
    cost.check += matrix[i] * (double) (i + 1);

  return cost;
}

static void
report (const char *how, double *ours, const char *what, double *theirs, guint rounds, double budget)
{
  g_autofree char *name = g_strdup_printf ("confusion matrix, 10 M labels, 100 classes, %s", how);
  double peer = gw_bench_quantile (theirs, rounds, 0.5);

  gw_bench_report (name, gw_bench_quantile (ours, rounds, 0.5), "ms", gw_bench_amount (1, 0) * budget * peer, what,
                   peer);
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
  double wall[N_ROUNDS], one[N_ROUNDS], cells_wall[N_ROUNDS], cells_cpu[N_ROUNDS], labels_cpu[N_ROUNDS];

  for (guint i = 0; i < rounds; i++)
    {
      GwBenchAnswer of_cells, of_labels;
      Cost cost = our_matrix (rows, n, 0);

      if (gw_bench_peer_ask (cells, &of_cells) && of_cells.check != cost.check)
        g_error ("the counts differ");
      wall[i] = cost.wall;
      cost = our_matrix (rows, n, 1);
      if (gw_bench_peer_ask (labels, &of_labels) && of_labels.check != cost.check)
        g_error ("the counts differ");
      one[i] = cost.cpu;
      cells_wall[i] = of_cells.wall_ms;
      cells_cpu[i] = of_cells.cpu_ms;
      labels_cpu[i] = of_labels.cpu_ms;
    }
  g_remove (path);

  report ("wall", wall, "numpy bincount of ready cells", cells_wall, rounds, 1.0 / 3);
  report ("one thread", one, "numpy bincount of ready cells", cells_cpu, rounds, 0);
  report ("one thread", one, "numpy bincount of the labels", labels_cpu, rounds, 0);

  return EXIT_SUCCESS;
}
