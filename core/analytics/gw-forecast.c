/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-forecast.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-sum-private.h"

/* Beyond this a square may overflow. */
#define GW_FORECAST_LARGEST 1e150

typedef struct
{
  GwSum squares, distances, errors, actual, sizes, shares;
  size_t n, n_shares, n_endless;
} Sums;

static void
add_row (Sums *sums, double actual, double forecast)
{
  double error = forecast - actual;

  sums->n++;
  _gw_sum_add (&sums->squares, error * error);
  _gw_sum_add (&sums->distances, fabs (error));
  _gw_sum_add (&sums->errors, error);
  _gw_sum_add (&sums->actual, actual);
  _gw_sum_add (&sums->sizes, fabs (actual));
  if (actual == 0)
    return;
  sums->n_shares++;
  if (isinf (error / actual))
    sums->n_endless++;
  else
    _gw_sum_add (&sums->shares, fabs (error / actual));
}

static double
divide (const GwSum *top, double bottom)
{
  return bottom != 0 ? _gw_sum_get (top) / bottom : NAN;
}

gw_status
gw_forecast (const double *actual, const double *forecast, size_t n, GwForecast *out)
{
  Sums sums = { 0 };

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  for (size_t i = 0; i < n; i++)
    {
      if (!isfinite (actual[i]) || !isfinite (forecast[i]))
        continue;
      if (fabs (actual[i]) > GW_FORECAST_LARGEST || fabs (forecast[i]) > GW_FORECAST_LARGEST)
        return GW_STATUS_INVALID;
      add_row (&sums, actual[i], forecast[i]);
    }

  out->n = sums.n;
  out->n_excluded = n - sums.n;
  out->rmse = sqrt (divide (&sums.squares, (double) sums.n));
  out->mae = divide (&sums.distances, (double) sums.n);
  out->bias = divide (&sums.errors, (double) sums.n);
  out->bias_relative = divide (&sums.errors, _gw_sum_get (&sums.actual));
  out->wape = divide (&sums.distances, _gw_sum_get (&sums.sizes));
  out->mape = sums.n_endless > 0 ? INFINITY : divide (&sums.shares, (double) sums.n_shares);
  out->n_mape_skipped = sums.n - sums.n_shares;

  if (sums.n == 0)
    return GW_STATUS_EMPTY;
  return isnan (out->bias_relative) || isnan (out->wape) || isnan (out->mape) ? GW_STATUS_UNDEFINED : GW_STATUS_OK;
}
