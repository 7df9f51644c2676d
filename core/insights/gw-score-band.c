/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-score-view-private.h"

#include <math.h>

#include "gw-quantile.h"
#include "gw-random.h"

/* Rows by their points: what a replicate draws from. */
typedef struct
{
  gsize n_points;
  gsize n_positives;
  gsize n_negatives;
  guint32 *positives; /* the point of each positive row, 0 for the highest score */
  guint32 *negatives;
  guint32 *drawn_positives; /* n_points: how often */
  guint32 *drawn_negatives;
} Drawing;

static void
drawing_clear (Drawing *self)
{
  g_free (self->positives);
  g_free (self->negatives);
  g_free (self->drawn_positives);
  g_free (self->drawn_negatives);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

/* The table says how many rows of each class every point adds. */
static void
drawing_init (Drawing *self, const GwScoreTable *table)
{
  GwOperatingPoint before = { 0 }, point;
  gsize p = 0, n = 0;

  self->n_points = gw_score_table_n_points (table);
  self->n_positives = (gsize) gw_score_table_positives (table);
  self->n_negatives = (gsize) gw_score_table_negatives (table);
  self->positives = g_new (guint32, MAX (self->n_positives, 1));
  self->negatives = g_new (guint32, MAX (self->n_negatives, 1));
  self->drawn_positives = g_new (guint32, MAX (self->n_points, 1));
  self->drawn_negatives = g_new (guint32, MAX (self->n_points, 1));
  for (gsize i = 0; i < self->n_points; i++)
    {
      gw_score_table_get_point (table, i, &point);
      for (double count = before.tp; count < point.tp; count++)
        self->positives[p++] = (guint32) i;
      for (double count = before.fp; count < point.fp; count++)
        self->negatives[n++] = (guint32) i;
      before = point;
    }
}

static void
draw (const guint32 *rows, gsize n, guint32 *drawn, gsize n_points, gw_random *random)
{
  for (gsize i = 0; i < n_points; i++)
    drawn[i] = 0;
  for (gsize i = 0; i < n; i++)
    drawn[rows[gw_random_below (random, n)]]++;
}

/* The true positive rate at each place, along the line from point to point. */
static void
read_roc (const Drawing *drawing, const double *x, gsize n, double *y)
{
  double tp = 0, fp = 0, before_tpr = 0, before_fpr = 0;
  gsize place = 0;

  for (gsize i = 0; i < drawing->n_points && place < n; i++)
    {
      double tpr, fpr;

      if (drawing->drawn_positives[i] == 0 && drawing->drawn_negatives[i] == 0)
        continue;
      tp += drawing->drawn_positives[i];
      fp += drawing->drawn_negatives[i];
      tpr = tp / (double) drawing->n_positives;
      fpr = fp / (double) drawing->n_negatives;
      for (; place < n && x[place] < fpr; place++)
        y[place] = before_tpr + (tpr - before_tpr) * (x[place] - before_fpr) / (fpr - before_fpr);
      before_tpr = tpr;
      before_fpr = fpr;
    }
  for (; place < n; place++)
    y[place] = before_tpr;
}

/* The precision of the first point whose recall reaches the place. */
static void
read_pr (const Drawing *drawing, const double *x, gsize n, double *y)
{
  double tp = 0, fp = 0;
  gsize place = 0;

  for (gsize i = 0; i < drawing->n_points && place < n; i++)
    {
      tp += drawing->drawn_positives[i];
      fp += drawing->drawn_negatives[i];
      for (; place < n && tp > 0 && x[place] <= tp / (double) drawing->n_positives; place++)
        y[place] = tp / (tp + fp);
    }
  for (; place < n; place++)
    y[place] = NAN;
}

/* ys: n_replicates rows of n. */
static void
find_percentiles (const double *ys, gsize n_replicates, GwBand *band)
{
  g_autofree double *column = g_new (double, n_replicates);
  const double shares[2] = { (1 - band->level) / 2, (1 + band->level) / 2 };

  for (gsize i = 0; i < band->n; i++)
    {
      double ends[2] = { NAN, NAN };
      gsize n = 0;

      for (gsize k = 0; k < n_replicates; k++)
        if (!isnan (ys[k * band->n + i]))
          column[n++] = ys[k * band->n + i];
      if (n > 0)
        gw_quantiles (column, NULL, n, shares, 2, 7, ends, NULL);
      band->low[i] = ends[0];
      band->high[i] = ends[1];
    }
}

static gboolean
may_go_on (const GwRun *run, double done)
{
  return run == NULL || run->step == NULL || run->step (done, run->data);
}

gw_status
gw_score_view_find_band (const GwScoreView *self, GwBandKind kind, gsize n, gsize n_replicates, guint64 seed,
                         double level, GwBand *band, const GwRun *run)
{
  g_auto (Drawing) drawing = { 0 };
  g_autofree double *ys = NULL;
  gw_random random;

  if (n < 2 || n_replicates == 0 || !(level > 0 && level < 1))
    return GW_STATUS_INVALID;
  if (gw_score_table_n_points (self->table) == 0)
    return GW_STATUS_EMPTY;
  if (gw_score_table_positives (self->table) == 0 || gw_score_table_negatives (self->table) == 0)
    return GW_STATUS_SINGLE_CLASS;

  drawing_init (&drawing, self->table);
  ys = g_new (double, n *n_replicates);
  *band = (GwBand) { n, g_new (double, n), g_new (double, n), g_new (double, n), n_replicates, seed, level };
  for (gsize i = 0; i < n; i++)
    band->x[i] = (double) i / (double) (n - 1);
  gw_random_init (&random, seed);
  for (gsize i = 0; i < n_replicates; i++)
    {
      if (!may_go_on (run, (double) i / (double) n_replicates))
        {
          gw_band_clear (band);
          return GW_STATUS_CANCELLED;
        }
      draw (drawing.positives, drawing.n_positives, drawing.drawn_positives, drawing.n_points, &random);
      draw (drawing.negatives, drawing.n_negatives, drawing.drawn_negatives, drawing.n_points, &random);
      if (kind == GW_BAND_ROC)
        read_roc (&drawing, band->x, n, ys + i * n);
      else
        read_pr (&drawing, band->x, n, ys + i * n);
    }
  find_percentiles (ys, n_replicates, band);

  return GW_STATUS_OK;
}

void
gw_band_clear (GwBand *band)
{
  g_clear_pointer (&band->x, g_free);
  g_clear_pointer (&band->low, g_free);
  g_clear_pointer (&band->high, g_free);
  band->n = 0;
}
