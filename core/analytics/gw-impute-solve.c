/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-impute-private.h"
#include "gw-linear-private.h"

/* A direction of the others with less of the variance than this, beside that with
 * the most, is not used.
 */
#define LEAST_SHARE 1e-12

/* To deviations of 1: the others among themselves, and with the last. */
static void
scale (double *covariance, size_t width, double *others, double *deviations, double *weights)
{
  size_t m = width - 1;
  double *with = covariance + m * width;

  for (size_t a = 0; a < m; a++)
    deviations[a] = covariance[a * width + a] > 0 ? sqrt (covariance[a * width + a]) : 1;
  for (size_t a = 0; a < m; a++)
    {
      weights[a] = 1 / deviations[a];
      with[a] /= deviations[a];
      for (size_t b = 0; b < m; b++)
        others[a * m + b] = covariance[a * width + b] / deviations[a] / deviations[b];
    }
}

gw_status
_gw_impute_solve (double *covariance, size_t width, double *others, double *vectors, double *eigenvalues,
                  double *weights)
{
  size_t m = width - 1;
  const double *with = covariance + m * width;
  gw_status status;

  scale (covariance, width, others, eigenvalues, weights);
  status = _gw_eigen (others, m, eigenvalues, vectors);
  if (status != GW_STATUS_OK)
    return status;

  memset (others, 0, m * sizeof *others); /* the sum */
  for (size_t e = 0; e < m && eigenvalues[e] > LEAST_SHARE * eigenvalues[0]; e++)
    {
      const double *vector = vectors + e * m;
      double share = 0;

      for (size_t a = 0; a < m; a++)
        share += vector[a] * with[a];
      for (size_t a = 0; a < m; a++)
        others[a] += vector[a] * share / eigenvalues[e];
    }
  for (size_t a = 0; a < m; a++)
    weights[a] *= others[a];

  return GW_STATUS_OK;
}
