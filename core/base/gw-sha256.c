/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-sha256-private.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <cpuid.h>
#include <immintrin.h>
#include <string.h>

#define BLOCK_BYTES 64

static const guint32 constants[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/* Leaf 7, EBX bit 29; gcc 12 has no name for it in __builtin_cpu_supports(). */
static gboolean
is_available (void)
{
  guint eax, ebx, ecx, edx;

  return __builtin_cpu_supports ("sse4.1") && __builtin_cpu_supports ("ssse3")
         && __get_cpuid_count (7, 0, &eax, &ebx, &ecx, &edx) && (ebx & (1u << 29)) != 0;
}

/* The instructions keep the eight words of the state as (a b e f) and
 * (c d g h), and do two rounds each; words of the message come four at a
 * time.
 */
__attribute__ ((target ("sha,sse4.1,ssse3"))) static void
add_blocks (guint32 state[8], const guint8 *data, gsize n_blocks)
{
  const __m128i swap = _mm_set_epi64x (0x0c0d0e0f08090a0b, 0x0405060700010203);
  __m128i abcd = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (const void *) state), 0xb1);
  __m128i efgh = _mm_shuffle_epi32 (_mm_loadu_si128 ((const __m128i *) (const void *) (state + 4)), 0x1b);
  __m128i abef = _mm_alignr_epi8 (abcd, efgh, 8);
  __m128i cdgh = _mm_blend_epi16 (efgh, abcd, 0xf0);

  for (; n_blocks > 0; n_blocks--, data += BLOCK_BYTES)
    {
      const __m128i abef_before = abef, cdgh_before = cdgh;
      __m128i words[4];

      for (guint i = 0; i < 4; i++)
        words[i] = _mm_shuffle_epi8 (_mm_loadu_si128 ((const __m128i *) (const void *) (data + 16 * i)), swap);

#pragma GCC unroll 16
      for (guint i = 0; i < 16; i++)
        {
          __m128i sum;

          if (i >= 4)
            {
              const __m128i last = words[(i + 3) & 3];
              __m128i next = _mm_sha256msg1_epu32 (words[i & 3], words[(i + 1) & 3]);

              next = _mm_add_epi32 (next, _mm_alignr_epi8 (last, words[(i + 2) & 3], 4));
              words[i & 3] = _mm_sha256msg2_epu32 (next, last);
            }
          sum = _mm_add_epi32 (words[i & 3], _mm_loadu_si128 ((const __m128i *) (const void *) (constants + 4 * i)));
          cdgh = _mm_sha256rnds2_epu32 (cdgh, abef, sum);
          abef = _mm_sha256rnds2_epu32 (abef, cdgh, _mm_shuffle_epi32 (sum, 0x0e));
        }

      abef = _mm_add_epi32 (abef, abef_before);
      cdgh = _mm_add_epi32 (cdgh, cdgh_before);
    }

  abcd = _mm_shuffle_epi32 (abef, 0x1b);
  efgh = _mm_shuffle_epi32 (cdgh, 0xb1);
  _mm_storeu_si128 ((__m128i *) (void *) state, _mm_blend_epi16 (abcd, efgh, 0xf0));
  _mm_storeu_si128 ((__m128i *) (void *) (state + 4), _mm_alignr_epi8 (efgh, abcd, 8));
}

gboolean
_gw_sha256_by_processor (const guint8 *data, gsize length, guint8 digest[32])
{
  guint32 state[8] = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  };
  const gsize n_blocks = length / BLOCK_BYTES;
  const gsize rest = length % BLOCK_BYTES;
  const gsize tail_blocks = rest < BLOCK_BYTES - 8 ? 1 : 2;
  const guint64 n_bits = GUINT64_TO_BE ((guint64) length * 8);
  guint8 tail[2 * BLOCK_BYTES] = { 0 };

  if (!is_available ())
    return FALSE;

  if (rest > 0)
    memcpy (tail, data + n_blocks * BLOCK_BYTES, rest);
  tail[rest] = 0x80;
  memcpy (tail + tail_blocks * BLOCK_BYTES - sizeof n_bits, &n_bits, sizeof n_bits);
  add_blocks (state, data, n_blocks);
  add_blocks (state, tail, tail_blocks);

  for (guint i = 0; i < 8; i++)
    {
      const guint32 word = GUINT32_TO_BE (state[i]);

      memcpy (digest + 4 * i, &word, sizeof word);
    }

  return TRUE;
}

#else

gboolean
_gw_sha256_by_processor (const guint8 *data, gsize length, guint8 digest[32])
{
  return FALSE;
}

#endif
