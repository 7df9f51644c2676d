/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-confident-joint-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

/* A probability that misses the threshold by less than this reaches it. */
#define GW_CONFIDENT_SLACK 1e-6

/* --- rows -------------------------------------------------------------------------------- */

bool
_gw_confident_is_kept (int32_t label, const double *row, size_t n_classes)
{
  bool kept = label >= 0;

  for (size_t k = 0; kept && k < n_classes; k++)
    kept = !isnan (row[k]);
  return kept;
}

gw_status
_gw_confident_check (const int32_t *label, const double *prob, size_t n, size_t n_classes, size_t *n_kept)
{
  size_t cells;

  if (n_classes == 0)
    return GW_STATUS_INVALID;
  if (n >= GW_MOST_ROWS || n_classes >= GW_MOST_ROWS || !_gw_multiply (n, n_classes, &cells)
      || cells > SIZE_MAX / sizeof (double) || !_gw_multiply (n_classes, n_classes, &cells)
      || cells > SIZE_MAX / sizeof (double))
    return GW_STATUS_TOO_LARGE;

  *n_kept = 0;
  for (size_t i = 0; i < n; i++)
    {
      const double *row = prob + i * n_classes;

      if (label[i] < -1 || label[i] >= (int64_t) n_classes)
        return GW_STATUS_INVALID;
      for (size_t k = 0; k < n_classes; k++)
        if (row[k] < 0 || row[k] > 1)
          return GW_STATUS_INVALID;
      *n_kept += _gw_confident_is_kept (label[i], row, n_classes);
    }

  return GW_STATUS_OK;
}

size_t
_gw_confident_predict (const double *row, size_t n_classes)
{
  size_t most = 0;

  for (size_t k = 1; k < n_classes; k++)
    if (row[k] > row[most])
      most = k;
  return most;
}

size_t
_gw_confident_class (const double *row, size_t n_classes, const double *threshold)
{
  size_t n_reached = 0, reached = n_classes;

  for (size_t k = 0; k < n_classes && n_reached < 2; k++)
    if (row[k] >= threshold[k] - GW_CONFIDENT_SLACK)
      {
        reached = k;
        n_reached++;
      }

  return n_reached > 1 ? _gw_confident_predict (row, n_classes) : reached;
}

/* --- thresholds and counts ------------------------------------------------------------------ */

gw_status
_gw_confident_thresholds (const int32_t *label, const double *prob, size_t n, size_t n_classes, double *threshold)
{
  GwSum *sums = GW_NEW0 (GwSum, n_classes);
  size_t *counts = GW_NEW0 (size_t, n_classes);

  if (sums == NULL || counts == NULL)
    {
      free (sums);
      free (counts);
      return GW_STATUS_NO_MEMORY;
    }

  for (size_t i = 0; i < n; i++)
    if (_gw_confident_is_kept (label[i], prob + i * n_classes, n_classes))
      {
        _gw_sum_add (&sums[label[i]], prob[i * n_classes + (size_t) label[i]]);
        counts[label[i]]++;
      }
  for (size_t k = 0; k < n_classes; k++)
    threshold[k] = counts[k] > 0 ? _gw_sum_get (&sums[k]) / (double) counts[k] : NAN;
  free (sums);
  free (counts);
  return GW_STATUS_OK;
}

static void
count_joint (const int32_t *label, const double *prob, size_t n, size_t n_classes, const double *threshold,
             uint64_t *joint, uint64_t *given)
{
  for (size_t i = 0; i < n; i++)
    {
      const double *row = prob + i * n_classes;
      size_t guess;

      if (!_gw_confident_is_kept (label[i], row, n_classes))
        continue;
      given[label[i]]++;
      guess = _gw_confident_class (row, n_classes, threshold);
      if (guess < n_classes)
        joint[(size_t) label[i] * n_classes + guess]++;
    }
  for (size_t k = 0; k < n_classes; k++)
    if (joint[k * n_classes + k] == 0)
      joint[k * n_classes + k] = 1;
}

/* --- whole numbers ------------------------------------------------------------------------------ */

gw_status
_gw_confident_round (double *values, size_t n, uint64_t *keys, uint32_t *rows)
{
  double wanted = 0, sum = 0, difference;
  gw_status status;

  for (size_t i = 0; i < n; i++)
    wanted += values[i];
  wanted = nearbyint (wanted);

  /* In ascending order of what each lost. */
  for (size_t i = 0; i < n; i++)
    {
      double whole = nearbyint (values[i]);

      keys[i] = _gw_sort_key (values[i] - whole);
      rows[i] = (uint32_t) i;
      values[i] = whole;
      sum += whole;
    }
  difference = wanted - sum;
  if (difference == 0)
    return GW_STATUS_OK;
  status = _gw_sort_keys (keys, rows, n);
  for (size_t i = 0; status == GW_STATUS_OK && i < fabs (difference) && i < n; i++)
    values[rows[difference > 0 ? n - 1 - i : i]] += difference > 0 ? 1 : -1;

  return status;
}

/* Scales the rows to the counts of the labels, then all to the number of rows. */
static gw_status
calibrate (const uint64_t *joint, const uint64_t *given, size_t n_classes, uint64_t *calibrated)
{
  size_t n_cells = n_classes * n_classes;
  double *cells = GW_NEW (double, n_cells);
  uint64_t *keys = GW_NEW (uint64_t, n_classes);
  uint32_t *rows = GW_NEW (uint32_t, n_classes);
  gw_status status = cells != NULL && keys != NULL && rows != NULL ? GW_STATUS_OK : GW_STATUS_NO_MEMORY;
  double total = 0, scaled;

  for (size_t i = 0; status == GW_STATUS_OK && i < n_classes; i++)
    {
      uint64_t sum = 0;

      for (size_t k = 0; k < n_classes; k++)
        sum += joint[i * n_classes + k];
      for (size_t k = 0; k < n_classes; k++)
        cells[i * n_classes + k] = (double) joint[i * n_classes + k] / (double) sum * (double) given[i];
      total += (double) given[i];
    }
  scaled = status == GW_STATUS_OK ? _gw_sum (cells, n_cells) : 1;
  for (size_t i = 0; status == GW_STATUS_OK && i < n_classes; i++)
    {
      for (size_t k = 0; k < n_classes; k++)
        cells[i * n_classes + k] = cells[i * n_classes + k] / scaled * total;
      status = _gw_confident_round (cells + i * n_classes, n_classes, keys, rows);
    }
  for (size_t i = 0; status == GW_STATUS_OK && i < n_cells; i++)
    calibrated[i] = (uint64_t) cells[i];
  free (cells);
  free (keys);
  free (rows);
  return status;
}

gw_status
gw_confident_joint (const int32_t *label, const double *prob, size_t n, size_t n_classes, double *threshold,
                    uint64_t *joint, uint64_t *calibrated, size_t *n_excluded)
{
  size_t n_kept, n_cells = n_classes * n_classes;
  gw_status status = _gw_confident_check (label, prob, n, n_classes, &n_kept);
  double *means;
  uint64_t *counts, *given, *whole;

  if (status != GW_STATUS_OK)
    return status;
  means = GW_NEW (double, n_classes);
  counts = GW_NEW0 (uint64_t, n_cells);
  given = GW_NEW0 (uint64_t, n_classes);
  whole = GW_NEW0 (uint64_t, n_cells);
  if (means == NULL || counts == NULL || given == NULL || whole == NULL)
    status = GW_STATUS_NO_MEMORY;
  if (status == GW_STATUS_OK)
    status = _gw_confident_thresholds (label, prob, n, n_classes, means);
  if (status == GW_STATUS_OK && n_kept > 0)
    {
      count_joint (label, prob, n, n_classes, means, counts, given);
      status = calibrate (counts, given, n_classes, whole);
    }
  if (status == GW_STATUS_OK)
    {
      if (threshold != NULL)
        memcpy (threshold, means, n_classes * sizeof (double));
      if (joint != NULL)
        memcpy (joint, counts, n_cells * sizeof (uint64_t));
      if (calibrated != NULL)
        memcpy (calibrated, whole, n_cells * sizeof (uint64_t));
      if (n_excluded != NULL)
        *n_excluded = n - n_kept;
      status = n_kept > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
    }
  free (means);
  free (counts);
  free (given);
  free (whole);
  return status;
}
