/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-class-balance.h"

#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

gw_status
gw_class_counts (const int32_t *labels, size_t n, size_t n_classes, uint64_t *counts, size_t *n_excluded)
{
  size_t n_missing = 0;

  if (n > GW_MOST_ROWS || n_classes > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    if (labels[i] < -1 || (labels[i] >= 0 && (size_t) labels[i] >= n_classes))
      return GW_STATUS_INVALID;

  if (n_classes > 0)
    memset (counts, 0, n_classes * sizeof *counts);
  for (size_t i = 0; i < n; i++)
    {
      if (labels[i] < 0)
        n_missing++;
      else
        counts[labels[i]]++;
    }
  if (n_excluded != NULL)
    *n_excluded = n_missing;

  return GW_STATUS_OK;
}

/* The rows of all classes, and how many classes have none; false where these are too
 * many.
 */
static bool
add_counts (const uint64_t *counts, size_t n_classes, uint64_t *n_rows, size_t *n_empty)
{
  *n_rows = 0;
  *n_empty = 0;
  if (n_classes > GW_MOST_ROWS)
    return false;
  for (size_t k = 0; k < n_classes; k++)
    {
      *n_empty += counts[k] == 0;
      if (__builtin_add_overflow (*n_rows, counts[k], n_rows))
        return false;
    }

  return true;
}

/* Of counts in ascending order, with rows. */
static void
compute_figures (const uint64_t *sorted, size_t n_classes, GwClassBalance *balance)
{
  GwSum entropy = { 0 }, squares = { 0 }, rising = { 0 };
  double n = (double) balance->n_rows, k = (double) n_classes;
  double largest = (double) sorted[n_classes - 1];

  for (size_t i = 0; i < n_classes; i++)
    {
      double share = (double) sorted[i] / n;

      if (sorted[i] > 0)
        _gw_sum_add (&entropy, -share * log (share));
      _gw_sum_add (&squares, share * share);
      /* 2 i - k - 1: what is summed is small where the counts are even. */
      _gw_sum_add (&rising, (2 * ((double) i + 1) - k - 1) * share);
    }

  balance->majority_share = largest / n;
  balance->imbalance_ratio = sorted[0] > 0 ? largest / (double) sorted[0] : INFINITY;
  balance->entropy = fabs (_gw_sum_get (&entropy)); /* one class gives -0 */
  balance->evenness = n_classes > 1 ? balance->entropy / log (k) : NAN;
  balance->gini_simpson = 1 - _gw_sum_get (&squares);
  balance->gini = _gw_sum_get (&rising) / k;
}

gw_status
gw_class_balance (const uint64_t *counts, size_t n_classes, GwClassBalance *balance)
{
  GwClassBalance result = {
    .majority_share = NAN, .imbalance_ratio = NAN, .entropy = NAN, .evenness = NAN, .gini_simpson = NAN, .gini = NAN
  };
  uint64_t *sorted;
  gw_status status;

  if (!add_counts (counts, n_classes, &result.n_rows, &result.n_empty_classes))
    return GW_STATUS_TOO_LARGE;
  if (result.n_rows == 0)
    {
      *balance = result;
      return GW_STATUS_EMPTY;
    }

  sorted = GW_NEW (uint64_t, n_classes);
  if (sorted == NULL)
    return GW_STATUS_NO_MEMORY;

  memcpy (sorted, counts, n_classes * sizeof *sorted);
  status = _gw_sort_keys (sorted, NULL, n_classes);
  if (status == GW_STATUS_OK)
    {
      compute_figures (sorted, n_classes, &result);
      *balance = result;
    }
  free (sorted);

  return status;
}

static double
effective_number (uint64_t count, double beta)
{
  if (count == 0)
    return 0;

  /* 1 - beta is exact where it is small, so its logarithm is that of beta. */
  return expm1 ((double) count * log1p (-(1 - beta))) / -(1 - beta);
}

gw_status
gw_class_effective_numbers (const uint64_t *counts, size_t n_classes, double beta, double *numbers)
{
  if (!(beta >= 0 && beta < 1))
    return GW_STATUS_INVALID;
  if (n_classes > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  for (size_t k = 0; k < n_classes; k++)
    numbers[k] = effective_number (counts[k], beta);

  return GW_STATUS_OK;
}

gw_status
gw_class_weights_effective (const uint64_t *counts, size_t n_classes, double beta, double *weights)
{
  GwSum sum = { 0 };
  size_t n_filled = 0;

  if (!(beta >= 0 && beta < 1))
    return GW_STATUS_INVALID;
  if (n_classes > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;

  for (size_t k = 0; k < n_classes; k++)
    {
      weights[k] = counts[k] > 0 ? 1 / effective_number (counts[k], beta) : 0;
      n_filled += counts[k] > 0;
      _gw_sum_add (&sum, weights[k]);
    }
  if (n_filled == 0)
    return GW_STATUS_EMPTY;
  for (size_t k = 0; k < n_classes; k++)
    weights[k] *= (double) n_filled / _gw_sum_get (&sum);

  return GW_STATUS_OK;
}

gw_status
gw_class_weights_balanced (const uint64_t *counts, size_t n_classes, double *weights)
{
  uint64_t n_rows;
  size_t n_empty;

  if (!add_counts (counts, n_classes, &n_rows, &n_empty))
    return GW_STATUS_TOO_LARGE;

  for (size_t k = 0; k < n_classes; k++)
    weights[k] = counts[k] > 0 ? (double) n_rows / ((double) (n_classes - n_empty) * (double) counts[k]) : 0;

  return n_rows > 0 ? GW_STATUS_OK : GW_STATUS_EMPTY;
}

gw_status
gw_class_positive_weight (uint64_t negatives, uint64_t positives, double *weight)
{
  if (positives == 0)
    {
      *weight = negatives > 0 ? INFINITY : NAN;
      return negatives > 0 ? GW_STATUS_NO_POSITIVE : GW_STATUS_EMPTY;
    }

  *weight = (double) negatives / (double) positives;

  return GW_STATUS_OK;
}
