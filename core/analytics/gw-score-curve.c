/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-score-curve-private.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-run-private.h"
#include "gw-score-table-private.h"
#include "gw-special-private.h"
#include "gw-sum-private.h"

#define GW_CURVE_PARTS 32
#define GW_CURVE_POINTS_FOR_PARTS 65536
#define GW_SUM_POINTS 64
#define GW_DET_LEAST_RATE 1e-4

/* A curve is written in parts of the table's points, each of which knows where
 * its own begin.
 */
typedef struct
{
  const GwScoreTable *table;
  GwCurve *curve;
  bool drop;
  size_t n_parts;
  size_t n_kept[GW_CURVE_PARTS];
} Writing;

static size_t
part_start (const Writing *self, size_t part)
{
  size_t n = self->table->n_points;

  return n / self->n_parts * part + (part < n % self->n_parts ? part : n % self->n_parts);
}

static size_t
choose_n_parts (const GwScoreTable *table)
{
  return table->n_points >= GW_CURVE_POINTS_FOR_PARTS ? GW_CURVE_PARTS : 1;
}

void
gw_curve_clear (GwCurve *curve)
{
  if (curve == NULL)
    return;

  free (curve->x);
  free (curve->y);
  free (curve->threshold);
  *curve = (GwCurve) { 0 };
}

static gw_status
curve_init (GwCurve *curve, size_t n_points)
{
  *curve = (GwCurve) { .n_points = n_points,
                       .x = GW_NEW (double, n_points),
                       .y = GW_NEW (double, n_points),
                       .threshold = GW_NEW (double, n_points) };
  if (curve->x != NULL && curve->y != NULL && curve->threshold != NULL)
    return GW_STATUS_OK;

  gw_curve_clear (curve);

  return GW_STATUS_NO_MEMORY;
}

/* What the table lacks for two rates. */
static gw_status
table_status (const GwScoreTable *table)
{
  if (table->n_points == 0)
    return GW_STATUS_EMPTY;

  return table->positives > 0 && table->negatives > 0 ? GW_STATUS_OK : GW_STATUS_SINGLE_CLASS;
}

/* --- ROC ------------------------------------------------------------------------------ */

/* Whether the point lies midway between its neighbours, in both counts. Points of
 * the highest and the lowest score have one neighbour and stay.
 */
static inline bool
is_midway (const GwScoreTable *table, size_t i)
{
  if (i == 0 || i + 1 == table->n_points)
    return false;
  if (table->counts != NULL)
    {
      const GwScoreCounts *at = &table->counts[i];

      return (at[0].tp - at[-1].tp == at[1].tp - at[0].tp) & (at[0].fp - at[-1].fp == at[1].fp - at[0].fp);
    }

  return table->tp_weights[i] - table->tp_weights[i - 1] == table->tp_weights[i + 1] - table->tp_weights[i]
         && table->fp_weights[i] - table->fp_weights[i - 1] == table->fp_weights[i + 1] - table->fp_weights[i];
}

static void
count_roc_cb (void *data, size_t part)
{
  Writing *self = data;
  size_t start = part_start (self, part), end = part_start (self, part + 1);
  size_t n_kept = 0;

  for (size_t i = start; self->drop && i < end; i++)
    n_kept += !is_midway (self->table, i);
  self->n_kept[part] = self->drop ? n_kept : end - start;
}

static void
write_roc_cb (void *data, size_t part)
{
  Writing *self = data;
  const GwScoreTable *table = self->table;
  GwCurve *curve = self->curve;
  size_t end = part_start (self, part + 1);
  size_t at = 1;

  for (size_t i = 0; i < part; i++)
    at += self->n_kept[i];
  for (size_t i = part_start (self, part); i < end; i++)
    {
      if (self->drop && is_midway (table, i))
        continue;
      /* 0 / 0 is NaN: the rate of a class that is not there. */
      curve->x[at] = _gw_score_table_fp (table, i) / table->negatives;
      curve->y[at] = _gw_score_table_tp (table, i) / table->positives;
      curve->threshold[at++] = table->thresholds[i];
    }
}

gw_status
gw_roc_curve (const GwScoreTable *table, bool drop_intermediate, GwCurve *curve, const GwRun *run)
{
  Writing self = { .table = table, .drop = drop_intermediate, .n_parts = choose_n_parts (table) };
  GwCurve made = { 0 };
  size_t n_points = 1;
  gw_status status;

  if (table->n_points == 0)
    {
      *curve = made;
      return GW_STATUS_EMPTY;
    }

  status = _gw_run_parts (run, self.n_parts, count_roc_cb, &self, 0, 0.3);
  for (size_t i = 0; i < self.n_parts; i++)
    n_points += self.n_kept[i];
  if (status == GW_STATUS_OK)
    status = curve_init (&made, n_points);
  if (status != GW_STATUS_OK)
    return status;

  made.x[0] = 0 / table->negatives;
  made.y[0] = 0 / table->positives;
  made.threshold[0] = INFINITY;
  self.curve = &made;
  status = _gw_run_parts (run, self.n_parts, write_roc_cb, &self, 0.3, 1);
  if (status != GW_STATUS_OK)
    {
      gw_curve_clear (&made);
      return status;
    }
  *curve = made;

  return table_status (table);
}

/* Pairs of a positive and a negative that are in order, counted twice, ties once.
 * GW_MOST_ROWS rows make at most 2^60 pairs.
 */
static double
count_pairs (const GwScoreTable *table)
{
  uint64_t pairs = 0, tp = 0, fp = 0;

  for (size_t i = 0; i < table->n_points; i++)
    {
      pairs += (table->counts[i].fp - fp) * (tp + table->counts[i].tp);
      tp = table->counts[i].tp;
      fp = table->counts[i].fp;
    }

  return (double) pairs;
}

/* The same of weights, as a share of all pairs, for products may overflow. */
static double
sum_pairs (const GwScoreTable *table)
{
  GwSum pairs = { 0 };
  double tp = 0, fp = 0;

  for (size_t i = 0; i < table->n_points; i++)
    {
      _gw_sum_add (&pairs, (table->fp_weights[i] - fp) / table->negatives
                               * (tp / table->positives + table->tp_weights[i] / table->positives));
      tp = table->tp_weights[i];
      fp = table->fp_weights[i];
    }

  return _gw_sum_get (&pairs);
}

gw_status
gw_roc_auc (const GwScoreTable *table, double *auc)
{
  gw_status status = table_status (table);

  *auc = NAN;
  if (status == GW_STATUS_OK)
    *auc = (table->counts != NULL ? count_pairs (table) / table->positives / table->negatives : sum_pairs (table)) / 2;

  return status;
}

/* --- precision and recall ------------------------------------------------------------- */

static void
write_pr_cb (void *data, size_t part)
{
  Writing *self = data;
  const GwScoreTable *table = self->table;
  GwCurve *curve = self->curve;
  size_t end = part_start (self, part + 1);

  for (size_t i = part_start (self, part); i < end; i++)
    {
      size_t at = table->n_points - 1 - i;
      double tp = _gw_score_table_tp (table, i);

      curve->x[at] = tp / table->positives;
      curve->y[at] = tp / (tp + _gw_score_table_fp (table, i));
      curve->threshold[at] = table->thresholds[i];
    }
}

static gw_status
pr_status (const GwScoreTable *table)
{
  if (table->n_points == 0)
    return GW_STATUS_EMPTY;

  return table->positives > 0 ? GW_STATUS_OK : GW_STATUS_NO_POSITIVE;
}

gw_status
gw_pr_curve (const GwScoreTable *table, GwCurve *curve, const GwRun *run)
{
  Writing self = { .table = table, .n_parts = choose_n_parts (table) };
  GwCurve made;
  gw_status status = curve_init (&made, table->n_points + 1);

  if (status != GW_STATUS_OK)
    return status;

  self.curve = &made;
  status = _gw_run_parts (run, self.n_parts, write_pr_cb, &self, 0, 1);
  if (status != GW_STATUS_OK)
    {
      gw_curve_clear (&made);
      return status;
    }
  made.x[table->n_points] = 0;
  made.y[table->n_points] = 1;
  made.threshold[table->n_points] = NAN;
  *curve = made;

  return pr_status (table);
}

/* The sums over the points from `first` to `end`: few of one sign, so that plain
 * sums are as good as exact.
 */
static void
sum_precision (const GwScoreTable *table, size_t first, size_t end, double *steps, double *lines)
{
  double last_tp = first > 0 ? _gw_score_table_tp (table, first - 1) : 0;
  double last_precision = 1;

  if (first > 0)
    last_precision = last_tp / (last_tp + _gw_score_table_fp (table, first - 1));
  *steps = *lines = 0;
  for (size_t i = first; i < end; i++)
    {
      double tp = _gw_score_table_tp (table, i);
      double precision = tp / (tp + _gw_score_table_fp (table, i));

      *steps += (tp - last_tp) * precision;
      *lines += (tp - last_tp) * (precision + last_precision) / 2;
      last_tp = tp;
      last_precision = precision;
    }
}

gw_status
gw_average_precision (const GwScoreTable *table, double *average_precision, double *trapezoid)
{
  gw_status status = pr_status (table);
  GwSum steps = { 0 }, lines = { 0 };

  for (size_t first = 0; status == GW_STATUS_OK && first < table->n_points; first += GW_SUM_POINTS)
    {
      size_t rest = table->n_points - first;
      double of_steps, of_lines;

      sum_precision (table, first, first + (rest < GW_SUM_POINTS ? rest : GW_SUM_POINTS), &of_steps, &of_lines);
      _gw_sum_add (&steps, of_steps);
      _gw_sum_add (&lines, of_lines);
    }
  *average_precision = status == GW_STATUS_OK ? _gw_sum_get (&steps) / table->positives : NAN;
  if (trapezoid != NULL)
    *trapezoid = status == GW_STATUS_OK ? _gw_sum_get (&lines) / table->positives : NAN;

  return status;
}

gw_status
_gw_score_areas (const int32_t *truth, const double *score, size_t n, double *roc_auc, double *average_precision,
                 const GwRun *run)
{
  const GwRun threads = { .n_threads = run != NULL ? run->n_threads : 0 };
  GwScoreTable *table;
  gw_status status = gw_score_table_new (truth, score, NULL, n, &table, &threads);

  if (!gw_status_has_values (status))
    return status;

  gw_roc_auc (table, roc_auc);
  if (average_precision != NULL)
    gw_average_precision (table, average_precision, NULL);
  gw_score_table_free (table);

  return GW_STATUS_OK;
}

/* --- DET ------------------------------------------------------------------------------ */

gw_status
gw_det_curve (const GwScoreTable *table, GwCurve *curve)
{
  gw_status status = table_status (table);
  size_t first = 0, last = 0;

  if (status != GW_STATUS_OK)
    {
      *curve = (GwCurve) { 0 };
      return status;
    }

  while (_gw_score_table_tp (table, last) < table->positives)
    last++;
  while (first + 1 <= last && _gw_score_table_fp (table, first + 1) == _gw_score_table_fp (table, 0))
    first++;
  status = curve_init (curve, last - first + 1);
  if (status != GW_STATUS_OK)
    return status;

  for (size_t i = first; i <= last; i++)
    {
      curve->x[last - i] = _gw_score_table_fp (table, i) / table->negatives;
      curve->y[last - i] = (table->positives - _gw_score_table_tp (table, i)) / table->positives;
      curve->threshold[last - i] = table->thresholds[i];
    }

  return GW_STATUS_OK;
}

double
gw_det_axis (double rate)
{
  if (rate < GW_DET_LEAST_RATE)
    rate = GW_DET_LEAST_RATE;
  if (rate > 1 - GW_DET_LEAST_RATE)
    rate = 1 - GW_DET_LEAST_RATE;

  return _gw_normal_quantile (rate);
}
