/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Work on tables of features against imbalanced-learn, scikit-learn and numpy, on
 * OpenBLAS, each in turn with ours. What comes out of both is compared, too: a
 * program that fails is also fast.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#include "bench.h"
#include "gw-adasyn.h"
#include "gw-neighbours.h"
#include "gw-pca.h"
#include "gw-random.h"
#include "gw-smote.h"
#include "gw-tomek.h"
#include "peer.h"

#define N_ROUNDS 7

typedef struct
{
  double *values;
  gint32 *labels;
  gsize n;
  gsize columns;
} Table;

/* A normal number, nearly: it only has to look like features. */
static double
draw (gw_random *random)
{
  double sum = -6;

  for (guint i = 0; i < 12; i++)
    sum += gw_random_real (random);

  return sum;
}

/* One row in twenty is of class 1, which lies a little aside: as the peer reads it
 * again from its length.
 */
static void
table_init (Table *self, gsize n, gsize columns, const char *path)
{
  gw_random random;

  self->n = n;
  self->columns = columns;
  self->values = g_new (double, n *columns);
  self->labels = g_new (gint32, n);
  gw_random_init (&random, 1);
  for (gsize i = 0; i < n; i++)
    {
      self->labels[i] = i % 20 == 0;
      for (gsize j = 0; j < columns; j++)
        self->values[i * columns + j] = draw (&random) + 0.5 * self->labels[i];
    }
  if (!g_file_set_contents (path, (const char *) self->values, (gssize) (n * columns * sizeof (double)), NULL))
    g_error ("cannot write %s", path);
}

static void
table_clear (Table *self)
{
  g_free (self->values);
  g_free (self->labels);
}

/* --- ours -------------------------------------------------------------------------- */

#define TABLE(table) (table)->values, (table)->labels, (table)->n, (table)->columns, 2

static double
run_tomek (const Table *table)
{
  GwKeptRows kept = { 0 };
  double sum = 0;

  gw_tomek (TABLE (table), false, &kept, NULL);
  for (gsize i = 0; i < kept.n_kept; i++)
    sum += kept.kept[i];
  gw_kept_rows_clear (&kept);

  return sum;
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
  double sum = 0;

  gw_neighbours (table->values, table->n, table->columns, 5, rows, NULL, NULL);
  for (gsize i = 0; i < table->n * 5; i++)
    sum += rows[i];

  return sum;
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

/* --- theirs ------------------------------------------------------------------------ */

#define LOAD(columns) \
  "def load(path):\n" \
  "    x = numpy.fromfile(path).reshape(-1, " columns ")\n" \
  "    return x, (numpy.arange(len(x)) % 20 == 0).astype(int)\n"

static const char tomek_script[] = "from imblearn.under_sampling import TomekLinks\n" LOAD (
    "32") "def work(x, y):\n"
          "    links = TomekLinks()\n"
          "    links.fit_resample(x, y)\n"
          "    return links.sample_indices_\n"
          "def check(rows):\n"
          "    return float(rows.sum())\n";

static const char smote_script[] = "from imblearn.over_sampling import SMOTE\n" LOAD (
    "32") "def work(x, y):\n"
          "    return SMOTE(random_state=0).fit_resample(x, y)\n"
          "def check(result):\n"
          "    return float(len(result[1]))\n";

static const char adasyn_script[] = "from imblearn.over_sampling import ADASYN\n" LOAD (
    "32") "def work(x, y):\n"
          "    return ADASYN(random_state=0).fit_resample(x, y)\n"
          "def check(result):\n"
          "    return float(len(result[1]))\n";

static const char neighbours_script[] = "from sklearn.neighbors import NearestNeighbors\n" LOAD (
    "32") "def work(x, y):\n"
          "    return NearestNeighbors(n_neighbors=5).fit(x).kneighbors(return_distance=False)\n"
          "def check(rows):\n"
          "    return float(rows.sum())\n";

static const char pca_script[] = LOAD ("64") "def work(x, y):\n"
                                             "    return numpy.linalg.eigh(numpy.cov(x, rowvar=False))\n"
                                             "def check(result):\n"
                                             "    return float(result[0][-1])\n";

/* --- both -------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  double (*run) (const Table *table);
  const char *peer;
  const char *script;
  double most; /* of the peer's processor time; 0: nothing is wanted */
} Case;

static const Case cases[] = {
  { "Tomek links", run_tomek, "imbalanced-learn", tomek_script, 1 },
  { "SMOTE", run_smote, "imbalanced-learn", smote_script, 1 },
  { "ADASYN", run_adasyn, "imbalanced-learn", adasyn_script, 1 },
  { "5 nearest rows of each", run_neighbours, "scikit-learn", neighbours_script, 0 },
  { "principal components", run_pca, "numpy cov + eigh", pca_script, 1.5 },
};

static void
report (const Case *self, const Table *table, const char *what, double *ours, double *theirs, guint rounds, double most)
{
  g_autofree char *name = g_strdup_printf ("%s, %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT "%s", self->name, table->n,
                                           table->columns, what);
  double peer = gw_bench_quantile (theirs, rounds, 0.5);

  gw_bench_report (name, gw_bench_quantile (ours, rounds, 0.5), "ms", gw_bench_amount (1, 0) != 0 ? most * peer : 0,
                   self->peer, peer);
}

static void
measure (const Case *self, const Table *table, const char *path)
{
  g_autoptr (GwBenchPeer) peer = gw_bench_peer_new (self->script, path);
  guint rounds = gw_bench_amount (N_ROUNDS, 1);
  double cpu[N_ROUNDS], wall[N_ROUNDS], peer_cpu[N_ROUNDS], peer_wall[N_ROUNDS];

  for (guint round = 0; round < rounds; round++)
    {
      const double begin_cpu = gw_bench_cpu_ms (), begin_wall = gw_bench_wall_ms ();
      double check = self->run (table);
      GwBenchAnswer answer;

      cpu[round] = gw_bench_cpu_ms () - begin_cpu;
      wall[round] = gw_bench_wall_ms () - begin_wall;
      if (gw_bench_peer_ask (peer, &answer) && !(fabs (answer.check - check) <= 1e-9 * fabs (check)))
        g_error ("%s: %g here, %g there", self->name, check, answer.check);
      peer_cpu[round] = answer.cpu_ms;
      peer_wall[round] = answer.wall_ms;
    }

  report (self, table, "", cpu, peer_cpu, rounds, self->most);
  report (self, table, ", wall", wall, peer_wall, rounds, 0);
}

int
main (void)
{
  g_autofree char *path = g_strdup_printf ("%s/bench-tables-%d", g_get_tmp_dir (), (int) getpid ());
  Table small, large;

  table_init (&large, gw_bench_amount (100000, 1000), 64, path);
  measure (&cases[G_N_ELEMENTS (cases) - 1], &large, path);
  table_clear (&large);

  table_init (&small, gw_bench_amount (20000, 1000), 32, path);
  for (gsize i = 0; i + 1 < G_N_ELEMENTS (cases); i++)
    measure (&cases[i], &small, path);
  table_clear (&small);
  g_remove (path);

  return EXIT_SUCCESS;
}
