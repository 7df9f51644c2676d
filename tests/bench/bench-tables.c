/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work on tables of features against imbalanced-learn, scikit-learn and numpy, on
 * OpenBLAS, each in turn with ours: tables-peer.py beside this file. What comes out
 * of both is compared, too: a program that fails is also fast.
 */

#include <math.h>
#include <signal.h>
#include <string.h>

#include "bench.h"
#include "gw-adasyn.h"
#include "gw-neighbours.h"
#include "gw-pca.h"
#include "gw-random.h"
#include "gw-smote.h"
#include "gw-tomek.h"

#define MOST_ROUNDS 7

typedef struct
{
  double *values;
  gint32 *labels;
  gsize n;
  gsize columns;
  char *path;
} Table;

typedef struct
{
  GPid pid;
  GIOChannel *to;
  GIOChannel *from;
} Peer;

/* A normal number, nearly: it only has to look like features. */
static double
draw (gw_random *random)
{
  double sum = -6;

  for (guint i = 0; i < 12; i++)
    sum += gw_random_real (random);

  return sum;
}

/* One row in twenty is of class 1, which lies a little aside. */
static void
table_init (Table *self, gsize n, gsize columns, const char *name)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gw_random random;

  self->n = n;
  self->columns = columns;
  self->values = g_new (double, n *columns);
  self->labels = g_new (gint32, n);
  self->path = g_strdup_printf ("%s/groundwork-bench-%s-%u", g_get_tmp_dir (), name, g_random_int ());
  gw_random_init (&random, 1);
  for (gsize i = 0; i < n; i++)
    {
      self->labels[i] = i % 20 == 0;
      for (gsize j = 0; j < columns; j++)
        self->values[i * columns + j] = draw (&random) + 0.5 * self->labels[i];
    }

  bytes = g_malloc (n * columns * sizeof (double) + n * sizeof (gint32));
  memcpy (bytes, self->values, n * columns * sizeof (double));
  memcpy (bytes + n * columns * sizeof (double), self->labels, n * sizeof (gint32));
  if (!g_file_set_contents (self->path, bytes, (gssize) (n * columns * sizeof (double) + n * sizeof (gint32)), &error))
    g_error ("%s", error->message);
}

static void
table_clear (Table *self)
{
  remove (self->path);
  g_free (self->path);
  g_free (self->values);
  g_free (self->labels);
}

/* --- the peer ---------------------------------------------------------------------- */

/* (transfer full) */
static char *
peer_read (Peer *self)
{
  char *line = NULL;

  if (self->from == NULL || g_io_channel_read_line (self->from, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    return NULL;

  return line;
}

/* FALSE where its libraries are absent. */
static gboolean
peer_start (Peer *self, const Table *remedies, const Table *pca)
{
  g_autofree char *script = g_strdup_printf ("%s/tests/bench/tables-peer.py", g_getenv ("GW_TEST_SOURCE_DIR"));
  g_autofree char *rows = g_strdup_printf ("%" G_GSIZE_FORMAT, remedies->n);
  g_autofree char *columns = g_strdup_printf ("%" G_GSIZE_FORMAT, remedies->columns);
  g_autofree char *pca_rows = g_strdup_printf ("%" G_GSIZE_FORMAT, pca->n);
  g_autofree char *pca_columns = g_strdup_printf ("%" G_GSIZE_FORMAT, pca->columns);
  char *command[] = {
    (char *) "/usr/bin/python3", script, remedies->path, rows, columns, pca->path, pca_rows, pca_columns, NULL
  };
  g_autofree char *ready = NULL;
  int to, from;

  if (!g_spawn_async_with_pipes (NULL, command, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid, &to, &from,
                                 NULL, NULL))
    return FALSE;
  signal (SIGPIPE, SIG_IGN); /* it may end at once, for want of a library */
  self->to = g_io_channel_unix_new (to);
  self->from = g_io_channel_unix_new (from);
  ready = peer_read (self);

  return ready != NULL;
}

static gboolean
peer_run (Peer *self, const char *work, double *cpu, double *wall, double *figure)
{
  g_autofree char *line = g_strconcat (work, "\n", NULL);
  g_autofree char *answer = NULL;

  if (self->to == NULL || g_io_channel_write_chars (self->to, line, -1, NULL, NULL) != G_IO_STATUS_NORMAL
      || g_io_channel_flush (self->to, NULL) != G_IO_STATUS_NORMAL)
    return FALSE;
  answer = peer_read (self);

  return answer != NULL && sscanf (answer, "%lf %lf %lf", cpu, wall, figure) == 3;
}

/* --- ours -------------------------------------------------------------------------- */

#define TABLE(table) (table)->values, (table)->labels, (table)->n, (table)->columns, 2

static double
run_tomek (const Table *table)
{
  GwKeptRows kept = { 0 };
  double n;

  gw_tomek (TABLE (table), false, &kept, NULL);
  n = (double) kept.n_kept;
  gw_kept_rows_clear (&kept);

  return n;
}

static double
run_smote (const Table *table)
{
  GwNewRows added = { 0 };
  double n;

  gw_smote (TABLE (table), 5, 1, &added, NULL);
  n = (double) (added.n + table->n);
  gw_new_rows_clear (&added);

  return n;
}

static double
run_adasyn (const Table *table)
{
  GwNewRows added = { 0 };
  double n;

  gw_adasyn (TABLE (table), 5, 1, &added, NULL);
  n = (double) (added.n + table->n);
  gw_new_rows_clear (&added);

  return n;
}

static double
run_neighbours (const Table *table)
{
  g_autofree guint32 *rows = g_new (guint32, table->n * 5);

  gw_neighbours (table->values, table->n, table->columns, 5, rows, NULL, NULL);

  return (double) table->n;
}

static double
run_pca (const Table *table)
{
  GwPca pca = { 0 };
  double most;

  gw_pca (table->values, table->n, table->columns, false, &pca, NULL);
  most = pca.n_components > 0 ? pca.variance[0] : NAN;
  gw_pca_clear (&pca);

  return most;
}

/* --- both -------------------------------------------------------------------------- */

typedef struct
{
  const char *work;
  const char *name;
  const char *peer;
  double (*run) (const Table *table);
  double most; /* of the peer's time; 0: nothing is wanted */
} Case;

static const Case cases[] = {
  { "tomek", "Tomek links", "imbalanced-learn", run_tomek, 1 },
  { "smote", "SMOTE", "imbalanced-learn", run_smote, 1 },
  { "adasyn", "ADASYN", "imbalanced-learn", run_adasyn, 1 },
  { "neighbours", "5 nearest rows of each", "scikit-learn", run_neighbours, 0 },
  { "pca", "PCA", "numpy cov + eigh", run_pca, 1.5 },
};

static void
measure (const Case *self, const Table *table, Peer *peer)
{
  double cpu[MOST_ROUNDS], wall[MOST_ROUNDS], peer_cpu[MOST_ROUNDS], peer_wall[MOST_ROUNDS];
  guint rounds = gw_bench_amount (MOST_ROUNDS, 1);
  g_autofree char *name = g_strdup_printf ("%s, %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT, self->name, table->n,
                                           table->columns);
  g_autofree char *wall_name = g_strconcat (name, ", wall", NULL);
  gboolean with_peer = TRUE;
  double peer_figure, budget;

  for (guint round = 0; round < rounds; round++)
    {
      double begin_cpu = gw_bench_cpu_ms (), begin_wall = gw_bench_wall_ms ();
      double figure = self->run (table);

      cpu[round] = gw_bench_cpu_ms () - begin_cpu;
      wall[round] = gw_bench_wall_ms () - begin_wall;
      with_peer = with_peer && peer_run (peer, self->work, &peer_cpu[round], &peer_wall[round], &peer_figure);
      /* Draws of ADASYN may be rounded otherwise, by a row. */
      if (with_peer && fabs (figure - peer_figure) > 1e-9 * fabs (peer_figure) + (self->run == run_adasyn ? 2 : 0))
        g_printerr ("%s: %g here, %g there\n", name, figure, peer_figure);
    }

  budget = with_peer ? self->most * gw_bench_quantile (peer_cpu, rounds, 0.5) : 0;
  gw_bench_report (name, gw_bench_quantile (cpu, rounds, 0.5), "ms", gw_bench_amount (1, 0) != 0 ? budget : 0,
                   self->peer, with_peer ? gw_bench_quantile (peer_cpu, rounds, 0.5) : 0);
  gw_bench_report (wall_name, gw_bench_quantile (wall, rounds, 0.5), "ms", 0, self->peer,
                   with_peer ? gw_bench_quantile (peer_wall, rounds, 0.5) : 0);
}

int
main (void)
{
  Table remedies, pca;
  Peer peer = { 0 };

  table_init (&remedies, gw_bench_amount (20000, 1000), 32, "remedies");
  table_init (&pca, gw_bench_amount (100000, 1000), 64, "pca");
  if (!peer_start (&peer, &remedies, &pca))
    g_printerr ("The peers of tables are not installed: python3-imblearn, libopenblas0-pthread\n");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    measure (&cases[i], cases[i].run == run_pca ? &pca : &remedies, &peer);
  if (peer.to != NULL)
    {
      g_io_channel_shutdown (peer.to, TRUE, NULL);
      g_io_channel_unref (peer.to);
      g_io_channel_unref (peer.from);
    }
  table_clear (&remedies);
  table_clear (&pca);

  return 0;
}
