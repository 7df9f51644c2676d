/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_QUANTILE_PRIVATE_H
#define GW_QUANTILE_PRIVATE_H

#include "gw-quantile.h"

/* The j-th smallest of n values without NaN, j from 0, and the one after it (the
 * same where it is the last). n and j < n. O(n), with memory for up to n numbers.
 * GW_STATUS_OK or GW_STATUS_NO_MEMORY.
 */
gw_status _gw_select (const double *values, size_t n, size_t j, double *value, double *next);

/* A quantile of n > 0 values in ascending order. O(1). */
double _gw_quantile_sorted (const double *sorted, size_t n, double p, int type);

/* Quantiles of n > 0 values without NaN, in any order. O(n) for each p. */
gw_status _gw_quantiles_select (const double *values, size_t n, const double *p, size_t n_p, int type,
                                double *quantiles);

#endif
