/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-score-view.h"

#include <math.h>

#include "gw-score-view-private.h"

GwScoreView *
gw_score_view_new (gint32 *truth, double *score, gsize n, const GwRun *run, gw_status *status)
{
  GwScoreView *self = g_new0 (GwScoreView, 1);

  self->truth = truth;
  self->score = score;
  self->n = n;
  *status = gw_score_table_new (truth, score, NULL, n, &self->table, run);
  if (!gw_status_has_values (*status))
    {
      gw_score_view_free (self);
      return NULL;
    }
  if (*status == GW_STATUS_OK && gw_score_table_positives (self->table) == 0)
    *status = GW_STATUS_NO_POSITIVE;
  else if (*status == GW_STATUS_OK && gw_score_table_negatives (self->table) == 0)
    *status = GW_STATUS_SINGLE_CLASS;

  return self;
}

void
gw_score_view_free (GwScoreView *self)
{
  gw_score_table_free (self->table);
  g_free (self->truth);
  g_free (self->score);
  g_free (self);
}

const GwScoreTable *
gw_score_view_get_table (const GwScoreView *self)
{
  return self->table;
}

gsize
gw_score_view_get_n (const GwScoreView *self)
{
  return self->n;
}

const gint32 *
gw_score_view_get_truth (const GwScoreView *self)
{
  return self->truth;
}

const double *
gw_score_view_get_scores (const GwScoreView *self)
{
  return self->score;
}

/* --- operating points ----------------------------------------------------------------- */

/* How many points have a score of threshold or more. */
static gsize
count_from (const GwScoreTable *table, double threshold)
{
  gsize low = 0, high = gw_score_table_n_points (table);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      GwOperatingPoint point;

      gw_score_table_get_point (table, middle, &point);
      if (point.threshold >= threshold)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
gw_score_view_find_point (const GwScoreView *self, double threshold, GwOperatingPoint *point)
{
  gsize n = count_from (self->table, threshold);

  if (n == 0 || gw_score_table_get_point (self->table, n - 1, point) != GW_STATUS_OK)
    *point = (GwOperatingPoint) { .tn = gw_score_table_negatives (self->table),
                                  .fn = gw_score_table_positives (self->table) };
  point->threshold = threshold;
}

/* The first point, in order of falling scores, of which `get` is value or more. */
static gsize
find_first (const GwScoreView *self, double (*get) (const GwScoreView *self, gsize index), gsize low, gsize high,
            double value)
{
  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (get (self, middle) < value)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Both rates grow with it. */
static double
get_rates (const GwScoreView *self, gsize index)
{
  GwOperatingPoint point = { 0 };

  gw_score_table_get_point (self->table, index, &point);

  return point.tp / (point.tp + point.fn) + point.fp / (point.fp + point.tn);
}

static double
get_recall (const GwScoreView *self, gsize index)
{
  GwOperatingPoint point = { 0 };

  gw_score_table_get_point (self->table, index, &point);

  return point.tp / (point.tp + point.fn);
}

static double
get_imprecision (const GwScoreView *self, gsize index)
{
  GwOperatingPoint point = { 0 };

  gw_score_table_get_point (self->table, index, &point);

  return point.fp / (point.tp + point.fp);
}

/* Of the one found and the one before. */
static gsize
choose_nearer (const GwScoreView *self, double (*get) (const GwScoreView *self, gsize index), gsize first, gsize found,
               gsize end, double value)
{
  if (found >= end)
    return end - 1;

  return found > first && value - get (self, found - 1) < get (self, found) - value ? found - 1 : found;
}

gboolean
gw_score_view_find_near (const GwScoreView *self, GwBandKind kind, double x, double y, GwOperatingPoint *point)
{
  const gsize n = gw_score_table_n_points (self->table);
  gsize found;

  if (n == 0 || isnan (x) || isnan (y) || gw_score_table_positives (self->table) == 0
      || gw_score_table_negatives (self->table) == 0)
    return FALSE;

  if (kind == GW_BAND_ROC)
    found = choose_nearer (self, get_rates, 0, find_first (self, get_rates, 0, n, x + y), n, x + y);
  else
    {
      /* Where the recall does not change, the precision falls. */
      const gsize any = choose_nearer (self, get_recall, 0, find_first (self, get_recall, 0, n, x), n, x);
      const double recall = get_recall (self, any);
      const gsize first = find_first (self, get_recall, 0, n, recall);
      const gsize end = find_first (self, get_recall, first, n, nextafter (recall, 2));

      found = choose_nearer (self, get_imprecision, first, find_first (self, get_imprecision, first, end, 1 - y), end,
                             1 - y);
    }

  return gw_score_table_get_point (self->table, found, point) == GW_STATUS_OK;
}

/* NaN for 0 / 0. */
static double
divide (double part, double whole)
{
  return whole > 0 ? part / whole : NAN;
}

void
gw_rates_init (GwRates *rates, const GwOperatingPoint *point, double beta)
{
  double tp = point->tp, fp = point->fp, tn = point->tn, fn = point->fn;
  double total = tp + fp + tn + fn, weight = beta * beta;
  double product = sqrt (tp + fp) * sqrt (tp + fn) * sqrt (tn + fp) * sqrt (tn + fn);

  rates->tpr = divide (tp, tp + fn);
  rates->fpr = divide (fp, fp + tn);
  rates->precision = divide (tp, tp + fp);
  rates->npv = divide (tn, tn + fn);
  rates->accuracy = divide (tp + tn, total);
  rates->f_beta = divide ((1 + weight) * tp, (1 + weight) * tp + weight * fn + fp);
  rates->youden = rates->tpr - rates->fpr;
  rates->mcc = product > 0 ? (tp * tn - fp * fn) / product : NAN;
  rates->lift = rates->precision / divide (tp + fn, total);
  rates->depth = divide (tp + fp, total);
}

double
gw_operating_point_get_cost (const GwOperatingPoint *point, double cost_fp, double cost_fn)
{
  return cost_fp * point->fp + cost_fn * point->fn;
}

GArray *
gw_score_view_sample_points (const GwScoreView *self, gsize n_most)
{
  gsize n_points = gw_score_table_n_points (self->table);
  gsize n = MIN (n_points, MAX (n_most, 2));
  GArray *points = g_array_sized_new (FALSE, FALSE, sizeof (GwOperatingPoint), (guint) n);

  for (gsize i = 0; i < n; i++)
    {
      gsize index = n_points == n ? i : (gsize) ((double) i * (double) (n_points - 1) / (double) (n - 1));
      GwOperatingPoint point;

      gw_score_table_get_point (self->table, index, &point);
      g_array_append_val (points, point);
    }

  return points;
}

/* --- doors ------------------------------------------------------------------------------ */

typedef struct
{
  const double *score;
  double threshold;
} Nearness;

static int
compare_nearness (gconstpointer a, gconstpointer b, gpointer data)
{
  const Nearness *nearness = data;
  guint x = *(const guint *) a, y = *(const guint *) b;
  double far_x = fabs (nearness->score[x] - nearness->threshold),
         far_y = fabs (nearness->score[y] - nearness->threshold);

  if (far_x != far_y && !isnan (far_x) && !isnan (far_y))
    return far_x < far_y ? -1 : 1;

  return (x > y) - (x < y);
}

GArray *
gw_score_view_list_side (const GwScoreView *self, double threshold, GwSide side)
{
  gint32 truth = side == GW_SIDE_TRUE_POSITIVE || side == GW_SIDE_FALSE_NEGATIVE;
  gboolean positive = side == GW_SIDE_TRUE_POSITIVE || side == GW_SIDE_FALSE_POSITIVE;
  Nearness nearness = { self->score, threshold };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < self->n; i++)
    {
      const guint row = (guint) i;

      if (self->truth[i] == truth && !isnan (self->score[i]) && (self->score[i] >= threshold) == positive)
        g_array_append_val (rows, row);
    }
  g_array_sort_with_data (rows, compare_nearness, &nearness);

  return rows;
}

GArray *
gw_score_view_list_range (const GwScoreView *self, double low, double high, gboolean closed)
{
  Nearness nearness = { self->score, low };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (gsize i = 0; i < self->n; i++)
    {
      const guint row = (guint) i;

      if (self->truth[i] >= 0 && self->score[i] <= high && (closed ? self->score[i] >= low : self->score[i] > low))
        g_array_append_val (rows, row);
    }
  g_array_sort_with_data (rows, compare_nearness, &nearness);

  return rows;
}

/* --- uncertainty -------------------------------------------------------------------------- */

gw_status
gw_score_view_get_delong (const GwScoreView *self, double level, GwDelong *delong, const GwRun *run)
{
  return gw_auc_delong (self->truth, self->score, self->n, level, delong, run);
}
