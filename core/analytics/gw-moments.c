/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-moments.h"

#include <math.h>
#include <stdbool.h>

#include "gw-array-private.h"
#include "gw-sum-private.h"

/* Rows whose sums are added up as they are, before they join the compensated ones. */
#define GW_MOMENTS_ROW 256

#define GW_MOMENTS_STILL 1e-12

/* Values beyond 2^LARGE or all below 2^-LARGE have powers that leave the range of
 * doubles: they are scaled by a power of two, which rounds nothing.
 */
#define GW_MOMENTS_LARGE 200

static bool
find_range (const double *values, size_t n, const double *weights, GwMoments *moments)
{
  double low = INFINITY, high = -INFINITY;
  size_t n_excluded = 0;

  for (size_t i = 0; i < n; i++)
    {
      if (weights != NULL && !(weights[i] >= 0 && isfinite (weights[i])))
        return false;
      if (!isfinite (values[i]))
        {
          n_excluded++;
          continue;
        }
      if (weights != NULL && weights[i] == 0.0)
        continue;
      low = values[i] < low ? values[i] : low;
      high = values[i] > high ? values[i] : high;
    }
  moments->n_excluded = n_excluded;
  moments->min = low <= high ? low : NAN;
  moments->max = low <= high ? high : NAN;

  return true;
}

/* The power of two that numbers up to `largest` are multiplied by. */
static int
find_scale (double largest)
{
  int exponent = 0;

  if (largest > 0)
    frexp (largest, &exponent);

  return exponent > GW_MOMENTS_LARGE || exponent < -GW_MOMENTS_LARGE ? -exponent : 0;
}

/* sums[k] = sum of w (x 2^scale - center)^k, k up to `most`, over the finite values. */
static inline void
add_powers (const double *values, size_t n, const double *weights, int scale, double center, int most, GwSum sums[5])
{
  /* In two steps, for 2^scale itself may be beyond the range. */
  double first = ldexp (1, scale / 2), second = ldexp (1, scale - scale / 2);

  for (size_t from = 0; from < n; from += GW_MOMENTS_ROW)
    {
      size_t to = n - from < GW_MOMENTS_ROW ? n : from + GW_MOMENTS_ROW;
      double part[5] = { 0 };

      for (size_t i = from; i < to; i++)
        {
          double weight = weights != NULL ? weights[i] : 1;
          double x = values[i] * first * second - center;

          if (!isfinite (values[i]) || weight == 0.0)
            continue;
          part[0] += weight;
          for (int k = 1; k <= most; k++)
            part[k] += weight *= x;
        }
      for (int k = 0; k <= most; k++)
        _gw_sum_add (&sums[k], part[k]);
    }
}

/* From the powers about a point near the mean, in the scaled unit. */
static gw_status
compute_figures (GwMoments *moments, const GwSum sums[5], int scale)
{
  double n = moments->n;
  /* The sum of the deviations is what rounding left of 0. */
  double rest = _gw_sum_get (&sums[1]) / n;
  double m2 = _gw_sum_get (&sums[2]) / n - rest * rest;
  double m3 = _gw_sum_get (&sums[3]) / n, m4 = _gw_sum_get (&sums[4]) / n;
  double largest = fmax (1, fmax (fabs (moments->min), fabs (moments->max)));

  m2 = m2 > 0 ? m2 : 0;
  moments->population = ldexp (m2, -2 * scale);
  moments->variance = n > 1 ? ldexp (m2 * (n / (n - 1)), -2 * scale) : NAN;
  moments->deviation = n > 1 ? ldexp (sqrt (m2 * (n / (n - 1))), -scale) : NAN;
  if (!(ldexp (sqrt (m2), -scale) > GW_MOMENTS_STILL * largest))
    return GW_STATUS_DEGENERATE;

  moments->skew = m3 / (m2 * sqrt (m2));
  moments->kurtosis = m4 / (m2 * m2) - 3;
  if (n > 2)
    moments->skew_unbiased = moments->skew * sqrt (n * (n - 1)) / (n - 2);
  if (n > 3)
    moments->kurtosis_unbiased = ((n + 1) * moments->kurtosis + 6) * (n - 1) / ((n - 2) * (n - 3));

  return GW_STATUS_OK;
}

gw_status
gw_moments (const double *values, const double *weights, size_t n, GwMoments *moments)
{
  GwMoments result = { .mean = NAN,
                       .deviation = NAN,
                       .variance = NAN,
                       .population = NAN,
                       .skew = NAN,
                       .skew_unbiased = NAN,
                       .kurtosis = NAN,
                       .kurtosis_unbiased = NAN };
  GwSum sums[5] = { { 0 } }, central[5] = { { 0 } };
  gw_status status;
  double center;
  int scale;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!find_range (values, n, weights, &result))
    return GW_STATUS_INVALID;
  if (isnan (result.min))
    {
      *moments = result;
      return GW_STATUS_EMPTY;
    }

  scale = find_scale (fmax (fabs (result.min), fabs (result.max)));
  add_powers (values, n, weights, scale, 0, 1, sums);
  result.n = _gw_sum_get (&sums[0]);
  center = _gw_sum_get (&sums[1]) / result.n;
  add_powers (values, n, weights, scale, center, 4, central);
  result.mean = fmin (fmax (ldexp (center, -scale), result.min), result.max);
  status = compute_figures (&result, central, scale);
  *moments = result;

  return status;
}
