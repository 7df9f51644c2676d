/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-calibration.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-quantile-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

typedef struct
{
  GwSum predicted;
  uint64_t positive;
} BinSum;

static gw_status
check (const int32_t *truth, const double *prob, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (truth[i] < -1 || truth[i] > 1 || prob[i] < 0 || prob[i] > 1)
      return GW_STATUS_INVALID;

  return GW_STATUS_OK;
}

static bool
row_counts (const int32_t *truth, const double *prob, size_t i)
{
  return truth[i] >= 0 && !isnan (prob[i]);
}

static void
set_edges (GwCalibrationBin *bins, size_t n_bins, const double *sorted, size_t n_sorted, bool uniform)
{
  const double step = 1 / (double) n_bins;

  for (size_t i = 0; i <= n_bins; i++)
    {
      double edge = i < n_bins ? (double) i * step : 1;

      if (!uniform)
        edge = n_sorted > 0 ? _gw_quantile_sorted (sorted, n_sorted, edge, GW_QUANTILE_TYPE) : NAN;
      if (i < n_bins)
        bins[i] = (GwCalibrationBin) { .low = edge, .mean_predicted = NAN, .share_positive = NAN };
      if (i > 0)
        bins[i - 1].high = edge;
    }
}

static gw_status
set_quantile_edges (const int32_t *truth, const double *prob, size_t n, size_t n_bins, GwCalibrationBin *bins)
{
  double *sorted = GW_NEW0 (double, n);
  size_t n_sorted = 0;
  gw_status status;

  if (sorted == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    if (row_counts (truth, prob, i))
      sorted[n_sorted++] = prob[i];
  status = _gw_sort_doubles (sorted, n_sorted, sorted);
  if (status == GW_STATUS_OK)
    set_edges (bins, n_bins, sorted, n_sorted, false);
  free (sorted);

  return status;
}

/* The first bin whose high end is not below p; the last one for the rest. */
static size_t
find_bin (const GwCalibrationBin *bins, size_t n_bins, double p)
{
  size_t low = 0, high = n_bins - 1;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (bins[middle].high < p)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gw_status
fill_bins (const int32_t *truth, const double *prob, size_t n, size_t n_bins, GwCalibrationBin *bins, BinSum *sums,
           GwCalibration *calibration)
{
  GwCalibration made = { NAN, NAN, n };
  GwSum gaps = { 0 };
  double most = 0;

  for (size_t i = 0; i < n; i++)
    {
      size_t bin;

      if (!row_counts (truth, prob, i))
        continue;
      bin = find_bin (bins, n_bins, prob[i]);
      bins[bin].count++;
      _gw_sum_add (&sums[bin].predicted, prob[i]);
      sums[bin].positive += (uint64_t) truth[i];
      made.n_excluded--;
    }
  for (size_t i = 0; i < n_bins; i++)
    {
      double gap;

      if (bins[i].count == 0)
        continue;
      bins[i].mean_predicted = _gw_sum_get (&sums[i].predicted) / (double) bins[i].count;
      bins[i].share_positive = (double) sums[i].positive / (double) bins[i].count;
      gap = fabs (bins[i].mean_predicted - bins[i].share_positive);
      _gw_sum_add (&gaps, gap * (double) bins[i].count);
      most = fmax (most, gap);
    }
  if (made.n_excluded < n)
    {
      made.ece = _gw_sum_get (&gaps) / (double) (n - made.n_excluded);
      made.mce = most;
    }
  if (calibration != NULL)
    *calibration = made;

  return made.n_excluded < n ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

gw_status
gw_calibration (const int32_t *truth, const double *prob, size_t n, GwCalibrationBins kind, size_t n_bins,
                GwCalibrationBin *bins, GwCalibration *calibration)
{
  gw_status status;
  BinSum *sums;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  status = check (truth, prob, n);
  if (status != GW_STATUS_OK || n_bins == 0 || (kind != GW_CALIBRATION_UNIFORM && kind != GW_CALIBRATION_QUANTILE))
    return GW_STATUS_INVALID;

  sums = GW_NEW0 (BinSum, n_bins);
  if (sums == NULL)
    return GW_STATUS_NO_MEMORY;
  if (kind == GW_CALIBRATION_UNIFORM)
    set_edges (bins, n_bins, NULL, 0, true);
  else
    status = set_quantile_edges (truth, prob, n, n_bins, bins);
  if (status == GW_STATUS_OK)
    status = fill_bins (truth, prob, n, n_bins, bins, sums, calibration);
  free (sums);

  return status;
}

/* --- several classes ------------------------------------------------------------------ */

/* The highest probability of a row, NaN where one is missing. */
static double
top_of_row (const double *row, size_t n_classes, size_t *top)
{
  *top = 0;
  for (size_t k = 0; k < n_classes; k++)
    {
      if (isnan (row[k]))
        return NAN;
      if (row[k] > row[*top])
        *top = k;
    }

  return n_classes > 0 ? row[*top] : NAN;
}

gw_status
gw_calibration_multiclass (const int32_t *truth, const double *prob, size_t n, size_t n_classes, GwCalibrationBins kind,
                           size_t n_bins, GwCalibrationBin *bins, GwCalibration *calibration)
{
  int32_t *hit;
  double *confidence;
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t n_numbers;

  if (n > GW_MOST_ROWS || n_classes > INT32_MAX || !_gw_multiply (n, n_classes, &n_numbers))
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n_numbers; i++)
    if (prob[i] < 0 || prob[i] > 1)
      return GW_STATUS_INVALID;
  for (size_t i = 0; i < n; i++)
    if (truth[i] < -1 || truth[i] >= (int32_t) n_classes)
      return GW_STATUS_INVALID;

  hit = GW_NEW (int32_t, n);
  confidence = GW_NEW (double, n);
  if (hit != NULL && confidence != NULL)
    {
      for (size_t i = 0; i < n; i++)
        {
          size_t top;

          confidence[i] = top_of_row (prob + i * n_classes, n_classes, &top);
          hit[i] = truth[i] < 0 ? -1 : (size_t) truth[i] == top;
        }
      status = gw_calibration (hit, confidence, n, kind, n_bins, bins, calibration);
    }
  free (hit);
  free (confidence);

  return status;
}
