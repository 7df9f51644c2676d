/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-box-plot.h"

#include <math.h>

#include "gw-array-private.h"
#include "gw-finite-private.h"
#include "gw-quantile-private.h"

#define GW_BOX_PLOT_NOTCH 1.57

static void
find_whiskers (const double *values, size_t n, GwBoxPlot *plot, uint32_t *outliers)
{
  plot->whisker_low = INFINITY;
  plot->whisker_high = -INFINITY;
  for (size_t i = 0; i < n; i++)
    {
      if (!isfinite (values[i]))
        continue;
      if (values[i] < plot->fence_low || values[i] > plot->fence_high)
        {
          if (outliers != NULL)
            outliers[plot->n_outliers] = (uint32_t) i;
          plot->n_outliers++;
          continue;
        }
      plot->whisker_low = fmin (plot->whisker_low, values[i]);
      plot->whisker_high = fmax (plot->whisker_high, values[i]);
    }
  if (plot->n_outliers == plot->n)
    plot->whisker_low = plot->whisker_high = NAN;
}

/* From the quartiles, of n > 0 values. */
static void
find_fences (GwBoxPlot *plot, const double quartiles[3], double reach)
{
  double range = quartiles[2] - quartiles[0];
  double notch = GW_BOX_PLOT_NOTCH * range / sqrt ((double) plot->n);
  /* 0 times a range that overflows is no number. */
  double away = reach > 0 ? reach * range : 0;

  plot->q1 = quartiles[0];
  plot->median = quartiles[1];
  plot->q3 = quartiles[2];
  plot->fence_low = plot->q1 - away;
  plot->fence_high = plot->q3 + away;
  plot->notch_low = plot->median - notch;
  plot->notch_high = plot->median + notch;
}

gw_status
gw_box_plot (const double *values, size_t n, double reach, GwBoxPlot *plot, uint32_t *outliers)
{
  static const double quarters[] = { 0.25, 0.5, 0.75 };
  GwBoxPlot result = { .whisker_low = NAN, .whisker_high = NAN };
  double quartiles[3] = { NAN, NAN, NAN };
  double *kept;
  gw_status status = GW_STATUS_EMPTY;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!(reach >= 0 && isfinite (reach)))
    return GW_STATUS_INVALID;
  kept = GW_NEW (double, n);
  if (kept == NULL)
    return GW_STATUS_NO_MEMORY;

  result.n = _gw_keep_finite (values, n, kept);
  result.n_excluded = n - result.n;
  if (result.n > 0)
    status = _gw_quantiles_select (kept, result.n, quarters, 3, 7, quartiles);
  free (kept);
  if (!gw_status_has_values (status))
    return status;

  find_fences (&result, quartiles, reach);
  if (result.n > 0)
    find_whiskers (values, n, &result, outliers);
  *plot = result;

  return status;
}
