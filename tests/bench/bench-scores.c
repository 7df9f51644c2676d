/* SPDX-License-Identifier: GPL-3.0-or-later */

/* ROC curve, PR curve and average precision of 10 million scores, all different
 * or with many ties, against scikit-learn's roc_curve alone, in turn: wall
 * time, for two processors work on it, and what they spend. The areas are compared.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#include "bench.h"
#include "gw-random.h"
#include "gw-score-curve.h"
#include "peer.h"

#define N_ROWS 10000000
#define N_ROUNDS 5

static const char *const script = "import sklearn\n"
                                  "from sklearn.metrics import auc, roc_curve\n"
                                  "sklearn.set_config(assume_finite=True)\n"
                                  "def load(path):\n"
                                  "    return (numpy.fromfile(path + '-truth', dtype=numpy.int32),\n"
                                  "            numpy.fromfile(path + '-score'))\n"
                                  "work = roc_curve\n"
                                  "def check(result):\n"
                                  "    return auc(result[0], result[1])\n";

typedef struct
{
  gint32 *truth;
  double *score;
  gsize n;
  char *path;
} Rows;

static void
write_file (const char *path, const char *ending, gconstpointer data, gsize size)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  if (!g_file_set_contents (name, data, (gssize) size, NULL))
    g_error ("cannot write %s", name);
}

static void
remove_file (const char *path, const char *ending)
{
  g_autofree char *name = g_strconcat (path, ending, NULL);

  g_remove (name);
}

static void
rows_init (Rows *self, gsize n, gboolean with_ties)
{
  gw_random random;

  gw_random_init (&random, 5);
  self->n = n;
  self->truth = g_new (gint32, n);
  self->score = g_new (double, n);
  self->path = g_strdup_printf ("%s/bench-scores-%d", g_get_tmp_dir (), (int) getpid ());
  for (gsize i = 0; i < n; i++)
    {
      double score;

      self->truth[i] = gw_random_real (&random) < 0.3;
      score = 0.7 * gw_random_real (&random) + (self->truth[i] ? 0.3 : 0) * gw_random_real (&random);
      self->score[i] = with_ties ? floor (score * 10000) / 10000 : score;
    }
  write_file (self->path, "-truth", self->truth, n * sizeof *self->truth);
  write_file (self->path, "-score", self->score, n * sizeof *self->score);
}

static void
rows_clear (Rows *self)
{
  remove_file (self->path, "-truth");
  remove_file (self->path, "-score");
  g_free (self->truth);
  g_free (self->score);
  g_free (self->path);
}

static void
must (gw_status status)
{
  if (status != GW_STATUS_OK)
    g_error ("%s", gw_status_text (status));
}

typedef struct
{
  double wall;
  double cpu;
  double sort_megabytes; /* while the table is made */
  double auc;
} Cost;

static Cost
our_curves (const Rows *rows, unsigned n_threads)
{
  const double memory = gw_bench_memory_begin (), wall = gw_bench_wall_ms (), cpu = gw_bench_cpu_ms ();
  GwRun run = { .n_threads = n_threads };
  GwScoreTable *table;
  GwCurve roc, pr;
  double average_precision;
  Cost cost;

  must (gw_score_table_new (rows->truth, rows->score, NULL, rows->n, &table, &run));
  cost.sort_megabytes = gw_bench_memory_peak (memory);
  must (gw_roc_curve (table, true, &roc, &run));
  must (gw_pr_curve (table, &pr, &run));
  must (gw_average_precision (table, &average_precision, NULL));
  must (gw_roc_auc (table, &cost.auc));
  cost.wall = gw_bench_wall_ms () - wall;
  cost.cpu = gw_bench_cpu_ms () - cpu;
  gw_curve_clear (&roc);
  gw_curve_clear (&pr);
  gw_score_table_free (table);

  return cost;
}

static void
report (const char *kind, const char *how, double *ours, double *theirs, guint rounds, double budget)
{
  g_autofree char *name = g_strdup_printf ("ROC, PR and AP of 10 M scores, %s, %s", kind, how);
  double peer = gw_bench_quantile (theirs, rounds, 0.5);

  gw_bench_report (name, gw_bench_quantile (ours, rounds, 0.5), "ms", gw_bench_amount (1, 0) * budget * peer,
                   "scikit-learn roc_curve alone", peer);
}

static void
run_kind (const char *kind, gboolean with_ties)
{
  guint rounds = gw_bench_amount (N_ROUNDS, 1);
  double wall[N_ROUNDS], cpu[N_ROUNDS], one[N_ROUNDS], their_wall[N_ROUNDS], their_cpu[N_ROUNDS];
  double megabytes = 0, their_megabytes = 0;
  g_autofree char *name_memory = g_strdup_printf ("memory to sort 10 M scores, %s", kind);
  g_autoptr (GwBenchPeer) peer = NULL;
  Rows rows;

  rows_init (&rows, gw_bench_amount (N_ROWS, 10000), with_ties);
  peer = gw_bench_peer_new (script, rows.path);
  for (guint i = 0; i < rounds; i++)
    {
      Cost cost = our_curves (&rows, 0);
      GwBenchAnswer answer;

      if (gw_bench_peer_ask (peer, &answer) && fabs (answer.check - cost.auc) > 1e-9)
        g_error ("the areas differ: %.17g and %.17g", cost.auc, answer.check);
      wall[i] = cost.wall;
      cpu[i] = cost.cpu;
      their_wall[i] = answer.wall_ms;
      their_cpu[i] = answer.cpu_ms;
      megabytes = cost.sort_megabytes;
      their_megabytes = answer.megabytes;
      one[i] = our_curves (&rows, 1).cpu;
    }
  rows_clear (&rows);

  report (kind, "wall", wall, their_wall, rounds, 1.0 / 6);
  report (kind, "two threads", cpu, their_cpu, rounds, 0);
  report (kind, "one thread", one, their_cpu, rounds, 0);
  gw_bench_report (name_memory, megabytes, "MB", gw_bench_amount (3 * N_ROWS / 1000000 * 8, 0),
                   "scikit-learn roc_curve alone", their_megabytes);
}

int
main (void)
{
  run_kind ("all different", FALSE);
  run_kind ("ties", TRUE);

  return EXIT_SUCCESS;
}
