/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-vif.h"

#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-complete-private.h"
#include "gw-correlation.h"
#include "gw-linear-private.h"

/* An eigenvalue of a correlation matrix below this is 0 but for rounding, and a
 * column takes part in what depends on each other from this share of its vector on.
 */
#define LEAST_EIGENVALUE 1e-13
#define LEAST_SHARE 1e-9

/* The correlations of the columns that vary: their number, and which. */
static size_t
gather (const double *correlation, size_t columns, size_t *which, double *matrix)
{
  size_t n = 0;

  for (size_t j = 0; j < columns; j++)
    if (!isnan (correlation[j * columns + j]))
      which[n++] = j;
  for (size_t a = 0; a < n; a++)
    for (size_t b = 0; b < n; b++)
      matrix[a * n + b] = correlation[which[a] * columns + which[b]];

  return n;
}

static double
inverse_diagonal (const double *values, const double *vectors, size_t n, size_t j)
{
  double sum = 0;

  for (size_t i = 0; i < n; i++)
    {
      double share = vectors[i * n + j] * vectors[i * n + j];

      if (values[i] > LEAST_EIGENVALUE)
        sum += share / values[i];
      else if (share > LEAST_SHARE)
        return INFINITY;
    }

  return fmax (sum, 1);
}

static gw_status
invert (const double *correlation, size_t columns, double *vif)
{
  size_t *which = GW_NEW (size_t, columns);
  double *matrix = GW_NEW (double, columns *columns);
  double *vectors = GW_NEW (double, columns *columns);
  double *values = GW_NEW (double, columns);
  gw_status status = GW_STATUS_NO_MEMORY;
  size_t n = 0;

  if (which != NULL && matrix != NULL && vectors != NULL && values != NULL)
    {
      n = gather (correlation, columns, which, matrix);
      status = _gw_eigen (matrix, n, values, vectors);
    }
  if (status == GW_STATUS_OK)
    {
      for (size_t j = 0; j < columns; j++)
        vif[j] = NAN;
      for (size_t j = 0; j < n; j++)
        vif[which[j]] = inverse_diagonal (values, vectors, n, j);
      if (n == 0)
        status = GW_STATUS_DEGENERATE;
    }
  free (which);
  free (matrix);
  free (vectors);
  free (values);

  return status;
}

gw_status
gw_vif (const double *values, size_t n, size_t columns, double *vif, size_t *n_excluded, const GwRun *run)
{
  GwComplete complete;
  double *correlation;
  gw_status status = _gw_complete_init (&complete, values, n, columns);
  size_t n_pairs;

  if (status != GW_STATUS_OK)
    return status;
  if (!_gw_multiply (columns, columns, &n_pairs) || n_pairs > SIZE_MAX / sizeof *correlation)
    {
      _gw_complete_clear (&complete);
      return GW_STATUS_TOO_LARGE;
    }

  correlation = GW_NEW (double, n_pairs);
  status = correlation == NULL
               ? GW_STATUS_NO_MEMORY
               : gw_correlation (complete.values, complete.n, columns, GW_CORRELATION_PEARSON, correlation, NULL, run);
  if (status == GW_STATUS_OK)
    status = invert (correlation, columns, vif);
  for (size_t j = 0; status == GW_STATUS_EMPTY && j < columns; j++)
    vif[j] = NAN;
  if (gw_status_has_values (status) && n_excluded != NULL)
    *n_excluded = complete.n_excluded;
  free (correlation);
  _gw_complete_clear (&complete);

  return status;
}
