/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-label-metrics-private.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-confusion.h"
#include "gw-sum-private.h"

/* --- rates ------------------------------------------------------------------------------ */

double
_gw_rate (double part, double whole, double zero_division, unsigned *undefined, unsigned flag)
{
  if (whole > 0)
    return part / whole;

  *undefined |= flag;

  return zero_division;
}

double
gw_f_beta (double tp, double fp, double fn, double beta, double zero_division)
{
  double hits = (1 + beta * beta) * tp;
  unsigned undefined = 0;

  return _gw_rate (hits, hits + beta * beta * fn + fp, zero_division, &undefined, GW_UNDEFINED_F);
}

GwClassMetrics
_gw_class_metrics (double tp, double fp, double tn, double fn, double zero_division)
{
  GwClassMetrics made = { .support = tp + fn };

  made.precision = _gw_rate (tp, tp + fp, zero_division, &made.undefined, GW_UNDEFINED_PRECISION);
  made.recall = _gw_rate (tp, tp + fn, zero_division, &made.undefined, GW_UNDEFINED_RECALL);
  made.specificity = _gw_rate (tn, tn + fp, zero_division, &made.undefined, GW_UNDEFINED_SPECIFICITY);
  if (tp + fp + fn == 0)
    made.undefined |= GW_UNDEFINED_F;
  made.f_half = gw_f_beta (tp, fp, fn, 0.5, zero_division);
  made.f1 = gw_f_beta (tp, fp, fn, 1, zero_division);
  made.f2 = gw_f_beta (tp, fp, fn, 2, zero_division);

  return made;
}

/* A mean of numbers of which those that are NaN do not count. */
typedef struct
{
  GwSum sum;
  double weight;
} Mean;

static void
mean_add (Mean *self, double value, double weight)
{
  if (isnan (value))
    return;

  _gw_sum_add (&self->sum, value * weight);
  self->weight += weight;
}

static double
mean_get (const Mean *self, double otherwise)
{
  return self->weight > 0 ? _gw_sum_get (&self->sum) / self->weight : otherwise;
}

GwClassMetrics
_gw_class_metrics_mean (const GwClassMetrics *classes, size_t n, bool by_support)
{
  Mean precision = { 0 }, recall = { 0 }, f_half = { 0 }, f1 = { 0 }, f2 = { 0 };
  double otherwise = by_support ? 0 : NAN;
  GwClassMetrics made = { .specificity = NAN };

  for (size_t k = 0; k < n; k++)
    {
      double weight = by_support ? classes[k].support : 1;

      mean_add (&precision, classes[k].precision, weight);
      mean_add (&recall, classes[k].recall, weight);
      mean_add (&f_half, classes[k].f_half, weight);
      mean_add (&f1, classes[k].f1, weight);
      mean_add (&f2, classes[k].f2, weight);
      made.support += classes[k].support;
      if (weight > 0)
        made.undefined |= classes[k].undefined & ~(unsigned) GW_UNDEFINED_SPECIFICITY;
    }
  made.precision = mean_get (&precision, otherwise);
  made.recall = mean_get (&recall, otherwise);
  made.f_half = mean_get (&f_half, otherwise);
  made.f1 = mean_get (&f1, otherwise);
  made.f2 = mean_get (&f2, otherwise);
  if (by_support && made.support == 0)
    made.undefined |= GW_UNDEFINED_PRECISION | GW_UNDEFINED_RECALL | GW_UNDEFINED_F;

  return made;
}

/* --- a confusion matrix ------------------------------------------------------------- */

typedef struct
{
  const double *matrix;
  size_t n_classes;
  double *of_truth;     /* row sums */
  double *of_predicted; /* column sums */
  double total;
  double right;
} Margins;

static void
margins_set (Margins *self)
{
  GwSum total = { 0 }, right = { 0 };

  for (size_t i = 0; i < self->n_classes; i++)
    {
      GwSum row = { 0 }, column = { 0 };

      for (size_t j = 0; j < self->n_classes; j++)
        {
          _gw_sum_add (&row, self->matrix[i * self->n_classes + j]);
          _gw_sum_add (&column, self->matrix[j * self->n_classes + i]);
        }
      self->of_truth[i] = _gw_sum_get (&row);
      self->of_predicted[i] = _gw_sum_get (&column);
      _gw_sum_add (&total, self->of_truth[i]);
      _gw_sum_add (&right, self->matrix[i * self->n_classes + i]);
    }
  self->total = _gw_sum_get (&total);
  self->right = _gw_sum_get (&right);
}

/* Class by class, tp tn - fp fn over what the class and the rest spread: the same
 * as the sums of Gorodkin, but classes of nearly all rows lose no digits. In
 * shares of the whole, so that nothing overflows.
 */
static double
matthews (const Margins *self, unsigned *undefined)
{
  GwSum both = { 0 }, truth = { 0 }, predicted = { 0 };

  for (size_t k = 0; k < self->n_classes; k++)
    {
      double of_truth = self->of_truth[k], of_predicted = self->of_predicted[k], total = self->total;
      double tp = self->matrix[k * self->n_classes + k];
      double fp = of_predicted - tp, fn = of_truth - tp, tn = total - of_truth - fp;

      _gw_sum_add (&both, tp / total * (tn / total) - fp / total * (fn / total));
      _gw_sum_add (&truth, of_truth / total * ((total - of_truth) / total));
      _gw_sum_add (&predicted, of_predicted / total * ((total - of_predicted) / total));
    }
  if (!(_gw_sum_get (&truth) > 0 && _gw_sum_get (&predicted) > 0))
    {
      *undefined |= GW_UNDEFINED_MCC;
      return 0;
    }

  return _gw_sum_get (&both) / sqrt (_gw_sum_get (&truth)) / sqrt (_gw_sum_get (&predicted));
}

/* power 0: any error weighs 1; else the distance to that power. */
static double
kappa (const Margins *self, int power, unsigned *undefined)
{
  GwSum observed = { 0 }, expected = { 0 };

  for (size_t i = 0; i < self->n_classes; i++)
    for (size_t j = 0; j < self->n_classes; j++)
      {
        double apart = i > j ? (double) (i - j) : (double) (j - i);
        double weight = power == 0 ? i != j : power == 1 ? apart : apart * apart;

        _gw_sum_add (&observed, weight * (self->matrix[i * self->n_classes + j] / self->total));
        _gw_sum_add (&expected, weight * (self->of_truth[i] / self->total) * (self->of_predicted[j] / self->total));
      }
  if (!(_gw_sum_get (&expected) > 0))
    {
      *undefined |= GW_UNDEFINED_KAPPA;
      return NAN;
    }

  return 1 - _gw_sum_get (&observed) / _gw_sum_get (&expected);
}

static void
set_recall_means (const Margins *self, GwLabelMetrics *metrics)
{
  Mean recall = { 0 };
  GwSum logs = { 0 };
  bool has_zero = false;

  for (size_t k = 0; k < self->n_classes; k++)
    {
      double hits = self->matrix[k * self->n_classes + k];

      if (self->of_truth[k] > 0)
        mean_add (&recall, hits / self->of_truth[k], 1);
      if (hits > 0)
        _gw_sum_add (&logs, log (hits / self->of_truth[k]));
      else
        has_zero = true;
    }
  metrics->balanced_accuracy = mean_get (&recall, NAN);
  /* By logarithms, or many recalls would multiply to nothing. */
  metrics->g_mean = has_zero || self->n_classes == 0 ? 0 : exp (_gw_sum_get (&logs) / (double) self->n_classes);
}

static void
set_averages (const Margins *self, const GwClassMetrics *per_class, double zero_division, GwLabelMetrics *metrics)
{
  double wrong = self->total - self->right;

  metrics->micro = _gw_class_metrics (self->right, wrong, 0, wrong, zero_division);
  metrics->micro.specificity = NAN;
  metrics->micro.undefined &= ~(unsigned) GW_UNDEFINED_SPECIFICITY;
  metrics->macro = _gw_class_metrics_mean (per_class, self->n_classes, false);
  metrics->weighted = _gw_class_metrics_mean (per_class, self->n_classes, true);
}

static void
set_metrics (const Margins *self, double zero_division, GwClassMetrics *per_class, GwLabelMetrics *metrics)
{
  GwLabelMetrics made = { 0 };

  for (size_t k = 0; k < self->n_classes; k++)
    {
      double tp = self->matrix[k * self->n_classes + k];
      double fp = self->of_predicted[k] - tp, fn = self->of_truth[k] - tp;

      per_class[k] = _gw_class_metrics (tp, fp, fmax (self->total - self->of_truth[k] - fp, 0), fn, zero_division);
    }
  made.accuracy = _gw_rate (self->right, self->total, NAN, &made.undefined, GW_UNDEFINED_ACCURACY);
  made.mcc = matthews (self, &made.undefined);
  made.kappa = kappa (self, 0, &made.undefined);
  made.kappa_linear = kappa (self, 1, &made.undefined);
  made.kappa_quadratic = kappa (self, 2, &made.undefined);
  set_recall_means (self, &made);
  set_averages (self, per_class, zero_division, &made);
  *metrics = made;
}

gw_status
gw_label_metrics_from_confusion (const double *matrix, size_t n_classes, double zero_division,
                                 GwClassMetrics *per_class, GwLabelMetrics *metrics)
{
  Margins margins = { .matrix = matrix, .n_classes = n_classes };
  GwClassMetrics *own_classes = NULL;
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t n_cells;

  if (n_classes > GW_MOST_ROWS || !_gw_multiply (n_classes, n_classes, &n_cells)
      || n_cells > PTRDIFF_MAX / sizeof *matrix)
    return GW_STATUS_TOO_LARGE;
  for (size_t cell = 0; cell < n_cells; cell++)
    if (!(matrix[cell] >= 0) || isinf (matrix[cell]))
      return GW_STATUS_INVALID;

  margins.of_truth = GW_NEW (double, n_classes);
  margins.of_predicted = GW_NEW (double, n_classes);
  if (per_class == NULL)
    per_class = own_classes = GW_NEW (GwClassMetrics, n_classes);
  if (margins.of_truth != NULL && margins.of_predicted != NULL && per_class != NULL)
    {
      margins_set (&margins);
      set_metrics (&margins, zero_division, per_class, metrics);
      status = margins.total > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
    }
  free (margins.of_truth);
  free (margins.of_predicted);
  free (own_classes);

  return status;
}

gw_status
gw_label_metrics (const int32_t *truth, const int32_t *predicted, const double *weights, size_t n,
                  const int32_t *classes, size_t n_classes, double zero_division, GwClassMetrics *per_class,
                  GwLabelMetrics *metrics, size_t *n_dropped, const GwRun *run)
{
  size_t n_cells, dropped;
  double *matrix;
  gw_status status;

  if (!_gw_multiply (n_classes, n_classes, &n_cells))
    return GW_STATUS_TOO_LARGE;
  matrix = GW_NEW (double, n_cells);
  if (matrix == NULL)
    return GW_STATUS_NO_MEMORY;

  status = gw_confusion_matrix (truth, predicted, weights, n, classes, n_classes, matrix, &dropped, run);
  if (gw_status_has_values (status))
    status = gw_label_metrics_from_confusion (matrix, n_classes, zero_division, per_class, metrics);
  if (gw_status_has_values (status) && n_dropped != NULL)
    *n_dropped = dropped;
  free (matrix);

  return status;
}

gw_status
gw_expected_cost (const double *matrix, const double *costs, size_t n_classes, double *cost)
{
  GwSum total = { 0 }, sum = { 0 };
  size_t n_cells;

  if (n_classes > GW_MOST_ROWS || !_gw_multiply (n_classes, n_classes, &n_cells)
      || n_cells > PTRDIFF_MAX / sizeof *matrix)
    return GW_STATUS_TOO_LARGE;
  for (size_t cell = 0; cell < n_cells; cell++)
    if (!(matrix[cell] >= 0) || isinf (matrix[cell]) || !isfinite (costs[cell]))
      return GW_STATUS_INVALID;

  for (size_t cell = 0; cell < n_cells; cell++)
    {
      _gw_sum_add (&total, matrix[cell]);
      _gw_sum_add (&sum, matrix[cell] * costs[cell]);
    }
  *cost = _gw_sum_get (&total) > 0 ? _gw_sum_get (&sum) / _gw_sum_get (&total) : NAN;

  return _gw_sum_get (&total) > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}
