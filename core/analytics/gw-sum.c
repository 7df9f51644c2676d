/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-sum-private.h"

/* So many are summed in a row: eight sums side by side, which the processor
 * adds at once.
 */
#define GW_SUM_ROW 128

double
_gw_sum (const double *values, size_t n)
{
  double part[8] = { 0 };
  size_t half;

  if (n > GW_SUM_ROW)
    {
      half = n / 2 / 8 * 8;
      return _gw_sum (values, half) + _gw_sum (values + half, n - half);
    }

  for (size_t i = 0; i + 8 <= n; i += 8)
    for (size_t j = 0; j < 8; j++)
      part[j] += values[i + j];
  for (size_t i = n / 8 * 8; i < n; i++)
    part[i % 8] += values[i];

  return ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
}

double
_gw_sum_squares (const double *values, size_t n, double center)
{
  double part[8] = { 0 };
  size_t half;

  if (n > GW_SUM_ROW)
    {
      half = n / 2 / 8 * 8;
      return _gw_sum_squares (values, half, center) + _gw_sum_squares (values + half, n - half, center);
    }

  for (size_t i = 0; i < n; i++)
    part[i % 8] += (values[i] - center) * (values[i] - center);

  return ((part[0] + part[1]) + (part[2] + part[3])) + ((part[4] + part[5]) + (part[6] + part[7]));
}
