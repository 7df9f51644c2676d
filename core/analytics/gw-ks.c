/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-ks.h"

#include <math.h>
#include <stdlib.h>

#include "gw-array-private.h"
#include "gw-sort-private.h"

/* The largest |i n_b - j n_a| over the places after i values of a and j of b: the
 * statistic times n_a n_b, without rounding.
 */
static uint64_t
largest_distance (const double *a, size_t n_a, const double *b, size_t n_b)
{
  size_t i = 0, j = 0;
  uint64_t largest = 0;

  while (i < n_a && j < n_b)
    {
      double value = a[i] < b[j] ? a[i] : b[j];
      uint64_t up, down;

      while (i < n_a && a[i] <= value)
        i++;
      while (j < n_b && b[j] <= value)
        j++;
      up = (uint64_t) i * n_b;
      down = (uint64_t) j * n_a;
      if (up > down ? up - down > largest : down - up > largest)
        largest = up > down ? up - down : down - up;
    }

  return largest;
}

/* The share of the orders of n_a and n_b values in which the distance somewhere
 * reaches `limit`: row by row, the chance that a random path to (i, j) has been
 * outside of the corridor. Only sums of what is positive, so that small shares are
 * as good as large ones. row has room for n_b + 1.
 */
static double
count_paths (size_t n_a, size_t n_b, uint64_t limit, double *row)
{
  for (size_t i = 0; i <= n_a; i++)
    for (size_t j = 0; j <= n_b; j++)
      {
        uint64_t up = (uint64_t) i * n_b, down = (uint64_t) j * n_a;

        if ((up > down ? up - down : down - up) >= limit)
          row[j] = 1;
        else if (i == 0)
          row[j] = j > 0 ? row[j - 1] : 0;
        else if (j > 0)
          row[j] = ((double) i * row[j] + (double) j * row[j - 1]) / (double) (i + j);
      }

  return row[n_b];
}

static gw_status
p_exact (size_t n_a, size_t n_b, uint64_t limit, double *p)
{
  double *row;

  *p = NAN;
  if (n_a > GW_KS_MOST_EXACT / n_b)
    return GW_STATUS_OK;
  if (limit == 0)
    {
      *p = 1;
      return GW_STATUS_OK;
    }

  row = GW_NEW (double, n_b + 1);
  if (row == NULL)
    return GW_STATUS_NO_MEMORY;
  *p = count_paths (n_a, n_b, limit, row);
  free (row);
  return GW_STATUS_OK;
}

static double
p_asymptotic (size_t n_a, size_t n_b, double statistic)
{
  double larger = (double) (n_a > n_b ? n_a : n_b), smaller = (double) (n_a > n_b ? n_b : n_a);
  double n = nearbyint (larger * smaller / (larger + smaller));

  return gw_ks_one_sample_sf ((uint64_t) n, statistic);
}

static size_t
keep_numbers (const double *values, size_t n, double *kept)
{
  size_t n_kept = 0;

  for (size_t i = 0; i < n; i++)
    if (!isnan (values[i]))
      kept[n_kept++] = values[i];
  return n_kept;
}

static gw_status
test_sorted (const double *a, size_t n_a, const double *b, size_t n_b, GwKs *out)
{
  uint64_t limit = largest_distance (a, n_a, b, n_b);
  double exact;
  gw_status status = p_exact (n_a, n_b, limit, &exact);

  if (status != GW_STATUS_OK)
    return status;

  out->statistic = (double) limit / ((double) n_a * (double) n_b);
  out->p_exact = exact;
  out->p_asymptotic = p_asymptotic (n_a, n_b, out->statistic);
  out->p_value = isnan (exact) ? out->p_asymptotic : exact;
  return GW_STATUS_OK;
}

gw_status
gw_ks_two_sample (const double *a, size_t n_a, const double *b, size_t n_b, GwKs *out)
{
  double *values;
  size_t n_kept_a, n_kept_b;
  gw_status status;

  if (n_a > GW_MOST_ROWS || n_b > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  values = GW_NEW (double, n_a + n_b);
  if (values == NULL)
    return GW_STATUS_NO_MEMORY;

  n_kept_a = keep_numbers (a, n_a, values);
  n_kept_b = keep_numbers (b, n_b, values + n_kept_a);
  if (n_kept_a == 0 || n_kept_b == 0)
    {
      *out = (GwKs) { NAN, NAN, NAN, NAN, 0 };
      status = GW_STATUS_EMPTY;
    }
  else
    {
      status = _gw_sort_doubles (values, n_kept_a, values);
      if (status == GW_STATUS_OK)
        status = _gw_sort_doubles (values + n_kept_a, n_kept_b, values + n_kept_a);
      if (status == GW_STATUS_OK)
        status = test_sorted (values, n_kept_a, values + n_kept_a, n_kept_b, out);
    }
  if (gw_status_has_values (status))
    out->n_excluded = n_a - n_kept_a + n_b - n_kept_b;
  free (values);
  return status;
}
