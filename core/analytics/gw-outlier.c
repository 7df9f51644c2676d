/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-outlier.h"

#include <math.h>
#include <stdbool.h>

#include "gw-array-private.h"
#include "gw-box-plot.h"
#include "gw-finite-private.h"
#include "gw-moments.h"
#include "gw-quantile-private.h"

/* The third quartile of the normal distribution: with it the median distance of
 * normal values is one deviation.
 */
#define GW_NORMAL_QUARTILE 0.6744897501960817

static bool
is_limit (double limit)
{
  return limit >= 0 && isfinite (limit);
}

/* Scores of factor (value - center) / spread, and who is beyond the limit; a spread
 * of 0 has neither.
 */
static size_t
score_rows (const double *values, size_t n, double factor, double center, double spread, double limit, double *scores,
            uint32_t *rows)
{
  size_t n_rows = 0;

  for (size_t i = 0; i < n; i++)
    {
      double score = isfinite (values[i]) && spread > 0 ? factor * (values[i] - center) / spread : NAN;

      if (scores != NULL)
        scores[i] = score;
      if (!(fabs (score) > limit))
        continue;
      if (rows != NULL)
        rows[n_rows] = (uint32_t) i;
      n_rows++;
    }

  return n_rows;
}

gw_status
gw_outliers_z (const double *values, size_t n, double limit, double *scores, uint32_t *rows, size_t *n_rows,
               size_t *n_excluded)
{
  GwMoments moments;
  gw_status status;
  double spread = 0;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!is_limit (limit))
    return GW_STATUS_INVALID;

  status = gw_moments (values, NULL, n, &moments);
  /* Where the variance has no room the deviation has, but rounds once more. */
  if (status == GW_STATUS_OK)
    spread = isnormal (moments.population) ? sqrt (moments.population)
                                           : moments.deviation * sqrt ((moments.n - 1) / moments.n);
  *n_rows = score_rows (values, n, 1, moments.mean, spread, limit, scores, rows);
  if (n_excluded != NULL)
    *n_excluded = moments.n_excluded;

  return status;
}

static gw_status
find_median (const double *values, size_t n, double *median)
{
  static const double half[] = { 0.5 };

  return _gw_quantiles_select (values, n, half, 1, 7, median);
}

gw_status
gw_outliers_mad (const double *values, size_t n, double limit, double *mad, double *scores, uint32_t *rows,
                 size_t *n_rows, size_t *n_excluded)
{
  double median = NAN, spread = NAN;
  double *kept;
  size_t n_kept;
  gw_status status = GW_STATUS_EMPTY;

  if (n > GW_MOST_ROWS)
    return GW_STATUS_TOO_LARGE;
  if (!is_limit (limit))
    return GW_STATUS_INVALID;
  kept = GW_NEW (double, n);
  if (kept == NULL)
    return GW_STATUS_NO_MEMORY;

  n_kept = _gw_keep_finite (values, n, kept);
  if (n_kept > 0)
    status = find_median (kept, n_kept, &median);
  if (status == GW_STATUS_OK)
    {
      for (size_t i = 0; i < n_kept; i++)
        kept[i] = fabs (kept[i] - median);
      status = find_median (kept, n_kept, &spread);
    }
  free (kept);
  if (!gw_status_has_values (status))
    return status;

  if (status == GW_STATUS_OK && spread == 0.0)
    status = GW_STATUS_DEGENERATE;
  *n_rows = score_rows (values, n, GW_NORMAL_QUARTILE, median, spread, limit, scores, rows);
  if (mad != NULL)
    *mad = spread;
  if (n_excluded != NULL)
    *n_excluded = n - n_kept;

  return status;
}

gw_status
gw_outliers_iqr (const double *values, size_t n, double reach, uint32_t *rows, size_t *n_rows, size_t *n_excluded)
{
  GwBoxPlot plot;
  gw_status status = gw_box_plot (values, n, reach, &plot, rows);

  if (!gw_status_has_values (status))
    return status;

  *n_rows = plot.n_outliers;
  if (n_excluded != NULL)
    *n_excluded = plot.n_excluded;

  return status;
}
