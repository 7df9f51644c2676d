/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_NEAR_DUPLICATES_H
#define GW_NEAR_DUPLICATES_H

#include <stddef.h>
#include <stdint.h>

#include "gw-run.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Codes of 64 bits (gw-image-hash.h) that lie near each other.
   *
   * Exact: the codes are cut into chunks. Two that differ in few bits differ in very
   * few of some chunk, and are found by it. How many chunks there are follows from
   * the number of codes and the radius; where nothing is gained, all pairs are
   * compared.
   * Source: Norouzi, Punjani, Fleet, Fast exact search in Hamming space with
   * multi-index hashing, IEEE Transactions on Pattern Analysis and Machine
   * Intelligence 36 (2014) 1107.
   */

  /* Pairs in order of first, then second; first < second. */
  typedef struct
  {
    size_t n;
    uint32_t *first;   /* n rows of codes */
    uint32_t *second;  /* n rows of codes */
    uint8_t *distance; /* n numbers of bits */
  } GwNearPairs;

  /* All pairs of n codes that differ in at most `radius` bits.
   *
   * codes   n codes
   * radius  0 to 64, else GW_STATUS_INVALID
   * out     the pairs; clear with gw_near_pairs_clear(), whatever the status
   *
   * Equal codes are pairs too: k copies of one code make k (k - 1) / 2.
   * GW_STATUS_TOO_LARGE beyond 2^31 codes or pairs. Time from O(n) for a small radius
   * and codes that are spread out to O(n^2); memory O(n + pairs).
   */
  GW_PUBLIC gw_status gw_near_duplicate_pairs (const uint64_t *codes, size_t n, unsigned radius, GwNearPairs *out,
                                               const GwRun *run);

  /* Frees what it holds and zeroes it; a zeroed one is fine. */
  GW_PUBLIC void gw_near_pairs_clear (GwNearPairs *self);

  /* Groups of codes that hang together by such pairs: two codes are in one group
   * when a chain of near ones leads from one to the other.
   *
   * group     n numbers of groups, 0 to *n_groups - 1, in order of their first code;
   *           a code without neighbours is a group of its own
   * n_groups  how many there are
   *
   * Statuses as above. Copies of one code are looked for once.
   */
  GW_PUBLIC gw_status gw_near_duplicate_groups (const uint64_t *codes, size_t n, unsigned radius, int32_t *group,
                                                size_t *n_groups, const GwRun *run);

#ifdef __cplusplus
}
#endif

#endif
