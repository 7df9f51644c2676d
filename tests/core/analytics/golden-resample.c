/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <math.h>

#include "golden.h"
#include "gw-adasyn.h"
#include "gw-cluster-centroids.h"
#include "gw-enn.h"
#include "gw-nearmiss.h"
#include "gw-neighbours.h"
#include "gw-random-resample.h"
#include "gw-smote.h"
#include "gw-tomek.h"

/* Remedies for classes of unequal size. */

#define SEED 7

/* What all of them take. */
typedef struct
{
  GArray *values;
  gsize columns;
  gint32 *labels;
  gsize n;
  gsize n_classes;
} Table;

static void
table_init (Table *self, GoldenCase *golden)
{
  self->values = golden_numbers (golden, "x", &self->columns);
  self->labels = golden_labels (golden, "y", &self->n);
  self->n_classes = 0;
  for (gsize i = 0; i < self->n; i++)
    self->n_classes = MAX (self->n_classes, (gsize) (self->labels[i] + 1));
}

static void
table_clear (Table *self)
{
  g_array_unref (self->values);
  g_free (self->labels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwNewRows, gw_new_rows_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GwKeptRows, gw_kept_rows_clear)

#define TABLE(table) GOLDEN_DATA ((table).values), (table).labels, (table).n, (table).columns, (table).n_classes

/* --- rows added --------------------------------------------------------------------- */

static void
run_random_over (GoldenCase *self)
{
  g_auto (Table) table;
  g_auto (GwNewRows) added = { 0 };

  table_init (&table, self);
  if (!golden_expect_ok (self, gw_random_oversample (table.labels, table.n, table.n_classes, SEED, &added)))
    return;

  golden_expect_counts (self, "counts", added.after, added.n_classes);
  for (gsize i = 0; i < added.n; i++)
    if (table.labels[added.base[i]] != added.labels[i])
      golden_fail (self, "copy %" G_GSIZE_FORMAT " is of another class", i);
}

/* Whether b is among the k nearest rows of a, by looking at all. */
static gboolean
is_near (const Table *table, guint32 a, guint32 b, gsize k)
{
  const double *values = GOLDEN_DATA (table->values);
  double limit = 0;
  gsize n_nearer = 0;

  for (gsize j = 0; j < table->columns; j++)
    limit += (values[a * table->columns + j] - values[b * table->columns + j])
             * (values[a * table->columns + j] - values[b * table->columns + j]);
  for (gsize i = 0; i < table->n; i++)
    {
      double square = 0;

      if (i == a || table->labels[i] != table->labels[a])
        continue;
      for (gsize j = 0; j < table->columns; j++)
        square += (values[a * table->columns + j] - values[i * table->columns + j])
                  * (values[a * table->columns + j] - values[i * table->columns + j]);
      n_nearer += square < limit * (1 - 1e-12);
    }

  return n_nearer < k;
}

/* Each new row lies on the way from a row of its class to one of its k nearest of
 * the same class.
 */
static void
expect_between (GoldenCase *self, const Table *table, const GwNewRows *added, gsize k)
{
  const double *values = GOLDEN_DATA (table->values);

  golden_expect_counts (self, "counts", added->after, added->n_classes);
  for (gsize i = 0; i < added->n; i++)
    {
      const double *from = values + added->base[i] * table->columns;
      const double *to = values + added->neighbour[i] * table->columns;

      if (table->labels[added->base[i]] != added->labels[i] || table->labels[added->neighbour[i]] != added->labels[i]
          || added->base[i] == added->neighbour[i] || !is_near (table, added->base[i], added->neighbour[i], k))
        golden_fail (self, "row %" G_GSIZE_FORMAT " goes to no neighbour of its class", i);
      if (!(added->u[i] >= 0 && added->u[i] < 1))
        golden_fail (self, "row %" G_GSIZE_FORMAT " lies at %g", i, added->u[i]);
      for (gsize j = 0; j < table->columns; j++)
        if (fabs (added->values[i * table->columns + j] - from[j] - added->u[i] * (to[j] - from[j])) > 1e-12)
          golden_fail (self, "row %" G_GSIZE_FORMAT " lies beside the way", i);
    }
}

static void
run_smote (GoldenCase *self)
{
  gsize k = (gsize) golden_int (self, "k");
  g_auto (Table) table;
  g_auto (GwNewRows) added = { 0 };

  table_init (&table, self);
  if (golden_expect_ok (self, gw_smote (TABLE (table), k, SEED, &added, NULL)))
    expect_between (self, &table, &added, k);
}

static void
run_adasyn (GoldenCase *self)
{
  gsize k = (gsize) golden_int (self, "k");
  g_auto (Table) table;
  g_auto (GwNewRows) added = { 0 };

  table_init (&table, self);
  if (golden_expect_status (self, gw_adasyn (TABLE (table), k, SEED, &added, NULL)))
    expect_between (self, &table, &added, k);
}

static void
run_adasyn_ratio (GoldenCase *self)
{
  g_auto (Table) table;
  g_autofree double *shares = NULL;
  gsize n_rows;

  table_init (&table, self);
  shares = g_new (double, table.n);
  if (golden_expect_ok (self, gw_adasyn_shares (TABLE (table), (gint32) golden_int (self, "cls"),
                                                (gsize) golden_int (self, "k"), shares, &n_rows, NULL)))
    golden_expect_numbers (self, "majority_share", shares, n_rows);
}

static void
run_borderline_smote (GoldenCase *self)
{
  gsize m = (gsize) golden_int (self, "m"), k = (gsize) golden_int (self, "k");
  gint32 label = (gint32) golden_int (self, "cls");
  g_auto (Table) table;
  g_auto (GwNewRows) added = { 0 };
  g_autofree guint32 *danger = NULL, *noise = NULL;
  gsize n_danger, n_noise;

  table_init (&table, self);
  danger = g_new (guint32, table.n);
  noise = g_new (guint32, table.n);
  if (!golden_expect_ok (self, gw_borderline_rows (TABLE (table), label, m, danger, &n_danger, noise, &n_noise, NULL))
      || !golden_expect_ok (self, gw_borderline_smote (TABLE (table), m, k, SEED, &added, NULL)))
    return;

  golden_expect_rows (self, "danger", danger, n_danger);
  golden_expect_rows (self, "noise", noise, n_noise);
  expect_between (self, &table, &added, k);
  for (gsize i = 0; i < added.n; i++)
    {
      gboolean known = added.labels[i] != label;

      for (gsize j = 0; j < n_danger; j++)
        known = known || danger[j] == added.base[i];
      if (!known)
        golden_fail (self, "row %" G_GSIZE_FORMAT " starts outside of the danger", i);
    }
}

static void
run_class_neighbours (GoldenCase *self)
{
  gsize k = (gsize) golden_int (self, "k");
  g_auto (Table) table;
  g_autofree guint32 *rows = NULL, *neighbours = NULL;
  gsize n_rows;

  table_init (&table, self);
  rows = g_new (guint32, table.n);
  neighbours = g_new (guint32, table.n * k);
  if (!golden_expect_ok (self, gw_neighbours_in_class (GOLDEN_DATA (table.values), table.labels, table.n, table.columns,
                                                       (gint32) golden_int (self, "cls"), k, rows, &n_rows, neighbours,
                                                       NULL)))
    return;

  golden_expect_rows (self, "rows", rows, n_rows);
  golden_expect_rows (self, "neighbours", neighbours, n_rows * k);
}

/* --- rows kept ----------------------------------------------------------------------- */

static void
run_cluster_centroids (GoldenCase *self)
{
  g_auto (Table) table;
  g_auto (GwKeptRows) kept = { 0 };
  g_auto (GwNewRows) centers = { 0 };

  table_init (&table, self);
  if (!golden_expect_ok (self, gw_cluster_centroids (TABLE (table), 300, SEED, &kept, &centers, NULL)))
    return;

  golden_expect_counts (self, "counts", kept.after, kept.n_classes);
  golden_expect_counts (self, "counts", centers.after, centers.n_classes);
}

static void
run_random_under (GoldenCase *self)
{
  g_auto (Table) table;
  g_auto (GwKeptRows) kept = { 0 };

  table_init (&table, self);
  if (golden_expect_ok (self, gw_random_undersample (table.labels, table.n, table.n_classes, SEED, &kept)))
    golden_expect_counts (self, "counts", kept.after, kept.n_classes);
}

static void
run_tomek (GoldenCase *self)
{
  g_auto (Table) table;
  g_auto (GwKeptRows) kept = { 0 };

  table_init (&table, self);
  if (golden_expect_ok (self,
                        gw_tomek (TABLE (table), g_str_equal (golden_string (self, "strategy"), "all"), &kept, NULL)))
    golden_expect_rows (self, "removed", kept.removed, kept.n_removed);
}

static void
run_tomek_pairs (GoldenCase *self)
{
  g_auto (Table) table;
  g_autofree guint32 *first = NULL, *second = NULL;
  gsize n_pairs;

  table_init (&table, self);
  first = g_new (guint32, table.n);
  second = g_new (guint32, table.n);
  if (!golden_expect_ok (self, gw_tomek_links (TABLE (table), first, second, &n_pairs, NULL)))
    return;

  golden_expect_rows (self, "first", first, n_pairs);
  golden_expect_rows (self, "second", second, n_pairs);
}

static void
run_enn (GoldenCase *self)
{
  GwEnnKind kind = g_str_equal (golden_string (self, "kind"), "mode") ? GW_ENN_MODE : GW_ENN_ALL;
  g_auto (Table) table;
  g_auto (GwKeptRows) kept = { 0 };

  table_init (&table, self);
  if (golden_expect_ok (self, gw_enn (TABLE (table), (gsize) golden_int (self, "k"), kind, &kept, NULL)))
    golden_expect_rows (self, "removed", kept.removed, kept.n_removed);
}

static void
run_nearmiss (GoldenCase *self)
{
  g_auto (Table) table;
  g_auto (GwKeptRows) kept = { 0 };

  table_init (&table, self);
  if (golden_expect_ok (self, gw_nearmiss (TABLE (table), (GwNearmissVersion) golden_int (self, "version"),
                                           (gsize) golden_int (self, "k"), 3, &kept, NULL)))
    golden_expect_rows (self, "kept", kept.kept, kept.n_kept);
}

const GoldenFunction golden_resample[] = {
  { "adasyn", run_adasyn },
  { "adasyn_ratio", run_adasyn_ratio },
  { "borderline_smote", run_borderline_smote },
  { "class_neighbours", run_class_neighbours },
  { "cluster_centroids", run_cluster_centroids },
  { "enn", run_enn },
  { "nearmiss", run_nearmiss },
  { "random_over", run_random_over },
  { "random_under", run_random_under },
  { "smote", run_smote },
  { "tomek", run_tomek },
  { "tomek_pairs", run_tomek_pairs },
  { NULL, NULL },
};
