/* SPDX-License-Identifier: LGPL-3.0-or-later */

#ifndef GW_LANES_PRIVATE_H
#define GW_LANES_PRIVATE_H

#include <stdbool.h>

/* Inner loops that are compiled twice: for any processor, and for one with wide
 * registers, which is chosen when it runs. A loop lies in a header of its own, is
 * written with vectors of GW_LANES_BYTES, and includes this one; the names of what
 * it defines go through GW_LANES_NAME(). Products are never fused with sums, and
 * each sum runs in the same order in both: so are the results, to the last bit.
 *
 * A vector wider than the registers is no way out: gcc keeps such in memory, which
 * took 20 times as long.
 */

#define GW_LANES_PASTE(name, suffix) name##_##suffix
#define GW_LANES_WITH(name, suffix) GW_LANES_PASTE (name, suffix)

/* The name in the version that is compiled now. */
#define GW_LANES_NAME(name) GW_LANES_WITH (name, GW_LANES_SUFFIX)

#define GW_ALWAYS_INLINE static inline __attribute__ ((always_inline))

#if defined(__x86_64__)

#define GW_LANES_HAVE_WIDE 1

/* Before a function that calls the wide version. */
#define GW_LANES_WIDE __attribute__ ((target ("avx2")))

static inline bool
_gw_lanes_are_wide (void)
{
  return __builtin_cpu_supports ("avx2") != 0;
}

#else

#define GW_LANES_HAVE_WIDE 0

#endif

#endif
