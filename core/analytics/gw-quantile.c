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

/* Many values, with how often each pattern of their highest bits occurs. */
typedef struct
{
  const double *values;
  size_t n;
  uint32_t *counts; /* NULL where there are few values */
  uint32_t *room;   /* for the counts of lower bits */
} Buckets;

static inline size_t
bucket_of (uint64_t key, unsigned shift)
{
  return (key >> shift) & (GW_SELECT_BUCKETS - 1);
}

static gw_status
open_buckets (const double *values, size_t n, Buckets *buckets)
{
  *buckets = (Buckets) { .values = values, .n = n };
  if (n <= GW_SELECT_SHORT)
    return GW_STATUS_OK;

  buckets->counts = GW_NEW0 (uint32_t, 2 * GW_SELECT_BUCKETS);
  if (buckets->counts == NULL)
    return GW_STATUS_NO_MEMORY;
  buckets->room = buckets->counts + GW_SELECT_BUCKETS;
  for (size_t i = 0; i < n; i++)
    buckets->counts[bucket_of (_gw_sort_key (values[i]), 64 - GW_SELECT_BITS)]++;

  return GW_STATUS_OK;
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

/* The keys of the bucket that holds rank *j; or all of few. */
static gw_status
take_bucket (const Buckets *buckets, size_t *j, uint64_t **kept, size_t *n_kept)
{
  const unsigned shift = 64 - GW_SELECT_BITS;
  size_t bucket = buckets->counts != NULL ? find_bucket (buckets->counts, j) : 0;
  size_t n = buckets->counts != NULL ? buckets->counts[bucket] : buckets->n, place = 0;
  /* One more, for what is written before it is known to be kept. */
  uint64_t *keys = GW_NEW (uint64_t, n + 1);

  if (keys == NULL)
    return GW_STATUS_NO_MEMORY;

  for (size_t i = 0; i < buckets->n; i++)
    {
      keys[place] = _gw_sort_key (buckets->values[i]);
      place += buckets->counts == NULL || bucket_of (keys[place], shift) == bucket;
    }
  *kept = keys;
  *n_kept = n;

  return GW_STATUS_OK;
}

/* Bits by bits, until few are left among which the one of rank *j is. */
static size_t
narrow (const Buckets *buckets, uint64_t *keys, size_t n, size_t *j)
{
  for (unsigned shift = 64 - GW_SELECT_BITS; n > GW_SELECT_SHORT && shift > 0;)
    {
      size_t bucket, n_kept = 0;

      shift -= GW_SELECT_BITS;
      memset (buckets->room, 0, GW_SELECT_BUCKETS * sizeof *buckets->room);
      for (size_t i = 0; i < n; i++)
        buckets->room[bucket_of (keys[i], shift)]++;
      bucket = find_bucket (buckets->room, j);
      for (size_t i = 0; i < n; i++)
        if (bucket_of (keys[i], shift) == bucket)
          keys[n_kept++] = keys[i];
      n = n_kept;
    }

  return n;
}

/* The smallest value above another, or that itself. */
static double
find_next (const Buckets *buckets, double value)
{
  double next = INFINITY;

  for (size_t i = 0; i < buckets->n; i++)
    if (buckets->values[i] > value && buckets->values[i] < next)
      next = buckets->values[i];

  /* Infinity is only next where it is there. */
  for (size_t i = 0; isinf (next) && i < buckets->n; i++)
    if (buckets->values[i] > value)
      return next;

  return isinf (next) ? value : next;
}

static gw_status
select_rank (const Buckets *buckets, size_t j, double *value, double *next)
{
  uint64_t *keys = NULL;
  size_t n_keys;
  gw_status status = take_bucket (buckets, &j, &keys, &n_keys);

  if (status == GW_STATUS_OK)
    {
      n_keys = narrow (buckets, keys, n_keys, &j);
      status = _gw_sort_keys (keys, NULL, n_keys);
    }
  if (status == GW_STATUS_OK)
    {
      *value = _gw_sort_value (keys[j]);
      *next = j + 1 < n_keys ? _gw_sort_value (keys[j + 1]) : find_next (buckets, *value);
    }
  free (keys);

  return status;
}

gw_status
_gw_select (const double *values, size_t n, size_t j, double *value, double *next)
{
  Buckets buckets;
  gw_status status = open_buckets (values, n, &buckets);

  if (status == GW_STATUS_OK)
    status = select_rank (&buckets, j, value, next);
  free (buckets.counts);

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
  Buckets buckets;
  gw_status status = open_buckets (values, n, &buckets);

  for (size_t i = 0; status == GW_STATUS_OK && i < n_p; i++)
    {
      double j, part, value = NAN, next = NAN;

      find_place ((double) n, p[i], type, &j, &part);
      status = select_rank (&buckets, index_of (j, n), &value, &next);
      quantiles[i] = between (value, index_of (j + 1, n) == index_of (j, n) ? value : next, part);
    }
  free (buckets.counts);

  return status;
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
gw_quantiles (const double *values, const double *weights, size_t n, const double *p, size_t n_p, int type,
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
