/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_PCA_H
#define GW_PCA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* The principal components of a table. */
  typedef struct
  {
    size_t columns;
    size_t n_components; /* the smaller of rows and columns */
    double *mean;        /* of the columns */
    double *scale;       /* what the columns were divided by: 1, or their deviation */
    double *components;  /* n_components * columns: a row each, of length 1, at right angles */
    double *variance;    /* along each component, descending; divided by rows - 1 */
    double *ratio;       /* its share of all variance; they sum to 1 */
    size_t n_rows;       /* rows that were used */
    size_t n_excluded;   /* rows with a value that is not finite: left out */
  } GwPca;

  /* Finds the components. The entry of largest magnitude of each is positive, of
   * equal ones the first.
   *
   * values       n * columns numbers, row-major
   * standardize  divide each column by its deviation (n - 1); one that does not vary
   *              is left as it is
   * out          written with OK, EMPTY (no rows are left: no components) and DEGENERATE
   *              (nothing varies: components and ratios are NaN; with one row the
   *              variances too); the caller's, to be cleared
   *
   * GW_STATUS_INVALID for rows without columns, GW_STATUS_TOO_LARGE. Directions of
   * equal variance are any that span the same plane. O(n * columns * smaller of the
   * two + its cube), memory O(its square * 64) at most.
   * Source: Jolliffe: Principal Component Analysis, 2nd edition, 2 and 3.
   */
  GW_PUBLIC gw_status gw_pca (const double *values, size_t n, size_t columns, bool standardize, GwPca *out,
                              const GwRun *run);

  /* Where rows lie along the first components.
   *
   * values        n * self->columns numbers
   * n_components  1 to self->n_components, else GW_STATUS_INVALID
   * scores        n * n_components numbers, row-major; NaN for rows that have one
   *
   * GW_STATUS_EMPTY for no rows, GW_STATUS_TOO_LARGE. O(n * n_components * columns).
   */
  GW_PUBLIC gw_status gw_pca_project (const GwPca *self, const double *values, size_t n, size_t n_components,
                                      double *scores, const GwRun *run);

  /* Frees what it owns and zeroes it. Safe on one that is zeroed, and twice. */
  GW_PUBLIC void gw_pca_clear (GwPca *self);

#ifdef __cplusplus
}
#endif

#endif
