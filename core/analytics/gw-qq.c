/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-qq.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-finite-private.h"
#include "gw-moments.h"
#include "gw-sort-private.h"
#include "gw-special-private.h"
#include "gw-sum-private.h"

#define GW_LN_2 0.69314718055994530942

/* The upper half mirrors the lower one to the last bit. */
static void
fill_theoretical (double *theoretical, size_t n)
{
  for (size_t i = 0; i < n - n / 2; i++)
    {
      double p = i == 0 ? -expm1 (-GW_LN_2 / (double) n) : ((double) i + 1 - 0.3175) / ((double) n + 0.365);

      theoretical[i] = 2 * i + 1 == n ? 0 : _gw_normal_quantile (p);
      theoretical[n - 1 - i] = -theoretical[i];
    }
}

/* Of n > 0 points; the mean of the quantiles is 0. */
static gw_status
fit_line (const double *theoretical, const double *ordered, size_t n, GwQqLine *line)
{
  GwMoments moments;
  gw_status status = gw_moments (ordered, NULL, n, &moments);
  double squares = _gw_sum_squares (theoretical, n, 0);
  /* The values in deviations, for their squares may overflow. */
  double deviation = moments.deviation > 0 ? moments.deviation : 1;
  GwSum products = { 0 };

  for (size_t i = 0; i < n; i++)
    _gw_sum_add (&products, theoretical[i] * ((ordered[i] - moments.mean) / deviation));
  line->intercept = moments.mean;
  line->slope = n > 1 ? _gw_sum_get (&products) / squares * deviation : NAN;
  if (status == GW_STATUS_OK)
    line->r = fmin (_gw_sum_get (&products) / sqrt (squares * (double) (n - 1)), 1);

  return status;
}

gw_status
gw_qq_normal (const double *values, size_t n, double *theoretical, double *ordered, GwQqLine *line)
{
  GwQqLine result = { .slope = NAN, .intercept = NAN, .r = NAN };
  double *kept;
  gw_status status;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  kept = GW_NEW (double, n);
  if (kept == NULL)
    return GW_STATUS_NO_MEMORY;

  result.n = _gw_keep_finite (values, n, kept);
  result.n_excluded = n - result.n;
  status = _gw_sort_doubles (kept, result.n, kept);
  if (status == GW_STATUS_OK && result.n > 0)
    {
      for (size_t i = 0; i < result.n; i++)
        ordered[i] = kept[i];
      fill_theoretical (theoretical, result.n);
      status = fit_line (theoretical, ordered, result.n, &result);
    }
  else if (status == GW_STATUS_OK)
    status = GW_STATUS_EMPTY;
  free (kept);
  if (gw_status_has_values (status))
    *line = result;

  return status;
}
