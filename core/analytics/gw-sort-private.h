/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_SORT_PRIVATE_H
#define GW_SORT_PRIVATE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "gw-run-private.h"

/* A number whose order as an integer is that of the double: -0 and +0 are the
 * same. NaN has no place: leave such rows out before.
 */
static inline uint64_t
_gw_sort_key (double value)
{
  uint64_t bits;

  value += 0.0; /* -0 becomes +0 */
  memcpy (&bits, &value, sizeof bits);

  return bits ^ ((bits >> 63) != 0 ? UINT64_MAX : (uint64_t) 1 << 63);
}

/* The double of a key. */
static inline double
_gw_sort_value (uint64_t key)
{
  double value;

  key ^= (key >> 63) != 0 ? (uint64_t) 1 << 63 : UINT64_MAX;
  memcpy (&value, &key, sizeof value);

  return value;
}

/* Sorts n keys ascending, and with them their rows, stably; rows may be NULL.
 * Short arrays by insertion, longer ones by digits from the lowest, long ones
 * parted by their highest bits first, so that each part is sorted in the
 * processor's cache. Up to 12 bits of a pass; those in which all keys agree are
 * left out. O(n). Takes memory for n keys and n rows. On one thread.
 * GW_STATUS_OK or GW_STATUS_NO_MEMORY.
 */
gw_status _gw_sort_keys (uint64_t *keys, uint32_t *rows, size_t n);

/* The same in the room that is given, n keys and (where there are rows) n rows,
 * whose content is lost; on the threads of run, which is told a share from `from`
 * to `to`. n up to GW_MOST_ROWS. The answer is the same on any number of threads.
 * GW_STATUS_OK, GW_STATUS_NO_MEMORY (for the counts), or GW_STATUS_CANCELLED:
 * the keys are then lost.
 */
gw_status _gw_sort_keys_in (uint64_t *keys, uint32_t *rows, size_t n, uint64_t *other, uint32_t *other_rows,
                            const GwRun *run, double from, double to);

/* The rows of n doubles in ascending order of value, stably: order has room for
 * n. Without NaN; n up to GW_MOST_ROWS. Takes memory for 2 n keys and n rows.
 */
gw_status _gw_sort_rows (const double *values, size_t n, uint32_t *order);

/* n doubles without NaN, sorted into sorted, which may be values. */
gw_status _gw_sort_doubles (const double *values, size_t n, double *sorted);

#endif
