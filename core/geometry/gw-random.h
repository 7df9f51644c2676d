/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_RANDOM_H
#define GW_RANDOM_H

#include <stddef.h>
#include <stdint.h>

#include "gw-status.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* The seeded generator of everything that depends on chance: xoshiro256**,
   * its four words filled by splitmix64. The same seed gives the same numbers on
   * every machine. Not for secrets. It lives in this folder, and not with the
   * other services, because the analytics use it and see no other folder.
   *
   * A value on the stack; one thread at a time. The words may be set by hand, but
   * never all to zero, which stays zero for ever.
   *
   * Source: Blackman, Vigna: Scrambled linear pseudorandom number generators,
   * ACM Transactions on Mathematical Software 47 (2021) 36.
   */
  typedef struct
  {
    uint64_t words[4];
  } gw_random;

  /* Starts the sequence of `seed`; every value is a good seed, 0 too. */
  GW_PUBLIC void gw_random_init (gw_random *self, uint64_t seed);

  /* 64 random bits. */
  GW_PUBLIC uint64_t gw_random_u64 (gw_random *self);

  /* A real in [0, 1): the top 53 bits times 2^-53. */
  GW_PUBLIC double gw_random_real (gw_random *self);

  /* An integer in [0, n), every one equally likely; 0 when n is 0.
   * Lemire's method: it may draw more than once, seldom.
   */
  GW_PUBLIC uint64_t gw_random_below (gw_random *self, uint64_t n);

  /* Shuffles n items of `size` bytes each: Fisher-Yates from the last item down,
   * the partner of item i drawn from [0, i]. O(n), no memory taken.
   */
  GW_PUBLIC void gw_random_shuffle (gw_random *self, void *items, size_t n, size_t size);

#ifdef __cplusplus
}
#endif

#endif
