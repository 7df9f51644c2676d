/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-bin-rule-private.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-moments.h"
#include "gw-quantile-private.h"
#include "gw-sum-private.h"

#define GW_ROOT_PI 1.77245385090551602730

/* The values inside of a range, with their weights, and what all rules look at. */
typedef struct
{
  const double *values;
  const double *weights;
  size_t n_rows;
  double *own;  /* the memory of both, if they are not the caller's */
  double n;     /* rows, or the sum of their weights */
  double range; /* the largest of those that weigh something without the smallest */
} Inside;

static gw_status
take_inside (const double *values, const double *weights, size_t n, double low, double high, Inside *inside)
{
  size_t place = 0;

  inside->own = GW_NEW (double, weights != NULL ? 2 * inside->n_rows : inside->n_rows);
  if (inside->own == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    {
      if (!(values[i] >= low && values[i] <= high))
        continue;
      if (weights != NULL)
        inside->own[inside->n_rows + place] = weights[i];
      inside->own[place++] = values[i];
    }
  inside->values = inside->own;
  inside->weights = weights != NULL ? inside->own + inside->n_rows : NULL;

  return GW_STATUS_OK;
}

static gw_status
find_inside (const double *values, const double *weights, size_t n, double low, double high, Inside *inside)
{
  double smallest = INFINITY, largest = -INFINITY;
  size_t n_rows = 0;
  GwSum sum = { 0 };

  for (size_t i = 0; i < n; i++)
    {
      if (!(values[i] >= low && values[i] <= high))
        continue;
      n_rows++;
      if (weights != NULL)
        _gw_sum_add (&sum, weights[i]);
      if (weights != NULL && weights[i] == 0.0)
        continue;
      smallest = values[i] < smallest ? values[i] : smallest;
      largest = values[i] > largest ? values[i] : largest;
    }
  *inside = (Inside) { .values = values,
                       .weights = weights,
                       .n_rows = n_rows,
                       .n = weights != NULL ? _gw_sum_get (&sum) : (double) n_rows,
                       .range = largest - smallest };

  return n_rows < n ? take_inside (values, weights, n, low, high, inside) : GW_STATUS_OK;
}

static gw_status
freedman_diaconis_width (const Inside *inside, double *width)
{
  static const double quarters[] = { 0.25, 0.75 };
  double at[2] = { 0, 0 };
  gw_status status;

  if (inside->weights == NULL)
    status = _gw_quantiles_select (inside->values, inside->n_rows, quarters, 2, 7, at);
  else
    status = gw_quantiles (inside->values, inside->weights, inside->n_rows, quarters, 2, 7, at, NULL);
  *width = 2 * (at[1] - at[0]) / cbrt (inside->n);

  return status;
}

static double
doane_width (const Inside *inside)
{
  double n = inside->n, sigma;
  GwMoments moments;

  gw_moments (inside->values, inside->weights, inside->n_rows, &moments);
  if (!(n > 2 && moments.population > 0))
    return 0;

  sigma = sqrt (6 * (n - 2) / ((n + 1) * (n + 3)));

  /* The shape of values that hardly vary is not known. */
  return inside->range / (1 + log2 (n) + log2 (1 + (isnan (moments.skew) ? 0 : fabs (moments.skew)) / sigma));
}

/* Divided by n. */
static double
deviation_of (const Inside *inside)
{
  GwMoments moments;

  gw_moments (inside->values, inside->weights, inside->n_rows, &moments);

  return sqrt (moments.population);
}

/* What the rule says, for values that are there. */
static gw_status
find_width (GwBinRule rule, const Inside *inside, double *width)
{
  double n = inside->n, sturges = inside->range / (log2 (n) + 1);
  gw_status status = GW_STATUS_OK;

  switch (rule)
    {
    case GW_BINS_STURGES:
      *width = sturges;
      break;
    case GW_BINS_SCOTT:
      *width = cbrt (24 * GW_ROOT_PI / n) * deviation_of (inside);
      break;
    case GW_BINS_FREEDMAN_DIACONIS:
      status = freedman_diaconis_width (inside, width);
      break;
    case GW_BINS_DOANE:
      *width = doane_width (inside);
      break;
    case GW_BINS_RICE:
      *width = inside->range / (2 * cbrt (n));
      break;
    case GW_BINS_SQRT:
      *width = inside->range / sqrt (n);
      break;
    case GW_BINS_AUTO:
      status = freedman_diaconis_width (inside, width);
      if (!(*width > 0 && *width < sturges))
        *width = sturges;
      break;
    case GW_BINS_GIVEN:
    default:
      return GW_STATUS_INVALID;
    }

  return status;
}

gw_status
_gw_bin_rule_count (GwBinRule rule, const double *values, const double *weights, size_t n, double low, double high,
                    size_t *n_bins)
{
  Inside inside;
  gw_status status = find_inside (values, weights, n, low, high, &inside);
  double width = 0, bins = 1;

  if (status == GW_STATUS_OK && inside.n > 0)
    status = find_width (rule, &inside, &width);
  free (inside.own);
  if (width > 0 && isfinite (width))
    bins = ceil ((high - low) / width);
  *n_bins = bins > GW_HISTOGRAM_MAX_BINS ? GW_HISTOGRAM_MAX_BINS + 1 : bins >= 1 ? (size_t) bins : 1;

  return status;
}
