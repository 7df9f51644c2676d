/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include "gw-random.h"

#include <string.h>

static uint64_t
rotate_left (uint64_t x, int k)
{
  return (x << k) | (x >> (64 - k));
}

void
gw_random_init (gw_random *self, uint64_t seed)
{
  for (int i = 0; i < 4; i++)
    {
      uint64_t z = (seed += UINT64_C (0x9e3779b97f4a7c15));

      z = (z ^ (z >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
      z = (z ^ (z >> 27)) * UINT64_C (0x94d049bb133111eb);
      self->words[i] = z ^ (z >> 31);
    }
}

uint64_t
gw_random_u64 (gw_random *self)
{
  uint64_t *s = self->words;
  const uint64_t result = rotate_left (s[1] * 5, 7) * 9;
  const uint64_t t = s[1] << 17;

  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = rotate_left (s[3], 45);

  return result;
}

double
gw_random_real (gw_random *self)
{
  return (double) (gw_random_u64 (self) >> 11) * 0x1p-53;
}

/* The 128-bit product in halves, by 32-bit parts: compilers recognise it, and
 * it is the same everywhere. */
static uint64_t
multiply (uint64_t a, uint64_t b, uint64_t *low)
{
  const uint64_t a0 = a & UINT32_MAX, a1 = a >> 32;
  const uint64_t b0 = b & UINT32_MAX, b1 = b >> 32;
  const uint64_t p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0;
  const uint64_t middle = (p00 >> 32) + (p01 & UINT32_MAX) + (p10 & UINT32_MAX);

  *low = a * b;
  return a1 * b1 + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
}

uint64_t
gw_random_below (gw_random *self, uint64_t n)
{
  uint64_t high, low, threshold;

  if (n == 0)
    return 0;

  high = multiply (gw_random_u64 (self), n, &low);
  if (low >= n)
    return high;

  /* 2^64 mod n: low parts below it would favour some results. */
  threshold = (0 - n) % n;
  while (low < threshold)
    high = multiply (gw_random_u64 (self), n, &low);

  return high;
}

static void
swap (unsigned char *a, unsigned char *b, size_t size)
{
  unsigned char part[64];

  for (size_t done = 0; done < size;)
    {
      const size_t step = size - done < sizeof part ? size - done : sizeof part;

      memcpy (part, a + done, step);
      memcpy (a + done, b + done, step);
      memcpy (b + done, part, step);
      done += step;
    }
}

void
gw_random_shuffle (gw_random *self, void *items, size_t n, size_t size)
{
  unsigned char *bytes = items;

  for (size_t i = n; i-- > 1;)
    {
      const size_t j = (size_t) gw_random_below (self, (uint64_t) i + 1);

      if (i != j)
        swap (bytes + i * size, bytes + j * size, size);
    }
}
