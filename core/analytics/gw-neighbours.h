/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_NEIGHBOURS_H
#define GW_NEIGHBOURS_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"
#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Largest magnitude of a value whose distances can be told. */
#define GW_NEIGHBOURS_MOST 1e145

  /* The k nearest other rows of each row of a table, by Euclidean distance.
   *
   * values     n * columns numbers, row-major; all finite and of a magnitude up to
   *            GW_NEIGHBOURS_MOST, else GW_STATUS_INVALID
   * n          rows, up to 2^31; 0 gives GW_STATUS_EMPTY
   * columns    1 or more
   * k          1 to n - 1, else GW_STATUS_INVALID
   * rows       n * k row indices, row-major: the nearest first; of rows equally far
   *            the lower one first. A row is never its own neighbour, but one that
   *            is equal to it is, at distance 0
   * distances  n * k distances to them; may be NULL
   *
   * GW_STATUS_TOO_LARGE where n * k or n * columns overflows. The answer is exact:
   * products in single precision only rule out rows that are too far by more than
   * their error. O(n^2 * columns) with a small constant, on several threads; memory
   * 8 * n * columns and 12 * n * k bytes.
   * Source: the definition; the answer is that of a comparison of all pairs.
   */
  GW_PUBLIC gw_status gw_neighbours (const double *values, size_t n, size_t columns, size_t k, uint32_t *rows,
                                     double *distances, const GwRun *run);

  /* The k nearest rows of a table to each of m other points of as many columns; as
   * gw_neighbours(), with k from 1 to n, and m * k indices and distances. m = 0
   * gives GW_STATUS_EMPTY.
   */
  GW_PUBLIC gw_status gw_neighbours_of (const double *values, size_t n, size_t columns, const double *points, size_t m,
                                        size_t k, uint32_t *rows, double *distances, const GwRun *run);

  /* The k nearest rows of the same class for each row of a class: the lists that
   * SMOTE draws from.
   *
   * values      n * columns numbers, as for gw_neighbours()
   * labels      n class indices; -1 is missing, less is GW_STATUS_INVALID
   * label       the class
   * k           1 to the rows of the class less one, else GW_STATUS_INVALID
   * rows        room for as many row indices as the class has rows: its rows,
   *             ascending
   * n_rows      how many these are; 0 with GW_STATUS_EMPTY
   * neighbours  room for n_rows * k row indices, row-major; may be NULL, with k
   *             unused: then only the rows are looked up
   */
  GW_PUBLIC gw_status gw_neighbours_in_class (const double *values, const int32_t *labels, size_t n, size_t columns,
                                              int32_t label, size_t k, uint32_t *rows, size_t *n_rows,
                                              uint32_t *neighbours, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
