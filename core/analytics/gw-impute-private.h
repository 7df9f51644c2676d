/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_IMPUTE_PRIVATE_H
#define GW_IMPUTE_PRIVATE_H

#include <math.h>
#include <string.h>

#include "gw-array-private.h"
#include "gw-impute.h"

/* OK, EMPTY, TOO_LARGE; INVALID for an infinite value where these are none. */
gw_status _gw_impute_check (const double *table, size_t n, size_t columns, bool infinite);

/* How many are missing. */
size_t _gw_impute_count_left (const double *table, size_t n, size_t columns);

/* The mean of what a column has, NaN for nothing; have has room for n numbers. */
double _gw_impute_mean (const double *table, size_t n, size_t columns, size_t j, double *have);

/* The weights with which the first width - 1 columns tell the last one by least
 * squares, from the covariances of all, which are used up. Directions in which the
 * others, scaled to the same deviation, hardly vary (a share of 1e-12 of the largest)
 * are not used. others and vectors have room for width * width numbers, eigenvalues
 * for width, weights too. As _gw_eigen().
 */
gw_status _gw_impute_solve (double *covariance, size_t width, double *others, double *vectors, double *eigenvalues,
                            double *weights);

/* Copies what came out, and says what is left. */
static inline void
_gw_impute_finish (const double *own, size_t n, size_t columns, double *filled, size_t *n_left)
{
  if (own != filled && n > 0)
    memcpy (filled, own, n * columns * sizeof *filled);
  if (n_left != NULL)
    *n_left = _gw_impute_count_left (filled, n, columns);
}

#endif
