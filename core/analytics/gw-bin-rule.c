/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-bin-rule-private.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-moments.h"
#include "gw-quantile-private.h"

#define GW_ROOT_PI 1.77245385090551602730

/* The values inside of a range, with their weights, and their figures. */
typedef struct
{
  const double *values;
  const double *weights;
  size_t n;
  double *own; /* the memory of both, if they are not the caller's */
  GwMoments moments;
} Inside;

static gw_status
find_inside (const double *values, const double *weights, size_t n, double low, double high, Inside *inside)
{
  size_t n_inside = 0, place = 0;

  for (size_t i = 0; i < n; i++)
    n_inside += values[i] >= low && values[i] <= high;
  *inside = (Inside) { .values = values, .weights = weights, .n = n_inside };
  if (n_inside < n)
    {
      inside->own = GW_NEW (double, weights != NULL ? 2 * n_inside : n_inside);
      if (inside->own == NULL)
        return GW_STATUS_NO_MEMORY;
      for (size_t i = 0; i < n; i++)
        {
          if (!(values[i] >= low && values[i] <= high))
            continue;
          if (weights != NULL)
            inside->own[n_inside + place] = weights[i];
          inside->own[place++] = values[i];
        }
      inside->values = inside->own;
      inside->weights = weights != NULL ? inside->own + n_inside : NULL;
    }

  gw_moments (inside->values, n_inside, inside->weights, &inside->moments);

  return GW_STATUS_OK;
}

static gw_status
freedman_diaconis_width (const Inside *inside, double *width)
{
  static const double quarters[] = { 0.25, 0.75 };
  double at[2] = { 0, 0 };
  gw_status status;

  if (inside->weights == NULL)
    status = _gw_quantiles_select (inside->values, inside->n, quarters, 2, 7, at);
  else
    status = gw_quantiles (inside->values, inside->n, inside->weights, quarters, 2, 7, at, NULL);
  *width = 2 * (at[1] - at[0]) / cbrt (inside->moments.n);

  return status;
}

static double
doane_width (const GwMoments *moments)
{
  double n = moments->n, sigma;

  if (!(n > 2 && moments->population > 0))
    return 0;

  sigma = sqrt (6 * (n - 2) / ((n + 1) * (n + 3)));

  /* The shape of values that hardly vary is not known. */
  return (moments->max - moments->min)
         / (1 + log2 (n) + log2 (1 + (isnan (moments->skew) ? 0 : fabs (moments->skew)) / sigma));
}

/* What the rule says, for values that are there. */
static gw_status
find_width (GwBinRule rule, const Inside *inside, double *width)
{
  const GwMoments *moments = &inside->moments;
  double n = moments->n, sturges = (moments->max - moments->min) / (log2 (n) + 1);
  gw_status status = GW_STATUS_OK;

  switch (rule)
    {
    case GW_BINS_STURGES:
      *width = sturges;
      break;
    case GW_BINS_SCOTT:
      *width = cbrt (24 * GW_ROOT_PI / n) * sqrt (moments->population);
      break;
    case GW_BINS_FREEDMAN_DIACONIS:
      status = freedman_diaconis_width (inside, width);
      break;
    case GW_BINS_DOANE:
      *width = doane_width (moments);
      break;
    case GW_BINS_RICE:
      *width = (moments->max - moments->min) / (2 * cbrt (n));
      break;
    case GW_BINS_SQRT:
      *width = (moments->max - moments->min) / sqrt (n);
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

  if (status == GW_STATUS_OK && inside.moments.n > 0)
    status = find_width (rule, &inside, &width);
  free (inside.own);
  if (width > 0 && isfinite (width))
    bins = ceil ((high - low) / width);
  *n_bins = bins > GW_HISTOGRAM_MAX_BINS ? GW_HISTOGRAM_MAX_BINS + 1 : bins >= 1 ? (size_t) bins : 1;

  return status;
}
