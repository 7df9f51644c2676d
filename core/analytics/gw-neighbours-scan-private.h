/* SPDX-License-Identifier: LGPL-3.0-or-later */

/* The inner loop of the search for neighbours: included once for each width, see
 * gw-lanes-private.h.
 */

#include <stdint.h>
#include <string.h>

#include "gw-lanes-private.h"
#include "gw-neighbours-private.h"

#ifndef GW_LANES_BYTES
#define GW_LANES_BYTES 16
#define GW_LANES_SUFFIX plain
#endif

#define Lanes GW_LANES_NAME (ScanLanes)
#define Mask GW_LANES_NAME (ScanMask)

typedef float Lanes __attribute__ ((vector_size (GW_LANES_BYTES)));
typedef int32_t Mask __attribute__ ((vector_size (GW_LANES_BYTES)));

/* Tells of rows, two vectors of them from `row` on, of which one may be near enough
 * to a query.
 */
GW_ALWAYS_INLINE void
GW_LANES_NAME (look) (GwNearestScan *self, size_t query, size_t row, const Lanes *low, const Lanes *high)
{
  Lanes rests[2];
  Mask near;
  uint64_t words[GW_LANES_BYTES / 8], all = 0;
  float plain[2 * GW_LANES_BYTES / 4];

  memcpy (rests, self->shares + row, sizeof rests);
  rests[0] -= *low + *low;
  rests[1] -= *high + *high;
  near = (rests[0] <= self->limits[query]) | (rests[1] <= self->limits[query]);
  memcpy (words, &near, sizeof words);
  for (size_t i = 0; i < GW_LANES_BYTES / 8; i++)
    all |= words[i];
  if (all == 0)
    return;

  memcpy (plain, rests, sizeof plain);
  self->found (self, query, row, plain, 2 * GW_LANES_BYTES / 4);
}

/* Four queries against two vectors of rows: what is added up stays in registers. */
GW_ALWAYS_INLINE void
GW_LANES_NAME (scan) (GwNearestScan *self)
{
  const size_t lanes = GW_LANES_BYTES / 4;

  for (size_t row = self->first_row; row < self->first_row + self->n_rows; row += 2 * lanes)
    {
      const float *rows = self->blocks + row / GW_NEAREST_BLOCK * GW_NEAREST_BLOCK * self->columns
                          + row % GW_NEAREST_BLOCK;
      const float *query = self->queries;
      Lanes low0 = { 0 }, low1 = { 0 }, low2 = { 0 }, low3 = { 0 };
      Lanes high0 = { 0 }, high1 = { 0 }, high2 = { 0 }, high3 = { 0 };

      for (size_t j = 0; j < self->columns; j++, rows += GW_NEAREST_BLOCK, query += GW_NEAREST_GROUP)
        {
          Lanes low, high;

          memcpy (&low, rows, sizeof low);
          memcpy (&high, rows + lanes, sizeof high);
          low0 += low * query[0];
          high0 += high * query[0];
          low1 += low * query[1];
          high1 += high * query[1];
          low2 += low * query[2];
          high2 += high * query[2];
          low3 += low * query[3];
          high3 += high * query[3];
        }
      GW_LANES_NAME (look) (self, 0, row, &low0, &high0);
      GW_LANES_NAME (look) (self, 1, row, &low1, &high1);
      GW_LANES_NAME (look) (self, 2, row, &low2, &high2);
      GW_LANES_NAME (look) (self, 3, row, &low3, &high3);
    }
}

#undef Lanes
#undef Mask
#undef GW_LANES_BYTES
#undef GW_LANES_SUFFIX
