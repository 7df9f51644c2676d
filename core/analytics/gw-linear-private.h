/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_LINEAR_PRIVATE_H
#define GW_LINEAR_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "gw-run-private.h"

/* The little linear algebra that the analytics need, written here: no library is
 * asked for. Measured on two processors, milliseconds of processor time, medians
 * of runs in turn with OpenBLAS 0.3.21 and LAPACKE called from C:
 *
 *   covariance of 100,000 x 64: ours 44 (59 without wide registers), centering and
 *   cblas_dsyrk 49 to 92
 *   eigenvectors of 64 x 64: ours 0.6, LAPACKE_dsyevd 0.6 to 5 (it starts threads)
 *
 * numpy's cov and eigh on the same OpenBLAS took 62 for both when ours took 43
 * (tests/bench/bench-tables.c), and the results of ours do not depend on the number
 * of threads or on the processor.
 */

/* The means of the columns and the matrix of covariances (columns * columns,
 * symmetric, divided by n - 1, or by nothing for n = 1) of n rows without missing
 * values. Every step is the same on any processor and number of threads.
 * GW_STATUS_OK, NO_MEMORY or CANCELLED.
 * O(n * columns^2 / 2); memory for at most 64 such matrices.
 */
gw_status _gw_covariance (const double *values, size_t n, size_t columns, double *mean, double *covariance,
                          const GwRun *run, double from, double to);

/* Adds to products (width * width, on and above the diagonal; what lies below it is
 * not to be read) those of the columns of n rows. width is a multiple of
 * GW_PRODUCT_WIDTH. plain: without wide registers, to the last bit the same.
 */
#define GW_PRODUCT_WIDTH 8
void _gw_add_products (const double *rows, size_t n, size_t width, double *products, bool plain);

/* Eigenvalues, descending, and eigenvectors of a symmetric n * n matrix; vector i
 * is row i of vectors, of length 1. matrix is used up. Errors of about n 2^-53
 * times the largest eigenvalue. O(n^3). GW_STATUS_OK or NO_MEMORY; UNDEFINED where
 * an entry is not finite.
 * Source: Golub, Van Loan: Matrix Computations, 4th edition, 8.3.
 */
gw_status _gw_eigen (double *matrix, size_t n, double *values, double *vectors);

#endif
