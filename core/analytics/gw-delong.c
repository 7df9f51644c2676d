/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-delong.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-score-curve.h"
#include "gw-score-table-private.h"
#include "gw-sort-private.h"
#include "gw-special-private.h"
#include "gw-sum-private.h"

/* --- one score, from its table ------------------------------------------------------ */

/* A positive's placement is the share of the negatives that it beats, a
 * negative's the share of the positives that beat it; ties half. The mean of
 * either is the area.
 */
static double
table_variance (const GwScoreTable *table, double auc)
{
  GwSum of_positives = { 0 }, of_negatives = { 0 };
  double tp = 0, fp = 0;

  for (size_t i = 0; i < table->n_points; i++)
    {
      double positives = _gw_score_table_tp (table, i) - tp, negatives = _gw_score_table_fp (table, i) - fp;
      double beats = (table->negatives - fp - negatives / 2) / table->negatives - auc;
      double beaten = (tp + positives / 2) / table->positives - auc;

      _gw_sum_add (&of_positives, positives * beats * beats);
      _gw_sum_add (&of_negatives, negatives * beaten * beaten);
      tp += positives;
      fp += negatives;
    }

  return _gw_sum_get (&of_positives) / (table->positives - 1) / table->positives
         + _gw_sum_get (&of_negatives) / (table->negatives - 1) / table->negatives;
}

gw_status
gw_auc_delong (const int32_t *truth, const double *score, size_t n, double level, GwDelong *delong, const GwRun *run)
{
  GwScoreTable *table;
  gw_status status;
  double reach;

  if (!(level > 0 && level < 1))
    return GW_STATUS_INVALID;
  status = gw_score_table_new (truth, score, NULL, n, &table, run);
  if (!gw_status_has_values (status))
    return status;

  *delong = (GwDelong) { .variance = NAN, .low = NAN, .high = NAN, .n_excluded = table->n_excluded };
  status = gw_roc_auc (table, &delong->auc);
  if (status == GW_STATUS_OK && (table->positives < 2 || table->negatives < 2))
    status = GW_STATUS_UNDEFINED;
  if (status == GW_STATUS_OK)
    {
      delong->variance = table_variance (table, delong->auc);
      reach = _gw_normal_quantile ((1 + level) / 2) * sqrt (delong->variance);
      delong->low = fmax (delong->auc - reach, 0);
      delong->high = fmin (delong->auc + reach, 1);
    }
  gw_score_table_free (table);

  return status;
}

/* --- two scores of the same rows ---------------------------------------------------- */

typedef struct
{
  size_t n; /* rows with both scores and a label, in their order */
  bool *positive;
  double *score;         /* of a, then of b */
  double *placements[2]; /* of a, of b */
  uint32_t *order;
  size_t n_positive;
} Paired;

static void
paired_clear (Paired *self)
{
  free (self->positive);
  free (self->score);
  free (self->placements[0]);
  free (self->placements[1]);
  free (self->order);
}

static gw_status
paired_init (Paired *self, size_t n)
{
  *self = (Paired) { .positive = GW_NEW (bool, n),
                     .score = GW_NEW (double, n),
                     .placements = { GW_NEW (double, n), GW_NEW (double, n) },
                     .order = GW_NEW (uint32_t, n) };
  if (self->positive != NULL && self->score != NULL && self->placements[0] != NULL && self->placements[1] != NULL
      && self->order != NULL)
    return GW_STATUS_OK;

  paired_clear (self);

  return GW_STATUS_NO_MEMORY;
}

static void
place_group (Paired *self, double *placements, size_t first, size_t end, double positives_below, double negatives_below)
{
  const double n_negative = (double) (self->n - self->n_positive);
  double positives = 0, negatives;

  for (size_t i = first; i < end; i++)
    positives += self->positive[self->order[i]];
  negatives = (double) (end - first) - positives;
  for (size_t i = first; i < end; i++)
    {
      size_t row = self->order[i];

      placements[row] = self->positive[row]
                            ? (negatives_below + negatives / 2) / n_negative
                            : ((double) self->n_positive - positives_below - positives / 2) / (double) self->n_positive;
    }
}

/* The placement of each row, and the area. */
static gw_status
place_rows (Paired *self, double *placements, double *auc)
{
  gw_status status = _gw_sort_rows (self->score, self->n, self->order);
  double positives_below = 0, negatives_below = 0;
  GwSum sum = { 0 };
  size_t end;

  if (status != GW_STATUS_OK)
    return status;

  for (size_t first = 0; first < self->n; first = end)
    {
      for (end = first + 1; end < self->n; end++)
        if (self->score[self->order[end]] != self->score[self->order[first]])
          break;
      place_group (self, placements, first, end, positives_below, negatives_below);
      for (size_t i = first; i < end; i++)
        {
          positives_below += self->positive[self->order[i]];
          negatives_below += !self->positive[self->order[i]];
        }
    }
  for (size_t i = 0; i < self->n; i++)
    if (self->positive[i])
      _gw_sum_add (&sum, placements[i]);
  *auc = _gw_sum_get (&sum) / (double) self->n_positive;

  return GW_STATUS_OK;
}

static double
paired_covariance (const Paired *self, const double *a, const double *b, double auc_a, double auc_b)
{
  const double n_positive = (double) self->n_positive, n_negative = (double) (self->n - self->n_positive);
  GwSum of_positives = { 0 }, of_negatives = { 0 };

  for (size_t i = 0; i < self->n; i++)
    _gw_sum_add (self->positive[i] ? &of_positives : &of_negatives, (a[i] - auc_a) * (b[i] - auc_b));

  return _gw_sum_get (&of_positives) / (n_positive - 1) / n_positive
         + _gw_sum_get (&of_negatives) / (n_negative - 1) / n_negative;
}

static void
compare_areas (const Paired *self, GwDelongPaired *delong)
{
  const double *a = self->placements[0], *b = self->placements[1];
  double variance;

  delong->variance_a = paired_covariance (self, a, a, delong->auc_a, delong->auc_a);
  delong->variance_b = paired_covariance (self, b, b, delong->auc_b, delong->auc_b);
  delong->covariance = paired_covariance (self, a, b, delong->auc_a, delong->auc_b);
  variance = delong->variance_a + delong->variance_b - 2 * delong->covariance;
  /* What remains of equal variances that were summed apart is rounding. */
  if (variance > 1e-14 * (delong->variance_a + delong->variance_b))
    {
      delong->z = (delong->auc_a - delong->auc_b) / sqrt (variance);
      delong->p_value = fmin (2 * _gw_normal_sf (fabs (delong->z)), 1);
    }
  else
    {
      delong->z = delong->auc_a == delong->auc_b ? 0 : copysign (INFINITY, delong->auc_a - delong->auc_b);
      delong->p_value = delong->auc_a == delong->auc_b ? 1 : 0;
    }
}

static void
keep_rows (Paired *self, const int32_t *truth, const double *score, const double *other, size_t n)
{
  self->n = self->n_positive = 0;
  for (size_t i = 0; i < n; i++)
    {
      if (truth[i] < 0 || isnan (score[i]) || isnan (other[i]))
        continue;
      self->positive[self->n] = truth[i] > 0;
      self->score[self->n++] = score[i];
      self->n_positive += truth[i] > 0;
    }
}

static gw_status
compare_scores (Paired *self, const int32_t *truth, const double *score_a, const double *score_b, size_t n,
                GwDelongPaired *delong, const GwRun *run)
{
  GwDelongPaired made = {
    .auc_a = NAN, .auc_b = NAN, .variance_a = NAN, .variance_b = NAN, .covariance = NAN, .z = NAN, .p_value = NAN
  };
  gw_status status = GW_STATUS_OK;

  keep_rows (self, truth, score_a, score_b, n);
  made.n_excluded = n - self->n;
  if (self->n_positive == 0 || self->n_positive == self->n)
    {
      *delong = made;
      return self->n == 0 ? GW_STATUS_EMPTY : GW_STATUS_SINGLE_CLASS;
    }

  status = place_rows (self, self->placements[0], &made.auc_a);
  if (status == GW_STATUS_OK && !_gw_run_step (run, 0.4))
    return GW_STATUS_CANCELLED;
  keep_rows (self, truth, score_b, score_a, n);
  if (status == GW_STATUS_OK)
    status = place_rows (self, self->placements[1], &made.auc_b);
  if (status == GW_STATUS_OK && !_gw_run_step (run, 0.8))
    return GW_STATUS_CANCELLED;
  if (status != GW_STATUS_OK)
    return status;

  if (self->n_positive < 2 || self->n - self->n_positive < 2)
    status = GW_STATUS_UNDEFINED;
  else
    compare_areas (self, &made);
  *delong = made;

  return status;
}

gw_status
gw_auc_delong_paired (const int32_t *truth, const double *score_a, const double *score_b, size_t n,
                      GwDelongPaired *delong, const GwRun *run)
{
  Paired self;
  gw_status status;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    if (truth[i] < -1 || truth[i] > 1)
      return GW_STATUS_INVALID;

  status = paired_init (&self, n);
  if (status != GW_STATUS_OK)
    return status;
  status = compare_scores (&self, truth, score_a, score_b, n, delong, run);
  paired_clear (&self);

  return status;
}
