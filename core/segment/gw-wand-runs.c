/* SPDX-License-Identifier: LGPL-3.0-or-later */

#include <string.h>

#include "gw-wand-private.h"

#define GW_WAND_TOPS 0x8080808080808080u
#define GW_WAND_ONES 0x0101010101010101u

static uint8_t
measure_one (uint32_t pixel, uint32_t colour)
{
  int most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    {
      int difference = (int) (pixel >> shift & 0xff) - (int) (colour >> shift & 0xff);

      difference = difference < 0 ? -difference : difference;
      most = difference > most ? difference : most;
    }

  return (uint8_t) most;
}

void
_gw_wand_measure (const uint32_t *pixels, uint32_t colour, uint8_t *distances, size_t n)
{
  for (size_t i = 0; i < n; i++)
    distances[i] = measure_one (pixels[i], colour);
}

/* The highest bit of each byte that is at most the byte of `most`. */
static uint64_t
at_most (uint64_t bytes, uint64_t most)
{
  uint64_t low = (most | GW_WAND_TOPS) - (bytes & ~GW_WAND_TOPS);

  return ((~bytes & most) | (~(bytes ^ most) & low)) & GW_WAND_TOPS;
}

static uint64_t
load (const uint8_t *bytes, size_t n)
{
  uint64_t word = 0;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  if (n == 8)
    {
      memcpy (&word, bytes, 8);
      return word;
    }
#endif
  for (size_t i = 0; i < n; i++)
    word |= (uint64_t) bytes[i] << (8 * i);

  return word;
}

size_t
_gw_wand_find_runs (const uint8_t *bytes, uint32_t n, uint8_t most, GwSpan *runs)
{
  uint64_t tolerance = most * GW_WAND_ONES;
  uint64_t inside = 0; /* all tops while a run is open */
  size_t n_runs = 0;

  for (uint32_t i = 0; i < n; i += 8)
    {
      uint32_t n_bytes = n - i < 8 ? n - i : 8;
      uint64_t changes = at_most (load (bytes + i, n_bytes), tolerance) ^ inside;

      if (n_bytes < 8)
        changes &= ((uint64_t) 1 << (8 * n_bytes)) - 1;
      while (changes != 0)
        {
          unsigned top = (unsigned) __builtin_ctzll (changes);
          uint32_t at = i + top / 8;

          if (inside == 0)
            runs[n_runs].start = at;
          else
            runs[n_runs++].end = at;
          inside ^= GW_WAND_TOPS;
          /* What follows has changed when it had not. */
          changes = ~changes & GW_WAND_TOPS & ~(((uint64_t) 2 << top) - 1);
          if (n_bytes < 8)
            changes &= ((uint64_t) 1 << (8 * n_bytes)) - 1;
        }
    }
  if (inside != 0)
    runs[n_runs++].end = n;

  return n_runs;
}
