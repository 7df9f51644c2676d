/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-chi2.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-special-private.h"
#include "gw-sum-private.h"

static double
part_of (double seen, double expected)
{
  return (seen - expected) * (seen - expected) / expected;
}

gw_status
gw_chi2_two_sample (const double *a, const double *b, size_t n, GwChi2 *out)
{
  GwSum sum_a = { 0 }, sum_b = { 0 }, statistic = { 0 };
  size_t n_columns = 0;
  double total_a, total_b, total;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    {
      if (!(a[i] >= 0 && b[i] >= 0) || isinf (a[i]) || isinf (b[i]))
        return GW_STATUS_INVALID;
      _gw_sum_add (&sum_a, a[i]);
      _gw_sum_add (&sum_b, b[i]);
      n_columns += a[i] + b[i] > 0;
    }

  total_a = _gw_sum_get (&sum_a);
  total_b = _gw_sum_get (&sum_b);
  total = total_a + total_b;
  out->degrees = n_columns > 0 ? n_columns - 1 : 0;
  out->statistic = out->p_value = NAN;
  if (total_a == 0 || total_b == 0)
    return GW_STATUS_EMPTY;

  for (size_t i = 0; i < n; i++)
    {
      double column = a[i] + b[i];

      if (column == 0)
        continue;
      _gw_sum_add (&statistic, part_of (a[i], column * (total_a / total)));
      _gw_sum_add (&statistic, part_of (b[i], column * (total_b / total)));
    }
  out->statistic = out->degrees > 0 ? _gw_sum_get (&statistic) : 0;
  out->p_value = out->degrees > 0 ? _gw_chi2_sf (out->statistic, (double) out->degrees) : 1;
  return GW_STATUS_OK;
}
