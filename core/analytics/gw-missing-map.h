/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_MISSING_MAP_H
#define GW_MISSING_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

/* Most columns: a pattern has a bit for each. */
#define GW_MISSING_MAP_MAX_COLUMNS 64

  /* Which values of a table are missing, and which together. NaN is missing;
   * which texts count as missing the caller decides when it fills the table.
   *
   * table           rows * columns numbers, row-major
   * of_column       columns counts of missing values
   * of_row          rows counts of missing values
   * both            columns * columns counts, row-major: rows in which both
   *                 columns are missing; on the diagonal as of_column
   * pattern_bits    room for rows numbers: the patterns that occur, ascending; bit
   *                 j is set where column j is missing
   * pattern_counts  room for rows numbers: how many rows have the pattern
   * n_patterns      how many patterns there are
   * complete_rows   rows without a missing value
   *
   * GW_STATUS_TOO_LARGE for more than GW_MISSING_MAP_MAX_COLUMNS columns or 2^31 rows.
   * A table
   * without rows has no patterns. O(rows * columns + rows log rows + pairs of
   * missing values), no memory taken but by qsort().
   */
  GW_PUBLIC gw_status gw_missing_map (const double *table, size_t rows, size_t columns, uint64_t *of_column,
                                      uint64_t *of_row, uint64_t *both, uint64_t *pattern_bits,
                                      uint64_t *pattern_counts, size_t *n_patterns, uint64_t *complete_rows);

#ifdef __cplusplus
}
#endif

#endif
