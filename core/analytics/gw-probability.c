/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-probability.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-sum-private.h"

#define GW_LEAST_PROBABILITY 0x1p-52

typedef struct
{
  GwSum weight;
  GwSum positive;
  GwSum loss;
  GwSum squares;
  size_t n_kept;
} Sums;

static double
cut (double prob)
{
  return fmin (fmax (prob, GW_LEAST_PROBABILITY), 1 - GW_LEAST_PROBABILITY);
}

/* NaN is allowed. */
static bool
all_are_probabilities (const double *prob, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (prob[i] < 0 || prob[i] > 1)
      return false;

  return true;
}

static gw_status
check (const int32_t *truth, const double *prob, const double *weights, size_t n, size_t n_columns, int32_t n_labels)
{
  size_t n_numbers;

  if (n > GW_MOST_ROWS || !_gw_multiply (n, n_columns, &n_numbers))
    return GW_STATUS_TOO_LARGE;
  if (!all_are_probabilities (prob, n_numbers))
    return GW_STATUS_INVALID;
  for (size_t i = 0; i < n; i++)
    {
      if (truth[i] < -1 || truth[i] >= n_labels)
        return GW_STATUS_INVALID;
      if (weights != NULL && (!(weights[i] >= 0) || isinf (weights[i])))
        return GW_STATUS_INVALID;
    }

  return GW_STATUS_OK;
}

static void
add_row (Sums *sums, double weight, bool positive, double loss, double squares)
{
  _gw_sum_add (&sums->weight, weight);
  _gw_sum_add (&sums->loss, weight * loss);
  _gw_sum_add (&sums->squares, weight * squares);
  if (positive)
    _gw_sum_add (&sums->positive, weight);
  sums->n_kept++;
}

static gw_status
take_sums (const Sums *sums, size_t n, GwProbabilityMetrics *metrics)
{
  double weight = _gw_sum_get (&sums->weight);

  *metrics = (GwProbabilityMetrics) { NAN, NAN, NAN, NAN, n - sums->n_kept };
  if (weight == 0)
    return GW_STATUS_EMPTY;

  metrics->log_loss = _gw_sum_get (&sums->loss) / weight;
  metrics->brier = _gw_sum_get (&sums->squares) / weight;

  return GW_STATUS_OK;
}

gw_status
gw_probability_metrics (const int32_t *truth, const double *prob, const double *weights, size_t n,
                        GwProbabilityMetrics *metrics)
{
  gw_status status = check (truth, prob, weights, n, 1, 2);
  Sums sums = { 0 };

  if (status != GW_STATUS_OK)
    return status;

  for (size_t i = 0; i < n; i++)
    {
      double p = cut (prob[i]), error = prob[i] - truth[i];

      if (truth[i] >= 0 && !isnan (prob[i]))
        add_row (&sums, weights != NULL ? weights[i] : 1, truth[i] == 1, truth[i] == 1 ? -log (p) : -log1p (-p),
                 error * error);
    }
  status = take_sums (&sums, n, metrics);
  if (status != GW_STATUS_OK)
    return status;

  metrics->base_rate = _gw_sum_get (&sums.positive) / _gw_sum_get (&sums.weight);
  if (!(metrics->base_rate > 0 && metrics->base_rate < 1))
    return GW_STATUS_SINGLE_CLASS;
  metrics->brier_skill = 1 - metrics->brier / (metrics->base_rate * (1 - metrics->base_rate));

  return GW_STATUS_OK;
}

/* false for a row with a NaN. */
static bool
row_errors (const double *row, size_t n_classes, size_t label, double *loss, double *squares)
{
  double total = 0;

  *squares = 0;
  for (size_t k = 0; k < n_classes; k++)
    {
      double error = row[k] - (k == label);

      if (isnan (row[k]))
        return false;
      total += cut (row[k]);
      *squares += error * error;
    }
  *loss = log (total) - log (cut (row[label]));

  return true;
}

gw_status
gw_probability_metrics_multiclass (const int32_t *truth, const double *prob, const double *weights, size_t n,
                                   size_t n_classes, GwProbabilityMetrics *metrics)
{
  gw_status status;
  Sums sums = { 0 };

  if (n_classes > INT32_MAX)
    return GW_STATUS_TOO_LARGE;
  status = check (truth, prob, weights, n, n_classes, (int32_t) n_classes);
  if (status != GW_STATUS_OK)
    return status;

  for (size_t i = 0; i < n; i++)
    {
      double loss, squares;

      if (truth[i] >= 0 && row_errors (prob + i * n_classes, n_classes, (size_t) truth[i], &loss, &squares))
        add_row (&sums, weights != NULL ? weights[i] : 1, false, loss, squares);
    }

  return take_sums (&sums, n, metrics);
}
