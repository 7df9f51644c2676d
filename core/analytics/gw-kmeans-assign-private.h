/* SPDX-License-Identifier: LGPL-3.0-or-later */

/* The inner loop of Lloyd's rounds: included once for each width, see
 * gw-lanes-private.h.
 */

#include <math.h>
#include <string.h>

#include "gw-kmeans-private.h"
#include "gw-lanes-private.h"

#ifndef GW_LANES_BYTES
#define GW_LANES_BYTES 16
#define GW_LANES_SUFFIX plain
#endif

#define Lanes GW_LANES_NAME (AssignLanes)

typedef double Lanes __attribute__ ((vector_size (GW_LANES_BYTES)));

/* The squares of a row's distances to two vectors of centers. */
GW_ALWAYS_INLINE void
GW_LANES_NAME (measure) (const double *row, const double *block, size_t columns, double *squares)
{
  Lanes low = { 0 }, high = { 0 };

  for (size_t j = 0; j < columns; j++, block += GW_KMEANS_BLOCK)
    {
      Lanes a, b;

      memcpy (&a, block, sizeof a);
      memcpy (&b, block + GW_LANES_BYTES / 8, sizeof b);
      a -= row[j];
      b -= row[j];
      low += a * a;
      high += b * b;
    }
  memcpy (squares, &low, sizeof low);
  memcpy (squares + GW_LANES_BYTES / 8, &high, sizeof high);
}

/* The nearest center of a row; of equals the lower. */
GW_ALWAYS_INLINE size_t
GW_LANES_NAME (nearest_center) (const GwKmeans *self, const double *row, double *square)
{
  const size_t step = 2 * GW_LANES_BYTES / 8;
  size_t best = 0;

  *square = INFINITY;
  for (size_t c = 0; c < self->k; c += step)
    {
      double squares[2 * GW_LANES_BYTES / 8];

      GW_LANES_NAME (measure)
      (row, self->turned + c / GW_KMEANS_BLOCK * GW_KMEANS_BLOCK * self->columns + c % GW_KMEANS_BLOCK, self->columns,
       squares);
      for (size_t lane = 0; lane < step && c + lane < self->k; lane++)
        if (squares[lane] < *square)
          {
            *square = squares[lane];
            best = c + lane;
          }
    }

  return best;
}

/* A part of the rows: their groups, and the sums of these. */
GW_ALWAYS_INLINE void
GW_LANES_NAME (assign) (GwKmeans *self, size_t part)
{
  size_t end = (part + 1) * self->part_rows < self->n ? (part + 1) * self->part_rows : self->n;
  double *sums = self->sums + part * self->k * self->columns;
  size_t *counts = self->counts + part * self->k;

  memset (sums, 0, self->k * self->columns * sizeof *sums);
  memset (counts, 0, self->k * sizeof *counts);
  self->changed[part] = 0;
  for (size_t i = part * self->part_rows; i < end; i++)
    {
      const double *row = self->values + i * self->columns;
      size_t label = GW_LANES_NAME (nearest_center) (self, row, &self->squares[i]);

      self->changed[part] += self->labels[i] != (int32_t) label;
      self->labels[i] = (int32_t) label;
      counts[label]++;
      for (size_t j = 0; j < self->columns; j++)
        sums[label * self->columns + j] += row[j];
    }
}

#undef Lanes
#undef GW_LANES_BYTES
#undef GW_LANES_SUFFIX
