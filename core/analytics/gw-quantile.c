/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-quantile-private.h"

#include <float.h>
#include <math.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"
#include "gw-sum-private.h"

/* So many quantiles are selected one by one; more are worth a sort. */
#define GW_QUANTILE_FEW 4

/* --- selection ----------------------------------------------------------------------- */

#define GW_SELECT_BITS 16
#define GW_SELECT_BUCKETS ((size_t) 1 << GW_SELECT_BITS)
#define GW_SELECT_SHORT 2048

static inline size_t
bucket_of (uint64_t key, unsigned shift)
{
  return (key >> shift) & (GW_SELECT_BUCKETS - 1);
}

/* The bucket that holds rank *j, which becomes its rank in there. */
static size_t
find_bucket (const uint32_t *counts, size_t *j)
{
  size_t bucket = 0;

  while (*j >= counts[bucket])
    *j -= counts[bucket++];

  return bucket;
}

/* Keeps the keys of one bucket; *above becomes the smallest key of a later one. */
static size_t
keep_bucket (uint64_t *keys, size_t n, unsigned shift, size_t bucket, uint64_t *above)
{
  size_t n_kept = 0;

  for (size_t i = 0; i < n; i++)
    {
      size_t of_key = bucket_of (keys[i], shift);

      if (of_key > bucket && keys[i] < *above)
        *above = keys[i];
      if (of_key == bucket)
        keys[n_kept++] = keys[i];
    }

  return n_kept;
}

/* The same from the values, by their highest bits; *kept holds the keys. */
static gw_status
take_bucket (const double *values, size_t n, uint32_t *counts, size_t *j, uint64_t **kept, size_t *n_kept,
             uint64_t *above)
{
  const unsigned shift = 64 - GW_SELECT_BITS;
  size_t bucket, place = 0;
  uint64_t *keys;

  for (size_t i = 0; i < n; i++)
    counts[bucket_of (_gw_sort_key (values[i]), shift)]++;
  bucket = find_bucket (counts, j);
  keys = GW_NEW (uint64_t, counts[bucket]);
  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    {
      uint64_t key = _gw_sort_key (values[i]);
      size_t of_key = bucket_of (key, shift);

      if (of_key > bucket && key < *above)
        *above = key;
      if (of_key == bucket)
        keys[place++] = key;
    }
  *kept = keys;
  *n_kept = place;

  return GW_STATUS_OK;
}

/* From many keys to few, among which the one of rank *j is. */
static gw_status
narrow (const double *values, size_t n, size_t *j, uint64_t **keys, size_t *n_keys, uint64_t *above)
{
  uint32_t *counts = GW_NEW0 (uint32_t, GW_SELECT_BUCKETS);
  unsigned shift = 64 - GW_SELECT_BITS;
  gw_status status = counts != NULL ? take_bucket (values, n, counts, j, keys, n_keys, above) : GW_STATUS_NO_MEMORY;

  while (status == GW_STATUS_OK && *n_keys > GW_SELECT_SHORT && shift > 0)
    {
      size_t bucket;

      shift -= GW_SELECT_BITS;
      memset (counts, 0, GW_SELECT_BUCKETS * sizeof *counts);
      for (size_t i = 0; i < *n_keys; i++)
        counts[bucket_of ((*keys)[i], shift)]++;
      bucket = find_bucket (counts, j);
      *n_keys = keep_bucket (*keys, *n_keys, shift, bucket, above);
    }
  free (counts);

  return status;
}

/* All of them, where they are few. */
static gw_status
take_all (const double *values, size_t n, uint64_t **keys)
{
  *keys = GW_NEW (uint64_t, n);
  if (*keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < n; i++)
    (*keys)[i] = _gw_sort_key (values[i]);

  return GW_STATUS_OK;
}

gw_status
_gw_select (const double *values, size_t n, size_t j, double *value, double *next)
{
  uint64_t *keys = NULL;
  uint64_t above = UINT64_MAX;
  size_t n_keys = n;
  gw_status status = n > GW_SELECT_SHORT ? narrow (values, n, &j, &keys, &n_keys, &above) : take_all (values, n, &keys);

  if (status == GW_STATUS_OK)
    status = _gw_sort_keys (keys, NULL, n_keys);
  if (status == GW_STATUS_OK)
    {
      uint64_t after = j + 1 < n_keys ? keys[j + 1] : above;

      *value = _gw_sort_value (keys[j]);
      *next = after < UINT64_MAX ? _gw_sort_value (after) : *value;
    }
  free (keys);

  return status;
}

/* --- the nine definitions --------------------------------------------------------------- */

/* Where a quantile of n values lies: the j-th smallest, from 1 (0: before the
 * first), and which part of the way to the next.
 */
static void
find_place (double n, double p, int type, double *j, double *part)
{
  static const double alpha[] = { 0, 0.5, 0, 1, 1.0 / 3, 3.0 / 8 };
  static const double beta[] = { 1, 0.5, 0, 1, 1.0 / 3, 3.0 / 8 };
  double place, fuzz;

  if (type <= 3)
    place = type == 3 ? n * p - 0.5 : n * p;
  else
    place = alpha[type - 4] + p * (n + 1 - alpha[type - 4] - beta[type - 4]);

  /* What is whole but for rounding is taken as whole. */
  fuzz = 4 * DBL_EPSILON * fmax (1, place);
  *j = floor (place + fuzz);
  *part = place - *j;
  if (fabs (*part) <= fuzz)
    *part = 0;

  if (type == 1)
    *part = *part > 0 ? 1 : 0;
  else if (type == 2)
    *part = *part > 0 ? 1 : 0.5;
  else if (type == 3)
    *part = *part > 0 || fmod (*j, 2) == 0.0 ? 1 : 0;
}

static double
between (double low, double high, double part)
{
  double step = high - low;

  if (part == 0.0 || low == high)
    return low;
  if (part == 1.0)
    return high;
  if (isinf (low) || isinf (high))
    return isinf (low) && isinf (high) ? NAN : low + high;
  if (isinf (step))
    return low * (1 - part) + high * part;

  return part < 0.5 ? low + step * part : high - step * (1 - part);
}

/* j, from 1 and as a real, as an index of n values. */
static size_t
index_of (double j, size_t n)
{
  if (j < 1)
    return 0;

  return j >= (double) n ? n - 1 : (size_t) j - 1;
}

double
_gw_quantile_sorted (const double *sorted, size_t n, double p, int type)
{
  double j, part;

  find_place ((double) n, p, type, &j, &part);

  return between (sorted[index_of (j, n)], sorted[index_of (j + 1, n)], part);
}

gw_status
_gw_quantiles_select (const double *values, size_t n, const double *p, size_t n_p, int type, double *quantiles)
{
  for (size_t i = 0; i < n_p; i++)
    {
      double j, part, value, next;
      gw_status status;

      find_place ((double) n, p[i], type, &j, &part);
      status = _gw_select (values, n, index_of (j, n), &value, &next);
      if (status != GW_STATUS_OK)
        return status;
      if (index_of (j + 1, n) == index_of (j, n))
        next = value;
      quantiles[i] = between (value, next, part);
    }

  return GW_STATUS_OK;
}

/* --- with weights ------------------------------------------------------------------------ */

/* The first of n rising sums that reaches j, or the last. */
static size_t
first_to_reach (const double *sums, size_t n, double j)
{
  size_t low = 0, high = n - 1;

  while (low < high)
    {
      size_t middle = low + (high - low) / 2;

      if (sums[middle] >= j)
        high = middle;
      else
        low = middle + 1;
    }

  return low;
}

/* Of n > 0 rows that all weigh something. */
static gw_status
weighted_quantiles (const double *values, const double *weights, size_t n, const double *p, size_t n_p, int type,
                    double *quantiles)
{
  uint32_t *order = GW_NEW (uint32_t, n);
  double *sums = GW_NEW (double, n);
  gw_status status = order != NULL && sums != NULL ? _gw_sort_rows (values, n, order) : GW_STATUS_NO_MEMORY;
  GwSum sum = { 0 };

  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    {
      _gw_sum_add (&sum, weights[order[i]]);
      sums[i] = _gw_sum_get (&sum);
    }
  for (size_t i = 0; status == GW_STATUS_OK && i < n_p; i++)
    {
      double j, part;

      find_place (sums[n - 1], p[i], type, &j, &part);
      quantiles[i] = between (values[order[first_to_reach (sums, n, j)]],
                              values[order[first_to_reach (sums, n, j + 1)]], part);
    }
  free (order);
  free (sums);

  return status;
}

/* --- what all can call --------------------------------------------------------------------- */

static bool
is_valid (size_t n, const double *weights, const double *p, size_t n_p, int type)
{
  if (type < 1 || type > 9)
    return false;
  for (size_t i = 0; i < n_p; i++)
    if (!(p[i] >= 0 && p[i] <= 1))
      return false;
  for (size_t i = 0; weights != NULL && i < n; i++)
    if (!(weights[i] >= 0 && isfinite (weights[i])))
      return false;

  return true;
}

gw_status
gw_quantiles (const double *values, size_t n, const double *weights, const double *p, size_t n_p, int type,
              double *quantiles, size_t *n_excluded)
{
  double *kept, *kept_weights = NULL;
  size_t n_kept = 0, n_nan = 0;
  gw_status status = GW_STATUS_OK;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!is_valid (n, weights, p, n_p, type))
    return GW_STATUS_INVALID;

  kept = GW_NEW (double, n);
  if (weights != NULL)
    kept_weights = GW_NEW (double, n);
  if (kept == NULL || (weights != NULL && kept_weights == NULL))
    status = GW_STATUS_NO_MEMORY;
  for (size_t i = 0; status == GW_STATUS_OK && i < n; i++)
    {
      n_nan += isnan (values[i]) != 0;
      if (isnan (values[i]) || (weights != NULL && weights[i] == 0.0))
        continue;
      if (weights != NULL)
        kept_weights[n_kept] = weights[i];
      kept[n_kept++] = values[i];
    }

  if (status == GW_STATUS_OK && n_kept == 0)
    status = GW_STATUS_EMPTY;
  else if (status == GW_STATUS_OK && weights != NULL)
    status = weighted_quantiles (kept, kept_weights, n_kept, p, n_p, type, quantiles);
  else if (status == GW_STATUS_OK && n_p <= GW_QUANTILE_FEW && n_kept > GW_SELECT_SHORT)
    status = _gw_quantiles_select (kept, n_kept, p, n_p, type, quantiles);
  else if (status == GW_STATUS_OK)
    {
      status = _gw_sort_doubles (kept, n_kept, kept);
      for (size_t i = 0; status == GW_STATUS_OK && i < n_p; i++)
        quantiles[i] = _gw_quantile_sorted (kept, n_kept, p[i], type);
    }
  free (kept);
  free (kept_weights);

  for (size_t i = 0; status == GW_STATUS_EMPTY && i < n_p; i++)
    quantiles[i] = NAN;
  if (n_excluded != NULL && gw_status_has_values (status))
    *n_excluded = n_nan;

  return status;
}
