/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SHARES_H
#define GW_SHARES_H

#include <stddef.h>
#include <stdint.h>

#include "gw-random.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Cuts rows into parts by shares, by chance: for training, validation, test.
   *
   * label    n classes by which to stratify, any numbers from 0, -1 for rows without
   *          one, which are dealt like a class of their own; NULL: not stratified
   * group    n groups that stay together, any numbers from 0, -1 for rows that stay
   *          alone; NULL: all do
   * n        rows; 0 gives GW_STATUS_EMPTY
   * shares   n_parts shares, finite, above 0; they are scaled to sum 1. NULL: equal ones
   * n_parts  1 or more, else GW_STATUS_INVALID
   * random   chance; NULL: in order of the rows
   * part     n numbers, 0 to n_parts - 1
   *
   * Without groups each part gets its share of all rows and of each class, up to less
   * than one row of each class. With groups the largest go first, each to the part
   * that needs its rows, by class, most.
   *
   * GW_STATUS_INVALID for labels or groups below -1 and shares out of range,
   * GW_STATUS_TOO_LARGE beyond 2^31 rows or parts. O(n log n + classes * parts^2), with
   * groups O(n log n + n * parts); memory for 7 n + classes * parts numbers.
   * The rule is this library's own.
   */
  GW_PUBLIC gw_status gw_shares_split (const int32_t *label, const int32_t *group, size_t n, const double *shares,
                                       size_t n_parts, gw_random *random, int32_t *part);

#ifdef __cplusplus
}
#endif

#endif
