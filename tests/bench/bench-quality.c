/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folds, drift and near codes against scikit-learn, scipy and numpy, each in turn with
 * ours. What comes out of both is compared, too: folds row by row, by a sum that
 * weighs each row.
 */

#include <glib/gstdio.h>
#include <math.h>
#include <unistd.h>

#include "bench.h"
#include "gw-folds.h"
#include "gw-ks.h"
#include "gw-near-duplicates.h"
#include "gw-random.h"
#include "peer.h"

#define N_ROUNDS 5
#define N_CLASSES 12
#define N_FOLDS 5
#define RADIUS 8

/* Numbers that stand for rows: one column for all that is measured. */
typedef struct
{
  double *values; /* in [0, 1) */
  gsize n;
} Column;

static void
column_init (Column *self, gsize n, const char *path)
{
  gw_random random;

  self->n = n;
  self->values = g_new (double, n);
  gw_random_init (&random, 1);
  for (gsize i = 0; i < n; i++)
    self->values[i] = gw_random_real (&random);
  if (!g_file_set_contents (path, (const char *) self->values, (gssize) (n * sizeof (double)), NULL))
    g_error ("cannot write %s", path);
}

static gint32 *
labels_of (const Column *column)
{
  gint32 *label = g_new (gint32, column->n);

  for (gsize i = 0; i < column->n; i++)
    label[i] = (gint32) (column->values[i] * column->values[i] * N_CLASSES);

  return label;
}

static double
weigh (const gint32 *fold, gsize n)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += (double) fold[i] * (double) (i % 1009);

  return sum;
}

/* --- ours -------------------------------------------------------------------------- */

static double
run_stratified (const Column *column)
{
  g_autofree gint32 *label = labels_of (column);
  g_autofree gint32 *fold = g_new (gint32, column->n);

  gw_folds_stratified (label, column->n, N_FOLDS, NULL, fold, NULL);
  return weigh (fold, column->n);
}

/* Groups of fifty rows or so. */
static double
run_stratified_group (const Column *column)
{
  g_autofree gint32 *label = labels_of (column);
  g_autofree gint32 *group = g_new (gint32, column->n);
  g_autofree gint32 *fold = g_new (gint32, column->n);

  for (gsize i = 0; i < column->n; i++)
    group[i] = (gint32) (column->values[column->n - 1 - i] * (double) (column->n / 50));
  gw_folds_stratified_group (label, group, column->n, N_FOLDS, NULL, fold, NULL, NULL);

  return weigh (fold, column->n);
}

/* One half against the other. */
static double
run_ks (const Column *column)
{
  GwKs ks = { 0 };

  gw_ks_two_sample (column->values, column->n / 2, column->values + column->n / 2, column->n - column->n / 2, &ks);
  return ks.p_asymptotic;
}

/* The bits of the numbers, stirred so that they are spread. */
static double
run_near (const Column *column)
{
  g_autofree guint64 *codes = g_new (guint64, column->n);
  GwNearPairs pairs = { 0 };
  double n;

  for (gsize i = 0; i < column->n; i++)
    codes[i] = ((guint64) (column->values[i / 2] * 9007199254740992.0) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15))
               ^ (i % 2 == 0 ? 0 : i & 0xff);
  gw_near_duplicate_pairs (codes, column->n, RADIUS, &pairs, NULL);
  n = (double) pairs.n;
  gw_near_pairs_clear (&pairs);

  return n;
}

/* --- theirs ------------------------------------------------------------------------ */

#define FOLDS \
  "import sklearn.model_selection as m\n" \
  "def check(folds):\n" \
  "    weights = numpy.arange(sum(len(rows) for _, rows in folds)) % 1009\n" \
  "    return float(sum(i * weights[rows].sum() for i, (_, rows) in enumerate(folds)))\n"

static const char stratified_script[] = FOLDS "def load(path):\n"
                                              "    x = numpy.fromfile(path)\n"
                                              "    return x, (x * x * 12).astype(int)\n"
                                              "def work(x, y):\n"
                                              "    return list(m.StratifiedKFold(5).split(x, y))\n";

static const char stratified_group_script[] = FOLDS
    "def load(path):\n"
    "    x = numpy.fromfile(path)\n"
    "    return x, (x * x * 12).astype(int), (x[::-1] * (len(x) // 50)).astype(int)\n"
    "def work(x, y, groups):\n"
    "    return list(m.StratifiedGroupKFold(5).split(x, y, groups))\n";

static const char ks_script[] = "from scipy.stats import ks_2samp\n"
                                "def load(path):\n"
                                "    x = numpy.fromfile(path)\n"
                                "    return x[:len(x) // 2], x[len(x) // 2:]\n"
                                "def work(a, b):\n"
                                "    return ks_2samp(a, b, method='asymp').pvalue\n"
                                "def check(p):\n"
                                "    return float(p)\n";

/* All pairs, row against rows, the bits counted by a table of 16. */
static const char near_script[] =
    "table = numpy.array([bin(i).count('1') for i in range(65536)], dtype=numpy.uint8)\n"
    "def load(path):\n"
    "    x = numpy.fromfile(path)\n"
    "    i = numpy.arange(len(x), dtype=numpy.uint64)\n"
    "    codes = (x[i.astype(int) // 2] * 9007199254740992.0).astype(numpy.uint64)\n"
    "    codes = codes * numpy.uint64(0x9e3779b97f4a7c15)\n"
    "    return (codes ^ numpy.where(i % numpy.uint64(2) == 0, numpy.uint64(0), i & numpy.uint64(255)),)\n"
    "def work(codes):\n"
    "    n = 0\n"
    "    for i in range(len(codes) - 1):\n"
    "        bits = table[(codes[i + 1:] ^ codes[i]).view(numpy.uint16)].reshape(-1, 4)\n"
    "        n += int((bits.sum(axis=1) <= 8).sum())\n"
    "    return n\n"
    "def check(n):\n"
    "    return float(n)\n";

/* --- both -------------------------------------------------------------------------- */

typedef struct
{
  const char *name;
  double (*run) (const Column *column);
  const char *peer;
  const char *script;
  guint n;
} Case;

static const Case cases[] = {
  { "stratified folds of %u rows", run_stratified, "scikit-learn", stratified_script, 1000000 },
  { "stratified folds of groups, %u rows", run_stratified_group, "scikit-learn", stratified_group_script, 50000 },
  { "Kolmogorov-Smirnov, %u values", run_ks, "scipy", ks_script, 2000000 },
  { "pairs of %u codes within 8 bits", run_near, "numpy, all pairs", near_script, 10000 },
};

static void
report (const Case *self, gsize n, const char *what, double *ours, double *theirs, guint rounds)
{
  g_auto (GStrv) parts = g_strsplit (self->name, "%u", 2);
  g_autofree char *name = g_strdup_printf ("%s%" G_GSIZE_FORMAT "%s%s", parts[0], n, parts[1], what);

  gw_bench_report (name, gw_bench_quantile (ours, rounds, 0.5), "ms", 0, self->peer,
                   gw_bench_quantile (theirs, rounds, 0.5));
}

static void
measure (const Case *self, const char *path)
{
  Column column;
  g_autoptr (GwBenchPeer) peer = NULL;
  guint rounds = gw_bench_amount (N_ROUNDS, 1);
  double cpu[N_ROUNDS], wall[N_ROUNDS], peer_cpu[N_ROUNDS], peer_wall[N_ROUNDS];

  column_init (&column, gw_bench_amount (self->n, 2000), path);
  peer = gw_bench_peer_new (self->script, path);
  for (guint round = 0; round < rounds; round++)
    {
      const double begin_cpu = gw_bench_cpu_ms (), begin_wall = gw_bench_wall_ms ();
      double check = self->run (&column);
      GwBenchAnswer answer;

      cpu[round] = gw_bench_cpu_ms () - begin_cpu;
      wall[round] = gw_bench_wall_ms () - begin_wall;
      if (gw_bench_peer_ask (peer, &answer) && !(fabs (answer.check - check) <= 1e-7 * fabs (check)))
        g_error ("%s: %.12g here, %.12g there", self->name, check, answer.check);
      peer_cpu[round] = answer.cpu_ms;
      peer_wall[round] = answer.wall_ms;
    }

  report (self, column.n, "", cpu, peer_cpu, rounds);
  report (self, column.n, ", wall", wall, peer_wall, rounds);
  g_free (column.values);
}

int
main (void)
{
  g_autofree char *path = g_strdup_printf ("%s/bench-quality-%d", g_get_tmp_dir (), (int) getpid ());

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    measure (&cases[i], path);
  g_remove (path);

  return EXIT_SUCCESS;
}
