/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-drift.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-finite-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

GwDriftReading
gw_drift_read (double psi)
{
  if (psi > 0.25)
    return GW_DRIFT_DRIFT;

  return psi >= 0.1 ? GW_DRIFT_WATCH : GW_DRIFT_STABLE;
}

/* p log2 (p / m), 0 for no share. */
static double
information (double share, double mean)
{
  return share > 0 ? share * log2 (share / mean) : 0;
}

gw_status
gw_drift_categories (const double *reference, const double *current, size_t n, GwDrift *out)
{
  GwSum total_reference = { 0 }, total_current = { 0 }, psi = { 0 }, divergence = { 0 };

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    {
      if (!(reference[i] >= 0 && current[i] >= 0) || isinf (reference[i]) || isinf (current[i]))
        return GW_STATUS_INVALID;
      _gw_sum_add (&total_reference, reference[i]);
      _gw_sum_add (&total_current, current[i]);
    }
  *out = (GwDrift) { NAN, NAN, NAN };
  if (_gw_sum_get (&total_reference) == 0 || _gw_sum_get (&total_current) == 0)
    return GW_STATUS_EMPTY;

  for (size_t i = 0; i < n; i++)
    {
      double r = reference[i] / _gw_sum_get (&total_reference);
      double c = current[i] / _gw_sum_get (&total_current);
      double floored_r = fmax (r, GW_DRIFT_LEAST_SHARE), floored_c = fmax (c, GW_DRIFT_LEAST_SHARE);

      _gw_sum_add (&psi, (floored_c - floored_r) * log (floored_c / floored_r));
      _gw_sum_add (&divergence, information (r, (r + c) / 2) / 2);
      _gw_sum_add (&divergence, information (c, (r + c) / 2) / 2);
    }
  out->psi = _gw_sum_get (&psi);
  out->js_divergence = fmin (fmax (_gw_sum_get (&divergence), 0), 1);
  out->js_distance = sqrt (out->js_divergence);
  return GW_STATUS_OK;
}

/* --- numbers ------------------------------------------------------------------------- */

/* The quantile of type 7 at i of n_bins of n sorted values, in the steps in which
 * numpy takes them: a last bit more or less would move values that lie on an edge.
 */
static double
quantile (const double *sorted, size_t n, size_t i, size_t n_bins)
{
  double place = (double) (n - 1) * ((double) i * (1.0 / (double) n_bins));
  size_t below = i == n_bins ? n - 1 : (size_t) place;
  double rest = place - (double) below, low, high;

  if (below >= n - 1)
    return sorted[n - 1];
  low = sorted[below];
  high = sorted[below + 1];
  if (rest >= 0.5)
    return high - (high - low) * (1 - rest);

  return low + (high - low) * rest;
}

/* All distinct edges but the first and the last. */
static size_t
find_edges (const double *sorted, size_t n, size_t n_bins, double *edges)
{
  double last = sorted[n - 1], previous = sorted[0];
  size_t n_edges = 0;

  for (size_t i = 1; i < n_bins; i++)
    {
      double edge = quantile (sorted, n, i, n_bins);

      if (edge > previous && edge < last)
        edges[n_edges++] = previous = edge;
    }

  return n_edges;
}

/* The number of edges at or below the value. */
static size_t
find_bin (const double *edges, size_t n_edges, double value)
{
  size_t from = 0, to = n_edges;

  while (from < to)
    {
      size_t middle = from + (to - from) / 2;

      if (edges[middle] <= value)
        from = middle + 1;
      else
        to = middle;
    }

  return from;
}

/* NULL as constant: by the edges. */
static size_t
count (const GwDriftNumeric *out, const double *constant, const double *values, size_t n, double *counts)
{
  size_t n_counted = 0;

  for (size_t i = 0; i < n; i++)
    {
      if (!isfinite (values[i]))
        continue;
      n_counted++;
      counts[constant != NULL ? values[i] != *constant : find_bin (out->edges, out->n_edges, values[i])]++;
    }

  return n_counted;
}

static gw_status
make_bins (GwDriftNumeric *out, const double *sorted, size_t n, size_t n_bins)
{
  bool constant = n == 0 || sorted[0] == sorted[n - 1];

  out->edges = GW_NEW (double, n_bins);
  out->reference = GW_NEW0 (double, n_bins + 1);
  out->current = GW_NEW0 (double, n_bins + 1);
  if (out->edges == NULL || out->reference == NULL || out->current == NULL)
    return GW_STATUS_NO_MEMORY;

  out->n_edges = constant ? 0 : find_edges (sorted, n, n_bins, out->edges);
  out->n_bins = constant ? 2 : out->n_edges + 1;
  return constant ? GW_STATUS_DEGENERATE : GW_STATUS_OK;
}

gw_status
gw_drift_numeric (const double *reference, size_t n_reference, const double *current, size_t n_current, size_t n_bins,
                  GwDriftNumeric *out)
{
  double *sorted;
  const double *constant;
  size_t n;
  gw_status status, figures;

  memset (out, 0, sizeof *out);
  if (n_bins == 0 || n_bins > GW_DRIFT_MOST_BINS)
    return GW_STATUS_INVALID;
  if (n_reference > GW_MOST_ROWS || n_current > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  sorted = GW_NEW (double, n_reference);
  if (sorted == NULL)
    return GW_STATUS_NO_MEMORY;

  n = _gw_keep_finite (reference, n_reference, sorted);
  status = n > 0 ? _gw_sort_doubles (sorted, n, sorted) : GW_STATUS_OK;
  if (status == GW_STATUS_OK)
    status = make_bins (out, sorted, n, n_bins);
  if (!gw_status_has_values (status))
    {
      free (sorted);
      gw_drift_numeric_clear (out);
      return status;
    }

  constant = status == GW_STATUS_DEGENERATE && n > 0 ? sorted : NULL;
  count (out, constant, sorted, n, out->reference);
  out->n_reference_excluded = n_reference - n;
  out->n_current_excluded = n_current - count (out, constant, current, n_current, out->current);
  free (sorted);
  figures = gw_drift_categories (out->reference, out->current, out->n_bins, &out->drift);

  return figures == GW_STATUS_OK ? status : figures;
}

void
gw_drift_numeric_clear (GwDriftNumeric *self)
{
  free (self->edges);
  free (self->reference);
  free (self->current);
  memset (self, 0, sizeof *self);
}
