/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_FORECAST_H
#define GW_FORECAST_H

#include <stddef.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* How far forecasts, or the answers of any regression, lie from what came. The
   * error of a row is forecast - actual. What has no value is NaN.
   */
  typedef struct
  {
    size_t n;              /* rows with both numbers */
    size_t n_excluded;     /* rows left out because a number is NaN or infinite */
    double rmse;           /* root of the mean squared error */
    double mae;            /* mean of |error| */
    double bias;           /* mean error: above 0 where too much was forecast */
    double bias_relative;  /* sum of errors / sum of actual; NaN where that is 0 */
    double wape;           /* sum of |error| / sum of |actual|; NaN where that is 0 */
    double mape;           /* mean of |error / actual| over rows whose actual is not 0; may overflow to +inf */
    size_t n_mape_skipped; /* rows whose actual is 0 */
  } GwForecast;

  /* Compares n forecasts with what came.
   *
   * actual    n numbers, in any unit, none beyond +-1e150, else GW_STATUS_INVALID
   * forecast  n numbers, in the same unit
   * out       the figures
   *
   * Rows weigh the same; there are up to 2^31, else GW_STATUS_TOO_LARGE. GW_STATUS_EMPTY when no row has both numbers
   * (all figures NaN), GW_STATUS_UNDEFINED when one of the shares has a denominator of 0. O(n), no memory taken.
   * Source: Hyndman, Koehler, Another look at measures of forecast accuracy,
   * International Journal of Forecasting 22 (2006) 679.
   */
  GW_PUBLIC gw_status gw_forecast (const double *actual, const double *forecast, size_t n, GwForecast *out);

#ifdef __cplusplus
}
#endif

#endif
